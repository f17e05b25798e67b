"""The chart of progress says in words what it paints, shows more than the target, and an empty one says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtGui import QImage

from desktop_app.domain.istilah import JenisTarget
from desktop_app.domain.skp import Target
from desktop_app.services.usulan_realisasi import KemajuanIndikator
from desktop_app.ui.progress_words import show_progress
from desktop_app.ui.theme import Colour
from desktop_app.ui.widgets.progress_chart import ProgressChart

BERKAS = Target(jenis=JenisTarget.ANGKA, nilai="100", satuan="berkas")


def progress(*values: int | None, target: Target = BERKAS, **fields: Any) -> KemajuanIndikator:
    titik = tuple((date(2026, n, 1), None if v is None else Decimal(v)) for n, v in enumerate(values, 1))
    return KemajuanIndikator("i1", "Jumlah berkas", target, titik, **fields)


def painted(qtbot: Any, shown: KemajuanIndikator) -> tuple[ProgressChart, QImage]:
    chart = ProgressChart("bagan", "Kemajuan")
    qtbot.addWidget(chart)
    show_progress(chart, shown)
    chart.resize(500, 190)
    return chart, chart.grab().toImage()


def has(image: QImage, colour: str) -> bool:
    return any(
        image.pixelColor(x, y).name().upper() == colour
        for x in range(0, image.width(), 2)
        for y in range(44, image.height() - 26)
    )


def test_that_the_words_tell_target_month_number_and_share(qtbot: Any) -> None:
    chart, image = painted(qtbot, progress(None, 40, 75, None))
    assert chart.accessibleDescription() == (
        "Jumlah berkas. Target 100 berkas. Sampai Maret: 75 berkas. 75% dari target"
    )
    assert has(image, Colour.ACCENT)
    assert not has(image, Colour.OK)


def test_that_more_than_the_target_is_painted_and_told(qtbot: Any) -> None:
    chart, image = painted(qtbot, progress(40, 125))
    assert "125% dari target" in chart.accessibleDescription()
    assert has(image, Colour.OK)
    assert has(image, Colour.FOCUS)


def test_that_a_time_over_its_target_is_no_surplus(qtbot: Any) -> None:
    hari = Target(jenis=JenisTarget.ANGKA, nilai="3", satuan="hari")
    chart, image = painted(qtbot, progress(2, 5, target=hari, kecil_lebih_baik=True))
    assert "dari target" not in chart.accessibleDescription()
    assert not has(image, Colour.OK)


def test_that_a_range_is_a_band_and_words_have_no_line(qtbot: Any) -> None:
    rentang = Target(jenis=JenisTarget.RENTANG, nilai="80", nilai_atas="90", satuan="%")
    chart, image = painted(qtbot, progress(50, 85, target=rentang))
    assert "Target 80 – 90%. Sampai Februari: 85%" in chart.accessibleDescription()
    assert has(image, Colour.WARNING_SOFT)
    _, image = painted(qtbot, progress(50, target=Target(teks="akhir tahun")))
    assert not has(image, Colour.FOCUS)


def test_that_without_a_number_it_says_that_there_is_none_yet(qtbot: Any) -> None:
    chart, image = painted(qtbot, progress(None, None))
    assert "Belum ada catatan yang dihitung" in chart.accessibleDescription()
    assert not has(image, Colour.ACCENT)
    _, _ = painted(qtbot, progress())
    painted(qtbot, progress(0, 0, target=Target(jenis=JenisTarget.ANGKA, nilai="0")))
