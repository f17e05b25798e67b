"""Offices: the computers that were admitted, and the approval of a new one after comparing by voice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.services.ganti_kunci import Gantian
from desktop_app.services.kantor import Changed
from desktop_app.services.kotak import KantorTerdaftar
from desktop_app.services.pendaftaran import Permintaan, approve_enrolment, preview_enrolment
from desktop_app.ui.exchange_words import groups_of, moment_text
from desktop_app.ui.models.rows import Column, RowModel
from desktop_app.ui.page import Page
from desktop_app.ui.rights import permit
from desktop_app.ui.save_as import ask_target
from desktop_app.ui.theme import State
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.empty import EmptyState
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.widgets.table import DataTable


class Offices(QWidget):
    """``approved`` carries ``Changed``."""

    approved = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setObjectName("masuk-kantor-bagian")
        self._page = page
        self.approval: Approval | None = None
        self._build()
        self._drop.files_given.connect(lambda paths: self.read(paths[0]))

    def _build(self) -> None:
        self._drop = FileDrop(
            "masuk-permintaan",
            _("Setujui pendaftaran: taruh berkas permintaan di sini"),
            suffixes=(".skpe",),
            several=False,
            hint=_("Berkas permintaan dari kantor yang belum terdaftar."),
            icon_name="kunci",
        )
        permit(self._drop, self._page.desk, Wewenang.DAFTARKAN_KANTOR)
        self._model: RowModel[KantorTerdaftar] = RowModel(_columns(), self)
        self._table = DataTable(
            "masuk-kantor",
            _("Kantor terdaftar"),
            EmptyState(
                "masuk-kantor-kosong",
                _("Belum ada kantor terdaftar"),
                _("Terima berkas permintaan dari kecamatan, cocokkan sidik jarinya, lalu setujui."),
                icon_name="kunci",
            ),
        )
        self._table.set_model(self._model)
        self._table.set_columns((100, 240, 110, 270, 300), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._drop)
        column.addWidget(self._table, 1)

    def take_focus(self) -> None:
        """Put the keyboard on choosing a request."""
        self._drop.take_focus()

    def show_offices(self, offices: tuple[KantorTerdaftar, ...]) -> None:
        """Show the computers that were admitted."""
        self._model.set_rows(offices)

    def read(self, path: Path) -> None:
        """Read a request and ask whether its fingerprint was compared."""
        self._page.banner.hide()
        self._page.ask(preview_enrolment, path, on_done=partial(self._ask, path))

    def approve(self, path: Path, out: Path, asked: Permintaan) -> None:
        """Write the answer to the request that was shown and compared, and to no other."""
        ask = partial(approve_enrolment, seen=asked)
        self._page.ask(ask, path, out, on_done=partial(self._on_approved, out), writes=True)

    def _ask(self, path: Path, asked: Permintaan) -> None:
        known = any(row.perangkat.device_id == asked.device_id for row in self._model.rows())
        self.approval = Approval(self.window(), asked, known, lambda: self._ask_where(path, asked))
        self.approval.open()

    def _ask_where(self, path: Path, asked: Permintaan) -> None:
        name = f"jawaban-{asked.kode}.skpb"
        ask_target(
            self.window(),
            _("Simpan jawaban pendaftaran"),
            name,
            lambda out: self.approve(path, out, asked),
            replaces=False,
        )

    def _on_approved(self, out: Path, asked: Permintaan) -> None:
        text = _("{nama} terdaftar. Serahkan berkas {berkas} kepada kantor itu.")
        self._page.banner.show_message(State.OK, text.format(nama=asked.nama, berkas=out))
        self.approved.emit(Changed((), ("perangkat",)))


class Approval(Dialog):
    """The fingerprint stands large; the button waits until the person says that both read the same."""

    def __init__(self, parent: QWidget, asked: Permintaan, known: bool, on_yes: Callable[[], object]) -> None:
        super().__init__(
            parent,
            name="masuk-setujui",
            title=(_("Ganti kunci {nama}?") if asked.ganti is Gantian.COCOK else _("Setujui {nama}?")).format(
                nama=asked.nama
            ),
            text=_("Kunci lama dan kunci baru menandatangani permintaan ini bersama. Tidak perlu menelepon.")
            if asked.ganti is Gantian.COCOK
            else _(
                "Telepon kantor itu dengan nomor yang sudah Anda kenal dan minta mereka membacakan lima kelompok angka "
                "di layarnya. Setujui hanya bila semuanya sama."
            ),
        )
        self.asked = asked
        self._on_yes = on_yes
        self._fill(asked, known)

    def _fill(self, asked: Permintaan, known: bool) -> None:
        facts = f"{asked.nama} · {asked.kode}\n{asked.instansi}\n" + _("Komputer {id}").format(id=asked.device_id[:8])
        self.content.addWidget(make_label(facts, name="masuk-setujui-kantor", wrap=True))
        if known:
            self.content.addWidget(
                make_label(
                    _("Komputer ini sudah pernah disetujui; jawaban yang sama akan dibuat lagi."), "muted", wrap=True
                )
            )
        about = change_words(asked)
        if about and not known:
            self.content.addWidget(make_label(about, name="masuk-setujui-ganti", wrap=True))
        self.add_button("batal", _("Batal"))
        self._button = self.add_button("ya", _("Setujui dan simpan jawaban…"), self._on_yes, default=True)
        if asked.ganti is not Gantian.COCOK:
            self._compare(asked)

    def _compare(self, asked: Permintaan) -> None:
        if asked.tercatat is not None:
            text = _(
                "Di sini kantor itu ditulis {nama}, {instansi}. Komputer ini akan mengikutinya, dan tidak ada yang "
                "ditanya soal ejaan."
            )
            name, agency = asked.tercatat
            self.content.addWidget(
                make_label(text.format(nama=name, instansi=agency), name="masuk-setujui-tercatat", wrap=True)
            )
        code = CodeBlock("masuk-setujui-sidik", _("Sidik jari pada permintaan ini"))
        code.show_groups(groups_of(asked.sidik_jari))
        self.content.addWidget(code)
        own = CodeBlock(
            "masuk-setujui-sidik-kabupaten", _("Sidik jari kabupaten: bacakan ini kepada kantor yang mendaftar")
        )
        own.show_groups(groups_of(asked.sidik_akar))
        self.content.addWidget(own)
        self._compared = QCheckBox(_("Sudah dicocokkan lewat telepon dan semuanya sama"))
        self._compared.setObjectName("masuk-setujui-cocok")
        self._compared.setAccessibleName(self._compared.text())
        self.content.addWidget(self._compared)
        self._button.setEnabled(False)
        self._compared.toggled.connect(self._button.setEnabled)
        self._compared.setFocus(Qt.FocusReason.OtherFocusReason)


def change_words(asked: Permintaan) -> str:
    """Return what a request says of an old key, and what that is worth; "" where it says nothing."""
    words = {
        Gantian.COCOK: _(
            "Komputer {id} mengganti kuncinya. Kunci lama berakhir di sini: paket yang dibuat dengannya sesudah ini "
            "ditahan, yang sudah di jalan tetap diterima."
        ),
        Gantian.CABANG: _(
            "Periksa: kunci komputer {id} sudah diganti lebih dulu oleh permintaan lain. Dua komputer memegang kunci "
            "itu. Tanyakan kantornya; isi keduanya tetap diterima bila keduanya milik mereka."
        ),
        Gantian.DICABUT: _(
            "Komputer {id} sudah dicabut, jadi kuncinya tidak menjamin yang baru. Cocokkan lewat telepon."
        ),
        Gantian.KEMBAR: _(
            "Dua komputer memakai kunci {id}. Selesaikan dulu dua riwayatnya, atau cocokkan lewat telepon."
        ),
        Gantian.HITUNGAN: _(
            "Nomor paket komputer {id} di permintaan ini tidak cocok dengan yang diterima di sini; mungkin ada "
            "salinannya. Cocokkan lewat telepon."
        ),
        Gantian.KANTOR: _("Komputer {id} terdaftar untuk kantor lain. Cocokkan lewat telepon."),
        Gantian.ASING: _("Komputer {id} tidak dikenal di sini. Cocokkan lewat telepon."),
    }
    return words[asked.ganti].format(id=asked.lama[:8]) if asked.ganti in words else ""


def _columns() -> list[Column[KantorTerdaftar]]:
    def last(row: KantorTerdaftar) -> str:
        if not row.paket_terakhir:
            return _("Belum ada")
        return _("Nomor {n}, {waktu}").format(n=row.paket_terakhir, waktu=moment_text(row.waktu_terakhir))

    return [
        Column(_("Kode"), lambda row: row.perangkat.kode),
        Column(_("Kantor"), lambda row: row.perangkat.nama),
        Column(_("Komputer"), lambda row: row.perangkat.device_id[:8]),
        Column(_("Sidik jari"), lambda row: row.perangkat.sidik_jari),
        Column(_("Paket terakhir"), last, state=lambda row: State.OK if row.paket_terakhir else None),
    ]
