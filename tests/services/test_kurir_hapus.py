"""Who carried a stick is forgotten with the person, on every computer that knew the name; others stay."""

from __future__ import annotations

import pytest

from desktop_app.services.dibawa import Cara, list_bawaan, note_bawaan, note_kurir
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.penghapusan import DASAR, erase_orang, preview_hapus
from tests.services.dunia_kantor import Dunia, add_people, edit, stored
from tests.services.test_penghapusan_perjalanan import answer, send, take


def carried(unit: Kantor, *nama: str) -> None:
    """Keep that these people carried copies of the newest bundle, one after the other."""
    paket = list_keluar(unit)[0]
    for satu in nama:
        with unit.write("catat_kurir", detail={"nomor": paket.seq}) as tx:
            note_bawaan(unit, tx, paket, Cara.FLASHDISK, "/flash")
        note_kurir(unit, paket, satu)


def couriers(unit: Kantor) -> list[str]:
    return sorted(satu.kurir for semua in list_bawaan(unit).values() for satu in semua if satu.kurir)


def test_that_the_name_of_who_carried_goes_with_the_person_and_the_names_of_others_stay(
    dunia: Dunia, unit: Kantor
) -> None:
    _, _, staf = add_people(unit)
    edit(unit, staf, nama="Bunga Lama Contoh")
    edit(unit, staf, nama="Bunga Contoh, S.E.")
    export_bundle(unit, dunia.stick)
    semua = ["BUNGA  contoh", "Pak Bunga", "Bunga Lama Contoh", "Sdri. Bunga Contoh (staf)", "Camat Contoh", "Melati"]
    carried(unit, *semua)
    assert preview_hapus(unit, staf).kurir == 4
    assert len(couriers(unit)) == 6
    erase_orang(unit, staf, DASAR[0])
    assert couriers(unit) == ["Camat Contoh", "Melati"]
    assert "bunga" not in str(stored(unit)).casefold()
    (row,) = unit.store.audit_rows(None, act="hapus_orang")
    assert row.detail["kurir"] == 4


def test_that_another_computer_of_the_office_forgets_who_carried_when_the_record_arrives(
    dunia: Dunia, unit: Kantor
) -> None:
    _, _, staf = add_people(unit)
    kabupaten, lain = dunia("kabupaten"), dunia("a2")
    send(unit, kabupaten, dunia.stick)
    with lain.write("uji") as tx:
        tx.add([raw for _, _, raw in unit.store.revisions_after(0)], source="uji")
    merge_bundles(kabupaten, [export_bundle(lain, dunia.stick).path])
    carried(lain, "Bunga Contoh", "Melati")
    erase_orang(unit, staf, DASAR[0])
    send(unit, kabupaten, dunia.stick)
    assert take(lain, answer(kabupaten, dunia.stick)) == 1
    assert couriers(lain) == ["Melati"]
    (row,) = [row for row in lain.store.audit_rows(None, act="terima_balasan") if "kurir" in row.detail]
    assert row.detail["kurir"] == 1


@pytest.mark.parametrize("nama", ["", "Ibu", "S.E.", "Contohan"])
def test_that_what_is_no_name_of_his_is_left(dunia: Dunia, unit: Kantor, nama: str) -> None:
    _, _, staf = add_people(unit)
    export_bundle(unit, dunia.stick)
    carried(unit, nama)
    assert preview_hapus(unit, staf).kurir == 0
