"""Pages of the office's own about evaluation documents: the receipt for many names, the proof of deadlines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.domain.jalan_dokumen import event_of, events_that_hold
from desktop_app.domain.nip import format_nip
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.tenggat_evaluasi import ATURAN_TENGGAT_EVALUASI, Kepastian, certainty_of
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms import render_ketepatan, render_tanda_terima
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_dokumen import BarisKetepatan, BarisTandaTerima, FormKetepatan, FormTandaTerima
from desktop_app.messages import sentence_for
from desktop_app.services.cetak import file_name
from desktop_app.services.dokumen_evaluasi import find_final, handing_id
from desktop_app.services.jalan_dokumen import form_code
from desktop_app.services.jalan_kata import KEPASTIAN, day_text, judgement_text
from desktop_app.services.kalender import read_kalender_kerja
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.putusan_berlaku import decided_results
from desktop_app.services.skp import settled_identity
from desktop_app.services.tenggat_evaluasi import BarisTenggatEvaluasi, list_tenggat_evaluasi

PERIODIK = (
    "Peraturan tidak menyebut hari terakhir evaluasi periodik; jangka waktunya di sini berakhir pada akhir bulan "
    "sesudah periode itu."
)


@dataclass(frozen=True)
class LembarKantor:
    """A finished page of the office's own: a proposed file name, the PDF, and what it is called in the audit trail."""

    nama_berkas: str
    pdf: bytes
    judul: str
    orang: int


@intention(Wewenang.CETAK)
def print_tanda_terima(kantor: Kantor, penilaian_ids: Sequence[str], kertas: Kertas | None = None) -> LembarKantor:
    """Return one sheet on which the people of these final evaluations sign that they received their documents.

    What is recorded as received already stands in it with its day. Raises ``UserError`` for nobody, and where one of
    them is no final evaluation or not for who acts to print.
    """
    if not penilaian_ids:
        raise UserError("tanda_terima_kosong")
    baris, penyerah = [], set()
    tanggal = date.min
    # A result that a decision changed is carried by D.1.3 (P6:118).
    putusan = {k: "D.1.3" for k, v in decided_results(kantor, list(penilaian_ids)).items() if v.predikat is not None}
    for doc_id in dict.fromkeys(penilaian_ids):
        satu = find_final(kantor, doc_id, Wewenang.CETAK)
        orang = satu.isi.pegawai or settled_identity(kantor, satu.isi.pegawai_id, satu.isi.tanggal)
        diterima = event_of(events_that_hold(satu.jalan.isi), JenisPeristiwa.DITERIMA)
        hari = format_tanggal(diterima.tanggal) if diterima is not None and diterima.tanggal is not None else ""
        kode, periode = putusan.get(doc_id, form_code(satu.isi)), periode_words(satu.isi.periode)
        baris.append(BarisTandaTerima(orang=_person(orang), formulir=kode, periode=periode, diterima=hari))
        penyerah.add(handing_id(kantor, satu.isi))
        tanggal = max(tanggal, satu.isi.tanggal or date.min)
    form = FormTandaTerima(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        baris=tuple(sorted(baris, key=lambda b: b.orang.casefold())),
        penyerah=settled_identity(kantor, penyerah.pop(), tanggal) if len(penyerah) == 1 else None,
        tempat=kantor.profil.tempat,
        tanggal_berkas=tanggal,
    )
    pdf = render_tanda_terima(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("tanda-terima", kantor.profil.nama, "", tanggal.isoformat())
    return LembarKantor(nama, pdf, "Tanda terima dokumen evaluasi", len(baris))


@intention(Wewenang.CETAK)
def print_ketepatan(kantor: Kantor, waktu: str, kertas: Kertas | None = None, *, kantor_kode: str = "") -> LembarKantor:
    """Return the page on what can be proven of every deadline of a period or year, with evidence and basis.

    ``kantor_kode`` is the office whose deadlines they are, at a kabupaten; without it everything that is reached.
    """
    daftar = list_tenggat_evaluasi(kantor, waktu, semua=True, kantor_kode=kantor_kode)
    klaim = kantor.claim()
    kalender = read_kalender_kerja(kantor)
    catatan = [
        f"Minggu kerja {kalender.hari_kerja} hari; tanda (diragukan) berarti jam komputer tidak dapat dipercaya."
    ]
    if daftar.hari_ini is None:
        catatan.append(sentence_for("tanggal_komputer_diragukan", {}))
    if any(satu.periode != str(parse_periode(satu.periode).tahun) for satu in daftar.baris):
        catatan.append(PERIODIK)
    if kosong := sorted({tahun for satu in daftar.baris for tahun in satu.terbukti.tenggat.tahun_kosong}):
        catatan.append(
            f"Hari libur {', '.join(map(str, kosong))} belum diisi: yang terlambat karenanya tidak dapat dibuktikan."
        )
    form = FormKetepatan(
        instansi=kantor.profil.instansi,
        kantor=_office_name(kantor, kantor_kode),
        waktu=periode_words(waktu),
        baris=tuple(_line(satu) for satu in sorted(daftar.baris, key=_by_person)),
        ringkasan=_counts(daftar.baris),
        dasar=tuple(
            f"{aturan.nama}: {aturan.dasar}"
            for kode, aturan in ATURAN_TENGGAT_EVALUASI.items()
            if any(satu.terbukti.tenggat.aturan.kode == kode for satu in daftar.baris)
        ),
        catatan=tuple(catatan),
        dicetak=kantor.jam(),
        dicetak_ragu=klaim.doubt,
    )
    pdf = render_ketepatan(form, kertas=kertas or read_pengaturan(kantor).kertas)
    nama = file_name("ketepatan-waktu", form.kantor, "", waktu)
    return LembarKantor(nama, pdf, "Ketepatan waktu", len({satu.pegawai_id for satu in daftar.baris}))


@intention(Wewenang.CETAK)
def note_lembar(kantor: Kantor, lembar: LembarKantor) -> None:
    """Leave the audit row of such a page that went to a printer or into a file."""
    with kantor.write("cetak_lembar", detail={"formulir": lembar.judul, "jumlah": lembar.orang}):
        pass


def _by_person(satu: BarisTenggatEvaluasi) -> tuple[object, ...]:
    urutan = list(ATURAN_TENGGAT_EVALUASI)
    return (satu.nama.casefold(), satu.pegawai_id, satu.periode, urutan.index(satu.terbukti.tenggat.aturan.kode))


def _line(satu: BarisTenggatEvaluasi) -> BarisKetepatan:
    tenggat = satu.terbukti.tenggat
    lain = f"NIP {format_nip(satu.nip)}" if satu.nip else ""
    return BarisKetepatan(
        orang="\n".join(teks for teks in (satu.nama, lain) if teks),
        tenggat=f"{tenggat.aturan.nama} ({periode_words(satu.periode)})",
        mulai=day_text(satu.terbukti.awal) if tenggat.aturan.hari else "–",
        batas=format_tanggal(tenggat.batas) if tenggat.batas else "–",
        terjadi=day_text(satu.terbukti.selesai),
        terbukti=judgement_text(satu.terbukti),
    )


def _counts(baris: Iterable[BarisTenggatEvaluasi]) -> str:
    jumlah = Counter(certainty_of(satu.terbukti.tenggat) for satu in baris)
    return ", ".join(f"{jumlah[satu]} {KEPASTIAN[satu]}" for satu in Kepastian)


def _person(orang: Identitas) -> str:
    lain = ", ".join(teks for teks in (f"NIP {format_nip(orang.nip)}" if orang.nip else "", orang.jabatan) if teks)
    return f"{orang.nama}\n{lain}" if lain else orang.nama


def _office_name(kantor: Kantor, kode: str) -> str:
    if not kode or kode == kantor.profil.kode:
        return kantor.profil.nama
    unit = kantor.store.find("unit_kerja", where={"kode": kode})
    return decode_as(UnitKerja, unit[0].body).nama if unit else kode
