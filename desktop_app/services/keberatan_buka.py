"""Sealed objections as they are listed, opened by who may, carried on a stick, and checked by the code of a slip.

Each opening leaves an audit row and a line in the decision's document, which the employee sees. Source:
docs/spec/objection.md, sections Opening and Slip.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan, StatusPutusan
from desktop_app.domain.keberatan import Keberatan, PembukaanKeberatan, PutusanKeberatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.exchange.objection import COPY_SUFFIX, Inside, make_copy, read_slip_code, unseal
from desktop_app.services.berkas import free_path
from desktop_app.services.identitas_lama import keys_of
from desktop_app.services.jangkauan import reaches
from desktop_app.services.jangkauan_keberatan import assessors_of, judges_of
from desktop_app.services.jangkauan_sengketa import at_kabupaten, believed_day
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.keberatan_masuk import offices_of
from desktop_app.services.keberatan_nomor import KIND
from desktop_app.services.kunci_segel import own_identity
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.penguji_keberatan import is_intact, judge_objection
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda
from desktop_app.services.skp import identity_of

PUTUSAN = "putusan_keberatan"
MAKS_PEMBUKAAN = 50
"""Openings that the document of a decision lists, the first ones; the audit chain has every one."""
BUKAN_ATASAN = "(bukan atasan penilai menurut data pegawai)"


class NasibSlip(StrEnum):
    """What became of the code of a slip here."""

    UTUH = "utuh"
    BERUBAH = "berubah"
    TIDAK_ADA = "tidak_ada"


@dataclass(frozen=True)
class BarisKeberatan:
    """One sealed objection in a list; nothing of its text.

    ``bagian`` says what the one who looks is to it: ``sendiri``, ``atasan`` or ``kantor``. ``dapat_dibuka`` tells that
    a key of his opens it, ``utuh`` that bytes, hash and code belong together, ``tanda`` how the writer's own signature
    stands. ``pembukaan`` are the openings, ``putusan_id`` the decision's document ("" for none).
    """

    id: str
    kantor: str
    pegawai_id: str
    pegawai: str
    periode: str
    nomor: int
    kode: str
    tanggal: date | None
    ragu: bool
    atasan: str
    bagian: str
    dapat_dibuka: bool
    utuh: bool
    tanda: KeadaanTanda
    pembukaan: tuple[PembukaanKeberatan, ...] = ()
    putusan_id: str = ""
    status: StatusPutusan | None = None
    diminta: date | None = None
    dijawab: bool = False
    keputusan: KeputusanKeberatan | None = None


@dataclass(frozen=True)
class Terbuka:
    """An opened objection: what it says, who wrote it by his own signature, and the decision's document."""

    id: str
    isi: Inside
    pegawai: str
    tanda: KeadaanTanda
    putusan_id: str
    changed: Changed

    def __repr__(self) -> str:
        return f"Terbuka({self.id})"


@dataclass(frozen=True)
class JawabanSlip:
    """What is here under the code of a slip: whole, changed, or nothing; number and day where there is something."""

    nasib: NasibSlip
    kode: str
    nomor: int = 0
    tanggal: date | None = None
    kantor: str = ""


@intention(Wewenang.AJUKAN_KEBERATAN, Wewenang.PUTUSKAN_KEBERATAN, Wewenang.TERIMA)
def list_objections(kantor: Kantor) -> tuple[BarisKeberatan, ...]:
    """Return the objections that concern who looks: his own, those he decides, at the kabupaten all; newest first."""
    penguji, kantor_lain = PengujiTanda(kantor), offices_of(kantor)
    putusan = {str(s.columns["keberatan_id"]): s for s in kantor.store.find(PUTUSAN)}
    hasil: list[BarisKeberatan] = []
    for satu in kantor.store.find(KIND):
        isi = decode_as(Keberatan, satu.body)
        bagian = _part(kantor, satu.doc_id, isi)
        if not bagian:
            continue
        keputusan = putusan.get(satu.doc_id)
        lanjut = decode_as(PutusanKeberatan, keputusan.body) if keputusan is not None else None
        hasil.append(
            BarisKeberatan(
                id=satu.doc_id,
                kantor=kantor_lain.get(isi.unit_kode, isi.unit_kode),
                pegawai_id=isi.pegawai_id,
                pegawai=identity_of(kantor, isi.pegawai_id, None).nama,
                periode=isi.periode,
                nomor=isi.nomor,
                kode=isi.kode,
                tanggal=isi.tanggal,
                ragu=isi.tanggal_ragu,
                atasan=_superior_named(kantor, isi),
                bagian=bagian,
                dapat_dibuka=bagian != "sendiri" and bool(_identities(kantor, bagian)) and _is_known(kantor, isi),
                utuh=is_intact(isi),
                tanda=judge_objection(penguji, isi),
                pembukaan=lanjut.pembukaan if lanjut is not None else (),
                putusan_id=keputusan.doc_id if keputusan is not None else "",
                status=lanjut.status if lanjut is not None else None,
                diminta=lanjut.diminta if lanjut is not None else None,
                dijawab=bool(lanjut is not None and lanjut.penjelasan.strip()),
                keputusan=lanjut.keputusan if lanjut is not None else None,
            )
        )
    return tuple(sorted(hasil, key=lambda s: (str(s.tanggal or ""), s.kantor, s.nomor), reverse=True))


def _part(kantor: Kantor, doc_id: str, isi: Keberatan) -> str:
    """Return what who acts is to an objection: ``sendiri``, ``atasan``, ``kantor``, or empty: it is not shown."""
    orang = kantor.pelaku.pegawai_id
    if orang and orang == isi.pegawai_id:
        return "sendiri"
    dokumen = kantor.store.document(doc_id)
    if dokumen is None:
        return ""
    if not kantor.pelaku.tanpa_sandi and reaches(kantor, Wewenang.PUTUSKAN_KEBERATAN, dokumen):
        return "atasan"
    # Whoever assessed him never opens it, whatever his roles at the kabupaten are.
    penilai = assessors_of(kantor.store, isi.penilaian_id)
    return "kantor" if at_kabupaten(kantor) and not (orang and orang in penilai) else ""


def _is_known(kantor: Kantor, isi: Keberatan) -> bool:
    """Tell whether it is known here who assessed, so that a person with a record of his own may open."""
    return not kantor.pelaku.pegawai_id or bool(assessors_of(kantor.store, isi.penilaian_id))


def _superior_named(kantor: Kantor, isi: Keberatan) -> str:
    """Return the name of the superior that the envelope tells, marked where the records do not know him as one."""
    if not isi.atasan_id:
        return ""
    nama = identity_of(kantor, isi.atasan_id, None).nama
    hakim = judges_of(kantor.store, msgspec.to_builtins(isi), believed_day(kantor))
    asing = isi.atasan_id not in hakim and bool(assessors_of(kantor.store, isi.penilaian_id))
    return f"{nama or '–'} {BUKAN_ATASAN}" if asing else nama


def _identities(kantor: Kantor, bagian: str) -> Sequence[str]:
    """Return the secret keys with which who acts may try: his own, at the kabupaten its inbox key as well."""
    milik = [own_identity(kantor)] if own_identity(kantor) else []
    if bagian == "kantor":
        milik.extend(kantor.office_keys().inbox_identities)
    return milik


def require_objection(kantor: Kantor, doc_id: str) -> Keberatan:
    """Return a stored objection; raises ``UserError`` ``dokumen_tidak_ada``."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != KIND:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    return decode_as(Keberatan, dokumen.body)


@intention(Wewenang.PUTUSKAN_KEBERATAN, Wewenang.TERIMA)
def open_objection(kantor: Kantor, doc_id: str) -> Terbuka:
    """Open a sealed objection: the assessor's superior by his own key, the kabupaten by that of its inbox.

    Raises ``UserError`` ``wewenang_kurang`` for everybody else, ``keberatan_tanpa_penilaian`` for a person with a
    record of his own while it is not known who assessed, ``keberatan_bukan_kunci`` where it is not sealed to him,
    ``keberatan_isi_lain`` where what is inside belongs to another envelope.
    """
    isi = require_objection(kantor, doc_id)
    bagian = _part(kantor, doc_id, isi)
    if bagian not in ("atasan", "kantor"):
        kantor.refuse(Wewenang.PUTUSKAN_KEBERATAN, doc_id)
    if not _is_known(kantor, isi):
        kantor.refuse(Wewenang.PUTUSKAN_KEBERATAN, doc_id, "keberatan_tanpa_penilaian")
    if not is_intact(isi):
        raise UserError("keberatan_isi_rusak", nomor=isi.nomor)
    try:
        inside = unseal(base64.b64decode(isi.segel), _identities(kantor, bagian))
    except BundleError:
        raise UserError("keberatan_isi_rusak", nomor=isi.nomor) from None
    if inside is None:
        with kantor.write("buka_keberatan_gagal", doc_id, {"nomor": isi.nomor}):
            pass
        raise UserError("keberatan_bukan_kunci")
    luar = (isi.pegawai_id, isi.penilaian_id, isi.penilaian_rev, isi.periode, isi.perangkat, isi.nomor)
    dalam = (inside.pegawai_id, inside.penilaian_id, inside.penilaian_rev, inside.periode)
    if (*dalam, inside.perangkat, inside.nomor) != luar:
        raise UserError("keberatan_isi_lain", nomor=isi.nomor)
    with kantor.write("buka_keberatan", doc_id, {"nomor": isi.nomor, "sebagai": bagian}) as tx:
        putusan_id = _note_opening(kantor, tx, doc_id, isi, bagian)
    return Terbuka(
        id=doc_id,
        isi=inside,
        pegawai=inside.nama,
        tanda=judge_objection(PengujiTanda(kantor), isi),
        putusan_id=putusan_id,
        changed=Changed((doc_id, putusan_id), (KIND, PUTUSAN)),
    )


def _note_opening(kantor: Kantor, tx: Transaction, doc_id: str, isi: Keberatan, bagian: str) -> str:
    """Write who opened it into the decision's document, which is made by the first opening; return its id."""
    dokumen = decision_of(kantor, doc_id)
    claim = kantor.claim()
    hari = kantor.jam().date()
    buka = PembukaanKeberatan(
        id=secrets.token_hex(8), nama=kantor.pelaku.nama, kantor=kantor.profil.nama, tanggal=hari, ragu=claim.doubt
    )
    if dokumen is None:
        putusan_id = new_doc_id(kantor, PUTUSAN, doc_id, isi.unit_kode)
        putusan = PutusanKeberatan(
            pegawai_id=isi.pegawai_id,
            penilaian_id=isi.penilaian_id,
            penilaian_rev=isi.penilaian_rev,
            keberatan_id=doc_id,
            atasan_id=isi.atasan_id,
            unit_kode=isi.unit_kode,
            periode=isi.periode,
        )
        over = None
    else:
        putusan_id, over = dokumen
        putusan = decode_as(PutusanKeberatan, over)
        stored = kantor.store.document(putusan_id)
        if putusan.status is not StatusPutusan.DRAFT or (stored is not None and stored.conflicts):
            # What was signed stays as it is; the audit row tells of this opening.
            return putusan_id
    ubah: dict[str, object] = {"pembukaan": _with_opening(putusan.pembukaan, buka)}
    if bagian == "atasan":
        ubah["atasan_id"] = kantor.pelaku.pegawai_id
        if putusan.diterima is None:
            ubah |= {"diterima": hari, "diterima_ragu": claim.doubt}
    baru = msgspec.structs.replace(putusan, **ubah)
    tx.save(PUTUSAN, putusan_id, encode(baru, over), scope=isi.unit_kode, schema=SCHEMA)
    return putusan_id


def _with_opening(ada: tuple[PembukaanKeberatan, ...], buka: PembukaanKeberatan) -> tuple[PembukaanKeberatan, ...]:
    """Return the openings with one more: once for each person and day, and nobody pushes out an earlier one."""
    if any((satu.nama, satu.kantor, satu.tanggal) == (buka.nama, buka.kantor, buka.tanggal) for satu in ada):
        return ada
    return (*ada, buka)[:MAKS_PEMBUKAAN]


def decision_of(kantor: Kantor, keberatan_id: str) -> tuple[str, bytes] | None:
    """Return id and body of the decision's document of an objection, None where there is none yet."""
    ketemu = kantor.store.find(PUTUSAN, where={"keberatan_id": keberatan_id})
    return (ketemu[0].doc_id, ketemu[0].body) if ketemu else None


@intention(Wewenang.PERIKSA_FORMULIR)
def check_slip(kantor: Kantor, kode: str) -> JawabanSlip:
    """Return whether the objection of a slip is here and whole; whoever holds the slip may ask.

    Raises ``UserError`` ``kode_keberatan_salah_ketik``.
    """
    rapi = read_slip_code(kode)
    hasil = JawabanSlip(NasibSlip.TIDAK_ADA, rapi)
    for satu in kantor.store.find(KIND, where={"kode": rapi}):
        isi = decode_as(Keberatan, satu.body)
        nasib = NasibSlip.UTUH if is_intact(isi) and _is_signed(kantor, isi) else NasibSlip.BERUBAH
        nama = offices_of(kantor).get(isi.unit_kode, isi.unit_kode)
        hasil = JawabanSlip(nasib, rapi, isi.nomor, isi.tanggal, nama)
        if nasib is NasibSlip.UTUH:
            break
    with kantor.write("periksa_slip", detail={"hasil": hasil.nasib.value}):
        pass
    return hasil


def _is_signed(kantor: Kantor, isi: Keberatan) -> bool:
    return judge_objection(PengujiTanda(kantor), isi) is not KeadaanTanda.TIDAK_SAH


@intention(Wewenang.AJUKAN_KEBERATAN, Wewenang.PUTUSKAN_KEBERATAN)
def copy_objection(kantor: Kantor, doc_id: str, folder: Path) -> Path:
    """Write a sealed objection as one file into ``folder``, for its writer's own stick; return where it is.

    The kabupaten takes it in whether or not the bundle arrives. Raises ``UserError`` where it is not his.
    """
    isi = require_objection(kantor, doc_id)
    if not _part(kantor, doc_id, isi):
        kantor.refuse(Wewenang.AJUKAN_KEBERATAN, doc_id)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    rev = kantor.store.history(doc_id)[0]
    kunci = keys_of(kantor, isi.perangkat)
    if kunci is None:
        raise UserError("keberatan_komputer_lain")
    raw = make_copy(
        kunci.signing,
        kantor=isi.unit_kode,
        perangkat=isi.perangkat,
        revision=rev.raw,
        orang=[satu.raw for satu in kantor.store.history(isi.penanda) if not satu.erased][-8:],
    )
    nama = f"keberatan-{isi.unit_kode}-{isi.nomor}-{isi.kode[:5].lower()}{COPY_SUFFIX}"
    path = place_file(raw, free_path(folder / nama))
    with kantor.write("salin_keberatan", doc_id, {"nomor": isi.nomor}):
        pass
    return path
