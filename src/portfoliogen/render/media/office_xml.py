"""Word, PowerPoint and Excel files: every part rewritten or left out. Source: ECMA-376 parts 1 and 2."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

from msgspec import Struct, field

from portfoliogen.patterns import pattern
from portfoliogen.render.media.inner_pictures import clean_picture, empty_drawing
from portfoliogen.render.media.xml_copying import Rules, XmlRefused, copy_xml

# Folders and parts that say who, when and where, or hold what is not shown.
_PARTS_LEFT_OUT = pattern(
    r"^(?:docProps/|customXml/|_xmlsignatures/|word/(?:comments|people|activeX/|embeddings/|glossary/|webExtensions/"
    r"|vbaData|printerSettings|fonts/|mailMerge|customizations|afchunk)"
    r"|ppt/(?:comment|notesSlides/|revisionInfo|changesInfos/|tags/|embeddings/|activeX/|printerSettings|fonts/|authors"
    r"|customXml|webExtensions/|threadedComments/|persons/|ink/)"
    r"|xl/(?:comments|threadedComments/|persons/|externalLinks/|revisions/|connections|queryTables/|printerSettings/"
    r"|embeddings/|activeX/|ctrlProps/|customProperty|webextensions/|customData/|model/|userNames|volatileDependencies"
    r"|drawings/vmlDrawing|calcChain))",
    re.IGNORECASE,
)
_PICTURE_ENDINGS = frozenset({"jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "tif", "tiff"})
_SHOWN_LOSSES = {
    **dict.fromkeys(("mp4", "m4v", "mov", "wmv", "m4a", "mp3", "wav"), "films and sounds"),
    "emf": "drawings",
    "wmf": "drawings",
    "svg": "drawings",
    "wdp": "drawings",
    "bin": "embedded files",
    "xlsx": "embedded files",
    "docx": "embedded files",
    "pptx": "embedded files",
    "odttf": "fonts",
}
_ELEMENTS = frozenset(
    {
        # tracked changes: what was deleted, and where text was moved from
        "w:del",
        "w:moveFrom",
        "w:delText",
        "w:moveFromRangeStart",
        "w:moveFromRangeEnd",
        "w:moveToRangeStart",
        "w:moveToRangeEnd",
        "w:rPrChange",
        "w:pPrChange",
        "w:sectPrChange",
        "w:tblPrChange",
        "w:tcPrChange",
        "w:trPrChange",
        "w:tblGridChange",
        "w:numberingChange",
        "w:tblPrExChange",
        "w:cellDel",
        "w:cellIns",
        "w:cellMerge",
        # comments
        "commentRangeStart",
        "commentRangeEnd",
        "commentReference",
        "w:annotationRef",
        "legacyDrawing",
        "legacyDrawingHF",
        # where it was made, and by whom
        "w:rsids",
        "w:attachedTemplate",
        "w:mailMerge",
        "w:docVars",
        "w15:docId",
        "w14:docId",
        "w16cid:durableId",
        "x15ac:absPath",
        "xr:revisionPtr",
        "fileSharing",
        "w:writeProtection",
        "w:saveThroughXslt",
        "w:linkStyles",
        "p14:creationId",
        "a16:creationId",
        "p:custDataLst",
        "p:tags",
        "p15:prstTrans",
        "w:savedBy",
        # parts that are left out
        "OLEObject",
        "w:control",
        "w:embedRegular",
        "w:embedBold",
        "w:embedItalic",
        "w:embedBoldItalic",
        "p:embeddedFontLst",
        "externalReferences",
        "c:externalData",
        "asvg:svgBlip",
        "a14:imgLayer",
        "p14:media",
        "a:videoFile",
        "a:audioFile",
        "a:quickTimeFile",
        "a:wavAudioFile",
        "p:controls",
        "controls",
        "oleObjects",
        "w:altChunk",
        "w15:person",
        "webPublishItems",
        "w:hdrShapeDefaults",
    }
)
_ATTRIBUTES = frozenset(
    {
        "rsidR",
        "rsidRDefault",
        "rsidP",
        "rsidRPr",
        "rsidTr",
        "rsidSect",
        "rsidDel",
        "w:author",
        "w:date",
        "w:initials",
        "refreshedBy",
        "refreshedDate",
        "lastEdited",
        "w16du:dateUtc",
        "w14:paraId",
        "w14:textId",
        "xr:uid",
        "xr2:uid",
        "xr3:uid",
        "o:gfxdata",
        "o:title",
        "o:href",
    }
)
_UNWRAPPED = frozenset({"w:ins", "w:moveTo"})
_ASKING = frozenset({"id", "embed", "link", "pict", "dm", "lo", "qs", "cs", "href"})
_FILE_NAME = pattern(r"[\\\\/]|^[^.]{1,120}\.[A-Za-z0-9]{2,5}$")
_TYPES = "[Content_Types].xml"
_TYPES_LEFT_OUT = pattern(
    r"/(?:core-properties|extended-properties|custom-properties|thumbnail|comments\w*|people|commentAuthors|authors|"
    r"customXml|attachedTemplate|printerSettings|oleObject|package|control|vbaProject|notesSlide|tags|glossaryDocument|"
    r"externalLink|connections|threadedComment|person|vmlDrawing|font|media|video|audio|hdphoto|changesInfo|"
    r"revisionInfo|webextension\w*|aFChunk|mailMerge\w*|frame|subDocument|calcChain|ctrlProp|digital-signature/\w+)$",
    re.IGNORECASE,
)


class Rewriting(Struct):
    """An office package on its way: the parts kept so far, and what a reader will miss.

    lost: for each part, the relations that it may not ask for any more.
    silenced: parts from which a film or sound went.
    """

    parts: dict[str, bytes] = field(default_factory=dict)
    losses: set[str] = field(default_factory=set)
    lost: dict[str, frozenset[str]] = field(default_factory=dict)
    silenced: set[str] = field(default_factory=set)


def rewrite_office(parts: dict[str, bytes]) -> Rewriting:
    """Rewrite all parts of a docx, pptx or xlsx.

    Pictures come first, then the relations to what is still there, then the parts, from which everything
    that asks for a lost relation is left out: programs call a file broken that asks in vain.

    Raises:
        XmlRefused: a part that is needed is not plain XML.
    """
    done = Rewriting()
    kept = {name: content for name, content in parts.items() if _is_kept(name, done)}
    for name, content in kept.items():
        made = _part_that_stays(name, content, done)
        if made is not None:
            done.parts[name] = made
    for name in [name for name in done.parts if name.endswith(".rels")]:
        done.parts[name] = _relations(name, done)
    for name in [name for name in done.parts if name.endswith(".xml") and name != _TYPES]:
        done.parts[name] = _part(name, done)
    done.parts[_TYPES] = _content_types(done)
    ordered = [_TYPES, *sorted(name for name in done.parts if name != _TYPES)]
    done.parts = {name: done.parts[name] for name in ordered}
    return done


def _is_kept(name: str, done: Rewriting) -> bool:
    if name.startswith(("/", "..")) or "\\" in name or "/../" in name:
        return False
    if not _PARTS_LEFT_OUT.match(_owner_of(name) if "_rels/" in name else name):
        return True
    if "notesslides/" in name.lower():
        done.losses.add("the speaker's notes")
    elif "comment" in name.lower():
        done.losses.add("comments")
    elif "printersettings" not in name.lower():  # nobody misses how somebody else's printer was set
        ending = name.rpartition(".")[2].lower()
        if ending in _SHOWN_LOSSES:
            done.losses.add(_SHOWN_LOSSES[ending])
    return False


def _owner_of(relations_name: str) -> str:
    # word/_rels/document.xml.rels belongs to word/document.xml
    folder = posixpath.dirname(posixpath.dirname(relations_name))
    return posixpath.join(folder, posixpath.basename(relations_name).removesuffix(".rels"))


def _part_that_stays(name: str, content: bytes, done: Rewriting) -> bytes | None:
    ending = name.rpartition(".")[2].lower()
    if ending in {"rels", "xml"}:
        return content  # rewritten when it is known what stays
    if ending in _PICTURE_ENDINGS:
        made = clean_picture(content)
        loss = "a picture"
    else:
        made = empty_drawing(ending)
        loss = _SHOWN_LOSSES.get(ending, "" if ending == "vml" else "embedded files")
    if loss and (made is None or ending not in _PICTURE_ENDINGS):
        done.losses.add(loss)
    return made


def _part(name: str, done: Rewriting) -> bytes:
    lost = done.lost.get(name, frozenset())

    def dropped(_element: str, attributes: dict[str, str]) -> bool:
        return bool(lost) and any(
            value in lost and key.rpartition(":")[2] in _ASKING and ":" in key for key, value in attributes.items()
        )

    def changed(element: str, attributes: dict[str, str]) -> dict[str, str]:
        return _without_file_names(attributes) if element.rpartition(":")[2] in {"cNvPr", "docPr"} else attributes

    moving = frozenset({"p:timing"}) if name in done.silenced else frozenset()
    return copy_xml(done.parts[name], Rules(_ELEMENTS | moving, _ATTRIBUTES, _UNWRAPPED, dropped, changed))


def _without_file_names(attributes: dict[str, str]) -> dict[str, str]:
    # Programs name a picture after its file, with the path on its maker's computer in older ones.
    return {
        key: (f"Picture {attributes.get('id', '')}".strip() if key == "name" else "")
        if key in {"name", "descr", "title"} and _FILE_NAME.search(value)
        else value
        for key, value in attributes.items()
    }


def _relations(name: str, done: Rewriting) -> bytes:
    owner = _owner_of(name)
    lost: set[str] = set()

    def dropped(element: str, attributes: dict[str, str]) -> bool:
        if element.rpartition(":")[2] != "Relationship" or not _is_lost(owner, attributes, done):
            return False
        lost.add(attributes.get("Id", ""))
        if attributes.get("Type", "").rpartition("/")[2] in {"media", "video", "audio"}:
            done.silenced.add(owner)
        return True

    def changed(_element: str, attributes: dict[str, str]) -> dict[str, str]:
        if attributes.get("TargetMode") == "External" and not is_safe_link(attributes.get("Target", "")):
            return attributes | {"Target": "about:blank"}
        return attributes

    made = copy_xml(done.parts[name], Rules(dropped=dropped, changed=changed))
    done.lost[owner] = frozenset(lost)
    return made


def _is_lost(owner: str, attributes: dict[str, str], done: Rewriting) -> bool:
    kind = attributes.get("Type", "")
    if _TYPES_LEFT_OUT.search(kind):
        return True
    if attributes.get("TargetMode") == "External":
        return not kind.endswith("/hyperlink")
    target = attributes.get("Target", "").partition("#")[0]
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target))[1:]
    return bool(target) and path not in done.parts


def is_safe_link(target: str) -> bool:
    """Whether a link leads to the web or an e-mail address, not into somebody's computer."""
    try:
        return urlsplit(target).scheme in {"http", "https", "mailto"}
    except ValueError:
        return False


def _content_types(done: Rewriting) -> bytes:
    def dropped(element: str, attributes: dict[str, str]) -> bool:
        return element.rpartition(":")[2] == "Override" and attributes.get("PartName", "").lstrip("/") not in done.parts

    if _TYPES not in done.parts:
        raise XmlRefused
    return copy_xml(done.parts[_TYPES], Rules(dropped=dropped))
