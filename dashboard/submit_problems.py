"""What exactly is wrong with a refused file? One line each; and what a correction changes."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.submit_filed import ledger_title
from exports import figures
from exports.words import Words
from rules.model import RuleSet
from store.intake.problems import Problem
from store.ledger_sheets import LEDGERS

MOST = 200
HEADS = ("表", "行", "列", "现在的值", "允许什么", "怎么改", "哪条规则要用")


def problem_rows(problems: Sequence[Problem], ruleset: RuleSet, words: Words) -> pd.DataFrame:
    """One row per problem, the first MOST of them, under HEADS."""
    rows = [
        (
            problem.sheet or figures.MISSING,
            str(problem.row) if problem.row else figures.MISSING,
            problem.column or figures.MISSING,
            problem.found or figures.MISSING,
            problem.allowed.in_language(words.language) or figures.MISSING,
            what_to_do(problem, words.language),
            _criteria(problem, ruleset, words),
        )
        for problem in problems[:MOST]
    ]
    return pd.DataFrame(rows, columns=[words(head) for head in HEADS])


def what_to_do(problem: Problem, language: str) -> str:
    """The sentence without the place it begins with, which has columns of its own."""
    text = problem.text.in_language(language)
    if not (problem.sheet or problem.row or problem.column):
        return text
    return text.partition("：" if language == "zh" else ": ")[2] or text


def _criteria(problem: Problem, ruleset: RuleSet, words: Words) -> str:
    titles = [ruleset.criteria[name].title.in_language(words.language) for name in problem.used_by]
    return words("、").join(titles) or figures.MISSING


def capped(problems: Sequence[Problem], words: Words) -> str:
    """How many there are, and how many of them are listed."""
    if len(problems) <= MOST:
        return words.count("共 {n} 处，全部列出", len(problems))
    return words.count(
        "共 {n} 处，列出前 {most} 处；标好错误的工作簿列出全部", len(problems), most=MOST
    )


def changes(ledgers: pd.DataFrame, rows: Mapping[str, int], words: Words) -> pd.DataFrame:
    """One row per ledger in the file: rows on file, rows in the file, the difference. `ledgers`
    as in dashboard.submit_filed.ledger_rows, `rows` by ledger name."""
    held = {
        str(row["ledger"]): int(row["rows"]) if row["filed"] else None
        for row in ledgers.to_dict("records")
    }
    lines = [
        (ledger_title(name, words.language), figures.count(held[name]), figures.count(rows[name]),
         _difference(held[name], rows[name]))
        for name in LEDGERS if name in rows
    ]  # fmt: skip
    heads = ("台账种类", "已入库行数", "文件行数", "增减")
    return pd.DataFrame(lines, columns=[words(head) for head in heads])


def _difference(before: int | None, now: int) -> str:
    return figures.MISSING if before is None else figures.change(now - before, 0)
