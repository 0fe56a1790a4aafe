"""How does the system a unit uses call our columns and codes? Confirmed once, remembered.

A profile is a setting of the home, no fact: one per filing unit, replaced as a whole. Who
confirmed it, when, and every earlier one are in the audit chain.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import delete, insert, select

from rules.value import Text
from store import audit
from store.contracts import Column, Ledger, Register
from store.engine import reading, writing
from store.errors import StoreError
from store.files import digest_bytes
from store.folder import Home
from store.intake.mapping import BY_NAME, NO_PROFILE, Profile, SheetProfile, read_profile
from store.prepared import canonical_json
from store.scope import Scope
from store.tables import setting

_NAME = "profile:"


class ProfileError(StoreError):
    """A profile that can't be kept; nothing of it was."""


def confirm(scope: Scope, home: Home, profile: Profile, by: str) -> Profile:
    """Keep it in place of the unit's earlier one, confirmed by this person now. Raises
    ProfileError for a unit outside the scope and for what can't be mapped."""
    if not scope.sees(profile.unit):
        raise ProfileError(_outside(profile.unit))
    for name, held in profile.sheets.items():
        for text in _mistakes(name, held):
            raise ProfileError(text)
    kept = replace(profile, by=by, at=home.now())
    value, name = canonical_json(kept.as_json()), f"{_NAME}{kept.unit}"
    with writing(home) as connection:
        connection.execute(delete(setting).where(setting.c.name == name))
        connection.execute(insert(setting), {"name": name, "value": value})
        audit.record(
            scope, connection, at=kept.at, actor=by, action="profile", object=f"unit:{kept.unit}",
            content=digest_bytes(value.encode()), note=value,
        )  # fmt: skip
    audit.carry(scope, home)
    return kept


def merged(profile: Profile | None, added: Profile) -> Profile:
    """What is remembered, with what is confirmed now added sheet by sheet."""
    sheets = dict(profile.sheets) if profile else {}
    for name, held in added.sheets.items():
        old = sheets.get(name, NO_PROFILE)
        values = {**old.values, **{c: {**old.values.get(c, {}), **held.values[c]}
                                   for c in held.values}}  # fmt: skip
        taken = {ours for ours in held.columns.values() if ours}
        columns = {h: ours for h, ours in old.columns.items() if ours not in taken}
        absent = ({*old.absent, *held.absent}) - taken
        sheets[name] = SheetProfile({**columns, **held.columns}, tuple(sorted(absent)), values)
    return Profile(added.unit, sheets)


def profiles(scope: Scope, home: Home) -> dict[str, Profile]:
    """By unit, those in scope."""
    with reading(home) as connection:
        rows = connection.scalars(
            select(setting.c.value).where(setting.c.name.startswith(_NAME)).order_by(setting.c.name)
        ).all()
    held = [read_profile(json.loads(value)) for value in rows]
    return {profile.unit: profile for profile in held if scope.sees(profile.unit)}


def _mistakes(name: str, held: SheetProfile) -> Iterator[Text]:
    sheet = BY_NAME.get(name)
    if sheet is None:
        yield Text(f"没有名为 {name} 的表。", f"There is no sheet {name}.")
        return
    columns = {column.name: column for column in sheet.columns}
    own = {heading: c.name for c in sheet.columns for heading in (c.zh, c.en)}
    used = [ours for ours in held.columns.values() if ours]
    for ours in (*used, *held.absent, *held.values):
        if ours not in columns:
            yield _unknown(sheet, ours)
    for theirs, ours in held.columns.items():
        if ours and own.get(theirs, ours) != ours:
            yield _ours_already(sheet, theirs)
        if ours and used.count(ours) > 1:
            yield _twice(sheet, columns[ours])
    for ours in held.absent:
        if columns[ours].required:
            yield _required(sheet, columns[ours])


def _unknown(sheet: Ledger | Register, ours: str) -> Text:
    return Text(f"“{sheet.zh}”没有列 {ours}。", f'"{sheet.en}" has no column {ours}.')


def _ours_already(sheet: Ledger | Register, theirs: str) -> Text:
    return Text(
        f"“{sheet.zh}”已有名为“{theirs}”的列，不能对应到另一列。",
        f'"{sheet.en}" has a column called "{theirs}" itself; it can\'t mean another one.',
    )


def _twice(sheet: Ledger | Register, column: Column) -> Text:
    return Text(
        f"“{sheet.zh}”中有两列都对应到“{column.zh}”；请只留一列。",
        f'Two columns of "{sheet.en}" are mapped to "{column.en}"; keep one.',
    )


def _required(sheet: Ledger | Register, column: Column) -> Text:
    return Text(
        f"“{sheet.zh}”的“{column.zh}”必填，不能注明没有；请指明与它对应的列。",
        f'"{column.en}" of "{sheet.en}" must be filled in; name the column that holds it.',
    )


def _outside(unit: str) -> Text:
    return Text(
        f"报送单位 {unit} 不在权限范围内，不能为它确认对应关系。",
        f"Unit {unit} is outside your area; you can't confirm a mapping for it.",
    )
