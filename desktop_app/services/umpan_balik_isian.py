"""What the form for one feedback begins with: roles, and as much of the plan as its giver may look at."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik
from desktop_app.domain.skp import Skp
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan import reaches
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.umpan_balik import PeranMemberi, list_peran_memberi, skp_on
from desktop_app.services.umpan_balik_baca import get_diberikan


@dataclass(frozen=True)
class Sasaran:
    """One planned result or indicator that feedback can be on, in words; ``indikator_id`` is empty for a result."""

    skp_id: str
    hasil_id: str
    indikator_id: str
    kata: str


@dataclass(frozen=True)
class BahanUmpanBalik:
    """What a form for one feedback begins with: its contents, the roles, and what of the plan the giver may see."""

    isi: UmpanBalikBerkelanjutan
    pegawai: str
    peran: tuple[PeranMemberi, ...]
    sasaran: tuple[Sasaran, ...]
    pilih_pemberi: bool


@intention(Wewenang.BERI_UMPAN_BALIK)
def prepare_umpan_balik(kantor: Kantor, pegawai_id: str, doc_id: str = "", pemberi_id: str = "") -> BahanUmpanBalik:
    """Return what a form begins with: a new feedback about a person, or a stored one or request of who acts.

    Planned results are those of the plan in force, where the giver may look at it; of a request the one it names.
    """
    siapa = kantor.pelaku
    semua = siapa.reach(Wewenang.BERI_UMPAN_BALIK) is Jangkauan.SEMUA
    if doc_id:
        isi = get_diberikan(kantor, doc_id)
    else:
        dari = pemberi_id if semua else siapa.pegawai_id
        isi = UmpanBalikBerkelanjutan(pegawai_id=pegawai_id, pemberi_id=dari, tanggal=kantor.jam().date())
    peran = list_peran_memberi(kantor, isi.pegawai_id, isi.pemberi_id)
    if not doc_id:
        isi = msgspec.structs.replace(isi, peran=peran[0].peran if isi.pemberi_id else PemberiUmpanBalik.PIHAK_LAIN)
    elif isi.tanggal is None:
        isi = msgspec.structs.replace(isi, tanggal=kantor.jam().date())
    pegawai = kantor.store.document(isi.pegawai_id)
    return BahanUmpanBalik(
        isi=isi,
        pegawai=pegawai.label if pegawai is not None and not pegawai.deleted else "–",
        peran=peran,
        sasaran=_targets(kantor, isi),
        pilih_pemberi=semua and not doc_id,
    )


def _targets(kantor: Kantor, isi: UmpanBalikBerkelanjutan) -> tuple[Sasaran, ...]:
    hari = isi.tanggal or kantor.jam().date()
    skp_id = isi.skp_id or skp_on(kantor, isi.pegawai_id, hari)
    dokumen = kantor.store.document(skp_id) if skp_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "skp":
        return ()
    skp = decode_as(Skp, dokumen.body)
    terlihat = skp.hasil if reaches(kantor, Wewenang.LIHAT_SKP, dokumen) else ()
    hasil = terlihat or tuple(satu for satu in skp.hasil if isi.hasil_id and satu.id == isi.hasil_id)
    sasaran = []
    for satu in hasil:
        sasaran.append(Sasaran(skp_id, satu.id, "", satu.teks or "(hasil kerja tanpa teks)"))
        for indikator in satu.indikator if terlihat else ():
            if kata := (indikator.teks or indikator.narasi).strip():
                sasaran.append(Sasaran(skp_id, satu.id, indikator.id, f"{satu.teks} – {kata}"))
    return tuple(sasaran)


@intention(Wewenang.BERI_UMPAN_BALIK)
def list_sasaran_sendiri(kantor: Kantor) -> tuple[Sasaran, ...]:
    """Return the planned results of one's own plan in force, about which one may ask for feedback."""
    saya = kantor.pelaku.pegawai_id
    return _targets(kantor, UmpanBalikBerkelanjutan(pegawai_id=saya)) if saya else ()
