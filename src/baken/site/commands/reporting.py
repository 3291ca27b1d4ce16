"""How commands speak: progress on a terminal, and one JSON object as the last line."""

import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

Advance = Callable[[str, int, int], None]


@contextmanager
def progress_bar(title: str) -> Iterator[Advance]:
    """Show a progress bar on standard error; silent when that is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None)

        def advance(what: str, done: int, everything: int) -> None:
            progress.update(
                task, description=f"{title}: {what}", completed=done, total=everything or None
            )

        yield advance


def report(result: Any, sentence: str, *, as_json: bool) -> None:
    """Print the sentence, or the result as one JSON object when asked."""
    sys.stdout.write(f"{to_json(result) if as_json else sentence}\n")
    sys.stdout.flush()


def to_json(result: Any) -> str:
    """Return a dataclass, mapping or list as one line of JSON."""
    return json.dumps(result, default=_plain, ensure_ascii=False)


def say(sentence: str) -> None:
    """Tell the person at the terminal what happens, on standard error."""
    sys.stderr.write(f"{sentence}\n")


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    return str(value)
