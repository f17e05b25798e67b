"""The report of a survey in its five chapters, and the notice that an office posts; both of the office's own shape."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.kalimat import end
from desktop_app.domain.pegawai import Identitas
from desktop_app.forms.blocks import DOTS, Signature, SignatureBlock
from desktop_app.forms.fonts import Style
from desktop_app.forms.grafik_skm import TREND_HIGH, put_bars, put_trend
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.tanda_terima import put_table, table_of
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_skm import Baris, FormLaporanSkm

JUDUL = "Laporan Survei Kepuasan Masyarakat (SKM)"
JUDUL_UMUM = "Indeks Kepuasan Masyarakat (IKM)"
_LEADING = 15.0
_WHOLE = 260.0
"""Points of the nine elements under their head, which are read together."""
_TITLE, _LINES = 22.0, 40.0
"""Points of a title, and of the first lines of a paragraph."""


def render_laporan_skm(form: FormLaporanSkm, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the report as PDF: chapters I to V, tables, charts; the same values give the same bytes."""
    lembar = Lembar(kertas, left=64.0, top=58.0, bottom=70.0)
    lembar.put_letterhead(form.instansi, form.kantor, JUDUL)
    lembar.put_centred(form.nama, Style.REGULAR, 12.0)
    lembar.put_centred(form.masa, Style.REGULAR, 11.0)
    lembar.flow.y += 4.0
    bab = ((_opening, 0.0), (_gathering, 0.0), (_results, _WHOLE), (_analysis, _TITLE), (_closing, 0.0))
    for (nomor, judul), (isi, below) in zip(form.bab, bab, strict=True):
        _heading(lembar, f"BAB {nomor}  {judul}", below + _LINES)
        isi(lembar, form)
    lembar.flow.y += 6.0
    above = ", ".join((form.tempat or DOTS[:3], form.tanggal or DOTS[:5]))
    signature = Signature(
        centre=lembar.left + lembar.width * 0.72, role="Kepala unit pelayanan", orang=Identitas(), above=above
    )
    SignatureBlock(lembar.setter, [signature], (), lembar.left, lembar.right, columns=1, name_lines=2).put(lembar.flow)
    return lembar.finish(_meta(form, JUDUL))


def _meta(form: FormLaporanSkm, judul: str) -> Meta:
    return Meta(
        title=f"{judul} – {form.nama}",
        author=form.instansi or form.kantor,
        subject=judul,
        dated=form.tanggal_berkas,
        footer=f"{form.kantor} – {form.nama}",
        draf=form.belum_ditutup,
    )


def _heading(lembar: Lembar, text: str, below: float) -> None:
    """Draw the heading of a chapter on the page of the ``below`` points that follow it."""
    flow = lembar.flow
    flow.keep(26.0 + below)
    flow.y += 18.0
    flow.page.text(lembar.left, flow.y, text, Style.BOLD, 12.0)
    flow.y += 8.0


def _title(lembar: Lembar, text: str, below: float = _LINES) -> None:
    flow = lembar.flow
    flow.keep(_TITLE + below)
    flow.y += 16.0
    flow.page.text(lembar.left, flow.y, text, Style.BOLD, lembar.setter.size)
    flow.y += 6.0


def _words(lembar: Lembar, text: str) -> None:
    """Draw a paragraph; its lines go on over pages."""
    flow = lembar.flow
    for line in lembar.setter.wrap(text, lembar.width):
        flow.keep(_LEADING)
        flow.y += _LEADING
        flow.page.line(lembar.setter, line, lembar.left, flow.y)
    flow.y += 4.0


def _table(lembar: Lembar, judul: str, head: Sequence[str], shares: Sequence[int], rows: Sequence[Baris]) -> None:
    """Draw a table below its title, which stands on the page of the first row."""
    rows = rows or [tuple("–" for _ in head)]
    need = lembar.flow.need(*table_of(lembar, head, shares, rows))
    _title(lembar, judul, need + 2.0)
    lembar.flow.y += 2.0
    put_table(lembar, head, shares, rows)
    lembar.flow.y += 6.0


def _opening(lembar: Lembar, form: FormLaporanSkm) -> None:
    _words(
        lembar,
        end(f"Survei ini mengukur kepuasan masyarakat atas pelayanan {form.kantor} menurut {form.dasar}")
        + " Yang diukur adalah unit pelayanan, bukan orang per orang. "
        + end(f"Layanan yang ditanyakan: {form.layanan}"),
    )
    _table(lembar, "Unsur yang ditanyakan", ("UNSUR", "NAMA", "PENGERTIAN"), (8, 30, 62), form.uraian)


def _gathering(lembar: Lembar, form: FormLaporanSkm) -> None:
    lembar.flow.y += 12.0
    lembar.put_facts(form.pengumpulan, label=190.0, most=4)
    for judul, rows in form.profil:
        _table(lembar, judul, (judul.upper(), "JUMLAH", "PERSEN"), (60, 20, 20), rows)


def _results(lembar: Lembar, form: FormLaporanSkm) -> None:
    lembar.flow.keep(_WHOLE)
    head = ("UNSUR", "NAMA", "YANG MENJAWAB", "JUMLAH NILAI", "NRR", "NRR TERTIMBANG (1/9)")
    _table(lembar, "Nilai rata-rata (NRR) per unsur", head, (8, 38, 15, 13, 11, 15), form.unsur)
    put_bars(lembar, form.nrr)
    if form.tanpa_ikm:
        _words(lembar, form.tanpa_ikm)
    else:
        lembar.flow.y += 10.0
        lembar.put_facts(
            (
                ("Nilai indeks", form.indeks),
                ("IKM (nilai indeks × 25)", form.ikm),
                ("Mutu pelayanan", form.mutu),
                ("Kinerja unit pelayanan", form.kinerja),
            ),
            label=190.0,
        )
    _table(lembar, "Batas mutu pelayanan", ("MUTU", "IKM", "KINERJA UNIT PELAYANAN"), (15, 40, 45), form.mutu_tabel)
    _table(lembar, "IKM menurut layanan", ("LAYANAN", "RESPONDEN", "IKM", "MUTU"), (52, 16, 16, 16), form.per_layanan)
    if form.tambahan:
        atas = ("PERTANYAAN", "YANG MENJAWAB", "RATA-RATA", "JAWABAN 1 / 2 / 3 / 4")
        _table(lembar, "Pertanyaan tambahan (di luar indeks)", atas, (50, 16, 14, 20), form.tambahan)
    for satu in form.catatan:
        _words(lembar, f"Catatan: {satu}")


def _analysis(lembar: Lembar, form: FormLaporanSkm) -> None:
    _title(lembar, "Unsur dengan nilai terendah")
    _words(lembar, form.terendah)
    _words(lembar, form.analisis or "Analisis belum ditulis.")
    _title(lembar, "Rencana tindak lanjut")
    _words(lembar, form.rencana or "Rencana tindak lanjut belum ditulis.")
    _title(lembar, "Tren IKM", TREND_HIGH)
    put_trend(lembar, form.tren)
    rows = [(s.nama, s.selesai, s.teks, s.mutu, "ya" if s.sebanding else "pertanyaannya lain") for s in form.tren]
    head = ("SURVEI", "SELESAI", "IKM", "MUTU", "SEBANDING")
    put_table(lembar, head, (40, 20, 12, 10, 18), rows or [tuple("–" for _ in head)])
    lembar.flow.y += 6.0


def _closing(lembar: Lembar, form: FormLaporanSkm) -> None:
    hasil = f"IKM {form.kantor} adalah {form.ikm} dengan mutu pelayanan {form.mutu} ({form.kinerja})."
    _words(lembar, f"{form.tanpa_ikm or hasil} {form.terendah}")
    _words(lembar, "Hasil ini diumumkan kepada masyarakat dan menjadi bahan perbaikan pelayanan.")


def render_pengumuman_skm(form: FormLaporanSkm, *, kertas: Kertas = Kertas.A4) -> bytes:
    """Return the notice of the result as PDF: the IKM large on one page, as offices post it."""
    lembar = Lembar(kertas, left=64.0, top=70.0, bottom=60.0)
    flow = lembar.flow
    lembar.put_centred(JUDUL_UMUM.upper(), Style.BOLD, 20.0)
    lembar.put_centred(form.kantor.upper(), Style.BOLD, 15.0)
    lembar.put_centred(form.instansi, Style.REGULAR, 13.0)
    flow.y += 6.0
    lembar.put_centred(f"{form.nama} ({form.masa})", Style.REGULAR, 12.0)
    flow.y += 26.0
    top = flow.y
    lembar.put_frame("", lembar.left, lembar.right, 210.0)
    flow.y = top + 36.0
    lembar.put_centred("NILAI IKM", Style.BOLD, 16.0)
    big = Typesetter(lembar.fonts, 92.0)
    teks = form.ikm or "–"
    x = (lembar.left + lembar.right - big.width(teks, Style.BOLD)) / 2
    flow.page.text(x, top + 136.0, teks, Style.BOLD, big.size)
    flow.y = top + 172.0
    mutu = f"Mutu pelayanan {form.mutu} – {form.kinerja}" if form.ikm else form.tanpa_ikm
    lembar.put_centred(mutu, Style.BOLD, 17.0 if form.ikm else 12.0)
    flow.y = top + 236.0
    lembar.put_facts(
        (
            ("Layanan", form.layanan),
            ("Jumlah responden", f"{form.responden} orang"),
            ("Jenis kelamin", form.kelamin),
            ("Pendidikan", form.pendidikan),
            ("Dasar", form.dasar),
        ),
        label=150.0,
        most=3,
        low=20.0,
        marks_cut=True,
    )
    flow.y += 24.0
    for satu in ("TERIMA KASIH ATAS PENILAIAN YANG TELAH ANDA BERIKAN.", "MASUKAN ANDA MEMPERBAIKI PELAYANAN KAMI."):
        lembar.put_centred(satu, Style.BOLD, 12.0)
    return lembar.finish(_meta(form, JUDUL_UMUM))
