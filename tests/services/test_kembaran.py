"""Twins: both histories are kept and shown, one computer is asked to change, and nobody else notices."""

from __future__ import annotations

import shutil

import msgspec
import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.messages import load_sentences
from desktop_app.services import jangkar
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.ditahan import admit_berkas, list_berkas, look_into_berkas
from desktop_app.services.identitas import read_identitas, take_new_identity
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.kembaran import choose_twin, close_twin, compare_twins, list_twins
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.nomor_ganda import judge_numbers
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment
from tests.invariants.dunia import calm_clock, held_ids
from tests.services.dunia_kantor import Dunia
from tests.services.pengirim import Pengirim
from tests.services.test_rapat_kunci import Kabupaten


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def change(kantor: Kantor, catatan: str, urutan: int = 0) -> None:
    doc_id = list_pegawai(kantor)[urutan].id
    naskah = open_naskah(kantor, doc_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, catatan=catatan))
    commit_naskah(kantor, doc_id)


def cloned(dunia: Dunia, unit: Kantor) -> tuple[Kantor, Kantor]:
    """Copy the unit's folder by hand and open both; both look as if they were on one machine."""
    unit.close()
    shutil.copytree(dunia.folder / "a1", dunia.folder / "klona")
    return dunia("a1", who="petugas lama"), dunia("klona", who="teknisi")


def test_that_the_whole_way_from_discovery_to_two_identities_loses_nothing(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    asli, klon = cloned(dunia, unit)
    lama = asli.store.device
    change(asli, "di komputer lama")
    change(klon, "di salinan", 1)
    # The clone sends first: nobody can know which of the two is the copy.
    first, second = export_bundle(klon, dunia.stick), export_bundle(asli, dunia.stick)
    assert [s.nasib for s in merge_bundles(kabupaten, [first.path, second.path])] == [
        NasibPaket.DIGABUNG,
        NasibPaket.DITOLAK,
    ]
    (kembar,) = list_twins(kabupaten)
    assert (kembar.device_id, kembar.nomor, kembar.jenis) == (lama, 2, "nomor")
    dua = compare_twins(kabupaten, lama)
    assert [(s.nomor, s.ditahan) for s in (*dua.diterima, *dua.lain)] == [(2, False), (2, True)]
    assert dua.diterima[0].isi is not None
    assert dua.lain[0].isi is not None
    assert dua.diterima[0].isi.pelaku == ("teknisi",), "what both have is nobody's difference"
    assert dua.lain[0].isi.pelaku == ("petugas lama",)
    assert [dict(s.isi.jenis) for s in (*dua.diterima, *dua.lain) if s.isi] == [{"pegawai": 1}] * 2
    (held,) = list_berkas(kabupaten)
    assert held.alasan == "twin_detected"
    admitted = admit_berkas(kabupaten, held.berkas, "keduanya sah")
    assert admitted.nasib is NasibPaket.DIGABUNG
    ((kode, _),) = judge_numbers(kabupaten).temuan
    assert (kode, judge_numbers(kabupaten).riwayat) == ("periksa_nomor_ganda", ())
    with pytest.raises(UserError) as early:
        close_twin(kabupaten, lama)
    assert early.value.code == "kembar_belum_dipilih"
    with pytest.raises(UserError) as foreign:
        choose_twin(kabupaten, lama, "ff" * 32)
    assert foreign.value.code == "kembar_berkas_asing"
    choose_twin(kabupaten, lama, dua.diterima[0].berkas)
    (answer,) = export_returns(kabupaten, dunia.stick)
    for kantor in (asli, klon):
        apply_return(kantor, answer.path)
    assert read_identitas(asli).diminta is None
    asked = read_identitas(klon).diminta
    assert asked is not None
    assert asked.berkas == dua.diterima[0].berkas
    take_new_identity(klon, dunia.stick / "klon.skpe")
    approve_enrolment(kabupaten, dunia.stick / "klon.skpe", dunia.stick / "klon.skpb")
    accept_enrolment(klon, dunia.stick / "klon.skpb")
    assert list_twins(kabupaten)[0].pengganti == klon.store.device
    close_twin(kabupaten, lama)
    assert list_twins(kabupaten) == ()
    settled = judge_numbers(kabupaten)
    assert settled.temuan == ()
    ((kode, fakta),) = settled.riwayat
    assert (kode, fakta["jumlah"], fakta["baru"]) == ("periksa_nomor_ganda_selesai", 1, klon.store.device[:8])
    assert fakta["waktu"] in load_sentences()[kode].format_map(fakta)
    change(asli, "lagi")
    change(klon, "lagi juga", 2)
    paths = [export_bundle(kantor, dunia.stick).path for kantor in (asli, klon)]
    assert [s.nasib for s in merge_bundles(kabupaten, paths)] == [NasibPaket.DIGABUNG] * 2
    assert held_ids(kabupaten) >= held_ids(asli) | held_ids(klon)
    assert judge_numbers(kabupaten) == settled, "who goes on under numbers of his own is no news"
    for kantor, kode in ((asli, "periksa_nomor_ganda_urutan"), (klon, "periksa_nomor_ganda_identitas")):
        (balasan,) = (s.path for s in export_returns(kabupaten, dunia.stick) if kantor.store.device[:6] in s.path.name)
        apply_return(kantor, balasan)
        assert (judge_numbers(kantor).temuan, [k for k, _ in judge_numbers(kantor).riwayat]) == ((), [kode])


def test_that_an_old_answer_asks_nobody_twice(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    asli, klon = cloned(dunia, unit)
    change(asli, "a")
    change(klon, "b", 1)
    merge_bundles(kabupaten, [export_bundle(kantor, dunia.stick).path for kantor in (asli, klon)])
    choose_twin(kabupaten, asli.store.device, compare_twins(kabupaten, asli.store.device).lain[0].berkas)
    (answer,) = export_returns(kabupaten, dunia.stick)
    apply_return(klon, answer.path)
    assert read_identitas(klon).diminta is not None
    take_new_identity(klon, dunia.stick / "klon.skpe")
    assert read_identitas(klon).diminta is None
    with pytest.raises(BundleError):
        apply_return(klon, answer.path)
    assert read_identitas(klon).diminta is None


def test_that_a_copy_on_another_machine_and_its_original_are_told_apart_by_what_they_have_seen(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    """A restore ends an epoch; an epoch that goes on after the next was known is a second computer."""
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    asli, klon = cloned(dunia, unit)
    klon.close()
    klon = dunia.keep(open_kantor(dunia.folder / "klona", jam=calm_clock, who="teknisi", mesin="mesin lain"))
    assert read_identitas(klon).sebab == "salinan"
    assert read_identitas(klon).perlu_baru
    change(klon, "di komputer kedua")
    merge_bundles(kabupaten, [export_bundle(klon, dunia.stick).path])
    assert list_twins(kabupaten) == (), "a disk that was moved is nobody's twin"
    change(asli, "dari flashdisk yang terlambat", 1)
    merge_bundles(kabupaten, [export_bundle(asli, dunia.stick).path])
    assert list_twins(kabupaten) == (), "a stick that came late proves nothing"
    (answer,) = export_returns(kabupaten, dunia.stick)
    apply_return(asli, answer.path)
    change(asli, "masih dipakai", 1)
    merge_bundles(kabupaten, [export_bundle(asli, dunia.stick).path])
    (kembar,) = list_twins(kabupaten)
    assert kembar.jenis == "epoch"
    assert {kembar.epoch, kembar.epoch_lain} == {asli.store.epoch, klon.store.epoch}
    dua = compare_twins(kabupaten, asli.store.device)
    assert len(dua.diterima) == len(dua.lain) == 1
    assert dua.lain[0].epoch == klon.store.epoch


def test_that_a_restore_is_no_twin(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    with unit.write("uji") as tx:
        jangkar.start_epoch(unit.store, tx, "pulih")
    change(unit, "sesudah pulih")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (answer,) = export_returns(kabupaten, dunia.stick)
    apply_return(unit, answer.path)
    change(unit, "lagi")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert list_twins(kabupaten) == ()


def test_that_comparing_needs_a_twin(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    with pytest.raises(UserError) as caught:
        compare_twins(kabupaten, unit.store.device)
    assert caught.value.code == "kembar_tidak_ada"


def held_twins(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> str:
    """Let two files of one number arrive; return the device."""
    for nama, mulai in (("satu", 0), ("dua", 7)):
        pengirim = Pengirim(unit, dunia.stick / nama, mulai)
        merge_bundles(kabupaten, [pengirim.seal(pengirim.revision({"nama": nama}), seq=5)])
    return unit.store.device


def test_that_both_histories_are_shown_after_a_rotation_of_issuer_and_inbox(dunia: Dunia, unit: Kantor) -> None:
    kab = Kabupaten(dunia)
    device = held_twins(dunia, unit, kab.kantor)
    before = compare_twins(kab.kantor, device)
    assert [satu.isi is not None for satu in (*before.diterima, *before.lain)] == [True, True]
    kab.meet(penerbit=True, kotak=True)
    assert compare_twins(kab.kantor, device) == before
    assert look_into_berkas(kab.kantor, before.lain[0].berkas).nomor == 5
    choose_twin(kab.kantor, device, before.lain[0].berkas)


def test_that_a_held_file_that_opens_no_more_is_still_a_line_that_can_be_chosen(dunia: Dunia, unit: Kantor) -> None:
    kabupaten = dunia("kabupaten")
    device = held_twins(dunia, unit, kabupaten)
    berkas = compare_twins(kabupaten, device).lain[0].berkas
    path = kabupaten.folder("ditahan") / f"{berkas}.skpb"
    path.write_bytes(path.read_bytes()[:-100])
    dua = compare_twins(kabupaten, device)
    assert [(s.berkas, s.nomor, s.ditahan, s.isi) for s in dua.lain] == [(berkas, 5, True, None)]
    assert [(s.nomor, s.isi is None) for s in dua.diterima] == [(5, False)]
    choose_twin(kabupaten, device, berkas)
    assert list_twins(kabupaten)[0].minta_baru == berkas
