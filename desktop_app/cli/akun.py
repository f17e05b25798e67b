"""Commands about people: accounts, passwords, recovery, and the printed card."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from desktop_app.cli.bahasa import BERKAS, Kata, Kelompok
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.cli.sandi import read_sandi
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange import place_file
from desktop_app.messages import sentence_for
from desktop_app.services.akun import (
    Akun,
    change_roles,
    change_sandi,
    create_akun,
    give_sandi,
    list_akun,
    remove_akun,
    reset_sandi,
)
from desktop_app.services.kantor import Kantor
from desktop_app.services.kartu import create_card
from desktop_app.services.kunci_kantor import finish_key_change
from desktop_app.services.lihat import find_id
from desktop_app.services.paket import check_place
from desktop_app.services.pemulihan import (
    Permintaan,
    accept_recovery,
    approve_recovery,
    cancel_recovery,
    move_escrow_out,
    preview_recovery,
    request_recovery,
)
from desktop_app.services.pintu import masuk_kartu, read_pintu
from desktop_app.services.waktu import now

F = TypeVar("F", bound=Callable[..., Any])

_SANDI_BARU = click.option(
    "--new-password-file", "new_password", type=BERKAS, required=True, help="Berkas berisi sandi baru di baris pertama"
)
_PERAN = click.option(
    "--role",
    "roles",
    type=Kata([satu.value for satu in PeranPengguna]),
    multiple=True,
    required=True,
    help="Peran; boleh berulang",
)


@click.group(cls=Kelompok)
def account() -> None:
    """Orang yang memakai program di komputer ini: akun, peran, sandi."""


@account.command("list")
@click.pass_obj
def account_list(keluaran: Keluaran) -> None:
    """Mendaftar akun dan perannya."""
    with keluaran.kantor() as kantor:
        semua = list_akun(kantor)
    baris = [[satu.nama, ", ".join(satu.peran) or "–", "ya" if satu.aktif else "tidak", satu.akun_id] for satu in semua]
    keluaran.result([_data(satu) for satu in semua], table(["Nama", "Peran", "Aktif", "Id"], baris))


def _data(satu: Akun) -> dict[str, Any]:
    return {
        "id": satu.akun_id,
        "name": satu.nama,
        "roles": [peran.value for peran in satu.peran],
        "employee": satu.pegawai_id,
        "active": satu.aktif,
    }


def _find(kantor: Kantor, nama: str) -> Akun:
    """Return the active account with this name or id; raises ``UserError``."""
    for satu in list_akun(kantor):
        if satu.aktif and nama.strip().casefold() in (satu.nama.casefold(), satu.akun_id):
            return satu
    raise UserError("user_tidak_dikenal", nama=nama)


@account.command("first")
@click.argument("name", metavar="NAMA")
@click.option(
    "--role", "roles", type=Kata([satu.value for satu in PeranPengguna]), multiple=True, help="Peran di samping admin"
)
@_SANDI_BARU
@click.pass_obj
def account_first(keluaran: Keluaran, name: str, roles: tuple[str, ...], new_password: Path) -> None:
    """Mengubah kantor berkas kunci menjadi kantor bersandi; orang ini menjadi adminnya."""
    peran = [PeranPengguna(satu) for satu in roles]
    kantor = give_sandi(keluaran.home, name, read_sandi(new_password), jam=now, peran=peran)
    siapa = kantor.pelaku
    kantor.close()
    keluaran.result(
        {"ok": True, "id": siapa.akun_id, "name": siapa.nama},
        f"Kantor ini sekarang dibuka dengan sandi {siapa.nama}; berkas kunci sudah dihapus.\n"
        "Cetak kartu pemulihan: skp-luring card print --out kartu.pdf",
    )


@account.command("add")
@click.argument("name", metavar="NAMA")
@_PERAN
@click.option("--pegawai", default="", help="NIP atau id pegawai orang ini")
@_SANDI_BARU
@click.pass_obj
def account_add(keluaran: Keluaran, name: str, roles: tuple[str, ...], pegawai: str, new_password: Path) -> None:
    """Membuat akun dengan peran dan sandi pertama."""
    sandi = read_sandi(new_password)
    with keluaran.kantor() as kantor:
        pegawai = find_id(kantor, pegawai) if pegawai else ""
        akun_id, _ = create_akun(kantor, name, [PeranPengguna(satu) for satu in roles], sandi, pegawai)
    keluaran.result({"ok": True, "id": akun_id, "name": name}, f"Akun {name} dibuat.")


@account.command("roles")
@click.argument("name", metavar="NAMA")
@_PERAN
@click.option("--pegawai", default=None, help="NIP atau id pegawai orang ini; kosong untuk melepas")
@click.pass_obj
def account_roles(keluaran: Keluaran, name: str, roles: tuple[str, ...], pegawai: str | None) -> None:
    """Mengganti peran sebuah akun."""
    with keluaran.kantor() as kantor:
        akun = _find(kantor, name)
        pegawai = find_id(kantor, pegawai) if pegawai else pegawai
        change_roles(kantor, akun.akun_id, [PeranPengguna(satu) for satu in roles], pegawai)
        if akun.akun_id == kantor.pelaku.akun_id and pegawai is not None and pegawai != akun.pegawai_id:
            keluaran.note(sentence_for("akun_hubungan_sendiri", {}))
    keluaran.result({"ok": True, "id": akun.akun_id, "roles": list(roles)}, f"Peran {akun.nama}: {', '.join(roles)}.")


@account.command("password")
@_SANDI_BARU
@click.pass_obj
def account_password(keluaran: Keluaran, new_password: Path) -> None:
    """Mengganti sandi sendiri (--user dengan --password-file yang lama)."""
    baru = read_sandi(new_password)
    with keluaran.kantor() as kantor:
        if keluaran.password_file is None:
            raise UserError("akun_butuh_sandi")
        change_sandi(kantor, read_sandi(keluaran.password_file), baru)
    keluaran.result({"ok": True}, "Sandi sudah diganti.")


@account.command("reset")
@click.argument("name", metavar="NAMA")
@_SANDI_BARU
@click.pass_obj
def account_reset(keluaran: Keluaran, name: str, new_password: Path) -> None:
    """Memberi sandi baru kepada orang yang lupa; kunci tanda tangannya yang lama berakhir."""
    sandi = read_sandi(new_password)
    with keluaran.kantor() as kantor:
        akun = _find(kantor, name)
        reset_sandi(kantor, akun.akun_id, sandi)
    keluaran.result({"ok": True, "id": akun.akun_id}, f"Sandi {akun.nama} sudah diganti.")


@account.command("remove")
@click.argument("name", metavar="NAMA")
@click.pass_obj
def account_remove(keluaran: Keluaran, name: str) -> None:
    """Menghapus akun dan mengganti kunci data; yang pernah disimpan orang itu tetap ada."""
    with keluaran.kantor() as kantor:
        akun = _find(kantor, name)
        remove_akun(kantor, akun.akun_id)
        finish_key_change(kantor).close()
    keluaran.result(
        {"ok": True, "id": akun.akun_id},
        f"Akun {akun.nama} dihapus dan kunci data diganti. {sentence_for('akun_dihapus_flashdisk', {})}",
    )


@click.group(cls=Kelompok)
def recovery() -> None:
    """Sandi terlupa: permintaan ke kabupaten, jawaban satu kali, kartu pemulihan."""


def _show(keluaran: Keluaran, satu: Permintaan, out: Path | None, baris: list[str]) -> None:
    keluaran.result(
        {
            "ok": True,
            "file": None if out is None else str(out),
            "account": satu.akun_id,
            "name": satu.nama,
            "code": satu.kode,
            "office": satu.nama_kantor,
            "device": satu.device_id,
            "fingerprint": satu.sidik_jari,
            "answered": satu.diberi,
        },
        "\n".join([f"{satu.nama} – {satu.nama_kantor} ({satu.kode})", f"Sidik jari: {satu.sidik_jari}", *baris]),
    )


@recovery.command("request")
@click.argument("name", metavar="NAMA")
@_SANDI_BARU
@click.option("--out", type=BERKAS, required=True, help="Berkas permintaan (.skpr) yang dibuat")
@click.option("--page", type=BERKAS, default=None, help="Lembar permintaan (PDF) yang dibuat")
@click.pass_obj
def recovery_request(keluaran: Keluaran, name: str, new_password: Path, out: Path, page: Path | None) -> None:
    """Membuat permintaan pemulihan untuk orang yang lupa sandinya (di kecamatan)."""
    orang = keluaran.person(read_pintu(keluaran.home), name)
    if page is not None:
        check_place(page)
    satu = request_recovery(keluaran.home, orang.akun_id, read_sandi(new_password), out, jam=now)
    if page is not None and satu.halaman is not None:
        place_file(satu.halaman.pdf, page)
    _show(keluaran, satu, out, [f"Permintaan: {out}", "Bacakan sidik jari ini ke kabupaten lewat telepon."])


@recovery.command("preview")
@click.argument("request", metavar="PERMINTAAN", type=BERKAS)
@click.pass_obj
def recovery_preview(keluaran: Keluaran, request: Path) -> None:
    """Menunjukkan siapa yang meminta dan sidik jarinya (di kabupaten); tidak mengubah apa pun."""
    with keluaran.kantor() as kantor:
        satu = preview_recovery(kantor, request)
    dulu = [f"Permintaan ini sudah dijawab {satu.diberi} kali."] if satu.diberi else []
    _show(keluaran, satu, None, ["Cocokkan dengan yang dibacakan kantor itu lewat telepon.", *dulu])


@recovery.command("approve")
@click.argument("request", metavar="PERMINTAAN", type=BERKAS)
@click.option("--out", type=BERKAS, required=True, help="Berkas jawaban (.skpg) yang dibuat")
@click.option(
    "--escrow-key-file", type=BERKAS, default=None, help="Berkas berisi kunci atau kartu pemulihan dari kertas"
)
@click.option(
    "--escrow-file", type=BERKAS, default=None, help="Berkas .skpk kunci pemulihan; sandinya di --escrow-key-file"
)
@click.pass_obj
def recovery_approve(
    keluaran: Keluaran, request: Path, out: Path, escrow_key_file: Path | None, escrow_file: Path | None
) -> None:
    """Menyetujui permintaan yang sidik jarinya sudah dicocokkan (di kabupaten)."""
    kunci = read_sandi(escrow_key_file) if escrow_key_file is not None else ""
    with keluaran.kantor() as kantor:
        satu = approve_recovery(kantor, request, out, kunci_escrow=kunci, berkas_escrow=escrow_file)
    _show(keluaran, satu, out, [f"Jawaban: {out} (berlaku satu kali)"])


@recovery.command("accept")
@click.argument("grant", metavar="JAWABAN", type=BERKAS)
@_SANDI_BARU
@click.pass_obj
def recovery_accept(keluaran: Keluaran, grant: Path, new_password: Path) -> None:
    """Masuk dengan jawaban kabupaten dan sandi yang dipilih ketika meminta (di kecamatan)."""
    kantor = accept_recovery(keluaran.home, grant, read_sandi(new_password), jam=now)
    siapa = kantor.pelaku
    kantor.close()
    keluaran.result(
        {"ok": True, "account": siapa.akun_id, "name": siapa.nama}, f"Sandi baru {siapa.nama} sudah berlaku."
    )


@recovery.command("cancel")
@click.pass_obj
def recovery_cancel(keluaran: Keluaran) -> None:
    """Membatalkan permintaan yang menunggu jawaban."""
    cancel_recovery(keluaran.home)
    keluaran.result({"ok": True}, "Tidak ada lagi permintaan yang menunggu.")


@recovery.command("card")
@click.argument("name", metavar="NAMA")
@click.option("--card-file", type=BERKAS, required=True, help="Berkas berisi kode kartu di baris pertama")
@_SANDI_BARU
@click.pass_obj
def recovery_card(keluaran: Keluaran, name: str, card_file: Path, new_password: Path) -> None:
    """Masuk dengan kode kartu pemulihan dan menentukan sandi baru; kartunya tidak berlaku lagi."""
    orang = keluaran.person(read_pintu(keluaran.home), name)
    kantor = masuk_kartu(keluaran.home, read_sandi(card_file), orang.akun_id, read_sandi(new_password), jam=now)
    kantor.close()
    keluaran.result(
        {"ok": True, "account": orang.akun_id},
        f"Sandi baru {orang.nama} sudah berlaku. Cetak kartu pemulihan yang baru.",
    )


@recovery.command("move-escrow")
@click.option("--out", type=BERKAS, required=True, help="PDF kunci kabupaten yang dibuat")
@click.pass_obj
def recovery_move_escrow(keluaran: Keluaran, out: Path) -> None:
    """Memindahkan kunci pemulihan kabupaten ke kertas dan menghapusnya dari data (di kabupaten)."""
    with keluaran.kantor() as kantor:
        path = move_escrow_out(kantor, out)
    keluaran.result(
        {"ok": True, "file": str(path)}, f"Cetak {path}, simpan di lemari terkunci, lalu hapus berkas PDF itu."
    )


@click.group(cls=Kelompok)
def card() -> None:
    """Kartu pemulihan yang dicetak."""


@card.command("print")
@click.option("--out", type=BERKAS, required=True, help="PDF kartu yang dibuat")
@click.pass_obj
def card_print(keluaran: Keluaran, out: Path) -> None:
    """Membuat kartu pemulihan baru; kartu yang lama tidak berlaku lagi."""
    check_place(out)
    with keluaran.kantor() as kantor:
        kartu = create_card(kantor)
    place_file(kartu.pdf, out)
    keluaran.result(
        {"ok": True, "file": str(out), "number": kartu.nomor},
        f"Kartu {kartu.nomor} ditulis ke {out}. Cetak, simpan di lemari terkunci, lalu hapus berkas PDF itu.",
    )


AKUN_COMMANDS: tuple[click.Command, ...] = (account, recovery, card)
