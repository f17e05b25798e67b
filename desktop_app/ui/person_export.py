"""ExportPerson: everything about one person into a folder; for the admin's page, and for a person about himself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.i18n import _
from desktop_app.services.data_pribadi import HasilEksporOrang, export_orang
from desktop_app.ui.errors import present_error
from desktop_app.ui.runner import Runner
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.folder import FolderField
from desktop_app.ui.widgets.form import FormRow


class ExportPerson(Dialog):
    """Asks for a folder, writes, and stays open with what went wrong where it did."""

    def __init__(
        self, parent: QWidget, runner: Runner, pegawai_id: str, nama: str, on_done: Callable[[HasilEksporOrang], object]
    ) -> None:
        super().__init__(
            parent,
            name="ekspor-orang",
            title=_("Ekspor data {nama}").format(nama=nama),
            text=_(
                "Satu folder baru berisi semua versi data, formulir PDF, tanda tangan, dan jejaknya, dengan daftar "
                "sidik yang ditandatangani komputer ini."
            ),
        )
        self._runner = runner
        self._pegawai_id = pegawai_id
        self._on_done = on_done
        self._fill()

    def _fill(self) -> None:
        self.folder = FolderField("ekspor-orang-folder", _("Folder tujuan"))
        row = FormRow("ekspor-orang-baris-folder", _("Folder tujuan"), self.folder, required=True)
        row.setMinimumWidth(600)
        self.content.addWidget(row)
        self.content.addWidget(
            make_label(
                _("Isi folder itu tidak dikunci. Serahkan langsung kepada orangnya, jangan ditinggal di komputer ini."),
                "muted",
                name="ekspor-orang-peringatan",
                wrap=True,
            )
        )
        self._working = make_label("", "muted", name="ekspor-orang-keadaan", wrap=True)
        self._working.hide()
        self.content.addWidget(self._working)
        self.add_button("batal", _("Batal"))
        self._go = self.add_button("tulis", _("Ekspor"), self._write, default=True, closes=False)
        self.folder.answered.connect(lambda _path: self._allow())
        self._allow()

    def _allow(self) -> None:
        self._go.setEnabled(self.folder.answer() is not None)

    def _write(self) -> None:
        folder = self.folder.answer()
        if folder is None:
            return
        self._go.setEnabled(False)
        self._working.setText(_("Mengumpulkan data…"))
        self._working.show()
        self._runner.submit(
            export_orang,
            self._pegawai_id,
            folder,
            owner=self,
            on_done=self._finish,
            on_error=self._fail,
            on_progress=self._count,
            keep_error=True,
        )

    def _count(self, done: int, every: int) -> None:
        self._working.setText(_("Mengumpulkan data: dokumen {n} dari {semua}").format(n=done, semua=every))

    def _finish(self, hasil: HasilEksporOrang) -> None:
        self.accept()
        self._on_done(hasil)

    def _fail(self, error: BaseException) -> None:
        self._working.hide()
        self._allow()
        present_error(self, error)
