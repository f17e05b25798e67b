"""Feedback that is still being written: kept for its giver alone until he gives it or throws it away.

A feedback becomes a document when it is given, not before: half a sentence never travels with an export, and nobody
sees that somebody is writing about him. The drafts are those of ``draf_sendiri``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_kinerja import StatusUmpanBalik
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.umpan_balik import DRAF_BARU, is_own, own_umpan_balik


class DrafUmpanBalik(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the form; ``doc_id`` is the request or the feedback that it answers or corrects, if any."""

    isi: UmpanBalikBerkelanjutan
    doc_id: str = ""
    tampil_nama: bool = False
    alasan: str = ""


@dataclass(frozen=True)
class BarisDraf:
    """One feedback that was not given yet, by the person it is about; the last written stands first."""

    pegawai_id: str
    pegawai: str
    doc_id: str


@intention(Wewenang.BERI_UMPAN_BALIK)
def keep_umpan_balik_draft(kantor: Kantor, draf: DrafUmpanBalik) -> str:
    """Keep durably what stands in the form and return the claimed time (ISO 8601); it need not be whole.

    Raises ``UserError`` ``umpan_balik_tanpa_pegawai``, ``umpan_balik_diri_sendiri``, ``wewenang_kurang`` where the
    request or the feedback is not his, ``draf_terlalu_panjang``.
    """
    pegawai_id = draf.isi.pegawai_id
    if draf.doc_id:
        own_umpan_balik(kantor, draf.doc_id)
    elif pegawai_id == kantor.pelaku.pegawai_id != "":
        raise UserError("umpan_balik_diri_sendiri")
    if not _name_of(kantor, pegawai_id):
        raise UserError("umpan_balik_tanpa_pegawai")
    own_drafts(kantor).keep(pegawai_id, draf.doc_id or DRAF_BARU, msgspec.json.encode(draf).decode())
    return kantor.claim().t


@intention(Wewenang.BERI_UMPAN_BALIK)
def read_umpan_balik_draft(kantor: Kantor, pegawai_id: str, doc_id: str = "") -> DrafUmpanBalik | None:
    """Return what who acts wrote about a person and did not give; None where there is nothing.

    Evidence that was tidied away meanwhile is left out.
    """
    teks = own_drafts(kantor).read(pegawai_id, doc_id or DRAF_BARU)
    draf = _decode(teks) if teks else None
    if draf is None or not _still_open(kantor, draf):
        return None
    ada = kantor.store.attachment_facts([satu.sidik for satu in draf.isi.bukti]) if draf.isi.bukti else ()
    sidik = {satu.sha for satu in ada}
    bukti = tuple(satu for satu in draf.isi.bukti if satu.sidik in sidik)
    return msgspec.structs.replace(draf, isi=msgspec.structs.replace(draf.isi, bukti=bukti))


@intention(Wewenang.BERI_UMPAN_BALIK)
def list_umpan_balik_draft(kantor: Kantor) -> Sequence[BarisDraf]:
    """Return what who acts wrote and did not give, the last written first.

    A draft about somebody who is gone, or of a request that was taken back or answered, is thrown away.
    """
    kotak, baris = own_drafts(kantor), []
    for teks in kotak.read_all():
        draf = _decode(teks)
        if draf is None:
            continue
        if _still_open(kantor, draf):
            baris.append(BarisDraf(draf.isi.pegawai_id, _name_of(kantor, draf.isi.pegawai_id), draf.doc_id))
        else:
            kotak.drop(draf.isi.pegawai_id, draf.doc_id or DRAF_BARU)
    return tuple(baris)


@intention(Wewenang.BERI_UMPAN_BALIK)
def drop_umpan_balik_draft(kantor: Kantor, pegawai_id: str, doc_id: str = "") -> None:
    """Throw away what who acts wrote about a person and did not give."""
    own_drafts(kantor).drop(pegawai_id, doc_id or DRAF_BARU)


def _decode(teks: str) -> DrafUmpanBalik | None:
    """Return a draft of feedback; None for a draft of another form."""
    try:
        return msgspec.json.decode(teks, type=DrafUmpanBalik)
    except msgspec.ValidationError:
        return None


def _still_open(kantor: Kantor, draf: DrafUmpanBalik) -> bool:
    """Tell whether it can still be given: its person is here, and its request waits or its feedback stands."""
    if not _name_of(kantor, draf.isi.pegawai_id):
        return False
    if not draf.doc_id:
        return True
    dokumen = kantor.store.document(draf.doc_id)
    if dokumen is None or dokumen.deleted or not is_own(kantor, dokumen):
        return False
    status = decode_as(UmpanBalikBerkelanjutan, dokumen.body).status
    # What answered a request was typed over one that waited; a correction over one that was given.
    return status is draf.isi.status is not StatusUmpanBalik.TIDAK_DIBERIKAN


def _name_of(kantor: Kantor, pegawai_id: str) -> str:
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    milik = dokumen is not None and not dokumen.deleted and dokumen.kind == "pegawai"
    return dokumen.label if dokumen is not None and milik and dokumen.scope == kantor.profil.kode else ""
