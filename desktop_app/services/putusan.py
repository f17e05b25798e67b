"""The superior's decision on an objection: ask the assessor to explain, confirm or change, sign (P6:117-119).

The assessor sees what the superior passes on, from the moment on which he is asked, and answers in words of his own.
The evaluation stays as it was signed; the decision stands beside it and ``putusan_berlaku`` tells what counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import Predikat, Rating, StatusPenilaian
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.tanda_tangan import Perbuatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.aturan_nilai import AturanPenilaian, decided_under, rules_of
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.jangkauan import keep_reached, reached_document, reaches, read_document
from desktop_app.services.jangkauan_keberatan import evaluated
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.putusan_draf import forget_passed
from desktop_app.services.putusan_syarat import open_paper, paper_judge, require_open_to_objection, require_past
from desktop_app.services.skp import identity_of, penilai_identity, settled_identity
from desktop_app.services.tanda_tangan import sign

KIND = "putusan_keberatan"
MAKS_HURUF = 16_000


@dataclass(frozen=True)
class RincianPutusan:
    """One decision with what it is about: names, and the evaluation as it was signed (None where it is not here).

    ``boleh_memutuskan`` tells whether who looks is the superior, ``boleh_menjelaskan`` whether he is the assessor and
    was asked.
    """

    id: str
    isi: PutusanKeberatan
    pegawai: str
    penilai: str
    atasan: str
    penilaian: Penilaian | None
    boleh_memutuskan: bool
    boleh_menjelaskan: bool
    konflik: int = 0
    aturan: AturanPenilaian | None = None
    """The rules of the evaluation: a decision is made under them and told in their words."""


@dataclass(frozen=True)
class BarisPutusan:
    """One decision in a list."""

    id: str
    pegawai: str
    periode: str
    status: StatusPutusan
    diminta: date | None
    dijawab: bool
    keputusan: KeputusanKeberatan | None
    predikat: Predikat | None
    tanggal: date | None


@intention(Wewenang.LIHAT_PENILAIAN)
def read_putusan(kantor: Kantor, doc_id: str) -> RincianPutusan:
    """Return one decision, for the superior, the employee, and the assessor once he is asked."""
    dokumen = read_document(kantor, doc_id, KIND, Wewenang.LIHAT_PENILAIAN)
    isi = decode_as(PutusanKeberatan, dokumen.body)
    nilai = evaluated(kantor.store, isi.penilaian_id)
    orang = kantor.pelaku.pegawai_id
    penilai_id = isi.penilai_id or (nilai.penilai_id if nilai is not None else "")
    terbuka = isi.status is StatusPutusan.DRAFT and not dokumen.conflicts
    return RincianPutusan(
        id=doc_id,
        isi=isi,
        pegawai=identity_of(kantor, isi.pegawai_id, None).nama,
        penilai=identity_of(kantor, penilai_id, None).nama if penilai_id else "",
        atasan=identity_of(kantor, isi.atasan_id, None).nama if isi.atasan_id else "",
        penilaian=nilai,
        boleh_memutuskan=terbuka and _decides(kantor, dokumen),
        boleh_menjelaskan=terbuka and bool(orang) and orang == isi.penilai_id and isi.diminta is not None,
        konflik=len(dokumen.conflicts),
        aturan=rules_of(kantor, nilai) if nilai is not None else None,
    )


def _decides(kantor: Kantor, dokumen: Document) -> bool:
    return reaches(kantor, Wewenang.PUTUSKAN_KEBERATAN, dokumen)


@intention(Wewenang.LIHAT_PENILAIAN)
def list_putusan(kantor: Kantor) -> tuple[BarisPutusan, ...]:
    """Return the decisions that who looks may see, open ones first."""
    ketemu = keep_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND, kantor.store.find(KIND))
    baris = []
    for satu in ketemu:
        isi = decode_as(PutusanKeberatan, satu.body)
        baris.append(
            BarisPutusan(
                id=satu.doc_id,
                pegawai=identity_of(kantor, isi.pegawai_id, None).nama,
                periode=isi.periode,
                status=isi.status,
                diminta=isi.diminta,
                dijawab=bool(isi.penjelasan.strip()),
                keputusan=isi.keputusan,
                predikat=isi.predikat,
                tanggal=isi.tanggal,
            )
        )
    return tuple(sorted(baris, key=lambda s: (s.status is not StatusPutusan.DRAFT, s.periode, s.pegawai.casefold())))


@intention(Wewenang.PUTUSKAN_KEBERATAN)
def begin_paper(
    kantor: Kantor, penilaian_id: str, keberatan: str, diterima: date, *, ragu: bool = False
) -> tuple[str, Changed]:
    """Record an objection that came on paper, with the day on which the superior received it; return the decision's id.

    Raises ``UserError`` where the evaluation is not final or its result is final by law, ``wewenang_kurang`` where who
    acts is not the assessor's superior, ``keberatan_kosong``, ``putusan_sudah_ada``, ``tanggal_di_depan``. Where one on
    paper is open already it goes on with that one.
    """
    nilai = evaluated(kantor.store, penilaian_id)
    if nilai is None:
        kantor.refuse(Wewenang.PUTUSKAN_KEBERATAN, penilaian_id)
    atasan_id = paper_judge(kantor, penilaian_id, nilai)
    kantor.require(Wewenang.PUTUSKAN_KEBERATAN, penilaian_id, nilai.pegawai_id, atasan_id)
    require_open_to_objection(kantor, penilaian_id, nilai)
    ragu = require_past(kantor, diterima) or ragu
    teks = _text(keberatan, "keberatan_kosong")
    ada = open_paper(kantor.store, penilaian_id)
    if ada is not None:
        return _go_on_with_paper(kantor, ada, teks, diterima, ragu=ragu)
    dokumen = kantor.store.document(penilaian_id)
    scope = dokumen.scope if dokumen is not None else kantor.profil.kode
    isi = PutusanKeberatan(
        pegawai_id=nilai.pegawai_id,
        penilaian_id=penilaian_id,
        penilaian_rev=dokumen.heads[0] if dokumen is not None and len(dokumen.heads) == 1 else "",
        atasan_id=atasan_id,
        unit_kode=scope,
        periode=nilai.periode,
        diterima=diterima,
        diterima_ragu=ragu,
        keberatan=teks,
    )
    doc_id = new_doc_id(kantor, KIND, f"kertas/{penilaian_id}", scope)
    with kantor.write("catat_keberatan_kertas", doc_id) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


def _go_on_with_paper(kantor: Kantor, doc_id: str, teks: str, diterima: date, *, ragu: bool) -> tuple[str, Changed]:
    """Return the open paper objection; until it is passed on, what is typed of it now replaces what stood there.

    The earlier day of receiving stays: a later one would move the limit.
    """
    dokumen, isi = _open_decision(kantor, doc_id)
    if isi.diminta is not None:
        return doc_id, Changed((), ())
    if isi.diterima is None or isi.diterima_ragu or (not ragu and diterima < isi.diterima):
        isi = msgspec.structs.replace(isi, diterima=diterima, diterima_ragu=ragu)
    with kantor.write("catat_keberatan_kertas", doc_id) as tx:
        return doc_id, _save(tx, dokumen, msgspec.structs.replace(isi, keberatan=teks))


@intention(Wewenang.PUTUSKAN_KEBERATAN)
def ask_explanation(kantor: Kantor, doc_id: str, keberatan: str) -> Changed:
    """Ask the assessor to explain (P6:117 point 4): from now on he reads ``keberatan``, what the superior passes on.

    Raises ``UserError`` ``keberatan_kosong``, ``putusan_sudah_ditetapkan``, ``wewenang_kurang``.
    """
    dokumen, isi = _open_decision(kantor, doc_id)
    nilai = evaluated(kantor.store, isi.penilaian_id)
    if nilai is None:
        raise UserError("putusan_tanpa_penilaian")
    hari = kantor.jam().date()
    ubah = {"keberatan": _text(keberatan, "keberatan_kosong"), "penilai_id": nilai.penilai_id, "diminta": hari}
    with kantor.write("minta_penjelasan", doc_id) as tx:
        changed = _save(tx, dokumen, msgspec.structs.replace(isi, **ubah))
    forget_passed(kantor, isi.pegawai_id, doc_id)
    return changed


@intention(Wewenang.NILAI)
def answer_explanation(kantor: Kantor, doc_id: str, penjelasan: str) -> Changed:
    """Write the assessor's explanation, as often as he wants until it is decided; only who was asked may.

    Raises ``UserError`` ``penjelasan_kosong``, ``putusan_sudah_ditetapkan``, ``wewenang_kurang``.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.LIHAT_PENILAIAN)
    isi = decode_as(PutusanKeberatan, dokumen.body)
    if isi.diminta is None or not isi.penilai_id or isi.penilai_id != kantor.pelaku.pegawai_id:
        kantor.refuse(Wewenang.NILAI, doc_id)
    _require_open(dokumen, isi)
    ubah = {"penjelasan": _text(penjelasan, "penjelasan_kosong"), "tanggal_penjelasan": kantor.jam().date()}
    with kantor.write("beri_penjelasan", doc_id) as tx:
        changed = _save(tx, dokumen, msgspec.structs.replace(isi, **ubah))
    own_drafts(kantor).drop(isi.pegawai_id, doc_id)
    return changed


@dataclass(frozen=True, kw_only=True)
class IsiPutusan:
    """What the superior decides. Both ratings belong to a change and to nothing else; ``keberatan`` and ``penjelasan``
    replace what stands there where they say something, as where the assessor explained by word of mouth; what he wrote
    himself stays.
    """

    keputusan: KeputusanKeberatan
    rekomendasi: str = ""
    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    keberatan: str = ""
    penjelasan: str = ""
    tempat: str = ""


@intention(Wewenang.PUTUSKAN_KEBERATAN)
def predicted_predikat(kantor: Kantor, doc_id: str, hasil: Rating | None, perilaku: Rating | None) -> Predikat | None:
    """Return what the rules of the evaluation give for new ratings; None while one is open, or it is not here."""
    if hasil is None or perilaku is None:
        return None
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.PUTUSKAN_KEBERATAN)
    nilai = evaluated(kantor.store, decode_as(PutusanKeberatan, dokumen.body).penilaian_id)
    return decided_under(kantor, nilai, hasil, perilaku)[1] if nilai is not None else None


@intention(Wewenang.PUTUSKAN_KEBERATAN)
def decide_objection(kantor: Kantor, doc_id: str, putusan: IsiPutusan, tanggal: date) -> Changed:
    """Determine and sign the decision (P6:117 points 5-7); afterwards it never changes.

    Raises ``UserError``: ``keberatan_kosong``, ``penjelasan_kosong`` where the assessor was not heard (P6:117 point 4),
    ``penjelasan_milik_penilai`` where he wrote one himself and another is given, ``putusan_tanpa_rating`` and
    ``putusan_tanpa_rekomendasi`` for a change, ``putusan_terlalu_awal`` before the objection was received,
    ``tanggal_di_depan``, ``putusan_sudah_ada`` for a second decision, ``keberatan_final_*`` where the law makes the
    result final, ``putusan_sudah_ditetapkan``, ``wewenang_kurang``.
    """
    dokumen, isi = _open_decision(kantor, doc_id)
    nilai, asal = evaluated(kantor.store, isi.penilaian_id), kantor.store.document(isi.penilaian_id)
    if nilai is None or asal is None or nilai.status is not StatusPenilaian.FINAL or len(asal.heads) != 1:
        raise UserError("putusan_tanpa_penilaian")
    require_open_to_objection(kantor, isi.penilaian_id, nilai)
    ubah = putusan.keputusan is KeputusanKeberatan.MENGUBAH
    _check_whole(isi, putusan, tanggal, ubah=ubah)
    ragu = require_past(kantor, tanggal)
    aturan_id, predikat = decided_under(kantor, nilai, putusan.rating_hasil, putusan.rating_perilaku)
    atasan_id = kantor.pelaku.pegawai_id or isi.atasan_id
    baru = msgspec.structs.replace(
        isi,
        status=StatusPutusan.DITETAPKAN,
        atasan_id=atasan_id,
        penilai_id=nilai.penilai_id,
        penilaian_rev=asal.heads[0],
        keberatan=putusan.keberatan.strip() or isi.keberatan,
        penjelasan=isi.penjelasan if _is_answered(isi) else putusan.penjelasan.strip() or isi.penjelasan,
        diterima=isi.diterima or tanggal,
        keputusan=putusan.keputusan,
        rekomendasi=putusan.rekomendasi.strip(),
        rating_hasil=putusan.rating_hasil if ubah else None,
        rating_perilaku=putusan.rating_perilaku if ubah else None,
        predikat=predikat if ubah else None,
        aturan=aturan_id,
        tempat=putusan.tempat.strip() or kantor.profil.tempat,
        tanggal=tanggal,
        tanggal_ragu=ragu,
        pegawai=nilai.pegawai or settled_identity(kantor, nilai.pegawai_id, tanggal),
        penilai=nilai.penilai or settled_identity(kantor, nilai.penilai_id, tanggal),
        atasan_penilai=penilai_identity(kantor, atasan_id, tanggal),
    )
    with kantor.write("putuskan_keberatan", doc_id, {"keputusan": putusan.keputusan.value}) as tx:
        tx.drop_working(doc_id, kantor.who)
        rev = tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
        sign(kantor, tx, rev, Perbuatan.PUTUSKAN_KEBERATAN)
    own_drafts(kantor).drop(isi.pegawai_id, doc_id)
    return Changed((doc_id, isi.penilaian_id), (KIND, "penilaian"))


def _is_answered(isi: PutusanKeberatan) -> bool:
    """Tell whether the assessor wrote his explanation himself: then it is his, and nobody writes another."""
    return isi.tanggal_penjelasan is not None and bool(isi.penjelasan.strip())


def _check_whole(isi: PutusanKeberatan, putusan: IsiPutusan, tanggal: date, *, ubah: bool) -> None:
    if not (putusan.keberatan.strip() or isi.keberatan.strip()):
        raise UserError("keberatan_kosong")
    if not (putusan.penjelasan.strip() or isi.penjelasan.strip()):
        raise UserError("penjelasan_kosong")
    if _is_answered(isi) and putusan.penjelasan.strip() not in ("", isi.penjelasan.strip()):
        raise UserError("penjelasan_milik_penilai")
    if ubah and None in (putusan.rating_hasil, putusan.rating_perilaku):
        raise UserError("putusan_tanpa_rating")
    if ubah and not putusan.rekomendasi.strip():
        raise UserError("putusan_tanpa_rekomendasi")
    if isi.diterima is not None and not isi.diterima_ragu and tanggal < isi.diterima:
        raise UserError("putusan_terlalu_awal", diterima=format_tanggal(isi.diterima))
    for teks in (putusan.keberatan, putusan.penjelasan, putusan.rekomendasi):
        _text(teks or "-", "keberatan_kosong")


def _open_decision(kantor: Kantor, doc_id: str) -> tuple[Document, PutusanKeberatan]:
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.PUTUSKAN_KEBERATAN)
    isi = decode_as(PutusanKeberatan, dokumen.body)
    _require_open(dokumen, isi)
    return dokumen, isi


def _require_open(dokumen: Document, isi: PutusanKeberatan) -> None:
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=dokumen.doc_id)
    if isi.status is not StatusPutusan.DRAFT:
        raise UserError("putusan_sudah_ditetapkan")


def _text(teks: str, kosong: str) -> str:
    rapi = teks.strip()
    if not rapi:
        raise UserError(kosong)
    if len(rapi) > MAKS_HURUF:
        raise UserError("keberatan_terlalu_panjang", batas=MAKS_HURUF)
    return rapi


def _save(tx: Transaction, dokumen: Document, isi: PutusanKeberatan) -> Changed:
    tx.save(KIND, dokumen.doc_id, encode(isi, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((dokumen.doc_id,), (KIND,))
