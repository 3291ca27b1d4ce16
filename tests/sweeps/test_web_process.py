"""The web process only looks up what was computed: it never loads an engine's packages."""

import os
import subprocess
import sys
from pathlib import Path

FORBIDDEN = (
    "deduce",
    "docdeid",
    "highspy",
    "llvmlite",
    "numba",
    "numpy",
    "pyogrio",
    "pyproj",
    "scipy",
    "shapely",
    "simplemma",
    "vl_convert",
)

# Loads what a web process loads (the application, every address, every desk), then looks.
LOADED = """
import importlib, pkgutil, sys
import baken.site.wsgi
import baken.site.urls
import baken.desks
from django.core.handlers.wsgi import WSGIHandler
from django.template import engines
from django.urls import get_resolver
assert isinstance(baken.site.wsgi.application, WSGIHandler)
for found in pkgutil.walk_packages(baken.desks.__path__, "baken.desks."):
    importlib.import_module(found.name)
assert get_resolver().url_patterns
assert engines.all()
print("loaded", *sorted({name.split(".")[0] for name in sys.modules}))
"""


def packages_loaded(home: Path, code: str) -> set[str]:
    """Return the top-level packages in sys.modules after the code ran in a process of its own."""
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("BAKEN_")}
    settings = {
        "BAKEN_HOME": str(home),
        "BAKEN_DATABASE_URL": "postgresql://app@127.0.0.1:1/nothing",
        "BAKEN_DATABASE_OWNER_URL": "postgresql://owner@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "baken.site.settings",
    }
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env=inherited | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    word, *packages = answer.stdout.splitlines()[-1].split()
    assert word == "loaded"
    return set(packages)


def test_the_web_process_loads_no_engine(tmp_path: Path) -> None:
    loaded = packages_loaded(tmp_path, LOADED)
    assert loaded >= {"django", "baken", "whitenoise"}
    assert loaded.intersection(FORBIDDEN) == set()


def test_the_sweep_sees_an_engine_that_is_loaded(tmp_path: Path) -> None:
    loaded = packages_loaded(tmp_path, f"import baken.engines.rates.intervals\n{LOADED}")
    assert loaded.intersection(FORBIDDEN) >= {"numpy", "scipy"}
