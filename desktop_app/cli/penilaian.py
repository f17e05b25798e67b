"""Commands about evaluations: list, begin, rate, finish, the chain of a year; achievement of units; self-evaluation."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Bilangan, Kata, Kelompok, Perintah, SalahPakai, Tanggal, spoken
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.cli.skp import find_skp
from desktop_app.domain.errors import UserError
from desktop_app.domain.evaluasi_diri import EvaluasiDiri, RealisasiDiri
from desktop_app.domain.istilah import CapaianOrganisasi, Rating, StatusPenilaian
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator
from desktop_app.domain.siklus import LANGKAH_PENILAIAN
from desktop_app.messages import sentence_for
from desktop_app.services.atasan_menilai import list_tunggu_atasan, take_over_penilaian
from desktop_app.services.aturan_nilai import rules_of
from desktop_app.services.capaian_unit import list_capaian, set_capaian
from desktop_app.services.catat_kertas import LANGKAH as LANGKAH_KERTAS
from desktop_app.services.catat_kertas import record_on_paper
from desktop_app.services.evaluasi_diri import (
    advance_evaluasi_diri,
    create_evaluasi_diri,
    get_evaluasi_diri,
    list_evaluasi_diri,
)
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.nama_kolom import name_of_path
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.penilaian import (
    advance_penilaian,
    create_penilaian,
    get_penilaian,
    get_skp_evaluated,
    list_penilaian,
)
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.rantai_penilaian import list_rantai, list_temuan_rantai

_ID = click.argument("doc_id", metavar="ID")
_ORANG = click.argument("person", metavar="NIP|ID")
_PERIODE = click.argument("periode", metavar="PERIODE")
_ALASAN = click.option("--reason", default="", help="Alasan")
_TANGGAL = click.option("--date", "tanggal", type=Tanggal(), default=None, help="Tanggal dokumen")
_TAHUN = click.option("--year", type=Bilangan(2000, 2099), required=True, help="Tahun")
_RATING = Kata([satu.value for satu in Rating])
_CAPAIAN = Kata([satu.value for satu in CapaianOrganisasi])


@click.group("evaluation", cls=Kelompok)
def penilaian_group() -> None:
    """Evaluasi kinerja: mulai, isi, finalkan, rantai setahun, ambil alih oleh atasan."""


@click.group("achievement", cls=Kelompok)
def capaian_group() -> None:
    """Capaian kinerja unit yang dipimpin seorang pejabat penilai."""


@click.group("self-evaluation", cls=Kelompok)
def diri_group() -> None:
    """Evaluasi diri pegawai, di samping penilaian pejabat penilai."""


@penilaian_group.command("list", cls=Perintah)
@_PERIODE
@click.pass_obj
def penilaian_list(keluaran: Keluaran, periode: str) -> None:
    """Mendaftar penilaian satu periode, misalnya 2026-TW1, 2026-B06, atau 2026."""
    with keluaran.kantor() as kantor:
        semua = list_penilaian(kantor, periode)
        lewat = list_tunggu_atasan(kantor, periode)
    baris = [
        [
            satu.penilaian_id or "–",
            short(satu.nama),
            satu.predikat.value if satu.predikat else "–",
            spoken(satu.status.value) if satu.status else "belum dimulai",
        ]
        for satu in semua
    ]
    kalimat = [f"Lewat waktu, dapat diambil alih: {satu.nama} ({satu.penilai}), SKP {satu.skp_id}" for satu in lewat]
    daftar = table(["ID", "NAMA", "PREDIKAT", "STATUS"], baris) if baris else f"Tidak ada SKP {periode_words(periode)}."
    keluaran.result(
        {
            "rows": [msgspec.to_builtins(satu) for satu in semua],
            "late": [msgspec.to_builtins(satu) for satu in lewat],
        },
        "\n".join((daftar, *kalimat)),
    )


@penilaian_group.command("begin", cls=Perintah)
@_ORANG
@_PERIODE
@click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun SKP, bila disebut orangnya")
@click.pass_obj
def penilaian_begin(keluaran: Keluaran, person: str, periode: str, year: int | None) -> None:
    """Memulai penilaian satu SKP pada satu periode."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_penilaian(kantor, find_skp(kantor, person, year), periode)
    keluaran.result({"ok": True, "id": doc_id}, f"Penilaian dibuat: {doc_id}")


@penilaian_group.command("take-over", cls=Perintah)
@_ORANG
@_PERIODE
@click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun SKP, bila disebut orangnya")
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def penilaian_take_over(keluaran: Keluaran, person: str, periode: str, year: int | None, reason: str) -> None:
    """Mengambil alih penilaian yang lewat waktu sebagai atasan pejabat penilai (halaman 90)."""
    with keluaran.kantor() as kantor:
        doc_id, _ = take_over_penilaian(kantor, find_skp(kantor, person, year), periode, alasan=reason)
    keluaran.result({"ok": True, "id": doc_id}, f"Penilaian diambil alih: {doc_id}")


@penilaian_group.command("show", cls=Perintah)
@_ID
@click.pass_obj
def penilaian_show(keluaran: Keluaran, doc_id: str) -> None:
    """Memperlihatkan satu penilaian dan yang masih kurang."""
    with keluaran.kantor() as kantor:
        _show(keluaran, kantor, doc_id)


@penilaian_group.command("set", cls=Perintah)
@_ID
@click.option("--results", "rating_hasil", type=_RATING, default=None, help="Rating hasil kerja")
@click.option("--behaviour", "rating_perilaku", type=_RATING, default=None, help="Rating perilaku kerja")
@click.option("--achievement", "capaian_organisasi", type=_CAPAIAN, default=None, help="Capaian kinerja organisasi")
@click.option("--why-results", "alasan_hasil", default=None, help="Alasan rating hasil kerja")
@click.option("--why-behaviour", "alasan_perilaku", default=None, help="Alasan rating perilaku kerja")
@click.option("--note", "catatan", default=None, help="Catatan/rekomendasi")
@click.option(
    "--not-assessed",
    "tidak_dinilai",
    type=Kata([satu.value for satu in SebabTidakDinilai]),
    default=None,
    help="Periode tidak dinilai, dengan sebabnya",
)
@click.option("--reached", "tercapai", multiple=True, metavar="ID=TEKS", help="Realisasi satu indikator atau hasil")
@click.pass_obj
def penilaian_set(keluaran: Keluaran, /, doc_id: str, tercapai: tuple[str, ...], **isian: str | None) -> None:
    """Mengisi penilaian yang masih draf; yang tidak disebut tidak berubah."""
    jenis: dict[str, Any] = {
        "rating_hasil": Rating,
        "rating_perilaku": Rating,
        "capaian_organisasi": CapaianOrganisasi,
        "tidak_dinilai": SebabTidakDinilai,
    }
    ubah = {nama: jenis.get(nama, str)(nilai) for nama, nilai in isian.items() if nilai is not None}
    if "tidak_dinilai" in ubah:
        ubah |= {"rating_hasil": None, "rating_perilaku": None}
    with keluaran.kantor() as kantor:
        naskah = open_naskah(kantor, doc_id)
        if not isinstance(naskah.isi, Penilaian):
            raise SalahPakai(f"{doc_id} bukan penilaian.")
        realisasi = naskah.isi.realisasi
        for kunci, teks in map(_split, tercapai):
            sisa = tuple(satu for satu in realisasi if satu.id != kunci)
            lama = next((satu for satu in realisasi if satu.id == kunci), RealisasiIndikator(id=kunci))
            realisasi = (*sisa, msgspec.structs.replace(lama, realisasi=teks))
        isi = msgspec.structs.replace(naskah.isi, realisasi=realisasi, **ubah)
        write_naskah(kantor, doc_id, isi, kepala=naskah.kepala)
        commit_naskah(kantor, doc_id)
        _show(keluaran, kantor, doc_id)


def _split(satu: str) -> tuple[str, str]:
    kunci, ada, teks = satu.partition("=")
    if not ada:
        raise SalahPakai("Tulis sebagai ID=TEKS, misalnya h1i1=“12 laporan”.")
    return kunci.strip(), teks.strip()


@penilaian_group.command("step", cls=Perintah)
@click.argument("step", metavar="LANGKAH", type=Kata([*LANGKAH_PENILAIAN, LANGKAH_KERTAS]))
@_ID
@_ALASAN
@_TANGGAL
@click.option("--place", default="", help="Tempat di formulir")
@click.pass_obj
def penilaian_step(keluaran: Keluaran, step: str, doc_id: str, reason: str, tanggal: date | None, place: str) -> None:
    """Mengambil satu langkah: finalkan, koreksi, catat_kertas (penilai tanpa akun; --reason menyebut dokumennya)."""
    with keluaran.kantor() as kantor:
        if step == LANGKAH_KERTAS:
            record_on_paper(kantor, doc_id, tanggal=tanggal, dasar=reason, tempat=place)
        else:
            try:
                advance_penilaian(kantor, doc_id, step, alasan=reason, tanggal=tanggal, tempat=place)
            except UserError as error:
                if error.code != "penilaian_belum_lengkap":
                    raise
                isi = get_penilaian(kantor, doc_id)
                raise UserError(error.code, **error.facts, rinci="; ".join(_missing(kantor, doc_id, isi))) from error
        _show(keluaran, kantor, doc_id)


@penilaian_group.command("chain", cls=Perintah)
@_ORANG
@_TAHUN
@click.pass_obj
def penilaian_chain(keluaran: Keluaran, person: str, year: int) -> None:
    """Memperlihatkan evaluasi satu orang sepanjang tahun, tahunannya di akhir."""
    with keluaran.kantor() as kantor:
        mata = list_rantai(kantor, find_id(kantor, person), year)
    baris = [
        [
            periode_words(satu.periode),
            satu.predikat.value if satu.predikat else "–",
            spoken(satu.status.value) if satu.status else "belum dimulai",
            spoken(satu.tidak_dinilai.value) if satu.tidak_dinilai else "",
        ]
        for satu in mata
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in mata], table(["PERIODE", "PREDIKAT", "STATUS", "TIDAK DINILAI"], baris)
    )


def _missing(kantor: Kantor, doc_id: str, isi: Penilaian) -> list[str]:
    """Return what a draft lacks, each with the field in words."""
    if isi.status.value != "draft":
        return []
    rencana = get_skp_evaluated(kantor, isi)
    badan, skp = msgspec.to_builtins(isi), msgspec.to_builtins(rencana)
    temuan = [*check_penilaian(isi, rencana), *list_temuan_rantai(kantor, doc_id, isi)]
    return [f"{name_of_path(satu.jalur, badan, skp)}: {sentence_for(satu.kode, satu.fakta)}" for satu in temuan]


def _show(keluaran: Keluaran, kantor: Kantor, doc_id: str) -> None:
    isi = get_penilaian(kantor, doc_id)
    kurang = _missing(kantor, doc_id, isi)
    menurut = rules_of(kantor, isi)
    predikat = menurut.predikat(isi)
    beku = isi.status is StatusPenilaian.FINAL
    hasil = isi.rating_hasil.value if isi.rating_hasil else "–"
    perilaku = isi.rating_perilaku.value if isi.rating_perilaku else "–"
    baris = [
        f"{periode_words(isi.periode)}: {spoken(isi.status.value)}",
        f"Rating hasil {hasil}, perilaku {perilaku}, predikat {predikat.value if predikat else '–'}"
        + ("" if beku else " (belum beku)"),
        *([menurut.told()] if menurut.told() else []),
        *kurang,
    ]
    aturan = {
        "id": menurut.aturan_id,
        "name": menurut.aturan.nama if menurut.dikenal else "",
        "from_kabupaten": menurut.kabupaten,
        "predicate": predikat.value if predikat else None,
    }
    isian = {"evaluation": msgspec.to_builtins(isi), "rules": aturan, "missing": kurang}
    keluaran.result(isian, "\n".join(baris))


@capaian_group.command("list", cls=Perintah)
@_TAHUN
@click.pass_obj
def capaian_list(keluaran: Keluaran, year: int) -> None:
    """Mendaftar capaian unit tiap pejabat penilai dalam setahun."""
    with keluaran.kantor() as kantor:
        semua = list_capaian(kantor, year)
    baris = [
        [short(satu.nama), str(satu.jumlah), ", ".join(f"{s.periode} {spoken(s.capaian.value)}" for s in satu.capaian)]
        for satu in semua
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["PEMIMPIN", "ORANG", "CAPAIAN"], baris) if baris else "Belum ada pejabat penilai.",
    )


@capaian_group.command("set", cls=Perintah)
@_ORANG
@_PERIODE
@click.argument("nilai", metavar="CAPAIAN", type=_CAPAIAN)
@click.option("--basis", "dasar", default="", help="Dibaca dari apa, misalnya laporan kinerja triwulan")
@click.option("--last-year", is_flag=True, help="Nilai tahun sebelumnya, karena yang baru terbit sesudah Januari")
@_TANGGAL
@click.pass_obj
def capaian_set(
    keluaran: Keluaran, person: str, periode: str, nilai: str, dasar: str, last_year: bool, tanggal: date | None
) -> None:
    """Menetapkan capaian unit yang dipimpin seseorang pada satu periode; bukan unitnya sendiri."""
    with keluaran.kantor() as kantor:
        capaian = CapaianOrganisasi(nilai)
        orang = find_id(kantor, person)
        doc_id, _ = set_capaian(kantor, orang, periode, capaian, dasar=dasar, tahun_lalu=last_year, tanggal=tanggal)
    keluaran.result({"ok": True, "id": doc_id}, f"Capaian {periode_words(periode)}: {spoken(nilai)}.")


@diri_group.command("list", cls=Perintah)
@_ORANG
@_TAHUN
@click.pass_obj
def diri_list(keluaran: Keluaran, person: str, year: int) -> None:
    """Mendaftar evaluasi diri satu orang dalam setahun."""
    with keluaran.kantor() as kantor:
        semua = list_evaluasi_diri(kantor, find_id(kantor, person), year)
    baris = [
        [periode_words(s.periode), spoken(s.status.value) if s.status else "belum dimulai", s.doc_id or s.skp_id]
        for s in semua
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["PERIODE", "STATUS", "ID ATAU SKP"], baris) if baris else "Belum ada SKP yang ditetapkan.",
    )


@diri_group.command("write", cls=Perintah)
@_ORANG
@_PERIODE
@click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun SKP, bila disebut orangnya")
@click.option("--reached", "tercapai", multiple=True, metavar="ID=TEKS", help="Realisasi satu indikator atau hasil")
@click.option("--obstacles", "kendala", default=None, help="Kendala")
@click.option("--note", "catatan", default=None, help="Catatan")
@click.pass_obj
def diri_write(
    keluaran: Keluaran, /, person: str, periode: str, year: int | None, tercapai: tuple[str, ...], **isian: str | None
) -> None:
    """Mengisi evaluasi diri; yang belum ada dimulai, yang tidak disebut tidak berubah."""
    ubah: dict[str, Any] = {nama: nilai for nama, nilai in isian.items() if nilai is not None}
    with keluaran.kantor() as kantor:
        doc_id, _ = create_evaluasi_diri(kantor, find_skp(kantor, person, year), periode)
        naskah = open_naskah(kantor, doc_id)
        assert isinstance(naskah.isi, EvaluasiDiri)
        realisasi = {satu.id: satu for satu in naskah.isi.realisasi}
        realisasi |= {kunci: RealisasiDiri(id=kunci, realisasi=teks) for kunci, teks in map(_split, tercapai)}
        isi = msgspec.structs.replace(naskah.isi, realisasi=tuple(realisasi.values()), **ubah)
        write_naskah(kantor, doc_id, isi, kepala=naskah.kepala)
        commit_naskah(kantor, doc_id)
    keluaran.result({"ok": True, "id": doc_id}, f"Evaluasi diri tersimpan: {doc_id}")


@diri_group.command("step", cls=Perintah)
@click.argument("step", metavar="LANGKAH", type=Kata(["serahkan", "tarik"]))
@_ID
@_TANGGAL
@click.pass_obj
def diri_step(keluaran: Keluaran, step: str, doc_id: str, tanggal: date | None) -> None:
    """Menyerahkan evaluasi diri kepada pejabat penilai, atau menariknya kembali."""
    with keluaran.kantor() as kantor:
        advance_evaluasi_diri(kantor, doc_id, step, tanggal=tanggal)
        status = get_evaluasi_diri(kantor, doc_id).status.value
    keluaran.result({"ok": True, "id": doc_id, "status": status}, f"Evaluasi diri sekarang {spoken(status)}.")


PENILAIAN_COMMANDS: tuple[click.Command, ...] = (penilaian_group, capaian_group, diri_group)
