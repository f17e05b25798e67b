"""Evidence in bundles: up until it is acknowledged, down where it is asked for, in any order, and under attack."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.domain.bukti_dukung import BuktiDukung
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.exchange import Attachment, seal_up
from desktop_app.exchange.limits import ATTACHMENT_MAX
from desktop_app.services import bukti_paket
from desktop_app.services.balas import HasilBalas, export_returns
from desktop_app.services.balasan import HasilBalasan, apply_return
from desktop_app.services.bukti import add_bukti, read_bukti
from desktop_app.services.bukti_jenis import ODT
from desktop_app.services.bukti_paket import acknowledged, load_up
from desktop_app.services.bukti_periksa import count_missing
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import own_certificate, require_trust
from desktop_app.services.kirim import HasilEkspor, export_bundle, print_pengantar, survey_unsent
from desktop_app.services.masuk import HasilPaket, NasibPaket, merge_bundles
from desktop_app.services.paket import list_keluar, make_content, next_seq
from desktop_app.services.pegawai import list_pegawai
from tests.services.berkas_bukti import bomb_png, damaged_document, journal, pdf, photo
from tests.services.dunia_kantor import Dunia

WARNA = ("navy", "olive", "purple", "maroon", "gray")


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the unit."""
    return dunia("kabupaten")


def person(kantor: Kantor, nomor: int = 0) -> str:
    return sorted(satu.id for satu in list_pegawai(kantor))[nomor]


def photos(kantor: Kantor, jumlah: int, *, nomor: int = 0) -> tuple[BuktiDukung, ...]:
    """Add photos that one journal names."""
    bukti = tuple(add_bukti(kantor, photo(colour=warna), f"{warna}.jpg") for warna in WARNA[:jumlah])
    journal(kantor, person(kantor, nomor), *bukti)
    return bukti


def send(unit: Kantor, dunia: Dunia) -> HasilEkspor:
    return export_bundle(unit, dunia.stick)


def merge(kabupaten: Kantor, *paths: Path) -> tuple[HasilPaket, ...]:
    hasil = merge_bundles(kabupaten, paths)
    assert {satu.nasib for satu in hasil} <= {NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA}, hasil
    return hasil


def answer(kabupaten: Kantor, unit: Kantor, dunia: Dunia) -> tuple[HasilBalas, HasilBalasan]:
    semua = export_returns(kabupaten, dunia.stick)
    (satu,) = (satu for satu in semua if unit.store.device[:6] in satu.path.name)
    return satu, apply_return(unit, satu.path)


def held(kantor: Kantor) -> set[str]:
    return {satu.sha for satu in kantor.store.attachment_facts()}


def test_that_files_go_up_with_every_bundle_until_their_receipt_is_here(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    bukti = photos(unit, 2)
    add_bukti(unit, pdf("tidak dipakai"))
    hilang = send(unit, dunia)
    assert (hilang.bukti, survey_unsent(unit).bukti) == (2, 2), "what no document names stays here"
    assert hilang.paspor.attachments == 2
    kedua = send(unit, dunia)
    assert kedua.bukti == 2, "cumulative since the last receipt"
    assert b"%PDF" in print_pengantar(unit, list_keluar(unit)[0])
    (hasil,) = merge(kabupaten, kedua.path)
    assert (hasil.bukti.baru, hasil.bukti.titipan, hasil.bukti.ditolak, hasil.bukti_menunggu) == (2, 0, 0, 0)
    assert read_bukti(kabupaten, bukti[0].sidik) == read_bukti(unit, bukti[0].sidik)
    assert acknowledged(unit) == set()
    answer(kabupaten, unit, dunia)
    assert acknowledged(unit) == {satu.sidik for satu in bukti}
    journal(unit, person(unit, 1), bukti[0])
    assert send(unit, dunia).bukti == 0, "a file that was received is not sent again for another document"
    assert not kabupaten.store.check()


def test_that_what_does_not_fit_goes_with_the_next_bundle_and_is_waited_for_on_both_sides(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    bukti = photos(unit, 3)
    monkeypatch.setattr(bukti_paket, "MUAT", sum(satu.ukuran for satu in bukti) - 1)
    satu = send(unit, dunia)
    assert (satu.bukti, satu.bukti_sisa, survey_unsent(unit).bukti_sisa) == (2, 1, 1)
    (hasil,) = merge(kabupaten, satu.path)
    assert hasil.bukti_menunggu == count_missing(kabupaten) == 1
    balas, _ = answer(kabupaten, unit, dunia)
    assert balas.bukti_menunggu == 1
    dua = send(unit, dunia)
    assert (dua.bukti, dua.bukti_sisa) == (1, 0), "no revision is new, the file goes alone"
    (hasil,) = merge(kabupaten, dua.path)
    assert (hasil.bukti.baru, hasil.bukti_menunggu) == (1, 0)
    answer(kabupaten, unit, dunia)
    with pytest.raises(UserError, match="ekspor_kosong"):
        send(unit, dunia)


def forge(
    unit: Kantor,
    dunia: Dunia,
    files: list[Attachment],
    *,
    revisions: bool = True,
    missing: tuple[str, ...] = (),
    raws: list[bytes] | None = None,
) -> Path:
    """Seal a bundle with the unit's own keys that carries these files, whatever its documents name."""
    with unit.write("ekspor") as tx:
        nomor = next_seq(unit, tx)
    if raws is None:
        raws = [raw for _, _, raw in unit.store.revisions_after(0)] if revisions else []
    trust = require_trust(unit)
    return seal_up(
        dunia.stick,
        make_content(unit, nomor, unit.profil.kode, missing=missing),
        signer=unit.device_keys().signing,
        certificate=own_certificate(unit, trust),
        trust=trust,
        revisions=raws,
        attachments=files,
    ).path


def test_that_a_file_may_come_before_its_document_and_twice(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    (bukti,) = photos(unit, 1)
    berkas = Attachment(read_bukti(unit, bukti.sidik), bukti.jenis)
    dulu = forge(unit, dunia, [berkas], revisions=False)
    (hasil,) = merge(kabupaten, dulu)
    assert (hasil.bukti.baru, hasil.bukti.titipan) == (0, 1)
    assert kabupaten.store.documents_naming([bukti.sidik]) == {}
    (hasil,) = merge(kabupaten, send(unit, dunia).path)
    assert (hasil.bukti.dikenal, hasil.bukti_menunggu) == (1, 0)
    assert read_bukti(kabupaten, bukti.sidik) == berkas.data


HOSTILE: dict[str, Attachment] = {
    "program": Attachment(b"MZ" + bytes(100), "image/jpeg"),
    "page said to be a photo": Attachment(b"<html><script>1</script>", "image/png"),
    "type that nobody keeps": Attachment(b"<svg/>", "image/svg+xml"),
    "another type than it says": Attachment(pdf(), "image/jpeg"),
    "bomb": Attachment(bomb_png(20_000, 20_000), "image/png"),
    "document that does not inflate": Attachment(damaged_document(), ODT),
    "archive": Attachment(b"PK\x03\x04" + bytes(100), "application/zip"),
    "polyglot": Attachment(pdf() + b"PK\x05\x06" + bytes(18), "application/pdf"),
}


def test_that_hostile_files_of_a_certified_computer_are_left_out_and_the_rest_comes_in(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    (bukti,) = photos(unit, 1)
    baik = Attachment(read_bukti(unit, bukti.sidik), bukti.jenis)
    (hasil,) = merge(kabupaten, forge(unit, dunia, [*HOSTILE.values(), baik]))
    assert (hasil.bukti.ditolak, hasil.bukti.baru) == (len(HOSTILE), 1)
    assert held(kabupaten) == {bukti.sidik}
    assert len(list((kabupaten.home / "arsip").iterdir())) == 1, "every byte is kept: the original lies in the archive"


def test_that_files_that_nothing_names_are_kept_within_a_bound_and_read_by_nobody(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asing = [Attachment(pdf(f"asing {n}"), "application/pdf") for n in range(3)]
    monkeypatch.setattr(bukti_paket, "BATAS_TITIPAN", sum(len(satu.data) for satu in asing[:2]))
    (hasil,) = merge(kabupaten, forge(unit, dunia, asing))
    assert (hasil.bukti.titipan, hasil.bukti.ditolak) == (2, 1)
    assert kabupaten.store.attachments_named() == []
    assert len(kabupaten.store.attachments_unnamed()) == 2


def test_that_another_offices_document_does_not_vouch_for_a_file(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    b = dunia("b")
    (bukti,) = photos(b, 1)
    isi = read_bukti(b, bukti.sidik)
    with b.write("uji") as tx:
        tx._connection.execute("DELETE FROM attachment")
    merge(kabupaten, send(b, dunia).path)
    assert count_missing(kabupaten) == 1
    (hasil,) = merge(kabupaten, forge(unit, dunia, [Attachment(isi, bukti.jenis)]))
    assert (hasil.bukti.baru, hasil.bukti.titipan) == (0, 1)


def test_that_an_oversize_file_cannot_even_be_sealed(dunia: Dunia, unit: Kantor) -> None:
    with pytest.raises(SystemProblem, match="attachment_unsendable"):
        forge(unit, dunia, [Attachment(bytes(ATTACHMENT_MAX + 1), "application/pdf")])


def test_that_a_unit_after_a_restore_gets_back_the_files_that_the_kabupaten_has(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    """The files are gone, the documents are here: what is missing is asked for and comes with the next answer."""
    bukti = photos(unit, 2)
    merge(kabupaten, send(unit, dunia).path)
    answer(kabupaten, unit, dunia)
    with unit.write("uji") as tx:
        tx._connection.execute("DELETE FROM attachment")
    assert count_missing(unit) == 2
    journal(unit, person(unit, 2))
    merge(kabupaten, send(unit, dunia).path)
    balas, hasil = answer(kabupaten, unit, dunia)
    assert (balas.bukti, hasil.bukti, hasil.bukti_menunggu) == (2, 2, 0)
    assert held(unit) == {satu.sidik for satu in bukti}


def test_that_the_kabupaten_asks_for_what_it_lost_though_it_had_acknowledged_it(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    bukti = photos(unit, 2)
    merge(kabupaten, send(unit, dunia).path)
    answer(kabupaten, unit, dunia)
    with kabupaten.write("uji") as tx:
        tx._connection.execute("DELETE FROM attachment")
    journal(unit, person(unit, 2))
    merge(kabupaten, send(unit, dunia).path)
    answer(kabupaten, unit, dunia)
    assert set(load_up(unit, unit.store.last_seq()).sidik) == {satu.sidik for satu in bukti}
    merge(kabupaten, send(unit, dunia).path)
    assert held(kabupaten) == {satu.sidik for satu in bukti}


def test_that_nobody_is_given_a_file_of_another_office_by_asking_for_its_hash(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    b = dunia("b")
    (rahasia,) = photos(b, 1)
    merge(kabupaten, send(b, dunia).path)
    merge(kabupaten, forge(unit, dunia, [], missing=(rahasia.sidik,)))
    balas, hasil = answer(kabupaten, unit, dunia)
    assert (balas.bukti, hasil.bukti) == (0, 0)
    assert rahasia.sidik not in held(unit)


def test_that_a_damaged_file_does_not_hold_up_the_others(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    rusak, baik = photos(unit, 2)
    unit.store._connection.execute(
        "UPDATE attachment SET data = zeroblob(length(data)) WHERE sha = ?", (bytes.fromhex(rusak.sidik),)
    )
    satu = send(unit, dunia)
    assert (satu.bukti, satu.bukti_sisa) == (1, 1)
    (hasil,) = merge(kabupaten, satu.path)
    assert held(kabupaten) == {baik.sidik}
    assert hasil.bukti_menunggu == 1


@pytest.mark.parametrize("seed", range(2))
def test_that_any_order_of_bundles_lost_ones_and_doubles_gives_the_same_files(
    dunia: Dunia, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two offices record, send, lose and answer at random; in the end the kabupaten has what they have."""
    chance = random.Random(seed)
    kabupaten, units = dunia("kabupaten"), [dunia("a1"), dunia("b")]
    monkeypatch.setattr(bukti_paket, "MUAT", 9_000)
    stapel: list[Path] = []

    def record(unit: Kantor) -> None:
        bukti = [add_bukti(unit, photo(60 + chance.randrange(9), 50)) for _ in range(chance.randrange(3))]
        journal(unit, person(unit, chance.randrange(3)), *bukti)

    def pack(unit: Kantor) -> None:
        try:
            stapel.append(send(unit, dunia).path)
        except UserError as error:
            if error.code != "ekspor_kosong":
                raise

    def bring(_: Kantor) -> None:
        chance.shuffle(stapel)
        merge(kabupaten, *stapel[: chance.randrange(3)])
        if stapel and chance.random() < 0.3:
            stapel.pop()

    def reply(unit: Kantor) -> None:
        with suppress(UserError, ValueError):  # nothing to answer to this one yet
            answer(kabupaten, unit, dunia)

    steps: list[Callable[[Kantor], None]] = [record, pack, bring, reply]
    for _ in range(14):
        chance.choice(steps)(chance.choice(units))
    for _ in range(12):
        for unit in units:
            pack(unit)
            merge(kabupaten, *stapel[-1:])
            reply(unit)
        if count_missing(kabupaten) == 0 and not any(load_up(u, u.store.last_seq()).sidik for u in units):
            break
    assert count_missing(kabupaten) == 0
    assert held(kabupaten) >= {sidik for unit in units for sidik in unit.store.attachments_named()}
    assert not kabupaten.store.check()
