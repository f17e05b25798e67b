"""An answer that is larger than a bundle: nothing is dropped, the rest goes with the next answer."""

from __future__ import annotations

import pytest

from desktop_app.services import balas
from desktop_app.services.balas import export_returns
from desktop_app.services.balasan import apply_return
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.silsilah import documents_of, owe_everything
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian

BATAS = 8


def test_that_what_does_not_fit_into_an_answer_stays_owed(dunia: Dunia, monkeypatch: pytest.MonkeyPatch) -> None:
    unit, kabupaten = dunia("a1"), dunia("kabupaten")
    _, _, staf = add_people(unit)
    final_penilaian(unit, determined_skp(unit, staf))
    merge_bundles(kabupaten, [export_bundle(unit, dunia.stick).path])
    with kabupaten.write("uji") as tx:
        owe_everything(kabupaten, tx, unit.store.device, "")
    monkeypatch.setattr(balas, "REVISIONS_MAX", BATAS)
    dokumen = documents_of(kabupaten, unit.profil.kode)
    semua = sum(len(kabupaten.store.history(satu)) for satu in dokumen)
    assert semua > BATAS
    revisi, sisa = 0, [len(dokumen)]
    while sisa[-1]:
        (hasil,) = export_returns(kabupaten, dunia.stick)
        assert 0 < hasil.revisi <= BATAS
        assert hasil.sisa < sisa[-1]
        apply_return(unit, hasil.path)
        revisi += hasil.revisi
        sisa.append(hasil.sisa)
    assert len(sisa) > 2
    assert revisi >= semua
