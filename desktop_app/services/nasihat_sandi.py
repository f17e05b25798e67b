"""Advice on a password: long rather than odd, not one that everybody guesses first, not one's own name.

No rules of composition: they make passwords that are hard for people and easy for machines (NIST SP 800-63B 5.1.1.2).
The blocked words lie in ``resources/sandi/sandi-umum.txt``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.paths import resources

PALING_PENDEK = 8
DISARANKAN = 10
PALING_PANJANG = 256
_TIRUAN = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s", "!": "i"}
)
_URUTAN = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "01234567890",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_KATA_KANTOR = frozenset({"kantor", "dinas", "badan", "kota", "desa", "bagian", "unit", "dan", "kabupaten"})


class Nasihat(msgspec.Struct, frozen=True):
    """Whether a password may be used, and the code of the sentence that says why or how strong it is."""

    boleh: bool
    kode: str

    @property
    def fakta(self) -> dict[str, object]:
        """The facts that the sentence needs."""
        return {"least": PALING_PENDEK, "advised": DISARANKAN, "batas": PALING_PANJANG}


def advise_sandi(sandi: str, nama: str = "", kantor: str = "", nip: str = "") -> Nasihat:
    """Return what is to be said of a password for the person ``nama`` (with ``nip``) of the office ``kantor``."""
    if len(sandi) > PALING_PANJANG or not sandi.isprintable():
        return Nasihat(False, "sandi_panjang")
    polos = unicodedata.normalize("NFKC", sandi).casefold().strip()
    if len(polos) < PALING_PENDEK:
        return Nasihat(False, "sandi_pendek")
    if _is_common(polos):
        return Nasihat(False, "sandi_umum")
    if _is_pattern(polos):
        return Nasihat(False, "sandi_pola")
    if _is_personal(polos, nama, kantor, nip):
        return Nasihat(False, "sandi_memuat_nama")
    return Nasihat(True, "sandi_baik" if len(polos) >= DISARANKAN else "sandi_disarankan_lebih_panjang")


def require_sandi(sandi: str, nama: str, kantor: str) -> None:
    """Raise ``UserError`` where ``advise_sandi`` refuses the password."""
    nasihat = advise_sandi(sandi, nama, kantor)
    if not nasihat.boleh:
        raise UserError(nasihat.kode, **nasihat.fakta)


@cache
def blocked_words() -> frozenset[str]:
    """Return the words that are guessed first, in lower case without white space."""
    text = (resources() / "sandi" / "sandi-umum.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _cores(polos: str) -> set[str]:
    """Return a password without white space, then without the figures and signs around it; figures read as letters."""
    rapat = re.sub(r"[\s_.,\-]+", "", polos)
    inti = re.sub(r"^[\d\W_]+|[\d\W_]+$", "", rapat)
    return {rapat, inti, rapat.translate(_TIRUAN), inti.translate(_TIRUAN)}


def _is_common(polos: str) -> bool:
    """Tell whether a blocked word, at most dressed up with figures, is all there is; or two of them in a row."""
    semua = blocked_words()
    return any(inti in semua or _halves(inti, semua) for inti in _cores(polos))


def _halves(inti: str, semua: frozenset[str]) -> bool:
    """Tell whether a short core is two blocked words: ``adminkantor``, ``bismillahbismillah``."""
    if len(inti) > 18:
        return False
    return any(inti[:at] in semua and inti[at:] in semua for at in range(3, len(inti) - 2))


def _is_pattern(polos: str) -> bool:
    """Tell whether a password repeats a short piece, or is a run of the alphabet or the keyboard."""
    rapat = re.sub(r"\s+", "", polos)
    if len(set(rapat)) <= 3:
        return True
    if any(rapat == (rapat[:n] * len(rapat))[: len(rapat)] for n in range(1, 5)):
        return True
    if any(rapat in arah for urutan in _URUTAN for arah in (urutan * 2, urutan[::-1] * 2)):
        return True
    # Days, telephone numbers, numbers of identity cards.
    return re.fullmatch(r"[\d\s./-]+", polos) is not None and sum(satu.isdigit() for satu in polos) <= 16


def _is_personal(polos: str, nama: str, kantor: str, nip: str) -> bool:
    """Tell whether the password is made of the person's or the office's name, or of a NIP's day of birth."""
    rapat = re.sub(r"[\W_]+", "", polos)
    lahir = re.sub(r"\D", "", nip)[:8]
    angka = re.sub(r"\D", "", polos)
    if len(angka) >= 18 and re.search(r"(19|20)\d{2}[01]\d[0-3]\d(19|20)\d{4}[12]\d{3}", angka):
        return True
    if len(lahir) == 8 and any(satu in angka for satu in (lahir, lahir[6:] + lahir[4:6] + lahir[:4])):
        return True
    kata = [satu for satu in re.split(r"[\W_]+", f"{nama} {kantor}".casefold()) if len(satu) >= 4]
    # A long sentence may well contain a name; what is left beside it must be worth a password.
    return any(satu in rapat and satu not in _KATA_KANTOR and len(rapat) - len(satu) < PALING_PENDEK for satu in kata)
