"""The signed cookie in which a browser keeps what shows that a form is its own."""

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer


class SignedSession(SecureCookieSessionInterface):
    """Flask's own, but for its signer: every page reads the cookie, and a signer takes longer to make than to read."""

    def __init__(self, app: Flask) -> None:
        self._signer = super().get_signing_serializer(app)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        return self._signer
