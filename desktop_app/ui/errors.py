"""Any exception → the right way out: a banner, a dialog, or a report that can be copied.

The user can act (``UserError``): a banner on the page, or beside the field where the page knows it. The
machine
failed (``SystemProblem``) and untrusted input (``BundleError``): a dialog. Anything else is our bug: a dialog
with a report that names places in the program and no word of what people typed.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import __version__
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.i18n import _
from desktop_app.messages import sentence
from desktop_app.ui.runner import CancelledError
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.banner import Banner
from desktop_app.ui.widgets.dialog import Dialog


class Way(Enum):
    """The four ways out, and none at all for a job that the person cancelled."""

    NOTHING = "nothing"
    USER = "user"
    SYSTEM = "system"
    BUNDLE = "bundle"
    BUG = "bug"


class Description(NamedTuple):
    """What is shown for an exception: way, title, text, and a report to copy (empty unless it is our bug)."""

    way: Way
    title: str
    text: str
    report: str = ""


def describe_error(error: BaseException) -> Description:
    """Return what people are told about ``error``."""
    if isinstance(error, CancelledError):
        return Description(Way.NOTHING, "", "")
    if isinstance(error, UserError):
        return Description(Way.USER, _("Perlu diperbaiki"), sentence(error))
    if isinstance(error, BundleError):
        text = sentence(error) + "\n\n" + _("Tidak ada data di komputer ini yang berubah.")
        return Description(Way.BUNDLE, _("Paket ditolak"), text)
    if isinstance(error, SystemProblem):
        return Description(Way.SYSTEM, _("Komputer mengalami kendala"), sentence(error))
    if isinstance(error, LuringError):
        return Description(Way.SYSTEM, _("Terjadi kendala"), sentence(error))
    text = _(
        "Ada kesalahan di dalam program. Isian yang sudah bertanda “Tersimpan” tetap aman. "
        "Salin laporan di bawah ini dan kirim kepada admin kabupaten; laporan tidak memuat data pegawai."
    )
    return Description(Way.BUG, _("Kesalahan program"), text, write_report(error))


def write_report(error: BaseException) -> str:
    """Return a report of places and versions; the exception's own words may hold names and are left out."""
    lines = [
        f"SKP Luring {__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.system()} {platform.release()}",
        f"{type(error).__module__}.{type(error).__qualname__}",
    ]
    lines += [
        f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    cause = error.__cause__ or error.__context__
    if cause is not None:
        lines.append(f"{_('Sebab')}: {type(cause).__module__}.{type(cause).__qualname__}")
    return "\n".join(lines)


def _place(filename: str) -> str:
    """Return the tail of a path: the folder above may carry the name of the person."""
    return "/".join(Path(filename).parts[-2:])


def present_error(parent: QWidget | None, error: BaseException, banner: Banner | None = None) -> Dialog | None:
    """Show ``error`` in ``banner`` when the user can act and a banner is there, else in a dialog above
    ``parent``."""
    told = describe_error(error)
    if told.way is Way.NOTHING:
        return None
    if told.way is Way.USER and banner is not None:
        banner.show_message(State.ERROR, told.text)
        return None
    open_already = _find_open(told)
    if open_already is not None:
        return open_already
    state = State.WARNING if told.way is Way.USER else State.ERROR
    dialog = Dialog(parent, name="kesalahan", title=told.title, text=told.text, state=state)
    if told.report:
        dialog.add_copyable(told.report, label=_("Laporan kesalahan"))
    dialog.add_button("tutup", _("Tutup"), default=True)
    dialog.open()
    return dialog


def _find_open(told: Description) -> Dialog | None:
    """Return the dialog that says the same already: a full disk must not pile up windows."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, Dialog) and widget.isVisible() and widget.says(told.title, told.text):
            return widget
    return None


def install_excepthook(show: Callable[[BaseException], object]) -> None:
    """Send exceptions of slots to ``show``: Qt gives them to ``sys.excepthook`` and goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        traceback.print_exception(kind, error, trace)
        show(error.with_traceback(trace))

    sys.excepthook = hook
