"""Every setting of Baken: name, default and a sentence. Nothing else reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, its default and what it does."""

    name: str
    default: str
    sentence: str


SETTINGS = (
    Setting("BAKEN_HOME", "var", "Folder for everything Baken stores: database, logs, caches."),
    Setting(
        "BAKEN_ANCHORS",
        "",
        "Folder for the daily anchors of the log, best on another machine; empty = in BAKEN_HOME.",
    ),
    Setting("BAKEN_HOST", "127.0.0.1", "Address the web server listens on."),
    Setting("BAKEN_PORT", "8344", "Port the web server listens on."),
    Setting("BAKEN_WORKERS", "2", "Number of web processes."),
    Setting(
        "BAKEN_DATABASE_URL",
        "",
        "postgresql:// address of an own server for the application role; empty = embedded.",
    ),
    Setting(
        "BAKEN_DATABASE_OWNER_URL",
        "",
        "postgresql:// address of the same server for the role that owns the tables.",
    ),
    Setting(
        "BAKEN_DATABASE_ROLE",
        "app",
        "Role of this process: app (web) or owner (migrations, loading); set by the commands.",
    ),
    Setting(
        "BAKEN_DATABASE_ACCOUNT",
        "baken",
        "System account that runs the embedded database when Baken is started as root.",
    ),
    Setting(
        "BAKEN_SECRET_KEY", "", "Key that signs sessions; empty = made once and kept in BAKEN_HOME."
    ),
    Setting(
        "BAKEN_SEAL_KEY",
        "",
        "Key that seals second factors; empty = made once and kept in BAKEN_HOME.",
    ),
    Setting(
        "BAKEN_OPENID_ISSUER",
        "",
        "Issuer of the organisation's own log-in (OpenID Connect), https://...; empty = off.",
    ),
    Setting("BAKEN_OPENID_CLIENT", "", "Id under which that log-in knows Baken."),
    Setting(
        "BAKEN_OPENID_SECRET_FILE", "", "File with the secret of that client; empty = it has none."
    ),
    Setting("BAKEN_OPENID_NAME", "uw organisatie", "Name of the organisation on the log-in page."),
    Setting(
        "BAKEN_OPENID_CLAIM",
        "email",
        "Claim that says who somebody is, as the administrator wrote it; email must be verified.",
    ),
    Setting(
        "BAKEN_OPENID_GATE",
        "",
        "Claim and value without which nobody comes in, such as groups=baken; empty = none.",
    ),
    Setting(
        "BAKEN_OPENID_MUNICIPALITIES",
        "",
        "Municipalities whose people log in so, separated by commas; empty = all.",
    ),
    Setting(
        "BAKEN_OPENID_SECOND_FACTOR",
        "",
        "Values of acr or amr that count as a second factor; empty = Baken asks its own code.",
    ),
    Setting(
        "BAKEN_ALLOWED_HOSTS",
        "127.0.0.1,localhost,[::1]",
        "Host names the site answers to, separated by commas.",
    ),
    Setting(
        "BAKEN_DEMO",
        "0",
        'Shows "Kijk als": one click opens the desk of a role. Works on a loopback address only.',
    ),
    Setting("BAKEN_PUBLIC_SITE", "1", "Shows published figures to visitors who did not log in."),
    Setting("BAKEN_MUNICIPALITIES", "GM0344,GM0307", "Municipalities on the home page, in order."),
    Setting("BAKEN_TIME_ZONE", "Europe/Amsterdam", "The clock of times without a zone."),
    Setting("BAKEN_SITE_NAME", "Baken", "Name in the header and the page titles."),
    Setting("BAKEN_PUBLISHER", "Baken", "Who publishes the open data: stands in the catalogue."),
    Setting("BAKEN_CONTACT", "beheer@baken.example", "Mail address for questions about the data."),
    Setting(
        "BAKEN_LARGEST_UPLOAD", "512", "Largest file that can be brought in by screen, in MiB."
    ),
    Setting(
        "BAKEN_WATCHED_FOLDER",
        "",
        "Folder whose files are taken in by themselves (GM0344/areas/file.gpkg); empty = off.",
    ),
    Setting("BAKEN_LOGO", "", "Address (below /static/) of a municipality's own logo (SVG, PNG)."),
    Setting("BAKEN_THEME_CSS", "", "Address (below /static/) of a municipality's own theme file."),
    Setting("BAKEN_BUNDLED_DATA", "data/nl", "Folder with the bundled open data."),
    Setting("BAKEN_LOG_LEVEL", "INFO", "Least serious level that is logged: DEBUG, INFO, WARNING."),
    Setting(
        "BAKEN_PROXIES",
        "0",
        "Number of own proxies in front; so many last addresses of X-Forwarded-For are theirs.",
    ),
    Setting("BAKEN_HTTPS", "0", "1 = cookies and redirects for HTTPS only (behind a TLS proxy)."),
)


class SettingError(ValueError):
    """A setting holds a value that Baken cannot use."""


def read(source: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return every setting by name, from the environment or its default.

    Raises:
        SettingError: when a BAKEN_ variable is set that does not exist.
    """
    given = os.environ if source is None else source
    known = {setting.name for setting in SETTINGS}
    # Tests and benches have switches of their own; they are not settings of the product.
    foreign = ("BAKEN_TEST_", "BAKEN_SOAK_", "BAKEN_BENCH_")
    unknown = sorted(
        name
        for name in given
        if name.startswith("BAKEN_") and name not in known and not name.startswith(foreign)
    )
    if unknown:
        raise SettingError(
            f"unknown setting {', '.join(unknown)} in the environment; "
            "see docs/reference/settings.md for the names, or unset it"
        )
    return {setting.name: given.get(setting.name, setting.default) for setting in SETTINGS}


def hand_on(**variables: str) -> None:
    """Set variables for this process and its children; a set DJANGO_ or NUMBA_ one stays."""
    for name, value in variables.items():
        if name.startswith("BAKEN_"):
            os.environ[name] = value
        else:
            os.environ.setdefault(name, value)


def home_folder(values: Mapping[str, str]) -> Path:
    """Return BAKEN_HOME as an absolute folder; a relative one lies below the repository."""
    return (REPOSITORY / Path(values["BAKEN_HOME"]).expanduser()).resolve()


def anchors_folder(values: Mapping[str, str]) -> Path:
    """Return the folder with the anchors of the log; in BAKEN_HOME unless another is set."""
    return home_folder(values) / Path(values["BAKEN_ANCHORS"] or "anchors").expanduser()


def bundled_data_folder(values: Mapping[str, str]) -> Path:
    """Return the folder with the bundled open data."""
    return (REPOSITORY / values["BAKEN_BUNDLED_DATA"]).resolve()


def switched_on(values: Mapping[str, str], name: str) -> bool:
    """Return whether a yes/no setting is on.

    Raises:
        SettingError: when the value is neither 0 nor 1.
    """
    if values[name] not in {"0", "1"}:
        raise SettingError(f'{name}="{values[name]}" is neither 0 nor 1; set one of these')
    return values[name] == "1"


def whole_number(values: Mapping[str, str], name: str) -> int:
    """Return a setting that is a whole number above 0.

    Raises:
        SettingError: when it is something else.
    """
    text = values[name].strip()
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise SettingError(f'{name}="{values[name]}" is no whole number above 0; set one')
    return int(text)
