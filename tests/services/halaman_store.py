"""The pages of an encrypted store as they lie on disk, deciphered: the file, its free pages, and its write-ahead log.

SQLCipher 4 with a raw key: AES-256-CBC for each page of 4,096 bytes, of which the last 80 are nonce and HMAC.
"""

from __future__ import annotations

import ctypes
import ctypes.util
from pathlib import Path

import pytest

PAGE, RESERVE, SALT = 4096, 80, 16


def raw_pages(store: Path, key: bytes) -> bytes:
    """Return everything that the files of a store hold, deciphered; the test is skipped without a libcrypto."""
    name = ctypes.util.find_library("crypto")
    if name is None:
        pytest.skip("no libcrypto on this computer")
    crypto = ctypes.CDLL(name)
    pages = [_decipher(crypto, key, page, first=at == 0) for at, page in enumerate(_cut(store.read_bytes(), 0, 0))]
    log = store.with_name(f"{store.name}-wal")
    if log.exists():
        for page in _cut(log.read_bytes(), 32, 24):
            # Which page a frame holds does not matter to who looks for a secret: both beginnings are tried.
            pages += [_decipher(crypto, key, page, first=False), _decipher(crypto, key, page, first=True)]
    return b"".join(pages)


def _cut(raw: bytes, head: int, frame: int) -> list[bytes]:
    step = PAGE + frame
    return [raw[at + frame : at + step] for at in range(head, len(raw) - step + 1, step)]


def _decipher(crypto: ctypes.CDLL, key: bytes, page: bytes, *, first: bool) -> bytes:
    body, nonce = page[SALT if first else 0 : PAGE - RESERVE], page[PAGE - RESERVE : PAGE - RESERVE + 16]
    crypto.EVP_CIPHER_CTX_new.restype = ctypes.c_void_p
    crypto.EVP_aes_256_cbc.restype = ctypes.c_void_p
    context = ctypes.c_void_p(crypto.EVP_CIPHER_CTX_new())
    out, length = ctypes.create_string_buffer(len(body) + 32), ctypes.c_int(0)
    try:
        crypto.EVP_DecryptInit_ex(context, ctypes.c_void_p(crypto.EVP_aes_256_cbc()), None, key, nonce)
        crypto.EVP_CIPHER_CTX_set_padding(context, 0)
        crypto.EVP_DecryptUpdate(context, out, ctypes.byref(length), body, len(body))
    finally:
        crypto.EVP_CIPHER_CTX_free(context)
    return out.raw[: length.value]
