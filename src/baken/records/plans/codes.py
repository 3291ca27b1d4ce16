"""The codes of a plan file: which words a field of a plan may hold."""

from enum import StrEnum


class GoalLevel(StrEnum):
    """How high a goal stands."""

    MISSION = "mission"
    MAIN = "main"
    AMBITION = "ambition"
    GOAL = "goal"
    SUB_GOAL = "sub_goal"


class Reading(StrEnum):
    """Whether a goal is measurable, as somebody who read the text judged it."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class IndicatorLink(StrEnum):
    """Who tied indicators to a goal: the text, our reading, or nobody."""

    NAMED = "named"
    JUDGEMENT = "judgement"
    NONE = "none"


class MeasureStatus(StrEnum):
    """Where a measure stands in the plan's own text."""

    CONTINUE = "continue"
    INTENSIFY = "intensify"
    NEW = "new"
    EXPLORE = "explore"
    LOOKED_BACK = "looked_back"
    CONDITION = "condition"


class MeasureKind(StrEnum):
    """What kind of measure it is."""

    ENFORCEMENT = "enforcement"
    PREVENTION = "prevention"
    CARE = "care"
    INFORMATION = "information"
    COMMUNICATION = "communication"
    COOPERATION = "cooperation"
    ADMIN_INSTRUMENT = "admin_instrument"
    GOVERNANCE = "governance"
    RESEARCH = "research"
    TRAINING = "training"
    PREPAREDNESS = "preparedness"
    INFRASTRUCTURE = "infrastructure"
    PARTICIPATION = "participation"
    LOBBY = "lobby"
    PERSON_APPROACH = "person_approach"
    AREA_APPROACH = "area_approach"


class MeasureContext(StrEnum):
    """Where a measure comes from, when not from the plan itself."""

    AFTER_PLAN_TEXT = "after_plan_text"


class PartRole(StrEnum):
    """What an organisation is to a measure."""

    OWNER = "owner"
    DOES = "does"
    ADVISES = "advises"
    INFORMED = "informed"


class Scale(StrEnum):
    """On which scale a measure works, from a person to the web."""

    PERSON = "person"
    FAMILY = "family"
    STREET = "street"
    BUURT = "buurt"
    WIJK = "wijk"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    WEB = "web"


class LocalLaw(StrEnum):
    """Whether an instrument of law may be used here."""

    LAWFUL = "lawful"
    NOT_YET = "not_yet"


class ExecutionState(StrEnum):
    """How far a measure or an activity is."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    DELAYED = "delayed"
    DONE = "done"
    STOPPED = "stopped"


class Direction(StrEnum):
    """Which side of a target is the good one."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


class MarginUnit(StrEnum):
    """In what a margin is given: as a share of the baseline, or in points."""

    SHARE = "share"
    POINTS = "points"
