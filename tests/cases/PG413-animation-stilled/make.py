"""What of this school cannot be kept in a repository, or is better made."""

from pathlib import Path

from PIL import Image


def make(school: Path) -> None:
    """Complete the school."""
    frames = [Image.new("L", (40, 40), number % 250) for number in range(420)]
    for number, frame in enumerate(frames):
        frame.putpixel((number % 40, number // 40), 255)
    frames[0].save(school / "learners/Amara/steps.gif", save_all=True, append_images=frames[1:], duration=20)
