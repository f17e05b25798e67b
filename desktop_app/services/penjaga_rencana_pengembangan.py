"""What is agreed in a development plan, and whose words its effect is: the employee records what he attended.

Once agreed, needs, their sources and planned hours stand. The employee does not change them; whoever plans for him may,
and then the plan waits to be agreed anew. What changed afterwards is said by others than himself (P6:117).
"""

from __future__ import annotations

import msgspec

from db import Document, Working
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.hitung_jp import most_hours
from desktop_app.domain.istilah_pengembangan import StatusButir
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.services.kantor import Kantor


def is_his_own(kantor: Kantor, isi: RencanaPengembangan) -> bool:
    """Tell whether who acts is the employee of a plan, whatever roles he has."""
    return not kantor.pelaku.tanpa_sandi and kantor.pelaku.pegawai_id == isi.pegawai_id != ""


def agreed_part(isi: RencanaPengembangan) -> dict[str, tuple[object, ...]]:
    """Return what an agreement is about, by step: need, source, planned hours, and that the step is not given up."""
    return {
        satu.id: (
            satu.sumber,
            satu.kode,
            satu.acuan_id,
            satu.kebutuhan,
            satu.target_jp,
            satu.status is StatusButir.BATAL,
        )
        for satu in isi.butir
    }


def _effects(isi: RencanaPengembangan) -> dict[str, tuple[str, str]]:
    return {satu.id: (satu.dampak, satu.penilaian_id) for satu in isi.butir if satu.dampak or satu.penilaian_id}


def fault_of_agreement(kantor: Kantor, lama: Dokumen, isi: Dokumen, dasar: Dokumen | None = None) -> str:
    """Return the code of what keeps a plan from being typed over the stored ``lama``; empty for other kinds too.

    ``dasar`` is what who types saw, where that is older: what others wrote meanwhile is not held against him.
    """
    if not isinstance(isi, RencanaPengembangan) or not isinstance(lama, RencanaPengembangan):
        return ""
    awal = dasar if isinstance(dasar, RencanaPengembangan) else lama
    berubah = agreed_part(isi) not in (agreed_part(lama), agreed_part(awal))
    if is_his_own(kantor, isi):
        if lama.disepakati is not None and berubah:
            return "pengembangan_sudah_disepakati"
        if _effects(isi) != _effects(awal):
            return "pengembangan_dampak_penilai"
    if berubah and lama.disepakati is not None:
        return "" if isi.disepakati is None else "bukan_isian_anda"
    return "" if isi.disepakati in (lama.disepakati, awal.disepakati) else "bukan_isian_anda"


def fault_of_hours(lama: Dokumen | None, isi: Dokumen) -> str:
    """Return the code for an event, new or changed, of more hours than its days allow; empty where there is none."""
    if not isinstance(isi, RencanaPengembangan):
        return ""
    dikenal = isinstance(lama, RencanaPengembangan)
    dulu = {satu.id: satu for butir in lama.butir for satu in butir.pelaksanaan} if dikenal else {}  # type: ignore[union-attr]
    baru = (satu for butir in isi.butir for satu in butir.pelaksanaan if satu != dulu.get(satu.id))
    return "pengembangan_jp_melebihi_hari" if any(satu.jp > most_hours(satu) for satu in baru) else ""


def as_agreed(kantor: Kantor, dokumen: Document, isi: Dokumen, kerja: Working | None = None) -> Dokumen:
    """Return what is typed with the agreement that still holds: gone once what was agreed changes, back with it."""
    if not isinstance(isi, RencanaPengembangan) or dokumen.kind != "rencana_pengembangan":
        return isi
    lama = decode_as(RencanaPengembangan, dokumen.body)
    if lama.disepakati is None or is_his_own(kantor, isi):
        return isi
    if agreed_part(isi) != agreed_part(lama):
        return msgspec.structs.replace(isi, disepakati=None)
    if isi.disepakati is None and kerja is not None:
        return msgspec.structs.replace(isi, disepakati=lama.disepakati)
    return isi
