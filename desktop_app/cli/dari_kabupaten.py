"""Commands about what comes from the kabupaten: answers, corrections asked for, moves, rule files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.bahasa import APA_SAJA, BERKAS, FOLDER, Kata, Kelompok, Perintah
from desktop_app.cli.keluaran import Keluaran, short, table, time_text
from desktop_app.cli.mutasi import MUTASI_COMMANDS, move_text
from desktop_app.domain.dari_kabupaten import IsiJawaban, KeadaanPermintaan
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.exchange import place_file
from desktop_app.services.balas import copy_return, find_return
from desktop_app.services.balas_rencana import list_returns, preview_returns
from desktop_app.services.balasan_lihat import PratinjauBalasan, inspect_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.muat_aturan import list_aturan, load_aturan_file, preview_aturan
from desktop_app.services.paket import check_place
from desktop_app.services.permintaan import (
    BarisPermintaan,
    answer_permintaan,
    ask_perbaikan,
    close_permintaan,
    list_permintaan,
)
from desktop_app.services.surel import export_volumes, print_qr

KEADAAN = {
    KeadaanPermintaan.TERBUKA: "menunggu jawaban",
    KeadaanPermintaan.SUDAH: "dijawab: sudah",
    KeadaanPermintaan.TIDAK: "dijawab: tidak",
    KeadaanPermintaan.DITUTUP: "ditutup",
}
_ID = click.argument("doc_id", metavar="ID")


def read_return(kantor: Kantor, bundle: Path) -> tuple[dict[str, Any], list[str]]:
    """Return what applying a return bundle would do, as data and in lines, as ``inspect`` shows it at an office."""
    isi = inspect_return(kantor, bundle)
    return _return_data(isi), _return_lines(isi)


def _return_data(isi: PratinjauBalasan) -> dict[str, Any]:
    paspor = isi.paspor
    return {
        "ok": True,
        "office": {"code": paspor.office.code, "name": paspor.office.name},
        "seq": paspor.seq,
        "already_received": isi.sudah_diterima,
        "acknowledged": list(isi.diterima),
        "new": isi.baru,
        "waiting": isi.menunggu,
        "held": dict(isi.ditahan),
        "changed": [
            {
                "kind": satu.kind,
                "title": satu.judul,
                "new": satu.baru,
                "fields": [{"name": b.nama, "from": b.dari, "to": b.ke} for b in satu.beda],
            }
            for satu in isi.orang
        ],
        "moves": [{"kind": m.jenis.value, "name": m.nama, "from_day": m.mulai.isoformat()} for m in isi.mutasi],
        "corrections": [{"title": p.judul, "note": p.catatan, "given_back": p.kembalikan} for p in isi.permintaan],
        "rules": [{"id": a.aturan_id, "name": a.nama, "readable": bisa} for a, bisa in isi.aturan],
        "shared": list(isi.bersama),
        "settled": list(isi.selesai),
        "conflicts": list(isi.konflik),
        "other": dict(isi.lain),
        "files": isi.bukti,
        "certificate": isi.sertifikat,
        "trust_changes": not isi.kepercayaan.kosong,
        "fingerprint": isi.kepercayaan.sidik,
        "words": list(paspor.words),
        "sha256": isi.file_sha256,
    }


def _return_lines(isi: PratinjauBalasan) -> list[str]:
    paspor = isi.paspor
    baris = [
        f"Balasan nomor {paspor.seq} dari {paspor.office.name} ({paspor.office.code})",
        f"Empat kata: {' '.join(paspor.words)}; kode terima {isi.kode_terima}",
    ]
    if isi.sudah_diterima:
        baris.append("Balasan ini sudah pernah diterapkan.")
    if isi.diterima:
        baris.append(f"Mengakui paket nomor {', '.join(map(str, isi.diterima))}.")
    if not isi.kepercayaan.kosong:
        baris.append(
            f"Kepercayaan berubah: cocokkan sidik jari kabupaten lewat telepon.\nSidik jari: {isi.kepercayaan.sidik}"
        )
    for satu in isi.orang:
        baris.append(f"{satu.judul}: {'baru di kantor ini' if satu.baru else 'berubah'}")
        baris += [f"    {b.nama}: {short(b.dari)} → {short(b.ke)}" for b in satu.beda]
    baris += [f"Mutasi: {move_text(m.jenis, m.nama, m.mulai)}" for m in isi.mutasi]
    baris += [
        f"{'Dikembalikan' if p.kembalikan else 'Perbaikan diminta'}: {short(p.judul)} – {short(p.catatan, 80)}"
        for p in isi.permintaan
    ]
    baris += [
        f"Aturan: {short(a.nama, 120)} (kode {a.aturan_id}), untuk periode yang mulai "
        f"{format_tanggal(a.berlaku_mulai)} atau sesudahnya" + ("" if bisa else " (perlu program yang lebih baru)")
        for a, bisa in isi.aturan
    ]
    baris += [f"Dari kabupaten: {satu}" for satu in isi.bersama]
    baris += [f"Konflik selesai: {satu}" for satu in isi.selesai]
    baris += [f"Menjadi berbeda versi: {satu}" for satu in isi.konflik]
    baris.append(f"{isi.baru} versi baru, {isi.menunggu} menunggu paket lain, {isi.bukti} berkas bukti.")
    baris += [f"    {banyak} ditahan: {alasan}" for alasan, banyak in isi.ditahan.items()]
    baris.append("Tidak ada yang berubah. Terapkan dengan: skp-luring merge")
    return baris


@click.group(cls=Kelompok)
def returns() -> None:
    """Balasan kabupaten: yang akan dibawa, yang sudah ditulis; salin lagi, surel, kode QR."""


@returns.command("next", cls=Perintah)
@click.pass_obj
def returns_next(keluaran: Keluaran) -> None:
    """Memperlihatkan isi balasan berikutnya untuk tiap komputer, sebelum ditulis."""
    with keluaran.kantor() as kantor:
        semua = preview_returns(kantor)
    baris: list[str] = []
    for satu in semua:
        tanda = "menunggu" if satu.ditunggu else "tidak ada yang baru"
        baris.append(f"{satu.nama} ({satu.kode}, komputer {satu.device_id[:6]}): {tanda}")
        if satu.paket:
            baris.append(f"    tanda terima paket {', '.join(map(str, satu.paket))}")
        baris += [f"    {short(isi.judul, 90)}" for isi in satu.baru]
    keluaran.result(
        [
            {
                "device": s.device_id,
                "code": s.kode,
                "name": s.nama,
                "due": s.ditunggu,
                "receipts": list(s.paket),
                "kinds": s.jenis,
                "new": [{"kind": isi.kind, "title": isi.judul} for isi in s.baru],
                "everything": s.semua,
            }
            for s in semua
        ],
        "\n".join(baris) or "Belum ada yang perlu dibalas.",
    )


@returns.command("list", cls=Perintah)
@click.pass_obj
def returns_list(keluaran: Keluaran) -> None:
    """Mendaftar balasan yang sudah ditulis, dan mana yang terbukti sampai."""
    with keluaran.kantor() as kantor:
        semua = list_returns(kantor)
    baris = [
        [
            str(s.paket.seq),
            s.nama,
            (s.paket.perangkat or "–")[:8],
            time_text(s.paket.waktu),
            str(s.paket.dokumen),
            "sampai" if s.sampai else "dibawa",
        ]
        for s in semua
    ]
    keluaran.result(
        [
            {
                "seq": s.paket.seq,
                "code": s.paket.tujuan,
                "device": s.paket.perangkat,
                "at": s.paket.waktu,
                "documents": s.paket.dokumen,
                "arrived": s.sampai,
                "sha256": s.paket.file_sha256,
            }
            for s in semua
        ],
        table(["NOMOR", "KANTOR", "KOMPUTER", "DIBUAT", "DOKUMEN", "KEADAAN"], baris)
        if baris
        else "Belum ada balasan.",
    )


@returns.command("copy", cls=Perintah)
@click.argument("nomor", metavar="NOMOR", type=int)
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder atau flashdisk tujuan")
@click.pass_obj
def returns_copy(keluaran: Keluaran, nomor: int, folder: Path) -> None:
    """Menyalin lagi balasan yang sudah ditulis ke flashdisk lain."""
    with keluaran.kantor() as kantor:
        path = copy_return(kantor, kantor.store.epoch, nomor, folder)
    keluaran.result({"ok": True, "file": str(path)}, f"{path}\nSudah dibaca ulang dan sama.")


@returns.command("mail", cls=Perintah)
@click.argument("nomor", metavar="NOMOR", type=int)
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder tempat menyimpan berkasnya")
@click.option("--size", "mib", type=click.IntRange(1, 25), default=10, show_default=True, help="Ukuran berkas, MB")
@click.pass_obj
def returns_mail(keluaran: Keluaran, nomor: int, folder: Path, mib: int) -> None:
    """Membagi balasan yang sudah ditulis menjadi berkas yang muat dilampirkan pada surel."""
    with keluaran.kantor() as kantor:
        paket = find_return(kantor, kantor.store.epoch, nomor)
        hasil = export_volumes(kantor, paket, folder, mib=mib, progress=keluaran.progress("Menulis"))
    keluaran.result(
        {"ok": True, "seq": nomor, "files": [str(path) for path in hasil.berkas], "words": list(hasil.empat_kata)},
        "\n".join([f"Balasan nomor {nomor}: {len(hasil.berkas)} berkas", *map(str, hasil.berkas)]),
    )


@returns.command("codes", cls=Perintah)
@click.argument("nomor", metavar="NOMOR", type=int)
@click.option("--out", type=APA_SAJA, required=True, help="Berkas PDF yang dibuat")
@click.pass_obj
def returns_codes(keluaran: Keluaran, nomor: int, out: Path) -> None:
    """Membuat lembar kode QR dari balasan yang sangat kecil, untuk difoto."""
    check_place(out)
    with keluaran.kantor() as kantor:
        place_file(print_qr(kantor, find_return(kantor, kantor.store.epoch, nomor)), out)
    keluaran.result({"ok": True, "seq": nomor, "file": str(out)}, f"Kode QR balasan nomor {nomor}: {out}")


@click.group(cls=Kelompok)
def corrections() -> None:
    """Permintaan perbaikan: daftar, minta (kabupaten), jawab (kantor), tutup."""


@corrections.command("list", cls=Perintah)
@click.option("--all", "semua", is_flag=True, help="Juga yang sudah ditutup")
@click.pass_obj
def corrections_list(keluaran: Keluaran, semua: bool) -> None:
    """Mendaftar permintaan perbaikan dan jawabannya."""
    with keluaran.kantor() as kantor:
        ada = list_permintaan(kantor, semua=semua)
    baris = [[s.id, short(s.kantor, 24), short(s.isi.judul, 36), KEADAAN[s.keadaan]] for s in ada]
    teks = table(["ID", "KANTOR", "DOKUMEN", "KEADAAN"], baris) if baris else "Tidak ada permintaan."
    keluaran.result([_request_data(s) for s in ada], teks)


def _request_data(satu: BarisPermintaan) -> dict[str, Any]:
    return {
        "id": satu.id,
        "document": satu.isi.dokumen_id,
        "kind": satu.isi.dokumen_jenis,
        "title": satu.isi.judul,
        "office": satu.isi.unit_kode,
        "note": satu.isi.catatan,
        "fields": [{"path": k.jalur, "name": k.nama, "wrong": k.salah} for k in satu.isi.kolom],
        "given_back": satu.isi.kembalikan,
        "state": satu.keadaan.value,
        "reason": satu.jawaban.alasan if satu.jawaban is not None else "",
        "changed_since": satu.sudah_berubah,
    }


@corrections.command("ask", cls=Perintah)
@_ID
@click.option("--note", "catatan", default="", help="Apa yang salah")
@click.option(
    "--field",
    "kolom",
    nargs=2,
    multiple=True,
    metavar="JALUR SALAH",
    help="Kolom yang salah, dan apanya",
)
@click.pass_obj
def corrections_ask(keluaran: Keluaran, doc_id: str, catatan: str, kolom: Sequence[tuple[str, str]]) -> None:
    """Meminta kantor memperbaiki dokumennya (ID, atau NIP untuk data pegawai)."""
    with keluaran.kantor() as kantor:
        minta, _ = ask_perbaikan(kantor, find_id(kantor, doc_id), catatan, kolom)
    keluaran.result({"ok": True, "id": minta}, f"Permintaan dicatat: {minta}\nBerangkat bersama balasan berikutnya.")


@corrections.command("answer", cls=Perintah)
@_ID
@click.argument("jawaban", metavar="sudah|tidak", type=Kata([satu.value for satu in IsiJawaban]))
@click.option("--reason", "alasan", default="", help="Alasannya; wajib untuk “tidak”")
@click.pass_obj
def corrections_answer(keluaran: Keluaran, doc_id: str, jawaban: str, alasan: str) -> None:
    """Menjawab permintaan perbaikan di kantor."""
    with keluaran.kantor() as kantor:
        answer_permintaan(kantor, doc_id, IsiJawaban(jawaban), alasan)
    keluaran.result({"ok": True, "id": doc_id, "answer": jawaban}, "Jawaban dicatat; ikut paket berikutnya.")


@corrections.command("close", cls=Perintah)
@_ID
@click.option("--note", "catatan", default="", help="Catatan penutupan")
@click.pass_obj
def corrections_close(keluaran: Keluaran, doc_id: str, catatan: str) -> None:
    """Menutup permintaan perbaikan di kabupaten."""
    with keluaran.kantor() as kantor:
        close_permintaan(kantor, doc_id, catatan)
    keluaran.result({"ok": True, "id": doc_id}, "Permintaan ditutup.")


@click.group(cls=Kelompok)
def rules() -> None:
    """Berkas aturan: daftar, periksa, muat (kabupaten)."""


@rules.command("list", cls=Perintah)
@click.pass_obj
def rules_list(keluaran: Keluaran) -> None:
    """Mendaftar aturan yang ada di sini, bawaan program dan dari kabupaten."""
    with keluaran.kantor() as kantor:
        semua = list_aturan(kantor)
    baris = [
        [
            short(s.aturan_id, 60),
            short(s.nama),
            s.mulai,
            "bawaan" if s.bawaan else "kabupaten" if s.terbaca else "perlu program baru",
            str(s.dipakai),
        ]
        for s in semua
    ]
    keluaran.result(
        [
            {
                "id": s.aturan_id,
                "name": s.nama,
                "from_day": s.mulai,
                "builtin": s.bawaan,
                "readable": s.terbaca,
                "used": s.dipakai,
            }
            for s in semua
        ],
        table(["KODE", "NAMA", "BERLAKU", "ASAL", "PENILAIAN"], baris),
    )


def _rule_result(keluaran: Keluaran, isi: Any, *, dimuat: bool) -> None:
    beda = [f"    {short(b.apa)}: {short(b.lama)} → {short(b.baru)}" for b in isi.beda]
    kepala = f"{isi.isi.nama} ({isi.isi.aturan_id}), berlaku {format_tanggal(isi.isi.berlaku_mulai)}"
    akhir = "Dimuat; berangkat ke semua kantor bersama balasan berikutnya." if dimuat else "Belum dimuat."
    keluaran.result(
        {
            "ok": True,
            "id": isi.isi.aturan_id,
            "loaded": dimuat,
            "compared_with": isi.pembanding,
            "differences": [{"what": b.apa, "old": b.lama, "new": b.baru} for b in isi.beda],
        },
        "\n".join([kepala, f"Dibandingkan dengan {isi.pembanding}:", *(beda or ["    tidak ada bedanya"]), akhir]),
    )


@rules.command("check", cls=Perintah)
@click.argument("berkas", metavar="BERKAS", type=BERKAS)
@click.pass_obj
def rules_check(keluaran: Keluaran, berkas: Path) -> None:
    """Memeriksa berkas aturan dan memperlihatkan bedanya, tanpa memuatnya."""
    with keluaran.kantor() as kantor:
        isi = preview_aturan(kantor, berkas)
    _rule_result(keluaran, isi, dimuat=False)


@rules.command("load", cls=Perintah)
@click.argument("berkas", metavar="BERKAS", type=BERKAS)
@click.pass_obj
def rules_load(keluaran: Keluaran, berkas: Path) -> None:
    """Memuat berkas aturan di kabupaten untuk semua kantor."""
    with keluaran.kantor() as kantor:
        isi, _ = load_aturan_file(kantor, berkas)
    _rule_result(keluaran, isi, dimuat=True)


KABUPATEN_COMMANDS: tuple[click.Command, ...] = (returns, corrections, *MUTASI_COMMANDS, rules)
