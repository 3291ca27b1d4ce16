"""Every work that the worker can do; loaded by the worker only, never by the web process."""

from dataclasses import replace
from typing import Any

from baken.desks.accounts.publishing import PUBLISHING
from baken.flows import check_plan
from baken.flows.check_quality import check_quality
from baken.flows.compute_figures import COMPUTE_FIGURES, rounds_of_all
from baken.flows.examine_upload import examining
from baken.flows.judge_indicators import judge_indicators
from baken.flows.mending_work import mending
from baken.flows.planted_registrations.bringing_in import bringing_in
from baken.flows.police_day import work as police_work
from baken.flows.police_day.trying import TRYING
from baken.flows.search_themes import SEARCH
from baken.flows.take_in_conversations import PUBLISH, TAKE_IN
from baken.flows.take_in_upload import taking_in
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.site.kinds import BUURT_SOURCES, DEFAULT_SOURCES, KINDS


def _compute_and_check(run: JobRun) -> dict[str, Any]:
    outcome = COMPUTE_FIGURES.do(run)
    judge_indicators(at=run.at)
    return outcome | {"notices": check_quality(at=run.at, rounds=rounds_of_all()).counts.found}


WORKS: dict[str, Work] = {
    work.name: work
    for work in (
        replace(COMPUTE_FIGURES, do=_compute_and_check),
        examining(KINDS, DEFAULT_SOURCES, BUURT_SOURCES),
        taking_in(KINDS),
        *mending(KINDS),
        TAKE_IN,
        SEARCH,
        PUBLISH,
        check_plan.CHECKING,
        check_plan.TAKING_IN,
        bringing_in(afterwards=WorkName.POLICE_DAY),
        police_work.DAY,
        PUBLISHING,
        TRYING,
        police_work.CHECK,
    )
}
