"""The day of a decision says itself whether a clock could be believed when it was determined."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.services.keberatan_buka import open_objection
from desktop_app.services.putusan import IsiPutusan, decide_objection, read_putusan
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_keberatan import make_kecamatan

HARI = date(2026, 12, 3)
ISI = IsiPutusan(keputusan=KeputusanKeberatan.MENGUATKAN, keberatan="Laporan", penjelasan="Terlambat")


@pytest.mark.parametrize(
    ("jam", "ragu"), [(datetime(2026, 12, 3, tzinfo=UTC), False), (datetime(2019, 1, 1, tzinfo=UTC), True)]
)
def test_that_a_decision_under_a_false_clock_says_so(dunia: Dunia, jam: datetime, *, ragu: bool) -> None:
    kecamatan = make_kecamatan(dunia)
    hasil = kecamatan.seal()
    with kecamatan.sebagai("sekda") as kantor:
        putusan_id = open_objection(kantor, hasil.doc_id).putusan_id
        kantor.jam = lambda: jam
        decide_objection(kantor, putusan_id, ISI, HARI)
        isi = read_putusan(kantor, putusan_id).isi
    assert (isi.tanggal, isi.tanggal_ragu) == (HARI, ragu)
