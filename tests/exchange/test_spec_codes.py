"""Every code of refusal that a format's page names has its sentence, and every page that it links to is there."""

from __future__ import annotations

import re

import pytest

from desktop_app.messages import load_sentences
from tests.exchange.both import ROOT
from tests.exchange.test_bundle_vector import codes_in

SPEC = ROOT / "docs" / "spec"
FIELDS = {"dev", "objections", "missing", "renew", "answers", "escrow", "changes", "predikat", "aturan"}
FIELDS |= {
    "penilaian",
    "putusan_keberatan",
    "ganti_penilai",
    "mutasi",
    "permintaan_perbaikan",
    "batal_gabung",
    "gabung_lagi",
}
"""Names of members, kinds and acts that stand in brackets as codes do."""


@pytest.mark.parametrize(
    "page", ["bundle-v1", "revision", "versions", "keys", "carriers", "merge", "slots", "returns", "import"]
)
def test_that_the_codes_of_a_format_have_their_sentences(page: str) -> None:
    named = codes_in((SPEC / f"{page}.md").read_text(encoding="utf-8")) - FIELDS
    assert named
    assert named <= set(load_sentences()), named - set(load_sentences())


def test_that_every_page_is_in_the_index_and_every_link_leads_somewhere() -> None:
    index = (SPEC / "README.md").read_text(encoding="utf-8")
    for page in SPEC.glob("*.md"):
        assert page.name == "README.md" or f"]({page.name})" in index, page.name
        for link in re.findall(r"\]\(([^)#:]+\.md)", page.read_text(encoding="utf-8")):
            assert (SPEC / link).exists(), (page.name, link)
