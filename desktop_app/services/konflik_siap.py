"""From answers to the body of the revision that settles a conflict: checked, guarded, not yet written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from db import Document, FieldConflict, Store, Transaction, unfit_text
from desktop_app.domain.codec import SCHEMA, decode_kind, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import set_at
from desktop_app.domain.istilah import StatusAdendum
from desktop_app.services.jangkauan_pengaduan import kept_reporter, shown_conflicts
from desktop_app.services.jenis import settle
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik_aturan import DRAF, is_signed, require_neutral, require_unnamed, sign_off
from desktop_app.services.konflik_jawaban import DASAR, Ditulis, Jawaban, Pilihan, check_written, has_base
from desktop_app.services.konflik_kerja import forget_answers
from desktop_app.services.nama_kolom import name_of_path
from desktop_app.services.naskah import is_editable
from desktop_app.services.penjaga import is_from_above, require_typing
from desktop_app.services.penjaga_jurnal import filled_in
from desktop_app.services.penjaga_rencana_pengembangan import as_agreed


@dataclass(frozen=True)
class Siap:
    """What settling one document will write; ``menjadi_draf`` where nobody signed what the answers say together."""

    dokumen: Document
    body: bytes
    hapus: bool
    menjadi_draf: bool
    ditulis: tuple[str, ...]
    dasar: tuple[str, ...]

    def detail(self) -> dict[str, Any]:
        """Return what the audit row tells: which fields, which of them written anew or taken from before."""
        isi: dict[str, Any] = {
            "kolom": [satu.path for satu in self.dokumen.conflicts],
            "menjadi_draf": self.menjadi_draf,
        }
        return isi | {nama: list(satu) for nama, satu in (("ditulis", self.ditulis), ("dasar", self.dasar)) if satu}

    def save(self, store: Store, tx: Transaction, alasan: str = "") -> None:
        """Append the revision over all versions, and forget what was kept of unfinished answers."""
        tx.save(
            self.dokumen.kind,
            self.dokumen.doc_id,
            self.body,
            scope=self.dokumen.scope,
            schema=SCHEMA,
            why=alasan or "menyelesaikan konflik",
            deleted=self.hapus,
            parents=self.dokumen.heads,
        )
        forget_answers(store, tx, [self.dokumen.doc_id])


def prepare(kantor: Kantor, dokumen: Document, pilihan: Pilihan | Mapping[str, Jawaban], urut: Sequence[str]) -> Siap:
    """Return what these answers to a document's conflict write; ``urut`` are its versions as they arrived.

    Raises ``UserError`` where a field stays open, where who acts would choose what is judged about himself, and
    where a written value is not his to write or does not fit.
    """
    require_settleable(kantor, dokumen)
    jawaban = {kolom.path: _choose(kolom, pilihan, urut) for kolom in dokumen.conflicts}
    hapus = False
    # The answers name versions; their values are the stored ones, also where the page does not show them.
    for kolom in dokumen.conflicts:
        values, satu = dict(kolom.values), jawaban[kolom.path]
        if not kolom.path and isinstance(satu, str) and satu in values:
            hapus = values[satu] is None
            if hapus:
                break  # the fields of what is deleted need no answer
        elif not kolom.path or not (isinstance(satu, Ditulis) or satu in values or satu == DASAR):
            raise UserError("konflik_belum_dijawab", jalur=kolom.path)
        elif satu == DASAR and not has_base(dokumen.kind, kolom):
            raise UserError("konflik_tanpa_dasar", isian=name_of_path(kolom.path, msgspec.json.decode(dokumen.body)))
    siap = Siap(dokumen, b"{}", True, False, (), ()) if hapus else _answered(kantor, dokumen, jawaban)
    if dokumen.kind == "adendum":
        isi: dict[str, Any] = msgspec.json.decode(dokumen.body if hapus else siap.body)
        if hapus or isi.get("status") != StatusAdendum.DITERIMA:
            require_unnamed(kantor, dokumen.doc_id, str(isi.get("skp_id") or ""))
    return siap


def require_settleable(kantor: Kantor, dokumen: Document) -> None:
    """Raise ``UserError`` where nobody, or not who acts, may say which version of this document stands."""
    if is_from_above(kantor, dokumen):
        raise UserError("dokumen_kabupaten")
    if dokumen.kind == "keberatan":
        # Two versions of what never changes are tampering; nobody chooses one of them.
        raise UserError("keberatan_berubah")
    require_neutral(kantor, dokumen)


def _answered(kantor: Kantor, dokumen: Document, jawaban: Mapping[str, Jawaban]) -> Siap:
    body: dict[str, Any] = msgspec.json.decode(dokumen.body)
    for kolom in dokumen.conflicts:
        satu = jawaban[kolom.path]
        if kolom.path and not isinstance(satu, Ditulis):
            body = set_at(body, kolom.path, kolom.base if satu == DASAR else dict(kolom.values)[satu])
    ditulis = {path: satu.nilai for path, satu in jawaban.items() if isinstance(satu, Ditulis)}
    dasar = tuple(path for path, satu in jawaban.items() if satu == DASAR)
    terlepas = bool(ditulis) and is_signed(dokumen.kind, body)
    if ditulis:
        body = _written(kantor, dokumen, body, ditulis)
    versi = {path: satu for path, satu in jawaban.items() if isinstance(satu, str) and satu != DASAR}
    utuh = not ditulis and not dasar
    body, draf = sign_off(kantor, dokumen, versi if utuh else {}, body)
    raw = msgspec.json.encode(body)
    isi = decode_kind(dokumen.kind, raw)
    if ditulis and not is_editable(isi) and dokumen.kind in DRAF:
        # Who handed it in handed in other words: they are his again, until he hands in these.
        body = settle(kantor.aturan, dokumen.kind, {**body, "status": DRAF[dokumen.kind]})
        raw, draf = msgspec.json.encode(body), True
        decode_kind(dokumen.kind, raw)
    if fault := unfit_text(raw):
        raise UserError("store_text_unfit", reason=fault)
    return Siap(dokumen, raw, False, draf or terlepas, tuple(ditulis), dasar)


def _written(kantor: Kantor, dokumen: Document, body: dict[str, Any], ditulis: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``body`` with the written values, as the document's own page would take them from who acts.

    Over a signed text they are judged as over the draft that it becomes.
    """
    tampak = {satu.path: satu for satu in shown_conflicts(kantor, dokumen)}
    hasil = body
    for kolom in dokumen.conflicts:
        if kolom.path not in ditulis:
            continue
        nama = name_of_path(kolom.path, body)
        if tampak.get(kolom.path) != kolom:
            raise UserError("konflik_tidak_dapat_ditulis", isian=nama)
        check_written(dokumen.kind, kolom.path, ditulis[kolom.path], nama)
        hasil = set_at(hasil, kolom.path, ditulis[kolom.path])
    if is_signed(dokumen.kind, body):
        lepas = {"status": DRAF[dokumen.kind]}
        body, hasil = (settle(kantor.aturan, dokumen.kind, {**satu, **lepas}) for satu in (body, hasil))
    raw = msgspec.json.encode(hasil)
    dasar = msgspec.structs.replace(dokumen, body=msgspec.json.encode(body), conflicts=())
    isi = decode_kind(dokumen.kind, raw)
    isi = kept_reporter(kantor, dasar, filled_in(kantor, dasar, isi, dasar.heads, None))
    isi = as_agreed(kantor, dasar, isi, None)
    require_typing(kantor, dasar, isi, dasar.heads)
    jadi: dict[str, Any] = msgspec.json.decode(encode(isi, raw))
    return jadi


def _choose(kolom: FieldConflict, pilihan: Pilihan | Mapping[str, Jawaban], urut: Sequence[str]) -> Jawaban:
    if not isinstance(pilihan, Pilihan):
        return pilihan.get(kolom.path, "")
    revs = sorted((rev for rev, _ in kolom.values), key=urut.index)
    if pilihan is Pilihan.BASE:
        # Whether the document stays is no field with a former value: what was edited is not thrown away.
        return DASAR if kolom.path else next((rev for rev, nilai in kolom.values if nilai is not None), revs[0])
    return revs[0] if pilihan is Pilihan.OURS else revs[-1]
