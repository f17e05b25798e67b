"""The way in: global options, exit codes, and the one place where an error becomes a sentence.

Exit codes: 0 done, 1 the user can act, 2 usage, 3 untrusted or damaged bundle, 4 the machine failed.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from desktop_app import __version__
from desktop_app.cli import DIBATALKAN
from desktop_app.cli.akun import AKUN_COMMANDS
from desktop_app.cli.angka_kredit import ANGKA_KREDIT_COMMANDS
from desktop_app.cli.bahasa import Kata, Kelompok, usage_sentence
from desktop_app.cli.batal_gabung import BATAL_GABUNG_COMMANDS
from desktop_app.cli.bimbingan import BIMBINGAN_COMMANDS
from desktop_app.cli.bukti import BUKTI_COMMANDS
from desktop_app.cli.cadangan import CADANGAN_COMMANDS
from desktop_app.cli.cetak import PRINT_COMMANDS
from desktop_app.cli.dari_kabupaten import KABUPATEN_COMMANDS
from desktop_app.cli.data import DATA_COMMANDS, refused_places
from desktop_app.cli.dokumen import DOKUMEN_COMMANDS
from desktop_app.cli.jejak import JEJAK_COMMANDS
from desktop_app.cli.jurnal import JURNAL_COMMANDS
from desktop_app.cli.kantor import KANTOR_COMMANDS
from desktop_app.cli.keberatan import KEBERATAN_COMMANDS
from desktop_app.cli.keluaran import PELAKU, Keluaran
from desktop_app.cli.kirim import KIRIM_COMMANDS
from desktop_app.cli.kompetensi import KOMPETENSI_COMMANDS
from desktop_app.cli.konseling import KONSELING_COMMANDS
from desktop_app.cli.kunci import KUNCI_COMMANDS
from desktop_app.cli.matriks import MATRIKS_COMMANDS
from desktop_app.cli.mutu import MUTU_COMMANDS
from desktop_app.cli.orang import ORANG_COMMANDS
from desktop_app.cli.outcome import OUTCOME_COMMANDS
from desktop_app.cli.paket import PAKET_COMMANDS
from desktop_app.cli.pengaduan import PENGADUAN_COMMANDS
from desktop_app.cli.pengembangan import PENGEMBANGAN_COMMANDS
from desktop_app.cli.penilaian import PENILAIAN_COMMANDS
from desktop_app.cli.perangkat import PERANGKAT_COMMANDS
from desktop_app.cli.periksa_formulir import FORMULIR_COMMANDS
from desktop_app.cli.putaran import PUTARAN_COMMANDS
from desktop_app.cli.rencana_aksi import RENCANA_AKSI_COMMANDS
from desktop_app.cli.rencana_kerja import RENCANA_KERJA_COMMANDS
from desktop_app.cli.serah_terima import SERAH_TERIMA_COMMANDS
from desktop_app.cli.setoran import SETORAN_COMMANDS
from desktop_app.cli.skp import SKP_COMMANDS
from desktop_app.cli.survei_hasil import SURVEI_COMMANDS
from desktop_app.cli.templat import TEMPLAT_COMMANDS
from desktop_app.cli.tindak_lanjut import TINDAK_LANJUT_COMMANDS
from desktop_app.cli.umpan_balik import UMPAN_BALIK_COMMANDS
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem
from desktop_app.i18n import LANGUAGES
from desktop_app.messages import load_sentences, sentence, sentence_for
from desktop_app.paths import default_home

EXIT_USER, EXIT_USAGE, EXIT_BUNDLE, EXIT_SYSTEM = 1, 2, 3, 4
LAYAR = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
"""What tells Qt on Linux where to draw; without any of them there is no screen."""


def exit_code(error: LuringError) -> int:
    """Return the exit code that an error's class stands for."""
    if isinstance(error, BundleError):
        return EXIT_BUNDLE
    return EXIT_SYSTEM if isinstance(error, SystemProblem) else EXIT_USER


@click.group(cls=Kelompok, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, prog_name="skp-luring", message="%(prog)s %(version)s", help="Tampilkan versi program."
)
@click.pass_context
def skp_luring(ctx: click.Context) -> None:
    """SKP dan evaluasi kinerja tanpa jaringan: catat, cetak, ekspor, periksa, gabung."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(gui)


@skp_luring.command()
@click.option("--language", type=Kata(tuple(LANGUAGES)), default=None, help="Bahasa jendela untuk kali ini saja.")
@click.pass_obj
def gui(keluaran: Keluaran, language: str | None) -> None:
    """Membuka jendela program (juga tanpa perintah)."""
    if sys.platform == "linux" and not any(os.environ.get(nama) for nama in LAYAR):
        # Qt would end the whole process with a message of its own.
        raise SystemProblem("layar_tidak_ada")
    from desktop_app.app import run_window

    code = run_window(keluaran.home, language=language or "", who=PELAKU)
    if code:
        sys.exit(code)


for command in (
    *KANTOR_COMMANDS,
    *AKUN_COMMANDS,
    *DATA_COMMANDS,
    *PRINT_COMMANDS,
    *TEMPLAT_COMMANDS,
    *SERAH_TERIMA_COMMANDS,
    *KEBERATAN_COMMANDS,
    *DOKUMEN_COMMANDS,
    *ANGKA_KREDIT_COMMANDS,
    *BIMBINGAN_COMMANDS,
    *KOMPETENSI_COMMANDS,
    *KONSELING_COMMANDS,
    *PENGEMBANGAN_COMMANDS,
    *TINDAK_LANJUT_COMMANDS,
    *OUTCOME_COMMANDS,
    *UMPAN_BALIK_COMMANDS,
    *PUTARAN_COMMANDS,
    *SURVEI_COMMANDS,
    *PENGADUAN_COMMANDS,
    *BUKTI_COMMANDS,
    *JURNAL_COMMANDS,
    *RENCANA_AKSI_COMMANDS,
    *MATRIKS_COMMANDS,
    *FORMULIR_COMMANDS,
    *RENCANA_KERJA_COMMANDS,
    *SKP_COMMANDS,
    *MUTU_COMMANDS,
    *PAKET_COMMANDS,
    *KIRIM_COMMANDS,
    *KABUPATEN_COMMANDS,
    *BATAL_GABUNG_COMMANDS,
    *SETORAN_COMMANDS,
    *PENILAIAN_COMMANDS,
    *CADANGAN_COMMANDS,
    *PERANGKAT_COMMANDS,
    *KUNCI_COMMANDS,
    *ORANG_COMMANDS,
    *JEJAK_COMMANDS,
):
    skp_luring.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error leaves as one Indonesian sentence on stderr."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in arguments
    try:
        keluaran = Keluaran(home=default_home(), as_json=False)
        result = skp_luring.main(arguments, prog_name="skp-luring", standalone_mode=False, obj=keluaran)
    except LuringError as error:
        return _fail(_words(error), exit_code(error), as_json, error.code, refused_places(error))
    except click.UsageError as error:
        return _fail(usage_sentence(error), EXIT_USAGE, as_json, "penggunaan")
    except click.ClickException as error:
        return _fail(f"Berkas tidak dapat dibuka: {error.format_message()}", EXIT_USER, as_json, "berkas")
    except (click.Abort, KeyboardInterrupt):
        return _fail(DIBATALKAN, EXIT_USER, as_json, "dibatalkan")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else EXIT_SYSTEM
    except Exception as error:
        _note(error, arguments)
        problem = SystemProblem("kesalahan_program", jenis=type(error).__name__)
        return _fail(sentence(problem), EXIT_SYSTEM, as_json, "kesalahan_program")
    return result if isinstance(result, int) else 0


def _words(error: LuringError) -> str:
    """Return the sentence of an error; where the usual one speaks of the window, the one for commands."""
    kode = f"perintah_{error.code}"
    return sentence_for(kode, error.facts) if kode in load_sentences() else sentence(error)


def _fail(text: str, code: int, as_json: bool, kode: str, refused: Sequence[Mapping[str, str]] = ()) -> int:
    if as_json:
        data: dict[str, object] = {"ok": False, "kode": kode, "pesan": text}
        if refused:
            data["refused"] = refused
        Keluaran(home=Path(), as_json=True).result(data, "")
    click.echo(text, err=True)
    return code


def _note(error: BaseException, arguments: Sequence[str]) -> None:
    """Keep the trace of our own bug beside the office's data, where one exists; nothing is sent anywhere."""
    home = default_home()
    for kini, berikut in zip(arguments, [*arguments[1:], ""], strict=True):
        if kini == "--home" and berikut:
            home = Path(berikut)
        elif kini.startswith("--home="):
            home = Path(kini.removeprefix("--home="))
    if not home.is_dir():
        return
    # A file that people hand on for help: for its owner alone until then, and never through a link.
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        handle = os.open(home / "galat-terakhir.txt", flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            if os.name == "posix":
                os.fchmod(file.fileno(), 0o600)
            file.write("\n".join(_trace(error)) + "\n")
    except OSError:
        return


def _trace(error: BaseException | None) -> list[str]:
    """Return types, codes and places of an error and its causes; never their texts, which may hold names."""
    baris = [f"skp-luring {__version__}"]
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kode = getattr(error, "code", "")
        baris.append(
            f"{type(error).__qualname__} {kode}".rstrip() if isinstance(kode, str) else type(error).__qualname__
        )
        baris += [
            f"  {_place(satu.filename)}:{satu.lineno} {satu.name}" for satu in traceback.extract_tb(error.__traceback__)
        ]
        error = error.__cause__ or error.__context__
    return baris


def _place(filename: str) -> str:
    """Return a source file from its package on: the folders above it may be named after a person."""
    bagian = Path(filename).parts
    for paket in ("desktop_app", "db", "site-packages"):
        if paket in bagian:
            return "/".join(bagian[bagian.index(paket) :])
    return bagian[-1]
