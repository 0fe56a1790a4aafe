"""How does a rule set come into force? Proposed, tried on the last periods, approved by two.

Whoever proposes doesn't approve; nothing is in force before it begins, nor for days gone by.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date

from metrics.changes import changes, way
from metrics.rescore import rescore
from metrics.rule_cases import failed_cases
from metrics.rulebook import in_force, keep, kept, ruleset_of
from rules.calendar import date_of, day_start
from rules.fixed import fixed_on
from rules.model import RuleSet
from rules.value import Text
from store import evaluations, rulebook
from store.home import Home
from store.prepared import canonical_json
from store.rulebook import APPROVALS, Proposal, Release, ReleaseError, missing_release
from store.scope import Scope

PERIODS = 4
"""So many published periods of each kind a shadow run scores."""
STATES = ("draft", "shadowed", "approved_once", "scheduled", "in_force", "withdrawn", "lapsed")


@dataclass(frozen=True)
class Tried:
    """A shadow run on one period: how many subjects were judged, how many would be graded
    higher, lower, or to or from having no grade, and who."""

    kind: str
    period: str
    judged: int
    up: int
    down: int
    other: int
    changed: tuple[dict[Hashable, object], ...]


def propose(
    scope: Scope, home: Home, ruleset: RuleSet, begins: date, reason: str, by: str
) -> int:  # fmt: skip
    """Proposes a set to be in force from a day; the number of the release. Raises ReleaseError."""
    if not reason.strip():
        raise _refused("请写明发布理由。", "Give the reason of the release.")
    if begins < _today(home):
        raise _refused(
            f"生效日 {begins} 早于今天，规则不能追溯；请另定生效日。",
            f"The day {begins} lies before today and rules never reach back; choose another day.",
        )
    _check_new(scope, home, ruleset, begins)
    failed = failed_cases(ruleset)
    if failed:
        raise _refused(
            f"用例“{failed[0].case.name}”（{failed[0].case.criterion}）等 {len(failed)} 个不符；"
            "请先用 rules check 核对。",
            f'{len(failed)} rule cases fail, "{failed[0].case.name}" ({failed[0].case.criterion}) '
            "among them; run rules check first.",
        )
    digest = keep(scope, home, ruleset)
    proposal = Proposal(
        digest, ruleset.id, ruleset.layer.name, ruleset.layer.of, day_start(begins), reason
    )
    return rulebook.propose(scope, home, proposal, by)


def _check_new(scope: Scope, home: Home, ruleset: RuleSet, begins: date) -> None:
    """Neither what is in force already, nor laid over what won't be."""
    held, layer = in_force(scope, home, begins), ruleset.layer
    own = rulebook.in_force(scope, home, day_start(begins), layer.name, layer.of)
    if ruleset.hash in (held.hash, own):
        raise _refused("这个规则集已经有效。", "This rule set is in force already.")
    _check_base(scope, home, ruleset, begins)


def _check_base(scope: Scope, home: Home, ruleset: RuleSet, begins: date) -> None:
    """A layer lies over what is in force when it begins: the province's set, or a city's."""
    proposals = [one.proposal for one in rulebook.releases(scope, home)]
    cities = {proposal.whom for proposal in proposals if proposal.layer == "city"}
    bases: list[str | None] = [in_force(scope, home, begins).hash]
    bases += [rulebook.in_force(scope, home, day_start(begins), "city", whom) for whom in cities]
    if ruleset.layer.base_hash and ruleset.layer.base_hash not in bases:
        raise _refused(
            f"它以规则集 {ruleset.layer.base} 的另一版本为基础，该版本在 {begins} 不生效；"
            "请在现行版本上重做。",
            f"It rests on another version of {ruleset.layer.base}, which isn't in force on "
            f"{begins}; make it again on the version that is.",
        )


def shadow(scope: Scope, home: Home, release_id: int, by: str) -> tuple[Tried, ...]:
    """Scores the last published periods of each kind under the proposed set, as if it had been
    in force, and keeps the outcome. Raises ReleaseError."""
    held = release_of(scope, home, release_id)
    _check_open(held, _today(home))
    ruleset = proposed(scope, home, held)
    new = fixed_on(ruleset, date_of(held.proposal.begins))
    tried = tuple(
        _tried(scope, home, header, new)
        for kind in ruleset.kinds
        for header in _last_published(scope, home, kind)
    )
    content = canonical_json([vars(one) for one in tried])
    rulebook.take_step(scope, home, release_id, "shadow", by, content)
    return tried


def approve(scope: Scope, home: Home, release_id: int, by: str) -> str:
    """One approval; the state it leads to. Raises ReleaseError."""
    held = release_of(scope, home, release_id)
    _check_open(held, _today(home))
    if held.shadow is None:
        raise _refused(
            "尚未试运行；请先用 rules release shadow 对最近四期试评。",
            "It hasn't been tried yet; run rules release shadow on the last four periods first.",
        )
    if by in (held.proposed_by, *(step.by for step in held.approvals)):
        raise _refused(
            f"“{by}”已经提出或批准过；须由另外两人批准。",
            f'"{by}" has proposed or approved it already; two other people must approve.',
        )
    _check_base(scope, home, proposed(scope, home, held), date_of(held.proposal.begins))
    rulebook.take_step(scope, home, release_id, "approve", by, "")
    return state(release_of(scope, home, release_id), _today(home))


def withdraw(scope: Scope, home: Home, release_id: int, by: str, reason: str) -> None:
    """Takes a release back before it is in force. Raises ReleaseError."""
    held = release_of(scope, home, release_id)
    if state(held, _today(home)) in ("in_force", "withdrawn"):
        raise _refused(
            "已经生效或撤回的发布不能撤回；要恢复旧规则，请把旧规则集另行发布。",
            "A release in force or withdrawn can't be withdrawn; to go back, release the old set.",
        )
    if not reason.strip():
        raise _refused("请写明撤回理由。", "Give the reason of the withdrawal.")
    rulebook.take_step(scope, home, release_id, "withdraw", by, reason)


def release_of(scope: Scope, home: Home, release_id: int) -> Release:
    """One release by its number. Raises ReleaseError where there is none."""
    for held in rulebook.releases(scope, home):
        if held.release_id == release_id:
            return held
    raise missing_release(release_id)


def proposed(scope: Scope, home: Home, held: Release) -> RuleSet:
    """The set a release proposes. Raises ReleaseError where what is kept is damaged."""
    found = kept(scope, home, held.proposal.ruleset_hash)
    if found is None:
        raise _refused(
            "留存的规则内容已损坏，不能继续；请重新提出。",
            "The kept rules are damaged; propose them again.",
        )
    return found


def state(held: Release, today: date) -> str:
    """Where a release stands: one of STATES. One that has begun unapproved has lapsed."""
    begins = date_of(held.proposal.begins)
    if held.withdrawn:
        return "withdrawn"
    if held.approved_at is not None:
        return "in_force" if begins <= today else "scheduled"
    if begins < today:
        return "lapsed"
    if held.approvals:
        return "approved_once"
    return "shadowed" if held.shadow else "draft"


def _tried(scope: Scope, home: Home, header: evaluations.Header, new: RuleSet) -> Tried:
    old = ruleset_of(scope, home, header)
    both = rescore(scope, home, old, new, header.kind, header.period)
    found = changes(both)
    ways = [way(*pair) for pair in zip(found["grade_before"], found["grade_after"], strict=True)]
    names = ["subject_kind", "subject", "grade_before", "grade_after", "how", "criterion"]
    judged = sum(len(board.roster.frame) for board in both.after.boards.values())
    return Tried(
        header.kind, header.period, judged,
        up=ways.count("up"), down=ways.count("down"), other=ways.count("other"),
        changed=tuple(found[names].to_dict("records")),
    )  # fmt: skip


def _last_published(scope: Scope, home: Home, kind: str) -> Iterator[evaluations.Header]:
    rows = evaluations.published(scope, home, kind)
    periods = rows[rows["layer"] == "province"].drop_duplicates("period")["period"]
    for period in periods[:PERIODS]:
        header = evaluations.latest(scope, home, kind, period)
        if header is not None:
            yield header


def _check_open(held: Release, today: date) -> None:
    reached = state(held, today)
    if reached in ("scheduled", "in_force", "withdrawn"):
        raise _refused(
            "这次发布已经办结，不能再办。", "This release is settled; nothing is left to be done."
        )
    if reached == "lapsed":
        raise _refused(
            "生效日已过而未满两人批准；请另定生效日重新提出。",
            f"Its day has passed without {APPROVALS} approvals; propose it again for another day.",
        )


def _today(home: Home) -> date:
    return date_of(home.now())


def _refused(zh: str, en: str) -> ReleaseError:
    return ReleaseError(Text(zh, en))
