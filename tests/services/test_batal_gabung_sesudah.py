"""After an import was taken back: later words are still owed below, and nothing of it comes in by a side door."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import PeranPengguna
from desktop_app.exchange import read_certificate, reissue_certificate
from desktop_app.services.balas_rencana import is_owed, plan_returns
from desktop_app.services.batal_gabung import preview_undo, redo_import, undo_import
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import admit_karantina
from desktop_app.services.karantina_banyak import list_catatan
from desktop_app.services.kepercayaan import RUANG_PERANGKAT, list_perangkat, require_trust
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pelaku import Pelaku
from desktop_app.services.sertifikat import judge_waiting
from tests.services.dunia_balasan import send, take
from tests.services.dunia_kantor import Dunia, edit
from tests.services.pengirim import Pengirim


@pytest.fixture
def kabupaten(dunia: Dunia) -> Kantor:
    """The kabupaten above the units."""
    return dunia("kabupaten")


def owed(kabupaten: Kantor, unit: Kantor) -> bool:
    (rencana,) = [satu for satu in plan_returns(kabupaten) if satu.perangkat.device_id == unit.store.device]
    return is_owed(kabupaten, rencana)


def test_that_what_is_written_after_an_import_was_taken_back_is_still_owed(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    orang = sorted(satu.doc_id for satu in kabupaten.store.find("pegawai") if satu.scope == "99.01.01")
    for doc in orang:
        edit(kabupaten, doc, catatan="dari kabupaten")
    take(kabupaten, unit, dunia.stick)
    for doc in orang:
        edit(unit, doc, catatan="dari unit")
    berkas = send(unit, kabupaten, dunia.stick).file_sha256
    take(kabupaten, unit, dunia.stick)
    undo_import(kabupaten, berkas)
    assert not owed(kabupaten, unit), "nothing new was written"
    edit(kabupaten, orang[0], catatan="putusan baru")
    assert owed(kabupaten, unit)


def narrow(kabupaten: Kantor, unit: Kantor, ubah: Callable[[tuple[str, ...]], tuple[str, ...]]) -> None:
    """Give the unit's computer a certificate for other kinds."""
    (satu,) = [satu for satu in list_perangkat(kabupaten) if satu.device_id == unit.store.device]
    lama = read_certificate(satu.certificate, require_trust(kabupaten).issuers)
    raw = reissue_certificate(kabupaten.office_keys().issuer, lama, kinds=ubah(lama.kinds))
    with kabupaten.write("uji") as tx:
        baru = msgspec.structs.replace(satu, sertifikat=base64.b64encode(raw).decode())
        tx.put(RUANG_PERANGKAT, satu.device_id, msgspec.json.encode(baru))


def test_that_a_record_held_for_another_reason_does_not_come_in_while_its_import_is_taken_back(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    narrow(kabupaten, unit, lambda jenis: tuple(satu for satu in jenis if satu != "skp"))
    pengirim = Pengirim(unit, dunia.stick / "p")
    tertahan = pengirim.revision({"pegawai_id": "aa" * 16, "mulai": "2026-01-01", "selesai": "2026-12-31"}, "skp")
    baik = pengirim.revision({"nama": "Orang Baik", "nip": "198001012005011001"})
    (hasil,) = merge_bundles(kabupaten, [pengirim.seal(baik, tertahan)])
    assert (hasil.galat, hasil.baru, hasil.karantina) == (None, 1, 1)
    undo_import(kabupaten, hasil.file_sha256)
    narrow(kabupaten, unit, lambda jenis: (*jenis, "skp"))
    assert judge_waiting(kabupaten) == ()
    with pytest.raises(UserError, match="catatan_impor_dibatalkan"):
        admit_karantina(kabupaten, tertahan.rev_id)
    redo_import(kabupaten, hasil.file_sha256)
    assert judge_waiting(kabupaten) == (tertahan.doc_id,)


def test_that_who_may_not_know_of_a_counselling_case_learns_nobodys_name_from_what_is_held(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    send(unit, kabupaten, dunia.stick)
    orang = min(satu.doc_id for satu in unit.store.find("pegawai"))
    isi = {"pegawai_id": orang, "unit_kode": "99.01.01", "status": "dilaporkan"}
    pengirim = Pengirim(unit, dunia.stick / "p")
    (hasil,) = merge_bundles(kabupaten, [pengirim.seal(pengirim.revision(isi, "konseling", scope="99.01.02"))])
    assert hasil.karantina == 1
    akun = "v" * 32
    kerja = replace(
        kabupaten, pelaku=Pelaku(akun, "Verifikator Contoh", frozenset({PeranPengguna.VERIFIKATOR})), who=akun
    )
    (catatan,) = list_catatan(kerja)
    assert (catatan.catatan.jenis, catatan.nama) == ("konseling", "")
    assert list_catatan(kabupaten)[0].nama, "who works without passwords still sees it"


def test_that_a_preview_of_taking_back_tells_nobody_of_a_case_he_may_not_know(
    dunia: Dunia, unit: Kantor, kabupaten: Kantor
) -> None:
    berkas = send(unit, kabupaten, dunia.stick).file_sha256
    akun = "v" * 32
    kerja = replace(
        kabupaten, pelaku=Pelaku(akun, "Verifikator Contoh", frozenset({PeranPengguna.VERIFIKATOR})), who=akun
    )
    orang = min(satu.doc_id for satu in kabupaten.store.find("pegawai") if satu.scope == "99.01.01")
    perkara = Pengirim(unit, dunia.stick / "p").revision(
        {"pegawai_id": orang, "unit_kode": "99.01.01", "status": "dilaporkan"}, "konseling"
    )
    with kabupaten.write("uji") as tx:
        tx.add([perkara.raw], source=berkas)
    terlihat, tersembunyi = preview_undo(kabupaten, berkas), preview_undo(kerja, berkas)
    assert terlihat.jenis["konseling"] == 1
    assert "konseling" not in tersembunyi.jenis
    assert tersembunyi.dokumen == terlihat.dokumen
