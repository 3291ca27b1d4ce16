"""Themes on planted topics, with scikit-learn's TF-IDF and NMF beside ours in the same run.

``python bench/themes.py [--seeds 5] [--number 1084]``: adjusted Rand index per noise level and
seed, of ours (12 themes, and "no theme"), and of the peer with 12 themes and with one more; the
time of one search. What the levels mean stands in ``engines/planted_talk``.
"""

import argparse
import time
import warnings

import numpy as np
from sklearn.decomposition import NMF
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import adjusted_rand_score

from baken.catalogue.stop_words import all_stop_words
from baken.engines.planted_talk import LEVELS, PlantedTalk, plant
from baken.engines.themes import find_themes
from baken.flows.planted_conversations import example_sentences
from baken.records.participation.lemmas import read_words

BAR = 0.8


def planted(level: str, seed: int, number: int) -> PlantedTalk:
    return plant(
        *example_sentences(), number=number, noise=LEVELS[level], rng=np.random.default_rng(seed)
    )


def peer(quotes: list[list[str]], number: int) -> tuple[np.ndarray, float]:
    """Return the labels of scikit-learn on the same words, each text to its heaviest component."""
    began = time.process_time()
    table = TfidfVectorizer(analyzer=lambda words: words, min_df=3, sublinear_tf=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        weights = NMF(number, init="nndsvd", max_iter=400).fit_transform(
            table.fit_transform(quotes)
        )
    return weights.argmax(axis=1), time.process_time() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5, help="how many seeds per level")
    parser.add_argument("--number", type=int, default=1084, help="how many conversations")
    parser.add_argument("--choose", action="store_true", help="let ours choose the number too")
    asked = parser.parse_args()
    topics = len(example_sentences()[0])
    print(f"{topics} topics, {asked.number} conversations, {len(all_stop_words())} stop words")
    print("level   seed   ours  peer  peer+1   ours s  peer s" + ("  chosen" * asked.choose))
    worst = 1.0
    for level in LEVELS:
        for seed in range(1, asked.seeds + 1):
            talk = planted(level, seed, asked.number)
            quotes = [[word.counted for word in read_words(text)] for text in talk.texts]
            began = time.process_time()
            found = find_themes(quotes, number=topics)
            mine = time.process_time() - began
            ours = adjusted_rand_score(talk.topics, found.theme)
            labels, theirs = peer(quotes, topics)
            labels_more, _ = peer(quotes, topics + 1)
            chosen = f"  {len(find_themes(quotes).themes):6}" if asked.choose else ""
            print(
                f"{level:7} {seed:4}  {ours:.3f} {adjusted_rand_score(talk.topics, labels):.3f}"
                f"   {adjusted_rand_score(talk.topics, labels_more):.3f}"
                f"   {mine:6.2f}  {theirs:6.2f}{chosen}"
            )
            worst = min(worst, ours)
    print(f"worst of ours: {worst:.3f} (bar: {BAR})")
    return 0 if worst >= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
