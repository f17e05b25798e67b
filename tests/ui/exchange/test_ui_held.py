"""What was held back is told as a warning with its reason, and the tab says who sent what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop_app.services.kirim import export_bundle
from desktop_app.services.penghapusan import DASAR, erase_orang
from tests.services.dunia_kantor import add_people
from tests.services.pengirim import Pengirim


def hostile(pair: Any, *records: tuple[Any, str]) -> Path:
    """Seal a bundle of the unit with records of other offices."""
    with pair.opened(pair.unit) as unit:
        sender = Pengirim(unit, pair.stick)
        return sender.seal(*(sender.revision(body, kind, scope="99.01.09") for body, kind in records))


def merge(hands: Any, path: Path) -> Any:
    page = hands.page("masuk")
    page.arrivals.add([path])
    hands.settle()
    page.arrivals.merge()
    hands.settle()
    return page


def test_that_held_records_make_the_banner_a_warning_that_names_reason_and_leads_to_the_tab(
    start: Any, pair: Any, texts: Any
) -> None:
    frozen = {"pegawai": {"nama": "Daun Contoh"}, "periode": "2026-TW1"}
    path = hostile(pair, ({"nama": "Bunga Contoh"}, "pegawai"), (frozen, "penilaian"), ({"nama": [1]}, "pegawai"))
    hands = start(pair.kabupaten)
    page = merge(hands, path)
    assert "3 catatan ditahan: dikirim oleh kantor yang tidak berwenang atas data ini." in page.banner.text()
    assert page.banner.property("state") == "warning"
    hands.find("halaman-masuk-pesan-tindakan").click()
    assert page._tabs.currentWidget() is page.held
    rows = texts(page.held._table)
    why = "dikirim oleh kantor yang tidak berwenang atas data ini"
    assert sorted(row[1:5] for row in rows) == [
        [why, "pegawai", "Bunga Contoh", "penyusup"],
        [why, "pegawai", "–", "penyusup"],
        [why, "penilaian", "Daun Contoh", "penyusup"],
    ]
    assert {row[0] for row in rows} == {"Kecamatan Contoh"}
    assert {row[6] for row in rows} == {"1"}


def test_that_a_merge_without_held_records_stays_green(start: Any, exported: Any) -> None:
    hands = start(exported.kabupaten)
    page = merge(hands, exported.facts.path)
    assert page.banner.property("state") == "ok"
    assert "ditahan" not in page.banner.text()
    button = page.banner.findChild(QAbstractButton, "halaman-masuk-pesan-tindakan")
    assert not button.isVisible()


def test_that_a_name_in_a_held_record_is_one_short_line(start: Any, pair: Any, texts: Any) -> None:
    path = hostile(pair, ({"nama": "A\u202eB\n" + "C" * 500}, "pegawai"))
    hands = start(pair.kabupaten)
    page = merge(hands, path)
    (row,) = texts(page.held._table)
    assert row[3].startswith("A B C")
    assert len(row[3]) <= 120


def test_that_an_erasure_of_a_unit_is_carried_out_only_after_the_question_was_answered(
    start: Any, pair: Any, texts: Any
) -> None:
    with pair.opened(pair.unit) as unit:
        _, _, staf = add_people(unit)
        erase_orang(unit, staf, DASAR[0], "800/12/2026")
        path = export_bundle(unit, pair.stick).path
    hands = start(pair.kabupaten)
    page = merge(hands, path)
    assert "Sebuah unit meminta penghapusan data" in page.banner.text()
    assert "1 dokumen (1 versi)" in texts(page.held._table)[0][1]
    button = hands.find("masuk-setujui-hapus")
    assert button.isEnabled()
    page.held.ask()
    assert "tidak dapat dibatalkan" in " ".join(label.text() for label in page.held.confirmation.findChildren(QLabel))
    hands.find("masuk-setujui-hapus-dialog-ya").click()
    hands.settle()
    assert "Penghapusan dilaksanakan" in page.banner.text()
    assert not button.isEnabled()
    assert not [row for row in texts(page.held._table) if "penghapusan" in row[1]]
