"""Who gave a feedback: no way of reading tells it to the person it is about, whatever his roles."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_kinerja import PemberiUmpanBalik as Pemberi
from desktop_app.domain.umpan_balik import UmpanBalikBerkelanjutan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.jejak import SaringanJejak, export_jejak, read_jejak
from desktop_app.services.konflik import Pilihan, get_konflik, list_konflik, resolve_konflik
from desktop_app.services.lihat import list_dokumen, show_dokumen
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.umpan_balik import withdraw_umpan_balik
from desktop_app.services.umpan_balik_baca import (
    get_diberikan,
    list_diberikan,
    list_diminta,
    list_for_penilaian,
    list_permintaan,
    list_tentang,
)
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import NAMA, Berperan, filled
from tests.services.refusal import code_of
from tests.services.test_umpan_balik import give, said

ORANG_KANTOR = (P.PEGAWAI, P.PENILAI, P.OPERATOR, P.ADMIN)
BUKTI = BuktiDukung(id="b1", sidik="ab" * 32, asal="cd" * 32, nama="foto Yohana.jpg", jenis="image/jpeg", ukuran=9)


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office in which ``asing`` said something about ``saya``, her peer, without her name."""
    return filled(dunia)


@pytest.fixture
def rahasia(berperan: Berperan) -> str:
    """A feedback whose giver is not to be told."""
    return give(berperan, berperan.asing.id, said(berperan.saya.id, bukti=(BUKTI,)))


def marks(berperan: Berperan) -> tuple[str, ...]:
    """Return what would tell who she is: name, person, account, and the name of her file."""
    return (NAMA["asing"], berperan.asing.id, berperan.asing.id[::-1], "foto Yohana.jpg", "cd" * 32)


def seen(call: Callable[[], object]) -> str:
    """Return everything that a way tells, as one text; empty where it is refused."""
    with suppress(UserError):
        return repr(call())
    return ""


@pytest.mark.parametrize("peran", [*((satu,) for satu in ORANG_KANTOR), ORANG_KANTOR], ids=lambda p: "+".join(p))
def test_that_no_way_of_reading_tells_the_person_who_gave_it(
    berperan: Berperan, rahasia: str, peran: tuple[P, ...], tmp_path: Path
) -> None:
    saya = berperan.saya
    with berperan.sebagai(*peran) as kantor:
        ways: dict[str, Callable[[], object]] = {
            "list_tentang": lambda: list_tentang(kantor),
            "list_diberikan": lambda: list_diberikan(kantor),
            "list_diminta": lambda: list_diminta(kantor),
            "list_permintaan": lambda: list_permintaan(kantor),
            "get_diberikan": lambda: get_diberikan(kantor, rahasia),
            "list_for_penilaian": lambda: list_for_penilaian(kantor, saya.penilaian),
            "list": lambda: list_dokumen(kantor, "umpan_balik"),
            "list kata": lambda: list_dokumen(kantor, "umpan_balik", "menolong"),
            "show": lambda: show_dokumen(kantor, rahasia, riwayat=True),
            "open": lambda: open_naskah(kantor, rahasia),
            "jejak": lambda: [b for b in read_jejak(kantor).baris if b.doc_id == rahasia],
            "jejak orang": lambda: read_jejak(kantor, SaringanJejak(pegawai_id=saya.id, perbuatan="beri_umpan_balik")),
            "jejak pelaku": lambda: read_jejak(kantor, SaringanJejak(pelaku=berperan.asing.id[::-1])).baris,
        }
        ketahuan = {nama: [m for m in marks(berperan) if m in seen(call)] for nama, call in ways.items()}
        assert {nama: m for nama, m in ketahuan.items() if m} == {}
        if P.ADMIN in peran:
            # A list of what one person did would tell which feedback is hers.
            oleh = read_jejak(kantor, SaringanJejak(pelaku=berperan.asing.id[::-1])).baris
            assert rahasia not in {b.doc_id for b in oleh}
        # It is there to be read all the same, and its evidence with it.
        (baris,) = list_tentang(kantor)
        assert (baris.teks, baris.sumber, baris.bukti[0].sidik) == ("mau menolong", "Rekan kerja setingkat", "ab" * 32)
        assert (baris.tanggal and baris.tanggal.day, baris.hanya_bulan) == (1, True)
        if P.ADMIN in peran:
            tulis = tmp_path / "jejak.csv"
            export_jejak(kantor, SaringanJejak(perbuatan="beri_umpan_balik"), tulis)
            assert not [m for m in marks(berperan) if m in tulis.read_text("utf-8-sig")]


def test_that_the_office_is_told_no_more_than_the_person(berperan: Berperan, rahasia: str) -> None:
    """The assessor, the operator and the admin of eight people are colleagues too."""
    for peran, siapa in ((P.PENILAI, berperan.sekda), (P.OPERATOR, berperan.staf.id), (P.ADMIN, berperan.staf.id)):
        with berperan.sebagai(peran, pegawai_id=siapa) as kantor:
            teks = seen(lambda k=kantor: list_tentang(k, berperan.saya.id))  # type: ignore[misc]
            assert "mau menolong" in teks
            assert not [m for m in marks(berperan) if m in teks]
            assert seen(lambda k=kantor: show_dokumen(k, rahasia)) == ""  # type: ignore[misc]
            assert list_dokumen(kantor, "umpan_balik") == ()
    with berperan.sebagai(P.VERIFIKATOR, pegawai_id="") as kantor:
        # What the kabupaten can read is told in the guide.
        assert berperan.asing.id in seen(lambda: show_dokumen(kantor, rahasia))


def test_that_a_name_is_told_where_its_giver_lets_it_be(berperan: Berperan) -> None:
    give(berperan, berperan.asing.id, said(berperan.saya.id, bukti=(BUKTI,)), tampil_nama=True)
    with berperan.sebagai(P.PEGAWAI) as kantor:
        (baris,) = list_tentang(kantor)
        assert (baris.nama, baris.bukti[0].nama, baris.hanya_bulan) == (NAMA["asing"], "foto Yohana.jpg", False)


def test_that_a_withdrawn_feedback_leaves_no_name_in_its_history(berperan: Berperan, rahasia: str) -> None:
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        withdraw_umpan_balik(kantor, rahasia, "keliru")
    for peran in ORANG_KANTOR:
        with berperan.sebagai(peran) as kantor:
            assert code_of(lambda k=kantor: show_dokumen(k, rahasia, riwayat=True)) == "wewenang_kurang"  # type: ignore[misc]
            jejak = seen(lambda k=kantor: [b for b in read_jejak(k).baris if b.doc_id == rahasia])  # type: ignore[misc]
            assert not [m for m in marks(berperan) if m in jejak]


def test_that_typing_reaches_only_ones_own_feedback(berperan: Berperan, rahasia: str) -> None:
    lama = decode_as(UmpanBalikBerkelanjutan, berperan.kantor.store.document(rahasia).body)  # type: ignore[union-attr]
    baru = msgspec.structs.replace(lama, teks="saya hebat")
    for peran, siapa in ((P.PEGAWAI, berperan.saya.id), (P.OPERATOR, berperan.saya.id), (P.OPERATOR, berperan.staf.id)):
        with berperan.sebagai(peran, pegawai_id=siapa) as kantor:
            assert code_of(lambda k=kantor: write_naskah(k, rahasia, baru)) == "wewenang_kurang"  # type: ignore[misc]
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        write_naskah(kantor, rahasia, baru)
        for ubah in ({"pegawai_id": berperan.staf.id}, {"pemberi_id": ""}, {"status": "diminta"}, {"permintaan": "x"}):
            lain = msgspec.convert({**msgspec.to_builtins(lama), **ubah}, UmpanBalikBerkelanjutan)
            assert code_of(lambda i=lain: write_naskah(kantor, rahasia, i)) == "bukan_isian_anda"  # type: ignore[misc]
        kosong = msgspec.structs.replace(lama, teks="", respon=None)
        assert code_of(lambda: write_naskah(kantor, rahasia, kosong)) == "umpan_balik_kosong"


def test_that_the_folder_of_a_person_tells_what_was_said_and_not_by_whom(
    berperan: Berperan, rahasia: str, tmp_path: Path
) -> None:
    for peran, siapa in ((P.PEGAWAI, berperan.saya.id), (P.ADMIN, berperan.staf.id)):
        with berperan.sebagai(peran, pegawai_id=siapa) as kantor:
            folder = export_orang(kantor, berperan.saya.id, tmp_path).folder
        isi = {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        (nama,) = [n for n in isi if n.startswith("dokumen/umpan_balik")]
        assert json.loads(isi[nama])["isi"]["teks"] == "mau menolong"
        for n, raw in isi.items():
            assert not [m for m in marks(berperan) if m.encode() in raw], n
        (baris,) = [b for b in json.loads(isi["jejak.json"]) if b["perbuatan"] == "beri_umpan_balik"]
        assert len(baris["waktu_menurut_komputer"]) == len("2026-12")
    with berperan.sebagai(P.PEGAWAI, pegawai_id=berperan.asing.id) as kantor:
        folder = export_orang(kantor, berperan.asing.id, tmp_path).folder
    # What she said about others is hers to take out.
    assert b"mau menolong" in (folder / "umpan-balik-diberikan.json").read_bytes()


def test_that_versions_that_disagree_are_shown_to_the_giver_alone(berperan: Berperan, rahasia: str) -> None:
    store, kantor = berperan.kantor.store, berperan.kantor
    dokumen = store.document(rahasia)
    assert dokumen is not None
    isi = json.loads(dokumen.body)
    for kata in ("satu", "dua"):
        with kantor.write("simpan", rahasia) as tx:
            body = json.dumps({**isi, "teks": kata}).encode()
            tx.save("umpan_balik", rahasia, body, scope=dokumen.scope, schema=1, parents=dokumen.heads)
    assert [k.doc_id for k in list_konflik(kantor)] == [rahasia]
    for peran in (P.OPERATOR, P.ADMIN):
        with berperan.sebagai(peran) as office:
            assert rahasia not in seen(lambda k=office: list_konflik(k))  # type: ignore[misc]
            assert seen(lambda k=office: get_konflik(k, rahasia)) == ""  # type: ignore[misc]
            assert code_of(lambda k=office: resolve_konflik(k, rahasia, Pilihan.OURS)) in (  # type: ignore[misc]
                "tidak_ada_konflik",
                "wewenang_kurang",
            )
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.asing.id) as office:
        assert [k.doc_id for k in list_konflik(office)] == [rahasia]


def test_that_what_was_recorded_about_oneself_is_not_reached_by_an_office_wide_right(berperan: Berperan) -> None:
    luar = said(berperan.saya.id, peran=Pemberi.PIHAK_LAIN, sebutan="Pasien")
    doc_id = give(berperan, berperan.sekda, luar, P.PENILAI)
    for peran in (P.OPERATOR, P.VERIFIKATOR):
        with berperan.sebagai(peran) as kantor:
            assert seen(lambda k=kantor: show_dokumen(k, doc_id, riwayat=True)) == ""  # type: ignore[misc]
        with berperan.sebagai(peran, pegawai_id=berperan.staf.id) as kantor:
            assert "mau menolong" in seen(lambda k=kantor: show_dokumen(k, doc_id))  # type: ignore[misc]
