"""Proving a counselling case: each section's hash, its writer's signature and his right, and that none is missing.

A section never changes and never goes; both are judged from the sealed bytes, the versions and the audit chain, and
nothing of it needs the text. Source: docs/spec/counselling.md, sections On arrival and What is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from db import Envelope, Revision, Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import BagianKonseling
from desktop_app.domain.konseling import BagianTersegel, BerkasKonseling
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengguna import Pengguna
from desktop_app.exchange.counselling import is_section_signed
from desktop_app.exchange.limits import REVISION_MAX
from desktop_app.services.konseling_segel import KIND, is_whole, statement_of
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda

ACT = "segel_konseling"
MAKS_BAGIAN = 40
"""Sections of one case; a case that needs more is closed and another one begun."""


def judge_section(penguji: PengujiTanda, kasus: str, berkas: BerkasKonseling, bagian: BagianTersegel) -> KeadaanTanda:
    """Return how the writer's own signature over a section stands in this case."""
    pernyataan = statement_of(kasus, berkas, bagian)
    return penguji.judge_statement(
        bagian.penanda,
        bagian.kunci,
        berkas.unit_kode,
        lambda public: is_section_signed(public, pernyataan, bagian.tanda),
    )


def case_faults(store: Store, kasus: str, berkas: BerkasKonseling) -> tuple[str, ...]:
    """Return the codes of what does not fit in a case; each has a sentence, and nothing of it hides the rest."""
    ada = {satu.id: satu for satu in berkas.bagian}
    sidik = {satu.sidik for satu in berkas.bagian}
    cacat: dict[str, None] = {}
    dulu = list(_earlier(store.history(kasus)))
    if any(satu.id in ada and ada[satu.id] != satu for isi in dulu for satu in isi.bagian):
        cacat["konseling_bagian_berubah"] = None
    terlihat = {satu.sidik for isi in dulu for satu in isi.bagian}
    terlihat |= {str(row.detail.get("sidik") or "") for row in store.audit_rows(None, act=ACT, doc_ids=[kasus])} - {""}
    terlihat |= {satu.sebelumnya for satu in berkas.bagian} - {""}
    if terlihat - sidik:
        cacat["konseling_bagian_hilang"] = None
    konselor = {isi.konselor_id for isi in dulu} | {berkas.konselor_id}
    for satu in berkas.bagian:
        if not is_whole(satu):
            cacat["konseling_bagian_berubah"] = None
        if not _is_by_right(store, berkas, satu, konselor - {""}):
            cacat["konseling_bagian_bukan_hak"] = None
    if _never_assessed(store, berkas):
        cacat["konseling_bukan_penilai"] = None
    return tuple(cacat)


def _earlier(riwayat: Iterable[Revision]) -> Iterator[BerkasKonseling]:
    for rev in riwayat:
        if rev.kind == KIND and not rev.deleted and not rev.erased and rev.body:
            try:
                yield decode_as(BerkasKonseling, rev.body)
            except UserError:
                continue


def _is_by_right(store: Store, berkas: BerkasKonseling, bagian: BagianTersegel, konselor: set[str]) -> bool:
    """Tell whether the account that signed may write such a section; one that is not here is judged by nobody."""
    dokumen = store.document(bagian.penanda)
    if dokumen is None or dokumen.kind != "pengguna" or dokumen.deleted:
        return True
    akun = decode_as(Pengguna, dokumen.body)
    atas = dokumen.scope.count(".") == 1
    if bagian.jenis is BagianKonseling.LAPORAN:
        return akun.pegawai_id == berkas.penilai_id != ""
    if bagian.jenis is BagianKonseling.REKAMAN:
        return atas or akun.pegawai_id in konselor
    return atas


def _never_assessed(store: Store, berkas: BerkasKonseling) -> bool:
    """Tell whether the person's record is here and no post of his names who reported him as assessor."""
    dokumen = store.document(berkas.pegawai_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return False
    return berkas.penilai_id not in {satu.penilai_id for satu in decode_as(Pegawai, dokumen.body).riwayat}


@dataclass
class PenjagaKedatangan:
    """Judges the revisions of counselling cases in one bundle, after the people who signed in them have come in."""

    store: Store
    penguji: PengujiTanda
    tiba: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """Case and computer that wrote → section → hash, as the last revision of this bundle has them."""

    def fault(self, envelope: Envelope, isi: BerkasKonseling) -> str:
        """Return the code of why a revision is no case that our programs write; empty where it may come in."""
        if len({satu.id for satu in isi.bagian}) != len(isi.bagian) or len(isi.bagian) > MAKS_BAGIAN:
            return "konseling_bentuk"
        bentuk = bool(isi.bagian) and bool(isi.pegawai_id) and isi.unit_kode == envelope.scope
        if not bentuk or any(len(satu.segel) > REVISION_MAX or not is_whole(satu) for satu in isi.bagian):
            return "konseling_bentuk"
        sidik = {satu.id: satu.sidik for satu in isi.bagian}
        for lama in self._known(envelope):
            if any(sidik.get(satu) != nilai for satu, nilai in lama.items()):
                return "konseling_berubah"
        for satu in isi.bagian:
            if judge_section(self.penguji, envelope.doc, isi, satu) is KeadaanTanda.TIDAK_SAH:
                return "konseling_tidak_sah"
        self.tiba[envelope.doc, envelope.dev] = sidik
        return ""

    def _known(self, envelope: Envelope) -> Iterator[Mapping[str, str]]:
        """Yield the sections that a revision goes on from: none of them may be gone or another.

        Those are its parents', and what the same computer wrote before, which goes on from what it had.
        """
        yield self.tiba.get((envelope.doc, envelope.dev), {})
        for parent in envelope.parents:
            rev = self.store.revision(parent)
            for isi in _earlier((rev,)) if rev is not None else ():
                yield {satu.id: satu.sidik for satu in isi.bagian}
