"""The page of what is kept aside, the lost-laptop drill, twins, and the identity of a computer, by hand."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QTabBar

from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import receipt_code
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.balasan_lihat import inspect_return
from desktop_app.services.ditahan import list_berkas
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pencabutan import list_komputer, revoke_device
from desktop_app.services.pendaftaran import request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.ui.kirim.receive_preview import ReturnPreview
from tests.services.pengirim import Pengirim
from tests.ui.exchange.conftest import clock


def show(hands: Any, section: str) -> Any:
    """Show a section of the settings and return it."""
    hands.window.show_page("pengaturan", section)
    hands.settle()
    return hands.find(f"halaman-{section}")


@pytest.fixture
def stolen(exported: Any) -> Any:
    """The unit's bundle was merged, its computer revoked, and it has sent another one since."""
    pair = exported
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [pair.facts.path])
        device = list_komputer(above)[0].perangkat.device_id
        revoke_device(above, device, "laptop dicuri")
        with pair.opened(pair.unit) as unit:
            create_pegawai(unit, Pegawai(nama="Ranting Contoh"))
            late = export_bundle(unit, pair.stick)
        merge_bundles(above, [late.path])
    pair.facts.device = device
    return pair


@pytest.fixture
def twins(exported: Any) -> Any:
    """The unit's folder was copied after its first bundle; both wrote and sent a second one."""
    pair = exported
    clone = pair.unit.parent / "klona"
    shutil.copytree(pair.unit, clone)
    paths = []
    for home, name in ((pair.unit, "Bunga Kedua"), (clone, "Daun Kedua")):
        with pair.opened(home, who=f"petugas {home.name}") as unit:
            create_pegawai(unit, Pegawai(nama=name))
            paths.append(export_bundle(unit, pair.stick).path)
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [pair.facts.path, *paths])
    pair.facts.clone = clone
    return pair


def test_that_a_held_file_is_looked_into_left_with_words_and_admitted(start: Any, stolen: Any, texts: Any) -> None:
    hands = start(stolen.kabupaten)
    page = hands.page("tertahan")
    hands.settle()
    ((office, number, _device, why, *_rest),) = texts(page.files.table)
    assert office.startswith("Kecamatan Contoh")
    assert number == "2"
    assert "dicabut" in why
    assert hands.find("tertahan-ruang-kata").text().startswith("Terpakai 1 dari 4.096 MB")
    page.files.room.sizes.chosen.emit("8192")
    hands.settle()
    assert hands.find("tertahan-ruang-kata").text().startswith("Terpakai 1 dari 8.192 MB")
    hands.find("tertahan-lihat").click()
    hands.settle()
    assert "1 data pegawai" in hands.find("tertahan-berkas-isi").text()
    assert "sesudah paket nomor 1" in hands.find("tertahan-berkas-isi").text()
    assert [row[1] for row in texts(page.files.documents)] == ["Ranting Contoh"]
    berkas = page.files._model.rows()[0].berkas
    page.files.leave(berkas, "menunggu kantor itu")
    hands.settle()
    assert texts(page.files.table)[0][5] == "dibiarkan: menunggu kantor itu"
    page.files.admit(berkas, "sudah ditelepon")
    hands.settle()
    assert texts(page.files.table) == []
    assert not hands.find("tertahan-lihat").isVisible(), "nothing is held, so nothing is to be looked into"
    assert [row[1] for row in texts(page.decisions.table)] == ["diterima", "dibiarkan"]
    assert "1 versi baru" in page.banner.text()


def test_that_a_file_that_people_decide_about_is_kept_as_soon_as_it_is_looked_into(
    start: Any, exported: Any, texts: Any
) -> None:
    with exported.opened(exported.kabupaten) as above:
        merge_bundles(above, [exported.facts.path])
        revoke_device(above, list_komputer(above)[0].perangkat.device_id, "laptop dicuri")
    with exported.opened(exported.unit) as unit:
        create_pegawai(unit, Pegawai(nama="Ranting Contoh"))
        late = export_bundle(unit, exported.stick).path
    hands = start(exported.kabupaten)
    masuk = hands.page("masuk")
    masuk.arrivals.add([late])
    hands.settle()
    assert [row[1] for row in texts(masuk.arrivals._table)] == ["Ditolak"]
    assert not hands.find("masuk-gabungkan").isEnabled()
    late.unlink()
    page = hands.page("tertahan")
    assert [row[1] for row in texts(page.files.table)] == ["2"]
    assert hands.stored(lambda kantor: kantor.store.count("pegawai")) == 2, "nothing of it came in"


def test_that_the_keyboard_stands_in_the_first_table_or_on_the_tabs(start: Any, stolen: Any) -> None:
    hands = start(stolen.kabupaten)
    for page, place in (("tertahan", "tertahan-berkas"), ("balasan", "qt_tabwidget_tabbar")):
        hands.page(page)
        assert hands.focus_name() == place
    hands.close()
    hands = start(stolen.unit)
    for name in ("permintaan", "tertahan"):
        page = hands.page(name)
        hands.back()
        assert isinstance(page.focusWidget(), QTabBar), name


def test_that_held_records_say_what_to_do_and_why_they_still_fail(start: Any, pair: Any, texts: Any) -> None:
    with pair.opened(pair.unit) as unit:
        sender = Pengirim(unit, pair.stick)
        foreign = [sender.revision({"nama": f"Orang {n}"}, scope="99.01.09") for n in range(2)]
        path = sender.seal(*foreign)
    with pair.opened(pair.kabupaten) as above:
        merge_bundles(above, [path])
    hands = start(pair.kabupaten)
    page = hands.page("tertahan")
    page.show_part("catatan")
    hands.settle()
    assert len(texts(page.records.table)) == 2
    assert "milik kantor lain" in hands.find("tertahan-langkah").text()
    page.records.admit()
    hands.settle()
    assert "tetap ditahan" in page.banner.text().lower()
    page.records.admit_all("di_luar_wewenang")
    hands.settle()
    assert "2 tetap ditahan" in page.banner.text()
    assert {row[1] for row in texts(page.decisions.table)} == {"tetap ditahan"}
    assert len(texts(page.records.table)) == 2, "nothing is deleted"


def test_that_the_drill_is_led_through_in_one_window(start: Any, stolen: Any) -> None:
    new = stolen.unit.parent / "baru"
    with stolen.opened(stolen.unit) as unit:
        profil = unit.profil
    fresh = found_office(new, profil, jam=clock, who="Operator Baru")
    request_enrolment(fresh, stolen.stick / "pengganti.skpe")
    hands = start(stolen.kabupaten)
    section = show(hands, "komputer")
    section.table.select_row(0)
    section.open_lost()
    drill = section.lost
    hands.settle()
    assert "Sudah dicabut sesudah paket nomor 1" in hands.find("komputer-hilang-cabut-ket").text()
    assert not hands.find("komputer-hilang-cabut").isEnabled()
    assert "1 berkas ditahan" in hands.find("komputer-hilang-tertahan-ket").text()
    drill.show_notice()
    hands.settle()
    assert drill.sheet is not None
    drill.sheet.accept()
    drill.read_request(stolen.stick / "pengganti.skpe")
    hands.settle()
    assert drill.replacement is not None
    assert not hands.find("komputer-pengganti-ya").isEnabled(), "fingerprints come first"
    drill.replacement.accept()
    drill.rebuild(stolen.stick / "pengganti.skpe", drill.replacement.asked, stolen.stick)
    hands.settle()
    assert "komputer baru" in drill.told.text()
    names = [path for path in stolen.stick.glob("*.skpb") if path.name in drill.told.text()]
    known = ReturnPreview(hands.window, inspect_return(fresh, names[0]), lambda: None)
    apply = known.findChild(QPushButton, "kirim-balasan-lihat-terapkan")
    assert not apply.isEnabled(), "who meets a kabupaten for the first time compares first"
    known.findChild(QCheckBox, "kirim-balasan-cocok").click()
    assert apply.isEnabled()
    known.close()
    apply_return(fresh, names[0])
    assert fresh.store.count("pegawai") == 2
    again = ReturnPreview(hands.window, inspect_return(fresh, names[0]), lambda: None)
    assert again.findChild(QCheckBox, "kirim-balasan-cocok") is None
    again.close()
    fresh.close()


def test_that_revoking_leaves_the_drill_open_for_its_other_steps(start: Any, exported: Any) -> None:
    with exported.opened(exported.kabupaten) as above:
        merge_bundles(above, [exported.facts.path])
    hands = start(exported.kabupaten)
    section = show(hands, "komputer")
    assert hands.find("komputer-hilang").isEnabled(), "a computer is chosen from the beginning"
    section.open_lost()
    hands.settle()
    drill = section.lost
    hands.find("komputer-hilang-cabut").click()
    hands.find("komputer-cabut-alasan-alasan").setPlainText("dicuri")
    hands.find("komputer-cabut-alasan-ya").click()
    hands.settle()
    assert drill.isVisible()
    assert "Sudah dicabut sesudah paket nomor 1" in hands.find("komputer-hilang-cabut-ket").text()
    assert not hands.find("komputer-hilang-cabut").isEnabled()


def test_that_twins_are_shown_side_by_side_and_one_is_asked(start: Any, twins: Any) -> None:
    hands = start(twins.kabupaten)
    section = show(hands, "komputer")
    section.table.select_row(0)
    assert hands.find("komputer-kembar").isEnabled()
    section.open_twins()
    hands.settle()
    dialog = section.twins
    assert "petugas unit" in hands.find("komputer-kembar-kiri-isi").text()
    assert "petugas klona" in hands.find("komputer-kembar-kanan-isi").text()
    assert "Daun Kedua" in hands.find("komputer-kembar-kanan-dokumen").text()
    sides = [hands.find(f"komputer-kembar-pilih-{side}").accessibleName() for side in ("kiri", "kanan")]
    assert [one.split(":")[0] for one in sides] == [
        *("Yang diterima lebih dulu, paket nomor 2", "Yang berlawanan, paket nomor 2")
    ]
    hands.find("komputer-kembar-terima").click()
    assert " ".join(dialog.right.chosen().empat_kata) in dialog.question.findChild(QLabel, "dialog-teks").text()
    assert dialog.question.findChild(QPushButton, "komputer-kembar-tanya-terima-batal").isDefault()
    dialog.question.findChild(QPushButton, "komputer-kembar-tanya-terima-ya").click()
    hands.settle()
    assert "Isi keduanya" in dialog.told.text()
    assert not hands.find("komputer-kembar-terima").isEnabled(), "nothing of it is held any more"
    assert not hands.find("komputer-kembar-selesai").isEnabled()
    dialog.choose(dialog.right.chosen())
    hands.settle()
    assert "diminta mengambil identitas baru" in hands.find("komputer-kembar-keadaan").text()
    hands.close()
    with twins.opened(twins.kabupaten) as above:
        (answer,) = export_returns(above, twins.stick)
        assert list_berkas(above) == ()
    for home, asked in ((twins.facts.clone, True), (twins.unit, False)):
        with twins.opened(home) as unit:
            apply_return(unit, answer.path)
        with twins.opened(home) as unit:
            told = [one.kode for one in unit.pemberitahuan]
            assert ("identitas_diminta" in told) is asked, told


def test_that_a_unit_takes_the_new_identity_by_hand(start: Any, twins: Any) -> None:
    with twins.opened(twins.kabupaten) as above:
        from desktop_app.services.kembaran import choose_twin, compare_twins

        device = list_komputer(above)[0].perangkat.device_id
        choose_twin(above, device, compare_twins(above, device).lain[0].berkas)
        (answer,) = export_returns(above, twins.stick)
    with twins.opened(twins.facts.clone) as unit:
        apply_return(unit, answer.path)
    hands = start(twins.facts.clone)
    page = show(hands, "identitas")
    assert "berganti" in hands.find("identitas-sebab").text()
    assert hands.find("identitas-ambil").property("kind") == "primary"
    hands.find("identitas-ambil").click()
    assert page.question.findChild(QPushButton, "identitas-tanya-batal").isDefault()
    page.question.reject()
    page.take(twins.stick / "baru.skpe")
    hands.settle()
    assert "bacakan sidik jarinya" in page.banner.text()
    assert len(hands.find("identitas-sidik").text().split()) == 5
    assert not hands.find("identitas-ambil").isEnabled()
    assert (twins.stick / "baru.skpe").exists()


def test_that_the_code_is_typed_as_it_is_heard_and_a_slip_is_told(start: Any, exported: Any) -> None:
    from desktop_app.ui.kirim.receipt_code import ReceiptCode

    with exported.opened(exported.unit) as unit:
        bundle = list_keluar(unit)[0]
    code = receipt_code(bundle.manifest_sha256)
    hands = start(exported.unit)
    page = hands.page("kirim")
    hands.settle()
    heard: list[Any] = []
    dialog = ReceiptCode(page, page, bundle, heard.append)
    dialog.open()
    field = hands.find("kirim-kode-isian")
    field.setText(code[:-1])
    dialog.take()
    hands.settle()
    assert heard == []
    field.setText(code.lower().replace("-", " "))
    dialog.take()
    hands.settle()
    assert [one.paket.lewat_kode for one in heard] == [True]
    hands.close()
    with exported.opened(exported.unit) as unit:
        assert list_keluar(unit)[0].lewat_kode
        assert not list_keluar(unit)[0].diterima


def test_that_a_folder_of_stolen_files_stays(stolen: Any) -> None:
    with stolen.opened(stolen.kabupaten) as above:
        (held,) = list_berkas(above)
        assert Path(held.path).exists()
