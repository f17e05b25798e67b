"""Attacks on a round of an office of eight: the raw decrypted file, its log, copies of every moment, everything sent.

Whoever holds the store's key and every file of the computer, at any time after a round was closed, learns no more than
its results tell; while it is open the store alone tells nothing.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path

import msgspec
import pytest

from db.errors import StoreError
from desktop_app.domain.errors import UserError
from desktop_app.domain.hitung_putaran import ANONIM, KumpulanPutaran
from desktop_app.domain.putaran import HasilPutaran
from desktop_app.services import kumpulan_putaran, putaran_tutup
from desktop_app.services.berkas_auditor import make_berkas_auditor
from desktop_app.services.cadangan import make_cadangan
from desktop_app.services.data_pribadi import export_orang
from desktop_app.services.kantor import Kantor, open_kantor
from desktop_app.services.kesehatan import read_kesehatan, report_text
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_putaran import FOLDER, RUANG
from desktop_app.services.putaran_hasil import list_hasil_putaran
from desktop_app.services.putaran_jawab import answer_putaran, list_lembar_putaran, read_progress
from desktop_app.services.putaran_tutup import close_putaran
from desktop_app.vault.pool import open_pool
from tests.db.halaman import LIBRARY, PAGE, decrypted_pages
from tests.invariants.dunia import calm_clock
from tests.services.dunia_kantor import determined_skp
from tests.services.dunia_putaran import KantorDelapan, files_of, fill_delapan

PENJAWAB = ("sekcam", "kasi_a", "kasi_b", "kasi_c")
TEKS = {n: f"zebrawati {n} kenari xylofon tentang pimpinan" for n in PENJAWAB}
TAHAN = "kuskus ditahan sebab hanya satu rekan"
ANGKA = {"sekcam": 1, "kasi_a": 3, "kasi_b": 4, "kasi_c": 2}
WAL_HEAD, FRAME_HEAD = 32, 24

pytestmark = pytest.mark.skipif(LIBRARY is None, reason="needs a crypto library to read the raw pages")


@dataclass
class Serangan:
    """What an attacker has gathered: the raw pages of every moment, the halves of each, and the office afterwards."""

    delapan: KantorDelapan
    putaran: str
    kunci: bytes
    polos: list[bytes] = field(default_factory=list)
    kolam: list[bytes] = field(default_factory=list)
    luar: list[dict[Path, bytes]] = field(default_factory=list)
    baris: list[int] = field(default_factory=list)
    sesudah: bytes = b""
    keluar: Path = Path()

    def snap(self) -> None:
        """Keep the decrypted file and log, the sealed pool, the files beside it, and how long the audit trail is."""
        kantor = self.delapan.kantor
        self.polos.append(raw(kantor.home, self.kunci))
        self.kolam.append(kantor.store.get(RUANG, self.putaran) or b"")
        self.luar.append(files_of(kantor.home / FOLDER))
        self.baris.append(len(kantor.store.audit_rows(10_000)))


def raw(home: Path, kunci: bytes) -> bytes:
    """Return the decrypted pages of the store, free ones too, and of its write-ahead log."""
    found = decrypted_pages(home / "luring.db", kunci)
    wal = home / "luring.db-wal"
    if wal.exists() and wal.stat().st_size:
        data, step = wal.read_bytes()[WAL_HEAD:], FRAME_HEAD + PAGE
        frames = [data[at + FRAME_HEAD : at + step] for at in range(0, len(data) - step + 1, step)]
        pages = home.parent / "halaman"
        pages.write_bytes(bytes(PAGE) + b"".join(frames))
        found += decrypted_pages(pages, kunci)
        pages.unlink()
    return found


def joined(folder: Path) -> bytes:
    return b"".join(files_of(folder).values())


@pytest.fixture(scope="module")
def serangan(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serangan]:
    folder = tmp_path_factory.mktemp("putaran")
    shutil.copytree(world / "a1", folder / "a1")
    kantor = open_kantor(folder / "a1", jam=calm_clock, who="a1")
    delapan = fill_delapan(kantor)
    assert kantor.kunci is not None
    determined_skp(kantor, delapan.orang["kasi_a"])
    satu = Serangan(delapan, delapan.begin(), kantor.kunci.key)
    satu.keluar = folder / "keluar"
    satu.keluar.mkdir()
    for nama in PENJAWAB:
        satu.snap()
        delapan.answer(satu.putaran, nama, {"camat": (ANGKA[nama], TEKS[nama])})
    satu.snap()
    make_cadangan(kantor)
    delapan.answer(satu.putaran, "staf_b", {"staf_a": (1, TAHAN)})
    satu.snap()
    with delapan.operator() as buka:
        close_putaran(buka, satu.putaran)
    export_bundle(kantor, satu.keluar)
    export_orang(kantor, delapan.orang["camat"], satu.keluar)
    make_berkas_auditor(kantor, satu.keluar)
    (satu.keluar / "laporan.txt").write_text(report_text(kantor, read_kesehatan(kantor)))
    make_cadangan(kantor)
    satu.sesudah = raw(kantor.home, satu.kunci)
    yield satu
    kantor.close()


def test_that_no_page_of_any_moment_holds_a_word_of_an_answer_before_closing(serangan: Serangan) -> None:
    for polos in serangan.polos:
        assert b"Semester I" in polos, "the pages are really read"
        for kata in (*TEKS.values(), TAHAN, "zebrawati", "kuskus"):
            assert kata.encode() not in polos


def test_that_after_closing_the_words_stand_there_once_more_and_no_author_with_them(serangan: Serangan) -> None:
    """Of the raw file: told words are in results alone, what was withheld is nowhere, no id of an author is near."""
    assert TAHAN.encode() not in serangan.sesudah
    hasil = serangan.delapan.kantor.store.find("hasil_putaran")
    isi = [satu.body for satu in hasil]
    for kata in TEKS.values():
        assert sum(kata.encode() in satu for satu in isi) == 1
        ada = serangan.sesudah.count(kata.encode())
        assert ada >= 1
        # Each place is a body or its copy: before the words stand the other told words, never who said them.
        at = serangan.sesudah.find(kata.encode())
        while at >= 0:
            dekat = serangan.sesudah[max(0, at - 400) : at + 400]
            for nama in PENJAWAB:
                orang = serangan.delapan.orang[nama]
                assert orang.encode() not in dekat
                assert bytes.fromhex(orang) not in dekat
                assert orang[::-1].encode() not in dekat, "nor his account"
            at = serangan.sesudah.find(kata.encode(), at + 1)


def test_that_results_name_no_author_order_time_or_device(serangan: Serangan) -> None:
    kantor = serangan.delapan.kantor
    for satu in kantor.store.find("hasil_putaran"):
        isi = msgspec.json.decode(satu.body, type=HasilPutaran)
        for orang in set(serangan.delapan.orang.values()) - {isi.pegawai_id}:
            assert orang not in satu.body.decode()
        assert kantor.store.device not in satu.body.decode()
        assert set(msgspec.json.decode(satu.body)["kelompok"][0]) == {"id", "gabungan", "jawaban", "nilai", "teks"}
        (rev,) = kantor.store.history(satu.doc_id)
        assert rev.who == "0d" * 16, "who closed it, not who answered"


def test_that_answering_leaves_no_row_and_the_pool_one_size(serangan: Serangan) -> None:
    assert len(set(serangan.baris[:5])) == 1
    assert len({len(satu) for satu in serangan.kolam}) == 1
    assert len(set(serangan.kolam)) == len(serangan.kolam)
    akun = {orang[::-1] for orang in serangan.delapan.orang.values()}
    semua = serangan.delapan.kantor.store.audit_rows(10_000)
    assert not [baris for baris in semua if baris.who in akun]
    tutup = next(baris for baris in semua if baris.act == "tutup_putaran")
    assert set(tutup.detail) == {"hasil", "jumlah", "ditahan"}


def test_that_nothing_that_leaves_the_computer_tells_more_than_the_results(serangan: Serangan) -> None:
    """Of the bundle, a person's export, the report and the backups, made while it was open and after closing."""
    kantor = serangan.delapan.kantor
    halves = [half for satu in serangan.luar for data in satu.values() for half in (data[:32], data[4096:4128])]
    for folder in (serangan.keluar, kantor.home / "cadangan"):
        semua = joined(folder)
        assert semua
        assert TAHAN.encode() not in semua
        assert not [half for half in halves if half in semua]
    auditor = next(serangan.keluar.glob("berkas-auditor-*"))
    assert b"tutup_putaran" in joined(auditor)
    assert b"zebrawati" not in joined(auditor)
    orang = next(path for path in serangan.keluar.iterdir() if (path / "dokumen").is_dir() and path != auditor)
    for path, data in files_of(orang).items():
        if b"zebrawati" in data:
            assert path.name.startswith("hasil_putaran")
            versi = json.loads(data)
            for nama in PENJAWAB:
                assert serangan.delapan.orang[nama] not in json.dumps(versi)


def test_that_copies_of_before_closing_open_with_nothing_that_is_left(serangan: Serangan) -> None:
    """Neither the store's key nor any file left opens an older pool, and no half opens that of another time."""
    kantor = serangan.delapan.kantor
    assert not (kantor.home / FOLDER).exists()
    sisa = joined(kantor.home)
    for kolam, luar in zip(serangan.kolam, serangan.luar, strict=True):
        (data,) = luar.values()
        half = data[:32] if open_pool(kolam, data[:32]) else data[4096:4128]
        isi = open_pool(kolam, half)
        assert isi is not None, "with its own half of that very moment it would open"
        assert half not in sisa
        assert half not in serangan.sesudah
        for lain in serangan.kolam:
            assert lain == kolam or open_pool(lain, half) is None


def test_that_even_an_open_pool_with_both_halves_names_no_author_beside_an_answer(serangan: Serangan) -> None:
    kolam, (data,) = serangan.kolam[-1], serangan.luar[-1].values()
    isi = next(open_pool(kolam, h) for h in (data[:32], data[4096:4128]) if open_pool(kolam, h))
    assert isi is not None
    kumpulan = msgspec.msgpack.decode(isi, type=KumpulanPutaran)
    assert len(kumpulan.jawaban) == len(kumpulan.sudah)
    polos = msgspec.json.encode(kumpulan.jawaban).decode()
    for nama in PENJAWAB:
        for satu in kumpulan.jawaban:
            assert serangan.delapan.orang[nama] not in msgspec.json.encode(satu).decode().replace(satu.tentang_id, "")
    assert TEKS["sekcam"] in polos
    urutan = [n for satu in kumpulan.jawaban for n, t in TEKS.items() if satu.teks == t]
    assert sorted(urutan) == sorted(PENJAWAB)


def test_that_who_of_equals_gave_which_answer_leaves_the_same_results(kantor_unit: Kantor) -> None:
    """Authors of the answers of one group change places: every byte of the results is the same but for chance."""
    delapan = fill_delapan(kantor_unit)
    putaran = delapan.begin()
    home, kosong = kantor_unit.home, kantor_unit.home.parent / "kosong"
    kantor_unit.close()
    shutil.copytree(home, kosong)
    hasil = set()
    for nomor, urutan in enumerate(list(permutations(PENJAWAB))[::9]):
        tempat = home.parent / f"urutan-{nomor}"
        shutil.copytree(kosong, tempat)
        kantor = delapan.kantor = open_kantor(tempat, jam=kantor_unit.jam, who="Petugas Uji")
        try:
            for penjawab, isi in zip(urutan, PENJAWAB, strict=True):
                with delapan.sebagai(penjawab):
                    lembar = next(s for s in list_lembar_putaran(kantor)[0].lembar if s.tentang == "Camat Contoh")
                    nilai = {q.id: ANGKA[isi] for q in lembar.pertanyaan}
                    answer_putaran(kantor, putaran, lembar.id, nilai, TEKS[isi])
            with delapan.operator():
                close_putaran(kantor, putaran)
            (satu,) = kantor.store.find("hasil_putaran")
            dokumen = msgspec.json.decode(satu.body)
            for kelompok in dokumen["kelompok"]:
                kelompok["teks"].sort()
            hasil.add((satu.doc_id, msgspec.json.encode(dokumen)))
        finally:
            kantor.close()
    assert len(hasil) == 1


def test_that_the_order_of_texts_is_chance(kantor_unit: Kantor) -> None:
    assert kumpulan_putaran.acak.__self__.__class__.__name__ == "SystemRandom"  # type: ignore[attr-defined]
    urutan = set()
    for _ in range(40):
        teks = ["a", "b", "c", "d"]
        kumpulan_putaran.acak(teks)
        urutan.add(tuple(teks))
    assert len(urutan) > 3


@pytest.mark.parametrize("langkah", ("sebelum", "sesudah_simpan"))
def test_that_an_interrupted_close_is_finished_or_has_not_begun(
    kantor_unit: Kantor, langkah: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    delapan = fill_delapan(kantor_unit)
    putaran = delapan.begin()
    for nama in PENJAWAB:
        delapan.answer(putaran, nama, {"camat": (ANGKA[nama], TEKS[nama])})

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, delapan.operator():
        patch.setattr(putaran_tutup, "new_doc_id" if langkah == "sebelum" else "destroy_half", cut)
        with pytest.raises(KeyboardInterrupt):
            close_putaran(kantor_unit, putaran)
    mati = kantor_unit.home.parent / "mati"
    shutil.copytree(kantor_unit.home, mati)
    assert (mati / FOLDER).exists()
    kantor = delapan.kantor = open_kantor(mati, jam=kantor_unit.jam, who="Petugas Uji")
    try:
        with delapan.operator():
            if langkah == "sebelum":
                assert read_progress(kantor, putaran).menjawab == 23
                assert list_hasil_putaran(kantor) == ()
            else:
                assert not (mati / FOLDER).exists()
                assert len(list_hasil_putaran(kantor)) == 8
    finally:
        kantor.close()


@pytest.mark.parametrize("langkah", ("add", "put_quietly", "keep_only"))
def test_that_a_cut_between_the_steps_of_an_answer_loses_no_pool(
    kantor_unit: Kantor, langkah: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    delapan = fill_delapan(kantor_unit)
    putaran = delapan.begin()
    delapan.answer(putaran, "staf_b", {})
    semula = delapan.kantor.store.get(RUANG, putaran)

    def cut(*_: object) -> None:
        raise StoreError("disk_io") if langkah == "put_quietly" else OSError("cut")

    milik = kantor_unit.store if langkah == "put_quietly" else kumpulan_putaran.half_file(Path(), "").__class__
    sesudah = langkah == "keep_only"
    panggil: list[int] = []
    asli = getattr(milik, langkah)

    def second(*isi: object) -> object:
        panggil.append(1)
        return cut() if len(panggil) == 2 or not sesudah else asli(*isi)

    with monkeypatch.context() as patch, delapan.sebagai("staf_a") as kantor:
        lembar = list_lembar_putaran(kantor)[0].lembar[0].id
        patch.setattr(milik, langkah, second)
        with pytest.raises(Exception, match=r".*"):
            answer_putaran(kantor, putaran, lembar, {"p1": 2})
    with delapan.operator() as kantor:
        assert read_progress(kantor, putaran).menjawab == 3 + sesudah
        assert (kantor.store.get(RUANG, putaran) == semula) is not sesudah
    delapan.answer(putaran, "staf_c", {})
    with delapan.operator() as kantor:
        assert read_progress(kantor, putaran).menjawab == 5 + sesudah
        (berkas,) = (kantor.home / FOLDER).iterdir()
        assert berkas.stat().st_size == 8192


def test_that_a_backup_of_an_open_round_opens_no_answers_wherever_it_is_restored(serangan: Serangan) -> None:
    """The container that was made while the round was open holds the pool, and no file of it the other half."""
    (data,) = serangan.luar[4].values()
    for path in sorted((serangan.delapan.kantor.home / "cadangan").iterdir()):
        isi = path.read_bytes()
        assert data[:32] not in isi
        assert data[4096:4128] not in isi
        assert FOLDER.encode() not in isi
    assert set(ANONIM)
    with pytest.raises(UserError) as caught:
        read_progress(serangan.delapan.kantor, serangan.putaran)
    assert caught.value.code == "putaran_tidak_dibuka"
