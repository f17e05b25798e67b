"""Evidence of a person who is erased, here and at the kabupaten, and what he gets when he asks for his data."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.bukti import add_bukti, read_bukti
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.karantina import admit_karantina
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penghapusan import erase_orang, preview_hapus
from desktop_app.services.periksa import check_store
from desktop_app.services.pulih import prepare_restore
from tests.services.berkas_bukti import journal, pdf, photo
from tests.services.dunia_kantor import Dunia

KENARI = b"kenari-bukti-dukung"


class Keadaan:
    """Two people: one file of his own with a canary in it, one that both name."""

    def __init__(self, unit: Kantor) -> None:
        self.hapus = create_pegawai(unit, Pegawai(nama="Rekaan Satu"))[0]
        self.tetap = create_pegawai(unit, Pegawai(nama="Rekaan Dua"))[0]
        self.sendiri = add_bukti(unit, pdf(KENARI.decode()), "surat.pdf")
        self.bersama = add_bukti(unit, photo(), "bersama.jpg")
        self.jurnal = journal(unit, self.hapus, self.sendiri, self.bersama)
        journal(unit, self.tetap, self.bersama)


def held(kantor: Kantor) -> set[str]:
    return {satu.sha for satu in kantor.store.attachment_facts()}


def plain_bytes(kantor: Kantor) -> bytes:
    """Return what every page of the store says, deciphered."""
    connection = kantor.store._connection
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    target = kantor.home.parent / f"terbuka-{kantor.profil.kode}.db"
    target.unlink(missing_ok=True)
    connection.execute("ATTACH DATABASE ? AS terbuka KEY ''", (str(target),))
    connection.execute("SELECT sqlcipher_export('terbuka')").fetchone()
    connection.execute("DETACH DATABASE terbuka")
    return target.read_bytes()


def test_that_his_files_go_with_him_and_what_others_name_stays(unit: Kantor) -> None:
    ini = Keadaan(unit)
    assert preview_hapus(unit, ini.hapus).berkas == 1
    assert KENARI in plain_bytes(unit)
    erase_orang(unit, ini.hapus, "Permintaan pemilik data")
    assert held(unit) == {ini.bersama.sidik}
    assert unit.store.attachments_named(here=False) == [], "nobody waits for what was erased"
    assert KENARI not in plain_bytes(unit)
    assert not check_store(unit).temuan
    with pytest.raises(UserError, match="bukti_terhapus"):
        add_bukti(unit, pdf(KENARI.decode()), "surat.pdf")


def test_that_the_erasure_takes_the_files_at_the_kabupaten_too_and_an_old_stick_does_not_bring_them_back(
    dunia: Dunia, unit: Kantor
) -> None:
    kabupaten, ini = dunia("kabupaten"), Keadaan(unit)
    lama = export_bundle(unit, dunia.stick).path
    merge_bundles(kabupaten, [lama])
    (balas,) = (s.path for s in export_returns(kabupaten, dunia.stick) if unit.store.device[:6] in s.path.name)
    apply_return(unit, balas)
    erase_orang(unit, ini.hapus, "Permintaan pemilik data")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    for satu in kabupaten.store.quarantined():
        admit_karantina(kabupaten, satu.rev_id)
    assert held(kabupaten) == {ini.bersama.sidik}
    assert KENARI not in plain_bytes(kabupaten)
    assert not (kabupaten.home / "arsip" / f"{lama.name}").exists()
    for path in (kabupaten.home / "arsip").glob("*.skpb"):
        assert path.read_bytes() != lama.read_bytes(), "the original that held the file is gone from the archive"
    merge_bundles(kabupaten, [lama])
    assert held(kabupaten) == {ini.bersama.sidik}
    assert not check_store(kabupaten).temuan


def test_that_his_folder_holds_his_files_as_they_are(unit: Kantor, tmp_path: Path) -> None:
    ini = Keadaan(unit)
    folder = export_orang(unit, ini.hapus, tmp_path).folder
    berkas = {path.name: path.read_bytes() for path in (folder / "bukti").iterdir()}

    def name(bukti: BuktiDukung) -> str:
        return f"{bukti.sidik[:16]}-{bukti.nama}"

    assert berkas == {name(satu): read_bukti(unit, satu.sidik) for satu in (ini.sendiri, ini.bersama)}
    daftar = (folder / "daftar-sidik.txt").read_text(encoding="utf-8")
    assert all(f"bukti/{nama}" in daftar for nama in berkas)


def test_that_a_backup_brings_the_files_back_but_not_those_erased_since(unit: Kantor) -> None:
    ini = Keadaan(unit)
    lama = make_cadangan(unit).path
    simpan = unit.home.parent / lama.name
    simpan.write_bytes(lama.read_bytes())
    unit.store._connection.execute("DELETE FROM attachment WHERE sha = ?", (bytes.fromhex(ini.bersama.sidik),))
    erase_orang(unit, ini.hapus, "Permintaan pemilik data")
    assert held(unit) == set()
    prepare_restore(unit, simpan)
    unit.close()
    pulih = open_kantor(unit.home, jam=unit.jam, who=unit.who)
    try:
        assert held(pulih) == {ini.bersama.sidik}
        assert read_bukti(pulih, ini.bersama.sidik)
        assert KENARI not in plain_bytes(pulih)
        assert not check_store(pulih).temuan
    finally:
        pulih.close()
