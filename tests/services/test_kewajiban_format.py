"""MUSTs of the formats that no other test would miss: each is named by page and rule."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import StatusSkp
from desktop_app.exchange.volumes import write_volumes
from desktop_app.services import bagian, cadangan
from desktop_app.services.identitas import take_new_identity
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.konflik import get_konflik, resolve_konflik
from desktop_app.services.konflik_jawaban import DASAR as SEBELUMNYA
from desktop_app.services.konflik_jawaban import Ditulis
from desktop_app.services.konflik_urung import undo_penyelesaian
from desktop_app.services.pegawai import list_pegawai
from desktop_app.services.penghapusan import DASAR, erase_orang
from desktop_app.services.penguji_kabupaten import rule_id
from desktop_app.services.rakit import gather
from tests.services.dunia_balasan import rule_text, take
from tests.services.dunia_kantor import Dunia, add_people, draft_skp, put_revision, stored
from tests.services.dunia_konflik import fork
from tests.services.test_berkas_aturan import KODE, berkas


def test_that_what_nobody_had_before_cannot_be_answered_by_the_value_before(unit: Kantor) -> None:
    """merge.md R2: beginnings that know nothing of each other have no value before."""
    doc_id = list_pegawai(unit)[0].id[:8] + "ab" * 12
    for nama in ("Melati", "Mawar"):
        put_revision(unit, "pegawai", doc_id, {"nama": nama}, parents=())
    before = stored(unit)
    with pytest.raises(UserError, match="konflik_tanpa_dasar"):
        resolve_konflik(unit, doc_id, {"nama": SEBELUMNYA})
    assert stored(unit) == before


def test_that_a_state_is_chosen_and_never_written(unit: Kantor) -> None:
    """merge.md R4: ids, states and computed members are only chosen."""
    skp = draft_skp(unit, add_people(unit)[2])
    fork(unit, skp, {"status": StatusSkp.DIAJUKAN.value}, {"status": "ditetapkan"})
    assert "status" in {kolom.path for kolom in get_konflik(unit, skp).kolom}
    versi = get_konflik(unit, skp).versi[0].rev_id
    jawaban = {kolom.path: versi for kolom in get_konflik(unit, skp).kolom}
    before = stored(unit)
    with pytest.raises(UserError, match="konflik_tidak_dapat_ditulis"):
        resolve_konflik(unit, skp, {**jawaban, "status": Ditulis("ditetapkan")})
    assert stored(unit) == before


def test_that_a_question_about_erased_versions_is_never_asked_again(unit: Kantor) -> None:
    """merge.md U6: with the person the answer is erased too, so there is nothing left that undoing could bring back."""
    *_, staf = add_people(unit)
    satu, _ = fork(unit, staf, {"catatan": "satu"}, {"catatan": "dua"})
    resolve_konflik(unit, staf, {"catatan": satu})
    erase_orang(unit, staf, DASAR[0])
    before = stored(unit)
    with pytest.raises(UserError, match="konflik_tidak_pernah"):
        undo_penyelesaian(unit, staf)
    assert stored(unit) == before


def test_that_pieces_beyond_the_room_for_them_are_refused_and_leave_nothing(
    dunia: Dunia, unit: Kantor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """carriers.md 16: where no other set can give way the piece is refused."""
    sealed = export_bundle(unit, dunia.stick)
    (tmp_path / "surel").mkdir()
    series = sha256(sealed.path.read_bytes()).hexdigest()
    volumes = list(write_volumes(sealed.path, tmp_path / "surel", 1200, series=series))
    kabupaten = dunia("kabupaten")
    monkeypatch.setattr(bagian, "MAKS_ISI", 100)
    hasil = gather(kabupaten, volumes[:2])
    assert {satu.galat.code for satu in hasil.ditolak} == {"bagian_terlalu_banyak"}
    assert not [path for path in (kabupaten.home / bagian.FOLDER).rglob("*") if path.is_file()]


def test_that_without_a_backup_no_identity_is_given_up(
    dunia: Dunia, unit: Kantor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """lost-computer.md 1: a backup must have succeeded before."""

    def failing(*_given: object) -> None:
        raise SystemProblem("disk_penuh_habis", sisa=0)

    before = (unit.store.device, unit.store.epoch, unit.store.get("rahasia", "perangkat"))
    monkeypatch.setattr(cadangan, "make_cadangan", failing)
    with pytest.raises(SystemProblem, match="cadangan_wajib_gagal"):
        take_new_identity(unit, dunia.stick / "baru.skpe")
    assert (unit.store.device, unit.store.epoch, unit.store.get("rahasia", "perangkat")) == before
    assert not (dunia.stick / "baru.skpe").exists()


def test_that_a_rule_file_at_another_place_is_held(dunia: Dunia) -> None:
    """returns.md 12: one text under one id, the natural one, in the scope of the kabupaten."""
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    isi = berkas(rule_text())
    with kabupaten.write("uji") as tx:
        for kode, doc_id in ((KODE, rule_id(KODE, "lain")), ("99.01.01", rule_id("99.01.01", isi.aturan_id))):
            tx.save("berkas_aturan", doc_id, msgspec.json.encode(isi), scope=kode, schema=1)
    take(kabupaten, unit, dunia.stick)
    assert {satu.reason for satu in unit.store.quarantined()} == {"aturan_salah_tempat"}
    assert unit.store.find("berkas_aturan") == []
