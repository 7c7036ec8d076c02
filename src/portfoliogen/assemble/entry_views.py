"""What the page of an entry knows, and what other pages take from entries: goals, qualifications, adults."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from portfoliogen.assemble.addresses import page
from portfoliogen.assemble.endorsed import holding, level_view
from portfoliogen.assemble.prose import Targets, prose
from portfoliogen.views.pages import EntryView, GoalView, QualificationView, Voucher
from portfoliogen.views.parts import BriefView, CriterionView, EntryCard, Link, LookAgain, StageView

if TYPE_CHECKING:
    from portfoliogen.assemble.cards import Desk
    from portfoliogen.model.learner import Entry, Goal


class EntryViews:
    """Makes the views of one profile's entries and of what they add up to."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.goal_paths: dict[str, str] = {} if desk.lean else _goal_paths(desk)

    def vouchers(self) -> tuple[Voucher, ...]:
        """The adults whose statements hold. Whom a learner names as an observer has said nothing themselves."""
        found: dict[tuple[str, str], list[Link]] = {}
        for entry in self.desk.learner.entries:
            for level in dict.fromkeys(
                (view.by, view.role or view.organisation)
                for view in (level_view(self.desk, one) for one in holding(entry))
            ):
                if any(level):
                    found.setdefault(level, []).append(self._link(entry))
        return tuple(Voucher(name, role, tuple(links)) for (name, role), links in sorted(found.items()))

    def _link(self, entry: Entry) -> Link:
        card = self.desk.cards[entry.key]
        return Link(card.title, card.path)

    def all(self) -> list[tuple[Entry, EntryView]]:
        """Every entry with what its page knows, newest first."""
        entries = self.desk.learner.entries
        followers: dict[str, list[EntryCard]] = {}
        again: dict[str, list[EntryCard]] = {}
        for entry in reversed(entries):
            for table, key in ((followers, entry.follows), (again, entry.revisits)):
                if key:
                    table.setdefault(key, []).append(self.desk.cards[entry.key])
        made = []
        for index, entry in enumerate(entries):
            earlier = entries[index + 1] if index + 1 < len(entries) else None
            later = entries[index - 1] if index else None
            made.append(
                (
                    entry,
                    self._entry(
                        entry,
                        tuple(followers.get(entry.key, ())),
                        tuple(again.get(entry.key, ())),
                        self._link(earlier) if earlier else None,
                        self._link(later) if later else None,
                    ),
                )
            )
        return made

    def _entry(
        self,
        entry: Entry,
        followed_by: tuple[EntryCard, ...],
        now: tuple[EntryCard, ...],
        earlier: Link | None,
        later: Link | None,
    ) -> EntryView:
        desk = self.desk
        word = desk.words.word
        uses = desk.uses(entry)
        in_text = {item.source.path for item in entry.media if item.in_text}
        in_stages = {path for stage in entry.stages for path in stage.media}
        gallery = tuple(
            uses[item.source.path] for item in entry.media if not item.in_text and item.source.path not in in_stages
        )
        elements = [element for strand in desk.school.framework.strands for element in strand.elements]
        return EntryView(
            card=desk.cards[entry.key],
            body=desk.prose(entry, uses),
            gallery=gallery,
            facts=desk.facts(entry),
            elements=tuple(one.name_in(desk.words.language) for one in elements if one.key in entry.elements),
            stages=tuple(
                StageView(
                    stage.name,
                    desk.date(stage.date),
                    word("hours", count=stage.hours) if stage.hours is not None else "",
                    stage.text,
                    None,
                    tuple(uses[path] for path in stage.media if path in uses and path not in in_text),
                )
                for stage in entry.stages
            ),
            hours=word("hours", count=entry.hours) if entry.hours is not None else "",
            brief=self._brief(entry),
            goals=tuple(
                Link(goal.title, self.goal_paths.get(goal.key, ""))
                for goal in desk.learner.goals
                if entry.key in goal.entries
            ),
            follows=desk.cards.get(entry.follows),
            followed_by=followed_by,
            then=self._then(entry),
            now=now,
            observed_by=desk.adult(entry.observed_by) if entry.observed_by else "",
            scribed_by=desk.adult(entry.scribed_by) if entry.scribed_by else "",
            support=word(f"support.{entry.support}") if entry.support in {"independently", "help"} else entry.support,
            next=entry.next,
            qualification=self._qualification(entry),
            earlier=earlier,
            later=later,
            tags=entry.tags,
            endorsements=tuple(level_view(desk, one) for one in entry.endorsements),
        )

    def _then(self, entry: Entry) -> LookAgain | None:
        earlier = self.desk.by_key.get(entry.revisits)
        if earlier is None:
            return None
        uses = self.desk.uses(earlier)
        gallery = tuple(uses[item.source.path] for item in earlier.media if not item.in_text)
        return LookAgain(self.desk.cards[earlier.key], self.desk.prose(earlier, uses), gallery)

    def _brief(self, entry: Entry) -> BriefView | None:
        answer = entry.brief
        brief = next((one for one in self.desk.school.briefs if answer and one.key == answer.key), None)
        if brief is None or answer is None:
            return None
        # Criteria that an entry does not name are for `check`, never for readers.
        criteria = tuple(
            CriterionView(text, met=True) for number, text in enumerate(brief.criteria, 1) if number in answer.criteria
        )
        return BriefView(brief.title, criteria, "" if self.desk.public else brief.who, brief.when)

    def _qualification(self, entry: Entry) -> QualificationView | None:
        one = entry.qualification
        if one is None:
            return None
        # A number alone says little to whoever does not know the ladder.
        level = self.desk.words.word("qualification.level", level=one.level) if one.level.isdecimal() else one.level
        return QualificationView(
            one.name,
            level,
            one.body,
            self.desk.words.word(f"qualification.{one.status}"),
            one.status,
            self.desk.date(one.date or entry.date),
            "",
            self._link(entry),
        )

    def qualifications(self) -> tuple[QualificationView, ...]:
        """All qualifications, with grades where the audience asks for them."""
        made = []
        for entry in self.desk.learner.entries:
            view = self._qualification(entry)
            if view is not None and entry.qualification is not None:
                # A grade stands here and nowhere else, and only where the audience asks for it.
                made.append(replace(view, grade=entry.qualification.grade))
        return tuple(made)

    def goal(self, goal: Goal) -> GoalView:
        """A goal as pages show it."""
        desk = self.desk
        return GoalView(
            Link(goal.title, self.goal_paths.get(goal.key, "")),
            desk.words.word(f"goal.{goal.status}"),
            goal.status,
            desk.date(goal.set_on),
            desk.date(goal.due),
            tuple((step.text, step.done) for step in goal.steps),
            prose(goal.body, Targets({}, {}, {})),
            tuple(desk.cards[key] for key in goal.entries if key in desk.cards),
        )


def _goal_paths(desk: Desk) -> dict[str, str]:
    paths: dict[str, str] = {}
    taken: set[str] = set()
    for goal in desk.learner.goals:
        name, number = goal.key, 2
        while name in taken:
            name, number = f"{goal.key}-{number}", number + 1
        taken.add(name)
        paths[goal.key] = page("goals", name)
    return paths
