"""Which numbers of a rule set could be wrong without a case noticing? The mutation check.

Each number is moved by its smallest step (metrics.mutants), and the cases are put to the judges
again. A move is noticed when the set can't be loaded, or a case comes out otherwise, or finds no
value in force. What is left are the survivors.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from metrics.mutants import Mutant, files_of, mutants, mutated
from metrics.rule_cases import agrees, outcome
from metrics.set_cases import SetBench, failed_set_cases, failures
from rules.build import build
from rules.cases import Case, cases
from rules.criteria import read_criterion
from rules.files import Files
from rules.measures import measures
from rules.model import Criterion, RuleSet
from rules.numbers import Ground
from rules.reasons import ROOT
from rules.set_cases import SetCases, Unnoticed, set_cases
from rules.value import RuleError, Text


@dataclass(frozen=True)
class Survivor:
    """A move that no case notices: `file` and `line`, the `key` in the file, the dated `number`
    it belongs to, what stands there and what it was moved `to`."""

    file: str
    line: int
    key: str
    number: str
    was: str
    to: str

    @property
    def text(self) -> Text:
        place = f"{self.file}:{self.line}: {self.key}"
        return Text(
            f"{place}：{self.was} 改成 {self.to}，没有用例发现；在用例中写一个正好落在这一步上的",
            f"{place}: {self.was} moved to {self.to}, and no case notices; write a case that lies "
            "exactly on this step",
        )


@dataclass(frozen=True)
class Report:
    """What the check found: how many moves were tried; the survivors; those whose reason is
    written down; and the reasons that no survivor needs any more."""

    tried: int
    survivors: tuple[Survivor, ...]
    excused: tuple[tuple[Survivor, Unnoticed], ...]
    stale: tuple[Unnoticed, ...]

    @property
    def text(self) -> Text:
        """The numbers of it in one line."""
        noticed = self.tried - len(self.survivors) - len(self.excused)
        excused, alive = len(self.excused), len(self.survivors)
        return Text(
            f"改动 {self.tried} 处：用例发现 {noticed} 处，写明不能发现 {excused} 处，"
            f"没有发现 {alive} 处",
            f"{self.tried} moves: {noticed} noticed by a case, {excused} excused with a reason, "
            f"{alive} not noticed",
        )


def surviving(ruleset: RuleSet) -> list[Survivor]:
    """The moves of a number that no case of the set notices and no reason excuses."""
    return list(report(ruleset).survivors)


def report(ruleset: RuleSet) -> Report:
    """The whole check."""
    known = set_cases(ruleset)
    trial = Trial(ruleset, known)
    tried = list(mutants(trial.files))
    alive = [_survivor(mutant) for mutant in tried if not trial.notices(mutant)]
    pairs = [(survivor, _excuse(survivor, known.unnoticed)) for survivor in alive]
    used = {reason for _, reason in pairs if reason}
    return Report(
        len(tried),
        tuple(survivor for survivor, reason in pairs if reason is None),
        tuple((survivor, reason) for survivor, reason in pairs if reason is not None),
        tuple(reason for reason in known.unnoticed if reason not in used),
    )


class Trial:
    """The cases of a rule set that hold, ready to be put to its mutants; one that fails already
    would seem to notice everything."""

    def __init__(self, ruleset: RuleSet, known: SetCases) -> None:
        self.ruleset = ruleset
        self.files: Files = files_of(ruleset)
        self.cases: dict[str, list[Case]] = {}
        for case in cases(ruleset):
            if agrees(case, outcome(ruleset.criteria[case.criterion], case)):
                self.cases.setdefault(case.criterion, []).append(case)
        failing = {failure.case.name for failure in failed_set_cases(ruleset)}
        held = [case for case in known.cases if case.name not in failing]
        self.bench = SetBench(ruleset, held)
        areas = tuple(area.id for area in ruleset.areas)
        self.ground = Ground(
            ruleset.sources, ruleset.since, {**measures(), **ruleset.measures}, areas
        )

    def notices(self, mutant: Mutant) -> bool:
        """Is the move refused at load, or does a case come out otherwise?"""
        try:
            return next(self._signs(mutant), False)
        except RuleError:
            return True

    def _signs(self, mutant: Mutant) -> Iterator[bool]:
        if not mutant.criterion:
            book = mutated(self.files.parts["ruleset"], mutant)
            files = replace(self.files, parts={**self.files.parts, "ruleset": book})
            changed = build(files, self.ruleset.content)
        else:
            criterion = self._criterion(mutant)
            yield from _failing(criterion, self.cases.get(criterion.id, ()))
            criteria = {**self.ruleset.criteria, criterion.id: criterion}
            changed = replace(self.ruleset, criteria=criteria)
        yield from (True for _ in failures(changed, self.bench, mutant.criterion))

    def _criterion(self, mutant: Mutant) -> Criterion:
        node = mutated(self.files.criteria[mutant.criterion], mutant)
        return read_criterion(node, mutant.criterion, self.ground)


def _failing(criterion: Criterion, held: Sequence[Case]) -> Iterator[bool]:
    yield from (True for case in held if not agrees(case, outcome(criterion, case)))


def _survivor(mutant: Mutant) -> Survivor:
    place = mutant.place
    path = place.path.relative_to(ROOT) if place.path.is_relative_to(ROOT) else place.path
    return Survivor(path.as_posix(), place.line, place.key, mutant.number, place.text(), mutant.to)


def _excuse(survivor: Survivor, reasons: Sequence[Unnoticed]) -> Unnoticed | None:
    """The reason written down for just this move, or for all of its number."""
    fitting = (reason for reason in reasons if reason.number == survivor.number)
    return next((reason for reason in fitting if reason.to in ("", survivor.to)), None)
