"""What the clerk of a unit types at the desk: people, a plan for the year, what was reached in a quarter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.journeys.clerk import CTRL, Clerk


def add_person(clerk: Clerk, name: str, nip: str, title: str, assessor: str = "") -> None:
    """Add a person with a post; ``assessor`` is chosen from the searched list of the office."""
    clerk.go("pegawai")
    QTest.keyClick(clerk.window, Qt.Key.Key_N, CTRL)
    clerk.write("pegawai-baru-nama", name, keep=True)
    clerk.write("pegawai-baru-nip", nip, keep=True)
    clerk.push("pegawai-baru-buat")
    clerk.back()
    clerk.push("pegawai-jabatan-baru")
    clerk.write("jabatan-mulai", "01/01/2027")
    clerk.write("jabatan-nama", title, keep=True)
    clerk.key(Qt.Key.Key_Tab)
    if assessor:
        clerk.push("jabatan-penilai-pilih")
        clerk.asked("pilih-pegawai")
        clerk.type(assessor)
        clerk.key(Qt.Key.Key_Return)
        clerk.wait(lambda: QApplication.activeModalWidget() is None)
        clerk.back()
        assert clerk.seen("jabatan-penilai-pilih").text() == assessor
    clerk.push("pegawai-kembali")


def plan_year(clerk: Clerk, name: str, result: str, indicator: str) -> None:
    """Type a plan of one result with one indicator and let it be determined, by keys alone."""
    clerk.go("skp")
    clerk.write("skp-cari", name)
    clerk.key(Qt.Key.Key_Return)
    clerk.asked("skp-buat")
    clerk.type("kosong")
    clerk.key(Qt.Key.Key_Return)
    clerk.back()
    clerk.wait(lambda: clerk.window.findChild(object, "skp-ajukan").isVisible())
    QTest.keyClick(clerk.window, Qt.Key.Key_U, CTRL)
    clerk.say(f"Atas {result}")
    clerk.key(Qt.Key.Key_Tab)
    clerk.say(result)
    for _ in range(2):
        clerk.key(Qt.Key.Key_Tab)
    clerk.say(indicator)
    clerk.key(Qt.Key.Key_Tab)
    clerk.type("A")
    clerk.key(Qt.Key.Key_Tab)
    clerk.type("12")
    clerk.key(Qt.Key.Key_Tab)
    clerk.type("berkas")
    clerk.settle()
    clerk.push("skp-ajukan")
    clerk.push("skp-tetapkan")
    clerk.asked("skp-tetapkan-tanya")
    clerk.key(Qt.Key.Key_Return)
    clerk.back()
    clerk.push("skp-kembali")


def open_evaluation(clerk: Clerk, name: str, period: str) -> None:
    """Open the evaluation of a person for a period, beginning it where it is not begun."""
    clerk.go("penilaian")
    clerk.choose("penilaian-periode", period)
    clerk.row("penilaian-tabel", name)
    clerk.key(Qt.Key.Key_Return)
    clerk.settle()
    if QApplication.activeModalWidget() is not None:
        clerk.key(Qt.Key.Key_Return)
        clerk.back()
    clerk.wait(lambda: clerk.window.findChild(object, "penilaian-kembali").isVisible())
    clerk.settle()


def evaluate(clerk: Clerk, name: str, period: str, reached: str, day: str = "") -> None:
    """Type what was reached, give the ratings by digits, and make it final."""
    open_evaluation(clerk, name, period)
    clerk.wait(lambda: clerk.focus_name().startswith("realisasi-"))
    clerk.say(reached)
    clerk.section("penilaian-tab", "Rating")
    for row in ("rating-hasil-sesuai", "rating-perilaku-sesuai", "capaian-organisasi-baik"):
        clerk.push(row)
    QTest.keyClick(clerk.window, Qt.Key.Key_Return, CTRL)
    clerk.asked("penilaian-final-tanya")
    if day:
        clerk.write("penilaian-final-tanya-tanggal", day)
    clerk.key(Qt.Key.Key_Return)
    clerk.back()
    clerk.push("penilaian-kembali")


def edit_person(clerk: Clerk, name: str, field: str, text: str) -> None:
    """Type a text into one field of a person in place of what stands there, and leave the sheet."""
    clerk.go("pegawai")
    clerk.row("pegawai-tabel", name)
    clerk.key(Qt.Key.Key_Return)
    clerk.settle()
    clerk.write(field, text, keep=True)
    clerk.key(Qt.Key.Key_Tab)
    clerk.push("pegawai-kembali")
