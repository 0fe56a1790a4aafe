"""What does a rule file say, and where? YAML as plain text, with file, line and key.

Nothing is guessed: `12.10`, `010` and `on` stay the text that was written; whoever reads a
value says what it must be. The only importer of yaml.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from rules.reasons import RuleFileError, rule_error
from rules.value import Text

DEEPEST = 16
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,9})?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,15}", re.ASCII)


@dataclass(frozen=True)
class Node:
    """One value of a file: a text, a tuple of nodes, or a mapping of nodes by key. `line` is
    that of its key (of a list entry: its own); `key` is the dotted way to it."""

    path: Path
    line: int
    key: str
    value: "str | tuple[Node, ...] | Mapping[str, Node]"

    def error(self, reason: str, **details: object) -> RuleFileError:
        """What is wrong here; `reason` is a name in `rules.reasons.REASONS`."""
        return rule_error(self.path, reason, line=self.line, key=self.key, **details)

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.error("not_text")
        if not self.value.strip():
            raise self.error("empty_value")
        return self.value.strip()

    def mapping(self) -> "Mapping[str, Node]":
        if not isinstance(self.value, Mapping):
            raise self.error("not_mapping")
        return self.value

    def keys(self, required: Iterable[str], optional: Iterable[str] = ()) -> "Mapping[str, Node]":
        """The mapping, which must have every required key and none beyond the optional ones."""
        entries, required = self.mapping(), tuple(required)
        allowed = (*required, *optional)
        for name, entry in entries.items():
            if name not in allowed:
                raise entry.error("unknown_key", name=name, allowed=allowed)
        for name in required:
            if name not in entries:
                raise self.error("missing_key", name=name)
        return entries

    def sequence(self) -> "tuple[Node, ...]":
        if not isinstance(self.value, tuple):
            raise self.error("not_list")
        return self.value

    def filled(self) -> "tuple[Node, ...]":
        """The list, which must have an entry."""
        if not self.sequence():
            raise self.error("empty_list")
        return self.sequence()

    def choice(self, allowed: Iterable[str]) -> str:
        """The text, which must be one of `allowed`."""
        text, allowed = self.text(), tuple(allowed)
        if text not in allowed:
            raise self.error("not_choice", value=text, allowed=allowed)
        return text

    def choices(self, allowed: Iterable[str]) -> tuple[str, ...]:
        """The list of distinct texts, each one of `allowed`, at least one."""
        allowed = tuple(allowed)
        for entry in self.filled():
            entry.choice(allowed)
        return self.distinct()

    def distinct(self) -> tuple[str, ...]:
        """The list of texts, none of them twice."""
        seen: list[str] = []
        for entry in self.sequence():
            if entry.text() in seen:
                raise entry.error("repeated_value", value=entry.text())
            seen.append(entry.text())
        return tuple(seen)

    def day(self) -> date:
        text = self.text()
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise self.error("not_day", value=text)

    def integer(self, low: int, high: int) -> int:
        text = self.text()
        if not _INTEGER.fullmatch(text) or not low <= int(text) <= high:
            raise self.error("not_integer", value=text, low=low, high=high)
        return int(text)

    def number(self) -> Fraction:
        """A plain decimal, exactly: `30`, `1.5`, `-2`."""
        text = self.text()
        if not _DECIMAL.fullmatch(text):
            raise self.error("not_number", value=text)
        return Fraction(text)

    def words(self) -> Text:
        """Both languages: `{zh: …, en: …}`."""
        entries = self.keys(("zh", "en"))
        return Text(entries["zh"].text(), entries["en"].text())

    def plain(self) -> object:
        """Plain data: texts, lists and dictionaries."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, tuple):
            return [entry.plain() for entry in self.value]
        return {name: entry.plain() for name, entry in self.value.items()}


def read_yaml(path: Path) -> Node:
    """The one document in `path`.

    Raises RuleError with file and line: unreadable, not YAML, empty, a repeated key, an anchor.
    """
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise rule_error(path, "not_utf8") from None
    except (OSError, ValueError):
        raise rule_error(path, "no_file") from None
    return _Builder(path).build(source)


@dataclass
class _Open:
    """A list or mapping that isn't closed yet."""

    line: int
    key: str
    entries: list[Node] | dict[str, Node]
    pending: tuple[str, int] | None = None


@dataclass
class _Builder:
    """Turns parser events into nodes, without recursion, so that no file can exhaust it."""

    path: Path
    open: list[_Open] = field(default_factory=list)
    roots: list[Node] = field(default_factory=list)

    def build(self, source: str) -> Node:
        try:
            for event in yaml.parse(source, Loader=_LOADER):
                self._take(event)
        except yaml.YAMLError as error:
            raise self._invalid(error) from None
        if not self.roots or self.roots[0].value == "":
            raise rule_error(self.path, "empty_file")
        return self.roots[0]

    def _invalid(self, error: yaml.YAMLError) -> RuleFileError:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", "?")
        return rule_error(self.path, "not_yaml", line=mark.line + 1 if mark else 0, problem=problem)

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise rule_error(self.path, "anchor", line=line)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event.value, line)
        elif isinstance(event, yaml.MappingStartEvent):
            self._begin(line, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._begin(line, [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.DocumentStartEvent) and self.roots:
            raise rule_error(self.path, "many_documents", line=line)

    def _scalar(self, value: str, line: int) -> None:
        holder = self.open[-1] if self.open else None
        if holder is None or isinstance(holder.entries, list) or holder.pending:
            key, line = self._place(line)
            self._add(Node(self.path, line, key, value))
        elif value in holder.entries:
            raise rule_error(self.path, "repeated_key", line=line, key=holder.key, name=value)
        else:
            holder.pending = (value, line)

    def _begin(self, line: int, entries: list[Node] | dict[str, Node]) -> None:
        if len(self.open) == DEEPEST:
            raise rule_error(self.path, "too_deep", line=line, limit=DEEPEST)
        holder = self.open[-1] if self.open else None
        if holder and isinstance(holder.entries, dict) and not holder.pending:
            raise rule_error(self.path, "key_not_text", line=line, key=holder.key)
        key, line = self._place(line)
        self.open.append(_Open(line, key, entries))

    def _end(self) -> None:
        done = self.open.pop()
        value = tuple(done.entries) if isinstance(done.entries, list) else done.entries
        self._add(Node(self.path, done.line, done.key, value))

    def _place(self, line: int) -> tuple[str, int]:
        """The key and line of the value that begins now."""
        if not self.open:
            return "", line
        holder = self.open[-1]
        if isinstance(holder.entries, list):
            return f"{holder.key}[{len(holder.entries)}]", line
        name, line = holder.pending or ("", line)
        return (f"{holder.key}.{name}" if holder.key else name), line

    def _add(self, node: Node) -> None:
        if not self.open:
            self.roots.append(node)
            return
        holder = self.open[-1]
        if isinstance(holder.entries, list):
            holder.entries.append(node)
        elif holder.pending:
            holder.entries[holder.pending[0]] = node
            holder.pending = None
