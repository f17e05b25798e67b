"""People with keys of their own, the verifier as an auditor runs it, and somebody who makes a pack anew."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import msgspec

from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.auditor import sign_pack
from desktop_app.exchange.pengguna import vouch_key
from desktop_app.services.kantor import Kantor
from desktop_app.services.pelaku import Pelaku
from desktop_app.vault import SigningKey


def sign_in(kantor: Kantor, pegawai_id: str, *, vouched: bool = True) -> None:
    """Let somebody with a key of his own act, as after a login."""
    kunci = SigningKey.generate()
    device = kantor.device_keys().signing
    akun = kantor.store.find("unit_kerja")[0].doc_id[:8] + "ab" * 12
    isi = Pengguna(
        nama="Camat Contoh",
        pegawai_id=pegawai_id,
        unit_kode=kantor.profil.kode,
        kunci=(
            KunciPengguna(
                id=kunci.key_id,
                kunci=kunci.public.hex(),
                perangkat=device.key_id,
                tanda_perangkat=vouch_key(device, akun, kunci.public) if vouched else "00" * 64,
                kunci_perangkat=device.public.hex(),
            ),
        ),
    )
    with kantor.write("buat_akun", akun, {"peran": ["penilai"]}) as tx:
        tx.save("pengguna", akun, msgspec.json.encode(isi), scope=kantor.profil.kode, schema=1)
    kantor.pelaku = Pelaku(akun, "Camat Contoh", frozenset(PeranPengguna), pegawai_id, kunci)
    kantor.who = akun


def verify(folder: Path, *options: str) -> tuple[int, str]:
    """Run the verifier of the pack as an auditor would, in a Python of its own."""
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "periksa.py"), *options],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def remake(folder: Path) -> None:
    """List the files of the pack anew, as somebody would who changed one; he cannot sign the list."""
    path = folder / "manifes.json"
    manifes = json.loads(path.read_text(encoding="utf-8"))
    for name in manifes["berkas"]:
        manifes["berkas"][name] = sha256((folder / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifes), encoding="utf-8")


class Forger:
    """Somebody who holds the device's key: he lists and signs the pack anew."""

    def __init__(self, folder: Path, signing: SigningKey) -> None:
        self.folder, self.signing = folder, signing

    def seal(self) -> tuple[int, str]:
        remake(self.folder)
        path = self.folder / "manifes.tanda.json"
        raw = (self.folder / "manifes.json").read_bytes()
        tanda = {"sebagai": "perangkat", "kunci": self.signing.public.hex(), "tanda": sign_pack(self.signing, raw)}
        path.write_text(json.dumps({"tanda": [tanda]}), encoding="utf-8")
        return verify(self.folder)
