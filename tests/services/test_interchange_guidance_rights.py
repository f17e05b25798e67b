"""An interchange file is no way around whose words guidance, feedback on it, and development plans hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.bimbingan import Coaching, UmpanBalikBimbingan
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.domain.pengembangan import RencanaPengembangan
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.bimbingan import create_coaching
from desktop_app.services.interchange import apply_interchange
from tests.services.dunia_kantor import Dunia
from tests.services.kantor_berperan import Berperan, filled
from tests.services.test_bimbingan import finished

BUTIR = [{"id": str(nomor), "teks": "Pimpinan saya sangat baik"} for nomor in range(1, 10)]


class Berkas:
    """An office, and files that somebody with these roles applies to it; the answer is the code of what refused."""

    def __init__(self, berperan: Berperan, folder: Path) -> None:
        self.b, self.path = berperan, folder / "berkas.json"

    def __call__(self, peran: tuple[P, ...], orang: str, *dokumen: dict[str, Any]) -> str:
        self.path.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": list(dokumen)}))
        with self.b.sebagai(*peran, pegawai_id=orang) as kantor:
            try:
                apply_interchange(kantor, self.path)
            except UserError as error:
                rincian = error.facts.get("rincian")
                return f"{error.code} {rincian[0]['jalur']}" if isinstance(rincian, list | tuple) else error.code
            except LuringError as error:
                return error.code
        return ""

    def umpan(self, **lain: str) -> dict[str, Any]:
        """Return a handed-over feedback of ``staf``, as an item."""
        isi = {"pegawai_id": self.b.staf.id, "status": "selesai", "tanggal": "2026-11-20", "butir": BUTIR, **lain}
        return {"jenis": "umpan_balik_bimbingan", "isi": isi}


@pytest.fixture
def berkas(dunia: Dunia, tmp_path: Path) -> Berkas:
    """An office: sekda assesses ``saya`` and ``asing``, ``saya`` assesses ``staf``."""
    return Berkas(filled(dunia), tmp_path)


def test_that_neither_leader_nor_guide_writes_the_feedback_on_himself(berkas: Berkas) -> None:
    b = berkas.b
    sendiri, oleh_lain = finished(b), finished(b, b.asing.id)
    admin = (P.PEGAWAI, P.PENILAI, P.ADMIN)
    assert berkas(admin, b.saya.id, berkas.umpan(bimbingan_id=sendiri)) == "wewenang_kurang"
    assert berkas(admin, b.saya.id, berkas.umpan(bimbingan_id=oleh_lain)) == "wewenang_kurang"
    assert berkas(admin, b.asing.id, berkas.umpan(bimbingan_id=oleh_lain)) == "wewenang_kurang"
    # The item names others than the guidance does.
    palsu = berkas.umpan(bimbingan_id=sendiri, penilai_id=b.asing.id, pembimbing_id=b.asing.id, atasan_id=b.sekda)
    assert berkas(admin, b.saya.id, palsu).startswith("interchange_ditolak")
    # He says that it is his own.
    milik = berkas.umpan(bimbingan_id=sendiri, pegawai_id=b.saya.id)
    assert berkas(admin, b.saya.id, milik) == "interchange_ditolak /dokumen/0/isi/bimbingan_id"
    assert b.kantor.store.count("umpan_balik_bimbingan") == 0


def test_that_a_leader_is_known_by_what_the_guidance_said_of_him_before(berkas: Berkas) -> None:
    b = berkas.b
    g = finished(b)
    stored = b.kantor.store.document(g)
    assert stored is not None
    lain = msgspec.structs.replace(decode_as(Coaching, stored.body), penilai_id=b.asing.id, pembimbing_id=b.asing.id)
    with b.kantor.write("uji", g) as tx:
        tx.save("coaching", g, msgspec.json.encode(lain), scope=stored.scope, schema=1)
    assert berkas((P.ADMIN,), b.saya.id, berkas.umpan(bimbingan_id=g)) == "wewenang_kurang"


def test_that_an_admin_records_signed_feedback_with_the_people_of_the_guidance(berkas: Berkas) -> None:
    b = berkas.b
    g = finished(b, b.asing.id)
    lain = berkas.umpan(bimbingan_id=g, atasan_id=b.asing.id)
    assert berkas((P.ADMIN,), "", lain) == "interchange_ditolak /dokumen/0/isi/atasan_id"
    assert berkas((P.ADMIN,), "", berkas.umpan(bimbingan_id="ab" * 16)).startswith("interchange_ditolak")
    assert berkas((P.ADMIN,), "", berkas.umpan(bimbingan_id=g)) == ""
    (satu,) = b.kantor.store.find("umpan_balik_bimbingan")
    isi = decode_as(UmpanBalikBimbingan, satu.body)
    assert (isi.penilai_id, isi.pembimbing_id, isi.atasan_id) == (b.saya.id, b.asing.id, b.sekda)


def coaching(pegawai_id: str, **lain: object) -> dict[str, Any]:
    """Return a draft coaching as an item."""
    return {"jenis": "coaching", "ref": "c1", "isi": {"pegawai_id": pegawai_id, "mulai": "2026-03-02", **lain}}


@pytest.mark.parametrize("peran", [(P.OPERATOR,), (P.OPERATOR, P.ADMIN)])
def test_that_nobody_writes_his_guides_words_by_a_file(berkas: Berkas, peran: tuple[P, ...]) -> None:
    b = berkas.b
    saya = b.saya.id
    assert berkas(peran, saya, coaching(saya, langkah=[{"strategi": "Naik pangkat"}])) == "bukan_isian_anda"
    assert berkas(peran, saya, coaching(saya, pembimbing_id=b.staf.id)) == "bukan_isian_anda"
    assert berkas(peran, saya, coaching(saya, penilai_id=b.staf.id)) == "bukan_isian_anda"
    assert berkas(peran, saya, coaching(saya, pembimbing_id=saya)) == "bimbingan_diri_sendiri"
    assert b.kantor.store.count("coaching") == 0
    assert berkas(peran, saya, coaching(saya, tujuan=[{"indikator": "Tepat waktu"}], peluang="Hari pasar")) == ""
    # What his guide wrote meanwhile he does not change by the same file.
    (satu,) = b.kantor.store.find("coaching")
    assert satu.columns["penilai_id"] == b.sekda
    assert berkas((P.OPERATOR,), "", coaching(saya, langkah=[{"strategi": "Belajar"}])) == ""
    assert berkas(peran, saya, coaching(saya, langkah=[{"strategi": "Naik pangkat"}])) == "bukan_isian_anda"


def test_that_an_operator_changes_no_assessor_of_a_guidance_by_a_file(berkas: Berkas) -> None:
    b = berkas.b
    with b.sebagai(P.PENILAI) as kantor:
        doc_id, _ = create_coaching(kantor, b.staf.id)
    ubah = coaching(b.staf.id, penilai_id=b.asing.id)
    assert berkas((P.OPERATOR,), "", {**ubah, "id": doc_id}) == "bukan_isian_anda"
    assert berkas((P.OPERATOR,), "", {**coaching(b.staf.id, dilaporkan="2026-04-01"), "id": doc_id})
    assert berkas((P.OPERATOR,), "", {**coaching(b.staf.id, peluang="Pasar"), "id": doc_id}) == ""


def rencana(pegawai_id: str, **lain: object) -> dict[str, Any]:
    """Return a development plan as an item."""
    return {"jenis": "rencana_pengembangan", "isi": {"pegawai_id": pegawai_id, "tahun": 2026, **lain}}


def test_that_nobody_agrees_his_own_plan_or_lowers_his_hours_by_a_file(berkas: Berkas) -> None:
    b = berkas.b
    saya, peran = b.saya.id, (P.OPERATOR, P.ADMIN)
    assert berkas(peran, saya, rencana(saya, disepakati="2026-02-01")) == "penilaian_diri_sendiri"
    assert berkas(peran, saya, rencana(saya, target_jp=1)) == "penilaian_diri_sendiri"
    assert berkas(peran, saya, rencana(saya, penilai_id=b.staf.id)) == "bukan_isian_anda"
    terbalik = [{"kebutuhan": "x", "pelaksanaan": [{"mulai": "2026-05-04", "selesai": "2026-05-01"}]}]
    assert berkas(peran, saya, rencana(saya, butir=terbalik)) == "pengembangan_tanggal_terbalik"
    assert berkas(peran, saya, rencana(saya, butir=[{"kebutuhan": "x", "target_jp": 12}])) == ""
    assert berkas((P.OPERATOR,), "", rencana(saya, target_jp=10, disepakati="2026-02-01")) == ""
    assert berkas(peran, saya, rencana(saya, target_jp=10)) == "penilaian_diri_sendiri"
    (satu,) = b.kantor.store.find("rencana_pengembangan")
    assert str(decode_as(RencanaPengembangan, satu.body).disepakati) == "2026-02-01"


def test_that_nobody_assesses_his_own_competencies_by_a_file(berkas: Berkas) -> None:
    b = berkas.b
    nilai = {"jenis": "evaluasi_kompetensi", "ref": "k", "isi": {"pegawai_id": b.staf.id, "pembimbing_id": b.staf.id}}
    assert berkas((P.OPERATOR,), "", nilai) == "kompetensi_diri_sendiri"
