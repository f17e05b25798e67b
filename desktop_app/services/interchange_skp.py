"""Reads the body of an SKP of an interchange file into plain values (docs/spec/interchange.md, section 6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from desktop_app.domain.istilah import (
    Aspek,
    JenisHasil,
    JenisTarget,
    KelompokSkp,
    Pendekatan,
    Perspektif,
    SifatHasil,
    StatusSkp,
    SumberHasil,
    TingkatKendali,
)
from desktop_app.services.interchange_baca import ObjectReader, point
from desktop_app.services.interchange_bagian import (
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

DIHITUNG_SKP = frozenset({"pegawai", "penilai"})
DIHITUNG_ADENDUM = frozenset({"sidik"})

# jenis of a target -> its members that must be empty (section 6)
_TARGET_KOSONG: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"angka": ("nilai_atas", "teks"), "rentang": ("teks",), "teks": ("nilai", "nilai_atas", "satuan")}
)


def read_skp(r: ObjectReader) -> None:
    """Read the body of an ``skp`` (section 6); results utama are put before tambahan, as the form has them."""
    isi = r.item.isi
    put_reference(r, isi, "pegawai", wajib=True)
    put_reference(r, isi, "penilai")
    put_reference(r, isi, "penetap")
    put_unit(r, isi)
    for nama in ("mulai", "selesai"):
        hari = r.day(nama, wajib=True)
        if hari:
            isi[nama] = hari.isoformat()
    put_texts(r, isi, "instansi", "tempat", "catatan_pengembalian")
    put_choices(r, isi, status=StatusSkp, kelompok=KelompokSkp, pendekatan=Pendekatan)
    isi["hasil"] = read_results(r)
    isi["perilaku"] = read_per_value(r, "perilaku", "ekspektasi", lambda anak: read_lines(anak, "ekspektasi", "e"))
    isi["lampiran"] = read_annex(r)
    isi["adendum"] = _addenda(r)
    berakhir = r.day("berakhir", none=True)
    isi["berakhir"] = berakhir.isoformat() if berakhir else None
    masa = isi.get("mulai"), isi.get("selesai")
    if berakhir and all(masa) and not masa[0] <= isi["berakhir"] <= masa[1]:
        r.refuse("interchange_nilai_salah", "berakhir", harus="hari dalam masa SKP")
    disebut = any(satu.kolom == "penetap_id" for satu in r.item.acuan)
    if disebut and isi.get("status") != StatusSkp.DITETAPKAN:
        r.refuse("interchange_nilai_salah", "penetap_id", harus="kosong selama SKP belum ditetapkan")
    put_texts(r, isi, "sebab_berakhir")
    put_signed_on(r, StatusSkp.DITETAPKAN)
    r.close(DIHITUNG_SKP)


def _addenda(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the accepted addenda that the results contain already, by number."""
    hasil: list[dict[str, Any]] = []
    ada: list[tuple[Any, set[str]]] = []
    for anak in r.objects("adendum"):
        satu: dict[str, Any] = {"id": ""}
        put_reference(anak, satu, "", ("id", "ref"), wajib=True, jenis="adendum")
        satu["nomor"] = anak.count("nomor", wajib=True, paling_sedikit=1)
        tanggal = anak.day("tanggal", wajib=True)
        satu["tanggal"] = tanggal.isoformat() if tanggal else ""
        anak.close(DIHITUNG_ADENDUM)
        # Two computers may each have accepted a number 1; the same addendum stands once.
        sebutan = {acuan.nilai for acuan in r.item.acuan if acuan.wadah is satu}
        if satu["nomor"] and (satu["nomor"], sebutan) in ada:
            anak.refuse("interchange_id_ganda", "nomor", isi=satu["nomor"])
        ada.append((satu["nomor"], sebutan))
        hasil.append(satu)
    return sorted(hasil, key=lambda satu: satu["nomor"] or 0)


def read_annex(r: ObjectReader) -> dict[str, list[dict[str, Any]]]:
    """Return the three lists of the annex."""
    lampiran = r.inside("lampiran")
    if lampiran is None:
        return {}
    isi = {nama: read_lines(lampiran, nama, "b") for nama in ("sumber_daya", "skema", "konsekuensi")}
    lampiran.close()
    return isi


def read_results(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the planned results, utama before tambahan, each in the order of the file."""
    hasil = fill_results(read_children(r, "hasil", "h"))
    tambahan = [satu for satu in hasil if satu.get("jenis") == JenisHasil.TAMBAHAN]
    return [satu for satu in hasil if satu.get("jenis") != JenisHasil.TAMBAHAN] + tambahan


def fill_results(anak: Sequence[tuple[ObjectReader, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the bodies of planned results, filled in; an indicator's id is unique in all of them together."""
    indikator = [(satu.objects("indikator"), isi["id"]) for satu, isi in anak]
    ids = iter(
        assign_ids(
            (satu, f"{induk}i{nomor}") for daftar, induk in indikator for nomor, satu in enumerate(daftar, start=1)
        )
    )
    hasil: list[dict[str, Any]] = []
    for (satu, isi), (daftar, _) in zip(anak, indikator, strict=True):
        put_choices(satu, isi, jenis=JenisHasil, sifat=SifatHasil)
        put_choices(satu, isi, none=True, sumber=SumberHasil)
        put_texts(satu, isi, "teks", "penugasan")
        asal = satu.inside("asal")
        if asal is not None:
            isi["asal"] = {}
            put_texts(asal, isi["asal"], "peran_id")
            put_reference(asal, isi["asal"], "matriks", ("id", "ref"))
            asal.close()
        intervensi = satu.inside("intervensi")
        if intervensi is not None:
            isi["intervensi"] = {}
            put_texts(intervensi, isi["intervensi"], "teks", "indikator", "hasil_id", "indikator_id")
            put_reference(intervensi, isi["intervensi"], "skp", ("id", "ref"))
            intervensi.close()
        isi["indikator"] = [_indicator(cucu, next(ids)) for cucu in daftar]
        satu.item.urutan[point(satu.jalur, "indikator")] = [cucu["id"] for cucu in isi["indikator"]]
        satu.close()
        hasil.append(isi)
    return hasil


def _indicator(r: ObjectReader, child: str) -> dict[str, Any]:
    isi: dict[str, Any] = {"id": child}
    put_choices(r, isi, aspek=Aspek)
    put_choices(r, isi, none=True, perspektif=Perspektif, kendali=TingkatKendali)
    put_texts(r, isi, "teks", "narasi")
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
