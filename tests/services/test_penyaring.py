"""What the sieve lets in from a verified sender, what it keeps aside and why, and files that came before."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db import AddReport, Claim, encode_revision
from desktop_app.domain.codec import office_tag
from desktop_app.domain.pegawai import Pegawai
from desktop_app.messages import load_sentences
from desktop_app.services.kantor import Kantor
from desktop_app.services.kirim import export_bundle
from desktop_app.services.masuk import NasibPaket, merge_bundles
from desktop_app.services.pendaftaran import accept_enrolment, approve_enrolment, request_enrolment
from desktop_app.services.penyaring import take_in

SCOPE = "99.01.09"
ADENDUM = {
    "pegawai_id": "1" * 32,
    "skp_id": "2" * 32,
    "status": "diterima",
    "tanggal": "2026-07-01",
    "pegawai": {"nama": "Warga"},
    "penilai": {"nama": "Camat"},
}
SERAH = {
    "pegawai_id": "1" * 32,
    "penerima_id": "3" * 32,
    "mulai": "2026-08-01",
    "status": "selesai",
    "tanggal": "2026-08-01",
}
KANTOR = {"kode": SCOPE, "nama": "Kecamatan Contoh", "instansi": "PEMERINTAH KABUPATEN CONTOH"}


def record(doc: str, body: Any = None, **given: Any) -> bytes:
    values: dict[str, Any] = {
        "kind": "pegawai", "parents": (), "device": "d" * 32, "epoch": "e" * 32, "n": 1, "who": "",
        "at": Claim("2026-11-30T09:00:00+07:00"), "schema": 1, "scope": SCOPE, "why": "", "deleted": False,
    }  # fmt: skip
    raw = msgspec.json.encode(Pegawai(nama="Warga Contoh", unit_kode=SCOPE) if body is None else body)
    facts = {**values, **given}
    tag = office_tag(facts.pop("tag", facts["scope"]))
    return encode_revision(doc_id=tag + doc * 24, body=raw, **facts).raw


def foreign(doc: str, scope: str, tag: str = SCOPE) -> bytes:
    """Return a revision under ``scope`` of a document whose id belongs to the office ``tag``."""
    return record(doc, scope=scope, tag=tag, body={"nama": "Warga"})


def taken(kantor: Kantor, raws: list[bytes], asked: list[tuple[str, str]] | None = None) -> AddReport:
    def allows(kind: str, scope: str) -> bool:
        if asked is not None:
            asked.append((kind, scope))
        return kind != "periode" and (scope == SCOPE or scope.startswith(SCOPE + "."))

    with kantor.write("uji") as tx:
        return take_in(kantor, tx, raws, source="paket", allows=allows)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (record("1", scope="99.01.10"), "di_luar_wewenang"),
        (record("1", scope=SCOPE + "0"), "di_luar_wewenang"),
        (record("1", kind="periode", body={}), "di_luar_wewenang"),
        (record("1", scope="99.01.10", deleted=True, body={}), "di_luar_wewenang"),
        (record("1", kind="jenis_baru"), "jenis_tidak_dikenal"),
        (record("1", body={"nama": 7}), "isi_tidak_terbaca"),
        (record("1", kind="adendum", body=ADENDUM | {"tanggal": None}), "tetap_tidak_lengkap"),
        (record("1", kind="adendum", body=ADENDUM | {"penilai": None}), "tetap_tidak_lengkap"),
        (record("1", kind="serah_terima", body=SERAH | {"tanggal": None}), "tetap_tidak_lengkap"),
        (record("1", kind="serah_terima", body=SERAH | {"penerima_id": ""}), "tetap_tidak_lengkap"),
        (foreign("0", scope=SCOPE + ".2001"), "dokumen_kantor_lain"),
        (foreign("1", scope=SCOPE, tag="99.01.10"), "dokumen_kantor_lain"),
    ],
)
def test_that_what_may_not_come_in_is_kept_aside_alone(kantor_kabupaten: Kantor, raw: bytes, reason: str) -> None:
    taken(kantor_kabupaten, [record("0")])
    good = record("2", scope=SCOPE + ".2001", body=Pegawai(nama="Warga", unit_kode=SCOPE + ".2001"))
    report = taken(kantor_kabupaten, [raw, good])
    assert (report.new, report.quarantined, report.doc_ids) == (1, 1, (office_tag(SCOPE + ".2001") + "2" * 24,))
    (kept,) = kantor_kabupaten.store.quarantined()
    assert (kept.raw, kept.reason, kept.source) == (raw, reason, "paket")
    assert reason in load_sentences()


def test_that_whole_addenda_and_hand_overs_and_open_ones_come_in(kantor_kabupaten: Kantor) -> None:
    isi = [
        ("adendum", ADENDUM),
        ("adendum", ADENDUM | {"status": "draft", "tanggal": None, "penilai": None}),
        ("serah_terima", SERAH),
        ("serah_terima", SERAH | {"status": "draft", "penerima_id": "", "tanggal": None}),
    ]
    report = taken(kantor_kabupaten, [record(str(n), kind=kind, body=body) for n, (kind, body) in enumerate(isi, 1)])
    assert (report.new, report.quarantined) == (4, 0)


def test_that_tombstones_need_no_body_and_the_certificate_is_asked_once_for_each_pair(kantor_kabupaten: Kantor) -> None:
    asked: list[tuple[str, str]] = []
    raws = [record(doc, deleted=doc == "a", body={} if doc == "a" else None) for doc in "abcdef"]
    assert taken(kantor_kabupaten, raws, asked).new == 6
    assert asked == [("pegawai", SCOPE)]


def test_that_a_file_that_was_merged_is_told_by_its_hash_without_being_opened(
    kantor_unit: Kantor, kantor_kabupaten: Kantor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request, answer = tmp_path / "minta", tmp_path / "jawab"
    request_enrolment(kantor_unit, request)
    approve_enrolment(kantor_kabupaten, request, answer)
    accept_enrolment(kantor_unit, answer)
    path = export_bundle(kantor_unit, tmp_path).path
    first, second = merge_bundles(kantor_kabupaten, [path, path])
    assert (first.nasib, second.nasib) == (NasibPaket.DIGABUNG, NasibPaket.SUDAH_DITERIMA)
    # Without an executable no child process can come up, and nothing could be unsealed.
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    before = kantor_kabupaten.store.audit_head()
    (third,) = merge_bundles(kantor_kabupaten, [path])
    assert third == second
    assert (third.nama, third.nomor, third.revisi) == (first.nama, first.nomor, first.revisi)
    assert kantor_kabupaten.store.audit_head() == before
    path.write_bytes(path.read_bytes()[:-1])
    (changed,) = merge_bundles(kantor_kabupaten, [path])
    assert changed.nasib is NasibPaket.DITOLAK
