"""Looking at the ways of evaluation documents: the list of a period, and the whole way of one with its deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db import Document, Found
from desktop_app.domain.codec import decode_as
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.istilah import Predikat, StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.domain.jalan_dokumen import Kedudukan, event_fault, events_that_hold, next_events, place_of
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.tenggat_dokumen import TenggatTerbukti
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.dokumen_evaluasi import handing_id, may_record
from desktop_app.services.fakta_evaluasi import JalanTersimpan, final_revision, read_berkas, way_of
from desktop_app.services.jangkauan import find_reached, read_document
from desktop_app.services.jangkauan_sengketa import judges_one
from desktop_app.services.kalender import read_kalender_kerja
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.skp import identity_of
from desktop_app.services.tenggat import believed_today
from desktop_app.services.tenggat_evaluasi import judge_one, next_open

TANPA_NAMA = "kantor ini, tanpa sandi"
"""Who recorded where nobody logs in."""


@dataclass(frozen=True)
class BarisJalan:
    """One final evaluation and where its document is; ``dokumen_id`` is empty while nothing was recorded.

    ``berikut`` is what who acts may record next, ``tenggat`` the deadline that is asked of somebody next.
    """

    penilaian_id: str
    dokumen_id: str
    pegawai_id: str
    nama: str
    nip: str
    unit_kode: str
    periode: str
    formulir: str
    tanggal: date | None
    kedudukan: Kedudukan
    terakhir: PeristiwaDokumen | None
    ragu: bool
    berikut: tuple[JenisPeristiwa, ...]
    tenggat: TenggatTerbukti | None
    konflik: int = 0


@dataclass(frozen=True)
class LangkahJalan:
    """One recorded event with names: whose act, who wrote it down; ``dibetulkan`` where a later one corrects it."""

    peristiwa: PeristiwaDokumen
    oleh: str
    pencatat: str
    dibetulkan: bool = False


@dataclass(frozen=True)
class JalanLama:
    """The way of an earlier version that was final before the evaluation was reopened."""

    tanggal: date | None
    langkah: tuple[LangkahJalan, ...]


@dataclass(frozen=True)
class RincianJalan:
    """The whole way of one document; ``boleh`` is what who acts may record now, the usual next step first."""

    penilaian_id: str
    dokumen_id: str
    isi: Penilaian
    formulir: str
    pegawai: Identitas
    penyerah: str
    predikat: Predikat | None
    kedudukan: Kedudukan
    langkah: tuple[LangkahJalan, ...]
    terdahulu: tuple[JalanLama, ...]
    tenggat: tuple[TenggatTerbukti, ...]
    boleh: tuple[JenisPeristiwa, ...]
    konflik: int = 0


@intention(Wewenang.LIHAT_PENILAIAN)
def list_jalan_dokumen(
    kantor: Kantor, periode: str = "", cari: str = "", *, terbuka: bool = False
) -> tuple[BarisJalan, ...]:
    """Return the final evaluations of a period (of all without one) by name, each with where its document is.

    A period that is not assessed has no document; ``terbuka`` leaves out what was reported. Raises ``UserError``
    ``periode_salah``.
    """
    where = {"status": StatusPenilaian.FINAL.value}
    if periode:
        where["periode"] = parse_periode(periode).kode
    orang = {satu.doc_id: satu for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "pegawai", teks=cari)}
    final = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where=where, bodies=False)
    final = [satu for satu in final if str(satu.columns["pegawai_id"]) in orang]
    penulis = _Penulis(kantor)
    if terbuka:
        # Of what was reported, which is nearly all of an office's years, neither body nor deadlines are looked at.
        lapor = penulis.reported(satu.doc_id for satu in final)
        final = [satu for satu in final if satu.doc_id not in lapor]
    dokumen = kantor.store.documents([satu.doc_id for satu in final])
    baris = [
        penulis.row(satu, dokumen[satu.doc_id], orang[str(satu.columns["pegawai_id"])])
        for satu in final
        if satu.doc_id in dokumen
    ]
    hasil = [satu for satu in baris if satu is not None and not (terbuka and satu.kedudukan is Kedudukan.DILAPORKAN)]
    return tuple(sorted(hasil, key=lambda b: (b.nama.casefold(), b.periode, b.penilaian_id)))


class _Penulis:
    """Writes the rows of one list with the ways, the calendar and the day that were read once."""

    def __init__(self, kantor: Kantor) -> None:
        self._kantor = kantor
        self._berkas = read_berkas(kantor)
        self._kalender, self._hari_ini = read_kalender_kerja(kantor), believed_today(kantor)

    def reported(self, ids: Iterable[str]) -> set[str]:
        """Return those evaluations of which just the version that holds was reported; others need a closer look."""
        lapor = {
            doc_id: {
                satu.isi.penilaian_rev
                for satu in self._berkas.jalan.get(doc_id, ())
                if satu.isi is not None and place_of(satu.isi) is Kedudukan.DILAPORKAN
            }
            for doc_id in ids
        }
        kepala = self._kantor.store.heads(doc_id for doc_id, versi in lapor.items() if versi)
        return {doc_id for doc_id, satu in kepala.items() if len(satu) == 1 and satu[0] in lapor[doc_id]}

    def row(self, satu: Found, dokumen: Document, pegawai: Found) -> BarisJalan | None:
        """Return one evaluation's row; None where its period is not assessed."""
        isi = decode_as(Penilaian, dokumen.body)
        if isi.tidak_dinilai is not None:
            return None
        final = final_revision(self._kantor, satu.doc_id, dokumen.heads)
        jalan = way_of(self._berkas, satu.doc_id, final.rev_id) if final is not None else JalanTersimpan()
        berlaku = events_that_hold(jalan.isi)
        semua = judge_one(self._kantor, isi, satu.doc_id, final, self._kalender, self._hari_ini, self._berkas)
        return BarisJalan(
            penilaian_id=satu.doc_id,
            dokumen_id=jalan.doc_id,
            pegawai_id=pegawai.doc_id,
            nama=pegawai.label,
            nip=str(pegawai.columns["nip"] or ""),
            unit_kode=satu.scope,
            periode=isi.periode,
            formulir=form_code(isi),
            tanggal=isi.tanggal,
            kedudukan=place_of(jalan.isi),
            terakhir=berlaku[-1] if berlaku else None,
            ragu=any(peristiwa.ragu for peristiwa in berlaku),
            berikut=tuple(j for j in next_events(jalan.isi) if may_record(self._kantor, j, dokumen, isi)),
            tenggat=next_open(semua),
            konflik=jalan.konflik or satu.conflicts,
        )


def form_code(isi: Penilaian) -> str:
    """Return the form that carries the result: D.1.2 where the assessor's superior evaluated (P6:115-116)."""
    return "D.1.2" if isi.oleh_atasan else "D.1.1"


@intention(Wewenang.LIHAT_PENILAIAN)
def read_jalan_dokumen(kantor: Kantor, penilaian_id: str) -> RincianJalan:
    """Return the way of one evaluation's document: every event with who did and who recorded it, and every deadline.

    ``penilaian_id`` may also be the id of the way itself. Raises ``UserError`` where there is none.
    """
    asal = kantor.store.document(penilaian_id)
    if asal is not None and asal.kind == "dokumen_evaluasi" and not asal.deleted:
        penilaian_id = decode_as(DokumenEvaluasi, asal.body).penilaian_id
    dokumen = _read(kantor, penilaian_id)
    isi = decode_as(Penilaian, dokumen.body)
    berkas = read_berkas(kantor, penilaian_id)
    final = final_revision(kantor, penilaian_id)
    kini = way_of(berkas, penilaian_id, final.rev_id) if final is not None else JalanTersimpan()
    lama = [satu for satu in berkas.jalan.get(penilaian_id, ()) if satu.doc_id != kini.doc_id]
    boleh: tuple[JenisPeristiwa, ...] = ()
    if final is not None and isi.tidak_dinilai is None and not dokumen.conflicts and not kini.konflik:
        urut = dict.fromkeys((*next_events(kini.isi), *JenisPeristiwa))
        boleh = tuple(
            jenis for jenis in urut if not event_fault(kini.isi, jenis) and may_record(kantor, jenis, dokumen, isi)
        )
    penyerah, kalender = handing_id(kantor, isi), read_kalender_kerja(kantor)
    return RincianJalan(
        penilaian_id=penilaian_id,
        dokumen_id=kini.doc_id,
        isi=isi,
        formulir=form_code(isi),
        pegawai=isi.pegawai or identity_of(kantor, isi.pegawai_id, isi.tanggal),
        penyerah=identity_of(kantor, penyerah, isi.tanggal).nama,
        predikat=isi.predikat,
        kedudukan=place_of(kini.isi),
        langkah=_steps(kantor, kini),
        terdahulu=tuple(JalanLama(_signed_on(kantor, satu), _steps(kantor, satu)) for satu in lama),
        tenggat=judge_one(kantor, isi, penilaian_id, final, kalender, believed_today(kantor), berkas),
        boleh=boleh,
        konflik=len(dokumen.conflicts) or kini.konflik,
    )


def _read(kantor: Kantor, penilaian_id: str) -> Document:
    """Return the evaluation; who judges an objection to it looks at its way too, for the limits that are his."""
    dokumen = kantor.store.document(penilaian_id)
    hakim = dokumen is not None and dokumen.kind == "penilaian" and not dokumen.deleted
    if dokumen is None or not hakim or not judges_one(kantor, penilaian_id):
        return read_document(kantor, penilaian_id, "penilaian")
    kantor.note_read(penilaian_id, decode_as(Penilaian, dokumen.body).pegawai_id)
    return dokumen


def _signed_on(kantor: Kantor, jalan: JalanTersimpan) -> date | None:
    rev = kantor.store.revision(jalan.isi.penilaian_rev) if jalan.isi is not None and jalan.isi.penilaian_rev else None
    return decode_as(Penilaian, rev.body).tanggal if rev is not None and rev.kind == "penilaian" and rev.body else None


def _steps(kantor: Kantor, jalan: JalanTersimpan) -> tuple[LangkahJalan, ...]:
    """Return every event in the order in which it was recorded, those that were corrected too."""
    if jalan.isi is None:
        return ()
    pencatat = recorders(kantor, jalan.doc_id)
    dibetulkan = {satu.membetulkan for satu in jalan.isi.peristiwa if satu.membetulkan}
    nama = _names(kantor, (satu.pelaku_id for satu in jalan.isi.peristiwa))
    return tuple(
        LangkahJalan(satu, nama.get(satu.pelaku_id, "–"), pencatat.get(satu.id, "–"), satu.id in dibetulkan)
        for satu in jalan.isi.peristiwa
    )


def recorders(kantor: Kantor, dokumen_id: str) -> dict[str, str]:
    """Return who wrote each event down, by its id: the author of the first revision that has it, which nobody types."""
    hasil: dict[str, str] = {}
    for rev in kantor.store.history(dokumen_id):
        if rev.deleted or rev.erased or not rev.body:
            continue
        for satu in decode_as(DokumenEvaluasi, rev.body).peristiwa:
            hasil.setdefault(satu.id, name_of(kantor, rev.who) or TANPA_NAMA)
    return hasil


def _names(kantor: Kantor, ids: Iterable[str]) -> dict[str, str]:
    dokumen = kantor.store.documents(set(ids) - {""})
    return {doc_id: satu.label for doc_id, satu in dokumen.items() if not satu.deleted}
