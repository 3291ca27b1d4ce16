"""What an account was made of, figure by figure: to freeze, and to find what was revised since."""

from typing import Any

from baken.flows.account_year.facts import AccountYear, StatedTarget
from baken.records.indicators.facts import JudgementFact, YearlyValueFact

Input = dict[str, Any]


def inputs_of(account: AccountYear) -> list[Input]:
    """Return every figure and judgement of an account with its method, version and sources."""
    found = [_plan(account)]
    found += [_of_value(value) for each in account.indicators for value in each.values]
    found += [_of_target(each) for each in account.every_target]
    if account.kept:
        found += [_of_judgement(j) for each in account.kept.indicators for j in each.judged]
    found += [
        {"what": "notice", "indicator": each.check, "period": each.period,
         "subject": each.subject, "value": each.sentence_nl, "told": ""}
        for each in account.contradictions
    ]  # fmt: skip
    return found


def _plan(account: AccountYear) -> Input:
    plan = account.plan
    return {
        "what": "plan",
        "indicator": plan.head.id,
        "period": str(account.year),
        "subject": "",
        "told": f"version {plan.version}",
        "value": plan.sha256,
    }


def _of_value(value: YearlyValueFact) -> Input:
    return {
        "what": "value",
        "indicator": value.indicator,
        "period": value.period,
        "subject": value.role,
        "value": f"{value.value:.10g}",
        "told": f"{value.value:.6g}",
        "lower": value.lower,
        "upper": value.upper,
        "method": value.method,
        "version": value.version,
        "status": value.status,
        "deliveries": sorted({str(delivery) for delivery, _row in value.sources}),
    }


def _of_target(target: StatedTarget) -> Input:
    return _of_judgement(target.outcome)


def _of_judgement(judged: JudgementFact) -> Input:
    numbers = (judged.value, judged.lower, judged.upper, judged.held_against, judged.margin)
    return {
        "what": judged.question,
        "indicator": judged.indicator,
        "period": judged.period,
        "subject": judged.subject,
        "told": judged.verdict,
        "value": " ".join("-" if n is None else f"{n:.8g}" for n in numbers),
        "method": judged.method,
        "version": judged.version,
    }
