"""The main job from end to end with demo people: record, print, export, verify, merge, acknowledge.

Everything happens in real offices below the output folder, through the same services as the window.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_pengembangan import StatusSurvei
from desktop_app.paths import resources
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.cetak import JenisCetak, note_cetak
from desktop_app.services.formulir import form_of_code
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kirim import HasilEkspor, export_bundle
from desktop_app.services.masuk import NasibPaket, inspect_bundle, merge_bundles
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.periksa import check_store
from desktop_app.services.skm_cetak import print_laporan_skm, print_pengumuman_skm

KECAMATAN = Profil(
    peran=Peran.UNIT,
    kode="99.01.01",
    nama="Kecamatan Sukamaju",
    instansi="PEMERINTAH KABUPATEN ANTAH BERANTAH",
    tempat="Sukamaju",
)
CONTOH_PERATURAN = Profil(
    peran=Peran.UNIT,
    kode="99.01.90",
    nama="Direktorat II (contoh peraturan)",
    instansi="(NAMA INSTANSI)",
)
KABUPATEN = Profil(
    peran=Peran.KABUPATEN,
    kode="99.01",
    nama="BKPSDM Kabupaten Antah Berantah",
    instansi="PEMERINTAH KABUPATEN ANTAH BERANTAH",
    tempat="Antah Berantah",
)
CONTOH_KANTOR = (
    "kecamatan-sukamaju.json",
    "kecamatan-sukamaju-harian.json",
    "kecamatan-sukamaju-pengembangan.json",
)
CONTOH_SKP = (
    "contoh-kasubdit-ii.json",
    "contoh-direktur-ii.json",
    "contoh-kepala-puskesmas.json",
    "contoh-bidan-penyelia.json",
    "contoh-tugas-belajar.json",
)
CONTOH_ALAT = ("contoh-rencana-direktur-ii.json", "contoh-rencana-puskesmas.json")
CONTOH_EVALUASI = (
    "contoh-kasubdit-ii-evaluasi.json",
    "contoh-direktur-ii-evaluasi.json",
    "contoh-kepala-puskesmas-evaluasi.json",
    "contoh-bidan-penyelia-evaluasi.json",
    "contoh-tugas-belajar-evaluasi.json",
)
TANDA = "dibuat-oleh-demo.txt"


@dataclass(frozen=True)
class HasilDemo:
    """Every file that the demo made, with what it is; and what to look at first."""

    berkas: tuple[tuple[Path, str], ...]
    lihat: tuple[str, ...]


def run_demo(out: Path, *, jam: Callable[[], datetime], note: Callable[[str], None]) -> HasilDemo:
    """Run the main job in ``out``; an earlier demo there is replaced, anything else is left alone.

    Raises ``UserError`` where ``out`` holds something that no demo made.
    """
    _prepare(out)
    berkas: list[tuple[Path, str]] = []
    stick = out / "flashdisk"
    stick.mkdir()
    note("Membuat kantor kecamatan, kantor contoh peraturan, dan kantor kabupaten")
    unit = found_office(out / "kecamatan", KECAMATAN, jam=jam, who="operator demo")
    contoh = found_office(out / "contoh-peraturan", CONTOH_PERATURAN, jam=jam, who="operator demo")
    kabupaten = found_office(out / "kabupaten", KABUPATEN, jam=jam, who="verifikator demo")
    try:
        for kantor in (unit, contoh):
            _enrol(kantor, kabupaten, stick, note)
        for nama in CONTOH_KANTOR:
            _apply(unit, nama, note)
        berkas += _print_all(unit, out / "formulir", note)
        berkas += _print_surveys(unit, out / "formulir", note)
        # The regulation words its example differently on the pages of the SKP and of the evaluation.
        for nama in (*CONTOH_SKP, *CONTOH_ALAT):
            _apply(contoh, nama, note)
        alat = (JenisCetak.MANUAL, JenisCetak.WORKBLOCK, JenisCetak.MATRIKS)
        hasil_rencana = (JenisCetak.SKP, JenisCetak.LAMPIRAN, *alat)
        berkas += _print_all(contoh, out / "formulir-contoh-peraturan", note, hasil_rencana)
        for nama in CONTOH_EVALUASI:
            _apply(contoh, nama, note)
        hasil_nilai = (JenisCetak.EVALUASI, JenisCetak.DOKUMEN)
        berkas += _print_all(contoh, out / "formulir-contoh-peraturan", note, hasil_nilai)
        for kantor in (unit, contoh):
            ekspor = export_bundle(kantor, stick)
            note(f"Mengekspor paket nomor {ekspor.nomor} dari {kantor.profil.nama}: {ekspor.dokumen} dokumen")
            berkas += [
                (ekspor.path, f"paket bertanda tangan dan tersandi dari {kantor.profil.nama}"),
                (ekspor.pengantar, "surat pengantar paket itu"),
            ]
            _merge(kabupaten, ekspor, note)
        berkas += _print_all(kabupaten, out / "formulir-kabupaten", note, batas=1)
        for balas, kantor in zip(export_returns(kabupaten, stick), (unit, contoh), strict=True):
            hasil_balas = apply_return(kantor, balas.path)
            nomor = ", ".join(map(str, hasil_balas.diterima))
            note(f"Balasan diterima di {kantor.profil.nama}: paket nomor {nomor} sudah diterima kabupaten")
            berkas.append((balas.path, "balasan kabupaten dengan tanda terima"))
        for kantor in (unit, contoh, kabupaten):
            periksa = check_store(kantor)
            if periksa.temuan:
                raise SystemProblem("store_damaged", kantor=kantor.profil.nama)
            note(f"Keutuhan {kantor.profil.nama}: {periksa.revisi} versi, {periksa.jejak} baris jejak, semua utuh")
    finally:
        for kantor in (unit, contoh, kabupaten):
            kantor.close()
    berkas += [
        (out / "kecamatan", "data kantor kecamatan (tersandi)"),
        (out / "contoh-peraturan", "data kantor contoh peraturan (tersandi)"),
        (out / "kabupaten", "data kantor kabupaten (tersandi)"),
    ]
    lihat = (
        "Lihat dulu: " + str(out / "formulir"),
        "  skp_…pdf (A.1.7), lampiran-skp_…pdf (A.1.8), evaluasi_…pdf (C.1.1–C.1.3), dokumen-evaluasi_…pdf (D.1.1)",
        "  coaching_…, mentoring_… (B.1.6, B.1.7), kompetensi_… (B.1.9), pengembangan_…, mengapa_…, laporan survei",
        f"dan di sampingnya halaman peraturan: {out / 'formulir-contoh-peraturan'}",
        "  (hlm. 134–140, 143–147, 151–158, 170–174, 178–182, 184–187, 195–208, 221–231, dan 232–240)",
        f"Buka jendelanya: python3 dev.py run --home {out / 'kecamatan'}",
        f"             dan: python3 dev.py run --home {out / 'kabupaten'}",
    )
    return HasilDemo(tuple(berkas), lihat)


def _prepare(out: Path) -> None:
    """Make ``out`` an empty folder; only what an earlier demo made is removed."""
    if out.exists() and any(out.iterdir()):
        if not (out / TANDA).exists():
            raise UserError("folder_demo_terisi", folder=str(out))
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / TANDA).write_text("Folder ini dibuat oleh demo SKP Luring dan dibuat ulang setiap kali.\n", encoding="utf-8")


def _apply(kantor: Kantor, nama: str, note: Callable[[str], None]) -> None:
    hasil = apply_interchange(kantor, resources() / "demo" / nama)
    rinci = ", ".join(
        f"{kind} {jumlah['baru'] + jumlah['berubah']}"
        for kind, jumlah in sorted(hasil.jumlah.items())
        if any(jumlah.values())
    )
    note(f"Mencatat di {kantor.profil.nama}: {rinci}")


def _enrol(unit: Kantor, kabupaten: Kantor, stick: Path, note: Callable[[str], None]) -> None:
    minta_path, jawab_path = stick / f"permintaan-{unit.profil.kode}.skpe", stick / f"jawaban-{unit.profil.kode}.skpb"
    minta = request_enrolment(unit, minta_path)
    setuju = approve_enrolment(kabupaten, minta_path, jawab_path)
    _, sidik = accept_enrolment(unit, jawab_path)
    if not minta.sidik_jari == setuju.sidik_jari == sidik:
        raise SystemProblem("store_damaged", kantor=unit.profil.nama)
    note(f"Mendaftarkan {unit.profil.nama}; sidik jari di kedua layar: {sidik}")


def _merge(kabupaten: Kantor, ekspor: HasilEkspor, note: Callable[[str], None]) -> None:
    isi = inspect_bundle(kabupaten, ekspor.path)
    note(f"Kabupaten memeriksa paket {isi.paspor.office.name}: {isi.revisi} versi, {isi.baru} baru")
    (hasil,) = merge_bundles(kabupaten, [ekspor.path])
    if hasil.galat is not None:
        raise hasil.galat
    note(f"Kabupaten menggabungkan: {hasil.baru} versi baru, konflik {hasil.konflik}, ditahan {hasil.karantina}")
    (ulang,) = merge_bundles(kabupaten, [ekspor.path])
    if ulang.nasib is not NasibPaket.SUDAH_DITERIMA:
        raise SystemProblem("store_damaged", kantor=kabupaten.profil.nama)
    note("Paket yang sama digabung sekali lagi: sudah pernah diterima, tidak ada yang berubah")


def _print_all(
    kantor: Kantor,
    folder: Path,
    note: Callable[[str], None],
    jenis_cetak: Sequence[JenisCetak] = tuple(JenisCetak),
    batas: int | None = None,
) -> list[tuple[Path, str]]:
    """Print these forms of every SKP and evaluation, at most ``batas`` documents of each kind."""
    folder.mkdir(exist_ok=True)
    hasil: list[tuple[Path, str]] = []
    tugas = [(jenis, doc_id) for jenis in jenis_cetak for doc_id in _documents(kantor, jenis)[:batas]]
    for jenis, doc_id in tugas:
        cetak = form_of_code(jenis.value).cetak(kantor, doc_id, None, "")
        path = folder / cetak.nama_berkas
        path.write_bytes(cetak.pdf)
        note_cetak(kantor, cetak)
        hasil.append((path, cetak.judul))
    note(f"Mencetak {len(hasil)} formulir ke {folder}")
    return hasil


def _documents(kantor: Kantor, jenis: JenisCetak) -> list[str]:
    """Return the documents of a form; why a predicate is what it is can be told of a final one alone."""
    where = {"status": StatusPenilaian.FINAL.value} if jenis is JenisCetak.MENGAPA else None
    return [satu.doc_id for satu in kantor.store.find(jenis.kind, where=where)]


def _print_surveys(kantor: Kantor, folder: Path, note: Callable[[str], None]) -> list[tuple[Path, str]]:
    """Print the report of each closed survey, and the notice of its index."""
    hasil: list[tuple[Path, str]] = []
    for satu in kantor.store.find("survei_skm", where={"status": StatusSurvei.DITUTUP.value}):
        for cetak in (print_laporan_skm(kantor, satu.doc_id), print_pengumuman_skm(kantor, satu.doc_id)):
            path = folder / cetak.nama_berkas
            path.write_bytes(cetak.isi)
            hasil.append((path, cetak.judul))
    note(f"Mencetak {len(hasil)} halaman survei ke {folder}")
    return hasil
