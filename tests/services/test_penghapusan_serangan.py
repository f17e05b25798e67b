"""Erasure as a weapon: what an enrolled computer with real keys may not take away from others, or from the archive."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import Claim, Revision, Skeleton, encode_revision, skeleton_of
from desktop_app.domain.codec import natural_id, office_tag
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.penghapusan import Penghapusan, signed_text
from desktop_app.domain.tanda_tangan import Perbuatan
from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang, reach
from desktop_app.exchange.penghapusan import sign_erasure
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import admit_karantina, list_karantina
from desktop_app.services.keutuhan_hapus import RUANG_AKHIR, keep_endings
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kotak import read_kotak
from desktop_app.services.masuk import HasilPaket, merge_bundles
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penghapusan import DASAR, erase_orang, person_documents
from desktop_app.services.penghapusan_isi import make_records, record_body
from desktop_app.services.penguji_hapus import MENUNGGU
from desktop_app.services.penguji_tanda import KeadaanTanda
from desktop_app.services.penilaian import advance_penilaian, get_penilaian
from desktop_app.services.periksa import check_store
from desktop_app.services.tanda_tangan import check_signature, sign
from tests.services.dunia_kantor import AKHIR, Dunia, add_people, determined_skp, edit, final_penilaian, rate
from tests.services.penanda import NAMA, key_record, log_in, make_person, put_pengguna
from tests.services.pengirim import Pengirim


def records(unit: Kantor, folder: Path, orang: str, skeletons: Sequence[Skeleton]) -> list[Revision]:
    """Return a signed erasure of these skeletons, as only a hostile program of the unit would make it."""
    isi = Penghapusan(orang=orang, dasar="Permintaan pemilik data", unit_kode=unit.profil.kode)
    pengirim = Pengirim(unit, folder)
    made = make_records(isi, skeletons, signer=unit.device_keys().signing, pelaku=unit.pelaku)
    return [pengirim.revision(record_body(satu), "penghapusan", doc_id=doc_id) for doc_id, satu in made]


def send(kabupaten: Kantor, unit: Kantor, folder: Path, *revisions: Revision, seq: int = 50) -> HasilPaket:
    (hasil,) = merge_bundles(kabupaten, [Pengirim(unit, folder).seal(*revisions, seq=seq)])
    return hasil


def reasons(kantor: Kantor) -> list[str]:
    return [satu.alasan for satu in list_karantina(kantor)]


def refused(kabupaten: Kantor) -> str:
    """Try to confirm the one erasure that waits; return the code of why it cannot be."""
    (satu,) = list_karantina(kabupaten)
    with pytest.raises(UserError, match="catatan_tetap_ditahan"):
        admit_karantina(kabupaten, satu.rev_id)
    (kini,) = list_karantina(kabupaten)
    return kini.alasan


@pytest.fixture
def sent(dunia: Dunia, unit: Kantor) -> tuple[Kantor, str, str]:
    """A kabupaten that has merged a corrected, low, final evaluation; the person's id and the evaluation's."""
    _, _, staf = add_people(unit)
    nilai = final_penilaian(unit, determined_skp(unit, staf))
    advance_penilaian(unit, nilai, "koreksi", alasan="salah hitung")
    edit(unit, nilai, **rate(Rating.DIBAWAH, Rating.DIBAWAH))
    advance_penilaian(unit, nilai, "finalkan", tanggal=AKHIR)
    kabupaten = dunia("kabupaten")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    return kabupaten, staf, nilai


@pytest.mark.parametrize("taken", [slice(None), slice(-1, None)], ids=["one evaluation", "only the correction"])
def test_that_one_evaluation_or_a_correction_alone_is_not_erased(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str, str], taken: slice
) -> None:
    kabupaten, staf, nilai = sent
    (arsip,) = (kabupaten.home / "arsip").iterdir()
    named = [skeleton_of(rev) for rev in unit.store.history(nilai)[taken]]
    hasil = send(kabupaten, unit, dunia.folder / "s", *records(unit, dunia.folder / "s", staf, named))
    assert (hasil.hapus_menunggu, hasil.dihapus, reasons(kabupaten)) == (1, 0, [MENUNGGU])
    refused(kabupaten)
    assert get_penilaian(kabupaten, nilai).predikat is Predikat.SANGAT_KURANG
    assert arsip.exists()
    assert check_store(kabupaten).temuan == ()


def test_that_a_record_about_somebody_elses_documents_is_held(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str, str]
) -> None:
    kabupaten, staf, nilai = sent
    (camat,) = unit.store.find("pegawai", text="Camat")
    named = [skeleton_of(rev) for rev in unit.store.history(nilai)]
    send(kabupaten, unit, dunia.folder / "s", *records(unit, dunia.folder / "s", camat.doc_id, named))
    named = [skeleton_of(rev) for rev in unit.store.history(staf)]
    send(kabupaten, unit, dunia.folder / "t", *records(unit, dunia.folder / "t", camat.doc_id, named), seq=51)
    assert reasons(kabupaten) == ["penghapusan_bukan_miliknya"] * 2


def test_that_a_whole_erasure_waits_for_somebody_who_may_erase_and_says_what_it_takes(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str, str]
) -> None:
    kabupaten, staf, nilai = sent
    (arsip,) = (kabupaten.home / "arsip").iterdir()
    versi = sum(len(unit.store.history(satu.doc_id)) for satu in person_documents(unit, staf))
    erase_orang(unit, staf, DASAR[0], "800/12/2026")
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert (hasil.hapus_menunggu, hasil.dihapus) == (1, 0)
    assert not any(rev.erased for rev in kabupaten.store.history(nilai)), "ended by the unit, and every version is here"
    assert arsip.exists()
    (satu,) = list_karantina(kabupaten)
    for words in ("3 dokumen", f"({versi} versi)", "Bunga Contoh", "800/12/2026", "0 dokumen belum pernah tiba"):
        assert words in satu.rincian
    (baris,) = read_kotak(kabupaten).karantina
    assert (baris.catatan, baris.rincian) == (satu.rev_id, satu.rincian)
    peran = next(p for p in PeranPengguna if reach({p}, Wewenang.HAPUS_ORANG) is Jangkauan.TIDAK)
    pelaku, kabupaten.pelaku = kabupaten.pelaku, Pelaku("ab" * 16, "Uji", frozenset({peran}), "")
    with pytest.raises(UserError, match="wewenang_kurang"):
        admit_karantina(kabupaten, satu.rev_id)
    kabupaten.pelaku = pelaku
    assert admit_karantina(kabupaten, satu.rev_id).dihapus == versi
    assert not arsip.exists()
    assert reasons(kabupaten) == []
    assert check_store(kabupaten).temuan == ()


def test_that_a_part_alone_erases_nothing(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kabupaten, staf, _ = sent
    monkeypatch.setattr("desktop_app.services.penghapusan_isi.MAKS_REVISI", 6)
    named = [skeleton_of(r) for satu in person_documents(unit, staf) for r in unit.store.history(satu.doc_id)]
    first, *rest = records(unit, dunia.folder / "s", staf, named)
    send(kabupaten, unit, dunia.folder / "s", first)
    assert refused(kabupaten) == MENUNGGU, "nothing has changed"
    send(kabupaten, unit, dunia.folder / "t", *rest, seq=51)
    assert admit_karantina(kabupaten, first.rev_id).dihapus == len(named)
    assert reasons(kabupaten) == []


def test_that_other_kinds_and_foreign_files_are_not_erased(
    dunia: Dunia, unit: Kantor, sent: tuple[Kantor, str, str]
) -> None:
    kabupaten, staf, _ = sent
    pengirim = Pengirim(unit, dunia.folder / "s")
    tanda = pengirim.revision({}, "tanda_tangan")
    send(kabupaten, unit, dunia.folder / "s", *records(unit, dunia.folder / "s", staf, [skeleton_of(tanda)]))
    assert reasons(kabupaten) == ["penghapusan_bukan_miliknya"]
    data = b"surat tugas kantor lain"
    with kabupaten.write("uji") as tx:
        sha = tx.put_attachment(data, "image/png")
    named = [skeleton_of(r) for satu in person_documents(unit, staf) for r in unit.store.history(satu.doc_id)]
    ((_, isi),) = make_records(
        Penghapusan(orang=staf, dasar="x", unit_kode=unit.profil.kode),
        named, signer=unit.device_keys().signing, pelaku=unit.pelaku,
    )  # fmt: skip
    isi = msgspec.structs.replace(isi, lampiran=(sha,))
    isi = msgspec.structs.replace(isi, tanda=sign_erasure(unit.device_keys().signing, signed_text(isi)))
    record = pengirim.revision(record_body(isi), "penghapusan", doc_id=office_tag("99.01.01") + isi.tanda[:24])
    send(kabupaten, unit, dunia.folder / "t", record, seq=51)
    assert admit_karantina(kabupaten, record.rev_id).dihapus == len(named)
    assert kabupaten.store.attachment(hashlib.sha256(data).hexdigest()) is not None


def test_that_what_another_office_has_not_sent_yet_is_not_suppressed(dunia: Dunia, unit: Kantor) -> None:
    """Even where somebody confirmed the record: the true bytes show that it lied, and come in."""
    other, kabupaten = dunia("b"), dunia("kabupaten")
    _, _, staf = add_people(other)
    nilai = final_penilaian(other, determined_skp(other, staf))
    target = other.store.history(nilai)[-1]
    false = msgspec.structs.replace(
        skeleton_of(target), doc_id=natural_id("penilaian", unit.profil.kode, "x"), parents=(),
        scope=unit.profil.kode, device=unit.store.device, epoch=unit.store.epoch, n=5000,
    )  # fmt: skip
    orang = office_tag(unit.profil.kode) + "0" * 24
    (record,) = records(unit, dunia.folder / "s", orang, [false])
    send(kabupaten, unit, dunia.folder / "s", record)
    admit_karantina(kabupaten, record.rev_id)
    (hasil,) = merge_bundles(kabupaten, [export_bundle(other, dunia.stick).path])
    assert (hasil.karantina, hasil.menunggu) == (0, 0)
    assert get_penilaian(kabupaten, nilai).predikat is get_penilaian(other, nilai).predikat
    assert kabupaten.store.document(false.doc_id) is None
    assert "hapus_palsu" in kabupaten.store.audit_rows(1)[0].detail
    assert any((kabupaten.home / "arsip").glob(f"{hasil.file_sha256}*")), "the original stays as evidence"
    assert check_store(kabupaten).temuan == ()


def test_that_what_the_other_computer_of_the_office_has_not_sent_is_not_taken_for_somebody_elses(
    dunia: Dunia, unit: Kantor
) -> None:
    other, kabupaten = dunia("a2"), dunia("kabupaten")
    _, _, staf = add_people(other, "3")
    nilai = final_penilaian(other, determined_skp(other, staf))
    orang = office_tag(unit.profil.kode) + "0" * 24
    named = [skeleton_of(rev) for rev in other.store.history(nilai)]
    (record,) = records(unit, dunia.folder / "s", orang, named)
    send(kabupaten, unit, dunia.folder / "s", record)
    assert "1 dokumen belum pernah tiba" in list_karantina(kabupaten)[0].rincian
    admit_karantina(kabupaten, record.rev_id)
    merge_bundles(kabupaten, [export_bundle(other, dunia.stick).path])
    assert get_penilaian(kabupaten, nilai).predikat is get_penilaian(other, nilai).predikat
    assert check_store(kabupaten).temuan == ()


def test_that_an_ended_key_stays_ended_when_the_versions_that_said_so_are_erased(dunia: Dunia, unit: Kantor) -> None:
    _, camat, staf = add_people(unit)
    pelaku = log_in(unit, make_person(unit, pegawai_id=camat))
    key: Any = pelaku.kunci
    skp = determined_skp(unit, staf)
    isi = key_record(unit, pelaku.akun_id, key, berakhir=True)
    ending = put_pengguna(unit, pelaku.akun_id, NAMA, isi)
    assert check_signature(unit, skp).keadaan is KeadaanTanda.SAH
    named = [skeleton_of(rev) for rev in unit.store.history(pelaku.akun_id)]
    body = Penghapusan(orang=camat, dasar="x", unit_kode=unit.profil.kode)
    put_back = msgspec.structs.replace(isi, berakhir=False)
    rev = unit.store.history(skp)[-1]
    with unit.write("uji") as tx:
        keep_endings(unit.store, tx, [pelaku.akun_id])
        by = tx.save("penghapusan", office_tag("99.01.01") + "7" * 24, record_body(body), scope="99.01.01", schema=1)
        tx.erase(named, by=by.rev_id)
    put_pengguna(unit, pelaku.akun_id, NAMA, put_back)
    assert [k for k, _ in unit.store.items(RUANG_AKHIR)] == [f"{pelaku.akun_id}/{isi.id}"]
    assert check_signature(unit, skp).keadaan is KeadaanTanda.SAH, "what was signed before"
    assert unit.store.items(RUANG_AKHIR)[0][1].decode() == ending.rev_id
    late = encode_revision(
        kind="skp", doc_id=skp, parents=(rev.rev_id,), device=rev.device, epoch=rev.epoch, n=9000, who=pelaku.akun_id,
        at=Claim("2026-12-01T08:00:00+07:00"), why="", body=rev.body, scope=rev.scope, deleted=False, schema=1,
    )  # fmt: skip
    with unit.write("uji") as tx:
        tx.add([late.raw], source="uji")
        sign(unit, tx, late, Perbuatan.TETAPKAN)
    assert check_signature(unit, skp).keadaan is KeadaanTanda.KUNCI_BERAKHIR
