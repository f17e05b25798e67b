"""Clocks are claims: a dead one is marked and never blocks, and only times that others signed raise the floor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from desktop_app.exchange import Claimed, make_trust, read_certificate, read_trust, seal_return
from desktop_app.services.balasan import apply_return
from desktop_app.services.beranda import summarize
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kepercayaan import list_perangkat, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.paket import list_keluar, make_content
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pendirian import found_office
from desktop_app.services.waktu import make_claim
from tests.invariants.dunia import calm_clock
from tests.services.dunia_kantor import Dunia, edit

WIB = timezone(timedelta(hours=7))


def at(*parts: int) -> Callable[[], datetime]:
    """Return a clock that stands still."""
    return lambda: datetime(*parts, tzinfo=WIB)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("jam", "ragu"),
    [(at(1980, 1, 1), True), (at(2099, 1, 1), True), (at(2098, 12, 31), False), (at(2026, 12, 2), False)],
    ids=["1980", "2099", "2098", "honest"],
)
def test_that_saving_and_sending_work_under_any_clock_and_a_doubtful_claim_is_marked(
    dunia: Dunia, jam: Callable[[], datetime], ragu: bool
) -> None:
    unit, kabupaten = dunia("a1", jam), dunia("kabupaten", jam)
    orang = list_pegawai(unit)[0].id
    edit(unit, orang, catatan="dicatat")
    rev = unit.store.history(orang)[-1]
    assert (rev.at.t, rev.at.doubt) == (jam().isoformat(), ragu)
    assert unit.store.audit_rows(1)[0].at.doubt == ragu
    assert summarize(unit).jam_diragukan == ragu
    paket = export_bundle(unit, dunia.stick)
    assert list_keluar(unit)[0].ragu == ragu
    (hasil,) = merge_bundles(kabupaten, [paket.path])
    assert hasil.nasib is NasibPaket.DIGABUNG


def test_that_a_clock_going_back_changes_no_order(dunia: Dunia) -> None:
    unit = dunia("a1")
    orang = list_pegawai(unit)[0].id
    for tahun in (2031, 1999, 2027):
        unit.jam = at(tahun, 1, 1)
        edit(unit, orang, catatan=f"ditulis {tahun}")
    riwayat = unit.store.history(orang)
    assert [rev.n for rev in riwayat] == sorted(rev.n for rev in riwayat)
    assert all(later.parents == (former.rev_id,) for former, later in pairwise(riwayat))
    dokumen = unit.store.document(orang)
    assert dokumen is not None
    assert b"ditulis 2027" in dokumen.body


def test_that_no_clock_of_its_own_raises_an_offices_floor(dunia: Dunia) -> None:
    unit = dunia("a1", at(2088, 1, 1))
    orang = list_pegawai(unit)[0].id
    edit(unit, orang, catatan="jam melompat")
    assert not unit.store.history(orang)[-1].at.doubt
    unit.jam = at(2026, 12, 2)
    edit(unit, orang, catatan="jam dibetulkan")
    assert not unit.store.history(orang)[-1].at.doubt
    profil = Profil(peran=Peran.KABUPATEN, kode="99.03", nama="Kabupaten", instansi="PEMERINTAH")
    kabupaten = dunia.keep(found_office(dunia.folder / "baru", profil, jam=at(2088, 1, 1)))
    kabupaten.jam = at(2026, 12, 2)
    assert not kabupaten.claim().doubt


def answer(kabupaten: Kantor, unit: Kantor, dunia: Dunia, seq: int, signed: Claimed) -> None:
    """Give the unit an answer whose trust document was signed at this time."""
    trust, keys = require_trust(kabupaten), kabupaten.office_keys()
    raw = make_trust(
        keys.issuer,
        roots=[satu.raw for satu in trust.document.roots],
        delegations=[satu.raw for satu in trust.document.delegations],
        inbox=trust.inbox,
        trust_seq=seq,
        signed_at=signed,
    )
    state = read_trust(raw, pinned=trust.pin)
    perangkat = next(satu for satu in list_perangkat(kabupaten) if satu.device_id == unit.store.device)
    sealed = seal_return(
        dunia.stick,
        make_content(kabupaten, 500 + seq, unit.profil.kode),
        issuer=keys.issuer,
        trust=state,
        to=read_certificate(perangkat.certificate, trust.issuers),
    )
    apply_return(unit, sealed.path)


def test_that_the_floor_is_the_newest_signed_time_and_never_falls(dunia: Dunia) -> None:
    unit, kabupaten = dunia("a1", at(2027, 5, 1)), dunia("kabupaten")
    assert not unit.claim().doubt
    answer(kabupaten, unit, dunia, 2, Claimed("2027-06-01T08:00:00+07:00"))
    assert unit.claim().doubt  # earlier than a time that somebody signed
    answer(kabupaten, unit, dunia, 3, Claimed("2026-12-24T08:00:00+07:00"))
    assert unit.claim().doubt
    answer(kabupaten, unit, dunia, 4, Claimed("2070-01-01T08:00:00+07:00", doubt=True))
    unit.jam = at(2027, 6, 2)
    assert not unit.claim().doubt


@pytest.mark.parametrize("signed", ["2027-06-01T08:00:00", "kemarin", ""])
def test_that_a_signed_time_that_is_none_says_nothing_and_stops_nothing(dunia: Dunia, signed: str) -> None:
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    answer(kabupaten, unit, dunia, 2, Claimed(signed))
    edit(unit, list_pegawai(unit)[0].id, catatan="tetap tersimpan")
    assert not unit.claim().doubt


def test_that_time_zones_are_kept_and_compared_as_moments() -> None:
    lantai = b"2027-01-01T00:30:00+07:00"
    for jam, ragu in (
        (datetime(2026, 12, 31, 17, 29, tzinfo=UTC), True),
        (datetime(2027, 1, 1, 1, 31, tzinfo=timezone(timedelta(hours=8))), False),
        (datetime(2027, 1, 1, 2, 29, tzinfo=timezone(timedelta(hours=9))), True),
    ):
        claim = make_claim(jam, lantai)
        assert (datetime.fromisoformat(claim.t), claim.doubt) == (jam, ragu)
    assert make_claim(calm_clock(), None).t == "2026-12-01T08:00:00+00:00"
