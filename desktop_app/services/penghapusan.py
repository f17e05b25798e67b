"""Erasing everything about one person: previewed, signed, carried out at once, carried on by every bundle.

What goes: his record, his SKPs, his evaluations and his account's name, in all their versions. What stays: ids, the
graph, the audit chain, and his name where other people's documents froze it, which is their archive. Source: UU 27/2022
Articles 8, 43-45; docs/spec/erasure.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from db import Document, Found, Skeleton, StoreError, Transaction, decode_revision, skeleton_of
from desktop_app.domain.codec import OF_PERSON, SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.penghapusan import Penghapusan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.signing import Signer
from desktop_app.services.akun_dasar import RUANG_AKUN, read_akun
from desktop_app.services.bukti_hapus import drop_unnamed, files_of, forget_history
from desktop_app.services.draf_sendiri import drop_drafts_about
from desktop_app.services.jangkauan_tertutup import TANPA_TANDA, is_hidden
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.keutuhan_hapus import MENGAPA, NAMA_TERHAPUS, keep_endings, own_attachments
from desktop_app.services.konflik_kerja import forget_answers
from desktop_app.services.kurir_hapus import count_kurir, forget_kurir, names_of
from desktop_app.services.nama_pelaku import forget_names
from desktop_app.services.paket import acknowledged_upto, list_keluar
from desktop_app.services.penghapusan_isi import make_records, record_body, to_skeleton
from desktop_app.services.penguji_hapus import KIND, RUANG_SISA
from desktop_app.services.rencana import JENIS_RENCANA, person_named
from desktop_app.services.sisa_salinan import SisaSalinan, backup_files, finish_erasures

MAKS_TEKS = 500
DASAR = (
    "Permintaan pemilik data (UU 27/2022 Pasal 8)",
    "Masa simpan telah berakhir (UU 27/2022 Pasal 43)",
    "Data diperoleh atau diproses secara melawan hukum (UU 27/2022 Pasal 43)",
)
"""Grounds that the window offers; another one may be typed."""


@dataclass(frozen=True)
class DokumenMenyebut:
    """A planning document of somebody else (``pemilik``, by name) that speaks of the person after the erasure too.

    ``dengan_nama`` tells that it has his name in words; else it has his id alone, which then names nobody.
    """

    id: str
    kind: str
    pemilik: str
    tahun: int
    dengan_nama: bool


@dataclass(frozen=True)
class PratinjauHapus:
    """What an erasure of one person would take and leave.

    ``dokumen`` counts per kind, ``revisi`` all versions, ``naskah`` what is typed and not saved; ``dipakai`` counts
    other people's documents that keep his name or name him as assessor; ``belum_dikirim`` the versions that the
    kabupaten never acknowledged; ``cadangan`` and ``paket`` the copies that go, ``berkas`` the files of evidence that
    nobody else's document names. ``akun_aktif`` stands in the way.
    ``menyebut`` are matrices, hand-overs and other planning documents of others in which he stands; who wants them
    clean changes them there. ``kurir`` counts the lines of the outbox that name him as who carried a bundle,
    ``ditahan`` the held files, which nobody opens for this: what of them comes in later comes without him.
    """

    pegawai_id: str
    nama: str
    nip: str
    dokumen: dict[str, int]
    revisi: int
    naskah: int
    dipakai: int
    belum_dikirim: int
    cadangan: int
    paket: int
    akun_aktif: tuple[str, ...] = ()
    berkas: int = 0
    menyebut: tuple[DokumenMenyebut, ...] = ()
    kurir: int = 0
    ditahan: int = 0


@dataclass(frozen=True)
class HasilHapus:
    """What an erasure did: its records, documents and versions, and what became of old copies in files."""

    catatan: tuple[str, ...]
    dokumen: int
    revisi: int
    sisa: SisaSalinan
    changed: Changed


@dataclass(frozen=True)
class BarisHapus:
    """One record of an erasure as it is listed; ``revisi`` names how many versions lost their bodies."""

    id: str
    orang: str
    dasar: str
    nomor_surat: str
    pelaku: str
    kantor: str
    revisi: int
    waktu: str
    ragu: bool
    bagian: int
    jumlah_bagian: int


@intention(Wewenang.HAPUS_ORANG)
def preview_hapus(kantor: Kantor, pegawai_id: str) -> PratinjauHapus:
    """Return what an erasure of this person would take and leave, changing nothing.

    Raises ``UserError`` ``hapus_tidak_ada`` where nothing of him is here, ``hapus_kantor_lain`` where another office
    holds what is about him.
    """
    dokumen = person_documents(kantor, pegawai_id)
    _refuse_other_office(kantor, dokumen)
    skeletons = _skeletons(kantor, dokumen)
    ids = {satu.doc_id for satu in dokumen}
    pegawai = next((satu for satu in dokumen if satu.kind == "pegawai"), None)
    isi = decode_as(Pegawai, pegawai.body) if pegawai is not None and pegawai.body != b"{}" else Pegawai(nama="–")
    hitung: dict[str, int] = {}
    for satu in dokumen:
        # Who erases does not learn by it that there is a counselling case; it goes with the rest all the same.
        if satu.kind not in TANPA_TANDA or not is_hidden(kantor.pelaku, satu):
            hitung[satu.kind] = hitung.get(satu.kind, 0) + 1
    return PratinjauHapus(
        pegawai_id=pegawai_id,
        nama=isi.nama,
        nip=isi.nip,
        dokumen=hitung,
        revisi=len(skeletons),
        naskah=sum(satu.doc_id in ids for satu in kantor.store.workings()),
        dipakai=_uses(kantor, pegawai_id, ids),
        belum_dikirim=_unsent(kantor, skeletons),
        cadangan=len(backup_files(kantor)),
        paket=sum((kantor.home / "keluar" / satu.nama_berkas).exists() for satu in list_keluar(kantor)),
        berkas=len(kantor.store.attachment_facts({s for satu in files_of(kantor, dokumen).values() for s in satu})),
        akun_aktif=tuple(satu.nama for satu in read_akun(kantor) if satu.aktif and satu.pegawai_id == pegawai_id),
        kurir=count_kurir(kantor, names_of(kantor, [pegawai_id])),
        ditahan=sum(1 for _ in (kantor.home / "ditahan").glob("*.skpb")),
        menyebut=_mentions(kantor, pegawai_id, isi.nama if pegawai is not None else "", ids),
    )


@intention(Wewenang.HAPUS_ORANG)
def erase_orang(kantor: Kantor, pegawai_id: str, dasar: str, nomor_surat: str = "", alasan: str = "") -> HasilHapus:
    """Erase everything about one person, with its signed record, and remove older copies in files.

    Cannot be undone. Raises ``UserError``: ``hapus_tidak_ada``, ``hapus_kantor_lain``, ``hapus_akun_aktif`` while he
    can still log in, ``hapus_dasar_kosong``, ``hapus_teks_salah``, ``hapus_menyebut_orang`` where a text that stays
    names him.
    """
    pratinjau = preview_hapus(kantor, pegawai_id)
    if pratinjau.akun_aktif:
        raise UserError("hapus_akun_aktif", nama=pratinjau.akun_aktif[0])
    dasar, nomor_surat, alasan = (" ".join(teks.split()) for teks in (dasar, nomor_surat, alasan))
    _check_texts(pratinjau, dasar, nomor_surat, alasan)
    dokumen = person_documents(kantor, pegawai_id)
    catatan: list[str] = []
    hilang = 0
    detail = {"surat": nomor_surat, "jumlah": len(dokumen), "revisi": pratinjau.revisi}
    nama = names_of(kantor, [pegawai_id])
    with kantor.write("hapus_orang", pegawai_id, detail) as tx:
        for scope in sorted({satu.scope for satu in dokumen}):
            milik = [satu for satu in dokumen if satu.scope == scope]
            skeletons = _skeletons(kantor, milik)
            isi = Penghapusan(
                orang=pegawai_id,
                dasar=dasar,
                alasan=alasan,
                nomor_surat=nomor_surat,
                pelaku=kantor.who,
                unit_kode=scope,
            )
            keep_endings(kantor.store, tx, [satu.doc_id for satu in milik if satu.kind == "pengguna"])
            berkas = files_of(kantor, milik)
            for satu in milik:
                _bury(tx, satu)
            records = make_records(isi, skeletons, signer=_signer(kantor), pelaku=kantor.pelaku, berkas=berkas)
            lepas = set(own_attachments(kantor.store, [bagian for _, bagian in records]))
            for doc_id, bagian in records:
                rev = tx.save(KIND, doc_id, record_body(bagian), scope=scope, schema=SCHEMA)
                hapus = sorted(lepas.intersection(bagian.lampiran))
                hilang += tx.erase(map(to_skeleton, bagian.revisi), by=rev.rev_id, attachments=hapus).erased
                forget_history(kantor.store, tx, hapus)
                tx.put(RUANG_SISA, doc_id, b"")
                catatan.append(doc_id)
        drop_unnamed(kantor, tx, {satu.doc_id for satu in dokumen})
        _forget_beside(kantor, tx, {satu.doc_id for satu in dokumen})
        tx.detail["kurir"] = forget_kurir(kantor, tx, nama)
        tx.detail["catatan"] = catatan
    drop_drafts_about(kantor.home, pegawai_id)
    forget_names(kantor)
    sisa = finish_erasures(kantor)
    ids = tuple(satu.doc_id for satu in dokumen)
    return HasilHapus(tuple(catatan), len(dokumen), hilang, sisa, Changed((*ids, *catatan), ("*",)))


@intention(Wewenang.HAPUS_ORANG)
def list_penghapusan(kantor: Kantor) -> tuple[BarisHapus, ...]:
    """Return every record of an erasure that this office holds, newest first."""
    baris = [_row(kantor, satu.doc_id) for satu in kantor.store.find(KIND)]
    return tuple(sorted(baris, key=lambda satu: (satu.waktu, satu.orang, satu.bagian), reverse=True))


def read_record(kantor: Kantor, doc_id: str) -> Penghapusan:
    """Return one record; raises ``UserError`` ``hapus_catatan_tidak_ada``."""
    dokumen = kantor.store.document(doc_id)
    if dokumen is None or dokumen.kind != KIND or dokumen.deleted:
        raise UserError("hapus_catatan_tidak_ada")
    return decode_as(Penghapusan, dokumen.body)


def person_documents(kantor: Kantor, pegawai_id: str) -> list[Document]:
    """Return everything that is about one person, deleted documents too, unless all of it was erased.

    Raises ``UserError`` ``hapus_tidak_ada`` where there is nothing.
    """
    store = kantor.store
    ids = {pegawai_id} if (satu := store.document(pegawai_id)) is not None and satu.kind == "pegawai" else set()
    for kind in (*OF_PERSON, "pengguna"):
        for gone in (False, True):
            ids |= {s.doc_id for s in store.find(kind, where={"pegawai_id": pegawai_id}, deleted=gone)}
    semua = store.documents(ids)
    ada = [satu for satu in semua.values() if _has_words(kantor, satu)]
    if not ada:
        raise UserError("hapus_tidak_ada")
    return sorted(ada, key=lambda satu: (satu.kind, satu.doc_id))


def _has_words(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether any version still says something: neither erased nor the end that an erasure put."""
    return any(
        not rev.erased and not (rev.deleted and rev.why == MENGAPA) for rev in kantor.store.history(dokumen.doc_id)
    )


def _skeletons(kantor: Kantor, dokumen: Sequence[Document]) -> list[Skeleton]:
    """Return what would stay of every version of these documents, and of what waits for their versions."""
    ids = {satu.doc_id for satu in dokumen}
    log = [skeleton_of(rev) for satu in dokumen for rev in kantor.store.history(satu.doc_id) if not rev.erased]
    return log + kantor.store.waiting_of(ids)


def _bury(tx: Transaction, dokumen: Document) -> None:
    """End a document; of an account only the keys go on, so that what its holder signed for others still verifies."""
    if dokumen.kind != "pengguna":
        tx.save(dokumen.kind, dokumen.doc_id, b"{}", scope=dokumen.scope, schema=SCHEMA, why=MENGAPA, deleted=True)
        return
    lama = decode_as(Pengguna, dokumen.body)
    kunci = tuple(msgspec.structs.replace(satu, berakhir=True) for satu in lama.kunci)
    isi = Pengguna(nama=NAMA_TERHAPUS, unit_kode=lama.unit_kode, aktif=False, kunci=kunci)
    tx.save("pengguna", dokumen.doc_id, encode(isi), scope=dokumen.scope, schema=SCHEMA, why=MENGAPA)


def _forget_beside(kantor: Kantor, tx: Transaction, ids: set[str]) -> None:
    """Take away what is about these documents beside the log: held records, accounts that were removed."""
    for satu in kantor.store.quarantined():
        try:
            doc_id = decode_revision(satu.raw).doc_id
        except StoreError:
            continue
        if doc_id in ids:
            tx.drop_quarantine(satu.rev_id)
    for doc_id in ids:
        tx.delete(RUANG_AKUN, doc_id)
    forget_answers(kantor.store, tx, ids)


def _check_texts(pratinjau: PratinjauHapus, dasar: str, nomor_surat: str, alasan: str) -> None:
    if not dasar:
        raise UserError("hapus_dasar_kosong")
    for teks in (dasar, nomor_surat, alasan):
        if len(teks) > MAKS_TEKS or not teks.isprintable():
            raise UserError("hapus_teks_salah", batas=MAKS_TEKS)
        rata = teks.casefold()
        if pratinjau.nama.casefold() in rata or (pratinjau.nip and pratinjau.nip in "".join(teks.split())):
            raise UserError("hapus_menyebut_orang")


def _refuse_other_office(kantor: Kantor, dokumen: Sequence[Document]) -> None:
    kode = kantor.profil.kode
    if any(satu.scope != kode and not satu.scope.startswith(kode + ".") for satu in dokumen):
        raise UserError("hapus_kantor_lain")


def _signer(kantor: Kantor) -> Signer:
    """Return the key that others know this office's erasures by: the kabupaten's own, or this computer's."""
    if kantor.profil.peran is Peran.KABUPATEN:
        return kantor.office_keys().issuer
    return kantor.device_keys().signing


def _uses(kantor: Kantor, pegawai_id: str, ids: set[str]) -> int:
    """Count other people's documents that name him: as assessor, or in a post."""
    lain = {
        satu.doc_id
        for kind in ("skp", "penilaian", "adendum")
        for satu in kantor.store.find(kind, where={"penilai_id": pegawai_id})
    }
    kunci = pegawai_id.encode()
    lain |= {satu.doc_id for satu in kantor.store.find("pegawai") if kunci in satu.body}
    return len(lain - ids)


def _mentions(kantor: Kantor, pegawai_id: str, nama: str, ids: set[str]) -> tuple[DokumenMenyebut, ...]:
    """Return the planning documents of others that have his id or his name, by kind, year and owner."""
    ketemu: list[DokumenMenyebut] = []
    cari = " ".join(nama.casefold().split()) if len(nama) > 1 else ""
    for kind in (*JENIS_RENCANA, "serah_terima"):
        for satu in kantor.store.find(kind):
            if satu.doc_id in ids:
                continue
            teks = satu.body.decode()
            bernama = bool(cari) and cari in " ".join(teks.casefold().split())
            if bernama or pegawai_id in teks:
                pemilik = person_named(kantor, str(satu.columns["pegawai_id"]), None).nama
                ketemu.append(DokumenMenyebut(satu.doc_id, kind, pemilik, _year(satu), bernama))
    return tuple(sorted(ketemu, key=lambda satu: (satu.kind, satu.tahun, satu.pemilik, satu.id)))


def _year(satu: Found) -> int:
    tahun = satu.columns.get("tahun") or satu.columns.get("mulai") or 0
    return int(str(tahun)[:4])


def _unsent(kantor: Kantor, skeletons: Sequence[Skeleton]) -> int:
    if kantor.profil.peran is Peran.KABUPATEN:
        return 0
    named = {satu.rev_id for satu in skeletons}
    return sum(rev_id in named for _, rev_id, _ in kantor.store.revisions_after(acknowledged_upto(kantor)))


def _row(kantor: Kantor, doc_id: str) -> BarisHapus:
    isi = read_record(kantor, doc_id)
    rev = kantor.store.history(doc_id)[0]
    return BarisHapus(
        id=doc_id,
        orang=isi.orang,
        dasar=isi.dasar,
        nomor_surat=isi.nomor_surat,
        pelaku=isi.pelaku,
        kantor=isi.unit_kode,
        revisi=len(isi.revisi),
        waktu=rev.at.t,
        ragu=rev.at.doubt,
        bagian=isi.bagian,
        jumlah_bagian=isi.jumlah_bagian,
    )
