"""What a survey says: the index and its elements, by service, respondents, trend, and the figure of a unit's period.

Computed from the sheets each time, never stored: a sheet that is corrected or found late is in the next result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from desktop_app.domain.codec import decode_as
from desktop_app.domain.hitung_skm import (
    IndeksSkm,
    MutuSkm,
    ProfilResponden,
    compute_skm,
    is_respondent,
    profile_of,
    rounded,
    sample_needed,
)
from desktop_app.domain.istilah_pengembangan import StatusSurvei, UnsurSkm
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.survei_skm import JawabanSkm, LayananSkm, PertanyaanSkm, SurveiSkm
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.regulation.skm import AturanSkm
from desktop_app.services.jangkauan import find_reached, reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.skm import KIND, rules_of
from desktop_app.services.skm_rekap import AkunLembar, make_account, read_answers


@dataclass(frozen=True)
class SampelSkm:
    """How many people were served, how many had to be asked, and how many answered."""

    populasi: int
    perlu: int
    ada: int

    @property
    def kurang(self) -> int:
        """How many respondents are missing; zero where enough answered, or nobody said how many were served."""
        return max(self.perlu - self.ada, 0)


@dataclass(frozen=True)
class HasilLayanan:
    """The index among those who named one service."""

    layanan: LayananSkm
    indeks: IndeksSkm


@dataclass(frozen=True)
class HasilSkm:
    """The result of one survey with what has to be said beside it (``temuan``)."""

    survei_id: str
    survei: SurveiSkm
    aturan: AturanSkm
    indeks: IndeksSkm
    layanan: tuple[HasilLayanan, ...]
    profil: ProfilResponden
    sampel: SampelSkm
    akun: AkunLembar
    temuan: tuple[Temuan, ...]
    konflik: int = 0

    def name_of(self, unsur: UnsurSkm) -> str:
        """Return the name of an element."""
        return self.aturan.name_of(unsur)


@dataclass(frozen=True)
class TitikTren:
    """One survey of a unit on the way of time; ``nrr`` by element, rounded to two decimals.

    ``sebanding`` is False where its nine questions are worded otherwise than those of the newest survey: then the
    difference may come from the questions. One whose ``status`` is not closed may still change.
    """

    survei_id: str
    nama: str
    mulai: date
    selesai: date
    status: StatusSurvei
    responden: int
    ikm: Decimal | None
    mutu: MutuSkm | None
    nrr: Mapping[UnsurSkm, Decimal]
    sebanding: bool = True


@intention(Wewenang.LIHAT_SKM)
def skm_result(kantor: Kantor, survei_id: str) -> HasilSkm:
    """Return the result of a survey as its sheets say it now; everybody may see it, it names no respondent."""
    dokumen = reached_document(kantor, survei_id, KIND, Wewenang.LIHAT_SKM)
    return result_of(kantor, survei_id, decode_as(SurveiSkm, dokumen.body), len(dokumen.conflicts))


def result_of(kantor: Kantor, survei_id: str, isi: SurveiSkm, konflik: int = 0) -> HasilSkm:
    """Return the result of a survey whose body is at hand; asked by the program for its own work."""
    aturan = rules_of(isi)
    semua, jawaban = read_answers(kantor, survei_id)
    akun, _ = make_account(survei_id, isi, semua)
    indeks = compute_skm(isi.pertanyaan, jawaban, aturan.mutu)
    sampel = SampelSkm(isi.populasi, sample_needed(aturan.sampel, isi.populasi), indeks.responden)
    return HasilSkm(
        survei_id=survei_id,
        survei=isi,
        aturan=aturan,
        indeks=indeks,
        layanan=_by_service(isi, jawaban, aturan),
        profil=profile_of(satu for satu in jawaban if is_respondent(isi.pertanyaan, satu)),
        sampel=sampel,
        akun=akun,
        temuan=_findings(aturan, indeks, sampel, akun),
        konflik=konflik,
    )


def _by_service(isi: SurveiSkm, jawaban: Sequence[JawabanSkm], aturan: AturanSkm) -> tuple[HasilLayanan, ...]:
    return tuple(
        HasilLayanan(satu, compute_skm(isi.pertanyaan, [j for j in jawaban if j.layanan_id == satu.id], aturan.mutu))
        for satu in isi.layanan
    )


def _findings(aturan: AturanSkm, indeks: IndeksSkm, sampel: SampelSkm, akun: AkunLembar) -> tuple[Temuan, ...]:
    temuan: list[Temuan] = []
    if indeks.kosong:
        nama = ", ".join(f"{u.value} {aturan.name_of(u)}" for u in indeks.kosong)
        temuan.append(Temuan("skm_tanpa_ikm", "indeks", penting=True, unsur=nama))
    if not sampel.populasi:
        temuan.append(Temuan("skm_tanpa_populasi", "populasi"))
    elif sampel.kurang:
        temuan.append(
            Temuan(
                "skm_sampel_kurang",
                "populasi",
                ada=sampel.ada,
                perlu=sampel.perlu,
                populasi=sampel.populasi,
                kurang=sampel.kurang,
            )
        )
    if menunggu := akun.menunggu_kedua + akun.berbeda + akun.konflik:
        temuan.append(Temuan("skm_lembar_menunggu", "lembar", jumlah=menunggu))
    if akun.belum:
        temuan.append(Temuan("skm_lembar_belum", "lembar", jumlah=akun.belum))
    if akun.ganda:
        temuan.append(Temuan("skm_nomor_ganda", "lembar", jumlah=len(akun.ganda)))
    return tuple(temuan)


@intention(Wewenang.LIHAT_SKM)
def skm_trend(kantor: Kantor, unit_kode: str = "") -> tuple[TitikTren, ...]:
    """Return the started surveys of a unit (this office's without one) in the order of their last days."""
    ada = _surveys(kantor, unit_kode or kantor.profil.kode)
    return _points(ada, ada[-1][0].survei.pertanyaan if ada else ())


def trend_until(kantor: Kantor, hasil: HasilSkm) -> tuple[TitikTren, ...]:
    """Return the closed surveys of a unit that ended with this one or before it: what its report may compare with.

    So a report that is printed again later says what it said, whatever was asked since.
    """
    batas = hasil.survei.selesai
    ada = [
        satu
        for satu in _surveys(kantor, hasil.survei.unit_kode)
        if satu[0].survei.status is StatusSurvei.DITUTUP and batas is not None and satu[2] <= batas
    ]
    return _points(ada, hasil.survei.pertanyaan)


def _surveys(kantor: Kantor, unit_kode: str) -> list[tuple[HasilSkm, date, date]]:
    """Return the results of a unit's started surveys with their first and last days, by their last days."""
    ada: list[tuple[HasilSkm, date, date]] = []
    for satu in find_reached(kantor, Wewenang.LIHAT_SKM, KIND, where={"unit_kode": unit_kode}):
        isi = decode_as(SurveiSkm, satu.body)
        if isi.status is not StatusSurvei.DRAFT and isi.mulai and isi.selesai:
            ada.append((result_of(kantor, satu.doc_id, isi, satu.conflicts), isi.mulai, isi.selesai))
    return sorted(ada, key=lambda s: (s[2], s[1], s[0].survei_id))


def _points(ada: Sequence[tuple[HasilSkm, date, date]], pertanyaan: Sequence[PertanyaanSkm]) -> tuple[TitikTren, ...]:
    patokan = _worded(pertanyaan)
    return tuple(
        TitikTren(
            survei_id=h.survei_id,
            nama=h.survei.nama,
            mulai=mulai,
            selesai=selesai,
            status=h.survei.status,
            responden=h.indeks.responden,
            ikm=h.indeks.ikm,
            mutu=h.indeks.mutu,
            nrr={u.unsur: rounded(u.nrr) for u in h.indeks.unsur if u.nrr is not None},
            sebanding=_worded(h.survei.pertanyaan) == patokan,
        )
        for h, mulai, selesai in ada
    )


def _worded(pertanyaan: Sequence[PertanyaanSkm]) -> dict[UnsurSkm, tuple[str, tuple[str, ...]]]:
    return {satu.unsur: (satu.teks, satu.pilihan) for satu in pertanyaan if satu.unsur is not None}


def nilai_skm(kantor: Kantor, unit_kode: str, unsur: UnsurSkm | None, periode: str) -> Decimal | None:
    """Return what a unit's last closed survey that ended in a period says: the NRR of an element, the IKM without one.

    Two decimals. None where no survey was closed there, or it has no such figure. Asked by the program for its own
    work, whoever acts: the value is proposed for a realisation, a person takes it over.
    """
    waktu = parse_periode(periode)
    calon: list[tuple[date, str, SurveiSkm]] = []
    where = {"unit_kode": unit_kode, "status": StatusSurvei.DITUTUP.value}
    for satu in kantor.store.find(KIND, where=where):
        isi = decode_as(SurveiSkm, satu.body)
        if not satu.conflicts and isi.selesai is not None and waktu.mulai <= isi.selesai <= waktu.selesai:
            calon.append((isi.selesai, satu.doc_id, isi))
    if not calon:
        return None
    _, survei_id, isi = max(calon, key=lambda s: s[:2])
    _, jawaban = read_answers(kantor, survei_id)
    indeks = compute_skm(isi.pertanyaan, jawaban, rules_of(isi).mutu)
    if unsur is None:
        return indeks.ikm
    nrr = next(satu.nrr for satu in indeks.unsur if satu.unsur is unsur)
    return None if nrr is None else rounded(nrr)


@intention(Wewenang.KELOLA_SKM)
def list_saran(kantor: Kantor, survei_id: str) -> tuple[str, ...]:
    """Return what respondents wrote, in the order of the alphabet, so that no order of arrival remains."""
    reached_document(kantor, survei_id, KIND, Wewenang.KELOLA_SKM)
    _, jawaban = read_answers(kantor, survei_id)
    return tuple(sorted((satu.saran for satu in jawaban if satu.saran), key=str.casefold))
