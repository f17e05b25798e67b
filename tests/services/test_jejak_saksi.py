"""The kabupaten stands witness to each computer's audit chain: what was edited, cut or rebuilt since is told."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec
import pytest

from desktop_app.exchange.manifest import Manifest
from desktop_app.exchange.signing import MANIFEST_TYPE, is_signed
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.kepercayaan import require_trust
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kotak import read_kotak
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.paket import list_keluar, put_keluar
from desktop_app.services.periksa import check_store
from desktop_app.services.saksi import list_bukti, list_mundur, list_saksi, witness_findings, witnessed_upto
from tests.services.dunia_kantor import Dunia, add_people


def _round(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    """Send a bundle and bring the answer back."""
    paket = export_bundle(unit, dunia.stick).path
    (hasil,) = merge_bundles(kabupaten, [paket])
    assert hasil.galat is None
    for satu in export_returns(kabupaten, dunia.stick):
        apply_return(unit, satu.path)


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The office above."""
    return dunia("kabupaten")


@pytest.fixture
def witnessed(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> Kantor:
    """A unit whose first bundle was acknowledged."""
    add_people(unit)
    _round(dunia, unit, kabupaten)
    return unit


def _codes(kantor: Kantor) -> list[str]:
    return [kode for kode, _ in check_store(kantor, dalam=False).temuan]


def _rewrite_chain(kantor: Kantor, change: Any) -> None:
    """Change rows of the chain and compute every hash anew, as somebody would who knows the format."""
    connection = kantor.store._connection
    before = bytes(32)
    rows = connection.execute("SELECT seq, raw FROM audit ORDER BY seq").fetchall()
    for seq, raw in rows:
        new = change(seq, bytes(raw))
        before = sha256(before + new).digest()
        connection.execute("UPDATE audit SET raw = ?, hash = ? WHERE seq = ?", (new, before, seq))


def test_that_an_acknowledged_bundle_witnesses_the_chain_that_it_told(witnessed: Kantor) -> None:
    (saksi,) = list_saksi(witnessed)
    (paket,) = list_keluar(witnessed)
    assert (saksi.jumlah, saksi.kepala, saksi.nomor, saksi.tertulis) == (paket.jejak, paket.kepala_jejak, 1, True)
    assert witnessed.store.audit_hash_at(saksi.jumlah) == saksi.kepala
    assert witnessed_upto(witnessed) == saksi.jumlah > 0
    assert _codes(witnessed) == []


def test_that_the_evidence_is_the_issuers_own_signature_over_rows_and_hash(witnessed: Kantor) -> None:
    (saksi,) = list_saksi(witnessed)
    bukti = list_bukti(witnessed)[saksi.bukti]
    assert bukti.kunci in require_trust(witnessed).issuers
    assert is_signed(bukti.kunci, MANIFEST_TYPE, bukti.manifes, bukti.tanda)
    (ack,) = msgspec.json.decode(bukti.manifes, type=Manifest).acknowledgements
    assert ack.audit is not None
    assert (ack.device_id, ack.audit.count, ack.audit.head) == (witnessed.store.device, saksi.jumlah, saksi.kepala)


def test_that_a_chain_rewritten_with_right_hashes_is_told(witnessed: Kantor) -> None:
    _rewrite_chain(witnessed, lambda seq, raw: raw.replace(b'"doubt":false', b'"doubt":true') if seq == 2 else raw)
    (temuan,) = witness_findings(witnessed)
    assert temuan[0] == "periksa_jejak_disaksikan"
    assert "periksa_jejak_disaksikan" in _codes(witnessed)


def test_that_a_chain_cut_before_its_witness_is_told(witnessed: Kantor) -> None:
    (saksi,) = list_saksi(witnessed)
    witnessed.store._connection.execute("DELETE FROM audit WHERE seq >= ?", (saksi.jumlah,))
    assert [kode for kode, _ in witness_findings(witnessed)] == ["periksa_jejak_disaksikan"]


def test_that_rows_after_the_witness_are_not_vouched_for(witnessed: Kantor) -> None:
    jumlah, _ = witnessed.store.audit_head()
    assert jumlah > witnessed_upto(witnessed)
    _rewrite_chain(witnessed, lambda seq, raw: raw.replace(b'"doubt":false', b'"doubt":true') if seq == jumlah else raw)
    assert witness_findings(witnessed) == []


def test_that_each_epoch_has_one_written_witness_and_receipts_for_the_rest(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    add_people(unit)
    pertama = export_bundle(unit, dunia.stick).path
    kedua = export_bundle(unit, dunia.stick).path
    merge_bundles(kabupaten, [pertama, kedua])
    (balasan,) = export_returns(kabupaten, dunia.stick)
    apply_return(unit, balasan.path)
    saksi = list_saksi(unit)
    assert [(satu.nomor, satu.tertulis) for satu in saksi] == [(2, True), (1, False)]
    assert len(list_bukti(unit)) == 1
    apply_return(unit, balasan.path)
    assert list_saksi(unit) == saksi


def test_that_a_bundle_made_before_rows_were_kept_witnesses_by_what_the_kabupaten_states(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    add_people(unit)
    paket = export_bundle(unit, dunia.stick).path
    (lama,) = list_keluar(unit)
    with unit.write("uji") as tx:
        put_keluar(tx, msgspec.structs.replace(lama, jejak=0, kepala_jejak=""))
    merge_bundles(kabupaten, [paket])
    apply_return(unit, export_returns(kabupaten, dunia.stick)[0].path)
    assert witnessed_upto(unit) == lama.jejak


def test_that_the_kabupaten_notes_a_chain_with_fewer_rows_and_still_merges(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    add_people(unit)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert list_mundur(kabupaten) == ()
    jumlah, _ = unit.store.audit_head()
    unit.store._connection.execute("DELETE FROM audit WHERE seq > ?", (jumlah - 6,))
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert hasil.galat is None
    (mundur,) = list_mundur(kabupaten)
    assert (mundur.nomor, mundur.nomor_lain) == (2, 1)
    assert mundur.jumlah < mundur.jumlah_lain
    tercatat = read_kotak(kabupaten).paket
    assert [(satu.paket.seq, satu.mundur) for satu in tercatat] == [(2, mundur), (1, None)]
    (temuan,) = [satu for satu in check_store(kabupaten, dalam=False).temuan if satu[0] == "periksa_jejak_mundur"]
    assert temuan[1]["nomor"] == 2


def test_that_the_kabupaten_notes_another_hash_at_the_same_number_of_rows(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    add_people(unit)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (paket,) = list_keluar(unit)
    connection = unit.store._connection
    # The next bundle's own row is written before its manifest: one row less than the first manifest told.
    connection.execute("DELETE FROM audit WHERE seq >= ?", (paket.jejak,))
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (mundur,) = list_mundur(kabupaten)
    assert mundur.jumlah == mundur.jumlah_lain
    assert mundur.kepala != mundur.kepala_lain


def test_that_a_new_epoch_may_begin_with_fewer_rows(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    add_people(unit)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    jumlah, _ = unit.store.audit_head()
    unit.store._connection.execute("DELETE FROM audit WHERE seq > ?", (jumlah - 4,))
    with unit.write("uji") as tx:
        tx.start_epoch("e" * 32)
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert hasil.galat is None
    assert list_mundur(kabupaten) == ()
