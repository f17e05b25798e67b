"""Keys of people in the auditor's pack: erased people, ended keys, keys that nobody vouches for."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import SystemProblem
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.tanda_tangan import TandaTangan
from desktop_app.services.berkas_auditor import CakupanAuditor, make_berkas_auditor
from desktop_app.services.kantor import Kantor
from desktop_app.services.penghapusan import erase_orang
from tests.services.dunia_auditor import Forger, sign_in, verify
from tests.services.dunia_kantor import add_people, determined_skp


def test_that_signatures_of_an_erased_assessor_still_verify_and_what_is_gone_is_told(
    unit: Kantor, tmp_path: Path
) -> None:
    _, camat, staf = add_people(unit)
    sebelum = unit.pelaku, unit.who
    sign_in(unit, camat)
    akun = unit.who
    determined_skp(unit, staf)
    unit.pelaku, unit.who = sebelum
    dokumen = unit.store.documents([akun])[akun]
    isi = msgspec.structs.replace(msgspec.json.decode(dokumen.body, type=Pengguna), aktif=False)
    with unit.write("hapus_akun", akun) as tx:
        tx.save("pengguna", akun, msgspec.json.encode(isi), scope=dokumen.scope, schema=1, parents=dokumen.heads)
    erase_orang(unit, camat, "UU 27/2022 Pasal 8", "12/2026")
    hasil = make_berkas_auditor(unit, tmp_path, CakupanAuditor(pegawai_id=staf))
    code, said = verify(hasil.folder)
    assert code == 0, said
    assert "1 tanda tangan sah" in said
    assert "; 2 dihapus menurut catatan penghapusan" in said
    path = next(one for one in hasil.folder.glob("versi/*/*.json") if b'"kind":"penghapusan"' in one.read_bytes())
    name = path.relative_to(hasil.folder).as_posix()
    manifes = json.loads((hasil.folder / "manifes.json").read_text(encoding="utf-8"))
    del manifes["berkas"][name]
    (hasil.folder / "manifes.json").write_text(json.dumps(manifes), encoding="utf-8")
    path.unlink()
    code, said = Forger(hasil.folder, unit.device_keys().signing).seal()
    assert code == 1
    assert "byte-nya bukan yang bernama itu" in said


def test_that_a_signature_after_its_key_ended_is_told_and_not_counted(unit: Kantor, tmp_path: Path) -> None:
    _, camat, staf = add_people(unit)
    sign_in(unit, camat)
    dokumen = unit.store.documents([unit.who])[unit.who]
    isi = msgspec.json.decode(dokumen.body, type=Pengguna)
    kunci = tuple(msgspec.structs.replace(satu, berakhir=True) for satu in isi.kunci)
    with unit.write("reset_sandi", unit.who) as tx:
        raw = msgspec.json.encode(msgspec.structs.replace(isi, kunci=kunci))
        tx.save("pengguna", unit.who, raw, scope=dokumen.scope, schema=1, parents=dokumen.heads)
    determined_skp(unit, staf)
    code, said = verify(make_berkas_auditor(unit, tmp_path).folder)
    assert code == 0, said
    assert "0 tanda tangan sah; 1 versi tetap tanpa tanda tangan" in said
    assert "kuncinya sudah berakhir" in said


def test_that_a_key_that_no_computer_vouches_for_proves_nothing(unit: Kantor, tmp_path: Path) -> None:
    _, camat, staf = add_people(unit)
    sign_in(unit, camat, vouched=False)
    determined_skp(unit, staf)
    with pytest.raises(SystemProblem) as caught:
        make_berkas_auditor(unit, tmp_path)
    assert caught.value.code == "auditor_tidak_lolos"
    assert "tidak dijamin" in str(caught.value.facts["rincian"])
    assert list(tmp_path.glob("*berkas-auditor*")) == []


def test_that_a_signature_over_other_bytes_is_no_proof(unit: Kantor, tmp_path: Path) -> None:
    _, camat, staf = add_people(unit)
    sign_in(unit, camat)
    determined_skp(unit, staf)
    (found,) = unit.store.find("tanda_tangan")
    dokumen = unit.store.documents([found.doc_id])[found.doc_id]
    isi = msgspec.json.decode(dokumen.body, type=TandaTangan)
    lain = msgspec.structs.replace(isi, tanda=("0" if isi.tanda[0] != "0" else "1") + isi.tanda[1:])
    with unit.write("simpan", found.doc_id) as tx:
        raw = msgspec.json.encode(lain)
        tx.save("tanda_tangan", found.doc_id, raw, scope=dokumen.scope, schema=1, parents=dokumen.heads)
    with pytest.raises(SystemProblem) as caught:
        make_berkas_auditor(unit, tmp_path)
    assert "tidak sah atas versi" in str(caught.value.facts["rincian"])
