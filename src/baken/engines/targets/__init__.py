"""Figures held against what was agreed: levels to keep, targets, course, charts, funnels, ranks."""

from baken.engines.targets.control_chart import ControlChart, control_chart, long_runs
from baken.engines.targets.count_quantiles import count_above, count_below, count_quantile
from baken.engines.targets.course import Course, course
from baken.engines.targets.funnel import Funnel, funnel, funnel_limits
from baken.engines.targets.kept_level import (
    KeptLevel,
    kept_difference,
    kept_ratio,
    smallest_margin,
)
from baken.engines.targets.ranks import (
    LikelyRanks,
    RankIntervals,
    joint_level,
    likely_ranks,
    rank_intervals,
)
from baken.engines.targets.shares import (
    ShareChange,
    compare_two_shares,
    detectable_shares,
    share_limits,
)
from baken.engines.targets.target import TargetOutcome, TargetTest, examine_target, judge_target

VERSION = "2"

__all__ = [
    "VERSION",
    "ControlChart",
    "Course",
    "Funnel",
    "KeptLevel",
    "LikelyRanks",
    "RankIntervals",
    "ShareChange",
    "TargetOutcome",
    "TargetTest",
    "compare_two_shares",
    "control_chart",
    "count_above",
    "count_below",
    "count_quantile",
    "course",
    "detectable_shares",
    "examine_target",
    "funnel",
    "funnel_limits",
    "joint_level",
    "judge_target",
    "kept_difference",
    "kept_ratio",
    "likely_ranks",
    "long_runs",
    "rank_intervals",
    "share_limits",
    "smallest_margin",
]
