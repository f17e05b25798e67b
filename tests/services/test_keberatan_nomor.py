"""Numbers of sealed objections that a computer claims: whatever it says costs the kabupaten neither time nor pages."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.keberatan import Keberatan
from desktop_app.exchange import Objections, seal_up
from desktop_app.exchange.limits import OBJECTIONS_MAX
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan_masuk import RUANG_LAPOR, Laporan, list_gaps, reports
from desktop_app.services.keberatan_nomor import Hitungan, faults_of, objections_of
from desktop_app.services.kepercayaan import own_certificate, require_trust
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.paket import make_content, next_seq
from tests.services.dunia_kantor import Dunia

KEPALA = "a" * 64


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the unit."""
    return dunia("kabupaten")


def claim(unit: Kantor, folder: Path, jumlah: int, kepala: str = KEPALA) -> Path:
    """Seal a bundle that says so many objections were sealed."""
    with unit.write("ekspor") as tx:
        nomor = next_seq(unit, tx)
    trust = require_trust(unit)
    isi = make_content(unit, nomor, unit.profil.kode)
    return seal_up(
        folder,
        dataclasses.replace(isi, objections=Objections(jumlah, kepala)),
        signer=unit.device_keys().signing,
        certificate=own_certificate(unit, trust),
        trust=trust,
        revisions=[],
    ).path


def merge(kabupaten: Kantor, path: Path) -> HasilPaket:
    (hasil,) = merge_bundles(kabupaten, [path])
    return hasil


def test_that_a_high_count_is_one_gap_and_one_beyond_belief_is_refused(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    assert merge(kabupaten, claim(unit, dunia.stick, OBJECTIONS_MAX)).nasib is NasibPaket.DIGABUNG
    began = time.monotonic()
    (celah,) = list_gaps(kabupaten)
    assert time.monotonic() - began < 1
    assert (celah.kode, celah.sebutan, celah.jumlah) == ("keberatan_hilang", "1\N{EN DASH}100000", OBJECTIONS_MAX)
    hasil = merge(kabupaten, claim(unit, dunia.stick, OBJECTIONS_MAX + 1))
    assert (hasil.nasib, getattr(hasil.galat, "code", "")) == (NasibPaket.DITOLAK, "too_many")


def test_that_gaps_between_numbers_are_told_as_ranges(unit: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = [("d", Keberatan(pegawai_id="p", penilaian_id="n", nomor=n, sidik=f"{n}", perangkat="x")) for n in (3, 9)]
    monkeypatch.setattr("desktop_app.services.keberatan_nomor.objections_of", lambda *_: {"x": ada})
    cacat = faults_of(unit.store, "x", [Hitungan(12, KEPALA)])
    hilang = [(satu.nomor, satu.sampai) for satu in cacat if satu.kode == "keberatan_hilang"]
    assert hilang == [(1, 2), (4, 8), (10, 12)]
    assert objections_of(unit.store) == {}, "the store itself has none"


def test_that_what_bundles_say_alike_is_kept_twice_and_a_late_one_between_still_shows(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    paths = [claim(unit, dunia.stick, jumlah) for jumlah in (1, 1, 2, 1, 1, 1)]
    for nomor in (0, 1, 3, 4, 5):
        merge(kabupaten, paths[nomor])
    semua = reports(kabupaten, unit.store.device)
    assert [(satu.seq, satu.jumlah) for _, satu in semua] == [(1, 1), (6, 1)]
    merge(kabupaten, paths[2])
    assert "keberatan_mundur" in [satu.kode for satu in list_gaps(kabupaten)]


def test_that_many_offices_and_bundles_are_read_once(kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch) -> None:
    with kabupaten.write("uji") as tx:
        for perangkat in range(60):
            for nomor in range(1, 31):
                kunci = f"{perangkat:032x}:{'e' * 32}:{nomor:09d}"
                tx.put(RUANG_LAPOR, kunci, msgspec.json.encode(Laporan(nomor, 1, KEPALA)))
    dibaca: list[str] = []
    asli = kabupaten.store.items
    monkeypatch.setattr(kabupaten.store, "items", lambda ruang: dibaca.append(ruang) or asli(ruang))
    list_gaps(kabupaten)
    assert dibaca.count(RUANG_LAPOR) == 1
