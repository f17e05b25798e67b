"""The auditor's pack: whole or absent, proved by its own verifier, and every change in it is named."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.berkas_auditor import CakupanAuditor, HasilAuditor, make_berkas_auditor
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pelaku import Pelaku
from tests.services.dunia_auditor import Forger, remake, sign_in, verify
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian


@pytest.fixture(scope="module")
def pack(world: Path, tmp_path_factory: pytest.TempPathFactory) -> HasilAuditor:
    """A pack of an office with signed documents whose chain the kabupaten has witnessed."""
    folder = tmp_path_factory.mktemp("auditor")
    dunia = Dunia(world, folder)
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    _, camat, staf = add_people(unit)
    sign_in(unit, camat)
    skp_id = determined_skp(unit, staf)
    final_penilaian(unit, skp_id)
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    apply_return(unit, export_returns(kabupaten, dunia.stick)[0].path)
    hasil = make_berkas_auditor(unit, folder, CakupanAuditor(tahun=2026))
    dunia.close()
    return hasil


@pytest.fixture
def copy(pack: HasilAuditor, tmp_path: Path) -> Path:
    """A copy of the pack that a test may change."""
    return Path(shutil.copytree(pack.folder, tmp_path / "salinan"))


def first(folder: Path, pattern: str) -> Path:
    """Return the first file of a pattern."""
    return sorted(folder.glob(pattern))[0]


def test_that_a_pack_is_proved_by_its_own_verifier_in_another_python(pack: HasilAuditor) -> None:
    code, said = verify(pack.folder)
    assert code == 0, said
    assert "HASIL: UTUH" in said
    for line in (
        "1 penilaian final dihitung ulang",
        "dijamin kabupaten; cocokkan",
        "disaksikan kabupaten sampai baris",
    ):
        assert line in said, said
    assert "2 tanda tangan sah; 0 versi tetap tanpa tanda tangan" in said
    assert (pack.dokumen, pack.pdf) == (2, 3)
    rules = {path.relative_to(pack.folder / "aturan").as_posix() for path in (pack.folder / "aturan").rglob("*.toml")}
    assert {"permenpanrb-6-2022.toml", "perencanaan/permenpanrb-6-2022.toml"} <= rules
    assert {one.suffix for one in (pack.folder / "pdf").iterdir()} == {".pdf"}
    assert all(one.read_bytes().startswith(b"%PDF") for one in (pack.folder / "pdf").iterdir())


@pytest.mark.slow
def test_that_the_verifier_proves_itself(pack: HasilAuditor) -> None:
    code, said = verify(pack.folder, "--uji-diri")
    assert code == 0, said
    assert "LOLOS" not in said
    kinds = ("RFC 8032", "BACA-DULU", "aturan/", "dokumen/skp", "jejak/rantai", "jejak/versi", "kepercayaan/dok")
    for kind in (
        *kinds,
        "sertifikat",
        "manifes.json",
        "manifes.tanda",
        "pdf/",
        "periksa.py",
        "saksi/balasan",
        "versi/",
    ):
        assert any("tertangkap" in line and kind in line for line in said.splitlines()), kind


@pytest.mark.parametrize(
    "pattern",
    [
        "pdf/*.pdf",
        "dokumen/penilaian/*.json",
        "versi/*/*.json",
        "jejak/rantai.txt",
        "jejak/versi.txt",
        "kepercayaan/dokumen.json",
        "kepercayaan/sertifikat/*.json",
        "saksi/balasan/*.json",
        "aturan/*.json",
        "manifes.json",
        "manifes.tanda.json",
        "BACA-DULU.txt",
    ],
)
def test_that_one_changed_byte_is_told_with_its_file(copy: Path, pattern: str) -> None:
    path = first(copy, pattern)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    code, said = verify(copy)
    assert code == 1
    assert path.name in said or "manifes" in path.name, said


def test_that_a_missing_and_an_added_file_are_told(copy: Path) -> None:
    first(copy, "pdf/*.pdf").unlink()
    assert "tidak ada" in verify(copy)[1]
    (copy / "tambahan.txt").write_text("x", encoding="utf-8")
    code, said = verify(copy)
    assert code == 1
    assert "tambahan.txt" in said


def test_that_a_list_made_anew_is_told_by_its_signature(copy: Path) -> None:
    first(copy, "pdf/*.pdf").write_bytes(b"%PDF-palsu")
    remake(copy)
    code, said = verify(copy)
    assert (code, "manifes.tanda.json: tanda tangan perangkat tidak sah" in said) == (1, True), said


@pytest.fixture
def forger(copy: Path, world: Path, tmp_path: Path) -> Forger:
    """The office itself, wanting its past otherwise."""
    folder = tmp_path / "kunci"
    folder.mkdir()
    dunia = Dunia(world, folder)
    keys = dunia("a1").device_keys().signing
    dunia.close()
    return Forger(copy, keys)


def test_that_the_forger_can_sign_what_is_true(forger: Forger) -> None:
    assert forger.seal()[0] == 0


def _predicate(folder: Path) -> str:
    """Change the predicate of a final evaluation in its last version and in the open document."""
    for path in folder.glob("versi/*/*.json"):
        raw = path.read_bytes()
        if b'"status":"final"' in raw:
            path.write_bytes(raw.replace(b'"predikat":"baik"', b'"predikat":"sangat_baik"'))
    return "byte-nya bukan yang bernama itu"


def _document(folder: Path) -> str:
    path = first(folder, "dokumen/penilaian/*.json")
    path.write_bytes(path.read_bytes().replace(b'"sangat_baik"', b'"kurang"').replace(b'"baik"', b'"sangat_baik"'))
    return "bukan isi versi terakhirnya"


def _chain(folder: Path) -> str:
    """Change a witnessed row and compute every hash anew."""
    path = folder / "jejak/rantai.txt"
    before, lines = bytes(32), []
    for line in path.read_bytes().splitlines():
        raw = line.partition(b" ")[2].replace(b'"doubt":false', b'"doubt":true')
        before = sha256(before + raw).digest()
        lines.append(before.hex().encode() + b" " + raw + b"\n")
    path.write_bytes(b"".join(lines))
    manifes = json.loads((folder / "manifes.json").read_text(encoding="utf-8"))
    manifes["jejak"]["kepala"] = before.hex()
    (folder / "manifes.json").write_text(json.dumps(manifes), encoding="utf-8")
    return "berubah sejak disaksikan kabupaten"


def _unwitnessed(folder: Path) -> str:
    path = first(folder, "saksi/balasan/*.json")
    isi = json.loads(path.read_text(encoding="utf-8"))
    isi["tanda"] = "00" * 64
    path.write_text(json.dumps(isi), encoding="utf-8")
    return "bukan balasan yang ditandatangani kabupaten"


def _other_certificate(folder: Path) -> str:
    path = first(folder, "kepercayaan/sertifikat/*.json")
    isi = json.loads(path.read_text(encoding="utf-8"))
    isi["signatures"] = []
    path.write_text(json.dumps(isi), encoding="utf-8")
    return "tanda tangan certificate+json tidak sah"


def _matrix(folder: Path) -> str:
    path = first(folder, "aturan/*.json")
    path.write_bytes(path.read_bytes().replace(b'"kurang"', b'"baik"'))
    return "bukan matriks peraturan"


def _lost_version(folder: Path) -> str:
    """Take away the version that was signed."""
    for path in folder.glob("versi/*/*.json"):
        raw = path.read_bytes()
        if b'"kind":"skp"' in raw and b'"parents":[]' in raw:
            manifes = json.loads((folder / "manifes.json").read_text(encoding="utf-8"))
            del manifes["berkas"][path.relative_to(folder).as_posix()]
            (folder / "manifes.json").write_text(json.dumps(manifes), encoding="utf-8")
            path.unlink()
    return "versi sebelumnya"


@pytest.mark.parametrize(
    "lie", [_predicate, _document, _chain, _unwitnessed, _other_certificate, _matrix, _lost_version]
)
def test_that_not_even_the_offices_own_key_can_change_the_past(forger: Forger, lie: Callable[[Path], str]) -> None:
    told = lie(forger.folder)
    code, said = forger.seal()
    assert code == 1
    assert told in said, said


def test_that_a_pack_without_the_kabupaten_is_not_proved_unless_that_is_accepted(
    kantor_unit: Kantor, tmp_path: Path
) -> None:
    _, _, staf = add_people(kantor_unit)
    determined_skp(kantor_unit, staf)
    hasil = make_berkas_auditor(kantor_unit, tmp_path)
    code, said = verify(hasil.folder)
    assert code == 1
    assert "belum terdaftar" in said
    code, said = verify(hasil.folder, "--tanpa-kabupaten")
    assert code == 0, said
    assert "0 tanda tangan sah; 1 versi tetap tanpa tanda tangan" in said


def test_that_scope_narrows_and_nothing_to_show_is_told(unit: Kantor, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        make_berkas_auditor(unit, tmp_path)
    assert caught.value.code == "auditor_kosong"
    _, camat, staf = add_people(unit)
    skp_id = determined_skp(unit, staf)
    final_penilaian(unit, skp_id)
    for cakupan, jumlah in ((CakupanAuditor(pegawai_id=staf), 2), (CakupanAuditor(periode="2026-TW1"), 2)):
        assert make_berkas_auditor(unit, tmp_path, cakupan).dokumen == jumlah
    for leer in (CakupanAuditor(tahun=2025), CakupanAuditor(pegawai_id=camat), CakupanAuditor(periode="2026-TW2")):
        with pytest.raises(UserError):
            make_berkas_auditor(unit, tmp_path, leer)
    assert sorted(one.name for one in tmp_path.glob("berkas-auditor*")) == [
        "berkas-auditor-99.01.01",
        "berkas-auditor-99.01.01-2",
    ]


def test_that_a_pack_that_breaks_off_leaves_nothing(unit: Kantor, tmp_path: Path) -> None:
    _, _, staf = add_people(unit)
    determined_skp(unit, staf)

    def stop(selesai: int, _jumlah: int) -> None:
        if selesai == 3:
            raise InterruptedError

    folder = tmp_path / "ke-sini"
    folder.mkdir()
    with pytest.raises((InterruptedError, SystemProblem)):
        make_berkas_auditor(unit, folder, progress=stop)
    assert list(folder.iterdir()) == []
    assert unit.store.audit_rows(1)[0].act in ("berkas_auditor", "lihat", "cetak")


def test_that_only_who_may_makes_a_pack(unit: Kantor, tmp_path: Path) -> None:
    unit.pelaku = Pelaku("cd" * 16, "Operator Contoh", frozenset({PeranPengguna.OPERATOR}))
    with pytest.raises(UserError) as caught:
        make_berkas_auditor(unit, tmp_path)
    assert caught.value.code == "wewenang_kurang"


def test_that_the_kabupaten_makes_a_pack_of_what_it_received(dunia: Dunia, unit: Kantor, tmp_path: Path) -> None:
    _, camat, staf = add_people(unit)
    sign_in(unit, camat)
    determined_skp(unit, staf)
    kabupaten = dunia("kabupaten")
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    hasil = make_berkas_auditor(kabupaten, tmp_path)
    code, said = verify(hasil.folder)
    assert code == 0, said
    assert "1 tanda tangan sah" in said
    diterima: Any = json.loads((hasil.folder / "saksi/diterima.json").read_text(encoding="utf-8"))
    assert diterima["paket"][0]["jejak"] > 0
