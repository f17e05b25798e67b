"""The employee's objection: may he, to whom, his draft that nobody else opens, and sealing it (P6:90, 117).

What he types never reaches the store before it is sealed. His draft lies beside the store, sealed to a key that
follows from his own password; reading it takes his login. Source: docs/spec/objection.md.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan, KelompokSkp, StatusPenilaian
from desktop_app.domain.keberatan import Keberatan
from desktop_app.domain.kelompok import kelompok_of
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.limits import FORMAT
from desktop_app.exchange.objection import (
    EVIDENCE_MAX,
    Evidence,
    Inside,
    seal,
    seal_text,
    sign_statement,
    slip_code,
    unseal_text,
)
from desktop_app.services.draf_sendiri import drop_drafts_by, replace_file, reseal_below, reseal_drafts_by
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.jangkauan_keberatan import superior_for
from desktop_app.services.jangkauan_sengketa import believed_day
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.keberatan_menahan import is_decided
from desktop_app.services.keberatan_nomor import KIND, Hitungan, put_hitungan, put_ledger, read_hitungan
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.kunci_segel import ATASAN, Penerima, is_key_of_penilai, recipients_for
from desktop_app.services.penguji_keberatan import objection_id, statement_of
from desktop_app.services.rumah import make_folder, narrow_folder
from desktop_app.services.skp import identity_of
from desktop_app.vault import SigningKey
from desktop_app.vault.sealing import draft_identity

FOLDER_DRAF = "draf-keberatan"
MAKS_HURUF = 16_000
"""Letters of one objection; sealed it still is one record that every bundle takes."""
MAKS_NAMA_BUKTI = 200


@dataclass(frozen=True)
class Kesiapan:
    """Whether an objection to one evaluation can be sealed here, and to whom.

    ``halangan`` is a code with a sentence where it cannot; then the paper way remains. ``draf`` tells that something
    was written already, ``catatan`` is a code of what should be known besides, ``sudah`` how many were sealed before.
    """

    penilaian_id: str
    periode: str
    predikat: str
    tanggal: date | None
    atasan_id: str
    atasan: str
    penerima: tuple[Penerima, ...]
    halangan: str = ""
    catatan: str = ""
    draf: bool = False
    sudah: int = 0


@dataclass(frozen=True)
class Tersegel:
    """A sealed objection: its document, number on this computer, and the code on the slip."""

    doc_id: str
    nomor: int
    kode: str
    penerima: tuple[Penerima, ...]
    changed: Changed


@intention(Wewenang.AJUKAN_KEBERATAN)
def list_objectable(kantor: Kantor) -> tuple[Kesiapan, ...]:
    """Return his own final evaluations, the newest first, each with whether he may object and to whom."""
    orang = kantor.pelaku.pegawai_id
    where = {"pegawai_id": orang, "status": StatusPenilaian.FINAL.value}
    ketemu = kantor.store.find("penilaian", where=where, bodies=False) if orang else []
    urut = sorted(ketemu, key=lambda satu: (str(satu.columns["tanggal"] or ""), satu.label), reverse=True)
    return tuple(_readiness(kantor, satu.doc_id) for satu in urut)


@intention(Wewenang.AJUKAN_KEBERATAN)
def objection_readiness(kantor: Kantor, penilaian_id: str) -> Kesiapan:
    """Return whether an objection to this evaluation can be sealed here; raises where it is not his own."""
    return _readiness(kantor, penilaian_id)


def _readiness(kantor: Kantor, penilaian_id: str) -> Kesiapan:
    isi = _own_penilaian(kantor, penilaian_id)
    atasan_id = superior_for(kantor.store, isi, believed_day(kantor))
    penerima = recipients_for(kantor, atasan_id, isi.penilai_id)
    dari_penilai = is_key_of_penilai(kantor, atasan_id, isi.penilai_id)
    return Kesiapan(
        penilaian_id=penilaian_id,
        periode=isi.periode,
        predikat=isi.predikat.value if isi.predikat else "",
        tanggal=isi.tanggal,
        atasan_id=atasan_id,
        atasan=identity_of(kantor, atasan_id, None).nama if atasan_id else "",
        penerima=penerima,
        halangan=_obstacle(kantor, isi, penerima) or _decided(kantor, penilaian_id),
        catatan="keberatan_kunci_penilai" if dari_penilai else "",
        draf=_draft_path(kantor, penilaian_id).exists(),
        sudah=kantor.store.count(KIND, where={"penilaian_id": penilaian_id}),
    )


def _own_penilaian(kantor: Kantor, penilaian_id: str) -> Penilaian:
    dokumen = reached_document(kantor, penilaian_id, "penilaian", Wewenang.AJUKAN_KEBERATAN)
    isi = decode_as(Penilaian, dokumen.body)
    if isi.pegawai_id != kantor.pelaku.pegawai_id and not kantor.pelaku.tanpa_sandi:
        kantor.refuse(Wewenang.AJUKAN_KEBERATAN, penilaian_id)
    return isi


def _obstacle(kantor: Kantor, isi: Penilaian, penerima: Sequence[Penerima]) -> str:
    """Return the code of why nothing can be sealed to this evaluation; the law comes first, then the machine."""
    if isi.status is not StatusPenilaian.FINAL:
        return "keberatan_belum_final"
    if isi.oleh_atasan:
        return "keberatan_final_atasan"
    if is_final_by_head(kantor, isi):
        return "keberatan_final_pimpinan"
    if kantor.pelaku.kunci is None:
        return "keberatan_tanpa_sandi"
    return "" if penerima else "keberatan_tanpa_penerima"


def _decided(kantor: Kantor, penilaian_id: str) -> str:
    return "putusan_sudah_ada" if is_decided(kantor.store, penilaian_id) else ""


def is_final_by_head(kantor: Kantor, isi: Penilaian) -> bool:
    """Tell whether a head of region or minister evaluated a high official or a head of an independent unit (P6:90)."""
    penilai, pegawai = (_post(kantor, satu, isi.tanggal) for satu in (isi.penilai_id, isi.pegawai_id))
    if penilai is None or penilai.jenis_jabatan is not JenisJabatan.PEJABAT_NEGARA:
        return False
    return kelompok_of(pegawai, read_ketentuan(kantor)) is KelompokSkp.JPT_MANDIRI


def _post(kantor: Kantor, orang: str, tanggal: date | None) -> RiwayatJabatan | None:
    dokumen = kantor.store.document(orang) if orang else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return None
    return decode_as(Pegawai, dokumen.body).jabatan_pada(tanggal)


@intention(Wewenang.AJUKAN_KEBERATAN)
def read_objection_draft(kantor: Kantor, penilaian_id: str) -> str:
    """Return what he has written and not sealed; empty where there is nothing, or it was made under a former key."""
    _own_penilaian(kantor, penilaian_id)
    kunci, path = kantor.pelaku.kunci, _draft_path(kantor, penilaian_id)
    if kunci is None or not path.is_file():
        return ""
    try:
        return unseal_text(path.read_bytes(), draft_identity(kunci)) or ""
    except OSError:
        return ""


@intention(Wewenang.AJUKAN_KEBERATAN)
def keep_objection_draft(kantor: Kantor, penilaian_id: str, teks: str) -> None:
    """Keep what he is writing, sealed to himself alone, in place of what was kept before; no row, no revision.

    Raises ``UserError`` ``keberatan_terlalu_panjang`` and ``keberatan_tanpa_sandi``.
    """
    _own_penilaian(kantor, penilaian_id)
    kunci = kantor.pelaku.kunci
    if kunci is None:
        raise UserError("keberatan_tanpa_sandi")
    _check_length(teks)
    path = _draft_path(kantor, penilaian_id)
    if not teks:
        path.unlink(missing_ok=True)
        return
    make_folder(path.parent)
    narrow_folder(path.parent)
    replace_file(path, seal_text(teks, draft_identity(kunci)))


@intention(Wewenang.AJUKAN_KEBERATAN)
def drop_objection_draft(kantor: Kantor, penilaian_id: str) -> None:
    """Throw away what he has written and not sealed."""
    _own_penilaian(kantor, penilaian_id)
    _draft_path(kantor, penilaian_id).unlink(missing_ok=True)


def reseal_drafts_of(kantor: Kantor, akun_id: str, lama: SigningKey, baru: SigningKey) -> None:
    """Let every draft of an account open with its new key."""
    reseal_below(kantor.home / FOLDER_DRAF, f"{_mark(akun_id)}-*.age", lama, baru)
    reseal_drafts_by(kantor.home, akun_id, lama, baru)


def drop_drafts_of(kantor: Kantor, akun_id: str) -> None:
    """Remove every draft of an account, as when its person's data are erased or the account goes."""
    for path in (kantor.home / FOLDER_DRAF).glob(f"{_mark(akun_id)}-*"):
        path.unlink(missing_ok=True)
    drop_drafts_by(kantor.home, akun_id)


def _mark(teks: str) -> str:
    return hashlib.sha256(f"skp-luring/draf-keberatan/{teks}".encode()).hexdigest()[:16]


def _draft_path(kantor: Kantor, penilaian_id: str) -> Path:
    return kantor.home / FOLDER_DRAF / f"{_mark(kantor.pelaku.akun_id)}-{_mark(penilaian_id)}.age"


def _check_length(teks: str) -> None:
    if len(teks) > MAKS_HURUF:
        raise UserError("keberatan_terlalu_panjang", batas=MAKS_HURUF)


@intention(Wewenang.AJUKAN_KEBERATAN)
def seal_objection(kantor: Kantor, penilaian_id: str, alasan: str, bukti: Iterable[Evidence] = ()) -> Tersegel:
    """Seal an objection with its reasons to the superior and the kabupaten; nobody here can read or change it.

    Raises ``UserError``: ``keberatan_kosong``, ``keberatan_terlalu_panjang``, what ``Kesiapan.halangan`` says, and
    ``wewenang_kurang`` where the evaluation is not his own.
    """
    isi = _own_penilaian(kantor, penilaian_id)
    siap = _readiness(kantor, penilaian_id)
    if siap.halangan:
        raise UserError(siap.halangan)
    alasan = alasan.strip()
    if not alasan:
        raise UserError("keberatan_kosong")
    _check_length(alasan)
    keberatan = _sealed(kantor, isi, siap, alasan, tuple(_named(bukti)))
    doc_id = objection_id(keberatan)
    fakta = {"nomor": keberatan.nomor, "sidik": keberatan.sidik, "perangkat": keberatan.perangkat}
    with kantor.write("segel_keberatan", doc_id, fakta) as tx:
        tx.save(KIND, doc_id, encode(keberatan), scope=kantor.profil.kode, schema=SCHEMA, parents=())
        put_hitungan(tx, Hitungan(keberatan.nomor, keberatan.sidik))
        put_ledger(tx, doc_id, keberatan)
    with contextlib.suppress(OSError):
        _draft_path(kantor, penilaian_id).unlink(missing_ok=True)
    return Tersegel(doc_id, keberatan.nomor, keberatan.kode, siap.penerima, Changed((doc_id,), (KIND,)))


def _named(bukti: Iterable[Evidence]) -> list[Evidence]:
    semua = [Evidence(" ".join(satu.nama.split())[:MAKS_NAMA_BUKTI], satu.sidik) for satu in bukti]
    ada = [satu for satu in semua if satu.nama]
    if len(ada) > EVIDENCE_MAX:
        raise UserError("keberatan_bukti_banyak", batas=EVIDENCE_MAX)
    return ada


def _sealed(kantor: Kantor, isi: Penilaian, siap: Kesiapan, alasan: str, bukti: tuple[Evidence, ...]) -> Keberatan:
    kunci = kantor.pelaku.kunci
    assert kunci is not None, "an obstacle would have said so"
    dulu, claim = read_hitungan(kantor.store), kantor.claim()
    hari = kantor.jam().date()
    dokumen = kantor.store.document(siap.penilaian_id)
    rev = dokumen.heads[0] if dokumen is not None and len(dokumen.heads) == 1 else ""
    inside = Inside(
        v=FORMAT,
        pegawai_id=isi.pegawai_id,
        penilaian_id=siap.penilaian_id,
        penilaian_rev=rev,
        periode=isi.periode,
        perangkat=kantor.store.device,
        nomor=dulu.jumlah + 1,
        nama=identity_of(kantor, isi.pegawai_id, None).nama,
        tanggal=hari.isoformat(),
        alasan=alasan,
        bukti=bukti,
    )
    # The recipients are named by who looks for a key that opens it; their order says who is who.
    penerima = tuple(satu.segel for satu in sorted(siap.penerima, key=lambda satu: satu.jenis != ATASAN))
    sealed = seal(inside, penerima)
    keberatan = Keberatan(
        pegawai_id=isi.pegawai_id,
        penilaian_id=siap.penilaian_id,
        penilaian_rev=rev,
        unit_kode=kantor.profil.kode,
        periode=isi.periode,
        atasan_id=siap.atasan_id,
        perangkat=kantor.store.device,
        nomor=inside.nomor,
        sebelumnya=dulu.kepala,
        penerima=penerima,
        segel=base64.b64encode(sealed).decode(),
        sidik=hashlib.sha256(sealed).hexdigest(),
        tanggal=hari,
        tanggal_ragu=claim.doubt,
        penanda=kantor.pelaku.akun_id,
        kunci=kunci.key_id,
    )
    pernyataan = statement_of(keberatan)
    kode, tanda = slip_code(pernyataan), sign_statement(kunci, pernyataan)
    return msgspec.structs.replace(keberatan, kode=kode, tanda=tanda)
