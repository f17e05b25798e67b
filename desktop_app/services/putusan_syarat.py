"""What must hold before an objection is recorded or decided: the law leaves it open, and its days have come."""

from __future__ import annotations

from datetime import date

from db import Store
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.services.jangkauan_keberatan import judges_of, superior_for
from desktop_app.services.jangkauan_sengketa import believed_day
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import is_final_by_head
from desktop_app.services.keberatan_menahan import decisions_about, is_decided


def paper_judge(kantor: Kantor, penilaian_id: str, nilai: Penilaian) -> str:
    """Return who judges an objection on paper: who acts where he may, else the superior of the evaluation's day."""
    hari = believed_day(kantor)
    tentang = {"pegawai_id": nilai.pegawai_id, "penilaian_id": penilaian_id, "periode": nilai.periode}
    orang = kantor.pelaku.pegawai_id
    return orang if orang in judges_of(kantor.store, tentang, hari) else superior_for(kantor.store, nilai, hari)


def require_open_to_objection(kantor: Kantor, penilaian_id: str, nilai: Penilaian) -> None:
    """Raise ``UserError`` where a result is no final one, is final by law (P6:90), or was decided about before."""
    if nilai.status is not StatusPenilaian.FINAL:
        raise UserError("keberatan_belum_final")
    if nilai.oleh_atasan:
        raise UserError("keberatan_final_atasan")
    if is_final_by_head(kantor, nilai):
        raise UserError("keberatan_final_pimpinan")
    if is_decided(kantor.store, penilaian_id):
        raise UserError("putusan_sudah_ada")


def require_past(kantor: Kantor, tanggal: date) -> bool:
    """Raise ``UserError`` ``tanggal_di_depan`` for a day to come; return whether the clock leaves it in doubt."""
    hari = believed_day(kantor)
    if hari is not None and tanggal > hari:
        raise UserError("tanggal_di_depan", tanggal=format_tanggal(tanggal), hari=format_tanggal(hari))
    return hari is None or kantor.claim().doubt


def open_paper(store: Store, penilaian_id: str) -> str | None:
    """Return the objection on paper that is open about the version that holds, None where there is none."""
    ada = decisions_about(store, penilaian_id)
    terbuka = (doc_id for doc_id, isi in ada if not isi.keberatan_id and isi.status is StatusPutusan.DRAFT)
    return min(terbuka, default=None)
