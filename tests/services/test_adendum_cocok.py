"""An SKP and its accepted addenda: nobody's free text joins them, nothing accepted is lost, no answer parts them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pypdfium2
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum, StatusSkp
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.adendum import add_change, advance_adendum, create_adendum, get_adendum, list_adendum
from desktop_app.services.adendum_cetak import print_adendum
from desktop_app.services.adendum_cocok import restore_addenda
from desktop_app.services.cetak import print_lampiran, print_skp
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, resolve_konflik
from desktop_app.services.lembar_skp import check_lembar, read_lembar
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.periksa import check_store
from desktop_app.services.pindah import end_skp
from desktop_app.services.segel import seal_of
from desktop_app.services.skp import advance_skp, get_skp, list_skp
from tests.services.dunia_kantor import HASIL, Dunia, add_people, determined_skp, edit
from tests.services.test_adendum_dua_komputer import AGUSTUS, JULI, accepted, merged, result, skp_id, tiga
from tests.services.test_dua_komputer import Tiga

__all__ = ["skp_id", "tiga"]
UBAH = msgspec.structs.replace(HASIL, teks="Laporan terbit")


def words(pdf: bytes) -> str:
    """Return what a PDF says."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def code(act: Any, *args: Any, **options: Any) -> str:
    """Return the code with which something is refused; empty where it is not."""
    try:
        act(*args, **options)
    except UserError as error:
        return error.code
    return ""


def retyped(kantor: Kantor, skp_id: str, teks: str) -> None:
    """Reopen a determined SKP, type freely, and determine it again."""
    advance_skp(kantor, skp_id, "buka_kembali", alasan="salah")
    edit(kantor, skp_id, hasil=(msgspec.structs.replace(HASIL, teks=teks),))
    advance_skp(kantor, skp_id, "ajukan")
    advance_skp(kantor, skp_id, "tetapkan", tanggal=JULI)


def both_know(tiga: Tiga, doc_id: str) -> None:
    """Let both PCs hold an addendum."""
    tiga.send()
    edit(tiga.kabupaten, doc_id, tempat="Sukamaju")
    tiga.answer()


@pytest.fixture
def gabungan(tiga: Tiga, skp_id: str) -> str:
    """An SKP that two addenda of two PCs make together, and that nobody has confirmed."""
    accepted(tiga.satu, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    accepted(tiga.dua, skp_id, AGUSTUS, JenisPerubahan.TAMBAH, hasil=result(3))
    merged(tiga)
    return skp_id


def test_that_free_text_of_a_reopened_plan_is_a_conflict_and_no_union(tiga: Tiga, skp_id: str) -> None:
    accepted(tiga.satu, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    retyped(tiga.dua, skp_id, "Diketik bebas tanpa adendum")
    accepted(tiga.dua, skp_id, AGUSTUS, JenisPerubahan.TAMBAH, hasil=result(3))
    merged(tiga)
    dokumen = tiga.kabupaten.store.document(skp_id)
    assert dokumen is not None
    assert "hasil/#h1/teks" in {satu.path for satu in dokumen.conflicts}


def test_that_an_unconfirmed_union_is_shown_and_printed_as_such(tiga: Tiga, gabungan: str) -> None:
    for kantor in (tiga.satu, tiga.kabupaten):
        (baris,) = (satu for satu in list_skp(kantor, 2026) if satu.skp_id == gabungan)
        assert (baris.status, baris.belum_tegas) == (StatusSkp.DITETAPKAN, True)
        assert read_lembar(kantor, gabungan, get_skp(kantor, gabungan)).gabungan
        assert seal_of(kantor, gabungan) is None
        for cetak in (print_skp, print_lampiran):
            assert "BELUM DITEGASKAN" in words(cetak(kantor, gabungan).pdf)
    advance_skp(tiga.satu, gabungan, "tegaskan")
    (baris,) = (satu for satu in list_skp(tiga.satu, 2026) if satu.skp_id == gabungan)
    assert not baris.belum_tegas
    assert "DITEGASKAN" not in words(print_skp(tiga.satu, gabungan).pdf)
    assert seal_of(tiga.satu, gabungan) is not None


def test_that_nobody_but_the_assessor_makes_one_plan_of_two(tiga: Tiga, gabungan: str) -> None:
    kantor = tiga.satu
    pegawai_id = get_skp(kantor, gabungan).pegawai_id
    lama = kantor.pelaku, kantor.who
    kantor.pelaku, kantor.who = Pelaku("ab" * 16, "Pegawai", frozenset({P.PEGAWAI}), pegawai_id), "ab" * 16
    versi = len(kantor.store.history(gabungan))
    assert code(create_adendum, kantor, gabungan) == "skp_belum_ditegaskan"
    kantor.pelaku, kantor.who = lama
    assert code(end_skp, kantor, gabungan, date(2026, 9, 30), "pindah") == "skp_belum_ditegaskan"
    assert len(kantor.store.history(gabungan)) == versi
    advance_skp(kantor, gabungan, "tegaskan")
    assert code(create_adendum, kantor, gabungan) == ""


def test_that_a_union_unlike_its_addenda_is_not_confirmed(tiga: Tiga, gabungan: str) -> None:
    kantor = tiga.kabupaten
    assert check_lembar(kantor, gabungan)[1] == ()
    assert check_store(kantor).temuan == ()
    satu = list_adendum(kantor, gabungan)[0].id
    lain = msgspec.structs.replace(get_adendum(kantor, satu).perubahan[0], hasil=result(9))
    dokumen = kantor.store.document(satu)
    assert dokumen is not None
    isi = msgspec.json.decode(dokumen.body) | {"perubahan": [msgspec.to_builtins(lain)]}
    with kantor.write("uji") as tx:
        tx.save("adendum", satu, msgspec.json.encode(isi), scope=dokumen.scope, schema=1)
    assert [one.kode for one in check_lembar(kantor, gabungan)[1]] == ["skp_lain_dari_adendum"]
    assert {kode for kode, _ in check_store(kantor).temuan} == {"periksa_adendum_berbeda"}
    assert code(advance_skp, kantor, gabungan, "tegaskan") == "skp_gabungan_berbeda"


def test_that_reopening_loses_no_accepted_addendum(dunia: Dunia) -> None:
    kantor = dunia("a1")
    skp_id = determined_skp(kantor, add_people(kantor)[2])
    doc_id = accepted(kantor, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    advance_skp(kantor, skp_id, "buka_kembali", alasan="salah")
    edit(kantor, skp_id, hasil=(UBAH,))
    assert code(advance_skp, kantor, skp_id, "ajukan") == "skp_belum_lengkap"
    restore_addenda(kantor, skp_id)
    assert [satu.teks for satu in get_skp(kantor, skp_id).hasil] == ["Laporan terbit", "Hasil nomor 2"]
    assert code(restore_addenda, kantor, skp_id) == "adendum_sudah_masuk"
    advance_skp(kantor, skp_id, "ajukan")
    advance_skp(kantor, skp_id, "tetapkan", tanggal=AGUSTUS)
    assert {satu.id for satu in get_skp(kantor, skp_id).adendum} == {doc_id}
    assert check_store(kantor).temuan == ()


def test_that_an_answer_for_the_reopened_plan_keeps_the_mark_of_the_other_side(tiga: Tiga, skp_id: str) -> None:
    doc_id = accepted(tiga.satu, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    advance_skp(tiga.dua, skp_id, "buka_kembali", alasan="salah")
    edit(tiga.dua, skp_id, hasil=(UBAH,))
    merged(tiga)
    kantor = tiga.kabupaten
    dokumen = kantor.store.document(skp_id)
    assert dokumen is not None
    draf = next(r.rev_id for r in map(kantor.store.revision, dokumen.heads) if r and b'"status":"draft"' in r.body)
    resolve_konflik(kantor, skp_id, {satu.path: draf for satu in dokumen.conflicts})
    assert get_skp(kantor, skp_id).status is StatusSkp.DRAFT
    assert {satu.id for satu in get_skp(kantor, skp_id).adendum} == {doc_id}
    if {satu.id for satu in get_skp(kantor, skp_id).hasil} == {"h1"}:
        assert code(advance_skp, kantor, skp_id, "ajukan") == "skp_belum_lengkap"
        restore_addenda(kantor, skp_id)
    advance_skp(kantor, skp_id, "ajukan")


@pytest.mark.parametrize("langkah", ["tolak", "ubah"])
def test_that_an_addendum_of_an_skp_stays_accepted_whatever_is_answered(tiga: Tiga, skp_id: str, langkah: str) -> None:
    doc_id, _ = create_adendum(tiga.satu, skp_id)
    add_change(tiga.satu, doc_id, JenisPerubahan.TAMBAH, hasil=result(2), alasan="tugas baru")
    both_know(tiga, doc_id)
    advance_adendum(tiga.satu, doc_id, "ajukan")
    advance_adendum(tiga.satu, doc_id, "terima", tanggal=JULI)
    if langkah == "tolak":
        advance_adendum(tiga.dua, doc_id, "ajukan")
        advance_adendum(tiga.dua, doc_id, "tolak", alasan="tidak perlu")
    else:
        add_change(tiga.dua, doc_id, JenisPerubahan.TAMBAH, hasil=result(3), alasan="lain")
    merged(tiga)
    kantor = tiga.kabupaten
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    versi = {b'"diterima"' in r.body: r.rev_id for r in map(kantor.store.revision, dokumen.heads) if r}
    salah = {satu.path: versi[False] for satu in dokumen.conflicts}
    assert code(resolve_konflik, kantor, doc_id, salah) == "adendum_dipakai_skp"
    resolve_konflik(kantor, doc_id, {satu.path: versi[True] for satu in dokumen.conflicts})
    assert get_adendum(kantor, doc_id).status is StatusAdendum.DITERIMA
    assert check_store(kantor).temuan == ()


def test_that_a_plan_and_a_refused_addendum_are_a_finding(dunia: Dunia) -> None:
    kantor = dunia("a1")
    skp_id = determined_skp(kantor, add_people(kantor)[2])
    doc_id = accepted(kantor, skp_id, JULI, JenisPerubahan.TAMBAH, hasil=result(2))
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = msgspec.json.decode(dokumen.body) | {"status": "ditolak"}
    with kantor.write("uji") as tx:
        tx.save("adendum", doc_id, msgspec.json.encode(isi), scope=dokumen.scope, schema=1)
    assert [satu.kode for satu in check_lembar(kantor, skp_id)[1]] == ["adendum_tidak_diterima"]
    assert [kode for kode, _ in check_store(kantor).temuan] == ["periksa_adendum_berbeda"]


def test_that_two_addenda_of_one_number_are_told_apart(tiga: Tiga, gabungan: str, tmp_path: Path) -> None:
    kantor = tiga.kabupaten
    judul = {print_adendum(kantor, satu.id).judul for satu in list_adendum(kantor, gabungan)}
    nama = {print_adendum(kantor, satu.id).nama_berkas for satu in list_adendum(kantor, gabungan)}
    assert (len(judul), len(nama)) == (2, 2)
    assert all("1 Juli 2026" in satu or "3 Agustus 2026" in satu for satu in judul)
    skp = get_skp(kantor, gabungan)
    tanda = [{"id": satu.id, "nomor": satu.nomor, "tanggal": str(satu.tanggal)} for satu in skp.adendum]
    assert "interchange_id_ganda" not in refusals(kantor, tmp_path, skp_id=gabungan, adendum=tanda)
    assert "interchange_id_ganda" in refusals(kantor, tmp_path, skp_id=gabungan, adendum=[tanda[0], tanda[0]])


def item(skp_id: str, pegawai_id: str, **isi: Any) -> dict[str, Any]:
    """Return an SKP of an interchange file."""
    masa = {"pegawai_id": pegawai_id, "mulai": "2026-01-01", "selesai": "2026-12-31", "status": "ditetapkan"}
    return {"jenis": "skp", "id": skp_id, "alasan": "arsip", "isi": {**masa, "tanggal": "2026-08-03", **isi}}


def apply(kantor: Kantor, folder: Path, *dokumen: dict[str, Any]) -> Any:
    """Apply an interchange file."""
    berkas = folder / "arsip.json"
    berkas.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": dokumen}))
    return apply_interchange(kantor, berkas)


def refusals(kantor: Kantor, folder: Path, *, skp_id: str, **isi: Any) -> set[str]:
    """Return the codes with which a file is refused."""
    try:
        apply(kantor, folder, item(skp_id, get_skp(kantor, skp_id).pegawai_id, **isi))
    except UserError as error:
        return {satu["kode"] for satu in error.facts["rincian"]}  # type: ignore[attr-defined]
    return set()


def in_file(teks: str) -> dict[str, Any]:
    """Return a result as a file tells it."""
    target = {"jenis": "teks", "teks": "1"}
    return {"teks": teks, "indikator": [{"id": "i1", "teks": "Laporan", "target": target}]}


@pytest.mark.parametrize("cocok", [True, False])
def test_that_an_accepted_addendum_of_a_file_keeps_the_plan_before_it(
    dunia: Dunia, tmp_path: Path, cocok: bool
) -> None:
    kantor = dunia("a1")
    pegawai_id = add_people(kantor)[2]
    skp_id = determined_skp(kantor, pegawai_id)
    dulu = get_skp(kantor, skp_id).hasil[0].teks
    perubahan = {"jenis": "ubah", "hasil_id": "h1", "alasan": "tugas baru", "hasil": in_file("Yang disepakati")}
    isi = {"skp_id": skp_id, "nomor": 1, "status": "diterima", "tanggal": "2026-08-03", "perubahan": [perubahan]}
    skp = item(
        skp_id,
        pegawai_id,
        adendum=[{"ref": "a", "nomor": 1, "tanggal": "2026-08-03"}],
        hasil=[{"id": "h1", **in_file("Yang disepakati" if cocok else "Sama sekali lain")}],
    )
    laporan = apply(kantor, tmp_path, skp, {"jenis": "adendum", "ref": "a", "isi": isi})
    kode = {satu.kode for satu in laporan.peringatan}
    assert ("skp_lain_dari_adendum" in kode) is not cocok
    (baris,) = list_adendum(kantor, skp_id)
    teks = words(print_adendum(kantor, baris.id).pdf).replace("\r\n", " ")
    assert dulu.split()[0] in teks
    assert "tidak diketahui" not in teks
    # Once more with a plan that is not known, nothing is made up.
    dokumen = kantor.store.document(baris.id)
    assert dokumen is not None
    with kantor.write("uji") as tx:
        raw = msgspec.json.encode(msgspec.json.decode(dokumen.body) | {"skp_rev": ""})
        tx.save("adendum", baris.id, raw, scope=dokumen.scope, schema=1)
    assert "tidak diketahui" in words(print_adendum(kantor, baris.id).pdf).replace("\r\n", " ")


def test_that_taking_ours_leaves_a_signed_plan_as_it_is(tiga: Tiga, skp_id: str) -> None:
    for kantor, teks in ((tiga.satu, "Laporan terbit"), (tiga.dua, "Laporan diumumkan")):
        ubah = msgspec.structs.replace(HASIL, teks=teks)
        accepted(kantor, skp_id, JULI, JenisPerubahan.UBAH, hasil_id="h1", hasil=ubah)
    merged(tiga)
    kantor = tiga.kabupaten
    resolve_konflik(kantor, skp_id, Pilihan.OURS)
    # The other one was accepted too: that the plan lacks it is said, and the next determining asks for it.
    assert {kode for kode, _ in check_store(kantor).temuan} == {"periksa_adendum_berbeda"}
