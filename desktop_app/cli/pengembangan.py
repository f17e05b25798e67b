"""Commands about individual development plans: needs, steps, events attended, hours of a year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, FOLDER, Bilangan, Kata, Kelompok, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hitung_jp import JumlahJp
from desktop_app.domain.istilah_pengembangan import BentukPengembangan
from desktop_app.services.cetak import note_cetak, save_pdf
from desktop_app.services.kantor import Kantor
from desktop_app.services.kata_pengembangan import STATUS, SUMBER
from desktop_app.services.kebutuhan_pengembangan import needs_of
from desktop_app.services.lihat import find_id
from desktop_app.services.pengembangan import (
    add_langkah,
    agree_pengembangan,
    choose_kebutuhan,
    create_pengembangan,
    delete_pengembangan,
    list_pengembangan,
    read_pengembangan,
    record_dampak,
    record_pelaksanaan,
)
from desktop_app.services.pengembangan_cetak import export_jam, print_pengembangan, summary_of

_ORANG = click.argument("pegawai", metavar="NIP|ID")
_TAHUN = click.option("--year", "tahun", type=Bilangan(2017, 2099), required=True, help="Tahun rencana")


@click.group(cls=Kelompok)
def development() -> None:
    """Rencana pengembangan individu: kebutuhan, langkah, kegiatan yang diikuti, jam pelajaran setahun."""


@development.command("show")
@_ORANG
@_TAHUN
@click.pass_obj
def development_show(keluaran: Keluaran, pegawai: str, tahun: int) -> None:
    """Memperlihatkan rencana satu pegawai; dibuat bila belum ada."""
    with keluaran.kantor() as kantor:
        _show(keluaran, kantor, _plan(kantor, pegawai, tahun))


@development.command("propose")
@_ORANG
@_TAHUN
@click.option("--take", "ambil", multiple=True, metavar="KUNCI", help="Jadikan langkah; boleh berkali-kali")
@click.option("--take-all", "semua", is_flag=True, help="Jadikan semuanya langkah")
@click.pass_obj
def development_propose(keluaran: Keluaran, pegawai: str, tahun: int, ambil: tuple[str, ...], semua: bool) -> None:
    """Mengusulkan kebutuhan dari kompetensi, hasil evaluasi, umpan balik, bimbingan, dan SKM unit."""
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai)
        if ambil or semua:
            kunci = [satu.kunci for satu in needs_of(kantor, orang, tahun)] if semua else list(ambil)
            doc_id, _ = create_pengembangan(kantor, orang, tahun)
            choose_kebutuhan(kantor, doc_id, kunci)
        ada = needs_of(kantor, orang, tahun)
    baris = [
        [s.kunci, SUMBER[s.sumber], short(s.kebutuhan), short(s.penjelasan, 60), "ya" if s.dipilih else "–"]
        for s in ada
    ]
    keluaran.result(
        [
            {
                "kunci": s.kunci,
                "sumber": s.sumber.value,
                "kode": s.kode,
                "acuan": s.acuan_id,
                "kebutuhan": s.kebutuhan,
                "penjelasan": s.penjelasan,
                "dipilih": s.dipilih,
            }
            for s in ada
        ],
        table(["KUNCI", "SUMBER", "KEBUTUHAN", "SEBAB", "DALAM RENCANA"], baris)
        if baris
        else f"Tidak ada kebutuhan yang terbaca untuk tahun {tahun}.",
    )


@development.command("add")
@_ORANG
@_TAHUN
@click.option("--need", "kebutuhan", required=True, help="Apa yang dikembangkan")
@click.option("--form", "bentuk", type=Kata([s.value for s in BentukPengembangan]), default=None, help="Caranya")
@click.option("--event", "acara", default="", help="Kegiatannya")
@click.option("--hours", "jp", type=Bilangan(0, 2000), default=0, help="JP yang direncanakan")
@click.option("--due", "tenggat", type=Tanggal(), default=None, help="Batas waktunya")
@click.pass_obj
def development_add(
    keluaran: Keluaran,
    pegawai: str,
    tahun: int,
    kebutuhan: str,
    bentuk: str | None,
    acara: str,
    jp: int,
    tenggat: date | None,
) -> None:
    """Menambah satu langkah sendiri ke dalam rencana."""
    with keluaran.kantor() as kantor:
        doc_id = _plan(kantor, pegawai, tahun)
        cara = BentukPengembangan(bentuk) if bentuk else None
        add_langkah(kantor, doc_id, kebutuhan, bentuk=cara, acara=acara, target_jp=jp, tenggat=tenggat)
        _show(keluaran, kantor, doc_id)


@development.command("done")
@_ORANG
@_TAHUN
@click.option("--step", "langkah", required=True, metavar="ID_LANGKAH", help="Langkah yang dijalankan")
@click.option("--event", "nama", default="", help="Kegiatan yang diikuti")
@click.option("--date", "selesai", type=Tanggal(), default=None, help="Hari terakhirnya")
@click.option("--from", "mulai", type=Tanggal(), default=None, help="Hari pertamanya")
@click.option("--hours", "jp", type=Bilangan(0, 2000), default=0, help="JP kegiatan itu")
@click.option("--by", "penyelenggara", default="", help="Penyelenggara")
@click.option("--certificate", "sertifikat", default="", help="Nomor sertifikat")
@click.option("--again", "lagi", is_flag=True, help="Kegiatan lain yang nama, tanggal, dan sertifikatnya sama")
@click.option("--effect", "dampak", default=None, help="Perubahan yang terlihat sesudahnya")
@click.option(
    "--seen-in", "penilaian", default="", metavar="ID_PENILAIAN", help="Penilaian tempat perubahan itu terlihat"
)
@click.pass_obj
def development_done(
    keluaran: Keluaran,
    pegawai: str,
    tahun: int,
    langkah: str,
    nama: str,
    selesai: date | None,
    mulai: date | None,
    jp: int,
    penyelenggara: str,
    sertifikat: str,
    lagi: bool,
    dampak: str | None,
    penilaian: str,
) -> None:
    """Mencatat kegiatan yang diikuti dengan JP-nya, atau perubahan yang terlihat sesudahnya."""
    with keluaran.kantor() as kantor:
        doc_id = _plan(kantor, pegawai, tahun)
        if nama or dampak is None:
            record_pelaksanaan(
                kantor,
                doc_id,
                langkah,
                nama=nama,
                selesai=selesai or kantor.jam().date(),
                mulai=mulai,
                jp=jp,
                penyelenggara=penyelenggara,
                nomor_sertifikat=sertifikat,
                lagi=lagi,
            )
        if dampak is not None:
            record_dampak(kantor, doc_id, langkah, dampak, penilaian)
        _show(keluaran, kantor, doc_id)


@development.command("agree")
@_ORANG
@_TAHUN
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Tanggal kesepakatan")
@click.pass_obj
def development_agree(keluaran: Keluaran, pegawai: str, tahun: int, tanggal: date) -> None:
    """Mencatat tanggal rencana disepakati; bukan oleh pegawainya sendiri."""
    with keluaran.kantor() as kantor:
        doc_id = _plan(kantor, pegawai, tahun)
        agree_pengembangan(kantor, doc_id, tanggal)
        _show(keluaran, kantor, doc_id)


@development.command("hours")
@_TAHUN
@click.option("--out", type=BERKAS, default=None, help="Simpan daftar: .xlsx, .csv, atau .pdf")
@click.pass_obj
def development_hours(keluaran: Keluaran, tahun: int, out: Path | None) -> None:
    """Mendaftar JP semua pegawai setahun: yang sudah, yang kurang, yang tanpa sertifikat."""
    with keluaran.kantor() as kantor:
        semua = list_pengembangan(kantor, tahun)
        if out is not None:
            export_jam(kantor, tahun, out)
    baris = [
        [short(s.nama), str(s.jam.jp), str(s.jam.kurang), str(s.jam.tanpa_sertifikat), str(s.terbuka), str(s.celah)]
        for s in semua
    ]
    daftar = table(["NAMA", "JP", "KURANG", "TANPA SERTIFIKAT", "LANGKAH TERBUKA", "DI BAWAH STANDAR"], baris)
    keluaran.result(
        [{**msgspec.to_builtins(satu), "jam": _hours(satu.jam)} for satu in semua],
        f"{daftar}\n{summary_of(semua)}" if baris else "Belum ada pegawai.",
    )


@development.command("print")
@_ORANG
@_TAHUN
@click.option("--out", type=FOLDER, required=True, help="Folder tujuan")
@click.pass_obj
def development_print(keluaran: Keluaran, pegawai: str, tahun: int, out: Path) -> None:
    """Mencetak rencana pengembangan satu pegawai sebagai PDF."""
    with keluaran.kantor() as kantor:
        doc_id = _plan(kantor, pegawai, tahun)
        cetak = print_pengembangan(kantor, doc_id)
        path = save_pdf(cetak, out)
        note_cetak(kantor, cetak)
    keluaran.result({"ok": True, "id": doc_id, "berkas": str(path)}, f"{cetak.judul}: {path}")


@development.command("delete")
@_ORANG
@_TAHUN
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def development_delete(keluaran: Keluaran, pegawai: str, tahun: int, reason: str) -> None:
    """Menghapus rencana yang belum mencatat kegiatan apa pun."""
    with keluaran.kantor() as kantor:
        doc_id = _plan(kantor, pegawai, tahun)
        delete_pengembangan(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Rencana pengembangan dihapus.")


def _plan(kantor: Kantor, pegawai: str, tahun: int) -> str:
    """Return the plan of a person and year; whoever may only look gets the one that is there."""
    orang = find_id(kantor, pegawai)
    ada = next((s.id for s in list_pengembangan(kantor, tahun) if s.pegawai_id == orang and s.id), "")
    return ada or create_pengembangan(kantor, orang, tahun)[0]


def _hours(jam: JumlahJp) -> dict[str, int]:
    return {
        "jp": jam.jp,
        "target": jam.target,
        "kurang": jam.kurang,
        "tanpa_sertifikat": jam.tanpa_sertifikat,
        "tahun_lain": jam.tahun_lain,
        "tanpa_tanggal": jam.tanpa_tanggal,
    }


def _show(keluaran: Keluaran, kantor: Kantor, doc_id: str) -> None:
    buka = read_pengembangan(kantor, doc_id)
    isi, jam = buka.isi, buka.jam
    baris = [
        [
            satu.id,
            short(satu.kebutuhan),
            SUMBER[satu.sumber],
            STATUS[satu.status],
            str(sum(acara.jp for acara in satu.pelaksanaan)),
            short(satu.dampak, 30) or "–",
        ]
        for satu in isi.butir
    ]
    sepakat = format_tanggal(isi.disepakati) if isi.disepakati else "belum disepakati"
    teks = [
        f"Rencana pengembangan {isi.tahun} {doc_id}: {buka.pegawai.nama} ({sepakat})",
        f"{jam.jp} dari {jam.target} JP, kurang {jam.kurang}. Tanpa sertifikat {jam.tanpa_sertifikat} JP.",
        table(["LANGKAH", "KEBUTUHAN", "SUMBER", "STATUS", "JP", "PERUBAHAN"], baris)
        if baris
        else "Belum ada langkah.",
    ]
    data = {
        "ok": True,
        "id": doc_id,
        "pegawai": buka.pegawai.nama,
        "tahun": isi.tahun,
        "jam": _hours(jam),
        "disepakati": isi.disepakati,
        "butir": [msgspec.to_builtins(satu) for satu in isi.butir],
    }
    keluaran.result(data, "\n".join(teks))


PENGEMBANGAN_COMMANDS: tuple[click.Command, ...] = (development,)
