"""The integrity check: file, hashes, chain, and whatever can be rebuilt, compared with what is stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

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
from desktop_app.services.nomor_ganda import judge_numbers
from desktop_app.services.paket import get_masuk
from desktop_app.services.periksa_berkas import HasilBerkas, Temuan, check_berkas
from desktop_app.services.periode_kata import spoken_key
from desktop_app.services.saksi import witness_findings
from desktop_app.services.sisa_salinan import count_removed


@dataclass(frozen=True)
class HasilPeriksa:
    """What the check found: ``temuan`` (code, facts) is empty where everything is sound; counts for the report.

    ``dihapus`` counts received bundles that are not in the archive because of an erasure, which is no finding.
    ``catatan`` (code, facts) is worth knowing and no damage; ``berkas`` counts the kept bundles that were read again.
    ``riwayat`` (code, facts) was a finding once and has been settled by people.
    """

    temuan: tuple[Temuan, ...]
    revisi: int
    jejak: int
    kepala_jejak: str
    menunggu: int
    karantina: int
    dihapus: int = 0
    catatan: tuple[Temuan, ...] = ()
    berkas: int = 0
    riwayat: tuple[Temuan, ...] = ()


@intention(Wewenang.PERIKSA)
def check_store(
    kantor: Kantor, *, dalam: bool = True, progress: Callable[[int, int], None] | None = None
) -> HasilPeriksa:
    """Check the store and every bundle that is kept in a folder; changes nothing but leaves an audit row.

    ``progress`` gets parts done and parts in all, files counted among them; what it raises stops the check.

    On a damaged file the counts are 0 and the audit row may be missing; the findings are told.
    """
    steps = _Steps(progress)
    riwayat: tuple[Temuan, ...] = ()
    temuan: list[Temuan] = [
        (f"periksa_{satu.code}", _with_bundle(kantor, satu.facts))
        for satu in kantor.store.check(deep=dalam, progress=steps.tell)
    ]
    try:
        temuan += witness_findings(kantor)
        berkas = check_berkas(kantor, dalam=dalam, progress=steps.tell_files)
        temuan += berkas.temuan
        if dalam:
            temuan += _contradictions(kantor)
            temuan += _unlike_addenda(kantor)
            nomor = judge_numbers(kantor)
            temuan, riwayat = [*temuan, *nomor.temuan], nomor.riwayat
        return replace(_report(kantor, temuan, berkas, dalam), riwayat=riwayat)
    except StoreError:
        if not temuan:
            raise
        # What is damaged cannot be read to the end and is not written to; what was found must be told all the same.
        return HasilPeriksa(temuan=tuple(temuan), revisi=0, jejak=0, kepala_jejak="", menunggu=0, karantina=0)


def _report(kantor: Kantor, temuan: list[Temuan], berkas: HasilBerkas, dalam: bool) -> HasilPeriksa:
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
        catatan=berkas.catatan,
        berkas=berkas.dibaca,
    )


class _Steps:
    """Counts parts of the store and files behind them as one row of steps; nothing is told where nobody asks."""

    def __init__(self, progress: Callable[[int, int], None] | None) -> None:
        self._progress = progress
        self._parts = 0

    def tell(self, done: int, total: int) -> None:
        """Take in how far the check of the store is."""
        self._parts = total
        if self._progress is not None:
            self._progress(done, total)

    def tell_files(self, done: int, total: int) -> None:
        """Take in how far the check of the files is, which begins when that of the store is over."""
        if self._progress is not None:
            self._progress(self._parts + done, self._parts + total)


def _with_bundle(kantor: Kantor, facts: Mapping[str, object]) -> Mapping[str, object]:
    """Return the facts with office and number of the bundle that brought a record, where they name its file."""
    sumber = facts.get("source")
    try:
        paket = get_masuk(kantor, sumber) if isinstance(sumber, str) and sumber else None
    except StoreError:
        paket = None
    return facts if paket is None else {**facts, "kode": paket.kode, "nomor": paket.seq}


def _contradictions(kantor: Kantor) -> list[Temuan]:
    """Name the final evaluations whose predicate is not that of their ratings; no program of ours writes one."""
    temuan: list[Temuan] = []
    for satu in kantor.store.find("penilaian", where={"status": StatusPenilaian.FINAL.value}):
        try:
            salah = contradicts_matrix(kantor.aturan, decode_as(Penilaian, satu.body))
        except UserError:
            salah = True
        if salah:
            temuan.append(("periksa_predikat_tidak_sesuai", {"id": satu.doc_id, "periode": spoken_key(satu.label)}))
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
