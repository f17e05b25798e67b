"""Quarantine for people: held records by reason, with what to do next; one, all of one reason, or left as they are.

Every decision leaves an audit row and can be read later; a record that is judged again and still fails says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from db import StoreError, decode_revision
from desktop_app.domain.errors import UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.messages import sentence, sentence_for
from desktop_app.services.isi_ditahan import line_of, name_of_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.karantina import Catatan, HasilTerima, admit_karantina, list_karantina, reason_of
from desktop_app.services.penguji_hapus import MENUNGGU
from desktop_app.services.putusan_ditahan import DIBIARKAN, TETAP, keep_putusan, read_putusan

LANGKAH: Mapping[str, str] = MappingProxyType(
    {
        "di_luar_wewenang": "langkah_wewenang",
        "dokumen_kantor_lain": "langkah_wewenang",
        "other_scope": "langkah_wewenang",
        "penulis_palsu": "langkah_palsu",
        "sertifikat_lama": "langkah_sertifikat",
        "jenis_tidak_dikenal": "langkah_program",
        "isi_tidak_terbaca": "langkah_isi",
        "final_tidak_lengkap": "langkah_isi",
        "predikat_tidak_sesuai": "langkah_isi",
        "tetap_tidak_lengkap": "langkah_isi",
        MENUNGGU: "langkah_hapus",
    }
)
"""What to do next about a reason; every other reason is a damaged record."""


@dataclass(frozen=True)
class CatatanDitahan:
    """One held record for people: what it says of itself, its name, why it is held, what to do, and what was decided.

    ``putusan`` are the words of the last decision about it, empty where nobody has decided.
    """

    catatan: Catatan
    nama: str
    kata: str
    langkah: str
    putusan: str


@dataclass(frozen=True)
class HasilBanyak:
    """What became of all records of one reason: taken in, waiting for a forerunner, and still held with their words."""

    diterima: int
    menunggu: int
    tetap: tuple[tuple[str, str], ...]
    changed: Changed


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def list_catatan(kantor: Kantor) -> tuple[CatatanDitahan, ...]:
    """Return every held record with its reason in plain words and the next step, by reason and order of arrival."""
    putusan = {satu.tentang: satu for satu in reversed(read_putusan(kantor)) if satu.apa == "catatan"}
    raws = {satu.rev_id: satu.raw for satu in kantor.store.quarantined()}
    semua = []
    for satu in list_karantina(kantor):
        lama = putusan.get(satu.rev_id)
        semua.append(
            CatatanDitahan(
                satu,
                _name(kantor, raws.get(satu.rev_id, b"")),
                reason_of(satu.alasan),
                sentence_for(LANGKAH.get(satu.alasan, "langkah_rusak"), {}),
                f"{lama.putusan}: {lama.catatan or lama.alasan}".rstrip(": ") if lama is not None else "",
            )
        )
    return tuple(sorted(semua, key=lambda satu: satu.catatan.alasan))


def _name(kantor: Kantor, raw: bytes) -> str:
    try:
        return name_of_document(kantor, decode_revision(raw))
    except StoreError:
        return ""


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def admit_catatan(kantor: Kantor, rev_id: str) -> HasilTerima:
    """Judge one held record again and keep the decision, also where it stays held; raises as ``admit_karantina``."""
    satu = _find(kantor, rev_id)
    try:
        return admit_karantina(kantor, rev_id)
    except UserError as error:
        if satu is not None and error.code == "catatan_tetap_ditahan":
            _keep(kantor, satu, TETAP, "nilai_karantina", sentence(error))
        raise


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def admit_reason(kantor: Kantor, alasan: str) -> HasilBanyak:
    """Judge every record of one reason again, each for itself; those that still fail are named with their words.

    An erasure is confirmed one by one (``hapus_satu_satu``). Raises ``UserError`` ``alasan_tidak_ada``.
    """
    if alasan == MENUNGGU:
        raise UserError("hapus_satu_satu")
    semua = [satu for satu in list_karantina(kantor) if satu.alasan == alasan]
    if not semua:
        raise UserError("alasan_tidak_ada")
    diterima = menunggu = 0
    dokumen: list[str] = []
    tetap: list[tuple[str, str]] = []
    for satu in semua:
        try:
            hasil = admit_catatan(kantor, satu.rev_id)
        except UserError as error:
            if error.code == "catatan_tidak_ditahan":
                continue
            tetap.append((satu.rev_id, sentence(error)))
        else:
            diterima += not hasil.menunggu
            menunggu += hasil.menunggu
            dokumen += hasil.changed.doc_ids
    return HasilBanyak(diterima, menunggu, tuple(tetap), Changed(tuple(dokumen), ("*",)))


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def leave_catatan(kantor: Kantor, rev_id: str, catatan: str) -> Changed:
    """Keep that somebody decided to leave a record held, and why.

    Raises ``UserError`` ``catatan_tidak_ditahan``, ``alasan_wajib``.
    """
    satu = _find(kantor, rev_id)
    if satu is None:
        raise UserError("catatan_tidak_ditahan", id=rev_id)
    if not catatan.strip():
        raise UserError("alasan_wajib", langkah="biarkan ditahan")
    _keep(kantor, satu, DIBIARKAN, "biarkan_ditahan", "", catatan)
    return Changed((), ("paket",))


def _find(kantor: Kantor, awal: str) -> Catatan | None:
    """Return the one record whose id begins so, None where none or several do."""
    kecil = awal.strip().casefold()
    cocok = [satu for satu in list_karantina(kantor) if kecil and satu.rev_id.startswith(kecil)]
    return cocok[0] if len(cocok) == 1 else None


def _keep(kantor: Kantor, satu: Catatan, putusan: str, act: str, alasan: str, catatan: str = "") -> None:
    with kantor.write(act, detail={"catatan": satu.rev_id, "alasan": satu.alasan}) as tx:
        keep_putusan(
            kantor,
            tx,
            apa="catatan",
            tentang=satu.rev_id,
            putusan=putusan,
            asal=line_of(satu.pengirim or satu.kantor),
            alasan=alasan or satu.alasan,
            catatan=catatan,
        )
