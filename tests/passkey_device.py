"""A device with passkeys, made by hand, so that it can also say what no honest one would."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

PRESENT, VERIFIED, HOLDS_A_KEY = 0x01, 0x04, 0x40


@dataclass
class Device:
    """A security key that has one passkey. What it says of itself may be changed by the test."""

    origin: str = "http://localhost:8000"
    host: str = "localhost"
    flags: int = PRESENT | VERIFIED
    counter: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def makes(self, options: dict[str, Any]) -> str:
        """The answer to being asked for a new passkey."""
        numbers = self.key.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        held = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor2.dumps(public)
        made = {"fmt": "none", "attStmt": {}, "authData": self._says(self.flags | HOLDS_A_KEY) + held}
        return self._answer(
            {
                "clientDataJSON": self._seen("webauthn.create", options["challenge"]),
                "attestationObject": cbor2.dumps(made),
            }
        )

    def proves(self, options: dict[str, Any]) -> str:
        """The answer to being asked whether it has its passkey."""
        self.counter += 1
        seen, says = self._seen("webauthn.get", options["challenge"]), self._says(self.flags)
        signature = self.key.sign(says + hashlib.sha256(seen).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({"clientDataJSON": seen, "authenticatorData": says, "signature": signature})

    def _seen(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _says(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _answer(self, response: dict[str, bytes]) -> str:
        name = bytes_to_base64url(self.id)
        parts = {part: bytes_to_base64url(value) for part, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})
