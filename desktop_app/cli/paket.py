"""Commands about bundles: export, merge; inspect stands in periksa_paket.py."""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.bahasa import APA_SAJA, FOLDER, Perintah
from desktop_app.cli.karantina import quarantine
from desktop_app.cli.keluaran import Keluaran
from desktop_app.cli.konflik import KONFLIK_COMMANDS
from desktop_app.cli.periksa_paket import exit_code, find_bundles, inspect, office_text, refusal_data
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_kepercayaan import KepercayaanKini, read_kepercayaan
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.karantina import list_karantina, reason_of
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.rakit import refuse_part


@click.command(cls=Perintah)
@click.option("--to", "folder", type=FOLDER, required=True, help="Folder atau flashdisk tujuan")
@click.pass_obj
def export(keluaran: Keluaran, folder: Path) -> None:
    """Mengekspor semua yang belum diterima (di kabupaten: membuat balasan untuk tiap kantor)."""
    with keluaran.kantor() as kantor:
        if kantor.profil.peran is Peran.KABUPATEN:
            _export_returns(keluaran, kantor, folder)
            return
        sebelum = {satu.seq for satu in list_keluar(kantor) if not satu.tujuan}
        try:
            hasil = export_bundle(kantor, folder, progress=keluaran.progress("Mengekspor"))
        except SystemProblem:
            for satu in list_keluar(kantor):
                if not satu.tujuan and satu.seq not in sebelum:
                    keluaran.note(sentence_for("paket_jadi_belum_disalin", {"nomor": satu.seq}))
            raise
    keluaran.result(
        {
            "ok": True,
            "file": str(hasil.path),
            "passport": str(hasil.pengantar),
            "outbox": str(hasil.salinan),
            "seq": hasil.nomor,
            "documents": hasil.dokumen,
            "revisions": hasil.revisi,
            "files": hasil.bukti,
            "files_later": hasil.bukti_sisa,
            "words": list(hasil.paspor.words),
        },
        f"Paket nomor {hasil.nomor}: {hasil.dokumen} dokumen, {hasil.revisi} versi, {hasil.bukti} berkas bukti"
        + (f" ({hasil.bukti_sisa} menyusul dengan paket berikutnya)" if hasil.bukti_sisa else "")
        + f"\n{hasil.path}\n"
        f"Surat pengantar: {hasil.pengantar}\nEmpat kata: {' '.join(hasil.paspor.words)}\n"
        "Sudah dibaca ulang dan sama; flashdisk boleh dikeluarkan dengan aman.",
    )


def _export_returns(keluaran: Keluaran, kantor: Kantor, folder: Path) -> None:
    semua = export_returns(kantor, folder)
    keluaran.result(
        {
            "ok": True,
            "returns": [
                {
                    "file": str(satu.path),
                    "code": satu.kode,
                    "name": satu.nama,
                    "acknowledged": satu.paket_diterima,
                    "left": satu.sisa,
                    "revisions": satu.revisi,
                }
                for satu in semua
            ],
        },
        "\n".join(
            f"{s.nama} ({s.kode}): {s.paket_diterima} paket diterima → {s.path}"
            + (f"; {s.sisa} dokumen belum muat, buat balasan sekali lagi" if s.sisa else "")
            for s in semua
        ),
    )


@click.command(cls=Perintah)
@click.argument("bundle", metavar="PAKET...", type=APA_SAJA, nargs=-1, required=True)
@click.pass_obj
def merge(keluaran: Keluaran, bundle: tuple[Path, ...]) -> None:
    """Memeriksa dan menggabungkan paket (berkas atau folder); satu paket buruk tidak menghentikan yang lain."""
    with keluaran.kantor() as kantor:
        berkas, mencurigakan = _with_folders(kantor, bundle)
        hasil: dict[int, dict[str, Any]] = {nomor: awal for nomor, (_, awal) in enumerate(berkas)}
        ada = [nomor for nomor in hasil if not hasil[nomor]]
        paths = [berkas[nomor][0] for nomor in ada]
        satuan = kantor.profil.peran is Peran.UNIT
        baru = [_take_return(kantor, path) for path in paths] if satuan else _merge_all(keluaran, kantor, paths)
        hasil.update(zip(ada, baru, strict=True))
        for satu in baru:
            _tell_held(kantor, satu)
    galat = [satu for satu in hasil.values() if satu.get("error")]
    ulangan = [s for s in hasil.values() if s["result"] == NasibPaket.SUDAH_DITERIMA and not s.get("archive_restored")]
    if len(galat) + len(ulangan) == len(hasil):
        galat += ulangan  # nothing at all was merged, which a script sees by the exit code
        galat.sort(key=list(hasil.values()).index)
    baris = [str(satu["text"]) for satu in hasil.values() if "text" in satu and satu not in galat]
    tersembunyi = ("text", "error", "sha256")
    keluaran.result(
        {
            "ok": not galat,
            "bundles": [{k: v for k, v in satu.items() if k not in tersembunyi} for satu in hasil.values()],
            "suspicious": mencurigakan,
        },
        "\n".join(baris),
    )
    for nama in mencurigakan:
        click.echo(sentence_for("berkas_mencurigakan", {"nama": nama}), err=True)
    for satu in galat:
        nama = Path(satu["file"]).name
        click.echo(f"{nama}: {satu['message']}" if nama else satu["message"], err=True)
    if galat:
        raise SystemExit(max(exit_code(satu.get("error") or BundleError(satu["code"])) for satu in galat))


def _with_folders(kantor: Kantor, tempat: Sequence[Path]) -> tuple[list[tuple[Path, dict[str, Any]]], list[str]]:
    """Return every file that was named or lies in a named folder with its refusal so far, and suspicious names."""
    berkas: list[tuple[Path, dict[str, Any]]] = []
    mencurigakan: list[str] = []
    for satu in tempat:
        if satu.name and satu.is_dir() and not satu.is_symlink():
            diminta = find_bundles(kantor, [satu])
            berkas += ((path, _missing_or_part(path)) for path in diminta.berkas)
            berkas += ((path, refusal_data(path, galat)) for path, galat in diminta.ditolak)
            mencurigakan += diminta.mencurigakan
        else:
            berkas.append((satu, _missing_or_part(satu)))
    return berkas, mencurigakan


def _missing_or_part(path: Path) -> dict[str, Any]:
    """Return the refusal of an argument that is no file or only a part of a bundle; nothing where it is one."""
    if not os.path.lexists(path):
        return refusal_data(path, UserError("paket_tidak_ada"))
    if not path.name:
        return refusal_data(path, UserError("paket_nama_kosong"))
    # A link is left to the reader, which follows none.
    if not (path.is_symlink() or path.is_file()):
        return refusal_data(path, UserError("paket_bukan_berkas"))
    try:
        refuse_part(path)
    except UserError as error:
        return refusal_data(path, error)
    return {}


def _tell_held(kantor: Kantor, hasil: dict[str, Any]) -> None:
    """Say of a merged bundle how many of its records are held back, and why."""
    jumlah = int(hasil.get("quarantined") or 0)
    if not jumlah:
        return
    alasan = Counter(satu.alasan for satu in list_karantina(kantor) if satu.sumber == hasil["sha256"])
    hasil["held"] = dict(alasan.most_common())
    baris = [f"    {banyak} catatan ditahan: {reason_of(kode)}" for kode, banyak in alasan.most_common()]
    if lama := jumlah - alasan.total():
        baris.append(f"    {lama} catatan sudah ditahan sejak paket sebelumnya")
    hasil["text"] = "\n".join([str(hasil["text"]), *baris, "    Lihat: skp-luring quarantine"])


def _take_return(kantor: Kantor, path: Path) -> dict[str, Any]:
    lama = _believed(kantor)
    try:
        if _believes_nobody(kantor):
            # Whom this office shall believe from now on is a question of its own, with digits to compare.
            raise UserError("jawaban_pertama", berkas=path.name)
        hasil = apply_return(kantor, path)
    except LuringError as error:
        return refusal_data(path, error)
    nomor = ", ".join(map(str, hasil.diterima))
    diakui = f"paket nomor {nomor} diterima kabupaten" if nomor else "tidak ada tanda terima baru"
    if hasil.sudah_diterima:
        return {"file": str(path), "result": NasibPaket.SUDAH_DITERIMA.value, **_replayed(path.name)}
    return {
        "file": str(path),
        "result": "diterima",
        "acknowledged": list(hasil.diterima),
        "new": hasil.revisi_baru,
        "waiting": hasil.menunggu,
        "quarantined": hasil.karantina,
        "sha256": hasil.file_sha256,
        "from_kabupaten": list(hasil.dari_kabupaten),
        "files": hasil.bukti,
        "files_missing": hasil.bukti_menunggu,
        "text": f"{path.name}: {diakui}; {hasil.revisi_baru} versi baru"
        + (f", {hasil.bukti} berkas bukti" if hasil.bukti else "")
        + (f"; menunggu {hasil.bukti_menunggu} bukti dari paket berikutnya" if hasil.bukti_menunggu else "")
        + "".join(f"\n    Dari kabupaten: {satu}" for satu in hasil.dari_kabupaten)
        + (f"\n    {office_text(hasil.kantor)}" if hasil.kantor is not None else "")
        + _trust_line(lama, _believed(kantor)),
    }


def _believed(kantor: Kantor) -> KepercayaanKini | None:
    """Return whom this unit believes, None before its enrolment was answered."""
    with contextlib.suppress(UserError):
        return read_kepercayaan(kantor)
    return None


def _believes_nobody(kantor: Kantor) -> bool:
    """Tell whether this unit's enrolment is still to be answered."""
    try:
        read_kepercayaan(kantor)
    except UserError as error:
        return error.code == "belum_terdaftar"
    return False


def _trust_line(lama: KepercayaanKini | None, kini: KepercayaanKini | None) -> str:
    """Say that the kabupaten's keys are newer now, with what is compared by telephone; nothing where they stayed."""
    if lama is None or kini is None or lama.versi == kini.versi:
        return ""
    return (
        f"\n    Kunci kabupaten berubah: versi {lama.versi} menjadi {kini.versi}. Cocokkan sidik jarinya "
        f"lewat telepon: {kini.sidik}\n    Alasannya: skp-luring key status"
    )


def _replayed(nama: str, dibatalkan: str = "") -> dict[str, Any]:
    """Return what is said of a file that was taken before: nothing changed; or that its merge was taken back."""
    error = (
        BundleError("paket_dibatalkan", tanda=dibatalkan[:12])
        if dibatalkan
        else BundleError("paket_sudah_diterima", berkas=nama)
    )
    return {"code": error.code, "message": sentence(error), "text": f"{nama}: {sentence(error)}"}


def _merge_all(keluaran: Keluaran, kantor: Kantor, bundle: Sequence[Path]) -> list[dict[str, Any]]:
    hasil: list[dict[str, Any]] = []
    for satu in merge_bundles(kantor, bundle, progress=keluaran.progress("Menggabungkan")):
        baris: dict[str, Any] = {
            "file": str(satu.path),
            "result": satu.nasib.value,
            "office": satu.kode,
            "seq": satu.nomor,
            "revisions": satu.revisi,
            "new": satu.baru,
            "known": satu.dikenal,
            "waiting": satu.menunggu,
            "quarantined": satu.karantina,
            "conflicts": satu.konflik,
            "new_keys": list(satu.kunci_baru),
            "erasures_waiting": satu.hapus_menunggu,
            "erased": satu.dihapus,
            "files": satu.bukti.baru,
            "files_refused": satu.bukti.ditolak,
            "files_missing": satu.bukti_menunggu,
            "sha256": satu.file_sha256,
            "archive_restored": satu.arsip_kembali,
        }
        if satu.galat is not None:
            baris |= refusal_data(satu.path, satu.galat)
        elif satu.nasib is NasibPaket.SUDAH_DITERIMA:
            baris |= _replayed(satu.path.name, satu.file_sha256 if satu.dibatalkan else "")
            if satu.arsip_kembali:
                baris["text"] += "\n    Aslinya tidak utuh lagi di arsip; salinannya kembali ke arsip."
        else:
            baris["text"] = (
                f"{satu.path.name}: {satu.nama} paket {satu.nomor}: {satu.baru} versi baru dari {satu.revisi}, "
                f"menunggu {satu.menunggu}, ditahan {satu.karantina}, konflik {satu.konflik}"
            )
            baris["text"] += "".join(
                f"; kunci tanda tangan baru untuk {nama} (paket no. {satu.nomor})" for nama in satu.kunci_baru
            )
            if satu.bukti.baru or satu.bukti.ditolak:
                baris["text"] += f"; {satu.bukti.baru} berkas bukti, {satu.bukti.ditolak} tidak diambil"
            if satu.bukti_menunggu:
                baris["text"] += f"; menunggu {satu.bukti_menunggu} bukti dari paket berikutnya"
            if satu.hapus_menunggu:
                baris["text"] += "; penghapusan data menunggu persetujuan: skp-luring quarantine"
            if satu.dihapus:
                baris["text"] += f"; isi {satu.dihapus} versi dihapus"
        hasil.append(baris)
    return hasil


PAKET_COMMANDS: tuple[click.Command, ...] = (export, inspect, merge, quarantine, *KONFLIK_COMMANDS)
