"""The official forms as PDF: pure functions, values in, bytes out, one module per form family.

The same values of ``desktop_app.forms.values`` give the same bytes. The drawing library is loaded at the first
form, not at the start of the program.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.forms.values import (
    FormDataPribadi,
    FormDokumen,
    FormEvaluasi,
    FormKunci,
    FormPengantar,
    FormPertolongan,
    FormSkp,
    Kertas,
)
from desktop_app.forms.values_adendum import FormAdendum
from desktop_app.forms.values_angka_kredit import FormAngkaKredit
from desktop_app.forms.values_angkutan import FormSeriQr
from desktop_app.forms.values_bimbingan import (
    FormCoaching,
    FormKonseling,
    FormLaporanPerilaku,
    FormMentoring,
    FormUmpanBimbingan,
)
from desktop_app.forms.values_daftar_kantor import FormDaftarKantor
from desktop_app.forms.values_dokumen import FormKetepatan, FormTandaTerima
from desktop_app.forms.values_keberatan import FormKeberatan
from desktop_app.forms.values_kompetensi import FormJam, FormKompetensi, FormPengembangan
from desktop_app.forms.values_mengapa import FormMengapa, FormTindakLanjut
from desktop_app.forms.values_pengaduan import FormRegister
from desktop_app.forms.values_putaran import FormKode, FormPutaran
from desktop_app.forms.values_rencana import FormManual, FormMatriks, FormWorkblock
from desktop_app.forms.values_rencana_aksi import FormRencanaAksi
from desktop_app.forms.values_serah_terima import FormSerahTerima
from desktop_app.forms.values_setoran import FormHasilGabung, FormSuratSetoran
from desktop_app.forms.values_umpan_balik import FormUmpanBalik

__all__ = [
    "render_adendum",
    "render_akumulasi",
    "render_coaching",
    "render_daftar_kantor",
    "render_data_pribadi",
    "render_dokumen",
    "render_evaluasi",
    "render_hasil_gabung",
    "render_isi_ulang",
    "render_jam",
    "render_keberatan",
    "render_ketepatan",
    "render_kode",
    "render_kompetensi",
    "render_konseling",
    "render_konversi",
    "render_kunci",
    "render_lampiran",
    "render_laporan_perilaku",
    "render_manual",
    "render_matriks",
    "render_mengapa",
    "render_mentoring",
    "render_penetapan",
    "render_pengaduan",
    "render_pengantar",
    "render_pengembangan",
    "render_pertolongan",
    "render_putaran",
    "render_qr_series",
    "render_rekaman",
    "render_rencana_aksi",
    "render_serah_terima",
    "render_skp",
    "render_surat_setoran",
    "render_tanda_terima",
    "render_tindak_lanjut",
    "render_umpan_bimbingan",
    "render_workblock",
]


def render_skp(form: FormSkp, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the SKP as PDF on its own form: A.1.1, A.1.2, A.1.6 or A.1.7 (P6:32-36, 55-59)."""
    from desktop_app.forms import skp_formulir

    return skp_formulir.render_skp(form, kertas=kertas)


def render_coaching(form: FormCoaching, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the record of a coaching as PDF: form B.1.6 (P6:80)."""
    from desktop_app.forms import bimbingan

    return bimbingan.render_coaching(form, kertas=kertas)


def render_mentoring(form: FormMentoring, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the record of a mentoring as PDF: form B.1.7 (P6:82)."""
    from desktop_app.forms import bimbingan

    return bimbingan.render_mentoring(form, kertas=kertas)


def render_umpan_bimbingan(form: FormUmpanBimbingan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the employee's feedback on guidance as PDF: form B.1.8 (P6:83)."""
    from desktop_app.forms import umpan_bimbingan

    return umpan_bimbingan.render_umpan_bimbingan(form, kertas=kertas)


def render_laporan_perilaku(form: FormLaporanPerilaku, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the report about behaviour as PDF: form B.1.10 (P6:86-87)."""
    from desktop_app.forms import umpan_bimbingan

    return umpan_bimbingan.render_laporan_perilaku(form, kertas=kertas)


def render_konseling(form: FormKonseling, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return a page of the house about a counselling case as PDF."""
    from desktop_app.forms import konseling

    return konseling.render_konseling(form, kertas=kertas)


def render_lampiran(form: FormSkp, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.8, the annex of an SKP, as PDF (P6:61)."""
    from desktop_app.forms import lampiran

    return lampiran.render_lampiran(form, kertas=kertas)


def render_manual(form: FormManual, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.3, the manual of an indicator, as PDF (P6:38)."""
    from desktop_app.forms import manual

    return manual.render_manual(form, kertas=kertas)


def render_workblock(form: FormWorkblock, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.4, a workblock, as PDF (P6:43)."""
    from desktop_app.forms import workblock

    return workblock.render_workblock(form, kertas=kertas)


def render_matriks(form: FormMatriks, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form A.1.5, the matrix of roles and results, as PDF (P6:48-49)."""
    from desktop_app.forms import matriks

    return matriks.render_matriks(form, kertas=kertas)


def render_mengapa(form: FormMengapa, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the explanation of a predicate as one page of PDF, a page of the office's own."""
    from desktop_app.forms import mengapa

    return mengapa.render_mengapa(form, kertas=kertas)


def render_tindak_lanjut(form: FormTindakLanjut, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the list of follow-ups as PDF, a page of the office's own."""
    from desktop_app.forms import mengapa

    return mengapa.render_tindak_lanjut(form, kertas=kertas)


def render_evaluasi(form: FormEvaluasi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the result of an evaluation as PDF on its own form: C.1.1, C.1.2 or C.1.3 (P6:105-113)."""
    from desktop_app.forms import evaluasi_formulir

    return evaluasi_formulir.render_evaluasi(form, kertas=kertas)


def render_dokumen(form: FormDokumen, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the evaluation document, D.1.1, D.1.2 or D.1.3, as PDF (P6:115-118); ``UserError`` for a bad emblem."""
    from desktop_app.forms import dokumen

    return dokumen.render_dokumen(form, kertas=kertas)


def render_konversi(form: FormAngkaKredit, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the conversion of a predicate into credit points as PDF (Per BKN 3/2023)."""
    from desktop_app.forms import angka_kredit

    return angka_kredit.render_konversi(form, kertas=kertas)


def render_akumulasi(form: FormAngkaKredit, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sum of several conversions as PDF (Per BKN 3/2023)."""
    from desktop_app.forms import angka_kredit

    return angka_kredit.render_akumulasi(form, kertas=kertas)


def render_penetapan(form: FormAngkaKredit, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the determination of credit points as PDF (Per BKN 3/2023)."""
    from desktop_app.forms import angka_kredit

    return angka_kredit.render_penetapan(form, kertas=kertas)


def render_daftar_kantor(form: FormDaftarKantor, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return a page of facts, words and one table about an office."""
    from desktop_app.forms import daftar_kantor

    return daftar_kantor.render_daftar_kantor(form, kertas=kertas)


def render_tanda_terima(form: FormTandaTerima, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheet on which many people sign that they received their evaluation documents, as PDF (P6:114)."""
    from desktop_app.forms import tanda_terima

    return tanda_terima.render_tanda_terima(form, kertas=kertas)


def render_ketepatan(form: FormKetepatan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page on what an office can prove of its deadlines as PDF (P6:90, 114-119)."""
    from desktop_app.forms import ketepatan

    return ketepatan.render_ketepatan(form, kertas=kertas)


def render_qr_series(form: FormSeriQr, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheets of a tiny bundle as QR symbols, to be photographed, as PDF."""
    from desktop_app.forms import qr_series

    return qr_series.render_qr_series(form, kertas=kertas)


def render_isi_ulang(form: FormEvaluasi, *, kantor: str = "", kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page for re-keying one employee into the national system as PDF, a page of the office's own."""
    from desktop_app.forms import isi_ulang

    return isi_ulang.render_isi_ulang(form, kantor=kantor, kertas=kertas)


def render_adendum(form: FormAdendum, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheet of an addendum as PDF, a page of the office's own."""
    from desktop_app.forms import adendum

    return adendum.render_adendum(form, kertas=kertas)


def render_rencana_aksi(form: FormRencanaAksi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.1, an action plan, or B.1.2, its documentation, as PDF (P6:67-68)."""
    from desktop_app.forms import rencana_aksi

    return rencana_aksi.render_rencana_aksi(form, kertas=kertas)


def render_rekaman(form: FormUmpanBalik, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the record of feedback as PDF on the form that its plan has: B.1.3, B.1.4 or B.1.5 (P6:71-77)."""
    from desktop_app.forms import umpan_balik

    return umpan_balik.render_rekaman(form, kertas=kertas)


def render_pengaduan(form: FormRegister, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the register of complaints of an office as PDF; the office's own page."""
    from desktop_app.forms import register_pengaduan

    return register_pengaduan.render_pengaduan(form, kertas=kertas)


def render_serah_terima(form: FormSerahTerima, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sheet of a hand-over as PDF, a page of the office's own."""
    from desktop_app.forms import serah_terima

    return serah_terima.render_serah_terima(form, kertas=kertas)


def render_putaran(form: FormPutaran, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the result of a round of feedback about one person as PDF, a page of the office's own."""
    from desktop_app.forms import putaran

    return putaran.render_putaran(form, kertas=kertas)


def render_kode(form: FormKode, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the slips with one-time codes of a round as PDF, a page of the office's own."""
    from desktop_app.forms import putaran

    return putaran.render_kode(form, kertas=kertas)


def render_pengantar(form: FormPengantar, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the one-page passport of an export as PDF."""
    from desktop_app.forms import passport

    return passport.render_pengantar(form, kertas=kertas)


def render_keberatan(form: FormKeberatan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page of an objection as PDF: blank, or as it was opened (P6:117)."""
    from desktop_app.forms import keberatan

    return keberatan.render_keberatan(form, kertas=kertas)


def render_kunci(form: FormKunci, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return a page about passwords (request, recovery card, escrow key) as PDF."""
    from desktop_app.forms import kartu

    return kartu.render_kunci(form, kertas=kertas)


def render_hasil_gabung(form: FormHasilGabung, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the list of what became of bundles that were handed in as PDF."""
    from desktop_app.forms import hasil_gabung

    return hasil_gabung.render_hasil_gabung(form, kertas=kertas)


def render_surat_setoran(letters: Sequence[FormSuratSetoran], *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return letters that remind offices of what they have not handed in as one PDF."""
    from desktop_app.forms import surat_setoran

    return surat_setoran.render_surat_setoran(letters, kertas=kertas)


def render_pertolongan(form: FormPertolongan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the first-aid card of an office as PDF."""
    from desktop_app.forms import pertolongan

    return pertolongan.render_pertolongan(form, kertas=kertas)


def render_data_pribadi(form: FormDataPribadi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return a page about personal data (record of an erasure, register of processing) as PDF."""
    from desktop_app.forms import data_pribadi

    return data_pribadi.render_data_pribadi(form, kertas=kertas)


def render_kompetensi(form: FormKompetensi, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form B.1.9, an assessment of competencies, as PDF, with its chart where it is asked for (P6:84-85)."""
    from desktop_app.forms import kompetensi

    return kompetensi.render_kompetensi(form, kertas=kertas)


def render_pengembangan(form: FormPengembangan, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return an individual development plan as PDF, a page of the office's own."""
    from desktop_app.forms import pengembangan

    return pengembangan.render_pengembangan(form, kertas=kertas)


def render_jam(form: FormJam, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return an office's list of hours of development as PDF, a page of the office's own."""
    from desktop_app.forms import pengembangan

    return pengembangan.render_jam(form, kertas=kertas)
