"""Documents changed on two PCs of one office: merged or shown, the same everywhere, and nothing typed lost."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.domain.codec import SCHEMA, encode, kind_of, natural_id, office_tag
from desktop_app.domain.gabung import MISSING
from desktop_app.services.banding import compare_konflik
from desktop_app.services.cetak import print_skp
from desktop_app.services.jenis import FROZEN
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.nama_kolom_kata import NAMA
from desktop_app.services.periksa import check_store
from tests.domain.naskah_acak import DASAR, SKRIP, Langkah, play
from tests.invariants.dunia import view
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_kinerja import hand
from tests.services.gabung_kinerja import KASUS as KASUS_KINERJA
from tests.services.gabung_rencana import KASUS as KASUS_RENCANA

KODE = "99.01.01"
KASUS = {**KASUS_RENCANA, **KASUS_KINERJA}
IDS = {nama: natural_id(kind_of(kasus.dasar), KODE, f"uji/{nama}") for nama, kasus in KASUS.items()}
TERCETAK = [nama for nama, kasus in KASUS.items() if kind_of(kasus.dasar) == "skp" and not kasus.konflik]
Pelaku = ("satu", "dua", "kabupaten", "kabupaten_terbalik")


@dataclass(frozen=True)
class Akhir:
    """The four stores after every exchange, and what each showed before the second one."""

    kantor: dict[str, Kantor]
    pertama: dict[str, dict[str, object]]


def _write(kantor: Kantor, sisi: str) -> None:
    """Make one side's changes of every case."""
    with kantor.write("uji") as tx:
        for nama, kasus in KASUS.items():
            doc_id, kind = IDS[nama], kind_of(kasus.dasar)
            isi = getattr(kasus, sisi)(kasus.dasar)
            if isi is None:
                tx.save(kind, doc_id, b"{}", scope=KODE, schema=SCHEMA, deleted=True, why="salah ketik")
            else:
                tx.save(kind, doc_id, encode(isi), scope=KODE, schema=SCHEMA)


@pytest.fixture(scope="module")
def akhir(world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Akhir]:
    """Write the bases, let both PCs change them, and exchange: with the kabupaten in both orders, all of it twice."""
    dunia, lain = (Dunia(world, tmp_path_factory.mktemp(nama)) for nama in ("gabung", "terbalik"))
    satu, dua = dunia("a1"), dunia("a2")
    with satu.write("uji") as tx:
        for nama, kasus in KASUS.items():
            tx.save(kind_of(kasus.dasar), IDS[nama], encode(kasus.dasar), scope=KODE, schema=SCHEMA)
    hand(satu, dua)
    _write(satu, "satu")
    _write(dua, "dua")
    paket = [export_bundle(kantor, dunia.stick).path for kantor in (satu, dua)]
    kantor = dict(zip(Pelaku, (satu, dua, dunia("kabupaten"), lain("kabupaten")), strict=True))

    def exchange() -> None:
        for nama, urut in (("kabupaten", paket), ("kabupaten_terbalik", paket[::-1])):
            for hasil in merge_bundles(kantor[nama], urut):
                assert (hasil.galat, hasil.karantina) == (None, 0)
        hand(satu, dua)
        hand(dua, satu)

    exchange()
    pertama = {nama: view(satu) for nama, satu in kantor.items()}
    exchange()
    yield Akhir(kantor, pertama)
    dunia.close()
    lain.close()


def at(body: Any, path: str) -> Any:
    """Return what stands at a path of a body, MISSING where nothing does."""
    for langkah in path.split("/"):
        if isinstance(body, list):
            body = next((s for s in body if langkah[1:] in (s.get("id"), s.get("nilai"))), MISSING)
        else:
            body = body.get(langkah, MISSING) if isinstance(body, dict) else MISSING
    return body


def texts(nilai: Any) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(nilai, str):
        yield nilai
    for satu in nilai.values() if isinstance(nilai, dict) else nilai if isinstance(nilai, list | tuple) else ():
        yield from texts(satu)


@pytest.mark.parametrize("nama", KASUS)
def test_that_two_pcs_agree_in_both_orders_and_twice(akhir: Akhir, nama: str) -> None:
    doc_id, kasus = IDS[nama], KASUS[nama]
    lihat = [view(kantor)[doc_id] for kantor in akhir.kantor.values()]
    assert all(satu == lihat[0] for satu in lihat)
    assert [satu[doc_id] for satu in akhir.pertama.values()] == lihat
    dokumen = akhir.kantor["satu"].store.document(doc_id)
    assert dokumen is not None
    assert not dokumen.deleted
    disputed = [satu.path for satu in dokumen.conflicts]
    assert set(kasus.konflik) <= set(disputed)
    assert bool(kasus.konflik) == bool(disputed)
    body = json.loads(dokumen.body)
    for path, nilai in kasus.isi.items():
        assert at(body, path) == nilai, path
    for daftar, urut in kasus.urut.items():
        assert tuple(satu["id"] for satu in body[daftar]) == urut


@pytest.mark.parametrize("nama", KASUS)
def test_that_everything_typed_is_still_to_be_seen(akhir: Akhir, nama: str) -> None:
    dokumen = akhir.kantor["kabupaten"].store.document(IDS[nama])
    assert dokumen is not None
    terlihat = {*texts(json.loads(dokumen.body))}
    for satu in dokumen.conflicts:
        terlihat |= {teks for _, nilai in satu.values for teks in texts(nilai)}
    dasar = {*texts(json.loads(encode(KASUS[nama].dasar)))}
    for sisi in (KASUS[nama].satu, KASUS[nama].dua):
        isi = sisi(KASUS[nama].dasar)
        diketik = json.loads(encode(isi)) if isi is not None else {}
        for beku in FROZEN.get(kind_of(KASUS[nama].dasar), ()):
            # The program wrote it, not a person; it comes back with the version that is chosen.
            diketik.pop(beku, None)
        assert {*texts(diketik)} <= terlihat | dasar


@pytest.mark.parametrize(
    "nama", [nama for nama, kasus in KASUS.items() if kind_of(kasus.dasar) == "skp" and not kasus.konflik]
)
def test_that_every_computer_prints_the_same_bytes(akhir: Akhir, nama: str) -> None:
    cetak = {nama_kantor: print_skp(kantor, IDS[nama]).pdf for nama_kantor, kantor in akhir.kantor.items()}
    assert len({*cetak.values()}) == 1


@pytest.mark.parametrize("nama", [nama for nama, kasus in KASUS.items() if kasus.konflik])
def test_that_people_read_words_about_a_conflict(akhir: Akhir, nama: str) -> None:
    banding = compare_konflik(akhir.kantor["kabupaten"], IDS[nama])
    assert banding.judul
    for baris in banding.baris:
        assert baris.nama[:1].isupper()
        for teks in (baris.nama, baris.dasar, *baris.nilai):
            assert not any(tanda in teks for tanda in ("{", "}", '"', "#"))
            assert not [kata for kata in teks.split() if "_" in kata and kata in NAMA]


def test_that_reordering_is_no_question_and_keeps_every_result(akhir: Akhir) -> None:
    for nama, ids in (
        ("order_against_order", {"h1", "h2", "h3"}),
        ("order_against_new_result", {"h1", "h2", "h3", "h4"}),
        ("new_results_on_both", {"h1", "h2", "h3", "s4", "d4"}),
        ("addendum_against_another_of_other_results", {"h1", "h2", "h3"}),
    ):
        dokumen = akhir.kantor["dua"].store.document(IDS[nama])
        assert dokumen is not None
        urut = [satu["id"] for satu in json.loads(dokumen.body)["hasil"]]
        assert (len(urut), {*urut}) == (len(ids), ids)


def test_that_a_template_applied_on_both_is_there_once(akhir: Akhir) -> None:
    dokumen = akhir.kantor["kabupaten"].store.document(IDS["template_applied_on_both"])
    assert dokumen is not None
    assert [satu["teks"] for satu in json.loads(dokumen.body)["hasil"][3:]] == ["Hasil t1", "Hasil t2"]


def test_that_both_accepted_addenda_stand_in_the_plan(akhir: Akhir) -> None:
    dokumen = akhir.kantor["satu"].store.document(IDS["addendum_against_another_of_other_results"])
    assert dokumen is not None
    isi = json.loads(dokumen.body)
    assert {satu["nomor"] for satu in isi["adendum"]} == {1, 2}
    assert (isi["status"], isi["tanggal"]) == ("ditetapkan", "2026-06-02")


def test_that_every_store_is_sound_afterwards(akhir: Akhir) -> None:
    for kantor in akhir.kantor.values():
        assert check_store(kantor).temuan == ()


@settings(deadline=None, max_examples=4, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(naskah=st.lists(st.tuples(st.sampled_from(sorted(DASAR)), SKRIP, SKRIP), min_size=6, max_size=10))
def test_that_random_edits_on_two_pcs_are_merged_or_shown(
    akhir: Akhir, naskah: list[tuple[str, list[Langkah], list[Langkah]]]
) -> None:
    satu, dua, kabupaten = (akhir.kantor[nama] for nama in Pelaku[:3])
    ids = {nomor: f"{office_tag(KODE)}{secrets.token_hex(12)}" for nomor in range(len(naskah))}
    with satu.write("uji") as tx:
        for nomor, (kind, *_) in enumerate(naskah):
            tx.save(kind, ids[nomor], json.dumps(DASAR[kind]).encode(), scope=KODE, schema=SCHEMA)
    hand(satu, dua)
    kata: dict[str, set[str]] = {doc_id: set() for doc_id in ids.values()}
    for kantor, sisi in ((satu, 1), (dua, 2)):
        with kantor.write("uji") as tx:
            for nomor, tiga in enumerate(naskah):
                body, diketik = play(tiga[0], "?sd"[sisi], tiga[sisi])  # type: ignore[arg-type]
                tx.save(tiga[0], ids[nomor], json.dumps(body).encode(), scope=KODE, schema=SCHEMA)
                kata[ids[nomor]] |= diketik
    paket = [export_bundle(kantor, kantor.home).path for kantor in (dua, satu)]
    assert [hasil.galat for hasil in merge_bundles(kabupaten, paket)] == [None, None]
    hand(satu, dua)
    hand(dua, satu)
    for doc_id, diketik in kata.items():
        dokumen = kabupaten.store.document(doc_id)
        assert dokumen is not None
        assert satu.store.document(doc_id) == dua.store.document(doc_id)
        assert (dokumen.heads, dokumen.body, dokumen.conflicts) == _seen(satu, doc_id)
        terlihat = dokumen.body.decode() + json.dumps([satu.values for satu in dokumen.conflicts])
        dasar = "".join(rev.body.decode() for rev in kabupaten.store.history(doc_id)[:1])
        assert [teks for teks in diketik if teks not in terlihat and teks not in dasar] == []


def _seen(kantor: Kantor, doc_id: str) -> Any:
    dokumen = kantor.store.document(doc_id)
    assert dokumen is not None
    return dokumen.heads, dokumen.body, dokumen.conflicts
