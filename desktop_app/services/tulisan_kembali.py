"""What a restored kabupaten had written comes back: its offices hold it, and nobody else can send it again.

A bundle names nobody as a writer who did not send it, least of all the kabupaten itself. The one exception is a
kabupaten that went back to a backup: what it wrote afterwards went out with its answers, and the offices build on it.
Source: docs/spec/bundle-v1.md, rule 36.
"""

from __future__ import annotations

from collections.abc import Callable

from db import Envelope
from desktop_app.services.jangkar import read_induk
from desktop_app.services.kantor import Kantor, Peran

_ACTS = ("pulihkan", "epoch_baru")


def comes_back(kantor: Kantor) -> Callable[[Envelope], bool]:
    """Return what tells whether a revision is one that this kabupaten wrote and lost when it went back.

    It is of its device, of an epoch that ended when a new one began here, and its number in that epoch is not taken by
    what is here, nor higher than the anchor saw that epoch come, where there was an anchor. Always no where the
    kabupaten never went back, and at a unit.
    """
    store = kantor.store
    ended: set[str] = set()
    highest: dict[str, int] = {}
    here: set[tuple[str, int]] = set()
    if kantor.profil.peran is Peran.KABUPATEN and read_induk(store) is not None:
        # The epoch that is gone may be younger than the backup: then only the anchor had known it.
        for row in store.audit_rows(None, act=_ACTS):
            facts = [row.detail.get(name) or {} for name in ("induk", "sebelum")]
            ended |= {str(fact["epoch"]) for fact in facts if "epoch" in fact} - {store.epoch}
            if "epoch" in facts[1] and "n" in facts[1]:
                epoch = str(facts[1]["epoch"])
                highest[epoch] = max(highest.get(epoch, 0), int(facts[1]["n"]))

    def tell(envelope: Envelope) -> bool:
        if envelope.dev != store.device or envelope.epoch not in ended:
            return False
        if envelope.n > highest.get(envelope.epoch, envelope.n):
            return False
        if not here:
            here.update((epoch, n) for _, _, epoch, n in store.numbers(store.device))
        place = envelope.epoch, envelope.n
        if place in here:
            return False
        here.add(place)
        return True

    return tell
