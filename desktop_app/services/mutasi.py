"""Moves of people between offices and new assessors by letter, recorded at the kabupaten (P6:65, 91).

The kabupaten writes the person into the new office and one record for each office concerned; what has to be done to
plans it leaves to the office itself (``mutasi_laksana``). Ids follow from NIP, day and office, so that the same letter
typed twice, or two letters that arrive in any order, come out the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.dari_kabupaten import JenisMutasi, Mutasi
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisJabatan, Predikat, StatusPenilaian
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penilaian import HasilPeriodik
from desktop_app.domain.pergantian import row_id, with_penilai
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import MAKS_NAMA, Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat, require_role
from desktop_app.services.naskah import body_to_advance, new_doc_id, require_document
from desktop_app.services.putusan_berlaku import effective_predikat

KIND = "mutasi"
MAKS_CATATAN = 2_000


@dataclass(frozen=True)
class KantorTujuan:
    """An office to which somebody can move: its code and its name."""

    kode: str
    nama: str


class IsianMutasi(msgspec.Struct, frozen=True, kw_only=True):
    """What is typed of a letter: number and day, the first day (TMT), the new post, who assesses there."""

    ke_kode: str
    mulai: date
    nomor_sk: str
    tanggal_sk: date | None = None
    jabatan: str = ""
    unit_kerja: str = ""
    pangkat: str = ""
    golongan: str = ""
    penilai_id: str = ""
    catatan: str = ""


@intention(Wewenang.UBAH_PEGAWAI)
def list_tujuan(kantor: Kantor) -> tuple[KantorTujuan, ...]:
    """Return the offices that this kabupaten knows, by name; itself too."""
    require_role(kantor, Peran.KABUPATEN)
    return tuple(KantorTujuan(kode, nama) for kode, nama in sorted(_offices(kantor).items(), key=lambda s: s[1]))


@intention(Wewenang.UBAH_PEGAWAI)
def record_mutasi(kantor: Kantor, pegawai_id: str, isian: IsianMutasi) -> Changed:
    """Record that a person moves to another office; both learn of it with their next answers.

    The new office gets the person with name, NIP, rank and posts so far (assessors of the old office left out), the
    post from the TMT on, and the final evaluations of this year and the last. Raises ``UserError``:
    ``mutasi_sk_kosong``, ``mutasi_kantor_sama``, ``mutasi_kantor_tidak_dikenal``, ``mutasi_tanpa_nip``,
    ``mutasi_sudah_ada``, ``mutasi_penilai_salah``, ``pegawai_berkonflik``.
    """
    require_role(kantor, Peran.KABUPATEN)
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.UBAH_PEGAWAI)
    pegawai = _settled(kantor, dokumen)
    nama = _offices(kantor)
    if not isian.nomor_sk.strip():
        raise UserError("mutasi_sk_kosong")
    if isian.ke_kode == dokumen.scope:
        raise UserError("mutasi_kantor_sama")
    if isian.ke_kode not in nama:
        raise UserError("mutasi_kantor_tidak_dikenal", kode=isian.ke_kode)
    if not pegawai.nip:
        raise UserError("mutasi_tanpa_nip")
    baru_id, lama_di_sana = _person_there(kantor, pegawai.nip, isian.ke_kode)
    penilai = _penilai_there(kantor, isian.penilai_id, isian.ke_kode, baru_id)
    dasar = Mutasi(
        jenis=JenisMutasi.PINDAH_KELUAR,
        pegawai_id=pegawai_id,
        mulai=isian.mulai,
        nama=pegawai.nama,
        nip=pegawai.nip,
        nomor_sk=_line(isian.nomor_sk),
        tanggal_sk=isian.tanggal_sk,
        dari_kode=dokumen.scope,
        dari_nama=nama.get(dokumen.scope, dokumen.scope),
        ke_kode=isian.ke_kode,
        ke_nama=nama[isian.ke_kode],
        jabatan=_line(isian.jabatan),
        catatan=isian.catatan.strip()[:MAKS_CATATAN],
    )
    masuk = msgspec.structs.replace(
        dasar,
        jenis=JenisMutasi.PINDAH_MASUK,
        pegawai_id=baru_id,
        penilai_id=isian.penilai_id,
        penilai_nama=penilai.label if penilai is not None else "",
        hasil=_results(kantor, pegawai_id, isian.mulai),
    )
    di_sana = _moved_in(pegawai, lama_di_sana, isian)
    kunci = f"{pegawai.nip}/{isian.mulai}"
    with kantor.write("catat_mutasi", pegawai_id, {"dari": dasar.dari_nama, "ke": dasar.ke_nama}) as tx:
        keluar_id = _put(kantor, tx, dokumen.scope, f"{kunci}/keluar", dasar)
        masuk_id = _put(kantor, tx, isian.ke_kode, f"{kunci}/masuk", masuk)
        asal = kantor.store.document(baru_id)
        raw = encode(di_sana, asal.body if asal is not None and not asal.deleted else None)
        tx.save("pegawai", baru_id, raw, scope=isian.ke_kode, schema=SCHEMA, why=f"SK {dasar.nomor_sk}")
    return Changed((keluar_id, masuk_id, baru_id, pegawai_id), (KIND, "pegawai"))


@intention(Wewenang.UBAH_PEGAWAI)
def assign_penilai(
    kantor: Kantor,
    pegawai_ids: Sequence[str],
    mulai: date,
    penilai_id: str,
    *,
    nomor_sk: str,
    tanggal_sk: date | None = None,
    atasan_penilai_id: str = "",
) -> Changed:
    """Record at the kabupaten who assesses these people of one office from ``mulai`` on, by a letter.

    Only the persons' records change here; their drafts are the office's and follow there. Raises ``UserError``:
    ``mutasi_sk_kosong``, ``pergantian_tanpa_pegawai``, ``mutasi_penilai_salah``, ``pegawai_tanpa_jabatan``,
    ``mutasi_tidak_ada_yang_berubah``.
    """
    require_role(kantor, Peran.KABUPATEN)
    if not nomor_sk.strip():
        raise UserError("mutasi_sk_kosong")
    if not pegawai_ids:
        raise UserError("pergantian_tanpa_pegawai")
    baru: list[tuple[Document, Pegawai, Mutasi]] = []
    for satu in dict.fromkeys(pegawai_ids):
        dokumen = reached_document(kantor, satu, "pegawai", Wewenang.UBAH_PEGAWAI)
        lama = _settled(kantor, dokumen)
        penilai = _penilai_there(kantor, penilai_id, dokumen.scope, satu)
        _penilai_there(kantor, atasan_penilai_id, dokumen.scope, satu)
        jabatan = lama.jabatan_pada(mulai)
        if jabatan is None:
            raise UserError("pegawai_tanpa_jabatan", nama=lama.nama)
        ganti = with_penilai(lama, mulai, penilai_id, atasan_penilai_id)
        if penilai is None or ganti == lama:
            continue
        mutasi = Mutasi(
            jenis=JenisMutasi.GANTI_PENILAI,
            pegawai_id=satu,
            mulai=mulai,
            nama=lama.nama,
            nip=lama.nip,
            nomor_sk=_line(nomor_sk),
            tanggal_sk=tanggal_sk,
            penilai_lama_id=jabatan.penilai_id,
            penilai_id=penilai_id,
            atasan_penilai_id=atasan_penilai_id,
            penilai_nama=penilai.label,
        )
        baru.append((dokumen, ganti, mutasi))
    if not baru:
        raise UserError("mutasi_tidak_ada_yang_berubah")
    ids: list[str] = []
    with kantor.write("ganti_penilai_sk", baru[0][0].doc_id if len(baru) == 1 else "", {"jumlah": len(baru)}) as tx:
        for dokumen, ganti, mutasi in baru:
            tx.drop_working(dokumen.doc_id, kantor.who)
            raw = encode(ganti, dokumen.body)
            why = f"SK {mutasi.nomor_sk}"
            tx.save("pegawai", dokumen.doc_id, raw, scope=dokumen.scope, schema=SCHEMA, why=why)
            kunci = f"{dokumen.doc_id}/{mulai}/penilai/{penilai_id}"
            ids += [dokumen.doc_id, _put(kantor, tx, dokumen.scope, kunci, mutasi)]
    return Changed(tuple(ids), (KIND, "pegawai"))


@intention(Wewenang.UBAH_PEGAWAI)
def cancel_mutasi(kantor: Kantor, mutasi_id: str, alasan: str) -> Changed:
    """Take a move back at the kabupaten: both offices are told, and the post at the new one goes again.

    Raises ``UserError`` ``alasan_wajib``, ``mutasi_batal``, and ``mutasi_penilai_tetap`` for a change of assessor,
    which another change mends.
    """
    require_role(kantor, Peran.KABUPATEN)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="batalkan mutasi")
    isi = decode_as(Mutasi, require_document(kantor, mutasi_id, KIND).body)
    if isi.batal:
        raise UserError("mutasi_batal")
    if isi.jenis is JenisMutasi.GANTI_PENILAI:
        raise UserError("mutasi_penilai_tetap")
    kunci = f"{isi.nip}/{isi.mulai}"
    dua = (natural_id(KIND, isi.dari_kode, f"{kunci}/keluar"), natural_id(KIND, isi.ke_kode, f"{kunci}/masuk"))
    ids: list[str] = []
    with kantor.write("batal_mutasi", mutasi_id) as tx:
        for doc_id in dua:
            dokumen = kantor.store.document(doc_id)
            if dokumen is None or dokumen.deleted:
                continue
            lama = decode_as(Mutasi, dokumen.body)
            batal = msgspec.structs.replace(lama, batal=True, alasan_batal=alasan.strip()[:MAKS_CATATAN])
            tx.save(KIND, doc_id, encode(batal, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
            ids.append(doc_id)
            if lama.jenis is JenisMutasi.PINDAH_MASUK:
                ids += _move_out_again(kantor, tx, lama)
    return Changed(tuple(ids), (KIND, "pegawai"))


def _move_out_again(kantor: Kantor, tx: Transaction, isi: Mutasi) -> list[str]:
    """Take the post of a move that did not happen from the person at the new office."""
    dokumen = kantor.store.document(isi.pegawai_id)
    if dokumen is None or dokumen.deleted:
        return []
    pegawai = decode_as(Pegawai, dokumen.body)
    sisa = tuple(satu for satu in pegawai.riwayat if satu.mulai != isi.mulai)
    baru = msgspec.structs.replace(pegawai, riwayat=sisa, aktif=any(satu.penilai_id for satu in sisa))
    tx.save("pegawai", dokumen.doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return [dokumen.doc_id]


def _put(kantor: Kantor, tx: Transaction, kode: str, kunci: str, isi: Mutasi) -> str:
    """Keep one side of a letter; raises ``UserError`` ``mutasi_sudah_ada`` where it stands and was not taken back."""
    doc_id = natural_id(KIND, kode, kunci)
    ada = kantor.store.document(doc_id)
    if ada is not None and not ada.deleted and not decode_as(Mutasi, ada.body).batal:
        raise UserError("mutasi_sudah_ada", nama=isi.nama, tanggal=format_tanggal(isi.mulai))
    raw = encode(
        msgspec.structs.replace(isi, unit_kode=kode), ada.body if ada is not None and not ada.deleted else None
    )
    tx.save(KIND, doc_id, raw, scope=kode, schema=SCHEMA)
    return doc_id


def _settled(kantor: Kantor, dokumen: Document) -> Pegawai:
    if dokumen.conflicts:
        raise UserError("pegawai_berkonflik", nama=dokumen.label)
    return decode_as(Pegawai, body_to_advance(kantor, dokumen))


def _person_there(kantor: Kantor, nip: str, kode: str) -> tuple[str, Pegawai | None]:
    """Return id and record of the person with this NIP at an office; a new id and None where he is not known there."""
    for satu in kantor.store.find("pegawai", where={"nip": nip, "scope": kode}):
        if satu.conflicts:
            raise UserError("pegawai_berkonflik", nama=satu.label)
        return satu.doc_id, decode_as(Pegawai, satu.body)
    return new_doc_id(kantor, "pegawai", nip, kode), None


def _moved_in(asal: Pegawai, di_sana: Pegawai | None, isian: IsianMutasi) -> Pegawai:
    """Return the person as the new office has him: what he was, and the new post from the TMT on.

    Assessors of the old office are none here; a person that this office knows already keeps what it has of him.
    """
    dulu = tuple(
        msgspec.structs.replace(satu, penilai_id="", atasan_penilai_id="")
        for satu in asal.riwayat
        if satu.mulai < isian.mulai
    )
    milik = di_sana.riwayat if di_sana is not None else dulu
    terakhir = asal.jabatan_pada(isian.mulai)
    sisa = tuple(satu for satu in milik if satu.mulai != isian.mulai)
    baru = RiwayatJabatan(
        id=row_id(isian.mulai, (satu.id for satu in sisa)),
        mulai=isian.mulai,
        jabatan=_line(isian.jabatan) or (terakhir.jabatan if terakhir else ""),
        jenis_jabatan=terakhir.jenis_jabatan if terakhir else JenisJabatan.PELAKSANA,
        pangkat=_line(isian.pangkat) or (terakhir.pangkat if terakhir else ""),
        golongan=_line(isian.golongan) or (terakhir.golongan if terakhir else ""),
        unit_kerja=_line(isian.unit_kerja),
        penilai_id=isian.penilai_id,
    )
    riwayat = tuple(sorted((*sisa, baru), key=lambda satu: (satu.mulai, satu.id)))
    if di_sana is not None:
        return msgspec.structs.replace(di_sana, riwayat=riwayat, aktif=True)
    keadaan = tuple(msgspec.structs.replace(satu, penilai_id="") for satu in asal.keadaan_pada(isian.mulai))
    return Pegawai(
        nama=asal.nama, nip=asal.nip, status=asal.status, unit_kode=isian.ke_kode, riwayat=riwayat, keadaan=keadaan
    )


def _penilai_there(kantor: Kantor, penilai_id: str, kode: str, pegawai_id: str) -> Document | None:
    """Return who assesses at an office; None without one. Raises ``UserError`` ``mutasi_penilai_salah``."""
    if not penilai_id:
        return None
    dokumen = kantor.store.document(penilai_id)
    cocok = dokumen is not None and not dokumen.deleted and dokumen.kind == "pegawai" and dokumen.scope == kode
    if not cocok or penilai_id == pegawai_id:
        raise UserError("mutasi_penilai_salah")
    return dokumen


def _results(kantor: Kantor, pegawai_id: str, mulai: date) -> tuple[HasilPeriodik, ...]:
    """Return the final evaluations of the year of a move and the one before, as they count today."""
    hasil: list[HasilPeriodik] = []
    final = {"pegawai_id": pegawai_id, "status": StatusPenilaian.FINAL.value}
    for satu in kantor.store.find("penilaian", where=final, order=("periode",), bodies=False):
        periode = str(satu.columns["periode"] or "")
        if satu.conflicts or periode[:4] not in (str(mulai.year), str(mulai.year - 1)):
            continue
        kata = str(satu.columns["predikat"] or "")
        predikat = effective_predikat(kantor, satu.doc_id, Predikat(kata) if kata else None)
        dokumen = kantor.store.document(satu.doc_id)
        rev = dokumen.heads[0] if dokumen is not None else ""
        hasil.append(HasilPeriodik(id=satu.doc_id, rev=rev, periode=periode, predikat=predikat))
    return tuple(hasil)


def _offices(kantor: Kantor) -> dict[str, str]:
    """Return the names of the offices here, by code."""
    return {**{satu.kode: satu.nama for satu in list_perangkat(kantor)}, kantor.profil.kode: kantor.profil.nama}


def _line(teks: str) -> str:
    """Return typed words as one line that fits on forms."""
    return "".join(huruf for huruf in " ".join(teks.split()) if huruf.isprintable())[:MAKS_NAMA]
