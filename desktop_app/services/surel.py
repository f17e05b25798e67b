"""A bundle of the outbox by other ways than a stick: volumes that fit a letter, and QR symbols for a tiny one.

Source: docs/spec/carriers.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import copy_bundle, four_words
from desktop_app.exchange.limits import MIB
from desktop_app.exchange.qr_series import QR_BUNDLE_MAX, make_texts
from desktop_app.exchange.volumes import HEAD_LENGTH, write_volumes
from desktop_app.forms import render_qr_series
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_angkutan import FormSeriQr
from desktop_app.services.dibawa import Cara, note_bawaan
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.keluar_salinan import require_copy
from desktop_app.services.paket import PaketKeluar
from desktop_app.services.pengaturan import read_pengaturan

Progress = Callable[[int, int], None]

BAGIAN_MIB: Final = 10
BAGIAN_LEAST, BAGIAN_MOST = 1, 25
"""Size of one volume in MiB: as set out, least and most."""
_BANYAK = 200


@dataclass(frozen=True)
class HasilSurel:
    """The files that were written for letters, and the four words that tell the bundle."""

    berkas: tuple[Path, ...]
    empat_kata: tuple[str, str, str, str]


@intention(Wewenang.KIRIM, Wewenang.BALAS)
def read_bagian(kantor: Kantor) -> int:
    """Return how large a volume was chosen to be, in MiB."""
    raw = kantor.store.get("kantor", "bagian_surel")
    return int(raw) if raw else BAGIAN_MIB


@intention(Wewenang.KIRIM, Wewenang.BALAS)
def export_volumes(
    kantor: Kantor, paket: PaketKeluar, folder: Path, *, mib: int = 0, progress: Progress | None = None
) -> HasilSurel:
    """Write a bundle of the outbox into ``folder`` as files of at most ``mib`` MiB; 0 takes what was chosen before.

    One that fits whole is written whole. ``progress`` counts bytes over several passes. Raises ``UserError``
    (``bagian_surel_batas``, ``terlalu_banyak_bagian``, ``folder_tidak_ada``) and ``SystemProblem`` as a stick does.
    """
    mib = mib or read_bagian(kantor)
    if not BAGIAN_LEAST <= mib <= BAGIAN_MOST:
        raise UserError("bagian_surel_batas", least=BAGIAN_LEAST, most=BAGIAN_MOST)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    salinan = require_copy(kantor, paket)
    banyak = -(-paket.ukuran // (mib * MIB - HEAD_LENGTH))
    if banyak > _BANYAK:
        raise UserError("terlalu_banyak_bagian", banyak=banyak)
    if paket.ukuran <= mib * MIB:
        berkas: tuple[Path, ...] = (copy_bundle(salinan, folder, progress=progress, expect=paket.file_sha256),)
    else:
        berkas = write_volumes(salinan, folder, mib * MIB, series=paket.file_sha256, progress=progress)
    with kantor.write("surel_paket", detail={"nomor": paket.seq, "jumlah": len(berkas)}) as tx:
        tx.put("kantor", "bagian_surel", str(mib).encode())
        note_bawaan(kantor, tx, paket, Cara.SUREL, str(folder), berkas=len(berkas))
    return HasilSurel(berkas, four_words(paket.file_sha256))


def fits_qr(paket: PaketKeluar) -> bool:
    """Tell whether a bundle is small enough for a QR series."""
    return 0 < paket.ukuran <= QR_BUNDLE_MAX


@intention(Wewenang.KIRIM, Wewenang.BALAS)
def print_qr(kantor: Kantor, paket: PaketKeluar) -> bytes:
    """Return the sheets of a tiny bundle as PDF; raises ``BundleError("qr_too_large")`` for one that is not tiny.

    A sheet that is looked at has not left the office: ``note_difoto`` keeps that it did.
    """
    isi = require_copy(kantor, paket).read_bytes()
    teks = make_texts(isi)
    form = FormSeriQr(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        kode=kantor.profil.kode,
        nomor=paket.seq,
        dibuat=datetime.fromisoformat(paket.waktu),
        jam_diragukan=paket.ragu,
        sidik_jari=four_words(paket.file_sha256),
        teks=teks,
    )
    pdf = render_qr_series(form, kertas=Kertas(read_pengaturan(kantor).kertas))
    with kantor.write("qr_paket", detail={"nomor": paket.seq, "jumlah": len(teks)}):
        return pdf


@intention(Wewenang.KIRIM)
def note_difoto(kantor: Kantor, paket: PaketKeluar) -> Changed:
    """Keep that somebody says all QR codes of a bundle are photographed; raises as ``print_qr``."""
    jumlah = len(make_texts(require_copy(kantor, paket).read_bytes()))
    with kantor.write("qr_difoto", detail={"nomor": paket.seq, "jumlah": jumlah}) as tx:
        note_bawaan(kantor, tx, paket, Cara.KODE_QR, "", berkas=jumlah)
    return Changed((), ("paket",))
