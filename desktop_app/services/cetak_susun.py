"""What a run of many forms holds: which form of which document of whom, and what cannot be printed, with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from db import Found
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.istilah_kinerja import StatusPutusan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.cetak_evaluasi import changed_by
from desktop_app.services.formulir import KATA, KELUARGA, Formulir, family_of, form_of_code, layout_of_document
from desktop_app.services.jangkauan import find_reached, keep_reached, reaches
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import covers_days, is_active

TETAP: Mapping[str, str] = MappingProxyType(
    {
        "skp": StatusSkp.DITETAPKAN.value,
        "penilaian": StatusPenilaian.FINAL.value,
        "adendum": StatusAdendum.DITERIMA.value,
        "serah_terima": StatusSerahTerima.SELESAI.value,
        "putusan_keberatan": StatusPutusan.DITETAPKAN.value,
    }
)
"""The state in which a kind of document is printed in numbers; other kinds are never determined."""
SETIAP_ORANG = ("skp", "penilaian")
"""The kinds that everybody should have: where one is missing, it is said."""
_LAIN = {"SKP": "formulir_lain", "EVALUASI": "formulir_evaluasi_lain", "DOKUMEN": "formulir_dokumen_lain"}
"""What is said of a document that is on another layout of its family."""
_JENIS = {satu.kode: jenis for jenis, satu in KATA.items()}


@dataclass(frozen=True, kw_only=True)
class PilihanRangkaian:
    """What is to be printed: codes or plain words of forms, a year or a period's code, and of whom.

    Without ``pegawai`` (document ids) it is everybody who can be reached. With ``belum`` it is only what was not
    printed on this computer as it stands now.
    """

    formulir: tuple[str, ...]
    waktu: str
    pegawai: tuple[str, ...] = ()
    belum: bool = False


class Lembar(msgspec.Struct, frozen=True):
    """One form of one document of one person (document ids)."""

    kode: str
    doc_id: str
    pegawai_id: str = ""


class TakTercetak(msgspec.Struct, frozen=True):
    """A form that could not be printed: of whom, of which document ("" for none), and the code of the sentence."""

    kode: str
    pegawai_id: str
    doc_id: str
    sebab: str
    fakta: Mapping[str, str] = {}


@dataclass(frozen=True)
class Susunan:
    """The forms of a run in the order of printing (names, then forms), and what is left out of it."""

    lembar: tuple[Lembar, ...]
    tidak: tuple[TakTercetak, ...]
    sudah: int = 0
    """How many were printed before and are left out for that."""


@dataclass(frozen=True)
class AlasanTidak:
    """Why one form is not printed, for people: whose, which form, and the code and facts of the sentence."""

    nama: str
    formulir: str
    sebab: str
    fakta: Mapping[str, str]


@intention(Wewenang.CETAK)
def plan_rangkaian(kantor: Kantor, pilihan: PilihanRangkaian) -> Susunan:
    """Return the forms that who acts may print, by name, and for the others of the chosen people why not.

    Drafts are left out: many copies of them help nobody. Raises ``UserError`` ``formulir_tidak_dikenal``.
    """
    formulir = list({satu.kode: satu for satu in map(form_of_code, pilihan.formulir)}.values())
    # A word that is whichever layout fits holds every layout: nobody's is printed twice.
    sendiri = {satu.kode for satu in formulir if satu.kode in KELUARGA}
    formulir = [satu for satu in formulir if family_of(satu.kode) not in sendiri]
    tahun = pilihan.waktu[:4]
    per_jenis = {kind: _by_person(kantor, kind, pilihan.waktu) for kind in {satu.kind for satu in formulir}}
    nama = {satu.doc_id: satu.label for satu in kantor.store.find("pegawai")}
    kini = [satu for satu in find_reached(kantor, Wewenang.CETAK, "pegawai") if is_active(satu.columns["aktif"])]
    orang = {satu.doc_id for satu in kini if satu.columns["status"] != "bukan_asn"}
    orang.update(*per_jenis.values())
    if pilihan.pegawai:
        orang &= set(pilihan.pegawai)
    lembar: list[Lembar] = []
    tidak: list[TakTercetak] = []
    bentuk = {nama: {satu.kode for satu in formulir} & set(kode) for nama, kode in KELUARGA.items()}
    for siapa in sorted(orang, key=lambda satu: (nama.get(satu, "").casefold(), satu)):
        for form in formulir:
            milik = per_jenis[form.kind].get(siapa, [])
            sejenis = bentuk.get(family_of(form.kode), set())
            baik, sebab = _fit(kantor, form, milik, sejenis)
            lembar += [Lembar(form.kode, satu.doc_id, siapa) for satu in baik]
            tidak += [TakTercetak(form.kode, siapa, doc_id, kode, fakta) for doc_id, kode, fakta in sebab]
            if not milik and form.kind in SETIAP_ORANG and form.kode == min(sejenis or {form.kode}):
                tidak.append(TakTercetak(form.kode, siapa, "", "cetak_belum_ada", {"waktu": pilihan.waktu or tahun}))
    if not pilihan.belum:
        return Susunan(tuple(lembar), tuple(tidak))
    sudah = _printed(kantor, lembar)
    sisa = tuple(satu for satu in lembar if satu not in sudah)
    return Susunan(sisa, tuple(tidak), len(lembar) - len(sisa))


@intention(Wewenang.CETAK)
def list_alasan(kantor: Kantor, tidak: Iterable[TakTercetak]) -> tuple[AlasanTidak, ...]:
    """Return with names what a run left out; a person who was erased has a dash."""
    semua = list(tidak)
    orang = kantor.store.documents({satu.pegawai_id for satu in semua if satu.pegawai_id})
    siapa = {doc_id: satu for doc_id, satu in orang.items() if reaches(kantor, Wewenang.CETAK, satu)}
    return tuple(
        AlasanTidak(
            nama=siapa[satu.pegawai_id].label if satu.pegawai_id in siapa else "–",
            formulir=satu.kode,
            sebab=satu.sebab,
            fakta=satu.fakta,
        )
        for satu in semua
    )


def printed_as(kode: str) -> str:
    """Return the word by which the audit trail names a form."""
    return family_of(kode).lower() or _JENIS.get(form_of_code(kode).kode, kode)


def _by_person(kantor: Kantor, kind: str, waktu: str) -> dict[str, list[Found]]:
    """Return the documents of a kind and a time that who acts may print, oldest first, by their person."""
    skp: Collection[str] = ()
    if kind == "adendum":
        skp = {s.doc_id for s in kantor.store.find("skp") if _in_time(s.columns, waktu, ())}
    milik: dict[str, list[Found]] = defaultdict(list)
    for satu in keep_reached(kantor, Wewenang.CETAK, kind, kantor.store.find(kind)):
        if _in_time(satu.columns, waktu, skp):
            milik[str(satu.columns["pegawai_id"] or "")].append(satu)
    return dict(milik)


def _in_time(kolom: Mapping[str, Any], waktu: str, skp: Collection[str]) -> bool:
    """Tell whether a document is of a year or period, by whichever columns its kind has."""
    tahun = waktu[:4]
    if "periode" in kolom:
        return str(kolom["periode"]) == waktu
    if "selesai" in kolom:
        return covers_days(kolom, f"{tahun}-01-01", f"{tahun}-12-31")
    if "tahun" in kolom:
        return str(kolom["tahun"]) == tahun
    if "mulai" in kolom:
        return str(kolom["mulai"])[:4] == tahun
    return str(kolom["skp_id"]) in skp


Sebab = tuple[str, str, Mapping[str, str]]


def _fit(
    kantor: Kantor, form: Formulir, milik: Iterable[Found], bentuk: Collection[str]
) -> tuple[list[Found], list[Sebab]]:
    """Return which documents a form prints in numbers, and for the others document, code and facts of the reason.

    A document of another layout is no matter for those who chose that layout as well.
    """
    keluarga = family_of(form.kode)
    baik: list[Found] = []
    tidak: list[Sebab] = []
    for satu in milik:
        if satu.conflicts:
            tidak.append((satu.doc_id, "dokumen_berkonflik", {"id": satu.doc_id}))
        elif form.kind in TETAP and satu.columns["status"] != TETAP[form.kind]:
            tidak.append((satu.doc_id, "cetak_masih_draf", {}))
        elif keluarga and (benar := layout_of_document(kantor, keluarga, form.kind, satu.body)) != form.kode:
            if benar not in bentuk:
                tidak.append((satu.doc_id, _LAIN[keluarga], {"diminta": form.kode, "benar": benar}))
        else:
            baik.append(satu)
    return baik, tidak


def _printed(kantor: Kantor, lembar: Iterable[Lembar]) -> set[Lembar]:
    """Return those that were printed here as the version that holds now, documents with the decision that holds."""
    semua = list(lembar)
    ids = {satu.doc_id for satu in semua}
    kini = {doc_id: set(satu.heads) for doc_id, satu in kantor.store.documents(ids).items()}
    tercetak = set()
    for row in kantor.store.audit_rows(None, act="cetak", doc_ids=ids):
        # Trails of older programs name no version.
        versi = row.detail.get("versi")
        if versi is None or versi in kini.get(row.doc_id, ()):
            tercetak.add((row.doc_id, row.detail.get("formulir"), row.detail.get("putusan", "")))
    dokumen = {satu.doc_id for satu in semua if printed_as(satu.kode) == "dokumen"}
    putusan = changed_by(kantor, dokumen) if dokumen else {}

    def mark(satu: Lembar) -> tuple[str, str, str]:
        formulir = printed_as(satu.kode)
        return satu.doc_id, formulir, putusan.get(satu.doc_id, "") if formulir == "dokumen" else ""

    return {satu for satu in semua if mark(satu) in tercetak}
