"""Every use case against every role: what the table denies is refused at the door and leaves one row."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import desktop_app.services
from desktop_app.domain.codec import ALL_KINDS, KINDS, encode, office_tag
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna, Wewenang, reach
from desktop_app.services.jangkauan import LIHAT, UBAH
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pelaku import Pelaku
from tests.services.dunia_kantor import Dunia, stored


def intentions() -> Iterator[tuple[str, Callable[..., Any], tuple[Wewenang, ...]]]:
    """Yield every use case of the services that asks for a right: its name, itself, its acts."""
    for info in pkgutil.iter_modules(desktop_app.services.__path__):
        module = importlib.import_module(f"desktop_app.services.{info.name}")
        for name, value in vars(module).items():
            if getattr(value, "__module__", "") == module.__name__ and getattr(value, "wewenang", ()):
                yield f"{info.name}.{name}", value, value.wewenang


SEMUA = list(intentions())
AKUN = "ab" * 16


@pytest.fixture(scope="module")
def kantor(world: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """One office for the whole table: what is refused changes nothing, so the next finds it as it was."""
    dunia = Dunia(world, tmp_path_factory.mktemp("peran"))
    yield dunia("a1")
    dunia.close()


def test_that_the_use_cases_are_found() -> None:
    assert len(SEMUA) > 60
    assert len({nama.partition(".")[0] for nama, _, _ in SEMUA}) > 20


@pytest.mark.parametrize("peran", PeranPengguna, ids=str)
def test_that_what_a_role_may_not_do_is_refused_with_one_row_and_changes_nothing_else(
    kantor: Kantor, peran: PeranPengguna
) -> None:
    ditolak = 0
    kantor.pelaku, kantor.who = Pelaku(AKUN, "Nama Uji", frozenset({peran}), "cd" * 16), AKUN
    for nama, use_case, acts in SEMUA:
        if any(reach({peran}, satu) for satu in acts):
            continue
        before = {name: rows for name, rows in stored(kantor).items() if name != "audit"}
        count, _ = kantor.store.audit_head()
        with pytest.raises(UserError) as caught:
            use_case(kantor, "ef" * 16)
        assert (caught.value.code, caught.value.facts["perbuatan"]) == ("wewenang_kurang", acts[0].value), nama
        assert kantor.store.audit_head()[0] == count + 1, nama
        row = kantor.store.audit_rows(1)[0]
        assert (row.act, row.who, row.doc_id, row.detail) == (
            "ditolak",
            AKUN,
            "ef" * 16,
            {"perbuatan": acts[0].value},
        ), nama
        assert {name: rows for name, rows in stored(kantor).items() if name != "audit"} == before, nama
        ditolak += 1
    assert ditolak > 5


def test_that_nobody_without_roles_may_do_anything(kantor: Kantor) -> None:
    kantor.pelaku, kantor.who = Pelaku(AKUN, "Nama Uji", frozenset(), "cd" * 16), AKUN
    for nama, use_case, _ in SEMUA:
        with pytest.raises(UserError) as caught:
            use_case(kantor)
        assert caught.value.code == "wewenang_kurang", nama


def test_that_each_kind_of_document_has_its_right_of_looking_and_of_typing() -> None:
    assert set(LIHAT) == set(ALL_KINDS)
    assert set(UBAH) == set(KINDS)


def test_that_nobody_types_what_only_the_program_writes(world: Any, tmp_path: Path) -> None:
    dunia = Dunia(world, tmp_path)
    kantor = dunia("a1")
    isi = Pengguna(nama="Pengguna Uji", unit_kode=kantor.profil.kode)
    doc_id = office_tag(kantor.profil.kode) + "5" * 24
    with kantor.write("uji") as tx:
        tx.save("pengguna", doc_id, encode(isi), scope=kantor.profil.kode, schema=1)
    seq = kantor.store.last_seq()
    for peran in (None, frozenset(PeranPengguna)):
        if peran is not None:
            kantor.pelaku = Pelaku(AKUN, "Nama Uji", peran)
        with pytest.raises(UserError, match="wewenang_kurang"):
            write_naskah(kantor, doc_id, isi)
        assert not open_naskah(kantor, doc_id).boleh_ubah
    assert (kantor.store.last_seq(), kantor.store.workings()) == (seq, [])
    dunia.close()
