"""The one file that a person has in a run: all his forms, under a name that nobody else of the run has."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from db import Transaction
from desktop_app.forms.gabung import BagianPdf, join_pdf
from desktop_app.services.cetak import HasilCetak
from desktop_app.services.cetak_gabung import RUANG_TUNGGU
from desktop_app.services.cetak_susun import Lembar
from desktop_app.services.kantor import Kantor

_BERNIP = re.compile(r"[^_]+_[^_]+_\d{8,}_")
"""Form, name, number, time: a name of digits alone stands before the number, so it is none."""


def file_of_person(kantor: Kantor, rangkaian_id: str, hasil: list[HasilCetak], lembar: Lembar) -> HasilCetak:
    """Return the forms of one person as one file.

    A person without a NIP, or whose name is taken by another of this run, has the end of his id in the file's name.
    """
    nama, pdf = hasil[0].nama_berkas, hasil[0].pdf
    if len(hasil) > 1:
        if len({satu.jenis for satu in hasil}) > 1:
            nama = f"berkas-{nama}"
        buffer = BytesIO()
        join_pdf((BagianPdf(lembar.pegawai_id, nama, s.judul, s.pdf) for s in hasil), buffer, Path(nama).stem)
        pdf = buffer.getvalue()
    pokok, siapa = Path(nama).stem, _owner(lembar)
    pilihan = [f"{pokok}_{siapa[-6:]}.pdf", f"{pokok}_{siapa}.pdf"]
    if _BERNIP.match(nama):
        pilihan.insert(0, nama)
    bebas = (satu for satu in pilihan if _is_free(kantor, rangkaian_id, satu, siapa))
    return HasilCetak(next(bebas, pilihan[-1]), pdf, hasil[0].judul, hasil[0].jenis, hasil[0].doc_id)


def keep_name(tx: Transaction, rangkaian_id: str, nama_berkas: str, lembar: Lembar) -> None:
    """Keep whose a file name is in this run; the name itself is not kept, it may be a person's."""
    tx.put(RUANG_TUNGGU, _key(rangkaian_id, nama_berkas), _owner(lembar).encode())


def _owner(lembar: Lembar) -> str:
    return lembar.pegawai_id or lembar.doc_id


def _is_free(kantor: Kantor, rangkaian_id: str, nama_berkas: str, siapa: str) -> bool:
    pemilik = kantor.store.get(RUANG_TUNGGU, _key(rangkaian_id, nama_berkas))
    return pemilik is None or pemilik == siapa.encode()


def _key(rangkaian_id: str, nama_berkas: str) -> str:
    return f"{rangkaian_id}/{sha256(nama_berkas.casefold().encode()).hexdigest()[:32]}"
