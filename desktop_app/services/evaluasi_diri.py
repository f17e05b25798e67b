"""Self-evaluation: the employee's own words for one SKP and period, beside the assessor's; it proposes no rating."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah_kinerja import StatusEvaluasiDiri
from desktop_app.domain.periode import Periode, parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.capaian_unit import periods_of
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import covers_days
from desktop_app.services.naskah import body_to_advance, new_doc_id
from desktop_app.services.penilaian import ensure_periode, require_period

KIND = "evaluasi_diri"


@dataclass(frozen=True)
class BarisEvaluasiDiri:
    """One SKP and period in a person's list; ``doc_id`` is empty and ``status`` None where nothing was begun."""

    skp_id: str
    periode: str
    doc_id: str = ""
    status: StatusEvaluasiDiri | None = None
    tanggal: date | None = None


@intention(Wewenang.LIHAT_PENILAIAN)
def list_evaluasi_diri(kantor: Kantor, pegawai_id: str, tahun: int) -> tuple[BarisEvaluasiDiri, ...]:
    """Return what a person wrote, or may write, of himself in a year: one row for each determined SKP and period."""
    skp = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "skp", where={"pegawai_id": pegawai_id}, bodies=False)
    milik = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND, where={"pegawai_id": pegawai_id})
    ada = {(isi.skp_id, isi.periode): (s.doc_id, isi) for s in milik for isi in (decode_as(EvaluasiDiri, s.body),)}
    rows: list[BarisEvaluasiDiri] = []
    for waktu in periods_of(kantor, tahun):
        for satu in skp:
            if not covers_days(satu.columns, waktu.mulai.isoformat(), waktu.selesai.isoformat()):
                continue
            doc_id, isi = ada.get((satu.doc_id, waktu.kode), ("", None))
            if isi is None:
                rows.append(BarisEvaluasiDiri(satu.doc_id, waktu.kode))
            else:
                rows.append(BarisEvaluasiDiri(satu.doc_id, waktu.kode, doc_id, isi.status, isi.tanggal))
    return tuple(rows)


@intention(Wewenang.ISI_EVALUASI_DIRI)
def create_evaluasi_diri(kantor: Kantor, skp_id: str, periode: str) -> tuple[str, Changed]:
    """Open the self-evaluation of one SKP in one period and return its id; one that is there is returned as it is.

    Raises ``UserError`` where the SKP is not determined or does not touch the period.
    """
    waktu = parse_periode(periode)
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.ISI_EVALUASI_DIRI)
    skp = decode_as(Skp, dokumen.body)
    require_period(kantor, dokumen, skp, waktu)
    if ada := find_evaluasi_diri(kantor, skp_id, waktu):
        return ada, Changed((), ())
    doc_id = new_doc_id(kantor, KIND, f"{skp_id}/{waktu.kode}", dokumen.scope)
    isi = EvaluasiDiri(pegawai_id=skp.pegawai_id, skp_id=skp_id, periode=waktu.kode, unit_kode=skp.unit_kode)
    with kantor.write("buat_evaluasi_diri", doc_id, {"periode": waktu.kode}) as tx:
        kinds = (KIND, "periode") if ensure_periode(kantor, tx, waktu) else (KIND,)
        tx.save(KIND, doc_id, encode(isi), scope=dokumen.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), kinds)


def find_evaluasi_diri(kantor: Kantor, skp_id: str, waktu: Periode) -> str:
    """Return the self-evaluation of an SKP in a period; empty where none was begun."""
    ada = kantor.store.find(KIND, where={"skp_id": skp_id}, bodies=False)
    return next((satu.doc_id for satu in ada if satu.columns["periode"] == waktu.kode), "")


@intention(Wewenang.LIHAT_PENILAIAN)
def get_evaluasi_diri(kantor: Kantor, doc_id: str) -> EvaluasiDiri:
    """Return a stored self-evaluation; raises ``UserError`` where there is none, or none he may see."""
    return decode_as(EvaluasiDiri, read_document(kantor, doc_id, KIND).body)


@intention(Wewenang.LIHAT_PENILAIAN)
def read_handed_in(kantor: Kantor, skp_id: str, periode: str) -> EvaluasiDiri | None:
    """Return what the employee handed in for an SKP and period, to be shown beside; None while he is still writing."""
    doc_id = find_evaluasi_diri(kantor, skp_id, parse_periode(periode))
    if not doc_id:
        return None
    isi = decode_as(EvaluasiDiri, reached_document(kantor, doc_id, KIND, Wewenang.LIHAT_PENILAIAN).body)
    return isi if isi.status is StatusEvaluasiDiri.DISERAHKAN else None


@intention(Wewenang.ISI_EVALUASI_DIRI)
def advance_evaluasi_diri(kantor: Kantor, doc_id: str, langkah: str, *, tanggal: date | None = None) -> Changed:
    """Take one step: ``serahkan`` hands it to the assessor, ``tarik`` takes it back to be mended.

    Only the employee does, or who types for him. Raises ``UserError`` for a wrong state or where nothing was written.
    """
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.ISI_EVALUASI_DIRI)
    isi = decode_as(EvaluasiDiri, body_to_advance(kantor, dokumen))
    serahkan = langkah == "serahkan"
    awal = StatusEvaluasiDiri.DRAFT if serahkan else StatusEvaluasiDiri.DISERAHKAN
    if langkah not in ("serahkan", "tarik") or isi.status is not awal:
        raise UserError("langkah_evaluasi_diri", langkah=langkah, status=isi.status.value)
    if serahkan and not is_written(isi):
        raise UserError("evaluasi_diri_kosong")
    baru = msgspec.structs.replace(
        isi,
        status=StatusEvaluasiDiri.DISERAHKAN if serahkan else StatusEvaluasiDiri.DRAFT,
        tanggal=(tanggal or kantor.jam().date()) if serahkan else None,
    )
    with kantor.write("serahkan_evaluasi_diri" if serahkan else "tarik_evaluasi_diri", doc_id) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((doc_id,), (KIND,))


def is_written(isi: EvaluasiDiri) -> bool:
    """Tell whether the employee wrote anything at all."""
    teks = [satu.realisasi for satu in isi.realisasi] + [satu.teks for satu in isi.perilaku]
    return any(satu.strip() for satu in (*teks, isi.kendala, isi.catatan))
