"""What the database keeps sealed: second factors, with a key that lies outside the database."""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


class SealError(ValueError):
    """What was sealed cannot be opened: another key, another owner, or it was changed."""


def seal(content: bytes, *, owner: str) -> str:
    """Return the content encrypted (AES-256-GCM), bound to its owner."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(_key(b"seal")).encrypt(nonce, content, owner.encode())
    return base64.b64encode(nonce + sealed).decode()


def unseal(sealed: str, *, owner: str) -> bytes:
    """Return the content.

    Raises:
        SealError: when the key is another, the row is another's, or it was changed.
    """
    try:
        raw = base64.b64decode(sealed, validate=True)
        return AESGCM(_key(b"seal")).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], owner.encode())
    except (InvalidTag, ValueError) as error:
        raise SealError(
            f"what is sealed for {owner} cannot be opened with the key of this install; put the "
            'file "seal-key" of the former BAKEN_HOME back, or reset the second factor'
        ) from error


def keyed_hash(*parts: str) -> str:
    """Return a hash that only this install can make: of codes, links, names and addresses."""
    message = b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
    return hmac.new(_key(b"hash"), message, hashlib.sha256).hexdigest()


def _key(use: bytes) -> bytes:
    return hmac.new(settings.BAKEN_SEAL_KEY.encode(), use, hashlib.sha256).digest()
