"""What a document of an interchange file lacks or contradicts, as things will stand once it is applied."""

from __future__ import annotations

from desktop_app.domain.adendum import Adendum, check_adendum
from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import KINDS_OF_DEVELOPMENT, KINDS_OF_PERFORMANCE, KINDS_OF_UNIT, Dokumen
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah import Pendekatan, StatusAdendum, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri, StatusPutusan
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.kelengkapan_rencana import check_manual, check_matriks, check_workblock
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.skp import Skp, find_indikator
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.workblock import Workblock
from desktop_app.services.adendum_cocok import unlike_addenda
from desktop_app.services.interchange_acuan import Outlook
from desktop_app.services.interchange_baca import Item, Refusals, point
from desktop_app.services.interchange_temuan_kinerja import findings_of_performance
from desktop_app.services.interchange_temuan_pengembangan import findings_of_development
from desktop_app.services.pegawai import check_pegawai

Berkeadaan = (
    Skp
    | Penilaian
    | Adendum
    | SerahTerima
    | EvaluasiDiri
    | PutusanKeberatan
    | AngkaKredit
    | Coaching
    | Mentoring
    | UmpanBalikBimbingan
    | EvaluasiKompetensi
)
"""The documents that have a state."""
TETAP = frozenset(
    {
        StatusSkp.DITETAPKAN,
        StatusPenilaian.FINAL,
        StatusAdendum.DITERIMA,
        StatusAdendum.DITOLAK,
        StatusSerahTerima.SELESAI,
        StatusEvaluasiDiri.DISERAHKAN,
        StatusPutusan.DITETAPKAN,
        StatusPembinaan.SELESAI,
    }
)


def is_open(isi: Berkeadaan) -> bool:
    """Tell whether a document may change without a reason: nobody has decided or signed it."""
    return isi.status not in TETAP


def path_in_file(item: Item, jalur: str) -> str:
    """Turn the path of a finding (``hasil/#h1/teks``) into that of the file (``/dokumen/3/isi/hasil/0/teks``).

    Where the file says nothing of a child, the path ends at its list.
    """
    hasil = f"{item.jalur}/isi"
    for bagian in jalur.split("/"):
        if not bagian.startswith("#"):
            hasil = point(hasil, bagian)
        elif bagian[1:] in item.urutan.get(hasil, ()):
            hasil = point(hasil, item.urutan[hasil].index(bagian[1:]))
        else:
            return hasil
    return item.ejaan.get(hasil, hasil)


def findings_of(outlook: Outlook, item: Item, isi: Dokumen, refusals: Refusals, *, berubah: bool) -> list[Temuan]:
    """Return the findings of a document; what the format itself forbids goes to the refusals."""
    if isinstance(isi, Pegawai):
        return list(check_pegawai(isi))
    if isinstance(isi, Skp):
        if berubah:
            _check_addenda(outlook, item, isi, refusals)
        return list(check_skp(isi))
    if isinstance(isi, Penilaian):
        return _of_penilaian(outlook, item, isi, refusals, berubah=berubah)
    if isinstance(isi, Adendum):
        return _of_adendum(outlook, item, isi, refusals, berubah=berubah)
    if isinstance(isi, SerahTerima):
        return _of_serah_terima(isi)
    if item.jenis in KINDS_OF_PERFORMANCE:
        # What stands already stays as it is, also where the plan it speaks of has moved on.
        return findings_of_performance(outlook, item, isi, refusals) if berubah else []
    if item.jenis in (*KINDS_OF_UNIT, *KINDS_OF_DEVELOPMENT):
        return findings_of_development(outlook, item, isi, refusals) if berubah else []
    if not isinstance(isi, ManualIndikator | Workblock | MatriksPeran):
        return []
    skp = outlook.skp(isi.skp_id) if isi.skp_id else None
    if skp is not None and skp.pegawai_id != isi.pegawai_id:
        _refuse_skp(item, isi.skp_id, refusals)
    if isinstance(isi, ManualIndikator):
        return list(check_manual(isi, skp.pendekatan) if skp is not None else check_manual(isi))
    return list(check_matriks(isi) if isinstance(isi, MatriksPeran) else check_workblock(isi))


def _refuse_skp(item: Item, skp_id: str, refusals: Refusals) -> None:
    """Refuse the SKP of somebody else."""
    refusals.add("interchange_acuan_tidak_ada", path_in_file(item, "skp_id"), item, acuan=skp_id, jumlah=0)


def _check_addenda(outlook: Outlook, item: Item, isi: Skp, refusals: Refusals) -> None:
    """Refuse an addendum that the SKP claims to contain and that is not its own, or not accepted."""
    for nomor, satu in enumerate(isi.adendum):
        jalur = f"{item.jalur}/isi/adendum/{nomor}"
        adendum = outlook.adendum(satu.id)
        if adendum is None or adendum.skp_id != item.doc_id or adendum.status is not StatusAdendum.DITERIMA:
            refusals.add("interchange_acuan_tidak_ada", jalur, item, acuan=satu.id, jumlah=0)
        elif adendum.nomor != satu.nomor:
            refusals.add("interchange_nilai_salah", f"{jalur}/nomor", item, harus=str(adendum.nomor))


def _of_adendum(outlook: Outlook, item: Item, isi: Adendum, refusals: Refusals, *, berubah: bool) -> list[Temuan]:
    skp = outlook.skp(isi.skp_id)
    if skp is None or (not berubah and not is_open(isi)):
        return []
    if skp.pegawai_id != isi.pegawai_id:
        _refuse_skp(item, isi.skp_id, refusals)
        return []
    if isi.status is StatusAdendum.DITERIMA:
        if item.doc_id not in {satu.id for satu in skp.adendum}:
            refusals.add("interchange_adendum_belum_termuat", f"{item.jalur}/isi/status", item, nomor=isi.nomor)
        dikenal = {satu.id: outlook.adendum(satu.id) for satu in skp.adendum}
        diterima = {lain: satu for lain, satu in dikenal.items() if satu is not None}
        beda = unlike_addenda(skp, diterima) if skp.status is StatusSkp.DITETAPKAN else ()
        milik = {satu.hasil_id for satu in isi.perubahan}
        # What was agreed is told beside the addendum; what a file tells of the past is taken as it is.
        return [
            Temuan("skp_lain_dari_adendum", "perubahan", nomor=isi.nomor, teks=satu.fakta["teks"])
            for satu in beda
            if satu.fakta["nomor"] == isi.nomor and satu.fakta["hasil"] in milik
        ]
    if isi.status is not StatusAdendum.DITOLAK and skp.status is not StatusSkp.DITETAPKAN:
        refusals.add("adendum_skp_belum_ditetapkan", path_in_file(item, "skp_id"), item)
    dasar = outlook.plan_under(item.doc_id) or skp
    temuan = [] if isi.status is StatusAdendum.DITOLAK else list(check_adendum(isi, dasar, skp))
    if not isi.penilai_id:
        temuan.append(Temuan("penilai_belum_ada", "penilai_id", penting=True))
    return temuan


def _of_serah_terima(isi: SerahTerima) -> list[Temuan]:
    if not isi.penerima_id:
        return [Temuan("interchange_penerima_belum_ada", "penerima_id", penting=True)]
    if isi.penerima_id == isi.pegawai_id:
        return [Temuan("interchange_penerima_sama", "penerima_id", penting=True)]
    return []


def is_told_of(skp: Skp, child: str) -> bool:
    """Tell whether an id names what realisations are told of: an indicator, on qualitative forms a result (C.1.1)."""
    if find_indikator(skp, child) is not None:
        return True
    return skp.pendekatan is Pendekatan.KUALITATIF and child in {satu.id for satu in skp.hasil}


def _of_penilaian(outlook: Outlook, item: Item, isi: Penilaian, refusals: Refusals, *, berubah: bool) -> list[Temuan]:
    skp = outlook.skp(isi.skp_id)
    # A final one speaks of the SKP of its own day, which is kept with it; the SKP may have moved on.
    if skp is None or (not berubah and not is_open(isi)):
        return []
    if skp.pegawai_id != isi.pegawai_id:
        _refuse_skp(item, isi.skp_id, refusals)
        return []
    for index, satu in enumerate(isi.realisasi):
        if not is_told_of(skp, satu.id):
            jalur = f"{item.jalur}/isi/realisasi/{index}/id"
            refusals.add("interchange_indikator_tidak_ada", jalur, item, indikator=satu.id)
    if isi.status is StatusPenilaian.FINAL:
        if skp.status is not StatusSkp.DITETAPKAN:
            refusals.add("interchange_skp_belum_ditetapkan", f"{item.jalur}/isi/status", item)
        if outlook.in_conflict(isi.skp_id):
            refusals.add("dokumen_berkonflik", path_in_file(item, "skp_id"), item)
    temuan = list(check_penilaian(isi, skp, di_kertas=True))
    waktu = parse_periode(isi.periode)
    if waktu.selesai < skp.mulai or waktu.mulai > skp.selesai:
        temuan.append(Temuan("periode_di_luar_skp", "periode", penting=True, periode=waktu.kode))
    return temuan
