"""Commands about objections: write and seal, slip and copy, open and decide, gaps in the numbers."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.exchange.objection import Evidence
from desktop_app.messages import sentence_for
from desktop_app.services.berkas import read_input
from desktop_app.services.cetak import put_pdf
from desktop_app.services.keberatan import list_objectable, objection_readiness, seal_objection
from desktop_app.services.keberatan_buka import NasibSlip, check_slip, copy_objection, list_objections, open_objection
from desktop_app.services.keberatan_cetak import HalamanKeberatan, print_blank_objection, print_opened, print_slip
from desktop_app.services.keberatan_masuk import list_gaps, take_in_copy
from desktop_app.services.putusan import (
    IsiPutusan,
    answer_explanation,
    ask_explanation,
    begin_paper,
    decide_objection,
    list_putusan,
    read_putusan,
)

MAKS_BYTE = 256 * 1024
NASIB = {
    NasibSlip.UTUH: "Ada dan utuh.",
    NasibSlip.BERUBAH: "Ada, tetapi TIDAK UTUH.",
    NasibSlip.TIDAK_ADA: "Tidak ada.",
}
_ID = click.argument("doc_id", metavar="ID")
_PDF = click.option("--out", type=click.Path(path_type=Path), required=True, help="Berkas PDF")
_TEKS = click.option(
    "--file", "berkas", type=click.Path(path_type=Path), help="Berkas teks; tanpa ini dari masukan baku"
)


@click.group(cls=Kelompok)
def objection() -> None:
    """Keberatan atas hasil evaluasi: segel, slip, salinan, buka, putuskan, dan celah nomornya."""


@objection.command("list", cls=Perintah)
@click.pass_obj
def objection_list(keluaran: Keluaran) -> None:
    """Mendaftar keberatan yang menyangkut Anda; di kabupaten semuanya."""
    with keluaran.kantor() as kantor:
        semua = list_objections(kantor)
    baris = [
        [s.id, str(s.nomor), s.kode, s.pegawai or s.kantor, s.periode, str(s.tanggal or "–"), _state(s)] for s in semua
    ]
    kepala = ["ID", "NO.", "KODE SLIP", "PEGAWAI", "PERIODE", "TANGGAL", "KEADAAN"]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua], table(kepala, baris) if baris else "Belum ada keberatan."
    )


def _state(satu: Any) -> str:
    if not satu.utuh:
        return "tidak utuh"
    if satu.keputusan is not None:
        return f"diputuskan: {satu.keputusan.value}"
    if satu.diminta is not None:
        return "penjelasan sudah ada" if satu.dijawab else "menunggu penjelasan"
    return f"dibuka {len(satu.pembukaan)} kali" if satu.pembukaan else "tersegel"


@objection.command("write", cls=Perintah)
@click.argument("penilaian_id", metavar="ID-PENILAIAN", required=False)
@_TEKS
@click.option("--evidence", "bukti", multiple=True, help="Nama bukti; boleh diulang")
@click.pass_obj
def objection_write(keluaran: Keluaran, penilaian_id: str | None, berkas: Path | None, bukti: tuple[str, ...]) -> None:
    """Menyegel keberatan atas penilaian final Anda; tanpa ID mendaftar penilaian yang dapat dipersoalkan."""
    with keluaran.kantor() as kantor:
        if penilaian_id is None:
            siap = list_objectable(kantor)
            isi = [
                [s.penilaian_id, s.periode, s.predikat, sentence_for(s.halangan, {}) if s.halangan else "dapat disegel"]
                for s in siap
            ]
            keluaran.result(
                [msgspec.to_builtins(satu) for satu in siap],
                table(["ID", "PERIODE", "PREDIKAT", "KEBERATAN"], isi) if isi else "Belum ada penilaian final.",
            )
            return
        hasil = seal_objection(kantor, penilaian_id, _text(berkas), [Evidence(satu) for satu in bukti])
        catatan = objection_readiness(kantor, penilaian_id).catatan
    untuk = ", ".join(f"{satu.nama} ({satu.jenis})" for satu in hasil.penerima)
    keluaran.result(
        {"ok": True, "id": hasil.doc_id, "nomor": hasil.nomor, "kode": hasil.kode, "untuk": untuk},
        f"Keberatan nomor {hasil.nomor} disegel untuk {untuk}.\nKode slip: {hasil.kode}\n"
        f"Cetak slip: objection slip {hasil.doc_id} --out slip.pdf"
        + (f"\n{sentence_for(catatan, {})}" if catatan else ""),
    )


def _text(berkas: Path | None) -> str:
    data = sys.stdin.buffer.read(MAKS_BYTE + 1) if berkas is None else read_input(berkas, MAKS_BYTE)
    if len(data) > MAKS_BYTE:
        raise UserError("keberatan_terlalu_panjang", batas=MAKS_BYTE)
    return data.decode("utf-8", "replace")


def _save(keluaran: Keluaran, halaman: HalamanKeberatan, out: Path) -> None:
    path = put_pdf(halaman.pdf, out, rahasia=True)
    keluaran.result({"ok": True, "berkas": str(path)}, f"Tersimpan: {path}")


@objection.command("slip", cls=Perintah)
@_ID
@_PDF
@click.pass_obj
def objection_slip(keluaran: Keluaran, doc_id: str, out: Path) -> None:
    """Mencetak slip keberatan Anda: nomor dan kode, tanpa nama dan tanpa isi."""
    with keluaran.kantor() as kantor:
        _save(keluaran, print_slip(kantor, doc_id), out)


@objection.command("blank", cls=Perintah)
@click.argument("penilaian_id", metavar="ID-PENILAIAN")
@_PDF
@click.pass_obj
def objection_blank(keluaran: Keluaran, penilaian_id: str, out: Path) -> None:
    """Mencetak lembar keberatan kosong untuk diisi dengan tangan."""
    with keluaran.kantor() as kantor:
        _save(keluaran, print_blank_objection(kantor, penilaian_id), out)


@objection.command("copy", cls=Perintah)
@_ID
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, help="Flashdisk atau folder")
@click.pass_obj
def objection_copy(keluaran: Keluaran, doc_id: str, folder: Path) -> None:
    """Menyalin keberatan bersegel ke flashdisk Anda sendiri; kabupaten dapat menerimanya langsung."""
    with keluaran.kantor() as kantor:
        path = copy_objection(kantor, doc_id, folder)
    keluaran.result({"ok": True, "berkas": str(path)}, f"Tersimpan: {path}")


@objection.command("check", cls=Perintah)
@click.argument("kode", metavar="KODE")
@click.pass_obj
def objection_check(keluaran: Keluaran, kode: str) -> None:
    """Menjawab apakah keberatan dengan kode slip ini ada dan utuh."""
    with keluaran.kantor() as kantor:
        jawab = check_slip(kantor, kode)
    keluaran.result(msgspec.to_builtins(jawab), NASIB[jawab.nasib])
    if jawab.nasib is not NasibSlip.UTUH:
        raise SystemExit(1)


@objection.command("open", cls=Perintah)
@_ID
@click.option("--out", type=click.Path(path_type=Path), help="Cetak ke PDF untuk atasan pejabat penilai")
@click.pass_obj
def objection_open(keluaran: Keluaran, doc_id: str, out: Path | None) -> None:
    """Membuka keberatan bersegel; setiap pembukaan tercatat dan terlihat oleh pegawai."""
    with keluaran.kantor() as kantor:
        if out is not None:
            _save(keluaran, print_opened(kantor, doc_id), out)
            return
        buka = open_objection(kantor, doc_id)
    bukti = "".join(f"\n- {satu.nama}" for satu in buka.isi.bukti)
    keluaran.result(
        {"id": doc_id, "putusan": buka.putusan_id, "tanda": buka.tanda.value, **msgspec.to_builtins(buka.isi)},
        f"Dari {buka.pegawai}, periode {buka.isi.periode}. Putusan: {buka.putusan_id}\n\n{buka.isi.alasan}"
        + (f"\n\nBukti:{bukti}" if bukti else ""),
    )


@objection.command("paper", cls=Perintah)
@click.argument("penilaian_id", metavar="ID-PENILAIAN")
@click.option("--received", "diterima", type=Tanggal(), required=True, help="Tanggal diterima")
@_TEKS
@click.pass_obj
def objection_paper(keluaran: Keluaran, penilaian_id: str, diterima: date, berkas: Path | None) -> None:
    """Mencatat keberatan yang diajukan di kertas kepada atasan pejabat penilai."""
    with keluaran.kantor() as kantor:
        doc_id, _ = begin_paper(kantor, penilaian_id, _text(berkas), diterima)
    keluaran.result({"ok": True, "id": doc_id}, f"Dicatat. Putusan: {doc_id}")


@objection.command("decisions", cls=Perintah)
@click.argument("doc_id", metavar="ID", required=False)
@click.pass_obj
def objection_decisions(keluaran: Keluaran, doc_id: str | None) -> None:
    """Mendaftar putusan keberatan yang boleh Anda lihat, atau memperlihatkan satu."""
    with keluaran.kantor() as kantor:
        if doc_id is not None:
            isi = read_putusan(kantor, doc_id).isi
            keluaran.result(msgspec.to_builtins(isi), f"Keberatan: {isi.keberatan}\nPenjelasan: {isi.penjelasan}")
            return
        semua = list_putusan(kantor)
    baris = [[s.id, s.pegawai, s.periode, s.status.value, s.keputusan.value if s.keputusan else "–"] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["ID", "PEGAWAI", "PERIODE", "STATUS", "KEPUTUSAN"], baris) if baris else "Belum ada putusan.",
    )


@objection.command("ask", cls=Perintah)
@_ID
@_TEKS
@click.pass_obj
def objection_ask(keluaran: Keluaran, doc_id: str, berkas: Path | None) -> None:
    """Meminta penjelasan pejabat penilai; ia membaca hanya teks yang Anda teruskan di sini."""
    with keluaran.kantor() as kantor:
        ask_explanation(kantor, doc_id, _text(berkas))
    keluaran.result({"ok": True, "id": doc_id}, "Penjelasan diminta.")


@objection.command("answer", cls=Perintah)
@_ID
@_TEKS
@click.pass_obj
def objection_answer(keluaran: Keluaran, doc_id: str, berkas: Path | None) -> None:
    """Memberi penjelasan sebagai pejabat penilai."""
    with keluaran.kantor() as kantor:
        answer_explanation(kantor, doc_id, _text(berkas))
    keluaran.result({"ok": True, "id": doc_id}, "Penjelasan disimpan.")


@objection.command("decide", cls=Perintah)
@_ID
@click.option("--decision", "keputusan", type=click.Choice([s.value for s in KeputusanKeberatan]), required=True)
@click.option("--recommendation", "rekomendasi", default="", help="Rekomendasi; wajib bila hasil diubah")
@click.option("--result-rating", "hasil", type=click.Choice([s.value for s in Rating]), help="Rating hasil yang baru")
@click.option(
    "--behaviour-rating", "perilaku", type=click.Choice([s.value for s in Rating]), help="Rating perilaku baru"
)
@click.option("--objection", "keberatan", default="", help="Pokok keberatan yang tercetak di D.1.3")
@click.option("--explanation", "penjelasan", default="", help="Penjelasan yang disampaikan lisan")
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Tanggal keputusan")
@click.option("--place", "tempat", default="", help="Tempat pada dokumen")
@click.pass_obj
def objection_decide(
    keluaran: Keluaran,
    doc_id: str,
    keputusan: str,
    rekomendasi: str,
    hasil: str | None,
    perilaku: str | None,
    keberatan: str,
    penjelasan: str,
    tanggal: date,
    tempat: str,
) -> None:
    """Menetapkan dan menandatangani keputusan atasan pejabat penilai; sesudahnya tidak berubah."""
    putusan = IsiPutusan(
        keputusan=KeputusanKeberatan(keputusan),
        rekomendasi=rekomendasi,
        rating_hasil=Rating(hasil) if hasil else None,
        rating_perilaku=Rating(perilaku) if perilaku else None,
        keberatan=keberatan,
        penjelasan=penjelasan,
        tempat=tempat,
    )
    with keluaran.kantor() as kantor:
        decide_objection(kantor, doc_id, putusan, tanggal)
        isi = read_putusan(kantor, doc_id).isi
    predikat = isi.predikat.value if isi.predikat else ""
    keluaran.result(
        {"ok": True, "id": doc_id, "predikat": predikat},
        f"Ditetapkan {format_tanggal(tanggal)}." + (f" Predikat: {predikat}." if predikat else " Hasil dikuatkan."),
    )


@objection.command("receive", cls=Perintah)
@click.argument("berkas", type=click.Path(path_type=Path))
@click.pass_obj
def objection_receive(keluaran: Keluaran, berkas: Path) -> None:
    """Menerima salinan keberatan (.skpk) yang dibawa seseorang; hanya di kabupaten."""
    with keluaran.kantor() as kantor:
        hasil = take_in_copy(kantor, berkas)
    kata = "Diterima." if hasil.baru else "Sudah ada di sini, tidak ada yang berubah."
    keluaran.result(
        {"ok": True, "id": hasil.doc_id, "baru": hasil.baru, "kode": hasil.kode}, f"{kata} Kode slip: {hasil.kode}"
    )


@objection.command("gaps", cls=Perintah)
@click.pass_obj
def objection_gaps(keluaran: Keluaran) -> None:
    """Mendaftar nomor keberatan yang hilang atau tidak cocok, dengan langkah berikutnya."""
    with keluaran.kantor() as kantor:
        semua = list_gaps(kantor)
    baris = [[s.nama, s.perangkat[:8], s.sebutan, sentence_for(s.kode, {"nomor": s.sebutan})] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["KANTOR", "KOMPUTER", "NO.", "YANG TERJADI"], baris) if baris else "Semua nomor lengkap.",
    )
    if semua:
        raise SystemExit(1)


KEBERATAN_COMMANDS: tuple[click.Command, ...] = (objection,)
