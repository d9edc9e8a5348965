"""The sentences of the desk checks: what is wrong at a place, in words that say what to do."""

from __future__ import annotations

from editor_app.marking import N_

CHECK_WORDING: dict[str, str] = {
    # -- against the source
    "check-s1": N_("Nothing is written here, but the source has text."),
    "check-s2": N_("This is the text of the source; it was not translated."),
    "check-s3": N_("Nothing renders “{text}” of the source. Translate it or leave it out."),
    "check-s3-added": N_("This paragraph renders nothing of the source."),
    "check-s4-short": N_("Much shorter than a translation of this source should be."),
    "check-s4-long": N_("Much longer than a translation of this source should be."),
    "check-s7-missing-link": N_("A link of the source is missing."),
    "check-s7-missing-bold": N_("Words that are bold in the source are not bold here."),
    "check-s7-missing-italics": N_("Words that are in italics in the source are not so here."),
    "check-s7-missing-footnote": N_("A footnote of the source is missing."),
    "check-s7-missing-placeholder": N_("“{text}” of the source is missing."),
    "check-s7-added-link": N_("There is a link that the source does not have."),
    "check-s7-added-bold": N_("There are bold words that are not bold in the source."),
    "check-s7-added-italics": N_("There are italics that the source does not have."),
    "check-s7-added-footnote": N_("There is a footnote that the source does not have."),
    "check-s7-added-placeholder": N_("“{text}” is not in the source."),
    "check-s8": N_("The source was changed after this was translated."),
    "check-s9": N_("By machine, and nobody has read it against the source."),
    "check-s9-memory": N_("A similar text from the memory that nobody has changed or read."),
    # -- what is left of another language
    "check-l1": N_("Vietnamese was left here: “{text}”."),
    "check-l2": N_("Vietnamese without its marks was left here: “{text}”."),
    "check-l4": N_("This paragraph is in another language."),
    "check-l6": N_("Broken characters: “{text}”."),
    # -- numbers and dates
    "check-n1": N_("“{text}” here, “{source}” in the source."),
    "check-n1-missing": N_("“{source}” of the source is missing."),
    "check-n1-added": N_("The number “{text}” is not in the source."),
    "check-n2": N_("“{text}” is written as in the source. Write {right}."),
    "check-n3": N_("“{text}” here, “{source}” in the source: the magnitude differs."),
    "check-n4": N_("“{text}” is a date written as in the source. Write {right}."),
    "check-n5": N_("{day} is not “{text}”, it is “{right}”."),
    # -- terms and names
    "check-t1": N_("The desk’s term for “{source}” is “{right}”; it is not used here."),
    "check-t2": N_("“{text}” must not be used; the desk’s term is “{right}”."),
    "check-t3": N_("“{text}” is not the name of this office in that country: “{right}”."),
    "check-t4": N_("“{text}” is the Vietnamese reading of “{right}”."),
    "check-t5": N_("“{text}” may be “{right}”, as the name is spelled elsewhere."),
    # -- quotations
    "check-q1": N_("The mark “{text}” has no counterpart."),
    "check-q3-lost": N_("A quotation of the source is no quotation here."),
    "check-q3-added": N_("There is a quotation that the source does not have."),
    # -- the page
    "check-m2-unnamed": N_("The section has no name in this language."),
    "check-m2-fixed": N_("The site’s back link says “{text}”; the section is “{section}”."),
    "check-m2-other": N_("This back link names “{wrong}”; the section is “{section}”."),
    "check-m3-none": N_("The story has no tags."),
    "check-m3-unknown": N_("The tag “{text}” is not in the vocabulary."),
    "check-m3-language": N_("The tag “{text}” has no label in this language."),
    "check-m3-several": N_("“{text}” is several tags in one."),
    "check-m3-twice": N_("The tag “{text}” is there twice."),
    "check-m4-missing": N_("There is no link to the source “{outlet}”."),
    "check-m4-no-address": N_("The source link “{text}” is no web address."),
    "check-m4-host": N_("The source link leads to {text}, not to “{outlet}”."),
    "check-m4-tracking": N_("The source link carries marks that follow readers: {text}."),
    "check-m4-other-story": N_("No word of the source’s headline is in its link: {text}."),
    "check-m12": N_("The template of “{site}” is in another language here: “{text}”."),
    "check-m16": N_("“{text}” was last held against its source on {day}. Look at it again."),
    "check-m16-never": N_("“{text}” was never held against its source. Look at it."),
    "check-f1": N_("The photo “{name}” has no credit."),
    # -- what was decided
    "finding-mended": N_("Finding mended"),
    "finding-without-fix": N_("This finding has no ready fix. Nothing was changed."),
    "finding-moved": N_("Other words stand there by now. Nothing was changed."),
    "finding-dismissed": N_("Finding ignored"),
    "findings-overruled": N_("Overruled: {count}"),
    "house-rule-changed": N_("House rule changed: {check}"),
    "house-rule-fixed": N_("No house can change {check}. Nothing was changed."),
    "finding-not-dismissed": N_("This finding cannot be ignored; mend it."),
    "overruled-by-nobody": N_(
        "Say your name in Settings first: an overrule is kept under a name. Nothing was changed."
    ),
    "meta-not-json": N_("“{name}” is not JSON that says something of a page. Nothing was checked."),
    "not-translated-yet": N_("Not translated yet: {count}"),
    "not-translated-stops": N_(
        "Not translated yet: {count}. Translate, leave out or overrule what is left."
    ),
    "checks-open": N_("The checks found errors: {count}. Mend or overrule them."),
}
