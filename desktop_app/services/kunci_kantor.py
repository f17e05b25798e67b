"""The slots of an opened office: writing them, and changing the key of the store step by step.

A change of key is safe at every moment: first the slots hold the new key and the old one, then a proved copy of the
store under the new key takes the place of the old file, then the slots hold the new key alone. Whatever a power cut
leaves, the next entry opens it with one of the two and goes on. Formats: docs/spec/slots.md.
"""

from __future__ import annotations

import secrets

import msgspec

from db import Transaction, replace_store
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.exchange.recovery import seal_escrow
from desktop_app.messages import sentence
from desktop_app.services.jangkar import Pemberitahuan
from desktop_app.services.kantor import BERKAS_KUNCI, BERKAS_STORE, Kantor, Peran, intention, open_kantor
from desktop_app.services.kepercayaan import RUANG_RAHASIA, ensure_escrow, trust_of
from desktop_app.vault import EscrowSlot, SlotCopy, SlotTable, StoreKey, genuine_copy, slots_exist, write_slots

KUNCI_LAMA = "kunci_lama"
RUANG_KUNCI, EDISI, KARTU = "kunci", "edisi_slot", "kartu"
TANPA_KARTU = b"-"
BERKAS_GANTI = "ganti-kunci.db"
"""The copy under the new key while it is not finished; what a power cut leaves of it is never used."""


def require_slots(kantor: Kantor) -> tuple[SlotCopy, StoreKey]:
    """Return the genuine slot file and the store's key; raises ``UserError`` where the office has no passwords."""
    if kantor.kunci is None or not slots_exist(kantor.home):
        raise UserError("akun_butuh_sandi")
    return genuine_copy(kantor.home, kantor.kunci), kantor.kunci


def newest_first(copy: SlotCopy, kunci: StoreKey) -> tuple[bytes, ...]:
    """Return the store's keys as the slots hold them: while a change is under way the new one signs the files."""
    keys = kunci.candidates
    newest = next((key for key in keys if copy.is_genuine(key)), keys[0])
    return (newest, *(key for key in keys if key != newest))


def put_table(kantor: Kantor, tx: Transaction, table: SlotTable) -> None:
    """Write both slot files with ``table``; raises ``SystemProblem`` where the disk refuses.

    ``tx`` remembers the edition, so that older files put in their place are noticed at the next entry.
    """
    copy, kunci = require_slots(kantor)
    above = max(copy.edition, known_edition(kantor))
    edition = write_slots(kantor.home, table, newest_first(copy, kunci), above=above)
    _remember(tx, table, edition)


def _remember(tx: Transaction, table: SlotTable, edition: int) -> None:
    tx.put(RUANG_KUNCI, EDISI, str(edition).encode())
    # Which card counts is known inside too: older files put back bring a void one to the door again.
    tx.put(RUANG_KUNCI, KARTU, table.card.public if table.card is not None else TANPA_KARTU)


def is_older(kantor: Kantor, copy: SlotCopy) -> bool:
    """Tell whether these slot files are older than the newest that this store has seen."""
    return copy.edition < known_edition(kantor)


def card_counts(kantor: Kantor, copy: SlotCopy) -> bool:
    """Tell whether the recovery card in these slot files is the one that counts, neither used nor replaced."""
    if copy.table.card is None:
        return False
    if copy.edition > known_edition(kantor):
        # A cut between files and store: nobody but a holder of the store's key could write them.
        return True
    known = kantor.store.get(RUANG_KUNCI, KARTU)
    return not is_older(kantor, copy) if known is None else known == copy.table.card.public


def known_edition(kantor: Kantor) -> int:
    """Return the highest edition of slot files that this store has seen, 0 for none."""
    raw = kantor.store.get(RUANG_KUNCI, EDISI)
    return int(raw) if raw is not None else 0


def begin_key_change(kantor: Kantor, tx: Transaction, table: SlotTable) -> None:
    """Give ``table`` a new store key beside the one in use; ``finish_key_change`` or the next entry does the rest."""
    copy, kunci = require_slots(kantor)
    keys = (secrets.token_bytes(32), kunci.key)
    sealed = table.sealed_to_all(keys, reseal_escrow(table, keys))
    edition = write_slots(kantor.home, sealed, keys, above=max(copy.edition, known_edition(kantor)))
    _remember(tx, table, edition)
    kantor.kunci = StoreKey(kunci.key, kunci.source, (keys[0],))


@intention
def finish_key_change(kantor: Kantor) -> Kantor:
    """Bring a change of the store's key that is under way to its end; return the office, opened anew where needed.

    The office that was given is closed then. Nothing happens where no change is under way.
    """
    copy, kunci = require_slots(kantor)
    if kunci.older:
        baru = newest_first(copy, kunci)[0]
        if kunci.key != baru:
            kantor = _exchange_file(kantor, baru)
        table = genuine_copy(kantor.home, kunci).table
        write_slots(kantor.home, table.sealed_to_all([baru], reseal_escrow(table, [baru])), [baru])
        kantor.kunci = StoreKey(baru, kunci.source)
    # A key file beside slots is what a cut left of the change to passwords: it opens nothing any more.
    (kantor.home / BERKAS_KUNCI).unlink(missing_ok=True)
    return kantor


def try_key_change(kantor: Kantor) -> Kantor:
    """Finish a change of key at an entry where the disk allows it; a full disk keeps nobody out, and that is told."""
    try:
        return finish_key_change(kantor)
    except SystemProblem as problem:
        if kantor.kunci is None:
            # Closed already: the file is exchanged or not, and the next entry finds out which.
            raise
        kantor.pemberitahuan += (Pemberitahuan("ganti_kunci_tertunda", {"sebab": sentence(problem)}),)
        return kantor


def _exchange_file(kantor: Kantor, baru: bytes) -> Kantor:
    """Put a copy under the key ``baru`` in the place of the store and return the office opened with it."""
    kunci = kantor.kunci
    assert kunci is not None
    # Backups made until now are under this key; who can open the store can open them.
    lama = [satu for satu in list_old_keys(kantor) if satu != kunci.key.hex()]
    with kantor.write("ganti_kunci") as tx:
        tx.put(RUANG_RAHASIA, KUNCI_LAMA, msgspec.json.encode([*lama, kunci.key.hex()]))
    path = kantor.home / BERKAS_GANTI
    for sisa in kantor.home.glob(f"{BERKAS_GANTI}*"):
        sisa.unlink()
    kantor.store.copy_with_key(path, baru)
    siapa, kabar = kantor.pelaku, kantor.pemberitahuan
    kantor.close()
    replace_store(kantor.home / BERKAS_STORE, path)
    lagi = open_kantor(kantor.home, jam=kantor.jam, source=StoreKey(baru, kunci.source), pelaku=siapa)
    lagi.pemberitahuan = (*kabar, *lagi.pemberitahuan)
    return lagi


def list_old_keys(kantor: Kantor) -> list[str]:
    """Return the keys (hex) that this store had before, oldest first, for backups made under them."""
    raw = kantor.store.get(RUANG_RAHASIA, KUNCI_LAMA)
    return msgspec.json.decode(raw, type=list[str]) if raw is not None else []


def reseal_escrow(table: SlotTable, keys: tuple[bytes, ...] | list[bytes]) -> EscrowSlot | None:
    """Return the escrow slot of ``table`` with these store keys, None where the kabupaten has no recipient yet."""
    if table.escrow is None:
        return None
    blob = seal_escrow(table.escrow.recipient, keys, device_id=table.device, office=table.office)
    return EscrowSlot(table.escrow.recipient, blob)


def prepare_recovery(kantor: Kantor) -> None:
    """See to it that the kabupaten has an escrow recipient, and that a unit's slots hold the key for it."""
    refresh_escrow(kantor)
    if kantor.profil.peran is Peran.KABUPATEN:
        ensure_escrow(kantor)


def refresh_escrow(kantor: Kantor) -> None:
    """Seal the store's key to the escrow recipient that the kabupaten names now, where the slots do not hold it yet.

    Only a unit with passwords has such a slot: the kabupaten's own secret would lie in the store that it opens.
    """
    if kantor.profil.peran is not Peran.UNIT or kantor.kunci is None or not slots_exist(kantor.home):
        return
    trust = trust_of(kantor)
    penerima = trust.escrow if trust is not None else ""
    copy, kunci = require_slots(kantor)
    if not penerima or (copy.table.escrow is not None and copy.table.escrow.recipient == penerima):
        return
    keys = newest_first(copy, kunci)
    slot = EscrowSlot(penerima, seal_escrow(penerima, keys, device_id=copy.table.device, office=copy.table.office))
    with kantor.write("segel_pemulihan") as tx:
        put_table(kantor, tx, msgspec.structs.replace(copy.table, escrow=slot))
