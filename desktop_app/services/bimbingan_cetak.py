"""Printing of guidance: B.1.6, B.1.7, B.1.8, and the cover sheet under which results are reported (P6:80-85)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from desktop_app.domain.bimbingan import Coaching, Mentoring, UmpanBalikBimbingan
from desktop_app.domain.codec import decode_as, decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_rentang_penilaian, format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_coaching, render_konseling, render_mentoring, render_umpan_bimbingan
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_bimbingan import FormCoaching, FormKonseling, FormMentoring, FormUmpanBimbingan
from desktop_app.regulation.bimbingan import guidance_words
from desktop_app.services.bimbingan import COACHING, JENIS, MENTORING, UMPAN
from desktop_app.services.bimbingan_baca import BarisBimbingan, list_bimbingan
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.skp import settled_identity
from desktop_app.services.waktu import read_time

NAMA = {COACHING: "Coaching", MENTORING: "Mentoring"}


@intention(Wewenang.CETAK)
def print_bimbingan(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return B.1.6 or B.1.7 as who acts sees it; a draft is marked as one.

    Raises ``UserError`` where it is not his to print or its versions disagree.
    """
    dokumen = read_document(kantor, doc_id, "", Wewenang.CETAK)
    if dokumen.kind not in JENIS:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    kerja = kantor.store.working(doc_id, kantor.who)
    isi = decode_kind(dokumen.kind, kerja.body if kerja is not None else dokumen.body)
    assert isinstance(isi, Coaching | Mentoring)
    hari = isi.tanggal or kantor.jam().date()
    umum: dict[str, Any] = {
        "kata": guidance_words(hari),
        "pegawai": isi.pegawai or settled_identity(kantor, isi.pegawai_id, hari),
        "penilai": isi.penilai or settled_identity(kantor, isi.penilai_id, hari),
        "tempat": isi.tempat or kantor.profil.tempat,
        "tanggal": isi.tanggal,
        "tanggal_berkas": hari,
        "instansi": kantor.profil.instansi,
        "rentang": _range(kantor, isi.skp_id, hari.year),
        "draf": isi.status is not StatusPembinaan.SELESAI,
        "pembimbing": isi.pembimbing or settled_identity(kantor, isi.pembimbing_id, hari),
    }
    kertas = kertas or read_pengaturan(kantor).kertas
    siapa = umum["pegawai"]
    if isinstance(isi, Coaching):
        pdf, kode = render_coaching(FormCoaching(isi=isi, **umum), kertas=kertas), "B.1.6"
    else:
        pdf, kode = render_mentoring(FormMentoring(isi=isi, **umum), kertas=kertas), "B.1.7"
    nama = file_name(dokumen.kind, siapa.nama, siapa.nip, hari.isoformat())
    jenis = JenisCetak.COACHING if dokumen.kind == COACHING else JenisCetak.MENTORING
    return HasilCetak(nama, pdf, f"{NAMA[dokumen.kind]} ({kode})", jenis, doc_id)


def _range(kantor: Kantor, skp_id: str, tahun: int) -> str:
    dokumen = kantor.store.document(skp_id) if skp_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return f"1 JANUARI SD 31 DESEMBER TAHUN {tahun}"
    skp = decode_as(Skp, dokumen.body)
    return format_rentang_penilaian(skp.mulai, skp.selesai)


@intention(Wewenang.LIHAT_PENILAIAN)
def print_umpan_bimbingan(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return B.1.8 for its writer or for the superior to whom it was handed; ``wewenang_kurang`` for everybody else."""
    dokumen = read_document(kantor, doc_id, UMPAN)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    kerja = kantor.store.working(doc_id, kantor.who)
    isi = decode_as(UmpanBalikBimbingan, kerja.body if kerja is not None else dokumen.body)
    hari = isi.tanggal or kantor.jam().date()
    kata = guidance_words(hari)
    jawaban = {satu.id: satu.teks for satu in isi.butir}
    form = FormUmpanBimbingan(
        kata=kata,
        pegawai=isi.pegawai or settled_identity(kantor, isi.pegawai_id, hari),
        penilai=isi.penilai or settled_identity(kantor, isi.penilai_id, hari),
        tempat=isi.tempat or kantor.profil.tempat,
        tanggal=isi.tanggal,
        tanggal_berkas=hari,
        instansi=kantor.profil.instansi,
        draf=isi.status is not StatusPembinaan.SELESAI,
        jawaban=tuple(jawaban.get(str(satu.nomor), "") for satu in kata.kriteria),
    )
    pdf = render_umpan_bimbingan(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("umpan-balik-bimbingan", form.pegawai.nama, form.pegawai.nip, hari.isoformat())
    return HasilCetak(nama, pdf, "Umpan balik bimbingan (B.1.8)", JenisCetak.UMPAN_BIMBINGAN, doc_id)


@intention(Wewenang.CETAK)
def find_bimbingan(kantor: Kantor, kind: str, pegawai_id: str, waktu: str = "") -> tuple[str, ...]:
    """Return the coaching, mentoring or feedback on them of a person that who acts may print, newest first."""
    ketemu = kantor.store.find(kind, where={"pegawai_id": pegawai_id}, bodies=False)
    perlu = Wewenang.LIHAT_PENILAIAN if kind == UMPAN else Wewenang.CETAK
    milik = keep_reached(kantor, perlu, kind, ketemu)
    if waktu:
        milik = [s for s in milik if str(s.columns["tanggal"] or waktu).startswith(waktu[:4])]
    urut = sorted(milik, key=lambda s: (str(s.columns["tanggal"] or "9999"), s.doc_id), reverse=True)
    return tuple(satu.doc_id for satu in urut)


@intention(Wewenang.CETAK)
def print_laporan_bimbingan(kantor: Kantor, kertas: Kertas | None = None) -> HasilCetak:
    """Return the cover sheet that lists what is due to be reported upwards by who acts (P6:85 i-j).

    Raises ``UserError`` ``bimbingan_tidak_dilaporkan`` where nothing is due.
    """
    semua = list_bimbingan(kantor)
    bagian: list[tuple[str, str]] = []
    for langkah, judul in (
        ("lapor_penilai", "Kepada pejabat penilai kinerja"),
        ("lapor_atasan", "Kepada atasan dari pejabat penilai kinerja"),
    ):
        milik = [satu for satu in semua if satu.langkah == langkah]
        if milik:
            bagian.append((judul, "\n".join(_lines(milik))))
    if not bagian:
        raise UserError("bimbingan_tidak_dilaporkan")
    hari = kantor.jam().date()
    form = FormKonseling(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul="Laporan hasil bimbingan kinerja",
        fakta=(("Disampaikan oleh", kantor.pelaku.nama), ("Dasar", "PermenPANRB 6/2022 halaman 85 huruf i dan j")),
        bagian=tuple(bagian),
        penanda=("Yang melaporkan", "Diterima oleh"),
        kaki="Lampirkan formulir B.1.6, B.1.7, dan B.1.9 yang sudah ditandatangani.",
        dibuat=read_time(kantor.claim().t) or kantor.jam(),
        jam_diragukan=kantor.claim().doubt,
    )
    pdf = render_konseling(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("laporan-bimbingan", kantor.pelaku.nama, "", hari.isoformat())
    return HasilCetak(nama, pdf, "Laporan hasil bimbingan", JenisCetak.COACHING, "")


def _lines(milik: Sequence[BarisBimbingan]) -> list[str]:
    return [
        f"{n}. {NAMA[satu.kind]} {satu.pegawai}, {format_tanggal(satu.tanggal) if satu.tanggal else 'tanpa tanggal'}, "
        f"pembimbing {satu.pembimbing}"
        for n, satu in enumerate(milik, 1)
    ]
