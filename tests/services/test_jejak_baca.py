"""Reading the audit chain: filters, pages, names of the moment, its state, and the exported list."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import msgspec
import pytest

from db import Claim
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna, Wewenang
from desktop_app.services.jejak import (
    SaringanJejak,
    export_jejak,
    list_pilihan,
    read_jejak,
    read_keadaan,
    verify_jejak,
)
from desktop_app.services.kantor import Kantor
from desktop_app.services.nama_pelaku import forget_names
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.pelaku import Pelaku
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian, put_revision


@pytest.fixture
def office(unit: Kantor) -> tuple[Kantor, str, str]:
    """A unit with people, a determined SKP and a final evaluation; the ids of staff member and SKP."""
    _, _, staf = add_people(unit)
    skp_id = determined_skp(unit, staf)
    final_penilaian(unit, skp_id)
    return unit, staf, skp_id


def _acts(kantor: Kantor, **saringan: object) -> list[str]:
    return [satu.perbuatan for satu in read_jejak(kantor, SaringanJejak(**saringan)).baris]  # type: ignore[arg-type]


def test_that_rows_come_newest_first_with_sentence_document_and_person(office: tuple[Kantor, str, str]) -> None:
    kantor, _, skp_id = office
    halaman = read_jejak(kantor)
    assert [satu.nomor for satu in halaman.baris] == sorted((s.nomor for s in halaman.baris), reverse=True)
    assert halaman.baris[0].nomor == kantor.store.audit_head()[0]
    assert halaman.baris[0].sidik == kantor.store.audit_head()[1]
    (tetap,) = read_jejak(kantor, SaringanJejak(perbuatan="skp_tetapkan")).baris
    assert (tetap.kalimat, tetap.dokumen, tetap.doc_id) == ("Menetapkan SKP", "SKP 2026: Bunga Contoh", skp_id)
    assert (tetap.nama_pelaku, tetap.jenis, tetap.disaksikan) == (kantor.who, "skp", False)


def test_that_pages_follow_each_other_without_gap_whatever_is_written_meanwhile(
    office: tuple[Kantor, str, str],
) -> None:
    kantor, _, _ = office
    semua = [satu.nomor for satu in read_jejak(kantor, batas=10_000).baris]
    nomor: list[int] = []
    sampai = 0
    while True:
        halaman = read_jejak(kantor, SaringanJejak(sampai=sampai), batas=4)
        nomor += [satu.nomor for satu in halaman.baris]
        with kantor.write("periksa"):
            pass
        if not halaman.lanjut:
            break
        sampai = halaman.lanjut
    assert nomor == semua


def test_that_filters_narrow_by_person_act_document_range_time_and_detail(office: tuple[Kantor, str, str]) -> None:
    kantor, staf, skp_id = office
    assert set(_acts(kantor, doc_id=skp_id)) == {"buat_skp", "simpan", "skp_ajukan", "skp_tetapkan"}
    tentang = _acts(kantor, pegawai_id=staf)
    assert {"buat_pegawai", "buat_skp", "skp_tetapkan", "buat_penilaian", "penilaian_finalkan"} <= set(tentang)
    assert tentang.count("buat_pegawai") == 1
    assert _acts(kantor, pelaku="bukan siapa-siapa") == []
    assert len(_acts(kantor, pelaku=kantor.who)) > 5
    assert [s.nomor for s in read_jejak(kantor, SaringanJejak(dari=2, sampai=4)).baris] == [4, 3, 2]
    assert _acts(kantor, waktu="1999") == []
    assert len(_acts(kantor, waktu=kantor.claim().t[:7])) > 5
    assert _acts(kantor, teks="2026-TW1") == ["buat_penilaian"]
    assert _acts(kantor, perbuatan="skp_ajukan", doc_id=staf) == []


def test_that_only_refusals_only_reads_and_only_doubtful_clocks_can_be_chosen(office: tuple[Kantor, str, str]) -> None:
    kantor, staf, _ = office
    with pytest.raises(UserError):
        kantor.refuse(Wewenang.NILAI, staf)
    with kantor.write("lihat", staf):
        pass
    kantor.jam = lambda: datetime(2001, 1, 1, tzinfo=timezone(timedelta(hours=7)))
    with kantor.write("periksa"):
        pass
    assert _acts(kantor, hanya_ditolak=True) == ["ditolak"]
    assert _acts(kantor, hanya_melihat=True) == ["lihat"]
    assert _acts(kantor, hanya_melihat=True, hanya_ditolak=True) == []
    (ragu,) = read_jejak(kantor, SaringanJejak(hanya_ragu=True)).baris
    assert ragu.ragu
    assert ragu.waktu.startswith("2001")


def test_that_a_name_is_the_one_of_today_and_stands_nowhere_in_the_chain(unit: Kantor) -> None:
    akun = "ab" * 16
    unit.pelaku = Pelaku(akun, "Bunga Contoh", frozenset({PeranPengguna.ADMIN}))
    unit.who = akun
    with unit.write("uji", akun) as tx:
        isi = msgspec.json.encode(Pengguna(nama="Bunga Contoh"))
        rev = tx.save("pengguna", akun, isi, scope=unit.profil.kode, schema=1)
    assert read_jejak(unit).baris[0].nama_pelaku == "Bunga Contoh"
    assert (akun, "Bunga Contoh") in list_pilihan(unit).pelaku
    put_revision(unit, "pengguna", akun, {"nama": "Melati Contoh"}, parents=[rev.rev_id])
    forget_names(unit)
    assert read_jejak(unit).baris[0].nama_pelaku == "Melati Contoh"
    assert not any(b"Contoh" in raw for _, raw, _ in unit.store.audit_raw() if akun.encode() in raw)


def test_that_who_may_not_see_the_chain_is_refused_and_that_leaves_a_row(unit: Kantor) -> None:
    unit.pelaku = Pelaku("cd" * 16, "Operator Contoh", frozenset({PeranPengguna.OPERATOR}))
    for ask in (read_jejak, read_keadaan, verify_jejak, list_pilihan):
        with pytest.raises(UserError) as caught:
            ask(unit)
        assert caught.value.code == "wewenang_kurang"
    rows = unit.store.audit_rows(4)
    assert [(row.act, row.detail["perbuatan"]) for row in rows] == [("ditolak", "lihat_jejak")] * 4


def test_that_the_state_names_every_row_that_does_not_fit(office: tuple[Kantor, str, str]) -> None:
    kantor, _, _ = office
    assert verify_jejak(kantor).rusak == ()
    connection = kantor.store._connection
    raw = connection.execute("SELECT raw FROM audit WHERE seq = 5").fetchone()[0]
    connection.execute("UPDATE audit SET raw = ? WHERE seq = 5", (raw.replace(b'"doubt":false', b'"doubt":true'),))
    rusak = verify_jejak(kantor).rusak
    assert rusak is not None
    assert rusak[0] == (5, "hash")
    assert read_keadaan(kantor).rusak is None


def test_that_a_list_is_exported_without_a_formula_and_leaves_a_row(
    office: tuple[Kantor, str, str], tmp_path: Path
) -> None:
    kantor, staf, _ = office
    isi = get_pegawai(kantor, staf)
    put_revision(
        kantor,
        "pegawai",
        staf,
        msgspec.structs.replace(isi, nama="=HYPERLINK(1)"),
        parents=kantor.store.documents([staf])[staf].heads,
    )
    with kantor.store.write(act="simpan", who="=1+1", at=Claim("2026-11-21T10:00:00+07:00"), doc_id=staf):
        pass
    out = tmp_path / "jejak.csv"
    assert export_jejak(kantor, SaringanJejak(doc_id=staf), out) == len(_acts(kantor, doc_id=staf))
    rows = list(csv.reader(io.StringIO(out.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[0][0] == "Baris"
    assert rows[1][3] == "'=1+1"
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell)
    assert kantor.store.audit_rows(1)[0].act == "ekspor_jejak"
    before = kantor.store.audit_head()
    with pytest.raises(UserError) as caught:
        export_jejak(kantor, SaringanJejak(), tmp_path / "jejak.txt")
    assert caught.value.code == "jejak_akhiran_salah"
    assert kantor.store.audit_head() == before


def test_that_a_damaged_row_is_shown_as_such_among_the_others(office: tuple[Kantor, str, str]) -> None:
    kantor, _, _ = office
    kantor.store._connection.execute("UPDATE audit SET raw = x'7bff' WHERE seq = 3")
    rusak = next(satu for satu in read_jejak(kantor).baris if satu.nomor == 3)
    assert rusak.ragu
    assert rusak.nama_pelaku == "–"


def test_that_a_hundred_thousand_rows_are_paged_quickly(dunia: Dunia) -> None:
    kantor = dunia("a1")
    connection = kantor.store._connection
    count, head = kantor.store.audit_head()
    before = bytes.fromhex(head)

    def rows() -> object:
        nonlocal before
        for seq in range(count + 1, 100_001):
            raw = (
                f'{{"seq":{seq},"act":"simpan","who":"w{seq % 7}","t":"2026-11-21T10:00:00+07:00","doubt":false,'
                f'"doc":"","detail":{{}},"first":0,"last":0,"rev_hash":""}}'
            ).encode()
            before = sha256(before + raw).digest()
            yield seq, "simpan", b"", raw, before

    connection.execute("BEGIN")
    connection.executemany("INSERT INTO audit(seq, act, doc_id, raw, hash) VALUES (?, ?, ?, ?, ?)", rows())
    connection.execute("COMMIT")
    for saringan in (SaringanJejak(), SaringanJejak(sampai=1000), SaringanJejak(pelaku="w3")):
        start = perf_counter()
        assert len(read_jejak(kantor, saringan).baris) == 200
        assert perf_counter() - start < 1.0
