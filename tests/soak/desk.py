"""The desk of a data steward, as a process of its own: reads what to do as lines of JSON.

It does what the web process does with a file that arrived, as the role the web connects as.
"""

import hashlib
import json
import os
import shutil
import sys
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

os.environ |= {"DJANGO_SETTINGS_MODULE": "baken.site.settings", "BAKEN_DATABASE_ROLE": "app"}

import django

django.setup()

from django.conf import settings  # noqa: E402 - after Django
from django.db import connection  # noqa: E402 - after Django
from django.utils import timezone  # noqa: E402 - after Django

from baken.flows.bring_in import ask_to_take_in, bring_in  # noqa: E402 - after Django
from baken.foundation.partners.scope import as_person  # noqa: E402 - after Django


def bring(file: str, tenant: str, **_rest: str) -> str:
    """Bring a file in and return the id of the upload."""
    arriving = Path(settings.FILE_UPLOAD_TEMP_DIR)
    arriving.mkdir(parents=True, exist_ok=True, mode=0o700)
    arrived = arriving / str(uuid4())
    shutil.copyfile(file, arrived)
    with as_person("the-steward") as scope:
        upload = bring_in(
            arrived=arrived,
            file_name=Path(file).name,
            sha256=hashlib.sha256(arrived.read_bytes()).hexdigest(),
            tenant=tenant,
            by=scope,
            at=timezone.now(),
        )
    return str(upload.id)


def ask(upload: str, kind: str, source: str, day: str, year: int | None, **_rest: str) -> str:
    """Have an upload taken in and return the id of the job."""
    with as_person("the-steward") as scope:
        job = ask_to_take_in(
            identifier=UUID(upload), kind=kind, source=source, delivered_on=date.fromisoformat(day),
            year=year, by=scope, at=timezone.now(),
        )  # fmt: skip
    return str(job.id)


if __name__ == "__main__":
    for line in sys.stdin:
        told = json.loads(line)
        connection.close()  # the server may have ended since
        try:
            answer = {"bring": bring, "ask": ask}[told.pop("what")](**told)
            print(json.dumps({"answer": answer}), flush=True)
        except django.db.Error as error:
            connection.close()
            print(json.dumps({"again": str(error)}), flush=True)
