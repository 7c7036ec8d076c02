"""Media files made for the tests of media, each with words planted where nobody looks."""

from __future__ import annotations

import io
import math
import re
import struct
import zipfile
import zlib
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
from PIL import Image, ImageCms, PngImagePlugin

from portfoliogen.model.media import MadeMedia, MediaJob, Treatment
from portfoliogen.model.sources import MediaFacts, SourceFile
from portfoliogen.read.media import read_media_facts
from portfoliogen.render.media import make_media

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.diagnostics import Diagnostic

CANARY = b"CANARY"
RED, GREEN, BLUE, WHITE = (210, 30, 30), (30, 160, 30), (30, 30, 210), (255, 255, 255)


def source_of(path: Path) -> SourceFile:
    """A file on disk as the pipeline hands it over."""
    return SourceFile(str(path.parent), path.name, path.name, path.stat().st_size)


def facts_of(path: Path) -> MediaFacts:
    """The facts of a file about which nothing is to be told."""
    facts, diagnostics = read_media_facts(source_of(path))
    assert not diagnostics, diagnostics
    return facts


def job_of(path: Path, treatment: Treatment | None = None) -> MediaJob:
    """A job as the pipeline makes one."""
    source = source_of(path)
    return MediaJob(source.digest()[:16], source, read_media_facts(source)[0], treatment or Treatment())


def make(path: Path, treatment: Treatment | None = None) -> tuple[MadeMedia | None, tuple[Diagnostic, ...]]:
    """Make a file ready in a store beside it."""
    return make_media(job_of(path, treatment), path.parent / "store")


def made(path: Path, treatment: Treatment | None = None) -> MadeMedia:
    """Make a file about which nothing is to be told."""
    media, diagnostics = make(path, treatment)
    assert media is not None, diagnostics
    assert not diagnostics, diagnostics
    return media


def refusal(path: Path) -> str:
    """The code of the one thing told about a file that is not published."""
    source = source_of(path)
    facts, told = read_media_facts(source)
    media, later = make_media(MediaJob(source.digest()[:16], source, facts, Treatment()), path.parent / "store")
    assert media is None
    (only,) = (*told, *later)
    return only.code


def everything_in(folder: Path) -> bytes:
    """All names and bytes below a folder, unpacked as well where they are packed."""
    found = []
    for path in sorted(folder.rglob("*")):
        found.append(str(path.relative_to(folder)).encode())
        if path.is_file():
            found.extend(_unpacked(path.read_bytes()))
    return b"\n".join(found)


def _unpacked(content: bytes) -> list[bytes]:
    found = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                found += [info.filename.encode(), info.comment, info.extra, *_unpacked(archive.read(info))]
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            found.append(zlib.decompressobj().decompress(content[match.end() :]))
        except zlib.error:
            continue
    return found


def quadrants(width: int = 400, height: int = 300) -> Image.Image:
    """A picture that tells which way up it is: red, green / blue, white."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image


def photo(width: int = 1300, height: int = 900) -> Image.Image:
    """A picture with many colours."""
    hue = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (hue, hue.transpose(Image.Transpose.ROTATE_180), Image.effect_noise((width, height), 60)))


def corners(image: Image.Image) -> str:
    """The letters of the colours in the four quarters, row by row."""
    names = {"R": RED, "G": GREEN, "B": BLUE, "W": WHITE}
    seen = image.convert("RGB")

    def nearest(x: float, y: float) -> str:
        pixel = seen.getpixel((int(seen.width * x), int(seen.height * y)))
        assert isinstance(pixel, tuple)
        return min(names, key=lambda name: sum((a - b) ** 2 for a, b in zip(pixel, names[name], strict=True)))

    return "".join(nearest(x, y) for y in (0.25, 0.75) for x in (0.25, 0.75))


def planted_exif(orientation: int = 1) -> Image.Exif:
    """An Exif block with a name, a place, a device and a day."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "CANARYCAM"
    exif[0x013B] = "CANARYNAME"
    exif.get_ifd(0x8769)[0x9003] = "2024:05:02 10:11:12"
    exif.get_ifd(0x8769)[0xA431] = "CANARYSERIAL"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 12.0)
    exif.get_ifd(0x8825)[29] = "CANARYDAY"
    return exif


def planted_profile() -> bytes:
    """An sRGB profile in which a device is named, and which therefore is not taken for sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for text in (b"sRGB", "sRGB".encode("utf-16-be")):
        at = bytes(profile).find(text)
        if at >= 0:
            profile[at : at + len(text)] = b"CANA" if len(text) == 4 else "CANA".encode("utf-16-be")
    return bytes(profile)


def write_jpeg(path: Path, image: Image.Image, orientation: int = 1) -> Path:
    """A JPEG as a phone writes it, and worse."""
    image.save(
        path,
        "JPEG",
        quality=90,
        exif=planted_exif(orientation),
        comment=b"CANARYCOMMENT",
        icc_profile=planted_profile(),
        xmp=b"<x:xmpmeta>CANARYXMP</x:xmpmeta>",
    )
    return path


def write_png(path: Path, image: Image.Image) -> Path:
    """A PNG with texts in it."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "CANARYNAME")
    info.add_itxt("XML:com.adobe.xmp", "CANARYXMP")
    image.save(path, "PNG", pnginfo=info, exif=planted_exif())
    return path


def write_bomb(path: Path) -> Path:
    """A PNG of a kilobyte that says it has 900 million pixels, and would unpack to as many."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(3751 * 300), 9))
        + chunk(b"IEND", b"")
    )
    return path


def write_film(
    path: Path,
    *,
    codec: str = "libx264",
    size: tuple[int, int] = (320, 180),
    frames: int = 30,
    rate: int = 25,
    sound: str = "aac",
    turn: int = 0,
) -> Path:
    """A film with planted texts. `turn` is by how many degrees clockwise players must turn it (MP4 and MOV)."""
    with av.open(str(path), "w") as out:
        out.metadata.update(
            {
                "title": "CANARYTITLE",
                "comment": "CANARYCOMMENT",
                "artist": "CANARYNAME",
                "location": "+51.5074-000.1278CANARY/",
                "creation_time": "2024-05-02T10:00:00Z",
            }
        )
        pictures: Any = out.add_stream(codec, rate=rate)  # PyAV cannot say which kind of stream it is
        pictures.width, pictures.height = size
        pictures.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        if codec == "libx265":
            pictures.options = {"x265-params": "log-level=none", "preset": "ultrafast"}
        pictures.metadata["handler_name"] = "CANARYHANDLER"
        voice: Any = out.add_stream(sound, rate=48_000, layout="stereo") if sound else None
        image = quadrants(*size)
        picture_class: Any = av.VideoFrame
        for number in range(frames):
            image.paste((number * 7 % 256,) * 3, (0, 0, 12, 12))
            for packet in pictures.encode(picture_class.from_image(image)):
                out.mux(packet)
        for packet in pictures.encode(None):
            out.mux(packet)
        if voice is not None:
            for frame in _tone(frames / rate, 48_000, voice.codec_context.format.name, "stereo"):
                for packet in voice.encode(frame):
                    out.mux(packet)
            for packet in voice.encode(None):
                out.mux(packet)
    if turn:
        _turn_track(path, turn)
    return path


def write_plain_film(path: Path, signal: tuple[int, int, int], *, transfer: int, space: int, bits: int = 10) -> Path:
    """A film of one colour in every picture. `signal` is Y, Cb, Cr as coded; transfer and space as in ITU-T H.273."""
    with av.open(str(path), "w") as out:
        pictures: Any = out.add_stream("libx265", rate=25)
        pictures.width, pictures.height = 160, 96
        pictures.pix_fmt = "yuv420p10le" if bits == 10 else "yuv420p"
        pictures.options = {"x265-params": "log-level=none", "preset": "ultrafast", "crf": "4"}
        context = pictures.codec_context
        context.color_range, context.color_trc = 1, transfer
        context.color_primaries = context.colorspace = space
        for number in range(3):
            frame: Any = av.VideoFrame(160, 96, pictures.pix_fmt)
            for plane, value in zip(frame.planes, signal, strict=True):
                count = plane.buffer_size * 8 // (16 if bits == 10 else 8)
                plane.update(struct.pack(f"<{count}{'H' if bits == 10 else 'B'}", *[value] * count))
            frame.pts = number
            for packet in pictures.encode(frame):
                out.mux(packet)
        for packet in pictures.encode(None):
            out.mux(packet)
    return path


def _turn_track(path: Path, turn: int) -> None:
    # ISO/IEC 14496-12, 8.3.2: the matrix of the track header.
    one, minus = 0x10000, 0xFFFF0000
    matrix = {90: (0, one, 0, minus, 0), 180: (minus, 0, 0, 0, minus), 270: (0, minus, 0, one, 0)}[turn]
    content = bytearray(path.read_bytes())
    at = content.index(b"tkhd") + 4
    at += 52 if content[at] else 40
    content[at : at + 36] = struct.pack(">9I", *matrix, 0, 0, 0, 0x40000000)
    path.write_bytes(content)


def _tone(seconds: float, rate: int, sample_format: str, layout: str) -> list[av.AudioFrame]:
    resampler = av.AudioResampler(format=sample_format, layout=layout, rate=rate)
    step = rate // 10
    found = []
    for part in range(max(1, round(seconds * 10))):
        frame = av.AudioFrame(format="s16", layout="mono", samples=step)
        frame.sample_rate, frame.pts, frame.time_base = rate, part * step, Fraction(1, rate)
        loud = 1500 * (1 + part % 10)
        samples = (int(loud * math.sin(2 * math.pi * 440 * n / rate)) for n in range(part * step, (part + 1) * step))
        frame.planes[0].update(struct.pack(f"<{step}h", *samples))
        found.extend(resampler.resample(frame))
    return found


def write_sound(path: Path, codec: str, *, rate: int = 44_100, layout: str = "mono", seconds: float = 2.0) -> Path:
    """A recording with planted texts."""
    with av.open(str(path), "w") as out:
        out.metadata.update({"title": "CANARYTITLE", "artist": "CANARYNAME", "comment": "CANARYCOMMENT"})
        voice: Any = out.add_stream(codec, rate=rate, layout=layout)
        for frame in _tone(seconds, rate, voice.codec_context.format.name, layout):
            for packet in voice.encode(frame):
                out.mux(packet)
        for packet in voice.encode(None):
            out.mux(packet)
    return path


def stream(fields: bytes, content: bytes) -> bytes:
    """A stream object of a PDF."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (fields, len(content), content)


def pdf_of(objects: list[bytes], info: int = 0) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out = b"%PDF-1.6\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"/Info %d 0 R" % info if info else b""
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        trailer,
        len(out),
    )


def write_pdf(path: Path) -> Path:
    """A PDF of two pages with everything that must not travel."""
    buffer = io.BytesIO()
    quadrants().save(buffer, "JPEG", exif=planted_exif(), comment=b"CANARYCOMMENT")
    xmp = b"<?xpacket begin=''?><x:xmpmeta>CANARYXMP</x:xmpmeta><?xpacket end='w'?>"
    script = b"<</S/JavaScript/JS(app.alert\\('CANARYJS'\\))>>"
    path.write_bytes(
        pdf_of(
            [
                b"<</Type/Catalog/Pages 2 0 R/Metadata 9 0 R/OpenAction" + script + b"/AcroForm<</Fields[12 0 R]>>"
                b"/Names<</EmbeddedFiles<</Names[(f) 10 0 R]>>/JavaScript<</Names[(j) " + script + b"]>>>>>>",
                b"<</Type/Pages/Kids[3 0 R 13 0 R]/Count 2>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[7 0 R 12 0 R]/Metadata 9 0 R"
                b"/PieceInfo<</X<</Private(CANARYPIECE)>>>>/LastModified(D:20240101CANARY)/AA<</O" + script + b">>"
                b"/Resources<</Font<</A 5 0 R>>/XObject<</B 6 0 R>>>>>>",
                stream(
                    b"/Filter/FlateDecode",
                    zlib.compress(b"q 300 0 0 200 50 500 cm /B Do Q BT /A 24 Tf 50 400 Td (Hello volcano) Tj ET"),
                ),
                b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
                stream(
                    b"/Type/XObject/Subtype/Image/Width 400/Height 300/ColorSpace[/ICCBased 8 0 R]/BitsPerComponent 8"
                    b"/Filter/DCTDecode/Metadata 9 0 R",
                    buffer.getvalue(),
                ),
                b"<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(CANARYNOTE)/T(CANARYNAME)>>",
                stream(b"/N 3/Filter/FlateDecode", zlib.compress(b"CANARYICC" * 20)),
                stream(b"/Type/Metadata/Subtype/XML", xmp),
                b"<</Type/Filespec/F(CANARY.txt)/EF<</F 11 0 R>>>>",
                stream(b"/Type/EmbeddedFile", b"CANARYFILE"),
                b"<</Type/Annot/Subtype/Widget/FT/Tx/T(CANARYFIELD)/V(hidden CANARY)/Rect[50 300 200 320]>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<<>>>>",
                b"<</Title(CANARYTITLE)/Author(CANARYNAME)/CreationDate(D:20240101)>>",
            ],
            info=14,
        )
    )
    return path
