"""Rows pasted from a spreadsheet: the clipboard's tab-separated text becomes results, and what is doubtful.

Columns are known by their heading (those of A.1.2 and A.1.7), else by what they hold and their order. An empty cell
below a filled one is a merged cell: the next indicator of the same result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import parse_target
from desktop_app.domain.istilah import Aspek, JenisHasil, JenisTarget, Perspektif
from desktop_app.domain.skp import HasilIntervensi, Indikator, RencanaHasilKerja
from desktop_app.domain.temuan import Temuan
from desktop_app.services.skp import new_hasil, new_indikator

BATAS_BARIS = 500
"""Rows that are taken at once; an SKP has a dozen results."""
PERAN = ("nomor", "pimpinan", "hasil", "aspek", "indikator", "target", "perspektif")
_JUDUL = (
    ("pimpinan", "pimpinan"),
    ("diintervensi", "pimpinan"),
    ("rencana hasil kerja", "hasil"),
    ("hasil kerja", "hasil"),
    ("rhk", "hasil"),
    ("indikator", "indikator"),
    ("iki", "indikator"),
    ("ukuran keberhasilan", "indikator"),
    ("perspektif", "perspektif"),
    ("aspek", "aspek"),
    ("target", "target"),
    ("no", "nomor"),
    ("nomor", "nomor"),
)
_ASPEK = {"kuantitas": Aspek.KUANTITAS, "kualitas": Aspek.KUALITAS, "waktu": Aspek.WAKTU, "biaya": Aspek.BIAYA}
_PENUGASAN = re.compile(r"\(\s*penugasan dari\s+(?P<siapa>[^()]+)\)\s*$", re.IGNORECASE)
_PITA = re.compile(r"(?:[a-z]\s*[.)]\s*)?(?P<kata>utama|tambahan)", re.IGNORECASE)
_NOMOR = re.compile(r"\(?\d{1,3}[.)]*", re.ASCII)


@dataclass
class HasilTempel:
    """What the rows become: results with ids of their own, the row each came from (from 1), and what is doubtful."""

    hasil: tuple[RencanaHasilKerja, ...] = ()
    baris: dict[str, int] = field(default_factory=dict)
    keraguan: tuple[Temuan, ...] = ()


def split_cells(teks: str) -> list[list[str]]:
    """Return the cells of a clipboard text as Excel and LibreOffice write it; blanks and line ends become one blank.

    A cell with line ends, tabs or quotes is in quotes, its own quotes doubled; a quote elsewhere is a plain letter.
    """
    baris: list[list[str]] = []
    sel: list[str] = []
    di, panjang = 0, len(teks)
    while di < panjang:
        isi, di = _cell(teks, di)
        sel.append(" ".join(isi.split()))
        if di < panjang and teks[di] == "\t":
            di += 1
            if di < panjang:
                continue
            sel.append("")
        baris.append(sel)
        sel = []
        di += 2 if teks[di : di + 2] == "\r\n" else 1
    return baris


def _cell(teks: str, di: int) -> tuple[str, int]:
    if teks[di] == '"':
        cocok = re.compile(r'"((?:[^"]|"")*)"(?=[\t\r\n]|$)').match(teks, di)
        if cocok:
            return cocok[1].replace('""', '"'), cocok.end()
    akhir = min((at for tanda in "\t\r\n" if (at := teks.find(tanda, di)) >= 0), default=len(teks))
    return teks[di:akhir], akhir


def parse_rows(teks: str) -> HasilTempel:
    """Return the planned results that pasted rows say; raises ``UserError`` where they say nothing or are too many."""
    semua = split_cells(teks)
    if len(semua) > BATAS_BARIS:
        raise UserError("tempel_terlalu_banyak", jumlah=len(semua), batas=BATAS_BARIS)
    isi = [(nomor, sel) for nomor, sel in enumerate(semua, start=1) if any(sel)]
    judul = next((di for di, (_, sel) in enumerate(isi) if len(set(_headings(sel)) - {""}) >= 2), None)
    pembaca = _Reader()
    if judul is None:
        data = [(nomor, sel) for nomor, sel in isi if not _is_numbering(sel)]
        peran = _by_content([sel for _, sel in data if _band(sel) is None])
        if len(peran) > 1:
            pembaca.doubt("tempel_tanpa_judul", data[0][0] if data else 1)
    else:
        # A merged heading ("indikator" over two lines) may leave cells for the row below it; those stay unknown.
        peran = _headings(isi[judul][1])
        data = [(nomor, sel) for nomor, sel in isi[judul + 1 :] if not _is_numbering(sel)]
        for di, nama in enumerate(peran):
            if not nama and any(len(sel) > di and sel[di] for _, sel in data):
                pembaca.doubt("tempel_kolom_lebih", isi[judul][0], kolom=di + 1)
    for nomor, sel in data:
        if not pembaca.take(nomor, sel, peran):
            break
    hasil = pembaca.finish()
    if not hasil.hasil:
        raise UserError("tempel_kosong")
    return hasil


def _headings(sel: Sequence[str]) -> list[str]:
    """Return the role that each cell names as a heading, each at most once; an empty text for any other cell."""
    peran: list[str] = []
    for satu in sel:
        kata = " ".join(re.findall(r"\w+", satu.casefold()))
        nama = next((p for awal, p in _JUDUL if kata == awal or (len(awal) > 3 and awal in kata)), "")
        pendek = len(kata) <= 80 and nama not in peran
        peran.append(nama if pendek else "")
    return peran


def _is_numbering(sel: Sequence[str]) -> bool:
    """Tell whether a row is the forms' line of column numbers: (1) (2) (3) …"""
    terisi = [satu for satu in sel if satu]
    return len(terisi) > 1 and all(_NOMOR.fullmatch(satu) for satu in terisi)


def _band(sel: Sequence[str]) -> JenisHasil | None:
    """Return the priority that a band row such as ``A. UTAMA`` begins."""
    terisi = [satu for satu in sel if satu]
    gabung = " ".join(terisi).strip()
    cocok = _PITA.fullmatch(gabung) if len(terisi) <= 2 else None
    return JenisHasil(cocok["kata"].casefold()) if cocok else None


def _by_content(data: Sequence[Sequence[str]]) -> list[str]:
    """Return the role of each column by what it holds: numbers, aspects, perspectives; the rest by their order."""
    lebar = max((len(sel) for sel in data), default=0)
    peran = [""] * lebar
    teks: list[int] = []
    for di in range(lebar):
        kolom = [sel[di] for sel in data if len(sel) > di and sel[di]]
        if not kolom:
            continue
        if di == 0 and lebar > 1 and all(_NOMOR.fullmatch(satu) for satu in kolom):
            peran[di] = "nomor"
        elif all(satu.casefold() in _ASPEK for satu in kolom):
            peran[di] = "aspek"
        elif all(_perspective(satu) for satu in kolom):
            peran[di] = "perspektif"
        else:
            teks.append(di)
    urut = {1: PERAN[2:3], 2: ("hasil", "indikator"), 3: ("hasil", "indikator", "target")}
    nama = urut.get(len(teks), ("pimpinan", "hasil", "indikator", "target"))
    for di, satu in zip(teks, nama, strict=False):
        peran[di] = satu
    return peran


def _perspective(teks: str) -> Perspektif | None:
    kata = "_".join(re.findall(r"\w+", teks.casefold())).removeprefix("perspektif_")
    return next((satu for satu in Perspektif if satu.value == kata), None)


class _Reader:
    """Puts rows together: one result goes on until another one begins."""

    def __init__(self) -> None:
        self._hasil: list[RencanaHasilKerja] = []
        self._baris: dict[str, int] = {}
        self._keraguan: list[Temuan] = []
        self._jenis = JenisHasil.UTAMA

    def doubt(self, kode: str, nomor: int, **fakta: object) -> None:
        """Remember something doubtful about a row."""
        self._keraguan.append(Temuan(kode, f"baris/{nomor}", penting=False, **fakta))

    def take(self, nomor: int, sel: Sequence[str], peran: Sequence[str]) -> bool:
        """Read one row; False where the results end and another part of the form begins."""
        jenis = _band(sel)
        if jenis is not None:
            self._jenis = jenis
            return True
        gabung = " ".join(satu for satu in sel if satu)
        if gabung.casefold().startswith("perilaku kerja"):
            self.doubt("tempel_berhenti", nomor, teks=gabung[:40])
            return False
        if gabung.casefold() == "hasil kerja":
            return True
        isi = {nama: sel[di] if len(sel) > di else "" for di, nama in enumerate(peran) if nama}
        if isi.get("hasil"):
            self._begin(nomor, isi)
        elif not self._hasil:
            if any(isi.get(nama) for nama in ("indikator", "target")):
                self.doubt("tempel_indikator_tanpa_hasil", nomor)
            return True
        if isi.get("indikator") or isi.get("target"):
            self._add(nomor, isi)
        return True

    def finish(self) -> HasilTempel:
        """Return what was read; a result without an indicator gets an empty one."""
        lengkap: list[RencanaHasilKerja] = []
        for satu in self._hasil:
            if not satu.indikator:
                self.doubt("tempel_tanpa_indikator", self._baris[satu.id])
            isi = satu.indikator or (new_indikator(),)
            lengkap.append(msgspec.structs.replace(satu, indikator=isi))
        urut = sorted(self._keraguan, key=lambda satu: int(satu.jalur.partition("/")[2]))
        return HasilTempel(tuple(lengkap), self._baris, tuple(urut))

    def _begin(self, nomor: int, isi: dict[str, str]) -> None:
        teks, penugasan = isi["hasil"], ""
        if cocok := _PENUGASAN.search(teks):
            teks, penugasan = teks[: cocok.start()].strip(), cocok["siapa"].strip()
        pimpinan = isi.get("pimpinan", "")
        sama = self._hasil[-1] if self._hasil and self._hasil[-1].jenis is self._jenis else None
        if "pimpinan" in isi and not pimpinan and sama is not None and sama.intervensi.teks:
            pimpinan = sama.intervensi.teks
            self.doubt("tempel_pimpinan_dari_atas", nomor)
        hasil = msgspec.structs.replace(
            new_hasil(self._jenis),
            teks=teks,
            penugasan=penugasan,
            intervensi=HasilIntervensi(teks=pimpinan),
            indikator=(),
        )
        self._hasil.append(hasil)
        self._baris[hasil.id] = nomor

    def _add(self, nomor: int, isi: dict[str, str]) -> None:
        target = parse_target(isi.get("target", ""))
        if not target.teks and target.jenis is JenisTarget.TEKS:
            self.doubt("tempel_tanpa_target", nomor)
        elif target.jenis is JenisTarget.TEKS:
            self.doubt("tempel_target_kata", nomor, teks=target.teks)
        aspek, perspektif = Aspek.KUANTITAS, None
        if kata := isi.get("aspek", ""):
            aspek = next((a for nama, a in _ASPEK.items() if kata.casefold().startswith(nama)), aspek)
            if not kata.casefold().startswith(tuple(_ASPEK)):
                self.doubt("tempel_aspek_asing", nomor, teks=kata)
        if kata := isi.get("perspektif", ""):
            perspektif = _perspective(kata)
            if perspektif is None:
                self.doubt("tempel_perspektif_asing", nomor, teks=kata)
        satu: Indikator = msgspec.structs.replace(
            new_indikator(), aspek=aspek, teks=isi.get("indikator", ""), target=target, perspektif=perspektif
        )
        ini = self._hasil[-1]
        self._hasil[-1] = msgspec.structs.replace(ini, indikator=(*ini.indikator, satu))
