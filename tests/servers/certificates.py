"""Certificates for tests of https: a good one, and nine that a client must refuse.

All are made anew for each session, by an authority that nobody trusts but who reads
``Certificates.trusted``: ``SSL_CERT_FILE`` may name it, or a context may load it.
"""

from __future__ import annotations

import datetime as dt
import functools
import ipaddress
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # heavy, and not there on every system that collects these tests
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

GOOD = "good"
BAD = (
    "self-signed",
    "expired",
    "not yet valid",
    "wrong name",
    "no name",
    "unknown authority",
    "missing intermediate",
    "wrong purpose",
    "issuer is no authority",
)

Name = tuple[str, ...]

_HERE: Name = ("127.0.0.1", "localhost")
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class _Signed:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey

    def pem(self) -> bytes:
        """The certificate alone, as text."""
        from cryptography.hazmat.primitives.serialization import Encoding

        return self.certificate.public_bytes(Encoding.PEM)

    def key_pem(self) -> bytes:
        """The key, as text without a pass phrase."""
        from cryptography.hazmat.primitives import serialization

        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


def _sign(
    called: str,
    issuer: _Signed | None = None,
    names: Name = (),
    *,
    authority: bool = False,
    days: tuple[int, int] = (-1, 30),
    for_servers: bool = True,
) -> _Signed:
    """Make a certificate; without an issuer it signs itself. ``days`` are counted from now."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, called)])
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * _DAY)
        .not_valid_after(now + days[1] * _DAY)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not authority:
        usage = ExtendedKeyUsageOID.SERVER_AUTH if for_servers else ExtendedKeyUsageOID.CLIENT_AUTH
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=False)
    if names:
        alternatives = x509.SubjectAlternativeName([_general_name(name) for name in names])
        builder = builder.add_extension(alternatives, critical=False)
    return _Signed(builder.sign(issuer.key if issuer else key, hashes.SHA256()), key)


def _general_name(name: str) -> x509.GeneralName:
    from cryptography import x509

    if name[0].isdigit():
        return x509.IPAddress(ipaddress.ip_address(name))
    return x509.DNSName(name)


class Certificates:
    """An authority for one session, and what it and others have signed, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @functools.cached_property
    def _root(self) -> _Signed:
        return _sign("Copydesk test authority", authority=True)

    @functools.cached_property
    def _middle(self) -> _Signed:
        return _sign("Copydesk test branch", self._root, authority=True)

    @functools.cached_property
    def trusted(self) -> Path:
        """What a client must know to trust the good certificate."""
        file = self._folder / "authority.pem"
        file.write_bytes(self._root.pem())
        return file

    def context(self, kind: str = GOOD) -> ssl.SSLContext:
        """A server's side of TLS with the certificate of that kind: ``GOOD`` or one of ``BAD``."""
        leaf, *chain = self._makers()[kind]()
        file = self._folder / f"{kind.replace(' ', '-')}.pem"
        file.write_bytes(leaf.key_pem() + leaf.pem() + b"".join(other.pem() for other in chain))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _makers(self) -> dict[str, Callable[[], list[_Signed]]]:
        """For each kind, what makes the certificate and those sent along with it."""
        root, middle = self._root, self._middle
        return {
            GOOD: lambda: [_sign("site", middle, _HERE), middle],
            "self-signed": lambda: [_sign("site", None, _HERE)],
            "expired": lambda: [_sign("site", root, _HERE, days=(-30, -1))],
            "not yet valid": lambda: [_sign("site", root, _HERE, days=(2, 30))],
            "wrong name": lambda: [_sign("site", root, ("newsroom.test",))],
            "no name": lambda: [_sign("127.0.0.1", root)],
            "unknown authority": lambda: [
                _sign("site", _sign("Copydesk test authority", authority=True), _HERE)
            ],
            "missing intermediate": lambda: [_sign("site", middle, _HERE)],
            "wrong purpose": lambda: [_sign("site", root, _HERE, for_servers=False)],
            "issuer is no authority": self._from_a_mere_site,
        }

    def _from_a_mere_site(self) -> list[_Signed]:
        """Signed with the good certificate of another site."""
        other = _sign("other site", self._root, ("newsroom.test",))
        return [_sign("site", other, _HERE), other]
