"""A real browser against the real server: Debian's Chromium, the web process as it runs.

Without Chromium these tests are skipped with the reason, except on CI, where that is a failure.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

# Playwright keeps an event loop in this thread; Django would refuse to close its connections.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark browser tests; tests/conftest.py keeps them on one worker."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(served_database: None) -> Iterator[str]:
    """Start the web server on the tests' own home and return its address."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port = asked.getsockname()[1]
    environ = os.environ | {"BAKEN_PORT": str(port), "BAKEN_WORKERS": "1"}
    server = subprocess.Popen([sys.executable, "-m", "baken", "serve"], env=environ)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser(site: str) -> Iterator[Browser]:
    """Return one headless Chromium for all browser tests."""
    if CHROMIUM is None:
        message = "Chromium is not installed: apt-get install chromium"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """Return a fresh browser profile."""
    fresh = browser.new_context(base_url=site, locale="nl-NL")
    yield fresh
    fresh.close()


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            assert server.poll() is None, "the web server ended"
            time.sleep(0.1)
    raise TimeoutError(address)
