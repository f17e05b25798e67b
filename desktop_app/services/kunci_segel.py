"""The key to which others seal for a person: made known when he logs in, found and proved when somebody seals.

It follows from his signing key, so only he opens what is sealed to it. Source: docs/spec/objection.md, section Keys.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.exchange.objection import is_sealing_key, recipient_of, sign_sealing_key
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kepercayaan import trust_of
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda
from desktop_app.vault import SigningKey
from desktop_app.vault.sealing import sealing_identity

ATASAN, KABUPATEN = "atasan", "kabupaten"


@dataclass(frozen=True)
class Penerima:
    """Somebody to whom an objection is sealed: his age recipient, whether superior or kabupaten, and a name."""

    segel: str
    jenis: str
    nama: str

    @property
    def sidik(self) -> str:
        """Eight letters of the recipient, as slip and screen show them to be compared."""
        return self.segel[-8:].upper()


def own_identity(kantor: Kantor) -> str:
    """Return the identity of who acts, empty where his key is not open."""
    kunci = kantor.pelaku.kunci
    return sealing_identity(kunci) if kunci is not None else ""


def publish_sealing_key(kantor: Kantor) -> None:
    """Add the recipient of who has just logged in to his travelling document, where it is not there yet."""
    kunci = kantor.pelaku.kunci
    dokumen = kantor.store.document(kantor.pelaku.akun_id) if kunci is not None else None
    if kunci is None or dokumen is None or dokumen.kind != "pengguna" or dokumen.deleted or dokumen.conflicts:
        return
    isi = decode_as(Pengguna, dokumen.body)
    segel = recipient_of(sealing_identity(kunci))
    if not any(satu.id == kunci.key_id and satu.segel != segel and not satu.berakhir for satu in isi.kunci):
        return
    baru = tuple(_with_segel(satu, kunci, dokumen.doc_id, segel) for satu in isi.kunci)
    with kantor.write("kunci_segel", dokumen.doc_id) as tx:
        isi = msgspec.structs.replace(isi, kunci=baru)
        tx.save("pengguna", dokumen.doc_id, encode(isi, dokumen.body), scope=dokumen.scope, schema=SCHEMA)


def _with_segel(satu: KunciPengguna, kunci: SigningKey, akun_id: str, segel: str) -> KunciPengguna:
    if satu.id != kunci.key_id:
        return satu
    return msgspec.structs.replace(satu, segel=segel, tanda_segel=sign_sealing_key(kunci, akun_id, segel))


def recipients_for(kantor: Kantor, atasan_id: str, penilai_id: str) -> tuple[Penerima, ...]:
    """Return to whom an objection is sealed: the superior where he has a key that can be proved, the kabupaten.

    A key that the assessor's own account made for the superior, as an admin who gives a first or a new password does,
    is none: whoever gives a password knows it.

    In the kabupaten's own store its inbox key lies beside what it would open, so there it is no recipient.
    """
    hasil = [satu for satu in keys_of(kantor, atasan_id, penilai_id) if satu] if atasan_id else []
    trust = trust_of(kantor) if kantor.profil.peran is Peran.UNIT else None
    if trust is not None:
        hasil += [Penerima(satu, KABUPATEN, trust.office.name) for satu in trust.inbox]
    return tuple({satu.segel: satu for satu in hasil}.values())


def is_key_of_penilai(kantor: Kantor, atasan_id: str, penilai_id: str) -> bool:
    """Tell whether the superior has keys and each of them was made by the assessor's own account."""
    return bool(atasan_id) and set(keys_of(kantor, atasan_id, penilai_id)) == {None}


def is_own_key(penguji: PengujiTanda, akun_id: str, kunci: SigningKey | None) -> bool:
    """Tell whether a person's own account wrote a key of his down first; else who gave him the password knows it."""
    return kunci is not None and penguji.introduced_by(akun_id, kunci.key_id) == akun_id


def keys_of(kantor: Kantor, pegawai_id: str, penilai_id: str, *, milik_sendiri: bool = False) -> list[Penerima | None]:
    """Return the recipients of a person's proved keys, None for one that the assessor's account made.

    ``pegawai_id`` is whose keys, ``penilai_id`` the person whose accounts must not have made them; with
    ``milik_sendiri`` no account but his own may have.
    """
    penguji = PengujiTanda(kantor)
    akun_penilai = {s.doc_id for s in kantor.store.find("pengguna", where={"pegawai_id": penilai_id}) if penilai_id}
    hasil: list[Penerima | None] = []
    for satu in kantor.store.find("pengguna", where={"pegawai_id": pegawai_id}):
        isi = decode_as(Pengguna, satu.body)
        if not isi.aktif or satu.conflicts:
            continue
        for kunci in isi.kunci:
            sah = kunci.segel and is_sealing_key(kunci.kunci, satu.doc_id, kunci.segel, kunci.tanda_segel)
            if sah and not kunci.berakhir and penguji.judge_key(satu.doc_id, kunci.id) is KeadaanTanda.SAH:
                pembuat = penguji.introduced_by(satu.doc_id, kunci.id)
                bukan_miliknya = pembuat in akun_penilai or (milik_sendiri and pembuat != satu.doc_id)
                hasil.append(None if bukan_miliknya else Penerima(kunci.segel, ATASAN, isi.nama))
    return hasil
