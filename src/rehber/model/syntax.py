"""The names that blocks and directives in Markdown may bear."""

from __future__ import annotations

BLOCKS = frozenset(
    {
        "vignette",
        "worked-case",
        "half-worked-case",
        "key-points",
        "supervision",
        "four-weeks",
        "tools",
        "say",
        "dont-say",
        "note",
        "warning",
        "red-flags",
        "local-check",
        "answer",
        "debrief",
        "card",
    }
)
"""``/// name | title``; the engine learns them from ``mkdocs.base.yml``."""

PROMPTS = ("supervision", "four-weeks")
"""The blocks that ask for an answer: to take to supervision, to do within four weeks. The learner’s
note hangs on the name of the block, so a page has one of each."""

DIRECTIVES = frozenset(
    {
        "bibliography",
        "certificate",
        "doors",
        "figure",
        "forms",
        "forms-by-stage",
        "gain",
        "glossary",
        "help-box",
        "law-articles",
        "learner-data",
        "lines",
        "module-catalogue",
        "module-overview",
        "my-notes",
        "offline",
        "paths",
        "process-map",
        "progress",
        "publisher",
        "resume",
        "review",
        "review-due",
        "session-plan",
        "strength-legend",
        "trainer-overview",
    }
)
"""``<!-- rehber: name … -->`` that an author may write; the renderer knows what each one shows."""

STRENGTHS = {
    "tr": frozenset({"güçlü", "orta", "zayıf", "uzlaşı"}),
    "en": frozenset({"strong", "moderate", "weak", "consensus"}),
}
"""``[kanıt: güçlü]``, ``[evidence: strong]``."""
