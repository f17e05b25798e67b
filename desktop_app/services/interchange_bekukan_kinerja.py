"""What the program itself puts into a journal, an evaluation's way, a decision and credit points of a file."""

from __future__ import annotations

import msgspec

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan, TanggapanJurnal
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.jurnal import EntriJurnal, Jurnal, sidik_entri
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.pegawai import Identitas
from desktop_app.services.angka_kredit_hitung import as_text, compute
from desktop_app.services.aturan_nilai import decided_under
from desktop_app.services.fakta_evaluasi import final_revision
from desktop_app.services.interchange_keberatan import require_lawful
from desktop_app.services.jangkauan_keberatan import evaluated
from desktop_app.services.kantor import Kantor
from desktop_app.services.skp import settled_identity

_ORANG = {"pegawai": None, "penilai": None}
_PUTUSAN = {"predikat": None, "aturan": "", **_ORANG, "atasan_penilai": None}
_ANGKA = {"predikat": None, "persen": "", "koefisien": "", "angka": "", "aturan": "", **_ORANG}


def as_typed_performance(isi: Dokumen) -> Dokumen:
    """Return a document of the stages after planning without what the program itself puts into it."""
    if isinstance(isi, Jurnal):
        return msgspec.structs.replace(isi, entri=tuple(_without_mark(satu) for satu in isi.entri))
    if isinstance(isi, DokumenEvaluasi):
        return msgspec.structs.replace(isi, penilaian_rev="")
    if isinstance(isi, PutusanKeberatan):
        return msgspec.structs.replace(isi, penilaian_rev="", pembukaan=(), **_PUTUSAN)
    if isinstance(isi, AngkaKredit):
        return msgspec.structs.replace(isi, **_ANGKA)
    if isinstance(isi, UmpanBalikBimbingan):
        return msgspec.structs.replace(isi, **_ORANG)
    if isinstance(isi, Coaching | Mentoring | EvaluasiKompetensi):
        return msgspec.structs.replace(isi, **_ORANG, pembimbing=None)
    return isi


def _without_mark(entri: EntriJurnal) -> EntriJurnal:
    return msgspec.structs.replace(entri, sidik="")


def freeze_performance(kantor: Kantor, doc_id: str, isi: Dokumen, lama: bytes | None) -> Dokumen:
    """Return the document with what the program puts in; ``lama`` is the stored body.

    Raises ``UserError`` while versions of a person or an evaluation to be named disagree, and where credit points
    cannot be computed.
    """
    if isinstance(isi, Jurnal):
        return _marked(isi, decode_as(Jurnal, lama) if lama is not None else None)
    if isinstance(isi, DokumenEvaluasi):
        rev = decode_as(DokumenEvaluasi, lama).penilaian_rev if lama is not None else ""
        return msgspec.structs.replace(isi, penilaian_rev=rev or _final_version(kantor, isi.penilaian_id))
    if isinstance(isi, PutusanKeberatan):
        ada = decode_as(PutusanKeberatan, lama) if lama is not None else None
        rev = ada.penilaian_rev if ada is not None else ""
        isi = msgspec.structs.replace(
            isi,
            penilaian_rev=rev or _final_version(kantor, isi.penilaian_id),
            pembukaan=ada.pembukaan if ada is not None else (),
        )
        return _decided(kantor, doc_id, isi) if isi.status is StatusPutusan.DITETAPKAN else isi
    if isinstance(isi, AngkaKredit) and isi.status is StatusPutusan.DITETAPKAN:
        return _determined(kantor, doc_id, isi)
    if isinstance(isi, Coaching | Mentoring | EvaluasiKompetensi) and isi.status is StatusPembinaan.SELESAI:
        return msgspec.structs.replace(isi, pembimbing=_known(kantor, isi.pembimbing_id, isi), **_people(kantor, isi))
    if isinstance(isi, UmpanBalikBimbingan) and isi.status is StatusPembinaan.SELESAI:
        return msgspec.structs.replace(isi, **_people(kantor, isi))
    return isi


Bertanda = Coaching | Mentoring | EvaluasiKompetensi | UmpanBalikBimbingan
"""What guidance leaves on signed paper."""


def _people(kantor: Kantor, isi: Bertanda) -> dict[str, Identitas]:
    return {
        "pegawai": settled_identity(kantor, isi.pegawai_id, isi.tanggal),
        "penilai": _known(kantor, isi.penilai_id, isi),
    }


def _marked(isi: Jurnal, lama: Jurnal | None) -> Jurnal:
    """Return a journal whose answers carry the mark of the words they answer; an answer that stands keeps its own."""
    dulu = {satu.id: satu for satu in lama.entri} if lama is not None else {}

    def mark(satu: EntriJurnal) -> EntriJurnal:
        ada = dulu.get(satu.id)
        if ada is not None and _without_mark(ada) == satu:
            return ada
        dijawab = satu.tanggapan is not TanggapanJurnal.BELUM
        return msgspec.structs.replace(satu, sidik=sidik_entri(satu) if dijawab else "")

    return msgspec.structs.replace(isi, entri=tuple(mark(satu) for satu in isi.entri))


def _final_version(kantor: Kantor, penilaian_id: str) -> str:
    """Return the revision that made an evaluation final, what this file wrote counted in."""
    dokumen = kantor.store.document(penilaian_id)
    if dokumen is not None and dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=penilaian_id)
    final = final_revision(kantor, penilaian_id)
    return final.rev_id if final is not None else ""


def _decided(kantor: Kantor, doc_id: str, isi: PutusanKeberatan) -> PutusanKeberatan:
    nilai = evaluated(kantor.store, isi.penilaian_id)
    if nilai is None:
        raise UserError("putusan_tanpa_penilaian")
    aturan_id, predikat = decided_under(kantor, nilai, isi.rating_hasil, isi.rating_perilaku)
    mengubah = isi.keputusan is KeputusanKeberatan.MENGUBAH
    isi = msgspec.structs.replace(
        isi,
        aturan=aturan_id,
        predikat=predikat if mengubah else None,
        pegawai=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
        penilai=_known(kantor, isi.penilai_id, isi),
        atasan_penilai=_known(kantor, isi.atasan_id, isi),
    )
    require_lawful(kantor, doc_id, isi)
    return isi


def _known(kantor: Kantor, pegawai_id: str, isi: PutusanKeberatan | AngkaKredit | Bertanda) -> Identitas:
    return settled_identity(kantor, pegawai_id, isi.tanggal) if pegawai_id else Identitas()


def _determined(kantor: Kantor, doc_id: str, isi: AngkaKredit) -> AngkaKredit:
    """Return credit points with the numbers of the rule set, as the window freezes them."""
    hasil = compute(kantor, msgspec.structs.replace(isi, status=StatusPutusan.DRAFT), doc_id)
    penting = [satu.kode for satu in hasil.temuan if satu.penting]
    if penting or hasil.angka is None:
        raise UserError("ak_belum_lengkap", jumlah=max(len(penting), 1), temuan=penting)
    jenjang = hasil.aturan_jenjang
    return msgspec.structs.replace(
        isi,
        predikat=hasil.isi.predikat,
        persen=as_text(hasil.persen) if hasil.persen is not None else "",
        koefisien=as_text(jenjang.koefisien) if jenjang else "",
        angka=as_text(hasil.angka),
        aturan=hasil.aturan.id,
        pegawai=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
        penilai=_known(kantor, isi.penilai_id, isi),
    )
