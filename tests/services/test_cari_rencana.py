"""Words of the planning tools and of addenda are found, also in a store that an older program indexed."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_app.domain.adendum import Adendum, PerubahanHasil
from desktop_app.domain.codec import SCHEMA, Dokumen, encode, kind_of, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisHasil, JenisPerubahan
from desktop_app.domain.manual import ManualIndikator
from desktop_app.domain.matriks import KolomMatriks, MatriksPeran
from desktop_app.domain.skp import RencanaHasilKerja
from desktop_app.domain.workblock import Workblock
from desktop_app.messages import sentence_for
from desktop_app.services import kantor as membuka
from desktop_app.services.jenis import KIND_SPECS
from desktop_app.services.kantor import Kantor, Peran, Profil, open_kantor
from desktop_app.services.lihat import list_dokumen
from desktop_app.services.pendirian import found_office
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian

SIAPA = "1" * 32
HASIL = RencanaHasilKerja(id="h9", jenis=JenisHasil.UTAMA, teks="Layanan keliling berjalan")
UBAH = PerubahanHasil(id="u1", jenis=JenisPerubahan.TAMBAH, hasil_id="h9", hasil=HASIL)
ISI: dict[str, Dokumen] = {
    "Kepuasan": ManualIndikator(pegawai_id=SIAPA, tahun=2026, indikator="Indeks kepuasan warga"),
    "antre": Workblock(pegawai_id=SIAPA, tahun=2026, judul="Loket tanpa antrean"),
    "pengaduan": MatriksPeran(
        pegawai_id=SIAPA, tahun=2026, kolom=(KolomMatriks(id="k1"), KolomMatriks(id="k2", teks="Pengaduan selesai"))
    ),
    "keliling": Adendum(pegawai_id=SIAPA, skp_id="2" * 32, perubahan=(UBAH,)),
}
"""A word, or its beginning, and the document in which it stands."""


def clock() -> datetime:
    return datetime(2026, 11, 30, 9, 0, tzinfo=timezone(timedelta(hours=7)))


def fill(kantor: Kantor) -> None:
    with kantor.write("uji") as tx:
        for kata, isi in ISI.items():
            doc_id = natural_id(kind_of(isi), kantor.profil.kode, kata)
            tx.save(kind_of(isi), doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)


def test_that_words_are_found_also_where_an_older_program_made_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profil = Profil(
        peran=Peran.UNIT, kode="99.01.09", nama="Kecamatan Contoh", instansi="KABUPATEN CONTOH", tempat="Contoh"
    )
    found_office(tmp_path / "unit", profil, jam=clock).close()
    dicari = {kind_of(satu) for satu in ISI.values()}
    lama = tuple(replace(satu, search=()) if satu.kind in dicari else satu for satu in KIND_SPECS)
    with monkeypatch.context() as dulu:
        dulu.setattr(membuka, "KIND_SPECS", lama)
        kantor = open_kantor(tmp_path / "unit", jam=clock)
        fill(kantor)
        kantor.close()
    kantor = open_kantor(tmp_path / "unit", jam=clock)
    try:
        for kata, isi in ISI.items():
            assert len(list_dokumen(kantor, kind_of(isi), kata)) == 1, kata
            # The names of members and the ids of children are no words of anybody.
            assert [list_dokumen(kantor, kind_of(isi), satu) for satu in ("teks", "k2", "h9")] == [()] * 3
        assert kantor.store.check() == []
    finally:
        kantor.close()


def test_that_a_kind_without_words_is_found_by_its_persons_name_or_says_that_it_cannot(dunia: Dunia) -> None:
    kantor = dunia("a1")
    _, camat, staf = add_people(kantor)
    skp = determined_skp(kantor, staf)
    nilai = final_penilaian(kantor, skp)
    determined_skp(kantor, camat)
    nama = kantor.store.document(staf)
    assert nama is not None
    assert [satu.id for satu in list_dokumen(kantor, "skp", nama.label)] == [skp]
    assert [satu.id for satu in list_dokumen(kantor, "penilaian", nama.label)] == [nilai]
    assert list_dokumen(kantor, "skp", "Tiada Seorangpun") == ()
    assert list_dokumen(kantor, "serah_terima", "Tiada Seorangpun") == ()
    for kind in ("ketentuan", "kalender"):
        with pytest.raises(UserError) as galat:
            list_dokumen(kantor, kind, "kata")
        assert galat.value.code == "jenis_tanpa_kata"
        assert kind in str(sentence_for(galat.value.code, galat.value.facts))
        assert list_dokumen(kantor, kind) == ()
