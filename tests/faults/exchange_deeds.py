"""Export and import, step by step, each from opening to closing, in offices whose backups are fresh.

A fresh backup keeps the copy before a merge out of the way, which has deeds of its own (``user_deeds``), so that every
system call of the exchange itself can be tried. The world holds ``unit`` (with a draft and a page left open),
``tersegel`` (the same after sealing), ``kabupaten``, ``tergabung`` (after the merge), ``dibatalkan`` (after its
undoing), ``dijawab`` (a unit with an answer waiting), ``stick``, ``stick-terisi`` (with files of others under the names
that ours would get) and ``balasan``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from typing import Any

import msgspec

from db import Store, StoreError, decode_revision
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.batal_gabung import redo_import, undo_import
from desktop_app.services.bukti import add_bukti
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.kantor import Kantor, translate
from desktop_app.services.kirim import place_bundle, seal_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.paket import PaketKeluar, PaketMasuk, list_keluar, list_masuk
from tests.faults.fault_world import copy_world, make_pair, open_home
from tests.faults.user_deeds import FACTS, OUTPUT, Deed, facts
from tests.services.berkas_bukti import journal
from tests.services.dunia_kantor import add_people, determined_skp, draft_penilaian

TAKEN = "stick-terisi"
"""A stick on which other files have the names that ours would get."""
UNDONE_ALREADY = ("impor_sudah_dibatalkan", "impor_tidak_dibatalkan", "ekspor_kosong", "balasan_kosong")
"""What a repetition is told when the deed was done and only what follows it failed."""


def make_exchange_world(root: Path) -> None:
    """Prepare everything that the deeds start from."""
    root.mkdir()
    make_pair(root, people=2)
    unit = open_home(root / "unit")
    _, _, staf = add_people(unit)
    draft_penilaian(unit, determined_skp(unit, staf))
    _show_evidence(unit, staf)
    _leave_open(unit, staf)
    make_cadangan(unit)
    unit.close()
    copy_world(root / "unit", root / "tersegel")
    _each(root / "tersegel", lambda kantor: place_bundle(kantor, seal_bundle(kantor).paket, root / "stick"))
    _each(root / "kabupaten", lambda kantor: None)
    copy_world(root / "kabupaten", root / "tergabung")
    bundle = max((root / "stick").glob("99*.skpb"), key=lambda path: path.stat().st_size)
    _fill(root / TAKEN, bundle)
    for one in (root / "stick").glob("*"):
        if one != bundle:
            one.unlink()
    _each(root / "tergabung", lambda kantor: _merge(kantor, bundle))
    (root / "balasan").mkdir()
    copy_world(root / "tergabung", root / "menjawab")
    _each(root / "menjawab", lambda kantor: export_returns(kantor, root / "balasan"))
    copy_world(root / "tergabung", root / "dibatalkan")
    _each(root / "dibatalkan", _undo)
    copy_world(root / "tersegel", root / "dijawab")
    (root / OUTPUT).mkdir()
    found = {
        "staf": staf,
        "paket": bundle.name,
        "balasan": next((root / "balasan").glob("*.skpb")).name,
    }
    (root / FACTS).write_text(json.dumps(found))


def _fill(stick: Path, bundle: Path) -> None:
    """Let another bundle and another letter lie on a stick under the very names that ours would get."""
    stick.mkdir()
    other = min(bundle.parent.glob("99*.skpb"), key=lambda path: path.stat().st_size)
    copyfile(other, stick / bundle.name)
    (stick / f"surat-pengantar-{bundle.stem}.pdf").write_bytes(b"%PDF-1.4\n% surat kantor lain\n%%EOF\n")


def _each(home: Path, work: Callable[[Kantor], object]) -> None:
    """Open an office, do something, leave a fresh backup and close it."""
    kantor = open_home(home)
    try:
        work(kantor)
        make_cadangan(kantor)
    finally:
        kantor.close()


def _show_evidence(kantor: Kantor, staf: str) -> None:
    bukti = add_bukti(kantor, b"%PDF-1.4\n" + bytes(range(256)) * 40 + b"\n%%EOF\n", "notulen.pdf")
    try:
        journal(kantor, staf, bukti)
    except StoreError as error:
        raise translate(error) from error


def _leave_open(kantor: Kantor, staf: str) -> None:
    naskah = open_naskah(kantor, staf)
    assert isinstance(naskah.isi, Pegawai)
    write_naskah(kantor, staf, msgspec.structs.replace(naskah.isi, catatan="halaman yang masih terbuka"))


def _merge(kantor: Kantor, bundle: Path) -> None:
    (hasil,) = merge_bundles(kantor, [bundle])
    if hasil.galat is not None:
        raise hasil.galat
    assert hasil.nasib in (NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA)


def _newest(kantor: Kantor) -> str:
    """Return the hash of the import that came last; what the store raises leaves this as it leaves a use case."""
    try:
        return list_masuk(kantor)[0].file_sha256
    except StoreError as error:
        raise translate(error) from error


def _undo(kantor: Kantor) -> None:
    undo_import(kantor, _newest(kantor))


def _deed(name: str, work: Callable[[Kantor, Path], object], *folders: str) -> Deed:
    def do(root: Path) -> None:
        kantor = open_home(root / name)
        try:
            work(kantor, root)
        finally:
            kantor.close()

    return Deed(do, (name,), folders)


EXCHANGE: dict[str, Deed] = {
    "segel": _deed("unit", lambda kantor, _: seal_bundle(kantor)),
    "taruh di flashdisk": _deed(
        "tersegel", lambda kantor, root: place_bundle(kantor, list_keluar(kantor)[0], root / OUTPUT), OUTPUT
    ),
    "taruh di samping berkas lain": _deed(
        "tersegel", lambda kantor, root: place_bundle(kantor, list_keluar(kantor)[0], root / TAKEN), TAKEN
    ),
    "gabung": _deed("kabupaten", lambda kantor, root: _merge(kantor, root / "stick" / facts(root)["paket"]), "stick"),
    "batalkan gabung": _deed("tergabung", lambda kantor, _: _undo(kantor)),
    "gabung lagi": _deed("dibatalkan", lambda kantor, _: redo_import(kantor, _newest(kantor))),
    "balas": _deed("tergabung", lambda kantor, root: export_returns(kantor, root / OUTPUT), OUTPUT),
    "terima balasan": _deed(
        "dijawab", lambda kantor, root: apply_return(kantor, root / "balasan" / facts(root)["balasan"]), "balasan"
    ),
}
"""Each deed of the exchange, by the name under which it is reported."""


def picture(store: Store) -> str:
    """Return what the exchange has decided, as one text: documents, rooms, ledgers, receipts, trust, open pages."""
    sent = [msgspec.json.decode(raw, type=PaketKeluar) for _, raw in store.items("paket_keluar")]
    received = [msgspec.json.decode(raw, type=PaketMasuk) for _, raw in store.items("paket_masuk")]
    told: dict[str, Any] = {
        # By what they say: the epoch, and with it the id of a page that is saved now, may be another (jangkar_hilang).
        "log": sorted(_said(raw) for _, _, raw in store.revisions_after(0)),
        "waiting": sorted(one.rev_id for one in store.waiting()),
        "aside": sorted((one.rev_id, one.reason) for one in store.quarantined()),
        "files": sorted(sha for sha, *_ in store.attachments_named(here=True)),
        "sent": sorted((one.sampai, one.dari, one.revisi, one.diterima, one.tujuan) for one in sent),
        "received": sorted((one.file_sha256, one.dibatalkan, one.dibalas) for one in received),
        "answers": sorted(key for key, _ in store.items("balasan")),
        "upto": (store.get("kantor", "diterima_sampai") or b"").decode(),
        "trust": (store.get("kepercayaan", "tanda") or b"").decode(),
        "open": sorted((one.doc_id, one.who) for one in store.workings()),
    }
    return json.dumps(told, sort_keys=True)


def _said(raw: bytes) -> str:
    rev = decode_revision(raw)
    return f"{rev.doc_id[:8]} {len(rev.parents)} {rev.deleted:d} {sha256(rev.body).hexdigest()[:8]}"


def missing_files(kantor: Kantor) -> str:
    """Name a file that a ledger speaks of and that is not there byte for byte, empty for none."""
    for sent in list_keluar(kantor):
        path = kantor.home / "keluar" / sent.nama_berkas
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != sent.file_sha256:
            return f"outbox lacks number {sent.seq}"
    for received in list_masuk(kantor):
        path = kantor.home / "arsip" / f"{received.file_sha256}.skpb"
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != received.file_sha256:
            return f"archive lacks number {received.seq}"
    return ""
