"""Commands about evidence: add a file, list those of a person, save one, tidy up."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from desktop_app.cli.bahasa import Kelompok, Perintah
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.services.bukti import BuktiTersimpan, add_bukti, export_bukti, list_bukti
from desktop_app.services.bukti_hapus import survey_bukti, tidy_bukti
from desktop_app.services.lihat import find_id

MIB = 1024 * 1024


@click.group("evidence", cls=Kelompok)
def evidence() -> None:
    """Bukti dukung: foto dan dokumen yang menyertai jurnal, pendokumentasian, dan umpan balik."""


@evidence.command("add", cls=Perintah)
@click.argument("file", metavar="BERKAS…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--remark", default="", help="Keterangan singkat")
@click.pass_obj
def add_evidence(keluaran: Keluaran, file: tuple[Path, ...], remark: str) -> None:
    """Menyimpan berkas bukti; tulis hasilnya ke daftar "bukti" dokumen lewat berkas pertukaran."""
    with keluaran.kantor() as kantor:
        semua = [add_bukti(kantor, satu, keterangan=remark) for satu in file]
    keluaran.result(
        {"ok": True, "evidence": [msgspec.to_builtins(satu) for satu in semua]},
        table(["NAMA", "JENIS", "BITA", "SIDIK"], [[s.nama, s.jenis, str(s.ukuran), s.sidik] for s in semua]),
    )


@evidence.command("list", cls=Perintah)
@click.argument("person", metavar="NIP|ID")
@click.pass_obj
def list_evidence(keluaran: Keluaran, person: str) -> None:
    """Menampilkan bukti dukung dalam dokumen seorang pegawai, dan mana yang berkasnya belum datang."""
    with keluaran.kantor() as kantor:
        semua = list_bukti(kantor, find_id(kantor, person))
    keluaran.result(
        {
            "ok": True,
            "evidence": [
                {**msgspec.to_builtins(s.bukti), "document": s.doc_id, "kind": s.kind, "here": s.ada} for s in semua
            ],
        },
        table(["NAMA", "DOKUMEN", "ADA", "SIDIK"], [_row(satu) for satu in semua]) if semua else "Belum ada bukti.",
    )


def _row(satu: BuktiTersimpan) -> list[str]:
    return [satu.bukti.nama, satu.kind, "ya" if satu.ada else "menunggu paket", satu.bukti.sidik]


@evidence.command("export", cls=Perintah)
@click.argument("person", metavar="NIP|ID")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="Folder tujuan")
@click.option("--hash", "sidik", default="", help="Awal sidik berkas; kosong: semuanya")
@click.pass_obj
def export_evidence(keluaran: Keluaran, person: str, folder: Path, sidik: str) -> None:
    """Menyimpan berkas bukti seorang pegawai ke sebuah folder; berkas yang sudah ada di sana tidak ditimpa."""
    with keluaran.kantor() as kantor:
        semua = {s.bukti.sidik: s.bukti for s in list_bukti(kantor, find_id(kantor, person)) if s.ada}
        pilih = [satu for kunci, satu in semua.items() if kunci.startswith(sidik)]
        paths = [export_bukti(kantor, satu, folder) for satu in pilih]
    keluaran.result(
        {"ok": True, "files": [str(path) for path in paths]},
        "\n".join(str(path) for path in paths) or "Tidak ada berkas bukti yang cocok.",
    )


@evidence.command("status", cls=Perintah)
@click.option("--tidy", is_flag=True, help="Hapus berkas yang tidak dipakai dokumen mana pun")
@click.pass_obj
def evidence_status(keluaran: Keluaran, tidy: bool) -> None:
    """Menampilkan jumlah, ukuran, dan kuota bukti dukung, yang belum datang, dan yang tidak dipakai."""
    with keluaran.kantor() as kantor:
        hilang = tidy_bukti(kantor) if tidy else 0
        kini = survey_bukti(kantor)
    keluaran.result(
        {
            "ok": True,
            "files": kini.berkas,
            "bytes": kini.ukuran,
            "quota_mib": kini.kuota,
            "missing": kini.menunggu,
            "unnamed": kini.lepas,
            "removed": hilang,
        },
        f"{kini.berkas} berkas bukti, {kini.ukuran / MIB:.1f} dari {kini.kuota} MB.".replace(".", ",", 1)
        + (f"\nMenunggu {kini.menunggu} bukti dari paket berikutnya." if kini.menunggu else "")
        + (f"\n{kini.lepas} berkas tidak dipakai dokumen mana pun (--tidy menghapusnya)." if kini.lepas else "")
        + (f"\n{hilang} berkas yang tidak dipakai dihapus." if hilang else ""),
    )


BUKTI_COMMANDS = (evidence,)
