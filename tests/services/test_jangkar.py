"""The anchor: a store that went back, a copy on another machine, a lost anchor; none of them stops anybody."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.paths import DriveKind, linux_kind
from desktop_app.services.jangkar import BERKAS_JANGKAR, PANJANG, anchor_files, read_anchor, read_induk
from desktop_app.services.kantor import BERKAS_STORE, Kantor, open_kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.rumah import check_home

Opener = Callable[..., Kantor]
WORKER = """
import os, sys
from pathlib import Path
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import open_kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.waktu import now
kantor = open_kantor(Path(sys.argv[1]), jam=now, who="uji", mesin="mesin-satu")
create_pegawai(kantor, Pegawai(nama="Sesudah", nip="198503032010010099"))
os._exit(9)
"""


@pytest.fixture
def reopen(kantor_unit: Kantor) -> Iterator[Opener]:
    """Open the closed office again, on a machine of one's choice."""
    kantor_unit.close()
    opened: list[Kantor] = []

    def again(mesin: str | None = "mesin-satu") -> Kantor:
        for satu in opened:
            satu.close()
        opened.append(open_kantor(kantor_unit.home, jam=kantor_unit.jam, who="uji", mesin=mesin))
        return opened[-1]

    settled = again()
    settled.close()
    yield again
    for satu in opened:
        satu.close()


def work(kantor: Kantor, banyak: int = 3, start: int = 0) -> None:
    for nomor in range(start, start + banyak):
        create_pegawai(kantor, Pegawai(nama=f"Orang {nomor}", nip=f"19850303201001{nomor:04d}"))


def sebab(kantor: Kantor) -> str:
    induk = read_induk(kantor.store)
    return induk.sebab if induk is not None else ""


def files(home: Path, device: str) -> list[Path]:
    return [file for pair in anchor_files(home, device) for file in pair]


def test_that_an_anchor_follows_every_commit_in_both_places(reopen: Opener) -> None:
    kantor = reopen()
    work(kantor)
    anchor = read_anchor(kantor.home, kantor.store.device)
    assert anchor is not None
    assert (anchor.jejak, anchor.kepala) == kantor.store.audit_head()
    assert (anchor.seq, anchor.n, anchor.epoch) == (kantor.store.last_seq(), kantor.store.counter(), kantor.store.epoch)
    for pair in anchor_files(kantor.home, kantor.store.device):
        assert [file.stat().st_size for file in pair] == [PANJANG] * 2
        assert b"Orang" not in pair[0].read_bytes() + pair[1].read_bytes()


def test_that_an_older_copy_of_the_file_starts_an_epoch_before_its_first_write(reopen: Opener, tmp_path: Path) -> None:
    kantor = reopen()
    work(kantor)
    kantor.close()
    shutil.copyfile(kantor.home / BERKAS_STORE, tmp_path / "lama.db")
    kantor = reopen()
    assert sebab(kantor) != "mundur", "closing and opening is no going back"
    work(kantor, start=10)
    kantor.close()
    shutil.copyfile(tmp_path / "lama.db", kantor.home / BERKAS_STORE)
    kantor = reopen()
    assert sebab(kantor) == "mundur"
    assert [satu.kode for satu in kantor.pemberitahuan] == ["epoch_mundur"]
    first = kantor.store.audit_rows(1)[0]
    assert (first.act, first.detail["epoch"]["to"]) == ("epoch_baru", kantor.store.epoch)
    assert first.detail["kurang"] == 3
    epoch = kantor.store.epoch
    work(kantor, start=20)
    assert reopen().store.epoch == epoch, "one going back is told once"


def test_that_another_branch_of_the_same_length_is_noticed_by_its_hash(reopen: Opener, tmp_path: Path) -> None:
    kantor = reopen()
    kantor.close()
    shutil.copyfile(kantor.home / BERKAS_STORE, tmp_path / "dasar.db")
    kantor = reopen()
    work(kantor, 2)
    kantor.close()
    shutil.copyfile(tmp_path / "dasar.db", kantor.home / BERKAS_STORE)
    for file in files(kantor.home, kantor.store.device):
        file.rename(tmp_path / f"{file.parent.name}-{file.name}")
    other = reopen()
    work(other, 4, start=50)
    other.close()
    for file in files(kantor.home, kantor.store.device):
        file.unlink(missing_ok=True)
        shutil.copyfile(tmp_path / f"{file.parent.name}-{file.name}", file)
    assert sebab(reopen()) == "mundur"


def test_that_a_deleted_log_is_noticed_after_a_kill(reopen: Opener) -> None:
    kantor = reopen()
    kantor.close()
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(kantor.home)], env=os.environ | {"PYTHONPATH": str(Path.cwd())}
    )
    assert done.returncode == 9
    log = kantor.home / f"{BERKAS_STORE}-wal"
    assert log.stat().st_size > 0
    log.unlink()
    assert sebab(reopen()) == "mundur"


@pytest.mark.parametrize("left", range(4))
def test_that_one_copy_of_the_anchor_is_enough(reopen: Opener, tmp_path: Path, left: int) -> None:
    kantor = reopen()
    kantor.close()
    shutil.copyfile(kantor.home / BERKAS_STORE, tmp_path / "lama.db")
    kantor = reopen()
    work(kantor)
    kantor.close()
    shutil.copyfile(tmp_path / "lama.db", kantor.home / BERKAS_STORE)
    for number, file in enumerate(files(kantor.home, kantor.store.device)):
        if number != left:
            raw = bytearray(file.read_bytes())
            raw[30] ^= 1
            file.write_bytes(raw)
    assert sebab(reopen()) == "mundur"


def test_that_a_store_whose_anchor_is_gone_starts_an_epoch_and_one_that_never_had_one_does_not(reopen: Opener) -> None:
    kantor = reopen()
    epoch = kantor.store.epoch
    kantor.close()
    for file in files(kantor.home, kantor.store.device):
        file.unlink()
    kantor = reopen()
    assert (sebab(kantor), kantor.store.epoch != epoch) == ("jangkar_hilang", True)
    with kantor.write("uji") as tx:
        tx.delete("kantor", "jangkar")
        tx.delete("kantor", "induk")
    epoch = kantor.store.epoch
    kantor.close()
    for file in files(kantor.home, kantor.store.device):
        file.unlink()
    assert reopen().store.epoch == epoch


def test_that_a_copy_on_another_machine_starts_an_epoch_and_says_so(reopen: Opener) -> None:
    kantor = reopen("mesin-dua")
    assert sebab(kantor) == "salinan"
    assert [satu.kode for satu in kantor.pemberitahuan] == ["epoch_salinan"]
    epoch = kantor.store.epoch
    assert reopen("mesin-dua").store.epoch == epoch
    assert reopen("").store.epoch == epoch, "a machine without an id says nothing"


def test_that_an_anchor_that_cannot_be_written_stops_nobody(reopen: Opener) -> None:
    kantor = reopen()
    for file in files(kantor.home, kantor.store.device):
        file.unlink()
        file.mkdir()
    work(kantor)
    assert kantor.store.check(deep=True) == []
    for file in files(kantor.home, kantor.store.device):
        file.rmdir()


def test_that_a_half_written_anchor_is_passed_over(reopen: Opener) -> None:
    kantor = reopen()
    work(kantor)
    newest = max((kantor.home / name for name in BERKAS_JANGKAR), key=lambda file: file.read_bytes().count(b"9"))
    newest.write_bytes(newest.read_bytes()[:100])
    epoch = kantor.store.epoch
    assert reopen().store.epoch == epoch


@pytest.mark.parametrize(
    ("kind", "code"), [(DriveKind.NETWORK, "rumah_jaringan"), (DriveKind.REMOVABLE, "rumah_lepasan")]
)
def test_that_an_office_lives_on_a_disk_of_this_computer(tmp_path: Path, kind: DriveKind, code: str) -> None:
    with pytest.raises(UserError) as caught:
        check_home(tmp_path, lambda _: kind)
    assert caught.value.code == code
    check_home(tmp_path, lambda _: DriveKind.LOCAL)


def test_that_the_kernel_tells_what_a_folder_lies_on(tmp_path: Path) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        "23 22 0:50 / /data/jaringan rw shared:1 - nfs4 server:/x rw\n"
        "24 22 8:17 / /lepas/FLASH\\040DISK rw - vfat /dev/sdb1 rw\n"
        "25 22 8:33 / /luar rw - ext4 /dev/sdc1 rw\n"
        "rusak\n"
    )
    devices = tmp_path / "block"
    for number, place, removable in (
        ("8:1", "pci/sda/sda1", "0"),
        ("8:17", "pci/sdb/sdb1", "1"),
        ("8:33", "pci/usb1/sdc/sdc1", "0"),
    ):
        target = tmp_path / "devices" / place
        target.mkdir(parents=True)
        (target.parent / "removable").write_text(removable)
        devices.mkdir(exist_ok=True)
        (devices / number).symlink_to(target)

    def kind(place: str) -> DriveKind:
        return linux_kind(Path(place), mounts, devices)

    assert kind("/data/kantor") is DriveKind.LOCAL
    assert kind("/data/jaringan/kantor") is DriveKind.NETWORK
    assert kind("/data/jaringan2") is DriveKind.LOCAL
    assert kind("/lepas/FLASH DISK/kantor") is DriveKind.REMOVABLE
    assert kind("/luar/kantor") is DriveKind.REMOVABLE
