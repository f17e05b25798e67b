"""A run of many forms: planned once, done form by form, and taken up again where the power cut it off.

The plan lies in the store (space ``rangkaian_cetak``, one per person). After each form, and on paper after each page,
what is done is kept in the same transaction as its audit row.
"""

from __future__ import annotations

import secrets
from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms.values import Kertas
from desktop_app.services.cetak import HasilCetak, JenisCetak, print_form, save_pdf
from desktop_app.services.jangkauan import keep_reached
from desktop_app.services.kantor import Kantor, intention

RUANG = "rangkaian_cetak"


class Rangkaian(msgspec.Struct, frozen=True, kw_only=True):
    """A planned run: which form of which documents, and how far it is.

    ``waktu`` is a year for SKPs, a period's code otherwise; ``folder`` is empty for a printer. ``selesai`` forms are
    done; of the next one ``halaman`` pages are with the printer. ``dilewati`` documents could not be printed.
    """

    id: str
    jenis: JenisCetak
    waktu: str
    dokumen: tuple[str, ...]
    folder: str = ""
    kertas: Kertas | None = None
    selesai: int = 0
    halaman: int = 0
    dilewati: tuple[str, ...] = ()

    @property
    def tuntas(self) -> bool:
        """Whether nothing is left to be printed."""
        return self.selesai >= len(self.dokumen)


@intention(Wewenang.CETAK)
def plan_rangkaian(kantor: Kantor, jenis: JenisCetak, waktu: str) -> tuple[str, ...]:
    """Return the fixed documents of a year (SKP and annex) or a period (the others) that who acts may print, by name.

    Drafts and documents whose versions disagree are left out: many copies of them help nobody.
    """
    orang = {satu.doc_id: satu.label for satu in kantor.store.find("pegawai")}
    if jenis.kind == "skp":
        ketemu = [
            satu
            for satu in kantor.store.find("skp", where={"status": StatusSkp.DITETAPKAN.value})
            if str(satu.columns["mulai"])[:4] <= waktu <= str(satu.columns["selesai"])[:4]
        ]
    else:
        ketemu = kantor.store.find("penilaian", where={"status": StatusPenilaian.FINAL.value, "periode": waktu})
    kind = jenis.kind
    boleh = [
        (orang.get(str(satu.columns["pegawai_id"]), "").casefold(), satu.doc_id)
        for satu in keep_reached(kantor, Wewenang.CETAK, kind, ketemu)
        if not satu.conflicts
    ]
    return tuple(doc_id for _, doc_id in sorted(boleh))


@intention(Wewenang.CETAK)
def read_rangkaian(kantor: Kantor) -> Rangkaian | None:
    """Return this person's run that is not finished, None where there is none."""
    raw = kantor.store.get(RUANG, kantor.who)
    return msgspec.json.decode(raw, type=Rangkaian) if raw else None


@intention(Wewenang.CETAK)
def begin_rangkaian(
    kantor: Kantor, jenis: JenisCetak, waktu: str, *, folder: Path | None = None, kertas: Kertas | None = None
) -> Rangkaian:
    """Plan a run and keep it; a run of this person that was not finished is replaced.

    Raises ``UserError`` ``rangkaian_kosong`` where nothing of that time can be printed.
    """
    dokumen = plan_rangkaian(kantor, jenis, waktu)
    if not dokumen:
        raise UserError("rangkaian_kosong", waktu=waktu)
    rangkaian = Rangkaian(
        id=secrets.token_hex(8), jenis=jenis, waktu=waktu, dokumen=dokumen, folder=str(folder or ""), kertas=kertas
    )
    with kantor.write("cetak_rangkaian", detail={"formulir": jenis.value, "jumlah": len(dokumen)}) as tx:
        _keep(kantor, tx, rangkaian)
    return rangkaian


@intention(Wewenang.CETAK)
def print_next(kantor: Kantor) -> tuple[Rangkaian, HasilCetak | None]:
    """Return the run and the next form to be sent to a printer; None where it is finished.

    A document that cannot be printed any more (reopened, erased, in conflict) is passed over and named.
    """
    rangkaian = _require(kantor)
    while not rangkaian.tuntas:
        doc_id = rangkaian.dokumen[rangkaian.selesai]
        try:
            return rangkaian, print_form(kantor, rangkaian.jenis, doc_id, rangkaian.kertas)
        except UserError:
            rangkaian = _advance(kantor, rangkaian, "cetak_dilewati", doc_id, dilewati=True)
    return rangkaian, None


@intention(Wewenang.CETAK)
def save_next(kantor: Kantor) -> Rangkaian:
    """Put the next form of the run into its folder and count it as done once it is safe on the disk."""
    rangkaian, hasil = print_next(kantor)
    if hasil is None:
        return rangkaian
    save_pdf(hasil, Path(rangkaian.folder))
    return _advance(kantor, rangkaian, "cetak", hasil.doc_id)


@intention(Wewenang.CETAK)
def mark_page(kantor: Kantor, halaman: int, jumlah: int) -> Rangkaian:
    """Count ``halaman`` of ``jumlah`` pages of the present form as given to the printer; the last one ends the form."""
    rangkaian = _require(kantor)
    if rangkaian.tuntas:
        return rangkaian
    doc_id = rangkaian.dokumen[rangkaian.selesai]
    if halaman >= jumlah:
        return _advance(kantor, rangkaian, "cetak", doc_id)
    baru = msgspec.structs.replace(rangkaian, halaman=halaman)
    with kantor.write("cetak_halaman", doc_id, {"halaman": halaman, "dari": jumlah}) as tx:
        _keep(kantor, tx, baru)
    return baru


@intention(Wewenang.CETAK)
def go_back(kantor: Kantor, formulir: int, halaman: int) -> Rangkaian:
    """Take the run up again after ``formulir`` whole forms and ``halaman`` pages of the next, as the paper shows.

    A printer may have swallowed what was given to it; only who holds the sheets knows.
    """
    rangkaian = _require(kantor)
    if not 0 <= formulir <= len(rangkaian.dokumen) or halaman < 0:
        raise UserError("rangkaian_nomor_salah", jumlah=len(rangkaian.dokumen))
    baru = msgspec.structs.replace(rangkaian, selesai=formulir, halaman=halaman)
    with kantor.write("cetak_lanjut", detail={"formulir": formulir, "halaman": halaman}) as tx:
        _keep(kantor, tx, baru)
    return baru


@intention(Wewenang.CETAK)
def drop_rangkaian(kantor: Kantor) -> None:
    """Forget this person's run; what was printed stays printed."""
    rangkaian = read_rangkaian(kantor)
    if rangkaian is None:
        return
    detail = {"selesai": rangkaian.selesai, "jumlah": len(rangkaian.dokumen)}
    with kantor.write("cetak_dibuang" if not rangkaian.tuntas else "cetak_tuntas", detail=detail) as tx:
        tx.delete(RUANG, kantor.who)


def _require(kantor: Kantor) -> Rangkaian:
    rangkaian = read_rangkaian(kantor)
    if rangkaian is None:
        raise UserError("rangkaian_tidak_ada")
    return rangkaian


def _keep(kantor: Kantor, tx: Transaction, rangkaian: Rangkaian) -> None:
    tx.put(RUANG, kantor.who, msgspec.json.encode(rangkaian))


def _advance(kantor: Kantor, rangkaian: Rangkaian, act: str, doc_id: str, *, dilewati: bool = False) -> Rangkaian:
    """Count one form as done, in the same transaction as the audit row that it was printed."""
    lewat = (*rangkaian.dilewati, doc_id) if dilewati else rangkaian.dilewati
    baru = msgspec.structs.replace(rangkaian, selesai=rangkaian.selesai + 1, halaman=0, dilewati=lewat)
    with kantor.write(act, doc_id, {"formulir": rangkaian.jenis.value}) as tx:
        _keep(kantor, tx, baru)
    return baru
