"""What people do with the program, each from opening to closing, in a prepared folder of offices.

Every deed gets the folder ``root``, which holds ``unit`` (enrolled, with a draft evaluation), ``unit-2`` (the same
kecamatan, with a return bundle waiting), ``kabupaten`` and ``kabupaten-2`` (before and after a merge), ``akun`` (an
office with passwords) and ``stick``.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from db import StoreError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.akun import change_sandi, create_akun, found_with_akun, remove_akun
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_auditor import make_berkas_auditor
from desktop_app.services.bukti import add_bukti
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.cetak import note_cetak, print_dokumen, save_pdf
from desktop_app.services.kantor import Kantor, translate
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_kantor import finish_key_change
from desktop_app.services.masuk import NasibPaket, inspect_bundle, merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penghapusan import erase_orang
from desktop_app.services.penilaian import advance_penilaian
from desktop_app.services.pintu import masuk
from desktop_app.services.pulih import PembukaCadangan, restore_cadangan
from desktop_app.vault import FLOOR
from tests.faults.fault_world import UNIT, clock, copy_world, make_pair, make_unit, open_home
from tests.services.berkas_bukti import journal
from tests.services.dunia_kantor import AKHIR, add_people, determined_skp, draft_penilaian

SANDI, SANDI_BARU = "lumbung padi biru 71", "perahu senja 48 angsa"
FACTS, OUTPUT = "fakta.json", "cetak"


@dataclass(frozen=True)
class Deed:
    """One deed: which folders of the world it needs, which of them are offices, and what it does."""

    do: Callable[[Path], None]
    offices: tuple[str, ...]
    folders: tuple[str, ...] = ()
    replaces_store: bool = False


def make_world(root: Path) -> None:
    """Prepare everything that the deeds start from."""
    root.mkdir()
    make_pair(root, people=2)
    unit = open_home(root / "unit")
    _, _, staf = add_people(unit)
    penilaian = draft_penilaian(unit, determined_skp(unit, staf))
    make_cadangan(unit)
    unit.close()
    copy_world(root / "kabupaten", root / "kabupaten-2")
    kabupaten = open_home(root / "kabupaten-2")
    (hasil,) = merge_bundles(kabupaten, sorted((root / "stick").glob("99*.skpb")))
    assert hasil.galat is None
    (root / "balasan").mkdir()
    export_returns(kabupaten, root / "balasan")
    kabupaten.close()
    copy_world(root / "unit", root / "unit-2")
    (root / OUTPUT).mkdir()
    found = {
        **make_accounts(root),
        "staf": staf,
        "penilaian": penilaian,
        "paket": next((root / "stick").glob("99*.skpb")).name,
        "balasan": next((root / "balasan").glob("*.skpb")).name,
        "cadangan": max((root / "unit" / "cadangan").glob("*.skpc")).name,
    }
    (root / FACTS).write_text(json.dumps(found))


def make_accounts(root: Path) -> dict[str, str]:
    """Found an office with passwords, an admin and an operator, in ``root/akun``; return and keep their ids."""
    kantor = found_with_akun(root / "akun", UNIT, "Admin Uji", SANDI, jam=clock, biaya=FLOOR)
    petugas, _ = create_akun(kantor, "Petugas Uji", [PeranPengguna.OPERATOR], SANDI_BARU)
    kantor.close()
    found = {"admin": kantor.pelaku.akun_id, "petugas": petugas}
    (root / FACTS).write_text(json.dumps(found))
    return found


def make_person(root: Path) -> None:
    """Found a unit that holds a person with an SKP and an evaluation, and a backup in which he is too."""
    make_unit(root)
    kantor = open_home(root / "unit")
    _, _, staf = add_people(kantor)
    draft_penilaian(kantor, determined_skp(kantor, staf))
    make_cadangan(kantor)
    kantor.close()
    (root / FACTS).write_text(json.dumps({"staf": staf}))


def make_backup(root: Path) -> None:
    """Found a unit with a backup and with work that is newer than it."""
    make_unit(root)
    kantor = open_home(root / "unit")
    cadangan = make_cadangan(kantor)
    create_pegawai(kantor, Pegawai(nama="Sesudah Cadangan"))
    kantor.close()
    (root / FACTS).write_text(json.dumps({"cadangan": cadangan.path.name}))


def take(template: Path, deed: Deed, target: Path) -> None:
    """Copy what a deed needs out of the prepared world."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy(template / FACTS, target / FACTS)
    for name in (*deed.offices, *deed.folders):
        shutil.copytree(template / name, target / name)


def facts(root: Path) -> dict[str, str]:
    """Return the ids that the deeds speak of."""
    return dict(json.loads((root / FACTS).read_text()))


def enter(root: Path, sandi: str = SANDI) -> Kantor:
    """Enter the office with passwords as its admin."""
    return masuk(root / "akun", facts(root)["admin"], sandi, jam=clock)


def _in_unit(work: Callable[[Kantor, Path], object], name: str = "unit") -> Callable[[Path], None]:
    def do(root: Path) -> None:
        kantor = open_home(root / name)
        try:
            work(kantor, root)
        finally:
            kantor.close()

    return do


def _type(kantor: Kantor, root: Path) -> None:
    naskah = open_naskah(kantor, facts(root)["staf"])
    assert isinstance(naskah.isi, Pegawai)
    write_naskah(kantor, naskah.doc_id, Pegawai(nama="Nama Baru", nip=naskah.isi.nip, riwayat=naskah.isi.riwayat))


def _commit(kantor: Kantor, root: Path) -> None:
    _type(kantor, root)
    commit_naskah(kantor, facts(root)["staf"])


def _show_evidence(kantor: Kantor, root: Path) -> None:
    """Add a file of many pages, then name it in a journal; a document whose file is not there must never be seen."""
    bukti = add_bukti(kantor, b"%PDF-1.4\n" + bytes(range(256)) * 300 + b"\n%%EOF\n", "notulen.pdf")
    try:
        journal(kantor, facts(root)["staf"], bukti)
    except StoreError as error:  # as every use case does
        raise translate(error) from error
    assert kantor.store.attachments_named(here=False) == []


def _finalise(kantor: Kantor, root: Path) -> None:
    advance_penilaian(kantor, facts(root)["penilaian"], "finalkan", tanggal=AKHIR)


def _bundle(root: Path) -> Path:
    return root / "stick" / facts(root)["paket"]


def _merge(kantor: Kantor, root: Path) -> None:
    (hasil,) = merge_bundles(kantor, [_bundle(root)])
    if hasil.galat is not None:
        raise hasil.galat
    assert hasil.nasib in (NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA)


def _print(kantor: Kantor, root: Path) -> None:
    hasil = print_dokumen(kantor, facts(root)["penilaian"])
    save_pdf(hasil, root / OUTPUT)
    note_cetak(kantor, hasil)


def _answer(kantor: Kantor, root: Path) -> None:
    export_returns(kantor, root / "stick")


def _erase(kantor: Kantor, root: Path) -> None:
    erase_orang(kantor, facts(root)["staf"], "permintaan sendiri")


def _return(kantor: Kantor, root: Path) -> None:
    apply_return(kantor, root / "balasan" / facts(root)["balasan"])


def _restore(root: Path) -> None:
    home = root / "unit"
    cadangan = home / "cadangan" / facts(root)["cadangan"]
    restore_cadangan(home, cadangan, PembukaCadangan(berkas=home / "kunci.json"), jam=clock, who="uji")


def _change_password(root: Path) -> None:
    kantor = enter(root)
    try:
        change_sandi(kantor, SANDI, SANDI_BARU)
    finally:
        kantor.close()


def _remove_account(root: Path) -> None:
    kantor = enter(root)
    try:
        remove_akun(kantor, facts(root)["petugas"])
        kantor = finish_key_change(kantor)
    finally:
        kantor.close()


def _nothing(kantor: Kantor, root: Path) -> None:
    return None


DEEDS: dict[str, Deed] = {
    "buka dan tutup": Deed(_in_unit(_nothing), ("unit",)),
    "catat pegawai": Deed(_in_unit(lambda kantor, _: create_pegawai(kantor, Pegawai(nama="Orang Lain"))), ("unit",)),
    "ketik naskah": Deed(_in_unit(_type), ("unit",)),
    "simpan naskah": Deed(_in_unit(_commit), ("unit",)),
    "tunjukkan bukti": Deed(_in_unit(_show_evidence), ("unit",)),
    "finalkan": Deed(_in_unit(_finalise), ("unit",)),
    "ekspor": Deed(_in_unit(lambda kantor, root: export_bundle(kantor, root / "stick")), ("unit",), ("stick",)),
    "lihat isi paket": Deed(
        _in_unit(lambda kantor, root: inspect_bundle(kantor, _bundle(root)), "kabupaten"), ("kabupaten",), ("stick",)
    ),
    "gabung": Deed(_in_unit(_merge, "kabupaten"), ("kabupaten",), ("stick",)),
    "balas": Deed(
        _in_unit(lambda kantor, root: export_returns(kantor, root / "stick"), "kabupaten-2"),
        ("kabupaten-2",),
        ("stick",),
    ),
    "terima balasan": Deed(_in_unit(_return, "unit-2"), ("unit-2",), ("balasan",)),
    "cadangkan": Deed(_in_unit(lambda kantor, _: make_cadangan(kantor)), ("unit",)),
    "pulihkan": Deed(_restore, ("unit",), replaces_store=True),
    "cetak PDF": Deed(_in_unit(_print), ("unit",)),
    "hapus orang": Deed(_in_unit(_erase), ("unit",)),
    "berkas auditor": Deed(
        _in_unit(lambda kantor, root: make_berkas_auditor(kantor, root / OUTPUT)), ("unit",), (OUTPUT,)
    ),
    "ganti kata sandi": Deed(_change_password, ("akun",)),
    "hapus akun": Deed(_remove_account, ("akun",), replaces_store=True),
}
