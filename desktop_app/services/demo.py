"""The main job from end to end with demo people: record, print, export, verify, merge, acknowledge.

Everything happens in real offices below the output folder, through the same services as the window.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.paths import resources
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.cetak import JenisCetak, print_form
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kirim import HasilEkspor, export_bundle
from desktop_app.services.masuk import NasibPaket, inspect_bundle, merge_bundles
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.periksa import check_store

KECAMATAN = Profil(
    peran=Peran.UNIT,
    kode="99.01.01",
    nama="Kecamatan Sukamaju",
    instansi="PEMERINTAH KABUPATEN CONTOH",
    tempat="Sukamaju",
)
KABUPATEN = Profil(
    peran=Peran.KABUPATEN,
    kode="99.01",
    nama="BKPSDM Kabupaten Contoh",
    instansi="PEMERINTAH KABUPATEN CONTOH",
    tempat="Contoh",
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
    note("Membuat kantor kecamatan dan kantor kabupaten contoh")
    unit = found_office(out / "kecamatan", KECAMATAN, jam=jam, who="operator demo")
    kabupaten = found_office(out / "kabupaten", KABUPATEN, jam=jam, who="verifikator demo")
    try:
        _enrol(unit, kabupaten, stick, note)
        for nama in ("kecamatan-sukamaju.json", "contoh-kasubdit-ii.json"):
            hasil = apply_interchange(unit, resources() / "demo" / nama)
            rinci = ", ".join(f"{kind} {jumlah['baru']}" for kind, jumlah in sorted(hasil.jumlah.items()))
            note(f"Mencatat di kecamatan dari {nama}: {rinci}")
        berkas += _print_all(unit, out / "formulir", note)
        ekspor = export_bundle(unit, stick)
        note(f"Mengekspor paket nomor {ekspor.nomor}: {ekspor.dokumen} dokumen, {ekspor.revisi} versi")
        berkas += [(ekspor.path, "paket bertanda tangan dan tersandi"), (ekspor.pengantar, "surat pengantar paket")]
        _merge(kabupaten, ekspor, note)
        berkas += _print_all(kabupaten, out / "formulir-kabupaten", note, batas=1)
        for balas in export_returns(kabupaten, stick):
            hasil_balas = apply_return(unit, balas.path)
            nomor = ", ".join(map(str, hasil_balas.diterima))
            note(f"Balasan kabupaten diterima di kecamatan: paket nomor {nomor} sudah diterima")
            berkas.append((balas.path, "balasan kabupaten dengan tanda terima"))
        for kantor in (unit, kabupaten):
            periksa = check_store(kantor)
            if periksa.temuan:
                raise SystemProblem("store_damaged", kantor=kantor.profil.nama)
            note(f"Keutuhan {kantor.profil.nama}: {periksa.revisi} versi, {periksa.jejak} baris jejak, semua utuh")
    finally:
        unit.close()
        kabupaten.close()
    berkas += [
        (out / "kecamatan", "data kantor kecamatan (tersandi)"),
        (out / "kabupaten", "data kantor kabupaten (tersandi)"),
    ]
    lihat = (
        "Lihat dulu: " + str(out / "formulir"),
        "  skp_…pdf (A.1.7), evaluasi_…pdf (C.1.3), dokumen-evaluasi_…pdf (D.1.1)",
        f"Buka jendelanya: python3 dev.py run --home {out / 'kecamatan'}",
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


def _enrol(unit: Kantor, kabupaten: Kantor, stick: Path, note: Callable[[str], None]) -> None:
    minta = request_enrolment(unit, stick / "permintaan.skpe")
    setuju = approve_enrolment(kabupaten, stick / "permintaan.skpe", stick / "jawaban.skpb")
    _, sidik = accept_enrolment(unit, stick / "jawaban.skpb")
    if not minta.sidik_jari == setuju.sidik_jari == sidik:
        raise SystemProblem("store_damaged", kantor=unit.profil.nama)
    note(f"Mendaftarkan kecamatan; sidik jari di kedua layar: {sidik}")


def _merge(kabupaten: Kantor, ekspor: HasilEkspor, note: Callable[[str], None]) -> None:
    isi = inspect_bundle(kabupaten, ekspor.path)
    note(f"Kabupaten memeriksa paket {isi.paspor.office.name}: {isi.revisi} versi, {isi.baru} baru")
    (hasil,) = merge_bundles(kabupaten, [ekspor.path])
    if hasil.galat is not None:
        raise hasil.galat
    note(f"Kabupaten menggabungkan: {hasil.baru} versi baru, konflik {hasil.konflik}, karantina {hasil.karantina}")
    (ulang,) = merge_bundles(kabupaten, [ekspor.path])
    if ulang.nasib is not NasibPaket.SUDAH_DITERIMA:
        raise SystemProblem("store_damaged", kantor=kabupaten.profil.nama)
    note("Paket yang sama digabung sekali lagi: sudah pernah diterima, tidak ada yang berubah")


def _print_all(
    kantor: Kantor, folder: Path, note: Callable[[str], None], batas: int | None = None
) -> list[tuple[Path, str]]:
    """Print the SKPs and evaluations that are fixed, at most ``batas`` of each form."""
    folder.mkdir()
    hasil: list[tuple[Path, str]] = []
    tugas = [(JenisCetak.SKP, satu.doc_id) for satu in kantor.store.find("skp")[:batas]]
    for satu in kantor.store.find("penilaian")[:batas]:
        tugas += [(JenisCetak.EVALUASI, satu.doc_id), (JenisCetak.DOKUMEN, satu.doc_id)]
    for jenis, doc_id in tugas:
        cetak = print_form(kantor, jenis, doc_id)
        path = folder / cetak.nama_berkas
        path.write_bytes(cetak.pdf)
        hasil.append((path, cetak.judul))
    note(f"Mencetak {len(hasil)} formulir ke {folder}")
    return hasil
