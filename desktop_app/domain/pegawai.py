"""Pegawai: a person with posts by effective date, so that every form prints the name and rank of its day."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import JenisJabatan, JenisKeadaan, StatusKepegawaian


class RiwayatJabatan(msgspec.Struct, frozen=True, kw_only=True):
    """One post of a person from ``mulai`` on, with rank, unit, and who assesses him there.

    ``penilai_id`` and ``atasan_penilai_id`` are document ids of ``Pegawai``; the latter is empty where the
    assessor's own assessor is meant.
    """

    id: str
    mulai: date
    jabatan: str = ""
    jenis_jabatan: JenisJabatan = JenisJabatan.PELAKSANA
    pangkat: str = ""
    golongan: str = ""
    unit_kerja: str = ""
    penilai_id: str = ""
    atasan_penilai_id: str = ""


class KeadaanKhusus(msgspec.Struct, frozen=True, kw_only=True):
    """A circumstance of a person from ``mulai`` to ``selesai`` (open where None): acting post, study, no planning.

    ``jabatan``, ``unit_kerja`` and ``penilai_id`` are those of an acting post or a secondment, whose leader evaluates
    (P6:89, 92); ``keterangan`` holds number and date of the letter, or university and programme.
    """

    id: str
    jenis: JenisKeadaan
    mulai: date
    selesai: date | None = None
    jabatan: str = ""
    unit_kerja: str = ""
    penilai_id: str = ""
    keterangan: str = ""

    def berlaku_pada(self, tanggal: date) -> bool:
        """Tell whether it holds on ``tanggal``."""
        return self.mulai <= tanggal and (self.selesai is None or tanggal <= self.selesai)


class Pegawai(msgspec.Struct, frozen=True, kw_only=True):
    """A person who is assessed or who assesses; an official may have no NIP (P6:34). NIP is text."""

    nama: str
    nip: str = ""
    status: StatusKepegawaian = StatusKepegawaian.PNS
    unit_kode: str = ""
    aktif: bool = True
    riwayat: tuple[RiwayatJabatan, ...] = ()
    catatan: str = ""
    keadaan: tuple[KeadaanKhusus, ...] = ()

    def keadaan_pada(self, tanggal: date) -> tuple[KeadaanKhusus, ...]:
        """Return the circumstances that hold on ``tanggal``, in their order."""
        return tuple(satu for satu in self.keadaan if satu.berlaku_pada(tanggal))

    def jabatan_pada(self, tanggal: date | None) -> RiwayatJabatan | None:
        """Return the post held on ``tanggal``; before the first one the first, without a date the last."""
        urut = sorted(self.riwayat, key=lambda satu: (satu.mulai, satu.id))
        if not urut:
            return None
        if tanggal is None:
            return urut[-1]
        berlaku = [satu for satu in urut if satu.mulai <= tanggal]
        return berlaku[-1] if berlaku else urut[0]


class Identitas(msgspec.Struct, frozen=True, kw_only=True):
    """The five rows that a form prints of a person (A.1.7, C.1.3, D.1.1), as they were on its date."""

    nama: str = ""
    nip: str = ""
    pangkat: str = ""
    jabatan: str = ""
    unit_kerja: str = ""


def identitas_pada(pegawai: Pegawai, tanggal: date | None) -> Identitas:
    """Return what a form of ``tanggal`` prints of ``pegawai``; pangkat and golongan joined as on the forms."""
    jabatan = pegawai.jabatan_pada(tanggal)
    if jabatan is None:
        return Identitas(nama=pegawai.nama, nip=pegawai.nip)
    if jabatan.pangkat and jabatan.golongan:
        pangkat = f"{jabatan.pangkat} ({jabatan.golongan})"
    else:
        pangkat = jabatan.pangkat or jabatan.golongan
    return Identitas(
        nama=pegawai.nama,
        nip=pegawai.nip,
        pangkat=pangkat,
        jabatan=jabatan.jabatan,
        unit_kerja=jabatan.unit_kerja,
    )
