"""Forms D.1.1-D.1.3: the evaluation document, portrait (P6:115-118).

Assessor and employee sign D.1.1; on D.1.2 the assessor's superior signs in his place; D.1.3 holds an objection and
what the superior decided about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_rentang_penilaian
from desktop_app.domain.pegawai import Identitas
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
from desktop_app.forms.dokumen_keberatan import (
    number_cell,
    objection_sections,
    predikat_value,
    superior_signature,
    text_section,
    title_row,
)
from desktop_app.forms.fonts import load_fonts
from desktop_app.forms.grid import Flow, Group, Row
from desktop_app.forms.page import Meta, Page, make_sheet, write_pdf
from desktop_app.forms.segel import Seal
from desktop_app.forms.skp import put_instansi
from desktop_app.forms.text import Line, Typesetter
from desktop_app.forms.values import FormDokumen, Kertas

# Verticals in points from the left edge of the F4 page (P6:115, and P6:116 and 118 for the other two, measured).
DOKUMEN = (80.0, 101.0, 292.0, 306.0, 547.0)
DOKUMEN_LAIN = (79.6, 104.7, 292.0, 306.3, 547.5)
_CENTRE = 313.5
_SEAL = 505.0
_MARGINS = (85.1, 542.0)  # where remarks and footnotes begin and end
_TOP = 86.0
_TITLE_Y = 134.8
_EMBLEM = (52.0, 116.0)  # top and bottom of the emblem
_MAX_PIXELS = 25_000_000
_FINE = 800  # dots along the longer side; more than 600 an inch is lost on paper
NOTES = ("* periode disesuaikan dengan periode evaluasi kinerja Pegawai yang berlaku pada Instansi Pemerintah",)
Field = tuple[str, str | Sequence[Line]]
_LABELS = ("NAMA", "NIP", "PANGKAT/GOL RUANG", "JABATAN", "UNIT KERJA")


def render_dokumen(form: FormDokumen, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the document as PDF, portrait: D.1.1, D.1.2 of a superior, D.1.3 with a decision on an objection.

    Raises ``UserError`` ``lambang_rusak`` where the emblem is no image.
    """
    kode = code_of(form)
    fonts = load_fonts()
    setter = Typesetter(fonts, SIZE)
    sheet = make_sheet(kertas, landscape=False)
    flow = Flow(setter, first=_TOP, top=_TOP, bottom=sheet.bottom)
    edges = DOKUMEN if kode == "D.1.1" else DOKUMEN_LAIN
    _put_emblem(flow.page, setter, form.lambang)
    put_title(flow.page, setter, ["DOKUMEN EVALUASI KINERJA PEGAWAI"], _CENTRE, _TITLE_Y)
    put_title(flow.page, setter, [f"PERIODE*: {format_periode(form.periode)}"], _CENTRE, 161.4)
    rentang = format_rentang_penilaian(form.skp.mulai, form.skp.selesai)
    flow.y = put_instansi(flow, form.instansi, f"PERIODE PENILAIAN:\n{rentang}", 164.9, edges, split=2, ruled=True)

    columns = Columns(setter, edges)
    judul_catatan = "CATATAN/REKOMENDASI" if kode == "D.1.1" else "CATATAN/ REKOMENDASI"
    capaian = form.penilaian.capaian_organisasi
    hasil: list[Field] = [
        ("CAPAIAN KINERJA ORGANISASI", form.aturan.label_capaian[capaian] if capaian else ""),
        ("PREDIKAT KINERJA PEGAWAI", predikat_value(columns, form)),
    ]
    body = [
        _section(columns, 1, "PEGAWAI YANG DINILAI", _identity(form.pegawai)),
        _section(columns, 2, "PEJABAT PENILAI KINERJA", _identity(form.penilai)),
        _section(columns, 3, "ATASAN PEJABAT PENILAI KINERJA", _identity(form.atasan_penilai)),
        _section(columns, 4, "EVALUASI KINERJA", hasil),
        text_section(columns, 5, judul_catatan, (form.penilaian.catatan,)),
        *objection_sections(columns, form),
    ]
    blocks = _signatures(setter, form, kode)
    flow.table([], body, after=sum(block.height for block in blocks))
    for block in blocks:
        block.put(flow)
    meta = Meta(
        title=f"Dokumen Evaluasi Kinerja Pegawai {form.periode.kode} – {form.pegawai.nama}",
        author=form.instansi,
        subject=f"Format {kode} {form.aturan.nama}",
        dated=form.tanggal_berkas,
        footer=f"Format {kode} {form.aturan.nama}",
        draf=form.draf,
        segel=form.segel,
    )
    return write_pdf(flow.pages, sheet, meta, fonts)


def code_of(form: FormDokumen) -> str:
    """Return the code of the form that these values belong on."""
    if form.putusan is not None:
        return "D.1.3"
    return "D.1.2" if form.penilaian.oleh_atasan else "D.1.1"


def _signatures(setter: Typesetter, form: FormDokumen, kode: str) -> list[SignatureBlock]:
    """Return who signs, side by side and, on D.1.3, the superior below; footnotes and remarks stand with the last."""
    seal = Seal(setter, form.segel, centre=_SEAL, width=300.0, beside=True) if form.segel is not None else None
    notes = (*form.keterangan, *NOTES)
    pegawai = format_tempat_tanggal(form.tempat_pegawai, form.tanggal_pegawai)
    penilai = format_tempat_tanggal(form.tempat, form.tanggal)
    if kode == "D.1.3":
        return [
            SignatureBlock(
                setter,
                (
                    Signature(centre=200.4, role="10. Pegawai yang Dinilai", orang=form.pegawai, above=pegawai),
                    Signature(centre=434.5, role="9. Pejabat Penilai Kinerja", orang=form.penilai, above=penilai),
                ),
                (),
                *_MARGINS,
                name_lines=2,
            ),
            SignatureBlock(setter, (superior_signature(form),), notes, *_MARGINS, seal=seal, name_lines=2),
        ]
    who, role = form.penilai, "6. Pejabat Penilai Kinerja"
    if kode == "D.1.2":
        who, role = form.atasan_penilai, "6. Atasan Pejabat Penilai Kinerja"
    return [
        SignatureBlock(
            setter,
            (
                Signature(centre=196.8, role="7. Pegawai yang Dinilai", orang=form.pegawai, above=pegawai),
                Signature(centre=430.7, role=role, orang=who, above=penilai),
            ),
            notes,
            *_MARGINS,
            seal=seal,
        )
    ]


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


def _identity(orang: Identitas) -> list[Field]:
    values = (orang.nama, orang.nip, orang.pangkat, orang.jabatan, orang.unit_kerja)
    return list(zip(_LABELS, values, strict=True))


def _section(columns: Columns, number: int, title: str, rows: list[Field]) -> Group:
    """Return a numbered section: shaded title and number, then label, colon, value (P6:115)."""
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
    return Group(rows=(title_row(columns, title), *lines), merged=(number_cell(columns, number),))
