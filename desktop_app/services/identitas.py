"""Who this computer is to the kabupaten: why it may have to become another one, and the one step in which it does.

Two computers may speak with one identity: a copied disk, a folder that was copied, an old backup on a second laptop.
And a computer that was revoked in error stays revoked. Either way one of them takes a new identity: new keys, a new
enrolment, numbers that go on; whatever was written stays as it is, and what was never acknowledged goes out under the
new identity. Source: docs/spec/lost-computer.md, section New identity.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from db import Store, Transaction
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import RollFacts
from desktop_app.exchange.roll import SENT_MAX
from desktop_app.services import jangkar
from desktop_app.services.cadangan import AlasanCadangan, back_up_before
from desktop_app.services.draf_sendiri import FOLDER as FOLDER_DRAF
from desktop_app.services.draf_sendiri import reseal_below
from desktop_app.services.identitas_lama import RUANG_LAMA, SANDI_LAMA, IdentitasLama, list_lama
from desktop_app.services.jangkar import RUANG_IDENTITAS, Dicabut, Diminta, read_asked, read_revoked
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.keberatan_nomor import Hitungan, put_hitungan
from desktop_app.services.kepercayaan import RUANG as RUANG_PERCAYA
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.kunci_kantor import newest_first, put_table, require_slots, reseal_escrow
from desktop_app.services.naskah import commit_all
from desktop_app.services.paket import RUANG_AWAL, acknowledged_upto, list_keluar
from desktop_app.services.pendaftaran import Permintaan, make_own_request, request_enrolment
from desktop_app.vault import DeviceKeys, slots_exist

GANTI = "ganti"
"""The reason of an identity that ended because its key was changed."""


@dataclass(frozen=True)
class IdentitasKomputer:
    """Who this computer is: its id, why its epoch began (a code of ``jangkar.KODE_SEBAB``, "" for the first), and
    whether the kabupaten revoked it or asked it to become another one.

    ``lama`` are the identities that it had before, ``belum_diakui`` the records that no receipt covers;
    ``epoch_diakui`` tells that a bundle of the present epoch has its receipt.
    """

    perangkat: str
    epoch: str
    sebab: str
    terdaftar: bool
    menunggu_jawaban: bool
    dicabut: Dicabut | None
    diminta: Diminta | None
    lama: tuple[IdentitasLama, ...]
    belum_diakui: int
    epoch_diakui: bool = False

    @property
    def perlu_baru(self) -> bool:
        """Whether somebody has to look at this page."""
        return self.dicabut is not None or self.diminta is not None or self.sebab in ("kembaran", "salinan")

    @property
    def boleh_ganti_kunci(self) -> bool:
        """Whether the key can be changed here: the kabupaten believes the old one, and no answer is still to come.

        A copy has to be known first: until a bundle of its epoch has come there the numbers cannot fit.
        """
        if not self.terdaftar or self.menunggu_jawaban or self.dicabut is not None or self.diminta is not None:
            return False
        return self.sebab not in ("kembaran", "salinan") or self.epoch_diakui


@dataclass(frozen=True)
class HasilIdentitas:
    """The new identity, the request that asks for its enrolment, and how many records go out under it."""

    perangkat: str
    lama: str
    permintaan: Permintaan
    belum_diakui: int


@intention(Wewenang.KIRIM)
def read_identitas(kantor: Kantor) -> IdentitasKomputer:
    """Return who this computer is to the kabupaten."""
    require_role(kantor, Peran.UNIT)
    induk = jangkar.read_induk(kantor.store)
    store = kantor.store
    return IdentitasKomputer(
        perangkat=store.device,
        epoch=store.epoch,
        sebab=induk.sebab if induk is not None else "",
        terdaftar=store.get(RUANG_PERCAYA, "sertifikat") is not None,
        menunggu_jawaban=store.get(RUANG_PERCAYA, "permintaan") is not None
        and store.get(RUANG_PERCAYA, "sertifikat") is None,
        dicabut=read_revoked(store),
        diminta=read_asked(store),
        lama=list_lama(store),
        belum_diakui=max(0, store.last_seq() - acknowledged_upto(kantor)),
        epoch_diakui=any(satu.diterima and satu.epoch == store.epoch for satu in list_keluar(kantor)),
    )


@intention(Wewenang.KIRIM)
def take_new_identity(kantor: Kantor, out: Path) -> HasilIdentitas:
    """Give this computer new keys and a new epoch, and write its enrolment request to ``out``.

    Working copies become revisions first, and a backup is made that has to succeed. Records, receipts and the trust in
    the kabupaten stay; the certificate of the former identity goes, so nothing is sent before the new answer has come.
    The numbers of bundles go on. The former keys are kept to open what was sealed to them. Raises ``UserError``
    ``berkas_sudah_ada`` and others of ``request_enrolment``, ``identitas_belum_perlu`` where this computer was never
    enrolled; ``SystemProblem`` ``cadangan_wajib_gagal``.
    """
    require_role(kantor, Peran.UNIT)
    return _become_another(kantor, out, _reason(kantor.store))


@intention(Wewenang.KIRIM)
def change_key(kantor: Kantor, out: Path) -> HasilIdentitas:
    """Change the key of a healthy computer: as ``take_new_identity``, with a record that old and new key sign.

    The kabupaten admits it with one look and ends the old key. Raises ``UserError`` as that, ``ganti_kunci_menunggu``
    while the answer to an earlier request is still to come, and ``ganti_kunci_bukan_ini`` where the kabupaten does not
    believe the old key alone: it revoked it, or two computers have it.
    """
    require_role(kantor, Peran.UNIT)
    kini = read_identitas(kantor)
    if kini.menunggu_jawaban:
        raise UserError("ganti_kunci_menunggu")
    if kini.terdaftar and not kini.boleh_ganti_kunci:
        raise UserError("ganti_kunci_bukan_ini")
    return _become_another(kantor, out, GANTI)


def _become_another(kantor: Kantor, out: Path, sebab: str) -> HasilIdentitas:
    """Take new keys in one transaction; with ``GANTI`` the request says that the old key wants it."""
    store = kantor.store
    if store.get(RUANG_PERCAYA, "dokumen") is None:
        raise UserError("identitas_belum_perlu")
    if not out.parent.is_dir():
        raise UserError("folder_tidak_ada", folder=str(out.parent))
    if out.exists() or out.is_symlink():
        raise UserError("berkas_sudah_ada", berkas=str(out))
    commit_all(kantor)
    back_up_before(kantor, AlasanCadangan.IDENTITAS, wajib=True)
    lama, baru = kantor.device_keys(), DeviceKeys.generate()
    claim = kantor.claim()
    nomor = max((satu.seq for satu in list_keluar(kantor) if not satu.tujuan), default=0)
    catatan = IdentitasLama(
        perangkat=lama.device_id,
        baru=baru.device_id,
        epoch=store.epoch,
        sebab=sebab,
        nomor=nomor,
        waktu=claim.t,
        ragu=claim.doubt,
        urutan=len(list_lama(store)) + 1,
    )
    raw = make_own_request(kantor, baru, (lama.signing, _where_it_ends(kantor))) if sebab == GANTI else b""
    with kantor.write("identitas_baru", detail={"sebab": sebab, "nomor": nomor}) as tx:
        jangkar.start_epoch(store, tx, "identitas", baru=baru.device_id)
        tx.put(RUANG_LAMA, lama.device_id, msgspec.json.encode(catatan))
        tx.put("rahasia", f"{SANDI_LAMA}{lama.device_id}", lama.to_bytes())
        tx.put("rahasia", "perangkat", baru.to_bytes())
        for kunci in ("sertifikat", "permintaan"):
            tx.delete(RUANG_PERCAYA, kunci)
        if raw:
            tx.put(RUANG_PERCAYA, "permintaan", raw)
        tx.put(RUANG_AWAL, baru.device_id, str(nomor).encode())
        for kunci in ("dicabut", "diminta"):
            tx.delete(RUANG_IDENTITAS, kunci)
        # Objections are numbered by each computer for itself; those of the former one stay what they are.
        put_hitungan(tx, Hitungan())
        # A cut before the new anchor is written must not look like an anchor that somebody removed.
        tx.delete(jangkar.RUANG, "jangkar")
        tx.put(jangkar.RUANG, "mesin", jangkar.machine_mark(baru.device_id).encode())
        if slots_exist(kantor.home):
            _carry_slots(kantor, tx, baru.device_id)
    with kantor.write("pasang_jangkar") as tx:
        jangkar.set_up(store, tx)
    jangkar.keep(kantor.home, store, kantor.profil.kode)
    if not slots_exist(kantor.home):
        reseal_below(kantor.home / FOLDER_DRAF, "*.age", lama.signing, baru.signing)
    permintaan = request_enrolment(kantor, out)
    kantor.pemberitahuan = tuple(satu for satu in kantor.pemberitahuan if not satu.kode.startswith("identitas_"))
    sisa = max(0, store.last_seq() - acknowledged_upto(kantor))
    return HasilIdentitas(baru.device_id, lama.device_id, permintaan, sisa)


def _carry_slots(kantor: Kantor, tx: Transaction, device_id: str) -> None:
    """Let the slot files name the new identity, so that a forgotten password is asked for in its name."""
    copy, kunci = require_slots(kantor)
    table = msgspec.structs.replace(copy.table, device=device_id)
    escrow = reseal_escrow(table, newest_first(copy, kunci))
    put_table(kantor, tx, msgspec.structs.replace(table, escrow=escrow))


def _where_it_ends(kantor: Kantor) -> RollFacts:
    """Return the last bundle of the present key, and those of it that no receipt covers."""
    store, induk = kantor.store, jangkar.read_induk(kantor.store)
    dulu = {satu.epoch for satu in list_lama(store)}
    sendiri = [satu for satu in list_keluar(kantor) if not satu.tujuan and satu.epoch not in dulu]
    kini = max((satu for satu in sendiri if satu.epoch == store.epoch), key=lambda satu: satu.seq, default=None)
    return RollFacts(
        epoch=store.epoch,
        parent_epoch=induk.epoch if induk is not None else "",
        seq=kini.seq if kini is not None else 0,
        head=kini.file_sha256 if kini is not None else "",
        sent=tuple(satu.file_sha256 for satu in sendiri if not satu.diterima)[:SENT_MAX],
    )


def _reason(store: Store) -> str:
    if read_revoked(store) is not None:
        return "dicabut"
    if read_asked(store) is not None:
        return "diminta"
    induk = jangkar.read_induk(store)
    return induk.sebab if induk is not None and induk.sebab in ("kembaran", "salinan") else "sendiri"
