"""The few lines of script that change a shown page in place, so that scroll and photos stay.

The page itself runs no script: these run in a world of their own (ApplicationWorld), beside it.
Blocks of the body carry ``id="b-<number>"``, counted from 1.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

MORPH = """
function alike(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || '') === (b.id || '');
}
function morph(old, fresh) {
  if (old.isEqualNode(fresh)) { return; }
  if (!alike(old, fresh) || old.nodeType !== Node.ELEMENT_NODE) {
    old.replaceWith(document.adoptNode(fresh));
    return;
  }
  for (const mark of [...old.attributes]) {
    if (!fresh.hasAttribute(mark.name)) { old.removeAttribute(mark.name); }
  }
  for (const mark of fresh.attributes) {
    if (old.getAttribute(mark.name) !== mark.value) { old.setAttribute(mark.name, mark.value); }
  }
  const here = [...old.childNodes], there = [...fresh.childNodes];
  const shorter = Math.min(here.length, there.length);
  let head = 0, tail = 0;
  while (head < shorter && here[head].isEqualNode(there[head])) { head += 1; }
  while (tail < shorter - head
         && here[here.length - 1 - tail].isEqualNode(there[there.length - 1 - tail])) { tail += 1; }
  const before = here[here.length - tail] || null;
  const gone = here.slice(head, here.length - tail);
  const come = there.slice(head, there.length - tail);
  for (let n = 0; n < Math.max(gone.length, come.length); n += 1) {
    if (n >= come.length) { gone[n].remove(); }
    else if (n >= gone.length) { old.insertBefore(document.adoptNode(come[n]), before); }
    else { morph(gone[n], come[n]); }
  }
}
"""

WHOLE = """
const page = new DOMParser().parseFromString(html, 'text/html');
document.title = page.title;
document.documentElement.lang = page.documentElement.lang;
morph(document.body, page.body);
"""

BLOCKS = """
const at = number => document.getElementById('b-' + number);
const near = number => {
  for (let n = number - 1; n > 0; n -= 1) { if (at(n)) { return at(n); } }
  return null;
};
const body = (document.querySelector('[id^="b-"]') || {}).parentElement
  || document.querySelector('article .body');
if (!body) { return false; }
const last = Math.max(0, ...[...body.children].map(
  item => /^b-\\d+$/.test(item.id) ? Number(item.id.slice(2)) : 0));
const pieces = fresh.map((html, n) => {
  const made = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  if (made) { made.id = 'b-' + (first + n); }
  return made;
});
if (gone === 1 && pieces.length === 1 && at(first) && pieces[0]) {
  morph(at(first), pieces[0]);
  return true;
}
const before = near(first);
for (let n = first; n < first + gone; n += 1) { if (at(n)) { at(n).remove(); } }
const shift = pieces.length - gone;
const moved = [];
for (let n = first + gone; n <= last; n += 1) { if (at(n)) { moved.push([at(n), n + shift]); } }
moved.forEach(([item]) => item.removeAttribute('id'));
moved.forEach(([item, number]) => { item.id = 'b-' + number; });
let anchor = before;
for (const piece of pieces) {
  if (!piece) { continue; }
  if (anchor) { anchor.after(piece); } else { body.prepend(piece); }
  anchor = piece;
}
return true;
"""

TEXT = """
const found = document.querySelector(where);
if (!found) { return false; }
if (found.textContent !== text) { found.textContent = text; }
return true;
"""

PLACES = {"headline": "article h1", "standfirst": "article .standfirst"}


def whole_page(html: str) -> str:
    """Return the script that turns the shown page into another state of the same page."""
    return _call(MORPH + WHOLE, html=html)


def blocks(first: int, gone: int, fresh: Sequence[str]) -> str:
    """Return the script that replaces ``gone`` blocks from number ``first`` by others, as HTML.

    Blocks behind them are numbered anew. An empty piece stands for a block with nothing to show.
    """
    return _call(MORPH + BLOCKS, first=first, gone=gone, fresh=list(fresh))


def words(place: str, text: str) -> str:
    """Return the script that sets the words of ``headline`` or ``standfirst``."""
    return _call(TEXT, where=PLACES[place], text=text)


def scroll_to(fraction: float) -> str:
    """Return the script that scrolls to a fraction (0 to 1) of what can be scrolled."""
    return _call(
        "const room = document.documentElement.scrollHeight - innerHeight;"
        "scrollTo(0, Math.round(room * fraction));",
        fraction=fraction,
    )


HEIGHT = "document.documentElement.scrollHeight"
"""The height of the whole page in CSS pixels."""

PICTURES_LEFT = """
(() => {
  const pictures = [...document.images];
  pictures.forEach(item => { item.loading = 'eager'; });
  return pictures.filter(item => !item.complete).length;
})()
"""
"""How many pictures are still on their way; those that wait for sight are asked for."""


def _call(script: str, **values: object) -> str:
    """Return a function with these values as its arguments, called at once."""
    names = ", ".join(values)
    given = ", ".join(_literal(value) for value in values.values())
    return f"(function ({names}) {{{script}}})({given})"


def _literal(value: object) -> str:
    """Return a value as a JavaScript literal."""
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
