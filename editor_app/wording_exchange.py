"""The sentences about files of translators and of their tools: TMX, XLIFF, TBX, tables, Word."""

from __future__ import annotations

from editor_app.marking import N_

EXCHANGE_WORDING: dict[str, str] = {
    # -- any file
    "exchange-empty": N_("“{name}” is empty. Nothing was taken in."),
    "exchange-damaged": N_("“{name}” is damaged in line {line}. Nothing was taken in."),
    "exchange-damaged-file": N_(
        "“{name}” is damaged or not what its name says. Nothing was taken in."
    ),
    "exchange-damaged-midway": N_(
        "“{name}” is damaged in line {line}. The {units} units before that were taken in; mend the"
        " file and take it in again, what is there stays once."
    ),
    "exchange-encoding": N_(
        "“{name}” is not in the encoding that it names. Save it as UTF-8. Nothing was taken in."
    ),
    "exchange-entities": N_(
        "“{name}” declares entities, which may hide harm, and was not read. Nothing was taken in."
    ),
    "exchange-too-large": N_("“{name}” is over {limit} MB. Nothing was taken in."),
    "exchange-too-deep": N_(
        "“{name}” holds a text too long or nested too deeply to be read. Nothing was taken in."
    ),
    # -- memories
    "tmx-none": N_("“{name}” is no TMX file. Nothing was taken in."),
    "tmx-version": N_("“{name}” is TMX {version}, which is not known. Nothing was taken in."),
    "tmx-no-pairs": N_("“{name}” holds no text with its translation. Nothing was taken in."),
    "tmx-unit-one-sided": N_("Unit {number} has words in one language only."),
    "tmx-unit-no-source": N_("Unit {number} has no text in its source language, {language}."),
    # -- XLIFF
    "xliff-none": N_("“{name}” is no XLIFF file. Nothing was taken in."),
    "xliff-version": N_("“{name}” is XLIFF {version}, which is not known. Nothing was taken in."),
    "xliff-attribute-missing": N_(
        "“{name}” breaks a rule of XLIFF: <{element}> in line {line} lacks “{attribute}”."
        " Nothing was taken in."
    ),
    "xliff-attribute-odd": N_(
        "“{name}” breaks a rule of XLIFF: in line {line}, “{attribute}” of <{element}> may not be"
        " “{value}”. Nothing was taken in."
    ),
    "xliff-element-missing": N_(
        "“{name}” breaks a rule of XLIFF: <{element}> in line {line} has no <{wanted}>."
        " Nothing was taken in."
    ),
    "xliff-id-twice": N_(
        "“{name}” breaks a rule of XLIFF: the id “{id}” of <{element}> in line {line} is there"
        " twice. Nothing was taken in."
    ),
    "xliff-language": N_(
        "In line {line} of “{name}”, “{language}” is no language. Nothing was taken in."
    ),
    "xliff-language-differs": N_(
        "In line {line} of “{name}”, <{element}> is in “{language}” where the file is in"
        " “{expected}”. Nothing was taken in."
    ),
    "xliff-reference": N_(
        "“{name}” breaks a rule of XLIFF: <{element}> in line {line} points to “{reference}”,"
        " which is not there. Nothing was taken in."
    ),
    "xliff-unbalanced": N_(
        "“{name}” breaks a rule of XLIFF: <{element}> in line {line} lacks its other end."
        " Nothing was taken in."
    ),
    # -- terms
    "tbx-none": N_("“{name}” is no TBX file. Nothing was taken in."),
    "tbx-empty": N_("“{name}” holds no terms. Nothing was taken in."),
    "table-empty": N_("“{name}” is a table without rows. Nothing was taken in."),
    "terms-taken-in": N_("Terms taken in: {count}"),
    # -- translations out and back
    "exchange-of-source": N_(
        "The article is not a translation. Choose the language version that is to be translated."
    ),
    "exchange-sensitive": N_("The story is confidential. Nothing was sent out."),
    "exchange-nothing": N_("The article has nothing to translate. Nothing was sent out."),
    "exchange-not-ours": N_(
        "“{name}” does not say which article it belongs to. Name the article. Nothing was taken in."
    ),
    "exchange-other-article": N_("“{name}” belongs to another article. Nothing was taken in."),
    "exchange-other-languages": N_(
        "“{name}” goes from {source} to {target}, the article from {expected_source} to {expected}."
        " Nothing was taken in."
    ),
    "exchange-many-languages": N_(
        "“{name}” holds files of several languages. Take them in one by one. Nothing was taken in."
    ),
    "exchange-taken": N_("Returned texts taken: {count}"),
    "word-no-table": N_(
        "“{name}” has no table that was sent out for translation. Nothing was taken in."
    ),
}
