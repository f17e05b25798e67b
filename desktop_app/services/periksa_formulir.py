"""Checking a printed form offline: from a scanned QR or a typed code to what the store can prove about the paper.

The code names a revision; what counts is proved from that revision's bytes. A person who may not see the document is
told whether the paper agrees and nothing of what it says. Source: docs/spec/signing.md, section Checking a form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from db import Document, Revision
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import FIXED
from desktop_app.domain.tanda_tangan import Perbuatan, TandaTangan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.print_code import PrintedCode, ShortCode, find_text, read_code, short_code
from desktop_app.services.beda import Beda, list_differences
from desktop_app.services.jangkauan import LIHAT, person_of, reaches
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.konflik import title_of
from desktop_app.services.penguji_tanda import JENIS_PERBUATAN, KeadaanTanda, PengujiTanda, status_of
from desktop_app.services.tanda_tangan import HasilTandaTangan, Tertanda, exact, judge_one, signatures_of

MAKS_BERKAS = 64 * 1024 * 1024
"""Bytes of a PDF that are looked through for its code."""
MAKS_SAMA = 64
"""Versions with the same short code that are looked at; honest offices never have two."""
PERBUATAN_JENIS = {jenis: perbuatan for perbuatan, jenis in JENIS_PERBUATAN.items()}


class HasilPeriksa(StrEnum):
    """What the store says about a paper."""

    COCOK = "cocok"
    VERSI_LAMA = "versi_lama"
    TIDAK_DIKENAL = "tidak_dikenal"
    TIDAK_SAH = "tidak_sah"


@dataclass(frozen=True)
class Pemeriksaan:
    """The answer about one paper.

    ``kode`` is the short code, as printed; ``pindaian`` tells that the whole QR was read, which alone proves the
    paper's version, and ``bertanda`` that the QR brought a signature. ``tanda`` is how that signature stands (of a
    typed code: the stored one). ``judul``, the signer's name and ``beda`` are empty for one who may not see the
    document. ``dokumen_ada`` tells that the document is here where only this version is not.
    """

    hasil: HasilPeriksa
    kode: str
    pindaian: bool
    bertanda: bool = False
    tanda: HasilTandaTangan = field(default_factory=lambda: HasilTandaTangan(KeadaanTanda.TIDAK_ADA))
    boleh_lihat: bool = True
    doc_id: str = ""
    jenis: str = ""
    judul: str = ""
    status: str = ""
    beda: tuple[Beda, ...] = ()
    dokumen_ada: bool = False
    dihapus: bool = False
    isi_dihapus: bool = False
    konflik: bool = False
    bukan_tetap: bool = False

    @property
    def beres(self) -> bool:
        """Whether nothing is left to be asked: the paper agrees, and its signature, if it has one, is proved."""
        baik = (KeadaanTanda.SAH, KeadaanTanda.TIDAK_ADA)
        return self.hasil is HasilPeriksa.COCOK and self.tanda.keadaan in baik and not self.konflik


@intention(Wewenang.PERIKSA_FORMULIR)
def check_form(kantor: Kantor, teks: str) -> Pemeriksaan:
    """Return what the store says about the paper with this code; one audit row tells that it was asked.

    ``teks`` is a scanned QR text or a typed short code. Raises ``UserError`` for a text that is neither whole
    (``kode_cetak_…``), and for a short code that several versions share.
    """
    return _check(kantor, read_code(teks))


@intention(Wewenang.PERIKSA_FORMULIR)
def check_form_file(kantor: Kantor, path: Path) -> Pemeriksaan:
    """Return ``check_form`` for the code that one of our own PDF files holds; raises ``UserError`` where it has none.

    Only the code is read: whether the pages still say what they said is for the eye, or for the paper's own QR.
    """
    with path.open("rb") as berkas:
        teks = find_text(berkas.read(MAKS_BERKAS))
    if teks is None:
        raise UserError("kode_cetak_tanpa_berkas", berkas=path.name)
    return _check(kantor, read_code(teks))


def _check(kantor: Kantor, kode: PrintedCode | ShortCode) -> Pemeriksaan:
    penguji = PengujiTanda(kantor)
    rev = _named(kantor, kode)
    if rev is None:
        hasil = _unknown(kantor, penguji, kode)
    elif isinstance(kode, PrintedCode) and (rev.doc_id != kode.doc_id or rev.kind not in FIXED):
        # Its parts do not belong together: no program of ours printed it.
        hasil = Pemeriksaan(HasilPeriksa.TIDAK_SAH, short_code(kode.rev_id), pindaian=True, boleh_lihat=False)
    else:
        hasil = _compare(kantor, penguji, kode, rev)
    with kantor.write("periksa_formulir", rev.doc_id if rev is not None else "", {"hasil": hasil.hasil.value}) as tx:
        tx.detail["kode"] = hasil.kode
    return hasil


def _named(kantor: Kantor, kode: PrintedCode | ShortCode) -> Revision | None:
    """Return the version that a code names; of a short code the one fixed version, since no draft is printed with one.

    Raises ``UserError`` where several have the same short code.
    """
    if isinstance(kode, PrintedCode):
        return kantor.store.revision(kode.rev_id)
    ketemu = [rev for _, rev in kantor.store.between(kode.first, kode.last, limit=MAKS_SAMA) if rev.kind in FIXED]
    tetap = [rev for rev in ketemu if _is_erased(rev) or _is_fixed(rev)] or ketemu
    if len(tetap) > 1:
        raise UserError("kode_cetak_ganda")
    return tetap[0] if tetap else None


def _unknown(kantor: Kantor, penguji: PengujiTanda, kode: PrintedCode | ShortCode) -> Pemeriksaan:
    """Return what can be said of a version that is not here: without its bytes no signature can be proved."""
    if isinstance(kode, ShortCode):
        return Pemeriksaan(HasilPeriksa.TIDAK_DIKENAL, short_code(kode.first), pindaian=False)
    ada = kantor.store.document(kode.doc_id) is not None
    keadaan, nama, penanda = KeadaanTanda.TIDAK_ADA, "", ""
    if kode.kunci:
        penanda = penguji.owner(kode.kunci)
        nama = penguji.name(penanda) if penanda else ""
        keadaan = KeadaanTanda.ISI_BELUM_ADA if penanda else KeadaanTanda.KUNCI_TIDAK_DIKENAL
    return Pemeriksaan(
        hasil=HasilPeriksa.TIDAK_DIKENAL,
        kode=short_code(kode.rev_id),
        pindaian=True,
        bertanda=bool(kode.kunci),
        tanda=HasilTandaTangan(keadaan, nama, penanda, kode.rev_id, kode.kunci),
        dokumen_ada=ada,
    )


def _compare(kantor: Kantor, penguji: PengujiTanda, kode: PrintedCode | ShortCode, rev: Revision) -> Pemeriksaan:
    """Return how a version that is here stands to its document's present one, and how its signature stands."""
    dokumen = kantor.store.document(rev.doc_id)
    if dokumen is None:
        return _unknown(kantor, penguji, kode)
    boleh = _may_see(kantor, dokumen)
    tanda = _signature(kantor, penguji, kode, rev)
    hapus = _is_erased(rev)
    bukan_tetap = not hapus and not _is_fixed(rev)
    sama = not hapus and not dokumen.deleted and exact(rev.body, rev.kind) == exact(dokumen.body, dokumen.kind)
    hasil = HasilPeriksa.COCOK if sama else HasilPeriksa.VERSI_LAMA
    if bukan_tetap or tanda.keadaan in (KeadaanTanda.TIDAK_SAH, KeadaanTanda.KUNCI_TIDAK_DIJAMIN):
        hasil = HasilPeriksa.TIDAK_SAH
    tampak = boleh and not hapus and not dokumen.deleted and hasil is HasilPeriksa.VERSI_LAMA
    return Pemeriksaan(
        hasil=hasil,
        kode=short_code(rev.rev_id),
        pindaian=isinstance(kode, PrintedCode),
        bertanda=isinstance(kode, PrintedCode) and bool(kode.tanda),
        tanda=tanda if boleh else HasilTandaTangan(tanda.keadaan),
        boleh_lihat=boleh,
        doc_id=rev.doc_id if boleh else "",
        jenis=dokumen.kind,
        judul=title_of(kantor, dokumen) if boleh and not hapus else "",
        status=status_of(dokumen.body) if boleh else "",
        beda=list_differences(kantor, rev.body, dokumen.body) if tampak else (),
        dokumen_ada=True,
        dihapus=dokumen.deleted,
        isi_dihapus=hapus,
        konflik=bool(dokumen.conflicts),
        bukan_tetap=bukan_tetap,
    )


def _signature(kantor: Kantor, penguji: PengujiTanda, kode: PrintedCode | ShortCode, rev: Revision) -> HasilTandaTangan:
    """Return how the paper's own signature stands; of a code without one, the stored signature of that version."""
    tersimpan = [s for s in signatures_of(kantor, [rev.doc_id]).get(rev.doc_id, []) if s.isi.revisi == rev.rev_id]
    if isinstance(kode, PrintedCode) and kode.tanda:
        sama = [s for s in tersimpan if (s.isi.kunci, s.isi.tanda) == (kode.kunci, kode.tanda)]
        if sama:
            return _best(penguji, sama, rev)
        isi = TandaTangan(
            dokumen=kode.doc_id,
            revisi=kode.rev_id,
            perbuatan=PERBUATAN_JENIS.get(rev.kind, Perbuatan.TETAPKAN),
            penanda=rev.who,
            kunci=kode.kunci,
            tanda=kode.tanda,
        )
        keadaan = penguji.judge(isi, rev)
        return HasilTandaTangan(keadaan, penguji.name(rev.who), rev.who, rev.rev_id, kode.kunci, rev.device)
    return _best(penguji, tersimpan, rev) if tersimpan else HasilTandaTangan(KeadaanTanda.TIDAK_ADA)


def _best(penguji: PengujiTanda, tanda: list[Tertanda], rev: Revision) -> HasilTandaTangan:
    return min((judge_one(penguji, s, rev) for s in tanda), key=lambda s: s.keadaan is not KeadaanTanda.SAH)


def _may_see(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who asks may see the document; looking at somebody else's leaves its own audit row."""
    if not reaches(kantor, LIHAT[dokumen.kind], dokumen):
        return False
    kantor.note_read(dokumen.doc_id, person_of(kantor, dokumen)[0])
    return True


def _is_fixed(rev: Revision) -> bool:
    return not rev.deleted and status_of(rev.body) == FIXED[rev.kind]


def _is_erased(rev: Revision) -> bool:
    """Tell whether a lawful erasure has taken the body away: what is left does not hash to its name."""
    return sha256(rev.raw).hexdigest() != rev.rev_id
