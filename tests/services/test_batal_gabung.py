"""Taking an import back: the office is as if it had not come, nothing is lost, and done again it is as before."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.services.balas import export_returns
from desktop_app.services.batal_gabung import find_masuk, preview_undo, redo_import, undo_import
from desktop_app.services.beranda import summarize
from desktop_app.services.berkas_auditor import CakupanAuditor, make_berkas_auditor
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import admit_karantina, list_karantina
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kotak import read_kotak
from desktop_app.services.masuk import HasilPaket, NasibPaket, inspect_bundle, merge_bundles
from desktop_app.services.paket import get_masuk
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.periksa import check_store
from desktop_app.services.saksi import witness_findings
from tests.invariants.dunia import held_ids, revision_ids, view
from tests.services.dunia_auditor import verify
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, documents, edit, stored
from tests.services.pengirim import Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the units."""
    return dunia("kabupaten")


def export(dunia: Dunia, unit: Kantor) -> Path:
    return export_bundle(unit, dunia.stick).path


def merge(kabupaten: Kantor, path: Path) -> HasilPaket:
    (hasil,) = merge_bundles(kabupaten, [path])
    assert hasil.galat is None
    return hasil


def state(kantor: Kantor) -> Any:
    """Return what people see; the store must be sound."""
    assert check_store(kantor).temuan == ()
    return set(revision_ids(kantor)), view(kantor), {satu.rev_id for satu in kantor.store.waiting()}


def refused(code: str, act: Any, *given: Any) -> None:
    with pytest.raises(UserError) as caught:
        act(*given)
    assert caught.value.code == code


def test_that_an_import_taken_back_leaves_nothing_to_see_and_comes_again_as_it_was(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    lain = dunia("b")
    merge(kabupaten, export(dunia, lain))
    empty = state(kabupaten)
    *_, staf = add_people(unit)
    determined_skp(unit, staf)
    path = export(dunia, unit)
    berkas = merge(kabupaten, path).file_sha256
    full, sent, chain = state(kabupaten), held_ids(unit), list(kabupaten.store.audit_raw())
    before = stored(kabupaten)
    lihat = preview_undo(kabupaten, berkas)
    assert stored(kabupaten) == before
    assert (lihat.dokumen, lihat.hilang, lihat.menunggu, lihat.dihapus) == (lihat.dokumen, lihat.dokumen, 0, 0)
    assert (lihat.jenis["pegawai"], lihat.jenis["skp"], lihat.versi) == (6, 1, len(full[0]) - len(empty[0]))
    assert "Bunga Contoh" in lihat.contoh

    hasil = undo_import(kabupaten, berkas)
    assert (hasil.versi, hasil.menunggu) == (lihat.versi, 0)
    assert state(kabupaten) == empty
    assert sent <= held_ids(kabupaten) | {satu.rev_id for satu in kabupaten.store.quarantined()}
    assert list(kabupaten.store.audit_raw())[: len(chain)] == chain
    (baris,) = [satu for satu in read_kotak(kabupaten).karantina if satu.alasan == "impor_dibatalkan"]
    assert baris.jumlah == lihat.versi
    assert summarize(kabupaten).karantina == 0
    assert get_masuk(kabupaten, berkas).dibatalkan  # type: ignore[union-attr]
    refused("impor_sudah_dibatalkan", undo_import, kabupaten, berkas)
    refused("impor_sudah_dibatalkan", preview_undo, kabupaten, berkas)
    assert inspect_bundle(kabupaten, path).dibatalkan
    assert [(satu.nasib, satu.dibatalkan) for satu in merge_bundles(kabupaten, [path])] == [
        (NasibPaket.SUDAH_DITERIMA, True)
    ]
    assert state(kabupaten) == empty

    lagi = redo_import(kabupaten, berkas)
    assert (lagi.versi, lagi.menunggu, lagi.karantina) == (lihat.versi, 0, 0)
    assert state(kabupaten) == full
    assert kabupaten.store.quarantined() == []
    refused("impor_tidak_dibatalkan", redo_import, kabupaten, berkas)
    assert [row.act for row in kabupaten.store.audit_rows(act=("gabung_lagi", "batal_gabung"))] == [
        "gabung_lagi",
        "batal_gabung",
    ]
    assert witness_findings(kabupaten) == []


@pytest.mark.parametrize("order", ["lama dulu", "baru dulu"])
def test_that_a_later_bundle_and_work_of_the_kabupaten_wait_until_the_older_import_comes_again(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, order: str
) -> None:
    """The second bundle carries what the first did, because nothing was acknowledged, and builds on it."""
    *_, staf = add_people(unit)
    lama = merge(kabupaten, export(dunia, unit)).file_sha256
    edit(unit, staf, nama="Bunga Contoh Putri")
    path = export(dunia, unit)
    if order == "baru dulu":
        undo_import(kabupaten, lama)
        baru = merge(kabupaten, path)
        assert (baru.baru, baru.menunggu) == (0, 1)
        assert baru.karantina == len(kabupaten.store.quarantined())
    else:
        baru = merge(kabupaten, path)
        edit(kabupaten, staf, nama="Bunga Contoh Utami")
        lihat = preview_undo(kabupaten, lama)
        assert (lihat.menunggu, lihat.sendiri, lihat.nama_sendiri) == (2, 1, ("Bunga Contoh Utami",))
        undo_import(kabupaten, lama)
    assert list_pegawai(kabupaten) == ()
    waiting = {satu.rev_id for satu in kabupaten.store.waiting()}
    assert len(waiting) == (1 if order == "baru dulu" else 2)
    undo_import(kabupaten, baru.file_sha256)
    assert len(kabupaten.store.waiting()) == (0 if order == "baru dulu" else 1)
    redo_import(kabupaten, baru.file_sha256)
    assert list_pegawai(kabupaten) == ()
    redo_import(kabupaten, lama)
    nama = "Bunga Contoh Putri" if order == "baru dulu" else "Bunga Contoh Utami"
    assert nama in {satu.nama for satu in list_pegawai(kabupaten)}
    assert kabupaten.store.waiting() == []
    assert set(revision_ids(unit)) <= set(revision_ids(kabupaten))
    assert check_store(kabupaten).temuan == ()


def test_that_a_receipt_already_given_stays_true_and_a_new_answer_still_gives_it(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    add_people(unit)
    berkas = merge(kabupaten, export(dunia, unit)).file_sha256
    undo_import(kabupaten, berkas)
    (balasan,) = export_returns(kabupaten, dunia.stick)
    assert balasan.paket_diterima == 1
    assert set(revision_ids(unit)) == {satu.rev_id for satu in kabupaten.store.quarantined()}


def test_that_a_single_record_is_not_admitted_past_the_decision(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    add_people(unit)
    undo_import(kabupaten, merge(kabupaten, export(dunia, unit)).file_sha256)
    before = documents(kabupaten)
    refused("catatan_impor_dibatalkan", admit_karantina, kabupaten, list_karantina(kabupaten)[0].rev_id)
    assert documents(kabupaten) == before


def test_that_records_held_for_another_reason_stay_with_it(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    pengirim = Pengirim(unit, dunia.folder / "paket")
    asing = pengirim.revision({"nama": "x"}, scope="99.01.02")
    path = pengirim.seal(pengirim.revision({"nama": "Daun Contoh"}), asing)
    berkas = merge(kabupaten, path).file_sha256
    undo_import(kabupaten, berkas)
    assert {satu.rev_id: satu.reason for satu in kabupaten.store.quarantined()}[asing.rev_id] == "di_luar_wewenang"
    redo_import(kabupaten, berkas)
    assert [(satu.rev_id, satu.reason) for satu in kabupaten.store.quarantined()] == [
        (asing.rev_id, "di_luar_wewenang")
    ]


def test_that_bundles_are_named_by_the_beginning_of_their_hash(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    berkas = merge(kabupaten, export(dunia, unit)).file_sha256
    assert find_masuk(kabupaten, berkas[:8].upper()).file_sha256 == berkas
    refused("paket_tidak_tercatat", find_masuk, kabupaten, "zz")
    refused("paket_tidak_tercatat", find_masuk, kabupaten, "")
    refused("paket_tidak_tercatat", undo_import, kabupaten, "ab" * 32)


def test_that_the_unit_cannot_take_anything_back(unit: Kantor) -> None:
    with pytest.raises(UserError):
        undo_import(unit, "ab" * 32)


def forget_origins(kantor: Kantor) -> None:
    """Make the store one whose imports were merged by a program that did not note whence places came."""
    kantor.store._connection.execute("DELETE FROM space WHERE space = 'db.asal'")


def test_that_an_import_of_an_older_program_is_known_by_its_audit_row(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge(kabupaten, export(dunia, dunia("b")))
    empty = state(kabupaten)
    add_people(unit)
    berkas = merge(kabupaten, export(dunia, unit)).file_sha256
    forget_origins(kabupaten)
    full = state(kabupaten)
    undo_import(kabupaten, berkas)
    assert state(kabupaten) == empty
    redo_import(kabupaten, berkas)
    assert state(kabupaten) == full
    undo_import(kabupaten, berkas)
    assert state(kabupaten) == empty


def test_that_an_older_import_of_which_parts_had_waited_is_left_alone(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    pengirim = Pengirim(unit, dunia.folder / "paket")
    satu = pengirim.revision({"nama": "Daun Contoh"})
    dua = pengirim.revision({"nama": "Daun Contoh Hijau"}, doc_id=satu.doc_id, parents=(satu.rev_id,))
    kedua = merge(kabupaten, pengirim.seal(dua, seq=51)).file_sha256
    pertama = merge(kabupaten, pengirim.seal(satu, seq=50)).file_sha256
    known = state(kabupaten)
    for berkas in (kedua, pertama):
        undo_import(kabupaten, berkas)
        redo_import(kabupaten, berkas)
    assert state(kabupaten) == known
    lama = dunia.after_kill(kabupaten)
    forget_origins(lama)
    for berkas in (kedua, pertama):
        paket = get_masuk(lama, berkas)
        assert paket is not None
    refused("impor_lama_tak_terurai", undo_import, lama, kedua)


def test_that_nothing_comes_again_of_a_sender_who_is_not_registered(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    add_people(unit)
    berkas = merge(kabupaten, export(dunia, unit)).file_sha256
    undo_import(kabupaten, berkas)
    before = documents(kabupaten)
    kabupaten.store._connection.execute("DELETE FROM space WHERE space = 'perangkat'")
    refused("impor_pengirim_tidak_terdaftar", redo_import, kabupaten, berkas)
    assert documents(kabupaten) == before


def test_that_power_lost_after_the_step_finds_it_done(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    add_people(unit)
    berkas = merge(kabupaten, export(dunia, unit)).file_sha256
    undo_import(kabupaten, berkas)
    mati = dunia.after_kill(kabupaten)
    assert list_pegawai(mati) == ()
    redo_import(mati, berkas)
    assert set(revision_ids(unit)) <= set(revision_ids(mati))
    assert check_store(mati).temuan == ()


def test_that_the_auditor_can_still_prove_the_whole_chain(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, tmp_path: Path
) -> None:
    *_, staf = add_people(unit)
    determined_skp(unit, staf)
    lain = dunia("b")
    determined_skp(lain, add_people(lain)[-1])
    merge(kabupaten, export(dunia, lain))
    berkas = merge(kabupaten, export(dunia, unit)).file_sha256
    undo_import(kabupaten, berkas)
    for folder in ("dibatalkan", "lagi"):
        (tmp_path / folder).mkdir()
        hasil = make_berkas_auditor(kabupaten, tmp_path / folder, CakupanAuditor(tahun=2026))
        code, said = verify(hasil.folder)
        assert code == 0, said
        shutil.rmtree(hasil.folder)
        if folder == "dibatalkan":
            redo_import(kabupaten, berkas)
