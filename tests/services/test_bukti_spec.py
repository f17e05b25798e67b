"""The example of the specification is what the program reads, and its vector is the hash that it says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from desktop_app.domain.bukti_dalam import named_files
from desktop_app.exchange.limits import MISSING_MAX
from desktop_app.services.bukti import MAKS_ASAL, SISA_DISK, evidence_in
from desktop_app.services.bukti_gambar import MAKS_PIKSEL, MAKS_PIKSEL_FOTO, MAKS_SISI, MUTU, SISI
from desktop_app.services.bukti_jenis import AKHIRAN, MAKS_DAFTAR, MAKS_ISI_ARSIP, MAKS_SCAN
from desktop_app.services.bukti_paket import BATAS_TITIPAN, MUAT

SPEC = (Path(__file__).resolve().parents[2] / "docs" / "spec" / "evidence.md").read_text(encoding="utf-8")
MIB = 1024 * 1024


def test_that_the_example_is_evidence_and_its_hash_is_that_of_the_vector() -> None:
    line = next(one for one in SPEC.splitlines() if one.startswith("    [{"))
    body = b'{"entri":[{"id":"e","bukti":' + line.strip().encode() + b"}]}"
    (one,) = evidence_in(body)
    sha = hashlib.sha256(b"%PDF-1.4\n%%EOF\n").hexdigest()
    assert (one.sidik, one.asal, one.ukuran, SPEC.count(sha)) == (sha, sha, 15, 3)
    assert named_files(body) == ((sha, sha),)
    assert named_files(msgspec.json.encode({"bukti": [{"sidik": 5}, "x"], "sidik": sha})) == ()


def test_that_the_specification_states_the_limits_of_the_program() -> None:
    text = " ".join(SPEC.split())
    for words in (
        f"decoded within {MAKS_PIKSEL_FOTO // 1_000_000} million pixels",
        f"and PNG, within {MAKS_PIKSEL // 1_000_000} million",
        f"{MAKS_SISI:,} on a side",
        f"at most {MAKS_SCAN} scans",
        f"at most {MAKS_ISI_ARSIP:,} parts and a list of them of at most {MAKS_DAFTAR // MIB} MiB",
        f"{SISI:,} pixels on the longer side",
        f"quality {MUTU}",
        f"more than {MAKS_ASAL // MIB} MiB is not looked at",
        f"at least {SISA_DISK // MIB} MiB of the disk",
        f"at most {MISSING_MAX:,} (`too_many`)",
        f"at most {MUAT // MIB} MiB, and",
        f"kept up to {BATAS_TITIPAN // MIB} MiB",
    ):
        assert words in text, words
    assert len(AKHIRAN) == 8
