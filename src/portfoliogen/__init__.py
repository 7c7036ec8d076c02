"""portfoliogen turns a school's folders of evidence into learner profiles."""

__version__ = "0.1.0"
