"""MatriksPeran: who contributes which result to which of the leader's (form A.1.5, P6:44-49, 144-147, 179-182)."""

from __future__ import annotations

import msgspec


class KolomMatriks(msgspec.Struct, frozen=True, kw_only=True):
    """One column: an indicator of the leader, or a planned result of a team's leader (P6:48-49).

    ``teks`` stands in while the leader's SKP is not here; binding it later sets the three ids and nothing else.
    """

    id: str
    teks: str = ""
    skp_id: str = ""
    hasil_id: str = ""
    indikator_id: str = ""


class PeranHasil(msgspec.Struct, frozen=True, kw_only=True):
    """One role in one cell, worded as a result, to become a planned one; a cell without says "TIDAK ADA PERAN"."""

    id: str
    kolom_id: str
    teks: str = ""


class BarisMatriks(msgspec.Struct, frozen=True, kw_only=True):
    """One row: a person of the office, or by ``nama`` alone one of another unit (P6:47).

    Who is named by ``pegawai_id`` has no name here: it is read where it is shown, so that erasing him leaves none.
    """

    id: str
    pegawai_id: str = ""
    nama: str = ""
    jabatan: str = ""
    peran: tuple[PeranHasil, ...] = ()

    def __post_init__(self) -> None:
        """Let go of a name beside an id, wherever the row comes from."""
        if self.pegawai_id and (self.nama or self.jabatan):
            msgspec.structs.force_setattr(self, "nama", "")
            msgspec.structs.force_setattr(self, "jabatan", "")


class MatriksPeran(msgspec.Struct, frozen=True, kw_only=True):
    """The matrix of one leader (one level) or of one team's leader (second level, ``tim`` is its name) for a year."""

    pegawai_id: str
    unit_kode: str = ""
    tahun: int
    skp_id: str = ""
    tim: str = ""
    jabatan: str = ""
    kolom: tuple[KolomMatriks, ...] = ()
    baris: tuple[BarisMatriks, ...] = ()
