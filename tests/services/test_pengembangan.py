"""Development plans: needs with their source, steps, hours, effect, agreement, the list of an office, and rights."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.bimbingan import Coaching as CoachingB16
from desktop_app.domain.bimbingan import FaktaCoaching, Mentoring, TujuanMentoring
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.hitung_jp import count_hours
from desktop_app.domain.istilah import Rating, StatusKepegawaian
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik, ResponUmpanBalik
from desktop_app.domain.istilah_pengembangan import (
    BentukPengembangan,
    StatusButir,
    StatusPembinaan,
    SumberKebutuhan,
)
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengembangan import PelaksanaanPengembangan, RencanaPengembangan
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, covers, reach
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.kebutuhan_pengembangan import needs_of
from desktop_app.services.kompetensi import finish_kompetensi
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pengembangan import (
    add_langkah,
    agree_pengembangan,
    choose_kebutuhan,
    create_pengembangan,
    delete_pengembangan,
    hours_due,
    list_pengembangan,
    read_pengembangan,
    record_dampak,
    record_pelaksanaan,
)
from desktop_app.services.pengembangan_cetak import (
    export_jam,
    find_pengembangan,
    print_jam,
    print_pengembangan,
)
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.tugas import list_tugas
from desktop_app.services.tugas_pengembangan import waiting_pengembangan
from desktop_app.services.umpan_balik import give_umpan_balik
from tests.services.dunia_kantor import AKHIR, Dunia, edit
from tests.services.kantor_berperan import Berperan, filled
from tests.services.test_kompetensi import DITOLAK, HARI, code_of, rated

W = Wewenang


@pytest.fixture(scope="module")
def berperan(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Berperan]:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    dunia = Dunia(world, tmp_path_factory.mktemp("pengembangan"))
    yield filled(dunia)
    dunia.close()


def plan_of(kantor: Kantor, pegawai_id: str, tahun: int = 2026) -> str:
    return create_pengembangan(kantor, pegawai_id, tahun)[0]


def stored(kantor: Kantor, doc_id: str) -> RencanaPengembangan:
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return decode_as(RencanaPengembangan, dokumen.body)


def put(kantor: Kantor, kind: str, isi: Any) -> str:
    doc_id = natural_id(kind, kantor.profil.kode, f"uji/{isi.pegawai_id}")
    with kantor.write("simpan", doc_id) as tx:
        tx.save(kind, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id


def test_that_needs_come_from_weak_places_each_with_its_source_and_become_steps_once(berperan: Berperan) -> None:
    kantor, staf = berperan.kantor, berperan.staf
    assert needs_of(kantor, staf.id, 2026) == ()
    lembar = rated(kantor, staf.id, M_2=(1,), M_5=())
    # A draft tells nothing yet.
    assert needs_of(kantor, staf.id, 2026) == ()
    finish_kompetensi(kantor, lembar, tanggal=HARI)
    edit(kantor, staf.penilaian, rating_perilaku=Rating.DIBAWAH, alasan_perilaku="sering terlambat menjawab")
    advance_penilaian(kantor, staf.penilaian, "finalkan", tanggal=AKHIR)
    for _kali in range(2):
        ucapan = UmpanBalikBerkelanjutan(
            pegawai_id=staf.id,
            pemberi_id=berperan.saya.id,
            peran=PemberiUmpanBalik.PIMPINAN,
            teks="Jawaban di loket kurang jelas",
            respon=ResponUmpanBalik.TIDAK_POSITIF,
            tanggal=HARI,
        )
        ucapan_id, _ = give_umpan_balik(kantor, ucapan)
    tujuan = TujuanMentoring(id="t1", keahlian="Menyusun surat keterangan", harapan="mandiri")
    mentoring = put(
        kantor,
        "mentoring",
        Mentoring(pegawai_id=staf.id, status=StatusPembinaan.SELESAI, tanggal=HARI, tujuan=(tujuan,)),
    )
    fakta = FaktaCoaching(id="f1", masalah="Antrean menumpuk", penyebab="loket satu")
    put(kantor, "coaching", CoachingB16(pegawai_id=staf.id, status=StatusPembinaan.DRAFT, fakta=(fakta,)))
    ada = needs_of(kantor, staf.id, 2026)
    assert [(s.sumber, s.kode, s.halaman) for s in ada] == [
        (SumberKebutuhan.KOMPETENSI, "M.5", "kompetensi"),
        (SumberKebutuhan.KOMPETENSI, "M.2", "kompetensi"),
        (SumberKebutuhan.HASIL_RENDAH, "perilaku", "penilaian"),
        (SumberKebutuhan.UMPAN_BALIK, "umum", "umpan_balik"),
        (SumberKebutuhan.BIMBINGAN, "t1", "bimbingan"),
    ]
    assert [s.acuan_id for s in ada] == [lembar, lembar, staf.penilaian, "", mentoring]
    umpan = ada[3]
    # No need leads to a feedback or says who gave it.
    assert "2 umpan balik" in umpan.penjelasan
    assert not any(satu in str(umpan) for satu in (ucapan_id, berperan.saya.id, "loket kurang jelas"))
    doc_id = plan_of(kantor, staf.id)
    choose_kebutuhan(kantor, doc_id, [ada[0].kunci, ada[3].kunci, ada[0].kunci])
    choose_kebutuhan(kantor, doc_id, [ada[0].kunci])
    assert [b.kebutuhan for b in stored(kantor, doc_id).butir] == [ada[0].kebutuhan, ada[3].kebutuhan]
    assert [s.dipilih for s in needs_of(kantor, staf.id, 2026)] == [True, False, False, True, False]
    assert code_of(lambda: choose_kebutuhan(kantor, doc_id, ["x"])) == "pengembangan_kebutuhan_tidak_ada"
    # The next year knows the weak competency still, not the feedback of the year before.
    assert {s.sumber for s in needs_of(kantor, staf.id, 2027)} == {
        SumberKebutuhan.KOMPETENSI,
        SumberKebutuhan.HASIL_RENDAH,
    }


def test_that_a_plan_goes_from_a_step_to_hours_and_what_changed(berperan: Berperan) -> None:
    kantor, asing = berperan.kantor, berperan.asing
    doc_id = plan_of(kantor, asing.id)
    assert (
        plan_of(kantor, asing.id)
        == doc_id
        == natural_id("rencana_pengembangan", kantor.profil.kode, f"{asing.id}/2026")
    )
    assert code_of(lambda: agree_pengembangan(kantor, doc_id, HARI)) == "pengembangan_tanpa_langkah"
    langkah, _ = add_langkah(
        kantor, doc_id, " Menguasai  data ", bentuk=BentukPengembangan.BELAJAR_MANDIRI, target_jp=8, tenggat=HARI
    )
    agree_pengembangan(kantor, doc_id, HARI)
    record_pelaksanaan(kantor, doc_id, langkah, nama="Kursus", selesai=date(2026, 2, 2), jp=6, nomor_sertifikat="1/X")
    record_pelaksanaan(kantor, doc_id, langkah, nama="Kursus lama", selesai=date(2025, 12, 31), jp=9, tuntas=False)
    record_pelaksanaan(kantor, doc_id, langkah, nama="Webinar", selesai=date(2026, 3, 1), jp=3)
    buka = read_pengembangan(kantor, doc_id)
    assert (buka.jam.jp, buka.jam.kurang, buka.jam.tahun_lain, buka.jam.tanpa_sertifikat) == (9, 11, 9, 3)
    assert buka.isi.butir[0].kebutuhan == "Menguasai data"
    assert (buka.isi.butir[0].status, buka.isi.disepakati) == (StatusButir.SELESAI, HARI)
    assert buka.penilaian == ((asing.penilaian, "2026-TW1"),)
    assert code_of(lambda: record_dampak(kantor, doc_id, langkah, "x", berperan.staf.penilaian)) == "dokumen_tidak_ada"
    record_dampak(kantor, doc_id, langkah, "laporan lebih cepat", asing.penilaian)
    assert stored(kantor, doc_id).butir[0].penilaian_id == asing.penilaian
    for panggil, kode in (
        (
            lambda: record_pelaksanaan(kantor, doc_id, langkah, nama=" ", selesai=HARI, jp=1),
            "pengembangan_acara_kosong",
        ),
        (
            lambda: record_pelaksanaan(kantor, doc_id, langkah, nama="a", selesai=date(2031, 1, 1), jp=1),
            "pengembangan_acara_nanti",
        ),
        (
            lambda: record_pelaksanaan(kantor, doc_id, "x", nama="a", selesai=HARI, jp=1),
            "pengembangan_langkah_tidak_ada",
        ),
        (lambda: record_pelaksanaan(kantor, doc_id, langkah, nama="a", selesai=HARI, jp=9999), "pengembangan_jp_salah"),
        (
            lambda: record_pelaksanaan(
                kantor, doc_id, langkah, nama="a", mulai=date(2026, 3, 2), selesai=date(2026, 3, 1), jp=1
            ),
            "pengembangan_tanggal_terbalik",
        ),
        (lambda: add_langkah(kantor, doc_id, " "), "pengembangan_kebutuhan_kosong"),
        (lambda: delete_pengembangan(kantor, doc_id, "uji"), "pengembangan_ada_kegiatan"),
        (lambda: create_pengembangan(kantor, asing.id, 2016), "pengembangan_tahun_salah"),
        (lambda: edit(kantor, doc_id, disepakati=None), "bukan_isian_anda"),
        (lambda: edit(kantor, doc_id, target_jp=0), "bukan_isian_anda"),
        (lambda: edit(kantor, doc_id, tahun=2027), "bukan_isian_anda"),
        (lambda: edit(kantor, doc_id, butir=stored(kantor, doc_id).butir * 2), "pengembangan_salah_isi"),
    ):
        assert code_of(panggil) == kode


def test_that_the_employee_neither_changes_what_was_agreed_nor_says_what_it_changed(berperan: Berperan) -> None:
    staf = berperan.staf.id
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf) as kantor:
        doc_id = plan_of(kantor, staf, 2023)
        langkah, _ = add_langkah(kantor, doc_id, "Menyusun surat", target_jp=8)
        assert code_of(lambda: record_dampak(kantor, doc_id, langkah, "sangat baik")) == "pengembangan_dampak_penilai"
    with berperan.sebagai(P.PENILAI) as kantor:
        agree_pengembangan(kantor, doc_id, HARI)
    for peran in (P.PEGAWAI, P.OPERATOR):
        with berperan.sebagai(peran, pegawai_id=staf) as kantor:
            (butir,) = stored(kantor, doc_id).butir
            for ubah in (
                {"kebutuhan": "lain"},
                {"target_jp": 1},
                {"sumber": SumberKebutuhan.SKM},
                {"acuan_id": "7" * 32},
                {"status": StatusButir.BATAL},
            ):
                baru = msgspec.structs.replace(butir, **ubah)
                kode = code_of(lambda b=baru: edit(kantor, doc_id, butir=(b,)))  # type: ignore[misc]
                assert kode == "pengembangan_sudah_disepakati", ubah
            for butir_lain in ((), (butir, msgspec.structs.replace(butir, id="lain"))):
                kode = code_of(lambda b=butir_lain: edit(kantor, doc_id, butir=b))  # type: ignore[misc]
                assert kode == "pengembangan_sudah_disepakati"
            assert code_of(lambda: record_dampak(kantor, doc_id, langkah, "baik")) == "pengembangan_dampak_penilai"
            buka = read_pengembangan(kantor, doc_id)
            assert (buka.boleh_kebutuhan, buka.boleh_dampak) == (False, False)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=staf) as kantor:
        record_pelaksanaan(kantor, doc_id, langkah, nama="Kursus", selesai=HARI, jp=6)
        assert stored(kantor, doc_id).disepakati == HARI
        # What he typed before the assessor wrote is not held against him, and takes nothing back.
        isi = open_naskah(kantor, doc_id).isi
        assert isinstance(isi, RencanaPengembangan)
        write_naskah(kantor, doc_id, msgspec.structs.replace(isi, arah_karier="pengawas"))
        with berperan.sebagai(P.PENILAI) as penilai:
            record_dampak(penilai, doc_id, langkah, "surat lebih cepat")
        commit_naskah(kantor, doc_id)
    akhir = stored(berperan.kantor, doc_id)
    assert (akhir.butir[0].dampak, akhir.arah_karier, akhir.disepakati) == ("surat lebih cepat", "pengawas", HARI)


def test_that_a_change_of_what_was_agreed_waits_to_be_agreed_anew(berperan: Berperan) -> None:
    with berperan.sebagai(P.PENILAI) as kantor:
        doc_id = plan_of(kantor, berperan.staf.id, 2022)
        add_langkah(kantor, doc_id, "Menyusun surat", target_jp=8)
        agree_pengembangan(kantor, doc_id, HARI)
        isi = stored(kantor, doc_id)
        (butir,) = isi.butir
        lain = msgspec.structs.replace(isi, butir=(msgspec.structs.replace(butir, target_jp=4),))
        assert read_pengembangan(kantor, doc_id, lain).isi.disepakati is None
        write_naskah(kantor, doc_id, lain)
        assert getattr(open_naskah(kantor, doc_id).isi, "disepakati", HARI) is None
        # Typed back before it was stored, nothing has changed.
        write_naskah(kantor, doc_id, msgspec.structs.replace(isi, disepakati=None))
        commit_naskah(kantor, doc_id)
        assert stored(kantor, doc_id).disepakati == HARI
        add_langkah(kantor, doc_id, "Kearsipan")
        assert stored(kantor, doc_id).disepakati is None
        agree_pengembangan(kantor, doc_id, HARI + timedelta(days=1))
        assert stored(kantor, doc_id).disepakati == HARI + timedelta(days=1)


def test_that_an_event_holds_no_more_hours_than_its_days(berperan: Berperan) -> None:
    kantor = berperan.kantor
    doc_id = plan_of(kantor, berperan.asing.id, 2023)
    langkah, _ = add_langkah(kantor, doc_id, "uji")
    catat = lambda jp, **hari: record_pelaksanaan(kantor, doc_id, langkah, nama="k", selesai=HARI, jp=jp, **hari)  # noqa: E731
    assert code_of(lambda: catat(13)) == "pengembangan_jp_melebihi_hari"
    assert code_of(lambda: catat(25, mulai=HARI - timedelta(days=1))) == "pengembangan_jp_melebihi_hari"
    catat(24, mulai=HARI - timedelta(days=1))
    (butir,) = stored(kantor, doc_id).butir
    tanpa_hari = PelaksanaanPengembangan(id="p", nama="k", jp=2000)
    edit(kantor, doc_id, butir=(msgspec.structs.replace(butir, pelaksanaan=(*butir.pelaksanaan, tanpa_hari)),))
    assert count_hours(stored(kantor, doc_id), HARI.year).tanpa_tanggal == 2000
    berhari = msgspec.structs.replace(tanpa_hari, selesai=HARI)
    baru = (msgspec.structs.replace(butir, pelaksanaan=(*butir.pelaksanaan, berhari)),)
    assert code_of(lambda: edit(kantor, doc_id, butir=baru)) == "pengembangan_jp_melebihi_hari"


def test_that_no_file_says_of_oneself_what_the_window_refuses(berperan: Berperan, tmp_path: Path) -> None:
    berkas = tmp_path / "rencana.json"

    def applied(orang: str, **butir: Any) -> str:
        langkah = {"sumber": "lainnya", "kebutuhan": "Menyusun surat", **butir}
        isi = {"pegawai_id": orang, "tahun": 2021, "butir": [langkah]}
        dokumen = [{"jenis": "rencana_pengembangan", "isi": isi}]
        berkas.write_bytes(msgspec.json.encode({"format": "skp-luring/interchange", "versi": 1, "dokumen": dokumen}))
        with berperan.sebagai(P.OPERATOR) as kantor:
            return code_of(lambda: apply_interchange(kantor, berkas))

    saya, staf = berperan.saya.id, berperan.staf.id
    acara = {"mulai": "2021-05-04", "nama": "Kursus", "jp": 20}
    assert applied(saya, dampak="Sangat baik") == "pengembangan_dampak_penilai"
    assert applied(staf, pelaksanaan=[acara]) == "pengembangan_jp_melebihi_hari"
    assert applied(staf, pelaksanaan=[{**acara, "jp": 12}], dampak="Surat lebih cepat") == ""


def test_that_the_list_of_hours_leaves_as_pages_and_as_a_workbook(berperan: Berperan, tmp_path: Path) -> None:
    kantor = berperan.kantor
    langkah, _ = add_langkah(kantor, doc := plan_of(kantor, berperan.saya.id), "=HYPERLINK uji")
    dua_hari = {"mulai": HARI - timedelta(days=1), "selesai": HARI}
    record_pelaksanaan(kantor, doc, langkah, nama="Bimtek", jp=20, nomor_sertifikat="9/Y", **dua_hari)
    baris = {b.pegawai_id: b for b in list_pengembangan(kantor, 2026)}
    assert set(baris) >= {berperan.sekda, *(o.id for o in berperan.orang.values())}
    assert (baris[berperan.saya.id].jam.kurang, baris[berperan.sekda].jam.kurang) == (0, 20)
    assert export_jam(kantor, 2026, tmp_path / "jp.xlsx") == len(baris)
    assert (tmp_path / "jp.xlsx").read_bytes().startswith(b"PK")
    export_jam(kantor, 2026, tmp_path / "jp.csv")
    kepala, *sel = (s.split(";") for s in (tmp_path / "jp.csv").read_text("utf-8-sig").splitlines())
    assert kepala[3:5] == ["JP", "KURANG"]
    assert {tuple(satu[3:5]) for satu in sel} >= {("20", "0"), ("0", "20")}
    export_jam(kantor, 2026, tmp_path / "jp.pdf")
    assert (tmp_path / "jp.pdf").read_bytes().startswith(b"%PDF")
    assert code_of(lambda: export_jam(kantor, 2026, tmp_path / "jp.doc")) == "daftar_akhiran_salah"
    assert kantor.store.audit_rows(1)[0].act == "ekspor_jam"
    nama, pdf = print_jam(kantor, 2026)
    assert nama.endswith("2026.pdf")
    assert pdf.startswith(b"%PDF")


def test_that_missing_hours_are_told_in_the_last_quarter_to_whom_it_concerns(berperan: Berperan) -> None:
    kantor = berperan.kantor
    for orang in (berperan.saya, berperan.staf):
        plan_of(kantor, orang.id, 2027)
    semula = kantor.jam

    def told(hari: date, *peran: P) -> list[tuple[str, int]]:
        with berperan.sebagai(*peran) as masuk:
            return [(s.kode, s.jumlah) for s in waiting_pengembangan(masuk, hari)]

    try:
        assert told(date(2027, 9, 30), P.PENILAI) == []
        assert told(date(2027, 10, 1), P.PEGAWAI) == [("jp-saya", 1)]
        assert told(date(2027, 10, 1), P.PENILAI) == [("jp-saya", 1), ("jp-pegawai", 1)]
        assert told(date(2027, 10, 1), P.VERIFIKATOR) == []
        # Nobody began a plan for 2028, and a clock that is not believed tells no day.
        assert told(date(2028, 12, 1), P.PENILAI) == []
        assert list(waiting_pengembangan(kantor, None)) == []
        kantor.jam = lambda: datetime(2027, 11, 2, 9, tzinfo=UTC)
        assert "jp-pegawai" in {s.kode for s in list_tugas(kantor, maks=99)}
    finally:
        kantor.jam = semula


def test_that_an_official_who_is_no_civil_servant_owes_no_hours() -> None:
    assert hours_due(Pegawai(nama="a"), 2026) == 20
    assert hours_due(Pegawai(nama="a", status=StatusKepegawaian.PPPK), 2026) == 20
    assert hours_due(Pegawai(nama="a", status=StatusKepegawaian.BUKAN_ASN), 2026) == 0


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_a_plan_reaches_as_far_as_the_table_says_and_nobody_agrees_to_his_own(
    berperan: Berperan, peran: P
) -> None:
    semula = berperan.kantor
    ids = {nama: plan_of(semula, orang.id, 2025) for nama, orang in berperan.orang.items()}
    langkah = {nama: add_langkah(semula, doc_id, "uji")[0] for nama, doc_id in ids.items()}
    with berperan.sebagai(peran) as kantor:
        for nama, orang in berperan.orang.items():
            doc_id, penilai = ids[nama], berperan.saya.id if nama == "bawahan" else berperan.sekda
            boleh = covers(
                W.SUSUN_PENGEMBANGAN, reach({peran}, W.SUSUN_PENGEMBANGAN), berperan.saya.id, orang.id, penilai
            )
            lihat = covers(W.LIHAT_PENILAIAN, reach({peran}, W.LIHAT_PENILAIAN), berperan.saya.id, orang.id, penilai)
            cetak = covers(W.CETAK, reach({peran}, W.CETAK), berperan.saya.id, orang.id, penilai)
            assert (doc_id in {s.id for s in list_pengembangan(kantor, 2025)}) is lihat
            for baca in (lambda d=doc_id: read_pengembangan(kantor, d), lambda o=orang.id: needs_of(kantor, o, 2025)):  # type: ignore[misc]
                assert (code_of(baca) == "") is lihat, nama
            assert (code_of(lambda d=doc_id: print_pengembangan(kantor, d)) == "") is cetak  # type: ignore[misc]
            if cetak:
                assert doc_id in find_pengembangan(kantor, orang.id, "2025")
            calls: tuple[Callable[[], object], ...] = (
                lambda o=orang.id: create_pengembangan(kantor, o, 2024),  # type: ignore[misc]
                lambda d=doc_id: add_langkah(kantor, d, "uji"),  # type: ignore[misc]
                lambda d=doc_id: choose_kebutuhan(kantor, d, ["x"]),  # type: ignore[misc]
                lambda d=doc_id, s=langkah[nama]: record_dampak(kantor, d, s, "uji"),  # type: ignore[misc]
                lambda d=doc_id: record_pelaksanaan(kantor, d, "x", nama="a", selesai=HARI, jp=1),  # type: ignore[misc]
                lambda d=doc_id: delete_pengembangan(kantor, d, " "),  # type: ignore[misc]
            )
            for nomor, call in enumerate(calls):
                assert (code_of(call) not in DITOLAK) is boleh, (nama, nomor, code_of(call))
            kode = code_of(lambda d=doc_id: agree_pengembangan(kantor, d, HARI))  # type: ignore[misc]
            assert (kode == "") is (boleh and nama != "sendiri"), kode
    # What is agreed counts for the later roles too: the office makes them new.
    for doc_id in ids.values():
        with semula.write("hapus_pengembangan", doc_id) as tx:
            tx.save("rencana_pengembangan", doc_id, b"{}", scope=semula.profil.kode, schema=SCHEMA, deleted=True)
