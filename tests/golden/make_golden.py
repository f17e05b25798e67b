"""Makes the frozen files of one release; run it with the sources of that release first on the path.

    PYTHONPATH=<sources of the release> python make_golden.py <folder to write into>

Everything in it is fictitious. The files that are kept beside this script are never made anew: keys and ids are drawn
at random.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import desktop_app.services.kantor as kantor_module
from db.driver import keyed
from desktop_app import __version__
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian

INSTANSI = "PEMERINTAH KABUPATEN CONTOH"
SANDI = "kuda terbang sore"
FEW = ("pegawai", "pengguna", "unit_kerja", "periode", "keberatan", "berkas_aturan")


def jam() -> datetime:
    """Return the one moment at which everything is recorded."""
    return datetime(2026, 12, 1, 8, tzinfo=UTC)


def keep(home: Path, out: Path) -> None:
    """Copy the files of a closed office; its folders (outbox, archive, backups) stay behind.

    A store is megabytes of pages that are nearly empty and, encrypted, cannot be packed; so it is kept as the image of
    its plain pages, made by SQLCipher itself.
    """
    out.mkdir(parents=True)
    for path in sorted(home.iterdir()):
        if path.name.startswith(("slot-", "jangkar-", "kunci.")):
            shutil.copyfile(path, out / path.name)
    plain = home / "polos.db"
    key = bytes.fromhex(json.loads((home / "kunci.json").read_text())["key"])
    connection = keyed(home / "luring.db", key)
    connection.execute(f"ATTACH DATABASE '{plain}' AS polos KEY ''")
    connection.execute("SELECT sqlcipher_export('polos')")
    for pragma in ("application_id", "user_version"):
        value = connection.execute(f"PRAGMA main.{pragma}").fetchone()[0]
        connection.execute(f"PRAGMA polos.{pragma} = {value}")
    connection.execute("DETACH DATABASE polos")
    connection.close()
    (out / "luring.db.xz").write_bytes(lzma.compress(plain.read_bytes(), preset=9))
    plain.unlink()


def facts(kantor: Kantor) -> dict[str, object]:
    """Return what whoever opens the store later must find."""
    ids = [rev_id for _, rev_id, _ in kantor.store.revisions_after(0)]
    documents = sorted({rev.doc_id for one in ids if (rev := kantor.store.revision(one)) is not None})
    heads = {doc_id: sorted(document.heads) for doc_id, document in kantor.store.documents(documents).items()}
    return {
        "kode": kantor.profil.kode,
        "device": kantor.store.device,
        "epoch": kantor.store.epoch,
        "revisions": len(ids),
        "revision_ids": hashlib.sha256("".join(sorted(ids)).encode()).hexdigest(),
        "documents": len(documents),
        "heads": hashlib.sha256(json.dumps(heads, sort_keys=True).encode()).hexdigest(),
    }


def make(out: Path) -> None:
    """Write the files of this release into ``out``."""
    world = Path(tempfile.mkdtemp(prefix="golden-"))
    stick = world / "stick"
    stick.mkdir()
    told: dict[str, object] = {"version": __version__}

    profil = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Contoh", instansi=INSTANSI)
    kabupaten = found_office(world / "kabupaten", profil, jam=jam, who="Petugas Kabupaten")
    profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan Contoh", instansi=INSTANSI, tempat="Contoh")
    unit = found_office(world / "unit", profil, jam=jam, who="Petugas Kecamatan")
    request_enrolment(unit, stick / "unit.skpe")
    approve_enrolment(kabupaten, stick / "unit.skpe", stick / "unit.skpb")
    accept_enrolment(unit, stick / "unit.skpb")

    # A second computer that has asked and got no answer yet.
    other = found_office(world / "lain", profil, jam=jam, who="Petugas Kedua")
    told["request_fingerprint"] = request_enrolment(other, stick / "permintaan.skpe").sidik_jari
    other.close()

    _, _, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    (stick / "pergi").mkdir()
    export_bundle(unit, stick / "pergi")
    told["unit"] = facts(unit)
    told["kabupaten"] = facts(kabupaten)
    unit.close()
    kabupaten.close()
    out.mkdir(parents=True)
    keep(world / "unit", out / "unit")
    keep(world / "kabupaten", out / "kabupaten")

    # What the kabupaten of that version says to it; it is kept before it had merged.
    (up,) = (stick / "pergi").glob("*.skpb")
    shutil.copyfile(up, out / "pergi.skpb")
    shutil.copyfile(stick / "permintaan.skpe", out / "permintaan.skpe")
    kabupaten = open_kantor(world / "kabupaten", jam=jam, who="Petugas Kabupaten")
    (result,) = merge_bundles(kabupaten, [out / "pergi.skpb"])
    assert result.galat is None, result
    create_pegawai(kabupaten, Pegawai(nama="Pejabat Contoh", nip="197001011995031009"))
    (stick / "pulang").mkdir()
    export_returns(kabupaten, stick / "pulang")
    (down,) = (stick / "pulang").glob("*.skpb")
    shutil.copyfile(down, out / "pulang.skpb")
    told["kabupaten_after"] = facts(kabupaten)
    kabupaten.close()

    with_passwords(world, out, told)
    (out / "expected.json").write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def with_few_kinds() -> None:
    """Let the next stores hold tables of few kinds alone, so that they are small enough to be kept byte for byte."""
    specs = tuple(one for one in kantor_module.KIND_SPECS if one.kind in FEW)
    kantor_module.KIND_SPECS = specs  # type: ignore[misc]


def with_passwords(world: Path, out: Path, told: dict[str, object]) -> None:
    """Found an office with passwords and back it up, where this release knows either; else one with a key file."""
    with_few_kinds()
    profil = Profil(peran=Peran.UNIT, kode="99.01.09", nama="Kelurahan Contoh", instansi=INSTANSI)
    warga = Pegawai(nama="Warga Contoh", nip="198503032010011001")
    try:
        from desktop_app.services.akun import found_with_akun
        from desktop_app.services.cadangan import make_cadangan
        from desktop_app.services.pintu import masuk, read_pintu
        from desktop_app.vault import FLOOR
    except ImportError:
        kantor = found_office(world / "kecil", profil, jam=jam, who="Petugas Kelurahan")
        create_pegawai(kantor, warga)
        told["kecil"] = facts(kantor)
        kantor.close()
        (out / "kecil").mkdir()
        for name in ("kunci.json", "luring.db"):
            shutil.copyfile(world / "kecil" / name, out / "kecil" / name)
        return
    home = world / "bersandi"
    found_with_akun(home, profil, "Budi Contoh", SANDI, jam=jam, biaya=FLOOR).close()
    (budi,) = read_pintu(home).orang
    kantor = masuk(home, budi.akun_id, SANDI, jam=jam)
    create_pegawai(kantor, warga)
    made = make_cadangan(kantor)
    shutil.copyfile(made.path, out / "cadangan.skpc")
    told["bersandi"] = {**facts(kantor), "orang": budi.akun_id}
    kantor.close()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
