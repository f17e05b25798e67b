"""A return bundle shown before it is applied: everything is verified and tried, and nothing stays.

What would come in is found by taking it in and taking that back: so the preview and what happens afterwards are one
and the same judgement (docs/spec/returns.md, section Preview).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeGuard

import msgspec

from db import AddReport, Document
from desktop_app.domain.codec import UNTUK_SEMUA_KANTOR, decode_as, decode_kind
from desktop_app.domain.dari_kabupaten import FORMAT_ATURAN, BerkasAturan, Mutasi, PermintaanPerbaikan
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import Passport, TrustState, VerifiedBundle, passport, receipt_code
from desktop_app.services.balasan import opened_return, take_revisions
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.karantina import reason_of
from desktop_app.services.kepercayaan import require_role, trust_of
from desktop_app.services.konflik import title_of
from desktop_app.services.nama_kolom import name_of_path, value_in_words
from desktop_app.services.paket import list_keluar

MAKS_BEDA = 40
"""So many changed fields of one document are told; the rest is counted."""
MAKS_NILAI = 300
DITAMPILKAN = ("pegawai", "unit_kerja")
"""The kinds whose changes are told field by field."""


class _Undone(Exception):
    """Leaves the transaction of a preview, which thereby never happened."""


@dataclass(frozen=True)
class BedaKolom:
    """One field that changes: its name, and its value before and after, in words."""

    nama: str
    dari: str
    ke: str


@dataclass(frozen=True)
class UbahanDokumen:
    """A person or an office that an answer changes; ``baru`` where it is not known here yet.

    ``sisa`` counts the changed fields that are not told.
    """

    kind: str
    judul: str
    baru: bool
    beda: tuple[BedaKolom, ...] = ()
    sisa: int = 0


@dataclass(frozen=True)
class UbahanKepercayaan:
    """What the trust document of an answer changes: from nothing, a newer root, other keys, computers revoked."""

    pertama: bool = False
    akar_dari: int = 0
    akar_ke: int = 0
    penerbit_berubah: bool = False
    penerima_berubah: bool = False
    dicabut: tuple[str, ...] = ()
    program: str = ""
    sidik: str = ""

    @property
    def kosong(self) -> bool:
        """Whether people need not look at anything."""
        akar = self.akar_dari != self.akar_ke
        return not (self.pertama or akar or self.penerbit_berubah or self.penerima_berubah or self.dicabut)


@dataclass(frozen=True)
class PratinjauBalasan:
    """What a return bundle would do here.

    ``diterima`` are own bundles that it acknowledges. ``orang`` are people and offices, ``bersama`` what the kabupaten
    keeps for all its offices, ``selesai`` documents whose versions agree afterwards, ``konflik`` those that would
    disagree, ``lain`` the number of other documents by kind. ``ditahan`` counts what would be held, by its reason in
    words; ``menunggu`` what waits for another bundle.
    """

    path: Path
    paspor: Passport
    kode_terima: str
    file_sha256: str
    sudah_diterima: bool
    diterima: tuple[int, ...]
    kepercayaan: UbahanKepercayaan
    sertifikat: bool
    orang: tuple[UbahanDokumen, ...] = ()
    mutasi: tuple[Mutasi, ...] = ()
    permintaan: tuple[PermintaanPerbaikan, ...] = ()
    aturan: tuple[tuple[BerkasAturan, bool], ...] = ()
    """Rule files, and whether this program can read each."""
    bersama: tuple[str, ...] = ()
    selesai: tuple[str, ...] = ()
    konflik: tuple[str, ...] = ()
    lain: Mapping[str, int] = field(default_factory=dict)
    revisi: int = 0
    baru: int = 0
    menunggu: int = 0
    ditahan: Mapping[str, int] = field(default_factory=dict)
    bukti: int = 0

    @property
    def kosong(self) -> bool:
        """Whether nothing at all would change but the receipts."""
        return not (self.baru or self.menunggu or self.ditahan or self.sertifikat) and self.kepercayaan.kosong


@dataclass(frozen=True)
class _Dicoba:
    """What taking in brought, read before it was taken back."""

    laporan: AddReport
    sesudah: dict[str, Document]
    alasan: Counter[str]


@intention(Wewenang.KIRIM)
def inspect_return(kantor: Kantor, path: Path) -> PratinjauBalasan:
    """Verify a return bundle and say what applying it would do; nothing changes, whatever it holds.

    Raises ``BundleError`` as ``apply_return`` does.
    """
    require_role(kantor, Peran.UNIT)
    with opened_return(kantor, path) as paket:
        return _preview(kantor, path, paket)


def _preview(kantor: Kantor, path: Path, paket: VerifiedBundle) -> PratinjauBalasan:
    dicoba = _try(kantor, paket)
    sebelum = kantor.store.documents(dicoba.sesudah)
    kelompok: dict[str, list[Document]] = {}
    for satu in sorted(dicoba.sesudah.values(), key=lambda dokumen: (dokumen.kind, dokumen.label, dokumen.doc_id)):
        kelompok.setdefault(satu.kind, []).append(satu)
    bersama = [s for kind in UNTUK_SEMUA_KANTOR for s in kelompok.get(kind, ()) if s.scope != kantor.profil.kode]
    sendiri = {"mutasi", "permintaan_perbaikan", *DITAMPILKAN, *UNTUK_SEMUA_KANTOR}
    nomor = {satu.file_sha256: satu.seq for satu in list_keluar(kantor)}
    return PratinjauBalasan(
        path=path,
        paspor=passport(paket.manifest, paket.file_sha256),
        kode_terima=receipt_code(paket.manifest_sha256),
        file_sha256=paket.file_sha256,
        sudah_diterima=kantor.store.get("balasan", paket.file_sha256) is not None,
        diterima=tuple(sorted(nomor[ack.sha256] for ack in paket.acknowledgements if ack.sha256 in nomor)),
        kepercayaan=_trust_change(kantor, paket.trust),
        sertifikat=paket.granted is not None and paket.granted.raw != kantor.store.get("kepercayaan", "sertifikat"),
        orang=tuple(_changed(kantor, sebelum, s) for kind in DITAMPILKAN for s in kelompok.get(kind, ())),
        mutasi=tuple(decode_as(Mutasi, s.body) for s in kelompok.get("mutasi", ()) if not s.deleted),
        permintaan=tuple(
            decode_as(PermintaanPerbaikan, s.body) for s in kelompok.get("permintaan_perbaikan", ()) if not s.deleted
        ),
        aturan=tuple(_rule(s) for s in kelompok.get("berkas_aturan", ())),
        bersama=tuple(title_of(kantor, satu) for satu in bersama if satu.kind != "berkas_aturan"),
        selesai=tuple(
            title_of(kantor, s) for s in dicoba.sesudah.values() if _had_conflict(sebelum, s) and not s.conflicts
        ),
        konflik=tuple(
            title_of(kantor, s) for s in dicoba.sesudah.values() if s.conflicts and not _had_conflict(sebelum, s)
        ),
        lain={kind: len(semua) for kind, semua in kelompok.items() if kind not in sendiri},
        revisi=paket.manifest.counts.revisions,
        baru=dicoba.laporan.new,
        menunggu=dicoba.laporan.waiting,
        ditahan={reason_of(kode): banyak for kode, banyak in dicoba.alasan.most_common()},
        bukti=paket.manifest.counts.attachments,
    )


def _try(kantor: Kantor, paket: VerifiedBundle) -> _Dicoba:
    """Take everything in as applying does, read what came of it, and take it back."""
    hasil: list[_Dicoba] = []
    try:
        with kantor.write("lihat_balasan") as tx:
            laporan, berubah = take_revisions(kantor, tx, paket)
            alasan = Counter(s.reason for s in kantor.store.quarantined() if s.source == paket.file_sha256)
            hasil.append(_Dicoba(laporan, kantor.store.documents(berubah), alasan))
            raise _Undone
    except _Undone:
        return hasil[0]


def _had_conflict(sebelum: Mapping[str, Document], dokumen: Document) -> bool:
    lama = sebelum.get(dokumen.doc_id)
    return lama is not None and bool(lama.conflicts)


def _rule(dokumen: Document) -> tuple[BerkasAturan, bool]:
    isi = decode_as(BerkasAturan, dokumen.body)
    return isi, isi.format <= FORMAT_ATURAN


def _changed(kantor: Kantor, sebelum: Mapping[str, Document], dokumen: Document) -> UbahanDokumen:
    """Return what changes in one document, field by field."""
    lama = sebelum.get(dokumen.doc_id)
    judul = title_of(kantor, dokumen)[:MAKS_NILAI]
    if lama is None:
        return UbahanDokumen(dokumen.kind, judul, True)
    try:
        decode_kind(dokumen.kind, lama.body)
    except UserError:
        return UbahanDokumen(dokumen.kind, judul, False)
    dulu: dict[str, Any] = msgspec.json.decode(lama.body)
    kini: dict[str, Any] = msgspec.json.decode(dokumen.body)
    beda = list(_paths(dulu, kini))
    orang = _people(kantor, (nilai for _, *dua in beda for nilai in dua))
    baris = tuple(
        BedaKolom(
            name_of_path(jalur, kini if ke is not None else dulu),
            "–" if dari is None else value_in_words(jalur, dari, orang)[:MAKS_NILAI],
            "–" if ke is None else value_in_words(jalur, ke, orang)[:MAKS_NILAI],
        )
        for jalur, dari, ke in beda[:MAKS_BEDA]
    )
    return UbahanDokumen(dokumen.kind, judul, False, baris, max(0, len(beda) - MAKS_BEDA))


def _paths(dulu: Mapping[str, Any], kini: Mapping[str, Any], awal: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield path, value before and value after of every field that differs; children are matched by their ids."""
    for nama in dict.fromkeys((*dulu, *kini)):
        dari, ke, jalur = dulu.get(nama), kini.get(nama), f"{awal}{nama}"
        if dari == ke:
            continue
        if _is_children(dari) and _is_children(ke):
            satu, dua = ({str(anak["id"]): anak for anak in deret} for deret in (dari, ke))
            for kunci in dict.fromkeys((*satu, *dua)):
                if kunci in satu and kunci in dua:
                    yield from _paths(satu[kunci], dua[kunci], f"{jalur}/#{kunci}/")
                elif nama == "riwayat" and kunci in dua:
                    # A post that begins is told against the one before it: what changes on that day.
                    yield from _paths(_before(satu, dua[kunci]), {**dua[kunci], "id": ""}, f"{jalur}/#{kunci}/")
                else:
                    yield f"{jalur}/#{kunci}", satu.get(kunci), dua.get(kunci)
        else:
            yield jalur, dari, ke


def _before(semua: Mapping[str, Mapping[str, Any]], baru: Mapping[str, Any]) -> dict[str, Any]:
    """Return the post before another one; an empty one where it is the first."""
    dulu = [satu for satu in semua.values() if str(satu.get("mulai")) < str(baru.get("mulai"))]
    terakhir = max(dulu, key=lambda satu: str(satu.get("mulai")), default={})
    return {**terakhir, "id": ""}


def _is_children(deret: object) -> TypeGuard[list[dict[str, Any]]]:
    return isinstance(deret, list) and all(isinstance(satu, dict) and "id" in satu for satu in deret)


def _people(kantor: Kantor, nilai: Iterator[Any]) -> dict[str, str]:
    """Return the names of the people whom values name by id, also from inside a child."""
    ids: set[str] = set()
    for satu in nilai:
        teks: Sequence[Any] = list(satu.values()) if isinstance(satu, dict) else [satu]
        ids |= {isi for isi in teks if isinstance(isi, str) and len(isi) == 32}
    return {doc_id: satu.label for doc_id, satu in kantor.store.documents(ids).items()}


def _trust_change(kantor: Kantor, baru: TrustState | None) -> UbahanKepercayaan:
    lama = trust_of(kantor)
    if baru is None:
        return UbahanKepercayaan()
    if lama is None:
        return UbahanKepercayaan(
            pertama=True, akar_ke=baru.marks.root_version, program=baru.least_program, sidik=baru.root_fingerprint
        )
    dulu = {satu.device_id for satu in lama.revocations}
    return UbahanKepercayaan(
        akar_dari=lama.marks.root_version,
        akar_ke=max(lama.marks.root_version, baru.marks.root_version),
        penerbit_berubah=set(lama.issuers) != set(baru.issuers),
        penerima_berubah=set(lama.inbox) != set(baru.inbox),
        dicabut=tuple(satu.device_id for satu in baru.revocations if satu.device_id not in dulu),
        program=baru.least_program if baru.least_program != lama.least_program else "",
        sidik=baru.root_fingerprint,
    )
