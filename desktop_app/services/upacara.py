"""Making keys for holders: the plan, one key after the other onto stick and paper, each read back before it counts.

A key that is made lies in this process alone until it lies on the holder's stick and on his card; the store keeps its
public half and what was proved. Giving up at any step leaves the trust as it was. Source: docs/spec/keys.md, Ceremony.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.exchange.recovery import clean_identity
from desktop_app.exchange.signing import bech32_bytes
from desktop_app.services.berkas import free_path, read_input
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kartu import HalamanKunci
from desktop_app.services.kepercayaan import ESCROW, RUANG_RAHASIA, require_role, require_trust
from desktop_app.services.kunci_kabupaten import (
    NOMOR_ESCROW,
    RUANG,
    CalonKunci,
    RencanaKunci,
    base_of,
    newest_known,
    put_rencana,
    read_pemegang,
    read_rencana,
    require_newest,
)
from desktop_app.services.nasihat_sandi import require_sandi
from desktop_app.services.rapat_kunci import Meja
from desktop_app.services.upacara_cetak import render_kartu
from desktop_app.vault import Cost, HeldKey, Owner, open_file, read_card, seal_file, tune_cost, wrong_row
from desktop_app.vault.holder import ROW, ROWS

PALING_SEDIKIT = 2
PALING_BANYAK = 7
"""How many people may hold keys: with one it would be no threshold, and more than seven nobody brings together."""
BERKAS_MAKS = 16 * 1024
EKOR = ".skpk"
BARIS, HURUF = ROWS, ROW
"""Rows of a card, and the letters of a row."""


@dataclass(frozen=True)
class PemegangBaru:
    """A holder as he is named for a plan; ``lama`` is the number of one who keeps the key that he has, 0 for a new."""

    nama: str
    jabatan: str = ""
    lama: int = 0


@dataclass(frozen=True)
class KunciJadi:
    """A key that was just made: its file on the stick, its card to be printed, and whose it is."""

    calon: CalonKunci
    berkas: Path
    kartu: HalamanKunci


@intention(Wewenang.DAFTARKAN_KANTOR)
def start_plan(
    kantor: Kantor,
    *,
    pemegang: Sequence[PemegangBaru] = (),
    perlu: int = 0,
    penerbit: bool = False,
    kotak: bool = False,
    escrow: str = "",
    ulang: bool = False,
    alasan: str = "",
    paksa: bool = False,
) -> RencanaKunci:
    """Write down what the next root shall change, in place of any plan before; nothing is changed by it.

    The first ceremony needs holders, and a new recovery key takes the place of the one in this computer. Raises
    ``UserError``: ``kunci_rencana_kosong``, ``kunci_pemegang_jumlah``, ``kunci_ambang_salah``, ``kunci_nama_kosong``,
    ``kunci_nama_kembar``, ``kunci_pemegang_tak_dikenal``, ``kunci_penerbit_wajib``, ``kunci_escrow_sudah_keluar``, and
    ``kunci_tertinggal`` where a newer root is known, unless ``paksa``: people know that nobody made it.
    """
    require_role(kantor, Peran.KABUPATEN)
    trust, di_sini = require_trust(kantor), kantor.store.get(RUANG_RAHASIA, ESCROW) is not None
    latihan = kantor.office_keys().root is not None
    abaikan = newest_known(kantor)[0] if paksa else 0
    require_newest(kantor, base_of(kantor).root.version, abaikan=abaikan)
    if latihan and not pemegang:
        raise UserError("kunci_pemegang_jumlah", sedikit=PALING_SEDIKIT, banyak=PALING_BANYAK)
    if kantor.store.get(RUANG, "dasar") is not None and not (penerbit and kotak):
        raise UserError("kunci_penerbit_wajib")
    if escrow == "keluar" and not di_sini:
        raise UserError("kunci_escrow_sudah_keluar")
    if latihan and not escrow:
        # Not the one that was here: every backup of before the ceremony holds it too.
        escrow = "baru"
    calon = _candidates(kantor, pemegang, perlu or trust.root.threshold)
    if not (calon or penerbit or kotak or escrow):
        raise UserError("kunci_rencana_kosong")
    rencana = RencanaKunci(
        pemegang=calon,
        perlu=(perlu or trust.root.threshold) if calon else trust.root.threshold,
        penerbit=penerbit,
        kotak=kotak,
        escrow=escrow,
        calon_escrow=CalonKunci(nomor=NOMOR_ESCROW, nama="Kunci pemulihan kabupaten") if escrow else None,
        ulang=ulang,
        alasan=alasan.strip()[:200],
        abaikan=abaikan,
    )
    detail = {"pemegang": len(calon), "perlu": rencana.perlu} | ({"abaikan": abaikan} if paksa else {})
    with kantor.write("rencana_kunci", detail=detail) as tx:
        put_rencana(tx, rencana)
    return rencana


def _candidates(kantor: Kantor, pemegang: Sequence[PemegangBaru], perlu: int) -> tuple[CalonKunci, ...]:
    if not pemegang:
        return ()
    if not PALING_SEDIKIT <= len(pemegang) <= PALING_BANYAK:
        raise UserError("kunci_pemegang_jumlah", sedikit=PALING_SEDIKIT, banyak=PALING_BANYAK)
    if not PALING_SEDIKIT <= perlu <= len(pemegang):
        raise UserError("kunci_ambang_salah", sedikit=PALING_SEDIKIT, banyak=len(pemegang))
    sekarang = {satu.nomor: satu for satu in read_pemegang(kantor)}
    calon: list[CalonKunci] = []
    for nomor, satu in enumerate(pemegang, start=1):
        lama = sekarang.get(satu.lama)
        if satu.lama and lama is None:
            raise UserError("kunci_pemegang_tak_dikenal", nomor=satu.lama)
        if lama is not None:
            calon.append(CalonKunci(nomor=nomor, nama=lama.nama, jabatan=lama.jabatan, publik=lama.publik, lama=True))
            continue
        nama, jabatan = satu.nama.strip(), satu.jabatan.strip()
        if not nama or len(nama) > 120 or len(jabatan) > 120 or not (nama + jabatan).isprintable():
            raise UserError("kunci_nama_kosong", nomor=nomor)
        calon.append(CalonKunci(nomor=nomor, nama=nama, jabatan=jabatan))
    if len({satu.nama.casefold() for satu in calon}) != len(calon):
        raise UserError("kunci_nama_kembar")
    if len({satu.publik for satu in calon if satu.publik}) != sum(1 for satu in calon if satu.publik):
        raise UserError("kunci_nama_kembar")
    return tuple(calon)


@intention(Wewenang.DAFTARKAN_KANTOR)
def cancel_plan(kantor: Kantor) -> None:
    """Forget what was planned; keys that were made for it open and sign nothing."""
    require_role(kantor, Peran.KABUPATEN)
    with kantor.write("batal_rencana_kunci") as tx:
        tx.delete(RUANG, "rencana")


@intention(Wewenang.DAFTARKAN_KANTOR)
def save_key(kantor: Kantor, nomor: int, folder: Path, sandi: str, *, biaya: Cost | None = None) -> KunciJadi:
    """Make the key of candidate ``nomor`` (0: the recovery key): its file in ``folder``, its card to be printed.

    Neither counts before it was read back. Making it again voids what was made before. Raises ``UserError``:
    ``kunci_tanpa_rencana``, ``kunci_pemegang_lama``, ``folder_tidak_ada``, a weak passphrase; ``SystemProblem`` for the
    stick.
    """
    rencana, calon = _candidate(kantor, nomor)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    require_sandi(sandi, calon.nama, kantor.profil.nama)
    kunci = _secret_of(kantor, rencana, calon)
    calon = msgspec.structs.replace(calon, publik=kunci.public, kartu=False, berkas=False)
    with kantor.write("buat_kunci_pemegang", detail={"nomor": nomor}) as tx:
        put_rencana(tx, _with(rencana, calon))
    owner = Owner(kantor.profil.kode, kantor.profil.nama, nomor, calon.nama)
    nama = f"kunci-pemulihan-{kantor.profil.kode}" if nomor == NOMOR_ESCROW else f"kunci-{kantor.profil.kode}-{nomor}"
    berkas = place_file(seal_file(kunci, owner, sandi, biaya or tune_cost()), free_path(folder / f"{nama}{EKOR}"))
    return KunciJadi(calon, berkas, render_kartu(kantor, rencana, calon, kunci))


def _secret_of(kantor: Kantor, rencana: RencanaKunci, calon: CalonKunci) -> HeldKey:
    if calon.nomor != NOMOR_ESCROW:
        return HeldKey.generate("root")
    if rencana.escrow == "baru":
        return HeldKey.generate("escrow")
    secret = kantor.store.get(RUANG_RAHASIA, ESCROW)
    if secret is None:
        raise UserError("kunci_escrow_sudah_keluar")
    return HeldKey("escrow", bech32_bytes(clean_identity(secret.decode())))


@intention(Wewenang.DAFTARKAN_KANTOR)
def prove_card(kantor: Kantor, nomor: int, diketik: str, meja: Meja | None = None) -> RencanaKunci:
    """Take what was typed back from a card as its proof; with ``meja`` the key also lies on the table then.

    Raises ``UserError`` as ``read_card``, and ``kunci_bukan_calon`` where the card is another one.
    """
    return _prove(kantor, nomor, read_card(diketik), meja, kartu=True)


@intention(Wewenang.DAFTARKAN_KANTOR)
def prove_file(kantor: Kantor, nomor: int, path: Path, sandi: str, meja: Meja | None = None) -> RencanaKunci:
    """Open the file on the stick again as its proof. Raises ``UserError`` as ``open_file``, ``kunci_bukan_calon``."""
    return _prove(kantor, nomor, open_file(read_input(path, BERKAS_MAKS), sandi), meja, kartu=False)


def row_is_wrong(row: int, diketik: str) -> bool:
    """Tell whether a row of a card (from 0) was typed wrong, or not to its end."""
    return wrong_row(row, diketik)


def _prove(kantor: Kantor, nomor: int, kunci: HeldKey, meja: Meja | None, *, kartu: bool) -> RencanaKunci:
    rencana, calon = _candidate(kantor, nomor)
    if not calon.publik or kunci.public != calon.publik:
        raise UserError("kunci_bukan_calon", nama=calon.nama)
    terbukti = msgspec.structs.replace(calon, **({"kartu": True} if kartu else {"berkas": True}))
    rencana = _with(rencana, terbukti)
    with kantor.write("bukti_kunci_pemegang", detail={"nomor": nomor, "cara": "kartu" if kartu else "flashdisk"}) as tx:
        put_rencana(tx, rencana)
    if meja is not None:
        meja.lay(kunci)
    return rencana


def _candidate(kantor: Kantor, nomor: int) -> tuple[RencanaKunci, CalonKunci]:
    require_role(kantor, Peran.KABUPATEN)
    rencana = read_rencana(kantor)
    calon = next((satu for satu in rencana.calon if satu.nomor == nomor), None) if rencana is not None else None
    if rencana is None or calon is None:
        raise UserError("kunci_tanpa_rencana")
    if calon.lama:
        raise UserError("kunci_pemegang_lama", nama=calon.nama)
    return rencana, calon


def _with(rencana: RencanaKunci, calon: CalonKunci) -> RencanaKunci:
    """Return the plan with one of its candidates replaced."""
    if calon.nomor == NOMOR_ESCROW:
        return msgspec.structs.replace(rencana, calon_escrow=calon)
    pemegang = tuple(calon if satu.nomor == calon.nomor else satu for satu in rencana.pemegang)
    return msgspec.structs.replace(rencana, pemegang=pemegang)
