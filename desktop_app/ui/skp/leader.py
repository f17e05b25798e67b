"""LeaderResults: the results of the assessor's SKP, one to be taken for column (2) of the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from desktop_app.domain.skp import HasilIntervensi, Skp
from desktop_app.i18n import _
from desktop_app.services.skp import list_hasil_pimpinan
from desktop_app.ui.page import Page
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.dialog import Dialog


class LeaderResults(Dialog):
    """Arrows and Enter choose; ``on_chosen`` gets the ``HasilIntervensi``."""

    def __init__(
        self, parent: QWidget, results: Sequence[HasilIntervensi], on_chosen: Callable[[HasilIntervensi], object]
    ) -> None:
        super().__init__(parent, name="pilih-hasil-pimpinan", title=_("Hasil kerja pimpinan"))
        self._results = tuple(results)
        self._on_chosen = on_chosen
        self._list = QListWidget()
        self._list.setObjectName("pilih-hasil-pimpinan-daftar")
        self._list.setAccessibleName(_("Hasil kerja pimpinan"))
        self._list.setWordWrap(True)
        self._list.setMinimumSize(640, 300)
        self._list.addItems([f"{at}. {one.teks}" for at, one in enumerate(self._results, start=1)])
        self._list.setCurrentRow(0)
        self._list.itemActivated.connect(lambda _item: self._choose())
        self.content.addWidget(self._list)
        self.add_button("batal", _("Batal"))
        self.add_button("pilih", _("Pilih"), self._choose, default=True, closes=False)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        row = self._list.currentRow()
        if self.isVisible() and 0 <= row < len(self._results):
            self.accept()
            self._on_chosen(self._results[row])


def choose_leader_result(page: Page, skp: Skp, on_chosen: Callable[[HasilIntervensi], object]) -> None:
    """Let one result of the assessor's SKP be chosen, or say that there is none to choose from."""

    def choose(results: tuple[HasilIntervensi, ...]) -> None:
        if results:
            LeaderResults(page.window(), results, on_chosen).open()
        else:
            text = _("Pejabat penilai belum mempunyai SKP tahun ini di kantor ini. Ketik hasil kerjanya langsung.")
            page.banner.show_message(State.INFO, text)

    page.ask(list_hasil_pimpinan, skp, on_done=choose)
