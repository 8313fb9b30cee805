"""Builds the site as it is published, once, and serves it with the headers that it asks for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from rehber.build.site import build
from tests.browser_tools import HostWithMissingPage, serve

ROOT = Path(__file__).resolve().parents[2]
PAGE_TYPES = {
    "home": "",
    "catalogue": "modules/",
    "module": "modules/yol-haritasi/",
    "section": "modules/yol-haritasi/zaman-cizelgesi-ve-vaka-toplantisi/",
    "sensitive section": "modules/cocugu-tanimak-cocugu-duymak/aciklama-ve-bildirim/",
    "case": "modules/yol-haritasi/vaka/",
    "session": "modules/yol-haritasi/egitmen/",
    "test": "quizzes/yol-haritasi/",
    "guide": "guide/",
    "stages": "guide/stages/",
    "stage": "guide/stages/asama-6-hazirlik-ve-kademeli-gorusme/",
    "gate": "guide/stages/kapi-2-donus-icin-calisilacak-mi/",
    "services": "guide/services/",
    "figure of a decision": "guide/law/donusun-hukuki-yollari/",
    "chart": "guide/evidence/yeniden-bakima-giris/",
    "bars": "guide/evidence/turkiye-sayilari/",
    "questions": "guide/faq/hukuk/",
    "law": "guide/law/5395/",
    "law index": "guide/law/",
    "forms": "guide/forms/",
    "form": "guide/forms/t05-zaman-cizelgesi/",
    "long form": "guide/forms/t26-ev-ziyareti-ve-izlem/",
    "glossary": "guide/glossary/",
    "bibliography": "guide/bibliography/",
    "trainers": "trainers/",
    "about": "about/",
    "privacy": "about/privacy/",
    "accessibility": "about/accessibility/",
    "contributing": "contributing/",
    "rules": "contributing/rules/",
    "learning": "learning/",
    "review": "learning/tekrar/",
    "my notes": "learning/notlarim/",
    "certificate": "learning/belge/",
    "offline": "learning/cevrimdisi/",
    "missing": "404.html",
    "not downloaded": "offline.html",
    "English home": "en/",
    "English section": "en/modules/aile-hakki-guvenlik-hakki/sozcukler/",
    "English stub": "en/guide/law/5395/",
}


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published site; ``REHBER_SITE`` names one that is built already."""
    ready = os.environ.get("REHBER_SITE")
    if ready:
        return Path(ready)
    return build(ROOT, site=tmp_path_factory.mktemp("published") / "site")


@pytest.fixture(scope="session")
def address(site_folder: Path) -> Iterator[str]:
    with serve(site_folder, HostWithMissingPage) as address:
        yield f"{address}/"


class Visit:
    """One reader's browser: pages that it opened, hosts that it asked, complaints it made."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        context.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.elsewhere.append(url)

    def open(self, path: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{path}: {error}"))
        page.on(
            "console",
            lambda message: (
                self.complaints.append(f"{path}: {message.text}")
                if message.type in ("error", "warning") and "404" not in message.text
                else None
            ),
        )
        page.goto(self.address + path)
        page.wait_for_load_state("load")
        return page


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Visit]]:
    """Start a visit; ``visit(width=360, scheme="dark")``. Complaints fail the test at its end."""
    visits: list[Visit] = []

    def start(width: int = 1280, scheme: str = "light", **options: object) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,
            locale="tr-TR",
            **options,
        )
        context.set_default_timeout(20000)
        visits.append(Visit(context, address))
        return visits[-1]

    yield start
    for one in visits:
        one.context.close()
        assert not one.complaints
        assert not one.elsewhere
