"""What is typed and not handed over survives a cut, opens for its writer alone, and goes when it is handed over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.istilah_kinerja import KeputusanKeberatan
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik as Pemberi
from desktop_app.services.draf_sendiri import FOLDER, drop_drafts_by
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan_buka import open_objection
from desktop_app.services.kirim import export_bundle
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penghapusan import erase_orang
from desktop_app.services.putusan import IsiPutusan, answer_explanation, ask_explanation, decide_objection, read_putusan
from desktop_app.services.putusan_draf import DrafPutusan, drop_putusan_draft, keep_putusan_draft, read_putusan_draft
from desktop_app.services.umpan_balik import answer_umpan_balik, ask_umpan_balik, cancel_permintaan, give_umpan_balik
from desktop_app.services.umpan_balik_baca import get_diberikan
from desktop_app.services.umpan_balik_draf import (
    DrafUmpanBalik,
    drop_umpan_balik_draft,
    keep_umpan_balik_draft,
    list_umpan_balik_draft,
    read_umpan_balik_draft,
)
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_keberatan import Kecamatan, files_below, make_kecamatan
from tests.services.test_umpan_balik import said

DIAM = "zebrawati kenari belum saya kirim"
DRAF = DrafPutusan(
    keberatan=DIAM,
    penjelasan="lisan",
    keputusan=KeputusanKeberatan.MENGUBAH,
    rating_hasil=Rating.DIATAS,
    rekomendasi="r",
)


@pytest.fixture
def kecamatan(dunia: Dunia) -> Kecamatan:
    return make_kecamatan(dunia)


@pytest.fixture
def putusan(kecamatan: Kecamatan) -> str:
    """The id of a decision on a sealed objection that its superior has opened."""
    hasil = kecamatan.seal()
    with kecamatan.sebagai("sekda") as kantor:
        return open_objection(kantor, hasil.doc_id).putusan_id


def code_of(call: object, *args: object) -> str:
    with pytest.raises(UserError) as caught:
        call(*args)  # type: ignore[operator]
    return caught.value.code


def after_cut(kecamatan: Kecamatan, kantor: Kantor) -> Kantor:
    """Return the office as the next start finds the files of this moment, with the same person logged in."""
    mati = kecamatan.dunia.after_kill(kantor)
    mati.pelaku, mati.who = kantor.pelaku, kantor.who
    return mati


def drafts(home: Path) -> list[bytes]:
    return list(files_below(home / FOLDER).values())


def test_that_a_decision_being_typed_survives_a_cut_and_is_read_by_its_writer_alone(
    kecamatan: Kecamatan, putusan: str
) -> None:
    with kecamatan.sebagai("sekda") as kantor:
        assert read_putusan_draft(kantor, putusan) is None
        assert keep_putusan_draft(kantor, putusan, DRAF).startswith("20")
        assert read_putusan_draft(after_cut(kecamatan, kantor), putusan) == DRAF
    assert [DIAM.encode() in satu for satu in drafts(kecamatan.unit.home)] == [False]
    for nama in ("camat", "staf"):
        with kecamatan.sebagai(nama) as kantor:
            for call, args in ((read_putusan_draft, ()), (keep_putusan_draft, (DRAF,)), (drop_putusan_draft, ())):
                assert code_of(call, kantor, putusan, *args) == "wewenang_kurang"
    with kecamatan.sebagai("sekda") as kantor:
        ask_explanation(kantor, putusan, "Laporan")
        # What was passed on stands in the decision; the rest is still his alone.
        assert read_putusan_draft(kantor, putusan) == msgspec.structs.replace(DRAF, keberatan="")
    with kecamatan.sebagai("camat") as kantor:
        assert read_putusan_draft(kantor, putusan) is None
        keep_putusan_draft(kantor, putusan, DrafPutusan(penjelasan=DIAM))
        export_bundle(kantor, kecamatan.dunia.stick)
        assert read_putusan(kantor, putusan).isi.penjelasan == "", "an export sends no draft"
    with kecamatan.sebagai("sekda") as kantor:
        mine = read_putusan_draft(kantor, putusan)
        assert mine is not None
        assert mine.penjelasan == "lisan", "the superior reads no unsent explanation"
    with kecamatan.sebagai("camat") as kantor:
        answer_explanation(kantor, putusan, "Terlambat")
        assert read_putusan_draft(kantor, putusan) is None
    with kecamatan.sebagai("sekda") as kantor:
        decide_objection(kantor, putusan, IsiPutusan(keputusan=KeputusanKeberatan.MENGUATKAN), date(2026, 12, 1))
        assert code_of(keep_putusan_draft, kantor, putusan, DRAF) == "putusan_sudah_ditetapkan"
    assert drafts(kecamatan.unit.home) == []


def test_that_a_draft_of_another_key_does_not_open_even_under_the_name_of_its_writer(
    kecamatan: Kecamatan, putusan: str
) -> None:
    with kecamatan.sebagai("sekda") as kantor:
        keep_putusan_draft(kantor, putusan, DRAF)
        kantor.pelaku = with_key_of(kecamatan, "sekda", "camat")
        assert read_putusan_draft(kantor, putusan) is None
    with kecamatan.sebagai("sekda") as kantor:
        drop_putusan_draft(kantor, putusan)
        assert read_putusan_draft(kantor, putusan) is None


def with_key_of(kecamatan: Kecamatan, siapa: str, kunci: str) -> Pelaku:
    """Return somebody as he would act who knows the store and his ids, but has another person's key."""
    asli, lain = kecamatan.orang[siapa], kecamatan.orang[kunci]
    return Pelaku(asli.akun_id, asli.nama, asli.peran, asli.pegawai_id, lain.kunci)


def test_that_feedback_being_written_survives_a_cut_and_nobody_else_sees_that_there_is_one(
    kecamatan: Kecamatan,
) -> None:
    staf, camat = (kecamatan.orang[nama].pegawai_id for nama in ("staf", "camat"))
    draf = DrafUmpanBalik(isi=said(camat, teks=DIAM, peran=Pemberi.PEGAWAI_DI_BAWAH), tampil_nama=True, alasan="a")
    with kecamatan.sebagai("staf") as kantor:
        keep_umpan_balik_draft(kantor, draf)
        keep_umpan_balik_draft(kantor, msgspec.structs.replace(draf, isi=said(kecamatan.orang["sekda"].pegawai_id)))
        assert code_of(keep_umpan_balik_draft, kantor, DrafUmpanBalik(isi=said(staf))) == "umpan_balik_diri_sendiri"
        mati = after_cut(kecamatan, kantor)
        assert read_umpan_balik_draft(mati, camat) == draf
        # The last one written comes first.
        assert [satu.pegawai for satu in list_umpan_balik_draft(mati)] == ["Sekretaris Contoh", "Camat Contoh"]
    assert [DIAM.encode() in satu for satu in drafts(kecamatan.unit.home)] == [False, False]
    for nama in ("camat", "sekda"):
        with kecamatan.sebagai(nama) as kantor:
            assert list_umpan_balik_draft(kantor) == ()
            assert nama == "camat" or read_umpan_balik_draft(kantor, camat) is None
    with kecamatan.sebagai("staf") as kantor:
        give_umpan_balik(kantor, said(camat, teks="dari terminal", peran=Pemberi.PEGAWAI_DI_BAWAH))
        assert read_umpan_balik_draft(kantor, camat) == draf, "what the command line gives ends no form"
        give_umpan_balik(kantor, draf.isi, dari_draf=True)
        assert read_umpan_balik_draft(kantor, camat) is None
        drop_umpan_balik_draft(kantor, kecamatan.orang["sekda"].pegawai_id)
    assert drafts(kecamatan.unit.home) == []


def test_that_the_draft_of_an_answer_goes_with_the_answer_or_with_its_request(kecamatan: Kecamatan) -> None:
    staf, camat = (kecamatan.orang[nama].pegawai_id for nama in ("staf", "camat"))
    with kecamatan.sebagai("camat") as kantor:
        (satu, _), _ = ask_umpan_balik(kantor, (staf, kecamatan.orang["sekda"].pegawai_id), "Bagaimana?")
        (dua,), _ = ask_umpan_balik(kantor, (staf,), "Lagi?")
    with kecamatan.sebagai("staf") as kantor:
        for doc_id in (satu, dua):
            isi = msgspec.structs.replace(get_diberikan(kantor, doc_id), teks=DIAM)
            keep_umpan_balik_draft(kantor, DrafUmpanBalik(isi=isi, doc_id=doc_id))
        assert {s.doc_id for s in list_umpan_balik_draft(kantor)} == {satu, dua}
        answer_umpan_balik(kantor, satu, said(camat, peran=Pemberi.PEGAWAI_DI_BAWAH))
        assert read_umpan_balik_draft(kantor, camat, satu) is None
    with kecamatan.sebagai("sekda") as kantor:
        assert code_of(keep_umpan_balik_draft, kantor, DrafUmpanBalik(isi=isi, doc_id=dua)) == "wewenang_kurang"
    with kecamatan.sebagai("camat") as kantor:
        cancel_permintaan(kantor, dua)
    with kecamatan.sebagai("staf") as kantor:
        assert list_umpan_balik_draft(kantor) == ()
    assert drafts(kecamatan.unit.home) == []


def test_that_without_passwords_a_draft_is_kept_under_the_key_of_the_computer(kecamatan: Kecamatan) -> None:
    camat, unit = kecamatan.orang["camat"].pegawai_id, kecamatan.unit
    keep_umpan_balik_draft(unit, DrafUmpanBalik(isi=said(camat, teks=DIAM)))
    mati = after_cut(kecamatan, unit)
    kept = read_umpan_balik_draft(mati, camat)
    assert kept is not None
    assert kept.isi.teks == DIAM
    assert [DIAM.encode() in satu for satu in drafts(mati.home)] == [False]


def test_that_an_account_that_goes_and_a_person_that_is_erased_leave_no_draft(kecamatan: Kecamatan) -> None:
    staf, camat = (kecamatan.orang[nama].pegawai_id for nama in ("staf", "camat"))
    home = kecamatan.unit.home
    with kecamatan.sebagai("camat") as kantor:
        keep_umpan_balik_draft(kantor, DrafUmpanBalik(isi=said(staf)))
    with kecamatan.sebagai("sekda") as kantor:
        keep_umpan_balik_draft(kantor, DrafUmpanBalik(isi=said(camat)))
    drop_drafts_by(home, kecamatan.orang["sekda"].akun_id)
    assert len(drafts(home)) == 1
    erase_orang(kecamatan.unit, staf, "Retensi berakhir")
    assert drafts(home) == []
