"""Assessment of competencies, form B.1.9: from the standard of the post to a finished, signed sheet (P6:84-85).

It follows a coaching or mentoring, or stands alone. Nobody assesses himself, and a value above "sesuai standar" is the
assessor's word with its reason: the program proposes 1, 2 or 3 alone, by the indicators that are met.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, decode_kind, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import KelompokKompetensi, StatusPembinaan
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi
from desktop_app.domain.nilai_kompetensi import findings_of, gap, with_indicators
from desktop_app.domain.pegawai import Identitas, Pegawai
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.messages import sentence_for
from desktop_app.regulation.kompetensi import SkalaKompetensi, competency_dictionary, competency_scale
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, commit_naskah, new_doc_id, open_naskah, write_naskah
from desktop_app.services.rencana import person_named
from desktop_app.services.skp import penilai_identity, settled_identity
from desktop_app.services.standar_kompetensi import AWALAN_TEKNIS, AsalStandar, standar_untuk

KIND = "evaluasi_kompetensi"
_BIMBINGAN = ("coaching", "mentoring")


@dataclass(frozen=True)
class BarisKompetensi:
    """One competency as it is shown: its name, what its level means, the indicators of it, and the value in words.

    ``indikator`` has three texts; empty ones where no source gave them, so that they are ticked by their numbers.
    """

    nilai: NilaiKompetensi
    nama: str
    definisi: str
    deskripsi: str
    indikator: tuple[str, str, str]
    label: str
    celah: int | None


@dataclass(frozen=True)
class KompetensiDulu:
    """An earlier finished assessment of the same person: its day and its values by code."""

    id: str
    tanggal: date | None
    nilai: Mapping[str, int]


@dataclass(frozen=True)
class KompetensiTerbuka:
    """An assessment with what the dictionary says of it, its findings, and the ones before it, oldest first."""

    isi: EvaluasiKompetensi
    baris: tuple[BarisKompetensi, ...]
    pegawai: Identitas
    penilai: Identitas
    pembimbing: Identitas
    standar: str
    asal: AsalStandar
    skala: SkalaKompetensi
    temuan: tuple[Temuan, ...]
    riwayat: tuple[KompetensiDulu, ...]

    @property
    def celah(self) -> tuple[BarisKompetensi, ...]:
        """The competencies below the standard of the post."""
        return tuple(satu for satu in self.baris if (satu.celah or 0) < 0)


@dataclass(frozen=True)
class BarisDaftarKompetensi:
    """One row of the list: an assessment, whom it is about, and how many competencies are below the standard."""

    id: str
    pegawai_id: str
    nama: str
    jabatan: str
    tanggal: date | None
    status: StatusPembinaan
    dinilai: int
    jumlah: int
    celah: int
    konflik: int = 0


@intention(Wewenang.LIHAT_PENILAIAN)
def list_kompetensi(kantor: Kantor, pegawai_id: str = "") -> tuple[BarisDaftarKompetensi, ...]:
    """Return the assessments that who acts may look at, of one person or of all, by name, the newest first."""
    where = {"pegawai_id": pegawai_id} if pegawai_id else None
    baris = []
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND, where=where):
        isi = decode_as(EvaluasiKompetensi, satu.body)
        siapa = isi.pegawai or person_named(kantor, isi.pegawai_id, isi.tanggal)
        baris.append(
            BarisDaftarKompetensi(
                id=satu.doc_id,
                pegawai_id=isi.pegawai_id,
                nama=siapa.nama,
                jabatan=siapa.jabatan,
                tanggal=isi.tanggal,
                status=isi.status,
                dinilai=sum(n.nilai_kompetensi is not None for n in isi.kompetensi),
                jumlah=len(isi.kompetensi),
                celah=sum((gap(n) or 0) < 0 for n in isi.kompetensi),
                konflik=satu.conflicts,
            )
        )
    baris.sort(key=lambda b: (b.tanggal or date.max, b.id), reverse=True)
    baris.sort(key=lambda b: b.nama.casefold())
    return tuple(baris)


@intention(Wewenang.ISI_KOMPETENSI)
def create_kompetensi(
    kantor: Kantor, pegawai_id: str, *, bimbingan_id: str = "", pembimbing_id: str = "", periode: str = ""
) -> tuple[str, Changed]:
    """Open an assessment of one person and return its id, filled with what his post requires today.

    ``bimbingan_id`` is the coaching or mentoring that it follows, ``pembimbing_id`` who signs: whoever led that, else
    his assessor. Raises ``UserError`` where the guidance is not this person's or not finished, or he would sign his
    own.
    """
    orang = reached_document(kantor, pegawai_id, "pegawai", Wewenang.ISI_KOMPETENSI)
    if orang.conflicts:
        raise UserError("pegawai_berkonflik", nama=orang.label)
    hari = kantor.jam().date()
    jabatan = decode_as(Pegawai, orang.body).jabatan_pada(hari)
    penilai_id = jabatan.penilai_id if jabatan is not None else ""
    pemandu = _leader_of(kantor, bimbingan_id, pegawai_id) if bimbingan_id else ""
    penanda = pembimbing_id or pemandu or penilai_id
    if penanda and penanda == pegawai_id:
        raise UserError("kompetensi_diri_sendiri")
    standar = standar_untuk(kantor, pegawai_id, hari)
    kamus = competency_dictionary(hari)
    syarat = {satu.id: satu for satu in standar.isi.syarat}
    nilai = [
        NilaiKompetensi(
            id=satu.kode,
            kelompok=satu.kelompok,
            nama=satu.nama_formulir,
            level=syarat[satu.kode].level if satu.kode in syarat else 0,
        )
        for satu in kamus.kompetensi
    ]
    nilai += [
        NilaiKompetensi(id=satu.id, kelompok=KelompokKompetensi.TEKNIS, nama=satu.nama, level=satu.level)
        for satu in standar.isi.syarat
        if kamus.find(satu.id) is None
    ]
    isi = EvaluasiKompetensi(
        pegawai_id=pegawai_id,
        penilai_id=penilai_id,
        pembimbing_id=penanda,
        unit_kode=kantor.profil.kode,
        periode=periode,
        bimbingan_id=bimbingan_id,
        standar_id=standar.id,
        kompetensi=tuple(nilai),
        tempat=kantor.profil.tempat,
    )
    doc_id = new_doc_id(kantor, KIND, "", orang.scope)
    with kantor.write("buat_kompetensi", doc_id) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=orang.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


def _leader_of(kantor: Kantor, bimbingan_id: str, pegawai_id: str) -> str:
    dokumen = kantor.store.document(bimbingan_id)
    if dokumen is None or dokumen.deleted or dokumen.kind not in _BIMBINGAN:
        raise UserError("dokumen_tidak_ada", id=bimbingan_id)
    isi = decode_kind(dokumen.kind, dokumen.body)
    if getattr(isi, "pegawai_id", "") != pegawai_id:
        raise UserError("kompetensi_bimbingan_lain")
    return str(getattr(isi, "pembimbing_id", ""))


@intention(Wewenang.LIHAT_PENILAIAN)
def read_kompetensi(kantor: Kantor, doc_id: str, isi: EvaluasiKompetensi | None = None) -> KompetensiTerbuka:
    """Return an assessment with names, findings and history; ``isi`` is what is being typed, the stored without it."""
    dokumen = read_document(kantor, doc_id, KIND)
    stored = decode_as(EvaluasiKompetensi, dokumen.body)
    milik = isi if isi is not None and isi.pegawai_id == stored.pegawai_id else stored
    return assessed(kantor, milik, doc_id)


def assessed(kantor: Kantor, isi: EvaluasiKompetensi, doc_id: str = "") -> KompetensiTerbuka:
    """Return an assessment as it is shown; whose right it is to see it asks the caller."""
    hari = isi.tanggal or kantor.jam().date()
    kamus, skala = competency_dictionary(hari), competency_scale(hari)
    baris = []
    for satu in isi.kompetensi:
        kata = kamus.find(satu.id)
        level = kata.at(satu.level) if kata is not None else None
        indikator = level.indikator if level is not None and level.indikator else ("", "", "")
        baris.append(
            BarisKompetensi(
                nilai=satu,
                nama=satu.nama or (kata.nama_formulir if kata is not None else satu.id),
                definisi=kata.definisi if kata is not None else "",
                deskripsi=level.deskripsi if level is not None else "",
                indikator=(indikator[0], indikator[1], indikator[2]),
                label=skala.label_of(satu.nilai_kompetensi),
                celah=gap(satu),
            )
        )
    standar, asal = _standard_of(kantor, isi)
    return KompetensiTerbuka(
        isi=isi,
        baris=tuple(baris),
        pegawai=isi.pegawai or person_named(kantor, isi.pegawai_id, hari),
        penilai=isi.penilai or person_named(kantor, isi.penilai_id, hari),
        pembimbing=isi.pembimbing or person_named(kantor, isi.pembimbing_id, hari),
        standar=standar,
        asal=asal,
        skala=skala,
        temuan=() if isi.status is StatusPembinaan.SELESAI else tuple(findings_of(isi)),
        riwayat=history_of(kantor, isi.pegawai_id, doc_id, isi.tanggal),
    )


def _standard_of(kantor: Kantor, isi: EvaluasiKompetensi) -> tuple[str, AsalStandar]:
    dokumen = kantor.store.document(isi.standar_id) if isi.standar_id else None
    if dokumen is None:
        return "", AsalStandar.USULAN
    return dokumen.label, AsalStandar.KANTOR if dokumen.scope == kantor.profil.kode else AsalStandar.KABUPATEN


def history_of(
    kantor: Kantor, pegawai_id: str, kecuali: str = "", sebelum: date | None = None
) -> tuple[KompetensiDulu, ...]:
    """Return the finished assessments of a person, oldest first, without one and only those until a day if given."""
    dulu = []
    for satu in kantor.store.find(KIND, where={"pegawai_id": pegawai_id, "status": StatusPembinaan.SELESAI.value}):
        isi = decode_as(EvaluasiKompetensi, satu.body)
        if satu.doc_id == kecuali or satu.conflicts:
            continue
        if sebelum is not None and (isi.tanggal or date.min) > sebelum:
            continue
        nilai = {n.id: n.nilai_kompetensi for n in isi.kompetensi if n.nilai_kompetensi is not None}
        dulu.append(KompetensiDulu(satu.doc_id, isi.tanggal, nilai))
    return tuple(sorted(dulu, key=lambda s: (s.tanggal or date.min, s.id)))


@intention(Wewenang.ISI_KOMPETENSI)
def rate_kompetensi(
    kantor: Kantor,
    doc_id: str,
    kode: str,
    *,
    terpenuhi: tuple[int, ...] | None = None,
    nilai: int | None = None,
    alasan: str | None = None,
    level: int | None = None,
) -> Changed:
    """Tick the indicators of one competency, give it a value above the proposed one, or write its reason.

    Raises ``UserError`` for a competency that is not on the sheet, and where the sheet or the level may not be changed.
    """
    isi = _typed(kantor, doc_id)
    if kode not in {satu.id for satu in isi.kompetensi}:
        raise UserError("kompetensi_tidak_dikenal", kode=kode)

    def changed(satu: NilaiKompetensi) -> NilaiKompetensi:
        if satu.id != kode:
            return satu
        if level is not None:
            satu = msgspec.structs.replace(satu, level=level)
        if terpenuhi is not None:
            satu = with_indicators(satu, terpenuhi)
        if nilai is not None:
            satu = msgspec.structs.replace(satu, nilai_kompetensi=nilai)
        return satu if alasan is None else msgspec.structs.replace(satu, alasan=alasan.strip())

    baru = msgspec.structs.replace(isi, kompetensi=tuple(changed(satu) for satu in isi.kompetensi))
    write_naskah(kantor, doc_id, baru)
    return commit_naskah(kantor, doc_id)


@intention(Wewenang.ISI_KOMPETENSI)
def recommend_kompetensi(kantor: Kantor, doc_id: str, rekomendasi: str) -> Changed:
    """Write the recommendation of an assessment (P6:84)."""
    isi = _typed(kantor, doc_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(isi, rekomendasi=rekomendasi.strip()))
    return commit_naskah(kantor, doc_id)


def _typed(kantor: Kantor, doc_id: str) -> EvaluasiKompetensi:
    isi = open_naskah(kantor, doc_id).isi
    if not isinstance(isi, EvaluasiKompetensi):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return isi


def new_technical(isi: EvaluasiKompetensi, nama: str, level: int) -> EvaluasiKompetensi:
    """Return an assessment with one more technical competency, which B.1.9 leaves to the office (P6:84)."""
    satu = NilaiKompetensi(
        id=f"{AWALAN_TEKNIS}{secrets.token_hex(4)}", kelompok=KelompokKompetensi.TEKNIS, nama=nama, level=level
    )
    return msgspec.structs.replace(isi, kompetensi=(*isi.kompetensi, satu))


@intention(Wewenang.ISI_KOMPETENSI)
def finish_kompetensi(kantor: Kantor, doc_id: str, *, tanggal: date, tempat: str = "") -> Changed:
    """Freeze an assessment with the identities of that day, to be printed and signed (P6:85).

    Raises ``UserError`` where it is finished already or a value or its reason is missing.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.ISI_KOMPETENSI)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    isi = decode_as(EvaluasiKompetensi, body_to_advance(kantor, dokumen))
    if isi.status is not StatusPembinaan.DRAFT:
        raise UserError("kompetensi_sudah_selesai")
    penting = [satu for satu in findings_of(isi) if satu.penting]
    if penting:
        pertama = sentence_for(penting[0].kode, penting[0].fakta)
        raise UserError("kompetensi_belum_lengkap", jumlah=len(penting), pertama=pertama)
    if tanggal > kantor.jam().date():
        raise UserError("kompetensi_tanggal_nanti")
    baru = msgspec.structs.replace(
        isi,
        status=StatusPembinaan.SELESAI,
        tempat=tempat or isi.tempat,
        tanggal=tanggal,
        tanggal_ragu=kantor.claim().doubt,
        pegawai=settled_identity(kantor, isi.pegawai_id, tanggal),
        penilai=settled_identity(kantor, isi.penilai_id, tanggal),
        pembimbing=penilai_identity(kantor, isi.pembimbing_id, tanggal),
    )
    return _save(kantor, doc_id, dokumen.scope, encode(baru, dokumen.body), act="selesai_kompetensi")


@intention(Wewenang.ISI_KOMPETENSI)
def reopen_kompetensi(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Make a finished assessment a draft again with a reason; the signed version stays in its history."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.ISI_KOMPETENSI)
    isi = decode_as(EvaluasiKompetensi, body_to_advance(kantor, dokumen))
    if isi.status is not StatusPembinaan.SELESAI:
        raise UserError("kompetensi_masih_draf")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="koreksi")
    baru = msgspec.structs.replace(isi, status=StatusPembinaan.DRAFT, pegawai=None, penilai=None, pembimbing=None)
    return _save(kantor, doc_id, dokumen.scope, encode(baru, dokumen.body), alasan, act="koreksi_kompetensi")


@intention(Wewenang.ISI_KOMPETENSI)
def delete_kompetensi(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a draft with a reason; the history stays. Raises ``UserError`` for one that is finished."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.ISI_KOMPETENSI)
    if decode_as(EvaluasiKompetensi, dokumen.body).status is not StatusPembinaan.DRAFT:
        raise UserError("kompetensi_sudah_selesai")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan, act="hapus_kompetensi")


def _save(kantor: Kantor, doc_id: str, scope: str, body: bytes, alasan: str = "", *, act: str) -> Changed:
    with kantor.write(act, doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, body, scope=scope, schema=SCHEMA, why=alasan)
    return Changed((doc_id,), (KIND,))
