"""Commands about what follows an evaluation, and about one's own results and why they are what they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import JenisTindakLanjut
from desktop_app.exchange import place_file
from desktop_app.services.hasil_saya import HasilLengkap, list_hasil, not_noted, read_hasil
from desktop_app.services.lihat import find_id
from desktop_app.services.mengapa import Mengapa, read_mengapa
from desktop_app.services.mengapa_cetak import print_tindak_lanjut
from desktop_app.services.tindak_lanjut import (
    BarisTindakLanjut,
    SaringTindakLanjut,
    close_tindak_lanjut,
    create_tindak_lanjut,
    list_tindak_lanjut,
    note_tindak_lanjut,
    propose_tindak_lanjut,
    reopen_tindak_lanjut,
)
from desktop_app.services.tindak_lanjut_kata import jenis_text, status_text
from desktop_app.services.waktu import now

_ID = click.argument("doc_id", metavar="ID")
_TANGGAL = click.option("--date", "tanggal", type=Tanggal(), default=None, help="Tanggalnya; tanpa ini hari ini")
_SARING = click.option(
    "--filter",
    "saring",
    type=click.Choice([satu.value for satu in SaringTindakLanjut]),
    default=SaringTindakLanjut.TERBUKA.value,
    help="Yang mana",
)
_PEGAWAI = click.option("--pegawai", default="", metavar="NIP|ID", help="Hanya pegawai ini")


@click.group("follow-up", cls=Kelompok)
def follow_up() -> None:
    """Tindak lanjut hasil evaluasi: daftar, usulan, tambah, catat kemajuan, tutup, cetak."""


@follow_up.command("list", cls=Perintah)
@_SARING
@_PEGAWAI
@click.pass_obj
def follow_up_list(keluaran: Keluaran, saring: str, pegawai: str) -> None:
    """Mendaftar tindak lanjut, yang lewat tenggat lebih dulu."""
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai) if pegawai else ""
        semua = list_tindak_lanjut(kantor, SaringTindakLanjut(saring), pegawai_id=orang)
    baris = [
        [
            s.id,
            short(s.nama),
            jenis_text(s.isi.jenis),
            short(s.isi.uraian),
            s.isi.tenggat.isoformat() if s.isi.tenggat else "–",
            short(s.oleh),
            status_text(s.isi.status, s.lewat),
        ]
        for s in semua
    ]
    kepala = ["ID", "PEGAWAI", "JENIS", "TINDAK LANJUT", "TENGGAT", "PENANGGUNG JAWAB", "KEADAAN"]
    keluaran.result([_data(s) for s in semua], table(kepala, baris) if baris else "Tidak ada tindak lanjut.")


def _data(satu: BarisTindakLanjut) -> dict[str, Any]:
    return {
        "id": satu.id,
        "nama": satu.nama,
        "oleh": satu.oleh,
        "lewat_hari": satu.lewat,
        **msgspec.to_builtins(satu.isi),
    }


@follow_up.command("propose", cls=Perintah)
@click.argument("penilaian_id", metavar="ID_PENILAIAN")
@click.pass_obj
def follow_up_propose(keluaran: Keluaran, penilaian_id: str) -> None:
    """Memperlihatkan usulan tindak lanjut satu penilaian final; tidak ada yang dicatat."""
    with keluaran.kantor() as kantor:
        semua = propose_tindak_lanjut(kantor, penilaian_id)
    teks = "\n".join(f"- {jenis_text(s.jenis)}: {s.uraian} ({s.dasar})" for s in semua)
    keluaran.result([msgspec.to_builtins(s) for s in semua], teks or "Tidak ada predikat, jadi tidak ada usulan.")


@follow_up.command("add", cls=Perintah)
@click.argument("penilaian_id", metavar="ID_PENILAIAN")
@click.option("--kind", "jenis", type=click.Choice([s.value for s in JenisTindakLanjut]), required=True, help="Jenis")
@click.option("--text", "uraian", required=True, help="Apa yang akan dilakukan")
@click.option("--basis", "dasar", default="", help="Dasarnya; wajib untuk usulan sanksi")
@click.option("--owner", "oleh", default="", metavar="NIP|ID", help="Penanggung jawab; tanpa ini pejabat penilai")
@click.option("--due", "tenggat", type=Tanggal(), default=None, help="Tenggat")
@click.option("--plan", "rencana", default="", metavar="ID", help="Rencana pengembangan yang memuatnya")
@click.pass_obj
def follow_up_add(
    keluaran: Keluaran,
    penilaian_id: str,
    jenis: str,
    uraian: str,
    dasar: str,
    oleh: str,
    tenggat: date | None,
    rencana: str,
) -> None:
    """Mencatat satu tindak lanjut dari penilaian yang sudah final."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_tindak_lanjut(
            kantor,
            penilaian_id,
            JenisTindakLanjut(jenis),
            uraian,
            dasar=dasar,
            penanggung_jawab_id=find_id(kantor, oleh) if oleh else "",
            tenggat=tenggat,
            rencana_id=rencana,
        )
    keluaran.result({"ok": True, "id": doc_id}, f"Tindak lanjut dicatat: {doc_id}")


@follow_up.command("note", cls=Perintah)
@_ID
@click.option("--text", "teks", required=True, help="Apa yang sudah terjadi")
@_TANGGAL
@click.pass_obj
def follow_up_note(keluaran: Keluaran, doc_id: str, teks: str, tanggal: date | None) -> None:
    """Mencatat kemajuan; penanggung jawab boleh, juga bila bukan penilai."""
    with keluaran.kantor() as kantor:
        note_tindak_lanjut(kantor, doc_id, teks, tanggal=tanggal or now().date())
    keluaran.result({"ok": True, "id": doc_id}, "Kemajuan dicatat.")


@follow_up.command("close", cls=Perintah)
@_ID
@click.option("--outcome", "hasil", required=True, help="Hasilnya, atau sebab dibatalkan")
@click.option("--cancel", "batal", is_flag=True, help="Dibatalkan, bukan selesai")
@_TANGGAL
@click.pass_obj
def follow_up_close(keluaran: Keluaran, doc_id: str, hasil: str, batal: bool, tanggal: date | None) -> None:
    """Menutup tindak lanjut dengan hasilnya."""
    with keluaran.kantor() as kantor:
        close_tindak_lanjut(kantor, doc_id, hasil, tanggal=tanggal or now().date(), batal=batal)
    keluaran.result({"ok": True, "id": doc_id}, "Tindak lanjut dibatalkan." if batal else "Tindak lanjut selesai.")


@follow_up.command("reopen", cls=Perintah)
@_ID
@click.option("--reason", required=True, help="Alasannya; tersimpan di catatan")
@_TANGGAL
@click.pass_obj
def follow_up_reopen(keluaran: Keluaran, doc_id: str, reason: str, tanggal: date | None) -> None:
    """Membuka kembali yang sudah ditutup."""
    with keluaran.kantor() as kantor:
        reopen_tindak_lanjut(kantor, doc_id, reason, tanggal=tanggal or now().date())
    keluaran.result({"ok": True, "id": doc_id}, "Tindak lanjut dibuka kembali.")


@follow_up.command("print", cls=Perintah)
@_SARING
@_PEGAWAI
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder tujuan")
@click.pass_obj
def follow_up_print(keluaran: Keluaran, saring: str, pegawai: str, out: Path) -> None:
    """Mencetak daftar tindak lanjut ke PDF, seunit atau seorang."""
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai) if pegawai else ""
        nama, pdf = print_tindak_lanjut(kantor, SaringTindakLanjut(saring), pegawai_id=orang)
    place_file(pdf, out / nama)
    keluaran.result({"ok": True, "file": str(out / nama)}, f"Daftar tindak lanjut: {out / nama}")


@click.command("my-results", cls=Perintah)
@_PEGAWAI
@click.option("--id", "penilaian_id", default="", metavar="ID_PENILAIAN", help="Satu periode selengkapnya")
@click.pass_obj
def my_results(keluaran: Keluaran, pegawai: str, penilaian_id: str) -> None:
    """Hasil penilaian sendiri di semua periode: dasar, rencana, tenggat, dan siapa yang melihatnya."""
    with keluaran.kantor() as kantor:
        if penilaian_id:
            lengkap = read_hasil(kantor, penilaian_id)
            keluaran.result(msgspec.to_builtins(lengkap, enc_hook=str), _complete(lengkap))
            return
        semua = list_hasil(kantor, find_id(kantor, pegawai) if pegawai else "")
    baris = [
        [
            s.penilaian_id,
            s.nama_periode,
            s.predikat.value if s.predikat else ("tidak dinilai" if s.tidak_dinilai else "belum final"),
            s.semula.value if s.semula else "–",
            s.tanggal.isoformat() if s.tanggal else "–",
            str(s.tindak_lanjut),
        ]
        for s in semua
    ]
    kepala = ["ID", "PERIODE", "PREDIKAT", "SEMULA", "TANGGAL", "TINDAK LANJUT"]
    keluaran.result([msgspec.to_builtins(s) for s in semua], table(kepala, baris) if baris else "Belum ada penilaian.")


def _complete(isi: HasilLengkap) -> str:
    baris = [f"{isi.nama}, {isi.baris.nama_periode}"]
    if isi.mengapa is not None:
        baris += ["", _why_text(isi.mengapa)]
    lain = [(b.judul, b.kalimat) for b in isi.dasar]
    lain += [("Yang direncanakan", isi.rencana), ("Tenggat", isi.tenggat)]
    if isi.pembaca is not None:
        orang = tuple(f"{s.nama} ({s.peran}) {s.perbuatan} {s.mulai} – {s.sampai}" for s in isi.pembaca)
        lain.append(("Siapa yang melihat", (*(orang or ("Belum ada catatan.",)), *not_noted())))
    for judul, kalimat in lain:
        baris += ["", judul, *(f"- {satu}" for satu in kalimat or ("Tidak ada.",))]
    return "\n".join(baris)


@click.command("why", cls=Perintah)
@click.argument("penilaian_id", metavar="ID_PENILAIAN")
@click.pass_obj
def why(keluaran: Keluaran, penilaian_id: str) -> None:
    """Menjelaskan predikat satu penilaian final: rating, kuadran, dasar, dan cara mengajukan keberatan."""
    with keluaran.kantor() as kantor:
        isi = read_mengapa(kantor, penilaian_id)
    keluaran.result(msgspec.to_builtins(isi, enc_hook=str), _why_text(isi))


def _why_text(isi: Mengapa) -> str:
    baris = [isi.judul, f"{isi.pegawai.nama}, {isi.periode}"]
    if isi.tanggal:
        baris[-1] += f", {format_tanggal(isi.tanggal)}"
    for bagian in isi.bagian:
        baris += ["", bagian.judul, *(f"- {satu}" for satu in bagian.kalimat)]
    if isi.tempat is not None:
        sel = [
            [
                nama,
                *(f"[{teks}]" if isi.tempat == (n, m) else teks for m, teks in enumerate(kotak)),
            ]
            for n, (nama, kotak) in enumerate(zip(isi.baris, isi.sel, strict=True))
        ]
        baris += ["", table(["HASIL KERJA \\ PERILAKU", *isi.kolom], sel)]
    return "\n".join([*baris, "", "Bila tidak setuju", *(f"- {satu}" for satu in isi.keberatan)])


TINDAK_LANJUT_COMMANDS: tuple[click.Command, ...] = (follow_up, my_results, why)
