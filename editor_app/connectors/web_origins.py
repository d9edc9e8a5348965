"""Which addresses we talk to: checked roots, and where a redirect may lead."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from editor_app.domain.errors import Redirected, Refused, Unreadable

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Origin:
    """Scheme, host and port of an address: a credential belongs to exactly one origin."""

    scheme: str
    host: str
    port: int

    @property
    def loopback(self) -> bool:
        """Say whether this is the computer itself, the one place for plain http."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def safe(self) -> bool:
        """Say whether a secret may travel there."""
        return self.scheme == "https" or self.loopback

    def __str__(self) -> str:
        """Return the origin as an address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def origin_of(url: str) -> Origin:
    """Return the origin of a web address.

    Raises Unreadable (``address-not-web``) for what is none, and Refused for one with a name or
    password in it; the sentence does not repeat those.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.username is not None or parts.password is not None:
        raise Refused("address-holds-password", site=host or "")
    if not host or parts.scheme not in PORTS or not _is_name(host):
        raise Unreadable("address-not-web", url=url)
    return Origin(parts.scheme, host, port or PORTS[parts.scheme])


def _is_name(host: str) -> bool:
    return not any(sign.isspace() or sign in "<>\"'\\%" for sign in host)


def checked_root(url: str) -> str:
    """Return a root that a credential may be sent to, without fragment.

    Raises as ``origin_of``, and Refused (``site-needs-https``) for plain http to another computer.
    """
    origin = origin_of(url)
    if not origin.safe:
        raise Refused("site-needs-https", site=origin.host)
    return urlunsplit(urlsplit(url)._replace(fragment=""))


def redirected(url: str, location: str, *, bound: bool, roam: bool) -> str:
    """Return where a redirect of a read leads. Raises Redirected when we do not go there.

    ``bound``: a credential travels along, so only within the origin. ``roam``: to other hosts too.
    Never from https to http, and never from another computer to this one.
    """
    host = origin_of(url).host
    try:
        target = urljoin(url, location)
        before, after = origin_of(url), origin_of(target)
    except (Refused, Unreadable, ValueError):
        raise Redirected("redirected-away", site=host, to=bare(location)) from None
    if before.scheme == "https" and after.scheme == "http":
        raise Redirected("redirected-down", site=host, to=str(after))
    inward = after.loopback and not before.loopback
    allowed = before == after if bound else roam or before.host == after.host
    if inward or not allowed:
        raise Redirected("redirected-away", site=host, to=str(after))
    return target


def bare(url: str) -> str:
    """Return an address without what could be secret: user, password, query and fragment."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    place = f"{host}:{port}" if port else host
    return urlunsplit((parts.scheme, place, parts.path, "", ""))[:200]
