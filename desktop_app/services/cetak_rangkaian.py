"""A run of many forms: planned once, done form by form, and taken up again where the power cut it off.

The plan lies in the store (space ``rangkaian_cetak``, one per person), how far it is beside it (``maju_cetak``). After
each form, and on paper after each page, what is done is kept in the same transaction as its audit row. Neither holds a
name: what is kept of a person outside the documents would outlive their erasure.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms.gabung import BagianPdf, join_pdf
from desktop_app.forms.values import Kertas
from desktop_app.services.cetak import HasilCetak, print_detail, put_pdf, save_pdf
from desktop_app.services.cetak_gabung import forget_waiting, join_files, waiting_form
from desktop_app.services.cetak_susun import Lembar, PilihanRangkaian, TakTercetak, plan_rangkaian, printed_as
from desktop_app.services.formulir import form_of_code
from desktop_app.services.kantor import Kantor, intention

RUANG, RUANG_MAJU = "rangkaian_cetak", "maju_cetak"
_BERNIP = re.compile(r"_\d{8,}_")


class Rangkaian(msgspec.Struct, frozen=True, kw_only=True):
    """A planned run: which form of which documents, and how far it is.

    ``waktu`` is a year or a period's code; ``folder`` is empty for a printer, ``berkas`` the name of the joined file
    ("" for one file per person). ``selesai`` forms are done; of the next one ``halaman`` pages are with the printer.
    ``tidak`` was left out when it was planned, ``dilewati`` could not be printed when its turn came. ``nama`` is whose
    form is next.
    """

    id: str
    waktu: str
    lembar: tuple[Lembar, ...]
    folder: str = ""
    berkas: str = ""
    kertas: Kertas | None = None
    selesai: int = 0
    halaman: int = 0
    tergabung: bool = False
    tidak: tuple[TakTercetak, ...] = ()
    dilewati: tuple[TakTercetak, ...] = ()
    nama: str = ""

    @property
    def jumlah(self) -> int:
        """How many forms there are in all."""
        return len(self.lembar)

    @property
    def tuntas(self) -> bool:
        """Whether nothing is left to be printed, or to be joined."""
        return self.selesai >= self.jumlah and (not self.berkas or self.tergabung)

    @property
    def tujuan(self) -> Path | None:
        """Where the joined file comes to lie; None where there is none."""
        return Path(self.folder) / self.berkas if self.berkas else None


class _Rencana(msgspec.Struct, frozen=True, kw_only=True):
    """The stored plan; ``jenis`` to ``dilewati`` are those of programs that knew one form per run."""

    id: str
    waktu: str
    lembar: tuple[Lembar, ...] = ()
    tidak: tuple[TakTercetak, ...] = ()
    folder: str = ""
    berkas: str = ""
    kertas: Kertas | None = None
    jenis: str = ""
    dokumen: tuple[str, ...] = ()
    selesai: int = 0
    halaman: int = 0
    dilewati: tuple[str, ...] = ()


class _Maju(msgspec.Struct, frozen=True, kw_only=True):
    """How far the run ``id`` is."""

    id: str
    selesai: int = 0
    halaman: int = 0
    tergabung: bool = False
    dilewati: tuple[TakTercetak, ...] = ()


@intention(Wewenang.CETAK)
def read_rangkaian(kantor: Kantor) -> Rangkaian | None:
    """Return this person's run that is not finished, None where there is none."""
    raw = kantor.store.get(RUANG, kantor.who)
    if raw is None:
        return None
    rencana = msgspec.json.decode(raw, type=_Rencana)
    catatan = kantor.store.get(RUANG_MAJU, kantor.who)
    maju = msgspec.json.decode(catatan, type=_Maju) if catatan else None
    if maju is None or maju.id != rencana.id:
        lewat = tuple(TakTercetak(rencana.jenis, "", doc_id, "", {}) for doc_id in rencana.dilewati)
        maju = _Maju(id=rencana.id, selesai=rencana.selesai, halaman=rencana.halaman, dilewati=lewat)
    rangkaian = Rangkaian(
        id=rencana.id,
        waktu=rencana.waktu,
        lembar=rencana.lembar or tuple(Lembar(rencana.jenis, doc_id) for doc_id in rencana.dokumen),
        folder=rencana.folder,
        berkas=rencana.berkas,
        kertas=rencana.kertas,
        selesai=maju.selesai,
        halaman=maju.halaman,
        tergabung=maju.tergabung,
        tidak=rencana.tidak,
        dilewati=maju.dilewati,
    )
    return _with_name(kantor, rangkaian)


@intention(Wewenang.CETAK)
def begin_rangkaian(
    kantor: Kantor,
    pilihan: PilihanRangkaian,
    *,
    folder: Path | None = None,
    gabung: bool = False,
    kertas: Kertas | None = None,
) -> Rangkaian:
    """Plan a run and keep it; a run of this person that was not finished is replaced.

    ``gabung`` joins all forms into one file in ``folder``; without it each person has a file of his own, and without
    ``folder`` the pages are for a printer. Raises ``UserError`` ``rangkaian_kosong`` where nothing can be printed.
    """
    susunan = plan_rangkaian(kantor, pilihan)
    if not susunan.lembar:
        raise UserError("rangkaian_sudah" if susunan.sudah else "rangkaian_kosong", waktu=pilihan.waktu)
    lama = read_rangkaian(kantor)
    if lama is not None and lama.tujuan is not None:
        forget_waiting(lama.tujuan)
    kode = list(dict.fromkeys(satu.kode for satu in susunan.lembar))
    rencana = _Rencana(
        id=secrets.token_hex(8),
        waktu=pilihan.waktu,
        lembar=susunan.lembar,
        tidak=susunan.tidak,
        folder=str(folder or ""),
        berkas=_joined_name(kantor, kode, pilihan.waktu) if gabung and folder is not None else "",
        kertas=kertas,
    )
    detail = {"formulir": ", ".join(printed_as(satu) for satu in kode), "jumlah": len(susunan.lembar)}
    with kantor.write("cetak_rangkaian", detail=detail) as tx:
        tx.put(RUANG, kantor.who, msgspec.json.encode(rencana))
        tx.delete(RUANG_MAJU, kantor.who)
    return _require(kantor)


@intention(Wewenang.CETAK)
def print_next(kantor: Kantor) -> tuple[Rangkaian, HasilCetak | None]:
    """Return the run and the next form to be sent to a printer; None where no form is left.

    A document that cannot be printed any more (reopened, erased, in conflict) is passed over and named.
    """
    rangkaian = _require(kantor)
    while rangkaian.selesai < rangkaian.jumlah:
        satu = rangkaian.lembar[rangkaian.selesai]
        hasil = _print(kantor, rangkaian, satu)
        if isinstance(hasil, HasilCetak):
            return rangkaian, hasil
        rangkaian = _advance(kantor, rangkaian, lewat=hasil)
    return rangkaian, None


@intention(Wewenang.CETAK)
def save_next(kantor: Kantor) -> Rangkaian:
    """Do the next step of a run into a folder and count it as done once it is safe on the disk.

    A step is the forms of one person; of a joined file one form, and at the end the file itself. Raises
    ``SystemProblem`` where the disk is full or fails; the run stays as it was.
    """
    rangkaian = _require(kantor)
    if rangkaian.tuntas:
        return rangkaian
    if rangkaian.tujuan is None:
        return _save_person(kantor, rangkaian)
    if rangkaian.selesai < rangkaian.jumlah:
        hasil = _print(kantor, rangkaian, rangkaian.lembar[rangkaian.selesai])
        if isinstance(hasil, HasilCetak):
            path = waiting_form(rangkaian.tujuan, rangkaian.selesai)
            save_pdf(replace(hasil, nama_berkas=path.name), path.parent)
            return _advance(kantor, rangkaian)
        return _advance(kantor, rangkaian, lewat=hasil)
    return _join(kantor, rangkaian, rangkaian.tujuan)


@intention(Wewenang.CETAK)
def mark_page(kantor: Kantor, halaman: int, jumlah: int) -> Rangkaian:
    """Count ``halaman`` of ``jumlah`` pages of the present form as given to the printer; the last one ends the form."""
    rangkaian = _require(kantor)
    if rangkaian.tuntas:
        return rangkaian
    if halaman >= jumlah:
        return _advance(kantor, rangkaian)
    baru = msgspec.structs.replace(rangkaian, halaman=halaman)
    doc_id = rangkaian.lembar[rangkaian.selesai].doc_id
    with kantor.write("cetak_halaman", doc_id, {"halaman": halaman, "dari": jumlah}) as tx:
        _keep(kantor, tx, baru)
    return baru


@intention(Wewenang.CETAK)
def go_back(kantor: Kantor, formulir: int, halaman: int) -> Rangkaian:
    """Take the run up again after ``formulir`` whole forms and ``halaman`` pages of the next, as the paper shows.

    A printer may have swallowed what was given to it; only who holds the sheets knows.
    """
    rangkaian = _require(kantor)
    if not 0 <= formulir <= rangkaian.jumlah or halaman < 0:
        raise UserError("rangkaian_nomor_salah", jumlah=rangkaian.jumlah)
    baru = msgspec.structs.replace(rangkaian, selesai=formulir, halaman=halaman)
    with kantor.write("cetak_lanjut", detail={"formulir": formulir, "halaman": halaman}) as tx:
        _keep(kantor, tx, baru)
    return _with_name(kantor, baru)


@intention(Wewenang.CETAK)
def drop_rangkaian(kantor: Kantor) -> None:
    """Forget this person's run; what was printed stays printed, what waited for a joined file is removed."""
    rangkaian = read_rangkaian(kantor)
    if rangkaian is None:
        return
    if rangkaian.tujuan is not None:
        forget_waiting(rangkaian.tujuan)
    detail = {"selesai": rangkaian.selesai, "jumlah": rangkaian.jumlah}
    with kantor.write("cetak_dibuang" if not rangkaian.tuntas else "cetak_tuntas", detail=detail) as tx:
        tx.delete(RUANG, kantor.who)
        tx.delete(RUANG_MAJU, kantor.who)


def _require(kantor: Kantor) -> Rangkaian:
    rangkaian = read_rangkaian(kantor)
    if rangkaian is None:
        raise UserError("rangkaian_tidak_ada")
    return rangkaian


def _print(kantor: Kantor, rangkaian: Rangkaian, satu: Lembar) -> HasilCetak | TakTercetak:
    """Return a form, or why it cannot be printed."""
    try:
        return form_of_code(satu.kode).cetak(kantor, satu.doc_id, rangkaian.kertas, "")
    except UserError as error:
        fakta = {nama: str(nilai) for nama, nilai in error.facts.items()}
        return TakTercetak(satu.kode, satu.pegawai_id, satu.doc_id, error.code, fakta)


def _save_person(kantor: Kantor, rangkaian: Rangkaian) -> Rangkaian:
    """Put all forms of the next person into one file, and count them one by one."""
    awal = akhir = rangkaian.selesai
    siapa = rangkaian.lembar[awal].pegawai_id
    if siapa:
        # A cut between two of his rows begins with the whole person again, so that his file is whole too.
        while awal > 0 and rangkaian.lembar[awal - 1].pegawai_id == siapa:
            awal -= 1
        while akhir + 1 < rangkaian.jumlah and rangkaian.lembar[akhir + 1].pegawai_id == siapa:
            akhir += 1
    keluar = [_print(kantor, rangkaian, satu) for satu in rangkaian.lembar[awal : akhir + 1]]
    hasil = [satu for satu in keluar if isinstance(satu, HasilCetak)]
    if hasil:
        save_pdf(_of_person(hasil, rangkaian.lembar[awal]), Path(rangkaian.folder))
    for satu in keluar[rangkaian.selesai - awal :]:
        rangkaian = _advance(kantor, rangkaian, lewat=None if isinstance(satu, HasilCetak) else satu)
    return rangkaian


def _of_person(hasil: list[HasilCetak], lembar: Lembar) -> HasilCetak:
    """Return the forms of one person as one; a person without a NIP has the end of his id in the file's name."""
    nama, pdf = hasil[0].nama_berkas, hasil[0].pdf
    if len(hasil) > 1:
        if len({satu.jenis for satu in hasil}) > 1:
            nama = f"berkas-{nama}"
        buffer = BytesIO()
        join_pdf((BagianPdf(lembar.pegawai_id, nama, s.judul, s.pdf) for s in hasil), buffer, Path(nama).stem)
        pdf = buffer.getvalue()
    if not _BERNIP.search(nama):
        nama = f"{Path(nama).stem}_{(lembar.pegawai_id or lembar.doc_id)[-6:]}.pdf"
    return HasilCetak(nama, pdf, hasil[0].judul, hasil[0].jenis, hasil[0].doc_id)


def _join(kantor: Kantor, rangkaian: Rangkaian, tujuan: Path) -> Rangkaian:
    """Write the joined file of the forms that wait, then let go of them; one that was taken away is printed again."""
    lewat = {(satu.kode, satu.doc_id) for satu in rangkaian.dilewati}
    nomor = [n for n, satu in enumerate(rangkaian.lembar) if (satu.kode, satu.doc_id) not in lewat]
    hilang = [n for n in nomor if not waiting_form(tujuan, n).is_file()]
    for n in hilang:
        hasil = _print(kantor, rangkaian, rangkaian.lembar[n])
        if isinstance(hasil, HasilCetak):
            put_pdf(hasil.pdf, waiting_form(tujuan, n))
        else:
            rangkaian = msgspec.structs.replace(rangkaian, dilewati=(*rangkaian.dilewati, hasil))
            nomor.remove(n)
    if nomor:
        need = sum(waiting_form(tujuan, n).stat().st_size for n in nomor)
        join_files((partial(_part, kantor, tujuan, n, rangkaian.lembar[n]) for n in nomor), tujuan, need)
    baru = msgspec.structs.replace(rangkaian, tergabung=True)
    with kantor.write("cetak_gabung", detail={"jumlah": len(nomor)}) as tx:
        _keep(kantor, tx, baru)
    forget_waiting(tujuan)
    return baru


def _part(kantor: Kantor, tujuan: Path, nomor: int, lembar: Lembar) -> BagianPdf:
    """Return a form that waits, with the names of its bookmarks."""
    try:
        pdf = waiting_form(tujuan, nomor).read_bytes()
    except OSError as error:
        raise ValueError("a waiting form cannot be read") from error
    judul = f"{form_of_code(lembar.kode).nama} ({lembar.kode})"
    return BagianPdf(lembar.pegawai_id or lembar.doc_id, _name_of(kantor, lembar), judul, pdf)


def _name_of(kantor: Kantor, lembar: Lembar) -> str:
    pegawai = kantor.store.document(lembar.pegawai_id) if lembar.pegawai_id else None
    return pegawai.label if pegawai is not None and not pegawai.deleted else "–"


def _with_name(kantor: Kantor, rangkaian: Rangkaian) -> Rangkaian:
    if rangkaian.selesai >= rangkaian.jumlah:
        return msgspec.structs.replace(rangkaian, nama="")
    return msgspec.structs.replace(rangkaian, nama=_name_of(kantor, rangkaian.lembar[rangkaian.selesai]))


def _keep(kantor: Kantor, tx: Transaction, rangkaian: Rangkaian) -> None:
    maju = _Maju(
        id=rangkaian.id,
        selesai=rangkaian.selesai,
        halaman=rangkaian.halaman,
        tergabung=rangkaian.tergabung,
        dilewati=rangkaian.dilewati,
    )
    tx.put(RUANG_MAJU, kantor.who, msgspec.json.encode(maju))


def _advance(kantor: Kantor, rangkaian: Rangkaian, *, lewat: TakTercetak | None = None) -> Rangkaian:
    """Count one form as done, in the same transaction as the audit row that it was printed or passed over."""
    satu = rangkaian.lembar[rangkaian.selesai]
    dilewati = rangkaian.dilewati if lewat is None else (*rangkaian.dilewati, lewat)
    baru = msgspec.structs.replace(rangkaian, selesai=rangkaian.selesai + 1, halaman=0, dilewati=dilewati)
    detail = print_detail(kantor, satu.doc_id, printed_as(satu.kode))
    with kantor.write("cetak" if lewat is None else "cetak_dilewati", satu.doc_id, detail) as tx:
        _keep(kantor, tx, baru)
    return _with_name(kantor, baru)


def _joined_name(kantor: Kantor, kode: list[str], waktu: str) -> str:
    """Return the name of the joined file: ``cetakan_a-1-7_2026_99-01-01.pdf``."""
    bagian = ("cetakan", *(kode if len(kode) < 4 else ("beberapa-formulir",)), waktu, kantor.profil.kode)
    return "_".join(re.sub(r"[^a-z0-9]+", "-", satu.casefold()).strip("-") for satu in bagian) + ".pdf"
