"""Back to the lines where reading stopped, from the home page and from the learner's page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from rehber import messages
from rehber.render.learner_data import render_resume
from rehber.render.progress import progress
from tests.components.conftest import Site, until
from tests.components.progress.small_course import learning_page, put, small_course, start

Open = Callable[..., Page]
WITHIN_PX = 3
URL = "modules/modul-1/b1/"
TOP = "(id) => document.getElementById(id).getBoundingClientRect().top"


def home() -> str:
    return render_resume(messages.load("tr")["store"], start=("modules/a/", "Aile hakkı"))


def lesson(grown: bool = False, renamed: bool = False) -> str:
    """Four sections of thirty lines each; ``grown``: one more paragraph at the top."""
    parts = [
        f"<h2 id='{'x' if renamed else 'b'}{n}'>Başlık {n}</h2>"
        + "".join(f"<p id='p{n}-{line}'>Söz.</p>" for line in range(30))
        for n in range(4)
    ]
    more = "<p>Yeni bir paragraf.</p>" * 10 if grown else ""
    return (
        "<style>html { scroll-padding-top: 60px }</style>"
        f'<div data-rh-module="place" data-rh-page="m01-s1">{more}{"".join(parts)}</div>'
    )


def stop_at(page: Page, line: str) -> float:
    """Read as far as a line, wait until that is kept; gives the line's place in the window."""
    page.evaluate("(id) => document.getElementById(id).scrollIntoView()", line)
    page.evaluate("scrollBy(0, 7)")
    anchor = "b" + line[1]
    until(page, f"rh.getStore().get('place').then((v) => v?.anchor === '{anchor}' && v.within > 0)")
    top: float = page.evaluate(TOP, line)
    return top


def arrived(page: Page, line: str, top: float) -> None:
    page.wait_for_function(
        f"([id, top]) => Math.abs(({TOP})(id) - top) <= {WITHIN_PX}", arg=[line, top]
    )


def test_the_home_page_leads_back_to_the_same_line(opened: Open) -> None:
    page = opened(URL.rstrip("/"), lesson(), title="Sözcükler")
    top = stop_at(page, "p2-17")
    page.close()
    tab = opened("home", home())
    tab.get_by_role("link", name="Sözcükler").click()
    tab.wait_for_url("**/b1/#b2")
    arrived(tab, "p2-17", top)


def test_the_learners_page_leads_back_too(opened: Open) -> None:
    page = opened(URL.rstrip("/"), lesson(), title="Sözcükler")
    top = stop_at(page, "p1-9")
    page.close()
    course = small_course()
    tab = opened("learning", progress(course, course, learning_page(), messages.load("tr")))
    start(tab, "progress")
    expect(tab.locator(".rh-progress__next")).to_have_text("Kaldığınız yer: Sözcükler")
    tab.get_by_role("link", name="Sürdür").click()
    arrived(tab, "p1-9", top)


def test_a_page_that_has_grown_above_is_no_matter(opened: Open, site: Site) -> None:
    page = opened(URL.rstrip("/"), lesson(), title="Sözcükler")
    top = stop_at(page, "p2-17")
    page.close()
    tab = opened("home", home())
    site.add(URL.rstrip("/"), lesson(grown=True))  # a later edition
    tab.get_by_role("link", name="Sözcükler").click()
    arrived(tab, "p2-17", top)


def test_what_still_grows_above_does_not_move_the_line(opened: Open) -> None:
    page = opened(URL.rstrip("/"), lesson(), title="Sözcükler")
    page.add_style_tag(content="* { overflow-anchor: none }")
    top = stop_at(page, "p2-17")
    page.close()
    tab = opened("home", home())
    tab.get_by_role("link", name="Sözcükler").click()
    arrived(tab, "p2-17", top)
    # A browser without scroll anchoring, an answer that is shown again above.
    tab.add_style_tag(content="* { overflow-anchor: none }")
    tab.evaluate("document.getElementById('b0').style.height = '700px'")
    arrived(tab, "p2-17", top)
    # From here on the reader decides.
    tab.mouse.move(100, 100)
    tab.mouse.wheel(0, -40)
    tab.evaluate("document.getElementById('b0').style.height = '1700px'")
    tab.wait_for_function(f"([id, top]) => ({TOP})(id) > top + 500", arg=["p2-17", top])


def test_a_heading_that_is_gone_leaves_the_share_of_the_page(opened: Open, site: Site) -> None:
    page = opened(URL.rstrip("/"), lesson(), title="Sözcükler")
    stop_at(page, "p2-17")
    share = page.evaluate("scrollY / (document.body.scrollHeight - innerHeight)")
    assert share > 0.5
    page.close()
    tab = opened("home", home())
    site.add(URL.rstrip("/"), lesson(renamed=True))
    tab.get_by_role("link", name="Sözcükler").click()
    tab.wait_for_function(
        "(share) => Math.abs(scrollY / (document.body.scrollHeight - innerHeight) - share) < 0.05",
        arg=share,
    )


@pytest.mark.parametrize("hash", ["", "#b2"])
def test_a_normal_visit_starts_where_its_address_says(opened: Open, hash: str) -> None:
    page = opened(URL.rstrip("/"), lesson(), title="Sözcükler")
    stop_at(page, "p2-17")
    tab = opened("home", home())
    link = tab.get_by_role("link", name="Sözcükler")
    expect(link).to_be_visible()
    # A click that came to nothing leaves no note: the home page was opened again.
    link.evaluate(
        "(a) => { a.addEventListener('click', (e) => e.preventDefault(), {once: true}); a.click() }"
    )
    assert tab.evaluate("Object.keys(sessionStorage).length") == 1
    tab.reload()
    tab.wait_for_function("window.rhReady")
    tab.goto(tab.url.replace("/home/", f"/{URL}{hash}"))
    tab.wait_for_function("window.rhReady")
    line, top = ("p0-0", None) if not hash else ("b2", 60)
    if top is None:
        assert tab.evaluate("scrollY") == 0
    else:
        arrived(tab, line, top)


def test_with_storage_blocked_the_heading_is_near_enough(
    context: BrowserContext, opened: Open
) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no'); }});"
    )
    page = opened(URL.rstrip("/"), lesson(), title="Sözcükler")
    stop_at(page, "p2-17")
    tab = opened("home", home())
    tab.get_by_role("link", name="Sözcükler").click()
    tab.wait_for_url("**/b1/#b2")
    arrived(tab, "b2", 60)


def test_reading_keeps_the_edition_once(opened: Open) -> None:
    body = '<div data-rh-module="place" data-rh-page="m01-s1" data-rh-edition="2026.11">Söz.</div>'
    page = opened("modules/a", body)
    until(page, "rh.getStore().get('read:m01-s1').then((v) => v?.edition === '2026.11')")
    first = page.evaluate("rh.getStore().all('read:').then(([record]) => record.at)")
    put(page, "place", {"url": "x/", "title": "Başka", "scroll": 0})
    page.reload()
    page.wait_for_function("window.rhReady")
    until(page, "rh.getStore().get('place').then((v) => v.url === 'modules/a/')")
    assert page.evaluate("rh.getStore().all('read:').then(([record]) => record.at)") == first
    opened("modules/a", body.replace("2026.11", "2027.03"))
    until(page, "rh.getStore().get('read:m01-s1').then((v) => v?.edition === '2027.03')")

    put(page, "place", {"url": "x/", "title": "Başka", "scroll": 0})
    opened("modules/a", body)  # a copy that was downloaded before
    until(page, "rh.getStore().get('place').then((v) => v.url === 'modules/a/')")
    value = page.evaluate("rh.getStore().get('read:m01-s1')")
    assert value == {"done": True, "edition": "2027.03"}
