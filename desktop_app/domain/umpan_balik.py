"""UmpanBalikBerkelanjutan: one feedback that somebody gave, or was asked for (P6:11-13, 69-77)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import (
    BentukUmpanBalik,
    CaraUmpanBalik,
    PemberiUmpanBalik,
    ResponUmpanBalik,
    StatusUmpanBalik,
    TindakLanjut,
)


class UmpanBalikBerkelanjutan(msgspec.Struct, frozen=True, kw_only=True):
    """Feedback on one result, one indicator, or one core value of ``pegawai_id``, in words, a sign, or with evidence.

    ``sebutan`` is how the form names the giver ("Pasien"), ``nama`` his name where he lets it be told, ``pemberi_id``
    his record where he is known. ``permintaan`` is what the employee asked. ``tindak_lanjut`` is what follows.
    """

    pegawai_id: str
    skp_id: str = ""
    unit_kode: str = ""
    status: StatusUmpanBalik = StatusUmpanBalik.DIBERIKAN
    tanggal: date | None = None
    tanggal_ragu: bool = False
    peran: PemberiUmpanBalik = PemberiUmpanBalik.PIMPINAN
    pemberi_id: str = ""
    sebutan: str = ""
    nama: str = ""
    bentuk: BentukUmpanBalik = BentukUmpanBalik.INSIDENTIL
    cara: CaraUmpanBalik = CaraUmpanBalik.LANGSUNG
    permintaan: str = ""
    hasil_id: str = ""
    indikator_id: str = ""
    nilai: NilaiDasar | None = None
    teks: str = ""
    respon: ResponUmpanBalik | None = None
    bukti: tuple[BuktiDukung, ...] = ()
    tindak_lanjut: tuple[TindakLanjut, ...] = ()
    catatan_tindak_lanjut: str = ""
