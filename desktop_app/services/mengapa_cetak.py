"""Printing the page "why is my predicate …" and the list of follow-ups."""

from __future__ import annotations

from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.nip import format_nip
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_mengapa, render_tindak_lanjut
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_mengapa import FormMengapa, FormTindakLanjut
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.cetak_pilihan import find_printable
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.mengapa import explain
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.tindak_lanjut import SaringTindakLanjut, list_tindak_lanjut
from desktop_app.services.tindak_lanjut_kata import jenis_text, status_text

LEMBAR_TINDAK_LANJUT = "Daftar tindak lanjut hasil evaluasi"


@intention(Wewenang.CETAK)
def print_mengapa(kantor: Kantor, penilaian_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return the explanation of one final evaluation as one page of A4, whatever the office's paper is.

    Raises ``UserError`` ``hasil_saya_belum_final`` for a draft.
    """
    dokumen = reached_document(kantor, penilaian_id, "penilaian", Wewenang.CETAK)
    isi = explain(kantor, dokumen)
    fakta = [("Nama", isi.pegawai.nama), ("NIP", format_nip(isi.pegawai.nip) if isi.pegawai.nip else "–")]
    fakta += [("Jabatan", isi.pegawai.jabatan), ("Periode", isi.periode), ("Predikat", isi.predikat or "tidak ada")]
    if isi.semula:
        fakta.append(("Sebelum keberatan", isi.semula))
    form = FormMengapa(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=isi.judul,
        fakta=tuple(fakta),
        bagian=(*((b.judul, b.kalimat) for b in isi.bagian), ("Bila tidak setuju", isi.keberatan)),
        baris=isi.baris if isi.tempat is not None else (),
        kolom=isi.kolom if isi.tempat is not None else (),
        sel=isi.sel if isi.tempat is not None else (),
        tempat=isi.tempat,
        dicetak=isi.tanggal or kantor.jam().date(),
    )
    pdf = render_mengapa(form, kertas=kertas or Kertas.A4)
    nama = file_name("mengapa", isi.pegawai.nama, isi.pegawai.nip, isi.periode)
    return HasilCetak(nama, pdf, isi.judul, JenisCetak.MENGAPA, penilaian_id)


@intention(Wewenang.CETAK)
def find_mengapa(kantor: Kantor, pegawai_id: str, periode: str = "") -> tuple[str, ...]:
    """Return the final evaluations of one person that can be explained, newest first."""
    return find_printable(kantor, JenisCetak.DOKUMEN, pegawai_id, periode)


@intention(Wewenang.CETAK)
def print_tindak_lanjut(
    kantor: Kantor,
    saring: SaringTindakLanjut = SaringTindakLanjut.TERBUKA,
    *,
    pegawai_id: str = "",
    kertas: Kertas | None = None,
) -> tuple[str, bytes]:
    """Return a proposed file name and the list of follow-ups as PDF: of everybody whom who acts may see, or of one."""
    semua = list_tindak_lanjut(kantor, saring, pegawai_id=pegawai_id)
    kata = {
        SaringTindakLanjut.TERBUKA: "yang terbuka",
        SaringTindakLanjut.LEWAT: "yang lewat tenggat",
        SaringTindakLanjut.SAYA: "yang menjadi tugas saya",
        SaringTindakLanjut.SEMUA: "semua",
    }[saring]
    hari = kantor.jam().date()
    fakta = [("Isi", f"{kata}, {len(semua)} baris"), ("Keadaan", format_tanggal(hari))]
    if pegawai_id:
        orang = reached_document(kantor, pegawai_id, "pegawai", Wewenang.CETAK)
        fakta.insert(0, ("Pegawai", orang.label))
    form = FormTindakLanjut(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        judul=LEMBAR_TINDAK_LANJUT,
        fakta=tuple(fakta),
        baris=tuple(
            (
                satu.nama,
                periode_words(satu.isi.periode) if satu.isi.periode else "–",
                f"{jenis_text(satu.isi.jenis)}: {satu.isi.uraian}"
                + (f"\nDasar: {satu.isi.dasar}" if satu.isi.dasar else ""),
                format_tanggal(satu.isi.tenggat) if satu.isi.tenggat else "–",
                satu.oleh,
                status_text(satu.isi.status, satu.lewat) + (f": {satu.isi.hasil}" if satu.isi.hasil else ""),
            )
            for satu in semua
        ),
        dicetak=hari,
    )
    pdf = render_tindak_lanjut(form, kertas=kertas or read_pengaturan(kantor).kertas)
    return file_name("tindak-lanjut", kantor.profil.nama, "", hari.isoformat()), pdf
