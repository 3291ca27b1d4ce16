"""The words in which a figure is held against what was agreed, or against its own past."""

from enum import StrEnum


class Polarity(StrEnum):
    """Which direction is the good one."""

    LOWER_IS_BETTER = "lower-is-better"
    HIGHER_IS_BETTER = "higher-is-better"
    NEUTRAL = "neutral"


class KeptVerdict(StrEnum):
    """Whether "at least keep today's level" holds."""

    HELD = "held"
    LOST = "lost"
    NOT_TO_BE_TOLD = "not-to-be-told"


class TargetVerdict(StrEnum):
    """Whether a target is met, as far as the figure can tell."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_TO_BE_TOLD = "not-to-be-told"
    NOT_TESTABLE = "not-testable"


class CourseVerdict(StrEnum):
    """Whether the figures so far lead to the target at its date."""

    ON_COURSE = "on-course"
    OFF_COURSE = "off-course"
    NOT_TO_BE_TOLD = "not-to-be-told"


class Variation(StrEnum):
    """Whether a series is changing, or only varies as it always did."""

    COMMON_CAUSE = "common-cause"
    IMPROVING = "improving"
    WORSENING = "worsening"
    CHANGING = "changing"
    TOO_FEW_POINTS = "too-few-points"


class Assurance(StrEnum):
    """Whether a process that stays as it is will meet its target."""

    WILL_MEET = "will-meet"
    WILL_MISS = "will-miss"
    HIT_OR_MISS = "hit-or-miss"
    NOT_STABLE = "not-stable"
    TOO_FEW_POINTS = "too-few-points"


class TargetQuality(StrEnum):
    """What can be said of a target on the day it is set."""

    TESTABLE = "testable"
    NOT_TESTABLE = "not-testable"
    WEAKER_THAN_PRESENT = "weaker-than-present"
    NOT_TO_BE_TOLD = "not-to-be-told"


class Question(StrEnum):
    """What is asked of an indicator; each question has a judgement of its own."""

    CHANGE = "change"
    SINCE_BASELINE = "since-baseline"
    DETECTABLE = "detectable"
    TARGET_AS_SET = "target-as-set"
    COURSE = "course"
    TARGET = "target"
    KEPT = "kept"
    VARIATION = "variation"
    ASSURANCE = "assurance"
