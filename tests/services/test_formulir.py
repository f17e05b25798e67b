"""Every form by its code: the right one is found, another refused with its name, old versions as they were."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec
import pypdfium2 as pdfium
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import KelompokSkp, Pendekatan, StatusSkp
from desktop_app.domain.skp import Butir, LampiranSkp
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.cetak import (
    HasilCetak,
    JenisCetak,
    print_dokumen,
    print_evaluasi,
    print_form,
    print_lampiran,
    print_skp,
)
from desktop_app.services.formulir import FORMULIR, KATA, form_of_code
from desktop_app.services.kantor import Kantor
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import (
    TETAP,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    final_penilaian,
    put_revision,
)

LAYOUTS = {
    "A.1.1": (KelompokSkp.JPT_MANDIRI, Pendekatan.KUALITATIF),
    "A.1.2": (KelompokSkp.JPT_MANDIRI, Pendekatan.KUANTITATIF),
    "A.1.6": (KelompokSkp.JA_JF, Pendekatan.KUALITATIF),
    "A.1.7": (KelompokSkp.JA_JF, Pendekatan.KUANTITATIF),
}


@pytest.fixture
def staf(unit: Kantor) -> str:
    return add_people(unit)[2]


def text_of(hasil: HasilCetak) -> str:
    with pdfium.PdfDocument(hasil.pdf) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))


def laid_out(kantor: Kantor, skp_id: str, kode: str, **fields: Any) -> None:
    kelompok, pendekatan = LAYOUTS[kode]
    isi = msgspec.structs.replace(get_skp(kantor, skp_id), kelompok=kelompok, pendekatan=pendekatan, **fields)
    put_revision(kantor, "skp", skp_id, isi)


@pytest.mark.parametrize("kode", LAYOUTS)
def test_that_an_skp_prints_on_its_own_form_and_refuses_another_by_its_code(unit: Kantor, staf: str, kode: str) -> None:
    skp_id = determined_skp(unit, staf)
    laid_out(unit, skp_id, kode)
    hasil = form_of_code(kode).cetak(unit, skp_id, None, "")
    assert hasil.judul == f"SKP ({kode})"
    assert f"Format {kode} " in text_of(hasil)
    assert hasil == form_of_code("skp").cetak(unit, skp_id, None, "") == print_form(unit, JenisCetak.SKP, skp_id)
    for lain in LAYOUTS.keys() - {kode}:
        with pytest.raises(UserError, match="formulir_lain") as caught:
            form_of_code(lain).cetak(unit, skp_id, None, "")
        assert caught.value.facts == {"diminta": lain, "benar": kode}
        assert f"tidak dicetak pada {lain}, melainkan pada {kode}" in sentence(caught.value)


def test_that_the_codes_and_the_plain_words_name_forms_of_one_kind(unit: Kantor) -> None:
    assert all(kode == satu.kode for kode, satu in FORMULIR.items())
    assert set(KATA) >= {satu.value for satu in JenisCetak}
    for jenis in JenisCetak:
        assert KATA[jenis.value].kind == jenis.kind
    assert form_of_code(" a.1.8 ") is FORMULIR["A.1.8"]
    assert form_of_code("Lampiran") is FORMULIR["A.1.8"]
    with pytest.raises(UserError, match="formulir_tidak_dikenal") as caught:
        form_of_code("A.1.99")
    assert "A.1.1" in sentence(caught.value)


def test_that_a_code_finds_the_skp_of_that_form_before_the_others(unit: Kantor, staf: str) -> None:
    newer = determined_skp(unit, staf)
    older = newer[:-4] + "abcd"
    kelompok, pendekatan = LAYOUTS["A.1.1"]
    isi = msgspec.structs.replace(
        get_skp(unit, newer),
        mulai=date(2025, 1, 1),
        selesai=date(2025, 12, 31),
        kelompok=kelompok,
        pendekatan=pendekatan,
    )
    put_revision(unit, "skp", older, isi)
    assert form_of_code("skp").cari(unit, staf, "") == (newer, older)
    assert FORMULIR["A.1.7"].cari(unit, staf, "") == (newer, older)
    assert FORMULIR["A.1.1"].cari(unit, staf, "") == (older, newer)
    assert FORMULIR["A.1.1"].cari(unit, staf, "2026") == (newer,)
    assert FORMULIR["A.1.8"].cari(unit, staf, "2025") == (older,)


def test_that_the_annex_prints_of_a_draft_and_of_a_determined_skp(unit: Kantor, staf: str) -> None:
    skp_id = draft_skp(unit, staf)
    lampiran = LampiranSkp(sumber_daya=(Butir(id="b", teks="Satu laptop untuk pelayanan"),))
    edit(unit, skp_id, lampiran=lampiran)
    hasil = print_lampiran(unit, skp_id)
    assert hasil.judul == "Lampiran SKP (A.1.8)"
    assert hasil.nama_berkas.startswith("lampiran-skp_")
    assert "DRAF" in text_of(hasil)
    assert "1. Satu laptop untuk pelayanan" in text_of(hasil)
    advance_skp(unit, skp_id, "ajukan")
    advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    tetap = text_of(print_lampiran(unit, skp_id))
    assert "DRAF" not in tetap
    assert "Kode periksa" in tetap
    assert print_form(unit, JenisCetak.LAMPIRAN, skp_id) == print_lampiran(unit, skp_id)


def test_that_an_earlier_determined_version_prints_as_it_was_with_its_own_seal(unit: Kantor, staf: str) -> None:
    skp_id = determined_skp(unit, staf)
    before = print_skp(unit, skp_id)
    rev_id = unit.store.history(skp_id)[-1].rev_id
    advance_skp(unit, skp_id, "buka_kembali", alasan="penugasan baru")
    hasil = msgspec.structs.replace(get_skp(unit, skp_id).hasil[0], teks="Hasil yang baru sekali")
    edit(unit, skp_id, hasil=(hasil,))
    now = print_skp(unit, skp_id)
    assert "Hasil yang baru sekali" in text_of(now)
    old = print_skp(unit, skp_id, rev_id=rev_id)
    assert old.pdf == before.pdf
    assert old.judul == "SKP (A.1.7), versi terdahulu"
    assert old.nama_berkas != before.nama_berkas
    assert print_skp(unit, skp_id, rev_id=rev_id[:12].upper()).pdf == before.pdf
    assert "Kode periksa" in text_of(old)
    assert "Format A.1.8" in text_of(print_lampiran(unit, skp_id, rev_id=rev_id))
    assert FORMULIR["A.1.7"].cetak(unit, skp_id, None, rev_id) == old


def test_that_drafts_and_strange_versions_are_no_earlier_skp(unit: Kantor, staf: str) -> None:
    skp_id = determined_skp(unit, staf)
    lain = determined_skp(unit, add_people(unit, "2")[2])
    drafts = [satu.rev_id for satu in unit.store.history(skp_id) if b'"draft"' in satu.body]
    assert drafts
    for rev_id in (drafts[0], unit.store.history(lain)[-1].rev_id, "f" * 64, "zz", "%"):
        with pytest.raises(UserError, match="versi_skp_tidak_ada") as caught:
            print_skp(unit, skp_id, rev_id=rev_id)
        assert "belum ditetapkan" in sentence(caught.value)
    isi = msgspec.structs.replace(get_skp(unit, skp_id), status=StatusSkp.DITETAPKAN, tempat="Lain")
    put_revision(unit, "skp", skp_id, isi)
    assert "Lain, " in text_of(print_skp(unit, skp_id, rev_id=unit.store.history(skp_id)[-1].rev_id))


@pytest.mark.parametrize(
    ("kode", "evaluasi"), [("A.1.1", "C.1.1"), ("A.1.2", "C.1.2"), ("A.1.6", "C.1.1"), ("A.1.7", "C.1.3")]
)
def test_that_an_evaluation_prints_on_its_own_form_and_refuses_another_by_its_code(
    unit: Kantor, staf: str, kode: str, evaluasi: str
) -> None:
    skp_id = determined_skp(unit, staf)
    laid_out(unit, skp_id, kode)
    doc_id = draft_penilaian(unit, skp_id)
    hasil = print_evaluasi(unit, doc_id)
    assert hasil.judul == f"Hasil Evaluasi Kinerja ({evaluasi})"
    assert f"Format {evaluasi} " in text_of(hasil)
    assert hasil == form_of_code("evaluasi").cetak(unit, doc_id, None, "")
    assert hasil == FORMULIR[evaluasi].cetak(unit, doc_id, None, "")
    for lain in {"C.1.1", "C.1.2", "C.1.3"} - {evaluasi}:
        with pytest.raises(UserError, match="formulir_evaluasi_lain") as caught:
            FORMULIR[lain].cetak(unit, doc_id, None, "")
        assert caught.value.facts == {"diminta": lain, "benar": evaluasi}
        assert f"Cetak {evaluasi}" in sentence_for(caught.value.code, caught.value.facts)
    assert "DOKUMEN EVALUASI KINERJA PEGAWAI" in text_of(print_dokumen(unit, doc_id))


def test_that_evaluations_have_no_earlier_versions_to_print(unit: Kantor, staf: str) -> None:
    doc_id = final_penilaian(unit, determined_skp(unit, staf))
    for kode in ("C.1.3", "D.1.1"):
        assert FORMULIR[kode].cetak(unit, doc_id, None, "").judul.endswith(f"({kode})")
        with pytest.raises(UserError, match="versi_hanya_skp"):
            FORMULIR[kode].cetak(unit, doc_id, None, "a" * 64)
