"""Writes the first draft of a module, a test or a page: right in form, with prompts in Turkish.

A prompt is an HTML comment. What the author still has to fill in is what ``rehber check`` finds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from rehber.model.course import CAPSTONE, COURSE_TESTS, Course, Module

KINDS = ("module", "quiz", "page")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EVERYONE = (
    "[social-worker, psychologist, child-development, foster-care-worker, residential-worker, "
    "school-counsellor, supervisor]"
)


class SkeletonError(Exception):
    """What was asked for cannot be written; the text says why, in Turkish."""


def write(root: Path, course: Course, kind: str, slug: str, number: int | None = None) -> list[str]:
    """Write the files of one skeleton below ``root/docs``. Returns their paths from ``root``.

    Raises:
        SkeletonError: the name is not well-formed, or a file is there already.
    """
    files = {"module": _module, "quiz": _quiz, "page": _page}[kind](course, slug, number)
    for path in files:
        if (root / "docs" / path).exists():
            raise SkeletonError(f"docs/{path} zaten var; üzerine yazılmadı.")
    for path, text in files.items():
        file = root / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return [f"docs/{path}" for path in files]


def _module(course: Course, slug: str, number: int | None) -> dict[str, str]:
    _check_slug(slug)
    taken = {module.number for module in course.modules}
    planned = {entry.number: entry for entry in course.planned}
    free = [n for n in sorted({*planned, *range(1, 100)}) if n not in taken and n > 0]
    number = number or free[0]
    if number in taken:
        raise SkeletonError(f"{number} numaralı modül zaten var.")
    entry = planned.get(number)
    values = {
        "module": entry.id if entry else f"m{number:02d}",
        "number": str(number),
        "slug": slug,
        "title": entry.title_tr if entry else "Modülün adı",
        **_common(course),
    }
    files = {
        f"modules/{slug}/index.md": _OVERVIEW.substitute(values),
        f"modules/{slug}/ilk-bolum.md": _SECTION.substitute(values),
    }
    if values["module"] != CAPSTONE:
        test = _TEST.substitute(values, objective=f"{values['module']}-o1")
        files[f"quizzes/{slug}.md"] = test
    return files


def _quiz(course: Course, slug: str, number: int | None) -> dict[str, str]:
    _check_slug(slug)
    for form, path in COURSE_TESTS.items():
        if path == f"quizzes/{slug}.md":
            return {path: _course_test(course, form)}
    module = next((module for module in course.modules if module.slug == slug), None)
    if module is None:
        raise SkeletonError(f"modules/{slug}/ diye bir modül yok; önce “rehber new module {slug}”.")
    if module.is_capstone:
        raise SkeletonError("Bitirme vakasının kendi testi yoktur; ardından son test gelir.")
    values = {
        "module": module.id,
        "slug": slug,
        "title": module.title,
        "objective": _first_objective(module),
        **_common(course),
    }
    return {f"quizzes/{slug}.md": _TEST.substitute(values)}


def _course_test(course: Course, form: str) -> str:
    """One form of the test of the whole course, with its first question."""
    first = next((module for module in course.modules if module.number == 1), None)
    return _COURSE_TEST.substitute(
        form=form,
        title={"pre": "Ön test", "post": "Son test"}[form],
        objective=_first_objective(first) if first else "m01-o1",
        **_common(course),
    )


def _page(course: Course, slug: str, number: int | None) -> dict[str, str]:
    path = slug.removeprefix("docs/").removesuffix(".md").strip("/")
    for part in path.split("/"):
        _check_slug(part)
    page_id = path.removesuffix("/index").replace("/", "-")
    law = 'law_checked: ""  # mevzuatı okuduğunuz gün: "YYYY-AA-GG"\n' if "/law/" in path else ""
    values = {"id": page_id, "law": law, **_common(course)}
    return {f"{path}.md": _PAGE.substitute(values)}


def _check_slug(slug: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise SkeletonError(
            f"“{slug}” olmaz: küçük harf, rakam ve tire kullanın, Türkçe harf kullanmayın "
            "(örneğin ailenin-gucu)."
        )


def _first_objective(module: Module) -> str:
    return module.objectives[0].id if module.objectives else f"{module.id}-o1"


def _common(course: Course) -> Mapping[str, str]:
    editions = [page.edition for page in course.pages.values() if page.edition]
    return {"edition": max(editions, default="2026.11"), "everyone": _EVERYONE}


_OVERVIEW = Template("""\
---
id: $module
number: $number
title: "$title"
summary: "Bir iki cümle: modül neyi öğretiyor?"
audience: $everyone
minutes: 7
prerequisites: []
objectives:
  - {id: $module-o1, text: "Sonunda ne yapar?", verb: "açıklar", bloom: understand}
sections: [ilk-bolum]
sources: []
review: {status: draft}
edition: "$edition"
---

<!-- Modül hangi iş gününde, hangi soruyla işe yarar? İki üç cümle. -->

<!-- rehber: module-overview -->

## Okumadan önce {#okumadan-once}

<!-- Önceki modüllerden üç hatırlama sorusu (q21–q23). -->

## Elinizde ne kalacak? {#elinizde-ne-kalacak}

<!-- Form, söz kalıbı, süpervizyon sorusu: modülden geriye kalan üç dört şey. -->
""")

_FRONT_END = """\
audience: $everyone
minutes: 1
sources: []
review: {status: draft}
edition: "$edition"
---
"""
"""How the front matter ends."""

_SECTION = Template(
    """\
---
id: $module-s1
title: "Bölümün adı"
summary: "Bir iki cümle: bu bölümde ne öğrenilir?"
"""
    + _FRONT_END
    + """\

<!-- Beş–sekiz dakikalık bir bölüm: bir kavram, bir örnek, bir yoklama. Her bilginin ardına
kaynağını yazın: [@anahtar, m. 9]. Bitince “minutes” değerini metne göre düzeltin. -->

## İlk başlık {#ilk-baslik}

/// vignette | Kısa bir vaka

<!-- Kurgusal bir çocuk; soyadı, il, tarih yok. -->

///

## Akılda kalsın {#akilda-kalsin}

/// key-points | Üç cümle

<!-- Bölümün üç cümlelik özü. -->

///
"""
)

_ITEM = """\
<quiz>
<!-- Kısa bir vaka, tek bir karar. -->
- [ ] <!-- Sık görülen bir yanılgı. -->
> <!-- Neden değil? -->
- [x] <!-- Doğru karar; öbürlerinden uzun olmasın. -->
> <!-- Neden doğru? -->
- [ ] <!-- Başka bir yanılgı. -->
> <!-- Neden değil? -->
</quiz>
"""

_TEST = Template(
    """\
---
id: $module-test
title: "Test: $title"
summary: "Modülün testi; her seçeneğin açıklaması vardır."
"""
    + _FRONT_END
    + """\

<!-- On–on iki soru; her hedef için en az bir tane. source: kaynağın anahtarı ve yeri. -->

<!-- quiz id=$module-q01 objective=$objective section=$module-s1 source="" -->
"""
    + _ITEM
)

_COURSE_TEST = Template(
    """\
---
id: $form-test
title: "$title"
summary: "Bütün kurstan yirmi sekiz soru; her seçeneğin açıklaması vardır."
"""
    + _FRONT_END
    + """\

<!-- On dört modülün her birinden iki soru. Öbür testte aynı sırada aynı hedef ve aynı güçlük
(difficulty: 1 hatırlar, 2 uygular, 3 tartar), başka bir durum. -->

<!-- quiz id=$form-q01 objective=$objective section=m01-s1 source="" difficulty=1 -->
"""
    + _ITEM
)

_PAGE = Template("""\
---
id: $id
title: "Sayfanın adı"
summary: "Bir iki cümle: okur burada ne bulur?"
audience: $everyone
sources: []
${law}review: {status: draft}
edition: "$edition"
---

<!-- Okur bu sayfaya hangi soruyla gelir? Yanıtı ilk paragrafta verin. -->

## İlk başlık {#ilk-baslik}

<!-- Her bilginin ardına kaynağını yazın: [@anahtar, m. 9]. -->
""")
