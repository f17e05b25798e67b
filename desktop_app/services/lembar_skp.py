"""What the sheet of an SKP shows beside the SKP itself: people, signature, the layout due, and words used twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import KelompokSkp, StatusSkp
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.kelompok import kelompok_of
from desktop_app.domain.mutu import check_mutu
from desktop_app.domain.mutu_kata import sidik_teks
from desktop_app.domain.pegawai import Identitas, Pegawai, RiwayatJabatan
from desktop_app.domain.perencanaan import check_keadaan
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.adendum_cocok import check_addenda, is_unconfirmed
from desktop_app.services.jangkauan import reached_document, view_of
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.kolom import covers_days
from desktop_app.services.skp import identity_of
from desktop_app.services.tanda_tangan import HasilTandaTangan, check_signature


@dataclass(frozen=True)
class LembarSkp:
    """Both identities as the form would print them today, or as they were frozen.

    ``jabatan`` is the post at the beginning of the time covered, ``kelompok`` the layout that post and the agency's
    setting ask for now, ``tanda`` how the signature of a determined SKP stands.
    """

    pegawai: Identitas
    penilai: Identitas
    kelompok: KelompokSkp
    jabatan: RiwayatJabatan | None = None
    tanda: HasilTandaTangan | None = None
    orang: Pegawai | None = None
    """The person's record, whose circumstances ask something of the plan; None where he is not known."""
    adendum: tuple[Temuan, ...] = ()
    """Where the SKP and its accepted addenda say different things."""
    gabungan: bool = False
    """Whether it is what several versions say together, which nobody has confirmed."""


@intention(Wewenang.LIHAT_SKP)
def read_lembar(kantor: Kantor, doc_id: str, skp: Skp) -> LembarSkp:
    """Return what the sheet of ``skp``, as it is typed now, shows beside it; raises ``UserError`` as reading does.

    Whose SKP it is the stored document says, whatever ``skp`` does.
    """
    stored = reached_document(kantor, doc_id, "skp", Wewenang.LIHAT_SKP)
    tersimpan = decode_as(Skp, stored.body)
    hari = skp.tanggal or kantor.jam().date()
    pegawai_id = tersimpan.pegawai_id
    dokumen = kantor.store.document(pegawai_id)
    dikenal = dokumen is not None and dokumen.kind == "pegawai" and not dokumen.deleted
    orang = decode_as(Pegawai, dokumen.body) if dokumen is not None and dikenal else None
    jabatan = orang.jabatan_pada(skp.mulai) if orang is not None else None
    return LembarSkp(
        pegawai=skp.pegawai or identity_of(kantor, pegawai_id, hari),
        penilai=skp.penilai or identity_of(kantor, skp.penilai_id, hari),
        # Nothing is known of a person who was erased: his layout stays.
        kelompok=kelompok_of(jabatan, read_ketentuan(kantor)) if dikenal else skp.kelompok,
        jabatan=jabatan,
        tanda=check_signature(kantor, doc_id) if skp.status is StatusSkp.DITETAPKAN else None,
        orang=orang,
        adendum=check_addenda(kantor, doc_id, skp),
        gabungan=is_unconfirmed(kantor, stored),
    )


@intention(Wewenang.LIHAT_SKP)
def check_lembar(kantor: Kantor, doc_id: str) -> tuple[Skp, tuple[Temuan, ...], tuple[Temuan, ...]]:
    """Return the stored SKP, what it still lacks, and how its wording could be better; raises as reading does."""
    skp = decode_as(Skp, reached_document(kantor, doc_id, "skp", Wewenang.LIHAT_SKP).body)
    lembar = read_lembar(kantor, doc_id, skp)
    mutu = check_mutu(skp, jabatan=lembar.jabatan, sama=read_kalimat_lain(kantor, doc_id))
    keadaan = check_keadaan(lembar.orang, skp) if lembar.orang is not None else ()
    return skp, (*check_skp(skp), *lembar.adendum), (*mutu, *keadaan)


class _Teks(msgspec.Struct):
    teks: str = ""


class _Isi(msgspec.Struct):
    """The part of an SKP that is compared: reading no more of it keeps a whole office quick."""

    hasil: tuple[_Teks, ...] = ()


_BACA = msgspec.json.Decoder(_Isi)


@intention(Wewenang.LIHAT_SKP)
def read_kalimat_lain(kantor: Kantor, doc_id: str) -> Mapping[str, str]:
    """Return names of colleagues by ``sidik_teks`` of the results in their SKPs of the same office and time.

    A name is empty where who asks may not look at that SKP. No wording leaves this function. One query.
    """
    dokumen = reached_document(kantor, doc_id, "skp", Wewenang.LIHAT_SKP)
    skp = decode_as(Skp, dokumen.body)
    pandangan = view_of(kantor, Wewenang.LIHAT_SKP)
    milik: dict[str, str] = {}
    for satu in kantor.store.find("skp", where={"scope": dokumen.scope}):
        kolom = satu.columns
        pegawai_id = str(kolom["pegawai_id"])
        seiring = covers_days(kolom, skp.mulai.isoformat(), skp.akhir.isoformat())
        if pegawai_id == skp.pegawai_id or not seiring:
            continue
        terlihat = pandangan is None or pandangan.reaches("skp", satu.doc_id, kolom)
        for hasil in _BACA.decode(satu.body).hasil:
            if sidik := sidik_teks(hasil.teks):
                # A name that may be told is told rather than none.
                milik[sidik] = milik.get(sidik) or (pegawai_id if terlihat else "")
    orang = kantor.store.documents({satu for satu in milik.values() if satu})
    return {sidik: orang[satu].label if satu in orang else "" for sidik, satu in milik.items()}
