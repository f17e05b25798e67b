"""What a new user stumbled over between two offices: the way to a conflict, and the kabupaten's own fingerprint."""

from __future__ import annotations

from typing import Any

from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kepercayaan import require_trust


def test_that_a_conflict_of_a_unit_leads_from_the_first_page_to_its_page(start: Any, conflicting: Any) -> None:
    pair = conflicting
    with pair.opened(pair.kabupaten) as above:
        (reply,) = export_returns(above, pair.stick)
    with pair.opened(pair.unit) as unit:
        apply_return(unit, reply.path)
        assert unit.store.conflicted()
    hands = start(pair.unit)
    hands.page("beranda")
    hands.find("tugas-konflik").click()
    hands.settle()
    assert hands.window.current_page().objectName() == "halaman-konflik"


def test_that_the_kabupaten_reads_its_own_fingerprint_in_the_settings(start: Any, pair: Any) -> None:
    with pair.opened(pair.kabupaten) as above:
        root = require_trust(above).root_fingerprint
    hands = start(pair.kabupaten)
    hands.page("pengaturan")
    code = hands.find("pengaturan-akar-sidik")
    assert code.isVisible()
    assert code.text().split() == root.replace("-", " ").split()
    assert len(code.text().split()) == 5


def test_that_a_unit_has_no_fingerprint_of_its_own_to_read_out(start: Any, pair: Any) -> None:
    hands = start(pair.unit)
    hands.page("pengaturan")
    assert not hands.find("pengaturan-akar").isVisible()
