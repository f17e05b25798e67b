"""The kinds of the planning stage in an interchange file, read by their own types (docs/spec/interchange.md, 12).

The types say what may stand: texts, numbers, days, closed lists, lines, lists of children. What a type cannot say
stands in the tables below: what is a reference, bounds of numbers, letters of made ids, members with rules of their
own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType, UnionType
from typing import Any, get_args, get_origin

import msgspec

from desktop_app.domain.codec import KINDS, OF_PERSON
from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum, StatusSerahTerima
from desktop_app.domain.ketentuan import HariLibur
from desktop_app.domain.matriks import PeranHasil
from desktop_app.domain.serah_terima import DokumenDiserahkan
from desktop_app.domain.skp import Butir
from desktop_app.services.interchange_baca import POLA_NAMA, ObjectReader, point
from desktop_app.services.interchange_bagian import (
    HARUS_ID,
    assign_ids,
    put_choices,
    put_reference,
    put_signed_on,
    put_texts,
    put_unit,
    read_children,
    read_lines,
    read_per_value,
)
from desktop_app.services.interchange_skp import fill_results, read_annex, read_results

Khusus = Callable[[ObjectReader], Any]
"""Reads one member that has a rule of its own."""
ORANG = ("id", "nip", "ref")
ACUAN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("pegawai_id", "penilai_id", "penerima_id", "oleh_id", "pemberi_id", "penanggap_id"), ORANG),
        **dict.fromkeys(("pelaku_id", "atasan_id", "pembimbing_id", "penanggung_jawab_id", "pengisi_id"), ORANG),
        **dict.fromkeys(("skp_id", "penilaian_id"), ("id", "ref")),
        "keberatan_id": ("id",),
    }
)
"""Members that are references, with their spellings; every other ``…_id`` names a child of some document."""
BILANGAN: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "tahun": (1900, 2199),
        "nomor": (1, 999),
        "hari_kerja": (5, 6),
        "kuota_bukti": (1, 1024 * 1024),
        "bulan": (1, 12),
        "ukuran": (0, 25 * 1024 * 1024),
        "ambang": (3, 30),
        "populasi": (0, 100_000_000),
        **dict.fromkeys(("awal", "akhir"), (1, 9_999_999)),
        "usia": (1, 120),
        **dict.fromkeys(("level", "nilai_kompetensi"), (1, 5)),
        **dict.fromkeys(("jp", "target_jp"), (0, 2000)),
    }
)
ANGKA = frozenset({"jumlah", "dari", "lama", "baru", "nilai_ukur"})
"""Texts that are numbers."""
HURUF: Mapping[str, str] = MappingProxyType({"kolom": "k", "baris": "b"})
"""First letters of made ids where they are not that of the list; lines have ``b``."""
DIHITUNG: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "adendum": frozenset({"skp_rev", "pegawai", "penilai"}),
        "serah_terima": frozenset({"penyerah", "penerima"}),
    }
)
"""What the program writes itself, by kind."""
BERTANGGAL: Mapping[str, str] = MappingProxyType(
    {"adendum": StatusAdendum.DITERIMA.value, "serah_terima": StatusSerahTerima.SELESAI.value}
)
"""Kinds that are signed, and the state in which their date must stand."""


def read_planned(r: ObjectReader) -> None:
    """Read the body of a kind of the planning stage."""
    jenis, isi = r.item.jenis, r.item.isi
    dihitung = DIHITUNG.get(jenis, frozenset())
    lewati = dihitung | ({"tanggal"} if jenis in BERTANGGAL else frozenset())
    # Whose addendum it is follows from its SKP.
    bebas = frozenset({"pegawai_id"}) if jenis == "adendum" else frozenset()
    read_fields(r, isi, KINDS[jenis], lewati, bebas)
    if jenis == "adendum":
        isi.setdefault("nomor", 1)
    if jenis in BERTANGGAL:
        put_signed_on(r, BERTANGGAL[jenis])
    if jenis == "adendum" and isi.get("status") == StatusAdendum.DITOLAK and not isi.get("catatan_penolakan"):
        r.refuse("interchange_kolom_wajib", "catatan_penolakan")
    r.close(dihitung)


def read_fields(
    r: ObjectReader,
    isi: dict[str, Any],
    tipe: type[msgspec.Struct],
    lewati: frozenset[str] = frozenset(),
    bebas: frozenset[str] = frozenset(),
    khusus: Mapping[str, Khusus] | None = None,
) -> None:
    """Put every member of ``tipe`` that stands into ``isi``; ``bebas`` may be left out, ``lewati`` is not looked at.

    ``khusus`` are the members with a rule of their own, by name; without it those of the planning stage.
    """
    for kolom in msgspec.structs.fields(tipe):
        if kolom.name not in lewati and kolom.name != "id":
            wajib = kolom.required and kolom.name not in bebas
            _read_field(r, isi, kolom.name, kolom.type, wajib=wajib, khusus=KHUSUS if khusus is None else khusus)


def _read_field(
    r: ObjectReader, isi: dict[str, Any], nama: str, tipe: Any, *, wajib: bool, khusus: Mapping[str, Khusus]
) -> None:
    kosong = isinstance(tipe, UnionType)
    if kosong:
        tipe = next(satu for satu in get_args(tipe) if satu is not type(None))
    if nama in khusus and tipe is not str:
        isi[nama] = khusus[nama](r)
    elif nama == "unit_kode":
        put_unit(r, isi)
    elif nama in ACUAN:
        put_reference(r, isi, nama.removesuffix("_id"), ACUAN[nama], wajib=wajib)
    elif tipe is str:
        _read_text(r, isi, nama, wajib=wajib)
    elif tipe is int:
        sedikit, banyak = BILANGAN[nama]
        angka = r.count(nama, wajib=wajib, paling_sedikit=sedikit, paling_banyak=banyak)
        if angka is not None:
            isi[nama] = angka
    elif tipe is bool:
        r.flag(nama, isi)
    elif tipe is date:
        hari = r.day(nama, wajib=wajib, none=kosong)
        if hari is not None:
            isi[nama] = hari.isoformat()
    elif isinstance(tipe, type) and issubclass(tipe, StrEnum):
        kata = r.choice(nama, tipe, wajib=wajib, none=kosong)
        if kata is not None:
            isi[nama] = kata
    elif get_origin(tipe) is tuple:
        isi[nama] = _read_list(r, nama, get_args(tipe)[0], khusus)
    elif get_origin(tipe) is dict:
        isi[nama] = _read_table(r, nama, *get_args(tipe))
    else:
        raise TypeError(f"an interchange file has no spelling for {nama}: {tipe}")


def _read_text(r: ObjectReader, isi: dict[str, Any], nama: str, *, wajib: bool) -> None:
    if wajib:
        isi[nama] = r.text(nama, wajib=True, terisi=True)
    elif nama in ANGKA:
        isi[nama] = r.number(nama)
    else:
        put_texts(r, isi, nama)


def _read_list(r: ObjectReader, nama: str, tipe: Any, khusus: Mapping[str, Khusus]) -> list[Any]:
    """Return lines, texts, or children with ids of their own."""
    if tipe is Butir:
        return read_lines(r, nama, "b")
    if tipe is str:
        tempat = r.below({}, nama)
        semua = (tempat.checked_text(satu, str(index)) for index, satu in enumerate(r.members(nama)))
        return [satu for satu in semua if satu]
    hasil: list[dict[str, Any]] = []
    for anak, satu in read_children(r, nama, HURUF.get(nama, nama[:1])):
        read_fields(anak, satu, tipe, khusus=khusus)
        anak.close()
        hasil.append(satu)
    return hasil


def _read_table(r: ObjectReader, nama: str, kunci: type[StrEnum], nilai: type[StrEnum]) -> dict[str, Any]:
    isi: dict[str, Any] = {}
    dalam = r.inside(nama)
    if dalam is not None:
        for satu in kunci:
            put_choices(dalam, isi, none=False, **{satu.value: nilai})
        dalam.close()
    return isi


def _read_rows(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the rows of a matrix; an id of a role is unique in it, and its column must stand there."""
    rows = read_children(r, "baris", HURUF["baris"])
    roles = [(anak.objects("peran"), satu["id"]) for anak, satu in rows]
    ids = iter(
        assign_ids((satu, f"{induk}p{nomor}") for daftar, induk in roles for nomor, satu in enumerate(daftar, start=1))
    )
    kolom = {satu["id"] for satu in r.item.isi.get("kolom", ())}
    hasil: list[dict[str, Any]] = []
    for (anak, satu), (daftar, _) in zip(rows, roles, strict=True):
        put_reference(anak, satu, "pegawai", ORANG)
        put_texts(anak, satu, "nama", "jabatan")
        satu["peran"] = []
        for cucu in daftar:
            peran: dict[str, Any] = {"id": next(ids)}
            read_fields(cucu, peran, PeranHasil)
            cucu.close()
            if peran["kolom_id"] and peran["kolom_id"] not in kolom:
                cucu.refuse("interchange_acuan_tidak_ada", "kolom_id", acuan=peran["kolom_id"], jumlah=0)
            satu["peran"].append(peran)
        r.item.urutan[point(anak.jalur, "peran")] = [peran["id"] for peran in satu["peran"]]
        anak.close()
        hasil.append(satu)
    return hasil


def _read_holidays(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the holidays of the year by their days, which are their ids; each day once."""
    tahun = r.item.isi.get("tahun")
    hasil: dict[str, dict[str, Any]] = {}
    urutan: list[str] = []
    for anak in r.objects("libur"):
        satu: dict[str, Any] = {}
        read_fields(anak, satu, HariLibur)
        hari = satu.get("tanggal", "")
        if hari and tahun and not hari.startswith(f"{tahun}-"):
            anak.refuse("interchange_nilai_salah", "tanggal", harus=f"hari dalam tahun {tahun}")
        if anak.has("id") and anak.name("id", POLA_NAMA, HARUS_ID) not in ("", hari):
            anak.refuse("interchange_nilai_salah", "id", harus="tanggal hari itu")
        if hari in hasil:
            anak.refuse("interchange_id_ganda", "tanggal", isi=hari)
        anak.close()
        urutan.append(hari)
        hasil[hari] = {"id": hari, **satu}
    r.item.urutan[point(r.jalur, "libur")] = urutan
    return [hasil[hari] for hari in sorted(hasil)]


def _read_changes(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the changes of an addendum; a result that stays or comes is told whole, one that goes not at all."""
    hasil: list[dict[str, Any]] = []
    tulisan: list[tuple[ObjectReader, dict[str, Any]]] = []
    for anak, satu in read_children(r, "perubahan", "p"):
        satu["jenis"] = anak.choice("jenis", JenisPerubahan, wajib=True)
        satu["hasil_id"] = anak.name("hasil_id", POLA_NAMA, HARUS_ID, wajib=True)
        put_texts(anak, satu, "alasan")
        satu["hasil"] = None
        if satu["jenis"] == JenisPerubahan.HAPUS:
            if anak.take("hasil", none=True) is not None and anak.has("hasil"):
                anak.refuse("interchange_nilai_salah", "hasil", harus="kosong untuk hasil yang dihapus")
        elif (isi := anak.inside("hasil", wajib=True)) is not None:
            if isi.has("id") and isi.name("id", POLA_NAMA, HARUS_ID) not in ("", satu["hasil_id"]):
                isi.refuse("interchange_nilai_salah", "id", harus=satu["hasil_id"])
            satu["hasil"] = {"id": satu["hasil_id"]}
            tulisan.append((isi, satu["hasil"]))
        anak.close()
        hasil.append(satu)
    fill_results(tulisan)
    return hasil


def _read_handed_over(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the subordinates of a hand-over with their documents; each person and each document stands once."""
    hasil: list[dict[str, Any]] = []
    for anak in r.objects("bawahan"):
        satu: dict[str, Any] = {"id": "", "dokumen": []}
        put_reference(anak, satu, "", ORANG, wajib=True, jenis="pegawai")
        for cucu in anak.objects("dokumen"):
            isi: dict[str, Any] = {"id": ""}
            jenis = cucu.text("kind", wajib=True)
            if jenis and jenis not in OF_PERSON:
                cucu.refuse("interchange_nilai_salah", "kind", harus=" / ".join(OF_PERSON))
            put_reference(cucu, isi, "", ("id", "ref"), wajib=True, jenis=jenis)
            isi["kind"] = jenis
            read_fields(cucu, isi, DokumenDiserahkan, frozenset({"kind", "revisi"}))
            cucu.close({"revisi"})
            satu["dokumen"].append(isi)
        anak.close()
        hasil.append(satu)
    return hasil


KHUSUS: Mapping[str, Khusus] = MappingProxyType(
    {
        "hasil": read_results,
        "perilaku": lambda r: read_per_value(r, "perilaku", "ekspektasi", lambda a: read_lines(a, "ekspektasi", "e")),
        "lampiran": read_annex,
        "baris": _read_rows,
        "libur": _read_holidays,
        "perubahan": _read_changes,
        "bawahan": _read_handed_over,
    }
)
"""Lists with a rule of their own, by name; a text of that name is none of them."""
