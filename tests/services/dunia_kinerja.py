"""One document of every kind of the stages after planning, of one person, stored as it is."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.angka_kredit import AngkaKredit
from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.codec import SCHEMA, Dokumen, encode, kind_of, natural_id
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.evaluasi_diri import EvaluasiDiri
from desktop_app.domain.istilah import CapaianOrganisasi
from desktop_app.domain.istilah_kinerja import JenisPeristiwa
from desktop_app.domain.jurnal import EntriJurnal, Jurnal
from desktop_app.domain.keberatan import Keberatan, PutusanKeberatan
from desktop_app.domain.rencana_aksi import Aksi, RencanaAksi
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.services.kantor import Kantor
from tests.invariants.dunia import revision_ids

PERIODE = "2026-TW1"
SENIN = date(2026, 2, 2)


def one_of_each(staf: str, skp_id: str, penilaian_id: str, unit_kode: str = "") -> tuple[Dokumen, ...]:
    """Return one body of every kind, of the person ``staf``."""
    evaluasi = {"pegawai_id": staf, "penilaian_id": penilaian_id, "periode": PERIODE, "unit_kode": unit_kode}
    return (
        RencanaAksi(
            pegawai_id=staf,
            skp_id=skp_id,
            periode=PERIODE,
            unit_kode=unit_kode,
            aksi=(Aksi(id="a1", hasil_id="h1", teks="Langkah awal"),),
        ),
        Jurnal(
            pegawai_id=staf,
            minggu=SENIN,
            unit_kode=unit_kode,
            entri=(EntriJurnal(id="j1", tanggal=SENIN, teks="Kerja awal"),),
        ),
        UmpanBalikBerkelanjutan(pegawai_id=staf, unit_kode=unit_kode, tanggal=SENIN, teks="Umpan balik awal"),
        CapaianUnit(pegawai_id=staf, periode=PERIODE, unit_kode=unit_kode, capaian=CapaianOrganisasi.BAIK),
        EvaluasiDiri(pegawai_id=staf, skp_id=skp_id, periode=PERIODE, unit_kode=unit_kode),
        DokumenEvaluasi(
            **evaluasi,
            peristiwa=(PeristiwaDokumen(id="p1", jenis=JenisPeristiwa.DISERAHKAN, tanggal=date(2026, 4, 11)),),
        ),
        PutusanKeberatan(**evaluasi),
        AngkaKredit(**evaluasi),
        Keberatan(**evaluasi, perangkat="uji", sidik="0" * 64),
    )


def perform(kantor: Kantor, staf: str, skp_id: str, penilaian_id: str) -> dict[str, str]:
    """Store one document of every kind of a person; return their ids by kind."""
    kode = kantor.profil.kode
    semua = one_of_each(staf, skp_id, penilaian_id, kode)
    ids = {kind_of(satu): natural_id(kind_of(satu), kode, f"uji/{staf}") for satu in semua}
    with kantor.write("uji") as tx:
        for satu in semua:
            tx.save(kind_of(satu), ids[kind_of(satu)], encode(satu), scope=kode, schema=SCHEMA)
    return ids


def hand(dari: Kantor, ke: Kantor) -> None:
    """Bring everything that one PC has to the other."""
    raws = [rev.raw for rev in map(dari.store.revision, revision_ids(dari)) if rev is not None]
    with ke.write("uji") as tx:
        tx.add(raws, source="uji")
