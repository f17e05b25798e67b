"""Commands about the life of an SKP: create, steps, end, move, circumstances, history, addenda."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import Bilangan, Kata, Kelompok, SalahPakai, Tanggal, spoken
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal, parse_target
from desktop_app.domain.istilah import JenisHasil, JenisJabatan, JenisKeadaan, JenisPerubahan
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.pegawai import KeadaanKhusus
from desktop_app.domain.siklus import LANGKAH_ADENDUM, LANGKAH_SKP
from desktop_app.domain.skp import HasilIntervensi, RencanaHasilKerja, Skp
from desktop_app.messages import sentence_for
from desktop_app.services.adendum import (
    add_change,
    advance_adendum,
    create_adendum,
    get_adendum,
    list_adendum,
    list_penetapan,
    read_adendum,
)
from desktop_app.services.adendum_cocok import restore_addenda
from desktop_app.services.adendum_draf import delete_adendum, remove_change
from desktop_app.services.catat_kertas import LANGKAH as LANGKAH_KERTAS
from desktop_app.services.catat_kertas import record_on_paper
from desktop_app.services.kantor import Kantor
from desktop_app.services.lihat import find_id, show_dokumen
from desktop_app.services.nama_kolom import name_of_path
from desktop_app.services.pegawai import get_pegawai, new_riwayat
from desktop_app.services.pindah import end_skp, move_pegawai, put_keadaan
from desktop_app.services.skp import advance_skp, create_skp, get_skp, list_skp, new_hasil

_SKP = click.argument("skp_or_person", metavar="NIP|ID")
_TAHUN = click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun SKP, bila disebut orangnya")
_ALASAN = click.option("--reason", default="", help="Alasan")
_TANGGAL = click.option("--date", "tanggal", type=Tanggal(), default=None, help="Tanggal dokumen")
_TEMPAT = click.option("--place", default="", help="Tempat di formulir")


@click.group("skp", cls=Kelompok)
def skp_group() -> None:
    """Daur hidup SKP: buat, langkah, akhiri, pindah jabatan, keadaan khusus, ketetapan."""


@click.group("addendum", cls=Kelompok)
def addendum_group() -> None:
    """Adendum SKP: usul, isi, ajukan, terima atau tolak."""


def find_skp(kantor: Kantor, skp_or_person: str, year: int | None) -> str:
    """Return the id of an SKP named by its id, or by its person and year; several of one year need the id."""
    doc_id = find_id(kantor, skp_or_person)
    if show_dokumen(kantor, doc_id).jenis == "skp":
        return doc_id
    if year is None:
        raise SalahPakai("Sebutkan tahun SKP dengan --year.")
    ada = [satu.skp_id for satu in list_skp(kantor, year) if satu.pegawai_id == doc_id and satu.skp_id]
    if len(ada) > 1:
        raise SalahPakai(f"Ada {len(ada)} SKP tahun {year}: {', '.join(ada)}. Sebutkan id-nya.")
    if not ada:
        raise UserError("skp_belum_ada_tahun", nama=get_pegawai(kantor, doc_id).nama, tahun=year)
    return ada[0]


@skp_group.command("create")
@click.argument("person", metavar="NIP|ID")
@click.option("--year", type=Bilangan(2000, 2099), required=True, help="Tahun SKP")
@click.option("--from", "mulai", type=Tanggal(), default=None, help="Hari pertama, untuk sebagian tahun")
@click.option("--to", "selesai", type=Tanggal(), default=None, help="Hari terakhir, untuk sebagian tahun")
@click.pass_obj
def skp_create(keluaran: Keluaran, person: str, year: int, mulai: date | None, selesai: date | None) -> None:
    """Membuat SKP satu tahun, atau sebagiannya."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_skp(kantor, find_id(kantor, person), year, mulai=mulai, selesai=selesai)
    keluaran.result({"ok": True, "id": doc_id}, f"SKP dibuat: {doc_id}")


@skp_group.command("step")
@click.argument("step", metavar="LANGKAH", type=Kata([*LANGKAH_SKP, "masukkan_adendum", LANGKAH_KERTAS]))
@_SKP
@_TAHUN
@_ALASAN
@_TANGGAL
@_TEMPAT
@click.option("--by-superior", is_flag=True, help="Ditetapkan atasan pejabat penilai, sesudah Januari (hlm. 65)")
@click.pass_obj
def skp_step(
    keluaran: Keluaran,
    step: str,
    skp_or_person: str,
    year: int | None,
    reason: str,
    tanggal: date | None,
    place: str,
    by_superior: bool,
) -> None:
    """Mengambil satu langkah: ajukan, tarik, kembalikan, tetapkan, buka_kembali, masukkan_adendum, tegaskan.

    catat_kertas mencatat penetapan di kertas oleh penilai tanpa akun; --reason menyebut dokumennya.
    """
    with keluaran.kantor() as kantor:
        doc_id = find_skp(kantor, skp_or_person, year)
        if step == "masukkan_adendum":
            restore_addenda(kantor, doc_id)
        elif step == LANGKAH_KERTAS:
            record_on_paper(kantor, doc_id, tanggal=tanggal, dasar=reason, tempat=place)
        else:
            try:
                advance_skp(kantor, doc_id, step, alasan=reason, tanggal=tanggal, tempat=place, oleh_atasan=by_superior)
            except UserError as error:
                if error.code != "skp_belum_lengkap":
                    raise
                skp = get_skp(kantor, doc_id)
                badan = msgspec.to_builtins(skp)
                kurang = [
                    f"{name_of_path(s.jalur, badan)}: {sentence_for(s.kode, s.fakta)}"
                    for s in check_skp(skp)
                    if s.penting
                ]
                raise UserError(error.code, **error.facts, rinci="; ".join(kurang)) from error
        status = get_skp(kantor, doc_id).status.value
    keluaran.result({"ok": True, "id": doc_id, "status": status}, f"SKP sekarang {spoken(status)}.")


@skp_group.command("end")
@_SKP
@_TAHUN
@_ALASAN
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Hari terakhir SKP")
@click.pass_obj
def skp_end(keluaran: Keluaran, skp_or_person: str, year: int | None, reason: str, tanggal: date) -> None:
    """Mengakhiri SKP lebih awal; yang sudah ditetapkan tetap seperti ditandatangani."""
    with keluaran.kantor() as kantor:
        doc_id = find_skp(kantor, skp_or_person, year)
        end_skp(kantor, doc_id, tanggal, reason)
    keluaran.result({"ok": True, "id": doc_id}, f"SKP berakhir {format_tanggal(tanggal)}.")


@skp_group.command("move")
@click.argument("person", metavar="NIP|ID")
@click.option("--date", "tanggal", type=Tanggal(), required=True, help="Hari pertama di jabatan baru")
@click.option("--post", required=True, help="Nama jabatan baru")
@click.option("--kind", type=Kata([satu.value for satu in JenisJabatan]), default=None, help="Jenis jabatan baru")
@click.option("--unit", default="", help="Unit kerja baru (bawaan: yang sekarang)")
@click.option("--penilai", default="", metavar="NIP|ID", help="Pejabat penilai yang baru")
@_ALASAN
@click.pass_obj
def skp_move(
    keluaran: Keluaran, person: str, tanggal: date, post: str, kind: str | None, unit: str, penilai: str, reason: str
) -> None:
    """Mencatat pindah jabatan: jabatan baru, akhir SKP lama, draf SKP baru."""
    with keluaran.kantor() as kantor:
        pegawai_id = find_id(kantor, person)
        lama = get_pegawai(kantor, pegawai_id).jabatan_pada(None)
        ubah: dict[str, object] = {"jabatan": post, "atasan_penilai_id": ""}
        ubah |= {"unit_kerja": unit} if unit else {}
        ubah |= {"jenis_jabatan": JenisJabatan(kind)} if kind else {}
        penilai_id = find_id(kantor, penilai) if penilai else ""
        jabatan = new_riwayat(lama, mulai=tanggal, penilai_id=penilai_id, **ubah)
        hasil = move_pegawai(kantor, pegawai_id, jabatan, reason)
    keluaran.result(
        {"ok": True, "skp": hasil.skp_id, "ended": list(hasil.berakhir)},
        f"Perpindahan dicatat. SKP baru: {hasil.skp_id}; {len(hasil.berakhir)} SKP lama diakhiri.",
    )


@skp_group.command("circumstance")
@click.argument("person", metavar="NIP|ID")
@click.option("--kind", type=Kata([satu.value for satu in JenisKeadaan]), required=True, help="Jenis keadaan")
@click.option("--from", "mulai", type=Tanggal(), required=True, help="Hari pertama")
@click.option("--to", "selesai", type=Tanggal(), default=None, help="Hari terakhir; kosong bila masih berlangsung")
@click.option("--letter", default="", help="Nomor dan tanggal surat")
@click.option("--post", default="", help="Jabatan yang dipegang; wajib untuk Plt, Plh, dan diperbantukan")
@click.option("--unit", default="", help="Unit tempat bertugas")
@click.option("--leader", default="", metavar="NIP|ID", help="Pimpinan di sana")
@click.pass_obj
def skp_circumstance(
    keluaran: Keluaran,
    person: str,
    kind: str,
    mulai: date,
    selesai: date | None,
    letter: str,
    post: str,
    unit: str,
    leader: str,
) -> None:
    """Mencatat keadaan khusus: Plt, tugas belajar, diperbantukan, atau yang dikecualikan."""
    with keluaran.kantor() as kantor:
        pegawai_id = find_id(kantor, person)
        jenis = JenisKeadaan(kind)
        sama = [s for s in get_pegawai(kantor, pegawai_id).keadaan if (s.jenis, s.mulai) == (jenis, mulai)]
        keadaan = KeadaanKhusus(
            id=sama[0].id if sama else secrets.token_hex(4),
            jenis=jenis,
            mulai=mulai,
            selesai=selesai,
            jabatan=post,
            unit_kerja=unit,
            penilai_id=find_id(kantor, leader) if leader else "",
            keterangan=letter,
        )
        put_keadaan(kantor, pegawai_id, keadaan)
    keluaran.result({"ok": True, "id": keadaan.id}, "Keadaan khusus dicatat.")


@skp_group.command("history")
@_SKP
@_TAHUN
@click.pass_obj
def skp_history(keluaran: Keluaran, skp_or_person: str, year: int | None) -> None:
    """Mendaftar ketetapan SKP; cetak yang terdahulu dengan: print skp --version VERSI."""
    with keluaran.kantor() as kantor:
        semua = list_penetapan(kantor, find_skp(kantor, skp_or_person, year))
    baris = [
        [
            format_tanggal(s.tanggal) if s.tanggal else "–",
            s.penilai,
            f"adendum {s.adendum}" if s.adendum else "awal",
            "ya" if s.berlaku else "tidak",
            s.rev_id[:12],
        ]
        for s in semua
    ]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["Ditetapkan", "Oleh", "Asal", "Berlaku", "Versi"], baris) if baris else "Belum pernah ditetapkan.",
    )


@addendum_group.command("create")
@_SKP
@_TAHUN
@click.pass_obj
def addendum_create(keluaran: Keluaran, skp_or_person: str, year: int | None) -> None:
    """Membuka adendum baru untuk SKP yang sudah ditetapkan."""
    with keluaran.kantor() as kantor:
        doc_id, _ = create_adendum(kantor, find_skp(kantor, skp_or_person, year))
    keluaran.result({"ok": True, "id": doc_id}, f"Adendum dibuat: {doc_id}")


@addendum_group.command("list")
@click.option("--pegawai", default="", metavar="NIP|ID", help="Satu pegawai saja")
@click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun SKP, bersama --pegawai")
@click.pass_obj
def addendum_list(keluaran: Keluaran, pegawai: str, year: int | None) -> None:
    """Mendaftar adendum, yang terbaru lebih dulu."""
    with keluaran.kantor() as kantor:
        semua = list_adendum(kantor, find_skp(kantor, pegawai, year) if pegawai else "")
    baris = [[s.nama, s.tahun, str(s.nomor), spoken(s.status.value), str(s.perubahan), s.id] for s in semua]
    keluaran.result(
        [msgspec.to_builtins(satu) for satu in semua],
        table(["Nama", "SKP", "Nomor", "Status", "Hasil", "Id"], baris) if baris else "Belum ada adendum.",
    )


@addendum_group.command("show")
@click.argument("addendum_id", metavar="ADENDUM")
@click.pass_obj
def addendum_show(keluaran: Keluaran, addendum_id: str) -> None:
    """Memperlihatkan adendum, hasil SKP yang dapat diubah, dan yang masih kurang."""
    with keluaran.kantor() as kantor:
        terbuka = read_adendum(kantor, addendum_id)
    isi = terbuka.isi
    kurang = [sentence_for(satu.kode, satu.fakta) for satu in terbuka.temuan]
    baris = [f"Adendum nomor {isi.nomor}, {spoken(isi.status.value)}; {terbuka.pegawai.nama}"]
    baris += [f"  hasil {satu.id}: {satu.teks}" for satu in terbuka.kini.hasil]
    baris += [f"{s.jenis.value} {s.hasil_id}: {s.hasil.teks if s.hasil else '–'} ({s.alasan})" for s in isi.perubahan]
    keluaran.result(
        {
            "addendum": msgspec.to_builtins(isi),
            "results": [{"id": satu.id, "text": satu.teks} for satu in terbuka.kini.hasil],
            "missing": kurang,
        },
        "\n".join((*baris, *kurang)),
    )


@addendum_group.command("change")
@click.argument("addendum_id", metavar="ADENDUM")
@click.argument("kind", metavar="PERUBAHAN", type=Kata([satu.value for satu in JenisPerubahan]))
@click.option("--result", "hasil_id", default="", metavar="ID", help="Hasil yang diubah atau dihapus")
@click.option("--text", default="", help="Hasil kerja yang baru")
@click.option("--indicator", default="", help="Indikatornya (pertama)")
@click.option("--target", default="", help="Targetnya, misalnya “12 laporan”")
@click.option("--above", default="", help="Hasil kerja pimpinan yang didukung")
@click.option("--extra", is_flag=True, help="Hasil tambahan, bukan utama")
@_ALASAN
@click.pass_obj
def addendum_change(
    keluaran: Keluaran,
    /,
    addendum_id: str,
    kind: str,
    hasil_id: str,
    reason: str,
    **isi: Any,
) -> None:
    """Menaruh satu perubahan hasil kerja ke dalam adendum: tambah, ubah, atau hapus."""
    jenis = JenisPerubahan(kind)
    with keluaran.kantor() as kantor:
        skp = get_skp(kantor, get_adendum(kantor, addendum_id).skp_id)
        hasil = None if jenis is JenisPerubahan.HAPUS else _result(skp, jenis, hasil_id, **isi)
        add_change(kantor, addendum_id, jenis, alasan=reason, hasil_id=hasil_id, hasil=hasil)
        kurang = [sentence_for(s.kode, s.fakta) for s in read_adendum(kantor, addendum_id).temuan if s.penting]
    keluaran.result({"ok": True, "missing": kurang}, "\n".join(("Perubahan dicatat.", *kurang)))


def _result(
    skp: Skp, jenis: JenisPerubahan, hasil_id: str, *, text: str, indicator: str, target: str, above: str, extra: bool
) -> RencanaHasilKerja:
    """Return the result as it shall be: the present one, or an empty one, with what was said."""
    lama = next((satu for satu in skp.hasil if satu.id == hasil_id), None)
    if lama is None and jenis is not JenisPerubahan.TAMBAH:
        raise UserError("adendum_hasil_tidak_ada")
    hasil = lama or new_hasil(JenisHasil.TAMBAHAN if extra else JenisHasil.UTAMA)
    pertama, *sisa = hasil.indikator or new_hasil(JenisHasil.UTAMA).indikator
    ubah: dict[str, Any] = {}
    if indicator:
        ubah |= {"teks": indicator, "narasi": indicator if skp.pendekatan.value == "kualitatif" else pertama.narasi}
    if target:
        ubah["target"] = parse_target(target)
    hasil = msgspec.structs.replace(hasil, indikator=(msgspec.structs.replace(pertama, **ubah), *sisa))
    if above:
        hasil = msgspec.structs.replace(hasil, intervensi=HasilIntervensi(teks=above))
    return msgspec.structs.replace(hasil, teks=text or hasil.teks)


@addendum_group.command("remove-change")
@click.argument("addendum_id", metavar="ADENDUM")
@click.argument("hasil_id", metavar="HASIL")
@click.pass_obj
def addendum_remove_change(keluaran: Keluaran, addendum_id: str, hasil_id: str) -> None:
    """Membuang satu perubahan dari draf adendum; HASIL adalah id di addendum show."""
    with keluaran.kantor() as kantor:
        remove_change(kantor, addendum_id, hasil_id)
    keluaran.result({"ok": True, "id": addendum_id}, "Perubahan dibuang dari adendum.")


@addendum_group.command("delete")
@click.argument("addendum_id", metavar="ADENDUM")
@click.option("--reason", required=True, help="Alasannya; tersimpan di riwayat")
@click.pass_obj
def addendum_delete(keluaran: Keluaran, addendum_id: str, reason: str) -> None:
    """Menghapus draf adendum yang tidak jadi diajukan."""
    with keluaran.kantor() as kantor:
        delete_adendum(kantor, addendum_id, reason)
    keluaran.result({"ok": True, "id": addendum_id}, "Draf adendum dihapus.")


@addendum_group.command("step")
@click.argument("step", metavar="LANGKAH", type=Kata(list(LANGKAH_ADENDUM)))
@click.argument("addendum_id", metavar="ADENDUM")
@_ALASAN
@_TANGGAL
@_TEMPAT
@click.pass_obj
def addendum_step(
    keluaran: Keluaran, step: str, addendum_id: str, reason: str, tanggal: date | None, place: str
) -> None:
    """Mengambil satu langkah: ajukan, tarik, terima, tolak."""
    with keluaran.kantor() as kantor:
        advance_adendum(kantor, addendum_id, step, alasan=reason, tanggal=tanggal, tempat=place)
        status = get_adendum(kantor, addendum_id).status.value
    keluaran.result({"ok": True, "id": addendum_id, "status": status}, f"Adendum sekarang {spoken(status)}.")


SKP_COMMANDS: tuple[click.Command, ...] = (skp_group, addendum_group)
