"""Everything about one person in one folder: documents in all versions, forms, signatures, the log of who did what.

Whoever asks for his data (UU 27/2022 Articles 6, 7 and 13) gets what he can read without this program, and a signed
list of hashes that shows that nothing was taken out. Source: docs/spec/erasure.md, section Export of a person.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import msgspec

from db import Document, Revision
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.format_indonesia import format_waktu
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.penghapusan import sign_hashes
from desktop_app.services.berkas import free_path
from desktop_app.services.bukti_hapus import files_beside
from desktop_app.services.cetak import HasilCetak, papers_of_skp, print_dokumen, print_evaluasi
from desktop_app.services.jangkauan_putaran import is_kept_from
from desktop_app.services.jangkauan_tertutup import TANPA_TANDA, is_hidden
from desktop_app.services.jangkauan_umpan_balik import KIND as UMPAN_BALIK
from desktop_app.services.jejak import TERTUTUP
from desktop_app.services.jejak_kata import DOKUMEN, act_sentence
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.nama_pelaku import name_of
from desktop_app.services.penghapusan import person_documents
from desktop_app.services.rumah import sync_folder
from desktop_app.services.umpan_balik_baca import list_diberikan, umpan_balik_rows

Progress = Callable[[int, int], None]

DAFTAR = "daftar-sidik.txt"
TANDA = "daftar-sidik.tanda.json"
BACA = "BACA-SAYA.html"
HASIL_DISIMPAN = (
    "{jumlah} hasil putaran umpan balik tidak disertakan, karena yang membuat salinan ini ditanya dalam putaran itu "
    "sebagai rekan atau bawahan. Yang bersangkutan dapat membuat salinan ini sendiri dan hasil itu ikut di dalamnya.\n"
)
"""What the copy says in place of results that are kept from who makes it."""


@dataclass(frozen=True)
class HasilEksporOrang:
    """Where the folder of one person is, how many files it has, and the forms that could not be made."""

    folder: Path
    berkas: int
    dokumen: int
    jejak: int
    tanpa_formulir: tuple[str, ...]


@intention(Wewenang.EKSPOR_ORANG)
def export_orang(
    kantor: Kantor, pegawai_id: str, folder: Path, *, progress: Progress | None = None
) -> HasilEksporOrang:
    """Write everything about one person into a new folder inside ``folder``; it is there whole or not at all.

    He himself may, and who may for everybody. Raises ``UserError`` ``ekspor_orang_tidak_ada``, ``folder_tidak_ada``,
    ``wewenang_kurang``; ``SystemProblem`` ``ekspor_orang_folder_gagal`` where the disk fails.
    """
    kantor.require(Wewenang.EKSPOR_ORANG, pegawai_id, pegawai_id)
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    try:
        semua = person_documents(kantor, pegawai_id)
    except UserError as error:
        raise UserError("ekspor_orang_tidak_ada") from error
    dokumen = [s for s in semua if s.kind not in TANPA_TANDA or not is_hidden(kantor.pelaku, s)]
    disimpan = [s for s in dokumen if is_kept_from(kantor, s)]
    dokumen = [s for s in dokumen if s not in disimpan]
    berkas, tanpa, jejak = _collect(kantor, dokumen, progress)
    if disimpan:
        berkas["hasil-putaran-tidak-disertakan.txt"] = HASIL_DISIMPAN.format(jumlah=len(disimpan)).encode()
    if pegawai_id == kantor.pelaku.pegawai_id:
        # Words that he gave about others are his data too, and nobody else's to take out.
        berkas["umpan-balik-diberikan.json"] = _json([msgspec.to_builtins(satu) for satu in list_diberikan(kantor)])
    berkas[BACA] = _readme(kantor, dokumen, berkas, tanpa, jejak)
    daftar = "".join(f"{sha256(isi).hexdigest()}  {nama}\n" for nama, isi in sorted(berkas.items())).encode()
    berkas[DAFTAR] = daftar
    berkas[TANDA] = _signature(kantor, daftar)
    tujuan = free_path(folder / f"data-pribadi-{pegawai_id[-8:]}")
    try:
        _write(tujuan, berkas)
    except OSError as error:
        raise SystemProblem("ekspor_orang_folder_gagal", folder=str(folder), rincian=str(error)) from error
    with kantor.write("ekspor_orang", pegawai_id, {"jumlah": len(dokumen)}):
        pass
    return HasilEksporOrang(tujuan, len(berkas), len(dokumen), jejak, tuple(tanpa))


def _collect(
    kantor: Kantor, dokumen: Sequence[Document], progress: Progress | None
) -> tuple[dict[str, bytes], list[str], int]:
    """Return the files by their names, the documents without a form, and how many rows of the log there are."""
    berkas: dict[str, bytes] = {}
    tanpa: list[str] = []
    for nomor, satu in enumerate(dokumen, 1):
        nama = f"{satu.kind}-{satu.doc_id[-8:]}"
        berkas[f"dokumen/{nama}.json"] = _told(kantor, satu) if satu.kind == UMPAN_BALIK else _versions(kantor, satu)
        for cetak in _forms(satu):
            try:
                hasil = cetak(kantor, satu.doc_id)
            except (UserError, SystemProblem):
                tanpa.append(nama)
                continue
            berkas[f"formulir/{satu.doc_id[-8:]}-{hasil.nama_berkas}"] = hasil.pdf
        if progress is not None:
            progress(nomor, len(dokumen))
    berkas |= files_beside(kantor, dokumen)
    ids = [satu.doc_id for satu in dokumen]
    if tanda := _signatures(kantor, ids):
        berkas["tanda-tangan.json"] = _json(tanda)
    jejak = _log(kantor, ids, {satu.doc_id for satu in dokumen if satu.kind == UMPAN_BALIK})
    berkas["jejak.json"] = _json(jejak)
    return berkas, sorted(set(tanpa)), len(jejak)


def _versions(kantor: Kantor, dokumen: Document) -> bytes:
    """Return one document with all its versions as open JSON, oldest first."""
    return _json(
        {
            "jenis": dokumen.kind,
            "dokumen": dokumen.doc_id,
            "kantor": dokumen.scope,
            "dihapus": dokumen.deleted,
            "versi_berlaku": list(dokumen.heads),
            "versi": [_version(kantor, rev) for rev in kantor.store.history(dokumen.doc_id)],
        }
    )


def _version(kantor: Kantor, rev: Revision) -> Mapping[str, Any]:
    if rev.erased:
        return {"versi": rev.rev_id, "dihapus_karena": kantor.store.erased([rev.rev_id]).get(rev.rev_id, "")}
    return {
        "versi": rev.rev_id,
        "sebelumnya": list(rev.parents),
        "disimpan_oleh": name_of(kantor, rev.who),
        "waktu_menurut_komputer": rev.at.t,
        "jam_diragukan": rev.at.doubt,
        "mengapa": rev.why,
        "dihapus": rev.deleted,
        "isi": msgspec.Raw(rev.body),
    }


def _forms(dokumen: Document) -> tuple[Callable[[Kantor, str], HasilCetak], ...]:
    """Return what prints a document: only what is fixed is a form."""
    if dokumen.deleted or dokumen.kind not in ("skp", "penilaian"):
        return ()
    status = msgspec.json.decode(dokumen.body).get("status")
    if dokumen.kind == "skp":
        return papers_of_skp(dokumen.body) if status == StatusSkp.DITETAPKAN.value else ()
    return (print_evaluasi, print_dokumen) if status == StatusPenilaian.FINAL.value else ()


def _signatures(kantor: Kantor, ids: Sequence[str]) -> list[Mapping[str, Any]]:
    found = kantor.store.find("tanda_tangan", where={"dokumen": list(ids)})
    return [
        {**msgspec.json.decode(satu.body), "nama_penanda": name_of(kantor, str(satu.columns["penanda"]))}
        for satu in found
    ]


def _told(kantor: Kantor, dokumen: Document) -> bytes:
    """Return a feedback as the person it is about is told of it: who gave it is told where he lets it be told."""
    baris = [] if dokumen.deleted else umpan_balik_rows(kantor, msgspec.json.decode(dokumen.body)["pegawai_id"])
    isi = [msgspec.to_builtins(satu) for satu in baris if satu.id == dokumen.doc_id]
    return _json(
        {
            "jenis": dokumen.kind,
            "dokumen": dokumen.doc_id,
            "kantor": dokumen.scope,
            "dihapus": dokumen.deleted,
            "keterangan": "Pemberi disebut bila ia bersedia; versi lama dan penyimpannya tidak disertakan.",
            "isi": isi[0] if isi else None,
        }
    )


def _log(kantor: Kantor, ids: Sequence[str], tertutup: Collection[str]) -> list[Mapping[str, Any]]:
    """Return the rows of the log about these documents, oldest first, in words and as they were hashed.

    Rows about ``tertutup`` tell neither who acted nor the very time.
    """
    rows = kantor.store.audit_rows(None, doc_ids=ids)
    return [
        {
            "nomor": row.seq,
            "perbuatan": row.act,
            "kalimat": act_sentence(row.act, row.detail),
            "pelaku": TERTUTUP if row.doc_id in tertutup else name_of(kantor, row.who),
            "waktu_menurut_komputer": row.at.t[:7] if row.doc_id in tertutup else row.at.t,
            "jam_diragukan": row.at.doubt,
            "dokumen": row.doc_id,
            "sidik": row.hash,
        }
        for row in reversed(rows)
    ]


def _signature(kantor: Kantor, daftar: bytes) -> bytes:
    signing = kantor.device_keys().signing
    return _json(
        {
            "format": "skp-luring/daftar-sidik",
            "berkas": DAFTAR,
            "perangkat": signing.key_id,
            "kunci": signing.public.hex(),
            "tanda": sign_hashes(signing, daftar),
        }
    )


def _readme(
    kantor: Kantor, dokumen: Sequence[Document], berkas: Mapping[str, bytes], tanpa: Sequence[str], jejak: int
) -> bytes:
    """Return the page that a person reads first."""
    claim = kantor.claim()
    waktu = format_waktu(datetime.fromisoformat(claim.t)) + (" (jam komputer diragukan)" if claim.doubt else "")
    pegawai = next((satu for satu in dokumen if satu.kind == "pegawai"), None)
    kepala = [
        ("Data tentang", pegawai.label if pegawai is not None and pegawai.label else "–"),
        ("Dibuat oleh", f"{kantor.profil.nama}, {kantor.profil.instansi} ({kantor.profil.kode})"),
        ("Dibuat pada", waktu),
    ]
    isi = [
        ("dokumen/", "Data pegawai, SKP, dan penilaian: semua versi yang pernah disimpan, dalam format JSON terbuka."),
        ("formulir/", "Formulir yang sudah ditetapkan atau final, dalam PDF."),
        ("bukti/", "Foto dan dokumen yang dipakai sebagai bukti dukung; nama berkasnya diawali sidiknya."),
        ("tanda-tangan.json", "Tanda tangan elektronik atas dokumen itu, bila ada."),
        ("jejak.json", f"Catatan siapa berbuat apa terhadap data ini: {jejak} baris."),
        (DAFTAR, "Sidik (SHA-256) setiap berkas; ditandatangani komputer kantor dalam " + TANDA + "."),
    ]
    baris = "".join(f"<tr><th>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in kepala)
    folder = "".join(f"<tr><th>{escape(a)}</th><td>{escape(b)}</td></tr>" for a, b in isi)
    daftar = "".join(
        f"<li>{escape(DOKUMEN.get(satu.kind, satu.kind))} <code>{satu.doc_id}</code>, "
        f"{len(kantor.store.history(satu.doc_id))} versi</li>"
        for satu in dokumen
    )
    kurang = (
        f"<p>Formulir yang belum dapat dicetak (versinya berselisih atau datanya belum lengkap): "
        f"{escape(', '.join(tanpa))}.</p>"
        if tanpa
        else ""
    )
    return (
        '<!doctype html>\n<html lang="id"><head><meta charset="utf-8"><title>Data pribadi</title><style>'
        "body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}"
        "th{text-align:left;vertical-align:top;padding:.2em 1em .2em 0;font-weight:600}</style></head><body>"
        "<h1>Data pribadi dalam SKP Luring</h1>"
        f"<table>{baris}</table><h2>Isi folder ini</h2><table>{folder}</table>"
        f"<h2>Dokumen</h2><ul>{daftar}</ul>{kurang}"
        "<h2>Hak Anda</h2><p>Bila ada yang keliru, mintalah perbaikan kepada kantor. Anda juga dapat meminta "
        "penghapusan secara tertulis; kantor memeriksa dasar hukumnya dan memberi Anda berita acara. Nama Anda "
        "sebagai pejabat penilai pada formulir orang lain tetap ada, karena itu arsip mereka.</p>"
        f"<p>Jumlah berkas: {len(berkas) + 3}. Simpan folder ini baik-baik: isinya tidak dikunci.</p></body></html>\n"
    ).encode()


def _json(isi: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(isi), indent=2) + b"\n"


def _write(tujuan: Path, berkas: Mapping[str, bytes]) -> None:
    """Write the files beside their place, then give the folder its name."""
    part = tujuan.with_name(tujuan.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        part.mkdir(mode=0o700)
        for nama, isi in berkas.items():
            path = part / nama
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as file:
                file.write(isi)
                file.flush()
                os.fsync(file.fileno())
        for sub in {(part / nama).parent for nama in berkas}:
            sync_folder(sub)
        part.rename(tujuan)
        sync_folder(tujuan.parent)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
