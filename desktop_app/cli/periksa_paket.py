"""The command ``inspect``: one passport for each bundle, of files and of whole folders; nothing changes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from desktop_app.cli.bahasa import APA_SAJA, Perintah
from desktop_app.cli.dari_kabupaten import read_return
from desktop_app.cli.keluaran import Keluaran
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.kotak import look_into_folder
from desktop_app.services.masuk import inspect_bundle
from desktop_app.services.rakit import refuse_part


@dataclass
class Diminta:
    """What was asked for: the files to look at, what is none, and names in folders that look like a virus."""

    berkas: list[Path] = field(default_factory=list)
    ditolak: list[tuple[Path, LuringError]] = field(default_factory=list)
    mencurigakan: list[str] = field(default_factory=list)
    folder: bool = False


def find_bundles(kantor: Kantor, tempat: Sequence[Path], *, foto: bool = False) -> Diminta:
    """Return the files among ``tempat`` as named, and the bundles (with ``foto`` photos too) in its folders."""
    diminta = Diminta()
    for satu in tempat:
        # A link is left to the reader, which follows none.
        if satu.is_dir() and not satu.is_symlink():
            isi = look_into_folder(kantor, satu)
            diminta.folder = True
            ada = (*isi.paket, *isi.foto) if foto else isi.paket
            diminta.berkas += ada
            diminta.mencurigakan += (str(satu / nama) for nama in isi.mencurigakan)
            if not ada:
                diminta.ditolak.append((satu, UserError("folder_tanpa_bagian" if foto else "folder_tanpa_paket")))
        elif not os.path.lexists(satu):
            diminta.ditolak.append((satu, UserError("paket_tidak_ada")))
        else:
            diminta.berkas.append(satu)
    diminta.berkas = list(dict.fromkeys(diminta.berkas))
    return diminta


@click.command(cls=Perintah)
@click.argument("tempat", metavar="PAKET...", type=APA_SAJA, nargs=-1, required=True)
@click.pass_obj
def inspect(keluaran: Keluaran, tempat: tuple[Path, ...]) -> None:
    """Memeriksa paket (berkas, atau semua di sebuah folder) dan memperlihatkan isinya tanpa mengubah apa pun."""
    with keluaran.kantor() as kantor:
        diminta = find_bundles(kantor, tempat)
        if len(tempat) == 1 and not diminta.folder:
            if diminta.ditolak:
                raise diminta.ditolak[0][1]
            data, baris = _look(kantor, tempat[0])
            keluaran.result(data, "\n".join(baris))
            return
        terbaca: list[tuple[dict[str, Any], list[str]]] = []
        ditolak = diminta.ditolak
        progress = keluaran.progress("Memeriksa")
        for nomor, path in enumerate(diminta.berkas, start=1):
            try:
                data, baris = _look(kantor, path)
                dalam = "\n".join(baris).splitlines()
                terbaca.append(({"file": str(path), **data}, [f"{path.name}:", *(f"    {satu}" for satu in dalam)]))
            except LuringError as error:
                ditolak.append((path, error))
            if progress is not None:
                progress(nomor, len(diminta.berkas))
    gagal = [refusal_data(path, galat) for path, galat in ditolak]
    keluaran.result(
        {
            "ok": not gagal,
            "bundles": [data for data, _ in terbaca],
            "refused": [{k: satu[k] for k in ("file", "code", "message")} for satu in gagal],
            "suspicious": diminta.mencurigakan,
        },
        "\n".join("\n".join(baris) for _, baris in terbaca),
    )
    for nama in diminta.mencurigakan:
        click.echo(sentence_for("berkas_mencurigakan", {"nama": nama}), err=True)
    for path, galat in ditolak:
        click.echo(f"{path.name or path}: {sentence(galat)}", err=True)
    if ditolak:
        raise SystemExit(max(exit_code(galat) for _, galat in ditolak))


def exit_code(error: LuringError) -> int:
    """Return the exit code of a refusal; of several the machine's failure counts before a bad bundle."""
    if isinstance(error, SystemProblem):
        return 4
    return 3 if isinstance(error, BundleError) else 1


def refusal_data(path: Path, error: LuringError) -> dict[str, Any]:
    """Return what is told of a file that was refused; ``error`` stays the error itself."""
    return {
        "file": str(path),
        "result": "ditolak",
        "code": error.code,
        "message": sentence(error),
        "error": error,
    }


def office_text(profil: Profil) -> str:
    """Return the sentence about an office that is written now as the kabupaten writes it."""
    tempat = profil.tempat or "–"
    return f"Kantor ini sekarang ditulis seperti di kabupaten: {profil.nama}, {profil.instansi}; tempat: {tempat}."


def _look(kantor: Kantor, path: Path) -> tuple[dict[str, Any], list[str]]:
    """Return what a bundle says of itself, as data and in lines: an answer at an office, else a bundle from below."""
    refuse_part(path)
    return read_return(kantor, path) if kantor.profil.peran is Peran.UNIT else _read_bundle(kantor, path)


def _read_bundle(kantor: Kantor, path: Path) -> tuple[dict[str, Any], list[str]]:
    isi = inspect_bundle(kantor, path)
    paspor = isi.paspor
    jenis = ", ".join(f"{nama} {jumlah}" for nama, jumlah in sorted(isi.jenis.items()))
    ragu = " (jam diragukan)" if paspor.claimed.doubt else ""
    baris = [
        f"Dari {paspor.office.name} ({paspor.office.code}), paket nomor {paspor.seq}",
        f"Dibuat {paspor.claimed.t}{ragu} dengan {paspor.program}",
        f"Isi: {paspor.documents} dokumen ({jenis}); {isi.revisi} versi, {isi.baru} di antaranya baru, "
        f"{paspor.attachments} berkas bukti",
        f"Empat kata: {' '.join(paspor.words)}",
    ]
    sudah = isi.standing == "already_received"
    if isi.dibatalkan:
        baris.append(sentence_for("paket_dibatalkan", {"tanda": isi.file_sha256[:12]}))
    elif sudah:
        baris.append(f"Paket ini sudah pernah diterima; kode terima {isi.kode_terima}.")
    if isi.standing == "older":
        baris.append("Paket ini lebih lama daripada yang sudah diterima; isinya tetap dapat digabung.")
    data = {
        "ok": True,
        "office": {"code": paspor.office.code, "name": paspor.office.name},
        "seq": paspor.seq,
        "documents": paspor.documents,
        "kinds": dict(isi.jenis),
        "revisions": isi.revisi,
        "new": isi.baru,
        "files": paspor.attachments,
        "claimed": {"t": paspor.claimed.t, "doubt": paspor.claimed.doubt},
        "words": list(paspor.words),
        "receipt": isi.kode_terima if sudah else "",
        "standing": isi.standing,
        "sha256": isi.file_sha256,
    }
    return data, baris
