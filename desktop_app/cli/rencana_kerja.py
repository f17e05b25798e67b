"""Commands about what is to be done and until when: tasks, deadlines, the agency's choices, the calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from desktop_app.cli.bahasa import BERKAS, Bilangan, Kata, Kelompok, Perintah, SalahPakai, Tanggal
from desktop_app.cli.keluaran import Keluaran, short, table
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisLibur, JenisPeriode, KelompokSkp, Pendekatan
from desktop_app.domain.ketentuan import HariLibur, Ketentuan
from desktop_app.messages import sentence_for
from desktop_app.services.kalender import (
    KalenderTahun,
    import_kalender,
    preview_berkas,
    show_kalender,
    write_kalender,
)
from desktop_app.services.kalender_baca import MAKS_NAMA_HARI
from desktop_app.services.kantor import Peran
from desktop_app.services.ketentuan import (
    KetentuanBerlaku,
    SumberKetentuan,
    jabatan_butir,
    show_ketentuan,
    write_ketentuan,
)
from desktop_app.services.lihat import find_id
from desktop_app.services.pekerjaan import read_waktu_kerja
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.tenggat import BarisTenggat, DaftarTenggat, describe_tenggat, list_tenggat
from desktop_app.services.tenggat_evaluasi import join_tenggat
from desktop_app.services.tugas import Tugas, list_tugas

SUMBER = {
    SumberKetentuan.BAWAAN: "bawaan program; belum ada yang menetapkan",
    SumberKetentuan.KANTOR: "ditetapkan kantor ini",
    SumberKetentuan.KABUPATEN: "ditetapkan kabupaten untuk semua kantornya",
}
JENIS_LIBUR = {
    JenisLibur.LIBUR_NASIONAL: "libur nasional",
    JenisLibur.CUTI_BERSAMA: "cuti bersama",
    JenisLibur.LIBUR_DAERAH: "libur daerah",
}
KELOMPOK = {KelompokSkp.JPT_MANDIRI: "JPT dan pimpinan unit kerja mandiri", KelompokSkp.JA_JF: "JA dan JF"}


@click.command(cls=Perintah)
@click.pass_obj
def tasks(keluaran: Keluaran) -> None:
    """Mendaftar yang perlu dikerjakan, yang paling mendesak lebih dulu."""
    with keluaran.kantor() as kantor:
        if kantor.claim().doubt:
            keluaran.note(sentence_for("tanggal_komputer_diragukan", {}))
        semua = list_tugas(kantor)
    keluaran.result(
        [_task(satu) for satu in semua],
        "\n".join(f"- {satu.kalimat}" for satu in semua) or "Tidak ada yang perlu dikerjakan.",
    )


def _task(satu: Tugas) -> dict[str, Any]:
    return {
        "code": satu.kode,
        "urgency": satu.mendesak.name.lower(),
        "text": satu.kalimat,
        "count": satu.jumlah,
        "page": satu.halaman,
        "id": satu.doc_id,
    }


@click.command(cls=Perintah)
@click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun SKP (bawaan: tahun kerja sekarang)")
@click.option("--pegawai", default=None, metavar="NIP", help="Satu pegawai saja: NIP atau id")
@click.option("--all", "semua", is_flag=True, help="Juga yang sudah terpenuhi")
@click.pass_obj
def due(keluaran: Keluaran, year: int | None, pegawai: str | None, semua: bool) -> None:
    """Mendaftar tenggat perencanaan dan evaluasi per pegawai, dengan keadaan dan dasarnya."""
    with keluaran.kantor() as kantor:
        tahun = year or read_waktu_kerja(kantor).hari.year
        siapa = find_id(kantor, pegawai) if pegawai else ""
        daftar = join_tenggat(kantor, list_tenggat(kantor, tahun, pegawai_id=siapa, semua=semua), siapa, semua)
    catatan = _remarks(daftar)
    baris = [[satu.nama, _name(satu), describe_tenggat(satu.tenggat)] for satu in daftar.baris]
    dasar = sorted({f"{satu.tenggat.aturan.nama}: {satu.tenggat.aturan.dasar}" for satu in daftar.baris})
    isi = [table(["Nama", "Tenggat", "Keadaan"], [[short(sel, 60) for sel in satu] for satu in baris])] if baris else []
    teks = [*(isi or ["Tidak ada tenggat yang terbuka."]), *catatan, *([""] if dasar else []), *dasar]
    keluaran.result(
        {
            "year": daftar.tahun,
            "today": daftar.hari_ini,
            "notes": catatan,
            "rows": [_deadline(satu) for satu in daftar.baris],
        },
        "\n".join(teks),
    )


def _name(satu: BarisTenggat) -> str:
    nama = satu.tenggat.aturan.nama
    return f"{nama} ({periode_words(satu.periode)})" if satu.periode else nama


def _remarks(daftar: DaftarTenggat) -> list[str]:
    catatan = []
    if daftar.hari_ini is None:
        catatan.append(sentence_for("tanggal_komputer_diragukan", {}))
    if not daftar.kalender_terisi:
        kode = "kalender_belum_diisi_enam" if daftar.hari_kerja == 6 else "kalender_belum_diisi"
        catatan.append(sentence_for(kode, {"tahun": daftar.tahun}))
    return catatan


def _deadline(satu: BarisTenggat) -> dict[str, Any]:
    tenggat = satu.tenggat
    return {
        "person": satu.pegawai_id,
        "name": satu.nama,
        "id": satu.doc_id,
        "rule": tenggat.aturan.kode,
        "period": satu.periode,
        "state": tenggat.hasil.value,
        "limit": tenggat.batas,
        "working_days_left": tenggat.sisa,
        "done": satu.selesai,
        "basis": tenggat.aturan.dasar,
        "missing_calendars": list(tenggat.tahun_kosong),
    }


@click.group(cls=Kelompok)
def ketentuan() -> None:
    """Pilihan instansi: pimpinan unit kerja mandiri, pendekatan, hari kerja, periode."""


@ketentuan.command("show")
@click.pass_obj
def ketentuan_show(keluaran: Keluaran) -> None:
    """Menampilkan ketentuan yang berlaku di kantor ini dan siapa yang menetapkannya."""
    with keluaran.kantor() as kantor:
        berlaku = show_ketentuan(kantor)
    keluaran.result(_choices(berlaku), _choices_text(berlaku))


@ketentuan.command("set")
@click.option("--head", multiple=True, help="Jabatan pimpinan unit kerja mandiri, misalnya Camat; boleh berulang")
@click.option("--no-heads", is_flag=True, help="Kosongkan daftar pimpinan unit kerja mandiri")
@click.option(
    "--approach",
    multiple=True,
    metavar="KELOMPOK=PENDEKATAN",
    help="Pendekatan usulan, misalnya ja_jf=kualitatif; boleh berulang",
)
@click.option("--days", type=Kata(["5", "6"]), default=None, help="Hari kerja dalam seminggu")
@click.option("--period", type=Kata(["bulanan", "triwulanan"]), default=None, help="Penilaian periodik")
@click.option("--quota", type=Bilangan(0, 1024 * 1024), default=None, help="Ruang bukti dukung per kantor, dalam MB")
@click.option("--note", default=None, help="Catatan, misalnya nomor keputusan")
@click.pass_obj
def ketentuan_set(
    keluaran: Keluaran,
    head: tuple[str, ...],
    no_heads: bool,
    approach: tuple[str, ...],
    days: str | None,
    period: str | None,
    quota: int | None,
    note: str | None,
) -> None:
    """Mengubah ketentuan; yang tidak disebut tetap. Di kabupaten berlaku bagi semua kantornya."""
    ubah: dict[str, Any] = {}
    if head and no_heads:
        raise SalahPakai("Pilih --head atau --no-heads, tidak keduanya.")
    if head or no_heads:
        ubah["pimpinan_mandiri"] = tuple(jabatan_butir(satu) for satu in head)
    if days is not None:
        ubah["hari_kerja"] = int(days)
    if period is not None:
        ubah["periode"] = JenisPeriode(period)
    if quota is not None:
        ubah["kuota_bukti"] = quota
    if note is not None:
        ubah["catatan"] = note
    pilihan = [_approach(satu) for satu in approach]
    with keluaran.kantor() as kantor:
        lama = show_ketentuan(kantor).isi
        if pilihan:
            ubah["pendekatan"] = {**lama.pendekatan, **dict(pilihan)}
        changed = write_ketentuan(kantor, msgspec.structs.replace(lama, **ubah))
        berlaku = show_ketentuan(kantor)
    awal = "Ketentuan disimpan." if changed.doc_ids else "Tidak ada yang berubah."
    keluaran.result(
        {"ok": True, "changed": bool(changed.doc_ids), **_choices(berlaku)}, f"{awal}\n{_choices_text(berlaku)}"
    )


def _approach(teks: str) -> tuple[KelompokSkp, Pendekatan]:
    kelompok, _, pendekatan = teks.partition("=")
    try:
        return KelompokSkp(kelompok.strip()), Pendekatan(pendekatan.strip())
    except ValueError:
        satu, dua = (", ".join(sorted(jenis)) for jenis in (KelompokSkp, Pendekatan))
        raise SalahPakai(f"“{teks}” bukan KELOMPOK=PENDEKATAN. Kelompok: {satu}; pendekatan: {dua}.") from None


def _choices(berlaku: KetentuanBerlaku) -> dict[str, Any]:
    isi = berlaku.isi
    return {
        "source": berlaku.sumber.value,
        "heads": [satu.teks for satu in isi.pimpinan_mandiri],
        "approach": {kelompok.value: satu.value for kelompok, satu in isi.pendekatan.items()},
        "days": isi.hari_kerja,
        "period": isi.periode.value,
        "quota_mib": isi.kuota_bukti,
        "note": isi.catatan,
        "editable": berlaku.boleh_ubah,
    }


def _choices_text(berlaku: KetentuanBerlaku) -> str:
    isi: Ketentuan = berlaku.isi
    kepala = ", ".join(satu.teks for satu in isi.pimpinan_mandiri) or "belum ada (hanya JPT)"
    baris = [
        f"Sumber: {SUMBER[berlaku.sumber]}",
        f"Pimpinan unit kerja mandiri: {kepala}",
        *(
            f"Pendekatan usulan, {kata}: {isi.pendekatan.get(kelompok, Pendekatan.KUANTITATIF).value}"
            for kelompok, kata in KELOMPOK.items()
        ),
        f"Hari kerja: {isi.hari_kerja} hari seminggu",
        f"Penilaian periodik: {isi.periode.value}",
        f"Ruang bukti dukung: {isi.kuota_bukti} MB per kantor",
    ]
    return "\n".join([*baris, *([f"Catatan: {isi.catatan}"] if isi.catatan else [])])


@click.group(cls=Kelompok)
def calendar() -> None:
    """Kalender hari libur per tahun, untuk tenggat dalam hari kerja."""


TAHUN = click.option("--year", type=Bilangan(2000, 2099), default=None, help="Tahun (bawaan: tahun kerja)")
DASAR = click.option("--decree", default="", help="Dasar: nomor keputusan atau surat edaran")


@calendar.command("show")
@TAHUN
@click.pass_obj
def calendar_show(keluaran: Keluaran, year: int | None) -> None:
    """Menampilkan hari libur setahun: dari kabupaten dan dari kantor ini, tiap hari sekali."""
    with keluaran.kantor() as kantor:
        kalender = show_kalender(kantor, year or read_waktu_kerja(kantor).hari.year)
    keluaran.result(_year(kalender), _year_text(kalender))


@calendar.command("set")
@click.argument("day", metavar="TANGGAL", type=Tanggal())
@click.option("--name", default="", help="Nama hari libur")
@click.option("--kind", type=Kata([satu.value for satu in JenisLibur]), default=None, help="Jenis libur")
@click.option("--remove", is_flag=True, help="Hapus hari ini dari kalender kantor ini")
@DASAR
@click.pass_obj
def calendar_set(keluaran: Keluaran, day: Any, name: str, kind: str | None, remove: bool, decree: str) -> None:
    """Mencatat atau menghapus satu hari libur di kalender kantor ini."""
    with keluaran.kantor() as kantor:
        lama = show_kalender(kantor, day.year)
        hari = {satu.tanggal: satu for satu in lama.sendiri}
        dulu = hari.pop(day, None)
        dari_atas = kantor.profil.peran is not Peran.KABUPATEN and any(
            satu.dari_kabupaten and satu.hari.tanggal == day for satu in lama.hari
        )
        if dari_atas and (dulu is None or not remove):
            # Kept beside the kabupaten's it would be stored and change nothing.
            raise UserError("kalender_hari_kabupaten", tanggal=format_tanggal(day))
        if remove and dulu is None:
            raise UserError("kalender_hari_tidak_ada", tanggal=format_tanggal(day))
        if not remove:
            jenis = JenisLibur(kind) if kind else dulu.jenis if dulu else JenisLibur.LIBUR_NASIONAL
            nama = name.strip() or (dulu.nama if dulu else "")
            hari[day] = HariLibur(id=day.isoformat(), tanggal=day, nama=nama, jenis=jenis)
        changed = write_kalender(kantor, day.year, tuple(hari.values()), decree or lama.dasar)
        kalender = show_kalender(kantor, day.year)
    awal = "Kalender disimpan." if changed.doc_ids else "Tidak ada yang berubah."
    keluaran.result(
        {"ok": True, "changed": bool(changed.doc_ids), **_year(kalender)}, f"{awal}\n{_year_text(kalender)}"
    )


@calendar.command("import")
@click.argument("file", metavar="BERKAS", type=BERKAS)
@TAHUN
@DASAR
@click.option("--dry-run", is_flag=True, help="Hanya pratinjau; tidak menulis apa pun")
@click.pass_obj
def calendar_import(keluaran: Keluaran, file: Path, year: int | None, decree: str, dry_run: bool) -> None:
    """Mengambil hari libur setahun dari CSV atau XLSX; yang sudah ada tetap."""
    with keluaran.kantor() as kantor:
        lihat = preview_berkas(kantor, year or read_waktu_kerja(kantor).hari.year, file)
        berubah = not dry_run and bool(import_kalender(kantor, lihat, decree).doc_ids)
    baris = [f"+ {_day(satu)}" for satu in lihat.baru] + [f"~ {_day(satu)}" for satu in lihat.berubah]
    baris += [f"? baris {satu.nomor}: {satu.teks}{_why(satu.sebab)}" for satu in lihat.tertolak]
    baris += [
        f"= baris {satu.nomor}: {satu.teks} – hari ini ada di baris lain, yang bernama dipakai" for satu in lihat.ganda
    ]
    kata = (
        f"{len(lihat.baru)} baru, {len(lihat.berubah)} berubah, {lihat.sama} sama, {len(lihat.tertolak)} tidak terbaca"
    )
    if lihat.tahun_lain:
        kata += f", {lihat.tahun_lain} bukan tahun {lihat.tahun}"
    akhir = (
        "Pratinjau saja; tidak ada yang ditulis."
        if dry_run
        else "Kalender disimpan."
        if berubah
        else "Tidak ada yang berubah."
    )
    keluaran.result(
        {
            "ok": True,
            "year": lihat.tahun,
            "new": [_day_data(satu) for satu in lihat.baru],
            "changed": [_day_data(satu) for satu in lihat.berubah],
            "same": lihat.sama,
            "other_years": lihat.tahun_lain,
            "unread": [{"line": satu.nomor, "text": satu.teks} for satu in lihat.tertolak],
            "duplicates": [{"line": satu.nomor, "text": satu.teks} for satu in lihat.ganda],
            "dry_run": dry_run,
        },
        "\n".join([*baris, f"Kalender {lihat.tahun}: {kata}.", akhir]),
    )


def _why(sebab: str) -> str:
    return f" – {sentence_for(sebab, {'maks': MAKS_NAMA_HARI})}" if sebab else ""


def _day(satu: HariLibur) -> str:
    return f"{format_tanggal(satu.tanggal)}  {satu.nama or '–'} ({JENIS_LIBUR[satu.jenis]})"


def _day_data(satu: HariLibur) -> dict[str, Any]:
    return {"date": satu.tanggal, "name": satu.nama, "kind": satu.jenis.value}


def _year(kalender: KalenderTahun) -> dict[str, Any]:
    return {
        "year": kalender.tahun,
        "filled": kalender.terisi,
        "days": kalender.hari_kerja,
        "decree": kalender.dasar,
        "decree_of_kabupaten": kalender.dasar_kabupaten,
        "holidays": [{**_day_data(satu.hari), "from_kabupaten": satu.dari_kabupaten} for satu in kalender.hari],
    }


def _year_text(kalender: KalenderTahun) -> str:
    if not kalender.terisi:
        kode = "kalender_belum_diisi_enam" if kalender.hari_kerja == 6 else "kalender_belum_diisi"
        return sentence_for(kode, {"tahun": kalender.tahun})
    baris = [f"{_day(satu.hari)}{' – kabupaten' if satu.dari_kabupaten else ''}" for satu in kalender.hari]
    dasar = [satu for satu in (kalender.dasar_kabupaten, kalender.dasar) if satu]
    return "\n".join([*baris, *(f"Dasar: {satu}" for satu in dict.fromkeys(dasar))])


RENCANA_KERJA_COMMANDS: tuple[click.Command, ...] = (tasks, due, ketentuan, calendar)
