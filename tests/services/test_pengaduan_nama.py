"""The name of who complained, and who takes a complaint away: the office alone, never whom it is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.pengaduan import Pengaduan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.konflik import Pilihan, get_konflik, list_konflik, resolve_konflik
from desktop_app.services.lihat import list_dokumen, show_dokumen
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pengaduan import (
    advance_pengaduan,
    bind_pengaduan,
    create_pengaduan,
    delete_pengaduan,
    get_pengaduan,
    list_hasil_unit,
    list_pengaduan,
    rights_on_pengaduan,
)
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, at, filled
from tests.services.refusal import code_of
from tests.services.test_pengaduan import HARI, LAMA

NAMA = "Ibu Fulanah Kutilang"


@pytest.fixture(scope="module")
def berperan(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Berperan]:
    """An office: sekda assesses ``saya`` and ``asing``; the tests of this file share it."""
    dunia = Dunia(world, tmp_path_factory.mktemp("pelapor"))
    hasil = filled(dunia)
    at(hasil.kantor, 2026, 12, 2)
    yield hasil
    dunia.close()


def said(berperan: Berperan, *, bound: bool = False) -> str:
    """Write a complaint with a name down, with ``bound`` about a result of ``saya``."""
    kantor = berperan.kantor
    doc_id, _ = create_pengaduan(kantor, msgspec.structs.replace(LAMA, pelapor=NAMA))
    if bound:
        hasil = next(s for s in list_hasil_unit(kantor, 2026) if s.skp_id == berperan.saya.skp)
        bind_pengaduan(kantor, doc_id, skp_id=hasil.skp_id, hasil_id=hasil.hasil_id)
    return doc_id


def stored(kantor: Kantor, doc_id: str) -> Pengaduan:
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return decode_as(Pengaduan, dokumen.body)


def everything_shown(kantor: Kantor, doc_id: str) -> str:
    """Return all that lists, sheet, reading and conflicts show of a complaint."""
    dilihat = [
        list_pengaduan(kantor),
        list_pengaduan(kantor, cari="Surat"),
        get_pengaduan(kantor, doc_id),
        open_naskah(kantor, doc_id),
        list_dokumen(kantor, "pengaduan"),
        show_dokumen(kantor, doc_id, riwayat=True),
    ]
    return repr(dilihat)


@pytest.mark.parametrize("peran", [P.PENILAI, P.VERIFIKATOR, P.ADMIN_KABUPATEN, P.OPERATOR, P.ADMIN], ids=str)
def test_that_the_name_is_shown_to_the_office_alone(berperan: Berperan, peran: P) -> None:
    doc_id = said(berperan)
    with berperan.sebagai(peran, pegawai_id="") as kantor:
        assert (NAMA in everything_shown(kantor, doc_id)) is (peran in (P.OPERATOR, P.ADMIN))
        assert rights_on_pengaduan(kantor, doc_id).pelapor is (peran in (P.OPERATOR, P.ADMIN))


def test_that_an_operator_is_not_shown_who_complained_about_him_and_keeps_the_binding(berperan: Berperan) -> None:
    doc_id = said(berperan, bound=True)
    for orang in (berperan.saya.id, berperan.sekda):
        with berperan.sebagai(P.OPERATOR, pegawai_id=orang) as kantor:
            assert NAMA not in repr([get_pengaduan(kantor, doc_id), open_naskah(kantor, doc_id)])
            assert code_of(lambda k=kantor: bind_pengaduan(k, doc_id)) == "pengaduan_tentang_diri"  # type: ignore[misc]
            kode = code_of(lambda k=kantor: edit(k, doc_id, skp_id="", hasil_id=""))  # type: ignore[misc]
            assert kode == "pengaduan_tentang_diri"
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.asing.id) as kantor:
        assert get_pengaduan(kantor, doc_id).pelapor == NAMA


def test_that_typing_by_who_is_not_shown_the_name_keeps_it(berperan: Berperan) -> None:
    doc_id = said(berperan)
    with berperan.sebagai(P.PENILAI) as kantor:
        for nama in ("", "Bapak Lain"):
            isi = open_naskah(kantor, doc_id).isi
            assert isinstance(isi, Pengaduan)
            write_naskah(kantor, doc_id, msgspec.structs.replace(isi, pelapor=nama, layanan=f"Loket {nama}"))
            assert NAMA not in repr(open_naskah(kantor, doc_id))
            commit_naskah(kantor, doc_id)
            assert (stored(kantor, doc_id).pelapor, stored(kantor, doc_id).layanan) == (NAMA, f"Loket {nama}")
        advance_pengaduan(kantor, doc_id, "tangani")
        assert stored(kantor, doc_id).pelapor == NAMA
    with berperan.sebagai(P.OPERATOR) as kantor:
        edit(kantor, doc_id, pelapor="Bapak Lain")
        assert get_pengaduan(kantor, doc_id).pelapor == "Bapak Lain"


def test_that_versions_are_chosen_without_showing_the_name(berperan: Berperan) -> None:
    doc_id, kantor = said(berperan), berperan.kantor
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    isi = stored(kantor, doc_id)
    for nama in (f"{NAMA} satu", f"{NAMA} dua"):
        with kantor.write("uji", doc_id) as tx:
            baru = encode(msgspec.structs.replace(isi, pelapor=nama))
            tx.save("pengaduan", doc_id, baru, scope=dokumen.scope, schema=SCHEMA, parents=dokumen.heads)
    with berperan.sebagai(P.VERIFIKATOR, pegawai_id=""):
        assert NAMA not in repr([list_konflik(kantor), get_konflik(kantor, doc_id), show_dokumen(kantor, doc_id)])
        resolve_konflik(kantor, doc_id, Pilihan.THEIRS)
    assert stored(kantor, doc_id).pelapor == f"{NAMA} dua"


def test_that_only_the_office_deletes_and_never_whom_it_is_about(berperan: Berperan) -> None:
    doc_id = said(berperan, bound=True)
    for peran, orang, kode in (
        (P.PENILAI, berperan.asing.id, "wewenang_kurang"),
        (P.OPERATOR, berperan.saya.id, "pengaduan_tentang_diri"),
        (P.ADMIN, berperan.sekda, "pengaduan_tentang_diri"),
    ):
        with berperan.sebagai(peran, pegawai_id=orang) as kantor:
            assert code_of(lambda k=kantor: delete_pengaduan(k, doc_id, "salah")) == kode  # type: ignore[misc]
            assert not rights_on_pengaduan(kantor, doc_id).hapus
    # Another operator lets go of the plan: that opens nothing for whom it was about.
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.asing.id) as kantor:
        bind_pengaduan(kantor, doc_id)
    with berperan.sebagai(P.OPERATOR) as kantor:
        assert code_of(lambda: delete_pengaduan(kantor, doc_id, "salah")) == "pengaduan_tentang_diri"
    with berperan.sebagai(P.OPERATOR, pegawai_id=berperan.asing.id) as kantor:
        assert rights_on_pengaduan(kantor, doc_id).hapus
        delete_pengaduan(kantor, doc_id, "tercatat dua kali")


def test_that_what_was_once_answered_is_closed_and_not_deleted(berperan: Berperan) -> None:
    doc_id, ditugasi = said(berperan), said(berperan)
    with berperan.sebagai(P.OPERATOR) as kantor:
        advance_pengaduan(kantor, doc_id, "selesai", tanggapan="Sudah dijelaskan", tanggal=HARI)
        assert code_of(lambda: delete_pengaduan(kantor, doc_id, "salah")) == "pengaduan_sudah_ditanggapi"
        advance_pengaduan(kantor, doc_id, "buka")
        edit(kantor, doc_id, tanggapan="")
        assert code_of(lambda: delete_pengaduan(kantor, doc_id, "salah")) == "pengaduan_sudah_ditanggapi"
        edit(kantor, ditugasi, penanggung_jawab_id=berperan.saya.id)
        edit(kantor, ditugasi, penanggung_jawab_id="")
        assert code_of(lambda: delete_pengaduan(kantor, ditugasi, "salah")) == "pengaduan_tentang_diri"
