"""Whoever shows a predicate shows the one that becomes final: before a rule file, under it, final before it came."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from pypdfium2 import PdfDocument

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.istilah_kinerja import SebabTidakDinilai
from desktop_app.domain.penilaian import HasilPeriodik, HasilStudi
from desktop_app.services.aturan_nilai import predikat_now, rules_of
from desktop_app.services.berkas_auditor import make_berkas_auditor
from desktop_app.services.cetak import print_dokumen, print_evaluasi
from desktop_app.services.hasil_saya import list_hasil
from desktop_app.services.kantor import Kantor
from desktop_app.services.mengapa import read_mengapa
from desktop_app.services.mengapa_cetak import print_mengapa
from desktop_app.services.muat_aturan import load_aturan_file
from desktop_app.services.penilaian import advance_penilaian, create_penilaian, get_penilaian, list_penilaian
from desktop_app.services.pola_unit import read_pola
from desktop_app.services.putusan import begin_paper, predicted_predikat, read_putusan
from desktop_app.services.rantai_penilaian import list_rantai
from desktop_app.services.sebaran import list_sebaran
from desktop_app.services.skp import advance_skp, create_skp
from tests.services.dunia_balasan import BARU, rule_file, take
from tests.services.dunia_kantor import HASIL, Dunia, add_people, edit, put_revision, rate

AWAL = date(2027, 4, 1)
NAMA = "Peraturan Bupati Contoh Nomor 12 Tahun 2027 tentang Pedoman Evaluasi Kinerja Pegawai Aparatur Sipil Negara"
HUKUM = "permenpanrb-6-2022"
GANTI = {
    'sesuai = { dibawah = "kurang", sesuai = "baik", diatas = "baik" }': (
        'sesuai = { dibawah = "kurang", sesuai = "butuh_perbaikan", diatas = "baik" }'
    ),
    'butuh_perbaikan = "BUTUH PERBAIKAN"': 'butuh_perbaikan = "PERLU DITINGKATKAN"',
    'sesuai = "SESUAI EKSPEKTASI"': 'sesuai = "MEMENUHI EKSPEKTASI"',
}
"""In the file two ratings as expected are no longer good, and three words differ."""


def august() -> datetime:
    """Return a moment in the third quarter."""
    return datetime(2027, 8, 2, 8, tzinfo=UTC)


@dataclass
class Tahun:
    """A unit under a rule file: ``sebelum`` is of a period before it, ``lama`` was final before it came, ``kini`` is a
    draft under it; all have both ratings as expected.
    """

    unit: Kantor
    sebelum: str
    lama: str
    kini: str


def record(dunia: Dunia, folder: Path) -> list[str]:
    """Fill the unit and bring it the rule file; return its three evaluations."""
    kabupaten, unit = dunia("kabupaten", august), dunia("a1", august)
    _sekda, _camat, staf = add_people(unit)
    skp, _ = create_skp(unit, staf, 2027)
    edit(unit, skp, hasil=(HASIL,))
    advance_skp(unit, skp, "ajukan")
    advance_skp(unit, skp, "tetapkan", tanggal=date(2027, 1, 20))
    dinilai = []
    for periode, tanggal in (("2027-TW1", date(2027, 4, 5)), ("2027-TW2", date(2027, 7, 5)), ("2027-TW3", None)):
        doc_id, _ = create_penilaian(unit, skp, periode)
        edit(unit, doc_id, **rate())
        if tanggal is not None:
            advance_penilaian(unit, doc_id, "finalkan", tanggal=tanggal)
        dinilai.append(doc_id)
    load_aturan_file(kabupaten, rule_file(folder, mulai=AWAL.isoformat(), nama=NAMA, **GANTI))
    take(kabupaten, unit, dunia.stick)
    unit.close()
    return dinilai


@pytest.fixture
def tahun(dunia: Dunia, tmp_path: Path) -> Tahun:
    semula, folder = dunia.template("a1-beraturan"), dunia.folder / "a1"
    ids = semula / "ids.json"
    if not ids.exists():
        dinilai = record(dunia, tmp_path)
        shutil.copytree(folder, semula, dirs_exist_ok=True)
        ids.write_bytes(msgspec.json.encode(dinilai))
    else:
        shutil.copytree(semula, folder, ignore=shutil.ignore_patterns(ids.name))
    return Tahun(dunia("a1", august), *msgspec.json.decode(ids.read_bytes(), type=list[str]))


def words_on(pdf: bytes) -> str:
    """Return the text of all pages in one line."""
    with PdfDocument(pdf) as document:
        teks = "\n".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(teks.split())


def listed(unit: Kantor, periode: str) -> tuple[Predikat | None, tuple[str, str, str]]:
    (baris,) = list_penilaian(unit, periode)
    return baris.predikat, baris.kata


def counted(unit: Kantor, doc_id: str) -> tuple[dict[Predikat, int], dict[Predikat, int]]:
    """Return what the pattern of the unit and the picture of the assessor count in the period of an evaluation."""
    isi = get_penilaian(unit, doc_id)
    (gambar,) = list_sebaran(unit, isi.periode)
    return read_pola(unit, doc_id, isi).hitung, {p: n for p, n in gambar.sebaran.ukuran.predikat if n}


@pytest.mark.parametrize(
    ("nama", "periode", "aturan_id", "predikat", "kata"),
    [
        ("sebelum", "2027-TW1", HUKUM, Predikat.BAIK, ("SESUAI EKSPEKTASI", "SESUAI EKSPEKTASI", "BAIK")),
        ("lama", "2027-TW2", HUKUM, Predikat.BAIK, ("SESUAI EKSPEKTASI", "SESUAI EKSPEKTASI", "BAIK")),
        (
            *("kini", "2027-TW3", BARU, Predikat.BUTUH_PERBAIKAN),
            ("MEMENUHI EKSPEKTASI", "MEMENUHI EKSPEKTASI", "PERLU DITINGKATKAN"),
        ),
    ],
)
def test_that_everybody_shows_the_predicate_that_is_final(
    tahun: Tahun, nama: str, periode: str, aturan_id: str, predikat: Predikat, kata: tuple[str, str, str]
) -> None:
    unit, doc_id = tahun.unit, getattr(tahun, nama)
    versi = unit.store.document(doc_id)
    assert versi is not None

    def shown() -> None:
        isi = get_penilaian(unit, doc_id)
        menurut = rules_of(unit, isi)
        assert (menurut.aturan_id, menurut.predikat(isi), predikat_now(unit, isi)) == (aturan_id, predikat, predikat)
        assert listed(unit, periode) == (predikat, kata)
        assert counted(unit, doc_id) == ({predikat: 1}, {predikat: 1})
        (mata,) = (one for one in list_rantai(unit, isi.pegawai_id, 2027) if one.periode == periode)
        assert (mata.predikat, mata.kata) == (predikat, kata[2])

    shown()
    if nama == "kini":
        advance_penilaian(unit, doc_id, "finalkan", tanggal=date(2027, 8, 1))
        shown()
    else:
        assert unit.store.document(doc_id) == versi, "a rule file never touches what was final"
    isi = get_penilaian(unit, doc_id)
    assert (isi.predikat, isi.aturan) == (predikat, aturan_id)
    (hasil,) = (one for one in list_hasil(unit, isi.pegawai_id) if one.penilaian_id == doc_id)
    assert (hasil.predikat, hasil.kata_predikat) == (predikat, kata[2])
    mengapa = read_mengapa(unit, doc_id)
    assert mengapa.tempat == (1, 1)
    assert mengapa.sel[1][1] == mengapa.predikat == kata[2].capitalize()
    cetak, jelas = f"Menurut aturan kabupaten {BARU}, berlaku sejak 1 April 2027.", f"(kode {BARU}), berlaku sejak"
    for pdf in (print_evaluasi(unit, doc_id).pdf, print_dokumen(unit, doc_id).pdf):
        assert kata[2] in words_on(pdf)
    for teks, pdf in ((cetak, print_dokumen(unit, doc_id).pdf), (jelas, print_mengapa(unit, doc_id).pdf)):
        assert (teks in words_on(pdf)) is (aturan_id == BARU)


def test_that_an_objection_is_decided_under_the_rules_of_its_evaluation(tahun: Tahun) -> None:
    unit = tahun.unit
    advance_penilaian(unit, tahun.kini, "finalkan", tanggal=date(2027, 8, 1))
    for nilai, predikat in ((tahun.lama, Predikat.BAIK), (tahun.kini, Predikat.BUTUH_PERBAIKAN)):
        doc_id, _ = begin_paper(unit, nilai, "Tidak setuju.", date(2027, 8, 2))
        assert predicted_predikat(unit, doc_id, Rating.SESUAI, Rating.SESUAI) is predikat
        rincian = read_putusan(unit, doc_id)
        assert rincian.aturan is not None
        assert rincian.aturan.aturan_id == get_penilaian(unit, nilai).aturan


def test_that_a_correction_is_made_final_under_the_rules_of_its_period(tahun: Tahun) -> None:
    unit = tahun.unit
    for nilai, predikat, aturan_id in (
        (tahun.sebelum, Predikat.BAIK, HUKUM),
        (tahun.lama, Predikat.BUTUH_PERBAIKAN, BARU),
    ):
        advance_penilaian(unit, nilai, "koreksi", alasan="Realisasi salah ketik.")
        assert predikat_now(unit, get_penilaian(unit, nilai)) is predikat, "told before it is signed again"
        advance_penilaian(unit, nilai, "finalkan", tanggal=date(2027, 8, 1))
        assert (get_penilaian(unit, nilai).predikat, get_penilaian(unit, nilai).aturan) == (predikat, aturan_id)


def test_that_a_rule_set_that_is_not_here_leaves_the_stored_predicate(tahun: Tahun) -> None:
    unit = tahun.unit
    isi = msgspec.structs.replace(get_penilaian(unit, tahun.lama), aturan="masa-depan", predikat=Predikat.SANGAT_BAIK)
    put_revision(unit, "penilaian", tahun.lama, isi, parents=unit.store.document(tahun.lama).heads)  # type: ignore[union-attr]
    menurut = rules_of(unit, isi)
    assert (menurut.dikenal, menurut.predikat(isi), menurut.kabupaten) == (False, Predikat.SANGAT_BAIK, False)
    assert listed(unit, "2027-TW2")[0] is Predikat.SANGAT_BAIK
    mengapa = read_mengapa(unit, tahun.lama)
    assert mengapa.tempat is None
    assert "masa-depan" in " ".join(mengapa.bagian[0].kalimat)
    assert not any("tidak sama dengan isi kuadran" in satu for satu in mengapa.bagian[0].kalimat)


def test_that_the_auditors_pack_recomputes_under_a_rule_file(tahun: Tahun, tmp_path: Path) -> None:
    advance_penilaian(tahun.unit, tahun.kini, "finalkan", tanggal=date(2027, 8, 1))
    hasil = make_berkas_auditor(tahun.unit, tmp_path)
    assert "3 penilaian final dihitung ulang dan sama" in "\n".join(hasil.laporan)
    assert (hasil.folder / "aturan" / "kabupaten" / f"{BARU}.toml").is_file()


def test_that_the_auditors_pack_knows_the_ways_past_the_matrix(tahun: Tahun, tmp_path: Path) -> None:
    unit, sakit = tahun.unit, {"rating_hasil": None, "rating_perilaku": None, "catatan": "Sakit sejak 1 Juli."}
    edit(unit, tahun.kini, tidak_dinilai=SebabTidakDinilai.CUTI_SAKIT, **sakit)
    advance_penilaian(unit, tahun.kini, "finalkan", tanggal=date(2027, 8, 1))
    isi = get_penilaian(unit, tahun.lama)
    studi = HasilStudi(ipk="2,10", tidak_selesai=True, predikat=Predikat.KURANG)
    kepala = unit.store.document(tahun.lama).heads  # type: ignore[union-attr]
    put_revision(
        unit,
        "penilaian",
        tahun.lama,
        msgspec.structs.replace(isi, studi=studi, predikat=Predikat.KURANG),
        parents=kepala,
    )
    assert "final dihitung ulang dan sama" in "\n".join(make_berkas_auditor(unit, tmp_path).laporan)
    lama = HasilPeriodik(id="", periode="2026-TW4", predikat=Predikat.BAIK)
    palsu = get_penilaian(unit, tahun.kini)
    for ubah in (
        {"predikat": Predikat.BAIK},
        {"predikat": Predikat.SANGAT_BAIK, "tidak_dinilai": SebabTidakDinilai.HASIL_UNIT_LAMA, "periodik": (lama,)},
        {"predikat": Predikat.BAIK, "tidak_dinilai": None},
    ):
        kepala = unit.store.document(tahun.kini).heads  # type: ignore[union-attr]
        put_revision(unit, "penilaian", tahun.kini, msgspec.structs.replace(palsu, **ubah), parents=kepala)
        with pytest.raises(SystemProblem, match="auditor_tidak_lolos"):
            make_berkas_auditor(unit, tmp_path)
