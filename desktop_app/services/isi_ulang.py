"""For re-keying into the national system: lists with its own columns, and one page per employee in its order.

No import into that system is known; its exports are (docs/panduan/isi-ulang.md). Columns that hold its own keys stay
empty: nobody here knows them. Ratings are its labels, never codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from db import Found
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import JenisKeadaan, StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Identitas, Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms import render_isi_ulang
from desktop_app.forms.tabel import render_xlsx
from desktop_app.forms.values import Kertas
from desktop_app.services.aturan_nilai import aturan_of, predikat_now
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.cetak_evaluasi import form_evaluasi
from desktop_app.services.jangkauan import find_reached, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import covers_days
from desktop_app.services.nama_kolom_kata import KATA
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.predikat_berlaku import decided_penilaian
from desktop_app.services.skp import identity_of

KOLOM_SKP: tuple[str, ...] = (
    *("id", "nip", "nama", "is_plt_plh", "periode_akhir", "skp_unor_induk", "skp_status", "skp_jabatan", "skp_unor"),
)
KOLOM_PENILAIAN: tuple[str, ...] = (
    *("id", "nip", "nama", "skp_unor_id", "skp_unor", "skp_unor_induk", "skp_jabatan", "skp_jenis_jabatan"),
    *("is_skp_plt_plh_pjb", "hasil_kerja", "perilaku_kerja", "hasil_akhir", "pegawai_atasan_id", "pegawai_atasan_nip"),
    *("pegawai_atasan_nama", "pegawai_atasan_unor_id", "pegawai_atasan_unor", "pegawai_atasan_jabatan"),
    *("pegawai_atasan_golru", "waktu_dinilai", "pegawai_penilai_id"),
)
STATUS_SKP = "persetujuan"
"""What the national system calls a plan that its assessor approved; only those are listed."""
_GOLRU = re.compile(r"\(?\b((?:IV|I{1,3}|V|VI{0,3}|IX|X|XI{1,3}|XIV|XV|XVI{1,2})(?:/[a-e])?)\)?\s*$")


class BahanIsiUlang(StrEnum):
    """The two lists: plans of a year, evaluations of a period."""

    SKP = "skp"
    PENILAIAN = "penilaian"


@dataclass(frozen=True)
class TabelIsiUlang:
    """One list as text cells; ``nama`` proposes a file name, ``lembar`` names its sheet."""

    nama: str
    lembar: str
    judul: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]


@intention(Wewenang.CETAK)
def list_isi_ulang(kantor: Kantor, bahan: BahanIsiUlang, waktu: str) -> TabelIsiUlang:
    """Return determined plans (a year) or final evaluations (a period) with the columns of the national system.

    Raises ``UserError`` ``periode_salah``, and ``isi_ulang_kosong`` where there is nothing to re-key.
    """
    periode = parse_periode(waktu)
    orang = {satu.doc_id: satu for satu in find_reached(kantor, Wewenang.CETAK, "pegawai")}
    baris: Iterable[tuple[str, ...] | None]
    if bahan is BahanIsiUlang.SKP:
        tetap = find_reached(kantor, Wewenang.CETAK, "skp", where={"status": StatusSkp.DITETAPKAN.value})
        awal, akhir = f"{periode.tahun}-01-01", f"{periode.tahun}-12-31"
        baris = [_skp_row(kantor, satu, orang) for satu in tetap if covers_days(satu.columns, awal, akhir)]
        judul, lembar, kata = KOLOM_SKP, "Laporan SKP", "SKP yang ditetapkan"
    else:
        where = {"status": StatusPenilaian.FINAL.value, "periode": periode.kode}
        final = find_reached(kantor, Wewenang.CETAK, "penilaian", where=where)
        baris = [_penilaian_row(kantor, satu, orang) for satu in final]
        judul, lembar, kata = KOLOM_PENILAIAN, "Laporan Penilaian SKP", "penilaian final"
    ada = sorted((satu for satu in baris if satu is not None), key=lambda satu: (satu[2].casefold(), satu[1]))
    if not ada:
        raise UserError("isi_ulang_kosong", bahan=kata, waktu=waktu)
    nama = file_name(f"isi-ulang-{bahan.value}", kantor.profil.nama, "", periode.kode).removesuffix(".pdf")
    return TabelIsiUlang(f"{nama}.xlsx", lembar, judul, tuple(ada))


@intention(Wewenang.CETAK)
def export_isi_ulang(kantor: Kantor, bahan: BahanIsiUlang, waktu: str, path: Path) -> int:
    """Write such a list as a workbook and return how many people it names; leaves an audit row.

    Every cell is text, NIP as well, and none is a formula. An earlier file is only replaced by a whole one. Raises
    ``SystemProblem`` where the disk is full or fails.
    """
    tabel = list_isi_ulang(kantor, bahan, waktu)
    isi = render_xlsx(tabel.judul, tabel.baris, nama=tabel.lembar)
    try:
        place_file(isi, path, replace=True)
    except SystemProblem as error:
        if error.code == "stick_full":
            raise SystemProblem("cetak_disk_penuh", folder=str(path.parent)) from error
        raise SystemProblem("cetak_tidak_tersimpan", berkas=path.name, folder=str(path.parent)) from error
    with kantor.write("ekspor_isi_ulang", detail={"bahan": tabel.lembar, "jumlah": len(tabel.baris)}):
        pass
    return len(tabel.baris)


@intention(Wewenang.CETAK)
def print_isi_ulang(kantor: Kantor, penilaian_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return one evaluation as the page that a clerk types from, in the order of the national system's screens.

    A draft is marked as one. Raises ``UserError`` where its versions disagree or who acts may not print it.
    """
    dokumen = read_document(kantor, penilaian_id, "penilaian", Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=penilaian_id)
    isi = decided_penilaian(kantor, penilaian_id, decode_as(Penilaian, dokumen.body))
    form = form_evaluasi(kantor, penilaian_id, isi)
    pdf = render_isi_ulang(form, kantor=kantor.profil.nama, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("isi-ulang", form.pegawai.nama, form.pegawai.nip, isi.periode)
    return HasilCetak(nama, pdf, "Lembar isi ulang e-Kinerja", JenisCetak.ISI_ULANG, penilaian_id)


def golru_of(pangkat: str) -> str:
    """Return the golongan from how the forms print a rank: ``III/a`` of ``Penata Muda (III/a)``, ``IX`` of ``IX``."""
    cocok = _GOLRU.search(pangkat.strip())
    return cocok[1] if cocok is not None else ""


def _skp_row(kantor: Kantor, satu: Found, orang: dict[str, Found]) -> tuple[str, ...] | None:
    skp = decode_as(Skp, satu.body)
    pegawai = orang.get(skp.pegawai_id)
    if pegawai is None or satu.conflicts:
        return None
    siapa = skp.pegawai or identity_of(kantor, skp.pegawai_id, skp.tanggal or skp.mulai)
    unit = siapa.unit_kerja or kantor.profil.nama
    sementara = _acting(pegawai, skp.mulai, skp.akhir)
    akhir = skp.akhir.isoformat()
    return ("", siapa.nip, siapa.nama, sementara, akhir, kantor.profil.nama, STATUS_SKP, siapa.jabatan, unit)


def _penilaian_row(kantor: Kantor, satu: Found, orang: dict[str, Found]) -> tuple[str, ...] | None:
    isi = decided_penilaian(kantor, satu.doc_id, decode_as(Penilaian, satu.body))
    pegawai = orang.get(isi.pegawai_id)
    if pegawai is None or satu.conflicts or isi.tidak_dinilai is not None:
        return None
    aturan, periode = aturan_of(kantor, isi), parse_periode(isi.periode)
    siapa = isi.pegawai or identity_of(kantor, isi.pegawai_id, isi.tanggal)
    penilai = _penilai_of(isi)
    jabatan = decode_as(Pegawai, pegawai.body).jabatan_pada(isi.tanggal or periode.selesai)
    predikat = isi.predikat or predikat_now(kantor, isi)
    return (
        *("", siapa.nip, siapa.nama, "", siapa.unit_kerja or kantor.profil.nama, kantor.profil.nama, siapa.jabatan),
        KATA.get(jabatan.jenis_jabatan.value, "") if jabatan is not None else "",
        _acting(pegawai, periode.mulai, periode.selesai),
        aturan.label_rating[isi.rating_hasil] if isi.rating_hasil else "",
        aturan.label_rating[isi.rating_perilaku] if isi.rating_perilaku else "",
        aturan.label_predikat[predikat] if predikat else "",
        *("", penilai.nip, penilai.nama, "", penilai.unit_kerja, penilai.jabatan, golru_of(penilai.pangkat)),
        isi.tanggal.isoformat() if isi.tanggal else "",
        "",
    )


def _penilai_of(isi: Penilaian) -> Identitas:
    """Return who evaluated: of the fallback the assessor's superior (P6:90 point 11)."""
    siapa = isi.atasan_penilai if isi.oleh_atasan else isi.penilai
    return siapa or Identitas()


def _acting(pegawai: Found, mulai: date, akhir: date) -> str:
    """Return whether a person holds an acting post in these days, in a word."""
    sementara = (JenisKeadaan.PLT, JenisKeadaan.PLH)
    keadaan = decode_as(Pegawai, pegawai.body).keadaan
    ada = any(k.jenis in sementara and k.mulai <= akhir and (k.selesai is None or k.selesai >= mulai) for k in keadaan)
    return "Ya" if ada else "Tidak"
