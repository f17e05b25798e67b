"""Where in an SKP something is, and what its head says, in words."""

from __future__ import annotations

from desktop_app.domain.istilah import JenisHasil
from desktop_app.domain.skp import Skp
from desktop_app.i18n import _
from desktop_app.services.lembar_skp import LembarSkp
from desktop_app.ui.words import signature_text, status_skp_text


def where_in(skp: Skp, path: str) -> str:
    """Return the words for the place of a finding: ``Hasil utama 2``."""
    if not path.startswith("hasil/#"):
        return ""
    hasil_id = path.split("/")[1].removeprefix("#")
    for kind, words in ((JenisHasil.UTAMA, _("Hasil utama {n}")), (JenisHasil.TAMBAHAN, _("Hasil tambahan {n}"))):
        for number, hasil in enumerate(skp.hasil_jenis(kind), start=1):
            if hasil.id == hasil_id:
                return words.format(n=number)
    return ""


def subtitle_of(skp: Skp, lembar: LembarSkp) -> str:
    """Return the line below the name: year, state, signature, post, assessor."""
    penilai = lembar.penilai.nama or _("belum ada pejabat penilai")
    parts = [
        _("SKP {tahun}").format(tahun=skp.mulai.year),
        _("Dikembalikan") if skp.dikembalikan else status_skp_text(skp.status),
        _("gabungan, belum ditegaskan") if lembar.gabungan else signature_text(lembar.tanda) if lembar.tanda else "",
        _("berbeda dari adendum ({n} hal)").format(n=len(lembar.adendum)) if lembar.adendum else "",
        lembar.pegawai.jabatan,
        _("Penilai: {nama}").format(nama=penilai),
    ]
    return " · ".join(part for part in parts if part)
