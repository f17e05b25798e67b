"""An office in which somebody is logged in: his own documents, those of whom he assesses, and a stranger's."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import msgspec

from desktop_app.domain.istilah import Rating
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.skp import create_skp
from tests.services.dunia_kantor import HASIL, Dunia, determined_skp, draft_penilaian, edit

NAMA = {
    "sekda": "Sekretaris Zakaria Cendana",
    "saya": "Wulan Purnamasari Kenanga",
    "staf": "Bagas Anggrek Wicaksana",
    "asing": "Yohana Teratai Mandalika",
}
NIP = {k: f"19{70 + n}010120050110{n:02d}" for n, k in enumerate(NAMA)}
CATATAN = "rahasia catatan anggaran"


def at(kantor: Kantor, *hari: int) -> None:
    """Let the computer's clock show this day."""
    kantor.jam = lambda: datetime(*hari, 9, tzinfo=UTC)  # type: ignore[arg-type]


def as_role(kantor: Kantor, peran: PeranPengguna, pegawai_id: str = "") -> None:
    """Log in somebody with this role."""
    kantor.pelaku = Pelaku("ab" * 16, "Nama Uji", frozenset({peran}), pegawai_id)


@dataclass(frozen=True)
class Orang:
    """One person's documents: himself, an SKP that is a draft, one of 2026 that is determined, its evaluation."""

    id: str
    skp: str
    draf: str
    penilaian: str


@dataclass
class Berperan:
    """The office and its people; ``sebagai`` lets somebody with these roles act."""

    kantor: Kantor
    sekda: str
    saya: Orang
    staf: Orang
    asing: Orang

    @contextmanager
    def sebagai(self, *peran: PeranPengguna, pegawai_id: str | None = None) -> Iterator[Kantor]:
        """Log in ``saya``, or another person, with these roles."""
        lama = self.kantor.pelaku, self.kantor.who
        orang = self.saya.id if pegawai_id is None else pegawai_id
        akun = f"{len(peran):032x}" if not orang else orang[::-1]
        self.kantor.pelaku, self.kantor.who = Pelaku(akun, "Nama Uji", frozenset(peran), orang), akun
        try:
            yield self.kantor
        finally:
            self.kantor.pelaku, self.kantor.who = lama

    @property
    def orang(self) -> dict[str, Orang]:
        """The three people by how they stand to ``saya``."""
        return {"sendiri": self.saya, "bawahan": self.staf, "asing": self.asing}


def _person(kantor: Kantor, kunci: str, penilai: str) -> str:
    jabatan = RiwayatJabatan(id="j", mulai=date(2020, 1, 1), jabatan="Jabatan Uji", penilai_id=penilai)
    isi = Pegawai(nama=NAMA[kunci], nip=NIP[kunci], riwayat=(jabatan,), catatan=CATATAN)
    return create_pegawai(kantor, isi)[0]


def _documents(kantor: Kantor, orang: str) -> Orang:
    tetap = determined_skp(kantor, orang)
    nilai = draft_penilaian(kantor, tetap, rating_hasil=Rating.SESUAI, catatan=CATATAN)
    draf = draft_skp_of(kantor, orang)
    return Orang(orang, tetap, draf, nilai)


def draft_skp_of(kantor: Kantor, orang: str) -> str:
    """Make a draft of 2025 beside the SKP of 2026."""
    doc_id, _ = create_skp(kantor, orang, 2025)
    edit(kantor, doc_id, hasil=(HASIL,))
    return doc_id


def fill(kantor: Kantor) -> Berperan:
    """Record the people and their documents: sekda assesses saya and asing, saya assesses staf."""
    sekda = _person(kantor, "sekda", "")
    saya = _person(kantor, "saya", sekda)
    staf = _person(kantor, "staf", saya)
    asing = _person(kantor, "asing", sekda)
    return Berperan(kantor, sekda, *(_documents(kantor, satu) for satu in (saya, staf, asing)))


def filled(dunia: Dunia) -> Berperan:
    """The first PC of the kecamatan with what ``fill`` records: recorded once, copied for each test."""
    semula = dunia.template("a1-berisi")
    ids = semula / "ids.json"
    if not ids.exists():
        berperan = fill(dunia("a1"))
        berperan.kantor.close()
        shutil.copytree(dunia.folder / "a1", semula, dirs_exist_ok=True)
        ids.write_bytes(msgspec.json.encode((berperan.sekda, berperan.saya, berperan.staf, berperan.asing)))
    else:
        shutil.copytree(semula, dunia.folder / "a1", ignore=shutil.ignore_patterns(ids.name))
    sekda, *orang = msgspec.json.decode(ids.read_bytes(), type=tuple[str, Orang, Orang, Orang])
    return Berperan(dunia("a1"), sekda, *orang)
