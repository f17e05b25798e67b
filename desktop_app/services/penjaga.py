"""What is checked before anything is typed or decided: whose words a field holds, and that nobody judges himself."""

from __future__ import annotations

from collections.abc import Sequence

from db import Document
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import UNTUK_SEMUA_KANTOR, Dokumen, decode_as, decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.kelompok import kelompok_of
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan import UBAH, person_of, posts_of, reaches
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.penjaga_rencana import fault_of


def may_type(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may type into a document at all."""
    perlu = UBAH.get(dokumen.kind)
    return perlu is not None and not is_from_above(kantor, dokumen) and reaches(kantor, perlu, dokumen)


def is_from_above(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether a document is one that the kabupaten keeps for its offices and this office only reads."""
    return dokumen.kind in UNTUK_SEMUA_KANTOR and dokumen.scope != kantor.profil.kode


def may_rate(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may type what the assessor says in an evaluation: ratings, feedback, achievement."""
    return dokumen.kind == "penilaian" and reaches(kantor, Wewenang.ISI_RATING, dokumen)


def may_decide(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may determine or finalise a document, give it back, or reopen it."""
    perlu = {"skp": Wewenang.TETAPKAN_SKP, "penilaian": Wewenang.NILAI, "adendum": Wewenang.TETAPKAN_SKP}.get(
        dokumen.kind
    )
    return perlu is not None and reaches(kantor, perlu, dokumen)


def may_choose_penilai(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may name another assessor: nobody whose right ends at his own documents."""
    perlu = UBAH.get(dokumen.kind)
    return perlu is not None and kantor.pelaku.reach(perlu) > Jangkauan.SENDIRI


def may_name_agency(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may type the agency of a plan: it is the office's, so whose right reaches everybody."""
    perlu = UBAH.get(dokumen.kind)
    return perlu is not None and kantor.pelaku.reach(perlu) is Jangkauan.SEMUA


def require_own_reopening(kantor: Kantor, dokumen: Document) -> None:
    """Raise ``UserError`` where a kabupaten would open another office's signed document again: it gives it back."""
    if kantor.profil.peran is Peran.KABUPATEN and dokumen.scope != kantor.profil.kode:
        raise UserError("kabupaten_tidak_membuka")


def require_typing(kantor: Kantor, dokumen: Document, isi: Dokumen, parents: Sequence[str]) -> None:
    """Raise ``UserError`` where who acts may not type ``isi`` into ``dokumen`` over the revisions ``parents``."""
    if halangan := typing_fault(kantor, dokumen, isi, parents):
        kantor.refuse(halangan[0], dokumen.doc_id, halangan[1])


def typing_fault(
    kantor: Kantor, dokumen: Document, isi: Dokumen, parents: Sequence[str]
) -> tuple[Wewenang, str] | None:
    """Return what keeps who acts from typing ``isi`` into ``dokumen`` over ``parents``: the act he lacks, and a code.

    Compared is what those revisions say together, so that what others wrote meanwhile is not held against him. Whom
    and what a document is about is never typed anew. An employee changes only what he reached; his assessor is one of
    his posts.
    """
    perlu = UBAH.get(dokumen.kind)
    if perlu is None:
        # Accounts, signatures and erasure records are written by the program alone.
        return Wewenang.UBAH_PENGATURAN, "wewenang_kurang"
    if is_from_above(kantor, dokumen):
        return perlu, "dokumen_kabupaten"
    if not reaches(kantor, perlu, dokumen):
        return perlu, "wewenang_kurang"
    if not isinstance(isi, Skp | Penilaian | Adendum):
        dilihat = _basis(kantor, dokumen, parents) if isinstance(isi, RencanaPengembangan) else None
        kode = fault_of(kantor, decode_kind(dokumen.kind, dokumen.body), isi, dilihat)
        return (perlu, kode) if kode else None
    dasar = _basis(kantor, dokumen, parents)
    lama = dasar or decode_kind(dokumen.kind, dokumen.body)
    if not isinstance(lama, Skp | Penilaian | Adendum) or _identity(isi) != _identity(lama):
        return perlu, "bukan_isian_anda"
    if kantor.pelaku.tanpa_sandi:
        return None
    if kantor.pelaku.reach(perlu) is not Jangkauan.SEMUA and not _same_people(kantor, isi, dasar):
        return perlu, "bukan_isian_anda"
    if isinstance(isi, Penilaian) and not _may_rate_both(kantor, dokumen, isi) and not _same_judgement(isi, dasar):
        return Wewenang.ISI_RATING, "bukan_isian_anda"
    return None


def require_step(kantor: Kantor, perlu: Wewenang, doc_id: str, isi: Skp | Penilaian | Adendum, *, signs: bool) -> None:
    """Raise ``UserError`` where the step is not his for ``isi`` as it will be stored.

    Who determines or finalises is printed as assessor, so ``signs`` asks for the very person whom ``isi`` names; to
    give back or reopen, whoever assesses him now is enough.
    """
    if signs:
        kantor.require(perlu, doc_id, isi.pegawai_id, isi.penilai_id)
    elif perlu is not Wewenang.SUSUN_SKP:
        kantor.require_other(perlu, doc_id, isi.pegawai_id)


def _basis(kantor: Kantor, dokumen: Document, parents: Sequence[str]) -> Dokumen | None:
    """Return what the revisions ``parents`` say together; None where they disagree or say nothing any more."""
    if set(parents) == set(dokumen.heads):
        return decode_kind(dokumen.kind, dokumen.body)
    bersama = kantor.store.joined(dokumen.doc_id, parents) if kantor.store.are_apart(parents) else None
    if bersama is None or bersama.deleted or bersama.conflicts or bersama.kind != dokumen.kind:
        return None
    return decode_kind(bersama.kind, bersama.body)


def _same_people(kantor: Kantor, isi: Skp | Penilaian | Adendum, dasar: Dokumen | None) -> bool:
    """Tell whether what only an office-wide right changes stays as it was.

    Another assessor may be one of the person's posts, another layout the one that post and setting ask for.
    """
    if not isinstance(dasar, Skp | Penilaian | Adendum) or _about(dasar) != _about(isi):
        return False
    pegawai = kantor.store.document(isi.pegawai_id)
    if pegawai is not None and (pegawai.deleted or pegawai.kind != "pegawai"):
        pegawai = None
    if dasar.penilai_id != isi.penilai_id and (pegawai is None or isi.penilai_id not in posts_of(pegawai)):
        return False
    if not isinstance(isi, Skp) or not isinstance(dasar, Skp) or isi.kelompok is dasar.kelompok:
        return True
    jabatan = decode_as(Pegawai, pegawai.body).jabatan_pada(isi.mulai) if pegawai is not None else None
    return jabatan is not None and isi.kelompok is kelompok_of(jabatan, read_ketentuan(kantor))


def _identity(isi: Skp | Penilaian | Adendum) -> tuple[object, ...]:
    """Return what the program alone writes: whom and what a document is about, and what a step or an end leaves.

    Who decides about an addendum follows from the person's record: typed, it would give away a determined plan.
    """
    if isinstance(isi, Adendum):
        return (isi.pegawai_id, isi.penilai_id, isi.skp_id, isi.skp_rev, isi.nomor, isi.tanggal)
    if isinstance(isi, Penilaian):
        # Once the superior took it over, whose superior he is stands fast: another assessor would bring another judge.
        milik = isi.penilai_id if isi.oleh_atasan else ""
        return (isi.pegawai_id, isi.skp_id, isi.periode, isi.oleh_atasan, milik)
    return (isi.pegawai_id, isi.adendum, isi.berakhir, isi.sebab_berakhir, isi.tanggal, isi.penetap_id)


def _about(isi: Skp | Penilaian | Adendum) -> tuple[object, ...]:
    """Return what only an office-wide right changes: the office, its agency, the year, and the assessor's note."""
    if isinstance(isi, Adendum):
        return (isi.unit_kode, isi.catatan_penolakan)
    if isinstance(isi, Penilaian):
        return (isi.unit_kode,)
    return (isi.unit_kode, isi.catatan_pengembalian, isi.instansi, isi.mulai.year, isi.selesai.year)


def _may_rate_both(kantor: Kantor, dokumen: Document, isi: Penilaian) -> bool:
    """Tell whether he may rate, also where ``isi`` names another person than the stored document."""
    pegawai_id, penilai_id = person_of(kantor, dokumen, Wewenang.ISI_RATING)
    return all(kantor.pelaku.may(Wewenang.ISI_RATING, satu, penilai_id) for satu in (pegawai_id, isi.pegawai_id))


def _same_judgement(isi: Penilaian, dasar: Dokumen | None) -> bool:
    return isinstance(dasar, Penilaian) and judgement_of(dasar) == judgement_of(isi)


def judgement_of(isi: Penilaian) -> tuple[object, ...]:
    """Return what the assessor says in an evaluation: everything but what was reached."""
    return (
        isi.capaian_organisasi,
        isi.rating_hasil,
        isi.rating_perilaku,
        isi.alasan_hasil,
        isi.alasan_perilaku,
        isi.tidak_dinilai,
        isi.studi,
        isi.periodik,
        isi.perilaku,
        isi.catatan,
        isi.tanggal,
        # One by one and in order: of two with one id the form prints the first.
        tuple((satu.id, satu.umpan_balik) for satu in isi.realisasi if satu.umpan_balik),
    )
