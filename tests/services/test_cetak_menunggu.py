"""Forms that wait for a joined file are one run's own and judged again; no file of a run takes another's place."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from desktop_app.domain.codec import natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.pegawai import Identitas, Pegawai, RiwayatJabatan
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.cetak_gabung import waiting_folder
from desktop_app.services.cetak_rangkaian import (
    Rangkaian,
    begin_rangkaian,
    drop_rangkaian,
    go_back,
    mark_page,
    save_next,
)
from desktop_app.services.cetak_susun import PilihanRangkaian, plan_rangkaian
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penghapusan import erase_orang
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import HASIL, Dunia, add_people, determined_skp, put_revision
from tests.services.kantor_berperan import as_role

SKP = PilihanRangkaian(formulir=("skp",), waktu="2026")
NAMES = ("Adi", "Bima", "Citra", "Dewi")


def staff(kantor: Kantor, *names: str, ekor: str = "1") -> list[tuple[str, str]]:
    """Return person and determined SKP for each name."""
    _, camat, _ = add_people(kantor, ekor)
    both = []
    for name in names:
        post = RiwayatJabatan(id="x", mulai=date(2020, 1, 1), jabatan="Pengelola", penilai_id=camat)
        person, _ = create_pegawai(kantor, Pegawai(nama=name, riwayat=(post,)))
        both.append((person, determined_skp(kantor, person)))
    return both


def finish(kantor: Kantor) -> Rangkaian:
    while not (rangkaian := save_next(kantor)).tuntas:
        pass
    return rangkaian


def shown(path: Path | None) -> list[str]:
    """Return whose names stand on the pages of a file."""
    with contextlib.closing(pypdfium2.PdfDocument(str(path))) as pdf:
        words = " ".join(page.get_textpage().get_text_range() for page in pdf).casefold()
    return [name for name in NAMES if f"{name} contoh".casefold() in words]


def test_that_two_runs_into_one_folder_hold_only_their_own_people(dunia: Dunia, tmp_path: Path) -> None:
    one, other = dunia("a1"), dunia("a2")
    staff(one, "Adi Contoh", "Bima Contoh")
    staff(other, "Citra Contoh", "Dewi Contoh", ekor="2")
    begin_rangkaian(one, SKP, folder=tmp_path / "o", gabung=True)
    begin_rangkaian(other, SKP, folder=tmp_path / "o", gabung=True)
    for _ in range(2):
        save_next(one)
        save_next(other)
    assert shown(finish(one).tujuan) == ["Adi", "Bima"]
    assert shown(finish(other).tujuan) == ["Citra", "Dewi"]


def test_that_a_form_reopened_while_it_waits_is_passed_over_and_a_changed_one_printed_again(
    unit: Kantor, tmp_path: Path
) -> None:
    (_, adi), (_, bima) = staff(unit, "Adi Contoh", "Bima Contoh")
    begin_rangkaian(unit, SKP, folder=tmp_path / "o", gabung=True)
    save_next(unit)
    save_next(unit)
    advance_skp(unit, adi, "buka_kembali", alasan="salah")
    isi = get_skp(unit, bima)
    assert isi.pegawai is not None
    frozen = msgspec.structs.replace(isi.pegawai, nama="Dewi Contoh")
    put_revision(unit, "skp", bima, msgspec.structs.replace(isi, pegawai=frozen))
    last = finish(unit)
    assert [(satu.doc_id, satu.sebab) for satu in last.dilewati] == [(adi, "cetak_masih_draf")]
    assert shown(last.tujuan) == ["Dewi"]


def test_that_an_erased_person_is_taken_from_what_waits_and_named(unit: Kantor, tmp_path: Path) -> None:
    (person, adi), _ = staff(unit, "Adi Contoh", "Bima Contoh")
    begin_rangkaian(unit, SKP, folder=tmp_path / "o", gabung=True)
    save_next(unit)
    save_next(unit)
    erase_orang(unit, person, "salah_catat", "1/2026", "atas permintaan")
    assert [path.name for path in (tmp_path / "o").rglob("*.pdf")] == ["00001.pdf"]
    last = finish(unit)
    assert [(satu.doc_id, satu.sebab) for satu in last.dilewati] == [(adi, "dokumen_tidak_ada")]
    assert shown(last.tujuan) == ["Bima"]


def test_that_a_form_is_not_joined_for_who_may_not_print_it_any_more(unit: Kantor, tmp_path: Path) -> None:
    (person, _), (_, bima) = staff(unit, "Adi Contoh", "Bima Contoh")
    begin_rangkaian(unit, SKP, folder=tmp_path / "o", gabung=True)
    save_next(unit)
    save_next(unit)
    as_role(unit, PeranPengguna.PEGAWAI, person)
    last = finish(unit)
    assert [satu.doc_id for satu in last.dilewati] == [bima]
    assert shown(last.tujuan) == ["Adi"]


def test_that_a_joined_form_counts_as_printed_when_its_file_is_there(unit: Kantor, tmp_path: Path) -> None:
    staff(unit, "Adi Contoh", "Bima Contoh")
    belum = PilihanRangkaian(formulir=("skp",), waktu="2026", belum=True)
    begin_rangkaian(unit, SKP, folder=tmp_path / "o", gabung=True)
    save_next(unit)
    save_next(unit)
    assert unit.store.audit_rows(act="cetak") == []
    drop_rangkaian(unit)
    assert len(plan_rangkaian(unit, belum).lembar) == 2
    begin_rangkaian(unit, belum, folder=tmp_path / "o", gabung=True)
    finish(unit)
    assert plan_rangkaian(unit, belum).sudah == 2


def test_that_going_back_writes_the_joined_file_again_with_what_can_be_printed_now(
    unit: Kantor, tmp_path: Path
) -> None:
    (_, adi), _ = staff(unit, "Adi Contoh", "Bima Contoh")
    before = unit.store.document(adi)
    assert before is not None
    begin_rangkaian(unit, SKP, folder=tmp_path / "o", gabung=True)
    with unit.write("uji") as tx:
        tx.save("skp", adi, b"{}", scope=unit.profil.kode, schema=1, deleted=True)
    first = finish(unit)
    assert first.tujuan is not None
    assert shown(first.tujuan) == ["Bima"]
    with unit.write("uji") as tx:
        tx.save("skp", adi, before.body, scope=unit.profil.kode, schema=1)
    first.tujuan.unlink()
    again = go_back(unit, 0, 0)
    assert (again.tuntas, again.dilewati) == (False, ())
    save_next(unit)
    assert shown(finish(unit).tujuan) == ["Adi", "Bima"]
    assert list((tmp_path / "o").iterdir()) == [first.tujuan]


def test_that_no_page_is_counted_of_a_run_into_a_folder(unit: Kantor, tmp_path: Path) -> None:
    staff(unit, "Adi Contoh")
    begin_rangkaian(unit, SKP, folder=tmp_path / "o", gabung=True)
    assert mark_page(unit, 1, 1).selesai == 0
    save_next(unit)
    assert mark_page(unit, 1, 1).selesai == 1


def test_that_a_link_in_place_of_the_waiting_folder_is_neither_filled_nor_emptied(unit: Kantor, tmp_path: Path) -> None:
    staff(unit, "Adi Contoh")
    victim = tmp_path / "milik"
    victim.mkdir()
    (victim / "00077.pdf").write_bytes(b"x")
    (tmp_path / "o").mkdir()
    tujuan = begin_rangkaian(unit, SKP, folder=tmp_path / "o", gabung=True).tujuan
    assert tujuan is not None
    waiting_folder(tujuan).symlink_to(victim)
    with pytest.raises(UserError, match="cetak_folder_tautan"):
        save_next(unit)
    drop_rangkaian(unit)
    assert [path.name for path in victim.iterdir()] == ["00077.pdf"]


def test_that_people_whose_names_are_digits_have_a_file_each(unit: Kantor, tmp_path: Path) -> None:
    staff(unit, "12345678", "12345678")
    begin_rangkaian(unit, SKP, folder=tmp_path / "o")
    finish(unit)
    assert len(list((tmp_path / "o").iterdir())) == 2


def test_that_one_number_recorded_in_two_offices_has_a_file_for_each(dunia: Dunia, tmp_path: Path) -> None:
    kantor = dunia("kabupaten")
    siapa = Identitas(nama="Adi Contoh", nip="199003032015031099")
    for kode in ("99.01.01", "99.01.02"):
        person, doc_id = natural_id("pegawai", kode, "uji"), natural_id("skp", kode, "uji")
        post = RiwayatJabatan(id="x", mulai=date(2020, 1, 1), jabatan="Pengelola")
        put_revision(kantor, "pegawai", person, Pegawai(nama=siapa.nama, nip=siapa.nip, riwayat=(post,)), scope=kode)
        isi = Skp(
            pegawai_id=person,
            unit_kode=kode,
            mulai=date(2026, 1, 1),
            selesai=date(2026, 12, 31),
            hasil=(HASIL,),
            status=StatusSkp.DITETAPKAN,
            tanggal=date(2026, 1, 20),
            pegawai=siapa,
            penilai=Identitas(nama="Citra Contoh"),
        )
        put_revision(kantor, "skp", doc_id, isi, scope=kode)
    begin_rangkaian(kantor, SKP, folder=tmp_path / "o")
    finish(kantor)
    files = sorted(path.name for path in (tmp_path / "o").iterdir())
    assert len(files) == 2
    # Taken up again, each has the name that it had.
    go_back(kantor, 0, 0)
    finish(kantor)
    assert sorted(path.name for path in (tmp_path / "o").iterdir()) == files


def test_that_a_form_counted_before_a_cut_and_gone_after_it_is_named(unit: Kantor, tmp_path: Path) -> None:
    ((_, adi),) = staff(unit, "Adi Contoh")
    pilihan = PilihanRangkaian(formulir=("skp", "lampiran"), waktu="2026")
    begin_rangkaian(unit, pilihan, folder=tmp_path / "o")
    go_back(unit, 1, 0)  # what a cut between his two rows leaves
    advance_skp(unit, adi, "buka_kembali", alasan="salah")
    assert [satu.kode for satu in finish(unit).dilewati] == ["SKP", "A.1.8"]
