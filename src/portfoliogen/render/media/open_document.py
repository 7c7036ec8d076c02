"""OpenDocument files (odt, odp, ods): every part rewritten or left out. Source: OASIS OpenDocument 1.3, parts 2, 3."""

from __future__ import annotations

from portfoliogen.patterns import pattern
from portfoliogen.render.media.inner_pictures import clean_picture
from portfoliogen.render.media.office_xml import Rewriting, is_safe_link
from portfoliogen.render.media.xml_copying import Rules, XmlRefused, copy_xml

_PARTS_KEPT = pattern(
    r"^(?:mimetype|META-INF/manifest\.xml|(?:Object \d+/)?(?:content|styles)\.xml|"
    r"Pictures/[^/]+|ObjectReplacements/[^/]+)$"
)
_PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM")
_ELEMENTS = frozenset(
    {
        "office:annotation",
        "office:annotation-end",
        "text:tracked-changes",
        "table:tracked-changes",
        "text:change",
        "text:change-start",
        "text:change-end",
        "office:scripts",
        "office:event-listeners",
        "presentation:notes",
        "dc:creator",
        "dc:date",
        "meta:creator-initials",
        "office:meta",
        "office:settings",
        "draw:object-ole",
        "draw:plugin",
        "draw:applet",
        "form:connection-resource",
        "text:script",
        "office:dde-source",
        "table:dde-links",
        "style:script",
    }
)
_ATTRIBUTES = frozenset({"officeooo:rsid", "officeooo:paragraph-rsid"})
_MIMETYPE, _MANIFEST = "mimetype", "META-INF/manifest.xml"


def rewrite_open_document(parts: dict[str, bytes]) -> Rewriting:
    """Rewrite all parts of an OpenDocument file.

    Raises:
        XmlRefused: a part that is needed is missing or not plain XML.
    """
    done = Rewriting()
    for name, content in parts.items():
        if not _PARTS_KEPT.match(name):
            if name.startswith(("media/", "Media/")):
                done.losses.add("films and sounds")
            continue
        made = content
        if name.startswith(("Pictures/", "ObjectReplacements/")):
            picture = clean_picture(content) if content.startswith(_PICTURE_STARTS) else None
            if picture is None:
                if name.startswith("Pictures/"):
                    done.losses.add("drawings")
                continue
            made = picture
        done.parts[name] = made
    if not {_MIMETYPE, _MANIFEST, "content.xml"} <= done.parts.keys():
        raise XmlRefused
    for name in [name for name in done.parts if name.endswith(".xml") and name != _MANIFEST]:
        done.parts[name] = _part(name, done)
    done.parts[_MANIFEST] = _manifest(done)
    ordered = [_MIMETYPE, *sorted(name for name in done.parts if name != _MIMETYPE)]
    done.parts = {name: done.parts[name] for name in ordered}
    return done


def _part(name: str, done: Rewriting) -> bytes:
    folder = name.rpartition("/")[0]

    def is_there(target: str) -> bool:
        inner = f"{folder}/{target}" if folder else target
        inner = inner.replace("/./", "/").removeprefix("./")
        return inner in done.parts or any(part.startswith(inner.rstrip("/") + "/") for part in done.parts)

    def dropped(element: str, attributes: dict[str, str]) -> bool:
        target = attributes.get("xlink:href", "")
        return (
            bool(target)
            and element.startswith(("draw:image", "draw:object", "style:background-image", "svg:"))
            and not is_there(target)
        )

    def changed(_element: str, attributes: dict[str, str]) -> dict[str, str]:
        target = attributes.get("xlink:href", "")
        if target and not target.startswith("#") and not is_there(target) and not is_safe_link(target):
            return attributes | {"xlink:href": "about:blank"}
        return attributes

    return copy_xml(done.parts[name], Rules(_ELEMENTS, _ATTRIBUTES, dropped=dropped, changed=changed))


def _manifest(done: Rewriting) -> bytes:
    def dropped(element: str, attributes: dict[str, str]) -> bool:
        path = attributes.get("manifest:full-path", "")
        if element != "manifest:file-entry" or path == "/":
            return False
        return path not in done.parts and not (path.endswith("/") and any(part.startswith(path) for part in done.parts))

    return copy_xml(done.parts[_MANIFEST], Rules(dropped=dropped))
