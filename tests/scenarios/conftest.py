"""A second, small reader of the interchange JSON, written from its page and not from the program's reader.

It knows only what the demo files use, and resolves no store: what it gives are domain documents by their ``ref``.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.codec import natural_id
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp

DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"
LISTS = {"hasil": "h", "riwayat": "r", "ekspektasi": "e", "umpan_balik": "u"}
LISTS |= dict.fromkeys(("sumber_daya", "skema", "konsekuensi"), "b")


class Demo:
    """The documents of one or several demo files, later ones over earlier ones."""

    def __init__(self, *names: str) -> None:
        self.items: dict[tuple[str, str], dict[str, Any]] = {}
        for name in names:
            berkas = json.loads((DEMO / name).read_text(encoding="utf-8"))
            assert (berkas["format"], berkas["versi"]) == ("skp-luring/interchange", 1)
            for item in berkas["dokumen"]:
                self.items[item["jenis"], self._key(item)] = item
        self.people = {key: self._convert(item, Pegawai) for (_, key), item in self._of("pegawai")}
        self.skp = {key: self._convert(item, Skp) for (_, key), item in self._of("skp")}
        self.penilaian = {key: self._convert(item, Penilaian) for (_, key), item in self._of("penilaian")}

    def _of(self, jenis: str) -> list[tuple[tuple[str, str], dict[str, Any]]]:
        return [(key, item) for key, item in self.items.items() if key[0] == jenis]

    @staticmethod
    def _key(item: dict[str, Any]) -> str:
        isi = item["isi"]
        return str(item.get("ref") or isi.get("kode") or f"{isi['skp_ref']}/{isi['periode']}")

    def id_of(self, jenis: str, ref: str) -> str:
        """Return a made-up id for the item ``ref``, which must be in the files."""
        assert (jenis, ref) in self.items, f"{jenis} {ref} is not in the file"
        return natural_id(jenis, "99.01.01", ref)

    def _by_nip(self, nip: str) -> str:
        found = [key[1] for key, item in self._of("pegawai") if item["isi"].get("nip") == nip]
        assert len(found) == 1, f"NIP {nip} leads to {found}"
        return found[0]

    def _convert(self, item: dict[str, Any], tipe: Any) -> Any:
        isi = self._plain(item["isi"])
        if tipe is not Pegawai:
            urut = {satu["nilai"]: satu for satu in isi["perilaku"]}
            assert len(urut) == len(isi["perilaku"])
            isi["perilaku"] = [urut.get(satu.value, {"nilai": satu.value}) for satu in NilaiDasar]
        if tipe is Skp:
            orang = self._plain(self.items["pegawai", self._by_nip(item["isi"]["pegawai_nip"])]["isi"])
            jabatan = msgspec.convert(orang, Pegawai).jabatan_pada(date.fromisoformat(isi["mulai"]))
            isi.setdefault("penilai_id", jabatan.penilai_id if jabatan else "")
        if tipe is Penilaian:
            isi.setdefault("penilai_id", self.skp[item["isi"]["skp_ref"]].penilai_id)
        known = set(tipe.__struct_fields__)
        assert set(isi) <= known, f"unknown: {set(isi) - known}"
        return msgspec.convert(isi, tipe)

    def _plain(self, isi: dict[str, Any], parent: str = "") -> dict[str, Any]:
        """Return ``isi`` with document ids for references and with the ids of children that the page prescribes."""
        hasil: dict[str, Any] = {}
        for nama, nilai in isi.items():
            if nama.endswith("_nip"):
                hasil[f"{nama.removesuffix('_nip')}_id"] = self.id_of("pegawai", self._by_nip(nilai))
            elif nama.endswith("_ref"):
                jenis = "skp" if nama == "skp_ref" else "pegawai"
                hasil[f"{nama.removesuffix('_ref')}_id"] = self.id_of(jenis, nilai)
            elif isinstance(nilai, list):
                hasil[nama] = [self._child(nama, nomor, satu, parent) for nomor, satu in enumerate(nilai, 1)]
            else:
                hasil[nama] = self._plain(nilai) if isinstance(nilai, dict) else nilai
        return hasil

    def _child(self, nama: str, nomor: int, satu: Any, parent: str) -> dict[str, Any]:
        anak = {"teks": satu} if isinstance(satu, str) else dict(satu)
        if nama == "indikator":
            anak.setdefault("id", f"{parent}i{nomor}")
        elif nama in LISTS:
            anak.setdefault("id", f"{LISTS[nama]}{nomor}")
        return self._plain(anak, anak.get("id", ""))


@pytest.fixture(scope="session")
def sukamaju() -> Demo:
    """Return the demo kecamatan."""
    return Demo("kecamatan-sukamaju.json")


@pytest.fixture(scope="session")
def contoh() -> Demo:
    """Return the regulation's worked example as its SKP has it (151-154)."""
    return Demo("contoh-kasubdit-ii.json")


@pytest.fixture(scope="session")
def contoh_evaluasi() -> Demo:
    """Return the worked example in the words that its evaluation uses (202-208)."""
    return Demo("contoh-kasubdit-ii.json", "contoh-kasubdit-ii-evaluasi.json")
