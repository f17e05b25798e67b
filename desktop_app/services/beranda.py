"""Beranda: what is here, what is not sent yet, what comes next; each as a number and a next step."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import list_perangkat, pending_request, trust_of
from desktop_app.services.kirim import survey_unsent
from desktop_app.services.paket import PaketKeluar, PaketMasuk, list_keluar, list_masuk


@dataclass(frozen=True)
class Ringkasan:
    """The state of the office in numbers.

    ``terdaftar`` tells whether the kabupaten answered the enrolment, ``diminta`` whether it was asked for.
    ``naskah`` counts working copies that are not in the history yet, ``belum_dikirim`` documents that changed after
    the newest bundle, ``menunggu_tanda_terima`` those that were sent as they are and are not acknowledged yet.
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
    terakhir_diterima: PaketKeluar | None
    paket_masuk: tuple[PaketMasuk, ...]
    kantor_terdaftar: int
    belum_dibalas: int
    jam_diragukan: bool


@intention
def summarize(kantor: Kantor) -> Ringkasan:
    """Return the numbers of the office as they are now."""
    store = kantor.store
    unit = kantor.profil.peran is Peran.UNIT
    keluar = [satu for satu in list_keluar(kantor) if not satu.tujuan]
    masuk = list_masuk(kantor)
    unsent = survey_unsent(kantor) if unit else None
    return Ringkasan(
        pegawai=store.count("pegawai"),
        skp={satu: store.count("skp", where={"status": satu.value}) for satu in StatusSkp},
        penilaian={satu: store.count("penilaian", where={"status": satu.value}) for satu in StatusPenilaian},
        konflik=len(store.conflicted()),
        menunggu=len(store.waiting()),
        karantina=len(store.quarantined()),
        naskah=len(store.workings()),
        belum_dikirim=unsent.baru if unsent else 0,
        menunggu_tanda_terima=unsent.menunggu if unsent else 0,
        terdaftar=trust_of(kantor) is not None and (not unit or store.get("kepercayaan", "sertifikat") is not None),
        diminta=unit and pending_request(kantor) is not None,
        paket_terakhir=keluar[0] if keluar else None,
        terakhir_diterima=next((satu for satu in keluar if satu.diterima), None),
        paket_masuk=masuk,
        kantor_terdaftar=len({satu.kode for satu in list_perangkat(kantor)}),
        belum_dibalas=sum(1 for satu in masuk if not satu.dibalas),
        jam_diragukan=kantor.claim().doubt,
    )
