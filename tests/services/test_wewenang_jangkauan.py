"""How far each use case reaches: one's own documents, those of whom one assesses, a stranger's, as the table says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import WEWENANG, Jangkauan, PeranPengguna, Wewenang, covers, reach
from desktop_app.services.cetak import (
    HasilCetak,
    JenisCetak,
    note_cetak,
    print_dokumen,
    print_evaluasi,
    print_lampiran,
    print_skp,
)
from desktop_app.services.cetak_pilihan import find_printable, list_cetak, locate_cetak
from desktop_app.services.cetak_susun import PilihanRangkaian, plan_rangkaian
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.lembar_skp import check_lembar, read_kalimat_lain, read_lembar
from desktop_app.services.lihat import find_id, list_dokumen, show_dokumen
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import count_pegawai, find_by_nip, get_pegawai, list_pegawai
from desktop_app.services.penilaian import (
    advance_penilaian,
    create_penilaian,
    get_penilaian,
    get_skp_evaluated,
    list_penilaian,
)
from desktop_app.services.salin_skp import copy_last_year, find_earlier, preview_copy
from desktop_app.services.skp import advance_skp, create_skp, get_skp, list_skp
from desktop_app.services.templat import apply_templat, create_from_templat, list_templat_for, preview_templat
from desktop_app.services.templat_banyak import create_banyak, preview_banyak
from desktop_app.services.tenggat import list_tenggat
from tests.services.dicoba_pengembangan import DICOBA_PENGEMBANGAN
from tests.services.dunia_kantor import AKHIR, TETAP, Dunia, calm_clock
from tests.services.kantor_berperan import NAMA, NIP, Berperan, Orang, filled
from tests.services.test_jurnal_catatan import DICOBA as DICOBA_JURNAL
from tests.services.test_wewenang_peran import SEMUA
from tests.services.wewenang_pembinaan import DICOBA

TEMPLAT = "bawaan/pelaksana-umum"
DITOLAK = ("wewenang_kurang", "penilaian_diri_sendiri", "bukan_isian_anda")
W = Wewenang


def _type(kantor: Kantor, doc_id: str, asli: Any, **fields: Any) -> None:
    """Type into a document without looking at it first, and leave it."""
    write_naskah(kantor, doc_id, msgspec.structs.replace(asli, **fields))
    commit_naskah(kantor, doc_id)


def _pages(doc_id: str) -> HasilCetak:
    return HasilCetak("a.pdf", b"", "", JenisCetak.SKP, doc_id)


Asli = dict[str, Any]
"""The bodies as they are stored, by document."""
KASUS: dict[str, tuple[Wewenang, Callable[[Kantor, Orang, Asli], object]]] = {
    "get_pegawai": (W.LIHAT_PEGAWAI, lambda k, o, _: get_pegawai(k, o.id)),
    "get_skp": (W.LIHAT_SKP, lambda k, o, _: get_skp(k, o.skp)),
    "read_lembar": (W.LIHAT_SKP, lambda k, o, asli: read_lembar(k, o.skp, asli[o.skp])),
    "check_lembar": (W.LIHAT_SKP, lambda k, o, _: check_lembar(k, o.skp)),
    "read_kalimat_lain": (W.LIHAT_SKP, lambda k, o, _: read_kalimat_lain(k, o.skp)),
    "get_penilaian": (W.LIHAT_PENILAIAN, lambda k, o, _: get_penilaian(k, o.penilaian)),
    "get_skp_evaluated": (W.LIHAT_SKP, lambda k, o, asli: get_skp_evaluated(k, asli[o.penilaian])),
    "open_naskah": (W.LIHAT_PEGAWAI, lambda k, o, _: open_naskah(k, o.id)),
    "open_naskah skp": (W.LIHAT_SKP, lambda k, o, _: open_naskah(k, o.skp)),
    "open_naskah penilaian": (W.LIHAT_PENILAIAN, lambda k, o, _: open_naskah(k, o.penilaian)),
    "show_dokumen": (W.LIHAT_PEGAWAI, lambda k, o, _: show_dokumen(k, o.id, riwayat=True)),
    "show_dokumen skp": (W.LIHAT_SKP, lambda k, o, _: show_dokumen(k, o.skp, riwayat=True)),
    "show_dokumen penilaian": (W.LIHAT_PENILAIAN, lambda k, o, _: show_dokumen(k, o.penilaian)),
    "print_skp": (W.CETAK, lambda k, o, _: print_skp(k, o.skp)),
    "print_lampiran": (W.CETAK, lambda k, o, _: print_lampiran(k, o.skp)),
    "print_evaluasi": (W.CETAK, lambda k, o, _: print_evaluasi(k, o.penilaian)),
    "print_dokumen": (W.CETAK, lambda k, o, _: print_dokumen(k, o.penilaian)),
    "note_cetak": (W.CETAK, lambda k, o, _: note_cetak(k, _pages(o.skp))),
    "locate_cetak": (W.CETAK, lambda k, o, _: locate_cetak(k, o.penilaian)),
    "export_orang": (W.EKSPOR_ORANG, lambda k, o, _: export_orang(k, o.id, k.folder("keluar"))),
    "create_skp": (W.SUSUN_SKP, lambda k, o, _: create_skp(k, o.id, 2024)),
    "create_from_templat": (W.SUSUN_SKP, lambda k, o, _: create_from_templat(k, TEMPLAT, o.id, 2023)),
    "apply_templat": (W.SUSUN_SKP, lambda k, o, _: apply_templat(k, TEMPLAT, o.draf)),
    "preview_templat": (W.SUSUN_SKP, lambda k, o, asli: preview_templat(k, TEMPLAT, o.draf, asli[o.draf])),
    "list_templat_for": (W.LIHAT_SKP, lambda k, o, _: list_templat_for(k, o.id, 2026)),
    "copy_last_year": (W.SUSUN_SKP, lambda k, o, _: copy_last_year(k, o.id, 2028)),
    "preview_copy": (W.SUSUN_SKP, lambda k, o, asli: preview_copy(k, o.draf, asli[o.draf])),
    "find_earlier": (W.LIHAT_SKP, lambda k, o, _: find_earlier(k, o.id, 2026)),
    "write_naskah": (W.SUSUN_SKP, lambda k, o, asli: _type(k, o.draf, asli[o.draf], tempat="Sini")),
    "write_naskah pegawai": (W.UBAH_PEGAWAI, lambda k, o, asli: _type(k, o.id, asli[o.id], aktif=True, catatan="x")),
    "write_naskah penilaian": (
        W.ISI_PENILAIAN,
        lambda k, o, asli: _type(k, o.penilaian, asli[o.penilaian], tempat="Sini"),
    ),
    "create_penilaian": (W.ISI_PENILAIAN, lambda k, o, _: create_penilaian(k, o.skp, "2026-TW2")),
    "advance_skp": (W.SUSUN_SKP, lambda k, o, _: advance_skp(k, o.draf, "ajukan")),
    "advance_skp kembalikan": (W.TETAPKAN_SKP, lambda k, o, _: advance_skp(k, o.draf, "kembalikan", alasan="uji")),
    "advance_skp tetapkan": (W.TETAPKAN_SKP, lambda k, o, _: advance_skp(k, o.draf, "tetapkan", tanggal=TETAP)),
    "advance_skp buka": (W.TETAPKAN_SKP, lambda k, o, _: advance_skp(k, o.skp, "buka_kembali", alasan="uji")),
    "advance_penilaian": (W.NILAI, lambda k, o, _: advance_penilaian(k, o.penilaian, "finalkan", tanggal=AKHIR)),
    "advance_penilaian koreksi": (W.NILAI, lambda k, o, _: advance_penilaian(k, o.penilaian, "koreksi", alasan="uji")),
}
"""Use cases on one document: the right that counts for it, and a call; the first word is the use case."""

DAFTAR: dict[str, tuple[Wewenang, Callable[[Kantor, Orang], bool]]] = {
    "list_pegawai": (W.LIHAT_PEGAWAI, lambda k, o: o.id in {s.id for s in list_pegawai(k)}),
    "list_dokumen": (W.LIHAT_PEGAWAI, lambda k, o: o.id in {s.id for s in list_dokumen(k, "pegawai")}),
    "list_dokumen skp": (W.LIHAT_SKP, lambda k, o: o.skp in {s.id for s in list_dokumen(k, "skp")}),
    "list_dokumen nilai": (W.LIHAT_PENILAIAN, lambda k, o: o.penilaian in {s.id for s in list_dokumen(k, "penilaian")}),
    "list_skp": (W.LIHAT_SKP, lambda k, o: o.skp in {s.skp_id for s in list_skp(k, 2026)}),
    "list_skp tanpa": (W.LIHAT_SKP, lambda k, o: o.id in {s.pegawai_id for s in list_skp(k, 2030)}),
    "preview_banyak": (W.SUSUN_SKP, lambda k, o: _planned(o, lambda: preview_banyak(k, 2031, TEMPLAT))),
    "create_banyak": (W.SUSUN_SKP, lambda k, o: _planned(o, lambda: create_banyak(k, 2032, TEMPLAT, [o.id])[0])),
    "list_tenggat": (W.LIHAT_SKP, lambda k, o: o.id in {s.pegawai_id for s in list_tenggat(k, 2026, semua=True).baris}),
    "list_penilaian": (
        W.LIHAT_PENILAIAN,
        lambda k, o: o.penilaian in {s.penilaian_id for s in list_penilaian(k, "2026-TW1")},
    ),
    "find_printable": (W.CETAK, lambda k, o: o.skp in find_printable(k, JenisCetak.SKP, o.id)),
    "list_cetak": (
        W.CETAK,
        lambda k, o: o.penilaian in {s.doc_id for s in list_cetak(k, JenisCetak.EVALUASI, o.id)},
    ),
    "plan_rangkaian": (
        W.CETAK,
        lambda k, o: (
            o.skp in {s.doc_id for s in plan_rangkaian(k, PilihanRangkaian(formulir=("skp",), waktu="2026")).lembar}
        ),
    ),
    "find_by_nip": (W.LIHAT_PEGAWAI, lambda k, o: find_by_nip(k, _nip(o)) == o.id),
    "find_id": (W.LIHAT_PEGAWAI, lambda k, o: _found(k, _nip(o)) == o.id),
    "count_pegawai": (W.LIHAT_PEGAWAI, lambda k, o: count_pegawai(k, _nip(o)) == 1),
    "list_pegawai cari": (W.LIHAT_PEGAWAI, lambda k, o: [s.id for s in list_pegawai(k, _nip(o))] == [o.id]),
}
"""Lists, counts and searches: what a document's being there shows."""

DI_TEMPAT_LAIN = {
    **dict.fromkeys(
        ("add_bukti", "read_bukti", "read_thumb", "export_bukti", "list_bukti", "inspect_bukti"),
        "test_bukti: reading follows the documents that name a file",
    ),
    **dict.fromkeys(
        (
            *("list_objectable", "objection_readiness", "seal_objection", "list_objections", "open_objection"),
            *("read_objection_draft", "keep_objection_draft", "drop_objection_draft", "copy_objection", "list_gaps"),
            *("print_slip", "print_blank_objection", "print_opened", "read_putusan", "list_putusan", "begin_paper"),
            *("ask_explanation", "answer_explanation", "decide_objection", "predicted_predikat"),
        ),
        "test_wewenang_keberatan: each act of the three people",
    ),
    **dict.fromkeys(
        (
            *("keep_putusan_draft", "read_putusan_draft", "drop_putusan_draft", "keep_umpan_balik_draft"),
            *("read_umpan_balik_draft", "list_umpan_balik_draft", "drop_umpan_balik_draft"),
        ),
        "test_draf_sendiri: each draft opens for its writer alone",
    ),
    **dict.fromkeys(
        ("list_lembar_putaran", "answer_putaran", "open_with_code", "answer_with_code"),
        "test_putaran: one's own sheets, and those that a code opens",
    ),
    **dict.fromkeys(
        ("list_hasil_putaran", "get_hasil_putaran", "print_hasil_putaran"),
        "test_putaran: his own result, and those of whom he assesses",
    ),
    **DICOBA,
    "list_rivals": "compares documents that find_printable gave, and tells their ids alone",
    "count_bukan_asn": "test_wewenang_ringkasan: counts what the list of people shows",
    "list_alasan": "names whom print_form refused; a name that is not reached is a dash",
    "list_hasil_pimpinan": "test_wewenang_isian: the lines of one's own assessor and of nobody else",
    **dict.fromkeys(
        (
            "read_rangkaian",
            "begin_rangkaian",
            "print_next",
            "save_next",
            "mark_page",
            "go_back",
            "drop_rangkaian",
        ),
        "a run of one's own, that plan_rangkaian filled and print_form asks about again",
    ),
    **dict.fromkeys(
        ("create_manual", "create_workblock", "create_matriks", "delete_rencana", "list_rencana", "list_indikator"),
        "test_wewenang_rencana: the planning tools",
    ),
    **dict.fromkeys(
        ("propose_columns", "propose_people", "propose_outputs", "name_rows", "get_matriks", "read_kepala"),
        "test_wewenang_rencana: the planning tools",
    ),
    **dict.fromkeys(
        ("bind_columns", "plan_roles", "give_roles", "list_peran", "take_roles", "check_roles", "print_rencana"),
        "test_wewenang_rencana: the planning tools",
    ),
    **dict.fromkeys(
        ("find_rencana",),
        "test_wewenang_rencana: the planning tools",
    ),
    **dict.fromkeys(("list_templat", "get_templat"), "templates are about nobody"),
    **dict.fromkeys(
        ("remove_change", "delete_adendum"),
        "test_wewenang_perubahan: the life of a plan",
    ),
    **dict.fromkeys(
        ("create_adendum", "get_adendum", "read_adendum", "add_change", "advance_adendum", "list_adendum"),
        "test_wewenang_perubahan: the life of a plan",
    ),
    **dict.fromkeys(
        ("print_adendum", "find_adendum", "list_penetapan", "move_pegawai", "restore_addenda"),
        "test_wewenang_perubahan: the life of a plan",
    ),
    **dict.fromkeys(
        ("list_serah_terima", "list_penyerah", "list_penerima", "create_serah_terima", "delete_serah_terima"),
        "test_wewenang_serah_terima: the hand-over of an assessor",
    ),
    **dict.fromkeys(
        ("read_serah_terima", "finish_serah_terima", "print_serah_terima", "find_serah_terima"),
        "test_wewenang_serah_terima: the hand-over of an assessor",
    ),
    **dict.fromkeys(
        ("list_rekan", "list_peran_memberi", "give_umpan_balik", "correct_umpan_balik", "withdraw_umpan_balik"),
        "test_wewenang_umpan_balik, test_umpan_balik: what one gave oneself",
    ),
    **dict.fromkeys(
        ("ask_umpan_balik", "answer_umpan_balik", "decline_umpan_balik", "cancel_permintaan", "get_diberikan"),
        "test_wewenang_umpan_balik, test_umpan_balik: what one asked or was asked",
    ),
    **dict.fromkeys(
        ("list_tentang", "list_diberikan", "list_diminta", "list_permintaan", "summarize_umpan_balik"),
        "test_wewenang_umpan_balik: what one is told of feedback",
    ),
    **dict.fromkeys(
        (
            "list_for_penilaian",
            "print_rekaman",
            "find_rekaman",
            "prepare_umpan_balik",
            "list_sasaran_sendiri",
            "read_sebaran",
            "list_sebaran",
            "export_sebaran",
        ),
        "test_umpan_balik, test_umpan_balik_cetak, test_sebaran_hak: of one's own, of those one assesses",
    ),
    **dict.fromkeys(
        (
            *("list_capaian", "get_capaian", "set_capaian", "list_rantai", "list_hasil_lama", "list_temuan_rantai"),
            *("read_usulan_capaian", "list_setahun"),
        ),
        "test_wewenang_evaluasi: the unit's achievement and the chain of a year",
    ),
    **dict.fromkeys(
        ("list_evaluasi_diri", "create_evaluasi_diri", "get_evaluasi_diri", "read_handed_in", "advance_evaluasi_diri"),
        "test_wewenang_evaluasi: what a person writes of himself",
    ),
    **dict.fromkeys(DICOBA_JURNAL, "test_jurnal_catatan, test_jurnal_lembar, test_rencana_aksi: each act of each role"),
    **dict.fromkeys(
        (
            *("list_angka_kredit", "read_angka_kredit", "create_konversi", "create_penetapan", "delete_angka_kredit"),
            *("determine_angka_kredit", "reopen_angka_kredit", "print_angka_kredit", "find_angka_kredit"),
        ),
        "test_angka_kredit: each act of each role on one whom he assesses, and nobody on himself",
    ),
    **DICOBA_PENGEMBANGAN,
    **dict.fromkeys(
        ("record_peristiwa", "correct_peristiwa", "list_jalan_dokumen", "read_jalan_dokumen", "print_tanda_terima"),
        "test_wewenang_dokumen: the way of an evaluation document",
    ),
    **dict.fromkeys(
        ("list_tenggat_evaluasi", "join_tenggat", "print_ketepatan", "list_isi_ulang", "export_isi_ulang"),
        "test_wewenang_dokumen: deadlines of evaluation, lists for re-keying",
    ),
    **dict.fromkeys(("print_isi_ulang", "note_lembar"), "test_wewenang_dokumen: pages of the office's own"),
    "change_sandi": "test_akun: nobody's password but his own",
    "discard_naskah": "takes only the working copy of who acts",
    "commit_naskah": "test_wewenang_isian: asked again when a revision is made",
    "commit_all": "test_wewenang_isian: of others only by who sends or answers",
}
"""Use cases whose reach is tried in another file, or that reach nothing of others."""

_orang_nip: dict[str, str] = {}


def _nip(orang: Orang) -> str:
    return _orang_nip[orang.id]


def _found(kantor: Kantor, nip: str) -> str:
    with suppress(UserError):
        return find_id(kantor, nip)
    return ""


def _planned(orang: Orang, call: Callable[[], Any]) -> bool:
    with suppress(UserError):
        return orang.id in {satu.pegawai_id for satu in call()}
    return False


@pytest.fixture(scope="module")
def terisi(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Berperan:
    """An office with people and documents, closed: each test opens a copy."""
    dunia = Dunia(world, tmp_path_factory.mktemp("berperan"))
    hasil = filled(dunia)
    dunia.close()
    _orang_nip.update({o.id: NIP[k] for k, o in zip(("saya", "staf", "asing"), hasil.orang.values(), strict=True)})
    return hasil


@pytest.fixture
def kantor(terisi: Berperan, tmp_path: Path) -> Iterator[Berperan]:
    """A copy of that office, opened."""
    home = tmp_path / "kantor"
    shutil.copytree(terisi.kantor.home, home)
    opened = open_kantor(home, jam=calm_clock, who="a1")
    yield Berperan(opened, terisi.sekda, terisi.saya, terisi.staf, terisi.asing)
    opened.close()


def bodies(berperan: Berperan) -> Asli:
    """Return every document as it is stored."""
    kantor = berperan.kantor
    ids = [i for o in berperan.orang.values() for i in (o.id, o.skp, o.draf, o.penilaian)]
    return {satu: open_naskah(kantor, satu).isi for satu in ids}


def expected(berperan: Berperan, peran: PeranPengguna, act: Wewenang, orang: Orang) -> bool:
    """Return what the table says: who is logged in assesses ``staf`` alone."""
    penilai = berperan.saya.id if orang is berperan.staf else berperan.sekda
    return covers(act, reach({peran}, act), berperan.saya.id, orang.id, penilai)


@pytest.mark.parametrize("peran", PeranPengguna, ids=str)
def test_that_lists_counts_and_searches_show_what_the_table_says(kantor: Berperan, peran: PeranPengguna) -> None:
    with kantor.sebagai(peran) as office:
        for nama, (act, shows) in DAFTAR.items():
            for siapa, orang in kantor.orang.items():
                assert shows(office, orang) == expected(kantor, peran, act, orang), (nama, siapa)
        jumlah = len(list_pegawai(office))
        assert count_pegawai(office) == jumlah
        assert [s.id for s in list_pegawai(office, limit=1, offset=1)] == [s.id for s in list_pegawai(office)[1:2]]


@pytest.mark.parametrize("peran", PeranPengguna, ids=str)
def test_that_a_document_is_reached_or_refused_as_the_table_says(kantor: Berperan, peran: PeranPengguna) -> None:
    asli = bodies(kantor)
    with kantor.sebagai(peran) as office:
        for nama, (act, call) in KASUS.items():
            for siapa, orang in kantor.orang.items():
                count, _ = office.store.audit_head()
                seq = office.store.last_seq()
                kode = ""
                try:
                    call(office, orang, asli)
                except UserError as error:
                    kode = error.code
                    teks = str(error)
                    assert not any(n in teks for n in (*NAMA.values(), *NIP.values())), (nama, siapa)
                assert (kode not in DITOLAK) == expected(kantor, peran, act, orang), (nama, siapa, kode)
                if kode in DITOLAK:
                    row = office.store.audit_rows(1)[0]
                    assert (row.act, office.store.audit_head()[0], office.store.last_seq()) == (
                        "ditolak",
                        count + 1,
                        seq,
                    ), (nama, siapa)
                    assert office.store.working(row.doc_id or orang.id, office.who) is None


@pytest.mark.parametrize("peran", (PeranPengguna.PEGAWAI, PeranPengguna.PENILAI), ids=str)
def test_that_what_is_not_there_is_refused_like_a_strangers(kantor: Berperan, peran: PeranPengguna) -> None:
    for pegawai_id in (kantor.saya.id, ""):
        with kantor.sebagai(peran, pegawai_id=pegawai_id) as office:
            for doc_id in ("00" * 16, kantor.asing.id, kantor.asing.skp):
                for call in (get_pegawai, get_skp, get_penilaian, open_naskah, show_dokumen, print_skp, locate_cetak):
                    with pytest.raises(UserError) as caught:
                        call(office, doc_id)
                    assert caught.value.code == "wewenang_kurang", call.__name__
                    assert office.store.audit_rows(1)[0].doc_id == doc_id


def test_that_every_use_case_of_limited_reach_is_tried_here_or_named_elsewhere() -> None:
    terbatas = {
        act
        for table in WEWENANG.values()
        for act, jangkauan in table.items()
        if jangkauan in (Jangkauan.SENDIRI, Jangkauan.BAWAHAN)
    }
    perlu = {nama.partition(".")[2] for nama, _, acts in SEMUA if terbatas & set(acts)}
    dicoba = {nama.partition(" ")[0] for nama in (*KASUS, *DAFTAR)}
    assert perlu - dicoba - set(DI_TEMPAT_LAIN) == set()
