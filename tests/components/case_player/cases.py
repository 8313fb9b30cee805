"""Small cases as Python renders them, for the player's tests."""

from __future__ import annotations

from pathlib import Path

from markdown import Markdown

from rehber.content.pages import read_page
from rehber.fragments import Fragments
from rehber.markdown_ext import Current, RehberExtension
from rehber.model.course import Course, Page
from rehber.render.renderer import Renderer

ROOT = Path(__file__).parents[3]

TALK = """---
id: m01-case
title: "Vaka: Telefon"
summary: "Bir vaka."
meters: [{name: "Güven"}, {name: "Açıklık"}]
totals: "Toplamlarınız"
review: {status: draft}
edition: "2026.11"
---

**Bildikleriniz.** Telefon çalıyor, kimin aradığı belli değil.

## 1. gün · Sabah: Telefon {#telefon}

Telefon dördüncü kez çalıyor.

- [“Buyurun?” derim.](#ses)
    > Ses duyulur.
    >
    > *Güven +1 · Açıklık 0*
- [Beklerim.](#bekleme)
    > Susar, sonra yeniden çalar.
    >
    > *Güven −2 · Açıklık 0*

## 1. gün · Akşam: Bekleme {#bekleme}

Akşam oldu.

- [Açarım.](#ses)
    > “Sonunda,” der biri.
    >
    > *Güven 0 · Açıklık +1*
- [Hiç açmam.](#son-sessiz)
    > Bir daha çalmaz.
    >
    > *Güven −1 · Açıklık −1*

## 2. gün · Sabah: Ses {#ses}

“Beni dinler misiniz?”

- [Dinlerim.](#son-konusma)
    > Uzun uzun anlatır.
    >
    > *Güven +2 · Açıklık +2*
- [“Sonra” derim.](#son-sessiz)
    > “Olur,” der, kapatır.
    >
    > *Güven −1 · Açıklık 0*

## Son: Konuşma {#son-konusma .ending}

Konuştunuz. İsterseniz [telefona](#telefon) dönün, ya da [beklemeye](#bekleme).

/// debrief | Neden böyle oldu?

Dinlemek bir karardır.

**Toplamlarınız.** *İkisi de artıda:* dinlediniz. *Güven ekside:* geç açtınız.

**Hâlâ yapılabilir.** Yarın arayın. Kim arayacak?

///

## Son: Sessizlik {#son-sessiz .ending}

Telefon sustu.

/// debrief | Neden böyle oldu?

Beklemek de bir karardır.

**Toplamlarınız.** *Güven ekside:* aramadı.

///
"""

HOURS = """---
id: m02-case
title: "Vaka: Salı"
summary: "Bir vaka."
meters: [{name: "Süre", unit: "saat", budget: 10}]
totals: "Kalan saatiniz"
review: {status: draft}
edition: "2026.11"
---

On saatiniz var.

## Salı {#sali}

- [Beşine de giderim.](#son)
    > Koşar.
    >
    > *Süre: 11 saat*
- [Birine giderim.](#sali)
    > Dinlenir.
    >
    > *Süre: 3 saat*

## Son: Çarşamba {#son .ending}

Bitti.

/// debrief | Neden böyle oldu?

**Kalan saatiniz.** *Ekside:* sığmadı.

///
"""


def read_case(folder: Path, text: str) -> Page:
    file = folder / "vaka.md"
    file.write_text(text, encoding="utf-8")
    page, findings = read_page(file, "modules/x/vaka.md", "vaka.md", ROOT / "schema")
    assert findings == ()
    return page


def render_case(folder: Path, text: str, language: str = "tr") -> str:
    """The content of a case page, converted with what the site converts it with."""
    page = read_case(folder, text)
    fragments = Fragments()
    course = Course(language=language, pages={page.path: page})
    renderer = Renderer(course, fragments.to_html)
    fragments.use(renderer)
    extensions = [
        RehberExtension(current=Current(renderer=renderer, page=page), resolve_links=True),
        "attr_list",
        "md_in_html",
        "sane_lists",
        "tables",
        "toc",
        "pymdownx.blocks.admonition",
    ]
    blocks = {"pymdownx.blocks.admonition": {"types": ["debrief"]}}
    return Markdown(extensions=extensions, extension_configs=blocks).convert(page.body)
