"""What lies in an auditor's pack, file by file; every file is hashed as it is written and made durable."""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from db import Document, Revision, Store
from desktop_app.domain.errors import SystemProblem
from desktop_app.paths import resources
from desktop_app.services.aturan_nilai import matrix_as_words, rule_files
from desktop_app.services.kantor import Kantor, Peran
from desktop_app.services.kepercayaan import RUANG, list_perangkat
from desktop_app.services.paket import list_keluar, list_masuk
from desktop_app.services.saksi import list_bukti, list_mundur, list_saksi

MANIFES = "manifes.json"


class Penulis:
    """Writes files below one folder and remembers the SHA-256 of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sidik: dict[str, str] = {}
        folder.mkdir(mode=0o700)

    def file(self, nama: str, isi: bytes) -> None:
        """Write one new file."""
        path = self.folder / nama
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(isi)
            file.flush()
            os.fsync(file.fileno())
        self.sidik[nama] = sha256(isi).hexdigest()

    def json(self, nama: str, isi: Any) -> bytes:
        """Write one new file of JSON that people can read, and return its bytes."""
        raw = msgspec.json.format(msgspec.json.encode(isi, enc_hook=str), indent=2) + b"\n"
        self.file(nama, raw)
        return raw

    def document(self, satu: Document, versi: Sequence[Revision]) -> int:
        """Write what a document says now and the exact bytes of each of its versions; return how many versions."""
        for rev in versi:
            self.file(f"versi/{satu.doc_id}/{rev.rev_id}.json", rev.raw)
        self.json(
            f"dokumen/{satu.kind}/{satu.doc_id}.json",
            {
                "id": satu.doc_id,
                "jenis": satu.kind,
                "kantor": satu.scope,
                "kepala": sorted(satu.heads),
                "isi": msgspec.Raw(satu.body),
            },
        )
        return len(versi)

    def chain(self, store: Store) -> tuple[int, str]:
        """Write the whole audit chain and the names of all versions in their order; return rows and head."""
        baris, kepala = 0, bytes(32).hex()
        with _Lines(self, "jejak/rantai.txt") as rantai:
            for nomor, raw, sidik in store.audit_raw():
                rantai.add(sidik.encode() + b" " + raw)
                baris, kepala = nomor, sidik
        with _Lines(self, "jejak/versi.txt") as versi:
            for _, rev_id in store.rev_ids():
                versi.add(rev_id.encode())
        return baris, kepala

    def manifest(self, isi: dict[str, Any]) -> bytes:
        """Write the list of all files with their hashes and return its bytes."""
        return self.json(MANIFES, {**isi, "berkas": dict(sorted(self.sidik.items()))})


class _Lines:
    """A file of lines that is hashed while it is written."""

    def __init__(self, penulis: Penulis, nama: str) -> None:
        self._penulis, self._nama = penulis, nama
        path = penulis.folder / nama
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("xb")
        self._digest = sha256()

    def __enter__(self) -> _Lines:
        return self

    def add(self, baris: bytes) -> None:
        """Write one line; what it holds has no line break, because the store writes compact JSON."""
        self._file.write(baris + b"\n")
        self._digest.update(baris + b"\n")

    def __exit__(self, *_: object) -> None:
        with self._file as file:
            file.flush()
            os.fsync(file.fileno())
        self._penulis.sidik[self._nama] = self._digest.hexdigest()


def write_evidence(kantor: Kantor, penulis: Penulis) -> None:
    """Write what leads back to the kabupaten: trust, certificates, ledgers of bundles, and its signed receipts."""
    trust, sertifikat = kantor.store.get(RUANG, "dokumen"), kantor.store.get(RUANG, "sertifikat")
    if trust is not None:
        penulis.file("kepercayaan/dokumen.json", trust)
    if sertifikat is not None:
        penulis.file(f"kepercayaan/sertifikat/{kantor.store.device}.json", sertifikat)
    for satu in list_perangkat(kantor):
        penulis.file(f"kepercayaan/sertifikat/{satu.device_id}.json", satu.certificate)
    if kantor.profil.peran is Peran.KABUPATEN:
        penulis.json("saksi/diterima.json", {"paket": list_masuk(kantor), "mundur": list_mundur(kantor)})
        return
    penulis.json("saksi/dikirim.json", {"paket": list_keluar(kantor), "saksi": list_saksi(kantor)})
    for sidik, bukti in list_bukti(kantor).items():
        penulis.json(
            f"saksi/balasan/{sidik}.json",
            {
                "manifes": base64.b64encode(bukti.manifes).decode(),
                "tanda": bukti.tanda.hex(),
                "kunci": bukti.kunci.hex(),
            },
        )


def write_rules(kantor: Kantor, penulis: Penulis) -> None:
    """Write every rule file as it is released, those of planning too, and the matrix of each rule set as JSON.

    A rule file of the kabupaten stands in ``aturan/kabupaten`` letter by letter; for the verifier, which reads one way
    of writing tables and no other, its matrix is written out once more.
    """
    folder = resources() / "regulation"
    for path in sorted(folder.glob("*/*.toml")):
        penulis.file(f"aturan/{path.relative_to(folder).as_posix()}", path.read_bytes())
    for path in sorted(folder.glob("*.toml")):
        penulis.file(f"aturan/{path.name}", path.read_bytes())
        penulis.json(f"aturan/{path.stem}.json", {"id": path.stem, "matriks": matrix_as_words(kantor, path.stem)})
    for berkas in rule_files(kantor):
        sel = matrix_as_words(kantor, berkas.aturan_id)
        baris = [
            f"{hasil} = {{ " + ", ".join(f'{satu} = "{predikat}"' for satu, predikat in isi.items()) + " }"
            for hasil, isi in sel.items()
        ]
        kepala = f'# Matriks dari aturan/kabupaten/{berkas.aturan_id}.toml\nid = "{berkas.aturan_id}"\n\n[matriks]\n'
        penulis.file(f"aturan/kabupaten/{berkas.aturan_id}.toml", berkas.isi.encode())
        penulis.file(f"aturan/{berkas.aturan_id}.toml", (kepala + "\n".join(baris) + "\n").encode())
        penulis.json(f"aturan/{berkas.aturan_id}.json", {"id": berkas.aturan_id, "matriks": sel})


def write_verifier(kantor: Kantor, penulis: Penulis) -> None:
    """Write the stand-alone verifier and the page that says what to do with it."""
    penulis.file("periksa.py", read_verifier())
    penulis.file("BACA-DULU.txt", BACA_DULU.format(kantor=kantor.profil.nama, kode=kantor.profil.kode).encode())


def read_verifier() -> bytes:
    """Return the verifier as it is shipped; raises ``SystemProblem`` ``verifier_tidak_ada``."""
    try:
        return (resources() / "verifier" / "periksa.py").read_bytes()
    except OSError as error:
        raise SystemProblem("verifier_tidak_ada") from error


BACA_DULU = """\
BERKAS AUDITOR SKP LURING
{kantor} ({kode})

Folder ini memuat SKP yang ditetapkan dan penilaian final, lengkap dengan buktinya. Isinya data pribadi: simpan dan
serahkan hanya kepada yang berwenang, dan hapus bila pemeriksaan selesai.

MEMERIKSA TANPA PROGRAM SKP LURING
  1. Pasang Python 3.8 atau lebih baru dari python.org (tidak perlu internet setelah itu).
  2. Buka terminal di folder ini, lalu ketik:      python -I periksa.py
  3. Baris terakhir harus berbunyi: HASIL: UTUH.
  4. Cocokkan sidik jari kabupaten yang tercetak dengan yang dibacakan kantor kabupaten lewat telepon.
  5. Ingin yakin pemeriksanya jujur? Ketik:        python -I periksa.py --uji-diri
     Ia mengubah satu bit di setiap macam berkas (di memori) dan harus menangkap semuanya. Pemeriksa itu satu berkas
     pendek yang dapat dibaca; ambillah juga dari sumber lain dan bandingkan.

ISI FOLDER
  pdf/           formulir resmi siap baca
  dokumen/       isi dokumen sebagai JSON terbuka
  versi/         setiap versi dokumen, byte demi byte; nama berkasnya adalah sidik SHA-256 isinya
  jejak/         rantai jejak: setiap perbuatan di komputer ini, masing-masing terikat pada yang sebelumnya
  kepercayaan/   surat kepercayaan kabupaten dan sertifikat komputer
  saksi/         tanda terima kabupaten, yang menyaksikan sampai baris mana jejak dilihatnya
  aturan/        peraturan sebagai data, untuk menghitung ulang predikat
  manifes.json   daftar semua berkas dengan sidiknya; manifes.tanda.json tanda tangannya

YANG TIDAK DIBUKTIKAN
  Waktu hanyalah kata jam komputer. PDF dibuat dari dokumen; bila berbeda, yang terbukti adalah versi/. Baris jejak
  sesudah kesaksian terakhir kabupaten hanya dijamin komputer itu sendiri.
"""
