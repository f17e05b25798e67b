"""The sieve between a verified bundle and the store: a record out of scope or unfit goes to quarantine, alone.

A signature proves who sent a record, not that he may send it. Each new revision must be of a kind and an office that
its sender's certificate names, must not reach into a document of another office (ids say whose a document is), must
not claim another office's computer as its writer, and must have a body that can be read, in which a final predicate
is that of its ratings and what is accepted or done names its day and who signed it. A person's signature never
changes, is named after what it signs, and must not be proved false. An erasure record must be signed by who may erase
there; a unit's waits at the kabupaten for a person. What fails is kept in quarantine with its reason; the rest goes
on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

import msgspec

from db import AddReport, Envelope, Transaction
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.codec import ALL_KINDS, Dokumen, is_of_office
from desktop_app.domain.dari_kabupaten import BerkasAturan
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSerahTerima
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.keberatan import Keberatan, PutusanKeberatan
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.domain.penghapusan import Penghapusan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.tanda_tangan import TandaTangan
from desktop_app.regulation import Aturan
from desktop_app.services.angka_kredit_hitung import numbers_contradict
from desktop_app.services.aturan_tersimpan import KIND as ATURAN
from desktop_app.services.jenis import contradicts_matrix
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.keberatan_nomor import KIND as KEBERATAN
from desktop_app.services.keutuhan_hapus import MENGAPA
from desktop_app.services.konseling_segel import KIND as KONSELING
from desktop_app.services.kurir_hapus import forget_kurir, names_of
from desktop_app.services.nama_pelaku import forget_names
from desktop_app.services.penguji_hapus import KIND as HAPUS
from desktop_app.services.penguji_hapus import PengujiHapus, carry_out, persons_in
from desktop_app.services.penguji_kabupaten import PengujiAturan, content_fault, writer_fault
from desktop_app.services.penguji_keberatan import form_fault, judge_objection
from desktop_app.services.penguji_konseling import PenjagaKedatangan
from desktop_app.services.penguji_putusan import judge_decision
from desktop_app.services.penguji_tanda import DITAHAN, KeadaanTanda, PengujiTanda
from desktop_app.services.tanda_tangan import KIND as TANDA
from desktop_app.services.tanda_tangan import signature_id
from desktop_app.services.tulisan_kembali import comes_back

DI_LUAR = "di_luar_wewenang"
_AWAL_HAPUS = b'{"v":1,"kind":"' + HAPUS.encode() + b'"'
_AWAL_TANDA = b'{"v":1,"kind":"' + TANDA.encode() + b'"'
_AWAL_KEBERATAN = b'{"v":1,"kind":"' + KEBERATAN.encode() + b'"'
_AWAL_KONSELING = b'{"v":1,"kind":"' + KONSELING.encode() + b'"'
_Bertanda = TandaTangan | Keberatan | BerkasKonseling
MAKS_DITUNDA = 64 * 1024 * 1024
"""Bytes of signatures and erasures that wait for what they are about; what is more is judged by its form alone."""


def make_decoders() -> Mapping[str, Callable[[bytes | msgspec.Raw], Dokumen]]:
    """Return what reads the body of each kind; each is made once, because that takes as long as reading a month."""
    return {kind: _decoder(tipe) for kind, tipe in ALL_KINDS.items()}


@cache
def _decoder(tipe: type[Dokumen]) -> Callable[[bytes | msgspec.Raw], Dokumen]:
    return msgspec.json.Decoder(tipe).decode


class Penyaring:
    """Judges the new revisions of one sender; the store asks it once about each, already decoded.

    ``allows`` says whether documents of a kind and an office may come from this sender, ``may_write`` whether a
    computer may stand as their writer; ``aturan_untuk`` gives the rule set of an id, ``prove`` the code of why a
    signature is false, ``why`` that of why something may not come from here (DI_LUAR without it).
    ``from_below`` is set at the kabupaten, whose own kinds no office writes; ``comes_back`` tells of what names the
    receiver as its writer whether it is his own that he lost, ``told_otherwise`` why a rule file may not stand beside
    what its id says already.
    """

    def __init__(
        self,
        allows: Callable[[str, str], bool],
        may_write: Callable[[str], bool],
        aturan_untuk: Callable[[str], Aturan],
        prove: Callable[[Envelope, _Bertanda], str] | None = None,
        hapus: PengujiHapus | None = None,
        why: Callable[[str, str], str] | None = None,
        from_below: bool = False,
        comes_back: Callable[[Envelope], bool] | None = None,
        told_otherwise: Callable[[Envelope], str] | None = None,
    ) -> None:
        self._allows = allows
        self._from_below = from_below
        self._comes_back = comes_back
        self._told_otherwise = told_otherwise
        self._why = why
        self._may_write = may_write
        self._aturan_untuk = aturan_untuk
        self._prove = prove
        self._hapus = hapus
        self._answers: dict[tuple[str, str], bool] = {}
        self._decode = make_decoders()

    def __call__(self, envelope: Envelope) -> str:
        """Return the code of why a revision may not come in; empty if it may."""
        kind, scope = key = envelope.kind, envelope.scope
        allowed = self._answers.get(key)
        if allowed is None:
            allowed = self._answers[key] = self._allows(kind, scope)
        if not allowed:
            return self._why(kind, scope) if self._why is not None else DI_LUAR
        if not is_of_office(envelope.doc, scope):
            return "dokumen_kantor_lain"
        if not self._may_write(envelope.dev) and (self._comes_back is None or not self._comes_back(envelope)):
            return "penulis_palsu"
        if salah := writer_fault(kind, from_below=self._from_below):
            # A letter that the kabupaten lost as well: nobody could tell it from a forged one.
            return salah
        if kind == TANDA and (envelope.deleted or envelope.parents):
            return "tanda_tangan_berubah"
        if kind == HAPUS and (envelope.deleted or envelope.parents):
            return "penghapusan_berubah"
        if kind == KEBERATAN and (envelope.deleted or envelope.parents):
            # Only the end that a lawful erasure puts may follow one; by itself it leaves a gap that is seen.
            return "" if envelope.deleted and envelope.why == MENGAPA else "keberatan_berubah"
        if envelope.deleted and kind == ATURAN:
            return "aturan_berubah"
        if envelope.deleted:
            return "konseling_berubah" if kind == KONSELING and envelope.why != MENGAPA else ""
        decode = self._decode.get(kind)
        if decode is None:
            return "jenis_tidak_dikenal"
        try:
            isi = decode(envelope.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return "isi_tidak_terbaca"
        if isinstance(isi, Penilaian):  # most of what comes
            return self._judge_penilaian(isi)
        if isinstance(isi, Penghapusan):
            return self._hapus(isi, envelope) if self._hapus is not None else "penghapusan_tidak_dijamin"
        if isinstance(isi, TandaTangan):
            if envelope.doc != signature_id(isi.revisi, isi.kunci, scope) or isi.unit_kode != scope:
                return "tanda_tangan_bentuk"
            return self._prove(envelope, isi) if self._prove is not None else ""
        if isinstance(isi, Keberatan):
            salah = form_fault(envelope, isi)
            return salah or (self._prove(envelope, isi) if self._prove is not None else "")
        if isinstance(isi, BerkasKonseling):
            return self._prove(envelope, isi) if self._prove is not None else ""
        if isinstance(isi, PutusanKeberatan):
            return judge_decision(self._aturan_untuk, isi)
        if isinstance(isi, Adendum | SerahTerima):
            return _judge_signed(isi)
        if isinstance(isi, AngkaKredit):
            return _judge_points(isi)
        salah = content_fault(envelope, isi)
        if not salah and isinstance(isi, BerkasAturan) and self._told_otherwise is not None:
            return self._told_otherwise(envelope)
        return salah

    def _judge_penilaian(self, isi: Penilaian) -> str:
        """Return why an evaluation cannot be one that our programs wrote: half final, or another predicate."""
        if isi.status is not StatusPenilaian.FINAL:
            return "predikat_tidak_sesuai" if isi.predikat is not None else ""
        if isi.tidak_dinilai is not None:
            dinilai = isi.rating_hasil is not None or isi.rating_perilaku is not None
            if dinilai or isi.tanggal is None or not isi.aturan or not isi.catatan.strip():
                return "final_tidak_lengkap"
        elif None in (isi.rating_hasil, isi.rating_perilaku, isi.tanggal, isi.predikat) or not isi.aturan:
            return "final_tidak_lengkap"
        return "predikat_tidak_sesuai" if contradicts_matrix(self._aturan_untuk, isi) else ""


def _judge_points(isi: AngkaKredit) -> str:
    """Return why determined credit points cannot be ones that our programs wrote: unsigned, or numbers of their own."""
    if isi.status is not StatusPutusan.DITETAPKAN:
        return ""
    if None in (isi.tanggal, isi.pegawai, isi.penilai, isi.jenjang) or not isi.aturan:
        return "tetap_tidak_lengkap"
    return "angka_tidak_sesuai" if numbers_contradict(isi) else ""


def _judge_signed(isi: Adendum | SerahTerima) -> str:
    """Return why an accepted addendum or a done hand-over cannot be one that our programs wrote: nobody signed it."""
    if isinstance(isi, Adendum):
        if isi.status is not StatusAdendum.DITERIMA:
            return ""
        return "tetap_tidak_lengkap" if None in (isi.tanggal, isi.pegawai, isi.penilai) else ""
    kurang = isi.tanggal is None or not isi.penerima_id
    return "tetap_tidak_lengkap" if isi.status is StatusSerahTerima.SELESAI and kurang else ""


def take_in(
    kantor: Kantor,
    tx: Transaction,
    raws: Iterable[bytes],
    *,
    source: str,
    allows: Callable[[str, str], bool],
    not_writers: Collection[str] = (),
    disetujui: Collection[Penghapusan] = (),
    why: Callable[[str, str], str] | None = None,
) -> AddReport:
    """Bring the revisions of one verified bundle into a transaction and say what became of them.

    Erasure records come last, so that they are judged by everything that is here; ``disetujui`` are those of a unit
    that a person at the kabupaten has confirmed.
    What is new and claims to be written by one of the computers ``not_writers`` goes to quarantine.

    What was written is read back and hashed anew; a difference raises ``StoreError`` and so undoes the import.
    """
    strangers = frozenset(not_writers)

    def may_write(device: str) -> bool:
        return device not in strangers

    ditunda: list[bytes] = []
    penghapusan: list[bytes] = []
    hapus = PengujiHapus(kantor, allows, disetujui)
    bawah = kantor.profil.peran is Peran.KABUPATEN
    kembali = comes_back(kantor)
    saring = Penyaring(
        allows,
        may_write,
        kantor.aturan,
        hapus=hapus,
        why=why,
        from_below=bawah,
        comes_back=kembali,
        told_otherwise=PengujiAturan(kantor.store),
    )
    report = tx.add(_put_aside(raws, ditunda, penghapusan), source=source, judge=saring)
    if ditunda:
        prove = _prover(kantor)
        tanda = Penyaring(allows, may_write, kantor.aturan, prove, why=why, comes_back=kembali)
        report = _both(report, tx.add(ditunda, source=source, judge=tanda))
    if penghapusan:
        tx.settle()
        report = _both(report, tx.add(penghapusan, source=source, judge=saring))
        if hapus.menunggu:
            tx.detail["hapus_menunggu"] = hapus.menunggu
    if report.restored:
        tx.detail["hapus_palsu"] = list(report.restored)
    if hapus.lulus:
        report = _carried_out(kantor, tx, hapus.lulus, report)
    tx.reread()
    return report


def _prover(kantor: Kantor) -> Callable[[Envelope, _Bertanda], str]:
    """Return what says why an arriving signature or objection is false; of each only the first telling comes in."""
    penguji = PengujiTanda(kantor)
    ada: set[str] = set()
    konseling = PenjagaKedatangan(kantor.store, penguji)

    def prove(envelope: Envelope, isi: _Bertanda) -> str:
        if isinstance(isi, BerkasKonseling):
            return konseling.fault(envelope, isi)
        if isinstance(isi, Keberatan):
            if envelope.doc in ada or kantor.store.history(envelope.doc):
                return "keberatan_berubah"
            ada.add(envelope.doc)
            return "keberatan_tidak_sah" if judge_objection(penguji, isi) is KeadaanTanda.TIDAK_SAH else ""
        if envelope.doc in ada or kantor.store.document(envelope.doc) is not None:
            return "tanda_tangan_berubah"
        alasan = DITAHAN.get(penguji.judge(isi, kantor.store.revision(isi.revisi)), "")
        if not alasan:
            ada.add(envelope.doc)
        return alasan

    return prove


def _carried_out(kantor: Kantor, tx: Transaction, doc_ids: Collection[str], report: AddReport) -> AddReport:
    """Carry erasure records out; return the report as it is then: what waited for an erased version has come in."""
    before = {satu.rev_id: satu.doc_id for satu in kantor.store.waiting()}
    # Before their bodies go: who they were is said nowhere else.
    nama = names_of(kantor, persons_in(kantor.store, doc_ids))
    tx.detail["dihapus"] = carry_out(kantor.store, tx, doc_ids)
    if kurir := forget_kurir(kantor, tx, nama):
        tx.detail["kurir"] = kurir
    forget_names(kantor)
    for satu in kantor.store.waiting():
        before.pop(satu.rev_id, None)
    came = min(report.waiting, len(before))
    return msgspec.structs.replace(
        report,
        new=report.new + came,
        waiting=report.waiting - came,
        doc_ids=tuple(sorted({*report.doc_ids, *before.values()})),
    )


def _put_aside(raws: Iterable[bytes], ditunda: list[bytes], penghapusan: list[bytes]) -> Iterator[bytes]:
    """Yield the rest; signatures, objections and erasures wait until it is in, whatever the order of the bundle."""
    size = 0
    for raw in raws:
        if raw.startswith(_AWAL_HAPUS) and size + len(raw) <= MAKS_DITUNDA:
            size += len(raw)
            penghapusan.append(raw)
        elif raw.startswith((_AWAL_TANDA, _AWAL_KEBERATAN, _AWAL_KONSELING)) and size + len(raw) <= MAKS_DITUNDA:
            size += len(raw)
            ditunda.append(raw)
        else:
            yield raw


def _both(satu: AddReport, dua: AddReport) -> AddReport:
    """Return the report of two additions as one; nothing of the second waits for anything."""
    return AddReport(
        new=satu.new + dua.new,
        known=satu.known + dua.known,
        waiting=satu.waiting + dua.waiting,
        released=satu.released + dua.released,
        doc_ids=tuple(sorted({*satu.doc_ids, *dua.doc_ids})),
        quarantined=satu.quarantined + dua.quarantined,
        erased=satu.erased + dua.erased,
        restored=(*satu.restored, *dua.restored),
    )
