"""The watched folder: a settled file is taken in once, and answered in words.

``FOLDER/GM0344/crime-statistics/file.csv`` is delivered for GM0344 as that kind. Afterwards it lies
in ``done`` or ``refused`` in the same folder, with a text beside it in Dutch and English.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from baken.foundation.jobs.selectors import job_by_id
from baken.foundation.jobs.services import request_job
from baken.foundation.jobs.work import INTAKE_LANE, WorkName
from baken.foundation.partners.scope import Scope, enter_scope_of_job
from baken.foundation.partners.selectors import municipality_names
from baken.foundation.partners.services import ensure_person, grant_role
from baken.records.uploads.answers import answer_to, refusal
from baken.records.uploads.facts import UploadFact
from baken.records.uploads.rules import UploadState
from baken.records.uploads.selectors import unanswered_uploads
from baken.records.uploads.services import change_upload, keep_upload, mark_answered
from baken.vocabulary.role import Role

SETTLED_AFTER = 10.0  # seconds in which neither size nor moment of change moved
DONE, REFUSED = "done", "refused"
NOT_YET = (".part", ".partial", ".tmp", ".crdownload", ".filepart")
YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
Mark = tuple[int, int]  # size in bytes, moment of change in nanoseconds


@dataclass
class WatchedFolder:
    """One folder that is looked at again and again; it remembers since when a file is the same.

    ``sources`` names the usual source per kind; ``arriving`` lies on the disk of the uploads.
    """

    folder: Path
    arriving: Path
    sources: Mapping[str, str]
    _seen: dict[Path, tuple[Mark, float]] = field(default_factory=dict)

    def look(self, *, at: datetime, clock: float) -> int:
        """Take in what has settled, answer what has ended; return how many files were taken in.

        ``clock`` is a number of seconds that only goes forward.
        """
        tenants = municipality_names()
        taken = 0
        for path in list(self._files()):
            tenant, kind = path.parent.parent.name, path.parent.name
            if tenant not in tenants or kind not in self.sources:
                if self._is_settled(path, clock):
                    _put_away(path, REFUSED, refusal(tenant, kind, sorted(self.sources)))
            elif self._is_settled(path, clock):
                taken += self._take(path, tenant, kind, at)
        for tenant in tenants:
            if (self.folder / tenant).is_dir():
                self._answer(tenant, at)
        return taken

    def _files(self) -> Iterator[Path]:
        for path in sorted(self.folder.glob("*/*/*")):
            unfinished = path.suffix.lower() in NOT_YET or path.name.startswith((".", "~"))
            if not unfinished and not path.is_symlink() and path.is_file():
                yield path

    def _is_settled(self, path: Path, clock: float) -> bool:
        try:
            mark = _mark(path)
        except FileNotFoundError:
            return False
        before, since = self._seen.get(path, (None, clock))
        self._seen[path] = (mark, since if before == mark else clock)
        return before == mark and clock - since >= SETTLED_AFTER

    def _take(self, path: Path, tenant: str, kind: str, at: datetime) -> int:
        """Have a copy taken in, unless that was asked for already."""
        watched = {"path": str(path.relative_to(self.folder)), "mark": list(_mark(path))}
        with transaction.atomic():
            scope = _as_the_folder(tenant)
            asked = [each.choices["watched"] for each in unanswered_uploads(tenant=tenant)]
            if watched in asked:
                return 0
            copy, sha256 = self._copied(path)
            upload = keep_upload(
                arrived=copy, file_name=path.name, sha256=sha256, tenant=tenant, by=scope, at=at
            )
            self._ask(upload, kind, watched, scope, at)
        return 1

    def _copied(self, path: Path) -> tuple[Path, str]:
        self.arriving.mkdir(parents=True, exist_ok=True, mode=0o700)
        copy = self.arriving / str(uuid4())
        shutil.copyfile(path, copy)
        with copy.open("rb") as file:
            return copy, hashlib.file_digest(file, "sha256").hexdigest()

    def _ask(
        self, upload: UploadFact, kind: str, watched: dict[str, object], by: Scope, at: datetime
    ) -> None:
        years = YEAR_IN_NAME.findall(upload.file_name)
        choices = {
            "kind": kind,
            "source": self.sources[kind],
            "delivered_on": at.date().isoformat(),
            "year": int(years[-1]) if years else None,
        }
        job = request_job(
            work=WorkName.TAKE_IN_UPLOAD,
            subject=upload.file_name,
            parameters={"upload": str(upload.id), **choices},
            tenant=upload.tenant,
            by=by,
            at=at,
            lane=INTAKE_LANE,
        )
        for state in (UploadState.LOOKED_AT, UploadState.ASKED):
            change_upload(
                identifier=upload.id, to=state, by=by, at=at, job=job.id,
                choices=choices | {"watched": watched},
            )  # fmt: skip

    def _answer(self, tenant: str, at: datetime) -> None:
        with transaction.atomic():
            scope = _as_the_folder(tenant)
            for upload in unanswered_uploads(tenant=tenant):
                job = job_by_id(upload.job) if upload.job else None
                if job is None or not job.ended:
                    continue
                good, text = answer_to(upload.file_name, job)
                path = self.folder / upload.choices["watched"]["path"]
                if path.exists() and list(_mark(path)) == upload.choices["watched"]["mark"]:
                    _put_away(path, DONE if good else REFUSED, text)
                if not good:
                    change_upload(identifier=upload.id, to=UploadState.DISCARDED, by=scope, at=at)
                mark_answered(identifier=upload.id)


def _as_the_folder(tenant: str) -> Scope:
    """Enter the scope of the folder itself: a person of its own, so that the log names it."""
    person = ensure_person(username="watched-folder", full_name="Bewaakte map", password=None)
    grant_role(person=person, tenant=tenant, role=Role.DATA_STEWARD)
    return enter_scope_of_job(person=person, tenant=tenant)


def _mark(path: Path) -> Mark:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _put_away(path: Path, where: str, text: str) -> None:
    """Move a file beside its answer; a name that lies there already gets a number."""
    place = path.parent / where
    place.mkdir(exist_ok=True)
    target, number = place / path.name, 1
    while target.exists():
        number += 1
        target = place / f"{path.stem}-{number}{path.suffix}"
    # The answer first: a file that was moved always has one.
    target.with_name(f"{target.name}.txt").write_text(text, encoding="utf-8")
    path.rename(target)
