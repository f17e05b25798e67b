"""Commands about who assesses: another assessor from a day on, and the hand-over of one who leaves."""

from __future__ import annotations

from datetime import date
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import SebabSerahTerima, StatusSerahTerima
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.messages import sentence
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pergantian_penilai import BarisGanti, change_penilai, preview_penilai
from desktop_app.services.serah_terima import (
    RincianSerah,
    create_serah_terima,
    delete_serah_terima,
    finish_serah_terima,
    list_penerima,
    list_serah_terima,
    read_serah_terima,
)
from desktop_app.services.serah_terima_kata import SEBAB, fixed_text, open_text, reason_text, rules_of

ATASAN = "atasan"
_COBA = click.option("--dry-run", is_flag=True, help="Hanya pratinjau")
_ID = click.argument("doc_id", metavar="ID")


@click.command("change-penilai", cls=Perintah)
@click.argument("people", metavar="NIP|ID…", nargs=-1, required=True)
@click.option("--to", "penilai", required=True, metavar="NIP|ID", help="Pejabat penilai yang baru")
@click.option("--superior", "atasan", default="", metavar="NIP|ID", help="Atasannya; kosong: penilai dari penilai itu")
@click.option("--since", type=Tanggal(), required=True, help="Berlaku mulai tanggal; boleh tanggal lampau")
@click.option("--reason", default="", help="Alasannya; tersimpan di riwayat")
@_COBA
@click.pass_obj
def change_penilai_command(
    keluaran: Keluaran, people: tuple[str, ...], penilai: str, atasan: str, since: date, reason: str, dry_run: bool
) -> None:
    """Mengganti pejabat penilai satu atau banyak pegawai; draf yang terbuka ikut, yang sudah tetap tidak berubah."""
    with keluaran.kantor() as kantor:
        ids = [find_id(kantor, satu) for satu in people]
        baru, di_atas = find_id(kantor, penilai), find_id(kantor, atasan) if atasan else ""
        baris = preview_penilai(kantor, ids, since, baru, di_atas)
        if not dry_run:
            change_penilai(kantor, ids, since, baru, di_atas, alasan=reason)
    gagal = any(satu.galat for satu in baris)
    judul = "Pratinjau, belum disimpan." if dry_run else f"Penilai diganti mulai {format_tanggal(since)}."
    keluaran.result(
        {"ok": not gagal, "dry_run": dry_run, "since": since.isoformat(), "people": [_change(satu) for satu in baris]},
        table(["NAMA", "PENILAI LAMA", "PENILAI BARU", "YANG TERJADI"], [_change_row(satu) for satu in baris])
        + f"\n{judul}",
    )
    if gagal:
        raise SystemExit(1)


def _change(satu: BarisGanti) -> dict[str, Any]:
    return {
        "pegawai": satu.pegawai_id,
        "nama": satu.nama,
        "lama": satu.lama,
        "baru": satu.baru,
        "ikut": [msgspec.to_builtins(dokumen) for dokumen in satu.ikut],
        "tetap": satu.tetap,
        "sudah": satu.sudah,
        "alasan": sentence(satu.galat) if satu.galat else "",
    }


def _change_row(satu: BarisGanti) -> list[str]:
    if satu.galat is not None:
        return [satu.nama, satu.lama, satu.baru, f"tidak dapat: {sentence(satu.galat)}"]
    isi = "sudah begitu" if satu.sudah else f"{len(satu.ikut)} draf ikut, {satu.tetap} tetap"
    return [satu.nama, satu.lama or "–", satu.baru, isi]


@click.group(cls=Kelompok)
def handover() -> None:
    """Serah terima pejabat penilai yang pergi: siapkan, lihat, selesaikan, cetak lembarnya."""


@handover.command("list")
@click.option("--open", "terbuka", is_flag=True, help="Hanya yang belum selesai")
@click.pass_obj
def handover_list(keluaran: Keluaran, terbuka: bool) -> None:
    """Mendaftar serah terima, yang belum selesai lebih dulu."""
    with keluaran.kantor() as kantor:
        semua = list_serah_terima(kantor, terbuka=terbuka)
    baris = [[s.id, s.penyerah, s.penerima or "–", s.mulai.isoformat(), s.status.value] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["ID", "MENYERAHKAN", "MENERIMA", "MULAI", "STATUS"], baris) if baris else "Belum ada serah terima.",
    )


@handover.command("start")
@click.argument("pegawai", metavar="NIP|ID")
@click.option("--since", type=Tanggal(), required=True, help="Hari pertama pejabat penilai yang baru")
@click.option("--to", "penerima", default="", metavar=f"NIP|ID|{ATASAN}", help="Penggantinya, atau atasan penilai itu")
@click.option("--reason", "jenis", type=click.Choice([satu.value for satu in SEBAB]), default=None, help="Sebabnya")
@click.option("--letter", "surat", default="", help="Surat keputusan, atau keterangan sebabnya")
@click.option("--note", default="", help="Catatan dan tindak lanjut untuk penggantinya")
@click.pass_obj
def handover_start(
    keluaran: Keluaran, pegawai: str, since: date, penerima: str, jenis: str | None, surat: str, note: str
) -> None:
    """Menyiapkan serah terima, atau melanjutkan yang sudah disiapkan untuk hari itu; belum mengubah apa pun."""
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai)
        oleh = _receiver(kantor, orang, since, penerima)
        sebab = SebabSerahTerima(jenis) if jenis else None
        doc_id, _ = create_serah_terima(kantor, orang, since, oleh, sebab or SebabSerahTerima.MUTASI, surat)
        isi = open_naskah(kantor, doc_id).isi
        assert isinstance(isi, SerahTerima)
        ubah = {"penerima_id": oleh, "jenis_sebab": sebab, "sebab": surat.strip(), "catatan": note.strip()}
        baru = msgspec.structs.replace(isi, **{nama: nilai for nama, nilai in ubah.items() if nilai})
        if baru != isi:
            write_naskah(kantor, doc_id, baru)
            commit_naskah(kantor, doc_id)
        rincian = read_serah_terima(kantor, doc_id)
    keluaran.result({"ok": True, **_details(rincian)}, _details_text(rincian))


def _receiver(kantor: Kantor, orang: str, since: date, penerima: str) -> str:
    if penerima.strip().casefold() != ATASAN:
        return find_id(kantor, penerima) if penerima else ""
    return next((satu.id for satu in list_penerima(kantor, orang, since) if satu.atasan), "")


@handover.command("show")
@_ID
@click.pass_obj
def handover_show(keluaran: Keluaran, doc_id: str) -> None:
    """Memperlihatkan satu serah terima: apa yang tetap, apa yang terbuka, dan siapa menyelesaikannya."""
    with keluaran.kantor() as kantor:
        rincian = read_serah_terima(kantor, doc_id)
    keluaran.result(_details(rincian), _details_text(rincian))


@handover.command("finish")
@_ID
@click.option("--date", "tanggal", type=Tanggal(), default=None, help="Tanggal pada lembar; tanpa ini hari pertamanya")
@click.option("--place", default="", help="Tempat pada lembar")
@_COBA
@click.pass_obj
def handover_finish(keluaran: Keluaran, doc_id: str, tanggal: date | None, place: str, dry_run: bool) -> None:
    """Menyelesaikan serah terima: semua bawahan mendapat penilai baru, draf yang terbuka berpindah, sekaligus."""
    with keluaran.kantor() as kantor:
        rincian = read_serah_terima(kantor, doc_id)
        if not dry_run:
            finish_serah_terima(kantor, doc_id, tanggal=tanggal or rincian.isi.mulai, tempat=place)
            rincian = read_serah_terima(kantor, doc_id)
    akhir = "Pratinjau, belum disimpan." if dry_run else "Serah terima selesai. Cetak: print serah-terima --pegawai …"
    keluaran.result({"ok": True, "dry_run": dry_run, **_details(rincian)}, f"{_details_text(rincian)}\n{akhir}")


@handover.command("delete")
@_ID
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def handover_delete(keluaran: Keluaran, doc_id: str, reason: str) -> None:
    """Menghapus serah terima yang belum selesai."""
    with keluaran.kantor() as kantor:
        delete_serah_terima(kantor, doc_id, reason)
    keluaran.result({"ok": True, "id": doc_id}, "Draf serah terima dihapus.")


def _details(rincian: RincianSerah) -> dict[str, Any]:
    isi = rincian.isi
    return {
        "id": rincian.doc_id,
        "status": isi.status.value,
        "penyerah": rincian.penyerah.nama,
        "penerima": rincian.penerima.nama,
        "mulai": isi.mulai.isoformat(),
        "sebab": isi.jenis_sebab.value,
        "surat": isi.sebab,
        "ikut_atasan": rincian.ikut_atasan,
        "bawahan": [
            {
                "id": satu.id,
                "nama": satu.nama,
                "penilai": satu.penilai,
                "dokumen": [{**msgspec.to_builtins(d), "oleh": rincian.nama.get(d.oleh_id, "")} for d in satu.dokumen],
                "alasan": sentence(satu.galat) if satu.galat else "",
            }
            for satu in rincian.bawahan
        ],
    }


def _details_text(rincian: RincianSerah) -> str:
    isi = rincian.isi
    baris = []
    for satu in rincian.bawahan:
        buka = open_text(satu.dokumen, rincian.nama).replace("\n", "; ")
        baris.append([short(satu.nama), short(fixed_text(satu.dokumen)), sentence(satu.galat) if satu.galat else buka])
    status = "selesai" if isi.status is StatusSerahTerima.SELESAI else "draf"
    kepala = (
        f"Serah terima {rincian.doc_id} ({status}): {rincian.penyerah.nama} kepada "
        f"{rincian.penerima.nama or '(belum dipilih)'} mulai {format_tanggal(isi.mulai)}, sebab: {reason_text(isi)}"
    )
    aturan = [f"- {satu}" for satu in rules_of(d for satu in rincian.bawahan for d in satu.dokumen)]
    return "\n".join([kepala, table(["PEGAWAI", "SUDAH TETAP", "TERBUKA DAN SIAPA"], baris), *aturan])


SERAH_TERIMA_COMMANDS: tuple[click.Command, ...] = (change_penilai_command, handover)
