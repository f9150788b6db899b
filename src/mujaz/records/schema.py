"""JSON Schema of the outputs, made from the records themselves, so that it cannot fall behind them."""

from typing import Any

DIALECT = "https://json-schema.org/draft/2020-12/schema"
# Texts that the JSON of a statement gives as null where the record holds "" (statements/json.py).
NULL_WHEN_EMPTY = {"Actor": ("role_en", "resolved_from"), "Amount": ("per", "period"), "": ("duplicate_of",)}


def schema_of(output: str) -> dict[str, Any]:
    """The schema of "briefing", "statement" or "digest". Raises KeyError for another name."""
    from pydantic import TypeAdapter

    from mujaz.records.labels import label_rows

    schema: dict[str, Any] = TypeAdapter(record_of(output)).json_schema()
    if output == "statement":
        for owner, fields in NULL_WHEN_EMPTY.items():
            properties = (schema["$defs"][owner] if owner else schema)["properties"]
            for field in fields:
                properties[field] = {
                    "anyOf": [{"type": "string"}, {"type": "null"}],
                    "title": properties[field]["title"],
                }
    for record in (schema, *schema.get("$defs", {}).values()):
        if labels := record.get("properties", {}).get("labels"):
            labels["items"] = {"enum": [row.id for row in label_rows()], "type": "string"}
    return as_schema(schema, f"Mujaz {output}")


def as_schema(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """What pydantic makes of a record as a whole document: its dialect and title first."""
    return {"$schema": DIALECT, "title": title, **{k: v for k, v in schema.items() if k != "title"}}


def record_of(output: str) -> type[Any]:
    """The dataclass behind an output."""
    from mujaz.records.briefing import Briefing
    from mujaz.records.digest import Digest
    from mujaz.records.statement import Statement

    records: dict[str, type[Any]] = {"briefing": Briefing, "statement": Statement, "digest": Digest}
    return records[output]
