"""The parts from which the bodies of an interchange file are read: references, ids of children, lines, closed lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.nip import clean_nip
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.services.interchange_baca import MISSING, POLA_NAMA, Acuan, ObjectReader, point

HARUS_ID = "1-64 karakter a-z 0-9 - _ ."
JENIS_ACUAN = ("skp", "matriks", "adendum", "penilaian", "keberatan")
"""References that name a document of the kind they are called after; all others name a person."""


def put_texts(r: ObjectReader, isi: dict[str, Any], *names: str) -> None:
    """Put the texts that stand into ``isi``."""
    for nama in names:
        if r.has(nama):
            isi[nama] = r.text(nama)


def put_choices(r: ObjectReader, isi: dict[str, Any], *, none: bool = False, **tipe: type[StrEnum]) -> None:
    """Put the words of closed lists that stand into ``isi``."""
    for nama, satu in tipe.items():
        kata = r.choice(nama, satu, none=none)
        if kata is not None:
            isi[nama] = kata


def put_unit(r: ObjectReader, isi: dict[str, Any]) -> None:
    """Put the office into ``isi`` where it is told; an empty code tells nothing."""
    kode = r.text("unit_kode")
    if kode:
        isi["unit_kode"] = kode


def put_reference(
    r: ObjectReader,
    isi: dict[str, Any],
    awalan: str,
    cara: tuple[str, ...] = ("id", "nip", "ref"),
    *,
    wajib: bool = False,
    jenis: str | tuple[str, ...] = "",
) -> None:
    """Note the reference ``awalan`` (section 2); ``isi`` gets its field only where one of its spellings stands.

    Without ``awalan`` the members are called ``id``, ``nip`` and ``ref``. ``jenis`` is the kind that is meant (or
    the kinds of which it may be), where the name does not say it.
    """
    kolom, *ejaan = (f"{awalan}_{satu}".lstrip("_") for satu in ("id", *cara))
    jenis = jenis or (awalan if awalan in JENIS_ACUAN else "pegawai")
    kinds = (jenis,) if isinstance(jenis, str) else jenis
    ada = [(satu, nama) for satu, nama in zip(cara, ejaan, strict=True) if r.has(nama)]
    nilai = [_spelled(r, nama, satu) for satu, nama in ada]
    if len(ada) > 1:
        r.refuse("interchange_acuan_ganda", ada[1][1])
    elif not ada:
        if wajib:
            r.refuse("interchange_kolom_wajib", kolom)
    else:
        satu, nama = ada[0]
        r.item.ejaan[point(r.jalur, kolom)] = point(r.jalur, nama)
        isi[kolom] = ""
        if nilai[0]:
            r.item.acuan.append(Acuan(isi, kolom, kinds, satu, nilai[0], point(r.jalur, nama)))
        elif (wajib or "tahun" in cara) and isinstance(r.take(nama), str):
            r.refuse("interchange_kolom_wajib", nama)


def _spelled(r: ObjectReader, nama: str, cara: str) -> str:
    if cara != "tahun":
        teks = r.text(nama)
        return clean_nip(teks) if cara == "nip" else teks
    nilai = r.take(nama)
    if isinstance(nilai, int) and not isinstance(nilai, bool):
        return str(nilai)
    if nilai is not MISSING:
        r.refuse("interchange_nilai_salah", nama, harus="angka tahun")
    return ""


def assign_ids(anak: Iterable[tuple[ObjectReader, str]]) -> list[str]:
    """Return the ids of children, the written ones and those made from the place; one that is taken is refused."""
    semua = [(r, r.name("id", POLA_NAMA, HARUS_ID) if r.has("id") else "", buatan) for r, buatan in anak]
    terlihat: set[str] = set()
    for r, tertulis, _ in semua:
        if tertulis in terlihat:
            r.refuse("interchange_id_ganda", "id")
        elif tertulis:
            terlihat.add(tertulis)
    hasil: list[str] = []
    for r, tertulis, buatan in semua:
        if not r.has("id"):
            if buatan in terlihat:
                r.refuse("interchange_id_ganda", isi=buatan)
            elif not POLA_NAMA.fullmatch(buatan):
                r.refuse("interchange_nilai_salah", "id", harus=HARUS_ID)
            terlihat.add(buatan)
        hasil.append(tertulis or buatan)
    return hasil


def read_children(r: ObjectReader, nama: str, huruf: str) -> list[tuple[ObjectReader, dict[str, Any]]]:
    """Return the objects of a list with the bodies that will be theirs, ids first."""
    anak = r.objects(nama)
    ids = assign_ids((satu, f"{huruf}{nomor}") for nomor, satu in enumerate(anak, start=1))
    r.item.urutan[point(r.jalur, nama)] = ids
    return [(satu, {"id": child}) for satu, child in zip(anak, ids, strict=True)]


def read_lines(r: ObjectReader, nama: str, huruf: str) -> list[dict[str, Any]]:
    """Return a list of lines, each an object with ``id`` and ``teks`` or simply a text (section 6)."""
    tempat = r.below({}, nama)
    anak: list[ObjectReader] = []
    for index, satu in enumerate(r.members(nama)):
        if isinstance(satu, dict):
            anak.append(r.below(satu, nama, index))
        elif (teks := tempat.checked_text(satu, str(index))) is not None:
            anak.append(r.below({"teks": teks}, nama, index))
    ids = assign_ids((satu, f"{huruf}{nomor}") for nomor, satu in enumerate(anak, start=1))
    hasil = [{"id": child, "teks": satu.text("teks")} for satu, child in zip(anak, ids, strict=True)]
    for satu in anak:
        satu.close()
    return hasil


def read_per_value(
    r: ObjectReader, nama: str, kolom: str, read: Callable[[ObjectReader], list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """Return all seven core values in their order, with what the file says of each (each at most once)."""
    isi: dict[str, list[dict[str, Any]]] = {satu.value: [] for satu in NilaiDasar}
    urutan: list[str] = []
    for anak in r.objects(nama):
        nilai = anak.choice("nilai", NilaiDasar, wajib=True) or ""
        baris = read(anak)
        anak.close()
        if nilai in urutan:
            anak.refuse("interchange_id_ganda", "nilai", isi=nilai)
        elif nilai:
            isi[nilai] = baris
        urutan.append(nilai)
    r.item.urutan[point(r.jalur, nama)] = urutan
    return [{"nilai": nilai, kolom: baris} for nilai, baris in isi.items()]


def put_signed_on(r: ObjectReader, tetap: str) -> None:
    """Read the date of the signature, which must stand in a fixed document."""
    tanggal = r.day("tanggal", none=True)
    if tanggal is not None:
        r.item.isi["tanggal"] = tanggal.isoformat()
    elif r.item.isi.get("status") == tetap and not (r.has("tanggal") and r.take("tanggal", none=True) is not None):
        r.refuse("interchange_kolom_wajib", "tanggal")


def read_period(r: ObjectReader, nama: str) -> Periode | None:
    """Return the period whose code must stand at ``nama``, spelled exactly so; None where it is refused."""
    kode = r.text(nama, wajib=True, terisi=True)
    if not kode:
        return None
    try:
        waktu = parse_periode(kode)
    except UserError:
        waktu = None
    if waktu is None or waktu.kode != kode:
        r.refuse("interchange_nilai_salah", nama, harus="kode periode seperti 2026, 2026-TW1 atau 2026-B06")
        return None
    return waktu


def put_skp_of_period(r: ObjectReader, isi: dict[str, Any], waktu: Periode | None) -> None:
    """Note the reference to an SKP; where none stands it is the person's only one of the year of ``waktu``."""
    cara = ("id", "ref", "tahun")
    put_reference(r, isi, "skp", cara)
    if "skp_id" not in isi and waktu is not None and not any(r.has(f"skp_{satu}") for satu in cara):
        isi["skp_id"] = ""
        r.item.acuan.append(Acuan(isi, "skp_id", ("skp",), "tahun", str(waktu.tahun), point(r.jalur, "skp_tahun")))
