"""One number with one word for what is not with the kabupaten yet, wherever it is shown."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kirim import export_bundle, survey_unsent
from desktop_app.services.pegawai import create_pegawai


def shown(hands: Any) -> set[str]:
    """Return what Beranda, the status line and Kirim say, and what the badge counts."""
    hands.page("kirim")
    send = f"{hands.find('kirim-jumlah').text()} {hands.find('kirim-jumlah-ket').text()}"
    hands.page("beranda")
    home = f"{hands.find('beranda-belum-dikirim').text()} {hands.find('beranda-belum-dikirim-ket').text()}"
    return {send, home, hands.find("status-belum-dikirim").text()}


def badge(hands: Any) -> str:
    found = hands.find("nav-kirim-jumlah")
    return found.text() if found.isVisible() else ""


def test_that_all_places_show_one_number_before_and_after_sending(start: Any, pair: Any) -> None:
    with pair.opened(pair.unit) as unit:
        fresh = survey_unsent(unit).baru
    hands = start(pair.unit)
    assert shown(hands) == {f"{fresh} dokumen belum dikirim"}
    assert badge(hands) == str(fresh)
    assert f"{fresh} dokumen belum dikirim" in hands.find("tugas-kirim").text()
    page = hands.page("kirim")
    page.send.choose_folder(pair.stick)
    page.send.send()
    hands.settle()
    page.send.show_ready()
    assert shown(hands) == {f"{fresh} dokumen menunggu tanda terima"}
    assert badge(hands) == ""
    assert not any(button.objectName() == "tugas-kirim" for button in hands.window.current_page()._tasks)


def test_that_what_was_sent_is_told_apart_from_what_changed_since(start: Any, exported: Any) -> None:
    with exported.opened(exported.unit) as unit:
        create_pegawai(unit, Pegawai(nama="Ranting Contoh"))
        unsent = survey_unsent(unit)
    assert (unsent.baru, unsent.menunggu) == (1, unsent.dokumen - 1)
    hands = start(exported.unit)
    assert shown(hands) == {"1 dokumen belum dikirim"}
    assert badge(hands) == "1"
    assert f"{unsent.menunggu} yang menunggu tanda terima" in hands.find("kirim-jenis").text()


def test_that_a_document_changed_after_it_was_sent_is_counted_once_as_not_sent(exported: Any) -> None:
    import msgspec

    from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah

    with exported.opened(exported.unit) as unit:
        before = survey_unsent(unit)
        doc_id = unit.store.find("pegawai")[0].doc_id
        write_naskah(unit, doc_id, msgspec.structs.replace(open_naskah(unit, doc_id).isi, catatan="baru"))
        commit_naskah(unit, doc_id)
        after = survey_unsent(unit)
        assert (after.dokumen, after.baru) == (before.dokumen, 1)
        export_bundle(unit, exported.stick)
        assert survey_unsent(unit).baru == 0
