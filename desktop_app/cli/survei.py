"""Commands of the community satisfaction survey: prepare, print, key, account for, result, report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Kelompok, Perintah, SalahPakai, Tanggal, Tempat
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.istilah_pengembangan import JamSurvei, JenisKelamin, NasibLembar, Pekerjaan, Pendidikan
from desktop_app.domain.nomor_lembar import format_nomor
from desktop_app.domain.survei_skm import JawabanSkm, SurveiSkm
from desktop_app.forms.values import Kertas
from desktop_app.messages import sentence_for
from desktop_app.services.cetak import put_pdf
from desktop_app.services.naskah import open_naskah
from desktop_app.services.skm import close_survei, create_survei, list_survei, read_survei, reopen_survei, start_survei
from desktop_app.services.skm_cetak import (
    BerkasSkm,
    print_kode,
    print_kuesioner,
)
from desktop_app.services.skm_kios import count_kode, make_kode
from desktop_app.services.skm_lembar import LembarTerbaca, key_sheet, mark_lembar, reserve_lembar, resolve_lembar
from desktop_app.services.skm_rekap import AkunLembar, list_lembar_skm, read_account

ID = click.argument("survei_id", metavar="ID")
_NOMOR = click.argument("nomor", metavar="NOMOR")
OUT = click.option("--out", type=Tempat(file_okay=False, path_type=Path), default=Path("cetak"), help="Folder tujuan")
KERTAS = click.option("--paper", "kertas", type=click.Choice([k.value for k in Kertas]), default="a4", help="Kertas")


@click.group(cls=Kelompok)
def survey() -> None:
    """Survei kepuasan masyarakat (SKM): siapkan, cetak lembar, ketik, hitung, laporkan."""


@survey.command("list", cls=Perintah)
@click.option("--year", "tahun", type=click.IntRange(2000, 2099), default=None, help="Hanya tahun ini")
@click.pass_obj
def survey_list(keluaran: Keluaran, tahun: int | None) -> None:
    """Mendaftar survei, yang terbaru lebih dulu."""
    with keluaran.kantor() as kantor:
        semua = list_survei(kantor, tahun)
    baris = [[s.id, short(s.nama), s.status.value, str(s.selesai or "–"), str(s.jumlah)] for s in semua]
    teks = table(["ID", "NAMA", "STATUS", "SELESAI", "LEMBAR"], baris) if baris else "Belum ada survei."
    keluaran.result([msgspec.to_builtins(satu) for satu in semua], teks)


@survey.command("new", cls=Perintah)
@click.argument("nama", metavar="NAMA")
@click.option("--from", "mulai", type=Tanggal(), required=True, help="Hari pertama")
@click.option("--to", "selesai", type=Tanggal(), required=True, help="Hari terakhir")
@click.option("--service", "layanan", multiple=True, required=True, help="Layanan yang ditanyakan; boleh berulang")
@click.option("--population", "populasi", type=click.IntRange(0), default=0, help="Jumlah orang yang dilayani")
@click.option("--double-entry", "ganda", is_flag=True, help="Tiap lembar diketik dua kali oleh dua orang")
@click.option("--unit", default="", help="Kode unit; kosong: kantor ini")
@click.pass_obj
def survey_new(
    keluaran: Keluaran,
    nama: str,
    mulai: date,
    selesai: date,
    layanan: tuple[str, ...],
    populasi: int,
    ganda: bool,
    unit: str,
) -> None:
    """Menyiapkan survei dengan sembilan pertanyaan resmi."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_survei(
            kantor, nama, mulai, selesai, layanan=layanan, populasi=populasi, entri_ganda=ganda, unit_kode=unit
        )
        sampel = read_survei(kantor, doc_id).sampel
    data = {"ok": True, "id": doc_id, "sampel": sampel}
    keluaran.result(data, f"Survei {doc_id} disiapkan. Responden yang diperlukan: {sampel or 'belum diketahui'}.")


@survey.command("show", cls=Perintah)
@ID
@click.pass_obj
def survey_show(keluaran: Keluaran, survei_id: str) -> None:
    """Memperlihatkan satu survei: pertanyaan, layanan, dan yang masih kurang."""
    with keluaran.kantor() as kantor:
        buka = read_survei(kantor, survei_id)
        isi = open_naskah(kantor, survei_id).isi
    assert isinstance(isi, SurveiSkm)
    temuan = [{"kode": t.kode, "jalur": t.jalur, "penting": t.penting} for t in buka.temuan]
    data = {"ok": True, "id": survei_id, "isi": msgspec.to_builtins(isi), "sampel": buka.sampel, "temuan": temuan}
    baris = [
        f"{isi.nama} ({isi.status.value}), {isi.mulai or '–'} sampai {isi.selesai or '–'}",
        f"Responden yang diperlukan: {buka.sampel}",
        *(f"Layanan {n}: {s.nama}" for n, s in enumerate(isi.layanan, 1)),
        *(f"{n}. [{s.unsur.value if s.unsur else 'tambahan'}] {s.teks}" for n, s in enumerate(isi.pertanyaan, 1)),
        *(f"Lembar {format_nomor(survei_id, r.awal)} sampai {format_nomor(survei_id, r.akhir)}" for r in isi.lembar),
        *(f"- {sentence_for(t.kode, t.fakta)}" for t in buka.temuan),
    ]
    keluaran.result(data, "\n".join(baris))


@survey.command("start", cls=Perintah)
@ID
@click.pass_obj
def survey_start(keluaran: Keluaran, survei_id: str) -> None:
    """Memulai survei; pertanyaannya tidak berubah lagi."""
    with keluaran.kantor() as kantor:
        start_survei(kantor, survei_id)
    keluaran.result({"ok": True, "id": survei_id}, "Survei berjalan.")


@survey.command("close", cls=Perintah)
@ID
@click.pass_obj
def survey_close(keluaran: Keluaran, survei_id: str) -> None:
    """Menutup survei; tidak ada lagi yang diketik."""
    with keluaran.kantor() as kantor:
        close_survei(kantor, survei_id)
        akun = read_account(kantor, survei_id)
    keluaran.result({"ok": True, "id": survei_id}, f"Survei ditutup. {_account_words(akun)}")


@survey.command("reopen", cls=Perintah)
@ID
@click.option("--reason", "alasan", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def survey_reopen(keluaran: Keluaran, survei_id: str, alasan: str) -> None:
    """Membuka kembali survei yang sudah ditutup."""
    with keluaran.kantor() as kantor:
        reopen_survei(kantor, survei_id, alasan)
    keluaran.result({"ok": True, "id": survei_id}, "Survei berjalan lagi.")


@survey.command("print-sheets", cls=Perintah)
@ID
@click.option("--count", "jumlah", type=click.IntRange(1, 500), default=None, help="Lembar baru; 1 sampai 500")
@click.option("--run", "rangkaian", default="", help="Cetak ulang rangkaian yang sudah ada; lihat survey show --json")
@KERTAS
@OUT
@click.pass_obj
def survey_print(
    keluaran: Keluaran, survei_id: str, jumlah: int | None, rangkaian: str, kertas: str, out: Path
) -> None:
    """Mencetak lembar kuesioner bernomor; nomor yang sudah dipakai tidak terulang."""
    if (jumlah is None) == (not rangkaian):
        raise SalahPakai("Sebutkan --count untuk lembar baru, atau --run untuk mencetak ulang.")
    with keluaran.kantor() as kantor:
        baru = reserve_lembar(kantor, survei_id, jumlah)[0].id if jumlah else rangkaian
        hasil = print_kuesioner(kantor, survei_id, baru, Kertas(kertas))
    place_file_of(keluaran, hasil, out, rangkaian=baru)


@survey.command("key", cls=Perintah)
@ID
@_NOMOR
@click.argument("jawaban", metavar="ANGKA")
@click.option("--round", "putaran", type=click.IntRange(1, 2), default=1, help="Pengetikan ke-1 atau ke-2")
@click.option("--correct", "ubah", is_flag=True, help="Membetulkan yang sudah diketik")
@click.option("--date", "tanggal", type=Tanggal(), default=None, help="Tanggal di lembar")
@click.option("--time", "jam", type=click.Choice([s.value for s in JamSurvei]), default=None, help="Jam di lembar")
@click.option("--sex", "kelamin", type=click.Choice([s.value for s in JenisKelamin]), default=None, help="l atau p")
@click.option("--age", "usia", type=click.IntRange(1, 120), default=None, help="Usia")
@click.option("--education", type=click.Choice([s.value for s in Pendidikan]), default=None, help="Pendidikan")
@click.option("--work", type=click.Choice([s.value for s in Pekerjaan]), default=None, help="Pekerjaan")
@click.option("--service", type=click.IntRange(1), default=None, help="Nomor urut layanan di lembar")
@click.option("--remark", "saran", default="", help="Saran yang ditulis responden")
@click.pass_obj
def survey_key(
    keluaran: Keluaran,
    /,
    survei_id: str,
    nomor: str,
    jawaban: str,
    putaran: int,
    ubah: bool,
    education: str | None,
    work: str | None,
    service: int | None,
    jam: str | None,
    kelamin: str | None,
    **lain: Any,
) -> None:
    """Mengetik satu lembar: NOMOR dengan angka cek, lalu ANGKA seperti 343203444 (0 untuk yang kosong)."""
    with keluaran.kantor() as kantor:
        survei = read_survei(kantor, survei_id).isi
        if len(jawaban) != len(survei.pertanyaan) or not (jawaban.isascii() and jawaban.isdigit()):
            raise SalahPakai(f"ANGKA harus {len(survei.pertanyaan)} angka, 0 untuk jawaban kosong.")
        if service is not None and service > len(survei.layanan):
            raise SalahPakai(f"Layanan di lembar ini bernomor 1 sampai {len(survei.layanan)}.")
        isi = JawabanSkm(
            jawaban={q.id: int(n) for q, n in zip(survei.pertanyaan, jawaban, strict=True) if n != "0"},
            layanan_id=survei.layanan[service - 1].id if service else "",
            jam=JamSurvei(jam) if jam else None,
            kelamin=JenisKelamin(kelamin) if kelamin else None,
            pendidikan=Pendidikan(education) if education else None,
            pekerjaan=Pekerjaan(work) if work else None,
            **lain,
        )
        lembar, _ = key_sheet(kantor, survei_id, nomor, isi, putaran, ubah=ubah)
    _sheet(keluaran, lembar)


@survey.command("resolve", cls=Perintah)
@ID
@_NOMOR
@click.option("--pick", "pilih", multiple=True, metavar="BIDANG=1|2", help="Pengetikan yang benar; boleh berulang")
@click.pass_obj
def survey_resolve(keluaran: Keluaran, survei_id: str, nomor: str, pilih: tuple[str, ...]) -> None:
    """Memutuskan perbedaan dua pengetikan, misalnya --pick jawaban/q3=2."""
    pasangan = dict(satu.rpartition("=")[::2] for satu in pilih)
    with keluaran.kantor() as kantor:
        angka = {bidang: int(nilai) for bidang, nilai in pasangan.items() if nilai in ("1", "2")}
        lembar, _ = resolve_lembar(kantor, survei_id, nomor, angka)
    _sheet(keluaran, lembar)


@survey.command("void", cls=Perintah)
@ID
@_NOMOR
@click.option("--reason", "alasan", default="", help="Alasannya")
@click.option("--undo", is_flag=True, help="Lembar ini ternyata berlaku")
@click.pass_obj
def survey_void(keluaran: Keluaran, survei_id: str, nomor: str, alasan: str, undo: bool) -> None:
    """Menyatakan lembar batal, dengan alasan."""
    with keluaran.kantor() as kantor:
        nasib = NasibLembar.TERISI if undo else NasibLembar.BATAL
        _sheet(keluaran, mark_lembar(kantor, survei_id, nomor, nasib, alasan)[0])


@survey.command("lost", cls=Perintah)
@ID
@_NOMOR
@click.option("--undo", is_flag=True, help="Lembar ini ternyata ditemukan")
@click.pass_obj
def survey_lost(keluaran: Keluaran, survei_id: str, nomor: str, undo: bool) -> None:
    """Menyatakan lembar hilang."""
    with keluaran.kantor() as kantor:
        nasib = NasibLembar.TERISI if undo else NasibLembar.HILANG
        _sheet(keluaran, mark_lembar(kantor, survei_id, nomor, nasib)[0])


def place_file_of(keluaran: Keluaran, hasil: BerkasSkm, out: Path, **data: Any) -> None:
    """Put a finished file into a folder, made where it is missing, and tell where it is."""
    out.mkdir(parents=True, exist_ok=True)
    path = put_pdf(hasil.isi, out / hasil.nama_berkas)
    keluaran.result({"ok": True, "berkas": str(path), "jumlah": hasil.jumlah, **data}, f"{hasil.judul}: {path}")


def _sheet(keluaran: Keluaran, lembar: LembarTerbaca) -> None:
    hitung = lembar.berlaku is not None
    beda = [{"bidang": s.bidang, "satu": s.satu, "dua": s.dua} for s in lembar.beda]
    data = {"ok": True, "nomor": lembar.nomor_cetak, "nasib": lembar.nasib.value, "dihitung": hitung, "beda": beda}
    keadaan = "dihitung" if hitung else {"batal": "batal", "hilang": "hilang"}.get(lembar.nasib.value, "belum dihitung")
    baris = [f"Lembar {lembar.nomor_cetak}: {keadaan}."]
    baris += [f"- {s.bidang}: pengetikan 1 = {s.satu or '–'}, pengetikan 2 = {s.dua or '–'}" for s in lembar.beda]
    keluaran.result(data, "\n".join(baris))


@survey.command("account", cls=Perintah)
@ID
@click.option("--list", "daftar", is_flag=True, help="Sebut tiap nomor dan keadaannya")
@click.pass_obj
def survey_account(keluaran: Keluaran, survei_id: str, daftar: bool) -> None:
    """Menghitung lembar: dicetak, diketik, batal, hilang, belum kembali."""
    with keluaran.kantor() as kantor:
        akun = read_account(kantor, survei_id)
        semua = list_lembar_skm(kantor, survei_id) if daftar else ()
    data = {**msgspec.to_builtins(akun), "lembar": [msgspec.to_builtins(satu) for satu in semua]}
    baris = [[s.nomor_cetak, s.keadaan.value.replace("_", " "), s.keterangan] for s in semua]
    rinci = [table(["NOMOR", "KEADAAN", "KETERANGAN"], baris)] if baris else []
    keluaran.result(data, "\n".join([*rinci, _account_words(akun)]))


def _account_words(akun: AkunLembar) -> str:
    return (
        f"Dicetak {akun.dicetak}; dihitung {akun.terhitung}, menunggu {akun.menunggu_kedua + akun.berbeda}, "
        f"konflik {akun.konflik}, batal {akun.batal}, hilang {akun.hilang}, belum kembali {akun.belum}. "
        f"Jawaban di layar {akun.kios}."
    )


@survey.command("codes", cls=Perintah)
@ID
@click.option("--count", "jumlah", type=click.IntRange(1, 200), default=None, help="Kode baru; 1 sampai 200")
@KERTAS
@OUT
@click.pass_obj
def survey_codes(keluaran: Keluaran, survei_id: str, jumlah: int | None, kertas: str, out: Path) -> None:
    """Membuat kode sekali pakai untuk menjawab di layar komputer ini; tanpa --count hanya menghitung yang ada."""
    with keluaran.kantor() as kantor:
        if jumlah is None:
            ada = count_kode(kantor, survei_id)
            data = {"dibuat": ada.dibuat, "terpakai": ada.terpakai}
            return keluaran.result(data, f"Kode dibuat {ada.dibuat}, terpakai {ada.terpakai}.")
        kode, _ = make_kode(kantor, survei_id, jumlah)
        hasil = print_kode(kantor, survei_id, kode, Kertas(kertas))
    place_file_of(keluaran, hasil, out)
    return None
