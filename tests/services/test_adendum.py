"""Addenda of determined SKPs: every step, what it writes, what it refuses, and the plans printed as they were."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from pypdfium2 import PdfDocument

from desktop_app.domain.adendum import Adendum
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum, StatusSkp
from desktop_app.domain.kelengkapan_penilaian import check_penilaian, realisasi_lepas
from desktop_app.domain.penilaian import RealisasiIndikator
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.services.adendum import (
    add_change,
    advance_adendum,
    create_adendum,
    get_adendum,
    list_adendum,
    list_penetapan,
    read_adendum,
)
from desktop_app.services.adendum_cetak import find_adendum, print_adendum
from desktop_app.services.cetak import JenisCetak, print_skp
from desktop_app.services.formulir import form_of_code
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah
from desktop_app.services.penilaian import advance_penilaian, get_penilaian, get_skp_evaluated
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import (
    AKHIR,
    HASIL,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    final_penilaian,
    stored,
)

JULI = date(2026, 7, 1)
TAMBAHAN: RencanaHasilKerja = msgspec.structs.replace(
    HASIL, id="h9", teks="Arsip tertata", indikator=(msgspec.structs.replace(HASIL.indikator[0], id="i9"),)
)
UBAHAN: RencanaHasilKerja = msgspec.structs.replace(HASIL, teks="Laporan pelayanan tersusun dan terbit")


@pytest.fixture
def skp_id(unit: Kantor) -> str:
    """A determined SKP with one result."""
    return determined_skp(unit, add_people(unit)[2])


def proposed(kantor: Kantor, skp_id: str, *changes: tuple[JenisPerubahan, dict[str, Any]]) -> str:
    """Make an addendum with these changes and hand it in; return its id."""
    doc_id, _ = create_adendum(kantor, skp_id)
    for jenis, isi in changes:
        add_change(kantor, doc_id, jenis, alasan="penugasan baru", **isi)
    advance_adendum(kantor, doc_id, "ajukan")
    return doc_id


def refused(kantor: Kantor, code: str, step: Any) -> None:
    """A refused step says why and writes nothing."""
    before = stored(kantor)
    with pytest.raises(UserError) as caught:
        step()
    assert caught.value.code == code
    assert stored(kantor) == before


def test_that_an_accepted_addendum_writes_itself_and_the_new_plan_in_one_transaction(unit: Kantor, skp_id: str) -> None:
    doc_id = proposed(
        unit,
        skp_id,
        (JenisPerubahan.TAMBAH, {"hasil": TAMBAHAN}),
        (JenisPerubahan.UBAH, {"hasil_id": "h1", "hasil": UBAHAN}),
    )
    lama, rows = get_skp(unit, skp_id), unit.store.audit_head()[0]
    changed = advance_adendum(unit, doc_id, "terima", tanggal=JULI)
    assert unit.store.audit_head()[0] == rows + 1
    assert changed.kinds == ("adendum", "skp")
    skp, isi = get_skp(unit, skp_id), get_adendum(unit, doc_id)
    assert (skp.status, isi.status) == (StatusSkp.DITETAPKAN, StatusAdendum.DITERIMA)
    assert [satu.teks for satu in skp.hasil] == [UBAHAN.teks, TAMBAHAN.teks]
    assert [(satu.id, satu.nomor, satu.tanggal) for satu in skp.adendum] == [(doc_id, 1, JULI)]
    assert skp.tanggal == isi.tanggal == JULI
    # Promoted on 1 March: the addendum is printed with the post of its day, the earlier plan with that of its own.
    posts = [satu.pegawai.jabatan for satu in (lama, skp, isi) if satu.pegawai is not None]
    assert posts == ["Pengadministrasi", "Penelaah", "Penelaah"]
    refused(unit, "dokumen_terkunci", lambda: edit(unit, doc_id, dasar="lain"))


def test_that_the_earlier_plan_stays_as_it_was(unit: Kantor, skp_id: str) -> None:
    doc_id = proposed(unit, skp_id, (JenisPerubahan.UBAH, {"hasil_id": "h1", "hasil": UBAHAN}))
    advance_adendum(unit, doc_id, "terima", tanggal=JULI)
    kini, lama = list_penetapan(unit, skp_id)
    assert (kini.adendum, kini.berlaku, kini.tanggal) == (1, True, JULI)
    assert (lama.adendum, lama.berlaku, lama.tanggal) == (0, False, date(2026, 1, 20))
    rev = unit.store.revision(lama.rev_id)
    assert rev is not None
    assert HASIL.teks.encode() in rev.body
    assert UBAHAN.teks.encode() not in rev.body


def test_that_a_refused_or_withdrawn_addendum_changes_no_plan(unit: Kantor, skp_id: str) -> None:
    before = unit.store.document(skp_id)
    doc_id = proposed(unit, skp_id, (JenisPerubahan.TAMBAH, {"hasil": TAMBAHAN}))
    refused(unit, "adendum_masih_terbuka", lambda: create_adendum(unit, skp_id))
    advance_adendum(unit, doc_id, "tarik")
    assert get_adendum(unit, doc_id).status is StatusAdendum.DRAFT
    edit(unit, doc_id, dasar="Surat tugas nomor 7")
    advance_adendum(unit, doc_id, "ajukan")
    refused(unit, "alasan_wajib", lambda: advance_adendum(unit, doc_id, "tolak"))
    refused(unit, "tanggal_wajib", lambda: advance_adendum(unit, doc_id, "terima"))
    advance_adendum(unit, doc_id, "tolak", alasan="sudah ditangani tim lain")
    assert get_adendum(unit, doc_id).catatan_penolakan == "sudah ditangani tim lain"
    assert unit.store.document(skp_id) == before
    assert [satu.status for satu in list_adendum(unit, skp_id)] == [StatusAdendum.DITOLAK]
    # What was refused has no number that counts: the next one is the first again.
    berikut, _ = create_adendum(unit, skp_id)
    assert get_adendum(unit, berikut).nomor == 1


def test_that_an_addendum_wants_a_determined_plan_a_change_and_a_reason(unit: Kantor) -> None:
    staf = add_people(unit)[2]
    skp_id = draft_skp(unit, staf)
    refused(unit, "adendum_skp_belum_ditetapkan", lambda: create_adendum(unit, skp_id))
    advance_skp(unit, skp_id, "ajukan")
    advance_skp(unit, skp_id, "tetapkan", tanggal=date(2026, 1, 20))
    doc_id, _ = create_adendum(unit, skp_id)
    refused(unit, "adendum_belum_lengkap", lambda: advance_adendum(unit, doc_id, "ajukan"))
    add_change(unit, doc_id, JenisPerubahan.TAMBAH, hasil=TAMBAHAN, alasan=" ")
    codes = [satu.kode for satu in read_adendum(unit, doc_id).temuan]
    assert codes == ["adendum_tanpa_alasan"]
    add_change(unit, doc_id, JenisPerubahan.HAPUS, hasil_id="h1", alasan="dialihkan")
    add_change(unit, doc_id, JenisPerubahan.TAMBAH, hasil=TAMBAHAN, alasan="penugasan baru")
    assert read_adendum(unit, doc_id).temuan == ()
    with pytest.raises(UserError) as caught:
        add_change(unit, doc_id, JenisPerubahan.UBAH, hasil_id="bukan-ini", alasan="x")
    assert caught.value.code == "adendum_hasil_tidak_ada"


def test_that_a_plan_without_any_utama_result_is_not_accepted(unit: Kantor, skp_id: str) -> None:
    doc_id, _ = create_adendum(unit, skp_id)
    add_change(unit, doc_id, JenisPerubahan.HAPUS, hasil_id="h1", alasan="dialihkan")
    assert "hasil_utama_belum_ada" in [satu.kode for satu in read_adendum(unit, doc_id).temuan]
    refused(unit, "adendum_belum_lengkap", lambda: advance_adendum(unit, doc_id, "ajukan"))


def test_that_evaluations_keep_the_plan_they_froze_and_open_ones_follow(unit: Kantor, skp_id: str) -> None:
    beku = final_penilaian(unit, skp_id)
    terbuka = draft_penilaian(unit, skp_id, "2026-TW2", realisasi=(RealisasiIndikator(id="i1", realisasi="6 buku"),))
    doc_id = proposed(
        unit,
        skp_id,
        (JenisPerubahan.HAPUS, {"hasil_id": "h1"}),
        (JenisPerubahan.TAMBAH, {"hasil": TAMBAHAN}),
    )
    advance_adendum(unit, doc_id, "terima", tanggal=JULI)
    assert [h.id for h in get_skp_evaluated(unit, get_penilaian(unit, beku)).hasil] == ["h1"]
    penilaian = get_penilaian(unit, terbuka)
    kini = get_skp_evaluated(unit, penilaian)
    assert [h.id for h in kini.hasil] == ["h9"]
    # What was typed for the dropped result is kept and told, it does not block.
    assert [satu.realisasi for satu in realisasi_lepas(penilaian, kini)] == ["6 buku"]
    temuan = {satu.kode: satu for satu in check_penilaian(penilaian, kini)}
    assert temuan["realisasi_hasil_dihapus"].fakta == {"teks": "6 buku"}
    assert not temuan["realisasi_hasil_dihapus"].penting
    advance_penilaian(unit, terbuka, "finalkan", tanggal=AKHIR)
    assert get_penilaian(unit, terbuka).realisasi_untuk("i1").realisasi == "6 buku"


def test_that_an_addendum_over_a_result_that_was_changed_meanwhile_asks_to_look_again(
    unit: Kantor, skp_id: str
) -> None:
    doc_id = proposed(unit, skp_id, (JenisPerubahan.UBAH, {"hasil_id": "h1", "hasil": UBAHAN}))
    advance_skp(unit, skp_id, "buka_kembali", alasan="salah ketik")
    refused(
        unit,
        "adendum_skp_belum_ditetapkan",
        lambda: advance_adendum(unit, doc_id, "terima", tanggal=JULI),
    )
    edit(unit, skp_id, hasil=(msgspec.structs.replace(HASIL, teks="Laporan lain"),))
    advance_skp(unit, skp_id, "ajukan")
    advance_skp(unit, skp_id, "tetapkan", tanggal=JULI)
    assert "adendum_hasil_berubah" in [satu.kode for satu in read_adendum(unit, doc_id).temuan]
    refused(unit, "adendum_belum_lengkap", lambda: advance_adendum(unit, doc_id, "terima", tanggal=JULI))


def test_that_an_open_addendum_is_typed_like_any_document(unit: Kantor, skp_id: str) -> None:
    doc_id, _ = create_adendum(unit, skp_id)
    edit(unit, doc_id, dasar="Surat tugas")
    terbuka = open_naskah(unit, doc_id)
    assert isinstance(terbuka.isi, Adendum)
    assert (terbuka.isi.dasar, terbuka.boleh_ubah, terbuka.boleh_memutuskan) == ("Surat tugas", True, True)
    # Which SKP it changes is never typed anew.
    with pytest.raises(UserError) as caught:
        edit(unit, doc_id, skp_id="00" * 16)
    assert caught.value.code == "bukan_isian_anda"


def test_that_the_sheet_of_an_addendum_prints_old_and_new_words_of_each_result(unit: Kantor, skp_id: str) -> None:
    doc_id = proposed(
        unit,
        skp_id,
        (JenisPerubahan.TAMBAH, {"hasil": TAMBAHAN}),
        (JenisPerubahan.UBAH, {"hasil_id": "h1", "hasil": UBAHAN}),
    )
    draf = print_adendum(unit, doc_id)
    advance_adendum(unit, doc_id, "terima", tanggal=JULI)
    tetap = print_adendum(unit, doc_id)
    assert (tetap.jenis, tetap.doc_id) == (JenisCetak.ADENDUM, doc_id)
    teks = words_of(tetap.pdf)
    for kata in ("Laporan pelayanan tersusun", UBAHAN.teks, TAMBAHAN.teks, "12 buku", "penugasan baru"):
        assert " ".join(kata.split()) in teks, kata
    assert "Camat Contoh" in teks
    assert "1 Juli 2026" in teks
    assert ("draf" in words_of(draf.pdf), "draf" in teks) == (True, False)
    orang = get_adendum(unit, doc_id).pegawai_id
    assert find_adendum(unit, orang, "2026") == (doc_id,)
    assert find_adendum(unit, orang, "2025") == ()
    assert form_of_code("Adendum SKP").cetak(unit, doc_id, None, "").pdf == tetap.pdf
    # The earlier plan prints as it was determined, whatever came after.
    lama = list_penetapan(unit, skp_id)[-1]
    dulu, kini = words_of(print_skp(unit, skp_id, rev_id=lama.rev_id).pdf), words_of(print_skp(unit, skp_id).pdf)
    assert (UBAHAN.teks in dulu, UBAHAN.teks in kini) == (False, True)


def words_of(pdf: bytes) -> str:
    """Return the text of all pages with single spaces."""
    dokumen = PdfDocument(pdf)
    teks = " ".join(halaman.get_textpage().get_text_range() for halaman in dokumen)
    dokumen.close()
    return " ".join(teks.split())


def test_that_a_plan_that_is_one_needs_no_confirming(unit: Kantor, skp_id: str) -> None:
    refused(unit, "skp_sudah_utuh", lambda: advance_skp(unit, skp_id, "tegaskan"))
