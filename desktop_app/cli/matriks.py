"""The command ``matrix``: the roles of a matrix, what becomes of them in SKPs, and binding columns of words."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from desktop_app.cli.bahasa import Kelompok
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.services.lihat import find_id
from desktop_app.services.matriks import bind_columns, create_matriks
from desktop_app.services.peran import DAPAT_DIBERI, NasibPeran, StatusPeran, give_roles, list_peran, plan_roles
from desktop_app.services.peran import take_roles as take

_MATRIKS = click.argument("matrix_id", metavar="ID")
_TAHUN = click.option("--year", type=int, required=True, help="Tahun matriks")
_PERAN = click.option("--role", "roles", multiple=True, metavar="PERAN", help="Hanya peran ini; boleh berulang")


@click.group(cls=Kelompok)
def matrix() -> None:
    """Matriks pembagian peran dan hasil (A.1.5): membuat, melihat, menjadikan hasil kerja, menghubungkan."""


@matrix.command("create")
@click.option("--pegawai", required=True, help="NIP pimpinan atau ketua tim, atau ID dokumennya")
@_TAHUN
@click.option("--team", default="", help="Nama tim, untuk matriks ketua tim")
@click.pass_obj
def create_command(keluaran: Keluaran, pegawai: str, year: int, team: str) -> None:
    """Membuat matriks dengan kolom dari SKP pimpinan dan baris bawahannya."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_matriks(kantor, find_id(kantor, pegawai), year, team)
    keluaran.result({"ok": True, "id": doc_id}, f"Matriks dibuat: {doc_id}")


@matrix.command("show")
@_MATRIKS
@click.pass_obj
def show_command(keluaran: Keluaran, matrix_id: str) -> None:
    """Memperlihatkan tiap peran dan kedudukannya terhadap SKP pegawainya."""
    with keluaran.kantor() as kantor:
        semua = plan_roles(kantor, find_id(kantor, matrix_id))
    keluaran.result([_data(satu) for satu in semua], _text(semua))


@matrix.command("apply")
@_MATRIKS
@_PERAN
@click.option("--update", is_flag=True, help="Ganti juga kata-kata hasil kerja yang perannya sudah berubah")
@click.option("--dry-run", is_flag=True, help="Hanya memperlihatkan yang akan terjadi")
@click.pass_obj
def apply_command(keluaran: Keluaran, matrix_id: str, roles: tuple[str, ...], update: bool, dry_run: bool) -> None:
    """Menjadikan peran sebagai hasil kerja di SKP; yang sudah ada tidak digandakan."""
    boleh = (*DAPAT_DIBERI, NasibPeran.BERUBAH) if update else DAPAT_DIBERI
    with keluaran.kantor() as kantor:
        doc_id = find_id(kantor, matrix_id)
        rencana = [s for s in plan_roles(kantor, doc_id) if not roles or {s.peran_id, s.kunci} & {*roles}]
        if not dry_run:
            give_roles(kantor, doc_id, roles, perbarui=update)
    tulis = [satu for satu in rencana if satu.nasib in boleh]
    sisa = [satu for satu in rencana if satu.nasib not in boleh]
    hitung = Counter(satu.nasib.value for satu in sisa)
    teks = f"{len(tulis)} peran {'akan menjadi' if dry_run else 'menjadi'} hasil kerja di SKP."
    if hitung:
        teks += "\nTidak ditulis: " + ", ".join(f"{nasib} {banyak}" for nasib, banyak in sorted(hitung.items()))
    keluaran.result(
        {"ok": True, "dry_run": dry_run, "written": [_data(s) for s in tulis], "left": [_data(s) for s in sisa]}, teks
    )


@matrix.command("bind")
@_MATRIKS
@click.pass_obj
def bind_command(keluaran: Keluaran, matrix_id: str) -> None:
    """Menghubungkan kolom yang masih berupa tulisan dengan indikator SKP pimpinan yang sama kata-katanya."""
    with keluaran.kantor() as kantor:
        kolom, _ = bind_columns(kantor, find_id(kantor, matrix_id))
    keluaran.result({"ok": True, "columns": list(kolom)}, f"{len(kolom)} kolom dihubungkan dengan SKP pimpinan")


@matrix.command("take")
@click.argument("skp_id", metavar="ID-SKP")
@_PERAN
@click.option("--dry-run", is_flag=True, help="Hanya memperlihatkan peran yang ada")
@click.pass_obj
def take_command(keluaran: Keluaran, skp_id: str, roles: tuple[str, ...], dry_run: bool) -> None:
    """Mengambil peran dari semua matriks ke satu SKP yang masih draf."""
    with keluaran.kantor() as kantor:
        doc_id = find_id(kantor, skp_id)
        ada = list_peran(kantor, doc_id)
        pilih = roles or tuple(s.kunci for s in ada if s.nasib in DAPAT_DIBERI and not s.bukan_penilai)
        diambil = () if dry_run else take(kantor, doc_id, pilih)[0]
    keluaran.result(
        {"ok": True, "dry_run": dry_run, "roles": [_data(s) for s in ada], "written": [s.peran_id for s in diambil]},
        _text(ada) if dry_run else f"{len(diambil)} peran diambil ke SKP",
    )


def _data(satu: StatusPeran) -> dict[str, Any]:
    return {
        "role": satu.peran_id,
        "key": satu.kunci,
        "matrix": satu.matriks_id,
        "pegawai": satu.pegawai_id,
        "name": satu.nama,
        "leader": satu.pimpinan,
        "team": satu.tim,
        "column": satu.kolom,
        "text": satu.teks,
        "state": satu.nasib.value,
        "not_assessor": satu.bukan_penilai,
        "skp": satu.skp_id,
        "text_in_skp": satu.di_skp,
    }


def _text(semua: tuple[StatusPeran, ...]) -> str:
    if not semua:
        return "Belum ada peran."
    baris = [[s.peran_id, short(s.nama or s.pimpinan, 28), short(s.teks, 60), s.nasib.value] for s in semua]
    return table(["PERAN", "NAMA", "ISI", "KEADAAN"], baris)


MATRIKS_COMMANDS: tuple[click.Command, ...] = (matrix,)
