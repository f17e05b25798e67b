"""Printing of rounds: one person's result, and the slips with one-time codes; the office's own pages (P6:69-70)."""

from __future__ import annotations

from decimal import Decimal

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_angka, format_tanggal
from desktop_app.domain.hitung_putaran import ANONIM
from desktop_app.domain.putaran import HasilPutaran, KelompokHasil
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_kode, render_putaran
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_putaran import BarisTanya, FormKode, FormPutaran, SlipKode, TeksKelompok
from desktop_app.regulation.pertanyaan import read_pertanyaan
from desktop_app.services.cetak import HasilCetak, JenisCetak, file_name
from desktop_app.services.jangkauan import keep_reached, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.putaran import get_putaran
from desktop_app.services.putaran_hasil import HASIL, edge_of
from desktop_app.services.putaran_jawab import issue_codes
from desktop_app.services.skp import settled_identity
from desktop_app.services.waktu import today

_KOLOM = {"diri": "DIRI", "atasan": "ATASAN", "rekan": "REKAN", "bawahan": "BAWAHAN", "lain": "PIHAK LAIN"}
_KELOMPOK = {
    "diri": "Diri sendiri",
    "atasan": "Atasan",
    "rekan": "Rekan kerja",
    "bawahan": "Bawahan",
    "lain": "Pihak lain",
}


@intention(Wewenang.CETAK)
def print_hasil_putaran(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> HasilCetak:
    """Return the result of a closed round about one person as PDF; raises ``UserError`` while versions disagree."""
    dokumen = read_document(kantor, doc_id, HASIL, Wewenang.CETAK)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=doc_id)
    isi = decode_as(HasilPutaran, dokumen.body)
    orang = settled_identity(kantor, isi.pegawai_id, isi.ditutup)
    tutup = format_tanggal(isi.ditutup) if isi.ditutup else "–"
    form = FormPutaran(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        fakta=(
            ("Nama", orang.nama),
            ("NIP", orang.nip or "–"),
            ("Jabatan", orang.jabatan or "–"),
            ("Putaran", " · ".join(satu for satu in (isi.nama, isi.periode) if satu)),
            ("Ditutup", tutup + (" (tanggal komputer diragukan)" if isi.tanggal_ragu else "")),
        ),
        pengantar="Rata-rata jawaban pada skala 1–4: " + ", ".join(_scale()) + ".",
        kolom=tuple(_head(k) for k in isi.kelompok),
        baris=tuple(
            BarisTanya(teks=q.teks, isi=tuple(told_mean(k, q.id) for k in isi.kelompok)) for q in isi.pertanyaan
        ),
        teks=tuple(TeksKelompok(kelompok=_name(k), teks=k.teks) for k in isi.kelompok),
        catatan=_notes(isi),
        tanggal=isi.ditutup or today(kantor.jam()),
    )
    pdf = render_putaran(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("hasil-putaran", orang.nama, orang.nip, isi.periode)
    return HasilCetak(nama, pdf, "Hasil putaran umpan balik", JenisCetak.HASIL_PUTARAN, doc_id)


@intention(Wewenang.CETAK)
def find_hasil_putaran(kantor: Kantor, pegawai_id: str, periode: str = "") -> tuple[str, ...]:
    """Return the results of one person, of a period or year where given, newest first."""
    ketemu = kantor.store.find(HASIL, where={"pegawai_id": pegawai_id}, bodies=False)
    ketemu = keep_reached(kantor, Wewenang.CETAK, HASIL, ketemu)
    cocok = [s for s in ketemu if str(s.columns["periode"] or "").startswith(periode)]
    return tuple(s.doc_id for s in sorted(cocok, key=lambda s: str(s.columns["ditutup"] or ""), reverse=True))


@intention(Wewenang.KELOLA_PUTARAN)
def print_kode(kantor: Kantor, doc_id: str, kertas: Kertas | None = None) -> tuple[str, bytes]:
    """Make new codes and return a proposed file name and their slips as PDF; earlier slips no longer serve.

    Raises ``UserError`` ``putaran_tanpa_kode`` where everybody who is asked can log in here or has answered.
    """
    semua = issue_codes(kantor, doc_id)
    if not semua:
        raise UserError("putaran_tanpa_kode")
    nama = get_putaran(kantor, doc_id).isi.nama
    form = FormKode(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        nama=nama,
        slip=tuple(SlipKode(untuk=s.untuk, tentang=", ".join(s.tentang), kode=s.kode) for s in semua),
        petunjuk=(
            "Di komputer kantor: minta petugas membuka Putaran umpan balik, lalu ketik kode ini sendiri.",
            "Kode berlaku sekali. Buang slip ini sesudah menjawab.",
        ),
        tanggal=today(kantor.jam()),
    )
    return file_name("kode-putaran", nama, "", ""), render_kode(form, kertas=kertas or read_pengaturan(kantor).kertas)


def told_mean(kelompok: KelompokHasil, pertanyaan_id: str) -> str:
    """Return the mean of one group as people read it, with its sign at the end of what is shown; "–" for none."""
    satu = next((n for n in kelompok.nilai if n.id == pertanyaan_id and n.jumlah > 0), None)
    if satu is None:
        return "–"
    rata = format_angka((Decimal(satu.total) / satu.jumlah).quantize(Decimal("0.01")))
    return f"{edge_of(satu.jumlah, satu.total)} {rata}".strip() if set(kelompok.gabungan) & set(ANONIM) else rata


def _head(kelompok: KelompokHasil) -> str:
    return " + ".join(_KOLOM[k.value] for k in kelompok.gabungan) + f"\n({kelompok.jawaban})"


def _name(kelompok: KelompokHasil) -> str:
    return " + ".join(_KELOMPOK[k.value] for k in kelompok.gabungan)


def _scale() -> tuple[str, ...]:
    return tuple(f"{n} {kata.lower()}" for n, kata in enumerate(read_pertanyaan().skala, 1))


def _notes(isi: HasilPutaran) -> tuple[str, ...]:
    catatan = [
        "Angka dalam kurung adalah banyaknya jawaban. Tanda ≥ dan ≤ menutup ujung skala, supaya jawaban satu orang "
        "tidak dapat dibaca dari rata-ratanya. Urutan tulisan diacak.",
    ]
    if isi.ditahan:
        catatan.append(
            f"{isi.ditahan} jawaban tidak ditampilkan, karena kelompoknya terlalu kecil untuk menyembunyikan "
            "siapa yang menjawab."
        )
    catatan.append(
        "Umpan balik ini bahan belajar dan percakapan. Ia bukan unsur predikat kinerja (PermenPANRB 6/2022)."
    )
    return tuple(catatan)
