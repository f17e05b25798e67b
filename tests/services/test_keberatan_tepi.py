"""The edges of sealed objections: erasure, two versions, keys that are none, results that the law makes final."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengguna import Pengguna
from desktop_app.exchange.manifest import Manifest
from desktop_app.services.keberatan import list_objectable, objection_readiness, seal_objection
from desktop_app.services.keberatan_buka import NasibSlip, check_slip, list_objections, open_objection
from desktop_app.services.keberatan_cetak import print_blank_objection, print_opened, print_slip
from desktop_app.services.keberatan_masuk import list_gaps
from desktop_app.services.konflik import resolve_konflik
from desktop_app.services.kunci_segel import publish_sealing_key
from desktop_app.services.paket import make_content
from desktop_app.services.penghapusan import erase_orang, preview_hapus
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian
from tests.services.dunia_keberatan import ALASAN, Kecamatan, enter_person, make_kecamatan
from tests.services.penanda import key_record, log_in, without_key


@pytest.fixture
def kecamatan(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


def words_of(pdf: bytes) -> str:
    import pypdfium2

    return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_that_a_lawful_erasure_takes_it_says_so_and_leaves_no_gap(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    kecamatan.send()
    staf = kecamatan.orang["staf"].pegawai_id
    assert preview_hapus(kecamatan.unit, staf).dokumen["keberatan"] == 1
    erase_orang(kecamatan.unit, staf, dasar="Pasal 8 UU 27/2022", nomor_surat="1/UJI", alasan="uji")
    assert check_slip(kecamatan.unit, hasil.kode).nasib is NasibSlip.TIDAK_ADA
    assert list_gaps(kecamatan.unit) == ()
    kecamatan.unit.close()
    kecamatan.unit = kecamatan.dunia("a1")
    assert "keberatan_tidak_utuh" not in [satu.kode for satu in kecamatan.unit.pemberitahuan]


def test_that_nobody_chooses_between_two_versions(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    (satu,) = kecamatan.unit.store.find("keberatan")
    lain = {**msgspec.json.decode(satu.body), "periode": "2026-TW2"}
    with kecamatan.unit.write("uji") as tx:
        scope = kecamatan.unit.profil.kode
        tx.save("keberatan", hasil.doc_id, msgspec.json.encode(lain), scope=scope, schema=1, parents=())
    dokumen = kecamatan.unit.store.document(hasil.doc_id)
    assert dokumen is not None
    assert dokumen.conflicts
    with pytest.raises(UserError) as caught:
        resolve_konflik(kecamatan.unit, hasil.doc_id, {c.path: c.values[0][0] for c in dokumen.conflicts})
    assert caught.value.code == "keberatan_berubah"


def test_that_a_key_which_the_assessor_made_for_the_superior_is_not_sealed_to(kecamatan: Kecamatan) -> None:
    """He is an admin and gives the superior a new password: he knows it, and could open by it."""
    sekda = kecamatan.orang["sekda"]
    with kecamatan.sebagai("camat") as kantor:
        baru = SigningKey.generate()
        dokumen = kantor.store.document(sekda.akun_id)
        assert dokumen is not None
        isi = decode_as(Pengguna, dokumen.body)
        lama = tuple(msgspec.structs.replace(satu, berakhir=True) for satu in isi.kunci)
        isi = msgspec.structs.replace(isi, kunci=(*lama, key_record(kantor, sekda.akun_id, baru)))
        with kantor.write("reset_sandi", sekda.akun_id) as tx:
            tx.save("pengguna", sekda.akun_id, encode(isi), scope=dokumen.scope, schema=1)
    kecamatan.orang["sekda"] = type(sekda)(sekda.akun_id, sekda.nama, sekda.peran, sekda.pegawai_id, baru)
    with kecamatan.sebagai("sekda") as kantor:
        publish_sealing_key(kantor)
    with kecamatan.sebagai("staf") as kantor:
        siap = objection_readiness(kantor, kecamatan.penilaian)
        assert [satu.jenis for satu in siap.penerima] == ["kabupaten"]
        assert siap.catatan == "keberatan_kunci_penilai"


def test_that_a_former_key_opens_nothing_and_the_kabupaten_still_does(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    kecamatan.send()
    sekda = kecamatan.orang["sekda"]
    baru = type(sekda)(sekda.akun_id, sekda.nama, sekda.peran, sekda.pegawai_id, SigningKey.generate())
    log_in(kecamatan.unit, baru)
    with pytest.raises(UserError) as caught:
        open_objection(kecamatan.unit, hasil.doc_id)
    assert caught.value.code == "keberatan_bukan_kunci"
    assert open_objection(kecamatan.kabupaten, hasil.doc_id).isi.alasan == ALASAN


def test_that_a_result_of_a_head_of_region_is_final_for_the_head_of_an_independent_unit(dunia: Dunia) -> None:
    unit = dunia("a1")
    sekda, camat, _ = add_people(unit)
    for orang, ubah in (
        (sekda, {"jabatan": "Bupati", "jenis_jabatan": JenisJabatan.PEJABAT_NEGARA}),
        (camat, {"jenis_jabatan": JenisJabatan.JPT}),
    ):
        dokumen = unit.store.document(orang)
        assert dokumen is not None
        isi = decode_as(Pegawai, dokumen.body)
        isi = msgspec.structs.replace(isi, riwayat=(msgspec.structs.replace(isi.riwayat[0], **ubah),))  # type: ignore[arg-type]
        with unit.write("uji") as tx:
            tx.save("pegawai", orang, encode(isi), scope=dokumen.scope, schema=1)
    pelaku = enter_person(unit, "staf", camat)
    penilaian = final_penilaian(unit, determined_skp(unit, camat))
    log_in(unit, pelaku)
    assert objection_readiness(unit, penilaian).halangan == "keberatan_final_pimpinan"


def test_that_an_office_without_passwords_offers_paper(kecamatan: Kecamatan) -> None:
    log_in(kecamatan.unit, without_key(kecamatan.orang["staf"]))
    (siap,) = list_objectable(kecamatan.unit)
    assert siap.halangan == "keberatan_tanpa_sandi"
    with pytest.raises(UserError):
        seal_objection(kecamatan.unit, kecamatan.penilaian, "x")
    teks = words_of(print_blank_objection(kecamatan.unit, kecamatan.penilaian).pdf)
    assert "Sekretaris Contoh" in teks
    assert "14 hari kerja" in teks


def test_that_the_slip_names_nobody_and_the_opened_page_goes_to_the_superior(kecamatan: Kecamatan) -> None:
    hasil = kecamatan.seal()
    with kecamatan.sebagai("staf") as kantor:
        slip = words_of(print_slip(kantor, hasil.doc_id).pdf)
        assert words_of(print_slip(kantor, hasil.doc_id).pdf) == slip
    for part in hasil.kode.split("-"):
        assert part in slip
    assert "Bunga" not in slip
    assert ALASAN[:20] not in slip
    kecamatan.send()
    opened = words_of(print_opened(kecamatan.kabupaten, hasil.doc_id).pdf)
    assert ALASAN[:30] in opened
    (baris,) = list_objections(kecamatan.kabupaten)
    assert [satu.kantor for satu in baris.pembukaan] == ["Kabupaten Uji"]


def test_that_a_manifest_names_the_numbers_and_is_as_before_where_there_are_none(kecamatan: Kecamatan) -> None:
    assert make_content(kecamatan.unit, 1, kecamatan.unit.profil.kode).objections is None
    kecamatan.seal()
    kata = make_content(kecamatan.unit, 1, kecamatan.unit.profil.kode).objections
    assert kata is not None
    assert kata.count == 1
    fields = {one.name: one for one in msgspec.structs.fields(Manifest)}
    assert fields["objections"].default is msgspec.UNSET


def test_that_nothing_is_sealed_to_the_inbox_in_the_store_that_holds_its_key(dunia: Dunia) -> None:
    kabupaten = dunia("kabupaten")
    sekda, camat, staf = add_people(kabupaten, "7")
    enter_person(kabupaten, "camat", camat)
    pelaku = enter_person(kabupaten, "staf", staf)
    penilaian = final_penilaian(kabupaten, determined_skp(kabupaten, staf))
    log_in(kabupaten, pelaku)
    assert objection_readiness(kabupaten, penilaian).halangan == "keberatan_tanpa_penerima"
    enter_person(kabupaten, "sekda", sekda)
    assert [satu.jenis for satu in objection_readiness(kabupaten, penilaian).penerima] == ["atasan"]
