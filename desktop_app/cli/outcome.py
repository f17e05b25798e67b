"""Commands about outcome indicators: what a planned result shall change, and its values by period."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Kelompok, Perintah
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_angka, parse_angka
from desktop_app.domain.istilah_pengembangan import SumberOutcome, UnsurSkm
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.outcome import (
    SUMBER,
    RincianOutcome,
    create_outcome,
    delete_outcome,
    list_outcome,
    read_outcome,
    set_nilai_outcome,
    value_text,
)
from desktop_app.services.skp import get_skp, list_skp

_ID = click.argument("doc_id", metavar="ID")


@click.group(cls=Kelompok)
def outcome() -> None:
    """Indikator outcome hasil kerja: daftar, tetapkan, catat nilai, lihat, hapus."""


@outcome.command("list", cls=Perintah)
@click.option("--year", "tahun", type=click.IntRange(2000, 2099), required=True, help="Tahun SKP")
@click.option("--pegawai", default="", metavar="NIP|ID", help="Hanya pegawai ini")
@click.pass_obj
def outcome_list(keluaran: Keluaran, tahun: int, pegawai: str) -> None:
    """Mendaftar indikator outcome setahun dengan nilai terakhirnya."""
    with keluaran.kantor() as kantor:
        semua = list_outcome(kantor, tahun, pegawai_id=find_id(kantor, pegawai) if pegawai else "")
    baris = [
        [s.id, short(s.nama), short(s.hasil), short(s.isi.nama), SUMBER[s.isi.sumber], value_text(s.isi, s.terakhir)]
        for s in semua
    ]
    keluaran.result(
        [msgspec.to_builtins(s, enc_hook=str) for s in semua],
        table(["ID", "PEGAWAI", "HASIL KERJA", "OUTCOME", "SUMBER", "TERAKHIR"], baris)
        if baris
        else f"Belum ada indikator outcome tahun {tahun}.",
    )


@outcome.command("set", cls=Perintah)
@click.argument("pegawai", metavar="NIP|ID")
@click.option("--year", "tahun", type=click.IntRange(2000, 2099), required=True, help="Tahun SKP")
@click.option("--result", "nomor", type=click.IntRange(1), required=True, help="Hasil kerja ke berapa di SKP")
@click.option("--name", "nama", required=True, help="Perubahan yang diharapkan")
@click.option(
    "--source",
    "sumber",
    type=click.Choice([satu.value for satu in SumberOutcome]),
    default=SumberOutcome.DIISI.value,
    help="Dari mana nilainya dibaca",
)
@click.option("--unsur", type=click.Choice([satu.value for satu in UnsurSkm]), default=None, help="Unsur survei")
@click.option("--unit", "satuan", default="", help="Satuan, misalnya menit")
@click.option("--target", "sasaran", default="", help="Sasaran berupa angka")
@click.option("--lower-is-better", "turun", is_flag=True, help="Makin kecil makin baik")
@click.pass_obj
def outcome_set(
    keluaran: Keluaran,
    pegawai: str,
    tahun: int,
    nomor: int,
    nama: str,
    sumber: str,
    unsur: str | None,
    satuan: str,
    sasaran: str,
    turun: bool,
) -> None:
    """Menetapkan indikator outcome satu hasil kerja."""
    angka = parse_angka(sasaran) if sasaran else None
    if sasaran and angka is None:
        raise UserError("outcome_nilai_salah", nilai=sasaran)
    with keluaran.kantor() as kantor:
        skp_id, hasil_id = _result(kantor, find_id(kantor, pegawai), tahun, nomor)
        doc_id, _ = create_outcome(
            kantor,
            skp_id,
            hasil_id,
            nama,
            SumberOutcome(sumber),
            unsur=UnsurSkm(unsur) if unsur else None,
            satuan=satuan,
            naik_baik=not turun,
            sasaran=format(angka, "f") if angka is not None else "",
        )
        isi = read_outcome(kantor, doc_id)
    keluaran.result({"ok": True, **_data(isi)}, _text(isi))


def _result(kantor: Kantor, pegawai_id: str, tahun: int, nomor: int) -> tuple[str, str]:
    for satu in list_skp(kantor, tahun):
        if satu.pegawai_id == pegawai_id and satu.skp_id:
            hasil = get_skp(kantor, satu.skp_id).hasil
            if nomor <= len(hasil):
                return satu.skp_id, hasil[nomor - 1].id
    raise UserError("outcome_hasil_tidak_ada")


@outcome.command("note", cls=Perintah)
@_ID
@click.argument("periode", metavar="PERIODE")
@click.argument("nilai", metavar="NILAI")
@click.option("--from", "dari", default="", help="Dibaca dari apa")
@click.pass_obj
def outcome_note(keluaran: Keluaran, doc_id: str, periode: str, nilai: str, dari: str) -> None:
    """Mencatat nilai satu periode, bila sumbernya diisi sendiri; "-" menghapusnya."""
    with keluaran.kantor() as kantor:
        set_nilai_outcome(kantor, doc_id, periode, "" if nilai == "-" else nilai, dari)
        isi = read_outcome(kantor, doc_id)
    keluaran.result({"ok": True, **_data(isi)}, _text(isi))


@outcome.command("show", cls=Perintah)
@_ID
@click.pass_obj
def outcome_show(keluaran: Keluaran, doc_id: str) -> None:
    """Memperlihatkan outcome dan outputnya menurut waktu."""
    with keluaran.kantor() as kantor:
        isi = read_outcome(kantor, doc_id)
    keluaran.result(_data(isi), _text(isi))


@outcome.command("delete", cls=Perintah)
@_ID
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def outcome_delete(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Menghapus indikator outcome; riwayatnya tetap."""
    with keluaran.kantor() as kantor:
        delete_outcome(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Indikator outcome dihapus.")


def _data(isi: RincianOutcome) -> dict[str, Any]:
    return {
        "id": isi.baris.id,
        "pegawai": isi.baris.nama,
        "hasil": isi.baris.hasil,
        "nama": isi.baris.isi.nama,
        "sumber": isi.baris.isi.sumber.value,
        "nilai": [
            {"periode": s.periode, "nilai": str(s.nilai) if s.nilai is not None else None, "dari": s.keterangan}
            for s in isi.nilai
        ],
        "output": [
            {"bulan": hari.isoformat(), "nilai": str(nilai)}
            for hari, nilai in (isi.output.titik if isi.output else ())
            if nilai is not None
        ],
    }


def _text(isi: RincianOutcome) -> str:
    satu = isi.baris
    kepala = f"{satu.isi.nama} ({SUMBER[satu.isi.sumber]})\n{satu.nama}: {satu.hasil}"
    baris = [[s.nama, value_text(satu.isi, s), s.keterangan or "–"] for s in isi.nilai]
    teks = f"{kepala}\n{table(['PERIODE', 'OUTCOME', 'DIBACA DARI'], baris)}"
    ada = [(hari, nilai) for hari, nilai in (isi.output.titik if isi.output else ()) if nilai is not None]
    if ada:
        teks += f"\nOutput sampai {ada[-1][0].strftime('%Y-%m')}: {format_angka(ada[-1][1])}"
    return teks


OUTCOME_COMMANDS: tuple[click.Command, ...] = (outcome,)
