"""Sending that breaks off, and what the outbox knows of copies: way, place, hand, courier, and who was missing."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pypdfium2
import pytest

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import stick
from desktop_app.services.beranda import summarize
from desktop_app.services.dibawa import Cara, KeadaanPaket, note_kurir, read_keluar
from desktop_app.services.kantor import Kantor
from desktop_app.services.keluar_salinan import check_copy
from desktop_app.services.kirim import place_bundle, print_pengantar, seal_bundle, survey_unsent
from desktop_app.services.nama_pelaku import TANPA_NAMA
from desktop_app.services.paket import PaketKeluar, put_keluar
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penghapusan import erase_orang
from desktop_app.services.surel import export_volumes, fits_qr
from desktop_app.services.tugas import list_tugas
from tests.services.dunia_kantor import Dunia, add_people, determined_skp


@pytest.fixture
def paket(unit: Kantor) -> PaketKeluar:
    """A bundle that was made and not copied."""
    create_pegawai(unit, Pegawai(nama="Bunga Contoh"))
    return seal_bundle(unit).paket


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        (page,) = list(document)
        return " ".join(page.get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("step", ["fsync", "replace", "posix_fadvise", "open"])
def test_that_a_stick_pulled_at_any_step_leaves_a_bundle_that_is_offered_again(
    unit: Kantor, paket: PaketKeluar, dunia: Dunia, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def pulled(*_: Any, **__: Any) -> Any:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        if step == "open":
            patch.setattr(stick.shutil, "disk_usage", pulled)
        else:
            patch.setattr(stick.os, step, pulled)
        with pytest.raises(SystemProblem, match="stick_write_failed"):
            place_bundle(unit, paket, dunia.stick)
    assert not [path for path in dunia.stick.iterdir() if path.suffix == ".skpb"]
    assert read_keluar(unit).terputus == paket
    # And so it is for whoever starts the program again after the power came back.
    again = dunia.after_kill(unit)
    assert read_keluar(again).terputus == paket
    place_bundle(again, paket, dunia.stick)
    (baris,) = [satu for satu in read_keluar(again).baris if satu.paket == paket]
    assert baris.keadaan is KeadaanPaket.DIBAWA
    assert read_keluar(again).terputus is None


def test_that_a_full_stick_says_how_much_is_needed_and_another_one_takes_it(
    unit: Kantor, paket: PaketKeluar, dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(stick.shutil, "disk_usage", lambda _: SimpleNamespace(free=100))
        with pytest.raises(SystemProblem, match="stick_full"):
            place_bundle(unit, paket, dunia.stick)
    assert list(dunia.stick.iterdir()) == []
    assert place_bundle(unit, paket, dunia.stick).path.exists()


def test_that_a_stick_of_false_capacity_is_found_out_once_it_was_put_in_again(
    unit: Kantor, paket: PaketKeluar, dunia: Dunia
) -> None:
    with pytest.raises(UserError, match="salinan_tidak_ada"):
        check_copy(unit, paket, dunia.stick)
    path = place_bundle(unit, paket, dunia.stick).path
    assert check_copy(unit, paket, dunia.stick) == path
    raw = path.read_bytes()
    path.write_bytes(raw[:1000] + bytes(len(raw) - 1000))
    with pytest.raises(UserError, match="salinan_berbeda"):
        check_copy(unit, paket, dunia.stick)
    place_bundle(unit, paket, dunia.stick)
    assert check_copy(unit, paket, dunia.stick) != path


def test_that_a_copy_here_that_the_disk_changed_is_never_handed_on(
    unit: Kantor, paket: PaketKeluar, dunia: Dunia
) -> None:
    kept = unit.home / "keluar" / paket.nama_berkas
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    for way in (lambda: place_bundle(unit, paket, dunia.stick), lambda: export_volumes(unit, paket, dunia.stick)):
        with pytest.raises(SystemProblem, match="outbox_damaged"):
            way()
    kept.unlink()
    with pytest.raises(SystemProblem, match="outbox_damaged"):
        place_bundle(unit, paket, dunia.stick)
    assert list(dunia.stick.iterdir()) == []
    assert read_keluar(unit).terputus == paket


def test_that_every_copy_is_kept_with_way_place_and_courier(unit: Kantor, paket: PaketKeluar, dunia: Dunia) -> None:
    with pytest.raises(UserError, match="paket_belum_disalin"):
        note_kurir(unit, paket, "Cempaka Contoh")
    place_bundle(unit, paket, dunia.stick)
    second = dunia.folder / "kedua"
    second.mkdir()
    place_bundle(unit, paket, second)
    note_kurir(unit, paket, "  Cempaka Contoh ")
    export_volumes(unit, paket, second, mib=5)
    (baris,) = [satu for satu in read_keluar(unit).baris if satu.paket == paket]
    assert [(satu.cara, satu.tempat, satu.kurir, satu.urutan) for satu in baris.bawaan] == [
        (Cara.FLASHDISK, str(dunia.stick), "", 1),
        (Cara.FLASHDISK, str(second), "Cempaka Contoh", 2),
        (Cara.SUREL, str(second), "", 3),
    ]
    assert set(baris.oleh) == {"a1"}
    for bad in ("x" * 121, "dua\nbaris"):
        with pytest.raises(UserError, match="nama_kurir_panjang"):
            note_kurir(unit, paket, bad)
    assert "Cempaka" not in str([row.detail for row in unit.store.audit_rows()])


def test_that_sent_n_of_m_counts_the_log_and_what_was_only_made_is_not_sent(unit: Kantor, dunia: Dunia) -> None:
    create_pegawai(unit, Pegawai(nama="Bunga Contoh"))
    before = read_keluar(unit)
    paket = seal_bundle(unit).paket
    made = read_keluar(unit)
    assert made.jumlah == before.jumlah > made.terkirim
    place_bundle(unit, paket, dunia.stick)
    carried = read_keluar(unit)
    assert (carried.terkirim, carried.diakui) == (carried.jumlah, made.diakui)
    create_pegawai(unit, Pegawai(nama="Daun Contoh"))
    more = read_keluar(unit)
    assert (more.jumlah, more.terkirim) == (carried.jumlah + 1, carried.terkirim)


def test_that_a_bundle_from_before_copies_were_kept_is_not_called_forgotten(unit: Kantor, paket: PaketKeluar) -> None:
    with unit.write("uji") as tx:
        put_keluar(tx, msgspec.structs.replace(paket, dicatat=False))
    assert read_keluar(unit).terputus is None


def test_that_who_is_missing_stands_on_the_letter_and_an_erased_name_does_not(unit: Kantor) -> None:
    _, penilai, staf = add_people(unit)
    determined_skp(unit, staf)
    belum = survey_unsent(unit).belum
    assert belum.tahun == 2026
    assert staf not in belum.skp
    assert penilai in belum.skp
    paket = seal_bundle(unit).paket
    nama = unit.store.documents([penilai])[penilai].label
    letter = text_of(print_pengantar(unit, paket))
    assert "BELUM ADA" in letter
    assert nama in letter
    assert nama not in msgspec.json.encode(paket).decode()
    calon, _ = create_pegawai(unit, Pegawai(nama="Ranting Contoh"))
    later = seal_bundle(unit).paket
    assert "Ranting Contoh" in text_of(print_pengantar(unit, later))
    erase_orang(unit, calon, "Surat permintaan")
    letter = text_of(print_pengantar(unit, later))
    assert "Ranting Contoh" not in letter
    assert TANPA_NAMA in letter


def test_that_a_single_evaluation_is_small_enough_for_photos(unit: Kantor, paket: PaketKeluar) -> None:
    assert fits_qr(paket)
    assert paket.ukuran < 6 * 1024


@pytest.mark.parametrize(("mib", "code"), [(26, "bagian_surel_batas"), (-1, "bagian_surel_batas")])
def test_that_the_size_of_a_volume_has_bounds(
    unit: Kantor, paket: PaketKeluar, tmp_path: Path, mib: int, code: str
) -> None:
    with pytest.raises(UserError, match=code):
        export_volumes(unit, paket, tmp_path, mib=mib)


def test_that_what_was_only_made_counts_as_not_sent_and_stands_on_the_first_page(unit: Kantor, dunia: Dunia) -> None:
    create_pegawai(unit, Pegawai(nama="Bunga Contoh"))
    fresh = survey_unsent(unit).baru
    paket = seal_bundle(unit).paket
    assert (survey_unsent(unit).baru, summarize(unit).paket_terakhir) == (fresh, None)
    assert "Paket nomor 1 sudah jadi tetapi belum disalin" in str([satu.kalimat for satu in list_tugas(unit)])
    place_bundle(unit, paket, dunia.stick)
    assert survey_unsent(unit).baru == 0
    assert summarize(unit).paket_terakhir == paket
    assert "belum disalin" not in str([satu.kalimat for satu in list_tugas(unit)])
