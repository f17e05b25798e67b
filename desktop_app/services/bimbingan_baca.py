"""Coaching and mentoring as they are listed and shown: whose they are, who may type what, and what they wait for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.bimbingan import Coaching
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.bimbingan import (
    JENIS,
    Bimbingan,
    decode_bimbingan,
    missing_in,
    name_of_person,
    next_step,
    umpan_on,
)
from desktop_app.services.jangkauan import find_reached, reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.penjaga_bimbingan import may_delete, may_guide, may_name_guide, may_speak_for


@dataclass(frozen=True)
class BarisBimbingan:
    """One coaching or mentoring in a list.

    ``boleh_membimbing`` tells whether who looks types the guide's part and finishes, ``langkah`` names what he may do
    next: ``lapor_penilai``, ``lapor_atasan``, ``umpan_balik``, or is empty.
    """

    id: str
    kind: str
    pegawai_id: str
    pegawai: str
    pembimbing: str
    penilai: str
    mulai: date | None
    tanggal: date | None
    status: StatusPembinaan
    dilaporkan: date | None
    dilaporkan_atasan: date | None
    penyesuaian: bool
    skp_id: str
    boleh_membimbing: bool
    langkah: str
    konflik: int = 0


@dataclass(frozen=True)
class BimbinganTerbuka:
    """What a sheet shows beside the fields: names, whose parts who looks may type, and what he may do next.

    ``boleh_menunjuk`` tells whether he names another guide, ``boleh_hapus`` whether he may delete the draft,
    ``kurang`` names what is missing before it is finished, ``umpan_id`` the feedback of the employee who looks.
    """

    pegawai: str
    penilai: str
    pembimbing: str
    boleh_membimbing: bool
    boleh_mengisi: bool
    boleh_menunjuk: bool
    boleh_hapus: bool
    langkah: str
    kurang: tuple[str, ...]
    umpan_id: str


@dataclass(frozen=True)
class CalonPembimbing:
    """One person of the office as a guide is chosen: name and post, nothing else."""

    id: str
    nama: str
    jabatan: str


@intention(Wewenang.LIHAT_PENILAIAN)
def read_bimbingan(kantor: Kantor, doc_id: str, isi: Bimbingan | None = None) -> BimbinganTerbuka:
    """Return what a sheet shows of a guidance; ``isi`` is what is being typed, the stored without it."""
    dokumen = reached_document(kantor, doc_id, "", Wewenang.LIHAT_PENILAIAN)
    if dokumen.kind not in JENIS:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    stored = decode_bimbingan(dokumen.kind, dokumen.body)
    milik = isi if isi is not None and isi.pegawai_id == stored.pegawai_id else stored
    sendiri = stored.pegawai_id == kantor.pelaku.pegawai_id != ""
    return BimbinganTerbuka(
        pegawai=name_of_person(kantor, milik.pegawai_id),
        penilai=name_of_person(kantor, milik.penilai_id),
        pembimbing=name_of_person(kantor, milik.pembimbing_id),
        boleh_membimbing=may_guide(kantor, stored),
        boleh_mengisi=kantor.pelaku.tanpa_sandi or may_speak_for(kantor, stored),
        boleh_menunjuk=may_name_guide(kantor, stored.pegawai_id, stored.penilai_id),
        boleh_hapus=may_delete(kantor, doc_id, stored),
        langkah=next_step(kantor, doc_id, stored),
        kurang=tuple(missing_in(milik)),
        umpan_id=umpan_on(kantor, doc_id) if sendiri else "",
    )


@intention(Wewenang.ISI_BIMBINGAN)
def list_pembimbing(kantor: Kantor) -> tuple[CalonPembimbing, ...]:
    """Return the active people of this office by name: any of them can be given the assignment (P6:78)."""
    return tuple(
        CalonPembimbing(satu.doc_id, satu.label, str(satu.columns["jabatan"] or ""))
        for satu in kantor.store.find("pegawai", order=("nama",), bodies=False)
        if satu.scope == kantor.profil.kode and is_active(satu.columns["aktif"])
    )


@intention(Wewenang.LIHAT_PENILAIAN)
def list_bimbingan(kantor: Kantor, pegawai_id: str = "") -> tuple[BarisBimbingan, ...]:
    """Return coaching and mentoring that who acts reaches, of one person or all, the newest first."""
    where = {"pegawai_id": pegawai_id} if pegawai_id else None
    hasil: list[BarisBimbingan] = []
    for kind in JENIS:
        for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, kind, where=where):
            isi = decode_bimbingan(kind, satu.body)
            hasil.append(
                BarisBimbingan(
                    id=satu.doc_id,
                    kind=kind,
                    pegawai_id=isi.pegawai_id,
                    pegawai=name_of_person(kantor, isi.pegawai_id),
                    pembimbing=name_of_person(kantor, isi.pembimbing_id),
                    penilai=name_of_person(kantor, isi.penilai_id),
                    mulai=isi.mulai,
                    tanggal=isi.tanggal,
                    status=isi.status,
                    dilaporkan=isi.dilaporkan,
                    dilaporkan_atasan=isi.dilaporkan_atasan,
                    penyesuaian=isinstance(isi, Coaching) and any(s.penyesuaian for s in isi.langkah),
                    skp_id=isi.skp_id,
                    boleh_membimbing=may_guide(kantor, isi),
                    langkah=next_step(kantor, satu.doc_id, isi),
                    konflik=satu.conflicts,
                )
            )
    return tuple(sorted(hasil, key=lambda b: (str(b.tanggal or b.mulai or "9999"), b.id), reverse=True))
