"""The roster: reading tables of every usual shape, naming bad rows, and taking in the rest."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import encode_revision
from desktop_app.domain.codec import natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan, StatusKepegawaian
from desktop_app.messages import load_sentences
from desktop_app.services.kantor import Changed, Kantor
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.roster import BarisRoster, NasibBaris, PratinjauRoster, import_roster

BERLAKU = date(2026, 1, 1)
CAMAT, KASI, STAF = "197804122005011001", "198509172010012003", "199203252019022010"
BERMASALAH = Path(__file__).resolve().parents[1] / "scenarios" / "daftar-pegawai-bermasalah.csv"
HARAPAN = BERMASALAH.with_name("daftar_pegawai_bermasalah_rows.json")
TABEL = f"""NAMA;NIP;PANGKAT/GOL. RUANG;JABATAN;UNIT KERJA;NIP PEJABAT PENILAI
Fulanah Kasi, S.AP.;{KASI};Penata (III/c);Kepala Seksi Pelayanan;Kecamatan Contoh;{CAMAT}
Fulan Staf;{STAF};II/d;Pengadministrasi Umum;Kecamatan Contoh;{KASI}
Fulan Camat, S.Sos., M.Si.;{CAMAT};Pembina Tk. I (IV/b);Camat;Kecamatan Contoh;
"""
PANGKAT = {"II/d": "Pengatur Tingkat I", "III/c": "Penata", "III/d": "Penata Tingkat I"}


def reasons(pratinjau: PratinjauRoster) -> dict[int, str]:
    """Return why each refused row is refused, by its number."""
    return {satu.nomor: satu.alasan for satu in pratinjau.baris if satu.nasib is NasibBaris.DITOLAK}


def warnings(baris: BarisRoster) -> list[str]:
    """Return the codes of a row's warnings."""
    return [satu.kode for satu in baris.peringatan]


def test_that_bad_rows_are_named_and_the_rest_goes_in(desk: Any) -> None:
    teks = (
        TABEL + f";{STAF};;;;\nFulan Dua;{KASI};;;;\nMengetahui, Camat;;;;;\nSama Nama;;;Staf;;\nsama nama;;;Lain;;\n"
    )
    pratinjau = desk.preview(teks)
    assert reasons(pratinjau) == {
        5: "baris_tanpa_nama",
        6: "baris_nip_ganda",
        7: "baris_hanya_nama",
        9: "baris_nama_ganda",
    }
    assert pratinjau.baris[4].fakta == {"nip": KASI, "baris": 2}
    assert len(import_roster(desk.kantor, pratinjau).doc_ids) == 4
    assert {satu.nama for satu in list_pegawai(desk.kantor)} == {
        *("Fulan Camat, S.Sos., M.Si.", "Fulan Staf", "Fulanah Kasi, S.AP.", "Sama Nama"),
    }


def test_that_every_reason_and_warning_has_a_sentence(desk: Any) -> None:
    pratinjau = desk.preview(BERMASALAH.read_bytes())
    codes = {satu.alasan for satu in pratinjau.baris if satu.alasan}
    codes |= {kode for satu in pratinjau.baris for kode in warnings(satu)}
    assert codes >= {"penilai_tidak_dikenal", "penilai_diri_sendiri", "nip_kosong_bukan_asn"}
    assert codes <= set(load_sentences())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_that_the_faulty_roster_is_read_as_its_notes_say(desk: Any, encoding: str) -> None:
    harapan = json.loads(HARAPAN.read_text(encoding="utf-8"))
    pratinjau = desk.preview(BERMASALAH.read_text(encoding="utf-8-sig").encode(encoding))
    assert {judul: nama for nama, judul in pratinjau.kolom_dikenal.items()} == harapan["judul_dikenal"]
    assert list(pratinjau.kolom_diabaikan) == harapan["judul_tidak_dikenal"]
    baris = {satu.nomor: satu for satu in pratinjau.baris}
    for harap in harapan["baris"]:
        if harap["hasil"] == "kosong":
            assert harap["baris"] not in baris
            continue
        satu = baris[harap["baris"]]
        assert (satu.nasib is NasibBaris.DITOLAK) == (harap["hasil"] == "ditolak"), harap
        for nama in ("nip", "nama"):
            assert nama not in harap or getattr(satu, nama) == harap[nama]
        if harap.get("peringatan"):
            assert any(kode.startswith("nip_") for kode in warnings(satu))
    assert len(pratinjau.baris) == 15


def test_that_people_get_post_rank_kind_and_status(desk: Any) -> None:
    teks = TABEL.replace("II/d", "IX").replace(STAF, "199509212024211003")
    desk.take(teks)
    kasi, staf = desk.person(KASI).riwayat[0], desk.person("199509212024211003")
    assert (kasi.pangkat, kasi.golongan, kasi.jabatan) == ("Penata", "III/c", "Kepala Seksi Pelayanan")
    assert (kasi.mulai, kasi.jenis_jabatan) == (BERLAKU, JenisJabatan.PENGAWAS)
    assert desk.person(CAMAT).riwayat[0].pangkat == "Pembina Tingkat I"
    assert (staf.status, staf.riwayat[0].golongan) == (StatusKepegawaian.PPPK, "IX")
    assert staf.unit_kode == "99.01.09"


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_that_assessors_are_bound_whatever_the_order(desk: Any, order: tuple[int, ...]) -> None:
    kepala, *rows = TABEL.strip().splitlines()
    pratinjau = desk.preview("\n".join([kepala, *(rows[i] for i in order)]))
    assert [warnings(satu) for satu in pratinjau.baris] == [[], [], []]
    import_roster(desk.kantor, pratinjau)
    assert desk.person(KASI).riwayat[0].penilai_id == natural_id("pegawai", "99.01.09", CAMAT)
    assert desk.person(STAF).riwayat[0].penilai_id == natural_id("pegawai", "99.01.09", KASI)


def test_that_an_unknown_assessor_is_told_and_stays_open(desk: Any) -> None:
    teks = TABEL.replace(f";{CAMAT};Pembina", ";1;Pembina")
    baris = desk.preview(teks).baris
    assert [warnings(satu) for satu in baris[:2]] == [["penilai_tidak_dikenal"], []]
    desk.take(teks)
    assert desk.person(KASI).riwayat[0].penilai_id == ""


def test_that_a_second_import_changes_nothing_and_leaves_no_trace(desk: Any) -> None:
    desk.take(TABEL)
    before = desk.kantor.store.last_seq(), desk.kantor.store.audit_head()
    pratinjau = desk.preview(TABEL, date(2026, 7, 1))
    assert pratinjau.jumlah(NasibBaris.SAMA) == 3
    assert import_roster(desk.kantor, pratinjau) == Changed()
    assert (desk.kantor.store.last_seq(), desk.kantor.store.audit_head()) == before


def test_that_a_preview_writes_nothing_and_an_import_is_one_transaction(desk: Any) -> None:
    count, head = desk.kantor.store.audit_head()
    pratinjau = desk.preview(TABEL)
    assert desk.kantor.store.audit_head() == (count, head)
    import_roster(desk.kantor, pratinjau)
    assert desk.kantor.store.audit_head()[0] == count + 1
    row = desk.kantor.store.audit_rows(limit=1)[0]
    assert (row.act, row.detail["baru"]) == ("impor_pegawai", 3)


def test_that_a_changed_post_begins_on_the_date_and_the_old_one_stays(desk: Any) -> None:
    desk.take(TABEL)
    baru = TABEL.replace("Pengadministrasi Umum", "Arsiparis Terampil")
    assert desk.preview(baru, date(2026, 7, 1)).jumlah(NasibBaris.BERUBAH) == 1
    desk.take(baru, date(2026, 7, 1))
    lama, kini = desk.person(STAF).riwayat
    assert (lama.mulai, lama.jabatan) == (BERLAKU, "Pengadministrasi Umum")
    assert (kini.mulai, kini.jabatan, kini.jenis_jabatan) == (
        *(date(2026, 7, 1), "Arsiparis Terampil"),
        JenisJabatan.FUNGSIONAL,
    )
    assert (kini.golongan, kini.penilai_id) == ("II/d", lama.penilai_id)
    desk.take(baru.replace("Arsiparis Terampil", "Arsiparis Mahir"), date(2026, 7, 1))
    assert [satu.jabatan for satu in desk.person(STAF).riwayat] == ["Pengadministrasi Umum", "Arsiparis Mahir"]


def test_that_a_new_assessor_counts_from_the_date_and_not_before(desk: Any) -> None:
    desk.take(TABEL)
    baru = TABEL.replace(f"Kecamatan Contoh;{KASI}", f"Kecamatan Contoh;{CAMAT}")
    assert [satu.nasib.value for satu in desk.preview(baru, date(2026, 7, 1)).baris] == ["sama", "berubah", "sama"]
    desk.take(baru, date(2026, 7, 1))
    staf = desk.person(STAF)
    assert [satu.penilai_id for satu in staf.riwayat] == [
        natural_id("pegawai", "99.01.09", KASI),
        natural_id("pegawai", "99.01.09", CAMAT),
    ]


def test_that_columns_left_out_or_empty_keep_what_is_known(desk: Any) -> None:
    desk.take(TABEL)
    assert desk.preview(f"NIP;NAMA\n{STAF};Fulan Staf\n").jumlah(NasibBaris.SAMA) == 1
    kosong = f"NIP;NAMA;JABATAN;PANGKAT;NIP PENILAI\n{STAF};Fulan Staf;-;;\n"
    assert desk.preview(kosong).jumlah(NasibBaris.SAMA) == 1
    assert desk.preview(f"NIP;NAMA;PANGKAT\n{STAF};Fulan Staf;Pengatur Tk. I\n").jumlah(NasibBaris.SAMA) == 1
    desk.take(f"NIP;NAMA;PANGKAT;GOL\n{STAF};Fulan Staf;Penata Muda;III/a\n")
    assert (desk.person(STAF).riwayat[-1].pangkat, desk.person(STAF).riwayat[-1].golongan) == ("Penata Muda", "III/a")


def test_that_what_was_typed_since_the_preview_is_not_undone(desk: Any) -> None:
    desk.take(TABEL)
    pratinjau = desk.preview(TABEL.replace("Pengadministrasi Umum", "Arsiparis Terampil"), date(2026, 7, 1))
    typed = msgspec.structs.replace(desk.person(STAF), catatan="cuti")
    dokumen = desk.kantor.store.document(natural_id("pegawai", "99.01.09", STAF))
    assert dokumen is not None
    with desk.kantor.write("uji") as tx:
        tx.save("pegawai", dokumen.doc_id, msgspec.json.encode(typed), scope=dokumen.scope, schema=1)
    import_roster(desk.kantor, pratinjau)
    assert (desk.person(STAF).catatan, desk.person(STAF).riwayat[-1].jabatan) == ("cuti", "Arsiparis Terampil")


def test_that_fields_of_a_newer_program_and_the_office_of_a_person_stay(
    kantor_kabupaten: Kantor, make_desk: Any
) -> None:
    desk = make_desk(kantor_kabupaten)
    doc_id = natural_id("pegawai", "99.01.09", STAF)
    isi = {"nama": "Fulan Staf", "nip": STAF, "unit_kode": "99.01.09", "foto": "ab"}
    with kantor_kabupaten.write("uji") as tx:
        tx.save("pegawai", doc_id, msgspec.json.encode(isi), scope="99.01.09", schema=2)
    desk.take(TABEL)
    dokumen = kantor_kabupaten.store.document(doc_id)
    assert dokumen is not None
    stored = json.loads(dokumen.body)
    assert (dokumen.scope, stored["unit_kode"], stored["foto"]) == ("99.01.09", "99.01.09", "ab")
    assert stored["riwayat"][0]["jabatan"] == "Pengadministrasi Umum"


def test_that_a_person_in_conflict_is_refused_and_the_others_go_in(desk: Any) -> None:
    desk.take(TABEL)
    doc_id = natural_id("pegawai", "99.01.09", STAF)
    base = desk.kantor.store.document(doc_id)
    assert base is not None
    for n, nama in enumerate(("Satu", "Dua"), start=1):
        raw = encode_revision(
            kind="pegawai", doc_id=doc_id, parents=base.heads, device="ab" * 16, epoch="cd" * 16, n=n, who="",
            at=desk.kantor.claim(), schema=1, scope=base.scope, why="", deleted=False,
            body=msgspec.json.encode({**json.loads(base.body), "nama": nama}),
        ).raw  # fmt: skip
        with desk.kantor.write("uji") as tx:
            tx.add([raw], source="uji")
    pratinjau = desk.preview(TABEL.replace("Kepala Seksi Pelayanan", "Kepala Seksi Umum"), date(2026, 7, 1))
    assert reasons(pratinjau) == {3: "baris_berkonflik"}
    import_roster(desk.kantor, pratinjau)
    after = desk.kantor.store.document(doc_id)
    assert after is not None
    assert len(after.heads) == 2
    assert desk.person(KASI).riwayat[-1].jabatan == "Kepala Seksi Umum"


def test_that_nothing_is_half_done_when_writing_fails(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.kantor.store.last_seq(), desk.kantor.store.audit_head()
    pratinjau = desk.preview(TABEL)
    monkeypatch.setattr("db.revision.MAX_REVISION_BYTES", 600)
    teks = TABEL.replace("Fulan Camat", "Fulan " + "Panjang " * 60)
    with pytest.raises(Exception, match="too_large"):
        import_roster(desk.kantor, desk.preview(teks))
    assert (desk.kantor.store.last_seq(), desk.kantor.store.audit_head()) == before
    monkeypatch.undo()
    import_roster(desk.kantor, pratinjau)
    assert len(list_pegawai(desk.kantor)) == 3


def test_that_a_file_of_only_bad_rows_is_refused(desk: Any) -> None:
    with pytest.raises(UserError, match="roster_kosong"):
        desk.take("NAMA;NIP\nFulan;1\n")
