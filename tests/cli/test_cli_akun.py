"""People at the command line: passwords come from files, and each command says who acts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.vault import FLOOR
from tests.cli.conftest import Run

ADMIN, ANI = "kuda terbang sore", "gajah pelan sekali"
INIT = ("init", "--role", "unit", "--code", "99.01.07", "--name", "Kecamatan Uji", "--agency", "UJI")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with password files that only their owner may read; set-up at the least cost."""
    monkeypatch.setattr("desktop_app.services.pendirian_akun.tune_cost", lambda: FLOOR)
    for nama, isi in (("admin", ADMIN), ("ani", ANI), ("baru", "awan biru besok"), ("lemah", "indonesia123")):
        path = tmp_path / f"{nama}.txt"
        path.write_text(isi + "\nbaris kedua tidak dibaca\n", encoding="utf-8")
        path.chmod(0o600)
    return tmp_path


@pytest.fixture
def home(files: Path, run: Run) -> Path:
    """A unit whose admin is Budi and whose operator is Ani."""
    home = files / "unit"
    hasil = run("--json", "--home", home, "--user", "Budi Contoh", "--password-file", files / "admin.txt", *INIT)
    assert hasil.code == 0, hasil.err
    assert hasil.data["unattended"] is False
    admin = ("--home", home, "--user", "budi contoh", "--password-file", files / "admin.txt")
    tambah = ("account", "add", "Ani Contoh", "--role", "operator", "--new-password-file", files / "ani.txt")
    assert run(*admin, *tambah).code == 0
    return home


def as_admin(home: Path) -> tuple[object, ...]:
    """The words with which the admin acts."""
    return ("--home", home, "--user", "Budi Contoh", "--password-file", home.parent / "admin.txt")


def test_that_init_wants_a_person_or_the_word_that_says_what_it_means(run: Run, files: Path) -> None:
    home = files / "x"
    admin = ("--user", "Budi", "--password-file", files / "admin.txt")
    for words in ((), ("--unattended", *admin), ("--user", "Budi"), ("--password-file", files / "admin.txt")):
        hasil = run("--home", home, *INIT, *words)
        assert hasil.code == 1, words
        assert "--unattended" in hasil.err
        assert not (home / "luring.db").exists()
    hasil = run("--home", home, *INIT, "--unattended")
    assert hasil.code == 0
    assert "siapa pun" in hasil.err
    assert (home / "kunci.json").exists()
    assert run("--home", home, "list", "unit_kerja").code == 0
    hasil = run("--home", home, "list", "unit_kerja", *admin)
    assert hasil.code == 1
    assert "account first" in hasil.err


def test_that_an_office_with_passwords_asks_who_acts(run: Run, home: Path) -> None:
    hasil = run("--home", home, "list", "unit_kerja")
    assert hasil.code == 1
    assert "--password-file" in hasil.err
    assert run(*as_admin(home), "list", "unit_kerja").code == 0
    assert run("list", "unit_kerja", *as_admin(home)).code == 0
    hasil = run("--home", home, "--user", "Siapa", "--password-file", home.parent / "admin.txt", "check")
    assert hasil.code == 1
    assert "Siapa" in hasil.err
    assert not (home / "kunci.json").exists()


def test_that_a_wrong_password_is_told_with_its_wait_and_the_next_command_waits_it_out(run: Run, home: Path) -> None:
    salah = ("--home", home, "--user", "Ani Contoh", "--password-file", home.parent / "admin.txt")
    hasil = run(*salah, "list", "unit_kerja")
    assert hasil.code == 1
    assert "Sandi salah" in hasil.err
    benar = ("--home", home, "--user", "Ani Contoh", "--password-file", home.parent / "ani.txt")
    hasil = run(*benar, "list", "unit_kerja")
    assert hasil.code == 0
    assert "Tunggu 1 detik" in hasil.err


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_that_a_password_file_for_all_eyes_is_refused(run: Run, home: Path) -> None:
    path = home.parent / "admin.txt"
    for mode in (0o644, 0o640, 0o604):
        path.chmod(mode)
        hasil = run(*as_admin(home), "list", "unit_kerja")
        assert hasil.code == 1
        assert "chmod 600" in hasil.err


def test_that_odd_password_files_are_refused_and_a_mark_of_notepad_is_not_part_of_it(run: Run, home: Path) -> None:
    path = home.parent / "admin.txt"
    for isi in (b"", b"\n" + ADMIN.encode(), b"\xff\xfe\x00", b"x" * 5000):
        path.write_bytes(isi)
        assert run(*as_admin(home), "list", "unit_kerja").code == 1
    path.unlink()
    assert run(*as_admin(home), "list", "unit_kerja").code == 1
    path.write_bytes(b"\xef\xbb\xbf" + ADMIN.encode() + b"\r\n")
    path.chmod(0o600)
    assert run(*as_admin(home), "list", "unit_kerja").code == 0


def test_that_accounts_are_listed_changed_and_removed(run: Run, home: Path) -> None:
    admin = as_admin(home)
    hasil = run("--json", *admin, "account", "list")
    assert [(satu["name"], satu["roles"], satu["active"]) for satu in hasil.data] == [
        ("Ani Contoh", ["operator"], True),
        ("Budi Contoh", ["admin"], True),
    ]
    assert run(*admin, "account", "roles", "Ani Contoh", "--role", "penilai", "--role", "operator").code == 0
    assert run(*admin, "account", "reset", "Ani Contoh", "--new-password-file", home.parent / "baru.txt").code == 0
    ani = ("--home", home, "--user", "Ani Contoh", "--password-file", home.parent / "baru.txt")
    assert run(*ani, "list", "unit_kerja").code == 0
    assert run(*ani, "account", "list").code == 1
    lemah = run(*ani, "account", "password", "--new-password-file", home.parent / "lemah.txt")
    assert (lemah.code, "ditebak" in lemah.err) == (1, True)
    assert run(*ani, "account", "password", "--new-password-file", home.parent / "ani.txt").code == 0
    assert run(*admin, "account", "remove", "Budi Contoh").code == 1
    assert run(*admin, "account", "remove", "Ani Contoh").code == 0
    assert run(*admin, "check").code == 0
    hasil = run("--json", *admin, "account", "list")
    assert [(satu["name"], satu["active"]) for satu in hasil.data] == [("Budi Contoh", True), ("Ani Contoh", False)]


def test_that_a_key_file_office_turns_to_passwords(run: Run, files: Path) -> None:
    home = files / "lama"
    assert run("--home", home, *INIT, "--unattended").code == 0
    assert run("--home", home, "account", "list").code == 0
    assert run("--home", home, "account", "first", "Budi Contoh", "--new-password-file", files / "lemah.txt").code == 1
    assert (home / "kunci.json").exists()
    assert run("--home", home, "account", "first", "Budi Contoh", "--new-password-file", files / "admin.txt").code == 0
    assert not (home / "kunci.json").exists()
    assert run("--home", home, "check").code == 1
    assert run("--home", home, "--user", "Budi Contoh", "--password-file", files / "admin.txt", "check").code == 0


def test_that_a_card_is_printed_and_used_once(run: Run, home: Path) -> None:
    import pypdfium2

    kartu = home.parent / "kartu.pdf"
    hasil = run("--json", *as_admin(home), "card", "print", "--out", kartu)
    assert hasil.code == 0
    assert hasil.data["number"].startswith("K-")
    assert run(*as_admin(home), "card", "print", "--out", kartu).code == 1  # never over a file that is there
    text = pypdfium2.PdfDocument(kartu)[0].get_textpage().get_text_bounded()
    kode = home.parent / "kode.txt"
    kode.write_text(" ".join(text.split("U)", 1)[1].split()[:7]) + "\n", encoding="utf-8")
    kode.chmod(0o600)
    pakai = ("--home", home, "recovery", "card", "Ani Contoh", "--card-file", kode)
    assert run(*pakai, "--new-password-file", home.parent / "baru.txt").code == 0
    assert run(*pakai, "--new-password-file", home.parent / "baru.txt").code == 1
    ani = ("--home", home, "--user", "Ani Contoh", "--password-file", home.parent / "baru.txt")
    assert run(*ani, "list", "unit_kerja").code == 0


def test_that_a_password_is_recovered_through_the_kabupaten_by_files(run: Run, home: Path, founded: Path) -> None:
    dunia = home.parent
    kab = dunia / "kab"
    admin = ("--user", "Kiki Contoh", "--password-file", dunia / "admin.txt")
    words = ("--role", "kabupaten", "--code", "99.01", "--name", "Kabupaten Uji", "--agency", "UJI")
    assert run("--home", kab, "init", *words, *admin).code == 0
    minta, jawab = dunia / "minta.skpe", dunia / "jawab.skpb"
    assert run(*as_admin(home), "enrol", "request", "--out", minta).code == 0
    assert run("--home", kab, *admin, "enrol", "approve", minta, "--out", jawab).code == 0
    assert run(*as_admin(home), "enrol", "accept", jawab).code == 0
    baru = ("--new-password-file", dunia / "baru.txt")
    lupa = ("recovery", "request", "Ani Contoh", *baru, "--out", dunia / "p.skpr", "--page", dunia / "p.pdf")
    hasil = run("--json", "--home", home, *lupa)
    assert hasil.code == 0
    assert (dunia / "p.pdf").read_bytes().startswith(b"%PDF")
    lihat = run("--json", "--home", kab, *admin, "recovery", "preview", dunia / "p.skpr")
    assert lihat.data["fingerprint"] == hasil.data["fingerprint"]
    assert run("--home", kab, *admin, "recovery", "move-escrow", "--out", dunia / "kunci.pdf").code == 0
    setuju = ("--home", kab, *admin, "recovery", "approve", dunia / "p.skpr", "--out", dunia / "p.skpg")
    hasil = run(*setuju)
    assert (hasil.code, "kertas" in hasil.err) == (1, True)
    import pypdfium2

    text = pypdfium2.PdfDocument(dunia / "kunci.pdf")[0].get_textpage().get_text_bounded()
    (dunia / "escrow.txt").write_text(" ".join(text.split("boleh)", 1)[1].split()[:12]) + "\n", encoding="utf-8")
    (dunia / "escrow.txt").chmod(0o600)
    assert run(*setuju, "--escrow-key-file", dunia / "escrow.txt").code == 0
    assert run("--home", home, "recovery", "accept", dunia / "p.skpg", *baru).code == 0
    assert run("--home", home, "recovery", "accept", dunia / "p.skpg", *baru).code == 1
    assert run("--home", home, "recovery", "cancel").code == 0
    ani = ("--home", home, "--user", "Ani Contoh", "--password-file", dunia / "baru.txt")
    assert run(*ani, "list", "unit_kerja").code == 0
    # A unit without passwords has no request to make.
    assert run("--home", founded / "unit", *lupa).code == 1


def test_that_no_option_takes_a_password_itself(run: Run) -> None:
    for words in (("--help",), ("account", "add", "--help"), ("init", "--help")):
        hasil = run(*words)
        assert hasil.code == 0
        assert "--password " not in hasil.out
        assert "--password-file" in hasil.out
