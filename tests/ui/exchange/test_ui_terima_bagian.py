"""An answer that comes in parts over days, several at once, or on a full stick: the unit takes it as the inbox does."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from desktop_app.exchange.volumes import write_volumes
from desktop_app.services.balas import export_returns
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pendaftaran import approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.rakit import list_bagian
from tests.ui.exchange.conftest import AGENCY, Pair, clock


@pytest.fixture(scope="module")
def answered_template(pair_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: the unit has sent two bundles, and the kabupaten has answered each."""
    root = tmp_path_factory.mktemp("dibalas") / "pair"
    shutil.copytree(pair_template, root)
    pair = Pair(root)
    with pair.opened(pair.unit) as unit, pair.opened(pair.kabupaten) as above:
        for number in range(2):
            merge_bundles(above, [export_bundle(unit, pair.stick).path])
            folder = pair.stick / f"balasan-{number}"
            folder.mkdir()
            export_returns(above, folder)
    return root


@pytest.fixture
def answered(answered_template: Path, tmp_path: Path) -> Pair:
    """Two answers for the unit, ``facts.answers``: the second acknowledges one bundle more."""
    shutil.copytree(answered_template, tmp_path / "pair")
    pair = Pair(tmp_path / "pair")
    pair.facts.answers = sorted(pair.stick.glob("balasan-*/*.skpb"))
    return pair


def cut(path: Path, folder: Path) -> list[Path]:
    """Cut a bundle into volumes under the names that a gateway gave them."""
    folder.mkdir()
    whole = hashlib.sha256(path.read_bytes()).hexdigest()
    made = write_volumes(path, folder, 1400, series=whole)
    return [one.rename(folder / f"lampiran-{n}.skpb") for n, one in enumerate(made)]


def press(hands: Any, name: str) -> None:
    """Press a button of the preview that is shown."""
    dialog = hands.dialog()
    assert dialog.objectName() == "kirim-balasan-lihat"
    dialog.findChild(QPushButton, f"kirim-balasan-lihat-{name}").click()
    hands.settle()


def test_that_parts_of_an_answer_come_over_days_and_the_missing_one_is_named(
    start: Any, answered: Pair, tmp_path: Path
) -> None:
    parts = cut(answered.facts.answers[0], tmp_path / "surel")
    assert len(parts) >= 3
    hands = start(answered.unit)
    page = hands.page("kirim")
    hands.find("kirim-balasan").give([parts[0], *parts[2:]])
    hands.settle()
    missing = f"kurang bagian 2 dari {len(parts)}"
    assert missing in page.banner.text()
    assert missing in hands.find("kirim-bagian-menunggu").text()
    assert [row.diterima for row in page.outbox.rows()] == [False, False]
    hands.close()
    # Another day; the letter with part 2 comes again, beside one that came before.
    hands = start(answered.unit)
    page = hands.page("kirim")
    assert missing in hands.find("kirim-bagian-menunggu").text()
    hands.find("kirim-balasan").give([parts[1], parts[0]])
    hands.settle()
    press(hands, "batal")
    assert [row.diterima for row in page.outbox.rows()] == [False, False], "it was only shown"
    assert "sudah lengkap" in hands.find("kirim-bagian-menunggu").text()
    hands.find("kirim-bagian-periksa").click()
    hands.settle()
    press(hands, "terapkan")
    hands.back()
    assert "paket nomor 1" in hands.find("kirim-hasil-balasan").text()
    assert [row.diterima for row in page.outbox.rows()] == [False, True]
    assert not hands.find("kirim-bagian-menunggu").isVisible()
    assert hands.stored(list_bagian) == ()
    assert not list(answered.unit.glob("karantina/*"))


def test_that_several_answers_are_shown_one_after_the_other_the_oldest_first(start: Any, answered: Pair) -> None:
    first, second = answered.facts.answers
    hands = start(answered.unit)
    page = hands.page("kirim")
    hands.find("kirim-balasan").give([second, first])
    hands.settle()
    titles = []
    for _each in range(2):
        titles.append(hands.dialog().windowTitle())
        press(hands, "terapkan")
    hands.back()
    assert [title.split(" dari ")[0] for title in titles] == ["Balasan nomor 2", "Balasan nomor 3"]
    assert hands.find("kirim-hasil-balasan").text().splitlines() == [
        "Balasan nomor 2: Kabupaten mengakui sudah menerima paket nomor 1.",
        "Balasan nomor 3: Kabupaten mengakui sudah menerima paket nomor 1, 2.",
    ]
    assert [row.diterima for row in page.outbox.rows()] == [True, True]


def test_that_a_full_stick_is_looked_through_and_only_what_is_ours_is_shown(start: Any, answered: Pair) -> None:
    first, second = answered.facts.answers
    stick = answered.stick
    (stick / "balasan.skpb").write_bytes(first.read_bytes())
    (stick / "salinan.skpb").write_bytes(first.read_bytes())
    (stick / "Dokumen.lnk").write_bytes(b"virus")
    (stick / "tautan.skpb").symlink_to(second)
    other = found_office(
        stick / "lain",
        Profil(peran=Peran.UNIT, kode="99.01.04", nama="Kec. Contoh", instansi=AGENCY),
        jam=clock,
    )
    request_enrolment(other, stick / "lain.skpe")
    other.close()
    with answered.opened(answered.kabupaten) as above:
        approve_enrolment(above, stick / "lain.skpe", stick / "untuk-lain.skpb")
    hands = start(answered.unit)
    page = hands.page("kirim")
    page.answers.look_into(stick)
    hands.settle()
    assert hands.dialog().windowTitle().startswith("Balasan nomor 2 dari")
    press(hands, "terapkan")
    hands.back()
    said = page.banner.text()
    assert "Dokumen.lnk" in said
    assert "tautan.skpb" in said, "a link is opened by nobody"
    assert "3 paket bukan balasan untuk komputer ini" in said, "two that went up, and one for another computer"
    assert [row.diterima for row in page.outbox.rows()] == [False, True]


def test_that_an_empty_stick_is_told(start: Any, pair: Any, tmp_path: Path) -> None:
    hands = start(pair.unit)
    page = hands.page("kirim")
    page.answers.look_into(tmp_path)
    hands.settle()
    assert page.banner.text() == "Tidak ada paket (.skpb) di folder ini."


def test_that_a_second_computer_finds_its_answer_among_others_and_hears_how_its_office_is_written(
    start: Any, answered: Pair, tmp_path: Path
) -> None:
    home, stick = tmp_path / "kedua", answered.stick
    new = found_office(
        home, Profil(peran=Peran.UNIT, kode="99.01.04", nama="Kec. Contoh", instansi="Pemkab"), jam=clock
    )
    request_enrolment(new, stick / "kedua.skpe")
    new.close()
    hands = start(answered.kabupaten)
    page = hands.page("masuk")
    page._tabs.setCurrentWidget(page.offices)
    page.offices.read(stick / "kedua.skpe")
    hands.settle()
    dialog = hands.dialog()
    told = dialog.findChild(object, "masuk-setujui-tercatat").text()
    assert f"Kecamatan Contoh, {AGENCY}" in told
    dialog.reject()
    hands.back()
    page.offices.approve(stick / "kedua.skpe", stick / "jawab-kedua.skpb", page.offices.approval.asked)
    hands.settle()
    hands.close()
    parts = cut(stick / "jawab-kedua.skpb", tmp_path / "surel")
    hands = start(home)
    page = hands.page("kirim")
    page.enrol.accept_all([*parts[:-1], answered.facts.answers[0]])
    hands.settle()
    assert page.enrol.isVisible(), "a part is missing, and the answer of the first computer is no answer to this one"
    assert f"kurang bagian {len(parts)} dari {len(parts)}" in page.banner.text()
    page.enrol.accept_all([parts[-1]])
    hands.settle()
    assert f"Kecamatan Contoh, {AGENCY}" in hands.dialog().findChild(object, "kirim-terdaftar-nama").text()
    hands.dialog().accept()
    hands.back()
    assert page.send.isVisible()
    assert hands.window.windowTitle() == "Kecamatan Contoh – SKP Luring"
    assert hands.find("status-kantor").text() == "Kecamatan Contoh · 99.01.04"


def test_that_an_answer_is_written_as_files_for_letters(start: Any, answered: Pair, tmp_path: Path) -> None:
    hands = start(answered.kabupaten)
    written = hands.page("balasan").written
    row = written.model.row_at(1)
    assert row.paket.seq == 2
    written.mail(row, tmp_path)
    hands.settle()
    (file,) = tmp_path.glob("*.skpb")
    assert file.read_bytes() == answered.facts.answers[0].read_bytes()
    assert "1 berkas ditulis di" in hands.page("balasan").banner.text()
