"""Commands about the journal: read, write, answer, the spreadsheet of one person, and what it proposes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import APA_SAJA, BERKAS, Kelompok, Perintah, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_angka, format_tanggal, format_target, parse_angka
from desktop_app.domain.istilah_kinerja import TanggapanJurnal
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, monday_of, sidik_entri, tanggapan_berlaku
from desktop_app.domain.kelengkapan_jurnal import check_jurnal
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.realisasi import CaraHitung
from desktop_app.messages import sentence_for
from desktop_app.services.bukti import add_bukti
from desktop_app.services.jurnal import (
    Jawaban,
    RincianMinggu,
    answer_jurnal,
    list_jurnal,
    list_menunggu,
    list_minggu,
    look_minggu,
    new_entri,
    open_minggu,
    read_minggu,
)
from desktop_app.services.jurnal_lembar import BarisLembar, export_jurnal, import_jurnal, preview_jurnal
from desktop_app.services.jurnal_pilihan import choices_between, unit_for
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.usulan_realisasi import read_usulan

_TAHUN = click.option("--year", "tahun", type=click.IntRange(2000, 2099), required=True, help="Tahun")
_ORANG = click.argument("pegawai", metavar="NIP|ID")


@click.group(cls=Kelompok)
def journal() -> None:
    """Jurnal hasil kerja: catat, lihat, tanggapi, lembar Excel, dan usulan realisasi."""


@journal.command("list", cls=Perintah)
@click.argument("pegawai", metavar="[NIP|ID]", required=False, default="")
@_TAHUN
@click.pass_obj
def journal_list(keluaran: Keluaran, pegawai: str, tahun: int) -> None:
    """Mendaftar pegawai dengan jurnalnya, atau semua catatan satu pegawai dalam setahun."""
    with keluaran.kantor() as kantor:
        if not pegawai:
            orang = list_jurnal(kantor, tahun)
            baris = [[s.pegawai_id, short(s.nama), str(s.entri), str(s.menunggu), str(s.dipertanyakan)] for s in orang]
            keluaran.result(
                [msgspec.to_builtins(satu) for satu in orang],
                table(["ID", "NAMA", "CATATAN", "MENUNGGU", "DITANYA"], baris) if baris else "Belum ada pegawai.",
            )
            return
        minggu = [(s.doc_id, _week(kantor, s.doc_id)) for s in list_minggu(kantor, find_id(kantor, pegawai), tahun)]
    entri = [(ref, satu) for ref, isi in minggu[::-1] for satu in isi.entri if satu.tanggal.year == tahun]
    keluaran.result(
        [_entry(ref, satu) for ref, satu in entri],
        table(["MINGGU", "ENTRI", "TANGGAL", "HASIL", "JUMLAH", "TANGGAPAN"], [_entry_row(*satu) for satu in entri])
        if entri
        else f"Belum ada catatan tahun {tahun}.",
    )


def _week(kantor: Kantor, doc_id: str) -> Jurnal:
    isi = open_naskah(kantor, doc_id).isi
    if not isinstance(isi, Jurnal):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return isi


def _entry(doc_id: str, satu: EntriJurnal) -> dict[str, Any]:
    return {"minggu": doc_id, **msgspec.to_builtins(satu), "tanggapan": tanggapan_berlaku(satu).value}


def _entry_row(doc_id: str, satu: EntriJurnal) -> list[str]:
    jumlah = f"{satu.jumlah} {satu.satuan}".strip()
    return [doc_id, satu.id, satu.tanggal.isoformat(), short(satu.teks), jumlah, tanggapan_berlaku(satu).value]


@journal.command("results", cls=Perintah)
@_ORANG
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Hari kerja")
@click.pass_obj
def journal_results(keluaran: Keluaran, pegawai: str, tanggal: date) -> None:
    """Memperlihatkan hasil kerja dan indikator yang dapat dipilih pada satu hari, dengan nomornya."""
    with keluaran.kantor() as kantor:
        pilihan = _choices(look_minggu(kantor, find_id(kantor, pegawai), tanggal))
    keluaran.result(
        [{"kunci": kunci, "nomor": kata.split(".")[0], "kata": kata} for kunci, kata in pilihan],
        "\n".join(kata for _, kata in pilihan) or "Tidak ada SKP yang mencakup hari itu.",
    )


def _choices(rincian: RincianMinggu) -> list[tuple[str, str]]:
    akhir = rincian.minggu + timedelta(days=6)
    return choices_between([skp for _, skp in rincian.skp], rincian.minggu, akhir)


@journal.command("add", cls=Perintah)
@_ORANG
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Hari kerja")
@click.option("--text", "teks", required=True, help="Hasil yang dicapai")
@click.option("--result", "hasil", default="", help="Nomor hasil kerja, misalnya 1a (lihat: journal results)")
@click.option("--amount", "jumlah", default="", help="Jumlah, misalnya 12 atau 3,5")
@click.option("--of", "dari", default="", help="Jumlah seluruhnya, untuk persentase")
@click.option("--unit", "satuan", default="", help="Satuan; tanpa ini satuan indikatornya")
@click.option("--evidence", "bukti", multiple=True, type=APA_SAJA, help="Berkas bukti dukung; boleh beberapa")
@click.pass_obj
def journal_add(
    keluaran: Keluaran,
    pegawai: str,
    tanggal: date,
    teks: str,
    hasil: str,
    jumlah: str,
    dari: str,
    satuan: str,
    bukti: tuple[Path, ...],
) -> None:
    """Menambah satu catatan; hari mencatatnya ditulis program."""
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai)
        rincian = look_minggu(kantor, orang, tanggal)
        kunci = _key(rincian, hasil)
        hasil_id, _, indikator_id = kunci.partition("/")
        entri = msgspec.structs.replace(
            new_entri(tanggal),
            teks=teks.strip(),
            hasil_id=hasil_id,
            indikator_id=indikator_id,
            jumlah=_number(jumlah),
            dari=_number(dari),
            satuan=satuan.strip() or (unit_for([s for _, s in rincian.skp], indikator_id) if jumlah else ""),
            bukti=tuple(add_bukti(kantor, satu) for satu in bukti),
        )
        doc_id, _ = open_minggu(kantor, orang, tanggal)
        isi = _week(kantor, doc_id)
        write_naskah(kantor, doc_id, msgspec.structs.replace(isi, entri=(*isi.entri, entri)))
        commit_naskah(kantor, doc_id)
        rincian = read_minggu(kantor, doc_id)
    sendiri = Jurnal(pegawai_id=orang, minggu=monday_of(tanggal), entri=(entri,))
    temuan = [sentence_for(t.kode, t.fakta) for t in check_jurnal(sendiri, [s for _, s in rincian.skp], rincian.hari)]
    keluaran.result(
        {"ok": True, "minggu": doc_id, "entri": entri.id, "temuan": temuan},
        "\n".join([f"Tercatat {tanggal.isoformat()}: {short(teks, 80)}", *(f"- {satu}" for satu in temuan)]),
    )


def _key(rincian: RincianMinggu, hasil: str) -> str:
    """Return the key of a choice by its number ("1a") or its own key; raises ``UserError`` for one that is none."""
    if not hasil.strip():
        return ""
    dicari = hasil.strip().casefold()
    for kunci, kata in _choices(rincian):
        if dicari in (kunci.casefold(), kata.split(".")[0].casefold(), kata.casefold()):
            return kunci
    if not rincian.skp:
        raise UserError("jurnal_tanpa_skp", isi=hasil, mulai=format_tanggal(rincian.minggu))
    raise UserError("jurnal_baris_hasil", isi=hasil)


def _number(teks: str) -> str:
    nilai = parse_angka(teks) if teks else None
    if teks and nilai is None:
        raise UserError("jurnal_baris_jumlah", isi=teks)
    return "" if nilai is None else f"{nilai:f}"


@journal.command("remove", cls=Perintah)
@click.argument("minggu", metavar="MINGGU")
@click.argument("entri", metavar="ENTRI…", nargs=-1, required=True)
@click.option("--reason", default="", help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def journal_remove(keluaran: Keluaran, minggu: str, entri: tuple[str, ...], reason: str) -> None:
    """Menghapus catatan dari satu minggu; riwayatnya tetap ada."""
    with keluaran.kantor() as kantor:
        isi = _week(kantor, minggu)
        if set(entri) - {satu.id for satu in isi.entri}:
            raise UserError("jurnal_entri_tidak_ada")
        sisa = tuple(satu for satu in isi.entri if satu.id not in entri)
        write_naskah(kantor, minggu, msgspec.structs.replace(isi, entri=sisa))
        commit_naskah(kantor, minggu, reason)
    keluaran.result({"ok": True, "dihapus": len(entri)}, f"{len(entri)} catatan dihapus.")


@journal.command("waiting", cls=Perintah)
@click.option(
    "--year",
    "tahun",
    type=click.IntRange(2000, 2099),
    default=None,
    help="Sejak setahun sebelumnya",
)
@click.pass_obj
def journal_waiting(keluaran: Keluaran, tahun: int | None) -> None:
    """Mendaftar catatan bawahan yang belum ditanggapi."""
    with keluaran.kantor() as kantor:
        semua = list_menunggu(kantor, tahun=tahun or 0)
    baris = [
        [s.doc_id, s.entri.id, short(s.nama), s.entri.tanggal.isoformat(), short(s.entri.teks), short(s.hasil, 30)]
        for s in semua
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["MINGGU", "ENTRI", "NAMA", "TANGGAL", "CATATAN", "HASIL KERJA"], baris)
        if baris
        else "Tidak ada yang menunggu.",
    )


@journal.command("answer", cls=Perintah)
@click.argument("minggu", metavar="MINGGU")
@click.argument("entri", metavar="ENTRI…", nargs=-1, required=True)
@click.option("--question", "tanya", default="", help="Yang dipertanyakan; tanpa ini catatannya dibenarkan")
@click.option("--withdraw", "tarik", is_flag=True, help="Menarik kembali tanggapan")
@click.pass_obj
def journal_answer(keluaran: Keluaran, minggu: str, entri: tuple[str, ...], tanya: str, tarik: bool) -> None:
    """Membenarkan atau mempertanyakan catatan bawahan; sebut catatannya satu per satu."""
    kata = TanggapanJurnal.BELUM if tarik else TanggapanJurnal.DIPERTANYAKAN if tanya else TanggapanJurnal.DIBENARKAN
    with keluaran.kantor() as kantor:
        ada = {satu.id: satu for satu in _week(kantor, minggu).entri}
        if set(entri) - set(ada):
            raise UserError("jurnal_entri_tidak_ada")
        answer_jurnal(kantor, [Jawaban(minggu, ref, kata, sidik_entri(ada[ref]), tanya) for ref in entri])
    keluaran.result({"ok": True, "tanggapan": kata.value}, f"{len(entri)} catatan: {kata.value}.")


@journal.command("export", cls=Perintah)
@_ORANG
@_TAHUN
@click.option("--out", type=BERKAS, required=True, help="Berkas .xlsx")
@click.pass_obj
def journal_export(keluaran: Keluaran, pegawai: str, tahun: int, out: Path) -> None:
    """Menulis lembar jurnal satu pegawai untuk diisi di Excel atau LibreOffice."""
    with keluaran.kantor() as kantor:
        jumlah = export_jurnal(kantor, find_id(kantor, pegawai), tahun, out)
    keluaran.result({"ok": True, "path": str(out), "catatan": jumlah}, f"Lembar jurnal: {out} ({jumlah} catatan)")


@journal.command("import", cls=Perintah)
@_ORANG
@click.argument("berkas", metavar="BERKAS", type=APA_SAJA)
@click.option("--dry-run", is_flag=True, help="Hanya pratinjau")
@click.pass_obj
def journal_import(keluaran: Keluaran, pegawai: str, berkas: Path, dry_run: bool) -> None:
    """Mengambil lembar jurnal yang sudah diisi; diambil dua kali tidak menambah apa pun."""
    with keluaran.kantor() as kantor:
        pratinjau = preview_jurnal(kantor, find_id(kantor, pegawai), berkas)
        if not dry_run:
            import_jurnal(kantor, pratinjau)
    baris = [[str(s.nomor), s.nasib.value, short(s.teks), short(_remark(s), 60)] for s in pratinjau.baris]
    keluaran.result(
        {
            "ok": True,
            "dry_run": dry_run,
            "baris": [
                {"nomor": s.nomor, "nasib": s.nasib.value, "teks": s.teks, "keterangan": _remark(s)}
                for s in pratinjau.baris
            ],
        },
        table(["BARIS", "NASIB", "CATATAN", "KETERANGAN"], baris) if baris else "Tidak ada baris yang terisi.",
    )


def _remark(satu: BarisLembar) -> str:
    if satu.alasan:
        return sentence_for(satu.alasan, satu.fakta or {})
    return " ".join(sentence_for(t.kode, t.fakta) for t in satu.peringatan)


@journal.command("proposal", cls=Perintah)
@_ORANG
@click.argument("periode", metavar="PERIODE")
@click.option("--way", "cara", type=click.Choice([satu.value for satu in CaraHitung]), default=None, help="Cara hitung")
@click.pass_obj
def journal_proposal(keluaran: Keluaran, pegawai: str, periode: str, cara: str | None) -> None:
    """Memperlihatkan realisasi yang diusulkan jurnal untuk tiap indikator; tidak mengubah apa pun."""
    waktu = parse_periode(periode)
    with keluaran.kantor() as kantor:
        orang = find_id(kantor, pegawai)
        skp = look_minggu(kantor, orang, waktu.mulai).skp
        kena = next((ref for ref, satu in skp if satu.mulai <= waktu.selesai and satu.akhir >= waktu.mulai), "")
        if not kena:
            raise UserError("periode_di_luar_skp", periode=waktu.kode)
        pilihan = {i.id: CaraHitung(cara) for _, s in skp for h in s.hasil for i in h.indikator} if cara else {}
        usulan = read_usulan(kantor, orang, kena, waktu.kode, cara=pilihan)
        kata = {i.id: i.teks or i.narasi for _, s in skp for h in s.hasil for i in h.indikator}
        kata |= {h.id: h.teks for _, s in skp for h in s.hasil}
    baris = [
        [
            short(kata.get(s.id, s.id)),
            format_target(s.target) or "–",
            s.teks or "–",
            f"{format_angka(s.capaian)}%" if s.capaian is not None else "–",
            s.cara.value,
        ]
        for s in usulan
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) | {"indikator": kata.get(satu.id, "")} for satu in usulan],
        table(["INDIKATOR", "TARGET", "USULAN", "CAPAIAN", "CARA"], baris) if baris else "SKP ini belum ada isinya.",
    )


JURNAL_COMMANDS: tuple[click.Command, ...] = (journal,)
