"""What is checked before anything is typed or decided: whose words a field holds, and that nobody judges himself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from db import Document
from desktop_app.domain.codec import Dokumen, decode_kind
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan import UBAH, person_of, posts_of, reaches, require_reach
from desktop_app.services.kantor import Kantor


def may_type(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may type into a document at all."""
    perlu = UBAH.get(dokumen.kind)
    return perlu is not None and reaches(kantor, perlu, dokumen)


def may_rate(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may type what the assessor says in an evaluation: ratings, feedback, achievement."""
    return dokumen.kind == "penilaian" and reaches(kantor, Wewenang.ISI_RATING, dokumen)


def may_decide(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may determine or finalise a document, give it back, or reopen it."""
    perlu = {"skp": Wewenang.TETAPKAN_SKP, "penilaian": Wewenang.NILAI}.get(dokumen.kind)
    return perlu is not None and reaches(kantor, perlu, dokumen)


def may_choose_penilai(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether who acts may name another assessor: nobody whose right ends at his own documents."""
    perlu = UBAH.get(dokumen.kind)
    return perlu is not None and kantor.pelaku.reach(perlu) > Jangkauan.SENDIRI


def require_typing(kantor: Kantor, dokumen: Document, isi: Dokumen, parents: Sequence[str]) -> None:
    """Raise ``UserError`` where who acts may not type ``isi`` into ``dokumen`` over the revisions ``parents``.

    Compared is what those revisions say, so that what others wrote meanwhile is not held against him. An employee
    changes only what he reached; whom a document is about stays; its assessor is one of the person's posts.
    """
    perlu = UBAH.get(dokumen.kind)
    if perlu is None:
        # Accounts, signatures and erasure records are written by the program alone.
        kantor.refuse(Wewenang.UBAH_PENGATURAN, dokumen.doc_id)
    require_reach(kantor, perlu, dokumen)
    if kantor.pelaku.tanpa_sandi or not isinstance(isi, Skp | Penilaian):
        return
    dasar = list(_bases(kantor, dokumen, parents))
    if kantor.pelaku.reach(perlu) is not Jangkauan.SEMUA:
        _require_same_people(kantor, dokumen, isi, dasar)
    if isinstance(isi, Penilaian) and not _may_rate_both(kantor, dokumen, isi) and not _same_judgement(isi, dasar):
        kantor.refuse(Wewenang.ISI_RATING, dokumen.doc_id, "bukan_isian_anda")


def require_step(kantor: Kantor, perlu: Wewenang, doc_id: str, isi: Skp | Penilaian, *, signs: bool) -> None:
    """Raise ``UserError`` where the step is not his for ``isi`` as it will be stored.

    Who determines or finalises is printed as assessor, so ``signs`` asks for the very person whom ``isi`` names; to
    give back or reopen, whoever assesses him now is enough.
    """
    if signs:
        kantor.require(perlu, doc_id, isi.pegawai_id, isi.penilai_id)
    elif perlu is not Wewenang.SUSUN_SKP:
        kantor.require_other(perlu, doc_id, isi.pegawai_id)


def _bases(kantor: Kantor, dokumen: Document, parents: Sequence[str]) -> Iterable[Dokumen]:
    if set(parents) == set(dokumen.heads):
        yield decode_kind(dokumen.kind, dokumen.body)
        return
    for rev_id in parents:
        rev = kantor.store.revision(rev_id)
        if rev is not None and not rev.deleted:
            yield decode_kind(dokumen.kind, rev.body)


def _require_same_people(kantor: Kantor, dokumen: Document, isi: Skp | Penilaian, dasar: list[Dokumen]) -> None:
    lama = [satu for satu in dasar if isinstance(satu, Skp | Penilaian)]
    if not any(_about(satu) == _about(isi) for satu in lama):
        kantor.refuse(UBAH[dokumen.kind], dokumen.doc_id, "bukan_isian_anda")
    if any(satu.penilai_id == isi.penilai_id for satu in lama):
        return
    pegawai = kantor.store.document(isi.pegawai_id)
    if pegawai is None or pegawai.deleted or isi.penilai_id not in posts_of(pegawai):
        kantor.refuse(UBAH[dokumen.kind], dokumen.doc_id, "bukan_isian_anda")


def _about(isi: Skp | Penilaian) -> tuple[object, ...]:
    """Return whom and what a document is about, and the assessor's note of a return."""
    if isinstance(isi, Penilaian):
        return isi.pegawai_id, isi.unit_kode, isi.skp_id, isi.periode
    return isi.pegawai_id, isi.unit_kode, isi.catatan_pengembalian


def _may_rate_both(kantor: Kantor, dokumen: Document, isi: Penilaian) -> bool:
    """Tell whether he may rate, also where ``isi`` names another person than the stored document."""
    pegawai_id, penilai_id = person_of(kantor, dokumen)
    return all(kantor.pelaku.may(Wewenang.ISI_RATING, satu, penilai_id) for satu in (pegawai_id, isi.pegawai_id))


def _same_judgement(isi: Penilaian, dasar: Iterable[Dokumen]) -> bool:
    return any(isinstance(satu, Penilaian) and judgement_of(satu) == judgement_of(isi) for satu in dasar)


def judgement_of(isi: Penilaian) -> tuple[object, ...]:
    """Return what the assessor says in an evaluation: everything but what was reached."""
    return (
        isi.capaian_organisasi,
        isi.rating_hasil,
        isi.rating_perilaku,
        isi.perilaku,
        isi.catatan,
        isi.tanggal,
        {satu.id: satu.umpan_balik for satu in isi.realisasi if satu.umpan_balik},
    )
