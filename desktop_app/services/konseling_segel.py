"""To whom a section of a counselling case is sealed, sealing it, and how its chain of sections stands.

A section is sealed to everybody who is meant to read it or not at all: where one of them has no key yet, it waits.
Source: docs/spec/counselling.md.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import BagianKonseling
from desktop_app.domain.konseling import BagianTersegel, BerkasKonseling
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.exchange.limits import FORMAT
from desktop_app.exchange.objection import recipient_of
from desktop_app.exchange.sealed_section import (
    Answer,
    Section,
    SectionStatement,
    seal_section,
    section_code,
    sign_section,
)
from desktop_app.services.jangkauan_sengketa import at_kabupaten
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import trust_of
from desktop_app.services.kunci_segel import Penerima, is_own_key, keys_of, own_identity
from desktop_app.services.penguji_tanda import PengujiTanda
from desktop_app.services.skp import identity_of

KIND = "konseling"
PEGAWAI, PENILAI, KONSELOR, UNIT = "pegawai", "penilai", "konselor", "unit"
NAMA_UNIT = "Unit kepegawaian kabupaten"


@dataclass(frozen=True)
class BahanBagian:
    """What a writer puts into a section: its fields by code and, on a report, both identities of the form."""

    isian: tuple[tuple[str, str], ...]
    pegawai: Identitas | None = None
    penilai: Identitas | None = None

    def __repr__(self) -> str:
        return "BahanBagian()"


def recipients_of(kantor: Kantor, berkas: BerkasKonseling, jenis: BagianKonseling) -> tuple[Penerima, ...]:
    """Return to whom a section is sealed: report to its writer and the unit, all others to the two people and the unit.

    Raises ``UserError`` ``konseling_tanpa_unit`` before the office is enrolled, ``konseling_tanpa_kunci`` with the name
    of who has no key that can be proved and is his alone, and ``konseling_tanpa_sandi`` where who writes has none.
    """
    if kantor.pelaku.kunci is None:
        raise UserError("konseling_tanpa_sandi")
    trust = trust_of(kantor)
    unit = [Penerima(satu, UNIT, NAMA_UNIT) for satu in trust.inbox] if trust is not None else []
    if not unit:
        raise UserError("konseling_tanpa_unit")
    if jenis is BagianKonseling.LAPORAN:
        hasil = _keys(kantor, berkas.penilai_id, PENILAI)
    else:
        hasil = _keys(kantor, berkas.pegawai_id, PEGAWAI)
        if berkas.konselor_id:
            hasil += _keys(kantor, berkas.konselor_id, KONSELOR)
    return tuple({satu.segel: satu for satu in (*hasil, *unit)}.values())


def _keys(kantor: Kantor, orang: str, jenis: str) -> list[Penerima]:
    """Return a person's keys that are his alone: who gave him a password knows what that one opens."""
    nama = identity_of(kantor, orang, None).nama
    semua = keys_of(kantor, orang, "", milik_sendiri=True)
    ada = [replace(satu, jenis=jenis, nama=nama or satu.nama) for satu in semua if satu is not None]
    pelaku = kantor.pelaku
    if orang == pelaku.pegawai_id != "" and is_own_key(PengujiTanda(kantor), pelaku.akun_id, pelaku.kunci):
        ada.append(Penerima(recipient_of(own_identity(kantor)), jenis, nama))
    if not ada:
        raise UserError("konseling_tanpa_kunci", nama=nama or "Orang itu")
    return ada


def seal_next(
    kantor: Kantor, kasus: str, berkas: BerkasKonseling, jenis: BagianKonseling, bahan: BahanBagian
) -> BagianTersegel:
    """Return the next section of a case, sealed to all its recipients and signed by who acts."""
    penerima = tuple(satu.segel for satu in recipients_of(kantor, berkas, jenis))
    kunci = kantor.pelaku.kunci
    assert kunci is not None, "recipients_of has asked"
    hari = kantor.jam().date()
    urut = ordered(berkas.bagian)
    section = Section(
        v=FORMAT,
        kasus=kasus,
        pegawai_id=berkas.pegawai_id,
        bagian=secrets.token_hex(8),
        jenis=jenis.value,
        sebelumnya=urut[-1].sidik if urut else "",
        penulis=kantor.pelaku.nama,
        tanggal=hari.isoformat(),
        isian=tuple(Answer(kode, teks.strip()) for kode, teks in bahan.isian),
        pegawai=bahan.pegawai,
        penilai=bahan.penilai,
    )
    sealed = seal_section(section, penerima)
    bagian = BagianTersegel(
        id=section.bagian,
        jenis=jenis,
        penulis_id=kantor.pelaku.pegawai_id,
        konselor_id=berkas.konselor_id if jenis is BagianKonseling.PENETAPAN else "",
        tanggal=hari,
        tanggal_ragu=kantor.claim().doubt,
        penerima=penerima,
        segel=base64.b64encode(sealed).decode(),
        sidik=hashlib.sha256(sealed).hexdigest(),
        sebelumnya=section.sebelumnya,
        penanda=kantor.pelaku.akun_id,
        kunci=kunci.key_id,
    )
    return msgspec.structs.replace(bagian, tanda=sign_section(kunci, statement_of(kasus, berkas, bagian)))


def statement_of(kasus: str, berkas: BerkasKonseling, bagian: BagianTersegel) -> SectionStatement:
    """Return what the writer of a section signs: all of it, and the case to which it belongs."""
    return SectionStatement(
        v=FORMAT,
        kantor=berkas.unit_kode,
        kasus=kasus,
        pegawai_id=berkas.pegawai_id,
        bagian=bagian.id,
        jenis=bagian.jenis.value,
        sebelumnya=bagian.sebelumnya,
        penulis_id=bagian.penulis_id,
        konselor_id=bagian.konselor_id,
        penerima=bagian.penerima,
        sidik=bagian.sidik,
        tanggal=bagian.tanggal.isoformat() if bagian.tanggal else "",
        tanggal_ragu=bagian.tanggal_ragu,
        penanda=bagian.penanda,
        kunci=bagian.kunci,
    )


def code_of(kasus: str, berkas: BerkasKonseling, bagian: BagianTersegel) -> str:
    """Return the short code of a section, computed from what is stored."""
    return section_code(statement_of(kasus, berkas, bagian))


def is_whole(bagian: BagianTersegel) -> bool:
    """Tell whether the sealed bytes of a section are those that its hash names."""
    try:
        return hashlib.sha256(base64.b64decode(bagian.segel, validate=True)).hexdigest() == bagian.sidik
    except ValueError:
        return False


def ordered(bagian: Iterable[BagianTersegel]) -> tuple[BagianTersegel, ...]:
    """Return sections in the order in which each names the one before it; their order in the document counts nothing.

    Two that were written at the same time name the same one; the day and then the id decide.
    """
    semua = list(bagian)
    menurut = {satu.sidik: satu for satu in semua}

    def depth(satu: BagianTersegel) -> int:
        langkah, lihat = 0, satu
        while lihat.sebelumnya in menurut and langkah <= len(semua):
            lihat, langkah = menurut[lihat.sebelumnya], langkah + 1
        return langkah

    return tuple(sorted(semua, key=lambda satu: (depth(satu), str(satu.tanggal or ""), satu.id)))


def identities_for(kantor: Kantor, berkas: BerkasKonseling) -> Sequence[str]:
    """Return the secret keys with which who acts may try: his own, in the personnel unit its inbox key as well."""
    milik = [own_identity(kantor)] if own_identity(kantor) else []
    if milik and is_unit(kantor, berkas.pegawai_id):
        milik.extend(kantor.office_keys().inbox_identities)
    return milik


def is_unit(kantor: Kantor, pegawai_id: str) -> bool:
    """Tell whether who acts is the personnel unit for a case: at the kabupaten, with the right, and not his own."""
    semua = kantor.pelaku.reach(Wewenang.KELOLA_KONSELING) is Jangkauan.SEMUA
    return at_kabupaten(kantor) and semua and not (pegawai_id and pegawai_id == kantor.pelaku.pegawai_id)
