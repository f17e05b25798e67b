"""Deadlines of evaluation in an office: objections as stored, moves, exempt people, nobody called late who is not."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from desktop_app.domain.codec import office_tag
from desktop_app.domain.istilah_kinerja import JenisPeristiwa as J
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai, StatusPutusan
from desktop_app.domain.keberatan import Keberatan, PutusanKeberatan
from desktop_app.domain.pegawai import RiwayatJabatan
from desktop_app.domain.tenggat import HasilTenggat
from desktop_app.domain.tenggat_evaluasi import certainty_of
from desktop_app.services.dokumen_evaluasi import record_peristiwa
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.penilaian import advance_penilaian, create_penilaian
from desktop_app.services.tenggat_evaluasi import list_tenggat_evaluasi
from tests.services.dunia_kantor import AKHIR, Dunia, edit, rate
from tests.services.kantor_berperan import Berperan, at, filled


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office in which the evaluation of ``staf`` is final and received on 16 April."""
    berperan = filled(dunia)
    nilai = berperan.staf.penilaian
    edit(berperan.kantor, nilai, **rate())
    advance_penilaian(berperan.kantor, nilai, "finalkan", tanggal=AKHIR)
    for jenis, hari in ((J.DISERAHKAN, 14), (J.DITERIMA, 16)):
        record_peristiwa(berperan.kantor, [nilai], jenis, date(2026, 4, hari))
    at(berperan.kantor, 2026, 12, 1)
    return berperan


def judged(kantor: Kantor, orang: str, waktu: str = "2026-TW1") -> dict[str, tuple[HasilTenggat, str]]:
    daftar = list_tenggat_evaluasi(kantor, waktu, pegawai_id=orang, semua=True)
    return {
        satu.terbukti.tenggat.aturan.kode: (satu.terbukti.tenggat.hasil, certainty_of(satu.terbukti.tenggat).value)
        for satu in daftar.baris
    }


def put(kantor: Kantor, kind: str, nomor: str, isi: object) -> None:
    """Write a document of an objection as its own part of the program does."""
    with kantor.write("uji") as tx:
        doc_id = office_tag(kantor.profil.kode) + nomor * 24
        tx.save(kind, doc_id, msgspec.json.encode(isi), scope=kantor.profil.kode, schema=1)


def test_that_an_objection_and_its_decision_are_judged_from_what_is_stored(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    assert "keberatan_diputus" not in judged(kantor, staf.id)
    dasar = {"pegawai_id": staf.id, "penilaian_id": staf.penilaian, "atasan_id": berperan.sekda}
    put(kantor, "keberatan", "1", Keberatan(**dasar, tanggal=date(2026, 4, 23)))  # type: ignore[arg-type]
    kini = judged(kantor, staf.id)
    assert kini["keberatan_diajukan"] == (HasilTenggat.TERPENUHI, "tepat")
    assert kini["keberatan_diputus"] == (HasilTenggat.TIDAK_TERBUKTI, "tidak_terbukti"), "nobody wrote when he had it"
    assert "dilaporkan_sesudah_keberatan" in kini
    assert "dokumen_dilaporkan" not in kini
    putusan = PutusanKeberatan(**dasar, diterima=date(2026, 4, 24))  # type: ignore[arg-type]
    tetap = msgspec.structs.replace(putusan, status=StatusPutusan.DITETAPKAN, tanggal=date(2026, 5, 4))
    put(kantor, "putusan_keberatan", "2", msgspec.structs.replace(tetap, tanggal_ragu=True))
    ragu = (HasilTenggat.TIDAK_TERBUKTI, "tidak_terbukti")
    assert judged(kantor, staf.id)["keberatan_diputus"] == ragu, "its day is a doubtful clock's"
    put(kantor, "putusan_keberatan", "2", tetap)
    assert judged(kantor, staf.id)["keberatan_diputus"] == (HasilTenggat.TERPENUHI, "tepat")


def test_that_what_was_objected_to_before_a_correction_says_nothing_of_the_version_after_it(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    advance_penilaian(kantor, staf.penilaian, "koreksi", alasan="salah ketik")
    advance_penilaian(kantor, staf.penilaian, "finalkan", tanggal=date(2026, 5, 6))
    # It comes from another computer, later than the correction.
    ajuan = Keberatan(pegawai_id=staf.id, penilaian_id=staf.penilaian, tanggal=date(2026, 4, 23))
    put(kantor, "keberatan", "1", ajuan)
    kini = judged(kantor, staf.id)
    assert {"keberatan_diajukan", "keberatan_diputus", "dokumen_dikembalikan"} & set(kini) == set()
    assert kini["dokumen_diserahkan"][0] is HasilTenggat.TERLEWAT


def test_that_who_moved_is_not_asked_for_an_evaluation_of_the_plan_he_left(berperan: Berperan) -> None:
    kantor, asing = berperan.kantor, berperan.asing
    assert judged(kantor, asing.id)["evaluasi_periodik"][0] is HasilTenggat.TERLEWAT
    pos = get_pegawai(kantor, asing.id).riwayat
    baru = RiwayatJabatan(id="j2", mulai=date(2026, 3, 1), jabatan="Lain", penilai_id=berperan.saya.id)
    edit(kantor, asing.id, riwayat=(*pos, baru))
    body = kantor.store.document(asing.skp)
    assert body is not None
    isi = msgspec.json.decode(body.body) | {"berakhir": "2026-02-28", "sebab_berakhir": "pindah"}
    with kantor.write("uji", asing.skp) as tx:
        tx.save("skp", asing.skp, msgspec.json.encode(isi), scope=body.scope, schema=1)
        tx.save("penilaian", asing.penilaian, b"{}", scope=body.scope, schema=1, deleted=True)
    assert judged(kantor, asing.id) == {}


def test_that_a_period_that_is_not_assessed_or_not_yet_begun_asks_nothing(berperan: Berperan) -> None:
    kantor, asing = berperan.kantor, berperan.asing
    edit(kantor, asing.penilaian, tidak_dinilai=SebabTidakDinilai.CUTI_BESAR, catatan="cuti", rating_hasil=None)
    assert judged(kantor, asing.id) == {}
    assert judged(kantor, berperan.staf.id, "2026") != {}
    assert judged(kantor, berperan.staf.id, "2027-TW1") == {}


def test_that_the_open_end_of_last_year_is_shown_in_january(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    tahunan, _ = create_penilaian(kantor, staf.skp, "2026")
    at(kantor, 2027, 1, 25)
    baris = list_tenggat_evaluasi(kantor, "2027", pegawai_id=staf.id).baris
    satu = next(b for b in baris if b.periode == "2026")
    assert (satu.penilaian_id, satu.terbukti.tenggat.aturan.kode) == (tahunan, "evaluasi_tahunan")
    assert satu.terbukti.tenggat.hasil is HasilTenggat.JATUH_TEMPO
