"""What a hostile reading of the evaluation found: each attack is refused, and nothing of others is lost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.codec import decode_as, natural_id
from desktop_app.domain.istilah import CapaianOrganisasi, Predikat, Rating
from desktop_app.domain.istilah_kinerja import JenjangFungsional, SebabTidakDinilai, StatusPutusan, TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, sidik_entri
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import HasilPeriodik, Penilaian, RealisasiIndikator, UmpanBalik
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.atasan_menilai import take_over_penilaian
from desktop_app.services.jurnal import Jawaban, answer_jurnal, list_menunggu
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import list_karantina
from desktop_app.services.konflik import Pilihan, resolve_konflik
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.penilaian import advance_penilaian, create_penilaian
from tests.services.dunia_kantor import Dunia, edit, put_revision
from tests.services.dunia_keberatan import Kecamatan, make_kecamatan
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of


@pytest.fixture
def kec(dunia: Dunia) -> Kecamatan:
    """A kecamatan with real logins and a final evaluation, and its kabupaten."""
    return make_kecamatan(dunia)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return filled(dunia)


def fork(kantor: Kantor, kind: str, doc_id: str, *sides: Any) -> None:
    """Store versions that know nothing of each other."""
    dokumen = kantor.store.document(doc_id)
    parents = dokumen.heads if dokumen is not None else ()
    for satu in sides:
        put_revision(kantor, kind, doc_id, msgspec.to_builtins(satu), parents=parents)


def test_that_a_period_that_was_not_assessed_reaches_the_kabupaten(kec: Kecamatan) -> None:
    lama = HasilPeriodik(id="", periode="2026-TW1", predikat=Predikat.SANGAT_BAIK)
    with kec.sebagai("camat") as kantor:
        satu, _ = create_penilaian(kantor, kec.skp, "2026-TW2")
        edit(
            kantor,
            satu,
            tidak_dinilai=SebabTidakDinilai.HASIL_UNIT_LAMA,
            catatan="pindah, disepakati",
            periodik=(lama,),
        )
        advance_penilaian(kantor, satu, "finalkan", tanggal=date(2026, 7, 2))
        dua, _ = create_penilaian(kantor, kec.skp, "2026-TW3")
        edit(kantor, dua, tidak_dinilai=SebabTidakDinilai.CUTI_MELAHIRKAN, catatan="cuti melahirkan")
        advance_penilaian(kantor, dua, "finalkan", tanggal=date(2026, 10, 2))
    kec.send()
    for doc_id, predikat in ((satu, Predikat.SANGAT_BAIK), (dua, None)):
        dokumen = kec.kabupaten.store.document(doc_id)
        assert dokumen is not None
        isi = decode_as(Penilaian, dokumen.body)
        assert (isi.status.value, isi.predikat) == ("final", predikat)
    assert not list_karantina(kec.kabupaten)


def test_that_credit_points_of_nobody_stay_outside(kec: Kecamatan) -> None:
    kantor = kec.unit
    palsu = AngkaKredit(
        pegawai_id=kec.orang["staf"].pegawai_id,
        status=StatusPutusan.DITETAPKAN,
        jenjang=JenjangFungsional.AHLI_MUDA,
        predikat=Predikat.BAIK,
        persen="100",
        koefisien="25",
        angka="999",
        aturan="permenpanrb-1-2023",
        tanggal=date(2026, 4, 1),
        pegawai=Identitas(nama="Siapa"),
        penilai=Identitas(nama="Siapa"),
    )
    for n, isi in enumerate((palsu, msgspec.structs.replace(palsu, angka="25.00", penilai=None))):
        doc_id = natural_id("angka_kredit", kantor.profil.kode, f"palsu{n}")
        put_revision(kantor, "angka_kredit", doc_id, msgspec.to_builtins(isi))
    baik = natural_id("angka_kredit", kantor.profil.kode, "baik")
    put_revision(kantor, "angka_kredit", baik, msgspec.to_builtins(msgspec.structs.replace(palsu, angka="25.00")))
    kec.send()
    ada = {satu.doc_id for satu in kec.kabupaten.store.find("angka_kredit")}
    assert ada == {baik}
    assert len(list_karantina(kec.kabupaten)) == 2


def test_that_a_leader_does_not_choose_the_value_of_his_own_unit(berperan: Berperan) -> None:
    kantor = berperan.kantor
    isi = CapaianUnit(pegawai_id=berperan.saya.id, periode="2026-TW1", unit_kode=kantor.profil.kode, penetap="Sekda")
    doc_id = natural_id("capaian_unit", kantor.profil.kode, "x")
    fork(kantor, "capaian_unit", doc_id, isi)
    nilai = (CapaianOrganisasi.KURANG, CapaianOrganisasi.ISTIMEWA)
    fork(kantor, "capaian_unit", doc_id, *(msgspec.structs.replace(isi, capaian=satu) for satu in nilai))
    for orang, kode in ((berperan.saya.id, "penilaian_diri_sendiri"), (berperan.asing.id, "")):
        with berperan.sebagai(P.PENILAI, P.OPERATOR, pegawai_id=orang) as masuk:
            assert code_of(lambda m=masuk: resolve_konflik(m, doc_id, Pilihan.THEIRS)) == kode  # type: ignore[misc]


def test_that_nobody_turns_a_question_about_his_work_into_a_confirmation(berperan: Berperan) -> None:
    kantor = berperan.kantor
    entri = EntriJurnal(id="e", tanggal=date(2026, 2, 2), teks="surat selesai")
    minggu = Jurnal(pegawai_id=berperan.saya.id, minggu=date(2026, 2, 2), unit_kode=kantor.profil.kode, entri=(entri,))
    doc_id = natural_id("jurnal", kantor.profil.kode, "x")
    fork(kantor, "jurnal", doc_id, minggu)
    jawab = {"penanggap_id": berperan.sekda, "sidik": sidik_entri(entri)}
    sides = [
        msgspec.structs.replace(minggu, entri=(msgspec.structs.replace(entri, tanggapan=satu, komentar=kata, **jawab),))
        for satu, kata in ((TanggapanJurnal.DIPERTANYAKAN, "mana bukti"), (TanggapanJurnal.DIBENARKAN, "baik"))
    ]
    fork(kantor, "jurnal", doc_id, *sides)
    with berperan.sebagai(P.OPERATOR) as masuk:
        assert code_of(lambda: resolve_konflik(masuk, doc_id, Pilihan.THEIRS)) == "penilaian_diri_sendiri"


def test_that_typing_over_two_versions_keeps_what_was_confirmed_meanwhile(berperan: Berperan) -> None:
    kantor = berperan.kantor
    at(kantor, 2026, 12, 2)
    entri = EntriJurnal(id="e", tanggal=date(2026, 2, 2), dicatat=date(2026, 2, 2), teks="x")
    baik = {"tanggapan": TanggapanJurnal.DIBENARKAN, "penanggap_id": berperan.saya.id, "komentar": "baik"}
    entri = msgspec.structs.replace(entri, sidik=sidik_entri(entri), **baik)
    minggu = Jurnal(pegawai_id=berperan.staf.id, minggu=date(2026, 2, 2), unit_kode=kantor.profil.kode, entri=(entri,))
    doc_id = natural_id("jurnal", kantor.profil.kode, "x")
    fork(kantor, "jurnal", doc_id, minggu)
    f, g, h = (EntriJurnal(id=n, tanggal=date(2026, 2, 3), dicatat=date(2026, 2, 3), teks=n) for n in "fgh")
    fork(kantor, "jurnal", doc_id, *(msgspec.structs.replace(minggu, entri=(entri, satu)) for satu in (f, g)))
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as masuk:
        terbuka = open_naskah(masuk, doc_id)
    with berperan.sebagai(P.PENILAI) as masuk:
        (satu,) = [s for s in list_menunggu(masuk) if s.entri.id == "f"]
        answer_jurnal(masuk, [Jawaban(doc_id, "f", TanggapanJurnal.DIBENARKAN, satu.sidik)])
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as masuk:
        lama = terbuka.isi
        assert isinstance(lama, Jurnal)
        write_naskah(masuk, doc_id, msgspec.structs.replace(lama, entri=(*lama.entri, h)), kepala=terbuka.kepala)
        commit_naskah(masuk, doc_id)
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = decode_as(Jurnal, dokumen.body)
    jadi = {satu.id: (satu.tanggapan, satu.komentar, satu.dicatat) for satu in isi.entri}
    assert set(jadi) == {"e", "f", "g", "h"}
    assert jadi["e"] == (TanggapanJurnal.DIBENARKAN, "baik", date(2026, 2, 2))
    assert not [satu for satu in dokumen.conflicts if satu.path.startswith("entri/#e")]


def test_that_feedback_stays_the_assessors_where_an_id_stands_twice(berperan: Berperan) -> None:
    def told(teks: str, kunci: str) -> RealisasiIndikator:
        umpan = UmpanBalik(id=kunci, sumber="Pimpinan", teks=teks)
        return RealisasiIndikator(id="i1", realisasi="10", umpan_balik=(umpan,))

    with berperan.sebagai(P.PENILAI) as kantor:
        edit(kantor, berperan.staf.penilaian, realisasi=(told("Buruk sekali", "u"),))
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.staf.id) as kantor:
        asli = open_naskah(kantor, berperan.staf.penilaian).isi.realisasi  # type: ignore[union-attr]
        for realisasi in ((told("Luar biasa", "v"), *asli), (*asli, told("Luar biasa", "v"))):
            kode = code_of(lambda r=realisasi: edit(kantor, berperan.staf.penilaian, realisasi=r))  # type: ignore[misc]
            assert kode == "bukan_isian_anda"


def test_that_a_dead_clock_lets_no_superior_step_in_early(kec: Kecamatan) -> None:
    with kec.sebagai("sekda") as kantor:
        for hari, kode in (((2026, 12, 1), "evaluasi_belum_lewat"), ((2000, 1, 1), "evaluasi_jam_diragukan")):
            kantor.jam = lambda h=hari: datetime(*h, 9, tzinfo=UTC)  # type: ignore[misc]
            assert code_of(lambda: take_over_penilaian(kantor, kec.skp, "2026-TW4", alasan="x")) == kode
        kantor.jam = lambda: datetime(2027, 3, 5, 9, tzinfo=UTC)
        doc_id, _ = take_over_penilaian(kantor, kec.skp, "2026-TW4", alasan="tidak dievaluasi")
        edit(
            kantor,
            doc_id,
            rating_hasil=Rating.SESUAI,
            rating_perilaku=Rating.SESUAI,
            capaian_organisasi=CapaianOrganisasi.BAIK,
        )
        kode = code_of(lambda: advance_penilaian(kantor, doc_id, "finalkan", tanggal=date(2027, 9, 1)))
        assert kode == "evaluasi_tanggal_depan"
        advance_penilaian(kantor, doc_id, "finalkan", tanggal=date(2027, 3, 5))


def test_that_a_taken_over_evaluation_keeps_its_judge(kec: Kecamatan) -> None:
    with kec.sebagai("sekda") as kantor:
        kantor.jam = lambda: datetime(2027, 3, 5, 9, tzinfo=UTC)
        doc_id, _ = take_over_penilaian(kantor, kec.skp, "2026-TW2", alasan="tidak dievaluasi")
    with kec.sebagai("staf") as kantor:
        kode = code_of(lambda: edit(kantor, doc_id, penilai_id=kec.orang["sekda"].pegawai_id))
        assert kode == "bukan_isian_anda"
