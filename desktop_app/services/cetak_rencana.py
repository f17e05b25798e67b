"""Printing of the planning tools: manual of an indicator (A.1.3), workblock (A.1.4), matrix of roles (A.1.5).

They are no decisions and are never determined, so they carry neither a seal nor the mark of a draft.
"""

from __future__ import annotations

from datetime import date

import msgspec

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import BarisMatriks, MatriksPeran
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.domain.workblock import Workblock
from desktop_app.forms import render_manual, render_matriks, render_workblock
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_rencana import FormManual, FormMatriks, FormWorkblock
from desktop_app.services.aturan_nilai import plan_words
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, read_document
from desktop_app.services.kantor import Kantor, intention, is_doc_id
from desktop_app.services.matriks import name_rows
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.rencana import JENIS_RENCANA, person_named


@intention(Wewenang.CETAK)
def print_rencana(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return a manual, workblock or matrix on its form, as who acts sees it on its page.

    Raises ``UserError`` where there is none, it is not his to print, or its versions disagree.
    """
    dokumen = read_document(kantor, doc_id, "", Wewenang.CETAK)
    if dokumen.kind not in JENIS_RENCANA:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    kerja = kantor.store.working(doc_id, kantor.who)
    body = kerja.body if kerja is not None else dokumen.body
    kertas = kertas or read_pengaturan(kantor).kertas
    if dokumen.kind == "manual_indikator":
        return _manual(kantor, dokumen, decode_as(ManualIndikator, body), kertas)
    if dokumen.kind == "workblock":
        return _workblock(kantor, dokumen, decode_as(Workblock, body), kertas)
    return _matriks(kantor, dokumen, decode_as(MatriksPeran, body), kertas)


def _manual(kantor: Kantor, dokumen: Document, isi: ManualIndikator, kertas: Kertas) -> HasilCetak:
    """Return form A.1.3; its period is that of its SKP, else the whole year (P6:38)."""
    asal = kantor.store.document(isi.skp_id) if isi.skp_id else None
    skp = decode_as(Skp, asal.body) if asal is not None and asal.kind == "skp" and not asal.deleted else None
    mulai = skp.mulai if skp else date(isi.tahun, 1, 1)
    form = FormManual(
        manual=isi,
        mulai=mulai,
        selesai=skp.akhir if skp else date(isi.tahun, 12, 31),
        aturan=plan_words(kantor),
        tanggal_berkas=mulai,
        instansi=skp.instansi if skp else kantor.profil.instansi,
    )
    pdf = render_manual(form, kertas=kertas)
    nama = _name(kantor, "manual-indikator", isi.pegawai_id, isi.tahun, dokumen.doc_id)
    return HasilCetak(nama, pdf, "Manual indikator kinerja (A.1.3)", JenisCetak.MANUAL, dokumen.doc_id)


def _workblock(kantor: Kantor, dokumen: Document, isi: Workblock, kertas: Kertas) -> HasilCetak:
    """Return form A.1.4 (P6:43)."""
    form = FormWorkblock(
        workblock=isi,
        aturan=plan_words(kantor),
        tanggal_berkas=date(isi.tahun, 1, 1),
        instansi=kantor.profil.instansi,
    )
    pdf = render_workblock(form, kertas=kertas)
    nama = _name(kantor, "workblock", isi.pegawai_id, isi.tahun, dokumen.doc_id)
    return HasilCetak(nama, pdf, "Workblock (A.1.4)", JenisCetak.WORKBLOCK, dokumen.doc_id)


def _matriks(kantor: Kantor, dokumen: Document, isi: MatriksPeran, kertas: Kertas) -> HasilCetak:
    """Return form A.1.5 with names and posts of the last day of its year, at most of today (P6:48-49)."""
    orang = name_rows(kantor, dokumen.doc_id, isi, min(kantor.jam().date(), date(isi.tahun, 12, 31)))

    def named(baris: BarisMatriks) -> BarisMatriks:
        siapa = orang[baris.id]
        return msgspec.structs.replace(baris, pegawai_id="", nama=siapa.nama, jabatan=siapa.jabatan)

    pimpinan = orang[""]
    lengkap = msgspec.structs.replace(
        isi, jabatan=pimpinan.jabatan if pimpinan.nama else isi.jabatan, baris=tuple(named(satu) for satu in isi.baris)
    )
    form = FormMatriks(
        matriks=lengkap,
        aturan=plan_words(kantor),
        tanggal_berkas=date(isi.tahun, 1, 1),
        nama_pimpinan=pimpinan.nama,
        instansi=kantor.profil.instansi,
    )
    pdf = render_matriks(form, kertas=kertas)
    nama = _name(kantor, "matriks-peran", isi.pegawai_id, isi.tahun, dokumen.doc_id)
    return HasilCetak(nama, pdf, "Matriks pembagian peran dan hasil (A.1.5)", JenisCetak.MATRIKS, dokumen.doc_id)


def _name(kantor: Kantor, jenis: str, pegawai_id: str, tahun: int, doc_id: str) -> str:
    """Return a file name; a person may have several of one tool in a year, so the end of the id tells them apart."""
    siapa = person_named(kantor, pegawai_id, None)
    return file_name(jenis, siapa.nama, siapa.nip, f"{tahun} {doc_id[-6:]}")


@intention(Wewenang.CETAK)
def find_rencana(kantor: Kantor, kind: str, pegawai_id: str, waktu: str = "") -> tuple[str, ...]:
    """Return the documents of one tool that belong to a person, or the one whose id is given; newest year first.

    ``waktu`` narrows to the year of a period.
    """
    sendiri = kantor.store.document(pegawai_id) if is_doc_id(pegawai_id) else None
    if sendiri is not None and sendiri.kind == kind and not sendiri.deleted:
        return (pegawai_id,)
    ketemu = kantor.store.find(kind, where={"pegawai_id": pegawai_id})
    tahun = parse_periode(waktu).tahun if waktu else 0
    milik = [s for s in keep_reached(kantor, Wewenang.CETAK, kind, ketemu) if tahun in (0, s.columns["tahun"])]
    return tuple(s.doc_id for s in sorted(milik, key=lambda s: (s.columns["tahun"], s.label, s.doc_id), reverse=True))
