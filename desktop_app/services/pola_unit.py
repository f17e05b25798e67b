"""The spread of an assessor's unit over the pattern of its achievement, in whole people; a warning and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import CapaianOrganisasi, Predikat, StatusPenilaian, StatusSkp
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.pola_distribusi import HasilPola, judge_pola
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.regulation import AturanSebaran, sebaran_in_force
from desktop_app.services.aturan_nilai import predikat_now
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import covers_days
from desktop_app.services.predikat_berlaku import as_decided
from desktop_app.services.putusan_berlaku import decided_results


@dataclass(frozen=True)
class PolaUnit:
    """How many of an assessor's ``orang`` people have each predicate so far, and what the pattern says of it.

    ``aturan`` is None where no file of percentages holds for the period; then only the picture is shown.
    """

    capaian: CapaianOrganisasi | None
    orang: int
    hitung: dict[Predikat, int]
    hasil: tuple[HasilPola, ...] = ()
    aturan: AturanSebaran | None = None

    @property
    def dinilai(self) -> int:
        """How many have a predicate so far."""
        return sum(self.hitung.values())


@intention(Wewenang.LIHAT_SEBARAN)
def read_pola(kantor: Kantor, penilaian_id: str, isi: Penilaian) -> PolaUnit:
    """Return the spread of the people whom the assessor of one evaluation rates in its period.

    ``isi`` is that evaluation as it is being typed; what who acts typed in others and has not left yet counts as well.
    Who is not assessed in this period does not count. Raises ``wewenang_kurang`` where he may not look at that
    assessor's spread: in a small office it tells about single people.
    """
    dokumen = reached_document(kantor, penilaian_id, "penilaian", Wewenang.LIHAT_PENILAIAN)
    tersimpan = decode_as(Penilaian, dokumen.body)
    if not kantor.pelaku.may(Wewenang.LIHAT_SEBARAN, tersimpan.pegawai_id, tersimpan.penilai_id) or (
        kantor.pelaku.reach(Wewenang.LIHAT_SEBARAN) is not Jangkauan.SEMUA
        and kantor.pelaku.pegawai_id != tersimpan.penilai_id
    ):
        kantor.refuse(Wewenang.LIHAT_SEBARAN, penilaian_id)
    waktu = parse_periode(tersimpan.periode)
    terbuka = {satu.doc_id: satu.body for satu in kantor.store.workings(kantor.who) if satu.kind == "penilaian"}
    milik = {"penilai_id": tersimpan.penilai_id, "periode": waktu.kode}
    nilai = {
        satu.doc_id: decode_as(Penilaian, terbuka.get(satu.doc_id, satu.body))
        for satu in kantor.store.find("penilaian", where=milik)
    } | {penilaian_id: isi}
    orang = {satu.pegawai_id for satu in nilai.values()}
    ditetapkan = {"penilai_id": tersimpan.penilai_id, "status": StatusSkp.DITETAPKAN.value}
    for skp in kantor.store.find("skp", where=ditetapkan, bodies=False):
        if covers_days(skp.columns, waktu.mulai.isoformat(), waktu.selesai.isoformat()):
            orang.add(str(skp.columns["pegawai_id"]))
    hitung: dict[Predikat, int] = {}
    putusan = decided_results(kantor, list(nilai))
    for doc_id, asli in nilai.items():
        # A draft that is being typed is not the version that was decided about.
        satu = as_decided(asli, putusan.get(doc_id)) if asli.status is StatusPenilaian.FINAL else asli
        predikat = predikat_now(kantor, satu)
        if predikat is not None:
            hitung[predikat] = hitung.get(predikat, 0) + 1
        elif satu.tidak_dinilai is not None:
            orang.discard(satu.pegawai_id)
    aturan = sebaran_in_force(waktu.selesai)
    jumlah = max(len(orang), sum(hitung.values()))
    batas = aturan.batas[isi.capaian_organisasi] if aturan is not None and isi.capaian_organisasi else ()
    return PolaUnit(isi.capaian_organisasi, jumlah, hitung, judge_pola(batas, hitung, jumlah), aturan)
