"""Whatever is answered, undone and shared in whatever order: nothing saved disappears, and both computers agree."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import UserError
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, get_konflik, resolve_konflik
from desktop_app.services.konflik_jawaban import DASAR, Ditulis, Jawaban
from desktop_app.services.konflik_tunda import keep_jawaban, postpone_konflik
from desktop_app.services.konflik_urung import undo_penyelesaian
from tests.services.dunia_kantor import Dunia, edit, put_revision
from tests.services.dunia_konflik import body_of, everything, question
from tests.services.test_konflik_urung import share

NOMOR = itertools.count(1)
ACTS = ("ubah", "ubah", "ours", "theirs", "base", "tulis", "campur", "urung", "tunda", "simpan", "bagi", "hapus")
LANGKAH = st.tuples(st.booleans(), st.sampled_from(ACTS), st.text("abc", min_size=1, max_size=4))
"""On which computer, what, and with which words."""
SHOWN = ("nama", "catatan", "nip")


@pytest.fixture(scope="module")
def berdua(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Kantor, Kantor]]:
    """Two computers of one office, for all examples: each example has a document of its own."""
    dunia = Dunia(world, tmp_path_factory.mktemp("sifat"))
    yield dunia("a1"), dunia("a2")
    dunia.close()


def answers(kantor: Kantor, doc_id: str, teks: str) -> dict[str, Jawaban]:
    """Answer the fields in turn: the first version, the former value, words of one's own, the last version."""
    konflik = get_konflik(kantor, doc_id)
    cara: list[Jawaban] = [konflik.urutan()[0], DASAR, Ditulis(teks), konflik.urutan()[-1]]
    return {
        kolom.path: cara[(0, 3)[nomor % 2]] if not kolom.path or kolom.base is None else cara[nomor % 4]
        for nomor, kolom in enumerate(konflik.kolom)
    }


def act(kantor: Kantor, lain: Kantor, doc_id: str, apa: str, teks: str) -> None:
    """Do one thing; one that is refused changes nothing."""
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    if apa == "bagi":
        share(kantor, lain, terbalik=bool(len(teks) % 2))
    elif apa == "ubah":
        edit(kantor, doc_id, catatan=teks, nip=str(len(teks)))
    elif apa == "hapus":
        put_revision(kantor, "pegawai", doc_id, {}, parents=dokumen.heads[:1], deleted=True)
    elif apa == "urung":
        undo_penyelesaian(kantor, doc_id)
    elif apa == "tunda":
        postpone_konflik(kantor, doc_id, teks)
    elif apa == "simpan":
        keep_jawaban(kantor, doc_id, answers(kantor, doc_id, teks))
    elif apa in ("tulis", "campur"):
        resolve_konflik(kantor, doc_id, answers(kantor, doc_id, teks))
    else:
        resolve_konflik(kantor, doc_id, Pilihan(apa))


def values(kantor: Kantor, doc_id: str) -> set[Any]:
    """Return everything that some version of a document ever said in the fields that are shown."""
    bodies = [msgspec.json.decode(rev.body) for rev in kantor.store.history(doc_id)]
    return {(nama, isi.get(nama)) for isi in bodies for nama in SHOWN}


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    langkah=st.lists(
        st.tuples(st.booleans(), st.sampled_from(ACTS), st.text("abc", min_size=1, max_size=4)), max_size=14
    )
)
def test_that_nothing_ever_saved_disappears_and_both_agree(
    berdua: tuple[Kantor, Kantor], langkah: list[tuple[bool, str, str]]
) -> None:
    satu, dua = berdua
    doc_id = f"{next(NOMOR):032x}"
    put_revision(satu, "pegawai", doc_id, {"nama": "Awal", "catatan": "", "nip": ""})
    share(satu, dua)
    for di_dua, apa, teks in [(False, "ubah", "a"), (True, "ubah", "bb"), (True, "bagi", "c"), *langkah]:
        kantor, lain = (dua, satu) if di_dua else (satu, dua)
        sebelum, kata, soal = everything(kantor), values(kantor, doc_id), question(kantor, doc_id)
        kepala = kantor.store.document(doc_id).heads  # type: ignore[union-attr]
        try:
            act(kantor, lain, doc_id, apa, teks)
        except UserError:
            assert everything(kantor) == sebelum
            continue
        assert sebelum <= everything(kantor)
        assert kata <= values(kantor, doc_id)
        if soal and apa in ("ours", "theirs", "base", "tulis", "campur"):
            assert question(kantor, doc_id) == ()
            assert len(kantor.store.document(doc_id).heads) == 1  # type: ignore[union-attr]
            undo_penyelesaian(kantor, doc_id)
            assert question(kantor, doc_id) == soal, "undoing restores the former question"
            assert len(kantor.store.document(doc_id).heads) == len(kepala)  # type: ignore[union-attr]
            resolve_konflik(kantor, doc_id, Pilihan.THEIRS)
    share(satu, dua)
    share(dua, satu)
    assert satu.store.document(doc_id) == dua.store.document(doc_id)
    assert body_of(satu, doc_id) == body_of(dua, doc_id)
    # A rebuilt view, from the log alone, is the same one.
    assert satu.store.check(deep=False) == []
