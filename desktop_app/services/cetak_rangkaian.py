"""A run of many forms: planned once, done form by form, and taken up again where the power cut it off.

The plan lies in the store (space ``rangkaian_cetak``, one per person), how far it is beside it (``maju_cetak``). After
each form, and on paper after each page, what is done is kept in the same transaction as its audit row. Neither holds a
name: what is kept of a person outside the documents would outlive their erasure. A form of a joined file counts as
printed when that file is in its place.
"""

from __future__ import annotations

import re
import secrets
from functools import partial
from pathlib import Path

import msgspec

from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms.gabung import BagianPdf
from desktop_app.forms.values import Kertas
from desktop_app.services.cetak import HasilCetak, print_detail, save_pdf
from desktop_app.services.cetak_gabung import (
    Rujukan,
    Tunggu,
    forget_form,
    forget_notes,
    forget_waiting,
    join_files,
    keep_note,
    note_of,
    put_waiting,
    read_waiting,
    source_of,
    waiting_size,
)
from desktop_app.services.cetak_orang import file_of_person, keep_name
from desktop_app.services.cetak_simpan import (
    RUANG,
    RUANG_MAJU,
    Rencana,
    keep_progress,
    name_of,
    read_kept,
    with_name,
)
from desktop_app.services.cetak_simpan import Rangkaian as Rangkaian
from desktop_app.services.cetak_susun import TETAP, Lembar, PilihanRangkaian, TakTercetak, plan_rangkaian, printed_as
from desktop_app.services.formulir import form_of_code
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Kantor, intention


@intention(Wewenang.CETAK)
def read_rangkaian(kantor: Kantor) -> Rangkaian | None:
    """Return this person's run that is not finished, None where there is none."""
    return read_kept(kantor)


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
    run_id = secrets.token_hex(8)
    rencana = Rencana(
        id=run_id,
        waktu=pilihan.waktu,
        lembar=susunan.lembar,
        tidak=susunan.tidak,
        folder=str(folder or ""),
        berkas=_joined_name(kantor, kode, pilihan.waktu, run_id) if gabung and folder is not None else "",
        kertas=kertas,
    )
    detail = {"formulir": ", ".join(printed_as(satu) for satu in kode), "jumlah": len(susunan.lembar)}
    with kantor.write("cetak_rangkaian", detail=detail) as tx:
        tx.put(RUANG, kantor.who, msgspec.json.encode(rencana))
        tx.delete(RUANG_MAJU, kantor.who)
        if lama is not None:
            forget_notes(kantor, tx, lama.id)
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
        satu = rangkaian.lembar[rangkaian.selesai]
        sumber = source_of(kantor, satu)
        hasil = _print(kantor, rangkaian, satu)
        if isinstance(hasil, HasilCetak):
            tunggu = put_waiting(hasil, rangkaian.tujuan, rangkaian.selesai, sumber)
            return _advance(kantor, rangkaian, act="cetak_menunggu", tunggu=tunggu)
        return _advance(kantor, rangkaian, lewat=hasil)
    return _join(kantor, rangkaian, rangkaian.tujuan)


@intention(Wewenang.CETAK)
def mark_page(kantor: Kantor, halaman: int, jumlah: int) -> Rangkaian:
    """Count ``halaman`` of ``jumlah`` pages of the present form as given to the printer; the last one ends the form.

    A run into a folder has no printer, and nothing is counted.
    """
    rangkaian = _require(kantor)
    if rangkaian.folder or rangkaian.selesai >= rangkaian.jumlah:
        return rangkaian
    if halaman >= jumlah:
        return _advance(kantor, rangkaian)
    baru = msgspec.structs.replace(rangkaian, halaman=halaman)
    doc_id = rangkaian.lembar[rangkaian.selesai].doc_id
    with kantor.write("cetak_halaman", doc_id, {"halaman": halaman, "dari": jumlah}) as tx:
        keep_progress(kantor, tx, baru)
    return baru


@intention(Wewenang.CETAK)
def go_back(kantor: Kantor, formulir: int, halaman: int) -> Rangkaian:
    """Take the run up again after ``formulir`` whole forms and ``halaman`` pages of the next, as the paper shows.

    A printer may have swallowed what was given to it; only who holds the sheets knows. What comes again is judged anew,
    and a joined file is written again.
    """
    rangkaian = _require(kantor)
    if not 0 <= formulir <= rangkaian.jumlah or halaman < 0:
        raise UserError("rangkaian_nomor_salah", jumlah=rangkaian.jumlah)
    lagi = {(satu.kode, satu.doc_id) for satu in rangkaian.lembar[formulir:]}
    dilewati = tuple(satu for satu in rangkaian.dilewati if (satu.kode, satu.doc_id) not in lagi)
    baru = msgspec.structs.replace(rangkaian, selesai=formulir, halaman=halaman, tergabung=False, dilewati=dilewati)
    with kantor.write("cetak_lanjut", detail={"formulir": formulir, "halaman": halaman}) as tx:
        keep_progress(kantor, tx, baru)
    return with_name(kantor, baru)


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
        forget_notes(kantor, tx, rangkaian.id)


def _require(kantor: Kantor) -> Rangkaian:
    rangkaian = read_rangkaian(kantor)
    if rangkaian is None:
        raise UserError("rangkaian_tidak_ada")
    return rangkaian


def _print(kantor: Kantor, rangkaian: Rangkaian, satu: Lembar) -> HasilCetak | TakTercetak:
    """Return a form, or why it cannot be printed; one reopened meanwhile is a draft, and many copies help nobody."""
    try:
        form = form_of_code(satu.kode)
        hasil = form.cetak(kantor, satu.doc_id, rangkaian.kertas, "")
    except UserError as error:
        return _refused(satu, error)
    dokumen = kantor.store.document(satu.doc_id)
    if form.kind in TETAP and dokumen is not None:
        status = msgspec.json.decode(dokumen.body, type=Rujukan).status
        if status != TETAP[form.kind]:
            return TakTercetak(satu.kode, satu.pegawai_id, satu.doc_id, "cetak_masih_draf", {})
    return hasil


def _refused(satu: Lembar, error: UserError) -> TakTercetak:
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
    nama = ""
    if hasil:
        berkas = file_of_person(kantor, rangkaian.id, hasil, rangkaian.lembar[awal])
        nama = save_pdf(berkas, Path(rangkaian.folder)).name
    sudah = rangkaian.selesai - awal
    # His file was written anew: what it held before the cut and holds no more is passed over like any other.
    for satu in keluar[:sudah]:
        if isinstance(satu, TakTercetak) and satu not in rangkaian.dilewati:
            rangkaian = _pass_over(kantor, rangkaian, satu)
    for satu in keluar[sudah:]:
        rangkaian = _advance(kantor, rangkaian, lewat=None if isinstance(satu, HasilCetak) else satu, nama=nama)
    return rangkaian


def _join(kantor: Kantor, rangkaian: Rangkaian, tujuan: Path) -> Rangkaian:
    """Write the joined file of the forms that wait, then count them as printed and let go of them.

    Each is judged again first: who may print it, which versions it shows, and whether it is the one that was put there.
    """
    lewat = {(satu.kode, satu.doc_id) for satu in rangkaian.dilewati}
    siap: dict[int, Tunggu] = {}
    for n, satu in enumerate(rangkaian.lembar):
        if (satu.kode, satu.doc_id) in lewat:
            continue
        tunggu = _judged_again(kantor, rangkaian, tujuan, n)
        if isinstance(tunggu, Tunggu):
            siap[n] = tunggu
        else:
            forget_form(tujuan, n)
            rangkaian = _pass_over(kantor, rangkaian, tunggu)
    if siap:
        need = sum(waiting_size(tujuan, n) for n in siap)
        join_files((partial(_part, kantor, rangkaian, tujuan, n, tunggu) for n, tunggu in siap.items()), tujuan, need)
    for n, tunggu in siap.items():
        satu = rangkaian.lembar[n]
        if not tunggu.tercatat:  # one that a cut left noted is not noted twice
            with kantor.write("cetak", satu.doc_id, print_detail(kantor, satu.doc_id, printed_as(satu.kode))) as tx:
                keep_note(tx, rangkaian.id, n, msgspec.structs.replace(tunggu, tercatat=True))
    baru = msgspec.structs.replace(rangkaian, tergabung=True)
    with kantor.write("cetak_gabung", detail={"jumlah": len(siap)}) as tx:
        keep_progress(kantor, tx, baru)
    forget_waiting(tujuan)
    return baru


def _judged_again(kantor: Kantor, rangkaian: Rangkaian, tujuan: Path, nomor: int) -> Tunggu | TakTercetak:
    """Return what a waiting form is, printed again where it or its documents changed, or why it is passed over."""
    satu = rangkaian.lembar[nomor]
    try:
        reached_document(kantor, satu.doc_id, "", Wewenang.CETAK)
    except UserError as error:
        return _refused(satu, error)
    sumber, tunggu = source_of(kantor, satu), note_of(kantor, rangkaian.id, nomor)
    if tunggu is not None and tunggu.sumber == sumber and read_waiting(tujuan, nomor, tunggu) is not None:
        return tunggu
    hasil = _print(kantor, rangkaian, satu)
    if isinstance(hasil, TakTercetak):
        return hasil
    tunggu = put_waiting(hasil, tujuan, nomor, sumber)
    with kantor.write("cetak_menunggu", satu.doc_id, {"formulir": printed_as(satu.kode)}) as tx:
        keep_note(tx, rangkaian.id, nomor, tunggu)
    return tunggu


def _part(kantor: Kantor, rangkaian: Rangkaian, tujuan: Path, nomor: int, tunggu: Tunggu) -> BagianPdf:
    """Return a form that waits, with the names of its bookmarks."""
    pdf, lembar = read_waiting(tujuan, nomor, tunggu), rangkaian.lembar[nomor]
    if pdf is None:
        raise ValueError("a waiting form was changed a moment ago")
    judul = f"{form_of_code(lembar.kode).nama} ({lembar.kode})"
    return BagianPdf(lembar.pegawai_id or lembar.doc_id, name_of(kantor, lembar), judul, pdf)


def _advance(
    kantor: Kantor,
    rangkaian: Rangkaian,
    *,
    lewat: TakTercetak | None = None,
    act: str = "cetak",
    tunggu: Tunggu | None = None,
    nama: str = "",
) -> Rangkaian:
    """Count one form as done, in the same transaction as the audit row that it was printed or passed over.

    With it goes what is kept of one that waits (``tunggu``), or whose the file ``nama`` is.
    """
    nomor, satu = rangkaian.selesai, rangkaian.lembar[rangkaian.selesai]
    dilewati = rangkaian.dilewati if lewat is None else (*rangkaian.dilewati, lewat)
    baru = msgspec.structs.replace(rangkaian, selesai=nomor + 1, halaman=0, dilewati=dilewati)
    detail = print_detail(kantor, satu.doc_id, printed_as(satu.kode))
    with kantor.write(act if lewat is None else "cetak_dilewati", satu.doc_id, detail) as tx:
        keep_progress(kantor, tx, baru)
        if tunggu is not None:
            keep_note(tx, rangkaian.id, nomor, tunggu)
        if nama:
            keep_name(tx, rangkaian.id, nama, satu)
    return with_name(kantor, baru)


def _pass_over(kantor: Kantor, rangkaian: Rangkaian, lewat: TakTercetak) -> Rangkaian:
    """Name a form that was done before and cannot be printed any more."""
    baru = msgspec.structs.replace(rangkaian, dilewati=(*rangkaian.dilewati, lewat))
    with kantor.write("cetak_dilewati", lewat.doc_id, {"formulir": printed_as(lewat.kode)}) as tx:
        keep_progress(kantor, tx, baru)
    return baru


def _joined_name(kantor: Kantor, kode: list[str], waktu: str, run_id: str) -> str:
    """Return the name of the joined file, ``cetakan_a-1-7_2026_99-01-01_0a1b2c3d4e5f6071.pdf``: no other run has it."""
    bagian = ("cetakan", *(kode if len(kode) < 4 else ("beberapa-formulir",)), waktu, kantor.profil.kode, run_id)
    return "_".join(re.sub(r"[^a-z0-9]+", "-", satu.casefold()).strip("-") for satu in bagian) + ".pdf"
