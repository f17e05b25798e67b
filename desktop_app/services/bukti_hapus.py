"""Evidence and the person it is about: which files an erasure takes, which go along when he asks for his data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from db import Document, Store, StoreError, Transaction
from desktop_app.services.bukti import RUANG, RUANG_ASAL, Riwayat, evidence_in, export_name
from desktop_app.services.kantor import Kantor


def files_of(kantor: Kantor, dokumen: Sequence[Document]) -> dict[str, set[str]]:
    """Return the files that these documents name in any version and no other document does, by document."""
    ids = {satu.doc_id for satu in dokumen}
    milik = kantor.store.named_by(ids)
    dipakai = kantor.store.documents_naming({sidik for satu in milik.values() for sidik in satu})
    return {doc_id: {sidik for sidik in satu if dipakai[sidik] <= ids} for doc_id, satu in milik.items()}


def forget_history(store: Store, tx: Transaction, sidik: Iterable[str]) -> None:
    """Forget who added these files here and from which originals: they are gone."""
    for satu in sidik:
        raw = store.get(RUANG, satu)
        if raw is not None:
            for asal in msgspec.json.decode(raw, type=Riwayat).asal:
                tx.delete(RUANG_ASAL, asal)
            tx.delete(RUANG, satu)


def drop_unnamed(kantor: Kantor, tx: Transaction, akun: Collection[str]) -> int:
    """Forget the files that only these accounts have added here and that no document or working copy names."""
    hilang = 0
    for satu in _unnamed(kantor):
        raw = kantor.store.get(RUANG, satu)
        oleh = msgspec.json.decode(raw, type=Riwayat).oleh if raw is not None else ()
        if oleh and set(oleh) <= set(akun):
            forget_history(kantor.store, tx, [satu])
            tx.drop_attachment(satu)
            hilang += 1
    return hilang


def _unnamed(kantor: Kantor) -> list[str]:
    """Return the files that nothing names: no revision, nothing that is being typed, nothing that waits or is held."""
    lain = [satu.body for satu in kantor.store.workings()]
    lain += [satu.raw for satu in kantor.store.quarantined()]
    lain += kantor.store.waiting_raws()
    semua = b"\n".join(lain)
    return [satu.sha for satu in kantor.store.attachments_unnamed() if satu.sha.encode() not in semua]


def files_beside(kantor: Kantor, dokumen: Sequence[Document]) -> dict[str, bytes]:
    """Return the files of a person's evidence by their names in his folder, but for missing and damaged ones."""
    berkas: dict[str, bytes] = {}
    for satu in dokumen:
        for bukti in evidence_in(satu.body):
            try:
                lampiran = kantor.store.attachment(bukti.sidik)
            except StoreError:
                continue
            if lampiran is not None:
                berkas[f"bukti/{bukti.sidik[:16]}-{export_name(bukti, lampiran.mime)}"] = lampiran.data
    return berkas
