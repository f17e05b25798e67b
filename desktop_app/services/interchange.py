"""Apply an interchange file: all of it in one transaction, or nothing and every reason (docs/spec/interchange.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from db import MAX_REVISION_BYTES, StoreError
from desktop_app.domain.codec import KINDS, SCHEMA, Dokumen, decode_kind, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusSkp
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.interchange_acuan import Outlook
from desktop_app.services.interchange_baca import Item, Refusals
from desktop_app.services.interchange_bekukan import as_typed, freeze
from desktop_app.services.interchange_berkas import Berkas, read_items
from desktop_app.services.interchange_isi import READERS
from desktop_app.services.interchange_temuan import Berkeadaan, findings_of, is_open, path_in_file
from desktop_app.services.interchange_wewenang import Step, require_rights
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import RUANG_AMPLOP, is_editable

NASIB = ("baru", "berubah", "tidak_berubah")


@dataclass(frozen=True)
class PeringatanTerapkan:
    """A finding that blocks nothing: the path in the file, its code, and facts for its sentence."""

    jalur: str
    kode: str
    fakta: Mapping[str, object]


@dataclass(frozen=True)
class HasilTerapkan:
    """What applying a file did, or would do: how many ``baru``, ``berubah`` and ``tidak_berubah`` of each kind (all
    kinds, in their order), warnings in the order of the file, and what changed."""

    jumlah: Mapping[str, Mapping[str, int]]
    peringatan: tuple[PeringatanTerapkan, ...]
    changed: Changed


@intention(Wewenang.TERAPKAN_BERKAS)
def apply_interchange(kantor: Kantor, path: Path, *, dry_run: bool = False) -> HasilTerapkan:
    """Apply the interchange file at ``path`` to this office; with ``dry_run`` only say what would happen.

    Raises ``UserError``: a code of the file as a whole, or ``interchange_ditolak`` with ``jumlah`` refusals, of which
    ``rincian`` tells at most 100 (``kode``, ``jalur``, ``jenis``, ``ref`` or ``id``, and facts); nothing is written.
    """
    refusals = Refusals()
    berkas = read_items(path, refusals)
    for item, badan in berkas.items:
        READERS[item.jenis](badan)
    outlook = Outlook(kantor, [item for item, _ in berkas.items], refusals)
    peringatan: list[PeringatanTerapkan] = []
    steps = [
        _judge(outlook, item, refusals, peringatan) for item in outlook.items.values() if item.doc_id in outlook.built
    ]
    refusals.raise_any(path.name)
    if len(steps) < len(berkas.items):
        raise RuntimeError("an item of the file has neither a document nor a refusal")
    require_rights(kantor, steps)
    steps.sort(key=lambda step: (list(KINDS).index(step.item.jenis), step.item.nomor))
    tulis = [step for step in steps if step.berubah]
    changed = Changed()
    if tulis and not dry_run:
        changed = _write(kantor, berkas, tulis)
    peringatan.sort(key=lambda satu: _place(satu.jalur))
    return HasilTerapkan(_count(steps), tuple(peringatan), changed)


def _place(jalur: str) -> int:
    return int(jalur.split("/")[2])


def _count(steps: Iterable[Step]) -> Mapping[str, Mapping[str, int]]:
    jumlah = {jenis: dict.fromkeys(NASIB, 0) for jenis in KINDS}
    for step in steps:
        jumlah[step.item.jenis]["baru" if step.baru else "berubah" if step.berubah else "tidak_berubah"] += 1
    return jumlah


def _needs_reason(lama: Berkeadaan, isi: Dokumen) -> bool:
    """Tell whether a change asks for a reason as in the window: of what is fixed, or an SKP that is given back."""
    if isinstance(lama, Skp) and isinstance(isi, Skp) and lama.status is StatusSkp.DIAJUKAN:
        return isi.status is StatusSkp.DRAFT
    return not is_open(lama)


def _judge(outlook: Outlook, item: Item, refusals: Refusals, peringatan: list[PeringatanTerapkan]) -> Step:
    """Compare an item with what is stored and check what its state asks for (section 9)."""
    isi = outlook.built[item.doc_id]
    dokumen = outlook.stored.get(item.doc_id)
    hidup = dokumen is not None and not dokumen.deleted
    lama = decode_kind(dokumen.kind, dokumen.body) if dokumen is not None and hidup else None
    berubah = lama is None or as_typed(lama) != as_typed(isi)
    if berubah and dokumen is not None:
        if dokumen.conflicts:
            refusals.add("dokumen_berkonflik", item.jalur, item)
        if lama is not None and isinstance(lama, Berkeadaan) and _needs_reason(lama, isi) and not item.alasan:
            refusals.add("alasan_wajib", f"{item.jalur}/alasan", item, langkah="terapkan")
    for temuan in findings_of(outlook, item, isi, refusals, berubah=berubah):
        jalur = path_in_file(item, temuan.jalur)
        if temuan.penting and berubah and not is_editable(isi):
            refusals.add("interchange_belum_lengkap", jalur, item, temuan=temuan.kode, fakta=temuan.fakta)
        else:
            peringatan.append(PeringatanTerapkan(jalur, temuan.kode, temuan.fakta))
    over = dokumen.body if dokumen is not None and hidup else None
    if berubah and len(encode(isi, over)) + len(msgspec.json.encode(item.alasan)) > MAX_REVISION_BYTES - RUANG_AMPLOP:
        refusals.add(
            "interchange_terlalu_besar",
            f"{item.jalur}/isi",
            item,
            batas=MAX_REVISION_BYTES - RUANG_AMPLOP,
            satuan="byte",
        )
    return Step(item, isi, over, baru=not hidup, berubah=berubah)


def _write(kantor: Kantor, berkas: Berkas, steps: list[Step]) -> Changed:
    """Write every step in one transaction; people stand before the documents that freeze their identities."""
    revs: dict[str, str] = {}
    detail = {
        "sha256": berkas.sha256,
        "baru": sum(step.baru for step in steps),
        "berubah": sum(not step.baru for step in steps),
    }
    with kantor.write("terapkan", detail=detail) as tx:
        for step in steps:
            item = step.item
            isi = freeze(kantor, tx, item.doc_id, step.isi, step.lama, revs)
            try:
                revisi = tx.save(
                    item.jenis,
                    item.doc_id,
                    encode(isi, step.lama),
                    scope=_scope(kantor, item),
                    schema=SCHEMA,
                    why=item.alasan,
                )
            except StoreError as error:
                if error.code != "revision_too_large":
                    raise
                batas = MAX_REVISION_BYTES
                raise UserError("interchange_terlalu_besar", berkas=berkas.nama, batas=batas, satuan="byte") from error
            revs[item.doc_id] = revisi.rev_id
    return Changed(tuple(revs), tuple(dict.fromkeys(step.item.jenis for step in steps)))


def _scope(kantor: Kantor, item: Item) -> str:
    """Return the office whose document it is: a stored one keeps its office, a new one gets the item's."""
    dokumen = kantor.store.document(item.doc_id)
    return dokumen.scope if dokumen is not None else item.milik
