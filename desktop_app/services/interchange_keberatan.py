"""What an interchange file may say of an objection: a decision on signed paper, never by the assessor, never twice."""

from __future__ import annotations

from desktop_app.domain.codec import Dokumen
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan_keberatan import assessors_of, evaluated
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import is_final_by_head
from desktop_app.services.keberatan_menahan import decisions_about
from desktop_app.services.penguji_putusan import is_whole


def require_decision(kantor: Kantor, doc_id: str, isi: PutusanKeberatan, lama: Dokumen | None) -> None:
    """Raise ``UserError`` where who acts may not record this decision: he assessed, is judged, or it is signed.

    ``wewenang_kurang``, ``penilaian_diri_sendiri``, ``putusan_bukan_oleh_penilai``, ``putusan_sudah_ditetapkan``.
    """
    kantor.require(Wewenang.CATAT_TETAP, doc_id, isi.pegawai_id)
    ada = lama if isinstance(lama, PutusanKeberatan) else None
    penilai = assessors_of(kantor.store, isi.penilaian_id) | {isi.penilai_id}
    if ada is not None:
        penilai |= assessors_of(kantor.store, ada.penilaian_id) | {ada.penilai_id}
    if kantor.pelaku.pegawai_id in penilai - {""}:
        kantor.refuse(Wewenang.CATAT_TETAP, doc_id, "putusan_bukan_oleh_penilai")
    if ada is not None and ada.status is StatusPutusan.DITETAPKAN:
        raise UserError("putusan_sudah_ditetapkan")


def require_lawful(kantor: Kantor, doc_id: str, isi: PutusanKeberatan) -> None:
    """Raise ``UserError`` where a determined decision of a file cannot stand: not whole, final by law, or a second one.

    ``isi`` has all that the program puts in; its evaluation is in the store, what the file wrote counted in.
    """
    if not is_whole(isi):
        raise UserError("putusan_belum_lengkap")
    nilai = evaluated(kantor.store, isi.penilaian_id)
    if nilai is not None and nilai.oleh_atasan:
        raise UserError("keberatan_final_atasan")
    if nilai is not None and is_final_by_head(kantor, nilai):
        raise UserError("keberatan_final_pimpinan")
    for lain, satu in decisions_about(kantor.store, isi.penilaian_id):
        if lain != doc_id and satu.status is StatusPutusan.DITETAPKAN:
            raise UserError("putusan_sudah_ada")
