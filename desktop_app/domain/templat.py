"""TemplatSkp: a suggestion for the SKP of a post, to be taken over and made one's own."""

from __future__ import annotations

import msgspec

from desktop_app.domain.istilah import JenisJabatan, KelompokSkp, NilaiDasar, Pendekatan
from desktop_app.domain.skp import EkspektasiPerilaku, LampiranSkp, RencanaHasilKerja


class TemplatSkp(msgspec.Struct, frozen=True, kw_only=True):
    """A template for posts whose name begins like one of ``jabatan``, or for a whole kind of post where that is empty.

    It is a suggestion and says so; whoever takes it over is its author.
    """

    nama: str
    unit_kode: str = ""
    jabatan: tuple[str, ...] = ()
    jenis_jabatan: JenisJabatan | None = None
    kelompok: KelompokSkp = KelompokSkp.JA_JF
    pendekatan: Pendekatan = Pendekatan.KUANTITATIF
    hasil: tuple[RencanaHasilKerja, ...] = ()
    perilaku: tuple[EkspektasiPerilaku, ...] = tuple(EkspektasiPerilaku(nilai=satu) for satu in NilaiDasar)
    lampiran: LampiranSkp = LampiranSkp()
    keterangan: str = ""
    sumber: str = ""
