"""Paper of a survey: questionnaires, slips with codes, the report, the notice, and the raw answers as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.hitung_skm import NilaiUnsur, rounded
from desktop_app.domain.istilah_pengembangan import StatusSurvei, UnsurSkm
from desktop_app.domain.nomor_lembar import format_nomor
from desktop_app.domain.survei_skm import LembarSkm, PertanyaanSkm, SurveiSkm
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms.jawaban_skm import BarisJawaban, FormJawaban, render_jawaban
from desktop_app.forms.skm import render_kode_skm, render_kuesioner, render_laporan_skm, render_pengumuman_skm
from desktop_app.forms.values import Kertas
from desktop_app.forms.values_skm import FormKodeSkm, FormKuesioner, FormLaporanSkm, TanyaCetak, TitikCetak
from desktop_app.messages import sentence_for
from desktop_app.services.cetak import file_name
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.skm import KIND, rules_of
from desktop_app.services.skm_hasil import HasilSkm, TitikTren, skm_result, trend_until
from desktop_app.services.skm_kios import format_kode
from desktop_app.services.skm_rekap import KeadaanLembar, read_answers, state_of


@dataclass(frozen=True)
class BerkasSkm:
    """A finished file of a survey: a proposed name, its bytes (PDF, or XLSX), what it is called, how many pages' worth.

    ``jumlah`` counts sheets, codes or answers in it.
    """

    nama_berkas: str
    isi: bytes
    judul: str
    jumlah: int


@intention(Wewenang.KELOLA_SKM)
def print_kuesioner(kantor: Kantor, survei_id: str, rangkaian_id: str, kertas: Kertas = Kertas.A4) -> BerkasSkm:
    """Return the questionnaires of one run as PDF, one sheet for each of its numbers.

    Printing a run again gives the same numbers: a sheet and its copy count once. Raises ``UserError``
    ``skm_rangkaian_tidak_ada``.
    """
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    isi = decode_as(SurveiSkm, dokumen.body)
    rangkaian = next((satu for satu in isi.lembar if satu.id == rangkaian_id), None)
    if rangkaian is None:
        raise UserError("skm_rangkaian_tidak_ada")
    aturan = rules_of(isi)
    nomor = [format_nomor(survei_id, n) for n in range(rangkaian.awal, rangkaian.akhir + 1)]
    form = FormKuesioner(
        instansi=kantor.profil.instansi,
        kantor=_unit_name(kantor, isi.unit_kode),
        nama=isi.nama,
        layanan=tuple(satu.nama for satu in isi.layanan),
        pertanyaan=tuple(TanyaCetak(nomor=n, teks=s.teks, pilihan=s.pilihan) for n, s in enumerate(isi.pertanyaan, 1)),
        kelamin=tuple(aturan.kelamin.values()),
        pendidikan=tuple(aturan.pendidikan.values()),
        pekerjaan=tuple(aturan.pekerjaan.values()),
        jam=tuple(aturan.jam.values()),
        lembar=tuple((satu, satu.replace(" ", "")) for satu in nomor),
        tanggal_berkas=rangkaian.tanggal or kantor.jam().date(),
    )
    nama = file_name("kuesioner-skm", isi.nama, "", f"{rangkaian.awal}-{rangkaian.akhir}")
    return BerkasSkm(nama, render_kuesioner(form, kertas=kertas), "Kuesioner SKM", len(nomor))


@intention(Wewenang.KELOLA_SKM)
def print_kode(kantor: Kantor, survei_id: str, kode: Sequence[str], kertas: Kertas = Kertas.A4) -> BerkasSkm:
    """Return codes that were just made as slips to be cut apart; they are stored nowhere in a form to be read."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    isi = decode_as(SurveiSkm, dokumen.body)
    form = FormKodeSkm(
        instansi=kantor.profil.instansi,
        kantor=_unit_name(kantor, isi.unit_kode),
        nama=isi.nama,
        kode=tuple(map(format_kode, kode)),
        sampai=f"Berlaku sampai {format_tanggal(isi.selesai)}" if isi.selesai else "",
        tanggal_berkas=kantor.jam().date(),
    )
    nama = file_name("kode-skm", isi.nama, "", "")
    return BerkasSkm(nama, render_kode_skm(form, kertas=kertas), "Kode survei", len(kode))


@intention(Wewenang.LIHAT_SKM)
def print_laporan_skm(kantor: Kantor, survei_id: str, kertas: Kertas = Kertas.A4) -> BerkasSkm:
    """Return the report of a survey as PDF; one that is not closed is marked as a draft."""
    hasil = skm_result(kantor, survei_id)
    form = _report(kantor, hasil)
    nama = file_name("laporan-skm", hasil.survei.nama, "", "")
    return BerkasSkm(nama, render_laporan_skm(form, kertas=kertas), "Laporan SKM", hasil.indeks.responden)


@intention(Wewenang.LIHAT_SKM)
def print_pengumuman_skm(kantor: Kantor, survei_id: str, kertas: Kertas = Kertas.A4) -> BerkasSkm:
    """Return the notice of a survey's result as PDF, the IKM large; one that is not closed is marked as a draft."""
    hasil = skm_result(kantor, survei_id)
    form = _report(kantor, hasil)
    nama = file_name("pengumuman-ikm", hasil.survei.nama, "", "")
    return BerkasSkm(nama, render_pengumuman_skm(form, kertas=kertas), "Pengumuman IKM", hasil.indeks.responden)


@intention(Wewenang.KELOLA_SKM)
def export_jawaban(kantor: Kantor, survei_id: str) -> BerkasSkm:
    """Return the answers that count as a workbook, in an order by chance, and the index as formulas."""
    hasil = skm_result(kantor, survei_id)
    isi, aturan = hasil.survei, hasil.aturan
    layanan = {satu.id: satu.nama for satu in isi.layanan}
    tanya = _by_element(isi.pertanyaan)
    baris: list[BarisJawaban] = []
    for satu in read_answers(kantor, survei_id)[0]:
        lembar = decode_as(LembarSkm, satu.body)
        j = lembar.berlaku
        if j is None or state_of(lembar, satu.conflicts) is not KeadaanLembar.TERHITUNG:
            continue
        kepala = (
            format_nomor(survei_id, lembar.nomor) if lembar.nomor else "layar",
            j.tanggal.isoformat() if j.tanggal else "",
            aturan.jam[j.jam] if j.jam else "",
            aturan.kelamin[j.kelamin] if j.kelamin else "",
            str(j.usia) if j.usia is not None else "",
            aturan.pendidikan[j.pendidikan] if j.pendidikan else "",
            aturan.pekerjaan[j.pekerjaan] if j.pekerjaan else "",
            layanan.get(j.layanan_id, ""),
        )
        baris.append(BarisJawaban(kepala=kepala, nilai=[j.jawaban.get(q.id) for q in tanya], saran=j.saran))
    nrr = [*(u.nrr for u in hasil.indeks.unsur), *(t.nrr for t in hasil.indeks.tambahan)]
    form = FormJawaban(
        nama=isi.nama,
        kolom=tuple(
            (q.unsur.value if q.unsur else q.id, aturan.name_of(q.unsur) if q.unsur else q.teks) for q in tanya
        ),
        unsur=len(UnsurSkm),
        baris=baris,
        nrr=[None if n is None else float(n) for n in nrr],
        ikm=None if hasil.indeks.ikm is None else float(hasil.indeks.ikm),
    )
    nama = file_name("jawaban-skm", isi.nama, "", "").removesuffix(".pdf") + ".xlsx"
    return BerkasSkm(nama, render_jawaban(form), "Jawaban SKM", len(baris))


def _unit_name(kantor: Kantor, kode: str) -> str:
    """Return the name of the unit that was asked about: this office, or one that it keeps by its code."""
    if not kode or kode == kantor.profil.kode:
        return kantor.profil.nama
    unit = kantor.store.find("unit_kerja", where={"kode": kode})
    return decode_as(UnitKerja, unit[0].body).nama if unit else kode


def _by_element(pertanyaan: Sequence[PertanyaanSkm]) -> list[PertanyaanSkm]:
    """Return the questions in the order of the elements, U1 to U9, additional ones last."""
    urut = list(UnsurSkm)
    return sorted(pertanyaan, key=lambda q: urut.index(q.unsur) if q.unsur else len(urut))


def shown_figure(nilai: Decimal) -> str:
    """Return a figure with two decimals as the report has it: ``82,36``, also ``80,00``."""
    return f"{nilai:.2f}".replace(".", ",")


def _mean(satu: NilaiUnsur) -> tuple[str, str]:
    if satu.nrr is None or satu.tertimbang is None:
        return "–", "–"
    return shown_figure(rounded(satu.nrr)), f"{rounded(satu.tertimbang, 3):.3f}".replace(".", ",")


def _report(kantor: Kantor, hasil: HasilSkm) -> FormLaporanSkm:
    isi, indeks, aturan = hasil.survei, hasil.indeks, hasil.aturan
    tren = trend_until(kantor, hasil)
    ikm = shown_figure(indeks.ikm) if indeks.ikm is not None else ""
    return FormLaporanSkm(
        instansi=kantor.profil.instansi,
        kantor=_unit_name(kantor, isi.unit_kode),
        nama=isi.nama,
        masa=_span(isi),
        dasar=f"{aturan.nama} tentang {aturan.judul}",
        bab=aturan.bab,
        layanan=", ".join(satu.nama for satu in isi.layanan),
        uraian=tuple((u.kode.value, u.nama, u.uraian or "–") for u in aturan.unsur),
        pengumpulan=_gathering(hasil),
        profil=_profile(hasil),
        unsur=tuple((u.unsur.value, aturan.name_of(u.unsur), str(u.n), str(u.jumlah), *_mean(u)) for u in indeks.unsur),
        nrr=tuple((u.unsur.value, float(u.nrr) if u.nrr is not None else 0.0) for u in indeks.unsur),
        indeks=f"{rounded(indeks.indeks, 4):.4f}".replace(".", ",") if indeks.indeks is not None else "",
        ikm=ikm,
        mutu=indeks.mutu.kode if indeks.mutu else "",
        kinerja=indeks.mutu.kinerja if indeks.mutu else "",
        tanpa_ikm=next((sentence_for(t.kode, t.fakta) for t in hasil.temuan if t.kode == "skm_tanpa_ikm"), ""),
        responden=indeks.responden,
        kelamin=", ".join(f"{aturan.kelamin[k]}: {n}" for k, n in hasil.profil.kelamin.items()),
        pendidikan=", ".join(f"{aturan.pendidikan[k]}: {n}" for k, n in hasil.profil.pendidikan.items() if n),
        per_layanan=tuple(
            (s.layanan.nama, str(s.indeks.responden), shown_figure(s.indeks.ikm), s.indeks.mutu.kode)
            if s.indeks.ikm is not None and s.indeks.mutu is not None
            else (s.layanan.nama, str(s.indeks.responden), "–", "–")
            for s in hasil.layanan
        ),
        tambahan=_extra(hasil),
        terendah=_lowest(hasil),
        analisis=isi.analisis,
        rencana=isi.rencana,
        tren=tuple(_point(satu) for satu in tren),
        mutu_tabel=tuple(
            (m.kode, f"{shown_figure(m.bawah)} – {shown_figure(m.atas)}", m.kinerja) for m in reversed(aturan.mutu)
        ),
        catatan=tuple(sentence_for(t.kode, t.fakta) for t in hasil.temuan if t.kode != "skm_tanpa_ikm"),
        tempat=kantor.profil.tempat,
        tanggal=format_tanggal(isi.tanggal) if isi.tanggal else "",
        tanggal_berkas=isi.tanggal or isi.selesai or kantor.jam().date(),
        belum_ditutup=isi.status is not StatusSurvei.DITUTUP,
    )


def _span(isi: SurveiSkm) -> str:
    if isi.mulai is None or isi.selesai is None:
        return ""
    return f"{format_tanggal(isi.mulai)} s.d. {format_tanggal(isi.selesai)}"


def _gathering(hasil: HasilSkm) -> tuple[tuple[str, str], ...]:
    akun, sampel = hasil.akun, hasil.sampel
    kertas = (
        f"dicetak {akun.dicetak}, dihitung {akun.terhitung}, batal {akun.batal}, hilang {akun.hilang}, "
        f"belum kembali {akun.belum}"
    )
    return (
        ("Masa survei", _span(hasil.survei)),
        ("Orang yang dilayani (populasi)", str(sampel.populasi) if sampel.populasi else "tidak diisi"),
        ("Responden yang diperlukan", f"{sampel.perlu} (tabel Krejcie dan Morgan)" if sampel.populasi else "–"),
        ("Responden yang menjawab", str(sampel.ada)),
        ("Lembar kertas", kertas),
        ("Jawaban di layar", str(akun.kios)),
        ("Pengetikan", "dua kali oleh dua orang" if hasil.survei.entri_ganda else "satu kali"),
    )


def _profile(hasil: HasilSkm) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    p, aturan, n = hasil.profil, hasil.aturan, hasil.indeks.responden
    layanan = {satu.id: satu.nama for satu in hasil.survei.layanan}

    def rows(nama: str, isi: Sequence[tuple[str, int]]) -> tuple[tuple[str, ...], ...]:
        kosong = p.tidak_diisi.get(nama, 0)
        semua = [*isi, ("Tidak diisi", kosong)] if kosong else list(isi)
        return tuple((kata, str(k), f"{k * 100 / n:.1f}%".replace(".", ",") if n else "–") for kata, k in semua)

    usia = [(f"{a}–{b} tahun" if a and b < 200 else (f"sampai {b} tahun" if not a else f"{a} tahun ke atas"), k)
            for (a, b), k in p.usia]  # fmt: skip
    return (
        ("Jenis kelamin", rows("kelamin", [(aturan.kelamin[k], v) for k, v in p.kelamin.items()])),
        ("Usia", rows("usia", usia)),
        ("Pendidikan", rows("pendidikan", [(aturan.pendidikan[k], v) for k, v in p.pendidikan.items()])),
        ("Pekerjaan", rows("pekerjaan", [(aturan.pekerjaan[k], v) for k, v in p.pekerjaan.items()])),
        ("Layanan", rows("layanan", [(layanan.get(k, k), v) for k, v in p.layanan.items()])),
    )


def _extra(hasil: HasilSkm) -> tuple[tuple[str, ...], ...]:
    teks = {satu.id: satu.teks for satu in hasil.survei.pertanyaan}
    return tuple(
        (
            teks[t.id],
            str(t.n),
            shown_figure(rounded(t.nrr)) if t.nrr is not None else "–",
            " / ".join(map(str, t.sebaran)),
        )
        for t in hasil.indeks.tambahan
    )


def _lowest(hasil: HasilSkm) -> str:
    rendah, sama = hasil.indeks.terendah, next((u.nrr for u in hasil.indeks.unsur if u.nrr is not None), None)
    if not rendah and sama is not None:
        return f"Semua unsur bernilai sama (NRR {shown_figure(rounded(sama))}); tidak ada yang terendah."
    nrr = next((u.nrr for u in hasil.indeks.unsur if u.unsur in rendah), None)
    if nrr is None:
        return "Belum ada jawaban."
    nama = ", ".join(f"{u.value} {hasil.name_of(u)}" for u in rendah)
    kata = "Unsur terendah" if len(rendah) == 1 else "Unsur-unsur terendah, sama nilainya"
    return f"{kata}: {nama} (NRR {shown_figure(rounded(nrr))})."


def _point(satu: TitikTren) -> TitikCetak:
    return TitikCetak(
        nama=satu.nama,
        selesai=format_tanggal(satu.selesai),
        ikm=None if satu.ikm is None else float(satu.ikm),
        teks="–" if satu.ikm is None else shown_figure(satu.ikm),
        mutu=satu.mutu.kode if satu.mutu else "–",
        sebanding=satu.sebanding,
    )
