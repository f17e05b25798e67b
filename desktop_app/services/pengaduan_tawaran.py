"""The public's words beside recorded feedback: complaints and compliments bound to a planned result, for its assessor.

Community voice is an accepted source of feedback (P6:206, 224, 229). It comes as text, with no name, and never as a
score; whoever may not see complaints is offered none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from db import Found
from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah_kinerja import (
    BentukUmpanBalik,
    CaraUmpanBalik,
    PemberiUmpanBalik,
    ResponUmpanBalik,
    StatusUmpanBalik,
)
from desktop_app.domain.istilah_pengembangan import JenisPengaduan, SaluranPengaduan
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import days_between
from desktop_app.services.pengaduan import KIND, result_text
from desktop_app.services.putaran_tawaran import offered_results
from desktop_app.services.skm_tawaran import offered_survey
from desktop_app.services.umpan_balik_baca import BarisUmpanBalik, list_for_penilaian

SUMBER = "Masyarakat"
"""How a form names who spoke; never by name."""
RESPON = MappingProxyType(
    {JenisPengaduan.PUJIAN: ResponUmpanBalik.POSITIF, JenisPengaduan.PENGADUAN: ResponUmpanBalik.TIDAK_POSITIF}
)


@intention(Wewenang.LIHAT_PENILAIAN)
def offer_for_penilaian(kantor: Kantor, penilaian_id: str) -> Mapping[str, tuple[BarisUmpanBalik, ...]]:
    """Return ``list_for_penilaian`` and behind it what the public said of this plan's results in the period."""
    dasar = dict(list_for_penilaian(kantor, penilaian_id))
    isi = decode_as(Penilaian, reached_document(kantor, penilaian_id, "penilaian").body)
    for hasil in (*offered_results(kantor, isi), *offered_survey(kantor, isi)):
        dasar[hasil.kunci] = (*dasar.get(hasil.kunci, ()), hasil)
    if kantor.pelaku.reach(Wewenang.LIHAT_PENGADUAN) is Jangkauan.TIDAK:
        return MappingProxyType(dasar)
    waktu = parse_periode(isi.periode)
    where: dict[str, str | list[str]] = {"skp_id": isi.skp_id, "tanggal": days_between(waktu.mulai, waktu.selesai)}
    ketemu = kantor.store.find(KIND, where=where, order=("tanggal",)) if isi.skp_id else []
    rencana = kantor.store.document(isi.skp_id) if ketemu else None
    skp = decode_as(Skp, rencana.body) if rencana is not None and not rencana.deleted else None
    for satu in ketemu:
        baris = _row(satu, skp, isi.pegawai_id)
        dasar[baris.kunci] = (*dasar.get(baris.kunci, ()), baris)
    return MappingProxyType(dasar)


def _row(satu: Found, skp: Skp | None, pegawai_id: str) -> BarisUmpanBalik:
    isi = decode_as(Pengaduan, satu.body)
    langsung = isi.saluran in (SaluranPengaduan.LANGSUNG, SaluranPengaduan.TELEPON)
    return BarisUmpanBalik(
        id=satu.doc_id,
        pegawai_id=pegawai_id,
        pegawai="",
        status=StatusUmpanBalik.DIBERIKAN,
        tanggal=isi.tanggal,
        tanggal_ragu=False,
        hanya_bulan=False,
        peran=PemberiUmpanBalik.PIHAK_LAIN,
        sumber=SUMBER,
        nama="",
        bentuk=BentukUmpanBalik.INSIDENTIL,
        cara=CaraUmpanBalik.LANGSUNG if langsung else CaraUmpanBalik.TIDAK_LANGSUNG,
        permintaan="",
        skp_id=isi.skp_id,
        kunci=isi.hasil_id,
        hal=result_text(skp, isi.hasil_id) if skp is not None else "",
        teks=isi.isi,
        respon=RESPON.get(isi.jenis),
        bukti=(),
        tindak_lanjut=(),
        catatan_tindak_lanjut="",
    )
