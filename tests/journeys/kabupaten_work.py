"""What the kabupaten decides in its window: twins, conflicts, corrections; and what a unit does about it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.journeys.clerk import CTRL, Clerk


def shut(clerk: Clerk, button: str) -> None:
    """Press the button that closes a dialog and wait until it is gone."""
    dialog = clerk.top()
    clerk.push(button)
    clerk.wait(lambda: QApplication.activeModalWidget() is not dialog)
    clerk.settle()


def open_twins(clerk: Clerk) -> None:
    """Open both histories of the computer that the list of computers marks."""
    clerk.go("pengaturan")
    clerk.section("pengaturan-tab", "Komputer kantor")
    clerk.row("komputer-daftar", "dua riwayat")
    clerk.push("komputer-kembar")
    clerk.asked("komputer-kembar-dialog")


def decide_twins(clerk: Clerk) -> tuple[str, str]:
    """Keep both contents and let the maker of the held bundle take a new identity; return what the two told."""
    open_twins(clerk)
    told = clerk.read("komputer-kembar-kiri-isi"), clerk.read("komputer-kembar-kanan-isi")
    clerk.push("komputer-kembar-terima")
    clerk.asked("komputer-kembar-tanya-terima")
    shut(clerk, "komputer-kembar-tanya-terima-ya")
    assert "Isi keduanya" in clerk.said(), clerk.said()
    clerk.push("komputer-kembar-pilih-kanan")
    clerk.asked("komputer-kembar-tanya")
    shut(clerk, "komputer-kembar-tanya-ya")
    clerk.wait(lambda: "diminta mengambil identitas baru" in clerk.read("komputer-kembar-keadaan"))
    shut(clerk, "komputer-kembar-dialog-tutup")
    clerk.back()
    return told


def settle_twins(clerk: Clerk) -> None:
    """Say that the matter of the twins is settled, once the new identity is known."""
    open_twins(clerk)
    assert "sudah terdaftar dengan identitas baru" in clerk.read("komputer-kembar-keadaan")
    clerk.push("komputer-kembar-selesai")
    clerk.asked("komputer-kembar-tanya-selesai")
    shut(clerk, "komputer-kembar-tanya-selesai-ya")
    clerk.wait(lambda: QApplication.activeModalWidget() is None)
    clerk.back()


def take_identity(clerk: Clerk, stick: Path) -> str:
    """Take the new identity that the kabupaten asks for; return the fingerprint that is read out."""
    clerk.go("pengaturan")
    clerk.section("pengaturan-tab", "Identitas")
    assert "berganti" in clerk.read("identitas-sebab"), clerk.said()
    clerk.push("identitas-ambil")
    clerk.asked("identitas-tanya")
    clerk.push("identitas-tanya-ya")
    clerk.file(stick / "permintaan.skpe")
    clerk.back()
    clerk.wait((stick / "permintaan.skpe").exists)
    return clerk.read("identitas-sidik")


def settle_conflict(clerk: Clerk, letters: str) -> None:
    """Settle the one document that waits: a letter for each field, then Ctrl+Enter."""
    page = clerk.go("konflik")
    clerk.wait(lambda: clerk.cells("konflik-tabel"))
    clerk.row("konflik-tabel", "")
    clerk.key(Qt.Key.Key_Return)
    assert len(page.detail.fields) == len(letters), [one.accessibleName() for one in page.detail.fields]
    for number, letter in enumerate(letters):
        if number:
            clerk.key(Qt.Key.Key_Tab)
        clerk.type(letter)
    clerk.key(Qt.Key.Key_Return, CTRL)
    clerk.settle()
    assert "Semua versi tetap ada di riwayat" in clerk.said(), clerk.said()


def ask_correction(clerk: Clerk, name: str, document: str, note: str) -> None:
    """Ask for a correction of a document of a person, with a note."""
    clerk.go("balasan")
    clerk.section("balasan-tab", "Perbaikan diminta")
    clerk.push("balasan-minta")
    clerk.asked("balasan-minta-dialog")
    clerk.push("balasan-minta-dialog-orang-pilih")
    clerk.asked("pilih-pegawai")
    clerk.type(name)
    clerk.key(Qt.Key.Key_Return)
    clerk.asked("balasan-minta-dialog")
    clerk.settle()
    clerk.choose("balasan-minta-dialog-dokumen", document)
    clerk.write("balasan-minta-dialog-catatan", note)
    shut(clerk, "balasan-minta-dialog-ya")
    clerk.back()


def tell_corrected(clerk: Clerk, note: str) -> None:
    """Answer the request of a note at the unit: the document was corrected."""
    clerk.go("kirim")
    clerk.push("kirim-dari-kabupaten")
    clerk.row("permintaan-daftar", note)
    clerk.key(Qt.Key.Key_Return)
    clerk.asked("permintaan-satu")
    shut(clerk, "permintaan-satu-sudah")
    clerk.back()


def close_correction(clerk: Clerk, note: str) -> str:
    """Read the answer to a request at the kabupaten and close it; return what it said."""
    clerk.go("balasan")
    clerk.section("balasan-tab", "Perbaikan diminta")
    clerk.row("balasan-permintaan", note)
    clerk.key(Qt.Key.Key_Return)
    clerk.asked("balasan-permintaan-satu")
    told = clerk.said()
    shut(clerk, "balasan-permintaan-satu-tutup")
    clerk.back()
    return told


def type_receipt(clerk: Clerk, code: str) -> None:
    """Type the receipt code of the newest bundle as it is heard on the telephone."""
    clerk.go("kirim")
    clerk.push("kirim-paket-kode")
    clerk.asked("kirim-kode-dialog")
    clerk.write("kirim-kode-isian", code.lower().replace("-", " "))
    shut(clerk, "kirim-kode-dialog-ya")
    clerk.back()


def submitted(clerk: Clerk, office: str) -> list[str]:
    """Return the line of an office in Peta setoran: its name, the plan, the periods, ..., its last bundle."""
    clerk.go("setoran")
    clerk.wait(lambda: clerk.cells("setoran-peta"))
    return next(row for row in clerk.cells("setoran-peta") if office in row[0])


def check(clerk: Clerk) -> str:
    """Let the office check its data; return what it says."""
    clerk.go("pengaturan")
    clerk.section("pengaturan-tab", "Umum")
    clerk.push("pengaturan-periksa-mulai")
    return clerk.said()
