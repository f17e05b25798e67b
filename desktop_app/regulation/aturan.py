"""One rule set in memory, checked against the domain's closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop_app.domain.istilah import Aspek, CapaianOrganisasi, JenisHasil, KelompokSkp, NilaiDasar, Predikat, Rating
from desktop_app.domain.predikat import Matriks
from desktop_app.regulation.perencanaan import Perencanaan


@dataclass(frozen=True, slots=True)
class NilaiDasarAturan:
    """One core value as the forms print it: name, definition, three lines of guidance (P6:29-30, 58-59)."""

    kode: NilaiDasar
    nama: str
    definisi: str
    panduan: tuple[str, ...]


class KataRencana(Protocol):
    """What plans, journals and feedback read of a rule set: words, never the matrix; ``Aturan`` is such.

    A rule file of the kabupaten governs evaluations alone, so whoever shows a plan is handed this.
    """

    @property
    def nama(self) -> str:
        """The name of the rule set."""

    @property
    def berlaku_mulai(self) -> date:
        """The first day on which it holds."""

    @property
    def label_aspek(self) -> Mapping[Aspek, str]:
        """The aspects of an indicator."""

    @property
    def label_jenis_hasil(self) -> Mapping[JenisHasil, str]:
        """The two kinds of results."""

    @property
    def nilai_dasar(self) -> tuple[NilaiDasarAturan, ...]:
        """The seven core values."""

    @property
    def pangkat(self) -> Mapping[str, str]:
        """The ranks by their codes."""

    @property
    def perencanaan(self) -> Perencanaan:
        """The words of the planning stage."""

    def panduan(self, kelompok: KelompokSkp, nilai: NilaiDasarAturan) -> tuple[str, ...]:
        """Return the guidance of a core value as the SKP forms of a group word it."""


@dataclass(frozen=True, slots=True)
class Aturan:
    """A rule set: what an evaluation was made under and is reprinted under for ever.

    ``kurva`` holds five heights in tenths from Sangat Kurang to Sangat Baik, shape only (P6:94-96).
    ``perencanaan`` holds the words of the planning stage (P6:26-61).
    """

    id: str
    nama: str
    berlaku_mulai: date
    matriks: Matriks
    label_rating: Mapping[Rating, str]
    label_predikat: Mapping[Predikat, str]
    label_capaian: Mapping[CapaianOrganisasi, str]
    label_aspek: Mapping[Aspek, str]
    label_jenis_hasil: Mapping[JenisHasil, str]
    panduan_hasil: Mapping[Rating, str]
    panduan_perilaku: Mapping[Rating, str]
    nilai_dasar: tuple[NilaiDasarAturan, ...]
    kurva: Mapping[CapaianOrganisasi, tuple[int, ...]]
    pangkat: Mapping[str, str]
    perencanaan: Perencanaan

    def panduan(self, kelompok: KelompokSkp, nilai: NilaiDasarAturan) -> tuple[str, ...]:
        """Return the guidance of a core value as the SKP forms of a group word it (P6:33, 35, 56, 59)."""
        return self.perencanaan.panduan.get((kelompok, nilai.kode), nilai.panduan)
