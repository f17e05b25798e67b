"""Documents of the planning stage in what leaves the office: a person's export, the auditor's pack, the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import KINDS_OF_UNIT, OF_PERSON, SCHEMA, Dokumen, encode, kind_of, natural_id
from desktop_app.domain.dari_kabupaten import IsiJawaban, JawabanPerbaikan, JenisMutasi, Mutasi, PermintaanPerbaikan
from desktop_app.domain.istilah import StatusAdendum, StatusSerahTerima
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import MatriksPeran
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.serah_terima import BawahanDiserahkan, DokumenDiserahkan, SerahTerima
from desktop_app.domain.workblock import Workblock
from desktop_app.services.berkas_auditor import CakupanAuditor, make_berkas_auditor
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.jejak import documents_of
from desktop_app.services.kantor import Kantor
from desktop_app.services.pemrosesan import read_register
from tests.services.dunia_auditor import verify
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian
from tests.services.dunia_kinerja import perform
from tests.services.dunia_pengembangan import develop

KODE = "99.01.01"


def planned(kantor: Kantor, staf: str, skp_id: str) -> dict[str, str]:
    """Store one document of every planning kind of a person; return their ids by kind."""
    siapa = Identitas(nama="Orang Contoh")
    isi: list[Dokumen] = [
        MatriksPeran(pegawai_id=staf, tahun=2026),
        ManualIndikator(pegawai_id=staf, tahun=2026),
        Workblock(pegawai_id=staf, tahun=2026),
        Adendum(
            pegawai_id=staf,
            skp_id=skp_id,
            status=StatusAdendum.DITERIMA,
            tanggal=date(2026, 7, 1),
            pegawai=siapa,
            penilai=siapa,
        ),
        SerahTerima(
            pegawai_id=staf,
            penerima_id="3" * 32,
            mulai=date(2026, 8, 1),
            status=StatusSerahTerima.SELESAI,
            tanggal=date(2026, 8, 1),
            bawahan=(BawahanDiserahkan(id=staf, dokumen=(DokumenDiserahkan(id=skp_id, kind="skp"),)),),
        ),
    ]
    ids = {kind_of(satu): natural_id(kind_of(satu), KODE, "uji") for satu in isi}
    with kantor.write("uji") as tx:
        for satu in isi:
            tx.save(kind_of(satu), ids[kind_of(satu)], encode(satu), scope=KODE, schema=SCHEMA)
    return ids


def told_from_above(kantor: Kantor, staf: str, skp_id: str) -> dict[str, str]:
    """Write what the kabupaten tells an office about a person, and what the office answers."""
    isi: list[Dokumen] = [
        Mutasi(jenis=JenisMutasi.PINDAH_KELUAR, pegawai_id=staf, mulai=date(2026, 4, 1)),
        PermintaanPerbaikan(dokumen_id=skp_id, dokumen_jenis="skp", pegawai_id=staf, catatan="Salah ketik"),
        JawabanPerbaikan(permintaan_id=skp_id, jawaban=IsiJawaban.TIDAK, pegawai_id=staf, alasan="Sudah benar"),
    ]
    ids = {kind_of(satu): natural_id(kind_of(satu), KODE, "uji") for satu in isi}
    with kantor.write("uji") as tx:
        for satu in isi:
            tx.save(kind_of(satu), ids[kind_of(satu)], encode(satu), scope=KODE, schema=SCHEMA)
    return ids


def test_that_a_persons_documents_of_every_kind_leave_with_him(dunia: Dunia, tmp_path: Path) -> None:
    kantor = dunia("a1")
    staf = add_people(kantor)[2]
    skp_id = determined_skp(kantor, staf)
    nilai = final_penilaian(kantor, skp_id)
    ids = planned(kantor, staf, skp_id) | perform(kantor, staf, skp_id, nilai) | {"skp": skp_id, "penilaian": nilai}
    ids |= {k: doc_id for k, doc_id in develop(kantor, staf, skp_id, nilai).items() if k not in KINDS_OF_UNIT}
    ids |= told_from_above(kantor, staf, skp_id)
    assert set(ids) == set(OF_PERSON)
    assert documents_of(kantor, staf) == {staf, *ids.values()}
    folder = export_orang(kantor, staf, tmp_path).folder
    berkas = {msgspec.json.decode(path.read_bytes())["dokumen"] for path in (folder / "dokumen").iterdir()}
    assert berkas >= {staf, *ids.values()}


def test_that_the_auditor_gets_what_changed_a_plan_and_who_handed_it_over(dunia: Dunia, tmp_path: Path) -> None:
    kantor = dunia("a1")
    staf = add_people(kantor)[2]
    skp_id = determined_skp(kantor, staf)
    ids = planned(kantor, staf, skp_id)
    folder = make_berkas_auditor(kantor, tmp_path, CakupanAuditor(tahun=2026)).folder
    ada = {path.stem for path in folder.glob("dokumen/*/*.json")}
    assert {skp_id, ids["adendum"], ids["serah_terima"]} <= ada
    assert ids["workblock"] not in ada
    code, said = verify(folder)
    assert code == 0, said


def test_that_the_register_names_the_planning_kinds(dunia: Dunia) -> None:
    kantor = dunia("a1")
    staf = add_people(kantor)[2]
    planned(kantor, staf, determined_skp(kantor, staf))
    jumlah = {satu.proses: satu.jumlah for satu in read_register(kantor)}
    assert jumlah["Alat perencanaan dan perubahan SKP"] == "1 matriks, 1 manual, 1 workblock, 1 adendum"
    assert jumlah["Serah terima penilaian"] == "1 serah terima"
