"""With the assessor's password, the store's key and every file of the computer nobody reads what an employee sealed.

Read are the pages of the file past SQLite, its log, all other files while he writes and afterwards, and the memory of
the program once nobody is logged in.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.keberatan import Keberatan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.exchange.objection import unseal, unseal_text
from desktop_app.services.akun import create_akun
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.keberatan import FOLDER_DRAF, read_objection_draft
from desktop_app.services.keberatan_buka import list_objections, open_objection
from desktop_app.services.pelaku import unattended
from desktop_app.services.pendirian_akun import found_with_akun
from desktop_app.services.pintu import masuk, read_pintu
from desktop_app.vault import unlock
from desktop_app.vault.passwords import FLOOR
from desktop_app.vault.sealing import draft_identity, sealing_identity
from tests.db.halaman import LIBRARY, PAGE, decrypted_pages
from tests.secrets.test_nothing_left_behind import ROOT, go_on, in_memory, wait_for
from tests.services.dunia_kantor import add_people, determined_skp, final_penilaian

SANDI = {
    "Camat Rekaan": "gajah pelan sekali jalan",
    "Bunga Rekaan": "kuda terbang sore hari",
    "Sekda Rekaan": "batu bata di sungai deras",
    "Admin Rekaan": "sungai deras di pagi hari",
}
ALASAN = "Zebrawati kenari: laporan xylofon triwulan tidak dihitung oleh pejabat penilai saya, mohon diperiksa."
WAL_HEAD, FRAME_HEAD = 32, 24


def jam() -> datetime:
    return datetime(2026, 12, 1, 8, tzinfo=UTC)


@dataclass
class Office:
    """An office with passwords: its files, whose accounts they are, the evaluation, and the key of its store."""

    home: Path
    akun: dict[str, str]
    penilaian: str
    key: bytes

    def enter(self, nama: str) -> Kantor:
        return masuk(self.home, self.akun[nama], SANDI[nama], jam=jam)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    home = tmp_path_factory.mktemp("keberatan") / "kantor"
    profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kantor Uji", instansi="UJI")
    kantor = found_with_akun(home, profil, "Admin Rekaan", SANDI["Admin Rekaan"], jam=jam, biaya=FLOOR)
    admin = kantor.pelaku
    kantor.pelaku = unattended(kantor.who)
    sekda, camat, staf = add_people(kantor)
    penilaian = final_penilaian(kantor, determined_skp(kantor, staf))
    kantor.pelaku = admin
    create_akun(kantor, "Camat Rekaan", [P.PENILAI, P.OPERATOR, P.ADMIN], SANDI["Camat Rekaan"], camat)
    create_akun(kantor, "Bunga Rekaan", [P.PEGAWAI], SANDI["Bunga Rekaan"], staf)
    create_akun(kantor, "Sekda Rekaan", [P.PENILAI], SANDI["Sekda Rekaan"], sekda)
    assert kantor.kunci is not None
    key = kantor.kunci.key
    kantor.close()
    akun = {satu.nama: satu.akun_id for satu in read_pintu(home).orang}
    made = Office(home, akun, penilaian, key)
    # The superior logs in once: from then on others can seal to him.
    made.enter("Sekda Rekaan").close()
    return made


def readable(office: Office) -> bytes:
    """Return everything that stands in the office's folder, the store and its log decrypted with the store's key."""
    found = [path.read_bytes() for path in office.home.rglob("*") if path.is_file()]
    found.append(decrypted_pages(office.home / "luring.db", office.key))
    wal = office.home / "luring.db-wal"
    if wal.exists():
        found.append(decrypted_log(wal, office.key))
    return b"".join(found)


def decrypted_log(path: Path, key: bytes) -> bytes:
    """Return the pages that stand in the write-ahead log, decrypted like those of the file."""
    data = path.read_bytes()[WAL_HEAD:]
    step = FRAME_HEAD + PAGE
    frames = [data[at + FRAME_HEAD : at + step] for at in range(0, len(data) - step + 1, step)]
    pages = path.with_name("log-pages")
    # ``decrypted_pages`` takes the first page for the one that begins with the salt, which any page may stand for here.
    pages.write_bytes(bytes(PAGE) + b"".join(frames))
    try:
        return decrypted_pages(pages, key)
    finally:
        pages.unlink()


def forms(text: str) -> dict[str, bytes]:
    """Return the forms in which the words could stand; a middle piece of base64 that does not depend on its place."""
    raw = text.encode()
    found = {"plain": raw, "half": raw[: len(raw) // 2], "utf-16": text.encode("utf-16-le"), "hex": raw.hex().encode()}
    for shift in range(3):
        found[f"base64 {shift}"] = base64.b64encode(raw[shift : shift + 60])[4:-4]
    found["deflated"] = zlib.compress(raw)[2:40]
    return found


@pytest.fixture
def writer(office: Office, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The employee's own process, from his login to the lock."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("objection_keeper.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=env,
    )
    nama = "Bunga Rekaan"
    job = {
        "home": str(office.home),
        "akun": office.akun[nama],
        "sandi": SANDI[nama],
        "penilaian": office.penilaian,
        "alasan": ALASAN,
    }
    assert process.stdin is not None
    process.stdin.write(json.dumps(job) + "\n")
    process.stdin.flush()
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads the memory of a child through /proc")
@pytest.mark.skipif(LIBRARY is None, reason="decrypts pages with the system's OpenSSL")
def test_that_no_page_no_file_and_no_memory_holds_a_word_of_it(office: Office, writer: subprocess.Popen[str]) -> None:
    wait_for(writer, "writing")
    # The key is the right one: what everybody may read stands there.
    assert b"Bunga Rekaan" in readable(office)
    assert in_memory(writer.pid, {"plain": ALASAN.encode()})["plain"] > 0
    drafts = list((office.home / FOLDER_DRAF).iterdir())
    assert len(drafts) == 1
    draft = drafts[0].read_bytes()
    while_writing = readable(office)
    go_on(writer)
    wait_for(writer, "sealed")
    assert list((office.home / FOLDER_DRAF).iterdir()) == []
    after = readable(office)
    # What was just written stands in the log alone, and the log can be read.
    assert b"segel_keberatan" in after
    assert b"segel_keberatan" not in while_writing
    go_on(writer)
    wait_for(writer, "locked")
    locked = readable(office)
    for name, pattern in forms(ALASAN).items():
        assert pattern not in while_writing, name
        assert pattern not in after, name
        assert pattern not in locked, name
    left = in_memory(writer.pid, forms(ALASAN))
    assert {name: count for name, count in left.items() if count} == {}
    go_on(writer)
    writer.communicate(timeout=60)

    # The assessor, who is an admin too, with everything that his password opens.
    opened = unlock(office.home, office.akun["Camat Rekaan"], SANDI["Camat Rekaan"])
    assert opened is not None
    camat = opened[0].signing
    kantor = office.enter("Camat Rekaan")
    try:
        (stored,) = kantor.store.find("keberatan")
        isi = decode_as(Keberatan, stored.body)
        mine = [sealing_identity(camat), draft_identity(camat), kantor.device_keys().return_identity]
        assert unseal(base64.b64decode(isi.segel), mine) is None
        assert unseal_text(draft, draft_identity(camat)) is None
        assert list_objections(kantor) == ()
        for call, argument in ((open_objection, stored.doc_id), (read_objection_draft, office.penilaian)):
            with pytest.raises(UserError) as caught:
                call(kantor, argument)
            assert caught.value.code == "wewenang_kurang"
    finally:
        kantor.close()
    superior = office.enter("Sekda Rekaan")
    try:
        assert open_objection(superior, stored.doc_id).isi.alasan == ALASAN
    finally:
        superior.close()
