"""Who may restore: over an office that works an admin of today, else an admin of the backup's time; nobody who left."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.akun import change_roles, create_akun, list_akun, remove_akun
from desktop_app.services.cadangan import check_cadangan, list_cadangan, make_cadangan, verify_cadangan
from desktop_app.services.izin_pulih import IzinSekarang
from desktop_app.services.kantor import BERKAS_STORE
from desktop_app.services.kartu import create_card
from desktop_app.services.kunci_kantor import finish_key_change
from desktop_app.services.pegawai import create_pegawai, list_pegawai
from desktop_app.services.pintu import masuk, masuk_kartu
from desktop_app.services.pulih import PembukaCadangan, people_of_cadangan, prepare_restore, restore_cadangan
from tests.services.rumah_sandi import SANDI, akun_of, code_of, code_on, entry, found_unit, inside, jam

PISANG = "pisang goreng hangat"
ULANG = "panjang sekali sandi ini"


@pytest.fixture(scope="module")
def asal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit of Budi (admin), Ani, Cici, and Dodi, an admin too; Dodi's copy of a backup lies on a stick."""
    root = tmp_path_factory.mktemp("izin")
    home = root / "kantor"
    found_unit(home)
    with inside(home) as kantor:
        create_akun(kantor, "Dodi Contoh", [PeranPengguna.ADMIN], PISANG)
        create_pegawai(kantor, Pegawai(nama="Sudah Ada", nip="199003032015031010"))
        path = make_cadangan(kantor).path
        (root / "stick").mkdir()
        shutil.copy(path, root / "stick" / "lama.skpc")
        create_pegawai(kantor, Pegawai(nama="Sesudahnya", nip="199003032015031011"))
    return root


@pytest.fixture
def home(asal: Path, tmp_path: Path) -> Path:
    shutil.copytree(asal, tmp_path / "dunia")
    return tmp_path / "dunia" / "kantor"


@pytest.fixture
def stick(home: Path) -> Path:
    return home.parent / "stick" / "lama.skpc"


def as_(home: Path, nama: str, sandi: str = "") -> PembukaCadangan:
    return PembukaCadangan(akun_id=akun_of(home, nama), sandi=sandi or SANDI[nama])


def by(home: Path, nama: str, sandi: str = "") -> IzinSekarang:
    return IzinSekarang(akun_id=akun_of(home, nama), sandi=sandi or SANDI[nama])


def people(home: Path) -> set[str]:
    with inside(home) as kantor:
        return {satu.nama for satu in list_pegawai(kantor)}


def test_that_nobody_restores_over_a_working_office_by_a_password_of_its_past(home: Path, stick: Path) -> None:
    cici = as_(home, "Cici Contoh")
    before = {file.name for file in home.iterdir()}
    for izin in (None, IzinSekarang(), IzinSekarang(kartu="   ")):
        assert code_of(restore_cadangan, home, stick, cici, jam=jam, izin=izin) == "pulihkan_perlu_izin"
    refused = code_of(restore_cadangan, home, stick, cici, jam=jam, izin=by(home, "Cici Contoh"))
    assert refused == "wewenang_kurang"
    wrong = by(home, "Budi Contoh", "bukan sandinya ini")
    assert code_of(restore_cadangan, home, stick, cici, jam=jam, izin=wrong) == "sandi_salah"
    assert code_of(restore_cadangan, home, stick, cici, jam=jam, izin=wrong) == "sandi_tunggu"
    assert not {file.name for file in home.iterdir()} - before - {"tunggu.json"}
    with inside(home, "Dodi Contoh", PISANG) as kantor:
        assert {satu.nama for satu in list_pegawai(kantor)} == {"Sudah Ada", "Sesudahnya"}
        refusals = [row for row in kantor.store.audit_rows(20) if row.act == "ditolak"]
        assert [(row.who, row.detail["perbuatan"]) for row in refusals] == [(cici.akun_id, "pulihkan_cadangan")]


def test_that_an_admin_of_today_gives_leave_and_stands_in_both_logs(home: Path, stick: Path) -> None:
    budi = akun_of(home, "Budi Contoh")
    hasil = restore_cadangan(
        home, stick, as_(home, "Cici Contoh"), jam=jam, izin=IzinSekarang(akun_id=budi, sandi=SANDI["Budi Contoh"])
    )
    assert hasil.lama is not None
    with inside(home) as kantor:
        row = next(row for row in kantor.store.audit_rows(20) if row.act == "pulihkan")
        assert (row.who, row.detail["izin"]) == (budi, "sandi")
        assert {satu.nama for satu in list_pegawai(kantor)} == {"Sudah Ada"}
    shutil.copy(hasil.lama / BERKAS_STORE, home / BERKAS_STORE)
    for name in ("slot-1.json", "slot-2.json"):
        shutil.copy(hasil.lama / name, home / name)
    with inside(home) as kantor:
        assert any(row.act == "siap_pulih" and row.who == budi for row in kantor.store.audit_rows(20))


def test_that_the_card_of_today_gives_leave_and_a_void_one_does_not(home: Path, stick: Path) -> None:
    with inside(home) as kantor:
        lama = code_on(create_card(kantor).pdf)
        baru = code_on(create_card(kantor).pdf)
    cici = as_(home, "Cici Contoh")
    assert code_of(restore_cadangan, home, stick, cici, jam=jam, izin=IzinSekarang(kartu=lama)) == "kartu_bukan"
    restore_cadangan(home, stick, cici, jam=jam, izin=IzinSekarang(kartu=baru))
    with inside(home) as kantor:
        row = next(row for row in kantor.store.audit_rows(20) if row.act == "pulihkan")
        assert (row.who, row.detail["izin"]) == (cici.akun_id, "kartu")


def _no_store(home: Path) -> None:
    (home / BERKAS_STORE).unlink()


def _empty_store(home: Path) -> None:
    (home / BERKAS_STORE).write_bytes(b"")


def _noise_in_slots(home: Path) -> None:
    for name in ("slot-1.json", "slot-2.json"):
        (home / name).write_bytes(bytes(range(256)))


def _noise_in_store(home: Path) -> None:
    (home / BERKAS_STORE).write_bytes(bytes(range(256)) * 64)


@pytest.mark.parametrize("break_it", [_no_store, _empty_store, _noise_in_slots, _noise_in_store])
def test_that_data_that_do_not_open_are_replaced_by_an_admin_of_the_backup_alone(
    home: Path, stick: Path, break_it: Callable[[Path], None]
) -> None:
    cici, dodi = as_(home, "Cici Contoh"), as_(home, "Dodi Contoh", PISANG)
    leave = by(home, "Cici Contoh")
    break_it(home)
    # Where the slots are sound, the present password is what shows that the data do not open.
    asks = break_it is _noise_in_store
    if asks:
        assert code_of(restore_cadangan, home, stick, dodi, jam=jam) == "pulihkan_perlu_izin"
    izin = leave if asks else None
    assert code_of(restore_cadangan, home, stick, cici, jam=jam, izin=izin) == "cadangan_perlu_admin"
    restore_cadangan(home, stick, dodi, jam=jam, izin=izin)
    with inside(home) as kantor:
        row = next(row for row in kantor.store.audit_rows(20) if row.act == "pulihkan")
        assert row.who == dodi.akun_id


def test_that_an_empty_computer_asks_for_an_admin_of_the_backup(home: Path, stick: Path, tmp_path: Path) -> None:
    baru = tmp_path / "laptop"
    assert code_of(restore_cadangan, baru, stick, as_(home, "Ani Contoh"), jam=jam) == "cadangan_perlu_admin"
    assert not (baru / BERKAS_STORE).exists()
    restore_cadangan(baru, stick, as_(home, "Budi Contoh"), jam=jam)
    assert people(baru) == {"Sudah Ada"}


def test_that_guesses_at_a_backup_wait_as_at_the_door_and_apart_from_it(
    home: Path, stick: Path, tmp_path: Path
) -> None:
    baru, now = tmp_path / "laptop", [0.0]
    wrong, right = as_(home, "Budi Contoh", "bukan sandinya ini"), as_(home, "Budi Contoh")

    def attempt(pembuka: PembukaCadangan) -> str:
        return code_of(restore_cadangan, baru, stick, pembuka, jam=jam, detak=lambda: now[0])

    for wait in (1, 2, 4):
        assert attempt(wrong) == "cadangan_kunci_salah"
        now[0] += wait - 0.5
        assert attempt(right) == "sandi_tunggu"
        now[0] += 0.5
    assert attempt(right) == ""
    assert entry(baru, "Budi Contoh") == ""


def test_that_who_was_removed_is_taken_out_of_the_backups_of_this_disk(home: Path, stick: Path) -> None:
    dodi = akun_of(home, "Dodi Contoh")
    names = [satu.name for satu in sorted((home / "cadangan").glob("*.skpc"))]
    with inside(home) as kantor:
        remove_akun(kantor, dodi)
        kantor = finish_key_change(kantor)
        try:
            listed = list_cadangan(kantor)
            assert set(names) <= {satu.path.name for satu in listed}, "every generation is still there"
            for satu in listed:
                assert satu.galat is None
                assert check_cadangan(kantor, satu.path).nomor == satu.nomor
                assert dodi not in {one.akun_id for one in people_of_cadangan(satu.path, home)}
            assert next(row for row in kantor.store.audit_rows(20) if row.act == "cabut_cadangan")
        finally:
            kantor.close()
    first = home / "cadangan" / names[0]
    assert verify_cadangan(first).seq == verify_cadangan(stick).seq
    opener = PembukaCadangan(akun_id=dodi, sandi=PISANG)
    assert code_of(restore_cadangan, home.parent / "lain", first, opener, jam=jam) == "cadangan_kunci_salah"
    # Everybody else opens it as before.
    budi = PembukaCadangan(akun_id=akun_of(home, "Budi Contoh"), sandi=SANDI["Budi Contoh"])
    restore_cadangan(home.parent / "lain", first, budi, jam=jam)
    assert people(home.parent / "lain") == {"Sudah Ada"}
    # The stick still opens for him; over the working office he needs leave that he cannot give.
    assert code_of(restore_cadangan, home, stick, opener, jam=jam) == "pulihkan_perlu_izin"
    izin = IzinSekarang(akun_id=dodi, sandi=PISANG)
    assert code_of(restore_cadangan, home, stick, opener, jam=jam, izin=izin) == "akun_tidak_ada"
    assert code_of(masuk, home, dodi, PISANG, jam=jam) == "akun_tidak_ada"


def test_that_a_backup_that_could_not_lose_him_loses_him_at_the_next_entry(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop_app.services.cadangan_cabut as cabut

    dodi = akun_of(home, "Dodi Contoh")

    def refuse(*_arguments: object, **_words: object) -> None:
        raise OSError(28, "no space")

    with inside(home) as kantor:
        with monkeypatch.context() as patch:
            patch.setattr(cabut, "replace_slots", refuse)
            remove_akun(kantor, dodi)
        assert "cabut_cadangan_tertunda" in [satu.kode for satu in kantor.pemberitahuan]
    first = min((home / "cadangan").glob("*.skpc"))
    with inside(home):
        assert dodi not in {one.akun_id for one in people_of_cadangan(first, home)}


def test_that_a_backup_that_cannot_be_written_anew_is_deleted_and_others_stay(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import desktop_app.services.cadangan_cabut as cabut

    dodi = akun_of(home, "Dodi Contoh")
    (first,) = (home / "cadangan").glob("*.skpc")
    damaged = home / "cadangan" / "000091.skpc"
    damaged.write_bytes(b"SKPC1 rusak")
    with inside(home) as kantor:
        # As after a restore from a computer that is gone: a key that this store never had.
        monkeypatch.setattr(cabut, "store_keys", lambda _kantor: ())
        remove_akun(kantor, dodi)
    assert not first.exists()
    assert damaged.exists()
    assert list((home / "cadangan").glob("*.skpc")) != [damaged], "what was made after he left"


def test_that_a_used_card_stays_void_with_older_slot_files(home: Path) -> None:
    with inside(home) as kantor:
        kode = code_on(create_card(kantor).pdf)
    lama = {name: (home / name).read_bytes() for name in ("slot-1.json", "slot-2.json")}
    cici, budi = akun_of(home, "Cici Contoh"), akun_of(home, "Budi Contoh")
    masuk_kartu(home, kode, cici, ULANG, jam=jam).close()
    for name, data in lama.items():
        (home / name).write_bytes(data)
    assert code_of(masuk_kartu, home, kode, budi, "panjang sekali sandi itu", jam=jam) == "kartu_bukan"
    with inside(home) as kantor:
        assert "slot_mundur" in [satu.kode for satu in kantor.pemberitahuan]
        refused = next(row for row in kantor.store.audit_rows(20) if row.act == "ditolak")
        assert (refused.who, refused.detail["cara"]) == (budi, "kartu")


def test_that_a_valid_card_opens_with_older_slot_files_and_that_is_told(home: Path) -> None:
    with inside(home) as kantor:
        kode = code_on(create_card(kantor).pdf)
    lama = {name: (home / name).read_bytes() for name in ("slot-1.json", "slot-2.json")}
    with inside(home) as kantor:
        create_akun(kantor, "Eko Contoh", [PeranPengguna.OPERATOR], "kambing hitam di atap")
    for name, data in lama.items():
        (home / name).write_bytes(data)
    kantor = masuk_kartu(home, kode, akun_of(home, "Cici Contoh"), ULANG, jam=jam)
    try:
        assert "slot_mundur" in [satu.kode for satu in kantor.pemberitahuan]
        row = next(row for row in kantor.store.audit_rows(20) if row.act == "masuk")
        assert "slot_mundur" in row.detail
    finally:
        kantor.close()


def test_that_a_restore_from_inside_does_not_make_a_used_card_good_again(home: Path) -> None:
    with inside(home) as kantor:
        kode = code_on(create_card(kantor).pdf)
        satu = make_cadangan(kantor)
    lama = {name: (home / name).read_bytes() for name in ("slot-1.json", "slot-2.json")}
    masuk_kartu(home, kode, akun_of(home, "Cici Contoh"), ULANG, jam=jam).close()
    with inside(home) as kantor:
        prepare_restore(kantor, satu.path)
    assert entry(home, "Budi Contoh") == ""
    for name, data in lama.items():
        (home / name).write_bytes(data)
    budi = akun_of(home, "Budi Contoh")
    assert code_of(masuk_kartu, home, kode, budi, "panjang sekali sandi itu", jam=jam) == "kartu_bukan"


def test_that_a_record_belongs_to_one_account_and_nobody_chooses_his_own(home: Path) -> None:
    admin = [PeranPengguna.ADMIN, PeranPengguna.PENILAI]
    with inside(home) as kantor:
        camat, _ = create_pegawai(kantor, Pegawai(nama="Camat Contoh", nip="197804122005011011"))
        sendiri, _ = create_pegawai(kantor, Pegawai(nama="Budi Contoh", nip="197804122005011012"))
        budi, ani, dodi = (akun_of(home, f"{nama} Contoh") for nama in ("Budi", "Ani", "Dodi"))
        change_roles(kantor, ani, [PeranPengguna.PENILAI], camat)
        row = next(row for row in kantor.store.audit_rows(3) if row.act == "hubungkan_akun")
        assert (row.doc_id, row.detail["pegawai"]) == (ani, camat)
        assert code_of(change_roles, kantor, budi, admin, camat) == "akun_pegawai_ganda"
        assert (
            code_of(create_akun, kantor, "Eko Contoh", [PeranPengguna.PENILAI], PISANG, camat) == "akun_pegawai_ganda"
        )
        assert code_of(change_roles, kantor, budi, admin, sendiri) == "akun_pegawai_sendiri"
        assert kantor.pelaku.pegawai_id == ""
        # Alone he has to, and it stands in the log under a name of its own.
        change_roles(kantor, dodi, [PeranPengguna.OPERATOR])
        change_roles(kantor, budi, admin, sendiri)
        assert kantor.pelaku.pegawai_id == sendiri
        row = next(row for row in kantor.store.audit_rows(3) if row.act == "hubungkan_diri")
        assert (row.who, row.detail["pegawai"], row.detail["pegawai_dulu"]) == (budi, sendiri, "")
        change_roles(kantor, dodi, [PeranPengguna.ADMIN])
        assert code_of(change_roles, kantor, budi, admin, "") == "akun_pegawai_sendiri"
        change_roles(kantor, budi, admin, sendiri)
        # Whose account was removed holds nothing any more.
        remove_akun(kantor, ani)
        change_roles(kantor, dodi, [PeranPengguna.PENILAI, PeranPengguna.ADMIN], camat)
        assert {satu.pegawai_id for satu in list_akun(kantor) if satu.aktif} == {"", sendiri, camat}
