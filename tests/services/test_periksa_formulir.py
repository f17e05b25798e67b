"""Checking a printed form: it agrees, it is old (and how), it is unknown, it is forged, or the code was mistyped."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.print_code import PrintedCode, find_text, print_text, read_code, short_code
from desktop_app.services.cetak import print_dokumen, print_evaluasi, print_skp, save_pdf
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.periksa_formulir import HasilPeriksa, Pemeriksaan, check_form, check_form_file
from desktop_app.services.periksa_kata import explain_check, title_of_check
from desktop_app.services.skp import advance_skp
from desktop_app.services.tanda_tangan import check_signature
from tests.services.dunia_kantor import (
    AKHIR,
    HASIL,
    Dunia,
    add_people,
    determined_skp,
    draft_skp,
    edit,
    final_penilaian,
)
from tests.services.penanda import NAMA, key_record, log_in, office_with_assessor, put_pengguna


def scanned(pdf: bytes) -> str:
    """Return the text of the QR on a form, by the file's own keywords."""
    teks = find_text(pdf)
    assert teks is not None
    return teks


def parts(teks: str) -> PrintedCode:
    """Return what a QR text says."""
    kode = read_code(teks)
    assert isinstance(kode, PrintedCode)
    return kode


def told(hasil: Pemeriksaan) -> str:
    """Return all sentences of an answer."""
    return " ".join(explain_check(hasil))


def test_that_a_signed_form_agrees_by_scan_by_code_and_by_file(unit: Kantor, tmp_path: Path) -> None:
    _, staf = office_with_assessor(unit)
    skp_id = determined_skp(unit, staf)
    penilaian_id = final_penilaian(unit, skp_id)
    for cetak in (print_skp(unit, skp_id), print_evaluasi(unit, penilaian_id), print_dokumen(unit, penilaian_id)):
        teks = scanned(cetak.pdf)
        assert parts(teks).tanda
        hasil = check_form(unit, teks)
        assert (hasil.hasil, hasil.tanda.keadaan, hasil.tanda.nama) == (HasilPeriksa.COCOK, KeadaanTanda.SAH, NAMA)
        assert hasil.beres
        assert hasil.bertanda
        assert NAMA in told(hasil)
        kode = short_code(parts(teks).rev_id)
        for ketikan in (kode, kode.lower(), kode.replace("-", " "), f"  {kode.replace('0', 'o').replace('1', 'l')} "):
            pendek = check_form(unit, ketikan)
            assert (pendek.hasil, pendek.doc_id, pendek.pindaian) == (HasilPeriksa.COCOK, cetak.doc_id, False)
            assert "Kode pendek hanya menunjuk" in told(pendek)
        assert check_form_file(unit, save_pdf(cetak, tmp_path)) == hasil


def test_that_a_form_of_an_office_without_passwords_agrees_and_says_that_nobody_signed(unit: Kantor) -> None:
    *_, staf = add_people(unit)
    cetak = print_skp(unit, determined_skp(unit, staf))
    assert not parts(scanned(cetak.pdf)).tanda
    hasil = check_form(unit, scanned(cetak.pdf))
    assert (hasil.hasil, hasil.tanda.keadaan, hasil.beres) == (HasilPeriksa.COCOK, KeadaanTanda.TIDAK_ADA, True)
    assert "tidak bertanda tangan elektronik" in told(hasil)


def test_that_a_seal_holds_no_signature_that_is_not_proved(unit: Kantor) -> None:
    pelaku, staf = office_with_assessor(unit)
    assert pelaku.kunci is not None
    put_pengguna(unit, pelaku.akun_id, NAMA, key_record(unit, pelaku.akun_id, pelaku.kunci, berakhir=True))
    skp_id = determined_skp(unit, staf)
    assert check_signature(unit, skp_id).keadaan is KeadaanTanda.KUNCI_BERAKHIR
    text = scanned(print_skp(unit, skp_id).pdf)
    assert not parts(text).tanda
    hasil = check_form(unit, text)
    assert (hasil.hasil, hasil.tanda.keadaan, hasil.beres) == (HasilPeriksa.COCOK, KeadaanTanda.KUNCI_BERAKHIR, False)
    assert "sudah berakhir" in told(hasil)


def test_that_a_draft_carries_no_code(unit: Kantor) -> None:
    *_, staf = add_people(unit)
    assert find_text(print_skp(unit, draft_skp(unit, staf)).pdf) is None


def test_that_an_old_version_names_each_field_that_changed(unit: Kantor) -> None:
    _, staf = office_with_assessor(unit)
    penilaian_id = final_penilaian(unit, determined_skp(unit, staf), catatan="Teruskan")
    lama = scanned(print_evaluasi(unit, penilaian_id).pdf)
    advance_penilaian(unit, penilaian_id, "koreksi", alasan="Salah rating")
    edit(unit, penilaian_id, rating_hasil=Rating.DIATAS, catatan="Tingkatkan")
    advance_penilaian(unit, penilaian_id, "finalkan", tanggal=AKHIR)
    hasil = check_form(unit, lama)
    assert (hasil.hasil, hasil.tanda.keadaan) == (HasilPeriksa.VERSI_LAMA, KeadaanTanda.SAH)
    beda = {satu.nama: (satu.kertas, satu.kini) for satu in hasil.beda}
    assert beda["Catatan"] == ("Teruskan", "Tingkatkan")
    assert beda["Rating hasil kerja"] == ("Sesuai ekspektasi", "Diatas ekspektasi")
    assert set(beda) == {"Catatan", "Rating hasil kerja"}
    assert not hasil.beres
    assert check_form(unit, scanned(print_evaluasi(unit, penilaian_id).pdf)).beres


def test_that_changes_inside_lists_are_told_by_their_place(unit: Kantor) -> None:
    _, staf = office_with_assessor(unit)
    skp_id = determined_skp(unit, staf)
    lama = scanned(print_skp(unit, skp_id).pdf)
    advance_skp(unit, skp_id, "buka_kembali", alasan="Target berubah")
    (satu,) = HASIL.indikator
    target = msgspec.structs.replace(satu.target, nilai="24")
    edit(
        unit, skp_id, hasil=(msgspec.structs.replace(HASIL, indikator=(msgspec.structs.replace(satu, target=target),)),)
    )
    hasil = check_form(unit, lama)
    beda = {b.path: (b.nama, b.kertas, b.kini) for b in hasil.beda}
    nama, kertas, kini = beda["hasil/#h1/indikator/#i1/target"]
    assert (kertas, kini) == ("12 buku", "24 buku")
    assert nama.startswith("Rencana hasil kerja utama 1 › indikator 1")
    assert beda["status"][1:] == ("Ditetapkan", "Draf")
    assert beda["penilai"][2] == "–"


def test_that_an_unknown_paper_proves_nothing_but_names_whose_key_it_shows(dunia: Dunia) -> None:
    satu, lain = dunia("a1"), dunia("b")
    _, staf = office_with_assessor(satu)
    teks = scanned(print_skp(satu, determined_skp(satu, staf)).pdf)
    hasil = check_form(lain, teks)
    assert (hasil.hasil, hasil.dokumen_ada) == (HasilPeriksa.TIDAK_DIKENAL, False)
    assert hasil.tanda.keadaan is KeadaanTanda.KUNCI_TIDAK_DIKENAL
    # The key is known where its owner is, and the words stay honest about what that proves.
    asing = parts(teks)
    palsu = PrintedCode(asing.doc_id, "ab" * 32, asing.kunci, asing.tanda)
    hasil = check_form(satu, print_text(palsu))
    assert (hasil.hasil, hasil.dokumen_ada, hasil.tanda.nama) == (HasilPeriksa.TIDAK_DIKENAL, True, NAMA)
    assert "tidak dapat dibuktikan" in told(hasil)
    assert check_form(lain, short_code(asing.rev_id)).hasil is HasilPeriksa.TIDAK_DIKENAL


def test_that_the_kabupaten_proves_a_form_of_its_unit(dunia: Dunia) -> None:
    satu, kabupaten = dunia("a1"), dunia("kabupaten")
    _, staf = office_with_assessor(satu)
    teks = scanned(print_skp(satu, determined_skp(satu, staf)).pdf)
    merge_bundles(kabupaten, [export_bundle(satu, dunia.stick).path])
    hasil = check_form(kabupaten, teks)
    assert (hasil.hasil, hasil.tanda.keadaan, hasil.tanda.nama) == (HasilPeriksa.COCOK, KeadaanTanda.SAH, NAMA)


def test_that_a_code_put_together_from_two_papers_is_not_valid(unit: Kantor) -> None:
    pelaku, staf = office_with_assessor(unit)
    skp_id = determined_skp(unit, staf)
    penilaian_id = final_penilaian(unit, skp_id)
    skp, nilai = (parts(scanned(p.pdf)) for p in (print_skp(unit, skp_id), print_evaluasi(unit, penilaian_id)))
    rakitan = [
        PrintedCode(nilai.doc_id, skp.rev_id, skp.kunci, skp.tanda),
        PrintedCode(skp.doc_id, skp.rev_id, skp.kunci, nilai.tanda),
        PrintedCode(skp.doc_id, skp.rev_id, skp.kunci, skp.tanda[:-2] + f"{int(skp.tanda[-2:], 16) ^ 1:02x}"),
        PrintedCode(pelaku.akun_id, skp.rev_id, skp.kunci, skp.tanda),
    ]
    for kode in rakitan:
        assert check_form(unit, print_text(kode)).hasil is HasilPeriksa.TIDAK_SAH
    draf = unit.store.history(skp_id)[0]
    hasil = check_form(unit, print_text(PrintedCode(skp_id, draf.rev_id)))
    assert (hasil.hasil, hasil.bukan_tetap) == (HasilPeriksa.TIDAK_SAH, True)


def test_that_a_strange_key_under_a_true_version_is_told(unit: Kantor) -> None:
    _, staf = office_with_assessor(unit)
    skp = parts(scanned(print_skp(unit, determined_skp(unit, staf)).pdf))
    hasil = check_form(unit, print_text(PrintedCode(skp.doc_id, skp.rev_id, "77" * 16, skp.tanda)))
    assert hasil.tanda.keadaan is KeadaanTanda.KUNCI_TIDAK_DIKENAL
    assert not hasil.beres


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("", "kode_cetak_kosong"),
        (" - ", "kode_cetak_kosong"),
        ("ABCD", "kode_cetak_salah_ketik"),
        ("ÄBCD-EFGH-JKMN-PQRS", "kode_cetak_salah_ketik"),
        ("SKPL9T" + "A" * 208, "kode_cetak_versi_baru"),
        ("SKPL1T" + "A" * 208, "kode_cetak_terpotong"),
        ("SKPL1X" + "A" * 208, "kode_cetak_terpotong"),
        ("SKPL1T" + "1" * 208, "kode_cetak_terpotong"),
        ("SKPL1TABCDEFGH", "kode_cetak_terpotong"),
    ],
)
def test_that_what_is_no_code_is_refused_with_its_own_sentence(unit: Kantor, teks: str, kode: str) -> None:
    with pytest.raises(UserError) as caught:
        check_form(unit, teks)
    assert caught.value.code == kode


def test_that_every_single_mistake_in_a_short_code_shows() -> None:
    kode = short_code(hashlib.sha256(b"contoh").hexdigest()).replace("-", "")
    for place in range(12):
        for sign in "0123456789ABCDEFGHJKMNPQRSTVWXY":
            salah = kode[:place] + sign + kode[place + 1 :]
            if salah != kode:
                with pytest.raises(UserError):
                    read_code(salah)
        for other in range(place + 1, 12):
            tukar = list(kode)
            tukar[place], tukar[other] = tukar[other], tukar[place]
            if "".join(tukar) != kode:
                with pytest.raises(UserError):
                    read_code("".join(tukar))


def test_that_a_lost_or_changed_letter_of_a_scan_shows() -> None:
    teks = print_text(PrintedCode("5a" * 16, "9f" * 32, "c3" * 16, "e1" * 64))
    for place in range(6, len(teks)):
        salah = teks[:place] + ("A" if teks[place] != "A" else "B") + teks[place + 1 :]
        for buruk in (salah, teks[:place] + teks[place + 1 :]):
            with pytest.raises(UserError) as caught:
                read_code(buruk)
            assert caught.value.code == "kode_cetak_terpotong"


def test_that_one_who_may_not_see_the_document_learns_only_whether_it_agrees(unit: Kantor) -> None:
    pelaku, staf = office_with_assessor(unit)
    skp_id = determined_skp(unit, staf)
    teks = scanned(print_skp(unit, skp_id).pdf)
    orang_lain = Pelaku("99" * 16, "Orang lain", frozenset({PeranPengguna.PEGAWAI}), "88" * 16)
    log_in(unit, orang_lain)
    hasil = check_form(unit, teks)
    assert (hasil.hasil, hasil.boleh_lihat) == (HasilPeriksa.COCOK, False)
    log_in(unit, pelaku)
    advance_skp(unit, skp_id, "buka_kembali", alasan="Target berubah")
    log_in(unit, orang_lain)
    for hasil in (check_form(unit, teks), check_form(unit, short_code(parts(teks).rev_id))):
        assert hasil.hasil is HasilPeriksa.VERSI_LAMA
        assert (hasil.judul, hasil.doc_id, hasil.beda, hasil.tanda.nama, hasil.status) == ("", "", (), "", "")
        kata = told(hasil) + title_of_check(hasil)
        assert not any(rahasia in kata for rahasia in ("Bunga", "Camat", NAMA))
        assert "di luar wewenang" in kata


def test_that_each_check_leaves_one_row_and_changes_nothing_else(unit: Kantor) -> None:
    _, staf = office_with_assessor(unit)
    skp_id = determined_skp(unit, staf)
    teks = scanned(print_skp(unit, skp_id).pdf)
    before, seq = unit.store.audit_head()[0], unit.store.last_seq()
    check_form(unit, teks)
    (row,) = unit.store.audit_rows(act="periksa_formulir")
    assert (row.doc_id, row.detail["hasil"], row.first) == (skp_id, "cocok", 0)
    assert (unit.store.audit_head()[0] - before, unit.store.last_seq()) == (1, seq)


def test_that_a_file_without_a_code_is_refused(unit: Kantor, tmp_path: Path) -> None:
    for isi in (b"", b"%PDF-1.7 /Keywords (lain)", b"/Keywords (SKPL1T"):
        path = tmp_path / "lain.pdf"
        path.write_bytes(isi)
        with pytest.raises(UserError) as caught:
            check_form_file(unit, path)
        assert caught.value.code == "kode_cetak_tanpa_berkas"


def test_that_two_versions_with_one_short_code_ask_for_the_scan(unit: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    _, staf = office_with_assessor(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    # Nobody can make two such ids here; a code that means every version stands for them.
    monkeypatch.setattr("desktop_app.exchange.print_code._BITS", 0)
    monkeypatch.setattr("desktop_app.exchange.print_code.SIGNS", "0")
    with pytest.raises(UserError) as caught:
        check_form(unit, "0000-0000-0000")
    assert caught.value.code == "kode_cetak_ganda"
