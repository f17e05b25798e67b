"""Another root by hand: the digits are typed, never shown; wrong ones are told beside the field."""

from __future__ import annotations

import shutil
from typing import Any

from PySide6.QtWidgets import QLabel

from desktop_app.services.balas import answer_device
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_kepercayaan import save_trust_file
from desktop_app.services.kepercayaan import require_trust
from desktop_app.services.masuk import merge_bundles
from tests.services.test_kunci_cabang import add_roots
from tests.ui.exchange.test_ui_ganti_kunci import grab


def test_that_another_root_is_believed_by_typed_digits_alone(start: Any, exported: Any) -> None:
    pair = exported
    false = pair.kabupaten.parent / "palsu"
    shutil.copytree(pair.kabupaten, false)
    with pair.opened(pair.kabupaten) as true:
        add_roots(true)
        save_trust_file(true, pair.stick / "benar.skpt")
        right = require_trust(true).root_fingerprint
    with pair.opened(pair.unit) as unit:
        device = unit.store.device
    with pair.opened(false) as other:
        add_roots(other)
        merge_bundles(other, [pair.facts.path])
        answer = answer_device(other, device, pair.stick).path
    with pair.opened(pair.unit) as unit:
        apply_return(unit, answer)
    hands = start(pair.unit)
    hands.window.show_page("kirim")
    hands.settle()
    card = hands.find("kirim-percaya")
    assert not card._both.isVisibleTo(card)
    card.read_other(pair.stick / "benar.skpt")
    hands.settle()
    question = card.other
    shown = " ".join(label.text() for label in question.findChildren(QLabel))
    assert not any(group in shown for group in right.split()), "who types it has heard it"
    question._field.setText("00000 " * 5)
    question.take()
    hands.settle()
    assert "bukan sidik jari" in question._row.finding()
    grab(question, "kunci-lain")
    assert question.isVisible()
    question._field.setText(right.replace(" ", ""))
    question.take()
    hands.settle()
    assert "dipercaya sekarang" in card._page.banner.text()
    assert right in card._print.text()
    assert card._both.isVisibleTo(card)
    grab(card, "percaya")
    card.keep_both_roots(pair.stick)
    hands.settle()
    assert len(list(pair.stick.glob("bukti-kunci-*.skpt"))) == 2
