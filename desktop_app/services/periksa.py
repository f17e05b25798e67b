"""The integrity check: file, hashes, chain, and whatever can be rebuilt, compared with what is stored."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from db import StoreError
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.messages import sentence_for
from desktop_app.services.adendum_cocok import check_addenda
from desktop_app.services.jenis import contradicts_matrix
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.nomor_ganda import number_findings
from desktop_app.services.paket import list_masuk
from desktop_app.services.saksi import witness_findings
from desktop_app.services.sisa_salinan import count_removed, removed_for

Temuan: TypeAlias = tuple[str, Mapping[str, object]]
"""A code with a sentence, and its facts."""


@dataclass(frozen=True)
class HasilPeriksa:
    """What the check found: ``temuan`` (code, facts) is empty where everything is sound; counts for the report.

    ``dihapus`` counts received bundles that are not in the archive because of an erasure, which is no finding.
    """

    temuan: tuple[Temuan, ...]
    revisi: int
    jejak: int
    kepala_jejak: str
    menunggu: int
    karantina: int
    dihapus: int = 0


@intention(Wewenang.PERIKSA)
def check_store(
    kantor: Kantor, *, dalam: bool = True, progress: Callable[[int, int], None] | None = None
) -> HasilPeriksa:
    """Check the store and, at the kabupaten, the archived bundles; changes nothing but leaves an audit row.

    On a damaged file the counts are 0 and the audit row may be missing; the findings are told.
    """
    temuan: list[Temuan] = [
        (f"periksa_{satu.code}", satu.facts) for satu in kantor.store.check(deep=dalam, progress=progress)
    ]
    try:
        temuan += witness_findings(kantor)
        temuan += _archive(kantor, dalam)
        if dalam:
            temuan += _contradictions(kantor)
            temuan += _unlike_addenda(kantor)
            temuan += number_findings(kantor)
        return _report(kantor, temuan, dalam)
    except StoreError:
        if not temuan:
            raise
        # What is damaged cannot be read to the end and is not written to; what was found must be told all the same.
        return HasilPeriksa(temuan=tuple(temuan), revisi=0, jejak=0, kepala_jejak="", menunggu=0, karantina=0)


def _archive(kantor: Kantor, dalam: bool) -> list[Temuan]:
    """Name the received bundles whose original is gone, or on a deep check is another than it was."""
    temuan: list[Temuan] = []
    for paket in list_masuk(kantor):
        arsip = kantor.folder("arsip") / f"{paket.file_sha256}.skpb"
        if not arsip.exists() and removed_for(kantor, paket.file_sha256):
            continue
        if not arsip.exists():
            temuan.append(("periksa_arsip_hilang", {"kode": paket.kode, "nomor": paket.seq}))
        elif dalam:
            with arsip.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != paket.file_sha256:
                    temuan.append(("periksa_arsip_berubah", {"kode": paket.kode, "nomor": paket.seq}))
    return temuan


def _report(kantor: Kantor, temuan: list[Temuan], dalam: bool) -> HasilPeriksa:
    """Return the findings with the counts, and leave the audit row of the check."""
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
        dihapus=count_removed(kantor),
    )


def _contradictions(kantor: Kantor) -> list[Temuan]:
    """Name the final evaluations whose predicate is not that of their ratings; no program of ours writes one."""
    temuan: list[Temuan] = []
    for satu in kantor.store.find("penilaian", where={"status": StatusPenilaian.FINAL.value}):
        try:
            salah = contradicts_matrix(kantor.aturan, decode_as(Penilaian, satu.body))
        except UserError:
            salah = True
        if salah:
            temuan.append(("periksa_predikat_tidak_sesuai", {"id": satu.doc_id, "periode": satu.label}))
    return temuan


def _unlike_addenda(kantor: Kantor) -> list[Temuan]:
    """Name where a determined SKP and its accepted addenda say different things, after conflicts or from a file."""
    temuan: list[Temuan] = []
    for satu in kantor.store.find("skp", where={"status": StatusSkp.DITETAPKAN.value}):
        try:
            beda = check_addenda(kantor, satu.doc_id, decode_as(Skp, satu.body))
        except UserError:
            # What cannot be read as an SKP is told by the check of the store.
            continue
        temuan += [
            ("periksa_adendum_berbeda", {"id": satu.doc_id, "kalimat": sentence_for(lain.kode, lain.fakta)})
            for lain in beda
        ]
    return temuan
