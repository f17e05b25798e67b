"""A bundle that was lost is settled once all that it held came with others, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.cli.kirim import _line
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.beranda import summarize
from desktop_app.services.bukti import add_bukti
from desktop_app.services.dibawa import BarisKeluar, KeadaanPaket, read_keluar
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle, seal_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.silsilah import forget_receipts
from tests.services.berkas_bukti import journal, photo
from tests.services.dunia_kantor import Dunia


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the unit."""
    return dunia("kabupaten")


def arrive(kabupaten: Kantor, unit: Kantor, dunia: Dunia, *paths: Path) -> None:
    """Merge these bundles above, and take the answer here."""
    merge_bundles(kabupaten, paths)
    (balasan,) = (s.path for s in export_returns(kabupaten, dunia.stick) if unit.store.device[:6] in s.path.name)
    apply_return(unit, balasan)


def line(unit: Kantor, nomor: int) -> BarisKeluar:
    return next(satu for satu in read_keluar(unit).baris if satu.paket.seq == nomor)


def test_that_a_lost_bundle_is_settled_when_its_content_came_with_the_next_one(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    create_pegawai(unit, Pegawai(nama="Bunga Contoh"))
    lost = export_bundle(unit, dunia.stick)
    second = export_bundle(unit, dunia.stick)
    create_pegawai(unit, Pegawai(nama="Daun Contoh"))
    waiting = export_bundle(unit, dunia.stick)
    assert {line(unit, n).keadaan for n in (lost.nomor, second.nomor)} == {KeadaanPaket.DIBAWA}
    arrive(kabupaten, unit, dunia, second.path)
    settled = line(unit, lost.nomor)
    assert (settled.keadaan, settled.lewat, settled.paket.diterima) == (KeadaanPaket.TERCAKUP, second.nomor, False)
    assert (line(unit, second.nomor).keadaan, line(unit, second.nomor).lewat) == (KeadaanPaket.DITERIMA, 0)
    # What is in no acknowledged bundle is not settled by the one before it.
    assert (line(unit, waiting.nomor).keadaan, line(unit, waiting.nomor).lewat) == (KeadaanPaket.DIBAWA, 0)
    assert summarize(unit).tanpa_balasan == 1
    assert _line(settled)[1] == f"isinya sudah diterima lewat paket no. {second.nomor}"
    with unit.write("uji") as tx:
        forget_receipts(unit, tx, ())
    assert line(unit, lost.nomor).keadaan is KeadaanPaket.DIBAWA, "a kabupaten that went back has lost it again"


def test_that_a_bundle_that_was_never_copied_is_not_offered_once_its_content_came(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    first = export_bundle(unit, dunia.stick)
    made = seal_bundle(unit).paket
    assert (read_keluar(unit).terputus, summarize(unit).paket_terputus) == (made, made.seq)
    arrive(kabupaten, unit, dunia, first.path)
    assert (line(unit, made.seq).keadaan, line(unit, made.seq).lewat) == (KeadaanPaket.TERCAKUP, first.nomor)
    kotak = read_keluar(unit)
    assert (kotak.terputus, summarize(unit).paket_terputus, summarize(unit).tanpa_balasan) == (None, 0, 0)
    assert kotak.diakui_terakhir is not None
    assert kotak.diakui_terakhir.seq == first.nomor


def test_that_evidence_that_did_not_come_keeps_its_bundle_open(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    siapa = sorted(satu.id for satu in list_pegawai(unit))[0]
    journal(unit, siapa, *(add_bukti(unit, photo(colour=warna), f"{warna}.jpg") for warna in ("navy", "olive")))
    lost = export_bundle(unit, dunia.stick)
    assert lost.bukti == 2
    with monkeypatch.context() as patch:
        # One file fits, the other goes with the bundle after it.
        patch.setattr("desktop_app.services.bukti_paket.MUAT", 1)
        one = export_bundle(unit, dunia.stick)
        arrive(kabupaten, unit, dunia, one.path)
        assert one.bukti == 1
        assert line(unit, lost.nomor).keadaan is KeadaanPaket.DIBAWA
        other = export_bundle(unit, dunia.stick)
    arrive(kabupaten, unit, dunia, other.path)
    assert (line(unit, lost.nomor).keadaan, line(unit, lost.nomor).lewat) == (KeadaanPaket.TERCAKUP, other.nomor)
