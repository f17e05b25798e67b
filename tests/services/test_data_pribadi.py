"""Everything about one person in one folder: whole or not at all, readable, proved, and only for who may have it."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest

from desktop_app.domain.errors import LuringError, UserError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange.penghapusan import HASHES_TYPE
from desktop_app.exchange.signing import is_signed
from desktop_app.services.data_pribadi import BACA, DAFTAR, TANDA, export_orang
from desktop_app.services.kantor import Kantor
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.penghapusan import DASAR, erase_orang
from tests.services.dunia_kantor import add_people, determined_skp, draft_skp, final_penilaian, stored


@pytest.fixture
def orang(unit: Kantor) -> tuple[str, str]:
    """A person with a determined SKP and a final evaluation, and his boss with a draft."""
    _, camat, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    draft_skp(unit, camat)
    return staf, camat


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_that_the_folder_holds_everything_and_proves_itself(
    unit: Kantor, orang: tuple[str, str], tmp_path: Path
) -> None:
    staf, camat = orang
    hasil = export_orang(unit, staf, tmp_path)
    found = files(hasil.folder)
    assert len(found) == hasil.berkas
    assert sum(name.endswith(".pdf") and isi.startswith(b"%PDF") for name, isi in found.items()) == 3
    assert hasil.tanpa_formulir == ()
    listed = dict(line.split("  ")[::-1] for line in found[DAFTAR].decode().splitlines())
    assert listed == {n: sha256(isi).hexdigest() for n, isi in found.items() if n not in (DAFTAR, TANDA)}
    tanda = json.loads(found[TANDA])
    assert tanda["kunci"] == unit.device_keys().signing.public.hex()
    kunci, sidik = bytes.fromhex(tanda["kunci"]), bytes.fromhex(tanda["tanda"])
    assert is_signed(kunci, HASHES_TYPE, found[DAFTAR], sidik)
    assert not is_signed(kunci, HASHES_TYPE, found[DAFTAR] + b" ", sidik)
    documents = {n: json.loads(isi) for n, isi in found.items() if n.startswith("dokumen/")}
    assert {one["jenis"] for one in documents.values()} == {"pegawai", "skp", "penilaian"}
    for one in documents.values():
        history = unit.store.history(one["dokumen"])
        assert [v["versi"] for v in one["versi"]] == [rev.rev_id for rev in history]
        assert [v["isi"] for v in one["versi"]] == [json.loads(rev.body) for rev in history]
    jejak = json.loads(found["jejak.json"])
    assert {row["dokumen"] for row in jejak} == {one["dokumen"] for one in documents.values()}
    assert [row["nomor"] for row in jejak] == sorted(row["nomor"] for row in jejak)
    page = found[BACA].decode()
    assert "Bunga Contoh" in page
    assert "Camat Contoh" not in page
    assert not re.search(r"(?i)<script|http", page)
    assert camat not in str(sorted(found))
    assert unit.store.audit_rows(1)[0].act == "ekspor_orang"


def test_that_a_second_folder_leaves_the_first_alone(unit: Kantor, orang: tuple[str, str], tmp_path: Path) -> None:
    first = export_orang(unit, orang[0], tmp_path)
    before = files(first.folder)
    second = export_orang(unit, orang[0], tmp_path)
    assert second.folder != first.folder
    assert files(first.folder) == before


def test_that_only_the_person_himself_and_who_may_for_all_get_it(
    unit: Kantor, orang: tuple[str, str], tmp_path: Path
) -> None:
    staf, camat = orang
    for peran, sendiri, boleh in (
        (PeranPengguna.PEGAWAI, staf, True),
        (PeranPengguna.PEGAWAI, camat, False),
        (PeranPengguna.PENILAI, camat, False),
        (PeranPengguna.OPERATOR, camat, False),
        (PeranPengguna.ADMIN, "", True),
    ):
        unit.pelaku = Pelaku("ab" * 16, "Uji", frozenset({peran}), sendiri)
        if boleh:
            assert export_orang(unit, staf, tmp_path).folder.is_dir()
            continue
        before = len(list(tmp_path.iterdir()))
        with pytest.raises(UserError, match="wewenang_kurang"):
            export_orang(unit, staf, tmp_path)
        assert len(list(tmp_path.iterdir())) == before


def test_that_nothing_half_written_is_left(
    unit: Kantor, orang: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "keluar"
    folder.mkdir()
    before = stored(unit)
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name.endswith(".part"):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(LuringError, match="ekspor_orang_folder_gagal"):
        export_orang(unit, orang[0], folder)
    monkeypatch.undo()
    assert list(folder.iterdir()) == []
    assert stored(unit)["revision"] == before["revision"]


def test_that_nobody_and_an_erased_person_have_no_folder(unit: Kantor, orang: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="ekspor_orang_tidak_ada"):
        export_orang(unit, "0" * 32, tmp_path)
    erase_orang(unit, orang[0], DASAR[0])
    with pytest.raises(UserError, match="ekspor_orang_tidak_ada"):
        export_orang(unit, orang[0], tmp_path)
    assert not list(tmp_path.glob("data-pribadi*"))
