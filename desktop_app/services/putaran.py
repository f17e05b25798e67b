"""Preparing a round of feedback from all sides: its questions, who is asked about whom, and opening it.

Answering is in ``putaran_jawab``, closing in ``putaran_tutup``, what is told afterwards in ``putaran_hasil``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_putaran import AMBANG_TERKECIL, respondent_id
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab, StatusPutaran
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.putaran import PenjawabPutaran, PutaranUmpanBalik, TemplatPertanyaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.regulation.pertanyaan import read_pertanyaan
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import MAKS_NAMA, Changed, Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.kumpulan_putaran import coded_people, drop_stray_pools, is_here, is_readable, start_pool
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.tenggat import believed_today

KIND = "putaran"
BAWAAN = "bawaan"
"""Names the questions that the program brings along."""
MAKS_REKAN = 6
"""Where more people than these share an assessor, only those of the same unit count as peers."""
MAKS_PENJAWAB = 600
MAKS_AMBANG = 20
K = KelompokPenjawab


@dataclass(frozen=True)
class BarisPutaran:
    """One round of the list; ``di_sini`` tells whether its answers are gathered here, ``hilang`` that they are lost."""

    id: str
    nama: str
    periode: str
    status: StatusPutaran
    selesai: date | None
    di_sini: bool
    hilang: bool = False


@dataclass(frozen=True)
class PutaranTerbuka:
    """A round as it is stored, with its id, and the names of those it is about and who are asked.

    ``berkode`` names the employees who answer by a code, since they cannot log in; ``tanpa_hasil`` tells that the round
    is closed and left nothing.
    """

    id: str
    isi: PutaranUmpanBalik
    nama: dict[str, str]
    di_sini: bool
    hilang: bool
    berkonflik: bool
    berkode: tuple[str, ...] = ()
    tanpa_hasil: bool = False


@intention(Wewenang.KELOLA_PUTARAN)
def list_putaran(kantor: Kantor) -> tuple[BarisPutaran, ...]:
    """Return every round of this office, the open ones first, then drafts, then the closed ones, newest first."""
    drop_stray_pools(kantor)
    urut = (StatusPutaran.DIBUKA, StatusPutaran.DRAFT, StatusPutaran.DITUTUP)
    semua = []
    for satu in kantor.store.find(KIND):
        isi = decode_as(PutaranUmpanBalik, satu.body)
        di_sini = is_here(kantor, isi)
        hilang = di_sini and not is_readable(kantor, satu.doc_id)
        semua.append(BarisPutaran(satu.doc_id, isi.nama, isi.periode, isi.status, isi.selesai, di_sini, hilang))
    semua.sort(key=lambda s: (s.selesai or date.min, s.nama, s.id), reverse=True)
    return tuple(sorted(semua, key=lambda s: urut.index(s.status)))


@intention(Wewenang.KELOLA_PUTARAN)
def get_putaran(kantor: Kantor, doc_id: str) -> PutaranTerbuka:
    """Return one round with the names of its people."""
    dokumen = round_document(kantor, doc_id)
    isi = decode_as(PutaranUmpanBalik, dokumen.body)
    di_sini = is_here(kantor, isi)
    hilang = di_sini and not is_readable(kantor, doc_id)
    nama = names_of(kantor, (n for s in isi.penjawab for n in (s.tentang_id, s.penjawab_id) if n))
    berkode = tuple(nama[satu] for satu in coded_people(kantor, doc_id, isi) if satu in nama)
    ditutup = isi.status is StatusPutaran.DITUTUP
    tanpa_hasil = ditutup and not kantor.store.count("hasil_putaran", where={"putaran_id": doc_id})
    return PutaranTerbuka(doc_id, isi, nama, di_sini, hilang, bool(dokumen.conflicts), berkode, tanpa_hasil)


@intention(Wewenang.KELOLA_PUTARAN)
def create_putaran(
    kantor: Kantor,
    nama: str,
    *,
    periode: str = "",
    mulai: date | None = None,
    selesai: date | None = None,
    sumber: str = BAWAAN,
    ambang: int = AMBANG_TERKECIL,
) -> tuple[str, Changed]:
    """Begin a round as a draft: its questions from ``sumber``, who is asked proposed from the office's structure.

    ``sumber`` is a template of questions, an earlier round, or ``BAWAAN``.
    """
    isi = msgspec.structs.replace(
        _questions(kantor, sumber),
        nama=nama,
        unit_kode=kantor.profil.kode,
        periode=periode,
        mulai=mulai,
        selesai=selesai,
        ambang=ambang,
        penjawab=propose_penjawab(kantor),
    )
    isi = _checked(isi)
    doc_id = new_doc_id(kantor, KIND, "")
    with kantor.write("buat_putaran", doc_id) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_PUTARAN)
def save_putaran(kantor: Kantor, doc_id: str, isi: PutaranUmpanBalik) -> Changed:
    """Store a draft anew; raises ``UserError`` once it is open, and for what no round may say."""
    dokumen = _draft(kantor, doc_id)
    lama = decode_as(PutaranUmpanBalik, dokumen.body)
    tetap = {n: getattr(lama, n) for n in ("unit_kode", "status", "perangkat", "ditutup", "tanggal_ragu")}
    baru = _checked(msgspec.structs.replace(isi, **tetap))
    if baru == lama:
        return Changed()
    with kantor.write("ubah_putaran", doc_id) as tx:
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_PUTARAN)
def change_putaran(
    kantor: Kantor,
    doc_id: str,
    *,
    nama: str = "",
    periode: str | None = None,
    mulai: date | None = None,
    selesai: date | None = None,
    ambang: int = 0,
    sumber: str = "",
) -> Changed:
    """Change the name, days, threshold or questions of a draft; what is not named stays as it is."""
    isi = decode_as(PutaranUmpanBalik, _draft(kantor, doc_id).body)
    ubah: dict[str, object] = {"nama": nama, "mulai": mulai, "selesai": selesai, "ambang": ambang}
    ubah = {kunci: nilai for kunci, nilai in ubah.items() if nilai}
    if periode is not None:
        ubah["periode"] = periode
    if sumber:
        asal = _questions(kantor, sumber)
        ubah |= {n: getattr(asal, n) for n in ("pengantar", "pertanyaan", "pertanyaan_terbuka")}
    return save_putaran(kantor, doc_id, msgspec.structs.replace(isi, **ubah))


@intention(Wewenang.KELOLA_PUTARAN)
def drop_putaran(kantor: Kantor, doc_id: str, alasan: str = "") -> Changed:
    """Throw a draft away; a round that was open stays."""
    dokumen = _draft(kantor, doc_id)
    with kantor.write("hapus_putaran", doc_id) as tx:
        tx.save(KIND, doc_id, b"{}", scope=dokumen.scope, schema=SCHEMA, why=alasan, deleted=True)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_PUTARAN)
def open_putaran(kantor: Kantor, doc_id: str) -> Changed:
    """Open a round on this computer: from now on questions and people stand fast and answers are gathered here.

    Raises ``UserError`` where nobody is asked, nothing is asked, or a date is amiss.
    """
    dokumen = _draft(kantor, doc_id)
    isi = _checked(decode_as(PutaranUmpanBalik, dokumen.body))
    if not isi.pertanyaan:
        raise UserError("putaran_tanpa_pertanyaan")
    if not isi.penjawab:
        raise UserError("putaran_tanpa_penjawab")
    if isi.selesai is None:
        raise UserError("putaran_tanpa_batas")
    ada = names_of(kantor, {n for s in isi.penjawab for n in (s.tentang_id, s.penjawab_id) if n})
    if hilang := [s for s in isi.penjawab if s.tentang_id not in ada or (s.penjawab_id and s.penjawab_id not in ada)]:
        raise UserError("putaran_orang_tidak_ada", jumlah=len(hilang))
    baru = msgspec.structs.replace(isi, status=StatusPutaran.DIBUKA, perangkat=kantor.store.device)
    with kantor.write("buka_putaran", doc_id, {"jumlah": len(baru.penjawab)}) as tx:
        start_pool(kantor, tx, doc_id, baru)
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_PUTARAN)
def restart_putaran(kantor: Kantor, doc_id: str) -> Changed:
    """Open a round anew whose answers are lost, since the store or the file beside it was put back from elsewhere.

    Everybody answers again. Raises ``UserError`` ``putaran_jawaban_ada`` while the answers are whole, and
    ``putaran_di_komputer_lain`` where they are gathered elsewhere.
    """
    dokumen = round_document(kantor, doc_id)
    isi = decode_as(PutaranUmpanBalik, dokumen.body)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    if isi.status is not StatusPutaran.DIBUKA:
        raise UserError("putaran_tidak_dibuka")
    if not is_here(kantor, isi):
        raise UserError("putaran_di_komputer_lain")
    if is_readable(kantor, doc_id):
        raise UserError("putaran_jawaban_ada")
    with kantor.write("buka_ulang_putaran", doc_id, {"jumlah": len(isi.penjawab)}) as tx:
        start_pool(kantor, tx, doc_id, isi)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_PUTARAN)
def propose_penjawab(kantor: Kantor, *, lengkapi: bool = False) -> tuple[PenjawabPutaran, ...]:
    """Return who would be asked about whom, by the office's structure today: oneself, assessor, peers, subordinates.

    Peers share the assessor; where many do, the unit as well. With ``lengkapi`` colleagues of the same unit, then of
    the office, are proposed too where peers and subordinates are too few to hide one another. Outsiders, and who is no
    civil servant, are added by hand.
    """
    orang = {satu: isi for satu, isi in active_people(kantor).items() if isi.status is not StatusKepegawaian.BUKAN_ASN}
    jabatan = {satu: isi.jabatan_pada(believed_today(kantor)) for satu, isi in orang.items()}
    penilai = {satu: post.penilai_id for satu, post in jabatan.items() if post is not None and post.penilai_id}
    unit = {satu: post.unit_kerja for satu, post in jabatan.items() if post is not None}
    hasil: list[PenjawabPutaran] = []
    for satu in orang:
        atasan = penilai.get(satu, "")
        rekan = [lain for lain in orang if lain != satu and atasan and penilai.get(lain) == atasan]
        if len(rekan) > MAKS_REKAN:
            rekan = [lain for lain in rekan if unit.get(lain) == unit.get(satu)]
        bawahan = [lain for lain in orang if penilai.get(lain) == satu != lain]
        lain_lain = [lain for lain in orang if lain not in (satu, atasan, *rekan, *bawahan)]
        lain_lain.sort(key=lambda lain: unit.get(lain) != unit.get(satu))
        kurang = AMBANG_TERKECIL - len(rekan) - len(bawahan) if lengkapi else 0
        rekan += lain_lain[: max(kurang, 0)]
        hasil.append(asked(satu, satu, K.DIRI))
        hasil += [asked(satu, atasan, K.ATASAN)] if atasan in orang else []
        hasil += [asked(satu, lain, K.REKAN) for lain in rekan]
        hasil += [asked(satu, lain, K.BAWAHAN) for lain in bawahan]
    return tuple(hasil)


@intention(Wewenang.KELOLA_PUTARAN)
def list_yang_ditanya(kantor: Kantor) -> tuple[tuple[str, str], ...]:
    """Return id and name of everybody of this office who may be asked or asked about, by name."""
    return tuple((satu, isi.nama) for satu, isi in active_people(kantor).items())


def asked(tentang_id: str, penjawab_id: str, kelompok: KelompokPenjawab, sebutan: str = "") -> PenjawabPutaran:
    """Return one who is asked about one person; without ``penjawab_id`` an outsider by the name of his role."""
    sebutan = " ".join(sebutan.split())[:MAKS_NAMA]
    kunci = respondent_id(tentang_id, penjawab_id, sebutan)
    return PenjawabPutaran(id=kunci, tentang_id=tentang_id, penjawab_id=penjawab_id, kelompok=kelompok, sebutan=sebutan)


def active_people(kantor: Kantor) -> dict[str, Pegawai]:
    """Return the active people of this office by id, in the order of their names."""
    semua = kantor.store.find("pegawai", order=("nama",))
    return {
        s.doc_id: decode_as(Pegawai, s.body)
        for s in semua
        if s.scope == kantor.profil.kode and is_active(s.columns["aktif"])
    }


def names_of(kantor: Kantor, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of those of the people who are still recorded, by id."""
    dokumen = kantor.store.documents(set(ids))
    return {i: d.label for i, d in dokumen.items() if not d.deleted and d.kind == "pegawai"}


def round_document(kantor: Kantor, doc_id: str) -> Document:
    """Return a stored round for who manages rounds; else refuse."""
    return reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_PUTARAN)


def _draft(kantor: Kantor, doc_id: str) -> Document:
    dokumen = round_document(kantor, doc_id)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    if decode_as(PutaranUmpanBalik, dokumen.body).status is not StatusPutaran.DRAFT:
        raise UserError("putaran_sudah_dibuka")
    return dokumen


def _questions(kantor: Kantor, sumber: str) -> PutaranUmpanBalik:
    if sumber == BAWAAN:
        bawaan = read_pertanyaan()
        return PutaranUmpanBalik(
            nama="",
            pengantar=bawaan.pengantar,
            pertanyaan=bawaan.pertanyaan,
            pertanyaan_terbuka=bawaan.pertanyaan_terbuka,
        )
    dokumen = kantor.store.document(sumber)
    if dokumen is None or dokumen.deleted or dokumen.kind not in (KIND, "templat_pertanyaan"):
        raise UserError("putaran_sumber_tidak_ada")
    if dokumen.kind == KIND:
        lama = decode_as(PutaranUmpanBalik, dokumen.body)
        return PutaranUmpanBalik(
            nama="",
            pengantar=lama.pengantar,
            pertanyaan=lama.pertanyaan,
            pertanyaan_terbuka=lama.pertanyaan_terbuka,
        )
    templat = decode_as(TemplatPertanyaan, dokumen.body)
    return PutaranUmpanBalik(
        nama="",
        pengantar=read_pertanyaan().pengantar,
        pertanyaan=templat.pertanyaan,
        pertanyaan_terbuka=templat.pertanyaan_terbuka,
    )


def _checked(isi: PutaranUmpanBalik) -> PutaranUmpanBalik:
    """Return a round as it may be stored; raises ``UserError`` for what none may say."""
    nama = " ".join(isi.nama.split())
    if not nama:
        raise UserError("putaran_tanpa_nama")
    if len(nama) > MAKS_NAMA:
        raise UserError("putaran_nama_panjang", maks=MAKS_NAMA)
    if not AMBANG_TERKECIL <= isi.ambang <= MAKS_AMBANG:
        raise UserError("putaran_ambang_salah", terkecil=AMBANG_TERKECIL, terbesar=MAKS_AMBANG)
    if isi.mulai and isi.selesai and isi.selesai < isi.mulai:
        raise UserError("putaran_tanggal_terbalik")
    if len(isi.penjawab) > MAKS_PENJAWAB:
        raise UserError("putaran_banyak_penjawab", maks=MAKS_PENJAWAB)
    for semua in (isi.pertanyaan, isi.penjawab):
        if len({satu.id for satu in semua}) != len(semua):
            raise UserError("putaran_ganda")
    if any(not s.teks.strip() or not s.id or len(s.id) > MAKS_NAMA for s in isi.pertanyaan):
        raise UserError("putaran_pertanyaan_kosong")
    for satu in isi.penjawab:
        diri = satu.kelompok is K.DIRI
        if diri is not (satu.penjawab_id == satu.tentang_id) or not satu.tentang_id:
            raise UserError("putaran_kelompok_salah")
        if not satu.penjawab_id and (satu.kelompok is not K.LAIN or not satu.sebutan.strip()):
            raise UserError("putaran_tanpa_sebutan")
        if satu.penjawab_id and satu.kelompok is K.LAIN:
            # Outsiders are a group of their own, whose number never hides an employee.
            raise UserError("putaran_kelompok_salah")
        if satu.id != respondent_id(satu.tentang_id, satu.penjawab_id, satu.sebutan):
            raise UserError("putaran_kelompok_salah")
    return msgspec.structs.replace(isi, nama=nama)
