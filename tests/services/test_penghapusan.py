"""Erasing a person: bodies, files and other computers; what stays, and who may not do it."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, office_tag
from desktop_app.domain.errors import UserError
from desktop_app.domain.pengguna import KunciPengguna, Pengguna
from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang, reach
from desktop_app.services.akun_dasar import Akun, put_akun
from desktop_app.services.kantor import Kantor
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penghapusan import DASAR, erase_orang, list_penghapusan, person_documents, preview_hapus
from desktop_app.services.periksa import check_store
from tests.services.dunia_kantor import add_people, determined_skp, edit, final_penilaian, stored

CANARY = "Bunga Contoh"
NIP = "199003032015031011"


def fill(unit: Kantor) -> tuple[str, str, str]:
    """Record people, a determined SKP and a final evaluation of one; return ids of his boss, himself, and the SKP."""
    _, camat, staf = add_people(unit)
    skp = determined_skp(unit, staf)
    final_penilaian(unit, skp)
    return camat, staf, skp


def words(kantor: Kantor) -> str:
    return str(stored(kantor))


def nothing_left(kantor: Kantor) -> bool:
    """Tell whether neither name, NIP nor words of the person stand in any table."""
    text = words(kantor)
    return not any(word in text for word in (CANARY, NIP, "Laporan pelayanan", CANARY.casefold().split()[0]))


def test_that_the_preview_tells_what_goes_and_changes_nothing(unit: Kantor) -> None:
    _, staf, _ = fill(unit)
    write_naskah(unit, staf, open_naskah(unit, staf).isi)
    before = stored(unit)
    found = preview_hapus(unit, staf)
    assert stored(unit) == before
    assert (found.nama, found.dokumen) == (CANARY, {"pegawai": 1, "skp": 1, "penilaian": 1})
    assert found.revisi == sum(len(unit.store.history(s.doc_id)) for s in person_documents(unit, staf))
    assert (found.dipakai, found.belum_dikirim) == (0, found.revisi)


def test_that_an_erased_person_is_gone_and_everything_else_verifies(unit: Kantor) -> None:
    camat, staf, _ = fill(unit)
    assert not nothing_left(unit)
    edit(unit, staf, catatan="Bunga Contoh diketik lalu ditinggal", commit=False)
    hasil = erase_orang(unit, staf, DASAR[0], "800/12/2026", "permintaan tertulis")
    assert nothing_left(unit)
    assert check_store(unit).temuan == ()
    assert hasil.dokumen == 3
    assert unit.store.find("skp") == []
    assert unit.store.document(camat).label == "Camat Contoh"
    (baris,) = list_penghapusan(unit)
    assert (baris.orang, baris.dasar, baris.nomor_surat, baris.revisi) == (staf, DASAR[0], "800/12/2026", hasil.revisi)
    with pytest.raises(UserError, match="hapus_tidak_ada"):
        preview_hapus(unit, staf)
    assert [path.name for path in (unit.home / "cadangan").iterdir()] == [hasil.sisa.cadangan_baru]


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ({"dasar": " "}, "hapus_dasar_kosong"),
        ({"dasar": "x" * 501}, "hapus_teks_salah"),
        ({"dasar": "Permintaan bunga CONTOH"}, "hapus_menyebut_orang"),
        ({"dasar": "d", "alasan": "NIP 19900303 201503 1 011"}, "hapus_menyebut_orang"),
        ({"dasar": "d", "nomor_surat": "12\x00"}, "hapus_teks_salah"),
    ],
)
def test_that_a_text_that_stays_must_not_name_the_person(unit: Kantor, teks: dict[str, str], kode: str) -> None:
    _, staf, _ = fill(unit)
    before = stored(unit)
    with pytest.raises(UserError, match=kode):
        erase_orang(unit, staf, **teks)
    assert stored(unit) == before


@pytest.mark.parametrize("peran", [p for p in PeranPengguna if reach({p}, Wewenang.HAPUS_ORANG) is Jangkauan.TIDAK])
def test_that_only_an_admin_erases(unit: Kantor, peran: PeranPengguna) -> None:
    _, staf, _ = fill(unit)
    unit.pelaku = Pelaku("ab" * 16, "Uji", frozenset({peran}), staf)
    for call in (preview_hapus, lambda k, p: erase_orang(k, p, DASAR[0])):
        with pytest.raises(UserError, match="wewenang_kurang"):
            call(unit, staf)
    assert not unit.store.document(staf).deleted
    assert unit.store.audit_rows(1)[0].act == "ditolak"


def test_that_an_active_account_stands_in_the_way_and_of_a_removed_one_only_keys_are_left(unit: Kantor) -> None:
    _, staf, _ = fill(unit)
    akun_id = office_tag(unit.profil.kode) + "ab" * 12
    akun = Akun(akun_id=akun_id, nama=CANARY, peran=(PeranPengguna.PEGAWAI,), pegawai_id=staf)
    kunci = KunciPengguna(id="1" * 32, kunci="2" * 64, perangkat=unit.store.device, tanda_perangkat="3" * 128)
    isi = Pengguna(nama=CANARY, pegawai_id=staf, unit_kode=unit.profil.kode, kunci=(kunci,))
    with unit.write("uji") as tx:
        put_akun(tx, akun)
        tx.save("pengguna", akun_id, msgspec.json.encode(isi), scope=unit.profil.kode, schema=1)
    assert preview_hapus(unit, staf).akun_aktif == (CANARY,)
    with pytest.raises(UserError, match="hapus_akun_aktif"):
        erase_orang(unit, staf, DASAR[0])
    with unit.write("uji") as tx:
        put_akun(tx, msgspec.structs.replace(akun, aktif=False))
    erase_orang(unit, staf, DASAR[0])
    assert nothing_left(unit)
    sisa = decode_as(Pengguna, unit.store.document(akun_id).body)
    assert (sisa.nama, sisa.pegawai_id, sisa.aktif) == ("(data dihapus)", "", False)
    assert [(satu.id, satu.kunci, satu.berakhir) for satu in sisa.kunci] == [(kunci.id, kunci.kunci, True)]
    assert check_store(unit).temuan == ()


def test_that_what_is_held_about_the_person_goes_as_well(unit: Kantor) -> None:
    _, staf, _ = fill(unit)
    (rev, *_) = unit.store.history(staf)
    held = rev.raw.replace(b"Bunga Contoh", b"Bunga Contoh Lama")
    with unit.write("uji") as tx:
        tx.quarantine(held, "uji", "uji")
        tx.quarantine(b"tidak terbaca", "uji", "uji")
    erase_orang(unit, staf, DASAR[0])
    assert nothing_left(unit)
    assert [satu.raw for satu in unit.store.quarantined()] == [b"tidak terbaca"]


def test_that_other_peoples_documents_keep_the_name_of_who_assessed_them(unit: Kantor) -> None:
    """They are the lawful archive of others; the preview counts them beforehand."""
    camat, staf, skp = fill(unit)
    assert preview_hapus(unit, camat).dipakai == 3
    erase_orang(unit, camat, DASAR[0])
    assert unit.store.document(camat).deleted
    assert b"Camat Contoh" in unit.store.document(skp).body
    assert not unit.store.document(staf).deleted
    assert check_store(unit).temuan == ()


def test_that_a_unit_does_not_erase_what_another_office_holds(unit: Kantor) -> None:
    _, staf, _ = fill(unit)
    with unit.write("uji") as tx:
        isi = {"pegawai_id": staf, "mulai": "2026-01-01", "selesai": "2026-12-31"}
        tx.save("skp", office_tag("99.01") + "c" * 24, msgspec.json.encode(isi), scope="99.01", schema=1)
    before = stored(unit)
    with pytest.raises(UserError, match="hapus_kantor_lain"):
        erase_orang(unit, staf, DASAR[0])
    assert stored(unit) == before
