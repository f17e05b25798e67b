"""What a progress chart is given: the progress of one indicator as the service counts it, in words and heights."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.format_indonesia import format_angka, format_target, nama_bulan, read_angka
from desktop_app.domain.istilah import JenisTarget
from desktop_app.domain.realisasi import share_of_target
from desktop_app.services.usulan_realisasi import KemajuanIndikator
from desktop_app.ui.widgets.progress_chart import ProgressChart, ProgressPoint


def show_progress(chart: ProgressChart, progress: KemajuanIndikator) -> None:
    """Show the progress of one indicator, with its target and how far it is."""
    target = progress.target
    unit = target.satuan
    points = [
        ProgressPoint(
            nama_bulan(month.month)[:3],
            nama_bulan(month.month),
            _height(value),
            _said(value, unit) if value is not None else "",
        )
        for month, value in progress.titik
    ]
    last = next((value for _, value in reversed(progress.titik) if value is not None), None)
    share = None if progress.kecil_lebih_baik else share_of_target(last, target)
    words = target.jenis is JenisTarget.TEKS
    chart.set_progress(
        progress.indikator,
        points,
        target=None if words else _height(read_angka(target.nilai)),
        top_target=_height(read_angka(target.nilai_atas)) if target.jenis is JenisTarget.RENTANG else None,
        target_text=format_target(target),
        share=f"{format_angka(share)}%" if share is not None else "",
        less_is_better=progress.kecil_lebih_baik,
    )


def _height(value: Decimal | None) -> float | None:
    """Return a number as the height of a bar: only a picture, never counted with."""
    return None if value is None else float(value)


def _said(value: Decimal, unit: str) -> str:
    gap = "" if not unit or unit.startswith("%") else " "
    return f"{format_angka(value)}{gap}{unit}".strip()
