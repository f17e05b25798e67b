"""The page "why is my predicate …": from the ratings, the matrix of the frozen rule set and the way of the document.

It tells what stands in the store and in the law's data, and promises nothing (P6:97-103, 117).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, SebabTidakDinilai
from desktop_app.domain.mengapa import CaraPredikat, agrees, neighbours, place_in, rows_of, way_of
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.tenggat import judge_tenggat
from desktop_app.domain.tenggat_evaluasi import ATURAN_TENGGAT_EVALUASI
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.regulation.aturan import Aturan
from desktop_app.services.aturan_nilai import AturanPenilaian, rules_of
from desktop_app.services.fakta_evaluasi import facts_of, final_revision, read_berkas
from desktop_app.services.fakta_evaluasi import way_of as document_way
from desktop_app.services.jangkauan import read_document
from desktop_app.services.kalender import read_kalender_kerja
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.predikat_berlaku import as_decided
from desktop_app.services.putusan_berlaku import HasilBerlaku, decided_results
from desktop_app.services.siapa_menilai import known_person, superior_on
from desktop_app.services.skp import identity_of
from desktop_app.services.tenggat import believed_today

SEBAB: Mapping[SebabTidakDinilai, str] = MappingProxyType(
    {
        SebabTidakDinilai.CUTI_SAKIT: "cuti sakit",
        SebabTidakDinilai.CUTI_MELAHIRKAN: "cuti melahirkan",
        SebabTidakDinilai.CUTI_BESAR: "cuti besar",
        SebabTidakDinilai.BELUM_BERTUGAS: "belum bertugas",
        SebabTidakDinilai.HASIL_UNIT_LAMA: "hasil unit lama dipakai",
        SebabTidakDinilai.LAINNYA: "sebab lain",
    }
)


@dataclass(frozen=True)
class BagianMengapa:
    """One part of the page: its heading and its sentences."""

    judul: str
    kalimat: tuple[str, ...]


@dataclass(frozen=True)
class Mengapa:
    """The whole page: who, which period, the predicate, the parts in order, and the quadrant with one's own cell.

    ``predikat`` is in words, empty where the period has none; ``semula`` the one before a decision that changed it.
    ``baris`` and ``kolom`` name the axes, ``sel`` the predicates by row, ``tempat`` row and column of one's own, None
    where the quadrant was not used.
    """

    penilaian_id: str
    pegawai_id: str
    pegawai: Identitas
    penilai: Identitas
    periode: str
    judul: str
    predikat: str
    semula: str
    cara: CaraPredikat
    tanggal: date | None
    aturan: str
    bagian: tuple[BagianMengapa, ...]
    baris: tuple[str, ...]
    kolom: tuple[str, ...]
    sel: tuple[tuple[str, ...], ...]
    tempat: tuple[int, int] | None
    keberatan: tuple[str, ...]
    batas_keberatan: date | None = None


@intention(Wewenang.LIHAT_PENILAIAN)
def read_mengapa(kantor: Kantor, penilaian_id: str) -> Mengapa:
    """Return the explanation of one final evaluation; raises ``UserError`` ``hasil_saya_belum_final`` for a draft."""
    dokumen = read_document(kantor, penilaian_id, "penilaian")
    return explain(kantor, dokumen)


def explain(kantor: Kantor, dokumen: Document) -> Mengapa:
    """Return the explanation of a final evaluation that the caller may show."""
    asli = decode_as(Penilaian, dokumen.body)
    if asli.status is not StatusPenilaian.FINAL:
        raise UserError("hasil_saya_belum_final")
    putusan = decided_results(kantor, [dokumen.doc_id]).get(dokumen.doc_id)
    isi = as_decided(asli, putusan)
    menurut = rules_of(kantor, asli)
    aturan = menurut.aturan
    kata, matriks = _Kata(aturan), aturan.matriks
    cara = way_of(isi)
    cocok = menurut.dikenal and agrees(matriks, isi, isi.predikat)
    tempat = place_in(isi.rating_hasil, isi.rating_perilaku) if cara is CaraPredikat.KUADRAN and cocok else None
    keberatan, batas = _objection(kantor, dokumen, asli, putusan)
    bagian = [BagianMengapa(_("Sebabnya"), tuple(_reasons(isi, cara, kata, menurut, cocok=cocok)))]
    if putusan is not None:
        bagian.append(BagianMengapa(_("Keputusan atas keberatan"), (_decision(asli, isi, putusan, kata),)))
    if isi.rating_hasil is not None and isi.rating_perilaku is not None and isi.tidak_dinilai is None:
        bagian.append(BagianMengapa(_("Arti kata-katanya"), tuple(_meanings(isi, menurut, kata))))
    if tempat is not None and isi.rating_hasil and isi.rating_perilaku:
        semua = neighbours(matriks, isi.rating_hasil, isi.rating_perilaku)
        kalimat = [_neighbour(isi, satu.hasil, satu.perilaku, satu.predikat, kata) for satu in semua]
        bagian.append(BagianMengapa(_("Isi kuadran di sebelahnya"), tuple(kalimat)))
    if isi.tidak_dinilai is None:
        bagian.append(BagianMengapa(_("Yang tidak menentukan"), _not_counted(isi)))
    penilai = (asli.atasan_penilai if asli.oleh_atasan else asli.penilai) or Identitas()
    bagian.append(BagianMengapa(_("Siapa dan menurut apa"), tuple(_grounds(asli, penilai, menurut, cara))))
    predikat = kata.predikat(isi.predikat)
    periode = periode_words(asli.periode)
    tanya = _("Mengapa predikat saya {predikat}?") if predikat else _("Mengapa periode ini tidak berpredikat?")
    return Mengapa(
        penilaian_id=dokumen.doc_id,
        pegawai_id=asli.pegawai_id,
        pegawai=asli.pegawai or identity_of(kantor, asli.pegawai_id, asli.tanggal),
        penilai=penilai,
        periode=periode,
        judul=tanya.format(predikat=predikat),
        predikat=predikat,
        semula=kata.predikat(asli.predikat) if asli.predikat is not isi.predikat else "",
        cara=cara,
        tanggal=asli.tanggal,
        aturan=aturan.nama if menurut.dikenal else menurut.aturan_id,
        bagian=tuple(bagian),
        baris=tuple(kata.rating(satu) for satu in (Rating.DIATAS, Rating.SESUAI, Rating.DIBAWAH)),
        kolom=tuple(kata.rating(satu) for satu in (Rating.DIBAWAH, Rating.SESUAI, Rating.DIATAS)),
        sel=tuple(tuple(kata.predikat(satu) for satu in baris) for baris in rows_of(matriks)),
        tempat=tempat,
        keberatan=keberatan,
        batas_keberatan=batas,
    )


class _Kata:
    """The official words of a rule set as running words."""

    def __init__(self, aturan: Aturan) -> None:
        self._aturan = aturan

    def rating(self, satu: Rating | None) -> str:
        """Return a rating in words; empty for none."""
        return "" if satu is None else _plain(self._aturan.label_rating[satu])

    def predikat(self, satu: Predikat | None) -> str:
        """Return a predicate in words; empty for none."""
        return "" if satu is None else _plain(self._aturan.label_predikat[satu])


def _plain(kata: str) -> str:
    berjalan = kata[:1].upper() + kata[1:].lower()
    return _(berjalan)


def _reasons(isi: Penilaian, cara: CaraPredikat, kata: _Kata, menurut: AturanPenilaian, *, cocok: bool) -> list[str]:
    predikat = kata.predikat(isi.predikat)
    if cara is CaraPredikat.TIDAK_DINILAI:
        assert isi.tidak_dinilai is not None, "that is what the way says"
        kalimat = [_("Periode ini tidak dinilai: {sebab}.").format(sebab=_(SEBAB[isi.tidak_dinilai]))]
        return [*kalimat, *([_("Catatannya: {teks}").format(teks=isi.catatan)] if isi.catatan.strip() else [])]
    if cara is CaraPredikat.HASIL_UNIT_LAMA:
        lama = periode_words(isi.periodik[0].periode) if isi.periodik and isi.periodik[0].periode else "–"
        teks = _("Anda berpindah unit. Untuk periode ini dipakai hasil unit lama, {periode} (hlm. 91).")
        return [teks.format(periode=lama), _("Hasil itu berpredikat {predikat}.").format(predikat=predikat or "–")]
    if not menurut.dikenal:
        teks = _("Predikatnya {predikat}, seperti ditetapkan; kuadrannya tidak dapat ditampilkan.")
        return [teks.format(predikat=predikat or "–"), menurut.told()]
    if not cocok:
        teks = _("Predikat yang tersimpan ({predikat}) tidak sama dengan isi kuadran. Tanyakan kepada kepegawaian.")
        return [teks.format(predikat=predikat or "–")]
    nilai = _("Hasil kerja dinilai {hasil}; perilaku kerja dinilai {perilaku}.").format(
        hasil=kata.rating(isi.rating_hasil).lower(), perilaku=kata.rating(isi.rating_perilaku).lower()
    )
    alasan = []
    if isi.alasan_hasil.strip():
        alasan.append(_("Alasan penilai tentang hasil kerja: {teks}").format(teks=isi.alasan_hasil.strip()))
    if isi.alasan_perilaku.strip():
        alasan.append(_("Alasan penilai tentang perilaku kerja: {teks}").format(teks=isi.alasan_perilaku.strip()))
    if cara is CaraPredikat.STUDI_TIDAK_SELESAI:
        teks = _(
            "Tugas belajar tidak dapat diselesaikan. Untuk keadaan ini penilai menetapkan Kurang atau Sangat kurang "
            "dengan mempertimbangkan perilaku kerja; kuadran tidak dipakai (hlm. 100 dan 103)."
        )
        return [teks, _("Yang ditetapkan: {predikat}.").format(predikat=predikat), nilai, *alasan]
    temu = _("Di kuadran kinerja, pertemuan keduanya adalah {predikat}.").format(predikat=predikat)
    studi = []
    if isi.studi is not None and isi.studi.ipk.strip():
        studi.append(_("Data akademik tugas belajar yang dilihat: IPK {ipk}.").format(ipk=isi.studi.ipk))
    return [nilai, temu, *studi, *alasan]


def _decision(asli: Penilaian, isi: Penilaian, putusan: HasilBerlaku, kata: _Kata) -> str:
    hari = format_tanggal(putusan.tanggal) if putusan.tanggal else "–"
    if putusan.keputusan is KeputusanKeberatan.MENGUATKAN or asli.predikat is isi.predikat:
        teks = _("Atasan penilai memutuskan pada {tanggal}: predikat {predikat} tetap.")
        return teks.format(tanggal=hari, predikat=kata.predikat(isi.predikat))
    teks = _("Atasan penilai memutuskan pada {tanggal}: semula {lama}, sekarang {baru}.")
    return teks.format(tanggal=hari, lama=kata.predikat(asli.predikat), baru=kata.predikat(isi.predikat))


def _meanings(isi: Penilaian, menurut: AturanPenilaian, kata: _Kata) -> list[str]:
    assert isi.rating_hasil is not None, "asked for by the caller"
    assert isi.rating_perilaku is not None, "asked for by the caller"
    aturan = menurut.aturan
    hasil, perilaku = _(aturan.panduan_hasil[isi.rating_hasil]), _(aturan.panduan_perilaku[isi.rating_perilaku])
    asal = _("Arti ini contoh panduan dari peraturan (hlm. 97–98, 101–102); penilai menimbang bukti dan umpan balik.")
    if menurut.kabupaten:
        asal = _("Arti ini panduan dari aturan “{nama}”; penilai menimbang bukti dan umpan balik.")
    return [
        _("Hasil kerja {rating}: {arti}").format(rating=kata.rating(isi.rating_hasil).lower(), arti=hasil),
        _("Perilaku kerja {rating}: {arti}").format(rating=kata.rating(isi.rating_perilaku).lower(), arti=perilaku),
        asal.format(nama=aturan.nama),
    ]


def _neighbour(isi: Penilaian, hasil: Rating, perilaku: Rating, predikat: Predikat, kata: _Kata) -> str:
    if hasil is not isi.rating_hasil:
        teks = _("Hasil kerja {rating}, perilaku sama: {predikat}.")
        return teks.format(rating=kata.rating(hasil).lower(), predikat=kata.predikat(predikat))
    teks = _("Perilaku kerja {rating}, hasil kerja sama: {predikat}.")
    return teks.format(rating=kata.rating(perilaku).lower(), predikat=kata.predikat(predikat))


def _not_counted(isi: Penilaian) -> tuple[str, ...]:
    kalimat = [
        _("Tidak ada bobot, angka, atau skor: predikat dibaca dari dua rating, tidak dijumlahkan (hlm. 99–103)."),
        _("Pola distribusi menjadi bahan pertimbangan penilai saat menetapkan rating, bukan jatah (hlm. 94–98)."),
        _("Umpan balik dibaca penilai; tidak ada yang dihitung menjadi nilai."),
        _(
            "Survei masyarakat tidak dihitung otomatis; bila IKM menjadi indikator SKP pimpinan, ia dibaca sebagai "
            "realisasinya."
        ),
    ]
    if parse_periode(isi.periode).kode == isi.periode[:4]:
        kalimat.append(_("Predikat tahunan bukan rata-rata predikat periodik."))
    return tuple(kalimat)


def _grounds(isi: Penilaian, penilai: Identitas, menurut: AturanPenilaian, cara: CaraPredikat) -> list[str]:
    siapa = (
        _("Ditetapkan atasan pejabat penilai: {nama}, {tanggal}.")
        if isi.oleh_atasan
        else _("Ditetapkan pejabat penilai: {nama}, {tanggal}.")
    )
    halaman = {
        CaraPredikat.KUADRAN: _("Pasal 24–25; lampiran halaman 97–103"),
        CaraPredikat.STUDI_TIDAK_SELESAI: _("lampiran halaman 100 dan 103"),
        CaraPredikat.HASIL_UNIT_LAMA: _("lampiran halaman 91"),
        CaraPredikat.TIDAK_DINILAI: _("tidak diatur khusus; dicatat kantor dengan sebabnya"),
    }[cara]
    tanggal = format_tanggal(isi.tanggal) if isi.tanggal else "–"
    kalimat = [siapa.format(nama=penilai.nama or "–", tanggal=tanggal)]
    if not menurut.told():
        return [*kalimat, _("Dasar: {aturan}, {halaman}.").format(aturan=menurut.aturan.nama, halaman=halaman)]
    dasar = _("Kerangkanya peraturan menteri, {halaman}.").format(halaman=halaman)
    return [*kalimat, menurut.told(), *([dasar] if menurut.dikenal else [])]


def _objection(
    kantor: Kantor, dokumen: Document, isi: Penilaian, putusan: HasilBerlaku | None
) -> tuple[tuple[str, ...], date | None]:
    """Return how and until when one objects, and the limit where it runs; evidence is what was recorded."""
    if way_of(isi) is CaraPredikat.HASIL_UNIT_LAMA:
        return (_("Hasil ini dibawa dari unit lama; keberatan menyangkut dokumen di sana."),), None
    if isi.tidak_dinilai is not None:
        return (_("Tidak ada predikat yang ditetapkan untuk diajukan keberatan pada periode ini."),), None
    if putusan is not None:
        return (_("Keberatan atas hasil ini sudah diputuskan."),), None
    final = final_revision(kantor, dokumen.doc_id, dokumen.heads)
    berkas = read_berkas(kantor, dokumen.doc_id)
    jalan = document_way(berkas, dokumen.doc_id, final.rev_id).isi if final is not None else None
    fakta = facts_of(kantor, isi, parse_periode(isi.periode), final, jalan, berkas, dokumen.doc_id)
    if isi.oleh_atasan or fakta.tanpa_keberatan:
        return (_("Hasil ini bersifat final, jadi tidak dapat diajukan keberatan (hlm. 90)."),), None
    if fakta.keberatan is not None:
        teks = _("Keberatan diajukan {tanggal}. Keputusan paling lambat 7 hari kerja sejak diterima (hlm. 117).")
        return (teks.format(tanggal=format_tanggal(fakta.keberatan.tanggal)),), None
    cara = _("Caranya: ajukan alasan Anda kepada atasan pejabat penilai{nama}, di sini atau di kertas (hlm. 117).")
    pegawai = known_person(kantor, isi.pegawai_id)
    atasan = superior_on(kantor, pegawai, isi.tanggal or parse_periode(isi.periode).selesai) if pegawai else ""
    nama = identity_of(kantor, atasan, None).nama if atasan else ""
    cara = cara.format(nama=f", {nama}" if nama else "")
    if fakta.diterima is None:
        teks = _(
            "Batasnya 14 hari kerja sejak dokumen evaluasi Anda terima. Hari penerimaan belum dicatat, jadi tanggal "
            "batasnya belum diketahui."
        )
        return (cara, teks), None
    hari = believed_today(kantor)
    aturan = ATURAN_TENGGAT_EVALUASI["keberatan_diajukan"]
    batas = judge_tenggat(aturan, fakta.diterima, None, hari, read_kalender_kerja(kantor)).batas
    if batas is None:
        return (cara,), None
    if hari is not None and hari > batas:
        teks = _("Batas mengajukan keberatan berakhir {tanggal} (14 hari kerja sejak diterima).")
        return (teks.format(tanggal=format_tanggal(batas)),), None
    teks = _("Batasnya {tanggal}, 14 hari kerja sejak dokumen diterima {terima}.")
    return (cara, teks.format(tanggal=format_tanggal(batas), terima=format_tanggal(fakta.diterima.tanggal))), batas
