"""A site whose certificate is not right is refused before anything is sent to it (R13)."""

from __future__ import annotations

import ssl

import pytest

from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_requests import Credential
from editor_app.domain.errors import CertificateRefused
from editor_app.sentences import sentence
from tests.connectors.loopback import Loopback, answer
from tests.servers.certificates import BAD, GOOD, Certificates

pytest.importorskip("cryptography", reason="certificates are made with it")

SECRET = Credential("editor", "canary-7f3a")
KEYS = {
    "self-signed": "certificate-self-signed",
    "expired": "certificate-expired",
    "not yet valid": "certificate-not-yet",
    "wrong name": "certificate-other-name",
    "no name": "certificate-other-name",
    "unknown authority": "certificate-unknown",
    "missing intermediate": "certificate-unknown",
    "wrong purpose": "certificate-refused",
    "issuer is no authority": "certificate-refused",
}


@pytest.fixture(autouse=True)
def trust(certificates: Certificates, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system trust the authority of the tests and nobody else."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.trusted))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


def refused(context: ssl.SSLContext) -> CertificateRefused:
    """Ask a site that is to be refused; nothing may reach it."""
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


def test_a_right_certificate_is_accepted_through_its_intermediate(
    certificates: Certificates,
) -> None:
    with (
        Loopback((answer(200, '{"id": 5}'),), tls=certificates.context(GOOD)) as server,
        WebClient(server.url, SECRET) as client,
    ):
        assert client.ask("GET", server.url).data == {"id": 5}
        assert client.ask("GET", f"https://localhost:{server.port}/").data == {"id": 5}
    first, second = server.requests
    assert "authorization" in first.headers
    assert "authorization" not in second.headers  # another name is another site


@pytest.mark.parametrize("kind", BAD)
def test_a_certificate_that_is_not_right_is_refused(kind: str, certificates: Certificates) -> None:
    trouble = refused(certificates.context(kind))
    assert trouble.message.key == KEYS[kind]


def test_an_outdated_protocol_is_refused(certificates: Certificates) -> None:
    context = certificates.context(GOOD)
    context.set_ciphers("DEFAULT@SECLEVEL=0")
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
