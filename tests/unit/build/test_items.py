"""The scripts with the questions of the spaced review."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rehber.build.items import install_scheduler, item_scripts, with_items, write_items
from rehber.content.quiz import read_items
from rehber.model.course import Course, Kind, Module, Page
from rehber.model.quiz import Item
from rehber.render.review import deck_ids

QUIZ = """<section class="rh-quiz" id="{id}" data-rh-module="quiz">
<form method="dialog">
<h2 class="rh-quiz__number" id="{id}-no">Soru 1</h2>
<legend>{id} &amp; <em>vurgu</em></legend>
</form>
<details><div class="rh-quiz__more">
<p>Bir <a href="../../guide/law/5395/#m-9">madde</a>, <a href="https://example.org/a">dışarısı</a>.</p>
{sources}</div></details>
</section>
"""
SOURCES = '<div class="rh-quiz__sources">Kaynak: <a href="#kaynak-x">X</a></div>'


def item(name: str, *, broken: bool = False) -> Item:
    right = " " if broken else "x"
    text = f"""<!-- quiz id={name} objective=m01-o1 section=m01-s1 -->
<quiz>
Soru?
- [{right}] A
> Neden.
- [ ] B
> Neden değil.
</quiz>
"""
    (found,), _ = read_items(text, "x")
    return found


def page(path: str, kind: Kind, page_id: str, *items: Item) -> Page:
    return Page(path, path, kind, page_id, f"Başlık “{page_id}”", body="", items=items)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """One module with a question in a section and one in its test, a case, a test of the course."""
    section = page("modules/a/bir.md", Kind.SECTION, "m01-s1", item("m01-q31"))
    test = page(
        "quizzes/a.md", Kind.TEST, "m01-test", item("m01-q01"), item("m01-q02", broken=True)
    )
    overview = page("modules/a/index.md", Kind.MODULE, "m01")
    case = page("modules/a/vaka.md", Kind.CASE, "m01-case", item("m01-q51"))
    pre = page("quizzes/on-test.md", Kind.TEST, "pre-test", item("pre-q01"))
    pages = {each.path: each for each in (section, test, overview, case, pre)}
    for each in pages.values():
        file = tmp_path / each.url / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        sources = SOURCES if each.kind is Kind.SECTION else ""
        html = "".join(QUIZ.format(id=one.id, sources=sources) for one in each.items)
        file.write_text(f"<html><body>{html}</body></html>", encoding="utf-8")
    module = Module("m01", 1, "a", overview, (), (section,), test, case)
    return Course("tr", pages, (module,))


def registered(file: Path) -> dict[str, str]:
    text = file.read_text(encoding="utf-8")
    before, _, data = text.partition("=self.rhItems||{})")
    assert before == "(self.rhItems"
    key, _, data = data.partition("=")
    assert key == '["tr/m01"]'
    found: dict[str, str] = json.loads(data.rstrip(";\n"))
    return found


def test_a_script_has_the_questions_of_its_module_and_no_other(
    course: Course, tmp_path: Path
) -> None:
    write_items(course, tmp_path, stamped=False)
    found = registered(tmp_path / "assets/items/tr/m01.js")
    # Not the broken one, not the case's, not those of the course's own tests.
    assert list(found) == ["m01-q31", "m01-q01"]
    assert "rh-quiz__number" not in "".join(found.values())
    assert "<legend>m01-q01 &amp; <em>vurgu</em></legend>" in found["m01-q01"]


def test_links_lead_from_the_root(course: Course, tmp_path: Path) -> None:
    write_items(course, tmp_path, stamped=False)
    found = registered(tmp_path / "assets/items/tr/m01.js")
    assert '<a href="guide/law/5395/#m-9">' in found["m01-q01"]
    assert '<a href="https://example.org/a">' in found["m01-q01"]
    assert '<a href="modules/a/bir/#kaynak-x">' in found["m01-q31"]


def test_a_question_of_a_section_says_which(course: Course, tmp_path: Path) -> None:
    write_items(course, tmp_path, stamped=False)
    found = registered(tmp_path / "assets/items/tr/m01.js")
    link = '<p>Bu konuyu anlatan bölüm: <a href="modules/a/bir/">Başlık “m01-s1”</a></p>'
    assert f'{link}<div class="rh-quiz__sources">' in found["m01-q31"]
    assert "Bu konuyu" not in found["m01-q01"]


def test_two_builds_write_the_same_bytes_under_names_of_their_content(
    course: Course, tmp_path: Path
) -> None:
    write_items(course, tmp_path)
    (first,) = (tmp_path / "assets/items/tr").iterdir()
    bytes_before = first.read_bytes()
    write_items(course, tmp_path)
    (second,) = (tmp_path / "assets/items/tr").iterdir()
    assert (second.name, second.read_bytes()) == (first.name, bytes_before)

    changed = tmp_path / "quizzes/a/index.html"
    text = changed.read_text(encoding="utf-8").replace("vurgu", "başka")
    changed.write_text(text, encoding="utf-8")
    write_items(course, tmp_path)
    (third,) = (tmp_path / "assets/items/tr").iterdir()
    assert third.name != first.name


def test_pages_ask_for_the_scripts_by_their_hashed_names(course: Course, tmp_path: Path) -> None:
    write_items(course, tmp_path)
    (file,) = (tmp_path / "assets/items/tr").iterdir()
    html = '<i data-rh-script="../../assets/items/tr/m01.js"></i>'
    wanted = f'<i data-rh-script="../../assets/items/tr/{file.name}"></i>'
    assert with_items(html, item_scripts(tmp_path, "tr")) == wanted


def test_a_page_that_was_not_built_gives_no_questions(course: Course, tmp_path: Path) -> None:
    (tmp_path / "quizzes/a/index.html").unlink()
    (tmp_path / "modules/a/bir/index.html").unlink()
    write_items(course, tmp_path)
    assert list((tmp_path / "assets/items/tr").iterdir()) == []


def test_ids_in_short() -> None:
    names = ["m01-q01", "m01-q02", "m01-q03", "m01-q07", "m02-q10", "m02-q09", "bitirme"]
    assert deck_ids(map(item, names)) == "m01:1-3,7 m02:9-10 bitirme"
    assert deck_ids([]) == ""


def test_the_preview_finds_the_library_beside_its_module(tmp_path: Path) -> None:
    library = tmp_path / "root/node_modules/ts-fsrs/dist/index.mjs"
    module = tmp_path / "site/assets/lib/fsrs.mjs"
    for file, text in ((library, "export {};"), (module, 'export { fsrs } from "ts-fsrs";')):
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    for _ in range(2):
        install_scheduler(tmp_path / "root", tmp_path / "site")
        assert module.read_text(encoding="utf-8") == 'export { fsrs } from "./ts-fsrs.mjs";'
    assert module.with_name("ts-fsrs.mjs").read_text(encoding="utf-8") == "export {};"
    install_scheduler(tmp_path / "elsewhere", tmp_path / "site")  # without the package: nothing
