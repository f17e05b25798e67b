"""Offices with people for the tests of the services: founded once, copied for each test, and ways to fill them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from desktop_app.domain.istilah import CapaianOrganisasi, JenisTarget, Rating
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.skp import HasilIntervensi, Indikator, RencanaHasilKerja, Skp, Target
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.penilaian import advance_penilaian, create_penilaian
from desktop_app.services.skp import advance_skp, create_skp
from tests.invariants.dunia import calm_clock

TETAP = date(2026, 1, 20)
AKHIR = date(2026, 4, 10)


class Dunia:
    """The homes of ``kabupaten``, ``a1`` and ``a2`` (two PCs of one kecamatan) and ``b``; opens copies of them."""

    def __init__(self, world: Path, folder: Path) -> None:
        self._world = world
        self.folder = folder
        self.stick = folder / "stick"
        self.stick.mkdir()
        self._open: list[Kantor] = []

    def __call__(self, nama: str, jam: Callable[[], datetime] = calm_clock, who: str | None = None) -> Kantor:
        """Open a copy of one office; a second call with the same name opens the same copy again."""
        home = self.folder / nama
        if not home.exists():
            shutil.copytree(self._world / nama, home)
        return self.keep(open_kantor(home, jam=jam, who=nama if who is None else who))

    def template(self, nama: str) -> Path:
        """Return where a state that many tests begin with is kept; whoever asks first has to make it."""
        return self._world / nama

    def keep(self, kantor: Kantor) -> Kantor:
        """Close ``kantor`` at the end of the test."""
        self._open.append(kantor)
        return kantor

    def after_kill(self, kantor: Kantor, who: str | None = None) -> Kantor:
        """Open what a computer would find whose power fails now: a copy of the files while they are in use."""
        home = self.folder / f"mati-{len(self._open)}"
        shutil.copytree(kantor.home, home)
        return self.keep(open_kantor(home, jam=kantor.jam, who=kantor.who if who is None else who))

    def close(self) -> None:
        """Close everything."""
        for kantor in self._open:
            kantor.close()


def stored(kantor: Kantor) -> dict[str, list[Any]]:
    """Return every row of every table of the store, audit rows included: equal means nothing was written at all."""
    connection = kantor.store._connection
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def documents(kantor: Kantor) -> dict[str, list[Any]]:
    """Return what ``stored`` does without the audit rows and the counters of bundles."""
    return {name: rows for name, rows in stored(kantor).items() if name not in ("audit", "space", "meta")}


def edit(kantor: Kantor, doc_id: str, *, commit: bool = True, **fields: Any) -> None:
    """Type ``fields`` into a document, and leave its page with ``commit``."""
    write_naskah(kantor, doc_id, msgspec.structs.replace(open_naskah(kantor, doc_id).isi, **fields))
    if commit:
        commit_naskah(kantor, doc_id)


def add_people(kantor: Kantor, ekor: str = "1") -> tuple[str, str, str]:
    """Record a superior, a Camat and one of his staff, promoted on 1 March 2026; return their ids in this order."""
    kode = kantor.profil.kode[-1]
    sekda, _ = create_pegawai(
        kantor,
        Pegawai(
            nama="Sekretaris Contoh",
            nip=f"1970010119950310{kode}{ekor}",
            riwayat=(RiwayatJabatan(id="s1", mulai=date(2020, 1, 1), jabatan="Sekretaris Daerah"),),
        ),
    )
    camat, _ = create_pegawai(
        kantor,
        Pegawai(
            nama="Camat Contoh",
            nip=f"1978041220050110{kode}{ekor}",
            riwayat=(
                RiwayatJabatan(
                    id="c1",
                    mulai=date(2020, 1, 1),
                    jabatan="Camat",
                    pangkat="Pembina",
                    golongan="IV/a",
                    penilai_id=sekda,
                ),
            ),
        ),
    )
    muda = RiwayatJabatan(
        id="p1",
        mulai=date(2020, 1, 1),
        jabatan="Pengadministrasi",
        pangkat="Pengatur",
        golongan="II/c",
        unit_kerja="Seksi Pelayanan",
        penilai_id=camat,
    )
    naik = msgspec.structs.replace(
        muda, id="p2", mulai=date(2026, 3, 1), jabatan="Penelaah", pangkat="Penata Muda", golongan="III/a"
    )
    staf, _ = create_pegawai(
        kantor, Pegawai(nama="Bunga Contoh", nip=f"1990030320150310{kode}{ekor}", riwayat=(muda, naik))
    )
    return sekda, camat, staf


HASIL = RencanaHasilKerja(
    id="h1",
    intervensi=HasilIntervensi(teks="Pelayanan yang baik"),
    teks="Laporan pelayanan tersusun",
    indikator=(
        Indikator(id="i1", teks="Jumlah laporan", target=Target(jenis=JenisTarget.ANGKA, nilai="12", satuan="buku")),
    ),
)


def draft_skp(kantor: Kantor, staf: str) -> str:
    """Make a whole SKP of 2026 that is still a draft, and return its id."""
    doc_id, _ = create_skp(kantor, staf, 2026)
    edit(kantor, doc_id, hasil=(HASIL,))
    return doc_id


def determined_skp(kantor: Kantor, staf: str) -> str:
    """Make an SKP of 2026, determined on 20 January, and return its id."""
    doc_id = draft_skp(kantor, staf)
    advance_skp(kantor, doc_id, "ajukan")
    advance_skp(kantor, doc_id, "tetapkan", tanggal=TETAP)
    return doc_id


def rate(hasil: Rating = Rating.SESUAI, perilaku: Rating = Rating.SESUAI) -> dict[str, Any]:
    """Return the fields that make an evaluation whole, the reasons of an extreme rating among them."""
    alasan = {"alasan_hasil": "Menurut bukti periode ini.", "alasan_perilaku": "Menurut umpan balik periode ini."}
    rating = {"rating_hasil": hasil, "rating_perilaku": perilaku}
    return {**rating, **alasan, "capaian_organisasi": CapaianOrganisasi.BAIK}


def draft_penilaian(kantor: Kantor, skp_id: str, periode: str = "2026-TW1", **fields: Any) -> str:
    """Make a whole evaluation that is still a draft, and return its id."""
    doc_id, _ = create_penilaian(kantor, skp_id, periode)
    edit(kantor, doc_id, **(rate() | fields))
    return doc_id


def final_penilaian(kantor: Kantor, skp_id: str, periode: str = "2026-TW1", **fields: Any) -> str:
    """Make a final evaluation of 10 April 2026, and return its id."""
    doc_id = draft_penilaian(kantor, skp_id, periode, **fields)
    advance_penilaian(kantor, doc_id, "finalkan", tanggal=AKHIR)
    return doc_id


def put_revision(
    kantor: Kantor, kind: str, doc_id: str, isi: Skp | Penilaian | Pegawai | dict[str, Any], **options: Any
) -> str:
    """Write a revision straight into the store, as no service would."""
    with kantor.write("uji", doc_id) as tx:
        options = {"scope": kantor.profil.kode, "schema": 1, **options}
        return tx.save(kind, doc_id, msgspec.json.encode(isi), **options).rev_id
