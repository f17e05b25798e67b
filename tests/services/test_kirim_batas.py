"""What one bundle can hold: the oldest revisions go first, the rest once those are acknowledged."""

from __future__ import annotations

from desktop_app.domain.pegawai import Pegawai
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import _survey
from desktop_app.services.pegawai import create_pegawai


def test_that_more_than_a_bundle_holds_is_sent_from_the_oldest_on(kantor_unit: Kantor) -> None:
    for nomor in range(5):
        create_pegawai(kantor_unit, Pegawai(nama=f"Orang {nomor}"))
    semua = [seq for seq, _, _ in kantor_unit.store.revisions_after(0)]
    assert len(semua) == 6
    sebagian = _survey(kantor_unit, batas=4)
    assert (sebagian.revisi, sebagian.sampai) == (4, semua[3])
    with kantor_unit.write("uji") as tx:
        tx.put("kantor", "diterima_sampai", str(sebagian.sampai).encode())
    sisa = _survey(kantor_unit, batas=4)
    assert (sisa.dari, sisa.revisi, sisa.sampai) == (semua[3], 2, semua[5])
