"""What a file that is kept aside would bring: verified as ever, read, and nothing of it taken in.

Of each document that is new or changed against what is here: kind, name, who wrote it and when by his clock. So two
histories can be laid side by side, and what a lost laptop still sends is named before anybody decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from db import Revision, StoreError, decode_revision
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import four_words, open_bundle
from desktop_app.services.jangkauan_tertutup import TERTUTUP
from desktop_app.services.kantor import Kantor
from desktop_app.services.konteks_masuk import known_bundles, reading_context
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.verifikasi_paket import clear, quarantine

MAKS_TEKS = 120
MAKS_DOKUMEN = 2_000
"""Documents that are named of one file; further ones are counted."""


@dataclass(frozen=True)
class DokumenDitahan:
    """One document in a file that is not taken in: what it says of itself, and how many versions are new here."""

    doc_id: str
    jenis: str
    nama: str
    baru: int
    siapa: str
    waktu: str
    ragu: bool


@dataclass(frozen=True)
class IsiBerkas:
    """What a verified file says: whose, its number and epoch, when by its clock, what is new in it, who worked.

    ``jenis`` counts the documents with something new, by kind; ``jejak`` is the length of its sender's audit chain,
    ``ids`` are the revisions in it.
    """

    berkas: str
    device_id: str
    kode: str
    nama: str
    epoch: str
    nomor: int
    dibuat: str
    ragu: bool
    revisi: int
    baru: int
    jejak: int
    jenis: Mapping[str, int]
    dokumen: tuple[DokumenDitahan, ...]
    pelaku: tuple[str, ...]
    empat_kata: tuple[str, str, str, str]
    ids: frozenset[str] = frozenset()


def read_file(kantor: Kantor, path: Path, *, semua: bool = False, kecuali: frozenset[str] = frozenset()) -> IsiBerkas:
    """Verify the bundle at ``path``, also one of a twin or of a revoked device, and say what it would bring.

    With ``semua`` every document in it is named, also what is known here; ``kecuali`` are revisions that do not count,
    because another history has them too. Raises ``BundleError`` as opening does for everything else; changes nothing.
    """
    copy = quarantine(path, kantor.folder("karantina"))
    context = reading_context(kantor, known_bundles(kantor), admit_revoked=frozenset({copy.sha256}), keep_twin=True)
    try:
        with open_bundle(copy.path, context) as paket:
            tally = _Tally(kantor, semua, kecuali)
            for raws in paket.revision_chunks():
                tally.add(raws)
            manifest = paket.manifest
            return IsiBerkas(
                berkas=paket.file_sha256,
                device_id=paket.sender,
                kode=paket.office.code,
                nama=paket.office.name,
                epoch=paket.epoch,
                nomor=paket.seq,
                dibuat=manifest.claimed.t,
                ragu=manifest.claimed.doubt,
                revisi=tally.revisi,
                baru=tally.baru,
                jejak=manifest.audit.count,
                jenis=dict(Counter(satu.kind for satu, _ in tally.terakhir.values())),
                dokumen=tally.named(),
                pelaku=tuple(sorted(tally.pelaku)),
                empat_kata=four_words(paket.file_sha256),
                ids=frozenset(tally.ids),
            )
    finally:
        clear(copy)


class _Tally:
    """Counts what passes by; of a document the version that comes last is described."""

    def __init__(self, kantor: Kantor, semua: bool, kecuali: frozenset[str]) -> None:
        self._kantor = kantor
        self._semua = semua
        self._kecuali = kecuali
        self.ids: set[str] = set()
        self.revisi = self.baru = 0
        self.terakhir: dict[str, tuple[Revision, int]] = {}
        self.pelaku: set[str] = set()

    def add(self, raws: list[bytes]) -> None:
        ids = [sha256(raw).hexdigest() for raw in raws]
        known = self._kantor.store.known(ids)
        for rev_id, raw in zip(ids, raws, strict=True):
            self.revisi += 1
            self.ids.add(rev_id)
            if rev_id in self._kecuali:
                continue
            try:
                rev = decode_revision(raw)
            except StoreError:
                continue
            self.pelaku.add(line_of(name_of(self._kantor, rev.who)) or "–")
            self.baru += rev_id not in known
            if self._semua or rev_id not in known:
                banyak = self.terakhir[rev.doc_id][1] if rev.doc_id in self.terakhir else 0
                self.terakhir[rev.doc_id] = (rev, banyak + 1)

    def named(self) -> tuple[DokumenDitahan, ...]:
        """Return the documents with something new, by kind and name."""
        semua = [
            DokumenDitahan(
                doc_id=doc_id,
                jenis=line_of(rev.kind),
                nama=name_of_document(self._kantor, rev),
                baru=banyak,
                siapa=line_of(name_of(self._kantor, rev.who)),
                waktu=line_of(rev.at.t),
                ragu=rev.at.doubt,
            )
            for doc_id, (rev, banyak) in self.terakhir.items()
        ]
        return tuple(sorted(semua, key=lambda satu: (satu.jenis, satu.nama.casefold(), satu.doc_id))[:MAKS_DOKUMEN])


class _Isi(msgspec.Struct):
    """What may name a record; a body may hold anything in these places."""

    nama: Any = None
    pegawai: Any = None
    pegawai_id: Any = None
    periode: Any = None
    tahun: Any = None
    kode: Any = None


def name_of_document(kantor: Kantor, rev: Revision) -> str:
    """Return a name for what a version is about, from its own words and the people who are known here; or "".

    Of a kind with a rule of its own nobody is named to who would not reach such a document.
    """
    try:
        if (aturan := TERTUTUP.get(rev.kind)) is not None:
            kolom = msgspec.json.decode(rev.body, type=dict[str, Any])
            if not kolom or not aturan(kantor.pelaku, Wewenang.LIHAT_PENILAIAN, kolom):
                return ""
        isi = msgspec.json.decode(rev.body, type=_Isi)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    beku = isi.pegawai.get("nama") if isinstance(isi.pegawai, dict) else None
    nama = next((satu for satu in (isi.nama, beku) if isinstance(satu, str) and satu.strip()), "")
    if not nama and isinstance(isi.pegawai_id, str) and len(isi.pegawai_id) == 32:
        orang = kantor.store.documents([isi.pegawai_id]).get(isi.pegawai_id) if _is_hex(isi.pegawai_id) else None
        nama = orang.label if orang is not None and orang.kind == "pegawai" else ""
    kapan = next((str(satu) for satu in (isi.periode, isi.tahun, isi.kode) if isinstance(satu, str | int)), "")
    return line_of(" ".join(satu for satu in (nama, kapan) if satu))


def _is_hex(teks: str) -> bool:
    return all(huruf in "0123456789abcdef" for huruf in teks)


def line_of(teks: str) -> str:
    """Return foreign words as one short line that can be shown."""
    return "".join(huruf if huruf.isprintable() else " " for huruf in teks[:MAKS_TEKS]).strip()
