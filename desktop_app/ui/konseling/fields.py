"""The fields of each section: what its form asks, and the content that comes of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from desktop_app.i18n import _
from desktop_app.services.konseling import IsiBagian, IsiLaporan, IsiPenetapan, IsiRekaman, IsiTindakLanjut
from desktop_app.services.konseling_buka import OrangDilapor
from desktop_app.ui.widgets.choice import Choice, ChoiceRow
from desktop_app.ui.widgets.combo import ComboField
from desktop_app.ui.widgets.dates import DateField
from desktop_app.ui.widgets.form import FormRow
from desktop_app.ui.widgets.text import AnswerLine, GrowingTextEdit

LUAR = "luar"


class Fields(QWidget):
    """The fields of one kind of section; ``changed`` says that something was typed."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"konseling-isian-{name}")
        self._name = name
        self._texts: dict[str, GrowingTextEdit | AnswerLine] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def content(self) -> IsiBagian:
        """Return what stands in the fields: a follow-up has words alone, the other kinds say what theirs are."""
        return IsiTindakLanjut(**{kode: self.text(kode) for kode in self._texts})

    def show_content(self, isi: IsiBagian, today: date) -> None:
        """Show what was kept; ``today`` stands where no day was given yet."""
        for kode, field in self._texts.items():
            nilai = getattr(isi, kode)
            field.set_answer("\n".join(nilai) if isinstance(nilai, tuple) else nilai)

    def keep_together(self) -> None:
        """Let what is left of a taller form's room stand below the fields."""
        self._box.addStretch(1)

    def flush(self) -> None:
        """Let every field tell what is being typed in it."""
        for field in self._texts.values():
            field.flush()

    def wipe(self) -> None:
        """Forget every word, also for undoing: nothing of it stays in a hidden page."""
        for field in self._texts.values():
            field.set_answer("")
            if isinstance(field, GrowingTextEdit):
                field.document().clearUndoRedoStacks()

    def _long(self, kode: str, label: str, hint: str = "", *, required: bool = False, lines: int = 3) -> None:
        field = GrowingTextEdit(f"konseling-{self._name}-{kode}", label, hint=hint, least_lines=lines)
        self._add(kode, label, field, required=required)

    def _line(self, kode: str, label: str, hint: str = "", *, required: bool = False) -> None:
        self._add(kode, label, AnswerLine(f"konseling-{self._name}-{kode}", label, hint=hint), required=required)

    def _add(self, kode: str, label: str, field: GrowingTextEdit | AnswerLine, *, required: bool) -> None:
        field.answered.connect(lambda _text: self.changed.emit())
        self._texts[kode] = field
        stacked = isinstance(field, GrowingTextEdit)
        row = FormRow(f"konseling-{self._name}-baris-{kode}", label, field, required=required, stacked=stacked)
        self._box.addWidget(row)

    def _day(self, kode: str, label: str) -> DateField:
        field = DateField(f"konseling-{self._name}-{kode}", label)
        field.answered.connect(lambda _day: self.changed.emit())
        self._box.addWidget(FormRow(f"konseling-{self._name}-baris-{kode}", label, field, required=True))
        return field

    def _tick(self, kode: str, label: str) -> QCheckBox:
        field = QCheckBox(label)
        field.setObjectName(f"konseling-{self._name}-{kode}")
        field.setAccessibleName(label)
        field.toggled.connect(lambda _on: self.changed.emit())
        self._box.addWidget(field)
        return field

    def text(self, kode: str) -> str:
        """Return what stands in a field of words."""
        return self._texts[kode].answer()


class ReportFields(Fields):
    """Form B.1.10, and that he talked to the employee first (P6:86-87)."""

    def __init__(self) -> None:
        super().__init__("laporan")
        self._talked = self._tick("sudah", _("Saya sudah membicarakan masalah ini dengan pegawai"))
        self._when = self._day("dikomunikasikan", _("Dibicarakan tanggal"))
        self._long("ekspektasi", _("Ekspektasi khusus terhadap pegawai"), _("Kosongkan bila tidak ada"), lines=2)
        self._long("masalah", _("Masalah perilaku kerja secara rinci"), required=True, lines=5)
        self._others = ChoiceRow(
            "konseling-laporan-serupa",
            _("Terjadi juga pada pegawai lain?"),
            (Choice("ya", _("Ya")), Choice("tidak", _("Tidak"))),
        )
        self._others.chosen.connect(lambda _key: self.changed.emit())
        label = _("Terjadi juga pada pegawai lain?")
        self._box.addWidget(FormRow("konseling-laporan-baris-serupa", label, self._others, required=True))
        self._long("dilakukan", _("Yang sudah saya lakukan untuk memperbaikinya"), required=True)
        self._long("bukti", _("Bukti umpan balik berkelanjutan"), _("Satu umpan balik di setiap baris"), lines=2)
        self._trained = self._tick("terlatih", _("Saya sudah memperoleh pelatihan konseling"))

    def content(self) -> IsiLaporan:
        """Return what stands in the fields; without the tick there is no day."""
        self._when.flush()
        return IsiLaporan(
            ekspektasi=self.text("ekspektasi"),
            masalah=self.text("masalah"),
            serupa={"ya": True, "tidak": False}.get(self._others.value() or ""),
            dilakukan=self.text("dilakukan"),
            dikomunikasikan=self._when.answer() if self._talked.isChecked() else None,
            bukti=tuple(baris.strip() for baris in self.text("bukti").splitlines() if baris.strip()),
            terlatih=self._trained.isChecked(),
        )

    def show_content(self, isi: IsiBagian, today: date) -> None:
        """Show a report."""
        super().show_content(isi, today)
        assert isinstance(isi, IsiLaporan)
        self._talked.setChecked(isi.dikomunikasikan is not None)
        self._when.set_answer(isi.dikomunikasikan or today)
        self._others.set_value(None if isi.serupa is None else "ya" if isi.serupa else "tidak")
        self._trained.setChecked(isi.terlatih)


class AppointmentFields(Fields):
    """Who counsels, when, where, and what of the matter is passed on."""

    chosen = Signal(str)
    """The record of who was chosen as counsellor, empty for somebody from outside."""

    def __init__(self) -> None:
        super().__init__("penetapan")
        self._who = ComboField("konseling-penetapan-konselor-id", _("Konselor"))
        self._box.addWidget(FormRow("konseling-penetapan-baris-siapa", _("Konselor"), self._who, required=True))
        self._line("konselor", _("Nama konselor dari luar"))
        self._when = self._day("jadwal", _("Tanggal konseling"))
        self._line("waktu", _("Pukul"), "09.00")
        self._line("tempat", _("Tempat"), _("Ruang yang tidak terdengar orang lain"), required=True)
        self._long("pokok", _("Pokok masalah yang diteruskan"), required=True, lines=4)
        self._who.answered.connect(self._on_who)

    def set_people(self, people: tuple[OrangDilapor, ...]) -> None:
        """Offer these people, and somebody from outside."""
        terpilih = self._who.answer()
        lain = [(satu.id, f"{satu.nama} – {satu.jabatan}" if satu.jabatan else satu.nama) for satu in people]
        self._who.set_choices([(LUAR, _("Konselor dari luar")), *lain])
        self._who.set_answer(terpilih or LUAR)
        self._on_who(self._who.answer())

    def _on_who(self, key: str) -> None:
        self._texts["konselor"].setEnabled(key in ("", LUAR))
        self.chosen.emit(self.who())
        self.changed.emit()

    def who(self) -> str:
        """Return the record of the chosen counsellor, empty for somebody from outside."""
        key = self._who.answer()
        return "" if key == LUAR else key

    def content(self) -> IsiPenetapan:
        """Return what stands in the fields."""
        self._when.flush()
        luar = "" if self.who() else self.text("konselor")
        return IsiPenetapan(
            konselor_id=self.who(),
            konselor=luar,
            jadwal=self._when.answer(),
            waktu=self.text("waktu"),
            tempat=self.text("tempat"),
            pokok=self.text("pokok"),
        )

    def show_content(self, isi: IsiBagian, today: date) -> None:
        """Show an appointment."""
        super().show_content(isi, today)
        assert isinstance(isi, IsiPenetapan)
        self._who.set_answer(isi.konselor_id or LUAR)
        self._when.set_answer(isi.jadwal or today)


class RecordFields(Fields):
    """The house's form of a counselling's record."""

    def __init__(self) -> None:
        super().__init__("rekaman")
        self._when = self._day("dilaksanakan", _("Dilaksanakan tanggal"))
        self._line("tempat", _("Tempat"))
        self._long("pokok", _("Pokok masalah"), required=True)
        self._long("tanggapan", _("Yang disampaikan pegawai"))
        self._long("kesepakatan", _("Kesepakatan"), required=True)
        self._long("rencana", _("Rencana perbaikan dan waktunya"))
        self._long("saran", _("Saran tindak lanjut"))

    def content(self) -> IsiRekaman:
        """Return what stands in the fields."""
        self._when.flush()
        return IsiRekaman(dilaksanakan=self._when.answer(), **{kode: self.text(kode) for kode in self._texts})

    def show_content(self, isi: IsiBagian, today: date) -> None:
        """Show a record."""
        super().show_content(isi, today)
        assert isinstance(isi, IsiRekaman)
        self._when.set_answer(isi.dilaksanakan or today)


class FollowUpFields(Fields):
    """What follows, and why; it closes the case."""

    def __init__(self) -> None:
        super().__init__("tindak_lanjut")
        self._long("keputusan", _("Keputusan"), required=True, lines=4)
        self._long("dasar", _("Dasar pertimbangan"))
