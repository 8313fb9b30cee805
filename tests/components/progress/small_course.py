"""A course of three modules and a capstone, made without files: what the learner's pages list."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page as Tab

from rehber.model.course import Change, Course, Kind, LearningPath, Module, Page, Publisher
from rehber.model.finding import Location

ASSETS = Path(__file__).resolve().parents[3] / "overrides" / "assets"
NOWHERE = Location("x.md")


def _page(path: str, kind: Kind, id: str, title: str, minutes: int = 0) -> Page:
    changes = (
        (
            Change("2027.03", "Kararın süresi değişti.", NOWHERE),
            Change("2026.12", "Bir soru eklendi.", NOWHERE),
        )
        if id == "m01-s1"
        else ()
    )
    return Page(
        path=path,
        source=path,
        kind=kind,
        id=id,
        title=title,
        body="",
        minutes=minutes,
        edition="2027.03",
        changes=changes,
    )


def _module(number: int, name: str, title: str, parts: str) -> Module:
    """``parts``: s for each section, c for a case, t for a test."""
    slug = f"modul-{number}"
    sections = tuple(
        _page(f"modules/{slug}/b{n}.md", Kind.SECTION, f"{name}-s{n}", f"{title}, bölüm {n}", 10)
        for n in range(1, parts.count("s") + 1)
    )
    case = _page(f"modules/{slug}/vaka.md", Kind.CASE, f"{name}-case", f"{title}, vaka", 20)
    test = _page(f"quizzes/{slug}.md", Kind.TEST, f"{name}-test", f"{title}, test", 15)
    minutes = 10 * len(sections) + 20 * ("c" in parts) + 15 * ("t" in parts)
    return Module(
        id=name,
        number=number,
        slug=slug,
        overview=_page(f"modules/{slug}/index.md", Kind.MODULE, name, title, minutes),
        objectives=(),
        sections=sections,
        test=test if "t" in parts else None,
        case=case if "c" in parts else None,
    )


def small_course(language: str = "tr", publisher: Publisher | None = None) -> Course:
    modules = (
        _module(0, "m00", "Başlarken", "st"),
        _module(1, "m01", "Aile hakkı", "ssct"),
        _module(2, "m02", "Çocuğu duymak", "ssct"),
        _module(3, "capstone", "Baran’ın bir yılı", "c"),
    )
    tests = (
        _page("quizzes/on-test.md", Kind.TEST, "pre-test", "Ön test", 28),
        _page("quizzes/son-test.md", Kind.TEST, "post-test", "Son test", 28),
    )
    pages = [page for module in modules for page in module.way]
    whole = tuple(module.id for module in modules)
    return Course(
        language=language,
        pages={page.path: page for page in (*pages, *tests, learning_page(), certificate_page())},
        modules=modules,
        paths=(
            LearningPath("full", "Tam yol", "Full path", "", "", whole),
            LearningPath("short", "Kısa yol", "Short path", "", "", ("m00", "m02")),
        ),
        publisher=publisher or Publisher(),
    )


def learning_page() -> Page:
    return _page("learning/index.md", Kind.LEARNING, "learning", "Öğrenmem")


def certificate_page() -> Page:
    return _page("learning/belge.md", Kind.LEARNING, "certificate", "Tamamlama belgesi")


def with_style(name: str, html: str) -> str:
    """A fragment with the style sheet of its component."""
    return f'<link rel="stylesheet" href="/assets/components/{name}/{name}.css">{html}'


def start(tab: Tab, *names: str) -> None:
    """Start components that the page of the other tests does not start."""
    tab.evaluate(
        """async (names) => { for (const name of names) {
          const { default: Class } = await import(`/assets/components/${name}/${name}.mjs`);
          rh.start([Class]);
        } }""",
        list(names),
    )


def put(tab: Tab, key: str, value: object) -> None:
    tab.evaluate("([key, value]) => rh.getStore().set(key, value)", [key, value])


def attempt(tab: Tab, test: str, points: float, of: float = 12, edition: str = "2026.11") -> None:
    count = tab.evaluate("rh.getStore().all('attempt:').then((found) => found.length)")
    put(
        tab,
        f"attempt:{test}.20261122T09300000{count}Z-4f2a",
        {
            "test": test,
            "started": "2026-11-22T09:00:00.000Z",
            "points": points,
            "of": of,
            "edition": edition,
            "items": {},
        },
    )


def finish_case(tab: Tab, module: str) -> None:
    put(tab, f"case:{module}-case", {"path": ["telefon"], "endings": ["son-iyi"]})


def finish(tab: Tab, module: str) -> None:
    """What makes a module of the small course done."""
    if module != "capstone":
        attempt(tab, f"{module}-test", 12)
    if module != "m00":
        finish_case(tab, module)
