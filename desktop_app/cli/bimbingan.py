"""Commands of guidance: coaching (B.1.6), mentoring (B.1.7) and the employee's feedback on them (B.1.8)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import FOLDER, Kelompok, SalahPakai, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.bimbingan import (
    Coaching,
    FaktaCoaching,
    LangkahCoaching,
    Mentoring,
    PertemuanMentoring,
    TujuanCoaching,
    TujuanMentoring,
)
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.services.bimbingan import (
    COACHING,
    MENTORING,
    create_coaching,
    create_mentoring,
    delete_bimbingan,
    finish_bimbingan,
    reopen_bimbingan,
    report_bimbingan,
)
from desktop_app.services.bimbingan_baca import list_bimbingan
from desktop_app.services.bimbingan_cetak import print_bimbingan, print_laporan_bimbingan, print_umpan_bimbingan
from desktop_app.services.cetak import note_cetak, save_pdf
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.umpan_bimbingan import (
    answer_umpan_bimbingan,
    create_umpan_bimbingan,
    hand_over_umpan_bimbingan,
    list_umpan_bimbingan,
    read_umpan_bimbingan,
)

BARIS: Mapping[str, Mapping[str, type[msgspec.Struct]]] = {
    COACHING: {"tujuan": TujuanCoaching, "fakta": FaktaCoaching, "langkah": LangkahCoaching},
    MENTORING: {"tujuan": TujuanMentoring, "pertemuan": PertemuanMentoring},
}
LANGKAH = {
    "": "",
    "lapor_penilai": "laporkan kepada pejabat penilai",
    "lapor_atasan": "laporkan kepada atasan",
    "umpan_balik": "isi umpan balik",
}
_ID = click.argument("doc_id", metavar="ID")
_OUT = click.option("--out", type=FOLDER, required=True, help="Folder tempat PDF disimpan")
_ALASAN = click.option("--reason", "alasan", required=True, help="Alasannya; tersimpan di riwayat")


def _group(kind: str, kode: str) -> click.Group:
    """Return the commands of coaching or mentoring; both are the same but for their rows."""

    @click.group(kind, cls=Kelompok, help=f"{kind.title()}: mulai dari SKP, isi, selesaikan, laporkan, cetak {kode}.")
    def group() -> None:
        pass

    @group.command("list", help="Mendaftar yang Anda jalani, bimbing, nilai, atau yang dilaporkan kepada Anda.")
    @click.option("--pegawai", default="", metavar="NIP|ID", help="Satu pegawai")
    @click.pass_obj
    def list_all(keluaran: Keluaran, pegawai: str) -> None:
        with keluaran.kantor() as kantor:
            ketemu = list_bimbingan(kantor, find_id(kantor, pegawai) if pegawai else "")
        semua = [satu for satu in ketemu if satu.kind == kind]
        isi = [
            [
                s.id,
                short(s.pegawai),
                short(s.pembimbing),
                _day(s.tanggal or s.mulai),
                s.status.value,
                LANGKAH[s.langkah],
            ]
            for s in semua
        ]
        kepala = ["ID", "PEGAWAI", "PEMBIMBING", "TANGGAL", "STATUS", "BERIKUTNYA"]
        keluaran.result([msgspec.to_builtins(s) for s in semua], table(kepala, isi) if isi else f"Belum ada {kind}.")

    @group.command("new", help="Memulai, terisi indikator dan target SKP-nya.")
    @click.argument("pegawai", metavar="NIP|ID")
    @click.option("--guide", "pembimbing", default="", metavar="NIP|ID", help="Pihak lain yang ditugasi membimbing")
    @click.pass_obj
    def new(keluaran: Keluaran, pegawai: str, pembimbing: str) -> None:
        with keluaran.kantor() as kantor:
            siapa = find_id(kantor, pembimbing) if pembimbing else ""
            buat = create_coaching if kind == COACHING else create_mentoring
            doc_id, _ = buat(kantor, find_id(kantor, pegawai), pembimbing_id=siapa)
            _show(keluaran, kantor, doc_id)

    @group.command("show", help="Menampilkan isinya.")
    @_ID
    @click.pass_obj
    def show(keluaran: Keluaran, doc_id: str) -> None:
        with keluaran.kantor() as kantor:
            _show(keluaran, kantor, doc_id)

    @group.command("set", help=f"Mengisi: KOLOM=TEKS, atau baris satu bagian ({', '.join(BARIS[kind])}).")
    @_ID
    @click.argument("isian", nargs=-1, required=True, metavar="KOLOM=TEKS...")
    @click.option("--part", "bagian", default="", metavar="BAGIAN", help="Bagian yang berbaris, misalnya tujuan")
    @click.option("--row", "baris", default="", metavar="ID", help="Baris yang diubah; tanpa ini baris baru")
    @click.pass_obj
    def fill(keluaran: Keluaran, doc_id: str, isian: tuple[str, ...], bagian: str, baris: str) -> None:
        with keluaran.kantor() as kantor:
            isi = open_naskah(kantor, doc_id).isi
            if not isinstance(isi, Coaching | Mentoring):
                raise UserError("dokumen_tidak_ada", id=doc_id)
            write_naskah(kantor, doc_id, _filled(kind, isi, isian, bagian, baris))
            commit_naskah(kantor, doc_id)
            _show(keluaran, kantor, doc_id)

    @group.command("finish", help="Menyelesaikan untuk ditandatangani keduanya.")
    @_ID
    @click.option("--date", "tanggal", type=Tanggal(), required=True, help="Tanggal ditandatangani")
    @click.option("--place", "tempat", default="", help="Tempat; tanpa ini tempat kantor")
    @click.pass_obj
    def finish(keluaran: Keluaran, doc_id: str, tanggal: date, tempat: str) -> None:
        with keluaran.kantor() as kantor:
            finish_bimbingan(kantor, doc_id, tanggal=tanggal, tempat=tempat)
        keluaran.result({"ok": True, "id": doc_id}, f"Selesai. Cetak: {kind} print {doc_id} --out FOLDER")

    @group.command("reopen", help="Membuka yang sudah selesai untuk koreksi.")
    @_ID
    @_ALASAN
    @click.pass_obj
    def reopen(keluaran: Keluaran, doc_id: str, alasan: str) -> None:
        with keluaran.kantor() as kantor:
            reopen_bimbingan(kantor, doc_id, alasan)
        keluaran.result({"ok": True, "id": doc_id}, "Dibuka untuk koreksi.")

    @group.command("report", help="Mencatat hasilnya sudah dilaporkan ke atas (halaman 85); --list mencetak daftarnya.")
    @click.argument("doc_id", metavar="ID", required=False, default="")
    @click.option("--date", "tanggal", type=Tanggal(), default=None, help="Tanggal dilaporkan; tanpa ini hari ini")
    @click.option("--list", "out", type=FOLDER, default=None, help="Mencetak daftar yang perlu dilaporkan")
    @click.pass_obj
    def report(keluaran: Keluaran, doc_id: str, tanggal: date | None, out: Path | None) -> None:
        if bool(doc_id) is (out is not None):
            raise SalahPakai("Sebut ID yang dilaporkan, atau --list FOLDER untuk mencetak daftarnya.")
        with keluaran.kantor() as kantor:
            if out is not None:
                hasil = print_laporan_bimbingan(kantor)
                path = save_pdf(hasil, out)
                keluaran.result({"ok": True, "berkas": str(path)}, f"Tersimpan: {path}")
                return
            report_bimbingan(kantor, doc_id, tanggal)
        keluaran.result({"ok": True, "id": doc_id}, "Dicatat sudah dilaporkan.")

    @group.command("delete", help="Menghapus konsep yang belum selesai.")
    @_ID
    @_ALASAN
    @click.pass_obj
    def delete(keluaran: Keluaran, doc_id: str, alasan: str) -> None:
        with keluaran.kantor() as kantor:
            delete_bimbingan(kantor, doc_id, alasan)
        keluaran.result({"ok": True, "id": doc_id}, "Dihapus.")

    @group.command("print", help=f"Mencetak formulir {kode}.")
    @_ID
    @_OUT
    @click.pass_obj
    def print_one(keluaran: Keluaran, doc_id: str, out: Path) -> None:
        with keluaran.kantor() as kantor:
            hasil = print_bimbingan(kantor, doc_id)
            path = save_pdf(hasil, out)
            note_cetak(kantor, hasil)
        keluaran.result({"ok": True, "berkas": str(path)}, f"Tersimpan: {path}")

    return group


def _day(hari: date | None) -> str:
    return format_tanggal(hari) if hari else "–"


def _show(keluaran: Keluaran, kantor: Kantor, doc_id: str) -> None:
    isi = open_naskah(kantor, doc_id).isi
    semua: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(isi))
    baris = []
    for nama, nilai in semua.items():
        if isinstance(nilai, list):
            baris += [f"{nama} [{satu.get('id', '')}]: " + _row_text(satu) for satu in nilai]
        elif nilai not in ("", None) and not isinstance(nilai, dict):
            baris.append(f"{nama}: {nilai}")
    keluaran.result({"id": doc_id, **semua}, f"ID: {doc_id}\n" + "\n".join(baris))


def _row_text(satu: Mapping[str, Any]) -> str:
    return "; ".join(f"{kolom}={nilai}" for kolom, nilai in satu.items() if kolom != "id" and nilai not in ("", None))


def _filled(
    kind: str, isi: Coaching | Mentoring, isian: tuple[str, ...], bagian: str, baris: str
) -> Coaching | Mentoring:
    """Return a guidance with ``KOLOM=TEKS`` typed into it, or into one row of a part; values are read by their type."""
    kolom = {}
    for satu in isian:
        nama, pisah, teks = satu.partition("=")
        if not pisah:
            raise SalahPakai(f"“{satu}” harus berbentuk KOLOM=TEKS, misalnya peluang=Belajar.")
        kolom[nama.strip()] = {"ya": True, "tidak": False}.get(teks.strip().lower(), teks)
    mentah: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(isi))
    if bagian:
        if bagian not in BARIS[kind]:
            raise SalahPakai(f"Bagian “{bagian}” tidak ada. Yang ada: {', '.join(BARIS[kind])}.")
        lama = next((s for s in mentah[bagian] if s["id"] == baris), None)
        if baris and lama is None:
            raise SalahPakai(f"Baris “{baris}” tidak ada di bagian {bagian}.")
        target = lama if lama is not None else {"id": secrets.token_hex(8)}
        dikenal, sasaran = BARIS[kind][bagian].__struct_fields__, target
        if lama is None:
            mentah[bagian].append(target)
    else:
        dikenal, sasaran = type(isi).__struct_fields__, mentah
    if asing := sorted(set(kolom) - set(dikenal)):
        raise SalahPakai(f"Kolom “{asing[0]}” tidak ada. Yang ada: {', '.join(dikenal)}.")
    sasaran.update(kolom)
    try:
        return msgspec.convert(mentah, type(isi))
    except msgspec.ValidationError as error:
        raise SalahPakai(f"Isian tidak dapat dibaca: {error}") from error


@click.group("guidance-feedback", cls=Kelompok)
def umpan_bimbingan() -> None:
    """Umpan balik pegawai atas bimbingannya (B.1.8), diserahkan kepada atasan dari pimpinan."""


@umpan_bimbingan.command("list")
@click.pass_obj
def umpan_list(keluaran: Keluaran) -> None:
    """Mendaftar yang Anda tulis, dan yang diserahkan kepada Anda sebagai atasan."""
    with keluaran.kantor() as kantor:
        semua = list_umpan_bimbingan(kantor)
    isi = [[s.id, short(s.pegawai), short(s.atasan), _day(s.tanggal), s.status.value, f"{s.terjawab}/9"] for s in semua]
    kepala = ["ID", "PEGAWAI", "UNTUK ATASAN", "TANGGAL", "STATUS", "TERJAWAB"]
    kosong = "Belum ada umpan balik bimbingan."
    keluaran.result([msgspec.to_builtins(s) for s in semua], table(kepala, isi) if isi else kosong)


@umpan_bimbingan.command("new")
@click.argument("bimbingan", metavar="ID-BIMBINGAN")
@click.pass_obj
def umpan_new(keluaran: Keluaran, bimbingan: str) -> None:
    """Mulai mengisi umpan balik atas bimbingan Anda yang sudah selesai."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_umpan_bimbingan(kantor, bimbingan)
        _show_umpan(keluaran, kantor, doc_id)


@umpan_bimbingan.command("show")
@_ID
@click.pass_obj
def umpan_show(keluaran: Keluaran, doc_id: str) -> None:
    """Menampilkan sembilan pernyataan dan jawabannya."""
    with keluaran.kantor() as kantor:
        _show_umpan(keluaran, kantor, doc_id)


def _show_umpan(keluaran: Keluaran, kantor: Kantor, doc_id: str) -> None:
    buka = read_umpan_bimbingan(kantor, doc_id)
    baris = [f"{s.nomor}. {s.teks}\n   {buka.answer(s.nomor) or '–'}" for s in buka.kriteria]
    kepala = f"ID: {doc_id}\nUntuk: {buka.atasan}, atasan dari pimpinan. Pimpinan dan pembimbing tidak membacanya."
    keluaran.result(
        {"id": doc_id, "atasan": buka.atasan, **msgspec.to_builtins(buka.isi)}, kepala + "\n" + "\n".join(baris)
    )


@umpan_bimbingan.command("answer")
@_ID
@click.argument("nomor", type=int)
@click.argument("teks")
@click.pass_obj
def umpan_answer(keluaran: Keluaran, doc_id: str, nomor: int, teks: str) -> None:
    """Menjawab satu pernyataan (1–9) dengan kata-kata Anda."""
    with keluaran.kantor() as kantor:
        answer_umpan_bimbingan(kantor, doc_id, nomor, teks)
        _show_umpan(keluaran, kantor, doc_id)


@umpan_bimbingan.command("hand-over")
@_ID
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Tanggal diserahkan")
@click.pass_obj
def umpan_hand_over(keluaran: Keluaran, doc_id: str, tanggal: date) -> None:
    """Menyerahkannya kepada atasan dari pimpinan; sesudah itu tidak diubah lagi."""
    with keluaran.kantor() as kantor:
        hand_over_umpan_bimbingan(kantor, doc_id, tanggal=tanggal)
    keluaran.result({"ok": True, "id": doc_id}, "Diserahkan.")


@umpan_bimbingan.command("print")
@_ID
@_OUT
@click.pass_obj
def umpan_print(keluaran: Keluaran, doc_id: str, out: Path) -> None:
    """Mencetak formulir B.1.8."""
    with keluaran.kantor() as kantor:
        path = save_pdf(print_umpan_bimbingan(kantor, doc_id), out)
    keluaran.result({"ok": True, "berkas": str(path)}, f"Tersimpan: {path}")


BIMBINGAN_COMMANDS = (_group(COACHING, "B.1.6"), _group(MENTORING, "B.1.7"), umpan_bimbingan)
