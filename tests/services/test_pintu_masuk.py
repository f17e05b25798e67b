"""The door: who stands there, what a wrong password costs, who may no longer enter."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.pengguna import is_vouched
from desktop_app.services.akun import (
    change_roles,
    change_sandi,
    create_akun,
    found_with_akun,
    list_akun,
    remove_akun,
    reset_sandi,
)
from desktop_app.services.akun_dasar import get_akun, put_akun
from desktop_app.services.kantor import open_kantor
from desktop_app.services.kartu import create_card
from desktop_app.services.kunci_kantor import finish_key_change
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.pintu import masuk, masuk_kartu, read_pintu
from desktop_app.vault import FLOOR, Waits
from tests.services.rumah_sandi import SANDI, UNIT, akun_of, code_of, code_on, enter, entry, found_unit, inside, jam


@pytest.fixture(scope="session")
def rumah_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit with three people, never opened by a test itself."""
    home = tmp_path_factory.mktemp("rumah") / "unit"
    found_unit(home)
    return home


@pytest.fixture
def unit(rumah_unit: Path, tmp_path: Path) -> Path:
    """A copy of that unit."""
    home = tmp_path / "unit"
    shutil.copytree(rumah_unit, home)
    return home


def kunci_of(home: Path, akun_id: str) -> tuple[Pengguna, bytes]:
    """Return a person's travelling document and this computer's public key."""
    with inside(home) as kantor:
        dokumen = kantor.store.document(akun_id)
        assert dokumen is not None
        return decode_as(Pengguna, dokumen.body), kantor.device_keys().signing.public


def test_that_the_door_names_active_people_and_nothing_else(unit: Path, tmp_path: Path) -> None:
    pintu = read_pintu(unit)
    assert [satu.nama for satu in pintu.orang] == ["Ani Contoh", "Budi Contoh", "Cici Contoh"]
    assert (pintu.keadaan, pintu.kartu, pintu.escrow, pintu.permintaan) == ("bersandi", False, False, None)
    assert read_pintu(tmp_path / "kosong").keadaan == "kosong"
    assert not (unit / "kunci.json").exists()


def test_that_who_enters_acts_with_his_roles_and_a_key_that_this_computer_vouches_for(unit: Path) -> None:
    ani = akun_of(unit, "Ani Contoh")
    with inside(unit, "Ani Contoh") as kantor:
        siapa = kantor.pelaku
        assert (siapa.akun_id, siapa.nama, siapa.peran) == (ani, "Ani Contoh", {PeranPengguna.OPERATOR})
        assert kantor.who == ani
        assert siapa.kunci is not None
        public = siapa.kunci.public
        assert name_of(kantor, ani) == "Ani Contoh"
        assert name_of(kantor, "Petugas Lama") == "Petugas Lama"
        rows = kantor.store.audit_rows(1, act="masuk")
        assert (rows[0].who, rows[0].doc_id) == (ani, ani)
    isi, device = kunci_of(unit, ani)
    (kunci,) = isi.kunci
    assert kunci.kunci == public.hex()
    assert is_vouched(device, ani, public, kunci.tanda_perangkat)
    assert not is_vouched(device, akun_of(unit, "Budi Contoh"), public, kunci.tanda_perangkat)
    assert not is_vouched(public, ani, public, kunci.tanda_perangkat)
    assert not is_vouched(device, ani, public, "zz")


def test_that_a_wrong_password_waits_longer_each_time_and_never_for_ever(unit: Path) -> None:
    akun, kini = akun_of(unit, "Ani Contoh"), [1000.0]

    def coba(sandi: str) -> tuple[str, object]:
        try:
            masuk(unit, akun, sandi, jam=jam, detak=lambda: kini[0]).close()
        except UserError as error:
            return error.code, error.facts.get("detik")
        return "", None

    for lama in (1, 2, 4, 8):
        assert coba("salah sama sekali") == ("sandi_salah", lama)
        assert coba(SANDI["Ani Contoh"]) == ("sandi_tunggu", lama)
        kini[0] += lama
    assert coba(SANDI["Ani Contoh"]) == ("", None)
    assert coba("salah sama sekali") == ("sandi_salah", 1)
    with inside(unit) as kantor:
        rows = kantor.store.audit_rows(act="masuk", doc_id=akun)
        assert [row.detail.get("gagal") for row in rows] == [4]


def test_that_waits_stop_at_a_quarter_of_an_hour_and_begin_anew_after_a_restart(tmp_path: Path) -> None:
    kini = [50.0]
    waits = Waits(tmp_path, lambda: kini[0])
    assert [waits.fail("orang") for _ in range(14)][-3:] == [900, 900, 900]
    kini[0] += 600
    assert waits.remaining("orang") == 300
    # Another folder name is what a new process sees: nothing remembered, only the file.
    lain = tmp_path.parent / "setelah-mulai-ulang"
    shutil.copytree(tmp_path, lain)
    baru = Waits(lain, lambda: 7.0)
    assert baru.remaining("orang") == 900
    baru.clear("orang")
    assert baru.remaining("orang") == 0


def test_that_a_deleted_or_damaged_wait_file_neither_locks_nor_frees_within_a_run(tmp_path: Path) -> None:
    kini = [0.0]
    waits = Waits(tmp_path, lambda: kini[0])
    for _ in range(5):
        waits.fail("orang")
    (tmp_path / "tunggu.json").write_bytes(b"\x00rusak")
    assert waits.remaining("orang") == 16
    assert waits.fail("orang") == 32
    kini[0] += 32
    assert waits.remaining("orang") == 0


def test_that_a_disk_that_refuses_the_new_file_keeps_nobody_out(unit: Path) -> None:
    with inside(unit) as kantor:
        remove_akun(kantor, akun_of(unit, "Ani Contoh"))
    (unit / "ganti-kunci.db.part").mkdir()
    for nama in ("Budi Contoh", "Cici Contoh"):
        with inside(unit, nama) as kantor:
            assert [satu.kode for satu in kantor.pemberitahuan] == ["ganti_kunci_tertunda"]
            assert kantor.kunci is not None
            assert len(kantor.kunci.older) == 1
    (unit / "ganti-kunci.db.part").rmdir()
    with inside(unit) as kantor:
        assert kantor.pemberitahuan == ()
        assert kantor.kunci is not None
        assert kantor.kunci.older == ()


def test_that_somebody_removed_cannot_enter_and_his_key_ends(unit: Path) -> None:
    ani = akun_of(unit, "Ani Contoh")
    lama = unit.parent / "salinan-slot"
    lama.mkdir()
    for nama in ("slot-1.json", "slot-2.json"):
        shutil.copy(unit / nama, lama / nama)
    with inside(unit) as kantor:
        epoch = kantor.store.epoch
        assert remove_akun(kantor, ani).doc_ids == (ani,)
    assert code_of(masuk, unit, ani, SANDI["Ani Contoh"], jam=jam) == "akun_tidak_ada"
    isi, _ = kunci_of(unit, ani)  # an entry: the store has its new key now
    assert (isi.aktif, [satu.berakhir for satu in isi.kunci]) == (False, [True])
    with inside(unit) as kantor:
        assert kantor.store.check() == []
        assert kantor.store.epoch == epoch
        assert kantor.kunci is not None
        assert kantor.kunci.older == ()
    # Old slot files put back open the new file for nobody.
    for nama in ("slot-1.json", "slot-2.json"):
        shutil.copy(lama / nama, unit / nama)
    assert code_of(masuk, unit, ani, SANDI["Ani Contoh"], jam=jam) == "store_wrong_key"


@pytest.mark.parametrize("isi", [None, {"aktif": False}, {"peran": ()}])
def test_that_somebody_without_roles_in_the_store_cannot_enter_though_his_slot_is_there(
    unit: Path, isi: dict[str, object] | None
) -> None:
    ani = akun_of(unit, "Ani Contoh")
    with inside(unit) as kantor:
        akun = get_akun(kantor, ani)
        with kantor.write("uji") as tx:
            if isi is None:
                tx.delete("akun", ani)
            else:
                put_akun(tx, msgspec.structs.replace(akun, **isi))
    assert code_of(masuk, unit, ani, SANDI["Ani Contoh"], jam=jam) == "akun_tanpa_peran"
    with inside(unit) as kantor:
        assert kantor.store.audit_rows(1, act="ditolak")[0].doc_id == ani
    # The next entry takes such a slot away; one without roles may get some again.
    assert ("Ani Contoh" in [satu.nama for satu in read_pintu(unit).orang]) == (isi == {"peran": ()})


def test_that_the_last_admin_stays_and_nobody_removes_himself(unit: Path) -> None:
    budi, cici = akun_of(unit, "Budi Contoh"), akun_of(unit, "Cici Contoh")
    with inside(unit) as kantor:
        assert code_of(remove_akun, kantor, budi) == "akun_diri_sendiri"
        assert code_of(change_roles, kantor, budi, [PeranPengguna.PENILAI]) == "akun_admin_terakhir"
        change_roles(kantor, cici, [PeranPengguna.ADMIN, PeranPengguna.PEGAWAI])
        change_roles(kantor, budi, [PeranPengguna.PENILAI])
        assert code_of(list_akun, kantor) == "wewenang_kurang"
    with inside(unit, "Cici Contoh") as kantor:
        assert kantor.pelaku.peran == {PeranPengguna.ADMIN, PeranPengguna.PEGAWAI}


def test_that_only_an_admin_manages_accounts_and_the_refusal_is_kept(unit: Path) -> None:
    ani = akun_of(unit, "Ani Contoh")
    with inside(unit, "Ani Contoh") as kantor:
        for perbuatan in (
            lambda: create_akun(kantor, "Dodi", [PeranPengguna.PEGAWAI], "sepeda tua di kali"),
            lambda: reset_sandi(kantor, ani, "sepeda tua di kali"),
            lambda: remove_akun(kantor, ani),
            lambda: create_card(kantor),
        ):
            assert code_of(perbuatan) == "wewenang_kurang"
        assert len(kantor.store.audit_rows(act="ditolak")) == 4


def test_that_a_changed_password_counts_at_once_and_the_old_one_never_again(unit: Path) -> None:
    with inside(unit, "Ani Contoh") as kantor:
        kunci = kantor.pelaku.kunci
        assert kunci is not None
        assert code_of(change_sandi, kantor, "bukan yang lama", "awan biru besok") == "sandi_salah"
        assert code_of(change_sandi, kantor, SANDI["Ani Contoh"], "awan biru besok") == "sandi_tunggu"
        Waits(unit).clear(kantor.pelaku.akun_id)
        assert code_of(change_sandi, kantor, SANDI["Ani Contoh"], "indonesia123") == "sandi_umum"
        change_sandi(kantor, SANDI["Ani Contoh"], "awan biru besok")
    with inside(unit, "Ani Contoh", "awan biru besok") as kantor:
        # The admin gave her the first one, so with her own she has a key that he never had.
        assert kantor.pelaku.kunci is not None
        assert kantor.pelaku.kunci.public != kunci.public
    assert entry(unit, "Ani Contoh") == "sandi_salah"
    assert entry(unit, "Budi Contoh") == ""


def test_that_older_slot_files_put_back_are_told_and_left_in_the_audit(unit: Path) -> None:
    lama = {nama: (unit / nama).read_bytes() for nama in ("slot-1.json", "slot-2.json")}
    with inside(unit, "Ani Contoh") as kantor:
        assert kantor.pemberitahuan == ()
        change_sandi(kantor, SANDI["Ani Contoh"], "awan biru besok")
    for nama, isi in lama.items():
        (unit / nama).write_bytes(isi)
    with inside(unit, "Ani Contoh") as kantor:
        assert [satu.kode for satu in kantor.pemberitahuan] == ["slot_mundur"]
        assert "slot_mundur" in kantor.store.audit_rows(1, act="masuk")[0].detail
    with inside(unit, "Budi Contoh") as kantor:
        assert kantor.pemberitahuan == ()
        assert "slot_mundur" not in kantor.store.audit_rows(1, act="masuk")[0].detail


def test_that_a_reset_password_brings_a_new_key_and_ends_the_old_one(unit: Path) -> None:
    ani = akun_of(unit, "Ani Contoh")
    with inside(unit) as kantor:
        reset_sandi(kantor, ani, "awan biru besok")
    assert entry(unit, "Ani Contoh") == "sandi_salah"
    Waits(unit).clear(ani)
    assert entry(unit, "Ani Contoh", "awan biru besok") == ""
    isi, device = kunci_of(unit, ani)
    assert [satu.berakhir for satu in isi.kunci] == [True, False]
    assert all(is_vouched(device, ani, bytes.fromhex(s.kunci), s.tanda_perangkat) for s in isi.kunci)


def test_that_a_card_opens_once_forgives_how_it_is_typed_and_is_void_after_the_next(unit: Path) -> None:
    ani = akun_of(unit, "Ani Contoh")
    with inside(unit) as kantor:
        lama, baru = code_on(create_card(kantor).pdf), code_on(create_card(kantor).pdf)
    assert read_pintu(unit).kartu
    sandi = "awan biru besok"
    assert code_of(masuk_kartu, unit, lama, ani, sandi, jam=jam) == "kartu_bukan"
    salah = baru[:-1] + ("2" if baru[-1] != "2" else "3")
    assert code_of(masuk_kartu, unit, salah, ani, sandi, jam=jam) == "kartu_salah_ketik"
    assert code_of(masuk_kartu, unit, baru[:-4], ani, sandi, jam=jam) == "kartu_salah_ketik"
    assert code_of(masuk_kartu, unit, baru, "f" * 32, sandi, jam=jam) == "akun_tanpa_peran"
    assert code_of(masuk_kartu, unit, baru, ani, "bismillah1", jam=jam) == "sandi_umum"
    tulisan = baru.lower().replace("-", "").replace("0", "o").replace("1", "l")
    assert code_of(masuk_kartu, unit, tulisan, ani, sandi, jam=jam) == ""
    assert not read_pintu(unit).kartu
    assert code_of(masuk_kartu, unit, baru, ani, sandi, jam=jam) == "kartu_tidak_ada"
    assert entry(unit, "Ani Contoh", sandi) == ""
    isi, _ = kunci_of(unit, ani)
    assert [satu.berakhir for satu in isi.kunci] == [True, False]


def test_that_names_and_roles_are_checked(unit: Path) -> None:
    with inside(unit) as kantor:
        sandi = "sepeda tua di kali"
        for nama, peran, sebab in (
            ("  ", [PeranPengguna.PEGAWAI], "akun_tanpa_nama"),
            ("a\x00b", [PeranPengguna.PEGAWAI], "akun_tanpa_nama"),
            ("x" * 200, [PeranPengguna.PEGAWAI], "akun_tanpa_nama"),
            ("ANI contoh", [PeranPengguna.PEGAWAI], "akun_nama_ganda"),
            ("Dodi", [], "akun_peran_kosong"),
            ("Dodi", [PeranPengguna.VERIFIKATOR], "akun_peran_salah"),
        ):
            assert code_of(create_akun, kantor, nama, peran, sandi) == sebab, (nama, peran)
        assert (
            code_of(create_akun, kantor, "Dodi", [PeranPengguna.PEGAWAI], sandi, "0" * 32) == "akun_pegawai_tidak_ada"
        )
        assert len(list_akun(kantor)) == 3


def test_that_an_office_with_passwords_does_not_open_by_a_key_file(unit: Path) -> None:
    assert code_of(open_kantor, unit, jam=jam) == "kantor_bersandi"
    assert code_of(found_with_akun, unit, UNIT, "X", "sepeda tua di kali", jam=jam, biaya=FLOOR) == "kantor_sudah_ada"


def test_that_a_closed_office_holds_no_key_and_a_change_of_key_keeps_who_acts(unit: Path) -> None:
    kantor = enter(unit)
    siapa = kantor.pelaku
    remove_akun(kantor, akun_of(unit, "Ani Contoh"))
    lagi = finish_key_change(kantor)
    assert (kantor.kunci, kantor.pelaku.kunci) == (None, None)
    assert lagi.pelaku == siapa
    assert lagi.pelaku.kunci is not None
    assert finish_key_change(lagi) is lagi
    lagi.close()
    assert (lagi.kunci, lagi.pelaku.kunci) == (None, None)


def test_that_no_secret_is_in_what_objects_say_of_themselves_nor_in_a_file_in_the_clear(unit: Path) -> None:
    with inside(unit) as kantor:
        siapa, kunci = kantor.pelaku, kantor.kunci
        assert siapa.kunci is not None
        assert kunci is not None
        kata = repr((kantor, siapa, kunci, replace(siapa), read_pintu(unit)))
        rahasia = [kunci.key, siapa.kunci.seed]
        assert not [satu for satu in rahasia if satu.hex() in kata or repr(satu) in kata]
        assert SANDI["Budi Contoh"] not in kata
        for path in unit.iterdir():
            if path.is_file():
                isi = path.read_bytes()
                for satu in (*rahasia, *(bytes(s, "utf-8") for s in SANDI.values())):
                    assert satu not in isi, path.name
                    assert satu.hex().encode() not in isi, path.name
