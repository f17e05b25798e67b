"""Messages of Windows about its session and its power, handed to the window's own filter of native events."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

NOTIFY_FOR_THIS_SESSION = 0


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, judge: Callable[[int, int], bool], tell: Callable[[], object]) -> None:
        super().__init__()
        self._judge, self._tell = judge, tell

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """Look at each message and leave it to whom it is meant for."""
        named = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        if named in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            told = wintypes.MSG.from_address(int(message))
            if self._judge(told.message, told.wParam):
                self._tell()
        return False, 0


class WindowsEar(QObject):
    """Holds the filter and a hidden window that Windows sends the messages of the session to."""

    def __init__(self, parent: QObject, judge: Callable[[int, int], bool], tell: Callable[[], object]) -> None:
        super().__init__(parent)
        self._filter = _Filter(judge, tell)
        self._window = QWidget()
        self._window.setObjectName("pendengar-sesi")
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            # Without it Windows tells nobody; where it fails the idle lock remains.
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                wintypes.HWND(int(self._window.winId())), NOTIFY_FOR_THIS_SESSION
            )

    def close(self) -> None:
        """Listen no more."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeNativeEventFilter(self._filter)
        self._window.deleteLater()


def listen(parent: QObject, judge: Callable[[int, int], bool], tell: Callable[[], object]) -> WindowsEar:
    """Begin to listen for as long as ``parent`` lives."""
    return WindowsEar(parent, judge, tell)
