"""Kotak Masuk: every file is looked into before anything is imported; merging, approving, answering."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from threading import Event
from typing import Any

from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.kepercayaan import require_trust
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pendaftaran import accept_enrolment, read_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office


def damaged(path: Path, target: Path) -> Path:
    """Write a copy with one bit turned over."""
    raw = bytearray(path.read_bytes())
    raw[-40] ^= 1
    target.write_bytes(raw)
    return target


def people(hands: Any) -> int:
    """Return how many people the office has, after closing the window."""
    return int(hands.stored(lambda kantor: kantor.store.count("pegawai")))


def test_that_files_are_looked_into_and_nothing_is_imported_before_the_button(
    start: Any, exported: Any, texts: Any
) -> None:
    pair = exported
    bad = damaged(pair.facts.path, pair.stick / "rusak.skpb")
    alien = pair.stick / "foto.skpb"
    alien.write_bytes(b"bukan paket")
    hands = start(pair.kabupaten)
    page = hands.page("masuk")
    page.arrivals.add([pair.facts.path, bad, alien])
    hands.settle()
    rows = texts(page.arrivals._table)
    assert [row[1] for row in rows] == ["Baru", "Ditolak", "Ditolak"]
    assert rows[0][0] == f"Kecamatan Contoh, nomor 1\n{pair.facts.path.name}"
    assert rows[0][2].endswith("di antaranya baru")
    assert "rusak" in rows[1][2]
    assert "bukan paket SKP Luring" in rows[2][2]
    page.arrivals._table.select_row(0)
    assert tuple(hands.find("masuk-empat-kata").text().split()) == pair.facts.words
    assert hands.find("masuk-gabungkan").text() == "Gabungkan 1 paket"
    assert people(hands) == 0


def test_that_merging_tells_what_became_of_each_bundle(start: Any, exported: Any, texts: Any) -> None:
    hands = start(exported.kabupaten)
    page = hands.page("masuk")
    page.arrivals.add([exported.facts.path])
    hands.settle()
    hands.find("masuk-gabungkan").click()
    hands.settle()
    (row,) = texts(page.arrivals._table)
    assert row[1] == "Digabung"
    assert row[2] == "3 versi baru"
    assert page.banner.text().startswith("1 paket digabung.")
    assert exported.facts.code in hands.find("masuk-kode-terima").text()
    assert not hands.find("masuk-gabungkan").isEnabled()
    assert texts(page.ledger._table)[0][4] == exported.facts.code
    page.arrivals.clear()
    page.arrivals.add([exported.facts.path])
    hands.settle()
    assert texts(page.arrivals._table)[0][1] == "Sudah diterima"
    assert not hands.find("masuk-gabungkan").isEnabled()
    assert people(hands) == 2


def test_that_a_cancelled_merge_leaves_nothing_and_can_be_taken_up_again(start: Any, exported: Any) -> None:
    hands = start(exported.kabupaten)
    page = hands.page("masuk")
    page.arrivals.add([exported.facts.path])
    hands.settle()
    page.arrivals.merge()
    hands.find("masuk-kemajuan-batal").click()
    hands.settle()
    assert hands.window.current_page() is page
    assert not hands.find("masuk-kemajuan").isVisible()
    assert hands.find("masuk-gabungkan").isEnabled()
    assert [row.mergeable for row in page.arrivals.rows()] == [True]
    assert people(hands) == 0


def test_that_a_stick_is_searched_and_what_looks_like_a_virus_is_named(start: Any, exported: Any) -> None:
    (exported.stick / "Data Kecamatan.lnk").write_bytes(b"x")
    hands = start(exported.kabupaten)
    page = hands.page("masuk")
    page.arrivals.look_into(exported.stick)
    hands.settle()
    assert [row.path for row in page.arrivals.rows()] == [exported.facts.path]
    assert "Data Kecamatan.lnk" in page.banner.text()


def test_that_an_office_is_approved_only_after_its_fingerprint_was_compared(
    start: Any, pair: Any, tmp_path: Path, texts: Any
) -> None:
    profil = Profil(peran=Peran.UNIT, kode="99.01.07", nama="Kecamatan Baru", instansi="KABUPATEN CONTOH")
    new = found_office(tmp_path / "baru", profil, jam=pair_clock)
    request, answer = tmp_path / "minta.skpe", tmp_path / "jawab.skpb"
    request_enrolment(new, request)
    with pair.opened(pair.kabupaten) as above:
        root = require_trust(above).root_fingerprint
    hands = start(pair.kabupaten)
    page = hands.page("masuk")
    page._tabs.setCurrentWidget(page.offices)
    page.offices.read(request)
    hands.settle()
    dialog = hands.dialog()
    assert dialog.findChild(object, "masuk-setujui-sidik").text() == read_enrolment(request).sidik_jari
    assert dialog.findChild(object, "masuk-setujui-sidik-kabupaten").text() == root
    yes = dialog.findChild(object, "masuk-setujui-ya")
    assert not yes.isEnabled()
    dialog.findChild(object, "masuk-setujui-cocok").click()
    assert yes.isEnabled()
    dialog.reject()
    hands.back()
    page.offices.approve(request, answer, page.offices.approval.asked)
    hands.settle()
    assert "99.01.07" in [row[0] for row in texts(page.offices._table)]
    theirs, own = accept_enrolment(new, answer)
    assert theirs == root
    assert own == read_enrolment(request).sidik_jari
    new.close()


def pair_clock() -> Any:
    """The clock of the offices of this folder."""
    return datetime(2026, 11, 21, 10, 32, tzinfo=timezone(timedelta(hours=7)))


def test_that_a_request_from_another_region_is_refused_with_its_sentence(start: Any, pair: Any, tmp_path: Path) -> None:
    profil = Profil(peran=Peran.UNIT, kode="11.22.33", nama="Kecamatan Jauh", instansi="KABUPATEN LAIN")
    far = found_office(tmp_path / "jauh", profil, jam=pair_clock)
    request_enrolment(far, tmp_path / "minta.skpe")
    far.close()
    hands = start(pair.kabupaten)
    page = hands.page("masuk")
    page.offices.approve(tmp_path / "minta.skpe", tmp_path / "jawab.skpb", read_enrolment(tmp_path / "minta.skpe"))
    hands.settle()
    assert "tidak berada di wilayah" in page.banner.text()
    assert not (tmp_path / "jawab.skpb").exists()


def test_that_answers_are_written_and_the_unit_reads_its_receipt(start: Any, exported: Any) -> None:
    pair = exported
    hands = start(pair.kabupaten)
    page = hands.page("masuk")
    page.arrivals.add([pair.facts.path])
    hands.settle()
    page.arrivals.merge()
    hands.settle()
    assert hands.find("masuk-balas").text() == "Buat balasan untuk 1 komputer…"
    out = pair.stick / "balasan"
    out.mkdir()
    page.reply(out)
    hands.settle()
    assert "Kecamatan Contoh" in page.banner.text()
    assert hands.find("masuk-balas").text() == "Buat balasan…"
    hands.close()
    (reply,) = out.glob("*.skpb")
    with pair.opened(pair.unit) as unit:
        assert apply_return(unit, reply).diterima == (1,)


def test_that_asking_for_answers_when_nobody_waits_is_told(start: Any, pair: Any) -> None:
    hands = start(pair.kabupaten)
    page = hands.page("masuk")
    page.reply(pair.stick)
    hands.settle()
    assert "tidak ada kantor yang menunggu balasan" in page.banner.text()
    assert hands.find("masuk-balas").isEnabled()


def test_that_a_bundle_whose_merge_was_stopped_says_so_and_waits_to_be_merged(
    start: Any, exported: Any, texts: Any
) -> None:
    hands = start(exported.kabupaten)
    page = hands.page("masuk")
    page.arrivals.add([exported.facts.path])
    hands.settle()
    stopped = Event()
    stopped.set()
    hands.session.runner.submit(
        merge_bundles,
        [exported.facts.path],
        owner=page,
        on_done=lambda results: page.arrivals._on_merged(list(page.arrivals.rows()), results),
        cancel=stopped,
    )
    hands.settle()
    (row,) = texts(page.arrivals._table)
    assert row[1:] == ["Dibatalkan", "Dibatalkan; tidak ada dari paket ini yang masuk."]
    assert hands.find("masuk-gabungkan").text() == "Gabungkan 1 paket"
    assert people(hands) == 0
