"""Working copies: durable at each answer, one revision at leaving, nobody's text over anybody else's."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import get_konflik
from desktop_app.services.naskah import commit_all, commit_naskah, discard_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai, delete_pegawai, get_pegawai, list_pegawai
from desktop_app.services.periksa import check_store
from desktop_app.services.skp import advance_skp, get_skp
from tests.services.dunia_kantor import (
    TETAP,
    Dunia,
    add_people,
    determined_skp,
    draft_skp,
    edit,
    put_revision,
    stored,
)


@pytest.fixture
def orang(unit: Kantor) -> str:
    """A person of the office."""
    return list_pegawai(unit)[0].id


def isi_of(kantor: Kantor, doc_id: str) -> Pegawai:
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, Pegawai)
    return isi


def body_of(kantor: Kantor, doc_id: str) -> dict[str, Any]:
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    body: dict[str, Any] = msgspec.json.decode(dokumen.body)
    return body


def test_that_an_answer_is_there_after_the_power_fails_and_the_document_is_as_it_was(
    dunia: Dunia, unit: Kantor, orang: str
) -> None:
    edit(unit, orang, commit=False, catatan="setengah jalan")
    again = dunia.after_kill(unit)
    assert isi_of(again, orang).catatan == "setengah jalan"
    assert get_pegawai(again, orang).catatan == ""
    assert len(again.store.history(orang)) == 1
    assert check_store(again).temuan == ()
    commit_naskah(again, orang)
    assert get_pegawai(dunia.after_kill(again), orang).catatan == "setengah jalan"


def test_that_any_number_of_answers_becomes_one_revision_and_one_audit_row(unit: Kantor, orang: str) -> None:
    rows = unit.store.audit_head()[0]
    for nomor in range(7):
        edit(unit, orang, commit=False, catatan=f"catatan {nomor}")
    assert unit.store.audit_head()[0] == rows
    changed = commit_naskah(unit, orang)
    assert changed.doc_ids == (orang,)
    assert len(unit.store.history(orang)) == 2
    assert unit.store.audit_head()[0] == rows + 1
    row = unit.store.audit_rows(1)[0]
    assert (row.act, row.who, row.doc_id) == ("simpan", "a1", orang)
    assert commit_naskah(unit, orang).doc_ids == ()
    assert unit.store.audit_head()[0] == rows + 1


def test_that_typing_and_taking_it_back_makes_no_revision(unit: Kantor, orang: str) -> None:
    edit(unit, orang, commit=False, catatan="salah")
    edit(unit, orang, commit=False, catatan="")
    assert commit_naskah(unit, orang).doc_ids == ()
    assert len(unit.store.history(orang)) == 1
    assert unit.store.workings() == []


def test_that_members_which_the_program_fills_in_are_nothing_new(unit: Kantor) -> None:
    """Another program may leave defaults out; opening and leaving its document must not rewrite it."""
    doc_id = "ab" * 16
    put_revision(unit, "pegawai", doc_id, {"nama": "Daun Contoh"})
    edit(unit, doc_id, nama="Daun Contoh")
    assert len(unit.store.history(doc_id)) == 1


def test_that_two_versions_that_agree_are_not_rewritten_by_opening_them(unit: Kantor, orang: str) -> None:
    (akar,) = unit.store.history(orang)
    isi = get_pegawai(unit, orang)
    for nama in ("catatan", "nama"):
        put_revision(unit, "pegawai", orang, msgspec.structs.replace(isi, **{nama: "lain"}), parents=[akar.rev_id])
    assert len(open_naskah(unit, orang).kepala) == 2
    edit(unit, orang, nama="lain")
    assert len(unit.store.history(orang)) == 3


def test_that_unknown_members_of_a_newer_program_survive_an_edit_everywhere(unit: Kantor) -> None:
    doc_id = "cd" * 16
    baru = {
        "nama": "Bunga Contoh",
        "gelar": {"depan": "Dr."},
        "riwayat": [{"id": "r1", "mulai": "2026-01-01", "jabatan": "Camat", "kelas": 12}],
    }
    put_revision(unit, "pegawai", doc_id, baru, schema=9)
    edit(unit, doc_id, commit=False, catatan="satu")
    edit(unit, doc_id, catatan="dua")
    body = body_of(unit, doc_id)
    assert (body["gelar"], body["riwayat"][0]["kelas"], body["catatan"]) == ({"depan": "Dr."}, 12, "dua")


def test_that_unknown_members_survive_every_step_of_an_skp(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    body = body_of(unit, doc_id) | {"sasaran_strategis": ["x"]}
    body["hasil"][0]["bobot"] = 3
    put_revision(unit, "skp", doc_id, body)
    advance_skp(unit, doc_id, "ajukan")
    advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP)
    after = body_of(unit, doc_id)
    assert (after["sasaran_strategis"], after["hasil"][0]["bobot"], after["status"]) == (["x"], 3, "ditetapkan")


def test_that_the_text_of_a_second_person_is_kept_and_a_disagreement_is_shown(
    dunia: Dunia, unit: Kantor, orang: str
) -> None:
    edit(unit, orang, commit=False, nama="Nama dari pagi", catatan="pagi")
    unit.close()
    sore = dunia("a1", who="petugas sore")
    assert isi_of(sore, orang).catatan == ""
    edit(sore, orang, nama="Nama dari sore", aktif=False)
    sore.close()
    pagi = dunia("a1")
    assert isi_of(pagi, orang).nama == "Nama dari pagi"
    commit_naskah(pagi, orang)
    konflik = get_konflik(pagi, orang)
    assert [kolom.path for kolom in konflik.kolom] == ["nama"]
    assert {nilai for _, nilai in konflik.kolom[0].values} == {"Nama dari pagi", "Nama dari sore"}
    assert {versi.who for versi in konflik.versi} == {"a1", "petugas sore"}
    body = body_of(pagi, orang)
    assert (body["catatan"], body["aktif"]) == ("pagi", False)


def from_elsewhere(kantor: Kantor, doc_id: str, **fields: Any) -> None:
    """Let a version come in as a return bundle would bring it: by another device, over the present one."""
    kantor.who, who = "kabupaten", kantor.who
    isi = get_pegawai(kantor, doc_id)
    put_revision(kantor, "pegawai", doc_id, msgspec.structs.replace(isi, **fields))
    kantor.who = who


def test_that_what_came_in_while_typing_is_merged(unit: Kantor, orang: str) -> None:
    edit(unit, orang, commit=False, catatan="ketikan")
    from_elsewhere(unit, orang, aktif=False)
    edit(unit, orang, catatan="ketikan lagi")
    hasil = get_pegawai(unit, orang)
    assert (hasil.catatan, hasil.aktif) == ("ketikan lagi", False)


def test_that_what_came_in_after_opening_and_before_the_first_answer_is_not_overwritten(
    unit: Kantor, orang: str
) -> None:
    naskah = open_naskah(unit, orang)
    assert isinstance(naskah.isi, Pegawai)
    from_elsewhere(unit, orang, nama="Nama yang dibetulkan kabupaten")
    write_naskah(unit, orang, msgspec.structs.replace(naskah.isi, catatan="ketikan"), kepala=naskah.kepala)
    commit_naskah(unit, orang)
    hasil = get_pegawai(unit, orang)
    assert (hasil.nama, hasil.catatan) == ("Nama yang dibetulkan kabupaten", "ketikan")


def test_that_a_page_that_stays_open_over_an_export_does_not_quarrel_with_itself(unit: Kantor, orang: str) -> None:
    naskah = open_naskah(unit, orang)
    assert isinstance(naskah.isi, Pegawai)
    for catatan in ("satu", "dua", "tiga"):
        write_naskah(unit, orang, msgspec.structs.replace(naskah.isi, catatan=catatan), kepala=naskah.kepala)
        commit_all(unit)
    dokumen = unit.store.document(orang)
    assert dokumen is not None
    assert (len(dokumen.heads), get_pegawai(unit, orang).catatan) == (1, "tiga")


def test_that_a_document_deleted_meanwhile_is_a_conflict_and_not_a_loss(unit: Kantor, orang: str) -> None:
    edit(unit, orang, commit=False, catatan="masih diketik")
    put_revision(unit, "pegawai", orang, {}, deleted=True)
    with pytest.raises(UserError, match="dokumen_tidak_ada"):
        edit(unit, orang, catatan="lagi")
    commit_all(unit)
    (kolom,) = get_konflik(unit, orang).kolom
    assert kolom.path == ""


def test_that_a_document_in_conflict_cannot_be_typed_in(unit: Kantor, orang: str) -> None:
    (akar,) = unit.store.history(orang)
    isi = get_pegawai(unit, orang)
    for nama in ("Satu", "Dua"):
        put_revision(unit, "pegawai", orang, msgspec.structs.replace(isi, nama=nama), parents=[akar.rev_id])
    assert not open_naskah(unit, orang).boleh_ubah
    before = stored(unit)
    with pytest.raises(UserError, match="dokumen_berkonflik"):
        write_naskah(unit, orang, isi)
    assert stored(unit) == before


def test_that_a_handed_in_or_fixed_document_refuses_typing_and_a_state_is_never_typed(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    skp = get_skp(unit, doc_id)
    for langkah, tanggal in (("ajukan", None), ("tetapkan", TETAP)):
        advance_skp(unit, doc_id, langkah, tanggal=tanggal)
        before = stored(unit)
        with pytest.raises(UserError, match="dokumen_terkunci"):
            write_naskah(unit, doc_id, msgspec.structs.replace(get_skp(unit, doc_id), tempat="Lain"))
        with pytest.raises(UserError, match="dokumen_terkunci"):
            write_naskah(unit, doc_id, skp)
        assert not open_naskah(unit, doc_id).boleh_ubah
        assert stored(unit) == before


def test_that_a_draft_cannot_be_typed_into_a_fixed_one(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    fixed = get_skp(unit, determined_skp(unit, staf))
    lain, _ = create_pegawai(unit, Pegawai(nama="Daun Contoh"))
    draft = draft_skp(unit, lain)
    with pytest.raises(UserError, match="dokumen_terkunci"):
        write_naskah(unit, draft, msgspec.structs.replace(get_skp(unit, draft), status=fixed.status))


def test_that_a_working_copy_of_another_kind_is_refused(unit: Kantor, orang: str) -> None:
    _, _, staf = add_people(unit)
    skp = get_skp(unit, draft_skp(unit, staf))
    with pytest.raises(UserError, match="dokumen_tidak_ada"):
        write_naskah(unit, orang, skp)


def test_that_a_stale_draft_of_a_second_person_is_held_and_never_touches_what_was_signed(
    dunia: Dunia, unit: Kantor
) -> None:
    _, _, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    unit.who = "petugas kedua"
    edit(unit, doc_id, commit=False, tempat="Tempat yang tidak ditandatangani")
    unit.who = "a1"
    advance_skp(unit, doc_id, "ajukan")
    advance_skp(unit, doc_id, "tetapkan", tanggal=TETAP)
    unit.who = "petugas kedua"
    opened = open_naskah(unit, doc_id)
    assert (opened.boleh_ubah, opened.tertahan) == (False, True)
    signed = get_skp(unit, doc_id)
    assert commit_all(unit).doc_ids == ()
    assert get_skp(unit, doc_id) == signed
    with pytest.raises(UserError, match="tidak_ada_konflik"):
        get_konflik(unit, doc_id)
    kept = unit.store.working(doc_id, "petugas kedua")
    assert kept is not None
    assert b"Tempat yang tidak ditandatangani" in kept.body


def test_that_discarding_leaves_the_stored_document_and_the_others_text(dunia: Dunia, unit: Kantor, orang: str) -> None:
    unit.who = "petugas sore"
    edit(unit, orang, commit=False, catatan="punya sore")
    unit.who = "a1"
    edit(unit, orang, commit=False, catatan="salah ketik")
    rows = unit.store.audit_head()[0]
    discard_naskah(unit, orang)
    assert isi_of(unit, orang).catatan == ""
    assert len(unit.store.history(orang)) == 1
    assert unit.store.audit_head()[0] == rows + 1
    assert discard_naskah(unit, orang).doc_ids == ()
    assert unit.store.audit_head()[0] == rows + 1
    unit.who = "petugas sore"
    assert isi_of(unit, orang).catatan == "punya sore"


def test_that_commit_all_takes_every_persons_text_in_one_transaction(unit: Kantor) -> None:
    ids = [satu.id for satu in list_pegawai(unit)]
    for who, doc_id in zip(("satu", "dua", "tiga"), ids, strict=True):
        unit.who = who
        edit(unit, doc_id, commit=False, catatan=who)
    rows = unit.store.audit_head()[0]
    changed = commit_all(unit)
    assert set(changed.doc_ids) == set(ids)
    assert unit.store.audit_head()[0] == rows + 1
    assert [get_pegawai(unit, doc_id).catatan for doc_id in ids] == ["satu", "dua", "tiga"]
    assert unit.store.workings() == []
    assert commit_all(unit).doc_ids == ()
    assert unit.store.audit_head()[0] == rows + 1


@pytest.mark.parametrize(
    ("catatan", "code"),
    [
        ("x" * 65_537, "store_text_unfit"),
        ("tak\x00terlihat", "store_text_unfit"),
        ("ä" * 65_536, ""),
    ],
    ids=["too long", "unseen", "just fits"],
)
def test_that_a_text_that_could_never_be_sent_is_refused_where_it_is_typed(
    unit: Kantor, orang: str, catatan: str, code: str
) -> None:
    if not code:
        edit(unit, orang, catatan=catatan)
        assert get_pegawai(unit, orang).catatan == catatan
        return
    before = stored(unit)
    with pytest.raises(UserError) as caught:
        edit(unit, orang, catatan=catatan)
    assert caught.value.code == code
    with pytest.raises(UserError):
        create_pegawai(unit, Pegawai(nama="Daun", catatan=catatan))
    assert stored(unit) == before


def test_that_a_document_too_large_to_be_kept_is_refused_at_the_answer_and_not_at_the_export(unit: Kantor) -> None:
    _, _, staf = add_people(unit)
    doc_id = draft_skp(unit, staf)
    hasil = get_skp(unit, doc_id).hasil[0]
    banyak = tuple(msgspec.structs.replace(hasil, id=f"h{nomor}", teks="x" * 60_000) for nomor in range(5))
    before = stored(unit)
    with pytest.raises(UserError, match="store_revision_too_large"):
        edit(unit, doc_id, hasil=banyak)
    assert stored(unit) == before


def test_that_a_person_in_use_is_not_deleted_and_one_typed_by_mistake_is_with_a_reason(unit: Kantor) -> None:
    sekda, camat, staf = add_people(unit)
    draft_skp(unit, staf)
    salah, _ = create_pegawai(unit, Pegawai(nama="Salah Ketik"))
    for doc_id, alasan, code in (
        (salah, "  ", "alasan_wajib"),
        (staf, "pindah", "pegawai_masih_dipakai"),  # has an SKP
        (camat, "pindah", "pegawai_masih_dipakai"),  # assesses one
        (sekda, "pindah", "pegawai_masih_dipakai"),  # stands in a post as assessor
        ("00" * 16, "tidak ada", "dokumen_tidak_ada"),
    ):
        before = stored(unit)
        with pytest.raises(UserError) as caught:
            delete_pegawai(unit, doc_id, alasan)
        assert caught.value.code == code
        assert stored(unit) == before
    delete_pegawai(unit, salah, "orang ini tidak ada")
    assert salah not in {satu.id for satu in list_pegawai(unit)}
    assert [(rev.why, rev.deleted) for rev in unit.store.history(salah)] == [("", False), ("orang ini tidak ada", True)]
    with pytest.raises(UserError, match="dokumen_tidak_ada"):
        delete_pegawai(unit, salah, "lagi")


def test_that_a_nip_stands_once_in_an_office_and_may_come_back_after_a_deletion(unit: Kantor) -> None:
    orang = Pegawai(nama="Daun Contoh", nip="19950505 202012 1 001")
    pertama, _ = create_pegawai(unit, orang)
    before = stored(unit)
    with pytest.raises(UserError, match="nip_sudah_ada"):
        create_pegawai(unit, msgspec.structs.replace(orang, nama="Orang Lain"))
    with pytest.raises(UserError, match="nama_kosong"):
        create_pegawai(unit, Pegawai(nama=" \t "))
    assert stored(unit) == before
    delete_pegawai(unit, pertama, "salah")
    kedua, _ = create_pegawai(unit, orang)
    assert kedua != pertama
    assert get_pegawai(unit, kedua).nip == "199505052020121001"
