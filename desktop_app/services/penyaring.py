"""The sieve between a verified bundle and the store: a record out of scope or unfit goes to quarantine, alone.

A signature proves who sent a record, not that he may send it. Each new revision must be of a kind and an office
that its sender's certificate names, must not reach into a document of another office, and must have a body that
can be read, in which a final predicate is that of its ratings. What fails is kept in quarantine with its reason; the
rest goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from db import AddReport, Envelope, Transaction
from desktop_app.domain.codec import KINDS
from desktop_app.domain.penilaian import Penilaian
from desktop_app.regulation import Aturan
from desktop_app.services.jenis import contradicts_matrix
from desktop_app.services.kantor import Kantor


class _Unit(msgspec.Struct):
    unit_kode: str = ""


class Penyaring:
    """Judges the new revisions of one sender; the store asks it once about each, already decoded.

    ``allows`` says whether documents of a kind and an office may come from this sender; ``aturan_untuk`` gives the
    rule set of an id.
    """

    def __init__(self, allows: Callable[[str, str], bool], aturan_untuk: Callable[[str], Aturan]) -> None:
        self._allows = allows
        self._aturan_untuk = aturan_untuk
        self._answers: dict[tuple[str, str], bool] = {}
        self._decode = {kind: msgspec.json.Decoder(tipe).decode for kind, tipe in KINDS.items()}
        self._decode_unit = msgspec.json.Decoder(_Unit).decode

    def __call__(self, envelope: Envelope) -> str:
        """Return the code of why a revision may not come in; empty if it may."""
        kind, scope = key = envelope.kind, envelope.scope
        allowed = self._answers.get(key)
        if allowed is None:
            allowed = self._answers[key] = self._allows(kind, scope)
        if not allowed:
            return "di_luar_wewenang"
        if envelope.deleted:
            return ""
        decode = self._decode.get(kind)
        if decode is None:
            return "jenis_tidak_dikenal"
        try:
            isi = decode(envelope.body)
            # A kind that does not know the field may still carry it, written by a newer program.
            unit_kode = isi.unit_kode if hasattr(isi, "unit_kode") else self._decode_unit(envelope.body).unit_kode
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return "isi_tidak_terbaca"
        if unit_kode and unit_kode != scope and not unit_kode.startswith(scope + "."):
            return "kode_unit_berbeda"
        if isinstance(isi, Penilaian) and contradicts_matrix(self._aturan_untuk, isi):
            return "predikat_tidak_sesuai"
        return ""


def take_in(
    kantor: Kantor, tx: Transaction, raws: Iterable[bytes], *, source: str, allows: Callable[[str, str], bool]
) -> AddReport:
    """Bring the revisions of one verified bundle into a transaction and say what became of them.

    What was written is read back and hashed anew; a difference raises ``StoreError`` and so undoes the import.
    """
    report = tx.add(raws, source=source, judge=Penyaring(allows, kantor.aturan))
    tx.reread()
    return report
