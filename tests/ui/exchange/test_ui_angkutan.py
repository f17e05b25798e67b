"""A bundle that came in part by e-mail and then as photos, taken by the window of the kabupaten."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from desktop_app.exchange.volumes import write_volumes
from desktop_app.services.kirim import seal_bundle
from desktop_app.services.paket import list_masuk
from desktop_app.services.rakit import list_bagian
from desktop_app.services.surel import print_qr
from tests.services.foto_lembar import photograph, sheets


def test_that_volumes_of_one_day_and_photos_of_the_next_become_a_bundle(start: Any, pair: Any, tmp_path: Path) -> None:
    photos = []
    with pair.opened(pair.unit) as unit:
        paket = seal_bundle(unit).paket
        kept = unit.home / "keluar" / paket.nama_berkas
        whole = hashlib.sha256(kept.read_bytes()).hexdigest()
        volumes = write_volumes(kept, tmp_path, 1400, series=whole)
        for number, page in enumerate(sheets(print_qr(unit, paket))):
            photos.append(tmp_path / f"IMG-2027-{number}.jpg")
            photos[-1].write_bytes(photograph(page, turned=4 + 90 * number, noise=1))
    hands = start(pair.kabupaten)
    page = hands.page("masuk")
    hands.find("masuk-berkas").give([volumes[0], *volumes[2:]])
    hands.settle()
    assert f"kurang bagian 2 dari {len(volumes)}" in page.banner.text()
    hands.close()
    # The letter with piece 2 never came; somebody took photos instead.
    hands = start(pair.kabupaten)
    hands.page("masuk")
    hands.find("masuk-berkas").give(photos[::-1])
    hands.qtbot.waitUntil(lambda: not hands.session.runner.busy, timeout=20_000)
    hands.settle()
    hands.find("masuk-gabungkan").click()
    hands.settle()
    assert [one.seq for one in hands.stored(list_masuk)] == [1]
    assert hands.stored(list_bagian) == (), "what waited of the same bundle is no longer needed"
