"""What a newer program wrote is refused in plain words, the file kept and nothing changed; what is known is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import Revision, encode_revision
from db.driver import keyed
from desktop_app.domain.codec import SCHEMA
from desktop_app.domain.errors import LuringError, SystemProblem
from desktop_app.exchange.frames import compress
from desktop_app.messages import sentence_for
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import list_karantina
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import list_pegawai
from tests.exchange.both import taken_apart
from tests.exchange.forging import Forge
from tests.golden.gudang import GOLDEN, open_thawed, thaw
from tests.invariants.dunia import revision_ids
from tests.services.dunia_kantor import documents

LAST = "0.6.0"


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Kantor]]:
    """A unit and its kabupaten of the last release, opened by today's program."""
    folder = tmp_path_factory.mktemp("terbaru")
    homes = {name: thaw(LAST, name, folder) for name in ("unit", "kabupaten")}
    opened = {name: open_thawed(home) for name, home in homes.items()}
    yield opened
    for one in opened.values():
        one.close()


def header(**fields: Any) -> Callable[[Forge], None]:
    """A change of the header's fields."""
    return lambda forge: forge.keep_header.update(fields)


def manifest(**fields: Any) -> Callable[[Forge], None]:
    """A change of the manifest's fields."""
    return lambda forge: forge.manifest.update(fields)


def entry(place: int, value: int) -> Callable[[Forge], None]:
    """A change of one field of the first segment's entry."""
    return lambda forge: forge.manifest["segments"][0].__setitem__(place, value)


NEWER: dict[str, Callable[[Forge], None]] = {
    "a later magic": lambda forge: setattr(forge, "magic", b"SKPB2"),
    "a later format of the header": header(fmt=2),
    "a kind of bundle that is not known": header(kind="surat"),
    "a later reader": manifest(min_reader=2),
    "a later schema of documents": manifest(schema=2, program="9.9.0"),
    "a segment type that is not known": entry(0, 5),
    "a codec that is not known": entry(1, 2),
}


@pytest.mark.parametrize("name", NEWER)
def test_that_a_newer_bundle_is_refused_in_plain_words_and_kept(
    name: str, pair: dict[str, Kantor], tmp_path: Path
) -> None:
    forge = taken_apart(LAST, "up")
    NEWER[name](forge)
    path = tmp_path / "lebih-baru.skpb"
    path.write_bytes(forge.put_together())
    before, kabupaten = hashlib.sha256(path.read_bytes()).hexdigest(), pair["kabupaten"]
    held = documents(kabupaten)
    (result,) = merge_bundles(kabupaten, [path])
    assert result.nasib is NasibPaket.DITOLAK
    assert result.galat is not None
    assert result.galat.code == "newer_format"
    words = sentence_for(result.galat.code, result.galat.facts)
    assert "lebih baru" in words
    assert "Perbarui program" in words
    assert "{" not in words
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert documents(kabupaten) == held


def test_that_what_was_too_new_comes_in_whole_after_the_update(
    pair: dict[str, Kantor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The office is ahead by one schema; the kabupaten keeps the file, is updated, and opens it again."""
    kabupaten = pair["kabupaten"]
    forge = taken_apart(LAST, "up")
    forge.manifest.update(schema=SCHEMA + 1, program="9.9.0")
    path = tmp_path / "menunggu.skpb"
    path.write_bytes(forge.put_together())
    (result,) = merge_bundles(kabupaten, [path])
    assert result.nasib is NasibPaket.DITOLAK
    assert result.galat is not None
    assert "9.9.0" in sentence_for(result.galat.code, result.galat.facts)
    with monkeypatch.context() as updated:
        updated.setattr("desktop_app.services.konteks_masuk.SCHEMA", SCHEMA + 1)
        (result,) = merge_bundles(kabupaten, [path])
    assert (result.galat, result.nasib, result.karantina) == (None, NasibPaket.DIGABUNG, 0)
    assert result.revisi == forge.manifest["counts"]["revisions"]
    assert set(revision_ids(pair["unit"])) <= set(revision_ids(kabupaten))


@pytest.mark.parametrize("change", [header(fmt=2), manifest(min_reader=2), manifest(schema=2)])
def test_that_a_newer_answer_is_refused_and_the_office_goes_on(
    change: Callable[[Forge], None], pair: dict[str, Kantor], tmp_path: Path
) -> None:
    forge = taken_apart(LAST, "return")
    change(forge)
    path = tmp_path / "jawaban.skpb"
    path.write_bytes(forge.put_together())
    held = documents(pair["unit"])
    with pytest.raises(LuringError) as refused:
        apply_return(pair["unit"], path)
    assert refused.value.code == "newer_format"
    assert path.exists()
    assert documents(pair["unit"]) == held


def test_that_a_store_that_a_newer_program_has_changed_is_left_alone(tmp_path: Path) -> None:
    home = thaw(LAST, "unit", tmp_path)
    key = bytes.fromhex(json.loads((home / "kunci.json").read_text(encoding="utf-8"))["key"])
    connection = keyed(home / "luring.db", key)
    number = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute(f"PRAGMA user_version = {int(number) + 40}")
    connection.close()
    files = {one.name: one.read_bytes() for one in home.iterdir() if one.is_file()}
    with pytest.raises(SystemProblem) as refused:
        open_thawed(home)
    assert refused.value.code == "store_newer_file"
    words = sentence_for("store_newer_file", refused.value.facts)
    assert "Perbarui program" in words
    assert "data tidak diubah" in words
    assert {one.name: one.read_bytes() for one in home.iterdir() if one.name in files} == files


def of_newer_program(unit: Kantor, doc: str, body: dict[str, Any], n: int) -> Revision:
    """A revision that a newer program of the same office wrote after the present one of a document."""
    document = unit.store.document(doc)
    assert document is not None
    return encode_revision(
        kind="pegawai", doc_id=doc, parents=document.heads, device=unit.store.device, epoch=unit.store.epoch,
        n=9000 + n, who="Petugas Contoh", at=unit.claim(), schema=2, scope=document.scope, why="", deleted=False,
        body=json.dumps(json.loads(document.body) | body).encode(),
    )  # fmt: skip


def test_that_fields_of_a_newer_program_survive_an_edit_and_travel_on(tmp_path: Path) -> None:
    """They come down in a bundle, stay in the record through an edit by today's program, and go up again."""
    unit, kabupaten = (open_thawed(thaw(LAST, one, tmp_path)) for one in ("unit", "kabupaten"))
    try:
        merge_bundles(kabupaten, [GOLDEN / LAST / "pergi.skpb"])
        doc = list_pegawai(unit)[0].id
        newer = of_newer_program(unit, doc, {"zona_waktu": {"kode": ["WIB", 7]}}, 1)
        # A newer envelope member stands before the body; the bytes are kept, so the name still fits.
        raw = newer.raw.replace(b',"body":', b',"asal":"baru","body":')
        forge = taken_apart(LAST, "return")
        forge.manifest["counts"]["revisions"] = 1
        forge.manifest["segments"] = [[3, 0, 1, 1, "", ""]]
        forge.stored = [compress(raw)[1]]
        forge.set_segment(0, raw)
        (tmp_path / "pulang.skpb").write_bytes(forge.put_together())
        assert apply_return(unit, tmp_path / "pulang.skpb").revisi_baru == 1
        assert list_karantina(unit) == ()
        write_naskah(unit, doc, replaced(open_naskah(unit, doc).isi, "Camat Contoh Baru"))
        commit_naskah(unit, doc)
        document = unit.store.document(doc)
        assert document is not None
        body = json.loads(document.body)
        assert (body["nama"], body["zona_waktu"]) == ("Camat Contoh Baru", {"kode": ["WIB", 7]})
        (tmp_path / "stick").mkdir()
        (result,) = merge_bundles(kabupaten, [export_bundle(unit, tmp_path / "stick").path])
        assert (result.galat, result.karantina, result.menunggu) == (None, 0, 0)
        there = kabupaten.store.document(doc)
        assert there is not None
        assert (there.body, there.heads) == (document.body, document.heads)
        rev_id = hashlib.sha256(raw).hexdigest()
        kept = kabupaten.store.revision(rev_id)
        assert kept is not None
        assert kept.raw == raw
        assert rev_id in revision_ids(unit)
    finally:
        unit.close()
        kabupaten.close()


def replaced(isi: Any, nama: str) -> Any:
    """The same body under another name."""
    return msgspec.structs.replace(isi, nama=nama)
