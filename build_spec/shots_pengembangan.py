"""Competencies and development plans of the demo's office for the photographer: plainly made up, always the same."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop_app.domain.istilah import JenisJabatan
from desktop_app.domain.istilah_pengembangan import BentukPengembangan
from desktop_app.domain.kompetensi import EvaluasiKompetensi
from desktop_app.domain.nilai_kompetensi import with_indicators
from desktop_app.services.kantor import Kantor
from desktop_app.services.kebutuhan_pengembangan import needs_of
from desktop_app.services.kompetensi import create_kompetensi, finish_kompetensi
from desktop_app.services.naskah import commit_naskah, open_naskah, write_naskah
from desktop_app.services.pengembangan import (
    add_langkah,
    agree_pengembangan,
    choose_kebutuhan,
    create_pengembangan,
    record_pelaksanaan,
)
from desktop_app.services.standar_kompetensi import propose_standar, store_standar

WEAK = {"M.3": (1,), "M.5": (1, 3)}
"""The indicators that are met of what is below the standard."""
ABOVE = {"M.2": 4}


def add_development(kantor: Kantor, year: int, name: str) -> None:
    """Write a standard, two assessments of one person, and his plan with an event of his hours."""
    kinds = JenisJabatan.PELAKSANA
    store_standar(kantor, msgspec.structs.replace(propose_standar(kantor, kinds), nama="Pelaksana kecamatan"))
    person = next(one.doc_id for one in kantor.store.find("pegawai") if name in one.label)
    _assess(kantor, person, date(year, 1, 12), {"M.3": (), "M.5": (1,)})
    _assess(kantor, person, date(year, 6, 15), WEAK)
    plan, _changed = create_pengembangan(kantor, person, year)
    choose_kebutuhan(kantor, plan, [needs_of(kantor, person, year)[0].kunci])
    step, _changed = add_langkah(
        kantor,
        plan,
        "Menyusun surat keterangan dengan templat baru",
        bentuk=BentukPengembangan.MENTORING,
        acara="Pendampingan di loket",
        target_jp=12,
        tenggat=date(year, 11, 30),
    )
    record_pelaksanaan(
        kantor,
        plan,
        step,
        nama="Bimbingan teknis tata naskah dinas",
        mulai=date(year, 3, 2),
        selesai=date(year, 3, 3),
        jp=8,
        penyelenggara="BKPSDM Kabupaten Contoh",
        nomor_sertifikat=f"800/17/{year}",
        tuntas=False,
    )
    agree_pengembangan(kantor, plan, date(year, 1, 20))


def _assess(kantor: Kantor, person: str, day: date, weak: dict[str, tuple[int, ...]]) -> None:
    doc_id, _changed = create_kompetensi(kantor, person)
    isi = open_naskah(kantor, doc_id).isi
    assert isinstance(isi, EvaluasiKompetensi)
    values = []
    for one in isi.kompetensi:
        value = with_indicators(one, weak.get(one.id, (1, 2, 3)))
        if one.id in ABOVE:
            value = msgspec.structs.replace(value, nilai_kompetensi=ABOVE[one.id])
        values.append(msgspec.structs.replace(value, alasan="Terlihat dalam pelayanan di loket dan catatan jurnal."))
    advice = "Pelatihan pelayanan prima dan pendampingan dua bulan di loket."
    write_naskah(kantor, doc_id, msgspec.structs.replace(isi, kompetensi=tuple(values), rekomendasi=advice))
    commit_naskah(kantor, doc_id)
    finish_kompetensi(kantor, doc_id, tanggal=day)
