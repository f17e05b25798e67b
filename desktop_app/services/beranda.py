"""Beranda: what is here, what is not sent yet, what comes next; each as a number and a next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.cadangan_luar import read_flashdisk
from desktop_app.services.dibawa import SELESAI, KeadaanPaket, find_covered, list_bawaan, state_of
from desktop_app.services.jangkauan import LIHAT, count_reached, reaches
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat, pending_request, trust_of
from desktop_app.services.kirim import survey_seen
from desktop_app.services.kunci_kabupaten import still_training
from desktop_app.services.paket import PaketKeluar, PaketMasuk, list_keluar, list_masuk


@dataclass(frozen=True)
class Ringkasan:
    """The state of the office in numbers.

    ``terdaftar`` tells whether the kabupaten answered the enrolment, ``diminta`` whether it was asked for.
    ``naskah`` counts working copies that are not in the history yet, ``belum_dikirim`` documents that changed after
    the newest bundle, ``menunggu_tanda_terima`` those that were sent as they are and are not acknowledged yet.
    Counted is what who acts may see; of bundles he who neither sends nor receives is told nothing but their days.
    """

    pegawai: int
    skp: dict[StatusSkp, int]
    penilaian: dict[StatusPenilaian, int]
    konflik: int
    menunggu: int
    karantina: int
    naskah: int
    belum_dikirim: int
    menunggu_tanda_terima: int
    terdaftar: bool
    diminta: bool
    paket_terakhir: PaketKeluar | None
    """The newest bundle that left."""
    terakhir_diterima: PaketKeluar | None
    paket_masuk: tuple[PaketMasuk, ...]
    kantor_terdaftar: int
    belum_dibalas: int
    jam_diragukan: bool
    tanpa_flashdisk: int = 0
    """Revisions that no stick has, once they are enough for a reminder."""
    tanpa_balasan: int = 0
    """Bundles sent since the last one whose content is acknowledged."""
    paket_terputus: int = 0
    """The number of the newest bundle where it is in no copy yet; 0 where it left."""
    upacara_belum: bool = False
    """A kabupaten whose root key lies in its own computer, with people who have passwords."""


@intention(Wewenang.RINGKASAN)
def summarize(kantor: Kantor) -> Ringkasan:
    """Return the numbers of the office as they are now, as far as who acts may see it."""
    store = kantor.store
    unit = kantor.profil.peran is Peran.UNIT
    siapa, milik = kantor.pelaku, [satu for satu in list_keluar(kantor) if not satu.tujuan]
    bawaan, tercakup = list_bawaan(kantor), find_covered(kantor, milik)
    keluar = [(_sent(kantor, satu), state_of(satu, bawaan, tercakup)) for satu in milik]
    menerima = siapa.reach(Wewenang.TERIMA) is Jangkauan.SEMUA
    masuk = list_masuk(kantor) if menerima else ()
    unsent = survey_seen(kantor) if unit else None
    tertahan = menerima or siapa.reach(Wewenang.KIRIM) is Jangkauan.SEMUA
    perorangan = None if siapa.reach(Wewenang.LIHAT_SKP) is Jangkauan.SEMUA else kantor.who
    return Ringkasan(
        pegawai=count_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai", {}),
        skp={s: count_reached(kantor, Wewenang.LIHAT_SKP, "skp", {"status": s.value}) for s in StatusSkp},
        penilaian={
            s: count_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", {"status": s.value})
            for s in StatusPenilaian
        },
        konflik=_disputed(kantor),
        menunggu=len(store.waiting()) if tertahan else 0,
        karantina=len(store.quarantined()) - sum(store.count_aside().values()) if tertahan else 0,
        naskah=len(store.workings(perorangan)),
        belum_dikirim=unsent.baru if unsent else 0,
        menunggu_tanda_terima=unsent.menunggu if unsent else 0,
        terdaftar=trust_of(kantor) is not None and (not unit or store.get("kepercayaan", "sertifikat") is not None),
        diminta=unit and pending_request(kantor) is not None,
        paket_terakhir=next((satu for satu, keadaan in keluar if keadaan is not KeadaanPaket.DIBUAT), None),
        terakhir_diterima=next((satu for satu, _ in keluar if satu.diterima), None),
        paket_masuk=masuk,
        kantor_terdaftar=len({satu.kode for satu in list_perangkat(kantor)}) if menerima else 0,
        belum_dibalas=sum(1 for satu in masuk if not satu.dibalas),
        jam_diragukan=kantor.claim().doubt,
        tanpa_flashdisk=_without_stick(kantor),
        upacara_belum=not siapa.tanpa_sandi and _keeps_keys(kantor) and still_training(kantor),
        tanpa_balasan=_unanswered(keluar) if unit else 0,
        paket_terputus=keluar[0][0].seq if unit and keluar and keluar[0][1] is KeadaanPaket.DIBUAT else 0,
    )


def _unanswered(keluar: Sequence[tuple[PaketKeluar, KeadaanPaket]]) -> int:
    """Return how many of the newest bundles nothing has come back for; a code read out is no answer."""
    selesai = (n for n, (satu, keadaan) in enumerate(keluar) if keadaan in SELESAI and not _spoken(satu))
    return next(selesai, len(keluar))


def _spoken(paket: PaketKeluar) -> bool:
    return paket.lewat_kode and not paket.diterima


def _keeps_keys(kantor: Kantor) -> bool:
    return kantor.pelaku.reach(Wewenang.DAFTARKAN_KANTOR) is Jangkauan.SEMUA


def _without_stick(kantor: Kantor) -> int:
    flashdisk = read_flashdisk(kantor)
    return flashdisk.belum if flashdisk.perlu else 0


def _sent(kantor: Kantor, paket: PaketKeluar) -> PaketKeluar:
    """Return a sent bundle; without its counts for who does not see everything, for they count others."""
    if kantor.pelaku.reach(Wewenang.LIHAT_SKP) is Jangkauan.SEMUA:
        return paket
    return msgspec.structs.replace(paket, dokumen=0, revisi=0, dokumen_jenis={}, revisi_jenis={})


def _disputed(kantor: Kantor) -> int:
    """Return how many of the documents that who acts may see have versions that differ."""
    return sum(1 for satu in kantor.store.conflicted() if reaches(kantor, LIHAT[satu.kind], satu))
