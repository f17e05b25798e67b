"""Evidence in bundles at its edges: damaged files, late wishes, more missing than one manifest can name."""

from __future__ import annotations

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.exchange.limits import MISSING_MAX
from desktop_app.services.bukti_paket import RUANG_DIMINTA, missing_here
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import survey_unsent
from tests.services.dunia_kantor import Dunia
from tests.services.test_bukti_paket import answer, forge, merge, photos, send


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the unit."""
    return dunia("kabupaten")


def test_that_a_damaged_file_does_not_wait_to_be_sent_for_ever(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    (bukti,) = photos(unit, 1)
    asli = unit.store.attachment(bukti.sidik)
    assert asli is not None
    unit.store._connection.execute("UPDATE attachment SET data = zeroblob(length(data))")
    merge(kabupaten, send(unit, dunia).path)
    answer(kabupaten, unit, dunia)
    assert survey_unsent(unit).bukti == 0
    with pytest.raises(UserError, match="ekspor_kosong"):
        send(unit, dunia)
    unit.store._connection.execute("UPDATE attachment SET data = ?", (asli.data,))
    assert send(unit, dunia).bukti == 1, "once it is whole again it goes"


def test_that_a_wish_of_an_older_bundle_that_comes_late_changes_nothing(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    (bukti,) = photos(unit, 1)
    dulu = forge(unit, dunia, [], missing=(bukti.sidik,))
    kini = forge(unit, dunia, [])
    merge(kabupaten, kini)
    merge(kabupaten, dulu)
    assert kabupaten.store.get(RUANG_DIMINTA, unit.store.device) is None
    merge(kabupaten, forge(unit, dunia, [], missing=(bukti.sidik,)))
    assert kabupaten.store.get(RUANG_DIMINTA, unit.store.device) == bytes.fromhex(bukti.sidik)


def test_that_every_missing_file_is_asked_for_in_some_bundle(unit: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    semua = [f"{n:064x}" for n in range(2 * MISSING_MAX + 1)]
    monkeypatch.setattr(unit.store, "attachments_named", lambda **_: semua)
    diminta = [missing_here(unit.store, unit.profil.kode, nomor) for nomor in (1, 2, 3)]
    assert [len(set(satu)) for satu in diminta] == [MISSING_MAX] * 3
    assert set().union(*diminta) == set(semua)
