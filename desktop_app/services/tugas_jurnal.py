"""What waits in the journal, for the first page: answers that are owed, questions to oneself, weeks without an entry.

The regulation fixes no day for an entry (P6:11, 68): a week without one is told calmly and never called late.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.istilah_kinerja import PeriodeDokumentasi, TanggapanJurnal
from desktop_app.domain.jurnal import Jurnal, tanggapan_berlaku
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.jangkauan import find_reached
from desktop_app.services.jurnal import KIND, MENUNGGU, weeks_to_answer
from desktop_app.services.kantor import Kantor
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.kolom import covers_days

PANJANG = {PeriodeDokumentasi.HARIAN: 7, PeriodeDokumentasi.MINGGUAN: 14}
"""Days without an entry that are worth a word, where the agency documents at least each week."""


@dataclass(frozen=True)
class JurnalMenunggu:
    """One line: its code, its sentence, how many it is about, the week to open, and whether it is only told."""

    kode: str
    kalimat: str
    jumlah: int
    doc_id: str = ""
    kabar: bool = False


def waiting_journal(kantor: Kantor, hari: date | None) -> Iterator[JurnalMenunggu]:
    """Yield what waits for who acts; ``hari`` is today, None where the computer's date is doubtful."""
    saya = kantor.pelaku.pegawai_id
    if kantor.pelaku.reach(Wewenang.TANGGAPI_JURNAL) is Jangkauan.BAWAHAN:
        menunggu = sum(
            tanggapan_berlaku(entri) is TanggapanJurnal.BELUM
            for satu in find_reached(kantor, Wewenang.TANGGAPI_JURNAL, KIND, where=weeks_to_answer(kantor))
            if str(satu.columns["pegawai_id"]) != saya
            for entri in decode_as(Jurnal, satu.body).entri
        )
        if menunggu:
            yield JurnalMenunggu(
                "jurnal-menunggu",
                _("{jumlah} catatan jurnal bawahan belum ditanggapi").format(jumlah=menunggu),
                menunggu,
                MENUNGGU,
            )
    if saya and kantor.pelaku.reach(Wewenang.ISI_JURNAL) is not Jangkauan.TIDAK:
        yield from _own(kantor, saya, hari)


def _own(kantor: Kantor, saya: str, hari: date | None) -> Iterator[JurnalMenunggu]:
    ditanya, minggu_tanya, terakhir = 0, "", date.min
    for satu in kantor.store.find(KIND, where={"pegawai_id": saya}, order=("minggu",)):
        for entri in decode_as(Jurnal, satu.body).entri:
            terakhir = max(terakhir, entri.tanggal)
            if tanggapan_berlaku(entri) is TanggapanJurnal.DIPERTANYAKAN:
                ditanya, minggu_tanya = ditanya + 1, minggu_tanya or satu.doc_id
    if ditanya:
        yield JurnalMenunggu(
            "jurnal-ditanya",
            _("{jumlah} catatan jurnal Anda dipertanyakan").format(jumlah=ditanya),
            ditanya,
            minggu_tanya,
        )
    panjang = PANJANG.get(read_ketentuan(kantor).dokumentasi)
    if hari is None or panjang is None or hari - max(terakhir, _since(kantor, saya, hari)) <= timedelta(days=panjang):
        return
    sejak = (hari - terakhir).days // 7 if terakhir > date.min else 0
    kalimat = _("Jurnal Anda belum ada catatan sejak {jumlah} minggu yang lalu").format(jumlah=sejak)
    if not sejak:
        kalimat = _("Jurnal Anda belum ada catatan tahun ini")
    yield JurnalMenunggu("jurnal-kosong", kalimat, 1, kabar=True)


def _since(kantor: Kantor, saya: str, hari: date) -> date:
    """Return since when a determined SKP of today is in force; today without one, so that nothing is told."""
    ada = kantor.store.find("skp", where={"pegawai_id": saya, "status": StatusSkp.DITETAPKAN.value})
    kini = hari.isoformat()
    semua = [decode_as(Skp, satu.body) for satu in ada if covers_days(satu.columns, kini, kini)]
    return max((max(skp.mulai, skp.tanggal or skp.mulai) for skp in semua), default=hari)
