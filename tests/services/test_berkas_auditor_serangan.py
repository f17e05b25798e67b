"""An office with its own key against the auditor's verifier: witnesses, epochs, erasures, numbers, other computers."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import Claim, encode_revision
from desktop_app.domain.pengguna import Pengguna
from desktop_app.exchange.pengguna import vouch_key
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_auditor import make_berkas_auditor
from desktop_app.services.berkas_auditor_uji import load_verifier
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.penghapusan import erase_orang
from desktop_app.vault import SigningKey
from tests.services.dunia_auditor import Forger, sign_in, verify
from tests.services.dunia_kantor import Dunia, add_people, determined_skp
from tests.services.penanda import key_record


@pytest.fixture
def saksi(dunia: Dunia, tmp_path: Path) -> Forger:
    """The pack of an office whose chain the kabupaten has witnessed, in the hands of that office."""
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    _, camat, staf = add_people(unit)
    sign_in(unit, camat)
    determined_skp(unit, staf)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    apply_return(unit, export_returns(kabupaten, dunia.stick)[0].path)
    forger = Forger(make_berkas_auditor(unit, tmp_path).folder, unit.device_keys().signing)
    assert forger.seal()[0] == 0
    return forger


def change_list(folder: Path, change: Callable[[dict[str, object]], None]) -> None:
    path = folder / "manifes.json"
    manifes = json.loads(path.read_text(encoding="utf-8"))
    change(manifes)
    path.write_text(json.dumps(manifes), encoding="utf-8")


def rewrite_row(folder: Path) -> None:
    """Rename the act of one witnessed row and compute every hash anew."""
    path = folder / "jejak/rantai.txt"
    before, lines = bytes(32), []
    for number, line in enumerate(path.read_bytes().splitlines()):
        raw = line.partition(b" ")[2]
        raw = raw.replace(b'"act":"', b'"act":"x', 1) if number == 5 else raw
        before = sha256(before + raw).digest()
        lines.append(before.hex().encode() + b" " + raw + b"\n")
    path.write_bytes(b"".join(lines))
    change_list(folder, lambda m: m.update(jejak={"baris": len(lines), "kepala": before.hex()}))


def test_that_another_epoch_in_the_list_excuses_no_rewritten_row(saksi: Forger) -> None:
    rewrite_row(saksi.folder)
    change_list(saksi.folder, lambda m: m.update(epoch="ab" * 16))
    code, said = saksi.seal()
    assert (code, "berubah sejak disaksikan kabupaten" in said) == (1, True), said


def test_that_witnesses_of_received_bundles_cannot_be_left_out(saksi: Forger) -> None:
    for path in (saksi.folder / "saksi/balasan").iterdir():
        path.unlink()
        change_list(saksi.folder, lambda m, nama=path.name: m["berkas"].pop(f"saksi/balasan/{nama}"))  # type: ignore
    code, said = saksi.seal()
    assert (code, "yang sudah diterima tidak ada" in said) == (1, True), said


def test_that_nor_can_the_ledger_that_tells_of_them(saksi: Forger) -> None:
    (saksi.folder / "saksi/dikirim.json").unlink()
    change_list(saksi.folder, lambda m: m["berkas"].pop("saksi/dikirim.json"))  # type: ignore[attr-defined]
    code, said = saksi.seal()
    assert (code, "saksi/dikirim.json tidak ada" in said) == (1, True), said


def erased(unit: Kantor, tmp_path: Path, change: Callable[[dict[str, object]], dict[str, object]]) -> tuple[int, str]:
    """Return what the verifier says where the erasure record of the pack is another that its office stored."""
    _, camat, staf = add_people(unit)
    sebelum = unit.pelaku, unit.who
    sign_in(unit, camat)
    akun = unit.who
    determined_skp(unit, staf)
    unit.pelaku, unit.who = sebelum
    dokumen = unit.store.documents([akun])[akun]
    pengguna = msgspec.structs.replace(msgspec.json.decode(dokumen.body, type=Pengguna), aktif=False)
    with unit.write("hapus_akun", akun) as tx:
        tx.save("pengguna", akun, msgspec.json.encode(pengguna), scope=dokumen.scope, schema=1, parents=dokumen.heads)
    erase_orang(unit, camat, "UU 27/2022 Pasal 8", "12/2026")
    modul = load_verifier()
    modul.__dict__["_periksa_penghapusan"] = _with(modul.__dict__["_periksa_penghapusan"], change)
    said: list[str] = []
    pak = modul.Pak(make_berkas_auditor(unit, tmp_path).folder)
    return int(modul.periksa(pak, said.append)), "\n".join(said)


def _with(check: Callable[..., None], change: Callable[..., dict[str, object]]) -> Callable[..., None]:
    return lambda h, isi, nama: check(h, {**isi, "body": change(dict(isi["body"]))}, nama)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda b: b, ""),
        (lambda b: b | {"dasar": "Dasar lain"}, "tanda tangan catatan penghapusan tidak sah"),
        (lambda b: b | {"orang": b["orang"] + "\t"}, "tanda tangan catatan penghapusan tidak sah"),
        (lambda b: b | {"tanda": "00" * 64}, "tanda tangan catatan penghapusan tidak sah"),
        (lambda b: b | {"unit_kode": "99.01.02"}, "tanda tangan catatan penghapusan tidak sah"),
        (
            lambda b: b | {"revisi": [b["revisi"][0] | {"lingkup": "99.01.02"}, *b["revisi"][1:]]},
            "menyebut dokumen kantor lain",
        ),
    ],
)
def test_that_an_erasure_record_must_be_signed_by_its_office(
    unit: Kantor, tmp_path: Path, change: Callable[..., dict[str, object]], told: str
) -> None:
    proved, said = erased(unit, tmp_path, change)
    assert (proved, told in said) == (0 if told else 1, True), said


def test_that_a_key_vouched_for_by_an_uncertified_computer_does_not_count(unit: Kantor, tmp_path: Path) -> None:
    _, camat, staf = add_people(unit)
    sign_in(unit, camat)
    akun, kunci, asing = unit.who, unit.pelaku.kunci, SigningKey(b"y" * 32)
    assert kunci is not None
    dokumen = unit.store.documents([akun])[akun]
    catatan = key_record(
        unit,
        akun,
        kunci,
        perangkat=asing.key_id,
        kunci_perangkat=asing.public.hex(),
        tanda_perangkat=vouch_key(asing, akun, kunci.public),
    )
    isi = msgspec.structs.replace(msgspec.json.decode(dokumen.body, type=Pengguna), kunci=(catatan,))
    lain = SigningKey.generate()
    akun2 = akun[:8] + "cd" * 12
    catatan2 = msgspec.structs.replace(catatan, id=lain.key_id, kunci=lain.public.hex())
    catatan2 = msgspec.structs.replace(catatan2, tanda_perangkat=vouch_key(asing, akun2, lain.public))
    with unit.write("uji") as tx:
        body = msgspec.json.encode(msgspec.structs.replace(isi, kunci=(catatan2,)))
        tx.save("pengguna", akun2, body, scope=dokumen.scope, schema=1)
    unit.pelaku, unit.who = type(unit.pelaku)(akun2, "Orang Kedua", unit.pelaku.peran, camat, lain), akun2
    determined_skp(unit, staf)
    code, said = verify(make_berkas_auditor(unit, tmp_path).folder)
    assert code == 0, said
    assert "0 tanda tangan sah; 1 versi tetap tanpa tanda tangan" in said
    assert "tidak bersertifikat" in said


def test_that_late_and_doubled_numbers_date_nothing_for_the_verifier() -> None:
    modul = load_verifier()
    lewat = modul.__dict__["_lewat"]

    def catatan(n: int) -> tuple[bytes, dict[str, object]]:
        rev = encode_revision(
            kind="x", doc_id="a" * 32, parents=(), device="d" * 32, epoch="e" * 32, n=n, who="", at=Claim("t"),
            why="", scope="99", deleted=False, schema=1, body=b"{}",
        )  # fmt: skip
        return rev.raw, json.loads(rev.raw)

    satu, dua, tiga = catatan(1), catatan(2), catatan(3)

    class Keadaan:
        versi = {"rev": satu, "tanda": dua, "akhir": tiga}
        ganda: set[str] = set()
        urutan = {"akhir": 0, "rev": 1, "tanda": 2}
        ujung = [2, 2, 2]

    h: Any = Keadaan()
    assert not lewat(h, "tanda", "rev", "akhir")
    h.ujung = [0, 2, 2]
    assert lewat(h, "tanda", "rev", "akhir")
    h.ujung, h.ganda = [2, 2, 2], {"rev"}
    assert lewat(h, "tanda", "rev", "akhir")
