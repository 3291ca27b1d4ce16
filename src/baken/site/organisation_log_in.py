"""The settings of log-in with an organisation's own account, read strictly; off by default."""

from collections.abc import Mapping
from pathlib import Path

from baken.foundation.partners.openid.organisation import Organisation, check_address
from baken.site.environment import SettingError
from baken.vocabulary.errors import UnusableInputError


def organisation_in(values: Mapping[str, str]) -> Organisation | None:
    """Return the organisation that the settings name, or None when none is.

    Raises:
        SettingError: when a part of it is missing or cannot be used.
    """
    if not values["BAKEN_OPENID_ISSUER"]:
        return None
    try:
        issuer = check_address(values["BAKEN_OPENID_ISSUER"].strip(), what="BAKEN_OPENID_ISSUER")
    except UnusableInputError as error:
        raise SettingError(str(error)) from error
    if not values["BAKEN_OPENID_CLIENT"]:
        raise SettingError("BAKEN_OPENID_CLIENT is empty; set the id that the provider gave Baken")
    return Organisation(
        issuer=issuer,
        client_id=values["BAKEN_OPENID_CLIENT"].strip(),
        name=values["BAKEN_OPENID_NAME"].strip(),
        claim=values["BAKEN_OPENID_CLAIM"].strip(),
        gate=_gate(values["BAKEN_OPENID_GATE"]),
        municipalities=_listed(values["BAKEN_OPENID_MUNICIPALITIES"]),
        second_factor=_listed(values["BAKEN_OPENID_SECOND_FACTOR"]),
        secret=_secret(values["BAKEN_OPENID_SECRET_FILE"].strip()),
    )


def _listed(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _gate(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if text and not (found and name.strip() and value.strip()):
        raise SettingError(f'BAKEN_OPENID_GATE="{text}" is no claim=value, such as groups=baken')
    return name.strip(), value.strip()


def _secret(path: str) -> str:
    if not path:
        return ""
    try:
        return Path(path).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SettingError(
            f'BAKEN_OPENID_SECRET_FILE="{path}" cannot be read: {error}; put the secret of the '
            "client in a file that only the account of Baken reads"
        ) from error
