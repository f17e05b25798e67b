"""The way in: global options, exit codes, and the one place where an error becomes a sentence.

Exit codes: 0 done, 1 the user can act, 2 usage, 3 untrusted or damaged bundle, 4 the machine failed.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from desktop_app import __version__
from desktop_app.cli.data import DATA_COMMANDS
from desktop_app.cli.kantor import KANTOR_COMMANDS
from desktop_app.cli.keluaran import PELAKU, Keluaran
from desktop_app.cli.paket import PAKET_COMMANDS
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem
from desktop_app.messages import sentence
from desktop_app.paths import default_home

EXIT_USER, EXIT_USAGE, EXIT_BUNDLE, EXIT_SYSTEM = 1, 2, 3, 4


def exit_code(error: LuringError) -> int:
    """Return the exit code that an error's class stands for."""
    if isinstance(error, BundleError):
        return EXIT_BUNDLE
    return EXIT_SYSTEM if isinstance(error, SystemProblem) else EXIT_USER


class _Group(click.Group):
    """Commands in the order of the work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_Group, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder data kantor (bawaan: folder data milik pengguna).",
)
@click.option("--json", "as_json", is_flag=True, help="Hasil sebagai JSON di stdout, tanpa tulisan lain.")
@click.version_option(__version__, prog_name="skp-luring", message="%(prog)s %(version)s")
@click.pass_context
def skp_luring(ctx: click.Context, home: Path | None, as_json: bool) -> None:
    """SKP dan evaluasi kinerja tanpa jaringan: catat, cetak, ekspor, periksa, gabung."""
    ctx.obj = Keluaran(home=home or default_home(), as_json=as_json)
    if ctx.invoked_subcommand is None:
        ctx.invoke(gui)


@skp_luring.command()
@click.pass_obj
def gui(keluaran: Keluaran) -> None:
    """Membuka jendela program (juga tanpa perintah)."""
    from desktop_app.app import run_window

    code = run_window(keluaran.home, who=PELAKU)
    if code:
        sys.exit(code)


for command in (*KANTOR_COMMANDS, *DATA_COMMANDS, *PAKET_COMMANDS):
    skp_luring.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; every error leaves as one Indonesian sentence on stderr."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    as_json = "--json" in arguments
    try:
        result = skp_luring.main(arguments, prog_name="skp-luring", standalone_mode=False)
    except LuringError as error:
        return _fail(sentence(error), exit_code(error), as_json, error.code)
    except click.UsageError as error:
        return _fail(_usage(error), EXIT_USAGE, as_json, "penggunaan")
    except click.ClickException as error:
        return _fail(f"Berkas tidak dapat dibuka: {error.format_message()}", EXIT_USER, as_json, "berkas")
    except (click.Abort, KeyboardInterrupt):
        return _fail("Dibatalkan; tidak ada yang berubah.", EXIT_USER, as_json, "dibatalkan")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else EXIT_SYSTEM
    except Exception as error:
        _note(error, arguments)
        problem = SystemProblem("kesalahan_program", jenis=type(error).__name__)
        return _fail(sentence(problem), EXIT_SYSTEM, as_json, "kesalahan_program")
    return result if isinstance(result, int) else 0


def _fail(text: str, code: int, as_json: bool, kode: str) -> int:
    if as_json:
        Keluaran(home=Path(), as_json=True).result({"ok": False, "kode": kode, "pesan": text}, "")
    click.echo(text, err=True)
    return code


def _usage(error: click.UsageError) -> str:
    """Return click's English complaint as an Indonesian sentence with the next step."""
    perintah = error.ctx.command_path if error.ctx else "skp-luring"
    lihat = f"Lihat: {perintah} --help"
    if isinstance(error, click.MissingParameter):
        nama = error.param.get_error_hint(error.ctx) if error.param and error.ctx else error.param_hint or ""
        return f"Isian {nama} wajib ada. {lihat}"
    if isinstance(error, click.NoSuchOption):
        return f"Pilihan {error.option_name} tidak dikenal. {lihat}"
    if isinstance(error, click.BadParameter):
        nama = error.param.get_error_hint(error.ctx) if error.param and error.ctx else "yang diketik"
        return f"Isian {nama} tidak dapat diterima. {lihat}"
    return f"Perintah tidak dikenali atau tidak lengkap. {lihat}"


def _note(error: BaseException, arguments: Sequence[str]) -> None:
    """Keep the traceback of our own bug beside the office's data, where one exists; nothing is sent anywhere."""
    home = default_home()
    if "--home" in arguments[:-1]:
        home = Path(arguments[arguments.index("--home") + 1])
    if not home.is_dir():
        return
    try:
        (home / "galat-terakhir.txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return
