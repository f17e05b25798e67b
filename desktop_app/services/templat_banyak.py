"""Beginning the SKPs of many people: told beforehand what would happen to each, then one act for each of them.

A run that was cut off is simply begun again: whoever has his SKP by then is told so and left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import LuringError
from desktop_app.domain.istilah import StatusKepegawaian
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.perencanaan import dikecualikan_selama
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import find_reached, view_of
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import covers_days
from desktop_app.services.salin_skp import copy_last_year, earlier_of
from desktop_app.services.templat import PilihanTemplat, create_from_templat, find_templat, fitting, list_templat

SESUAI_JABATAN = ""
"""In place of a template: for each person the one that names his post."""
TAHUN_LALU = "tahun-lalu"
"""In place of a template: each person's own SKP of an earlier year."""


class NasibOrang(StrEnum):
    """What a run does about one person; all but ``BARU`` leave him as he is."""

    BARU = "baru"
    SUDAH_ADA = "sudah_ada"
    DIKECUALIKAN = "dikecualikan"
    BUKAN_ASN = "bukan_asn"
    TANPA_TEMPLAT = "tanpa_templat"
    TANPA_SKP_LAMA = "tanpa_skp_lama"
    GAGAL = "gagal"


@dataclass(frozen=True)
class BarisBanyak:
    """One person of a run: what happens to him, from which template, and facts for the sentence of his reason.

    ``galat`` is what kept a run from doing it; ``skp_id`` his SKP where he has one.
    """

    pegawai_id: str
    nama: str
    jabatan: str
    nasib: NasibOrang
    templat_id: str = ""
    templat: str = ""
    keadaan: str = ""
    tanpa_penilai: bool = False
    skp_id: str = ""
    galat: LuringError | None = None


@intention(Wewenang.SUSUN_SKP)
def preview_banyak(
    kantor: Kantor, tahun: int, templat_id: str = SESUAI_JABATAN, orang: Collection[str] = ()
) -> tuple[BarisBanyak, ...]:
    """Return what a run would do for each of ``orang`` (ids; everybody within reach without), by name; writes nothing.

    Who is not active is not listed. With ``SESUAI_JABATAN`` only a template that names the post counts.
    """
    pandangan = view_of(kantor, Wewenang.SUSUN_SKP)
    mulai, selesai = date(tahun, 1, 1), date(tahun, 12, 31)
    ada: dict[str, str] = {}
    for satu in kantor.store.find("skp"):
        if covers_days(satu.columns, mulai.isoformat(), selesai.isoformat()):
            ada[str(satu.columns["pegawai_id"])] = satu.doc_id
    dipilih = find_templat(kantor, templat_id).nama if templat_id not in (SESUAI_JABATAN, TAHUN_LALU) else ""
    semua = list_templat(kantor)
    baris: list[BarisBanyak] = []
    for ditemukan in find_reached(kantor, Wewenang.SUSUN_SKP, "pegawai", order=("nama",)):
        pegawai = decode_as(Pegawai, ditemukan.body)
        kenal = not orang or ditemukan.doc_id in orang
        if not kenal or not pegawai.aktif or (pandangan is not None and not pandangan.manages(ditemukan.doc_id)):
            continue
        jabatan = pegawai.jabatan_pada(mulai)
        pilihan = fitting(kantor, jabatan, semua=semua)
        nasib, keadaan, kunci, nama = NasibOrang.BARU, "", templat_id, dipilih
        if pegawai.status is StatusKepegawaian.BUKAN_ASN:
            nasib = NasibOrang.BUKAN_ASN
        elif ditemukan.doc_id in ada:
            nasib = NasibOrang.SUDAH_ADA
        elif bebas := dikecualikan_selama(pegawai, mulai, selesai):
            nasib, keadaan = NasibOrang.DIKECUALIKAN, bebas.jenis.value
        elif templat_id == TAHUN_LALU:
            nasib = nasib if earlier_of(kantor, ditemukan.doc_id, tahun) else NasibOrang.TANPA_SKP_LAMA
        elif cocok := _chosen(pilihan, templat_id):
            kunci, nama = cocok.id, cocok.isi.nama
        else:
            nasib = NasibOrang.TANPA_TEMPLAT
        baris.append(
            BarisBanyak(
                pegawai_id=ditemukan.doc_id,
                nama=pegawai.nama,
                jabatan=jabatan.jabatan if jabatan else "",
                nasib=nasib,
                templat_id=kunci,
                templat=nama,
                keadaan=keadaan,
                tanpa_penilai=nasib is NasibOrang.BARU and not (jabatan and jabatan.penilai_id),
                skp_id=ada.get(ditemukan.doc_id, ""),
            )
        )
    return tuple(sorted(baris, key=lambda satu: (satu.nama.casefold(), satu.pegawai_id)))


@intention(Wewenang.SUSUN_SKP)
def create_banyak(
    kantor: Kantor,
    tahun: int,
    templat_id: str,
    orang: Sequence[str],
    *,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[tuple[BarisBanyak, ...], Changed]:
    """Begin the SKP of each of ``orang``, each in an act of its own, and return what became of everybody.

    What is done is asked for anew: who got one meanwhile, or is exempt, is told so. One whose act fails is told with
    the reason, and the run goes on with the next. ``progress`` may raise to stop between two people.
    """
    rencana = preview_banyak(kantor, tahun, templat_id, orang)
    hasil: list[BarisBanyak] = []
    dibuat: list[str] = []
    for nomor, satu in enumerate(rencana):
        if progress is not None:
            progress(nomor, len(rencana))
        hasil.append(_one(kantor, tahun, satu))
        if hasil[-1].nasib is NasibOrang.BARU:
            dibuat.append(hasil[-1].skp_id)
    if progress is not None:
        progress(len(rencana), len(rencana))
    return tuple(hasil), Changed(tuple(dibuat), ("skp",) if dibuat else ())


def _one(kantor: Kantor, tahun: int, satu: BarisBanyak) -> BarisBanyak:
    if satu.nasib is not NasibOrang.BARU:
        return satu
    try:
        if satu.templat_id == TAHUN_LALU:
            return replace(satu, skp_id=copy_last_year(kantor, satu.pegawai_id, tahun).skp_id)
        return replace(satu, skp_id=create_from_templat(kantor, satu.templat_id, satu.pegawai_id, tahun)[0])
    except LuringError as error:
        return replace(satu, nasib=NasibOrang.GAGAL, galat=error)


def _chosen(pilihan: Sequence[PilihanTemplat], templat_id: str) -> PilihanTemplat | None:
    """Return the template for one person: the named one if it is for his group, else the one that names his post."""
    if templat_id != SESUAI_JABATAN:
        return next((satu for satu in pilihan if satu.id == templat_id), None)
    return next((satu for satu in pilihan if satu.cocok > 0), None)
