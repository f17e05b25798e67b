"""Commands about rounds of feedback from all sides: prepare, check, open, answer, close, read, print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from desktop_app.cli.bahasa import FOLDER, Kelompok, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.cli.putaran_lembar import putaran_answer, putaran_sheets
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab
from desktop_app.services.cetak import note_cetak, save_pdf
from desktop_app.services.lihat import find_id
from desktop_app.services.putaran import (
    BAWAAN,
    asked,
    change_putaran,
    create_putaran,
    drop_putaran,
    get_putaran,
    list_putaran,
    open_putaran,
    propose_penjawab,
    restart_putaran,
    save_putaran,
)
from desktop_app.services.putaran_cetak import print_hasil_putaran, print_kode, told_mean
from desktop_app.services.putaran_hasil import get_hasil_putaran, list_hasil_putaran
from desktop_app.services.putaran_jawab import read_progress
from desktop_app.services.putaran_kata import check_anonymity, name_group, name_groups, name_status
from desktop_app.services.putaran_tutup import close_putaran, give_up_putaran

_ID = click.argument("doc_id", metavar="ID")


@click.group("round", cls=Kelompok)
def putaran() -> None:
    """Putaran umpan balik 360 derajat tanpa nama: siapkan, buka, jawab, tutup, lihat hasilnya."""


@putaran.command("list")
@click.pass_obj
def putaran_list(keluaran: Keluaran) -> None:
    """Mendaftar putaran kantor ini."""
    with keluaran.kantor() as kantor:
        semua = list_putaran(kantor)
    baris = [[s.id, short(s.nama), s.periode or "–", name_status(s.status), _where(s.di_sini, s.hilang)] for s in semua]
    judul = ["ID", "NAMA", "PERIODE", "STATUS", "JAWABAN"]
    keluaran.result([msgspec.to_builtins(s) for s in semua], table(judul, baris) if baris else "Belum ada putaran.")


@putaran.command("new")
@click.argument("nama")
@click.option("--period", "periode", default="", metavar="2026-TW3", help="Periode yang dibicarakan")
@click.option("--from", "mulai", type=Tanggal(), default=None, help="Hari pertama menjawab")
@click.option("--until", "selesai", type=Tanggal(), default=None, help="Hari terakhir menjawab")
@click.option("--source", "sumber", default=BAWAAN, metavar="ID", help="Kumpulan pertanyaan atau putaran lama")
@click.option("--threshold", "ambang", type=click.IntRange(3, 20), default=3, help="Jawaban tersedikit per kelompok")
@click.pass_obj
def putaran_new(
    keluaran: Keluaran,
    nama: str,
    periode: str,
    mulai: date | None,
    selesai: date | None,
    sumber: str,
    ambang: int,
) -> None:
    """Menyiapkan putaran; siapa ditanya diusulkan dari susunan kantor."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_putaran(
            kantor, nama, periode=periode, mulai=mulai, selesai=selesai, sumber=sumber, ambang=ambang
        )
        jumlah = len(get_putaran(kantor, doc_id).isi.penjawab)
    keluaran.result({"ok": True, "id": doc_id, "lembar": jumlah}, f"Putaran disiapkan: {doc_id} ({jumlah} lembar)")


@putaran.command("change")
@_ID
@click.option("--name", "nama", default="", help="Nama baru")
@click.option("--period", "periode", default=None, metavar="2026-TW3", help="Periode yang dibicarakan")
@click.option("--from", "mulai", type=Tanggal(), default=None, help="Hari pertama menjawab")
@click.option("--until", "selesai", type=Tanggal(), default=None, help="Hari terakhir menjawab")
@click.option("--source", "sumber", default="", metavar="ID", help="Kumpulan pertanyaan atau putaran lama")
@click.option("--threshold", "ambang", type=click.IntRange(3, 20), default=None, help="Jawaban tersedikit per kelompok")
@click.pass_obj
def putaran_change(
    keluaran: Keluaran,
    doc_id: str,
    nama: str,
    periode: str | None,
    mulai: date | None,
    selesai: date | None,
    sumber: str,
    ambang: int | None,
) -> None:
    """Mengubah nama, hari, pertanyaan, atau batas putaran yang masih draf."""
    with keluaran.kantor() as kantor:
        change_putaran(
            kantor,
            doc_id,
            nama=nama,
            periode=periode,
            mulai=mulai,
            selesai=selesai,
            sumber=sumber,
            ambang=ambang or 0,
        )
    keluaran.result({"ok": True, "id": doc_id}, "Putaran diubah.")


@putaran.command("show")
@_ID
@click.pass_obj
def putaran_show(keluaran: Keluaran, doc_id: str) -> None:
    """Menampilkan pertanyaan dan siapa ditanya tentang siapa."""
    with keluaran.kantor() as kantor:
        satu = get_putaran(kantor, doc_id)
    baris = [
        [satu.nama.get(p.tentang_id, "?"), name_group(p.kelompok), satu.nama.get(p.penjawab_id, "") or p.sebutan]
        for p in satu.isi.penjawab
    ]
    tanya = "\n".join(f"{n}. {q.teks}" for n, q in enumerate(satu.isi.pertanyaan, 1))
    kepala = f"{satu.isi.nama} · {name_status(satu.isi.status)} · {_where(satu.di_sini, satu.hilang)}"
    kode = f"Menjawab dengan slip kode: {', '.join(satu.berkode)}" if satu.berkode else ""
    teks = "\n\n".join(b for b in (kepala, tanya, table(["TENTANG", "SEBAGAI", "DITANYA"], baris), kode) if b)
    keluaran.result({"id": doc_id, **msgspec.to_builtins(satu.isi), "menjawab_dengan_kode": satu.berkode}, teks)


@putaran.command("propose")
@_ID
@click.option("--fill", is_flag=True, help="Menambah rekan seunit atau sekantor bagi yang terlalu sedikit")
@click.pass_obj
def putaran_propose(keluaran: Keluaran, doc_id: str, fill: bool) -> None:
    """Menyusun ulang siapa ditanya dari susunan kantor sekarang; pihak lain yang sudah dicatat tetap."""
    with keluaran.kantor() as kantor:
        isi = get_putaran(kantor, doc_id).isi
        luar = tuple(p for p in isi.penjawab if not p.penjawab_id)
        baru = (*propose_penjawab(kantor, lengkapi=fill), *luar)
        save_putaran(kantor, doc_id, msgspec.structs.replace(isi, penjawab=baru))
    keluaran.result({"ok": True, "lembar": len(baru)}, f"{len(baru)} lembar diusulkan.")


@putaran.command("ask")
@_ID
@click.argument("pegawai", metavar="NIP|ID")
@click.option("--by", "penjawab", default="", metavar="NIP|ID", help="Pegawai yang ditanya")
@click.option("--as", "sebutan", default="", help="Sebutan pihak lain yang ditanya, misalnya Ketua RW")
@click.option(
    "--group", "kelompok", type=click.Choice([k.value for k in KelompokPenjawab]), default="rekan", help="Sebagai siapa"
)
@click.option("--remove", "hapus", is_flag=True, help="Hapus dari putaran, bukan tambah")
@click.pass_obj
def putaran_ask(
    keluaran: Keluaran, doc_id: str, pegawai: str, penjawab: str, sebutan: str, kelompok: str, hapus: bool
) -> None:
    """Menambah atau menghapus satu orang yang ditanya tentang seorang pegawai."""
    with keluaran.kantor() as kantor:
        isi = get_putaran(kantor, doc_id).isi
        oleh = find_id(kantor, penjawab) if penjawab else ""
        grup = KelompokPenjawab(kelompok) if oleh else KelompokPenjawab.LAIN
        baru = asked(find_id(kantor, pegawai), oleh, grup, sebutan)
        lain = tuple(p for p in isi.penjawab if p.id != baru.id)
        semua = lain if hapus else (*lain, baru)
        save_putaran(kantor, doc_id, msgspec.structs.replace(isi, penjawab=semua))
    keluaran.result({"ok": True, "lembar": len(semua)}, f"{len(semua)} lembar.")


@putaran.command("check")
@_ID
@click.pass_obj
def putaran_check(keluaran: Keluaran, doc_id: str) -> None:
    """Menjelaskan kelompok mana yang dapat menyembunyikan siapa yang menjawab."""
    with keluaran.kantor() as kantor:
        semua = check_anonymity(kantor, doc_id)
    teks = "\n".join(f"{s.pegawai}\n  {s.kalimat[0]}\n  {s.kalimat[1]}" for s in semua)
    keluaran.result([msgspec.to_builtins(s) for s in semua], teks or "Belum ada yang ditanya.")


@putaran.command("open")
@_ID
@click.pass_obj
def putaran_open(keluaran: Keluaran, doc_id: str) -> None:
    """Membuka putaran di komputer ini; sesudah itu pertanyaan dan orangnya tetap."""
    with keluaran.kantor() as kantor:
        open_putaran(kantor, doc_id)
    keluaran.result({"ok": True, "id": doc_id}, "Putaran dibuka. Jawaban dikumpulkan di komputer ini saja.")


@putaran.command("reopen-lost")
@_ID
@click.option("--give-up", "akhiri", is_flag=True, help="Akhiri tanpa hasil, bukan buka ulang")
@click.option("--elsewhere", "lain", is_flag=True, help="Dengan --give-up: komputer tempat putaran dibuka sudah tiada")
@click.pass_obj
def putaran_reopen(keluaran: Keluaran, doc_id: str, akhiri: bool, lain: bool) -> None:
    """Membuka ulang putaran yang jawabannya hilang karena pemulihan cadangan, atau mengakhirinya."""
    with keluaran.kantor() as kantor:
        if akhiri:
            give_up_putaran(kantor, doc_id, komputer_lain=lain)
        else:
            restart_putaran(kantor, doc_id)
    keluaran.result({"ok": True}, "Putaran diakhiri tanpa hasil." if akhiri else "Putaran dibuka ulang dari awal.")


@putaran.command("drop")
@_ID
@click.pass_obj
def putaran_drop(keluaran: Keluaran, doc_id: str) -> None:
    """Menghapus putaran yang masih draf."""
    with keluaran.kantor() as kantor:
        drop_putaran(kantor, doc_id)
    keluaran.result({"ok": True}, "Putaran dihapus.")


@putaran.command("codes")
@_ID
@click.option("--out", "folder", type=FOLDER, default=Path(), help="Folder tujuan")
@click.pass_obj
def putaran_codes(keluaran: Keluaran, doc_id: str, folder: Path) -> None:
    """Membuat slip kode sekali pakai (PDF) bagi yang tidak dapat masuk; slip lama tidak berlaku lagi."""
    with keluaran.kantor() as kantor:
        nama, pdf = print_kode(kantor, doc_id)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / nama
    path.write_bytes(pdf)
    keluaran.result({"ok": True, "file": str(path)}, f"Slip kode: {path}")


@putaran.command("progress")
@_ID
@click.pass_obj
def putaran_progress(keluaran: Keluaran, doc_id: str) -> None:
    """Menampilkan berapa yang sudah menjawab, tanpa jawabannya."""
    with keluaran.kantor() as kantor:
        maju = read_progress(kantor, doc_id)
    baris = [[nama, f"{sudah} dari {semua}"] for nama, semua, sudah in maju.per_orang]
    belum = ", ".join(f"{nama} ({n})" for nama, n in maju.belum) or "semua sudah menjawab"
    keluaran.result(msgspec.to_builtins(maju), f"{table(['TENTANG', 'DIJAWAB'], baris)}\n\nBelum selesai: {belum}")


@putaran.command("close")
@_ID
@click.option("--yes", "ya", is_flag=True, help="Tutup tanpa bertanya lagi")
@click.pass_obj
def putaran_close(keluaran: Keluaran, doc_id: str, ya: bool) -> None:
    """Menutup putaran: hasil ditulis, semua jawaban dihancurkan, tidak dapat dibuka lagi."""
    if not ya:
        raise UserError("putaran_tutup_pasti")
    with keluaran.kantor() as kantor:
        hasil = close_putaran(kantor, doc_id)
    keluaran.result(
        {"ok": True, "hasil": hasil.hasil, "jawaban": hasil.jawaban, "ditahan": hasil.ditahan},
        f"Putaran ditutup: {hasil.hasil} hasil dari {hasil.jawaban} jawaban; {hasil.ditahan} jawaban ditahan.",
    )


@putaran.command("result")
@click.argument("sasaran", metavar="ID|NIP", required=False, default="")
@click.pass_obj
def putaran_result(keluaran: Keluaran, sasaran: str) -> None:
    """Mendaftar hasil putaran, atau menampilkan satu; informasi, bukan unsur predikat."""
    with keluaran.kantor() as kantor:
        semua = list_hasil_putaran(kantor)
        ids = [s.id for s in semua]
        satu = get_hasil_putaran(kantor, sasaran) if sasaran in ids else None
        if satu is None and sasaran:
            orang = find_id(kantor, sasaran)
            semua = list_hasil_putaran(kantor, orang)
    if satu is None:
        baris = [[s.id, short(s.pegawai), short(s.nama), str(s.ditutup or "–")] for s in semua]
        teks = table(["ID", "PEGAWAI", "PUTARAN", "DITUTUP"], baris) if baris else "Belum ada hasil putaran."
        keluaran.result([msgspec.to_builtins(s) for s in semua], teks)
        return
    kelompok = satu.isi.kelompok
    judul = ["PERNYATAAN", *(f"{name_groups(k.gabungan)} ({k.jawaban})" for k in kelompok)]
    isi = [[short(q.teks), *(told_mean(k, q.id) for k in kelompok)] for q in satu.isi.pertanyaan]
    kata = "\n".join(f"{name_groups(k.gabungan)}: {t}" for k in kelompok for t in k.teks)
    tahan = f"{satu.isi.ditahan} jawaban ditahan." if satu.isi.ditahan else ""
    bagian = (satu.pegawai, "Informasi, bukan unsur predikat.", table(judul, isi), kata, tahan)
    keluaran.result({"id": satu.id, **msgspec.to_builtins(satu.isi)}, "\n\n".join(b for b in bagian if b))


@putaran.command("print")
@click.argument("doc_id", metavar="ID_HASIL")
@click.option("--out", "folder", type=FOLDER, default=Path(), help="Folder tujuan")
@click.pass_obj
def putaran_print(keluaran: Keluaran, doc_id: str, folder: Path) -> None:
    """Mencetak hasil putaran seorang pegawai ke PDF."""
    with keluaran.kantor() as kantor:
        hasil = print_hasil_putaran(kantor, doc_id)
        path = save_pdf(hasil, folder)
        note_cetak(kantor, hasil)
    keluaran.result({"ok": True, "file": str(path)}, f"{hasil.judul}: {path}")


def _where(di_sini: bool, hilang: bool) -> str:
    if hilang:
        return "hilang"
    return "di komputer ini" if di_sini else "–"


for _perintah in (putaran_sheets, putaran_answer):
    putaran.add_command(_perintah)
PUTARAN_COMMANDS: tuple[click.Command, ...] = (putaran,)
