"""What can be said about one criterion? The five findings, their reasons, and their arrays."""

from dataclasses import dataclass

import numpy as np

from metrics.score import Flags, Ints
from metrics.weights import Floats

FINDINGS = ("met", "partly", "not_met", "no_data", "not_applicable")
MET, PARTLY, NOT_MET, NO_DATA, NOT_APPLICABLE = range(5)

REASONS = (
    None, "not_filed", "not_inspected", "inspection_expired", "not_verified",
    "inspectors_disagree", "lead_open", "small_sample", "not_owed",
)  # fmt: skip
(
    NO_REASON, NOT_FILED, NOT_INSPECTED, INSPECTION_EXPIRED, NOT_VERIFIED,
    INSPECTORS_DISAGREE, LEAD_OPEN, SMALL_SAMPLE, NOT_OWED,
) = range(9)  # fmt: skip

Detail = dict[str, object]


@dataclass(frozen=True)
class Findings:
    """One criterion, one element per subject. `won` and `pending` are shares (0 to 1) of its
    points; the counts stand where `valued` is true; `finding` and `reason` count in FINDINGS
    and REASONS."""

    finding: Ints
    reason: Ints
    won: Floats
    pending: Floats
    numerator: Ints
    denominator: Ints
    undecided: Ints
    valued: Flags
    months_duty: Ints
    months_filed: Ints
    detail: list[Detail]


def settled(won: Floats, pending: Floats) -> Ints:
    """达标, 部分达标, 不达标 by the share won, 待核 wherever anything is pending."""
    finding = np.full(len(won), PARTLY, dtype=np.int64)
    finding[won >= 1.0] = MET
    finding[won <= 0.0] = NOT_MET
    finding[pending > 0.0] = NO_DATA
    return finding


def leave_out(findings: Findings, outside: Flags) -> Findings:
    """The findings with 不适用 where the criterion isn't owed."""
    return Findings(
        finding=np.where(outside, NOT_APPLICABLE, findings.finding),
        reason=np.where(outside, NOT_OWED, findings.reason),
        won=np.where(outside, 0.0, findings.won),
        pending=np.where(outside, 0.0, findings.pending),
        numerator=findings.numerator,
        denominator=findings.denominator,
        undecided=findings.undecided,
        valued=findings.valued & ~outside,
        months_duty=findings.months_duty,
        months_filed=findings.months_filed,
        detail=[
            {} if out else item for out, item in zip(outside.tolist(), findings.detail, strict=True)
        ],
    )
