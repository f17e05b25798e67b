"""Working copies that their owner may no longer write: they are kept as they are, and nobody publishes them."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from db import Document, Working
from desktop_app.domain.codec import decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import FIXED
from desktop_app.services.akun_dasar import RUANG_AKUN, Akun
from desktop_app.services.kantor import Kantor
from desktop_app.services.pelaku import Pelaku, unattended
from desktop_app.services.penguji_tanda import status_of
from desktop_app.services.penjaga import typing_fault


def is_held(kantor: Kantor, kerja: Working) -> bool:
    """Tell whether the owner of a working copy, by the rights that he has now, may not write what stands in it.

    Whoever acts is judged as he acts, others by their accounts. A closed account writes nothing; what was typed while
    the office worked without passwords belongs to no account and is never held for that. What was typed over a version
    that was set aside since is held until that comes again.
    """
    if is_adrift(kantor, kerja):
        return True
    dokumen = kantor.store.document(kerja.doc_id)
    if dokumen is None:
        return False
    if was_fixed_meanwhile(kantor, dokumen, kerja):
        return True
    pemilik = _owner(kantor, kerja.who)
    sebagai = kantor if pemilik is kantor.pelaku else replace(kantor, pelaku=pemilik, who=pemilik.akun_id)
    return typing_fault(sebagai, dokumen, decode_kind(kerja.kind, kerja.body), kerja.parents) is not None


def is_adrift(kantor: Kantor, kerja: Working) -> bool:
    """Tell whether a version that this was typed over is not in the log any more: its import was taken back."""
    return not set(kerja.parents) <= kantor.store.known(kerja.parents)


def require_based(kantor: Kantor, kerja: Working) -> None:
    """Raise ``UserError`` ``naskah_tanpa_dasar`` where what this was typed over is set aside; the copy stays."""
    if is_adrift(kantor, kerja):
        raise UserError("naskah_tanpa_dasar")


def was_fixed_meanwhile(kantor: Kantor, dokumen: Document, kerja: Working) -> bool:
    """Tell whether somebody else determined or finalised the document on this computer while this was typed.

    He decided without these words; published now they would put a signed document into conflict. What was decided on
    another computer is merged as ever: both were there first.
    """
    if set(kerja.parents) == set(dokumen.heads) or len(dokumen.heads) != 1:
        return False
    tetap = dokumen.kind in FIXED and status_of(dokumen.body) == FIXED[dokumen.kind]
    kepala = kantor.store.revision(dokumen.heads[0]) if tetap else None
    return kepala is not None and kepala.device == kantor.store.device and kepala.who != kerja.who


def _owner(kantor: Kantor, who: str) -> Pelaku:
    if who == kantor.who:
        return kantor.pelaku
    raw = kantor.store.get(RUANG_AKUN, who)
    if raw is None:
        return unattended(who)
    akun = msgspec.json.decode(raw, type=Akun)
    return akun.as_pelaku(None) if akun.aktif else Pelaku(akun.akun_id, akun.nama, frozenset())
