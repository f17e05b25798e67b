"""Commands about evaluation documents on their way, what can be proven of their deadlines, and lists for re-keying."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kata, Kelompok, Perintah, SalahPakai, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.domain.tenggat_dokumen import TenggatTerbukti
from desktop_app.domain.tenggat_evaluasi import certainty_of
from desktop_app.forms.values import Kertas
from desktop_app.services.cetak import put_pdf
from desktop_app.services.dokumen_evaluasi import correct_peristiwa, record_peristiwa
from desktop_app.services.dokumen_evaluasi_cetak import (
    LembarKantor,
    note_lembar,
    print_ketepatan,
    print_tanda_terima,
)
from desktop_app.services.isi_ulang import BahanIsiUlang, export_isi_ulang
from desktop_app.services.jalan_dokumen import (
    BarisJalan,
    LangkahJalan,
    RincianJalan,
    list_jalan_dokumen,
    read_jalan_dokumen,
)
from desktop_app.services.jalan_kata import KEDUDUKAN, PERISTIWA, judgement_text
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.tenggat import describe_tenggat

LANGKAH = {
    "diserahkan": JenisPeristiwa.DISERAHKAN,
    "diterima": JenisPeristiwa.DITERIMA,
    "ditandatangani": JenisPeristiwa.DITANDATANGANI_PEGAWAI,
    "menolak": JenisPeristiwa.MENOLAK_TANDA_TANGAN,
    "dikembalikan": JenisPeristiwa.DIKEMBALIKAN,
    "dilaporkan": JenisPeristiwa.DILAPORKAN,
}
SIAPA_PERISTIWA = "Sebutkan pegawainya (NIP atau ID, boleh beberapa), atau --all untuk semua dokumen periode itu."
_PERIODE = click.option("--periode", required=True, metavar="PERIODE", help="Misalnya 2026-TW1, 2026-B06, atau 2026")
_OUT = click.option("--out", type=FOLDER, required=True, help="Folder tujuan")
_PAPER = click.option("--paper", type=Kata([satu.value for satu in Kertas]), default=None, help="Ukuran kertas")
_ORANG = click.argument("people", metavar="NIP|ID…", nargs=-1)


@click.group(cls=Kelompok)
def documents() -> None:
    """Dokumen evaluasi: diserahkan, diterima, ditandatangani, dikembalikan, dilaporkan, dan tenggatnya."""


@documents.command("list")
@click.option("--periode", default="", metavar="PERIODE", help="Misalnya 2026-TW1; tanpa ini semua periode")
@click.pass_obj
def documents_list(keluaran: Keluaran, periode: str) -> None:
    """Mendaftar penilaian final dan di mana dokumennya."""
    with keluaran.kantor() as kantor:
        semua = list_jalan_dokumen(kantor, periode)
    baris = [
        [s.nama, periode_words(s.periode), KEDUDUKAN[s.kedudukan], _last(s), _next(s.tenggat), s.penilaian_id]
        for s in semua
    ]
    keluaran.result(
        [_row(satu) for satu in semua],
        table(["NAMA", "PERIODE", "KEADAAN", "TERAKHIR", "TENGGAT BERIKUTNYA", "ID"], baris)
        if baris
        else "Belum ada penilaian final.",
    )


@documents.command("show")
@click.argument("pegawai", metavar="NIP|ID")
@click.option("--periode", default="", metavar="PERIODE", help="Wajib bila yang disebut pegawainya")
@click.pass_obj
def documents_show(keluaran: Keluaran, pegawai: str, periode: str) -> None:
    """Memperlihatkan seluruh perjalanan satu dokumen: tanggal, yang mencatat, yang diragukan, dan setiap tenggatnya."""
    with keluaran.kantor() as kantor:
        (doc_id,) = _documents(kantor, (pegawai,), periode)
        rincian = read_jalan_dokumen(kantor, doc_id)
    keluaran.result(_details(rincian), _details_text(rincian))


@documents.command("record")
@click.argument("langkah", metavar="LANGKAH", type=Kata(list(LANGKAH)))
@_ORANG
@_PERIODE
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Kapan terjadi; tanggal lampau boleh")
@click.option("--place", default="", help="Tempat, bila ditandatangani")
@click.option("--note", default="", help="Catatan; wajib untuk menolak: kata-kata pegawai")
@click.option("--all", "semua", is_flag=True, help="Semua dokumen periode itu yang langkah berikutnya ini")
@click.pass_obj
def documents_record(
    keluaran: Keluaran,
    langkah: str,
    people: tuple[str, ...],
    periode: str,
    tanggal: date,
    place: str,
    note: str,
    semua: bool,
) -> None:
    """Mencatat satu langkah untuk satu atau banyak dokumen sekaligus.

    \b
    LANGKAH: diserahkan, diterima, ditandatangani, menolak, dikembalikan, dilaporkan.
    Tanggal yang tidak mungkin benar ditandai diragukan, tidak ditolak.
    """
    if bool(people) == semua:
        raise SalahPakai(SIAPA_PERISTIWA)
    jenis = LANGKAH[langkah]
    with keluaran.kantor() as kantor:
        if semua:
            ids = tuple(s.penilaian_id for s in list_jalan_dokumen(kantor, periode) if jenis in s.berikut)
        else:
            ids = _documents(kantor, people, periode)
        changed = record_peristiwa(kantor, ids, jenis, tanggal, tempat=place, catatan=note)
    keluaran.result(
        {"ok": True, "step": jenis.value, "ids": list(ids), "documents": list(changed.doc_ids)},
        f"{len(ids)} dokumen: {PERISTIWA[jenis].lower()} pada {format_tanggal(tanggal)}.",
    )


@documents.command("correct")
@click.argument("doc_id", metavar="ID")
@click.argument("langkah", metavar="LANGKAH", type=Kata(list(LANGKAH)))
@click.option("--date", "tanggal", type=Tanggal(), default=None, help="Tanggal yang benar")
@click.option("--never", is_flag=True, help="Langkah itu ternyata tidak terjadi")
@click.option("--reason", required=True, help="Alasannya; tersimpan dan terlihat")
@click.pass_obj
def documents_correct(
    keluaran: Keluaran, doc_id: str, langkah: str, tanggal: date | None, never: bool, reason: str
) -> None:
    """Membetulkan catatan: tanggal lain, atau tidak terjadi. Catatan lama tetap terbaca."""
    if (tanggal is None) != never:
        raise SalahPakai("Sebutkan tanggal yang benar (--date), atau --never bila langkah itu tidak terjadi.")
    jenis = LANGKAH[langkah]
    with keluaran.kantor() as kantor:
        rincian = read_jalan_dokumen(kantor, doc_id)
        berlaku = [s.peristiwa for s in rincian.langkah if not s.dibetulkan and not s.peristiwa.batal]
        salah = next((satu for satu in berlaku if satu.jenis is jenis), None)
        if salah is None:
            raise UserError("peristiwa_tidak_ada")
        correct_peristiwa(kantor, rincian.penilaian_id, salah.id, tanggal=tanggal, alasan=reason)
        rincian = read_jalan_dokumen(kantor, doc_id)
    keluaran.result({"ok": True, **_details(rincian)}, _details_text(rincian))


@documents.command("receipt")
@_ORANG
@_PERIODE
@_OUT
@_PAPER
@click.pass_obj
def documents_receipt(keluaran: Keluaran, people: tuple[str, ...], periode: str, out: Path, paper: str | None) -> None:
    """Mencetak tanda terima: satu lembar untuk banyak nama; tanpa nama untuk semua dokumen periode itu."""
    with keluaran.kantor() as kantor:
        semua = people or tuple(satu.penilaian_id for satu in list_jalan_dokumen(kantor, periode))
        ids = _documents(kantor, semua, periode)
        lembar = print_tanda_terima(kantor, ids, Kertas(paper) if paper else None)
        _keep(keluaran, kantor, lembar, out)


@documents.command("timeliness")
@_PERIODE
@_OUT
@click.option("--office", "kode", default="", metavar="KODE", help="Di kabupaten: kode satu kantor")
@_PAPER
@click.pass_obj
def documents_timeliness(keluaran: Keluaran, periode: str, out: Path, kode: str, paper: str | None) -> None:
    """Mencetak halaman Ketepatan waktu: apa yang dapat dibuktikan dari setiap tenggat, dengan dasarnya."""
    with keluaran.kantor() as kantor:
        lembar = print_ketepatan(kantor, periode, Kertas(paper) if paper else None, kantor_kode=kode)
        _keep(keluaran, kantor, lembar, out)


@click.command("rekey", cls=Perintah)
@click.argument("bahan", metavar="BAHAN", type=Kata([satu.value for satu in BahanIsiUlang]))
@_PERIODE
@click.option("--out", type=BERKAS, required=True, help="Berkas .xlsx tujuan")
@click.pass_obj
def rekey(keluaran: Keluaran, bahan: str, periode: str, out: Path) -> None:
    """Mengekspor daftar untuk diisi ulang ke e-Kinerja: skp (setahun) atau penilaian (satu periode).

    Kolomnya sama dengan unduhan e-Kinerja. Lembar per pegawai: print isi-ulang.
    """
    with keluaran.kantor() as kantor:
        jumlah = export_isi_ulang(kantor, BahanIsiUlang(bahan), periode, out)
    keluaran.result({"ok": True, "file": str(out), "rows": jumlah}, f"{jumlah} baris: {out}")


def _documents(kantor: Kantor, people: tuple[str, ...], periode: str) -> tuple[str, ...]:
    """Return the evaluations that are meant: their ids themselves, or those of people in the period."""
    hasil = []
    milik: dict[str, list[str]] = {}
    for satu in list_jalan_dokumen(kantor, periode):
        milik.setdefault(satu.pegawai_id, []).append(satu.penilaian_id)
    semua = {doc_id for ids in milik.values() for doc_id in ids}
    for siapa in people:
        if siapa in semua:
            hasil.append(siapa)
            continue
        ids = milik.get(find_id(kantor, siapa), [])
        if len(ids) > 1:
            raise UserError("sebutkan_periode", pegawai=siapa, jumlah=len(ids))
        if not ids:
            raise UserError("tidak_ada_yang_dicetak", pegawai=siapa, periode=periode or "–")
        hasil += ids
    return tuple(hasil)


def _keep(keluaran: Keluaran, kantor: Kantor, lembar: LembarKantor, out: Path) -> None:
    path = put_pdf(lembar.pdf, out / lembar.nama_berkas)
    note_lembar(kantor, lembar)
    keluaran.result({"ok": True, "file": str(path), "people": lembar.orang}, f"{lembar.judul}: {path}")


def _last(satu: BarisJalan) -> str:
    if satu.terakhir is None or satu.terakhir.tanggal is None:
        return "–"
    return f"{satu.terakhir.tanggal.isoformat()}{' ?' if satu.terakhir.ragu else ''}"


def _next(satu: TenggatTerbukti | None) -> str:
    return short(describe_tenggat(satu.tenggat), 60) if satu is not None else "–"


def _row(satu: BarisJalan) -> dict[str, Any]:
    return {
        "id": satu.penilaian_id,
        "person": satu.pegawai_id,
        "name": satu.nama,
        "period": satu.periode,
        "form": satu.formulir,
        "signed": satu.tanggal,
        "state": satu.kedudukan.value,
        "last": msgspec.to_builtins(satu.terakhir) if satu.terakhir is not None else None,
        "doubtful": satu.ragu,
        "next_steps": [jenis.value for jenis in satu.berikut],
        "deadline": _deadline(satu.tenggat) if satu.tenggat is not None else None,
    }


def _deadline(satu: TenggatTerbukti) -> dict[str, Any]:
    return {
        "rule": satu.tenggat.aturan.kode,
        "from": satu.awal.tanggal,
        "limit": satu.tenggat.batas,
        "done": satu.selesai.tanggal if satu.selesai is not None else None,
        "state": satu.tenggat.hasil.value,
        "proven": certainty_of(satu.tenggat).value,
        "basis": satu.tenggat.aturan.dasar,
    }


def _details(rincian: RincianJalan) -> dict[str, Any]:
    return {
        "id": rincian.penilaian_id,
        "document": rincian.dokumen_id,
        "name": rincian.pegawai.nama,
        "period": rincian.isi.periode,
        "form": rincian.formulir,
        "state": rincian.kedudukan.value,
        "steps": [_step(satu) for satu in rincian.langkah],
        "earlier": [{"signed": s.tanggal, "steps": [_step(x) for x in s.langkah]} for s in rincian.terdahulu],
        "deadlines": [_deadline(satu) for satu in rincian.tenggat],
    }


def _step(satu: LangkahJalan) -> dict[str, Any]:
    isi = msgspec.to_builtins(satu.peristiwa)
    return {**isi, "oleh": satu.oleh, "pencatat": satu.pencatat, "dibetulkan": satu.dibetulkan}


def _details_text(rincian: RincianJalan) -> str:
    kepala = (
        f"Dokumen evaluasi {rincian.formulir} {rincian.pegawai.nama}, {periode_words(rincian.isi.periode)}: "
        f"{KEDUDUKAN[rincian.kedudukan].lower()}"
    )
    bagian = [kepala, *_steps_text(rincian.langkah)]
    for lama in rincian.terdahulu:
        pada = format_tanggal(lama.tanggal) if lama.tanggal else "–"
        bagian += [f"Sebelum dikoreksi (ditandatangani {pada}):", *_steps_text(lama.langkah)]
    tenggat = [[s.tenggat.aturan.nama, _limit(s), judgement_text(s)] for s in rincian.tenggat]
    if tenggat:
        bagian.append(table(["TENGGAT", "BATAS", "YANG DAPAT DIBUKTIKAN"], tenggat))
    return "\n".join(bagian)


def _limit(satu: TenggatTerbukti) -> str:
    return satu.tenggat.batas.isoformat() if satu.tenggat.batas else "–"


def _steps_text(langkah: tuple[LangkahJalan, ...]) -> list[str]:
    hasil = []
    for satu in langkah:
        isi = satu.peristiwa
        pada = format_tanggal(isi.tanggal) if isi.tanggal else "–"
        tanda = " (tanggal diragukan)" if isi.ragu else ""
        akhir = " [sudah dibetulkan]" if satu.dibetulkan else " [tidak terjadi]" if isi.batal else ""
        catatan = f": {isi.catatan}" if isi.catatan else ""
        kata = f"{PERISTIWA[isi.jenis]} {pada}{tanda}{catatan}{akhir}; dicatat {satu.pencatat}"
        hasil.append(f"- {kata}")
    return hasil or ["- Belum ada langkah yang dicatat."]


DOKUMEN_COMMANDS: tuple[click.Command, ...] = (documents, rekey)
