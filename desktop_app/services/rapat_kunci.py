"""The holders' meeting: their keys together for one act, which is the next root; then they leave this computer again.

``Meja`` is the table on which the keys lie while the act is prepared: in memory alone, never in the store. The act is
one transaction, verified before it by the same reader that every unit has. Source: docs/spec/keys.md, Next root.
"""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import (
    Claimed,
    TrustState,
    make_delegation,
    make_root,
    make_trust,
    read_trust,
    reissue_certificate,
    reread_certificate,
)
from desktop_app.exchange.limits import ROOTS_MAX
from desktop_app.exchange.recovery import new_identity
from desktop_app.services.berkas import read_input
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import (
    ESCROW,
    RUANG_PERANGKAT,
    RUANG_RAHASIA,
    all_revocations,
    keep_former,
    keep_own_trust,
    list_perangkat,
    marks_of,
    require_role,
    require_trust,
)
from desktop_app.services.kunci_kabupaten import (
    RUANG,
    BeritaAcara,
    PemegangKunci,
    RencanaKunci,
    base_of,
    lagging,
    read_pemegang,
    read_rencana,
    require_newest,
)
from desktop_app.services.sertifikat import RUANG_DIPERBARUI
from desktop_app.vault import HeldKey, OfficeKeys, SigningKey, open_file, read_card

PERUBAHAN = ("upacara", "pemegang", "penerbit", "kotak", "escrow", "ulang")
"""What a root may say of itself, in the order in which it is told."""


class Meja:
    """The table: root keys that holders laid down, by their public halves; ``clear`` lets go of them."""

    def __init__(self) -> None:
        """Begin with an empty table."""
        self._keys: dict[str, SigningKey] = {}

    def lay(self, key: HeldKey) -> None:
        """Lay one root key down; the recovery key signs nothing and is not taken."""
        if key.kind == "root":
            self._keys[key.public] = key.signing

    def holds(self, public: str) -> bool:
        """Tell whether the key with this public half (64 hex digits) lies here."""
        return public in self._keys

    def among(self, publics: list[str]) -> list[SigningKey]:
        """Return the keys that are among these public halves, in their order."""
        return [self._keys[one] for one in publics if one in self._keys]

    def clear(self) -> None:
        """Let go of every key."""
        self._keys.clear()

    def __repr__(self) -> str:
        return f"Meja({len(self._keys)})"


@intention(Wewenang.DAFTARKAN_KANTOR)
def lay_file(kantor: Kantor, meja: Meja, path: Path, sandi: str) -> str:
    """Lay the key of a holder's file on the table and return his name.

    Raises ``UserError`` as ``open_file``, and ``kunci_bukan_pemegang``, ``kunci_sudah_di_meja``.
    """
    return _lay(kantor, meja, open_file(read_input(path, 16 * 1024), sandi))


@intention(Wewenang.DAFTARKAN_KANTOR)
def lay_card(kantor: Kantor, meja: Meja, diketik: str) -> str:
    """Lay the key of a typed card on the table and return the holder's name; raises as ``lay_file``."""
    return _lay(kantor, meja, read_card(diketik))


def _lay(kantor: Kantor, meja: Meja, kunci: HeldKey) -> str:
    require_role(kantor, Peran.KABUPATEN)
    rencana = read_rencana(kantor)
    dikenal = {satu.publik: satu.nama for satu in read_pemegang(kantor)}
    if rencana is not None:
        dikenal |= {satu.publik: satu.nama for satu in rencana.pemegang if satu.publik}
    nama = dikenal.get(kunci.public) if kunci.kind == "root" else None
    if nama is None:
        raise UserError("kunci_bukan_pemegang")
    if meja.holds(kunci.public):
        raise UserError("kunci_sudah_di_meja", nama=nama)
    meja.lay(kunci)
    return nama


@intention(Wewenang.DAFTARKAN_KANTOR)
def count_table(kantor: Kantor, meja: Meja) -> tuple[int, int, int, int]:
    """Return how many of the present holders' keys lie here and are needed, and the same of the planned holders."""
    require_role(kantor, Peran.KABUPATEN)
    rencana, dasar = read_rencana(kantor), base_of(kantor)
    lama = _old_signers(kantor, meja, dasar)
    baru, perlu = _new_root(rencana, dasar) if rencana is not None else ([], 0)
    return len(lama), dasar.root.threshold, len(meja.among(baru)), perlu


@intention(Wewenang.DAFTARKAN_KANTOR)
def carry_out(kantor: Kantor, meja: Meja) -> tuple[BeritaAcara, Changed]:
    """Sign the next root as planned, and everything that follows from it, in one transaction; the table is cleared.

    The root key and the recovery key leave the store where the plan says so; every computer is owed an answer that
    tells it. Raises ``UserError``: ``kunci_tanpa_rencana``, ``kunci_belum_terbukti``, ``kunci_kurang``,
    ``kunci_kurang_baru``, ``kunci_tertinggal``, ``kunci_penerbit_wajib``; nothing is changed then.
    """
    require_role(kantor, Peran.KABUPATEN)
    rencana, dasar = read_rencana(kantor), base_of(kantor)
    if rencana is None:
        raise UserError("kunci_tanpa_rencana")
    require_newest(kantor, dasar.root.version, abaikan=rencana.abaikan)
    if kantor.store.get(RUANG, "dasar") is not None and not (rencana.penerbit and rencana.kotak):
        raise UserError("kunci_penerbit_wajib")
    belum = next((satu for satu in rencana.calon if not satu.siap), None)
    if belum is not None:
        raise UserError("kunci_belum_terbukti", nama=belum.nama)
    publik, perlu = _new_root(rencana, dasar)
    lama, baru = _old_signers(kantor, meja, dasar), meja.among(publik)
    if len(lama) < dasar.root.threshold:
        raise UserError("kunci_kurang", ada=len(lama), perlu=dasar.root.threshold)
    if len(baru) < perlu:
        raise UserError("kunci_kurang_baru", ada=len(baru), perlu=perlu)
    trust, keys = _next_trust(kantor, rencana, dasar, lama, baru)
    berita = _minutes(kantor, rencana, dasar, trust, meja)
    detail = {"versi": trust.root.version, "perlu": trust.root.threshold, "perubahan": list(berita.perubahan)}
    with kantor.write("ganti_kunci_kabupaten", detail=detail) as tx:
        keep_former(kantor, tx, dasar)
        keep_own_trust(tx, trust)
        tx.put(RUANG_RAHASIA, "kabupaten", keys.to_bytes())
        if rencana.escrow:
            tx.delete(RUANG_RAHASIA, ESCROW)
        _reissue(kantor, tx, trust, keys)
        tx.put(RUANG, "pemegang", msgspec.json.encode(berita.pemegang))
        tx.put(RUANG, f"berita:{berita.versi:06d}", msgspec.json.encode(berita))
        tx.delete(RUANG, "rencana")
        tx.delete(RUANG, "dasar")
        # Folds the log into the file at once: until then it holds the pages as they were, with the keys that leave.
        tx.is_large = True
    meja.clear()
    return berita, Changed((), ("perangkat", "kunci"))


@intention(Wewenang.DAFTARKAN_KANTOR)
def end_former_inboxes(kantor: Kantor, *, paksa: bool = False) -> int:
    """Let go of the former inbox keys and return how many they were; what was sealed to them opens no more.

    Raises ``UserError`` ``kunci_kotak_masih_dipakai`` where a computer has not shown that it seals to the present one,
    unless ``paksa``, and ``kunci_kotak_tidak_ada``.
    """
    require_role(kantor, Peran.KABUPATEN)
    keys, tertinggal = kantor.office_keys(), lagging(kantor)
    if not keys.former_inboxes:
        raise UserError("kunci_kotak_tidak_ada")
    if tertinggal and not paksa:
        raise UserError("kunci_kotak_masih_dipakai", jumlah=len(tertinggal), kantor=tertinggal[0].nama)
    with kantor.write("akhiri_kotak_lama", detail={"jumlah": len(keys.former_inboxes)}) as tx:
        sisa = OfficeKeys(keys.root, keys.issuer, keys.inbox_identity)
        tx.put(RUANG_RAHASIA, "kabupaten", sisa.to_bytes())
        tx.is_large = True
    return len(keys.former_inboxes)


def _old_signers(kantor: Kantor, meja: Meja, dasar: TrustState) -> list[SigningKey]:
    publik = [one.hex() for one in dasar.root.keys]
    sendiri = kantor.office_keys().root
    here = [sendiri] if sendiri is not None and sendiri.public in dasar.root.keys else []
    return [*here, *meja.among([one for one in publik if not here or one != here[0].public.hex()])]


def _new_root(rencana: RencanaKunci, dasar: TrustState) -> tuple[list[str], int]:
    """Return the public halves of the next root's keys (hex) and how many must sign."""
    if rencana.ganti_pemegang:
        return [satu.publik for satu in rencana.pemegang if satu.publik], rencana.perlu
    return [one.hex() for one in dasar.root.keys], dasar.root.threshold


def _next_trust(
    kantor: Kantor, rencana: RencanaKunci, dasar: TrustState, lama: list[SigningKey], baru: list[SigningKey]
) -> tuple[TrustState, OfficeKeys]:
    """Return the next trust document, verified as a unit that pins the present root would, and the keys behind it."""
    keys, sebelum, claim = kantor.office_keys(), dasar.delegations[0], kantor.claim()
    issuer = SigningKey.generate() if rencana.penerbit else keys.issuer
    inbox, former = keys.inbox_identity, keys.former_inboxes
    if rencana.kotak:
        inbox, former = new_identity()[0], keys.inbox_identities
    kept = None if rencana.ganti_pemegang else keys.root
    office_keys = OfficeKeys(kept, issuer, inbox, former)
    publik, perlu = _new_root(rencana, dasar)
    root = make_root(
        baru,
        previous=dasar.root.envelope.raw,
        previous_signers=lama,
        keys=[bytes.fromhex(one) for one in publik],
        threshold=perlu,
        resets_trust_seq=rencana.ulang,
        changes=_changes(kantor, rencana),
    )
    escrow = rencana.calon_escrow.publik if rencana.calon_escrow is not None else dasar.escrow
    delegation = make_delegation(
        baru,
        root=root,
        issuer=issuer.public,
        inbox=[office_keys.inbox_recipient],
        serial=sebelum.serial + 1,
        office=sebelum.office,
        escrow=escrow,
    )
    marks = max(marks_of(kantor, require_trust(kantor)), dasar.marks)
    raw = make_trust(
        issuer,
        roots=[*(satu.raw for satu in dasar.document.roots), root][-ROOTS_MAX:],
        delegations=[delegation],
        inbox=[office_keys.inbox_recipient],
        trust_seq=1 if rencana.ulang else marks.trust_seq + 1,
        signed_at=Claimed(claim.t, claim.doubt),
        revocations=all_revocations(require_trust(kantor), dasar),
        least_program=dasar.least_program,
    )
    try:
        return read_trust(raw, pinned=dasar.pin, marks=dasar.marks), office_keys
    except BundleError as error:
        raise UserError("kunci_akar_tidak_sah", alasan=error.code) from error


def _changes(kantor: Kantor, rencana: RencanaKunci) -> list[str]:
    pemegang = "upacara" if kantor.office_keys().root is not None else "pemegang"
    ada = {
        pemegang: rencana.ganti_pemegang,
        "penerbit": rencana.penerbit,
        "kotak": rencana.kotak,
        "escrow": rencana.escrow == "baru",
        "ulang": rencana.ulang,
    }
    return [satu for satu in PERUBAHAN if ada.get(satu, False)]


def _minutes(kantor: Kantor, rencana: RencanaKunci, dasar: TrustState, trust: TrustState, meja: Meja) -> BeritaAcara:
    claim = kantor.claim()
    pemegang = read_pemegang(kantor)
    if rencana.ganti_pemegang:
        pemegang = tuple(
            PemegangKunci(nomor=satu.nomor, nama=satu.nama, jabatan=satu.jabatan, publik=satu.publik)
            for satu in rencana.pemegang
        )
    semua = {satu.publik: satu.nama for satu in (*read_pemegang(kantor), *pemegang)}
    return BeritaAcara(
        versi=trust.root.version,
        perubahan=tuple(_changes(kantor, rencana)) + (("escrow_keluar",) if rencana.escrow == "keluar" else ()),
        alasan=rencana.alasan,
        perlu=trust.root.threshold,
        pemegang=pemegang,
        hadir=tuple(nama for publik, nama in semua.items() if meja.holds(publik)),
        sidik_lama=dasar.root_fingerprint,
        sidik=trust.root_fingerprint,
        penerima_escrow=trust.escrow,
        waktu=claim.t,
        ragu=claim.doubt,
    )


def _reissue(kantor: Kantor, tx: Transaction, trust: TrustState, keys: OfficeKeys) -> None:
    """Give every device a certificate of the present issuer, and owe each that is not revoked an answer.

    The register is this computer's own word: whoever signed the certificates before, the people compared them.
    """
    dicabut = {satu.device_id for satu in trust.revocations}
    for satu in list_perangkat(kantor):
        lama = reread_certificate(satu.certificate)
        raw = reissue_certificate(keys.issuer, lama, kinds=lama.kinds)
        baru = msgspec.structs.replace(satu, sertifikat=base64.b64encode(raw).decode())
        tx.put(RUANG_PERANGKAT, satu.device_id, msgspec.json.encode(baru))
        if satu.device_id not in dicabut:
            tx.put(RUANG_DIPERBARUI, satu.device_id, b"1")
