"""The anchor: how far the store had come, kept outside it, so that a store that went back is noticed.

Two copies in the office's folder and two in the user's settings are written in turn after each commit, without
waiting for the disk: a power cut leaves at worst an anchor that is behind the store, which means nothing. A store that
is behind its anchor, or that says something else at the anchor's place, starts a new epoch before its first write, and
so does one that woke up on another machine. Nothing here ever stops anybody from working.
Source: docs/spec/backup.md, section Anchor.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from db import Claim, Store, StoreError, Transaction, decode_revision
from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.paths import config_home, machine_id
from desktop_app.services.keberatan_nomor import Hitungan, kept_hitungan, missing_here, put_hitungan
from desktop_app.services.rumah import make_folder, sync_folder
from desktop_app.services.waktu import read_time

BERKAS_JANGKAR = ("jangkar-1.json", "jangkar-2.json")
RUANG = "kantor"
KODE_SEBAB: Mapping[str, str] = {
    "pulih": "epoch_pulih",
    "mundur": "epoch_mundur",
    "jangkar_hilang": "epoch_jangkar_hilang",
    "salinan": "epoch_salinan",
    "kembaran": "epoch_kembaran",
    "identitas": "epoch_identitas",
}
"""What people are told about the reason for which an epoch began."""
RUANG_IDENTITAS = "identitas"
"""What the kabupaten said of this computer itself."""
MARK_OUTSIDE = "tanda_luar"
"""Under which name a store keeps a mark of trust that it learnt from outside itself."""
PANJANG = 1024
"""Bytes of an anchor file: written over in place, so its length never changes."""


class Jangkar(msgspec.Struct, frozen=True, kw_only=True):
    """How far a store had come: epoch and counter, newest revision, audit chain, the trust it had seen, objections."""

    v: int = 1
    device: str
    kode: str
    epoch: str
    n: int
    seq: int
    jejak: int
    kepala: str
    root_version: int = 0
    trust_seq: int = 0
    urut: int = 0
    keberatan: int = 0
    kepala_keberatan: str = ""

    @property
    def tanda(self) -> tuple[int, int]:
        """Root version and ``trust_seq``: a newer root may let the second start anew, so they are one mark."""
        return self.root_version, self.trust_seq


class Induk(msgspec.Struct, frozen=True, kw_only=True):
    """Where the present epoch began: the epoch before it, how far that had come, and why it ended.

    ``sebab`` is ``pulih`` (restored from the backup ``nomor``), ``mundur``, ``salinan`` or ``jangkar_hilang``;
    ``kurang`` is how many audit rows are missing against the anchor.
    """

    epoch: str
    n: int
    seq: int
    jejak: int
    kepala: str
    sebab: str
    nomor: int = 0
    waktu: str = ""
    kurang: int = 0


class Dicabut(msgspec.Struct, frozen=True, kw_only=True):
    """That the kabupaten revoked this computer, and the number of the last bundle that it accepted."""

    nomor: int = 0


class Diminta(msgspec.Struct, frozen=True, kw_only=True):
    """That the kabupaten asks this computer to take a new identity: which of its files (SHA-256, number) it named."""

    berkas: str
    nomor: int


@dataclass(frozen=True)
class Pemberitahuan:
    """Something that people have to be told when the office is opened: a code with a sentence, and its facts."""

    kode: str
    fakta: Mapping[str, object]


class Penjaga:
    """Keeps the anchor of one opened store; ``write`` runs after each of its commits."""

    def __init__(self, home: Path, store: Store, kode: str) -> None:
        self._store = store
        self._kode = kode
        self._files = anchor_files(home, store.device)
        for pair in self._files:
            with suppress(OSError):
                make_folder(pair[0].parent)
        known = read_anchor(home, store.device)
        self._urut = known.urut if known is not None else 0

    def write(self) -> None:
        """Write the anchor; what fails is passed over, because the record itself is safe."""
        with suppress(OSError, StoreError):
            self._urut += 1
            raw = _encode(describe(self._store, self._kode, self._urut))
            for pair in self._files:
                with suppress(OSError):
                    _overwrite(pair[self._urut % 2], raw)


def keep(home: Path, store: Store, kode: str) -> None:
    """Keep the anchor of ``store`` from now on, under the device that it is now; both copies are written at once."""
    keeper = Penjaga(home, store, kode)
    keeper.write()
    keeper.write()
    store.after_commit = keeper.write


def put_anchor(folder: Path, store: Store, kode: str) -> None:
    """Write the first anchor of a restored store into the folder in which it is prepared."""
    _overwrite(folder / BERKAS_JANGKAR[0], _encode(describe(store, kode)))


def describe(store: Store, kode: str, urut: int = 0) -> Jangkar:
    """Return how far ``store`` has come."""
    count, head = store.audit_head()
    root_version, trust_seq = read_mark(store)
    hitungan = kept_hitungan(store)
    return Jangkar(
        device=store.device,
        kode=kode,
        epoch=store.epoch,
        n=store.counter(),
        seq=store.last_seq(),
        jejak=count,
        kepala=head,
        root_version=root_version,
        trust_seq=trust_seq,
        urut=urut,
        keberatan=hitungan.jumlah,
        kepala_keberatan=hitungan.kepala,
    )


def read_mark(store: Store) -> tuple[int, int]:
    """Return the highest root version and ``trust_seq`` that the store knows of, its own or learnt from outside."""
    marks = [(0, 0)]
    for name in ("tanda", MARK_OUTSIDE):
        root_version, _, trust_seq = (store.get("kepercayaan", name) or b"0 0").decode().partition(" ")
        marks.append((int(root_version), int(trust_seq)))
    return max(marks)


def anchor_files(home: Path, device: str) -> tuple[tuple[Path, Path], ...]:
    """Return both pairs of files: in the office's folder, and in the user's settings under device and folder."""
    place = hashlib.sha256(str(home.resolve()).encode(errors="surrogateescape")).hexdigest()[:12]
    folder = config_home() / "jangkar"
    outside = (folder / f"{device[:16]}-{place}-1.json", folder / f"{device[:16]}-{place}-2.json")
    return (home / BERKAS_JANGKAR[0], home / BERKAS_JANGKAR[1]), outside


def read_anchor(home: Path, device: str = "") -> Jangkar | None:
    """Return the farthest sound anchor of a device, without one that of the office's folder; None where none is."""
    if not device:
        found = [one for name in BERKAS_JANGKAR if (one := _read(home / name)) is not None]
    else:
        files = (file for pair in anchor_files(home, device) for file in pair)
        found = [one for file in files if (one := _read(file)) is not None and one.device == device]
    return max(found, key=lambda one: (one.jejak, one.tanda), default=None)


def set_up(store: Store, tx: Transaction, mesin: str | None = None) -> None:
    """Note in a store's transaction that it has an anchor from now on, and on which machine it lives."""
    tx.put(RUANG, "jangkar", b"1")
    tx.put(RUANG, "mesin", machine_mark(store.device, mesin).encode())


def machine_mark(device: str, mesin: str | None = None) -> str:
    """Return a mark of this machine that is different for every device; empty where the system has no id."""
    raw = machine_id() if mesin is None else mesin
    return hashlib.sha256(f"skp-luring/mesin\x00{device}\x00{raw}".encode()).hexdigest()[:32] if raw else ""


def watch(
    home: Path, store: Store, kode: str, *, who: str, claim: Callable[[], Claim], mesin: str | None = None
) -> tuple[Pemberitahuan, ...]:
    """Judge an opened store by its anchor, start a new epoch where it must, and keep the anchor from now on.

    Returns what people have to be told.
    """
    anchor = read_anchor(home, store.device)
    sebab, kurang = _judge(store, anchor, mesin)
    if sebab:
        lama = {"epoch": anchor.epoch, "n": anchor.n} if anchor is not None else {}
        detail = {"sebab": sebab, "kurang": kurang, "sebelum": lama}
        with store.write(act="epoch_baru", who=who, at=claim(), detail=detail) as tx:
            start_epoch(store, tx, sebab, kurang=kurang)
            set_up(store, tx, mesin)
            if anchor is not None and anchor.tanda > read_mark(store):
                # The anchor is written anew below; an older store must not take the mark down with it.
                tx.put("kepercayaan", MARK_OUTSIDE, f"{anchor.root_version} {anchor.trust_seq}".encode())
    elif store.get(RUANG, "jangkar") is None:
        with store.write(act="pasang_jangkar", who=who, at=claim()) as tx:
            set_up(store, tx, mesin)
    if anchor is not None and lost_objections(store, anchor):
        # The counter never goes back: the next bundle tells the number that is gone, and the next one is above it.
        hitungan = Hitungan(anchor.keberatan, anchor.kepala_keberatan)
        with store.write(act="keberatan_kurang", who=who, at=claim(), detail={"sampai": hitungan.jumlah}) as tx:
            put_hitungan(tx, hitungan)
    keeper = Penjaga(home, store, kode)
    keeper.write()
    if sebab:
        # The other copy too: it still tells of what is gone, and would do so again at the next start.
        keeper.write()
    store.after_commit = keeper.write
    return read_notices(store) + objection_notices(store)


def lost_objections(store: Store, anchor: Jangkar) -> bool:
    """Tell whether the anchor knows of an objection that the store's counter does not, or of another one."""
    kini = kept_hitungan(store)
    beda = kini.jumlah == anchor.keberatan and kini.kepala != anchor.kepala_keberatan
    return bool(anchor.keberatan) and (kini.jumlah < anchor.keberatan or beda)


def objection_notices(store: Store) -> tuple[Pemberitahuan, ...]:
    """Return what is to be said where sealed objections of this computer are missing or are not what they were."""
    kurang = sorted({(satu.nomor, satu.sampai) for satu in missing_here(store)})
    if not kurang:
        return ()
    nomor = ", ".join(str(awal) if awal == akhir else f"{awal}\N{EN DASH}{akhir}" for awal, akhir in kurang[:10])
    jumlah = sum(akhir - awal + 1 for awal, akhir in kurang)
    return (Pemberitahuan("keberatan_tidak_utuh", {"nomor": nomor, "jumlah": jumlah}),)


def start_epoch(
    store: Store,
    tx: Transaction,
    sebab: str,
    *,
    nomor: int = 0,
    waktu: str = "",
    kurang: int = 0,
    baru: str = "",
) -> Induk:
    """Begin a new epoch inside ``tx``; where it comes from is kept for the bundles and in the audit row.

    ``baru`` is the device as which the store goes on, where that is another one.
    """
    count, head = store.audit_head()
    induk = Induk(
        epoch=store.epoch,
        n=store.counter(),
        seq=store.last_seq(),
        jejak=count,
        kepala=head,
        sebab=sebab,
        nomor=nomor,
        waktu=waktu,
        kurang=kurang,
    )
    tx.put(RUANG, "induk", msgspec.json.encode(induk))
    tx.detail["induk"] = {"epoch": induk.epoch, "n": induk.n, "jejak": count, "kepala": head}
    if baru:
        tx.take_identity(baru, secrets.token_hex(16))
    else:
        tx.start_epoch(secrets.token_hex(16))
    _keep_something_to_send(store, tx)
    return induk


def _keep_something_to_send(store: Store, tx: Transaction) -> None:
    """Let the newest revision of this computer go out once more where all is acknowledged.

    The kabupaten hears of a new epoch, and of what may be missing here, by a bundle alone; without one it would never
    send back what was lost.
    """
    raw, sampai = store.get(RUANG, "diterima_sampai"), 0
    if raw is None or int(raw) < store.last_seq():
        return
    for seq, _, rev in store.revisions_after(0):
        if decode_revision(rev).device == store.device:
            sampai = seq - 1
    tx.put(RUANG, "diterima_sampai", str(sampai).encode())


def read_induk(store: Store) -> Induk | None:
    """Return where the present epoch came from; None for the first one."""
    raw = store.get(RUANG, "induk")
    return msgspec.json.decode(raw, type=Induk) if raw is not None else None


def read_revoked(store: Store) -> Dicabut | None:
    """Return that the kabupaten revoked this computer, None where no answer has said so."""
    raw = store.get(RUANG_IDENTITAS, "dicabut")
    return msgspec.json.decode(raw, type=Dicabut) if raw is not None else None


def read_asked(store: Store) -> Diminta | None:
    """Return that the kabupaten asks this computer to take a new identity, None where no answer has asked."""
    raw = store.get(RUANG_IDENTITAS, "diminta")
    return msgspec.json.decode(raw, type=Diminta) if raw is not None else None


def read_notices(store: Store) -> tuple[Pemberitahuan, ...]:
    """Return what is to be said about this identity, and about the present epoch until it has sent its first bundle."""
    dicabut, diminta = read_revoked(store), read_asked(store)
    if dicabut is not None:
        return (Pemberitahuan("identitas_dicabut", {"nomor": dicabut.nomor}),)
    if diminta is not None:
        return (Pemberitahuan("identitas_diminta", {"nomor": diminta.nomor}),)
    induk = read_induk(store)
    if induk is None or store.get("nomor_paket", store.epoch) is not None:
        return ()
    if induk.sebab == "identitas" and store.get("kepercayaan", "sertifikat") is not None:
        return ()
    waktu = read_time(induk.waktu)
    fakta = {"nomor": induk.nomor, "waktu": format_waktu(waktu) if waktu else induk.waktu, "kurang": induk.kurang}
    return (Pemberitahuan(KODE_SEBAB[induk.sebab], fakta),)


def _judge(store: Store, anchor: Jangkar | None, mesin: str | None) -> tuple[str, int]:
    """Return why the store must start a new epoch (empty: it need not) and how many audit rows it is behind."""
    count, _ = store.audit_head()
    if anchor is not None:
        if count < anchor.jejak:
            return "mundur", anchor.jejak - count
        if store.audit_hash_at(anchor.jejak) != anchor.kepala:
            return "mundur", 0
    elif store.get(RUANG, "jangkar") is not None:
        return "jangkar_hilang", 0
    kept, mark = store.get(RUANG, "mesin"), machine_mark(store.device, mesin)
    if kept and mark and kept.decode() != mark:
        return "salinan", 0
    return "", 0


def _encode(anchor: Jangkar) -> bytes:
    body = msgspec.json.encode(anchor)
    raw = body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n"
    return raw.ljust(PANJANG)


def _overwrite(file: Path, raw: bytes) -> None:
    """Write over the whole file in place; the other copy holds while this one is half written.

    Only a new file waits for the disk: an anchor that a power cut took away altogether would look like one that
    somebody removed.
    """
    is_new = not file.exists()
    flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(file, flags, 0o600)
    try:
        os.write(handle, raw)
        if is_new:
            os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        sync_folder(file.parent)


def _read(file: Path) -> Jangkar | None:
    try:
        with file.open("rb") as opened:
            raw = opened.read(PANJANG + 1)
        body, digest, _rest = raw.split(b"\n", 2)
        if hashlib.sha256(body).hexdigest().encode() != digest:
            return None
        return msgspec.json.decode(body, type=Jangkar)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None
