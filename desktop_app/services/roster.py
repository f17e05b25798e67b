"""The roster: a list of people from XLSX or CSV, previewed row by row; bad rows are named, the rest goes in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.nip import check_nip, clean_nip
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.temuan import Temuan
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.pegawai import new_pegawai_id, normalize_pegawai
from desktop_app.services.roster_baca import guess_jenis_jabatan, read_table, split_pangkat


class NasibBaris(StrEnum):
    """What becomes of one row."""

    BARU = "baru"
    BERUBAH = "berubah"
    SAMA = "sama"
    DITOLAK = "ditolak"


@dataclass(frozen=True)
class BarisRoster:
    """One row of the file: its number there, its fate, the reason (a code) of a refusal, and warnings."""

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


@dataclass(frozen=True)
class PratinjauRoster:
    """What an import would do; ``kolom_diabaikan`` names headings that are not known and were left."""

    berkas: str
    baris: tuple[BarisRoster, ...]
    kolom_dikenal: Mapping[str, str]
    kolom_diabaikan: tuple[str, ...]

    def jumlah(self, nasib: NasibBaris) -> int:
        """Return how many rows share one fate."""
        return sum(1 for satu in self.baris if satu.nasib is nasib)


@intention
def preview_roster(kantor: Kantor, path: Path, *, berlaku: date) -> PratinjauRoster:
    """Read the roster at ``path`` and say what an import would do, changing nothing.

    ``berlaku`` is the date from which a changed post counts. Raises ``UserError`` where the file cannot be
    read or no heading for names is found.
    """
    tabel = read_table(path)
    ada = {str(satu.columns["nip"]): satu for satu in kantor.store.find("pegawai") if satu.columns["nip"]}
    tanpa_nip = {satu.label.casefold(): satu for satu in kantor.store.find("pegawai") if not satu.columns["nip"]}
    terlihat: dict[str, int] = {}
    hasil: list[BarisRoster] = []
    for nomor, sel in tabel.baris:
        nama = " ".join(sel.get("nama", "").split())
        nip = clean_nip(sel.get("nip", ""))
        alasan, fakta = _refusal(nama, nip, sel.get("nip", ""), terlihat, nomor)
        if alasan:
            hasil.append(BarisRoster(nomor, NasibBaris.DITOLAK, nama, nip, alasan, fakta))
            continue
        if nip:
            terlihat[nip] = nomor
        lama_dok = ada.get(nip) if nip else tanpa_nip.get(nama.casefold())
        lama = decode_as(Pegawai, lama_dok.body) if lama_dok else None
        isi = _merge_row(kantor, lama, nama, nip, sel, berlaku)
        nasib = NasibBaris.BARU if lama is None else NasibBaris.SAMA if lama == isi else NasibBaris.BERUBAH
        hasil.append(
            BarisRoster(
                nomor=nomor,
                nasib=nasib,
                nama=nama,
                nip=nip,
                peringatan=check_nip(nip, isi.status),
                doc_id=lama_dok.doc_id if lama_dok else "",
                isi=isi,
                penilai_nip=clean_nip(sel.get("penilai_nip", "")),
            )
        )
    return PratinjauRoster(path.name, tuple(hasil), tabel.dikenal, tabel.diabaikan)


def _refusal(
    nama: str, nip: str, nip_asli: str, terlihat: Mapping[str, int], nomor: int
) -> tuple[str, Mapping[str, object] | None]:
    """Return the code of why a row cannot be taken, with facts; empty if it can."""
    if not nama:
        return "baris_tanpa_nama", None
    if "e+" in nip_asli.casefold():
        return "baris_nip_rusak_excel", {"isi": nip_asli}
    if nip and not (nip.isascii() and nip.isdigit()):
        return "baris_nip_bukan_angka", {"isi": nip_asli}
    if nip and len(nip) != 18:
        return "baris_nip_panjang", {"isi": nip_asli, "jumlah": len(nip)}
    if nip in terlihat:
        return "baris_nip_ganda", {"nip": nip, "baris": terlihat[nip]}
    return "", {"baris": nomor}


def _merge_row(
    kantor: Kantor, lama: Pegawai | None, nama: str, nip: str, sel: Mapping[str, str], berlaku: date
) -> Pegawai:
    """Return the person that the row describes; columns that the file lacks or leaves empty keep what is known."""
    dulu = lama.jabatan_pada(berlaku) if lama else None
    pangkat, golongan = split_pangkat(sel.get("pangkat", ""), kantor.aturan().pangkat)
    jabatan = sel.get("jabatan", "").strip() or (dulu.jabatan if dulu else "")
    kini = RiwayatJabatan(
        id=dulu.id if dulu else "awal",
        mulai=dulu.mulai if dulu else berlaku,
        jabatan=jabatan,
        jenis_jabatan=guess_jenis_jabatan(jabatan) if not dulu or jabatan != dulu.jabatan else dulu.jenis_jabatan,
        pangkat=pangkat or (dulu.pangkat if dulu else ""),
        golongan=golongan or (dulu.golongan if dulu else ""),
        unit_kerja=sel.get("unit_kerja", "").strip() or (dulu.unit_kerja if dulu else kantor.profil.nama),
        penilai_id=dulu.penilai_id if dulu else "",
        atasan_penilai_id=dulu.atasan_penilai_id if dulu else "",
    )
    riwayat = lama.riwayat if lama else ()
    if dulu is None:
        riwayat = (kini,)
    elif kini != dulu:
        if dulu.mulai < berlaku:
            kini = msgspec.structs.replace(kini, id=f"r{berlaku:%Y%m%d}", mulai=berlaku)
            riwayat = (*riwayat, kini)
        else:
            riwayat = tuple(kini if satu.id == dulu.id else satu for satu in riwayat)
    status = lama.status if lama else _guess_status(nip)
    isi = Pegawai(nama=nama, nip=nip, status=status, riwayat=riwayat, unit_kode=lama.unit_kode if lama else "")
    if lama is not None:
        isi = msgspec.structs.replace(isi, aktif=lama.aktif, catatan=lama.catatan)
    return normalize_pegawai(isi, kantor.profil.kode)


def _guess_status(nip: str) -> StatusKepegawaian:
    if not nip:
        return StatusKepegawaian.BUKAN_ASN
    return StatusKepegawaian.PPPK if nip[12:14].isdigit() and int(nip[12:14]) >= 21 else StatusKepegawaian.PNS


@intention
def import_roster(kantor: Kantor, pratinjau: PratinjauRoster) -> Changed:
    """Take the new and changed rows of a preview, all in one transaction, and bind each to his assessor.

    Assessors are bound after everybody is in, since a file may name them in any order; one that is not known
    stays open and is told by the preview's row.
    """
    diambil = [satu for satu in pratinjau.baris if satu.isi is not None]
    if not diambil:
        raise UserError("roster_kosong", berkas=pratinjau.berkas)
    with kantor.write("impor_pegawai", detail={"berkas": pratinjau.berkas}) as tx:
        menurut_nip = {str(f.columns["nip"]): f.doc_id for f in kantor.store.find("pegawai") if f.columns["nip"]}
        untuk: dict[int, str] = {}
        for satu in diambil:
            doc_id = satu.doc_id or new_pegawai_id(kantor, satu.nip)
            untuk[satu.nomor] = doc_id
            if satu.nip:
                menurut_nip[satu.nip] = doc_id
        berubah: list[str] = []
        for satu in diambil:
            doc_id = untuk[satu.nomor]
            isi = _bind(satu, menurut_nip, doc_id)
            dokumen = kantor.store.document(doc_id)
            body = encode(isi, dokumen.body if dokumen else None)
            if dokumen is not None and decode_as(Pegawai, dokumen.body) == isi:
                continue
            tx.save("pegawai", doc_id, body, scope=kantor.profil.kode, schema=SCHEMA)
            berubah.append(doc_id)
        tx.detail.update({"berubah": len(berubah)})
    return Changed(tuple(berubah), ("pegawai",) if berubah else ())


def _bind(baris: BarisRoster, menurut_nip: Mapping[str, str], doc_id: str) -> Pegawai:
    """Return the row's person with his assessor bound where the roster names one who is known."""
    if baris.isi is None:
        raise UserError("baris_tanpa_nama")
    penilai = menurut_nip.get(baris.penilai_nip, "") if baris.penilai_nip else ""
    if not penilai or penilai == doc_id or not baris.isi.riwayat:
        return baris.isi
    *awal, akhir = baris.isi.riwayat
    return msgspec.structs.replace(baris.isi, riwayat=(*awal, msgspec.structs.replace(akhir, penilai_id=penilai)))
