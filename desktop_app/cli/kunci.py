"""Commands about the kabupaten's keys: the ceremony step by step, the holders' meeting, trust files.

Between two commands no key lies anywhere but with its holder: those who sign bring card or stick to ``key sign``.
Passphrases and the letters of cards come from files, as passwords do.
"""

from __future__ import annotations

from pathlib import Path

import click

from desktop_app.cli.bahasa import BERKAS, FOLDER, Kelompok
from desktop_app.cli.keluaran import Keluaran, table
from desktop_app.cli.sandi import read_card_rows, read_sandi
from desktop_app.domain.errors import UserError
from desktop_app.exchange import place_file
from desktop_app.services.berkas_kepercayaan import adopt_trust, read_kepercayaan, save_trust_file, take_trust_file
from desktop_app.services.kantor import Peran
from desktop_app.services.kunci_cabang import believe_other_root, preview_other_root, save_both_roots
from desktop_app.services.kunci_kabupaten import CalonKunci, KeadaanKunci, RencanaKunci, read_kunci
from desktop_app.services.kunci_kata import change_text
from desktop_app.services.paket import check_place
from desktop_app.services.rapat_kunci import Meja, carry_out, end_former_inboxes, lay_card, lay_file
from desktop_app.services.upacara import PemegangBaru, cancel_plan, prove_card, prove_file, save_key, start_plan
from desktop_app.services.upacara_cetak import key_number, print_berita


@click.group(cls=Kelompok)
def key() -> None:
    """Kunci kabupaten: siapa yang dipercaya, upacara kunci, rapat pemegang."""


@key.command("status")
@click.pass_obj
def key_status(keluaran: Keluaran) -> None:
    """Keadaan kunci: versi, pemegang, rencana, dan kantor yang belum mengikuti; di unit: siapa yang dipercaya."""
    with keluaran.kantor() as kantor:
        if kantor.profil.peran is Peran.UNIT:
            kini = read_kepercayaan(kantor)
            data = {
                "office": kini.kabupaten,
                "version": kini.versi,
                "threshold": kini.perlu,
                "holders": kini.pemegang,
                "fingerprint": kini.sidik,
                "changes": [{"from": satu.dari, "to": satu.ke, "why": list(satu.sebab)} for satu in kini.perubahan],
            }
            keluaran.result(
                data,
                f"Dipercaya: {kini.kabupaten}, kunci versi {kini.versi}, {kini.perlu} dari {kini.pemegang} pemegang."
                f"\nSidik jari: {kini.sidik}"
                + "".join(f"\nVersi {s.dari} menjadi {s.ke}: {change_text(s.sebab)}." for s in kini.perubahan),
            )
            return
        keadaan = read_kunci(kantor)
    keluaran.result(_status_data(keadaan), _status_text(keadaan))


@key.command("plan")
@click.option(
    "--holder", "baru", multiple=True, help='Pemegang baru, "Nama" atau "Nama|Jabatan"; ulangi untuk tiap orang'
)
@click.option("--keep", "tetap", multiple=True, type=int, help="Nomor pemegang sekarang yang tetap; ulangi")
@click.option(
    "--threshold", type=int, default=0, help="Berapa pemegang yang harus hadir (bawaan: seperti sekarang, atau 2)"
)
@click.option("--issuer", is_flag=True, help="Ganti kunci penerbit (komputer kabupaten dicuri)")
@click.option("--inbox", is_flag=True, help="Ganti kunci kotak masuk; yang lama disimpan untuk paket lama")
@click.option("--escrow", type=click.Choice(["out", "new"]), default=None, help="Kunci pemulihan: keluarkan, atau baru")
@click.option("--restart", is_flag=True, help="Nomor urut kepercayaan mulai lagi (bila pencuri menaikkannya)")
@click.option("--reason", default="", help="Alasan untuk berita acara")
@click.option("--cancel", is_flag=True, help="Batalkan rencana yang ada")
@click.option(
    "--force", is_flag=True, help="Juga bila sebuah kantor menyebut kunci lebih baru yang tidak pernah dibuat"
)
@click.pass_obj
def key_plan(
    keluaran: Keluaran,
    baru: tuple[str, ...],
    tetap: tuple[int, ...],
    threshold: int,
    issuer: bool,
    inbox: bool,
    escrow: str | None,
    restart: bool,
    reason: str,
    cancel: bool,
    force: bool,
) -> None:
    """Menyiapkan upacara atau perubahan kunci; tidak ada yang berubah sebelum key sign."""
    with keluaran.kantor() as kantor:
        if cancel:
            cancel_plan(kantor)
            keluaran.result({"ok": True}, "Rencana dibatalkan; kunci yang sekarang tetap berlaku.")
            return
        pemegang = [PemegangBaru("", lama=nomor) for nomor in tetap]
        pemegang += [PemegangBaru(nama, jabatan) for nama, _, jabatan in (satu.partition("|") for satu in baru)]
        rencana = start_plan(
            kantor,
            pemegang=pemegang,
            perlu=threshold or (max(2, read_kunci(kantor).perlu) if pemegang else 0),
            penerbit=issuer,
            kotak=inbox,
            escrow={"out": "keluar", "new": "baru"}.get(escrow or "", ""),
            ulang=restart,
            alasan=reason,
            paksa=force,
        )
    keluaran.result(_plan_data(rencana), _plan_text(rencana))


@key.command("make")
@click.argument("nomor", metavar="NOMOR", type=int)
@click.option("--to", type=FOLDER, required=True, help="Flashdisk pemegang")
@click.option("--card", type=BERKAS, required=True, help="Berkas PDF kartu yang dibuat; cetak lalu hapus")
@click.option("--passphrase-file", type=BERKAS, required=True, help="Baris pertamanya sandi berkas kunci")
@click.pass_obj
def key_make(keluaran: Keluaran, nomor: int, to: Path, card: Path, passphrase_file: Path) -> None:
    """Membuat kunci pemegang NOMOR (0: kunci pemulihan) di flashdisknya dan di kartu."""
    check_place(card)
    with keluaran.kantor() as kantor:
        jadi = save_key(kantor, nomor, to, read_sandi(passphrase_file))
        place_file(jadi.kartu.pdf, card)
    keluaran.result(
        {"ok": True, "file": str(jadi.berkas), "card": str(card), "number": jadi.kartu.nomor},
        f"Kunci {jadi.kartu.nomor} ada di {jadi.berkas} dan di {card}. Baca kembali keduanya dengan key prove.",
    )


@key.command("prove")
@click.argument("nomor", metavar="NOMOR", type=int)
@click.option("--card-file", type=BERKAS, default=None, help="Isi kartu: delapan baris, dengan atau tanpa nomor")
@click.option("--file", "berkas", type=BERKAS, default=None, help="Berkas .skpk di flashdisk pemegang")
@click.option("--passphrase-file", type=BERKAS, default=None, help="Baris pertamanya sandi berkas kunci")
@click.pass_obj
def key_prove(
    keluaran: Keluaran, nomor: int, card_file: Path | None, berkas: Path | None, passphrase_file: Path | None
) -> None:
    """Membaca kembali kunci NOMOR dari kartu atau flashdisk; baru sesudah keduanya kunci itu dihitung."""
    with keluaran.kantor() as kantor:
        if card_file is not None:
            rencana = prove_card(kantor, nomor, read_card_rows(card_file))
        elif berkas is not None and passphrase_file is not None:
            rencana = prove_file(kantor, nomor, berkas, read_sandi(passphrase_file))
        else:
            raise UserError("kunci_tanpa_bukti")
    keluaran.result(_plan_data(rencana), _plan_text(rencana))


@key.command("sign")
@click.option("--card-file", "kartu", type=BERKAS, multiple=True, help="Isi kartu seorang pemegang; ulangi")
@click.option("--file", "berkas", type=BERKAS, multiple=True, help="Berkas .skpk seorang pemegang; ulangi")
@click.option(
    "--passphrase-file", "sandi", type=BERKAS, multiple=True, help="Sandi tiap --file, dalam urutan yang sama"
)
@click.pass_obj
def key_sign(keluaran: Keluaran, kartu: tuple[Path, ...], berkas: tuple[Path, ...], sandi: tuple[Path, ...]) -> None:
    """Rapat pemegang kunci: kunci mereka bersama menandatangani rencana, lalu meninggalkan komputer ini."""
    if len(berkas) != len(sandi):
        raise UserError("kunci_tanpa_bukti")
    meja = Meja()
    with keluaran.kantor() as kantor:
        for satu in kartu:
            lay_card(kantor, meja, read_card_rows(satu))
        for path, kata in zip(berkas, sandi, strict=True):
            lay_file(kantor, meja, path, read_sandi(kata))
        berita, _ = carry_out(kantor, meja)
    keluaran.result(
        {"ok": True, "version": berita.versi, "fingerprint": berita.sidik, "changes": list(berita.perubahan)},
        f"Kunci kabupaten versi {berita.versi} berlaku: {berita.perlu} dari {len(berita.pemegang)} pemegang.\n"
        f"Sidik jari: {berita.sidik}\nBuat balasan untuk semua kantor, dan cetak berita acaranya.",
    )


@key.command("minutes")
@click.option("--out", type=BERKAS, required=True, help="Berkas PDF yang dibuat")
@click.option("--version", "versi", type=int, default=0, help="Versi kunci; tanpa ini yang terakhir")
@click.pass_obj
def key_minutes(keluaran: Keluaran, out: Path, versi: int) -> None:
    """Berita acara kunci kabupaten sebagai PDF."""
    check_place(out)
    with keluaran.kantor() as kantor:
        place_file(print_berita(kantor, versi).pdf, out)
    keluaran.result({"ok": True, "file": str(out)}, f"Berita acara ditulis ke {out}.")


@key.command("trust-file")
@click.option("--out", type=BERKAS, required=True, help="Berkas .skpt yang dibuat")
@click.pass_obj
def key_trust_file(keluaran: Keluaran, out: Path) -> None:
    """Menulis berkas kepercayaan (bukan rahasia); simpan juga di flashdisk tiap pemegang."""
    with keluaran.kantor() as kantor:
        save_trust_file(kantor, out)
    keluaran.result({"ok": True, "file": str(out)}, f"Berkas kepercayaan ditulis ke {out}.")


@key.command("accept")
@click.argument("berkas", metavar="BERKAS", type=BERKAS)
@click.option("--force", is_flag=True, help="Di kabupaten: juga bila sebuah kantor menyebut kunci yang lebih baru lagi")
@click.pass_obj
def key_accept(keluaran: Keluaran, berkas: Path, force: bool) -> None:
    """Menerima berkas kepercayaan: di unit yang jauh tertinggal, atau di kabupaten sesudah pemulihan cadangan."""
    with keluaran.kantor() as kantor:
        if kantor.profil.peran is Peran.UNIT:
            kini = take_trust_file(kantor, berkas)
            data, kata = {"ok": True, "version": kini.versi}, f"Kunci kabupaten versi {kini.versi} dipercaya sekarang."
        else:
            berlaku, _ = adopt_trust(kantor, berkas, paksa=force)
            data = {"ok": True, "in_force": berlaku}
            kata = (
                "Kunci terbaru berlaku lagi di komputer ini."
                if berlaku
                else "Kunci penerbit di komputer ini sudah diganti. Siapkan key plan --issuer --inbox, lalu key sign."
            )
    keluaran.result(data, kata)


@key.command("repin")
@click.argument("berkas", metavar="[BERKAS]", type=BERKAS, required=False)
@click.option("--fingerprint", "sidik", default="", help="25 angka yang dibacakan kabupaten lewat telepon")
@click.option("--proof", "folder", type=FOLDER, default=None, help="Tulis bukti kedua kunci ke folder ini")
@click.pass_obj
def key_repin(keluaran: Keluaran, berkas: Path | None, sidik: str, folder: Path | None) -> None:
    """Di unit yang mengikuti kunci kabupaten yang salah: percayai yang lain, dengan sidik jari yang dibacakan."""
    with keluaran.kantor() as kantor:
        if folder is not None:
            dulu, kini = save_both_roots(kantor, folder)
            keluaran.result({"ok": True, "before": str(dulu), "now": str(kini)}, f"Bukti ditulis: {dulu} dan {kini}")
            return
        if berkas is None:
            raise UserError("kunci_lain_berkas")
        if not sidik:
            lain = preview_other_root(kantor, berkas)
            keluaran.result(
                {"office": lain.kabupaten, "parted_after": lain.sesudah, "version": lain.versi},
                f"Di berkas: {lain.kabupaten}, kunci versi {lain.versi}, {lain.perlu} dari {lain.pemegang} pemegang; "
                f"bercabang sesudah versi {lain.sesudah}.\nSekarang dipercaya: versi {lain.versi_kini}, sidik jari "
                f"{lain.sidik_kini}.\nTelepon kabupaten dengan nomor yang sudah dikenal, lalu ulangi dengan "
                "--fingerprint dan 25 angka yang dibacakan.",
            )
            return
        kini_percaya = believe_other_root(kantor, berkas, sidik)
    keluaran.result(
        {"ok": True, "version": kini_percaya.versi, "fingerprint": kini_percaya.sidik},
        f"Kunci kabupaten versi {kini_percaya.versi} dipercaya sekarang. Semua dikirim sekali lagi dengan paket "
        "berikutnya.\nBukti kedua kunci: skp-luring key repin --proof FOLDER",
    )


@key.command("end-inboxes")
@click.option("--force", is_flag=True, help="Juga bila ada kantor yang mungkin masih menyegel ke kunci lama")
@click.pass_obj
def key_end_inboxes(keluaran: Keluaran, force: bool) -> None:
    """Menghapus kunci kotak masuk lama; yang disegel kepadanya tidak terbuka lagi."""
    with keluaran.kantor() as kantor:
        jumlah = end_former_inboxes(kantor, paksa=force)
    keluaran.result({"ok": True, "ended": jumlah}, f"{jumlah} kunci kotak masuk lama dihapus.")


def _status_data(keadaan: KeadaanKunci) -> dict[str, object]:
    return {
        "version": keadaan.versi,
        "threshold": keadaan.perlu,
        "keys": keadaan.jumlah,
        "fingerprint": keadaan.sidik,
        "training": keadaan.latihan,
        "holders": [{"number": s.nomor, "name": s.nama, "post": s.jabatan} for s in keadaan.pemegang],
        "escrow_here": keadaan.escrow_di_sini,
        "former_inboxes": keadaan.kotak_lama,
        "plan": _plan_data(keadaan.rencana) if keadaan.rencana is not None else None,
        "behind": [{"code": s.kode, "device": s.device_id, "seen": s.versi} for s in keadaan.tertinggal],
    }


def _status_text(keadaan: KeadaanKunci) -> str:
    kata = [f"Kunci kabupaten versi {keadaan.versi}: {keadaan.perlu} dari {keadaan.jumlah} pemegang."]
    kata.append(f"Sidik jari: {keadaan.sidik}")
    if keadaan.latihan:
        kata.append("Upacara kunci belum dilakukan: kunci induk masih di komputer ini, cukup untuk latihan saja.")
    kata += [f"Pemegang {s.nomor}: {s.nama}{', ' + s.jabatan if s.jabatan else ''}" for s in keadaan.pemegang]
    if keadaan.kotak_lama:
        kata.append(f"Kunci kotak masuk lama: {keadaan.kotak_lama}")
    if keadaan.tertinggal and keadaan.versi > 1:
        kata.append(f"{len(keadaan.tertinggal)} komputer belum memakai versi ini; balasan berikutnya membawanya:")
        kata += [f"    {s.nama} ({s.kode}), komputer {s.device_id[:8]}" for s in keadaan.tertinggal]
    if keadaan.rencana is not None:
        kata.append(_plan_text(keadaan.rencana))
    return "\n".join(kata)


def _plan_data(rencana: RencanaKunci) -> dict[str, object]:
    return {
        "threshold": rencana.perlu,
        "issuer": rencana.penerbit,
        "inbox": rencana.kotak,
        "escrow": rencana.escrow,
        "restart": rencana.ulang,
        "ready": rencana.siap,
        "keys": [
            {"number": s.nomor, "name": s.nama, "card": s.kartu, "file": s.berkas, "kept": s.lama}
            for s in rencana.calon
        ],
    }


def _plan_text(rencana: RencanaKunci) -> str:
    baris = [(str(s.nomor), s.nama, key_number(s.publik) if s.publik else "–", _missing(s)) for s in rencana.calon]
    daftar = table(("No", "Nama", "Kunci", "Keadaan"), baris) if baris else ""
    akhir = "Siap ditandatangani." if rencana.siap else "Belum semua kunci dibaca kembali."
    return "\n".join(satu for satu in (daftar, akhir) if satu)


def _missing(calon: CalonKunci) -> str:
    if calon.lama:
        return "tetap"
    if not calon.publik:
        return "belum dibuat"
    kurang = [nama for nama, ada in (("kartu", calon.kartu), ("flashdisk", calon.berkas)) if not ada]
    return f"baca kembali {' dan '.join(kurang)}" if kurang else "siap"


KUNCI_COMMANDS: tuple[click.Command, ...] = (key,)
"""What the command line offers about the kabupaten's keys."""
