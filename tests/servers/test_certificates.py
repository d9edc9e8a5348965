"""The good certificate is taken, and each of the bad ones is refused for its own reason."""

from __future__ import annotations

import ssl
import sys

import httpx2
import pytest

from tests.servers.certificates import BAD
from tests.servers.faults import page
from tests.servers.fixtures import Between
from tests.servers.processes import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="makes them as Linux can")

REASONS = {
    "self-signed": "self-signed certificate",
    "expired": "certificate has expired",
    "not yet valid": "certificate is not yet valid",
    "wrong name": "IP address mismatch",
    "no name": "IP address mismatch",
    "unknown authority": "certificate signature failure|unable to get local issuer certificate",
    "missing intermediate": "unable to get local issuer certificate",
    "wrong purpose": "unsuitable certificate purpose",
    "issuer is no authority": "invalid CA certificate",
}


def _client(between: Between) -> httpx2.Client:
    trust = ssl.create_default_context(cafile=between.certificates.trusted)
    return httpx2.Client(verify=trust, trust_env=False, timeout=PATIENCE)


def test_the_good_certificate_is_taken(between: Between) -> None:
    proxy = between("http://127.0.0.1:1", tls="good")
    proxy.always(page(200, "hello"))
    with _client(between) as client:
        assert "hello" in client.get(f"{proxy.url}/").text
        assert "hello" in client.get(f"{proxy.url_as('localhost')}/").text


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_certificate_is_refused_and_nothing_is_sent(between: Between, kind: str) -> None:
    proxy = between("http://127.0.0.1:1", tls=kind)
    with _client(between) as client, pytest.raises(httpx2.ConnectError, match=REASONS[kind]):
        client.get(f"{proxy.url}/", auth=("ada", "canary"))
    assert proxy.requests == []
