"""Listening: what the voice says, in which order, with which voice, and what stands out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.components.conftest import heard, until, violations
from tests.components.reading.conftest import YELDA, Lesson, said, use, voice

WHOLE = [
    "Çocuk anlatırsa",
    "Önce dinleyin.",
    "Sonra yazın, kanıt: orta.",
    "Karar madde 5 fıkra 3’e göre verilir.",
    "Dört adım",
    "1. Duyun.",
    "Kalemi bırakın, yüzünüzü sakin tutun – acele etmeyin.",
    "Çocuk anlattığı sürece dinleyin; soruyu bugünkü güvenliğe yetecek kadar sorun.",
    "Ne oldu?",
    "Şu an canın acıyor mu?",
    "Ertesi gün",
    "Görüşmeyi yazın.",
    "Sayılar ne diyor?",
    "Ne yaparsınız?",
    "Dinlerim.",
]


def marked(page: Page) -> str:
    """The words that stand out."""
    found: str = page.evaluate(
        "[...(CSS.highlights.get('rh-passage') ?? [])].map(String).join().replace(/\\s+/g, ' ')"
    )
    return found


def press(page: Page, name: str) -> None:
    page.get_by_role("region", name="Sesli okuma").get_by_role("button", name=name).click()


def test_the_text_is_read_in_order_and_the_sentence_stands_out(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA])
    use(page, "Baştan dinle")
    for place, sentence in enumerate(WHOLE):
        until(page, f"engine.said.length === {place + 1}")
        assert said(page)[place] == sentence
        if "kanıt" not in sentence and "madde" not in sentence:
            assert marked(page) == sentence
        page.evaluate("engine.finish()")
    expect(page.get_by_role("region", name="Sesli okuma")).to_be_hidden()
    assert heard(page) == "Sayfanın sonuna gelindi."
    assert marked(page) == ""
    assert said(page) == WHOLE


def test_a_section_is_read_from_its_heading_on(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA])
    use(page, "Buradan dinle", "Ertesi gün")
    until(page, "engine.said.length === 1")
    assert said(page) == ["Ertesi gün"]
    pause = page.get_by_role("button", name="Duraklat")
    expect(pause).to_be_focused()
    assert page.evaluate("[engine.said[0].lang, engine.said[0].voice.name]") == ["tr-TR", "Yelda"]


def test_pause_next_previous_stop(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA])
    use(page, "Baştan dinle")
    until(page, "engine.said.length === 1")
    page.evaluate("engine.finish()")
    press(page, "Duraklat")
    expect(page.get_by_role("button", name="Sürdür")).to_be_focused()
    assert page.evaluate("engine.queue.length") == 0
    press(page, "Sonraki cümle")  # silent while it pauses
    assert said(page) == WHOLE[:2]
    assert marked(page).startswith("Sonra yazın")
    press(page, "Önceki cümle")
    press(page, "Sürdür")
    assert said(page) == [*WHOLE[:2], WHOLE[1]]  # a sentence is said again from its beginning
    press(page, "Sonraki cümle")
    press(page, "Önceki cümle")
    press(page, "Önceki cümle")
    press(page, "Önceki cümle")  # there is none before the first
    assert said(page)[-1] == WHOLE[0]
    press(page, "Okumayı kapat")
    expect(page.get_by_role("region", name="Sesli okuma")).to_be_hidden()
    expect(page.get_by_role("button", name="Okuma araçları", exact=True)).to_be_focused()
    assert page.evaluate("engine.queue.length") == 0
    assert marked(page) == ""


def test_the_keyboard_stops_the_voice(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA])
    use(page, "Baştan dinle")
    expect(page.get_by_role("button", name="Duraklat")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sürdür")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("region", name="Sesli okuma")).to_be_hidden()


def test_the_speed_is_kept(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA])
    use(page, "Baştan dinle")
    until(page, "engine.said.length === 1")
    page.get_by_label("Hız").select_option("1,5×")
    assert page.evaluate("engine.said.at(-1).rate") == 1.5
    page = lesson(voices=[YELDA])
    use(page, "Baştan dinle")
    until(page, "engine.said.length === 1")
    assert page.evaluate("engine.said[0].rate") == 1.5
    expect(page.get_by_label("Hız")).to_have_value("1.5")


def test_of_several_voices_of_the_device_one_is_chosen(lesson: Lesson) -> None:
    page = lesson(voices=[voice("Bulut", local=False), YELDA, voice("Cem", "tur_TUR")])
    use(page, "Baştan dinle")
    choice = page.get_by_role("combobox", name="Ses", exact=True)
    expect(choice.locator("option")).to_have_text(["Yelda", "Cem"])
    choice.select_option("Cem")
    assert page.evaluate("engine.said.at(-1).voice.name") == "Cem"


def test_a_voice_from_elsewhere_is_asked_about_first(lesson: Lesson) -> None:
    page = lesson(voices=[voice("Bulut", local=False), voice("Anna", "en-US")])
    use(page, "Baştan dinle")
    question = page.locator(".rh-listen").get_by_text("sunucusuna gönderir")
    expect(question).to_be_visible()
    assert "gönderir" in heard(page)
    assert said(page) == []
    press(page, "Okumayı kapat")
    use(page, "Baştan dinle")
    expect(question).to_be_visible()  # no is no answer for later either
    assert said(page) == []
    press(page, "Yine de dinle")
    until(page, "engine.said.length === 1")
    expect(question).to_be_hidden()
    page.reload()
    page.wait_for_function("window.rhReady")
    use(page, "Baştan dinle")
    until(page, "engine.said.length === 1")  # agreed for this visit


@pytest.mark.parametrize("voices", [None, [], [voice("Anna", "en-US")]])
def test_without_a_turkish_voice_the_reader_is_told_how_to_get_one(
    lesson: Lesson, voices: list[dict[str, object]] | None
) -> None:
    page = lesson(voices=voices)
    use(page, "Baştan dinle")
    bar = page.get_by_role("region", name="Sesli okuma")
    expect(bar.get_by_text("Bu cihazda Türkçe okuyan bir ses bulunamadı.")).to_be_visible()
    assert violations(page) == []
    press(page, "Okumayı kapat")
    expect(page.get_by_role("region", name="Sesli okuma")).to_be_hidden()


def test_voices_that_come_late_are_waited_for(lesson: Lesson) -> None:
    page = lesson(voices=[])
    use(page, "Baştan dinle")
    page.wait_for_function("Boolean(engine.later)")
    page.evaluate(
        "() => { engine.voices = [{ name: 'Geç', lang: 'tr', localService: true }];"
        " engine.later(); }"
    )
    until(page, "engine.said.length === 1")


def test_a_bar_that_was_closed_while_voices_were_looked_for_stays_closed(lesson: Lesson) -> None:
    page = lesson(voices=[])
    use(page, "Baştan dinle")
    page.wait_for_function("Boolean(engine.later)")
    press(page, "Okumayı kapat")
    page.evaluate(
        "() => { engine.voices = [{ name: 'Geç', lang: 'tr', localService: true }];"
        " engine.later(); }"
    )
    page.wait_for_timeout(100)
    assert said(page) == []
    expect(page.get_by_role("region", name="Sesli okuma")).to_be_hidden()


def test_an_older_browser_gets_boxes_and_the_text_stays_as_it_is(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA], init="delete window.Highlight;")
    before = page.locator(".rh-prose").evaluate("(prose) => prose.innerHTML")
    use(page, "Buradan dinle", "Dört adım")
    until(page, "engine.said.length === 1")
    page.evaluate("engine.finish(); engine.finish(); engine.finish();")
    boxes = page.locator(".rh-passage")
    link = page.locator("#uzun a").bounding_box()
    expect(boxes.first).to_be_visible()
    found = [box.bounding_box() for box in boxes.all()]
    assert link and any(
        box and box["x"] <= link["x"] and abs(box["y"] - link["y"]) < 8 for box in found
    )
    press(page, "Okumayı kapat")
    expect(boxes).to_have_count(0)
    assert page.locator(".rh-prose").evaluate("(prose) => prose.innerHTML") == before


def test_a_voice_that_fails_says_so(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA])
    use(page, "Baştan dinle")
    until(page, "engine.said.length === 1")
    page.evaluate("engine.queue[0].onerror({ error: 'synthesis-failed' })")
    expect(page.locator(".rh-listen").get_by_text("Ses çıkarılamadı.")).to_be_visible()
    assert page.evaluate("engine.queue.length") == 0


def test_leaving_the_page_stops_the_voice(lesson: Lesson) -> None:
    page = lesson(voices=[YELDA])
    use(page, "Baştan dinle")
    until(page, "engine.queue.length === 1")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("engine.queue.length") == 0


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_it_reads(lesson: Lesson, width: int, scheme: str) -> None:
    page = lesson(voices=[YELDA, voice("Cem"), voice("Bulut", local=False)])
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    use(page, "Baştan dinle")
    until(page, "engine.said.length === 1")
    assert violations(page) == []


def module(name: str) -> str:
    return f"import('/assets/components/reading/{name}.mjs')"


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Bekledi. Sonra geldi.", ["Bekledi.", "Sonra geldi."]),
        ("“Emin misin?” dedi. “Evet.” Sustu.", ["“Emin misin?” dedi.", "“Evet.”", "Sustu."]),
        ("Kanun m. 9 açıktır. Bkz. Ek m. 1.", ["Kanun m. 9 açıktır.", "Bkz. Ek m. 1."]),
        ("Saat 8.50’de 3. sahne. 12 kişi vardı.", ["Saat 8.50’de 3. sahne.", "12 kişi vardı."]),
        ("1. Aile Mahkemesi karar verdi.", ["1. Aile Mahkemesi karar verdi."]),
        ("İlk gün. Çocuk… Şimdi?", ["İlk gün.", "Çocuk…", "Şimdi?"]),
        ("5395 s. Kanun der ki: Bekleyin.", ["5395 s. Kanun der ki: Bekleyin."]),
        ("  …  ", []),
    ],
)
def test_sentences_end_where_they_end(lesson: Lesson, text: str, sentences: list[str]) -> None:
    page = lesson()
    found = page.evaluate(
        f"async (text) => (await {module('passages')}).sentencesOf(text)"
        ".map(([from, to]) => text.slice(from, to))",
        text,
    )
    assert found == sentences


@pytest.mark.parametrize(
    ("language", "written", "aloud"),
    [
        ("tr", "5395 m. 4/1-j uyarınca", "5395 madde 4 fıkra 1 bent j uyarınca"),
        ("tr", "m. 7/5’te", "madde 7 fıkra 5’te"),
        ("tr", "Ek m. 1 ve Geç. m. 20", "Ek madde 1 ve geçici madde 20"),
        ("tr", "5395 s. Kanun’da", "5395 sayılı Kanun’da"),
        ("tr", "okul, aile vb. (örn. dayı)", "okul, aile ve benzeri (örneğin dayı)"),
        ("tr", "5–8 dakika", "5 ile 8 dakika"),
        ("tr", "Guru · Şimdi → Sonra", "Guru, Şimdi, Sonra"),
        ("tr", "Kurum m. 5 ,  iş ; %80 .", "Kurum madde 5, iş; %80."),
        ("en", "see e.g. Art. 5–8", "see for example Article 5 to 8"),
    ],
)
def test_abbreviations_are_said_in_full(
    lesson: Lesson, language: str, written: str, aloud: str
) -> None:
    page = lesson()
    found = page.evaluate(
        f"async ([text, language]) => (await {module('spoken')}).spoken(text, language)",
        [written, language],
    )
    assert found == aloud


def test_a_long_sentence_is_said_in_breaths(lesson: Lesson) -> None:
    sentence = "Çocuk anlatır, siz dinlersiniz ve yazarsınız, " * 12 + "sonra susarsınız."
    page = lesson(f"<p>{sentence}</p><p>Bitti.</p>", voices=[YELDA])
    use(page, "Baştan dinle")
    until(page, "engine.queue.length > 1")
    parts = page.evaluate("engine.queue.map((one) => one.text)")
    assert max(map(len, parts)) <= 200
    assert " ".join(parts) == sentence
    for _ in parts:
        page.evaluate("engine.finish()")
    assert said(page)[-1] == "Bitti."


def test_the_end_leaves_the_focus_where_the_reader_is(lesson: Lesson) -> None:
    page = lesson('<h1>Bir</h1><p>İki.</p><textarea aria-label="Not"></textarea>', voices=[YELDA])
    use(page, "Baştan dinle")
    until(page, "engine.said.length === 1")
    page.get_by_label("Not").focus()
    page.evaluate("engine.finish()")
    until(page, "engine.said.length === 2")
    page.evaluate("engine.finish()")
    expect(page.get_by_role("region", name="Sesli okuma")).to_be_hidden()
    expect(page.get_by_label("Not")).to_be_focused()
