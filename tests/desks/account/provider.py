"""A small OpenID Connect provider for tests: an HTTP server on this machine, and its keys.

Written from OpenID Connect Core and RFC 7515/7636 with ``cryptography`` alone, so that it shares no
mistake with the library that checks its tokens. ``bend`` lets a test change what it signs.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

CLIENT, SECRET = "baken", "geheim: 1+1%"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE_KEY = ec.generate_private_key(ec.SECP256R1())


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def number(value: int) -> str:
    return b64(value.to_bytes((value.bit_length() + 7) // 8))


def jws(
    claims: dict[str, Any], *, alg: str = "RS256", kid: str | None = "k1", key: Any = KEY
) -> str:
    """Return the claims signed (RFC 7515)."""
    header = {"alg": alg, "typ": "JWT"} | ({"kid": kid} if kid else {})
    signed = ".".join(b64(json.dumps(part).encode()) for part in (header, claims)).encode()
    return f"{signed.decode()}.{b64(_signature(signed, alg, key))}"


def _signature(signed: bytes, alg: str, key: Any) -> bytes:
    if alg == "none":
        return b""
    if alg == "HS256":
        return hmac.new(key, signed, hashlib.sha256).digest()
    if alg == "ES256":
        r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)
    return bytes(key.sign(signed, padding.PKCS1v15(), hashes.SHA256()))


def public_pem() -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return KEY.public_key().public_bytes(serialization.Encoding.PEM, form)


class Provider:
    """What the provider knows: codes given out, and who is logged in at it."""

    def __init__(self) -> None:
        self.issuer = ""
        self.codes: dict[str, dict[str, str]] = {}
        self.claims: dict[str, Any] = {}
        self.bend: Callable[[dict[str, Any]], Any] = lambda claims: claims
        self.sign: Callable[[dict[str, Any]], str] = jws
        self.described: dict[str, Any] = {}
        self.broken: dict[str, bytes] = {}
        self.asked: list[str] = []

    def log_in(self, address: str) -> str:
        """Return where a browser is sent back to after somebody logged in at this address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def description(self) -> dict[str, Any]:
        base = self.issuer
        return {
            "issuer": base,
            "authorization_endpoint": f"{base}/authorize",
            "token_endpoint": f"{base}/token",
            "jwks_uri": f"{base}/keys",
            "end_session_endpoint": f"{base}/end",
        } | self.described

    def keys(self) -> dict[str, Any]:
        rsa_numbers = KEY.public_key().public_numbers()
        point = CURVE_KEY.public_key().public_numbers()
        return {
            "keys": [
                {"kty": "RSA", "kid": "k1", "use": "sig", "n": number(rsa_numbers.n),
                 "e": number(rsa_numbers.e)},
                {"kty": "EC", "kid": "k2", "crv": "P-256", "x": b64(point.x.to_bytes(32)),
                 "y": b64(point.y.to_bytes(32))},
            ]
        }  # fmt: skip

    def token(self, sent: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Return an ID token for a code, once, to the client that holds the verifier."""
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        client, _, secret = (unquote(part) for part in pair.partition(":"))
        asked = self.codes.pop(sent["code"], None)
        challenge = b64(hashlib.sha256(sent["code_verifier"].encode()).digest())
        right = (client, secret) == (CLIENT, SECRET) and asked is not None
        if not right or challenge != asked["code_challenge"]:
            return None
        if sent["redirect_uri"] != asked["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "exp": now + 300, "iat": now,
            "nonce": asked["nonce"], "sub": "lasting-1",
        } | self.claims  # fmt: skip
        return {
            "token_type": "Bearer",
            "access_token": "x",
            "id_token": self.sign(self.bend(claims)),
        }


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on this machine until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_given: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            provider.asked.append(path)
            made = {
                "/.well-known/openid-configuration": provider.description,
                "/keys": provider.keys,
            }.get(path)
            self._answer(path, made() if made else None)

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            sent = {name: values[0] for name, values in parse_qs(raw).items()}
            provider.asked.append("/token")
            self._answer("/token", provider.token(sent, self.headers["Authorization"] or ""))

        def _answer(self, path: str, content: dict[str, Any] | None) -> None:
            raw = provider.broken.get(path) or json.dumps(content or {"error": "no"}).encode()
            self.send_response(302 if raw == b"redirect" else 200 if content else 400)
            if raw == b"redirect":
                self.send_header("Location", f"{provider.issuer}/elsewhere")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
