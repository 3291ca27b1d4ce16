"""Finds themes: words that go together more than chance, and the texts that carry them.

Short texts share few words, so a factorisation of texts by words finds little. The words
themselves are better known: each stands in many texts. Their association is factorised (Yan, Guo,
Liu, Cheng & Wang 2013, SIAM Data Mining, 749-757), and a text gets the theme of its words.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from baken.engines.themes.association import WordTable, association, word_table
from baken.engines.themes.factor import Floats, Spectrum, factors, largest
from baken.engines.themes.spelling import read_as

NO_THEME = -1


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """What a search goes by; the defaults were chosen by measurement (bench/themes.py).

    - fewest: a word counts from this many texts on (two, below a hundred texts);
    - most: a word in more than this share of the texts says nothing;
    - rounds: steps of the factorisation; fewer where only the number is chosen;
    - enough: a text has a theme from this much evidence on. One word that is of one theme only
      and stands in one of seven texts brings 2.
    - numbers: the numbers of themes that are tried when none is given;
    - halves: how many times the texts are split in two to see whether themes come back.
    """

    fewest: int = 3
    most: float = 0.35
    rounds: int = 30
    rounds_to_choose: int = 10
    enough: float = 2.0
    numbers: tuple[int, ...] = tuple(range(2, 21))
    halves: int = 3
    words: int = 12
    typical: int = 5


@dataclass(frozen=True, slots=True)
class Reason:
    """A word of a text and how much it brings to the text's theme."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class FoundTheme:
    """A theme: its words with their weight (1 for the heaviest) and its most typical texts."""

    words: tuple[tuple[str, float], ...]
    typical: tuple[int, ...]
    quotes: int


@dataclass(frozen=True, slots=True)
class FoundThemes:
    """What a search found, frozen.

    ``theme`` says per text which theme, or -1 for none. ``evidence`` has a row per text and a
    column per theme; a row adds up from ``reasons``. ``agreement`` says per number that was tried
    how well two halves of the texts agreed (adjusted Rand index, 1 is perfectly).
    """

    themes: tuple[FoundTheme, ...]
    theme: tuple[int, ...]
    evidence: tuple[tuple[float, ...], ...]
    reasons: tuple[tuple[Reason, ...], ...]
    agreement: Mapping[int, float]
    respelt: Mapping[str, str]


def find_themes(
    quotes: Sequence[Sequence[str]],
    *,
    number: int | None = None,
    settings: ThemeSettings | None = None,
    known: Collection[str] = frozenset(),
) -> FoundThemes:
    """Find themes in texts that are given as lists of words; the same texts give the same themes.

    A word in ``known`` is read as it stands, others may be slips of the pen. With ``number`` so
    many themes; without, the number on which two halves agree best.
    """
    asked = settings or ThemeSettings()
    respelt = read_as(quotes, known=known)
    read = [[respelt.get(word, word) for word in quote] for quote in quotes]
    fewest = asked.fewest if len(read) >= 100 else min(asked.fewest, 2)
    table = word_table(read, fewest=fewest, most=asked.most)
    agreement: Mapping[int, float] = {}
    if number is None:
        agreement = agreements(table, asked)
        number = best_number(agreement)
    number = min(number, len(table.words))
    if number < 1 or not table.present.nnz:
        return _nothing(len(read), agreement, respelt)
    share = theme_shares(association(table.present), number, rounds=asked.rounds)
    return _told(table, share, agreement, respelt, asked)


def theme_shares(
    associated: Floats, number: int, *, rounds: int, spectrum: Spectrum | None = None
) -> Floats:
    """Return per theme (row) and word (column) which share of the word belongs to the theme."""
    _, heights = factors(associated, number, rounds=rounds, spectrum=spectrum)
    per_theme = heights / np.maximum(heights.sum(axis=1, keepdims=True), 1e-12)
    total = per_theme.sum(axis=0)
    even = np.full_like(per_theme, 1.0 / number)
    share: Floats = np.divide(per_theme, total, out=even, where=total > 1e-12)
    return share


def word_evidence(share: Floats, rarity: Floats) -> Floats:
    """Return what a word brings to each theme: rarity, times how much it is of one theme only."""
    number = share.shape[0]
    evenly = 1.0 / number
    peaked = (share.max(axis=0) - evenly) / (1.0 - evenly) if number > 1 else share.max(axis=0)
    brings: Floats = share * peaked * rarity
    return brings


def labels(evidence: Floats, *, enough: float) -> np.ndarray:
    """Return the best theme of every text, or -1 where the evidence is not enough."""
    best = evidence.argmax(axis=1)
    return np.where(evidence.max(axis=1) >= enough, best, NO_THEME)


def agreements(table: WordTable, asked: ThemeSettings) -> dict[int, float]:
    """Return per number of themes how well the themes of two halves agree on all texts."""
    size = table.present.shape[0]
    halves = [_halves(size, turn) for turn in range(asked.halves)]
    most = min(len(table.words), size // 4)
    numbers = [number for number in asked.numbers if number <= most]
    if not numbers:
        return {}
    associated = [
        [_with_spectrum(association(table.present[part]), max(numbers)) for part in pair]
        for pair in halves
    ]
    found = {}
    for number in numbers:
        scores = [
            adjusted_rand(*(_labelled(table, each, number, asked) for each in pair))
            for pair in associated
        ]
        found[number] = float(np.mean(scores))
    return found


def best_number(agreement: Mapping[int, float]) -> int:
    """Return the number with the best agreement; of equals, the smallest."""
    if not agreement:
        return 1
    return max(sorted(agreement), key=lambda number: round(agreement[number], 3))


def adjusted_rand(one: np.ndarray, other: np.ndarray) -> float:
    """Return the adjusted Rand index of two labellings (Hubert & Arabie 1985)."""
    _, first = np.unique(one, return_inverse=True)
    _, second = np.unique(other, return_inverse=True)
    table = np.zeros((first.max() + 1, second.max() + 1))
    np.add.at(table, (first, second), 1)

    def pairs(counts: np.ndarray) -> float:
        return float((counts * (counts - 1) / 2).sum())

    both, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = rows * columns / pairs(np.array([len(first)])) if len(first) > 1 else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def _with_spectrum(matrix: Floats, number: int) -> tuple[Floats, Spectrum]:
    return matrix, largest(matrix, number)


def _labelled(
    table: WordTable, associated: tuple[Floats, Spectrum], number: int, asked: ThemeSettings
) -> np.ndarray:
    matrix, spectrum = associated
    share = theme_shares(matrix, number, rounds=asked.rounds_to_choose, spectrum=spectrum)
    evidence = table.present @ word_evidence(share, table.rarity).T
    return labels(np.asarray(evidence), enough=asked.enough)


def _halves(size: int, turn: int) -> tuple[np.ndarray, np.ndarray]:
    """Return two halves of the texts, other ones every turn, and no chance in it."""
    # Knuth's multiplicative hash: neighbours in a file fall into different halves.
    mixed = (np.arange(size, dtype=np.uint64) + np.uint64(1)) * np.uint64(2654435761)
    first = (mixed >> np.uint64(13 + turn)) % np.uint64(2) == 0
    return np.flatnonzero(first), np.flatnonzero(~first)


def _told(
    table: WordTable,
    share: Floats,
    agreement: Mapping[int, float],
    respelt: Mapping[str, str],
    asked: ThemeSettings,
) -> FoundThemes:
    brings = word_evidence(share, table.rarity)
    evidence = np.asarray(table.present @ brings.T)
    theme = labels(evidence, enough=asked.enough)
    order = sorted(range(len(share)), key=lambda each: (-int((theme == each).sum()), each))
    place = {old: new for new, old in enumerate(order)} | {NO_THEME: NO_THEME}
    evidence, brings = evidence[:, order], brings[order]
    theme = np.array([place[int(each)] for each in theme])
    having = np.asarray(table.present.sum(axis=0)).ravel()
    return FoundThemes(
        themes=tuple(
            _theme(number, table.words, brings * having, evidence, theme, asked)
            for number in range(len(order))
        ),
        theme=tuple(int(each) for each in theme),
        evidence=tuple(tuple(round(float(e), 4) for e in row) for row in evidence),
        reasons=tuple(
            _reasons(table.present[row], table.words, brings, int(theme[row]))
            for row in range(len(theme))
        ),
        agreement=dict(agreement),
        respelt=dict(respelt),
    )


def _theme(
    number: int,
    words: Sequence[str],
    weights: Floats,
    evidence: Floats,
    theme: np.ndarray,
    asked: ThemeSettings,
) -> FoundTheme:
    own = weights[number]
    heaviest = [int(each) for each in np.argsort(-own, kind="stable")[: asked.words] if own[each]]
    most = max(float(own.max(initial=0.0)), 1e-12)
    members = np.flatnonzero(theme == number)
    # Typical is what is of this theme and of no other.
    lead = 2 * evidence[members, number] - evidence[members].sum(axis=1)
    typical = members[np.argsort(-lead, kind="stable")[: asked.typical]]
    return FoundTheme(
        words=tuple((words[each], round(float(own[each]) / most, 4)) for each in heaviest),
        typical=tuple(int(each) for each in typical),
        quotes=len(members),
    )


def _reasons(
    row: sparse.csr_matrix, words: Sequence[str], brings: Floats, theme: int
) -> tuple[Reason, ...]:
    if theme == NO_THEME:
        return ()
    found = [Reason(words[each], round(float(brings[theme, each]), 4)) for each in row.indices]
    return tuple(sorted((r for r in found if r.weight > 0), key=lambda r: (-r.weight, r.word)))


def _nothing(size: int, agreement: Mapping[int, float], respelt: Mapping[str, str]) -> FoundThemes:
    none = tuple(() for _ in range(size))
    return FoundThemes((), (NO_THEME,) * size, none, none, dict(agreement), dict(respelt))
