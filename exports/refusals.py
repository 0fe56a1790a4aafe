"""How does a room below the command line say no to a paper or list that can't be made?"""

from rules.value import Text
from store.errors import StoreError


class ExportError(StoreError):
    """What was asked for can't be written; the text says why and what to do, in two languages."""


def nothing_published(kind: str, period: str) -> ExportError:
    """There is no published evaluation of a kind and period to print."""
    return ExportError(
        Text(
            f"没有已发布的评价（{kind} {period}）；请先评价并发布："
            f"python manage.py evaluate --kind {kind} --period {period} --publish",
            f"There is no published evaluation ({kind} {period}); evaluate and publish it first: "
            f"python manage.py evaluate --kind {kind} --period {period} --publish",
        )
    )


def none_of_the_kind(kind: str) -> ExportError:
    """No period of a kind has been published yet."""
    return ExportError(
        Text(
            f"还没有发布过 {kind} 评价；请先评价并发布（evaluate --kind {kind} --publish）。",
            f"No {kind} evaluation is published yet; evaluate and publish one first "
            f"(evaluate --kind {kind} --publish).",
        )
    )


def not_judged(subject: str, kind: str, period: str) -> ExportError:
    """The evaluation has no result for this subject."""
    return ExportError(
        Text(
            f"{kind} {period} 的评价中没有 {subject}；请核对代码（县代码加三位数字）和评价期。",
            f"The evaluation {kind} {period} holds no {subject}; check the code (county code and "
            "three digits) and the period.",
        )
    )


def unknown_export(what: str, form: str, known: str) -> ExportError:
    """No such export, or not in this format."""
    return ExportError(
        Text(
            f"不能把 {what} 导出为 {form}；可用：{known}。",
            f"{what} can't be exported as {form}; there is: {known}.",
        )
    )


def unprintable(characters: str) -> ExportError:
    """The paper holds characters no shipped font can draw."""
    return ExportError(
        Text(
            f"随附字库没有这些字的字形，不能打印 PDF：{characters}；请导出 Word，或改用规范用字。",
            f"The shipped fonts can't draw these characters, so there is no PDF: {characters}; "
            "export Word instead, or write them in standard characters.",
        )
    )
