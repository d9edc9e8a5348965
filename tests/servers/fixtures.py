"""The pytest side of the servers: fixtures, marks, and a loud word about tests that did not run.

tests/conftest.py names this module as a plugin, so every test may ask for these.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers import cores
from tests.servers.certificates import Certificates
from tests.servers.fault_proxy import FaultProxy
from tests.servers.wordpress import Wishes, WordPress

NEED_WORDPRESS = frozenset({"wordpress", "newer_wordpress", "either_wordpress", "wordpress_sites"})
"""Fixtures that start a WordPress: a test with one of them is marked by itself."""

NOT_RUN = "not run"
"""The property of a test that did not run for want of a server: what is lacking."""

NAMED = 20
"""So many of those tests are named; of the rest only the number is said."""


class Sites:
    """The sites of this session: one for each set of wishes, started when first asked for."""

    def __init__(self) -> None:
        self._running: dict[Wishes, WordPress] = {}

    def site(self, wishes: Wishes | None = None) -> WordPress:
        """A site as it is on its first day. Asked again, it is the same one, reset."""
        wishes = wishes or Wishes()
        if wishes in self._running:
            self._running[wishes].reset()
        else:
            self._running[wishes] = WordPress(wishes)
        return self._running[wishes]

    def close(self) -> None:
        """End them all, at the same time."""
        for site in self._running.values():
            site.folder.let_go()
        for site in self._running.values():
            site.close()


class Between:
    """Makes fault proxies for one test, and the certificates that they show."""

    def __init__(self, certificates: Certificates) -> None:
        self.certificates = certificates
        self._proxies: list[FaultProxy] = []

    def __call__(self, server_url: str, tls: str = "") -> FaultProxy:
        """A proxy before a server; ``tls`` is a kind of certificate, or empty for http."""
        context = self.certificates.context(tls) if tls else None
        self._proxies.append(FaultProxy(server_url, context))
        return self._proxies[-1]

    def close(self) -> None:
        """End them. Raises what went wrong inside of them."""
        for proxy in self._proxies:
            proxy.close()
        troubles = [trouble for proxy in self._proxies for trouble in proxy.troubles]
        if troubles:
            raise troubles[0]


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "wordpress: talks to a real WordPress (set by itself)")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a WordPress, before marks choose what is run."""
    for item in items:
        if NEED_WORDPRESS & set(getattr(item, "fixturenames", ())):
            item.add_marker("wordpress")
            item.add_marker("servers")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests did not run, and what would make them run."""
    missed = {
        report.nodeid.removesuffix("@wordpress"): lacking  # as pytest-xdist adds a group's name
        for report in terminalreporter.getreports("skipped")
        for name, lacking in report.user_properties
        if name == NOT_RUN
    }
    if not missed:
        return
    terminalreporter.section("NOT RUN", red=True, bold=True)
    terminalreporter.line(
        f"{len(missed)} tests against a real WordPress did NOT run:"
        f" {'; '.join(sorted(set(missed.values())))}."
        " As root, `packaging/setup.sh servers` installs what they need.",
        red=True,
        bold=True,
    )
    for test in sorted(missed)[:NAMED]:
        terminalreporter.line(f"  {test}", red=True)
    if len(missed) > NAMED:
        terminalreporter.line(f"  and {len(missed) - NAMED} more", red=True)


def _need(request: pytest.FixtureRequest, core: str) -> None:
    """Leave the test out, and have that said aloud, when this machine lacks something."""
    lacking = cores.lacking(core)
    if not lacking:
        return
    request.node.user_properties.append((NOT_RUN, lacking))
    pytest.skip(lacking)


@pytest.fixture(scope="session")
def _sites() -> Iterator[Sites]:
    sites = Sites()
    yield sites
    sites.close()


@pytest.fixture
def wordpress_sites(request: pytest.FixtureRequest, _sites: Sites) -> Sites:
    """Any number of sites, for tests of wrong, second or strangely set-up ones."""
    _need(request, cores.DEBIAN)
    return _sites


@pytest.fixture
def wordpress(request: pytest.FixtureRequest, _sites: Sites) -> WordPress:
    """Debian's WordPress, as on its first day."""
    _need(request, cores.DEBIAN)
    return _sites.site()


@pytest.fixture
def newer_wordpress(request: pytest.FixtureRequest, _sites: Sites) -> WordPress:
    """The newest WordPress that a registry carries, as on its first day."""
    _need(request, cores.NEWER)
    return _sites.site(Wishes(core=cores.NEWER))


@pytest.fixture(params=[cores.DEBIAN, cores.NEWER])
def either_wordpress(request: pytest.FixtureRequest, _sites: Sites) -> WordPress:
    """Both, one after the other: the test runs twice."""
    _need(request, request.param)
    return _sites.site(Wishes(core=request.param))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The authority of this session."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def between(certificates: Certificates) -> Iterator[Between]:
    """``between(url, tls="expired")`` puts a proxy before any server, for this test."""
    made = Between(certificates)
    yield made
    made.close()


@pytest.fixture
def faults(wordpress: WordPress, between: Between) -> FaultProxy:
    """A proxy before ``wordpress``: use ``faults.url`` in place of the site's."""
    return between(wordpress.url)
