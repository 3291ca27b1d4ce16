"""Every spec test gets a recorder; the builder of the manual gives it one as well."""

import sys
from pathlib import Path

import pytest

# tests are scripts in folders, no package: the recorder's folder must be known first
sys.path.insert(0, str(Path(__file__).parent))

from recorder import Recorder


@pytest.fixture
def spec() -> Recorder:
    return Recorder()
