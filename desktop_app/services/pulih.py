"""Restoring an office from a backup: prepared beside the present one, proved, then put in its place in one step.

From inside (an admin has the office open) the present key, slots, accounts and trust stay, and only the records go
back. From the login screen or on an empty computer everything comes from the backup, opened by a password of its time,
the recovery card, or the office's key file. Either way the office begins a new epoch whose parent is the backup, so
that the kabupaten knows what it has to send again. Source: docs/spec/backup.md, section Restore.
"""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from db import Claim, Store, open_store, prove_copy
from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.container import PART_SLOTS, Container, extract_parts, mark_of, read_container
from desktop_app.services import jangkar
from desktop_app.services.akun_dasar import check_wait
from desktop_app.services.aturan_tersimpan import make_reader
from desktop_app.services.cadangan import (
    AlasanCadangan,
    back_up_before,
    prove_inside,
    store_keys,
    unpacked,
)
from desktop_app.services.izin_pulih import Izin, IzinSekarang, ask_leave, check_opener
from desktop_app.services.jenis import KIND_SPECS, make_merge
from desktop_app.services.kantor import Kantor, Profil, intention
from desktop_app.services.pemasangan import (
    BERKAS_KUNCI,
    BERKAS_STORE,
    PERSIAPAN,
    begin_restore,
    check_closed,
    decide_restore,
    finish_restore,
)
from desktop_app.services.penguji_hapus import carry_out
from desktop_app.services.pintu import OrangPintu
from desktop_app.services.rumah import check_home
from desktop_app.services.waktu import make_claim
from desktop_app.vault import DeviceKeys, KeyFile, StoreKey, Waits, code_key, open_card, read_slots, unlock

RUANG_TETAP = (
    *("akun", "kunci", "rahasia", "kepercayaan", "perangkat", "pencabutan"),
    *("pemulihan_dipakai", "pemulihan_diberi", "saksi", "saksi_bukti", "saksi_mundur", "salinan_dihapus"),
)
"""Key-value spaces that a restore from inside does not take back: who may enter, old keys, whom one believes."""
JENIS_TETAP = ("pengguna", "tanda_tangan", "penghapusan")
"""Kinds whose newest revisions stay: names and keys of people, what they signed, and what was erased on request."""


@dataclass(frozen=True)
class PembukaCadangan:
    """What a person has in his hands to open a backup: name and password of its time, a card, or a key file."""

    akun_id: str = ""
    sandi: str = field(default="", repr=False)
    kartu: str = field(default="", repr=False)
    berkas: Path | None = None


@dataclass(frozen=True)
class HasilPulih:
    """What was restored: the backup's number and office, up to which revision, and where the former files are kept."""

    nomor: int
    kode: str
    nama: str
    seq: int
    lama: Path | None


@intention
def people_of_cadangan(path: Path, tempat: Path) -> tuple[OrangPintu, ...]:
    """Return who could enter when the backup was made; nobody where a key file opens it.

    ``tempat`` is a folder of ours for the moment. Raises ``BundleError`` where the file is no sound backup.
    """
    container = read_container(path)
    if container.header.protection != "slots":
        return ()
    folder = tempat / f"cadangan-{secrets.token_hex(8)}"
    folder.mkdir(mode=0o700, parents=True)
    try:
        extract_parts(container, folder, only=PART_SLOTS)
        people = read_slots(folder)[0].table.people
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return tuple(sorted((OrangPintu(satu.id, satu.name) for satu in people), key=lambda satu: satu.nama.casefold()))


@intention
def restore_cadangan(
    home: Path,
    path: Path,
    pembuka: PembukaCadangan,
    *,
    jam: Callable[[], datetime],
    who: str = "",
    izin: IzinSekarang | None = None,
    detak: Callable[[], float] = time.monotonic,
) -> HasilPulih:
    """Restore a backup into ``home``, which is closed or empty; afterwards the office opens with what it brought.

    Over an office that is not known to be broken an admin of today gives leave by ``izin``; else who opens the backup
    has to be admin in it, or holds its card. Until the last step the present office stands untouched; its files are
    kept beside the new ones. ``detak`` is a monotonic clock. Raises ``BundleError`` where the file is not sound,
    ``UserError`` ``cadangan_kantor_lain``, ``cadangan_kunci_salah``, ``cadangan_perlu_sandi``, ``sandi_tunggu``,
    ``cadangan_perlu_kunci``, ``cadangan_kantor_terbuka``, ``cadangan_perlu_admin``, and as ``ask_leave``.
    """
    check_home(home)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    finish_restore(home)
    container = read_container(path)
    header = container.header
    _check_same_office(home, container)
    check_closed(home)
    leave = ask_leave(home, izin, header.number, jam=jam, detak=detak)
    folder = begin_restore(home)
    try:
        extract_parts(container, folder)
        kunci = _obtain(home, folder, container, pembuka, detak)
        if leave is None and pembuka.akun_id and not pembuka.kartu and header.protection == "slots":
            check_opener(folder / BERKAS_STORE, kunci.key, pembuka.akun_id)
        prove_inside(container, folder, kunci.key)
        _check_identity(container, folder, kunci.key)
        lantai = prove_copy(folder / BERKAS_STORE, kunci.key, whole=False, values=[("waktu", "lantai")]).values
        claim = make_claim(jam(), lantai.get(("waktu", "lantai")))
        with _opened(folder, kunci.key) as store:
            siapa = (leave.akun_id if leave is not None else "") or pembuka.akun_id or who
            _begin_epoch(store, container, siapa, claim, home, folder, leave)
        lama = decide_restore(home, header.device)
    except BaseException:
        shutil.rmtree(home / PERSIAPAN, ignore_errors=True)
        raise
    finish_restore(home)
    return _result(container, lama if lama.exists() and any(lama.iterdir()) else None)


@intention(Wewenang.PULIHKAN_CADANGAN)
def prepare_restore(kantor: Kantor, path: Path) -> HasilPulih:
    """Prepare the restore of a backup of this office from inside; it happens when the office is opened again.

    A backup of the present state is made first. The caller closes the office at once: what is recorded after this
    stays only among the former files. Raises as ``restore_cadangan``, and ``cadangan_kunci_lain``.
    """
    container = read_container(path)
    header = container.header
    if header.office.code != kantor.profil.kode:
        raise _other_office(container, kantor.profil.kode)
    if header.device != kantor.store.device:
        raise UserError("cadangan_perangkat_lain", nama=header.office.name)
    assert kantor.kunci is not None
    kunci = next((key for key in store_keys(kantor) if mark_of(key) == header.key_mark), None)
    if kunci is None:
        raise UserError("cadangan_kunci_lain")
    with unpacked(kantor.folder("karantina"), container) as tempat:
        prove_inside(container, tempat, kunci)
        _check_identity(container, tempat, kunci)
        back_up_before(kantor, AlasanCadangan.PULIH, wajib=True)
        folder = begin_restore(kantor.home)
        try:
            with _opened(tempat, kunci) as store:
                _carry_over(kantor, store)
                # The key of today stays: nobody has to remember a password of long ago.
                store.copy_with_key(folder / BERKAS_STORE, kantor.kunci.key)
            with _opened(folder, kantor.kunci.key) as store:
                _begin_epoch(store, container, kantor.who, kantor.claim(), kantor.home, folder)
            with kantor.write("siap_pulih", detail={"nomor": header.number}):
                pass
            lama = decide_restore(kantor.home, header.device)
        except BaseException:
            shutil.rmtree(kantor.home / PERSIAPAN, ignore_errors=True)
            raise
    return _result(container, lama)


def _result(container: Container, lama: Path | None) -> HasilPulih:
    header = container.header
    return HasilPulih(header.number, header.office.code, header.office.name, header.seq, lama)


def _obtain(
    home: Path, folder: Path, container: Container, pembuka: PembukaCadangan, detak: Callable[[], float]
) -> StoreKey:
    """Return the key that opens the unpacked store, from what the person has; the key file comes along."""
    header, name = container.header, container.path.name
    if header.protection == "keyfile":
        berkas = pembuka.berkas or home / BERKAS_KUNCI
        if not berkas.exists():
            raise UserError("cadangan_perlu_kunci", berkas=berkas.name)
        shutil.copyfile(berkas, folder / BERKAS_KUNCI)
        (folder / BERKAS_KUNCI).chmod(0o600)
        return _fitting(KeyFile(folder / BERKAS_KUNCI).obtain(), header.key_mark, name)
    try:
        if pembuka.kartu:
            card = read_slots(folder)[0].table.card
            opened = open_card(card, code_key(pembuka.kartu)) if card is not None else None
        elif pembuka.akun_id:
            # Counted apart from the door: an old password that is right here must not end the wait there.
            waits, nama = Waits(home, detak), f"cadangan/{header.device}/{pembuka.akun_id}"
            check_wait(waits, nama)
            hasil = unlock(folder, pembuka.akun_id, pembuka.sandi)
            if hasil is None:
                waits.fail(nama)
            else:
                waits.clear(nama)
            opened = hasil[0].store_key if hasil is not None else None
        else:
            raise UserError("cadangan_perlu_sandi")
    except SystemProblem as error:
        raise UserError("cadangan_kunci_salah", name=name) from error
    if opened is None:
        raise UserError("cadangan_kunci_salah", name=name)
    return _fitting(opened, header.key_mark, name)


def _fitting(kunci: StoreKey, mark: str, name: str) -> StoreKey:
    for key in kunci.candidates:
        if mark_of(key) == mark:
            return StoreKey(key, kunci.source)
    raise UserError("cadangan_kunci_salah", name=name)


def _check_same_office(home: Path, container: Container) -> None:
    """Raise ``UserError`` where another office lives in ``home``, as its anchor or its own backups tell."""
    anchor = jangkar.read_anchor(home)
    if anchor is not None and (home / BERKAS_STORE).exists() and anchor.kode != container.header.office.code:
        raise _other_office(container, anchor.kode)


def _other_office(container: Container, kode_ini: str) -> UserError:
    office = container.header.office
    return UserError("cadangan_kantor_lain", nama=office.name, kode=office.code, kode_ini=kode_ini)


def _check_identity(container: Container, folder: Path, kunci: bytes) -> None:
    """Hold the device and the office inside the store against the header that its key signed."""
    wanted = (("rahasia", "perangkat"), ("kantor", "profil"))
    values = prove_copy(folder / BERKAS_STORE, kunci, whole=False, values=wanted).values
    try:
        device = DeviceKeys.from_bytes(values[wanted[0]])
        profil = msgspec.json.decode(values[wanted[1]], type=Profil)
    except (KeyError, LuringError, msgspec.MsgspecError) as error:
        raise BundleError("backup_other_inside", name=container.path.name) from error
    header = container.header
    if (device.signing.public.hex(), profil.kode) != (header.public, header.office.code):
        raise BundleError("backup_other_inside", name=container.path.name)


def _opened(folder: Path, kunci: bytes) -> Store:
    """Open the prepared store; an older layout is migrated on the way."""
    merge = make_merge(make_reader({}))
    return open_store(folder / BERKAS_STORE, kunci, kinds=KIND_SPECS, merge=merge, backup_dir=folder / "migrasi")


def _begin_epoch(
    store: Store, container: Container, who: str, claim: Claim, home: Path, folder: Path, leave: Izin | None = None
) -> None:
    """Write what makes the copy the office that goes on: its new epoch, its audit row, and an anchor of its own."""
    header = container.header
    anchor = jangkar.read_anchor(home, store.device)
    sebelum: dict[str, object] = {}
    if anchor is not None:
        sebelum = {"jejak": anchor.jejak, "kepala": anchor.kepala, "epoch": anchor.epoch, "n": anchor.n}
    detail = {"nomor": header.number, "alasan": header.reason, "sebelum": sebelum}
    if leave is not None:
        detail["izin"] = leave.cara
    with store.write(act="pulihkan", who=who, at=claim, detail=detail) as tx:
        jangkar.start_epoch(store, tx, "pulih", nomor=header.number, waktu=header.claimed.t)
        # The machine that restores is the one that goes on, and its anchor begins here.
        jangkar.set_up(store, tx)
        tx.delete("cadangan", "terakhir")
    jangkar.put_anchor(folder, store, header.office.code)


def _carry_over(kantor: Kantor, store: Store) -> None:
    """Bring into the older store what a restore from inside does not take back."""
    raws = [
        rev.raw
        for jenis in JENIS_TETAP
        for found in kantor.store.find(jenis)
        for rev in kantor.store.history(found.doc_id)
        if not rev.erased
    ]
    with store.write(act="bawa_serta", who=kantor.who, at=kantor.claim()) as tx:
        for space in RUANG_TETAP:
            kini = dict(kantor.store.items(space))
            for key, _ in store.items(space):
                if key not in kini:
                    tx.delete(space, key)
            for key, value in kini.items():
                tx.put(space, key, value)
        tx.add(raws, source="pemulihan")
        # What was erased since the backup was made does not come back with it.
        carry_out(store, tx, [found.doc_id for found in kantor.store.find("penghapusan")])
