"""A run that a script started in its background stops on Ctrl-C too, in order."""

import os
import signal
from argparse import Namespace
from collections.abc import Iterator

import pytest

from baken.site.commands import run

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture(autouse=True)
def _signals_as_they_were() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_an_interrupt_that_a_shell_had_ignored_stops_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("BAKEN_HOME", str(tmp_path))
    seen = []

    def interrupted(_values: dict[str, str]) -> int:
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
        seen.append(signal.getsignal(signal.SIGINT))
        return 0

    monkeypatch.setattr(run, "_run", interrupted)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does without job control
    assert run.run(Namespace()) == 0
    assert seen == [signal.SIG_IGN]  # a second one does not cut off the orderly stop
