"""The key ceremony: keys leave the computer for sticks and cards, each read back; giving up leaves the trust whole."""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.exchange.age import recipient_of
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_kepercayaan import read_kepercayaan
from desktop_app.services.kantor import BERKAS_STORE, Kantor
from desktop_app.services.kepercayaan import list_perangkat, require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_kabupaten import read_kunci, read_rencana
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.rapat_kunci import Meja, carry_out, count_table, lay_card, lay_file
from desktop_app.services.upacara import PemegangBaru, cancel_plan, prove_card, prove_file, save_key, start_plan
from desktop_app.services.upacara_cetak import print_berita
from desktop_app.vault import FLOOR, HeldKey
from tests.services.dunia_kantor import Dunia, stored
from tests.services.halaman_store import raw_pages
from tests.services.pemegang import NAMA, hold_ceremony, make_and_prove, make_planned, rows_on
from tests.services.rumah_sandi import code_of

SANDI = "pohon mangga di halaman"


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def secrets_in(kantor: Kantor) -> bytes:
    """Every value of the store, one after the other, as SQLite gives them."""
    parts: list[bytes] = []
    for rows in stored(kantor).values():
        for row in rows:
            parts.extend(one if isinstance(one, bytes) else str(one).encode() for one in row)
    return b"\n".join(parts)


def test_that_the_root_and_the_recovery_key_leave_the_store_for_good(
    dunia: Dunia, kabupaten: Kantor, tmp_path: Path
) -> None:
    root = kabupaten.office_keys().root
    assert root is not None
    escrow = kabupaten.store.get("rahasia", "escrow")
    assert escrow is not None
    seed = base64.b64encode(root.seed)
    assert seed in secrets_in(kabupaten)
    assert escrow in secrets_in(kabupaten)
    tangan, berita = hold_ceremony(kabupaten, dunia.stick)
    everything = secrets_in(kabupaten)
    for secret in (seed, root.seed, root.seed.hex().encode(), escrow):
        assert secret not in everything
    for satu in tangan.values():
        assert satu.kartu.replace(" ", "")[8:24].encode() not in everything
    keadaan = read_kunci(kabupaten)
    assert (keadaan.latihan, keadaan.escrow_di_sini, keadaan.ada_escrow) == (False, False, True)
    assert (keadaan.versi, keadaan.perlu, keadaan.jumlah) == (2, 2, 3)
    assert [satu.nama for satu in keadaan.pemegang] == list(NAMA[:3])
    assert berita.hadir == NAMA[:3]
    assert "upacara" in berita.perubahan
    # every backup of before holds that key: units must seal to another one
    assert require_trust(kabupaten).escrow == tangan[0].publik != recipient_of(escrow.decode())


def test_that_nothing_of_the_keys_that_left_is_in_the_file_or_its_log(dunia: Dunia, kabupaten: Kantor) -> None:
    """Page by page, free ones and the write-ahead log included, deciphered with the store's own key."""
    root, kunci = kabupaten.office_keys().root, kabupaten.kunci
    escrow = kabupaten.store.get("rahasia", "escrow")
    assert root is not None
    assert kunci is not None
    assert escrow is not None
    before = raw_pages(kabupaten.home / BERKAS_STORE, kunci.key)
    assert base64.b64encode(root.seed) in before
    assert escrow in before
    hold_ceremony(kabupaten, dunia.stick)
    after = raw_pages(kabupaten.home / BERKAS_STORE, kunci.key)
    assert b"berita:000002" in after, "the pages are those of today"
    assert base64.b64encode(root.seed) not in after
    assert escrow not in after


def test_that_units_follow_the_ceremony_and_see_why_their_fingerprint_changed(
    dunia: Dunia, kabupaten: Kantor, unit: Kantor
) -> None:
    before = read_kepercayaan(unit)
    assert (before.versi, before.perlu, before.pemegang, before.perubahan) == (1, 1, 1, ())
    _, berita = hold_ceremony(kabupaten, dunia.stick)
    assert len(read_kunci(kabupaten).tertinggal) == 3
    answers = export_returns(kabupaten, dunia.stick)
    apply_return(unit, next(satu.path for satu in answers if unit.store.device[:6] in satu.path.name))
    after = read_kepercayaan(unit)
    assert (after.versi, after.perlu, after.pemegang) == (2, 2, 3)
    assert after.sidik == berita.sidik == require_trust(kabupaten).root_fingerprint
    (perubahan,) = after.perubahan
    assert (perubahan.dari, perubahan.ke, perubahan.sebab) == (1, 2, ("upacara", "escrow"))
    assert perubahan.sidik_lama == before.sidik
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert hasil.nasib is NasibPaket.DIGABUNG
    assert unit.store.device not in {satu.device_id for satu in read_kunci(kabupaten).tertinggal}


def test_that_a_key_counts_only_once_card_and_file_were_read_back(dunia: Dunia, kabupaten: Kantor) -> None:
    meja = Meja()
    start_plan(kabupaten, pemegang=[PemegangBaru(nama) for nama in NAMA[:2]], perlu=2)
    trust = require_trust(kabupaten).raw
    make_and_prove(kabupaten, 0, dunia.stick, meja)
    make_and_prove(kabupaten, 1, dunia.stick, meja)
    jadi = save_key(kabupaten, 2, dunia.stick, SANDI, biaya=FLOOR)
    assert code_of(carry_out, kabupaten, meja) == "kunci_belum_terbukti"
    prove_card(kabupaten, 2, rows_on(jadi.kartu.pdf), meja)
    assert code_of(carry_out, kabupaten, meja) == "kunci_belum_terbukti", "the stick was not opened again"
    other = save_key(kabupaten, 2, dunia.stick, SANDI, biaya=FLOOR)
    assert code_of(prove_file, kabupaten, 2, jadi.berkas, SANDI) == "kunci_bukan_calon", "the stick from before"
    assert code_of(prove_card, kabupaten, 2, rows_on(jadi.kartu.pdf)) == "kunci_bukan_calon"
    assert code_of(prove_file, kabupaten, 2, other.berkas, SANDI + "x") == "kunci_sandi_salah"
    prove_file(kabupaten, 2, other.berkas, SANDI)
    prove_card(kabupaten, 2, rows_on(other.kartu.pdf))
    assert require_trust(kabupaten).raw == trust
    # the proof that was typed on another day lies on no table: the key has to be brought again
    assert code_of(carry_out, kabupaten, meja) == "kunci_kurang_baru"
    assert lay_file(kabupaten, meja, other.berkas, SANDI) == NAMA[1]
    assert code_of(lay_card, kabupaten, meja, rows_on(other.kartu.pdf)) == "kunci_sudah_di_meja"
    assert carry_out(kabupaten, meja)[0].versi == 2
    assert repr(meja) == "Meja(0)"


@pytest.mark.parametrize("step", range(5))
def test_that_giving_up_at_any_step_leaves_the_old_trust_whole(dunia: Dunia, kabupaten: Kantor, step: int) -> None:
    trust, keys = require_trust(kabupaten).raw, kabupaten.office_keys().to_bytes()
    start_plan(kabupaten, pemegang=[PemegangBaru(nama) for nama in NAMA[:2]], perlu=2)
    for nomor in (0, 1, 2)[: max(0, step - 1)]:
        make_and_prove(kabupaten, nomor, dunia.stick)
    if step == 1:
        save_key(kabupaten, 1, dunia.stick, SANDI, biaya=FLOOR)
    after = dunia.after_kill(kabupaten)
    assert require_trust(after).raw == trust
    assert after.office_keys().to_bytes() == keys
    assert read_rencana(after) == read_rencana(kabupaten), "it may go on tomorrow"
    assert after.store.get("rahasia", "escrow") is not None
    cancel_plan(after)
    assert read_rencana(after) is None


def test_that_an_act_that_breaks_in_its_middle_leaves_keys_trust_and_plan(dunia: Dunia, kabupaten: Kantor) -> None:
    """The certificates are issued anew after the keys were put: a register that is damaged stops it right there."""
    meja = Meja()
    start_plan(kabupaten, pemegang=[PemegangBaru(nama) for nama in NAMA[:2]], perlu=2)
    make_planned(kabupaten, dunia.stick, meja)
    row = kabupaten.store.get("perangkat", list_perangkat(kabupaten)[-1].device_id)
    assert row is not None
    rusak = msgspec.json.decode(row)
    with kabupaten.write("uji") as tx:
        tx.put("perangkat", rusak["device_id"], msgspec.json.encode({**rusak, "sertifikat": "e30="}))
    before = [(r, stored(kabupaten)[r]) for r in ("space", "meta") if r in stored(kabupaten)]
    assert code_of(carry_out, kabupaten, meja) == "certificate_damaged"
    assert [(r, stored(kabupaten)[r]) for r in ("space", "meta") if r in stored(kabupaten)] == before
    assert kabupaten.office_keys().root is not None
    with kabupaten.write("uji") as tx:
        tx.put("perangkat", rusak["device_id"], row)
    assert carry_out(kabupaten, meja)[0].versi == 2, "nothing was lost: the table still holds the keys"
    after = dunia.after_kill(kabupaten)
    assert (require_trust(after).root.version, after.office_keys().root) == (2, None)


def test_that_a_plan_names_who_holds_the_keys_and_how_many_must_come(kabupaten: Kantor) -> None:
    def refused(*nama: str, perlu: int = 2, **more: object) -> str:
        return code_of(start_plan, kabupaten, pemegang=[PemegangBaru(satu) for satu in nama], perlu=perlu, **more)

    assert refused("Satu Contoh", perlu=1) == "kunci_pemegang_jumlah", "one of one is for training alone"
    assert refused(*(f"Orang {n}" for n in range(8))) == "kunci_pemegang_jumlah"
    assert refused("Satu Contoh", "Dua Contoh", perlu=3) == "kunci_ambang_salah"
    assert refused("Satu Contoh", "Dua Contoh", "Tiga Contoh", perlu=1) == "kunci_ambang_salah"
    assert refused("Satu Contoh", " ") == "kunci_nama_kosong"
    assert refused("Satu Contoh", "satu contoh") == "kunci_nama_kembar"
    assert code_of(start_plan, kabupaten, penerbit=True) == "kunci_pemegang_jumlah", "the ceremony comes first"
    assert code_of(carry_out, kabupaten, Meja()) == "kunci_tanpa_rencana"
    with pytest.raises(UserError, match="kunci_berita_tidak_ada"):
        print_berita(kabupaten)


def test_that_only_keys_of_holders_are_laid_on_the_table(dunia: Dunia, kabupaten: Kantor) -> None:
    from desktop_app.vault import write_card

    tangan, _ = hold_ceremony(kabupaten, dunia.stick, orang=2)
    meja = Meja()
    stranger = " ".join(write_card(HeldKey.generate("root")))
    assert code_of(lay_card, kabupaten, meja, stranger) == "kunci_bukan_pemegang"
    assert code_of(lay_file, kabupaten, meja, tangan[0].berkas, tangan[0].sandi) == "kunci_bukan_pemegang"
    start_plan(kabupaten, kotak=True)
    assert lay_card(kabupaten, meja, tangan[1].kartu) == NAMA[0]
    assert count_table(kabupaten, meja) == (1, 2, 1, 2)
    assert code_of(carry_out, kabupaten, meja) == "kunci_kurang"
    assert code_of(lay_card, kabupaten, meja, tangan[1].kartu) == "kunci_sudah_di_meja", "one key twice is one key"


def test_that_the_minutes_name_everybody_and_the_new_fingerprint(dunia: Dunia, kabupaten: Kantor) -> None:
    import pypdfium2

    _, berita = hold_ceremony(kabupaten, dunia.stick)
    pdf = pypdfium2.PdfDocument(print_berita(kabupaten).pdf)
    assert len(pdf) == 1
    text = " ".join(pdf[0].get_textpage().get_text_bounded().split())
    for word in (*berita.sidik.split(), *NAMA[:3], "2 dari 3"):
        assert word in text
