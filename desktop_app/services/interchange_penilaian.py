"""Reads the body of an evaluation of an interchange file into plain values (docs/spec/interchange.md, section 7)."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.istilah import CapaianOrganisasi, Predikat, Rating, StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenjangStudi, SebabTidakDinilai
from desktop_app.domain.periode import Periode
from desktop_app.services.interchange_baca import Acuan, ObjectReader, point
from desktop_app.services.interchange_bagian import (
    assign_ids,
    put_choices,
    put_reference,
    put_signed_on,
    put_skp_of_period,
    put_texts,
    put_unit,
    read_children,
    read_per_value,
    read_period,
)

DIHITUNG_PENILAIAN = frozenset({"predikat", "aturan", "skp_rev", "periodik", "pegawai", "penilai", "atasan_penilai"})
"""What the program writes itself; ``periodik`` stands in a file only where it tells the old unit's result."""

ASAL = ("umpan_balik", "hasil_putaran", "pengaduan", "survei_skm")
"""Of what a printed feedback may be a copy: what was recorded, a round's result, a complaint, a survey."""


def read_penilaian(r: ObjectReader) -> None:
    """Read the body of a ``penilaian`` (section 7)."""
    isi = r.item.isi
    put_reference(r, isi, "pegawai", wajib=True)
    waktu = read_period(r, "periode")
    if waktu is not None:
        isi["periode"] = waktu.kode
    put_skp_of_period(r, isi, waktu)
    put_reference(r, isi, "penilai")
    put_unit(r, isi)
    put_choices(r, isi, status=StatusPenilaian)
    put_choices(
        r,
        isi,
        none=True,
        capaian_organisasi=CapaianOrganisasi,
        rating_hasil=Rating,
        rating_perilaku=Rating,
        tidak_dinilai=SebabTidakDinilai,
    )
    r.flag("oleh_atasan", isi)
    isi["realisasi"] = _realisations(r)
    isi["perilaku"] = read_per_value(r, "perilaku", "umpan_balik", _umpan_balik)
    if r.has("studi") and r.take("studi", none=True) is not None and (studi := r.inside("studi")) is not None:
        isi["studi"] = _study(studi)
    dihitung = DIHITUNG_PENILAIAN
    if isi.get("tidak_dinilai") == SebabTidakDinilai.HASIL_UNIT_LAMA:
        isi["periodik"] = _old_result(r, waktu)
        dihitung -= {"periodik"}
    put_texts(r, isi, "alasan_hasil", "alasan_perilaku", "catatan", "instansi", "tempat")
    put_signed_on(r, StatusPenilaian.FINAL)
    r.close(dihitung)


def _realisations(r: ObjectReader) -> list[dict[str, Any]]:
    """Return what was reached; each names its indicator, or its planned result, and so never gets an id made here."""
    anak = r.objects("realisasi")
    for satu in anak:
        if not satu.has("id"):
            satu.refuse("interchange_kolom_wajib", "id")
    anak = [satu for satu in anak if satu.has("id")]
    ids = assign_ids((satu, "") for satu in anak)
    r.item.urutan[point(r.jalur, "realisasi")] = ids
    return [_realisation(satu, child) for satu, child in zip(anak, ids, strict=True)]


def _realisation(r: ObjectReader, child: str) -> dict[str, Any]:
    isi = {"id": child, "realisasi": r.text("realisasi"), "umpan_balik": _umpan_balik(r)}
    r.close()
    return isi


def _umpan_balik(r: ObjectReader) -> list[dict[str, Any]]:
    hasil: list[dict[str, Any]] = []
    for anak, satu in read_children(r, "umpan_balik", "u"):
        put_texts(anak, satu, "sumber", "nama", "teks")
        _put_recorded(anak, satu)
        anak.close()
        hasil.append(satu)
    return hasil


def _put_recorded(r: ObjectReader, isi: dict[str, Any]) -> None:
    """Note what a printed feedback was taken from (one of ``ASAL``): ``asal`` is its id, ``asal_ref`` its ``ref``."""
    ada = [(cara, nama) for cara, nama in (("id", "asal"), ("ref", "asal_ref")) if r.has(nama)]
    if len(ada) > 1:
        r.refuse("interchange_acuan_ganda", "asal_ref")
    for cara, nama in ada:
        if teks := r.text(nama):
            isi["asal"] = ""
            r.item.acuan.append(Acuan(isi, "asal", ASAL, cara, teks, point(r.jalur, nama)))


def _old_result(r: ObjectReader, waktu: Periode | None) -> list[dict[str, Any]]:
    """Return the result of the old unit that is used again, as its paper says it (P6:91): at most one, of before."""
    hasil: list[dict[str, Any]] = []
    for anak in r.objects("periodik"):
        lama = read_period(anak, "periode")
        if lama is not None and waktu is not None and lama.selesai >= waktu.mulai:
            anak.refuse("interchange_nilai_salah", "periode", harus=f"periode yang berakhir sebelum {waktu.kode}")
        kode = lama.kode if lama is not None else ""
        hasil.append({"id": "", "periode": kode, "predikat": anak.choice("predikat", Predikat, wajib=True)})
        anak.close(frozenset({"id", "rev"}))
    if len(hasil) > 1:
        r.refuse("interchange_nilai_salah", "periodik", harus="satu hasil unit lama")
    return hasil


def _study(r: ObjectReader) -> dict[str, Any]:
    """Return what somebody on study leave reached; its predicate stands only where he cannot finish (P6:100)."""
    isi: dict[str, Any] = {"ipk": r.number("ipk")}
    put_choices(r, isi, jenjang=JenjangStudi)
    put_choices(r, isi, none=True, predikat=Predikat)
    put_texts(r, isi, "akreditasi", "akreditasi_prodi", "semester")
    for nama in ("luar_negeri", "tidak_selesai"):
        r.flag(nama, isi)
    if isi.get("predikat") and not isi.get("tidak_selesai"):
        r.refuse("interchange_nilai_salah", "predikat", harus="kosong selama studi dapat diselesaikan")
    elif isi.get("predikat", "") not in ("", Predikat.KURANG, Predikat.SANGAT_KURANG):
        r.refuse("interchange_nilai_salah", "predikat", harus=f"{Predikat.KURANG} / {Predikat.SANGAT_KURANG}")
    r.close()
    return isi
