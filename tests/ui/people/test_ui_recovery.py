"""A forgotten password, through the window: by the printed card, and by the kabupaten with files and a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian_akun import found_with_akun
from desktop_app.ui.pdf_output import PdfSheet
from desktop_app.vault import FLOOR

BARU = "jembatan kayu delapan kelapa"


def modal(hands: Any, kind: type[Any]) -> Any:
    hands.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind), timeout=15_000)
    return QApplication.activeModalWidget()


def save_as(hands: Any, path: Path) -> None:
    """Answer the dialog that asks for a file's name."""
    dialog = modal(hands, QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    hands.settle()


def page_text(sheet: PdfSheet) -> str:
    """Return the words of a printed page."""
    document = pypdfium2.PdfDocument(sheet._data)
    try:
        return "\n".join(document[at].get_textpage().get_text_bounded() for at in range(len(document)))
    finally:
        document.close()


def new_password(hands: Any, name: str) -> None:
    hands.type(f"{name}-sandi", BARU)
    hands.type(f"{name}-ulang", BARU)


def card_code(text: str) -> str:
    """Return the code as a person reads it from the card: the letters in the box."""
    box = text.split("huruf I, L, O, U)")[1].split("Simpan kartu")[0]
    return " ".join(word for word in box.split() if word.isupper() or word.isdigit() or word.isalnum())


def test_that_a_printed_card_lets_in_who_forgot_his_password(crew: Any, home: Path) -> None:
    hands = crew(home)
    hands.login("Rini Contoh")
    hands.page("pengaturan", "akun")
    hands.settle()
    hands.press("akun-kartu-cetak")
    sheet = modal(hands, PdfSheet)
    hands.shot("card-sheet")
    code = card_code(page_text(sheet))
    sheet.close()
    hands.session.lock(switch=True)
    hands.locked()
    hands.choose("Bayu Contoh")
    hands.press("masuk-lupa")
    hands.shot("forgotten")
    assert not hands.find("lupa-permintaan").isEnabled()
    assert "belum menerima kunci pemulihan" in hands.find("lupa-permintaan-teks").text()
    assert not hands.find("lupa-jawaban").isEnabled()
    QTest.keyClick(hands.find("lupa-kartu"), Qt.Key.Key_Space)
    hands.press("kartu-masuk")
    assert "Ketik kode" in hands.said("kartu-baris-kode")
    hands.type("kartu-kode", code[:-1] + ("2" if code[-1] != "2" else "3"))
    new_password(hands, "kartu")
    hands.press("kartu-masuk")
    hands.qtbot.waitUntil(lambda: "salah ketik" in hands.said("kartu-baris-kode"), timeout=10_000)
    hands.shot("card-wrong")
    hands.find("kartu-kode").clear()
    hands.type("kartu-kode", code.lower())
    hands.press("kartu-masuk")
    hands.entered()
    assert hands.session.window.desk.pelaku.nama == "Bayu Contoh"
    # A new card is offered to who may print one; Bayu is told whom to ask.
    assert QApplication.activeModalWidget() is None
    assert "minta admin mencetak yang baru" in hands.session.window.notice.text()
    hands.session.lock()
    hands.locked()
    hands.press("masuk-lupa")
    assert not hands.find("lupa-kartu").isEnabled()
    hands.press("lupa-kembali")
    hands.type("masuk-sandi", BARU)
    QTest.keyClick(hands.find("masuk-sandi"), Qt.Key.Key_Return)
    hands.entered()


@pytest.fixture
def above(tmp_path: Path) -> Path:
    """A kabupaten: Sari is its admin."""
    profil = Profil(
        peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Contoh", instansi="PEMERINTAH KABUPATEN CONTOH"
    )
    folder = tmp_path / "kabupaten"
    roles = (PeranPengguna.ADMIN_KABUPATEN, PeranPengguna.VERIFIKATOR)
    found_with_akun(
        folder, profil, "Sari Contoh", "sungai kecil empat lampu", jam=fixed, peran=roles, biaya=FLOOR
    ).close()
    return folder


def fixed() -> Any:
    from datetime import UTC, datetime

    return datetime(2026, 11, 21, 3, 32, tzinfo=UTC)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick that is carried between both offices."""
    folder = tmp_path / "flashdisk"
    folder.mkdir()
    return folder


@pytest.fixture
def known(home: Path, above: Path, stick: Path, opened: Any) -> None:
    """The kecamatan is admitted, so that the kabupaten can help."""
    from desktop_app.services.pintu import masuk, read_pintu

    unit: Kantor = opened(home, "Rini Contoh")
    kabupaten = masuk(above, read_pintu(above).orang[0].akun_id, "sungai kecil empat lampu", jam=fixed)
    request_enrolment(unit, stick / "daftar.skpe")
    approve_enrolment(kabupaten, stick / "daftar.skpe", stick / "daftar.skpb")
    accept_enrolment(unit, stick / "daftar.skpb")
    for kantor in (unit, kabupaten):
        kantor.close()


def ask(hands: Any, stick: Path) -> tuple[str, str]:
    """Make the request at the door; return the fingerprint on the screen and the words of the printed page."""
    hands.choose("Dewi Contoh")
    hands.press("masuk-lupa")
    hands.press("lupa-permintaan")
    new_password(hands, "minta")
    hands.press("minta-simpan")
    save_as(hands, stick / "minta.skpr")
    hands.qtbot.waitUntil(lambda: hands.find("minta-sidik").isVisible(), timeout=15_000)
    hands.shot("request-made")
    told = hands.find("minta-sidik").text()
    hands.press("minta-cetak")
    sheet = modal(hands, PdfSheet)
    words = page_text(sheet)
    hands.shot("request-page")
    sheet.close()
    return told, words


def answer(hands: Any, stick: Path, told: str, key: str = "") -> None:
    """Compare and approve at the kabupaten."""
    page = hands.page("pengaturan", "pulihkan")
    hands.settle()
    page._shown.read(stick / "minta.skpr")
    hands.settle()
    button = hands.find("pulihkan-setujui-ya")
    assert "Dewi Contoh" in hands.find("pulihkan-setujui-siapa").text()
    assert hands.find("pulihkan-setujui-sidik").text() == told
    assert not button.isEnabled()
    QTest.keyClick(hands.find("pulihkan-setujui-cocok"), Qt.Key.Key_Space)
    if key:
        hands.type("pulihkan-setujui-kunci", key)
    hands.shot("approve" + ("-key" if key else ""))
    hands.press("pulihkan-setujui-ya")
    save_as(hands, stick / "jawab.skpg")
    assert "Berlaku satu kali" in page._shown.banner.text()
    hands.shot("approved")


def come_back(hands: Any, stick: Path) -> None:
    """Open the answer at the door with the password that was chosen."""
    hands.press("masuk-lupa")
    hands.press("lupa-jawaban")
    hands.session.door.ways["jawaban"].take_file(stick / "jawab.skpg")
    hands.type("jawaban-sandi", "bukan yang dipilih")
    hands.press("jawaban-masuk")
    hands.qtbot.waitUntil(lambda: "bukan yang dipilih" in hands.said("jawaban-baris-sandi"), timeout=10_000)
    hands.shot("grant-wrong")
    QTest.qWait(1_200)
    hands.type("jawaban-sandi", BARU)
    QTest.keyClick(hands.find("jawaban-sandi"), Qt.Key.Key_Return)
    hands.entered()
    assert hands.session.window.desk.pelaku.nama == "Dewi Contoh"


@pytest.mark.usefixtures("known")
def test_that_the_kabupaten_helps_by_files_and_a_telephone(crew: Any, home: Path, above: Path, stick: Path) -> None:
    unit = crew(home)
    told, words = ask(unit, stick)
    assert "Dewi Contoh" in words
    assert told.replace(" ", "") in words.replace(" ", "").replace("\n", "").replace("\r", "")
    unit.close()
    kabupaten = crew(above)
    kabupaten.login("Sari Contoh", "sungai kecil empat lampu")
    answer(kabupaten, stick, told)
    kabupaten.close()
    again = crew(home)
    come_back(again, stick)
    again.session.lock()
    again.locked()
    again.press("masuk-lupa")
    # The answer was used up.
    assert not again.find("lupa-jawaban").isEnabled()


@pytest.mark.usefixtures("known")
def test_that_the_key_on_paper_is_typed_for_each_answer(crew: Any, home: Path, above: Path, stick: Path) -> None:
    unit = crew(home)
    told, _words = ask(unit, stick)
    unit.close()
    kabupaten = crew(above)
    kabupaten.login("Sari Contoh", "sungai kecil empat lampu")
    page = kabupaten.page("pengaturan", "pulihkan")
    kabupaten.settle()
    kabupaten.press("pulihkan-kunci-keluar")
    kabupaten.shot("escrow-question")
    kabupaten.press("pulihkan-kunci-tanya-ya")
    save_as(kabupaten, stick / "kunci.pdf")
    assert "Lembar kunci ada di" in page._shown.banner.text()
    assert not kabupaten.find("pulihkan-kunci-keluar").isVisible()
    document = pypdfium2.PdfDocument(stick / "kunci.pdf")
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    box = words.split("spasi dan huruf kecil boleh)")[1].split("1.")[0]
    answer(kabupaten, stick, told, key=" ".join(box.split()))
    kabupaten.close()
    come_back(crew(home), stick)
