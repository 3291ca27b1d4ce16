"""A worker that is kept alive: started again when it ends, stopped when its keeper stops."""

import subprocess
import sys
import time

PATIENCE = 20.0  # seconds for an orderly stop: the job in hand is put back in the queue
LONGEST_PAUSE = 30.0  # seconds between two starts of a worker that keeps ending


class KeptWorker:
    """One ``baken worker`` that lives as long as we do, also when we are killed.

    It reads our end of a pipe: when that closes, for whatever reason, it stops in order.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._pause, self._started = 0.0, 0.0

    def keep(self) -> None:
        """Start the worker, or start it again when it ended; call this every moment."""
        if self._process is not None and self._process.poll() is None:
            return
        now = time.monotonic()
        if now - self._started < self._pause:
            return
        lived_long = now - self._started > LONGEST_PAUSE
        self._pause = 1.0 if lived_long else min(2 * self._pause or 1.0, LONGEST_PAUSE)
        self._started = now
        words = [sys.executable, "-m", "baken", "worker", "--until-input-ends"]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE)  # noqa: S603 - our own command

    def stop(self) -> None:
        """Stop the worker in order; end it when it does not."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
