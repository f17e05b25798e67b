"""What waits to be done, for the person who is logged in: a few lines, the most urgent first, each with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from db import Found
from desktop_app.domain.codec import decode_as
from desktop_app.domain.format_indonesia import format_tanggal, nama_bulan
from desktop_app.domain.hari_kerja import KalenderKerja, count_hari_kerja
from desktop_app.domain.istilah import JenisPeriode, StatusKepegawaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penetapan import batas_pegawai, batas_penetapan, batas_sejak
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.tenggat import ATURAN_TENGGAT
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.i18n import _
from desktop_app.messages import sentence_for
from desktop_app.services.beranda import Ringkasan, summarize
from desktop_app.services.jangkauan import count_reached, find_reached
from desktop_app.services.kalender import kalender_kosong, read_kalender_kerja
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat
from desktop_app.services.kolom import covers_days, is_active
from desktop_app.services.pekerjaan import Pekerjaan, read_pekerjaan
from desktop_app.services.putaran_tugas import waiting_putaran
from desktop_app.services.skp import dikecualikan_tahun
from desktop_app.services.tenggat import believed_today, is_over, new_post_since
from desktop_app.services.tugas_bimbingan import waiting_pembinaan
from desktop_app.services.tugas_dokumen import list_tugas_dokumen
from desktop_app.services.tugas_jurnal import waiting_journal
from desktop_app.services.tugas_kabupaten import answered_from_below, waiting_from_above
from desktop_app.services.tugas_pengembangan import waiting_pengembangan
from desktop_app.services.tugas_perbaikan import waiting_perbaikan
from desktop_app.services.tugas_pertukaran import Mendesak, Tugas, list_pertukaran
from desktop_app.services.tugas_tindak_lanjut import TINGKAT_LANJUT, waiting_tindak_lanjut
from desktop_app.services.umpan_balik_tugas import waiting_umpan_balik
from desktop_app.services.waktu import read_time

__all__ = ["MAKS_TUGAS", "Mendesak", "Tugas", "late_offices", "list_tugas"]

MAKS_TUGAS = 7
"""More lines than these are no short list; what is least urgent waits for the next look."""
KANTOR_DISEBUT = 3
TEMPAT = MappingProxyType(
    {
        "kirim": (Wewenang.KIRIM, Jangkauan.SENDIRI),
        "masuk": (Wewenang.TERIMA, Jangkauan.SENDIRI),
        "balasan": (Wewenang.TERIMA, Jangkauan.SENDIRI),
        "permintaan": (Wewenang.JAWAB_PERBAIKAN, Jangkauan.SENDIRI),
        "konflik": (Wewenang.SELESAIKAN_KONFLIK, Jangkauan.SENDIRI),
        "pegawai": (Wewenang.LIHAT_PEGAWAI, Jangkauan.BAWAHAN),
        "pengaturan": (Wewenang.LIHAT_PEGAWAI, Jangkauan.SEMUA),
        "penilaian": (Wewenang.LIHAT_PENILAIAN, Jangkauan.SENDIRI),
        "dokumen": (Wewenang.LIHAT_PENILAIAN, Jangkauan.SENDIRI),
        "umpan_balik": (Wewenang.BERI_UMPAN_BALIK, Jangkauan.SENDIRI),
        "putaran": (Wewenang.JAWAB_PUTARAN, Jangkauan.SENDIRI),
        "jurnal": (Wewenang.LIHAT_PENILAIAN, Jangkauan.SENDIRI),
        "pengembangan": (Wewenang.LIHAT_PENILAIAN, Jangkauan.SENDIRI),
        "serah_terima": (Wewenang.SERAH_TERIMA, Jangkauan.SENDIRI),
        "perbaikan": (Wewenang.LIHAT_SKM, Jangkauan.SENDIRI),
        "pengaduan": (Wewenang.LIHAT_PENGADUAN, Jangkauan.SENDIRI),
        "tindak_lanjut": (Wewenang.LIHAT_PENILAIAN, Jangkauan.SENDIRI),
        "bimbingan": (Wewenang.LIHAT_PENILAIAN, Jangkauan.SENDIRI),
        "konseling": (Wewenang.LIHAT_PENILAIAN, Jangkauan.SENDIRI),
    }
)
"""Which right a page of the window asks for, and how far it has to reach."""


@dataclass(frozen=True)
class _Kini:
    """What every line of one list is made with."""

    kantor: Kantor
    kerja: Pekerjaan
    ringkasan: Ringkasan
    hari: date | None
    kalender: KalenderKerja

    @property
    def batas(self) -> date:
        """The end of January of the year that is worked on (P6:10, 65)."""
        return date(self.kerja.tahun, 1, 31)

    def limit(self, batas: Collection[date]) -> tuple[Mendesak, str]:
        """Return how urgent it is today to fix SKPs with these limits, and the words behind a sentence about them."""
        if self.hari is None or not batas:
            return Mendesak.PERLU, ""
        hari = self.hari
        lewat = [satu for satu in batas if satu < hari]
        if lewat and len(lewat) < len(batas):
            return Mendesak.LEWAT, _(" ({jumlah} di antaranya lewat batas)").format(jumlah=len(lewat))
        if lewat:
            satu = _(" (batas {batas} lewat)").format(batas=_name(lewat[0]))
            return Mendesak.LEWAT, satu if len(set(lewat)) == 1 else _(" (batasnya lewat)")
        sisa = count_hari_kerja(self.kalender, hari, min(batas))
        if sisa <= ATURAN_TENGGAT["skp_ditetapkan"].segera:
            return Mendesak.SEGERA, _(" (tinggal {sisa} hari kerja)").format(sisa=sisa)
        return Mendesak.PERLU, ""


def _name(batas: date) -> str:
    """Return a limit in words; the regulation's own as it names it."""
    return _("akhir Januari") if (batas.month, batas.day) == (1, 31) else format_tanggal(batas)


@intention(Wewenang.RINGKASAN)
def list_tugas(
    kantor: Kantor, kerja: Pekerjaan | None = None, ringkasan: Ringkasan | None = None, *, maks: int = MAKS_TUGAS
) -> tuple[Tugas, ...]:
    """Return what waits for who acts, at most ``maks`` lines; nothing where nothing is to be done.

    ``kerja`` and ``ringkasan`` are the counts of the office where the caller has them already. On a computer whose
    date is doubtful nothing is called overdue.
    """
    kini = _Kini(
        kantor,
        kerja or read_pekerjaan(kantor),
        ringkasan or summarize(kantor),
        believed_today(kantor),
        read_kalender_kerja(kantor),
    )
    unit = kantor.profil.peran is Peran.UNIT
    semua = [
        *list_pertukaran(kini.ringkasan, unit=unit),
        *(_of_unit(kini) if unit else _of_kabupaten(kini)),
        *_of_agency(kini),
    ]
    semua = [satu for satu in semua if _has_place(kantor, satu.halaman)]
    semua.sort(key=lambda satu: satu.mendesak)
    return tuple(semua[:maks])


def _has_place(kantor: Kantor, halaman: str) -> bool:
    """Tell whether who acts has the page; what waits on a page that one has not is somebody else's work."""
    perlu, jauh = TEMPAT.get(halaman, (Wewenang.LIHAT_SKP, Jangkauan.SENDIRI))
    return kantor.pelaku.reach(perlu) >= jauh


def _of_unit(kini: _Kini) -> Iterator[Tugas]:
    """Yield what is to be planned and evaluated: one's own, one's subordinates', the office's."""
    pelaku, kerja = kini.kantor.pelaku, kini.kerja
    jauh = pelaku.reach(Wewenang.LIHAT_SKP)
    if pelaku.pegawai_id and pelaku.reach(Wewenang.SUSUN_SKP):
        yield from _own(kini, pelaku.pegawai_id)
    if jauh is Jangkauan.SEMUA:
        if not kerja.pegawai and not kini.ringkasan.konflik:
            kalimat = _("Masukkan pegawai: impor daftar atau tambah satu per satu")
            yield Tugas("impor", Mendesak.PERLU, kalimat, "pegawai")
            return
        yield from _of_office(kini)
    if jauh is Jangkauan.BAWAHAN and pelaku.pegawai_id:
        yield from _of_penilai(kini, pelaku.pegawai_id)
    yield from _penilaian(kini)
    yield from _serah_terima(kini.kantor)
    for umpan in waiting_umpan_balik(kini.kantor, kini.hari):
        yield Tugas(umpan.kode, Mendesak.BIASA, umpan.kalimat, "umpan_balik", jumlah=umpan.jumlah)
    for putaran in waiting_putaran(kini.kantor, kini.hari):
        yield Tugas(putaran.kode, Mendesak.PERLU, putaran.kalimat, "putaran", putaran.doc_id, putaran.jumlah)
    for jam in waiting_pengembangan(kini.kantor, kini.hari):
        yield Tugas(jam.kode, Mendesak.BIASA, jam.kalimat, "pengembangan", jam.doc_id, jam.jumlah)
    for catatan in waiting_journal(kini.kantor, kini.hari):
        genting = Mendesak.KABAR if catatan.kabar else Mendesak.BIASA
        yield Tugas(catatan.kode, genting, catatan.kalimat, "jurnal", catatan.doc_id, catatan.jumlah)
    for satu in list_tugas_dokumen(kini.kantor):
        tingkat = Mendesak.LEWAT if satu.lewat else Mendesak.SEGERA if satu.segera else Mendesak.PERLU
        yield Tugas(satu.kode, tingkat, satu.kalimat, "dokumen", satu.doc_id, satu.jumlah)
    for layanan in waiting_perbaikan(kini.kantor, kini.hari):
        tingkat = Mendesak.LEWAT if layanan.lewat else Mendesak.BIASA
        yield Tugas(layanan.kode, tingkat, layanan.kalimat, layanan.halaman, layanan.doc_id, layanan.jumlah)
    for lanjut in waiting_tindak_lanjut(kini.kantor):
        tingkat = Mendesak.LEWAT if lanjut.lewat else TINGKAT_LANJUT[lanjut.kode]
        yield Tugas(lanjut.kode, tingkat, lanjut.kalimat, "tindak_lanjut", lanjut.doc_id, lanjut.jumlah)


def _own(kini: _Kini, orang: str) -> Iterator[Tugas]:
    """Yield what a person's own plan of the year asks of him."""
    kantor, tahun = kini.kantor, kini.kerja.tahun
    dokumen = kantor.store.document(orang)
    if dokumen is None or dokumen.deleted:
        return
    pegawai = decode_as(Pegawai, dokumen.body)
    milik = [
        (satu.doc_id, decode_as(Skp, satu.body))
        for satu in kantor.store.find("skp", where={"pegawai_id": orang}, order=("mulai",))
        if covers_days(satu.columns, f"{tahun}-01-01", f"{tahun}-12-31")
    ]
    if not milik:
        batas = batas_pegawai(pegawai, tahun)
        if batas is not None and _must_plan(pegawai, dokumen.body, tahun):
            tingkat, ekor = kini.limit((batas,))
            kalimat = _("SKP Anda tahun {tahun} belum disusun{ekor}").format(tahun=tahun, ekor=ekor)
            yield Tugas("skp-sendiri", tingkat, kalimat, "skp")
        return
    for doc_id, skp in milik:
        tingkat, ekor = kini.limit((batas_penetapan(skp),))
        if is_over(skp, kini.hari):
            continue
        if skp.dikembalikan:
            kalimat = _("SKP Anda {tahun} dikembalikan: baca catatannya, betulkan, ajukan lagi").format(tahun=tahun)
            yield Tugas("skp-kembali", min(tingkat, Mendesak.SEGERA), kalimat, "skp", doc_id)
        elif skp.status is StatusSkp.DRAFT:
            kalimat = _("SKP Anda {tahun} masih draf: lengkapi dan ajukan{ekor}").format(tahun=tahun, ekor=ekor)
            yield Tugas("skp-sendiri", tingkat, kalimat, "skp", doc_id)
        elif skp.status is StatusSkp.DIAJUKAN and tingkat is Mendesak.LEWAT:
            sampai = _name(batas_penetapan(skp))
            kalimat = _("SKP Anda {tahun} belum ditetapkan sampai {sampai}: bicarakan dengan atasan pejabat penilai")
            kalimat = kalimat.format(tahun=tahun, sampai=sampai)
            yield Tugas("skp-atasan", Mendesak.LEWAT, kalimat, "skp", doc_id)
    terakhir_id, terakhir = milik[-1]
    if terakhir.status is StatusSkp.DITETAPKAN:
        if kini.hari is not None and new_post_since(pegawai, terakhir, kini.hari) is not None:
            kalimat = _("Jabatan atau pejabat penilai Anda berganti: klarifikasi ekspektasi dan susun SKP baru")
            yield Tugas("skp-pindah", Mendesak.SEGERA, kalimat, "skp", terakhir_id)
        elif kantor.pelaku.reach(Wewenang.LIHAT_SKP) is Jangkauan.SENDIRI:
            kalimat = _("SKP Anda {tahun} sudah ditetapkan").format(tahun=tahun)
            yield Tugas("skp-tetap", Mendesak.KABAR, kalimat, "skp", terakhir_id)


def _must_plan(pegawai: Pegawai, body: bytes, tahun: int) -> bool:
    asn = pegawai.status is not StatusKepegawaian.BUKAN_ASN
    return pegawai.aktif and asn and dikecualikan_tahun(body, tahun) is None


def _of_penilai(kini: _Kini, orang: str) -> Iterator[Tugas]:
    """Yield what waits for an assessor: plans and addenda that name him, subordinates who have no plan.

    Where he has none either, that is told to him as his own.
    """
    kantor, kerja = kini.kantor, kini.kerja
    for kind, kode, kata in (
        ("skp", "skp-diajukan", _("{jumlah} SKP menunggu Anda tetapkan{ekor}")),
        ("adendum", "adendum", _("{jumlah} adendum SKP menunggu jawaban Anda")),
    ):
        where = {"penilai_id": orang, "status": "diajukan"}
        semua = kantor.store.find(kind, where=where, bodies=False)
        if jumlah := len(semua):
            satu = semua[:2]
            tingkat, ekor = kini.limit([batas for s in semua if (batas := _limit_of(s))] if kind == "skp" else ())
            kalimat = kata.format(jumlah=jumlah, ekor=ekor)
            urgensi = min(tingkat, Mendesak.SEGERA) if kind == "skp" else Mendesak.SEGERA
            yield Tugas(kode, urgensi, kalimat, "skp", _place(kind, satu), jumlah)
    if bawahan := [batas for doc_id, batas in kerja.batas_tanpa.items() if doc_id != orang]:
        tingkat, ekor = kini.limit(bawahan)
        kalimat = _("{jumlah} pegawai yang Anda nilai belum mempunyai SKP {tahun}{ekor}")
        kalimat = kalimat.format(jumlah=len(bawahan), tahun=kerja.tahun, ekor=ekor)
        yield Tugas("tanpa-skp", tingkat, kalimat, "skp", jumlah=len(bawahan))


def _limit_of(skp: Found) -> date | None:
    """Return until when an SKP of a list is fixed; None for a day that another program wrote badly."""
    try:
        return batas_sejak(date.fromisoformat(str(skp.columns["mulai"])))
    except (ValueError, OverflowError):
        return None


def _of_office(kini: _Kini) -> Iterator[Tugas]:
    """Yield what the office's plans still lack; people to whom planning does not apply are left out."""
    kantor, kerja = kini.kantor, kini.kerja
    if kerja.tanpa_penilai:
        kalimat = _("{jumlah} pegawai belum mempunyai pejabat penilai").format(jumlah=kerja.tanpa_penilai)
        yield Tugas("penilai", Mendesak.PERLU, kalimat, "pegawai", jumlah=kerja.tanpa_penilai)
    memutuskan = kantor.pelaku.reach(Wewenang.TETAPKAN_SKP) is not Jangkauan.TIDAK
    baris: list[tuple[str, int, Collection[date], str]] = [
        (
            "tanpa-skp",
            kerja.tanpa_skp,
            kerja.batas_tanpa.values(),
            _("{jumlah} pegawai belum mempunyai SKP {tahun}{ekor}"),
        ),
        ("skp-draf", kerja.skp_draft, kerja.batas_draft, _("{jumlah} SKP masih draf{ekor}")),
        (
            "skp-diajukan",
            kerja.skp_diajukan if memutuskan else 0,
            kerja.batas_diajukan,
            _("{jumlah} SKP menunggu ditetapkan{ekor}"),
        ),
    ]
    for kode, jumlah, batas, kata in baris:
        if jumlah:
            tingkat, ekor = kini.limit(batas)
            kalimat = kata.format(jumlah=jumlah, tahun=kerja.tahun, ekor=ekor)
            yield Tugas(kode, tingkat, kalimat, "skp", jumlah=jumlah)
    adendum = count_reached(kantor, Wewenang.LIHAT_SKP, "adendum", {"status": "diajukan"}) if memutuskan else 0
    if adendum:
        kalimat = _("{jumlah} adendum SKP menunggu jawaban").format(jumlah=adendum)
        yield Tugas("adendum", Mendesak.PERLU, kalimat, "skp", jumlah=adendum)


def _penilaian(kini: _Kini) -> Iterator[Tugas]:
    kerja = kini.kerja
    for kode, jumlah, kata in (
        ("nilai-belum", kerja.penilaian_belum, _("{jumlah} penilaian {periode} belum dimulai")),
        ("nilai-draf", kerja.penilaian_draft, _("{jumlah} penilaian {periode} masih draf")),
    ):
        if jumlah:
            kalimat = kata.format(jumlah=jumlah, periode=_periode(kerja.periode))
            yield Tugas(kode, Mendesak.PERLU, kalimat, "penilaian", jumlah=jumlah)


def _serah_terima(kantor: Kantor) -> Iterator[Tugas]:
    """Yield the hand-overs that were begun and wait to be finished, to who may finish them."""
    terbuka = find_reached(kantor, Wewenang.SERAH_TERIMA, "serah_terima", where={"status": "draft"})
    if terbuka:
        satu = terbuka[0].doc_id if len(terbuka) == 1 else ""
        kalimat = _("{jumlah} serah terima penilai belum selesai").format(jumlah=len(terbuka))
        yield Tugas("serah-terima", Mendesak.SEGERA, kalimat, "serah_terima", satu, len(terbuka))


def _of_kabupaten(kini: _Kini) -> Iterator[Tugas]:
    """Yield which offices have plans that were not fixed in time; nothing before the limit or on a doubtful day."""
    if kini.hari is None or kini.hari <= kini.batas:
        return
    terlambat = late_offices(kini.kantor, kini.kerja.tahun)
    if terlambat:
        nama = {satu.kode: satu.nama for satu in list_perangkat(kini.kantor)}
        urut = sorted(terlambat.items(), key=lambda satu: (-satu[1], satu[0]))
        disebut = ", ".join(f"{nama.get(kode, kode)} ({n})" for kode, n in urut[:KANTOR_DISEBUT])
        ekor = ", …" if len(urut) > KANTOR_DISEBUT else ""
        tiba = read_time(kini.ringkasan.paket_masuk[0].waktu) if kini.ringkasan.paket_masuk else None
        dasar = _("menurut paket yang sudah diterima")
        if tiba:
            dasar += _(" (terakhir {tanggal})").format(tanggal=format_tanggal(tiba.date()))
        kalimat = _("{jumlah} kantor belum menetapkan semua SKP {tahun} {dasar}: {disebut}").format(
            jumlah=len(urut), tahun=kini.kerja.tahun, dasar=dasar, disebut=disebut + ekor
        )
        yield Tugas("kantor-terlambat", Mendesak.LEWAT, kalimat, "masuk", jumlah=len(urut))


def late_offices(kantor: Kantor, tahun: int) -> dict[str, int]:
    """Return how many people of each office have no fixed plan of ``tahun`` after its limit; without any: left out.

    What is here is what bundles have brought. Whose limit is not over counts for nobody, nor does a doubtful day.
    Counted by columns: nobody's plan is read, and only people without one are looked at for what exempts them.
    """
    tetap = {
        str(satu.columns["pegawai_id"])
        for satu in find_reached(kantor, Wewenang.LIHAT_SKP, "skp", where={"status": "ditetapkan"}, bodies=False)
        if covers_days(satu.columns, f"{tahun}-01-01", f"{tahun}-12-31")
    }
    belum = [
        satu.doc_id
        for satu in find_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai", bodies=False)
        if satu.scope != kantor.profil.kode
        and satu.doc_id not in tetap
        and is_active(satu.columns["aktif"])
        and satu.columns["status"] != "bukan_asn"
    ]
    hari = believed_today(kantor)
    terlambat: Counter[str] = Counter()
    for satu in kantor.store.documents(belum).values() if hari is not None else ():
        batas = batas_pegawai(decode_as(Pegawai, satu.body), tahun)
        if hari and batas and hari > batas and dikecualikan_tahun(satu.body, tahun) is None:
            terlambat[satu.scope] += 1
    return dict(terlambat)


def _of_agency(kini: _Kini) -> Iterator[Tugas]:
    """Yield what both roles have: guidance and counselling, and that nobody has given this year's holidays."""
    unit = kini.kantor.profil.peran is Peran.UNIT
    for atas in waiting_from_above(kini.kantor) if unit else answered_from_below(kini.kantor):
        yield Tugas(
            atas.kode, Mendesak.SEGERA, atas.kalimat, "permintaan" if unit else "balasan", atas.doc_id, atas.jumlah
        )
    for bina in waiting_pembinaan(kini.kantor):
        yield Tugas(bina.kode, Mendesak.PERLU, bina.kalimat, bina.halaman, "", bina.jumlah)
    if not kini.kantor.pelaku.reach(Wewenang.UBAH_KETENTUAN):
        return
    hari = kini.hari or date(kini.kerja.tahun, 1, 1)
    if kini.kerja.pegawai and kalender_kosong(kini.kalender, hari):
        kode = "kalender_belum_diisi_enam" if kini.kalender.hari_kerja == 6 else "kalender_belum_diisi"
        kalimat = sentence_for(kode, {"tahun": hari.year}).rstrip(".")
        yield Tugas("kalender", Mendesak.BIASA, kalimat, "pengaturan", "ketentuan")


def _place(kind: str, ketemu: list[Found]) -> str:
    """Return the document to open where there is only one: an SKP itself, of an addendum the SKP that it changes."""
    if len(ketemu) != 1:
        return ""
    return ketemu[0].doc_id if kind == "skp" else str(ketemu[0].columns["skp_id"] or "")


def _periode(kode: str) -> str:
    """Return a period as words: "Triwulan IV 2026", "Maret 2026", "Tahun 2026"."""
    waktu = parse_periode(kode)
    if waktu.jenis is JenisPeriode.TRIWULANAN:
        return _("Triwulan {n} {tahun}").format(n=("I", "II", "III", "IV")[waktu.nomor - 1], tahun=waktu.tahun)
    if waktu.nomor:
        return f"{nama_bulan(waktu.mulai.month)} {waktu.tahun}"
    return _("Tahun {tahun}").format(tahun=waktu.tahun)
