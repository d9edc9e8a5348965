"""Accounts on the sites of others: added, approved, changed, signed out.

A password goes from the caller to where secrets are kept and to the site, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from editor_app.connectors.web_origins import origin_of
from editor_app.connectors.web_requests import PATIENCE, Patience, Transport
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_discovery import Discovered, discover
from editor_app.connectors.wordpress_values import RemoteTerm, Taxonomy
from editor_app.domain.changes import Changes
from editor_app.domain.edition import Section
from editor_app.domain.errors import (
    ConnectionTrouble,
    Refused,
    SecretsUnavailable,
    SignedOut,
    Unreadable,
)
from editor_app.domain.ids import Language, SiteId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.site import Site, SiteKind
from editor_app.services import site_facts as facts
from editor_app.services.approval import Approval, Say, host_of
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Workplace
from editor_app.storage.resources import read_folder
from editor_app.text.cleaning import clean
from editor_app.text.folding import fold

COMPANION = "copydesk-companion.php"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Found:
    """A WordPress that was found at an address.

    ``root`` is that of its API, ``home`` its public address, ``authorize`` the page that makes
    application passwords (empty: turned off). ``moved``: it stands on another host than was typed;
    show ``host`` before a password goes there. ``told``: the site named the root itself.
    """

    root: str
    name: str
    home: str
    zone: str
    authorize: str
    moved: bool
    told: bool
    plain: bool
    companion: bool
    polylang: bool

    @property
    def host(self) -> str:
        """The host that the password would go to."""
        return urlsplit(self.root).netloc

    def leads_away(self, site: Site) -> bool:
        """Say whether it is another host than the one that has the password of a known site."""
        return origin_of(self.root) != origin_of(site.target)


@dataclass(frozen=True)
class Parted:
    """How signing out went: whether the site revoked the password, and what to say."""

    revoked: bool
    said: Message
    changes: Changes


class AccountService:
    """The verbs on accounts. All of them take their time: the network, or a keyring that asks."""

    def __init__(
        self,
        place: Workplace,
        lines: SiteLines,
        *,
        patience: Patience = PATIENCE,
        transport: Transport | None = None,
    ) -> None:
        """Work on this desk; ``lines`` keep the passwords."""
        self._place, self._lines = place, lines
        self._patience, self._transport = patience, transport

    def trouble(self) -> Message | None:
        """Return what to say when passwords are forgotten at the end of the program."""
        return self._lines.trouble

    def signed_in(self, site_id: SiteId) -> bool:
        """Say whether there is a password for a site; a keyring that does not answer has none."""
        try:
            return self._lines.signed_in(site_id)
        except SecretsUnavailable:
            return False

    # -- adding

    def find(self, address: str) -> Found:
        """Find the WordPress at an address, as it is typed; nothing secret is sent.

        Raises what ``discover`` raises: Unreadable, Refused, NotTheSite, connection troubles.
        """
        return _found(discover(address, patience=self._patience, transport=self._transport))

    def approve(
        self, found: Found, say: Say, language: str, seconds: float | None = None
    ) -> Approval:
        """Begin an approval in the browser; ``say`` makes sentences in ``language`` for its page.

        Raises SignedOut (``signed-out-disabled``) where application passwords are turned off.
        """
        if not found.authorize:
            raise SignedOut("signed-out-disabled", site=found.name or found.host)
        names = frozenset(map(host_of, (found.root, found.home)))
        returns = found.companion or (urlsplit(found.root).hostname or "") in LOOPBACK
        given = {} if seconds is None else {"seconds": seconds}
        now = self._place.now().astimezone()
        return Approval(found.authorize, names, now, say, language, returns=returns, **given)

    def add_wordpress(
        self, name: str, found: Found | str, account: str, password: str
    ) -> tuple[Site, Changes]:
        """Add a site once it has taken the account; ``found`` may be an address as it is typed.

        Raises SignedOut, NotAllowed and the other troubles of the connection, and Refused for a
        name or account that is another site's, or empty: nothing is kept then.
        """
        there = self.find(found) if isinstance(found, str) else found
        called = " ".join(clean(name).text.split()) or there.name or there.host
        user, secret = _said(account, password)
        site = Site(
            SiteId(new_id()), called, SiteKind.WORDPRESS, there.home, there.root, account=user
        )
        with self._place.database.reading() as records:
            _refuse_taken(site, records.sites.all())
            sections = records.sections.all()
            editions = tuple(edition.language for edition in records.editions.all())
        with self._lines.trial(there.root, user, secret) as line:
            me = line.me()
            site = replace(
                site,
                categories=guess_categories(sections, _categories(line)),
                languages=guess_languages(editions, _languages(line) if there.polylang else ()),
                found=facts.of_account(me, user),
            )
        self._lines.sign_in(site.id, secret)
        try:
            site = self._added(site, there.zone)
        except BaseException:
            self._lines.sign_out(site.id)
            raise
        return site, Changes(sites=frozenset({site.id}))

    def _added(self, site: Site, zone: str) -> Site:
        """Keep a new site, with words and zone of the first one where it tells none."""
        with self._place.database.writing() as records:
            known = records.sites.all()
            _refuse_taken(site, known)
            if known:
                site = replace(site, words=known[0].words, zone=known[0].zone)
            site = replace(site, zone=zone or site.zone)
            records.sites.add(site)
        return site

    def change_password(
        self, site_id: SiteId, password: str, account: str = "", there: Found | None = None
    ) -> Changes:
        """Keep another password, or account and password, once the site has taken them.

        An API that has moved within its host, as with other permalinks, is found again. ``there``
        is where the editor has seen that the site is now, which may be another host: the site is
        that one from then on, and no password of the one goes to the other. Raises what
        ``add_wordpress`` raises; the earlier password is kept then.
        """
        site = self._site(site_id)
        user, secret = _said(account or site.account, password)
        root = self._root_now(site) if there is None else there.root
        home = there.home if there is not None and there.leads_away(site) else ""
        with self._place.database.reading() as records:
            others = [one for one in records.sites.all() if one.id != site_id]
        _refuse_taken(replace(site, account=user, target=root), others)
        with self._lines.trial(root, user, secret) as line:
            me = line.me()
        if home:
            self._lines.sign_out(site_id)
        else:
            self._lines.sign_in(site_id, secret, root)
        changes = self._keep(
            site_id,
            lambda now: replace(now, account=user, target=root, url=home or now.url),
            facts.of_account(me, user),
        )
        if home:
            self._lines.sign_in(site_id, secret, root)
        return changes

    def _root_now(self, site: Site) -> str:
        """Return where the API of a site is now, as far as that is the host that was added."""
        try:
            root = self.find(site.url).root
            return root if origin_of(root) == origin_of(site.target) else site.target
        except (ConnectionTrouble, Refused, Unreadable):
            return site.target

    def use_for_now(self, site_id: SiteId, password: str) -> None:
        """Take a password that was asked for because there is no keyring; it is not tried first."""
        _user, secret = _said(self._site(site_id).account, password)
        self._lines.sign_in(site_id, secret)

    def categories(self, site_id: SiteId) -> tuple[tuple[str, str], ...]:
        """Return the categories of a WordPress: number, and name below those above it, in order.

        Raises NotFound for the site, SecretsUnavailable and the troubles of the connection.
        """
        terms = self._lines.line(self._site(site_id)).terms.all(Taxonomy.CATEGORIES)
        return tuple(sorted(_paths(terms).items(), key=lambda one: fold(one[1])))

    def companion(self) -> bytes:
        """Return Copydesk's plugin, to be saved as ``copydesk-companion.php`` for a site."""
        return read_folder("wordpress")[COMPANION]

    # -- parting

    def sign_out(self, site_id: SiteId) -> Parted:
        """Revoke the password at the site and forget it here.

        Without a connection it is forgotten here, and ``said`` tells to revoke it there. Raises
        SecretsUnavailable when the keyring does not let it go.
        """
        site = self._site(site_id)
        revoked = self._revoked(site)
        self._lines.sign_out(site_id)
        changes = self._keep(site_id, lambda now: now, {facts.WORKED: ""})
        return Parted(revoked, _signed_out("done" if revoked else "not-there", site), changes)

    def part(self, site_id: SiteId) -> Parted | None:
        """Sign out before a site is removed; None where no password of ours can hold there.

        One of an earlier session, which no keyring has kept, can. A keyring that refuses keeps no
        site from being removed: ``said`` tells to revoke the password there.
        """
        site = self._site(site_id)
        if not (self.signed_in(site_id) or site.found.get(facts.WORKED)):
            return None
        revoked, kept = self._revoked(site), False
        try:
            self._lines.sign_out(site_id)
        except SecretsUnavailable:
            kept = True
        how = "done" if revoked else "nowhere" if kept else "not-there"
        return Parted(revoked, _signed_out(how, site), Changes())

    def _revoked(self, site: Site) -> bool:
        """Say whether the password is worth nothing at the site any more."""
        try:
            self._lines.line(site).revoke()
        except SignedOut as refused:
            return refused.message.key == "signed-out-revoked"
        except (ConnectionTrouble, SecretsUnavailable):
            return False
        return True

    def _site(self, site_id: SiteId) -> Site:
        with self._place.database.reading() as records:
            return records.sites.get(site_id)

    def _keep(
        self, site_id: SiteId, change: Callable[[Site], Site], found: Mapping[str, str]
    ) -> Changes:
        with self._place.database.writing() as records:
            now = records.sites.get(site_id)
            records.sites.save(
                replace(change(now), found=facts.joined(now.found, found)), now.version
            )
        return Changes(sites=frozenset({site_id}))


def guess_categories(
    sections: Iterable[Section], categories: Iterable[RemoteTerm]
) -> dict[str, str]:
    """Return which category of a site each section is, by name or slug in any language."""
    by_word: dict[str, str] = {}
    for term in categories:
        by_word.setdefault(fold(term.name), str(term.id))
        by_word.setdefault(fold(term.slug), str(term.id))
    guessed = {}
    for section in sections:
        words = (*section.names.values(), *section.slugs.values())
        found = next((by_word[fold(word)] for word in words if fold(word) in by_word), None)
        if found is not None:
            guessed[str(section.id)] = found
    return guessed


def guess_languages(editions: Iterable[Language], there: Iterable[str]) -> dict[str, str]:
    """Return what a site calls the language of each edition, by its tag or the first part of it."""
    tags = {tag.replace("_", "-").lower(): tag for tag in there}
    guessed: dict[str, str] = {}
    for language in editions:
        own = language.lower()
        first = own.partition("-")[0]
        near = (tag for tag in tags if tag.partition("-")[0] == first)
        tag = own if own in tags else next(near, None)
        if tag is not None:
            guessed[language] = tags[tag]
    return guessed


def _found(discovered: Discovered) -> Found:
    index = discovered.index
    return Found(
        discovered.root,
        index.name,
        (index.home or index.url).rstrip("/"),
        facts.zone_of_index(index),
        index.authorize,
        discovered.moved,
        discovered.told,
        discovered.plain,
        index.companion,
        index.polylang,
    )


def _said(account: str, password: str) -> tuple[str, str]:
    """Return an account and password as typed or pasted, or refuse empty ones."""
    user, secret = account.strip(), " ".join(password.split())
    if not user:
        raise Refused("account-empty")
    if not secret:
        raise Refused("password-empty")
    return user, secret


def _refuse_taken(site: Site, known: Iterable[Site]) -> None:
    for other in known:
        if other.name == site.name:
            raise Refused("site-name-taken", name=site.name)
        if (other.target, other.account.lower()) == (site.target, site.account.lower()):
            raise Refused("site-account-taken", name=other.name)


def _paths(terms: Iterable[RemoteTerm]) -> dict[str, str]:
    """Return the name of each term below those above it, by its number."""
    known = {term.id: term for term in terms}

    def path(term: RemoteTerm, seen: frozenset[int]) -> str:
        above = known.get(term.parent)
        if above is None or above.id in seen:
            return term.name
        return f"{path(above, seen | {term.id})} / {term.name}"

    return {str(term.id): path(term, frozenset({term.id})) for term in known.values()}


def _categories(line: WordPress) -> tuple[RemoteTerm, ...]:
    """Return the categories of a site; what is not told now can be set later."""
    try:
        return line.terms.all(Taxonomy.CATEGORIES)
    except ConnectionTrouble:
        return ()


def _languages(line: WordPress) -> tuple[str, ...]:
    try:
        return tuple(language.slug for language in line.languages())
    except ConnectionTrouble:
        return ()


def _signed_out(how: str, site: Site) -> Message:
    """Say how signing out went: ``done``, ``not-there``, or ``nowhere``."""
    return Message(f"signed-out-{how}", {"site": site.name, "account": site.account})
