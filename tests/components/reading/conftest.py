"""A lesson with the reading aids, as the templates make it, and a voice that tests can hear."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from rehber import messages
from rehber.build.reading import as_script
from rehber.render.reading import render_panel
from tests.components.conftest import Site

EXIT = "https://hava.example/"
UNLOADED = "Açılamadı."

START = """
import { start } from "/assets/lib/component.mjs";
import Reading from "/assets/components/reading/reading.mjs";
start([Reading]);
window.rhReady = true;
"""

LESSON = """
<header class="rh-page-head"><h1>Çocuk anlatırsa</h1>
<p class="rh-page-head__meta">8 dakika</p></header>
<p>Önce dinleyin. Sonra yazın <span class="rh-cites">(<a href="#k">Kaya, 2020</a>)</span>
<span class="rh-strength">kanıt: orta</span>. Karar m. 5/3’e göre verilir.</p>
<h2 id="dort-adim">Dört adım</h2>
<p id="uzun"><strong>1. Duyun.</strong> Kalemi bırakın, yüzünüzü sakin tutun – acele etmeyin.
Çocuk anlattığı sürece <a href="#ilk">dinleyin</a>; soruyu bugünkü güvenliğe
yetecek kadar sorun.</p>
<ul><li>Ne oldu?</li><li>Şu an canın acıyor mu?</li></ul>
<h2 id="ertesi-gun">Ertesi gün</h2>
<p>Görüşmeyi yazın.</p>
<figure class="rh-figure"><figcaption>Sayılar ne diyor?</figcaption>
<details open><summary>Sayılarla</summary><table><tr><td>42</td></tr></table></details></figure>
<section class="rh-quiz" data-rh-nosearch><form><fieldset><legend>Ne yaparsınız?</legend>
<label><input type="radio"> Dinlerim.</label></fieldset>
<p class="rh-quiz__actions"><button type="button" class="rh-button">Yanıtla</button></p></form>
<details class="rh-quiz__key"><summary>Yanıt</summary><p>Gizli yanıt.</p></details></section>
<section class="rh-sources"><h2>Kaynaklar</h2><ul><li id="k">Kaya, A. (2020).</li></ul></section>
"""

VOICE = """
window.engine = { said: [], queue: [], canceled: 0, voices: %s };
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { configurable: true, value: {
  heard: [],
  getVoices: () => engine.voices,
  addEventListener: (type, then) => { engine.later = then; },
  speak(utterance) {
    engine.queue.push(utterance);
    if (engine.queue.length === 1) engine.said.push(utterance);
  },
  cancel() {
    engine.canceled++;
    for (const one of engine.queue.splice(0)) one.onerror?.({ error: "canceled" });
  },
} });
engine.finish = () => {
  const one = engine.queue.shift();
  if (engine.queue.length) engine.said.push(engine.queue[0]);
  one.onend?.({});
};
"""


def voice(name: str, lang: str = "tr-TR", *, local: bool = True) -> dict[str, object]:
    return {"name": name, "lang": lang, "localService": local, "default": not local}


YELDA = voice("Yelda")
Lesson = Callable[..., Page]


def document(body: str, language: str) -> str:
    style = "/assets/components/reading/aids.css"
    label = {"tr": "Okuma araçları", "en": "Reading aids"}[language]
    return (
        f'<!doctype html><html lang="{language}" class="no-js"><head><meta charset="utf-8">'
        f'<title>Örnek</title><script src="/assets/scheme.js" data-rh-style="{style}"></script>'
        '<meta name="rh-base" content=".."><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/assets/site.css">'
        '<link rel="stylesheet" href="/assets/components/reading/reading.css"></head><body>'
        '<header class="rh-header"><div class="rh-header-inner">'
        '<button class="rh-tool rh-reading-open" data-rh-module="reading" data-rh-aid="panel" '
        f'data-rh-section="{label}: {{title}}" data-rh-unloaded="{UNLOADED}" '
        f'data-rh-panel="/reading-{language}.js">{label}'
        '</button></div></header><main><article class="rh-article"><div class="rh-prose">'
        f'{body}</div></article></main><script type="module" src="/reading-start.mjs"></script>'
        "</body></html>"
    )


@pytest.fixture
def lesson(context: BrowserContext, site: Site) -> Iterator[Lesson]:
    """Open a lesson; ``voices`` are the browser's, None leaves it without any engine."""
    errors: list[str] = []
    site.write("reading-start.mjs", START)
    for language in ("tr", "en"):
        strings = messages.load(language)["reading"]
        site.write(f"reading-{language}.js", as_script(render_panel(strings, exit_url=EXIT)))

    def open_page(
        body: str = LESSON,
        *,
        voices: list[dict[str, object]] | None = None,
        language: str = "tr",
        init: str = "",
    ) -> Page:
        site.write("lesson/index.html", document(body, language))
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        engine = "delete window.speechSynthesis; delete Window.prototype.speechSynthesis;"
        if voices is not None:
            engine = VOICE % json.dumps(voices)
        page.add_init_script(engine + init)
        page.goto(f"{site.address}/lesson/")
        page.wait_for_function("window.rhReady")
        return page

    yield open_page
    assert errors == []


def use(page: Page, aid: str, section: str = "") -> None:
    """Open the panel, for a section or for the page, and press one of its buttons."""
    name = f"Okuma araçları: {section}" if section else "Okuma araçları"
    page.get_by_role("button", name=name, exact=True).click()
    panel = page.get_by_role("dialog", name="Okuma araçları")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name=aid, exact=True).click()


def said(page: Page) -> list[str]:
    """What the voice was asked to say aloud so far."""
    found: list[str] = page.evaluate("engine.said.map((one) => one.text)")
    return found
