"""A document that the kabupaten asked to be corrected says so at its top, with a way to the request."""

from __future__ import annotations

from desktop_app.domain.dari_kabupaten import KeadaanPermintaan
from desktop_app.i18n import _
from desktop_app.services.permintaan import BarisPermintaan, requests_about
from desktop_app.ui.above_words import wrong_text
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State


def tell_requests(page: Page, doc_id: str) -> None:
    """Ask whether the kabupaten wants this document corrected, and say so in the page's banner."""
    if doc_id:
        page.ask(requests_about, doc_id, on_done=lambda rows: _tell(page, rows), on_error=lambda _error: None)


def _tell(page: Page, rows: tuple[BarisPermintaan, ...]) -> None:
    waiting = [row for row in rows if row.keadaan is KeadaanPermintaan.TERBUKA]
    if not waiting:
        return
    row = waiting[0]
    head = _("Dikembalikan kabupaten: {salah}") if row.isi.kembalikan else _("Kabupaten minta diperbaiki: {salah}")
    page.banner.show_message(
        State.WARNING,
        head.format(salah=wrong_text(row)),
        action=_("Jawab") if row.boleh_jawab else _("Lihat"),
        on_action=lambda: page.navigate.emit("permintaan", row.id),
    )
