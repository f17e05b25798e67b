"""Ground: what an evaluation stands on, read in one go in the worker thread."""

from __future__ import annotations

from typing import NamedTuple

from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah import JenisPeriode, StatusPenilaian
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import HasilPeriodik, Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.aturan_nilai import AturanPenilaian, rules_of
from desktop_app.services.capaian_unit import UsulanCapaian, read_usulan_capaian
from desktop_app.services.evaluasi_diri import read_handed_in
from desktop_app.services.kantor import Kantor
from desktop_app.services.penilaian import get_skp_evaluated
from desktop_app.services.rantai_penilaian import MataRantai, list_hasil_lama, list_rantai, list_temuan_rantai
from desktop_app.services.skp import identity_of
from desktop_app.services.tanda_tangan import HasilTandaTangan, check_signature


class Ground(NamedTuple):
    """The SKP as it was, the employee as printed, the rules that govern, how a final one is signed, what stands beside.

    ``rantai`` are the periods of the person's year, ``lama`` earlier results that a move may use, ``capaian`` what was
    set for the assessor's unit, ``diri`` what the employee handed in of himself.
    """

    skp: Skp
    pegawai: Identitas
    aturan: AturanPenilaian
    tanda: HasilTandaTangan | None = None
    rantai: tuple[MataRantai, ...] = ()
    lama: tuple[HasilPeriodik, ...] = ()
    temuan: tuple[Temuan, ...] = ()
    capaian: UsulanCapaian | None = None
    diri: EvaluasiDiri | None = None


def read_ground(kantor: Kantor, penilaian: Penilaian, doc_id: str) -> Ground:
    """Return what stands beside ``penilaian``; runs in the worker thread."""
    today = penilaian.tanggal or kantor.jam().date()
    pegawai = penilaian.pegawai or identity_of(kantor, penilaian.pegawai_id, today)
    final = penilaian.status is StatusPenilaian.FINAL
    waktu = parse_periode(penilaian.periode)
    tahunan = waktu.jenis is JenisPeriode.TAHUNAN
    menilai = kantor.pelaku.reach(Wewenang.ISI_RATING) and not final
    return Ground(
        skp=get_skp_evaluated(kantor, penilaian),
        pegawai=pegawai,
        aturan=rules_of(kantor, penilaian),
        tanda=check_signature(kantor, doc_id) if final else None,
        rantai=list_rantai(kantor, penilaian.pegawai_id, waktu.tahun),
        lama=list_hasil_lama(kantor, doc_id) if menilai and not tahunan else (),
        temuan=() if final else list_temuan_rantai(kantor, doc_id, penilaian),
        capaian=read_usulan_capaian(kantor, doc_id),
        diri=read_handed_in(kantor, penilaian.skp_id, penilaian.periode),
    )
