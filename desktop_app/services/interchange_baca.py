"""Reads members of interchange objects strictly, refusals with paths (docs/spec/interchange.md, sections 1, 8, 10)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple

from desktop_app.domain.errors import UserError

MAKS_TEKS = 64 * 1024
MAKS_RINCIAN = 100

POLA_NAMA = re.compile(r"[a-z0-9._-]{1,64}")
_POLA_TANGGAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_POLA_ANGKA = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_MAKS_ANGKA = 30
# Unicode's category Cc without line feed and tab.
_POLA_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

MISSING: Final = object()


@dataclass
class Item:
    """One item of the file: what it says of itself, and its body as plain values without the defaults.

    ``acuan`` are the references still to be followed, ``urutan`` the ids of each list in the order of the file (by
    the list's path), ``ejaan`` the member that spells a reference (by the path of the field it fills), ``milik`` the
    office whose document it becomes.
    """

    nomor: int
    jenis: str = ""
    ref: str = ""
    id: str = ""
    alasan: str = ""
    isi: dict[str, Any] = field(default_factory=dict)
    acuan: list[Acuan] = field(default_factory=list)
    urutan: dict[str, list[str]] = field(default_factory=dict)
    ejaan: dict[str, str] = field(default_factory=dict)
    doc_id: str = ""
    milik: str = ""
    sound: bool = True

    @property
    def jalur(self) -> str:
        """The path of the item in the file."""
        return f"/dokumen/{self.nomor}"


class Acuan(NamedTuple):
    """A reference as the file spells it; its document id is to be put into ``wadah[kolom]``.

    ``cara`` is ``id``, ``nip``, ``ref`` or ``tahun``; ``jenis`` the kinds of which the document that is meant may be.
    """

    wadah: dict[str, Any]
    kolom: str
    jenis: tuple[str, ...]
    cara: str
    nilai: str
    jalur: str


class Refusals:
    """Collects what is refused, so that all of it is told at once; at most ``MAKS_RINCIAN`` in words."""

    def __init__(self) -> None:
        self.jumlah = 0
        self._rincian: list[tuple[int, dict[str, object]]] = []

    def add(self, kode: str, jalur: str, item: Item | None = None, **fakta: object) -> None:
        """Refuse what stands at ``jalur``; ``item`` is where it belongs and is no longer sound."""
        self.jumlah += 1
        if item is not None:
            item.sound = False
        if len(self._rincian) >= MAKS_RINCIAN:
            return
        satu: dict[str, object] = {"kode": kode, "jalur": jalur}
        for nama in ("jenis", "ref", "id"):
            if item is not None and (nilai := getattr(item, nama)):
                satu[nama] = nilai
        self._rincian.append((item.nomor if item is not None else -1, satu | fakta))

    def raise_any(self, berkas: str) -> None:
        """Raise ``UserError`` ``interchange_ditolak`` with the refusals in the order of the file, if there are any."""
        if self.jumlah:
            rincian = [satu for _, satu in sorted(self._rincian, key=lambda pasangan: pasangan[0])]
            raise UserError("interchange_ditolak", berkas=berkas, jumlah=self.jumlah, rincian=rincian)


def point(jalur: str, nama: str | int) -> str:
    """Return the path of a member below ``jalur`` (RFC 6901); a very long or unprintable name is shortened."""
    teks = str(nama).encode("utf-8", "backslashreplace").decode()
    return f"{jalur}/{teks[:MAKS_RINCIAN].replace('~', '~0').replace('/', '~1')}"


class ObjectReader:
    """Reads the members of one JSON object; what is wrong goes to the refusals and a harmless value comes back."""

    def __init__(self, isi: Mapping[str, Any], jalur: str, refusals: Refusals, item: Item) -> None:
        self.jalur = jalur
        self.refusals = refusals
        self.item = item
        self._isi = isi
        self._read: set[str] = set()

    def has(self, nama: str) -> bool:
        """Tell whether the member stands in the file."""
        return nama in self._isi

    def names(self) -> list[str]:
        """Return the names of all members that stand."""
        return list(self._isi)

    def refuse(self, kode: str, nama: str = "", **fakta: object) -> None:
        """Refuse the member ``nama``, or the whole object."""
        self.refusals.add(kode, point(self.jalur, nama) if nama else self.jalur, self.item, **fakta)

    def take(self, nama: str, *, wajib: bool = False, none: bool = False) -> Any:
        """Return the raw value of a member; ``MISSING`` where it is left out or refused."""
        self._read.add(nama)
        nilai = self._isi.get(nama, MISSING)
        if nilai is MISSING:
            if wajib:
                self.refuse("interchange_kolom_wajib", nama)
            return MISSING
        if nilai is None and not none:
            self.refuse("interchange_nilai_salah", nama, harus="bukan null")
            return MISSING
        return nilai

    def text(self, nama: str, *, wajib: bool = False, terisi: bool = False) -> str:
        """Return a text in NFC without spaces at its ends, empty where it is left out (section 8)."""
        nilai = self.take(nama, wajib=wajib)
        if nilai is MISSING:
            return ""
        teks = self.checked_text(nilai, nama)
        if terisi and teks is not None and not teks.strip():
            self.refuse("interchange_nilai_salah", nama, harus="teks yang terisi")
        return teks or ""

    def checked_text(self, nilai: object, nama: str) -> str | None:
        """Return ``nilai`` as a clean text, None where it is refused."""
        if not isinstance(nilai, str):
            self.refuse("interchange_nilai_salah", nama, harus="teks")
            return None
        try:
            baku = unicodedata.normalize("NFC", nilai).strip(" ")
            panjang = max(len(nilai.encode()), len(baku.encode()))
        except UnicodeEncodeError:
            self.refuse("interchange_nilai_salah", nama, harus="teks Unicode yang utuh")
            return None
        if panjang > MAKS_TEKS:
            self.refuse("interchange_terlalu_besar", nama, batas=MAKS_TEKS, satuan="byte")
            return None
        if _POLA_KENDALI.search(baku):
            self.refuse("interchange_nilai_salah", nama, harus="teks tanpa karakter kendali")
            return None
        return baku

    def name(self, nama: str, pola: re.Pattern[str], harus: str, *, wajib: bool = False) -> str:
        """Return an id or ``ref`` exactly as it stands, empty where it is left out or refused."""
        nilai = self.take(nama, wajib=wajib)
        if nilai is MISSING:
            return ""
        if not isinstance(nilai, str) or not pola.fullmatch(nilai):
            self.refuse("interchange_nilai_salah", nama, harus=harus)
            return ""
        return nilai

    def number(self, nama: str) -> str:
        """Return a number written as text, empty where it is left out (section 8)."""
        teks = self.text(nama)
        if teks and (len(teks) > _MAKS_ANGKA or not _POLA_ANGKA.fullmatch(teks)):
            self.refuse("interchange_nilai_salah", nama, harus='angka sebagai teks, seperti "3.5"')
            return ""
        return teks

    def count(
        self, nama: str, *, wajib: bool = False, paling_sedikit: int = 0, paling_banyak: int = 9999
    ) -> int | None:
        """Return a whole JSON number between two bounds; None where it is left out or refused."""
        nilai = self.take(nama, wajib=wajib)
        if nilai is MISSING:
            return None
        if isinstance(nilai, bool) or not isinstance(nilai, int) or not paling_sedikit <= nilai <= paling_banyak:
            self.refuse(
                "interchange_nilai_salah", nama, harus=f"bilangan bulat {paling_sedikit} sampai {paling_banyak}"
            )
            return None
        return nilai

    def flag(self, nama: str, isi: dict[str, Any]) -> None:
        """Put true or false into ``isi`` where it stands."""
        nilai = self.take(nama)
        if isinstance(nilai, bool):
            isi[nama] = nilai
        elif nilai is not MISSING:
            self.refuse("interchange_nilai_salah", nama, harus="true atau false")

    def choice(self, nama: str, tipe: type[StrEnum], *, wajib: bool = False, none: bool = False) -> str | None:
        """Return a word of a closed list; None where it is left out, is ``null`` or is refused."""
        nilai = self.take(nama, wajib=wajib, none=none)
        if nilai is MISSING or nilai is None:
            return None
        kata = [satu.value for satu in tipe]
        if not isinstance(nilai, str) or nilai not in kata:
            self.refuse("interchange_nilai_salah", nama, harus=" / ".join(kata))
            return None
        return nilai

    def day(self, nama: str, *, wajib: bool = False, none: bool = False) -> date | None:
        """Return a day; None where it is left out, is ``null`` or is refused."""
        nilai = self.take(nama, wajib=wajib, none=none)
        if nilai is MISSING or nilai is None:
            return None
        if isinstance(nilai, str) and _POLA_TANGGAL.fullmatch(nilai) and "1900" <= nilai[:4] <= "2199":
            try:
                return date.fromisoformat(nilai)
            except ValueError:
                pass
        self.refuse("interchange_nilai_salah", nama, harus="tanggal TTTT-BB-HH yang ada")
        return None

    def inside(self, nama: str, *, wajib: bool = False) -> ObjectReader | None:
        """Return a reader of the object at ``nama``; None where it is left out or refused."""
        nilai = self.take(nama, wajib=wajib)
        if nilai is MISSING:
            return None
        if not isinstance(nilai, dict):
            self.refuse("interchange_nilai_salah", nama, harus="objek")
            return None
        return self.below(nilai, nama)

    def below(self, isi: Mapping[str, Any], *nama: str | int) -> ObjectReader:
        """Return a reader of an object that lies below this one."""
        jalur = self.jalur
        for satu in nama:
            jalur = point(jalur, satu)
        return ObjectReader(isi, jalur, self.refusals, self.item)

    def members(self, nama: str) -> list[Any]:
        """Return the members of a list, none where it is left out or refused."""
        nilai = self.take(nama)
        if nilai is MISSING:
            return []
        if not isinstance(nilai, list):
            self.refuse("interchange_nilai_salah", nama, harus="daftar")
            return []
        return nilai

    def objects(self, nama: str) -> list[ObjectReader]:
        """Return readers of the objects in a list; a member that is no object is refused and passed over."""
        hasil: list[ObjectReader] = []
        for index, satu in enumerate(self.members(nama)):
            if isinstance(satu, dict):
                hasil.append(self.below(satu, nama, index))
            else:
                self.refusals.add(
                    "interchange_nilai_salah", f"{point(self.jalur, nama)}/{index}", self.item, harus="objek"
                )
        return hasil

    def close(self, computed: Collection[str] = ()) -> None:
        """Refuse every member that was not read: those the program computes, and unknown ones."""
        for nama in self._isi:
            if nama in computed:
                self.refuse("interchange_kolom_dihitung", nama)
            elif nama not in self._read:
                self.refuse("interchange_kolom_tidak_dikenal", nama)
