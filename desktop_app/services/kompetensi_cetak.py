"""Printing of competencies: form B.1.9 and, where asked for, its radar chart with the table (P6:84-85)."""

from __future__ import annotations

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_pengembangan import StatusPembinaan
from desktop_app.domain.kalimat import end
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_kompetensi
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_kompetensi import BarisFormKompetensi, FormKompetensi
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kompetensi import KIND, assessed
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.skp import settled_identity


@intention(Wewenang.CETAK)
def print_kompetensi(kantor: Kantor, doc_id: str, kertas: Kertas | None = None, *, grafik: bool = False) -> HasilCetak:
    """Return form B.1.9 of an assessment as who acts sees it, with ``grafik`` also its chart; a draft is marked as one.

    Raises ``UserError`` where it is not his to print or its versions disagree.
    """
    dokumen = read_document(kantor, doc_id, KIND, Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    kerja = kantor.store.working(doc_id, kantor.who)
    isi = decode_as(EvaluasiKompetensi, kerja.body if kerja is not None else dokumen.body)
    buka = assessed(kantor, isi, doc_id)
    hari = isi.tanggal or kantor.jam().date()
    nama = {satu.nilai.id: satu.nama for satu in buka.baris}
    form = FormKompetensi(
        skala=buka.skala,
        baris=tuple(
            BarisFormKompetensi(
                kelompok=satu.nilai.kelompok,
                nama=satu.nama,
                angka=satu.nilai.nilai_kompetensi,
                alasan=satu.nilai.alasan,
                level=satu.nilai.level,
            )
            for satu in buka.baris
        ),
        rekomendasi=isi.rekomendasi,
        pegawai=isi.pegawai or settled_identity(kantor, isi.pegawai_id, hari),
        penilai=isi.penilai or settled_identity(kantor, isi.penilai_id, hari),
        pembimbing=isi.pembimbing or settled_identity(kantor, isi.pembimbing_id, hari),
        tempat=isi.tempat or kantor.profil.tempat,
        tanggal=isi.tanggal,
        tanggal_berkas=hari,
        instansi=kantor.profil.instansi,
        standar=end(f"Standar: {buka.standar}") if buka.standar else "Level menurut usulan program, belum ditetapkan.",
        draf=isi.status is not StatusPembinaan.SELESAI,
        grafik=grafik,
        riwayat=tuple(
            (
                format_tanggal(dulu.tanggal) if dulu.tanggal else "–",
                {nama[kode]: angka for kode, angka in dulu.nilai.items() if kode in nama},
            )
            for dulu in buka.riwayat
        ),
    )
    pdf = render_kompetensi(form, kertas=kertas or read_pengaturan(kantor).kertas)
    berkas = file_name("evaluasi-kompetensi", form.pegawai.nama, form.pegawai.nip, hari.isoformat())
    return HasilCetak(berkas, pdf, "Evaluasi kompetensi (B.1.9)", JenisCetak.KOMPETENSI, doc_id)


@intention(Wewenang.CETAK)
def find_kompetensi(kantor: Kantor, pegawai_id: str, waktu: str = "") -> tuple[str, ...]:
    """Return the assessments of one person that can be printed, newest first; ``waktu`` is a year or period."""
    ketemu = kantor.store.find(KIND, where={"pegawai_id": pegawai_id})
    ketemu = keep_reached(kantor, Wewenang.CETAK, KIND, ketemu)
    if waktu:
        tahun = waktu[:4]
        ketemu = [
            satu
            for satu in ketemu
            if str(satu.columns["periode"] or "") == waktu or str(satu.columns["tanggal"] or tahun).startswith(tahun)
        ]
    urut = sorted(ketemu, key=lambda satu: (str(satu.columns["tanggal"] or "9999"), satu.doc_id), reverse=True)
    return tuple(satu.doc_id for satu in urut)
