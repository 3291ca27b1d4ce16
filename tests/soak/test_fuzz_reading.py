"""Broken files of every format for an hour (BAKEN_SOAK_FUZZ_SECONDS): only sentences come out."""

import os
import time

from foundation.intake.fuzzing import fuzz

SECONDS = float(os.environ.get("BAKEN_SOAK_FUZZ_SECONDS", "3600"))
SEED = int(os.environ.get("BAKEN_SOAK_SEED", str(time.time_ns() % 1_000_000)))
MOST_GROWTH = 256 * 1024 * 1024


def test_no_broken_file_gives_a_trace_or_takes_much_memory():
    count, grown = fuzz(SECONDS, SEED)
    print(f"{count} broken files read in {SECONDS:.0f} s, seed {SEED}; memory grew {grown:,} bytes")
    assert count > SECONDS
    assert grown < MOST_GROWTH
