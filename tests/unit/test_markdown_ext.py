"""The page syntax, converted without an engine."""

from __future__ import annotations

import pytest
from markdown import Markdown

from rehber.fragments import Fragments
from rehber.markdown_ext import Current, RehberExtension
from rehber.model.course import Course, Kind, Page
from rehber.model.glossary import Term
from rehber.model.source import Reference, Verification
from rehber.render.process_map import steps_of
from rehber.render.renderer import Renderer

LAW = Reference(
    id="tr-5395",
    csl={"id": "tr-5395", "type": "legislation", "title": "Kanun", "number": "5395"},
    status=Verification.VERIFIED,
    short="5395 sayılı Kanun",
)
TERM = Term("tedbir", "tedbir", "measure", "Korumaya yarayan karar.", "A protective order.")


def page(path: str) -> Page:
    return Page(path=path, source=path, kind=Kind.GUIDE, id="x", title="X", body="")


def stage(name: str, title: str) -> Page:
    path = f"guide/stages/{name}.md"
    return Page(path=path, source=path, kind=Kind.GUIDE, id=name, title=title, body="")


STEPS = (
    stage("asama-0", "Aşama 0: Bağı korumak"),
    stage("kapi-1", "Karar kapısı 1: Araştırılsın mı?"),
    stage("asama-6-ozel", "Aşama 6: Özel durumlar"),
    stage("asama-r", "R: Yeniden bakıma giriş"),
)
INDEX = Page(
    path="guide/stages/index.md",
    source="guide/stages/index.md",
    kind=Kind.GUIDE,
    id="stages",
    title="Aşamalar",
    body="",
    meta={"sections": [step.id for step in STEPS]},
)


@pytest.fixture(scope="module")
def current() -> Current:
    pages = {p.path: p for p in (page("guide/a.md"), INDEX, *STEPS)}
    course = Course(language="tr", pages=pages, references={LAW.id: LAW}, terms=(TERM,))
    fragments = Fragments()
    renderer = Renderer(course, fragments.to_html)
    fragments.use(renderer)
    return Current(renderer=renderer, page=pages["guide/a.md"])


def convert(current: Current, text: str, *, terms: bool = False) -> str:
    current.links_terms, current.marked = terms, []
    extensions = [
        RehberExtension(current=current, resolve_links=True),
        "attr_list",
        "tables",
        "fenced_code",
        "pymdownx.blocks.admonition",
    ]
    blocks = {"pymdownx.blocks.admonition": {"types": ["vignette"]}}
    return Markdown(extensions=extensions, extension_configs=blocks).convert(text)


def test_citations_and_strength_become_marks(current: Current) -> None:
    html = convert(current, "Karar verilir [@tr-5395, m. 9/2] [kanıt: orta].")
    assert "5395 sayılı Kanun m. 9/2" in html
    assert "rh-strength--moderate" in html


def test_an_unknown_source_or_strength_shows_itself(current: Current) -> None:
    html = convert(current, "Bir [@yok] ve [kanıt: bilinmez].")
    assert html.count("rh-finding") == 2


def test_directives_work_but_not_in_code(current: Current) -> None:
    assert "rh-lines__line" in convert(current, "<!-- rehber: lines 2 Görüşü -->")
    assert "rh-lines__line" not in convert(current, "```\n<!-- rehber: lines 2 x -->\n```")
    assert "rh-finding" in convert(current, "<!-- rehber: boyle-bir-sey-yok -->")


def test_comment_lines_of_questions_are_not_published(current: Current) -> None:
    assert "objective" not in convert(current, "<!-- quiz id=m01-q01 objective=m01-o1 -->\n\nX")


def test_a_term_is_linked_once_and_defined_at_the_foot(current: Current) -> None:
    html = convert(current, "# Tedbir\n\nTedbirin süresi; başka bir tedbir.", terms=True)
    assert html.count('class="rh-term"') == 1
    assert '<a class="rh-term" data-rh-term="tedbir" href="#terim-tedbir">Tedbirin</a>' in html
    assert 'id="terim-tedbir"' in html
    assert "Korumaya yarayan karar." in html


def test_headings_get_turkish_anchors_unless_they_have_one(current: Current) -> None:
    html = convert(current, "## IŞIK ve Şiddet\n\n## Başka {#benim}")
    assert 'id="isik-ve-siddet"' in html
    assert 'id="benim"' in html


def test_tables_scroll_by_keyboard(current: Current) -> None:
    html = convert(current, "| a | b |\n|---|---|\n| 1 | 2 |")
    assert 'class="rh-table"' in html
    assert 'tabindex="0"' in html
    assert 'aria-label="a · b"' in html


def test_a_vignette_says_that_it_is_made_up(current: Current) -> None:
    html = convert(current, "/// vignette | Zeynep\n\nMetin.\n\n///")
    assert "Buradaki kişiler ve olaylar kurgudur." in html


def test_links_lead_to_pages(current: Current) -> None:
    html = convert(current, "[Aşamalar](/guide/stages/index.md#asama-0)")
    assert 'href="../stages/#asama-0"' in html


def test_the_map_shows_stages_and_gates_and_nothing_else(current: Current) -> None:
    steps = steps_of(STEPS, current.page)
    assert [(s.is_gate, s.number) for s in steps] == [(False, "0"), (True, "1"), (False, "R")]
    html = convert(current, "<!-- rehber: process-map -->")
    assert "<svg" in html
    assert html.count('href="../stages/kapi-1/"') == 2  # in the figure and in its text
    assert "Araştırılsın mı?" in html


def test_a_note_hangs_on_the_kind_of_its_prompt_and_not_on_its_place(current: Current) -> None:
    section = Page("modules/a/b.md", "b.md", Kind.SECTION, "m01-s1", "B", body="")
    extension = RehberExtension(current=Current(current.renderer, section, links_terms=True))
    html = Markdown(extensions=[extension, "md_in_html"]).convert(
        '<div class="supervision" markdown="block">Bir</div>\n\n'
        '<div class="supervision" markdown="block">İki</div>\n'
    )
    assert html.count('data-rh-note="supervision"') == 1
    assert "supervision-2" not in html
