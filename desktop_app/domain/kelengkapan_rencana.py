"""Completeness of the planning tools, as findings beside the fields; none of them blocks (A.1.3-A.1.5, P6:37-49)."""

from __future__ import annotations

from desktop_app.domain.bagi_peran import is_bound, repeated_roles
from desktop_app.domain.istilah import Pendekatan, TingkatKendali
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.workblock import Workblock

KENDALI_MANUAL = (TingkatKendali.OUTCOME, TingkatKendali.OUTCOME_ANTARA, TingkatKendali.KENDALI_RENDAH)
"""The levels that form A.1.3 prints (P6:38)."""
MANUAL_WAJIB = {
    "hasil": "manual_hasil_kosong",
    "indikator": "manual_indikator_kosong",
    "tujuan": "manual_tujuan_kosong",
    "definisi": "manual_definisi_kosong",
    "formula": "manual_formula_kosong",
    "satuan": "manual_satuan_kosong",
    "sumber_data": "manual_sumber_data_kosong",
}
WORKBLOCK_WAJIB = {
    "judul": "workblock_judul_kosong",
    "indikator": "workblock_indikator_kosong",
    "pemilik": "workblock_pemilik_kosong",
    "pihak_terlibat": "workblock_pihak_terlibat_kosong",
    "waktu_penyelesaian": "workblock_waktu_penyelesaian_kosong",
    "penerima_manfaat": "workblock_penerima_manfaat_kosong",
    "tujuan": "workblock_tujuan_kosong",
    "anggaran": "workblock_anggaran_kosong",
}


def check_manual(manual: ManualIndikator, pendekatan: Pendekatan = Pendekatan.KUANTITATIF) -> tuple[Temuan, ...]:
    """Return what a manual lacks; formula and unit are optional in the qualitative approach (P6:38)."""
    kualitatif = pendekatan is Pendekatan.KUALITATIF
    temuan = [
        Temuan(kode, nama)
        for nama, kode in MANUAL_WAJIB.items()
        if not getattr(manual, nama).strip() and not (kualitatif and nama in ("formula", "satuan"))
    ]
    if manual.kendali is None:
        temuan.append(Temuan("manual_kendali_kosong", "kendali"))
    elif manual.kendali not in KENDALI_MANUAL:
        temuan.append(Temuan("manual_kendali_lain", "kendali"))
    if manual.pelaporan is None:
        temuan.append(Temuan("manual_pelaporan_kosong", "pelaporan"))
    return tuple(temuan)


def check_workblock(workblock: Workblock) -> tuple[Temuan, ...]:
    """Return what a workblock lacks: its head, a strategy, a milestone (P6:43)."""
    temuan = [Temuan(kode, nama) for nama, kode in WORKBLOCK_WAJIB.items() if not getattr(workblock, nama).strip()]
    if not any(satu.teks.strip() for satu in (*workblock.strategi_rutin, *workblock.strategi_transformatif)):
        temuan.append(Temuan("workblock_strategi_kosong", "strategi_rutin"))
    if not any(satu.teks.strip() for satu in (*workblock.keluaran_rutin, *workblock.keluaran_transformatif)):
        temuan.append(Temuan("workblock_keluaran_kosong", "keluaran_rutin"))
    return tuple(temuan)


def check_matriks(matriks: MatriksPeran) -> tuple[Temuan, ...]:
    """Return what a matrix lacks: columns that nobody carries, people without any role, words not yet bound.

    The matrix is there to make sure that every strategy is carried by somebody (P6:46-47).
    """
    temuan: list[Temuan] = []
    if not matriks.kolom:
        temuan.append(Temuan("matriks_kolom_kosong", "kolom"))
    if not matriks.baris:
        temuan.append(Temuan("matriks_baris_kosong", "baris"))
    terisi = {peran.kolom_id for satu in matriks.baris for peran in satu.peran if peran.teks.strip()}
    for nomor, kolom in enumerate(matriks.kolom, start=1):
        if matriks.baris and kolom.id not in terisi:
            temuan.append(Temuan("matriks_kolom_tanpa_peran", f"kolom/#{kolom.id}", nomor=nomor))
        if not is_bound(kolom):
            temuan.append(Temuan("matriks_kolom_belum_terikat", f"kolom/#{kolom.id}", nomor=nomor))
    ganda = repeated_roles(matriks)
    for nomor, baris in enumerate(matriks.baris, start=1):
        if matriks.kolom and not any(peran.teks.strip() for peran in baris.peran):
            temuan.append(Temuan("matriks_baris_tanpa_peran", f"baris/#{baris.id}", nomor=nomor))
        if any(peran.id in ganda for peran in baris.peran):
            temuan.append(Temuan("matriks_peran_ganda", f"baris/#{baris.id}", nomor=nomor))
    return tuple(temuan)
