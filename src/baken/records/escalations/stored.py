"""How evidence, rules and states are written into a row and read back, bit for bit."""

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from baken.engines.phases import PhaseEvidence, PhaseRules, PhaseState
from baken.vocabulary.phase import Phase


def evidence_row(evidence: PhaseEvidence) -> dict[str, Any]:
    """Return evidence as JSON holds it."""
    return asdict(evidence) | {"week": evidence.week.isoformat()}


def read_evidence(row: dict[str, Any]) -> PhaseEvidence:
    """Return evidence as it was; whole numbers in JSON become the floats they were."""
    floats = {name: _float(row[name]) for name in _FLOATS}
    return PhaseEvidence(**(row | floats | {"week": date.fromisoformat(row["week"])}))


_FLOATS = ("expected", "lower", "upper", "p", "near_repeats_p")


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def rules_row(rules: PhaseRules) -> dict[str, Any]:
    """Return rules as JSON holds them."""
    return asdict(rules)


def read_rules(row: dict[str, Any]) -> PhaseRules:
    """Return rules as they were."""
    return PhaseRules(**row)


def state_row(state: PhaseState) -> dict[str, Any]:
    """Return a state as JSON holds it."""
    return asdict(state) | {"since": state.since.isoformat() if state.since else None}


def read_state(row: dict[str, Any]) -> PhaseState:
    """Return a state as it was."""
    return PhaseState(
        phase=Phase(row["phase"]),
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        lasting=row["lasting"],
        quiet=row["quiet"],
        proposed=Phase(row["proposed"]) if row["proposed"] else None,
    )


def inputs_sha256(evidence: PhaseEvidence, rules: PhaseRules, model_sha256: str) -> str:
    """Return the hash of all that a review rests on."""
    said = [evidence_row(evidence), rules_row(rules), model_sha256]
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
