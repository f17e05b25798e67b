"""What an SKP is begun or filled from: templates, last year's SKP, rows of a spreadsheet; keeping one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.pendekatan import prints_aspek
from desktop_app.domain.skp import RencanaHasilKerja, Skp
from desktop_app.domain.templat import find_other_years, templat_of
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.naskah import Naskah
from desktop_app.services.salin_skp import preview_copy
from desktop_app.services.templat import preview_templat
from desktop_app.ui.paste_rows import PasteRows
from desktop_app.ui.template_choice import Beginning, TemplateChoice
from desktop_app.ui.template_save import TemplateSave
from desktop_app.ui.theme import State

if TYPE_CHECKING:
    from desktop_app.ui.skp.editor import SkpEditor


def may_fill(skp: Skp, opened: Naskah) -> bool:
    """Tell whether the sheet can be filled now."""
    return opened.boleh_ubah


def has_results(skp: Skp, opened: Naskah) -> bool:
    """Tell whether the sheet says something that a template could keep."""
    return bool(skp.hasil) and not opened.konflik


def fill_from(editor: SkpEditor) -> None:
    """Let a template, or last year's SKP, be chosen and add it to the sheet as one step."""
    skp = editor.current()
    TemplateChoice(
        editor.page,
        name="skp-isi-dari",
        title=_("Isi SKP dari"),
        yes=_("Tambahkan"),
        pegawai_id=skp.pegawai_id,
        year=skp.mulai.year,
        kelompok=skp.kelompok,
        on_chosen=lambda chosen: _fill(editor, chosen),
    ).open()


def _fill(editor: SkpEditor, chosen: Beginning) -> None:
    doc_id, skp = editor.doc_id, editor.current()

    def take(filled: Skp) -> None:
        _take(editor, doc_id, filled, chosen)

    if chosen.copies:
        editor.page.ask(preview_copy, doc_id, skp, on_done=take)
    else:
        editor.page.ask(preview_templat, chosen.templat_id, doc_id, skp, on_done=take)


def _take(editor: SkpEditor, doc_id: str, skp: Skp, chosen: Beginning) -> None:
    if editor.doc_id != doc_id:
        return
    if skp == editor.current():
        text = _("Isi “{nama}” sudah ada di SKP ini.").format(nama=chosen.name)
        editor.page.banner.show_message(State.INFO, text)
        return
    empty = not editor.current().hasil
    editor.replace(skp, _("Isi dari {nama}").format(nama=chosen.name))
    if empty and skp.hasil:
        # An empty sheet has just got its first field: one goes on there.
        editor.focus_path(f"hasil/#{skp.hasil[0].id}/{'intervensi' if prints_aspek(skp) else 'teks'}")
    tell_other_years(editor, skp)


def tell_other_years(editor: SkpEditor, skp: Skp) -> None:
    """Say which texts still name another year; the first of them is one press away."""
    hints = find_other_years(skp)
    if hints:
        years = ", ".join(sorted({str(one.fakta["tahun"]) for one in hints}))
        text = _("{n} teks masih menyebut tahun {tahun}. Sesuaikan bila perlu.").format(n=len(hints), tahun=years)
        editor.page.banner.show_message(
            State.INFO, text, action=_("Lihat"), on_action=lambda: editor.focus_path(hints[0].jalur)
        )


def paste_rows(editor: SkpEditor) -> None:
    """Show what the rows on the clipboard would become and add them to the sheet as one step."""
    if editor.is_locked():
        return

    def take(hasil: tuple[RencanaHasilKerja, ...]) -> None:
        skp = editor.current()
        editor.replace(msgspec.structs.replace(skp, hasil=(*skp.hasil, *hasil)), _("Tempel baris"))

    PasteRows(editor.window(), QGuiApplication.clipboard().text(), take).open()


def save_as_template(editor: SkpEditor) -> None:
    """Ask for a name and keep the sheet's contents as a template of the office."""
    if not editor.page.desk.may(Wewenang.KELOLA_TEMPLAT):
        text = _("Menyimpan templat bukan bagian dari peran Anda. Mintalah operator atau admin kantor.")
        editor.page.banner.show_message(State.INFO, text)
        return
    skp = editor.current()
    TemplateSave(editor.page, templat_of(skp, "", skp.unit_kode)).open()
