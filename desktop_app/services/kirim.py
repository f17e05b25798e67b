"""Sending: everything not yet acknowledged as one bundle, with its passport on paper and a copy kept here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db import decode_revision
from desktop_app.domain.errors import UserError
from desktop_app.exchange import Passport, SealedBundle, copy_bundle, passport, receipt_code, seal_up
from desktop_app.forms import render_pengantar
from desktop_app.forms.values import FormPengantar, JumlahDokumen, Kertas
from desktop_app.services.kantor import Kantor, Peran, intention
from desktop_app.services.kepercayaan import own_certificate, require_role, require_trust
from desktop_app.services.naskah import commit_all
from desktop_app.services.paket import (
    PaketKeluar,
    acknowledged_upto,
    list_keluar,
    make_content,
    next_seq,
    put_keluar,
)
from desktop_app.services.pengaturan import read_pengaturan

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class HasilEkspor:
    """What an export made: the bundle on the stick, its passport beside it, and what both say."""

    path: Path
    pengantar: Path
    salinan: Path
    nomor: int
    dokumen: int
    revisi: int
    paspor: Passport
    kode_terima: str


@dataclass(frozen=True)
class _Isi:
    """What an export is about to carry."""

    dari: int
    sampai: int
    revisi: int
    dokumen: int
    hapus: int
    dokumen_per_jenis: Counter[str]
    revisi_per_jenis: Counter[str]


def _survey(kantor: Kantor) -> _Isi:
    dari, sampai = acknowledged_upto(kantor), kantor.store.last_seq()
    revisi: Counter[str] = Counter()
    jenis_dokumen: dict[str, str] = {}
    hapus = 0
    for _, _, raw in kantor.store.revisions_after(dari, upto=sampai):
        rev = decode_revision(raw)
        revisi[rev.kind] += 1
        jenis_dokumen[rev.doc_id] = rev.kind
        hapus += rev.deleted
    per_jenis = Counter(jenis_dokumen.values())
    return _Isi(dari, sampai, revisi.total(), len(jenis_dokumen), hapus, per_jenis, revisi)


@intention
def count_unsent(kantor: Kantor) -> int:
    """Return how many revisions the kabupaten has not acknowledged, working copies not counted."""
    return max(0, kantor.store.last_seq() - acknowledged_upto(kantor))


@intention
def export_bundle(kantor: Kantor, folder: Path, *, progress: Progress | None = None) -> HasilEkspor:
    """Write one bundle of everything not yet acknowledged to ``folder``, after making revisions of working copies.

    The number is taken and kept before anything is written, so that a crash can only skip a number and never
    use one twice. Raises ``UserError`` where nothing is new or the office is not enrolled, ``SystemProblem``
    where the stick fails; the copy in the outbox and all data stay.
    """
    require_role(kantor, Peran.UNIT)
    trust = require_trust(kantor)
    certificate = own_certificate(kantor, trust)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    commit_all(kantor)
    isi = _survey(kantor)
    if isi.revisi == 0:
        raise UserError("ekspor_kosong")
    sebelum = next((satu for satu in list_keluar(kantor) if satu.epoch == kantor.store.epoch), None)
    with kantor.write("ekspor", detail={"revisi": isi.revisi}) as tx:
        nomor = next_seq(kantor, tx)
        tx.detail["nomor"] = nomor
    content = make_content(
        kantor,
        nomor,
        kantor.profil.kode,
        previous=sebelum.file_sha256 if sebelum else "",
        documents=isi.dokumen,
        heads=isi.dokumen,
        tombstones=isi.hapus,
        kinds=dict(isi.dokumen_per_jenis),
    )
    sealed = seal_up(
        kantor.folder("keluar"),
        content,
        signer=kantor.device_keys().signing,
        certificate=certificate,
        trust=trust,
        revisions=_raws(kantor, isi, progress),
    )
    claim = kantor.claim()
    with kantor.write("ekspor_selesai", detail={"nomor": nomor, "berkas": sealed.file_sha256}) as tx:
        put_keluar(
            tx,
            PaketKeluar(
                epoch=kantor.store.epoch,
                seq=nomor,
                file_sha256=sealed.file_sha256,
                manifest_sha256=sealed.manifest_sha256,
                nama_berkas=sealed.path.name,
                sampai=isi.sampai,
                dokumen=isi.dokumen,
                revisi=isi.revisi,
                waktu=claim.t,
                ragu=claim.doubt,
            ),
        )
    path = copy_bundle(sealed.path, folder)
    pengantar = _write_pengantar(kantor, sealed, isi, path, trust.office.name)
    return HasilEkspor(
        path=path,
        pengantar=pengantar,
        salinan=sealed.path,
        nomor=nomor,
        dokumen=isi.dokumen,
        revisi=isi.revisi,
        paspor=passport(sealed.manifest, sealed.file_sha256),
        kode_terima=receipt_code(sealed.manifest_sha256),
    )


def _raws(kantor: Kantor, isi: _Isi, progress: Progress | None) -> Iterator[bytes]:
    for nomor, (_, _, raw) in enumerate(kantor.store.revisions_after(isi.dari, upto=isi.sampai), start=1):
        yield raw
        if progress is not None and (nomor % 200 == 0 or nomor == isi.revisi):
            progress(nomor, isi.revisi)


def _write_pengantar(kantor: Kantor, sealed: SealedBundle, isi: _Isi, path: Path, tujuan: str) -> Path:
    """Write the passport page beside the bundle; an older page of the same name is never overwritten."""
    paspor = passport(sealed.manifest, sealed.file_sha256)
    claim = kantor.claim()
    form = FormPengantar(
        instansi=kantor.profil.instansi,
        kantor=kantor.profil.nama,
        kode=kantor.profil.kode,
        tujuan=tujuan,
        nomor=paspor.seq,
        nama_berkas=path.name,
        ukuran=sealed.size,
        dibuat=datetime.fromisoformat(claim.t),
        jam_diragukan=claim.doubt,
        isi=tuple(
            JumlahDokumen(jenis=jenis, dokumen=isi.dokumen_per_jenis[jenis], revisi=isi.revisi_per_jenis[jenis])
            for jenis in sorted(isi.dokumen_per_jenis)
        ),
        sidik_jari=tuple(paspor.words),
        kode_terima=receipt_code(sealed.manifest_sha256),
        tempat=kantor.profil.tempat,
    )
    kertas = read_pengaturan(kantor).kertas
    pengantar = path.with_name(f"surat-pengantar-{path.stem}.pdf")
    pengantar.write_bytes(render_pengantar(form, kertas=Kertas(kertas)))
    return pengantar
