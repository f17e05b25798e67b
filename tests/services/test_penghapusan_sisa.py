"""What an erasure must reach besides: restored backups, files put aside, the auditor's pack, other computers."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_auditor import make_berkas_auditor
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle, place_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.pelaku import unattended
from desktop_app.services.penghapusan import DASAR, erase_orang
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.periksa import check_store
from desktop_app.services.pulih import prepare_restore
from desktop_app.services.tanda_tangan import check_signature
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian, stored
from tests.services.penanda import NAMA, log_in, office_with_assessor
from tests.services.penyetuju import confirm_erasures


@pytest.fixture
def staf(unit: Kantor) -> str:
    """A person with an SKP and an evaluation."""
    _, _, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    return staf


def is_clean(kantor: Kantor) -> bool:
    text = str(stored(kantor))
    return not any(name in text for name in ("Bunga Contoh", "199003032015031011", "Laporan pelayanan"))


def test_that_a_backup_restored_from_inside_is_erased_again_at_once(
    dunia: Dunia, unit: Kantor, staf: str, tmp_path: Path
) -> None:
    old = make_cadangan(unit).path
    stick = tmp_path / old.name
    stick.write_bytes(old.read_bytes())
    erase_orang(unit, staf, DASAR[0])
    assert not old.exists()
    prepare_restore(unit, stick)
    unit.close()
    again = dunia("a1")
    assert is_clean(again)
    assert check_store(again).temuan == ()
    assert again.store.document(staf).deleted


def test_that_the_files_that_a_restore_put_aside_go_as_well(dunia: Dunia, unit: Kantor, staf: str) -> None:
    prepare_restore(unit, make_cadangan(unit).path)
    unit.close()
    again = dunia("a1")
    (aside,) = again.home.glob("sebelum-pulih-*")
    assert any(aside.iterdir())
    erase_orang(again, staf, DASAR[0])
    assert not aside.exists()
    assert len(list((again.home / "cadangan").glob("*.skpc"))) == 1


def test_that_another_computer_learns_how_the_documents_ended(dunia: Dunia, unit: Kantor, staf: str) -> None:
    kabupaten, other = dunia("kabupaten"), dunia("a2")
    with other.write("uji") as tx:
        tx.add([raw for _, _, raw in unit.store.revisions_after(0)], source="uji")
    erase_orang(unit, staf, DASAR[0])
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    confirm_erasures(kabupaten)
    for satu in export_returns(kabupaten, dunia.stick):
        with contextlib.suppress(BundleError):
            apply_return(other, satu.path)
    assert is_clean(other)
    ours, theirs = unit.store.document(staf), other.store.document(staf)
    assert (ours.heads, ours.deleted) == (theirs.heads, theirs.deleted)


def test_that_the_auditors_pack_of_a_store_with_an_erasure_still_proves_itself(
    unit: Kantor, staf: str, tmp_path: Path
) -> None:
    (camat,) = unit.store.find("pegawai", text="Camat")
    determined_skp(unit, camat.doc_id)
    erase_orang(unit, staf, DASAR[0])
    folder = make_berkas_auditor(unit, tmp_path).folder
    run = subprocess.run(
        [sys.executable, "-I", str(folder / "periksa.py")], capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stdout
    assert "Bunga" not in str([path.read_bytes() for path in folder.rglob("*") if path.is_file()])


def test_that_a_sent_bundle_that_was_removed_is_told_and_the_next_one_carries_everything(
    dunia: Dunia, unit: Kantor, staf: str
) -> None:
    kabupaten = dunia("kabupaten")
    first = export_bundle(unit, dunia.stick)
    (paket,) = list_keluar(unit)
    erase_orang(unit, staf, DASAR[0])
    with pytest.raises(UserError, match="paket_salinan_dihapus"):
        place_bundle(unit, paket, dunia.stick)
    second = export_bundle(unit, dunia.stick)
    assert second.nomor == first.nomor + 1
    (hasil,) = merge_bundles(kabupaten, [second.path])
    confirm_erasures(kabupaten)
    assert (hasil.menunggu, hasil.karantina) == (3, 1), "the ends of the documents wait for the erasure"
    assert kabupaten.store.waiting() == kabupaten.store.quarantined() == []
    assert kabupaten.store.count("pegawai") == unit.store.count("pegawai")
    assert is_clean(kabupaten)
    assert check_store(kabupaten).temuan == ()


def test_that_what_an_erased_person_signed_for_others_still_verifies(dunia: Dunia, unit: Kantor) -> None:
    """His name is gone here and at the kabupaten; his keys go on, ended, and prove what they signed before."""
    penilai, staf = office_with_assessor(unit)
    skp = determined_skp(unit, staf)
    kabupaten = dunia("kabupaten")
    akun = unit.store.document(penilai.akun_id)
    isi = msgspec.structs.replace(decode_as(Pengguna, akun.body), pegawai_id=penilai.pegawai_id)
    with unit.write("uji") as tx:
        tx.save("pengguna", penilai.akun_id, encode(isi), scope=unit.profil.kode, schema=1)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    confirm_erasures(kabupaten)
    for kantor in (unit, kabupaten):
        found = check_signature(kantor, skp)
        assert (found.keadaan, found.nama) == (KeadaanTanda.SAH, NAMA)
    log_in(unit, unattended("operator"))
    erase_orang(unit, penilai.pegawai_id, DASAR[0])
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    confirm_erasures(kabupaten)
    for kantor in (unit, kabupaten):
        found = check_signature(kantor, skp)
        assert (found.keadaan, found.nama) == (KeadaanTanda.SAH, "(data dihapus)")
        assert NAMA not in str(stored(kantor))
        assert check_store(kantor).temuan == ()
