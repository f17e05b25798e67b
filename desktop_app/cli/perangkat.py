"""Commands of the kabupaten about the computers that it admitted: which there are, revoking, whose data one held."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import BERKAS, Kelompok
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.services.paket import check_place
from desktop_app.services.pencabutan import (
    admit_ditahan,
    find_device,
    list_ditahan,
    list_komputer,
    list_terdampak,
    revoke_device,
    save_terdampak,
)


@click.group(cls=Kelompok)
def device() -> None:
    """Komputer kantor yang terdaftar (di kabupaten)."""


@device.command("list")
@click.pass_obj
def device_list(keluaran: Keluaran) -> None:
    """Mendaftar komputer kantor dengan paket terakhirnya."""
    with keluaran.kantor() as kantor:
        semua = list_komputer(kantor)
    data = [
        {
            "device": satu.perangkat.device_id,
            "code": satu.perangkat.kode,
            "name": satu.perangkat.nama,
            "serial": satu.perangkat.serial,
            "last_bundle": satu.terakhir.seq if satu.terakhir else 0,
            "revoked": satu.dicabut is not None,
            "twin": satu.kembar,
        }
        for satu in semua
    ]
    baris = [
        (
            satu.perangkat.kode,
            satu.perangkat.nama,
            satu.perangkat.device_id[:8],
            str(satu.terakhir.seq) if satu.terakhir else "-",
            "dicabut" if satu.dicabut else "dua riwayat" if satu.kembar else "terdaftar",
        )
        for satu in semua
    ]
    judul = ("Kode", "Kantor", "Komputer", "Paket terakhir", "Keadaan")
    keluaran.result(data, table(judul, baris) if baris else "Belum ada komputer yang terdaftar.")


@device.command("revoke")
@click.argument("komputer", metavar="KOMPUTER")
@click.option("--reason", required=True, help="Alasan, misalnya laptop dicuri")
@click.pass_obj
def device_revoke(keluaran: Keluaran, komputer: str, reason: str) -> None:
    """Mencabut komputer yang hilang: paketnya ditahan, balasan tidak dibuat lagi."""
    with keluaran.kantor() as kantor:
        satu = find_device(kantor, komputer)
        revoke_device(kantor, satu.device_id, reason)
    keluaran.result(
        {"ok": True, "device": satu.device_id, "code": satu.kode},
        f"Komputer {satu.device_id[:8]} dari {satu.nama} ({satu.kode}) dicabut. Kantor lain mengetahuinya dari balasan "
        "berikutnya.",
    )


@device.command("affected")
@click.argument("komputer", metavar="KOMPUTER")
@click.option("--out", type=BERKAS, default=None, help="Berkas CSV yang dibuat")
@click.pass_obj
def device_affected(keluaran: Keluaran, komputer: str, out: Path | None) -> None:
    """Siapa terdampak: orang yang datanya ada di komputer itu."""
    with keluaran.kantor() as kantor:
        satu = find_device(kantor, komputer)
        if out is not None:
            check_place(out)
            jumlah = save_terdampak(kantor, satu.device_id, out)
            keluaran.result({"ok": True, "file": str(out), "people": jumlah}, f"{jumlah} orang ditulis ke {out}")
            return
        orang = list_terdampak(kantor, satu.device_id)
    data = [
        {"name": one.nama, "nip": one.nip, "post": one.jabatan, "skp": one.skp, "penilaian": one.penilaian}
        for one in orang
    ]
    baris = [(one.nama, one.nip, one.jabatan, str(one.skp), str(one.penilaian)) for one in orang]
    keluaran.result(data, table(("Nama", "NIP", "Jabatan", "SKP", "Penilaian"), baris))


@device.command("held")
@click.option("--admit", default="", help="Nama berkas yang tetap digabungkan, sesudah kantornya dihubungi")
@click.pass_obj
def device_held(keluaran: Keluaran, admit: str) -> None:
    """Paket yang ditahan dari komputer yang dicabut atau kembar; orang yang memutuskan."""
    with keluaran.kantor() as kantor:
        if admit:
            hasil = admit_ditahan(kantor, kantor.folder("ditahan") / Path(admit).name)
            if hasil.galat is not None:
                raise hasil.galat
            keluaran.result(
                {"ok": True, "file": admit, "revisions": hasil.revisi, "new": hasil.baru},
                f"Paket nomor {hasil.nomor} dari {hasil.nama} digabungkan: {hasil.baru} catatan baru.",
            )
            return
        semua = [path.name for path in list_ditahan(kantor)]
    keluaran.result(semua, "\n".join(semua) or "Tidak ada paket yang ditahan.")


PERANGKAT_COMMANDS: tuple[click.Command, ...] = (device,)
"""What the command line offers about computers of offices."""
