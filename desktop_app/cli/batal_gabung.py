"""Commands that take a whole import back and do it again; without a bundle they list what was received."""

from __future__ import annotations

import click

from desktop_app.cli.bahasa import Perintah
from desktop_app.cli.keluaran import Keluaran
from desktop_app.services.batal_gabung import find_masuk, preview_undo, redo_import, undo_import
from desktop_app.services.batal_gabung_kata import preview_words, redone_words, undone_words
from desktop_app.services.kantor import Kantor
from desktop_app.services.kotak import read_kotak
from desktop_app.services.setoran_kata import made_words

_TANDA = 12
"""So many letters of a bundle's hash are enough to name it."""


@click.command("undo-merge", cls=Perintah)
@click.argument("bundle", metavar="[TANDA]", default="")
@click.option("--dry-run", is_flag=True, help="Hanya memperlihatkan akibatnya")
@click.pass_obj
def undo_merge(keluaran: Keluaran, bundle: str, dry_run: bool) -> None:
    """Membatalkan seluruh penggabungan satu paket; tanpa TANDA: daftar paket yang diterima."""
    with keluaran.kantor() as kantor:
        if not bundle:
            _list(keluaran, kantor)
            return
        paket = find_masuk(kantor, bundle)
        lihat = preview_undo(kantor, paket.file_sha256)
        data: dict[str, object] = {
            "ok": True,
            "mark": paket.file_sha256,
            "office": {"code": paket.kode, "name": paket.nama},
            "seq": paket.seq,
            "documents": lihat.dokumen,
            "gone": lihat.hilang,
            "kinds": dict(lihat.jenis),
            "revisions": lihat.versi,
            "waiting": lihat.menunggu,
            "own": lihat.sendiri,
            "erased": lihat.dihapus,
            "done": not dry_run,
        }
        if dry_run:
            keluaran.result(data, "\n".join(preview_words(lihat)))
            return
        hasil = undo_import(kantor, paket.file_sha256)
    keluaran.result(data, undone_words(hasil))


@click.command("redo-merge", cls=Perintah)
@click.argument("bundle", metavar="TANDA")
@click.pass_obj
def redo_merge(keluaran: Keluaran, bundle: str) -> None:
    """Menggabungkan lagi paket yang penggabungannya dibatalkan."""
    with keluaran.kantor() as kantor:
        hasil = redo_import(kantor, find_masuk(kantor, bundle).file_sha256)
    data = {
        "ok": True,
        "mark": hasil.paket.file_sha256,
        "revisions": hasil.versi,
        "waiting": hasil.menunggu,
        "quarantined": hasil.karantina,
    }
    keluaran.result(data, redone_words(hasil))


def _list(keluaran: Keluaran, kantor: Kantor) -> None:
    semua = [satu.paket for satu in read_kotak(kantor).paket]
    keluaran.result(
        {
            "ok": True,
            "bundles": [
                {
                    "mark": satu.file_sha256,
                    "code": satu.kode,
                    "name": satu.nama,
                    "seq": satu.seq,
                    "new": satu.baru,
                    "undone": satu.dibatalkan,
                }
                for satu in semua
            ],
        },
        "\n".join(
            f"{satu.file_sha256[:_TANDA]}  {satu.nama} ({satu.kode}), paket nomor {satu.seq}, {satu.baru} versi baru, "
            + made_words(satu)
            + (" (DIBATALKAN)" if satu.dibatalkan else "")
            for satu in semua
        )
        or "Belum ada paket yang diterima.",
    )


BATAL_GABUNG_COMMANDS: tuple[click.Command, ...] = (undo_merge, redo_merge)
