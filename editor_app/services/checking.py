"""The desk checks at work: gathering what they need, and what people decided about findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.history import Dismissal, RevisionReason
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address
from editor_app.domain.messages import Message
from editor_app.domain.site import RemoteStatus, Site
from editor_app.services.check_material import gathered
from editor_app.services.check_views import CheckReport, Ignored, Scope
from editor_app.services.history import keep_revision
from editor_app.services.rewriting import rewrite
from editor_app.services.settling import settled, with_slug
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import join
from editor_app.text.checks.codes import FIXED
from editor_app.text.checks.house import Rule, Wanted, ruled, rules_of, wanted_in
from editor_app.text.checks.material import Material
from editor_app.text.checks.reference import Reference, Tables
from editor_app.text.checks.running import check_all, check_at
from editor_app.text.checks.untranslated import not_yet

FRESH = timedelta(seconds=4)
"""How long what stands around a block serves while it is typed in."""


@dataclass(frozen=True)
class _Around:
    """What a block that is typed in is checked against, and when it was read."""

    material: Material
    reference: Reference
    read: datetime

    def fresh(self, now: datetime) -> bool:
        """Say whether it may still serve."""
        return timedelta(0) <= now - self.read < FRESH


class CheckService:
    """The verbs on findings."""

    def __init__(self, place: Workplace, read_tables: Callable[[], Tables]) -> None:
        """Work on this desk; ``read_tables`` is asked when tables are first wanted."""
        self._place = place
        self._read_tables = read_tables
        self._tables: Tables | None = None
        self._last: _Around | None = None

    # -- looking

    def report(self, article_id: ArticleId) -> CheckReport:
        """Check a whole article as it is settled. Raises NotFound."""
        with self._place.database.reading() as records:
            return self.looked(records, records.articles.get(article_id))

    def at(self, article_id: ArticleId, address: Address, text: str) -> tuple[Finding, ...]:
        """Check one place as it reads while it is typed; what is ignored is left out.

        What stands around it may be some seconds old. A place that the library does not have yet
        has no findings. Raises NotFound.
        """
        with self._place.database.reading() as records:
            around = self._around(records, article_id)
            material = around.material
            words = tuple((at, text if at == address else old) for at, old in material.words)
            found = check_at(replace(material, words=words), around.reference, address)
            return _parted(records, material.article, found)[0]

    def _around(self, records: Records, article_id: ArticleId) -> _Around:
        """Return what a place is checked against, read again when it is no longer fresh."""
        now, last = self._place.now(), self._last
        if last is None or last.material.article.id != article_id or not last.fresh(now):
            material = gathered(records, self._place, records.articles.get(article_id))
            last = self._last = _Around(material, self._reference(records), now)
        return last

    def forget(self) -> None:
        """Read anew what a typed block is checked against: terms or rules are others now."""
        self._last = None

    def looked(self, records: Records, article: Article, site: Site | None = None) -> CheckReport:
        """Check a whole article inside an open transaction, with a site for its publish gate."""
        reference = self._reference(records)
        if site is not None:
            reference = replace(reference, sites=(site,))
        material = gathered(records, self._place, article)
        everything = check_all(material, reference)
        found = [item for item in everything if item.check not in reference.probation]
        proved = tuple(item for item in everything if item.check in reference.probation)
        still, ignored = _parted(records, article, found)
        there = records.publications.of_article(article.id)
        public = any(one.status is RemoteStatus.PUBLIC for one in there)
        still, to_do = not_yet(material, still, public=public)
        words = material.words
        return CheckReport(article.id, article.version, still, ignored, words, proved, to_do)

    def _reference(self, records: Records) -> Reference:
        """Return what the checks may look up; the same terms stay the same value, prepared once."""
        if self._tables is None:
            self._tables = self._read_tables()
        reference = Reference(
            self._place.now().date(),
            self._tables,
            self._place.terms.all(records),
            {edition.language: edition for edition in records.editions.all()},
            {section.id: section for section in records.sections.all()},
            {tag.id: tag for tag in records.tags.all()},
            {outlet.id: outlet for outlet in records.outlets.all()},
            records.sites.all(),
        )
        return ruled(reference, records.house.all())

    # -- the rules of the house

    def rules(self) -> tuple[Rule, ...]:
        """Return all checks with how grave this house takes them."""
        with self._place.database.reading() as records:
            return rules_of(records.house.all())

    def rule(self, check: str, wanted: Wanted) -> Changes:
        """Take a check as the house wants it from now on. Raises Refused for a fixed one."""
        with self._place.database.writing() as records:
            choices = records.house.all()
            before = wanted_in(choices, check)
            known = next((rule for rule in rules_of(choices) if rule.check == check), None)
            if known is None or known.fixed:
                raise Refused("house-rule-fixed", check=check)
            others = {name: word for name, word in choices.items() if name != check}
            records.house.replace(others | ({check: wanted.value} if wanted.value else {}))
        said = Message("house-rule-changed", {"check": check})
        return Changes(settings=True).undone_by(said, lambda: self.rule(check, before))

    # -- mending

    def mend(self, article_id: ArticleId, finding: Finding, marked: str) -> Changes:
        """Put the fix of a finding in the place of the words it marks, as an edit to be undone.

        Raises Refused when there is no fix, or when other words stand there by now.
        """
        if finding.fix is None:
            raise Refused("finding-without-fix")
        fixed = finding.fix
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            before, after = _mended(article, finding, marked, fixed)
            _write(records, self._place, article, finding.address, after)
        return self._changes(article).undone_by(
            Message("finding-mended"),
            lambda: self._unmend(article_id, finding.address, before, after),
        )

    def _unmend(self, article_id: ArticleId, address: Address, before: str, after: str) -> Changes:
        """Give a text back as it was, unless somebody has gone on writing in it."""
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            if _text_at(article, address) == after:
                _write(records, self._place, article, address, before)
        return self._changes(article)

    # -- deciding

    def ignore(self, article_id: ArticleId, finding: Finding, scope: Scope) -> Changes:
        """Wave a finding through, here, in the story, or wherever the like of it stands.

        An error is overruled by that, so it needs a name and is kept in History. Raises Refused
        for checks that no house can do without, and for an error when nobody says a name.
        """
        if finding.severity is Severity.ERROR:
            return self._overrule(article_id, (finding,), scope)
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            made = self._dismissals(article, (finding,), scope)
            for dismissal in made:
                records.dismissals.put(dismissal)
        return self._changes(article).undone_by(
            Message("finding-dismissed"), lambda: self._take_back(article_id, made)
        )

    def overrule(self, article_id: ArticleId, findings: Iterable[Finding]) -> Changes:
        """Let an article go out in spite of these errors, under the name of whoever says so.

        A copy of the article is kept in History as overruled. Raises Refused as ``ignore`` does.
        """
        return self._overrule(article_id, tuple(findings), Scope.HERE)

    def heed(self, article_id: ArticleId, ignored: Ignored) -> Changes:
        """Show a finding again that was waved through."""
        with self._place.database.writing() as records:
            article = records.articles.get(article_id)
            made = self._dismissals(article, (ignored.finding,), ignored.scope)
            for dismissal in made:
                records.dismissals.remove(dismissal)
        return self._changes(article)

    def _overrule(
        self, article_id: ArticleId, findings: tuple[Finding, ...], scope: Scope
    ) -> Changes:
        if not self._place.editor().strip():
            raise Refused("overruled-by-nobody")
        place = self._place
        with place.database.writing() as records:
            article = records.articles.get(article_id)
            made = self._dismissals(article, findings, scope)
            for dismissal in made:
                records.dismissals.put(dismissal)
            if made:
                keep_revision(records, place, article, RevisionReason.OVERRULED, always=True)
        return self._changes(article).undone_by(
            Message("findings-overruled", {"count": len(made)}),
            lambda: self._take_back(article_id, made),
        )

    def _dismissals(
        self, article: Article, findings: Iterable[Finding], scope: Scope
    ) -> tuple[Dismissal, ...]:
        """Return what is kept of a decision."""
        wanted = tuple(findings)
        if any(finding.check in FIXED for finding in wanted):
            raise Refused("finding-not-dismissed")
        now, editor = self._place.now(), self._place.editor()
        return tuple(
            Dismissal(
                scope.mark_of(finding),
                editor,
                now,
                article=article.id if scope is Scope.HERE else None,
                story=article.story if scope is Scope.STORY else None,
            )
            for finding in wanted
        )

    def _take_back(self, article_id: ArticleId, made: Iterable[Dismissal]) -> Changes:
        with self._place.database.writing() as records:
            for dismissal in made:
                records.dismissals.remove(dismissal)
            return self._changes(records.articles.get(article_id))

    @staticmethod
    def _changes(article: Article) -> Changes:
        return Changes(stories=frozenset({article.story}), articles=frozenset({article.id}))


def _text_at(article: Article, address: Address) -> str:
    """Return the text of a field or block. Raises Refused where there is none that we can mend."""
    if address.owner != article.id:
        raise Refused("finding-without-fix")
    if address.block is None:
        return article.field(address.part)
    block = article.block(address.block)
    if block is None:
        raise Refused("finding-moved")
    return block.text


def _mended(article: Article, finding: Finding, marked: str, fixed: str) -> tuple[str, str]:
    """Return a text as it is and as it will be. Raises Refused when other words stand there."""
    before = _text_at(article, finding.address)
    start = finding.start
    if before[start : finding.end] != marked:
        start = before.find(marked)
        if start < 0 or before.count(marked) > 1:
            raise Refused("finding-moved")
    return before, before[:start] + fixed + before[start + len(marked) :]


def _write(
    records: Records, place: Workplace, article: Article, address: Address, text: str
) -> None:
    """Keep another text of one field or block, inside an open transaction."""
    if address.block is None:
        rewrite(records, place, article, with_slug(article, {address.part: text}))
        return
    blocks = (text if block.id == address.block else block.text for block in article.body)
    rewrite(records, place, article, {}, join(blocks))


def _parted(
    records: Records, article: Article, found: Iterable[Finding]
) -> tuple[tuple[Finding, ...], tuple[Ignored, ...]]:
    """Return the findings that are open, and those that somebody waved through."""
    known = records.dismissals.of(article.id, article.story)
    here = {one.fingerprint: one for one in known if one.article is not None}
    wide = {one.fingerprint: one for one in known if one.article is None}
    still: list[Finding] = []
    ignored: list[Ignored] = []
    for finding in found:
        decided = here.get(finding.fingerprint) or wide.get(finding.likeness)
        if decided is None or finding.check in FIXED:
            still.append(finding)
            continue
        scope = Scope.HERE if decided.article else Scope.STORY if decided.story else Scope.ALWAYS
        ignored.append(Ignored(finding, decided.by, decided.at, scope))
    return tuple(still), tuple(ignored)
