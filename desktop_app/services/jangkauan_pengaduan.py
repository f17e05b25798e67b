"""Who learns the name of somebody who complained, and who takes a complaint away: the office, never whom it is about.

The name is kept in the document and shown by nobody's leave but that of ``Wewenang.KELOLA_PENGADUAN``; whoever else
types into the complaint leaves it as it is. Evidence is not searched for names, and bundles carry it whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from db import Document, FieldConflict
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan_tindak_lanjut import present_penilai
from desktop_app.services.kantor import Kantor, is_doc_id

KIND = "pengaduan"
TERSEMBUNYI = "(nama tidak ditampilkan)"
"""What stands for a name on the page of conflicts, where a version must still be chosen."""


def concerns(kantor: Kantor, skp_ids: Iterable[str]) -> bool:
    """Tell whether who acts is owner or assessor, then or now, of one of these plans."""
    saya = kantor.pelaku.pegawai_id
    if not saya or kantor.pelaku.tanpa_sandi:
        return False
    for skp_id in {satu for satu in skp_ids if is_doc_id(satu)}:
        dokumen = kantor.store.document(skp_id)
        if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
            continue
        skp = decode_as(Skp, dokumen.body)
        if saya in (skp.pegawai_id, skp.penilai_id, present_penilai(kantor, skp.pegawai_id)):
            return True
    return False


def may_see_reporter(kantor: Kantor, skp_id: str) -> bool:
    """Tell whether who acts is shown who complained, of a complaint that is bound to ``skp_id`` ("" for none)."""
    if kantor.pelaku.reach(Wewenang.KELOLA_PENGADUAN) is not Jangkauan.SEMUA:
        return False
    return not concerns(kantor, (skp_id,))


def shown(kantor: Kantor, isi: Dokumen) -> Dokumen:
    """Return a document as who acts is shown it; other kinds are returned as they are."""
    return without_reporter(kantor, isi) if isinstance(isi, Pengaduan) else isi


def without_reporter(kantor: Kantor, isi: Pengaduan) -> Pengaduan:
    """Return a complaint without its name where that is not for who acts."""
    if not isi.pelapor or may_see_reporter(kantor, isi.skp_id):
        return isi
    return msgspec.structs.replace(isi, pelapor="")


def shown_body(kantor: Kantor, kind: str, body: bytes) -> bytes:
    """Return a stored body as who acts is shown it."""
    kolom: Any = msgspec.json.decode(body) if kind == KIND else None
    if not isinstance(kolom, dict) or not kolom.get("pelapor"):
        return body
    tampak = may_see_reporter(kantor, str(kolom.get("skp_id") or ""))
    return body if tampak else msgspec.json.encode({**kolom, "pelapor": ""})


def kept_reporter(kantor: Kantor, dokumen: Document, isi: Dokumen) -> Dokumen:
    """Return what is typed with the stored name where who types is not shown it."""
    if not isinstance(isi, Pengaduan) or dokumen.kind != KIND:
        return isi
    lama = decode_as(Pengaduan, dokumen.body)
    if may_see_reporter(kantor, lama.skp_id):
        return isi
    return msgspec.structs.replace(isi, pelapor=lama.pelapor)


def shown_conflicts(kantor: Kantor, dokumen: Document) -> tuple[FieldConflict, ...]:
    """Return the fields in question with a mark instead of the name where that is not for who acts."""
    if dokumen.kind != KIND:
        return dokumen.conflicts
    kolom: Any = msgspec.json.decode(dokumen.body)
    if may_see_reporter(kantor, str(kolom.get("skp_id") or "")):
        return dokumen.conflicts
    return tuple(_marked(satu) for satu in dokumen.conflicts)


def _marked(satu: FieldConflict) -> FieldConflict:
    values = tuple((rev_id, _hidden(satu.path, nilai)) for rev_id, nilai in satu.values)
    return msgspec.structs.replace(satu, base=_hidden(satu.path, satu.base), values=values)


def _hidden(path: str, nilai: Any) -> Any:
    if path == "pelapor":
        return TERSEMBUNYI if nilai else nilai
    return {**nilai, "pelapor": ""} if isinstance(nilai, Mapping) and nilai.get("pelapor") else nilai


def delete_fault(kantor: Kantor, dokumen: Document) -> str:
    """Return the code of what keeps a complaint from being deleted; empty where nothing does.

    Asked of every version, so that neither letting go of a plan nor taking an answer back opens the way: what was
    once answered is closed with a reason instead, and whom it was ever bound to does not delete it.
    """
    versi = [
        decode_as(Pengaduan, satu.body)
        for satu in kantor.store.history(dokumen.doc_id)
        if satu.body and not satu.deleted and not satu.erased
    ]
    saya = kantor.pelaku.pegawai_id
    bertugas = bool(saya) and any(satu.penanggung_jawab_id == saya for satu in versi)
    if not kantor.pelaku.tanpa_sandi and (bertugas or concerns(kantor, (satu.skp_id for satu in versi))):
        return "pengaduan_tentang_diri"
    dijawab = any(satu.tanggapan.strip() or satu.selesai is not None for satu in versi)
    return "pengaduan_sudah_ditanggapi" if dijawab else ""
