"""A sign-in by OpenID Connect that says what the test wants of somebody, true or not."""

import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from webauthn.helpers import bytes_to_base64url

from app.kernel.clock import now

CLIENT, SECRET = "careway", "between us two"

Claims = dict[str, Any]
Sign = Callable[[Claims], str]


@dataclass
class Provider:
    """What it says: of itself, of somebody, and how it signs that. `asked` is the last code that was brought to it."""

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    nonce: str = ""
    changes: Claims = field(default_factory=dict)
    sign: Sign | None = None
    down: bool = False

    def claims(self) -> Claims:
        """An honest token, and the test's changes to it; what is None is left out."""
        moment = int(now().timestamp())
        honest = {"iss": self.address, "aud": CLIENT, "sub": "sam-at-the-council", "nonce": self.nonce}
        said = {**honest, "iat": moment, "exp": moment + 300, "amr": ["pwd", "mfa"], **self.changes}
        return {name: value for name, value in said.items() if value is not None}

    def token(self) -> str:
        return self.sign(self.claims()) if self.sign else self.signed(self.claims())

    def signed(self, claims: Claims) -> str:
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)

    def unsigned(self, claims: Claims) -> str:
        """By the algorithm "none"."""
        header, body, _ = self.signed(claims).split(".")
        return f"eyJhbGciOiJub25lIn0.{body}."

    def signed_with_our_secret(self, claims: Claims) -> str:
        return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(SECRET))

    def signed_with_the_public_key(self, claims: Claims) -> str:
        """As a secret, which everybody knows."""
        body = self.signed(claims).split(".")[1]
        told = f"{bytes_to_base64url(json.dumps({'alg': 'HS256', 'kid': 'one'}).encode())}.{body}"
        public = self.key.as_pem(private=False)
        return f"{told}.{bytes_to_base64url(hmac.digest(public, told.encode(), 'sha256'))}"

    def signed_by_somebody_else(self, claims: Claims) -> str:
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048, {"kid": "one"}))

    def pages(self) -> dict[str, Any]:
        """What stands at each of its addresses."""
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
            },
            "/keys": {"keys": [self.key.as_dict(private=False)]},
            "/token": {"access_token": "x", "token_type": "Bearer", "id_token": self.token()},
        }


@contextmanager
def serving() -> Iterator[Provider]:
    """The provider on a port of this machine."""
    provider = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = json.dumps(provider.pages()[self.path]).encode()
            self.send_response(503 if provider.down else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        provider.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
