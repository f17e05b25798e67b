"""Competencies: the standard of a post, values from indicators, finishing, whose words they are, and who may not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.bimbingan import Mentoring
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.istilah_pengembangan import KelompokKompetensi, StatusPembinaan
from desktop_app.domain.kompetensi import EvaluasiKompetensi, NilaiKompetensi, StandarKompetensi, SyaratKompetensi
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.services.kantor import Kantor
from desktop_app.services.kompetensi import (
    create_kompetensi,
    delete_kompetensi,
    finish_kompetensi,
    list_kompetensi,
    new_technical,
    rate_kompetensi,
    read_kompetensi,
    recommend_kompetensi,
    reopen_kompetensi,
)
from desktop_app.services.kompetensi_cetak import find_kompetensi, print_kompetensi
from desktop_app.services.standar_kompetensi import (
    AsalStandar,
    delete_standar,
    list_standar,
    propose_standar,
    standar_untuk,
    store_standar,
)
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, filled
from tests.services.refusal import code_of

W = Wewenang
HARI = date(2026, 3, 2)
SEMUA = (1, 2, 3)
DITOLAK = ("wewenang_kurang", "penilaian_diri_sendiri")


@pytest.fixture(scope="module")
def berperan(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Berperan]:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``; each test makes its own sheets."""
    dunia = Dunia(world, tmp_path_factory.mktemp("kompetensi"))
    yield filled(dunia)
    dunia.close()


@pytest.fixture
def kantor(berperan: Berperan) -> Iterator[Kantor]:
    """The office with nobody logged in; standards that a test makes are taken away again."""
    yield berperan.kantor
    for satu in list_standar(berperan.kantor):
        if satu.milik_sendiri:
            delete_standar(berperan.kantor, satu.id, "uji")


def stored(kantor: Kantor, doc_id: str) -> EvaluasiKompetensi:
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return decode_as(EvaluasiKompetensi, dokumen.body)


def rated(kantor: Kantor, pegawai_id: str, **turun: tuple[int, ...]) -> str:
    """Make a sheet with every competency at the standard but those of ``turun`` (``M_2=(1,)``)."""
    doc_id, _ = create_kompetensi(kantor, pegawai_id)
    isi = stored(kantor, doc_id)
    nilai = []
    for satu in isi.kompetensi:
        centang = turun.get(satu.id.replace(".", "_"), SEMUA)
        angka = (1, 2, 2, 3)[len(centang)]
        nilai.append(msgspec.structs.replace(satu, terpenuhi=centang, nilai_kompetensi=angka, alasan=f"uji {satu.id}"))
    edit(kantor, doc_id, kompetensi=tuple(nilai), rekomendasi="Belajar di loket")
    return doc_id


def standard(nama: str = "Pelaksana", level: int = 2, **isi: Any) -> StandarKompetensi:
    isi.setdefault("jenis_jabatan", JenisJabatan.PELAKSANA)
    return StandarKompetensi(nama=nama, syarat=(SyaratKompetensi(id="M.1", level=level),), **isi)


def test_that_the_named_post_counts_before_its_kind_and_the_kabupaten_before_the_office(
    kantor: Kantor, berperan: Berperan
) -> None:
    staf = berperan.staf.id
    assert standar_untuk(kantor, staf, HARI).asal is AsalStandar.USULAN
    assert {s.level for s in standar_untuk(kantor, staf, HARI).isi.syarat} == {1}
    assert {s.level for s in propose_standar(kantor, JenisJabatan.FUNGSIONAL).syarat} == {0}
    jenis, _ = store_standar(kantor, standard())
    assert standar_untuk(kantor, staf, HARI).id == jenis
    bernama, _ = store_standar(kantor, standard("Uji", 3, jabatan=(" jabatan   UJI ",), jenis_jabatan=None))
    assert standar_untuk(kantor, staf, HARI).id == bernama
    atas = kantor.profil.kode.rpartition(".")[0]
    doc_id = natural_id("standar_kompetensi", atas, "uji")
    isi = msgspec.structs.replace(standard("Kabupaten", 4, jabatan=("Jabatan Uji",)), unit_kode=atas)
    with kantor.write("simpan_standar_kompetensi", doc_id, {"nama": isi.nama}) as tx:
        tx.save("standar_kompetensi", doc_id, encode(isi), scope=atas, schema=SCHEMA)
    berlaku = standar_untuk(kantor, staf, HARI)
    assert (berlaku.id, berlaku.asal, berlaku.milik_sendiri) == (doc_id, AsalStandar.KABUPATEN, False)
    assert code_of(lambda: store_standar(kantor, isi, ganti=doc_id)) == "standar_bukan_milik"
    assert code_of(lambda: delete_standar(kantor, doc_id, "uji")) == "standar_bukan_milik"
    with kantor.write("hapus_standar_kompetensi", doc_id) as tx:
        tx.save("standar_kompetensi", doc_id, b"{}", scope=atas, schema=SCHEMA, deleted=True)


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        (standard(" "), "standar_tanpa_nama"),
        (standard(jenis_jabatan=None), "standar_tanpa_jabatan"),
        (standard(level=6), "standar_level_salah"),
        (standard(level=0), "standar_level_salah"),
        (StandarKompetensi(nama="x", jenis_jabatan=JenisJabatan.JPT), "standar_syarat_salah"),
        (msgspec.structs.replace(standard(), syarat=standard().syarat * 2), "standar_syarat_salah"),
        (msgspec.structs.replace(standard(), syarat=(SyaratKompetensi(id="X", level=1),)), "standar_teknis_salah"),
    ],
)
def test_that_a_standard_that_says_nothing_or_too_much_is_refused(
    kantor: Kantor, isi: StandarKompetensi, kode: str
) -> None:
    assert code_of(lambda: store_standar(kantor, isi)) == kode


def test_that_a_sheet_is_filled_finished_frozen_and_opened_again(kantor: Kantor, berperan: Berperan) -> None:
    arsip = SyaratKompetensi(id="T.1", level=2, nama="Pengelolaan arsip")
    penuh = msgspec.structs.replace(propose_standar(kantor, JenisJabatan.PELAKSANA), nama="Penuh")
    store_standar(kantor, msgspec.structs.replace(penuh, syarat=(*penuh.syarat, arsip)))
    doc_id, _ = create_kompetensi(kantor, berperan.staf.id)
    isi = stored(kantor, doc_id)
    assert (isi.pembimbing_id, isi.penilai_id) == (berperan.saya.id, berperan.saya.id)
    assert [satu.id for satu in isi.kompetensi][-2:] == ["SK.1", "T.1"]
    assert {satu.level for satu in isi.kompetensi} == {1, 2}
    buka = read_kompetensi(kantor, doc_id)
    assert buka.baris[0].indikator[2].startswith("Tidak menjanjikan")
    assert buka.standar == "Penuh"
    rate_kompetensi(kantor, doc_id, "M.1", terpenuhi=(1, 2))
    rate_kompetensi(kantor, doc_id, "M.2", terpenuhi=SEMUA, nilai=5, alasan="memimpin tim lintas seksi")
    assert [stored(kantor, doc_id).kompetensi[n].nilai_kompetensi for n in (0, 1)] == [2, 5]
    # Taking an indicator away takes the higher value away with it.
    rate_kompetensi(kantor, doc_id, "M.2", terpenuhi=(1, 3))
    assert stored(kantor, doc_id).kompetensi[1].nilai_kompetensi == 2
    rate_kompetensi(kantor, doc_id, "M.3", terpenuhi=(1,), nilai=4)
    kode = {satu.kode for satu in read_kompetensi(kantor, doc_id).temuan if satu.penting}
    assert kode == {"kompetensi_belum_dinilai", "kompetensi_tanpa_alasan", "kompetensi_nilai_beda"}
    assert code_of(lambda: finish_kompetensi(kantor, doc_id, tanggal=HARI)) == "kompetensi_belum_lengkap"
    for satu in stored(kantor, doc_id).kompetensi:
        rate_kompetensi(kantor, doc_id, satu.id, terpenuhi=SEMUA, alasan="terlihat di loket")
    recommend_kompetensi(kantor, doc_id, "Teruskan")
    assert code_of(lambda: finish_kompetensi(kantor, doc_id, tanggal=date(2030, 1, 1))) == "kompetensi_tanggal_nanti"
    finish_kompetensi(kantor, doc_id, tanggal=HARI, tempat="Sini")
    isi = stored(kantor, doc_id)
    assert isi.status is StatusPembinaan.SELESAI
    assert isi.pegawai is not None
    assert isi.pembimbing is not None
    assert isi.pembimbing.nama
    assert (isi.tanggal, isi.tempat) == (HARI, "Sini")
    assert code_of(lambda: rate_kompetensi(kantor, doc_id, "M.1", alasan="x")) == "dokumen_terkunci"
    assert code_of(lambda: delete_kompetensi(kantor, doc_id, "x")) == "kompetensi_sudah_selesai"
    assert code_of(lambda: reopen_kompetensi(kantor, doc_id, " ")) == "alasan_wajib"
    reopen_kompetensi(kantor, doc_id, "salah ketik")
    assert stored(kantor, doc_id).pegawai is None
    delete_kompetensi(kantor, doc_id, "uji")


def test_that_levels_of_a_standard_and_what_the_program_writes_are_never_typed(
    kantor: Kantor, berperan: Berperan
) -> None:
    bebas, _ = create_kompetensi(kantor, berperan.staf.id)
    # Without a standard the level is a proposal, and the assessor says which one is meant.
    rate_kompetensi(kantor, bebas, "M.1", level=2)
    store_standar(kantor, standard())
    doc_id, _ = create_kompetensi(kantor, berperan.staf.id)
    assert code_of(lambda: rate_kompetensi(kantor, doc_id, "M.1", level=1)) == "kompetensi_standar_tetap"
    rate_kompetensi(kantor, doc_id, "M.2", level=1)
    isi = stored(kantor, doc_id)
    for nama, nilai in (("penilai_id", berperan.sekda), ("standar_id", ""), ("tanggal", HARI), ("bimbingan_id", "x")):
        assert code_of(lambda n=nama, v=nilai: edit(kantor, doc_id, **{n: v})) == "bukan_isian_anda", nama  # type: ignore[misc]
    assert code_of(lambda: edit(kantor, doc_id, pembimbing_id=isi.pegawai_id)) == "kompetensi_diri_sendiri"
    assert code_of(lambda: edit(kantor, doc_id, kompetensi=isi.kompetensi[1:])) == "kompetensi_standar_tetap"
    ganda = (*isi.kompetensi, isi.kompetensi[0])
    assert code_of(lambda: edit(kantor, doc_id, kompetensi=ganda)) == "kompetensi_salah_isi"
    asing = (*isi.kompetensi, NilaiKompetensi(id="M.9", kelompok=KelompokKompetensi.MANAJERIAL))
    assert code_of(lambda: edit(kantor, doc_id, kompetensi=asing)) == "kompetensi_salah_isi"
    assert code_of(lambda: rate_kompetensi(kantor, doc_id, "M.1", nilai=6)) == "kompetensi_salah_isi"
    edit(kantor, doc_id, kompetensi=new_technical(isi, "Pengelolaan arsip", 2).kompetensi)
    teknis = stored(kantor, doc_id).kompetensi[-1]
    rate_kompetensi(kantor, doc_id, teknis.id, level=3, terpenuhi=(1,))
    edit(kantor, doc_id, kompetensi=isi.kompetensi)
    assert len(stored(kantor, doc_id).kompetensi) == 9


def test_that_earlier_sheets_stand_beside_the_new_one(kantor: Kantor, berperan: Berperan) -> None:
    satu, dua = (rated(kantor, berperan.asing.id, M_2=centang) for centang in ((), (1,)))
    finish_kompetensi(kantor, satu, tanggal=date(2026, 1, 5))
    finish_kompetensi(kantor, dua, tanggal=date(2026, 2, 5))
    buka = read_kompetensi(kantor, dua)
    assert [(d.id, d.nilai["M.2"]) for d in buka.riwayat] == [(satu, 1)]
    assert [b.nilai.id for b in buka.celah] == ["M.2"]
    assert buka.baris[1].label == "Kurang memadai"
    milik = list_kompetensi(kantor, berperan.asing.id)
    assert [(b.id, b.celah) for b in milik] == [(dua, 1), (satu, 1)]
    assert find_kompetensi(kantor, berperan.asing.id, "2026") == (dua, satu)
    assert find_kompetensi(kantor, berperan.asing.id, "2025") == ()
    hasil = print_kompetensi(kantor, dua, grafik=True)
    assert hasil.pdf.startswith(b"%PDF")
    assert hasil.nama_berkas.endswith("2026-02-05.pdf")


def test_that_guidance_of_another_person_is_not_followed(kantor: Kantor, berperan: Berperan) -> None:
    isi = Mentoring(pegawai_id=berperan.staf.id, pembimbing_id=berperan.asing.id, unit_kode=kantor.profil.kode)
    doc_id = natural_id("mentoring", kantor.profil.kode, "uji")
    with kantor.write("simpan", doc_id) as tx:
        tx.save("mentoring", doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    lembar, _ = create_kompetensi(kantor, berperan.staf.id, bimbingan_id=doc_id)
    assert stored(kantor, lembar).pembimbing_id == berperan.asing.id
    lain = berperan.saya.id
    kode = code_of(lambda: create_kompetensi(kantor, lain, bimbingan_id=doc_id))
    assert kode == "kompetensi_bimbingan_lain"
    assert code_of(lambda: create_kompetensi(kantor, lain, pembimbing_id=lain)) == "kompetensi_diri_sendiri"


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_assessing_reaches_as_far_as_the_table_says_and_never_oneself(berperan: Berperan, peran: P) -> None:
    ids = {nama: rated(berperan.kantor, orang.id) for nama, orang in berperan.orang.items()}
    for doc_id in ids.values():
        # Who signs reaches what he signs, whatever his role; here it is somebody else.
        edit(berperan.kantor, doc_id, pembimbing_id=berperan.sekda)
    with berperan.sebagai(peran) as kantor:
        for nama, orang in berperan.orang.items():
            doc_id, penilai = ids[nama], berperan.saya.id if nama == "bawahan" else berperan.sekda
            boleh = covers(W.ISI_KOMPETENSI, reach({peran}, W.ISI_KOMPETENSI), berperan.saya.id, orang.id, penilai)
            lihat = covers(W.LIHAT_PENILAIAN, reach({peran}, W.LIHAT_PENILAIAN), berperan.saya.id, orang.id, penilai)
            cetak = covers(W.CETAK, reach({peran}, W.CETAK), berperan.saya.id, orang.id, penilai)
            assert not (boleh and nama == "sendiri" and kantor.pelaku.pegawai_id)
            assert (doc_id in {s.id for s in list_kompetensi(kantor)}) is lihat
            assert (code_of(lambda d=doc_id: read_kompetensi(kantor, d)) == "") is lihat  # type: ignore[misc]
            assert (code_of(lambda d=doc_id: print_kompetensi(kantor, d)) == "") is cetak  # type: ignore[misc]
            if cetak:
                assert doc_id in find_kompetensi(kantor, orang.id)
            calls: tuple[Callable[[], object], ...] = (
                lambda o=orang.id: create_kompetensi(kantor, o),  # type: ignore[misc]
                lambda d=doc_id: rate_kompetensi(kantor, d, "M.1", alasan="uji"),  # type: ignore[misc]
                lambda d=doc_id: recommend_kompetensi(kantor, d, "uji"),  # type: ignore[misc]
                lambda d=doc_id: finish_kompetensi(kantor, d, tanggal=HARI),  # type: ignore[misc]
                lambda d=doc_id: reopen_kompetensi(kantor, d, "uji"),  # type: ignore[misc]
                lambda d=doc_id: delete_kompetensi(kantor, d, "uji"),  # type: ignore[misc]
            )
            for nomor, call in enumerate(calls):
                kode = code_of(call)
                assert (kode not in DITOLAK) is boleh, (nama, nomor, kode)
