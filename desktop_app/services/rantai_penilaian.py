"""The chain of a year: the short evaluations of a person and the annual one that looks back on them (P6:14, 90, 100).

The annual predicate is the assessor's own judgement by two ratings; nothing here averages anything.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPeriode, Predikat, StatusPenilaian, StatusSkp
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.penilaian import HasilPeriodik, Penilaian
from desktop_app.domain.periode import Periode, list_periode, parse_periode
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.aturan_nilai import predikat_now, words_of
from desktop_app.services.capaian_unit import propose_capaian
from desktop_app.services.jangkauan import find_reached, reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import covers_days
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.putusan_berlaku import decided_results, effective_predikat


@dataclass(frozen=True)
class MataRantai:
    """One period of a person's year; ``penilaian_id`` is empty where nothing was begun.

    ``wajib`` tells that a determined SKP of his covers the period, so that an evaluation belongs there.
    """

    periode: str
    penilaian_id: str = ""
    skp_id: str = ""
    status: StatusPenilaian | None = None
    predikat: Predikat | None = None
    tidak_dinilai: SebabTidakDinilai | None = None
    oleh_atasan: bool = False
    wajib: bool = True
    kata: str = ""
    """The predicate in the official words of the rules that it was made under."""


@intention(Wewenang.LIHAT_PENILAIAN)
def list_rantai(kantor: Kantor, pegawai_id: str, tahun: int) -> tuple[MataRantai, ...]:
    """Return the periods of a person's year in order, the year itself last, as far as who acts may see them.

    Evaluations of another rhythm (from a unit he came from) stand at their place too.
    """
    reached_document(kantor, pegawai_id, "pegawai", Wewenang.LIHAT_PEGAWAI)
    milik = {"pegawai_id": pegawai_id}
    nilai = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where=milik)
    return _chain(kantor, pegawai_id, tahun, [(satu.doc_id, decode_as(Penilaian, satu.body)) for satu in nilai])


def _chain(kantor: Kantor, pegawai_id: str, tahun: int, nilai: list[tuple[str, Penilaian]]) -> tuple[MataRantai, ...]:
    ada: dict[str, list[tuple[str, Penilaian]]] = {}
    for doc_id, isi in nilai:
        ada.setdefault(isi.periode, []).append((doc_id, isi))
    waktu = {satu.kode: satu for satu in list_periode(tahun, read_pengaturan(kantor).jenis_periode)}
    waktu |= {satu.kode: satu for satu in map(parse_periode, ada) if satu.tahun == tahun}
    skp = kantor.store.find("skp", where={"pegawai_id": pegawai_id, "status": StatusSkp.DITETAPKAN.value}, bodies=False)
    rows: list[MataRantai] = []
    for satu in sorted(waktu.values(), key=lambda one: (one.jenis is JenisPeriode.TAHUNAN, one.mulai, one.kode)):
        mulai, selesai = satu.mulai.isoformat(), satu.selesai.isoformat()
        wajib = any(covers_days(one.columns, mulai, selesai) for one in skp)
        rows += [_link(kantor, doc_id, isi) for doc_id, isi in ada.get(satu.kode, ())]
        if satu.kode not in ada:
            rows.append(MataRantai(satu.kode, wajib=wajib))
    return tuple(rows)


def _link(kantor: Kantor, doc_id: str, isi: Penilaian) -> MataRantai:
    predikat = effective_predikat(kantor, doc_id, isi.predikat) or predikat_now(kantor, isi)
    kata = words_of(kantor, isi.aturan, isi.periode).label_predikat[predikat] if predikat else ""
    return MataRantai(
        isi.periode, doc_id, isi.skp_id, isi.status, predikat, isi.tidak_dinilai, isi.oleh_atasan, kata=kata
    )


@intention(Wewenang.LIHAT_PENILAIAN)
def list_setahun(kantor: Kantor, tahun: int) -> dict[str, dict[str, Predikat | None]]:
    """Return, by person and period, the predicate of each final evaluation of a year that who acts may see."""
    final = {"status": StatusPenilaian.FINAL.value}
    hasil: dict[str, dict[str, Predikat | None]] = {}
    putusan = decided_results(kantor)
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where=final, bodies=False):
        waktu, predikat = parse_periode(str(satu.columns["periode"])), satu.columns["predikat"]
        if waktu.tahun == tahun:
            milik = hasil.setdefault(str(satu.columns["pegawai_id"]), {})
            lain = putusan[satu.doc_id].predikat if satu.doc_id in putusan else None
            milik[waktu.kode] = lain or (Predikat(str(predikat)) if predikat else None)
    return hasil


def frozen_chain(kantor: Kantor, isi: Penilaian) -> tuple[HasilPeriodik, ...]:
    """Return what an evaluation freezes of others when it becomes final.

    An annual one freezes each final short one of its person and year, with its revision. One that uses the old unit's
    result freezes that one: chosen from this store it is read again, told of paper it stays as it was typed. Raises
    ``UserError`` where the chosen one is nobody's final result of this person before the period.
    """
    waktu = parse_periode(isi.periode)
    if isi.tidak_dinilai is SebabTidakDinilai.HASIL_UNIT_LAMA:
        return tuple(_read_again(kantor, isi, waktu, satu) for satu in isi.periodik)
    if waktu.jenis is not JenisPeriode.TAHUNAN:
        return ()
    final = {"pegawai_id": isi.pegawai_id, "status": StatusPenilaian.FINAL.value}
    hasil: list[tuple[Periode, HasilPeriodik]] = []
    for satu in kantor.store.find("penilaian", where=final, bodies=False):
        pendek = parse_periode(str(satu.columns["periode"]))
        dokumen = kantor.store.document(satu.doc_id)
        if pendek.tahun == waktu.tahun and pendek.jenis is not JenisPeriode.TAHUNAN and dokumen is not None:
            hasil.append((pendek, _frozen(kantor, dokumen)))
    return tuple(satu for _, satu in sorted(hasil, key=lambda one: (one[0].mulai, one[0].kode, one[1].id)))


def _frozen(kantor: Kantor, dokumen: Document) -> HasilPeriodik:
    isi = decode_as(Penilaian, dokumen.body)
    rev = dokumen.heads[0] if len(dokumen.heads) == 1 else ""
    berlaku = effective_predikat(kantor, dokumen.doc_id, isi.predikat)
    return HasilPeriodik(id=dokumen.doc_id, rev=rev, periode=isi.periode, predikat=berlaku)


def _read_again(kantor: Kantor, isi: Penilaian, waktu: Periode, satu: HasilPeriodik) -> HasilPeriodik:
    if not satu.id:
        return satu
    dokumen = kantor.store.document(satu.id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian" or dokumen.conflicts:
        raise UserError("hasil_lama_tidak_ada")
    lama = decode_as(Penilaian, dokumen.body)
    cocok = lama.pegawai_id == isi.pegawai_id and lama.status is StatusPenilaian.FINAL and lama.predikat is not None
    if not cocok or parse_periode(lama.periode).selesai >= waktu.mulai:
        raise UserError("hasil_lama_tidak_ada")
    return _frozen(kantor, dokumen)


@intention(Wewenang.LIHAT_PENILAIAN)
def list_hasil_lama(kantor: Kantor, penilaian_id: str) -> tuple[HasilPeriodik, ...]:
    """Return the final results of the same person before this period, the newest first, to be used after a move."""
    dokumen = reached_document(kantor, penilaian_id, "penilaian", Wewenang.LIHAT_PENILAIAN)
    isi = decode_as(Penilaian, dokumen.body)
    mulai = parse_periode(isi.periode).mulai
    where = {"pegawai_id": isi.pegawai_id, "status": StatusPenilaian.FINAL.value}
    hasil: list[tuple[Periode, HasilPeriodik]] = []
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where=where, bodies=False):
        waktu = parse_periode(str(satu.columns["periode"]))
        lain = kantor.store.document(satu.doc_id)
        if waktu.selesai < mulai and satu.columns["predikat"] and lain is not None:
            hasil.append((waktu, _frozen(kantor, lain)))
    return tuple(satu for _, satu in sorted(hasil, key=lambda one: one[0].selesai, reverse=True))


@intention(Wewenang.LIHAT_PENILAIAN)
def list_temuan_rantai(kantor: Kantor, penilaian_id: str, isi: Penilaian) -> tuple[Temuan, ...]:
    """Return what is told beside an evaluation of what others hold; none of it keeps it from becoming final.

    ``isi`` is the evaluation as it is being typed. Told are short evaluations that the year still misses, an
    achievement other than the one set for the unit, and one taken from the year before (P6:94 f).
    """
    reached_document(kantor, penilaian_id, "penilaian", Wewenang.LIHAT_PENILAIAN)
    temuan: list[Temuan] = []
    waktu = parse_periode(isi.periode)
    if waktu.jenis is JenisPeriode.TAHUNAN:
        milik = kantor.store.find("penilaian", where={"pegawai_id": isi.pegawai_id})
        nilai = [(satu.doc_id, decode_as(Penilaian, satu.body)) for satu in milik]
        mata = _chain(kantor, isi.pegawai_id, waktu.tahun, nilai)
        kurang = [m.periode for m in mata[:-1] if m.status is not StatusPenilaian.FINAL and m.wajib]
        kurang = [kode for kode in kurang if parse_periode(kode).jenis is not JenisPeriode.TAHUNAN]
        if kurang:
            temuan.append(Temuan("periodik_belum_final", "periodik", periode=", ".join(kurang)))
    usulan = propose_capaian(kantor, isi.penilai_id, waktu) if isi.tidak_dinilai is None else None
    if usulan is not None and isi.capaian_organisasi is not None:
        label = words_of(kantor, isi.aturan, isi.periode).label_capaian
        if usulan.capaian is not isi.capaian_organisasi:
            di_sini = label[isi.capaian_organisasi]
            beda = Temuan("capaian_beda_unit", "capaian_organisasi", unit=label[usulan.capaian], di_sini=di_sini)
            temuan.append(beda)
        elif usulan.tahun_lalu:
            temuan.append(Temuan("capaian_tahun_lalu", "capaian_organisasi", periode=str(waktu.tahun - 1)))
    return tuple(temuan)


def forget_chain(isi: Penilaian) -> Penilaian:
    """Return a reopened evaluation without what it had frozen of others; an old unit's result stays chosen."""
    if isi.tidak_dinilai is SebabTidakDinilai.HASIL_UNIT_LAMA:
        return isi
    return msgspec.structs.replace(isi, periodik=())
