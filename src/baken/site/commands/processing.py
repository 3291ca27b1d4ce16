"""The data come from catalogue/processing; a municipality takes them over in its own register."""

import argparse

from baken.catalogue.processing import PROCESSING_ACTIVITIES, ProcessingActivity
from baken.catalogue.retention import term_named
from baken.site.commands.reporting import report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the language."""
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="nl or en (nl)")


def run(arguments: argparse.Namespace) -> int:
    """Print every processing activity with purpose, basis, data, recipients and terms."""
    language = arguments.language
    sentence = "\n\n".join(_in_words(each, language) for each in PROCESSING_ACTIVITIES)
    report({"activities": PROCESSING_ACTIVITIES}, sentence, as_json=arguments.json)
    return 0


def _in_words(activity: ProcessingActivity, language: str) -> str:
    parts = ("purpose", "basis", "people", "data", "recipients", "responsible", "protection")
    lines = [f"{getattr(activity, f'label_{language}')} ({activity.id}, {activity.state})"]
    lines += [f"  {part}: {getattr(activity, f'{part}_{language}')}" for part in parts]
    terms = (term_named(term) for term in activity.terms)
    lines += [f"  term: {getattr(t, f'label_{language}')}, {t.months} months" for t in terms]
    return "\n".join(lines)
