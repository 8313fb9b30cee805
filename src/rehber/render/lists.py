"""Lists made from the whole course: catalogue, paths, forms, glossary, bibliography, law, help."""

from __future__ import annotations

from collections.abc import Mapping

from rehber import turkish
from rehber.model.course import Course, Kind, Page, PlannedModule
from rehber.model.glossary import Term
from rehber.model.law import Article
from rehber.render.dates import spoken
from rehber.render.html import Html, element, join
from rehber.render.page import Strings, form_code, kind_label, module_name, print_button
from rehber.render.progress import done_when
from rehber.render.references import Formatted, source_list
from rehber.render.urls import to_page

_FEW_PAGES = 5
_STAGES = "guide/stages/"


def catalogue(course: Course, page: Page, strings: Strings) -> Html:
    """Every module of the course; those still being written are named without a link. The tests
    of the whole course stand in their places between them, with their own minutes."""
    cards = [
        _test_card(course, page, step, strings)
        if isinstance(step, Page)
        else _card(course, page, step, strings)
        for step in course.with_tests(course.planned)
    ]
    return element("ol", *cards, class_="rh-cards")


def _test_card(course: Course, page: Page, test: Page, strings: Strings) -> Html:
    label = kind_label(course, test, strings)
    return element(
        "li",
        # A title that is the label itself needs no second one above it.
        element("span", label, class_="rh-card__number") if label != test.title else "",
        element(
            "a",
            test.title,
            href=to_page(page, test),
            data_rh_done=done_when(course, test),
            class_="rh-card__title",
        ),
        element("span", test.summary, class_="rh-card__text"),
        element(
            "span",
            strings["page"]["minutes"].format(minutes=test.minutes),
            class_="rh-card__meta",
        ),
        class_="rh-card",
    )


def _card(course: Course, page: Page, plan: PlannedModule, strings: Strings) -> Html:
    said = strings["page"]
    module = course.module(plan.id)
    minutes = said["minutes"].format(minutes=_minutes(course, plan))
    number = element("span", module_name(strings, plan), class_="rh-card__number")
    if module is None:
        title = element("span", plan.title(course.language), class_="rh-card__title")
        state = element("span", f"{minutes} · {said['planned']}", class_="rh-card__meta")
        return element("li", number, title, state, class_="rh-card rh-card--planned")
    link = element(
        "a",
        module.title,
        href=to_page(page, module.overview),
        data_rh_done=done_when(course, module.overview) or None,
        class_="rh-card__title",
    )
    summary = element("span", module.overview.summary, class_="rh-card__text")
    state = element("span", minutes, class_="rh-card__meta")
    return element("li", number, link, summary, state, class_="rh-card")


def paths(course: Course, page: Page, strings: Strings) -> Html:
    """Selections of modules by role, with the minutes in all and the minutes already there."""
    return element(
        "div", *(_path(course, page, p.id, strings) for p in course.paths), class_="rh-paths"
    )


def _path(course: Course, page: Page, path_id: str, strings: Strings) -> Html:
    said = strings["page"]
    path = next(p for p in course.paths if p.id == path_id)
    plans = {plan.id: plan for plan in course.planned}
    chosen = [plans[name] for name in path.modules if name in plans]
    ready = [module for plan in chosen if (module := course.module(plan.id))]
    minutes = sum(_minutes(course, plan) for plan in chosen)
    whole = "path_minutes" if len(ready) < len(chosen) else "path_minutes_ready"
    total = said[whole].format(
        minutes=minutes,
        hours=round(minutes / 60),
        written=sum(module.minutes for module in ready),
    )
    entries = [_path_module(course, page, plan, strings) for plan in chosen]
    return element(
        "section",
        element("h3", path.title(course.language), id=f"yol-{path.id}"),
        element("p", path.who(course.language)),
        element(
            "p",
            total,
            " ",
            element("strong", strings["progress"]["chosen"], class_="rh-path__chosen"),
            data_rh_path=path.id,
            class_="rh-paths__minutes",
        ),
        element("ol", *entries, class_="rh-paths__modules"),
        print_button("print-path", strings) if ready else "",
        class_="rh-path",
    )


def _minutes(course: Course, plan: PlannedModule) -> int:
    """As written, or as planned where the module is still being written."""
    module = course.module(plan.id)
    return module.minutes if module else plan.minutes


def _path_module(course: Course, page: Page, plan: PlannedModule, strings: Strings) -> Html:
    module = course.module(plan.id)
    title = module.title if module else plan.title(course.language)
    name = f"{module_name(strings, plan)}: {title}"
    if module is None:
        return element("li", name, " ", element("small", f"({strings['page']['planned']})"))
    minutes = strings["page"]["minutes"].format(minutes=module.minutes)
    link = element("a", name, href=to_page(page, module.overview))
    return element("li", link, " ", element("small", minutes))


def trainer_overview(course: Course, page: Page, strings: Strings) -> Html:
    """For each written module: minutes, objectives with their Bloom level, number of questions."""
    parts = []
    for module in course.modules:
        said = strings["page"]
        objectives = [
            element(
                "li", o.text, " ", element("small", f"({said.get('bloom_' + o.bloom, o.bloom)})")
            )
            for o in module.objectives
        ]
        name = f"{module_name(strings, module)}: {module.title}"
        link = element("a", name, href=to_page(page, module.overview))
        session = (
            element(
                "p",
                element("a", module.session.title, href=to_page(page, module.session)),
                class_="rh-paths__minutes",
            )
            if module.session
            else ""
        )
        facts = [said["minutes"].format(minutes=module.minutes)]
        if module.items:
            facts.append(f"{strings['trainers']['questions']}: {len(module.items)}")
        parts.append(
            element(
                "section",
                element("h3", link, id=f"modul-{module.id}"),
                element("p", " · ".join(facts), class_="rh-paths__minutes"),
                session,
                element("ul", *objectives),
                class_="rh-path",
            )
        )
    return element("div", *parts, class_="rh-trainer-overview")


def doors(course: Course, page: Page, strings: Strings) -> Html:
    """The three ways into the site."""
    said = strings["home"]
    targets = (
        ("learn", "modules/index.md"),
        ("look_up", "guide/index.md"),
        ("train", "trainers/index.md"),
    )
    links = [
        element(
            "a",
            element("span", class_=f"rh-door__icon rh-door__icon--{name}", aria_hidden="true"),
            element("span", said[f"{name}_title"], class_="rh-door__title"),
            element("span", said[f"{name}_text"], class_="rh-door__text"),
            href=_address(course, page, path),
            class_="rh-door",
        )
        for name, path in targets
    ]
    return element("nav", *links, aria_label=said["doors"], class_="rh-doors")


def _address(course: Course, page: Page, path: str) -> str:
    """The address of a page that may be missing in this language (its stub has the same path)."""
    target = course.pages.get(path)
    blank = Page(path=path, source="", kind=Kind.PAGE, id="", title="", body="")
    return to_page(page, target or blank)


def forms(course: Course, page: Page) -> Html:
    """The printable forms by their codes."""
    found = [p for p in course.pages.values() if p.kind is Kind.FORM]
    found.sort(key=lambda form: form.id)
    entries = [
        element(
            "li",
            element("span", form_code(form), class_="rh-card__number"),
            element("a", form.title, href=to_page(page, form), class_="rh-card__title"),
            element("span", form.summary, class_="rh-card__text"),
            class_="rh-card",
        )
        for form in found
    ]
    return element("ol", *entries, class_="rh-cards")


def forms_by_stage(course: Course, page: Page, strings: Mapping[str, str]) -> Html:
    """A table of the stages in order with the forms that name them in their front matter."""
    found = sorted((p for p in course.pages.values() if p.kind is Kind.FORM), key=lambda f: f.id)
    rows = []
    for stage in course.ordered(_STAGES):
        number = stage.id.removeprefix("asama-").upper()
        used = [form for form in found if number in form.listed("stage")]
        if not used:
            continue
        links = Html(", ").join(
            element("a", f"{form_code(form)} {form.title}", href=to_page(page, form))
            for form in used
        )
        name = element("a", stage.title, href=to_page(page, stage))
        rows.append(element("tr", element("th", name, scope="row"), element("td", links)))
    if not rows:
        return Html("")
    heads = (strings["stage"], strings["forms"])
    table = element(
        "table",
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", *rows),
    )
    label = " · ".join(heads)
    return element("div", table, tabindex="0", role="group", aria_label=label, class_="rh-table")


def help_box(course: Course, page: Page, strings: Mapping[str, str]) -> Html:
    """Where a reader or a child in danger finds help; only verified numbers are printed."""
    language = course.language
    lines = [h for h in course.hotlines if h.status == "verified" and h.scope == "danger"]
    entries = [
        join(
            element(
                "dt",
                element("a", line.number, href=f"tel:{line.number.replace(' ', '')}"),
                " ",
                line.name_tr if language == "tr" else line.name_en,
            ),
            element("dd", line.what_tr if language == "tr" else line.what_en),
        )
        for line in lines
    ]
    dates = [line.read_on for line in lines]
    checked = strings["read_on"].format(date=spoken(min(dates), language)) if dates else ""
    duty = element(
        "a",
        strings["more"],
        href=_address(course, page, "guide/law/bildirim-yukumlulugu.md"),
    )
    return element(
        "aside",
        element("p", strings["title"], class_="rh-help__title", id="rh-help-title"),
        element("p", strings["lead"]),
        element("dl", *entries) if entries else "",
        element("p", strings["reader"]),
        element("p", join(duty, ". ", checked), class_="rh-help__more"),
        aria_labelledby="rh-help-title",
        class_="rh-help",
    )


def publisher(course: Course, strings: Mapping[str, str]) -> Html:
    """Who publishes this copy; said openly when nobody has been named."""
    known = course.publisher
    if not known.is_set:
        return element("p", strings["unset"], class_="rh-publisher")
    rows = [
        join(element("dt", strings[name]), element("dd", getattr(known, name)))
        for name in ("name", "contact", "imprint", "funding")
        if getattr(known, name)
    ]
    return element("dl", *rows, class_="rh-publisher")


def law_articles(course: Course, number: str, strings: Mapping[str, str]) -> Html:
    """Which articles of a statute (its number or its key) were read, and when."""
    statute = next((s for s in course.statutes if number in (s.number, s.reference)), None)
    if statute is None:
        return element("p", f"?{number}", class_="rh-finding")
    heads = ("article", "read_on", "state", "text_of")
    rows = [_article_row(article, course.language, strings) for article in statute.articles]
    table = element(
        "table",
        element("thead", element("tr", *(element("th", strings[h], scope="col") for h in heads))),
        element("tbody", *rows),
    )
    return element("details", element("summary", strings["read"]), table, class_="rh-law-articles")


def _article_row(article: Article, language: str, strings: Mapping[str, str]) -> Html:
    name = f"{article.number} {article.title}".strip()
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", spoken(article.read_on, language)),
        element("td", strings[article.status]),
        element("td", article.text_of),
    )


def glossary(course: Course, strings: Mapping[str, str]) -> Html:
    """All terms by letter, each with its definition and its name in the other language."""
    language = course.language
    letters: dict[str, list[Term]] = {}
    for term in course.terms:
        letters.setdefault(turkish.upper(term.name(language)[:1]), []).append(term)
    nav = element(
        "nav",
        *(
            element("a", letter, href=f"#harf-{turkish.slug(letter)}-{index}")
            for index, letter in enumerate(letters)
        ),
        aria_label=strings["letters"],
        class_="rh-letters",
    )
    groups = [
        join(
            element("h2", letter, id=f"harf-{turkish.slug(letter)}-{index}"),
            element("dl", *(_term(term, language, strings) for term in terms)),
        )
        for index, (letter, terms) in enumerate(letters.items())
    ]
    return element("div", nav, *groups, class_="rh-glossary")


def _term(term: Term, language: str, strings: Mapping[str, str]) -> Html:
    other = "en" if language == "tr" else "tr"
    forms = term.forms(language)
    name = f"{term.name(language)} ({', '.join(forms)})" if forms else term.name(language)
    translation = element("span", term.name(other), lang=other)
    avoid = (
        element(
            "span", f" {strings['avoid']}: {', '.join(term.avoid)}.", class_="rh-glossary__avoid"
        )
        if term.avoid and language == "tr"
        else ""
    )
    return join(
        element("dt", name, id=term.id),
        element(
            "dd",
            term.definition(language),
            " ",
            element("small", strings["term_english"], ": ", translation, ".", avoid),
        ),
    )


def bibliography(
    course: Course, page: Page, formatted: Mapping[str, Formatted], strings: Mapping[str, str]
) -> Html:
    """Every source that is cited, with the pages that cite it."""
    cited: dict[str, list[Page]] = {}
    for other in course.pages.values():
        for key in course.cited_keys(other):
            cited.setdefault(key, []).append(other)
    extras = {key: _cited_on(page, pages, strings) for key, pages in cited.items()}
    return element("div", source_list(cited, formatted, extras), class_="rh-bibliography")


def _cited_on(at: Page, pages: list[Page], strings: Mapping[str, str]) -> Html:
    """The pages that cite a source; more than a handful are folded under their number."""
    links = Html(", ").join(element("a", p.title, href=to_page(at, p)) for p in pages)
    said, class_ = strings["cited_on"], "rh-bibliography__pages"
    if len(pages) <= _FEW_PAGES:
        return element("span", " ", said, " ", links, class_=class_)
    summary = element("summary", f"{said} {len(pages)}")
    return element("details", summary, links, class_=class_)
