"""Recording what was signed on paper by somebody who has no account here, such as the Bupati who assesses the Camat.

Without it such a plan or evaluation would wait for ever: nobody else may decide it. Nothing is signed by this; the
paper is, and the revision says which one it was.

This is a help and a trace, no lock: whoever may write the office's records can say that the assessor is somebody else,
and an admin may bring signed paper of earlier times by an interchange file also where its assessor has an account
(docs/spec/interchange.md, section 9). Either is written down with who did it.
"""

from __future__ import annotations

from datetime import date

import msgspec

from db import Document
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusSerahTerima
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.siklus import next_status_penilaian, next_status_skp
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.adendum_cocok import check_addenda
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.keberatan_menahan import require_unheld
from desktop_app.services.masa_skp import require_alone, require_day
from desktop_app.services.naskah import body_to_advance
from desktop_app.services.penilaian import determined_skp, frozen_fields, get_skp_evaluated, pin_skp
from desktop_app.services.skp import identity_of, penilai_identity, settled_identity
from desktop_app.services.tanpa_akun import had_account

LANGKAH = "catat_kertas"


@intention(Wewenang.CATAT_TETAP)
def record_on_paper(kantor: Kantor, doc_id: str, *, tanggal: date | None, dasar: str, tempat: str = "") -> Changed:
    """Fix an SKP that was handed in, or a draft evaluation, as it stands on signed paper of the day ``tanggal``.

    ``dasar`` says which paper it is and is kept with the revision. Raises ``UserError`` ``penilai_punya_akun`` where
    the assessor can decide it himself or could since it was begun, ``penilai_bukan_jabatan`` where it names another
    than the person's post did on that day, ``alasan_wajib``, ``tanggal_wajib``, and whatever keeps it from being fixed
    otherwise; nobody records what was decided about himself.
    """
    dokumen = reached_document(kantor, doc_id, wewenang=Wewenang.CATAT_TETAP)
    if dokumen.kind not in ("skp", "penilaian"):
        raise UserError("dokumen_tidak_ada", id=doc_id)
    if not dasar.strip():
        raise UserError("alasan_wajib", langkah=LANGKAH)
    if tanggal is None:
        raise UserError("tanggal_wajib")
    raw = body_to_advance(kantor, dokumen)
    if dokumen.kind == "skp":
        return _record_skp(kantor, dokumen, decode_as(Skp, raw), tanggal, dasar.strip(), tempat)
    return _record_penilaian(kantor, dokumen, decode_as(Penilaian, raw), tanggal, dasar.strip(), tempat)


def _record_skp(kantor: Kantor, dokumen: Document, isi: Skp, tanggal: date, dasar: str, tempat: str) -> Changed:
    _require_absent(kantor, dokumen.doc_id, isi, max(isi.mulai, min(tanggal, isi.akhir)))
    status = next_status_skp(isi.status, "tetapkan", "")
    temuan = [satu for satu in (*check_skp(isi), *check_addenda(kantor, dokumen.doc_id, isi)) if satu.penting]
    if temuan:
        raise UserError("skp_belum_lengkap", jumlah=len(temuan), temuan=[satu.kode for satu in temuan])
    require_alone(kantor, dokumen.doc_id, isi)
    require_day(kantor, isi, tanggal)
    baru = msgspec.structs.replace(
        isi,
        status=status,
        tanggal=tanggal,
        tempat=tempat or isi.tempat or kantor.profil.tempat,
        pegawai=settled_identity(kantor, isi.pegawai_id, tanggal),
        penilai=penilai_identity(kantor, isi.penilai_id, tanggal),
        penetap_id="",
        catatan_pengembalian="",
    )
    return _store(kantor, dokumen, baru, dasar)


def _record_penilaian(
    kantor: Kantor, dokumen: Document, isi: Penilaian, tanggal: date, dasar: str, tempat: str
) -> Changed:
    waktu = parse_periode(isi.periode)
    _require_absent(kantor, dokumen.doc_id, isi, min(tanggal, waktu.selesai, get_skp_evaluated(kantor, isi).akhir))
    status = next_status_penilaian(isi.status, "finalkan", "")
    require_unheld(kantor.store, dokumen.doc_id)
    temuan = [s for s in check_penilaian(isi, get_skp_evaluated(kantor, isi), di_kertas=True) if s.penting]
    if temuan:
        raise UserError("penilaian_belum_lengkap", jumlah=len(temuan), temuan=[satu.kode for satu in temuan])
    if tanggal < waktu.mulai:
        raise UserError("tanggal_sebelum_periode", tanggal=format_tanggal(tanggal), mulai=format_tanggal(waktu.mulai))
    skp = determined_skp(kantor, isi)
    baru = msgspec.structs.replace(isi, status=status, **frozen_fields(kantor, isi, tanggal, tempat))
    return _store(kantor, dokumen, baru, dasar, skp)


def _store(
    kantor: Kantor, dokumen: Document, baru: Skp | Penilaian, dasar: str, skp: Document | None = None
) -> Changed:
    with kantor.write(f"{dokumen.kind}_{LANGKAH}", dokumen.doc_id) as tx:
        if skp is not None:
            baru = msgspec.structs.replace(baru, skp_rev=pin_skp(kantor, tx, skp))
        tx.drop_working(dokumen.doc_id, kantor.who)
        raw = encode(baru, dokumen.body)
        tx.save(dokumen.kind, dokumen.doc_id, raw, scope=dokumen.scope, schema=SCHEMA, why=dasar)
    return Changed((dokumen.doc_id,), (dokumen.kind,))


def _require_absent(kantor: Kantor, doc_id: str, isi: Skp | Penilaian, hari: date) -> None:
    """Raise ``UserError`` where it is about who acts, or the assessor has or had an account with which he can decide.

    ``hari`` is the paper's day, or the last day of what it is about where it was signed later: the assessor named must
    be that of the post held then, unless a finished hand-over gave him this very document.
    """
    kantor.require(Wewenang.CATAT_TETAP, doc_id, isi.pegawai_id)
    menurut = _penilai_of_post(kantor, isi.pegawai_id, hari)
    diserahi = menurut != isi.penilai_id and _was_handed(kantor, doc_id, isi.penilai_id)
    for orang in (isi.penilai_id,) if diserahi else (isi.penilai_id, menurut):
        if had_account(kantor, orang, doc_id):
            raise UserError("penilai_punya_akun", nama=_name(kantor, orang))
    if menurut != isi.penilai_id and not diserahi:
        tertulis, jabatan = _name(kantor, isi.penilai_id), _name(kantor, menurut)
        raise UserError("penilai_bukan_jabatan", nama=tertulis, jabatan=jabatan, tanggal=format_tanggal(hari))


def _penilai_of_post(kantor: Kantor, pegawai_id: str, hari: date) -> str:
    """Return who assesses the post that a person held on a day; empty where nobody is known."""
    orang = kantor.store.document(pegawai_id)
    if orang is None or orang.deleted or orang.kind != "pegawai":
        return ""
    jabatan = decode_as(Pegawai, orang.body).jabatan_pada(hari)
    return jabatan.penilai_id if jabatan is not None else ""


def _was_handed(kantor: Kantor, doc_id: str, penilai_id: str) -> bool:
    """Tell whether a finished hand-over says that this person goes on with a document."""
    semua = (decode_as(SerahTerima, satu.body) for satu in kantor.store.find("serah_terima"))
    return any(
        dokumen.id == doc_id and (dokumen.oleh_id or isi.penerima_id) == penilai_id
        for isi in semua
        if isi.status is StatusSerahTerima.SELESAI
        for orang in isi.bawahan
        for dokumen in orang.dokumen
    )


def _name(kantor: Kantor, pegawai_id: str) -> str:
    return identity_of(kantor, pegawai_id, None).nama or "–"
