"""A stolen laptop: what it sends is held, it is answered no more, and whose data it held is known."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.services.balas import export_returns
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.pencabutan import (
    admit_ditahan,
    list_ditahan,
    list_komputer,
    list_terdampak,
    revoke_device,
    save_terdampak,
)
from desktop_app.services.penghapusan import DASAR, erase_orang
from tests.services.dunia_kantor import Dunia
from tests.services.pengirim import Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def change(kantor: Kantor) -> None:
    doc_id = list_pegawai(kantor)[0].id
    naskah = open_naskah(kantor, doc_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, catatan="berubah"))
    commit_naskah(kantor, doc_id)


def test_that_a_revoked_laptop_is_held_and_not_answered_and_the_other_pc_goes_on(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    revoke_device(kabupaten, unit.store.device, "laptop dicuri dari kantor")
    lost = next(satu for satu in list_komputer(kabupaten) if satu.perangkat.device_id == unit.store.device)
    assert lost.dicabut is not None
    assert (lost.dicabut.nomor, lost.dicabut.alasan) == (1, "laptop dicuri dari kantor")
    change(unit)
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert hasil.nasib is NasibPaket.DITOLAK
    assert isinstance(hasil.galat, BundleError)
    assert hasil.galat.code == "revoked_device"
    (held,) = list_ditahan(kabupaten)
    other = dunia("a2")
    assert merge_bundles(kabupaten, [export_bundle(other, dunia.stick).path])[0].nasib is NasibPaket.DIGABUNG
    answered = export_returns(kabupaten, dunia.stick)
    assert len(answered) == 1, "only the computer that is still believed"
    admitted = admit_ditahan(kabupaten, held)
    assert (admitted.nasib, admitted.baru) == (NasibPaket.DIGABUNG, 1), "people know that it is honest"
    assert list_ditahan(kabupaten) == ()
    with pytest.raises(UserError) as caught:
        revoke_device(kabupaten, unit.store.device, "sekali lagi")
    assert caught.value.code == "perangkat_sudah_dicabut"


def test_that_whose_data_a_laptop_held_is_told_and_written(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, tmp_path: Path
) -> None:
    merge_bundles(kabupaten, [export_bundle(kantor, dunia.stick).path for kantor in (unit, dunia("b"))])
    orang = list_terdampak(kabupaten, unit.store.device[:10])
    assert {satu.nama for satu in orang} == {satu.nama for satu in list_pegawai(unit)}
    assert kabupaten.store.audit_rows(1)[0].act == "lihat_terdampak"
    out = tmp_path / "terdampak.csv"
    assert save_terdampak(kabupaten, unit.store.device, out) == len(orang)
    text = out.read_text(encoding="utf-8-sig")
    assert orang[0].nama in text
    with pytest.raises(UserError) as caught:
        list_terdampak(kabupaten, "ffffffff")
    assert caught.value.code == "perangkat_tidak_dikenal"


def test_that_who_left_and_was_deleted_is_told_too_and_who_was_erased_is_not(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    pengirim = Pengirim(unit, dunia.folder / "kiriman")
    pergi, terhapus = pengirim.revision({"nama": "Melati Pindah"}), pengirim.revision({"nama": "Mawar Terhapus"})
    akhir = pengirim.revision({}, doc_id=pergi.doc_id, parents=(pergi.rev_id,), deleted=True)
    merge_bundles(kabupaten, [pengirim.seal(pergi, terhapus, akhir, seq=1)])
    erase_orang(kabupaten, terhapus.doc_id, DASAR[0])
    nama = {satu.nama for satu in list_terdampak(kabupaten, unit.store.device)}
    assert "Melati Pindah" in nama
    assert not any("Terhapus" in satu for satu in nama)
