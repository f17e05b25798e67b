"""Two PCs of one office that share out roles and bind columns apart from each other: their versions flow together."""

from __future__ import annotations

import json
from collections.abc import Callable

import msgspec
import pytest

from desktop_app.domain.bagi_peran import add_column, put_roles
from desktop_app.domain.codec import decode_as
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.skp import Indikator, Skp
from desktop_app.services.kantor import Kantor
from desktop_app.services.matriks import bind_columns, create_matriks, get_matriks
from desktop_app.services.peran import give_roles, take_roles
from desktop_app.services.skp import create_skp, get_skp
from tests.services.dunia_kantor import Dunia, add_people, edit, put_revision
from tests.services.test_bagi_peran import fill_cell, leader_skp, skp_of

KOLOM = "Indeks kepuasan masyarakat"


class Dua:
    """PC one with a matrix of words and a role in a draft; ``dua`` is a copy of everything, the second PC."""

    def __init__(self, dunia: Dunia) -> None:
        self.satu = dunia("a1")
        _, self.camat, self.staf = add_people(self.satu)
        self.matriks, _ = create_matriks(self.satu, self.camat, 2026)
        edit(self.satu, self.matriks, kolom=add_column(get_matriks(self.satu, self.matriks), KOLOM).kolom)
        fill_cell(self.satu, self.matriks)
        self.skp, _ = create_skp(self.satu, self.staf, 2026)
        self._dunia = dunia
        self.dua = self.satu

    def part(self) -> None:
        """Let the second PC go its own way from here."""
        self.dua = self._dunia.after_kill(self.satu)

    def body(self, kantor: Kantor, doc_id: str) -> bytes:
        """Return a document's bytes."""
        dokumen = kantor.store.document(doc_id)
        assert dokumen is not None
        return dokumen.body

    def meet(self, doc_id: str, parents: tuple[str, ...]) -> tuple[bytes, int]:
        """Put PC two's version into PC one's store beside its own; return the merged body and how many conflicts."""
        dari = self.dua.store.document(doc_id)
        assert dari is not None
        put_revision(self.satu, dari.kind, doc_id, json.loads(dari.body), parents=parents)
        dokumen = self.satu.store.document(doc_id)
        assert dokumen is not None
        return dokumen.body, len(dokumen.conflicts)


@pytest.fixture
def dua(dunia: Dunia) -> Dua:
    """The two PCs."""
    return Dua(dunia)


def heads(kantor: Kantor, doc_id: str) -> tuple[str, ...]:
    """Return the revisions that a document stands on."""
    dokumen = kantor.store.document(doc_id)
    return dokumen.heads if dokumen is not None else ()


def test_that_binding_on_both_gives_the_same_bytes(dua: Dua) -> None:
    give_roles(dua.satu, dua.matriks)
    leader_skp(dua.satu, dua.camat)
    dua.part()
    sebelum = {doc_id: heads(dua.satu, doc_id) for doc_id in (dua.matriks, dua.skp)}
    for kantor in (dua.satu, dua.dua):
        assert len(bind_columns(kantor, dua.matriks)[0]) == 1
    for doc_id, parents in sebelum.items():
        milik = dua.body(dua.satu, doc_id)
        assert milik == dua.body(dua.dua, doc_id)
        assert dua.meet(doc_id, parents) == (milik, 0)
    assert {h.intervensi.indikator_id for h in get_skp(dua.satu, dua.skp).hasil} == {"m1"}


def test_that_binding_here_and_typing_there_flow_together(dua: Dua) -> None:
    give_roles(dua.satu, dua.matriks)
    leader_skp(dua.satu, dua.camat)
    dua.part()
    sebelum = {doc_id: heads(dua.satu, doc_id) for doc_id in (dua.matriks, dua.skp)}
    bind_columns(dua.satu, dua.matriks)
    isi = get_matriks(dua.dua, dua.matriks)
    baru = put_roles(isi, isi.baris[0].id, isi.kolom[0].id, "Kata baru\nBerkas pemohon tersimpan lengkap")
    kolom = tuple(msgspec.structs.replace(satu, teks="Nama kolom yang baru") for satu in isi.kolom)
    edit(dua.dua, dua.matriks, baris=baru.baris, kolom=kolom)
    skp = get_skp(dua.dua, dua.skp)
    ketik = msgspec.structs.replace(skp.hasil[0], indikator=(Indikator(id="x", teks="Jumlah layanan"),), teks="Lain")
    edit(dua.dua, dua.skp, hasil=(ketik, *skp.hasil[1:]))

    body, konflik = dua.meet(dua.matriks, sebelum[dua.matriks])
    matriks = decode_as(MatriksPeran, body)
    assert (konflik, matriks.kolom[0].teks, matriks.kolom[0].indikator_id) == (0, "Nama kolom yang baru", "m1")
    assert [satu.teks for satu in matriks.baris[0].peran] == ["Kata baru", "Berkas pemohon tersimpan lengkap"]
    body, konflik = dua.meet(dua.skp, sebelum[dua.skp])
    hasil = decode_as(Skp, body).hasil[0]
    assert (konflik, hasil.teks, hasil.intervensi.indikator_id, hasil.intervensi.teks) == (0, "Lain", "m1", KOLOM)


def take(dua: Dua, kantor: Kantor) -> None:
    """Take both roles into the SKP, as the employee does."""
    take_roles(kantor, dua.skp, [satu.id for satu in get_matriks(kantor, dua.matriks).baris[0].peran])


@pytest.mark.parametrize(
    "di_dua",
    [lambda d: give_roles(d.dua, d.matriks), lambda d: take(d, d.dua)],
    ids=["diberi di kedua-duanya", "diberi di sini, diambil di sana"],
)
def test_that_the_same_role_on_both_is_one_result(dua: Dua, di_dua: Callable[[Dua], object]) -> None:
    dua.part()
    parents = heads(dua.satu, dua.skp)
    give_roles(dua.satu, dua.matriks)
    di_dua(dua)
    milik = dua.body(dua.satu, dua.skp)
    assert milik == dua.body(dua.dua, dua.skp)
    assert dua.meet(dua.skp, parents) == (milik, 0)
    assert len(get_skp(dua.satu, dua.skp).hasil) == 2


def test_that_people_without_an_skp_get_one_and_the_same_on_both(dunia: Dunia) -> None:
    satu = dunia("a1")
    _, camat, staf = add_people(satu)
    leader_skp(satu, camat)
    matriks_id, _ = create_matriks(satu, camat, 2026)
    fill_cell(satu, matriks_id)
    dua = dunia.after_kill(satu)
    for kantor in (satu, dua):
        give_roles(kantor, matriks_id)
    (di_satu, isi), (di_dua, lain) = skp_of(satu, staf), skp_of(dua, staf)
    assert (di_satu, isi) == (di_dua, lain)


def test_that_a_matrix_begun_on_both_is_one(dunia: Dunia) -> None:
    satu = dunia("a1")
    _, camat, _ = add_people(satu)
    leader_skp(satu, camat)
    dua = dunia.after_kill(satu)
    ids = {create_matriks(kantor, camat, 2026, "Tim Satu")[0] for kantor in (satu, dua)}
    ids |= {create_matriks(kantor, camat, 2026)[0] for kantor in (satu, dua)}
    assert len(ids) == 2
    for doc_id in ids:
        sini, sana = satu.store.document(doc_id), dua.store.document(doc_id)
        assert sini is not None
        assert sana is not None
        assert sini.body == sana.body
