"""Keys: the device's, the kabupaten's, and the key of the encrypted store.

DeviceKeys.generate() -> DeviceKeys             # .signing (SigningKey) .return_identity .return_recipient .device_id
OfficeKeys.generate() -> OfficeKeys             # .root .issuer (SigningKey) .inbox_identity .inbox_recipient .issuer_id
    .to_bytes() -> bytes / from_bytes(data)     # kept inside the encrypted store and nowhere else
SigningKey: .public -> bytes, .sign(message) -> bytes, .key_id -> str

StoreKeySource (protocol): .obtain() -> StoreKey(key: bytes 32, …)      # where the store's key comes from
KeyFile(path): .create() -> StoreKey, .obtain() -> StoreKey, .exists()  # an office without passwords

slots_exist(home) -> bool
read_slots(home) -> (SlotCopy, …)               # newest sound one first: .edition .table .is_genuine(key)
unlock(home, akun_id, sandi) -> (Unlocked, SlotCopy) | None     # .store_key .signing .identity
write_slots(home, table, keys) -> edition    # both files; a cut leaves the state before or after
make_person / rewrap_person / make_card / open_card             # one slot; SlotTable.with_person, .sealed_to_all …
seal_file / open_file / write_card / read_card   # a holder's key (HeldKey) on his stick and on paper
Waits(home): .remaining(akun_id) .fail(akun_id) .clear(akun_id) # seconds, monotonic
tune_cost() -> Cost, FLOOR                      # Argon2id at set-up and its least
"""

from desktop_app.vault.card import clean_code, code_key, code_number, new_code
from desktop_app.vault.holder import (
    HeldKey,
    KeyKind,
    Owner,
    open_file,
    read_card,
    read_owner,
    seal_file,
    write_card,
    wrong_row,
)
from desktop_app.vault.keyfile import KeyFile
from desktop_app.vault.keys import DeviceKeys, OfficeKeys, SigningKey
from desktop_app.vault.passwords import FLOOR, Cost, derive_key, tune_cost
from desktop_app.vault.slotfile import (
    SlotCopy,
    genuine_copy,
    mend_slots,
    read_slots,
    remove_slots,
    replace_file,
    rewrite_slots,
    slots_exist,
    unlock,
    write_slots,
)
from desktop_app.vault.slots import StoreKey, StoreKeySource
from desktop_app.vault.slottable import (
    CardSlot,
    EscrowSlot,
    PersonSlot,
    SlotTable,
    Unlocked,
    Wrapping,
    make_card,
    make_person,
    open_card,
    rewrap_person,
    unwrap,
    wrap,
)
from desktop_app.vault.waits import Waits, wait_after

__all__ = [
    "FLOOR",
    "CardSlot",
    "Cost",
    "DeviceKeys",
    "EscrowSlot",
    "HeldKey",
    "KeyFile",
    "KeyKind",
    "OfficeKeys",
    "Owner",
    "PersonSlot",
    "SigningKey",
    "SlotCopy",
    "SlotTable",
    "StoreKey",
    "StoreKeySource",
    "Unlocked",
    "Waits",
    "Wrapping",
    "clean_code",
    "code_key",
    "code_number",
    "derive_key",
    "genuine_copy",
    "make_card",
    "make_person",
    "mend_slots",
    "new_code",
    "open_card",
    "open_file",
    "read_card",
    "read_owner",
    "read_slots",
    "remove_slots",
    "replace_file",
    "rewrap_person",
    "rewrite_slots",
    "seal_file",
    "slots_exist",
    "tune_cost",
    "unlock",
    "unwrap",
    "wait_after",
    "wrap",
    "write_card",
    "write_slots",
    "wrong_row",
]
