"""The audit chain for people: rows with filters, newest first and paged, each with its sentence; and its state.

Names are looked up when they are shown and stand nowhere in the chain, so that an erasure reaches them too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from db import AuditRow
from desktop_app.domain.codec import OF_PERSON
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import place_file
from desktop_app.forms.tabel import render_csv
from desktop_app.services.jangkauan_tertutup import TANPA_TANDA, is_hidden
from desktop_app.services.jejak_kata import DOKUMEN, act_name, act_sentence
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.periode_kata import spoken_key
from desktop_app.services.saksi import changed_since, witnessed_upto

DITOLAK = ("ditolak", "tolak_paket", "tolak_balasan")
MELIHAT = ("lihat",)
HALAMAN = 200
MAKS_EKSPOR = 100_000
"""Rows in one exported list; a spreadsheet does not take many more."""
TERTUTUP = "(tidak ditampilkan)"
"""What stands instead of a name where a row would tell who gave a feedback."""
JUDUL = ("Baris", "Waktu", "Jam diragukan", "Pelaku", "Perbuatan", "Keterangan", "Dokumen", "Disaksikan", "Sidik")


@dataclass(frozen=True)
class SaringanJejak:
    """What is looked for; an empty answer narrows nothing.

    ``pegawai_id`` means everything about one person: his record and his documents. ``dari`` and ``sampai`` are row
    numbers, both included; ``waktu`` is the beginning of the claimed time (``2026-11-21``).
    """

    pelaku: str = ""
    perbuatan: str = ""
    doc_id: str = ""
    pegawai_id: str = ""
    dari: int = 0
    sampai: int = 0
    waktu: str = ""
    hanya_ragu: bool = False
    hanya_ditolak: bool = False
    hanya_melihat: bool = False
    teks: str = ""


@dataclass(frozen=True)
class BarisJejak:
    """One row as people read it; ``versi`` are the arrival numbers of the revisions it wrote, 0 for none."""

    nomor: int
    perbuatan: str
    kalimat: str
    pelaku: str
    nama_pelaku: str
    waktu: str
    ragu: bool
    doc_id: str
    jenis: str
    dokumen: str
    rincian: Mapping[str, Any]
    versi: tuple[int, int]
    sidik: str
    disaksikan: bool
    ditolak: bool


@dataclass(frozen=True)
class HalamanJejak:
    """Rows, newest first, and ``lanjut``: the ``sampai`` of the next page, 0 where there is none."""

    baris: tuple[BarisJejak, ...]
    lanjut: int


@dataclass(frozen=True)
class KeadaanJejak:
    """How many rows the chain has, its head, up to where the kabupaten is witness (0: nowhere)."""

    baris: int
    kepala: str
    disaksikan: int
    rusak: tuple[tuple[int, str], ...] | None = None
    """Rows that do not fit and what is wrong with each; None where the chain was not read through."""


@dataclass(frozen=True)
class PilihanJejak:
    """What a filter can be set to: acts and people that occur, each with its words."""

    perbuatan: tuple[tuple[str, str], ...]
    pelaku: tuple[tuple[str, str], ...] = field(default=())


@intention(Wewenang.LIHAT_JEJAK)
def read_jejak(kantor: Kantor, saringan: SaringanJejak | None = None, *, batas: int = HALAMAN) -> HalamanJejak:
    """Return a page of the rows that ``saringan`` lets through, newest first.

    The next page is asked with ``sampai=halaman.lanjut``: pages begin at a row number, so that far ones are as quick
    as near ones and rows written meanwhile shift nothing.
    """
    rows = _rows(kantor, saringan or SaringanJejak(), batas + 1)
    lanjut = rows[batas].seq if len(rows) > batas else 0
    return HalamanJejak(_described(kantor, rows[:batas]), lanjut)


@intention(Wewenang.LIHAT_JEJAK)
def read_keadaan(kantor: Kantor) -> KeadaanJejak:
    """Return the state of the chain without reading it through."""
    baris, kepala = kantor.store.audit_head()
    return KeadaanJejak(baris, kepala, witnessed_upto(kantor))


@intention(Wewenang.LIHAT_JEJAK)
def verify_jejak(kantor: Kantor) -> KeadaanJejak:
    """Read the whole chain, compute every hash anew and hold it against the log and against what was witnessed."""
    baris, kepala = kantor.store.audit_head()
    rusak = [*kantor.store.audit_faults(), *((nomor, "disaksikan") for nomor in changed_since(kantor))]
    return KeadaanJejak(baris, kepala, witnessed_upto(kantor), tuple(sorted(rusak)))


@intention(Wewenang.LIHAT_JEJAK)
def list_pilihan(kantor: Kantor) -> PilihanJejak:
    """Return the acts and the people that occur in the chain, by their words."""
    acts = sorted(((act, act_name(act)) for act in kantor.store.audit_acts()), key=lambda satu: satu[1].casefold())
    whos = names_of(kantor, kantor.store.audit_whos())
    return PilihanJejak(tuple(acts), tuple(sorted(whos.items(), key=lambda satu: satu[1].casefold())))


@intention(Wewenang.LIHAT_JEJAK)
def export_jejak(kantor: Kantor, saringan: SaringanJejak, out: Path) -> int:
    """Write the rows that ``saringan`` lets through as CSV to ``out`` and return how many; leaves an audit row.

    No cell is ever a formula. Raises ``UserError`` ``jejak_terlalu_banyak``, ``jejak_akhiran_salah`` and what writing
    raises; what lies at ``out`` is never overwritten.
    """
    if out.suffix.lower() != ".csv":
        raise UserError("jejak_akhiran_salah", berkas=out.name)
    rows = _rows(kantor, saringan, MAKS_EKSPOR + 1)
    if len(rows) > MAKS_EKSPOR:
        raise UserError("jejak_terlalu_banyak", batas=MAKS_EKSPOR)
    with kantor.write("ekspor_jejak", detail={"baris": len(rows)}):
        place_file(render_csv(JUDUL, map(_cells, _described(kantor, rows))), out)
    return len(rows)


def _cells(satu: BarisJejak) -> tuple[str, ...]:
    return (
        str(satu.nomor),
        satu.waktu,
        "ya" if satu.ragu else "",
        satu.nama_pelaku,
        satu.perbuatan,
        satu.kalimat,
        satu.dokumen,
        "ya" if satu.disaksikan else "",
        satu.sidik,
    )


def _rows(kantor: Kantor, saringan: SaringanJejak, batas: int) -> list[AuditRow]:
    pilihan = _filters(kantor, saringan)
    if pilihan is None:
        return []
    menyempit = (saringan.pelaku, saringan.perbuatan, saringan.doc_id, saringan.pegawai_id, saringan.teks)
    if not any(menyempit):
        return kantor.store.audit_rows(batas, **pilihan)
    # A list of what one person did would tell which feedback is his, and one about a person that there is a case;
    # so these rows are left out of it.
    rows: list[AuditRow] = []
    while len(rows) < batas:
        lagi = kantor.store.audit_rows(batas, **pilihan)
        dokumen = kantor.store.documents({row.doc_id for row in lagi if row.doc_id})
        tertutup = {
            doc_id
            for doc_id, satu in dokumen.items()
            if (saringan.pelaku or satu.kind in TANPA_TANDA) and is_hidden(kantor.pelaku, satu)
        }
        rows += [row for row in lagi if row.doc_id not in tertutup]
        if len(lagi) < batas:
            break
        pilihan["before_seq"] = lagi[-1].seq
    return rows[:batas]


def _filters(kantor: Kantor, saringan: SaringanJejak) -> dict[str, Any] | None:
    """Return the store's filters, or None where two of them leave nothing."""
    acts: set[str] | None = {saringan.perbuatan} if saringan.perbuatan else None
    for wanted, some in ((saringan.hanya_ditolak, DITOLAK), (saringan.hanya_melihat, MELIHAT)):
        if wanted:
            acts = set(some) if acts is None else acts & set(some)
    docs: set[str] | None = {saringan.doc_id} if saringan.doc_id else None
    if saringan.pegawai_id:
        about = documents_of(kantor, saringan.pegawai_id)
        docs = about if docs is None else docs & about
    if acts == set() or docs == set():
        return None
    return {
        "act": acts,
        "doc_ids": docs,
        "who": saringan.pelaku or None,
        "after_seq": max(0, saringan.dari - 1),
        "before_seq": saringan.sampai + 1 if saringan.sampai else None,
        "text": saringan.teks,
        "at": saringan.waktu.strip(),
        "doubt": True if saringan.hanya_ragu else None,
    }


def documents_of(kantor: Kantor, pegawai_id: str) -> set[str]:
    """Return the ids of everything about one person: his record and every document of his, deleted ones too."""
    found = {pegawai_id}
    for kind in OF_PERSON:
        for deleted in (False, True):
            found |= {one.doc_id for one in kantor.store.find(kind, where={"pegawai_id": pegawai_id}, deleted=deleted)}
    return found


def _described(kantor: Kantor, rows: list[AuditRow]) -> tuple[BarisJejak, ...]:
    """Return rows as people read them; documents and names are each looked up once.

    Who gave a feedback is told to nobody who may not read it: its rows name no one. Of what is hidden altogether a row
    tells its number and hash alone.
    """
    dokumen = kantor.store.documents({row.doc_id for row in rows if row.doc_id})
    tertutup = {doc_id for doc_id, satu in dokumen.items() if is_hidden(kantor.pelaku, satu)}
    orang = _people(kantor, dokumen)
    nama = names_of(kantor, {row.who for row in rows})
    disaksikan = witnessed_upto(kantor)
    hasil = []
    for row in rows:
        doc = dokumen.get(row.doc_id)
        jenis = doc.kind if doc is not None else ""
        if row.doc_id in tertutup and jenis in TANPA_TANDA:
            hasil.append(_blank(row, disaksikan))
            continue
        hasil.append(
            BarisJejak(
                nomor=row.seq,
                perbuatan=row.act,
                kalimat=act_sentence(row.act, row.detail, jenis),
                pelaku="" if row.doc_id in tertutup else row.who,
                nama_pelaku=TERTUTUP if row.doc_id in tertutup else nama[row.who],
                waktu=row.at.t,
                ragu=row.at.doubt,
                doc_id=row.doc_id,
                jenis=jenis,
                dokumen=orang.get(row.doc_id, DOKUMEN.get(jenis, "")),
                rincian=row.detail,
                versi=(row.first, row.last),
                sidik=row.hash,
                disaksikan=row.seq <= disaksikan,
                ditolak=row.act in DITOLAK,
            )
        )
    return tuple(hasil)


def _blank(row: AuditRow, disaksikan: int) -> BarisJejak:
    """Return a row of which only is told that it is there: neither act, person, document nor detail."""
    return BarisJejak(
        nomor=row.seq,
        perbuatan="tertutup",
        kalimat=act_sentence("tertutup", {}),
        pelaku="",
        nama_pelaku=TERTUTUP,
        waktu=row.at.t,
        ragu=row.at.doubt,
        doc_id="",
        jenis="",
        dokumen=TERTUTUP,
        rincian={},
        versi=(0, 0),
        sidik=row.hash,
        disaksikan=row.seq <= disaksikan,
        ditolak=False,
    )


def names_of(kantor: Kantor, whos: Collection[str]) -> dict[str, str]:
    """Return the name of everybody who acted, looked up now; who has no account is called what the row says."""
    return {who: name_of(kantor, who) or "–" for who in whos}


def _people(kantor: Kantor, dokumen: Mapping[str, Any]) -> dict[str, str]:
    """Return what a document is called: its kind and whose it is, as far as that is still known."""
    milik: dict[str, str] = {}
    for doc_id, doc in dokumen.items():
        if doc.kind in OF_PERSON:
            isi = msgspec.json.decode(doc.body)
            milik[doc_id] = str(isi.get("pegawai_id") or "") if isinstance(isi, dict) else ""
    pegawai = kantor.store.documents(set(milik.values()) - {""})
    sebutan: dict[str, str] = {}
    for doc_id, doc in dokumen.items():
        jenis = DOKUMEN.get(doc.kind, doc.kind)
        jenis = jenis[:1].upper() + jenis[1:]
        if doc.kind in ("pegawai", "unit_kerja", "pengguna", "templat_skp", "kalender"):
            sebutan[doc_id] = f"{jenis}: {doc.label}"
        elif doc_id in milik:
            siapa = pegawai.get(milik[doc_id])
            kapan = doc.label[:4] if doc.kind in ("skp", "serah_terima") else spoken_key(doc.label)
            sebutan[doc_id] = f"{jenis} {kapan}: {siapa.label if siapa is not None else '–'}"
        else:
            sebutan[doc_id] = jenis
    return sebutan
