"""What is never typed anew in a document of a planning tool: whose it is, its office and year, and a stranger's SKP."""

from __future__ import annotations

from desktop_app.domain.bagi_peran import repeated_roles
from desktop_app.domain.codec import Dokumen, decode_as
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.skp import Skp
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.workblock import Workblock
from desktop_app.services.bukti_periksa import fault_of_bukti
from desktop_app.services.kantor import Kantor
from desktop_app.services.penjaga_bimbingan import fault_of_bimbingan
from desktop_app.services.penjaga_dokumen import fault_of_dokumen
from desktop_app.services.penjaga_keberatan import decision_fault
from desktop_app.services.penjaga_nilai import moves_its_place
from desktop_app.services.penjaga_pengaduan import fault_of_pengaduan
from desktop_app.services.penjaga_pengembangan import fault_of_pengembangan
from desktop_app.services.penjaga_putaran import fault_of_putaran
from desktop_app.services.penjaga_rencana_pengembangan import fault_of_agreement, fault_of_hours
from desktop_app.services.penjaga_skm import fault_of_skm
from desktop_app.services.penjaga_tindak_lanjut import fault_of_tindak_lanjut
from desktop_app.services.penjaga_umpan_balik import fault_of_umpan_balik


def owner_of(isi: Dokumen) -> str:
    """Return whose document it is; empty for what belongs to nobody."""
    return str(getattr(isi, "pegawai_id", ""))


def fault_of(kantor: Kantor, lama: Dokumen, isi: Dokumen, dasar: Dokumen | None = None) -> str:
    """Return the code of what keeps ``isi`` from being typed over the stored ``lama``; empty where nothing does.

    ``dasar`` is what who types saw, asked of a development plan, which several people go on writing.
    Two roles with one id are refused where they are new: what a merge brought stays open to be mended.
    """
    if not _keeps_its_place(kantor, lama, isi):
        return "bukan_isian_anda"
    if kode := fault_of_bukti(kantor, lama, isi) or fault_of_pengaduan(kantor, lama, isi):
        return kode
    if isinstance(isi, UmpanBalikBerkelanjutan) and isinstance(lama, UmpanBalikBerkelanjutan):
        return fault_of_umpan_balik(kantor, lama, isi)
    if isinstance(isi, PutusanKeberatan) and isinstance(lama, PutusanKeberatan):
        return decision_fault(lama, isi)
    if isinstance(isi, MatriksPeran) and isinstance(lama, MatriksPeran) and repeated_roles(isi) - repeated_roles(lama):
        return "peran_ganda"
    if kode := fault_of_bimbingan(kantor, lama, isi):
        return kode
    if kode := fault_of_pengembangan(lama, isi) or fault_of_putaran(lama, isi):
        return kode
    if kode := fault_of_agreement(kantor, lama, isi, dasar) or fault_of_hours(lama, isi):
        return kode
    return fault_of_skm(lama, isi) or fault_of_tindak_lanjut(kantor, lama, isi) or fault_of_dokumen(lama, isi)


def _keeps_its_place(kantor: Kantor, lama: Dokumen, isi: Dokumen) -> bool:
    """Tell whether ``isi`` is still the document that ``lama`` is: its person, and of a tool its office and year.

    The SKP that a tool names may be let go or be another one of the same person.
    """
    if owner_of(lama) != owner_of(isi):
        return False
    if moves_its_place(lama, isi):
        return False
    if not isinstance(isi, ManualIndikator | Workblock | MatriksPeran):
        return True
    if not isinstance(lama, type(isi)) or (lama.tahun, lama.unit_kode) != (isi.tahun, isi.unit_kode):
        return False
    return isi.skp_id in ("", lama.skp_id) or _owner_of_skp(kantor, isi.skp_id) == isi.pegawai_id


def _owner_of_skp(kantor: Kantor, skp_id: str) -> str:
    dokumen = kantor.store.document(skp_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return ""
    return decode_as(Skp, dokumen.body).pegawai_id
