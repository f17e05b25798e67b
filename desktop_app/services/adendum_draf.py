"""A draft addendum on which somebody thinks better of it: one change taken back, or the whole draft deleted."""

from __future__ import annotations

import msgspec

from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusAdendum
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, commit_naskah, open_naskah, write_naskah


@intention(Wewenang.SUSUN_SKP)
def remove_change(kantor: Kantor, doc_id: str, hasil_id: str) -> Changed:
    """Take the change of one result out of a draft addendum; ``hasil_id`` is the result's id or the change's own.

    Raises ``UserError`` where there is no such change, or the addendum is no draft.
    """
    reached_document(kantor, doc_id, "adendum", Wewenang.SUSUN_SKP)
    terbuka = open_naskah(kantor, doc_id)
    isi = terbuka.isi
    assert isinstance(isi, Adendum)
    sisa = tuple(satu for satu in isi.perubahan if hasil_id not in (satu.hasil_id, satu.id))
    if len(sisa) == len(isi.perubahan):
        raise UserError("adendum_perubahan_tidak_ada")
    write_naskah(kantor, doc_id, msgspec.structs.replace(isi, perubahan=sisa), kepala=terbuka.kepala)
    return commit_naskah(kantor, doc_id)


@intention(Wewenang.SUSUN_SKP)
def delete_adendum(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete a draft addendum with a reason; the history stays.

    Raises ``UserError`` without a reason, and for one that was handed in, accepted or refused.
    """
    dokumen = reached_document(kantor, doc_id, "adendum", Wewenang.SUSUN_SKP)
    isi = decode_as(Adendum, body_to_advance(kantor, dokumen))
    if isi.status is not StatusAdendum.DRAFT:
        raise UserError("langkah_adendum_tidak_boleh", langkah="hapus", status=isi.status.value)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan.strip(), act="hapus_adendum", detail={"nomor": isi.nomor})
