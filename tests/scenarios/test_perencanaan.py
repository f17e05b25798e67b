"""The rules of planning and of moves, one case or more each, as told in perencanaan.toml and perpindahan.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPerubahan, SifatHasil
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.mutu import check_mutu
from desktop_app.domain.panduan_ipk import PANDUAN_IPK, kategori_ipk
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.domain.perencanaan import check_keadaan, dikecualikan_selama
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.perpindahan import Kejadian, kejadian_of, who_evaluates
from desktop_app.domain.skp import RencanaHasilKerja, Skp
from desktop_app.services.adendum import add_change, advance_adendum, create_adendum
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.pegawai import new_riwayat
from desktop_app.services.pendirian import found_office
from desktop_app.services.pergantian_penilai import change_penilai
from desktop_app.services.pindah import move_pegawai
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import HASIL, add_people, draft_skp

JAM = datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=7)))
AWAL, AKHIR = date(2026, 1, 1), date(2026, 12, 31)


def read(name: str) -> dict[str, Any]:
    """Return the tables of a file beside this one."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


ATURAN: list[dict[str, Any]] = read("aturan_perencanaan.toml")["aturan"]
RENCANA: list[dict[str, Any]] = read("perencanaan.toml")["kasus"]
PINDAH: dict[str, list[dict[str, Any]]] = read("perpindahan.toml")
ISI = [satu for satu in RENCANA if "langkah" not in satu]
LANGKAH = [satu for satu in RENCANA if "langkah" in satu]


def name_of(satu: dict[str, Any]) -> str:
    """Return what a case is called in the report of the tests."""
    return f"{satu['aturan']} {satu.get('cerita', satu.get('jenjang', ''))[:50]}"


def test_that_every_rule_has_a_case_and_every_case_a_rule_and_a_page() -> None:
    semua = [*RENCANA, *PINDAH["kasus"], *PINDAH["ipk"]]
    assert {satu["aturan"] for satu in semua} == {satu["id"] for satu in ATURAN}
    assert len({satu["id"] for satu in ATURAN}) == len(ATURAN) == 20 + 12
    assert all(str(satu["halaman"]).strip() for satu in (*semua, *ATURAN))


def hasil_of(satu: dict[str, Any], nomor: int) -> RencanaHasilKerja:
    """Return one result as the case tells it; targets are numbers with a unit, or words."""
    indikator = []
    for ke, isi in enumerate(satu["indikator"]):
        target = {"jenis": "angka", "nilai": isi["angka"], "satuan": isi["satuan"]} if "angka" in isi else {}
        target |= {"jenis": "teks", "teks": isi["target"]} if "target" in isi else {}
        lain = {nama: isi[nama] for nama in ("teks", "narasi", "aspek", "perspektif", "kendali") if nama in isi}
        indikator.append({"id": f"i{nomor}{ke}", "target": target, **lain})
    lain = {nama: satu[nama] for nama in ("jenis", "sifat", "sumber") if nama in satu}
    isi = {"id": f"h{nomor}", "teks": satu["teks"], "intervensi": {"teks": "Pelayanan"}, "indikator": indikator, **lain}
    return msgspec.convert(isi, RencanaHasilKerja)


def skp_of(kasus: dict[str, Any]) -> Skp:
    """Return the SKP of a case."""
    hasil = tuple(hasil_of(satu, n) for n, satu in enumerate(kasus["hasil"])) if "hasil" in kasus else (HASIL,)
    lain = {nama: kasus[nama] for nama in ("kelompok", "pendekatan") if nama in kasus}
    bagian = ("sumber_daya", "skema", "konsekuensi")
    lampiran = {b: [{"id": str(n), "teks": t} for n, t in enumerate(kasus.get(b, ()))] for b in bagian}
    dasar = {"pegawai_id": "p", "penilai_id": "c", "mulai": AWAL, "selesai": AKHIR, "lampiran": lampiran, **lain}
    return msgspec.structs.replace(msgspec.convert(dasar, Skp), hasil=hasil)


def person_of(kasus: dict[str, Any]) -> Pegawai:
    """Return the person of a case with his circumstances."""
    keadaan = [{"id": str(n), **satu} for n, satu in enumerate(kasus.get("keadaan", ()))]
    return Pegawai(nama="Contoh", keadaan=tuple(msgspec.convert(keadaan, list[KeadaanKhusus])))


@pytest.mark.parametrize("kasus", ISI, ids=name_of)
def test_that_a_plan_is_told_what_the_page_says(kasus: dict[str, Any]) -> None:
    skp, pegawai = skp_of(kasus), person_of(kasus)
    jabatan = msgspec.convert(
        {"id": "j", "mulai": AWAL, "jenis_jabatan": kasus.get("jabatan", "pelaksana")}, RiwayatJabatan
    )
    temuan = (*check_skp(skp), *check_mutu(skp, jabatan=jabatan), *check_keadaan(pegawai, skp))
    kode = {satu.kode for satu in temuan}
    assert set(kasus.get("temuan", ())) <= kode, f"lihat halaman {kasus['halaman']}"
    assert not set(kasus.get("tanpa", ())) & kode, f"lihat halaman {kasus['halaman']}"
    assert len(skp.perilaku) == kasus.get("perilaku", 7)
    if "dikecualikan" in kasus:
        assert (dikecualikan_selama(pegawai, AWAL, AKHIR) is not None) is kasus["dikecualikan"]
    for bagian in ("sumber_daya", "skema", "konsekuensi"):
        assert [satu.teks for satu in getattr(skp.lampiran, bagian)] == kasus.get(bagian, [])
    # The regulation recommends; only what is missing stops a plan.
    assert not any(satu.penting for satu in (*check_mutu(skp, jabatan=jabatan), *check_keadaan(pegawai, skp)))


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kantor]:
    """An office in which the steps are taken, each case with people of its own."""
    profil = Profil(peran=Peran.UNIT, kode="99.01.09", nama="Kecamatan Contoh", instansi="PEMERINTAH KABUPATEN CONTOH")
    kantor = found_office(tmp_path_factory.mktemp("rencana"), profil, jam=lambda: JAM, who="Uji")
    yield kantor
    kantor.close()


NOMOR = count(1)


class Jalan:
    """One case in the office: an employee with an SKP, his assessor and the assessor's superior."""

    def __init__(self, kantor: Kantor) -> None:
        self.kantor = kantor
        self.sekda, self.camat, self.staf = add_people(kantor, str(next(NOMOR)).zfill(2)[-2:])
        self.skp = draft_skp(kantor, self.staf)

    def step(self, satu: dict[str, Any]) -> None:
        """Take one step as the case names it."""
        nama, hari = satu["nama"], satu.get("tanggal")
        if nama == "adendum":
            sifat = SifatHasil(satu.get("sifat", "biasa"))
            indikator = (msgspec.structs.replace(HASIL.indikator[0], id="i2"),)
            baru = msgspec.structs.replace(HASIL, id="h2", teks="Arsip tertata", sifat=sifat, indikator=indikator)
            doc_id, _ = create_adendum(self.kantor, self.skp)
            add_change(self.kantor, doc_id, JenisPerubahan.TAMBAH, hasil=baru, alasan="penugasan baru")
            advance_adendum(self.kantor, doc_id, "ajukan")
            advance_adendum(self.kantor, doc_id, "terima", tanggal=hari)
        elif nama == "pindah":
            jabatan = new_riwayat(
                None, mulai=hari, jabatan="Pengelola", unit_kerja="Sekretariat", penilai_id=self.sekda
            )
            move_pegawai(self.kantor, self.staf, jabatan, "surat keputusan mutasi")
        elif nama == "ganti penilai":
            change_penilai(self.kantor, [self.staf], hari, self.sekda, alasan="camat dimutasikan")
        else:
            oleh_atasan = satu.get("oleh") == "atasan"
            lain = {"alasan": satu.get("alasan", ""), "tanggal": hari, "oleh_atasan": oleh_atasan}
            advance_skp(self.kantor, self.skp, nama, **lain)


@pytest.mark.parametrize("kasus", LANGKAH, ids=name_of)
def test_that_the_steps_lead_where_the_page_says(kantor: Kantor, kasus: dict[str, Any]) -> None:
    jalan = Jalan(kantor)
    *awal, akhir = kasus["langkah"]
    for satu in awal:
        jalan.step(satu)
    if "ditolak" in kasus:
        with pytest.raises(UserError) as caught:
            jalan.step(akhir)
        assert caught.value.code == kasus["ditolak"]
    else:
        jalan.step(akhir)
    skp = get_skp(kantor, jalan.skp)
    assert skp.status.value == kasus["status"], f"lihat halaman {kasus['halaman']}"
    if "ditetapkan_oleh" in kasus:
        assert skp.penilai is not None
        assert skp.penilai.nama == kasus["ditetapkan_oleh"]
    if "jumlah_skp" in kasus:
        assert kantor.store.count("skp", where={"pegawai_id": jalan.staf}) == kasus["jumlah_skp"]
    assert len(skp.hasil) == kasus.get("jumlah_hasil", 1)
    assert skp.berakhir == kasus.get("berakhir")


@pytest.mark.parametrize("kasus", PINDAH["kasus"], ids=name_of)
def test_that_the_page_says_who_evaluates(kasus: dict[str, Any]) -> None:
    keadaan: tuple[KeadaanKhusus, ...] = ()
    if "keadaan" in kasus:
        isi = {"id": "k", **kasus["keadaan"]}
        keadaan = (msgspec.convert({**isi, "penilai_id": isi.pop("oleh", "")}, KeadaanKhusus),)
    kejadian = Kejadian(
        periode=parse_periode(kasus["periode"]),
        penilai_id="penilai",
        penilai_lama_id="penilai lama",
        atasan_id="atasan",
        pegawai_pindah=kasus.get("pegawai_pindah"),
        penilai_pindah=kasus.get("penilai_pindah"),
        berhalangan_tetap=kasus.get("berhalangan_tetap", False),
        delegasi_id="delegasi" if kasus.get("delegasi") else "",
        keadaan=keadaan,
    )
    if "riwayat" in kasus:
        posts = [
            {"id": str(n), "mulai": m, "jabatan": j, "penilai_id": p} for n, (m, j, p) in enumerate(kasus["riwayat"])
        ]
        orang = Pegawai(nama="Contoh", riwayat=tuple(msgspec.convert(posts, list[RiwayatJabatan])))
        kejadian = kejadian_of(orang, kejadian.periode, atasan_id="atasan")
    jawab = who_evaluates(kejadian)
    assert (jawab.penilai_id, jawab.siapa.value) == (kasus["dievaluasi_oleh"], kasus["sebagai"])
    assert jawab.unit_baru is kasus.get("unit_baru", False)
    assert jawab.boleh_hasil_lama is kasus.get("boleh_hasil_lama", False)
    assert jawab.data_dari == kasus.get("data_dari", "")


@pytest.mark.parametrize("baris", PINDAH["ipk"], ids=lambda satu: f"{satu['jenjang']} {satu['akreditasi']}")
def test_that_an_ipk_is_read_as_the_guidance_does(baris: dict[str, Any]) -> None:
    for predikat in ("sangat_baik", "baik", "butuh_perbaikan", "kurang"):
        for ipk in baris[predikat]:
            angka = Decimal(ipk.replace(",", "."))
            assert kategori_ipk(baris["jenjang"], baris["akreditasi"], angka).value == predikat, ipk


def test_that_the_guidance_has_no_row_without_a_case() -> None:
    assert {(satu["jenjang"], satu["akreditasi"]) for satu in PINDAH["ipk"]} == set(PANDUAN_IPK)
