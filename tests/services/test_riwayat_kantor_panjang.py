"""However long an office's own record is, a further computer of that office is admitted, and gets what is owed."""

from __future__ import annotations

import pytest

from desktop_app.exchange import Office, make_request, spool
from desktop_app.services import balas
from desktop_app.services.balas import answer_device
from desktop_app.services.data_unit import change_unit
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pendaftaran import approve_enrolment
from desktop_app.services.silsilah import owed_to
from desktop_app.vault import DeviceKeys
from tests.services.dunia_kantor import Dunia


def test_that_a_record_too_long_for_the_answer_bars_no_computer_and_stays_owed(
    dunia: Dunia, unit: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    kabupaten = dunia("kabupaten")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    for nomor in range(6):
        change_unit(kabupaten, unit.profil.kode, nama=f"Kantor {nomor}", instansi=unit.profil.instansi, alasan="contoh")
    for module in (spool, balas):
        monkeypatch.setattr(module, "REVISIONS_MAX", 5)
    keys = DeviceKeys.generate()
    (dunia.stick / "n.skpe").write_bytes(
        make_request(
            keys.signing,
            return_recipient=keys.return_recipient,
            office=Office(unit.profil.kode, "Kantor", "Instansi"),
            kinds=["*"],
            program="uji",
        )
    )
    approve_enrolment(kabupaten, dunia.stick / "n.skpe", dunia.stick / "n.skpb")
    assert (dunia.stick / "n.skpb").is_file()
    assert keys.device_id in {satu.device_id for satu in list_perangkat(kabupaten)}
    assert owed_to(kabupaten, keys.device_id) is not None
    for module in (spool, balas):
        monkeypatch.setattr(module, "REVISIONS_MAX", 200_000)
    assert answer_device(kabupaten, keys.device_id, dunia.stick).revisi > 6, "the record goes with the next answer"
