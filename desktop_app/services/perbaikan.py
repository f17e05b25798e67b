"""Improvements of a service: what the unit does about a low element or a complaint, and whether it helped.

The indicator is read before and after from its source: an element of the survey, the index, the number of complaints,
or a value typed by hand. It tells of the unit's service and is nobody's score.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import StatusButir, SumberOutcome, UnsurSkm
from desktop_app.domain.pengaduan import PerbaikanLayanan, UkuranPerbaikan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, new_doc_id
from desktop_app.services.pengaduan import get_pengaduan
from desktop_app.services.perbaikan_nilai import measure_now
from desktop_app.services.tenggat import believed_today

KIND = "perbaikan_layanan"
TERBUKA = (StatusButir.DIRENCANAKAN, StatusButir.BERJALAN)
LANGKAH = MappingProxyType(
    {
        "mulai": ((StatusButir.DIRENCANAKAN,), StatusButir.BERJALAN),
        "selesai": (TERBUKA, StatusButir.SELESAI),
        "batal": (TERBUKA, StatusButir.BATAL),
        "buka": ((StatusButir.SELESAI, StatusButir.BATAL), StatusButir.BERJALAN),
    }
)
"""The steps of an improvement: from which states to which."""


@dataclass(frozen=True)
class BarisPerbaikan:
    """One improvement in the list; ``lewat`` marks an open one whose day is over by a clock that is believed."""

    id: str
    judul: str
    layanan: str
    penanggung_jawab_id: str
    penanggung_jawab: str
    status: StatusButir
    tenggat: date | None
    selesai: date | None
    lewat: bool
    isi: PerbaikanLayanan
    konflik: int

    @property
    def terbuka(self) -> bool:
        """Whether it is still to be done."""
        return self.status in TERBUKA


@intention(Wewenang.LIHAT_SKM)
def list_perbaikan(kantor: Kantor, *, terbuka: bool = False) -> tuple[BarisPerbaikan, ...]:
    """Return the improvements, the open ones first and by their due day; ``terbuka`` leaves the others out."""
    hari = believed_today(kantor)
    where = {"status": [satu.value for satu in TERBUKA]} if terbuka else None
    ketemu = find_reached(kantor, Wewenang.LIHAT_SKM, KIND, where=where)
    semua = [(satu, decode_as(PerbaikanLayanan, satu.body)) for satu in ketemu]
    orang = kantor.store.documents({isi.penanggung_jawab_id for _, isi in semua} - {""})
    baris = [
        BarisPerbaikan(
            id=satu.doc_id,
            judul=isi.judul,
            layanan=isi.layanan,
            penanggung_jawab_id=isi.penanggung_jawab_id,
            penanggung_jawab=d.label if (d := orang.get(isi.penanggung_jawab_id)) and not d.deleted else "",
            status=isi.status,
            tenggat=isi.tenggat,
            selesai=isi.selesai,
            lewat=isi.status in TERBUKA and hari is not None and isi.tenggat is not None and isi.tenggat < hari,
            isi=isi,
            konflik=satu.conflicts,
        )
        for satu, isi in semua
    ]
    return tuple(sorted(baris, key=lambda s: (not s.terbuka, s.tenggat or date.max, s.judul.casefold(), s.id)))


@intention(Wewenang.LIHAT_SKM)
def get_perbaikan(kantor: Kantor, doc_id: str) -> PerbaikanLayanan:
    """Return a stored improvement; raises ``UserError`` where there is none."""
    return decode_as(PerbaikanLayanan, read_document(kantor, doc_id, KIND).body)


@intention(Wewenang.KELOLA_PERBAIKAN)
def create_perbaikan(kantor: Kantor, isi: PerbaikanLayanan) -> tuple[str, Changed]:
    """Plan an improvement and return its id; the value before it is read from its source where that has one.

    Raises ``UserError`` ``perbaikan_tanpa_judul``.
    """
    if not isi.judul.strip():
        raise UserError("perbaikan_tanpa_judul")
    unit = isi.unit_kode or kantor.profil.kode
    sebelum = isi.sebelum
    if not sebelum.nilai_ukur:
        sebelum = measure_now(kantor, isi.sumber, isi.unsur, unit) or sebelum
    baru = msgspec.structs.replace(
        isi,
        judul=isi.judul.strip(),
        unit_kode=unit,
        sebelum=sebelum,
        status=StatusButir.DIRENCANAKAN,
        selesai=None,
    )
    doc_id = new_doc_id(kantor, KIND, "")
    with kantor.write("rencanakan_perbaikan", doc_id) as tx:
        tx.save(KIND, doc_id, encode(baru), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_PERBAIKAN)
def plan_from_pengaduan(kantor: Kantor, pengaduan_id: str) -> tuple[str, Changed]:
    """Plan an improvement because of a complaint: its words are the problem, the number of complaints the indicator."""
    isi = get_pengaduan(kantor, pengaduan_id)
    ringkas = " ".join(isi.isi.split())
    judul = f"Perbaikan {isi.layanan}".strip() if isi.layanan else ringkas[:80]
    return create_perbaikan(
        kantor,
        PerbaikanLayanan(
            judul=judul,
            masalah=isi.isi,
            layanan=isi.layanan,
            asal_id=pengaduan_id,
            penanggung_jawab_id=isi.penanggung_jawab_id,
            sumber=SumberOutcome.PENGADUAN,
            indikator="Jumlah pengaduan dalam satu triwulan",
            satuan="pengaduan",
            naik_baik=False,
            unsur=isi.unsur,
        ),
    )


@intention(Wewenang.LIHAT_SKM)
def propose_value(
    kantor: Kantor, sumber: SumberOutcome, unsur: UnsurSkm | None = None, unit_kode: str = ""
) -> UkuranPerbaikan:
    """Return what the source of an indicator says now: its value, what it was read from, and of which day.

    Raises ``UserError`` ``perbaikan_sumber_kosong`` where there is none yet, or the value is typed by hand.
    """
    nilai = measure_now(kantor, sumber, unsur, unit_kode or kantor.profil.kode)
    if nilai is None:
        raise UserError("perbaikan_sumber_kosong")
    return nilai


@intention(Wewenang.KELOLA_PERBAIKAN)
def advance_perbaikan(
    kantor: Kantor, doc_id: str, langkah: str, *, hasil: str = "", tanggal: date | None = None
) -> Changed:
    """Take one step: ``mulai``, ``selesai`` (with what came of it and its day), ``batal`` (with a reason), ``buka``.

    The value after it is read from its source where nobody typed one. Raises ``UserError`` ``perbaikan_langkah_salah``,
    ``perbaikan_tanpa_hasil``, ``tanggal_wajib``, or ``alasan_wajib``.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_PERBAIKAN)
    isi = decode_as(PerbaikanLayanan, body_to_advance(kantor, dokumen))
    dari, ke = LANGKAH[langkah]
    if isi.status not in dari:
        raise UserError("perbaikan_langkah_salah", status=isi.status.value)
    baru = msgspec.structs.replace(isi, status=ke, hasil=hasil.strip() or isi.hasil, selesai=None)
    if langkah == "batal" and not hasil.strip():
        raise UserError("alasan_wajib", langkah=langkah)
    if langkah == "selesai":
        if tanggal is None:
            raise UserError("tanggal_wajib")
        sesudah = isi.sesudah
        if not sesudah.nilai_ukur:
            terbaru = measure_now(kantor, isi.sumber, isi.unsur, isi.unit_kode)
            # The survey that told the problem is no proof that it is gone.
            sesudah = terbaru if terbaru is not None and terbaru != isi.sebelum else sesudah
        if not baru.hasil and not sesudah.nilai_ukur:
            raise UserError("perbaikan_tanpa_hasil")
        baru = msgspec.structs.replace(baru, sesudah=sesudah, selesai=tanggal)
    with kantor.write(f"perbaikan_{langkah}", doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        why = hasil.strip() if langkah == "batal" else ""
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA, why=why)
    return Changed((doc_id,), (KIND,))


@intention(Wewenang.KELOLA_PERBAIKAN)
def delete_perbaikan(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete an improvement that was planned by mistake; its history stays. Raises ``UserError`` without a reason."""
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.KELOLA_PERBAIKAN)
    return delete_document(kantor, dokumen, alasan.strip(), act="hapus_perbaikan")
