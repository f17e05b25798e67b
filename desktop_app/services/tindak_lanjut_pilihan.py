"""What a follow-up can be chosen from: final evaluations of those whom one manages, and who may see to it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reaches
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.kolom import is_active
from desktop_app.services.periode_kata import periode_words


@dataclass(frozen=True)
class PilihanNama:
    """One thing to choose: its id and what it is called."""

    id: str
    nama: str


@intention(Wewenang.KELOLA_TINDAK_LANJUT)
def list_sumber(kantor: Kantor) -> tuple[PilihanNama, ...]:
    """Return the final evaluations of whom who acts may manage, the newest period first, then by name."""
    final = kantor.store.find("penilaian", where={"status": StatusPenilaian.FINAL.value}, bodies=False)
    dokumen = kantor.store.documents([satu.doc_id for satu in final])
    orang = kantor.store.documents({str(satu.columns["pegawai_id"]) for satu in final})
    baris = []
    for satu in final:
        siapa = orang.get(str(satu.columns["pegawai_id"]))
        if siapa is None or siapa.deleted or not reaches(kantor, Wewenang.KELOLA_TINDAK_LANJUT, dokumen[satu.doc_id]):
            continue
        baris.append((str(satu.columns["periode"]), siapa.label, satu.doc_id))
    baris.sort(key=lambda b: b[1].casefold())
    baris.sort(key=lambda b: (b[0][:4], len(b[0]) == 4, b[0]), reverse=True)
    return tuple(PilihanNama(doc_id, f"{nama} · {periode_words(periode)}") for periode, nama, doc_id in baris)


@intention(Wewenang.KELOLA_TINDAK_LANJUT)
def list_penanggung_jawab(kantor: Kantor) -> tuple[PilihanNama, ...]:
    """Return who may see to a follow-up: the office's active people, names and posts alone, by name.

    An assessor must be able to name somebody whom he may not see otherwise, such as who organises a training.
    """
    semua = kantor.store.find("pegawai", order=("nama",), bodies=False)
    hasil = []
    for satu in semua:
        if is_active(satu.columns["aktif"]):
            jabatan = str(satu.columns["jabatan"] or "")
            hasil.append(PilihanNama(satu.doc_id, f"{satu.label} · {jabatan}" if jabatan else satu.label))
    return tuple(hasil)
