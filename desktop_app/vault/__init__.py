"""Keys: the device's, the kabupaten's, and the key of the encrypted store.

DeviceKeys.generate() -> DeviceKeys             # .signing (SigningKey) .return_identity .return_recipient .device_id
OfficeKeys.generate() -> OfficeKeys             # .root .issuer (SigningKey) .inbox_identity .inbox_recipient .issuer_id
    .to_bytes() -> bytes / from_bytes(data)     # kept inside the encrypted store and nowhere else
SigningKey: .public -> bytes, .sign(message) -> bytes, .key_id -> str

StoreKeySource (protocol): .obtain() -> StoreKey(key: bytes 32, …)      # where the store's key comes from
KeyFile(path): .create() -> StoreKey, .obtain() -> StoreKey, .exists()  # the first implementation
"""

from desktop_app.vault.keyfile import KeyFile
from desktop_app.vault.keys import DeviceKeys, OfficeKeys, SigningKey
from desktop_app.vault.slots import StoreKey, StoreKeySource

__all__ = ["DeviceKeys", "KeyFile", "OfficeKeys", "SigningKey", "StoreKey", "StoreKeySource"]
