"""When a plan gives an alarm, to whom it goes, and when it goes one step up."""

from baken.catalogue.plan_alarms.entries import (
    ADDRESSEES,
    ALARM_RULES,
    AddresseeEntry,
    AlarmRule,
    addressee_entry,
    addressees_of,
    alarm_rule,
)

__all__ = [
    "ADDRESSEES",
    "ALARM_RULES",
    "AddresseeEntry",
    "AlarmRule",
    "addressee_entry",
    "addressees_of",
    "alarm_rule",
]
