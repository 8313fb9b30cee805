"""Unknown words: what the list of the field covers, what the cache remembers."""

from __future__ import annotations

import sys
from pathlib import Path

from rehber.content.markdown import scan
from rehber.model.course import Course, Kind, Page
from rehber.spelling import Knows, WordList, misspellings

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

from spell import CachedDictionary, listed_words


def course(body: str) -> Course:
    lines = scan(body, "docs/a.md", 1).lines
    page = Page(
        path="a.md", source="docs/a.md", kind=Kind.GUIDE, id="a", title="", body=body, lines=lines
    )
    return Course(language="tr", pages={page.path: page})


def test_a_listed_word_is_known_in_its_forms() -> None:
    words = WordList(["hâkim", "süpervizör", "Fatma", "SED"])
    known = ("hâkim", "Hâkimin", "hâkime", "süpervizörünüzle", "Fatma’nın", "Fatma'ya", "SED’in")
    assert [word for word in known if not words.knows(word)] == []


def test_a_short_word_of_the_list_does_not_cover_what_begins_alike() -> None:
    words = WordList(["yol"])
    assert words.knows("yol")
    assert not words.knows("yolmq")


def test_a_misspelling_is_named_with_its_line_and_its_neighbour() -> None:
    found = misspellings(
        course("Değerlendirme iyi.\n\nDegerlendirme kötü."),
        [],
        lambda word: word in {"Değerlendirme", "iyi", "kötü"},
    )
    assert [(str(one.where), one.word, one.nearest) for one in found] == [
        ("docs/a.md:3", "Degerlendirme", "Değerlendirme")
    ]


def test_endings_of_names_and_of_sentences_are_seen_through() -> None:
    known = {"Merkezi", "yönetmelikte", "gidemiyor", "kutuda"}
    text = "Merkezi’nden yönetmeliktedir. [Kaynak](/a.md)’nden gidemiyorsanız, kutudayken, “x”ten"
    text += " yönetmelikdedir"
    found = misspellings(course(text), ["Kaynak"], lambda word: word in known)
    assert [one.word for one in found] == ["yönetmelikdedir"]


def test_addresses_code_and_abbreviations_are_not_read() -> None:
    text = "Bak: https://ornek.org/yzf ve `kd_parca` ve ad@ornek.org, SHM."
    assert [one.word for one in misspellings(course(text), ["Bak", "ve"], lambda _: False)] == []


def _files(folder: Path, words: str) -> Path:
    files = folder / "index"
    files.with_suffix(".dic").write_text(words, encoding="utf-8")
    return files


def _load(files: Path) -> Knows:
    words = files.with_suffix(".dic").read_text(encoding="utf-8").split()
    return lambda word: word in words


def test_what_was_asked_once_is_not_asked_again(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "spelling.json"
    files = _files(tmp_path, "karar çocuk")
    first = CachedDictionary(files, cache, _load)
    assert first.knows("karar")
    assert not first.knows("karra")
    first.keep()
    second = CachedDictionary(files, cache, _load)
    assert second.knows("karar")
    assert not second.knows("karra")
    assert second.asked == 0
    files = _files(tmp_path, "karra çocuk")  # another dictionary, other answers
    assert CachedDictionary(files, cache, _load).knows("karra")


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    cache = tmp_path / "spelling.json"
    files = _files(tmp_path, "karar")
    for damaged in ("{", "[]", '{"dictionary": 1, "answers": []}'):
        cache.write_text(damaged, encoding="utf-8")
        assert CachedDictionary(files, cache, _load).knows("karar")


def test_the_list_takes_remarks(tmp_path: Path) -> None:
    file = tmp_path / "spelling.txt"
    file.write_text("# terimler\nhâkim  # yargıç\n\nserebral\n", encoding="utf-8")
    assert listed_words(file) == ["hâkim", "serebral"]
