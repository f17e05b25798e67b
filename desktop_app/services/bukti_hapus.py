"""Evidence and the person it is about: which files an erasure takes, which go along when he asks for his data."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import msgspec

from db import Document, Store, StoreError, Transaction
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.bukti import RUANG, RUANG_ASAL, Riwayat, evidence_in, export_name
from desktop_app.services.bukti_periksa import count_missing
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.ketentuan import read_ketentuan


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


@dataclass(frozen=True)
class RingkasanBukti:
    """How the evidence of an office stands: files and bytes, quota in MiB, what has not come, what nothing names."""

    berkas: int
    ukuran: int
    kuota: int
    menunggu: int
    lepas: int


@intention(Wewenang.PERIKSA)
def survey_bukti(kantor: Kantor) -> RingkasanBukti:
    """Return how the evidence on this computer stands."""
    fakta = kantor.store.attachment_facts()
    return RingkasanBukti(
        berkas=len(fakta),
        ukuran=sum(satu.size for satu in fakta),
        kuota=read_ketentuan(kantor).kuota_bukti,
        menunggu=count_missing(kantor),
        lepas=len(_unnamed(kantor)),
    )


@intention(Wewenang.PERIKSA)
def tidy_bukti(kantor: Kantor) -> int:
    """Forget the files that nothing names and return how many: neither a version, nor what is typed, waits or is held.

    Nobody can read such a file any more. What a document should still come to need is asked for with the next bundle.
    """
    lepas = _unnamed(kantor)
    if lepas:
        with kantor.write("rapikan_bukti", detail={"jumlah": len(lepas)}) as tx:
            forget_history(kantor.store, tx, lepas)
            for sidik in lepas:
                tx.drop_attachment(sidik)
    return len(lepas)


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
