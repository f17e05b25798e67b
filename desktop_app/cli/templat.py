"""Commands about templates of an SKP: list, show, apply to one or to everybody, last year's, keep, retire."""

from __future__ import annotations

from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Bilangan, Kelompok, SalahPakai
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.salin_skp import copy_last_year
from desktop_app.services.skp import get_skp, list_skp
from desktop_app.services.templat import (
    apply_templat,
    create_from_templat,
    get_templat,
    list_templat,
    list_templat_for,
    retire_templat,
    save_templat,
)
from desktop_app.services.templat_banyak import (
    SESUAI_JABATAN,
    TAHUN_LALU,
    BarisBanyak,
    NasibOrang,
    create_banyak,
    preview_banyak,
)

MENURUT_JABATAN = "menurut-jabatan"
_TAHUN = click.option("--year", type=Bilangan(2000, 2099), required=True, help="Tahun SKP")
_ORANG = click.option("--pegawai", default="", metavar="NIP|ID", help="Satu pegawai")
_SEMUA = click.option("--all", "everybody", is_flag=True, help="Setiap pegawai yang belum punya SKP tahun itu")
_COBA = click.option("--dry-run", is_flag=True, help="Hanya pratinjau, dengan --all")


@click.group(cls=Kelompok)
def template() -> None:
    """Templat SKP: daftar, penerapan ke satu atau banyak pegawai, SKP tahun sebelumnya."""


@template.command("list")
@_ORANG
@click.option("--year", type=int, default=0, help="Tahun SKP, untuk jabatan yang berlaku saat itu")
@click.pass_obj
def template_list(keluaran: Keluaran, pegawai: str, year: int) -> None:
    """Mendaftar templat: milik kantor, dari kabupaten, bawaan program; untuk satu pegawai yang cocok lebih dulu."""
    with keluaran.kantor() as kantor:
        if pegawai:
            semua = list_templat_for(kantor, find_id(kantor, pegawai), year or kantor.jam().year)
        else:
            semua = list_templat(kantor)
    baris = [[satu.id, satu.isi.nama, satu.asal.value, short(", ".join(satu.isi.jabatan), 60)] for satu in semua]
    keluaran.result(
        [
            {
                "id": satu.id,
                "nama": satu.isi.nama,
                "asal": satu.asal.value,
                "jabatan": list(satu.isi.jabatan),
                "kelompok": satu.isi.kelompok.value,
                "cocok": satu.cocok,
            }
            for satu in semua
        ],
        table(["ID", "NAMA", "ASAL", "UNTUK JABATAN"], baris),
    )


@template.command("show")
@click.argument("template_id", metavar="TEMPLAT")
@click.pass_obj
def template_show(keluaran: Keluaran, template_id: str) -> None:
    """Memperlihatkan isi satu templat sebagai JSON."""
    with keluaran.kantor() as kantor:
        template_id = _templat_of(kantor, template_id)
        isi = get_templat(kantor, template_id)
    raw = msgspec.json.encode(isi)
    keluaran.result({"id": template_id, "body": msgspec.Raw(raw)}, msgspec.json.format(raw, indent=2).decode())


@template.command("apply")
@click.argument("template_id", metavar="ID|NAMA")
@_TAHUN
@_ORANG
@_SEMUA
@_COBA
@click.pass_obj
def template_apply(
    keluaran: Keluaran, template_id: str, year: int, pegawai: str, everybody: bool, dry_run: bool
) -> None:
    """Membuat SKP dari templat, atau menambahkannya ke draf yang ada; “menurut-jabatan” memilih menurut jabatannya."""
    _one_or_all(pegawai, everybody, dry_run)
    if template_id != MENURUT_JABATAN:
        with keluaran.kantor() as kantor:
            template_id = _templat_of(kantor, template_id)
    if everybody:
        _many(keluaran, year, SESUAI_JABATAN if template_id == MENURUT_JABATAN else template_id, dry_run)
        return
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai)
        if template_id == MENURUT_JABATAN:
            cocok = (satu.id for satu in list_templat_for(kantor, orang, year) if satu.cocok > 0)
            template_id = next(cocok, template_id)
        skp_id = _skp_of(kantor, orang, year)
        if skp_id:
            berubah = bool(apply_templat(kantor, template_id, skp_id).doc_ids)
        else:
            skp_id, _ = create_from_templat(kantor, template_id, orang, year)
            berubah = True
    keluaran.result(
        {"ok": True, "skp": skp_id, "changed": berubah},
        f"SKP {year}: {skp_id}" if berubah else f"Isi templat sudah ada di SKP {year}: {skp_id}",
    )


@template.command("copy-last-year")
@_TAHUN
@_ORANG
@_SEMUA
@_COBA
@click.pass_obj
def template_copy(keluaran: Keluaran, year: int, pegawai: str, everybody: bool, dry_run: bool) -> None:
    """Membuat SKP dari SKP terakhir pegawai sebelum tahun itu; teks yang menyebut tahun lain disebutkan."""
    _one_or_all(pegawai, everybody, dry_run)
    if everybody:
        _many(keluaran, year, TAHUN_LALU, dry_run)
        return
    with keluaran.kantor() as kantor:
        hasil = copy_last_year(kantor, find_id(kantor, pegawai), year)
    petunjuk = [{"jalur": satu.jalur, "pesan": sentence_for(satu.kode, satu.fakta)} for satu in hasil.petunjuk]
    keluaran.result(
        {"ok": True, "skp": hasil.skp_id, "hints": petunjuk},
        "\n".join([f"SKP {year}: {hasil.skp_id}", *(f"{satu['jalur']}: {satu['pesan']}" for satu in petunjuk)]),
    )


@template.command("save")
@click.argument("name", metavar="NAMA")
@click.option("--skp", "skp_id", required=True, metavar="ID", help="SKP yang isinya disimpan")
@click.option("--for", "posts", multiple=True, metavar="JABATAN", help="Awal nama jabatan; boleh berulang")
@click.option("--note", default="", help="Keterangan")
@click.option("--replace", default="", metavar="TEMPLAT", help="Templat kantor ini yang isinya diganti")
@click.pass_obj
def template_save(keluaran: Keluaran, name: str, skp_id: str, posts: tuple[str, ...], note: str, replace: str) -> None:
    """Menyimpan isi satu SKP sebagai templat kantor ini."""
    with keluaran.kantor() as kantor:
        skp = get_skp(kantor, skp_id)
        doc_id, _ = save_templat(kantor, skp, name, jabatan=posts, keterangan=note, ganti=replace)
    keluaran.result({"ok": True, "id": doc_id}, f"Templat tersimpan: {doc_id}")


@template.command("retire")
@click.argument("template_id", metavar="TEMPLAT")
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def template_retire(keluaran: Keluaran, template_id: str, reason: str) -> None:
    """Memensiunkan templat kantor ini; SKP yang memakainya tetap."""
    with keluaran.kantor() as kantor:
        retire_templat(kantor, template_id, reason)
    keluaran.result({"ok": True, "id": template_id}, "Templat dipensiunkan.")


def _one_or_all(pegawai: str, everybody: bool, dry_run: bool) -> None:
    if bool(pegawai) == everybody:
        raise SalahPakai("Sebutkan salah satu: --pegawai atau --all.")
    if dry_run and not everybody:
        raise SalahPakai("Pilihan --dry-run dipakai bersama --all.")


def _templat_of(kantor: Kantor, teks: str) -> str:
    """Return the id of the template that ``teks`` means: its id, or its name where only one has it."""
    semua = list_templat(kantor)
    dicari = " ".join(teks.split()).casefold()
    cocok = [satu.id for satu in semua if dicari in (satu.id, satu.isi.nama.casefold())]
    if len(cocok) != 1:
        raise UserError("templat_nama_ganda" if cocok else "templat_tidak_dikenal", nama=teks, ids=", ".join(cocok))
    return cocok[0]


def _skp_of(kantor: Kantor, pegawai_id: str, tahun: int) -> str:
    return next((satu.skp_id for satu in list_skp(kantor, tahun) if satu.pegawai_id == pegawai_id), "")


def _many(keluaran: Keluaran, tahun: int, templat_id: str, dry_run: bool) -> None:
    with keluaran.kantor() as kantor:
        rencana = preview_banyak(kantor, tahun, templat_id)
        orang = [satu.pegawai_id for satu in rencana]
        if not dry_run and orang:
            maju = keluaran.progress("Membuat SKP")
            rencana, _ = create_banyak(kantor, tahun, templat_id, orang, progress=maju)
    baris = [[satu.nama, short(satu.jabatan), satu.templat, _fate(satu)] for satu in rencana]
    gagal = any(satu.nasib is NasibOrang.GAGAL for satu in rencana)
    dibuat = sum(1 for satu in rencana if satu.nasib is NasibOrang.BARU)
    data: dict[str, Any] = {
        "ok": not gagal,
        "dry_run": dry_run,
        "created": 0 if dry_run else dibuat,
        "people": [
            {
                "pegawai": satu.pegawai_id,
                "nama": satu.nama,
                "templat": satu.templat_id,
                "hasil": satu.nasib.value,
                "keadaan": satu.keadaan,
                "skp": satu.skp_id,
                "alasan": sentence(satu.galat) if satu.galat else "",
            }
            for satu in rencana
        ],
    }
    akhir = f"{dibuat} SKP {'akan dibuat; belum disimpan' if dry_run else 'dibuat'}."
    keluaran.result(data, table(["NAMA", "JABATAN", "TEMPLAT", "HASIL"], baris) + "\n" + akhir)
    if gagal:
        raise SystemExit(1)


def _fate(satu: BarisBanyak) -> str:
    if satu.galat is not None:
        return f"gagal: {sentence(satu.galat)}"
    kata = satu.nasib.value.replace("_", " ")
    return f"{kata}: {satu.keadaan.replace('_', ' ')}" if satu.keadaan else kata


TEMPLAT_COMMANDS: tuple[click.Command, ...] = (template,)
