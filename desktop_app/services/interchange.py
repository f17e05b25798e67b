"""Apply an interchange file: all of it in one transaction, or nothing and every reason (docs/spec/interchange.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from db import MAX_REVISION_BYTES, StoreError, Transaction
from desktop_app.domain.codec import KINDS, SCHEMA, Dokumen, decode_kind, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.kelengkapan import check_penilaian, check_skp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.predikat import compute_predikat
from desktop_app.domain.skp import Skp, find_indikator
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.interchange_acuan import Outlook
from desktop_app.services.interchange_baca import Item, Refusals, point
from desktop_app.services.interchange_berkas import Berkas, read_items
from desktop_app.services.interchange_isi import READERS
from desktop_app.services.jangkauan import UBAH
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import RUANG_AMPLOP, is_editable
from desktop_app.services.pegawai import check_pegawai
from desktop_app.services.penilaian import atasan_penilai, pin_skp
from desktop_app.services.penjaga import judgement_of
from desktop_app.services.skp import settled_identity

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


@dataclass(frozen=True)
class Step:
    """One document to be written: its item, what it will be, and the stored body and whether it is a new one."""

    item: Item
    isi: Dokumen
    lama: bytes | None
    baru: bool
    berubah: bool


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
    _require_others(kantor, steps)
    steps.sort(key=lambda step: (list(KINDS).index(step.item.jenis), step.item.nomor))
    tulis = [step for step in steps if step.berubah]
    changed = Changed()
    if tulis and not dry_run:
        changed = _write(kantor, berkas, tulis)
    peringatan.sort(key=lambda satu: _place(satu.jalur))
    return HasilTerapkan(_count(steps), tuple(peringatan), changed)


def _require_others(kantor: Kantor, steps: Iterable[Step]) -> None:
    """Raise ``UserError`` where the file decides what is not for who acts to decide.

    What stands on signed paper already may be recorded by an admin, never by anybody about himself: an SKP in or
    out of its fixed state, and of an evaluation whatever its assessor says.
    """
    for step in steps:
        if not step.berubah or not isinstance(step.isi, Skp | Penilaian):
            continue
        lama = decode_kind(step.item.jenis, step.lama) if step.lama is not None else None
        semua = [satu for satu in (step.isi, lama) if isinstance(satu, Skp | Penilaian)]
        if len({satu.pegawai_id for satu in semua}) > 1:
            # By way of another person's name anybody could rate himself.
            kantor.refuse(UBAH[step.item.jenis], step.item.doc_id, "bukan_isian_anda")
        if not all(_open(satu) for satu in semua) or (lama is not None and not is_editable(lama)):
            for satu in semua:
                kantor.require(Wewenang.CATAT_TETAP, step.item.doc_id, satu.pegawai_id)
        elif isinstance(step.isi, Penilaian) and _judges(step.isi, lama):
            for satu in semua:
                kantor.require_other(Wewenang.ISI_RATING, step.item.doc_id, satu.pegawai_id)


def _judges(isi: Penilaian, lama: object) -> bool:
    kosong = Penilaian(pegawai_id=isi.pegawai_id, skp_id=isi.skp_id, periode=isi.periode)
    return judgement_of(isi) != judgement_of(lama if isinstance(lama, Penilaian) else kosong)


def _place(jalur: str) -> int:
    return int(jalur.split("/")[2])


def _count(steps: Iterable[Step]) -> Mapping[str, Mapping[str, int]]:
    jumlah = {jenis: dict.fromkeys(NASIB, 0) for jenis in KINDS}
    for step in steps:
        jumlah[step.item.jenis]["baru" if step.baru else "berubah" if step.berubah else "tidak_berubah"] += 1
    return jumlah


def _needs_reason(lama: Skp | Penilaian, isi: Dokumen) -> bool:
    """Tell whether a change asks for a reason as in the window: of what is fixed, or an SKP that is given back."""
    if isinstance(lama, Skp) and isinstance(isi, Skp) and lama.status is StatusSkp.DIAJUKAN:
        return isi.status is StatusSkp.DRAFT
    return not _open(lama)


def _judge(outlook: Outlook, item: Item, refusals: Refusals, peringatan: list[PeringatanTerapkan]) -> Step:
    """Compare an item with what is stored and check what its state asks for (section 9)."""
    isi = outlook.built[item.doc_id]
    dokumen = outlook.stored.get(item.doc_id)
    hidup = dokumen is not None and not dokumen.deleted
    lama = decode_kind(dokumen.kind, dokumen.body) if dokumen is not None and hidup else None
    berubah = lama is None or _as_typed(lama) != _as_typed(isi)
    if berubah and dokumen is not None:
        if dokumen.conflicts:
            refusals.add("dokumen_berkonflik", item.jalur, item)
        if lama is not None and isinstance(lama, Skp | Penilaian) and _needs_reason(lama, isi) and not item.alasan:
            refusals.add("alasan_wajib", f"{item.jalur}/alasan", item, langkah="terapkan")
    for temuan in _findings(outlook, item, isi, refusals, berubah=berubah):
        jalur = _path_of(item, temuan.jalur)
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


def _open(lama: Skp | Penilaian) -> bool:
    """Tell whether a stored document may change without a reason."""
    return lama.status not in (StatusSkp.DITETAPKAN, StatusPenilaian.FINAL)


def _as_typed(isi: Dokumen) -> Dokumen:
    """Return ``isi`` without what the program itself puts into a fixed document."""
    if isinstance(isi, Skp):
        return msgspec.structs.replace(isi, pegawai=None, penilai=None)
    if isinstance(isi, Penilaian):
        kosong = {
            "predikat": None,
            "aturan": "",
            "skp_rev": "",
            "pegawai": None,
            "penilai": None,
            "atasan_penilai": None,
        }
        return msgspec.structs.replace(isi, **kosong)
    return isi


def _findings(outlook: Outlook, item: Item, isi: Dokumen, refusals: Refusals, *, berubah: bool) -> list[Temuan]:
    """Return the findings of a document; what the format itself forbids goes to the refusals."""
    if isinstance(isi, Pegawai):
        return list(check_pegawai(isi))
    if isinstance(isi, Skp):
        return list(check_skp(isi))
    skp = outlook.skp(isi.skp_id) if isinstance(isi, Penilaian) else None
    if not isinstance(isi, Penilaian) or skp is None:
        return []
    if not berubah and not _open(isi):
        # It speaks of the SKP of its own day, which is kept with it; the SKP may have moved on.
        return []
    if skp.pegawai_id != isi.pegawai_id:
        refusals.add("interchange_acuan_tidak_ada", _path_of(item, "skp_id"), item, acuan=isi.skp_id, jumlah=0)
        return []
    for index, satu in enumerate(isi.realisasi):
        if find_indikator(skp, satu.id) is None:
            jalur = f"{item.jalur}/isi/realisasi/{index}/id"
            refusals.add("interchange_indikator_tidak_ada", jalur, item, indikator=satu.id)
    if isi.status is StatusPenilaian.FINAL:
        if skp.status is not StatusSkp.DITETAPKAN:
            refusals.add("interchange_skp_belum_ditetapkan", f"{item.jalur}/isi/status", item)
        if outlook.in_conflict(isi.skp_id):
            refusals.add("dokumen_berkonflik", _path_of(item, "skp_id"), item)
    temuan = list(check_penilaian(isi, skp))
    waktu = parse_periode(isi.periode)
    if waktu.selesai < skp.mulai or waktu.mulai > skp.selesai:
        temuan.append(Temuan("periode_di_luar_skp", "periode", penting=True, periode=waktu.kode))
    return temuan


def _path_of(item: Item, jalur: str) -> str:
    """Turn the path of a finding (``hasil/#h1/teks``) into that of the file (``/dokumen/3/isi/hasil/0/teks``).

    Where the file says nothing of a child, the path ends at its list.
    """
    hasil = f"{item.jalur}/isi"
    for bagian in jalur.split("/"):
        if not bagian.startswith("#"):
            hasil = point(hasil, bagian)
        elif bagian[1:] in item.urutan.get(hasil, ()):
            hasil = point(hasil, item.urutan[hasil].index(bagian[1:]))
        else:
            return hasil
    return item.ejaan.get(hasil, hasil)


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
            isi = _frozen(kantor, tx, step, revs)
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


def _frozen(kantor: Kantor, tx: Transaction, step: Step, revs: Mapping[str, str]) -> Dokumen:
    """Return the document with what the program puts in: identities, predicate, rule set, the SKP's revision."""
    isi = step.isi
    if isinstance(isi, Skp) and isi.status is StatusSkp.DITETAPKAN:
        return msgspec.structs.replace(
            isi,
            pegawai=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
            penilai=settled_identity(kantor, isi.penilai_id, isi.tanggal),
        )
    if not isinstance(isi, Penilaian):
        return isi
    if isi.status is not StatusPenilaian.FINAL:
        return isi
    aturan = kantor.aturan()
    return msgspec.structs.replace(
        isi,
        skp_rev=_skp_rev(kantor, tx, isi.skp_id, revs),
        aturan=aturan.id,
        predikat=compute_predikat(aturan.matriks, isi.rating_hasil, isi.rating_perilaku),
        pegawai=settled_identity(kantor, isi.pegawai_id, isi.tanggal),
        penilai=settled_identity(kantor, isi.penilai_id, isi.tanggal),
        atasan_penilai=atasan_penilai(kantor, isi, isi.tanggal),
    )


def _skp_rev(kantor: Kantor, tx: Transaction, skp_id: str, revs: Mapping[str, str]) -> str:
    """Return the revision of the SKP as it stands now, this transaction counted in."""
    dokumen = kantor.store.document(skp_id)
    return revs.get(skp_id) or (pin_skp(tx, dokumen) if dokumen is not None else "")
