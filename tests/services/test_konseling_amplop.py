"""The open envelope of a counselling case decides nothing: counsellor and state follow from what was signed."""

from __future__ import annotations

import base64

import msgspec
import pytest

from desktop_app.domain.codec import decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import BagianKonseling as B
from desktop_app.domain.istilah_pengembangan import StatusKonseling as S
from desktop_app.domain.konseling import BerkasKonseling
from desktop_app.exchange.sealed_section import open_section, sign_section
from desktop_app.services.konseling import konseling_readiness
from desktop_app.services.konseling_buka import get_konseling, list_konseling, open_bagian
from desktop_app.services.konseling_segel import statement_of
from desktop_app.vault.sealing import sealing_identity
from tests.services.dunia_kantor import Dunia
from tests.services.dunia_konseling import PUTUSAN, Perkara, make_perkara


def case_of(perkara: Perkara) -> BerkasKonseling:
    dokumen = perkara.unit.store.document(perkara.doc_id)
    assert dokumen is not None
    return decode_as(BerkasKonseling, dokumen.body)


def forge(perkara: Perkara, **ubah: object) -> None:
    """Change the envelope past the program, as somebody with the store's key can."""
    put(perkara, msgspec.structs.replace(case_of(perkara), **ubah))


def put(perkara: Perkara, isi: BerkasKonseling) -> None:
    with perkara.unit.write("uji") as tx:
        tx.save("konseling", perkara.doc_id, encode(isi), scope=perkara.unit.profil.kode, schema=1)


@pytest.fixture
def ditetapkan(dunia: Dunia) -> Perkara:
    """The unit has named the counsellor, and the office knows."""
    perkara = make_perkara(dunia, "dilaporkan")
    perkara.assign(perkara.doc_id)
    perkara.answer()
    return perkara


def test_that_who_is_swapped_in_as_counsellor_sees_nothing_writes_nothing_and_reads_no_decision(
    ditetapkan: Perkara,
) -> None:
    forge(ditetapkan, konselor_id=ditetapkan.id("operator"))
    with ditetapkan.sebagai("operator") as kantor:
        assert list_konseling(kantor) == ()
        with pytest.raises(UserError, match="wewenang_kurang"):
            get_konseling(kantor, ditetapkan.doc_id)
    with pytest.raises(UserError, match="wewenang_kurang"):
        ditetapkan.record(ditetapkan.doc_id, "operator")
    with ditetapkan.sebagai("konselor") as kantor:
        baris = get_konseling(kantor, ditetapkan.doc_id)
        assert (baris.konselor, baris.cacat, baris.langkah) == ("Konselor Contoh", ("konseling_amplop_lain",), ())
    assert ditetapkan.send().karantina == 1
    with ditetapkan.sebagai("kepegawaian") as kantor:
        baris = get_konseling(kantor, ditetapkan.doc_id)
        assert (baris.konselor, baris.cacat) == ("Konselor Contoh", ())
        siap = konseling_readiness(kantor, B.TINDAK_LANJUT, doc_id=ditetapkan.doc_id)
        assert [satu.nama for satu in siap.penerima if satu.nama == "Operator Contoh"] == []
    ditetapkan.close_case(ditetapkan.doc_id)
    ditetapkan.answer()
    putusan = next(satu for satu in case_of(ditetapkan).bagian if satu.jenis is B.TINDAK_LANJUT)
    kunci = ditetapkan.orang["operator"].kunci
    assert kunci is not None
    assert open_section(base64.b64decode(putusan.segel), [sealing_identity(kunci)]) is None
    with ditetapkan.sebagai("konselor") as kantor:
        assert open_bagian(kantor, ditetapkan.doc_id, putusan.id).text_of("keputusan") == PUTUSAN


def test_that_an_envelope_that_is_forged_and_forged_back_is_still_told(ditetapkan: Perkara) -> None:
    forge(ditetapkan, konselor_id=ditetapkan.id("operator"))
    forge(ditetapkan, konselor_id=ditetapkan.id("konselor"))
    with ditetapkan.sebagai("staf") as kantor:
        assert get_konseling(kantor, ditetapkan.doc_id).cacat == ("konseling_amplop_lain",)


def test_that_an_appointment_that_the_office_signs_itself_names_nobody(ditetapkan: Perkara) -> None:
    siapa, isi = ditetapkan.orang["operator"], case_of(ditetapkan)
    assert siapa.kunci is not None
    palsu = msgspec.structs.replace(
        isi.bagian[1],
        id="f" * 16,
        sebelumnya=isi.bagian[1].sidik,
        penanda=siapa.akun_id,
        penulis_id=siapa.pegawai_id,
        kunci=siapa.kunci.key_id,
        konselor_id=siapa.pegawai_id,
    )
    tanda = sign_section(siapa.kunci, statement_of(ditetapkan.doc_id, isi, palsu))
    palsu = msgspec.structs.replace(palsu, tanda=tanda)
    put(ditetapkan, msgspec.structs.replace(isi, bagian=(*isi.bagian, palsu), konselor_id=siapa.pegawai_id))
    with ditetapkan.sebagai("konselor") as kantor:
        baris = get_konseling(kantor, ditetapkan.doc_id)
        assert baris.konselor == "Konselor Contoh"
        assert {"konseling_bagian_bukan_hak", "konseling_amplop_lain"} == set(baris.cacat)
    assert ditetapkan.send().karantina == 1


def test_that_the_counsellor_stands_under_the_signature_of_who_named_him(ditetapkan: Perkara) -> None:
    isi = case_of(ditetapkan)
    lain = msgspec.structs.replace(isi.bagian[1], konselor_id=ditetapkan.id("operator"))
    put(ditetapkan, msgspec.structs.replace(isi, bagian=(isi.bagian[0], lain), konselor_id=ditetapkan.id("operator")))
    with ditetapkan.sebagai("staf") as kantor:
        baris = get_konseling(kantor, ditetapkan.doc_id)
        assert "konseling_tidak_sah" in baris.cacat
        assert baris.konselor != "Operator Contoh"
    assert ditetapkan.send().karantina == 1


def test_that_nothing_more_is_sealed_in_a_case_that_is_proved_forged(ditetapkan: Perkara) -> None:
    forge(ditetapkan, pegawai_id=ditetapkan.id("operator"))
    with ditetapkan.sebagai("konselor") as kantor:
        baris = get_konseling(kantor, ditetapkan.doc_id)
        assert "konseling_tidak_sah" in baris.cacat
        siap = konseling_readiness(kantor, B.REKAMAN, doc_id=ditetapkan.doc_id)
        assert (siap.penerima, siap.halangan) == ((), "konseling_tidak_utuh")
    with pytest.raises(UserError, match="konseling_tidak_utuh"):
        ditetapkan.record(ditetapkan.doc_id)


def test_that_a_case_that_was_forged_keeps_nobody_from_reporting_anew(dunia: Dunia) -> None:
    perkara = make_perkara(dunia, "dilaporkan")
    forge(perkara, status=S.DITETAPKAN)
    assert perkara.report().doc_id != perkara.doc_id


@pytest.mark.parametrize(("sampai", "status"), [("dilaporkan", S.DITUTUP), ("ditutup", S.DILAPORKAN)])
def test_that_a_state_without_its_section_is_told_here_and_held_back_above(
    dunia: Dunia, sampai: str, status: S
) -> None:
    perkara = make_perkara(dunia, sampai)
    benar = case_of(perkara).status
    forge(perkara, status=status)
    with perkara.sebagai("staf") as kantor:
        baris = get_konseling(kantor, perkara.doc_id)
        assert (baris.status, baris.cacat) == (benar, ("konseling_amplop_lain",))
    assert perkara.send().karantina == 1
    with perkara.sebagai("kepegawaian") as kantor:
        baris = get_konseling(kantor, perkara.doc_id)
        assert (baris.status, baris.cacat) == (benar, ())
