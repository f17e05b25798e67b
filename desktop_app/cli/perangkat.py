"""Commands about the computers of offices: which there are, revoking, whose data one held, what is held of one."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import BERKAS, Kelompok
from desktop_app.cli.identitas import IDENTITAS_COMMANDS, KOMPUTER_COMMANDS
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.services.ditahan import admit_berkas, leave_berkas, list_berkas, look_into_berkas
from desktop_app.services.isi_ditahan import IsiBerkas
from desktop_app.services.laptop_hilang import in_words
from desktop_app.services.paket import check_place
from desktop_app.services.pencabutan import (
    find_device,
    list_komputer,
    list_terdampak,
    revoke_device,
    save_terdampak,
)
from desktop_app.services.ruang_disk import MIB
from desktop_app.services.ruang_ditahan import RuangDitahan, read_ruang, write_ruang


@click.group(cls=Kelompok)
def device() -> None:
    """Komputer kantor: yang terdaftar, hilang, atau kembar; dan identitas komputer ini."""


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
            "successor": satu.akhir if satu.akhir != satu.perangkat.device_id else "",
            "ended": satu.tuntas,
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
            "dicabut"
            if satu.tuntas
            else f"kunci diganti: {satu.akhir[:8]}"
            if satu.dicabut
            else "dua riwayat"
            if satu.kembar
            else "terdaftar",
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
        (kini,) = [s for s in list_komputer(kantor) if s.perangkat.device_id == satu.device_id]
    keluaran.result(
        {"ok": True, "device": kini.akhir, "code": satu.kode, "others": list(kini.pemegang)},
        (f"Kunci komputer {satu.device_id[:8]} pernah diganti. " if kini.akhir != satu.device_id else "")
        + f"Komputer {kini.akhir[:8]} dari {satu.nama} ({satu.kode}) dicabut. Kantor lain mengetahuinya dari balasan "
        "berikutnya.",
    )
    if kini.pemegang:
        lain = ", ".join(s[:8] for s in kini.pemegang)
        keluaran.note(f"Kunci yang sama pernah dipegang juga oleh {lain}, yang masih dipercaya. Tanyakan kantornya.")


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
@click.option(
    "--show", "lihat", default="", help="Sidik (awalnya cukup) berkas yang isinya dilihat; tidak mengubah apa pun"
)
@click.option("--admit", default="", help="Sidik berkas yang tetap digabungkan, sesudah kantornya dihubungi")
@click.option("--leave", "biarkan", default="", help="Sidik berkas yang diputuskan tetap ditahan; perlu --note")
@click.option("--note", "catatan", default="", help="Kata-kata keputusan itu")
@click.option("--room", "ruang", type=int, default=None, help="Ruang untuk yang ditahan, dalam MB (semula 4096)")
@click.pass_obj
def device_held(keluaran: Keluaran, lihat: str, admit: str, biarkan: str, catatan: str, ruang: int | None) -> None:
    """Paket yang ditahan dari komputer yang dicabut atau kembar; orang yang memutuskan."""
    with keluaran.kantor() as kantor:
        if ruang is not None:
            write_ruang(kantor, ruang)
            kini = read_ruang(kantor)
            keluaran.result({"ok": True, "room_mib": kini.batas, "used": kini.ukuran}, _room_text(kini))
            return
        if lihat:
            berkas = next((s for s in list_berkas(kantor) if s.berkas.startswith(lihat.removesuffix(".skpb"))), None)
            _show_inside(keluaran, look_into_berkas(kantor, lihat), berkas.terakhir if berkas else 0)
            return
        if biarkan:
            leave_berkas(kantor, biarkan, catatan)
            keluaran.result({"ok": True, "file": biarkan}, "Dicatat. Berkasnya tetap disimpan.")
            return
        if admit:
            hasil = admit_berkas(kantor, admit, catatan)
            if hasil.galat is not None:
                raise hasil.galat
            keluaran.result(
                {"ok": True, "file": admit, "revisions": hasil.revisi, "new": hasil.baru},
                f"Paket nomor {hasil.nomor} dari {hasil.nama} digabungkan: {hasil.baru} catatan baru.",
            )
            return
        semua, kini = list_berkas(kantor), read_ruang(kantor)
    keluaran.result(
        [
            {
                "file": s.path.name,
                "device": s.device_id,
                "code": s.kode,
                "name": s.nama,
                "seq": s.nomor,
                "last_accepted": s.terakhir,
                "reason": s.alasan,
                "left": s.dibiarkan,
            }
            for s in semua
        ],
        "\n".join(
            f"{s.berkas[:12]}  paket {s.nomor} dari {s.nama or '–'}: "
            + ("komputer dicabut" if s.alasan == "revoked_device" else "dua komputer, satu identitas")
            + (f"; dibiarkan: {s.dibiarkan}" if s.dibiarkan else "")
            for s in semua
        )
        + f"\n{_room_text(kini)}"
        if semua
        else "Tidak ada paket yang ditahan.",
    )


def _room_text(ruang: RuangDitahan) -> str:
    return f"Yang ditahan memakai {-(-ruang.ukuran // MIB)} dari {ruang.batas} MB; satu komputer seperempatnya."


def _show_inside(keluaran: Keluaran, isi: IsiBerkas, terakhir: int) -> None:
    keluaran.result(
        {
            "sha256": isi.berkas,
            "seq": isi.nomor,
            "last_accepted": terakhir,
            "new": isi.baru,
            "kinds": dict(isi.jenis),
            "people": list(isi.pelaku),
            "documents": [
                {"id": d.doc_id, "kind": d.jenis, "name": d.nama, "versions": d.baru, "who": d.siapa}
                for d in isi.dokumen
            ],
        },
        "\n".join(
            [
                f"Paket nomor {isi.nomor} dari {isi.nama}: {in_words(isi, terakhir)}.",
                *(f"  {d.jenis}  {d.nama or '–'}  oleh {d.siapa or '–'}" for d in isi.dokumen),
            ]
        ),
    )


for _satu in KOMPUTER_COMMANDS:
    device.add_command(_satu)

PERANGKAT_COMMANDS: tuple[click.Command, ...] = (device, *IDENTITAS_COMMANDS)
"""What the command line offers about computers of offices."""
