"""Two offices that know each other, with people, a bundle on a stick, and a document changed in both."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import receipt_code
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.paket import list_keluar
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office

AGENCY = "PEMERINTAH KABUPATEN CONTOH"


def clock() -> datetime:
    """A day after this program was made."""
    return datetime(2026, 11, 21, 10, 32, tzinfo=timezone(timedelta(hours=7)))


def change(kantor: Kantor, doc_id: str, **fields: Any) -> None:
    """Change fields of one person and make a version of it."""
    isi = open_naskah(kantor, doc_id).isi
    write_naskah(kantor, doc_id, msgspec.structs.replace(isi, **fields))
    commit_naskah(kantor, doc_id)


class Pair:
    """Homes of a unit and its kabupaten, and a stick between them."""

    def __init__(self, root: Path) -> None:
        self.unit = root / "unit"
        self.kabupaten = root / "kabupaten"
        self.stick = root / "stick"
        self.facts = SimpleNamespace()

    @contextmanager
    def opened(self, home: Path, who: str = "Petugas Uji") -> Iterator[Kantor]:
        """Open one office for services; the window must not have it open."""
        kantor = open_kantor(home, jam=clock, who=who)
        try:
            yield kantor
        finally:
            kantor.close()


@pytest.fixture(scope="session")
def pair_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: the unit is enrolled and has two people that are not sent yet."""
    root = tmp_path_factory.mktemp("pair")
    pair = Pair(root)
    pair.stick.mkdir()
    unit = Profil(peran=Peran.UNIT, kode="99.01.04", nama="Kecamatan Contoh", instansi=AGENCY, tempat="Contoh")
    above = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Contoh", instansi=AGENCY, tempat="Contoh")
    u = found_office(pair.unit, unit, jam=clock, who="Operator Contoh")
    k = found_office(pair.kabupaten, above, jam=clock, who="Verifikator Contoh")
    request_enrolment(u, pair.stick / "minta.skpe")
    approve_enrolment(k, pair.stick / "minta.skpe", pair.stick / "jawab.skpb")
    accept_enrolment(u, pair.stick / "jawab.skpb")
    create_pegawai(u, Pegawai(nama="Bunga Contoh", catatan="lama"))
    create_pegawai(u, Pegawai(nama="Daun Contoh"))
    u.close()
    k.close()
    for file in pair.stick.iterdir():
        file.unlink()
    return root


@pytest.fixture
def pair(pair_template: Path, tmp_path: Path) -> Pair:
    """A copy of both offices for one test."""
    root = tmp_path / "pair"
    shutil.copytree(pair_template, root)
    return Pair(root)


def code_of(unit: Kantor) -> str:
    """Return the receipt of the newest bundle, as only the kabupaten shows it."""
    return receipt_code(list_keluar(unit)[0].manifest_sha256)


@pytest.fixture
def exported(pair: Pair) -> Pair:
    """The unit has exported one bundle to the stick: ``facts.path``, ``facts.words``, ``facts.code``."""
    with pair.opened(pair.unit) as unit:
        made = export_bundle(unit, pair.stick)
        pair.facts.path, pair.facts.words, pair.facts.code = made.path, made.paspor.words, code_of(unit)
    return pair


@pytest.fixture
def conflicting(exported: Pair) -> Pair:
    """Both offices changed the same person's name and note; ``facts.doc_id`` is that person."""
    pair = exported
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [pair.facts.path])
        doc_id = next(one.doc_id for one in above.store.find("pegawai") if one.label == "Bunga Contoh")
        (reply,) = export_returns(above, pair.stick)
        change(above, doc_id, nama="Bunga Contoh, S.Sos.", catatan="dari <b>kabupaten</b>")
    with pair.opened(pair.unit) as unit:
        apply_return(unit, reply.path)
        change(unit, doc_id, nama="Bunga Contoh, S.E.", catatan="dari kecamatan")
        second = export_bundle(unit, pair.stick)
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [second.path])
    pair.facts.doc_id = doc_id
    return pair


@pytest.fixture
def texts() -> Callable[[Any], list[list[str]]]:
    """Return a function that gives every cell of a ``DataTable`` as text."""

    def read(table: Any) -> list[list[str]]:
        model = table.view.model()
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    return read
