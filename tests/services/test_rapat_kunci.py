"""The holders' meeting: issuer, inbox, recovery key, a holder; honest units go on, what was stolen is void."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import BundleError
from desktop_app.exchange import (
    Claimed,
    issue_certificate,
    make_request,
    make_trust,
    read_certificate,
    read_request,
    read_trust,
    seal_return,
    seal_up,
)
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_kepercayaan import adopt_trust, read_kepercayaan, save_trust_file, take_trust_file
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import keep_trust, list_perangkat, own_certificate, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_kabupaten import read_kunci
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.paket import make_content
from desktop_app.services.rapat_kunci import Meja, carry_out, count_table, end_former_inboxes, lay_card, lay_file
from desktop_app.services.upacara import PemegangBaru, start_plan
from desktop_app.vault import DeviceKeys
from tests.services.dunia_kantor import Dunia, edit
from tests.services.pemegang import DiTangan, hold_ceremony, make_planned
from tests.services.rumah_sandi import code_of


class Kabupaten:
    """The kabupaten after its ceremony, with what the holders have at home."""

    def __init__(self, dunia: Dunia, orang: int = 3, perlu: int = 2) -> None:
        self.kantor = dunia("kabupaten")
        self.stick = dunia.stick
        self.tangan: dict[int, DiTangan] = hold_ceremony(self.kantor, dunia.stick, orang=orang, perlu=perlu)[0]

    def meet(self, hadir: Sequence[int] = (1, 2), **plan: object) -> dict[int, DiTangan]:
        """Hold a meeting of these holders; returns what was newly made."""
        meja = Meja()
        start_plan(self.kantor, **plan)  # type: ignore[arg-type]
        for nomor in hadir:
            lay_card(self.kantor, meja, self.tangan[nomor].kartu)
        baru = make_planned(self.kantor, self.stick, meja)
        carry_out(self.kantor, meja)
        return baru

    def answer(self, unit: Kantor) -> None:
        """Take an answer of today to one unit."""
        apply_return(unit, self.answer_for(unit))

    def answer_for(self, unit: Kantor) -> Path:
        """Answer everybody, and return the file for one unit."""
        return next(s.path for s in export_returns(self.kantor, self.stick) if unit.store.device[:6] in s.path.name)


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kabupaten:
    return Kabupaten(dunia)


def note(kantor: Kantor, text: str) -> None:
    """Change one document, so that there is something to send."""
    from desktop_app.services.pegawai import list_pegawai

    edit(kantor, list_pegawai(kantor)[0].id, catatan=text)


def merged(kabupaten: Kabupaten, *paths: Path) -> list[str]:
    """Merge bundles and tell what became of each: its fate, or the code of its refusal."""
    hasil = merge_bundles(kabupaten.kantor, paths)
    return [satu.galat.code if satu.galat is not None else satu.nasib.value for satu in hasil]


def test_that_a_stolen_issuer_is_void_and_honest_units_go_on(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten, tmp_path: Path
) -> None:
    kabupaten.answer(unit)
    stolen, old = kabupaten.kantor.office_keys(), require_trust(kabupaten.kantor)
    late = export_bundle(unit, dunia.stick).path
    kabupaten.meet(penerbit=True, kotak=True, escrow="baru", alasan="komputer kabupaten dicuri")
    # a bundle sealed before anybody there knew: old certificate, old inbox
    assert merged(kabupaten, late) == ["digabung"]
    # the thief enrols a device of his own, under a certificate that was good yesterday
    mine = DeviceKeys.generate()
    request = read_request(
        make_request(
            mine.signing,
            return_recipient=mine.return_recipient,
            office=own_certificate(unit, old).office,
            kinds=["*"],
            program="0.1.0",
        )
    )
    raw = issue_certificate(stolen.issuer, request, serial=9, scope=["99.01"], kinds=["*"])
    forged = seal_up(
        tmp_path,
        make_content(unit, 1, "99.01.01"),
        signer=mine.signing,
        certificate=read_certificate(raw, old.issuers),
        trust=old,
        revisions=[],
    )
    assert merged(kabupaten, forged.path) == ["unknown_sender"]
    # and answers a unit that has not heard yet: under its old root that is still good, and no newer
    perangkat = next(satu for satu in list_perangkat(kabupaten.kantor) if satu.device_id == unit.store.device)
    kabupaten.answer(unit)
    lie = seal_return(
        tmp_path,
        make_content(unit, 99, "99.01"),
        issuer=stolen.issuer,
        trust=old,
        to=read_certificate(perangkat.certificate, require_trust(kabupaten.kantor).issuers),
    )
    assert code_of(apply_return, unit, lie.path) in ("root_rolled_back", "unknown_issuer")
    assert read_kepercayaan(unit).perubahan[0].sebab == ("penerbit", "kotak", "escrow")
    note(unit, "sesudahnya")
    assert merged(kabupaten, export_bundle(unit, dunia.stick).path) == ["digabung"]


def test_that_the_old_issuer_cannot_widen_what_a_known_device_may_send(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten, tmp_path: Path
) -> None:
    """A thief with the old issuer key and one device of his own in the register asks the register, not himself."""
    stolen, old = kabupaten.kantor.office_keys(), require_trust(kabupaten.kantor)
    kabupaten.meet(penerbit=True)
    before = read_certificate(
        next(s for s in list_perangkat(kabupaten.kantor) if s.device_id == unit.store.device).certificate,
        require_trust(kabupaten.kantor).issuers,
    )
    from desktop_app.exchange.enrolment import Certificate
    from desktop_app.exchange.signing import CERTIFICATE_TYPE, make_envelope

    wide = msgspec.structs.replace(before.payload, scope=("99.01",))
    shown = Certificate(make_envelope((stolen.issuer,), CERTIFICATE_TYPE, wide), wide)
    sealed = seal_up(
        tmp_path,
        make_content(unit, 1, "99.01.02"),
        signer=unit.device_keys().signing,
        certificate=shown,
        trust=old,
        revisions=[],
    )
    assert merged(kabupaten, sealed.path) == ["scope_exceeded"]


def test_that_what_was_sealed_to_the_old_inbox_opens_until_somebody_ends_it(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten
) -> None:
    first = export_bundle(unit, dunia.stick).path
    kabupaten.meet(kotak=True)
    kabupaten.meet(kotak=True)
    assert read_kunci(kabupaten.kantor).kotak_lama == 2
    assert merged(kabupaten, first) == ["digabung"], "two inboxes later"
    assert code_of(end_former_inboxes, kabupaten.kantor) == "kunci_kotak_masih_dipakai"
    kabupaten.answer(unit)
    assert end_former_inboxes(kabupaten.kantor, paksa=True) == 2
    assert code_of(end_former_inboxes, kabupaten.kantor) == "kunci_kotak_tidak_ada"
    other = dunia("b")
    late = export_bundle(other, dunia.stick).path
    assert merged(kabupaten, late) == ["sealed_to_other_inbox"], "it had not heard, and somebody decided so"
    kabupaten.answer(other)
    assert merged(kabupaten, export_bundle(other, dunia.stick).path) == ["digabung"], "it sends it all again"


def test_that_counting_starts_anew_after_a_thief_ran_it_to_its_end(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten
) -> None:
    kabupaten.answer(unit)
    trust, keys = require_trust(kabupaten.kantor), kabupaten.kantor.office_keys()
    far = make_trust(
        keys.issuer,
        roots=[satu.raw for satu in trust.document.roots],
        delegations=[satu.raw for satu in trust.document.delegations],
        inbox=list(trust.inbox),
        trust_seq=2**53 - 1,
        signed_at=Claimed("2027-01-01T00:00:00+07:00"),
    )
    with unit.write("uji") as tx:
        keep_trust(unit, tx, read_trust(far, pinned=trust.pin))
    kabupaten.meet(penerbit=True)
    assert code_of(apply_return, unit, kabupaten.answer_for(unit)) == "trust_rolled_back"
    kabupaten.meet(penerbit=True, ulang=True)
    # it missed the version that says so, too
    kabupaten.meet(kotak=True)
    kabupaten.answer(unit)
    assert require_trust(unit).marks[0] == 5
    assert require_trust(unit).marks.trust_seq < 10


def test_that_a_holder_is_replaced_and_his_old_key_signs_nothing(dunia: Dunia, kabupaten: Kabupaten) -> None:
    lama = dict(kabupaten.tangan)
    pemegang = [PemegangBaru("", lama=1), PemegangBaru("", lama=2), PemegangBaru("Hadi Contoh", "Sekretaris")]
    baru = kabupaten.meet(pemegang=pemegang, perlu=2, alasan="pindah tugas")
    keadaan = read_kunci(kabupaten.kantor)
    assert [satu.nama for satu in keadaan.pemegang][2] == "Hadi Contoh"
    assert (keadaan.versi, keadaan.berita[0].perubahan) == (3, ("pemegang",))
    meja = Meja()
    start_plan(kabupaten.kantor, kotak=True)
    assert code_of(lay_card, kabupaten.kantor, meja, lama[3].kartu) == "kunci_bukan_pemegang"
    lay_card(kabupaten.kantor, meja, lama[1].kartu)
    lay_file(kabupaten.kantor, meja, baru[3].berkas, baru[3].sandi)
    assert count_table(kabupaten.kantor, meja) == (2, 2, 2, 2)
    assert carry_out(kabupaten.kantor, meja)[0].hadir == ("Ratna Contoh", "Hadi Contoh")


def test_that_a_lower_threshold_needs_as_many_of_the_old_holders(dunia: Dunia, kabupaten: Kabupaten) -> None:
    meja = Meja()
    start_plan(
        kabupaten.kantor, pemegang=[PemegangBaru("", lama=1), PemegangBaru("", lama=2)], perlu=2, alasan="berkurang"
    )
    lay_card(kabupaten.kantor, meja, kabupaten.tangan[1].kartu)
    assert code_of(carry_out, kabupaten.kantor, meja) == "kunci_kurang"
    lay_card(kabupaten.kantor, meja, kabupaten.tangan[2].kartu)
    carry_out(kabupaten.kantor, meja)
    assert read_kunci(kabupaten.kantor).jumlah == 2


def test_that_a_unit_far_behind_takes_the_trust_file_that_lies_beside_its_answer(
    dunia: Dunia, unit: Kantor, tmp_path: Path
) -> None:
    kabupaten = Kabupaten(dunia, orang=5, perlu=5)
    for _ in range(12):
        kabupaten.meet(hadir=(1, 2, 3, 4, 5), escrow="", kotak=True)
    folder = tmp_path / "balasan"
    folder.mkdir()
    answer = next(s.path for s in export_returns(kabupaten.kantor, folder) if unit.store.device[:6] in s.path.name)
    assert [path.name for path in folder.glob("*.skpt")] == ["kepercayaan-99.01-v14.skpt"]
    alone = tmp_path / "sendiri"
    alone.mkdir()
    bare = shutil.copy(answer, alone)
    assert code_of(apply_return, unit, Path(bare)) == "root_mismatch", "nothing beside it"
    (folder / "palsu.skpt").write_bytes(b"SKPT1{}")
    apply_return(unit, answer)
    assert read_kepercayaan(unit).versi == 14
    other = dunia("b")
    out = tmp_path / "kepercayaan.skpt"
    save_trust_file(kabupaten.kantor, out)
    assert take_trust_file(other, out).versi == 14
    assert take_trust_file(other, out).versi == 14, "twice is the same as once"
    assert len(read_kepercayaan(other).perubahan) == 1
    (tmp_path / "bukan.skpt").write_bytes(b"SKPB1")
    assert code_of(take_trust_file, other, tmp_path / "bukan.skpt") == "not_a_trust_file"
    # its certificate comes with its next answer; until then it is known by its key
    assert merged(kabupaten, export_bundle(other, dunia.stick).path) == ["digabung"]


def test_that_an_older_copy_of_a_unit_does_not_accept_older_trust(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten, tmp_path: Path
) -> None:
    older = tmp_path / "lama.skpt"
    kabupaten.meet(kotak=True)
    save_trust_file(kabupaten.kantor, older)
    home = unit.home
    unit.close()
    shutil.copytree(home, tmp_path / "dulu")
    unit = dunia("a1")
    kabupaten.meet(kotak=True)
    save_trust_file(kabupaten.kantor, tmp_path / "baru.skpt")
    take_trust_file(unit, tmp_path / "baru.skpt")
    unit.close()
    # somebody puts the store of last week back; the anchor lies outside it as well
    (home / "luring.db").write_bytes((tmp_path / "dulu" / "luring.db").read_bytes())
    for _ in range(2):
        again = dunia("a1")
        assert require_trust(again).root.version == 1
        assert code_of(take_trust_file, again, older) == "root_rolled_back"
        again.close()
    again = dunia("a1")
    assert take_trust_file(again, tmp_path / "baru.skpt").versi == 4


def test_that_a_kabupaten_restored_from_before_the_ceremony_goes_on_from_its_trust_file(
    dunia: Dunia, unit: Kantor, tmp_path: Path
) -> None:
    kabupaten = dunia("kabupaten")
    home = kabupaten.home
    kabupaten.close()
    shutil.copytree(home, tmp_path / "cadangan")
    now = Kabupaten(dunia)
    now.answer(unit)
    save_trust_file(now.kantor, tmp_path / "v2.skpt")
    late = export_bundle(unit, dunia.stick).path
    now.kantor.close()
    shutil.rmtree(home)
    shutil.copytree(tmp_path / "cadangan", home)
    restored = dunia("kabupaten")
    assert merge_bundles(restored, [late])[0].nasib is NasibPaket.DIGABUNG
    assert read_kunci(restored).lebih_baru == 2, "a unit has seen what is not known here"
    berlaku, _ = adopt_trust(restored, tmp_path / "v2.skpt")
    assert berlaku
    assert restored.office_keys().root is None
    assert restored.store.get("rahasia", "escrow") is None
    assert code_of(adopt_trust, restored, tmp_path / "v2.skpt") == "kunci_sudah_terbaru"
    answers = export_returns(restored, dunia.stick)
    apply_return(unit, next(satu.path for satu in answers if unit.store.device[:6] in satu.path.name))


def test_that_a_backup_whose_issuer_is_void_is_the_ground_of_a_meeting(
    dunia: Dunia, unit: Kantor, kabupaten: Kabupaten, tmp_path: Path
) -> None:
    kabupaten.kantor.close()
    shutil.copytree(kabupaten.kantor.home, tmp_path / "cadangan")
    kabupaten.kantor = dunia("kabupaten")
    kabupaten.meet(penerbit=True)
    kabupaten.answer(unit)
    save_trust_file(kabupaten.kantor, tmp_path / "v3.skpt")
    kabupaten.kantor.close()
    shutil.rmtree(kabupaten.kantor.home)
    shutil.copytree(tmp_path / "cadangan", kabupaten.kantor.home)
    kabupaten.kantor = dunia("kabupaten")
    assert adopt_trust(kabupaten.kantor, tmp_path / "v3.skpt")[0] is False
    assert require_trust(kabupaten.kantor).root.version == 2, "the old trust holds until the holders meet"
    assert code_of(start_plan, kabupaten.kantor, kotak=True) == "kunci_penerbit_wajib"
    kabupaten.meet(penerbit=True, kotak=True)
    assert require_trust(kabupaten.kantor).root.version == 4
    kabupaten.answer(unit)
    assert read_kepercayaan(unit).versi == 4


def test_that_former_forms_of_the_keys_are_read(dunia: Dunia) -> None:
    """A store from before the ceremony was known keeps its keys in the first form, and an older program reads it."""
    kabupaten = dunia("kabupaten")
    raw = kabupaten.store.get("rahasia", "kabupaten")
    assert raw is not None
    kept = msgspec.json.decode(raw)
    assert kept["version"] == 1
    root = kabupaten.office_keys().root
    assert root is not None
    assert base64.b64decode(kept["root"]) == root.seed
    with pytest.raises(BundleError, match="trust_damaged"):
        read_trust(b"{}", pinned=None)
