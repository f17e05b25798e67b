"""Which documents an interchange file speaks of, and what they will be (docs/spec/interchange.md, section 2).

References and defaults are followed as things will stand once the file is applied: the file's own items first, then
the store's documents that the file does not replace.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TypeVar

import msgspec

from db import Document
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import KINDS, OF_PERSON, Dokumen, decode_as, is_of_office, natural_id, office_tag
from desktop_app.domain.istilah import KelompokSkp
from desktop_app.domain.kelompok import kelompok_of, pendekatan_of
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.skp import Skp
from desktop_app.domain.unit_kerja import UnitKerja
from desktop_app.services.interchange_baca import Acuan, Item, Refusals
from desktop_app.services.interchange_berkas import POLA_ID_DOKUMEN
from desktop_app.services.interchange_isi import POLA_KODE
from desktop_app.services.interchange_kunci import (
    BOLEH_KOSONG,
    BUKAN_KOLOM,
    DARI_PEGAWAI,
    DARI_SENDIRI,
    DARI_SKP,
    KUNCI,
    MILIK_KANTOR_INI,
    SATU_TIAP_KANTOR,
    is_named_by_ref,
)
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.ketentuan import read_ketentuan

D = TypeVar("D", Pegawai, Skp, Adendum)


class Outlook:
    """The documents as they will be after the file is applied.

    ``items`` maps document ids to the file's items, ``built`` to their documents, ``stored`` to what the store holds
    of them now (also deleted ones).
    """

    def __init__(self, kantor: Kantor, items: Sequence[Item], refusals: Refusals) -> None:
        self.items: dict[str, Item] = {}
        self.built: dict[str, Dokumen] = {}
        self.stored: dict[str, Document] = {}
        self._kantor = kantor
        self._store = kantor.store
        self._refusals = refusals
        self._refs: dict[str, Item] = {}
        self._by_nip: dict[str, list[Item]] = defaultdict(list)
        self._skp_of: dict[str, list[Item]] = defaultdict(list)
        self._nips: dict[str, list[str]] = {}
        self._units: dict[str, UnitKerja | None] = {}
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

    def adendum(self, doc_id: str) -> Adendum | None:
        """Return an addendum as it will be; None where it is not known or its item was refused."""
        return self._read(doc_id, Adendum)

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
                item.isi.setdefault("unit_kode", self._kantor.profil.kode if jenis in MILIK_KANTOR_INI else "")
                self._identify(item)
        self._follow_all(items, "pegawai")
        for jenis in DARI_PEGAWAI:
            for item in menurut[jenis]:
                if jenis == "skp":
                    self._skp_of[item.isi.get("pegawai_id", "")].append(item)
                self._identify(item)
        self._follow_all(items, "skp")
        for jenis in DARI_SKP:
            for item in menurut[jenis]:
                self._identify(item)
        for jenis in KINDS:
            if jenis not in ("pegawai", "skp"):
                self._follow_all(items, jenis)
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
            return item.ref
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
        isi, kode = item.isi, self._kantor.profil.kode
        unit = str(isi.get("unit_kode") or (isi.get("kode") if item.jenis == "unit_kerja" else "") or "")
        if self._kantor.profil.peran is Peran.UNIT:
            return kode
        atas = "skp_id" if item.jenis in ("penilaian", "adendum") else "pegawai_id" if item.jenis in OF_PERSON else ""
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

    def _lives(self, doc_id: str, jenis: str) -> bool:
        dokumen = self._store.document(doc_id)
        return dokumen is not None and not dokumen.deleted and dokumen.kind == jenis

    def _follow_all(self, items: Iterable[Item], jenis: str) -> None:
        for item in items:
            for acuan in item.acuan:
                if acuan.jenis == jenis:
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
        ada = item.jenis == acuan.jenis if item is not None else self._lives(acuan.nilai, acuan.jenis)
        return [acuan.nilai] if ada else []

    def _named(self, acuan: Acuan) -> list[str]:
        item = self._refs.get(acuan.nilai)
        return [item.doc_id] if item is not None and item.jenis == acuan.jenis else []

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
        isi_bawaan = {"skp": self._default_skp, "penilaian": self._default_penilaian, "adendum": self._default_adendum}
        if item.jenis in OF_PERSON and not isi_bawaan.get(item.jenis, self._default_of_person)(item):
            return
        self.built[item.doc_id] = msgspec.convert(item.isi, KINDS[item.jenis])

    def _default_skp(self, item: Item) -> bool:
        """Fill in assessor, office, agency, place and layout of an SKP; False where the person's item was refused.

        The layout of a new one is chosen from post and setting as in the window; a stored one keeps what it has.
        """
        isi = item.isi
        pegawai = self.pegawai(isi["pegawai_id"])
        if pegawai is None:
            item.sound = False
            return False
        jabatan = pegawai.jabatan_pada(date.fromisoformat(isi["mulai"]))
        isi.setdefault("penilai_id", jabatan.penilai_id if jabatan else "")
        isi.setdefault("unit_kode", pegawai.unit_kode)
        unit = self._unit(isi["unit_kode"])
        isi.setdefault("instansi", unit.instansi if unit else "")
        isi.setdefault("tempat", unit.tempat if unit else "")
        lama = self.stored.get(item.doc_id)
        if lama is not None and not lama.deleted:
            skp = decode_as(Skp, lama.body)
            kelompok, pendekatan = skp.kelompok, skp.pendekatan
        else:
            ketentuan = self._ketentuan()
            kelompok = KelompokSkp(isi.get("kelompok") or kelompok_of(jabatan, ketentuan))
            pendekatan = pendekatan_of(kelompok, ketentuan)
        isi.setdefault("kelompok", kelompok)
        isi.setdefault("pendekatan", pendekatan)
        return True

    def _default_penilaian(self, item: Item) -> bool:
        """Fill in what an evaluation takes from its SKP; False where the SKP's item was refused."""
        isi = item.isi
        skp = self.skp(isi["skp_id"])
        if skp is None:
            item.sound = False
            return False
        for nama in ("penilai_id", "unit_kode", "instansi", "tempat"):
            isi.setdefault(nama, getattr(skp, nama))
        return True

    def _default_adendum(self, item: Item) -> bool:
        """Fill in what an addendum takes from its SKP; False where the SKP's item was refused."""
        skp = self.skp(item.isi["skp_id"])
        if skp is None:
            item.sound = False
            return False
        for nama in ("pegawai_id", "penilai_id", "unit_kode", "tempat"):
            item.isi.setdefault(nama, getattr(skp, nama))
        return True

    def _default_of_person(self, item: Item) -> bool:
        """Fill in office and place from the person; False where his item was refused."""
        isi = item.isi
        pegawai = self.pegawai(isi["pegawai_id"])
        if pegawai is None:
            item.sound = False
            return False
        isi.setdefault("unit_kode", pegawai.unit_kode)
        if item.jenis == "serah_terima":
            unit = self._unit(isi["unit_kode"])
            isi.setdefault("tempat", unit.tempat if unit else "")
        return True

    def _ketentuan(self) -> Ketentuan:
        """Return the agency's choices as they will be: the file's where it brings those of the highest office."""
        semua = [
            (item.milik, doc_id, isi)
            for doc_id, item in self.items.items()
            if isinstance(isi := self.built.get(doc_id), Ketentuan)
        ]
        if not semua:
            return read_ketentuan(self._kantor)
        semua += [
            (satu.scope, satu.doc_id, decode_as(Ketentuan, satu.body))
            for satu in self._store.find("ketentuan")
            if satu.doc_id not in self.items
        ]
        return min(semua, key=lambda satu: (len(satu[0]), satu[0], satu[1]))[2]

    def _unit(self, kode: str) -> UnitKerja | None:
        """Return the office with this code as it will be; this office itself is always known."""
        if kode not in self._units:
            self._units[kode] = self._find_unit(kode)
        return self._units[kode]

    def _find_unit(self, kode: str) -> UnitKerja | None:
        for isi in self.built.values():
            if isinstance(isi, UnitKerja) and isi.kode == kode:
                return isi
        ketemu = [
            satu for satu in self._store.find("unit_kerja", where={"kode": kode}) if satu.doc_id not in self.items
        ]
        if ketemu:
            return decode_as(UnitKerja, min(ketemu, key=lambda satu: satu.doc_id).body)
        profil = self._kantor.profil
        if kode == profil.kode:
            return UnitKerja(kode=kode, nama=profil.nama, instansi=profil.instansi, tempat=profil.tempat)
        return None
