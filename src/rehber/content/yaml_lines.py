"""YAML with line numbers, so that a finding can point at the key that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from rehber.model.finding import Finding, Location


@dataclass(frozen=True)
class Data:
    """A parsed document. ``lines`` maps dotted paths (``objectives.0.id``) to line numbers."""

    value: Any
    lines: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def line(self, path: str) -> int:
        """The line of a path, or of its nearest ancestor that has one."""
        while path not in self.lines and path:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)


_Base: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # 5 times as fast


class _Loader(_Base):  # type: ignore[misc, valid-type]
    """Plain YAML in which dates stay text, and so do ``on``, ``no`` and their like."""


_NOT_RESOLVED = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if tag not in _NOT_RESOLVED]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), ["t", "f"])


def load(text: str, name: str, first_line: int = 1) -> Data:
    """Parse YAML; ``first_line`` is the line of the file on which ``text`` begins."""
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            _refuse_aliases(node, set())
            value = loader.construct_document(node) if node is not None else None
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        return Data(None, {}, (_broken(name, line, error.problem or "?"),))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Data(None, {}, (_broken(name, first_line, str(error).splitlines()[0][:120]),))
    lines = {path: first_line + line for path, line, _ in _walk(node, "")} if node else {}
    doubled = tuple(
        Finding.at(Location(name, first_line + line), "FM006", key=path)
        for path, line, is_double in (_walk(node, "") if node else ())
        if is_double
    )
    return Data(value, lines, doubled)


def _refuse_aliases(node: yaml.Node | None, seen: set[int]) -> None:
    """An alias can make a document endless or very large; nobody needs one here."""
    if isinstance(node, yaml.CollectionNode):
        if id(node) in seen:
            raise yaml.MarkedYAMLError(problem="alias (*)", problem_mark=node.start_mark)
        seen.add(id(node))
        for child in node.value:
            for part in child if isinstance(child, tuple) else (child,):
                _refuse_aliases(part, seen)


def _broken(name: str, line: int, problem: str) -> Finding:
    return Finding.at(Location(name, line), "FM001", problem=problem)


def _walk(node: yaml.Node, path: str) -> Iterator[tuple[str, int, bool]]:
    """Every node's path, its line from 0, and whether its key stands twice."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = f"{path}.{key.value}" if path else str(key.value)
            yield name, key.start_mark.line, name in seen
            seen.add(name)
            yield from _walk(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            name = f"{path}.{index}" if path else str(index)
            yield name, value.start_mark.line, False
            yield from _walk(value, name)
