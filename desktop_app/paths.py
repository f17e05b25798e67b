"""Where things lie: the platform's folders, the program's own resources, what kind of drive a folder is on."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

import platformdirs

MOUNTS = Path("/proc/self/mountinfo")
BLOCK_DEVICES = Path("/sys/dev/block")
NETWORK_TYPES = ("nfs", "cifs", "smb", "afs", "ncpfs", "davfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd", "glusterfs")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4


class DriveKind(StrEnum):
    """What a folder lies on: a disk of this computer, a network share, or something that can be pulled out."""

    LOCAL = "local"
    NETWORK = "network"
    REMOVABLE = "removable"


def default_home() -> Path:
    """Return the folder of this user's office where none is named (``--home``)."""
    return Path(platformdirs.user_data_dir("skp-luring", appauthor=False))


def config_home() -> Path:
    """Return the folder of this user's settings, which is not the one where the office lies."""
    return Path(platformdirs.user_config_dir("skp-luring", appauthor=False))


def resources() -> Path:
    """Return the folder of the program's resources, in a checkout as in the frozen program."""
    return Path(__file__).resolve().parents[1] / "resources"


def drive_kind(path: Path) -> DriveKind:
    """Return what ``path``, or the nearest folder above it that is there, lies on; LOCAL where nothing tells."""
    place = path.absolute()
    if os.name == "nt":
        return _windows_kind(str(place))
    while not place.exists() and place != place.parent:
        place = place.parent
    if sys.platform == "darwin":
        return DriveKind.REMOVABLE if place.resolve().is_relative_to("/Volumes") else DriveKind.LOCAL
    with suppress(OSError):
        return linux_kind(place.resolve(), MOUNTS, BLOCK_DEVICES)
    return DriveKind.LOCAL


def linux_kind(place: Path, mounts: Path, block_devices: Path) -> DriveKind:
    """Return the kind from the table of mounts and the kernel's word on the device (proc(5), sysfs ``removable``)."""
    best: tuple[int, str, str] = (-1, "", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(), right.split()
        if len(fields) < 5 or not kinds:
            continue
        point = Path(fields[4].replace("\\040", " "))
        if place.is_relative_to(point) and len(point.parts) >= best[0]:
            best = (len(point.parts), kinds[0], fields[2])
    if best[1].startswith(NETWORK_TYPES):
        return DriveKind.NETWORK
    with suppress(OSError):
        device = (block_devices / best[2]).resolve(strict=True)
        for folder in (device, device.parent):
            flag = folder / "removable"
            if flag.is_file() and flag.read_text(encoding="ascii").strip() == "1":
                return DriveKind.REMOVABLE
        if any(part.startswith("usb") for part in device.parts):
            return DriveKind.REMOVABLE
    return DriveKind.LOCAL


def machine_id() -> str:
    """Return what the system calls this machine, empty where it does not say; never shown and never sent."""
    if os.name == "nt":
        return _windows_machine()
    for place in _machine_files():
        with suppress(OSError, UnicodeDecodeError):
            text = place.read_text(encoding="ascii").strip()
            if text:
                return text
    return ""


def _machine_files() -> Iterator[Path]:
    yield Path("/etc/machine-id")
    yield Path("/var/lib/dbus/machine-id")


def _windows_kind(place: str) -> DriveKind:
    import ctypes

    drive = os.path.splitdrive(place)[0]
    if drive.startswith("\\\\"):
        return DriveKind.NETWORK
    kind = int(getattr(ctypes, "windll").kernel32.GetDriveTypeW(drive + "\\"))  # noqa: B009 - typed on Windows only
    if kind == _WINDOWS_REMOTE:
        return DriveKind.NETWORK
    return DriveKind.REMOVABLE if kind == _WINDOWS_REMOVABLE else DriveKind.LOCAL


def _windows_machine() -> str:
    registry: Any = importlib.import_module("winreg")
    with suppress(OSError), registry.OpenKey(registry.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
        return str(registry.QueryValueEx(key, "MachineGuid")[0])
    return ""
