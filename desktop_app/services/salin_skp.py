"""Last year's SKP as the beginning of this year's: words taken over, ids and bindings new, old years pointed out."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.skp import Skp
from desktop_app.domain.templat import copy_skp_into, find_other_years
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.skp import blank_skp


@dataclass(frozen=True)
class HasilSalin:
    """The new SKP, what changed, and a hint for each text that still names another year."""

    skp_id: str
    changed: Changed
    petunjuk: tuple[Temuan, ...]


@intention(Wewenang.LIHAT_SKP)
def find_earlier(kantor: Kantor, pegawai_id: str, tahun: int) -> str:
    """Return the id of the latest SKP with results that a person had before ``tahun``; an empty text without one."""
    reached_document(kantor, pegawai_id, "pegawai", Wewenang.LIHAT_SKP)
    return earlier_of(kantor, pegawai_id, tahun)


def earlier_of(kantor: Kantor, pegawai_id: str, tahun: int) -> str:
    """Return ``find_earlier`` without asking again who may look."""
    semua = kantor.store.find("skp", where={"pegawai_id": pegawai_id})
    lama = [satu for satu in semua if str(satu.columns["mulai"]) < f"{tahun}-01-01"]
    urut = sorted(lama, key=lambda satu: (str(satu.columns["mulai"]), satu.doc_id), reverse=True)
    return next((satu.doc_id for satu in urut if decode_as(Skp, satu.body).hasil), "")


@intention(Wewenang.SUSUN_SKP)
def copy_last_year(kantor: Kantor, pegawai_id: str, tahun: int) -> HasilSalin:
    """Open the SKP of one person and year with the contents of his latest earlier one, in one act.

    Assessor, post and place are those of the new year. Raises ``UserError`` where he has one for that year already or
    never had one before.
    """
    doc_id, kosong = blank_skp(kantor, pegawai_id, tahun)
    lama_id = earlier_of(kantor, pegawai_id, tahun)
    if not lama_id:
        raise UserError("skp_lama_tidak_ada", tahun=tahun)
    lama = decode_as(Skp, reached_document(kantor, lama_id, "skp", Wewenang.LIHAT_SKP).body)
    skp = copy_skp_into(kosong, doc_id, lama, lama_id)
    with kantor.write("salin_skp", doc_id, {"pegawai": pegawai_id, "tahun": tahun, "dari": lama_id}) as tx:
        tx.save("skp", doc_id, encode(skp), scope=kantor.profil.kode, schema=SCHEMA)
    return HasilSalin(doc_id, Changed((doc_id,), ("skp",)), find_other_years(skp))


@intention(Wewenang.SUSUN_SKP)
def preview_copy(kantor: Kantor, skp_id: str, skp: Skp) -> Skp:
    """Return ``skp`` with the contents of the person's latest earlier one added, for a sheet that is being typed."""
    reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    lama_id = earlier_of(kantor, skp.pegawai_id, skp.mulai.year)
    if not lama_id:
        raise UserError("skp_lama_tidak_ada", tahun=skp.mulai.year)
    lama = decode_as(Skp, reached_document(kantor, lama_id, "skp", Wewenang.LIHAT_SKP).body)
    return copy_skp_into(skp, skp_id, lama, lama_id)
