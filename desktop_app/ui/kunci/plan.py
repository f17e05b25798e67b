"""PlanForm: who shall hold the keys and how many must come together, or what else is to be replaced."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from desktop_app.i18n import _
from desktop_app.services.kunci_kabupaten import KeadaanKunci
from desktop_app.services.upacara import PALING_BANYAK, PALING_SEDIKIT, PemegangBaru
from desktop_app.ui.theme import State, restyle
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.controls import Card, make_button, make_label, make_line_edit
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.scroll import ScrollColumn

USUAL = 3


class _HolderLine:
    """The two fields of one holder; ``number`` is his present number, 0 for somebody new."""

    def __init__(self, at: int, grid: QGridLayout) -> None:
        self.number = 0
        self._was = ("", "")
        self.name = make_line_edit(f"kunci-nama-{at}", _("Nama pemegang {n}").format(n=at), limit=120)
        self.post = make_line_edit(f"kunci-jabatan-{at}", _("Jabatan pemegang {n}").format(n=at), limit=120)
        self.label = make_label(f"{at}.", "label")
        self.label.setBuddy(self.name)
        for column, widget in enumerate((self.label, self.name, self.post)):
            grid.addWidget(widget, at, column)

    def show(self, number: int, name: str, post: str) -> None:
        """Show a holder of today, or an empty line."""
        self.number, self._was = number, (name, post)
        self.name.setText(name)
        self.post.setText(post)

    def set_visible(self, shown: bool) -> None:
        """Show or hide the line; a hidden one says nothing."""
        for widget in (self.label, self.name, self.post):
            widget.setVisible(shown)

    def is_nameless(self) -> bool:
        """Whether the line stands there and names nobody; its edge says so."""
        missing = not self.name.isHidden() and not self.name.text().strip()
        self.mark(wrong=missing)
        return missing

    def mark(self, *, wrong: bool) -> None:
        """Give the edge of the name's field the colour of an error, or take it away."""
        self.name.setProperty("state", State.ERROR.value if wrong else "")
        restyle(self.name)

    def is_empty(self) -> bool:
        """Whether nothing at all stands in the line."""
        return not (self.name.text().strip() or self.post.text().strip())

    def take_from(self, other: _HolderLine) -> None:
        """Take over what stands in the line below."""
        typed = (other.name.text(), other.post.text())
        self.show(other.number, *other._was)
        self.name.setText(typed[0])
        self.post.setText(typed[1])

    def answer(self) -> PemegangBaru | None:
        """Return who is named: a holder of today keeps his key as long as nothing of him is changed."""
        typed = (self.name.text().strip(), self.post.text().strip())
        if self.name.isHidden() or not typed[0]:
            return None
        kept = self.number if self.number and typed == self._was else 0
        return PemegangBaru(typed[0], typed[1], kept)


class PlanForm(ScrollColumn):
    """``planned`` carries the words of ``start_plan``; ``given_up`` goes back without a plan."""

    planned = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__("kunci-rencana", _("Rencana kunci"))
        self._first = True
        self._build()
        self._connect()

    def _build(self) -> None:
        self._intro = make_label("", name="kunci-rencana-kata", wrap=True)
        self._holders = Card("kunci-pemegang-baru", _("Siapa yang memegang kunci"))
        self._change = QCheckBox(_("Ganti pemegang kunci"))
        grid_box = QWidget()
        grid = QGridLayout(grid_box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(make_label(_("Nama"), "muted"), 0, 1)
        grid.addWidget(make_label(_("Jabatan"), "muted"), 0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        self.lines = [_HolderLine(at, grid) for at in range(1, PALING_BANYAK + 1)]
        self._grid = grid_box
        self._more = make_button("kunci-tambah-pemegang", _("Tambah pemegang"), icon_name="tambah")
        self._fewer = make_button("kunci-hapus-baris", _("Hapus baris kosong"))
        self._finding = make_label("", name="kunci-pemegang-temuan", wrap=True)
        self._finding.setProperty("state", State.ERROR.value)
        self._finding.hide()
        self.threshold = ComboField("kunci-ambang", _("Yang harus hadir bersama"))
        self._row = FormRow(
            "kunci-ambang-baris",
            _("Yang harus hadir"),
            self.threshold,
            hint=_("Dua dari tiga disarankan: satu orang berhalangan tidak menghentikan, satu orang saja tidak cukup."),
        )
        lines = QHBoxLayout()
        for button in (self._more, self._fewer):
            lines.addWidget(button)
        lines.addStretch(1)
        for widget in (self._change, self._grid, self._finding):
            self._holders.box.addWidget(widget)
        self._holders.box.addLayout(lines)
        self._holders.box.addWidget(self._row)
        self._others = Card("kunci-lain", _("Yang ikut diganti"))
        self.issuer = QCheckBox(_("Kunci penerbit: komputer kabupaten hilang atau dicuri"))
        self.inbox = QCheckBox(_("Kunci kotak masuk; yang lama disimpan agar paket lama tetap terbuka"))
        self.escrow = QCheckBox(_("Kunci pemulihan sandi yang baru; kartu lama tidak dipakai lagi"))
        self.restart = QCheckBox(_("Nomor urut dimulai lagi: ada yang menandatangani atas nama kabupaten"))
        names = ("kunci-ganti-pemegang", "kunci-penerbit", "kunci-kotak", "kunci-escrow", "kunci-ulang")
        boxes = (self._change, self.issuer, self.inbox, self.escrow, self.restart)
        for name, box in zip(names, boxes, strict=True):
            box.setObjectName(name)
            box.setAccessibleName(box.text())
        for box in boxes[1:]:
            self._others.box.addWidget(box)
        self.reason: QLineEdit = make_line_edit("kunci-alasan", _("Alasan"), limit=200)
        reason = FormRow("kunci-alasan-baris", _("Alasan"), self.reason, hint=_("Tercatat di berita acara."))
        self._go = make_button("kunci-rencana-lanjut", _("Lanjut"), kind="primary", icon_name="panah-kanan")
        self._back = make_button("kunci-rencana-batal", _("Batal"))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self._go)
        for widget in (self._intro, self._holders, self._others, reason):
            self.box.addWidget(widget)
        self.box.addLayout(buttons)
        self.box.addStretch(1)

    def _connect(self) -> None:
        self._go.clicked.connect(self._on_go)
        self._back.clicked.connect(self.given_up)
        self._more.clicked.connect(self._add_line)
        self._fewer.clicked.connect(self._drop_line)
        for line in self.lines:
            for field in (line.name, line.post):
                field.textChanged.connect(lambda _text: self._count_lines())
        self._change.toggled.connect(lambda on: self._show_holders(shown=on))

    def begin(self, keys: KeadaanKunci) -> None:
        """Begin a plan: the first ceremony with three empty lines, a later one with the holders of today."""
        self._first = keys.latihan
        self._intro.setText(
            _(
                "Kunci induk dipindahkan ke tangan beberapa orang. Masing-masing membawa satu flashdisk, dan kartunya "
                "dicetak di sini. Kunci pemulihan sandi dibuat baru, di luar komputer ini. Sebelum langkah terakhir "
                "tidak ada yang berubah; upacara boleh dilanjutkan lain hari."
            )
            if self._first
            else _("Pilih yang diganti. Sebelum para pemegang menandatangani bersama, tidak ada yang berubah.")
        )
        shown = keys.pemegang
        for at, line in enumerate(self.lines):
            one = shown[at] if at < len(shown) else None
            line.show(one.nomor if one else 0, one.nama if one else "", one.jabatan if one else "")
            line.set_visible(at < max(len(shown), USUAL if self._first else len(shown)))
        self._change.setVisible(not self._first)
        self._change.setChecked(self._first)
        self._others.setVisible(not self._first)
        for box in (self.issuer, self.inbox, self.escrow, self.restart):
            box.setChecked(False)
        if keys.dasar:
            self.issuer.setChecked(True)
            self.inbox.setChecked(True)
        self.reason.clear()
        for line in self.lines:
            line.mark(wrong=False)
        self._fill_threshold(keys.perlu if not self._first else PALING_SEDIKIT)
        self._show_holders(shown=self._first)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where work begins."""
        first = self.lines[0].name if self._first else self._change
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self) -> dict[str, Any]:
        """Return the words of ``start_plan``."""
        holders = [one for line in self.lines if (one := line.answer()) is not None] if self._change.isChecked() else []
        return {
            "pemegang": holders,
            "perlu": int(self.threshold.answer() or 0) if holders else 0,
            "penerbit": self.issuer.isChecked(),
            "kotak": self.inbox.isChecked(),
            "escrow": "baru" if self.escrow.isChecked() else "",
            "ulang": self.restart.isChecked(),
            "alasan": self.reason.text(),
        }

    def _show_holders(self, *, shown: bool) -> None:
        for widget in (self._grid, self._more, self._fewer, self._row):
            widget.setVisible(shown)
        self._finding.hide()
        self._count_lines()

    def _on_go(self) -> None:
        """Let nobody drop out unsaid: a line without a name is named or taken away first."""
        nameless = [line for line in self.lines if line.is_nameless()] if self._change.isChecked() else []
        self._finding.setVisible(bool(nameless))
        if nameless:
            self._finding.setText(
                _("Isi namanya, atau tekan Hapus baris kosong bila pemegangnya memang lebih sedikit.")
            )
            nameless[0].name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.planned.emit(self.answer())

    def _count_lines(self) -> None:
        shown = self._shown_lines()
        self._more.setEnabled(shown < len(self.lines))
        self._fewer.setEnabled(shown > PALING_SEDIKIT and any(line.is_empty() for line in self.lines[:shown]))

    def _shown_lines(self) -> int:
        return sum(not line.name.isHidden() for line in self.lines)

    def _add_line(self) -> None:
        at = self._shown_lines()
        if at < len(self.lines):
            self.lines[at].set_visible(True)
            self.lines[at].name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count_lines()
        self._fill_threshold(int(self.threshold.answer() or PALING_SEDIKIT))

    def _drop_line(self) -> None:
        """Take the lowest empty line away; what stands below it moves up."""
        shown = self._shown_lines()
        empty = [at for at, line in enumerate(self.lines[:shown]) if line.is_empty()]
        if shown <= PALING_SEDIKIT or not empty:
            return
        for at in range(empty[-1], shown - 1):
            self.lines[at].take_from(self.lines[at + 1])
        self.lines[shown - 1].show(0, "", "")
        self.lines[shown - 1].set_visible(False)
        self._finding.hide()
        for line in self.lines:
            line.mark(wrong=False)
        self._count_lines()
        self._fill_threshold(int(self.threshold.answer() or PALING_SEDIKIT))
        self._go.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_threshold(self, chosen: int) -> None:
        most = max(self._shown_lines(), PALING_SEDIKIT)
        self.threshold.set_choices(
            [(str(n), _("{m} dari {n} orang").format(m=n, n=most)) for n in range(PALING_SEDIKIT, most + 1)]
        )
        self.threshold.set_answer(str(min(max(chosen, PALING_SEDIKIT), most)))
