"""BC: a branching case leads from its first scene to an ending, on every path, and its meters add
up on each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rehber import messages
from rehber.checks.context import Context
from rehber.model.course import Course, Kind, Page
from rehber.model.finding import Finding
from rehber.model.scene import Choice, Meter, Scene, totals


def scenes(course: Course, context: Context) -> Iterator[Finding]:
    """BC001–BC013, for every case."""
    for page in course.pages.values():
        if page.kind is Kind.CASE:
            yield from _case(page)
            if page.meters or "meters" not in page.meta:  # else the schema says what is wrong
                yield from _effects_of(page)
                yield from _totals(page, messages.load(course.language)["totals"])


def _case(page: Page) -> Iterator[Finding]:
    known = {scene.anchor: scene for scene in page.scenes}
    if not any(scene.is_ending for scene in page.scenes):
        yield Finding.at(page.at(), "BC001")
    for scene in page.scenes:
        yield from _scene(scene, known)
    reached = _reached(page.scenes, known)
    ends = _leading_to_an_ending(page.scenes, known)
    for scene in page.scenes:
        if scene.anchor not in reached:
            yield Finding.at(scene.where, "BC005", title=scene.title)
        elif scene.anchor not in ends and scene.choices:
            yield Finding.at(scene.where, "BC006", title=scene.title)


def _scene(scene: Scene, known: Mapping[str, Scene]) -> Iterator[Finding]:
    if scene.is_ending:
        if scene.choices:
            yield Finding.at(scene.where, "BC003", title=scene.title)
        if not (scene.has_debrief and scene.cites):
            yield Finding.at(scene.where, "BC007", title=scene.title)
    elif not scene.choices:
        yield Finding.at(scene.where, "BC002", title=scene.title)
    for choice in scene.choices:
        if choice.to not in known:
            anchors = ", ".join(known)
            yield Finding.at(choice.where, "BC004", to=choice.to, known=anchors)
        if not choice.consequence:
            yield Finding.at(choice.where, "BC008", text=choice.text)


def _effects_of(page: Page) -> Iterator[Finding]:
    for scene in page.scenes:
        for choice in scene.choices:
            yield from _effects(choice, page.meters)


def _totals(page: Page, said: Mapping[str, str]) -> Iterator[Finding]:
    """What the endings say of the totals. ``said`` has the words of the page's language."""
    reached = totals(page.scenes, page.meters)
    names = [meter.name for meter in page.meters]
    forms = said[f"forms_{len(names)}"].format(first=names[0], second=names[-1]) if names else ""
    for scene in page.scenes:
        if not scene.is_ending or not names:
            continue
        if not scene.reads_totals:
            yield Finding.at(scene.where, "BC011", title=scene.title, name=page.totals)
        unclear = [reading for reading in scene.readings if not reading.ranges]
        for reading in unclear:
            yield Finding.at(reading.where, "BC013", words=reading.words, forms=forms)
        unsaid = [
            each
            for each in reached[scene.anchor]
            if scene.readings and not any(reading.holds(each) for reading in scene.readings)
        ]
        if unsaid and not unclear:
            nearest = min(unsaid, key=lambda each: (sum(map(abs, each)), each))
            total = " · ".join(
                f"{name} {amount}".replace("-", "−")
                for name, amount in zip(names, nearest, strict=True)
            )
            yield Finding.at(
                scene.where, "BC012", title=scene.title, name=page.totals, total=total, forms=forms
            )


def _effects(choice: Choice, meters: tuple[Meter, ...]) -> Iterator[Finding]:
    written = [(effect.name, effect.unit) for effect in choice.effects]
    expected = [(meter.name, meter.unit) for meter in meters]
    if written and not meters:
        names = ", ".join(name for name, _ in written)
        yield Finding.at(choice.where, "BC010", text=choice.text, names=names)
    elif written != expected:
        form = " · ".join(_form(meter) for meter in meters)
        yield Finding.at(choice.where, "BC009", text=choice.text, form=form)


def _form(meter: Meter) -> str:
    """How the number of a meter is written below a choice."""
    return f"{meter.name}: 3 {meter.unit}" if meter.unit else f"{meter.name} +1"


def _reached(scenes: tuple[Scene, ...], known: Mapping[str, Scene]) -> set[str]:
    reached, waiting = set[str](), [scenes[0].anchor] if scenes else []
    while waiting:
        anchor = waiting.pop()
        if anchor in known and anchor not in reached:
            reached.add(anchor)
            waiting.extend(choice.to for choice in known[anchor].choices)
    return reached


def _leading_to_an_ending(scenes: tuple[Scene, ...], known: Mapping[str, Scene]) -> set[str]:
    found = {scene.anchor for scene in scenes if scene.is_ending}
    while True:
        more = {s.anchor for s in scenes if any(choice.to in found for choice in s.choices)}
        if more <= found:
            return found
        found |= more


RULES = (scenes,)
