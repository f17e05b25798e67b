"""Findings on the whole, and one answer for the same field of many documents."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from db import Claim, encode_revision
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.konflik import Pilihan, resolve_konflik
from desktop_app.services.konflik_kelompok import field_of, list_temuan, settle_kelompok
from desktop_app.services.konflik_tunda import keep_jawaban, postpone_konflik
from desktop_app.services.konflik_urung import list_selesai, undo_penyelesaian
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian, put_revision
from tests.services.dunia_konflik import body_of, everything, fork
from tests.services.kantor_berperan import filled


def from_office(kantor: Kantor, kode: str, doc_id: str, isi: dict[str, Any], **options: Any) -> None:
    """Let a revision come in that the computer of another office wrote."""
    device = next(satu.device_id for satu in list_perangkat(kantor) if satu.kode == kode)
    rev = encode_revision(
        kind="pegawai",
        doc_id=doc_id,
        device=device,
        epoch="ab" * 16,
        n=int(doc_id, 16) % 1000 + 1,
        who="",
        at=Claim("2027-01-05T09:00:00+07:00", doubt=False),
        schema=1,
        scope=kode,
        why="",
        deleted=False,
        body=msgspec.json.encode(isi),
        **{"parents": (), **options},
    )
    with kantor.write("uji") as tx:
        tx.add([rev.raw], source="uji")


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten with three people whose notes two offices wrote; of the third a number differs too."""
    kantor = dunia("kabupaten")
    kode = next(satu.kode for satu in list_perangkat(kantor))
    for nomor in (1, 2, 3):
        doc_id = f"{nomor:032x}"
        isi = {"nama": f"Orang {nomor}", "catatan": "lama", "nip": ""}
        awal = put_revision(kantor, "pegawai", doc_id, isi, scope=kode)
        lebih = {"nip": "1"} if nomor == 3 else {}
        put_revision(kantor, "pegawai", doc_id, {**isi, "catatan": "sini", **lebih}, scope=kode, parents=(awal,))
        lebih = {"nip": "2"} if nomor == 3 else {}
        from_office(kantor, kode, doc_id, {**isi, "catatan": "sana", **lebih}, parents=(awal,))
    return kantor


def test_that_the_findings_count_fields_documents_and_offices(kabupaten: Kantor) -> None:
    temuan = list_temuan(kabupaten)
    assert (temuan.isian, len(temuan.baris), temuan.kantor) == (4, 3, 2)
    (kelompok,) = temuan.kelompok
    assert (kelompok.kind, kelompok.isian, kelompok.nama, kelompok.dokumen) == (
        "pegawai",
        "catatan",
        "Pegawai: Catatan",
        3,
    )
    assert [jumlah for _, jumlah in kelompok.asal] == [3, 3]
    assert {asal.kode for asal, _ in kelompok.asal} == {kabupaten.profil.kode, list_perangkat(kabupaten)[0].kode}


def test_that_one_answer_settles_many_and_keeps_what_it_answers_in_part(kabupaten: Kantor) -> None:
    sebelum, jejak = everything(kabupaten), kabupaten.store.audit_head()[0]
    kode = list_perangkat(kabupaten)[0].kode
    hasil = settle_kelompok(kabupaten, "pegawai", "catatan", kode, "yang dari unit benar")
    assert (hasil.selesai, hasil.sebagian, hasil.dilewati) == (2, 1, 0)
    assert kabupaten.store.audit_head()[0] == jejak + 1
    assert [body_of(kabupaten, f"{n:032x}")["catatan"] for n in (1, 2)] == ["sana", "sana"]
    (sisa,) = list_temuan(kabupaten).baris
    assert (sisa.doc_id, sisa.terjawab, sisa.kolom) == (f"{3:032x}", 1, 2)
    assert sebelum < everything(kabupaten)
    # Each is listed and undone for itself.
    assert {satu.doc_id for satu in list_selesai(kabupaten)} == {f"{n:032x}" for n in (1, 2)}
    undo_penyelesaian(kabupaten, f"{1:032x}")
    assert len(list_temuan(kabupaten).baris) == 2
    # The part that was kept completes the third with one more answer.
    assert settle_kelompok(kabupaten, "pegawai", "nip", kode).selesai == 1
    assert body_of(kabupaten, f"{3:032x}")["catatan"] == "sana"


def test_that_answers_of_ones_own_stay_beside_the_one_for_many(kabupaten: Kantor) -> None:
    doc_id = f"{3:032x}"
    revs = list(kabupaten.store.document(doc_id).heads)  # type: ignore[union-attr]
    keep_jawaban(kabupaten, doc_id, {"nip": next(r for r in revs if b'"1"' in kabupaten.store.revision(r).body)})  # type: ignore[union-attr]
    hasil = settle_kelompok(kabupaten, "pegawai", "catatan", list_perangkat(kabupaten)[0].kode)
    assert hasil.selesai == 3
    assert (body_of(kabupaten, doc_id)["catatan"], body_of(kabupaten, doc_id)["nip"]) == ("sana", "1")


def test_that_nothing_signed_deleted_or_written_twice_by_one_office_is_answered_for_many(unit: Kantor) -> None:
    *_, camat, staf = add_people(unit)
    nilai = final_penilaian(unit, determined_skp(unit, staf))
    fork(unit, nilai, {"tempat": "Sini"}, {"tempat": "Sana"})
    fork(unit, camat, {"catatan": "a"}, {"catatan": "b"})
    asal = unit.store.document(staf)
    assert asal is not None
    put_revision(unit, "pegawai", staf, {**body_of(unit, staf), "catatan": "x"}, parents=asal.heads)
    put_revision(unit, "pegawai", staf, {}, parents=asal.heads, deleted=True)
    assert list_temuan(unit).kelompok == ()
    sebelum = everything(unit)
    for kind, isian in (("penilaian", "tempat"), ("pegawai", "catatan"), ("pegawai", "")):
        with pytest.raises(UserError) as caught:
            settle_kelompok(unit, kind, isian, unit.profil.kode)
        assert caught.value.code == "konflik_kelompok_kosong"
    assert everything(unit) == sebelum


def test_that_one_answer_for_many_leaves_out_what_is_judged_of_who_acts(dunia: Dunia) -> None:
    berperan = filled(dunia)
    kantor = berperan.kantor
    for orang in (berperan.saya, berperan.staf):
        dokumen = kantor.store.document(orang.penilaian)
        assert dokumen is not None
        isi = body_of(kantor, orang.penilaian)
        put_revision(kantor, "penilaian", orang.penilaian, {**isi, "rating_hasil": "diatas"}, parents=dokumen.heads)
        raw = encode_revision(
            kind="penilaian", doc_id=orang.penilaian, parents=dokumen.heads, device="cd" * 16, epoch="ab" * 16, n=1,
            who="", at=Claim("2027-01-05T09:00:00+07:00", doubt=False), schema=1, scope=dokumen.scope, why="",
            deleted=False, body=msgspec.json.encode({**isi, "rating_hasil": "dibawah"}),
        ).raw  # fmt: skip
        with kantor.write("uji") as tx:
            tx.add([raw], source="uji")
    with berperan.sebagai(P.OPERATOR):
        hasil = settle_kelompok(kantor, "penilaian", "rating_hasil", kantor.profil.kode)
    assert (hasil.doc_ids, hasil.dilewati) == ((berperan.staf.penilaian,), 1)
    assert kantor.store.document(berperan.saya.penilaian).conflicts  # type: ignore[union-attr]


def test_that_what_was_put_off_comes_last(kabupaten: Kantor) -> None:
    postpone_konflik(kabupaten, f"{1:032x}", "nanti saja")
    baris = list_temuan(kabupaten).baris
    assert [satu.judul for satu in baris] == ["Orang 2", "Orang 3", "Orang 1"]
    assert [satu.tunda for satu in baris] == [None, None, "nanti saja"]
    resolve_konflik(kabupaten, f"{1:032x}", Pilihan.OURS)
    undo_penyelesaian(kabupaten, f"{1:032x}")
    assert all(satu.tunda is None for satu in list_temuan(kabupaten).baris)


def test_that_a_field_of_all_documents_has_one_name() -> None:
    assert field_of("hasil/#h1/indikator/#i2/target") == "hasil/#/indikator/#/target"
