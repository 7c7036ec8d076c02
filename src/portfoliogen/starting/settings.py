"""What fits each setting: frameworks, theme, courses and the example learner."""

from __future__ import annotations

from msgspec import Struct


class Setting(Struct, frozen=True):
    """A kind of place where profiles are made.

    theme: The theme that fits, where it is there; else `base` is used.
    home: The example learner's folder, with a slash at its end. `skill` and `strand` are keys of the framework.
    """

    key: str
    what: str
    frameworks: tuple[str, ...]
    theme: str
    home: str
    learner: str
    courses: tuple[tuple[str, str, str], ...] = ()
    skill: str = "problem-solving"
    strand: str = "foundations"
    learners: str = ""

    @property
    def group(self) -> str:
        """The class of the example learner."""
        return self.home.split("/")[-3] if self.home.count("/") > 2 else ""


SETTINGS = {
    one.key: one
    for one in (
        Setting(
            "primary",
            "a primary school",
            ("learner-profile",),
            "primary",
            "learners/4R/Orla Byrne/",
            "Orla Byrne",
            (("All-round learning", "interdisciplinary", "primary"),),
        ),
        Setting(
            "secondary",
            "a secondary school",
            ("learner-profile", "gatsby"),
            "secondary",
            "learners/9B/Amara Okafor/",
            "Amara Okafor",
            (
                ("English", "single", "secondary"),
                ("Mathematics", "single", "secondary"),
                ("Science", "single", "secondary"),
                ("Design technology", "single", "secondary"),
            ),
        ),
        Setting(
            "college",
            "a college",
            ("learner-profile", "gatsby", "project-stages"),
            "showcase",
            "learners/Carpentry level 2/Kasia Nowak/",
            "Kasia Nowak",
            (("Carpentry", "technical", "college"), ("Extended project", "interdisciplinary", "college")),
        ),
        Setting(
            "send",
            "a special school or a unit",
            ("strengths",),
            "strengths",
            "learners/Willow/Theo Marsh/",
            "Theo Marsh",
            skill="being-curious",
            strand="exploring",
        ),
        Setting(
            "higher",
            "a university",
            ("learner-profile", "project-stages"),
            "showcase",
            "learners/Year 2/Priya Raman/",
            "Priya Raman",
            (("Theory", "single", "higher"), ("Practice", "applied", "higher")),
        ),
        Setting(
            "work",
            "a workplace or adult learning",
            ("learner-profile",),
            "showcase",
            "learners/Workshop/Marcus Bell/",
            "Marcus Bell",
        ),
        Setting(
            "single",
            "one person's own profile",
            ("learner-profile",),
            "showcase",
            "My work/",
            "Your name",
            learners="My work",
        ),
    )
}
"""The settings by their keys, in the order in which they are offered."""
