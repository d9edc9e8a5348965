"""What each check is called, for the house's rules and beside its findings."""

from __future__ import annotations

from collections.abc import Mapping

from editor_app.sentences import _


def check_titles() -> Mapping[str, str]:
    """Return the titles of all checks by their ids, in the editor's language."""
    return {
        "S1": _("Text missing"),
        "S2": _("Same as the source"),
        "S3": _("Paragraph of the source lost"),
        "S4": _("Much longer or shorter than the source"),
        "S7": _("Links, bold or italics differ"),
        "S8": _("Source changed since it was translated"),
        "S9": _("Machine text that nobody has read"),
        "L1": _("Vietnamese left in the text"),
        "L2": _("Vietnamese without its marks left in the text"),
        "L4": _("Paragraph in another language"),
        "L6": _("Broken letters"),
        "N1": _("Number missing, added or changed"),
        "N2": _("Number written as in the source"),
        "N3": _("Thousand, million or billion exchanged"),
        "N4": _("Date written as in the source"),
        "N5": _("Weekday does not fit the date"),
        "T1": _("Term not used"),
        "T2": _("Forbidden form of a term"),
        "T3": _("Office not as in its country"),
        "T4": _("Foreign name in Vietnamese reading"),
        "T5": _("One person in two spellings"),
        "Q1": _("Quotation mark or bracket without its pair"),
        "Q3": _("Quotation lost or added"),
        "M2": _("Section and back link disagree"),
        "M3": _("Tags not as the vocabulary has them"),
        "M4": _("Link to the source missing or wrong"),
        "M12": _("Words of the template in another language"),
        "M16": _("Background that has grown old"),
        "F1": _("Photo without credit"),
    }
