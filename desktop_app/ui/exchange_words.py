"""Words of the exchange as the window shows them: kinds of documents, moments that a clock claimed, sizes."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.i18n import _
from desktop_app.ui.theme import State
from desktop_app.ui.words import short_date

KINDS = (
    "pegawai",
    "skp",
    "adendum",
    "penilaian",
    "matriks",
    "manual_indikator",
    "workblock",
    "serah_terima",
    "rencana_aksi",
    "jurnal",
    "umpan_balik",
    "capaian_unit",
    "evaluasi_diri",
    "dokumen_evaluasi",
    "putusan_keberatan",
    "keberatan",
    "angka_kredit",
    "coaching",
    "mentoring",
    "umpan_balik_bimbingan",
    "evaluasi_kompetensi",
    "rencana_pengembangan",
    "tindak_lanjut",
    "indikator_outcome",
    "hasil_putaran",
    "konseling",
    "putaran",
    "survei_skm",
    "lembar_skm",
    "pengaduan",
    "perbaikan_layanan",
    "templat_pertanyaan",
    "standar_kompetensi",
    "templat_skp",
    "kalender",
    "ketentuan",
    "mutasi",
    "permintaan_perbaikan",
    "jawaban_perbaikan",
    "berkas_aturan",
    "unit_kerja",
    "periode",
    "pengguna",
    "tanda_tangan",
    "penghapusan",
)


def kind_text(kind: str) -> str:
    """Return the name of a kind of document; one of a newer program by its own name."""
    return {
        "pegawai": _("pegawai"),
        "skp": _("SKP"),
        "penilaian": _("penilaian"),
        "adendum": _("adendum"),
        "matriks": _("matriks peran"),
        "manual_indikator": _("manual indikator"),
        "workblock": _("workblock"),
        "serah_terima": _("serah terima"),
        "rencana_aksi": _("rencana aksi"),
        "jurnal": _("jurnal"),
        "umpan_balik": _("umpan balik"),
        "capaian_unit": _("capaian organisasi"),
        "evaluasi_diri": _("evaluasi diri"),
        "dokumen_evaluasi": _("dokumen evaluasi"),
        "putusan_keberatan": _("putusan keberatan"),
        "keberatan": _("keberatan"),
        "angka_kredit": _("angka kredit"),
        "coaching": _("coaching"),
        "mentoring": _("mentoring"),
        "umpan_balik_bimbingan": _("umpan balik bimbingan"),
        "evaluasi_kompetensi": _("evaluasi kompetensi"),
        "rencana_pengembangan": _("rencana pengembangan"),
        "tindak_lanjut": _("tindak lanjut"),
        "indikator_outcome": _("indikator outcome"),
        "hasil_putaran": _("hasil putaran umpan balik"),
        "konseling": _("berkas konseling"),
        "putaran": _("putaran umpan balik"),
        "survei_skm": _("survei kepuasan masyarakat"),
        "lembar_skm": _("lembar survei"),
        "pengaduan": _("pengaduan dan pujian"),
        "perbaikan_layanan": _("perbaikan layanan"),
        "templat_pertanyaan": _("templat pertanyaan"),
        "standar_kompetensi": _("standar kompetensi"),
        "templat_skp": _("templat SKP"),
        "kalender": _("kalender"),
        "ketentuan": _("ketentuan instansi"),
        "mutasi": _("mutasi pegawai"),
        "permintaan_perbaikan": _("permintaan perbaikan"),
        "jawaban_perbaikan": _("jawaban permintaan perbaikan"),
        "berkas_aturan": _("berkas aturan"),
        "unit_kerja": _("data kantor"),
        "periode": _("periode"),
        "pengguna": _("akun"),
        "tanda_tangan": _("tanda tangan"),
        "penghapusan": _("penghapusan"),
    }.get(kind, kind)


def counts_text(counts: Mapping[str, int], *, most: int = 0) -> str:
    """Return ``4 pegawai · 2 SKP``, the kinds that people work with first; nothing gives an empty text.

    Beyond ``most`` kinds (0: no limit) it ends in how many others there are.
    """
    known = [kind for kind in KINDS if counts.get(kind)]
    other = sorted(kind for kind in counts if kind not in KINDS and counts[kind])
    kinds = [*known, *other]
    named = kinds if most < 1 or len(kinds) <= most + 1 else kinds[:most]
    text = " · ".join(f"{number_text(counts[kind])} {kind_text(kind)}" for kind in named)
    if len(named) == len(kinds):
        return text
    return _("{isi}, dan {n} jenis lain").format(isi=text, n=len(kinds) - len(named))


def unsent_count(fresh: int, waiting: int) -> tuple[int, str]:
    """Return the one number of what is not with the kabupaten yet, and the words after it, wherever it is shown.

    ``fresh`` documents changed since the newest bundle; ``waiting`` were sent and are not acknowledged.
    """
    if fresh:
        return fresh, _("dokumen belum dikirim")
    return (waiting, _("dokumen menunggu tanda terima")) if waiting else (0, _("Semua sudah diterima kabupaten"))


def unsent_text(fresh: int, waiting: int) -> str:
    """Return number and words as one sentence."""
    count, words = unsent_count(fresh, waiting)
    return f"{number_text(count)} {words}" if count else words


def number_text(number: int) -> str:
    """Return a number with its thousands parted by points."""
    return f"{number:,}".replace(",", ".")


def moment_text(claimed: str, doubt: bool = False) -> str:
    """Return ``21 November 2026 10.32``, with a mark where the clock that says so cannot be believed."""
    text = f"{short_date(claimed)} {claimed[11:16].replace(':', '.')}".strip()
    return _("{waktu} (jam meragukan)").format(waktu=text) if doubt else text


def size_text(size: int) -> str:
    """Return a size in KB or MB; an unknown one is a dash."""
    if size <= 0:
        return "–"
    if size < 1024 * 1024:
        return _("{n} KB").format(n=number_text(max(1, round(size / 1024))))
    return _("{n} MB").format(n=f"{size / 1024 / 1024:.1f}".replace(".", ","))


def doubt_state(doubt: bool) -> State | None:
    """Return the mark of a claimed time."""
    return State.WARNING if doubt else None


def groups_of(code: str) -> list[str]:
    """Return the groups of a fingerprint or receipt code."""
    return code.replace("-", " ").split()
