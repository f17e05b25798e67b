"""One Qt-free table from error codes to sentences, for window and command line alike; translated as they are shown."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.domain.errors import LuringError
from desktop_app.i18n import _

AREAS = (
    "exchange",
    "batal_gabung",
    "setoran",
    "angkutan",
    "vault",
    "tanda_tangan",
    "forms",
    "services",
    "wewenang",
    "temuan",
    "store",
    "window",
    "cli",
    "jejak",
    "akun",
    "cadangan",
    "pulih",
    "harian",
    "orang",
    "ruang",
    "data_pribadi",
    "perubahan",
    "mutu",
    "templat",
    "pertukaran_json",
    "rencana",
    "ketentuan",
    "cetak",
    "serah_terima",
    "perintah",
    "keberatan",
    "keberatan_tinjauan",
    "dokumen_evaluasi",
    "umpan_balik",
    "pengaduan",
    "putaran",
    "bukti",
    "angka_kredit",
    "evaluasi",
    "jurnal",
    "konseling",
    "bimbingan",
    "kompetensi",
    "tindak_lanjut",
    "skm",
    "kunci",
    "konflik",
    "identitas",
    "dari_kabupaten",
)


def load_sentences() -> Mapping[str, str]:
    """Return every sentence by its code; a code that stands in two areas raises ``ValueError``."""
    found: dict[str, str] = {}
    for area in AREAS:
        module = importlib.import_module(f"desktop_app.messages.{area}")
        for code, sentence in module.SENTENCES.items():
            if code in found:
                raise ValueError(f"two sentences for {code!r}")
            found[code] = sentence
    return MappingProxyType(found)


class _Facts(dict[str, object]):
    """Facts for ``str.format_map`` in which a missing one shows as a dash, so that a sentence always comes out."""

    def __missing__(self, key: str) -> str:
        return "–"


def sentence(error: LuringError) -> str:
    """Return the sentence of ``error`` in the chosen language; an unknown code gives a general one with the code."""
    template = load_sentences().get(error.code)
    if template is None:
        return _("Terjadi kesalahan ({kode}). Catat kode ini dan hubungi admin kabupaten.").format(kode=error.code)
    return _(template).format_map(_Facts(error.facts))


def sentence_for(code: str, facts: Mapping[str, object]) -> str:
    """Return the sentence of a code that is no exception: a finding, a refused row, a reason of quarantine."""
    return sentence(LuringError(code, **facts))
