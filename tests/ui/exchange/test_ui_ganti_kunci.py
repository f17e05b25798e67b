"""Changing a computer's key by hand: the button at the unit, and the one look at the kabupaten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton

from desktop_app.services.identitas import change_key
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pencabutan import list_komputer, revoke_device
from tests.services.test_kunci_dicuri import write_stranger
from tests.ui.exchange.test_ui_held_page import show


def grab(widget: Any, name: str) -> None:
    """Keep a picture of it where somebody asks for one."""
    folder = os.environ.get("SKP_LIHAT")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))


def standings(page: Any) -> list[str]:
    """Return how the kabupaten stands to each computer, as the list shows it."""
    return [page._model.data(page._model.index(row, 4)) for row in range(page._model.rowCount())]


def test_that_a_key_is_changed_by_hand_and_admitted_with_one_look(start: Any, exported: Any) -> None:
    pair = exported
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [pair.facts.path])
    hands = start(pair.unit)
    page = show(hands, "identitas")
    grab(hands.window, "identitas")
    hands.find("identitas-ganti").click()
    assert page.question.findChild(QPushButton, "identitas-ganti-tanya-batal").isDefault()
    grab(page.question, "identitas-ganti-tanya")
    page.question.reject()
    page.change(pair.stick / "ganti.skpe")
    hands.settle()
    assert "Kunci diganti" in page.banner.text()
    assert not hands.find("identitas-ganti").isEnabled(), "the answer is still to come"
    grab(hands.window, "identitas-sesudah")
    hands.close()
    with pair.opened(pair.unit) as unit:
        write_stranger(unit, pair.stick / "lain.skpe")
    hands = start(pair.kabupaten)
    hands.window.show_page("masuk", "kantor")
    hands.settle()
    offices = hands.find("masuk-kantor-bagian")
    offices.read(pair.stick / "ganti.skpe")
    hands.settle()
    approval = offices.approval
    grab(approval, "setujui-ganti")
    assert approval.findChild(QCheckBox, "masuk-setujui-cocok") is None
    assert approval.findChild(QPushButton, "masuk-setujui-ya").isEnabled()
    approval.reject()
    request = (pair.stick / "ganti.skpe").read_bytes()
    (pair.stick / "ganti.skpe").write_bytes((pair.stick / "lain.skpe").read_bytes())
    offices.approve(pair.stick / "ganti.skpe", pair.stick / "jawab.skpb", approval.asked)
    hands.settle()
    assert "bukan lagi yang Anda lihat" in offices._page.banner.text()
    assert not (pair.stick / "jawab.skpb").exists()
    (pair.stick / "ganti.skpe").write_bytes(request)
    offices.approve(pair.stick / "ganti.skpe", pair.stick / "jawab.skpb", approval.asked)
    hands.settle()
    page = show(hands, "komputer")
    grab(hands.window, "komputer")
    states = standings(page)
    assert sorted(state.partition(":")[0] for state in states) == ["kunci diganti", "terdaftar"]
    # the computer is lost: its old row leads to the key it has now
    page.table.select_row(next(row for row, state in enumerate(states) if state != "terdaftar"))
    page.open_lost()
    hands.settle()
    step = hands.find("komputer-hilang-cabut-ket")
    assert "masih dipercaya sebagai komputer " + approval.asked.device_id[:8] in step.text()
    grab(page.lost, "hilang-kunci-diganti")
    hands.find("komputer-hilang-cabut").click()
    page.lost.revoke("laptop dicuri")
    hands.settle()
    assert "Sudah dicabut" in step.text()
    assert not hands.find("komputer-hilang-cabut").isEnabled()
    baru = approval.asked.device_id[:8]
    assert sorted(standings(page)) == [f"dicabut bersama {baru}", "dicabut sesudah paket 0"]
    grab(page.lost, "hilang-kunci-dicabut")
    page.lost.accept()
    grab(hands.window, "komputer-dicabut")


def test_that_an_old_key_that_counts_no_more_asks_for_the_voice(start: Any, exported: Any) -> None:
    pair = exported
    with pair.opened(pair.unit) as unit:
        change_key(unit, pair.stick / "ganti.skpe")
    with pair.opened(pair.kabupaten) as above:
        revoke_device(above, list_komputer(above)[0].perangkat.device_id, "hilang")
    hands = start(pair.kabupaten)
    hands.window.show_page("masuk", "kantor")
    hands.settle()
    offices = hands.find("masuk-kantor-bagian")
    offices.read(pair.stick / "ganti.skpe")
    hands.settle()
    approval = offices.approval
    grab(approval, "setujui-dicabut")
    assert "dicabut" in approval.findChild(type(hands.find("masuk-setujui-ganti")), "masuk-setujui-ganti").text()
    assert not approval.findChild(QPushButton, "masuk-setujui-ya").isEnabled()
    approval.findChild(QCheckBox, "masuk-setujui-cocok").click()
    assert approval.findChild(QPushButton, "masuk-setujui-ya").isEnabled()
    approval.reject()
