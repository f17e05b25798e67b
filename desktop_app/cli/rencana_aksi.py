"""Commands about action plans (B.1.1) and their documentation (B.1.2)."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import APA_SAJA, Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.rencana_aksi import Aksi, RealisasiAksi, RencanaAksi
from desktop_app.services.bukti import add_bukti
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.rencana_aksi import (
    create_rencana_aksi,
    delete_rencana_aksi,
    list_rencana_aksi,
    list_skp_aksi,
    read_rencana_aksi,
)

_ID = click.argument("doc_id", metavar="ID")
_HASIL = click.argument("hasil", metavar="HASIL", type=click.IntRange(1, 99))


@click.group("action-plan", cls=Kelompok)
def action_plan() -> None:
    """Rencana aksi (B.1.1) dan pendokumentasian kinerja (B.1.2)."""


@action_plan.command("list", cls=Perintah)
@click.option("--year", "tahun", type=click.IntRange(2000, 2099), required=True, help="Tahun")
@click.pass_obj
def action_plan_list(keluaran: Keluaran, tahun: int) -> None:
    """Mendaftar rencana aksi setahun."""
    with keluaran.kantor() as kantor:
        semua = list_rencana_aksi(kantor, tahun)
    baris = [[s.id, short(s.nama), s.periode, str(s.aksi), str(s.realisasi)] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["ID", "NAMA", "PERIODE", "LANGKAH", "REALISASI"], baris) if baris else "Belum ada rencana aksi.",
    )


@action_plan.command("create", cls=Perintah)
@click.argument("pegawai", metavar="NIP|ID")
@click.argument("periode", metavar="PERIODE")
@click.pass_obj
def action_plan_create(keluaran: Keluaran, pegawai: str, periode: str) -> None:
    """Membuat rencana aksi dari SKP seorang pegawai untuk satu periode."""
    waktu = parse_periode(periode)
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai)
        milik = [s for s in list_skp_aksi(kantor, waktu.tahun) if s.pegawai_id == orang]
        kena = [s for s in milik if s.mulai <= waktu.selesai.isoformat() and s.selesai >= waktu.mulai.isoformat()]
        if not kena:
            raise UserError("periode_di_luar_skp", periode=waktu.kode)
        doc_id, _ = create_rencana_aksi(kantor, kena[-1].skp_id, waktu.kode)
        _tell(keluaran, kantor, doc_id)


@action_plan.command("show", cls=Perintah)
@_ID
@click.pass_obj
def action_plan_show(keluaran: Keluaran, doc_id: str) -> None:
    """Memperlihatkan satu rencana aksi, dengan usulan realisasi dari jurnal."""
    with keluaran.kantor() as kantor:
        _tell(keluaran, kantor, doc_id)


@action_plan.command("step", cls=Perintah)
@_ID
@_HASIL
@click.argument("teks", metavar="LANGKAH")
@click.option("--due", "target", default="", help="Selesai kapan, dalam kata-kata")
@click.pass_obj
def action_plan_step(keluaran: Keluaran, doc_id: str, hasil: int, teks: str, target: str) -> None:
    """Menambah satu langkah untuk hasil kerja nomor HASIL."""
    with keluaran.kantor() as kantor:
        isi = _content(kantor, doc_id)
        langkah = Aksi(id=secrets.token_hex(4), hasil_id=_result(kantor, doc_id, hasil), teks=teks, target=target)
        _store(kantor, doc_id, msgspec.structs.replace(isi, aksi=(*isi.aksi, langkah)))
        _tell(keluaran, kantor, doc_id)


@action_plan.command("reached", cls=Perintah)
@_ID
@_HASIL
@click.argument("teks", metavar="[REALISASI]", required=False, default="")
@click.option("--evidence", "bukti", multiple=True, type=APA_SAJA, help="Berkas bukti dukung; boleh beberapa")
@click.pass_obj
def action_plan_reached(keluaran: Keluaran, doc_id: str, hasil: int, teks: str, bukti: tuple[Path, ...]) -> None:
    """Menambah realisasi hasil kerja nomor HASIL; tanpa kata-kata dipakai usulan jurnal."""
    with keluaran.kantor() as kantor:
        isi = _content(kantor, doc_id)
        hasil_id = _result(kantor, doc_id, hasil)
        usulan = [s.teks for s in read_rencana_aksi(kantor, doc_id).usulan if s.hasil_id == hasil_id and s.teks]
        kata = teks.strip() or "; ".join(usulan)
        if not kata:
            raise UserError("jurnal_baris_kosong")
        berkas = tuple(add_bukti(kantor, satu) for satu in bukti)
        nyata = RealisasiAksi(id=secrets.token_hex(4), hasil_id=hasil_id, teks=kata, bukti=berkas)
        _store(kantor, doc_id, msgspec.structs.replace(isi, realisasi=(*isi.realisasi, nyata)))
        _tell(keluaran, kantor, doc_id)


@action_plan.command("date", cls=Perintah)
@_ID
@click.option("--place", "tempat", default="", help="Tempat di atas tanda tangan")
@click.option("--plan", "rencana", type=Tanggal(), default=None, help="Tanggal pada B.1.1")
@click.option("--documented", "dokumentasi", type=Tanggal(), default=None, help="Tanggal pada B.1.2")
@click.pass_obj
def action_plan_date(
    keluaran: Keluaran, doc_id: str, tempat: str, rencana: date | None, dokumentasi: date | None
) -> None:
    """Menulis tempat dan tanggal yang dicetak di atas tanda tangan."""
    with keluaran.kantor() as kantor:
        isi = _content(kantor, doc_id)
        ubah = {"tempat": tempat.strip(), "tanggal": rencana, "tanggal_dokumentasi": dokumentasi}
        _store(kantor, doc_id, msgspec.structs.replace(isi, **{k: v for k, v in ubah.items() if v}))
        _tell(keluaran, kantor, doc_id)


@action_plan.command("delete", cls=Perintah)
@_ID
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def action_plan_delete(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Menghapus rencana aksi; riwayatnya tetap ada."""
    with keluaran.kantor() as kantor:
        delete_rencana_aksi(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Rencana aksi dihapus.")


def _content(kantor: Kantor, doc_id: str) -> RencanaAksi:
    isi = open_naskah(kantor, doc_id).isi
    if not isinstance(isi, RencanaAksi):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return isi


def _store(kantor: Kantor, doc_id: str, isi: RencanaAksi) -> None:
    write_naskah(kantor, doc_id, isi)
    commit_naskah(kantor, doc_id)


def _results(kantor: Kantor, doc_id: str) -> list[tuple[str, str]]:
    """Return the planned results of its SKP in the order of the form, by id and words."""
    skp = read_rencana_aksi(kantor, doc_id).skp
    return [(h.id, h.teks) for jenis in JenisHasil for h in skp.hasil_jenis(jenis)] if skp is not None else []


def _result(kantor: Kantor, doc_id: str, nomor: int) -> str:
    semua = _results(kantor, doc_id)
    if nomor > len(semua):
        raise UserError("jurnal_baris_hasil", isi=str(nomor))
    return semua[nomor - 1][0]


def _tell(keluaran: Keluaran, kantor: Kantor, doc_id: str) -> None:
    isi, rincian = _content(kantor, doc_id), read_rencana_aksi(kantor, doc_id)
    data: dict[str, Any] = {"ok": True, "id": doc_id, **msgspec.to_builtins(isi)}
    data["usulan"] = [{"hasil_id": s.hasil_id, "teks": s.teks} for s in rincian.usulan]
    baris = [f"Rencana aksi {isi.periode} – {rincian.nama} ({doc_id})"]
    for nomor, (ref, teks) in enumerate(_results(kantor, doc_id), 1):
        baris.append(f"{nomor}. {teks}")
        baris += [f"   - {s.teks}" + (f" ({s.target})" if s.target else "") for s in isi.aksi if s.hasil_id == ref]
        baris += [f"   = {s.teks} (bukti: {len(s.bukti)})" for s in isi.realisasi if s.hasil_id == ref]
        baris += [f"   ? usulan jurnal: {s.teks}" for s in rincian.usulan if s.hasil_id == ref and s.teks]
    keluaran.result(data, "\n".join(baris))


RENCANA_AKSI_COMMANDS: tuple[click.Command, ...] = (action_plan,)
