"""What the program itself puts into a document of an interchange file: identities, predicate, revisions (section 9)."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from db import Transaction
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.penilaian import HasilPeriodik, Penilaian
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.skp import Skp
from desktop_app.services.aturan_nilai import frozen_under
from desktop_app.services.interchange_bekukan_kinerja import as_typed_performance, freeze_performance
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import atasan_penilai, pin_skp
from desktop_app.services.skp import settled_identity


def as_typed(isi: Dokumen) -> Dokumen:
    """Return ``isi`` without what the program itself puts into a document."""
    if isinstance(isi, Skp):
        tanpa_sidik = tuple(msgspec.structs.replace(satu, sidik={}) for satu in isi.adendum)
        return msgspec.structs.replace(isi, pegawai=None, penilai=None, adendum=tanpa_sidik)
    if isinstance(isi, Penilaian):
        kosong = {
            "predikat": None,
            "aturan": "",
            "skp_rev": "",
            "periodik": _old_result(isi, ()),
            "pegawai": None,
            "penilai": None,
            "atasan_penilai": None,
        }
        return msgspec.structs.replace(isi, **kosong)
    if isinstance(isi, Adendum):
        return msgspec.structs.replace(isi, skp_rev="", pegawai=None, penilai=None)
    if isinstance(isi, SerahTerima):
        return msgspec.structs.replace(_with_revisions(isi, {}), penyerah=None, penerima=None)
    return as_typed_performance(isi)


def freeze(
    kantor: Kantor, tx: Transaction, doc_id: str, isi: Dokumen, lama: bytes | None, revs: Mapping[str, str]
) -> Dokumen:
    """Return the document with what the program puts in; ``lama`` is the stored body, ``revs`` what was just written.

    Raises ``UserError`` while versions of a person to be named disagree.
    """
    if isinstance(isi, Skp):
        isi = _with_sidik(isi, decode_as(Skp, lama) if lama is not None else None)
    if isinstance(isi, Skp) and isi.status is StatusSkp.DITETAPKAN:
        return msgspec.structs.replace(
            isi,
            pegawai=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
            penilai=settled_identity(kantor, isi.penetap_id or isi.penilai_id, isi.tanggal),
        )
    if isinstance(isi, Penilaian):
        dulu = decode_as(Penilaian, lama).periodik if lama is not None else ()
        isi = msgspec.structs.replace(isi, periodik=_old_result(isi, dulu))
        return _final(kantor, tx, isi, revs) if isi.status is StatusPenilaian.FINAL else isi
    if isinstance(isi, Adendum):
        return _adendum(kantor, tx, isi, decode_as(Adendum, lama) if lama is not None else None, revs)
    if isinstance(isi, SerahTerima):
        return _serah_terima(kantor, isi, decode_as(SerahTerima, lama) if lama is not None else None, revs)
    return freeze_performance(kantor, doc_id, isi, lama)


def _old_result(isi: Penilaian, dulu: tuple[HasilPeriodik, ...]) -> tuple[HasilPeriodik, ...]:
    """Return the old unit's result as a file tells it, with the document of ``dulu`` that says the very same.

    Other results that an evaluation looked back on are the program's to say: none here.
    """
    if isi.tidak_dinilai is not SebabTidakDinilai.HASIL_UNIT_LAMA:
        return ()
    dikenal = {(satu.periode, satu.predikat): satu for satu in dulu}
    return tuple(
        dikenal.get((satu.periode, satu.predikat), msgspec.structs.replace(satu, id="", rev=""))
        for satu in isi.periodik
    )


def _with_sidik(isi: Skp, lama: Skp | None) -> Skp:
    """Return an SKP whose marks of addenda keep what is stored of them: a file never tells what an addendum made."""
    sidik = {satu.id: satu.sidik for satu in lama.adendum} if lama is not None else {}
    tanda = tuple(msgspec.structs.replace(satu, sidik=sidik.get(satu.id, {})) for satu in isi.adendum)
    return msgspec.structs.replace(isi, adendum=tanda)


def _final(kantor: Kantor, tx: Transaction, isi: Penilaian, revs: Mapping[str, str]) -> Penilaian:
    aturan_id, predikat = frozen_under(kantor, isi)
    return msgspec.structs.replace(
        isi,
        skp_rev=revs.get(isi.skp_id) or _pinned(kantor, tx, isi.skp_id),
        aturan=aturan_id,
        predikat=predikat,
        pegawai=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
        penilai=settled_identity(kantor, isi.penilai_id, isi.tanggal),
        atasan_penilai=atasan_penilai(kantor, isi, isi.tanggal),
    )


def _adendum(kantor: Kantor, tx: Transaction, isi: Adendum, lama: Adendum | None, revs: Mapping[str, str]) -> Adendum:
    """Return an addendum with the plan it was written over; an accepted one with both identities.

    Of a new one that is accepted already it is the determined SKP before this file, where the file brings this addendum
    alone; else it is not known, since the SKP contains it by now.
    """
    rev = lama.skp_rev if lama is not None else ""
    if not rev and isi.status in (StatusAdendum.DRAFT, StatusAdendum.DIAJUKAN):
        rev = _pinned(kantor, tx, isi.skp_id)
    if isi.status is not StatusAdendum.DITERIMA:
        return msgspec.structs.replace(isi, skp_rev=rev)
    rev = rev or _plan_before(kantor, isi, revs.get(isi.skp_id, ""))
    return msgspec.structs.replace(
        isi,
        skp_rev=rev,
        pegawai=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
        penilai=settled_identity(kantor, isi.penilai_id, isi.tanggal),
    )


def _plan_before(kantor: Kantor, isi: Adendum, rev_id: str) -> str:
    """Return the determined revision that the SKP's revision ``rev_id`` goes on from with ``isi`` as its only news."""
    kini = kantor.store.revision(rev_id) if rev_id else None
    dulu = kantor.store.revision(kini.parents[0]) if kini is not None and len(kini.parents) == 1 else None
    if kini is None or dulu is None or dulu.deleted or dulu.erased:
        return ""
    lama, baru = decode_as(Skp, dulu.body), decode_as(Skp, kini.body)
    dimuat = {satu.id for satu in lama.adendum}
    tambah = [(satu.nomor, satu.tanggal) for satu in baru.adendum if satu.id not in dimuat]
    if lama.status is not StatusSkp.DITETAPKAN or tambah != [(isi.nomor, isi.tanggal)]:
        return ""
    return dulu.rev_id


def _serah_terima(kantor: Kantor, isi: SerahTerima, lama: SerahTerima | None, revs: Mapping[str, str]) -> SerahTerima:
    """Return a hand-over with the version of each document: of a done one that which holds now, where none stands."""
    versi = {satu.id: satu.revisi for orang in (lama.bawahan if lama else ()) for satu in orang.dokumen}
    if isi.status is not StatusSerahTerima.SELESAI:
        return _with_revisions(isi, versi)
    for satu in (satu for orang in isi.bawahan for satu in orang.dokumen):
        dokumen = kantor.store.document(satu.id)
        kini = dokumen.heads[0] if dokumen is not None and len(dokumen.heads) == 1 else ""
        versi[satu.id] = versi.get(satu.id) or revs.get(satu.id) or kini
    return msgspec.structs.replace(
        _with_revisions(isi, versi),
        penyerah=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
        penerima=settled_identity(kantor, isi.penerima_id, isi.tanggal),
    )


def _with_revisions(isi: SerahTerima, versi: Mapping[str, str]) -> SerahTerima:
    return msgspec.structs.replace(
        isi,
        bawahan=tuple(
            msgspec.structs.replace(
                orang,
                dokumen=tuple(msgspec.structs.replace(satu, revisi=versi.get(satu.id, "")) for satu in orang.dokumen),
            )
            for orang in isi.bawahan
        ),
    )


def _pinned(kantor: Kantor, tx: Transaction, skp_id: str) -> str:
    """Return the revision of an SKP as it stands now, this transaction counted in."""
    dokumen = kantor.store.document(skp_id)
    return pin_skp(kantor, tx, dokumen) if dokumen is not None else ""
