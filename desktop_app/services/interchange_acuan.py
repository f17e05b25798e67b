"""Which documents an interchange file speaks of, and what they will be (docs/spec/interchange.md, section 2).

References and defaults are followed as things will stand once the file is applied: the file's own items first, then
the store's documents that the file does not replace.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

import msgspec

from db import Document
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.bimbingan import Coaching, Mentoring
from desktop_app.domain.codec import ALL_KINDS, KINDS, Dokumen, decode_as, is_of_office, natural_id, office_tag
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.services.interchange_baca import Acuan, Item, Refusals
from desktop_app.services.interchange_bawaan import fill_defaults
from desktop_app.services.interchange_berkas import POLA_ID_DOKUMEN
from desktop_app.services.interchange_isi import POLA_KODE
from desktop_app.services.interchange_kunci import (
    BOLEH_KOSONG,
    BUKAN_KOLOM,
    DARI_DUA,
    DARI_INDUK,
    DARI_PEGAWAI,
    DARI_PENILAIAN,
    DARI_SENDIRI,
    DARI_SKP,
    KUNCI,
    MILIK_KANTOR_INI,
    SATU_TIAP_KANTOR,
    is_named_by_ref,
    key_by_ref,
    owner_member,
)
from desktop_app.services.kantor import Kantor, Peran

D = TypeVar("D", Pegawai, Skp, Adendum, Penilaian, Coaching, Mentoring)


class Outlook:
    """The documents as they will be after the file is applied.

    ``items`` maps document ids to the file's items, ``built`` to their documents, ``stored`` to what the store holds
    of them now (also deleted ones).
    """

    def __init__(self, kantor: Kantor, items: Sequence[Item], refusals: Refusals) -> None:
        self.items: dict[str, Item] = {}
        self.built: dict[str, Dokumen] = {}
        self.stored: dict[str, Document] = {}
        self.units: dict[str, UnitKerja | None] = {}
        self.kantor = kantor
        self._store = kantor.store
        self._refusals = refusals
        self._refs: dict[str, Item] = {}
        self._by_nip: dict[str, list[Item]] = defaultdict(list)
        self._skp_of: dict[str, list[Item]] = defaultdict(list)
        self._nips: dict[str, list[str]] = {}
        self._pegawai: dict[str, Pegawai | None] = {}
        self._skp: dict[str, Skp | None] = {}
        self._in_order(items)

    def pegawai(self, doc_id: str) -> Pegawai | None:
        """Return a person as he will be; None where he is not known or his item was refused."""
        if doc_id not in self._pegawai:
            self._pegawai[doc_id] = self._read(doc_id, Pegawai)
        return self._pegawai[doc_id]

    def skp(self, doc_id: str) -> Skp | None:
        """Return an SKP as it will be; None where it is not known or its item was refused."""
        if doc_id not in self._skp:
            self._skp[doc_id] = self._read(doc_id, Skp)
        return self._skp[doc_id]

    def penilaian(self, doc_id: str) -> Penilaian | None:
        """Return an evaluation as it will be; None where it is not known or its item was refused."""
        return self._read(doc_id, Penilaian)

    def skps_of(self, pegawai_id: str) -> list[Skp]:
        """Return all SKPs of a person as they will be, those of the file first."""
        ids = [doc_id for doc_id, item in self.items.items() if item.isi.get("pegawai_id") == pegawai_id]
        ids += [satu.doc_id for satu in self._store.find("skp", where={"pegawai_id": pegawai_id}, bodies=False)]
        return [skp for doc_id in dict.fromkeys(ids) if (skp := self.skp(doc_id)) is not None]

    def adendum(self, doc_id: str) -> Adendum | None:
        """Return an addendum as it will be; None where it is not known or its item was refused."""
        return self._read(doc_id, Adendum)

    def bimbingan(self, doc_id: str) -> Coaching | Mentoring | None:
        """Return a coaching or mentoring as it will be; None where it is not known or its item was refused."""
        return self._read(doc_id, Coaching) or self._read(doc_id, Mentoring)

    def plan_under(self, adendum_id: str) -> Skp | None:
        """Return the plan over which a stored addendum was written; None where that is not known."""
        dokumen = self.stored.get(adendum_id)
        lama = decode_as(Adendum, dokumen.body) if dokumen is not None and not dokumen.deleted else None
        rev = self._store.revision(lama.skp_rev) if lama is not None and lama.skp_rev else None
        return decode_as(Skp, rev.body) if rev is not None and not rev.deleted and rev.kind == "skp" else None

    def in_conflict(self, doc_id: str) -> bool:
        """Tell whether versions of a stored document disagree and the file does not replace it."""
        dokumen = None if doc_id in self.items else self._store.document(doc_id)
        return dokumen is not None and bool(dokumen.conflicts)

    def _in_order(self, items: Sequence[Item]) -> None:
        """Find every document, each kind after those that its key or its defaults depend on."""
        menurut: dict[str, list[Item]] = {jenis: [] for jenis in KINDS}
        for item in items:
            menurut[item.jenis].append(item)
            if item.ref:
                self._refs.setdefault(item.ref, item)
            if item.jenis == "pegawai" and item.isi.get("nip"):
                self._by_nip[item.isi["nip"]].append(item)
        for jenis in DARI_SENDIRI:
            for item in menurut[jenis]:
                item.isi.setdefault("unit_kode", self.kantor.profil.kode if jenis in MILIK_KANTOR_INI else "")
                self._identify(item)
        self._follow_all(items, ("pegawai",))
        for jenis in DARI_PEGAWAI:
            for item in menurut[jenis]:
                if jenis == "skp":
                    self._skp_of[item.isi.get("pegawai_id", "")].append(item)
                self._identify(item)
        self._follow_all(items, DARI_DUA)
        for jenis in DARI_INDUK:
            for item in menurut[jenis]:
                self._identify(item)
        self._follow_all(items, ("skp",))
        for jenis in DARI_SKP:
            for item in menurut[jenis]:
                self._identify(item)
        self._follow_all(items, ("penilaian", "keberatan"))
        for jenis in DARI_PENILAIAN:
            for item in menurut[jenis]:
                self._identify(item)
        self._follow_all(items, set(ALL_KINDS) - {"pegawai", *DARI_DUA, "skp", "penilaian", "keberatan"})
        self.stored = self._store.documents(list(self.items))
        for jenis in KINDS:
            for item in menurut[jenis]:
                if item.doc_id and item.sound:
                    self._build(item)

    def _identify(self, item: Item) -> None:
        """Find the document that an item speaks of, or the id that it will get."""
        doc_id = item.id
        item.milik = self._owner(item)
        if doc_id:
            dokumen = self._store.document(doc_id)
            if dokumen is not None and dokumen.kind != item.jenis:
                self._refusals.add("interchange_nilai_salah", f"{item.jalur}/id", item, harus=f"id {item.jenis}")
                return
            if dokumen is None and not is_of_office(doc_id, item.milik):
                self._refusals.add("interchange_id_kantor", f"{item.jalur}/id", item, kantor=item.milik)
                return
        else:
            kunci = self._key(item)
            if not kunci:
                item.sound = False
                return
            ada = self._with_key(item, kunci)
            if len(ada) > 1:
                self._refusals.add("interchange_kunci_ganda", item.jalur, item, kunci=kunci, jumlah=len(ada))
                return
            doc_id = ada[0] if ada else self._new_id(item, kunci)
        item.doc_id = doc_id
        pertama = self.items.setdefault(doc_id, item)
        if pertama is not item:
            self._refusals.add("interchange_dokumen_ganda", item.jalur, item, pertama=pertama.jalur)

    def _key(self, item: Item) -> str:
        """Return the natural key of an item, empty where a part of it was refused."""
        if is_named_by_ref(item):
            if not item.ref and item.sound:
                self._refusals.add("interchange_kolom_wajib", f"{item.jalur}/ref", item)
            return key_by_ref(item)
        if item.isi.get("keberatan_id"):
            # The window opens one decision for each objection.
            return str(item.isi["keberatan_id"])
        nilai = {satu: str(item.isi.get(satu) or "") for satu in KUNCI[item.jenis]}
        if item.jenis == "matriks":
            nilai["tim"] = nilai["tim"].casefold()
        kosong = [nama for nama, isi in nilai.items() if not isi and nama not in BOLEH_KOSONG]
        if kosong and item.sound:
            self._refusals.add("interchange_kolom_wajib", f"{item.jalur}/isi/{kosong[0]}", item)
        return "" if kosong else "/".join(nilai.values()) or item.jenis

    def _with_key(self, item: Item, kunci: str) -> list[str]:
        """Return the living documents of the store that have the natural key of ``item``."""
        if is_named_by_ref(item):
            doc_id = natural_id(item.jenis, item.milik, kunci)
            return [doc_id] if self._lives(doc_id, item.jenis) else []
        where = {satu: item.isi.get(satu, "") for satu in KUNCI[item.jenis] if satu not in BUKAN_KOLOM}
        if item.jenis in SATU_TIAP_KANTOR:
            where["scope"] = item.milik
        ketemu = self._store.find(item.jenis, where=where)
        return [satu.doc_id for satu in ketemu]

    def _owner(self, item: Item) -> str:
        """Return the office whose document a new item becomes: in a unit this one, in the kabupaten the unit named."""
        isi, kode = item.isi, self.kantor.profil.kode
        unit = str(isi.get("unit_kode") or (isi.get("kode") if item.jenis == "unit_kerja" else "") or "")
        if self.kantor.profil.peran is Peran.UNIT:
            return kode
        atas = owner_member(item)
        if atas and not isi.get("unit_kode"):
            di_berkas = self.items.get(isi.get(atas, ""))
            dokumen = self._store.document(isi[atas]) if isi.get(atas) and di_berkas is None else None
            return di_berkas.milik if di_berkas is not None else dokumen.scope if dokumen is not None else kode
        bagian = unit.split(".")[: kode.count(".") + 2]
        return ".".join(bagian) if unit.startswith(f"{kode}.") and POLA_KODE.fullmatch(unit) else kode

    def _new_id(self, item: Item, kunci: str) -> str:
        """Return the id of the key; a random one where that id is a living document whose key has changed since."""
        doc_id = natural_id(item.jenis, item.milik, kunci)
        return office_tag(item.milik) + secrets.token_hex(12) if self._lives(doc_id, item.jenis) else doc_id

    def _lives(self, doc_id: str, *jenis: str) -> bool:
        dokumen = self._store.document(doc_id)
        return dokumen is not None and not dokumen.deleted and dokumen.kind in jenis

    def _follow_all(self, items: Iterable[Item], kinds: Collection[str]) -> None:
        for item in items:
            for acuan in item.acuan:
                if acuan.jenis[0] in kinds:
                    self._follow(item, acuan)

    def _follow(self, item: Item, acuan: Acuan) -> None:
        """Put the document id that a reference means into its field, or refuse it."""
        cari: Mapping[str, Callable[[Acuan], list[str]]] = MappingProxyType(
            {"id": self._by_id, "nip": self._persons, "ref": self._named, "tahun": self._skp_in_year}
        )
        if acuan.cara == "tahun" and not acuan.wadah.get("pegawai_id"):
            item.sound = False
            return
        ketemu = list(dict.fromkeys(cari[acuan.cara](acuan)))
        if len(ketemu) != 1:
            self._refusals.add("interchange_acuan_tidak_ada", acuan.jalur, item, acuan=acuan.nilai, jumlah=len(ketemu))
        elif ketemu[0]:
            acuan.wadah[acuan.kolom] = ketemu[0]
        else:
            # The item that is meant was itself refused; saying so again would only hide that.
            item.sound = False

    def _by_id(self, acuan: Acuan) -> list[str]:
        if not POLA_ID_DOKUMEN.fullmatch(acuan.nilai):
            return []
        item = self.items.get(acuan.nilai)
        ada = item.jenis in acuan.jenis if item is not None else self._lives(acuan.nilai, *acuan.jenis)
        return [acuan.nilai] if ada else []

    def _named(self, acuan: Acuan) -> list[str]:
        item = self._refs.get(acuan.nilai)
        return [item.doc_id] if item is not None and item.jenis in acuan.jenis else []

    def _persons(self, acuan: Acuan) -> list[str]:
        nip = acuan.nilai
        if nip not in self._nips:
            dalam = [item.doc_id for item in self._by_nip.get(nip, ())]
            ketemu = self._store.find("pegawai", where={"nip": nip})
            self._nips[nip] = dalam + [satu.doc_id for satu in ketemu if satu.doc_id not in self.items]
        return self._nips[nip]

    def _skp_in_year(self, acuan: Acuan) -> list[str]:
        pegawai_id = acuan.wadah["pegawai_id"]
        dalam = [
            item.doc_id
            for item in self._skp_of.get(pegawai_id, ())
            if str(item.isi.get("mulai", "")).startswith(f"{acuan.nilai}-")
        ]
        ketemu = self._store.find("skp", where={"pegawai_id": pegawai_id})
        return dalam + [
            satu.doc_id
            for satu in ketemu
            if satu.doc_id not in self.items and str(satu.columns["mulai"]).startswith(f"{acuan.nilai}-")
        ]

    def _read(self, doc_id: str, tipe: type[D]) -> D | None:
        """Return a document as it will be: the file's where the file speaks of it, else the store's."""
        if doc_id in self.items:
            isi = self.built.get(doc_id)
            return isi if isinstance(isi, tipe) else None
        dokumen = self._store.document(doc_id) if doc_id else None
        if dokumen is None or dokumen.deleted or KINDS.get(dokumen.kind) is not tipe:
            return None
        return decode_as(tipe, dokumen.body)

    def _build(self, item: Item) -> None:
        """Make the document of an item, with the defaults that depend on other documents."""
        if fill_defaults(self, item):
            self.built[item.doc_id] = msgspec.convert(item.isi, KINDS[item.jenis])
        else:
            item.sound = False
