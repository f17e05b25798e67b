"""Files around the office: a stick is not overwritten, what is no file is not read, folders are private."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.services import pendaftaran
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.kirim import place_bundle, seal_bundle
from desktop_app.services.paket import check_place
from desktop_app.services.pendaftaran import read_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.pengaturan import read_lambang
from desktop_app.services.roster_baca import read_table
from tests.invariants.dunia import calm_clock
from tests.services.dunia_kantor import Dunia

posix = pytest.mark.skipif(os.name != "posix", reason="pipes and modes of a POSIX system")


def test_that_the_passport_beside_a_bundle_neither_follows_a_link_nor_replaces_a_file(
    dunia: Dunia, unit: Kantor, tmp_path: Path
) -> None:
    paket = seal_bundle(unit).paket
    precious = tmp_path / "berharga.txt"
    precious.write_text("berharga")
    stem = Path(paket.nama_berkas).stem
    link, taken = (dunia.stick / f"surat-pengantar-{stem}{ekor}.pdf" for ekor in ("", "-2"))
    link.symlink_to(precious)
    taken.write_bytes(b"milik orang")
    copy = place_bundle(unit, paket, dunia.stick)
    assert copy.path.stem == stem
    assert copy.pengantar.name == f"surat-pengantar-{stem}-3.pdf"
    assert copy.pengantar.read_bytes().startswith(b"%PDF")
    assert precious.read_text() == "berharga"
    assert link.is_symlink()
    assert taken.read_bytes() == b"milik orang"
    assert not list(dunia.stick.glob("*.part"))


def test_that_a_passport_is_read_back_like_the_bundle(
    dunia: Dunia, unit: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    paket = seal_bundle(unit).paket
    real = os.replace

    def spoil(source: Path, target: Path) -> None:
        if Path(target).suffix == ".pdf":
            Path(source).write_bytes(b"rusak")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", spoil)
        with pytest.raises(SystemProblem, match="stick_not_trusted"):
            place_bundle(unit, paket, dunia.stick)
    assert place_bundle(unit, paket, dunia.stick).pengantar.read_bytes().startswith(b"%PDF")


def test_that_a_copy_on_a_stick_leaves_an_audit_row(dunia: Dunia, unit: Kantor) -> None:
    paket = seal_bundle(unit).paket
    for _ in range(2):
        place_bundle(unit, paket, dunia.stick)
    rows = unit.store.audit_rows(act="salin_paket")
    assert [row.detail for row in rows] == [{"nomor": paket.seq, "berkas": paket.file_sha256}] * 2


def test_that_a_broken_link_counts_as_a_name_that_is_taken(tmp_path: Path) -> None:
    out = tmp_path / "jawab.skpb"
    out.symlink_to(tmp_path / "tidak ada")
    with pytest.raises(UserError, match="berkas_sudah_ada"):
        check_place(out)


Reader = Callable[[Kantor, Path], object]
READERS: dict[str, Reader] = {
    "permintaan": lambda _kantor, path: read_enrolment(path),
    "pertukaran": lambda kantor, path: apply_interchange(kantor, path),
    "daftar": lambda _kantor, path: read_table(path),
    "lambang": read_lambang,
}


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link(path: Path) -> None:
    path.with_name("asli").write_bytes(b"{}")
    path.symlink_to(path.with_name("asli"))


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@posix
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("make", [pipe, link, device, Path.mkdir])
def test_that_what_is_no_regular_file_is_refused_at_once(
    kantor_unit: Kantor, tmp_path: Path, reader: Reader, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "masukan"
    make(path)
    with pytest.raises(UserError) as caught:
        reader(kantor_unit, path)
    assert (caught.value.code, caught.value.facts) == ("bukan_berkas", {"berkas": "masukan"})


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_that_a_missing_file_is_named(kantor_unit: Kantor, tmp_path: Path, reader: Reader) -> None:
    with pytest.raises(UserError, match="berkas_tidak_ada"):
        reader(kantor_unit, tmp_path / "masukan")


def test_that_a_request_of_exactly_the_limit_is_judged_and_one_byte_more_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "minta.skpe"
    for size in (pendaftaran.MAKS_PERMINTAAN, pendaftaran.MAKS_PERMINTAAN + 1):
        path.write_bytes(b"SKPE1" + b"x" * (size - 5))
        with pytest.raises(LuringError) as caught:
            read_enrolment(path)
        assert isinstance(caught.value, BundleError)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_that_the_folders_of_an_office_are_for_their_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "kantor"
    home.mkdir(mode=0o755)
    profil = Profil(peran=Peran.UNIT, kode="99.01.09", nama="Kecamatan Contoh", instansi="UJI")
    kantor = found_office(home, profil, jam=calm_clock)
    assert mode(home) == mode(kantor.folder("keluar")) == 0o700
    kantor.close()
    for folder in (home, home / "keluar"):
        folder.chmod(0o755)
    open_kantor(home, jam=calm_clock).close()
    assert mode(home) == mode(home / "keluar") == 0o700


@posix
def test_that_a_folder_that_everybody_shares_keeps_its_mode(tmp_path: Path) -> None:
    home = tmp_path / "bersama"
    home.mkdir()
    home.chmod(0o1777)
    profil = Profil(peran=Peran.UNIT, kode="99.01.09", nama="Kecamatan Contoh", instansi="UJI")
    found_office(home, profil, jam=calm_clock).close()
    assert mode(home) == 0o1777
