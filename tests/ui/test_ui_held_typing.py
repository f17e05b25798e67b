"""What one typed and may no longer write: the page says so, keeps it, and throws it away when asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from db import Working
from desktop_app.domain.codec import SCHEMA, encode
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.skp import create_skp, get_skp

Fill = Callable[[Callable[[Kantor], Any]], Any]


def held_skp(kantor: Kantor) -> str:
    """Make an SKP and a working copy that says it is another person's, as no page lets one type any more."""
    satu, lain = (
        create_pegawai(
            kantor,
            Pegawai(nama=nama, nip=nip, riwayat=(RiwayatJabatan(id="a", mulai=date(2026, 1, 1), jabatan="Staf"),)),
        )[0]
        for nama, nip in (("Budi Contoh", "198106202009011003"), ("Ani Contoh", "197503121998031001"))
    )
    doc_id, _ = create_skp(kantor, satu, 2026)
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = msgspec.structs.replace(get_skp(kantor, doc_id), pegawai_id=lain, tempat="Sana")
    kantor.store.put_working(
        Working(
            doc_id=doc_id,
            who=kantor.who,
            kind="skp",
            scope=dokumen.scope,
            schema=SCHEMA,
            parents=dokumen.heads,
            body=encode(isi, dokumen.body),
            at=kantor.claim(),
        )
    )
    return doc_id


def test_that_a_held_text_is_told_kept_on_leaving_and_thrown_away_when_asked(
    unit_home: Path, fill: Fill, start: Callable[[Path], Any]
) -> None:
    doc_id = fill(held_skp)
    hands = start(unit_home)
    page = hands.page("skp")
    page.show_document(doc_id)
    hands.settle()
    assert page.banner.isVisibleTo(page)
    assert "tertahan" in page.banner.text()
    hands.page("pegawai")
    hands.settle()
    page = hands.page("skp")
    page.show_document(doc_id)
    hands.settle()
    assert "tertahan" in page.banner.text(), "leaving the page neither saves nor loses it"
    button = page.banner._button
    assert (button.text(), button.isVisibleTo(page)) == ("Buang ketikan", True)
    button.click()
    hands.settle()
    assert not page.banner.isVisibleTo(page)
    kerja, tempat = hands.stored(lambda kantor: (kantor.store.workings(), get_skp(kantor, doc_id).tempat))
    assert (kerja, tempat == "Sana") == ([], False)
