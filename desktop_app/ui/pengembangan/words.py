"""Words of development in the window: sources of needs, forms of learning, states, hours."""

from __future__ import annotations

from desktop_app.domain.hitung_jp import JumlahJp
from desktop_app.domain.istilah_pengembangan import BentukPengembangan, StatusButir, SumberKebutuhan
from desktop_app.i18n import _
from desktop_app.services.kata_pengembangan import BENTUK, STATUS, SUMBER


def source_text(source: SumberKebutuhan) -> str:
    """Return where a need was read."""
    return _(SUMBER[source])


def form_text(form: BentukPengembangan | None) -> str:
    """Return how something is developed, a dash where that is not said yet."""
    return _(BENTUK[form]) if form is not None else "–"


def state_text(state: StatusButir) -> str:
    """Return how far a step is."""
    return _(STATUS[state])


def hours_text(hours: JumlahJp) -> str:
    """Return the hours of a year in one sentence: what there is, what is missing, what needs a look."""
    if not hours.target:
        text = _("{jp} JP tahun {tahun}.").format(jp=hours.jp, tahun=hours.tahun)
    elif hours.kurang:
        text = _("{jp} dari {target} JP tahun {tahun}, kurang {kurang} JP.").format(
            jp=hours.jp, target=hours.target, tahun=hours.tahun, kurang=hours.kurang
        )
    else:
        text = _("{jp} dari {target} JP tahun {tahun}, terpenuhi.").format(
            jp=hours.jp, target=hours.target, tahun=hours.tahun
        )
    if hours.tanpa_sertifikat:
        text += " " + _("{jp} JP belum bernomor sertifikat.").format(jp=hours.tanpa_sertifikat)
    if hours.tahun_lain:
        text += " " + _("{jp} JP di tahun lain tidak dihitung.").format(jp=hours.tahun_lain)
    if hours.tanpa_tanggal:
        text += " " + _("{jp} JP tanpa tanggal tidak dihitung.").format(jp=hours.tanpa_tanggal)
    return text
