"""Complaints, compliments and suggestions about a service: written down, handled, answered, bound to a result.

They are the voice of the public (P6:206): text beside a planned result, counted for the unit, never anybody's score.
A name stands only where the person gave one; the office's operator and admin alone are shown it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import msgspec

from db import Found
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import JenisPengaduan, SaluranPengaduan, StatusPengaduan, UnsurSkm
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.jangkauan_pengaduan import concerns, delete_fault, may_see_reporter, without_reporter
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import days_between
from desktop_app.services.naskah import body_to_advance, new_doc_id
from desktop_app.services.penjaga_pengaduan import has_result
from desktop_app.services.waktu import plausible_day

KIND = "pengaduan"
LANGKAH = MappingProxyType(
    {
        "tangani": (StatusPengaduan.DITERIMA, StatusPengaduan.DITANGANI),
        "selesai": (None, StatusPengaduan.SELESAI),
        "buka": (StatusPengaduan.SELESAI, StatusPengaduan.DITANGANI),
    }
)
"""The steps of a complaint: from which state (None for any that is not done) to which."""


@dataclass(frozen=True)
class BarisPengaduan:
    """One line of the register; ``hasil`` are the words of the planned result that it is bound to."""

    id: str
    jenis: JenisPengaduan
    saluran: SaluranPengaduan
    status: StatusPengaduan
    tanggal: date | None
    layanan: str
    pelapor: str
    isi: str
    unsur: UnsurSkm | None
    hasil: str
    penanggung_jawab: str
    tanggapan: str
    selesai: date | None
    bukti: int
    konflik: int


@dataclass(frozen=True)
class PilihanHasil:
    """A planned result of a leader that a complaint may be bound to."""

    skp_id: str
    hasil_id: str
    hasil: str
    pemimpin: str
    tahun: int


@dataclass(frozen=True)
class HakPengaduan:
    """What who looks at a complaint may do: read and type the name of who complained, delete it."""

    pelapor: bool
    hapus: bool


@intention(Wewenang.LIHAT_PENGADUAN)
def list_pengaduan(
    kantor: Kantor,
    *,
    jenis: JenisPengaduan | None = None,
    status: StatusPengaduan | None = None,
    periode: str = "",
    cari: str = "",
) -> tuple[BarisPengaduan, ...]:
    """Return the register, newest first; ``periode`` narrows to what was received on its days, ``cari`` to words.

    Names are those that who acts may be shown (``Wewenang.KELOLA_PENGADUAN``), empty otherwise.
    """
    where: dict[str, str | list[str]] = {}
    if jenis is not None:
        where["jenis"] = jenis.value
    if status is not None:
        where["status"] = status.value
    if periode:
        waktu = parse_periode(periode)
        where["tanggal"] = days_between(waktu.mulai, waktu.selesai)
    ketemu = find_reached(kantor, Wewenang.LIHAT_PENGADUAN, KIND, where=where, teks=cari)
    return tuple(sorted(_rows(kantor, ketemu), key=lambda satu: (satu.tanggal or date.min, satu.id), reverse=True))


def _rows(kantor: Kantor, ketemu: Iterable[Found]) -> list[BarisPengaduan]:
    semua = [(satu, without_reporter(kantor, decode_as(Pengaduan, satu.body))) for satu in ketemu]
    dokumen = kantor.store.documents({i for _, isi in semua for i in (isi.penanggung_jawab_id, isi.skp_id)} - {""})
    baris = []
    for satu, isi in semua:
        rencana, orang = dokumen.get(isi.skp_id), dokumen.get(isi.penanggung_jawab_id)
        hasil = ""
        if rencana is not None and not rencana.deleted and rencana.kind == "skp":
            hasil = result_text(decode_as(Skp, rencana.body), isi.hasil_id)
        baris.append(
            BarisPengaduan(
                id=satu.doc_id,
                jenis=isi.jenis,
                saluran=isi.saluran,
                status=isi.status,
                tanggal=isi.tanggal,
                layanan=isi.layanan,
                pelapor=isi.pelapor,
                isi=isi.isi,
                unsur=isi.unsur,
                hasil=hasil,
                penanggung_jawab=orang.label if orang is not None and not orang.deleted else "",
                tanggapan=isi.tanggapan,
                selesai=isi.selesai,
                bukti=len(isi.bukti),
                konflik=satu.conflicts,
            )
        )
    return baris


def result_text(skp: Skp, hasil_id: str) -> str:
    """Return the words of a planned result; empty where the plan has none with this id."""
    return next((satu.teks for satu in skp.hasil if satu.id == hasil_id != ""), "")


@intention(Wewenang.LIHAT_PENGADUAN)
def get_pengaduan(kantor: Kantor, doc_id: str) -> Pengaduan:
    """Return a stored complaint, its name only for who may be shown it; raises ``UserError`` where there is none."""
    return without_reporter(kantor, decode_as(Pengaduan, read_document(kantor, doc_id, KIND).body))


@intention(Wewenang.LIHAT_PENGADUAN)
def rights_on_pengaduan(kantor: Kantor, doc_id: str) -> HakPengaduan:
    """Return what who acts may do to a complaint beside handling it: be shown its name, and delete it."""
    dokumen = read_document(kantor, doc_id, KIND)
    mengelola = kantor.pelaku.reach(Wewenang.KELOLA_PENGADUAN) is Jangkauan.SEMUA
    return HakPengaduan(
        pelapor=may_see_reporter(kantor, decode_as(Pengaduan, dokumen.body).skp_id),
        hapus=mengelola and not delete_fault(kantor, dokumen),
    )


@intention(Wewenang.CATAT_PENGADUAN)
def create_pengaduan(kantor: Kantor, isi: Pengaduan) -> tuple[str, Changed]:
    """Write down what somebody said, and return its id; it begins as received, today where no day is told.

    Raises ``UserError`` ``pengaduan_tanpa_isi``, ``pengaduan_tanggal_depan`` for a day that has not come, and
    ``hasil_bukan_skp`` where it is bound to a result that the plan does not have.
    """
    if not isi.isi.strip():
        raise UserError("pengaduan_tanpa_isi")
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if isi.tanggal is not None and hari is not None and isi.tanggal > hari:
        raise UserError("pengaduan_tanggal_depan", tanggal=format_tanggal(isi.tanggal))
    _require_result(kantor, isi.skp_id, isi.hasil_id)
    baru = msgspec.structs.replace(
        isi,
        unit_kode=isi.unit_kode or kantor.profil.kode,
        status=StatusPengaduan.DITERIMA,
        tanggal=isi.tanggal or hari,
        isi=isi.isi.strip(),
        selesai=None,
    )
    doc_id = new_doc_id(kantor, KIND, "")
    with kantor.write("catat_pengaduan", doc_id, {"jenis": baru.jenis.value}) as tx:
        tx.save(KIND, doc_id, encode(baru), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.CATAT_PENGADUAN)
def advance_pengaduan(
    kantor: Kantor, doc_id: str, langkah: str, *, tanggapan: str = "", tanggal: date | None = None
) -> Changed:
    """Take one step: ``tangani``, ``selesai`` (with an answer and its day), or ``buka`` to go on with it.

    A compliment may be closed without an answer. Raises ``UserError`` ``pengaduan_langkah_salah``,
    ``pengaduan_tanpa_tanggapan``, ``tanggal_wajib``, and ``pengaduan_selesai_lebih_dulu`` for a day before it was
    received.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.CATAT_PENGADUAN)
    isi = decode_as(Pengaduan, body_to_advance(kantor, dokumen))
    dari, ke = LANGKAH[langkah]
    if isi.status is ke or (dari is not None and isi.status is not dari):
        raise UserError("pengaduan_langkah_salah", status=isi.status.value)
    baru = msgspec.structs.replace(isi, status=ke, tanggapan=tanggapan.strip() or isi.tanggapan, selesai=None)
    if ke is StatusPengaduan.SELESAI:
        if not baru.tanggapan and isi.jenis is not JenisPengaduan.PUJIAN:
            raise UserError("pengaduan_tanpa_tanggapan")
        if tanggal is None:
            raise UserError("tanggal_wajib")
        if isi.tanggal is not None and tanggal < isi.tanggal:
            raise UserError("pengaduan_selesai_lebih_dulu", diterima=format_tanggal(isi.tanggal))
        baru = msgspec.structs.replace(baru, selesai=tanggal)
    with kantor.write(f"pengaduan_{langkah}", doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.CATAT_PENGADUAN)
def bind_pengaduan(
    kantor: Kantor, doc_id: str, *, unsur: UnsurSkm | None = None, skp_id: str = "", hasil_id: str = ""
) -> Changed:
    """Bind a complaint to an element of the survey and to a planned result of the leader; without them let it go.

    Raises ``UserError`` ``hasil_bukan_skp`` where the plan has no such result, and ``pengaduan_tentang_diri`` where
    whom it is bound to would take it off himself.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.CATAT_PENGADUAN)
    _require_result(kantor, skp_id, hasil_id)
    isi = decode_as(Pengaduan, body_to_advance(kantor, dokumen))
    if (isi.skp_id, isi.hasil_id) != (skp_id, hasil_id) and concerns(kantor, (isi.skp_id,)):
        kantor.refuse(Wewenang.CATAT_PENGADUAN, doc_id, "pengaduan_tentang_diri")
    baru = msgspec.structs.replace(isi, unsur=unsur, skp_id=skp_id, hasil_id=hasil_id)
    with kantor.write("ikat_pengaduan", doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


def _require_result(kantor: Kantor, skp_id: str, hasil_id: str) -> None:
    """Raise ``UserError`` where a result is named that its plan does not have."""
    if not has_result(kantor, skp_id, hasil_id):
        raise UserError("hasil_bukan_skp")


@intention(Wewenang.KELOLA_PENGADUAN)
def delete_pengaduan(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete what was written down by mistake; its history stays.

    Raises ``UserError`` without a reason, ``pengaduan_tentang_diri`` for whom it was ever bound to, who assesses him or
    was to see to it, and ``pengaduan_sudah_ditanggapi`` for what was once answered: that is closed with a reason.
    """
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_PENGADUAN)
    if halangan := delete_fault(kantor, dokumen):
        kantor.refuse(Wewenang.KELOLA_PENGADUAN, doc_id, halangan)
    return delete_document(kantor, dokumen, alasan.strip(), act="hapus_pengaduan")


@intention(Wewenang.CATAT_PENGADUAN)
def list_hasil_unit(kantor: Kantor, tahun: int) -> tuple[PilihanHasil, ...]:
    """Return the planned results of a year that a complaint may be bound to: of those who lead somebody, by name."""
    orang = kantor.store.find("pegawai", bodies=False)
    pemimpin = {str(satu.columns["penilai_id"] or "") for satu in orang} - {""}
    nama = {satu.doc_id: satu.label for satu in orang if satu.doc_id in pemimpin}
    pilihan = []
    for satu in kantor.store.find("skp", where={"pegawai_id": sorted(nama)}, order=("mulai",)) if nama else ():
        skp = decode_as(Skp, satu.body)
        if skp.mulai.year <= tahun <= skp.selesai.year:
            siapa = nama[skp.pegawai_id]
            pilihan += [PilihanHasil(satu.doc_id, h.id, h.teks, siapa, skp.mulai.year) for h in skp.hasil if h.teks]
    return tuple(sorted(pilihan, key=lambda satu: satu.pemimpin.casefold()))


def jumlah_pengaduan(kantor: Kantor, unit_kode: str, jenis: JenisPengaduan | None, periode: str) -> int:
    """Return how many of a kind a unit received in a period (of every kind without one, of every unit without a code).

    A number tells of nobody, so the program counts for its own work whoever acts.
    """
    waktu = parse_periode(periode)
    where: dict[str, str | list[str]] = {"tanggal": days_between(waktu.mulai, waktu.selesai)}
    if jenis is not None:
        where["jenis"] = jenis.value
    if unit_kode:
        where["unit_kode"] = unit_kode
    return kantor.store.count(KIND, where=where)
