"""The check finds what was changed behind the program's back; paper shows what is true, and drafts say so."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import pytest

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import Predikat, Rating
from desktop_app.domain.pegawai import Identitas, Pegawai
from desktop_app.messages import sentence_for
from desktop_app.services.cetak import HasilCetak, JenisCetak, print_dokumen, print_evaluasi, print_form, print_skp
from desktop_app.services.cetak_pilihan import find_printable
from desktop_app.services.kantor import Kantor
from desktop_app.services.pegawai import create_pegawai, get_pegawai, list_pegawai
from desktop_app.services.penilaian import advance_penilaian, get_penilaian, list_penilaian
from desktop_app.services.periksa import check_store
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import (
    TETAP,
    Dunia,
    add_people,
    determined_skp,
    draft_penilaian,
    draft_skp,
    edit,
    final_penilaian,
    put_revision,
    stored,
)


def codes(kantor: Kantor, *, dalam: bool = True) -> set[str]:
    """Return what the check finds; every finding has a sentence."""
    temuan = check_store(kantor, dalam=dalam).temuan
    for code, facts in temuan:
        assert "{" not in sentence_for(code, facts)
        assert not sentence_for(code, facts).startswith("Terjadi kesalahan")
    return {code for code, _ in temuan}


HARM: dict[str, tuple[str, str]] = {
    "revision": ("UPDATE revision SET raw = CAST(raw || ' ' AS BLOB) WHERE seq = 2", "periksa_revision_changed"),
    "revision gone": ("DELETE FROM revision WHERE seq = 3", "periksa_document_changed"),
    "who did it": ("UPDATE audit SET raw = CAST(replace(raw, 'simpan', 'buang_') AS BLOB)", "periksa_audit_broken"),
    "audit row gone": ("DELETE FROM audit WHERE rowid = 2", "periksa_audit_broken"),
    "shown document": ("UPDATE document SET deleted = 1 WHERE num = 2", "periksa_document_changed"),
    "column of the list": ("UPDATE cur_pegawai SET nama = 'Orang Lain'", "periksa_columns_changed"),
}


@pytest.mark.parametrize("harm", list(HARM))
def test_that_rows_changed_by_hand_are_found(unit: Kantor, harm: str) -> None:
    edit(unit, list_pegawai(unit)[0].id, catatan="ada jejaknya")
    assert codes(unit) == set()
    sql, code = HARM[harm]
    connection = unit.store._connection
    connection.execute("PRAGMA foreign_keys = OFF")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    assert connection.execute(sql).rowcount > 0
    assert code in codes(unit)


def test_that_the_check_changes_nothing_but_its_own_audit_row(unit: Kantor) -> None:
    before = stored(unit)
    hasil = check_store(unit)
    after = stored(unit)
    assert len(after.pop("audit")) == len(before.pop("audit")) + 1
    assert after == before
    assert (hasil.revisi, hasil.jejak) == (unit.store.last_seq(), unit.store.audit_head()[0] - 1)
    assert unit.store.audit_rows(1)[0].act == "periksa"


def test_that_a_page_damaged_on_the_disk_is_reported_and_not_thrown(dunia: Dunia, unit: Kantor) -> None:
    """Wherever the disk lost a page: the person gets findings, or one sentence at opening; never less."""
    for nomor in range(12):
        create_pegawai(unit, Pegawai(nama=f"Orang {nomor}", catatan="x" * 9000))
    unit.close()
    path = unit.home / "luring.db"
    whole = path.read_bytes()
    seen = set()
    for page in range(1, len(whole) // 16384, 2):
        broken = bytearray(whole)
        broken[page * 16384 + 5000] ^= 1
        path.write_bytes(bytes(broken))
        try:
            kantor = dunia("a1")
        except SystemProblem as error:
            seen.add(error.code)
            continue
        found = codes(kantor)
        assert found & {"periksa_page_damaged", "periksa_unreadable"}, page
        seen |= found
        kantor.close()
    path.write_bytes(whole)
    assert "periksa_page_damaged" in seen


@pytest.fixture
def people(unit: Kantor) -> tuple[str, str, str]:
    """Superior, Camat, and one of his staff."""
    return add_people(unit)


def text_of(hasil: HasilCetak) -> str:
    """Return the words of a PDF, spaces between them made one."""
    with pdfium.PdfDocument(hasil.pdf) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in pdf))


def test_that_a_forged_predicate_is_found_and_never_printed(unit: Kantor, people: tuple[str, str, str]) -> None:
    doc_id = final_penilaian(
        unit, determined_skp(unit, people[2]), rating_hasil=Rating.DIBAWAH, rating_perilaku=Rating.DIBAWAH
    )
    asli = get_penilaian(unit, doc_id)
    assert codes(unit) == set()
    put_revision(unit, "penilaian", doc_id, msgspec.structs.replace(asli, predikat=Predikat.SANGAT_BAIK))
    assert codes(unit) == {"periksa_predikat_tidak_sesuai"}
    assert codes(unit, dalam=False) == set()
    for cetak in (print_evaluasi, print_dokumen):
        kata = text_of(cetak(unit, doc_id))
        assert "SANGAT KURANG" in kata
        assert "SANGAT BAIK" not in kata
    (baris,) = (satu for satu in list_penilaian(unit, "2026-TW1") if satu.penilaian_id == doc_id)
    assert baris.predikat is Predikat.SANGAT_KURANG
    put_revision(unit, "penilaian", doc_id, msgspec.structs.replace(asli, rating_hasil=None))
    assert codes(unit) == {"periksa_predikat_tidak_sesuai"}


def test_that_an_evaluation_of_a_rule_set_not_known_here_is_no_forgery_and_is_not_guessed_at(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    doc_id = final_penilaian(unit, determined_skp(unit, people[2]))
    isi = msgspec.structs.replace(get_penilaian(unit, doc_id), aturan="permenpanrb-9-2031", predikat=Predikat.KURANG)
    put_revision(unit, "penilaian", doc_id, isi)
    assert codes(unit) == set()
    assert doc_id in {satu.penilaian_id for satu in list_penilaian(unit, "2026-TW1")}
    with pytest.raises(SystemProblem, match="aturan_tidak_ada"):
        print_evaluasi(unit, doc_id)


def test_that_forms_are_drafts_until_they_are_fixed(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp_id = draft_skp(unit, people[2])
    assert "DRAF" in text_of(print_skp(unit, skp_id))
    advance_skp(unit, skp_id, "ajukan")
    assert "DRAF" in text_of(print_skp(unit, skp_id))
    advance_skp(unit, skp_id, "tetapkan", tanggal=TETAP)
    assert "DRAF" not in text_of(print_skp(unit, skp_id))
    doc_id = draft_penilaian(unit, skp_id)
    for cetak in (print_evaluasi, print_dokumen):
        assert "DRAF" in text_of(cetak(unit, doc_id))
    advance_penilaian(unit, doc_id, "finalkan", tanggal=TETAP)
    for cetak in (print_evaluasi, print_dokumen):
        assert "DRAF" not in text_of(cetak(unit, doc_id))
    advance_penilaian(unit, doc_id, "koreksi", alasan="keliru")
    assert "DRAF" in text_of(print_dokumen(unit, doc_id))


def test_that_a_later_promotion_and_name_do_not_change_one_byte_of_a_fixed_form(
    unit: Kantor, people: tuple[str, str, str]
) -> None:
    skp_id = determined_skp(unit, people[2])
    doc_id = final_penilaian(unit, skp_id)
    forms: list[tuple[Callable[[Kantor, str], HasilCetak], str]] = [
        (print_skp, skp_id),
        (print_evaluasi, doc_id),
        (print_dokumen, doc_id),
    ]
    before = [cetak(unit, satu) for cetak, satu in forms]
    assert "Pengatur (II/c)" in text_of(before[0])
    assert "Penata Muda (III/a)" in text_of(before[1])
    for orang in people:
        isi = get_pegawai(unit, orang)
        naik = msgspec.structs.replace(isi.riwayat[-1], id="z", mulai=TETAP, pangkat="Penata", golongan="III/c")
        edit(unit, orang, nama="Nama Baru", riwayat=(*isi.riwayat, naik))
    advance_skp(unit, skp_id, "buka_kembali", alasan="penugasan baru")
    assert [cetak(unit, satu) for cetak, satu in forms[1:]] == before[1:]


def test_that_what_is_on_the_screen_is_what_a_draft_prints(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp_id = draft_skp(unit, people[2])
    hasil = msgspec.structs.replace(get_skp(unit, skp_id).hasil[0], teks="Baru saja diketik")
    edit(unit, skp_id, commit=False, hasil=(hasil,))
    assert "Baru saja diketik" in text_of(print_skp(unit, skp_id))


def conflict(kantor: Kantor, kind: str, doc_id: str, *versions: object) -> None:
    akar = kantor.store.history(doc_id)[-1]
    for satu in versions:
        put_revision(kantor, kind, doc_id, satu, parents=[akar.rev_id])  # type: ignore[arg-type]


def test_that_nothing_is_printed_while_versions_disagree(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp_id = determined_skp(unit, people[2])
    final_id, draft_id = final_penilaian(unit, skp_id), draft_penilaian(unit, skp_id, "2026-TW2")
    skp = get_skp(unit, skp_id)
    conflict(unit, "skp", skp_id, *(msgspec.structs.replace(skp, tempat=kota) for kota in ("Kota A", "Kota B")))
    with pytest.raises(UserError, match="dokumen_berkonflik"):
        print_skp(unit, skp_id)
    for cetak in (print_evaluasi, print_dokumen):
        with pytest.raises(UserError, match="dokumen_berkonflik"):
            cetak(unit, draft_id)
        assert cetak(unit, final_id).pdf  # it stands on the version that it froze
    nilai = get_penilaian(unit, final_id)
    conflict(unit, "penilaian", final_id, *(msgspec.structs.replace(nilai, catatan=satu) for satu in ("a", "b")))
    with pytest.raises(UserError, match="dokumen_berkonflik"):
        print_dokumen(unit, final_id)


def test_that_a_draft_does_not_choose_between_two_names(unit: Kantor, people: tuple[str, str, str]) -> None:
    skp_id = draft_skp(unit, people[2])
    isi = get_pegawai(unit, people[2])
    conflict(unit, "pegawai", people[2], *(msgspec.structs.replace(isi, nama=nama) for nama in ("Satu", "Dua")))
    with pytest.raises(UserError, match="pegawai_berkonflik"):
        print_skp(unit, skp_id)


@pytest.mark.parametrize(
    ("nama", "nip", "berkas"),
    [
        ("Bunga Contoh, S.E.", "199003032015031001", "skp_bunga-contoh-s-e_199003032015031001_2026.pdf"),
        ("Ñoño Ælfrëd", "", "skp_nono-lfred_2026.pdf"),
        ("ꦧꦸꦔ", "", "skp_pegawai_2026.pdf"),
        ("测试", "199003032015031001", "skp_pegawai_199003032015031001_2026.pdf"),
        ("../../etc", "..\\..\\evil/x", "skp_etc_evil-x_2026.pdf"),
        ("A" * 90, "9" * 90, f"skp_{'a' * 40}_{'9' * 40}_2026.pdf"),
    ],
)
def test_that_a_file_name_is_plain_whatever_the_person_is_called(
    unit: Kantor, people: tuple[str, str, str], nama: str, nip: str, berkas: str
) -> None:
    skp_id = determined_skp(unit, people[2])
    # A frozen identity may come from elsewhere: nobody checked the shape of its NIP.
    isi = msgspec.structs.replace(get_skp(unit, skp_id), pegawai=Identitas(nama=nama, nip=nip))
    put_revision(unit, "skp", skp_id, isi)
    hasil = print_skp(unit, skp_id)
    assert hasil.nama_berkas == berkas
    assert Path(hasil.nama_berkas).name == hasil.nama_berkas
    assert hasil.pdf.startswith(b"%PDF")


def test_that_printable_documents_are_found_by_person_and_period(unit: Kantor, people: tuple[str, str, str]) -> None:
    staf = people[2]
    skp_id = determined_skp(unit, staf)
    tw1, tw2 = final_penilaian(unit, skp_id), draft_penilaian(unit, skp_id, "2026-TW2")
    assert find_printable(unit, JenisCetak.SKP, staf, "2026-TW3") == (skp_id,)
    assert find_printable(unit, JenisCetak.SKP, staf, "2027") == ()
    assert find_printable(unit, JenisCetak.EVALUASI, staf) == (tw2, tw1)
    assert find_printable(unit, JenisCetak.DOKUMEN, staf, "2026-tw1") == (tw1,)
    assert print_form(unit, JenisCetak.DOKUMEN, tw1) == print_dokumen(unit, tw1)
    with pytest.raises(UserError, match="dokumen_tidak_ada"):
        print_form(unit, JenisCetak.SKP, tw1)
