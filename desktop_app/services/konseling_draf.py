"""What a writer of a section types before he seals it: kept beside the store, sealed to himself alone."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.konseling import JENIS, IsiBagian, draft_key

T = TypeVar("T", bound=IsiBagian)


class DrafKonseling(msgspec.Struct, frozen=True, kw_only=True):
    """One form that is not sealed yet, by the kind of its section."""

    bagian: str
    isi: msgspec.Raw


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def keep_konseling_draft(kantor: Kantor, pegawai_id: str, doc_id: str, isi: IsiBagian) -> str:
    """Keep durably what stands in the form and return the claimed time (ISO 8601); nobody else opens it.

    Raises ``UserError`` ``konseling_tanpa_sandi`` where he has no key of his own, ``draf_terlalu_panjang``.
    """
    if kantor.pelaku.kunci is None:
        raise UserError("konseling_tanpa_sandi")
    jenis = JENIS[type(isi)]
    draf = DrafKonseling(bagian=jenis.value, isi=msgspec.Raw(msgspec.json.encode(isi)))
    own_drafts(kantor).keep(pegawai_id, draft_key(jenis, doc_id), msgspec.json.encode(draf).decode())
    return kantor.claim().t


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def read_konseling_draft(kantor: Kantor, pegawai_id: str, doc_id: str, tipe: type[T]) -> T | None:
    """Return what who acts typed and did not seal; None where there is nothing."""
    teks = own_drafts(kantor).read(pegawai_id, draft_key(JENIS[tipe], doc_id)) if kantor.pelaku.kunci else ""
    try:
        return msgspec.json.decode(msgspec.json.decode(teks, type=DrafKonseling).isi, type=tipe) if teks else None
    except msgspec.MsgspecError:
        return None


@intention(Wewenang.LIHAT_PENILAIAN, Wewenang.KELOLA_KONSELING)
def drop_konseling_draft(kantor: Kantor, pegawai_id: str, doc_id: str, tipe: type[IsiBagian]) -> None:
    """Throw away what who acts typed and did not seal."""
    own_drafts(kantor).drop(pegawai_id, draft_key(JENIS[tipe], doc_id))
