"""What the tests of return bundles share: an answer for one computer, a rule file, a person who moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import HasilBalasan, apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import HasilPaket, merge_bundles
from desktop_app.services.pegawai import create_pegawai

ASLI = Path(__file__).resolve().parents[2] / "resources" / "regulation" / "permenpanrb-6-2022.toml"
BARU = "permenpanrb-contoh-2027"


def send(unit: Kantor, kabupaten: Kantor, stick: Path) -> HasilPaket:
    """Send what a unit has and merge it at the kabupaten."""
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, stick).path])
    return hasil


def answer_for(kabupaten: Kantor, unit: Kantor, stick: Path) -> Path:
    """Write the answers into a folder of their own and return the one for this computer."""
    folder = stick / f"balas-{len(list(stick.iterdir()))}"
    folder.mkdir()
    (path,) = (s.path for s in export_returns(kabupaten, folder) if unit.store.device[:6] in s.path.name)
    return path


def take(kabupaten: Kantor, unit: Kantor, stick: Path) -> HasilBalasan:
    """Answer a unit and apply it there."""
    return apply_return(unit, answer_for(kabupaten, unit, stick))


def rule_text(
    aturan_id: str = BARU, mulai: str = "2027-04-01", nama: str = "Peraturan Contoh 2027", **ganti: str
) -> str:
    """Return the program's rule file under another id, day and name, with lines replaced."""
    teks = ASLI.read_text(encoding="utf-8")
    teks = teks.replace('id = "permenpanrb-6-2022"', f'id = "{aturan_id}"', 1)
    teks = teks.replace('nama = "PermenPANRB Nomor 6 Tahun 2022"', f'nama = "{nama}"', 1)
    teks = teks.replace("berlaku_mulai = 2022-02-07", f"berlaku_mulai = {mulai}", 1)
    for lama, baru in ganti.items():
        assert lama in teks
        teks = teks.replace(lama, baru)
    return teks


def rule_file(folder: Path, **ubah: str) -> Path:
    """Write ``rule_text`` into a file and return it."""
    path = folder / f"aturan-{len(list(folder.iterdir()))}.toml"
    path.write_text(rule_text(**ubah), encoding="utf-8")
    return path


def person(kantor: Kantor, nip: str, nama: str, penilai_id: str = "") -> str:
    """Record somebody with one post from 2025 on."""
    post = RiwayatJabatan(
        id="r1",
        mulai=date(2025, 1, 1),
        jabatan="Pengelola Contoh",
        pangkat="Penata",
        golongan="III/c",
        unit_kerja="Seksi Contoh",
        penilai_id=penilai_id,
    )
    return create_pegawai(kantor, Pegawai(nama=nama, nip=nip, riwayat=(post,)))[0]
