"""Quality of an SKP's wording, as findings beside the fields: what the regulation recommends. None of them blocks."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import (
    Aspek,
    JenisHasil,
    JenisJabatan,
    JenisTarget,
    KelompokSkp,
    Pendekatan,
    Perspektif,
    SifatHasil,
    SumberHasil,
    TingkatKendali,
)
from desktop_app.domain.mutu_kata import (
    BentukHasil,
    bentuk_hasil,
    first_word,
    is_grave,
    is_measurable,
    kata_mutlak,
    names_quality,
    names_time,
    sidik_teks,
    without_last_word,
)
from desktop_app.domain.pegawai import RiwayatJabatan
from desktop_app.domain.pendekatan import missed_target, prints_aspek
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp
from desktop_app.domain.temuan import Temuan

_TERLALU_DEKAT = (TingkatKendali.KENDALI_SEDANG, TingkatKendali.KENDALI_TINGGI)
_STRUKTURAL = (JenisJabatan.ADMINISTRATOR, JenisJabatan.PENGAWAS)
NAMA_LAIN = ""
"""Stands for a colleague's name where the reader may not know it."""


def check_mutu(
    skp: Skp,
    *,
    jabatan: RiwayatJabatan | None = None,
    sama: Mapping[str, str] | None = None,
    sedang: str = "",
) -> tuple[Temuan, ...]:
    """Return what could be worded better.

    ``jabatan`` is the post of the person, ``sama`` the names of colleagues by ``sidik_teks`` of their results,
    ``sedang`` the path of the field that is being typed in: its last word is left out, and what is missing in that
    result is not asked for yet.
    """
    temuan: list[Temuan] = []
    for hasil in skp.hasil:
        temuan.extend(_check_hasil(hasil, skp, jabatan, sama or {}, sedang))
    isi = [i for h in skp.hasil for i in h.indikator if _text_of(i, skp)]
    pimpinan = skp.kelompok is KelompokSkp.JPT_MANDIRI
    if pimpinan and isi and not any(satu.perspektif is Perspektif.ANGGARAN for satu in isi):
        temuan.append(Temuan("mutu_anggaran", "hasil"))
    return tuple(temuan)


def _check_hasil(
    hasil: RencanaHasilKerja, skp: Skp, jabatan: RiwayatJabatan | None, sama: Mapping[str, str], sedang: str
) -> list[Temuan]:
    jalur = f"hasil/#{hasil.id}"
    teks = _read(hasil.teks, f"{jalur}/teks", sedang)
    temuan = _check_words(teks, f"{jalur}/teks", hasil, skp)
    bentuk = bentuk_hasil(teks)
    if bentuk is BentukHasil.AKTIVITAS:
        temuan.append(Temuan("mutu_aktivitas", f"{jalur}/teks", kata=first_word(teks)))
    elif bentuk is BentukHasil.KATEGORI:
        temuan.append(Temuan("mutu_kategori", f"{jalur}/teks"))
    nama = sama.get(sidik_teks(teks)) if sidik_teks(teks) else None
    if nama is not None:
        kode = "mutu_sama_lain" if nama == NAMA_LAIN else "mutu_sama"
        temuan.append(Temuan(kode, f"{jalur}/teks", nama=nama))
    if hasil.jenis is JenisHasil.TAMBAHAN:
        if hasil.sifat is SifatHasil.PLT_PLH:
            temuan.append(Temuan("mutu_plt_tambahan", f"{jalur}/jenis"))
        if hasil.sumber is SumberHasil.PERJANJIAN_KINERJA and skp.kelompok is KelompokSkp.JPT_MANDIRI:
            temuan.append(Temuan("mutu_pk_tambahan", f"{jalur}/jenis"))
    for indikator in hasil.indikator:
        temuan.extend(_check_indikator(indikator, hasil, skp, jabatan, sedang))
    if not _is_inside(sedang, jalur):
        temuan.extend(_check_whole(hasil, skp, jalur))
    return temuan


def _check_indikator(
    indikator: Indikator, hasil: RencanaHasilKerja, skp: Skp, jabatan: RiwayatJabatan | None, sedang: str
) -> list[Temuan]:
    jalur = f"hasil/#{hasil.id}/indikator/#{indikator.id}"
    temuan: list[Temuan] = []
    if skp.pendekatan is Pendekatan.KUALITATIF:
        temuan.extend(_check_words(_read(indikator.narasi, f"{jalur}/narasi", sedang), f"{jalur}/narasi", hasil, skp))
        if (target_baru := missed_target(indikator)) and not _is_inside(sedang, f"{jalur}/narasi"):
            temuan.append(Temuan("mutu_narasi_target", f"{jalur}/narasi", target=target_baru))
    else:
        temuan.extend(_check_words(_read(indikator.teks, f"{jalur}/teks", sedang), f"{jalur}/teks", hasil, skp))
        target = indikator.target
        if target.jenis is JenisTarget.TEKS and target.teks.strip():
            dibaca = _read(target.teks, f"{jalur}/target", sedang)
            temuan.extend(_check_words(dibaca, f"{jalur}/target", hasil, skp))
            if not _is_inside(sedang, f"{jalur}/target") and not is_measurable(target.teks):
                temuan.append(Temuan("mutu_target_tak_terukur", f"{jalur}/target"))
    if skp.kelompok is KelompokSkp.JPT_MANDIRI:
        if indikator.kendali in _TERLALU_DEKAT:
            temuan.append(Temuan("mutu_kendali_pimpinan", f"{jalur}/kendali", tingkat=_level(indikator.kendali)))
        if indikator.perspektif is None and _text_of(indikator, skp) and not _is_inside(sedang, jalur):
            temuan.append(Temuan("mutu_perspektif", f"{jalur}/perspektif"))
    elif indikator.kendali is TingkatKendali.KENDALI_TINGGI and jabatan is not None and _leads(jabatan):
        temuan.append(Temuan("mutu_kendali_ja", f"{jalur}/kendali", tingkat=_level(indikator.kendali)))
    return temuan


def _check_words(teks: str, jalur: str, hasil: RencanaHasilKerja, skp: Skp) -> list[Temuan]:
    """Return a finding for an absolute word; leaders' targets and grave matters among the main results are exempt."""
    kata = kata_mutlak(teks) if skp.kelompok is KelompokSkp.JA_JF else ""
    if not kata or (hasil.jenis is JenisHasil.UTAMA and is_grave(_all_words(hasil))):
        return []
    return [Temuan("mutu_mutlak", jalur, kata=kata)]


def _check_whole(hasil: RencanaHasilKerja, skp: Skp, jalur: str) -> list[Temuan]:
    """Return what a result as a whole lacks, once all its indicators are written (administrators and functional)."""
    if skp.kelompok is not KelompokSkp.JA_JF or not hasil.teks.strip() or not hasil.indikator:
        return []
    if not all(_is_written(satu, skp) for satu in hasil.indikator):
        return []
    semua = _all_words(hasil)
    berwaktu = names_time(semua)
    if prints_aspek(skp):
        aspek = {satu.aspek for satu in hasil.indikator}
        berwaktu = berwaktu or Aspek.WAKTU in aspek
        if not berwaktu and Aspek.KUALITAS not in aspek and not names_quality(semua):
            # It says that a time is missing, too: one line is enough.
            return [Temuan("mutu_aspek", f"{jalur}/indikator")]
    return [] if berwaktu else [Temuan("mutu_tanpa_waktu", f"{jalur}/indikator")]


def _is_written(indikator: Indikator, skp: Skp) -> bool:
    if skp.pendekatan is Pendekatan.KUALITATIF:
        return bool(indikator.narasi.strip())
    return bool(indikator.teks.strip() and format_target(indikator.target).strip())


def _text_of(indikator: Indikator, skp: Skp) -> str:
    return (indikator.narasi if skp.pendekatan is Pendekatan.KUALITATIF else indikator.teks).strip()


def _all_words(hasil: RencanaHasilKerja) -> str:
    isi = (f"{satu.teks} {format_target(satu.target)} {satu.narasi}" for satu in hasil.indikator)
    return " ".join((hasil.teks, *isi))


def _leads(jabatan: RiwayatJabatan) -> bool:
    """Tell whether a post is to have at least medium control: administrators, supervisors, leaders of teams (P6:44)."""
    return jabatan.jenis_jabatan in _STRUKTURAL or "ketua tim" in jabatan.jabatan.casefold()


def _level(kendali: TingkatKendali) -> str:
    return f"Output {kendali.value.replace('_', ' ')}"


def _read(teks: str, jalur: str, sedang: str) -> str:
    return without_last_word(teks) if sedang == jalur else teks


def _is_inside(sedang: str, jalur: str) -> bool:
    return sedang == jalur or sedang.startswith(f"{jalur}/")
