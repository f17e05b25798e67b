"""An erasure travels: up to the kabupaten, down to the units, to other computers, against old bundles and copies."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import Revision, skeleton_of
from desktop_app.domain.codec import office_tag
from desktop_app.domain.errors import BundleError
from desktop_app.domain.penghapusan import Penghapusan
from desktop_app.services import penghapusan_isi, sisa_salinan
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.penghapusan import DASAR, erase_orang, list_penghapusan
from desktop_app.services.penghapusan_isi import make_records, record_body
from desktop_app.services.periksa import check_store
from desktop_app.services.sisa_salinan import finish_erasures
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian, stored
from tests.services.pengirim import Pengirim
from tests.services.penyetuju import confirm_erasures

NAMES = ("Bunga Contoh", "bunga", "199003032015031011", "Laporan pelayanan")


def is_clean(kantor: Kantor) -> bool:
    """Tell whether nothing of the person stands in any table of the store."""
    text = str(stored(kantor))
    return not any(name in text for name in NAMES)


def filled(unit: Kantor) -> str:
    _, _, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    return staf


def send(unit: Kantor, kabupaten: Kantor, stick: Path) -> HasilPaket:
    """Carry everything unsent up and merge it; who is asked there confirms erasures."""
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, stick).path])
    assert hasil.nasib is NasibPaket.DIGABUNG, hasil.galat
    confirm_erasures(kabupaten)
    return hasil


def answer(kabupaten: Kantor, stick: Path, kode: str = "99.01.01") -> list[Path]:
    """Write the return bundles of one office."""
    return [satu.path for satu in export_returns(kabupaten, stick) if satu.kode == kode]


def take(unit: Kantor, paths: list[Path]) -> int:
    """Apply whichever return bundle is for this computer; count how many were."""
    applied = 0
    for path in paths:
        try:
            apply_return(unit, path)
        except BundleError:
            continue
        applied += 1
    return applied


@pytest.fixture
def sent(dunia: Dunia, unit: Kantor) -> tuple[Kantor, str]:
    """The kabupaten, which has merged everything of the unit, and the person's id."""
    staf = filled(unit)
    kabupaten = dunia("kabupaten")
    send(unit, kabupaten, dunia.stick)
    assert not is_clean(kabupaten)
    return kabupaten, staf


def test_that_an_erasure_at_the_unit_erases_at_the_kabupaten_too(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str]
) -> None:
    kabupaten, staf = sent
    (arsip,) = (kabupaten.home / "arsip").iterdir()
    erase_orang(unit, staf, DASAR[0])
    hasil = send(unit, kabupaten, dunia.stick)
    assert (hasil.karantina, hasil.hapus_menunggu, hasil.menunggu, hasil.konflik) == (1, 1, 0, 0)
    assert is_clean(kabupaten)
    assert not arsip.exists(), "the original that held the bodies is gone"
    periksa = check_store(kabupaten)
    assert (periksa.temuan, periksa.dihapus) == ((), 1)
    (baris,) = list_penghapusan(kabupaten)
    assert baris.orang == staf
    assert [satu.label for satu in kabupaten.store.find("pegawai", text="Camat")] == ["Camat Contoh"]
    assert not any((unit.home / "keluar").glob("*-1.skpb")), "the first bundle is not kept at the unit either"


def test_that_an_erasure_at_the_kabupaten_erases_at_every_computer_of_the_unit(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str]
) -> None:
    kabupaten, staf = sent
    other = dunia("a2")
    with other.write("uji") as tx:
        tx.add([raw for _, _, raw in unit.store.revisions_after(0)], source="uji")
    erase_orang(kabupaten, staf, DASAR[1])
    assert is_clean(kabupaten)
    paths = answer(kabupaten, dunia.stick)
    assert (take(unit, paths), take(other, paths)) == (1, 1)
    for kantor in (unit, other):
        assert is_clean(kantor)
        assert check_store(kantor).temuan == ()
        assert len(list_penghapusan(kantor)) == 1


def test_that_an_erasure_by_one_computer_reaches_the_other_through_the_kabupaten(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str]
) -> None:
    kabupaten, staf = sent
    other = dunia("a2")
    with other.write("uji") as tx:
        tx.add([raw for _, _, raw in unit.store.revisions_after(0)], source="uji")
    erase_orang(unit, staf, DASAR[0])
    send(unit, kabupaten, dunia.stick)
    assert take(other, answer(kabupaten, dunia.stick)) == 1
    assert is_clean(other)
    assert check_store(other).temuan == ()


def test_that_an_old_bundle_brings_nothing_back_and_is_not_kept(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str]
) -> None:
    """The first file comes a second time, and a second file of the same time comes late."""
    kabupaten, staf = sent
    (first,) = dunia.stick.glob("*.skpb")
    late = export_bundle(unit, dunia.stick).path
    erase_orang(unit, staf, DASAR[0])
    send(unit, kabupaten, dunia.stick)
    hasil = merge_bundles(kabupaten, [first, late])
    assert [satu.nasib for satu in hasil] == [NasibPaket.SUDAH_DITERIMA, NasibPaket.DIGABUNG]
    assert is_clean(kabupaten)
    assert len(list((kabupaten.home / "arsip").iterdir())) == 1, "only the bundle that brought the erasure"
    assert check_store(kabupaten).temuan == ()


def test_that_a_restored_old_store_is_erased_again_by_the_answer(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str]
) -> None:
    kabupaten, staf = sent
    unit.close()
    old = dunia.folder / "salinan-lama"
    shutil.copytree(unit.home, old)
    unit = dunia("a1")
    erase_orang(unit, staf, DASAR[0])
    send(unit, kabupaten, dunia.stick)
    unit.close()
    shutil.rmtree(unit.home)
    shutil.copytree(old, unit.home)
    unit = dunia("a1")
    assert not is_clean(unit)
    assert take(unit, answer(kabupaten, dunia.stick)) == 1
    assert is_clean(unit)
    assert check_store(unit).temuan == ()


def record(unit: Kantor, staf: str, key: Any = None, **fields: Any) -> tuple[str, Penghapusan]:
    """Return a signed record of an erasure of the person's own document."""
    isi = Penghapusan(orang=staf, dasar="uji", unit_kode="99.01.01")
    skeletons = [msgspec.structs.replace(skeleton_of(rev), **fields) for rev in unit.store.history(staf)]
    signer = key or unit.device_keys().signing
    ((doc_id, satu),) = make_records(isi, skeletons, signer=signer, pelaku=unit.pelaku)
    return doc_id, satu


def sealed(unit: Kantor, folder: Path, doc_id: str, isi: Penghapusan, **fields: Any) -> tuple[Path, Revision]:
    pengirim = Pengirim(unit, folder / "palsu")
    rev = pengirim.revision(record_body(isi), "penghapusan", doc_id=doc_id, **fields)
    return pengirim.seal(rev), rev


FORGERIES: dict[str, tuple[dict[str, Any], str]] = {
    "another text": ({"dasar": "lain"}, "penghapusan_tidak_sah"),
    "no signature": ({"tanda": ""}, "penghapusan_tidak_sah"),
    "a revision less": ({"revisi": ()}, "penghapusan_tidak_sah"),
    "a broken line": ({"dasar": "a\nb"}, "penghapusan_tidak_sah"),
    "another office": ({"unit_kode": "99.01.02"}, "penghapusan_di_luar_wewenang"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_that_a_forged_record_goes_to_quarantine_and_erases_nothing(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str], name: str
) -> None:
    kabupaten, staf = sent
    changes, kode = FORGERIES[name]
    doc_id, isi = record(unit, staf)
    path, rev = sealed(unit, dunia.folder, doc_id, msgspec.structs.replace(isi, **changes))
    (hasil,) = merge_bundles(kabupaten, [path])
    assert (hasil.nasib, hasil.karantina) == (NasibPaket.DIGABUNG, 1)
    assert {satu.rev_id: satu.reason for satu in kabupaten.store.quarantined()} == {rev.rev_id: kode}
    assert not kabupaten.store.document(staf).deleted
    assert check_store(kabupaten).temuan == ()


def test_that_a_record_signed_by_an_unknown_key_or_about_another_office_is_held(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str]
) -> None:
    kabupaten, staf = sent
    stranger = dunia("b").device_keys().signing
    doc_id, isi = record(unit, staf, stranger)
    unknown, first = sealed(unit, dunia.folder, doc_id, isi)
    merge_bundles(kabupaten, [unknown])
    doc_id, isi = record(unit, staf, scope="99.01.02")
    pengirim = Pengirim(unit, dunia.folder / "dua")
    second = pengirim.revision(record_body(isi), "penghapusan", doc_id=doc_id)
    merge_bundles(kabupaten, [pengirim.seal(second, seq=51)])
    assert {s.rev_id: s.reason for s in kabupaten.store.quarantined()} == {
        first.rev_id: "penghapusan_tidak_dijamin",
        second.rev_id: "penghapusan_di_luar_wewenang",
    }
    assert not kabupaten.store.document(staf).deleted


def test_that_a_record_never_changes(dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str]) -> None:
    kabupaten, staf = sent
    hasil = erase_orang(unit, staf, DASAR[0])
    send(unit, kabupaten, dunia.stick)
    (doc_id,) = hasil.catatan
    (rev,) = kabupaten.store.history(doc_id)
    assert doc_id.startswith(office_tag("99.01.01"))
    pengirim = Pengirim(unit, dunia.folder / "palsu")
    gone = pengirim.revision(b"{}", "penghapusan", doc_id=doc_id, parents=(rev.rev_id,), deleted=True)
    merge_bundles(kabupaten, [pengirim.seal(gone)])
    assert [satu.reason for satu in kabupaten.store.quarantined()] == ["penghapusan_berubah"]
    assert len(list_penghapusan(kabupaten)) == 1


def test_that_a_long_history_is_split_over_several_records(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kabupaten, staf = sent
    monkeypatch.setattr(penghapusan_isi, "MAKS_REVISI", 3)
    hasil = erase_orang(unit, staf, DASAR[0])
    assert len(hasil.catatan) > 2
    baris = sorted(list_penghapusan(unit), key=lambda satu: satu.bagian)
    assert [(satu.bagian, satu.jumlah_bagian) for satu in baris] == [(n, len(baris)) for n in range(1, len(baris) + 1)]
    assert sum(satu.revisi for satu in baris) == hasil.revisi
    send(unit, kabupaten, dunia.stick)
    for kantor in (unit, kabupaten):
        assert is_clean(kantor)
        assert check_store(kantor).temuan == ()


def test_that_old_copies_are_removed_at_the_next_chance_where_the_disk_failed(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, staf = sent

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sisa_salinan, "make_cadangan", fail)
    with pytest.raises(Exception, match="berkas_gagal"):
        erase_orang(unit, staf, DASAR[0])
    assert is_clean(unit), "the bodies are gone, only the tidying is still to be done"
    assert unit.store.items("sisa_salinan")
    monkeypatch.undo()
    sisa = finish_erasures(unit)
    assert sisa.cadangan_baru
    assert unit.store.items("sisa_salinan") == []
    assert finish_erasures(unit) == sisa_salinan.SisaSalinan()
