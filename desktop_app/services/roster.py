"""The roster: a list of people from XLSX or CSV, previewed row by row; bad rows are named, the rest goes in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from db import Found
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.nip import check_nip, clean_nip, format_nip
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.aturan_nilai import plan_words
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.pegawai import new_pegawai_id, normalize_pegawai
from desktop_app.services.roster_baca import Tabel, guess_jenis_jabatan, read_table, split_pangkat


class NasibBaris(StrEnum):
    """What becomes of one row."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"
    DITOLAK = "ditolak"


MAKS_SEL_TEKS = 1000
_POS = ("jabatan", "pangkat", "golongan", "unit_kerja")


@dataclass(frozen=True)
class BarisRoster:
    """One row of the file: its number there, its fate, the reason (a code) of a refusal, and warnings.

    ``isi`` is the person as the row leaves him, with his post from the date of the roster on and his assessor bound;
    None for a refused row. ``doc_id`` is his document, ``scope`` the office that it belongs to.
    """

    nomor: int
    nasib: NasibBaris
    nama: str
    nip: str
    alasan: str = ""
    fakta: Mapping[str, object] | None = None
    peringatan: tuple[Temuan, ...] = ()
    doc_id: str = ""
    isi: Pegawai | None = None
    penilai_nip: str = ""
    lama: bytes | None = None
    scope: str = ""


@dataclass(frozen=True)
class PratinjauRoster:
    """What an import would do; ``kolom_diabaikan`` names headings that are not known and were left."""

    berkas: str
    baris: tuple[BarisRoster, ...]
    kolom_dikenal: Mapping[str, str]
    kolom_diabaikan: tuple[str, ...]
    tabel: Tabel
    berlaku: date

    def jumlah(self, nasib: NasibBaris) -> int:
        """Return how many rows share one fate."""
        return sum(1 for satu in self.baris if satu.nasib is nasib)


@dataclass(frozen=True)
class Ubahan:
    """One fact that a row changes: the name of the field, what stands there now, what the row says."""

    kolom: str
    lama: str
    baru: str


def list_ubahan(baris: BarisRoster, berlaku: date) -> tuple[Ubahan, ...]:
    """Return what a row says that is not stored yet, on the day from which its posts count; nothing if refused."""
    if baris.isi is None:
        return ()
    lama = decode_as(Pegawai, baris.lama) if baris.lama is not None else None
    dulu, kini = (lama.jabatan_pada(berlaku) if lama else None), baris.isi.jabatan_pada(berlaku)
    semua = [Ubahan("nama", lama.nama if lama else "", baris.isi.nama)]
    semua.append(Ubahan("nip", lama.nip if lama else "", baris.isi.nip))
    if kini is not None:
        semua += [Ubahan(k, getattr(dulu, k) if dulu else "", getattr(kini, k)) for k in _POS]
        if baris.penilai_nip and kini.penilai_id != (dulu.penilai_id if dulu else ""):
            semua.append(Ubahan("penilai_id", "", format_nip(baris.penilai_nip)))
    return tuple(satu for satu in semua if satu.lama != satu.baru)


@intention(Wewenang.UBAH_PEGAWAI)
def preview_roster(kantor: Kantor, path: Path, *, berlaku: date) -> PratinjauRoster:
    """Read the roster at ``path`` and say what an import would do, changing nothing.

    ``berlaku`` is the date from which a changed post counts. Raises ``UserError`` where the file cannot be
    read or no heading for names is found.
    """
    tabel = read_table(path)
    baris = _Plan(kantor, tabel, berlaku).rows()
    return PratinjauRoster(path.name, baris, tabel.dikenal, tabel.diabaikan, tabel, berlaku)


@intention(Wewenang.UBAH_PEGAWAI)
def import_roster(kantor: Kantor, pratinjau: PratinjauRoster) -> Changed:
    """Take the new and changed rows of a preview, all in one transaction, and bind each to his assessor.

    The rows are compared anew with what is stored, so that nothing that was typed since the preview is undone.
    Raises ``UserError`` where no row can be taken.
    """
    baris = _Plan(kantor, pratinjau.tabel, pratinjau.berlaku).rows()
    if all(satu.isi is None for satu in baris):
        raise UserError("roster_kosong", berkas=pratinjau.berkas)
    tulis = [satu for satu in baris if satu.nasib in (NasibBaris.BARU, NasibBaris.BERUBAH)]
    if not tulis:
        return Changed()
    jumlah = {nasib.value: sum(1 for satu in baris if satu.nasib is nasib) for nasib in NasibBaris}
    with kantor.write("impor_pegawai", detail=jumlah) as tx:
        for satu in tulis:
            if satu.isi is not None:
                tx.save("pegawai", satu.doc_id, encode(satu.isi, satu.lama), scope=satu.scope, schema=SCHEMA)
    return Changed(tuple(satu.doc_id for satu in tulis), ("pegawai",))


class _Plan:
    """What the rows of a table mean beside the people that are stored now.

    Everybody is found before anybody is described, since a file may name assessors in any order.
    """

    def __init__(self, kantor: Kantor, tabel: Tabel, berlaku: date) -> None:
        self._kantor = kantor
        self._tabel = tabel
        self._berlaku = berlaku
        self._by_nip: dict[str, list[Found]] = defaultdict(list)
        self._by_name: dict[str, list[Found]] = defaultdict(list)
        for satu in kantor.store.find("pegawai"):
            nip = str(satu.columns["nip"] or "")
            (self._by_nip[nip] if nip else self._by_name[satu.label.casefold()]).append(satu)
        self._ids = {nip: satu[0].doc_id for nip, satu in self._by_nip.items() if len(satu) == 1}

    def rows(self) -> tuple[BarisRoster, ...]:
        """Return the fate of every row, in the order of the file."""
        terlihat: dict[str, int] = {}
        hasil: list[tuple[BarisRoster, Mapping[str, str], Found | None]] = []
        for nomor, sel in self._tabel.baris:
            nama, nip = sel.get("nama", ""), clean_nip(sel.get("nip", ""))
            baris = BarisRoster(nomor, NasibBaris.BARU, nama, nip)
            alasan, fakta = self._refusal(baris, sel, terlihat)
            if alasan:
                hasil.append((replace(baris, nasib=NasibBaris.DITOLAK, alasan=alasan, fakta=fakta), sel, None))
                continue
            terlihat[nip or nama.casefold()] = nomor
            ada = self._stored(baris)
            lama = ada[0] if ada else None
            doc_id = lama.doc_id if lama else new_pegawai_id(self._kantor, nip)
            if nip:
                self._ids[nip] = doc_id
            hasil.append((replace(baris, doc_id=doc_id), sel, lama))
        return tuple(baris if baris.alasan else self._described(baris, sel, lama) for baris, sel, lama in hasil)

    def _stored(self, baris: BarisRoster) -> list[Found]:
        """Return the stored people that a row may mean: by NIP, or without one by name."""
        return self._by_nip.get(baris.nip, []) if baris.nip else self._by_name.get(baris.nama.casefold(), [])

    def _refusal(
        self, baris: BarisRoster, sel: Mapping[str, str], terlihat: Mapping[str, int]
    ) -> tuple[str, Mapping[str, object]]:
        """Return the code of why a row cannot be taken, with facts; empty if it can."""
        nama, nip, nip_asli = baris.nama, baris.nip, sel.get("nip", "")
        if not nama:
            return "baris_tanpa_nama", {}
        panjang = next((kolom for kolom, teks in sel.items() if len(teks) > MAKS_SEL_TEKS), "")
        if panjang:
            return "baris_terlalu_panjang", {"kolom": self._tabel.dikenal[panjang], "batas": MAKS_SEL_TEKS}
        if len(self._tabel.dikenal) > 1 and not any(teks for kolom, teks in sel.items() if kolom != "nama"):
            return "baris_hanya_nama", {"nama": nama}
        if "e+" in nip_asli.casefold():
            return "baris_nip_rusak_excel", {"isi": nip_asli}
        if nip and not (nip.isascii() and nip.isdigit()):
            return "baris_nip_bukan_angka", {"isi": nip_asli}
        if nip and len(nip) != 18:
            return "baris_nip_panjang", {"isi": nip_asli, "jumlah": len(nip)}
        if nip in terlihat:
            return "baris_nip_ganda", {"nip": nip, "baris": terlihat[nip]}
        if not nip and nama.casefold() in terlihat:
            return "baris_nama_ganda", {"nama": nama, "baris": terlihat[nama.casefold()]}
        ada = self._stored(baris)
        if len(ada) > 1:
            return "baris_beberapa_orang", {"nama": nama, "jumlah": len(ada)}
        return "", {}

    def _described(self, baris: BarisRoster, sel: Mapping[str, str], ada: Found | None) -> BarisRoster:
        """Return a row that can be taken with the person that comes of it, compared with the stored one."""
        lama = decode_as(Pegawai, ada.body) if ada else None
        penilai_nip = clean_nip(sel.get("penilai_nip", ""))
        penilai_id = self._ids.get(penilai_nip, "") if penilai_nip else ""
        peringatan: list[Temuan] = []
        if penilai_nip and not penilai_id:
            peringatan.append(Temuan("penilai_tidak_dikenal", "penilai_nip", nip=sel["penilai_nip"]))
        elif penilai_id == baris.doc_id:
            peringatan.append(Temuan("penilai_diri_sendiri", "penilai_nip"))
            penilai_id = ""
        isi = self._person(lama, baris, sel, penilai_id)
        tanpa = "nip_kosong_bukan_asn" if isi.status is StatusKepegawaian.BUKAN_ASN else "nip_kosong"
        peringatan[:0] = check_nip(baris.nip, isi.status) if baris.nip else (Temuan(tanpa, "nip"),)
        nasib = NasibBaris.BARU if lama is None else NasibBaris.SAMA if lama == isi else NasibBaris.BERUBAH
        if ada is not None and ada.conflicts and nasib is NasibBaris.BERUBAH:
            return replace(baris, nasib=NasibBaris.DITOLAK, alasan="baris_berkonflik", fakta={"nama": baris.nama})
        return replace(
            baris,
            nasib=nasib,
            peringatan=tuple(peringatan),
            isi=isi,
            penilai_nip=penilai_nip,
            lama=ada.body if ada else None,
            scope=ada.scope if ada and ada.scope else self._kantor.profil.kode,
        )

    def _person(self, lama: Pegawai | None, baris: BarisRoster, sel: Mapping[str, str], penilai_id: str) -> Pegawai:
        """Return the person that a row describes; columns that it lacks or leaves empty keep what is known."""
        unit_kode = self._kantor.profil.kode
        if lama is None:
            dasar = Pegawai(nama=baris.nama, nip=baris.nip, status=_guess_status(baris.nip), unit_kode=unit_kode)
        else:
            dasar = msgspec.structs.replace(lama, nama=baris.nama, nip=baris.nip)
        dulu = dasar.jabatan_pada(self._berlaku)
        kini = self._post(dulu, sel, penilai_id)
        riwayat = dasar.riwayat
        if dulu is None:
            if lama is None or penilai_id or any(sel.get(kolom) for kolom in _POS):
                riwayat = (kini,)
        elif kini != dulu:
            if dulu.mulai < self._berlaku:
                riwayat = (*riwayat, _begun(kini, self._berlaku, {satu.id for satu in riwayat}))
            else:
                riwayat = tuple(kini if satu.id == dulu.id else satu for satu in riwayat)
        return normalize_pegawai(msgspec.structs.replace(dasar, riwayat=riwayat), unit_kode)

    def _post(self, dulu: RiwayatJabatan | None, sel: Mapping[str, str], penilai_id: str) -> RiwayatJabatan:
        """Return the post that a row describes, continued from the one held on the date of the roster."""
        kini = dulu or RiwayatJabatan(id="awal", mulai=self._berlaku, unit_kerja=self._kantor.profil.nama)
        teks = " ".join(filter(None, (sel.get("pangkat", ""), sel.get("golongan", ""))))
        pangkat, golongan = split_pangkat(teks, plan_words(self._kantor).pangkat)
        if (pangkat and pangkat != kini.pangkat) or (golongan and golongan != kini.golongan):
            # Rank and golongan are one fact: an old one must not stay beside the new other.
            kini = msgspec.structs.replace(kini, pangkat="", golongan="")
        ubah: dict[str, object] = {
            "pangkat": pangkat,
            "golongan": golongan,
            "jabatan": sel.get("jabatan", ""),
            "unit_kerja": sel.get("unit_kerja", ""),
            "penilai_id": penilai_id,
        }
        jabatan = str(ubah["jabatan"])
        if jabatan and jabatan != kini.jabatan:
            ubah["jenis_jabatan"] = guess_jenis_jabatan(jabatan)
        return msgspec.structs.replace(kini, **{nama: nilai for nama, nilai in ubah.items() if nilai})


def _begun(jabatan: RiwayatJabatan, mulai: date, ada: set[str]) -> RiwayatJabatan:
    """Return the post as one that begins on ``mulai``, with an id that is free."""
    baru = f"r{mulai:%Y%m%d}"
    while baru in ada:
        baru += "-"
    return msgspec.structs.replace(jabatan, id=baru, mulai=mulai)


def _guess_status(nip: str) -> StatusKepegawaian:
    if not nip:
        return StatusKepegawaian.BUKAN_ASN
    return StatusKepegawaian.PPPK if int(nip[12:14]) >= 21 else StatusKepegawaian.PNS
