"""What a hand-over holds: whom the leaving assessor assesses, what he has decided, what is open and who goes on.

Nothing is written here. Another kind of unfinished work finds its place in ``_ISI``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from db import Document, Found
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import decode_as, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.pergantian import assessors_on, decide_after_leaving, is_acting, is_concerned, with_penilai
from desktop_app.domain.periode import Periode, list_periode, parse_periode
from desktop_app.domain.perpindahan import Keputusan, kejadian_of
from desktop_app.domain.serah_terima import TAHUN_AKHIR, TAHUN_AWAL, DokumenDiserahkan, SerahTerima, day_before
from desktop_app.domain.skp import Skp
from desktop_app.services.jangkauan_tindak_lanjut import KIND as TINDAK_LANJUT
from desktop_app.services.jangkauan_tindak_lanjut import owner_after
from desktop_app.services.kantor import Kantor
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.kolom import is_active
from desktop_app.services.naskah import require_document
from desktop_app.services.pergantian_penilai import Baca, Pergantian, plan_change, replace_penilai
from desktop_app.services.siapa_menilai import known_person
from desktop_app.services.tindak_lanjut import open_of_person
from desktop_app.services.tindak_lanjut_kata import follow_up_text

BELUM_ADA = "belum_ada"
DIKEMBALIKAN = "dikembalikan"
SUDAH_TETAP = "sudah_tetap"
SUDAH_FINAL = "sudah_final"
KLARIFIKASI = "klarifikasi_penilai_baru"
MILIK_PEGAWAI = "tindak_lanjut_milik_pegawai"
"""Words that stand in ``status`` and ``kode`` beside those of the documents and of the rule of moves."""


@dataclass(frozen=True)
class BawahanSerah:
    """One subordinate at a hand-over: his documents, his next assessor, the change of his record, or why it cannot be.

    ``pergantian`` is None where ``galat`` says why.
    """

    id: str
    nama: str
    penilai_id: str
    dokumen: tuple[DokumenDiserahkan, ...]
    pergantian: Pergantian | None = None
    galat: UserError | None = None


@dataclass(frozen=True)
class _Serah:
    """What every subordinate of one hand-over is asked with; ``atasan_id`` is the leaving assessor's superior."""

    kantor: Kantor
    isi: SerahTerima
    atasan_id: str
    delegasi_id: str
    periode: tuple[Periode, ...]

    def decide(self, pegawai: Pegawai, periode: Periode) -> Keputusan:
        """Return who evaluates a period of somebody as he will be recorded."""
        kejadian = kejadian_of(pegawai, periode)
        kejadian = msgspec.structs.replace(kejadian, atasan_id=self.atasan_id or kejadian.atasan_id)
        return decide_after_leaving(
            kejadian,
            penyerah_id=self.isi.pegawai_id,
            mulai=self.isi.mulai,
            sebab=self.isi.jenis_sebab,
            delegasi_id=self.delegasi_id,
        )


@dataclass(frozen=True)
class _Bawahan:
    """One subordinate while he is asked: his record before and after, and his SKPs."""

    id: str
    lama: Pegawai
    baru: Pegawai
    penilai_id: str
    skp: tuple[tuple[Document, Skp], ...]


def superior_of_leaving(kantor: Kantor, penyerah_id: str, mulai: date) -> str:
    """Return who assesses the leaving assessor on his last day: who evaluates where he cannot (P6:89 point 2)."""
    pegawai = known_person(kantor, penyerah_id)
    jabatan = pegawai.jabatan_pada(day_before(mulai)) if pegawai is not None else None
    return jabatan.penilai_id if jabatan is not None else ""


def list_bawahan(kantor: Kantor, isi: SerahTerima, baca: Baca) -> tuple[BawahanSerah, ...]:
    """Return everybody whom a hand-over is about, by name, with his documents as they are now."""
    if not TAHUN_AWAL <= isi.mulai.year <= TAHUN_AKHIR:
        return ()
    atasan = superior_of_leaving(kantor, isi.pegawai_id, isi.mulai)
    penerima = known_person(kantor, isi.penerima_id)
    jenis = read_ketentuan(kantor).periode
    tahun = (isi.mulai.year - 1, isi.mulai.year)
    serah = _Serah(
        kantor,
        isi,
        atasan,
        isi.penerima_id if penerima is not None and is_acting(penerima, isi.mulai) else "",
        tuple(satu for t in tahun for satu in list_periode(t, jenis) if is_concerned(satu, isi.mulai)),
    )
    hasil = [_read_one(serah, satu, baca) for satu in _people_of(kantor, isi)]
    return tuple(sorted(hasil, key=lambda satu: (satu.nama.casefold(), satu.id)))


def list_atasan_ikut(kantor: Kantor, isi: SerahTerima, baca: Baca) -> tuple[Pergantian, ...]:
    """Return the changes of those whose post names the leaving one not as assessor but as the assessor's superior."""
    hasil: list[Pergantian] = []
    if not TAHUN_AWAL <= isi.mulai.year <= TAHUN_AKHIR:
        return ()
    for dokumen in _named_in(kantor, isi.pegawai_id):
        lama = decode_as(Pegawai, dokumen.body)
        jabatan = lama.jabatan_pada(isi.mulai)
        if jabatan is None or jabatan.atasan_penilai_id != isi.pegawai_id or _is_led(lama, isi):
            continue
        # Who assesses directly is no superior of himself: then the assessor's own assessor counts.
        atasan = "" if isi.penerima_id in (dokumen.doc_id, jabatan.penilai_id) else isi.penerima_id
        if dokumen.conflicts:
            raise UserError("pegawai_berkonflik", nama=dokumen.label)
        lama = decode_as(Pegawai, baca(dokumen))
        hasil.append(Pergantian(dokumen, lama, with_penilai(lama, isi.mulai, jabatan.penilai_id, atasan)))
    return tuple(hasil)


def _named_in(kantor: Kantor, pegawai_id: str) -> Iterator[Document]:
    """Yield the active people in whose record somebody is named."""
    for satu in kantor.store.find("pegawai", order=("nama",)):
        if satu.doc_id != pegawai_id and pegawai_id.encode() in satu.body and is_active(satu.columns["aktif"]):
            yield require_document(kantor, satu.doc_id, "pegawai")


def _people_of(kantor: Kantor, isi: SerahTerima) -> Iterator[Document]:
    """Yield whom the leaving one assesses or leads on the day, or did until it where the successor is there already."""
    for dokumen in _named_in(kantor, isi.pegawai_id):
        if _is_led(decode_as(Pegawai, dokumen.body), isi):
            yield dokumen


def _is_led(pegawai: Pegawai, isi: SerahTerima) -> bool:
    kini, dulu = assessors_on(pegawai, isi.mulai), assessors_on(pegawai, day_before(isi.mulai))
    nanti = any(satu.penilai_id == isi.pegawai_id and satu.mulai > isi.mulai for satu in pegawai.keadaan)
    return isi.pegawai_id in kini or nanti or (isi.penerima_id in kini and isi.pegawai_id in dulu)


def _read_one(serah: _Serah, dokumen: Document, baca: Baca) -> BawahanSerah:
    isi = serah.isi
    lama = decode_as(Pegawai, dokumen.body)
    # Nobody assesses himself: of the subordinate who takes over it is the leaving one's own assessor.
    penilai_id = serah.atasan_id if dokumen.doc_id == isi.penerima_id else isi.penerima_id
    jabatan = lama.jabatan_pada(isi.mulai)
    atasan = jabatan.atasan_penilai_id if jabatan is not None else ""
    atasan = "" if atasan in (isi.penerima_id, isi.pegawai_id, penilai_id) else atasan
    satu = BawahanSerah(dokumen.doc_id, lama.nama, penilai_id, ())
    try:
        ganti = plan_change(
            serah.kantor,
            dokumen,
            isi.mulai,
            penilai_id,
            atasan,
            baca=baca,
            penerus=lambda nilai, _lama, baru: _successor(serah, nilai, baru),
            dari_id=isi.pegawai_id,
        )
    except UserError as error:
        satu = replace(satu, galat=error)
        baru = replace_penilai(lama, isi.mulai, penilai_id, atasan, dari_id=isi.pegawai_id)
    else:
        satu = replace(satu, pergantian=ganti)
        baru = ganti.baru
    skp = tuple(
        (d, decode_as(Skp, d.body))
        for ketemu in serah.kantor.store.find("skp", where={"pegawai_id": dokumen.doc_id}, order=("mulai",))
        for d in (require_document(serah.kantor, ketemu.doc_id, "skp"),)
    )
    orang = _Bawahan(dokumen.doc_id, lama, baru, penilai_id, skp)
    return replace(satu, dokumen=tuple(d for bagian in _ISI for d in bagian(serah, orang)))


def _successor(serah: _Serah, nilai: Penilaian, baru: Pegawai) -> str:
    """Return who goes on with a draft evaluation; it stays where it names somebody else than the leaving one."""
    if nilai.penilai_id not in ("", serah.isi.pegawai_id):
        return ""
    return serah.decide(baru, parse_periode(nilai.periode)).penilai_id


def _plans(serah: _Serah, orang: _Bawahan) -> Iterator[DokumenDiserahkan]:
    """Yield the plans that reach the day: what is determined stays, the others are the new assessor's (P6:65)."""
    for dokumen, skp in orang.skp:
        if skp.akhir < serah.isi.mulai or skp.penilai_id not in ("", serah.isi.pegawai_id, orang.penilai_id):
            continue
        tetap = skp.status is StatusSkp.DITETAPKAN
        yield DokumenDiserahkan(
            id=dokumen.doc_id,
            kind="skp",
            revisi=_head(dokumen),
            periode=str(skp.mulai.year),
            status=DIKEMBALIKAN if skp.dikembalikan else skp.status.value,
            selesai=tetap,
            oleh_id="" if tetap else orang.penilai_id,
            kode=SUDAH_TETAP if tetap else KLARIFIKASI,
        )


def _addenda(serah: _Serah, orang: _Bawahan) -> Iterator[DokumenDiserahkan]:
    """Yield the addenda that wait for an answer."""
    sampai = {dokumen.doc_id: skp.akhir for dokumen, skp in orang.skp}
    for satu in serah.kantor.store.find("adendum", where={"pegawai_id": orang.id}):
        isi = decode_as(Adendum, satu.body)
        terbuka = isi.status in (StatusAdendum.DRAFT, StatusAdendum.DIAJUKAN)
        if terbuka and sampai.get(isi.skp_id, serah.isi.mulai) >= serah.isi.mulai:
            yield DokumenDiserahkan(
                id=satu.doc_id,
                kind="adendum",
                revisi=_head(require_document(serah.kantor, satu.doc_id)),
                periode=str(isi.nomor),
                status=isi.status.value,
                oleh_id=orang.penilai_id,
                kode=KLARIFIKASI,
            )


def _penilaian(serah: _Serah, orang: _Bawahan) -> Iterator[DokumenDiserahkan]:
    """Yield the evaluations: final ones are frozen, of open and missing ones the rule says whose they are."""
    ada = serah.kantor.store.find("penilaian", where={"pegawai_id": orang.id}, order=("periode",))
    hasil = [d for satu in ada if (d := _stored_penilaian(serah, orang, satu)) is not None]
    punya = {(str(satu.columns["skp_id"]), str(satu.columns["periode"])) for satu in ada}
    for dokumen, skp in orang.skp:
        for periode in serah.periode:
            di_luar = periode.selesai < skp.mulai or periode.mulai > skp.akhir
            if skp.status is not StatusSkp.DITETAPKAN or di_luar or (dokumen.doc_id, periode.kode) in punya:
                continue
            hari = min(periode.selesai, day_before(serah.isi.mulai))
            if not {serah.isi.pegawai_id, orang.penilai_id} & assessors_on(orang.lama, hari):
                continue
            putusan = serah.decide(orang.baru, periode)
            hasil.append(
                DokumenDiserahkan(
                    id=natural_id("penilaian", dokumen.scope, f"{dokumen.doc_id}/{periode.kode}"),
                    kind="penilaian",
                    periode=periode.kode,
                    status=BELUM_ADA,
                    oleh_id=putusan.penilai_id,
                    kode=putusan.kode,
                )
            )
    # The year comes after its quarters or months.
    yield from sorted(hasil, key=lambda satu: (satu.periode[:4], len(satu.periode) == 4, satu.periode))


def _stored_penilaian(serah: _Serah, orang: _Bawahan, satu: Found) -> DokumenDiserahkan | None:
    isi, periode = decode_as(Penilaian, satu.body), parse_periode(str(satu.columns["periode"]))
    if isi.penilai_id not in ("", serah.isi.pegawai_id):
        return None
    final = isi.status is StatusPenilaian.FINAL
    if final and periode.tahun != serah.isi.mulai.year and periode.kode not in {p.kode for p in serah.periode}:
        return None
    putusan = None if final else serah.decide(orang.baru, periode)
    return DokumenDiserahkan(
        id=satu.doc_id,
        kind="penilaian",
        revisi=_head(require_document(serah.kantor, satu.doc_id)),
        periode=periode.kode,
        status=isi.status.value,
        selesai=final,
        oleh_id=putusan.penilai_id if putusan is not None else "",
        kode=putusan.kode if putusan is not None else SUDAH_FINAL,
    )


def _follow_ups(serah: _Serah, orang: _Bawahan) -> Iterator[DokumenDiserahkan]:
    """Yield the open follow-ups: they are the employee's and go on with whoever assesses him now (P6:117)."""
    for dokumen, isi in open_of_person(serah.kantor, orang.id):
        yield DokumenDiserahkan(
            id=dokumen.doc_id,
            kind=TINDAK_LANJUT,
            revisi=_head(dokumen),
            periode=isi.periode,
            status=isi.status.value,
            oleh_id=owner_after(isi, serah.isi.pegawai_id, orang.penilai_id),
            kode=MILIK_PEGAWAI,
            uraian=follow_up_text(isi),
        )


def _head(dokumen: Document) -> str:
    return dokumen.heads[0] if len(dokumen.heads) == 1 else ""


_ISI: Sequence[Callable[[_Serah, _Bawahan], Iterator[DokumenDiserahkan]]] = (
    _plans,
    _addenda,
    _penilaian,
    _follow_ups,
)
"""What is handed over of one subordinate, in the order of the sheet."""
