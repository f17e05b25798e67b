"""Changing a computer's key by hand: the button at the unit, and the one look at the kabupaten."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPushButton

from desktop_app.services.identitas import change_key
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pencabutan import list_komputer, revoke_device
from tests.ui.exchange.test_ui_held_page import show


def grab(widget: Any, name: str) -> None:
    """Keep a picture of it where somebody asks for one."""
    folder = os.environ.get("SKP_LIHAT")
    if folder:
        widget.grab().save(str(Path(folder) / f"{name}.png"))


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
    offices.approve(pair.stick / "ganti.skpe", pair.stick / "jawab.skpb")
    hands.settle()
    page = show(hands, "komputer")
    grab(hands.window, "komputer")
    states = [page._model.data(page._model.index(row, 4)) for row in range(page._model.rowCount())]
    assert sorted(state.partition(":")[0] for state in states) == ["kunci diganti", "terdaftar"]


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
