"""The queue of jobs: procrastinate's tables in a schema of their own, and the one door to them.

The application role has no rights in that schema. It may call ``baken_enqueue``, which queues a
waiting job that the caller's own scope can see, and nothing else.
"""

from importlib import resources

import procrastinate
from django.db import connection
from psycopg import sql

SCHEMA = "jobs"
QUEUE = "baken"
RUN_JOB = "run-job"

_ENQUEUE = """
CREATE OR REPLACE FUNCTION public.baken_enqueue(asked uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
DECLARE
  job record;
  queued bigint[];
BEGIN
  -- Row security holds here as well: the owner obeys it, in the scope of the caller.
  SELECT j.tenant_id, j.person_id, j.urgency, NULLIF(j.lane, '') AS lane INTO job
  FROM public.jobs_job j WHERE j.id = asked AND j.state = 'waiting';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'no waiting job % in the scope of who asks', asked;
  END IF;
  queued := procrastinate_defer_jobs_v1(ARRAY[ROW(
    {queue}, {task}, job.urgency, job.lane, asked::text,
    jsonb_build_object('job', asked, 'tenant', job.tenant_id, 'person', job.person_id), NULL
  )::procrastinate_job_to_defer_v1]);
  RETURN queued[1];
END $$
"""


def apply_queue(*, application_role: str) -> None:
    """Make or renew the queue's tables and set its rights, in the caller's transaction."""
    names = {
        "schema": sql.Identifier(SCHEMA),
        "role": sql.Identifier(application_role),
        "queue": sql.Literal(QUEUE),
        "task": sql.Literal(RUN_JOB),
        "version": sql.Literal(procrastinate.__version__),
    }
    with connection.cursor() as cursor:
        stands = _version(cursor)
        if stands != procrastinate.__version__:
            cursor.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {schema}").format(**names))
            cursor.execute(sql.SQL("SET LOCAL search_path = {schema}").format(**names))
            for script in _scripts(stands):
                cursor.execute(script)
            cursor.execute("SET LOCAL search_path TO DEFAULT")
            cursor.execute(sql.SQL("COMMENT ON SCHEMA {schema} IS {version}").format(**names))
        for statement in (
            "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC, {role}",
            "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM PUBLIC, {role}",
            "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA {schema} FROM PUBLIC, {role}",
            _ENQUEUE,
            "REVOKE ALL ON FUNCTION public.baken_enqueue(uuid) FROM PUBLIC",
            "GRANT EXECUTE ON FUNCTION public.baken_enqueue(uuid) TO {role}",
        ):
            cursor.execute(sql.SQL(statement).format(**names))


def _version(cursor) -> str:
    """Return which version of procrastinate made the tables that stand, or an empty text."""
    cursor.execute(
        "SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = %s", [SCHEMA]
    )
    found = cursor.fetchone()
    return (found and found[0]) or ""


def _scripts(stands: str) -> list[str]:
    """Return the SQL that leads from the version that stands to ours."""
    folder = resources.files("procrastinate.sql")
    if not stands:
        return [(folder / "schema.sql").read_text(encoding="utf-8")]
    newer = [
        script
        for script in (folder / "migrations").iterdir()
        if script.name.endswith(".sql") and _ordered(script.name.split("_")[0]) > _ordered(stands)
    ]
    return [s.read_text(encoding="utf-8") for s in sorted(newer, key=lambda script: script.name)]


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:3])
