"""Commands about what people say of a service, and about what the unit improves."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import FOLDER, Kata, Kelompok, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.format_indonesia import format_angka, format_tanggal, parse_angka
from desktop_app.domain.istilah_pengembangan import (
    JenisPengaduan,
    SaluranPengaduan,
    StatusPengaduan,
    SumberOutcome,
    UnsurSkm,
)
from desktop_app.domain.pengaduan import Pengaduan, PerbaikanLayanan, UkuranPerbaikan
from desktop_app.services.cetak import put_pdf
from desktop_app.services.dokumen_evaluasi_cetak import note_lembar
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pengaduan import (
    BarisPengaduan,
    advance_pengaduan,
    bind_pengaduan,
    create_pengaduan,
    delete_pengaduan,
    list_hasil_unit,
    list_pengaduan,
)
from desktop_app.services.pengaduan_cetak import JENIS, STATUS, print_pengaduan
from desktop_app.services.perbaikan import (
    BarisPerbaikan,
    advance_perbaikan,
    create_perbaikan,
    list_perbaikan,
    plan_from_pengaduan,
    propose_value,
)
from desktop_app.services.perbaikan_nilai import outcome_sentence
from desktop_app.services.skm_layar import plan_from_survei

_ID = click.argument("doc_id", metavar="ID")
_PERIODE = click.option("--periode", default="", metavar="PERIODE", help="Misalnya 2026-TW1 atau 2026")
_UNSUR = click.option("--unsur", type=Kata([satu.value for satu in UnsurSkm]), default=None, help="Unsur survei")
SUMBER = {
    "unsur": SumberOutcome.UNSUR_SKM,
    "ikm": SumberOutcome.IKM,
    "pengaduan": SumberOutcome.PENGADUAN,
    "diisi": SumberOutcome.DIISI,
}
"""How the command line calls where an improvement's indicator is read."""


@click.group("complaint", cls=Kelompok)
def pengaduan() -> None:
    """Pengaduan, pujian, dan saran atas layanan: catat, tangani, jawab, kaitkan, cetak registernya."""


@pengaduan.command("list")
@_PERIODE
@click.option("--open", "terbuka", is_flag=True, help="Hanya yang belum selesai")
@click.option("--kind", type=Kata([satu.value for satu in JenisPengaduan]), default=None, help="Hanya jenis ini")
@click.pass_obj
def pengaduan_list(keluaran: Keluaran, periode: str, terbuka: bool, kind: str | None) -> None:
    """Mendaftar yang tercatat, yang terbaru lebih dulu."""
    with keluaran.kantor() as kantor:
        semua = list_pengaduan(kantor, jenis=JenisPengaduan(kind) if kind else None, periode=periode)
    baris = [satu for satu in semua if not terbuka or satu.status is not StatusPengaduan.SELESAI]
    keluaran.result([msgspec.to_builtins(satu) for satu in baris], _list_text(baris))


def _list_text(baris: list[BarisPengaduan]) -> str:
    sel = [[s.id, str(s.tanggal or "–"), JENIS[s.jenis], STATUS[s.status], short(s.isi)] for s in baris]
    return table(["ID", "DITERIMA", "JENIS", "KEADAAN", "ISI"], sel) if sel else "Belum ada yang tercatat."


@pengaduan.command("add")
@click.argument("isi", metavar="KATA-KATANYA")
@click.option("--kind", type=Kata([satu.value for satu in JenisPengaduan]), default="pengaduan", help="Jenisnya")
@click.option("--via", type=Kata([satu.value for satu in SaluranPengaduan]), default="langsung", help="Lewat mana")
@click.option("--date", "tanggal", type=Tanggal(), default=None, help="Hari diterima; tanpa ini hari ini")
@click.option("--service", "layanan", default="", help="Layanannya")
@click.option("--from", "pelapor", default="", help="Nama orangnya, bila ia memberikannya")
@_UNSUR
@click.pass_obj
def pengaduan_add(
    keluaran: Keluaran,
    isi: str,
    kind: str,
    via: str,
    tanggal: date | None,
    layanan: str,
    pelapor: str,
    unsur: str | None,
) -> None:
    """Mencatat satu pengaduan, pujian, atau saran dengan kata-kata orangnya."""
    baru = Pengaduan(
        isi=isi,
        jenis=JenisPengaduan(kind),
        saluran=SaluranPengaduan(via),
        tanggal=tanggal,
        layanan=layanan.strip(),
        pelapor=pelapor.strip(),
        unsur=UnsurSkm(unsur) if unsur else None,
    )
    with keluaran.kantor() as kantor:
        doc_id, _ = create_pengaduan(kantor, baru)
    keluaran.result({"ok": True, "id": doc_id}, f"Tercatat: {doc_id}")


@pengaduan.command("answer")
@_ID
@click.argument("tanggapan", metavar="TANGGAPAN")
@click.pass_obj
def pengaduan_answer(keluaran: Keluaran, doc_id: str, tanggapan: str) -> None:
    """Menulis tanggapan dan mulai menangani; selesainya dicatat dengan close."""
    with keluaran.kantor() as kantor:
        naskah = open_naskah(kantor, doc_id)
        assert isinstance(naskah.isi, Pengaduan)
        write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, tanggapan=tanggapan.strip()))
        commit_naskah(kantor, doc_id)
        if naskah.isi.status is StatusPengaduan.DITERIMA:
            advance_pengaduan(kantor, doc_id, "tangani")
    keluaran.result({"ok": True, "id": doc_id}, "Tanggapan tersimpan.")


@pengaduan.command("close")
@_ID
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Hari selesai")
@click.option("--answer", "tanggapan", default="", help="Tanggapannya, bila belum ditulis")
@click.pass_obj
def pengaduan_close(keluaran: Keluaran, doc_id: str, tanggal: date, tanggapan: str) -> None:
    """Menyelesaikan satu pengaduan dengan tanggapan dan harinya."""
    with keluaran.kantor() as kantor:
        advance_pengaduan(kantor, doc_id, "selesai", tanggapan=tanggapan, tanggal=tanggal)
    keluaran.result({"ok": True, "id": doc_id}, f"Selesai {format_tanggal(tanggal)}.")


@pengaduan.command("reopen")
@_ID
@click.pass_obj
def pengaduan_reopen(keluaran: Keluaran, doc_id: str) -> None:
    """Membuka kembali pengaduan yang sudah selesai."""
    with keluaran.kantor() as kantor:
        advance_pengaduan(kantor, doc_id, "buka")
    keluaran.result({"ok": True, "id": doc_id}, "Dibuka kembali.")


@pengaduan.command("bind")
@_ID
@_UNSUR
@click.option("--result", "hasil", default="", metavar="SKP/HASIL", help="Hasil kerja pemimpin: ID SKP/ID hasil")
@click.pass_obj
def pengaduan_bind(keluaran: Keluaran, doc_id: str, unsur: str | None, hasil: str) -> None:
    """Mengaitkan dengan unsur survei dan hasil kerja pemimpin; tanpa pilihan melepas kaitannya."""
    skp_id, _, hasil_id = hasil.partition("/")
    with keluaran.kantor() as kantor:
        bind_pengaduan(kantor, doc_id, unsur=UnsurSkm(unsur) if unsur else None, skp_id=skp_id, hasil_id=hasil_id)
    keluaran.result({"ok": True, "id": doc_id}, "Kaitan tersimpan.")


@pengaduan.command("results")
@click.argument("tahun", type=int)
@click.pass_obj
def pengaduan_results(keluaran: Keluaran, tahun: int) -> None:
    """Mendaftar hasil kerja pemimpin yang dapat dikaitkan."""
    with keluaran.kantor() as kantor:
        semua = list_hasil_unit(kantor, tahun)
    baris = [[f"{s.skp_id}/{s.hasil_id}", s.pemimpin, short(s.hasil)] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["SKP/HASIL", "PEMIMPIN", "HASIL KERJA"], baris) if baris else "Belum ada hasil kerja.",
    )


@pengaduan.command("delete")
@_ID
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def pengaduan_delete(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Menghapus yang keliru dicatat."""
    with keluaran.kantor() as kantor:
        delete_pengaduan(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Dihapus.")


@pengaduan.command("print")
@click.option("--periode", required=True, metavar="PERIODE", help="Misalnya 2026-B06, 2026-TW2, atau 2026")
@click.option("--out", type=FOLDER, required=True, help="Folder tujuan")
@click.pass_obj
def pengaduan_print(keluaran: Keluaran, periode: str, out: Path) -> None:
    """Mencetak register satu bulan, triwulan, atau tahun; nama orang tidak ikut dicetak."""
    with keluaran.kantor() as kantor:
        lembar = print_pengaduan(kantor, periode)
        path = put_pdf(lembar.pdf, out / lembar.nama_berkas)
        note_lembar(kantor, lembar)
    keluaran.result({"ok": True, "file": str(path), "lines": lembar.orang}, f"Ditulis: {path}")


@click.group(cls=Kelompok)
def improvement() -> None:
    """Perbaikan layanan: rencanakan, mulai, selesaikan, bandingkan sebelum dan sesudah."""


@improvement.command("list")
@click.option("--open", "terbuka", is_flag=True, help="Hanya yang belum selesai")
@click.pass_obj
def improvement_list(keluaran: Keluaran, terbuka: bool) -> None:
    """Mendaftar perbaikan, yang terbuka lebih dulu menurut tenggatnya."""
    with keluaran.kantor() as kantor:
        semua = list_perbaikan(kantor, terbuka=terbuka)
    baris = [
        [s.id, short(s.judul), s.penanggung_jawab or "–", str(s.tenggat or "–"), _state(s), outcome_sentence(s.isi)]
        for s in semua
    ]
    keluaran.result(
        [{**msgspec.to_builtins(s), "hasil": outcome_sentence(s.isi)} for s in semua],
        table(["ID", "JUDUL", "PENANGGUNG JAWAB", "TENGGAT", "KEADAAN", "NILAI"], baris)
        if baris
        else "Belum ada perbaikan.",
    )


def _state(satu: BarisPerbaikan) -> str:
    return f"{satu.status.value} (lewat)" if satu.lewat else satu.status.value


@improvement.command("add")
@click.argument("judul", metavar="JUDUL", default="")
@click.option("--from-complaint", "asal", default="", metavar="ID", help="Dari pengaduan ini")
@click.option("--from-survey", "survei", default="", metavar="ID", help="Dari unsur terendah survei ini")
@click.option("--problem", "masalah", default="", help="Masalahnya")
@click.option("--plan", "rencana", default="", help="Yang akan dilakukan")
@click.option("--owner", "siapa", default="", metavar="NIP|ID", help="Penanggung jawab")
@click.option("--due", "tenggat", type=Tanggal(), default=None, help="Tenggat")
@click.option("--source", "sumber", type=Kata(tuple(SUMBER)), default="diisi", help="Dari mana nilainya dibaca")
@_UNSUR
@click.option("--before", "sebelum", default="", metavar="NILAI", help="Nilai sebelumnya, bila diisi sendiri")
@click.option("--lower-is-better", "turun", is_flag=True, help="Makin kecil makin baik")
@click.pass_obj
def improvement_add(keluaran: Keluaran, /, judul: str, asal: str, siapa: str, **pilihan: Any) -> None:
    """Merencanakan satu perbaikan; nilai sebelumnya dibaca dari sumbernya bila ada."""
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, siapa) if siapa else ""
        survei = pilihan["survei"]
        if asal or survei:
            doc_id, _ = plan_from_pengaduan(kantor, asal) if asal else plan_from_survei(kantor, survei)
            isi = open_naskah(kantor, doc_id).isi
            assert isinstance(isi, PerbaikanLayanan)
            ubah = {"judul": judul.strip(), "rencana": pilihan["rencana"], "tenggat": pilihan["tenggat"]}
            ubah["penanggung_jawab_id"] = orang
            baru = msgspec.structs.replace(isi, **{k: v for k, v in ubah.items() if v})
            write_naskah(kantor, doc_id, baru)
            commit_naskah(kantor, doc_id)
        else:
            doc_id, _ = create_perbaikan(
                kantor,
                PerbaikanLayanan(
                    judul=judul,
                    masalah=pilihan["masalah"],
                    rencana=pilihan["rencana"],
                    tenggat=pilihan["tenggat"],
                    penanggung_jawab_id=orang,
                    sumber=SUMBER[pilihan["sumber"]],
                    unsur=UnsurSkm(pilihan["unsur"]) if pilihan["unsur"] else None,
                    naik_baik=not pilihan["turun"],
                    sebelum=UkuranPerbaikan(nilai_ukur=_number(pilihan["sebelum"])),
                ),
            )
    keluaran.result({"ok": True, "id": doc_id}, f"Direncanakan: {doc_id}")


def _number(teks: str) -> str:
    """Return a typed number as documents keep it; words stay as they are."""
    angka = parse_angka(teks)
    return teks.strip() if angka is None else f"{angka:f}"


@improvement.command("measure")
@_ID
@click.argument("nilai", metavar="NILAI", default="")
@click.pass_obj
def improvement_measure(keluaran: Keluaran, doc_id: str, nilai: str) -> None:
    """Mengisi nilai sesudahnya: NILAI, atau tanpa itu dibaca dari sumbernya."""
    with keluaran.kantor() as kantor:
        isi = _open(kantor, doc_id)
        terbaru = UkuranPerbaikan(nilai_ukur=_number(nilai), tanggal=kantor.jam().date())
        sesudah = terbaru if nilai else propose_value(kantor, isi.sumber, isi.unsur, isi.unit_kode)
        write_naskah(kantor, doc_id, msgspec.structs.replace(isi, sesudah=sesudah))
        commit_naskah(kantor, doc_id)
        isi = _open(kantor, doc_id)
    angka = parse_angka(isi.sesudah.nilai_ukur)
    keluaran.result(
        {"ok": True, "id": doc_id, "value": isi.sesudah.nilai_ukur, "shown": format_angka(angka) if angka else ""},
        outcome_sentence(isi),
    )


def _open(kantor: Kantor, doc_id: str) -> PerbaikanLayanan:
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, PerbaikanLayanan)
    return isi


@improvement.command("step")
@_ID
@click.argument("langkah", type=Kata(("mulai", "selesai", "batal", "buka")))
@click.option("--result", "hasil", default="", help="Apa hasilnya, atau alasan membatalkan")
@click.option("--date", "tanggal", type=Tanggal(), default=None, help="Hari selesai")
@click.pass_obj
def improvement_step(keluaran: Keluaran, doc_id: str, langkah: str, hasil: str, tanggal: date | None) -> None:
    """Mengambil satu langkah: mulai, selesai, batal, atau buka kembali."""
    with keluaran.kantor() as kantor:
        advance_perbaikan(kantor, doc_id, langkah, hasil=hasil, tanggal=tanggal)
        isi = _open(kantor, doc_id)
    keluaran.result(
        {"ok": True, "id": doc_id, "status": isi.status.value}, f"{isi.status.value}. {outcome_sentence(isi)}"
    )


PENGADUAN_COMMANDS: tuple[click.Command, ...] = (pengaduan, improvement)
