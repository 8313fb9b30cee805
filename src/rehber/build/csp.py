"""The Content-Security-Policy, computed from the built pages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")[^>]*>(.*?)</script>",
    re.DOTALL,
)
_POLICY = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_HEAD = re.compile(r"<head[^>]*>")


def script_hashes(html: str) -> list[str]:
    """``'sha256-…'`` of every inline script of a page, in the policy's own form."""
    return [
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for code in _INLINE_SCRIPT.findall(html)
    ]


def policy(hashes: Iterable[str], own: str = "'self'") -> str:
    """Nothing from elsewhere, no inline script but those named, no form target, no plug-ins.

    ``own`` is where the site's files come from: browsers do not agree on what ``'self'`` means for
    a page that was opened from a file.
    """
    scripts = " ".join([own, *sorted(set(hashes))])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            f"style-src {own}",
            f"img-src {own} data:",
            f"font-src {own}",
            f"connect-src {own}",
            f"manifest-src {own}",
            f"worker-src {own}",
            "base-uri 'none'",
            "form-action 'self'",
        ]
    )


def with_policy(html: str, own: str = "'self'") -> str:
    """The page with its policy as the first thing in its head, in the place of any before it."""
    html = _POLICY.sub("", html)
    text = policy(script_hashes(html), own)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{text}">'
    return _HEAD.sub(lambda head: f"{head[0]}\n    {tag}", html, count=1)


def header_file(pages: Iterable[str]) -> str:
    """``_headers`` for static hosts: the union of the policies, and what a tag cannot say."""
    hashes = [code for html in pages for code in script_hashes(html)]
    return "\n".join(
        [
            "/*",
            f"  Content-Security-Policy: {policy(hashes)}; frame-ancestors 'self'",
            "  X-Content-Type-Options: nosniff",
            "  Referrer-Policy: no-referrer",
            "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
            "/assets/*",
            "  Cache-Control: public, max-age=31536000, immutable",
            "/sw.js",
            "  Cache-Control: no-cache",
            "/manifest.webmanifest",
            "  Cache-Control: no-cache",
            "",
        ]
    )
