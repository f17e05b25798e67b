"""The hand-over of an assessor: who goes on with what, one transaction, twice, rights, and two computers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPerubahan, StatusSerahTerima
from desktop_app.domain.istilah import SebabSerahTerima as Sebab
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.services.adendum import add_change, create_adendum, get_adendum
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.penilaian import create_penilaian, get_penilaian
from desktop_app.services.pergantian_penilai import change_penilai
from desktop_app.services.serah_terima import (
    RincianSerah,
    create_serah_terima,
    delete_serah_terima,
    finish_serah_terima,
    list_penerima,
    list_penyerah,
    list_serah_terima,
    read_serah_terima,
)
from desktop_app.services.skp import get_skp
from tests.services.dunia_kantor import (
    HASIL,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    final_penilaian,
    stored,
)

AGUSTUS, SEPTEMBER = date(2026, 8, 25), date(2026, 9, 25)


@dataclass(frozen=True)
class Kecamatan:
    """A Camat who leaves, his superior and successor, and two of his staff with documents of 2026."""

    kantor: Kantor
    sekda: str
    camat: str
    baru: str
    staf: str
    kasi: str
    skp: str
    draf: str
    final: str
    tw3: str


@pytest.fixture
def kec(unit: Kantor) -> Kecamatan:
    """The office before the hand-over: one plan determined, one handed in, a final and an open evaluation."""
    sekda, camat, staf = add_people(unit)
    riwayat = (RiwayatJabatan(id="b", mulai=date(2020, 1, 1), jabatan="Camat", penilai_id=sekda),)
    baru, _ = create_pegawai(unit, Pegawai(nama="Camat Baru Contoh", riwayat=riwayat))
    riwayat = (RiwayatJabatan(id="k", mulai=date(2020, 1, 1), jabatan="Kepala Seksi", penilai_id=camat),)
    kasi, _ = create_pegawai(unit, Pegawai(nama="Kasi Contoh", riwayat=riwayat))
    skp, draf = determined_skp(unit, staf), draft_skp(unit, kasi)
    final = final_penilaian(unit, skp, "2026-TW1")
    tw3 = draft_penilaian(unit, skp, "2026-TW3")
    return Kecamatan(unit, sekda, camat, baru, staf, kasi, skp, draf, final, tw3)


def begin(kec: Kecamatan, mulai: date = AGUSTUS, sebab: Sebab = Sebab.MUTASI, penerima: str | None = None) -> str:
    """Begin a hand-over and return its id."""
    oleh = kec.baru if penerima is None else penerima
    return create_serah_terima(kec.kantor, kec.camat, mulai, oleh, sebab)[0]


def handed(rincian: RincianSerah, orang: str) -> dict[tuple[str, str], tuple[str, str]]:
    """Return who goes on with each document of one subordinate, and by which rule."""
    (satu,) = (b for b in rincian.bawahan if b.id == orang)
    return {(d.kind, d.periode): (d.oleh_id, d.kode) for d in satu.dokumen}


def refused(kantor: Kantor, code: str, doc_id: str) -> None:
    """A hand-over that cannot be finished says why and writes nothing."""
    before = stored(kantor)
    with pytest.raises(UserError) as caught:
        finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS)
    assert caught.value.code == code
    assert stored(kantor) == before


def test_that_outside_of_the_range_the_successor_evaluates_and_inside_the_leaving_one(kec: Kecamatan) -> None:
    isi = handed(read_serah_terima(kec.kantor, begin(kec, AGUSTUS)), kec.staf)
    assert isi == {
        ("skp", "2026"): ("", "sudah_tetap"),
        ("penilaian", "2026-TW1"): ("", "sudah_final"),
        # Its range is over and nobody has evaluated: the superior does (P6:90).
        ("penilaian", "2026-TW2"): (kec.sekda, "rentang_sudah_lewat"),
        ("penilaian", "2026-TW3"): (kec.baru, "penilai_pindah_di_luar_rentang"),
        # He was promoted in March: of the year the rule of his own move speaks, and says the same.
        ("penilaian", "2026"): (kec.baru, "pegawai_pindah_tahunan"),
    }
    isi = handed(read_serah_terima(kec.kantor, begin(kec, SEPTEMBER)), kec.staf)
    assert isi[("penilaian", "2026-TW3")] == (kec.camat, "penilai_pindah_dalam_rentang")
    assert isi[("penilaian", "2026")] == (kec.baru, "pegawai_pindah_tahunan")
    assert handed(read_serah_terima(kec.kantor, begin(kec)), kec.kasi) == {
        ("skp", "2026"): (kec.baru, "klarifikasi_penilai_baru")
    }


def test_that_of_one_who_cannot_sign_any_more_the_superior_goes_on(kec: Kecamatan) -> None:
    for sebab in (Sebab.BERHALANGAN_TETAP, Sebab.PENSIUN, Sebab.BERHENTI):
        doc_id = begin(kec, SEPTEMBER, sebab)
        isi = handed(read_serah_terima(kec.kantor, doc_id), kec.staf)
        assert isi[("penilaian", "2026-TW3")] == (kec.sekda, "berhalangan_tetap")
        delete_serah_terima(kec.kantor, doc_id, "uji")
    # Nobody is there yet: the superior takes over altogether (P6:89 point 2).
    doc_id = begin(kec, SEPTEMBER, Sebab.MENINGGAL, kec.sekda)
    isi = handed(read_serah_terima(kec.kantor, doc_id), kec.staf)
    assert {oleh for oleh, _ in isi.values()} == {"", kec.sekda}


def test_that_the_superior_may_hand_evaluating_to_a_plt_who_was_a_subordinate(kec: Kecamatan) -> None:
    kantor = kec.kantor
    plt = RiwayatJabatan(id="plt", mulai=SEPTEMBER, jabatan="Plt. Camat", penilai_id=kec.camat)
    edit(kantor, kec.kasi, riwayat=(*get_pegawai(kantor, kec.kasi).riwayat, plt))
    doc_id = begin(kec, SEPTEMBER, Sebab.BERHALANGAN_TETAP, kec.kasi)
    isi = handed(read_serah_terima(kantor, doc_id), kec.staf)
    assert isi[("penilaian", "2026-TW3")] == (kec.kasi, "berhalangan_tetap_delegasi")
    finish_serah_terima(kantor, doc_id, tanggal=SEPTEMBER)
    # Nobody assesses himself: the acting one is his superior's.
    assert get_pegawai(kantor, kec.kasi).riwayat[-1].penilai_id == kec.sekda
    assert get_skp(kantor, kec.draf).penilai_id == kec.sekda
    assert get_pegawai(kantor, kec.staf).riwayat[-1].penilai_id == kec.kasi


def test_that_finishing_writes_sheet_records_and_drafts_in_one_transaction(kec: Kecamatan) -> None:
    kantor = kec.kantor
    adendum, _ = create_adendum(kantor, kec.skp)
    add_change(kantor, adendum, JenisPerubahan.UBAH, alasan="x", hasil_id="h1", hasil=HASIL)
    doc_id = begin(kec)
    rows, kepala = kantor.store.audit_head()[0], kantor.store.document(kec.final)
    changed = finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS, tempat="Contoh")
    assert kantor.store.audit_head()[0] == rows + 1
    assert changed.kinds == ("adendum", "pegawai", "penilaian", "serah_terima", "skp")
    for orang in (kec.staf, kec.kasi):
        akhir = get_pegawai(kantor, orang).riwayat[-1]
        assert (akhir.mulai, akhir.penilai_id) == (AGUSTUS, kec.baru)
    assert get_skp(kantor, kec.draf).penilai_id == get_adendum(kantor, adendum).penilai_id == kec.baru
    assert get_penilaian(kantor, kec.tw3).penilai_id == kec.baru
    assert get_penilaian(kantor, kec.final).penilai_id == get_skp(kantor, kec.skp).penilai_id == kec.camat
    isi = read_serah_terima(kantor, doc_id).isi
    assert (isi.status, isi.tempat) == (StatusSerahTerima.SELESAI, "Contoh")
    assert isi.penyerah is not None
    assert isi.penerima is not None
    assert (isi.penyerah.nama, isi.penerima.nama) == ("Camat Contoh", "Camat Baru Contoh")
    beku = {d.id: d for b in isi.bawahan for d in b.dokumen if d.selesai}
    assert kepala is not None
    assert beku[kec.final].revisi == kepala.heads[0]
    # The evaluation whose range was over begins later, and is the superior's as both have signed.
    lewat, _ = create_penilaian(kantor, kec.skp, "2026-TW2")
    assert get_penilaian(kantor, lewat).penilai_id == kec.sekda


def test_that_twice_is_refused_and_an_open_one_goes_on(kec: Kecamatan) -> None:
    kantor = kec.kantor
    doc_id = begin(kec)
    assert begin(kec) == doc_id
    edit(kantor, doc_id, catatan="Tiga tindak lanjut", commit=False)
    finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS)
    assert read_serah_terima(kantor, doc_id).isi.catatan == "Tiga tindak lanjut"
    refused(kantor, "serah_terima_sudah_selesai", doc_id)
    with pytest.raises(UserError) as caught:
        begin(kec)
    assert caught.value.code == "serah_terima_sudah_selesai"
    with pytest.raises(UserError) as caught:
        delete_serah_terima(kantor, doc_id, "uji")
    assert caught.value.code == "serah_terima_sudah_selesai"
    assert not list_serah_terima(kantor, terbuka=True)
    assert [(s.penyerah, s.bawahan) for s in list_serah_terima(kantor)] == [("Camat Contoh", 2)]


def test_that_records_that_were_changed_by_hand_before_are_handed_over_all_the_same(kec: Kecamatan) -> None:
    change_penilai(kec.kantor, [kec.staf], AGUSTUS, kec.baru, alasan="mutasi")
    doc_id = begin(kec)
    assert [b.id for b in read_serah_terima(kec.kantor, doc_id).bawahan] == [kec.staf, kec.kasi]
    riwayat = get_pegawai(kec.kantor, kec.staf).riwayat
    finish_serah_terima(kec.kantor, doc_id, tanggal=AGUSTUS)
    assert get_pegawai(kec.kantor, kec.staf).riwayat == riwayat


def test_that_who_names_the_leaving_one_as_superior_gets_the_successor(kec: Kecamatan) -> None:
    kantor = kec.kantor
    change_penilai(kantor, [kec.staf], date(2026, 1, 1), kec.kasi, kec.camat, alasan="uji")
    doc_id = begin(kec)
    rincian = read_serah_terima(kantor, doc_id)
    assert ([b.id for b in rincian.bawahan], rincian.ikut_atasan) == ([kec.kasi], 1)
    finish_serah_terima(kantor, doc_id, tanggal=AGUSTUS)
    akhir = get_pegawai(kantor, kec.staf).riwayat[-1]
    assert (akhir.penilai_id, akhir.atasan_penilai_id) == (kec.kasi, kec.baru)


def test_that_a_hand_over_without_what_it_needs_writes_nothing(kec: Kecamatan) -> None:
    kantor = kec.kantor
    refused(kantor, "serah_terima_tanpa_penerima", begin(kec, penerima=""))
    edit(kantor, begin(kec), penerima_id=kec.camat)
    refused(kantor, "serah_terima_penerima_sama", begin(kec))
    with pytest.raises(UserError) as caught:
        create_serah_terima(kantor, kec.staf, AGUSTUS)
    assert caught.value.code == "serah_terima_tanpa_bawahan"


def test_that_one_record_in_conflict_stops_the_whole_hand_over(kec: Kecamatan) -> None:
    kantor = kec.kantor
    doc_id = begin(kec)
    dasar = kantor.store.document(kec.kasi)
    assert dasar is not None
    for nama in ("Kasi Satu", "Kasi Dua"):
        isi = msgspec.structs.replace(msgspec.json.decode(dasar.body, type=Pegawai), nama=nama)
        with kantor.write("uji", kec.kasi) as tx:
            raw = msgspec.json.encode(isi)
            tx.save("pegawai", kec.kasi, raw, scope=dasar.scope, schema=1, parents=dasar.heads)
    (galat,) = (b.galat for b in read_serah_terima(kantor, doc_id).bawahan if b.galat)
    assert galat.code == "pegawai_berkonflik"
    refused(kantor, "pegawai_berkonflik", doc_id)


def test_that_a_typed_draft_keeps_what_the_program_writes_for_itself(kec: Kecamatan) -> None:
    kantor, doc_id = kec.kantor, begin(kec)
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, SerahTerima)
    with pytest.raises(UserError) as caught:
        write_naskah(kantor, doc_id, msgspec.structs.replace(isi, status=StatusSerahTerima.SELESAI))
    assert caught.value.code == "dokumen_terkunci"
    assert next(s.id for s in list_penerima(kantor, kec.camat, AGUSTUS)) == kec.sekda
    assert kec.camat in {s.id for s in list_penyerah(kantor)}
