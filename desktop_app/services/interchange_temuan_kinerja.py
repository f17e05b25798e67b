"""What a file cannot say of the stages after planning: another's SKP, lost events, no final evaluation."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenisAngkaKredit, PemberiUmpanBalik, StatusPutusan, StatusUmpanBalik
from desktop_app.domain.jurnal import Jurnal
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.skp import Skp, find_indikator
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.services.interchange_acuan import Outlook
from desktop_app.services.interchange_baca import Item, Refusals


def findings_of_performance(outlook: Outlook, item: Item, isi: Dokumen, refusals: Refusals) -> list[Temuan]:
    """Return the findings of a changed document; what the format itself forbids goes to the refusals."""
    if isinstance(isi, RencanaAksi | EvaluasiDiri):
        skp = outlook.skp(isi.skp_id)
        if skp is not None and _is_his(item, skp, "skp_id", isi.skp_id, isi.pegawai_id, refusals):
            _check_children(item, isi, skp, refusals)
        return []
    if isinstance(isi, Jurnal):
        return _of_jurnal(outlook, isi)
    if isinstance(isi, UmpanBalikBerkelanjutan):
        skp = outlook.skp(isi.skp_id) if isi.skp_id else None
        if skp is not None:
            _is_his(item, skp, "skp_id", isi.skp_id, isi.pegawai_id, refusals)
        if kode := _fault_of_umpan_balik(isi):
            refusals.add(kode, f"{item.jalur}/isi", item)
        return []
    if isinstance(isi, DokumenEvaluasi | PutusanKeberatan | AngkaKredit):
        _of_evaluated(outlook, item, isi, refusals)
    if isinstance(isi, DokumenEvaluasi):
        _check_events(outlook, item, isi, refusals)
    if isinstance(isi, PutusanKeberatan) and isi.status is StatusPutusan.DITETAPKAN and not isi.atasan_id:
        refusals.add("interchange_kolom_wajib", f"{item.jalur}/isi/atasan_id", item)
    if isinstance(isi, AngkaKredit) and isi.status is StatusPutusan.DITETAPKAN:
        for nama in ("penilai_id", "jenjang"):
            if not getattr(isi, nama):
                refusals.add("interchange_kolom_wajib", f"{item.jalur}/isi/{nama}", item)
    return []


def _is_his(item: Item, milik: Skp | Penilaian, nama: str, doc_id: str, pegawai_id: str, refusals: Refusals) -> bool:
    """Refuse the SKP or the evaluation of somebody else."""
    if milik.pegawai_id == pegawai_id:
        return True
    jalur = f"{item.jalur}/isi/{nama}"
    refusals.add("interchange_acuan_tidak_ada", item.ejaan.get(jalur, jalur), item, acuan=doc_id, jumlah=0)
    return False


def _check_children(item: Item, isi: RencanaAksi | EvaluasiDiri, skp: Skp, refusals: Refusals) -> None:
    """Refuse steps and realisations of a planned result or an indicator that the SKP does not have."""
    hasil = {satu.id for satu in skp.hasil}
    disebut: list[tuple[str, str]] = []
    if isinstance(isi, RencanaAksi):
        for nama in ("aksi", "realisasi"):
            disebut += [(f"{nama}/{n}/hasil_id", s.hasil_id) for n, s in enumerate(getattr(isi, nama))]
    else:
        disebut = [
            (f"realisasi/{n}/id", satu.id)
            for n, satu in enumerate(isi.realisasi)
            if find_indikator(skp, satu.id) is None
        ]
    for jalur, child in disebut:
        if child not in hasil:
            refusals.add("interchange_indikator_tidak_ada", f"{item.jalur}/isi/{jalur}", item, indikator=child)


def _of_jurnal(outlook: Outlook, isi: Jurnal) -> list[Temuan]:
    """Tell of entries for a result that no SKP of the person has: it may still come from another computer."""
    if not any(satu.hasil_id for satu in isi.entri):
        return []
    ada = {hasil.id for skp in outlook.skps_of(isi.pegawai_id) for hasil in skp.hasil}
    return [
        Temuan("interchange_hasil_tidak_ada", f"entri/#{satu.id}/hasil_id", hasil=satu.hasil_id)
        for satu in isi.entri
        if satu.hasil_id and satu.hasil_id not in ada
    ]


def _fault_of_umpan_balik(isi: UmpanBalikBerkelanjutan) -> str:
    """Return the code of what a feedback says that the window refuses too, as far as it shows in the feedback alone."""
    if isi.pemberi_id == isi.pegawai_id:
        return "umpan_balik_diri_sendiri"
    if isi.nilai is not None and (isi.hasil_id or isi.indikator_id):
        return "umpan_balik_satu_hal"
    if isi.status is not StatusUmpanBalik.DIBERIKAN:
        return ""
    if not isi.teks.strip() and isi.respon is None:
        return "umpan_balik_kosong"
    if isi.peran is PemberiUmpanBalik.PIHAK_LAIN and not isi.sebutan.strip():
        return "umpan_balik_tanpa_sebutan"
    return ""


def _of_evaluated(
    outlook: Outlook, item: Item, isi: DokumenEvaluasi | PutusanKeberatan | AngkaKredit, refusals: Refusals
) -> None:
    """Refuse what rests on an evaluation that is another's, not final, or of another period."""
    if not isi.penilaian_id:
        if isinstance(isi, AngkaKredit) and isi.jenis is JenisAngkaKredit.KONVERSI:
            refusals.add("interchange_kolom_wajib", f"{item.jalur}/isi/penilaian_id", item)
        return
    nilai = outlook.penilaian(isi.penilaian_id)
    if nilai is None or not _is_his(item, nilai, "penilaian_id", isi.penilaian_id, isi.pegawai_id, refusals):
        return
    if nilai.status is not StatusPenilaian.FINAL:
        refusals.add("interchange_penilaian_belum_final", f"{item.jalur}/isi/penilaian_id", item)
    if isi.periode != nilai.periode:
        refusals.add("interchange_nilai_salah", f"{item.jalur}/isi/periode", item, harus=nilai.periode)


def _check_events(outlook: Outlook, item: Item, isi: DokumenEvaluasi, refusals: Refusals) -> None:
    """Refuse an event that is gone or says something else than what is stored, and a correction of none."""
    dokumen = outlook.stored.get(item.doc_id)
    lama = decode_as(DokumenEvaluasi, dokumen.body) if dokumen is not None and not dokumen.deleted else None
    kini = {satu.id: satu for satu in isi.peristiwa}
    jalur = f"{item.jalur}/isi/peristiwa"
    for satu in lama.peristiwa if lama is not None else ():
        if kini.get(satu.id) != satu:
            refusals.add("interchange_peristiwa_hilang", jalur, item, peristiwa=satu.id)
    for nomor, satu in enumerate(isi.peristiwa):
        if satu.membetulkan and not _corrects(satu.id, satu.membetulkan, kini):
            refusals.add(
                "interchange_acuan_tidak_ada", f"{jalur}/{nomor}/membetulkan", item, acuan=satu.membetulkan, jumlah=0
            )


def _corrects(siapa: str, yang: str, ada: Iterable[str]) -> bool:
    return yang in ada and yang != siapa
