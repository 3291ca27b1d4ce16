"""Which alarms are asked for, from the address: rule, state, addressee, and the day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from baken.records.alarms.facts import AlarmFact
from baken.vocabulary.alarm import Addressee, AlarmCheck, AlarmState

EVERYBODY = "iedereen"


@dataclass(frozen=True, slots=True)
class AskedAlarms:
    """A choice of alarms on a day; empty words choose all."""

    day: date
    today: date
    rule: str = ""
    state: str = ""
    to: str = ""

    @property
    def is_past(self) -> bool:
        """Return whether a day before today was asked for."""
        return self.day < self.today

    @property
    def is_choice(self) -> bool:
        """Return whether anything was chosen."""
        return bool(self.rule or self.state or self.to)

    @property
    def query(self) -> str:
        """Return the choice as the end of an address."""
        asked = {"regel": self.rule, "stand": self.state, "voor": self.to}
        if self.is_past:
            asked["op"] = self.day.isoformat()
        chosen = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(chosen)}" if chosen else ""

    def fits(self, alarm: AlarmFact) -> bool:
        """Return whether an alarm was asked for."""
        return (
            (not self.rule or alarm.cause.check == self.rule)
            and (not self.state or alarm.standing.state == self.state)
            and (self.to in {"", EVERYBODY} or alarm.standing.addressee == self.to)
        )


def asked_alarms(parameters: QueryDict, *, today: date) -> AskedAlarms:
    """Return what was asked; words that mean nothing choose nothing, and no day is to come."""
    standing = [state for state in AlarmState if state is not AlarmState.ENDED]
    return AskedAlarms(
        day=min(_day(parameters.get("op", "")) or today, today),
        today=today,
        rule=_known(parameters.get("regel", ""), AlarmCheck),
        state=_known(parameters.get("stand", ""), standing),
        to=_known(parameters.get("voor", ""), (EVERYBODY, *Addressee)),
    )


def _known(word: str, words: Iterable[str]) -> str:
    return word if word in set(words) else ""


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
