"""Which JSON Schemas are there for rule files, and what do they say?

rules/schema/ holds them for editors; `make words` renews them from the keys the loader knows.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from rules.schema_cases import set_cases_shape
from rules.schema_criterion import case_list_shape, criterion_shape
from rules.schema_set import (
    authority_shape,
    duties_shape,
    group_definitions,
    overlay_shape,
    procedure_shape,
    references_shape,
    ruleset_shape,
    sources_shape,
)
from rules.schema_shapes import Shape, document
from rules.schema_words import FOLDER

SCHEMAS: Mapping[str, tuple[str, Callable[[], Shape]]] = {
    "ruleset": ("规则集 ruleset.yaml / a rule set", ruleset_shape),
    "criterion": ("评价项 criteria/<组>/<名>.yaml / a criterion", criterion_shape),
    "cases": ("用例 cases/<组>/<名>.yaml / the cases of a criterion", case_list_shape),
    "set_cases": ("总用例 cases/ruleset.yaml / the cases of a whole set", set_cases_shape),
    "authority": ("谁能报、谁能办 authority.yaml / who may do what", authority_shape),
    "procedure": ("案卷程序 procedure.yaml / the kinds of case", procedure_shape),
    "duties": ("职责日历 duties.yaml / the calendar of duties", duties_shape),
    "sources": ("文件和条款 sources/<文件>.yaml / a document and its clauses", sources_shape),
    "references": ("参考 sources/references.yaml / references", references_shape),
    "overlay": ("下一层或草稿 overlay.yaml / a lower layer, or a draft", overlay_shape),
}
"""By name: the title, and what makes the schema."""


def schema_of(name: str) -> Shape:
    title, shape = SCHEMAS[name]
    made = document(name, title, shape())
    if name == "ruleset":
        made["definitions"] |= group_definitions()
    return made


def text_of(name: str) -> str:
    """The file as it must stand in rules/schema."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=1) + "\n"


def file_of(name: str) -> Path:
    return FOLDER / f"{name}.schema.json"
