"""The waiting room says which bundle of whom is missing; the quarantine what to do, and keeps each decision."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from db import Claim, encode_revision
from desktop_app.domain.errors import UserError
from desktop_app.exchange import receipt_code
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.ditahan import list_putusan
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina_banyak import (
    admit_catatan,
    admit_reason,
    leave_catatan,
    list_catatan,
)
from desktop_app.services.kirim import count_unsent, export_bundle
from desktop_app.services.kode_terima import receive_code
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.paket import list_keluar, put_keluar
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.ruang_tunggu import list_menunggu
from tests.invariants.dunia import held_ids
from tests.services.dunia_kantor import Dunia
from tests.services.pengirim import Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    return dunia("kabupaten")


def change(kantor: Kantor, catatan: str, urutan: int = 0) -> None:
    doc_id = list_pegawai(kantor)[urutan].id
    naskah = open_naskah(kantor, doc_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(naskah.isi, catatan=catatan))
    commit_naskah(kantor, doc_id)


def cut_off(unit: Kantor) -> None:
    """Let a unit believe that everything it sent has arrived, as a kabupaten does that lost its newest backup."""
    with unit.write("uji") as tx:
        tx.put("kantor", "diterima_sampai", str(unit.store.last_seq()).encode())


def test_that_what_waits_names_the_missing_bundle_and_counts_in_bundles(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    cut_off(unit)
    change(unit, "dalam paket 2")
    second = export_bundle(unit, dunia.stick)
    cut_off(unit)
    change(unit, "dalam paket 3")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (one,) = list_menunggu(kabupaten)
    assert (one.karena, one.kurang, one.nomor, one.jumlah, one.sejak) == ("paket", (2,), 3, 1, 0)
    assert (one.nama, dict(one.jenis)) == (unit.profil.nama, {"pegawai": 1})
    assert one.dokumen == (list_pegawai(unit)[0].nama,)
    cut_off(unit)
    change(unit, "dalam paket 4", 1)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert list_menunggu(kabupaten)[0].sejak == 1
    merge_bundles(kabupaten, [second.path])
    assert list_menunggu(kabupaten) == ()


def test_that_a_unit_sees_that_it_waits_for_an_answer(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    doc_id = list_pegawai(unit)[0].id
    with kabupaten.write("uji") as tx:
        tx.save("pegawai", doc_id, kabupaten.store.history(doc_id)[-1].body, scope=unit.profil.kode, schema=1)
    kept = kabupaten.store.history(doc_id)[-1]
    child = encode_revision(
        kind="pegawai",
        doc_id=doc_id,
        parents=["ee" * 32],
        device=kept.device,
        epoch=kept.epoch,
        n=9_999,
        who="",
        at=Claim("2026-12-01T08:00:00+07:00"),
        schema=1,
        scope=unit.profil.kode,
        why="",
        deleted=False,
        body=kept.body,
    )
    with unit.write("uji") as tx:
        tx.add([child.raw], source="00" * 32)
    (one,) = list_menunggu(unit)
    assert (one.karena, one.kurang, one.jumlah) == ("balasan", (), 1)


def test_that_held_records_carry_their_next_step_and_every_decision_stays(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor, tmp_path: Path
) -> None:
    sender = Pengirim(unit, tmp_path / "pengirim")
    records = [sender.revision({"nama": f"Orang {n}"}, scope="99.01.09") for n in range(2)]
    before = held_ids(kabupaten)
    merge_bundles(kabupaten, [sender.seal(*records, sender.revision({"nama": [1]}))])
    semua = list_catatan(kabupaten)
    assert len(semua) == 3
    outside = [satu for satu in semua if satu.catatan.alasan == "di_luar_wewenang"]
    assert {satu.nama for satu in outside} == {"Orang 0", "Orang 1"}
    assert all("milik kantor lain" in satu.langkah for satu in outside)
    with pytest.raises(UserError) as caught:
        admit_catatan(kabupaten, outside[0].catatan.rev_id)
    assert caught.value.code == "catatan_tetap_ditahan"
    hasil = admit_reason(kabupaten, "di_luar_wewenang")
    assert (hasil.diterima, hasil.menunggu, len(hasil.tetap)) == (0, 0, 2)
    leave_catatan(kabupaten, outside[1].catatan.rev_id, "menunggu surat pindah")
    assert [satu.putusan for satu in list_putusan(kabupaten)] == ["dibiarkan", "tetap", "tetap", "tetap"]
    assert len(list_catatan(kabupaten)) == 3
    assert held_ids(kabupaten) == before
    assert kabupaten.store.audit_rows(1)[0].act == "biarkan_ditahan"
    for kode, panggil in (
        ("alasan_tidak_ada", lambda: admit_reason(kabupaten, "tidak_ada")),
        ("alasan_wajib", lambda: leave_catatan(kabupaten, outside[0].catatan.rev_id, " ")),
        ("catatan_tidak_ditahan", lambda: leave_catatan(kabupaten, "ab" * 32, "kata")),
    ):
        with pytest.raises(UserError) as refused:
            panggil()
        assert refused.value.code == kode


def test_that_a_spoken_receipt_counts_and_settles_nothing(dunia: Dunia, unit: Kantor, kabupaten: Kantor) -> None:
    sent = export_bundle(unit, dunia.stick)
    change(unit, "sesudahnya")
    other = export_bundle(unit, dunia.stick)
    codes = {satu.seq: receipt_code(satu.manifest_sha256) for satu in list_keluar(unit)}
    unsent = count_unsent(unit)
    with pytest.raises(UserError) as wrong:
        receive_code(unit, codes[other.nomor], sent.nomor)
    assert wrong.value.code == "kode_paket_lain"
    assert wrong.value.facts == {"nomor": 2, "dipilih": 1}
    hasil = receive_code(unit, " " + codes[1].lower().replace("-", "  "), 1)
    assert (hasil.sudah, hasil.paket.seq) == (False, 1)
    assert receive_code(unit, codes[1]).sudah
    assert [(satu.lewat_kode, satu.diterima) for satu in list_keluar(unit)] == [(False, False), (True, False)]
    assert count_unsent(unit) == unsent, "what was acknowledged by voice alone goes on being sent"
    assert unit.store.audit_rows(1)[0].act == "kode_terima"
    merge_bundles(kabupaten, [sent.path])
    apply_return(unit, export_returns(kabupaten, dunia.stick)[0].path)
    assert [(satu.lewat_kode, satu.diterima) for satu in list_keluar(unit)][-1] == (True, True)
    assert receive_code(unit, codes[1]).sudah


def test_that_a_code_of_somebody_elses_bundle_turns_nothing(dunia: Dunia, unit: Kantor) -> None:
    export_bundle(unit, dunia.stick)
    foreign = dunia("b")
    export_bundle(foreign, dunia.stick)
    code = receipt_code(list_keluar(foreign)[0].manifest_sha256)
    for typed, expected in (
        (code, "kode_bukan_paket_ini"),
        (code[:9], "receipt_short"),
        ("", "receipt_empty"),
        ("A" + code[1:] if code[0] != "A" else "B" + code[1:], "receipt_mistyped"),
    ):
        with pytest.raises(UserError) as caught:
            receive_code(unit, typed)
        assert caught.value.code == expected
    assert not any(satu.lewat_kode for satu in list_keluar(unit))


def test_that_letters_that_look_alike_are_forgiven(dunia: Dunia, unit: Kantor) -> None:
    """No code has O, 0, 1, I, 2, 5, 8 or U: what looks like them is meant."""
    export_bundle(unit, dunia.stick)
    (paket,) = list_keluar(unit)
    for nomor in range(400):
        other = msgspec.structs.replace(paket, manifest_sha256=f"{nomor:064x}")
        code = receipt_code(other.manifest_sha256)
        if {"Q", "L", "Z"} <= set(code):
            break
    with unit.write("uji") as tx:
        put_keluar(tx, other)
    typed = code.replace("Q", "0").replace("L", "1").replace("Z", "2").replace("-", " ")
    assert receive_code(unit, typed).paket.seq == paket.seq
