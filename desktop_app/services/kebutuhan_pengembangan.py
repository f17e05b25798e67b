"""Training needs of one person, each with where it was read: weak competencies, low results, feedback, guidance, SKM.

They are proposals: what becomes a step of the plan is chosen by people (P6:117: the documents serve the needs for
training). Feedback is told by its subject alone and never by its document, so that no plan gives its giver away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.domain.bimbingan import Coaching, Mentoring
from desktop_app.domain.codec import decode_as
from desktop_app.domain.format_indonesia import format_angka
from desktop_app.domain.hitung_skm import KALI, band_of, rounded
from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian
from desktop_app.domain.istilah_kinerja import ResponUmpanBalik
from desktop_app.domain.istilah_pengembangan import StatusPembinaan, StatusSurvei, SumberKebutuhan, UnsurSkm
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.nilai_kompetensi import gap
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.i18n import _
from desktop_app.regulation.kompetensi import competency_scale
from desktop_app.services.aturan_nilai import words_of
from desktop_app.services.jangkauan import find_reached, reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.predikat_berlaku import decided_penilaian
from desktop_app.services.skm_hasil import skm_result
from desktop_app.services.umpan_balik_baca import umpan_balik_rows

MAKS_KATA = 300
"""Letters of a need; what is longer stands in the document that it was read from."""
_MUTU_RENDAH = ("C", "D")
_DAPAT_DIPELAJARI = (UnsurSkm.U2, UnsurSkm.U3, UnsurSkm.U6, UnsurSkm.U7, UnsurSkm.U8)
"""Elements that people can learn for: procedures, speed, competence, conduct, and how complaints are handled. What is
required, what it costs, what the service yields and the premises are the office's: an improvement of the service."""
_RENDAH = (Predikat.BUTUH_PERBAIKAN, Predikat.KURANG, Predikat.SANGAT_KURANG)


@dataclass(frozen=True)
class Kebutuhan:
    """One proposed need: ``kebutuhan`` says what, ``penjelasan`` why; ``halaman`` and ``acuan_id`` lead to its source.

    ``kunci`` names it in this list; ``dipilih`` tells that a step of the plan has taken it up.
    """

    kunci: str
    sumber: SumberKebutuhan
    kode: str
    acuan_id: str
    kebutuhan: str
    penjelasan: str
    halaman: str
    dipilih: bool = False


@intention(Wewenang.LIHAT_PENILAIAN)
def needs_of(kantor: Kantor, pegawai_id: str, tahun: int) -> tuple[Kebutuhan, ...]:
    """Return what might be developed in a year: weak competencies first, then what the year's documents show."""
    reached_document(kantor, pegawai_id, "pegawai", Wewenang.LIHAT_PENILAIAN)
    semua = (
        *_from_competency(kantor, pegawai_id, tahun),
        *_from_results(kantor, pegawai_id, tahun),
        *_from_umpan_balik(kantor, pegawai_id, tahun),
        *_from_guidance(kantor, pegawai_id, tahun),
        *_from_skm(kantor, tahun),
    )
    return _marked(kantor, pegawai_id, tahun, semua)


def _marked(kantor: Kantor, pegawai_id: str, tahun: int, semua: Iterable[Kebutuhan]) -> tuple[Kebutuhan, ...]:
    """Return the needs with a mark on those that a step of the year's plan took up."""
    ambil: set[tuple[str, str, str]] = set()
    where = {"pegawai_id": pegawai_id, "tahun": tahun}
    for satu in kantor.store.find("rencana_pengembangan", where=where):
        for butir in decode_as(RencanaPengembangan, satu.body).butir:
            ambil.add((butir.sumber.value, butir.kode, butir.acuan_id))
    return tuple(
        Kebutuhan(
            kunci=satu.kunci,
            sumber=satu.sumber,
            kode=satu.kode,
            acuan_id=satu.acuan_id,
            kebutuhan=satu.kebutuhan[:MAKS_KATA],
            penjelasan=satu.penjelasan,
            halaman=satu.halaman,
            dipilih=(satu.sumber.value, satu.kode, satu.acuan_id) in ambil,
        )
        for satu in semua
    )


def _need(
    sumber: SumberKebutuhan, kode: str, acuan_id: str, kebutuhan: str, penjelasan: str, halaman: str
) -> Kebutuhan:
    kunci = "/".join((sumber.value, acuan_id or "-", kode or "-"))
    return Kebutuhan(kunci, sumber, kode, acuan_id, " ".join(kebutuhan.split()), penjelasan, halaman)


def _from_competency(kantor: Kantor, pegawai_id: str, tahun: int) -> Iterator[Kebutuhan]:
    """Yield the values 1 and 2 of the newest finished assessment until the end of the year."""
    milik = {"pegawai_id": pegawai_id, "status": StatusPembinaan.SELESAI.value}
    ada = [
        (isi.tanggal, satu.doc_id, isi)
        for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "evaluasi_kompetensi", where=milik)
        if not satu.conflicts
        and (isi := decode_as(EvaluasiKompetensi, satu.body)).tanggal is not None
        and isi.tanggal.year <= tahun
    ]
    if not ada:
        return
    hari, doc_id, isi = max(ada, key=lambda satu: (str(satu[0]), satu[1]))
    skala = competency_scale(hari)
    for satu in sorted(isi.kompetensi, key=lambda n: n.nilai_kompetensi or 9):
        if (gap(satu) or 0) >= 0:
            continue
        yield _need(
            SumberKebutuhan.KOMPETENSI,
            satu.id,
            doc_id,
            _("Kompetensi {nama}").format(nama=satu.nama or satu.id),
            _("Dinilai {nilai} ({label}), standarnya {standar}: {alasan}").format(
                nilai=satu.nilai_kompetensi,
                label=skala.label_of(satu.nilai_kompetensi),
                standar=skala.sesuai_standar,
                alasan=satu.alasan or "–",
            ),
            "kompetensi",
        )


def _from_results(kantor: Kantor, pegawai_id: str, tahun: int) -> Iterator[Kebutuhan]:
    """Yield ratings below expectation and low predicates of final evaluations of the year and the one before."""
    milik = {"pegawai_id": pegawai_id, "status": StatusPenilaian.FINAL.value}
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where=milik):
        waktu = parse_periode(str(satu.columns["periode"]))
        if satu.conflicts or waktu.tahun not in (tahun, tahun - 1):
            continue
        isi = decided_penilaian(kantor, satu.doc_id, decode_as(Penilaian, satu.body))
        bagian = (
            ("hasil", isi.rating_hasil, isi.alasan_hasil, _("Hasil kerja di bawah ekspektasi")),
            ("perilaku", isi.rating_perilaku, isi.alasan_perilaku, _("Perilaku kerja di bawah ekspektasi")),
        )
        turun = [satu for satu in bagian if satu[1] is Rating.DIBAWAH]
        for kode, _rating, alasan, kata in turun:
            kalimat = _("Penilaian {periode}: {alasan}").format(periode=waktu.kode, alasan=alasan or "–")
            yield _need(SumberKebutuhan.HASIL_RENDAH, kode, satu.doc_id, kata, kalimat, "penilaian")
        if not turun and isi.predikat in _RENDAH and isi.predikat is not None:
            kata = _("Predikat {predikat}").format(
                predikat=words_of(kantor, isi.aturan, isi.periode).label_predikat[isi.predikat]
            )
            kalimat = _("Penilaian {periode}").format(periode=waktu.kode)
            yield _need(SumberKebutuhan.HASIL_RENDAH, "predikat", satu.doc_id, kata, kalimat, "penilaian")


def _from_umpan_balik(kantor: Kantor, pegawai_id: str, tahun: int) -> Iterator[Kebutuhan]:
    """Yield what feedback of the year marked as not positive was about, with how often; never whose it was."""
    hal: Counter[tuple[str, str]] = Counter()
    for satu in umpan_balik_rows(kantor, pegawai_id, str(tahun)):
        if satu.respon is ResponUmpanBalik.TIDAK_POSITIF:
            hal[satu.kunci, satu.hal] += 1
    for (kunci, kata), jumlah in hal.most_common():
        yield _need(
            SumberKebutuhan.UMPAN_BALIK,
            kunci,
            "",
            kata or _("Pekerjaan pada umumnya"),
            _("{jumlah} umpan balik tahun {tahun} tidak positif").format(jumlah=jumlah, tahun=tahun),
            "umpan_balik",
        )


def _from_guidance(kantor: Kantor, pegawai_id: str, tahun: int) -> Iterator[Kebutuhan]:
    """Yield the skills of a mentoring (B.1.7) and the problems of a coaching (B.1.6) that was finished in the year."""
    milik = {"pegawai_id": pegawai_id, "status": StatusPembinaan.SELESAI.value}
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "mentoring", where=milik):
        mentoring = decode_as(Mentoring, satu.body)
        if _is_of_year(mentoring, tahun):
            for tujuan in mentoring.tujuan:
                if tujuan.keahlian.strip():
                    kata = _("Mentoring: {harapan}").format(harapan=tujuan.harapan or tujuan.ukuran or "–")
                    yield _need(SumberKebutuhan.BIMBINGAN, tujuan.id, satu.doc_id, tujuan.keahlian, kata, "bimbingan")
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "coaching", where=milik):
        coaching = decode_as(Coaching, satu.body)
        if _is_of_year(coaching, tahun):
            for fakta in coaching.fakta:
                if fakta.masalah.strip():
                    kata = _("Coaching, penyebabnya: {penyebab}").format(penyebab=fakta.penyebab or "–")
                    yield _need(SumberKebutuhan.BIMBINGAN, fakta.id, satu.doc_id, fakta.masalah, kata, "bimbingan")


def _from_skm(kantor: Kantor, tahun: int) -> Iterator[Kebutuhan]:
    """Yield the elements of quality C or D in the unit's last closed survey of the year for which people can learn.

    They are figures of the unit and nobody's own, and say so: no document tells who serves the public, so whoever plans
    decides whether they are this person's to learn from.
    """
    calon = []
    where = {"unit_kode": kantor.profil.kode, "status": StatusSurvei.DITUTUP.value}
    for satu in find_reached(kantor, Wewenang.LIHAT_SKM, "survei_skm", where=where, bodies=False):
        selesai = str(satu.columns["selesai"] or "")
        if not satu.conflicts and selesai.startswith(str(tahun)):
            calon.append((selesai, satu.doc_id))
    if not calon:
        return
    hasil = skm_result(kantor, max(calon)[1])
    for unsur in hasil.indeks.unsur:
        if unsur.nrr is None or unsur.unsur not in _DAPAT_DIPELAJARI:
            continue
        mutu = band_of(hasil.aturan.mutu, rounded(unsur.nrr * KALI))
        if mutu.kode not in _MUTU_RENDAH:
            continue
        nama = hasil.name_of(unsur.unsur)
        kalimat = _("{nama}: unsur {unsur} unit ini bernilai {nilai} (mutu {mutu}); bukan nilai pribadi").format(
            nama=hasil.survei.nama, unsur=nama, nilai=format_angka(rounded(unsur.nrr)), mutu=mutu.kode
        )
        kata = _("Pelayanan unit: {unsur}").format(unsur=nama)
        yield _need(SumberKebutuhan.SKM, unsur.unsur.value, hasil.survei_id, kata, kalimat, "skm")


def _is_of_year(isi: Coaching | Mentoring, tahun: int) -> bool:
    hari = isi.tanggal or isi.selesai or isi.mulai
    return hari is not None and hari.year == tahun
