"""A device that an older program enrolled, and one whose kabupaten is ahead: nothing is lost on the way."""

from __future__ import annotations

import base64
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import ALL_KINDS
from desktop_app.domain.ketentuan import Ketentuan
from desktop_app.domain.pegawai import Pegawai
from desktop_app.exchange import read_certificate, reissue_certificate
from desktop_app.exchange.enrolment import CERTIFICATE_TYPE, make_envelope
from desktop_app.messages import sentence_for
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.karantina import admit_karantina, list_karantina, reason_of
from desktop_app.services.kepercayaan import RUANG, RUANG_PERANGKAT, list_perangkat, own_certificate, require_trust
from desktop_app.services.ketentuan import read_ketentuan, write_ketentuan
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.pegawai import create_pegawai
from desktop_app.services.sertifikat import keep_granted
from tests.services.dunia_kantor import Dunia, documents

LAMA = ("unit_kerja", "pegawai", "periode", "skp", "penilaian", "pengguna", "tanda_tangan", "penghapusan")
"""The kinds that the program before this one knew."""


def age(kabupaten: Kantor, *units: Kantor) -> None:
    """Make it so that an older program enrolled these devices."""
    trust = require_trust(kabupaten)
    for unit in units:
        (satu,) = [satu for satu in list_perangkat(kabupaten) if satu.device_id == unit.store.device]
        lama = read_certificate(satu.certificate, trust.issuers)
        raw = reissue_certificate(kabupaten.office_keys().issuer, lama, kinds=LAMA)
        tua = msgspec.structs.replace(satu, sertifikat=base64.b64encode(raw).decode())
        with kabupaten.write("uji") as tx:
            tx.put(RUANG_PERANGKAT, satu.device_id, msgspec.json.encode(tua))
        with unit.write("uji") as tx:
            tx.put(RUANG, "sertifikat", raw)


def answers(kabupaten: Kantor, folder: Path, unit: Kantor) -> list[Path]:
    return [satu.path for satu in export_returns(kabupaten, folder) if unit.store.device[:6] in satu.path.name]


def test_that_new_kinds_of_an_old_certificate_are_held_answered_and_then_accepted(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    age(kabupaten, unit)
    create_pegawai(unit, Pegawai(nama="Warga Contoh"))
    write_ketentuan(unit, Ketentuan(hari_kerja=6))
    (hasil,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert hasil.karantina == 1
    assert hasil.baru > 0, "kinds that the certificate names come in as ever"
    (tertahan,) = list_karantina(kabupaten)
    assert (tertahan.alasan, tertahan.jenis) == ("sertifikat_lama", "ketentuan")
    assert "Buat balasan" in reason_of(tertahan.alasan)
    (path,) = answers(kabupaten, dunia.stick, unit)
    assert list_karantina(kabupaten) == ()
    assert kabupaten.store.count("ketentuan", where={"scope": unit.profil.kode}) == 1
    balasan = apply_return(unit, path)
    assert (balasan.sertifikat_baru, balasan.diterima) == (True, (1,))
    assert set(own_certificate(unit, require_trust(unit)).kinds) == set(ALL_KINDS)
    write_ketentuan(unit, Ketentuan(hari_kerja=5))
    (lagi,) = merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert (lagi.karantina, lagi.baru) == (0, 1)


def test_that_a_bundle_sealed_before_the_answer_came_is_taken_in_after_it(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    age(kabupaten, unit)
    write_ketentuan(unit, Ketentuan(hari_kerja=6))
    path = export_bundle(unit, dunia.stick).path
    answers(kabupaten, dunia.stick, unit)
    (hasil,) = merge_bundles(kabupaten, [path])
    assert (hasil.karantina, hasil.baru > 0) == (0, True)


def test_that_a_device_with_an_old_certificate_is_owed_an_answer_once(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, unit, lain = dunia("kabupaten"), dunia("a1"), dunia("b")
    age(kabupaten, unit)
    write_ketentuan(lain, Ketentuan())
    merge_bundles(kabupaten, [export_bundle(lain, dunia.stick).path])
    assert len(answers(kabupaten, dunia.stick, unit)) == 1
    (tmp_path / "lagi").mkdir()
    create_pegawai(lain, Pegawai(nama="Warga Contoh"))
    merge_bundles(kabupaten, [export_bundle(lain, dunia.stick).path])
    assert answers(kabupaten, tmp_path / "lagi", unit) == []


def test_that_an_older_answer_does_not_take_the_new_certificate_back(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    create_pegawai(unit, Pegawai(nama="Warga Contoh"))
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    age(kabupaten, unit)
    # An answer that an older program made carries the certificate for the kinds that it knew.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("desktop_app.services.sertifikat.ALL_KINDS", dict.fromkeys(LAMA))
        (lama,) = answers(kabupaten, dunia.stick, unit)
    create_pegawai(unit, Pegawai(nama="Warga Lain"))
    (tmp_path / "baru").mkdir()
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (baru,) = answers(kabupaten, tmp_path / "baru", unit)
    for path, diperbarui in ((lama, False), (baru, True), (lama, False), (baru, False)):
        assert apply_return(unit, path).sertifikat_baru is diperbarui
    assert set(own_certificate(unit, require_trust(unit)).kinds) == set(ALL_KINDS)


def test_that_what_an_older_kabupaten_held_without_knowing_the_kind_comes_in_after_its_upgrade(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    age(kabupaten, unit)
    write_ketentuan(unit, Ketentuan(hari_kerja=6))
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    (satu,) = kabupaten.store.quarantined()
    with kabupaten.write("uji") as tx:
        tx.drop_quarantine(satu.rev_id)
        tx.quarantine(satu.raw, "di_luar_wewenang", satu.source)
    answers(kabupaten, dunia.stick, unit)
    assert kabupaten.store.quarantined() == []
    assert kabupaten.store.count("ketentuan", where={"scope": unit.profil.kode}) == 1


@pytest.mark.parametrize("cara", ["balasan berikut", "dinilai ulang"])
def test_that_a_unit_behind_its_kabupaten_keeps_what_it_cannot_read_until_its_own_upgrade(
    dunia: Dunia, tmp_path: Path, cara: str
) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    write_ketentuan(kabupaten, Ketentuan(hari_kerja=6))
    (path,) = answers(kabupaten, dunia.stick, unit)
    with pytest.MonkeyPatch.context() as patch:
        for modul in ("penyaring", "sertifikat"):
            patch.setattr(f"desktop_app.services.{modul}.ALL_KINDS", {k: ALL_KINDS[k] for k in LAMA})
        assert apply_return(unit, path).karantina == 1
        (tertahan,) = list_karantina(unit)
        assert tertahan.alasan == "jenis_tidak_dikenal"
        assert sentence_for(tertahan.alasan, {}).endswith("perbarui program")
        isi = documents(unit)
        apply_return(unit, path)
        assert documents(unit) == isi
    if cara == "dinilai ulang":
        admit_karantina(unit, tertahan.rev_id)
    else:
        create_pegawai(unit, Pegawai(nama="Warga Contoh"))
        merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
        (berikut,) = answers(kabupaten, dunia.stick, unit)
        apply_return(unit, berikut)
    assert (read_ketentuan(unit).hari_kerja, unit.store.quarantined()) == (6, [])


def test_that_a_certificate_with_a_lower_number_does_not_replace_a_newer_one(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    trust = require_trust(unit)
    lama = own_certificate(unit, trust)
    isi = msgspec.structs.replace(
        lama.payload, serial=lama.serial + 7, scope=(*lama.payload.scope, f"{unit.profil.kode}.2001")
    )
    raw = make_envelope((kabupaten.office_keys().issuer,), CERTIFICATE_TYPE, isi).raw
    with unit.write("uji") as tx:
        assert keep_granted(unit, tx, read_certificate(raw, trust.issuers))
    with unit.write("uji") as tx:
        assert not keep_granted(unit, tx, lama)
    assert own_certificate(unit, require_trust(unit)).serial == lama.serial + 7
