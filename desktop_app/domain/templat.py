"""TemplatSkp: a suggestion for the SKP of a post, to be taken over and made one's own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import msgspec

from desktop_app.domain.format_indonesia import format_target
from desktop_app.domain.istilah import JenisJabatan, KelompokSkp, NilaiDasar, Pendekatan
from desktop_app.domain.pegawai import RiwayatJabatan
from desktop_app.domain.skp import (
    AsalPeran,
    Butir,
    EkspektasiPerilaku,
    HasilIntervensi,
    Indikator,
    LampiranSkp,
    RencanaHasilKerja,
    Skp,
)
from desktop_app.domain.temuan import Temuan


class TemplatSkp(msgspec.Struct, frozen=True, kw_only=True):
    """A template for posts whose name begins like one of ``jabatan``, or for a whole kind of post where that is empty.

    It is a suggestion and says so; whoever takes it over is its author.
    """

    nama: str
    unit_kode: str = ""
    jabatan: tuple[str, ...] = ()
    jenis_jabatan: JenisJabatan | None = None
    kelompok: KelompokSkp = KelompokSkp.JA_JF
    pendekatan: Pendekatan = Pendekatan.KUANTITATIF
    hasil: tuple[RencanaHasilKerja, ...] = ()
    perilaku: tuple[EkspektasiPerilaku, ...] = tuple(EkspektasiPerilaku(nilai=satu) for satu in NilaiDasar)
    lampiran: LampiranSkp = LampiranSkp()
    keterangan: str = ""
    sumber: str = ""


_SINGKATAN = (
    ("kasubbag", "kepala subbagian"),
    ("kasubag", "kepala subbagian"),
    ("kepala sub bagian", "kepala subbagian"),
    ("kepala subbag", "kepala subbagian"),
    ("kasi", "kepala seksi"),
    ("sekcam", "sekretaris camat"),
    ("seklur", "sekretaris kelurahan"),
)
_TAHUN = re.compile(r"\b(20\d{2})\b")


def words_of_post(jabatan: str) -> tuple[str, ...]:
    """Return the words of a post for comparing: small letters, usual abbreviations written out."""
    kata = " ".join(re.findall(r"\w+", jabatan.casefold()))
    for pendek, panjang in _SINGKATAN:
        if kata == pendek or kata.startswith(pendek + " "):
            kata = panjang + kata[len(pendek) :]
            break
    return tuple(kata.split())


def fit_of(templat: TemplatSkp, jabatan: RiwayatJabatan | None, kelompok: KelompokSkp) -> int:
    """Return how well a template fits a post: words of its name that agree, 0 for its kind alone, -1 for not at all.

    A template for leaders of independent units is none for others, and the other way round.
    """
    if templat.kelompok is not kelompok:
        return -1
    kata = words_of_post(jabatan.jabatan) if jabatan else ()
    awal = [words_of_post(satu) for satu in templat.jabatan]
    cocok = max((len(satu) for satu in awal if satu and kata[: len(satu)] == satu), default=-1)
    if cocok > 0:
        return cocok
    if jabatan is None or templat.jenis_jabatan is not jabatan.jenis_jabatan:
        return -1
    return 0


def child_id(*bagian: str) -> str:
    """Return the id (8 hex digits) that every computer gives to the child made from these parts."""
    return hashlib.sha256("\x1f".join(("skp-luring/anak", *bagian)).encode()).hexdigest()[:8]


def fill_skp(
    skp: Skp, skp_id: str, templat: TemplatSkp, templat_id: str, pimpinan: Iterable[HasilIntervensi] = ()
) -> Skp:
    """Return ``skp`` with what the template adds to it; what stands there already stays as it is.

    The ids of what is added follow from template, SKP and child, so that applying the same template a second time, or
    on another computer of the office, adds nothing twice. A leader's result is taken over only where ``pimpinan`` (the
    results of his SKP) has the very words of the template; other words of the template would not be his.
    """
    milik = {_same_words(satu.teks): satu for satu in pimpinan}
    hasil = tuple(_result(satu, skp, skp_id, templat_id, milik) for satu in templat.hasil)
    return _joined(skp, hasil, templat.perilaku, templat.lampiran, f"{templat_id}/{skp_id}")


def copy_skp_into(skp: Skp, skp_id: str, lama: Skp, lama_id: str) -> Skp:
    """Return ``skp`` with the results, expectations and annex of an earlier one, each with a new id of its own.

    Bindings to the leader's old SKP and to a matrix are let go, their words stay; texts are never changed.
    """
    hasil = tuple(
        msgspec.structs.replace(
            satu,
            id=child_id(lama_id, skp_id, satu.id),
            intervensi=msgspec.structs.replace(satu.intervensi, skp_id="", hasil_id="", indikator_id=""),
            indikator=tuple(
                msgspec.structs.replace(i, id=child_id(lama_id, skp_id, satu.id, i.id)) for i in satu.indikator
            ),
            asal=AsalPeran(),
        )
        for satu in lama.hasil
    )
    return _joined(skp, hasil, lama.perilaku, lama.lampiran, f"{lama_id}/{skp_id}")


def templat_of(skp: Skp, nama: str, unit_kode: str) -> TemplatSkp:
    """Return a template with the contents of ``skp``; who it was about, and whom it was bound to, is left out."""
    hasil = tuple(
        msgspec.structs.replace(
            satu,
            intervensi=HasilIntervensi(teks=satu.intervensi.teks, indikator=satu.intervensi.indikator),
            asal=AsalPeran(),
        )
        for satu in skp.hasil
    )
    return TemplatSkp(
        nama=nama,
        unit_kode=unit_kode,
        kelompok=skp.kelompok,
        pendekatan=skp.pendekatan,
        hasil=hasil,
        perilaku=skp.perilaku,
        lampiran=skp.lampiran,
    )


def find_other_years(skp: Skp) -> tuple[Temuan, ...]:
    """Return a hint for each text that names a year in which the SKP does not lie; texts are never changed."""
    boleh = {str(tahun) for tahun in range(skp.mulai.year, skp.selesai.year + 1)}
    isi: list[tuple[str, str]] = []
    for satu in skp.hasil:
        jalur = f"hasil/#{satu.id}"
        isi += [(f"{jalur}/teks", satu.teks), (f"{jalur}/intervensi", satu.intervensi.teks)]
        isi.append((f"{jalur}/penugasan", satu.penugasan))
        for i in satu.indikator:
            di = f"{jalur}/indikator/#{i.id}"
            isi += [(f"{di}/teks", i.teks), (f"{di}/target", format_target(i.target)), (f"{di}/narasi", i.narasi)]
    for perilaku in skp.perilaku:
        isi += [(f"perilaku/{perilaku.nilai.value}", satu.teks) for satu in perilaku.ekspektasi]
    for nama in LampiranSkp.__struct_fields__:
        isi += [(f"lampiran/{nama}", satu.teks) for satu in getattr(skp.lampiran, nama)]
    return tuple(
        Temuan("tahun_lain", jalur, tahun=lain[0])
        for jalur, teks in isi
        if (lain := [satu for satu in _TAHUN.findall(teks) if satu not in boleh])
    )


def _same_words(teks: str) -> str:
    return " ".join(teks.casefold().split())


def _result(
    satu: RencanaHasilKerja, skp: Skp, skp_id: str, templat_id: str, milik: dict[str, HasilIntervensi]
) -> RencanaHasilKerja:
    return msgspec.structs.replace(
        satu,
        id=child_id(templat_id, skp_id, satu.id),
        intervensi=milik.get(_same_words(satu.intervensi.teks), HasilIntervensi()),
        indikator=tuple(_indicator(i, skp, child_id(templat_id, skp_id, satu.id, i.id)) for i in satu.indikator),
    )


def _indicator(satu: Indikator, skp: Skp, anak: str) -> Indikator:
    """Return an indicator with a new id; its narrative stays empty where the template has none.

    So two computers that fill one SKP under different approaches make the same child; an empty narrative is proposed
    when the approach is switched, and stands for indicator and target until then.
    """
    perspektif = satu.perspektif if skp.kelompok is KelompokSkp.JPT_MANDIRI else None
    return msgspec.structs.replace(satu, id=anak, perspektif=perspektif)


def _joined(
    skp: Skp,
    hasil: tuple[RencanaHasilKerja, ...],
    perilaku: tuple[EkspektasiPerilaku, ...],
    lampiran: LampiranSkp,
    asal: str,
) -> Skp:
    ada = {satu.id for satu in skp.hasil}
    tambah = {satu.nilai: satu.ekspektasi for satu in perilaku}
    baris = [*skp.perilaku, *(EkspektasiPerilaku(nilai=n) for n in tambah if n not in {s.nilai for s in skp.perilaku})]
    return msgspec.structs.replace(
        skp,
        hasil=(*skp.hasil, *(satu for satu in hasil if satu.id not in ada)),
        perilaku=tuple(
            msgspec.structs.replace(
                satu, ekspektasi=_lines(satu.ekspektasi, tambah.get(satu.nilai, ()), f"{asal}/{satu.nilai.value}")
            )
            for satu in baris
        ),
        lampiran=LampiranSkp(
            **{
                nama: _lines(getattr(skp.lampiran, nama), getattr(lampiran, nama), f"{asal}/{nama}")
                for nama in LampiranSkp.__struct_fields__
            }
        ),
    )


def _lines(ada: tuple[Butir, ...], tambah: tuple[Butir, ...], asal: str) -> tuple[Butir, ...]:
    """Return the lines with those that say something new; the id of a line follows from its place of origin."""
    kata = {_same_words(satu.teks) for satu in ada}
    nomor = {satu.id for satu in ada}
    baru = (Butir(id=child_id(asal, satu.id), teks=satu.teks) for satu in tambah)
    return (*ada, *(satu for satu in baru if satu.id not in nomor and _same_words(satu.teks) not in kata))
