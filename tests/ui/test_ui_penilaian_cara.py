"""The way in which the journal is counted, chosen beside the realisation that it proposes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.istilah import JenisHasil, JenisTarget
from desktop_app.domain.jurnal import EntriJurnal
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Target
from desktop_app.services.jurnal import open_minggu
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penilaian import create_penilaian
from desktop_app.services.skp import advance_skp, create_skp, get_skp, new_hasil

Start = Callable[[Path], Any]
Fill = Callable[[Callable[[Kantor], Any]], Any]


@pytest.fixture
def draft(fill: Fill) -> str:
    """An evaluation of one indicator for which the journal has 3 files on one day and 5 on another."""

    def write(kantor: Kantor) -> str:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197503121998031001"))
        post = RiwayatJabatan(id="awal", mulai=date(2026, 1, 1), jabatan="Kepala Seksi", penilai_id=camat)
        budi, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="198106202009011003", riwayat=(post,)))
        doc_id, _ = create_skp(kantor, budi, 2026)
        hasil = new_hasil(JenisHasil.UTAMA)
        target = Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="berkas")
        indikator = msgspec.structs.replace(hasil.indikator[0], id="i1", teks="Jumlah berkas", target=target)
        hasil = msgspec.structs.replace(hasil, teks="Terlayaninya warga", indikator=(indikator,))
        write_naskah(kantor, doc_id, msgspec.structs.replace(get_skp(kantor, doc_id), hasil=(hasil,)))
        commit_naskah(kantor, doc_id)
        advance_skp(kantor, doc_id, "ajukan")
        advance_skp(kantor, doc_id, "tetapkan", tanggal=date(2026, 1, 20))
        minggu, _ = open_minggu(kantor, budi, date(2026, 10, 6))
        entri = tuple(
            EntriJurnal(
                id=f"e{hari}", tanggal=date(2026, 10, hari), hasil_id=hasil.id, indikator_id="i1",
                teks="Melayani warga", jumlah=jumlah, satuan="berkas",
            )
            for hari, jumlah in ((6, "3"), (7, "5"))
        )  # fmt: skip
        write_naskah(kantor, minggu, msgspec.structs.replace(open_naskah(kantor, minggu).isi, entri=entri))
        commit_naskah(kantor, minggu)
        return create_penilaian(kantor, doc_id, "2026-TW4")[0]

    made: str = fill(write)
    return made


def choose(hands: Any, key: str) -> None:
    """Choose a way of counting as a person does."""
    field = hands.find("usulan-i1-cara")
    field.setCurrentIndex(field.findData(key))
    field.activated.emit(field.currentIndex())
    hands.settle()


def test_that_another_way_of_counting_is_chosen_and_only_taking_it_writes(
    unit_home: Path, draft: str, start: Start
) -> None:
    hands = start(unit_home)
    hands.page("penilaian").show_document(draft)
    hands.settle()
    field, told = hands.find("usulan-i1-cara"), hands.find("usulan-i1")
    assert (field.answer(), told.text().split(" · ")[0]) == ("jumlah", "Jurnal: 8 berkas")
    choose(hands, "rata_rata")
    assert told.text().split(" · ")[0] == "Jurnal: 4 berkas"
    choose(hands, "persentase")
    assert told.text() == "Jurnal: tidak dapat dihitung dengan cara ini"
    assert field.isVisible(), "who chose a way that gives nothing finds the way back"
    assert not hands.find("usulan-i1-pakai").isVisible()
    choose(hands, "terakhir")
    assert field.answer() == "terakhir"
    assert hands.find("realisasi-i1").answer() == "", "choosing writes nothing"
    hands.find("usulan-i1-pakai").click()
    assert hands.find("realisasi-i1").answer() == "5 berkas"
