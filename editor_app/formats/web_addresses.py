"""Links as they may be kept: absolute, to the web or by mail, without marks that follow readers."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urljoin, urlsplit

from editor_app.text.spans import is_address

_FOLLOWING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|zanpid|igshid|igsh|mc_cid|mc_eid|"
    r"_hsenc|_hsmi|mkt_tok|vero_id|oly_enc_id|oly_anon_id|wickedid|ncid|cmpid|spm|scm|ref_src|"
    r"ref_url|zarsrc|s_cid|at_medium|at_campaign|ito|__twitter_impression",
    re.IGNORECASE,
)
_SPECIAL = {sign: quote(sign, safe="") for sign in ' <>\\|"`^{}\t\r\n'}
_PARENTHESES = {"(": "%28", ")": "%29"}
_FORWARDERS = {
    ("google", "/url"): ("q", "url"),
    ("facebook", "/l.php"): ("u",),
    ("youtube", "/redirect"): ("q",),
    ("zalo", "/link"): ("u",),
}
_LONGEST = 2_000


def absolute(address: str, base: str = "") -> str:
    """Return the address against the page's own, or nothing where that cannot be done."""
    bare = "".join(address.split()) if "\n" in address else address.strip()
    try:
        joined = urljoin(base, bare) if base else bare
        urlsplit(joined)
    except ValueError:
        return ""
    return joined if is_address(_escaped(joined)) else ""


def clean_address(address: str, base: str = "") -> tuple[str, bool]:
    """Return the link that may be kept, and whether marks that follow readers were taken off.

    Nothing is returned for what is not http, https or mailto, for links inside the page, and for
    links against a page that is not known.
    """
    if address.strip().startswith("#"):
        return "", False
    joined = absolute(address, base)
    if not joined or len(joined) > _LONGEST:
        return "", False
    forwarded = _forwarded(urlsplit(joined))
    target = forwarded or joined
    if target.lower().startswith("mailto:"):
        return _escaped(target), False
    bare = _without_marks(target)
    return _escaped(bare), bool(forwarded) or bare != target


def _without_marks(address: str) -> str:
    parts = urlsplit(address)
    if not parts.query:
        return address
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _FOLLOWING.fullmatch(unquote(pair.partition("=")[0]))]
    if len(kept) == len(pairs):
        return address
    return parts._replace(query="&".join(kept)).geturl()


def _forwarded(parts: SplitResult) -> str:
    """Return where a forwarding link (Google Docs wraps every link in one) really goes."""
    host = parts.hostname or ""
    for (name, path), fields in _FORWARDERS.items():
        if parts.path == path and name in host.split("."):
            found = dict(parse_qsl(parts.query))
            return next((found[field] for field in fields if is_address(found.get(field, ""))), "")
    return ""


def _escaped(address: str) -> str:
    """Escape what would end the link in Markdown; addresses in other scripts stay readable."""
    for sign, code in _SPECIAL.items():
        address = address.replace(sign, code)
    if "(" in address or ")" in address:
        depth, deepest = 0, 0
        for sign in address:
            depth += {"(": 1, ")": -1}.get(sign, 0)
            deepest = max(deepest, depth, -depth * 2)
        if depth or deepest > 1:
            for sign, code in _PARENTHESES.items():
                address = address.replace(sign, code)
    return address


def domain_of(address: str) -> str:
    """Return the host without ``www.``, in small letters."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


__all__ = ["absolute", "clean_address", "domain_of"]
