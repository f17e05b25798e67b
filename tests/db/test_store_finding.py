"""Lists: filters, prefix search as people type, order, pages."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import db

PEOPLE = (
    ("Siti Nur'aini", "198705122010012003", "Camat"),
    ("I Gusti Ngurah Wiratama", "197001011990031001", "Sekretaris"),
    ("Sukarno-putra", "199912312023211007", "Staf"),
    ("Ni Luh Sitiari", "198705122011012009", "Staf"),
    ("Élodie Contoh", "200001012024212001", "Staf"),
)


@pytest.fixture
def office(desk: Any, store: db.Store) -> db.Store:
    """A store with five people."""
    for n, (name, nip, post) in enumerate(PEOPLE):
        desk.save(store, f"{n:032x}", nama=name, nip=nip, riwayat=[{"jabatan": "Calon"}, {"jabatan": post}])
    desk.save(store, "c" * 32, kind="catatan", isi="Siti")
    return store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("siti", ["Ni Luh Sitiari", "Siti Nur'aini"]),
        ("SITI nur", ["Siti Nur'aini"]),
        ("nur'a", ["Siti Nur'aini"]),
        ("Nur’aini", ["Siti Nur'aini"]),
        ("sukarno-p", ["Sukarno-putra"]),
        ("elod", ["Élodie Contoh"]),
        ("19870512", ["Ni Luh Sitiari", "Siti Nur'aini"]),
        ("19870512 201001 2 003", ["Siti Nur'aini"]),
        ("wiratama gusti", ["I Gusti Ngurah Wiratama"]),
        ("aini siti 1987", ["Siti Nur'aini"]),
        ("tiada", []),
        ("siti AND nur", []),
        ('"', [name for name, _, _ in sorted(PEOPLE)]),
    ],
)
def test_that_people_are_found_by_what_is_typed(office: db.Store, text: str, expected: list[str]) -> None:
    assert [found.label for found in office.find("pegawai", text=text)] == sorted(expected)
    assert office.count("pegawai", text=text) == len(expected)


@pytest.mark.parametrize(
    "text", ["*", "NEAR(", "a OR", "nama:x", "-", "^a", "{a b}", "((", "'; DROP TABLE", "\0", "a\0b", "_"]
)
def test_that_signs_of_the_query_language_mean_nothing(office: db.Store, text: str) -> None:
    office.find("pegawai", text=text)
    assert office.check() == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_that_no_text_makes_the_search_raise(office: db.Store, text: str) -> None:
    assert len(office.find("pegawai", text=text)) == office.count("pegawai", text=text)


def test_that_filters_take_values_lists_and_nothing(office: db.Store) -> None:
    def names(**where: Any) -> list[str]:
        return [found.label for found in office.find("pegawai", where=where)]

    assert names(jabatan="Camat") == ["Siti Nur'aini"]
    assert len(names(jabatan=["Camat", "Staf"])) == 4
    assert names(jabatan=[]) == []
    assert names(nip=None) == []
    assert names(label="Sukarno-putra", scope="33.73.04") == ["Sukarno-putra"]
    assert office.count("pegawai", where={"jabatan": "Staf"}, text="siti") == 1


def test_that_order_and_pages_fit_together(office: db.Store) -> None:
    by_nip = [found.columns["nip"] for found in office.find("pegawai", order=("-nip",))]
    assert by_nip == sorted((nip for _, nip, _ in PEOPLE), reverse=True)
    pages = [office.find("pegawai", order=("jabatan", "nama"), limit=2, offset=at) for at in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [found for page in pages for found in page] == office.find("pegawai", order=("jabatan", "nama"))


def test_that_a_list_without_bodies_is_the_same_list(office: db.Store) -> None:
    asked: tuple[dict[str, Any], ...] = ({}, {"text": "siti"}, {"order": ("-nip",), "limit": 2, "offset": 1})
    for one_way in asked:
        whole = office.find("pegawai", **one_way)
        bare = office.find("pegawai", bodies=False, **one_way)
        assert [(one.doc_id, one.label, one.columns) for one in bare] == [
            (one.doc_id, one.label, one.columns) for one in whole
        ]
        assert {one.body for one in bare} == {b""}
        assert all(one.body for one in whole)


def test_that_only_declared_kinds_and_columns_can_be_asked_for(office: db.Store) -> None:
    for where, order in (({"x": 1}, ()), ({}, ("nama; DROP TABLE",)), ({}, ("num",))):
        with pytest.raises(db.StoreError, match="unknown_column"):
            office.find("pegawai", where=where, order=order)
    with pytest.raises(db.StoreError, match="unknown_kind"):
        office.find("tiada")
    with pytest.raises(db.StoreError, match="unknown_column"):
        office.find("catatan", text="siti")


def test_that_eight_thousand_people_are_searched_within_a_frame(desk: Any, store: db.Store) -> None:
    """One frame is 16 ms; the best of several tries is compared, because other work shares the machine."""
    rng = random.Random(8)
    first, last = ["Siti", "Budi", "Ketut", "Sri", "Agus"], ["Wati", "Santoso", "Ningsih", "Putra"]
    with store.write(act="isi", who="x", at=desk.at) as tx:
        for n in range(8000):
            name = f"{rng.choice(first)} {rng.choice(last)} {n}"
            body = f'{{"nama":"{name}","nip":"{rng.randrange(10**17, 10**18)}","isi":"{"x" * 800}"}}'
            tx.save("pegawai", f"{n:032x}", body.encode(), scope="33", schema=1)

    def best(text: str) -> float:
        times = []
        for _ in range(7):
            start = time.perf_counter()
            store.find("pegawai", text=text, order=("nama",), limit=50)
            times.append(time.perf_counter() - start)
        return min(times)

    measured = {text: best(text) for text in ("sri w", "budi santoso 12", "1987", "ket")}
    assert max(measured.values()) < 0.016, measured
