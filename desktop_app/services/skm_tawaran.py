"""What the unit's survey says beside recorded feedback, for the assessor of an evaluation: words for a value, no mark.

The survey is about the unit (PermenPANRB 14/2017); each text says that it is no figure of a person's own (P6:69, 206).
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import BentukUmpanBalik, CaraUmpanBalik, PemberiUmpanBalik, StatusUmpanBalik
from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.survei_skm import SurveiSkm
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.kantor import Kantor
from desktop_app.services.skm import KIND
from desktop_app.services.skm_hasil import result_of
from desktop_app.services.skm_umpan_balik import BUKAN_PERORANGAN, SEBUTAN, proposals_of
from desktop_app.services.umpan_balik_baca import BarisUmpanBalik


def offered_survey(kantor: Kantor, isi: Penilaian) -> Iterator[BarisUmpanBalik]:
    """Yield what surveys of the person's unit that were closed, and ended in the period, say, one text for a value."""
    if kantor.pelaku.reach(Wewenang.LIHAT_SKM) is Jangkauan.TIDAK or not isi.unit_kode:
        return
    waktu = parse_periode(isi.periode)
    where = {"unit_kode": isi.unit_kode, "status": StatusSurvei.DITUTUP.value}
    for satu in kantor.store.find(KIND, where=where, order=("selesai",)):
        survei = decode_as(SurveiSkm, satu.body)
        if satu.conflicts or survei.selesai is None or not waktu.mulai <= survei.selesai <= waktu.selesai:
            continue
        usulan = proposals_of(result_of(kantor, satu.doc_id, survei))
        for nilai in NilaiDasar:
            kata = [f"{u.nama.lower()} {u.kinerja} (rata-rata {u.nrr} dari 4)" for u in usulan if u.nilai is nilai]
            if kata:
                teks = f"Menurut {survei.nama}, masyarakat menilai di unit kita: {'; '.join(kata)}. {BUKAN_PERORANGAN}"
                yield _row(satu.doc_id, isi.pegawai_id, survei, nilai, teks)


def _row(doc_id: str, pegawai_id: str, survei: SurveiSkm, nilai: NilaiDasar, teks: str) -> BarisUmpanBalik:
    return BarisUmpanBalik(
        id=doc_id,
        pegawai_id=pegawai_id,
        pegawai="",
        status=StatusUmpanBalik.DIBERIKAN,
        tanggal=survei.selesai,
        tanggal_ragu=False,
        hanya_bulan=False,
        peran=PemberiUmpanBalik.PIHAK_LAIN,
        sumber=SEBUTAN,
        nama="",
        bentuk=BentukUmpanBalik.TERJADWAL,
        cara=CaraUmpanBalik.TIDAK_LANGSUNG,
        permintaan="",
        skp_id="",
        kunci=nilai.value,
        hal="",
        teks=teks,
        respon=None,
        bukti=(),
        tindak_lanjut=(),
        catatan_tindak_lanjut="",
    )
