"""What the life of an SKP knows besides its steps: taking back, the superior, an early end, addenda."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.services.adendum_cocok import restore_addenda
from desktop_app.services.kantor import Changed
from desktop_app.services.naskah import Naskah
from desktop_app.services.pindah import end_skp
from desktop_app.services.skp import advance_skp
from desktop_app.ui.paper import ask_paper
from desktop_app.ui.reason import ask_signature
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.dialog import Dialog, confirm
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import GrowingTextEdit

if TYPE_CHECKING:
    from desktop_app.ui.skp.editor import SkpEditor


def is_handed_in(skp: Skp, opened: Naskah) -> bool:
    """Tell whether it waits for the assessor."""
    return skp.status is StatusSkp.DIAJUKAN and not opened.konflik


def may_withdraw(skp: Skp, opened: Naskah) -> bool:
    """Tell whether it waits for the assessor and is this person's to take back."""
    return is_handed_in(skp, opened) and opened.boleh_menyusun


def may_fix_by_superior(skp: Skp, opened: Naskah) -> bool:
    """Tell whether it waits and this person may determine it in the assessor's place."""
    return is_handed_in(skp, opened) and opened.boleh_sebagai_atasan


def may_record(skp: Skp, opened: Naskah) -> bool:
    """Tell whether it waits for an assessor without an account, and this person may record his paper."""
    return is_handed_in(skp, opened) and opened.boleh_catat_kertas


def is_determined(skp: Skp, opened: Naskah) -> bool:
    """Tell whether it is determined and its versions agree."""
    return skp.status is StatusSkp.DITETAPKAN and not opened.konflik


def is_joined(skp: Skp, opened: Naskah) -> bool:
    """Tell whether the determined plan is what several versions say together, which nobody signed as a whole."""
    return is_determined(skp, opened) and opened.boleh_memutuskan and len(opened.kepala) > 1


def may_restore(skp: Skp, opened: Naskah) -> bool:
    """Tell whether it is a reopened plan that addenda belong to, and this person's to type."""
    return skp.status is StatusSkp.DRAFT and opened.boleh_ubah and bool(skp.adendum)


def may_end(skp: Skp, opened: Naskah) -> bool:
    """Tell whether an early end can be noted: by who keeps the office's records."""
    return not opened.konflik and opened.boleh_pilih_penilai


def withdraw(editor: SkpEditor) -> None:
    """Ask, then take back what was handed in."""
    confirm(
        editor.window(),
        name="skp-tarik-tanya",
        title=_("Tarik kembali SKP ini?"),
        text=_("SKP menjadi draf lagi dan dapat diketik. Ajukan lagi bila sudah selesai."),
        yes=_("Tarik kembali"),
        on_yes=lambda: _advance(editor, "tarik"),
    )


def fix_by_superior(editor: SkpEditor) -> None:
    """Ask for place and date, then let the assessor's superior determine (P6:65)."""
    skp = editor.current()
    ask_signature(
        editor,
        name="skp-tetapkan-atasan-tanya",
        title=_("Tetapkan oleh atasan pejabat penilai?"),
        text=_(
            "Hanya bila pejabat penilai tidak menetapkan sampai akhir Januari (halaman 65). Nama atasannya tercetak "
            "sebagai yang menetapkan; evaluasi tetap oleh pejabat penilai."
        ),
        yes=_("Tetapkan"),
        place=skp.tempat or editor.page.desk.profil.tempat,
        day=editor.page.desk.proposed_day(),
        on_answer=lambda place, day: _advance(editor, "tetapkan", place, day, by_superior=True),
    )


def record_paper(editor: SkpEditor) -> None:
    """Ask which paper it is, then record that the plan was determined on it."""
    editor.commit()

    def done(changed: Changed) -> None:
        editor.page.changed.emit(changed)
        editor.reload()

    ask_paper(editor, editor.page, "skp", editor.doc_id, editor.current().tempat, done)


def confirm_joined(editor: SkpEditor) -> None:
    """Ask, then sign anew what two accepted addenda say together."""
    confirm(
        editor.window(),
        name="skp-tegaskan-tanya",
        title=_("Tegaskan SKP gabungan?"),
        text=_("Dua adendum diterima di dua komputer dan isinya sudah digabung. Periksa isinya, lalu tegaskan."),
        yes=_("Tegaskan"),
        on_yes=lambda: _advance(editor, "tegaskan"),
    )


def restore(editor: SkpEditor) -> None:
    """Ask, then put the accepted addenda into the reopened plan as they were agreed."""
    confirm(
        editor.window(),
        name="skp-masukkan-adendum-tanya",
        title=_("Masukkan adendum?"),
        text=_("Hasil kerja yang diatur adendum menjadi seperti yang disepakati. Isi yang lain tetap."),
        yes=_("Masukkan"),
        on_yes=lambda: _ask(editor, restore_addenda),
    )


def end_early(editor: SkpEditor) -> None:
    """Ask for the last day and the reason, then note them."""
    skp = editor.current()
    name = "skp-akhiri-tanya"
    dialog = Dialog(
        editor.window(),
        name=name,
        title=_("Akhiri SKP lebih awal?"),
        text=_("Untuk pegawai yang pindah atau berhenti. Isi yang sudah ditetapkan tidak berubah."),
    )
    when = DateField(f"{name}-tanggal", _("Hari terakhir"))
    when.set_answer(min(max(editor.page.desk.proposed_day(), skp.mulai), skp.selesai))
    why = GrowingTextEdit(f"{name}-alasan", _("Sebab"), least_lines=2)
    row = FormRow(f"{name}-baris", _("Sebab"), why, required=True, stacked=True)
    dialog.content.addWidget(FormRow(f"{name}-baris-tanggal", _("Hari terakhir"), when, required=True))
    dialog.content.addWidget(row)

    def take() -> None:
        when.flush()
        if not when.is_readable():
            when.setFocus()
        elif not why.answer():
            row.show_finding(State.ERROR, _("Tuliskan sebabnya."))
            why.setFocus()
        else:
            dialog.accept()
            _ask(editor, end_skp, when.answer(), why.answer())

    dialog.add_button("batal", _("Batal"))
    dialog.add_button("ya", _("Akhiri SKP"), take, kind="primary", closes=False)
    when.setFocus()
    dialog.open()


def show_addenda(editor: SkpEditor) -> None:
    """Go to the addenda of this SKP and the plans as they were determined."""
    editor.page.navigate.emit("adendum", editor.doc_id)


def _advance(
    editor: SkpEditor, step: str, place: str = "", day: date | None = None, *, by_superior: bool = False
) -> None:
    _ask(editor, advance_skp, step, tempat=place, tanggal=day, oleh_atasan=by_superior)


def _ask(editor: SkpEditor, function: Callable[..., Changed], *args: object, **options: Any) -> None:
    editor.commit()

    def done(changed: Changed) -> None:
        editor.page.changed.emit(changed)
        editor.reload()

    editor.page.ask(function, editor.doc_id, *args, on_done=done, writes=True, **options)
