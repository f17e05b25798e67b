"""The command about what offices have handed in: the map, who lacks what, lists, and letters that remind."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import APA_SAJA, Bilangan, Perintah
from desktop_app.cli.keluaran import Keluaran
from desktop_app.domain.errors import UserError
from desktop_app.services.kantor import Kantor
from desktop_app.services.setoran import PetaSetoran, missing_of, read_setoran
from desktop_app.services.setoran_kata import (
    cell_words,
    column_title,
    column_words,
    limit_words,
    made_words,
    person_words,
    receipt_words,
)
from desktop_app.services.setoran_surat import IsianSurat, export_setoran, make_surat


@click.command("setoran", cls=Perintah)
@click.option("--year", "tahun", type=Bilangan(2000, 2099), required=True, help="Tahun kinerja")
@click.option("--office", "kode", multiple=True, metavar="KODE", help="Hanya kantor ini, dengan nama yang belum")
@click.option("--export", "out", type=APA_SAJA, default=None, help="Tulis peta ke berkas .xlsx atau .csv")
@click.option("--names", is_flag=True, help="Dengan --export: nama yang belum, bukan peta")
@click.option("--letters", type=APA_SAJA, default=None, help="Tulis surat pengingat ke berkas .pdf")
@click.option("--number", "nomor", default="", help="Nomor surat")
@click.option("--post", "jabatan", default="", help="Jabatan penanda tangan surat")
@click.option("--name", "nama", default="", help="Nama penanda tangan surat")
@click.option("--nip", default="", help="NIP penanda tangan surat")
@click.pass_obj
def setoran(
    keluaran: Keluaran,
    tahun: int,
    kode: tuple[str, ...],
    out: Path | None,
    names: bool,
    letters: Path | None,
    nomor: str,
    jabatan: str,
    nama: str,
    nip: str,
) -> None:
    """Memperlihatkan apa yang sudah dan belum disetor tiap kantor, dan membuat surat pengingatnya."""
    with keluaran.kantor() as kantor:
        peta = read_setoran(kantor, tahun)
        for satu in kode:
            if satu not in {baris.kode for baris in peta.baris}:
                raise UserError("setoran_kantor_tidak_ada", kode=satu)
        tambahan = _write(
            kantor, tahun, out, names, letters, kode, IsianSurat(nomor=nomor, jabatan=jabatan, nama=nama, nip=nip)
        )
    keluaran.result(_data(peta, kode) | {"written": tambahan}, "\n".join([*_lines(peta, kode), *tambahan]))


def _write(
    kantor: Kantor,
    tahun: int,
    out: Path | None,
    names: bool,
    letters: Path | None,
    kode: tuple[str, ...],
    isian: IsianSurat,
) -> list[str]:
    ditulis = []
    if out is not None:
        jumlah = export_setoran(kantor, tahun, out, nama=names)
        ditulis.append(f"{jumlah} baris ditulis ke {out}")
    if letters is not None:
        jumlah = make_surat(kantor, tahun, kode, isian, letters)
        ditulis.append(f"{jumlah} surat ditulis ke {letters}")
    return ditulis


def _lines(peta: PetaSetoran, kode: tuple[str, ...]) -> list[str]:
    if not peta.baris:
        return ["Belum ada kantor yang terdaftar."]
    baris: list[str] = []
    for satu in peta.baris:
        if kode and satu.kode not in kode:
            continue
        baris.append(f"{satu.nama} ({satu.kode}), {satu.pegawai} pegawai. {receipt_words(satu)}")
        if satu.paket is not None:
            baris.append(f"    {made_words(satu.paket)}")
        sel = [f"{column_title(k)}: {cell_words(s)}" for k, s in zip(peta.kolom, satu.sel, strict=True)]
        baris.append("    " + "; ".join(sel))
        baris += _missing(peta, satu.kode) if kode else []
    return baris


def _missing(peta: PetaSetoran, kode: str) -> list[str]:
    orang = missing_of(peta, kode)
    baris: list[str] = []
    for kolom in peta.kolom:
        kurang = [satu for satu in orang if kolom.kode in satu.kurang]
        if kurang:
            baris.append(f"    {column_words(kolom, peta.tahun)}, {limit_words(kolom)}:")
            baris += [f"        {satu.nama} ({satu.nip or '–'}): {person_words(satu, kolom.kode)}" for satu in kurang]
    return baris


def _data(peta: PetaSetoran, kode: tuple[str, ...]) -> dict[str, object]:
    return {
        "ok": True,
        "year": peta.tahun,
        "day_believed": peta.hari_ini is not None,
        "columns": [{"code": k.kode, "limit": k.batas.isoformat() if k.batas else ""} for k in peta.kolom],
        "offices": [
            {
                "code": satu.kode,
                "name": satu.nama,
                "people": satu.pegawai,
                "last_bundle": satu.paket.seq if satu.paket is not None else 0,
                "bundles_since": satu.paket_sesudah,
                "cells": [
                    {"column": k.kode, "state": s.keadaan.value, "asked": s.wajib, "there": s.ada, "begun": s.proses}
                    for k, s in zip(peta.kolom, satu.sel, strict=True)
                ],
                "missing": [
                    {"name": o.nama, "nip": o.nip, "columns": list(o.kurang), "begun": list(o.proses)}
                    for o in missing_of(peta, satu.kode)
                ]
                if kode
                else [],
            }
            for satu in peta.baris
            if not kode or satu.kode in kode
        ],
    }


SETORAN_COMMANDS: tuple[click.Command, ...] = (setoran,)
