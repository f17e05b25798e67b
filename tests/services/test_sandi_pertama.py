"""Who gave somebody his first password never opens what is sealed to him afterwards."""

from __future__ import annotations

import base64
import shutil
from pathlib import Path

import msgspec
import pytest

from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import BagianKonseling as B
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.exchange.sealed_section import open_section
from desktop_app.services.akun import change_sandi, give_sandi, reset_sandi
from desktop_app.services.draf_sendiri import own_drafts
from desktop_app.services.konseling import konseling_readiness
from desktop_app.services.kunci_segel import is_own_key
from desktop_app.services.pendirian import found_office
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda
from desktop_app.vault import FLOOR
from desktop_app.vault.sealing import sealing_identity
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_konseling import enter_with_given, make_perkara
from tests.services.rumah_sandi import SANDI, UNIT, akun_of, found_unit, inside, jam

BARU = "perahu kertas melayang"


@pytest.fixture(scope="module")
def rumah_unit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sandi-pertama") / "unit"
    found_unit(home)
    return home


@pytest.fixture
def unit(rumah_unit: Path, tmp_path: Path) -> Path:
    home = tmp_path / "unit"
    shutil.copytree(rumah_unit, home)
    return home


def test_that_the_first_change_of_a_given_password_makes_a_key_that_an_old_copy_does_not_have(
    unit: Path, tmp_path: Path
) -> None:
    ani, lama = akun_of(unit, "Ani Contoh"), SANDI["Ani Contoh"]
    with inside(unit, "Ani Contoh") as kantor:
        assert not is_own_key(PengujiTanda(kantor), ani, kantor.pelaku.kunci)
        own_drafts(kantor).keep("orang", "uji", "belum selesai")
    shutil.copytree(unit, tmp_path / "salinan")
    with inside(unit, "Ani Contoh") as kantor:
        change_sandi(kantor, lama, BARU)
        # He goes on with the new key at once: it is known to others, proved, and what he was writing still opens.
        kunci = kantor.pelaku.kunci
        assert kunci is not None
        assert PengujiTanda(kantor).judge_key(ani, kunci.key_id) is KeadaanTanda.SAH
        assert is_own_key(PengujiTanda(kantor), ani, kunci)
        assert own_drafts(kantor).read("orang", "uji") == "belum selesai"
        dokumen = kantor.store.document(ani)
        assert dokumen is not None
        isi = decode_as(Pengguna, dokumen.body)
        assert [(satu.berakhir, bool(satu.segel)) for satu in isi.kunci] == [(True, True), (False, True)]
    with inside(unit, "Ani Contoh", BARU) as kantor:
        assert kantor.pelaku.kunci is not None
        kini = kantor.pelaku.kunci
        assert own_drafts(kantor).read("orang", "uji") == "belum selesai"
    with inside(tmp_path / "salinan", "Ani Contoh") as kantor:
        assert kantor.pelaku.kunci is not None
        assert sealing_identity(kantor.pelaku.kunci) != sealing_identity(kini)
    # The second password is his own already: the key stays.
    with inside(unit, "Ani Contoh", BARU) as kantor:
        change_sandi(kantor, BARU, BARU + " lagi")
        assert kantor.pelaku.kunci is not None
        assert kantor.pelaku.kunci.key_id == kini.key_id
    # And a password that the admin gives makes a key again that is not his alone.
    with inside(unit) as kantor:
        reset_sandi(kantor, ani, lama)
    with inside(unit, "Ani Contoh") as kantor:
        assert not is_own_key(PengujiTanda(kantor), ani, kantor.pelaku.kunci)


def test_that_the_founder_chose_his_password_himself_in_either_kind_of_office(unit: Path, tmp_path: Path) -> None:
    found_office(tmp_path / "lama", UNIT, jam=jam, who="petugas").close()
    give_sandi(tmp_path / "lama", "Budi Contoh", SANDI["Budi Contoh"], jam=jam, biaya=FLOOR).close()
    for home in (unit, tmp_path / "lama"):
        with inside(home) as kantor:
            assert is_own_key(PengujiTanda(kantor), akun_of(home, "Budi Contoh"), kantor.pelaku.kunci), home


def test_that_counselling_waits_until_everybody_has_changed_the_password_that_he_was_given(dunia: Dunia) -> None:
    perkara = make_perkara(dunia, "dilaporkan")
    perkara.assign(perkara.doc_id)
    perkara.answer()
    # The admin gives the employee another password and so knows it.
    pencuri = enter_with_given(perkara.unit, "staf", perkara.id("staf"), P.PEGAWAI)
    with perkara.sebagai("konselor") as kantor:
        siap = konseling_readiness(kantor, B.REKAMAN, doc_id=perkara.doc_id)
        assert (siap.halangan, siap.nama) == ("konseling_tanpa_kunci", "Bunga Contoh")
    with pytest.raises(UserError, match="konseling_tanpa_kunci"):
        perkara.record(perkara.doc_id)
    # Nor does a writer seal to himself with such a key.
    perkara.orang["konselor"] = enter_with_given(perkara.unit, "konselor", perkara.id("konselor"), P.PEGAWAI)
    with perkara.sebagai("konselor") as kantor:
        siap = konseling_readiness(kantor, B.REKAMAN, doc_id=perkara.doc_id)
        assert siap.halangan == "konseling_tanpa_kunci"
    dokumen = perkara.unit.store.document(perkara.doc_id)
    assert dokumen is not None
    assert pencuri.kunci is not None
    for satu in decode_as(BerkasKonseling, dokumen.body).bagian:
        assert open_section(base64.b64decode(satu.segel), [sealing_identity(pencuri.kunci)]) is None
    assert not msgspec.to_builtins(siap)["penerima"]
