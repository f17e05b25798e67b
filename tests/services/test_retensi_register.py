"""How long records are kept, who is beyond it, and the pages about personal data."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import msgspec
import pytest

from desktop_app.domain.codec import office_tag
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.kantor import Kantor
from desktop_app.services.nama_pelaku import forget_names
from desktop_app.services.pelaku import Pelaku, unattended
from desktop_app.services.pemrosesan import print_berita_acara, print_register, read_register, signature_words
from desktop_app.services.penghapusan import DASAR, erase_orang
from desktop_app.services.retensi import Retensi, list_lewat, read_retensi, write_retensi
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import add_people, determined_skp, edit, final_penilaian


@pytest.fixture
def staf(unit: Kantor) -> str:
    """A person with an SKP of 2026 and an evaluation of its first quarter."""
    _, _, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    return staf


def at(kantor: Kantor, *day: int) -> None:
    kantor.jam = lambda: datetime(*day, 12, tzinfo=UTC)


def test_that_documents_are_listed_when_their_years_have_passed(unit: Kantor, staf: str) -> None:
    at(unit, 2031, 12, 31)
    assert list_lewat(unit) == ()
    at(unit, 2032, 1, 1)
    (satu,) = list_lewat(unit)
    assert (satu.pegawai_id, satu.dokumen, satu.sampai, satu.seluruhnya) == (staf, 2, date(2026, 12, 31), False)
    edit(unit, staf, aktif=False)
    assert [satu.seluruhnya for satu in list_lewat(unit)] == [True]
    write_retensi(unit, Retensi(skp=0, penilaian=5, pegawai=5))
    assert [(satu.dokumen, satu.seluruhnya) for satu in list_lewat(unit)] == [(1, False)]
    write_retensi(unit, Retensi(skp=0, penilaian=0, pegawai=0))
    assert list_lewat(unit) == ()


def test_that_a_clock_that_tells_nothing_lists_nobody(unit: Kantor, staf: str) -> None:
    at(unit, 2150, 1, 1)
    assert list_lewat(unit) == ()


def test_that_years_are_kept_and_unfit_ones_refused(unit: Kantor) -> None:
    assert read_retensi(unit) == Retensi()
    write_retensi(unit, Retensi(skp=10, penilaian=7, pegawai=2))
    assert read_retensi(unit) == Retensi(skp=10, penilaian=7, pegawai=2)
    rows = unit.store.audit_head()
    assert write_retensi(unit, Retensi(skp=10, penilaian=7, pegawai=2)).kinds == ()
    assert unit.store.audit_head() == rows
    for bad in (Retensi(skp=-1), Retensi(pegawai=101)):
        with pytest.raises(UserError, match="retensi_salah"):
            write_retensi(unit, bad)


def test_that_the_register_says_what_the_office_does_and_names_nobody(unit: Kantor, staf: str) -> None:
    write_retensi(unit, Retensi(skp=9))
    baris = {satu.proses: satu for satu in read_register(unit)}
    assert baris["Sasaran kinerja (SKP)"].simpan == "9 tahun setelah masa SKP berakhir"
    assert baris["Sasaran kinerja (SKP)"].jumlah == "1 SKP"
    assert "Kabupaten Uji" in baris["Data pegawai"].penerima
    assert "Contoh" not in str(msgspec.json.encode(list(baris.values())))
    pdf = print_register(unit)
    assert pdf.startswith(b"%PDF")
    assert pdf == print_register(unit)


def test_that_the_page_of_an_erasure_can_be_printed_again(unit: Kantor, staf: str) -> None:
    hasil = erase_orang(unit, staf, DASAR[0], "800/12/2026")
    pdf = print_berita_acara(unit, hasil.catatan[0])
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert pdf == print_berita_acara(unit, hasil.catatan[0])
    with pytest.raises(UserError, match="hapus_catatan_tidak_ada"):
        print_berita_acara(unit, staf)


def test_that_the_page_tells_who_signed_and_what_is_not_proved(unit: Kantor, staf: str) -> None:
    kunci = SigningKey.generate()
    akun = office_tag(unit.profil.kode) + "ab" * 12
    milik = KunciPengguna(
        id=kunci.key_id, kunci=kunci.public.hex(), perangkat=unit.store.device, tanda_perangkat="3" * 128
    )
    isi = Pengguna(nama="Admin Contoh", unit_kode=unit.profil.kode, kunci=(milik,))
    unit.pelaku, unit.who = Pelaku(akun, "Admin Contoh", frozenset(PeranPengguna), "", kunci), akun
    catatan = erase_orang(unit, staf, DASAR[0]).catatan[0]
    komputer = unit.store.device[:8]
    assert signature_words(unit, catatan) == f"komputer {komputer}; pribadi belum terbukti"
    with unit.write("uji") as tx:
        tx.save("pengguna", akun, msgspec.json.encode(isi), scope=unit.profil.kode, schema=1)
    forget_names(unit)
    assert signature_words(unit, catatan) == f"komputer {komputer} dan pribadi (Admin Contoh)"
    unit.pelaku, unit.who = unattended("operator"), "operator"
    (camat,) = unit.store.find("pegawai", text="Camat")
    tanpa = erase_orang(unit, camat.doc_id, DASAR[0]).catatan[0]
    assert signature_words(unit, tanpa) == f"komputer {komputer}; tanpa tanda tangan pribadi"
