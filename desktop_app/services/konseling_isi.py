"""Opening one section with the keys of who acts, and holding what is inside against its envelope."""

from __future__ import annotations

import base64

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.konseling import BagianTersegel, BerkasKonseling
from desktop_app.exchange.sealed_section import Section, open_section
from desktop_app.services.kantor import Kantor
from desktop_app.services.konseling_segel import identities_for, is_whole


def open_sealed(kantor: Kantor, kasus: str, berkas: BerkasKonseling, bagian: BagianTersegel) -> Section | None:
    """Return what a section says, None where no key of who acts opens it; leaves no row.

    Raises ``UserError`` ``bagian_rusak`` where its bytes are not those that were sealed, ``konseling_isi_lain``
    where what is inside belongs to another case or place.
    """
    if not is_whole(bagian):
        raise UserError("bagian_rusak")
    try:
        isi = open_section(base64.b64decode(bagian.segel), identities_for(kantor, berkas))
    except BundleError:
        raise UserError("bagian_rusak") from None
    if isi is None:
        return None
    luar = (kasus, berkas.pegawai_id, bagian.id, bagian.jenis.value, bagian.sebelumnya)
    if (isi.kasus, isi.pegawai_id, isi.bagian, isi.jenis, isi.sebelumnya) != luar:
        raise UserError("konseling_isi_lain")
    return isi
