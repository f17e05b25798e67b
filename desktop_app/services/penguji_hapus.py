"""Erasure records that arrive: whether one may be believed, and what is done when it may.

A record that is forged, that reaches into another office, or that would change goes to quarantine; the others are
carried out in the transaction that brought them, so that no store holds a record and the bodies that it erases. What
a unit has erased, the kabupaten erases only after somebody there has confirmed it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import msgspec

from db import Envelope, Store, Transaction
from desktop_app.domain.codec import is_of_office
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.penghapusan import Penghapusan, signed_text
from desktop_app.exchange import key_id, read_certificate
from desktop_app.exchange.penghapusan import verify_erasure
from desktop_app.services.bukti_hapus import forget_history
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kepercayaan import former_issuers, list_perangkat, trust_of
from desktop_app.services.keutuhan_hapus import judge_bound, judge_whole, keep_endings, own_attachments
from desktop_app.services.konflik_kerja import forget_answers
from desktop_app.services.penghapusan_isi import to_skeleton

KIND = "penghapusan"
MENUNGGU = "penghapusan_menunggu"
"""Why a unit's record lies in quarantine at the kabupaten: somebody has to confirm it."""
RUANG_SISA = "sisa_salinan"
"""Records whose old copies in files are still to be removed."""


class PengujiHapus:
    """Judges the erasure records of one sender; ``allows`` as the sieve has it. Notes those that pass.

    At the kabupaten a record of a unit waits in quarantine until a person confirms it: then ``disetujui`` holds all
    parts of that erasure.
    """

    def __init__(
        self, kantor: Kantor, allows: Callable[[str, str], bool], disetujui: Collection[Penghapusan] = ()
    ) -> None:
        self._kantor = kantor
        self._allows = allows
        self._disetujui = disetujui
        self.lulus: list[str] = []
        self.menunggu = 0

    def __call__(self, isi: Penghapusan, envelope: Envelope) -> str:
        """Return the code of why a record may not come in; empty if it may."""
        if envelope.parents or envelope.deleted:
            return "penghapusan_berubah"
        if isi.unit_kode != envelope.scope or not all(self._reaches(satu.jenis, satu.dokumen, satu.lingkup, envelope)
                                                      for satu in isi.revisi):  # fmt: skip
            return "penghapusan_di_luar_wewenang"
        try:
            teks = signed_text(isi)
        except (ValueError, UnicodeEncodeError):
            return "penghapusan_tidak_sah"
        if not verify_erasure(isi.kunci, teks, isi.tanda):
            return "penghapusan_tidak_sah"
        if not self._is_known(bytes.fromhex(isi.kunci), envelope):
            return "penghapusan_tidak_dijamin"
        if alasan := judge_bound(self._kantor, isi):
            return alasan
        if self._kantor.profil.peran is Peran.KABUPATEN and not self._is_own(isi):
            if isi not in self._disetujui:
                self.menunggu += 1
                return MENUNGGU
            if alasan := judge_whole(self._kantor, self._disetujui):
                return alasan
        self.lulus.append(envelope.doc)
        return ""

    def _reaches(self, jenis: str, doc_id: str, scope: str, envelope: Envelope) -> bool:
        return scope == envelope.scope and is_of_office(doc_id, scope) and self._allows(jenis, scope)

    def _is_own(self, isi: Penghapusan) -> bool:
        """Tell whether the kabupaten itself has signed a record, as one that comes back to a restored store."""
        trust = trust_of(self._kantor)
        return trust is not None and bytes.fromhex(isi.kunci) in trust.issuers

    def _is_known(self, kunci: bytes, envelope: Envelope) -> bool:
        """Tell whether the key is the kabupaten's, or that of the computer which wrote the record.

        A unit holds no certificates of other computers: what it has of them came through the kabupaten, whose sieve
        asked for the certificate.
        """
        kantor = self._kantor
        trust = trust_of(kantor)
        # A former issuer counts too: somebody of today brings the record, and the kabupaten still asks its people.
        if trust is not None and kunci in (*trust.issuers, *former_issuers(kantor)):
            return True
        if key_id(kunci) != envelope.dev:
            return False
        if kantor.profil.peran is Peran.UNIT:
            return True
        for satu in list_perangkat(kantor):
            if satu.device_id != envelope.dev or trust is None:
                continue
            try:
                sertifikat = read_certificate(satu.certificate, trust.issuers)
            except (BundleError, UserError):
                return False
            return sertifikat.signing_key == kunci and sertifikat.covers(envelope.scope)
        return False


def persons_in(store: Store, doc_ids: Iterable[str]) -> frozenset[str]:
    """Return whom these records are about."""
    versi = [rev for doc_id in doc_ids for rev in store.history(doc_id) if rev.kind == KIND]
    return frozenset(msgspec.json.decode(rev.body, type=Penghapusan).orang for rev in versi)


def carry_out(store: Store, tx: Transaction, doc_ids: Iterable[str]) -> int:
    """Erase what these records name, where they came into the log; return how many bodies are gone by it."""
    hilang = 0
    versi = [rev for doc_id in doc_ids for rev in store.history(doc_id) if rev.kind == KIND]
    catatan = [(rev, msgspec.json.decode(rev.body, type=Penghapusan)) for rev in versi]
    berkas = set(own_attachments(store, [isi for _, isi in catatan]))
    for rev, isi in catatan:
        keep_endings(store, tx, {satu.dokumen for satu in isi.revisi if satu.jenis == "pengguna"})
        milik = sorted(berkas.intersection(isi.lampiran))
        hasil = tx.erase(map(to_skeleton, isi.revisi), by=rev.rev_id, attachments=milik)
        hilang += hasil.erased
        forget_answers(store, tx, {satu.dokumen for satu in isi.revisi})
        forget_history(store, tx, milik)
        tx.put(RUANG_SISA, rev.doc_id, b"")
    return hilang
