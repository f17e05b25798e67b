"""Rounds, surveys, guidance, competency and follow-up in an interchange file (docs/spec/interchange.md, 14).

They are read by their own types; what a type cannot say stands here. Answers of a round, its results and counselling
have no spelling: only the program writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from desktop_app.domain.bimbingan import TanggapanBimbingan
from desktop_app.domain.codec import KINDS
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab, StatusPembinaan, StatusPutaran
from desktop_app.domain.kompetensi import NilaiKompetensi, SyaratKompetensi
from desktop_app.domain.pengaduan import UkuranPerbaikan
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan
from desktop_app.domain.putaran import Pertanyaan
from desktop_app.domain.survei_skm import JawabanSkm, PertanyaanSkm
from desktop_app.domain.tindak_lanjut import KemajuanTindakLanjut, TitikOutcome
from desktop_app.services.interchange_baca import POLA_NAMA, ObjectReader, point
from desktop_app.services.interchange_bagian import (
    HARUS_ID,
    put_reference,
    put_signed_on,
    put_unit,
    read_children,
    read_period,
)
from desktop_app.services.interchange_kinerja import KHUSUS as KHUSUS_KINERJA
from desktop_app.services.interchange_rencana import ORANG, Khusus, read_fields

POLA_KOMPETENSI = re.compile(r"[A-Za-z0-9._-]{1,64}")
BERTANDA = frozenset({"coaching", "mentoring", "umpan_balik_bimbingan", "evaluasi_kompetensi"})
"""Kinds that are signed, so that their date must stand with ``selesai``."""
_IDENTITAS = frozenset({"pegawai", "penilai", "pembimbing"})
DIHITUNG: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(BERTANDA, _IDENTITAS),
        "putaran": frozenset({"perangkat", "ditutup", "tanggal_ragu"}),
    }
)
"""What the program writes itself, by kind."""
JAWABAN_SKM = range(1, 5)
"""The scale of the survey (PermenPANRB 14/2017)."""


def read_developed(r: ObjectReader) -> None:
    """Read the body of a kind of rounds, surveys, guidance, competency, development or follow-up."""
    jenis, isi = r.item.jenis, r.item.isi
    dihitung = DIHITUNG.get(jenis, frozenset())
    lewati = dihitung | {"unit_kode"} | ({"tanggal"} if jenis in BERTANDA else frozenset())
    if jenis == "lembar_skm":
        put_reference(r, isi, "survei", ("id", "ref"), wajib=True, jenis="survei_skm")
        nomor = r.count("nomor", paling_banyak=9_999_999)
        isi["nomor"] = nomor or 0
        lewati |= {"survei_id", "nomor"}
    if jenis == "umpan_balik_bimbingan":
        put_reference(r, isi, "bimbingan", ("id", "ref"), wajib=True, jenis=("coaching", "mentoring"))
        lewati |= {"bimbingan_id"}
    read_fields(r, isi, KINDS[jenis], lewati, khusus=KHUSUS)
    put_unit(r, isi)
    if jenis in BERTANDA:
        put_signed_on(r, StatusPembinaan.SELESAI)
    if jenis == "putaran" and isi.get("status", StatusPutaran.DRAFT) != StatusPutaran.DRAFT:
        # A round is opened where its answers are gathered, by the program alone.
        r.refuse("interchange_nilai_salah", "status", harus=StatusPutaran.DRAFT.value)
    r.close(dihitung)


def _children(nama: str, huruf: str, tipe: Any) -> Khusus:
    """Return a reader of a list of children of one type with made ids."""

    def read(r: ObjectReader) -> list[dict[str, Any]]:
        hasil: list[dict[str, Any]] = []
        for anak, satu in read_children(r, nama, huruf):
            read_fields(anak, satu, tipe, khusus=KHUSUS)
            anak.close()
            hasil.append(satu)
        return hasil

    return read


def _progress(r: ObjectReader) -> list[dict[str, Any]]:
    """Read what was noted of a follow-up; who noted it is never what a file says."""
    hasil: list[dict[str, Any]] = []
    for anak, satu in read_children(r, "kemajuan", "k"):
        read_fields(anak, satu, KemajuanTindakLanjut, frozenset({"pencatat"}), khusus=KHUSUS)
        anak.close({"pencatat"})
        hasil.append(satu)
    return hasil


def _coded(nama: str, tipe: Any, check: Callable[[ObjectReader], str]) -> Khusus:
    """Return a reader of a list whose children are told apart by a code that must stand, each at most once."""

    def read(r: ObjectReader) -> list[dict[str, Any]]:
        hasil: dict[str, dict[str, Any]] = {}
        urutan: list[str] = []
        for anak in r.objects(nama):
            kode = check(anak)
            satu: dict[str, Any] = {"id": kode}
            read_fields(anak, satu, tipe, khusus=KHUSUS)
            anak.close()
            if kode in hasil:
                anak.refuse("interchange_id_ganda", "id", isi=kode)
            urutan.append(kode)
            if kode:
                hasil[kode] = satu
        r.item.urutan[point(r.jalur, nama)] = urutan
        return list(hasil.values())

    return read


def _competency(r: ObjectReader) -> str:
    return r.name("id", POLA_KOMPETENSI, "kode kompetensi seperti M.1 atau SK.1", wajib=True)


def _period_code(r: ObjectReader) -> str:
    """Return the code of the period that tells a value apart; one that is none is refused where it stands."""
    waktu = read_period(r, "id")
    return waktu.kode if waktu is not None else ""


def _words(nama: str, tipe: type[StrEnum]) -> Khusus:
    """Return a reader of a list of words of a closed list, each at most once, in the order of the list."""

    def read(r: ObjectReader) -> list[str]:
        kata = [satu.value for satu in tipe]
        dipilih: set[str] = set()
        for index, satu in enumerate(r.members(nama)):
            if satu in kata:
                dipilih.add(satu)
            else:
                jalur = point(point(r.jalur, nama), index)
                r.refusals.add("interchange_nilai_salah", jalur, r.item, harus=" / ".join(kata))
        return [satu for satu in kata if satu in dipilih]

    return read


def _questions(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the questions of a round or of a survey, by the kind that has them."""
    if r.item.jenis == "survei_skm":
        return list(_children("pertanyaan", "q", PertanyaanSkm)(r))
    hasil: list[dict[str, Any]] = []
    kelompok = _words("kelompok", KelompokPenjawab)
    for anak, satu in read_children(r, "pertanyaan", "q"):
        read_fields(anak, satu, Pertanyaan, khusus={**KHUSUS, "kelompok": kelompok})
        anak.close()
        hasil.append(satu)
    return hasil


def _met(r: ObjectReader) -> list[int]:
    """Return the numbers of the indicators that are met: 1, 2, 3, each at most once."""
    dipilih: set[int] = set()
    for index, satu in enumerate(r.members("terpenuhi")):
        if isinstance(satu, int) and not isinstance(satu, bool) and satu in (1, 2, 3):
            dipilih.add(satu)
        else:
            jalur = point(point(r.jalur, "terpenuhi"), index)
            r.refusals.add("interchange_nilai_salah", jalur, r.item, harus="1 / 2 / 3")
    return sorted(dipilih)


def _answers(r: ObjectReader) -> dict[str, int]:
    """Return the answers of a sheet by the ids of their questions; a blank is left out."""
    isi: dict[str, int] = {}
    dalam = r.inside("jawaban")
    if dalam is None:
        return isi
    for nama in dalam.names():
        if not POLA_NAMA.fullmatch(nama):
            dalam.refuse("interchange_nilai_salah", nama, harus=HARUS_ID)
        angka = dalam.count(nama, paling_sedikit=JAWABAN_SKM.start, paling_banyak=JAWABAN_SKM.stop - 1)
        if angka is not None:
            isi[nama] = angka
    dalam.close()
    return isi


def _keying(nama: str) -> Khusus:
    """Return a reader of one keying of a sheet; none where it is left out."""

    def read(r: ObjectReader) -> dict[str, Any] | None:
        if not r.has(nama):
            return None
        isi: dict[str, Any] = {}
        if (dalam := r.inside(nama)) is not None:
            read_fields(dalam, isi, JawabanSkm, khusus=KHUSUS)
            dalam.close()
        return isi

    return read


def _measure(nama: str) -> Khusus:
    """Return a reader of the value of an indicator before or after an improvement."""

    def read(r: ObjectReader) -> dict[str, Any]:
        isi: dict[str, Any] = {}
        if (dalam := r.inside(nama)) is not None:
            read_fields(dalam, isi, UkuranPerbaikan, khusus=KHUSUS)
            dalam.close()
        return isi

    return read


def _asked(r: ObjectReader) -> list[dict[str, Any]]:
    """Return who is asked about whom; a reference to both, the second only where it is nobody outside."""
    hasil: list[dict[str, Any]] = []
    for anak, satu in read_children(r, "penjawab", "p"):
        put_reference(anak, satu, "tentang", ORANG, wajib=True)
        put_reference(anak, satu, "penjawab", ORANG)
        satu["kelompok"] = anak.choice("kelompok", KelompokPenjawab, wajib=True)
        sebutan = anak.text("sebutan")
        if sebutan:
            satu["sebutan"] = sebutan
        anak.close()
        hasil.append(satu)
    return hasil


def _steps(r: ObjectReader) -> list[dict[str, Any]]:
    """Return the steps of a development plan, or the nine answers on guidance by their numbers."""
    if r.item.jenis == "umpan_balik_bimbingan":
        return list(_coded("butir", TanggapanBimbingan, _statement)(r))
    return list(_children("butir", "b", ButirPengembangan)(r))


def _statement(r: ObjectReader) -> str:
    return r.name("id", re.compile("[1-9]"), "nomor 1 sampai 9", wajib=True)


KHUSUS: Mapping[str, Khusus] = MappingProxyType(
    {
        "bukti": KHUSUS_KINERJA["bukti"],
        "pertanyaan": _questions,
        "penjawab": _asked,
        "pertama": _keying("pertama"),
        "kedua": _keying("kedua"),
        "berlaku": _keying("berlaku"),
        "jawaban": _answers,
        "sebelum": _measure("sebelum"),
        "sesudah": _measure("sesudah"),
        "syarat": _coded("syarat", SyaratKompetensi, _competency),
        "kompetensi": _coded("kompetensi", NilaiKompetensi, _competency),
        "terpenuhi": _met,
        "butir": _steps,
        "pelaksanaan": _children("pelaksanaan", "x", PelaksanaanPengembangan),
        "kemajuan": _progress,
        "titik": _coded("titik", TitikOutcome, _period_code),
    }
)
"""Lists and objects with a rule of their own, by name."""
