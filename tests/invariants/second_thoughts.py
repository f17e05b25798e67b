"""What people at the kabupaten take back: a settled conflict, an import, each done as the program does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from db import Document
from desktop_app.services.batal_gabung import read_asal
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.konflik import Pilihan, list_konflik
from desktop_app.services.konflik_urung import undo_penyelesaian
from desktop_app.services.paket import PaketMasuk, list_masuk, mark_undone
from desktop_app.services.penyaring import take_in
from desktop_app.services.sertifikat import authority_of
from tests.invariants.promise import hold
from tests.invariants.replica import Replica
from tests.invariants.seam import Rules

Question = Mapping[str, frozenset[str]]
"""What is disputed: the values, as JSON text, by the path of the field."""


class SecondThoughts:
    """The answers that a kabupaten gave to conflicts, in their order."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._settled: dict[str, tuple[str, Question]] = {}
        self.answers: list[str] = []
        """The ids of all revisions that settled something."""

    def resolve(self, kabupaten: Replica, which: int, theirs: bool) -> None:
        """Settle a conflict by a revision that joins all versions."""
        kantor, store = kabupaten.kantor, kabupaten.store
        conflicts = list_konflik(kantor)
        if not conflicts:
            return
        before = store.document(conflicts[which % len(conflicts)].doc_id)
        self._rules.resolve(kantor, before.doc_id, Pilihan.THEIRS if theirs else Pilihan.OURS)
        after = store.document(before.doc_id)
        hold(11, len(after.heads) == 1 and not after.conflicts, f"{len(after.heads)} heads after an answer")
        rev = store.revision(after.heads[0])
        hold(11, set(rev.parents) == set(before.heads), "the answer does not join every version")
        kabupaten.note(rev)
        self.answers.append(rev.rev_id)
        self._settled[before.doc_id] = rev.rev_id, question(before)

    def unresolve(self, kabupaten: Replica, which: int) -> None:
        """Take the last answer about a document back: the question stands as it stood."""
        store = kabupaten.store
        open_to = [
            doc_id
            for doc_id, (rev_id, _) in self._settled.items()
            if (now := store.document(doc_id)) is not None and now.heads == (rev_id,)
        ]
        if not open_to:
            return
        doc_id = open_to[which % len(open_to)]
        _, before = self._settled.pop(doc_id)
        known, rows = {rev.rev_id for rev in store.history(doc_id)}, store.audit_head()[0]
        undo_penyelesaian(kabupaten.kantor, doc_id)
        hold(17, store.audit_head()[0] == rows + 1, "an answer taken back")
        now = store.document(doc_id)
        for rev in store.history(doc_id):
            if rev.rev_id not in known:
                kabupaten.note(rev)
        hold(11, question(now) == before, f"asked {dict(before)}, now {dict(question(now))}")


def question(dokumen: Document) -> Question:
    """Return what is disputed in a document, without the ids of the versions."""
    return {one.path: frozenset(_text(value) for _, value in one.values) for one in dokumen.conflicts}


def undo_import(kabupaten: Replica, which: int) -> None:
    """Take a whole import back: every byte of it stays, and the receipt stays true."""
    kantor, store = kabupaten.kantor, kabupaten.store
    standing = [one for one in list_masuk(kantor) if not one.dibatalkan]
    if not standing:
        return
    paket, before, rows = standing[which % len(standing)], kabupaten.held(), store.audit_head()[0]
    asal = read_asal(kantor)
    with kantor.write("batal_gabung") as tx:
        tx.set_aside(paket.file_sha256, spans=asal.spans(paket.file_sha256), origins=asal)
        mark_undone(tx, paket, undone=True)
    hold(17, store.audit_head()[0] == rows + 1, "an import taken back")
    hold(3, kabupaten.held() == before, "taking an import back loses something")


def redo_imports(kabupaten: Replica) -> None:
    """Do again everything that was taken back."""
    for paket in [one for one in reversed(list_masuk(kabupaten.kantor)) if one.dibatalkan]:
        _redo(kabupaten, paket)


def _redo(kabupaten: Replica, paket: PaketMasuk) -> None:
    kantor, before = kabupaten.kantor, kabupaten.held()
    izin = authority_of(kantor, paket.file_sha256, {one.device_id: one for one in list_perangkat(kantor)})
    assert izin is not None
    with kantor.write("gabung_lagi") as tx:
        raws = tx.taking_back(paket.file_sha256)
        take_in(kantor, tx, raws, source=paket.file_sha256, allows=izin[0], not_writers=izin[1])
        mark_undone(tx, paket, undone=False)
    hold(3, kabupaten.held() == before, "doing an import again loses something")


def _text(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
