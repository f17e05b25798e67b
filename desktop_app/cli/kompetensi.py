"""Commands about competencies: what posts require, assessments (B.1.9), and individual development plans."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from desktop_app.cli.bahasa import FOLDER, Bilangan, Kata, Kelompok, SalahPakai, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.kompetensi import SyaratKompetensi
from desktop_app.messages import sentence_for
from desktop_app.services.cetak import note_cetak, save_pdf
from desktop_app.services.kantor import Kantor
from desktop_app.services.kompetensi import (
    create_kompetensi,
    delete_kompetensi,
    finish_kompetensi,
    list_kompetensi,
    rate_kompetensi,
    read_kompetensi,
    recommend_kompetensi,
    reopen_kompetensi,
)
from desktop_app.services.kompetensi_cetak import print_kompetensi
from desktop_app.services.lihat import find_id
from desktop_app.services.standar_kompetensi import (
    delete_standar,
    list_standar,
    propose_standar,
    store_standar,
)

_ID = click.argument("doc_id", metavar="ID")
_ALASAN = click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")


@click.group(cls=Kelompok)
def competency() -> None:
    """Kompetensi: standar jabatan dan penilaiannya pada formulir B.1.9."""


@competency.group("standard", cls=Kelompok)
def standard() -> None:
    """Standar kompetensi jabatan; standar kabupaten berlaku di semua kantornya."""


@standard.command("list")
@click.pass_obj
def standard_list(keluaran: Keluaran) -> None:
    """Mendaftar standar yang berlaku di kantor ini."""
    with keluaran.kantor() as kantor:
        semua = list_standar(kantor)
    baris = [
        [
            satu.id,
            short(satu.isi.nama),
            satu.asal.value,
            short(", ".join(satu.isi.jabatan) or (satu.isi.jenis_jabatan.value if satu.isi.jenis_jabatan else "–")),
            ", ".join(f"{s.nama or s.id}={s.level}" for s in satu.isi.syarat),
        ]
        for satu in semua
    ]
    keluaran.result(
        [{"id": satu.id, "asal": satu.asal.value, **msgspec.to_builtins(satu.isi)} for satu in semua],
        table(["ID", "NAMA", "ASAL", "UNTUK", "LEVEL"], baris)
        if baris
        else "Belum ada standar. Level diusulkan program menurut jenis jabatan.",
    )


@standard.command("set")
@click.option("--name", "nama", required=True, help="Nama standar")
@click.option("--kind", "jenis", type=Kata([s.value for s in JenisJabatan]), default=None, help="Jenis jabatan")
@click.option("--post", "jabatan", multiple=True, help="Nama jabatan; boleh berkali-kali")
@click.option("--level", "level", multiple=True, metavar="KODE=1-5", help="Level satu kompetensi, misalnya M.3=2")
@click.option("--technical", "teknis", multiple=True, metavar="NAMA=1-5", help="Kompetensi teknis milik jabatan")
@click.option("--replace", "ganti", default="", metavar="ID", help="Menggantikan standar milik kantor ini")
@click.pass_obj
def standard_set(
    keluaran: Keluaran,
    nama: str,
    jenis: str | None,
    jabatan: tuple[str, ...],
    level: tuple[str, ...],
    teknis: tuple[str, ...],
    ganti: str,
) -> None:
    """Menyimpan standar: usulan program untuk jenis jabatannya, lalu level yang disebut di sini."""
    with keluaran.kantor() as kantor:
        pilih = JenisJabatan(jenis) if jenis else None
        isi = propose_standar(kantor, pilih or JenisJabatan.PELAKSANA)
        syarat = {satu.id: satu for satu in isi.syarat}
        for kode, angka in map(_pair, level):
            syarat[kode] = SyaratKompetensi(id=kode, level=angka)
        for nomor, (kata, angka) in enumerate(map(_pair, teknis), 1):
            syarat[f"T.{nomor}"] = SyaratKompetensi(id=f"T.{nomor}", level=angka, nama=kata)
        baru = msgspec.structs.replace(
            isi, nama=nama, jenis_jabatan=pilih, jabatan=jabatan, syarat=tuple(syarat.values())
        )
        doc_id, _ = store_standar(kantor, baru, ganti=ganti)
    keluaran.result({"ok": True, "id": doc_id}, f"Standar {nama} disimpan: {doc_id}")


def _pair(teks: str) -> tuple[str, int]:
    kode, _, angka = teks.rpartition("=")
    if not kode.strip() or not angka.strip().isdigit():
        raise SalahPakai(f"“{teks}” harus berbentuk KODE=LEVEL, misalnya M.3=2.")
    return kode.strip(), int(angka)


@standard.command("delete")
@_ID
@_ALASAN
@click.pass_obj
def standard_delete(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Menghapus standar milik kantor ini; penilaian yang sudah dibuat tidak berubah."""
    with keluaran.kantor() as kantor:
        delete_standar(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Standar dihapus.")


@competency.command("list")
@click.option("--pegawai", default="", metavar="NIP|ID", help="Satu pegawai")
@click.pass_obj
def competency_list(keluaran: Keluaran, pegawai: str) -> None:
    """Mendaftar penilaian kompetensi, yang terbaru lebih dulu."""
    with keluaran.kantor() as kantor:
        semua = list_kompetensi(kantor, find_id(kantor, pegawai) if pegawai else "")
    baris = [
        [
            satu.id,
            short(satu.nama),
            format_tanggal(satu.tanggal) if satu.tanggal else "–",
            satu.status.value,
            f"{satu.dinilai}/{satu.jumlah}",
            str(satu.celah),
        ]
        for satu in semua
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["ID", "NAMA", "TANGGAL", "STATUS", "DINILAI", "DI BAWAH STANDAR"], baris)
        if baris
        else "Belum ada penilaian kompetensi.",
    )


@competency.command("new")
@click.argument("pegawai", metavar="NIP|ID")
@click.option("--guidance", "bimbingan", default="", metavar="ID", help="Coaching atau mentoring yang ditindaklanjuti")
@click.option("--signer", "penanda", default="", metavar="NIP|ID", help="Pihak lain yang ditugasi dan menandatangani")
@click.pass_obj
def competency_new(keluaran: Keluaran, pegawai: str, bimbingan: str, penanda: str) -> None:
    """Membuat penilaian kompetensi satu pegawai, terisi dengan standar jabatannya."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_kompetensi(
            kantor,
            find_id(kantor, pegawai),
            bimbingan_id=bimbingan,
            pembimbing_id=find_id(kantor, penanda) if penanda else "",
        )
        _show(keluaran, kantor, doc_id)


@competency.command("show")
@_ID
@click.pass_obj
def competency_show(keluaran: Keluaran, doc_id: str) -> None:
    """Memperlihatkan satu penilaian: level, nilai, indikator, dan selisihnya dari standar."""
    with keluaran.kantor() as kantor:
        _show(keluaran, kantor, doc_id)


@competency.command("rate")
@_ID
@click.argument("kode", metavar="KODE")
@click.option("--met", "terpenuhi", default=None, metavar="1,2,3", help="Indikator yang dipenuhi; kosong: tidak ada")
@click.option("--rating", "nilai", type=Bilangan(1, 5), default=None, help="Nilai 4 atau 5 bila di atas standar")
@click.option("--why", "alasan", default=None, help="Alasan penilaian")
@click.option("--level", type=Bilangan(1, 5), default=None, help="Level, bila standarnya belum ditetapkan")
@click.pass_obj
def competency_rate(
    keluaran: Keluaran,
    doc_id: str,
    kode: str,
    terpenuhi: str | None,
    nilai: int | None,
    alasan: str | None,
    level: int | None,
) -> None:
    """Menilai satu kompetensi: nilai 1, 2, atau 3 mengikuti indikator yang dipenuhi."""
    with keluaran.kantor() as kantor:
        rate_kompetensi(
            kantor,
            doc_id,
            kode,
            terpenuhi=None if terpenuhi is None else _ticks(terpenuhi),
            nilai=nilai,
            alasan=alasan,
            level=level,
        )
        _show(keluaran, kantor, doc_id)


def _ticks(teks: str) -> tuple[int, ...]:
    bagian = [satu.strip() for satu in teks.split(",") if satu.strip()]
    if not all(satu in ("1", "2", "3") for satu in bagian):
        raise SalahPakai("Indikator disebut dengan nomornya, misalnya 1,3.")
    return tuple(int(satu) for satu in bagian)


@competency.command("recommend")
@_ID
@click.argument("teks", metavar="TEKS")
@click.pass_obj
def competency_recommend(keluaran: Keluaran, doc_id: str, teks: str) -> None:
    """Menulis rekomendasi."""
    with keluaran.kantor() as kantor:
        recommend_kompetensi(kantor, doc_id, teks)
    keluaran.result({"ok": True, "id": doc_id}, "Rekomendasi disimpan.")


@competency.command("finish")
@_ID
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Tanggal penilaian")
@click.option("--place", default="", help="Tempat")
@click.pass_obj
def competency_finish(keluaran: Keluaran, doc_id: str, tanggal: date, place: str) -> None:
    """Menyelesaikan: nilai dan nama dibekukan untuk ditandatangani."""
    with keluaran.kantor() as kantor:
        finish_kompetensi(kantor, doc_id, tanggal=tanggal, tempat=place)
        _show(keluaran, kantor, doc_id)


@competency.command("reopen")
@_ID
@_ALASAN
@click.pass_obj
def competency_reopen(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Membuka kembali penilaian yang sudah selesai."""
    with keluaran.kantor() as kantor:
        reopen_kompetensi(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Penilaian kompetensi menjadi draf lagi.")


@competency.command("delete")
@_ID
@_ALASAN
@click.pass_obj
def competency_delete(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Menghapus draf."""
    with keluaran.kantor() as kantor:
        delete_kompetensi(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Draf penilaian kompetensi dihapus.")


@competency.command("print")
@_ID
@click.option("--chart", "grafik", is_flag=True, help="Dengan halaman grafik dan tabelnya")
@click.option("--out", type=FOLDER, required=True, help="Folder tujuan")
@click.pass_obj
def competency_print(keluaran: Keluaran, doc_id: str, grafik: bool, out: Path) -> None:
    """Mencetak formulir B.1.9 sebagai PDF."""
    with keluaran.kantor() as kantor:
        cetak = print_kompetensi(kantor, doc_id, grafik=grafik)
        path = save_pdf(cetak, out)
        note_cetak(kantor, cetak)
    keluaran.result({"ok": True, "id": doc_id, "berkas": str(path)}, f"{cetak.judul}: {path}")


def _show(keluaran: Keluaran, kantor: Kantor, doc_id: str) -> None:
    buka = read_kompetensi(kantor, doc_id)
    isi = buka.isi
    data = {
        "ok": True,
        "id": doc_id,
        "pegawai": buka.pegawai.nama,
        "status": isi.status.value,
        "standar": buka.standar,
        "asal_standar": buka.asal.value,
        "kompetensi": [
            {**msgspec.to_builtins(satu.nilai), "nama": satu.nama, "celah": satu.celah} for satu in buka.baris
        ],
        "rekomendasi": isi.rekomendasi,
        "temuan": [{"kode": satu.kode, "jalur": satu.jalur, "penting": satu.penting} for satu in buka.temuan],
        "riwayat": [{"id": s.id, "tanggal": s.tanggal, "nilai": dict(s.nilai)} for s in buka.riwayat],
    }
    baris = [
        [
            satu.nilai.id,
            satu.nama,
            str(satu.nilai.level or "–"),
            ",".join(map(str, satu.nilai.terpenuhi)) or "–",
            str(satu.nilai.nilai_kompetensi or "–"),
            satu.label or "–",
            short(satu.nilai.alasan, 50),
        ]
        for satu in buka.baris
    ]
    teks = [
        f"Evaluasi kompetensi {doc_id} ({isi.status.value}): {buka.pegawai.nama}",
        table(["KODE", "KOMPETENSI", "LEVEL", "DIPENUHI", "NILAI", "ARTINYA", "ALASAN"], baris),
        *(f"- {sentence_for(satu.kode, satu.fakta)}" for satu in buka.temuan),
    ]
    keluaran.result(data, "\n".join(teks))


KOMPETENSI_COMMANDS: tuple[click.Command, ...] = (competency,)
