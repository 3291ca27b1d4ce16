"""Every work that the worker can do; loaded by the worker only, never by the web process."""

from baken.flows.compute_figures import COMPUTE_FIGURES
from baken.foundation.jobs.work import Work

WORKS: dict[str, Work] = {work.name: work for work in (COMPUTE_FIGURES,)}
