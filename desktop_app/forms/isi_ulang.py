"""The page for re-keying: one employee in the order of the national system's screens, a box to tick for each field.

No import into that system is known, so a clerk types; this page is what he reads from, on paper or beside the browser.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.format_indonesia import format_tanggal, format_target
from desktop_app.domain.istilah import JenisHasil, Pendekatan, Rating
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.predikat import predikat_of
from desktop_app.domain.skp import Indikator, RencanaHasilKerja
from desktop_app.forms.blocks import Columns, format_periode
from desktop_app.forms.grid import Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.text import Typesetter
from desktop_app.forms.values import FormEvaluasi, Kertas

JUDUL = "Lembar Isi Ulang e-Kinerja"
_SMALL = 9.0
_LEADING = 10.8
_SHARES = (7, 29, 64)
_HEAD = ("CEK", "ISIAN", "NILAI")
_BAGIAN = (
    "1. Identitas pegawai",
    "2. SKP: rencana hasil kerja, indikator, target",
    "3. Realisasi",
    "4. Rating",
    "5. Predikat",
    "6. Penilai",
)
Isian = tuple[str, str]


def render_isi_ulang(form: FormEvaluasi, *, kantor: str = "", kertas: Kertas = Kertas.F4) -> bytes:
    """Return the page as PDF; the same values give the same bytes."""
    lembar = Lembar(kertas, left=50.0, top=36.0, bottom=40.0)
    lembar.put_letterhead(form.instansi, kantor, JUDUL)
    lembar.flow.y += 4.0
    facts = (("Pegawai", form.pegawai.nama), ("Periode", f"{format_periode(form.periode)} {form.periode.tahun}"))
    lembar.put_facts(facts, label=80.0, most=2, low=13.0)
    lembar.flow.y += 4.0
    small, flow = Typesetter(lembar.fonts, _SMALL), lembar.flow
    edges = [lembar.left]
    for share in _SHARES:
        edges.append(edges[-1] + lembar.width * share / sum(_SHARES))
    columns = Columns(small, tuple(edges))
    body: list[Group] = []
    for judul, isian in zip(_BAGIAN, _sections(form), strict=True):
        body.append(columns.band(judul))
        for nama, nilai in isian:
            cells = tuple(columns.cell(n, t, leading=_LEADING) for n, t in enumerate(("", nama, nilai or "–")))
            body.append(Group(rows=(Row(cells=cells, low=max(17.0, max(c.height for c in cells) + 4.2)),)))
    usual, flow.setter = flow.setter, small
    flow.table([columns.head(_HEAD, low=16.0)], body)
    flow.setter = usual
    lembar.flow.y += 8.0
    lembar.put_facts((("Diisi oleh", "…"), ("Tanggal", "…")), label=80.0, low=15.0)
    meta = Meta(
        title=f"{JUDUL} – {form.pegawai.nama}",
        author=form.instansi or kantor,
        subject=JUDUL,
        dated=form.tanggal_berkas,
        footer=f"{JUDUL} – draf" if form.draf else JUDUL,
    )
    return lembar.finish(meta)


def _sections(form: FormEvaluasi) -> Iterator[list[Isian]]:
    yield _identity(form.pegawai)
    yield list(_plan(form))
    yield list(_reached(form))
    yield _ratings(form)
    predikat = form.penilaian.predikat or predikat_of(form.aturan.matriks, form.penilaian)
    tanggal = format_tanggal(form.tanggal) if form.tanggal else ""
    yield [
        ("Predikat kinerja pegawai", form.aturan.label_predikat[predikat] if predikat else form.sebab),
        ("Tanggal dinilai", tanggal),
        ("Catatan/rekomendasi", form.penilaian.catatan),
    ]
    yield _identity(form.penilai)


def _identity(orang: Identitas) -> list[Isian]:
    return [
        ("NIP", orang.nip),
        ("Nama", orang.nama),
        ("Pangkat/golongan", orang.pangkat),
        ("Jabatan", orang.jabatan),
        ("Unit kerja", orang.unit_kerja),
    ]


def _numbered(form: FormEvaluasi) -> Iterator[tuple[str, RencanaHasilKerja]]:
    """Yield the results as they are numbered on the form: main ones first, then additional ones."""
    for jenis in (JenisHasil.UTAMA, JenisHasil.TAMBAHAN):
        for nomor, hasil in enumerate((satu for satu in form.skp.hasil if satu.jenis is jenis), 1):
            yield f"{'utama' if jenis is JenisHasil.UTAMA else 'tambahan'} {nomor}", hasil


def _plan(form: FormEvaluasi) -> Iterator[Isian]:
    yield "Pendekatan", "Kualitatif" if form.skp.pendekatan is Pendekatan.KUALITATIF else "Kuantitatif"
    yield "Masa SKP", f"{format_tanggal(form.skp.mulai)} s.d. {format_tanggal(form.skp.akhir)}"
    for nomor, hasil in _numbered(form):
        if hasil.intervensi.teks:
            yield f"RHK pimpinan yang diintervensi, {nomor}", hasil.intervensi.teks
        yield f"Rencana hasil kerja {nomor}", hasil.teks
        for ke, satu in enumerate(hasil.indikator, 1):
            yield from _indicator(f"{nomor}.{ke}", satu)


def _indicator(nomor: str, satu: Indikator) -> Iterator[Isian]:
    if satu.narasi and not satu.teks:
        yield f"Ukuran keberhasilan {nomor}", satu.narasi
        return
    yield f"Aspek {nomor}", satu.aspek.value.capitalize()
    yield f"Indikator {nomor}", satu.teks or satu.narasi
    yield f"Target {nomor}", format_target(satu.target)


def _reached(form: FormEvaluasi) -> Iterator[Isian]:
    """Yield what was reached: per indicator, or per result where the form tells it so (C.1.1)."""
    for nomor, hasil in _numbered(form):
        if seluruhnya := form.penilaian.realisasi_untuk(hasil.id).realisasi:
            yield f"Realisasi {nomor}", seluruhnya
            continue
        for ke, satu in enumerate(hasil.indikator, 1):
            yield f"Realisasi {nomor}.{ke}", form.penilaian.realisasi_untuk(satu.id).realisasi


def _ratings(form: FormEvaluasi) -> list[Isian]:
    def label(rating: Rating | None) -> str:
        return form.aturan.label_rating[rating] if rating else ""

    capaian = form.penilaian.capaian_organisasi
    return [
        ("Capaian kinerja organisasi", form.aturan.label_capaian[capaian] if capaian else ""),
        ("Hasil kerja", label(form.penilaian.rating_hasil)),
        ("Perilaku kerja", label(form.penilaian.rating_perilaku)),
    ]
