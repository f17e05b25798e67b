"""Numbers of bundles go on at the office's next computer, but never after one that a thief made up."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.exchange.limits import INTEGER_MAX
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.paket import RUANG_AWAL
from desktop_app.services.pencabutan import revoke_device
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from tests.services.dunia_kantor import Dunia
from tests.services.pengirim import Pengirim
from tests.services.test_rapat_kunci import note


def rebuilt(dunia: Dunia, lost: Kantor, kabupaten: Kantor, folder: Path) -> Kantor:
    """Found the office's next computer, enrol it, and let it take the answer that it is owed."""
    baru = dunia.keep(found_office(folder / "baru", lost.profil, jam=lost.jam, who="operator"))
    request_enrolment(baru, folder / "r.skpe")
    approve_enrolment(kabupaten, folder / "r.skpe", folder / "r.skpb")
    accept_enrolment(baru, folder / "r.skpb")
    (answer,) = (s for s in export_returns(kabupaten, dunia.stick) if baru.store.device[:6] in s.path.name)
    apply_return(baru, answer.path)
    return baru


@pytest.mark.parametrize("wild", [INTEGER_MAX, 1_000_001])
def test_that_a_number_driven_to_its_end_does_not_silence_the_offices_next_computer(
    dunia: Dunia, unit: Kantor, tmp_path: Path, wild: int
) -> None:
    kabupaten = dunia("kabupaten")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    thief = Pengirim(unit, dunia.stick / "p").seal(seq=wild)
    assert [s.nasib for s in merge_bundles(kabupaten, [thief])] == [NasibPaket.DIGABUNG]
    revoke_device(kabupaten, unit.store.device, "dicuri")
    baru = rebuilt(dunia, unit, kabupaten, tmp_path)
    assert baru.store.get(RUANG_AWAL, baru.store.device) == b"1", "the honest number of the lost one goes on"
    note(baru, "kerja")
    sent = export_bundle(baru, dunia.stick)
    assert sent.nomor == 2
    assert [s.nasib for s in merge_bundles(kabupaten, [sent.path])] == [NasibPaket.DIGABUNG]


def test_that_a_wild_number_that_was_kept_before_is_not_gone_on_after(dunia: Dunia, unit: Kantor) -> None:
    with unit.write("uji") as tx:
        tx.put(RUANG_AWAL, unit.store.device, str(INTEGER_MAX).encode())
    assert export_bundle(unit, dunia.stick).nomor == 1
