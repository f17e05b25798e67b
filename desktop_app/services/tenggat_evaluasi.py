"""Deadlines of evaluation, person by person and document by document, each with its evidence and its basis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from db import Found, Revision
from desktop_app.domain.codec import decode_as
from desktop_app.domain.hari_kerja import KalenderKerja
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.tenggat import HasilTenggat
from desktop_app.domain.tenggat_dokumen import FaktaEvaluasi, TenggatTerbukti, judge_evaluasi
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.fakta_evaluasi import Berkas, facts_of, final_revision, read_berkas, way_of
from desktop_app.services.jangkauan import find_reached
from desktop_app.services.kalender import read_kalender_kerja
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import akhir_column, is_active
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penilaian import list_periode_kantor
from desktop_app.services.skp import dikecualikan_tahun
from desktop_app.services.tenggat import MENDESAK, SELESAI, BarisTenggat, DaftarTenggat, believed_today


@dataclass(frozen=True)
class BarisTenggatEvaluasi:
    """One deadline of one person and period; ``penilaian_id`` is empty where no evaluation was begun."""

    pegawai_id: str
    nama: str
    nip: str
    unit_kode: str
    periode: str
    penilaian_id: str
    terbukti: TenggatTerbukti


@dataclass(frozen=True)
class DaftarTenggatEvaluasi:
    """The deadlines of evaluation, the most urgent first; ``hari_ini`` is None where the clock is not believed."""

    hari_ini: date | None
    baris: tuple[BarisTenggatEvaluasi, ...]


@intention(Wewenang.LIHAT_PENILAIAN)
def list_tenggat_evaluasi(
    kantor: Kantor, waktu: str, *, pegawai_id: str = "", semua: bool = False, kantor_kode: str = ""
) -> DaftarTenggatEvaluasi:
    """Return the deadlines of a period, or of all periods of a year, for the people that who acts may see.

    Kept ones with ``semua`` only; ``kantor_kode`` is that of one office, at a kabupaten. Of the year before, what is
    still open is shown as well: its annual evaluation is done in January. Raises ``UserError`` ``periode_salah``.
    """
    kalender, hari_ini = read_kalender_kerja(kantor), believed_today(kantor)
    baca = _Pembaca(kantor, kalender, hari_ini, pegawai_id, kantor_kode)
    baris: list[BarisTenggatEvaluasi] = []
    for periode in _periods(kantor, waktu):
        lama = periode.tahun < int(waktu[:4])
        baris += [
            satu
            for satu in baca.of_periode(periode)
            if (semua and not lama) or satu.terbukti.tenggat.hasil not in SELESAI
        ]
    baris.sort(key=lambda b: (MENDESAK.index(b.terbukti.tenggat.hasil), b.terbukti.tenggat.batas or date.max, b.nama))
    return DaftarTenggatEvaluasi(hari_ini, tuple(baris))


@intention(Wewenang.LIHAT_PENILAIAN)
def join_tenggat(kantor: Kantor, rencana: DaftarTenggat, pegawai_id: str = "", semua: bool = False) -> DaftarTenggat:
    """Return the deadlines of plans (``rencana``) together with those of evaluation in the same year."""
    evaluasi = list_tenggat_evaluasi(kantor, str(rencana.tahun), pegawai_id=pegawai_id, semua=semua)
    lain = [
        BarisTenggat(
            pegawai_id=satu.pegawai_id,
            nama=satu.nama,
            doc_id=satu.penilaian_id,
            tenggat=satu.terbukti.tenggat,
            selesai=satu.terbukti.selesai.tanggal if satu.terbukti.selesai is not None else None,
            periode=satu.periode,
        )
        for satu in evaluasi.baris
    ]
    baris = sorted(
        (*rencana.baris, *lain),
        key=lambda b: (MENDESAK.index(b.tenggat.hasil), b.tenggat.batas or date.max, b.nama.casefold()),
    )
    return replace(rencana, baris=tuple(baris))


def _periods(kantor: Kantor, waktu: str) -> tuple[Periode, ...]:
    satu = parse_periode(waktu)
    if satu.kode != str(satu.tahun):
        return (satu,)
    jenis = read_pengaturan(kantor).jenis_periode
    lalu = list_periode_kantor(satu.tahun - 1, jenis)[-2:] if satu.tahun > 2000 else ()
    return tuple({p.kode: p for p in (*lalu, *list_periode_kantor(satu.tahun, jenis))}.values())


def judge_one(
    kantor: Kantor,
    isi: Penilaian,
    doc_id: str,
    final: Revision | None,
    kalender: KalenderKerja,
    hari_ini: date | None,
    berkas: Berkas,
) -> tuple[TenggatTerbukti, ...]:
    """Return the deadlines of one evaluation, made final by ``final``; nothing of a period that is not assessed."""
    if isi.tidak_dinilai is not None:
        return ()
    jalan = way_of(berkas, doc_id, final.rev_id).isi if final is not None else None
    fakta = facts_of(kantor, isi, parse_periode(isi.periode), final, jalan, berkas, doc_id)
    return judge_evaluasi(fakta, hari_ini, kalender)


class _Pembaca:
    """Reads people, plans and ways once, and judges one period after the other."""

    def __init__(
        self, kantor: Kantor, kalender: KalenderKerja, hari_ini: date | None, pegawai_id: str, kantor_kode: str
    ) -> None:
        self._kantor, self._kalender, self._hari_ini = kantor, kalender, hari_ini
        self._berkas = read_berkas(kantor)
        self._orang = {
            satu.doc_id: satu
            for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "pegawai")
            if pegawai_id in ("", satu.doc_id) and (not kantor_kode or satu.scope == kantor_kode)
        }
        tetap = {"status": StatusSkp.DITETAPKAN.value}
        self._skp = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "skp", where=tetap, bodies=False)

    def of_periode(self, periode: Periode) -> list[BarisTenggatEvaluasi]:
        """Return the deadlines of everybody in one period."""
        nilai: dict[str, list[Found]] = {}
        for satu in find_reached(self._kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where={"periode": periode.kode}):
            nilai.setdefault(str(satu.columns["pegawai_id"]), []).append(satu)
        hasil: list[BarisTenggatEvaluasi] = []
        for doc_id in sorted({*nilai, *self._planned(periode)} & set(self._orang)):
            hasil += self._of_person(self._orang[doc_id], periode, nilai.get(doc_id, []))
        return hasil

    def _planned(self, periode: Periode) -> set[str]:
        """Return who has a plan on the last day of the period: he is evaluated in it, wherever he was before."""
        hari = periode.selesai.isoformat()
        return {
            str(satu.columns["pegawai_id"])
            for satu in self._skp
            if str(satu.columns["mulai"]) <= hari <= akhir_column(satu.columns)
        }

    def _of_person(self, orang: Found, periode: Periode, nilai: list[Found]) -> list[BarisTenggatEvaluasi]:
        isi = [(satu.doc_id, decode_as(Penilaian, satu.body)) for satu in nilai]
        final = {doc_id: satu for doc_id, satu in isi if satu.status is StatusPenilaian.FINAL}
        if final:
            return [bukti for doc_id in final for bukti in self._of_final(orang, periode, doc_id, final[doc_id])]
        aktif = is_active(orang.columns["aktif"]) and orang.columns["status"] != "bukan_asn"
        if not aktif or any(satu.tidak_dinilai for _, satu in isi) or self._is_exempt(orang, periode):
            return []
        doc_id = isi[0][0] if isi else ""
        fakta = FaktaEvaluasi(periode=periode, oleh_atasan=any(satu.oleh_atasan for _, satu in isi))
        semua = judge_evaluasi(fakta, self._hari_ini, self._kalender)
        return [self._row(orang, periode, doc_id, bukti) for bukti in semua]

    def _of_final(self, orang: Found, periode: Periode, doc_id: str, isi: Penilaian) -> list[BarisTenggatEvaluasi]:
        dokumen = self._kantor.store.document(doc_id)
        final = final_revision(self._kantor, doc_id, dokumen.heads if dokumen is not None else ())
        semua = judge_one(self._kantor, isi, doc_id, final, self._kalender, self._hari_ini, self._berkas)
        return [self._row(orang, periode, doc_id, bukti) for bukti in semua]

    def _is_exempt(self, orang: Found, periode: Periode) -> bool:
        return dikecualikan_tahun(orang.body, periode.tahun) is not None

    def _row(self, orang: Found, periode: Periode, doc_id: str, bukti: TenggatTerbukti) -> BarisTenggatEvaluasi:
        nip = str(orang.columns["nip"] or "")
        return BarisTenggatEvaluasi(orang.doc_id, orang.label, nip, orang.scope, periode.kode, doc_id, bukti)


def next_open(semua: tuple[TenggatTerbukti, ...]) -> TenggatTerbukti | None:
    """Return the deadline that is asked of somebody next: the most urgent of those that are not kept."""
    terbuka = [satu for satu in semua if satu.tenggat.hasil not in SELESAI and satu.selesai is None]
    terbuka = [satu for satu in terbuka if satu.tenggat.aturan.kode != "keberatan_diajukan"]
    urut = (HasilTenggat.TERLEWAT, HasilTenggat.JATUH_TEMPO, HasilTenggat.BELUM, HasilTenggat.TIDAK_TERBUKTI)
    return min(terbuka, key=lambda satu: (urut.index(satu.tenggat.hasil), satu.tenggat.batas or date.max), default=None)
