"""A copy of the house in which violations are planted."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class House:
    """A copy of src/, tools/ and pyproject.toml that a test may spoil."""

    root: Path

    def plant(self, files: dict[str, str]) -> "House":
        """Write files, by their path below the root; packages on the way get an __init__."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if name.startswith("src/baken/"):
                self._make_packages(path.parent)
            path.write_text(text, encoding="utf-8")
        return self

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a tool of the virtual environment in this house; its own src comes first."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.root / "src"),
            "COLUMNS": "300",
            "NO_COLOR": "1",
        }
        return subprocess.run(
            [str(Path(sys.executable).parent / program), *arguments],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def _make_packages(self, folder: Path) -> None:
        while folder != self.root / "src":
            marker = folder / "__init__.py"
            if not marker.exists():
                marker.write_text('"""A planted room."""\n', encoding="utf-8")
            folder = folder.parent


@pytest.fixture(scope="session")
def clean_copy(tmp_path_factory: pytest.TempPathFactory) -> House:
    """The house as it stands; linted once, so that the linter's cache comes along in copies."""
    root = tmp_path_factory.mktemp("walls") / "clean"
    only_code = shutil.ignore_patterns("static", "templates", "__pycache__", "*.whl")
    for folder in ("src", "tools"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=only_code)
    shutil.copy(REPOSITORY / "pyproject.toml", root)
    house = House(root)
    house.run("lint-imports", "--no-logo")
    return house


@pytest.fixture
def house(clean_copy: House, tmp_path: Path) -> House:
    """A copy to spoil."""
    shutil.copytree(clean_copy.root, tmp_path / "house")
    return House(tmp_path / "house")


@pytest.fixture
def bare_house(tmp_path: Path) -> House:
    """An empty house under the real settings, where reading all of numpy would prove no more."""
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return House(tmp_path)
