"""A site whose certificate is not right is refused before anything is sent to it (R13)."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_requests import Credential
from editor_app.domain.errors import CertificateRefused
from editor_app.sentences import sentence
from tests.connectors.loopback import Loopback, answer

pytest.importorskip("cryptography", reason="certificates are made with it")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SECRET = Credential("editor", "canary-7f3a")
DAY = timedelta(days=1)
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Paper:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    def pem(self, *more: Paper) -> bytes:
        """Certificate, key and the certificates above it."""
        encoding = serialization.Encoding.PEM
        key = self.key.private_bytes(
            encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        chain = (self, *more)
        return key + b"".join(paper.certificate.public_bytes(encoding) for paper in chain)


@dataclass(frozen=True)
class Wish:
    """How a certificate is to be."""

    name: str = "127.0.0.1"
    begins: timedelta = -DAY
    ends: timedelta = DAY
    authority: bool = False
    purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH
    names: tuple[x509.GeneralName, ...] = (
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        x509.DNSName("localhost"),
    )
    key: Callable[[], Key] = field(default=lambda: ec.generate_private_key(ec.SECP256R1()))


def make(wish: Wish, issuer: Paper | None = None) -> Paper:
    """Make a certificate, signed by its issuer or by itself."""
    key = wish.key()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, wish.name)])
    now = datetime.now(UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + wish.begins)
        .not_valid_after(now + wish.ends)
        .add_extension(x509.BasicConstraints(ca=wish.authority, path_length=None), critical=True)
    )
    if not wish.authority:
        usage = x509.ExtendedKeyUsage([wish.purpose])
        builder = builder.add_extension(usage, critical=False)
        if wish.names:
            builder = builder.add_extension(x509.SubjectAlternativeName(wish.names), critical=False)
    signer = issuer.key if issuer else key
    return Paper(builder.sign(signer, hashes.SHA256()), key)


@pytest.fixture(scope="module")
def authority() -> Paper:
    """Whom the computer of the test trusts."""
    return make(Wish(name="Trusted", authority=True))


@pytest.fixture(autouse=True)
def trust(authority: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system trust the authority of the test and nobody else."""
    file = tmp_path / "authority.pem"
    file.write_bytes(authority.certificate.public_bytes(serialization.Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


def served(folder: Path, pem: bytes) -> ssl.SSLContext:
    """Return a server's side of TLS with a certificate."""
    file = folder / "server.pem"
    file.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    context.load_cert_chain(file)
    return context


def asked(context: ssl.SSLContext) -> Loopback:
    """Ask a site over TLS once; return the server as it was left."""
    with (
        Loopback((answer(200, '{"id": 5}'),), tls=context) as server,
        WebClient(server.url, SECRET) as client,
    ):
        try:
            assert client.ask("GET", server.url).data == {"id": 5}
        finally:
            client.close()
    return server


def test_a_right_certificate_is_accepted(authority: Paper, tmp_path: Path) -> None:
    server = asked(served(tmp_path, make(Wish(), authority).pem()))
    assert len(server.requests) == 1


def test_a_certificate_through_an_intermediate_is_accepted(
    authority: Paper, tmp_path: Path
) -> None:
    between = make(Wish(name="Between", authority=True), authority)
    asked(served(tmp_path, make(Wish(), between).pem(between)))


OTHER = (x509.DNSName("example.com"),)
BAD: dict[str, tuple[Wish, str]] = {
    "expired": (Wish(begins=-3 * DAY, ends=-DAY), "certificate-expired"),
    "not yet valid": (Wish(begins=DAY, ends=3 * DAY), "certificate-not-yet"),
    "of another site": (Wish(names=OTHER), "certificate-other-name"),
    "with its name in the wrong place": (Wish(names=()), "certificate-other-name"),
    "for another purpose": (Wish(purpose=ExtendedKeyUsageOID.CLIENT_AUTH), "certificate-refused"),
    "with a weak key": (
        Wish(key=lambda: rsa.generate_private_key(65537, 1024)),
        "certificate-refused",
    ),
}


def refused(context: ssl.SSLContext) -> CertificateRefused:
    """Ask a site that is to be refused; nothing may have reached it."""
    with (
        Loopback((answer(200, "{}"),), tls=context) as server,
        WebClient(server.url, SECRET) as client,
        pytest.raises(CertificateRefused) as raised,
    ):
        client.ask("POST", server.url, body={"title": "Tide"})
    assert server.requests == []
    assert not raised.value.retry
    assert not raised.value.doubtful
    assert "127.0.0.1" in sentence(raised.value.message)
    return raised.value


@pytest.mark.parametrize("name", BAD)
def test_a_certificate_that_is_not_right_is_refused(
    name: str, authority: Paper, tmp_path: Path
) -> None:
    wish, key = BAD[name]
    assert refused(served(tmp_path, make(wish, authority).pem())).message.key == key


def test_a_self_signed_certificate_is_refused(tmp_path: Path) -> None:
    assert refused(served(tmp_path, make(Wish()).pem())).message.key == "certificate-self-signed"


def test_a_certificate_of_an_unknown_authority_is_refused(tmp_path: Path) -> None:
    stranger = make(Wish(name="Stranger", authority=True))
    trouble = refused(served(tmp_path, make(Wish(), stranger).pem()))
    assert trouble.message.key == "certificate-unknown"


def test_a_certificate_without_its_intermediate_is_refused(
    authority: Paper, tmp_path: Path
) -> None:
    between = make(Wish(name="Between", authority=True), authority)
    trouble = refused(served(tmp_path, make(Wish(), between).pem()))
    assert trouble.message.key == "certificate-unknown"


def test_a_certificate_signed_by_one_who_may_not_is_refused(
    authority: Paper, tmp_path: Path
) -> None:
    ordinary = make(Wish(name="Ordinary"), authority)
    refused(served(tmp_path, make(Wish(), ordinary).pem(ordinary)))


def test_an_outdated_protocol_is_refused(authority: Paper, tmp_path: Path) -> None:
    context = served(tmp_path, make(Wish(), authority).pem())
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    assert refused(context).message.key == "certificate-none"


def test_a_server_that_speaks_no_tls_is_refused() -> None:
    with Loopback((b"",), greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        url = f"https://127.0.0.1:{server.port}/"
        with WebClient(url, SECRET) as client, pytest.raises(CertificateRefused) as raised:
            client.ask("GET", url)
    assert server.requests == []
    assert raised.value.message.key == "certificate-none"
    assert "127.0.0.1" in sentence(raised.value.message)
