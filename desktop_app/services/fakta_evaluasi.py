"""What is known of a final evaluation's way: its signature, its events, an objection, as evidence for deadlines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import msgspec

from db import Found, Revision
from desktop_app.domain.codec import decode_as
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenisPeristiwa, StatusPutusan
from desktop_app.domain.jalan_dokumen import event_of, events_that_hold
from desktop_app.domain.keberatan import Keberatan, PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode
from desktop_app.domain.tenggat import Bukti
from desktop_app.domain.tenggat_dokumen import FaktaEvaluasi
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan_sengketa import keep_dated
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import is_final_by_head
from desktop_app.services.keberatan_menahan import says_same

KIND = "dokumen_evaluasi"


class _Keadaan(msgspec.Struct):
    """What a look through a history needs of a body."""

    status: str = "draft"


@dataclass(frozen=True)
class JalanTersimpan:
    """The stored way of one final evaluation: ``doc_id`` is empty where nothing was recorded of it yet."""

    doc_id: str = ""
    isi: DokumenEvaluasi | None = None
    konflik: int = 0


@dataclass(frozen=True)
class Berkas:
    """What the stores of the ways and the objections hold, by evaluation; read once for a whole list."""

    jalan: Mapping[str, tuple[JalanTersimpan, ...]] = field(default_factory=dict)
    keberatan: Mapping[str, tuple[tuple[str, Keberatan], ...]] = field(default_factory=dict)
    putusan: Mapping[str, tuple[PutusanKeberatan, ...]] = field(default_factory=dict)


def read_berkas(kantor: Kantor, penilaian_id: str = "") -> Berkas:
    """Return the ways, and the objections and decisions that who acts may look at; of one evaluation where named."""
    di = {"penilaian_id": penilaian_id} if penilaian_id else {}
    jalan: dict[str, list[JalanTersimpan]] = {}
    keberatan: dict[str, list[tuple[str, Keberatan]]] = {}
    putusan: dict[str, list[PutusanKeberatan]] = {}
    # Whoever may look at an evaluation may know where its document is, also where another person hands it over.
    for satu in kantor.store.find(KIND, where=dict(di)):
        isi = decode_as(DokumenEvaluasi, satu.body)
        jalan.setdefault(isi.penilaian_id, []).append(JalanTersimpan(satu.doc_id, isi, satu.conflicts))
    for satu in _find(kantor, "keberatan", di):
        ajuan = decode_as(Keberatan, satu.body)
        keberatan.setdefault(ajuan.penilaian_id, []).append((satu.doc_id, ajuan))
    for satu in _find(kantor, "putusan_keberatan", di):
        keputusan = decode_as(PutusanKeberatan, satu.body)
        putusan.setdefault(keputusan.penilaian_id, []).append(keputusan)
    return Berkas(*({k: tuple(v) for k, v in satu.items()} for satu in (jalan, keberatan, putusan)))  # type: ignore[arg-type]


def _find(kantor: Kantor, kind: str, di: Mapping[str, str]) -> Iterable[Found]:
    return keep_dated(kantor, Wewenang.LIHAT_PENILAIAN, kind, kantor.store.find(kind, where=dict(di)))


def final_revision(kantor: Kantor, penilaian_id: str, heads: Sequence[str] = ()) -> Revision | None:
    """Return the revision that made an evaluation final as it stands now; None where it is no final one.

    What is written afterwards without reopening it (two versions that agree) changes nobody's signature. With
    ``heads``, those of the document, most histories need not be read: a list of hundreds asks for each.
    """
    if len(heads) == 1 and (kepala := kantor.store.revision(heads[0])) is not None and _fixed(kepala):
        induk = [kantor.store.revision(satu) for satu in kepala.parents]
        if not any(satu is None or _fixed(satu) for satu in induk):
            return kepala
    final, sebelumnya = None, None
    for rev in kantor.store.history(penilaian_id):
        if not _fixed(rev):
            final = None
        elif final is None:
            final = sebelumnya = rev
    if final is None and sebelumnya is not None:
        # What another computer had typed before may arrive later without being what holds.
        dokumen = kantor.store.document(penilaian_id)
        return sebelumnya if dokumen is not None and not dokumen.deleted and _is_final(dokumen.body) else None
    return final


def _fixed(rev: Revision) -> bool:
    return not rev.deleted and not rev.erased and bool(rev.body) and _is_final(rev.body)


def _is_final(body: bytes) -> bool:
    return msgspec.json.decode(body, type=_Keadaan).status == StatusPenilaian.FINAL.value


def way_of(berkas: Berkas, penilaian_id: str, rev_id: str) -> JalanTersimpan:
    """Return the way of just this final version; an empty one where nothing was recorded of it."""
    semua = berkas.jalan.get(penilaian_id, ())
    return next((satu for satu in semua if satu.isi and satu.isi.penilaian_rev == rev_id), JalanTersimpan())


def facts_of(
    kantor: Kantor,
    isi: Penilaian,
    periode: Periode,
    final: Revision | None,
    jalan: DokumenEvaluasi | None,
    berkas: Berkas,
    doc_id: str,
) -> FaktaEvaluasi:
    """Return one evaluation as evidence; a draft has no signature and so no way."""
    if final is None or isi.tanggal is None:
        return FaktaEvaluasi(periode=periode, oleh_atasan=isi.oleh_atasan)
    peristiwa = events_that_hold(jalan)

    def bukti(jenis: JenisPeristiwa) -> Bukti | None:
        return _day_of(event_of(peristiwa, jenis))

    diterima = bukti(JenisPeristiwa.DITERIMA)
    ajuan, keputusan = _objected(kantor, isi, final, berkas, doc_id)
    diputus = keputusan is not None and keputusan.status is StatusPutusan.DITETAPKAN
    return FaktaEvaluasi(
        periode=periode,
        oleh_atasan=isi.oleh_atasan,
        tanpa_keberatan=isi.oleh_atasan or (diterima is not None and is_final_by_head(kantor, isi)),
        ditandatangani=Bukti(tanggal=isi.tanggal, ragu=final.at.doubt),
        diserahkan=bukti(JenisPeristiwa.DISERAHKAN),
        diterima=diterima,
        ditolak=bukti(JenisPeristiwa.MENOLAK_TANDA_TANGAN),
        dikembalikan=bukti(JenisPeristiwa.DIKEMBALIKAN),
        dilaporkan=bukti(JenisPeristiwa.DILAPORKAN),
        keberatan=ajuan,
        keberatan_diterima=_day(keputusan.diterima, keputusan.diterima_ragu) if keputusan else None,
        putusan=_day(keputusan.tanggal, keputusan.tanggal_ragu) if keputusan is not None and diputus else None,
    )


def _objected(
    kantor: Kantor, isi: Penilaian, final: Revision, berkas: Berkas, doc_id: str
) -> tuple[Bukti | None, PutusanKeberatan | None]:
    """Return when this version was first objected to, sealed or on paper, and what the superior has of it.

    What is about another version begins and ends nothing here; where no version is named, the day tells.
    """
    dokumen = kantor.store.document(doc_id)

    def is_about(rev: str, tanggal: date | None, *, ragu: bool) -> bool:
        if rev:
            return rev == final.rev_id or (dokumen is not None and says_same(kantor.store, rev, dokumen))
        return tanggal is not None and (ragu or isi.tanggal is None or tanggal >= isi.tanggal)

    ajuan = {
        satu_id: satu
        for satu_id, satu in berkas.keberatan.get(doc_id, ())
        if is_about(satu.penilaian_rev, satu.tanggal, ragu=satu.tanggal_ragu)
    }
    putusan = [
        satu
        for satu in berkas.putusan.get(doc_id, ())
        if (satu.keberatan_id in ajuan if satu.keberatan_id else False)
        or is_about(satu.penilaian_rev, satu.diterima or satu.tanggal, ragu=satu.diterima_ragu)
    ]
    hari = [_day(satu.tanggal, satu.tanggal_ragu) for satu in ajuan.values()]
    hari += [_day(satu.diterima, satu.diterima_ragu) for satu in putusan if not satu.keberatan_id]
    mulai = min((satu for satu in hari if satu is not None), key=lambda satu: satu.tanggal, default=None)
    if mulai is None:
        return None, None
    selesai = [satu for satu in putusan if satu.status is StatusPutusan.DITETAPKAN]
    urut = sorted(selesai or putusan, key=lambda s: (s.tanggal or date.max, s.diterima or date.max))
    return mulai, urut[0] if urut else None


def _day_of(satu: PeristiwaDokumen | None) -> Bukti | None:
    return None if satu is None or satu.tanggal is None else Bukti(tanggal=satu.tanggal, ragu=satu.ragu)


def _day(tanggal: date | None, ragu: bool) -> Bukti | None:
    return None if tanggal is None else Bukti(tanggal=tanggal, ragu=ragu)
