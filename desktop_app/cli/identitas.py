"""Commands about who a computer is: new identity, twins, the lost-laptop drill; the waiting room, receipts by code."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import BERKAS, FOLDER, Perintah
from desktop_app.cli.keluaran import Keluaran, table, time_text
from desktop_app.cli.sidik import SIDIK, require_heard
from desktop_app.domain.errors import UserError
from desktop_app.services.cetak import put_pdf
from desktop_app.services.ditahan import list_putusan
from desktop_app.services.identitas import change_key, read_identitas, take_new_identity
from desktop_app.services.kantor import Peran
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.keadaan_terakhir import print_keadaan, read_keadaan
from desktop_app.services.kembaran import Riwayat, choose_twin, close_twin, compare_twins, list_twins
from desktop_app.services.kode_terima import receive_code
from desktop_app.services.laptop_hilang import prepare_rebuild, preview_pengganti, print_tanda_paket, print_terdampak
from desktop_app.services.paket import check_place
from desktop_app.services.pencabutan import find_device, inform_revoked
from desktop_app.services.ruang_tunggu import KARANTINA, KOMPUTER_LAIN, PAKET, Menunggu, list_menunggu

_TETAP_IKUT = "Isinya tetap ikut dikirim sampai berkas balasan datang."
KOMPUTER = click.argument("komputer", metavar="KOMPUTER")


@click.command("identity", cls=Perintah)
@click.pass_obj
def device_identity(keluaran: Keluaran) -> None:
    """Siapa komputer ini bagi kabupaten, dan apakah harus mengambil identitas baru (di unit)."""
    with keluaran.kantor() as kantor:
        kini = read_identitas(kantor)
    sebab = (
        "dicabut kabupaten; hubungi kabupaten, lalu: skp-luring device renew --out BERKAS"
        if kini.dicabut
        else "kabupaten meminta komputer ini mengambil identitas baru: skp-luring device renew --out BERKAS"
        if kini.diminta
        else "data ini dibuka di komputer lain daripada sebelumnya"
        if kini.sebab == "salinan"
        else "mungkin ada salinan data ini di komputer lain; hubungi kabupaten"
        if kini.sebab == "kembaran"
        else "identitas baru ini menunggu jawaban kabupaten: skp-luring enrol accept JAWABAN"
        if kini.menunggu_jawaban
        else "tidak ada yang perlu dilakukan"
    )
    keluaran.result(
        {
            "device": kini.perangkat,
            "epoch": kini.epoch,
            "reason": kini.sebab,
            "enrolled": kini.terdaftar,
            "revoked": kini.dicabut is not None,
            "asked": kini.diminta is not None,
            "former": [satu.perangkat for satu in kini.lama],
            "unacknowledged": kini.belum_diakui,
        },
        f"Komputer {kini.perangkat[:8]}: {sebab}.\n{kini.belum_diakui} catatan belum diakui kabupaten.",
    )


@click.command("renew", cls=Perintah)
@click.option("--out", type=BERKAS, required=True, help="Berkas permintaan pendaftaran (.skpe) yang dibuat")
@click.pass_obj
def device_renew(keluaran: Keluaran, out: Path) -> None:
    """Mengambil identitas baru untuk komputer ini, sesudah disepakati dengan kabupaten (di unit)."""
    with keluaran.kantor() as kantor:
        check_place(out)
        hasil = take_new_identity(kantor, out)
    keluaran.result(
        {
            "ok": True,
            "device": hasil.perangkat,
            "former": hasil.lama,
            "file": str(out),
            "fingerprint": hasil.permintaan.sidik_jari,
            "unacknowledged": hasil.belum_diakui,
        },
        f"Komputer ini sekarang {hasil.perangkat[:8]}. Bawa {out} ke kabupaten dan bacakan sidik jarinya: "
        f"{hasil.permintaan.sidik_jari}\n{hasil.belum_diakui} catatan dikirim lagi sesudah jawaban kabupaten dibuka.",
    )


@click.command("rekey", cls=Perintah)
@click.option("--out", type=BERKAS, required=True, help="Berkas permintaan (.skpe) yang dibuat")
@click.pass_obj
def device_rekey(keluaran: Keluaran, out: Path) -> None:
    """Ganti kunci komputer ini: kunci lama ikut menandatangani, kabupaten cukup menyetujuinya (di unit)."""
    with keluaran.kantor() as kantor:
        check_place(out)
        hasil = change_key(kantor, out)
    keluaran.result(
        {
            "ok": True,
            "device": hasil.perangkat,
            "former": hasil.lama,
            "file": str(out),
            "unacknowledged": hasil.belum_diakui,
        },
        f"Kunci diganti; komputer ini sekarang {hasil.perangkat[:8]}. Bawa {out} ke kabupaten; tidak perlu menelepon.\n"
        f"{hasil.belum_diakui} catatan dikirim lagi sesudah jawaban kabupaten dibuka.",
    )


@click.command("twins", cls=Perintah)
@click.argument("komputer", metavar="[KOMPUTER]", default="")
@click.option(
    "--ask",
    "minta",
    default="",
    metavar="BERKAS",
    help="Berkas (awal sidiknya cukup) yang pembuatnya mengambil identitas baru",
)
@click.option("--close", "selesai", is_flag=True, help="Menyatakan perkaranya selesai")
@click.pass_obj
def device_twins(keluaran: Keluaran, komputer: str, minta: str, selesai: bool) -> None:
    """Dua komputer dengan satu identitas: kedua riwayat berdampingan, dan siapa yang berganti (di kabupaten)."""
    with keluaran.kantor() as kantor:
        if not komputer:
            semua = list_twins(kantor)
            keluaran.result(
                [{"device": s.device_id, "code": s.kode, "name": s.nama, "asked": s.minta_baru} for s in semua],
                "\n".join(f"{s.device_id[:8]}  {s.nama} ({s.kode})" for s in semua) or "Tidak ada dua riwayat.",
            )
            return
        if minta:
            choose_twin(kantor, komputer, minta)
        if selesai:
            close_twin(kantor, komputer)
            keluaran.result({"ok": True}, "Perkara dua riwayat selesai. Berkas yang ditahan tetap disimpan.")
            return
        dua = compare_twins(kantor, komputer)
    baris = [
        "Yang diterima lebih dulu:",
        *map(_history, dua.diterima),
        "Yang berlawanan:",
        *map(_history, dua.lain),
        f"Diminta mengambil identitas baru: pembuat {dua.kembar.minta_baru[:12]}; buat balasan, bawa ke kedua komputer."
        if dua.kembar.minta_baru
        else "Belum ditentukan: skp-luring device twins KOMPUTER --ask BERKAS (awal sidik di depan barisnya)",
    ]
    keluaran.result(
        {
            "device": dua.kembar.device_id,
            "asked": dua.kembar.minta_baru,
            "replacement": dua.kembar.pengganti,
            "accepted": [_facts(satu) for satu in dua.diterima],
            "other": [_facts(satu) for satu in dua.lain],
        },
        "\n".join(baris),
    )


def _history(satu: Riwayat) -> str:
    isi = satu.isi
    rincian = (
        ", ".join(f"{n} {jenis}" for jenis, n in sorted(isi.jenis.items())) + "; oleh " + ", ".join(isi.pelaku[:4])
        if isi
        else "berkas aslinya tidak ada lagi"
    )
    keadaan = "ditahan" if satu.ditahan else "diterima"
    return f"  {satu.berkas[:12]}  nomor {satu.nomor}, {time_text(satu.dibuat)}, {keadaan}: {rincian}"


def _facts(satu: Riwayat) -> dict[str, object]:
    return {
        "sha256": satu.berkas,
        "epoch": satu.epoch,
        "seq": satu.nomor,
        "claimed": satu.dibuat,
        "held": satu.ditahan,
        "words": list(satu.empat_kata),
        "kinds": dict(satu.isi.jenis) if satu.isi else {},
        "people": list(satu.isi.pelaku) if satu.isi else [],
    }


def _save(keluaran: Keluaran, page: HalamanKunci, out: Path) -> None:
    put_pdf(page.pdf, out)
    keluaran.result({"ok": True, "file": str(out)}, f"{page.judul} ditulis ke {out}")


@click.command("state", cls=Perintah)
@KOMPUTER
@click.option("--out", type=BERKAS, default=None, help="Berkas PDF yang dibuat")
@click.pass_obj
def device_state(keluaran: Keluaran, komputer: str, out: Path | None) -> None:
    """Keadaan terakhir yang diterima dari kantor komputer itu (di kabupaten)."""
    with keluaran.kantor() as kantor:
        if out is not None:
            check_place(out)
            _save(keluaran, print_keadaan(kantor, komputer), out)
            return
        satu = read_keadaan(kantor, komputer)
    data = {
        "device": satu.perangkat.device_id,
        "code": satu.perangkat.kode,
        "last_bundle": satu.nomor,
        "audit": satu.jejak,
        "record": satu.catatan,
        "never_arrived": list(satu.tak_sampai),
        "kinds": dict(satu.jenis),
        "people": [
            {"name": o.nama, "nip": o.nip, "skp": [list(s) for s in o.skp], "penilaian": [list(p) for p in o.penilaian]}
            for o in satu.orang
        ],
    }
    baris = [
        (
            o.nama,
            "; ".join(f"{kapan} {status}" for kapan, status in o.skp) or "belum ada",
            "; ".join(f"{kapan} {status}" for kapan, status in o.penilaian) or "belum ada",
        )
        for o in satu.orang
    ]
    keluaran.result(
        data,
        f"{satu.perangkat.nama} ({satu.perangkat.kode}), paket terakhir nomor {satu.nomor}, urutan jejak {satu.jejak}\n"
        + table(("Pegawai", "SKP", "Penilaian"), baris),
    )


@click.command("notice", cls=Perintah)
@KOMPUTER
@click.option("--out", type=BERKAS, required=True, help="Berkas PDF yang dibuat")
@click.pass_obj
def device_notice(keluaran: Keluaran, komputer: str, out: Path) -> None:
    """Surat pemberitahuan dengan daftar orang yang datanya ada di komputer itu (di kabupaten)."""
    with keluaran.kantor() as kantor:
        check_place(out)
        _save(keluaran, print_terdampak(kantor, komputer), out)


@click.command("rebuild", cls=Perintah)
@KOMPUTER
@click.argument("permintaan", metavar="PERMINTAAN", type=BERKAS)
@click.option("--out", "folder", type=FOLDER, required=True, help="Folder atau flashdisk tujuan")
@SIDIK
@click.pass_obj
def device_rebuild(keluaran: Keluaran, komputer: str, permintaan: Path, folder: Path, sidik: str) -> None:
    """Mendaftarkan komputer pengganti dan menulis semua data kantornya; cocokkan dulu sidik jarinya lewat telepon."""
    with keluaran.kantor() as kantor:
        dilihat = preview_pengganti(kantor, komputer, permintaan)
        require_heard(dilihat, sidik)
        hasil = prepare_rebuild(kantor, komputer, permintaan, folder, seen=dilihat)
    berkas = ", ".join(str(path) for path in hasil.berkas)
    keluaran.result(
        {
            "ok": True,
            "files": [str(path) for path in hasil.berkas],
            "revisions": hasil.revisi,
            "fingerprint": hasil.permintaan.sidik_jari,
        },
        f"{hasil.permintaan.nama}: {hasil.revisi} versi dokumen ditulis ke {berkas}\n"
        "Di komputer baru: skp-luring merge BERKAS, atau taruh di Terima dari kabupaten.",
    )


@click.command("inform", cls=Perintah)
@KOMPUTER
@click.option("--out", "folder", type=FOLDER, required=True, help="Folder atau flashdisk tujuan")
@click.pass_obj
def device_inform(keluaran: Keluaran, komputer: str, folder: Path) -> None:
    """Memberi tahu komputer yang dicabut, untuk kantor yang sudah ditelepon; tidak memuat data (di kabupaten)."""
    with keluaran.kantor() as kantor:
        path = inform_revoked(kantor, find_device(kantor, komputer).device_id, folder)
    keluaran.result({"ok": True, "file": str(path)}, f"Pemberitahuan ditulis ke {path}")


@click.command("decisions", cls=Perintah)
@click.pass_obj
def device_decisions(keluaran: Keluaran) -> None:
    """Keputusan atas berkas dan catatan yang ditahan."""
    with keluaran.kantor() as kantor:
        semua = list_putusan(kantor)
    keluaran.result(
        [
            {
                "what": s.apa,
                "about": s.tentang,
                "decision": s.putusan,
                "reason": s.alasan,
                "note": s.catatan,
                "who": s.siapa,
                "at": s.waktu,
                "doubt": s.ragu,
            }
            for s in semua
        ],
        "\n".join(
            f"{time_text(s.waktu)}  {s.putusan}  {s.apa} {s.tentang[:12]}  {s.siapa or '–'}: {s.catatan or '–'}"
            for s in semua
        )
        or "Belum ada keputusan.",
    )


@click.command("waiting", cls=Perintah)
@click.pass_obj
def waiting(keluaran: Keluaran) -> None:
    """Ruang tunggu: yang datang sebelum paket pendahulunya, dan paket mana yang kurang."""
    with keluaran.kantor() as kantor:
        semua = list_menunggu(kantor)
    keluaran.result(
        [
            {
                "source": s.sumber,
                "code": s.kode,
                "name": s.nama,
                "seq": s.nomor,
                "revisions": s.jumlah,
                "kinds": dict(s.jenis),
                "because": s.karena,
                "missing": list(s.kurang),
                "bundles_since": s.sejak,
            }
            for s in semua
        ],
        "\n".join(map(_waits, semua)) or "Tidak ada yang menunggu.",
    )


def _waits(satu: Menunggu) -> str:
    if satu.karena == PAKET and satu.kurang:
        untuk = f"paket nomor {', '.join(map(str, satu.kurang))} dari {satu.nama} ({satu.kode})"
    elif satu.karena == PAKET:
        untuk = f"paket yang lebih awal dari {satu.nama or 'pengirimnya'}"
    elif satu.karena == KOMPUTER_LAIN:
        untuk = f"paket dari komputer lain di {satu.nama} ({satu.kode})"
    elif satu.karena == KARANTINA:
        untuk = "keputusan atas versi sebelumnya yang ditahan"
    else:
        untuk = "balasan kabupaten yang belum datang"
    isi = ", ".join(f"{n} {jenis}" for jenis, n in sorted(satu.jenis.items()))
    return f"Menunggu {untuk}: {satu.jumlah} versi ({isi}), sejak {satu.sejak} paket yang lalu"


@click.command("receipt", cls=Perintah)
@click.argument("kode", metavar="[KODE]...", nargs=-1)
@click.option("--number", "nomor", type=click.IntRange(min=1), default=None, help="Nomor paket yang dimaksud")
@click.option("--office", "kantor_kode", default="", help="Di kabupaten: cetak tanda terima kantor ini")
@click.option("--out", type=BERKAS, default=None, help="Berkas PDF tanda terima yang dibuat")
@click.pass_obj
def receipt(keluaran: Keluaran, kode: tuple[str, ...], nomor: int | None, kantor_kode: str, out: Path | None) -> None:
    """Mencatat kode terima yang dibacakan kabupaten; di kabupaten: mencetak kode satu kantor."""
    with keluaran.kantor() as kantor:
        if kantor_kode:
            if out is None:
                raise UserError("perlu_out")
            check_place(out)
            _save(keluaran, print_tanda_paket(kantor, kantor_kode), out)
            return
        if kantor.profil.peran is Peran.KABUPATEN:
            raise UserError("tanda_kabupaten")
        hasil = receive_code(kantor, " ".join(kode), nomor or 0)
    sudah = " sudah pernah dicatat" if hasil.sudah else " diterima kabupaten (lewat kode)"
    keluaran.result(
        {"ok": True, "seq": hasil.paket.seq, "again": hasil.sudah, "acknowledged": hasil.paket.diterima},
        f"Paket nomor {hasil.paket.seq}{sudah}. "
        + ("Berkas balasannya sudah datang; tidak ada yang dikirim ulang." if hasil.paket.diterima else _TETAP_IKUT),
    )


KOMPUTER_COMMANDS: tuple[click.Command, ...] = (
    device_identity,
    device_renew,
    device_rekey,
    device_twins,
    device_state,
    device_notice,
    device_rebuild,
    device_inform,
    device_decisions,
)
"""What the group ``device`` offers besides the list, revoking and what is held."""
IDENTITAS_COMMANDS: tuple[click.Command, ...] = (waiting, receipt)
"""Commands of their own."""
