"""A return bundle shown before it is applied, what the next answers carry, and the proof that one arrived."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.errors import BundleError, UserError
from desktop_app.services.balas import copy_return
from desktop_app.services.balas_rencana import list_returns, preview_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.balasan_lihat import inspect_return
from desktop_app.services.kantor import Kantor
from desktop_app.services.ketentuan import write_ketentuan
from desktop_app.services.konflik import Pilihan, list_konflik, resolve_konflik
from desktop_app.services.permintaan import ask_perbaikan, list_permintaan
from desktop_app.services.silsilah import raise_trust
from tests.services.dunia_balasan import answer_for, person, send, take
from tests.services.dunia_kantor import Dunia, documents, edit, stored
from tests.services.test_dokumen_kabupaten import ENAM

NIP = "199001012015031009"


def answered(dunia: Dunia, kabupaten: Kantor, unit: Kantor) -> tuple[str, Path]:
    """Send a person, ask about it, and return its id and the answer for the unit."""
    orang = person(unit, NIP, "Budi Contoh")
    send(unit, kabupaten, dunia.stick)
    write_ketentuan(kabupaten, ENAM)
    ask_perbaikan(kabupaten, orang, "Nama tidak sesuai SK")
    edit(kabupaten, orang, catatan="lihat SK")
    return orang, answer_for(kabupaten, unit, dunia.stick)


def test_that_a_preview_tells_everything_and_changes_nothing(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    _, path = answered(dunia, kabupaten, unit)
    sebelum = stored(unit)
    lihat = inspect_return(unit, path)
    assert stored(unit) == sebelum
    assert (lihat.paspor.office.name, lihat.sudah_diterima, lihat.diterima, lihat.kepercayaan.kosong) == (
        *("Kabupaten Uji", False),
        (1,),
        True,
    )
    assert [(s.judul, s.beda[0].nama, s.beda[0].dari, s.beda[0].ke) for s in lihat.orang] == [
        ("Budi Contoh", "Catatan", "(kosong)", "lihat SK")
    ]
    assert [satu.catatan for satu in lihat.permintaan] == ["Nama tidak sesuai SK"]
    assert (lihat.bersama, lihat.menunggu, lihat.ditahan, lihat.kosong) == (("Ketentuan instansi 99.01",), 0, {}, False)
    hasil = apply_return(unit, path)
    assert (hasil.revisi_baru, hasil.menunggu, hasil.karantina) == (lihat.baru, lihat.menunggu, 0)
    lagi = inspect_return(unit, path)
    assert (lagi.sudah_diterima, lagi.baru, lagi.kosong) == (True, 0, True)
    sebelum = documents(unit)
    apply_return(unit, path)
    assert documents(unit) == sebelum, "twice is the same as once"


def test_that_a_settled_conflict_is_told(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang = person(unit, NIP, "Budi Contoh")
    send(unit, kabupaten, dunia.stick)
    edit(kabupaten, orang, catatan="dari kabupaten")
    edit(unit, orang, catatan="dari kantor")
    send(unit, kabupaten, dunia.stick)
    assert len(list_konflik(kabupaten)) == 1
    lihat = inspect_return(unit, answer_for(kabupaten, unit, dunia.stick))
    assert (lihat.konflik, lihat.selesai) == (("Budi Contoh",), ())
    take(kabupaten, unit, dunia.stick)
    resolve_konflik(kabupaten, orang, Pilihan.THEIRS)
    lihat = inspect_return(unit, answer_for(kabupaten, unit, dunia.stick))
    assert (lihat.konflik, lihat.selesai) == ((), ("Budi Contoh",))


def test_that_an_older_answer_after_a_newer_one_takes_nothing_back(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang, lama = answered(dunia, kabupaten, unit)
    edit(kabupaten, orang, catatan="lihat SK baru")
    baru = answer_for(kabupaten, unit, dunia.stick)
    apply_return(unit, baru)
    sebelum = documents(unit)
    lihat = inspect_return(unit, lama)
    assert (lihat.baru, lihat.orang) == (0, ())
    apply_return(unit, lama)
    assert documents(unit) == sebelum
    assert len(list_permintaan(unit)) == 1


def test_that_an_answer_for_another_computer_is_refused_and_an_older_trust_too(dunia: Dunia) -> None:
    kabupaten, unit, lain = dunia("kabupaten"), dunia("a1"), dunia("b")
    person(lain, "199001012015031010", "Ani Contoh")
    send(lain, kabupaten, dunia.stick)
    _, lama = answered(dunia, kabupaten, unit)
    sebelum = stored(lain)
    with pytest.raises(BundleError) as caught:
        inspect_return(lain, lama)
    assert caught.value.code == "not_for_this_office"
    assert stored(lain) == sebelum
    with kabupaten.write("uji") as tx:
        raise_trust(kabupaten, tx)
    take(kabupaten, unit, dunia.stick)
    for baca in (inspect_return, apply_return):
        with pytest.raises(BundleError) as caught:
            baca(unit, lama)
        assert caught.value.code == "trust_rolled_back"


def test_that_what_the_next_answers_carry_is_shown_and_arrival_is_proven(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    orang = person(unit, NIP, "Budi Contoh")
    send(unit, kabupaten, dunia.stick)
    ask_perbaikan(kabupaten, orang, "Nama tidak sesuai SK")
    sebelum = stored(kabupaten)
    semua = {satu.device_id: satu for satu in preview_returns(kabupaten)}
    assert stored(kabupaten) == sebelum
    rencana = semua[unit.store.device]
    assert (rencana.ditunggu, rencana.paket, rencana.jenis) == (True, (1,), {"permintaan_perbaikan": 1})
    assert [satu.judul for satu in rencana.baru] == ["Permintaan perbaikan Budi Contoh – Budi Contoh"]
    path = answer_for(kabupaten, unit, dunia.stick)
    (tertulis,) = (s for s in list_returns(kabupaten) if s.paket.perangkat == unit.store.device)
    assert (tertulis.sampai, tertulis.paket.kembali, tertulis.nama) == (False, 1, "Kecamatan 99.01.01")
    path.unlink()
    lagi = copy_return(kabupaten, tertulis.paket.epoch, tertulis.paket.seq, path.parent)
    apply_return(unit, lagi)
    assert not next(s for s in preview_returns(kabupaten) if s.device_id == unit.store.device).ditunggu
    edit(unit, orang, catatan="dibetulkan")
    send(unit, kabupaten, dunia.stick)
    (tertulis,) = (s for s in list_returns(kabupaten) if s.paket.perangkat == unit.store.device)
    assert tertulis.sampai, "the unit's next bundle names it"
    with pytest.raises(UserError, match="balasan_tidak_ada"):
        copy_return(kabupaten, tertulis.paket.epoch, 999, path.parent)


def test_that_nobody_proves_the_arrival_of_anothers_answer(dunia: Dunia) -> None:
    kabupaten, unit, lain = dunia("kabupaten"), dunia("a1"), dunia("b")
    answered(dunia, kabupaten, unit)
    (tertulis,) = (s for s in list_returns(kabupaten) if s.paket.perangkat == unit.store.device)
    with lain.write("uji") as tx:
        tx.put("balasan", tertulis.paket.file_sha256, b"1")
    send(lain, kabupaten, dunia.stick)
    assert not any(s.sampai for s in list_returns(kabupaten))
