"""Form D.1.1: the evaluation document that assessor and employee sign (P6:115), portrait."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_rentang_penilaian
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.predikat import compute_predikat
from desktop_app.forms.blocks import (
    SIZE,
    TIGHT_HIGH,
    Columns,
    Signature,
    SignatureBlock,
    format_periode,
    format_tempat_tanggal,
    put_title,
)
from desktop_app.forms.evaluasi import predikat_line
from desktop_app.forms.fonts import load_fonts
from desktop_app.forms.grid import LEADING, Flow, Group, Row
from desktop_app.forms.page import Meta, Page, make_sheet, write_pdf
from desktop_app.forms.segel import Seal
from desktop_app.forms.skp import put_instansi
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import FormDokumen, Kertas

# Verticals in points from the left edge of the F4 page (P6:115, measured).
DOKUMEN = (80.0, 101.0, 292.0, 306.0, 547.0)
_CENTRE = 313.5
_SEAL = 505.0
_TOP = 86.0
_TITLE_Y = 134.8
_EMBLEM = (52.0, 116.0)  # top and bottom of the emblem
_MAX_PIXELS = 25_000_000
_FINE = 800  # dots along the longer side; more than 600 an inch is lost on paper
NOTES = ("* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",)
_LABELS = ("NAMA", "NIP", "PANGKAT/GOL RUANG", "JABATAN", "UNIT KERJA")


def render_dokumen(form: FormDokumen, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return form D.1.1 as PDF, portrait; raises ``UserError`` ``lambang_rusak`` where the emblem is no image."""
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=_TOP, top=_TOP, bottom=sheet.bottom)
    _put_emblem(flow.page, setter, form.lambang)
    put_title(flow.page, setter, ["DOKUMEN EVALUASI KINERJA PEGAWAI"], _CENTRE, _TITLE_Y)
    put_title(flow.page, setter, [f"PERIODE*: {format_periode(form.periode)}"], _CENTRE, 161.4)
    rentang = format_rentang_penilaian(form.skp.mulai, form.skp.selesai)
    flow.y = put_instansi(flow, form.instansi, f"PERIODE PENILAIAN:\n{rentang}", 164.9, DOKUMEN, split=2, ruled=True)

    aturan, penilaian = form.aturan, form.penilaian
    predikat = penilaian.predikat or compute_predikat(aturan.matriks, penilaian.rating_hasil, penilaian.rating_perilaku)
    capaian = penilaian.capaian_organisasi
    columns = Columns(setter, DOKUMEN)
    hasil: list[tuple[str, str | tuple[Line, ...]]] = [
        ("CAPAIAN KINERJA ORGANISASI", aturan.label_capaian[capaian] if capaian else ""),
        ("PREDIKAT KINERJA PEGAWAI", (predikat_line(setter, aturan, predikat),) if predikat else ""),
    ]
    body = [
        _section(columns, 1, "PEGAWAI YANG DINILAI", _identity(form.pegawai)),
        _section(columns, 2, "PEJABAT PENILAI KINERJA", _identity(form.penilai)),
        _section(columns, 3, "ATASAN PEJABAT PENILAI KINERJA", _identity(form.atasan_penilai)),
        _section(columns, 4, "EVALUASI KINERJA", hasil),
        _catatan(columns, penilaian.catatan),
    ]
    seal = Seal(setter, form.segel, centre=_SEAL, width=300.0, beside=True) if form.segel is not None else None
    block = SignatureBlock(
        setter,
        (
            Signature(
                centre=196.8,
                role="7. Pegawai yang Dinilai",
                orang=form.pegawai,
                above=format_tempat_tanggal(form.tempat_pegawai, form.tanggal_pegawai),
            ),
            Signature(
                centre=430.7,
                role="6. Pejabat Penilai Kinerja",
                orang=form.penilai,
                above=format_tempat_tanggal(form.tempat, form.tanggal),
            ),
        ),
        NOTES,
        85.1,
        542.0,
        seal=seal,
    )
    flow.table([], body, after=block.height)
    block.put(flow)
    meta = Meta(
        title=f"Dokumen Evaluasi Kinerja Pegawai {form.periode.kode} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format D.1.1 {aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format D.1.1 {aturan.nama}",
        draf=form.draf,
        segel=form.segel,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def _put_emblem(page: Page, setter: Typesetter, lambang: bytes | None) -> None:
    """Draw the agency's emblem, or the regulation's own line in its place."""
    if lambang is None:
        put_title(page, setter, ["(LAMBANG GARUDA)"], _CENTRE, 96.1)
        return
    try:
        with Image.open(BytesIO(lambang), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _MAX_PIXELS:
                raise UserError("lambang_terlalu_besar", lebar=image.width, tinggi=image.height)
            picture = image.convert("RGBA" if image.mode in ("RGBA", "LA", "P", "PA") else "RGB")
            ratio = image.width / image.height
        picture.thumbnail((_FINE, _FINE))
        reader = ImageReader(picture)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UserError("lambang_rusak", rincian=repr(error)) from error
    top, bottom = _EMBLEM
    half = min((bottom - top) * ratio, 160.0) / 2
    page.images.append(((_CENTRE - half, top, _CENTRE + half, bottom), reader))


def _identity(orang: Identitas) -> list[tuple[str, str | tuple[Line, ...]]]:
    values = (orang.nama, orang.nip, orang.pangkat, orang.jabatan, orang.unit_kerja)
    return list(zip(_LABELS, values, strict=True))


def _section(columns: Columns, number: int, title: str, rows: list[tuple[str, str | tuple[Line, ...]]]) -> Group:
    """Return a numbered section: shaded title and number, then label, colon, value (P6:115)."""
    band = Row(cells=(columns.cell(1, title, 4, pad=5.2, shaded=True),), low=TIGHT_HIGH, stay=True)
    lines = [
        Row(
            cells=(
                columns.cell(1, label, pad=5.2),
                columns.cell(2, ":", pad=5.2),
                columns.cell(3, value, pad=5.2),
            ),
            low=TIGHT_HIGH,
        )
        for label, value in rows
    ]
    mark = columns.cell(0, f"{number}.", pad=5.2, shaded=True)
    return Group(rows=(band, *lines), merged=(mark,))


def _catatan(columns: Columns, catatan: str) -> Group:
    """Return section 5 with the free text, or lines to write on by hand."""
    setter = columns.setter
    lines = setter.wrap(catatan, columns.room(1, 4, pad=5.2))
    band = Row(cells=(columns.cell(1, "CATATAN/REKOMENDASI", 4, pad=5.2, shaded=True),), low=TIGHT_HIGH, stay=True)
    free = Row(cells=(columns.cell(1, lines, 4, pad=5.2),), low=4 * LEADING)
    return Group(rows=(band, free), merged=(columns.cell(0, "5.", pad=5.2, shaded=True),))
