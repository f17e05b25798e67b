"""What the kabupaten asks of an office, and what offices have answered, as lines of Beranda."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.domain.dari_kabupaten import KeadaanPermintaan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.services.kantor import Kantor
from desktop_app.services.mutasi_laksana import list_mutasi
from desktop_app.services.permintaan import list_permintaan


@dataclass(frozen=True)
class TugasKabupaten:
    """One line: how many, which one where there is only one."""

    kode: str
    kalimat: str
    doc_id: str
    jumlah: int


def waiting_from_above(kantor: Kantor) -> Iterator[TugasKabupaten]:
    """Yield at an office what waits to be answered or carried out by who acts."""
    if kantor.pelaku.reach(Wewenang.JAWAB_PERBAIKAN):
        buka = [s for s in list_permintaan(kantor) if s.boleh_jawab and s.keadaan is KeadaanPermintaan.TERBUKA]
        if buka:
            satu = buka[0].id if len(buka) == 1 else ""
            kata = _("Kabupaten meminta {jumlah} dokumen diperbaiki").format(jumlah=len(buka))
            yield TugasKabupaten("permintaan", kata, satu, len(buka))
    if kantor.pelaku.reach(Wewenang.UBAH_PEGAWAI) is not Jangkauan.TIDAK:
        perlu = [satu for satu in list_mutasi(kantor) if satu.perlu]
        if perlu:
            satu = perlu[0].id if len(perlu) == 1 else ""
            kata = _("{jumlah} mutasi dari kabupaten perlu dilaksanakan").format(jumlah=len(perlu))
            yield TugasKabupaten("mutasi", kata, satu, len(perlu))


def answered_from_below(kantor: Kantor) -> Iterator[TugasKabupaten]:
    """Yield at the kabupaten what offices have answered and nobody has closed."""
    if not kantor.pelaku.reach(Wewenang.MINTA_PERBAIKAN):
        return
    dijawab = (KeadaanPermintaan.SUDAH, KeadaanPermintaan.TIDAK)
    jumlah = sum(1 for satu in list_permintaan(kantor) if satu.keadaan in dijawab)
    if jumlah:
        kata = _("{jumlah} permintaan perbaikan sudah dijawab kantornya: periksa lalu tutup").format(jumlah=jumlah)
        yield TugasKabupaten("permintaan-dijawab", kata, "", jumlah)
