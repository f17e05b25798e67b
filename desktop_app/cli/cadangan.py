"""Commands about backups: making, listing, proving and restoring them, and the first-aid card."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kelompok, Perintah
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.cli.sandi import read_sandi
from desktop_app.domain.errors import UserError
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.cadangan import (
    KODE_ALASAN,
    KODE_KUNCI,
    Cadangan,
    check_cadangan,
    list_cadangan,
    list_folder,
    make_cadangan,
    verify_cadangan,
)
from desktop_app.services.cadangan_luar import back_up_to
from desktop_app.services.izin_pulih import IzinSekarang, people_to_ask
from desktop_app.services.kantor import office_exists
from desktop_app.services.kartu_pertolongan import save_pertolongan
from desktop_app.services.pemasangan import finish_restore
from desktop_app.services.pulih import (
    HasilPulih,
    PembukaCadangan,
    people_of_cadangan,
    prepare_restore,
    restore_cadangan,
)
from desktop_app.services.waktu import now


@click.group(cls=Kelompok, invoke_without_command=True)
@click.option("--to", type=FOLDER, default=None, help="Folder flashdisk; tanpa ini cadangan dibuat di komputer ini")
@click.option(
    "--without-key",
    is_flag=True,
    help="Kantor tanpa kata sandi: cadangan hanya terbuka dengan berkas kunci, yang harus disimpan terpisah",
)
@click.pass_context
def backup(ctx: click.Context, to: Path | None, without_key: bool) -> None:
    """Membuat, mendaftar, dan memeriksa cadangan."""
    if ctx.invoked_subcommand is not None:
        return
    keluaran = ctx.obj
    assert isinstance(keluaran, Keluaran)
    with keluaran.kantor() as kantor:
        if to is None:
            satu = make_cadangan(kantor, progress=keluaran.progress("Mencadangkan"))
            keluaran.result({"ok": True, **_data(satu)}, f"Cadangan nomor {satu.nomor} dibuat: {satu.path}")
            return
        hasil = back_up_to(kantor, to, tanpa_kunci=without_key, progress=keluaran.progress("Menyalin"))
    baris = [f"Cadangan nomor {hasil.cadangan.nomor} ada di flashdisk {hasil.label}: {hasil.cadangan.path}"]
    if hasil.satu_disk:
        baris.append("Folder ini berada di disk yang sama dengan data kantor; pakai flashdisk.")
    berikut = f"flashdisk {hasil.berikut}" if hasil.berikut else "flashdisk kedua"
    baris.append(f"Boleh dicabut. Giliran berikutnya: {berikut}.")
    keluaran.result(
        {
            "ok": True,
            **_data(hasil.cadangan),
            "medium": hasil.label,
            "next_medium": hasil.berikut,
            "same_disk": hasil.satu_disk,
        },
        "\n".join(baris),
    )


@backup.command("list")
@click.option("--from", "folder", type=FOLDER, default=None, help="Folder lain, misalnya flashdisk")
@click.pass_obj
def backup_list(keluaran: Keluaran, folder: Path | None) -> None:
    """Mendaftar cadangan dengan isinya; yang rusak disebut."""
    if folder is not None:
        semua = list_folder(folder)
    else:
        with keluaran.kantor() as kantor:
            semua = list_cadangan(kantor)
    judul = ("Nomor", "Kantor", "Alasan", "Jam komputer", "Pegawai", "Revisi", "Keadaan")
    keluaran.result(
        [_data(satu) for satu in semua],
        table(judul, [_row(satu) for satu in semua]) if semua else "Belum ada cadangan.",
    )


@backup.command("verify")
@click.argument("file", metavar="BERKAS", type=BERKAS)
@click.pass_obj
def backup_verify(keluaran: Keluaran, file: Path) -> None:
    """Memeriksa satu cadangan sampai bita terakhir; dengan data kantor di sini juga isinya."""
    if office_exists(keluaran.home):
        with keluaran.kantor() as kantor:
            satu = check_cadangan(kantor, file, progress=keluaran.progress("Memeriksa"))
    else:
        satu = verify_cadangan(file, progress=keluaran.progress("Memeriksa"))
    keluaran.result({"ok": True, **_data(satu)}, f"Cadangan nomor {satu.nomor} dari {satu.nama} ({satu.kode}) utuh.")


@click.command(cls=Perintah)
@click.argument("file", metavar="CADANGAN", type=BERKAS)
@click.option("--confirm", required=True, help="Kode kantor cadangan itu, diketik sebagai kepastian")
@click.option(
    "--replace",
    is_flag=True,
    help="Ganti data di folder ini dengan seluruh isi cadangan; data yang masih terbuka perlu izin admin (--admin)",
)
@click.option("--admin", default="", help="Admin sekarang yang mengizinkan data di folder ini diganti")
@click.option("--admin-password-file", type=BERKAS, default=None, help="Berkas berisi sandi admin itu yang sekarang")
@click.option("--admin-card-file", type=BERKAS, default=None, help="Pengganti --admin: kartu pemulihan yang berlaku")
@click.option("--key-file", type=BERKAS, default=None, help="Berkas kunci kantor tanpa kata sandi")
@click.option("--card-file", type=BERKAS, default=None, help="Berkas berisi kode kartu pemulihan, satu baris")
@click.pass_obj
def restore(
    keluaran: Keluaran,
    file: Path,
    confirm: str,
    replace: bool,
    admin: str,
    admin_password_file: Path | None,
    admin_card_file: Path | None,
    key_file: Path | None,
    card_file: Path | None,
) -> None:
    """Memulihkan kantor dari cadangan; data sekarang disimpan di sebelahnya."""
    satu = verify_cadangan(file)
    if confirm.strip() != satu.kode:
        raise UserError("cadangan_konfirmasi", kode=satu.kode)
    if office_exists(keluaran.home) and not replace:
        with keluaran.kantor() as kantor:
            hasil = prepare_restore(kantor, file)
        finish_restore(keluaran.home)
    else:
        izin = _leave(keluaran, admin, admin_password_file, admin_card_file)
        hasil = _restore(keluaran, file, _opener(keluaran, file, key_file, card_file), izin)
    lama = f"\nData sebelumnya disimpan di {hasil.lama}" if hasil.lama is not None else ""
    baris = f"{hasil.nama} ({hasil.kode}) dipulihkan dari cadangan nomor {hasil.nomor}.{lama}\n"
    keluaran.result(
        {"ok": True, "number": hasil.nomor, "code": hasil.kode, "revisions": hasil.seq, "former": hasil.lama},
        baris + "Kirim paket ke kabupaten dan terima balasannya: catatan yang pernah dikirim akan kembali.",
    )


@click.command("first-aid", cls=Perintah)
@click.option("--out", type=BERKAS, required=True, help="Berkas PDF yang dibuat")
@click.pass_obj
def first_aid(keluaran: Keluaran, out: Path) -> None:
    """Membuat kartu pertolongan pertama (PDF) untuk ditempel di dekat komputer."""
    with keluaran.kantor() as kantor:
        save_pertolongan(kantor, out)
    keluaran.result({"ok": True, "file": str(out)}, f"Kartu pertolongan pertama: {out}")


def _opener(keluaran: Keluaran, file: Path, key_file: Path | None, card_file: Path | None) -> PembukaCadangan:
    """Return what opens the backup, from the options; the person is looked for among those of the backup."""
    if card_file is not None:
        return PembukaCadangan(kartu=read_sandi(card_file))
    keluaran.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    orang = people_of_cadangan(file, keluaran.home)
    if not orang:
        return PembukaCadangan(berkas=key_file)
    dicari = keluaran.user.strip().casefold()
    if not dicari or keluaran.password_file is None:
        raise UserError("cadangan_perlu_sandi")
    satu = next((one for one in orang if dicari in (one.nama.casefold(), one.akun_id)), None)
    if satu is None:
        raise UserError("akun_tidak_ada")
    return PembukaCadangan(akun_id=satu.akun_id, sandi=read_sandi(keluaran.password_file))


def _leave(keluaran: Keluaran, admin: str, password_file: Path | None, card_file: Path | None) -> IzinSekarang | None:
    """Return by what an admin of today gives leave, from the options; None where no office here has to be asked."""
    pintu = people_to_ask(keluaran.home)
    if pintu is None:
        return None
    if card_file is not None:
        return IzinSekarang(kartu=read_sandi(card_file))
    if not admin or password_file is None:
        raise UserError("pulihkan_perlu_izin_perintah", nama=pintu.nama_kantor)
    return IzinSekarang(akun_id=keluaran.person(pintu, admin).akun_id, sandi=read_sandi(password_file))


def _restore(keluaran: Keluaran, file: Path, pembuka: PembukaCadangan, izin: IzinSekarang | None) -> HasilPulih:
    """Restore; each command is a program of its own, so the wait after wrong passwords is waited out here."""
    while True:
        try:
            return restore_cadangan(keluaran.home, file, pembuka, jam=now, izin=izin)
        except UserError as error:
            detik = error.facts.get("detik")
            if error.code != "sandi_tunggu" or not isinstance(detik, int):
                raise
        keluaran.note(sentence_for("sandi_tunggu", {"detik": detik}))
        time.sleep(detik)


def _row(satu: Cadangan) -> tuple[str, ...]:
    if satu.galat is not None:
        return ("-", satu.path.name, "", "", "", "", sentence(satu.galat))
    waktu = satu.waktu[:16].replace("T", " ") + (" (diragukan)" if satu.ragu else "")
    jumlah = satu.jumlah
    alasan = sentence_for(KODE_ALASAN.get(satu.alasan, "alasan_lain"), {})
    kunci = sentence_for(KODE_KUNCI[satu.kunci], {})
    pegawai, revisi = str(jumlah.get("pegawai", 0)), str(jumlah.get("revisi", 0))
    return (str(satu.nomor), f"{satu.nama} ({satu.kode})", alasan, waktu, pegawai, revisi, kunci)


def _data(satu: Cadangan) -> dict[str, Any]:
    return {
        "file": str(satu.path),
        "number": satu.nomor,
        "reason": satu.alasan,
        "code": satu.kode,
        "office": satu.nama,
        "device": satu.perangkat,
        "epoch": satu.epoch,
        "revisions": satu.seq,
        "counts": dict(satu.jumlah),
        "claimed": satu.waktu,
        "doubt": satu.ragu,
        "size": satu.ukuran,
        "key": satu.kunci.value,
        "problem": satu.galat.code if satu.galat is not None else "",
    }


CADANGAN_COMMANDS: tuple[click.Command, ...] = (backup, restore, first_aid)
"""What the command line offers about backups."""
