"""Opens an interchange file: size, JSON, depth, and the head of each item (docs/spec/interchange.md, sections 1, 2)."""

from __future__ import annotations

import json
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from desktop_app.domain.codec import KINDS
from desktop_app.domain.errors import UserError
from desktop_app.services.berkas import read_input
from desktop_app.services.interchange_baca import MAKS_RINCIAN, MISSING, POLA_NAMA, Item, ObjectReader, Refusals

FORMAT = "skp-luring/interchange"
VERSI = 1
MAKS_BYTE = 64 * 1024 * 1024
MAKS_ITEM = 50_000
MAKS_DALAM = 12

POLA_ID_DOKUMEN = re.compile(r"[0-9a-f]{32}")
_MAKS_DIGIT = 15
# A string that does not end runs to the end of the text, so that the scan never starts over.
_TANDA = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)


class OddNumber:
    """A JSON number that no member of the format can be: a fraction, or an integer of absurd length."""

    def __init__(self, _text: str) -> None:
        pass


class Berkas(NamedTuple):
    """A file that was read: its name, the hash of its bytes, and its items, each with the reader of its body."""

    nama: str
    sha256: str
    items: list[tuple[Item, ObjectReader]]


def read_items(path: Path, refusals: Refusals) -> Berkas:
    """Return the items of the file at ``path``.

    Raises ``UserError`` where the file as a whole is none of this format: ``berkas_tidak_ada``, ``bukan_berkas``,
    ``interchange_bukan_json``, ``interchange_bukan_format``, ``interchange_versi_baru``, ``interchange_terlalu_besar``.
    """
    data = _bytes(path)
    akar = _load(data, path)
    if not isinstance(akar, dict) or akar.get("format") != FORMAT:
        raise UserError("interchange_bukan_format", berkas=path.name)
    versi = akar.get("versi")
    if isinstance(versi, int) and versi > VERSI:
        raise UserError("interchange_versi_baru", berkas=path.name, versi=versi)
    kepala = ObjectReader(akar, "", refusals, Item(-1))
    kepala.take("format")
    if kepala.take("versi", wajib=True) is not MISSING and (isinstance(versi, bool) or versi != VERSI):
        kepala.refuse("interchange_nilai_salah", "versi", harus=VERSI)
    kepala.text("catatan")
    if not kepala.has("dokumen"):
        kepala.refuse("interchange_kolom_wajib", "dokumen")
    isi = kepala.members("dokumen")
    if len(isi) > MAKS_ITEM:
        raise UserError("interchange_terlalu_besar", berkas=path.name, batas=MAKS_ITEM, satuan="dokumen")
    kepala.close()
    hasil: list[tuple[Item, ObjectReader]] = []
    refs: dict[str, Item] = {}
    for nomor, mentah in enumerate(isi):
        item = Item(nomor)
        if not isinstance(mentah, dict):
            refusals.add("interchange_nilai_salah", item.jalur, item, harus="objek")
            continue
        badan = _read_head(ObjectReader(mentah, item.jalur, refusals, item))
        if item.ref and refs.setdefault(item.ref, item) is not item:
            refusals.add("interchange_id_ganda", f"{item.jalur}/ref", item, pertama=refs[item.ref].jalur)
        if badan is not None and item.jenis:
            hasil.append((item, badan))
    return Berkas(path.name, sha256(data).hexdigest(), hasil)


def _read_head(kepala: ObjectReader) -> ObjectReader | None:
    """Read what an item says of itself and return the reader of its body (section 2)."""
    item = kepala.item
    item.ref = kepala.name("ref", POLA_NAMA, "1-64 karakter a-z 0-9 - _ .")
    item.id = kepala.name("id", POLA_ID_DOKUMEN, "32 angka heksadesimal huruf kecil")
    jenis = kepala.take("jenis", wajib=True)
    if isinstance(jenis, str) and jenis in KINDS:
        item.jenis = jenis
    elif jenis is not MISSING:
        kepala.refuse("interchange_nilai_salah", "jenis", harus=" / ".join(KINDS))
    item.alasan = kepala.text("alasan").strip()
    kepala.text("catatan")
    badan = kepala.inside("isi", wajib=True)
    kepala.close()
    return badan


def _bytes(path: Path) -> bytes:
    """Return what the file holds, if that is not too much."""
    data = read_input(path, MAKS_BYTE)
    if len(data) > MAKS_BYTE:
        raise UserError("interchange_terlalu_besar", berkas=path.name, batas=MAKS_BYTE // 1024**2, satuan="MiB")
    return data


def _load(data: bytes, path: Path) -> Any:
    """Return the JSON value of the file, if it is not nested too deeply."""
    try:
        teks = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError("interchange_bukan_json", berkas=path.name, rincian="bukan UTF-8") from error
    if not _shallow(teks):
        raise UserError("interchange_terlalu_besar", berkas=path.name, batas=MAKS_DALAM, satuan="tingkat")
    try:
        return json.loads(
            teks,
            object_pairs_hook=_once,
            parse_float=OddNumber,
            parse_int=_integer,
            parse_constant=_no_constant,
        )
    except json.JSONDecodeError as error:
        tempat = f"baris {error.lineno} kolom {error.colno}"
        raise UserError("interchange_bukan_json", berkas=path.name, rincian=tempat) from error
    except ValueError as error:
        raise UserError("interchange_bukan_json", berkas=path.name, rincian=str(error)) from error


def _shallow(teks: str) -> bool:
    """Tell whether no bracket outside of texts lies deeper than allowed, before anything is nested in memory."""
    dalam = 0
    for tanda in _TANDA.finditer(teks):
        huruf = teks[tanda.start()]
        if huruf in "[{":
            dalam += 1
            if dalam > MAKS_DALAM:
                return False
        elif huruf in "]}":
            dalam -= 1
    return True


def _once(pasangan: list[tuple[str, Any]]) -> dict[str, Any]:
    hasil = dict(pasangan)
    if len(hasil) != len(pasangan):
        nama, _ = Counter(nama for nama, _ in pasangan).most_common(1)[0]
        raise ValueError(f"nama {nama[:MAKS_RINCIAN]!r} berdiri dua kali")
    return hasil


def _integer(teks: str) -> int | OddNumber:
    return int(teks) if len(teks) <= _MAKS_DIGIT else OddNumber(teks)


def _no_constant(teks: str) -> NoReturn:
    raise ValueError(f"{teks} bukan JSON")
