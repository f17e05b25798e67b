"""The three-way merge: examples that can be read, one rule each."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.domain.gabung import COMPUTED, HasilGabung, merge_bodies, set_at

A, B, C = "a" * 64, "b" * 64, "c" * 64


def merge(base: dict[str, Any] | None, *sides: dict[str, Any] | None, kind: str = "skp") -> HasilGabung:
    """Merge ``sides`` over one base; revisions are named in their order."""
    return merge_bodies(kind, [] if base is None else [base], list(zip((A, B, C), sides, strict=False)))


def paths(hasil: HasilGabung) -> list[str]:
    """Return where the sides disagree."""
    return [satu.path for satu in hasil.conflicts]


def test_that_a_change_of_one_side_is_taken_and_changes_of_two_fields_meet() -> None:
    hasil = merge({"nama": "x", "nip": ""}, {"nama": "y", "nip": ""}, {"nama": "x", "nip": "1"})
    assert (hasil.body, hasil.deleted, hasil.conflicts) == ({"nama": "y", "nip": "1"}, False, ())


def test_that_the_same_change_on_both_sides_is_no_conflict() -> None:
    assert merge({"nama": "x"}, {"nama": "y"}, {"nama": "y"}).conflicts == ()


def test_that_two_different_changes_are_kept_both_and_shown_with_their_base() -> None:
    hasil = merge({"nama": "x"}, {"nama": "y"}, {"nama": "z"})
    assert [(satu.path, satu.base, satu.values) for satu in hasil.conflicts] == [("nama", "x", ((A, "y"), (B, "z")))]
    assert hasil.body == {"nama": "y"}


def test_that_an_emptied_field_against_another_change_is_a_conflict() -> None:
    hasil = merge({"rating": "sesuai"}, {"rating": None}, {"rating": "diatas"})
    assert hasil.conflicts[0].values == ((A, None), (B, "diatas"))


def test_that_children_are_matched_by_their_ids_whatever_their_place() -> None:
    base = {"hasil": [{"id": "h1", "teks": "a", "jenis": "utama"}, {"id": "h2", "teks": "b"}]}
    satu = {"hasil": [{"id": "h2", "teks": "b"}, {"id": "h1", "teks": "a!", "jenis": "utama"}]}
    dua = {"hasil": [{"id": "h1", "teks": "a", "jenis": "tambahan"}, {"id": "h2", "teks": "b"}]}
    hasil = merge(base, satu, dua)
    assert hasil.conflicts == ()
    assert hasil.body["hasil"] == [{"id": "h2", "teks": "b"}, {"id": "h1", "teks": "a!", "jenis": "tambahan"}]


def test_that_a_conflict_deep_inside_names_its_path() -> None:
    def body(teks: str) -> dict[str, Any]:
        return {"hasil": [{"id": "h1", "indikator": [{"id": "i1", "teks": teks, "aspek": "waktu"}]}]}

    hasil = merge(body("x"), body("y"), body("z"))
    assert paths(hasil) == ["hasil/#h1/indikator/#i1/teks"]


def test_that_values_without_id_are_matched_by_their_core_value() -> None:
    def body(akuntabel: str, loyal: str) -> dict[str, Any]:
        perilaku = [{"nilai": "akuntabel", "e": akuntabel}, {"nilai": "loyal", "e": loyal}]
        return {"perilaku": perilaku}

    assert merge(body("", ""), body("x", ""), body("", "y")).body == body("x", "y")
    assert paths(merge(body("", ""), body("x", ""), body("y", ""))) == ["perilaku/#akuntabel/e"]


@pytest.mark.parametrize("name", ["target", "pegawai", "penilai", "atasan_penilai"])
def test_that_half_of_a_target_or_of_an_identity_is_never_mixed_with_another_half(name: str) -> None:
    base = {name: {"nilai": "80", "satuan": "%"}}
    hasil = merge(base, {name: {"nilai": "90", "satuan": "%"}}, {name: {"nilai": "80", "satuan": "dokumen"}})
    assert paths(hasil) == [name]
    assert merge(base, base, {name: {"nilai": "90", "satuan": "buku"}}).body[name] == {"nilai": "90", "satuan": "buku"}


def test_that_a_child_removed_here_and_edited_there_is_a_conflict_and_stays_in_sight() -> None:
    base = {"hasil": [{"id": "h1", "teks": "a"}, {"id": "h2", "teks": "b"}]}
    dihapus = {"hasil": [{"id": "h2", "teks": "b"}]}
    disunting = {"hasil": [{"id": "h1", "teks": "A"}, {"id": "h2", "teks": "b"}]}
    for sides in ((dihapus, disunting), (disunting, dihapus)):
        hasil = merge(base, *sides)
        assert paths(hasil) == ["hasil/#h1"]
        assert {repr(nilai) for _, nilai in hasil.conflicts[0].values} == {repr(None), repr({"id": "h1", "teks": "A"})}
        assert hasil.body == disunting


def test_that_the_last_child_removed_here_and_edited_there_is_a_conflict_too() -> None:
    hasil = merge({"hasil": [{"id": "h1", "teks": "a"}]}, {"hasil": []}, {"hasil": [{"id": "h1", "teks": "A"}]})
    assert paths(hasil) == ["hasil/#h1"]


def test_that_a_child_removed_by_one_side_and_untouched_by_the_other_goes() -> None:
    base = {"hasil": [{"id": "h1", "teks": "a"}, {"id": "h2", "teks": "b"}]}
    hasil = merge(base, {"hasil": base["hasil"][1:]}, base)
    assert (hasil.body, hasil.conflicts) == ({"hasil": base["hasil"][1:]}, ())


def test_that_new_children_of_both_sides_are_kept_beside_their_neighbours() -> None:
    base = {"hasil": [{"id": "1"}, {"id": "2"}]}
    satu = {"hasil": [{"id": "1"}, {"id": "x"}, {"id": "2"}]}
    dua = {"hasil": [{"id": "1"}, {"id": "2"}, {"id": "y"}]}
    assert [anak["id"] for anak in merge(base, satu, dua).body["hasil"]] == ["1", "x", "2", "y"]
    assert [anak["id"] for anak in merge(base, dua, satu).body["hasil"]] == ["1", "x", "2", "y"]


def test_that_a_new_order_of_one_side_is_taken_and_order_alone_is_no_conflict() -> None:
    base = {"hasil": [{"id": "1"}, {"id": "2"}, {"id": "3"}]}
    putar = {"hasil": [{"id": "3"}, {"id": "1"}, {"id": "2"}]}
    for sides in ((base, putar), (putar, base)):
        assert merge(base, *sides).body == putar
    assert merge(base, putar, {"hasil": [{"id": "2"}, {"id": "1"}, {"id": "3"}]}).conflicts == ()


def test_that_twins_in_a_list_make_a_conflict_instead_of_losing_one() -> None:
    base = {"hasil": [{"id": "1", "teks": "a"}]}
    kembar = {"hasil": [{"id": "1", "teks": "a"}, {"id": "1", "teks": "b"}]}
    lain = {"hasil": [{"id": "1", "teks": "c"}]}
    hasil = merge(base, kembar, lain)
    assert paths(hasil) == ["hasil"]
    assert dict(hasil.conflicts[0].values)[A] == kembar["hasil"]


def test_that_true_and_one_are_two_values() -> None:
    assert paths(merge({"x": 0}, {"x": True}, {"x": 1})) == ["x"]
    assert merge({"x": 0}, {"x": False}, {"x": 0}).body == {"x": False}


@pytest.mark.parametrize("living_first", [True, False])
def test_that_deleting_here_and_editing_there_is_always_a_conflict(living_first: bool) -> None:
    sides = ({"nama": "y"}, None) if living_first else (None, {"nama": "y"})
    hasil = merge({"nama": "x"}, *sides, kind="pegawai")
    assert not hasil.deleted
    assert (hasil.body, paths(hasil)) == ({"nama": "y"}, [""])
    assert sorted(hasil.conflicts[0].values, key=repr) == sorted(zip((A, B), sides, strict=True), key=repr)


def test_that_deleting_what_nobody_else_touched_deletes() -> None:
    hasil = merge({"nama": "x"}, None, {"nama": "x"})
    assert (hasil.deleted, hasil.conflicts) == (True, ())
    assert merge({"nama": "x"}, None, None).deleted


def test_that_deleting_without_a_known_ancestor_is_a_conflict() -> None:
    assert paths(merge(None, None, {"nama": "x"})) == [""]


def test_that_computed_fields_never_conflict_and_are_settled() -> None:
    sides = [
        (A, {"rating_hasil": "diatas", "predikat": "baik", "aturan": "p6"}),
        (B, {"rating_hasil": "sesuai", "predikat": "kurang", "aturan": "p7"}),
    ]
    base = {"rating_hasil": "sesuai", "predikat": "sangat_kurang", "aturan": "p5"}

    def settle(kind: str, body: dict[str, Any]) -> dict[str, Any]:
        return {**body, "predikat": f"{kind}:{body['rating_hasil']}"}

    hasil = merge_bodies("penilaian", [base], sides, settle)
    assert (hasil.conflicts, hasil.body["predikat"]) == ((), "penilaian:diatas")
    assert {kind: {"predikat", "aturan"} for kind in ("penilaian", "putusan_keberatan")} | {
        "berkas_aturan": {"urutan"}
    } == COMPUTED
    assert {satu.path for satu in merge_bodies("skp", [base], sides).conflicts} == {"predikat", "aturan"}


def test_that_bases_which_disagree_about_a_field_count_as_no_base_for_it() -> None:
    bases = [{"nama": "x", "nip": "1"}, {"nama": "y", "nip": "1"}]
    sides = [(A, {"nama": "x", "nip": "2"}), (B, {"nama": "y", "nip": "1"})]
    hasil = merge_bodies("pegawai", bases, sides)
    assert [(satu.path, satu.base) for satu in hasil.conflicts] == [("nama", None)]
    assert hasil.body["nip"] == "2"
    assert merge_bodies("pegawai", bases[:1], sides).conflicts == ()


def test_that_a_child_is_lost_only_by_being_removed_where_bases_disagree_about_their_list() -> None:
    bases = [{"hasil": [{"id": "1"}]}, {"hasil": [{"id": "1"}, {"id": "2"}]}]
    sides = [(A, {"hasil": [{"id": "1"}, {"id": "3"}]}), (B, {"hasil": [{"id": "2"}]})]
    hasil = merge_bodies("skp", bases, sides)
    assert [anak["id"] for anak in hasil.body["hasil"]] == ["2", "3"]
    assert paths(hasil) == ["hasil/#2"], "one ancestor had it, so the side without it may have removed it"


DUA_DASAR = [
    {"hasil": [{"id": "x", "teks": "x1"}, {"id": "y", "teks": "y0"}, {"id": "z", "teks": "z"}]},
    {"hasil": [{"id": "x", "teks": "x0"}, {"id": "y", "teks": "y2"}, {"id": "z", "teks": "z"}]},
]
"""Two offices edited one child each; both saw both edits before they went on."""


def over_two_bases(satu: list[dict[str, Any]], dua: list[dict[str, Any]]) -> HasilGabung:
    """Merge two lists of children over the two bases; the other order of everything must say the same."""
    sides = [(A, {"hasil": satu}), (B, {"hasil": dua})]
    hasil = merge_bodies("skp", DUA_DASAR, sides)
    assert merge_bodies("skp", DUA_DASAR[::-1], sides[::-1]) == hasil
    return hasil


X1, Y2, Z = {"id": "x", "teks": "x1"}, {"id": "y", "teks": "y2"}, {"id": "z", "teks": "z"}


@pytest.mark.parametrize("teks", ["x1", "x1 diubah"])
def test_that_over_two_bases_a_child_removed_here_is_never_silently_back(teks: str) -> None:
    x = {"id": "x", "teks": teks}
    for hasil in (over_two_bases([Y2, Z], [x, Y2, Z]), over_two_bases([x, Y2, Z], [Y2, Z])):
        assert paths(hasil) == ["hasil/#x"]
        assert {repr(nilai) for _, nilai in hasil.conflicts[0].values} == {repr(None), repr(x)}
        assert hasil.body == {"hasil": [x, Y2, Z]}


def test_that_over_two_bases_a_child_on_which_they_agree_is_removed_without_a_question() -> None:
    hasil = over_two_bases([X1, Y2], [X1, Y2, Z])
    assert (hasil.body, hasil.conflicts) == ({"hasil": [X1, Y2]}, ())
    assert paths(over_two_bases([X1, Y2], [X1, Y2, {"id": "z", "teks": "lain"}])) == ["hasil/#z"]


def test_that_over_two_bases_a_new_child_is_taken_and_equal_texts_make_no_conflict() -> None:
    hasil = over_two_bases([X1, Y2, Z], [X1, Y2, Z, {"id": "w", "teks": "baru"}])
    assert (hasil.body, hasil.conflicts) == ({"hasil": [X1, Y2, Z, {"id": "w", "teks": "baru"}]}, ())


def test_that_over_two_bases_a_list_that_only_one_of_them_has_hides_no_removal_inside() -> None:
    bases = [{}, {"hasil": [{"id": "x"}, {"id": "y"}]}]
    hasil = merge_bodies("skp", bases, [(A, {"hasil": [{"id": "y"}]}), (B, {"hasil": [{"id": "x"}, {"id": "y"}]})])
    assert paths(hasil) == ["hasil/#x"]
    assert paths(merge_bodies("pegawai", [{"nama": "x"}, {"nama": "y"}], [(A, {}), (B, {"nama": "y"})])) == ["nama"]


@pytest.mark.parametrize("bases", [[{"a": 1, "b": 1}, {"a": 1, "b": 2}], [None, {"a": 1}], [{"a": 1}, None], [None]])
def test_that_over_disagreeing_bases_a_deleted_document_is_always_asked_about(bases: list[Any]) -> None:
    hasil = merge_bodies("pegawai", bases, [(A, None), (B, {"a": 1})])
    assert (hasil.deleted, paths(hasil), hasil.body) == (False, [""], {"a": 1})


@pytest.mark.parametrize(
    "path, nilai, expected",
    [
        ("nama", "y", {"nama": "y", "hasil": [{"id": "h1", "teks": "a", "target": {"teks": "t"}}]}),
        ("hasil/#h1/teks", "b", {"nama": "x", "hasil": [{"id": "h1", "teks": "b", "target": {"teks": "t"}}]}),
        (
            "hasil/#h1/target",
            {"teks": "u"},
            {"nama": "x", "hasil": [{"id": "h1", "teks": "a", "target": {"teks": "u"}}]},
        ),
        ("hasil/#h1", None, {"nama": "x", "hasil": []}),
        ("hasil/#h1/teks", None, {"nama": "x", "hasil": [{"id": "h1", "target": {"teks": "t"}}]}),
        ("nama", None, {"hasil": [{"id": "h1", "teks": "a", "target": {"teks": "t"}}]}),
        (
            "hasil/#h2",
            {"id": "h2"},
            {"nama": "x", "hasil": [{"id": "h1", "teks": "a", "target": {"teks": "t"}}, {"id": "h2"}]},
        ),
        ("", {"nama": "z"}, {"nama": "z"}),
    ],
)
def test_that_an_answer_is_put_at_its_path_and_the_rest_stays(path: str, nilai: Any, expected: dict[str, Any]) -> None:
    body = {"nama": "x", "hasil": [{"id": "h1", "teks": "a", "target": {"teks": "t"}}]}
    assert set_at(body, path, nilai) == expected
    assert body == {"nama": "x", "hasil": [{"id": "h1", "teks": "a", "target": {"teks": "t"}}]}, "the body given stays"
