"""One computer of the schedules: an office in memory, what it was told is saved, its backups and its machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from db import Document, Revision
from desktop_app.domain.codec import decode_kind, natural_id
from desktop_app.domain.matriks import BarisMatriks, MatriksPeran
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services import jangkar
from desktop_app.services.jangkar import read_mark
from desktop_app.services.kantor import Kantor
from desktop_app.services.pulih import _carry_over
from tests.invariants.lifted import Clock, Image, image_of, open_image, watch
from tests.invariants.promise import hold
from tests.invariants.seam import Rules

SCHEMA_OF_LATER = 99


@dataclass
class Replica:
    """A computer with one store, under its own clock and on its own machine."""

    name: str
    kantor: Kantor
    mesin: str
    rules: Rules
    clocks: dict[str, str]
    acknowledged: set[str] = field(default_factory=set)
    """Revisions of which somebody was told that they are saved, and that no restore has taken back."""
    backups: list[Image] = field(default_factory=list)
    highest: tuple[int, int] = (0, 0)
    checked: int = 0
    """The place up to which the log was looked at."""
    looked_at: tuple[object, ...] = ()
    """Epoch and audit head at which everything was looked at last."""
    count: int = 0
    """How many revisions it held then, in whichever room."""
    placed: int = 0
    """How many of them stood in the log."""
    writes: int = 0

    @property
    def store(self) -> Any:
        """The store that is open now."""
        return self.kantor.store

    @property
    def kode(self) -> str:
        """The code of the office."""
        return self.kantor.profil.kode

    def people(self) -> list[str]:
        """Return the ids of the people in an order that no clock has any part in."""
        return sorted(found.doc_id for found in self.store.find("pegawai"))

    def note(self, rev: Revision) -> None:
        """Keep that a revision was acknowledged."""
        self.acknowledged.add(rev.rev_id)
        self.clocks[rev.rev_id] = rev.at.t

    def save(self, kind: str, doc_id: str, body: bytes, *, schema: int = 1, **more: Any) -> Revision:
        """Save one revision in a transaction of its own, and see its one audit row."""
        rows = self.store.audit_head()[0]
        with self.kantor.write("uji", doc_id) as tx:
            rev: Revision = tx.save(kind, doc_id, body, scope=self.kode, schema=schema, **more)
        hold(17, self.store.audit_head()[0] == rows + 1, "a save")
        self.note(rev)
        return rev

    def edit(self, dokumen: Document, **values: object) -> Revision:
        """Edit one document as a program does that knows only its own fields."""
        isi = msgspec.structs.replace(decode_kind(dokumen.kind, dokumen.body), **values)
        return self.save(dokumen.kind, dokumen.doc_id, self.rules.encode(isi, dokumen.body))

    def write(self, who: int, what: str) -> None:
        """Type into one person's record and leave the page; a document in conflict takes nothing."""
        dokumen = self._open(who)
        if dokumen is None:
            return
        isi = decode_kind("pegawai", dokumen.body)
        assert isinstance(isi, Pegawai)
        values = {
            "nama": f"Nama {self._next()} {self.name}",
            "catatan": f"Catatan {self.writes} {self.name}",
            "aktif": not isi.aktif,
        }
        self.edit(dokumen, **{what: values[what]})

    def add(self) -> None:
        """Record a person."""
        nip = f"1990{self._next():014d}"
        doc_id = natural_id("pegawai", self.kode, f"{self.name}{nip}")
        self.save("pegawai", doc_id, self.rules.encode(Pegawai(nama=f"Orang {self.writes} {self.name}", nip=nip), None))

    def delete(self, who: int) -> None:
        """Delete one person's record."""
        dokumen = self._open(who)
        if dokumen is not None and len(self.people()) > 1:
            self.save("pegawai", dokumen.doc_id, b"{}", deleted=True)

    def write_as_newer(self, who: int) -> None:
        """A newer program writes a member that this one does not know; then this one edits the document."""
        dokumen = self._open(who)
        if dokumen is None:
            return
        later = {"isi": [self._next(), self.name]}
        body = msgspec.json.encode({**msgspec.json.decode(dokumen.body), "kelak": later})
        self.save("pegawai", dokumen.doc_id, body, schema=SCHEMA_OF_LATER)
        dokumen = self.store.document(dokumen.doc_id)
        rev = self.edit(dokumen, catatan=f"Catatan {self._next()} {self.name}")
        hold(13, msgspec.json.decode(rev.body).get("kelak") == later, "an older program's edit")

    def plan(self, row: int, act: str) -> None:
        """Change the team's plan, whose rows are matched by their ids: type, move, add, take away."""
        doc_id = natural_id("matriks", self.kode, "uji")
        dokumen = self.store.document(doc_id)
        if dokumen is not None and (dokumen.conflicts or dokumen.deleted):
            return
        isi = MatriksPeran(pegawai_id="1" * 32, tahun=2027, baris=tuple(BarisMatriks(id=f"b{n}") for n in range(3)))
        if dokumen is not None:
            isi = decode_kind("matriks", dokumen.body)  # type: ignore[assignment]
        rows = list(isi.baris)
        if act == "add" or not rows:
            rows.append(BarisMatriks(id=f"{self.name}{self._next()}", nama=f"Orang {self.writes} {self.name}"))
        elif act == "drop":
            rows.pop(row % len(rows))
        elif act == "move":
            rows.append(rows.pop(row % len(rows)))
        else:
            rows[row % len(rows)] = msgspec.structs.replace(
                rows[row % len(rows)], jabatan=f"Jabatan {self._next()} {self.name}"
            )
        isi = msgspec.structs.replace(isi, baris=tuple(rows))
        self.save("matriks", doc_id, self.rules.encode(isi, None if dokumen is None else dokumen.body))

    def back_up(self) -> None:
        """Keep the store as it is now."""
        with self.kantor.write("cadangkan"):
            pass
        self.backups = [*self.backups[-2:], image_of(self.store)]

    def restore(self, which: int) -> None:
        """Go back to a backup from inside, as the program does it: what stays is carried over, a new epoch begins."""
        if not self.backups:
            return
        before, now = self.store.epoch, self.kantor
        image = self.backups[which % len(self.backups)]
        older = open_image(image, now.home, jam=now.jam, mesin=self.mesin, merge=self.merge)
        _carry_over(now, older.store)
        with older.write("pulihkan", detail={"sebelum": {"epoch": before}}) as tx:
            jangkar.start_epoch(older.store, tx, "pulih", nomor=1, waktu=older.claim().t)
            jangkar.set_up(older.store, tx, self.mesin)
        for pair in jangkar.anchor_files(now.home, older.store.device):
            for file in pair:
                file.unlink(missing_ok=True)
        jangkar.put_anchor(now.home, older.store, older.profil.kode)
        self._replace(older)
        hold(10, self.store.epoch != before, "a restored office goes on in its old epoch")
        self.note_mark()

    def put_back_by_hand(self, which: int) -> None:
        """Put an older file in the place of the store behind the program's back."""
        if not self.backups:
            return
        now, image = self.kantor, self.backups[which % len(self.backups)]
        before, rows = self.store.epoch, self.store.audit_head()[0]
        older = open_image(image, now.home, jam=now.jam, mesin=self.mesin, merge=self.merge)
        went_back = older.store.audit_head()[0] < rows
        self._replace(older)
        hold(10, not went_back or self.store.epoch != before, "a store that went back goes on in its old epoch")

    def restart(self) -> None:
        """Close the office and open it again."""
        image, now = image_of(self.store), self.kantor
        epoch = self.store.epoch
        self._replace(open_image(image, now.home, jam=now.jam, mesin=self.mesin, merge=self.merge), lost=False)
        image.close()
        hold(10, self.store.epoch == epoch, "a plain restart begins a new epoch")

    def clone(self, name: str, home: Path, jam: Clock, mesin: str) -> Replica:
        """Copy the whole disk: store, anchors and backups; ``mesin`` is that of the computer that now has it."""
        home.mkdir()
        for source, target in zip(
            (file for pair in jangkar.anchor_files(self.kantor.home, self.store.device) for file in pair),
            (file for pair in jangkar.anchor_files(home, self.store.device) for file in pair),
            strict=True,
        ):
            if source.exists():
                target.write_bytes(source.read_bytes())
        image = image_of(self.store)
        kantor = open_image(image, home, jam=jam, mesin=name, merge=self.merge)
        image.close()
        before = self.store.epoch
        other = Replica(name, kantor, mesin, self.rules, self.clocks, set(self.acknowledged), [], self.highest)
        watch(kantor, mesin)
        hold(10, mesin == self.mesin or kantor.store.epoch != before, "a copy on another machine keeps the epoch")
        return other

    def close(self) -> None:
        """Close the store and let go of the backups."""
        self.store.close()
        for image in self.backups:
            image.close()

    @property
    def merge(self) -> Any:
        """The merge that this computer's program has."""
        return self.rules.merge_of(self.clocks)

    def held(self) -> set[str]:
        """Return the ids of everything that is in the log, waits, or lies in quarantine."""
        waiting, aside = self.store.waiting(), self.store.quarantined()
        return self.revisions() | {one.rev_id for one in waiting} | {one.rev_id for one in aside}

    def revisions(self) -> set[str]:
        """Return the ids of the revisions that take part in documents."""
        return {rev_id for _, rev_id, _ in self.store.revisions_after(0)}

    def note_mark(self) -> None:
        """See that what the office now believes is not older than what it had ever seen, whatever was put back."""
        mark = read_mark(self.store)
        hold(19, mark >= self.highest, f"{self.name} believes {mark} after {self.highest}")
        self.highest = mark

    def _replace(self, kantor: Kantor, *, lost: bool = True) -> None:
        self.kantor.store.close()
        self.kantor = kantor
        watch(kantor, self.mesin)
        if lost:
            self.acknowledged &= self.held()
            self.checked, self.count, self.placed, self.looked_at = 0, 0, 0, ()

    def _open(self, who: int) -> Document | None:
        people = self.people()
        dokumen = self.store.document(people[who % len(people)]) if people else None
        return dokumen if dokumen is not None and not dokumen.conflicts and not dokumen.deleted else None

    def _next(self) -> int:
        self.writes += 1
        return self.writes
