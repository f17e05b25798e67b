"""Attacks of who manages a round: outsiders he invents, results of colleagues he answered about, others' names."""

from __future__ import annotations

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import KelompokPenjawab as K
from desktop_app.domain.putaran import HasilPutaran
from desktop_app.services.kantor import Kantor
from desktop_app.services.putaran import asked, create_putaran, get_putaran, open_putaran, save_putaran
from desktop_app.services.putaran_jawab import answer_with_code, issue_codes, list_lembar_putaran, open_with_code
from desktop_app.services.putaran_kata import check_anonymity
from desktop_app.services.putaran_tutup import close_putaran
from tests.services.dunia_putaran import SELESAI, KantorDelapan, fill_delapan


@pytest.fixture
def delapan(kantor_unit: Kantor) -> KantorDelapan:
    return fill_delapan(kantor_unit)


def hasil_of(delapan: KantorDelapan, nama: str) -> HasilPutaran:
    (satu,) = delapan.kantor.store.find("hasil_putaran", where={"pegawai_id": delapan.orang[nama]})
    return msgspec.json.decode(satu.body, type=HasilPutaran)


def test_that_invented_outsiders_bring_no_employee_over_the_threshold(delapan: KantorDelapan) -> None:
    tentang, korban = delapan.orang["staf_c"], delapan.orang["staf_a"]
    with delapan.operator() as kantor:
        doc_id, _ = create_putaran(kantor, "Tamu", selesai=SELESAI)
        isi = get_putaran(kantor, doc_id).isi
        tamu = tuple(asked(tentang, "", K.LAIN, f"Tamu {n}") for n in ("satu", "dua", "tiga"))
        menyamar = msgspec.structs.replace(isi, penjawab=(asked(tentang, korban, K.LAIN, "Tamu empat"), *tamu))
        with pytest.raises(UserError, match="putaran_kelompok_salah"):
            save_putaran(kantor, doc_id, menyamar)
        save_putaran(kantor, doc_id, msgspec.structs.replace(isi, penjawab=(asked(tentang, korban, K.REKAN), *tamu)))
        rekan, lain = check_anonymity(kantor, doc_id)
        assert (rekan.tampil, lain.tampil) == (False, True)
        assert "tidak akan ditampilkan" in rekan.kalimat[1]
        assert "digabung" not in lain.kalimat[1]
        open_putaran(kantor, doc_id)
    with delapan.sebagai("staf_a") as kantor:
        (lembar,) = list_lembar_putaran(kantor)[0].lembar
        assert (lembar.tanpa_nama, lembar.tampil) == (True, False), "and he is told so before he answers"
    delapan.answer(doc_id, "staf_a", {"staf_c": (2, "kata saya sendiri")})
    with delapan.operator() as kantor:
        for slip in issue_codes(kantor, doc_id):
            for satu in open_with_code(kantor, slip.kode).lembar:
                if slip.untuk.startswith("Tamu"):
                    answer_with_code(kantor, slip.kode, satu.id, {q.id: 3 for q in satu.pertanyaan})
        close_putaran(kantor, doc_id)
    hasil = hasil_of(delapan, "staf_c")
    assert [k.gabungan for k in hasil.kelompok] == [(K.LAIN,)]
    assert (hasil.ditahan, "kata saya" in repr(hasil)) == (1, False)
