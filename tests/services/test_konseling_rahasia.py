"""Who learns of a counselling case: its people and the personnel unit; nobody else by any way of reading."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.exchange.sealed_section import open_section
from desktop_app.services.berkas_auditor import make_berkas_auditor
from desktop_app.services.cadangan import AlasanCadangan, make_cadangan
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.jejak import SaringanJejak, export_jejak, list_pilihan, read_jejak
from desktop_app.services.konflik import Pilihan, get_konflik, list_konflik, resolve_konflik
from desktop_app.services.konseling_buka import count_lost, get_konseling, list_konseling, open_bagian
from desktop_app.services.konseling_draf import keep_konseling_draft
from desktop_app.services.lihat import list_dokumen, show_dokumen
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.penghapusan import preview_hapus
from desktop_app.services.rencana import delete_rencana
from desktop_app.services.tugas import list_tugas
from desktop_app.vault import DeviceKeys
from desktop_app.vault.sealing import draft_identity, sealing_identity
from tests.db.halaman import LIBRARY, decrypted_pages
from tests.secrets.test_objection_secrets import decrypted_log
from tests.services.dunia_kantor import Dunia, determined_skp, stored
from tests.services.dunia_keberatan import files_below
from tests.services.dunia_konseling import LAPORAN, RAHASIA, Perkara, enter, make_perkara

SEMUA_PERAN = (P.PEGAWAI, P.PENILAI, P.OPERATOR, P.ADMIN)


@pytest.fixture
def ditutup(dunia: Dunia) -> Perkara:
    """The whole case is on both sides."""
    return make_perkara(dunia, "ditutup")


def seen(call: Callable[[], object]) -> str:
    """Return everything that a way tells, as one text; empty where it is refused."""
    with suppress(UserError):
        return repr(call())
    return ""


def forms(text: str) -> tuple[bytes, ...]:
    """Return the forms in which words could stand in a file."""
    return (text.encode(), text.encode()[:24], text.encode("utf-16-le"), base64.b64encode(text.encode())[:40])


def assert_no_word(where: bytes, what: str) -> None:
    for kata in RAHASIA:
        assert not [bentuk for bentuk in forms(kata) if bentuk in where], (what, kata[:20])


def test_that_neither_operator_nor_admin_nor_another_assessor_learns_that_there_is_a_case(
    ditutup: Perkara, tmp_path: Path
) -> None:
    doc_id, staf = ditutup.doc_id, ditutup.id("staf")
    for nama in ("operator", "sekda"):
        with ditutup.sebagai(nama) as k:
            ways: dict[str, Callable[[], object]] = {
                "list_konseling": lambda: list_konseling(k),
                "get": lambda: get_konseling(k, doc_id),
                "open": lambda: open_bagian(k, doc_id, "x"),
                "list": lambda: list_dokumen(k, "konseling"),
                "list kata": lambda: list_dokumen(k, "konseling", "Bunga"),
                "show": lambda: show_dokumen(k, doc_id, riwayat=True),
                "naskah": lambda: open_naskah(k, doc_id),
                "konflik": lambda: (list_konflik(k), get_konflik(k, doc_id)),
                "jejak": lambda: read_jejak(k),
                "jejak orang": lambda: read_jejak(k, SaringanJejak(pegawai_id=staf)),
                "hapus": lambda: preview_hapus(k, staf).dokumen,
            }
            for way, call in ways.items():
                assert doc_id not in seen(call), (nama, way)
                assert "konseling" not in seen(call).casefold().replace("kelola_konseling", ""), (nama, way)
    with ditutup.sebagai("operator") as kantor:
        for saring in (
            SaringanJejak(perbuatan="segel_konseling"),
            SaringanJejak(doc_id=doc_id),
            SaringanJejak(pelaku=ditutup.orang["camat"].akun_id),
            SaringanJejak(teks="rekaman"),
        ):
            assert not [b for b in read_jejak(kantor, saring).baris if "onseling" in b.kalimat + b.dokumen]
        # The chain stays whole: its rows are there, told as rows of which nothing is told.
        assert [b for b in read_jejak(kantor, batas=500).baris if b.perbuatan == "tertutup"]
        assert list_pilihan(kantor).perbuatan
        export_jejak(kantor, SaringanJejak(), tmp_path / "jejak.csv")
        isi = (tmp_path / "jejak.csv").read_text("utf-8-sig")
        assert doc_id not in isi
        assert "onseling" not in isi
        folder = export_orang(kantor, staf, tmp_path).folder
        assert not [p.name for p in folder.rglob("*") if "konseling" in p.name]
        assert doc_id.encode() not in b"".join(files_below(folder).values())


def test_that_the_employee_takes_his_own_envelope_out_and_still_no_word_stands_open(
    ditutup: Perkara, tmp_path: Path
) -> None:
    with ditutup.sebagai("staf") as kantor:
        folder = export_orang(kantor, ditutup.id("staf"), tmp_path).folder
    semua = b"".join(files_below(folder).values())
    assert [p.name for p in folder.rglob("konseling-*.json")]
    assert_no_word(semua, "export")


def test_that_the_first_page_tells_of_a_case_only_to_whom_it_waits_for(dunia: Dunia) -> None:
    perkara = make_perkara(dunia, "dilaporkan")
    menunggu = {}
    for nama in ("kepegawaian", "camat", "staf", "operator"):
        with perkara.sebagai(nama) as kantor:
            menunggu[nama] = [s.kalimat for s in list_tugas(kantor, maks=99) if s.halaman == "konseling"]
    assert menunggu == {"kepegawaian": ["1 perkara konseling menunggu Anda"], "camat": [], "staf": [], "operator": []}


def test_that_no_one_types_deletes_or_settles_a_case(ditutup: Perkara) -> None:
    for nama in ("operator", "camat", "staf", "kepegawaian"):
        with ditutup.sebagai(nama) as kantor:
            dokumen = kantor.store.document(ditutup.doc_id)
            assert dokumen is not None
            isi = decode_as(BerkasKonseling, dokumen.body)
            for call in (
                lambda k=kantor, i=isi: write_naskah(k, ditutup.doc_id, i),
                lambda k=kantor: delete_rencana(k, ditutup.doc_id, "uji"),
                lambda k=kantor: resolve_konflik(k, ditutup.doc_id, Pilihan.OURS),
            ):
                with pytest.raises(UserError):
                    call()


@pytest.mark.skipif(LIBRARY is None, reason="decrypts pages with the system's OpenSSL")
def test_that_no_file_table_bundle_backup_pack_or_log_of_the_office_holds_a_word(
    ditutup: Perkara, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The store's key, every file of both computers, and each login but those of the case."""
    caplog.set_level(logging.DEBUG)
    unit = ditutup.unit
    with ditutup.sebagai("camat") as kantor:
        # A draft of a further report is being written while the thief looks.
        keep_konseling_draft(kantor, ditutup.id("staf"), "", LAPORAN)
        get_konseling(kantor, ditutup.doc_id)
    determined_skp(unit, ditutup.id("staf"))
    ditutup.send()
    with ditutup.sebagai("operator") as kantor:
        make_cadangan(kantor, AlasanCadangan.TUTUP)
        pack = make_berkas_auditor(kantor, tmp_path).folder
    for kantor in (unit, ditutup.kabupaten):
        tabel = b"".join(
            nilai if isinstance(nilai, bytes) else str(nilai).encode()
            for baris in stored(kantor).values()
            for satu in baris
            for nilai in satu
        )
        assert b"Bunga" in tabel
        assert_no_word(tabel, "tables, search index included")
        assert kantor.kunci is not None
        wal = kantor.home / "luring.db-wal"
        assert_no_word(decrypted_pages(kantor.home / "luring.db", kantor.kunci.key), "pages")
        if wal.exists():
            catatan = decrypted_log(wal, kantor.kunci.key)
            assert b"konseling" in catatan or kantor is not unit
            assert_no_word(catatan, "write-ahead log")
    assert_no_word(b"".join(files_below(ditutup.dunia.folder).values()), "files, backups and bundles")
    isi = files_below(pack)
    assert_no_word(b"".join(isi.values()), "auditor's pack")
    # Of the case the pack knows its rows in the chain and nothing else.
    assert not [path for path, raw in isi.items() if ditutup.doc_id.encode() in raw and "jejak" not in path.parts]
    assert_no_word(caplog.text.encode(), "log")


def test_that_no_key_in_the_opened_store_and_none_of_the_others_opens_a_section(ditutup: Perkara) -> None:
    raw = ditutup.unit.store.get("rahasia", "perangkat")
    assert raw is not None
    kunci = [DeviceKeys.from_bytes(raw).return_identity]
    for nama in ("operator", "sekda"):
        satu = ditutup.orang[nama].kunci
        assert satu is not None
        kunci += [sealing_identity(satu), draft_identity(satu)]
    dokumen = ditutup.unit.store.document(ditutup.doc_id)
    assert dokumen is not None
    bagian = decode_as(BerkasKonseling, dokumen.body).bagian
    panjang = {len(base64.b64decode(satu.segel)) for satu in bagian[1:]}
    assert len(panjang) == 1  # what was written in each cannot be told by its length
    for satu in bagian:
        segel = base64.b64decode(satu.segel)
        assert open_section(segel, kunci) is None
        pemilik = ditutup.orang["camat" if satu is bagian[0] else "staf"].kunci
        assert pemilik is not None
        assert open_section(segel, [sealing_identity(pemilik)]) is not None


def test_that_after_a_reset_the_old_key_is_not_sealed_to_and_the_new_one_opens_only_what_comes(
    dunia: Dunia,
) -> None:
    perkara = make_perkara(dunia, "dilaporkan")
    perkara.assign(perkara.doc_id)
    perkara.answer()
    lama = perkara.orang["staf"]
    assert lama.kunci is not None
    # The admin gives a new password: a new key, and the former one is not in the account any more.
    perkara.orang["staf"] = enter(perkara.unit, "staf", perkara.id("staf"), P.PEGAWAI)
    rekaman = perkara.record(perkara.doc_id)
    dokumen = perkara.unit.store.document(perkara.doc_id)
    assert dokumen is not None
    bagian = {satu.id: satu for satu in decode_as(BerkasKonseling, dokumen.body).bagian}
    segel = base64.b64decode(bagian[rekaman.bagian_id].segel)
    assert open_section(segel, [sealing_identity(lama.kunci)]) is None
    with perkara.sebagai("staf") as kantor:
        baris = get_konseling(kantor, perkara.doc_id)
        buka = {satu.jenis.value: satu.dapat_dibuka for satu in baris.bagian}
        assert buka == {"laporan": False, "penetapan": False, "rekaman": True}
        (penetapan,) = [satu for satu in baris.bagian if satu.jenis.value == "penetapan"]
        assert any(satu.startswith("kunci lama") for satu in penetapan.untuk)
        with pytest.raises(UserError, match="konseling_bukan_kunci"):
            open_bagian(kantor, perkara.doc_id, penetapan.id)
        assert open_bagian(kantor, perkara.doc_id, rekaman.bagian_id).text_of("kesepakatan")
        assert count_lost(kantor) == 0
    # Who holds the whole struct of a section learns no word of it by looking at it.
    assert not [k for k in RAHASIA if k in repr(msgspec.to_builtins(bagian[rekaman.bagian_id]))]
