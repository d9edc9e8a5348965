"""The browser engine, cut off from the world: it shows what our own scheme gives, and nothing else.

A page gets no JavaScript, no network, no file, no plug-in, no download, no second window; its links
lead nowhere. The engine is loaded when the first Browser is made, because it costs a quarter of a
gigabyte; ``engine_setup.before_application`` must have been called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QUrl
from shiboken6 import delete

from editor_app.domain.errors import EditorError

if TYPE_CHECKING:
    from PySide6.QtWebEngineCore import (
        QWebEngineDownloadRequest,
        QWebEnginePage,
        QWebEngineProfile,
        QWebEngineSettings,
        QWebEngineUrlRequestInterceptor,
        QWebEngineUrlRequestJob,
        QWebEngineUrlSchemeHandler,
    )

SCHEME = "copydesk"
Get = Callable[[str], bytes | None]

POLICY = (
    b"default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    b"font-src 'self'; base-uri 'self'; form-action 'none'"
)
HEADERS = {
    b"Content-Security-Policy": POLICY,
    b"Referrer-Policy": b"no-referrer",
    b"Cache-Control": b"no-store",
}
TYPES = {
    "html": b"text/html; charset=utf-8",
    "css": b"text/css; charset=utf-8",
    "xml": b"application/xml; charset=utf-8",
    "txt": b"text/plain; charset=utf-8",
    "svg": b"image/svg+xml",
    "jpg": b"image/jpeg",
    "jpeg": b"image/jpeg",
    "png": b"image/png",
    "gif": b"image/gif",
    "webp": b"image/webp",
    "woff2": b"font/woff2",
}


class Fetch(Protocol):
    """Runs ``work`` for ``owner`` and hands its result to ``show``, or its error to ``failed``."""

    def __call__(
        self,
        owner: QObject,
        work: Callable[[], bytes | None],
        show: Callable[[bytes | None], None],
        failed: Callable[[EditorError], None],
    ) -> None:
        """Do it now or later, but hand over on the GUI thread."""
        ...


def fetch_at_once(
    owner: QObject,
    work: Callable[[], bytes | None],
    show: Callable[[bytes | None], None],
    failed: Callable[[EditorError], None],
) -> None:
    """Run the work here and now: for pictures, where nobody waits for a window."""
    del owner
    try:
        found = work()
    except EditorError as error:
        failed(error)
    else:
        show(found)


class Browser(QObject):
    """One profile of the engine. ``give`` says what stands at the addresses of a host."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        """Load the engine. Raises ImportError when this system cannot run it."""
        from PySide6.QtWebEngineCore import QWebEngineProfile

        super().__init__(parent)
        _register_scheme()
        self._fetch = fetch
        self._hosts: dict[str, Get] = {}
        self._numbers: Iterator[int] = count(1)
        self._pending: dict[int, QWebEngineUrlRequestJob] = {}
        self._pages = QObject(self)  # before the profile, which must outlive its pages
        self._profile = QWebEngineProfile(self)  # without a name: it keeps nothing on the disk
        self._handler = _handler_class()(self._on_request, self)
        self._interceptor = _interceptor_class()(self)
        self._profile.installUrlSchemeHandler(SCHEME.encode(), self._handler)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._profile.downloadRequested.connect(_refuse_download)
        _restrict(self._profile.settings(), self._profile)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.let_pages_go)

    def let_pages_go(self) -> None:
        """Delete the pages now: at the end of the program they must go before their profile."""
        for page in self._pages.children():
            delete(page)

    def give(self, host: str, get: Get) -> None:
        """Serve ``get`` under ``copydesk://host/`` from now on."""
        self._hosts[host] = get

    def page(self) -> QWebEnginePage:
        """Return a new page of this profile; whoever shows it answers its navigation."""
        from PySide6.QtWebEngineCore import QWebEnginePage

        return QWebEnginePage(self._profile, self._pages)

    @staticmethod
    def url(host: str, address: str) -> QUrl:
        """Return the URL that leads to an address of the site that ``host`` serves."""
        url = QUrl()
        url.setScheme(SCHEME)
        url.setHost(host)
        url.setPath(f"/{address}")
        return url

    # -- answering

    def _on_request(self, job: QWebEngineUrlRequestJob) -> None:
        url = job.requestUrl()
        get = self._hosts.get(url.host())
        address = url.path(QUrl.ComponentFormattingOption.FullyDecoded).lstrip("/")
        if get is None or bytes(job.requestMethod().data()) != b"GET":
            self._refuse(job)
            return
        number = next(self._numbers)
        self._pending[number] = job
        job.destroyed.connect(lambda: self._pending.pop(number, None))
        self._fetch(
            self,
            lambda: get(address),
            lambda data: self._answer(number, address, data),
            lambda _error: self._answer(number, address, None),
        )

    def _answer(self, number: int, address: str, data: bytes | None) -> None:
        """Answer a request, unless the engine has given it up meanwhile."""
        job = self._pending.pop(number, None)
        if job is None:
            return
        if data is None:
            self._refuse(job)
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        # A QMultiMap: Qt for Python wants a list per name, its stubs say otherwise.
        headers = {QByteArray(name): [QByteArray(value)] for name, value in HEADERS.items()}
        job.setAdditionalResponseHeaders(cast("dict[QByteArray, QByteArray]", headers))
        job.reply(QByteArray(_type_of(address)), buffer)

    @staticmethod
    def _refuse(job: QWebEngineUrlRequestJob) -> None:
        from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob

        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


def _type_of(address: str) -> bytes:
    """Return the media type of a file of the site; an address without ending is a page."""
    ending = address.rsplit("/", 1)[-1].rpartition(".")[2].lower()
    return TYPES.get(ending, b"text/html; charset=utf-8")


def _register_scheme() -> None:
    """Make our scheme known to the engine; it must be before its first profile."""
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme

    if QWebEngineUrlScheme.schemeByName(SCHEME.encode()).name().size():
        return
    scheme = QWebEngineUrlScheme(SCHEME.encode())
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def _restrict(settings: QWebEngineSettings, profile: QWebEngineProfile) -> None:
    """Take from pages whatever a reader's page does not need."""
    from PySide6.QtWebEngineCore import QWebEngineProfile, QWebEngineSettings

    may = QWebEngineSettings.WebAttribute
    for attribute in (
        may.JavascriptEnabled,
        may.JavascriptCanOpenWindows,
        may.JavascriptCanAccessClipboard,
        may.LocalStorageEnabled,
        may.LocalContentCanAccessFileUrls,
        may.LocalContentCanAccessRemoteUrls,
        may.HyperlinkAuditingEnabled,
        may.PluginsEnabled,
        may.PdfViewerEnabled,
        may.FullScreenSupportEnabled,
        may.ScreenCaptureEnabled,
        may.WebGLEnabled,
        may.AutoLoadIconsForPage,
        may.TouchIconsEnabled,
        may.DnsPrefetchEnabled,
        may.NavigateOnDropEnabled,
        may.AllowRunningInsecureContent,
        may.FocusOnNavigationEnabled,  # a page that loads must not take the focus from the text
        may.ErrorPageEnabled,
    ):
        settings.setAttribute(attribute, False)
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(
        QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
    )


def _refuse_download(request: QWebEngineDownloadRequest) -> None:
    request.cancel()


def _handler_class() -> Callable[
    [Callable[[QWebEngineUrlRequestJob], None], QObject], QWebEngineUrlSchemeHandler
]:
    """Return the handler's class; it can be written down only once the engine is loaded."""
    from PySide6.QtWebEngineCore import QWebEngineUrlSchemeHandler

    class PageHandler(QWebEngineUrlSchemeHandler):
        """Hands requests of our scheme on."""

        def __init__(
            self, answer: Callable[[QWebEngineUrlRequestJob], None], parent: QObject
        ) -> None:
            super().__init__(parent)
            self._answer = answer

        def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
            """Take a request."""
            self._answer(job)

    return PageHandler


def _interceptor_class() -> Callable[[QObject], QWebEngineUrlRequestInterceptor]:
    """Return the interceptor's class; it can be written down only once the engine is loaded."""
    from PySide6.QtWebEngineCore import (
        QWebEngineUrlRequestInfo,
        QWebEngineUrlRequestInterceptor,
    )

    class OnlyOurScheme(QWebEngineUrlRequestInterceptor):
        """Blocks every request that is not of our scheme."""

        def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
            """Look at a request before it leaves the engine."""
            if info.requestUrl().scheme() != SCHEME:
                info.block(True)

    return OnlyOurScheme
