"""An opened office: its store, its place on disk, its clock, and who is working."""

from __future__ import annotations

import functools
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar, overload

import msgspec

from db import Claim, Merge, Store, StoreError, Transaction, create_store, open_store, require_whole
from desktop_app.domain.errors import LuringError, SystemProblem, UserError
from desktop_app.domain.wewenang import BUKAN_UNTUK_DIRI, Jangkauan, Wewenang
from desktop_app.regulation import Aturan
from desktop_app.services import jangkar, pemasangan
from desktop_app.services.aturan_tersimpan import aturan_on, find_aturan, forget_days, load_stored, make_reader
from desktop_app.services.bahasa import spoken_by
from desktop_app.services.jangkar import Pemberitahuan
from desktop_app.services.jenis import KIND_SPECS, make_merge
from desktop_app.services.kunci_putaran import finish_closing
from desktop_app.services.pelaku import Pelaku, unattended
from desktop_app.services.ruang_disk import disk_full, keep_reserve
from desktop_app.services.rumah import check_home, make_folder, narrow_folder, sync_folder
from desktop_app.services.tolakan import refusal
from desktop_app.services.waktu import make_claim
from desktop_app.vault import DeviceKeys, KeyFile, OfficeKeys, StoreKey, StoreKeySource, slots_exist

P = ParamSpec("P")
R = TypeVar("R")

BERKAS_STORE = pemasangan.BERKAS_STORE
BERKAS_KUNCI = pemasangan.BERKAS_KUNCI
BERKAS_PENDIRIAN = "pendirian.db"
MAKS_NAMA = 200
"""Letters in a name that stands on forms and letters."""
FOLDER_KANTOR = ("keluar", "karantina", "arsip", "cadangan")


DAPAT_DIPENDEKKAN = ("revision_too_large", "text_unfit")
"""What the store refuses and the person who typed it can mend."""


class Peran(StrEnum):
    """The two roles of the one program."""

    UNIT = "unit"
    KABUPATEN = "kabupaten"


class Profil(msgspec.Struct, frozen=True, kw_only=True):
    """Who this office is; ``instansi`` and ``tempat`` stand on its forms."""

    peran: Peran
    kode: str
    nama: str
    instansi: str
    tempat: str = ""


class Changed(msgspec.Struct, frozen=True):
    """What an intention changed, so that each page can judge whether it is stale."""

    doc_ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


def translate(error: StoreError) -> LuringError:
    """Return the store's error as one of the house: facts kept, code prefixed by ``store_`` where it is not."""
    code = error.code if error.code.startswith("store_") else f"store_{error.code}"
    if error.code in DAPAT_DIPENDEKKAN:
        return UserError(code, **error.facts)
    return SystemProblem(code, **error.facts)


@overload
def intention(perlu: Callable[P, R], /) -> Callable[P, R]: ...


@overload
def intention(perlu: Wewenang, /, *lain: Wewenang) -> Callable[[Callable[P, R]], Callable[P, R]]: ...


def intention(perlu: Any, /, *lain: Wewenang) -> Any:
    """Mark a public use case: whatever the store raises leaves it as an error of the house.

    ``@intention(Wewenang.X)`` also asks whether who acts may do this at all; with several acts, one for each kind of
    document, whether he may do any of them, and the use case asks for the one that it comes to. Bare ``@intention``
    is for what happens before anybody is logged in. Only the outermost use case is asked: it is what the person wanted.
    """
    if isinstance(perlu, Wewenang):
        return functools.partial(_mark, wewenang=(perlu, *lain))
    return _mark(perlu, wewenang=())


def _mark(function: Callable[P, R], wewenang: tuple[Wewenang, ...]) -> Callable[P, R]:
    @functools.wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        kantor = args[0] if args else kwargs.get("kantor")
        try:
            with spoken_by(wewenang, function.__name__):
                if not wewenang or not isinstance(kantor, Kantor):
                    return function(*args, **kwargs)
                with kantor.acting(*wewenang, doc_id=_first_id((*args, *kwargs.values()))):
                    return function(*args, **kwargs)
        except StoreError as error:
            if error.code == "disk_full" and isinstance(kantor, Kantor):
                raise disk_full(kantor.home) from error
            raise translate(error) from error
        except OSError as error:
            raise SystemProblem("berkas_gagal", berkas=str(error.filename or ""), rincian=str(error)) from error

    call.wewenang = wewenang  # type: ignore[attr-defined]
    return call


def _first_id(args: tuple[object, ...]) -> str:
    """Return the document that a use case was called for: the first argument that is a document's id, or ""."""
    return next((satu for satu in args if isinstance(satu, str) and is_doc_id(satu)), "")


def is_doc_id(teks: str) -> bool:
    """Tell whether ``teks`` has the form of a document's id: 32 hexadecimal digits in small letters."""
    return len(teks) == 32 and all(huruf in "0123456789abcdef" for huruf in teks)


@dataclass
class Kantor:
    """An opened office. ``jam`` tells the computer's time, which is only ever a claim."""

    home: Path
    store: Store
    profil: Profil
    jam: Callable[[], datetime]
    who: str = ""
    _aturan: dict[str, Aturan] = field(default_factory=dict, repr=False)
    pelaku: Pelaku = field(default_factory=lambda: unattended(""))
    _acting: int = 0
    kunci: StoreKey | None = field(default=None, repr=False)
    pemberitahuan: tuple[Pemberitahuan, ...] = ()
    """What people have to be told since the office was opened: it went back, it is a copy, it was restored."""
    _dilihat: set[tuple[str, str]] = field(default_factory=set)

    @contextmanager
    def acting(self, *wewenang: Wewenang, doc_id: str = "") -> Iterator[None]:
        """Run a use case; raises ``UserError`` ``wewenang_kurang`` where who acts may not do any of these at all.

        A refusal leaves its audit row. Inside another use case nothing is asked again.
        """
        if not self._acting and all(self.pelaku.reach(satu) is Jangkauan.TIDAK for satu in wewenang):
            self.refuse(wewenang[0], doc_id)
        self._acting += 1
        try:
            yield
        finally:
            self._acting -= 1

    def refuse(self, wewenang: Wewenang, doc_id: str = "", kode: str = "wewenang_kurang") -> NoReturn:
        """Leave the audit row of a refusal and raise ``UserError`` with its code."""
        with self.write("ditolak", doc_id if is_doc_id(doc_id) else "", {"perbuatan": wewenang.value}):
            pass
        raise refusal(kode, wewenang, kabupaten=self.profil.peran is Peran.KABUPATEN)

    def note_read(self, doc_id: str, pegawai_id: str) -> None:
        """Leave the audit row of looking at somebody else's document: one for each document and session.

        One's own documents leave none, nor does what another use case reads for its own work, nor an office without
        passwords, where nobody knows who looks.
        """
        siapa = self.pelaku
        satu = (siapa.akun_id, doc_id)
        if siapa.tanpa_sandi or self._acting > 1 or pegawai_id == siapa.pegawai_id or satu in self._dilihat:
            return
        with self.write("lihat", doc_id):
            pass
        self._dilihat.add(satu)

    def require(self, wewenang: Wewenang, doc_id: str, pegawai_id: str, penilai_id: str = "") -> None:
        """Raise ``UserError`` ``wewenang_kurang`` where who acts may not do this to that person's document."""
        if wewenang in BUKAN_UNTUK_DIRI and self.pelaku.reach(wewenang) is not Jangkauan.TIDAK:
            self.require_other(wewenang, doc_id, pegawai_id)
        if not self.pelaku.may(wewenang, pegawai_id, penilai_id):
            self.refuse(wewenang, doc_id)

    def require_other(self, wewenang: Wewenang, doc_id: str, pegawai_id: str) -> None:
        """Raise ``UserError`` ``penilaian_diri_sendiri`` where who acts would judge a document of his own."""
        if pegawai_id and pegawai_id == self.pelaku.pegawai_id:
            self.refuse(wewenang, doc_id, "penilaian_diri_sendiri")

    def aturan(self, aturan_id: str = "", mulai: date | None = None) -> Aturan:
        """Return a rule set by id; without one that of ``mulai``, else the program's newest: no dead clock chooses."""
        if mulai is not None and not aturan_id:
            return aturan_on(self.store, self.profil.kode, self._aturan, mulai)
        return find_aturan(self.store, self.profil.kode, self._aturan, aturan_id)

    def forget_rules(self) -> None:
        """Read anew which rule set holds on which day: a rule file has come."""
        forget_days(self._aturan)

    def claim(self) -> Claim:
        """Return the time that the computer claims, with its doubt."""
        return make_claim(self.jam(), self.store.get("waktu", "lantai"))

    def write(
        self, act: str, doc_id: str = "", detail: Mapping[str, Any] | None = None
    ) -> AbstractContextManager[Transaction]:
        """Open the one transaction of an intention, with its one audit row."""
        keep_reserve(self.home)
        return self.store.write(act=act, who=self.who, at=self.claim(), doc_id=doc_id, detail=dict(detail or {}))

    def folder(self, name: str) -> Path:
        """Return a folder of this office, made where it is missing (``keluar``, ``karantina``, ``arsip``)."""
        path = self.home / name
        make_folder(path)
        narrow_folder(path)
        return path

    def device_keys(self) -> DeviceKeys:
        """Return this computer's keys from the encrypted store."""
        raw = self.store.get("rahasia", "perangkat")
        if raw is None:
            raise SystemProblem("kunci_perangkat_hilang")
        return DeviceKeys.from_bytes(raw)

    def office_keys(self) -> OfficeKeys:
        """Return the kabupaten's keys; raises ``UserError`` in a unit."""
        raw = self.store.get("rahasia", "kabupaten")
        if raw is None:
            raise UserError("hanya_kabupaten")
        return OfficeKeys.from_bytes(raw)

    def close(self) -> None:
        """Close the store and let go of every key; afterwards the office is one file on disk."""
        self.store.close()
        self.kunci, self.pelaku = None, replace(self.pelaku, kunci=None)


def office_exists(home: Path) -> bool:
    """Tell whether ``home`` already holds an office."""
    return (home / BERKAS_STORE).exists() or (home / pemasangan.SIAP / BERKAS_STORE).exists()


@intention
def create_kantor(
    home: Path,
    profil: Profil,
    *,
    jam: Callable[[], datetime],
    who: str = "",
    found: Callable[[Kantor, Transaction], None],
    kunci: StoreKey | None = None,
    pelaku: Pelaku | None = None,
) -> Kantor:
    """Make the store and the keys of a new office in ``home`` and return it opened.

    ``found`` writes what an office begins with, in the same transaction. Without ``kunci`` the store's key comes from
    a key file; with it ``found`` has to write the slots that open the office, and ``pelaku`` acts.

    Raises ``UserError`` where an office is there already or an answer is missing.
    """
    check_profil(profil)
    check_home(home)
    if office_exists(home):
        raise UserError("kantor_sudah_ada", folder=str(home))
    make_folder(home)
    narrow_folder(home)
    # A key file without a store is what a power cut during the first start leaves: its key is as good as new.
    source = KeyFile(home / BERKAS_KUNCI)
    key = kunci or (source.obtain() if source.exists() else source.create())
    siapa = pelaku or unattended(who)
    # Made beside its place and renamed when complete: a founding that breaks off leaves no office, not half of one.
    path = home / BERKAS_PENDIRIAN
    for sisa in home.glob(f"{BERKAS_PENDIRIAN}*"):
        sisa.unlink()
    device = DeviceKeys.generate()
    aturan: dict[str, Aturan] = {}
    store = create_store(
        path,
        key.key,
        device=device.device_id,
        epoch=secrets.token_hex(16),
        kinds=KIND_SPECS,
        merge=make_merge(make_reader(aturan)),
    )
    try:
        kantor = Kantor(
            home=home, store=store, profil=profil, jam=jam, who=siapa.akun_id, _aturan=aturan, pelaku=siapa, kunci=key
        )
        with kantor.write("buat_kantor", detail={"peran": profil.peran, "kode": profil.kode}) as tx:
            tx.put("kantor", "profil", msgspec.json.encode(profil))
            tx.put("rahasia", "perangkat", device.to_bytes())
            if profil.peran is Peran.KABUPATEN:
                tx.put("rahasia", "kabupaten", OfficeKeys.generate().to_bytes())
            jangkar.set_up(store, tx)
            found(kantor, tx)
        # Before the office has its name: a store that never had an anchor is told from one that lost it.
        jangkar.Penjaga(home, store, profil.kode).write()
    finally:
        store.close()
    require_whole(path)
    path.replace(home / BERKAS_STORE)
    sync_folder(home)
    return open_kantor(home, jam=jam, who=who, source=kunci, pelaku=pelaku)


@intention
def open_kantor(
    home: Path,
    *,
    jam: Callable[[], datetime],
    who: str = "",
    source: StoreKeySource | None = None,
    pelaku: Pelaku | None = None,
    mesin: str | None = None,
) -> Kantor:
    """Open the office in ``home``; raises ``UserError`` where there is none, ``SystemProblem`` where it fails.

    Without ``source`` the key comes from the key file and ``who`` acts, who may do all; with one ``pelaku`` acts.
    A restore that a power cut interrupted is finished first. ``mesin`` names this machine, the system's id by default.
    """
    if not office_exists(home):
        raise UserError("kantor_belum_ada", folder=str(home))
    check_home(home)
    pemasangan.finish_restore(home)
    if source is None and slots_exist(home):
        raise UserError("kantor_bersandi")
    kantor_aturan: dict[str, Aturan] = {}
    sumber = (source or KeyFile(home / BERKAS_KUNCI)).obtain()
    store, kunci = _open_with(home, sumber, make_merge(make_reader(kantor_aturan)))
    raw = store.get("kantor", "profil")
    if raw is None:
        store.close()
        raise SystemProblem("profil_kantor_hilang")
    for folder in (home, *(home / name for name in FOLDER_KANTOR)):
        narrow_folder(folder)
    # The store's lock is ours now, so whatever lies in quarantine was left by a run that was cut off.
    shutil.rmtree(home / "karantina", ignore_errors=True)
    profil = msgspec.json.decode(raw, type=Profil)
    load_stored(store, profil.kode, kantor_aturan)
    siapa = pelaku or unattended(who)
    kantor = Kantor(
        home=home,
        store=store,
        profil=profil,
        jam=jam,
        who=siapa.akun_id,
        _aturan=kantor_aturan,
        pelaku=siapa,
        kunci=kunci,
    )
    try:
        kantor.pemberitahuan = jangkar.watch(home, store, profil.kode, who=kantor.who, claim=kantor.claim, mesin=mesin)
        finish_closing(home, store)
    except BaseException:
        store.close()
        raise
    return kantor


def _open_with(home: Path, sumber: StoreKey, merge: Merge) -> tuple[Store, StoreKey]:
    """Open the store with the first key that fits, and put that one first: while a key is changed there are two."""
    path, folder, keys = home / BERKAS_STORE, home / "cadangan", sumber.candidates
    for key in keys:
        try:
            store = open_store(path, key, kinds=KIND_SPECS, merge=merge, backup_dir=folder)
        except StoreError as error:
            if error.code != "wrong_key" or key == keys[-1]:
                raise
        else:
            return store, StoreKey(key, sumber.source, tuple(satu for satu in keys if satu != key))
    raise SystemProblem("store_wrong_key")


def check_profil(profil: Profil) -> None:
    """Raise ``UserError`` where an answer about the office is missing or unfit, or its code is not one of its role.

    A kabupaten has a Kemendagri code of two parts, everybody below it one of three or four.
    """
    if not profil.nama.strip() or not profil.instansi.strip():
        raise UserError("profil_belum_lengkap")
    for isian, teks in (("nama kantor", profil.nama), ("nama instansi", profil.instansi), ("tempat", profil.tempat)):
        if len(teks) > MAKS_NAMA or not teks.isprintable():
            raise UserError("profil_teks_salah", isian=isian, batas=MAKS_NAMA)
    bagian = profil.kode.split(".")
    bentuk = all(satu.isascii() and satu.isdigit() for satu in bagian) and 2 <= len(bagian) <= 4
    if not bentuk or any(len(satu) != 2 for satu in bagian[:3]):
        raise UserError("kode_wilayah_salah", kode=profil.kode)
    if profil.peran is Peran.KABUPATEN and len(bagian) != 2:
        raise UserError("kode_kabupaten_salah", kode=profil.kode)
    if profil.peran is Peran.UNIT and len(bagian) < 3:
        raise UserError("kode_unit_salah", kode=profil.kode)
