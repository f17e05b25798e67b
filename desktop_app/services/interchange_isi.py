"""The bodies of an interchange file, kind by kind, as plain values (docs/spec/interchange.md, sections 3-7).

What a field leaves out is left out here too: its default comes from the domain's documents, or, where it depends on
other documents, from ``interchange_acuan``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import (
    Aspek,
    CapaianOrganisasi,
    JenisHasil,
    JenisJabatan,
    JenisPeriode,
    JenisTarget,
    NilaiDasar,
    Rating,
    StatusKepegawaian,
    StatusPenilaian,
    StatusSkp,
)
from desktop_app.domain.nip import clean_nip
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.services.interchange_baca import MISSING, POLA_NAMA, Acuan, ObjectReader, point

POLA_KODE = re.compile(r"[0-9]{2}\.[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]+)?)?")
HARUS_ID = "1-64 karakter a-z 0-9 - _ ."
DIHITUNG_SKP = frozenset({"pegawai", "penilai"})
DIHITUNG_PENILAIAN = frozenset({"predikat", "aturan", "skp_rev", "pegawai", "penilai", "atasan_penilai"})

# jenis of a target -> its members that must be empty (section 6)
_TARGET_KOSONG: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"angka": ("nilai_atas", "teks"), "rentang": ("teks",), "teks": ("nilai", "nilai_atas", "satuan")}
)


def _texts(r: ObjectReader, isi: dict[str, Any], *names: str) -> None:
    """Put the texts that stand into ``isi``."""
    for nama in names:
        if r.has(nama):
            isi[nama] = r.text(nama)


def _choices(r: ObjectReader, isi: dict[str, Any], *, none: bool = False, **tipe: type[StrEnum]) -> None:
    """Put the words of closed lists that stand into ``isi``."""
    for nama, satu in tipe.items():
        kata = r.choice(nama, satu, none=none)
        if kata is not None:
            isi[nama] = kata


def _unit(r: ObjectReader, isi: dict[str, Any]) -> None:
    """Put the office into ``isi`` where it is told; an empty code tells nothing."""
    kode = r.text("unit_kode")
    if kode:
        isi["unit_kode"] = kode


def _reference(
    r: ObjectReader,
    isi: dict[str, Any],
    awalan: str,
    cara: tuple[str, ...] = ("id", "nip", "ref"),
    *,
    wajib: bool = False,
) -> None:
    """Note the reference ``awalan`` (section 2); ``isi`` gets its field only where one of its spellings stands."""
    kolom = f"{awalan}_id"
    jenis = "skp" if awalan == "skp" else "pegawai"
    ada = [satu for satu in cara if r.has(f"{awalan}_{satu}")]
    nilai = [_spelled(r, f"{awalan}_{satu}", satu) for satu in ada]
    if len(ada) > 1:
        r.refuse("interchange_acuan_ganda", f"{awalan}_{ada[1]}")
    elif not ada:
        if wajib:
            r.refuse("interchange_kolom_wajib", kolom)
    else:
        nama = f"{awalan}_{ada[0]}"
        r.item.ejaan[point(r.jalur, kolom)] = point(r.jalur, nama)
        isi[kolom] = ""
        if nilai[0]:
            r.item.acuan.append(Acuan(isi, kolom, jenis, ada[0], nilai[0], point(r.jalur, nama)))
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


def _assign_ids(anak: Iterable[tuple[ObjectReader, str]]) -> list[str]:
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


def _children(r: ObjectReader, nama: str, huruf: str) -> list[tuple[ObjectReader, dict[str, Any]]]:
    """Return the objects of a list with the bodies that will be theirs, ids first."""
    anak = r.objects(nama)
    ids = _assign_ids((satu, f"{huruf}{nomor}") for nomor, satu in enumerate(anak, start=1))
    r.item.urutan[point(r.jalur, nama)] = ids
    return [(satu, {"id": child}) for satu, child in zip(anak, ids, strict=True)]


def _lines(r: ObjectReader, nama: str, huruf: str) -> list[dict[str, Any]]:
    """Return a list of lines, each an object with ``id`` and ``teks`` or simply a text (section 6)."""
    tempat = r.below({}, nama)
    anak: list[ObjectReader] = []
    for index, satu in enumerate(r.members(nama)):
        if isinstance(satu, dict):
            anak.append(r.below(satu, nama, index))
        elif (teks := tempat.checked_text(satu, str(index))) is not None:
            anak.append(r.below({"teks": teks}, nama, index))
    ids = _assign_ids((satu, f"{huruf}{nomor}") for nomor, satu in enumerate(anak, start=1))
    hasil = [{"id": child, "teks": satu.text("teks")} for satu, child in zip(anak, ids, strict=True)]
    for satu in anak:
        satu.close()
    return hasil


def _per_value(
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


def read_unit_kerja(r: ObjectReader) -> None:
    """Read the body of a ``unit_kerja`` (section 3)."""
    isi = r.item.isi
    kode = r.text("kode", wajib=True, terisi=True)
    if kode and not POLA_KODE.fullmatch(kode):
        r.refuse("interchange_nilai_salah", "kode", harus="kode wilayah seperti 33.73.04")
    isi |= {"kode": kode, "nama": r.text("nama", wajib=True, terisi=True), "instansi": r.text("instansi", wajib=True)}
    _texts(r, isi, "tempat", "induk_kode", "catatan")
    isi["unit_kode"] = kode
    _unit(r, isi)
    r.close()


def read_pegawai(r: ObjectReader) -> None:
    """Read the body of a ``pegawai`` (section 4); posts are kept in the order of their dates."""
    isi = r.item.isi
    isi |= {"nama": r.text("nama", wajib=True, terisi=True), "nip": clean_nip(r.text("nip"))}
    _choices(r, isi, status=StatusKepegawaian)
    _unit(r, isi)
    r.flag("aktif", isi)
    riwayat: list[dict[str, Any]] = []
    for anak, satu in _children(r, "riwayat", "r"):
        mulai = anak.day("mulai", wajib=True)
        satu["mulai"] = mulai.isoformat() if mulai else ""
        _texts(anak, satu, "jabatan", "pangkat", "golongan", "unit_kerja")
        _choices(anak, satu, jenis_jabatan=JenisJabatan)
        _reference(anak, satu, "penilai")
        _reference(anak, satu, "atasan_penilai")
        anak.close()
        riwayat.append(satu)
    isi["riwayat"] = sorted(riwayat, key=lambda satu: (satu["mulai"], satu["id"]))
    _texts(r, isi, "catatan")
    r.close()


def read_periode(r: ObjectReader) -> None:
    """Read the body of a ``periode`` (section 5); what is given besides the code must agree with it."""
    isi = r.item.isi
    waktu = _period(r, "kode")
    jenis = r.choice("jenis", JenisPeriode)
    mulai, selesai = r.day("mulai"), r.day("selesai")
    if waktu is not None:
        for nama, nilai, harus in (
            ("jenis", jenis, waktu.jenis.value),
            ("mulai", mulai, waktu.mulai),
            ("selesai", selesai, waktu.selesai),
        ):
            if nilai is not None and nilai != harus:
                r.refuse("interchange_nilai_salah", nama, harus=str(harus))
        isi |= {"kode": waktu.kode, "jenis": waktu.jenis.value}
        isi |= {"mulai": waktu.mulai.isoformat(), "selesai": waktu.selesai.isoformat()}
    _texts(r, isi, "unit_kode")
    r.close()


def _period(r: ObjectReader, nama: str) -> Periode | None:
    """Return the period whose code stands at ``nama``, spelled exactly so."""
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


def read_skp(r: ObjectReader) -> None:
    """Read the body of an ``skp`` (section 6); results utama are put before tambahan, as the form has them."""
    isi = r.item.isi
    _reference(r, isi, "pegawai", wajib=True)
    _reference(r, isi, "penilai")
    _unit(r, isi)
    for nama in ("mulai", "selesai"):
        hari = r.day(nama, wajib=True)
        if hari:
            isi[nama] = hari.isoformat()
    _texts(r, isi, "instansi", "tempat", "catatan_pengembalian")
    _choices(r, isi, status=StatusSkp)
    hasil = _results(r)
    isi["hasil"] = [satu for satu in hasil if satu.get("jenis") != JenisHasil.TAMBAHAN]
    isi["hasil"] += [satu for satu in hasil if satu.get("jenis") == JenisHasil.TAMBAHAN]
    isi["perilaku"] = _per_value(r, "perilaku", "ekspektasi", lambda anak: _lines(anak, "ekspektasi", "e"))
    lampiran = r.inside("lampiran")
    if lampiran is not None:
        isi["lampiran"] = {nama: _lines(lampiran, nama, "b") for nama in ("sumber_daya", "skema", "konsekuensi")}
        lampiran.close()
    _signed_on(r, StatusSkp.DITETAPKAN)
    r.close(DIHITUNG_SKP)


def _signed_on(r: ObjectReader, tetap: str) -> None:
    """Read the date of the signature, which must stand in a fixed document."""
    tanggal = r.day("tanggal", none=True)
    if tanggal is not None:
        r.item.isi["tanggal"] = tanggal.isoformat()
    elif r.item.isi.get("status") == tetap and not (r.has("tanggal") and r.take("tanggal", none=True) is not None):
        r.refuse("interchange_kolom_wajib", "tanggal")


def _results(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the planned results in the order of the file; an indicator's id is unique in the whole SKP."""
    anak = _children(r, "hasil", "h")
    indikator = [(satu.objects("indikator"), isi["id"]) for satu, isi in anak]
    ids = iter(
        _assign_ids(
            (satu, f"{induk}i{nomor}") for daftar, induk in indikator for nomor, satu in enumerate(daftar, start=1)
        )
    )
    hasil: list[dict[str, Any]] = []
    for (satu, isi), (daftar, _) in zip(anak, indikator, strict=True):
        _choices(satu, isi, jenis=JenisHasil)
        _texts(satu, isi, "teks")
        intervensi = satu.inside("intervensi")
        if intervensi is not None:
            isi["intervensi"] = {}
            _texts(intervensi, isi["intervensi"], "teks", "indikator", "hasil_id")
            _reference(intervensi, isi["intervensi"], "skp", ("id", "ref"))
            intervensi.close()
        isi["indikator"] = [_indicator(cucu, next(ids)) for cucu in daftar]
        r.item.urutan[point(satu.jalur, "indikator")] = [cucu["id"] for cucu in isi["indikator"]]
        satu.close()
        hasil.append(isi)
    return hasil


def _indicator(r: ObjectReader, child: str) -> dict[str, Any]:
    isi: dict[str, Any] = {"id": child}
    _choices(r, isi, aspek=Aspek)
    _texts(r, isi, "teks")
    target = r.inside("target")
    if target is not None:
        jenis = target.choice("jenis", JenisTarget) or JenisTarget.TEKS.value
        nilai = {nama: target.number(nama) for nama in ("nilai", "nilai_atas")}
        nilai |= {nama: target.text(nama) for nama in ("satuan", "teks")}
        for nama in _TARGET_KOSONG[jenis]:
            if nilai[nama]:
                target.refuse("interchange_nilai_salah", nama, harus=f"kosong untuk target {jenis}")
        target.close()
        isi["target"] = {"jenis": jenis, **nilai}
    r.close()
    return isi


def read_penilaian(r: ObjectReader) -> None:
    """Read the body of a ``penilaian`` (section 7)."""
    isi = r.item.isi
    _reference(r, isi, "pegawai", wajib=True)
    waktu = _period(r, "periode")
    if waktu is not None:
        isi["periode"] = waktu.kode
    _reference(r, isi, "skp", ("id", "ref", "tahun"))
    if "skp_id" not in isi and waktu is not None and not any(r.has(f"skp_{cara}") for cara in ("id", "ref", "tahun")):
        isi["skp_id"] = ""
        jalur = point(r.jalur, "skp_tahun")
        r.item.acuan.append(Acuan(isi, "skp_id", "skp", "tahun", str(waktu.tahun), jalur))
    _reference(r, isi, "penilai")
    _unit(r, isi)
    _choices(r, isi, status=StatusPenilaian)
    _choices(r, isi, none=True, capaian_organisasi=CapaianOrganisasi, rating_hasil=Rating, rating_perilaku=Rating)
    anak = r.objects("realisasi")
    for satu in anak:
        if not satu.has("id"):
            satu.refuse("interchange_kolom_wajib", "id")
    anak = [satu for satu in anak if satu.has("id")]
    ids = _assign_ids((satu, "") for satu in anak)
    r.item.urutan[point(r.jalur, "realisasi")] = ids
    isi["realisasi"] = [_realisation(satu, child) for satu, child in zip(anak, ids, strict=True)]
    isi["perilaku"] = _per_value(r, "perilaku", "umpan_balik", _umpan_balik)
    _texts(r, isi, "catatan", "instansi", "tempat")
    _signed_on(r, StatusPenilaian.FINAL)
    r.close(DIHITUNG_PENILAIAN)


def _realisation(r: ObjectReader, child: str) -> dict[str, Any]:
    isi = {"id": child, "realisasi": r.text("realisasi"), "umpan_balik": _umpan_balik(r)}
    r.close()
    return isi


def _umpan_balik(r: ObjectReader) -> list[dict[str, Any]]:
    hasil: list[dict[str, Any]] = []
    for anak, satu in _children(r, "umpan_balik", "u"):
        _texts(anak, satu, "sumber", "nama", "teks")
        anak.close()
        hasil.append(satu)
    return hasil


READERS: Mapping[str, Callable[[ObjectReader], None]] = MappingProxyType(
    {
        "unit_kerja": read_unit_kerja,
        "pegawai": read_pegawai,
        "periode": read_periode,
        "skp": read_skp,
        "penilaian": read_penilaian,
    }
)
