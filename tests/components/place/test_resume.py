"""The home page's box: the place where reading stopped, and where to start when there is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rehber.render.learner_data import render_resume
from tests.components.conftest import strings

Open = Callable[..., Page]
PLACE = {"url": "modules/b/", "title": "Okuduğum", "anchor": "b2", "scroll": 0}


@pytest.mark.parametrize("where", ["visit", "disk"])
def test_a_place_that_was_deleted_is_offered_no_more(opened: Open, where: str) -> None:
    page = opened("home", render_resume(strings("store"), start=("modules/a/", "Aile hakkı")))
    box = page.locator(".rh-resume")
    before = box.inner_text()
    if where == "visit":
        page.evaluate("rh.getStore().setShared(true)")
    page.evaluate("(place) => rh.getStore().set('place', place)", PLACE)
    expect(page.get_by_role("link", name="Okuduğum")).to_be_visible()
    expect(box).to_contain_text("Kaldığınız yer")
    if where == "visit":
        page.evaluate("rh.getStore().endVisit()")
    else:
        other = opened("home")
        other.evaluate("rh.getStore().deleteAll()")
    expect(page.get_by_role("link", name="Aile hakkı")).to_have_attribute("href", "modules/a/")
    expect(box).not_to_contain_text("Kaldığınız yer")
    expect(box).to_have_text(before, use_inner_text=True)
    # Nothing is left that would lead to a line of that page.
    page.get_by_role("link", name="Aile hakkı").evaluate(
        "(a) => { a.addEventListener('click', (event) => event.preventDefault()); a.click(); }"
    )
    assert not [
        name for name in page.evaluate("Object.keys(sessionStorage)") if name.endswith(">back")
    ]
