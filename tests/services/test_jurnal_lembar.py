"""The journal as a spreadsheet: out, filled as people fill it, previewed row by row, taken in once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.jurnal import answer_jurnal, list_minggu
from desktop_app.services.jurnal_lembar import export_jurnal, import_jurnal, preview_jurnal, read_day
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah
from desktop_app.services.roster import NasibBaris
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of
from tests.services.test_jurnal_catatan import answer, entry, stored, week

BERKAS = "1a. Laporan pelayanan tersusun – Jumlah laporan"


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


@pytest.fixture
def refill(berperan: Berperan, tmp_path: Path) -> Callable[..., Path]:
    """Write the sheet of ``staf`` out and write it again as a person left it: rows added or changed."""

    def make(change: Callable[[list[list[Any]]], None], orang: str = "") -> Path:
        path = tmp_path / "lembar.xlsx"
        export_jurnal(berperan.kantor, orang or berperan.staf.id, 2026, path)
        with path.open("rb") as berkas:
            buku = CalamineWorkbook.from_filelike(berkas)
            semua = {nama: buku.get_sheet_by_name(nama).to_python() for nama in buku.sheet_names}
        change(semua["Jurnal"])
        with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as tulis:
            for nama, rows in semua.items():
                lembar = tulis.add_worksheet(nama)
                for nomor, row in enumerate(rows):
                    for ke, sel in enumerate(row):
                        lembar.write(nomor, ke, sel)
        return path

    return make


def entries(kantor: Kantor, orang: str) -> list[EntriJurnal]:
    return [s for baris in list_minggu(kantor, orang, 2026) for s in stored(kantor, baris.doc_id).entri]


def fates(pratinjau: Any) -> list[tuple[str, str]]:
    return [(satu.nasib.value, satu.alasan) for satu in pratinjau.baris]


def test_that_the_sheet_has_labels_choices_and_instructions(berperan: Berperan, tmp_path: Path) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    week(kantor, staf.id, entry(jumlah="1234.5"))
    path = tmp_path / "lembar.xlsx"
    assert export_jurnal(kantor, staf.id, 2026, path) == 1
    buku = CalamineWorkbook.from_path(str(path))
    assert buku.sheet_names == ["Jurnal", "Hasil kerja", "Petunjuk"]
    kepala, baris = buku.get_sheet_by_name("Jurnal").to_python()[:2]
    assert kepala[:3] == ["TANGGAL KERJA", "HASIL KERJA", "HASIL YANG DICAPAI"]
    assert baris[:7] == ["06-01-2026", BERKAS, "3 laporan tersusun", "1.234,5", "", "buku", "belum ditanggapi"]
    assert baris[7].startswith("e1:")
    assert [r[0] for r in buku.get_sheet_by_name("Hasil kerja").to_python()][1:] == [
        BERKAS,
        "1. Laporan pelayanan tersusun",
    ]
    assert any("05-01-2026" in r[0] for r in buku.get_sheet_by_name("Petunjuk").to_python())
    assert code_of(lambda: export_jurnal(kantor, staf.id, 2026, tmp_path / "x.csv")) == "daftar_akhiran_salah"


def test_that_new_rows_are_taken_in_once_into_their_weeks(berperan: Berperan, refill: Callable[..., Path]) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    at(kantor, 2027, 5, 20)

    def add(rows: list[list[Any]]) -> None:
        rows.append([date(2026, 2, 3), BERKAS, "2 laporan", 2.5, "", "buku"])
        rows.append(["4 Februari 2026", BERKAS, "1 laporan", "1.234", "", "buku"])
        rows.append([datetime(2026, 3, 3), "", "Tanpa hasil kerja", 0.125, "", ""])
        rows.append([datetime(2026, 3, 3), "", "Tanpa hasil kerja", 0.125, "", ""])

    path = refill(add)
    pratinjau = preview_jurnal(kantor, staf.id, path)
    assert fates(pratinjau) == [("baru", "")] * 4
    assert {t.kode for s in pratinjau.baris for t in s.peringatan} == {"jurnal_tanpa_hasil", "jurnal_tanpa_satuan"}
    assert entries(kantor, staf.id) == []
    assert len(import_jurnal(kantor, pratinjau).doc_ids) == 2
    satu = sorted(entries(kantor, staf.id), key=lambda s: (s.tanggal, s.jumlah))
    assert [(s.tanggal, s.jumlah, s.hasil_id, s.indikator_id) for s in satu] == [
        (date(2026, 2, 3), "2.5", "h1", "i1"),
        (date(2026, 2, 4), "1234", "h1", "i1"),
        (date(2026, 3, 3), "0.125", "", ""),
        (date(2026, 3, 3), "0.125", "", ""),
    ]
    assert {s.dicatat for s in satu} == {date(2027, 5, 20)}
    seq = kantor.store.last_seq()
    ulang = preview_jurnal(kantor, staf.id, path)
    assert fates(ulang) == [("sama", "")] * 4
    assert import_jurnal(kantor, ulang).doc_ids == ()
    assert kantor.store.last_seq() == seq


def test_that_a_changed_row_changes_its_entry_and_drops_its_confirmation(
    berperan: Berperan, refill: Callable[..., Path]
) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    doc_id = week(kantor, staf.id, entry(), entry("e2"))
    with berperan.sebagai(P.PENILAI) as penilai:
        answer_jurnal(penilai, [answer(doc_id, entry()), answer(doc_id, entry("e2"))])

    def change(rows: list[list[Any]]) -> None:
        rows[1][3] = "30"

    pratinjau = preview_jurnal(kantor, staf.id, refill(change))
    assert fates(pratinjau) == [("berubah", ""), ("sama", "")]
    import_jurnal(kantor, pratinjau)
    satu, dua = stored(kantor, doc_id).entri
    assert (satu.jumlah, satu.tanggapan) == ("30", TanggapanJurnal.BELUM)
    assert dua.tanggapan is TanggapanJurnal.DIBENARKAN


@pytest.mark.parametrize(
    ("baris", "alasan"),
    [
        (["kapan-kapan", BERKAS, "x", "", "", ""], "jurnal_baris_tanggal"),
        (["01-01-1999", BERKAS, "x", "", "", ""], "jurnal_baris_tanggal"),
        (["05-01-2026", "Hasil orang lain", "x", "", "", ""], "jurnal_baris_hasil"),
        (["05-01-2026", BERKAS, "", "2", "", ""], "jurnal_baris_kosong"),
        (["05-01-2026", BERKAS, "x", "dua", "", ""], "jurnal_baris_jumlah"),
        (["05-01-2026", BERKAS, "x", "2", "tiga", ""], "jurnal_baris_jumlah"),
        (["05-01-2026", BERKAS, "x" * 2001, "2", "", ""], "jurnal_baris_panjang"),
        (["05-01-2026", BERKAS, "x", "2", "", "", "", "tiada"], "jurnal_baris_hilang"),
        (["06-01-2026", BERKAS, "x", "2", "", "", "", "e1"], "jurnal_baris_ganda"),
    ],
)
def test_that_a_bad_row_is_named_and_the_others_go_in(
    berperan: Berperan, refill: Callable[..., Path], baris: Sequence[str], alasan: str
) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    week(kantor, staf.id, entry())
    pratinjau = preview_jurnal(kantor, staf.id, refill(lambda rows: rows.append(list(baris))))
    assert fates(pratinjau) == [("sama", ""), ("ditolak", alasan)]


def test_that_a_row_moved_to_another_week_is_refused_with_what_to_do(
    berperan: Berperan, refill: Callable[..., Path]
) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    week(kantor, staf.id, entry())

    def move(rows: list[list[Any]]) -> None:
        rows[1][0] = "06-02-2026"

    assert fates(preview_jurnal(kantor, staf.id, refill(move))) == [("ditolak", "jurnal_baris_minggu")]


def test_that_a_strangers_sheet_and_another_table_are_refused(
    berperan: Berperan, refill: Callable[..., Path], tmp_path: Path
) -> None:
    kantor = berperan.kantor
    path = refill(lambda rows: None, berperan.asing.id)
    with pytest.raises(UserError, match="jurnal_berkas_orang_lain"):
        preview_jurnal(kantor, berperan.staf.id, path)
    lain = tmp_path / "lain.csv"
    lain.write_text("NAMA;NIP\nA;1\n")
    with pytest.raises(UserError, match="jurnal_berkas_judul"):
        preview_jurnal(kantor, berperan.staf.id, lain)
    kosong = preview_jurnal(kantor, berperan.asing.id, path)
    with pytest.raises(UserError, match="jurnal_berkas_kosong"):
        import_jurnal(kantor, kosong)


def test_that_what_was_typed_since_the_preview_is_not_undone(berperan: Berperan, refill: Callable[..., Path]) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    doc_id = week(kantor, staf.id, entry())
    pratinjau = preview_jurnal(
        kantor, staf.id, refill(lambda rows: rows.append(["07-01-2026", "", "baru", "", "", ""]))
    )
    edit(kantor, doc_id, entri=(entry(), entry("e2")))
    import_jurnal(kantor, pratinjau)
    assert len(stored(kantor, doc_id).entri) == 3


@pytest.mark.parametrize("peran", [P.PEGAWAI, P.PENILAI, P.ADMIN, P.VERIFIKATOR], ids=str)
def test_that_only_who_may_write_takes_a_sheet_in(berperan: Berperan, refill: Callable[..., Path], peran: P) -> None:
    path = refill(lambda rows: rows.append(["07-01-2026", "", "baru", "", "", ""]))
    pratinjau = preview_jurnal(berperan.kantor, berperan.staf.id, path)
    with berperan.sebagai(peran) as kantor:
        assert code_of(lambda: preview_jurnal(kantor, berperan.staf.id, path)) == "wewenang_kurang"
        assert code_of(lambda: import_jurnal(kantor, pratinjau)) == "wewenang_kurang"
        lihat = peran is not P.PEGAWAI
        assert (code_of(lambda: export_jurnal(kantor, berperan.staf.id, 2026, path)) == "") is lihat
    assert open_naskah(berperan.kantor, berperan.staf.id).isi is not None


@pytest.mark.parametrize(
    ("teks", "hari"),
    [
        ("05-01-2026", date(2026, 1, 5)),
        ("5/1/2026", date(2026, 1, 5)),
        ("2026-01-05 00:00:00", date(2026, 1, 5)),
        ("5 Jan 2026", date(2026, 1, 5)),
        ("46027", date(2026, 1, 5)),
        ("31-02-2026", None),
        ("5 Ju 2026", None),
        ("", None),
        ("99", None),
    ],
)
def test_that_days_are_read_as_people_and_spreadsheets_write_them(teks: str, hari: date | None) -> None:
    assert read_day(teks) == hari


def resheet(path: Path, change: Callable[[list[list[Any]]], object]) -> None:
    """Go on filling a file that was taken in: every row keeps its hidden mark."""
    buku = CalamineWorkbook.from_path(str(path))
    semua = {nama: buku.get_sheet_by_name(nama).to_python() for nama in buku.sheet_names}
    change(semua["Jurnal"])
    with xlsxwriter.Workbook(path) as tulis:
        for nama, rows in semua.items():
            lembar = tulis.add_worksheet(nama)
            for i, row in enumerate(rows):
                for j, isi in enumerate(row):
                    lembar.write(i, j, isi)


def test_that_a_mended_row_stays_one_entry_and_one_taken_out_does_not_come_back(
    berperan: Berperan, tmp_path: Path
) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    path = tmp_path / "lembar.xlsx"
    export_jurnal(kantor, staf.id, 2026, path)

    def fill_row(teks: str) -> Callable[[list[list[Any]]], object]:
        def change(rows: list[list[Any]]) -> None:
            rows[1][:6] = ["03-02-2026", BERKAS, teks, "2", "", "buku"]

        return change

    resheet(path, fill_row("2 lapran"))
    import_jurnal(kantor, preview_jurnal(kantor, staf.id, path))
    resheet(path, fill_row("2 laporan"))
    changed = import_jurnal(kantor, preview_jurnal(kantor, staf.id, path))
    assert [satu.teks for satu in entries(kantor, staf.id)] == ["2 laporan"]
    edit(kantor, changed.doc_ids[0], entri=())
    assert [satu.alasan for satu in preview_jurnal(kantor, staf.id, path).baris] == ["jurnal_baris_hilang"]


def test_that_an_older_sheet_turns_nothing_newer_back(berperan: Berperan, tmp_path: Path) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    doc_id = week(kantor, staf.id, entry(jumlah="3"))
    path = tmp_path / "lembar.xlsx"
    export_jurnal(kantor, staf.id, 2026, path)
    edit(kantor, doc_id, entri=(entry(jumlah="30", teks="30 laporan tersusun"),))
    assert [satu.nasib for satu in preview_jurnal(kantor, staf.id, path).baris] == [NasibBaris.SAMA]
    resheet(path, lambda rows: rows[1].__setitem__(3, "4"))
    assert [satu.alasan for satu in preview_jurnal(kantor, staf.id, path).baris] == ["jurnal_baris_dua_ubah"]
    assert [satu.jumlah for satu in entries(kantor, staf.id)] == ["30"]
