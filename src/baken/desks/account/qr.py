"""A QR code as one path of an SVG, drawn here: no other site sees the secret."""

from dataclasses import dataclass

import qrcode

QUIET_ZONE = 4


@dataclass(frozen=True, slots=True)
class QrCode:
    """A square of ``side`` modules, quiet zone included, and the path of the dark ones."""

    side: int
    path: str


def qr_code(text: str) -> QrCode:
    """Return the QR code of a text, with middle error correction."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    code.make()
    rows = code.get_matrix()
    dark = (
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(rows)
        for column, is_dark in enumerate(line)
        if is_dark
    )
    return QrCode(len(rows), "".join(dark))
