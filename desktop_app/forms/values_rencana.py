"""What the forms of the planning tools print: manual of an indicator, workblock, matrix of roles (A.1.3-A.1.5).

As in ``desktop_app.forms.values`` everything a page shows comes in through one of these, already chosen by the caller.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.workblock import Workblock
from desktop_app.regulation import KataRencana


@dataclass(frozen=True, slots=True, kw_only=True)
class FormManual:
    """One manual of an indicator for form A.1.3 (P6:38, 138-140, 173-174).

    ``mulai`` and ``selesai`` are the days of PERIODE PENILAIAN, those of its SKP or the whole year; an empty
    ``instansi`` leaves the words of the blank form. ``draf`` puts a small mark in the footer.
    """

    manual: ManualIndikator
    mulai: date
    selesai: date
    aturan: KataRencana
    tanggal_berkas: date
    instansi: str = ""
    draf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormWorkblock:
    """One workblock for form A.1.4 (P6:43, 143, 178); strategies and milestones are numbered on over both bands."""

    workblock: Workblock
    aturan: KataRencana
    tanggal_berkas: date
    instansi: str = ""
    draf: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMatriks:
    """One matrix of roles and results for form A.1.5 (P6:48-49, 144-147, 179-182).

    Every row of ``matriks`` already carries the ``nama`` and ``jabatan`` to be printed, ``matriks.jabatan`` the
    post of its leader, ``nama_pimpinan`` his name. Below the title stands the team's name, else the leader's post;
    a cell without a role says "TIDAK ADA PERAN".
    """

    matriks: MatriksPeran
    aturan: KataRencana
    tanggal_berkas: date
    nama_pimpinan: str = ""
    instansi: str = ""
    draf: bool = False
