"""Why can an evaluation not be had, or not be published?"""

from typing import Protocol

from rules.value import Text
from store.errors import StoreError


class EvaluationError(StoreError):
    """An evaluation that isn't there, or can't be published."""


class Named(Protocol):
    """What a sentence needs of an evaluation."""

    @property
    def kind(self) -> str: ...
    @property
    def period(self) -> str: ...
    @property
    def version(self) -> int: ...


def missing(evaluation_id: int) -> EvaluationError:
    return _refused(
        f"没有编号为 {evaluation_id} 的评价；请先运行评价，或核对编号。",
        f"There is no evaluation {evaluation_id}; run the evaluation first, or check the number.",
    )


def no_reason(header: Named) -> EvaluationError:
    return _refused(
        f"{header.kind} {header.period} 已经公布过；公布更正版须经决定，请写明理由。",
        f"{header.kind} {header.period} is published already; a corrected version is published by "
        "decision only: give the reason.",
    )


def already_published(header: Named) -> EvaluationError:
    return _refused(
        f"{header.kind} {header.period} 第 {header.version} 版已经公布；如需更正，请重新评价并公布"
        "更正版，原版保留。",
        f"Version {header.version} of {header.kind} {header.period} is already published; to "
        "correct it, evaluate again and publish the next version beside it.",
    )


def _refused(zh: str, en: str) -> EvaluationError:
    return EvaluationError(Text(zh, en))
