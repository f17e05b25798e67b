"""What posts require of competencies: the kabupaten's setting in all its offices, an office's own where there is none.

Until somebody sets a standard the program proposes one level for a kind of post; that custom stands in no text that was
read, so it is a proposal and says so (PermenPANRB 38/2017; regulation data "usulan_level").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.kompetensi import StandarKompetensi, SyaratKompetensi
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.regulation.kompetensi import LEVELS, competency_dictionary
from desktop_app.services.kantor import MAKS_NAMA, Changed, Kantor, intention
from desktop_app.services.ketentuan import in_force
from desktop_app.services.naskah import new_doc_id, require_document

KIND = "standar_kompetensi"
MAKS_SYARAT = 60
"""Competencies that one standard can require; a longer list is not meant."""
AWALAN_TEKNIS = "T."
"""How the code of a technical competency of the office's own begins."""


class AsalStandar(StrEnum):
    """Whose standard it is: the kabupaten's, this office's, or only what the program proposes."""

    KABUPATEN = "kabupaten"
    KANTOR = "kantor"
    USULAN = "usulan"


@dataclass(frozen=True)
class PilihanStandar:
    """A standard that is in force here; ``milik_sendiri`` where this office may change it."""

    id: str
    isi: StandarKompetensi
    asal: AsalStandar
    milik_sendiri: bool = False
    konflik: int = 0


@intention(Wewenang.LIHAT_PENGATURAN)
def list_standar(kantor: Kantor) -> tuple[PilihanStandar, ...]:
    """Return the standards that hold in this office, those of the highest office first."""
    return _in_force(kantor)


def _in_force(kantor: Kantor) -> tuple[PilihanStandar, ...]:
    pilihan = []
    for satu in in_force(kantor, kantor.store.find(KIND, order=("nama",))):
        sendiri = satu.scope == kantor.profil.kode
        asal = AsalStandar.KANTOR if sendiri else AsalStandar.KABUPATEN
        isi = decode_as(StandarKompetensi, satu.body)
        pilihan.append(PilihanStandar(satu.doc_id, isi, asal, sendiri, satu.conflicts))
    return tuple(pilihan)


@intention(Wewenang.LIHAT_PENGATURAN)
def propose_standar(kantor: Kantor, jenis_jabatan: JenisJabatan) -> StandarKompetensi:
    """Return what the program proposes for a kind of post, nowhere stored; empty where it knows no level for it."""
    return _proposal(kantor.jam().date(), jenis_jabatan)


def _proposal(tanggal: date | None, jenis: JenisJabatan | None) -> StandarKompetensi:
    kamus = competency_dictionary(tanggal)
    level = kamus.usulan.get(jenis, 0) if jenis is not None else 0
    syarat = tuple(SyaratKompetensi(id=satu.kode, level=level) for satu in kamus.kompetensi)
    return StandarKompetensi(nama="", jenis_jabatan=jenis, syarat=syarat, dasar=kamus.nama)


def standar_untuk(kantor: Kantor, pegawai_id: str, tanggal: date | None) -> PilihanStandar:
    """Return the standard for the post that a person holds on a day: one that names his post before one of its kind.

    Of two that fit alike the highest office's counts. Without any it is the program's proposal, whose id is empty.
    """
    dokumen = kantor.store.document(pegawai_id)
    jabatan = None
    if dokumen is not None and not dokumen.deleted and dokumen.kind == "pegawai":
        jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(tanggal)
    cocok = [(cocoknya, satu) for satu in _in_force(kantor) if (cocoknya := _fit(satu.isi, jabatan))]
    if cocok:
        return max(cocok, key=lambda satu: satu[0])[1]
    jenis = jabatan.jenis_jabatan if jabatan is not None else None
    return PilihanStandar("", _proposal(tanggal, jenis), AsalStandar.USULAN)


def _fit(isi: StandarKompetensi, jabatan: RiwayatJabatan | None) -> int:
    """Return 2 where the post is named, 1 where its kind is and no post, 0 where it does not fit."""
    if jabatan is None:
        return 0
    if isi.jabatan:
        nama = " ".join(jabatan.jabatan.split()).casefold()
        return 2 if nama and nama in {" ".join(satu.split()).casefold() for satu in isi.jabatan} else 0
    return 1 if isi.jenis_jabatan is jabatan.jenis_jabatan else 0


@intention(Wewenang.UBAH_KETENTUAN)
def store_standar(kantor: Kantor, isi: StandarKompetensi, *, ganti: str = "") -> tuple[str, Changed]:
    """Keep a standard of this office, a new one or over its own ``ganti``, and return its id.

    At a kabupaten it holds in all its offices. Raises ``UserError`` for an empty name, for one that is for nobody, for
    a level that there is not, for a competency named twice, and for a standard that is another office's.
    """
    isi = _checked(kantor, isi)
    lama = _own(kantor, ganti) if ganti else None
    doc_id = ganti or new_doc_id(kantor, KIND, "")
    with kantor.write("simpan_standar_kompetensi", doc_id, {"nama": isi.nama}) as tx:
        tx.save(KIND, doc_id, encode(isi, lama), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.UBAH_KETENTUAN)
def delete_standar(kantor: Kantor, standar_id: str, alasan: str) -> Changed:
    """Take a standard of this office out of use with a reason; assessments keep the levels they were made with."""
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    _own(kantor, standar_id)
    with kantor.write("hapus_standar_kompetensi", standar_id) as tx:
        tx.drop_working(standar_id, kantor.who)
        tx.save(KIND, standar_id, b"{}", scope=kantor.profil.kode, schema=SCHEMA, why=alasan, deleted=True)
    return Changed((standar_id,), (KIND,))


def _own(kantor: Kantor, standar_id: str) -> bytes:
    dokumen = require_document(kantor, standar_id, KIND)
    if dokumen.scope != kantor.profil.kode:
        raise UserError("standar_bukan_milik", nama=dokumen.label)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=standar_id)
    return dokumen.body


def _checked(kantor: Kantor, isi: StandarKompetensi) -> StandarKompetensi:
    nama = " ".join(isi.nama.split())
    if not nama:
        raise UserError("standar_tanpa_nama")
    jabatan = tuple(dict.fromkeys(bersih for satu in isi.jabatan if (bersih := " ".join(satu.split())[:MAKS_NAMA])))
    if not jabatan and isi.jenis_jabatan is None:
        raise UserError("standar_tanpa_jabatan")
    kamus = competency_dictionary(kantor.jam().date())
    syarat = tuple(
        msgspec.structs.replace(satu, nama="" if kamus.find(satu.id) else " ".join(satu.nama.split())[:MAKS_NAMA])
        for satu in isi.syarat
    )
    kode = [satu.id for satu in syarat]
    if not syarat or len(syarat) > MAKS_SYARAT or len(set(kode)) != len(kode):
        raise UserError("standar_syarat_salah", maks=MAKS_SYARAT)
    for satu in syarat:
        if not 1 <= satu.level <= LEVELS:
            raise UserError("standar_level_salah", nama=satu.nama or satu.id, terbanyak=LEVELS)
        if kamus.find(satu.id) is None and (not satu.nama or not satu.id.startswith(AWALAN_TEKNIS)):
            raise UserError("standar_teknis_salah", kode=satu.id)
    return msgspec.structs.replace(
        isi,
        nama=nama[:MAKS_NAMA],
        unit_kode=kantor.profil.kode,
        jabatan=jabatan,
        syarat=syarat,
        dasar=" ".join(isi.dasar.split())[:MAKS_NAMA],
    )
