"""The audit trail of rights: looking at others leaves one row a session, an act one row, and no row a name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.cetak import note_cetak, print_dokumen, print_evaluasi, print_skp
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import Pilihan, get_konflik, list_konflik, resolve_konflik
from desktop_app.services.lihat import list_dokumen, show_dokumen
from desktop_app.services.naskah import commit_naskah, discard_naskah, open_naskah, write_naskah
from desktop_app.services.pegawai import create_pegawai, delete_pegawai, find_by_nip, get_pegawai, list_pegawai
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.pengaturan import write_profil
from desktop_app.services.penilaian import advance_penilaian, get_penilaian, get_skp_evaluated, list_penilaian
from desktop_app.services.roster import import_roster, preview_roster
from desktop_app.services.skp import advance_skp, create_skp, get_skp, list_skp
from tests.services.dunia_kantor import AKHIR, TETAP, Dunia, edit
from tests.services.kantor_berperan import CATATAN, NAMA, NIP, Berperan, filled
from tests.services.test_wewenang_ringkasan import fork


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def acts(kantor: Kantor, sejak: int) -> list[tuple[str, str]]:
    """Return act and document of the rows that came after ``sejak``, the oldest first."""
    jumlah = kantor.store.audit_head()[0] - sejak
    return [(row.act, row.doc_id) for row in kantor.store.audit_rows(jumlah)][::-1] if jumlah else []


def test_that_looking_at_a_document_of_another_leaves_one_row_a_session(berperan: Berperan) -> None:
    staf = berperan.staf
    with berperan.sebagai(P.PENILAI) as kantor:
        sejak = kantor.store.audit_head()[0]
        for _ in range(2):
            open_naskah(kantor, staf.skp)
            get_skp(kantor, staf.skp)
            show_dokumen(kantor, staf.skp)
            print_skp(kantor, staf.skp)
            get_pegawai(kantor, staf.id)
            print_evaluasi(kantor, staf.penilaian)
            print_dokumen(kantor, staf.penilaian)
        assert acts(kantor, sejak) == [("lihat", staf.skp), ("lihat", staf.id), ("lihat", staf.penilaian)]
        assert {row.who for row in kantor.store.audit_rows(3)} == {kantor.who}
    with berperan.sebagai(P.OPERATOR) as kantor:
        lain = "12" * 16
        kantor.pelaku, kantor.who = Pelaku(lain, "Lain", frozenset({P.OPERATOR})), lain
        open_naskah(kantor, staf.skp)
        row = kantor.store.audit_rows(1)[0]
        assert (row.act, row.doc_id, row.who) == ("lihat", staf.skp, lain)


def test_that_ones_own_documents_lists_and_an_office_without_passwords_leave_no_row(berperan: Berperan) -> None:
    saya = berperan.saya
    with berperan.sebagai(P.PEGAWAI, P.OPERATOR) as kantor:
        sejak = kantor.store.audit_head()[0]
        open_naskah(kantor, saya.skp)
        get_pegawai(kantor, saya.id)
        print_evaluasi(kantor, saya.penilaian)
        list_pegawai(kantor)
        list_skp(kantor, 2026)
        list_penilaian(kantor, "2026-TW1")
        list_dokumen(kantor, "skp")
        find_by_nip(kantor, NIP["asing"])
        assert acts(kantor, sejak) == []
    sejak = berperan.kantor.store.audit_head()[0]
    open_naskah(berperan.kantor, berperan.asing.skp)
    get_penilaian(berperan.kantor, berperan.asing.penilaian)
    assert acts(berperan.kantor, sejak) == []


def test_that_what_a_use_case_reads_for_its_own_work_leaves_no_row_of_looking(berperan: Berperan) -> None:
    with berperan.sebagai(P.OPERATOR) as kantor:
        sejak = kantor.store.audit_head()[0]
        with pytest.raises(UserError, match="nip_sudah_ada"):
            create_pegawai(kantor, Pegawai(nama="Nama Lain", nip=NIP["asing"]))
        get_skp_evaluated(kantor, get_penilaian(kantor, berperan.asing.penilaian))
        assert acts(kantor, sejak) == [("lihat", berperan.asing.penilaian)]


def test_that_a_conflict_of_another_that_is_looked_at_leaves_its_row(berperan: Berperan) -> None:
    fork(berperan.kantor, berperan.asing.draf)
    with berperan.sebagai(P.OPERATOR) as kantor:
        sejak = kantor.store.audit_head()[0]
        list_konflik(kantor)
        get_konflik(kantor, berperan.asing.draf)
        resolve_konflik(kantor, berperan.asing.draf, Pilihan.OURS)
        assert [act for act, _ in acts(kantor, sejak)] == ["lihat", "selesaikan_konflik"]


def test_that_each_act_leaves_exactly_one_row_and_no_row_a_name_or_a_text(
    berperan: Berperan, dunia: Dunia, tmp_path: Path
) -> None:
    staf, asing = berperan.staf, berperan.asing
    alasan = f"karena {NAMA['staf']} salah ketik"
    roster = tmp_path / f"{NAMA['asing']}.csv"
    roster.write_text(f"NAMA;NIP;JABATAN\n{NAMA['asing']};{NIP['asing']};Penyuluh Uji\n", encoding="utf-8")
    salah = tmp_path / f"{NAMA['staf']}.json"
    salah.write_text("{}", encoding="utf-8")
    with berperan.sebagai(P.OPERATOR) as kantor:
        baru, _ = create_pegawai(kantor, Pegawai(nama="Cempaka Kemuning"))
        sejak = kantor.store.audit_head()[0]
        delete_pegawai(kantor, baru, alasan)
        import_roster(kantor, preview_roster(kantor, roster, berlaku=TETAP))
        create_skp(kantor, asing.id, 2027)
        write_naskah(kantor, asing.draf, get_skp(kantor, asing.draf))
        discard_naskah(kantor, asing.draf)
        edit(kantor, staf.penilaian, catatan=CATATAN + " lagi")
        note_cetak(kantor, print_skp(kantor, staf.skp))
        advance_skp(kantor, staf.draf, "ajukan")
        assert [act for act, _ in acts(kantor, sejak)] == [
            "hapus_pegawai",
            "impor_pegawai",
            "buat_skp",
            "lihat",
            "buang_naskah",
            "lihat",
            "simpan",
            "lihat",
            "cetak",
            "skp_ajukan",
        ]
        export_bundle(kantor, dunia.stick)
    with berperan.sebagai(P.PENILAI) as kantor:
        sejak = kantor.store.audit_head()[0]
        advance_skp(kantor, staf.draf, "kembalikan", alasan=alasan)
        advance_penilaian(kantor, staf.penilaian, "finalkan", tanggal=AKHIR)
        advance_penilaian(kantor, staf.penilaian, "koreksi", alasan=alasan)
        commit_naskah(kantor, staf.penilaian)
        with pytest.raises(UserError):
            get_skp(kantor, asing.skp)
        assert [act for act, _ in acts(kantor, sejak)] == [
            "skp_kembalikan",
            "penilaian_finalkan",
            "penilaian_koreksi",
            "ditolak",
        ]
    write_profil(berperan.kantor, berperan.kantor.profil)
    jejak = json.dumps([[r.act, r.doc_id, r.detail] for r in berperan.kantor.store.audit_rows(10_000)])
    for teks in (*NAMA.values(), *NIP.values(), CATATAN, alasan, "salah ketik", "Kemuning", "Penyuluh", "Laporan"):
        assert teks not in jejak, teks
