"""Commands of continuous feedback: who asks, gives, answers, corrects; what was said; and the spread of ratings."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kata, Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import BULAN
from desktop_app.domain.istilah import NilaiDasar
from desktop_app.domain.istilah_kinerja import (
    BentukUmpanBalik,
    CaraUmpanBalik,
    PemberiUmpanBalik,
    ResponUmpanBalik,
    TindakLanjut,
)
from desktop_app.domain.sebaran import N_TERKECIL
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.services.bukti import add_bukti
from desktop_app.services.cetak import note_cetak, save_pdf
from desktop_app.services.kantor import Kantor, is_doc_id
from desktop_app.services.lihat import find_id
from desktop_app.services.sebaran import BarisSebaran, export_sebaran, list_sebaran
from desktop_app.services.sebaran_kata import PENGANTAR, lines_of
from desktop_app.services.umpan_balik import (
    answer_umpan_balik,
    ask_umpan_balik,
    cancel_permintaan,
    correct_umpan_balik,
    decline_umpan_balik,
    give_umpan_balik,
    list_peran_memberi,
    list_rekan,
    withdraw_umpan_balik,
)
from desktop_app.services.umpan_balik_baca import (
    BarisUmpanBalik,
    get_diberikan,
    list_diberikan,
    list_diminta,
    list_permintaan,
    list_tentang,
    summarize_umpan_balik,
)
from desktop_app.services.umpan_balik_cetak import print_rekaman
from desktop_app.services.waktu import today

_ORANG = click.argument("pegawai", metavar="NIP|ID|NAMA", required=False, default="")
_PERIODE = click.option("--period", "periode", default="", metavar="2026-TW1", help="Hanya periode ini")


def _choices(kata: type[StrEnum]) -> Kata:
    return Kata([satu.value for satu in kata])


@click.group("feedback", cls=Kelompok)
def umpan_balik() -> None:
    """Umpan balik berkelanjutan: minta, beri, jawab, perbaiki, lihat, cetak rekamannya (B.1.3–B.1.5)."""


@umpan_balik.command("people")
@click.argument("cari", required=False, default="")
@click.pass_obj
def umpan_balik_people(keluaran: Keluaran, cari: str) -> None:
    """Mendaftar pegawai kantor ini yang dapat diberi umpan balik: nama dan jabatan saja."""
    with keluaran.kantor() as kantor:
        semua = list_rekan(kantor, cari)
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["ID", "NAMA", "JABATAN"], [[satu.id, satu.nama, short(satu.jabatan)] for satu in semua]),
    )


@umpan_balik.command("list")
@_ORANG
@_PERIODE
@click.pass_obj
def umpan_balik_list(keluaran: Keluaran, pegawai: str, periode: str) -> None:
    """Menampilkan umpan balik tentang Anda, atau tentang pegawai yang Anda nilai."""
    with keluaran.kantor() as kantor:
        semua = list_tentang(kantor, find_id(kantor, pegawai) if pegawai else "", periode)
    _show(keluaran, semua, "Belum ada umpan balik.")


@umpan_balik.command("given")
@_PERIODE
@click.pass_obj
def umpan_balik_given(keluaran: Keluaran, periode: str) -> None:
    """Menampilkan umpan balik yang Anda berikan atau catat."""
    with keluaran.kantor() as kantor:
        semua = list_diberikan(kantor, periode)
    _show(keluaran, semua, "Anda belum memberi umpan balik.")


@umpan_balik.command("requests")
@click.option("--mine", "milik", is_flag=True, help="Permintaan Anda sendiri yang belum dijawab")
@click.pass_obj
def umpan_balik_requests(keluaran: Keluaran, milik: bool) -> None:
    """Menampilkan permintaan umpan balik yang menunggu jawaban Anda."""
    with keluaran.kantor() as kantor:
        semua = list_permintaan(kantor) if milik else list_diminta(kantor)
    baris = [[s.id, short(s.pemberi if milik else s.pegawai), short(s.hal), short(s.permintaan)] for s in semua]
    kosong = "Tidak ada permintaan yang menunggu."
    judul = ["ID", "KEPADA" if milik else "DARI", "TENTANG", "PERMINTAAN"]
    keluaran.result([msgspec.to_builtins(s) for s in semua], table(judul, baris) if baris else kosong)


@umpan_balik.command("summary")
@_ORANG
@_PERIODE
@click.pass_obj
def umpan_balik_summary(keluaran: Keluaran, pegawai: str, periode: str) -> None:
    """Menghitung respons per hasil kerja dan per nilai; jumlah, bukan skor."""
    with keluaran.kantor() as kantor:
        semua = summarize_umpan_balik(kantor, find_id(kantor, pegawai) if pegawai else "", periode)
    baris = [[short(s.hal), str(s.positif), str(s.campuran), str(s.tidak_positif), str(s.tanpa_tanda)] for s in semua]
    judul = ["TENTANG", "POSITIF", "CAMPURAN", "TIDAK POSITIF", "TANPA TANDA"]
    keluaran.result([msgspec.to_builtins(s) for s in semua], table(judul, baris) if baris else "Belum ada umpan balik.")


_ISI = (
    click.option("--text", "teks", default="", help="Umpan balik dalam kata-kata"),
    click.option("--respon", type=_choices(ResponUmpanBalik), default=None, help="Tanda respons"),
    click.option("--value", "nilai", type=_choices(NilaiDasar), default=None, help="Tentang nilai perilaku ini"),
    click.option("--result", "hasil", default="", metavar="ID", help="Tentang hasil kerja ini di SKP-nya"),
    click.option("--indicator", "indikator", default="", metavar="ID", help="Tentang indikator ini dari hasil itu"),
    click.option("--date", "tanggal", type=Tanggal(), default=None, help="Hari diberikan; tanpa ini hari ini"),
    click.option("--role", "peran", type=_choices(PemberiUmpanBalik), default=None, help="Sebagai siapa"),
    click.option("--as", "sebutan", default="", help="Sebutan pihak lain, misalnya Dosen atau Pasien"),
    click.option("--scheduled", "terjadwal", is_flag=True, help="Umpan balik berkala; tanpa ini insidentil"),
    click.option("--by-media", "media", is_flag=True, help="Tidak langsung, lewat media; tanpa ini tatap muka"),
    click.option("--name/--no-name", "nama", default=None, help="Nama Anda ditampilkan atau tidak"),
    click.option("--follow-up", "tindak", type=_choices(TindakLanjut), multiple=True, help="Tindak lanjut pimpinan"),
    click.option("--note", "catatan", default="", help="Catatan tindak lanjut"),
    click.option("--evidence", "bukti", type=BERKAS, multiple=True, help="Berkas bukti; boleh beberapa"),
)


def _with_contents(function: Any) -> Any:
    for option in reversed(_ISI):
        function = option(function)
    return function


@umpan_balik.command("give")
@click.argument("pegawai", metavar="NIP|ID|NAMA")
@click.option("--by", "pemberi", default="", metavar="NIP|ID|NAMA", help="Pemberinya, bila Anda mencatat untuknya")
@_with_contents
@click.pass_obj
def umpan_balik_give(keluaran: Keluaran, /, pegawai: str, pemberi: str, nama: bool | None, **isian: Any) -> None:
    """Memberi umpan balik tentang seorang pegawai, atau mencatat kata pihak lain."""
    with keluaran.kantor() as kantor:
        tentang = _colleague(kantor, pegawai)
        oleh = _colleague(kantor, pemberi) if pemberi else ""
        kosong = UmpanBalikBerkelanjutan(pegawai_id=tentang, pemberi_id=oleh)
        isi = _filled(kantor, kosong, isian)
        if isian["peran"] is None:
            isi = msgspec.structs.replace(isi, peran=list_peran_memberi(kantor, tentang, oleh)[0].peran)
        doc_id, _ = give_umpan_balik(kantor, isi, tampil_nama=nama)
    keluaran.result({"ok": True, "id": doc_id}, f"Umpan balik dicatat: {doc_id}")


@umpan_balik.command("correct")
@click.argument("doc_id", metavar="ID")
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@_with_contents
@click.pass_obj
def umpan_balik_correct(keluaran: Keluaran, /, doc_id: str, reason: str, nama: bool | None, **isian: Any) -> None:
    """Memperbaiki umpan balik Anda sendiri; kata yang lama tetap tersimpan."""
    with keluaran.kantor() as kantor:
        isi = _filled(kantor, get_diberikan(kantor, doc_id), isian)
        correct_umpan_balik(kantor, doc_id, isi, reason, tampil_nama=nama)
    keluaran.result({"ok": True, "id": doc_id}, "Umpan balik diperbaiki.")


@umpan_balik.command("withdraw")
@click.argument("doc_id", metavar="ID")
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def umpan_balik_withdraw(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Mencabut umpan balik Anda sendiri."""
    with keluaran.kantor() as kantor:
        withdraw_umpan_balik(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Umpan balik dicabut.")


@umpan_balik.command("ask")
@click.argument("people", metavar="NIP|ID|NAMA…", nargs=-1, required=True)
@click.option("--text", "permintaan", default="", help="Apa yang ingin Anda ketahui")
@click.option("--value", "nilai", type=_choices(NilaiDasar), default=None, help="Tentang nilai perilaku ini")
@click.option("--result", "hasil", default="", metavar="ID", help="Tentang hasil kerja ini di SKP Anda")
@click.option("--about", "tentang", default="", metavar="NIP|ID", help="Atas nama pegawai ini (operator)")
@click.pass_obj
def umpan_balik_ask(
    keluaran: Keluaran, people: tuple[str, ...], permintaan: str, nilai: str | None, hasil: str, tentang: str
) -> None:
    """Meminta umpan balik kepada rekan, pimpinan, atau bawahan."""
    with keluaran.kantor() as kantor:
        ids, _ = ask_umpan_balik(
            kantor,
            tuple(_colleague(kantor, satu) for satu in people),
            permintaan,
            hasil_id=hasil,
            nilai=NilaiDasar(nilai) if nilai else None,
            pegawai_id=find_id(kantor, tentang) if tentang else "",
        )
    keluaran.result({"ok": True, "ids": list(ids)}, f"{len(ids)} permintaan dicatat.")


@umpan_balik.command("answer")
@click.argument("doc_id", metavar="ID")
@_with_contents
@click.pass_obj
def umpan_balik_answer(keluaran: Keluaran, /, doc_id: str, nama: bool | None, **isian: Any) -> None:
    """Menjawab permintaan umpan balik."""
    with keluaran.kantor() as kantor:
        isi = _filled(kantor, get_diberikan(kantor, doc_id), isian)
        changed = answer_umpan_balik(kantor, doc_id, isi, tampil_nama=nama)
    keluaran.result({"ok": True, "id": changed.doc_ids[0]}, "Permintaan dijawab.")


@umpan_balik.command("decline")
@click.argument("doc_id", metavar="ID")
@click.pass_obj
def umpan_balik_decline(keluaran: Keluaran, doc_id: str) -> None:
    """Tidak memberi umpan balik yang diminta."""
    with keluaran.kantor() as kantor:
        decline_umpan_balik(kantor, doc_id)
    keluaran.result({"ok": True, "id": doc_id}, "Permintaan ditandai tidak diberikan.")


@umpan_balik.command("cancel")
@click.argument("doc_id", metavar="ID")
@click.pass_obj
def umpan_balik_cancel(keluaran: Keluaran, doc_id: str) -> None:
    """Membatalkan permintaan Anda yang belum dijawab."""
    with keluaran.kantor() as kantor:
        cancel_permintaan(kantor, doc_id)
    keluaran.result({"ok": True, "id": doc_id}, "Permintaan dibatalkan.")


@umpan_balik.command("print")
@click.argument("doc_id", metavar="ID-SKP|NIP")
@click.option("--period", "periode", required=True, metavar="2026-TW1", help="Periode rekamannya")
@click.option("--out", "folder", type=FOLDER, default=Path(), help="Folder tujuan")
@click.pass_obj
def umpan_balik_print(keluaran: Keluaran, doc_id: str, periode: str, folder: Path) -> None:
    """Mencetak rekaman umpan balik satu SKP dan periode ke PDF: B.1.3, B.1.4, atau B.1.5."""
    with keluaran.kantor() as kantor:
        hasil = print_rekaman(kantor, find_id(kantor, doc_id), periode=periode)
        path = save_pdf(hasil, folder)
        note_cetak(kantor, hasil)
    keluaran.result({"ok": True, "file": str(path)}, f"{hasil.judul}: {path}")


@click.command("spread", cls=Perintah)
@click.argument("periode", metavar="2026-TW1")
@click.option("--out", "berkas", type=click.Path(path_type=Path), default=None, help="Tulis ke berkas .xlsx atau .csv")
@click.pass_obj
def spread(keluaran: Keluaran, periode: str, berkas: Path | None) -> None:
    """Menampilkan sebaran rating per pejabat penilai; gambaran, bukan penilaian atas penilai."""
    with keluaran.kantor() as kantor:
        semua = list_sebaran(kantor, periode)
        if berkas is not None:
            export_sebaran(kantor, periode, berkas)
    teks = [_spread_text(satu) for satu in semua] or ["Belum ada penilaian pada periode ini."]
    akhir = [f"Ditulis ke {berkas}"] if berkas is not None else []
    pengantar = PENGANTAR.format(batas=N_TERKECIL)
    keluaran.result([msgspec.to_builtins(satu) for satu in semua], "\n\n".join([pengantar, *teks, *akhir]))


def _spread_text(satu: BarisSebaran) -> str:
    return "\n".join([f"{satu.nama} ({satu.unit_kode})", *(f"- {k}" for k in lines_of(satu.sebaran, satu.pembanding))])


def _colleague(kantor: Kantor, teks: str) -> str:
    """Return whom a text means: an id, or a name that just one person of the office has; of others no NIP is known."""
    if is_doc_id(teks.strip().casefold()):
        return teks.strip().casefold()
    bersih = " ".join(teks.split())
    if bersih.replace(" ", "").isdigit():
        return find_id(kantor, teks)
    cocok = list_rekan(kantor, bersih)
    if len(cocok) != 1:
        raise UserError("umpan_balik_nama_tidak_satu", nama=teks, jumlah=len(cocok))
    return cocok[0].id


def _filled(kantor: Kantor, isi: UmpanBalikBerkelanjutan, isian: dict[str, Any]) -> UmpanBalikBerkelanjutan:
    """Return a feedback with what was told; what was not stays as it was."""
    ubah: dict[str, Any] = {}
    for nama in ("teks", "sebutan"):
        if isian[nama]:
            ubah[nama] = isian[nama]
    for nama, jenis in (("respon", ResponUmpanBalik), ("nilai", NilaiDasar), ("peran", PemberiUmpanBalik)):
        if isian[nama]:
            ubah[nama] = jenis(isian[nama])
    if isian["hasil"]:
        ubah |= {"hasil_id": isian["hasil"], "indikator_id": isian["indikator"], "nilai": None}
    if isian["nilai"]:
        ubah |= {"hasil_id": "", "indikator_id": ""}
    if isian["terjadwal"]:
        ubah["bentuk"] = BentukUmpanBalik.TERJADWAL
    if isian["media"]:
        ubah["cara"] = CaraUmpanBalik.TIDAK_LANGSUNG
    if isian["tindak"]:
        ubah["tindak_lanjut"] = tuple(TindakLanjut(satu) for satu in isian["tindak"])
    if isian["catatan"]:
        ubah["catatan_tindak_lanjut"] = isian["catatan"]
    if isian["tanggal"] or isi.tanggal is None:
        ubah["tanggal"] = isian["tanggal"] or today(kantor.jam())
    if isian["bukti"]:
        ubah["bukti"] = (*isi.bukti, *(add_bukti(kantor, berkas) for berkas in isian["bukti"]))
    return msgspec.structs.replace(isi, **ubah)


def _show(keluaran: Keluaran, semua: tuple[BarisUmpanBalik, ...], kosong: str) -> None:
    baris = [[s.id, _when(s), short(_who(s)), short(s.hal), short(s.ucapan)] for s in semua]
    judul = ["ID", "KAPAN", "DARI", "TENTANG", "UMPAN BALIK"]
    keluaran.result([msgspec.to_builtins(s) for s in semua], table(judul, baris) if baris else kosong)


def _when(satu: BarisUmpanBalik) -> str:
    if satu.tanggal is None:
        return "–"
    return f"{BULAN[satu.tanggal.month - 1]} {satu.tanggal.year}" if satu.hanya_bulan else satu.tanggal.isoformat()


def _who(satu: BarisUmpanBalik) -> str:
    return f"{satu.sumber} ({satu.nama})" if satu.nama else satu.sumber


UMPAN_BALIK_COMMANDS: tuple[click.Command, ...] = (umpan_balik, spread)
