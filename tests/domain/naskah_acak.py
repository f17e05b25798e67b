"""Random scripts of edits of documents of several kinds, and what they typed."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

BEBAS = st.integers(0, 7)
Langkah = tuple[str, int, int]


def result(nomor: str) -> dict[str, Any]:
    """Return a planned result with two indicators."""
    indikator = [{"id": f"{nomor}{satu}", "teks": f"ukuran {nomor}{satu}", "narasi": ""} for satu in "ab"]
    return {"id": nomor, "jenis": "utama", "teks": f"hasil {nomor}", "penugasan": "", "indikator": indikator}


DASAR: dict[str, dict[str, Any]] = {
    "skp": {
        "pegawai_id": "1" * 32,
        "mulai": "2026-01-01",
        "selesai": "2026-12-31",
        "status": "draft",
        "pendekatan": "kuantitatif",
        "tempat": "",
        "hasil": [result(satu) for satu in ("h1", "h2", "h3")],
    },
    "matriks": {
        "pegawai_id": "1" * 32,
        "tahun": 2026,
        "tim": "",
        "kolom": [{"id": f"k{n}", "teks": f"kolom {n}"} for n in (1, 2)],
        "baris": [
            {"id": f"b{n}", "nama": f"orang {n}", "peran": [{"id": f"p{n}", "kolom_id": "k1", "teks": f"peran {n}"}]}
            for n in (1, 2, 3)
        ],
    },
    "adendum": {
        "pegawai_id": "1" * 32,
        "skp_id": "2" * 32,
        "nomor": 1,
        "status": "draft",
        "dasar": "",
        "perubahan": [
            {"id": f"p{n}", "jenis": "ubah", "hasil_id": f"h{n}", "alasan": "", "hasil": result(f"h{n}")}
            for n in (1, 2)
        ],
    },
    "jurnal": {
        "pegawai_id": "1" * 32,
        "minggu": "2026-02-02",
        "entri": [
            {
                "id": f"j{n}",
                "tanggal": f"2026-02-0{n + 1}",
                "hasil_id": "h1",
                "teks": f"kerja {n}",
                "bukti": [{"id": f"b{n}", "sidik": f"{n}" * 64, "nama": f"foto {n}", "keterangan": ""}],
                "tanggapan": "belum",
                "komentar": "",
            }
            for n in (1, 2, 3)
        ],
    },
    "rencana_aksi": {
        "pegawai_id": "1" * 32,
        "skp_id": "2" * 32,
        "periode": "2026-TW1",
        "tempat": "",
        "aksi": [{"id": f"a{n}", "hasil_id": "h1", "teks": f"langkah {n}", "target": ""} for n in (1, 2)],
        "realisasi": [{"id": "r1", "hasil_id": "h1", "teks": "terlaksana", "bukti": []}],
    },
    "evaluasi_diri": {
        "pegawai_id": "1" * 32,
        "skp_id": "2" * 32,
        "periode": "2026-TW1",
        "realisasi": [{"id": f"i{n}", "realisasi": f"{n}0%"} for n in (1, 2)],
        "perilaku": [{"nilai": "loyal", "teks": "hadir"}, {"nilai": "adaptif", "teks": "belajar"}],
        "kendala": "",
        "catatan": "",
    },
    "dokumen_evaluasi": {
        "pegawai_id": "1" * 32,
        "penilaian_id": "3" * 32,
        "periode": "2026-TW1",
        "peristiwa": [
            {"id": f"p{n}", "jenis": jenis, "tanggal": None, "tempat": "", "catatan": ""}
            for n, jenis in enumerate(("diserahkan", "diterima"), start=1)
        ],
    },
}
DAFTAR = {
    "skp": "hasil",
    "matriks": "baris",
    "adendum": "perubahan",
    "jurnal": "entri",
    "rencana_aksi": "aksi",
    "evaluasi_diri": "realisasi",
    "dokumen_evaluasi": "peristiwa",
}
"""The list that a document is about."""
_DIKETIK = frozenset(
    {"teks", "narasi", "penugasan", "alasan", "nama", "tempat", "tim", "dasar"}
    | {"komentar", "keterangan", "target", "realisasi", "kendala", "catatan"}
)
"""Members that hold typed words, where a text stands in them."""


def lists_in(body: Any) -> Iterator[list[Any]]:
    """Yield every list of children, at any depth."""
    if isinstance(body, dict):
        for nilai in body.values():
            yield from lists_in(nilai)
    if isinstance(body, list) and all(isinstance(satu, dict) for satu in body):
        yield body
        for satu in body:
            yield from lists_in(satu)


def fields_in(body: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield every member that holds typed words."""
    if isinstance(body, dict):
        for nama, nilai in body.items():
            if nama in _DIKETIK and isinstance(nilai, str):
                yield body, nama
            yield from fields_in(nilai)
    if isinstance(body, list):
        for satu in body:
            yield from fields_in(satu)


def play(kind: str, sisi: str, langkah: list[Langkah]) -> tuple[dict[str, Any], set[str]]:
    """Return the body after a script of edits, and every text that was typed and not typed over or removed again."""
    body = copy.deepcopy(DASAR[kind])
    for nomor, (perbuatan, a, b) in enumerate(langkah):
        semua = [satu for satu in lists_in(body) if satu]
        daftar = semua[a % len(semua)] if semua else []
        if perbuatan == "ketik" and (isian := list(fields_in(body))):
            wadah, nama = isian[(a * 8 + b) % len(isian)]
            wadah[nama] = f"diketik {sisi}{nomor}"
        elif perbuatan == "hapus" and daftar:
            daftar.pop(b % len(daftar))
        elif perbuatan == "urut" and daftar:
            daftar.append(daftar.pop(b % len(daftar)))
        elif perbuatan == "tambah" and daftar:
            baru = {**copy.deepcopy(daftar[0]), "id": f"{sisi}{nomor}"}
            if "nilai" in baru:
                # Core values are seven and known; nobody makes a new one.
                continue
            for wadah, nama in fields_in(baru):
                wadah[nama] = f"ditambah {sisi}{nomor}"
            daftar.insert(b % (len(daftar) + 1), baru)
        elif perbuatan == "pendekatan" and kind == "skp":
            body["pendekatan"] = "kualitatif" if b % 2 else "kuantitatif"
    return body, {wadah[nama] for wadah, nama in fields_in(body)}


SKRIP = st.lists(
    st.tuples(st.sampled_from(["ketik", "ketik", "hapus", "urut", "tambah", "pendekatan"]), BEBAS, BEBAS), max_size=6
)
