"""The key ceremony by commands: each step a program of its own, and no key between them but with its holder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.services.pemegang import rows_on


@pytest.fixture
def kabupaten(founded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(founded / "kabupaten", tmp_path / "kabupaten"))


def secret(path: Path, text: str) -> Path:
    """A file that only its owner may read."""
    path.write_text(text + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_that_the_ceremony_and_a_meeting_are_held_by_commands(
    run: Run, founded: Path, kabupaten: Path, tmp_path: Path
) -> None:
    def at(*words: object) -> object:
        return run("--home", kabupaten, "--json", *words)

    assert "Upacara kunci belum dilakukan" in run("--home", kabupaten, "key", "status").out
    plan = at("key", "plan", "--holder", "Ratna Contoh|Sekda", "--holder", "Bagus Contoh", "--reason", "pertama")
    assert plan.code == 0, plan.err  # type: ignore[attr-defined]
    assert plan.data["escrow"] == "baru"  # type: ignore[attr-defined]
    stick = tmp_path / "stick"
    stick.mkdir()
    words = secret(tmp_path / "kata.txt", "pohon mangga di halaman")
    cards: dict[int, Path] = {}
    files: dict[int, str] = {}
    for nomor in (0, 1, 2):
        pdf = tmp_path / f"kartu-{nomor}.pdf"
        made = at("key", "make", nomor, "--to", stick, "--card", pdf, "--passphrase-file", words)
        assert made.code == 0, made.err  # type: ignore[attr-defined]
        files[nomor] = made.data["file"]  # type: ignore[attr-defined]
        # As it is printed: eight rows, each with its number.
        typed = [f"{n}. {row[:4]} {row[4:]}" for n, row in enumerate(rows_on(pdf.read_bytes()).split(), start=1)]
        cards[nomor] = secret(tmp_path / f"ketik-{nomor}.txt", "\n".join(typed))
        early = run("--home", kabupaten, "key", "sign", "--card-file", cards[nomor])
        assert early.code != 0
        assert at("key", "prove", nomor, "--card-file", cards[nomor]).code == 0  # type: ignore[attr-defined]
        proved = at("key", "prove", nomor, "--file", files[nomor], "--passphrase-file", words)
        assert proved.data["ready"] == (nomor == 2)  # type: ignore[attr-defined]
    few = run("--home", kabupaten, "key", "sign", "--card-file", cards[1])
    assert "Baru 1 dari 2" in few.err
    signed = at("key", "sign", "--card-file", cards[1], "--file", files[2], "--passphrase-file", words)
    assert signed.code == 0, signed.err  # type: ignore[attr-defined]
    assert signed.data["version"] == 2  # type: ignore[attr-defined]
    assert run("--home", kabupaten, "key", "minutes", "--out", tmp_path / "ba.pdf").code == 0
    status = run("--home", kabupaten, "key", "status").out
    assert "Pemegang 1: Ratna Contoh, Sekda" in status
    assert "belum dilakukan" not in status
    assert "Kantor unit (99.01.01)" in status, "who has not followed is named"
    # The unit reads what is compared by telephone, what changed, and why.
    unit = shutil.copytree(founded / "unit", tmp_path / "unit")
    assert run("--home", kabupaten, "merge", *founded.glob("*-up-*.skpb")).code == 0
    (tmp_path / "balasan").mkdir()
    answers = at("export", "--to", tmp_path / "balasan").data["returns"]  # type: ignore[attr-defined]
    (answer,) = [one["file"] for one in answers if one["code"] == "99.01.01"]
    seen = run("--home", unit, "inspect", answer)
    assert signed.data["fingerprint"] in seen.out  # type: ignore[attr-defined]
    assert "versi 1 menjadi 2" in run("--home", unit, "merge", answer).out
    assert "kunci induk kini dipegang beberapa orang bersama" in run("--home", unit, "key", "status").out
    # a meeting: the inbox alone
    assert at("key", "plan", "--inbox").code == 0  # type: ignore[attr-defined]
    assert run("--home", kabupaten, "key", "plan", "--cancel").code == 0
    assert at("key", "plan", "--inbox").code == 0  # type: ignore[attr-defined]
    assert at("key", "sign", "--card-file", cards[1], "--card-file", cards[2]).code == 0  # type: ignore[attr-defined]
    assert at("key", "status").data["former_inboxes"] == 1  # type: ignore[attr-defined]
    assert run("--home", kabupaten, "key", "trust-file", "--out", tmp_path / "k.skpt").code == 0
    assert "tidak lebih baru" in run("--home", kabupaten, "key", "accept", tmp_path / "k.skpt").err
    assert "mungkin masih menyegel" in run("--home", kabupaten, "key", "end-inboxes").err
    assert at("key", "end-inboxes", "--force").data["ended"] == 1  # type: ignore[attr-defined]


def test_that_a_slip_of_the_hand_names_its_row(run: Run, kabupaten: Path, tmp_path: Path) -> None:
    assert run("--home", kabupaten, "key", "plan", "--holder", "A Contoh", "--holder", "B Contoh").code == 0
    stick = tmp_path / "stick"
    stick.mkdir()
    words = secret(tmp_path / "kata.txt", "pohon mangga di halaman")
    pdf = tmp_path / "kartu.pdf"
    assert (
        run("--home", kabupaten, "key", "make", 1, "--to", stick, "--card", pdf, "--passphrase-file", words).code == 0
    )
    rows = rows_on(pdf.read_bytes()).split()
    rows[2] = rows[2][:-1] + ("7" if rows[2][-1] != "7" else "8")
    typed = secret(tmp_path / "salah.txt", " ".join(rows))
    wrong = run("--home", kabupaten, "key", "prove", 1, "--card-file", typed)
    assert "Baris 3" in wrong.err
    assert "Belum ada yang dibaca" in run("--home", kabupaten, "key", "prove", 1).err
