"""Where the photographer goes: every page of both roles, opened as a person would open it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QScrollArea,
    QTableView,
    QTabWidget,
    QWidget,
)
from shots_tour_survei import survey_steps

from desktop_app.exchange.print_code import find_text
from desktop_app.i18n import _
from desktop_app.services.bimbingan import create_coaching
from desktop_app.services.bimbingan_baca import CalonPembimbing, list_pembimbing
from desktop_app.services.putaran import BAWAAN
from desktop_app.ui.skp.beginnings import paste_rows
from desktop_app.ui.widgets.filedrop import FileDrop
from desktop_app.ui.window import MainWindow

DRAFT = "Jati Kelana"
FINAL = "Kenanga Embun"
LEADER = "Cendana Rimba"
WITHOUT = "Teratai Danau"
ROWS = (
    "Rencana Hasil Kerja\tAspek\tIndikator Kinerja Individu\tTarget\n"
    "Berkas permohonan diperiksa pada hari yang sama\tKuantitas\tJumlah berkas diperiksa\t480 berkas\n"
    "\tWaktu\tWaktu pemeriksaan setiap berkas\t15 menit\n"
)


class Stop(NamedTuple):
    """One picture: its name, what is done before it is taken, and whether that opens a dialog."""

    name: str
    action: Callable[[], object]
    dialog: bool = False


class Tour:
    """Finds things by their object names; what is not there raises, so that a renamed page is noticed."""

    def __init__(self, window: MainWindow, keys: list[str], stick: Path, roster: Path) -> None:
        self._window = window
        self._keys = keys
        self._stick = stick
        self._roster = roster

    def stops(self) -> Iterator[Stop]:
        """Yield every page of this role in the order of the navigation bar, each with its parts."""
        for key in self._keys:
            yield Stop(key, lambda key=key: self._window.show_page(key))
            yield from getattr(self, f"_{key}", lambda: iter(()))()

    def _pegawai(self) -> Iterator[Stop]:
        yield Stop("pegawai-lembar", lambda: self._open_row("pegawai-tabel", FINAL))
        yield Stop("pegawai-impor", self._import)

    def _import(self) -> None:
        self._click("pegawai-kembali")
        self._click("pegawai-impor")
        self._drop("impor-berkas", self._roster)

    def _skp(self) -> Iterator[Stop]:
        yield Stop("skp-hasil", lambda: self._open_row("skp-tabel", DRAFT))
        for number, name in enumerate(("perilaku", "lampiran", "keterangan", "periksa"), start=1):
            yield Stop(f"skp-{name}", lambda number=number: self._tab("skp-tab", number))

        yield Stop("skp-templat-tempel", self._paste, dialog=True)
        yield Stop("skp-templat-pilih", self._choose_template, dialog=True)
        yield Stop("skp-templat-banyak", lambda: self._click("skp-banyak"), dialog=True)

    def _paste(self) -> None:
        """Paste rows as a spreadsheet gives them."""
        QApplication.clipboard().setText(ROWS)
        self._find("skp-tab").setFocus()
        paste_rows(self._window.current_page().editor)  # type: ignore[attr-defined]

    def _choose_template(self) -> None:
        self._click("skp-kembali")
        self._open_row("skp-tabel", WITHOUT)

    def _rencana(self) -> Iterator[Stop]:
        for tool in ("workblock", "matriks", "manual"):
            name = f"rencana-{tool}"
            yield Stop(f"{name}-daftar", lambda name=name: self._show_tool(name))
            yield Stop(name, lambda name=name: self._open_row(f"{name}-tabel", LEADER))

    def _show_tool(self, name: str) -> None:
        page = self._window.current_page()
        page.show_list()  # type: ignore[attr-defined]
        tabs = self._find("rencana-tab")
        assert isinstance(tabs, QTabWidget)
        tabs.setCurrentWidget(self._find(name))

    def _adendum(self) -> Iterator[Stop]:
        yield Stop("adendum-lembar", lambda: self._open_row("adendum-tabel", FINAL))

    def _serah_terima(self) -> Iterator[Stop]:
        yield Stop("serah-terima-lembar", lambda: self._open_row("serah-terima-tabel", FINAL))

    def _pengaturan(self) -> Iterator[Stop]:
        for name, text in (("ketentuan", "Ketentuan"), ("templat", "Templat SKP"), ("jejak", "Jejak")):
            yield Stop(f"pengaturan-{name}", lambda text=text: self._tab_named("pengaturan-tab", text))
        tabs = self._find("pengaturan-tab")
        assert isinstance(tabs, QTabWidget)
        if _("Kunci kabupaten") in [tabs.tabText(number) for number in range(tabs.count())]:
            yield Stop("pengaturan-komputer", lambda: self._tab_named("pengaturan-tab", "Komputer kantor"))
            yield Stop("pengaturan-kunci", lambda: self._tab_named("pengaturan-tab", "Kunci kabupaten"))
            yield Stop("pengaturan-kunci-rencana", lambda: self._click("kunci-mulai"))

    def _penilaian(self) -> Iterator[Stop]:
        yield Stop(
            "penilaian-triwulan",
            lambda: self._choose("penilaian-periode", _("Triwulan {n} {tahun}").format(n="I", tahun="")),
        )
        yield Stop("penilaian-hasil", lambda: self._open_row("penilaian-tabel", FINAL))
        for number, name in enumerate(("perilaku", "rating", "periksa"), start=1):
            yield Stop(f"penilaian-{name}", lambda number=number: self._tab("penilaian-tab", number))

    def _jurnal(self) -> Iterator[Stop]:
        yield Stop("jurnal-lembar", lambda: self._open_first("jurnal-tabel"))

    def _hasil_saya(self) -> Iterator[Stop]:
        yield Stop("hasil-saya-orang", lambda: self._choose("hasil-saya-orang", FINAL))
        yield Stop("hasil-saya-lembar", lambda: self._open_last("hasil-saya-tabel"))

    def _skm(self) -> Iterator[Stop]:
        for name, action in survey_steps(self._window, self._open_row, self._click):
            yield Stop(name, action)

    def _pengaduan(self) -> Iterator[Stop]:
        yield from self._sheet("pengaduan")

    def _perbaikan(self) -> Iterator[Stop]:
        yield from self._sheet("perbaikan")

    def _tindak_lanjut(self) -> Iterator[Stop]:
        yield Stop("tindak-lanjut-tambah", lambda: self._click("tindak-lanjut-tambah"), dialog=True)
        yield from self._sheet("tindak-lanjut")

    def _outcome(self) -> Iterator[Stop]:
        yield from self._sheet("outcome")

    def _sheet(self, name: str) -> Iterator[Stop]:
        """Yield the sheet of the first row, where there is one."""
        view = self._find(f"{name}-tabel")
        if isinstance(view, QTableView) and view.model().rowCount():
            yield Stop(f"{name}-lembar", lambda: self._open_first(f"{name}-tabel"))

    def _pengembangan(self) -> Iterator[Stop]:
        yield Stop("pengembangan-lembar", lambda: self._open_row("pengembangan-tabel", FINAL))
        yield Stop("pengembangan-kegiatan", lambda: self._click("pengembangan-kegiatan-catat"), dialog=True)

    def _kompetensi(self) -> Iterator[Stop]:
        yield Stop("kompetensi-lembar", lambda: self._open_first("kompetensi-tabel"))
        yield Stop("kompetensi-gambaran", self._to_end_of_competency)

    def _to_end_of_competency(self) -> None:
        area = self._find("kompetensi-gulir")
        assert isinstance(area, QScrollArea)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def _bimbingan(self) -> Iterator[Stop]:
        yield Stop("bimbingan-siapa", lambda: self._click("bimbingan-coaching"), dialog=True)
        yield Stop("bimbingan-lembar", self._make_coaching)

    def _make_coaching(self) -> None:
        """Begin the coaching of a person with a plan as his assessor would."""
        page = self._window.current_page()
        show = getattr(page, "show_made", None) or page._on_made  # type: ignore[attr-defined]

        def begin(people: tuple[CalonPembimbing, ...]) -> None:
            (siapa,) = [satu.id for satu in people if satu.nama.startswith(FINAL)]
            page.ask(create_coaching, siapa, on_done=show, writes=True)

        page.ask(list_pembimbing, on_done=begin)

    def _dokumen(self) -> Iterator[Stop]:
        yield Stop(
            "dokumen-triwulan",
            lambda: self._choose("dokumen-periode", _("Triwulan {n} {tahun}").format(n="I", tahun="")),
        )
        yield Stop("dokumen-lembar", lambda: self._open_first("dokumen-tabel"))

    def _putaran(self) -> Iterator[Stop]:
        yield Stop("putaran-kelola", lambda: self._tab_named("putaran-tab", "Kelola putaran"))
        yield Stop("putaran-kumpulan", lambda: self._click("putaran-pertanyaan"), dialog=True)
        yield Stop("putaran-baru", lambda: self._click("putaran-buat"), dialog=True)
        yield Stop("putaran-draf", self._make_round)
        yield Stop("putaran-tambah", lambda: self._click("putaran-satu-tambah"), dialog=True)

    def _make_round(self) -> None:
        """Prepare a round as its dialog would."""
        page = self._window.current_page()
        day = page.desk.proposed_day()
        page._create("Umpan balik semester I", day, day, BAWAAN)  # type: ignore[attr-defined]

    def _sebaran(self) -> Iterator[Stop]:
        yield Stop(
            "sebaran-triwulan",
            lambda: self._choose("sebaran-periode", _("Triwulan {n} {tahun}").format(n="I", tahun="")),
        )

    def _cetak(self) -> Iterator[Stop]:
        yield Stop("cetak-skp", lambda: self._select_row("cetak-pegawai", FINAL))
        yield Stop("cetak-evaluasi", lambda: self._click("cetak-formulir-evaluasi"))
        yield Stop("cetak-dokumen", lambda: self._click("cetak-formulir-dokumen"))
        yield Stop("cetak-banyak", lambda: self._click("cetak-banyak-buka"), dialog=True)

    def _periksa(self) -> Iterator[Stop]:
        yield Stop("periksa-jawaban", self._check_printed)
        if (self._stick / "kode-lama.txt").exists() and "kirim" in self._keys:
            yield Stop("periksa-versi-lama", self._check_old)

    def _check_old(self) -> None:
        """Ask about a paper whose SKP was changed by an addendum since."""
        field = self._find("periksa-kode")
        assert isinstance(field, QLineEdit)
        field.setText((self._stick / "kode-lama.txt").read_text(encoding="utf-8"))
        self._click("periksa-jalankan")

    def _check_printed(self) -> None:
        """Ask about the form that the printing page showed last."""
        field, printed = self._find("periksa-kode"), getattr(self._find("halaman-cetak"), "_printed", None)
        text = find_text(printed.pdf) if printed is not None else None
        if not isinstance(field, QLineEdit) or text is None:
            raise LookupError("nothing with a code was printed")
        field.setText(text)
        self._click("periksa-jalankan")

    def _masuk(self) -> Iterator[Stop]:
        yield Stop("masuk-paket", lambda: self._drop("masuk-berkas", *sorted(self._stick.glob("*.skpb"))))
        for number, name in enumerate(("riwayat", "kantor", "tertahan"), start=1):
            yield Stop(f"masuk-{name}", lambda number=number: self._tab("masuk-tab", number))

    def _balasan(self) -> Iterator[Stop]:
        for number, name in ((4, "ditulis"), (3, "aturan"), (2, "mutasi"), (1, "permintaan")):
            yield Stop(f"balasan-{name}", lambda number=number: self._tab("balasan-tab", number))
        yield Stop("balasan-minta", lambda: self._click("balasan-minta"), dialog=True)

    def _permintaan(self) -> Iterator[Stop]:
        yield Stop("permintaan-mutasi", lambda: self._tab("permintaan-tab", 1))

    def _kirim(self) -> Iterator[Stop]:
        if self._find("kirim-kirim").isVisible():
            copies = self._stick / "salinan"
            copies.mkdir(exist_ok=True)
            yield Stop("kirim-salin", lambda: self._click("kirim-kirim"))
            page = self._window.current_page()
            yield Stop("kirim-flashdisk", lambda: page.send.choose_folder(copies))  # type: ignore[attr-defined]
            yield Stop("kirim-serahkan", lambda: self._click("kirim-salin"))
            yield Stop("kirim-surel", lambda: self._click("kirim-paket-surel"), dialog=True)
            yield Stop("kirim-rincian", lambda: self._click("kirim-paket-rincian"), dialog=True)

    def _konflik(self) -> Iterator[Stop]:
        view = self._find("konflik-tabel")
        if isinstance(view, QTableView) and view.model().rowCount():
            yield Stop("konflik-pilih", lambda: self._select_row("konflik-tabel", "SKP"))
            yield Stop("konflik-gabung", lambda: self._click("konflik-isian-0-gabung"))
            yield Stop("konflik-nanti", lambda: self._click("konflik-tunda"), dialog=True)
            yield Stop("konflik-berikutnya", self._settle_conflict)
            yield Stop("konflik-selesai", lambda: self._click("konflik-riwayat-selesai"), dialog=True)

    def _settle_conflict(self) -> None:
        """Take the first version and save: the next document opens."""
        self._click("konflik-versi-A-semua")
        self._click("konflik-selesai")

    def _find(self, name: str) -> QWidget:
        found = self._window.findChild(QWidget, name)
        if found is None:
            names = sorted({one.objectName() for one in self._window.findChildren(QWidget) if one.isVisible()})
            raise LookupError(f"nothing is called {name!r}; visible: {names}")
        return found

    def _click(self, name: str) -> None:
        button = self._find(name)
        if not isinstance(button, QAbstractButton):
            raise TypeError(f"{name} is no button")
        button.click()

    def _tab(self, name: str, number: int) -> None:
        tabs = self._find(name)
        if not isinstance(tabs, QTabWidget):
            raise TypeError(f"{name} has no tabs")
        tabs.setCurrentIndex(number)

    def _tab_named(self, name: str, text: str) -> None:
        tabs = self._find(name)
        assert isinstance(tabs, QTabWidget)
        self._tab(name, next(number for number in range(tabs.count()) if tabs.tabText(number) == _(text)))

    def _choose(self, name: str, beginning: str) -> None:
        combo = self._find(name)
        if not isinstance(combo, QComboBox):
            raise TypeError(f"{name} is no list")
        at = next(number for number in range(combo.count()) if combo.itemText(number).startswith(beginning))
        combo.setCurrentIndex(at)
        combo.activated.emit(at)

    def _select_row(self, name: str, text: str) -> QTableView:
        view = self._find(name)
        if not isinstance(view, QTableView):
            raise TypeError(f"{name} is no table")
        model = view.model()
        at = next(row for row in range(model.rowCount()) if text in str(model.index(row, 0).data() or ""))
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.selectRow(at)
        return view

    def _open_row(self, name: str, text: str) -> None:
        view = self._select_row(name, text)
        view.doubleClicked.emit(view.currentIndex())

    def _open_first(self, name: str) -> None:
        view = self._find(name)
        if not isinstance(view, QTableView):
            raise TypeError(f"{name} is no table")
        view.setFocus(Qt.FocusReason.OtherFocusReason)
        view.selectRow(0)
        view.doubleClicked.emit(view.model().index(0, 0))

    def _has(self, name: str) -> bool:
        """Tell whether the page that is shown has something of this name."""
        return self._window.current_page().findChild(QWidget, name) is not None

    def _rows(self, name: str) -> int:
        """Return how many rows a table of the page that is shown has, 0 where it has no such table."""
        view = self._window.current_page().findChild(QTableView, name)
        return view.model().rowCount() if view is not None and view.model() is not None else 0

    def _open_last(self, name: str) -> None:
        """Open the last row of a table; a table without rows is an error."""
        view = self._find(name)
        if not isinstance(view, QTableView) or not view.model().rowCount():
            raise LookupError(f"{name} has no row")
        view.doubleClicked.emit(view.model().index(view.model().rowCount() - 1, 0))

    def _drop(self, name: str, *paths: Path) -> None:
        place = self._find(name)
        if not isinstance(place, FileDrop):
            raise TypeError(f"{name} takes no files")
        place.give(list(paths))


def open_dialogs(window: QWidget | None) -> list[QDialog]:
    """Return the dialogs that stand above the window."""
    tops = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog)]
    return [dialog for dialog in tops if dialog.isVisible() and dialog is not window]
