"""A search for themes in the approved quotes of a municipality: by the worker, kept frozen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from baken.engines.themes import (
    NO_THEME,
    VERSION,
    FoundThemes,
    RelatedTexts,
    find_themes,
    related_texts,
)
from baken.foundation.jobs.work import JobRun, Work, WorkName
from baken.records.participation.facts import QuoteFact
from baken.records.participation.lemmas import ReadWord, is_word, read_words, stem_of
from baken.records.participation.own_selectors import quotes_in_use
from baken.records.participation.theme_selectors import ThemeShareFact
from baken.records.participation.theme_services import keep_round
from baken.vocabulary.errors import UnusableInputError
from baken.vocabulary.permission import PermissionName

METHOD = "woordverband (TF-IDF-gewicht, NMF)"
FEWEST_QUOTES = 10
FEW_QUOTES, DRAWS = 100, 500  # among more, shared words say nothing alone


def search_themes(run: JobRun) -> dict[str, Any]:
    """Find themes in all approved quotes and keep them as a first version."""
    quotes = quotes_in_use(run.tenant)
    if len(quotes) < FEWEST_QUOTES:
        raise UnusableInputError(
            f"There are {len(quotes)} approved quotes; themes are looked for from "
            f"{FEWEST_QUOTES} on. Check some more first."
        )
    run.progress("words", 0, len(quotes))
    read = [read_words(quote.text) for quote in quotes]
    run.progress("themes", 0, 0)
    number = run.parameters.get("number")
    counted = [[word.counted for word in words] for words in read]
    known = frozenset(word for words in counted for word in words if is_word(word))
    found = find_themes(counted, number=number, known=known)
    stems = [[stem_of(found.respelt.get(word, word)) for word in words] for words in counted]
    near = related_texts(stems, draws=DRAWS if len(quotes) <= FEW_QUOTES else 0)
    run.progress("store", len(quotes), len(quotes))
    version = keep_round(
        tenant=run.tenant,
        method=(METHOD, VERSION),
        found=_as_found(found, quotes, read) | _beside_chance(near),
        shares=_shares(found, near, quotes, read),
        by=run.scope,
        at=run.at,
    )
    return {
        "themes": len(found.themes),
        "quotes": len(quotes),
        "without": sum(theme == NO_THEME for theme in found.theme),
        "version": version.number,
    }


def _as_found(
    found: FoundThemes, quotes: tuple[QuoteFact, ...], read: Iterable[Iterable[ReadWord]]
) -> dict[str, Any]:
    written = _usual_writing(read)
    return {
        "themes": [
            {
                "words": [[written.get(word, word), weight] for word, weight in theme.words],
                "typical": [str(quotes[place].id) for place in theme.typical],
                "quotes": theme.quotes,
            }
            for theme in found.themes
        ],
        "agreement": {str(number): value for number, value in found.agreement.items()},
        "respelt": dict(found.respelt),
    }


def _beside_chance(near: RelatedTexts) -> dict[str, Any]:
    chance = {"close": near.close, "by_chance": near.by_chance, "as_often": near.as_often}
    return {"related": chance} if near.as_often is not None else {}


def _usual_writing(read: Iterable[Iterable[ReadWord]]) -> Mapping[str, str]:
    """Return how each counted word is mostly written: people read "wijk", not a lemma."""
    written: dict[str, Counter[str]] = {}
    for words in read:
        for word in words:
            form = word.written.casefold()
            shown = f"niet {form}" if word.counted.startswith("niet ") else form
            written.setdefault(word.counted, Counter())[shown] += 1
    return {
        word: min(forms.items(), key=lambda form: (-form[1], form[0]))[0]
        for word, forms in written.items()
    }


def _shares(
    found: FoundThemes,
    near: RelatedTexts,
    quotes: tuple[QuoteFact, ...],
    read: list[tuple[ReadWord, ...]],
) -> Iterable[ThemeShareFact]:
    for place, quote in enumerate(quotes):
        weighs = {reason.word: reason.weight for reason in found.reasons[place]}
        total = sum(found.evidence[place]) or 1.0
        words = {
            word.written: weighs[counted]
            for word in read[place]
            if (counted := found.respelt.get(word.counted, word.counted)) in weighs
        }
        written = {
            stem_of(found.respelt.get(word.counted, word.counted)): word.written
            for word in reversed(read[place])
        }
        yield ThemeShareFact(
            quote=quote.id,
            part=found.theme[place],
            weights=tuple(round(each / total, 3) for each in found.evidence[place]),
            words=tuple(sorted(words.items(), key=lambda pair: -pair[1])),
            telling=tuple((written[stem], stem, much) for stem, much in near.telling[place]),
            related=tuple(
                (quotes[each.place].id, each.words, each.strength) for each in near.nearest[place]
            ),
        )


SEARCH = Work(
    WorkName.FIND_THEMES,
    may=lambda scope, tenant: scope.may(PermissionName.HANDLE_CONVERSATIONS, tenant=tenant),
    do=search_themes,
)
