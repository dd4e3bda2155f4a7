"""The pages of a SQLCipher file as they are under the cipher, for tests that look into them."""

from __future__ import annotations

from pathlib import Path

import pytest


def decrypted(path: Path, key: bytes) -> bytes:
    """Every page of a SQLCipher 4 file, free ones and the slack of the others included."""
    ciphers = pytest.importorskip("cryptography.hazmat.primitives.ciphers")
    raw, plain = path.read_bytes(), b""
    for at in range(0, len(raw), 4096):
        page = raw[at : at + 4096]
        # 80 bytes at the end: the vector and the HMAC. The file begins with 16 bytes of salt.
        body, vector = page[16 if at == 0 else 0 : -80], page[-80:-64]
        cipher = ciphers.Cipher(ciphers.algorithms.AES(key), ciphers.modes.CBC(vector))
        plain += cipher.decryptor().update(body)
    return plain
