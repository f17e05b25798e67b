"""Room for what is held is bounded: what does not fit stays on its stick, and what is held stays held."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.messages import sentence
from desktop_app.services import ruang_disk, ruang_ditahan
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import list_karantina
from desktop_app.services.kembaran import list_twins
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.pencabutan import list_ditahan, revoke_device
from desktop_app.services.ruang_ditahan import read_ruang, write_ruang
from desktop_app.services.silsilah import list_noted
from tests.services.dunia_kantor import Dunia, documents
from tests.services.pengirim import Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


@pytest.fixture
def pengirim(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> Pengirim:
    """A computer that was revoked after its bundle 1, and sends on."""
    pengirim = Pengirim(unit, dunia.folder / "kiriman")
    assert merge(kabupaten, pengirim.seal(pengirim.revision({"nama": "Satu"}), seq=1)).nasib is NasibPaket.DIGABUNG
    revoke_device(kabupaten, unit.store.device, "laptop dicuri")
    return pengirim


def merge(kabupaten: Kantor, path: Path) -> HasilPaket:
    (hasil,) = merge_bundles(kabupaten, [path])
    return hasil


def code(hasil: HasilPaket) -> str:
    """Return why a bundle was refused; its sentence has all its facts."""
    assert isinstance(hasil.galat, BundleError)
    assert "–" not in sentence(hasil.galat)
    return hasil.galat.code


def test_that_what_one_computer_or_all_may_fill_is_bounded_and_nothing_held_is_dropped(
    kabupaten: Kantor, pengirim: Pengirim, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [pengirim.seal(pengirim.revision({"nama": str(n)}), seq=n) for n in range(2, 6)]
    assert code(merge(kabupaten, files[0])) == "revoked_device"
    (held,) = list_ditahan(kabupaten)
    before, bytes_before = documents(kabupaten), held.read_bytes()
    monkeypatch.setattr(ruang_ditahan, "MAKS_BERKAS_SATU", 1)
    hasil = merge(kabupaten, files[1])
    assert code(hasil) == "ditahan_penuh_komputer"
    row = kabupaten.store.audit_rows(1)[0]
    assert (row.act, row.detail["alasan"], row.detail["sebab"]) == (
        "tolak_paket",
        "ruang_ditahan_penuh",
        "revoked_device",
    )
    assert files[1].exists()
    assert code(merge(kabupaten, files[0])) == "revoked_device", "what is held already needs no more room"
    monkeypatch.setattr(ruang_ditahan, "MAKS_BERKAS_SATU", 9)
    monkeypatch.setattr(ruang_ditahan, "MIB", held.stat().st_size // 32 + 1)
    write_ruang(kabupaten, 64)
    assert code(merge(kabupaten, files[1])) == "ditahan_penuh_komputer", "a quarter of the room for one computer"
    write_ruang(kabupaten, 4096)
    assert code(merge(kabupaten, files[1])) == "revoked_device"
    monkeypatch.setattr(ruang_ditahan, "MAKS_BERKAS", 2)
    assert code(merge(kabupaten, files[2])) == "ditahan_penuh"
    monkeypatch.setattr(ruang_ditahan, "MAKS_BERKAS", 3)
    monkeypatch.setattr(ruang_ditahan, "free_bytes", lambda _home: 499 * ruang_disk.MIB)
    assert code(merge(kabupaten, files[2])) == "ditahan_penuh_disk"
    assert documents(kabupaten) == before
    assert held.read_bytes() == bytes_before
    assert len(list_ditahan(kabupaten)) == len(list_noted(kabupaten)) == read_ruang(kabupaten).berkas == 2


def test_that_a_twin_for_which_there_is_no_room_is_known_all_the_same(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pengirim = Pengirim(unit, dunia.folder / "kiriman")
    satu, dua = (pengirim.seal(pengirim.revision({"nama": nama}), seq=7) for nama in ("Satu", "Dua"))
    monkeypatch.setattr(ruang_ditahan, "MAKS_BERKAS_SATU", 0)
    hasil = merge_bundles(kabupaten, [satu, dua])
    assert [satu.nasib for satu in hasil] == [NasibPaket.DIGABUNG, NasibPaket.DITOLAK]
    assert code(hasil[1]) == "ditahan_penuh_komputer"
    assert (list_ditahan(kabupaten), [s.device_id for s in list_twins(kabupaten)]) == ((), [unit.store.device])
    assert not list((kabupaten.home / "karantina").iterdir())


def test_that_the_very_copy_that_was_refused_is_held_whatever_the_stick_shows_next(
    kabupaten: Kantor, pengirim: Pengirim, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pengirim.seal(pengirim.revision({"nama": "Dua"}), seq=2)
    told = path.read_bytes()
    asked = ruang_ditahan.hold_copy

    def swapped(*given: object) -> object:
        path.write_bytes(b"lain sama sekali")
        return asked(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("desktop_app.services.masuk.hold_copy", swapped)
    assert code(merge(kabupaten, path)) == "revoked_device"
    (held,) = list_ditahan(kabupaten)
    assert held.read_bytes() == told


def test_that_a_bundle_with_more_held_records_than_there_is_room_for_changes_nothing(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    pengirim = Pengirim(unit, dunia.folder / "kiriman")
    asing = [pengirim.revision({"nama": str(n)}, scope="99.77") for n in range(3)]
    monkeypatch.setattr(ruang_ditahan, "MAKS_CATATAN_SATU", 2)
    assert merge(kabupaten, pengirim.seal(*asing[:2], seq=1)).karantina == 2
    before = documents(kabupaten)
    path = pengirim.seal(pengirim.revision({"nama": "Baik"}), asing[2], seq=2)
    assert code(merge(kabupaten, path)) == "karantina_penuh"
    assert documents(kabupaten) == before
    assert (kabupaten.store.audit_rows(1)[0].detail["alasan"], len(list_karantina(kabupaten))) == ("karantina_penuh", 2)
    monkeypatch.setattr(ruang_ditahan, "MAKS_CATATAN_SATU", 3)
    assert merge(kabupaten, path).nasib is NasibPaket.DIGABUNG
    assert read_ruang(kabupaten).catatan == 3


@pytest.mark.parametrize("batas", [63, 1024 * 1024 + 1])
def test_that_the_room_is_neither_nothing_nor_without_end(kabupaten: Kantor, batas: int) -> None:
    with pytest.raises(UserError, match="ruang_ditahan_salah"):
        write_ruang(kabupaten, batas)
    assert read_ruang(kabupaten).batas == 4096
