"""What one may not do is not offered: a button is switched off and says why. The services refuse it anyhow."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.ui.desk import Desk


def permit(control: QWidget, desk: Desk, *needed: Wewenang) -> bool:
    """Return whether who is logged in may do one of ``needed``; else switch ``control`` off with the reason."""
    if any(desk.may(one) for one in needed):
        return True
    reason = _("Peran Anda tidak memuat tindakan ini. Tanyakan kepada admin.")
    control.setEnabled(False)
    control.setToolTip(reason)
    control.setAccessibleDescription(reason)
    return False
