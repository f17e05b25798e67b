"""The agency's choices as they hold in this office: the kabupaten's where it sent some, else the office's own."""

from __future__ import annotations

from desktop_app.domain.codec import decode_as
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.services.kantor import Kantor


def read_ketentuan(kantor: Kantor) -> Ketentuan:
    """Return the choices in force here; those of the office that stands highest count, defaults without any."""
    ada = sorted(kantor.store.find("ketentuan"), key=lambda satu: (len(satu.scope), satu.scope, satu.doc_id))
    return decode_as(Ketentuan, ada[0].body) if ada else Ketentuan()
