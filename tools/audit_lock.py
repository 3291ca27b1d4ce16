"""Is every lock whole? ``python tools/audit_lock.py [FOLDER]`` (default: requirements/).

Every pin has an exact version and a hash, no lock names a registry or another address, and what
is asked for in NAME.in is pinned in NAME.txt. Prints file:line, what, remedy; exits 1 on faults.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)(\[[\w,-]+\])?==(?P<version>[\w.+!]+)(\s*;|\s|$)")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")
ADDRESS = re.compile(
    r"(?<!\w)(-i|-f|--index-url|--extra-index-url|--find-links|--trusted-host|-e|--editable)\b"
    r"|\w+://|\s@\s"
)
ASKED = re.compile(r"^[A-Za-z0-9][\w.-]*")
REMEDY = "make the locks again with: make lock"


def main(arguments: list[str]) -> int:
    """Audit every lock in a folder; return 0, or 1 with one line per fault."""
    default = Path(__file__).resolve().parents[1] / "requirements"
    folder = Path(arguments[0]) if arguments else default
    locks = sorted(folder.glob("*.txt"))
    faults = [fault for lock in locks for fault in faults_of_lock(lock)]
    if not locks:
        faults = [f"{folder}: there is no lock here; {REMEDY}"]
    for fault in faults:
        print(fault)
    print(
        f"audit_lock: {len(faults)} fault(s)" if faults else f"audit_lock: {len(locks)} are whole"
    )
    return 1 if faults else 0


def faults_of_lock(lock: Path) -> list[str]:
    """Return the faults of one lock as lines for people."""
    text = lock.read_text(encoding="utf-8")
    found = [*_addresses(text), *_loose_pins(text), *_unlocked(lock, text)]
    return [f"{lock.name}:{line}: {what}; {REMEDY}" for line, what in sorted(found)]


def requirements_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, requirement) of a lock, continued lines joined and comments left out."""
    start, parts = 0, []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        bare = re.sub(r"(^|\s)#.*", "", line).strip()
        if not parts:
            start = number
        parts.append(bare.removesuffix("\\").strip())
        if not bare.endswith("\\"):
            joined = " ".join(part for part in parts if part)
            if joined:
                yield start, joined
            parts = []


def _addresses(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if found := ADDRESS.search(line):
            yield number, f'an address or index ("{found[0].strip()}")'


def _loose_pins(text: str) -> Iterator[tuple[int, str]]:
    for number, requirement in requirements_of(text):
        pin = PIN.match(requirement)
        if not pin:
            yield number, f'"{requirement[:60]}" is no exact pin (NAME==VERSION)'
        elif not HASH.search(requirement):
            yield number, f"{pin['name']} has no sha256 hash"


def _unlocked(lock: Path, text: str) -> Iterator[tuple[int, str]]:
    asked = lock.with_suffix(".in")
    if not asked.exists():
        yield 1, f"{asked.name}, of which this would be the lock, is missing"
        return
    pins = (PIN.match(requirement) for _, requirement in requirements_of(text))
    pinned = {_plain(pin["name"]) for pin in pins if pin}
    for line in asked.read_text(encoding="utf-8").splitlines():
        name = ASKED.match(line)
        if name and _plain(name[0]) not in pinned:
            yield 1, f"{name[0]} is asked for in {asked.name} and not pinned here"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
