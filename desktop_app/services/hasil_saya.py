"""One's own results: every period, what each rests on, who looked at it, what is planned, which deadlines run.

The employee sees his own; his assessor, and whose right reaches everybody, see the same page without the list of who
looked, which is his alone: it would tell an assessor that a superior has begun to look into an objection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from db import AuditRow, Document, Found
from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.butir_realisasi import butir_realisasi, realisasi_dari
from desktop_app.domain.codec import decode_as
from desktop_app.domain.format_indonesia import format_angka, format_tanggal, read_angka
from desktop_app.domain.istilah import NilaiDasar, Predikat, StatusPenilaian
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.penilaian import Penilaian, UmpanBalik
from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang
from desktop_app.i18n import _
from desktop_app.services.akun_dasar import read_akun
from desktop_app.services.aturan_nilai import words_of
from desktop_app.services.jalan_dokumen import read_jalan_dokumen
from desktop_app.services.jangkauan import find_reached, keep_reached, reached_document, read_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.mengapa import BagianMengapa, Mengapa, explain
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.penilaian import get_skp_evaluated
from desktop_app.services.penjaga_tindak_lanjut import BERAKHIR
from desktop_app.services.periode_kata import periode_words
from desktop_app.services.predikat_berlaku import as_decided
from desktop_app.services.putusan_berlaku import decided_results
from desktop_app.services.tindak_lanjut import SaringTindakLanjut, list_tindak_lanjut
from desktop_app.services.tindak_lanjut_kata import follow_up_text, status_text

PERBUATAN = ("lihat", "cetak")
"""Acts that are noted when somebody looks at a document or prints it."""
PERAN: Mapping[PeranPengguna, str] = {
    PeranPengguna.PEGAWAI: "pegawai",
    PeranPengguna.PENILAI: "penilai",
    PeranPengguna.OPERATOR: "operator",
    PeranPengguna.ADMIN: "admin",
    PeranPengguna.VERIFIKATOR: "verifikator",
    PeranPengguna.ADMIN_KABUPATEN: "admin kabupaten",
}


@dataclass(frozen=True)
class BarisHasil:
    """One period: its words, the predicate that counts and the one before a decision, None where there is none."""

    penilaian_id: str
    periode: str
    nama_periode: str
    status: StatusPenilaian
    predikat: Predikat | None
    semula: Predikat | None
    tanggal: date | None
    tidak_dinilai: bool
    tindak_lanjut: int = 0
    kata_predikat: str = ""
    """The predicate in the official words of the rules that it was made under; ``kata_semula`` the one before."""
    kata_semula: str = ""


@dataclass(frozen=True)
class Pembaca:
    """Who looked: name, role, what he did, the first and the last day by the computer's clock, how many times noted."""

    nama: str
    peran: str
    perbuatan: str
    mulai: str
    sampai: str
    kali: int


@dataclass(frozen=True)
class HasilLengkap:
    """Everything about one period: the explanation (None for a draft), then the parts below it in order.

    ``pembaca`` is None where the list of who looked is not for who asks.
    """

    baris: BarisHasil
    pegawai_id: str
    nama: str
    mengapa: Mengapa | None
    dasar: tuple[BagianMengapa, ...]
    rencana: tuple[str, ...]
    tenggat: tuple[str, ...]
    pembaca: tuple[Pembaca, ...] | None


@intention(Wewenang.LIHAT_PENILAIAN)
def list_hasil(kantor: Kantor, pegawai_id: str = "") -> tuple[BarisHasil, ...]:
    """Return the periods of a person (who acts, without one), the newest first.

    Raises ``UserError`` where who acts may not see his evaluations; nobody without a record of his own has any.
    """
    orang = pegawai_id or kantor.pelaku.pegawai_id
    if not orang:
        return ()
    if orang != kantor.pelaku.pegawai_id:
        reached_document(kantor, orang, "pegawai", Wewenang.LIHAT_PENILAIAN)
    ketemu = _of_person(kantor, "penilaian", orang)
    isi = {satu.doc_id: decode_as(Penilaian, satu.body) for satu in ketemu}
    baris = _rows(kantor, isi)
    return tuple(sorted(baris, key=lambda b: (b.periode[:4], len(b.periode) == 4, b.periode), reverse=True))


def _rows(kantor: Kantor, isi: Mapping[str, Penilaian]) -> list[BarisHasil]:
    putusan = decided_results(kantor, list(isi))
    lanjut: dict[str, int] = {}
    for satu in list_tindak_lanjut(kantor, SaringTindakLanjut.TERBUKA):
        lanjut[satu.isi.penilaian_id] = lanjut.get(satu.isi.penilaian_id, 0) + 1
    hasil = []
    for doc_id, asli in isi.items():
        final = asli.status is StatusPenilaian.FINAL
        kini = as_decided(asli, putusan.get(doc_id)) if final else asli
        label = words_of(kantor, asli.aturan, asli.periode).label_predikat
        semula = asli.predikat if final and kini.predikat is not asli.predikat else None
        hasil.append(
            BarisHasil(
                penilaian_id=doc_id,
                periode=asli.periode,
                nama_periode=periode_words(asli.periode),
                status=asli.status,
                predikat=kini.predikat if final else None,
                semula=semula,
                tanggal=asli.tanggal if final else None,
                tidak_dinilai=asli.tidak_dinilai is not None,
                tindak_lanjut=lanjut.get(doc_id, 0),
                kata_predikat=label[kini.predikat] if final and kini.predikat else "",
                kata_semula=label[semula] if semula else "",
            )
        )
    return hasil


@intention(Wewenang.LIHAT_PENILAIAN)
def read_hasil(kantor: Kantor, penilaian_id: str) -> HasilLengkap:
    """Return everything about one period of somebody whose evaluations who acts may see."""
    dokumen = read_document(kantor, penilaian_id, "penilaian")
    isi = decode_as(Penilaian, dokumen.body)
    (baris,) = _rows(kantor, {penilaian_id: isi})
    final = isi.status is StatusPenilaian.FINAL
    orang = kantor.store.document(isi.pegawai_id)
    return HasilLengkap(
        baris=baris,
        pegawai_id=isi.pegawai_id,
        nama=orang.label if orang is not None and not orang.deleted else "–",
        mengapa=explain(kantor, dokumen) if final else None,
        dasar=_basis(kantor, dokumen, isi, final=final),
        rencana=tuple(_planned(kantor, isi.pegawai_id, penilaian_id)),
        tenggat=tuple(_deadlines(kantor, penilaian_id)) if final and not isi.tidak_dinilai else (),
        pembaca=_readers(kantor, dokumen, isi) if _may_see_readers(kantor, isi) else None,
    )


def _basis(kantor: Kantor, dokumen: Document, isi: Penilaian, *, final: bool) -> tuple[BagianMengapa, ...]:
    """Return what the result rests on as the evaluation says it; of a draft only what is his own: the realisations."""
    skp = get_skp_evaluated(kantor, isi)
    realisasi = []
    for butir in butir_realisasi(skp):
        teks = realisasi_dari(isi, butir)
        nama = butir.indikator.teks or butir.indikator.narasi if butir.indikator is not None else ""
        apa = f"{butir.hasil.teks} – {nama}" if nama else butir.hasil.teks
        realisasi.append(f"{apa}: {' '.join(teks.realisasi.split()) or _('belum diisi')}")
        if final:
            realisasi += [f"    {_told(satu)}" for satu in teks.umpan_balik]
    bagian = [BagianMengapa(_("Hasil kerja dan realisasinya"), tuple(realisasi))]
    if not final:
        return tuple(bagian)
    perilaku = [
        f"{nilai.value.replace('_', ' ').capitalize()}: {_told(satu)}"
        for nilai in NilaiDasar
        for satu in isi.umpan_balik_untuk(nilai)
    ]
    bagian.append(BagianMengapa(_("Umpan balik atas perilaku kerja"), tuple(perilaku) or (_("Tidak ada catatan."),)))
    lain = []
    aturan = words_of(kantor, isi.aturan, isi.periode)
    if isi.capaian_organisasi is not None:
        nilai = aturan.label_capaian[isi.capaian_organisasi].capitalize()
        lain.append(_("Capaian kinerja organisasi: {nilai} (bahan pertimbangan, hlm. 92–98)").format(nilai=nilai))
    if isi.catatan.strip():
        lain.append(_("Catatan atau rekomendasi penilai: {teks}").format(teks=isi.catatan.strip()))
    lain += _credit(kantor, dokumen.doc_id)
    if not isi.tidak_dinilai:
        lain += [
            f"{format_tanggal(satu.peristiwa.tanggal) if satu.peristiwa.tanggal else '–'}: "
            f"{satu.peristiwa.jenis.value.replace('_', ' ')} ({satu.oleh})"
            for satu in read_jalan_dokumen(kantor, dokumen.doc_id).langkah
            if not satu.dibetulkan
        ]
    bagian.append(BagianMengapa(_("Keterangan lain"), tuple(lain) or (_("Tidak ada."),)))
    return tuple(bagian)


def _told(satu: UmpanBalik) -> str:
    siapa = f"{satu.sumber} ({satu.nama})" if satu.nama else satu.sumber
    return f"{siapa or _('Umpan balik')}: {satu.teks}"


def _credit(kantor: Kantor, penilaian_id: str) -> list[str]:
    hasil = []
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "angka_kredit", where={"penilaian_id": penilaian_id}):
        isi = decode_as(AngkaKredit, satu.body)
        angka = read_angka(isi.angka)
        if isi.status is StatusPutusan.DITETAPKAN and angka is not None:
            hasil.append(_("Angka kredit dari predikat ini: {angka}").format(angka=format_angka(angka)))
    return hasil


def _planned(kantor: Kantor, pegawai_id: str, penilaian_id: str) -> Iterable[str]:
    """Yield what is planned for him: follow-ups, open steps of development, guidance that is being given."""
    for satu in list_tindak_lanjut(kantor, SaringTindakLanjut.SEMUA, pegawai_id=pegawai_id):
        if satu.isi.status not in BERAKHIR or satu.isi.penilaian_id == penilaian_id:
            hasil = f": {satu.isi.hasil}" if satu.isi.hasil else ""
            keadaan = status_text(satu.isi.status, satu.lewat).lower()
            teks = _("{tindak_lanjut}; {keadaan}{hasil}; penanggung jawab {nama}")
            yield teks.format(tindak_lanjut=follow_up_text(satu.isi), keadaan=keadaan, hasil=hasil, nama=satu.oleh)
    for ketemu in _of_person(kantor, "rencana_pengembangan", pegawai_id):
        rencana = decode_as(RencanaPengembangan, ketemu.body)
        for butir in rencana.butir:
            if butir.status not in BERAKHIR and (butir.acara or butir.kebutuhan):
                teks = _("Rencana pengembangan {tahun}: {langkah}")
                yield teks.format(tahun=rencana.tahun, langkah=butir.acara or butir.kebutuhan)
    for kind, kata in (("coaching", _("Coaching")), ("mentoring", _("Mentoring"))):
        for ketemu in _of_person(kantor, kind, pegawai_id):
            mulai, selesai = (_day(ketemu.columns[kolom]) for kolom in ("mulai", "selesai"))
            yield _("{kata} {mulai} sampai {selesai}").format(kata=kata, mulai=mulai, selesai=selesai)


def _of_person(kantor: Kantor, kind: str, pegawai_id: str) -> list[Found]:
    """Return the documents of one person that who acts may see."""
    semua = kantor.store.find(kind, where={"pegawai_id": pegawai_id})
    return keep_reached(kantor, Wewenang.LIHAT_PENILAIAN, kind, semua)


def _day(tanggal: object) -> str:
    """Return a day of a list in words; a dash for one that is missing or was written badly."""
    try:
        return format_tanggal(date.fromisoformat(str(tanggal)))
    except ValueError:
        return "–"


def _deadlines(kantor: Kantor, penilaian_id: str) -> Iterable[str]:
    for satu in read_jalan_dokumen(kantor, penilaian_id).tenggat:
        if satu.selesai is None and satu.tenggat.batas is not None:
            yield f"{satu.tenggat.aturan.nama}: {format_tanggal(satu.tenggat.batas)} ({satu.tenggat.aturan.dasar})"


def _may_see_readers(kantor: Kantor, isi: Penilaian) -> bool:
    siapa = kantor.pelaku
    sendiri = bool(siapa.pegawai_id) and siapa.pegawai_id == isi.pegawai_id
    return sendiri or siapa.reach(Wewenang.LIHAT_JEJAK) is Jangkauan.SEMUA


def _readers(kantor: Kantor, dokumen: Document, isi: Penilaian) -> tuple[Pembaca, ...]:
    """Return who looked at or printed the evaluation, its plan or its way, from the chain of notes; the last first."""
    ids = [dokumen.doc_id, *([isi.skp_id] if isi.skp_id else [])]
    ids += [s.doc_id for s in kantor.store.find("dokumen_evaluasi", where={"penilaian_id": dokumen.doc_id})]
    kelompok: dict[tuple[str, str], list[AuditRow]] = {}
    for row in kantor.store.audit_rows(None, act=list(PERBUATAN), doc_ids=ids):
        kelompok.setdefault((row.who, row.act), []).append(row)
    peran = {satu.akun_id: satu.peran for satu in read_akun(kantor)}
    hasil = []
    for (who, act), rows in kelompok.items():
        hari = sorted(row.at.t[:10] for row in rows)
        if _is_himself(kantor, who, isi.pegawai_id):
            continue
        sebut = ", ".join(_(PERAN[satu]) for satu in PeranPengguna if satu in peran.get(who, ()))
        apa = _("melihat") if act == "lihat" else _("mencetak")
        hasil.append(Pembaca(name_of(kantor, who) or "–", sebut or "–", apa, hari[0], hari[-1], len(rows)))
    return tuple(sorted(hasil, key=lambda satu: (satu.sampai, satu.nama), reverse=True))


def _is_himself(kantor: Kantor, who: str, pegawai_id: str) -> bool:
    dokumen = kantor.store.document(who) if len(who) == 32 else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "pengguna":
        return False
    return decode_as(Pengguna, dokumen.body).pegawai_id == pegawai_id


def not_noted() -> tuple[str, ...]:
    """Return in plain words which looks leave no note, so that nobody takes the list for more than it is."""
    return (
        _("Dicatat: orang lain yang membuka dokumen Anda di komputer ini, sekali tiap kali ia masuk, dan mencetaknya."),
        _(
            "Tidak dicatat: siapa melihat kertasnya, layar yang dilihat bersama, kantor yang bekerja tanpa kata "
            "sandi, dan pembacaan di komputer lain, misalnya di kabupaten sesudah paket diterima."
        ),
    )
