"""Sound brought to one shape, also where a recording changes its own on the way.

PyAV's own types carry no useful annotations, so they stand as Any here.
"""

from __future__ import annotations

from typing import Any

_LAYOUTS = {1: "mono", 2: "stereo"}


def name_channels(sound: Any) -> None:
    """Say where the loudspeakers stand in a stream that does not: some recorders count them only."""
    context = sound.codec_context
    if context.layout.name.endswith("channels") and context.channels in _LAYOUTS:
        context.layout = _LAYOUTS[context.channels]


class Even:
    """Frames in, frames of one sample format, layout and rate out."""

    def __init__(self, av: Any, **shape: Any) -> None:
        self._av, self._shape = av, shape
        self._given: tuple[str, str, int] | None = None
        self._resampler: Any = None

    def take(self, frame: Any) -> list[Any]:
        """What is ready after one more frame."""
        given = (frame.format.name, frame.layout.name, frame.sample_rate)
        before = []
        if given != self._given:
            # Recordings that were glued together, and radio streams, change their rate in the middle.
            before = self.finish()
            self._resampler = self._av.AudioResampler(**self._shape)
            self._given = given
        return [*before, *filter(None, self._resampler.resample(frame))]

    def finish(self) -> list[Any]:
        """What was still held back."""
        # A resampler with nothing to do hands back the end of the stream, None, as a frame.
        return list(filter(None, self._resampler.resample(None))) if self._resampler is not None else []
