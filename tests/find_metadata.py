"""What exiftool finds in a site's media beside what their formats need: nothing, or each with its file.

    python tests/find_metadata.py SITE

Needs exiftool; ends with status 1 where anything is found. Names are exiftool's own, with the group (family 1).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_OF_EXIFTOOL = re.compile(r"(?:ExifTool:(?!Warning|Error)|System:|File:(?!Comment)|Composite:).*")
"""What exiftool says of the file on disk, or works out by itself."""
_NEEDED = re.compile(
    r"""(?:
    JFIF:(?:JFIFVersion|ResolutionUnit|[XY]Resolution)
    |RIFF:(?:WebP_Flags|Image(?:Width|Height)|(?:Horizontal|Vertical)Scale|VP8Version|VP8LVersion|AlphaIsUsed
        |Alpha(?:Preprocessing|Filtering|Compression)|BackgroundColor|AnimationLoopCount|Duration)
    |PNG:(?:Image(?:Width|Height)|BitDepth|ColorType|Compression|Filter|Interlace|Palette|Transparency)
    |MPEG:(?:MPEGAudioVersion|AudioLayer|AudioBitrate|SampleRate|ChannelMode|MSStereo|IntensityStereo|CopyrightFlag
        |OriginalMedia|Emphasis|VBR\w+|Encoder|Lame\w+)
    |QuickTime:(?:MajorBrand|MinorVersion|CompatibleBrands|MovieHeaderVersion|CreateDate|ModifyDate|TimeScale|Duration
        |Preferred(?:Rate|Volume)|MatrixStructure|Preview(?:Time|Duration)|PosterTime|Selection(?:Time|Duration)
        |CurrentTime|NextTrackID|Handler(?:Type|VendorID)|MediaData(?:Size|Offset))
    |Track\d:(?:TrackHeaderVersion|(?:Track|Media)(?:Create|Modify)Date|Track(?:ID|Duration|Layer|Volume)
        |MatrixStructure|(?:Source)?Image(?:Width|Height)|Media(?:HeaderVersion|TimeScale|Duration|LanguageCode)
        |Handler(?:Type|Description)|GraphicsMode|OpColor|CompressorID|[XY]Resolution|BitDepth|BufferSize|MaxBitrate
        |AverageBitrate|VideoFrameRate|Balance|Audio(?:Format|Channels|BitsPerSample|SampleRate)|PixelAspectRatio
        |Color(?:Profiles|Primaries)|TransferCharacteristics|MatrixCoefficients|VideoFullRangeFlag)
    |PDF:(?:PDFVersion|Linearized|PageCount|EmbeddedImage\w*)
    |Adobe:(?:DCTEncodeVersion|APP14Flags[01]|ColorTransform)
    |Jpeg2000:(?:MajorBrand|MinorVersion|CompatibleBrands|Image(?:Height|Width)|NumberOfComponents|BitsPerComponent
        |Compression|Color\w+)
    |ZIP:Zip(?:RequiredVersion|BitFlag|Compression|ModifyDate|CRC|CompressedSize|UncompressedSize|FileName)
    )""",
    re.VERBOSE,
)
_NOTHING = {"0000:00:00 00:00:00", "1980:01:01 00:00:00"}
"""Times that formats want to have, as they are where nobody gave one."""


def find_metadata(site: Path) -> list[str]:
    """A line for each thing found in a media file that its format does not need."""
    media = [
        path for path in sorted(site.rglob("*")) if path.parent.name == "media" and path.suffix not in {"", ".html"}
    ]
    assert media, f"no media below {site}"
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as names:
        names.write("\n".join(map(str, media)))
        names.flush()
        said = subprocess.run(
            ["exiftool", "-G1", "-a", "-json", "-charset", "filename=utf8", "-@", names.name],
            capture_output=True,
            check=False,
        ).stdout
    found = []
    for tags in json.loads(said):
        for name, value in tags.items():
            if name == "SourceFile" or _OF_EXIFTOOL.fullmatch(name):
                continue
            if not _NEEDED.fullmatch(name) or (name.endswith("Date") and value not in _NOTHING):
                found.append(f"{tags['SourceFile']}: {name} = {str(value)[:80]!r}")
    return found


if __name__ == "__main__":
    lines = find_metadata(Path(sys.argv[1]))
    sys.stdout.write("\n".join(lines or ["Nothing but what the formats need."]) + "\n")
    sys.exit(bool(lines))
