"""Documents that the kabupaten keeps for all: down to every unit, never up, and not to be changed below."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.codec import encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisLibur, JenisPeriode
from desktop_app.domain.ketentuan import HariLibur, Kalender, Ketentuan
from desktop_app.domain.templat import TemplatSkp
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import HasilBalasan, apply_return
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.kalender import show_kalender, write_kalender
from desktop_app.services.kantor import Kantor, Peran, Profil
from desktop_app.services.ketentuan import (
    SumberKetentuan,
    jabatan_butir,
    read_ketentuan,
    show_ketentuan,
    write_ketentuan,
)
from desktop_app.services.kirim import export_bundle, survey_unsent
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.naskah import open_naskah, write_naskah
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.pendirian import found_office
from desktop_app.services.pengaturan import read_pengaturan
from tests.invariants.dunia import calm_clock, view
from tests.services.dunia_kantor import Dunia, put_revision
from tests.services.pengirim import Pengirim

KODE = "99.01"
ENAM = Ketentuan(pimpinan_mandiri=(jabatan_butir("Camat"),), hari_kerja=6, periode=JenisPeriode.BULANAN)


def hari(bulan: int, tanggal: int, nama: str, jenis: JenisLibur = JenisLibur.LIBUR_NASIONAL) -> HariLibur:
    satu = date(2026, bulan, tanggal)
    return HariLibur(id=satu.isoformat(), tanggal=satu, nama=nama, jenis=jenis)


def fill(kabupaten: Kantor) -> None:
    write_ketentuan(kabupaten, ENAM)
    write_kalender(kabupaten, 2026, [hari(1, 1, "Tahun Baru"), hari(5, 1, "Hari Contoh")], "Keputusan Contoh")
    isi = TemplatSkp(nama="Camat", unit_kode=KODE)
    put_revision(kabupaten, "templat_skp", natural_id("templat_skp", KODE, "camat"), isi)  # type: ignore[arg-type]


def answer(kabupaten: Kantor, folder: Path, *units: Kantor) -> list[HasilBalasan]:
    hasil: list[HasilBalasan] = []
    for balasan in export_returns(kabupaten, folder):
        for unit in units:
            if unit.store.device[:6] in balasan.path.name:
                hasil += [apply_return(unit, balasan.path), apply_return(unit, balasan.path)]
    return hasil


def test_that_every_device_of_every_unit_gets_them_once_and_reports_what_came(dunia: Dunia) -> None:
    kabupaten, units = dunia("kabupaten"), [dunia(nama) for nama in ("a1", "a2", "b")]
    fill(kabupaten)
    hasil = answer(kabupaten, dunia.stick, *units)
    assert [satu.dari_kabupaten for satu in hasil[::2]] == [
        ("kalender 2026", "ketentuan instansi", "templat “Camat”")
    ] * 3
    assert [(satu.revisi_baru, satu.dari_kabupaten) for satu in hasil[1::2]] == [(0, ())] * 3
    for unit in units:
        kini = show_ketentuan(unit)
        assert (kini.sumber, kini.boleh_ubah, kini.isi.hari_kerja) == (SumberKetentuan.KABUPATEN, False, 6)
        assert read_pengaturan(unit).jenis_periode is JenisPeriode.BULANAN
        assert [satu.dari_kabupaten for satu in show_kalender(unit, 2026).hari] == [True, True]
        assert {satu.label for satu in unit.store.find("templat_skp")} == {"Camat"}
        assert unit.store.quarantined() == []


def test_that_nobody_is_asked_to_send_back_what_came_from_the_kabupaten(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    sebelum = survey_unsent(unit)
    fill(kabupaten)
    answer(kabupaten, dunia.stick, unit)
    assert survey_unsent(unit) == sebelum
    write_kalender(unit, 2026, [hari(8, 30, "Hari Kecamatan")])
    assert survey_unsent(unit).baru == sebelum.baru + 1


def test_that_answers_in_any_order_leave_the_newest_state(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    fill(kabupaten)
    folder = [tmp_path / nama for nama in ("satu", "dua")]
    paths = []
    for tempat, hari_kerja in zip(folder, (6, 5), strict=True):
        tempat.mkdir()
        write_ketentuan(kabupaten, Ketentuan(hari_kerja=hari_kerja))
        balasan = export_returns(kabupaten, tempat)
        paths += [satu.path for satu in balasan if unit.store.device[:6] in satu.path.name]
    for path in (paths[1], paths[0], paths[1]):
        apply_return(unit, path)
        assert read_ketentuan(unit).hari_kerja == 5
    assert {doc: isi for doc, isi in view(kabupaten).items() if doc in view(unit)} == {
        doc: isi for doc, isi in view(unit).items() if doc in view(kabupaten)
    }


def test_that_a_computer_enrolled_later_gets_all_of_them(dunia: Dunia, tmp_path: Path) -> None:
    kabupaten = dunia("kabupaten")
    fill(kabupaten)
    export_returns(kabupaten, dunia.stick)
    profil = Profil(peran=Peran.UNIT, kode="99.01.01", nama="Kecamatan Uji", instansi="PEMERINTAH KABUPATEN UJI")
    baru = dunia.keep(found_office(tmp_path / "baru", profil, jam=calm_clock, who="operator"))
    request_enrolment(baru, tmp_path / "minta")
    approve_enrolment(kabupaten, tmp_path / "minta", tmp_path / "jawab")
    accept_enrolment(baru, tmp_path / "jawab")
    answer(kabupaten, dunia.stick, baru)
    assert (read_ketentuan(baru).hari_kerja, len(show_kalender(baru, 2026).hari)) == (6, 2)


def test_that_the_choices_of_the_kabupaten_count_and_the_calendars_are_joined_by_day(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    write_ketentuan(unit, Ketentuan(hari_kerja=5))
    sendiri = [hari(1, 1, "Nama lain", JenisLibur.LIBUR_DAERAH), hari(8, 30, "Hari Kecamatan", JenisLibur.LIBUR_DAERAH)]
    write_kalender(unit, 2026, sendiri)
    fill(kabupaten)
    answer(kabupaten, dunia.stick, unit)
    assert read_ketentuan(unit).hari_kerja == 6
    assert [(satu.hari.nama, satu.dari_kabupaten) for satu in show_kalender(unit, 2026).hari] == [
        ("Tahun Baru", True),
        ("Hari Contoh", True),
        ("Hari Kecamatan", False),
    ]
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    assert show_ketentuan(kabupaten).isi.hari_kerja == 6
    assert len(show_kalender(kabupaten, 2026).hari) == 2, "an office's own days are its own"


def test_that_a_unit_is_refused_with_a_sentence_and_changes_nothing(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    fill(kabupaten)
    answer(kabupaten, dunia.stick, unit)
    seq = unit.store.last_seq()
    with pytest.raises(UserError) as caught:
        write_ketentuan(unit, Ketentuan(hari_kerja=5))
    assert (caught.value.code, caught.value.facts) == ("ketentuan_dari_kabupaten", {"kantor": KODE})
    for kind, kunci, isi in (
        ("ketentuan", "ketentuan", Ketentuan(hari_kerja=5)),
        ("kalender", "2026", Kalender(tahun=2026)),
        ("templat_skp", "camat", TemplatSkp(nama="Camat Lain", unit_kode=KODE)),
    ):
        doc_id = natural_id(kind, KODE, kunci)
        assert not open_naskah(unit, doc_id).boleh_ubah
        with pytest.raises(UserError) as caught:
            write_naskah(unit, doc_id, isi)  # type: ignore[arg-type]
        assert caught.value.code == "dokumen_kabupaten"
        berkas = dunia.stick / "ubah.json"
        item = {"jenis": kind, "id": doc_id, "isi": json.loads(encode(isi))}  # type: ignore[type-var]
        berkas.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": [item]}))
        with pytest.raises(UserError) as caught:
            apply_interchange(unit, berkas)
        assert caught.value.code == "dokumen_kabupaten"
    assert (unit.store.last_seq(), unit.store.workings()) == (seq, [])


@pytest.mark.parametrize("kind", ["ketentuan", "kalender", "templat_skp"])
def test_that_a_device_of_a_unit_cannot_write_what_is_the_kabupatens(dunia: Dunia, kind: str) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    fill(kabupaten)
    answer(kabupaten, dunia.stick, unit)
    sebelum = view(kabupaten)
    (asli,) = unit.store.find(kind, where={"scope": KODE})
    kepala = unit.store.document(asli.doc_id)
    assert kepala is not None
    penyusup = Pengirim(unit, dunia.stick)
    jahat = {"nama": "Jahat", "tahun": 2026, "hari_kerja": 6}
    palsu = [
        # over the kabupaten's own version, a new document of it, its document under another scope, in its name
        penyusup.revision(jahat, kind, scope=KODE, doc_id=asli.doc_id, parents=kepala.heads),
        penyusup.revision(jahat, kind, scope=KODE),
        penyusup.revision(jahat, kind, doc_id=asli.doc_id, parents=kepala.heads),
        penyusup.revision(jahat, kind, scope=KODE, device=kabupaten.store.device),
        penyusup.revision({}, kind, scope=KODE, doc_id=asli.doc_id, parents=kepala.heads, deleted=True),
    ]
    (hasil,) = merge_bundles(kabupaten, [penyusup.seal(*palsu)])
    assert (hasil.nasib, hasil.baru, hasil.karantina) == (NasibPaket.DIGABUNG, 0, 5)
    alasan = {satu.rev_id: satu.reason for satu in kabupaten.store.quarantined()}
    assert [alasan[satu.rev_id] for satu in palsu] == [
        "di_luar_wewenang",
        "di_luar_wewenang",
        "dokumen_kantor_lain",
        "di_luar_wewenang",
        "di_luar_wewenang",
    ]
    answer(kabupaten, dunia.stick, dunia("b"))
    assert view(kabupaten) == sebelum, "what was held stays held when offices are answered"
