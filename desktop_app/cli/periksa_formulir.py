"""The command about printed forms: ``verify-print``."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import BERKAS, Perintah, SalahPakai
from desktop_app.cli.keluaran import Keluaran
from desktop_app.services.periksa_formulir import Pemeriksaan, check_form, check_form_file
from desktop_app.services.periksa_kata import explain_check, title_of_check


@click.command("verify-print", cls=Perintah)
@click.argument("code", metavar="KODE", required=False, default="")
@click.option("--file", "file", type=BERKAS, default=None, help="PDF asli dari program ini, sebagai ganti kode")
@click.pass_obj
def verify_print_command(keluaran: Keluaran, code: str, file: Path | None) -> None:
    """Memeriksa formulir tercetak: teks kode QR hasil pindaian, atau kode pendek yang diketik.

    Keluar dengan kode 0 hanya bila kertasnya cocok dengan isi sekarang dan tanda tangannya, bila ada, sah.
    """
    if bool(code) == (file is not None):
        raise SalahPakai("Sebutkan satu kode, atau satu PDF dengan --file.", click.get_current_context())
    with keluaran.kantor() as kantor:
        hasil = check_form_file(kantor, file) if file is not None else check_form(kantor, code)
    keluaran.result(_data(hasil), "\n".join(_lines(hasil)))
    if not hasil.beres:
        raise SystemExit(1)


def _lines(hasil: Pemeriksaan) -> list[str]:
    baris = [f"{title_of_check(hasil)} – kode {hasil.kode}"]
    if hasil.judul:
        baris.append(hasil.judul)
    baris += explain_check(hasil)
    baris += [f"  {satu.nama}: di kertas “{satu.kertas}”, sekarang “{satu.kini}”" for satu in hasil.beda]
    return baris


def _data(hasil: Pemeriksaan) -> dict[str, object]:
    return {
        "ok": hasil.beres,
        "result": hasil.hasil.value,
        "code": hasil.kode,
        "scanned": hasil.pindaian,
        "signature": hasil.tanda.keadaan.value,
        "signer": hasil.tanda.nama,
        "document": hasil.doc_id,
        "title": hasil.judul,
        "status": hasil.status,
        "may_see": hasil.boleh_lihat,
        "differences": [
            {"path": satu.path, "field": satu.nama, "paper": satu.kertas, "now": satu.kini} for satu in hasil.beda
        ],
        "words": list(explain_check(hasil)),
    }


FORMULIR_COMMANDS: tuple[click.Command, ...] = (verify_print_command,)
