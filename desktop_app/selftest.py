"""The self-test of an installed program: each kind of work once, in a temporary folder, touching nothing else.

Started by ``--self-test``; the smoke test of the frozen program reads its lines. Each line names a step and says
``baik`` or ``gagal``. The window is opened off the screen unless the caller chose a platform.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from datetime import date
from pathlib import Path

from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.messages import sentence
from desktop_app.services.cetak import JenisCetak, print_skp
from desktop_app.services.cetak_pilihan import find_printable
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pegawai import create_pegawai, find_by_nip
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.periksa import check_store
from desktop_app.services.skp import create_skp
from desktop_app.services.waktu import now

NIP = "198001012005011001"
UNIT = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan Uji", instansi="PEMERINTAH KABUPATEN UJI")
KABUPATEN = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Uji", instansi="PEMERINTAH KABUPATEN UJI")
PRINTED = "skp.pdf"
WINDOW_SECONDS = 60


class SelfTestError(Exception):
    """A step went through without an error, but its result is not what it must be."""


def run_self_test() -> int:
    """Do every step and print its outcome; return 0 if all are good, 4 at the first that is not."""
    with tempfile.TemporaryDirectory(prefix="skp-luring-uji-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        for name, step in (
            ("Penyimpanan", _store),
            ("Paket", _bundle),
            ("PDF", _pdf),
            ("Jendela", _window),
        ):
            try:
                print(f"{name}: baik – {step(home)}", flush=True)
            except LuringError as error:
                print(f"{name}: gagal – {sentence(error)}", flush=True)
                return 4
            except Exception as error:
                traceback.print_exc(file=sys.stderr)
                print(f"{name}: gagal – {error}", flush=True)
                return 4
    return 0


def _store(home: Path) -> str:
    """Make an office with one person and an SKP, close it, open it again and check it deeply."""
    riwayat = RiwayatJabatan(
        id="uji", mulai=date(2020, 1, 1), jabatan="Petugas Uji", jenis_jabatan=JenisJabatan.PELAKSANA
    )
    kantor = found_office(home / "unit", UNIT, jam=now)
    try:
        pegawai_id, _ = create_pegawai(kantor, Pegawai(nama="Pegawai Uji", nip=NIP, riwayat=(riwayat,)))
        create_skp(kantor, pegawai_id, 2026)
    finally:
        kantor.close()
    kantor = _unit(home)
    try:
        hasil = check_store(kantor)
    finally:
        kantor.close()
    if hasil.temuan:
        raise SelfTestError(f"{hasil.temuan}")
    return f"{hasil.revisi} revisi, jejak {hasil.jejak} baris"


def _bundle(home: Path) -> str:
    """Enrol the unit at a kabupaten by files, send one bundle and find the person there."""
    unit, kabupaten = _unit(home), found_office(home / "kabupaten", KABUPATEN, jam=now)
    try:
        request_enrolment(unit, home / "permintaan")
        approve_enrolment(kabupaten, home / "permintaan", home / "jawaban")
        accept_enrolment(unit, home / "jawaban")
        stick = home / "stick"
        stick.mkdir()
        ekspor = export_bundle(unit, stick)
        (hasil,) = merge_bundles(kabupaten, [ekspor.path])
        if hasil.galat is not None:
            raise hasil.galat
        if hasil.nasib is not NasibPaket.DIGABUNG or find_by_nip(kabupaten, NIP) is None:
            raise SelfTestError(f"{hasil.nasib}")
    finally:
        unit.close()
        kabupaten.close()
    return f"{hasil.baru} revisi sampai di kabupaten"


def _pdf(home: Path) -> str:
    """Print the SKP."""
    unit = _unit(home)
    try:
        pegawai_id = find_by_nip(unit, NIP) or ""
        (skp_id,) = find_printable(unit, JenisCetak.SKP, pegawai_id)
        pdf = print_skp(unit, skp_id).pdf
    finally:
        unit.close()
    if not pdf.startswith(b"%PDF-"):
        raise SelfTestError("no PDF")
    (home / PRINTED).write_bytes(pdf)
    return f"{len(pdf)} byte"


def _window(home: Path) -> str:
    """Open the window of the unit, show each page once, load the printed PDF, and close it again.

    Qt goes on after an exception in a slot, so every one is collected here, and a timer ends what never ends.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QTimer
    from PySide6.QtPdf import QPdfDocument

    from desktop_app.app import Session, make_application
    from desktop_app.ui.catalogue import page_specs
    from desktop_app.ui.window import MainWindow

    wrong: list[BaseException] = []
    shown: list[str] = []
    application = make_application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    session = Session(home / "unit")
    rest = [spec.key for spec in page_specs(UNIT.peran)]

    def begin(window: MainWindow) -> None:
        QTimer.singleShot(0, lambda: go_on(window))

    def go_on(window: MainWindow) -> None:
        if session.runner.busy:
            QTimer.singleShot(20, lambda: go_on(window))
        elif rest and not wrong:
            key = rest.pop(0)
            window.show_page(key)
            shown.append(key)
            QTimer.singleShot(20, lambda: go_on(window))
        else:
            window.close()

    def give_up() -> None:
        wrong.append(SelfTestError(f"no end after {WINDOW_SECONDS} s; shown: {shown}"))
        application.exit(1)

    before = sys.excepthook
    sys.excepthook = lambda _kind, error, _trace: wrong.append(error)
    watchdog = QTimer()
    watchdog.setSingleShot(True)
    watchdog.timeout.connect(give_up)
    watchdog.start(WINDOW_SECONDS * 1000)
    try:
        session.window_ready.connect(begin)
        session.ended.connect(lambda: application.exit(0))
        QTimer.singleShot(0, session.begin)
        application.exec()
        session.finish()
    finally:
        sys.excepthook = before
    if wrong:
        raise wrong[0]
    document = QPdfDocument()
    document.load(str(home / PRINTED))
    if not shown or document.pageCount() < 1:
        raise SelfTestError(f"pages of the window: {shown}; pages of the PDF: {document.pageCount()}")
    document.close()
    return f"{len(shown)} halaman"


def _unit(home: Path) -> Kantor:
    return open_kantor(home / "unit", jam=now)
