"""Addenda on two PCs of one office: nothing accepted or typed is lost, and nobody signs a mixture."""

from __future__ import annotations

import shutil
from datetime import date

import msgspec
import pytest

from desktop_app.domain.istilah import JenisPerubahan, StatusSkp
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.services.adendum import add_change, advance_adendum, create_adendum, get_adendum
from desktop_app.services.kantor import Kantor
from desktop_app.services.pindah import end_skp
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import HASIL, Dunia, add_people, determined_skp, edit
from tests.services.test_dua_komputer import Tiga

JULI, AGUSTUS = date(2026, 7, 1), date(2026, 8, 3)


def result(nomor: int) -> RencanaHasilKerja:
    """Return another result with an indicator of its own."""
    indikator = msgspec.structs.replace(HASIL.indikator[0], id=f"i{nomor}")
    return msgspec.structs.replace(HASIL, id=f"h{nomor}", teks=f"Hasil nomor {nomor}", indikator=(indikator,))


@pytest.fixture
def skp_id(dunia: Dunia) -> str:
    """A determined SKP that both PCs and the kabupaten know: made once, copied for each test."""
    semula, offices = dunia.template("adendum"), ("a1", "a2", "kabupaten")
    if not semula.exists():
        tiga = Tiga(dunia)
        doc_id = both_know_an_skp(tiga)
        dunia.close()
        for path in dunia.stick.iterdir():
            path.unlink()
        for nama in offices:
            shutil.copytree(dunia.folder / nama, semula / nama)
        (semula / "skp").write_text(doc_id)
    else:
        for nama in offices:
            shutil.copytree(semula / nama, dunia.folder / nama)
    return (semula / "skp").read_text()


def both_know_an_skp(tiga: Tiga) -> str:
    """Make a determined SKP that the kabupaten has seen and answered."""
    orang = add_people(tiga.satu)
    doc_id = determined_skp(tiga.satu, orang[2])
    tiga.send()
    for satu in orang:
        edit(tiga.kabupaten, satu, catatan="dilihat kabupaten")
    end_skp(tiga.kabupaten, doc_id, date(2026, 12, 31), "dilihat kabupaten")
    tiga.answer()
    return doc_id


@pytest.fixture
def tiga(dunia: Dunia, skp_id: str) -> Tiga:
    """Two PCs and the kabupaten, who all know the SKP."""
    return Tiga(dunia)


def accepted(kantor: Kantor, skp_id: str, hari: date, jenis: JenisPerubahan, **isi: object) -> str:
    """Propose and accept one change; return the addendum's id."""
    doc_id, _ = create_adendum(kantor, skp_id)
    add_change(kantor, doc_id, jenis, alasan="penugasan baru", **isi)
    advance_adendum(kantor, doc_id, "ajukan")
    advance_adendum(kantor, doc_id, "terima", tanggal=hari)
    return doc_id


def merged(tiga: Tiga) -> None:
    """Let what both PCs have reach everybody."""
    tiga.send()
    tiga.answer()


def test_that_two_accepted_addenda_stand_side_by_side(tiga: Tiga, skp_id: str) -> None:
    satu = accepted(tiga.satu, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    ubah = msgspec.structs.replace(HASIL, teks="Laporan terbit")
    dua = accepted(tiga.dua, skp_id, AGUSTUS, JenisPerubahan.UBAH, hasil_id="h1", hasil=ubah)
    merged(tiga)
    tiga.equal(skp_id)
    dokumen = tiga.satu.store.document(skp_id)
    assert dokumen is not None
    assert dokumen.conflicts == ()
    skp = get_skp(tiga.satu, skp_id)
    assert sorted(h.teks for h in skp.hasil) == ["Hasil nomor 2", "Laporan terbit"]
    assert {a.id for a in skp.adendum} == {satu, dua}
    # The plan as both made it holds since the later of the two; it waits to be signed as a whole.
    assert (skp.status, skp.tanggal) == (StatusSkp.DITETAPKAN, AGUSTUS)
    advance_skp(tiga.satu, skp_id, "tegaskan")
    kini = tiga.satu.store.document(skp_id)
    assert kini is not None
    assert len(kini.heads) == 1
    assert get_skp(tiga.satu, skp_id) == skp
    berikut, _ = create_adendum(tiga.satu, skp_id)
    assert get_adendum(tiga.satu, berikut).nomor == 2


def test_that_two_addenda_of_the_same_result_are_a_conflict_that_keeps_both(tiga: Tiga, skp_id: str) -> None:
    for kantor, teks in ((tiga.satu, "Laporan terbit"), (tiga.dua, "Laporan diumumkan")):
        ubah = msgspec.structs.replace(HASIL, teks=teks)
        accepted(kantor, skp_id, JULI, JenisPerubahan.UBAH, hasil_id="h1", hasil=ubah)
    merged(tiga)
    dokumen = tiga.satu.store.document(skp_id)
    assert dokumen is not None
    (teks,) = [satu for satu in dokumen.conflicts if satu.path == "hasil/#h1/teks"]
    assert {nilai for _, nilai in teks.values} == {"Laporan terbit", "Laporan diumumkan"}


def test_that_an_addendum_against_a_reopened_plan_is_a_conflict_and_not_a_mixture(tiga: Tiga, skp_id: str) -> None:
    accepted(tiga.satu, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    advance_skp(tiga.dua, skp_id, "buka_kembali", alasan="salah ketik")
    edit(tiga.dua, skp_id, hasil=(msgspec.structs.replace(HASIL, teks="Diketik di komputer dua"),))
    merged(tiga)
    dokumen = tiga.satu.store.document(skp_id)
    assert dokumen is not None
    paths = {satu.path for satu in dokumen.conflicts}
    assert {"status", "hasil/#h1/teks"} <= paths
    isi = str(dokumen.conflicts) + dokumen.body.decode()
    assert "Diketik di komputer dua" in isi
    assert "Hasil nomor 2" in isi


def test_that_an_end_and_an_addendum_do_not_dispute(tiga: Tiga, skp_id: str) -> None:
    accepted(tiga.satu, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    end_skp(tiga.dua, skp_id, date(2026, 9, 30), "pindah jabatan")
    merged(tiga)
    dokumen = tiga.satu.store.document(skp_id)
    assert dokumen is not None
    assert dokumen.conflicts == ()
    skp = get_skp(tiga.satu, skp_id)
    assert ([h.id for h in skp.hasil], skp.berakhir) == (["h1", "h2"], date(2026, 9, 30))


def test_that_an_addendum_typed_on_two_pcs_keeps_the_changes_of_both(tiga: Tiga, skp_id: str) -> None:
    doc_id, _ = create_adendum(tiga.satu, skp_id)
    tiga.send()
    edit(tiga.kabupaten, doc_id, tempat="Sukamaju")
    tiga.answer()
    add_change(tiga.satu, doc_id, JenisPerubahan.TAMBAH, hasil=result(2), alasan="satu")
    add_change(tiga.dua, doc_id, JenisPerubahan.TAMBAH, hasil=result(3), alasan="dua")
    merged(tiga)
    tiga.equal(doc_id)
    assert sorted(satu.alasan for satu in get_adendum(tiga.satu, doc_id).perubahan) == ["dua", "satu"]
    # Taken back here and handed in there, what was typed stays.
    advance_adendum(tiga.satu, doc_id, "ajukan")
    edit(tiga.dua, doc_id, dasar="Surat tugas")
    merged(tiga)
    assert get_adendum(tiga.satu, doc_id).dasar == "Surat tugas"
