"""Receipts by voice: the twelve letters that the kabupaten reads out turn a bundle to received.

The code proves that somebody has opened the bundle, and no more: no signature stands behind it, and it may have been
overheard. So the bundle is shown as received, while what it carried goes on being sent until the signed receipt has
come in an answer. Source: docs/spec/bundle-v1.md, section Passport and receipt.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import read_receipt, receipt_code
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.paket import PaketKeluar, list_keluar, put_keluar


@dataclass(frozen=True)
class HasilKode:
    """The bundle that a code belongs to; ``sudah`` where its receipt was known already, by code or by file."""

    paket: PaketKeluar
    sudah: bool
    changed: Changed


@intention(Wewenang.KIRIM)
def receive_code(kantor: Kantor, teks: str, nomor: int = 0) -> HasilKode:
    """Note the receipt that somebody typed; ``nomor`` is the bundle that he meant, 0 for whichever it is.

    Raises ``UserError``: ``receipt_empty``, ``receipt_short``, ``receipt_mistyped``, ``kode_bukan_paket_ini``,
    ``kode_paket_lain``. Nothing that is not acknowledged leaves the next bundle for it.
    """
    require_role(kantor, Peran.UNIT)
    kode = read_receipt(teks)
    milik = [satu for satu in list_keluar(kantor) if not satu.tujuan and receipt_code(satu.manifest_sha256) == kode]
    if not milik:
        raise UserError("kode_bukan_paket_ini")
    paket = next((satu for satu in milik if satu.seq == nomor), milik[0])
    if nomor and paket.seq != nomor:
        raise UserError("kode_paket_lain", nomor=paket.seq, dipilih=nomor)
    if paket.diterima or paket.lewat_kode:
        return HasilKode(paket, True, Changed())
    baru = msgspec.structs.replace(paket, lewat_kode=True)
    with kantor.write("kode_terima", detail={"nomor": paket.seq, "berkas": paket.file_sha256}) as tx:
        put_keluar(tx, baru)
    return HasilKode(baru, False, Changed((), ("paket",)))
