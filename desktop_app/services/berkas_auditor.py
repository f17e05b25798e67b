"""The auditor's pack: one folder with papers, open documents, exact versions, chain, signatures and its own verifier.

It is whole or absent: it is written beside its place, proved by the verifier that lies in it, and only then renamed.
Source: docs/spec/auditor-pack.md.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import Document
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSerahTerima, StatusSkp
from desktop_app.domain.penghapusan import Penghapusan
from desktop_app.domain.serah_terima import SerahTerima
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.auditor import sign_pack
from desktop_app.services.berkas_auditor_isi import Penulis, write_evidence, write_rules, write_verifier
from desktop_app.services.berkas_auditor_uji import prove_pack
from desktop_app.services.cetak import papers_of_skp, print_dokumen, print_evaluasi
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import program_name
from desktop_app.services.naskah import commit_all
from desktop_app.services.tanda_tangan import companions

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class CakupanAuditor:
    """What the pack is about; an empty answer narrows nothing. ``periode`` is a code such as ``2026-TW1``."""

    tahun: int = 0
    periode: str = ""
    pegawai_id: str = ""


@dataclass(frozen=True)
class HasilAuditor:
    """Where the pack lies and what is in it; ``laporan`` is what its verifier said, line by line."""

    folder: Path
    dokumen: int
    versi: int
    pdf: int
    jejak: int
    berkas: int
    laporan: tuple[str, ...]


@intention(Wewenang.BERKAS_AUDITOR)
def make_berkas_auditor(
    kantor: Kantor, folder: Path, cakupan: CakupanAuditor | None = None, *, progress: Progress | None = None
) -> HasilAuditor:
    """Write the pack of every determined SKP and final evaluation in ``cakupan`` into a new folder inside ``folder``.

    ``progress`` is told of steps; whatever it raises breaks off and leaves nothing behind. Raises ``UserError`` where
    there is nothing to put in or versions still differ, ``SystemProblem`` where the disk fails or the pack's own
    verifier refuses it.
    """
    pilihan = cakupan or CakupanAuditor()
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    commit_all(kantor)
    tetap = _chosen(kantor, pilihan)
    with kantor.write("berkas_auditor", detail={"jumlah": len(tetap), "tahun": pilihan.tahun}):
        pass
    tujuan = _free_folder(folder, f"berkas-auditor-{kantor.profil.kode}")
    sementara = tujuan.with_name(f".{tujuan.name}.sementara")
    shutil.rmtree(sementara, ignore_errors=True)
    try:
        hasil = _write(kantor, sementara, tetap, pilihan, progress)
        laporan = prove_pack(sementara, registered=kantor.store.get("kepercayaan", "dokumen") is not None)
        sementara.rename(tujuan)
    except BaseException:
        shutil.rmtree(sementara, ignore_errors=True)
        raise
    return HasilAuditor(tujuan, len(tetap), hasil["versi"], hasil["pdf"], hasil["jejak"], hasil["berkas"], laporan)


def _chosen(kantor: Kantor, cakupan: CakupanAuditor) -> list[Document]:
    """Return the determined SKPs and the final evaluations that are wanted, and the SKP of each evaluation."""
    where: dict[str, Any] = {"pegawai_id": cakupan.pegawai_id} if cakupan.pegawai_id else {}
    tahun = str(cakupan.tahun) if cakupan.tahun else cakupan.periode[:4]
    nilai = kantor.store.find("penilaian", where={**where, "status": StatusPenilaian.FINAL.value})
    final = [
        satu
        for satu in nilai
        if str(satu.columns["periode"]).startswith(tahun)
        and (not cakupan.periode or satu.columns["periode"] == cakupan.periode)
    ]
    ids = {satu.doc_id: None for satu in final} | {str(satu.columns["skp_id"]): None for satu in final}
    if not cakupan.periode:
        skp = kantor.store.find("skp", where={**where, "status": StatusSkp.DITETAPKAN.value})
        for satu in skp:
            if not tahun or str(satu.columns["mulai"])[:4] <= tahun <= str(satu.columns["selesai"])[:4]:
                ids[satu.doc_id] = None
    dokumen = kantor.store.documents(ids)
    if not dokumen:
        raise UserError("auditor_kosong")
    berbeda = next((satu.doc_id for satu in dokumen.values() if satu.conflicts), "")
    if berbeda:
        raise UserError("auditor_konflik", id=berbeda)
    return sorted(dokumen.values(), key=lambda satu: (satu.kind, satu.label, satu.doc_id))


def _free_folder(folder: Path, nama: str) -> Path:
    nomor, bebas = 1, folder / nama
    while bebas.exists() or bebas.is_symlink():
        nomor += 1
        bebas = folder / f"{nama}-{nomor}"
    return bebas


def _write(
    kantor: Kantor, folder: Path, tetap: list[Document], cakupan: CakupanAuditor, progress: Progress | None
) -> dict[str, int]:
    """Write everything and last the signed list of it; return the counts."""
    semua = [*tetap, *kantor.store.documents(companions(kantor, [satu.doc_id for satu in tetap])).values()]
    semua += _changes(kantor, tetap)
    semua += _erasures(kantor, semua)
    langkah = len(tetap) + len(semua) + 2
    selesai = 0

    def tell() -> None:
        nonlocal selesai
        selesai += 1
        if progress is not None:
            progress(selesai, langkah)

    penulis = Penulis(folder)
    pdf = 0
    for satu in tetap:
        pdf += _print(kantor, penulis, satu)
        tell()
    versi = 0
    for satu in semua:
        versi += penulis.document(satu, kantor.store.history(satu.doc_id))
        tell()
    # Printing leaves rows of its own, so the chain is taken after it.
    baris, kepala = penulis.chain(kantor.store)
    tell()
    write_evidence(kantor, penulis)
    write_rules(kantor, penulis)
    write_verifier(kantor, penulis)
    keys = kantor.device_keys()
    claim = kantor.claim()
    profil = kantor.profil
    manifes = penulis.manifest(
        {
            "format": "skp-luring/berkas-auditor",
            "versi": 1,
            "program": program_name(),
            "kantor": {
                "kode": profil.kode,
                "nama": profil.nama,
                "instansi": profil.instansi,
                "peran": profil.peran.value,
            },
            "perangkat": {"id": keys.device_id, "kunci": keys.signing.public.hex()},
            "epoch": kantor.store.epoch,
            "dibuat": {"t": claim.t, "ragu": claim.doubt},
            "cakupan": {"tahun": cakupan.tahun, "periode": cakupan.periode, "pegawai": cakupan.pegawai_id},
            "jejak": {"baris": baris, "kepala": kepala},
        }
    )
    tanda = [("perangkat", keys.signing)]
    if profil.peran is Peran.KABUPATEN:
        tanda.append(("kabupaten", kantor.office_keys().issuer))
    penulis.json(
        "manifes.tanda.json",
        {
            "tanda": [
                {"sebagai": sebagai, "kunci": kunci.public.hex(), "tanda": sign_pack(kunci, manifes)}
                for sebagai, kunci in tanda
            ]
        },
    )
    tell()
    return {"versi": versi, "pdf": pdf, "jejak": baris, "berkas": len(penulis.sidik)}


def _print(kantor: Kantor, penulis: Penulis, satu: Document) -> int:
    """Put the forms of one document into the pack and return how many; an SKP that was opened again has none."""
    cetak = papers_of_skp(satu.body) if satu.kind == "skp" else (print_evaluasi, print_dokumen)
    jumlah = 0
    for satu_cetak in cetak:
        try:
            hasil = satu_cetak(kantor, satu.doc_id)
        except UserError as error:
            if error.code in ("wewenang_kurang", "dokumen_berkonflik"):
                raise
            # The paper of an old document can be impossible where its person was erased; its bytes are there.
            continue
        penulis.file(f"pdf/{satu.doc_id[:12]}-{hasil.nama_berkas}", hasil.pdf)
        jumlah += 1
    return jumlah


def _changes(kantor: Kantor, tetap: list[Document]) -> list[Document]:
    """Return the decided addenda of these SKPs, and the finished hand-overs that pass one of these documents on."""
    ids = [satu.doc_id for satu in tetap]
    tetap_adendum = [StatusAdendum.DITERIMA.value, StatusAdendum.DITOLAK.value]
    adendum = kantor.store.find("adendum", where={"skp_id": ids, "status": tetap_adendum})
    serah = [
        satu
        for satu in kantor.store.find("serah_terima", where={"status": StatusSerahTerima.SELESAI.value})
        if any(d.id in ids for orang in decode_as(SerahTerima, satu.body).bawahan for d in orang.dokumen)
    ]
    return list(kantor.store.documents([satu.doc_id for satu in (*adendum, *serah)]).values())


def _erasures(kantor: Kantor, dokumen: list[Document]) -> list[Document]:
    """Return the erasure records that name a version of these documents: they explain why bytes are gone."""
    ids = {satu.doc_id for satu in dokumen}
    hasil = []
    for satu in kantor.store.find("penghapusan"):
        try:
            isi = decode_as(Penghapusan, satu.body)
        except UserError:
            continue
        if any(rev.dokumen in ids for rev in isi.revisi):
            hasil.append(satu.doc_id)
    return list(kantor.store.documents(hasil).values())
