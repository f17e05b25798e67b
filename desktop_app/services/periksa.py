"""The integrity check: file, hashes, chain, and whatever can be rebuilt, compared with what is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.penilaian import Penilaian
from desktop_app.services.jenis import contradicts_matrix
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.paket import list_masuk


@dataclass(frozen=True)
class HasilPeriksa:
    """What the check found: ``temuan`` (code, facts) is empty where everything is sound; counts for the report."""

    temuan: tuple[tuple[str, Mapping[str, object]], ...]
    revisi: int
    jejak: int
    kepala_jejak: str
    menunggu: int
    karantina: int


@intention
def check_store(
    kantor: Kantor, *, dalam: bool = True, progress: Callable[[int, int], None] | None = None
) -> HasilPeriksa:
    """Check the store and, at the kabupaten, the archived bundles; changes nothing but leaves an audit row."""
    temuan = [(f"periksa_{satu.code}", satu.facts) for satu in kantor.store.check(deep=dalam, progress=progress)]
    for paket in list_masuk(kantor):
        arsip = kantor.folder("arsip") / f"{paket.file_sha256}.skpb"
        if not arsip.exists():
            temuan.append(("periksa_arsip_hilang", {"kode": paket.kode, "nomor": paket.seq}))
        elif dalam:
            with arsip.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != paket.file_sha256:
                    temuan.append(("periksa_arsip_berubah", {"kode": paket.kode, "nomor": paket.seq}))
    if dalam:
        temuan += _contradictions(kantor)
    jumlah, kepala = kantor.store.audit_head()
    with kantor.write("periksa", detail={"temuan": len(temuan), "dalam": dalam}):
        pass
    return HasilPeriksa(
        temuan=tuple(temuan),
        revisi=kantor.store.last_seq(),
        jejak=jumlah,
        kepala_jejak=kepala,
        menunggu=len(kantor.store.waiting()),
        karantina=len(kantor.store.quarantined()),
    )


def _contradictions(kantor: Kantor) -> list[tuple[str, Mapping[str, object]]]:
    """Name the final evaluations whose predicate is not that of their ratings; no program of ours writes one."""
    temuan: list[tuple[str, Mapping[str, object]]] = []
    for satu in kantor.store.find("penilaian", where={"status": StatusPenilaian.FINAL.value}):
        try:
            salah = contradicts_matrix(kantor.aturan, decode_as(Penilaian, satu.body))
        except UserError:
            salah = True
        if salah:
            temuan.append(("periksa_predikat_tidak_sesuai", {"id": satu.doc_id, "periode": satu.label}))
    return temuan
