"""A kabupaten restored from an older backup: nothing is signed beside a newer root, no revocation is forgotten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_app.exchange import Claimed, make_trust, read_trust
from desktop_app.services.berkas_kepercayaan import adopt_trust, save_trust_file
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import keep_mark, keep_trust, marks_of, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_kabupaten import put_rencana, read_kunci, read_rencana, seen_versions
from desktop_app.services.pencabutan import list_revoked, revoke_device
from desktop_app.services.rapat_kunci import Meja, carry_out, lay_card
from desktop_app.services.upacara import PemegangBaru, start_plan
from tests.services.dunia_kantor import Dunia
from tests.services.pemegang import NAMA
from tests.services.rumah_sandi import code_of
from tests.services.test_rapat_kunci import Kabupaten, merged, note


class Cadangan:
    """A copy of a kabupaten's folder of before, and the way back to it."""

    def __init__(self, kabupaten: Kabupaten, dunia: Dunia, place: Path) -> None:
        self._kabupaten, self._dunia, self._place = kabupaten, dunia, place
        kabupaten.kantor.close()
        shutil.copytree(kabupaten.kantor.home, place)
        kabupaten.kantor = dunia("kabupaten")

    def restore(self) -> Kantor:
        """Put the copy in the place of today's folder, and open it."""
        home = self._kabupaten.kantor.home
        self._kabupaten.kantor.close()
        shutil.rmtree(home)
        shutil.copytree(self._place, home)
        self._kabupaten.kantor = self._dunia("kabupaten")
        return self._kabupaten.kantor


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kabupaten:
    return Kabupaten(dunia)


def lay_cards(kabupaten: Kabupaten) -> Meja:
    """Two holders read their cards."""
    meja = Meja()
    for nomor in (1, 2):
        lay_card(kabupaten.kantor, meja, kabupaten.tangan[nomor].kartu)
    return meja


def test_that_nothing_is_signed_beside_a_root_that_a_unit_has_seen(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten, tmp_path: Path
) -> None:
    start_plan(kabupaten.kantor, penerbit=True, kotak=True)
    cadangan = Cadangan(kabupaten, dunia, tmp_path / "cadangan")
    kabupaten.meet(penerbit=True)
    save_trust_file(kabupaten.kantor, tmp_path / "v3.skpt")
    kabupaten.meet(penerbit=True)
    save_trust_file(kabupaten.kantor, tmp_path / "v4.skpt")
    kabupaten.answer(unit)
    late = export_bundle(unit, dunia.stick).path
    kantor = cadangan.restore()
    assert merged(kabupaten, late) == ["digabung"]
    assert read_kunci(kantor).lebih_baru == 4
    assert code_of(start_plan, kantor, penerbit=True, kotak=True) == "kunci_tertinggal"
    assert code_of(carry_out, kantor, lay_cards(kabupaten)) == "kunci_tertinggal", "planned before anybody knew"
    assert code_of(adopt_trust, kantor, tmp_path / "v3.skpt") == "kunci_tertinggal"
    assert adopt_trust(kantor, tmp_path / "v4.skpt")[0] is False
    assert read_kunci(kantor).lebih_baru == 0
    assert code_of(adopt_trust, kantor, tmp_path / "v3.skpt") == "kunci_tertinggal", "not behind what was read in"
    kabupaten.meet(penerbit=True, kotak=True)
    kabupaten.answer(unit)
    assert require_trust(unit).root.version == 5


def test_that_a_unit_that_lies_about_the_root_stops_nobody_who_knows_better(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten
) -> None:
    with kabupaten.kantor.write("uji") as tx:
        tx.put("kepercayaan_dilihat", unit.store.device, b"50 1")
    assert code_of(start_plan, kabupaten.kantor, kotak=True) == "kunci_tertinggal"
    assert start_plan(kabupaten.kantor, kotak=True, paksa=True).abaikan == 50
    carry_out(kabupaten.kantor, lay_cards(kabupaten))
    assert require_trust(kabupaten.kantor).root.version == 3


def test_that_the_mark_outside_the_store_stops_a_second_ceremony(dunia: Dunia) -> None:
    kantor = dunia("kabupaten")
    with kantor.write("uji") as tx:
        keep_mark(kantor, tx, (2, 9))
    orang = [PemegangBaru(nama) for nama in NAMA[:2]]
    assert code_of(start_plan, kantor, pemegang=orang, perlu=2) == "kunci_tertinggal"


def test_that_a_trust_file_brings_back_the_revocations_at_once(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten, tmp_path: Path
) -> None:
    stolen, b = dunia("b"), dunia("a2")
    cadangan = Cadangan(kabupaten, dunia, tmp_path / "cadangan")
    revoke_device(kabupaten.kantor, stolen.store.device, "dicuri")
    save_trust_file(kabupaten.kantor, tmp_path / "v2.skpt")
    thief = export_bundle(stolen, dunia.stick).path
    # the issuer of the backup still counts: the file is of the same root, and says more
    kantor = cadangan.restore()
    assert adopt_trust(kantor, tmp_path / "v2.skpt")[0] is True
    assert merged(kabupaten, thief) == ["revoked_device"]
    assert list_revoked(kantor) == {stolen.store.device}
    assert code_of(adopt_trust, kantor, tmp_path / "v2.skpt") == "kunci_sudah_terbaru"
    kabupaten.meet(penerbit=True)
    save_trust_file(kabupaten.kantor, tmp_path / "v3.skpt")
    # it is void: the file is the ground of a meeting, and the thief is out before it is held
    kantor = cadangan.restore()
    revoke_device(kantor, b.store.device, "hilang sesudah dipulihkan")
    assert adopt_trust(kantor, tmp_path / "v3.skpt")[0] is False
    assert merged(kabupaten, thief) == ["revoked_device"]
    kabupaten.meet(penerbit=True, kotak=True)
    assert merged(kabupaten, thief) == ["revoked_device"]
    keduanya = {stolen.store.device, b.store.device}
    assert {satu.device_id for satu in require_trust(kantor).revocations} == list_revoked(kantor) == keduanya


def test_that_a_plan_of_the_backup_does_not_delegate_to_a_void_issuer(
    dunia: Dunia, kabupaten: Kabupaten, tmp_path: Path
) -> None:
    start_plan(kabupaten.kantor, kotak=True)
    cadangan = Cadangan(kabupaten, dunia, tmp_path / "cadangan")
    kabupaten.meet(penerbit=True, kotak=True)
    save_trust_file(kabupaten.kantor, tmp_path / "v3.skpt")
    kantor = cadangan.restore()
    lama = read_rencana(kantor)
    assert lama is not None
    adopt_trust(kantor, tmp_path / "v3.skpt")
    assert read_rencana(kantor) is None
    # and a store in which both lie already
    with kantor.write("uji") as tx:
        put_rencana(tx, lama)
    assert code_of(carry_out, kantor, lay_cards(kabupaten)) == "kunci_penerbit_wajib"


def test_that_holders_of_a_ceremony_after_the_backup_can_meet(dunia: Dunia, tmp_path: Path) -> None:
    kantor = dunia("kabupaten")
    home = kantor.home
    kantor.close()
    shutil.copytree(home, tmp_path / "cadangan")
    kabupaten = Kabupaten(dunia)
    save_trust_file(kabupaten.kantor, tmp_path / "v2.skpt")
    kabupaten.kantor.close()
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "cadangan", home)
    kabupaten.kantor = dunia("kabupaten")
    adopt_trust(kabupaten.kantor, tmp_path / "v2.skpt")
    assert [satu.nama for satu in read_kunci(kabupaten.kantor).pemegang] == ["Pemegang 1", "Pemegang 2", "Pemegang 3"]
    kabupaten.meet(kotak=True)
    assert require_trust(kabupaten.kantor).root.version == 3


def test_that_no_mark_falls_by_a_lower_word_or_a_late_stick(dunia: Dunia, unit: Kantor, kabupaten: Kabupaten) -> None:
    kantor = kabupaten.kantor
    early = export_bundle(unit, dunia.stick).path
    kabupaten.answer(unit)
    trust = require_trust(kantor)
    with kantor.write("uji") as tx:
        keep_mark(kantor, tx, (trust.root.version, trust.marks.trust_seq + 500))
    before = marks_of(kantor, trust)
    # an answer of after the backup: the unit has seen three numbers more than the document here
    raw = make_trust(
        kantor.office_keys().issuer,
        roots=[satu.raw for satu in trust.document.roots],
        delegations=[satu.raw for satu in trust.document.delegations],
        inbox=list(trust.inbox),
        trust_seq=trust.marks.trust_seq + 3,
        signed_at=Claimed("2027-01-01T00:00:00+07:00"),
    )
    with unit.write("uji") as tx:
        keep_trust(unit, tx, read_trust(raw, pinned=trust.pin))
    note(unit, "baru")
    assert merged(kabupaten, export_bundle(unit, dunia.stick).path) == ["digabung"]
    with kantor.write("uji") as tx:
        keep_mark(kantor, tx, (2, 1))
    assert marks_of(kantor, require_trust(kantor)) == before
    assert seen_versions(kantor)[unit.store.device] == 2
    assert merged(kabupaten, early) == ["digabung"]
    assert seen_versions(kantor)[unit.store.device] == 2, "a late stick"
