"""A notice that goes away takes the focus of nobody."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from rehber.render.learner_data import render_store_notice
from tests.components.conftest import FULL_DISK, strings

NOTICE = render_store_notice(strings("store"), privacy_url="/gizlilik/")
TOP = "() => document.querySelector('main > p:last-of-type').getBoundingClientRect().top"


def full(opened: Callable[..., Page]) -> Page:
    """A page whose disk has just refused a record."""
    page = opened("notice", NOTICE + "<p><button>Sonraki</button></p>" + "<p>Söz.</p>" * 90)
    page.evaluate(FULL_DISK)
    page.evaluate("rh.getStore().set('setting:other', true)")
    expect(page.locator(".rh-notice")).to_be_visible()
    return page


def test_closing_a_notice_hands_the_focus_to_the_title(opened: Callable[..., Page]) -> None:
    page = full(opened)
    page.get_by_role("button", name="Tamam").focus()
    page.evaluate("scrollTo(0, 300)")
    top = page.evaluate(f"({TOP})()")
    page.keyboard.press("Enter")
    expect(page.locator(".rh-notice")).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()
    page.wait_for_function(f"(top) => Math.abs(({TOP})() - top) < 2", arg=top)  # nothing moves


def test_a_notice_that_goes_by_itself_leaves_the_focus_where_it_is(
    opened: Callable[..., Page],
) -> None:
    page = opened("notice", NOTICE + "<p><button>Sonraki</button></p>")
    page.evaluate("rh.getStore().setShared(true)")
    notice = page.locator(".rh-notice")
    expect(notice).to_be_visible()
    page.get_by_role("button", name="Sonraki").focus()
    page.evaluate("rh.getStore().setShared(false)")
    expect(notice).to_be_hidden()
    expect(page.get_by_role("button", name="Sonraki")).to_be_focused()

    page.evaluate("rh.getStore().setShared(true)")
    expect(notice).to_be_visible()
    page.get_by_role("button", name="Tamam").focus()
    page.evaluate("rh.getStore().setShared(false)")  # as in another tab
    expect(notice).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()
