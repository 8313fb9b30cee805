"""The fields and the answers of matching and ordering items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import unescape

from rehber.model.quiz import Item
from rehber.render.html import Html, element, join
from rehber.render.item_text import ToHtml, bare, inline, letter, mixed


class Pairs:
    """Each left side with a list to choose from; the right sides stand above, with letters.

    The letters are there because a closed list shows one line, which a narrow screen cuts off, and
    because paper has no lists to open.
    """

    def __init__(
        self,
        item: Item,
        to_html: ToHtml,
        strings: Mapping[str, str],
        keys: Sequence[str],
        seed: str,
    ) -> None:
        self._item = item
        self._to_html = to_html
        self._strings = strings
        self._keys = keys
        self._order = mixed(keys, seed)
        self._rights = [pair.right for pair in (*item.pairs, *item.spare)]

    def fields(self) -> Html:
        item = self._item
        head = f"{item.id}-sides"
        sides = [
            element("li", element("b", self._letter(index)), " ", self._inline(self._rights[index]))
            for index in self._order
        ]
        return join(
            element("p", self._inline(item.heads[1]), class_="rh-quiz__head", id=head),
            element("ul", *sides, class_="rh-quiz__sides", aria_labelledby=head),
            element("p", self._inline(item.heads[0]), class_="rh-quiz__head"),
            *(self._row(index) for index in range(len(item.pairs))),
        )

    def _row(self, row: int) -> Html:
        name = f"{self._item.id}-{row + 1}"
        options = [
            element("option", f"{self._letter(index)}. ", bare(self._to_html, self._rights[index]),
                    value=self._keys[index])
            for index in self._order
        ]  # fmt: skip
        return element(
            "div",
            element("label", self._inline(self._item.pairs[row].left), for_=name),
            element(
                "select",
                element("option", self._strings["pick"], value=""),
                *options,
                id=name,
                data_rh_right=self._keys[row],
                data_rh_instead=self._strings["instead"],
            ),
            class_="rh-quiz__pair",
        )

    def answers(self) -> Html:
        lines = [
            element("li", self._inline(pair.left), " ", self._right(index))
            for index, pair in enumerate(self._item.pairs)
        ]
        spare = [
            element("li", self._strings["spare"], ": ", self._right(index))
            for index in range(len(self._item.pairs), len(self._rights))
        ]
        return element("ul", *lines, *spare, class_="rh-quiz__answers")

    def letters(self) -> str:
        """What is written on paper, from the top row down."""
        return ", ".join(self._letter(index) for index in range(len(self._item.pairs)))

    def _right(self, index: int) -> Html:
        return join(element("b", self._letter(index)), " ", self._inline(self._rights[index]))

    def _letter(self, index: int) -> str:
        return letter(self._order.index(index))

    def _inline(self, markdown: str) -> Html:
        return inline(self._to_html, markdown)


class Steps:
    """The steps in a mixed order, each with a button to move it up and one to move it down."""

    def __init__(
        self,
        item: Item,
        to_html: ToHtml,
        strings: Mapping[str, str],
        keys: Sequence[str],
        seed: str,
    ) -> None:
        self._item = item
        self._to_html = to_html
        self._strings = strings
        self._keys = keys
        self._order = mixed(keys, seed)

    def fields(self) -> Html:
        strings = self._strings
        return element(
            "ol",
            *(self._step(index) for index in self._order),
            class_="rh-quiz__steps",
            data_rh_moved=strings["moved"],
            data_rh_follows=strings["follows"],
            data_rh_instead=strings["right_place"],
        )

    def _step(self, index: int) -> Html:
        markdown = self._item.steps[index].text
        words = unescape(bare(self._to_html, markdown))
        moves = [
            element(
                "button",
                arrow,
                type="button",
                data_rh_move=name,
                aria_label=self._strings[name].format(step=words),
            )
            for name, arrow in (("up", "↑"), ("down", "↓"))
        ]
        return element(
            "li",
            element("span", inline(self._to_html, markdown), class_="rh-quiz__step"),
            # Shown by the script: without it they do nothing.
            element("span", *moves, class_="rh-quiz__moves", hidden=True),
            data_rh_key=self._keys[index],
            data_rh_place=str(index + 1),
        )

    def answers(self) -> Html:
        lines = [element("li", inline(self._to_html, step.text)) for step in self._item.steps]
        return element(
            "div",
            element("p", self._strings["right_order"] + ":"),
            element("ol", *lines),
            class_="rh-quiz__answers",
        )

    def letters(self) -> str:
        """What is written into the boxes on paper, from the top one down."""
        return ", ".join(str(index + 1) for index in self._order)
