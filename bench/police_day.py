"""The police day of a city of 375,000: its time beside reading the same rows once, and its profile.

Fills a transaction of its own with drawn rows (nothing in them happened), rolls it back; needs an
installation with the areas of the municipality. The police day is timed twice: the first time it
loads what was compiled. Run: BAKEN_HOME=… python bench/police_day.py [GM0344] [YEARS] [PER-YEAR].
"""

import cProfile
import os
import pstats
import resource
import sys
import time
from datetime import UTC, date, datetime
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.site.settings")
os.environ["BAKEN_DATABASE_ROLE"] = "owner"

from baken.site import environment
from baken.site.database import start_database

start_database(environment.read())
django.setup()

from django.db import connection, transaction

from baken.catalogue.offences import OFFENCES
from baken.flows.police_day.day import police_day
from baken.foundation.intake.models import Delivery
from baken.foundation.partners.scope import in_tenant
from baken.foundation.places.placing import areas_of_newest_division
from baken.vocabulary.area import AreaLevel

DAY = date(2025, 1, 15)
FILL = """
INSERT INTO registrations_registration (tenant_id, source, number, offence, incident_code,
  completion, happened_on, precision, street, postcode, buurt, wijk, found_by, status,
  delivery_id, row, known_from)
SELECT %(tenant)s, 'declared-generator', 'bench-' || n, drawn.offence, '', 'unknown',
  drawn.day, 'buurt', '', '', drawn.buurt, 'WK' || substr(drawn.buurt, 3, 6), 'unknown', 'stands',
  %(delivery)s, n, greatest(drawn.day + interval '2 days', timestamptz '2000-01-01')
FROM (SELECT n, (%(offences)s::text[])[1 + floor(cardinality(%(offences)s::text[])
        * power(random(), 3))::int] AS offence,
    (%(buurten)s::text[])[1 + floor(cardinality(%(buurten)s::text[]) * random())::int] AS buurt,
    %(day)s::date - floor(random() * %(days)s)::int AS day
  FROM generate_series(1, %(rows)s) AS n) AS drawn
"""
READ = """
SELECT buurt, offence, happened_on FROM registrations_registration
WHERE tenant_id = %s AND delivery_id = %s
"""


class UndoneError(Exception):
    """Rolls the drawn rows back."""


def main(tenant, years, per_year):
    """Fill, read once, do the day twice, and say what took how long."""
    try:
        with transaction.atomic(), in_tenant(tenant):
            delivery = fill(tenant, years, years * per_year)
            reading, rows = read(tenant, delivery)
            print(f"rows {rows:,}; read once by SQL {reading:.2f} s")
            days = [timed(tenant, back) for back in (1, 2)]
            print(f"police day, first {days[0]:.2f} s, again {days[1]:.2f} s: "
                  f"{days[1] / reading:.1f}x reading once")  # fmt: skip
            profile = cProfile.Profile()
            profile.runcall(the_day, tenant, 3)
            pstats.Stats(profile).sort_stats("cumulative").print_stats(
                "baken/flows|baken/records", 16
            )
            print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
            undo()
    except UndoneError:
        print("rolled back")


def undo():
    """Leave the transaction so that nothing of it stays."""
    raise UndoneError


def fill(tenant, years, rows):
    """Draw rows and let the database know them."""
    delivery = Delivery.objects.create(
        id=uuid4(), tenant_id=tenant, kind="registrations", file_name="bench", sha256="0" * 64,
        source="declared-generator", delivered_on=date(2000, 1, 1), header=[], rows=rows,
        accepted=rows, received_at=datetime(2000, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    given = {
        "tenant": tenant,
        "delivery": delivery.id,
        "offences": [each.id for each in OFFENCES],
        "buurten": list(areas_of_newest_division(tenant, AreaLevel.BUURT)),
        "day": DAY,
        "days": years * 365,
        "rows": rows,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute(FILL, given)
        cursor.execute("ANALYZE registrations_registration")
    return delivery.id


def read(tenant, delivery):
    """Read every row once; return seconds and rows."""
    began, rows = time.perf_counter(), 0
    with connection.cursor() as cursor:
        cursor.execute(READ, [tenant, delivery])
        while found := cursor.fetchmany(10_000):
            rows += len(found)
    return time.perf_counter() - began, rows


def the_day(tenant, back):
    """Do a day; another one each time, so that nothing is found done already."""
    police_day(tenant, day=date(2025, 1, 15 - back), at=datetime.now(UTC))


def timed(tenant, back):
    """Seconds of one police day."""
    began = time.perf_counter()
    the_day(tenant, back)
    return time.perf_counter() - began


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        given[0] if given else "GM0344",
        int(given[1]) if len(given) > 1 else 15,
        int(given[2]) if len(given) > 2 else 25_000,
    )
