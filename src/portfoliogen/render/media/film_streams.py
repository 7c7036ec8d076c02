"""The streams of a film on their way into an MP4: passed on, or decoded and encoded. All push-driven.

PyAV's own types carry no useful annotations, so they stand as Any here: ANN401 is off for this module.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from portfoliogen.render.media.film_colours import name_colours, scaling
from portfoliogen.render.media.resampling import Even, name_channels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

THREADS = 2
"""x264 gives the same bytes only for the same number of threads."""
SOUND_BITS_PER_S = 128_000
SAMPLES_PER_S = 48_000
_TICKS_PER_S = 90_000
_BIT_EXACT = 1 << 23  # no version of an encoder in what it writes


class Shape(Struct, frozen=True):
    """What the film becomes: even size before turning, turn in degrees clockwise, bits a second."""

    width_px: int
    height_px: int
    turn: int
    bits_per_s: int

    @property
    def seen_px(self) -> tuple[int, int]:
        """The size as players show it."""
        return (self.height_px, self.width_px) if self.turn in {90, 270} else (self.width_px, self.height_px)


class Copied:
    """A stream that is passed on packet by packet, without messages that travel inside H.264."""

    def __init__(self, av: Any, out: Any, stream: Any) -> None:
        self._stream = out.add_stream_from_template(stream)
        self._stream.metadata.clear()
        self._filter = None
        if stream.codec_context.name == "h264":
            self._filter = av.bitstream.BitStreamFilterContext("filter_units=remove_types=6", stream, self._stream)
        self._last: int | None = None

    def take(self, packet: Any) -> Iterator[Any]:
        """Pass on what one packet holds."""
        if packet.size == 0 or packet.dts is None:
            return
        for one in self._filter.filter(packet) if self._filter else [packet]:
            if self._in_order(one):
                yield one

    def finish(self) -> Iterator[Any]:
        """Pass on what is still held back."""
        for one in self._filter.filter(None) if self._filter else []:
            if self._in_order(one):
                yield one

    def _in_order(self, packet: Any) -> bool:
        # Cameras that lost a moment write times that run backwards; an MP4 must not.
        if self._last is not None and packet.dts <= self._last:
            if self._filter is None:
                return False
            packet.dts = self._last + 1
            packet.pts = max(packet.pts or packet.dts, packet.dts)
        self._last = packet.dts
        packet.stream = self._stream
        return True


class Encoded:
    """Pictures that are decoded, scaled, turned and encoded."""

    def __init__(self, av: Any, out: Any, pictures: Any, shape: Shape, folder: Path) -> None:
        self._av, self._shape, self._folder = av, shape, folder
        rate = pictures.average_rate or pictures.guessed_rate or Fraction(30)
        self._skip = _Thinner(rate)
        stream = out.add_stream("libx264", rate=self._skip.rate)
        stream.width, stream.height = shape.seen_px
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, _TICKS_PER_S)
        stream.codec_context.thread_count = THREADS
        stream.options = {
            "preset": "veryfast",
            "crf": "23",
            "profile": "high",
            "maxrate": str(shape.bits_per_s),
            "bufsize": str(2 * shape.bits_per_s),
            "threads": str(THREADS),
            "g": "120",
        }
        self._stream = stream
        self._filter = av.bitstream.BitStreamFilterContext("filter_units=remove_types=6", "h264")
        self._graph: Any = None
        self._last = -1

    def take(self, packet: Any) -> Iterator[Any]:
        """Encode the pictures of one packet."""
        try:
            frames = packet.decode()
        except self._av.error.InvalidDataError:
            return  # A damaged stretch: the rest of the film is still evidence.
        yield from self._encode(frames)

    def finish(self) -> Iterator[Any]:
        """Encode what decoder and filters still hold."""
        if self._graph is not None:
            self._graph.push(None)
            yield from self._encode_pulled()
        yield from self._cleaned(self._stream.encode(None))
        for one in self._filter.filter(None):
            yield self._own(one)

    def _encode(self, frames: Any) -> Iterator[Any]:
        for frame in frames:
            if frame.pts is None or self._skip.drops(float(frame.pts * frame.time_base)):
                continue
            if self._graph is None:
                self._graph = self._make_graph(frame)
                name_colours(self._stream.codec_context, frame)
            self._graph.push(frame)
            yield from self._encode_pulled()

    def _encode_pulled(self) -> Iterator[Any]:
        while True:
            try:
                frame = self._graph.pull()
            except (self._av.error.BlockingIOError, self._av.error.EOFError):
                return
            frame.pts = round(frame.pts * frame.time_base * _TICKS_PER_S)
            frame.time_base = Fraction(1, _TICKS_PER_S)
            if frame.pts <= self._last:
                continue
            self._last = frame.pts
            frame.pict_type = 0
            yield from self._cleaned(self._stream.encode(frame))

    def _cleaned(self, packets: Any) -> Iterator[Any]:
        for packet in packets:
            for one in self._filter.filter(packet):
                yield self._own(one)

    def _own(self, packet: Any) -> Any:
        packet.stream = self._stream
        return packet

    def _make_graph(self, frame: Any) -> Any:
        shape = self._shape
        graph = self._av.filter.Graph()
        steps = [
            graph.add_buffer(width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base)
        ]
        if frame.interlaced_frame:
            steps.append(graph.add("yadif", "deint=interlaced"))
        steps += scaling(graph, frame, (shape.width_px, shape.height_px), self._folder)
        steps.append(graph.add("setsar", "1"))
        if shape.turn in {90, 270}:
            steps.append(graph.add("transpose", "clock" if shape.turn == 90 else "cclock"))
        elif shape.turn == 180:
            steps += [graph.add("hflip"), graph.add("vflip")]
        steps += [graph.add("format", "yuv420p"), graph.add("buffersink")]
        graph.link_nodes(*steps).configure()
        return graph


class _Thinner:
    """Leaves out pictures so that at most about 30 a second remain: half the bytes, and enough for a page."""

    MOST = Fraction(32)

    def __init__(self, rate: Fraction) -> None:
        self.rate = Fraction(rate).limit_denominator(1001)
        self._every_s = 0.0
        if self.rate > self.MOST:
            self.rate = Fraction(30)
            self._every_s = 1 / 31
        self._next_s = float("-inf")

    def drops(self, at_s: float) -> bool:
        if at_s < self._next_s:
            return True
        if self._every_s:
            base = self._next_s if at_s - self._next_s < self._every_s else at_s
            self._next_s = base + self._every_s
        return False


class Voiced:
    """Sound that is decoded and encoded as AAC, at most stereo."""

    def __init__(self, av: Any, out: Any, sound: Any) -> None:
        name_channels(sound)
        self._av = av
        self._at: int | None = None
        layout = "mono" if sound.codec_context.channels == 1 else "stereo"
        self._stream = out.add_stream("aac", rate=SAMPLES_PER_S, layout=layout, bit_rate=SOUND_BITS_PER_S)
        self._stream.codec_context.flags |= _BIT_EXACT
        self._even = Even(av, format="fltp", layout=layout, rate=SAMPLES_PER_S)

    def take(self, packet: Any) -> Iterator[Any]:
        """Encode the sound of one packet."""
        try:
            frames = packet.decode()
        except self._av.error.InvalidDataError:
            return
        for frame in frames:
            if frame.pts is not None:
                start = round(frame.pts * frame.time_base * SAMPLES_PER_S)
                if self._at is None or start > self._at + SAMPLES_PER_S // 4:
                    self._at = start  # the beginning, or the end of a gap
            frame.pts = None
            yield from self._encode(self._even.take(frame))

    def finish(self) -> Iterator[Any]:
        """Encode what is still held back."""
        yield from self._encode(self._even.finish())
        yield from self._stream.encode(None)

    def _encode(self, frames: Any) -> Iterator[Any]:
        # Times are counted in samples: those in the file overlap by a few in many cameras' films.
        for frame in frames:
            frame.pts = self._at or 0
            frame.time_base = Fraction(1, SAMPLES_PER_S)
            self._at = frame.pts + frame.samples
            yield from self._stream.encode(frame)
