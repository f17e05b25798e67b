"""A run of many forms as it is kept: the plan, and beside it how far it is."""

from __future__ import annotations

from pathlib import Path

import msgspec

from db import Transaction
from desktop_app.forms.values import Kertas
from desktop_app.services.cetak_gabung import forget_form
from desktop_app.services.cetak_susun import Lembar, TakTercetak
from desktop_app.services.kantor import Kantor

RUANG, RUANG_MAJU = "rangkaian_cetak", "maju_cetak"


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


class Rencana(msgspec.Struct, frozen=True, kw_only=True):
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


class Maju(msgspec.Struct, frozen=True, kw_only=True):
    """How far the run ``id`` is."""

    id: str
    selesai: int = 0
    halaman: int = 0
    tergabung: bool = False
    dilewati: tuple[TakTercetak, ...] = ()


def read_kept(kantor: Kantor) -> Rangkaian | None:
    """Return the run of who acts, None where there is none; needs no right of its own."""
    raw = kantor.store.get(RUANG, kantor.who)
    if raw is None:
        return None
    rencana = msgspec.json.decode(raw, type=Rencana)
    catatan = kantor.store.get(RUANG_MAJU, kantor.who)
    maju = msgspec.json.decode(catatan, type=Maju) if catatan else None
    if maju is None or maju.id != rencana.id:
        lewat = tuple(TakTercetak(rencana.jenis, "", doc_id, "", {}) for doc_id in rencana.dilewati)
        maju = Maju(id=rencana.id, selesai=rencana.selesai, halaman=rencana.halaman, dilewati=lewat)
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
    return with_name(kantor, rangkaian)


def name_of(kantor: Kantor, lembar: Lembar) -> str:
    """Return whose a form is, a dash where he is not known here."""
    pegawai = kantor.store.document(lembar.pegawai_id) if lembar.pegawai_id else None
    return pegawai.label if pegawai is not None and not pegawai.deleted else "–"


def with_name(kantor: Kantor, rangkaian: Rangkaian) -> Rangkaian:
    """Return a run with the name of whose form is next."""
    if rangkaian.selesai >= rangkaian.jumlah:
        return msgspec.structs.replace(rangkaian, nama="")
    return msgspec.structs.replace(rangkaian, nama=name_of(kantor, rangkaian.lembar[rangkaian.selesai]))


def keep_progress(kantor: Kantor, tx: Transaction, rangkaian: Rangkaian) -> None:
    """Keep how far a run is."""
    maju = Maju(
        id=rangkaian.id,
        selesai=rangkaian.selesai,
        halaman=rangkaian.halaman,
        tergabung=rangkaian.tergabung,
        dilewati=rangkaian.dilewati,
    )
    tx.put(RUANG_MAJU, kantor.who, msgspec.json.encode(maju))


def forget_erased(kantor: Kantor) -> None:
    """Remove waiting forms of documents that are gone, whoever's run they wait for, where their folder can be reached.

    It may be a stick in a drawer: the run refuses such a form anyway when it comes to join it.
    """
    for _, raw in kantor.store.items(RUANG):
        rencana = msgspec.json.decode(raw, type=Rencana)
        if not rencana.berkas:
            continue
        ada = kantor.store.documents({satu.doc_id for satu in rencana.lembar})
        for nomor, satu in enumerate(rencana.lembar):
            if satu.doc_id not in ada or ada[satu.doc_id].deleted:
                forget_form(Path(rencana.folder) / rencana.berkas, nomor)
