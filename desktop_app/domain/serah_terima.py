"""SerahTerima: what a leaving assessor hands over, on one sheet for both to sign (P6:65, 91-92)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import StatusSerahTerima
from desktop_app.domain.pegawai import Identitas


class DokumenDiserahkan(msgspec.Struct, frozen=True, kw_only=True):
    """One document of a subordinate at the hand-over: which revision, its state then, and what the rule says of it.

    ``oleh_id`` is who finishes it from now on; ``kode`` the rule of section 2.10 that says so. ``selesai`` marks what
    the leaving assessor had decided and what is therefore frozen.
    """

    id: str
    kind: str
    revisi: str = ""
    periode: str = ""
    status: str = ""
    selesai: bool = False
    oleh_id: str = ""
    kode: str = ""


class BawahanDiserahkan(msgspec.Struct, frozen=True, kw_only=True):
    """One subordinate, by id alone, with his documents; the name is looked up when it is printed."""

    id: str
    dokumen: tuple[DokumenDiserahkan, ...] = ()


class SerahTerima(msgspec.Struct, frozen=True, kw_only=True):
    """A hand-over from ``pegawai_id`` to ``penerima_id``, effective on ``mulai`` (the first day of the new one)."""

    pegawai_id: str
    penerima_id: str = ""
    unit_kode: str = ""
    mulai: date
    status: StatusSerahTerima = StatusSerahTerima.DRAFT
    sebab: str = ""
    bawahan: tuple[BawahanDiserahkan, ...] = ()
    catatan: str = ""
    tempat: str = ""
    tanggal: date | None = None
    penyerah: Identitas | None = None
    penerima: Identitas | None = None
