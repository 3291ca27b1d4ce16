"""What the leak sweeps plant of the watch: rounds, weeks, courses and calibrations."""

from datetime import date, datetime, timedelta

from baken.records.watches.models import WatchCalibration, WatchedCourse, WatchedWeek, WatchRound


def fill_watch(tenant: str, number: int, *, at: datetime) -> None:
    """Plant a word of this municipality in every table of the watch."""
    word = f"zz{tenant}watch{number}zz"
    # Days of its own per municipality: a row that moves must be refused by rights, not by a double.
    day = date(2025, 3, 1) + timedelta(days=number + 100 * int(tenant[-4:]))
    round_ = WatchRound.objects.create(
        tenant_id=tenant, day=day, week=day, known_on=at, made_at=at, method=word,
        settings={"promise": 0.2, "hindsight": False}, inputs_sha256="0" * 64, registrations=1,
        unplaced=0, series=1, tested=1, short=0, share_known=1.0, delay={}, sources=[word],
    )  # fmt: skip
    WatchedWeek.objects.create(
        tenant_id=tenant, round=round_, area=tenant, level="municipality", offence="1.1.1",
        weeks=1, count=9, nowcast=9, nowcast_lower=9, nowcast_upper=9, expected=2, lower=0,
        upper=5, p=0.001, q=0.1, side="high", line=0, heads=True,
    )  # fmt: skip
    WatchedCourse.objects.create(
        tenant_id=tenant, round=round_, area=tenant, offence="1.1.1", first=day, counts=[9],
        expected=[2], lower=[0], upper=[5], p=[0.001], nowcast=[None], nowcast_lower=[None],
        nowcast_upper=[None],
    )  # fmt: skip
    WatchCalibration.objects.create(
        tenant_id=tenant, day=day, made_at=at, method=word, inputs_sha256="0" * 64,
        results={"written": word},
    )  # fmt: skip
