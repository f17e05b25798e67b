"""A seeded office: people, SKPs and monthly evaluations as revisions, in the order in which they were saved.

The reference workload: per employee one SKP of six results with three indicators each (three saves) and an
evaluation per month (two saves); 0.3 % of the evaluations were saved on two computers at once.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Claim, Revision, encode_revision
from desktop_app.domain.codec import SCHEMA, Dokumen, encode, kind_of, natural_id
from desktop_app.domain.istilah import Aspek, CapaianOrganisasi, JenisJabatan, JenisTarget, NilaiDasar, Rating
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.penilaian import Penilaian, RealisasiIndikator, UmpanBalik, UmpanBalikPerilaku
from desktop_app.domain.skp import (
    Butir,
    EkspektasiPerilaku,
    HasilIntervensi,
    Indikator,
    RencanaHasilKerja,
    Skp,
    Target,
)
from desktop_app.services.kantor import Profil

SYLLABLES = ("su", "ka", "ra", "wi", "di", "man", "to", "sri", "we", "ni", "ba", "gus", "yu", "da", "ti", "har", "jo")
WORDS = (
    *(
        "layanan",
        "administrasi",
        "kependudukan",
        "warga",
        "tersusun",
        "laporan",
        "tepat",
        "waktu",
        "dokumen",
        "lengkap",
    ),
    *("diverifikasi", "desa", "musyawarah", "kegiatan", "pembinaan", "terlaksana", "sesuai", "rencana", "data"),
    *("monitoring", "evaluasi", "bulanan", "surat", "keterangan", "pelayanan", "ketertiban", "wilayah", "bantuan"),
)


@dataclass(frozen=True)
class Workload:
    """How much one office produces."""

    people: int = 25
    months: int = 12
    results: int = 6
    indicators: int = 3
    twice: float = 0.003


def make_name(rng: random.Random) -> str:
    """Return a name that belongs to nobody: syllables by chance."""
    return " ".join("".join(rng.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))


def make_nip(number: int) -> str:
    """Return an 18-digit NIP of valid shape, the ``number``-th of its office's series."""
    return (
        f"{1970 + number % 28}{1 + number % 12:02d}{1 + number % 28:02d}2010{1 + number % 12:02d}1{number % 1000:03d}"
    )


class OfficeYear:
    """Makes the revisions of one office; the same seed gives the same bytes."""

    def __init__(self, office: Profil, device: str, epoch: str, workload: Workload, seed: int) -> None:
        self._office = office
        self._device = device
        self._epoch = epoch
        self._workload = workload
        self._rng = random.Random(f"{seed}/{office.kode}")
        self._n = 0

    def revisions(self) -> Iterator[Revision]:
        """Yield every revision in the order of saving: people, SKPs, then month by month."""
        skps: list[tuple[str, str, Skp]] = []
        for number in range(self._workload.people):
            person_id, person = self._person(number)
            yield self._save(person_id, person, ())
            skp_id = natural_id("skp", self._office.kode, str(number))
            skp = self._skp(person_id)
            parents: tuple[str, ...] = ()
            for share in (2, 4, self._workload.results):
                revision = self._save(skp_id, msgspec.structs.replace(skp, hasil=skp.hasil[:share]), parents)
                parents = (revision.rev_id,)
                yield revision
            skps.append((person_id, skp_id, skp))
        for month in range(1, self._workload.months + 1):
            for person_id, skp_id, skp in skps:
                yield from self._evaluation(person_id, skp_id, skp, month)

    def _text(self, words: int) -> str:
        return " ".join(self._rng.choices(WORDS, k=words)).capitalize()

    def _person(self, number: int) -> tuple[str, Pegawai]:
        person_id = natural_id("pegawai", self._office.kode, str(number))
        post = RiwayatJabatan(
            id="j1",
            mulai=date(2020, 1, 1),
            jabatan=self._text(4),
            jenis_jabatan=JenisJabatan.PELAKSANA,
            golongan="III/b",
            pangkat="Penata Muda Tingkat I",
            unit_kerja=self._office.nama,
        )
        name = make_name(self._rng)
        return person_id, Pegawai(nama=name, nip=make_nip(number), unit_kode=self._office.kode, riwayat=(post,))

    def _skp(self, person_id: str) -> Skp:
        results = tuple(
            RencanaHasilKerja(
                id=f"h{result}",
                intervensi=HasilIntervensi(teks=self._text(10)),
                teks=self._text(12),
                indikator=tuple(
                    Indikator(
                        id=f"h{result}i{number}",
                        aspek=list(Aspek)[number % 4],
                        teks=self._text(9),
                        target=Target(jenis=JenisTarget.ANGKA, nilai=str(self._rng.randint(1, 100)), satuan="persen"),
                    )
                    for number in range(self._workload.indicators)
                ),
            )
            for result in range(self._workload.results)
        )
        behaviour = tuple(
            EkspektasiPerilaku(nilai=nilai, ekspektasi=(Butir(id="b1", teks=self._text(8)),)) for nilai in NilaiDasar
        )
        return Skp(
            pegawai_id=person_id,
            unit_kode=self._office.kode,
            mulai=date(2026, 1, 1),
            selesai=date(2026, 12, 31),
            instansi=self._office.instansi,
            hasil=results,
            perilaku=behaviour,
        )

    def _evaluation(self, person_id: str, skp_id: str, skp: Skp, month: int) -> Iterator[Revision]:
        doc_id = natural_id("penilaian", self._office.kode, f"{skp_id}/{month}")
        first = Penilaian(
            pegawai_id=person_id,
            skp_id=skp_id,
            periode=f"2026-B{month:02d}",
            unit_kode=self._office.kode,
            instansi=self._office.instansi,
            realisasi=tuple(
                RealisasiIndikator(
                    id=indikator.id,
                    realisasi=self._text(8),
                    umpan_balik=(UmpanBalik(id="u1", sumber="Pimpinan", teks=self._text(7)),),
                )
                for hasil in skp.hasil
                for indikator in hasil.indikator
            ),
        )
        revision = self._save(doc_id, first, ())
        yield revision
        second = msgspec.structs.replace(
            first,
            capaian_organisasi=CapaianOrganisasi.BAIK,
            rating_hasil=Rating.SESUAI,
            rating_perilaku=Rating.SESUAI,
            perilaku=tuple(
                UmpanBalikPerilaku(nilai=nilai, umpan_balik=(UmpanBalik(id="u1", teks=self._text(6)),))
                for nilai in NilaiDasar
            ),
        )
        yield self._save(doc_id, second, (revision.rev_id,))
        if self._rng.random() < self._workload.twice:
            other = msgspec.structs.replace(second, rating_hasil=Rating.DIATAS)
            yield self._save(doc_id, other, (revision.rev_id,))

    def _save(self, doc_id: str, document: Dokumen, parents: tuple[str, ...]) -> Revision:
        self._n += 1
        return encode_revision(
            kind=kind_of(document),
            doc_id=doc_id,
            parents=parents,
            device=self._device,
            epoch=self._epoch,
            n=1_000_000 + self._n,
            who="",
            at=Claim(t="2026-11-02T08:00:00+07:00", doubt=False),
            schema=SCHEMA,
            scope=self._office.kode,
            why="",
            deleted=False,
            body=encode(document),
        )
