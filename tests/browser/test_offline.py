"""The downloaded site: nothing of it works without a real worker, a real host and its failures."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rehber.build.offline import write_offline
from rehber.content.course import load_course
from rehber.model.course import Course
from tests.browser_tools import HostWithMissingPage, serve, violations, wait_for_record

ROOT = Path(__file__).resolve().parents[2]
PAGE = "learning/cevrimdisi/"
MODULE = "baslarken"
OTHER = "modules/yol-haritasi/"
TEST = "quizzes/yol-haritasi/"
SECTION = f"modules/{MODULE}/"


KEPT = (
    *("*.html", "manifest.webmanifest", "sw.js", "assets/*.*", "assets/icons/*", "assets/parts/*"),
    *("assets/search/tr/head.*", "learning/**/*", "modules/index.html", "en/*.*", "en/assets/*.*"),
    *("en/learning/**/*", f"modules/{MODULE}/**/*", "quizzes/yol-haritasi/*", "quizzes/on-test/*"),
    *("modules/yol-haritasi/index.html", "modules/yol-haritasi/vaka/*", "guide/law/*/*"),
)
"""What most tests need: downloading is all that costs them time."""


@dataclass
class Host:
    """A static host below ``/rehber/`` whose content changes and which fails, as hosts do."""

    folder: Path
    address: str = ""
    asked: list[str] = field(default_factory=list)
    """Addresses below the site's root, with their queries."""
    is_down: bool = False
    lasts: int | None = None
    """How many more files it gives before the connection is cut."""
    slow: str | None = None
    """This address gets no answer before the test has ended."""
    ended: threading.Event = field(default_factory=threading.Event)

    def fetched(self) -> list[str]:
        """What was asked since the last time, but for the files that browsers ask by themselves."""
        asked, self.asked = self.asked, []
        own = ("sw.js", "manifest.webmanifest", "assets/icons/")
        return [path for path in asked if not path.startswith(own)]


class _Handler(HostWithMissingPage):
    cache_control = "max-age=600"  # as GitHub Pages says of everything
    host: Host

    def do_GET(self) -> None:
        host = self.host
        if host.lasts is not None:
            host.is_down = host.is_down or host.lasts <= 0
            host.lasts -= 1
        if host.is_down or not self.path.startswith("/rehber/"):
            self.close_connection = True
            return
        self.path = self.path.removeprefix("/rehber")
        self.directory = str(host.folder)
        # Two editions of a test are made within a second, which is all that this header knows.
        del self.headers["If-Modified-Since"]
        host.asked.append(self.path[1:])
        if host.slow == self.path[1:]:
            host.ended.wait()
        super().do_GET()


@pytest.fixture(scope="session")
def small_site(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a few pages, with a list of its own."""
    site = tmp_path_factory.mktemp("small") / "site"
    for pattern in KEPT:
        for file in site_folder.glob(pattern):
            if file.is_file():
                target = site / file.relative_to(site_folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
    write_offline(ROOT, site, _course())
    return site


@pytest.fixture
def host(small_site: Path) -> Iterator[Host]:
    made = Host(small_site)

    class Handler(_Handler):
        host = made

    with serve(small_site, Handler) as address:
        made.address = f"{address}/rehber/"
        yield made
        made.ended.set()


@cache
def _course() -> Course:
    return load_course(ROOT, "tr")


@pytest.fixture(scope="session")
def next_edition(small_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with another title on one page, and so with another search index behind all."""
    site = tmp_path_factory.mktemp("next") / "site"
    shutil.copytree(small_site, site)
    page = site / SECTION / "index.html"
    html = page.read_text(encoding="utf-8")
    page.write_text(html.replace("</h1>", " (yeni)</h1>", 1), encoding="utf-8")
    head = next(site.glob("assets/search/tr/head.*"))
    renamed = head.with_name("head.0123456789.js")
    renamed.write_bytes(head.read_bytes() + b"\n")
    head.unlink()
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8").replace(head.name, renamed.name)
        file.write_text(html, encoding="utf-8")
    write_offline(ROOT, site, _course())
    return site


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, locale="tr-TR")
    fresh.set_default_timeout(30_000)
    expect.set_options(timeout=15_000)
    yield fresh
    fresh.close()
    expect.set_options(timeout=5_000)


@pytest.fixture
def opened(context: BrowserContext, host: Host) -> Iterator[Callable[..., Page]]:
    """Open a page of the host; an uncaught error on any of them fails the test."""
    errors: list[str] = []

    def open_page(path: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(f"{path}: {error}"))
        page.goto(host.address + path)
        return page

    yield open_page
    assert errors == []


def has_worker(page: Page) -> bool:
    """Whether any is registered on this host."""
    return bool(page.evaluate("navigator.serviceWorker.getRegistrations().then((r) => r.length)"))


def choose(page: Page, *groups: str) -> None:
    page.get_by_label("Yalnızca seçtiklerim").check()
    for group in groups:
        page.locator(f"input[value={group}]").check()


def start(page: Page) -> None:
    page.get_by_role("button", name="İndir", exact=True).click()


def install(page: Page, *groups: str) -> None:
    """Download some groups (none: the whole course) and wait for the end."""
    if groups:
        choose(page, *groups)
    start(page)
    said = page.locator(".rh-offline__said")
    expect(said).to_contain_text("İndirme bitti", timeout=60_000)
    expect(page.get_by_text("Çevrimdışı hazır")).to_be_visible()


def cut(host: Host, context: BrowserContext) -> None:
    host.is_down = True
    context.set_offline(True)


def test_a_visitor_who_never_chose_it_gets_nothing_of_it(
    opened: Callable[..., Page], host: Host
) -> None:
    for path in ("", TEST):
        page = opened(path)
        page.wait_for_load_state("networkidle")
        assert not has_worker(page)
        assert page.evaluate("caches.keys()") == []
        page.close()
    assert not [path for path in host.asked if "offline" in path or "sw.js" in path]


def test_the_whole_course_without_a_network(
    opened: Callable[..., Page], host: Host, context: BrowserContext, site_folder: Path
) -> None:
    host.folder = site_folder
    page = opened(PAGE)
    total = page.locator("[data-rh-slot=total]")
    expect(total).to_contain_text(re.compile(r"İnecek: yaklaşık \d,\d MB .* yer: \d+,\d MB"))
    install(page)
    expect(page.locator("[data-rh-slot=what]")).to_contain_text("Bütün kurs")
    cut(host, context)
    for path in (OTHER, "guide/law/5395/#m-9", "guide/forms/t05-zaman-cizelgesi/", "learning/"):
        page = opened(path)
        expect(page.locator("h1")).not_to_have_text("Bu sayfa indirilmemiş")
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 100
    page.get_by_role("button", name="Ara", exact=True).click()
    page.locator("#rh-search-field").fill("çocuğun görüşü")
    expect(page.locator(".rh-search__item").first).to_be_visible()
    page = opened(TEST)
    quiz = page.locator(".rh-quiz[data-rh-type=single]").first
    quiz.locator("input").first.check()
    quiz.get_by_role("button", name="Yanıtla").click()
    expect(quiz.locator("[aria-live], .rh-quiz__verdict, .rh-quiz__feedback").first).to_be_visible()
    wait_for_record(page, f"item:{quiz.get_attribute('data-rh-item')}")


def test_what_was_not_downloaded_says_so(
    opened: Callable[..., Page], host: Host, context: BrowserContext
) -> None:
    page = opened(PAGE)
    install(page, "m00")
    # With a network, everything else is there as before.
    expect(opened(f"{OTHER}vaka/").locator("h1")).to_contain_text("Yusuf")
    cut(host, context)
    page = opened(OTHER)
    expect(page.locator("h1")).to_have_text("Bu sayfa indirilmemiş")
    retry = page.get_by_role("link", name="Sayfayı yeniden dene")
    expect(retry).to_have_attribute("href", f"/rehber/{OTHER}")
    there = page.locator("main li")
    expect(there).to_have_count(2)
    expect(there.last).to_contain_text("Başlarken")
    assert violations(page) == []
    there.last.get_by_role("link").click()
    expect(page.locator("h1")).to_contain_text("Başlarken")
    # What prints several pages as one fetches them.
    assert page.evaluate("(url) => fetch(url).then((a) => a.status)", host.address + SECTION) == 200
    # Other ways to write an address.
    for path in (f"{SECTION}index.html", SECTION.rstrip("/"), f"{SECTION}?a=1#x"):
        expect(opened(path).locator("h1")).to_contain_text("Başlarken")
    expect(opened("modules/yok/").locator("h1")).to_have_text("Bu adreste bir sayfa yok")
    # A translation that was not chosen either.
    expect(opened("en/guide/").locator("h1")).to_have_text("Bu sayfa indirilmemiş")


def test_a_new_version_asks_first_and_fetches_what_changed(
    opened: Callable[..., Page], host: Host, context: BrowserContext, next_edition: Path
) -> None:
    page = opened(PAGE)
    install(page, "m00", "m04")
    page.close()
    host.folder = next_edition
    # A test is being answered while the browser finds the new version.
    test = opened(TEST)
    quiz = test.locator(".rh-quiz[data-rh-type=single]").first
    quiz.locator("input").nth(1).check()
    notice = test.locator(".rh-notice--version")
    expect(notice).to_contain_text("Sitenin yeni sürümü var")
    assert violations(test) == []
    notice.get_by_role("button", name="Sonra").click()
    expect(notice).to_be_hidden()
    expect(test.locator("h1")).to_be_focused()
    expect(quiz.locator("input").nth(1)).to_be_checked()
    test.goto(host.address + SECTION)  # the same visit: not asked again, the old one stays
    expect(test.locator("h1")).not_to_contain_text("(yeni)")
    expect(notice).to_have_count(0)

    other = opened(TEST)  # another visit
    other.get_by_role("button", name="Testi çöz", exact=True).click()
    quiz = other.locator(".rh-quiz[data-rh-type=single]").first
    quiz.locator("input").nth(1).check()
    wait_for_record(other, "draft:m04-test")
    notice = other.locator(".rh-notice--version")
    expect(notice).to_be_visible()
    host.fetched()
    notice.get_by_role("button", name="Şimdi geç").press("Enter")
    expect(notice.get_by_text("Bir sonraki sayfada açılır")).to_be_visible()
    expect(notice.get_by_role("button", name="Tamam")).to_be_focused()
    # Not the pages that the new name of the index stands in.
    fetched = {path for path in host.fetched() if "list." not in path}
    assert fetched == {SECTION, "assets/search/tr/head.0123456789.js"}
    expect(quiz.locator("input").nth(1)).to_be_checked()
    other.keyboard.press("Enter")
    expect(notice).to_have_count(0)
    expect(other.locator("h1")).to_be_focused()
    other.goto(host.address + SECTION)
    expect(other.locator("h1")).to_contain_text("(yeni)")
    # The version before is there as long as one of its pages is open, then it goes.
    assert len(_versions(other)) == 2
    test.close()
    other.goto(host.address + TEST)
    until(lambda: len(_versions(other)) == 1)
    expect(other.locator(".rh-test__said")).to_contain_text("Yarım kalan testiniz açıldı")
    expect(quiz.locator("input").nth(1)).to_be_checked()
    cut(host, context)
    expect(opened(OTHER).locator("h1")).to_contain_text("Yol haritası")


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what no locator can wait for."""
    deadline = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _versions(page: Page) -> list[str]:
    keys: list[str] = page.evaluate("caches.keys()")
    return [key for key in keys if not key.endswith("-state")]


def test_a_download_that_was_cut_goes_on_where_it_stopped(
    opened: Callable[..., Page], host: Host
) -> None:
    page = opened(PAGE)
    choose(page, "m00")
    host.fetched()
    host.lasts = 15
    start(page)
    said = page.locator(".rh-offline__said")
    expect(said).to_contain_text("Bağlantı kesildi")
    assert violations(page) == []
    first = set(host.fetched())
    assert not has_worker(page)
    page.close()  # and the tab too
    host.is_down, host.lasts = False, None
    page = opened(PAGE)
    expect(page.get_by_text("Yarım kalmış bir indirme var")).to_be_visible()
    assert violations(page) == []
    host.fetched()
    page.get_by_role("button", name="Kaldığı yerden sürdür").click()
    expect(page.get_by_text("Çevrimdışı hazır")).to_be_visible()
    again = set(host.fetched()) & first
    # What was on its way when the connection was cut is asked for twice, nothing else.
    assert len(again) <= 6, again


NEVER = "new Promise(() => {})"


def test_a_tab_that_is_closed_at_the_end_leaves_a_download_that_is_served(
    opened: Callable[..., Page], host: Host, context: BrowserContext
) -> None:
    page = opened(PAGE)
    choose(page, "m00")
    page.evaluate(
        f"() => {{ Cache.prototype.delete = () => {NEVER}; }}"
    )  # the work stops at its last step
    start(page)
    until(lambda: "current" in _state(page))
    page.close()
    page = opened(PAGE)
    expect(page.get_by_text("Çevrimdışı hazır")).to_be_visible()
    assert has_worker(page)


def test_a_worker_that_is_missing_is_put_to_work_again(
    opened: Callable[..., Page], host: Host, context: BrowserContext
) -> None:
    page = opened(PAGE)
    install(page, "m00")
    gone = "navigator.serviceWorker.getRegistration().then((found) => found.unregister())"
    page.evaluate(gone)
    page.close()
    page = opened(PAGE)
    expect(page.get_by_text("Çevrimdışı hazır")).to_be_visible()
    until(lambda: has_worker(page))
    cut(host, context)
    expect(opened(SECTION).locator("h1")).to_contain_text("Başlarken")


def test_a_deletion_that_is_cut_is_done_to_the_end(opened: Callable[..., Page], host: Host) -> None:
    page = opened(PAGE)
    install(page, "m00")
    page.evaluate(
        f"""() => {{
          const real = CacheStorage.prototype.delete;
          let count = 0;
          CacheStorage.prototype.delete = function (...given) {{
            return count++ ? {NEVER} : real.apply(this, given);
          }};
        }}"""
    )
    page.get_by_role("button", name="İndirilenleri sil").click()
    page.get_by_role("button", name="Sil", exact=True).click()
    until(lambda: len(page.evaluate("caches.keys()")) == 1)
    page.close()
    page = opened(PAGE)
    expect(page.get_by_role("button", name="İndir", exact=True)).to_be_visible()
    expect(page.get_by_text("Çevrimdışı hazır")).to_be_hidden()
    until(lambda: page.evaluate("caches.keys()") == [] and not has_worker(page))


def _state(page: Page) -> str:
    """The names of the records about downloads."""
    found: str = page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((name) => name.endsWith("-state"));
          const keys = name ? await (await caches.open(name)).keys() : [];
          return keys.map(({ url }) => url.split("?rehber-")[1]).join(" ");
        }"""
    )
    return found


def test_caches_that_cannot_be_read_leave_the_pages_of_the_host(
    opened: Callable[..., Page], host: Host
) -> None:
    page = opened(PAGE)
    install(page, "m00")
    page.evaluate(
        """async () => {
          const name = (await caches.keys()).find((name) => name.endsWith("-state"));
          const state = await caches.open(name);
          const found = (await state.keys()).find(({ url }) => url.endsWith("current"));
          await state.put(found, new Response("{"));
        }"""
    )
    page = opened(SECTION)
    expect(page.locator("h1")).to_contain_text("Başlarken")


def test_two_taps_start_one_download(opened: Callable[..., Page], host: Host) -> None:
    page = opened(PAGE)
    choose(page, "m00")
    page.evaluate(
        """() => {
          window.said = [];
          const $said = document.querySelector(".rh-offline__said");
          new MutationObserver(() => said.push($said.textContent)).observe($said, {
            childList: true });
        }"""
    )
    page.get_by_role("button", name="İndir", exact=True).evaluate(
        "(b) => { b.click(); b.click(); }"
    )
    expect(page.get_by_text("Çevrimdışı hazır")).to_be_visible()
    expect(page.locator(".rh-offline__said")).to_contain_text("İndirme bitti")
    assert len(page.evaluate("said")) == 1


def test_it_can_be_stopped_and_taken_away(opened: Callable[..., Page], host: Host) -> None:
    page = opened(PAGE)
    choose(page, "m00")
    host.slow = "quizzes/on-test/"
    start(page)
    expect(page.locator("progress")).to_be_visible()
    page.get_by_role("button", name="Durdur").click()
    expect(page.locator(".rh-offline__said")).to_contain_text("İndirme durduruldu")
    page.get_by_role("button", name="Yarım kalanı sil").click()
    expect(page.locator(".rh-offline__said")).to_contain_text("silindi")
    assert _versions(page) == []


def test_a_host_that_changes_in_the_middle_is_noticed(
    opened: Callable[..., Page], host: Host, next_edition: Path
) -> None:
    page = opened(PAGE)
    choose(page, "m00")
    expect(page.locator("[data-rh-slot=total]")).to_contain_text("İnecek")
    host.folder = next_edition
    start(page)
    expect(page.locator(".rh-offline__said")).to_contain_text("Site az önce yenilendi")
    assert not has_worker(page)


def test_no_room_leaves_the_version_before_as_it_was(
    opened: Callable[..., Page], host: Host, context: BrowserContext
) -> None:
    page = opened(PAGE)
    install(page, "m00")
    before = _kept(page)
    devtools = context.new_cdp_session(page)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(host.address))
    usage = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    devtools.send(
        "Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": usage + 400_000}
    )
    page.get_by_role("button", name="Seçimi değiştir").click()
    choose(page, "guide")
    start(page)
    expect(page.locator(".rh-offline__said")).to_contain_text(re.compile(r"\d,\d MB gerekiyor"))
    assert _kept(page) == before
    expect(page.get_by_text("Çevrimdışı hazır")).to_be_visible()
    cut(host, context)
    expect(opened(SECTION).locator("h1")).to_contain_text("Başlarken")


def _kept(page: Page) -> list[str]:
    kept: list[str] = page.evaluate(
        """async () => {
          const names = (await caches.keys()).filter((name) => !name.endsWith("-state"));
          const caches_ = await Promise.all(names.map((name) => caches.open(name)));
          const keys = await Promise.all(caches_.map((cache) => cache.keys()));
          return keys.flat().map(({ url }) => url).sort();
        }"""
    )
    return kept


def test_the_choice_can_be_changed_and_taken_back(
    opened: Callable[..., Page], host: Host, context: BrowserContext
) -> None:
    page = opened(PAGE)
    install(page, "m00")
    page.get_by_role("button", name="Seçimi değiştir").click()
    expect(page.locator("input[value=course]")).to_be_focused()
    page.locator("input[value=m00]").uncheck()
    page.locator("input[value=en]").check()
    host.fetched()
    start(page)
    expect(page.locator("[data-rh-slot=what]")).to_have_text("İngilizceye çevrilmiş sayfalar")
    assert all("en/" in path for path in host.fetched())
    assert not [url for url in _kept(page) if MODULE in url]
    page.get_by_role("button", name="İndirilenleri sil").click()
    expect(page.locator("[data-rh-part=ask] p").first).to_be_focused()
    assert violations(page) == []
    page.get_by_role("button", name="Sil", exact=True).click()
    expect(page.locator(".rh-offline__said")).to_contain_text("İndirilenler silindi")
    assert page.evaluate("caches.keys()") == []
    assert not has_worker(page)


def test_it_can_be_installed(
    opened: Callable[..., Page], host: Host, context: BrowserContext
) -> None:
    page = opened(PAGE)
    devtools = context.new_cdp_session(page)
    manifest: dict[str, Any] = devtools.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{host.address}manifest.webmanifest"
    written = json.loads(manifest["data"])
    for icon in written["icons"]:
        answer = context.request.get(host.address + icon["src"])
        assert answer.ok and answer.body().startswith(b"\x89PNG")
    found = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A context of the tests is a private window, which cannot install anything.
    assert [each["errorId"] for each in found if each["errorId"] != "in-incognito"] == []


@pytest.mark.parametrize(
    ("width", "scheme", "path"), [(360, "dark", PAGE), (1280, "light", f"en/{PAGE}")]
)
def test_the_page_is_accessible_in_each_state(
    browser: Browser, host: Host, width: int, scheme: Any, path: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="tr-TR"
    )
    context.add_init_script("navigator.storage.estimate = async () => ({ quota: 9000, usage: 0 })")
    page = context.new_page()
    page.goto(host.address + path)
    page.locator("input[value=some]").check()
    expect(page.locator(".rh-offline__short")).to_be_visible()
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.locator("input[value=m00]").check()
    page.locator("form .rh-button--primary").click()
    expect(page.locator("[data-rh-part=ready]")).to_be_visible(timeout=30_000)
    page.locator("[data-rh-do=remove]").click()
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()
