"""What a backup is called on the screen: its contents, its reason, its key, what is wrong with it."""

from __future__ import annotations

from desktop_app.i18n import _
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.cadangan import KODE_ALASAN, KODE_KUNCI, Cadangan, KunciCadangan
from desktop_app.ui.exchange_words import moment_text, number_text, size_text
from desktop_app.ui.theme import State


def contents_text(one: Cadangan) -> str:
    """Return people, SKP and evaluations as words; what is wrong instead where it cannot be used."""
    if one.galat is not None:
        return sentence(one.galat)
    counts = one.jumlah
    return _("{p} pegawai, {s} SKP, {n} penilaian; {r} catatan").format(
        p=number_text(counts.get("pegawai", 0)),
        s=number_text(counts.get("skp", 0)),
        n=number_text(counts.get("penilaian", 0)),
        r=number_text(counts.get("revisi", 0)),
    )


def reason_text(one: Cadangan) -> str:
    """Return why it was made."""
    return sentence_for(KODE_ALASAN.get(one.alasan, "alasan_lain"), {}) if one.galat is None else "–"


def key_text(one: Cadangan) -> str:
    """Return what opens it."""
    return sentence_for(KODE_KUNCI[one.kunci], {}) if one.galat is None else _("tidak dapat dipakai")


def state_of(one: Cadangan) -> State:
    """Return how well it serves from here."""
    if one.galat is not None:
        return State.ERROR
    return State.OK if one.kunci in (KunciCadangan.SEKARANG, KunciCadangan.LAMA) else State.INFO


def when_text(one: Cadangan) -> str:
    """Return the claimed time, marked where the clock was doubtful."""
    return moment_text(one.waktu, one.ragu) if one.waktu else one.path.name


def about_text(one: Cadangan) -> str:
    """Return one backup in a few lines, for a dialog."""
    return _(
        "Cadangan nomor {no} dari {nama} ({kode})\n{isi}\nJam komputer waktu itu: {waktu}\n{ukuran}, {kunci}"
    ).format(
        no=one.nomor,
        nama=one.nama,
        kode=one.kode,
        isi=contents_text(one),
        waktu=when_text(one),
        ukuran=size_text(one.ukuran),
        kunci=key_text(one),
    )
