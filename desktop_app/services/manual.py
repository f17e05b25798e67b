"""Manual of an indicator (A.1.3): begun from an indicator of an SKP, whose words it takes over and whose ids it keeps.

Opening, typing and storing go the way of every document (``services/naskah.py``), deleting by ``delete_rencana``.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Pendekatan, TingkatKendali
from desktop_app.domain.kelengkapan_rencana import KENDALI_MANUAL
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.skp import Skp, find_indikator
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.rencana import JENIS_RENCANA, chosen_indikator, person_named, save_new


@intention(Wewenang.SUSUN_SKP)
def create_manual(
    kantor: Kantor, pegawai_id: str, tahun: int, *, skp_id: str = "", hasil_id: str = "", indikator_id: str = ""
) -> tuple[str, Changed]:
    """Open a manual for an indicator of an SKP, or without one an empty manual of a person.

    The id comes from the indicator, so that two computers that begin it speak of one manual. Raises ``UserError``
    where that indicator has a manual, or is gone.
    """
    if not skp_id:
        reached_document(kantor, pegawai_id, "pegawai", Wewenang.SUSUN_SKP)
        isi = ManualIndikator(pegawai_id=pegawai_id, unit_kode=kantor.profil.kode, tahun=tahun)
        doc_id = new_doc_id(kantor, "manual_indikator", "")
        return doc_id, save_new(kantor, doc_id, isi)
    asal = chosen_indikator(kantor, skp_id, hasil_id, indikator_id)
    if kantor.store.count("manual_indikator", where={"skp_id": skp_id, "indikator_id": indikator_id}):
        raise UserError("manual_sudah_ada")
    isi = ManualIndikator(
        pegawai_id=asal.pegawai_id,
        unit_kode=kantor.profil.kode,
        tahun=tahun,
        skp_id=skp_id,
        hasil_id=hasil_id,
        indikator_id=indikator_id,
        hasil=asal.hasil,
        indikator=asal.indikator,
        kendali=_kendali(kantor, skp_id, indikator_id),
    )
    doc_id = new_doc_id(kantor, "manual_indikator", f"{skp_id}/{hasil_id}/{indikator_id}")
    return doc_id, save_new(kantor, doc_id, isi)


def _kendali(kantor: Kantor, skp_id: str, indikator_id: str) -> TingkatKendali | None:
    """Return the level of control that the SKP says, where the form has a box for it."""
    dokumen = kantor.store.document(skp_id)
    indikator = find_indikator(decode_as(Skp, dokumen.body), indikator_id) if dokumen is not None else None
    return indikator.kendali if indikator is not None and indikator.kendali in KENDALI_MANUAL else None


@dataclass(frozen=True)
class KepalaRencana:
    """Whose manual or workblock it is, by name and post of today, and the approach of the SKP that it belongs to."""

    nama: str
    jabatan: str
    pendekatan: Pendekatan


@intention(Wewenang.LIHAT_SKP)
def read_kepala(kantor: Kantor, doc_id: str) -> KepalaRencana:
    """Return the head of a manual's or workblock's sheet; measured where its SKP is not here."""
    dokumen = reached_document(kantor, doc_id)
    if dokumen.kind not in JENIS_RENCANA:
        raise UserError("dokumen_tidak_ada", id=doc_id)
    isi = msgspec.json.decode(dokumen.body)
    siapa = person_named(kantor, str(isi.get("pegawai_id") or ""), None)
    asal = kantor.store.document(str(isi["skp_id"])) if isi.get("skp_id") else None
    ada = asal is not None and not asal.deleted and asal.kind == "skp"
    pendekatan = decode_as(Skp, asal.body).pendekatan if asal is not None and ada else Pendekatan.KUANTITATIF
    return KepalaRencana(siapa.nama, siapa.jabatan, pendekatan)
