"""Who reaches a feedback as it is stored: who gave it, and never the person it is about.

The stored document names its giver, and so do its versions and their audit rows. A small office knows everybody, so
these are read by nobody but the giver; people who are told what was said read it by ``services/umpan_balik.py``, which
leaves the giver out unless he let his name be told (docs/adr/0021-evaluation-documents.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from db import Document
from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang
from desktop_app.services.pelaku import Pelaku

KIND = "umpan_balik"
_DI_ATAS = frozenset({PeranPengguna.VERIFIKATOR, PeranPengguna.ADMIN_KABUPATEN})


def reaches_umpan_balik(pelaku: Pelaku, wewenang: Wewenang, kolom: Mapping[str, Any]) -> bool:
    """Tell whether an act of ``pelaku`` reaches the stored feedback with these members (or columns of its view).

    The person it is about never does, whatever his roles. What somebody of the office gave is reached by him alone,
    and looked at by the kabupaten; what was recorded for somebody outside by whose right reaches everybody.
    """
    if pelaku.tanpa_sandi:
        return True
    jauh, orang = pelaku.reach(wewenang), pelaku.pegawai_id
    if jauh is Jangkauan.TIDAK or (orang and orang == str(kolom.get("pegawai_id") or "")):
        return False
    pemberi = str(kolom.get("pemberi_id") or "")
    if pemberi and pemberi == orang:
        return True
    if jauh is not Jangkauan.SEMUA:
        return False
    return not pemberi or (wewenang is not Wewenang.BERI_UMPAN_BALIK and bool(pelaku.peran & _DI_ATAS))


def is_hidden(pelaku: Pelaku, dokumen: Document, wewenang: Wewenang = Wewenang.LIHAT_PENILAIAN) -> bool:
    """Tell whether a stored document is a feedback that ``pelaku`` does not reach, with who wrote it."""
    return dokumen.kind == KIND and not reaches_umpan_balik(pelaku, wewenang, members_of(dokumen))


def members_of(dokumen: Document) -> Mapping[str, Any]:
    """Return the members of a stored feedback; of a deleted one nothing is known, so it belongs to nobody here."""
    isi = msgspec.json.decode(dokumen.body)
    return isi if isinstance(isi, dict) and isi else {"pegawai_id": "", "pemberi_id": "?"}
