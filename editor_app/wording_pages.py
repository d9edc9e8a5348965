"""The sentences about public pages, the true page of a draft, and who has a post open."""

from __future__ import annotations

from editor_app.marking import N_

PAGE_WORDING: dict[str, str] = {
    # -- the public page beside what was sent
    "checking-page": N_("Looking at the public page"),
    "page-checked-same": N_("Public page checked at {until}: the same"),
    "page-checked-older": N_("Public page checked at {until}: it shows an older text"),
    "page-checked-differs": N_("Public page checked at {until}: not all is as it was sent"),
    "page-checked-unread": N_("Public page checked at {until}: it could not be read"),
    "log-page-same": N_("The public page on {site} shows what was sent"),
    "log-page-older": N_("The public page on {site} still shows an older text"),
    "log-page-differs": N_("The public page on {site} does not show all as it was sent:"),
    "log-page-unread": N_("The public page on {site} could not be read:"),
    "preview-there-since": N_("On {site} as it was at {until}"),
    "page-headline": N_("The headline “{words}” is missing on the page."),
    "page-text-gone": N_("This is missing on the page: “{words}”."),
    "page-text-differs": N_("“{sent}” was sent, the page reads “{found}”."),
    "page-order": N_("This stands at another place of the page: “{words}”."),
    "page-photo-gone": N_("Photo {number} is missing on the page."),
    "page-caption-gone": N_("The caption of photo {number} is missing on the page: “{words}”."),
    "page-credit-gone": N_("The credit of photo {number} is missing on the page: “{words}”."),
    "page-link-gone": N_("A link is missing on the page: {address}"),
    "page-version-gone": N_("The page does not name its {language} version: {address}"),
    "page-more": N_("And {count} more differences."),
    "page-not-there": N_("There is no page at its address (answer {status})."),
    "page-asks-password": N_("The page asks readers to sign in."),
    "page-refused-readers": N_("The site does not show the page to this computer ({status})."),
    "page-in-trouble": N_("The site answered with an error ({status})."),
    "page-no-page": N_("What stands at its address is no page ({kind})."),
    "page-of-another": N_("The address leads to another page: {address}"),
    "page-elsewhere": N_("Its address is on a host that is not the site’s: {address}"),
    # -- the true page, on the site itself
    "on-site-public": N_("The page as readers see it was opened in the browser."),
    "on-site-draft": N_(
        "The site’s own page of the draft was opened in the browser; its address holds for 15"
        " minutes, for whoever has it."
    ),
    "on-site-signed-in": N_(
        "The page was opened in the browser. Without Copydesk’s companion {site} shows drafts only"
        " to people who are signed in there."
    ),
    "on-site-older": N_("It shows the text as it was sent at {until}; here it has changed since."),
    "on-site-nowhere": N_(
        "No site has this article yet. Send it as a draft first, then its true page can be seen."
    ),
    # -- somebody has the post open there
    "post-open-there": N_(
        "{name} has the post open in WordPress (last seen {shown}) and may write over what is sent"
        " now. Nothing was sent; go on, or try again when it is closed."
    ),
    "post-open-waits": N_(
        "{name} has the post open in WordPress (last seen {shown}); it is sent when it is closed."
    ),
    # -- credits
    "log-credit-removed": N_(
        "On {site} the credit of {count} photos was taken from behind the caption; it is put back"
        " when the article is sent again"
    ),
    "log-credit-back": N_("The credit of {count} photos was put behind the caption on {site}"),
    # -- labels beside the text: slug, section, tags, phrases of a site
    "slug-empty": N_("“{text}” has no letters or digits for an address. The slug stays as it was."),
    "slug-long": N_(
        "A slug has {limit} characters at most, this one has {length}. The slug stays as it was."
    ),
    "slug-changed": N_("Slug: {text}"),
    "label-taken": N_(
        "Another tag is “{text}” in this language already. Nothing was changed; choose another"
        " word, or give the story that tag."
    ),
    "label-only-one": N_("It needs a name in one language at least. Nothing was changed."),
    "label-changed": N_("Label: {text}"),
    "label-changed-meanwhile": N_("It is “{text}” by now. Nothing was changed."),
    "phrase-gaps": N_("This phrase needs the gaps {gaps}, and no others. Nothing was changed."),
    "phrase-no-gaps": N_("This phrase has no gaps in braces. Nothing was changed."),
}
