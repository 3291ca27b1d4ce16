"""The bundled open data: which files, as which kind, delivered when."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from baken.catalogue.reader import read_entries
from baken.foundation.intake.kind import Options
from baken.site import environment


@dataclass(frozen=True, slots=True)
class BundledDelivery:
    """One bundled file; ``year`` is 0 where the rows name their year themselves."""

    id: str
    kind: str
    source: str
    delivered_on: date
    year: int = 0


def deliveries() -> tuple[BundledDelivery, ...]:
    """Return the bundled files in the order of the manifest."""
    return read_entries(_folder(), "delivery", BundledDelivery)


def path_of(delivery: BundledDelivery) -> Path:
    """Return where the file lies; the id is its name below the folder of bundled data."""
    return _folder() / delivery.id


def options_of(delivery: BundledDelivery) -> Options:
    """Return what the manifest says and the rows do not."""
    return Options(year=delivery.year or None)


def plan_files() -> tuple[Path, ...]:
    """Return the bundled plans, by name."""
    return tuple(sorted((_folder() / "plans").glob("*.toml")))


def quotes_file() -> Path:
    """Return the quotes of residents that were published in a plan."""
    return _folder() / "talk" / "quotes.toml"


def _folder() -> Path:
    return environment.bundled_data_folder(environment.read())
