"""The forms of credit points: konversi, akumulasi, penetapan (Per BKN 3/2023, annex II points 10 to 12).

The text of the annex was not seen; the layout follows what a kabupaten uses for it.
"""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.forms.blocks import DOTS, LINE_HIGH, SIZE, TIGHT_HIGH, Columns, Signature, SignatureBlock
from desktop_app.forms.fonts import Style
from desktop_app.forms.grid import Align, Group, Row
from desktop_app.forms.lembar import Lembar
from desktop_app.forms.page import Meta
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_angka_kredit import FormAngkaKredit

KONVERSI = "Konversi Predikat Kinerja ke Angka Kredit"
AKUMULASI = "Akumulasi Angka Kredit"
PENETAPAN = "Penetapan Angka Kredit"
_OFFICER = "PEJABAT FUNGSIONAL YANG DINILAI"
_LEFT, _RIGHT, _SIGNED = 60.0, 552.0, 420.0


def render_konversi(form: FormAngkaKredit, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the conversion of one predicate as PDF."""
    lembar = _begin(form, KONVERSI, kertas)
    columns = Columns(lembar.setter, (_LEFT, 205.0, 300.0, 420.0, _RIGHT))
    top = (columns.cell(0, "HASIL PENILAIAN KINERJA", 2, align=Align.CENTRE, shaded=True),)
    under = tuple(
        columns.cell(n, kata, align=Align.CENTRE, shaded=True) for n, kata in enumerate(("PREDIKAT", "PROSENTASE"))
    )
    beside = tuple(
        columns.cell(n, kata, align=Align.CENTRE, middle=True, shaded=True)
        for n, kata in enumerate(("KOEFISIEN\nPER TAHUN", "ANGKA KREDIT YANG DIDAPAT\n(kolom 2 x kolom 3)"), 2)
    )
    rows = (Row(cells=top, low=22.0, stay=True), Row(cells=under, low=22.0))
    head = [Group(rows=rows, merged=beside), columns.numbers(low=LINE_HIGH)]
    body = [
        Group(
            rows=(
                Row(
                    cells=tuple(
                        columns.cell(n, text, align=Align.CENTRE, middle=True)
                        for n, text in enumerate((satu.predikat, satu.persen, satu.koefisien, satu.angka))
                    ),
                    low=22.0,
                ),
            )
        )
        for satu in form.konversi
    ]
    lembar.flow.table([columns.band("KONVERSI PREDIKAT KINERJA KE ANGKA KREDIT"), *head], body)
    for satu in form.konversi:
        if satu.bulan:
            _line(lembar, f"Dihitung untuk {satu.bulan}.")
    return _finish(lembar, form, KONVERSI)


def render_akumulasi(form: FormAngkaKredit, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the sum of several conversions as PDF."""
    lembar = _begin(form, AKUMULASI, kertas)
    columns = Columns(lembar.setter, (_LEFT, 110.0, 205.0, 308.0, 388.0, 462.0, _RIGHT))
    heads = (
        "TAHUN",
        "PERIODIK\n(BULAN)",
        "PREDIKAT",
        "PROSEN-\nTASE",
        "KOEFISIEN\nPER TAHUN",
        "ANGKA KREDIT\nYANG DIDAPAT",
    )
    body = [
        Group(
            rows=(
                Row(
                    cells=tuple(
                        columns.cell(n, text, align=Align.CENTRE)
                        for n, text in enumerate(
                            (satu.tahun, satu.bulan, satu.predikat, satu.persen, satu.koefisien, satu.angka)
                        )
                    ),
                    low=LINE_HIGH,
                ),
            )
        )
        for satu in form.konversi
    ]
    total = (
        columns.cell(0, "JUMLAH ANGKA KREDIT YANG DIPEROLEH", 5, style=Style.BOLD, align=Align.CENTRE),
        columns.cell(5, form.jumlah, style=Style.BOLD, align=Align.CENTRE),
    )
    band = columns.band("HASIL PENILAIAN ANGKA KREDIT KINERJA")
    body.append(Group(rows=(Row(cells=total, low=LINE_HIGH),)))
    lembar.flow.table([band, columns.head(heads, low=31.0), columns.numbers(low=LINE_HIGH)], body)
    return _finish(lembar, form, AKUMULASI)


def render_penetapan(form: FormAngkaKredit, *, kertas: Kertas = Kertas.F4) -> bytes:
    """Return the determination (PAK) as PDF: its rows, and what rank and level ask for."""
    lembar = _begin(form, PENETAPAN, kertas)
    columns = Columns(lembar.setter, (_LEFT, 85.0, 290.0, 347.0, 404.0, 465.0, _RIGHT))
    body = [
        Group(
            rows=(
                Row(
                    cells=(
                        columns.cell(0, f"{n}.", align=Align.CENTRE),
                        columns.cell(1, satu.nama),
                        *(
                            columns.cell(k, text, align=Align.CENTRE)
                            for k, text in enumerate((satu.lama, satu.baru, satu.jumlah), 2)
                        ),
                        columns.cell(5, satu.keterangan),
                    ),
                    low=LINE_HIGH,
                ),
            )
        )
        for n, satu in enumerate(form.komponen, 1)
    ]
    total = (
        columns.cell(0, "", 1),
        columns.cell(1, "TOTAL ANGKA KREDIT KUMULATIF", style=Style.BOLD),
        *(
            columns.cell(k, text, align=Align.CENTRE, style=Style.BOLD)
            for k, text in enumerate(form.jumlah_komponen, 2)
        ),
        columns.cell(5, ""),
    )
    body.append(Group(rows=(Row(cells=total, low=LINE_HIGH),)))
    band = columns.band("HASIL PENILAIAN ANGKA KREDIT")
    heads = ("NO", "URAIAN", "LAMA", "BARU", "JUMLAH", "KETERANGAN")
    lembar.flow.table([band, columns.head(heads, low=LINE_HIGH)], body)
    lembar.flow.y += 8.0
    lembar.put_facts(form.syarat, label=225.0, most=3)
    return _finish(lembar, form, PENETAPAN)


def _begin(form: FormAngkaKredit, judul: str, kertas: Kertas) -> Lembar:
    lembar = Lembar(kertas, left=_LEFT, right=_RIGHT, top=50.0, bottom=42.0)
    lembar.put_letterhead(form.instansi, form.kantor, judul)
    lembar.put_centred(f"NOMOR: {form.nomor or DOTS}", Style.REGULAR, 11.0)
    lembar.flow.y += 4.0
    lembar.put_facts((("Instansi", form.instansi), ("Periode", form.periode)), label=70.0, most=2)
    lembar.flow.y += 4.0
    columns = Columns(lembar.setter, (_LEFT, 85.0, 262.0, _RIGHT))
    rows = [
        Group(
            rows=(
                Row(
                    cells=(
                        columns.cell(0, str(n), align=Align.CENTRE),
                        columns.cell(1, label),
                        columns.cell(2, value or "–"),
                    ),
                    low=TIGHT_HIGH,
                ),
            )
        )
        for n, (label, value) in enumerate(form.fakta, 1)
    ]
    lembar.flow.table([], [columns.band(_OFFICER), *rows])
    lembar.flow.y += 10.0
    return lembar


def _line(lembar: Lembar, text: str) -> None:
    lembar.flow.y += 6.0
    for line in lembar.setter.wrap(text, lembar.width):
        lembar.flow.keep(14.0)
        lembar.flow.page.line(lembar.setter, line, lembar.left, lembar.flow.y + 10.0)
        lembar.flow.y += 14.0


def _finish(lembar: Lembar, form: FormAngkaKredit, judul: str) -> bytes:
    """Draw where and when it was determined, who determined it, and who gets copies."""
    day = format_tanggal(form.tanggal) if form.tanggal else DOTS
    role = form.penilai.jabatan or "Pejabat Penilai Kinerja"
    signature = Signature(centre=_SIGNED, role=role, orang=form.penilai, above=f"Pada tanggal {day}")
    block = SignatureBlock(lembar.setter, (signature,), (), lembar.left, lembar.right, name_lines=4)
    lembar.flow.y += 6.0
    lembar.flow.keep(block.height + 20.0)
    place = f"Ditetapkan di {form.tempat or DOTS[:6]}"
    lembar.flow.page.text(_SIGNED - lembar.setter.width(place) / 2, lembar.flow.y + 14.0, place, Style.REGULAR, SIZE)
    lembar.flow.y += 9.0
    block.put(lembar.flow)
    lembar.flow.y += 14.0
    _line(lembar, "ASLI disampaikan dengan hormat kepada: Jabatan Fungsional yang bersangkutan")
    if form.tembusan:
        _line(lembar, "Tembusan disampaikan kepada:")
        lembar.flow.y += 10.0
        lembar.put_steps(form.tembusan, after=0.0)
    meta = Meta(
        title=f"{judul} {form.periode} – {form.pegawai.nama}",
        author=form.instansi or form.kantor,
        subject=judul,
        dated=form.tanggal or form.tanggal_berkas,
        footer=judul,
        draf=form.draf,
    )
    return lembar.finish(meta)
