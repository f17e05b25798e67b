"""Documents to bytes and back: exact, and without losing what a newer program wrote."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.adendum import Adendum, PerubahanHasil
from desktop_app.domain.angka_kredit import AngkaKredit, KomponenAngkaKredit
from desktop_app.domain.bimbingan import (
    Coaching,
    FaktaCoaching,
    LangkahCoaching,
    Mentoring,
    PertemuanMentoring,
    TanggapanBimbingan,
    TujuanCoaching,
    TujuanMentoring,
    UmpanBalikBimbingan,
)
from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.codec import (
    KINDS,
    Dokumen,
    carry_unknown,
    child_key,
    decode_as,
    decode_kind,
    encode,
    is_of_office,
    kind_of,
    natural_id,
    office_tag,
)
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.errors import UserError
from desktop_app.domain.evaluasi_diri import EvaluasiDiri, PerilakuDiri, RealisasiDiri
from desktop_app.domain.istilah import (
    CapaianOrganisasi,
    JenisPeriode,
    JenisPerubahan,
    JenisTarget,
    KelompokSkp,
    NilaiDasar,
    Pendekatan,
    TingkatKendali,
)
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, JenisPeristiwa, KeputusanKeberatan, TindakLanjut
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut, SumberOutcome, UnsurSkm
from desktop_app.domain.jurnal import EntriJurnal, Jurnal
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.ketentuan import HariLibur, Kalender, Ketentuan
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi, StandarKompetensi, SyaratKompetensi
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import BarisMatriks, KolomMatriks, MatriksPeran, PeranHasil
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan, UkuranPerbaikan
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan, RencanaPengembangan
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator, UmpanBalik
from desktop_app.domain.periode import Periode
from desktop_app.domain.putaran import PenjawabPutaran, Pertanyaan, PutaranUmpanBalik, TemplatPertanyaan
from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi, RencanaAksi
from desktop_app.domain.serah_terima import BawahanDiserahkan, DokumenDiserahkan, SerahTerima
from desktop_app.domain.skp import Butir, EkspektasiPerilaku, Indikator, RencanaHasilKerja, Skp, Target
from desktop_app.domain.survei_skm import JawabanSkm, LayananSkm, LembarSkm, PertanyaanSkm, RangkaianLembar, SurveiSkm
from desktop_app.domain.templat import TemplatSkp
from desktop_app.domain.tindak_lanjut import IndikatorOutcome, TindakLanjutEvaluasi, TitikOutcome
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.domain.workblock import Workblock

SKP = Skp(
    pegawai_id="a" * 32,
    mulai=date(2026, 1, 1),
    selesai=date(2026, 12, 31),
    hasil=tuple(
        RencanaHasilKerja(
            id=f"h{n}",
            teks=f"Hasil {n}",
            indikator=(
                Indikator(id=f"h{n}i1", target=Target(jenis=JenisTarget.ANGKA, nilai="3.5", satuan="skala 5")),
                Indikator(id=f"h{n}i2"),
            ),
        )
        for n in (1, 2, 3)
    ),
    perilaku=tuple(
        EkspektasiPerilaku(nilai=satu, ekspektasi=(Butir(id="e1", teks="Nur Asy'ari – é"),)) for satu in NilaiDasar
    ),
)
DOCUMENTS: list[Dokumen] = [
    UnitKerja(kode="99.01.01", nama="Kecamatan", instansi="PEMERINTAH"),
    Pegawai(nama="Ma'ruf", riwayat=(RiwayatJabatan(id="r1", mulai=date(2020, 2, 29)),)),
    Periode(kode="2026", jenis=JenisPeriode.TAHUNAN, mulai=date(2026, 1, 1), selesai=date(2026, 12, 31)),
    SKP,
    Penilaian(
        pegawai_id="a" * 32,
        skp_id="b" * 32,
        periode="2026",
        realisasi=(RealisasiIndikator(id="h1i1", realisasi="85%", umpan_balik=(UmpanBalik(id="u1", teks="bagus!"),)),),
    ),
]
DOCUMENTS += [
    Ketentuan(pimpinan_mandiri=(Butir(id="b1", teks="Camat"),), pendekatan={KelompokSkp.JA_JF: Pendekatan.KUALITATIF}),
    Kalender(tahun=2026, libur=(HariLibur(id="2026-01-01", tanggal=date(2026, 1, 1)),)),
    TemplatSkp(nama="Camat", jabatan=("Camat",), hasil=SKP.hasil),
    MatriksPeran(
        pegawai_id="a" * 32,
        tahun=2026,
        kolom=(KolomMatriks(id="k1"),),
        baris=(BarisMatriks(id="b1", peran=(PeranHasil(id="b1p1", kolom_id="k1"),)),),
    ),
    ManualIndikator(pegawai_id="a" * 32, tahun=2026, kendali=TingkatKendali.OUTCOME),
    Workblock(pegawai_id="a" * 32, tahun=2026, strategi_rutin=(Butir(id="b1"),)),
    Adendum(
        pegawai_id="a" * 32,
        skp_id="b" * 32,
        perubahan=(PerubahanHasil(id="p1", jenis=JenisPerubahan.UBAH, hasil_id="h1", hasil=SKP.hasil[0]),),
    ),
    SerahTerima(
        pegawai_id="a" * 32,
        mulai=date(2026, 8, 1),
        bawahan=(BawahanDiserahkan(id="c" * 32, dokumen=(DokumenDiserahkan(id="b" * 32, kind="skp"),)),),
    ),
]
DOCUMENTS += [
    RencanaAksi(
        pegawai_id="a" * 32,
        skp_id="b" * 32,
        periode="2026",
        aksi=(Aksi(id="a1", hasil_id="h1"),),
        realisasi=(RealisasiAksi(id="r1", hasil_id="h1", bukti=(BuktiDukung(id="d1", sidik="c" * 64),)),),
    ),
    Jurnal(
        pegawai_id="a" * 32,
        minggu=date(2026, 1, 5),
        entri=(EntriJurnal(id="e1", tanggal=date(2026, 1, 6), jumlah="2"),),
    ),
    UmpanBalikBerkelanjutan(
        pegawai_id="a" * 32, nilai=NilaiDasar.LOYAL, tindak_lanjut=(TindakLanjut.APRESIASI,), teks="👍"
    ),
    CapaianUnit(pegawai_id="a" * 32, periode="2026-TW1", capaian=CapaianOrganisasi.BAIK),
    EvaluasiDiri(
        pegawai_id="a" * 32,
        skp_id="b" * 32,
        periode="2026",
        realisasi=(RealisasiDiri(id="h1i1", realisasi="12"),),
        perilaku=(PerilakuDiri(nilai=NilaiDasar.AKUNTABEL),),
    ),
    DokumenEvaluasi(
        pegawai_id="a" * 32,
        penilaian_id="b" * 32,
        periode="2026",
        peristiwa=(PeristiwaDokumen(id="p1", jenis=JenisPeristiwa.DITERIMA, ragu=True),),
    ),
    PutusanKeberatan(pegawai_id="a" * 32, penilaian_id="b" * 32, keputusan=KeputusanKeberatan.MENGUATKAN),
    AngkaKredit(pegawai_id="a" * 32, jenis=JenisAngkaKredit.PENETAPAN, komponen=(KomponenAngkaKredit(id="k1"),)),
]
DOCUMENTS += [
    TemplatPertanyaan(nama="Nilai dasar", pertanyaan=(Pertanyaan(id="p1", nilai=NilaiDasar.LOYAL),)),
    StandarKompetensi(nama="Pelaksana", syarat=(SyaratKompetensi(id="M.1", level=1),)),
    PutaranUmpanBalik(nama="Putaran I", penjawab=(PenjawabPutaran(id="a1", tentang_id="a" * 32),)),
    SurveiSkm(
        nama="SKM 2026",
        layanan=(LayananSkm(id="l1", nama="KTP"),),
        pertanyaan=(PertanyaanSkm(id="q8", teks="Sarana", pilihan=("Buruk", "Baik"), unsur=UnsurSkm.U9),),
        lembar=(RangkaianLembar(id="r1", awal=1, akhir=50),),
    ),
    LembarSkm(survei_id="b" * 32, nomor=7, pertama=JawabanSkm(jawaban={"q1": 4}, usia=52)),
    Pengaduan(isi="Lama", unsur=UnsurSkm.U3),
    PerbaikanLayanan(judul="Loket kedua", sebelum=UkuranPerbaikan(nilai_ukur="2.41"), sumber=SumberOutcome.IKM),
    Coaching(
        pegawai_id="a" * 32,
        tujuan=(TujuanCoaching(id="t1"),),
        fakta=(FaktaCoaching(id="f1"),),
        langkah=(LangkahCoaching(id="l1", penyesuaian=True),),
    ),
    Mentoring(pegawai_id="a" * 32, tujuan=(TujuanMentoring(id="t1"),), pertemuan=(PertemuanMentoring(id="p1"),)),
    UmpanBalikBimbingan(pegawai_id="a" * 32, butir=(TanggapanBimbingan(id="1", teks="Ya"),)),
    EvaluasiKompetensi(
        pegawai_id="a" * 32, kompetensi=(NilaiKompetensi(id="M.1", level=2, terpenuhi=(1, 3), nilai_kompetensi=2),)
    ),
    RencanaPengembangan(
        pegawai_id="a" * 32,
        tahun=2026,
        butir=(ButirPengembangan(id="b1", pelaksanaan=(PelaksanaanPengembangan(id="p1", jp=20),)),),
    ),
    TindakLanjutEvaluasi(pegawai_id="a" * 32, jenis=JenisTindakLanjut.PENGHARGAAN),
    IndikatorOutcome(pegawai_id="a" * 32, nama="IKM", titik=(TitikOutcome(id="2026-TW1", nilai_ukur="81.2"),)),
]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("dokumen", DOCUMENTS, ids=lambda satu: type(satu).__name__)
def test_that_every_kind_comes_back_as_it_was(dokumen: Any) -> None:
    kind = kind_of(dokumen)
    assert decode_kind(kind, encode(dokumen)) == dokumen
    assert encode(decode_kind(kind, encode(dokumen))) == encode(dokumen)


def test_that_every_kind_is_tried_here() -> None:
    assert {kind_of(satu) for satu in DOCUMENTS} == set(KINDS)


def test_that_every_known_field_is_written_even_with_its_default() -> None:
    for dokumen in DOCUMENTS:
        assert set(msgspec.json.decode(encode(dokumen))) == set(dokumen.__struct_fields__)


def test_that_an_unknown_kind_and_a_wrong_body_are_refused() -> None:
    with pytest.raises(UserError) as caught:
        decode_kind("rahasia", b"{}")
    assert caught.value.code == "jenis_dokumen_tidak_dikenal"
    for raw in (b"", b"[]", b"{}", b'{"nama":1}', b'{"nama":"x","status":"raja"}', b"\xff"):
        with pytest.raises(UserError) as caught:
            decode_as(Pegawai, raw)
        assert caught.value.code == "isi_dokumen_salah"


def objects(body: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every object inside ``body``; children of lists by their id or value."""
    found: list[tuple[Any, ...]] = []
    if isinstance(body, dict):
        found.append(path)
        for nama, nilai in body.items():
            found += objects(nilai, (*path, nama))
    if isinstance(body, list):
        for satu in body:
            found += objects(satu, (*path, satu.get("id") or satu.get("nilai")))
    return found


def at(body: Any, path: tuple[Any, ...]) -> Any:
    """Return the object at ``path``, None where it is gone."""
    for langkah in path:
        if isinstance(body, list):
            body = next((satu for satu in body if langkah in (satu.get("id"), satu.get("nilai"))), None)
        else:
            body = body.get(langkah)
        if body is None:
            return None
    return body


@settings(deadline=None)
@given(st.data())
def test_that_fields_of_a_newer_program_survive_an_edit_by_an_older_one(data: st.DataObject) -> None:
    body = msgspec.json.decode(encode(SKP))
    places = data.draw(st.lists(st.sampled_from(objects(body)), min_size=1, unique=True))
    unknown = {path: data.draw(json_values) for path in places}
    for path, nilai in unknown.items():
        at(body, path)["kolom_baru"] = nilai
    raw = msgspec.json.encode(body)

    lama = decode_as(Skp, raw)
    urutan = data.draw(st.permutations(lama.hasil))
    sisa = tuple(urutan[: data.draw(st.integers(0, 3))])
    sunting = tuple(msgspec.structs.replace(satu, teks="disunting") for satu in sisa)
    tambah = RencanaHasilKerja(id="h9", teks="baru")
    hasil = msgspec.json.decode(encode(msgspec.structs.replace(lama, hasil=(*sunting, tambah)), raw))

    assert [satu["id"] for satu in hasil["hasil"]] == [*(satu.id for satu in sisa), "h9"]
    assert all(satu["teks"] == "disunting" for satu in hasil["hasil"][:-1])
    for path, nilai in unknown.items():
        tempat = at(hasil, path)
        removed = path[:1] == ("hasil",) and len(path) > 1 and path[1] not in {satu.id for satu in sisa}
        assert (tempat is None) == removed, path
        if tempat is not None:
            assert tempat["kolom_baru"] == nilai


def test_that_a_known_field_is_never_brought_back_from_the_old_body() -> None:
    lama = Pegawai(nama="Lama", catatan="hapus saya", riwayat=(RiwayatJabatan(id="r1", mulai=date(2020, 1, 1)),))
    baru = Pegawai(nama="Baru")
    assert decode_as(Pegawai, encode(baru, encode(lama))) == baru


@given(json_values, json_values)
def test_that_carrying_never_changes_what_the_new_body_says(lama: Any, baru: Any) -> None:
    hasil = carry_unknown(lama, baru)
    if isinstance(baru, dict):
        assert list(hasil)[: len(baru)] == list(baru)
    else:
        assert hasil == baru


@pytest.mark.parametrize(
    "items, key",
    [
        ([], None),
        ([{"id": "a"}, {"id": "b"}], "id"),
        ([{"nilai": "akuntabel"}, {"nilai": "loyal"}], "nilai"),
        ([{"id": "a", "nilai": "x"}], "id"),
        ([{"id": "a"}, {"teks": "b"}], None),
        ([{"id": "a"}, {"id": "a"}], None),  # matched by it, one of the two would be lost
        ([{"id": 1}], None),
        (["a", "b"], None),
    ],
)
def test_that_children_are_matched_only_by_an_id_of_their_own(items: list[Any], key: str | None) -> None:
    assert child_key(items) == key


def test_that_the_ids_which_every_office_gives_never_change() -> None:
    tag = hashlib.sha256(b"skp-luring/kantor/99.01.01").hexdigest()[:8]
    assert office_tag("99.01.01") == tag
    assert natural_id("periode", "99.01.01", "2026-TW1") == (
        tag + hashlib.sha256(b"skp-luring/periode/2026-TW1").hexdigest()[:24]
    )
    assert natural_id("unit_kerja", "99.01.01", "x") != natural_id("periode", "99.01.01", "x")


def test_that_an_id_says_whose_document_it_is() -> None:
    mine, theirs = (natural_id("pegawai", kantor, "198609262015051001") for kantor in ("99.01.01", "99.01.02"))
    assert mine != theirs
    assert mine[8:] == theirs[8:]
    assert (is_of_office(mine, "99.01.01"), is_of_office(mine, "99.01.02")) == (True, False)
