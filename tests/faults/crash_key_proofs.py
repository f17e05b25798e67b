"""What must be true after a power cut of a backup, a restore, a change of password and a change of the store's key."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from db import StoreError
from db.driver import translated
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.exchange.container import prove_parts, read_container
from desktop_app.services.kantor import Kantor
from desktop_app.services.pintu import masuk, read_pintu
from desktop_app.vault import slottable, waits
from tests.faults.crash_states import DEEP_EVERY, StoreProof, acknowledged_counts, open_raw, said_chain
from tests.faults.disk_model import Crash
from tests.faults.fault_world import clock, content_hash, open_home, store_key
from tests.faults.record_calls import Record
from tests.faults.user_deeds import SANDI, SANDI_BARU, facts


class ContainerProof(StoreProof):
    """Backup: what bears a final name is whole, one that was acknowledged is there, the store keeps its law."""

    def __init__(self, taken: Record, before: Path) -> None:
        super().__init__(taken, before, "unit")
        self._sound: set[int] = set()

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        whole = [name for name in crash.files if name.endswith(".skpc")]
        for name in whole:
            mark = hash(crash.files[name])
            if mark not in self._sound:
                try:
                    prove_parts(read_container(place / name))
                except LuringError as error:
                    return f"{name} is not whole: {error.code}"
                self._sound.add(mark)
        if not whole and self.is_done(crash):
            return "the backup that was acknowledged is not there"
        return super().__call__(crash, place, number)


class RestoreProof:
    """Restore: before it was decided the old office, afterwards the restored one, never none and never a mixture."""

    def __init__(self, taken: Record, before: Path, after: Path) -> None:
        self._key = store_key(before / "unit")
        self._old = self._content(before, after.parent / "lama")
        self._new = self._content(after, after.parent / "baru")
        self._end = sum(event.kind == "say" for event in taken.events)

    def _content(self, root: Path, copy: Path) -> str:
        shutil.copytree(root / "unit", copy)
        with open_raw(copy, self._key) as store:
            return content_hash(store)

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        try:
            kantor = open_home(place / "unit")
        except (LuringError, StoreError) as error:
            return f"does not open: {error.code} {error.facts}"
        try:
            with translated():
                found = content_hash(kantor.store)
                sound = number % DEEP_EVERY or not kantor.store.check(deep=True)
        except StoreError as error:
            return f"cannot be read: {error}"
        finally:
            kantor.close()
        if found not in (self._old, self._new):
            return "a mixture"
        if crash.said == self._end and found != self._new:
            return "the restore that was acknowledged did not happen"
        return None if sound else "unsound"


class KeyProof:
    """Passwords and keys: at every moment one of the passwords opens the office, with everything acknowledged in it.

    Where a key file opened it before, that may still open it.
    """

    def __init__(self, taken: Record, after: Path, home: str, passwords: tuple[str, str]) -> None:
        self._home = home
        self._passwords = passwords
        self._chain = [(0, ""), *said_chain(taken)]
        self._counts = acknowledged_counts(taken)
        self._end = sum(event.kind == "say" for event in taken.events)
        self._admin = read_pintu(after / home).orang[0].akun_id if home == "unit" else facts(after)["admin"]

    def __call__(self, crash: Crash, place: Path, number: int) -> str | None:
        """See the class."""
        waits._UNTIL.clear()
        with quick_passwords():
            try:
                kantor = self._enter(place / self._home, is_done=crash.said == self._end)
            except (LuringError, StoreError) as error:
                return f"nobody enters: {error.code} {error.facts}"
            try:
                rows, head = self._chain[self._counts[crash.said]]
                if rows and kantor.store.audit_hash_at(rows) != head:
                    return f"audit row {rows} was acknowledged and is not there"
                if number % DEEP_EVERY == 0 and kantor.store.check(deep=True):
                    return "unsound"
            finally:
                kantor.close()
                waits._UNTIL.clear()
        return None

    def _enter(self, home: Path, *, is_done: bool) -> Kantor:
        old, new = self._passwords
        if is_done or not old:
            try:
                return masuk(home, self._admin, new, jam=clock)
            except UserError as error:
                if is_done or error.code not in ("kantor_tanpa_sandi", "akun_tidak_ada", "akun_tanpa_peran"):
                    raise
                return open_home(home)
        try:
            return masuk(home, self._admin, old, jam=clock)
        except UserError as error:
            if error.code != "sandi_salah":
                raise
            waits._UNTIL.clear()
            (home / waits.WAIT_FILE).unlink(missing_ok=True)
            return masuk(home, self._admin, new, jam=clock)


class quick_passwords:
    """Keeps what a password and its salt derive to, which takes longer than all the rest of a state."""

    _derive: Callable[..., bytes] = staticmethod(slottable.derive_key)
    _kept = staticmethod(lru_cache(maxsize=256)(slottable.derive_key))

    def __enter__(self) -> None:
        slottable.derive_key = self._kept

    def __exit__(self, *_: Any) -> None:
        slottable.derive_key = self._derive


def password_proof(taken: Record, before: Path, after: Path) -> KeyProof:
    """Return the proof for a change of password."""
    return KeyProof(taken, after, "akun", (SANDI, SANDI_BARU))


def rekey_proof(taken: Record, before: Path, after: Path) -> KeyProof:
    """Return the proof for a removal of an account with its change of the store's key."""
    return KeyProof(taken, after, "akun", (SANDI, SANDI))


def to_passwords_proof(taken: Record, before: Path, after: Path) -> KeyProof:
    """Return the proof for the turn from a key file to passwords."""
    return KeyProof(taken, after, "unit", ("", SANDI))
