"""Every work that the worker can do; loaded by the worker only, never by the web process."""

from baken.flows.compute_figures import COMPUTE_FIGURES
from baken.flows.examine_upload import examining
from baken.flows.take_in_upload import taking_in
from baken.foundation.jobs.work import Work
from baken.site.kinds import DEFAULT_SOURCES, KINDS

WORKS: dict[str, Work] = {
    work.name: work
    for work in (COMPUTE_FIGURES, examining(KINDS, DEFAULT_SOURCES), taking_in(KINDS))
}
