"""Templates on two computers with different approaches, at the kabupaten, and in previews of a sheet being typed."""

from __future__ import annotations

import json

import msgspec

from desktop_app.domain.istilah import KelompokSkp, Pendekatan
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.pendekatan import switch_pendekatan
from desktop_app.domain.templat import TemplatSkp
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.pegawai import get_pegawai
from desktop_app.services.skp import create_skp, get_skp
from desktop_app.services.templat import apply_templat, list_templat, preview_templat, store_templat
from desktop_app.services.templat_bawaan import read_bawaan
from tests.services.dunia_kantor import HASIL, Dunia, add_people, edit, put_revision
from tests.services.kantor_berperan import filled
from tests.services.test_dua_komputer import Tiga

KUNCI = next(kunci for kunci, isi in read_bawaan().items() if isi.kelompok is KelompokSkp.JA_JF)


def test_that_one_template_under_two_approaches_makes_the_same_children(dunia: Dunia) -> None:
    satu = dunia("a1")
    _, _, staf = add_people(satu)
    skp_id, _ = create_skp(satu, staf, 2026)
    dua = dunia.after_kill(satu)
    dokumen = satu.store.document(skp_id)
    assert dokumen is not None
    apply_templat(satu, KUNCI, skp_id)
    skp = switch_pendekatan(get_skp(dua, skp_id), Pendekatan.KUALITATIF)
    edit(dua, skp_id, pendekatan=skp.pendekatan, hasil=skp.hasil)
    apply_templat(dua, KUNCI, skp_id)
    lain = dua.store.document(skp_id)
    assert lain is not None
    put_revision(satu, "skp", skp_id, json.loads(lain.body), parents=dokumen.heads)
    bersama = satu.store.document(skp_id)
    assert bersama is not None
    assert [konflik.path for konflik in bersama.conflicts] == []
    hasil = get_skp(satu, skp_id)
    assert hasil.pendekatan is Pendekatan.KUALITATIF
    assert not [t for t in check_skp(hasil) if t.kode == "narasi_kosong"]
    # Whoever switches from here on is offered a narrative of what then stands there.
    kuantitatif = msgspec.structs.replace(hasil, pendekatan=Pendekatan.KUANTITATIF)
    assert all(i.narasi for h in switch_pendekatan(kuantitatif, Pendekatan.KUALITATIF).hasil for i in h.indikator)


def test_that_the_kabupaten_offers_no_template_of_a_unit(dunia: Dunia) -> None:
    tiga = Tiga(dunia)
    store_templat(tiga.satu, TemplatSkp(nama="Milik unit", hasil=(HASIL,)))
    tiga.send(tiga.satu)
    assert tiga.kabupaten.store.find("templat_skp") != []
    assert "Milik unit" in [satu.isi.nama for satu in list_templat(tiga.satu)]
    assert "Milik unit" not in [satu.isi.nama for satu in list_templat(tiga.kabupaten)]


def test_that_a_preview_takes_people_from_what_is_stored(dunia: Dunia) -> None:
    berperan = filled(dunia)
    kantor = berperan.kantor
    riwayat = tuple(
        msgspec.structs.replace(satu, jabatan="Jabatan Lain") for satu in get_pegawai(kantor, berperan.asing.id).riwayat
    )
    edit(kantor, berperan.asing.id, riwayat=riwayat)
    with berperan.sebagai(P.PEGAWAI) as saya:
        skp = get_skp(saya, berperan.saya.draf)
        palsu = msgspec.structs.replace(skp, penilai_id=berperan.asing.id)
        terisi = preview_templat(saya, KUNCI, berperan.saya.draf, palsu)
    assert {hasil.penugasan for hasil in terisi.hasil[1:]} == {"Jabatan Uji"}
    assert terisi.penilai_id == berperan.asing.id  # what is typed stays on the sheet
