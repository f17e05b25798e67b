"""Which document an item means, and where its references lead."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.codec import natural_id, office_tag
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.pegawai import create_pegawai, get_pegawai
from desktop_app.services.penilaian import get_penilaian
from desktop_app.services.skp import get_skp

Items = list[dict[str, Any]]
NIP = "198509172010012003"
SATU, DUA = (office_tag("99.01.09") + letter * 24 for letter in "ab")
KASI = natural_id("pegawai", "99.01.09", NIP)
CAMAT = natural_id("pegawai", "99.01.09", "197804122005011001")
SKP = natural_id("skp", "99.01.09", f"{KASI}/2026-01-01/2026-12-31")
PENILAIAN = natural_id("penilaian", "99.01.09", f"{SKP}/2026-TW1")
TIDAK_ADA = "interchange_acuan_tidak_ada"


def people(*nips: str) -> Items:
    """Return bare items of people."""
    return [{"jenis": "pegawai", "isi": {"nama": f"Fulan {n}", "nip": nip}} for n, nip in enumerate(nips)]


def skp_item(tahun: int, **isi: Any) -> dict[str, Any]:
    """Return a draft SKP of the person under test."""
    return {"jenis": "skp", "isi": {"pegawai_nip": NIP, "mulai": f"{tahun}-01-01", "selesai": f"{tahun}-12-31"} | isi}


def test_that_each_spelling_of_a_reference_leads_to_the_same_person(apply: Any, items: Items) -> None:
    for spelling in ({"penilai_nip": "19780412.200501 1 001"}, {"penilai_id": CAMAT}, {"penilai_ref": "camat"}):
        items[2]["ref"] = "camat"
        riwayat = items[3]["isi"]["riwayat"][0]
        riwayat.pop("penilai_nip", None)
        items[3]["isi"]["riwayat"][0] = {
            nama: nilai for nama, nilai in riwayat.items() if not nama.startswith("penilai_")
        } | spelling
        apply(items[:4])
        assert get_pegawai(apply.kantor, KASI).riwayat[0].penilai_id == CAMAT


def test_that_the_store_is_searched_where_the_file_says_nothing(apply: Any, items: Items) -> None:
    apply(items[:4])
    apply(items[5:6])
    assert get_skp(apply.kantor, SKP).penilai_id == CAMAT


def test_that_two_spellings_of_one_reference_are_refused_even_if_they_agree(apply: Any, items: Items) -> None:
    items[3]["isi"]["riwayat"][0] |= {"penilai_id": CAMAT, "atasan_penilai_id": "", "atasan_penilai_ref": "bupati"}
    kode = "interchange_acuan_ganda"
    assert apply.refused(items) == [
        (kode, "/dokumen/3/isi/riwayat/0/penilai_nip"),
        (kode, "/dokumen/3/isi/riwayat/0/atasan_penilai_ref"),
    ]


def test_that_a_reference_that_leads_nowhere_is_refused(apply: Any, items: Items) -> None:
    items[2]["isi"]["riwayat"][0]["penilai_ref"] = "skp-kasi"
    items[3]["isi"]["riwayat"][0] |= {"penilai_nip": "1", "atasan_penilai_id": "f" * 32}
    items[5]["isi"]["penilai_id"] = "bukan id"
    items[5]["isi"]["hasil"][0]["intervensi"]["skp_ref"] = "tak-ada"
    items[6]["isi"] |= {"penilai_id": SKP}
    assert set(apply.refused(items)) == {
        (TIDAK_ADA, "/dokumen/2/isi/riwayat/0/penilai_ref"),
        (TIDAK_ADA, "/dokumen/3/isi/riwayat/0/penilai_nip"),
        (TIDAK_ADA, "/dokumen/3/isi/riwayat/0/atasan_penilai_id"),
        (TIDAK_ADA, "/dokumen/5/isi/penilai_id"),
        (TIDAK_ADA, "/dokumen/5/isi/hasil/0/intervensi/skp_ref"),
        (TIDAK_ADA, "/dokumen/6/isi/penilai_id"),
    }


def test_that_a_refused_item_does_not_make_those_that_name_it_wrong(apply: Any, items: Items) -> None:
    items[1]["isi"]["status"] = "raja"
    items[3]["isi"]["riwayat"][0]["mulai"] = "kemarin"
    assert apply.refused(items) == [
        ("interchange_nilai_salah", "/dokumen/1/isi/status"),
        ("interchange_nilai_salah", "/dokumen/3/isi/riwayat/0/mulai"),
    ]


def test_that_the_empty_text_stands_for_nobody(apply: Any, items: Items) -> None:
    items[5]["isi"] |= {"penilai_nip": "", "status": "draft"}
    apply(items[:6])
    assert get_skp(apply.kantor, SKP).penilai_id == ""


def test_that_an_nip_of_two_people_leads_to_neither(apply: Any) -> None:
    apply([{"id": SATU, **people(NIP)[0]}, {"id": DUA, **people(NIP)[0]}])
    assert apply.refused(people(NIP)) == [("interchange_kunci_ganda", "/dokumen/0")]
    assert apply.refused([skp_item(2026)]) == [(TIDAK_ADA, "/dokumen/0/isi/pegawai_nip")]
    apply([{"id": DUA, **people("198509172010012004")[0]}, skp_item(2026)])
    assert apply.kantor.store.count("skp", where={"pegawai_id": SATU}) == 1


def test_that_references_see_people_as_the_file_leaves_them(apply: Any) -> None:
    apply([{"id": SATU, **people(NIP)[0]}])
    moved = {"id": SATU, **people("198509172010012004")[0]}
    assert apply.refused([moved, skp_item(2026)]) == [(TIDAK_ADA, "/dokumen/1/isi/pegawai_nip")]


def test_that_two_items_for_one_document_are_refused(apply: Any, items: Items) -> None:
    items += [people("19850917 201001 2 003")[0], {"id": SKP, **skp_item(2027)}]
    kode = "interchange_dokumen_ganda"
    assert apply.refused(items) == [(kode, "/dokumen/7"), (kode, "/dokumen/8")]


def test_that_an_id_of_another_kind_is_refused(apply: Any, items: Items) -> None:
    apply(items)
    assert apply.refused([{"id": SKP, **people(NIP)[0]}]) == [("interchange_nilai_salah", "/dokumen/0/id")]


def test_that_a_person_found_by_nip_keeps_the_id_he_has(apply: Any) -> None:
    apply([{"id": SATU, **people(NIP)[0]}])
    assert apply(people(NIP)).jumlah["pegawai"]["tidak_berubah"] == 1


def test_that_the_id_of_a_key_that_has_moved_on_is_not_taken_over(apply: Any) -> None:
    doc_id, _ = create_pegawai(apply.kantor, Pegawai(nama="Salah Ketik", nip=NIP))
    assert doc_id == KASI
    apply([{"id": KASI, **people("198509172010012004")[0]}])
    hasil = apply(people(NIP))
    assert hasil.changed.doc_ids != (KASI,)
    assert get_pegawai(apply.kantor, KASI).nip == "198509172010012004"


def test_that_a_person_without_nip_is_known_by_office_and_ref(apply: Any) -> None:
    isi = {"nama": "Fulan Kepala Daerah", "status": "bukan_asn"}
    first = {"jenis": "pegawai", "ref": "bupati", "isi": isi}
    assert apply([first]).changed.doc_ids == (natural_id("pegawai", "99.01.09", "bupati"),)
    assert apply([first]).jumlah["pegawai"]["tidak_berubah"] == 1
    other = apply([{**first, "isi": isi | {"nama": "Fulan Baru"}}])
    assert other.changed.doc_ids == (natural_id("pegawai", "99.01.09", "bupati"),)


def test_that_a_period_is_known_by_its_code_and_office(apply: Any) -> None:
    kode = {"jenis": "periode", "isi": {"kode": "2026"}}
    own = {"jenis": "periode", "isi": {"kode": "2026", "unit_kode": "99.01.09"}}
    assert apply([kode]).changed.doc_ids == (natural_id("periode", "99.01.09", "2026"),)
    assert apply([own]).changed.doc_ids == (natural_id("periode", "99.01.09", "2026"),)
    assert apply.refused([kode, own]) == [("interchange_dokumen_ganda", "/dokumen/1")]


def test_that_a_new_document_gets_no_id_that_another_office_could_give(apply: Any) -> None:
    item = {"id": office_tag("99.01.08") + "a" * 24, **people(NIP)[0]}
    assert apply.refused([item]) == [("interchange_id_kantor", "/dokumen/0/id")]


def test_that_an_evaluation_finds_the_only_skp_of_its_year(apply: Any) -> None:
    nilai = {"jenis": "penilaian", "isi": {"pegawai_nip": NIP, "periode": "2027-TW1"}}
    orang = people(NIP)
    assert apply.refused([*orang, skp_item(2026), nilai]) == [(TIDAK_ADA, "/dokumen/2/isi/skp_tahun")]
    half = skp_item(2027, selesai="2027-06-30")
    assert apply.refused([*orang, skp_item(2027), half, nilai]) == [(TIDAK_ADA, "/dokumen/3/isi/skp_tahun")]
    apply([*orang, skp_item(2026), skp_item(2027), nilai])
    skp_id = natural_id("skp", "99.01.09", f"{KASI}/2027-01-01/2027-12-31")
    assert get_penilaian(apply.kantor, natural_id("penilaian", "99.01.09", f"{skp_id}/2027-TW1")).skp_id == skp_id
    nilai["isi"]["skp_tahun"] = 2026
    hasil = apply([nilai])
    assert hasil.jumlah["penilaian"]["baru"] == 1
    assert "periode_di_luar_skp" in {satu.kode for satu in hasil.peringatan}


def test_that_an_evaluation_of_somebody_elses_skp_is_refused(apply: Any, items: Items) -> None:
    items[6]["isi"]["pegawai_nip"] = "197804122005011001"
    assert apply.refused(items) == [(TIDAK_ADA, "/dokumen/6/isi/skp_ref")]


def test_that_an_intervened_result_names_the_leaders_skp(apply: Any, items: Items) -> None:
    leader = skp_item(2026, pegawai_nip="197804122005011001", hasil=[{"teks": "Hasil camat"}])
    items[5]["isi"]["hasil"][0]["intervensi"] |= {"skp_ref": "skp-camat", "hasil_id": "h1"}
    apply([*items, {"ref": "skp-camat", **leader}])
    intervensi = get_skp(apply.kantor, SKP).hasil[0].intervensi
    assert intervensi.skp_id == natural_id("skp", "99.01.09", f"{CAMAT}/2026-01-01/2026-12-31")
    assert intervensi.hasil_id == "h1"
