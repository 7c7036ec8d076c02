"""What a theme may show: the contract with theme authors.

Every page template gets `page`, `site`, `learner` and one `view` from this module, all read-only.
Paths are below the profile's folder (`entries/volcano/index.html`); a template turns one into a link
with `url(path)`. Text is plain and gets escaped; `Prose` becomes HTML with `text(prose)`; a `MediaUse`
becomes a `MediaView` with `media(use)`, or None where the file could not be made ready.
Translated words come from `word(key, count=…, name=…)`. themes/README.md lists all of it.
"""
