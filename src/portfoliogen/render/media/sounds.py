"""Sound: MP3, which also plays in browsers built without licensed decoders, and a drawing of its loudness.

Every recording is decoded and encoded anew, so that nothing which stood in the file can travel: tags, covers,
and what cameras and recorders hide between the frames. Speech at these rates is not told from the original.
"""

from __future__ import annotations

from array import array
from fractions import Fraction
from typing import TYPE_CHECKING, Any, BinaryIO

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.media import MadeMedia, MediaJob, Rendition
from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media.demuxing import load_av, open_container, readable
from portfoliogen.render.media.made import Outcome, Withheld, note, stem_of
from portfoliogen.render.media.resampling import Even, name_channels
from portfoliogen.render.media.waveforms import draw_waveform

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MONO_BITS_PER_S, STEREO_BITS_PER_S = 80_000, 144_000
_RATES = (48_000, 44_100, 32_000, 24_000, 22_050, 16_000)
_LOOK_RATE = 8_000
_PEAK_SAMPLES = 400  # one peak for each twentieth of a second
_MAX_SECONDS = 4 * 3600


def make_sound(file: BinaryIO, job: MediaJob, folder: Path) -> Outcome:
    """Make a recording ready.

    Raises:
        Withheld: it cannot be heard.
        OSError: the results cannot be written.
    """
    av = load_av()
    path = folder / f"{stem_of(job)}.mp3"
    with readable(), open_container(av, file, job.facts.format) as source:
        sound = next(iter(source.streams.audio), None)
        if sound is None or not sound.codec_context.sample_rate:
            raise Withheld(rules.MEDIA_UNREADABLE, reason="there is no sound in it")
        name_channels(sound)
        writer = _Writer(av, path, sound)
        whole = writer.take_all(source, sound)
        if not writer.samples:
            raise Withheld(rules.MEDIA_UNREADABLE, reason="there is no sound in it")
    size_bytes = path.stat().st_size
    rendition = Rendition(path.name, path.name, "audio/mpeg", size_bytes)
    media = MadeMedia(
        MediaKind.SOUND,
        (rendition,),
        waveform=draw_waveform(writer.peaks),
        duration_s=round(writer.samples / writer.rate, 3),
        size_bytes=size_bytes,
    )
    return Outcome(media, () if whole else (note(rules.MEDIA_TRUNCATED),))


class _Writer:
    """Decoded sound on its way into an MP3 file, and its peaks on the way."""

    def __init__(self, av: Any, path: Path, sound: Any) -> None:
        self._av, self._path = av, path
        given = sound.codec_context.sample_rate
        self.rate = next((rate for rate in reversed(_RATES) if rate >= given), _RATES[0])
        self._layout = "mono" if sound.codec_context.channels == 1 else "stereo"
        self.samples = 0
        self.peaks: list[int] = []
        self._rest: array[int] = array("h")

    def take_all(self, source: Any, sound: Any) -> bool:
        """Convert a whole stream; False where a part of it could not be decoded."""
        whole = True
        options = {"fflags": "+bitexact", "id3v2_version": "0", "write_id3v1": "0"}
        with self._av.open(str(self._path), "w", format="mp3", options=options) as out:
            bits = MONO_BITS_PER_S if self._layout == "mono" else STEREO_BITS_PER_S
            stream = out.add_stream("libmp3lame", rate=self.rate, layout=self._layout, bit_rate=bits)
            even = Even(self._av, format="s16p", layout=self._layout, rate=self.rate)
            look = Even(self._av, format="s16", layout="mono", rate=_LOOK_RATE)
            for packet in source.demux(sound):
                try:
                    frames = packet.decode()
                except self._av.error.InvalidDataError:
                    whole = False
                    continue
                for frame in frames:
                    frame.pts = None
                    self._look_at(look.take(frame))
                    for packed in self._encode(stream, even.take(frame)):
                        out.mux(packed)
                if self.samples > _MAX_SECONDS * self.rate:
                    break
            for packed in self._encode(stream, even.finish()):
                out.mux(packed)
            for packed in stream.encode(None):
                out.mux(packed)
            self._look_at(look.finish())
        return whole

    def _encode(self, stream: Any, frames: Any) -> Iterator[Any]:
        for frame in frames:
            frame.pts, frame.time_base = self.samples, Fraction(1, self.rate)
            self.samples += frame.samples
            yield from stream.encode(frame)

    def _look_at(self, frames: Any) -> None:
        for frame in frames:
            self._rest.frombytes(bytes(frame.planes[0])[: frame.samples * 2])
        used = len(self._rest) // _PEAK_SAMPLES * _PEAK_SAMPLES
        for at in range(0, used, _PEAK_SAMPLES):
            part = self._rest[at : at + _PEAK_SAMPLES]
            loudest, deepest = max(part), -min(part)
            self.peaks.append(max(loudest, deepest))
        del self._rest[:used]
