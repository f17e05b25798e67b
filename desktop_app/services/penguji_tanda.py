"""Proving a signature: bytes, key, the computer that vouches for the key, and that computer's certificate.

Nothing is believed because it was found good before: each question is answered from the bytes in the store. Source:
docs/spec/signing.md, section Verification.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import msgspec

from db import Revision
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.gabung import FIXED
from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.domain.tanda_tangan import Perbuatan, TandaTangan
from desktop_app.exchange import key_id, read_certificate
from desktop_app.exchange.pengguna import is_vouched
from desktop_app.exchange.revision_signature import verify_signature
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kepercayaan import list_perangkat, require_trust
from desktop_app.services.keutuhan_hapus import read_endings
from desktop_app.services.nomor_ganda import late_doubles
from desktop_app.services.paket import get_masuk

JENIS_PERBUATAN: Mapping[Perbuatan, str] = MappingProxyType(
    {Perbuatan.TETAPKAN: "skp", Perbuatan.FINALKAN: "penilaian", Perbuatan.PUTUSKAN_KEBERATAN: "putusan_keberatan"}
)
"""Which kind of document each act signs."""


_BELUM_TIBA = 2**63
"""The place of what is still to arrive: after everything."""


class KeadaanTanda(StrEnum):
    """How a signature stands; only ``SAH`` is proved throughout."""

    SAH = "sah"
    TIDAK_ADA = "tidak_ada"
    REVISI_BERUBAH = "revisi_berubah"
    KUNCI_BERAKHIR = "kunci_berakhir"
    KUNCI_TIDAK_DIKENAL = "kunci_tidak_dikenal"
    KUNCI_TIDAK_DIJAMIN = "kunci_tidak_dijamin"
    PERANGKAT_TIDAK_DIKENAL = "perangkat_tidak_dikenal"
    ISI_DIHAPUS = "isi_dihapus"
    ISI_BELUM_ADA = "isi_belum_ada"
    TIDAK_SAH = "tidak_sah"


DITAHAN: Mapping[KeadaanTanda, str] = MappingProxyType(
    {
        KeadaanTanda.TIDAK_SAH: "tanda_tangan_tidak_sah",
        KeadaanTanda.KUNCI_TIDAK_DIJAMIN: "tanda_tangan_tidak_dijamin",
        KeadaanTanda.KUNCI_TIDAK_DIKENAL: "tanda_tangan_tanpa_orang",
    }
)
"""For what an arriving signature is held back: what is proved to be false, and a key that nobody has."""


@dataclass(frozen=True)
class SejakKunci:
    """Since when a key is known here: the bundle that brought it, else the act that did, and what the clock said.

    ``paket`` is 0, ``kantor`` and ``berkas`` empty where no other office's bundle brought it; ``waktu`` is a claim.
    """

    paket: int
    kantor: str
    waktu: str
    berkas: str = ""


@dataclass
class _Orang:
    """What the revisions of one ``Pengguna`` say: keys by id, where each came first, and where it was ended first."""

    nama: str
    kantor: str
    kunci: dict[str, list[KunciPengguna]] = field(default_factory=dict)
    sejak: dict[str, Revision] = field(default_factory=dict)
    berakhir: dict[str, list[Revision]] = field(default_factory=dict)


_GABUNG = ("gabung_paket", "gabung_lagi")


class PengujiTanda:
    """Answers for many signatures of one office; people, keys and certificates are read once."""

    def __init__(self, kantor: Kantor) -> None:
        self._kantor = kantor
        self._orang: dict[str, _Orang | None] = {}
        self._dijamin: dict[tuple[str, str], KeadaanTanda] = {}
        self._ganda: dict[str, Mapping[tuple[str, str], Mapping[str, int]]] = {}
        self._sejak: dict[tuple[str, str], SejakKunci | None] = {}
        self._bukti: dict[tuple[str, str, str], bool] = {}
        self._perangkat: dict[tuple[str, str], tuple[bytes, tuple[str, ...]] | None] = {}

    def name(self, penanda: str) -> str:
        """Return the name of who signs with this id; empty where he is not known here."""
        orang = self._person(penanda)
        return orang.nama if orang is not None else ""

    def owner(self, kunci: str) -> str:
        """Return the id of who has the key with this id; empty where nobody here has it."""
        for satu in self._kantor.store.find("pengguna"):
            orang = self._person(satu.doc_id)
            if orang is not None and kunci in orang.kunci:
                return satu.doc_id
        return ""

    def known_since(self, penanda: str, kunci: str) -> SejakKunci | None:
        """Return since when this office knows the key of a person; None where it does not."""
        soal = (penanda, kunci)
        if soal not in self._sejak:
            orang = self._person(penanda)
            rev = orang.sejak.get(kunci) if orang is not None else None
            self._sejak[soal] = self._brought(rev) if rev is not None else None
        return self._sejak[soal]

    def _brought(self, rev: Revision) -> SejakKunci:
        baris = self._kantor.store.audit_of(self._place(rev))
        if baris is None:
            return SejakKunci(0, "", rev.at.t)
        paket = get_masuk(self._kantor, str(baris.detail.get("berkas", ""))) if baris.act in _GABUNG else None
        if paket is None:
            return SejakKunci(0, "", baris.at.t)
        return SejakKunci(paket.seq, paket.nama, baris.at.t, paket.file_sha256)

    def keys_brought(self, penanda: str, berkas: str) -> list[str]:
        """Return the ids of the person's keys that came here first with the bundle of this file hash."""
        orang = self._person(penanda)
        semua = {satu: self.known_since(penanda, satu) for satu in (orang.sejak if orang is not None else ())}
        return [kunci for kunci, sejak in semua.items() if sejak is not None and sejak.berkas == berkas]

    def judge(self, tanda: TandaTangan, rev: Revision | None, dibuat: Revision | None = None) -> KeadaanTanda:
        """Return how ``tanda`` stands over ``rev``, the revision that it names (None: it is not here).

        ``dibuat`` is the revision of the signature's own document; without it an ended key proves nothing.
        """
        if rev is None:
            return KeadaanTanda.ISI_BELUM_ADA
        if hashlib.sha256(rev.raw).hexdigest() != rev.rev_id:
            return KeadaanTanda.ISI_DIHAPUS
        if not _fits(tanda, rev):
            return KeadaanTanda.TIDAK_SAH
        orang = self._person(tanda.penanda)
        kunci = orang.kunci.get(tanda.kunci) if orang is not None else None
        if orang is None or not kunci:
            return KeadaanTanda.KUNCI_TIDAK_DIKENAL
        if not (rev.scope == orang.kantor or rev.scope.startswith(orang.kantor + ".")):
            # Nobody's key counts in an office beside or above his own.
            return KeadaanTanda.TIDAK_SAH
        if not self._proved(kunci[0].kunci, rev, tanda.tanda):
            return KeadaanTanda.TIDAK_SAH
        jaminan = self._vouched(tanda.penanda, orang, tanda.kunci)
        if jaminan is not KeadaanTanda.SAH:
            return jaminan
        akhir = orang.berakhir.get(tanda.kunci, [])
        if akhir and (dibuat is None or not all(self._came_before(rev, dibuat, satu) for satu in akhir)):
            return KeadaanTanda.KUNCI_BERAKHIR
        return KeadaanTanda.SAH

    def judge_key(self, penanda: str, kunci_id: str) -> KeadaanTanda:
        """Return whether a computer that this office can name vouches for this key of a person."""
        orang = self._person(penanda)
        if orang is None or kunci_id not in orang.kunci:
            return KeadaanTanda.KUNCI_TIDAK_DIKENAL
        return self._vouched(penanda, orang, kunci_id)

    def introduced_by(self, penanda: str, kunci_id: str) -> str:
        """Return the account that wrote a person's key down first: his own, or that of who gave him a password."""
        orang = self._person(penanda)
        rev = orang.sejak.get(kunci_id) if orang is not None else None
        return rev.who if rev is not None else ""

    def judge_statement(self, penanda: str, kunci_id: str, scope: str, proved: Callable[[str], bool]) -> KeadaanTanda:
        """Return how a person's signature stands that is part of a document; ``proved`` verifies it by a key (hex)."""
        orang = self._person(penanda)
        kunci = orang.kunci.get(kunci_id) if orang is not None else None
        if orang is None or not kunci:
            return KeadaanTanda.KUNCI_TIDAK_DIKENAL
        if not (scope == orang.kantor or scope.startswith(orang.kantor + ".")) or not proved(kunci[0].kunci):
            return KeadaanTanda.TIDAK_SAH
        return self._vouched(penanda, orang, kunci_id)

    def _proved(self, public: str, rev: Revision, tanda: str) -> bool:
        """Verify once: the same key, revision and signature always give the same answer."""
        soal = (public, rev.rev_id, tanda)
        if soal not in self._bukti:
            self._bukti[soal] = verify_signature(public, rev.raw, tanda)
        return self._bukti[soal]

    def _person(self, penanda: str) -> _Orang | None:
        if penanda not in self._orang:
            self._orang[penanda] = self._read_person(penanda)
        return self._orang[penanda]

    def _read_person(self, penanda: str) -> _Orang | None:
        store = self._kantor.store
        dokumen = store.document(penanda) if is_id(penanda) else None
        if dokumen is None or dokumen.kind != "pengguna":
            return None
        orang = _Orang(dokumen.label, dokumen.scope)
        ended_in: dict[str, set[str]] = {}
        for rev in store.history(penanda):
            for kunci in _keys(rev):
                if not _is_named(kunci):
                    continue
                orang.kunci.setdefault(kunci.id, []).append(kunci)
                orang.sejak.setdefault(kunci.id, rev)
                if not kunci.berakhir:
                    continue
                # What goes on from an ending repeats it; only where it was said first counts.
                seen = ended_in.setdefault(kunci.id, set())
                if not seen.intersection(rev.parents):
                    orang.berakhir.setdefault(kunci.id, []).append(rev)
                seen.add(rev.rev_id)
        if any(rev.erased for rev in store.history(penanda)):
            self._end_erased(penanda, orang)
        return orang

    def _end_erased(self, penanda: str, orang: _Orang) -> None:
        """Let keys of a person whose data were erased stay ended where they were, and end the others with that."""
        store = self._kantor.store
        for rev in store.history(penanda):
            for kunci in _keys(rev):
                if kunci.id in orang.kunci and not orang.berakhir.get(kunci.id):
                    orang.berakhir.setdefault(kunci.id, []).append(rev)
        for kunci_id in orang.kunci:
            versi = (store.revision(satu) for satu in read_endings(store, penanda, kunci_id))
            orang.berakhir.setdefault(kunci_id, []).extend(satu for satu in versi if satu is not None)

    def _vouched(self, penanda: str, orang: _Orang, kunci_id: str) -> KeadaanTanda:
        """Return whether a computer that this office can name vouches that the key is this person's."""
        soal = (penanda, kunci_id)
        if soal not in self._dijamin:
            semua = {self._vouched_by(penanda, orang, satu) for satu in orang.kunci[kunci_id]}
            urut = (KeadaanTanda.SAH, KeadaanTanda.PERANGKAT_TIDAK_DIKENAL, KeadaanTanda.KUNCI_TIDAK_DIJAMIN)
            self._dijamin[soal] = next(satu for satu in urut if satu in semua)
        return self._dijamin[soal]

    def _vouched_by(self, penanda: str, orang: _Orang, kunci: KunciPengguna) -> KeadaanTanda:
        dikenal = self._device(kunci)
        if dikenal is None:
            return KeadaanTanda.PERANGKAT_TIDAK_DIKENAL
        public, wilayah = dikenal
        if not any(orang.kantor == satu or orang.kantor.startswith(satu + ".") for satu in wilayah):
            return KeadaanTanda.KUNCI_TIDAK_DIJAMIN
        sah = is_vouched(public, penanda, bytes.fromhex(kunci.kunci), kunci.tanda_perangkat)
        return KeadaanTanda.SAH if sah else KeadaanTanda.KUNCI_TIDAK_DIJAMIN

    def _device(self, kunci: KunciPengguna) -> tuple[bytes, tuple[str, ...]] | None:
        """Return the public key of the computer that vouches, and the offices it may vouch for; None if unknown.

        A unit holds no certificates of other computers: what it has of them came through the kabupaten, whose sieve
        let in no other office's computer, so the key that fits the computer's id is taken.
        """
        soal = (kunci.perangkat, kunci.kunci_perangkat)
        if soal not in self._perangkat:
            self._perangkat[soal] = self._find_device(kunci)
        return self._perangkat[soal]

    def _find_device(self, kunci: KunciPengguna) -> tuple[bytes, tuple[str, ...]] | None:
        kantor = self._kantor
        sendiri = kantor.device_keys()
        if kunci.perangkat == sendiri.device_id:
            return sendiri.signing.public, (kantor.profil.kode,)
        if kantor.profil.peran is Peran.UNIT:
            public = bytes.fromhex(kunci.kunci_perangkat) if is_id(kunci.kunci_perangkat, 64) else b""
            wilayah = ".".join(kantor.profil.kode.split(".")[:2])
            return (public, (wilayah,)) if key_id(public) == kunci.perangkat else None
        tercatat = next((s for s in list_perangkat(kantor) if s.device_id == kunci.perangkat), None)
        if tercatat is None:
            return None
        try:
            sertifikat = read_certificate(tercatat.certificate, require_trust(kantor).issuers)
        except (BundleError, UserError):
            return None
        return sertifikat.signing_key, sertifikat.scope

    def _came_before(self, rev: Revision, dibuat: Revision, akhir: Revision) -> bool:
        """Tell whether a signature can be proved to be older than the end of its key.

        A computer that numbered both is held to its count, but only as far as others can hold it: numbers that come
        after the ending has come, or that another revision had before, are nobody's proof.
        """
        asal = (akhir.device, akhir.epoch)
        if (dibuat.device, dibuat.epoch) != asal:
            return self._place(dibuat) < self._place(akhir)
        bernomor = [satu for satu in (rev, dibuat) if (satu.device, satu.epoch) == asal]
        if any(satu.n >= akhir.n for satu in bernomor):
            return False
        if not any(self._was_here(satu, akhir) for satu in (rev, dibuat)):
            return False
        if akhir.device not in self._ganda:
            self._ganda[akhir.device] = late_doubles(self._kantor.store, akhir.device)
        return not any(satu.rev_id in self._ganda[akhir.device].get(asal, ()) for satu in bernomor)

    def _was_here(self, rev: Revision, akhir: Revision) -> bool:
        """Tell whether a revision came before the ending of a key, or in the bundle that brought it."""
        place, end = self._place(rev), self._place(akhir)
        if place <= end:
            return True
        baris = self._kantor.store.audit_of(end)
        return place != _BELUM_TIBA and (baris is None or place <= baris.last)

    def _place(self, rev: Revision) -> int:
        ketemu = self._kantor.store.between(rev.rev_id, rev.rev_id)
        return ketemu[0][0] if ketemu else _BELUM_TIBA


def _fits(tanda: TandaTangan, rev: Revision) -> bool:
    """Tell whether a signature is about this revision, by who wrote it, and about what the act makes of it."""
    if (tanda.revisi, tanda.dokumen, tanda.penanda) != (rev.rev_id, rev.doc_id, rev.who) or rev.deleted:
        return False
    if JENIS_PERBUATAN[tanda.perbuatan] != rev.kind:
        return False
    if rev.kind not in FIXED:
        return True
    return status_of(rev.body) == FIXED[rev.kind]


class _Status(msgspec.Struct):
    status: str = ""


def status_of(body: bytes) -> str:
    """Return the state that a body of any kind names; empty where it names none."""
    try:
        return msgspec.json.decode(body, type=_Status).status
    except msgspec.DecodeError:
        return ""


def _keys(rev: Revision) -> tuple[KunciPengguna, ...]:
    if rev.kind != "pengguna" or rev.deleted:
        return ()
    try:
        return msgspec.json.decode(rev.body, type=Pengguna).kunci
    except msgspec.DecodeError:
        return ()


def _is_named(kunci: KunciPengguna) -> bool:
    """Tell whether a key's id is the hash of the key itself."""
    return is_id(kunci.kunci, 64) and key_id(bytes.fromhex(kunci.kunci)) == kunci.id


def is_id(teks: str, panjang: int = 32) -> bool:
    """Tell whether ``teks`` is ``panjang`` lower-case hexadecimal digits."""
    return len(teks) == panjang and all(huruf in "0123456789abcdef" for huruf in teks)
