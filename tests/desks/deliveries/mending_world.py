"""A data steward with a delivery in which rows wait; jobs are done in the test itself."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from foundation.deliveries import HEADER, deliver, row

from baken.foundation.jobs.models import Job
from baken.foundation.jobs.work import JobRun
from baken.foundation.partners.models import Person
from baken.foundation.partners.scope import enter_scope_of_job
from baken.foundation.partners.services import ensure_municipality, ensure_person, grant_role
from baken.site.works import WORKS
from baken.vocabulary.role import Role

TEXT = HEADER + row(5) + row("vijf", offence="1.1.2") + row("=2+3", offence="1.4.2")
AT = datetime(2030, 5, 1, tzinfo=UTC)


def steward_of(tenant: str = "GM0344", name: str = "sanne") -> Client:
    """Return a browser in which a data steward of a municipality is logged in."""
    ensure_municipality(code=tenant, name="Utrecht")
    key = ensure_person(username=name, full_name=name.title(), password=None)
    grant_role(person=key, tenant=tenant, role=Role.DATA_STEWARD)
    client = Client()
    client.force_login(Person.objects.get(pk=key))
    return client


def waiting_delivery(folder: Any, **more: Any) -> UUID:
    """Take in a synthetic file of which two rows wait: numbers 3 and 4."""
    given = {"on": date(2030, 1, 1), "name": "levering.csv"} | more
    return deliver(folder, TEXT, **given).delivery


def do_job(answer: Any) -> Job:
    """Do the job to which an answer leads, as the worker does; return how it ended."""
    identifier = answer.headers["Location"].strip("/").split("/")[-1]
    job = Job.objects.get(id=identifier)
    with transaction.atomic():
        scope = enter_scope_of_job(person=job.person_id, tenant=job.tenant_id)
        work = WORKS[job.work]
        assert work.may(scope, job.tenant_id)
        run = JobRun(job.id, job.tenant_id, scope, job.parameters, lambda *_: None, AT)
        job.outcome, job.state = work.do(run), "done"
        job.save()
    return job
