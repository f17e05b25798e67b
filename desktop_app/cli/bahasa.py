"""Click in Indonesian: help pages, types that say why a value does not fit, and options that every command has.

``--home``, ``--json``, ``--user`` and ``--password-file`` may stand before or after the command; the last one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from desktop_app.cli.keluaran import Keluaran

JUDUL: Final = {"Options": "Pilihan", "Commands": "Perintah", "Positional arguments": "Isian"}
"""The headings of click's help pages."""


class Bantuan(click.HelpFormatter):
    """A help page whose headings and marks are Indonesian."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the line that shows how a command is typed."""
        super().write_usage(prog, args, prefix or "Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(JUDUL.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write options or commands with what they mean."""
        super().write_dl([(_own_word(nama), _own_marks(arti)) for nama, arti in rows], col_max, col_spacing)


_KATA_NILAI: Final = {"TEXT": "TEKS", "INTEGER RANGE": "ANGKA", "INTEGER": "ANGKA", "DIRECTORY": "FOLDER",
                      "FILE": "BERKAS", "PATH": "BERKAS"}  # fmt: skip
"""What click calls the value of an option, and what people call it."""


def _own_word(nama: str) -> str:
    return re.sub(rf" ({'|'.join(_KATA_NILAI)})$", lambda satu: f" {_KATA_NILAI[satu[1]]}", nama)


def _own_marks(arti: str) -> str:
    """Return a meaning whose marks at the end, such as ``[2000<=x<=2099; required]``, are words."""
    depan, kurung, tanda = arti.rpartition("  [")
    if not kurung and arti.startswith("["):
        depan, kurung, tanda = "", "[", arti[1:]
    if not kurung:
        return arti
    tanda = re.sub(r"(\d+)<=x<=(\d+)", r"\1 sampai \2", tanda)
    tanda = re.sub(r"x>=(\d+)", r"paling sedikit \1", tanda)
    tanda = re.sub(r"x<=(\d+)", r"paling banyak \1", tanda)
    return depan + kurung + tanda.replace("default: ", "bawaan: ").replace("required", "wajib")


class Konteks(click.Context):
    """A context that writes such help pages."""

    formatter_class = Bantuan


def spoken(status: str) -> str:
    """Return a stored state as people read it: the word ``draft`` is English."""
    return {"draft": "draf"}.get(status, status.replace("_", " "))


class Bilangan(click.IntRange):
    """A whole number between two others; a wrong one is refused in Indonesian."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            self.fail(f"“{value}” bukan bilangan dari {self.min} sampai {self.max}", param, ctx)


class SalahPakai(click.UsageError):
    """A usage error whose message is an Indonesian sentence already."""


class Perintah(click.Command):
    """A command with an Indonesian help page and the options that all commands share."""

    context_class = Konteks

    def __init__(self, name: str | None, **attrs: Any) -> None:
        attrs.setdefault("options_metavar", "[PILIHAN]")
        super().__init__(name, **attrs)
        self.params = [*self.params, *_shared()]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help page."""
        return _in_words(super().get_help_option(ctx))


class Kelompok(click.Group):
    """Commands in the order of the work, not of the alphabet, with an Indonesian help page."""

    context_class = Konteks
    command_class = Perintah

    def __init__(self, name: str | None = None, commands: Any = None, **attrs: Any) -> None:
        attrs.setdefault("options_metavar", "[PILIHAN]")
        attrs.setdefault("subcommand_metavar", "PERINTAH [ISIAN]...")
        super().__init__(name, commands, **attrs)
        self.params = [*self.params, *_shared()]

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands as they were added."""
        return list(self.commands)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option that shows the help page."""
        return _in_words(super().get_help_option(ctx))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; one that there is not is named."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise SalahPakai(f"Perintah “{args[0]}” tidak dikenal.", ctx)
        return super().resolve_command(ctx, args)


class Tempat(click.Path):
    """A path to a file or to a folder; the other one of the two is refused with the reason."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path; whether anything is there is for the command to say."""
        if not self.dir_okay and Path(value).is_dir():
            self.fail(f"“{value}” adalah folder, padahal yang diminta berkas", param, ctx)
        if not self.file_okay and Path(value).is_file():
            self.fail(f"“{value}” adalah berkas, padahal yang diminta folder", param, ctx)
        return super().convert(value, param, ctx)


class Kata(click.Choice[str]):
    """One of a few words; a wrong one is answered with the right ones."""

    def __init__(self, choices: Sequence[str], *, case_sensitive: bool = True) -> None:
        super().__init__(list(choices), case_sensitive=case_sensitive)

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        """Return why ``value`` is refused."""
        return f"“{value}” bukan salah satu dari {', '.join(self.choices)}"


class Tanggal(click.ParamType[date]):
    """A day, written year-month-day."""

    name = "tanggal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-01-31", param, ctx)


def _path(kata: str, **sifat: bool) -> Tempat:
    tipe = Tempat(path_type=Path, **sifat)
    tipe.name = kata
    return tipe


BERKAS: Final = _path("berkas", dir_okay=False)
FOLDER: Final = _path("folder", file_okay=False)
APA_SAJA: Final = _path("berkas")
"""A path that the command looks at itself, one by one."""


def _in_words(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Tampilkan bantuan ini."
    return option


def _shared() -> list[click.Option]:
    return [
        click.Option(
            ["--home"],
            type=FOLDER,
            default=None,
            expose_value=False,
            callback=_take_home,
            help="Folder data kantor (bawaan: folder data milik pengguna).",
        ),
        click.Option(
            ["--json"],
            is_flag=True,
            expose_value=False,
            callback=_take_json,
            help="Hasil sebagai JSON di stdout, tanpa tulisan lain.",
        ),
        click.Option(
            ["--user"],
            metavar="NAMA",
            default=None,
            expose_value=False,
            callback=_take_user,
            help="Nama pengguna, di kantor yang memakai sandi.",
        ),
        click.Option(
            ["--password-file"],
            type=BERKAS,
            default=None,
            expose_value=False,
            callback=_take_password_file,
            help="Berkas berisi sandinya di baris pertama; sandi tidak pernah diketik di baris perintah.",
        ),
    ]


def _take_home(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None and isinstance(ctx.obj, Keluaran):
        ctx.obj = replace(ctx.obj, home=value)


def _take_json(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and isinstance(ctx.obj, Keluaran):
        ctx.obj = replace(ctx.obj, as_json=True)


def _take_user(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None and isinstance(ctx.obj, Keluaran):
        ctx.obj = replace(ctx.obj, user=value)


def _take_password_file(ctx: click.Context, _param: click.Parameter, value: Path | None) -> None:
    if value is not None and isinstance(ctx.obj, Keluaran):
        ctx.obj = replace(ctx.obj, password_file=value)


def usage_sentence(error: click.UsageError) -> str:
    """Return a usage error as an Indonesian sentence with its reason and the next step."""
    lihat = f"Lihat: {error.ctx.command_path if error.ctx else 'skp-luring'} --help"
    if isinstance(error, SalahPakai):
        return f"{error.message} {lihat}"
    if isinstance(error, click.NoSuchOption):
        return f"Pilihan {error.option_name} tidak dikenal. {lihat}"
    if isinstance(error, click.BadOptionUsage):
        return f"Pilihan {error.option_name} tidak lengkap atau berlebih isinya. {lihat}"
    if isinstance(error, click.BadParameter):
        nama = error.param.get_error_hint(error.ctx) if error.param and error.ctx else error.param_hint or "itu"
        if isinstance(error, click.MissingParameter):
            kata = error.param.type.choices if error.param and isinstance(error.param.type, click.Choice) else ()
            pilih = f" Pilih salah satu: {', '.join(map(str, kata))}." if kata else ""
            return f"Isian {nama} wajib ada.{pilih} {lihat}"
        return f"Isian {nama} tidak dapat diterima: {_reason(error)}. {lihat}"
    lebih = re.search(r"unexpected extra arguments? \((.*)\)", error.message)
    if lebih:
        return f"Isian ini berlebih: {lebih[1]}. {lihat}"
    return f"Perintah belum lengkap, atau ada isian yang berlebih. {lihat}"


def _reason(error: click.BadParameter) -> str:
    """Return why a value does not fit; click's own English is said anew, by the type that was asked for."""
    tipe = error.param.type if error.param else None
    isi = re.match(r"'?(.*?)'? is not (?:in the range|a valid integer|one of)", error.message)
    if isi and isinstance(tipe, click.IntRange):
        if tipe.min is not None and tipe.max is not None:
            return f"“{isi[1]}” bukan bilangan dari {tipe.min} sampai {tipe.max}"
        batas = f" paling sedikit {tipe.min}" if tipe.min is not None else ""
        return f"“{isi[1]}” bukan bilangan bulat{batas}"
    if isi and isinstance(tipe, click.Choice):
        return f"“{isi[1]}” bukan salah satu dari {', '.join(map(str, tipe.choices))}"
    if isi and tipe is click.INT:
        return f"“{isi[1]}” bukan bilangan bulat"
    return error.message.rstrip(".")
