"""Printing of development: the individual plan as PDF, the office's list of hours as PDF or workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hitung_jp import count_hours, day_of
from desktop_app.domain.pengembangan import ButirPengembangan, PelaksanaanPengembangan, RencanaPengembangan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms import render_jam, render_pengembangan
from desktop_app.forms.tabel import render_csv, render_xlsx
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_kompetensi import FormJam, FormPengembangan, LangkahForm
from desktop_app.i18n import _
from desktop_app.regulation.kompetensi import development_hours
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kata_pengembangan import BENTUK, STATUS, SUMBER
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.pengembangan import KIND, BarisPengembangan, list_pengembangan
from desktop_app.services.skp import settled_identity

AKHIRAN = (".xlsx", ".csv", ".pdf")
KOLOM_JAM = ("NAMA", "NIP", "JABATAN", "JP", "KURANG", "TANPA SERTIFIKAT", "LANGKAH TERBUKA")


@intention(Wewenang.CETAK)
def print_pengembangan(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return the development plan of one person and year as PDF, as who acts sees it."""
    dokumen = read_document(kantor, doc_id, KIND, Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    kerja = kantor.store.working(doc_id, kantor.who)
    isi = decode_as(RencanaPengembangan, kerja.body if kerja is not None else dokumen.body)
    hari = min(kantor.jam().date(), date(isi.tahun, 12, 31))
    aturan = development_hours(date(isi.tahun, 12, 31))
    klaim = kantor.claim()
    form = FormPengembangan(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        tahun=isi.tahun,
        pegawai=settled_identity(kantor, isi.pegawai_id, hari),
        penilai=settled_identity(kantor, isi.penilai_id, hari),
        arah_karier=isi.arah_karier,
        langkah=tuple(_step(kantor, satu) for satu in isi.butir),
        jam=_hours(isi),
        catatan=isi.catatan,
        dasar=f"{aturan.nama}; 1 JP = {aturan.menit_per_jp} menit",
        disepakati=format_tanggal(isi.disepakati) if isi.disepakati else "Belum disepakati",
        dicetak=kantor.jam(),
        dicetak_ragu=klaim.doubt,
        tempat=kantor.profil.tempat,
        tanggal=isi.disepakati,
    )
    pdf = render_pengembangan(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("rencana-pengembangan", form.pegawai.nama, form.pegawai.nip, str(isi.tahun))
    return HasilCetak(nama, pdf, "Rencana pengembangan individu", JenisCetak.PENGEMBANGAN, doc_id)


def _hours(isi: RencanaPengembangan) -> tuple[tuple[str, str], ...]:
    """Return the hours in words: what counts, what is missing, what cannot be shown."""
    jam = count_hours(isi)
    kurang = f"kurang {jam.kurang} JP" if jam.kurang else "terpenuhi"
    catatan = []
    if jam.tanpa_sertifikat:
        catatan.append(f"{jam.tanpa_sertifikat} JP tanpa nomor sertifikat")
    if jam.tahun_lain:
        catatan.append(f"{jam.tahun_lain} JP di tahun lain tidak dihitung")
    if jam.tanpa_tanggal:
        catatan.append(f"{jam.tanpa_tanggal} JP tanpa tanggal tidak dihitung")
    baris = [("Jam pelajaran", f"{jam.jp} dari {jam.target} JP ({kurang})")]
    return (*baris, ("Catatan JP", "; ".join(catatan))) if catatan else tuple(baris)


def _step(kantor: Kantor, satu: ButirPengembangan) -> LangkahForm:
    cara = BENTUK[satu.bentuk] if satu.bentuk else ""
    nilai = kantor.store.document(satu.penilaian_id) if satu.penilaian_id else None
    lihat = f" (penilaian {nilai.label})" if nilai is not None and not nilai.deleted and nilai.label else ""
    return LangkahForm(
        kebutuhan=satu.kebutuhan,
        sumber=SUMBER[satu.sumber],
        bentuk=": ".join(t for t in (cara, satu.acara) if t) or "–",
        target=str(satu.target_jp) if satu.target_jp else "–",
        tenggat=format_tanggal(satu.tenggat) if satu.tenggat else "–",
        status=STATUS[satu.status],
        dampak=f"{satu.dampak}{lihat}" or "–",
        acara=tuple(_event(acara) for acara in satu.pelaksanaan),
    )


def _event(satu: PelaksanaanPengembangan) -> tuple[str, str, str, str, str]:
    hari = day_of(satu)
    kata = format_tanggal(hari) if hari else "–"
    if satu.mulai is not None and hari is not None and satu.mulai < hari:
        kata = f"{format_tanggal(satu.mulai)} s.d. {kata}"
    return (satu.nama or "–", kata, satu.penyelenggara or "–", satu.nomor_sertifikat or "tidak ada", str(satu.jp))


@intention(Wewenang.CETAK)
def find_pengembangan(kantor: Kantor, pegawai_id: str, waktu: str = "") -> tuple[str, ...]:
    """Return the plans of one person that can be printed, newest first; ``waktu`` is a year."""
    where: dict[str, str | int] = {"pegawai_id": pegawai_id}
    if waktu[:4].isdigit():
        where["tahun"] = int(waktu[:4])
    ketemu = keep_reached(kantor, Wewenang.CETAK, KIND, kantor.store.find(KIND, where=where))
    return tuple(satu.doc_id for satu in sorted(ketemu, key=lambda s: str(s.columns["tahun"]), reverse=True))


@intention(Wewenang.LIHAT_PENILAIAN)
def print_jam(kantor: Kantor, tahun: int, kertas: Kertas | None = None) -> tuple[str, bytes]:
    """Return the list of hours of everybody whom who acts may look at: a proposed file name and the PDF."""
    semua = list_pengembangan(kantor, tahun)
    aturan = development_hours(date(tahun, 12, 31))
    klaim = kantor.claim()
    form = FormJam(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        tahun=tahun,
        dasar=f"{aturan.nama}: {aturan.jp_setahun} JP setahun, 1 JP = {aturan.menit_per_jp} menit",
        ringkasan=summary_of(semua),
        dicetak=kantor.jam(),
        dicetak_ragu=klaim.doubt,
        baris=tuple(_row(satu) for satu in semua),
    )
    pdf = render_jam(form, kertas=kertas or read_pengaturan(kantor).kertas)
    return file_name("jam-pengembangan", kantor.profil.nama, "", str(tahun)), pdf


@intention(Wewenang.LIHAT_PENILAIAN)
def export_jam(kantor: Kantor, tahun: int, out: Path) -> int:
    """Write the list of hours (``.xlsx``, ``.csv`` or ``.pdf``) and return how many people it names; audited.

    Raises ``UserError`` ``daftar_akhiran_salah`` for another ending, ``SystemProblem`` where the disk fails.
    """
    akhiran = out.suffix.casefold()
    if akhiran not in AKHIRAN:
        raise UserError("daftar_akhiran_salah", berkas=out.name)
    semua = list_pengembangan(kantor, tahun)
    sel = [_row(satu) for satu in semua]
    if akhiran == ".pdf":
        isi = print_jam(kantor, tahun)[1]
    else:
        isi = render_csv(KOLOM_JAM, sel) if akhiran == ".csv" else render_xlsx(KOLOM_JAM, sel, nama=f"JP {tahun}")
    try:
        place_file(isi, out, replace=True)
    except SystemProblem as error:
        raise SystemProblem("cetak_tidak_tersimpan", berkas=out.name, folder=str(out.parent)) from error
    with kantor.write("ekspor_jam", detail={"tahun": tahun, "jumlah": len(semua)}):
        pass
    return len(semua)


def summary_of(semua: tuple[BarisPengembangan, ...]) -> str:
    """Return in one sentence how many people have their hours, and how many hours are missing together."""
    wajib = [satu for satu in semua if satu.jam.target]
    cukup = sum(not satu.jam.kurang for satu in wajib)
    kurang = sum(satu.jam.kurang for satu in wajib)
    kalimat = _("{cukup} dari {semua} pegawai sudah memenuhi; bersama-sama kurang {kurang} JP.")
    return kalimat.format(cukup=cukup, semua=len(wajib), kurang=kurang)


def _row(satu: BarisPengembangan) -> tuple[str, ...]:
    jam = satu.jam
    return (
        satu.nama,
        satu.nip,
        satu.jabatan,
        str(jam.jp),
        str(jam.kurang),
        str(jam.tanpa_sertifikat),
        str(satu.terbuka),
    )
