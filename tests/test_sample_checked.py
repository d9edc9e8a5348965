"""The checks are silent on good work: what of the sample is finished has nothing to mend."""

from __future__ import annotations

import pytest

from editor_app.domain.finding import Severity
from editor_app.domain.ids import Language
from editor_app.text.checks.running import check_all
from tests.sample_files import SampleStory, stories
from tests.text.checks.proofs import Proof, reference

FIELDS = ("headline", "standfirst")
PAGE = {"M3"}
"""What is said of the page alone: these articles are made of their texts."""

FINISHED = [
    (story, language)
    for story in stories()
    for language in story.translations
    if not {"done", "left_out", "links", "was"} & story.article(language).keys()
    and len(story.bodies[language]) == len(story.bodies[story.source_language])
]


def named(value: object) -> str:
    return value.name if isinstance(value, SampleStory) else str(value)


def proof_of(story: SampleStory, language: str) -> Proof:
    source, target = story.article(story.source_language), story.article(language)
    return Proof(
        story.bodies[story.source_language],
        story.bodies[language],
        (Language(story.source_language), Language(language)),
        {field: (source[field], target[field]) for field in FIELDS},
    )


def test_enough_of_the_sample_is_looked_at() -> None:
    assert len(FINISHED) >= 20


@pytest.mark.parametrize(("story", "language"), FINISHED, ids=named)
def test_a_finished_translation_has_no_error_and_at_most_two_warnings(
    story: SampleStory, language: str
) -> None:
    material = proof_of(story, language).material()
    found = [item for item in check_all(material, reference()) if item.check not in PAGE]
    severities = [item.severity for item in found]
    assert severities.count(Severity.ERROR) == 0, found
    assert severities.count(Severity.WARNING) <= 2, found


def test_lengths_far_from_the_usual_are_few() -> None:
    known = reference()
    proofs = [proof_of(*one).material() for one in FINISHED]
    blocks = sum(len(proof.words) for proof in proofs)
    found = [item.check for proof in proofs for item in check_all(proof, known)]
    assert found.count("S4") <= blocks // 20
