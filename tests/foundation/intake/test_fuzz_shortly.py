"""Ten seconds of broken files of every format; an hour of it is in the soak tests."""

from foundation.intake.fuzzing import fuzz


def test_only_sentences_come_out_of_broken_files():
    count, _ = fuzz(seconds=10, seed=20301)
    assert count > 100
