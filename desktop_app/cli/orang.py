"""Commands about personal data: all about one person, erasing it, retention, the register of processing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kelompok, SalahPakai
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.domain.errors import UserError
from desktop_app.exchange import place_file
from desktop_app.messages import sentence
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.lihat import find_id
from desktop_app.services.paket import check_place
from desktop_app.services.pemrosesan import print_berita_acara, print_register, read_register
from desktop_app.services.penghapusan import PratinjauHapus, erase_orang, list_penghapusan, preview_hapus
from desktop_app.services.retensi import list_lewat, read_retensi, write_retensi

_ORANG = click.argument("person_id", metavar="NIP|ID")


@click.group(cls=Kelompok)
def person() -> None:
    """Data pribadi satu orang: ekspor, penghapusan, masa simpan, register pemrosesan."""


@person.command("export")
@_ORANG
@click.option("--out", type=FOLDER, required=True, help="Folder tempat folder baru ditulis")
@click.pass_obj
def person_export(keluaran: Keluaran, person_id: str, out: Path) -> None:
    """Menulis semua data tentang satu orang ke dalam satu folder baru."""
    with keluaran.kantor() as kantor:
        hasil = export_orang(kantor, find_id(kantor, person_id), out, progress=keluaran.progress("Mengumpulkan"))
    keluaran.result(
        {
            "ok": True,
            "folder": str(hasil.folder),
            "files": hasil.berkas,
            "documents": hasil.dokumen,
            "audit": hasil.jejak,
            "without_form": list(hasil.tanpa_formulir),
        },
        f"{hasil.berkas} berkas ditulis ke {hasil.folder}. Isinya tidak dikunci: serahkan langsung kepada orangnya.",
    )


@person.command("erase")
@_ORANG
@click.option("--ground", default="", help="Dasar penghapusan, misalnya permintaan pemilik data")
@click.option("--letter", default="", help="Nomor surat permintaan")
@click.option("--reason", default="", help="Keterangan; tetap tersimpan, jangan memuat nama")
@click.option("--out", type=BERKAS, default=None, help="PDF berita acara")
@click.option("--yes", is_flag=True, help="Hapus; tanpa ini hanya pratinjau")
@click.pass_obj
def person_erase(
    keluaran: Keluaran, person_id: str, ground: str, letter: str, reason: str, out: Path | None, yes: bool
) -> None:
    """Menghapus semua data satu orang; tidak dapat dibatalkan."""
    if out is not None:
        check_place(out)
    with keluaran.kantor() as kantor:
        pegawai_id = find_id(kantor, person_id)
        pratinjau = preview_hapus(kantor, pegawai_id)
        if not yes:
            keluaran.result(_preview(pratinjau), _preview_text(pratinjau))
            raise SystemExit(1)
        hasil = erase_orang(kantor, pegawai_id, ground, letter, reason)
        if out is not None:
            place_file(print_berita_acara(kantor, hasil.catatan[0]), out)
    keluaran.result(
        {
            "ok": True,
            "records": list(hasil.catatan),
            "documents": hasil.dokumen,
            "revisions": hasil.revisi,
            "removed": {"sent": hasil.sisa.keluar, "received": hasil.sisa.arsip, "backups": hasil.sisa.cadangan},
            "backup": hasil.sisa.cadangan_baru,
        },
        f"Data dihapus: {hasil.revisi} versi dari {hasil.dokumen} dokumen. Catatan: {', '.join(hasil.catatan)}.\n"
        "Kirim paket berikutnya agar kantor lain menghapus juga.",
    )


def _preview(satu: PratinjauHapus) -> dict[str, Any]:
    return {"ok": False, "pesan": sentence(UserError("hapus_belum_pasti")), "preview": msgspec.to_builtins(satu)}


def _preview_text(satu: PratinjauHapus) -> str:
    dokumen = ", ".join(f"{jumlah} {kind}" for kind, jumlah in sorted(satu.dokumen.items()))
    return (
        f"{satu.nama} ({satu.nip or 'tanpa NIP'}): {dokumen}; {satu.revisi} versi, {satu.naskah} naskah.\n"
        f"Belum pernah diterima kabupaten: {satu.belum_dikirim} versi. Cadangan yang diganti: {satu.cadangan}.\n"
        f"Namanya sebagai pembawa paket dikosongkan di {satu.kurir} baris kotak keluar.\n"
        f"Berkas yang ditahan dan tidak dibuka untuk ini: {satu.ditahan}.\n"
        f"Namanya tetap ada pada {satu.dipakai} dokumen orang lain.\n"
        + "".join(
            f"Masih menyebutnya{'' if lain.dengan_nama else ' (tanpa nama)'}: {lain.kind} {lain.tahun} "
            f"milik {lain.pemilik or '–'} ({lain.id})\n"
            for lain in satu.menyebut
        )
        + sentence(UserError("hapus_belum_pasti"))
    )


@person.command("erased")
@click.option("--print", "record", default="", metavar="CATATAN", help="Id catatan yang berita acaranya dicetak")
@click.option("--out", type=BERKAS, default=None, help="PDF berita acara")
@click.pass_obj
def person_erased(keluaran: Keluaran, record: str, out: Path | None) -> None:
    """Mendaftar penghapusan yang tercatat, atau mencetak ulang berita acaranya."""
    if bool(record) != (out is not None):
        raise SalahPakai("Pilihan --print dan --out dipakai bersama.")
    if out is not None:
        check_place(out)
    with keluaran.kantor() as kantor:
        if out is not None:
            place_file(print_berita_acara(kantor, record), out)
            keluaran.result({"ok": True, "file": str(out)}, f"Berita acara ditulis ke {out}.")
            return
        semua = list_penghapusan(kantor)
    baris = [[s.waktu, s.orang, s.dasar, s.nomor_surat or "–", str(s.revisi), s.id] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["Waktu", "Orang", "Dasar", "Surat", "Versi", "Catatan"], baris) if baris else "Belum ada penghapusan.",
    )


@person.command("register")
@click.option("--out", type=BERKAS, default=None, help="PDF register; tanpa ini ditampilkan")
@click.pass_obj
def person_register(keluaran: Keluaran, out: Path | None) -> None:
    """Membuat register pemrosesan data pribadi (UU 27/2022 Pasal 31)."""
    if out is not None:
        check_place(out)
    with keluaran.kantor() as kantor:
        semua = read_register(kantor)
        if out is not None:
            place_file(print_register(kantor), out)
    baris = [[s.proses, s.data, s.penerima, s.simpan, s.jumlah] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        f"Register ditulis ke {out}."
        if out is not None
        else table(["Kegiatan", "Data", "Penerima", "Masa simpan", "Jumlah"], baris),
    )


@person.command("retention")
@click.option("--skp", type=int, default=None, help="Tahun SKP disimpan; 0 tanpa batas")
@click.option("--penilaian", type=int, default=None, help="Tahun penilaian disimpan; 0 tanpa batas")
@click.option("--pegawai", type=int, default=None, help="Tahun data pegawai yang tidak aktif disimpan; 0 tanpa batas")
@click.pass_obj
def person_retention(keluaran: Keluaran, skp: int | None, penilaian: int | None, pegawai: int | None) -> None:
    """Menampilkan atau mengubah masa simpan, dan siapa yang melewatinya; tidak menghapus apa pun."""
    pilihan = {"skp": skp, "penilaian": penilaian, "pegawai": pegawai}
    ubah = {nama: tahun for nama, tahun in pilihan.items() if tahun is not None}
    with keluaran.kantor() as kantor:
        if ubah:
            write_retensi(kantor, msgspec.structs.replace(read_retensi(kantor), **ubah))
        aturan = read_retensi(kantor)
        semua = list_lewat(kantor)
    baris = [[s.nama, str(s.dokumen), str(s.sampai), "ya" if s.seluruhnya else "tidak", s.pegawai_id] for s in semua]
    keluaran.result(
        {"years": msgspec.to_builtins(aturan), "beyond": [msgspec.to_builtins(satu) for satu in semua]},
        f"Masa simpan: SKP {aturan.skp}, penilaian {aturan.penilaian}, pegawai {aturan.pegawai} tahun (0: tanpa).\n"
        + (
            table(["Nama", "Dokumen", "Terbaru", "Semua lewat", "Id"], baris)
            if baris
            else "Tidak ada yang melewati masa simpan."
        ),
    )


ORANG_COMMANDS: tuple[click.Command, ...] = (person,)
