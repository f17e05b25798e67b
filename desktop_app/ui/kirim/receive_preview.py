"""ReturnPreview: what a return bundle would do here, in sections that can be read, before it is applied."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from desktop_app.domain.dari_kabupaten import JenisMutasi, Mutasi
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.i18n import _
from desktop_app.services.balasan_lihat import PratinjauBalasan, UbahanDokumen
from desktop_app.ui.exchange_words import counts_text, groups_of, kind_text, moment_text
from desktop_app.ui.widgets.code import CodeBlock
from desktop_app.ui.widgets.controls import make_label
from desktop_app.ui.widgets.dialog import Dialog
from desktop_app.ui.widgets.scroll import ScrollColumn

SHOWN = 60
"""So many lines of one section are shown; the rest is counted."""
LONGEST = 160


class ReturnPreview(Dialog):
    """Nothing has changed while it stands; ``on_apply`` is called once the person wants it.

    Where this office meets its kabupaten for the first time the button waits until both fingerprints were compared.
    ``on_later`` is called where the person leaves it for another time.
    """

    def __init__(
        self,
        parent: QWidget,
        found: PratinjauBalasan,
        on_apply: Callable[[], object],
        on_later: Callable[[], object] | None = None,
    ) -> None:
        passport = found.paspor
        super().__init__(
            parent,
            name="kirim-balasan-lihat",
            title=_("Balasan nomor {n} dari {kabupaten}").format(n=passport.seq, kabupaten=passport.office.name),
            text=_("Sudah diperiksa dan asli. Belum ada yang berubah; baca dulu, lalu terapkan."),
        )
        self._fill(found)
        self.add_button("batal", _("Jangan dulu"), on_later)
        if on_later is not None:
            self.rejected.connect(on_later)
        apply = self.add_button("terapkan", _("Terapkan"), on_apply, default=True)
        if found.kepercayaan.pertama:
            compared = QCheckBox(_("Sidik jari kabupaten sudah dicocokkan lewat telepon dan semuanya sama"))
            compared.setObjectName("kirim-balasan-cocok")
            compared.setAccessibleName(compared.text())
            self.content.addWidget(compared)
            apply.setEnabled(False)
            compared.toggled.connect(apply.setEnabled)
            compared.setFocus(Qt.FocusReason.OtherFocusReason)
        self.prefer_size(760, 620)

    def sections(self) -> tuple[str, ...]:
        """Return the headings that are shown."""
        return self._shown

    def _fill(self, found: PratinjauBalasan) -> None:
        part = ScrollColumn("kirim-balasan-isi", _("Isi balasan"))
        part.box.setSpacing(6)
        shown: list[str] = []
        for title, lines in _sections(found):
            shown.append(title)
            part.box.addWidget(make_label(title, "section", wrap=True))
            for line in lines[:SHOWN]:
                part.box.addWidget(_line(line))
            if len(lines) > SHOWN:
                part.box.addWidget(make_label(_("… dan {n} lagi").format(n=len(lines) - SHOWN), "muted"))
        if not found.kepercayaan.kosong and found.kepercayaan.sidik:
            code = CodeBlock("kirim-balasan-sidik", _("Sidik jari kabupaten"))
            code.show_groups(groups_of(found.kepercayaan.sidik))
            part.box.addWidget(code)
        part.box.addStretch(1)
        part.setMinimumHeight(220)
        self._shown = tuple(shown)
        self.content.addWidget(part, 1)


def _line(text: str) -> QLabel:
    """Return one line; a detail below another keeps its distance in every line that it takes."""
    label = make_label(text.lstrip(), wrap=True)
    if text.startswith(" "):
        label.setContentsMargins(24, 0, 0, 0)
    return label


def _sections(found: PratinjauBalasan) -> Iterator[tuple[str, list[str]]]:
    """Yield heading and lines of every part that has something to say."""
    yield _("Pengantar"), _passport(found)
    for title, lines in (
        (_("Kepercayaan"), list(_trust(found))),
        (_("Dikembalikan atau diminta diperbaiki"), list(_requests(found))),
        (_("Mutasi"), [move_text(one) for one in found.mutasi]),
        (_("Pegawai dan kantor"), [line for one in found.orang for line in _changes(one)]),
        (_("Aturan"), list(_rules(found))),
        (_("Untuk semua kantor"), list(found.bersama)),
        (_("Beda versi yang selesai"), list(found.selesai)),
        (_("Menjadi beda versi dan perlu dipilih"), list(found.konflik)),
        (_("Dokumen lain"), [counts_text(found.lain)] if found.lain else []),
        (_("Ditahan dan menunggu"), list(_held(found))),
    ):
        if lines:
            yield title, lines


def _passport(found: PratinjauBalasan) -> list[str]:
    passport = found.paspor
    lines = [
        _("Dibuat {waktu}").format(waktu=moment_text(passport.claimed.t, passport.claimed.doubt)),
        _("Empat kata: {kata}").format(kata=" ".join(passport.words)),
    ]
    if found.diterima:
        numbers = ", ".join(map(str, found.diterima))
        lines.append(_("Kabupaten mengakui sudah menerima paket nomor {nomor}.").format(nomor=numbers))
    if found.sudah_diterima:
        lines.append(_("Balasan ini sudah pernah diterapkan; menerapkannya lagi tidak mengubah apa-apa."))
    elif found.kosong:
        lines.append(_("Selain tanda terima tidak ada yang baru di dalamnya."))
    else:
        text = _("{baru} versi baru di dalamnya.")
        if found.bukti:
            text = _("{baru} versi baru dan {bukti} berkas bukti di dalamnya.")
        lines.append(text.format(baru=found.baru, bukti=found.bukti))
    if found.sertifikat:
        lines.append(_("Sertifikat kantor ini diperbarui."))
    return lines


def _trust(found: PratinjauBalasan) -> Iterator[str]:
    trust = found.kepercayaan
    if trust.kosong:
        return
    if trust.pertama:
        yield _("Kantor ini baru mengenal kabupatennya. Cocokkan sidik jari di bawah lewat telepon.")
    elif trust.akar_ke != trust.akar_dari:
        text = _("Kunci induk kabupaten berganti, dari versi {dari} ke versi {ke}.")
        yield text.format(dari=trust.akar_dari, ke=trust.akar_ke)
        yield _("Pergantian ini ditandatangani kunci yang sudah dipercaya kantor ini; tidak ada yang perlu dilakukan.")
    if trust.penerbit_berubah:
        yield _("Kunci penerbit kabupaten berganti.")
    if trust.penerima_berubah:
        yield _("Kunci penerima paket berganti; paket berikutnya memakai kunci yang baru.")
    for device in trust.dicabut:
        yield _("Komputer {nama} tidak dipercaya lagi.").format(nama=device[:8])


def _requests(found: PratinjauBalasan) -> Iterator[str]:
    for one in found.permintaan:
        if one.ditutup:
            yield _("Ditutup: {dokumen}").format(dokumen=_cut(one.judul))
            continue
        head = _("Dikembalikan: {dokumen}") if one.kembalikan else _("Perbaiki: {dokumen}")
        yield head.format(dokumen=_cut(one.judul))
        if one.catatan:
            yield f"    {_cut(one.catatan)}"
        yield from (f"    {_cut(each.nama)}: {_cut(each.salah)}" for each in one.kolom)


def move_text(one: Mutasi) -> str:
    """Return a letter in one line: who, what, from which day, by which letter."""
    if one.jenis is JenisMutasi.PINDAH_KELUAR:
        text = _("{nama} pindah ke {tempat} mulai {tanggal} (SK {nomor})")
    elif one.jenis is JenisMutasi.PINDAH_MASUK:
        text = _("{nama} masuk dari {tempat} mulai {tanggal} (SK {nomor})")
    else:
        text = _("{nama} dinilai {tempat} mulai {tanggal} (SK {nomor})")
    place = {
        JenisMutasi.PINDAH_KELUAR: one.ke_nama,
        JenisMutasi.PINDAH_MASUK: one.dari_nama,
        JenisMutasi.GANTI_PENILAI: one.penilai_nama,
    }[one.jenis]
    line = text.format(
        nama=_cut(one.nama), tempat=_cut(place), tanggal=format_tanggal(one.mulai), nomor=_cut(one.nomor_sk)
    )
    return _("{mutasi} – dibatalkan").format(mutasi=line) if one.batal else line


def _changes(one: UbahanDokumen) -> Sequence[str]:
    title = _cut(one.judul)
    if one.baru:
        return [_("{nama} ({jenis}) baru di kantor ini").format(nama=title, jenis=kind_text(one.kind))]
    lines = [title, *(f"    {_cut(each.nama)}: {_cut(each.dari)} → {_cut(each.ke)}" for each in one.beda)]
    return [*lines, _("… dan {n} lagi").format(n=one.sisa)] if one.sisa else lines


def _rules(found: PratinjauBalasan) -> Iterator[str]:
    for one, readable in found.aturan:
        day = format_tanggal(one.berlaku_mulai)
        text = _("{nama}, untuk periode yang mulai {tanggal} atau sesudahnya").format(nama=_cut(one.nama), tanggal=day)
        yield text if readable else _("{aturan}; disimpan, tetapi perlu program yang lebih baru").format(aturan=text)


def _held(found: PratinjauBalasan) -> Iterator[str]:
    if found.menunggu:
        yield _("{n} versi menunggu paket yang belum datang.").format(n=found.menunggu)
    for reason, count in found.ditahan.items():
        yield _("{n} catatan ditahan: {alasan}").format(n=count, alasan=reason)


def _cut(text: str) -> str:
    """Return foreign words as one line that can be shown."""
    line = "".join(sign if sign.isprintable() else " " for sign in text[: LONGEST * 4])
    line = " ".join(line.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
