"""Notes the hashes of frozen files that are new: ``python -m tests.golden.freeze``; one that is noted never changes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

GOLDEN = Path(__file__).parent
FROZEN = GOLDEN / "frozen.json"


def present() -> dict[str, str]:
    """Return the SHA-256 of every frozen file by its path from here."""
    files = sorted(one for one in GOLDEN.glob("*/**/*") if one.is_file() and "__pycache__" not in one.parts)
    return {one.relative_to(GOLDEN).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def main() -> None:
    """Add what is new; refuse where a frozen file is another one or gone."""
    known: dict[str, str] = json.loads(FROZEN.read_text(encoding="utf-8")) if FROZEN.exists() else {}
    found = present()
    changed = [name for name, digest in known.items() if found.get(name) != digest]
    if changed:
        raise SystemExit("frozen files are not what they were: " + ", ".join(changed))
    FROZEN.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
