"""A further computer of an office that spelt its name otherwise asks nobody about it; a real change is still shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import decode_revision
from desktop_app.domain.codec import decode_as
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.exchange import read_certificate
from desktop_app.services.balasan import apply_return
from desktop_app.services.balasan_lihat import inspect_return
from desktop_app.services.data_unit import IKUT, change_unit, office_id
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kepercayaan import list_perangkat, require_trust
from desktop_app.services.konflik import list_konflik
from desktop_app.services.pendaftaran import (
    Permintaan,
    accept_enrolment,
    approve_enrolment,
    preview_enrolment,
    request_enrolment,
)
from desktop_app.services.pendirian import found_office
from desktop_app.services.periksa import check_store
from tests.invariants.dunia import calm_clock
from tests.services.dunia_balasan import answer_for, send
from tests.services.dunia_kantor import Dunia, documents

KODE = "99.01.01"
SALAH = ("Kec. Uji Satu", "Pemkab Uji")


def second(dunia: Dunia, nama: str = SALAH[0], instansi: str = SALAH[1], tempat: str = "") -> Kantor:
    """Set up one more computer of the office, under whatever name somebody typed."""
    profil = Profil(peran=Peran.UNIT, kode=KODE, nama=nama, instansi=instansi, tempat=tempat)
    home = dunia.folder / f"kedua-{len(list(dunia.folder.iterdir()))}"
    return dunia.keep(found_office(home, profil, jam=calm_clock, who="operator kedua"))


def approved(kabupaten: Kantor, unit: Kantor, stick: Path) -> tuple[Path, Permintaan]:
    """Ask and answer; return the answer and what the kabupaten saw before."""
    asked, answer = stick / f"{unit.store.device[:6]}.skpe", stick / f"jawab-{unit.store.device[:6]}.skpb"
    request_enrolment(unit, asked)
    seen = preview_enrolment(kabupaten, asked)
    approve_enrolment(kabupaten, asked, answer)
    return answer, seen


def record(kantor: Kantor) -> UnitKerja:
    dokumen = kantor.store.document(office_id(KODE))
    assert dokumen is not None
    return decode_as(UnitKerja, dokumen.body)


def names(kantor: Kantor) -> tuple[str, str]:
    return kantor.profil.nama, kantor.profil.instansi


def test_that_a_second_computer_takes_the_record_with_its_answer_and_nobody_is_asked(dunia: Dunia) -> None:
    first, kabupaten = dunia("a1"), dunia("kabupaten")
    send(first, kabupaten, dunia.stick)
    new = second(dunia, tempat="Uji Kulon")
    answer, seen = approved(kabupaten, new, dunia.stick)
    assert seen.tercatat == names(first), "the clerk sees before he approves that the name is written otherwise"
    before = documents(new)
    found = inspect_return(new, answer)
    (changed,) = found.orang
    assert {each.nama: (each.dari, each.ke) for each in changed.beda} == {
        "Nama": (SALAH[0], first.profil.nama),
        "Nama instansi": (SALAH[1], first.profil.instansi),
    }
    assert (found.konflik, documents(new)) == ((), before)
    hasil = apply_return(new, answer)
    assert hasil.kantor == new.profil
    assert names(new) == names(first)
    assert new.profil.tempat == "Uji Kulon", "what only this computer says stays"
    assert list_konflik(new) == ()

    assert send(new, kabupaten, dunia.stick).konflik == 0
    assert list_konflik(kabupaten) == ()
    assert apply_return(first, answer_for(kabupaten, first, dunia.stick)).karantina == 0
    assert list_konflik(first) == ()
    assert record(new) == record(kabupaten)
    assert (record(new).instansi, record(new).tempat) == (first.profil.instansi, "Uji Kulon")
    riwayat = kabupaten.store.history(office_id(KODE))
    assert SALAH[0] in [decode_as(UnitKerja, rev.body).nama for rev in riwayat], "what was typed is an ancestor"
    assert [rev.why for rev in riwayat].count(IKUT) == 1
    assert all(check_store(each).temuan == () for each in (first, new, kabupaten))


def test_that_computers_that_were_admitted_before_either_sent_anything_agree_on_the_first_name(dunia: Dunia) -> None:
    first, kabupaten = dunia("a1"), dunia("kabupaten")
    new = second(dunia)
    answer, seen = approved(kabupaten, new, dunia.stick)
    assert seen.tercatat == names(first)
    accept_enrolment(new, answer)
    assert names(new) == names(first)
    device = next(one for one in list_perangkat(kabupaten) if one.device_id == new.store.device)
    office = read_certificate(device.certificate, require_trust(kabupaten).issuers).office
    assert (device.nama, device.instansi) == (office.name, office.agency) == names(first)
    for order in ((new, first), (first, new)):
        for unit in order:
            assert send(unit, kabupaten, dunia.stick).konflik == 0
    assert list_konflik(kabupaten) == ()


def test_that_the_first_computer_and_one_of_the_same_name_change_nothing(dunia: Dunia) -> None:
    kabupaten = dunia("kabupaten")
    first = dunia("a1")
    new = second(dunia, *names(first))
    answer, seen = approved(kabupaten, new, dunia.stick)
    accept_enrolment(new, answer)
    assert seen.tercatat is None
    assert len(new.store.history(office_id(KODE))) == 1


def test_that_a_real_change_of_the_kabupaten_is_what_the_second_computer_takes(dunia: Dunia) -> None:
    first, kabupaten = dunia("a1"), dunia("kabupaten")
    send(first, kabupaten, dunia.stick)
    change_unit(kabupaten, KODE, "Kecamatan Uji Raya", first.profil.instansi, alasan="Perda 3/2027")
    new = second(dunia)
    answer, _ = approved(kabupaten, new, dunia.stick)
    accept_enrolment(new, answer)
    assert new.profil.nama == record(new).nama == "Kecamatan Uji Raya"
    send(new, kabupaten, dunia.stick)
    assert list_konflik(kabupaten) == ()
    assert record(kabupaten).nama == "Kecamatan Uji Raya"


def test_that_a_record_that_was_sent_or_changed_here_is_a_voice_and_is_asked_about(dunia: Dunia) -> None:
    first, kabupaten = dunia("a1"), dunia("kabupaten")
    new = second(dunia, *names(first))
    accept_enrolment(new, approved(kabupaten, new, dunia.stick)[0])
    send(new, kabupaten, dunia.stick)
    # Both go on from what they know: two people said something, and both are heard.
    for unit, nama in ((first, "Kecamatan Uji Barat"), (new, "Kecamatan Uji Timur")):
        (awal, *_) = unit.store.history(office_id(KODE))
        isi = decode_revision(awal.raw).body.replace(first.profil.nama.encode(), nama.encode())
        with unit.write("uji") as tx:
            tx.save("unit_kerja", awal.doc_id, isi, scope=KODE, schema=1, why="ganti nama")
        send(unit, kabupaten, dunia.stick)
    (konflik,) = list_konflik(kabupaten)
    assert [kolom.path for kolom in konflik.kolom] == ["nama"]


@pytest.mark.parametrize("twice", [1, 2])
def test_that_taking_the_answer_again_writes_nothing_more(dunia: Dunia, twice: int) -> None:
    first, kabupaten = dunia("a1"), dunia("kabupaten")
    send(first, kabupaten, dunia.stick)
    new = second(dunia)
    answer, _ = approved(kabupaten, new, dunia.stick)
    for _ in range(twice):
        apply_return(new, answer)
    assert len(new.store.history(office_id(KODE))) == 3
