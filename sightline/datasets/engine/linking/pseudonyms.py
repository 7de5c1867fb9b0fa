"""The name under which a child is counted: a keyed hash that says nothing to those without the key."""

from __future__ import annotations

import hmac
from itertools import product

BYTES = 16
"""128 bits: two of a hundred million children fall together with a chance of one in 10^22."""
PAIRS = ["".join(pair) for pair in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
"""Two letters of base32 for each ten bits, since a region has millions of children."""


def child(key: bytes, source: str, record_id: str) -> str:
    """The pseudonym of the child who was first seen in this record: HMAC-SHA256, shortened, in base32 small letters.

    It rests on a record rather than on a cluster's number, so that it is the same in another run, and it is carried
    from linkage to linkage, so that it stays when the record goes.
    """
    return _digest(key, f"child\x1f{source}\x1f{record_id}")


def fingerprint(key: bytes) -> str:
    """What tells two keys apart without giving either away."""
    return _digest(key, "fingerprint")


def _digest(key: bytes, text: str) -> str:
    if len(key) < BYTES:
        raise ValueError(f"The key of the pseudonyms must be at least {BYTES} bytes long.")
    digest = hmac.digest(key, text.encode(), "sha256")[:BYTES]
    bits = int.from_bytes(digest, "big") << 2  # base32 writes 130 bits for 128
    return "".join([PAIRS[bits >> place & 1023] for place in range(120, -1, -10)])
