"""Behind a TLS proxy of one's own: who was asked over https is not sent there again."""

import os
import subprocess
import sys

ASKED = """
import django
django.setup()
from django.http import HttpRequest
for told in ("https", "http", ""):
    request = HttpRequest()
    request.META = {"HTTP_X_FORWARDED_PROTO": told} if told else {}
    print(request.is_secure(), end=" ")
"""


def asked_with(https: str) -> list[str]:
    env = os.environ | {"BAKEN_HTTPS": https}
    found = subprocess.run(
        [sys.executable, "-c", ASKED], env=env, check=True, capture_output=True, text=True
    )
    return found.stdout.split()


def test_the_proxy_says_how_it_was_asked() -> None:
    assert asked_with("1") == ["True", "False", "False"]


def test_without_https_nobody_is_believed() -> None:
    assert asked_with("0") == ["False", "False", "False"]
