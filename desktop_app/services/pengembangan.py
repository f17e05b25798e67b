"""The individual development plan: one for a person and a year, from needs to hours and what changed (P6:117).

Whoever may plan for a person writes it; he himself writes his own until it is agreed, and records what he attended.
That it was agreed, and what changed by it, is recorded by somebody else.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hitung_jp import JumlahJp, count_hours, each_event
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.istilah_pengembangan import (
    BentukPengembangan,
    StatusButir,
    StatusPembinaan,
    SumberKebutuhan,
)
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.nilai_kompetensi import gap
from desktop_app.domain.pegawai import Identitas, Pegawai
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan, RencanaPengembangan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.regulation.kompetensi import AturanJp, development_hours
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kebutuhan_pengembangan import Kebutuhan, needs_of
from desktop_app.services.naskah import body_to_advance, commit_naskah, new_doc_id, open_naskah, write_naskah
from desktop_app.services.penjaga_rencana_pengembangan import as_agreed, is_his_own
from desktop_app.services.rencana import person_named

KIND = "rencana_pengembangan"
TAHUN_AWAL = 2017
"""The first year of which a plan is kept: that of the regulation that gives the right to hours (PP 11/2017)."""
_TERBUKA = (StatusButir.DIRENCANAKAN, StatusButir.BERJALAN)


@dataclass(frozen=True)
class BarisPengembangan:
    """One person of the list: his plan (``id`` empty without one), hours, open steps, and weak competencies."""

    id: str
    pegawai_id: str
    nama: str
    nip: str
    jabatan: str
    jam: JumlahJp
    langkah: int
    terbuka: int
    celah: int
    disepakati: date | None = None
    konflik: int = 0


@dataclass(frozen=True)
class PengembanganTerbuka:
    """A plan with its person, its hours, and the evaluations that can show an effect: id and period.

    ``boleh_kebutuhan`` tells that who looks may change what is needed and planned, ``boleh_dampak`` that he may say
    what changed.
    """

    isi: RencanaPengembangan
    pegawai: Identitas
    penilai: Identitas
    jam: JumlahJp
    aturan: AturanJp
    penilaian: tuple[tuple[str, str], ...]
    boleh_kebutuhan: bool = True
    boleh_dampak: bool = True


@intention(Wewenang.LIHAT_PENILAIAN)
def list_pengembangan(kantor: Kantor, tahun: int) -> tuple[BarisPengembangan, ...]:
    """Return everybody whom who acts may look at, by name, with the plan and the hours of a year."""
    rencana = {
        str(satu.columns["pegawai_id"]): (satu, decode_as(RencanaPengembangan, satu.body))
        for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND, where={"tahun": tahun})
    }
    celah = _gaps(kantor, tahun)
    baris = []
    for orang in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "pegawai"):
        pegawai = decode_as(Pegawai, orang.body)
        ketemu, isi = rencana.get(orang.doc_id, (None, None))
        if orang.scope != kantor.profil.kode or (not pegawai.aktif and isi is None):
            continue
        milik = isi or RencanaPengembangan(pegawai_id=orang.doc_id, tahun=tahun, target_jp=hours_due(pegawai, tahun))
        jabatan = pegawai.jabatan_pada(min(kantor.jam().date(), date(tahun, 12, 31)))
        baris.append(
            BarisPengembangan(
                id=ketemu.doc_id if ketemu is not None else "",
                pegawai_id=orang.doc_id,
                nama=pegawai.nama,
                nip=pegawai.nip,
                jabatan=jabatan.jabatan if jabatan is not None else "",
                jam=count_hours(milik, tahun),
                langkah=len(milik.butir),
                terbuka=sum(satu.status in _TERBUKA for satu in milik.butir),
                celah=celah.get(orang.doc_id, 0),
                disepakati=milik.disepakati,
                konflik=ketemu.conflicts if ketemu is not None else 0,
            )
        )
    return tuple(sorted(baris, key=lambda b: (b.nama.casefold(), b.pegawai_id)))


def _gaps(kantor: Kantor, tahun: int) -> dict[str, int]:
    """Return how many competencies of the newest finished assessment are below the standard, by person."""
    terbaru: dict[str, tuple[date, str, int]] = {}
    milik = {"status": StatusPembinaan.SELESAI.value}
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "evaluasi_kompetensi", where=milik):
        isi = decode_as(EvaluasiKompetensi, satu.body)
        if isi.tanggal is None or isi.tanggal.year > tahun:
            continue
        kini = (isi.tanggal, satu.doc_id, sum((gap(n) or 0) < 0 for n in isi.kompetensi))
        terbaru[isi.pegawai_id] = max(kini, terbaru.get(isi.pegawai_id, kini))
    return {orang: jumlah for orang, (_hari, _id, jumlah) in terbaru.items()}


def hours_due(pegawai: Pegawai, tahun: int) -> int:
    """Return the hours that a person has a right to in a year; none for an official who is no civil servant.

    The right is a PNS's; the same number is the goal of a PPPK's plan, for whom no other one could be confirmed.
    """
    if pegawai.status is StatusKepegawaian.BUKAN_ASN:
        return 0
    return development_hours(date(tahun, 12, 31)).jp_setahun


@intention(Wewenang.SUSUN_PENGEMBANGAN)
def create_pengembangan(kantor: Kantor, pegawai_id: str, tahun: int) -> tuple[str, Changed]:
    """Open the plan of one person and year and return its id; one that is there already is returned."""
    orang = reached_document(kantor, pegawai_id, "pegawai", Wewenang.SUSUN_PENGEMBANGAN)
    if not TAHUN_AWAL <= tahun <= kantor.jam().year + 2:
        raise UserError("pengembangan_tahun_salah", tahun=tahun)
    ada = kantor.store.find(KIND, where={"pegawai_id": pegawai_id, "tahun": tahun})
    if ada:
        return ada[0].doc_id, Changed()
    pegawai = decode_as(Pegawai, orang.body)
    jabatan = pegawai.jabatan_pada(min(kantor.jam().date(), date(tahun, 12, 31)))
    isi = RencanaPengembangan(
        pegawai_id=pegawai_id,
        tahun=tahun,
        penilai_id=jabatan.penilai_id if jabatan is not None else "",
        unit_kode=kantor.profil.kode,
        target_jp=hours_due(pegawai, tahun),
    )
    # By person and year: two computers that begin the same plan speak of one document.
    doc_id = new_doc_id(kantor, KIND, f"{pegawai_id}/{tahun}", orang.scope)
    with kantor.write("buat_pengembangan", doc_id, {"tahun": tahun}) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=orang.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.LIHAT_PENILAIAN)
def read_pengembangan(kantor: Kantor, doc_id: str, isi: RencanaPengembangan | None = None) -> PengembanganTerbuka:
    """Return a plan with its hours; ``isi`` is what is being typed, the stored one without it."""
    dokumen = read_document(kantor, doc_id, KIND)
    stored = decode_as(RencanaPengembangan, dokumen.body)
    milik = isi if isi is not None and isi.pegawai_id == stored.pegawai_id else stored
    baru = as_agreed(kantor, dokumen, milik)
    milik = baru if isinstance(baru, RencanaPengembangan) else milik
    sendiri = is_his_own(kantor, stored)
    hari = min(kantor.jam().date(), date(milik.tahun, 12, 31))
    return PengembanganTerbuka(
        isi=milik,
        pegawai=person_named(kantor, milik.pegawai_id, hari),
        penilai=person_named(kantor, milik.penilai_id, hari),
        jam=count_hours(milik),
        aturan=development_hours(date(milik.tahun, 12, 31)),
        penilaian=_evaluations(kantor, milik),
        boleh_kebutuhan=not sendiri or stored.disepakati is None,
        boleh_dampak=not sendiri,
    )


def _evaluations(kantor: Kantor, isi: RencanaPengembangan) -> tuple[tuple[str, str], ...]:
    """Return the evaluations of the plan's year and the next, by which an effect can be seen, oldest first."""
    milik = {"pegawai_id": isi.pegawai_id}
    ketemu = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where=milik, bodies=False)
    tahun = (str(isi.tahun), str(isi.tahun + 1))
    semua = [(str(satu.columns["periode"]), satu.doc_id) for satu in ketemu]
    return tuple((doc_id, periode) for periode, doc_id in sorted(semua) if periode.startswith(tahun))


def step_from(satu: Kebutuhan) -> ButirPengembangan:
    """Return a planned step that takes up a proposed need; what is done about it is still to be said."""
    return ButirPengembangan(
        id=secrets.token_hex(8), sumber=satu.sumber, kode=satu.kode, acuan_id=satu.acuan_id, kebutuhan=satu.kebutuhan
    )


@intention(Wewenang.SUSUN_PENGEMBANGAN)
def choose_kebutuhan(kantor: Kantor, doc_id: str, kunci: Iterable[str]) -> Changed:
    """Make steps of these proposed needs; one that is in the plan already is not added twice.

    Raises ``UserError`` for a need that is not proposed any more.
    """
    isi = _typed(kantor, doc_id)
    ada = {satu.kunci: satu for satu in needs_of(kantor, isi.pegawai_id, isi.tahun)}
    pilih = list(dict.fromkeys(kunci))
    if any(satu not in ada for satu in pilih):
        raise UserError("pengembangan_kebutuhan_tidak_ada")
    baru = tuple(step_from(ada[satu]) for satu in pilih if not ada[satu].dipilih)
    return _write(kantor, doc_id, msgspec.structs.replace(isi, butir=(*isi.butir, *baru)))


@intention(Wewenang.SUSUN_PENGEMBANGAN)
def add_langkah(
    kantor: Kantor,
    doc_id: str,
    kebutuhan: str,
    *,
    bentuk: BentukPengembangan | None = None,
    acara: str = "",
    target_jp: int = 0,
    tenggat: date | None = None,
) -> tuple[str, Changed]:
    """Add a step of one's own to a plan and return its id; raises ``UserError`` where it says nothing."""
    if not kebutuhan.strip():
        raise UserError("pengembangan_kebutuhan_kosong")
    isi = _typed(kantor, doc_id)
    butir = ButirPengembangan(
        id=secrets.token_hex(8),
        sumber=SumberKebutuhan.LAINNYA,
        kebutuhan=" ".join(kebutuhan.split()),
        bentuk=bentuk,
        acara=" ".join(acara.split()),
        target_jp=target_jp,
        tenggat=tenggat,
    )
    return butir.id, _write(kantor, doc_id, msgspec.structs.replace(isi, butir=(*isi.butir, butir)))


@intention(Wewenang.SUSUN_PENGEMBANGAN)
def record_pelaksanaan(
    kantor: Kantor,
    doc_id: str,
    langkah_id: str,
    *,
    nama: str,
    selesai: date,
    jp: int,
    mulai: date | None = None,
    penyelenggara: str = "",
    nomor_sertifikat: str = "",
    tuntas: bool = True,
    lagi: bool = False,
) -> Changed:
    """Record an event that was attended under a step of a plan; with ``tuntas`` the step is done by it.

    Raises ``UserError`` for an event without a name, one that is still to come, a step that is not there, and for an
    event that the plan records already by name, day and certificate, unless ``lagi`` says that it is another one.
    """
    if not nama.strip():
        raise UserError("pengembangan_acara_kosong")
    if selesai > kantor.jam().date():
        raise UserError("pengembangan_acara_nanti")
    acara = PelaksanaanPengembangan(
        id=secrets.token_hex(8),
        mulai=mulai or selesai,
        selesai=selesai,
        nama=" ".join(nama.split()),
        penyelenggara=" ".join(penyelenggara.split()),
        nomor_sertifikat=" ".join(nomor_sertifikat.split()),
        jp=jp,
    )
    isi = _typed(kantor, doc_id)
    if not lagi and any(_of_event(satu) == _of_event(acara) for satu in each_event(isi)):
        raise UserError("pengembangan_acara_tercatat", nama=acara.nama, tanggal=format_tanggal(selesai))
    butir = _step(isi, langkah_id)
    status = StatusButir.SELESAI if tuntas else StatusButir.BERJALAN
    baru = msgspec.structs.replace(butir, pelaksanaan=(*butir.pelaksanaan, acara), status=status)
    return _write(kantor, doc_id, with_step(isi, baru))


def _of_event(acara: PelaksanaanPengembangan) -> tuple[object, ...]:
    """Return by what an event is told from another one; its hours may have been typed wrongly and are not among it."""
    return (acara.nama.casefold(), acara.selesai, acara.nomor_sertifikat.casefold())


@intention(Wewenang.SUSUN_PENGEMBANGAN)
def record_dampak(kantor: Kantor, doc_id: str, langkah_id: str, dampak: str, penilaian_id: str = "") -> Changed:
    """Say what changed by a step, and in which evaluation of the same person it is seen; not the employee himself."""
    isi = _typed(kantor, doc_id)
    if penilaian_id and penilaian_id not in {satu for satu, _periode in _evaluations(kantor, isi)}:
        raise UserError("dokumen_tidak_ada", id=penilaian_id)
    baru = msgspec.structs.replace(_step(isi, langkah_id), dampak=dampak.strip(), penilaian_id=penilaian_id)
    return _write(kantor, doc_id, with_step(isi, baru))


def with_step(isi: RencanaPengembangan, baru: ButirPengembangan) -> RencanaPengembangan:
    """Return a plan with one step put in place of the one with its id."""
    return msgspec.structs.replace(isi, butir=tuple(baru if satu.id == baru.id else satu for satu in isi.butir))


def _step(isi: RencanaPengembangan, langkah_id: str) -> ButirPengembangan:
    butir = next((satu for satu in isi.butir if satu.id == langkah_id), None)
    if butir is None:
        raise UserError("pengembangan_langkah_tidak_ada")
    return butir


def _typed(kantor: Kantor, doc_id: str) -> RencanaPengembangan:
    isi = open_naskah(kantor, doc_id).isi
    if not isinstance(isi, RencanaPengembangan):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return isi


def _write(kantor: Kantor, doc_id: str, isi: RencanaPengembangan) -> Changed:
    write_naskah(kantor, doc_id, isi)
    return commit_naskah(kantor, doc_id)


@intention(Wewenang.SUSUN_PENGEMBANGAN)
def agree_pengembangan(kantor: Kantor, doc_id: str, tanggal: date) -> Changed:
    """Record on which day a plan was agreed; nobody does so for his own plan.

    Raises ``UserError`` where it has no step yet.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.SUSUN_PENGEMBANGAN)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    isi = decode_as(RencanaPengembangan, body_to_advance(kantor, dokumen))
    kantor.require_other(Wewenang.SUSUN_PENGEMBANGAN, doc_id, isi.pegawai_id)
    if not isi.butir:
        raise UserError("pengembangan_tanpa_langkah")
    body = encode(msgspec.structs.replace(isi, disepakati=tanggal), dokumen.body)
    with kantor.write("sepakati_pengembangan", doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, body, scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.SUSUN_PENGEMBANGAN)
def delete_pengembangan(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a plan that records no event, with a reason; its history stays."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.SUSUN_PENGEMBANGAN)
    isi = decode_as(RencanaPengembangan, body_to_advance(kantor, dokumen))
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    if any(True for _acara in each_event(isi)):
        raise UserError("pengembangan_ada_kegiatan")
    return delete_document(kantor, dokumen, alasan, act="hapus_pengembangan")
