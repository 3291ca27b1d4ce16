"""The text beside a file of the watched folder: what became of it, in Dutch and English."""

from collections.abc import Sequence

from baken.catalogue.problems import known_problem
from baken.foundation.jobs.facts import JobFact
from baken.foundation.jobs.rules import JobState

_COUNTS_NL = (
    "Het bestand is opgenomen: {rows} rijen, waarvan {accepted} nieuw, {unchanged} ongewijzigd, "
    "{revised} herzien en {quarantined} in de wacht."
)
_COUNTS_EN = (
    "The file was taken in: {rows} rows, of which {accepted} new, {unchanged} unchanged, "
    "{revised} revised and {quarantined} waiting."
)
_WAITING_NL = "De rijen in de wacht staan op het bureau van de gegevensbeheerder, met wat te doen."
_WAITING_EN = "The waiting rows stand on the desk of the data steward, with what to do."


def answer_to(file_name: str, job: JobFact) -> tuple[bool, str]:
    """Return whether a file was taken in, and the text that says so or why not."""
    if job.state is JobState.DONE:
        counts = {name: job.outcome.get(name, 0) for name in ("rows", "accepted", "unchanged")}
        counts |= {name: job.outcome.get(name, 0) for name in ("revised", "quarantined")}
        nl, en = [_COUNTS_NL.format(**counts)], [_COUNTS_EN.format(**counts)]
        if counts["quarantined"]:
            nl, en = [*nl, _WAITING_NL], [*en, _WAITING_EN]
        return True, _text(file_name, nl, en)
    if job.state is JobState.CANCELLED:
        nl, en = ["De opdracht is afgebroken."], ["The job was cancelled."]
    else:
        nl, en = [f"Reden: {_dutch(job.message)}"], [f"Reason: {job.message}"]
    nl = ["Het bestand is niet opgenomen; er is niets van bewaard.", *nl]
    en = ["The file was not taken in; nothing of it is kept.", *en]
    return False, _text(file_name, nl, en)


def refusal(tenant: str, kind: str, kinds: Sequence[str]) -> str:
    """Return why a file lies in the wrong folder."""
    known = ", ".join(kinds)
    nl = [
        f'De map "{tenant}/{kind}" zegt niet voor welke gemeente en welk soort dit is.',
        f"Leg het bestand in een map zoals GM0344/{kinds[0]}; soorten: {known}.",
    ]
    en = [
        f'The folder "{tenant}/{kind}" does not say for which municipality and kind this is.',
        f"Put the file in a folder such as GM0344/{kinds[0]}; kinds: {known}.",
    ]
    return _text("", nl, en)


def _dutch(message: str) -> str:
    """Return why a file was refused in Dutch; a message without Dutch stays as it is."""
    found = known_problem(message)
    return found[0].told(found[1], "nl") if found else message


def _text(file_name: str, nl: Sequence[str], en: Sequence[str]) -> str:
    head = [file_name, ""] if file_name else []
    return "\n".join([*head, "NL", *nl, "", "EN", *en, ""])
