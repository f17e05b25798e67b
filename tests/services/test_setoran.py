"""The map of what offices handed in: counted from the log, people by name, nobody accused by a clock; its letters."""

from __future__ import annotations

import csv
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pypdfium2
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisKeadaan
from desktop_app.domain.pegawai import KeadaanKhusus, Pegawai, RiwayatJabatan
from desktop_app.services.batal_gabung import redo_import, undo_import
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.setoran import BarisSetoran, list_kurang, read_setoran
from desktop_app.services.setoran_kata import cell_words, column_words, receipt_words
from desktop_app.services.setoran_surat import IsianSurat, export_setoran, make_surat, read_isian_surat
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, draft_skp, edit, final_penilaian

A, B = "99.01.01", "99.01.02"


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the units, on 1 December 2026."""
    return dunia("kabupaten")


def send(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> str:
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert hasil.galat is None
    return hasil.file_sha256


def row(kabupaten: Kantor, kode: str = A, tahun: int = 2026) -> BarisSetoran:
    return next(satu for satu in read_setoran(kabupaten, tahun).baris if satu.kode == kode)


def states(baris: BarisSetoran) -> list[str]:
    return [satu.keadaan.value for satu in baris.sel]


def at(tahun: int, bulan: int, hari: int) -> Callable[[], datetime]:
    return lambda: datetime(tahun, bulan, hari, 8, tzinfo=UTC)


def test_that_each_office_shows_what_is_there_and_names_who_lacks_what(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    _, camat, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    draft_skp(unit, camat)
    send(dunia, unit, kabupaten)
    peta = read_setoran(kabupaten, 2026)
    assert [satu.kode for satu in peta.kolom] == [
        *("skp", "2026-TW1", "2026-TW2", "2026-TW3", "2026-TW4", "2026", "dokumen")
    ]
    assert [satu.kode for satu in peta.baris] == [A, B]
    baris = row(kabupaten)
    skp, tw1 = baris.sel[:2]
    assert (skp.wajib, skp.ada, skp.proses) == (baris.pegawai, 1, 1)
    assert tw1.ada == 1
    assert states(baris) == [
        "terlambat",
        "terlambat",
        "terlambat",
        "terlambat",
        *["belum_waktunya"] * 2,
        "tidak_diminta",
    ]
    assert cell_words(skp) == f"Terlambat, kurang {baris.pegawai - 1} dari {baris.pegawai}"
    assert staf not in skp.kurang
    kurang = {satu.nama: satu for satu in list_kurang(kabupaten, 2026, A)}
    assert kurang["Bunga Contoh"].kurang == ("2026-TW2", "2026-TW3")
    assert (kurang["Camat Contoh"].kurang[0], kurang["Camat Contoh"].proses) == ("skp", ("skp",))
    assert [satu.nama for satu in list_kurang(kabupaten, 2026, A, ["2026-TW4"])] == []
    lain = row(kabupaten, B)
    assert (lain.pegawai, states(lain)[0], cell_words(lain.sel[0])) == (0, "terlambat", "Belum ada data")
    assert column_words(peta.kolom[1], 2026) == "Evaluasi Triwulan I 2026"


def test_that_a_clock_that_is_not_believed_makes_nobody_late(dunia: Dunia, unit: Kantor) -> None:
    add_people(unit)
    kabupaten = dunia("kabupaten", jam=at(2019, 1, 1))
    send(dunia, unit, kabupaten)
    assert read_setoran(kabupaten, 2026).hari_ini is None
    assert set(states(row(kabupaten))) == {"belum_ada", "tidak_diminta"}


def test_that_who_left_moved_or_is_exempt_is_not_asked_for(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    _, camat, staf = add_people(unit)
    send(dunia, unit, kabupaten)
    before = row(kabupaten).pegawai
    edit(unit, camat, aktif=False)
    pensiun = KeadaanKhusus(id="k1", jenis=JenisKeadaan.PERSIAPAN_PENSIUN, mulai=date(2025, 12, 1))
    edit(unit, staf, keadaan=(pensiun,))
    send(dunia, unit, kabupaten)
    assert row(kabupaten).pegawai == before - 2
    assert row(kabupaten, tahun=2025).pegawai == before - 1


def test_that_somebody_known_in_two_offices_is_asked_for_where_he_went_last(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    from desktop_app.services.pegawai import create_pegawai

    lain = dunia("b")
    nip = "198804122012031009"
    for kantor, mulai in ((unit, date(2026, 6, 1)), (lain, date(2020, 1, 1))):
        riwayat = (RiwayatJabatan(id="r1", mulai=mulai, jabatan="Pengelola"),)
        create_pegawai(kantor, Pegawai(nama="Teratai Contoh", nip=nip, riwayat=riwayat))
        send(dunia, kantor, kabupaten)
    assert "Teratai Contoh" in {satu.nama for satu in list_kurang(kabupaten, 2026, A)}
    assert "Teratai Contoh" not in {satu.nama for satu in list_kurang(kabupaten, 2026, B)}
    teratai = next(satu for satu in list_kurang(kabupaten, 2026, A) if satu.nip == nip)
    assert teratai.kurang == ("skp", "2026-TW2", "2026-TW3")


def test_that_an_import_taken_back_was_not_handed_in(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    add_people(unit)
    berkas = send(dunia, unit, kabupaten)
    known = row(kabupaten)
    undo_import(kabupaten, berkas)
    assert (row(kabupaten).pegawai, row(kabupaten).paket) == (0, None)
    assert receipt_words(row(kabupaten)) == "Belum pernah ada paket"
    redo_import(kabupaten, berkas)
    assert row(kabupaten) == known


def test_that_age_is_counted_in_bundles_that_came_since(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    send(dunia, unit, kabupaten)
    lain = dunia("b")
    for _ in range(2):
        add_people(lain, str(_))
        send(dunia, lain, kabupaten)
    assert receipt_words(row(kabupaten)) == "Paket nomor 1; sejak itu 2 paket dari kantor lain"
    assert receipt_words(row(kabupaten, B)) == "Paket nomor 2, paling baru di sini"


def test_that_letters_name_head_people_limits_and_last_bundle(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, tmp_path: Path
) -> None:
    _, _, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    lain = dunia("b")
    add_people(lain)
    for kantor in (unit, lain):
        send(dunia, kantor, kabupaten)
    isian = IsianSurat(nomor="800/12", jabatan="Kepala BKPSDM", nama="Cempaka Contoh", nip="197501011999031001")
    out = tmp_path / "surat.pdf"
    assert make_surat(kabupaten, 2026, (), isian, out) == 2
    buku = pypdfium2.PdfDocument(out)
    teks = [" ".join(halaman.get_textpage().get_text_range().split()) for halaman in buku]
    awal = [satu for satu in teks if "Kepada Yth." in satu]
    assert len(awal) == 2
    assert "Sdr. Camat Contoh Camat, Kecamatan 99.01.01" in awal[0]
    assert "Nomor : 800/12-1" in awal[0]
    assert "1 Desember 2026" in awal[0]
    semua = " ".join(teks)
    semua_orang = row(kabupaten).pegawai
    belum = f"SKP 2026: {semua_orang - 1} dari {semua_orang} pegawai belum. Batas 31 Januari 2026 (paling lambat akhir"
    assert belum in semua
    assert "Evaluasi Triwulan II 2026" in semua
    assert "Bunga Contoh" in semua
    assert "paket nomor 1, dibuat 1 Desember 2026 menurut catatan kantor Saudara, kami terima" in semua
    assert "PermenPANRB Nomor 6 Tahun 2022" in awal[0].split("Pasal 14")[0]
    assert "surat ini memakai akhir bulan sesudah periode" in semua
    for kata in ("batas aplikasi", "menurut komputer", "jam komputer"):
        assert kata not in semua, "an official letter speaks of no program"
    assert "Cempaka Contoh" in semua
    assert read_isian_surat(kabupaten) == msgspec.structs.replace(isian, nomor="")
    buku.close()
    satu = tmp_path / "satu.pdf"
    assert make_surat(kabupaten, 2026, [B], IsianSurat(), satu) == 1
    for salah, kode in ((IsianSurat(nomor="x" * 200), "isian_panjang"), (IsianSurat(), "setoran_tidak_kurang")):
        with pytest.raises(UserError) as caught:
            make_surat(kabupaten, 2026, ["99.01.77"], salah, tmp_path / "tidak.pdf")
        assert caught.value.code == kode
    assert not (tmp_path / "tidak.pdf").exists()


def test_that_lists_hold_text_alone(dunia: Dunia, unit: Kantor, kabupaten: Kantor, tmp_path: Path) -> None:
    *_, staf = add_people(unit)
    edit(unit, staf, nama="=HYPERLINK(1)")
    send(dunia, unit, kabupaten)
    assert export_setoran(kabupaten, 2026, tmp_path / "peta.csv") == 2
    peta = list(csv.reader((tmp_path / "peta.csv").read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert peta[0][:4] == ["KODE", "KANTOR", "PEGAWAI", "SKP"]
    jumlah = row(kabupaten).pegawai
    telat = f"Terlambat, kurang {jumlah} dari {jumlah}"
    assert peta[1][:4] == [A, "Kecamatan 99.01.01", str(jumlah), telat]
    jumlah = export_setoran(kabupaten, 2026, tmp_path / "nama.xlsx", nama=True)
    assert jumlah == sum(len(satu.kurang) for satu in list_kurang(kabupaten, 2026, A))
    with zipfile.ZipFile(tmp_path / "nama.xlsx") as buku:
        assert b"<f>" not in buku.read("xl/worksheets/sheet1.xml")
        assert b"=HYPERLINK(1)" in buku.read("xl/sharedStrings.xml")
    with pytest.raises(UserError):
        export_setoran(kabupaten, 2026, tmp_path / "peta.ods")


def test_that_forty_offices_of_two_hundred_people_are_read_within_a_second(kabupaten: Kantor) -> None:
    riwayat = (RiwayatJabatan(id="r1", mulai=date(2020, 1, 1), jabatan="Pengelola"),)
    with kabupaten.write("uji") as tx:
        for nomor in range(8000):
            isi = Pegawai(nama=f"Orang {nomor}", nip=f"{nomor:018d}", riwayat=riwayat)
            tx.save("pegawai", f"{nomor:032x}", msgspec.json.encode(isi), scope=f"99.01.{nomor // 200:02d}", schema=1)
    mulai = time.process_time()
    peta = read_setoran(kabupaten, 2026)
    lama = time.process_time() - mulai
    assert sum(satu.pegawai for satu in peta.baris) == 8000
    assert lama < 1.0, lama
