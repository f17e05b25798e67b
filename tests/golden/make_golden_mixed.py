"""Makes what two releases did with each other; each step runs with the sources of its release first on the path.

``tertinggal``: a kabupaten of 0.4.0 has merged what a unit of 0.5.0 sent, with a kind that it does not know.

    PYTHONPATH=<0.5.0> python make_golden_mixed.py ask WORK
    PYTHONPATH=<0.4.0> python make_golden_mixed.py admit WORK
    PYTHONPATH=<0.5.0> python make_golden_mixed.py send WORK
    PYTHONPATH=<0.4.0> python make_golden_mixed.py merge WORK OUT

``mendahului``: a unit of 0.4.0 has taken the answer of a kabupaten of 0.5.0, with a kind that it does not know.

    PYTHONPATH=<0.4.0> python make_golden_mixed.py ask WORK
    PYTHONPATH=<0.5.0> python make_golden_mixed.py admit WORK
    PYTHONPATH=<0.4.0> python make_golden_mixed.py send WORK
    PYTHONPATH=<0.5.0> python make_golden_mixed.py answer WORK
    PYTHONPATH=<0.4.0> python make_golden_mixed.py take WORK OUT
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from make_golden import INSTANSI, facts, jam, keep

from desktop_app import __version__
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Peran, Profil, open_kantor
from desktop_app.services.karantina import list_karantina
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from tests.services.dunia_kantor import add_people, determined_skp

PETUGAS = "Petugas Contoh"


def ask(work: Path) -> None:
    """Found the unit and let it ask to be admitted."""
    work.mkdir()
    profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan Contoh", instansi=INSTANSI, tempat="Contoh")
    unit = found_office(work / "unit", profil, jam=jam, who=PETUGAS)
    request_enrolment(unit, work / "unit.skpe")
    unit.close()


def admit(work: Path) -> None:
    """Found the older kabupaten and let it admit the unit."""
    profil = Profil(peran=Peran.KABUPATEN, kode="99.01", nama="Kabupaten Contoh", instansi=INSTANSI)
    kabupaten = found_office(work / "kabupaten", profil, jam=jam, who=PETUGAS)
    approve_enrolment(kabupaten, work / "unit.skpe", work / "unit.skpb")
    kabupaten.close()


def send(work: Path) -> None:
    """Record people, a plan and, where the release knows the kind, a complaint; send them."""
    unit = open_kantor(work / "unit", jam=jam, who=PETUGAS)
    accept_enrolment(unit, work / "unit.skpb")
    _, _, staf = add_people(unit)
    determined_skp(unit, staf)
    if not __version__.startswith("0.4"):
        from desktop_app.domain.pengaduan import Pengaduan
        from desktop_app.services.pengaduan import create_pengaduan

        create_pengaduan(unit, Pengaduan(layanan="Surat pengantar", isi="Loket buka terlambat"))
    (work / "pergi").mkdir()
    export_bundle(unit, work / "pergi")
    (work / "unit.json").write_text(json.dumps(facts(unit)))
    unit.close()


def merge(work: Path, out: Path) -> None:
    """Merge that at the older kabupaten, answer, and keep everything."""
    kabupaten = open_kantor(work / "kabupaten", jam=jam, who=PETUGAS)
    (up,) = (work / "pergi").glob("*.skpb")
    (result,) = merge_bundles(kabupaten, [up])
    assert result.galat is None, result
    (work / "pulang").mkdir()
    export_returns(kabupaten, work / "pulang")
    (down,) = (work / "pulang").glob("*.skpb")
    told = {
        "unit": json.loads((work / "unit.json").read_text()),
        "kabupaten": facts(kabupaten),
        "held": [[one.jenis, one.alasan] for one in list_karantina(kabupaten)],
    }
    kabupaten.close()
    out.mkdir()
    shutil.copyfile(up, out / "pergi.skpb")
    shutil.copyfile(down, out / "pulang.skpb")
    keep(work / "unit", out / "unit")
    keep(work / "kabupaten", out / "kabupaten")
    (out / "expected.json").write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def answer(work: Path) -> None:
    """Merge at the newer kabupaten, write a document of a new kind for all offices, and answer."""
    from desktop_app.domain.kompetensi import StandarKompetensi, SyaratKompetensi
    from desktop_app.services.standar_kompetensi import store_standar

    kabupaten = open_kantor(work / "kabupaten", jam=jam, who=PETUGAS)
    (up,) = (work / "pergi").glob("*.skpb")
    (result,) = merge_bundles(kabupaten, [up])
    assert result.galat is None, result
    syarat = (SyaratKompetensi(id="M.1", level=1),)
    store_standar(kabupaten, StandarKompetensi(nama="Pelaksana", jabatan=("Penelaah",), syarat=syarat))
    (work / "pulang").mkdir()
    export_returns(kabupaten, work / "pulang")
    kabupaten.close()


def take(work: Path, out: Path) -> None:
    """Take the answer at the older unit, and keep everything."""
    unit = open_kantor(work / "unit", jam=jam, who=PETUGAS)
    (down,) = (work / "pulang").glob("*.skpb")
    apply_return(unit, down)
    held = [[one.jenis, one.alasan] for one in list_karantina(unit)]
    told = {"unit": facts(unit), "held": held}
    unit.close()
    out.mkdir()
    shutil.copyfile(down, out / "pulang.skpb")
    keep(work / "unit", out / "unit")
    keep(work / "kabupaten", out / "kabupaten")
    (out / "expected.json").write_text(json.dumps(told, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    steps = {"ask": ask, "admit": admit, "send": send, "merge": merge, "answer": answer, "take": take}
    steps[sys.argv[1]](*(Path(one) for one in sys.argv[2:]))
