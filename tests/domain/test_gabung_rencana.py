"""Random scripts of edits of planning documents on two computers: nothing typed is lost, and no order matters."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.codec import decode_kind
from desktop_app.domain.gabung import HasilGabung, merge_bodies
from tests.domain.naskah_acak import DAFTAR, DASAR, SKRIP, Langkah, fields_in, play, result

REVS = ("a" * 64, "b" * 64)


def shown(hasil: HasilGabung) -> Any:
    """Return everything that a merge shows, comparable."""
    return json.dumps([hasil.body, hasil.deleted, [(c.path, c.base, c.values) for c in hasil.conflicts]])


@settings(deadline=None, max_examples=150)
@given(kind=st.sampled_from(sorted(DASAR)), satu=SKRIP, dua=SKRIP)
def test_that_what_two_people_typed_is_merged_or_shown(kind: str, satu: list[Langkah], dua: list[Langkah]) -> None:
    (kiri, kata_kiri), (kanan, kata_kanan) = play(kind, "s", satu), play(kind, "d", dua)
    hasil = merge_bodies(kind, [DASAR[kind]], [(REVS[0], kiri), (REVS[1], kanan)])
    assert shown(hasil) == shown(merge_bodies(kind, [DASAR[kind]], [(REVS[1], kanan), (REVS[0], kiri)]))
    terlihat = json.dumps([hasil.body, [c.values for c in hasil.conflicts]])
    dasar = {wadah[nama] for wadah, nama in fields_in(DASAR[kind])}
    hilang = {kata for kata in (kata_kiri | kata_kanan) - dasar if kata not in terlihat}
    assert hilang == set()
    decode_kind(kind, json.dumps(hasil.body).encode())
    # A merge of what is merged already asks nothing and changes nothing.
    lagi = merge_bodies(kind, [hasil.body], [(REVS[0], hasil.body), (REVS[1], hasil.body)])
    assert (lagi.body, lagi.conflicts) == (hasil.body, ())


@settings(deadline=None, max_examples=60)
@given(kind=st.sampled_from(sorted(DASAR)), satu=SKRIP, dua=SKRIP)
def test_that_a_child_stands_once_and_goes_only_where_somebody_removed_it(
    kind: str, satu: list[Langkah], dua: list[Langkah]
) -> None:
    (kiri, _), (kanan, _) = play(kind, "s", satu), play(kind, "d", dua)
    hasil = merge_bodies(kind, [DASAR[kind]], [(REVS[0], kiri), (REVS[1], kanan)]).body
    daftar = DAFTAR[kind]
    dulu, a, b, kini = ([anak["id"] for anak in isi[daftar]] for isi in (DASAR[kind], kiri, kanan, hasil))
    assert len(kini) == len(set(kini))
    assert set(kini) >= (set(a) & set(b)) | (set(a) ^ set(dulu)) & set(a) | (set(b) ^ set(dulu)) & set(b)
    assert set(kini) <= set(a) | set(b)


@settings(deadline=None, max_examples=60)
@given(a=st.permutations(["h1", "h2", "h3", "h4"]), b=st.permutations(["h1", "h2", "h3", "h4"]))
def test_that_orders_never_make_a_question_and_settle_on_one(a: list[str], b: list[str]) -> None:
    def put(urut: list[str]) -> dict[str, Any]:
        return {**DASAR["skp"], "hasil": [result(satu) for satu in urut]}

    dasar = put(["h1", "h2", "h3", "h4"])
    hasil = merge_bodies("skp", [dasar], [(REVS[0], put(a)), (REVS[1], put(b))])
    assert hasil.conflicts == ()
    urut = [satu["id"] for satu in hasil.body["hasil"]]
    assert sorted(urut) == ["h1", "h2", "h3", "h4"]
    assert urut in (a, b)
    # Once it is stored, the other side's order brings it back no more.
    lagi = merge_bodies("skp", [put(a)], [(REVS[0], hasil.body), (REVS[1], put(a))])
    assert [satu["id"] for satu in lagi.body["hasil"]] == urut
