"""Commands about what was done: ``audit list``, ``audit verify``, ``audit export`` and ``auditor-pack``."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kelompok, Perintah
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.services.berkas_auditor import CakupanAuditor, make_berkas_auditor
from desktop_app.services.jejak import SaringanJejak, export_jejak, read_jejak, read_keadaan, verify_jejak

_PILIHAN = (
    click.option("--who", "pelaku", default="", help="Hanya perbuatan pelaku ini (id akun, atau nama pada baris lama)"),
    click.option("--act", "perbuatan", default="", help="Hanya perbuatan ini, misalnya skp_tetapkan"),
    click.option("--document", "doc_id", default="", help="Hanya tentang dokumen ini"),
    click.option("--employee", "pegawai_id", default="", help="Hanya tentang pegawai ini dan dokumennya"),
    click.option("--from-row", "dari", type=click.IntRange(min=1), default=None, help="Mulai nomor baris ini"),
    click.option("--to-row", "sampai", type=click.IntRange(min=1), default=None, help="Sampai nomor baris ini"),
    click.option("--time", "waktu", default="", help="Awal waktu yang diakui, misalnya 2026-11 atau 2026-11-21"),
    click.option("--text", "teks", default="", help="Kata di dalam rincian"),
    click.option("--refused", "hanya_ditolak", is_flag=True, help="Hanya yang ditolak"),
    click.option("--reads", "hanya_melihat", is_flag=True, help="Hanya melihat data orang lain"),
    click.option("--doubtful", "hanya_ragu", is_flag=True, help="Hanya yang jamnya diragukan"),
)


def _filtered(function: click.decorators.FC) -> click.decorators.FC:
    for option in reversed(_PILIHAN):
        function = option(function)
    return function


def _saringan(pilihan: dict[str, object]) -> SaringanJejak:
    return msgspec.convert({nama: nilai for nama, nilai in pilihan.items() if nilai is not None}, SaringanJejak)


@click.group(cls=Kelompok)
def audit() -> None:
    """Jejak: apa yang dilakukan di komputer ini, oleh siapa, dan sejauh mana itu terbukti."""


@audit.command("list")
@_filtered
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, help="Banyaknya baris (bawaan: 50)")
@click.pass_obj
def audit_list(keluaran: Keluaran, /, limit: int, **pilihan: object) -> None:
    """Menampilkan baris jejak, yang terbaru lebih dulu."""
    with keluaran.kantor() as kantor:
        halaman = read_jejak(kantor, _saringan(pilihan), batas=limit)
    baris = [
        (
            str(satu.nomor),
            satu.waktu[:16] + (" ?" if satu.ragu else ""),
            short(satu.nama_pelaku, 24),
            short(satu.kalimat, 60),
            short(satu.dokumen, 36),
        )
        for satu in halaman.baris
    ]
    teks = table(("Baris", "Waktu", "Pelaku", "Perbuatan", "Dokumen"), baris) if baris else "Tidak ada yang cocok."
    if any(satu.ragu for satu in halaman.baris):
        teks += "\n? = jam diragukan"
    if halaman.lanjut:
        teks += f"\nMasih ada baris yang lebih lama: --to-row {halaman.lanjut}"
    keluaran.result(
        {
            "ok": True,
            "next": halaman.lanjut,
            "rows": [
                {
                    "row": satu.nomor,
                    "act": satu.perbuatan,
                    "sentence": satu.kalimat,
                    "who": satu.pelaku,
                    "name": satu.nama_pelaku,
                    "claimed": satu.waktu,
                    "doubt": satu.ragu,
                    "document": satu.doc_id,
                    "kind": satu.jenis,
                    "detail": dict(satu.rincian),
                    "revisions": list(satu.versi),
                    "hash": satu.sidik,
                    "witnessed": satu.disaksikan,
                }
                for satu in halaman.baris
            ],
        },
        teks,
    )


@audit.command("verify")
@click.pass_obj
def audit_verify(keluaran: Keluaran) -> None:
    """Membaca seluruh rantai dan mencocokkannya dengan riwayat dan kesaksian kabupaten."""
    with keluaran.kantor() as kantor:
        hasil = verify_jejak(kantor)
    rusak = hasil.rusak or ()
    saksi = (
        f"disaksikan kabupaten sampai baris {hasil.disaksikan}" if hasil.disaksikan else "belum disaksikan kabupaten"
    )
    teks = [f"{hasil.baris} baris, {'RANTAI PUTUS' if rusak else 'rantai utuh'}, {saksi}", f"Kepala: {hasil.kepala}"]
    teks += [f"- baris {nomor}: {sebab}" for nomor, sebab in rusak[:50]]
    keluaran.result(
        {
            "ok": not rusak,
            "count": hasil.baris,
            "head": hasil.kepala,
            "witnessed": hasil.disaksikan,
            "faults": [{"row": nomor, "reason": sebab} for nomor, sebab in rusak],
        },
        "\n".join(teks),
    )
    if rusak:
        raise SystemExit(4)


@audit.command("export")
@click.option("--to", "out", type=BERKAS, required=True, help="Berkas .csv yang dibuat")
@_filtered
@click.pass_obj
def audit_export(keluaran: Keluaran, /, out: Path, **pilihan: object) -> None:
    """Menulis baris jejak yang cocok sebagai CSV tanpa rumus."""
    with keluaran.kantor() as kantor:
        jumlah = export_jejak(kantor, _saringan(pilihan), out)
    keluaran.result({"ok": True, "file": str(out), "rows": jumlah}, f"{jumlah} baris ditulis ke {out}")


@click.command("auditor-pack", cls=Perintah)
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder tempat berkas auditor dibuat")
@click.option("--year", "tahun", type=click.IntRange(2000, 2099), default=None, help="Hanya tahun ini")
@click.option("--period", "periode", default="", help="Hanya penilaian periode ini, misalnya 2026-TW1")
@click.option("--employee", "pegawai_id", default="", help="Hanya pegawai ini")
@click.pass_obj
def auditor_pack(keluaran: Keluaran, folder: Path, tahun: int | None, periode: str, pegawai_id: str) -> None:
    """Membuat berkas auditor: satu folder yang dapat diperiksa tanpa program ini (python -I periksa.py)."""
    with keluaran.kantor() as kantor:
        hasil = make_berkas_auditor(
            kantor,
            folder,
            CakupanAuditor(tahun or 0, periode, pegawai_id),
            progress=keluaran.progress("Membuat berkas auditor"),
        )
        keadaan = read_keadaan(kantor)
    keluaran.result(
        {
            "ok": True,
            "folder": str(hasil.folder),
            "documents": hasil.dokumen,
            "revisions": hasil.versi,
            "pdf": hasil.pdf,
            "audit": hasil.jejak,
            "witnessed": keadaan.disaksikan,
            "files": hasil.berkas,
            "report": list(hasil.laporan),
        },
        "\n".join(
            [
                f"Berkas auditor: {hasil.folder}",
                f"{hasil.dokumen} dokumen, {hasil.versi} versi, {hasil.pdf} formulir, {hasil.jejak} baris jejak",
                *hasil.laporan,
            ]
        ),
    )


JEJAK_COMMANDS: tuple[click.Command, ...] = (audit, auditor_pack)
