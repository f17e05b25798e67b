"""An erasure and other bundles in any order: nobody else loses evidence that he shows with the same file."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.jurnal import Jurnal
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.bukti import add_bukti, read_bukti
from desktop_app.services.bukti_periksa import count_missing, missing_of
from desktop_app.services.karantina import admit_karantina
from desktop_app.services.kirim import survey_unsent
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penghapusan import erase_orang
from tests.services.berkas_bukti import journal, photo
from tests.services.dunia_kantor import Dunia
from tests.services.test_bukti_paket import answer, forge, held, merge, person, send


class DuaKomputer:
    """Two computers of one office and the kabupaten; a person of the first shows a photo that is known above."""

    def __init__(self, dunia: Dunia) -> None:
        self.dunia, self.satu, self.dua, self.kabupaten = dunia, dunia("a1"), dunia("a2"), dunia("kabupaten")
        self.orang = create_pegawai(self.satu, Pegawai(nama="Rekaan Satu"))[0]
        self.foto = add_bukti(self.satu, photo(), "rapat.jpg")
        journal(self.satu, self.orang, self.foto)
        merge(self.kabupaten, send(self.satu, dunia).path)

    def erase(self) -> None:
        """Erase him on the first computer and, confirmed, at the kabupaten."""
        erase_orang(self.satu, self.orang, "Permintaan pemilik data")
        merge(self.kabupaten, send(self.satu, self.dunia).path)
        for satu in self.kabupaten.store.quarantined():
            admit_karantina(self.kabupaten, satu.rev_id)

    def same_photo(self) -> BuktiDukung:
        return add_bukti(self.dua, photo(), "rapat.jpg")


@pytest.fixture
def dua(dunia: Dunia) -> DuaKomputer:
    return DuaKomputer(dunia)


def test_that_the_same_file_of_somebody_else_comes_in_after_the_erasure(dua: DuaKomputer) -> None:
    jurnal = journal(dua.dua, person(dua.dua), dua.same_photo())
    dua.erase()
    sidik = dua.foto.sidik
    assert dua.kabupaten.store.erased_attachments([sidik]) == {sidik}
    (hasil,) = merge(dua.kabupaten, send(dua.dua, dua.dunia).path)
    assert (hasil.bukti.baru, hasil.bukti.dihapus, hasil.bukti_menunggu) == (1, 0, 0)
    assert dua.kabupaten.store.documents_naming([sidik]) == {sidik: {jurnal}}
    assert read_bukti(dua.kabupaten, sidik)
    answer(dua.kabupaten, dua.dua, dua.dunia)
    assert sidik in held(dua.dua)


def test_that_a_document_that_came_without_its_file_is_missed_on_both_sides(dua: DuaKomputer) -> None:
    jurnal = journal(dua.dua, person(dua.dua), dua.same_photo())
    dua.erase()
    merge(dua.kabupaten, forge(dua.dua, dua.dunia, []))
    assert count_missing(dua.kabupaten) == 1
    assert missing_of(dua.kabupaten, [jurnal]) == {jurnal: 1}
    answer(dua.kabupaten, dua.dua, dua.dunia)
    assert survey_unsent(dua.dua).bukti == 1
    merge(dua.kabupaten, send(dua.dua, dua.dunia).path)
    assert count_missing(dua.kabupaten) == 0
    assert dua.foto.sidik in held(dua.kabupaten)


def test_that_an_erasure_leaves_a_file_that_a_waiting_revision_names(dua: DuaKomputer) -> None:
    unit = dua.dua
    jurnal = journal(unit, person(unit))
    dokumen = unit.store.document(jurnal)
    assert dokumen is not None
    isi = decode_as(Jurnal, dokumen.body)
    entri = msgspec.structs.replace(isi.entri[0], bukti=(dua.same_photo(),))
    with unit.write("uji") as tx:
        raw = encode(msgspec.structs.replace(isi, entri=(entri,)), dokumen.body)
        tx.save("jurnal", jurnal, raw, scope=dokumen.scope, schema=SCHEMA)
    terakhir = [raw for _, _, raw in unit.store.revisions_after(0)][-1:]
    merge(dua.kabupaten, forge(unit, dua.dunia, [], raws=terakhir))
    assert len(dua.kabupaten.store.waiting()) == 1
    dua.erase()
    assert dua.foto.sidik in held(dua.kabupaten)
    (hasil,) = merge(dua.kabupaten, send(unit, dua.dunia).path)
    assert (hasil.bukti.dikenal, hasil.bukti_menunggu) == (1, 0)
