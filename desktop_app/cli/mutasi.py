"""Commands about moves of people and assessors by letter, and about the name of an office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from desktop_app.cli.bahasa import Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.dari_kabupaten import JenisMutasi
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.messages import sentence
from desktop_app.services.data_unit import change_unit
from desktop_app.services.lihat import find_id
from desktop_app.services.mutasi import IsianMutasi, assign_penilai, cancel_mutasi, record_mutasi
from desktop_app.services.mutasi_laksana import BarisMutasi, carry_out_mutasi, list_mutasi

_ID = click.argument("doc_id", metavar="ID")


@click.group(cls=Kelompok)
def moves() -> None:
    """Mutasi pegawai dan pejabat penilai menurut SK: daftar, catat, laksanakan, batalkan."""


def move_text(jenis: JenisMutasi, nama: str, mulai: date) -> str:
    """Return a letter in one line: who, what, from which day."""
    kata = {
        JenisMutasi.PINDAH_KELUAR: "pindah ke kantor lain",
        JenisMutasi.PINDAH_MASUK: "masuk dari kantor lain",
        JenisMutasi.GANTI_PENILAI: "pejabat penilai berganti",
    }
    return f"{nama} {kata[jenis]} mulai {format_tanggal(mulai)}"


def _move_state(satu: BarisMutasi) -> str:
    if satu.isi.batal:
        return "dibatalkan"
    if satu.galat is not None:
        return short(sentence(satu.galat), 60)
    if satu.menunggu:
        return "belum mulai"
    return "perlu dilaksanakan" if satu.perlu else "–"


@moves.command("list", cls=Perintah)
@click.pass_obj
def moves_list(keluaran: Keluaran) -> None:
    """Mendaftar mutasi, yang terbaru lebih dulu."""
    with keluaran.kantor() as kantor:
        semua = list_mutasi(kantor)
    baris = [
        [s.id, move_text(s.isi.jenis, short(s.isi.nama, 28), s.isi.mulai), short(s.isi.nomor_sk, 20), _move_state(s)]
        for s in semua
    ]
    keluaran.result(
        [
            {
                "id": s.id,
                "kind": s.isi.jenis.value,
                "name": s.isi.nama,
                "nip": s.isi.nip,
                "from_day": s.isi.mulai.isoformat(),
                "letter": s.isi.nomor_sk,
                "from": s.isi.dari_kode,
                "to": s.isi.ke_kode,
                "results": [{"period": h.periode, "predikat": h.predikat} for h in s.isi.hasil],
                "to_do": s.perlu,
                "cancelled": s.isi.batal,
            }
            for s in semua
        ],
        table(["ID", "MUTASI", "SK", "KEADAAN"], baris) if baris else "Tidak ada mutasi.",
    )


@moves.command("record", cls=Perintah)
@click.argument("pegawai", metavar="NIP|ID")
@click.option("--to", "kode", required=True, metavar="KODE", help="Kode kantor tujuan")
@click.option("--from-day", "mulai", type=Tanggal(), required=True, help="TMT")
@click.option("--letter", "nomor_sk", required=True, help="Nomor SK")
@click.option("--letter-day", "tanggal_sk", type=Tanggal(), default=None, help="Tanggal SK")
@click.option("--post", "jabatan", default="", help="Jabatan baru; tanpa ini jabatan sekarang")
@click.option("--unit", "unit_kerja", default="", help="Unit kerja baru di formulir")
@click.option("--assessor", "penilai", default="", metavar="ID", help="Pejabat penilai di kantor tujuan")
@click.option("--note", "catatan", default="", help="Catatan")
@click.pass_obj
def moves_record(keluaran: Keluaran, /, pegawai: str, kode: str, mulai: date, penilai: str, **isian: Any) -> None:
    """Mencatat pegawai pindah ke kantor lain; kedua kantor diberi tahu lewat balasannya."""
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai)
        changed = record_mutasi(kantor, orang, IsianMutasi(ke_kode=kode, mulai=mulai, penilai_id=penilai, **isian))
    keluaran.result({"ok": True, "ids": list(changed.doc_ids)}, "Mutasi dicatat; berangkat bersama balasan berikutnya.")


@moves.command("assess", cls=Perintah)
@click.argument("pegawai", metavar="NIP|ID...", nargs=-1, required=True)
@click.option("--assessor", "penilai", required=True, metavar="NIP|ID", help="Pejabat penilai yang baru")
@click.option("--from-day", "mulai", type=Tanggal(), required=True, help="Mulai tanggal")
@click.option("--letter", "nomor_sk", required=True, help="Nomor SK")
@click.option("--letter-day", "tanggal_sk", type=Tanggal(), default=None, help="Tanggal SK")
@click.pass_obj
def moves_assess(
    keluaran: Keluaran, pegawai: Sequence[str], penilai: str, mulai: date, nomor_sk: str, tanggal_sk: date | None
) -> None:
    """Mencatat pejabat penilai baru menurut SK, untuk satu atau beberapa pegawai satu kantor."""
    with keluaran.kantor() as kantor:
        orang = [find_id(kantor, satu) for satu in pegawai]
        ke = find_id(kantor, penilai)
        assign_penilai(kantor, orang, mulai, ke, nomor_sk=nomor_sk, tanggal_sk=tanggal_sk)
    keluaran.result({"ok": True, "ids": orang}, f"Penilai baru dicatat untuk {len(orang)} pegawai.")


@moves.command("apply", cls=Perintah)
@_ID
@click.pass_obj
def moves_apply(keluaran: Keluaran, doc_id: str) -> None:
    """Melaksanakan mutasi di kantor: mengakhiri SKP yang ditinggalkan, atau memindahkan draf ke penilai baru."""
    with keluaran.kantor() as kantor:
        changed = carry_out_mutasi(kantor, doc_id)
    jumlah = len(changed.doc_ids)
    teks = (
        f"Mutasi dilaksanakan; {jumlah} dokumen berubah." if jumlah else "Sudah dilaksanakan; tidak ada yang berubah."
    )
    keluaran.result({"ok": True, "changed": jumlah}, teks)


@moves.command("cancel", cls=Perintah)
@_ID
@click.option("--reason", "alasan", required=True, help="Alasan pembatalan")
@click.pass_obj
def moves_cancel(keluaran: Keluaran, doc_id: str, alasan: str) -> None:
    """Membatalkan mutasi di kabupaten; kedua kantor diberi tahu."""
    with keluaran.kantor() as kantor:
        cancel_mutasi(kantor, doc_id, alasan)
    keluaran.result({"ok": True, "id": doc_id}, "Mutasi dibatalkan.")


@click.command("rename-office", cls=Perintah)
@click.argument("kode", metavar="KODE")
@click.option("--name", "nama", required=True, help="Nama kantor")
@click.option("--agency", "instansi", required=True, help="Nama instansi di formulir")
@click.option("--place", "tempat", default=None, help="Tempat di formulir; tanpa ini yang sekarang")
@click.option("--reason", "alasan", required=True, help="Dasarnya, misalnya nomor Perda")
@click.pass_obj
def rename_office(keluaran: Keluaran, kode: str, nama: str, instansi: str, tempat: str | None, alasan: str) -> None:
    """Mengubah nama kantor di formulirnya dari kabupaten."""
    with keluaran.kantor() as kantor:
        change_unit(kantor, kode, nama, instansi, tempat, alasan=alasan)
    keluaran.result({"ok": True, "code": kode}, "Data kantor diubah; berangkat bersama balasan berikutnya.")


MUTASI_COMMANDS: tuple[click.Command, ...] = (moves, rename_office)
