"""Two roots of one version, both rightly signed: how a unit that followed the wrong one comes back.

Nothing in the files says which of the two is the kabupaten's. A person does: the kabupaten reads the fingerprint of its
root out, somebody types it here, and the program never shows it before. Both chains are kept as proof, everything is
sent again, and nothing that the office wrote changes. Source: docs/spec/keys.md, section Two roots.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from pathlib import Path

import msgspec

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import (
    TRUST_FILE_MAX,
    TrustState,
    make_trust_file,
    parted_after,
    place_file,
    read_trust,
    read_trust_file,
)
from desktop_app.services import jangkar
from desktop_app.services.berkas import free_path, read_input
from desktop_app.services.berkas_kepercayaan import EKOR, KepercayaanKini, believed_now
from desktop_app.services.jangkar import MARK_OUTSIDE, RUANG_IDENTITAS
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import (
    RUANG,
    RUANG_PERUBAHAN,
    PerubahanKunci,
    keep_former_upto,
    keep_own_trust,
    keep_trust,
    marks_of,
    require_role,
    require_trust,
)
from desktop_app.services.kunci_kantor import refresh_escrow
from desktop_app.services.silsilah import forget_receipts

RUANG_CABANG = "cabang_kunci"
PANJANG_SIDIK = 25
CABANG = "cabang"
"""The reason of a change of root that no root says: a person believed another one."""


class BuktiCabang(msgspec.Struct, frozen=True, kw_only=True):
    """That this unit believed one root and then another beside it: both trust documents, who decided, claimed time.

    ``sesudah`` is the version of the newest root that both have; its holders signed both that follow. Where ``dulu``
    ends there, the store had been restored to before the other line, and only its mark was known.
    """

    sesudah: int
    dulu: bytes
    kini: bytes
    siapa: str
    waktu: str
    ragu: bool
    urutan: int


@dataclass(frozen=True)
class KunciLain:
    """What a trust file says of another root, before anybody typed its fingerprint: all but the fingerprint itself."""

    kabupaten: str
    sesudah: int
    versi: int
    perlu: int
    pemegang: int
    versi_kini: int
    sidik_kini: str


@intention(Wewenang.UBAH_PENGATURAN)
def preview_other_root(kantor: Kantor, path: Path) -> KunciLain:
    """Return what a trust file says of a root beside the one that is believed here; changes nothing.

    Raises ``BundleError`` as ``read_trust_file``, ``UserError`` ``cabang_bukan`` and ``cabang_asing``.
    """
    require_role(kantor, Peran.UNIT)
    kini = require_trust(kantor)
    baru, sesudah = _other(kantor, kini, path)
    return KunciLain(
        kabupaten=baru.office.name,
        sesudah=sesudah,
        versi=baru.root.version,
        perlu=baru.root.threshold,
        pemegang=len(baru.root.keys),
        versi_kini=kini.root.version,
        sidik_kini=kini.root_fingerprint,
    )


@intention(Wewenang.UBAH_PENGATURAN)
def believe_other_root(kantor: Kantor, path: Path, sidik: str) -> KepercayaanKini:
    """Believe the root of a trust file in the place of the present one, because ``sidik`` was read out and typed.

    One transaction: pin, marks and trust document are those of the file; a new epoch begins, every receipt is forgotten
    and everything goes out again; what the other line said of this computer and its clock goes; both trust documents
    stay as proof. Raises as ``preview_other_root``, ``UserError`` ``cabang_sidik_panjang`` and ``cabang_sidik_lain``;
    a refusal leaves its audit row and changes nothing else.
    """
    require_role(kantor, Peran.UNIT)
    kini = require_trust(kantor)
    try:
        baru, sesudah = _other(kantor, kini, path)
        _compare(baru, sidik)
    except (UserError, BundleError) as error:
        with kantor.write("tolak_kunci_lain", detail={"alasan": error.code}):
            pass
        raise
    store, claim = kantor.store, kantor.claim()
    nomor = len(list_bukti(kantor)) + 1
    bukti = BuktiCabang(
        sesudah=sesudah,
        dulu=kini.raw,
        kini=baru.raw,
        siapa=kantor.who,
        waktu=claim.t,
        ragu=claim.doubt,
        urutan=nomor,
    )
    perubahan = PerubahanKunci(
        dari=kini.root.version,
        ke=baru.root.version,
        sebab=(CABANG,),
        perlu=baru.root.threshold,
        pemegang=len(baru.root.keys),
        sidik_lama=kini.root_fingerprint,
        sidik=baru.root_fingerprint,
        waktu=claim.t,
        ragu=claim.doubt,
        urutan=nomor,
    )
    detail = {"versi": baru.root.version, "dulu": kini.root_fingerprint, "kini": baru.root_fingerprint}
    with kantor.write("percaya_kunci_lain", detail=detail) as tx:
        tx.put(RUANG_CABANG, f"{nomor:06d}", msgspec.json.encode(bukti))
        tx.put(RUANG_PERUBAHAN, f"{baru.root.version:06d}-{CABANG}-{nomor}", msgspec.json.encode(perubahan))
        # Marks and floor of the clock may be the other line's, and so are issuers from after the fork: what they
        # signed counts no more.
        tx.delete(RUANG, MARK_OUTSIDE)
        keep_former_upto(kantor, tx, kini, sesudah)
        tx.delete("waktu", "lantai")
        keep_own_trust(tx, baru)
        keep_trust(kantor, tx, baru)
        if store.device not in {satu.device_id for satu in baru.revocations}:
            tx.delete(RUANG_IDENTITAS, "dicabut")
        tx.delete(RUANG_IDENTITAS, "diminta")
        # The kabupaten hears by a new epoch alone that what this computer showed of roots is no longer so.
        jangkar.start_epoch(store, tx, "identitas")
        forget_receipts(kantor, tx, ())
    refresh_escrow(kantor)
    return believed_now(kantor)


@intention(Wewenang.UBAH_PENGATURAN)
def save_both_roots(kantor: Kantor, folder: Path) -> tuple[Path, Path]:
    """Write both trust documents of the newest such change as trust files: signed by the same holders, one is false.

    Raises ``UserError`` ``cabang_tidak_ada``, ``folder_tidak_ada``.
    """
    require_role(kantor, Peran.UNIT)
    semua = list_bukti(kantor)
    if not semua:
        raise UserError("cabang_tidak_ada")
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    bukti = semua[-1]
    with kantor.write("simpan_bukti_kunci"):
        pass
    dulu, kini = (
        place_file(
            make_trust_file(read_trust(raw, pinned=None)),
            free_path(folder / f"bukti-kunci-{kantor.profil.kode}-{nama}{EKOR}"),
        )
        for nama, raw in (("dulu", bukti.dulu), ("kini", bukti.kini))
    )
    return dulu, kini


def list_bukti(kantor: Kantor) -> tuple[BuktiCabang, ...]:
    """Return what is kept of each time that another root was believed here, the oldest first."""
    semua = [msgspec.json.decode(raw, type=BuktiCabang) for _, raw in kantor.store.items(RUANG_CABANG)]
    return tuple(sorted(semua, key=lambda satu: satu.urutan))


def _other(kantor: Kantor, kini: TrustState, path: Path) -> tuple[TrustState, int]:
    """Return the trust document of a file that names another root beside ours, and after which version they part.

    A store that was restored to before the wrong root holds the beginning of both lines and the mark of the wrong one:
    then the file only continues what is here, and nothing but that mark refuses it.
    """
    baru = read_trust_file(read_input(path, TRUST_FILE_MAX), pinned=None)
    sesudah = parted_after(kini, baru)
    if not sesudah and _is_barred(kantor, kini, baru):
        sesudah = kini.root.version
    if not sesudah:
        sama = {root.envelope.payload for root in kini.roots} & {root.envelope.payload for root in baru.roots}
        raise UserError("cabang_bukan" if sama else "cabang_asing")
    return baru, sesudah


def _is_barred(kantor: Kantor, kini: TrustState, baru: TrustState) -> bool:
    """Tell whether newer roots follow ours in the file, and the marks alone keep it from being taken as usual."""
    if baru.root.version <= kini.root.version:
        return False
    try:
        read_trust(baru.raw, pinned=kini.pin)
    except BundleError:
        return False
    try:
        read_trust(baru.raw, pinned=kini.pin, marks=marks_of(kantor, kini))
    except BundleError as error:
        return error.code in ("root_rolled_back", "trust_rolled_back")
    return False


def _compare(trust: TrustState, sidik: str) -> None:
    angka = "".join(satu for satu in sidik if satu in "0123456789")
    if len(angka) != PANJANG_SIDIK:
        raise UserError("cabang_sidik_panjang", ada=len(angka))
    if not hmac.compare_digest(angka, trust.root_fingerprint.replace(" ", "")):
        raise UserError("cabang_sidik_lain")
