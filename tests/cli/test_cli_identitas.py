"""The drill, twins, identities, the waiting room and receipt codes at the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Run


def test_that_the_drill_can_be_walked_without_a_window(run: Run, dunia: Path, paket: Path, tmp_path: Path) -> None:
    above, unit, stick = dunia / "kabupaten", dunia / "unit", tmp_path / "stick"
    stick.mkdir()
    assert run("--home", above, "merge", paket).code == 0
    computer = run("--json", "--home", above, "device", "list").data[0]
    device = computer["device"]
    assert run("--home", above, "device", "inform", device[:8], "--out", stick).code == 1
    assert run("--home", above, "device", "revoke", device[:8], "--reason", "laptop dicuri").code == 0
    state = run("--json", "--home", above, "device", "state", device[:8]).data
    assert state["last_bundle"] == 1
    assert state["people"]
    for command in ("state", "notice"):
        out = tmp_path / f"{command}.pdf"
        assert run("--home", above, "device", command, device[:8], "--out", out).code == 0
        assert out.read_bytes().startswith(b"%PDF")
    receipt = tmp_path / "tanda.pdf"
    office = computer["code"]
    assert run("--home", above, "receipt", "--office", office, "--out", receipt).code == 0
    assert receipt.exists()
    assert run("--home", above, "receipt", "--office", office).code == 1
    late = run("--json", "--home", unit, "export", "--to", stick).data
    assert "receipt" not in late, "who sends cannot read the code"
    assert run("--home", above, "merge", late["file"]).code == 3
    (held,) = run("--json", "--home", above, "device", "held").data
    assert (held["reason"], held["last_accepted"]) == ("revoked_device", 1)
    inside = run("--home", above, "device", "held", "--show", held["file"])
    assert inside.code == 0
    assert "Paket nomor 2" in inside.out
    assert run("--home", above, "device", "held", "--leave", held["file"]).code == 1
    assert run("--home", above, "device", "held", "--leave", held["file"], "--note", "menunggu").code == 0
    assert run("--home", above, "device", "held", "--admit", held["file"], "--note", "ditelepon").code == 0
    decisions = run("--json", "--home", above, "device", "decisions").data
    assert [one["decision"] for one in decisions] == ["diizinkan", "dibiarkan"]
    told = run("--json", "--home", above, "device", "inform", device[:8], "--out", stick).data
    assert run("--home", unit, "merge", told["file"]).code == 0
    now = run("--json", "--home", unit, "device", "identity").data
    assert (now["revoked"], now["device"]) == (True, device)
    request = tmp_path / "baru.skpe"
    renewed = run("--json", "--home", unit, "device", "renew", "--out", request).data
    assert (renewed["former"], request.exists()) == (device, True)
    waiting = run("--home", unit, "device", "identity")
    assert ("menunggu jawaban kabupaten" in waiting.out, "Bawa berkas" in waiting.err) == (True, True)
    rebuilt = run("--json", "--home", above, "device", "rebuild", device[:8], request, "--out", stick).data
    assert run("--home", unit, "merge", rebuilt["files"][0]).code == 0
    after = run("--json", "--home", unit, "device", "identity").data
    assert (after["enrolled"], after["former"]) == (True, [device])
    answered = run("--home", unit, "device", "identity")
    assert ("tidak ada yang perlu" in answered.out, answered.err) == (True, "")


def test_that_twins_are_compared_asked_and_closed(run: Run, dunia: Path, paket: Path, tmp_path: Path) -> None:
    above, stick = dunia / "kabupaten", tmp_path / "stick"
    stick.mkdir()
    shutil.copytree(dunia / "unit", dunia / "klona")
    assert run("--home", above, "merge", paket).code == 0
    for home in ("unit", "klona"):
        made = run("--json", "--home", dunia / home, "export", "--to", stick).data
        run("--home", above, "merge", made["file"])
    (twin,) = run("--json", "--home", above, "device", "twins").data
    both = run("--json", "--home", above, "device", "twins", twin["device"][:8]).data
    assert (len(both["accepted"]), len(both["other"]), both["other"][0]["held"]) == (1, 1, True)
    assert run("--home", above, "device", "twins", twin["device"][:8], "--close").code == 1
    chosen = both["other"][0]["sha256"][:12]
    assert run("--home", above, "device", "twins", twin["device"][:8], "--ask", chosen).code == 0
    answer = run("--json", "--home", above, "export", "--to", stick).data
    path = answer["returns"][0]["file"] if "returns" in answer else answer["bundles"][0]["file"]
    for home, asked in (("klona", True), ("unit", False)):
        run("--home", dunia / home, "merge", path)
        assert run("--json", "--home", dunia / home, "device", "identity").data["asked"] is asked
    assert run("--home", above, "device", "twins", twin["device"][:8], "--close").code == 0
    assert run("--home", above, "device", "twins").out.strip() == "Tidak ada dua riwayat."


def test_that_the_waiting_room_and_codes_answer_in_words(run: Run, dunia: Path) -> None:
    for home in ("unit", "kabupaten"):
        assert run("--home", dunia / home, "waiting").out.strip() == "Tidak ada yang menunggu."
        assert run("--json", "--home", dunia / home, "waiting").data == []
    wrong = run("--home", dunia / "unit", "receipt", "ABCD", "EFGH", "JKLM")
    assert wrong.code == 1
    assert "salah ketik" in wrong.err or "bukan kode paket" in wrong.err
    assert run("--home", dunia / "kabupaten", "quarantine", "--admit-reason", "di_luar_wewenang").code == 1
    assert run("--home", dunia / "kabupaten", "quarantine", "--leave", "abc", "--note", "x").code == 1


def test_that_a_key_is_changed_and_a_false_root_left_without_a_window(
    run: Run, dunia: Path, paket: Path, tmp_path: Path
) -> None:
    above, unit = dunia / "kabupaten", dunia / "unit"
    assert run("--home", above, "merge", paket).code == 0
    request, answer = tmp_path / "ganti.skpe", tmp_path / "jawab.skpb"
    made = run("--json", "--home", unit, "device", "rekey", "--out", request).data
    assert run("--home", unit, "device", "rekey", "--out", tmp_path / "lagi.skpe").code == 1
    approved = run("--json", "--home", above, "enrol", "approve", request, "--out", answer).data
    assert (approved["change"], approved["former"]) == ("cocok", made["former"])
    assert run("--home", unit, "enrol", "accept", answer).code == 0
    listed = run("--json", "--home", above, "device", "list").data
    revoked = {one["device"]: one["revoked"] for one in listed}
    assert (revoked[made["former"]], revoked[made["device"]]) == (True, False)
    trust = tmp_path / "kini.skpt"
    assert run("--home", above, "key", "trust-file", "--out", trust).code == 0
    for given in ([trust], [trust, "--fingerprint", "12345"], [], ["--proof", tmp_path]):
        assert run("--home", unit, "key", "repin", *given).code == 1, "there is one root alone"


def test_that_a_computer_whose_old_key_vouches_for_nothing_is_admitted_with_the_digits_that_were_heard(
    run: Run, dunia: Path, paket: Path, tmp_path: Path
) -> None:
    above, unit = dunia / "kabupaten", dunia / "unit"
    assert run("--home", above, "merge", paket).code == 0
    request, answer = tmp_path / "ganti.skpe", tmp_path / "jawab.skpb"
    made = run("--json", "--home", unit, "device", "rekey", "--out", request).data
    assert run("--home", above, "device", "revoke", made["former"], "--reason", "hilang").code == 0
    digits = run("--json", "--home", unit, "enrol", "request", "--out", tmp_path / "lagi.skpe").data["fingerprint"]
    approve = ("--home", above, "enrol", "approve", request, "--out", answer)
    silent, wrong = run(*approve), run(*approve, "--fingerprint", digits[::-1] + "0")
    assert ("--fingerprint" in silent.err, "Jangan daftarkan" in wrong.err) == (True, True)
    rebuild = ("--home", above, "device", "rebuild", made["former"], request, "--out", tmp_path)
    assert run(*rebuild).code == 1
    listed = {one["device"] for one in run("--json", "--home", above, "device", "list").data}
    assert made["device"] not in listed, "nothing was registered with the warning"
    assert not answer.exists()
    assert run(*approve, "--fingerprint", digits.replace(" ", "")).code == 0
    assert run("--home", unit, "enrol", "accept", answer).code == 0
