"""Commands about credit points: convert final evaluations, add them up, determine."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.format_indonesia import format_angka
from desktop_app.domain.istilah_kinerja import JenjangFungsional
from desktop_app.messages import sentence_for
from desktop_app.services.angka_kredit import (
    create_konversi,
    create_penetapan,
    delete_angka_kredit,
    determine_angka_kredit,
    list_angka_kredit,
    read_angka_kredit,
    reopen_angka_kredit,
)
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah

_ID = click.argument("doc_id", metavar="ID")
_ALASAN = click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")


@click.group(cls=Kelompok)
def credit() -> None:
    """Angka kredit pejabat fungsional: konversi predikat, akumulasi, penetapan."""


@credit.command("list", cls=Perintah)
@click.option("--year", "tahun", type=click.IntRange(2000, 2099), required=True, help="Tahun kinerja")
@click.pass_obj
def credit_list(keluaran: Keluaran, tahun: int) -> None:
    """Mendaftar angka kredit setahun, termasuk penilaian final yang belum dikonversi."""
    with keluaran.kantor() as kantor:
        semua = list_angka_kredit(kantor, tahun)
    baris = [
        [
            s.id or s.penilaian_id,
            short(s.nama),
            s.jenis.value,
            s.periode,
            s.angka or "–",
            s.status.value if s.status else "belum dikonversi",
        ]
        for s in semua
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["ID", "NAMA", "JENIS", "PERIODE", "ANGKA", "STATUS"], baris)
        if baris
        else f"Tidak ada pejabat fungsional dengan penilaian final tahun {tahun}.",
    )


@credit.command("convert", cls=Perintah)
@click.argument("penilaian_id", metavar="ID_PENILAIAN")
@click.option("--level", type=click.Choice([satu.value for satu in JenjangFungsional]), default=None, help="Jenjang")
@click.option("--months", "bulan", type=click.IntRange(1, 12), default=None, help="Jumlah bulan")
@click.pass_obj
def credit_convert(keluaran: Keluaran, penilaian_id: str, level: str | None, bulan: int | None) -> None:
    """Menyiapkan konversi satu penilaian final; jenjang dibaca dari nama jabatan bila tidak disebut."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_konversi(kantor, penilaian_id)
        _change(kantor, doc_id, jenjang=JenjangFungsional(level) if level else None, bulan=bulan)
        _show(keluaran, kantor, doc_id)


@credit.command("sum", cls=Perintah)
@click.argument("pegawai", metavar="NIP|ID")
@click.option("--year", "tahun", type=click.IntRange(2000, 2099), required=True, help="Sampai akhir tahun ini")
@click.pass_obj
def credit_sum(keluaran: Keluaran, pegawai: str, tahun: int) -> None:
    """Menyiapkan penetapan: semua konversi yang sudah ditetapkan dan belum dijumlahkan."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_penetapan(kantor, find_id(kantor, pegawai), tahun)
        _show(keluaran, kantor, doc_id)


@credit.command("show", cls=Perintah)
@_ID
@click.pass_obj
def credit_show(keluaran: Keluaran, doc_id: str) -> None:
    """Memperlihatkan satu konversi atau penetapan dengan hitungannya."""
    with keluaran.kantor() as kantor:
        _show(keluaran, kantor, doc_id)


@credit.command("determine", cls=Perintah)
@_ID
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Tanggal penetapan")
@click.option("--place", default="", help="Tempat penetapan")
@click.option("--number", "nomor", default="", help="Nomor surat")
@click.pass_obj
def credit_determine(keluaran: Keluaran, doc_id: str, tanggal: date, place: str, nomor: str) -> None:
    """Menetapkan: angka, nama, dan aturannya dibekukan."""
    with keluaran.kantor() as kantor:
        determine_angka_kredit(kantor, doc_id, tanggal=tanggal, tempat=place, nomor=nomor)
        _show(keluaran, kantor, doc_id)


@credit.command("reopen", cls=Perintah)
@_ID
@_ALASAN
@click.pass_obj
def credit_reopen(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Membuka kembali yang sudah ditetapkan."""
    with keluaran.kantor() as kantor:
        reopen_angka_kredit(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Angka kredit menjadi draf lagi.")


@credit.command("delete", cls=Perintah)
@_ID
@_ALASAN
@click.pass_obj
def credit_delete(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Menghapus draf."""
    with keluaran.kantor() as kantor:
        delete_angka_kredit(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Draf angka kredit dihapus.")


def _change(kantor: Kantor, doc_id: str, **fields: Any) -> None:
    """Type what was given into a draft."""
    ubah = {nama: nilai for nama, nilai in fields.items() if nilai is not None}
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, AngkaKredit)
    if ubah and (baru := msgspec.structs.replace(isi, **ubah)) != isi:
        write_naskah(kantor, doc_id, baru)
        commit_naskah(kantor, doc_id)


def _show(keluaran: Keluaran, kantor: Kantor, doc_id: str) -> None:
    buka = read_angka_kredit(kantor, doc_id)
    isi = buka.isi
    angka = format_angka(buka.angka) if buka.angka is not None else "–"
    data = {
        "ok": True,
        "id": doc_id,
        "jenis": isi.jenis.value,
        "status": isi.status.value,
        "nama": buka.pegawai.nama,
        "periode": isi.periode,
        "bulan": isi.bulan,
        "jenjang": isi.jenjang.value if isi.jenjang else "",
        "predikat": isi.predikat.value if isi.predikat else "",
        "angka": format(buka.angka, "f") if buka.angka is not None else "",
        "aturan": buka.aturan.id,
        "komponen": [msgspec.to_builtins(satu) for satu in isi.komponen],
        "temuan": [{"kode": satu.kode, "jalur": satu.jalur, "penting": satu.penting} for satu in buka.temuan],
    }
    baris = [
        f"{isi.jenis.value.capitalize()} {doc_id} ({isi.status.value}): {buka.pegawai.nama}, {isi.periode}",
        f"Angka kredit: {angka} menurut {buka.aturan.nama}",
        *(f"- {sentence_for(satu.kode, satu.fakta)}" for satu in buka.temuan),
    ]
    keluaran.result(data, "\n".join(baris))


ANGKA_KREDIT_COMMANDS: tuple[click.Command, ...] = (credit,)
