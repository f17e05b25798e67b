"""What can be printed of one person: which documents, of which periods, and where a document stands on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from db import Found
from desktop_app.domain.codec import decode_kind
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung import FIXED
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.cetak import JenisCetak
from desktop_app.services.jangkauan import keep_reached, reached_document
from desktop_app.services.kantor import Kantor, intention, is_doc_id
from desktop_app.services.kolom import akhir_column, covers_days
from desktop_app.services.periode_kata import spoken_key

_UTAMA = {"skp": JenisCetak.SKP, "penilaian": JenisCetak.EVALUASI, "putusan_keberatan": JenisCetak.PUTUSAN}


@dataclass(frozen=True)
class PilihanCetak:
    """A document that a form can be printed of: its period's code (an SKP: its years), and whether it is fixed."""

    doc_id: str
    periode: str
    tetap: bool
    konflik: bool


@dataclass(frozen=True)
class TempatCetak:
    """Where a document stands on the printing page: the form, the person, and his name."""

    jenis: JenisCetak
    pegawai_id: str
    nama: str


@intention(Wewenang.CETAK)
def find_printable(kantor: Kantor, jenis: JenisCetak, pegawai_id: str, periode: str = "") -> tuple[str, ...]:
    """Return the documents of one person that a form can be printed of, newest first.

    ``periode`` narrows: for SKPs to those that touch it, for evaluations and decisions to that very period. The id of
    such a document in place of the person's is that one alone.
    """
    kind = jenis.kind
    sendiri = kantor.store.document(pegawai_id) if is_doc_id(pegawai_id) else None
    if sendiri is not None and sendiri.kind == kind and not sendiri.deleted:
        return (pegawai_id,)
    ketemu = _of_person(kantor, kind, pegawai_id)
    waktu = parse_periode(periode) if periode else None
    if waktu is not None and kind != "skp":
        ketemu = [satu for satu in ketemu if str(satu.columns["periode"]) == waktu.kode]
    elif waktu is not None:
        awal, akhir = waktu.mulai.isoformat(), waktu.selesai.isoformat()
        ketemu = [satu for satu in ketemu if covers_days(satu.columns, awal, akhir)]
    return tuple(satu.doc_id for satu in sorted(ketemu, key=lambda s: (s.label, s.doc_id), reverse=True))


@intention(Wewenang.CETAK)
def list_cetak(kantor: Kantor, jenis: JenisCetak, pegawai_id: str) -> tuple[PilihanCetak, ...]:
    """Return the documents of one person that a form can be printed of, newest first."""
    kind = jenis.kind
    tetap = FIXED[kind]
    ketemu = _of_person(kantor, kind, pegawai_id)
    pilihan = [
        PilihanCetak(
            doc_id=satu.doc_id,
            periode=_years(satu.columns) if kind == "skp" else str(satu.columns["periode"]),
            tetap=satu.columns["status"] == tetap,
            konflik=satu.conflicts > 0,
        )
        for satu in ketemu
    ]
    return tuple(sorted(pilihan, key=lambda satu: (satu.periode, satu.doc_id), reverse=True))


def _years(kolom: Mapping[str, object]) -> str:
    """Return the year of an SKP; a part of a year with its first day and the last that it really covers."""
    mulai, akhir = str(kolom["mulai"]), akhir_column(kolom)
    return mulai[:4] if (mulai[4:], akhir[4:]) == ("-01-01", "-12-31") else f"{spoken_key(mulai)} – {spoken_key(akhir)}"


@intention(Wewenang.CETAK)
def locate_cetak(kantor: Kantor, doc_id: str) -> TempatCetak:
    """Return form and person for one document; raises ``UserError`` where no form prints it, or not for who acts."""
    dokumen = reached_document(kantor, doc_id, "", Wewenang.CETAK)
    jenis = _UTAMA.get(dokumen.kind)
    if jenis is None:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    isi = decode_kind(dokumen.kind, dokumen.body)
    pegawai_id = str(getattr(isi, "pegawai_id", ""))
    pegawai = kantor.store.document(pegawai_id)
    return TempatCetak(
        jenis=jenis,
        pegawai_id=pegawai_id,
        nama=pegawai.label if pegawai is not None else "–",
    )


def _of_person(kantor: Kantor, kind: str, pegawai_id: str) -> list[Found]:
    """Return the documents of one person that who acts may print."""
    return keep_reached(kantor, Wewenang.CETAK, kind, kantor.store.find(kind, where={"pegawai_id": pegawai_id}))
