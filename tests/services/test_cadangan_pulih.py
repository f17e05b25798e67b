"""Backups and restoring: what is kept comes back whole, at any cut one whole office is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange.container import PART_STORE, extract_parts, read_container, write_container
from desktop_app.services import pemasangan
from desktop_app.services.cadangan import (
    AlasanCadangan,
    KunciCadangan,
    back_up_at_close,
    back_up_before,
    check_cadangan,
    list_cadangan,
    make_cadangan,
    thin_out,
    write_cadangan,
)
from desktop_app.services.jangkar import read_induk
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pulih import PembukaCadangan, prepare_restore, restore_cadangan
from tests.invariants.dunia import calm_clock, revision_ids

NIP = "198503032010011001"


@pytest.fixture
def kantor(kantor_unit: Kantor) -> Iterator[Callable[[], Kantor]]:
    """The office, closed and opened again whenever it is asked for after ``close``."""
    opened = [kantor_unit]

    def ask() -> Kantor:
        try:
            opened[-1].store.last_seq()
        except Exception:
            opened.append(open_kantor(kantor_unit.home, jam=kantor_unit.jam, who=kantor_unit.who))
        return opened[-1]

    yield ask
    for satu in opened:
        satu.close()


def names(kantor: Kantor) -> set[str]:
    return {satu.nama for satu in list_pegawai(kantor)}


def test_that_a_backup_tells_what_it_holds_and_is_proved_to_its_last_page(kantor_unit: Kantor) -> None:
    create_pegawai(kantor_unit, Pegawai(nama="Warga Contoh", nip=NIP))
    satu = make_cadangan(kantor_unit)
    assert (satu.galat, satu.nomor, satu.alasan, satu.kode) == (None, 1, "tangan", kantor_unit.profil.kode)
    assert satu.jumlah["pegawai"] == 1
    assert satu.kunci is KunciCadangan.SEKARANG
    assert check_cadangan(kantor_unit, satu.path) == satu
    assert b"Warga Contoh" not in satu.path.read_bytes()
    assert list_cadangan(kantor_unit) == (satu,)
    assert not any(kantor_unit.folder("karantina").iterdir())


def test_that_a_restore_from_inside_goes_back_keeps_the_former_files_and_starts_an_epoch(
    kantor: Callable[[], Kantor],
) -> None:
    create_pegawai(kantor(), Pegawai(nama="Sudah Ada", nip=NIP))
    satu = make_cadangan(kantor())
    old_epoch, audit = kantor().store.epoch, kantor().store.audit_head()
    create_pegawai(kantor(), Pegawai(nama="Sesudahnya", nip="198503032010011002"))
    hasil = prepare_restore(kantor(), satu.path)
    assert names(kantor()) == {"Sudah Ada", "Sesudahnya"}, "nothing happens before the office is opened again"
    kantor().close()
    assert names(kantor()) == {"Sudah Ada"}
    induk = read_induk(kantor().store)
    assert induk is not None
    assert (induk.epoch, induk.sebab, induk.nomor) == (old_epoch, "pulih", 1)
    assert kantor().store.epoch != old_epoch
    assert kantor().store.audit_hash_at(audit[0]) is not None
    assert [satu.kode for satu in kantor().pemberitahuan] == ["epoch_pulih"]
    assert kantor().store.check(deep=True) == []
    assert hasil.lama is not None
    assert (hasil.lama / pemasangan.BERKAS_STORE).exists()
    # The state before the restore is a backup of its own, and going there brings it back.
    before = next(one for one in list_cadangan(kantor()) if one.alasan == "pulih")
    prepare_restore(kantor(), before.path)
    kantor().close()
    assert names(kantor()) == {"Sudah Ada", "Sesudahnya"}


def test_that_a_restore_is_not_taken_for_an_old_copy_at_the_next_start(kantor: Callable[[], Kantor]) -> None:
    satu = make_cadangan(kantor())
    for n in range(5):
        create_pegawai(kantor(), Pegawai(nama=f"Orang {n}", nip=f"19850303201001100{n}"))
    prepare_restore(kantor(), satu.path)
    kantor().close()
    epoch = kantor().store.epoch
    kantor().close()
    assert kantor().store.epoch == epoch


def test_that_an_empty_laptop_takes_a_backup_by_its_key_file(kantor_unit: Kantor, tmp_path: Path) -> None:
    create_pegawai(kantor_unit, Pegawai(nama="Dari Dulu", nip=NIP))
    satu = make_cadangan(kantor_unit)
    kantor_unit.close()
    baru = tmp_path / "laptop-baru"
    with pytest.raises(UserError) as caught:
        restore_cadangan(baru, satu.path, PembukaCadangan(), jam=calm_clock)
    assert caught.value.code == "cadangan_perlu_kunci"
    assert not (baru / pemasangan.BERKAS_STORE).exists()
    kunci = kantor_unit.home / pemasangan.BERKAS_KUNCI
    hasil = restore_cadangan(baru, satu.path, PembukaCadangan(berkas=kunci), jam=calm_clock)
    assert (hasil.kode, hasil.lama) == (kantor_unit.profil.kode, None)
    kembali = open_kantor(baru, jam=calm_clock, who="petugas")
    try:
        assert names(kembali) == {"Dari Dulu"}
        assert kembali.store.epoch != kantor_unit.store.epoch
        assert [one.kode for one in kembali.pemberitahuan] == ["epoch_pulih"]
    finally:
        kembali.close()


def test_that_an_office_that_is_open_and_one_of_another_code_are_left_alone(
    kantor_unit: Kantor, kantor_kabupaten: Kantor
) -> None:
    satu = make_cadangan(kantor_unit)
    kunci = PembukaCadangan(berkas=kantor_unit.home / pemasangan.BERKAS_KUNCI)
    with pytest.raises(UserError) as caught:
        restore_cadangan(kantor_unit.home, satu.path, kunci, jam=calm_clock)
    assert caught.value.code == "cadangan_kantor_terbuka"
    for attempt in (
        lambda: prepare_restore(kantor_kabupaten, satu.path),
        lambda: restore_cadangan(kantor_kabupaten.home, satu.path, kunci, jam=calm_clock),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert caught.value.code == "cadangan_kantor_lain"


class _CutError(Exception):
    pass


def test_that_a_cut_at_any_file_call_of_a_restore_leaves_one_whole_office(
    kantor_unit: Kantor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_pegawai(kantor_unit, Pegawai(nama="Sudah Ada", nip=NIP))
    satu = make_cadangan(kantor_unit)
    create_pegawai(kantor_unit, Pegawai(nama="Sesudahnya", nip="198503032010011002"))
    prepare_restore(kantor_unit, satu.path)
    kantor_unit.close()
    home = kantor_unit.home
    real = Path.replace
    seen = set()
    for cut in range(12):
        copy = tmp_path / f"potong-{cut}"
        shutil.copytree(home, copy)
        calls = 0

        def replace(self: Path, target: Path, cut: int = cut) -> Path:
            nonlocal calls
            calls += 1
            if calls > cut:
                raise _CutError
            return real(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            try:
                pemasangan.finish_restore(copy)
            except _CutError:
                seen.add("cut")
            else:
                seen.add("whole")
        kembali = open_kantor(copy, jam=calm_clock, who="uji")
        try:
            assert names(kembali) == {"Sudah Ada"}
            assert kembali.store.check(deep=True) == []
        finally:
            kembali.close()
        assert not (copy / pemasangan.SIAP).exists()
    assert seen == {"cut", "whole"}


def test_that_a_restore_that_was_not_decided_is_forgotten(kantor: Callable[[], Kantor]) -> None:
    kantor().close()
    home = kantor().home
    folder = pemasangan.begin_restore(home)
    (folder / pemasangan.BERKAS_STORE).write_bytes(b"half")
    kantor().close()
    assert revision_ids(kantor())
    assert not folder.exists()


def test_that_generations_are_thinned_by_powers_of_two_and_the_newest_stays(
    kantor_unit: Kantor, tmp_path: Path
) -> None:
    folder = tmp_path / "generasi"
    folder.mkdir()
    satu = make_cadangan(kantor_unit)
    for nomor in range(1, 31):
        write_cadangan(kantor_unit, folder / f"{nomor:06d}.skpc", AlasanCadangan.TANGAN, nomor)
        thin_out(folder, 1 << 40)
    kept = sorted(int(file.stem) for file in folder.glob("*.skpc"))
    assert kept == [4, *range(8, 19, 2), *range(19, 31)]
    thin_out(folder, satu.ukuran * 3 + satu.ukuran // 2)
    assert sorted(int(file.stem) for file in folder.glob("*.skpc")) == [28, 29, 30]
    thin_out(folder, 1)
    assert [int(file.stem) for file in folder.glob("*.skpc")] == [30]
    (folder / "000099.skpc").write_bytes(b"SKPC1")
    thin_out(folder, 1)
    assert sorted(int(file.stem) for file in folder.glob("*.skpc")) == [30, 99], "a damaged one counts for nothing"


def test_that_backups_are_made_only_where_something_was_recorded(kantor_unit: Kantor) -> None:
    assert back_up_at_close(kantor_unit) is not None
    assert back_up_at_close(kantor_unit) is None
    assert back_up_before(kantor_unit, AlasanCadangan.IMPOR) is None
    create_pegawai(kantor_unit, Pegawai(nama="Baru", nip=NIP))
    satu = back_up_before(kantor_unit, AlasanCadangan.IMPOR)
    assert satu is not None
    assert satu.alasan == "impor"
    satu.path.unlink()
    assert back_up_at_close(kantor_unit) is not None, "a backup that somebody deleted counts no more"


def test_that_the_inside_of_a_backup_must_be_what_its_header_says(kantor_unit: Kantor, tmp_path: Path) -> None:
    first = make_cadangan(kantor_unit)
    create_pegawai(kantor_unit, Pegawai(nama="Lain", nip=NIP))
    second = make_cadangan(kantor_unit)
    extract_parts(read_container(second.path), tmp_path)
    forged = tmp_path / "tukar.skpc"
    write_container(
        forged,
        read_container(first.path).header,
        signer=kantor_unit.device_keys().signing,
        parts={PART_STORE: tmp_path / PART_STORE},
    )
    for attempt in (check_cadangan, prepare_restore):
        with pytest.raises(BundleError) as caught:
            attempt(kantor_unit, forged)
        assert caught.value.code == "backup_other_inside"
    assert not (kantor_unit.home / pemasangan.SIAP).exists()


def test_that_the_copy_of_a_migration_becomes_a_backup_that_can_be_restored(kantor: Callable[[], Kantor]) -> None:
    create_pegawai(kantor(), Pegawai(nama="Sebelum Migrasi", nip=NIP))
    folder = kantor().folder("cadangan")
    kantor().store.backup(folder / "luring.v1-1.db")
    (folder / "luring.v1-2.db").write_bytes(b"rusak")
    create_pegawai(kantor(), Pegawai(nama="Sesudahnya", nip="198503032010011002"))
    (satu,) = list_cadangan(kantor())
    assert (satu.alasan, satu.galat) == ("migrasi", None)
    assert sorted(file.name for file in folder.iterdir()) == ["000001.skpc", "luring.v1-2.db"]
    prepare_restore(kantor(), satu.path)
    kantor().close()
    assert names(kantor()) == {"Sebelum Migrasi"}


def test_that_a_slow_computer_backs_up_at_closing_only_when_there_is_enough(
    kantor_unit: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_cadangan(kantor_unit)
    create_pegawai(kantor_unit, Pegawai(nama="Baru", nip=NIP))
    with kantor_unit.write("uji") as tx:
        tx.put("cadangan", "terakhir", b'{"nomor":1,"seq":1,"laju":1000}')
    assert back_up_at_close(kantor_unit) is None
    assert back_up_before(kantor_unit, AlasanCadangan.IMPOR) is None
    assert back_up_before(kantor_unit, AlasanCadangan.PULIH, wajib=True) is not None, (
        "what cannot be undone never waits"
    )
    create_pegawai(kantor_unit, Pegawai(nama="Lagi", nip="198503032010011002"))
    monkeypatch.setattr("desktop_app.services.cadangan.BANYAK", 1)
    with kantor_unit.write("uji") as tx:
        tx.put("cadangan", "terakhir", b'{"nomor":2,"seq":1,"laju":1000}')
    monkeypatch.setattr("desktop_app.services.cadangan.BAGIAN", 1)
    assert back_up_at_close(kantor_unit) is None, "a large store waits for a part of all"
    monkeypatch.setattr("desktop_app.services.cadangan.BAGIAN", 20)
    assert back_up_at_close(kantor_unit) is not None
