"""Konflik: both versions side by side, chosen by keyboard, settled as a new version over both."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.ui.konflik.marks import marked, spoken


def opened(start: Any, pair: Any) -> tuple[Any, Any]:
    """Start the kabupaten's window on the page of conflicts."""
    hands = start(pair.kabupaten)
    return hands, hands.page("konflik")


def test_that_both_versions_stand_side_by_side_with_who_wrote_them(start: Any, conflicting: Any) -> None:
    hands, page = opened(start, conflicting)
    assert hands.find("konflik-versi-A-kantor").text() == "Versi A · Kabupaten Contoh"
    assert hands.find("konflik-versi-B-kantor").text() == "Versi B · Kecamatan Contoh"
    names = [field.accessibleName() for field in page.detail.fields]
    assert names == ["Nama", "Catatan"]
    note = page.detail.fields[1].options
    assert "&lt;b&gt;kabupaten&lt;/b&gt;" in note[0].text.text()
    assert "kecamatan" in note[1].text.text()
    assert hands.find("konflik-isian-1-semula-isi").text() == "lama"


def test_that_a_conflict_is_settled_field_by_field_with_the_keyboard_alone(start: Any, conflicting: Any) -> None:
    hands, page = opened(start, conflicting)
    assert hands.focus_name() == "konflik-tabel"
    hands.key(Qt.Key.Key_Return)
    hands.type("b")
    assert not hands.find("konflik-selesai").isEnabled()
    hands.key(Qt.Key.Key_Tab)
    hands.type("a")
    assert hands.find("konflik-selesai").isEnabled()
    hands.key(Qt.Key.Key_Down)
    assert hands.focus_name() == "konflik-selesai"
    hands.key(Qt.Key.Key_Space)
    hands.settle()
    assert hands.find("konflik-kosong").isVisible()
    assert "Semua versi tetap ada di riwayat" in page.banner.text()

    def read(kantor: Any) -> tuple[dict[str, Any], int, int]:
        document = kantor.store.document(conflicting.facts.doc_id)
        return msgspec.json.decode(document.body), len(document.heads), len(kantor.store.history(document.doc_id))

    body, heads, history = hands.stored(read)
    assert (body["nama"], body["catatan"]) == ("Bunga Contoh, S.E.", "dari <b>kabupaten</b>")
    assert (heads, history) == (1, 4)


def test_that_one_side_can_be_taken_whole(start: Any, conflicting: Any) -> None:
    hands, page = opened(start, conflicting)
    hands.find("konflik-versi-B").findChild(object, "konflik-versi-B-semua").click()
    assert [field.number() for field in page.detail.fields] == [1, 1]
    hands.find("konflik-selesai").click()
    hands.settle()
    body = hands.stored(lambda kantor: msgspec.json.decode(kantor.store.document(conflicting.facts.doc_id).body))
    assert (body["nama"], body["catatan"]) == ("Bunga Contoh, S.E.", "dari kecamatan")


def test_that_a_mixture_with_a_signed_version_is_told_to_be_a_draft_again(start: Any, pair: Any) -> None:
    satu = {"pegawai_id": "cd" * 16, "skp_id": "ef" * 16, "periode": "2026-TW1", "status": "final", "catatan": "lama"}
    dua = {**satu, "rating_hasil": "diatas", "catatan": "baru"}
    satu["rating_hasil"] = "sesuai"
    doc_id = "ab" * 16
    with pair.opened(pair.kabupaten) as above, above.write("uji", doc_id) as tx:
        for isi in (satu, dua):
            tx.save("penilaian", doc_id, msgspec.json.encode(isi), scope="99.01", schema=1, parents=())
    hands, page = opened(start, pair)
    page.detail.take_all(0)
    page.detail.fields[0].choose(1)
    hands.find("konflik-selesai").click()
    hands.settle()
    assert "kembali menjadi draf" in page.banner.text()
    body = hands.stored(lambda kantor: msgspec.json.decode(kantor.store.document(doc_id).body))
    assert body["status"] == "draft"


def test_that_arrow_keys_choose_between_versions(start: Any, conflicting: Any) -> None:
    hands, page = opened(start, conflicting)
    page.detail.take_focus()
    hands.key(Qt.Key.Key_Right)
    assert page.detail.fields[0].number() == 1
    hands.key(Qt.Key.Key_Down)
    assert page.detail.fields[1].isAncestorOf(QApplication.focusWidget())
    hands.key(Qt.Key.Key_Up)
    assert hands.focus_name() == "konflik-isian-0-B-pilih"
    assert page.detail.fields[1].number() is None


def test_that_tab_goes_from_the_versions_through_the_fields_to_the_button(start: Any, conflicting: Any) -> None:
    hands, page = opened(start, conflicting)
    page.detail.take_all(0)
    hands.find("konflik-versi-A-semua").setFocus()
    seen = []
    for _ in range(6):
        hands.key(Qt.Key.Key_Tab)
        seen.append(hands.focus_name())
    fields = ["konflik-isian-0-A-pilih", "konflik-isian-1-A-pilih"]
    assert seen == ["konflik-versi-B-semua", *fields, "konflik-tombol", "konflik-tunda", "konflik-selesai"]


def test_that_an_office_without_conflicts_is_told_so(start: Any, pair: Any) -> None:
    hands, _ = opened(start, pair)
    assert hands.find("konflik-kosong").isVisible()
    assert not hands.find("konflik-tabel").isVisible()


def test_that_only_words_that_differ_are_marked_and_no_text_becomes_a_tag() -> None:
    rich = marked("Jumlah <warga> yang hadir & aktif", "Jumlah <warga> yang hadir")
    assert rich.startswith("Jumlah &lt;warga&gt; yang hadir <span")
    assert rich.endswith("&amp; aktif</span>")
    assert "<warga>" not in rich


def test_that_marks_are_told_to_who_does_not_see_them() -> None:
    assert spoken("satu lima tiga", "satu dua tiga") == "Ditambah: lima. Dihapus: dua."
    assert spoken("sama", "sama") == ""
    assert spoken("satu lima", "satu dua", former=False) == "Ditambah: lima."
    assert marked("satu", "satu dua") == 'satu <span style="color:#4B5856; text-decoration:line-through">dua</span>'
    assert "line-through" not in marked("satu", "satu dua", former=False)
