"""Printing: from stored documents to the bytes of the official forms, with names and ranks of the form's date."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from db import Document, Revision
from desktop_app.domain.bentuk_evaluasi import code_of_dokumen, code_of_evaluasi
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms import render_dokumen, render_evaluasi, render_lampiran, render_skp
from desktop_app.forms.values import FormSkp, Kertas
from desktop_app.services.adendum_cocok import is_unconfirmed
from desktop_app.services.aturan_nilai import plan_words, predikat_now
from desktop_app.services.cetak_evaluasi import (
    changed_by,
    decision_on,
    form_dokumen,
    form_evaluasi,
    form_keberatan,
    penilaian_diputuskan,
)
from desktop_app.services.jangkauan import reached_document, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.naskah import require_document
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.segel import seal_of
from desktop_app.services.skp import settled_identity

_JENIS_LAIN = {
    **dict.fromkeys(("evaluasi", "dokumen", "isi-ulang", "mengapa", "umpan-balik"), "penilaian"),
    "putusan": "putusan_keberatan",
    "manual": "manual_indikator",
    "pendokumentasian": "rencana_aksi",
    "kompetensi": "evaluasi_kompetensi",
    "pengembangan": "rencana_pengembangan",
}


class JenisCetak(StrEnum):
    """The forms that can be printed; an SKP, evaluation or its document is on the layout of its own that it has."""

    SKP = "skp"
    LAMPIRAN = "lampiran"
    EVALUASI = "evaluasi"
    DOKUMEN = "dokumen"
    PUTUSAN = "putusan"
    ADENDUM = "adendum"
    MANUAL = "manual"
    WORKBLOCK = "workblock"
    MATRIKS = "matriks"
    SERAH_TERIMA = "serah-terima"
    ANGKA_KREDIT = "angka-kredit"
    RENCANA_AKSI = "rencana-aksi"
    PENDOKUMENTASIAN = "pendokumentasian"
    REKAMAN = "umpan-balik"
    ISI_ULANG = "isi-ulang"
    KOMPETENSI = "kompetensi"
    PENGEMBANGAN = "pengembangan"
    MENGAPA = "mengapa"
    HASIL_PUTARAN = "hasil-putaran"
    COACHING = "coaching"
    MENTORING = "mentoring"
    UMPAN_BIMBINGAN = "umpan-balik-bimbingan"
    LAPORAN_PERILAKU = "konseling"

    @property
    def kind(self) -> str:
        """The kind of document that the form is printed of."""
        if self in (JenisCetak.SKP, JenisCetak.LAMPIRAN):
            return "skp"
        return _JENIS_LAIN.get(self.value, self.value.replace("-", "_"))


@dataclass(frozen=True)
class HasilCetak:
    """One printed form: a proposed file name, the PDF, and which form of which document it is."""

    nama_berkas: str
    pdf: bytes
    judul: str
    jenis: JenisCetak
    doc_id: str


@intention(Wewenang.CETAK)
def print_skp(
    kantor: Kantor, skp_id: str, kertas: Kertas | None = None, *, kode: str = "", rev_id: str = ""
) -> HasilCetak:
    """Return one SKP on its own form, A.1.1, A.1.2, A.1.6 or A.1.7 (P6:32-36, 55-59); a draft is marked as one.

    With ``rev_id`` it is that determined version, as it was. Raises ``UserError`` ``formulir_lain`` where ``kode`` is
    not the form of this SKP, ``versi_skp_tidak_ada`` where there is no such version.
    """
    form = _form_skp(kantor, skp_id, rev_id)
    benar = code_of(kantor, form.skp)
    if kode and kode != benar:
        raise UserError("formulir_lain", diminta=kode, benar=benar)
    pdf = render_skp(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("skp", form.pegawai.nama, form.pegawai.nip, _year(form.skp, rev_id))
    return HasilCetak(nama, pdf, _title("SKP", benar, rev_id), JenisCetak.SKP, skp_id)


@intention(Wewenang.CETAK)
def print_lampiran(kantor: Kantor, skp_id: str, kertas: Kertas | None = None, *, rev_id: str = "") -> HasilCetak:
    """Return form A.1.8, the annex of one SKP (P6:61); ``rev_id`` is that of ``print_skp``."""
    form = _form_skp(kantor, skp_id, rev_id)
    pdf = render_lampiran(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("lampiran-skp", form.pegawai.nama, form.pegawai.nip, _year(form.skp, rev_id))
    return HasilCetak(nama, pdf, _title("Lampiran SKP", "A.1.8", rev_id), JenisCetak.LAMPIRAN, skp_id)


def papers_of_skp(body: bytes) -> tuple[Callable[[Kantor, str], HasilCetak], ...]:
    """Return what prints a stored SKP: its form, and its annex where there is a word in it."""
    lampiran = decode_as(Skp, body).lampiran
    ada = lampiran.sumber_daya or lampiran.skema or lampiran.konsekuensi
    return (print_skp, print_lampiran) if ada else (print_skp,)


def code_of(kantor: Kantor, skp: Skp) -> str:
    """Return the code of the form that an SKP is printed on."""
    return plan_words(kantor).perencanaan.formulir[skp.kelompok, skp.pendekatan]


def _form_skp(kantor: Kantor, skp_id: str, rev_id: str) -> FormSkp:
    """Return the values of an SKP for paper: as it is now, or as the determined version ``rev_id`` was."""
    gabungan = False
    if rev_id:
        read_document(kantor, skp_id, "skp", Wewenang.CETAK)
        rev = _determined(kantor, skp_id, rev_id)
        rev_id, skp = rev.rev_id, decode_as(Skp, rev.body)
    else:
        dokumen = _printable(kantor, skp_id, "skp")
        skp = decode_as(Skp, _current_body(kantor, dokumen))
        gabungan = is_unconfirmed(kantor, dokumen)
    tetap = skp.status is StatusSkp.DITETAPKAN and not gabungan
    tanggal = skp.tanggal or skp.mulai
    return FormSkp(
        skp=skp,
        pegawai=skp.pegawai or settled_identity(kantor, skp.pegawai_id, tanggal),
        penilai=skp.penilai or settled_identity(kantor, skp.penilai_id, tanggal),
        aturan=plan_words(kantor),
        tanggal_berkas=tanggal,
        instansi=skp.instansi,
        tempat=skp.tempat,
        tanggal=skp.tanggal,
        draf=not tetap,
        gabungan=gabungan,
        segel=seal_of(kantor, skp_id, rev_id) if tetap else None,
    )


def _determined(kantor: Kantor, skp_id: str, rev_id: str) -> Revision:
    """Return a determined version of an SKP by its id or at least the first eight letters of it.

    Any other document's version would print somebody else's results.
    """
    awal = rev_id.lower()
    cocok = [satu for satu in kantor.store.history(skp_id) if len(awal) >= 8 and satu.rev_id.startswith(awal)]
    utuh = [satu for satu in cocok if not satu.deleted and not satu.erased]
    if len(utuh) != 1 or decode_as(Skp, utuh[0].body).status is not StatusSkp.DITETAPKAN:
        raise UserError("versi_skp_tidak_ada", versi=rev_id[:12])
    return utuh[0]


def _year(skp: Skp, rev_id: str) -> str:
    """Return what tells files of one person apart: the year, the days of a part of one, the version."""
    utuh = (skp.mulai.month, skp.mulai.day, skp.akhir.month, skp.akhir.day) == (1, 1, 12, 31)
    masa = str(skp.mulai.year) if utuh else f"{skp.mulai} sd {skp.akhir}"
    return f"{masa} {rev_id[:8]}" if rev_id else masa


def _title(nama: str, kode: str, rev_id: str) -> str:
    return f"{nama} ({kode}), versi terdahulu" if rev_id else f"{nama} ({kode})"


@intention(Wewenang.CETAK)
def print_evaluasi(kantor: Kantor, penilaian_id: str, kertas: Kertas | None = None, *, kode: str = "") -> HasilCetak:
    """Return one evaluation on its own form, C.1.1, C.1.2 or C.1.3, under its own rule set (P6:105-113).

    Raises ``UserError`` ``formulir_evaluasi_lain`` where ``kode`` is not the form of its SKP.
    """
    isi = _penilaian(kantor, penilaian_id)
    form = form_evaluasi(kantor, penilaian_id, isi)
    benar = code_of_evaluasi(form.skp)
    if kode and kode != benar:
        raise UserError("formulir_evaluasi_lain", diminta=kode, benar=benar)
    pdf = render_evaluasi(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("evaluasi", form.pegawai.nama, form.pegawai.nip, isi.periode)
    return HasilCetak(nama, pdf, f"Hasil Evaluasi Kinerja ({benar})", JenisCetak.EVALUASI, penilaian_id)


@intention(Wewenang.CETAK)
def print_dokumen(kantor: Kantor, penilaian_id: str, kertas: Kertas | None = None, *, kode: str = "") -> HasilCetak:
    """Return the evaluation document that holds: D.1.1, D.1.2 of a superior, D.1.3 after a change (P6:114-118).

    With ``kode`` it is D.1.1 or D.1.2 as it was signed, whatever was decided later. Raises ``UserError``
    ``formulir_dokumen_lain`` where ``kode`` is not the form of this evaluation.
    """
    isi = _penilaian(kantor, penilaian_id)
    putusan = None if kode else decision_on(kantor, penilaian_id)
    benar = code_of_dokumen(isi, putusan[1] if putusan else None)
    if kode and kode != benar:
        raise UserError("formulir_dokumen_lain", diminta=kode, benar=benar)
    if putusan is not None and benar == "D.1.3":
        form = form_keberatan(kantor, penilaian_id, isi, *putusan)
    else:
        form = form_dokumen(kantor, penilaian_id, isi)
    pdf = render_dokumen(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("dokumen-evaluasi", form.pegawai.nama, form.pegawai.nip, isi.periode)
    return HasilCetak(nama, pdf, f"Dokumen Evaluasi Kinerja ({benar})", JenisCetak.DOKUMEN, penilaian_id)


@intention(Wewenang.CETAK)
def print_putusan(kantor: Kantor, putusan_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return form D.1.3 of a decision on an objection, whichever way it went; a draft is marked as one (P6:118)."""
    dokumen = _printable(kantor, putusan_id, "putusan_keberatan")
    putusan = decode_as(PutusanKeberatan, _current_body(kantor, dokumen))
    isi = penilaian_diputuskan(kantor, putusan)
    form = form_keberatan(kantor, putusan.penilaian_id, isi, putusan_id, putusan)
    pdf = render_dokumen(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("keputusan-keberatan", form.pegawai.nama, form.pegawai.nip, isi.periode)
    return HasilCetak(nama, pdf, "Keputusan atas keberatan (D.1.3)", JenisCetak.PUTUSAN, putusan_id)


def print_form(kantor: Kantor, jenis: JenisCetak, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return one form by its kind; ``doc_id`` is a document of its ``kind``. Others print by way of this module."""
    match jenis:
        case JenisCetak.SKP:
            return print_skp(kantor, doc_id, kertas)
        case JenisCetak.LAMPIRAN:
            return print_lampiran(kantor, doc_id, kertas)
        case JenisCetak.ADENDUM:
            from desktop_app.services.adendum_cetak import print_adendum

            return print_adendum(kantor, doc_id, kertas)
        case JenisCetak.MANUAL | JenisCetak.WORKBLOCK | JenisCetak.MATRIKS:
            from desktop_app.services.cetak_rencana import print_rencana

            return print_rencana(kantor, doc_id, kertas)
        case JenisCetak.SERAH_TERIMA:
            from desktop_app.services.serah_terima_cetak import print_serah_terima

            return print_serah_terima(kantor, doc_id, kertas)
        case JenisCetak.KOMPETENSI:
            from desktop_app.services.kompetensi_cetak import print_kompetensi

            return print_kompetensi(kantor, doc_id, kertas)
        case JenisCetak.PENGEMBANGAN:
            from desktop_app.services.pengembangan_cetak import print_pengembangan

            return print_pengembangan(kantor, doc_id, kertas)
        case JenisCetak.ANGKA_KREDIT:
            from desktop_app.services.angka_kredit_cetak import print_angka_kredit

            return print_angka_kredit(kantor, doc_id, kertas)
        case JenisCetak.RENCANA_AKSI | JenisCetak.PENDOKUMENTASIAN:
            from desktop_app.services.rencana_aksi_cetak import print_rencana_aksi

            return print_rencana_aksi(kantor, doc_id, kertas, dokumentasi=jenis is JenisCetak.PENDOKUMENTASIAN)
        case JenisCetak.COACHING | JenisCetak.MENTORING | JenisCetak.UMPAN_BIMBINGAN | JenisCetak.LAPORAN_PERILAKU:
            from desktop_app.services.pembinaan_cetak import print_pembinaan

            return print_pembinaan(kantor, jenis, doc_id, kertas)
        case JenisCetak.ISI_ULANG:
            from desktop_app.services.isi_ulang import print_isi_ulang

            return print_isi_ulang(kantor, doc_id, kertas)
        case JenisCetak.HASIL_PUTARAN:
            from desktop_app.services.putaran_cetak import print_hasil_putaran

            return print_hasil_putaran(kantor, doc_id, kertas)
        case JenisCetak.MENGAPA:
            from desktop_app.services.mengapa_cetak import print_mengapa

            return print_mengapa(kantor, doc_id, kertas)
        case JenisCetak.REKAMAN:
            from desktop_app.services.umpan_balik_cetak import print_rekaman

            return print_rekaman(kantor, doc_id, kertas)
        case JenisCetak.EVALUASI:
            return print_evaluasi(kantor, doc_id, kertas)
        case JenisCetak.DOKUMEN:
            return print_dokumen(kantor, doc_id, kertas)
        case JenisCetak.PUTUSAN:
            return print_putusan(kantor, doc_id, kertas)


@intention
def save_pdf(hasil: HasilCetak, folder: Path) -> Path:
    """Put the PDF into ``folder`` under its proposed name and return where it is.

    It is written beside its place and renamed when it is whole and safe on the disk, so that an earlier one is only
    ever replaced by a whole one. Raises ``UserError`` where the folder cannot be made, ``SystemProblem`` where the disk
    is full or fails.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise SystemProblem("cetak_disk_penuh", folder=str(folder)) from error
        raise UserError("cetak_folder_gagal", folder=str(folder)) from error
    return put_pdf(hasil.pdf, folder / hasil.nama_berkas)


def put_pdf(pdf: bytes, path: Path, *, rahasia: bool = False) -> Path:
    """Put a PDF at ``path``, where an earlier file is only ever replaced by a whole one; needs no opened office.

    One that holds a secret (``rahasia``) is for its owner alone, where the system has such. Raises ``SystemProblem``
    where the disk is full or fails.
    """
    try:
        placed = place_file(pdf, path, replace=True)
        if rahasia and os.name == "posix":
            with contextlib.suppress(OSError):  # a stick knows no owners
                placed.chmod(0o600)
        return placed
    except SystemProblem as error:
        if error.code == "stick_full":
            raise SystemProblem("cetak_disk_penuh", folder=str(path.parent)) from error
        raise SystemProblem("cetak_tidak_tersimpan", berkas=path.name, folder=str(path.parent)) from error


@intention(Wewenang.CETAK)
def note_cetak(kantor: Kantor, cetak: HasilCetak) -> None:
    """Leave the audit row of a form that went to a printer or into a file.

    Looking at one's own pages leaves none, at somebody else's that of looking at the document.
    """
    reached_document(kantor, cetak.doc_id, "", Wewenang.CETAK)
    with kantor.write("cetak", cetak.doc_id, print_detail(kantor, cetak.doc_id, cetak.jenis.value)):
        pass


def print_detail(kantor: Kantor, doc_id: str, formulir: str) -> dict[str, str]:
    """Return what the audit row of a printed form says: which form, and of which version where there is just one.

    Of an evaluation document also the decision on an objection that it was printed with.
    """
    dokumen = kantor.store.document(doc_id)
    versi = sorted(dokumen.heads) if dokumen is not None else []
    detail = {"formulir": formulir} | ({"versi": versi[0]} if len(versi) == 1 else {})
    if formulir == JenisCetak.DOKUMEN.value and (putusan := changed_by(kantor, [doc_id]).get(doc_id)):
        detail["putusan"] = putusan
    return detail


def _penilaian(kantor: Kantor, penilaian_id: str) -> Penilaian:
    """Return an evaluation for paper, its predicate as its fields give it, whatever is stored (P6:99-103)."""
    dokumen = _printable(kantor, penilaian_id, "penilaian")
    isi = decode_as(Penilaian, _current_body(kantor, dokumen))
    if isi.status is not StatusPenilaian.FINAL and require_document(kantor, isi.skp_id, "skp").conflicts:
        raise UserError("dokumen_berkonflik", id=isi.skp_id)
    return msgspec.structs.replace(isi, predikat=predikat_now(kantor, isi))


def _printable(kantor: Kantor, doc_id: str, kind: str) -> Document:
    """Return a document for paper; raises ``UserError`` where who acts may not print it, or its versions differ."""
    dokumen = read_document(kantor, doc_id, kind, Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    return dokumen


def _current_body(kantor: Kantor, dokumen: Document) -> bytes:
    """Return what the person sees on the page: his working copy, else the stored document."""
    kerja = kantor.store.working(dokumen.doc_id, kantor.who)
    return kerja.body if kerja is not None else dokumen.body


def file_name(jenis: str, nama: str, nip: str, periode: str) -> str:
    """Return a file name that every file system takes: ``skp_budi-santoso_1986…_2026.pdf``."""
    bagian = [jenis, _plain(nama) or "pegawai", _plain(nip), _plain(periode)]
    return "_".join(satu for satu in bagian if satu) + ".pdf"


def _plain(teks: str) -> str:
    """Return letters, digits and hyphens of ``teks``: a frozen identity may come from elsewhere and hold anything."""
    latin = unicodedata.normalize("NFKD", teks).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", latin.casefold()).strip("-")[:40].strip("-")
