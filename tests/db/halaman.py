"""The pages of a store's file in the clear, read past SQLite: what a thief with the key and a hex editor would see."""

from __future__ import annotations

import ctypes
import ctypes.util
from pathlib import Path

PAGE, RESERVE, SALT, IV = 16 * 1024, 80, 16, 16
LIBRARY = ctypes.util.find_library("crypto")


def decrypted_pages(path: Path, key: bytes) -> bytes:
    """Return every page of the file, free ones too, decrypted by AES-256-CBC as SQLCipher 4 does with a raw key."""
    crypto = ctypes.CDLL(LIBRARY)
    schedule = ctypes.create_string_buffer(512)
    assert crypto.AES_set_decrypt_key(key, 256, schedule) == 0
    data = path.read_bytes()
    found = []
    for at in range(0, len(data), PAGE):
        page = data[at : at + PAGE]
        start = SALT if at == 0 else 0
        cipher = page[start:-RESERVE]
        iv = ctypes.create_string_buffer(page[-RESERVE : -RESERVE + IV], IV)
        plain = ctypes.create_string_buffer(len(cipher))
        crypto.AES_cbc_encrypt(cipher, plain, ctypes.c_size_t(len(cipher)), schedule, iv, 0)
        found.append(plain.raw)
    return b"".join(found)
