"""A small course as the engine would have built it: what the tests of search run on."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from rehber.build.search import write_search
from rehber.model.course import Course, Kind, Module, Page
from rehber.model.glossary import Term
from rehber.model.law import Article, Statute

ROOT = Path(__file__).resolve().parents[2]
OVERRIDES = ROOT / "overrides"

LAW = """
<h2 id="acil">Acil korunma</h2>
<h3 id="m-9">Madde 9: Acil korunma<a class="headerlink" href="#m-9">¶</a></h3>
<p>Bakanlık çocuğu otuz gün için korumaya alabilir
 <span class="rh-cites">(<a class="rh-cite" href="#k">5395 m. 9</a>)</span>.</p>
<h3 id="m-41-a">Madde 41/A: Görevli birim</h3><p>Teslim işini müdürlük yapar.</p>
<h3 id="gecici-1">Geçici madde 1: Geçiş</h3><p>Eski kararlar sürer.</p>
<h3 id="m-278">TCK madde 278: Bildirmeyen</h3><p>Suçu bildirmeyen cezalandırılır.</p>
"""
SECTION = """
<p>Uzman, çocuğun sözlerini yazar. Kardeşler birlikte kalır: kardeşler. Iğdır’da ve İzmir’de
aynıdır.</p>
<h2 id="kayit">Kayıt tutmak</h2><p>Görüşme kaydını aynı gün yazın. Şehri ve tarihi ekleyin.</p>
<h2 id="yer">Koruyucu ailenin yanında</h2>
<p>SHM’nin uzmanı koruyucu aileyle konuşur; güvenliği sağlar.</p>
<section class="rh-quiz" data-rh-nosearch><p>Gizliyanıt hangisidir?</p></section>
<div class="rh-quiz"><p>Gizliyanıt</p></div><nav>Gizliyanıt</nav><aside>Gizliyanıt</aside>
<section class="rh-sources"><h2 id="kaynaklar">Kaynaklar</h2><p>Gizliyanıt</p></section>
"""
OTHER = """
<h2 id="aile">Aile görüşmesi</h2><p>Koruyucu önlemler anlatılır. Sonra ailenin evine gidilir.
Sosyal hizmet merkezine gidilir. Bir çocuk daha vardır. Kardeşler konuşur.</p>
"""
FORM = '<h2 id="form">Form</h2><table><tr><td>Adı</td><td>Tarih</td></tr></table>'


def _page(path: str, kind: Kind, page_id: str, title: str, summary: str = "") -> Page:
    return Page(path, path, kind, page_id, title, body="", summary=summary)


def small_course() -> tuple[Course, dict[str, str]]:
    """The course, and the main content of each page by its path."""
    overview = _page("modules/ornek/index.md", Kind.MODULE, "m01", "Örnek modül")
    section = _page("modules/ornek/yazmak.md", Kind.SECTION, "m01-s1", "Yazmak", "Nasıl yazılır.")
    law = _page("guide/law/5395.md", Kind.LAW, "law-5395", "5395 sayılı Çocuk Koruma Kanunu")
    form = _page("guide/forms/t04-harita.md", Kind.FORM, "t04", "Süreç haritası")
    other = _page("guide/stages/index.md", Kind.GUIDE, "stages", "Aşamalar")
    glossary = _page("guide/glossary.md", Kind.GLOSSARY, "glossary", "Sözlük")
    stub = _page("about/index.md", Kind.PAGE, "about", "Hakkında")
    bodies = {
        overview.path: "<p>Bu modül kısadır.</p>",
        section.path: SECTION,
        law.path: LAW,
        form.path: FORM,
        other.path: OTHER,
        glossary.path: '<div class="rh-glossary"><dl><dt>x</dt></dl></div>',
        stub.path: "<p>Çevrilmedi</p>",
    }
    pages = {p.path: p for p in (overview, section, law, form, other, glossary, stub)}
    statutes = (
        Statute(
            "tr-5395",
            "5395",
            "Çocuk Koruma Kanunu",
            law.path,
            tuple(Article(n, "2026-11-21", "verified") for n in ("9", "41/A", "Geçici 1")),
        ),
        Statute(
            "tr-5237",
            "5237",
            "Türk Ceza Kanunu",
            law.path,
            tuple(Article(n, "2026-11-21", "verified") for n in ("9", "278")),
        ),
    )
    terms = (
        Term("koruyucu-aile", "koruyucu aile", "foster family", "Çocuğa evini açan ailedir.", "…"),
        Term("shm", "sosyal hizmet merkezi", "SHM", "İlçedeki birimdir.", "…", forms_tr=("SHM",)),
    )
    course = Course(
        "tr",
        pages,
        modules=(Module("m01", 1, "ornek", overview, (), (section,)),),
        statutes=statutes,
        terms=terms,
    )
    return course, bodies


def build_small_site(site: Path) -> Course:
    """Write the pages and their index into ``site``, with the component's own template."""
    course, bodies = small_course()
    (site / "assets").mkdir(parents=True, exist_ok=True)
    for name in ("lib", "components"):
        (site / "assets" / name).symlink_to(OVERRIDES / "assets" / name, target_is_directory=True)
    (site / "assets" / "site.css").symlink_to(OVERRIDES / "assets" / "site.css")
    (site / "start.mjs").write_text(
        'import { start } from "/assets/lib/component.mjs";\n'
        'import Search from "/assets/components/search/search.mjs";\nstart([Search]);\n',
        encoding="utf-8",
    )
    for page in course.pages.values():
        file = site / page.url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        robots = '<meta name="robots" content="noindex">' if page.path == "about/index.md" else ""
        file.write_text(_document(page, bodies[page.path], robots), encoding="utf-8")
    write_search(course, site)
    return course


def _document(page: Page, body: str, robots: str) -> str:
    up = "../" * page.url.count("/")
    environment = Environment(loader=FileSystemLoader(OVERRIDES))
    environment.filters["url"] = lambda path: up + path
    config = {"theme": {"language": "tr"}, "use_directory_urls": True}
    slot = environment.from_string(
        '{% import "strings.html" as rh with context %}'
        '{{ rh.search_button("rh-tool", "Ara") }}{{ rh.search_dialog() }}'
    ).render(config=config)
    return f"""<!doctype html><html lang="tr"><head><meta charset="utf-8">{robots}
<meta name="viewport" content="width=device-width"><title>{page.title}</title>
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:">
<link rel="icon" href="data:,"><link rel="stylesheet" href="{up}assets/site.css">
<link rel="stylesheet" href="{up}assets/components/search/search.css">
<script type="module" src="{up}start.mjs"></script></head><body>
<header><div class="rh-search" role="search" aria-label="Site içi arama" data-rh-module="search"
 data-rh-base="{up or "."}" data-rh-lang="tr" data-rh-index="{up}assets/search/tr/index.js"
 data-rh-engine="{up}assets/components/search/engine.mjs">{slot}</div></header>
<main><article id="rh-content"><header class="rh-page-head"><h1>{page.title}</h1></header>
{body}</article></main></body></html>"""
