"""The HTML of quiz items, compared with golden files.

``REHBER_UPDATE_GOLDEN=1 pytest tests/unit/render/test_quiz.py`` writes the files anew; read the
difference before it is committed.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rehber.content.quiz import read_items
from rehber.model.finding import Location
from rehber.model.quiz import Blank, Item, ItemType, Option, Step
from rehber.render.item_text import mixed
from rehber.render.learner_data import render_learner_data, render_resume, render_store_notice
from rehber.render.quiz import (
    item_digest,
    option_keys,
    render_answer_key,
    render_item,
    render_items_summary,
)

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "tests" / "golden" / "quiz-html"
EXAMPLES = {
    example["name"]: example
    for example in yaml.safe_load(
        (ROOT / "tests" / "components" / "quiz" / "examples.yml").read_text(encoding="utf-8")
    )
}


def messages(language: str) -> dict[str, dict[str, str]]:
    path = ROOT / "src" / "rehber" / "messages" / f"ui.{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


QUIZ = messages("tr")["quiz"]
STORE = messages("tr")["store"]


def to_html(text: str) -> str:
    return markdown.markdown(text, extensions=["tables"])


def read(name: str) -> Item:
    (item,), _ = read_items(EXAMPLES[name]["item"], f"examples.yml#{name}")
    return item


def render(item: Item, **options: object) -> str:
    return render_item(item, to_html=to_html, strings=QUIZ, **options)  # type: ignore[arg-type]


def example_html(name: str) -> str:
    example = EXAMPLES[name]
    return render(
        read(name),
        number=example.get("number", 0),
        source_html=example.get("sources", ""),
        section_link=tuple(example["section"]) if "section" in example else None,
    )


def choice(*options: tuple[str, bool], stem: str = "Ne yaparsınız?") -> Item:
    where = Location("docs/x.md", 3)
    return Item(
        id="m01-q01",
        type=ItemType.SINGLE,
        objective="m01-o1",
        stem=stem,
        where=where,
        options=tuple(Option(text, right, "Çünkü.", where) for text, right in options),
    )


PLAIN = choice(("Bir", True), ("İki", False))


class _Balance(HTMLParser):
    """Counts elements that were not closed, and ids that stand twice."""

    void = frozenset({"input", "br", "hr", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.referenced: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.void:
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on") and name != "style", name
            if name == "id":
                self.ids.append(value or "")
            if name in {"for", "aria-describedby", "aria-labelledby"}:
                self.referenced.update((value or "").split())

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_sound(html: str) -> None:
    parser = _Balance()
    parser.feed(html)
    assert parser.open == []
    assert len(parser.ids) == len(set(parser.ids))
    assert parser.referenced <= set(parser.ids)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_renders_as_the_golden_file(name: str) -> None:
    html = example_html(name)
    assert_sound(html)
    path = GOLDEN / f"{name}.html"
    pretty = html.replace("><", ">\n<") + "\n"
    if os.environ.get("REHBER_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pretty, encoding="utf-8")
    assert pretty == path.read_text(encoding="utf-8")


def test_no_example_is_without_a_golden_file_and_back() -> None:
    assert {path.stem for path in GOLDEN.glob("*.html")} == set(EXAMPLES)


def test_rendering_twice_gives_the_same_bytes() -> None:
    assert example_html("single") == example_html("single")


def test_broken_item_is_a_box_with_its_codes_and_place() -> None:
    html = example_html("broken")
    assert "Bu soru gösterilemiyor." in html
    assert "QZ004" in html
    assert "examples.yml#broken:2" in html
    assert "data-rh-module" not in html


def test_broken_item_without_id_or_options_is_no_exception() -> None:
    item = Item(
        id="", type=ItemType.SINGLE, objective="", stem="", where=Location("x"), problems=("QZ013",)
    )
    assert "QZ013" in render(item)


def test_authors_text_is_not_doubled_in_labels() -> None:
    html = example_html("marked-up")
    assert "<label" in html
    assert '<label for="m01-q32-1"><b>A</b> Notu <em>dosyaya</em> eklerim' in html
    assert "5395 &lt; 2828" in html
    assert html.count("İkinci paragraf.") == 1


def test_stem_that_ends_in_a_list_has_a_plain_legend() -> None:
    html = example_html("long-stem")
    assert 'class="rh-quiz__question">Soru</legend>' in html
    assert "<li>baba mevsimlik işte.</li>" in html
    assert 'aria-describedby="m01-q31-context"' in html


def test_number_can_be_a_heading() -> None:
    assert '<h2 class="rh-quiz__number" id="m01-q01-no">Soru 4</h2>' in render(
        PLAIN, number=4, heading=2
    )
    assert '<p class="rh-quiz__number">Soru</p>' in render(PLAIN)


def test_missing_feedback_still_says_right_or_wrong() -> None:
    item = replace(PLAIN, options=tuple(replace(o, feedback="") for o in PLAIN.options))
    html = render(item)
    assert "<p><strong>Doğru.</strong></p>" in html
    assert "<p><strong>Doğru değil.</strong></p>" in html


@pytest.mark.parametrize(
    "changed",
    [
        choice(("Bir", True), ("İki", False), stem="Başka bir soru?"),
        choice(("Bir", True), ("Üç", False)),
        choice(("Bir", False), ("İki", True)),
        choice(("Bir", True), ("İki", False), ("Üç", False)),
    ],
)
def test_digest_changes_with_the_question(changed: Item) -> None:
    assert item_digest(changed) != item_digest(PLAIN)


def test_digest_stays_when_only_order_space_feedback_or_place_change() -> None:
    where = Location("docs/moved.md", 99)
    moved = replace(
        PLAIN,
        stem="Ne   yaparsınız?\n",
        where=where,
        explanation="Yeni açıklama.",
        section="m01-s9",
        options=tuple(replace(o, feedback="Yeni.", where=where) for o in PLAIN.options[::-1]),
    )
    assert item_digest(moved) == item_digest(PLAIN)
    assert set(option_keys(moved)) == set(option_keys(PLAIN))
    assert len(item_digest(PLAIN)) == 8


def test_digest_of_a_fill_in_item_changes_with_its_answers() -> None:
    item = read("fill")
    assert item_digest(replace(item, blanks=(Blank(("kronoloji",)),))) != item_digest(item)
    assert item_digest(replace(item, fold_diacritics=True)) != item_digest(item)


@pytest.mark.parametrize(
    "changed",
    [
        replace(read("match"), pairs=read("match").pairs[:2]),
        replace(read("match"), spare=()),
        replace(read("match"), stem="Başka?"),
        replace(
            read("match"),
            pairs=tuple(
                replace(pair, right=other.right)
                for pair, other in zip(read("match").pairs, read("match").pairs[::-1], strict=True)
            ),
        ),
        replace(read("order"), steps=read("order").steps[::-1]),
        replace(read("order"), steps=read("order").steps[:3]),
        replace(read("order"), id="m05-q99", stem="Başka?"),
    ],
)
def test_digest_of_pairs_and_steps_changes_with_the_question(changed: Item) -> None:
    assert item_digest(changed) != item_digest(read(changed.type.value))


def test_digest_of_pairs_stays_when_only_rows_heads_or_explanation_change() -> None:
    item = read("match")
    moved = replace(item, pairs=item.pairs[::-1], heads=("X", "Y"), explanation="Yeni.")
    assert item_digest(moved) == item_digest(item)
    assert set(option_keys(moved)) == set(option_keys(item))


@given(st.lists(st.text(min_size=1), min_size=3, max_size=8, unique=True), st.text())
def test_a_mixed_order_gives_nothing_away_and_is_always_the_same(
    keys: list[str], seed: str
) -> None:
    order = mixed(keys, seed)
    assert sorted(order) == list(range(len(keys)))
    assert all(after != before + 1 for before, after in pairwise(order))
    assert order != list(range(len(keys)))[::-1]
    assert mixed(keys, seed) == order


def test_letters_of_the_key_are_those_of_the_question() -> None:
    """Where the item is a translation too: they hang on the original."""
    original = read("match")
    english = replace(
        original,
        pairs=tuple(
            replace(pair, left=f"Left {n}", right=f"Right {n}")
            for n, pair in enumerate(original.pairs)
        ),
    )
    html = render(english, digest=item_digest(original), keys=option_keys(original))
    letters = dict(re.findall(r"<b>(.)</b> (Right \d)</li>", html.split("<form")[1]))
    for detail in ("letters", "reasons"):
        key = render_answer_key(
            [english],
            to_html=to_html,
            strings=QUIZ,
            detail=detail,  # type: ignore[arg-type]
            originals={original.id: original},
        )
        assert_sound(key)
        found = re.search(r"Yukarıdan aşağıya: ([A-D, ]+)", key)
        assert found and [letters[each] for each in found[1].split(", ")] == [
            "Right 0",
            "Right 1",
            "Right 2",
        ]
        assert ("Neden:" in key) is (detail == "reasons")


def test_words_in_a_list_and_in_a_buttons_name_hold_no_markup() -> None:
    assert ". Suçluluğu hafifletir &amp; dinler</option>" in example_html("match")
    steps = (Step('"5395" <b>kalın</b> & *eğik*', PLAIN.where), *read("order").steps[1:])
    html = render(replace(read("order"), steps=steps))
    assert_sound(html)
    assert 'aria-label="Yukarı taşı: &quot;5395&quot; kalın &amp; eğik"' in html


def test_equal_options_have_different_keys() -> None:
    keys = option_keys(choice(("Bir", True), ("Bir", False), ("Bir", False)))
    assert len(set(keys)) == 3


def test_translation_takes_digest_and_keys_of_the_original() -> None:
    html = render(PLAIN, digest="0f0f0f0f", keys=("k1", "k2"))
    assert 'data-rh-digest="0f0f0f0f"' in html
    assert 'value="k1"' in html


def test_answers_are_marked_for_the_search_indexer() -> None:
    key = render_answer_key([PLAIN], to_html=to_html, strings=QUIZ)
    summary = render_items_summary([PLAIN], strings=QUIZ, sections={})
    for html in (render(PLAIN), key, summary):
        assert html.split(">", 1)[0].endswith(" data-rh-nosearch") or " data-rh-nosearch " in html


def test_answer_key_keeps_the_numbers_of_the_page() -> None:
    items = [read("single"), read("broken"), read("fill")]
    html = render_answer_key(items, to_html=to_html, strings=QUIZ)
    assert_sound(html)
    assert "Soru 1" in html and "Soru 3" in html and "Soru 2" not in html
    assert "Çünkü sözden önceki" in html and "Çünkü küçük çocuk" not in html
    full = render_answer_key(items, to_html=to_html, strings=QUIZ, detail="all")
    assert "Çünkü küçük çocuk" in full
    letters = render_answer_key(items, to_html=to_html, strings=QUIZ, detail="letters")
    assert_sound(letters)
    assert "Soru 3" in letters and "Çünkü" not in letters


def test_summary_counts_what_can_be_answered() -> None:
    html = render_items_summary([PLAIN, read("broken")], strings=QUIZ, sections={})
    assert_sound(html)
    assert "0 / 1 yanıtlandı, 0 doğru" in html


def test_learner_data_is_sound_and_hidden_until_started() -> None:
    for html in (
        render_learner_data(STORE, edition="2026.11"),
        render_store_notice(STORE, privacy_url="/gizlilik/"),
    ):
        assert_sound(html)
        assert " hidden" in html
    assert_sound(render_resume(STORE, start=("modules/a/", "Aile hakkı")))


def test_both_languages_have_the_same_words_and_blanks() -> None:
    def blanks(words: str) -> set[str]:
        return {part.split("}")[0] for part in words.split("{")[1:]}

    turkish, english = messages("tr"), messages("en")
    for table in ("quiz", "store"):
        assert list(turkish[table]) == list(english[table])
        for key, words in turkish[table].items():
            assert blanks(words) == blanks(english[table][key]), key
