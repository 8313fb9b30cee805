"""Quiz items as HTML: one fragment for the site, the component tests and the exports.

The fragment is whole without a script: the question, its options, and a closed ``details`` with
the answer. The browser component (``overrides/assets/components/quiz/``) only moves and shows what
stands here; every word that it can say is written here too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from rehber.model.quiz import UNTAGGED, Item, ItemType
from rehber.render.html import Html, element, join, text
from rehber.render.item_text import ToHtml, inline, letter, plain, short_digest, split_stem
from rehber.render.matching import Pairs, Steps

Detail = Literal["letters", "reasons", "all"]
"""How much the key for paper says."""

_BLANK = re.compile(r"\[\[[^\]]+\]\]")
_SLOT = re.compile("\ue000(\\d+)\ue001")


def item_digest(item: Item) -> str:
    """Eight hexadecimal digits that change when the question or its right answer changes.

    Order of options and white space do not count, and neither do feedback and explanation: an
    answer stays comparable when an option moves or its feedback is worded better.
    """
    content: list[object] = [
        item.type.value,
        plain(item.stem),
        sorted([plain(option.text), option.is_right] for option in item.options),
        [[plain(answer) for answer in blank.accepted] for blank in item.blanks],
        item.fold_diacritics,
    ]
    if item.type in UNTAGGED:  # the others keep the digest that learners' records hold
        content += [
            sorted([plain(pair.left), plain(pair.right)] for pair in item.pairs),
            sorted(plain(pair.right) for pair in item.spare),
            [plain(step.text) for step in item.steps],
        ]
    return short_digest(json.dumps(content, ensure_ascii=False))


def option_keys(item: Item) -> tuple[str, ...]:
    """A name for each option, right side or step that moves with it: stored answers survive a new
    order. Right sides come in the order of the pairs, the spare ones last.

    A translated item is given the keys and the digest of its original, so that both pages share
    the learner's record.
    """
    keys: list[str] = []
    texts = [option.text for option in item.options]
    texts += [pair.right for pair in (*item.pairs, *item.spare)]
    texts += [step.text for step in item.steps]
    for words in texts:
        key = short_digest(plain(words))[:6]
        keys.append(key if key not in keys else f"{key}-{len(keys)}")
    return tuple(keys)


def render_item(
    item: Item,
    *,
    to_html: ToHtml,
    strings: Mapping[str, str],
    source_html: str = "",
    section_link: tuple[str, str] | None = None,
    number: int = 0,
    digest: str | None = None,
    keys: Sequence[str] = (),
    heading: int = 0,
) -> str:
    """One question.

    ``strings`` is the table ``[quiz]`` of the messages; ``source_html`` the rendered citations;
    ``section_link`` address and title of the section that explains the answer; ``number`` the
    number shown (0: none). ``digest`` and ``keys`` are those of the original when ``item`` is a
    translation. ``heading`` (2–6) makes the number a heading of that level, for test pages.
    """
    if item.problems:
        return _broken(item, strings)
    digest = digest or item_digest(item)
    body = _Body(item, to_html, strings, _fitting(item, keys), digest)
    return element(
        "section",
        element(
            "form",
            _number(item, strings, number, heading),
            element("p", strings["changed"], class_="rh-quiz__changed", hidden=True),
            body.fieldset(),
            _actions(item, strings),
            # Without a dialog around it this method submits nothing: Enter reloads no page.
            method="dialog",
            class_="rh-quiz__form",
            autocomplete="off",
        ),
        element(
            "details",
            element("summary", strings["key"]),
            body.answers(),
            _more(item, to_html, strings, source_html, section_link),
            class_="rh-quiz__key",
        ),
        class_="rh-quiz",
        id=item.id,
        data_rh_module="quiz",
        data_rh_item=item.id,
        data_rh_type=item.type.value,
        data_rh_digest=digest,
        data_rh_fold=item.fold_diacritics,
        data_rh_nosearch=True,
    )


def render_answer_key(
    items: Sequence[Item],
    *,
    to_html: ToHtml,
    strings: Mapping[str, str],
    detail: Detail = "reasons",
    originals: Mapping[str, Item] | None = None,
) -> str:
    """The key for paper, shown in print alone, on a page of its own after the questions.

    Each entry has the right answer: its letter alone, or with the reason why it is right, or with
    the other options' feedback as well (``detail``).
    Questions are numbered from 1 in the order given, broken ones included, as on the page.
    ``originals``, by id, are what the items translate: the letters hang on them.
    """
    known = originals or {}
    entries = [
        element("li", *_key_entry(item, known.get(item.id, item), number, to_html, strings, detail))
        for number, item in enumerate(items, start=1)
        if not item.problems
    ]
    return element(
        "section",
        element("h2", strings["answer_key"]),
        element("ul", *entries),
        class_="rh-key",
        data_rh_nosearch=True,
    )


def _fitting(item: Item, keys: Sequence[str]) -> tuple[str, ...]:
    """A translation that lags behind its original has other options: then the keys are its own."""
    own = option_keys(item)
    return tuple(keys) if len(keys) == len(own) else own


_HINTS = {
    ItemType.MULTIPLE: "many_hint",
    ItemType.MATCH: "match_hint",
    ItemType.ORDER: "order_hint",
}
_PARTLY = {
    ItemType.FILL: "partial_fill",
    ItemType.MATCH: "partial_match",
    ItemType.ORDER: "partial_order",
}
_EMPTY = {ItemType.FILL: "empty_fill", ItemType.MATCH: "empty_match", ItemType.ORDER: "empty_order"}
_SHOW = {ItemType.FILL: "show_answer", ItemType.MATCH: "show_answer", ItemType.ORDER: "show_order"}


def _untagged(
    item: Item, to_html: ToHtml, strings: Mapping[str, str], keys: Sequence[str], digest: str
) -> Pairs | Steps | None:
    if item.type not in UNTAGGED:
        return None
    kind = Pairs if item.type is ItemType.MATCH else Steps
    return kind(item, to_html, strings, keys, digest)


class _Body:
    """What differs between the types of items: the fields, and the answers in the key."""

    def __init__(
        self,
        item: Item,
        to_html: ToHtml,
        strings: Mapping[str, str],
        keys: tuple[str, ...],
        digest: str,
    ) -> None:
        self._item = item
        self._to_html = to_html
        self._strings = strings
        self._keys = keys
        self._untagged = _untagged(item, to_html, strings, keys, digest)

    def fieldset(self) -> Html:
        if self._item.type is ItemType.FILL:
            return self._fill_fields()
        if self._untagged:
            return self._asked(self._untagged.fields())
        choices = (self._choice(index) for index in range(len(self._item.options)))
        return self._asked(join(*choices))

    def answers(self) -> Html:
        if self._untagged:
            return self._untagged.answers()
        return self._blank_answers() if self._item.type is ItemType.FILL else self._verdicts()

    def _asked(self, fields: Html) -> Html:
        """The context, and the fields below the question and a hint."""
        item = self._item
        context, question = split_stem(item.stem)
        hint = _HINTS.get(item.type)
        described = [f"{item.id}-context"] * bool(context) + [f"{item.id}-hint"] * bool(hint)
        return join(
            context
            and element(
                "div",
                Html(self._to_html(context)),
                class_="rh-quiz__context",
                id=f"{item.id}-context",
            ),
            element(
                "fieldset",
                element(
                    "legend",
                    inline(self._to_html, question) if question else self._strings["question"],
                    class_="rh-quiz__question",
                ),
                hint
                and element("p", self._strings[hint], class_="rh-quiz__hint", id=f"{item.id}-hint"),
                fields,
                aria_describedby=" ".join(described) or None,
            ),
        )

    def _choice(self, index: int) -> Html:
        item = self._item
        option = item.options[index]
        name = f"{item.id}-{index + 1}"
        return element(
            "div",
            element(
                "input",
                type="checkbox" if item.type is ItemType.MULTIPLE else "radio",
                name=item.id,
                id=name,
                value=self._keys[index],
                data_rh_right=option.is_right,
            ),
            element(
                "label",
                element("b", text(letter(index))),
                " ",
                inline(self._to_html, option.text),
                for_=name,
            ),
            class_="rh-quiz__option",
        )

    def _verdicts(self) -> Html:
        lines = [
            element(
                "li",
                element("b", text(letter(index))),
                _verdict(
                    option.is_right,
                    Html(self._to_html(option.feedback)) if option.feedback else Html(""),
                    self._strings,
                ),
            )
            for index, option in enumerate(self._item.options)
        ]
        return element("ul", *lines, class_="rh-quiz__answers")

    def _fill_fields(self) -> Html:
        item, strings = self._item, self._strings
        count = len(item.blanks)
        slots = iter(range(count))
        marked = _BLANK.sub(lambda _: f"\ue000{next(slots)}\ue001", item.stem)
        stem = _SLOT.sub(lambda found: self._blank(int(found[1])), self._to_html(marked))
        return element(
            "fieldset",
            element(
                "legend",
                strings["fill_legend"] if count == 1 else strings["fill_legend_many"],
                class_="rh-quiz__question",
            ),
            element("div", Html(stem), class_="rh-quiz__stem", id=f"{item.id}-stem"),
        )

    def _blank(self, index: int) -> Html:
        item = self._item
        name = f"{item.id}-{index + 1}"
        return element(
            "span",
            element("label", _blank_name(item, index, self._strings), class_="rh-sr", for_=name),
            element(
                "input",
                type="text",
                id=name,
                size="16",
                maxlength="200",
                autocomplete="off",
                autocapitalize="none",
                spellcheck="false",
                aria_describedby=f"{item.id}-stem",
                data_rh_accept=json.dumps(item.blanks[index].accepted, ensure_ascii=False),
            ),
            class_="rh-quiz__blank",
        )

    def _blank_answers(self) -> Html:
        item, strings = self._item, self._strings
        accepted = [
            element("li", element("b", text(_accepted_name(item, index, strings))), ": ", answers)
            for index, answers in enumerate(" · ".join(blank.accepted) for blank in item.blanks)
        ]
        foreseen = [
            element(
                "li",
                element("b", text(f"“{wrong.answer}”")),
                _verdict(False, Html(self._to_html(wrong.feedback)), strings),
                data_rh_wrong=wrong.answer,
            )
            for wrong in item.wrong_answers
        ]
        return element("ul", *accepted, *foreseen, class_="rh-quiz__answers")


def _number(item: Item, strings: Mapping[str, str], number: int, heading: int) -> Html:
    words = strings["question_number"].format(number=number) if number else strings["question"]
    tag = f"h{heading}" if heading else "p"
    return element(tag, words, class_="rh-quiz__number", id=f"{item.id}-no" if heading else None)


def _actions(item: Item, strings: Mapping[str, str]) -> Html:
    """The row of buttons and the outcome; hidden until the component starts."""
    outcome = element(
        "p",
        class_="rh-quiz__outcome",
        data_rh_right=strings["right"] + ".",
        data_rh_wrong=strings["wrong"] + ".",
        data_rh_partial=strings[_PARTLY.get(item.type, "partial")] + ".",
        data_rh_empty=strings[_EMPTY.get(item.type, "empty_choice")] + ".",
        hidden=True,
    )
    buttons = element(
        "p",
        element("button", strings["answer"], type="submit", class_="rh-quiz__button"),
        element("button", strings["retry"], type="button", data_rh_do="retry", hidden=True),
        element(
            "button",
            strings[_SHOW.get(item.type, "others")],
            type="button",
            data_rh_do="others",
            hidden=True,
        ),
        class_="rh-quiz__actions",
        hidden=True,
    )
    return join(buttons, outcome)


def _more(
    item: Item,
    to_html: ToHtml,
    strings: Mapping[str, str],
    source_html: str,
    section_link: tuple[str, str] | None,
) -> Html:
    """Explanation, the section to read, sources: the same for every answer."""
    link = section_link and element(
        "p",
        strings["section"],
        ": ",
        element("a", section_link[1], href=section_link[0], class_="rh-quiz__section"),
    )
    sources = source_html and element(
        "div", strings["sources"], ": ", Html(source_html), class_="rh-quiz__sources"
    )
    return element("div", _why(item, to_html), link, sources, class_="rh-quiz__more")


def _broken(item: Item, strings: Mapping[str, str]) -> Html:
    """What a preview shows in the place of an item that cannot be shown."""
    codes = element("code", ", ".join(item.problems))
    place = element("code", str(item.where))
    return element(
        "section",
        element(
            "p", element("strong", strings["broken"]), " ", item.id and element("code", item.id)
        ),
        element("p", strings["broken_problems"], ": ", codes),
        element("p", strings["broken_place"], ": ", place),
        class_="rh-quiz rh-quiz--broken",
        id=item.id or None,
        data_rh_nosearch=True,
    )


def _key_entry(
    item: Item,
    original: Item,
    number: int,
    to_html: ToHtml,
    strings: Mapping[str, str],
    detail: Detail,
) -> list[Html]:
    parts = [element("b", strings["question_number"].format(number=number), ": ")]
    seed = item_digest(original)
    if untagged := _untagged(item, to_html, strings, _fitting(item, option_keys(original)), seed):
        parts.append(text(f"{strings['from_top']}: {untagged.letters()}"))
        return [*parts, *([] if detail == "letters" else [untagged.answers(), _why(item, to_html)])]
    if item.type is ItemType.FILL:
        parts.append(text("; ".join(" · ".join(blank.accepted) for blank in item.blanks)))
    if detail == "letters":
        right = [letter(index) for index, option in enumerate(item.options) if option.is_right]
        return [*parts, text(", ".join(right))]
    for index, option in enumerate(item.options):
        if option.is_right:
            answer = join(element("b", text(letter(index))), " ", inline(to_html, option.text))
            parts.append(element("p", answer))
        if option.feedback and (option.is_right or detail == "all"):
            verdict = _verdict(option.is_right, Html(to_html(option.feedback)), strings)
            mark = element("b", text(letter(index))) if not option.is_right else ""
            parts.append(join(mark, verdict))
    return [*parts, _why(item, to_html)]


def _why(item: Item, to_html: ToHtml) -> Html:
    return Html(to_html(item.explanation) if item.explanation else "")


def _verdict(is_right: bool, feedback: Html, strings: Mapping[str, str]) -> Html:
    """Feedback that begins with its verdict as a word: colour is never the only sign."""
    name = "right" if is_right else "wrong"
    word = element("strong", strings[name] + ".")
    inner = (
        Html(feedback.replace("<p>", f"<p>{word} ", 1))
        if feedback.startswith("<p>")
        else join(element("p", word), feedback)
    )
    return element("div", inner, class_=f"rh-why rh-why--{name}")


def _blank_name(item: Item, index: int, strings: Mapping[str, str]) -> str:
    if len(item.blanks) == 1:
        return strings["blank"]
    return strings["blank_number"].format(number=index + 1)


def _accepted_name(item: Item, index: int, strings: Mapping[str, str]) -> str:
    name = strings["accepted"]
    return name if len(item.blanks) == 1 else f"{_blank_name(item, index, strings)}, {name}"
