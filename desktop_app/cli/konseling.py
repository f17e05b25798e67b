"""Commands of counselling: report, appoint, record, close, open and print its sealed sections."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kata, Kelompok
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import BagianKonseling
from desktop_app.domain.kalimat import end
from desktop_app.messages import sentence_for
from desktop_app.services.berkas import read_input
from desktop_app.services.cetak import put_pdf
from desktop_app.services.konseling import (
    BagianDisegel,
    IsiBagian,
    IsiLaporan,
    IsiPenetapan,
    IsiRekaman,
    IsiTindakLanjut,
    assign_konseling,
    close_konseling,
    record_konseling,
    report_konseling,
)
from desktop_app.services.konseling_buka import count_lost, get_konseling, list_konseling, open_bagian
from desktop_app.services.konseling_cetak import (
    JUDUL,
    KATA_ISIAN,
    KATA_STATUS,
    print_bagian,
    print_daftar_konseling,
)
from desktop_app.services.lihat import find_id

MAKS_BYTE = 64 * 1024
TIPE: dict[str, type[IsiBagian]] = {
    "laporan": IsiLaporan,
    "penetapan": IsiPenetapan,
    "rekaman": IsiRekaman,
    "tindak_lanjut": IsiTindakLanjut,
}
_ID = click.argument("doc_id", metavar="ID-PERKARA")
_ISI = click.option(
    "--file", "berkas", type=BERKAS, default=None, help="Berkas TOML berisi isian; tanpa ini dari masukan standar"
)


@click.group("counselling", cls=Kelompok)
def counselling() -> None:
    """Konseling kinerja: laporan, penetapan, rekaman, dan tindak lanjut dalam bagian yang disegel."""


@counselling.command("list")
@click.pass_obj
def counselling_list(keluaran: Keluaran) -> None:
    """Mendaftar perkara yang menyangkut Anda; isinya tidak ditampilkan."""
    with keluaran.kantor() as kantor:
        semua, hilang = list_konseling(kantor), count_lost(kantor)
    isi = [
        [s.id, short(s.pegawai), s.sebagai, KATA_STATUS[s.status], str(len(s.bagian)), "periksa!" if s.cacat else ""]
        for s in semua
    ]
    teks = table(["ID", "PEGAWAI", "ANDA", "KEADAAN", "BAGIAN", "CATATAN"], isi) if isi else "Tidak ada perkara."
    if hilang:
        teks += "\n" + sentence_for("konseling_bagian_hilang", {})
    keluaran.result({"perkara": [msgspec.to_builtins(s) for s in semua], "hilang": hilang}, teks)


@counselling.command("show")
@_ID
@click.pass_obj
def counselling_show(keluaran: Keluaran, doc_id: str) -> None:
    """Menampilkan amplop satu perkara: bagian, kode, dan untuk siapa disegel."""
    with keluaran.kantor() as kantor:
        satu = get_konseling(kantor, doc_id)
    isi = [
        [
            b.id,
            JUDUL[b.jenis],
            format_tanggal(b.tanggal) if b.tanggal else "–",
            b.kode,
            ", ".join(b.untuk),
            "dapat Anda buka" if b.dapat_dibuka else "",
        ]
        for b in satu.bagian
    ]
    teks = f"{satu.pegawai}: {KATA_STATUS[satu.status]}. Konselor: {end(satu.konselor or 'belum ditetapkan')}\n"
    teks += table(["BAGIAN", "JENIS", "TANGGAL", "KODE", "DISEGEL UNTUK", ""], isi)
    teks += "".join("\n" + sentence_for(kode, {}) for kode in satu.cacat)
    keluaran.result(msgspec.to_builtins(satu), teks)


@counselling.command("template")
@click.argument("bagian", type=Kata(list(TIPE)))
@click.pass_obj
def counselling_template(keluaran: Keluaran, bagian: str) -> None:
    """Mencetak isian kosong satu bagian dalam bentuk TOML, untuk diisi lalu dipakai dengan --file."""
    keluaran.result({"bagian": bagian, "isian": list(TIPE[bagian].__struct_fields__)}, blank(TIPE[bagian]))


def blank(tipe: type[IsiBagian]) -> str:
    """Return an empty form in TOML with the words of each field beside it."""
    baris = []
    for nama, nilai in msgspec.to_builtins(tipe()).items():
        kosong = {"bukti": "[]", "terlatih": "false", "serupa": "false"}.get(nama, '""')
        if nilai is None and nama != "serupa":
            kosong = '"2026-12-31"'
        baris.append(f"{nama} = {kosong}  # {KATA_ISIAN.get(nama, nama)}")
    return "\n".join(baris)


def _read(tipe: type[IsiBagian], berkas: Path | None) -> IsiBagian:
    data = sys.stdin.buffer.read(MAKS_BYTE + 1) if berkas is None else read_input(berkas, MAKS_BYTE)
    if len(data) > MAKS_BYTE:
        raise UserError("bagian_terlalu_panjang", batas=MAKS_BYTE // 1024)
    try:
        return msgspec.convert(tomllib.loads(data.decode("utf-8")), tipe, strict=True)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise UserError("konseling_berkas_salah", rincian=str(error)) from error


def _sealed(keluaran: Keluaran, hasil: BagianDisegel) -> None:
    untuk = ", ".join(dict.fromkeys(satu.nama for satu in hasil.penerima))
    keluaran.result(
        {"ok": True, "id": hasil.doc_id, "bagian": hasil.bagian_id, "kode": hasil.kode, "untuk": untuk},
        f"Disegel untuk: {end(untuk)}\nPerkara: {hasil.doc_id}\nKode bagian: {hasil.kode}. Catat kode ini.",
    )


@counselling.command("new")
@click.argument("pegawai", metavar="NIP|ID")
@_ISI
@click.option("--case", "kasus", default="", metavar="ID", help="Menambah laporan pada perkara yang ada")
@click.pass_obj
def counselling_new(keluaran: Keluaran, pegawai: str, berkas: Path | None, kasus: str) -> None:
    """Menyegel laporan B.1.10 tentang pegawai yang Anda nilai, untuk Anda dan unit kepegawaian."""
    isi = _read(IsiLaporan, berkas)
    assert isinstance(isi, IsiLaporan)
    with keluaran.kantor() as kantor:
        _sealed(keluaran, report_konseling(kantor, find_id(kantor, pegawai), isi, kasus))


@counselling.command("step")
@_ID
@click.argument("bagian", type=Kata([nama for nama in TIPE if nama != "laporan"]))
@_ISI
@click.pass_obj
def counselling_step(keluaran: Keluaran, doc_id: str, bagian: str, berkas: Path | None) -> None:
    """Menyegel bagian berikutnya: penetapan, rekaman, atau tindak lanjut yang menutup perkara."""
    isi = _read(TIPE[bagian], berkas)
    with keluaran.kantor() as kantor:
        if isinstance(isi, IsiPenetapan):
            hasil = assign_konseling(kantor, doc_id, isi)
        elif isinstance(isi, IsiRekaman):
            hasil = record_konseling(kantor, doc_id, isi)
        else:
            assert isinstance(isi, IsiTindakLanjut)
            hasil = close_konseling(kantor, doc_id, isi)
        _sealed(keluaran, hasil)


@counselling.command("open")
@_ID
@click.argument("bagian_id", metavar="ID-BAGIAN")
@click.pass_obj
def counselling_open(keluaran: Keluaran, doc_id: str, bagian_id: str) -> None:
    """Membuka satu bagian yang disegel untuk Anda; pembukaan tercatat."""
    with keluaran.kantor() as kantor:
        isi = open_bagian(kantor, doc_id, bagian_id)
    teks = "\n".join(f"{KATA_ISIAN.get(s.kode, s.kode)}: {s.teks}" for s in isi.isian if s.teks)
    judul = f"{JUDUL[BagianKonseling(isi.jenis)]}, ditulis {isi.penulis}\n"
    keluaran.result({"isian": {s.kode: s.teks for s in isi.isian}, "penulis": isi.penulis}, judul + teks)


@counselling.command("print")
@click.argument("doc_id", metavar="ID-PERKARA", required=False, default="")
@click.argument("bagian_id", metavar="ID-BAGIAN", required=False, default="")
@click.option("--out", type=FOLDER, required=True, help="Folder tempat PDF disimpan")
@click.pass_obj
def counselling_print(keluaran: Keluaran, doc_id: str, bagian_id: str, out: Path) -> None:
    """Mencetak satu bagian (laporan pada B.1.10); tanpa ID daftar perkara bagi unit kepegawaian."""
    with keluaran.kantor() as kantor:
        if doc_id and not bagian_id:
            buka = [satu for satu in get_konseling(kantor, doc_id).bagian if satu.dapat_dibuka]
            if not buka:
                raise UserError("konseling_bukan_kunci")
            bagian_id = buka[-1].id
        hasil = print_bagian(kantor, doc_id, bagian_id) if doc_id else print_daftar_konseling(kantor)
        out.mkdir(parents=True, exist_ok=True)
        path = put_pdf(hasil.pdf, out / hasil.nama_berkas, rahasia=True)
    keluaran.result({"ok": True, "berkas": str(path)}, f"Tersimpan: {path}. Berkas ini tidak disegel; simpan terkunci.")


KONSELING_COMMANDS = (counselling,)
