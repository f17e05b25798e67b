"""Complaints and improvements: their steps, who sees them, what they are counted for, and where they are offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.istilah_pengembangan import (
    JenisPengaduan,
    StatusButir,
    StatusPengaduan,
    SumberOutcome,
    UnsurSkm,
)
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan, UkuranPerbaikan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.domain.wewenang import Wewenang, reach
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pengaduan import (
    advance_pengaduan,
    bind_pengaduan,
    create_pengaduan,
    delete_pengaduan,
    get_pengaduan,
    jumlah_pengaduan,
    list_hasil_unit,
    list_pengaduan,
    rights_on_pengaduan,
)
from desktop_app.services.pengaduan_tawaran import offer_for_penilaian
from desktop_app.services.perbaikan import (
    advance_perbaikan,
    create_perbaikan,
    delete_perbaikan,
    get_perbaikan,
    list_perbaikan,
    plan_from_pengaduan,
    propose_value,
)
from desktop_app.services.perbaikan_nilai import change_of, outcome_sentence
from desktop_app.services.tugas import list_tugas
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of

HARI = date(2026, 11, 10)
LAMA = Pengaduan(isi="Surat pindah selesai tiga minggu", layanan="Surat pindah", tanggal=date(2026, 2, 3))


@pytest.fixture(scope="module")
def berperan(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Berperan]:
    """An office: ``saya`` assesses ``staf``; the tests of this file share it."""
    dunia = Dunia(world, tmp_path_factory.mktemp("pengaduan"))
    hasil = filled(dunia)
    at(hasil.kantor, 2026, 12, 2)
    yield hasil
    dunia.close()


def test_that_a_complaint_goes_from_received_to_answered_and_back(berperan: Berperan) -> None:
    k = berperan.kantor
    doc_id, _ = create_pengaduan(k, LAMA)
    assert get_pengaduan(k, doc_id).status is StatusPengaduan.DITERIMA
    advance_pengaduan(k, doc_id, "tangani")
    assert code_of(lambda: advance_pengaduan(k, doc_id, "tangani")) == "pengaduan_langkah_salah"
    assert code_of(lambda: advance_pengaduan(k, doc_id, "selesai", tanggal=HARI)) == "pengaduan_tanpa_tanggapan"
    salah = date(2026, 2, 1)
    assert (
        code_of(lambda: advance_pengaduan(k, doc_id, "selesai", tanggapan="Sudah", tanggal=salah))
        == "pengaduan_selesai_lebih_dulu"
    )
    advance_pengaduan(k, doc_id, "selesai", tanggapan="Alur diperpendek", tanggal=HARI)
    isi = get_pengaduan(k, doc_id)
    assert (isi.status, isi.selesai, isi.tanggapan) == (StatusPengaduan.SELESAI, HARI, "Alur diperpendek")
    assert code_of(lambda: edit(k, doc_id, isi="lain")) == "pengaduan_sudah_selesai"
    advance_pengaduan(k, doc_id, "buka")
    assert get_pengaduan(k, doc_id).selesai is None


def test_that_state_and_answered_day_are_never_typed(berperan: Berperan) -> None:
    k = berperan.kantor
    doc_id, _ = create_pengaduan(k, LAMA)
    isi = open_naskah(k, doc_id).isi
    for salah in ({"status": StatusPengaduan.SELESAI}, {"selesai": HARI}, {"unit_kode": "11.11.11"}):
        baru = msgspec.structs.replace(isi, **salah)
        assert code_of(lambda b=baru: write_naskah(k, doc_id, b)) == "bukan_isian_anda"  # type: ignore[misc]
    palsu = msgspec.structs.replace(isi, skp_id=berperan.saya.skp, hasil_id="tidak-ada")
    assert code_of(lambda: write_naskah(k, doc_id, palsu)) == "hasil_bukan_skp"
    edit(k, doc_id, pelapor="Ibu Fulanah")
    assert get_pengaduan(k, doc_id).pelapor == "Ibu Fulanah"


def test_that_nothing_empty_or_not_yet_come_is_written_down(berperan: Berperan) -> None:
    k = berperan.kantor
    assert code_of(lambda: create_pengaduan(k, Pengaduan(isi="  "))) == "pengaduan_tanpa_isi"
    depan = Pengaduan(isi="x", tanggal=date(2026, 12, 24))
    assert code_of(lambda: create_pengaduan(k, depan)) == "pengaduan_tanggal_depan"
    assert code_of(lambda: create_pengaduan(k, Pengaduan(isi="x", skp_id="z"))) == "hasil_bukan_skp"


def test_that_complaints_are_counted_by_kind_unit_and_period(berperan: Berperan) -> None:
    k = berperan.kantor
    sebelum = {kode: jumlah_pengaduan(k, "", JenisPengaduan.PUJIAN, kode) for kode in ("2026", "2026-TW1", "2026-TW3")}
    create_pengaduan(k, Pengaduan(jenis=JenisPengaduan.PUJIAN, isi="Ramah", tanggal=date(2026, 8, 1)))
    kini = {kode: jumlah_pengaduan(k, k.profil.kode, JenisPengaduan.PUJIAN, kode) for kode in sebelum}
    assert kini == {"2026": sebelum["2026"] + 1, "2026-TW1": sebelum["2026-TW1"], "2026-TW3": sebelum["2026-TW3"] + 1}
    assert jumlah_pengaduan(k, "99.99.99", JenisPengaduan.PUJIAN, "2026") == 0
    (satu,) = list_pengaduan(k, jenis=JenisPengaduan.PUJIAN, periode="2026-B08")
    assert satu.isi == "Ramah"


@pytest.mark.parametrize("peran", P, ids=str)
def test_that_each_role_sees_and_writes_what_the_table_says(berperan: Berperan, peran: P) -> None:
    doc_id, _ = create_pengaduan(berperan.kantor, msgspec.structs.replace(LAMA, pelapor="Bapak Fulan"))
    baik, _ = create_perbaikan(berperan.kantor, PerbaikanLayanan(judul="Loket kedua"))
    with berperan.sebagai(peran) as k:
        lihat, catat = (bool(reach({peran}, w)) for w in (Wewenang.LIHAT_PENGADUAN, Wewenang.CATAT_PENGADUAN))
        kelola = bool(reach({peran}, Wewenang.KELOLA_PERBAIKAN))
        calls: tuple[tuple[bool, Callable[[], object]], ...] = (
            (lihat, lambda: list_pengaduan(k)),
            (lihat, lambda: get_pengaduan(k, doc_id)),
            (lihat, lambda: open_naskah(k, doc_id)),
            (catat, lambda: create_pengaduan(k, LAMA)),
            (catat, lambda: list_hasil_unit(k, 2026)),
            (catat, lambda: bind_pengaduan(k, doc_id, unsur=UnsurSkm.U3)),
            (catat, lambda: advance_pengaduan(k, doc_id, "tangani")),
            (lihat, lambda: rights_on_pengaduan(k, doc_id)),
            (bool(reach({peran}, Wewenang.KELOLA_PENGADUAN)), lambda: delete_pengaduan(k, doc_id, "uji")),
            (True, lambda: list_perbaikan(k)),
            (True, lambda: get_perbaikan(k, baik)),
            (True, lambda: propose_value(k, SumberOutcome.PENGADUAN)),
            (kelola, lambda: create_perbaikan(k, PerbaikanLayanan(judul="x"))),
            (kelola and lihat, lambda: plan_from_pengaduan(k, create_pengaduan(k, LAMA)[0])),
            (kelola, lambda: advance_perbaikan(k, baik, "mulai")),
            (kelola, lambda: delete_perbaikan(k, baik, "uji")),
        )
        for nomor, (boleh, call) in enumerate(calls):
            assert (code_of(call) != "wewenang_kurang") is boleh, nomor


def test_that_words_bound_to_a_result_are_offered_to_its_assessor_without_name_or_score(berperan: Berperan) -> None:
    k = berperan.kantor
    hari = date(2026, 2, 3)
    puji = Pengaduan(jenis=JenisPengaduan.PUJIAN, isi="Cepat dilayani", pelapor="Ibu Fulanah", tanggal=hari)
    doc_id, _ = create_pengaduan(k, puji)
    hasil = next(s for s in list_hasil_unit(k, 2026) if s.skp_id == berperan.saya.skp)
    bind_pengaduan(k, doc_id, skp_id=hasil.skp_id, hasil_id=hasil.hasil_id)
    luar, _ = create_pengaduan(k, msgspec.structs.replace(puji, isi="Di luar masa", tanggal=HARI))
    bind_pengaduan(k, luar, skp_id=hasil.skp_id, hasil_id=hasil.hasil_id)
    with berperan.sebagai(P.PENILAI, pegawai_id=berperan.sekda) as k:
        (satu,) = offer_for_penilaian(k, berperan.saya.penilaian)[hasil.hasil_id]
        assert (satu.ucapan, satu.sumber, satu.nama) == ("Cepat dilayani", "Masyarakat", "")
    with berperan.sebagai(P.PEGAWAI) as k:
        assert hasil.hasil_id not in offer_for_penilaian(k, berperan.saya.penilaian)
    assert next(s for s in list_pengaduan(berperan.kantor) if s.id == doc_id).hasil == hasil.hasil


def test_that_an_improvement_tells_before_and_after_in_one_sentence(berperan: Berperan) -> None:
    k = berperan.kantor
    isi = PerbaikanLayanan(judul="Izin lebih cepat", sebelum=UkuranPerbaikan(nilai_ukur="2.41"))
    doc_id, _ = create_perbaikan(k, isi)
    assert outcome_sentence(get_perbaikan(k, doc_id)) == "2,41 (belum diukur lagi)"
    assert code_of(lambda: advance_perbaikan(k, doc_id, "selesai", tanggal=HARI)) == "perbaikan_tanpa_hasil"
    edit(k, doc_id, sesudah=UkuranPerbaikan(nilai_ukur="3.10"))
    advance_perbaikan(k, doc_id, "selesai", tanggal=HARI)
    akhir = get_perbaikan(k, doc_id)
    assert (akhir.status, outcome_sentence(akhir)) == (StatusButir.SELESAI, "2,41 → 3,10 (lebih baik)")
    turun = msgspec.structs.replace(akhir, naik_baik=False)
    assert (change_of(turun), outcome_sentence(turun)) == (-1, "2,41 → 3,10 (belum lebih baik)")
    assert code_of(lambda: edit(k, doc_id, status=StatusButir.BERJALAN)) == "bukan_isian_anda"


def test_that_an_improvement_from_a_complaint_reads_its_value_from_the_register(berperan: Berperan) -> None:
    k = berperan.kantor
    asal, _ = create_pengaduan(k, msgspec.structs.replace(LAMA, tanggal=HARI))
    doc_id, _ = plan_from_pengaduan(k, asal)
    isi = get_perbaikan(k, doc_id)
    assert (isi.asal_id, isi.judul, isi.naik_baik) == (asal, "Perbaikan Surat pindah", False)
    assert isi.sebelum.nilai_ukur == str(jumlah_pengaduan(k, "", JenisPengaduan.PENGADUAN, "2026-TW4")) != "0"
    assert isi.sebelum.keterangan == "Pengaduan triwulan IV 2026"
    assert code_of(lambda: propose_value(k, SumberOutcome.DIISI)) == "perbaikan_sumber_kosong"


def test_that_open_and_late_improvements_stand_on_the_first_page_of_who_sees_to_them(berperan: Berperan) -> None:
    k = berperan.kantor
    isi = PerbaikanLayanan(judul="Papan alur", tenggat=date(2026, 11, 1), penanggung_jawab_id=berperan.asing.id)
    doc_id, _ = create_perbaikan(k, isi)
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as k:
        tugas = {s.kode: s for s in list_tugas(k, maks=99)}
        assert tugas["perbaikan-lewat"].doc_id == doc_id
        assert "perbaikan-terbuka" not in tugas
        assert "pengaduan-baru" not in tugas
    with berperan.sebagai(P.PEGAWAI) as k:
        assert "perbaikan-lewat" not in {s.kode for s in list_tugas(k, maks=99)}
    with berperan.sebagai(P.OPERATOR) as k:
        assert {"perbaikan-lewat", "pengaduan-baru"} <= {s.kode for s in list_tugas(k, maks=99)}
    advance_perbaikan(berperan.kantor, doc_id, "batal", hasil="digabung dengan yang lain")
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as k:
        assert "perbaikan-lewat" not in {s.kode for s in list_tugas(k, maks=99)}
