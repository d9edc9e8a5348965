"""The sentences about the text of a post on a site, and the names on its own blocks’ cards."""

from __future__ import annotations

from editor_app.marking import N_

POST_WORDING: dict[str, str] = {
    # -- a body that cannot be written
    "photo-not-on-site": N_(
        "A photo of the article is not on the site. The text was not sent; send the photo first."
    ),
    "foreign-block-missing": N_(
        "A block of the site that stands in the article is not kept on this desk. The text was not"
        " sent; remove the block, or take the article from the site again."
    ),
    "embed-missing": N_(
        "An embedded page in the article has no address. The text was not sent; remove it, or put"
        " it in again."
    ),
    # -- what a site holds instead of what was sent
    "site-removed-markup": N_(
        "The site took markup out of the text: {names}. The account may not use it there."
    ),
    "site-refused-signs": N_(
        "The site did not keep these signs: {signs}. Its database is too old for them."
    ),
    "content-block-differs": N_("Paragraph {number}: “{sent}” was sent, the site has “{found}”."),
    "content-block-gone": N_("Paragraph {number} is not on the site: “{words}”."),
    "content-block-added": N_("Paragraph {number} on the site was not sent from here: “{words}”."),
    "content-more-differs": N_("And differences in {count} more places."),
    # -- the names of the site's own blocks
    "foreign-audio": N_("Audio"),
    "foreign-block": N_("Pattern of the site"),
    "foreign-button": N_("Button"),
    "foreign-buttons": N_("Buttons"),
    "foreign-classic": N_("Text with formatting of the site"),
    "foreign-code": N_("Code"),
    "foreign-columns": N_("Columns"),
    "foreign-cover": N_("Cover picture with text"),
    "foreign-details": N_("Fold-out text"),
    "foreign-embed": N_("Embedded page"),
    "foreign-embed-from": N_("Embedded from {provider}"),
    "foreign-file": N_("File to download"),
    "foreign-footnotes": N_("Footnotes"),
    "foreign-freeform": N_("Text with formatting of the site"),
    "foreign-gallery": N_("Gallery"),
    "foreign-group": N_("Group of blocks"),
    "foreign-heading": N_("Heading with formatting of the site"),
    "foreign-html": N_("HTML of the site"),
    "foreign-image": N_("Photo of the site"),
    "foreign-latest-posts": N_("Latest posts"),
    "foreign-list": N_("List with formatting of the site"),
    "foreign-media-text": N_("Picture beside text"),
    "foreign-missing": N_("Block that the site does not know any more"),
    "foreign-more": N_("“Read more” line"),
    "foreign-nextpage": N_("Page break"),
    "foreign-other": N_("Block of the site: {name}"),
    "foreign-paragraph": N_("Paragraph with formatting of the site"),
    "foreign-preformatted": N_("Preformatted text"),
    "foreign-pullquote": N_("Pull quote with formatting of the site"),
    "foreign-query": N_("List of posts"),
    "foreign-quote": N_("Quote with formatting of the site"),
    "foreign-separator": N_("Separator of the site"),
    "foreign-shortcode": N_("Shortcode [{name}]"),
    "foreign-spacer": N_("Empty space"),
    "foreign-table": N_("Table with formatting of the site"),
    "foreign-verse": N_("Verse"),
    "foreign-video": N_("Video"),
}
