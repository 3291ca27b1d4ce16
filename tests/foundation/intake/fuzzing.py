"""Mutates sound files of every format and reads them: only sentences may come out."""

import io
import json
import random
import resource
import tempfile
import time
import zipfile
from pathlib import Path

import openpyxl

from baken.foundation.intake.reading.delivered import read_table
from baken.foundation.intake.reading.maps import read_map
from baken.foundation.intake.reading.table import RowError
from baken.foundation.intake.reading.text_form import UNREADABLE
from baken.vocabulary.errors import UnusableInputError

NL = Path(__file__).resolve().parents[3] / "data" / "nl"
NASTY = (
    *(b"\0", b'"', b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b";", b",", b"\t", b"{", b"[", b"]", b"}"),
    *(b"1e999", b"-1", b"NaN", b"null", b"\\ud800", b"\xe2\x82", b"<!DOCTYPE a>", b"=1+1"),
    *(b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"99999999999999999999"),
)


def seeds() -> dict[str, bytes]:
    """Return a small sound file of each format, by name."""
    files = {
        "a.csv": (NL / "crime/misdrijven_gemeente_2012_2024.csv").read_bytes()[:3000],
        "b.csv": 'a;b\n1,5;"x;""y"\n2.000,5;é\n'.encode("cp1252"),
        "c.csv": "a\tb\nä\tb\n".encode("utf-16"),
        "d.geojson": (NL / "boundaries/wijken_2022_utrecht.geojson").read_bytes(),
        "e.gpkg": (NL / "boundaries/wijken_2022_utrecht_rd.gpkg").read_bytes(),
        "f.json": json.dumps({"m": "x", "value": [{"a": 1, "b": "é"}] * 5, "n": {}}).encode(),
    }
    shapes = sorted((NL / "boundaries/shp").glob("wijk_2022_amersfoort_rd.*"))
    files["g.zip"] = zipped({part.name: part.read_bytes() for part in shapes})
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in (["a", "b"], ["x", 1.5], ["=1+1", True]):
        book.active.append(line)
    book.save(file)
    files["h.xlsx"] = file.getvalue()
    return files


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Return the content with one to six changes."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(data) + 1)
        change = dice.randrange(6)
        if change == 0:
            data[at : at + dice.randint(1, 40)] = b""
        elif change == 1:
            data[at:at] = dice.choice(NASTY) * dice.choice((1, 1, 2, 50))
        elif change == 2:
            data[at : at + 4] = dice.choice(NASTY)
        elif change == 3 and at < len(data):
            data[at] ^= 1 << dice.randrange(8)
        elif change == 4:
            start = dice.randrange(len(data) + 1)
            data[at:at] = data[start : start + dice.randint(1, 200)]
        elif dice.random() < 0.2:
            del data[at:]
    return bytes(data)


def mutated_inside(content: bytes, dice: random.Random) -> bytes:
    """Return a zip of which one member was changed before it was packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice(sorted(parts))
    return zipped(parts | {name: mutated(parts[name], dice)})


def read_whole(path: Path) -> None:
    """Read a file as a table and as a map; every row must be fit to store or to refuse."""
    for reader in (read_table, read_map):
        try:
            table = reader(path)
            for row in table.rows:
                assert row.error is None or isinstance(row.error, RowError)
                texts = [text for text in row.values.values() if isinstance(text, str)]
                assert not any(UNREADABLE.search(text) for text in [*texts, *row.values])
        except UnusableInputError as error:
            if path.name not in str(error):
                raise AssertionError(f"no file is named: {error}") from error


def fuzz(seconds: float, seed: int) -> tuple[int, int]:
    """Mutate and read for a while; return how many files, and how many bytes memory grew."""
    dice, files, before = random.Random(seed), seeds(), 0
    until, count = time.monotonic() + seconds, 0
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            name = dice.choice(sorted(files))
            inside = name.endswith((".zip", ".xlsx")) and dice.random() < 0.7
            content = (mutated_inside if inside else mutated)(files[name], dice)
            path = Path(folder) / name
            path.write_bytes(content)
            try:
                read_whole(path)
            except BaseException:
                Path(tempfile.gettempdir(), f"fuzz-{seed}-{count}-{name}").write_bytes(content)
                raise
            count += 1
            if count == 200:
                before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return count, (after - before) * 1024
