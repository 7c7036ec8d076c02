"""What a learner reads first when they open their bundle: a page in plain words, without any script."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

_STYLE = (
    "body{font:1.125rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "code{background:#eee;color:#111;padding:.1em .3em;overflow-wrap:anywhere}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#9cf}}"
)


def how_to_page(name: str, school: str, first_page: str, version: str) -> bytes:
    """The page, in English.

    Args:
        first_page: Where the profile's first page lies in the bundle.
    """
    page = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex,nofollow">
<title>Read me first: {escape(name)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>This is yours, {escape(name)}</h1>
<p>Here is all that you made and collected at {escape(school)}. Keep it. You need no account and no internet.</p>
<p><strong><a href="{quote(first_page)}">Open my profile</a></strong></p>
<h2>Before you begin</h2>
<p>If this came as a zip, unpack it first: on Windows, right-click it and choose “Extract all”; on a Mac,
double-click it; on a phone, tap it in the Files app. Then keep two copies, in two places.</p>
<h2>What is in it</h2>
<ul>
<li><code>site</code>: your profile, as pages. It works in any browser, also from a memory stick.</li>
<li><code>sources</code>: your own files, as you wrote them, and what adults said of them. To change your profile,
change these.</li>
<li><code>receipts</code>: what the school let out, to whom and until when.</li>
<li><code>checksums.sha256</code>: a fingerprint of each file, to see later that nothing was lost or changed.</li>
</ul>
<p>Your originals may hold more than your pages show, such as where a photo was taken. To show your work to
somebody, give them the folder <code>site</code>, not <code>sources</code>.</p>
<h2>To go on with it</h2>
<ol>
<li>At a new school or college that uses portfoliogen: give them this zip.</li>
<li>By yourself: install Python, then type <code>pip install portfoliogen=={escape(version)}</code>, and in this folder
<code>portfoliogen build sources</code>. That makes the same pages again.</li>
<li>To see that all is still as it was: <code>portfoliogen verify .</code></li>
</ol>
<p>Other people are in your work, too. Ask them before you put it on the internet.</p>
</body>
</html>
"""
    return page.encode()
