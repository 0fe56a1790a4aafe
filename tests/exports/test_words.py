"""Every word people can read has its English, and the compiled catalogues are current."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.words import translator
from tests.words import ROOT, catalogue, compiled, sources

CHINESE = re.compile("[\u4e00-\u9fff]")
CHINESE_ON_PURPOSE = {
    "exports/figures.py": {"上半年", "下半年"},  # its English branch says H1, H2
    "exports/word.py": {"仿宋_GB2312", "黑体", "方正小标宋_GBK", "楷体_GB2312"},  # font names
    "dashboard/app.py": {"中文"},  # the language switch names each language in itself
    "dashboard/data.py": {"市"},  # taken off Chinese names only
}
NOT_TRANSLATED = {
    "exports/template.py", "exports/sheets.py", "exports/calls.py", "exports/rule_calls.py",
    "exports/release_calls.py", "exports/profile_calls.py", "exports/correction_calls.py",
    "exports/calendar_calls.py", "exports/import_calls.py", "exports/backup_calls.py",
}  # fmt: skip
"""The official workbook is Chinese in every language: it is what bureaus submit. The help of the
command line says everything in both languages at once."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


SAID = [
    path
    for room in ("exports", "dashboard")
    for path in sorted((ROOT / room).rglob("*.py"))
    if named(path) not in NOT_TRANSLATED
]


def both_languages(text: str) -> bool:
    """A sentence or page that already says it in English, line by line."""
    return "\n" in text or text.startswith("<")


def unsaid(tree: ast.Module) -> set[int]:
    """Nodes whose text is no phrase to translate: docstrings, f-strings, bilingual Text(…)."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(part) for part in ast.walk(node))
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Text"
        ):
            skipped.update(id(part) for part in ast.walk(node))
    return skipped


def phrases(path: Path) -> Iterator[str]:
    """Every Chinese phrase a file holds, in calls of words(…) and in tables alike."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = unsaid(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in skipped and CHINESE.search(node.value):
            yield node.value


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("path", SAID, ids=named)
def test_every_chinese_phrase_has_its_english(path: Path) -> None:
    english = translator("en")
    allowed = CHINESE_ON_PURPOSE.get(named(path), set())
    missing = [
        text
        for text in dict.fromkeys(phrases(path))
        if text not in allowed and not both_languages(text) and english(text) == text
    ]
    assert missing == []


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_a_compiled_catalogue_is_current(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == compiled(path), "run: make words"


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_a_translation_fills_the_same_fields_and_holds_no_chinese(path: Path) -> None:
    for message in catalogue(path):
        if not message.id:
            continue
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        source = message.id if isinstance(message.id, str) else message.id[0]
        for text in texts:
            assert text, f"{source} is not translated"
            assert fields(text) <= fields(source), source
            assert not CHINESE.search(text), source
        assert fields(texts[-1]) == fields(source), source


def test_no_phrase_is_translated_in_two_ways() -> None:
    said: dict[str, set[object]] = {}
    for path in sources():
        for message in catalogue(path):
            source = message.id if isinstance(message.id, str) else message.id[0]
            if source:
                said.setdefault(source, set()).add(message.string)
    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}


def test_a_phrase_without_translation_is_said_in_chinese() -> None:
    assert translator("en")("没有人译过的话：{n}", n=3) == "没有人译过的话：3"
    assert translator("en").count("没有人译过 {n} 次", 2) == "没有人译过 2 次"


def test_english_has_a_singular_and_chinese_needs_none() -> None:
    assert translator("en").count("剩 {n} 天", 1) == "1 day left"
    assert translator("en").count("剩 {n} 天", 1200) == "1,200 days left"
    assert translator("zh").count("剩 {n} 天", 1) == "剩 1 天"


def test_a_translation_without_plural_may_be_counted() -> None:
    assert "7" in translator("en").count("{pay} 元/小时", 7, pay=7)


def test_any_other_language_is_read_as_chinese() -> None:
    assert translator("fr")("地区") == "地区"
