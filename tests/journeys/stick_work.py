"""What is done with sticks: asking for enrolment, sending in three steps, receiving, merging, answering, applying."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.clerk import Clerk


def ask_enrolment(clerk: Clerk, stick: Path) -> str:
    """Write the request to a stick; return the fingerprint that is read out on the telephone."""
    clerk.go("kirim")
    clerk.push("kirim-buat-permintaan")
    clerk.file(stick / "permintaan.skpe")
    clerk.wait((stick / "permintaan.skpe").exists)
    return clerk.read("kirim-sidik-jari")


def admit(clerk: Clerk, stick: Path, heard: str, *, answer: str = "jawaban.skpb") -> str:
    """Admit the office of a request at the kabupaten after comparing what was ``heard``; return its own fingerprint."""
    clerk.go("masuk")
    clerk.section("masuk-tab", "Kantor terdaftar")
    clerk.push("masuk-permintaan-pilih")
    clerk.file(stick / "permintaan.skpe")
    clerk.asked("masuk-setujui")
    assert clerk.read("masuk-setujui-sidik").split() == heard.split()
    own = clerk.read("masuk-setujui-sidik-kabupaten")
    clerk.push("masuk-setujui-cocok")
    clerk.push("masuk-setujui-ya")
    clerk.file(stick / answer)
    clerk.back()
    assert "terdaftar. Serahkan berkas" in clerk.said()
    (stick / "permintaan.skpe").unlink()
    return own


def take_enrolment(clerk: Clerk, stick: Path, heard: str, *, answer: str = "jawaban.skpb") -> None:
    """Take the kabupaten's answer and compare its fingerprint with what was ``heard``."""
    clerk.go("kirim")
    clerk.push("kirim-jawaban-pilih")
    clerk.file(stick / answer)
    clerk.asked("kirim-terdaftar")
    assert clerk.read("kirim-sidik-kabupaten").split() == heard.split()
    clerk.push("kirim-terdaftar-tutup")
    clerk.back()
    (stick / answer).unlink()


def send(clerk: Clerk, stick: Path, courier: str) -> tuple[Path, list[str]]:
    """Send what is not sent yet in the three steps; return the file on the stick and its four words."""
    before = set(stick.glob("*.skpb"))
    clerk.go("kirim")
    clerk.push("kirim-kirim")
    clerk.push("kirim-folder-pilih")
    clerk.file(stick)
    clerk.push("kirim-salin")
    clerk.wait(lambda: clerk.seen("kirim-kurir").isVisible())
    assert "sudah ditulis dan dibaca ulang" in clerk.read("kirim-selesai")
    words = clerk.read("kirim-empat-kata").split()
    clerk.write("kirim-kurir", courier)
    clerk.push("kirim-selesai-tutup")
    clerk.back()
    (made,) = set(stick.glob("*.skpb")) - before
    return made, words


def look_into(clerk: Clerk, stick: Path) -> tuple[str, str]:
    """Search a stick with one bundle in Kotak Masuk; return its state in the list and the sentence beside it."""
    clerk.go("masuk")
    clerk.section("masuk-tab", "Terima paket")
    clerk.push("masuk-flashdisk-pilih")
    clerk.file(stick)
    clerk.wait(lambda: [row for row in clerk.cells("masuk-tabel") if row[1] != "Memeriksa…"])
    clerk.settle()
    ((_, state, remark),) = clerk.cells("masuk-tabel")
    return state, remark


def merge(clerk: Clerk, stick: Path) -> tuple[str, str]:
    """Look at the bundle on a stick and merge it; return what became of it and its receipt code."""
    assert look_into(clerk, stick)[0] == "Baru", clerk.cells("masuk-tabel")
    clerk.push("masuk-gabungkan")
    clerk.wait(lambda: clerk.cells("masuk-tabel")[0][1] != "Baru")
    clerk.settle()
    became = clerk.cells("masuk-tabel")[0][1]
    code = clerk.read("masuk-kode-terima").rpartition(" ")[2]
    leave_list(clerk, stick)
    return became, code


def leave_list(clerk: Clerk, stick: Path) -> None:
    """Empty the list, and the stick that goes back."""
    clerk.push("masuk-bersihkan")
    for file in stick.glob("*.skpb"):
        file.unlink()


def answer(clerk: Clerk, stick: Path) -> dict[str, Path]:
    """Write the answers for every office that waits for one; return the file of each computer by its fingerprint.

    A file is named after its computer, which the list of offices shows beside the fingerprint.
    """
    for file in stick.glob("*.skpb"):
        file.unlink()
    clerk.go("masuk")
    clerk.push("masuk-balas")
    clerk.asked("masuk-balas-dialog")
    clerk.push("masuk-balas-folder-pilih")
    clerk.file(stick)
    clerk.push("masuk-balas-dialog-ya")
    clerk.back()
    assert "balasan ditulis dan dibaca ulang" in clerk.said(), clerk.said()
    clerk.section("masuk-tab", "Kantor terdaftar")
    known = {row[2]: row[3] for row in clerk.cells("masuk-kantor")}
    files = {path.name.split("-")[-2]: path for path in stick.glob("*.skpb")}
    return {"".join(known[one].split()): files[one[:6]] for one in known if one[:6] in files}


def apply_answer(clerk: Clerk, path: Path) -> str:
    """Look at an answer and apply it; return what the preview said."""
    clerk.go("kirim")
    clerk.push("kirim-balasan-pilih")
    clerk.file(path)
    clerk.asked("kirim-balasan-lihat")
    told = clerk.said()
    clerk.key(Qt.Key.Key_Return)
    clerk.wait(lambda: QApplication.activeModalWidget() is None)
    clerk.back()
    assert "Menerapkan" not in clerk.read("kirim-hasil-balasan")
    return told
