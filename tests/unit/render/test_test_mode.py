"""A test page: practice around the questions, and what a test fetches when it begins."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lxml import html as lxml_html

from rehber.messages import load
from rehber.model.quiz import ItemType
from rehber.render.test_mode import parts_file, render_parts, render_practice, render_test
from tests.unit.render.test_quiz import PLAIN, QUIZ, assert_sound, read, render

STRINGS = load("tr")


def whole(*names: str, **options: Any) -> str:
    items = [read(name) for name in names]
    body = "<p>Önce.</p>\n" + "\n".join(render(item) for item in items)
    return render_test(
        body, items, **({"test": "m05-test", "strings": STRINGS, "parts": "p.js"} | options)
    )


def test_the_box_stands_before_the_first_question_and_the_text_before_it() -> None:
    html = whole("single", "fill", root="../../")
    assert_sound(html)
    before, root = lxml_html.fragments_fromstring(html)
    assert before.text == "Önce." and root.get("class") == "rh-test"
    classes = [child.get("class") for child in root]
    assert classes == ["rh-test__box", "rh-quiz", "rh-quiz", "rh-test__end"]
    assert root.get("data-rh-style") == "../../assets/components/test-mode/test-mode.css"
    assert root.get("data-rh-parts") == "../../p.js"
    assert root.xpath('.//a[@class="rh-button"]/@href') == ["#m05-q07"]


def test_practice_counts_what_can_be_answered() -> None:
    html = whole("single", "broken")
    assert_sound(html)
    assert "0 / 1 yanıtlandı, 0 doğru" in html
    assert "data-rh-nosearch" in html


def test_the_rule_of_points_names_the_kinds_of_questions_on_the_page() -> None:
    items = [replace(PLAIN, type=kind) for kind in ItemType]
    for shown in ([items[0]], items):
        html = render_test("", shown, test="x", strings=STRINGS, parts="p.js")
        for item in items:
            assert (STRINGS["test"][f"rule_{item.type.value}"] in html) is (item in shown)


def test_only_the_test_of_a_module_has_a_line() -> None:
    html = whole("single")
    assert 'data-rh-pass="80"' in html
    assert html.count("%80 çizgisi") == render_parts(STRINGS).count("%80 çizgisi") == 2
    for form in ("pre", "post"):
        html = whole("single", form=form, gain="../ogrenme/")
        assert "%80" not in html and 'data-rh-gain="../ogrenme/"' in html
    assert "data-rh-gain" not in whole("single", gain="../ogrenme/")


def test_the_result_of_the_pre_test_does_not_say_again() -> None:
    pre, post = (render_practice(3, strings=QUIZ, form=form) for form in ("pre", "post"))
    assert "Okumanız yararlı olabilecek" in pre and "Yeniden okumanız" not in pre
    assert "Yeniden okumanız yararlı olabilecek" in post


def test_parts_are_sound_in_both_languages_and_named_after_their_content() -> None:
    names = set()
    for language in ("tr", "en"):
        strings = load(language)
        assert_sound(render_parts(strings))
        name, script = parts_file(strings, language)
        assert name.startswith(f"assets/parts/test-mode.{language}.") and "</script" not in script
        names.add(name)
    assert len(names) == 2
