"""How well names and addresses are taken out: recall and precision on our own sentences.

``python bench/removing.py [FOLDER]``: the sentences stand in
``tests/records/participation/talk_with_persons.txt``. The peer is deduce as it comes, with its own
lists of places, on the same sentences in the same run (``--peer``; building its lists takes a
minute or more).
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deduce import Deduce

from baken.records.participation.marks import REMOVED_MARKS
from baken.records.participation.removing import Remover

HELD_OUT = Path(__file__).parents[1] / "tests/records/participation/talk_held_out.txt"
SENTENCES = Path(__file__).parents[1] / "tests/records/participation/talk_with_persons.txt"
PLANTED = re.compile(r"\{(\w+):([^}]+)\}")
PLACES = (
    *("Utrecht", "Amersfoort", "Overvecht", "Lombok", "Leidsche Rijn", "Kanaleneiland"),
    *("Hoograven", "Zuilen", "Rivierenwijk"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """What had to go and went, and what went and had to stay."""

    planted: int
    gone: int
    missed: tuple[str, ...]
    eager: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.gone / self.planted

    @property
    def precision(self) -> float:
        return self.gone / (self.gone + len(self.eager))


def mark_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, REMOVED_MARKS.values())))


def sentences(path: Path = SENTENCES) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def score(clean: Callable[[str], str], mark: re.Pattern[str], path: Path = SENTENCES) -> Score:
    """Clean every sentence: a planted piece is gone when none of its longer words is left."""
    planted, gone, missed, eager = 0, 0, [], []
    for line in sentences(path):
        raw = PLANTED.sub(lambda found: found[2], line)
        cleaned = clean(raw)
        kept = set(re.findall(r"[\w'’-]+", mark.sub(" ", cleaned)))
        for _, piece in PLANTED.findall(line):
            planted += 1
            words = [
                word for word in re.findall(r"[\w'’-]+", piece) if len(word) > 2 or word.isdigit()
            ]
            if any(word in kept for word in words):
                missed.append(f"{piece} | {cleaned}")
            else:
                gone += 1
        if len(mark.findall(cleaned)) > len(PLANTED.findall(line)):
            eager.append(f"{raw} | {cleaned}")
    return Score(planted, gone, tuple(missed), tuple(eager))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="where the lists of names are kept")
    parser.add_argument("--peer", type=Path, help="measure deduce itself; where its lists are kept")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp())
    began = time.process_time()
    remover = Remover(folder, places=PLACES)
    marks = mark_pattern()
    print(f"ready in {time.process_time() - began:.1f} s")
    for what, path in (("own", SENTENCES), ("held out", HELD_OUT)):
        ours = score(lambda text: remover.clean(text).text, marks, path)
        print(
            f"{what}: {len(sentences(path))} sentences, {ours.planted} pieces; "
            f"recall {ours.recall:.3f}, precision {ours.precision:.3f}"
        )
        for name, lines in (("missed", ours.missed), ("too eager", ours.eager)):
            print("".join(f"  {name}: {line}\n" for line in lines), end="")
    if asked.peer:
        peer = Deduce(cache_path=asked.peer)
        for what, path in (("own", SENTENCES), ("held out", HELD_OUT)):
            theirs = score(
                lambda text: peer.deidentify(text).deidentified_text,
                re.compile(r"\[[A-Z]+-\d+\]"),
                path,
            )
            print(f"deduce, {what}: recall {theirs.recall:.3f}, precision {theirs.precision:.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
