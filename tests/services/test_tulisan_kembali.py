"""What a kabupaten that went back takes again as its own: no letters, and nothing beyond what its anchor had seen."""

from __future__ import annotations

import msgspec

from db import Claim, Revision, encode_revision
from desktop_app.domain.codec import natural_id
from desktop_app.services.jangkar import start_epoch
from desktop_app.services.kantor import Kantor
from desktop_app.services.masuk import merge_bundles
from desktop_app.services.mutasi_laksana import list_mutasi
from tests.services.dunia_kantor import Dunia
from tests.services.pengirim import Pengirim

A = "99.01.01"


def claimed(kabupaten: Kantor, epoch: str, kind: str, n: int, **body: str) -> Revision:
    """Return a revision that an office made and that says the kabupaten wrote it in an epoch that ended."""
    return encode_revision(
        doc_id=natural_id(kind, A, f"palsu-{n}"),
        parents=(),
        kind=kind,
        scope=A,
        deleted=False,
        schema=1,
        device=kabupaten.store.device,
        epoch=epoch,
        n=n,
        who="verifikator",
        at=Claim("2026-01-01T08:00:00+07:00"),
        why="",
        body=msgspec.json.encode({"unit_kode": A, **body}),
    )


def test_that_no_office_writes_in_the_name_of_a_kabupaten_that_went_back(dunia: Dunia) -> None:
    kabupaten, unit = dunia("kabupaten"), dunia("a1")
    lama, sampai = kabupaten.store.epoch, kabupaten.store.counter() + 5
    with kabupaten.write("epoch_baru", detail={"sebelum": {"epoch": lama, "n": sampai}}) as tx:
        start_epoch(kabupaten.store, tx, "mundur")
    orang = natural_id("pegawai", A, "198001012005011001")
    surat = {"jenis": "pindah_keluar", "pegawai_id": orang, "mulai": "2026-01-01", "nama": "Bunga Contoh", "nip": "1"}
    surat |= {"nomor_sk": "800/1/2026", "dari_kode": A, "ke_kode": "99.01.02", "ke_nama": "Kecamatan Lain"}
    palsu = claimed(kabupaten, lama, "mutasi", sampai - 1, **surat)
    jauh = claimed(kabupaten, lama, "pegawai", 500_000, nama="Di Luar Jangkar", nip="198001012005011002")
    hilang = claimed(kabupaten, lama, "pegawai", sampai, nama="Orang Hilang", nip="198001012005011001")
    (hasil,) = merge_bundles(kabupaten, [Pengirim(unit, dunia.stick / "p").seal(palsu, jauh, hilang)])
    assert hasil.galat is None
    assert {satu.rev_id: satu.reason for satu in kabupaten.store.quarantined()} == {
        palsu.rev_id: "hanya_kabupaten_menulis",
        jauh.rev_id: "penulis_palsu",
    }
    assert list_mutasi(kabupaten) == ()
    assert kabupaten.store.document(hilang.doc_id) is not None, "what its anchor had seen it takes back"
