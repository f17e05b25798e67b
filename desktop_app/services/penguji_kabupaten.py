"""Whether what comes from the kabupaten may come in: who may write it, and whether it is about this office.

A kind that the kabupaten alone writes is held where an office sends it. At an office a rule file is held that nobody
could use, that tells another text under an id that is here, or that takes the id of a rule set of the program
(docs/spec/returns.md).
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from db import Envelope, Store
from desktop_app.domain.codec import Dokumen, is_of_office, natural_id
from desktop_app.domain.dari_kabupaten import (
    DITULIS_KABUPATEN,
    FORMAT_ATURAN,
    BerkasAturan,
    JawabanPerbaikan,
    Mutasi,
    PermintaanPerbaikan,
)
from desktop_app.domain.errors import UserError
from desktop_app.regulation import read_aturan
from desktop_app.services.aturan_tersimpan import is_builtin

HANYA_KABUPATEN = "hanya_kabupaten_menulis"
_ID = re.compile(r"[0-9a-f]{32}")


def writer_fault(kind: str, *, from_below: bool) -> str:
    """Return why a kind may not come from an office: the kabupaten alone writes it."""
    return HANYA_KABUPATEN if from_below and kind in DITULIS_KABUPATEN else ""


def content_fault(envelope: Envelope, isi: Dokumen) -> str:
    """Return the code of why one of these documents cannot stand as it says; empty for every other kind."""
    if isinstance(isi, BerkasAturan):
        return _rule_fault(envelope, isi)
    if isinstance(isi, Mutasi):
        milik = _is_all_of(
            envelope.scope, (isi.pegawai_id,), (isi.penilai_id, isi.penilai_lama_id, isi.atasan_penilai_id)
        )
        return "" if milik else "mutasi_kantor_lain"
    if isinstance(isi, PermintaanPerbaikan):
        return "" if _is_all_of(envelope.scope, (isi.dokumen_id,), (isi.pegawai_id,)) else "permintaan_kantor_lain"
    if isinstance(isi, JawabanPerbaikan):
        return "" if _is_all_of(envelope.scope, (isi.permintaan_id,), (isi.pegawai_id,)) else "permintaan_kantor_lain"
    return ""


def _is_all_of(scope: str, wajib: tuple[str, ...], boleh_kosong: tuple[str, ...]) -> bool:
    """Tell whether every id has the form of one and is this office's; some may be empty."""
    semua = (*wajib, *filter(None, boleh_kosong))
    return all(_ID.fullmatch(satu) is not None and is_of_office(satu, scope) for satu in semua)


def rule_id(kode: str, aturan_id: str) -> str:
    """Return the document id of the rule file with this id of the kabupaten ``kode``."""
    return natural_id("berkas_aturan", kode, aturan_id)


class PengujiAturan:
    """Tells of a rule file whether it says under its id something else than what is here or came before it.

    A kabupaten that went back loads its files anew, perhaps in another order: ``urutan`` alone makes no other text.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tellings: dict[str, Any] = {}

    def __call__(self, envelope: Envelope) -> str:
        """Return ``aturan_berubah`` for another text; what is told first counts for what follows."""
        kata = _telling(envelope.body)
        lama = self._tellings.get(envelope.doc) or self._first(envelope.doc)
        self._tellings[envelope.doc] = lama or kata
        return "aturan_berubah" if lama is not None and lama != kata else ""

    def _first(self, doc_id: str) -> Any:
        return next((_telling(rev.body) for rev in self._store.history(doc_id) if not rev.deleted), None)


def _telling(body: bytes) -> Any:
    isi = msgspec.json.decode(body)
    isi.pop("urutan", None)
    return isi


def _rule_fault(envelope: Envelope, isi: BerkasAturan) -> str:
    if envelope.parents:
        return "aturan_berubah"
    if envelope.scope.count(".") != 1 or envelope.doc != rule_id(envelope.scope, isi.aturan_id):
        return "aturan_salah_tempat"
    if is_builtin(isi.aturan_id):
        return "aturan_bawaan"
    if isi.format > FORMAT_ATURAN:
        return ""  # kept for a newer program, which reads it
    try:
        aturan = read_aturan(isi.isi)
    except UserError:
        return "aturan_rusak"
    sama = (aturan.id, aturan.berlaku_mulai) == (isi.aturan_id, isi.berlaku_mulai)
    return "" if sama else "aturan_beda_isi"
