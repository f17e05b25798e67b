"""The days of the demo kecamatan: what a new user finds written by others, applied after the office itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.codec import KINDS_OF_DEVELOPMENT, KINDS_OF_PERFORMANCE, KINDS_OF_UNIT
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import tanggapan_berlaku
from desktop_app.paths import resources
from desktop_app.services.demo import CONTOH_KANTOR, KECAMATAN
from desktop_app.services.interchange import HasilTerapkan, apply_interchange
from desktop_app.services.jurnal import list_jurnal, list_menunggu
from desktop_app.services.kantor import Kantor
from desktop_app.services.pendirian import found_office
from desktop_app.services.usulan_realisasi import weeks_of


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Kantor]:
    """The office of the demo in July."""
    kantor = found_office(tmp_path / "k", KECAMATAN, jam=lambda: datetime(2026, 7, 20, 2, tzinfo=UTC), who="demo")
    yield kantor
    kantor.close()


def apply_both(kantor: Kantor) -> list[HasilTerapkan]:
    """Apply the files of the office in their order."""
    return [apply_interchange(kantor, resources() / "demo" / nama) for nama in CONTOH_KANTOR]


def test_that_the_days_are_written_over_the_office_without_a_doubt_and_once(kantor: Kantor) -> None:
    _, harian, pengembangan = apply_both(kantor)
    assert harian.peringatan == pengembangan.peringatan == ()
    baru = {kind for kind, jumlah in harian.jumlah.items() if jumlah["baru"]}
    assert baru == set(KINDS_OF_PERFORMANCE) - {"putusan_keberatan", "angka_kredit"}
    lain = {kind for kind, jumlah in pengembangan.jumlah.items() if jumlah["baru"]}
    assert lain == {"templat_pertanyaan", *KINDS_OF_UNIT, *KINDS_OF_DEVELOPMENT} - {"umpan_balik_bimbingan"}
    assert [hasil.changed.doc_ids for hasil in apply_both(kantor)] == [(), (), ()]


def test_that_some_entries_wait_for_an_answer_and_some_have_one(kantor: Kantor) -> None:
    apply_both(kantor)
    terisi = [baris for baris in list_jurnal(kantor, 2026) if baris.entri]
    assert len(terisi) == 3
    assert 0 < len(list_menunggu(kantor)) < sum(baris.entri for baris in terisi)
    hari = (datetime(2026, 1, 1).date(), datetime(2026, 12, 31).date())
    semua = [satu for baris in terisi for isi in weeks_of(kantor, baris.pegawai_id, *hari) for satu in isi.entri]
    assert {tanggapan_berlaku(satu) for satu in semua} == set(TanggapanJurnal)
    assert any(satu.dicatat and satu.dicatat > satu.tanggal for satu in semua), "one was written down later"
