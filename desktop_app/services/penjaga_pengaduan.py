"""What is never typed in a complaint or an improvement: its office, and the state that only a step changes."""

from __future__ import annotations

import msgspec

from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.istilah_pengembangan import StatusPengaduan
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan
from desktop_app.domain.skp import Skp
from desktop_app.services.jangkauan_pengaduan import concerns
from desktop_app.services.kantor import Kantor, is_doc_id


def fault_of_pengaduan(kantor: Kantor, lama: Dokumen, isi: Dokumen) -> str:
    """Return the code of what keeps a complaint or an improvement from being typed; empty for other kinds too.

    What is answered and done is opened again before anybody changes it.
    """
    if isinstance(isi, PerbaikanLayanan) and isinstance(lama, PerbaikanLayanan):
        tetap = (lama.unit_kode, lama.status, lama.selesai) == (isi.unit_kode, isi.status, isi.selesai)
        return "" if tetap else "bukan_isian_anda"
    if not isinstance(isi, Pengaduan) or not isinstance(lama, Pengaduan):
        return ""
    if lama.status is StatusPengaduan.SELESAI and isi != lama:
        return "pengaduan_sudah_selesai"
    if (lama.unit_kode, lama.status, lama.selesai) != (isi.unit_kode, isi.status, isi.selesai):
        return "bukan_isian_anda"
    if (lama.skp_id, lama.hasil_id) != (isi.skp_id, isi.hasil_id) and concerns(kantor, (lama.skp_id,)):
        return "pengaduan_tentang_diri"
    terikat = msgspec.structs.replace(isi, skp_id=lama.skp_id, hasil_id=lama.hasil_id) == isi
    return "" if terikat or has_result(kantor, isi.skp_id, isi.hasil_id) else "hasil_bukan_skp"


def has_result(kantor: Kantor, skp_id: str, hasil_id: str) -> bool:
    """Tell whether both are empty, or the plan is there and has a result of this id."""
    if not skp_id and not hasil_id:
        return True
    dokumen = kantor.store.document(skp_id) if is_doc_id(skp_id) else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return False
    return any(satu.id == hasil_id for satu in decode_as(Skp, dokumen.body).hasil)
