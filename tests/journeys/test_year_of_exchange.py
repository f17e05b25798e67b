"""A year of exchange between two units and a kabupaten, carried through the windows alone.

Every act is done by keys in the window of its computer; the stores are opened only at the end, to be compared. On the
way a stick is lost, a folder is copied to a second computer and both go on, a clock dies, and two offices answer one
field differently.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.app import make_application
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import list_konflik
from desktop_app.services.periksa import check_store
from tests.journeys.desk_work import add_person, edit_person, evaluate, plan_year
from tests.journeys.exchange_year import Year
from tests.journeys.kabupaten_work import (
    ask_correction,
    check,
    close_correction,
    decide_twins,
    settle_conflict,
    settle_twins,
    submitted,
    take_identity,
    tell_corrected,
    type_receipt,
)
from tests.journeys.stick_work import admit, ask_enrolment, leave_list, look_into, take_enrolment

UNITS = {"melati": ("99.01.01", "Melati", "Budi Melati"), "kenanga": ("99.01.02", "Kenanga", "Ani Kenanga")}
WRONG = "Nama jabatan camat tidak lengkap"
SETTLED = "pernah memakai nomor catatan yang sama dua kali"
"""What the check goes on telling of a folder that was used on two computers; it is all that it tells."""


@pytest.fixture(scope="session")
def qapp_cls() -> Any:
    """Give pytest-qt the themed application."""
    return lambda arguments: make_application(arguments)


@pytest.fixture
def year(tmp_path: Path, qtbot: Any) -> Year:
    return Year(tmp_path, qtbot)


def january(year: Year) -> None:
    """Both units are enrolled with fingerprints compared, type people and plans, and send them."""
    with year.at("kabupaten") as clerk:
        clerk.found("kabupaten", "99.01", "Kabupaten Contoh")
    for office, (code, name, _) in UNITS.items():
        with year.at(office) as clerk:
            clerk.found("unit", code, f"Kecamatan {name}")
            year.prints[office] = ask_enrolment(clerk, year.stick(office))
    with year.at("kabupaten") as clerk:
        root, again = (admit(clerk, year.stick(office), year.prints[office]) for office in UNITS)
        assert root == again
    for number, (office, (_, name, staff)) in enumerate(UNITS.items()):
        with year.at(office) as clerk:
            take_enrolment(clerk, year.stick(office), root)
            add_person(clerk, f"Camat {name}", f"197{number}03121998031001", "Camat")
            add_person(clerk, staff, f"198{number}03122008031001", f"Pelaksana {name}", f"Camat {name}")
            plan_year(clerk, staff, f"Warga {name} terlayani", f"Jumlah berkas {name}")
            year.send(clerk, office)
    with year.at("kabupaten") as clerk:
        year.merge(clerk, *UNITS)
        year.answer(clerk)


def first_quarter(year: Year) -> None:
    """The answers are applied; the bundle of Melati is lost on its way, and the next one suffices."""
    year.on(4, 5)
    with year.at("melati") as clerk:
        assert "Kabupaten mengakui sudah menerima paket nomor 1." in year.take(clerk, "melati")
        evaluate(clerk, "Budi Melati", "Triwulan I 2027", "3 berkas sampai Maret")
        year.send(clerk, "melati").unlink()
    with year.at("kenanga") as clerk:
        year.take(clerk, "kenanga")
        evaluate(clerk, "Ani Kenanga", "Triwulan I 2027", "4 berkas sampai Maret")
        year.send(clerk, "kenanga")
    with year.at("kabupaten") as clerk:
        year.merge(clerk, "kenanga")
        assert submitted(clerk, "Kenanga")[2] == "Kurang 1 dari 2", "the camat himself has no plan here"
        assert submitted(clerk, "Melati")[2] == "Belum ada (2)"
    year.on(5, 3)
    with year.at("melati") as clerk:
        edit_person(clerk, "Budi Melati", "pegawai-catatan", "Flashdisk bulan April tidak sampai")
        year.send(clerk, "melati")
    with year.at("kabupaten") as clerk:
        (code,) = year.merge(clerk, "melati")
        assert submitted(clerk, "Melati")[2] == "Terlambat, kurang 1 dari 2", "the lost evaluation came with the next"
        assert submitted(clerk, "Melati")[-1] == "Paket nomor 3, paling baru di sini"
    with year.at("melati") as clerk:
        type_receipt(clerk, code)
        assert "Diterima (lewat kode)" in clerk.cells("kirim-paket-tabel")[0]


def second_quarter(year: Year) -> None:
    """A folder is copied and both go on; the clock of the other unit is dead; one of the twins becomes another."""
    year.on(7, 5)
    year.copy("melati", "melati-2")
    year.dead_clock.add("kenanga")
    with year.at("melati") as clerk:
        evaluate(clerk, "Budi Melati", "Triwulan II 2027", "6 berkas sampai Juni")
        year.send(clerk, "melati")
    with year.at("melati-2") as clerk:
        add_person(clerk, "Cici Melati", "199003122018032001", "Operator di komputer kedua")
        year.send(clerk, "melati-2")
    with year.at("kenanga") as clerk:
        evaluate(clerk, "Ani Kenanga", "Triwulan II 2027", "7 berkas sampai Juni", day="05/07/2027")
        year.send(clerk, "kenanga")
    with year.at("kabupaten") as clerk:
        year.merge(clerk, "melati", "kenanga")
        state, remark = look_into(clerk, year.stick("melati-2"))
        assert (state, "identitas dan nomor yang sama" in remark) == ("Ditolak", True)
        leave_list(clerk, year.stick("melati-2"))
        left, right = decide_twins(clerk)
        assert ("Operator Melati" in left, "Operator Melati Dua" in right) == (True, True)
        year.answer(clerk)
    with year.at("melati") as clerk:
        year.take(clerk, "melati")
    with year.at("melati-2") as clerk:
        year.take(clerk, "melati-2")
    with year.at("melati-2") as clerk:
        year.prints["melati-2"] = take_identity(clerk, year.stick("melati-2"))
    with year.at("kabupaten") as clerk:
        root = admit(clerk, year.stick("melati-2"), year.prints["melati-2"])
    with year.at("melati-2") as clerk:
        take_enrolment(clerk, year.stick("melati-2"), root)
        edit_person(clerk, "Cici Melati", "pegawai-catatan", "Komputer kedua beridentitas baru")
        year.send(clerk, "melati-2")
    with year.at("kabupaten") as clerk:
        year.merge(clerk, "melati-2")
        settle_twins(clerk)


def third_quarter(year: Year) -> None:
    """The kabupaten asks for a correction; both ends answer one field, and the kabupaten settles it by keys."""
    year.on(10, 4)
    year.dead_clock.clear()
    with year.at("kabupaten") as clerk:
        ask_correction(clerk, "Camat Kenanga", "Camat Kenanga", WRONG)
        edit_person(clerk, "Ani Kenanga", "pegawai-catatan", "Catatan dari kabupaten")
        year.answer(clerk)
    with year.at("kenanga") as clerk:
        # Typed before the answer is opened: neither end knows of the other's words.
        edit_person(clerk, "Ani Kenanga", "pegawai-catatan", "Catatan dari kecamatan")
        evaluate(clerk, "Ani Kenanga", "Triwulan III 2027", "10 berkas sampai September")
        year.send(clerk, "kenanga")
    with year.at("kabupaten") as clerk:
        year.merge(clerk, "kenanga")
        settle_conflict(clerk, "b")
        year.answer(clerk)
    with year.at("kenanga") as clerk:
        assert WRONG in year.take(clerk, "kenanga")
        edit_person(clerk, "Camat Kenanga", "jabatan-nama", "Camat Kecamatan Kenanga")
        tell_corrected(clerk, WRONG)
        year.send(clerk, "kenanga")
    with year.at("melati") as clerk:
        evaluate(clerk, "Budi Melati", "Triwulan III 2027", "9 berkas sampai September")
        year.send(clerk, "melati")
    with year.at("kabupaten") as clerk:
        year.merge(clerk, "kenanga", "melati")
        assert "Versi baru dokumennya sudah datang" in close_correction(clerk, WRONG)
        year.answer(clerk)
    for office in ("kenanga", "melati"):
        with year.at(office) as clerk:
            year.take(clerk, office)


def year_end(year: Year) -> None:
    """The last quarter is evaluated and sent; everybody takes the last answer."""
    year.on(1, 5, year=2028)
    for office, (_, _, staff) in UNITS.items():
        with year.at(office) as clerk:
            evaluate(clerk, staff, "Triwulan IV 2027", f"12 berkas {office} dalam setahun")
            year.send(clerk, office)
    with year.at("kabupaten") as clerk:
        year.merge(clerk, *UNITS)
        assert submitted(clerk, "Kenanga")[-1] == "Paket nomor 6, paling baru di sini"
        year.answer(clerk)
        told = check(clerk)
        assert ("Semua data utuh." in told, SETTLED in told, "Sudah selesai pada" in told) == (True, True, True), told
    for office in (*UNITS, "melati-2"):
        with year.at(office) as clerk:
            year.take(clerk, office)
            rows = clerk.cells("kirim-paket-tabel")
            # The stick that was lost is told as it is: it never came, and what it held came with the next one.
            lost = [(row[0], row[2]) for row in rows if row[2] != "Diterima kabupaten"]
            settled = [("2", "Isinya sudah diterima lewat paket no. 3")]
            assert lost == ([] if office == "kenanga" else settled), rows
            assert any("jam meragukan" in row[1] for row in rows) is (office == "kenanga"), rows


SETTLED_AT = {"melati": ("periksa_nomor_ganda_urutan",), "melati-2": ("periksa_nomor_ganda_identitas",)}
"""How each of the two twins tells what was settled: one went on under new numbers, the other as another computer."""


def heads(kantor: Kantor, code: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the newest versions of every document of an office, by its id."""
    found = [one for kind in ("pegawai", "skp", "penilaian") for one in kantor.store.find(kind)]
    return {
        one.doc_id: (one.label, tuple(sorted(kantor.store.document(one.doc_id).heads)))
        for one in found
        if one.scope == code
    }


def sound(kantor: Kantor, *settled: str) -> None:
    """See that the chains of an office are whole and nothing waits; ``settled`` is all that its check tells beside."""
    found = check_store(kantor)
    assert (found.temuan, tuple(code for code, _ in found.riwayat)) == ((), settled)
    assert list_konflik(kantor) == ()
    assert (kantor.store.waiting(), kantor.store.quarantined(), kantor.store.workings()) == ([], [], [])


def compare(year: Year) -> None:
    """Both sides have the same versions, nothing waits, the chains are whole, and every typed text is there."""
    with year.store("kabupaten") as above:
        known = {code: heads(above, code) for code, _, _ in UNITS.values()}
        ids = [doc_id for one in known.values() for doc_id in one]
        bodies = b"\n".join(rev.body for doc_id in ids for rev in above.store.history(doc_id))
        sound(above, "periksa_nomor_ganda_selesai")
    assert [text for text in year.texts if text.encode() not in bodies] == []
    for office, code in (("melati", "99.01.01"), ("melati-2", "99.01.01"), ("kenanga", "99.01.02")):
        with year.store(office) as unit:
            assert heads(unit, code) == known[code], office
            sound(unit, *SETTLED_AT.get(office, ()))
    assert [len(one) for one in known.values()] == [8, 7]


@pytest.mark.slow
def test_that_a_year_of_exchange_loses_nothing(year: Year) -> None:
    january(year)
    first_quarter(year)
    second_quarter(year)
    third_quarter(year)
    year_end(year)
    compare(year)
