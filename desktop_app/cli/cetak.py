"""The command ``print``: one form of one person, or a run of many that can be stopped and taken up again."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import FOLDER, Kata, Perintah, SalahPakai
from desktop_app.cli.keluaran import Keluaran
from desktop_app.domain.errors import UserError
from desktop_app.domain.nip import clean_nip, format_nip
from desktop_app.forms.values import Kertas
from desktop_app.messages import sentence_for
from desktop_app.services.cetak import HasilCetak, note_cetak, save_pdf
from desktop_app.services.cetak_rangkaian import (
    Rangkaian,
    begin_rangkaian,
    drop_rangkaian,
    read_rangkaian,
    save_next,
)
from desktop_app.services.cetak_susun import PilihanRangkaian, list_alasan
from desktop_app.services.formulir import FORMULIR, KATA, form_of_code, list_rivals
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.pekerjaan import read_waktu_kerja

SIAPA = (
    "Sebutkan formulir, folder tujuan (--out), dan siapa: --pegawai dengan NIP (boleh diulang), atau --all. "
    "Versi terdahulu hanya untuk satu orang dan satu formulir."
)
LANJUT_SENDIRI = "--resume berdiri sendiri: formulir, orang, dan folder sudah tercatat pada cetakan yang terputus."


@click.command("print", cls=Perintah)
@click.argument("forms", metavar="FORMULIR...", nargs=-1, type=Kata([*FORMULIR, *KATA], case_sensitive=False))
@click.option("--pegawai", multiple=True, help="NIP pegawai, atau ID dokumennya; boleh diulang")
@click.option("--all", "semua", is_flag=True, help="Semua pegawai sekaligus; hanya dokumen yang sudah ditetapkan")
@click.option("--not-yet", "belum", is_flag=True, help="Bersama --all: hanya yang belum dicetak di komputer ini")
@click.option("--joined", "gabung", is_flag=True, help="Satu PDF untuk semua, dengan daftar isi per orang")
@click.option("--resume", "lanjut", is_flag=True, help="Melanjutkan cetakan banyak yang terputus")
@click.option("--periode", default="", help="Misalnya 2026-TW1; untuk SKP cukup 2026")
@click.option("--paper", type=Kata([satu.value for satu in Kertas]), default=None, help="Ukuran kertas")
@click.option(
    "--version", "versi", default="", metavar="VERSI", help="SKP seperti waktu itu: versi dari show --history"
)
@click.option("--out", type=FOLDER, default=None, help="Folder tujuan")
@click.pass_obj
def print_command(
    keluaran: Keluaran,
    forms: tuple[str, ...],
    pegawai: tuple[str, ...],
    semua: bool,
    belum: bool,
    gabung: bool,
    lanjut: bool,
    periode: str,
    paper: str | None,
    versi: str,
    out: Path | None,
) -> None:
    """Mencetak formulir ke PDF menurut kodenya, huruf besar atau kecil, atau menurut namanya.

    \b
    skp (A.1.1, A.1.2, A.1.6, A.1.7), lampiran (A.1.8), manual (A.1.3),
    workblock (A.1.4), matriks (A.1.5), adendum, serah-terima,
    evaluasi (C.1.1, C.1.2, C.1.3), dokumen (D.1.1, D.1.2, D.1.3), putusan (D.1.3).

    Satu formulir satu pegawai langsung jadi. Dengan --all, beberapa --pegawai, beberapa formulir, atau --joined,
    cetakan dapat dihentikan (Ctrl+C) dan dilanjutkan dengan --resume.
    """
    kertas = Kertas(paper) if paper else None
    if lanjut:
        if forms or pegawai or semua or belum or gabung or versi or out is not None:
            raise SalahPakai(LANJUT_SENDIRI)
        with keluaran.kantor() as kantor:
            _run(keluaran, kantor, read_rangkaian(kantor))
        return
    if not forms or out is None or not (pegawai or semua) or (pegawai and (semua or belum)):
        raise SalahPakai(SIAPA)
    with keluaran.kantor() as kantor:
        if len(forms) == 1 and len(pegawai) == 1 and not gabung:
            _print_one(keluaran, kantor, forms[0], pegawai[0], periode, kertas, versi, out)
            return
        if versi:
            raise SalahPakai(SIAPA)
        pilihan = PilihanRangkaian(
            formulir=forms,
            waktu=periode or str(read_waktu_kerja(kantor).hari.year),
            pegawai=tuple(find_id(kantor, satu) for satu in pegawai),
            belum=belum,
        )
        _run(keluaran, kantor, begin_rangkaian(kantor, pilihan, folder=out, gabung=gabung, kertas=kertas))


def _print_one(
    keluaran: Keluaran,
    kantor: Kantor,
    form: str,
    pegawai: str,
    periode: str,
    kertas: Kertas | None,
    versi: str,
    out: Path,
) -> None:
    """Print one form of one person, a draft too."""
    formulir = form_of_code(form)
    pegawai_id = find_id(kantor, pegawai)
    dokumen = formulir.cari(kantor, pegawai_id, periode)
    if not dokumen:
        raise UserError("tidak_ada_yang_dicetak", pegawai=format_nip(clean_nip(pegawai)), periode=periode or "–")
    if len(dokumen) > 1 and not periode and formulir.satu:
        raise UserError("sebutkan_periode", pegawai=format_nip(clean_nip(pegawai)), jumlah=len(dokumen))
    if formulir.semua and len(dokumen) > 1:
        # A leader has several workblocks or manuals in a year, and each is a page of its own.
        berkas = [_keep(kantor, formulir.cetak(kantor, satu, kertas, versi), out) for satu in dokumen]
        keluaran.result({"ok": True, "files": berkas}, "\n".join(f"{formulir.nama}: {satu}" for satu in berkas))
        return
    setara = list_rivals(kantor, formulir, dokumen)
    if len(setara) > 1:
        ids = ", ".join(setara)
        nama = formulir.nama if formulir.kind != "skp" else "SKP"
        raise UserError("sebutkan_id", jumlah=len(setara), formulir=nama, periode=periode or "tahun itu", ids=ids)
    hasil = formulir.cetak(kantor, dokumen[0], kertas, versi)
    path = _keep(kantor, hasil, out)
    keluaran.result({"ok": True, "file": path, "bytes": len(hasil.pdf)}, f"{hasil.judul}: {path}")


def _keep(kantor: Kantor, hasil: HasilCetak, out: Path) -> str:
    """Put a form into the folder, note that it was printed, and return where it is."""
    path = save_pdf(hasil, out)
    note_cetak(kantor, hasil)
    return str(path)


def _run(keluaran: Keluaran, kantor: Kantor, rangkaian: Rangkaian | None) -> None:
    """Take a run to its end; an interruption leaves it where it is, for ``--resume``."""
    if rangkaian is None:
        raise UserError("rangkaian_tidak_ada")
    if not rangkaian.folder:
        raise UserError("cetak_lanjut_printer")
    baris = keluaran.progress("Mencetak")
    try:
        while not rangkaian.tuntas:
            baris(rangkaian.selesai, rangkaian.jumlah)
            rangkaian = save_next(kantor)
    except KeyboardInterrupt as error:
        raise UserError("cetak_dihentikan", selesai=rangkaian.selesai, jumlah=rangkaian.jumlah) from error
    baris(rangkaian.selesai, rangkaian.jumlah)
    tidak = list_alasan(kantor, (*rangkaian.tidak, *rangkaian.dilewati))
    drop_rangkaian(kantor)
    tercetak = rangkaian.jumlah - len(rangkaian.dilewati)
    tujuan = str(rangkaian.tujuan or rangkaian.folder)
    pesan = [(satu, sentence_for(satu.sebab, satu.fakta)) for satu in tidak]
    keluaran.result(
        {
            "ok": True,
            "forms": tercetak,
            "target": tujuan,
            "left_out": [
                {"name": satu.nama, "form": satu.formulir, "code": satu.sebab, "reason": kata} for satu, kata in pesan
            ],
        },
        "\n".join(
            [
                f"{tercetak} formulir: {tujuan}",
                *(f"Tidak tercetak: {s.nama}, {s.formulir}: {kata}" for s, kata in pesan),
            ]
        ),
    )


PRINT_COMMANDS: tuple[click.Command, ...] = (print_command,)
