"""Commands about records: roster, interchange JSON, lists, one document, printing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.codec import KINDS
from desktop_app.domain.errors import UserError
from desktop_app.domain.nip import clean_nip, format_nip
from desktop_app.forms.values import Kertas
from desktop_app.messages import sentence_for
from desktop_app.services.cetak import JenisCetak, find_printable, print_form
from desktop_app.services.demo import run_demo
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.lihat import list_dokumen, show_dokumen
from desktop_app.services.pegawai import find_by_nip
from desktop_app.services.roster import NasibBaris, import_roster, preview_roster
from desktop_app.services.waktu import now, today

BERKAS = click.Path(dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("import-roster")
@click.argument("file", type=BERKAS)
@click.option("--dry-run", is_flag=True, help="Hanya pratinjau")
@click.pass_obj
def import_roster_command(keluaran: Keluaran, file: Path, dry_run: bool) -> None:
    """Mengambil daftar pegawai dari XLSX atau CSV."""
    with keluaran.kantor() as kantor:
        pratinjau = preview_roster(kantor, file, berlaku=today(kantor.jam()))
        if not dry_run:
            import_roster(kantor, pratinjau)
    jumlah = {satu.value: pratinjau.jumlah(satu) for satu in NasibBaris}
    ditolak = [
        {"baris": satu.nomor, "nama": satu.nama, "alasan": sentence_for(satu.alasan, satu.fakta or {})}
        for satu in pratinjau.baris
        if satu.nasib is NasibBaris.DITOLAK
    ]
    peringatan = [
        {"baris": satu.nomor, "nama": satu.nama, "pesan": sentence_for(temuan.kode, temuan.fakta)}
        for satu in pratinjau.baris
        for temuan in satu.peringatan
    ]
    awal = "Pratinjau, belum disimpan: " if dry_run else ""
    baris = [
        f"{awal}baru {jumlah['baru']}, berubah {jumlah['berubah']}, sama {jumlah['sama']}, ditolak {jumlah['ditolak']}"
    ]
    baris += [f"Baris {satu['baris']} ditolak: {satu['alasan']}" for satu in ditolak]
    baris += [f"Baris {satu['baris']} ({satu['nama']}): {satu['pesan']}" for satu in peringatan]
    if pratinjau.kolom_diabaikan:
        baris.append("Kolom yang tidak dikenal dan dibiarkan: " + ", ".join(pratinjau.kolom_diabaikan))
    keluaran.result(
        {
            "ok": not ditolak,
            "dry_run": dry_run,
            "counts": jumlah,
            "refused": ditolak,
            "warnings": peringatan,
            "ignored_columns": list(pratinjau.kolom_diabaikan),
        },
        "\n".join(baris),
    )
    if ditolak:
        raise SystemExit(1)


@click.command("apply")
@click.argument("file", type=BERKAS)
@click.option("--dry-run", is_flag=True, help="Hanya memeriksa")
@click.pass_obj
def apply_command(keluaran: Keluaran, file: Path, dry_run: bool) -> None:
    """Menerapkan dokumen dari JSON pertukaran (docs/spec/interchange.md); semua atau tidak sama sekali."""
    try:
        with keluaran.kantor() as kantor:
            hasil = apply_interchange(kantor, file, dry_run=dry_run)
    except UserError as error:
        rincian = error.facts.get("rincian")
        if error.code == "interchange_ditolak" and isinstance(rincian, list):
            for satu in rincian:
                keluaran.note(f"{satu['jalur']}: {sentence_for(str(satu['kode']), satu)}")
        raise
    data: dict[str, Any] = {"ok": True, "dry_run": dry_run, "counts": hasil.jumlah, "warnings": []}
    baris = []
    for kind, jumlah in sorted(hasil.jumlah.items()):
        rinci = ", ".join(f"{nama.replace('_', ' ')} {banyak}" for nama, banyak in jumlah.items())
        baris.append(f"{kind}: {rinci}")
    for peringatan in hasil.peringatan:
        pesan = sentence_for(peringatan.kode, peringatan.fakta)
        data["warnings"].append({"jalur": peringatan.jalur, "kode": peringatan.kode, "pesan": pesan})
        baris.append(f"{peringatan.jalur}: {pesan}")
    keluaran.result(data, ("Pemeriksaan saja, belum disimpan.\n" if dry_run else "") + "\n".join(baris))


@click.command("list")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--text", default="", help="Kata yang dicari")
@click.pass_obj
def list_command(keluaran: Keluaran, kind: str, text: str) -> None:
    """Mendaftar dokumen satu jenis."""
    with keluaran.kantor() as kantor:
        semua = list_dokumen(kantor, kind, text)
    judul = ["ID", "NAMA/LABEL", *[satu for satu in semua[0].kolom if satu != "nama"][:5]] if semua else ["ID"]
    baris = [[satu.id, short(satu.label), *[short(satu.kolom[kolom], 28) for kolom in judul[2:]]] for satu in semua]
    keluaran.result(
        [{"id": satu.id, "label": satu.label, "conflicts": satu.konflik, **satu.kolom} for satu in semua],
        table(judul, baris) + f"\n{len(semua)} dokumen" if semua else "Belum ada dokumen jenis ini.",
    )


@click.command("show")
@click.argument("id_or_nip", metavar="ID")
@click.option("--history", is_flag=True, help="Beserta seluruh riwayatnya")
@click.pass_obj
def show_command(keluaran: Keluaran, id_or_nip: str, history: bool) -> None:
    """Memperlihatkan satu dokumen (ID dokumen, atau NIP)."""
    with keluaran.kantor() as kantor:
        doc_id = find_by_nip(kantor, id_or_nip) or id_or_nip
        satu = show_dokumen(kantor, doc_id, riwayat=history)
    baris = [f"{satu.jenis} {satu.id}  kantor {satu.kantor}", msgspec.json.format(satu.isi, indent=2).decode()]
    if satu.konflik:
        baris.append(f"Berkonflik pada {len(satu.konflik)} isian: " + ", ".join(k or "(dokumen)" for k in satu.konflik))
    for versi in satu.riwayat:
        ragu = " (jam diragukan)" if versi["doubt"] else ""
        alasan = f" – {versi['why']}" if versi["why"] else ""
        baris.append(f"{versi['rev'][:12]}  {versi['at']}{ragu}  {versi['who']}{alasan}")
    keluaran.result(
        {
            "id": satu.id,
            "kind": satu.jenis,
            "scope": satu.kantor,
            "heads": list(satu.kepala),
            "conflicts": list(satu.konflik),
            "body": msgspec.Raw(satu.isi),
            "history": satu.riwayat if history else None,
        },
        "\n".join(baris),
    )


@click.command("print")
@click.argument("form", type=click.Choice([satu.value for satu in JenisCetak]))
@click.option("--pegawai", required=True, help="NIP pegawai, atau ID dokumennya")
@click.option("--periode", default="", help="Misalnya 2026-TW1; untuk SKP cukup 2026")
@click.option("--paper", type=click.Choice([satu.value for satu in Kertas]), default=None, help="Ukuran kertas")
@click.option("--out", type=FOLDER, required=True, help="Folder tujuan")
@click.pass_obj
def print_command(keluaran: Keluaran, form: str, pegawai: str, periode: str, paper: str | None, out: Path) -> None:
    """Mencetak SKP (A.1.7), hasil evaluasi (C.1.3), atau dokumen evaluasi (D.1.1) ke PDF."""
    jenis = JenisCetak(form)
    with keluaran.kantor() as kantor:
        pegawai_id = find_by_nip(kantor, pegawai) or pegawai
        dokumen = find_printable(kantor, jenis, pegawai_id, periode)
        if not dokumen:
            raise UserError("tidak_ada_yang_dicetak", pegawai=format_nip(clean_nip(pegawai)), periode=periode or "–")
        if len(dokumen) > 1 and not periode and jenis is not JenisCetak.SKP:
            raise UserError("sebutkan_periode", pegawai=format_nip(clean_nip(pegawai)), jumlah=len(dokumen))
        hasil = print_form(kantor, jenis, dokumen[0], Kertas(paper) if paper else None)
    out.mkdir(parents=True, exist_ok=True)
    path = out / hasil.nama_berkas
    path.write_bytes(hasil.pdf)
    keluaran.result({"ok": True, "file": str(path), "bytes": len(hasil.pdf)}, f"{hasil.judul}: {path}")


@click.command(hidden=True)
@click.option("--out", type=FOLDER, required=True)
@click.pass_obj
def demo(keluaran: Keluaran, out: Path) -> None:
    """Menjalankan pekerjaan utama dari awal sampai akhir dengan data contoh."""
    langkah = Counter[str]()

    def note(teks: str) -> None:
        langkah["nomor"] += 1
        keluaran.note(f"[{langkah['nomor']:2}] {teks}")

    hasil = run_demo(out, jam=now, note=note)
    baris = ["", "Berkas yang dibuat:"]
    baris += [f"  {path}\n      {keterangan}" for path, keterangan in hasil.berkas]
    baris += ["", *hasil.lihat]
    keluaran.result({"ok": True, "files": [str(path) for path, _ in hasil.berkas]}, "\n".join(baris))


DATA_COMMANDS: tuple[click.Command, ...] = (
    import_roster_command,
    apply_command,
    list_command,
    show_command,
    print_command,
    demo,
)
