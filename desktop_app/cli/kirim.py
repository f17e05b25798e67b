"""Commands about how bundles travel: what left the outbox, volumes for letters, QR sheets, and putting together."""

from __future__ import annotations

import filecmp
import os
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.bahasa import APA_SAJA, FOLDER, Kelompok, Perintah
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.cli.periksa_paket import find_bundles
from desktop_app.domain.errors import LuringError, SystemProblem, UserError
from desktop_app.exchange import place_file
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.bagian import Seri
from desktop_app.services.dibawa import BarisKeluar, KeadaanPaket, note_kurir, read_keluar
from desktop_app.services.kantor import Kantor
from desktop_app.services.keluar_salinan import check_copy
from desktop_app.services.kirim import place_bundle
from desktop_app.services.paket import PaketKeluar, check_place, list_keluar
from desktop_app.services.rakit import (
    Rakitan,
    TolakBagian,
    discard_bagian,
    gather,
    list_bagian,
    require_bundle,
    words_missing,
)
from desktop_app.services.surel import export_volumes, note_difoto, print_qr

_KEADAAN = {
    KeadaanPaket.DIBUAT: "dibuat, belum disalin",
    KeadaanPaket.DIBAWA: "dibawa",
    KeadaanPaket.DITERIMA: "diterima kabupaten",
    KeadaanPaket.TERCAKUP: "isinya sudah diterima lewat paket no. {n}",
}


def _find(kantor: Kantor, nomor: int | None) -> PaketKeluar:
    """Return the bundle of this number, or the newest one."""
    semua = [satu for satu in list_keluar(kantor) if not satu.tujuan]
    for satu in semua:
        if nomor in (None, satu.seq):
            return satu
    raise UserError("paket_nomor_tidak_ada", nomor=nomor or "–")


@click.group(cls=Kelompok, invoke_without_command=True)
@click.pass_context
def outbox(konteks: click.Context) -> None:
    """Melihat paket yang pernah dibuat: sudah disalin, dibawa siapa, diterima atau belum."""
    if konteks.invoked_subcommand is None:
        _list(konteks.obj)


def _list(keluaran: Keluaran) -> None:
    with keluaran.kantor() as kantor:
        kotak = read_keluar(kantor)
    baris = [_line(satu) for satu in kotak.baris]
    terakhir = kotak.diakui_terakhir
    keluaran.result(
        {
            "documents": kotak.jumlah,
            "sent": kotak.terkirim,
            "acknowledged": kotak.diakui,
            "last_acknowledged": terakhir.seq if terakhir else None,
            "interrupted": kotak.terputus.seq if kotak.terputus else None,
            "bundles": [_data(satu) for satu in kotak.baris],
        },
        "\n".join(
            [
                table(("No.", "Keadaan", "Dibawa", "Kurir", "Berkas"), baris),
                f"Terkirim {kotak.terkirim} dari {kotak.jumlah} dokumen, diakui kabupaten {kotak.diakui}.",
                *([f"Paket nomor {kotak.terputus.seq} sudah jadi tetapi belum disalin."] if kotak.terputus else []),
            ]
        ),
    )


def _line(satu: BarisKeluar) -> list[str]:
    cara = ", ".join(bawaan.cara.value.replace("kode_qr", "kode QR") for bawaan in satu.bawaan)
    kurir = ", ".join(dict.fromkeys(bawaan.kurir for bawaan in satu.bawaan if bawaan.kurir))
    return [str(satu.paket.seq), _KEADAAN[satu.keadaan].format(n=satu.lewat), cara, kurir, satu.paket.nama_berkas]


def _data(satu: BarisKeluar) -> dict[str, Any]:
    return {
        "seq": satu.paket.seq,
        "file": satu.paket.nama_berkas,
        "state": satu.keadaan.value,
        "by_code": satu.paket.lewat_kode,
        "through": satu.lewat or None,
        "size": satu.paket.ukuran,
        "copies": [
            {
                "way": bawaan.cara.value,
                "to": bawaan.tempat,
                "files": bawaan.berkas,
                "by": oleh,
                "carrier": bawaan.kurir,
                "at": bawaan.waktu,
                "doubt": bawaan.ragu,
            }
            for bawaan, oleh in zip(satu.bawaan, satu.oleh, strict=True)
        ],
    }


_NOMOR = click.option(
    "--number", "nomor", type=click.IntRange(min=1), default=None, help="Nomor paket (kosong: terbaru)"
)


@outbox.command(cls=Perintah, name="copy")
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder atau flashdisk tujuan")
@click.option("--courier", "kurir", default="", help="Siapa yang membawanya")
@_NOMOR
@click.pass_obj
def copy(keluaran: Keluaran, folder: Path, kurir: str, nomor: int | None) -> None:
    """Menyalin sekali lagi sebuah paket ke flashdisk."""
    with keluaran.kantor() as kantor:
        paket = _find(kantor, nomor)
        salinan = place_bundle(kantor, paket, folder)
        if kurir:
            note_kurir(kantor, paket, kurir)
    keluaran.result(
        {"ok": True, "seq": paket.seq, "file": str(salinan.path), "words": list(salinan.empat_kata)},
        f"Paket nomor {paket.seq}: {salinan.path}\nEmpat kata: {' '.join(salinan.empat_kata)}\n"
        "Sudah dibaca ulang dan sama; flashdisk boleh dikeluarkan dengan aman.",
    )


@outbox.command(cls=Perintah, name="check")
@click.option("--at", "folder", type=FOLDER, required=True, help="Folder atau flashdisk tempat salinannya")
@_NOMOR
@click.pass_obj
def check(keluaran: Keluaran, folder: Path, nomor: int | None) -> None:
    """Membaca lagi salinan sebuah paket, sesudah flashdisknya dicabut dan dipasang lagi."""
    with keluaran.kantor() as kantor:
        paket = _find(kantor, nomor)
        path = check_copy(kantor, paket, folder)
    keluaran.result({"ok": True, "seq": paket.seq, "file": str(path)}, f"Paket nomor {paket.seq} masih sama: {path}")


@outbox.command(cls=Perintah, name="mail")
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder tempat menyimpan berkasnya")
@click.option("--size", "mib", type=click.IntRange(1, 25), default=10, show_default=True, help="Ukuran berkas, MB")
@_NOMOR
@click.pass_obj
def mail(keluaran: Keluaran, folder: Path, mib: int, nomor: int | None) -> None:
    """Membagi sebuah paket menjadi berkas yang muat dilampirkan pada surel."""
    with keluaran.kantor() as kantor:
        paket = _find(kantor, nomor)
        hasil = export_volumes(kantor, paket, folder, mib=mib, progress=keluaran.progress("Menulis"))
    keluaran.result(
        {
            "ok": True,
            "seq": paket.seq,
            "files": [str(path) for path in hasil.berkas],
            "words": list(hasil.empat_kata),
        },
        "\n".join([f"Paket nomor {paket.seq}: {len(hasil.berkas)} berkas", *map(str, hasil.berkas)]),
    )


@outbox.command(cls=Perintah, name="codes")
@click.option("--out", type=APA_SAJA, default=None, help="Berkas PDF yang dibuat")
@click.option("--photographed", "difoto", is_flag=True, help="Mencatat bahwa semua kode sudah difoto")
@_NOMOR
@click.pass_obj
def codes(keluaran: Keluaran, out: Path | None, difoto: bool, nomor: int | None) -> None:
    """Membuat lembar kode QR dari paket yang sangat kecil; sesudah difoto semua, catat dengan --photographed."""
    if out is None and not difoto:
        raise UserError("kode_qr_apa")
    if out is not None:
        check_place(out)
    with keluaran.kantor() as kantor:
        paket = _find(kantor, nomor)
        if out is not None:
            place_file(print_qr(kantor, paket), out)
        if difoto:
            note_difoto(kantor, paket)
    teks = [f"Kode QR paket nomor {paket.seq}: {out}"] if out is not None else []
    teks.append(
        f"Paket nomor {paket.seq} tercatat dibawa lewat foto kode QR."
        if difoto
        else "Paket belum dihitung dibawa. Sesudah semua kode difoto: skp-luring outbox codes --photographed"
    )
    keluaran.result(
        {"ok": True, "seq": paket.seq, "file": str(out) if out is not None else None, "photographed": difoto},
        "\n".join(teks),
    )


@click.command(cls=Perintah, name="gather")
@click.argument("berkas", metavar="BERKAS...", type=APA_SAJA, nargs=-1)
@click.option("--to", "folder", type=FOLDER, default=None, help="Folder tempat menyimpan paket yang sudah utuh")
@click.option("--forget", "kata", default="", help="Menghapus bagian paket dengan empat kata ini")
@click.pass_obj
def gather_command(keluaran: Keluaran, berkas: tuple[Path, ...], folder: Path | None, kata: str) -> None:
    """Merangkai bagian surel dan foto kode QR (berkas, folder) menjadi paket utuh; tanpa berkas: yang menunggu."""
    with keluaran.kantor() as kantor:
        if kata:
            discard_bagian(kantor, kata)
        if not berkas and folder is None:
            menunggu = list_bagian(kantor)
            keluaran.result(
                {"ok": True, "waiting": [_waiting(satu) for satu in menunggu]},
                "\n".join(_state_of(satu) for satu in menunggu) or "Tidak ada bagian yang menunggu.",
            )
            return
        diminta = find_bundles(kantor, berkas, foto=True)
        ada = bool(diminta.berkas) or not berkas
        rakitan = gather(kantor, diminta.berkas, progress=keluaran.progress("Membaca")) if ada else Rakitan()
        jadi, lama, tertutup = _place(rakitan, folder or Path.cwd())
    utuh: list[Path] = []
    semua = (*(TolakBagian(path, error) for path, error in diminta.ditolak), *rakitan.ditolak, *tertutup)
    ditolak = list({(satu.path, satu.galat.code): satu for satu in semua}.values())
    for path in rakitan.paket:
        if path in rakitan.asal:
            continue
        try:
            require_bundle(path)
            utuh.append(path)
        except LuringError as error:
            ditolak.append(TolakBagian(path, error))
    lanjut = ["Lanjutkan dengan: skp-luring merge BERKAS"] if utuh or jadi or lama else []
    keluaran.result(
        {
            "ok": not ditolak,
            "bundles": [str(path) for path in (*utuh, *jadi, *lama)],
            "waiting": [_waiting(satu) for satu in rakitan.menunggu],
            "refused": [
                {"file": str(satu.path), "code": satu.galat.code, "message": sentence(satu.galat)} for satu in ditolak
            ],
            "suspicious": diminta.mencurigakan,
        },
        "\n".join(
            [
                *(f"Paket utuh: {path}" for path in (*utuh, *jadi)),
                *(f"Paket utuh sudah ada di sana: {path}" for path in lama),
                *rakitan.kurang,
                *lanjut,
            ]
        ),
    )
    for nama in diminta.mencurigakan:
        click.echo(sentence_for("berkas_mencurigakan", {"nama": nama}), err=True)
    for satu in ditolak:
        click.echo(f"{satu.path.name}: {sentence(satu.galat)}", err=True)
    if ditolak:
        raise SystemExit(4 if any(isinstance(satu.galat, SystemProblem) for satu in ditolak) else 3)


def _place(rakitan: Rakitan, folder: Path) -> tuple[list[Path], list[Path], list[TolakBagian]]:
    """Put what was put together into ``folder``; return what was written, what lay there already, what is in the way.

    Nothing is overwritten; a file of the same bytes is the bundle itself.
    """
    jadi: list[Path] = []
    lama: list[Path] = []
    tertutup: list[TolakBagian] = []
    for path in rakitan.asal:
        tujuan = folder / path.name
        if not os.path.lexists(tujuan):
            jadi.append(place_file(path, tujuan))
        elif not tujuan.is_symlink() and tujuan.is_file() and filecmp.cmp(path, tujuan, shallow=False):
            # What was named and is this very bundle is told once.
            lama += [] if tujuan in rakitan.paket else [tujuan]
        else:
            tertutup.append(TolakBagian(tujuan, UserError("berkas_sudah_ada", berkas=tujuan.name)))
    return jadi, lama, tertutup


def _waiting(satu: Seri) -> dict[str, Any]:
    return {
        "words": satu.kata,
        "here": len(satu.ada),
        "total": satu.total,
        "missing": list(satu.kurang),
        "codes": satu.kode_qr,
    }


def _state_of(satu: Seri) -> str:
    return words_missing(satu) if satu.kurang else f"Paket “{satu.kata}”: lengkap, belum digabungkan."


KIRIM_COMMANDS: tuple[click.Command, ...] = (outbox, gather_command)
