"""What rests on a source, an article or a term."""

from __future__ import annotations

import pytest

from rehber.content.course import load_course
from rehber.impact import is_known, uses_of
from rehber.model.course import Course
from tests.golden.golden_course import make


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("impact")
    make(root, {"name": "impact"})
    return load_course(root)


def _places(course: Course, name: str) -> list[str]:
    return [str(use.where) for use in uses_of(course, name)]


def test_an_article_lists_text_questions_and_the_registry(course: Course) -> None:
    places = _places(course, "tr-5395, m. 9")
    assert "docs/guide/law/5395.md:12" in places
    assert "docs/quizzes/ornek.md:14" in places
    assert any(place.startswith("docs/_data/law.yml") for place in places)


def test_another_article_is_not_listed(course: Course) -> None:
    assert _places(course, "tr-5395, m. 12") == []


def test_a_source_lists_front_matter_too(course: Course) -> None:
    assert "docs/modules/ornek/index.md:12" in _places(course, "rehber-ilkeler")


def test_a_term_is_found_in_inflected_forms(course: Course) -> None:
    assert "docs/modules/ornek/ilk.md:11" in _places(course, "tedbir")


def test_an_objective_lists_its_questions(course: Course) -> None:
    assert len(_places(course, "m01-o1")) == 6


@pytest.mark.parametrize(
    ("name", "known"), [("tr-5395, m. 9", True), ("tedbir", True), ("m01-q03", True), ("x", False)]
)
def test_an_unknown_name_is_told_apart_from_an_unused_one(
    course: Course, name: str, known: bool
) -> None:
    assert is_known(course, name) is known
