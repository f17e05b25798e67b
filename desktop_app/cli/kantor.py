"""Commands about the office itself: founding, enrolment, integrity."""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import BERKAS, Kata, Kelompok, Perintah, SalahPakai
from desktop_app.cli.keluaran import PELAKU, Keluaran
from desktop_app.cli.periksa_paket import office_text
from desktop_app.cli.sandi import read_sandi
from desktop_app.cli.sidik import SIDIK, require_heard
from desktop_app.domain.errors import UserError
from desktop_app.domain.kalimat import end
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.messages import sentence_for
from desktop_app.services.akun import found_with_akun
from desktop_app.services.ganti_kunci import Gantian
from desktop_app.services.kantor import Peran, Profil
from desktop_app.services.kesehatan import Kesehatan, read_kesehatan, write_laporan
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, preview_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.periksa import check_store
from desktop_app.services.waktu import now


@click.command(cls=Perintah)
@click.option("--role", type=Kata([satu.value for satu in Peran]), required=True, help="unit atau kabupaten")
@click.option("--code", required=True, help="Kode wilayah: unit 33.73.04, kabupaten 33.73")
@click.option("--name", required=True, help="Nama kantor")
@click.option("--agency", required=True, help="Nama instansi pada formulir")
@click.option("--place", default="", help="Tempat penandatanganan (bawaan: kosong)")
@click.option(
    "--unattended", is_flag=True, help="Tanpa sandi: kuncinya di berkas, siapa pun di komputer ini dapat masuk"
)
@click.option(
    "--person-role",
    type=Kata([satu.value for satu in PeranPengguna]),
    multiple=True,
    help="Peran lain bagi orang pertama, di samping admin; boleh berulang",
)
@click.pass_obj
def init(
    keluaran: Keluaran,
    role: str,
    code: str,
    name: str,
    agency: str,
    place: str,
    unattended: bool,
    person_role: tuple[str, ...],
) -> None:
    """Membuat data kantor dan kunci komputer ini.

    Dengan --user dan --password-file orang itu menjadi admin dan sandinya membuka kantor. Dengan --unattended tidak ada
    sandi: untuk pelatihan dan pekerjaan terjadwal saja.
    """
    profil = Profil(peran=Peran(role), kode=code.strip(), nama=name.strip(), instansi=agency.strip(), tempat=place)
    if unattended == bool(keluaran.user or keluaran.password_file):
        raise UserError("init_pilih_satu")
    if unattended:
        kantor = found_office(keluaran.home, profil, jam=now, who=PELAKU)
        keluaran.note(sentence_for("init_tanpa_sandi", {}))
    else:
        if not keluaran.user or keluaran.password_file is None:
            raise UserError("init_pilih_satu")
        peran = [PeranPengguna(satu) for satu in person_role]
        sandi = read_sandi(keluaran.password_file)
        kantor = found_with_akun(keluaran.home, profil, keluaran.user, sandi, jam=now, peran=peran)
    device, siapa = kantor.store.device, kantor.pelaku
    kantor.close()
    data = {"ok": True, "home": str(keluaran.home), "role": role, "code": profil.kode, "device": device}
    teks = f"Kantor {profil.nama} ({profil.kode}) siap di {keluaran.home}"
    if not unattended:
        data["account"] = siapa.akun_id
        teks += f"\nAdmin pertama: {end(siapa.nama)}"
        teks += " Cetak kartu pemulihan sekarang: skp-luring card print --out kartu.pdf"
        if profil.peran is Peran.KABUPATEN and PeranPengguna.VERIFIKATOR.value not in person_role:
            teks += (
                "\nKonflik diselesaikan verifikator. Beri seseorang peran itu, misalnya: skp-luring account roles "
                f'"{siapa.nama}" --role admin_kabupaten --role verifikator'
            )
    keluaran.result({**data, "unattended": unattended}, teks)


@click.group(cls=Kelompok)
def enrol() -> None:
    """Pendaftaran kantor ke kabupaten lewat berkas."""


@enrol.command("request")
@click.option("--out", type=BERKAS, required=True, help="Berkas permintaan yang dibuat")
@click.pass_obj
def enrol_request(keluaran: Keluaran, out: Path) -> None:
    """Membuat berkas permintaan pendaftaran (di kecamatan)."""
    with keluaran.kantor() as kantor:
        satu = request_enrolment(kantor, out)
    keluaran.result(
        {"ok": True, "file": str(out), "device": satu.device_id, "fingerprint": satu.sidik_jari},
        f"Permintaan ditulis ke {out}\nSidik jari: {satu.sidik_jari}\n"
        "Bacakan sidik jari ini ke kabupaten lewat telepon; keduanya harus sama.",
    )


@enrol.command("approve")
@click.argument("request", metavar="PERMINTAAN", type=BERKAS)
@click.option("--out", type=BERKAS, required=True, help="Berkas jawaban yang dibuat")
@SIDIK
@click.pass_obj
def enrol_approve(keluaran: Keluaran, request: Path, out: Path, sidik: str) -> None:
    """Menyetujui permintaan dan membuat berkas jawaban (di kabupaten)."""
    with keluaran.kantor() as kantor:
        dilihat = preview_enrolment(kantor, request)
        require_heard(dilihat, sidik)
        satu = approve_enrolment(kantor, request, out, seen=dilihat)
    keluaran.result(
        {
            "ok": True,
            "file": str(out),
            "code": satu.kode,
            "name": satu.nama,
            "device": satu.device_id,
            "fingerprint": satu.sidik_jari,
            "root_fingerprint": satu.sidik_akar,
            "former": satu.lama,
            "change": satu.ganti.value,
            "registered_as": list(satu.tercatat) if satu.tercatat else None,
        },
        f"{satu.nama} ({satu.kode}): kunci komputer {satu.lama[:8]} diganti. Jawaban: {out}\n"
        "Kunci lama ikut menandatangani, jadi tidak perlu menelepon. Paket dengan kunci lama ditahan sejak sekarang."
        if satu.ganti is Gantian.COCOK
        else f"{satu.nama} ({satu.kode}) didaftarkan. Jawaban: {out}\nSidik jari: {satu.sidik_jari}\n"
        "Cocokkan dengan yang dibacakan kantor itu sebelum berkas ini diserahkan.\n"
        f"Sidik jari kabupaten: {satu.sidik_akar}\nBacakan ini kepada kantor itu; layarnya harus sama."
        + (f"\nKunci lama {satu.lama[:8]} tidak menjamin yang ini ({satu.ganti.value})." if satu.ganti else ""),
    )
    if satu.tercatat is not None:
        keluaran.note(f"Di sini kantor itu ditulis {', '.join(satu.tercatat)}; komputer ini akan mengikutinya.")


@enrol.command("accept")
@click.argument("file", metavar="BERKAS", type=BERKAS)
@click.pass_obj
def enrol_accept(keluaran: Keluaran, file: Path) -> None:
    """Menerima jawaban kabupaten (di kecamatan)."""
    if not (file.is_symlink() or file.exists()):
        raise UserError("paket_tidak_ada")
    # What the request still waits for is done by this very command.
    with keluaran.kantor(tanpa=("epoch_identitas",)) as kantor:
        lama = kantor.profil
        sidik_akar, sidik_jari = accept_enrolment(kantor, file)
        kini = kantor.profil
    if kini != lama:
        keluaran.note(office_text(kini))
    keluaran.result(
        {
            "ok": True,
            "fingerprint": sidik_jari,
            "root_fingerprint": sidik_akar,
            "name": kini.nama,
            "agency": kini.instansi,
        },
        f"Kantor ini sudah terdaftar.\nSidik jari komputer ini: {sidik_jari}\n"
        f"Sidik jari kabupaten: {sidik_akar}\nCocokkan keduanya dengan kabupaten lewat telepon.",
    )


@click.command(cls=Perintah)
@click.option("--quick", is_flag=True, help="Tanpa membaca ulang seluruh isi")
@click.option("--deep", is_flag=True, help="Juga disk, penyimpanan berkas, jam, dan versi pustaka")
@click.option("--report", type=BERKAS, default=None, help="Tulis laporan tanpa data pribadi (dengan --deep)")
@click.pass_obj
def check(keluaran: Keluaran, quick: bool, deep: bool, report: Path | None) -> None:
    """Memeriksa keutuhan berkas, riwayat, jejak, dan keadaan yang dapat dibangun ulang."""
    if (quick and deep) or (report is not None and not deep):
        raise SalahPakai("Pilihan --quick tidak dapat dipakai bersama --deep, dan --report memerlukan --deep.")
    progress = keluaran.progress("Memeriksa")
    sehat: Kesehatan | None = None
    with keluaran.kantor() as kantor:
        if deep:
            sehat = read_kesehatan(kantor, dalam=True, progress=progress)
            if report is not None:
                write_laporan(kantor, sehat, report)
        hasil = sehat.periksa if sehat and sehat.periksa else check_store(kantor, dalam=not quick, progress=progress)
    temuan = [{"kode": kode, "pesan": sentence_for(kode, fakta), "fakta": dict(fakta)} for kode, fakta in hasil.temuan]
    baris = [f"- {satu['pesan']}" for satu in temuan] or ["Semua utuh."]
    catatan = [{"kode": k, "pesan": sentence_for(k, f), "fakta": dict(f)} for k, f in hasil.catatan]
    baris += [f"- perhatian: {satu['pesan']}" for satu in catatan]
    riwayat = [{"kode": k, "pesan": sentence_for(k, f), "fakta": dict(f)} for k, f in hasil.riwayat]
    baris += [f"- pernah, sudah selesai: {satu['pesan']}" for satu in riwayat]
    baris += [
        f"Riwayat: {hasil.revisi} versi; jejak: {hasil.jejak} baris, sidik {hasil.kepala_jejak[:16]}…",
        f"Ruang tunggu: {hasil.menunggu}; ditahan: {hasil.karantina}",
        f"Berkas paket yang dibaca ulang: {hasil.berkas}",
    ]
    if hasil.dihapus:
        baris.append(f"Arsip paket yang tidak disimpan karena penghapusan data: {hasil.dihapus}")
    tambah: dict[str, object] = {}
    if sehat is not None:
        baris += [f"{satu.keadaan.value}: {sentence_for(satu.kode, satu.fakta)}" for satu in sehat.baris]
        baris += [f"versi {nama}: {nilai}" for nama, nilai in sehat.versi.items()]
        tambah = {
            "health": [
                {"what": satu.hal, "state": satu.keadaan.value, "code": satu.kode, "facts": dict(satu.fakta)}
                for satu in sehat.baris
            ],
            "versions": dict(sehat.versi),
        }
    keluaran.result(
        {
            **tambah,
            "ok": not temuan,
            "findings": temuan,
            "notes": catatan,
            "settled": riwayat,
            "bundles_read": hasil.berkas,
            "revisions": hasil.revisi,
            "audit": {"count": hasil.jejak, "head": hasil.kepala_jejak},
            "waiting": hasil.menunggu,
            "quarantined": hasil.karantina,
            "erased_bundles": hasil.dihapus,
        },
        "\n".join(baris),
    )
    if temuan:
        raise SystemExit(4)


KANTOR_COMMANDS: tuple[click.Command, ...] = (init, enrol, check)
