"""The reference page of the kinds of file, with their columns."""

import importlib
from collections.abc import Callable
from typing import Any


def file_kinds_page(table: Callable[..., str]) -> str:
    """Every kind of file that can be imported, with its columns; ``table`` draws one."""
    kinds = importlib.import_module("baken.site.kinds")
    header = ("kind", "what it holds", "source when none is named")
    rows = [
        (f"`{k.name}`", k.sentence, f"`{kinds.DEFAULT_SOURCES.get(k.name, '')}`")
        for k in kinds.KINDS.values()
    ]
    intro = (
        "What `baken import KIND FILE` takes in. A column is recognised by its names: capitals, "
        "accents, signs and the number CBS puts behind a measure make no difference. Other columns "
        "are kept with the row."
    )
    parts = [_kind_columns(kind, table) for kind in kinds.KINDS.values()]
    return f"# Kinds of file\n\n{intro}\n\n{table(header, rows)}\n" + "".join(parts)


def _kind_columns(kind: Any, table: Callable[..., str]) -> str:
    rows = [
        (
            f"`{column.name}`",
            column.label_en,
            str(column.type),
            "yes" if column.required else "",
            ", ".join(f"`{name}`" for name in column.aliases),
        )
        for column in kind.columns
        if str(column.type) != "as it is"
    ]
    header = ("column", "what it says", "read as", "needed", "names in files, first wins")
    return f"\n## {kind.name}\n\n{table(header, rows)}\n"
