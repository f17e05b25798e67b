"""The first line of a day: what was saved last, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from db import Claim
from desktop_app.domain.codec import decode_kind
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.cetak_rangkaian import Rangkaian, read_rangkaian
from desktop_app.services.kantor import Kantor, intention

HALAMAN = {"pegawai": "pegawai", "skp": "skp", "penilaian": "penilaian"}
"""The page of the window on which a kind of document is written."""
_LIHAT_KE_BELAKANG = 200
"""Newest audit rows of the office in which the last document is looked for; what lies further back is no open work."""


@dataclass(frozen=True)
class Awal:
    """What a person left behind: ``tersimpan`` the claim of his last save, None for a newcomer.

    ``doc_id`` is the document he worked on (empty for none), ``kind`` its kind, ``nama`` whose it is; ``naskah``
    whether it holds text that is not in the history yet. ``cetak`` is a run of forms that was cut off.
    """

    tersimpan: Claim | None
    doc_id: str = ""
    kind: str = ""
    nama: str = ""
    naskah: bool = False
    cetak: Rangkaian | None = None


@intention(Wewenang.RINGKASAN)
def read_awal(kantor: Kantor) -> Awal:
    """Return what this person saved last and what he goes on with, from his working copies and the audit rows."""
    cetak = read_rangkaian(kantor) if kantor.pelaku.reach(Wewenang.CETAK) else None
    kerja = kantor.store.workings(kantor.who)
    if kerja:
        terakhir = kerja[-1]
        return Awal(
            terakhir.at, terakhir.doc_id, terakhir.kind, _name(kantor, terakhir.kind, terakhir.doc_id), True, cetak
        )
    # Asked without the person: to look for a newcomer's rows the store would read the whole chain.
    for baris in kantor.store.audit_rows(_LIHAT_KE_BELAKANG):
        sendiri = baris.who == kantor.who and baris.first and baris.doc_id
        dokumen = kantor.store.document(baris.doc_id) if sendiri else None
        if dokumen is not None and not dokumen.deleted and dokumen.kind in HALAMAN:
            return Awal(baris.at, baris.doc_id, dokumen.kind, _name(kantor, dokumen.kind, baris.doc_id), False, cetak)
    return Awal(None, cetak=cetak)


@intention(Wewenang.RINGKASAN)
def note_padam(kantor: Kantor) -> None:
    """Leave the audit row of a day that ended because the power was about to fail."""
    with kantor.write("listrik_padam"):
        pass


def _name(kantor: Kantor, kind: str, doc_id: str) -> str:
    """Return whose document it is; empty where he is not known any more."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or kind == "pegawai":
        return dokumen.label if dokumen is not None else ""
    isi = decode_kind(kind, dokumen.body)
    orang = kantor.store.document(isi.pegawai_id) if isinstance(isi, Skp | Penilaian) else None
    return orang.label if orang is not None else ""
