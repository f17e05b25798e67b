"""Notes the secrets of the frozen offices, which are fictitious: with them the frozen bundles are opened and forged.

``python -m tests.golden.note_keys`` writes ``keys.json``; tests that need no store read it instead of opening ten.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from desktop_app.services.kepercayaan import own_certificate, require_trust
from tests.golden.gudang import GOLDEN, RELEASES, open_thawed, thaw


def note(release: str, folder: Path) -> dict[str, object]:
    """Return the keys and the trust of both offices of a release."""
    unit = open_thawed(thaw(release, "unit", folder))
    kabupaten = open_thawed(thaw(release, "kabupaten", folder))
    device, office = unit.device_keys(), kabupaten.office_keys()
    noted = {
        "root_seed": office.root.seed.hex() if office.root is not None else "",
        "issuer_seed": office.issuer.seed.hex(),
        "inbox_identity": office.inbox_identity,
        "device_seed": device.signing.seed.hex(),
        "return_identity": device.return_identity,
        "certificate": own_certificate(unit, require_trust(unit)).raw.decode(),
        "trust": require_trust(kabupaten).raw.decode(),
        "trust_of_unit": require_trust(unit).raw.decode(),
    }
    unit.close()
    kabupaten.close()
    return noted


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        noted = {release: note(release, Path(folder)) for release in RELEASES}
    (GOLDEN / "keys.json").write_text(json.dumps(noted, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
