"""Reading for the command line: lists of any kind, and one document with its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.errors import UserError
from desktop_app.domain.nip import clean_nip, format_nip
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan import LIHAT, MELIHAT, keep_reached, read_document
from desktop_app.services.jangkauan_pengaduan import shown_body
from desktop_app.services.jangkauan_tertutup import is_hidden
from desktop_app.services.jenis import KIND_SPECS
from desktop_app.services.kantor import Kantor, intention, is_doc_id
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.pegawai import find_by_nip

SPEC = {satu.kind: satu for satu in KIND_SPECS}


@dataclass(frozen=True)
class BarisDokumen:
    """One document in a list: id, label, the columns of its kind's view, and the name of the person it is about."""

    id: str
    label: str
    kolom: Mapping[str, Any]
    konflik: int
    nama: str = ""


@dataclass(frozen=True)
class IsiDokumen:
    """One document: body as stored (merged where versions differ), heads, disputed paths, history."""

    id: str
    jenis: str
    kantor: str
    isi: bytes
    kepala: tuple[str, ...]
    konflik: tuple[str, ...]
    riwayat: tuple[Mapping[str, Any], ...]


@intention(*MELIHAT, Wewenang.LIHAT_JEJAK)
def list_dokumen(kantor: Kantor, kind: str, teks: str = "") -> tuple[BarisDokumen, ...]:
    """Return the documents of a kind that who acts may see, by label; ``teks`` finds words from their beginnings.

    Plans and evaluations hold no words that are searched: they are found by what finds their person. Raises
    ``UserError`` for words where a kind has neither.
    """
    perlu = LIHAT.get(kind, Wewenang.LIHAT_PENGATURAN)
    if kantor.pelaku.reach(perlu) is Jangkauan.TIDAK:
        kantor.refuse(perlu)
    where: dict[str, Any] = {}
    if teks.strip() and not SPEC[kind].search:
        if "pegawai_id" not in SPEC[kind].columns:
            raise UserError("jenis_tanpa_kata", jenis=kind)
        orang_ketemu = kantor.store.find("pegawai", text=teks, bodies=False)
        where, teks = {"pegawai_id": [satu.doc_id for satu in orang_ketemu]}, ""
    ketemu = keep_reached(kantor, perlu, kind, kantor.store.find(kind, where=where, text=teks))
    orang = kantor.store.documents({str(s.columns.get("pegawai_id") or "") for s in ketemu} - {""})
    nama = {doc_id: satu.label for doc_id, satu in orang.items() if not satu.deleted}
    return tuple(
        BarisDokumen(s.doc_id, s.label, dict(s.columns), s.conflicts, nama.get(str(s.columns.get("pegawai_id")), ""))
        for s in ketemu
    )


@intention(Wewenang.LIHAT_PEGAWAI)
def find_id(kantor: Kantor, teks: str) -> str:
    """Return the id of the document that ``teks`` means: the NIP of a person who is there, or a document's id.

    Raises ``UserError`` for a NIP that nobody has and for what is neither; whether the document is there is not asked.
    """
    nip = clean_nip(teks)
    if orang := find_by_nip(kantor, nip):
        return orang
    bersih = teks.strip().casefold()
    if is_doc_id(bersih):
        return bersih
    if len(nip) == 18 and nip.isdigit():
        raise UserError("nip_tidak_ditemukan", nip=format_nip(nip))
    raise UserError("id_salah", isi=teks)


@intention(*MELIHAT, Wewenang.LIHAT_JEJAK)
def show_dokumen(kantor: Kantor, doc_id: str, *, riwayat: bool = False) -> IsiDokumen:
    """Return one document, and with ``riwayat`` every revision as it arrived; raises ``UserError`` for none."""
    dokumen = kantor.store.document(doc_id) if is_doc_id(doc_id) else None
    if dokumen is None or not dokumen.deleted:
        dokumen = read_document(kantor, doc_id)
    else:
        # The history of what was deleted is for those who may see everything of its kind.
        if is_hidden(kantor.pelaku, dokumen):
            kantor.refuse(LIHAT[dokumen.kind], doc_id)
        kantor.require(LIHAT[dokumen.kind], doc_id, "")
    versi: list[Mapping[str, Any]] = []
    if riwayat:
        versi = [
            {
                "rev": rev.rev_id,
                "parents": list(rev.parents),
                "who": rev.who,
                "name": name_of(kantor, rev.who),
                "device": rev.device,
                "at": rev.at.t,
                "doubt": rev.at.doubt,
                "why": rev.why,
                "deleted": rev.deleted,
            }
            for rev in kantor.store.history(doc_id)
        ]
    return IsiDokumen(
        id=dokumen.doc_id,
        jenis=dokumen.kind,
        kantor=dokumen.scope,
        isi=shown_body(kantor, dokumen.kind, dokumen.body),
        kepala=dokumen.heads,
        konflik=tuple(satu.path for satu in dokumen.conflicts),
        riwayat=tuple(versi),
    )
