"""Whom and what a document is about stays, whoever types: through another's name anybody could rate himself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.interchange import apply_interchange
from desktop_app.services.naskah import open_naskah, write_naskah
from tests.services.dunia_kantor import Dunia, edit
from tests.services.kantor_berperan import Berperan, filled
from tests.services.test_wewenang_isian import refused


@pytest.fixture
def berperan(dunia: Dunia) -> Berperan:
    """An office with people and documents."""
    return filled(dunia)


def changes(berperan: Berperan) -> list[tuple[str, dict[str, Any]]]:
    """Name what makes a document another one, for the documents of ``saya``."""
    saya, asing = berperan.saya, berperan.asing
    return [
        (saya.penilaian, {"pegawai_id": asing.id}),
        (saya.penilaian, {"skp_id": asing.skp}),
        (saya.penilaian, {"periode": "2026-TW4"}),
        (saya.draf, {"pegawai_id": asing.id}),
    ]


@pytest.mark.parametrize("peran", [P.OPERATOR, P.ADMIN, P.PEGAWAI, P.PENILAI], ids=str)
def test_that_nobody_types_whom_or_what_a_document_is_about(berperan: Berperan, peran: P) -> None:
    with berperan.sebagai(peran) as kantor:
        for doc_id, ubah in changes(berperan):
            baru = msgspec.structs.replace(open_naskah(kantor, doc_id).isi, **ubah)
            with pytest.raises(UserError) as caught:
                write_naskah(kantor, doc_id, baru)
            assert caught.value.code in ("bukan_isian_anda", "wewenang_kurang")
            assert kantor.store.working(doc_id, kantor.who) is None


def test_that_an_office_without_passwords_keeps_it_too(berperan: Berperan) -> None:
    kantor = berperan.kantor
    assert kantor.pelaku.tanpa_sandi
    for doc_id, ubah in changes(berperan):
        baru = msgspec.structs.replace(open_naskah(kantor, doc_id).isi, **ubah)
        refused(kantor, "bukan_isian_anda", doc_id, lambda d=doc_id, b=baru: write_naskah(kantor, d, b))  # type: ignore[misc]
    edit(kantor, berperan.saya.penilaian, rating_hasil=Rating.DIATAS)


def test_that_an_operator_does_not_rate_himself_by_way_of_another_name(berperan: Berperan) -> None:
    doc_id = berperan.saya.penilaian
    lama = berperan.kantor.store.document(doc_id)
    with berperan.sebagai(P.OPERATOR) as kantor:
        for langkah in (
            {"pegawai_id": berperan.asing.id},
            {"rating_hasil": Rating.DIATAS},
            {"pegawai_id": berperan.asing.id, "rating_hasil": Rating.DIATAS},
        ):
            baru = msgspec.structs.replace(open_naskah(kantor, doc_id).isi, **langkah)
            refused(kantor, "bukan_isian_anda", doc_id, lambda b=baru: write_naskah(kantor, doc_id, b))  # type: ignore[misc]
        assert kantor.store.document(doc_id) == lama


def test_that_a_file_does_not_give_a_document_to_another_person(berperan: Berperan, tmp_path: Path) -> None:
    doc_id = berperan.saya.draf
    dokumen = berperan.kantor.store.document(doc_id)
    assert dokumen is not None
    isi = json.loads(dokumen.body)
    isi = {nama: isi[nama] for nama in ("mulai", "selesai", "hasil") if nama in isi}
    satu = {"jenis": "skp", "id": doc_id, "alasan": "uji", "isi": isi | {"pegawai_id": berperan.asing.id}}
    path = tmp_path / "berkas.json"
    path.write_text(json.dumps({"format": "skp-luring/interchange", "versi": 1, "dokumen": [satu]}), encoding="utf-8")
    with berperan.sebagai(P.OPERATOR) as kantor:
        refused(kantor, "bukan_isian_anda", doc_id, lambda: apply_interchange(kantor, path))
