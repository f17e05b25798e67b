"""Merging at the kabupaten: hostile records are held back alone, a stopped merge changes nothing, twins are told."""

from __future__ import annotations

import shutil
import threading
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.domain.istilah import Predikat
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import receipt_code
from desktop_app.services.balas import export_returns
from desktop_app.services.beranda import summarize
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kotak import look_into_folder, read_kotak
from desktop_app.services.masuk import HasilPaket, NasibPaket, inspect_bundle, merge_bundles
from desktop_app.services.paket import list_keluar
from desktop_app.services.pegawai import create_pegawai, get_pegawai, list_pegawai
from desktop_app.services.penilaian import get_penilaian
from desktop_app.services.periksa import check_store
from tests.invariants.dunia import revision_ids
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, documents, edit, final_penilaian, stored
from tests.services.pengirim import FINAL, Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the units."""
    return dunia("kabupaten")


@pytest.fixture
def pengirim(dunia: Dunia, unit: Kantor) -> Pengirim:
    """A hostile program on the first PC of kecamatan 99.01.01."""
    return Pengirim(unit, dunia.folder / "paket")


def merge(kabupaten: Kantor, *paths: Path) -> HasilPaket:
    return merge_bundles(kabupaten, paths)[-1]


def reasons(kantor: Kantor) -> list[str]:
    return [satu.reason for satu in kantor.store.quarantined()]


def test_that_each_unfit_record_is_held_back_alone_with_its_reason_and_the_rest_merges(
    dunia: Dunia, pengirim: Pengirim, kabupaten: Kantor
) -> None:
    lain = dunia("b")
    merge_bundles(kabupaten, [export_bundle(lain, dunia.stick).path])
    milik_lain = list_pegawai(lain)[0].id
    before = get_pegawai(kabupaten, milik_lain)
    orang = {"nama": "Bunga Contoh"}
    buruk = {
        "di_luar_wewenang": pengirim.revision(orang, scope="99.01.02"),
        "dokumen_kantor_lain": pengirim.revision(orang, doc_id=milik_lain),
        "isi_tidak_terbaca": pengirim.revision({"nama": 7}),
        "penulis_palsu": pengirim.revision(orang, device=kabupaten.store.device),
        "predikat_tidak_sesuai": pengirim.revision(
            msgspec.structs.replace(FINAL, predikat=Predikat.SANGAT_BAIK), kind="penilaian"
        ),
    }
    baik = [pengirim.revision(orang | {"nama": f"Orang {nomor}"}) for nomor in range(3)]
    urut = [baik[0], *buruk.values(), *baik[1:], pengirim.revision(FINAL, kind="penilaian")]
    hasil = merge(kabupaten, pengirim.seal(*urut))
    assert (hasil.nasib, hasil.galat, hasil.baru, hasil.karantina) == (NasibPaket.DIGABUNG, None, 4, len(buruk))
    held = {satu.reason: satu.raw for satu in kabupaten.store.quarantined()}
    assert held == {reason: rev.raw for reason, rev in buruk.items()}
    assert {rev.rev_id for rev in baik} <= set(revision_ids(kabupaten))
    assert not {rev.rev_id for rev in buruk.values()} & set(revision_ids(kabupaten))
    assert get_pegawai(kabupaten, milik_lain) == before
    assert sum(satu.jumlah for satu in read_kotak(kabupaten).karantina) == len(buruk)
    assert check_store(kabupaten).temuan == ()


def test_that_neither_a_deletion_nor_a_higher_or_other_scope_reaches_into_another_office(
    dunia: Dunia, pengirim: Pengirim, kabupaten: Kantor
) -> None:
    lain = dunia("b")
    merge_bundles(kabupaten, [export_bundle(lain, dunia.stick).path])
    milik_lain = list_pegawai(lain)[0].id
    (akar,) = kabupaten.store.history(milik_lain)
    serangan = [
        pengirim.revision({}, doc_id=milik_lain, deleted=True, parents=(akar.rev_id,)),
        pengirim.revision({}, doc_id=milik_lain, deleted=True, parents=(akar.rev_id,), scope="99.01.02"),
        pengirim.revision({"nama": "x"}, scope="99.01"),
        pengirim.revision({"nama": "x"}, scope="99"),
        pengirim.revision({"nama": "x"}, scope=""),
        pengirim.revision({"nama": "x"}, scope="99.01.011"),
    ]
    hasil = merge(kabupaten, pengirim.seal(*serangan))
    assert (hasil.baru, hasil.karantina) == (0, len(serangan))
    assert len(kabupaten.store.history(milik_lain)) == 1
    assert set(reasons(kabupaten)) == {"dokumen_kantor_lain", "di_luar_wewenang"}


def test_that_a_kind_outside_the_certificate_is_held_back(pengirim: Pengirim, kabupaten: Kantor) -> None:
    merge(kabupaten, pengirim.seal(pengirim.revision({"x": 1}, kind="gaji"), pengirim.revision({"nama": "Daun"})))
    assert reasons(kabupaten) == ["di_luar_wewenang"]


def test_that_fields_and_schemas_of_a_newer_program_are_no_reason(pengirim: Pengirim, kabupaten: Kantor) -> None:
    baru = pengirim.revision({"nama": "Daun", "gelar": ["Dr."]}, schema=7)
    asing = pengirim.revision(
        msgspec.structs.replace(FINAL, aturan="permenpanrb-9-2031", predikat=Predikat.BAIK), kind="penilaian"
    )
    hasil = merge(kabupaten, pengirim.seal(baru, asing))
    assert (hasil.baru, hasil.karantina) == (2, 0)
    dokumen = kabupaten.store.document(baru.doc_id)
    assert dokumen is not None
    assert msgspec.json.decode(dokumen.body)["gelar"] == ["Dr."]
    assert check_store(kabupaten).temuan == ()


def test_that_two_versions_under_a_rule_set_not_known_here_do_not_stop_the_bundle(
    pengirim: Pengirim, kabupaten: Kantor
) -> None:
    asing = msgspec.structs.replace(FINAL, aturan="permenpanrb-9-2031")
    satu = pengirim.revision(asing, kind="penilaian")
    dua = [
        pengirim.revision(
            msgspec.structs.replace(asing, catatan=catatan),
            kind="penilaian",
            doc_id=satu.doc_id,
            parents=(satu.rev_id,),
        )
        for catatan in ("a", "b")
    ]
    hasil = merge(kabupaten, pengirim.seal(satu, *dua))
    assert (hasil.nasib, hasil.galat, hasil.baru, hasil.konflik) == (NasibPaket.DIGABUNG, None, 3, 1)


def test_that_a_final_evaluation_without_ratings_cannot_have_a_predicate(pengirim: Pengirim, kabupaten: Kantor) -> None:
    kosong = msgspec.structs.replace(FINAL, rating_hasil=None)
    tanpa = msgspec.structs.replace(FINAL, predikat=None)
    merge(kabupaten, pengirim.seal(*(pengirim.revision(isi, kind="penilaian") for isi in (kosong, tanpa))))
    assert reasons(kabupaten) == ["final_tidak_lengkap"] * 2


def test_that_inspecting_changes_nothing_and_tells_what_is_new(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    first = export_bundle(unit, dunia.stick)
    before = stored(kabupaten)
    isi = inspect_bundle(kabupaten, first.path)
    assert (isi.revisi, isi.baru, isi.kode_terima, isi.standing) == (
        first.revisi,
        first.revisi,
        receipt_code(list_keluar(unit)[0].manifest_sha256),
        "new",
    )
    assert stored(kabupaten) == before
    assert not any(kabupaten.folder("karantina").iterdir())
    merge_bundles(kabupaten, [first.path])
    again = inspect_bundle(kabupaten, first.path)
    assert (again.baru, again.standing) == (0, "already_received")


class Cancel(threading.Event):
    """Is set after so many questions."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


def test_that_a_merge_stopped_anywhere_leaves_the_store_as_it_was(pengirim: Pengirim, kabupaten: Kantor) -> None:
    teks = "x" * 60_000
    banyak = [pengirim.revision({"nama": f"Orang {nomor}", "catatan": teks}) for nomor in range(100)]
    path = pengirim.seal(*banyak)
    make_cadangan(kabupaten)
    before = stored(kabupaten)
    for after in range(40):
        (hasil,) = merge_bundles(kabupaten, [path], cancel=Cancel(after))
        assert not any(kabupaten.folder("karantina").iterdir())
        if hasil.nasib is NasibPaket.DIGABUNG:
            break
        assert hasil.nasib is NasibPaket.DIBATALKAN
        assert stored(kabupaten) == before
        assert not any(kabupaten.folder("arsip").iterdir())
    assert 3 <= after < 39
    assert hasil.baru == len(banyak)


def test_that_what_comes_after_a_stop_is_left_alone(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    paths = [export_bundle(kantor, dunia.stick).path for kantor in (unit, dunia("b"))]
    stop = threading.Event()
    stop.set()
    make_cadangan(kabupaten)
    before = stored(kabupaten)
    assert [satu.nasib for satu in merge_bundles(kabupaten, paths, cancel=stop)] == [NasibPaket.DIBATALKAN] * 2
    assert stored(kabupaten) == before


def test_that_progress_goes_up_to_all_of_it(pengirim: Pengirim, kabupaten: Kantor) -> None:
    banyak = [pengirim.revision({"nama": "x", "catatan": "x" * 60_000 + str(nomor)}) for nomor in range(150)]
    seen: list[tuple[int, int]] = []
    merge_bundles(kabupaten, [pengirim.seal(*banyak)], progress=lambda done, total: seen.append((done, total)))
    assert {total for _, total in seen} == {150}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (150, 150)
    assert len(seen) > 1


def test_that_one_bad_bundle_does_not_stop_the_others_and_every_refusal_is_in_the_audit(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    good = [export_bundle(kantor, dunia.stick).path for kantor in (unit, dunia("b"))]
    cut = dunia.stick / "putus.skpb"
    cut.write_bytes(good[0].read_bytes()[:-9])
    missing = dunia.stick / "tidak-ada.skpb"
    hasil = merge_bundles(kabupaten, [missing, good[0], cut, dunia.stick, good[1]])
    assert [satu.nasib for satu in hasil] == [
        NasibPaket.DITOLAK,
        NasibPaket.DIGABUNG,
        NasibPaket.DITOLAK,
        NasibPaket.DITOLAK,
        NasibPaket.DIGABUNG,
    ]
    assert isinstance(hasil[2].galat, BundleError)
    assert hasil[2].galat.code == "truncated"
    rows = [row.detail for row in kabupaten.store.audit_rows() if row.act == "tolak_paket"]
    # A file's name may be a person's, so the row tells the reason alone.
    assert [row for row in rows if row.keys() != {"alasan"}] == []
    assert sorted(row["alasan"] for row in rows) == ["not_a_file", "truncated"]
    assert not any(kabupaten.folder("karantina").iterdir())


def test_that_the_same_file_twice_in_one_run_counts_once(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    first = export_bundle(unit, dunia.stick)
    copy = dunia.stick / "salinan.skpb"
    shutil.copyfile(first.path, copy)
    make_cadangan(kabupaten)
    rows = kabupaten.store.audit_head()[0]
    hasil = merge_bundles(kabupaten, [first.path, first.path, copy])
    assert [satu.nasib for satu in hasil] == [NasibPaket.DIGABUNG, *[NasibPaket.SUDAH_DITERIMA] * 2]
    assert len(read_kotak(kabupaten).paket) == 1
    assert kabupaten.store.audit_head()[0] == rows + 1


@pytest.mark.parametrize("in_one_run", [True, False])
def test_that_two_bundles_of_one_number_and_different_content_prove_a_twin(
    pengirim: Pengirim, kabupaten: Kantor, in_one_run: bool
) -> None:
    satu = pengirim.seal(pengirim.revision({"nama": "Satu"}), seq=7)
    dua = pengirim.seal(pengirim.revision({"nama": "Dua"}), seq=7)
    if in_one_run:
        first, second = merge_bundles(kabupaten, [satu, dua])
    else:
        (first,), (second,) = merge_bundles(kabupaten, [satu]), merge_bundles(kabupaten, [dua])
    assert first.nasib is NasibPaket.DIGABUNG
    assert second.galat is not None
    assert second.galat.code == "twin_detected"
    row = kabupaten.store.audit_rows(1)[0]
    assert (row.act, row.detail["alasan"]) == ("tolak_paket", "twin_detected")


def test_that_the_archive_holds_the_original_bytes_and_a_lost_or_changed_one_is_named_and_comes_back(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    path = export_bundle(unit, dunia.stick).path
    merge_bundles(kabupaten, [path])
    arsip = kabupaten.home / "arsip" / f"{sha256(path.read_bytes()).hexdigest()}.skpb"
    assert arsip.read_bytes() == path.read_bytes()

    def found() -> list[str]:
        return [code for code, _ in check_store(kabupaten).temuan]

    assert found() == []
    arsip.write_bytes(path.read_bytes()[:-1] + b"x")
    assert found() == ["periksa_arsip_berubah"]
    arsip.unlink()
    assert found() == ["periksa_arsip_hilang"]
    (hasil,) = merge_bundles(kabupaten, [path])
    assert hasil.nasib is NasibPaket.SUDAH_DITERIMA
    assert found() == []


def test_that_an_archive_that_cannot_be_written_undoes_this_bundle_and_not_the_next(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    first = export_bundle(unit, dunia.stick).path
    (kabupaten.folder("arsip") / f"{sha256(first.read_bytes()).hexdigest()}.skpb").mkdir()
    before = documents(kabupaten)
    (hasil,) = merge_bundles(kabupaten, [first])
    assert hasil.galat is not None
    assert (hasil.galat.code, documents(kabupaten)) == ("berkas_gagal", before)
    hasil = merge_bundles(kabupaten, [first, export_bundle(dunia("b"), dunia.stick).path])[1]
    assert hasil.nasib is NasibPaket.DIGABUNG


def test_that_a_version_without_its_parent_waits_visibly_and_enters_when_the_parent_comes(
    pengirim: Pengirim, kabupaten: Kantor
) -> None:
    satu = pengirim.revision({"nama": "Satu"})
    dua = pengirim.revision({"nama": "Dua"}, doc_id=satu.doc_id, parents=(satu.rev_id,))
    hasil = merge(kabupaten, pengirim.seal(dua, seq=2))
    assert (hasil.baru, hasil.menunggu) == (0, 1)
    assert kabupaten.store.document(satu.doc_id) is None
    assert summarize(kabupaten).menunggu == 1
    assert [satu.jumlah for satu in read_kotak(kabupaten).menunggu] == [1]
    merge(kabupaten, pengirim.seal(satu, seq=1))
    assert summarize(kabupaten).menunggu == 0
    assert get_pegawai(kabupaten, satu.doc_id).nama == "Dua"


def test_that_a_waiting_version_of_another_offices_document_stays_out(
    dunia: Dunia, pengirim: Pengirim, kabupaten: Kantor
) -> None:
    """Out of scope by the document's office, which is known only when the document comes."""
    lain = dunia("b")
    milik_lain = list_pegawai(lain)[0].id
    akar = lain.store.history(milik_lain)[0]
    serangan = pengirim.revision({"nama": "Disusupi"}, doc_id=milik_lain, parents=(akar.rev_id,))
    merge(kabupaten, pengirim.seal(serangan))
    merge_bundles(kabupaten, [export_bundle(lain, dunia.stick).path])
    assert get_pegawai(kabupaten, milik_lain) == get_pegawai(lain, milik_lain)


def test_that_one_person_recorded_by_two_offices_is_two_documents_and_neither_is_held_back(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    lain = dunia("b")
    sekda = Pegawai(nama="Sekda menurut satu", nip="197001011995031007")
    doc_id, _ = create_pegawai(unit, sekda)
    create_pegawai(lain, msgspec.structs.replace(sekda, nama="Sekda menurut dua"))
    hasil = merge_bundles(kabupaten, [export_bundle(kantor, dunia.stick).path for kantor in (unit, lain)])
    assert [satu.karantina for satu in hasil] == [0, 0]
    assert get_pegawai(kabupaten, doc_id).nama == "Sekda menurut satu"
    assert sorted(satu.nama for satu in list_pegawai(kabupaten, "Sekda")) == ["Sekda menurut dua", "Sekda menurut satu"]


def test_that_a_final_evaluation_prints_at_the_kabupaten_what_the_office_signed(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    _, _, staf = add_people(unit)
    doc_id = final_penilaian(unit, determined_skp(unit, staf))
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert get_penilaian(kabupaten, doc_id) == get_penilaian(unit, doc_id)


def test_that_a_folder_is_looked_into_without_opening_anything(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    path = export_bundle(unit, dunia.stick).path
    (dunia.stick / "autorun.inf").write_text("x")
    (dunia.stick / "Foto.lnk").write_text("x")
    (dunia.stick / "folder.skpb").mkdir()
    isi = look_into_folder(kabupaten, dunia.stick)
    assert isi.paket == (path,)
    assert isi.mencurigakan == ("Foto.lnk", "autorun.inf", "folder.skpb")
    with pytest.raises(UserError, match="folder_tidak_ada"):
        look_into_folder(kabupaten, dunia.stick / "hilang")


def test_that_what_the_kabupaten_wrote_goes_to_every_pc_of_its_office_and_to_no_other(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    orang = list_pegawai(unit)[0].id
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    edit(kabupaten, orang, catatan="dari kabupaten")
    tujuan = {dunia(nama).store.device[:6] for nama in ("a2",)} | {unit.store.device[:6]}
    balasan = export_returns(kabupaten, dunia.stick)
    assert {satu.path.stem.split("-")[-2] for satu in balasan} == tujuan
