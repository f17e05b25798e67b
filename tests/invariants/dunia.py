"""Offices for the property tests: two PCs of one kecamatan, one of another, a kabupaten; founded once, then copied."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office

UNITS = {"a1": "99.01.01", "a2": "99.01.01", "b": "99.01.02"}
NIPS = ("198001012005011001", "198102022006022002", "199003032015031003")


def wild_clock(seed: int) -> Callable[[], datetime]:
    """Return a clock of a computer with a dead battery: every reading is anywhere between 1980 and 2099."""
    chance = random.Random(seed)

    def read() -> datetime:
        return datetime(1980, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 365 * 119))

    return read


def calm_clock() -> datetime:
    """Return one honest moment."""
    return datetime(2026, 12, 1, 8, tzinfo=UTC)


def found_world() -> Path:
    """Found and enrol every office once and return the folder with their homes, closed."""
    world = Path(tempfile.mkdtemp(prefix="dunia-"))
    stick = world / "stick"
    stick.mkdir()
    kabupaten = found_office(
        world / "kabupaten",
        Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Uji", instansi="PEMERINTAH KABUPATEN UJI"),
        jam=calm_clock,
        who="verifikator",
    )
    for nama, kode in UNITS.items():
        unit = found_office(
            world / nama,
            Profil(peran=Peran.UNIT, kode=kode, nama=f"Kecamatan {kode}", instansi="PEMERINTAH KABUPATEN UJI"),
            jam=calm_clock,
            who=f"operator {nama}",
        )
        request_enrolment(unit, stick / f"{nama}.skpe")
        approve_enrolment(kabupaten, stick / f"{nama}.skpe", stick / f"{nama}.skpb")
        accept_enrolment(unit, stick / f"{nama}.skpb")
        # The people of one office are the same documents on both of its PCs; the other office has recorded the same
        # NIPs, as for a superior whom both name, and has documents of its own.
        for nomor, nip in enumerate(NIPS):
            create_pegawai(unit, Pegawai(nama=f"Orang {nomor} {kode}", nip=nip))
        unit.close()
    kabupaten.close()
    return world


def open_copy(world: Path, target: Path, nama: str, jam: Callable[[], datetime]) -> Kantor:
    """Copy one founded office into ``target`` and open it with its own clock."""
    shutil.copytree(world / nama, target / nama)
    return open_kantor(target / nama, jam=jam, who=nama)


def revision_ids(kantor: Kantor) -> list[str]:
    """Return the ids of all revisions that take part in documents, in the order of their arrival."""
    return [rev_id for _, rev_id, _ in kantor.store.revisions_after(0)]


def held_ids(kantor: Kantor) -> set[str]:
    """Return the ids of all revisions that a store holds, waiting ones included."""
    return set(revision_ids(kantor)) | {satu.rev_id for satu in kantor.store.waiting()}


def view(kantor: Kantor) -> dict[str, object]:
    """Return what people see of every document: heads, merged body, deletion, conflicts."""
    ids = {rev.doc_id for rev_id in revision_ids(kantor) if (rev := kantor.store.revision(rev_id)) is not None}
    return {
        doc_id: (frozenset(d.heads), d.body, d.deleted, tuple((c.path, c.values) for c in d.conflicts))
        for doc_id, d in kantor.store.documents(ids).items()
    }
