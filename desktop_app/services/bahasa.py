"""The language of the window: where the choice is kept, and which use cases speak it.

Paper, files and documents are Indonesian, whoever reads the window in another language: only what is read for the
screen runs in the chosen one.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import LANGUAGES, SOURCE_LANGUAGE, choose_language, source_language
from desktop_app.paths import config_home, resources

VARIABEL = "SKP_LANGUAGE"
"""The environment variable that goes before the kept choice, for pictures and trials."""
TAMPIL = frozenset(
    {
        *(satu for satu in Wewenang if satu.startswith("lihat_")),
        *(Wewenang.RINGKASAN, Wewenang.PERIKSA, Wewenang.PERIKSA_FORMULIR, Wewenang.SELESAIKAN_KONFLIK),
        *(Wewenang.BERI_UMPAN_BALIK, Wewenang.DAFTARKAN_KANTOR),
    }
)
"""The acts whose use cases read for the screen; whatever words the others make may be kept or printed."""
KERTAS = ("print_", "export_", "save_", "request_", "propose_")
"""How the names of use cases begin that make paper, files or words to be kept; a test holds that no paper is missed."""


def spoken_by(wewenang: Collection[Wewenang], nama: str) -> AbstractContextManager[None]:
    """Return what the use case ``nama`` runs in: the language of the window where it reads for the screen."""
    tampil = not wewenang or nama.startswith("list_") or TAMPIL.intersection(wewenang)
    return nullcontext() if tampil and not nama.startswith(KERTAS) else source_language()


def _berkas() -> Path:
    """Return the file of the choice; beside the office, because it is asked for before any office is open."""
    return config_home() / "bahasa"


def read_bahasa() -> str:
    """Return the language that this user chose on this computer; Indonesian where nothing or nonsense is kept."""
    with suppress(OSError, UnicodeDecodeError):
        kode = _berkas().read_text(encoding="ascii").strip()
        if kode in LANGUAGES:
            return kode
    return SOURCE_LANGUAGE


def keep_bahasa(kode: str) -> None:
    """Keep the language for the next start; raises ``SystemProblem`` where the folder cannot be written."""
    if kode not in LANGUAGES:
        raise UserError("bahasa_tidak_ada", bahasa=kode, pilihan=", ".join(LANGUAGES))
    berkas = _berkas()
    try:
        berkas.parent.mkdir(parents=True, exist_ok=True)
        baru = berkas.with_suffix(".baru")
        baru.write_text(kode + "\n", encoding="ascii")
        baru.replace(berkas)
    except OSError as error:
        raise SystemProblem("berkas_gagal", berkas=str(berkas), rincian=str(error)) from error


def use_bahasa(kode: str = "") -> str:
    """Choose the language of this run and return it: the one that is named, ``SKP_LANGUAGE``, or the kept one."""
    diminta = kode or os.environ.get(VARIABEL, "")
    pilihan = diminta if diminta in LANGUAGES else read_bahasa()
    choose_language(pilihan, resources() / "locale")
    return pilihan
