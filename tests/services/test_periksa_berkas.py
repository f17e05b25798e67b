"""The check reads every bundle that is kept in a folder again: what changed or is gone is named with the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.messages import sentence_for
from desktop_app.services.batal_gabung import redo_import, undo_import
from desktop_app.services.ditahan import list_berkas
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import admit_karantina
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.pencabutan import list_ditahan, revoke_device
from desktop_app.services.periksa import HasilPeriksa, check_store
from tests.services.dunia_kantor import Dunia
from tests.services.pengirim import Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


@pytest.fixture
def pengirim(dunia: Dunia, unit: Kantor) -> Pengirim:
    return Pengirim(unit, dunia.folder / "kiriman")


def codes(hasil: HasilPeriksa) -> list[str]:
    """Return what was found; every sentence tells all of its facts."""
    for kode, fakta in (*hasil.temuan, *hasil.catatan):
        assert "–" not in sentence_for(kode, fakta), kode
    return [kode for kode, _ in hasil.temuan]


def flip(path: Path) -> None:
    """Turn one bit in the middle of a file around; again, and it is as it was."""
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)


def test_that_one_bit_of_any_kept_bundle_is_found_and_a_missing_one_is_named(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    path = export_bundle(unit, dunia.stick).path
    berkas = merge_bundles(kabupaten, [path])[0].file_sha256
    revoke_device(kabupaten, unit.store.device, "laptop dicuri")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (ditahan,) = list_ditahan(kabupaten)
    sound = check_store(kabupaten)
    assert (codes(sound), sound.catatan, sound.berkas) == ([], (), 2)
    for kept, nama in ((kabupaten.home / "arsip" / f"{berkas}.skpb", "arsip"), (ditahan, "ditahan")):
        flip(kept)
        assert codes(check_store(kabupaten)) == [f"periksa_{nama}_berubah"]
        assert [satu.nomor for satu in list_berkas(kabupaten)] == [2], "what opens no more is listed all the same"
        assert codes(check_store(kabupaten, dalam=False)) == []
        kept.rename(kept.with_suffix(".jauh"))
        assert codes(check_store(kabupaten, dalam=False)) == [f"periksa_{nama}_hilang"]
        kept.with_suffix(".jauh").rename(kept)
        flip(kept)
    assert codes(check_store(kabupaten)) == []


def test_that_a_changed_copy_of_the_outbox_is_damage_and_a_missing_one_is_worth_knowing(
    dunia: Dunia, unit: Kantor
) -> None:
    export_bundle(unit, dunia.stick)
    (paket,) = list_keluar(unit)
    salinan = unit.home / "keluar" / paket.nama_berkas
    flip(salinan)
    assert codes(check_store(unit)) == ["periksa_keluar_berubah"]
    salinan.unlink()
    hasil = check_store(unit)
    assert (codes(hasil), [kode for kode, _ in hasil.catatan]) == ([], ["periksa_keluar_hilang"])


def test_that_what_was_set_aside_or_held_and_changed_since_is_named_and_never_taken_in(
    dunia: Dunia, kabupaten: Kantor, pengirim: Pengirim
) -> None:
    path = pengirim.seal(pengirim.revision({"nama": "Melati"}), pengirim.revision({"nama": "Mawar"}, scope="99.77"))
    (hasil,) = merge_bundles(kabupaten, [path])
    assert (hasil.baru, hasil.karantina) == (1, 1)
    (held,) = kabupaten.store.quarantined()
    undo_import(kabupaten, hasil.file_sha256)
    assert codes(check_store(kabupaten)) == []
    connection = kabupaten.store._connection
    sql = "UPDATE quarantine SET raw = CAST(replace(CAST(raw AS TEXT), 'M', 'D') AS BLOB)"
    connection.execute(sql)
    assert sorted(codes(check_store(kabupaten))) == ["periksa_aside_changed", "periksa_quarantine_changed"]
    with pytest.raises(SystemProblem, match="store_aside_damaged"):
        redo_import(kabupaten, hasil.file_sha256)
    connection.execute("DELETE FROM quarantine WHERE reason = 'impor_dibatalkan'")
    redo_import(kabupaten, hasil.file_sha256)
    with pytest.raises(UserError, match="catatan_ditahan_rusak"):
        admit_karantina(kabupaten, held.rev_id)
    assert held.rev_id in {satu.rev_id for satu in kabupaten.store.quarantined()}


def test_that_the_check_tells_each_file_and_stops_where_it_is_told_to(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    steps: list[tuple[int, int]] = []
    check_store(kabupaten, progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]

    def stop(done: int, total: int) -> None:
        if (done, total) == steps[-1]:
            raise KeyboardInterrupt

    rows = len(kabupaten.store.audit_rows(None))
    with pytest.raises(KeyboardInterrupt):
        check_store(kabupaten, progress=stop)
    assert len(kabupaten.store.audit_rows(None)) == rows
