"""A lost or stolen computer: it is no longer believed nor answered, and the people whose data it held are named.

What it sent before stays; what comes from it later is held for people to decide. Law: UU PDP 27/2022 Article 46 gives
three times twenty-four hours to tell the people concerned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from db import Transaction
from desktop_app.domain.codec import decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import Revocation, TrustState, copy_bundle, place_file, read_certificate, seal_return
from desktop_app.forms.tabel import render_csv
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import Perangkat, all_revocations, list_perangkat, require_role, require_trust
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.paket import PaketMasuk, list_masuk, make_content, next_seq
from desktop_app.services.perangkat_dicabut import Pencabutan, chain_of, holders_of, put_pencabutan, read_pencabutan
from desktop_app.services.putusan_ditahan import DIIZINKAN, keep_putusan
from desktop_app.services.silsilah import RUANG_UTANG, list_kembar, list_noted, raise_trust

ALASAN_BERKAS = "Sudah dicabut menurut berkas kepercayaan"
"""The reason that stands with a revocation of which only a trust file tells."""


@dataclass(frozen=True)
class KomputerKantor:
    """A computer that this kabupaten admitted: its newest bundle, its revocation, whether two histories were seen.

    ``akhir`` is the device as which the same computer goes on now, itself where its key was never changed; ``tuntas``
    that this one is revoked, so that nothing of the computer is believed; ``pemegang`` are further computers that
    held one of its keys and are believed.
    """

    perangkat: Perangkat
    terakhir: PaketMasuk | None
    dicabut: Pencabutan | None
    kembar: bool
    akhir: str
    tuntas: bool
    pemegang: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terdampak:
    """A person whose data a computer held: name, NIP, post, and how many SKP and evaluations."""

    nama: str
    nip: str
    jabatan: str
    skp: int
    penilaian: int


@intention(Wewenang.DAFTARKAN_KANTOR)
def list_komputer(kantor: Kantor) -> tuple[KomputerKantor, ...]:
    """Return every computer that this kabupaten admitted, by the codes of their offices."""
    require_role(kantor, Peran.KABUPATEN)
    dicabut, masuk = read_pencabutan(kantor), list_masuk(kantor)
    kembar = {satu.device_id for satu in list_kembar(kantor)}
    return tuple(
        KomputerKantor(
            satu,
            next((paket for paket in masuk if paket.device_id == satu.device_id), None),
            dicabut.get(satu.device_id),
            satu.device_id in kembar,
            chain_of(dicabut, satu.device_id)[-1],
            chain_of(dicabut, satu.device_id)[-1] in dicabut,
            holders_of(dicabut, satu.device_id),
        )
        for satu in list_perangkat(kantor)
    )


@intention(Wewenang.DAFTARKAN_KANTOR)
def revoke_device(kantor: Kantor, device_id: str, alasan: str) -> Changed:
    """Revoke a computer: the next trust document names it with the last bundle that was accepted from it.

    Where its key was changed it is the present key that is revoked: whoever held the old one may have changed it, and
    what is lost is the computer. Others that held a key of it (``KomputerKantor.pemegang``) are people's matter.
    Raises ``UserError``: ``perangkat_tidak_dikenal``, ``perangkat_sudah_dicabut``, ``alasan_wajib``.
    """
    perangkat = find_device(kantor, device_id)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="cabut komputer")
    dicabut = read_pencabutan(kantor)
    akhir = chain_of(dicabut, perangkat.device_id)[-1]
    if akhir in dicabut:
        raise UserError("perangkat_sudah_dicabut", nama=perangkat.nama, kode=perangkat.kode, komputer=akhir[:8])
    perangkat = find_device(kantor, akhir)
    terakhir = next((satu for satu in list_masuk(kantor) if satu.device_id == perangkat.device_id), None)
    revocation = Revocation(
        perangkat.device_id,
        perangkat.serial,
        epoch=terakhir.epoch if terakhir else "",
        seq=terakhir.seq if terakhir else 0,
        head=terakhir.file_sha256 if terakhir else "",
    )
    claim = kantor.claim()
    catatan = Pencabutan(alasan=alasan.strip(), waktu=claim.t, ragu=claim.doubt, nomor=revocation.seq)
    with kantor.write("cabut_perangkat", detail={"perangkat": perangkat.device_id, "nomor": revocation.seq}) as tx:
        raise_trust(kantor, tx, [*require_trust(kantor).revocations, revocation])
        put_pencabutan(tx, perangkat.device_id, catatan)
        tx.delete(RUANG_UTANG, perangkat.device_id)
    return Changed((), ("perangkat",))


def keep_revocations(kantor: Kantor, tx: Transaction, *trusts: TrustState) -> None:
    """Take the revocations that these trust documents name and today's does not, as if they had been made here."""
    kini, dicabut, claim = require_trust(kantor), read_pencabutan(kantor), kantor.claim()
    semua = all_revocations(kini, *trusts)
    if len(semua) > len(kini.revocations):
        raise_trust(kantor, tx, semua)
    for satu in semua:
        if satu.device_id not in dicabut:
            catatan = Pencabutan(alasan=ALASAN_BERKAS, waktu=claim.t, ragu=claim.doubt, nomor=satu.seq)
            put_pencabutan(tx, satu.device_id, catatan)
        tx.delete(RUANG_UTANG, satu.device_id)


@intention(Wewenang.DAFTARKAN_KANTOR)
def list_terdampak(kantor: Kantor, device_id: str) -> tuple[Terdampak, ...]:
    """Return the people whose data a computer held: all of its office as they are known here, by name.

    Who left and was deleted is among them: a deletion ends a document, and its versions stay on that computer. Only an
    erasure takes them away.
    """
    kode = find_device(kantor, device_id).kode
    skp: Counter[str] = Counter()
    penilaian: Counter[str] = Counter()
    for jenis, hitung in (("skp", skp), ("penilaian", penilaian)):
        for body in _of_office(kantor, jenis, kode):
            isi = decode_kind(jenis, body)
            if isinstance(isi, Skp | Penilaian):
                hitung[isi.pegawai_id] += 1
    orang: list[Terdampak] = []
    terdaftar = [(found.doc_id, found.body) for found in kantor.store.find("pegawai") if _covers(kode, found.scope)]
    for doc_id, body in (*terdaftar, *_departed(kantor, kode)):
        isi = decode_kind("pegawai", body)
        if isinstance(isi, Pegawai):
            jabatan = isi.jabatan_pada(None)
            orang.append(
                Terdampak(isi.nama, isi.nip, jabatan.jabatan if jabatan else "", skp[doc_id], penilaian[doc_id])
            )
    with kantor.write("lihat_terdampak", detail={"perangkat": device_id, "orang": len(orang)}):
        pass
    return tuple(sorted(orang, key=lambda orang: orang.nama.casefold()))


@intention(Wewenang.DAFTARKAN_KANTOR)
def save_terdampak(kantor: Kantor, device_id: str, out: Path) -> int:
    """Write the people whose data a computer held as CSV to ``out`` and return how many they are."""
    orang = list_terdampak(kantor, device_id)
    judul = ("NAMA", "NIP", "JABATAN", "SKP", "PENILAIAN")
    baris = [(satu.nama, satu.nip, satu.jabatan, str(satu.skp), str(satu.penilaian)) for satu in orang]
    place_file(render_csv(judul, baris), out)
    return len(orang)


@intention(Wewenang.DAFTARKAN_KANTOR)
def list_ditahan(kantor: Kantor) -> tuple[Path, ...]:
    """Return the files of revoked computers and of twins that wait for somebody to decide, by their names."""
    require_role(kantor, Peran.KABUPATEN)
    return tuple(sorted(kantor.folder("ditahan").glob("*.skpb")))


@intention(Wewenang.DAFTARKAN_KANTOR)
def admit_ditahan(kantor: Kantor, path: Path, catatan: str = "") -> HasilPaket:
    """Merge a held file after all, because people know that it is honest; it leaves the folder once it is merged.

    ``catatan`` are the words of who decided. Everything else about it is verified as ever. Raises ``UserError`` where
    there is no such file.
    """
    require_role(kantor, Peran.KABUPATEN)
    if path not in list_ditahan(kantor):
        raise UserError("berkas_tidak_ada", berkas=path.name)
    noted = list_noted(kantor).get(path.stem)
    with kantor.write("izinkan_paket", detail={"berkas": path.stem}) as tx:
        keep_putusan(
            kantor,
            tx,
            apa="berkas",
            tentang=path.stem,
            putusan=DIIZINKAN,
            asal=noted.nama if noted else "",
            nomor=noted.nomor if noted else 0,
            alasan=noted.alasan if noted else "",
            catatan=catatan,
        )
    (hasil,) = merge_bundles(kantor, [path], izinkan=frozenset({path.stem}))
    if hasil.nasib in (NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA):
        path.unlink(missing_ok=True)
    return hasil


@intention(Wewenang.DAFTARKAN_KANTOR)
def find_device(kantor: Kantor, device_id: str) -> Perangkat:
    """Return the admitted computer of this id, or of an id that begins so; raises ``UserError`` for none."""
    require_role(kantor, Peran.KABUPATEN)
    cocok = [satu for satu in list_perangkat(kantor) if device_id and satu.device_id.startswith(device_id)]
    if len(cocok) != 1:
        raise UserError("perangkat_tidak_dikenal", perangkat=device_id)
    return cocok[0]


def _departed(kantor: Kantor, kode: str) -> Iterator[tuple[str, bytes]]:
    """Yield the people of an office whose documents ended, by what they said last; who was erased is not there."""
    for found in kantor.store.find("pegawai", deleted=True):
        if not _covers(kode, found.scope):
            continue
        hidup = [rev.body for rev in kantor.store.history(found.doc_id) if not rev.deleted and not rev.erased]
        if hidup:
            yield found.doc_id, hidup[-1]


def _of_office(kantor: Kantor, jenis: str, kode: str) -> list[bytes]:
    return [found.body for found in kantor.store.find(jenis) if _covers(kode, found.scope)]


def _covers(kode: str, scope: str) -> bool:
    return scope == kode or scope.startswith(kode + ".")


@intention(Wewenang.DAFTARKAN_KANTOR)
def inform_revoked(kantor: Kantor, device_id: str, folder: Path) -> Path:
    """Write the one answer that a revoked computer still gets, for an office that was called: that it is revoked.

    It carries the trust document and nothing else. Raises ``UserError`` ``perangkat_tidak_dikenal``,
    ``perangkat_belum_dicabut``, ``folder_tidak_ada``.
    """
    perangkat = find_device(kantor, device_id)
    if perangkat.device_id not in read_pencabutan(kantor):
        raise UserError("perangkat_belum_dicabut", nama=perangkat.nama, kode=perangkat.kode)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    trust = require_trust(kantor)
    with kantor.write("surat_pencabutan", detail={"perangkat": perangkat.device_id}) as tx:
        nomor = next_seq(kantor, tx)
    sealed = seal_return(
        kantor.folder("keluar"),
        make_content(kantor, nomor, perangkat.kode),
        issuer=kantor.office_keys().issuer,
        trust=trust,
        to=read_certificate(perangkat.certificate, trust.issuers),
    )
    return copy_bundle(sealed.path, folder)


def list_revoked(kantor: Kantor) -> frozenset[str]:
    """Return the ids of the computers that this kabupaten has revoked."""
    return frozenset(read_pencabutan(kantor))


def list_chain(kantor: Kantor, device_id: str) -> tuple[str, ...]:
    """Return a computer's id and those as which it went on when its key was changed, up to its present one."""
    return chain_of(read_pencabutan(kantor), device_id)
