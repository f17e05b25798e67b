"""Widgets that know no domain, worked by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import make_line_edit
from desktop_app.ui.widgets.curve import DistributionChart
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import confirm
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.matrix import MatrixNine
from desktop_app.ui.widgets.navigation import NavigationBar, NavigationEntry
from desktop_app.ui.widgets.pdf import PdfView
from desktop_app.ui.widgets.progress import ProgressPanel
from desktop_app.ui.widgets.saved import SavedIndicator
from desktop_app.ui.widgets.search import SearchField
from desktop_app.ui.widgets.steps import Step, StepList
from desktop_app.ui.widgets.table import DataTable
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit
from desktop_app.ui.widgets.turning import TurningRow

THREE = [Choice("a", "Satu"), Choice("b", "Dua"), Choice("c", "Tiga")]


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: Any) -> Show:
    """Return a function that shows widgets in a window that has the focus."""
    kept: list[QWidget] = []

    def in_window(*widgets: QWidget) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        kept.append(window)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return in_window


def test_that_alt_and_a_digit_choose_a_page(qtbot: Any, show: Show) -> None:
    bar = NavigationBar("nav", "Halaman", [NavigationEntry("x", "X", "skp"), NavigationEntry("y", "Y", "cetak")])
    window = show(bar)
    chosen: list[str] = []
    bar.chosen.connect(chosen.append)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert chosen == ["y", "x"]


def test_that_a_badge_counts_and_is_read_aloud(qtbot: Any, show: Show) -> None:
    bar = NavigationBar("nav", "Halaman", [NavigationEntry("x", "Kirim", "kirim")])
    show(bar)
    button = bar.findChild(QPushButton, "nav-x")
    assert button is not None
    bar.set_badge("x", 7)
    assert button.accessibleName() == "Kirim, 7"
    bar.set_badge("x", 0)
    assert button.accessibleName() == "Kirim"


def test_that_search_waits_for_a_pause_and_enter_does_not(qtbot: Any, show: Show) -> None:
    field = SearchField("cari", "Cari")
    show(field)
    found: list[str] = []
    field.searched.connect(found.append)
    QTest.keyClicks(field, "budi")
    assert found == []
    qtbot.waitUntil(lambda: found == ["budi"])
    QTest.keyClicks(field, " a")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert found == ["budi", "budi a"]
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert found == ["budi", "budi a", ""]


def test_that_the_table_opens_by_enter_and_shows_what_to_do_when_empty(qtbot: Any, show: Show) -> None:
    model: RowModel[str] = RowModel([Column("Nama", lambda row: row)])
    empty = EmptyState("kosong", "Belum ada", action="Tambah")
    table = DataTable("tabel", "Daftar", empty)
    table.set_model(model)
    show(table)
    assert empty.isVisible()
    model.set_rows(["Ani", "Budi"])
    assert not empty.isVisible()
    opened: list[int] = []
    table.opened.connect(opened.append)
    table.select_row(1)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened == [1]
    assert model.row_at(5) is None


def test_that_text_grows_with_its_lines_and_tab_moves_on(qtbot: Any, show: Show) -> None:
    field, after = GrowingTextEdit("a", "Isi"), GrowingTextEdit("b", "Lain")
    show(field, after)
    field.setFocus()
    before = field.height()
    answers: list[str] = []
    field.answered.connect(answers.append)
    for word in ("satu", "dua", "tiga", "empat", "lima"):
        QTest.keyClicks(field, word)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.height() > before
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert answers == ["satu\ndua\ntiga\nempat\nlima"]


def test_that_an_answer_is_told_after_a_pause_and_only_once(qtbot: Any, show: Show) -> None:
    field = AnswerLine("a", "Nama")
    show(field)
    answers: list[str] = []
    field.answered.connect(answers.append)
    field.set_answer("Ani")
    QTest.keyClicks(field, "x")
    qtbot.waitUntil(lambda: len(answers) == 1)
    field.flush()
    assert len(answers) == 1


def test_that_a_text_never_exceeds_its_limit_in_bytes(qtbot: Any, show: Show) -> None:
    field = GrowingTextEdit("a", "Isi", limit_bytes=10)
    show(field)
    with qtbot.waitSignal(field.limit_reached):
        field.setPlainText("é" * 8)
    assert len(field.answer().encode()) == 10


def test_that_a_digit_or_an_arrow_chooses(qtbot: Any, show: Show) -> None:
    row = ChoiceRow("pilih", "Rating", THREE)
    show(row)
    chosen: list[str] = []
    row.chosen.connect(chosen.append)
    row.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_3)
    assert row.value() == "c"
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Left)
    assert row.value() == "b"
    assert chosen[0] == "c"
    row.set_value(None)
    assert row.value() is None
    QTest.keyClick(focused, Qt.Key.Key_9)
    assert row.value() is None


@pytest.fixture
def matrix(qtbot: Any, show: Show) -> MatrixNine:
    made = MatrixNine(
        "m",
        "Predikat",
        y_title="Y",
        x_title="X",
        rows=["r0", "r1", "r2"],
        columns=["c0", "c1", "c2"],
        cells=[[f"{row}{column}" for column in range(3)] for row in range(3)],
    )
    show(made)
    return made


def test_that_the_matrix_lights_the_cell_of_both_ratings(matrix: MatrixNine) -> None:
    dark = matrix.grab().toImage()
    matrix.set_result(0, None)
    assert matrix.result() == ""
    assert "belum dipilih" in matrix.accessibleDescription()
    matrix.set_result(0, 2)
    assert matrix.result() == "02"
    assert matrix.accessibleName() == "Predikat: 02"
    assert matrix.accessibleDescription() == "Y: r0; X: c2; hasil: 02"
    assert matrix.grab().toImage() != dark


def test_that_the_curve_is_drawn_and_told_in_words(qtbot: Any, show: Show) -> None:
    chart = DistributionChart("k", "Pola", x_title="x", y_title="y")
    show(chart)
    before = chart.grab().toImage()
    chart.set_curve("Baik", ["a", "b"], [1, 6.5], mark=1)
    assert chart.accessibleDescription() == "Baik. a 1, b 6.5"
    assert chart.grab().toImage() != before
    with pytest.raises(ValueError, match="one height"):
        chart.set_curve("Baik", ["a"], [1, 2])


def two_pages() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawText(QPoint(100, 100), "satu")
    writer.newPage()
    painter.drawText(QPoint(100, 100), "dua")
    painter.end()
    return bytes(buffer.data().data())


def test_that_a_pdf_is_shown_from_bytes_and_turned_by_keys(qtbot: Any, show: Show) -> None:
    view = PdfView("pdf", "Pratinjau")
    window = show(view)
    window.resize(500, 400)
    assert view.page_count() == 0
    assert view.show_pdf(two_pages())
    assert view.page_count() == 2
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.view.pageNavigator().currentPage() == 1
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.view.zoomMode() == view.view.ZoomMode.Custom
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.view.zoomMode() == view.view.ZoomMode.FitToWidth
    view.clear()
    assert view.page_count() == 0
    assert not view.show_pdf(b"bukan pdf")


def test_that_progress_counts_and_cancels_once(qtbot: Any, show: Show) -> None:
    panel = ProgressPanel("p")
    show(panel)
    panel.start("Menggabungkan", "dokumen")
    panel.update_to(1200, 5400)
    assert panel.text() == "1.200 dari 5.400 dokumen"
    told: list[int] = []
    panel.cancelled.connect(lambda: told.append(1))
    button = panel.findChild(QPushButton, "p-batal")
    assert button is not None
    button.click()
    button.click()
    assert told == [1]
    panel.finish()
    assert panel.isHidden()


def test_that_only_files_that_fit_are_taken(qtbot: Any, show: Show, tmp_path: Path) -> None:
    drop = FileDrop("d", "Taruh", suffixes=[".skpb"], several=False)
    show(drop)
    given: list[list[Path]] = []
    drop.files_given.connect(given.append)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "b.SKPB", "c.skpb")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drop.dropEvent(event)
    assert given == [[tmp_path / "b.SKPB"]]


def test_that_steps_tell_how_many_are_done(qtbot: Any, show: Show) -> None:
    steps = StepList("s", "Kirim", ["Tulis", "Baca ulang"])
    show(steps)
    steps.set_step(0, Step.DONE)
    steps.set_step(1, Step.FAILED, "Stick dicabut")
    assert steps.accessibleName() == "Kirim: 1 dari 2 selesai"
    assert steps.step(1) is Step.FAILED
    steps.reset()
    assert steps.accessibleName() == "Kirim: 0 dari 2 selesai"


def test_that_a_finding_stands_under_its_field_and_is_read_with_it(qtbot: Any, show: Show) -> None:
    field = make_line_edit("nip", "NIP")
    row = FormRow("baris", "NIP", field, hint="18 angka")
    show(row)
    row.show_finding(State.ERROR, "Kurang satu angka.")
    assert row.finding() == "Kurang satu angka."
    assert field.accessibleDescription() == "Kurang satu angka."
    row.clear_finding()
    assert row.finding() == ""
    assert field.accessibleDescription() == "18 angka"


def test_that_the_mark_of_saving_says_each_state(qtbot: Any, show: Show) -> None:
    mark = SavedIndicator("s")
    show(mark)
    mark.show_saving()
    assert mark.text() == "Menyimpan…"
    mark.show_saved("10.32")
    assert mark.accessibleName() == "Tersimpan pukul 10.32"
    mark.show_unsaved()
    assert mark.text() == "Belum tersimpan"
    mark.clear()
    assert mark.text() == ""


def test_that_a_date_is_told_when_one_moves_on(qtbot: Any, show: Show) -> None:
    field, after = DateField("t", "Tanggal"), make_line_edit("b", "Lain")
    show(field, after)
    field.set_answer(date(2026, 1, 31))
    told: list[date] = []
    field.answered.connect(told.append)
    assert "31 Januari 2026" in field.text()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    after.setFocus()
    assert told == [date(2026, 1, 30)]


def test_that_a_key_that_is_not_offered_is_kept_and_shown(qtbot: Any, show: Show) -> None:
    combo = ComboField("g", "Golongan", [("III/a", "Penata Muda (III/a)")])
    show(combo)
    combo.set_answer("VIII")
    assert combo.answer() == "VIII"
    combo.set_choices([("III/a", "Penata Muda (III/a)"), ("III/b", "Penata")])
    assert combo.answer() == "VIII"


def test_that_escape_means_no_and_danger_is_not_the_default(qtbot: Any, show: Show) -> None:
    window = show(QWidget())
    done: list[int] = []
    dialog = confirm(window, name="t", title="Hapus?", text="", yes="Hapus", on_yes=lambda: done.append(1), danger=True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog = confirm(window, name="t", title="Hapus?", text="", yes="Hapus", on_yes=lambda: done.append(1), danger=True)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert done == []
    dialog = confirm(window, name="t", title="Buat?", text="", yes="Buat", on_yes=lambda: done.append(2))
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert done == [2]


def test_that_columns_turn_where_the_window_is_narrow(qtbot: Any, show: Show) -> None:
    left, right = make_line_edit("a", "Kiri"), make_line_edit("b", "Kanan")
    row = TurningRow("kolom", ((left, 1), (right, 1)), turn_at=500)
    window = show(row)
    window.resize(800, 200)
    qtbot.waitUntil(lambda: not row.is_turned() and left.x() != right.x())
    window.resize(400, 200)
    qtbot.waitUntil(row.is_turned)
    qtbot.waitUntil(lambda: left.x() == right.x() and left.y() < right.y())
