"""Conversations come in: raw words wait sealed, the worker takes names out, then they are kept."""

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from baken.foundation.intake.reading.delivered import read_table
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.foundation.places.selectors import areas_in_municipalities
from baken.records.participation.publishing import publish
from baken.records.participation.removing import Remover
from baken.records.participation.rows import RawQuote, ReadRows, missing_columns, read_rows
from baken.records.participation.taking_in import (
    CleanQuote,
    ConversationSource,
    FileOutcome,
    NewConversation,
    keep_conversations,
    mark_of,
)
from baken.records.participation.waiting import let_go_of, names_folder, open_waiting
from baken.vocabulary.area import AreaLevel
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName

TYPED = ".json"
"""The ending of what was typed on screen: one row as JSON."""


def take_in(
    content: bytes,
    *,
    source: ConversationSource,
    at: datetime,
    progress: Callable[[str, int, int], None] = lambda _step, _done, _total: None,
) -> FileOutcome:
    """Take a file's content in: read strictly, names taken out, then kept.

    Raises:
        UnusableInputError: when it is no table of conversations.
    """
    places = _places(source.tenant)
    progress("check", 0, 0)
    rows = _rows(content, source.file_name, places, today=at.date())
    progress("names", 0, 0)
    remover = Remover(names_folder(), places=places)
    total = sum(map(len, rows.conversations.values()))
    made, done = [], 0
    for talk, said in rows.conversations.items():
        quotes = tuple(_clean(each, remover, source.tenant) for each in said)
        made.append(
            NewConversation(
                code=talk.code,
                form=talk.form,
                area_code=talk.area_code,
                held_on=talk.held_on,
                participants=talk.participants,
                ages=dict(talk.ages),
                source=remover.clean(talk.source).text,
                origin=talk.origin,
                origin_note=talk.origin_note,
                quotes=quotes,
            )
        )
        done += len(quotes)
        progress("names", done, total)
    progress("store", total, total)
    return keep_conversations(source=source, conversations=made, refused=rows.refused, at=at)


def _clean(raw: RawQuote, remover: Remover, tenant: str) -> CleanQuote:
    clean = remover.clean(raw.text)
    return CleanQuote(
        row=raw.row,
        number=raw.number,
        text=clean.text,
        mark=mark_of(tenant, raw.text),
        removed=clean.removed,
        consent=raw.consent,
        consent_how=remover.clean(raw.consent_how).text,
        consent_on=raw.consent_on,
        consent_asked_by=remover.clean(raw.consent_asked_by).text,
    )


def _rows(content: bytes, name: str, places: Mapping[str, str], *, today: date) -> ReadRows:
    def area_of(said: str) -> str | None:
        return places.get(said) or places.get(said.casefold())

    if name.endswith(TYPED):
        given = json.loads(content)
        return read_rows(enumerate(given, start=1), area_of=area_of, today=today)
    # Reading needs a path: in a folder of its own that only we may read, gone right after.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"gesprekken{Path(name).suffix.lower()}"
        path.write_bytes(content)
        table = read_table(path)
        missing = missing_columns(table.header)
        if missing:
            raise UnusableInputError(
                f"the file has no column {', '.join(missing)}; add what is missing, or see the "
                "example at conversations"
            )
        rows = ((row.number, row.values) for row in table.rows)
        return read_rows(rows, area_of=area_of, today=today)


def _places(tenant: str) -> dict[str, str]:
    """Return the code of every area of a municipality by its code and its name."""
    levels = (AreaLevel.BUURT, AreaLevel.WIJK, AreaLevel.MUNICIPALITY)
    found: dict[str, str] = {}
    for level in levels:
        for area in areas_in_municipalities([tenant], levels=[level]):
            # The larger area of the same name is meant: it comes later.
            found |= {area.code: area.code, area.name.casefold(): area.code}
    return found


def _do(run: JobRun) -> dict[str, Any]:
    waiting = UUID(run.parameters["waiting"])
    content = open_waiting(waiting, tenant=run.tenant)
    if content is None:
        raise UnusableInputError("The words are no longer there; bring them in again.")
    source = ConversationSource(
        run.tenant,
        run.parameters["file_name"],
        hashlib.sha256(content).hexdigest(),
        run.scope.person,
    )
    outcome = take_in(content, source=source, at=run.at, progress=run.progress)
    # Kept now, or not at all; what a kill leaves behind is swept after a day.
    let_go_of(waiting)
    return {
        "file": str(outcome.file),
        "rows": outcome.rows,
        "accepted": outcome.accepted,
        "unchanged": outcome.unchanged,
        "refused": [[one.row, one.column, one.reason] for one in outcome.refused],
    }


def _publish(run: JobRun) -> dict[str, Any]:
    # Taking away is for whoever handles conversations; adding is for who may publish.
    counts = publish(
        tenant=run.tenant,
        actor=run.scope.person,
        at=run.at,
        only_less=not run.scope.may(PermissionName.PUBLISH_THEMES, tenant=run.tenant)
        or bool(run.parameters.get("only_less")),
    )
    return {"themes": counts.themes, "voices": counts.voices}


TAKE_IN = Work(
    WorkName.TAKE_IN_CONVERSATIONS,
    may=lambda scope, tenant: scope.may(PermissionName.HANDLE_CONVERSATIONS, tenant=tenant),
    do=_do,
    refused=lambda run, _error: let_go_of(UUID(run.parameters["waiting"])),
)
PUBLISH = Work(
    WorkName.PUBLISH_VOICES,
    may=lambda scope, tenant: scope.may(PermissionName.HANDLE_CONVERSATIONS, tenant=tenant),
    do=_publish,
)
