"""Writes rules/schema/*.schema.json from the loader's keys: `python -m tests.schema_files`."""

from rules.schemas import SCHEMAS, file_of, text_of

if __name__ == "__main__":
    for name in SCHEMAS:
        file_of(name).write_text(text_of(name), encoding="utf-8")
