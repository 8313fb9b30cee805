"""What a test page fetches when a test begins, where the pages of these tests look for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from rehber.messages import load
from rehber.model.quiz import Item
from rehber.render.test_mode import parts_file, render_test
from tests.components.conftest import Site, read_item, render_example

SECTIONS = {
    "m05-s3": ("/m05/s3/", "Görüşe ağırlık vermek"),
    "m04-s1": ("/m04/s1/", "Planlar"),
    "m04-s2": ("/m04/s2/", "Zaman çizelgesi"),
}
PARTS = {language: parts_file(load(language), language) for language in ("tr", "en")}


@pytest.fixture(autouse=True)
def parts(site: Site) -> None:
    for name, script in PARTS.values():
        site.write(name.replace("assets/", ""), script)


def page_of(
    *names: str,
    lang: str = "tr",
    changed: Mapping[str, Item] | None = None,
    before: str = "",
    **options: Any,
) -> str:
    """A test page as the site has it, of these examples; ``changed`` puts other items in place."""
    items = [(changed or {}).get(name) or read_item(name) for name in names]
    body = "".join(
        render_example(
            name,
            item=item,
            number=number,
            heading=2,
            strings=load(lang)["quiz"],
            section_link=SECTIONS.get(item.section),
        )
        for number, (name, item) in enumerate(zip(names, items, strict=True), start=1)
    )
    arguments = {
        "test": "m05-test",
        "strings": load(lang),
        "parts": PARTS[lang][0].replace("assets/", ""),
        "root": "/",
    }
    return render_test(before + body, items, **(arguments | options))
