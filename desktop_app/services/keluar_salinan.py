"""The copy of a bundle that stays in the outbox, and copies on sticks looked at again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange import survey_folder
from desktop_app.exchange.limits import MIB
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.paket import PaketKeluar
from desktop_app.services.sisa_salinan import removed_for


def require_copy(kantor: Kantor, paket: PaketKeluar) -> Path:
    """Return the copy in the outbox; raises ``UserError`` ``paket_salinan_dihapus``, ``SystemProblem`` for none."""
    salinan = kantor.folder("keluar") / paket.nama_berkas
    if salinan.exists():
        return salinan
    if removed_for(kantor, paket.file_sha256):
        raise UserError("paket_salinan_dihapus", nomor=paket.seq)
    raise SystemProblem("outbox_damaged")


@intention(Wewenang.KIRIM)
def check_copy(kantor: Kantor, paket: PaketKeluar, folder: Path) -> Path:
    """Read the copy of a bundle in ``folder`` once more, after the stick was put in again, and return which file it is.

    A stick of false capacity gives back what was written as long as it stays plugged in; only afterwards it shows what
    it really kept. Raises ``UserError``: ``folder_tidak_ada``, ``salinan_tidak_ada``, ``salinan_berbeda``.
    """
    if not folder.is_dir():
        raise UserError("folder_tidak_ada", folder=str(folder))
    batang = Path(paket.nama_berkas).stem
    ada = survey_folder(folder).bundles
    calon = [path for path in ada if path.stem == batang or path.stem.startswith(f"{batang}-")]
    sama = next((path for path in calon if _digest(path) == paket.file_sha256), None)
    with kantor.write("periksa_salinan", detail={"nomor": paket.seq, "hasil": "sama" if sama else "tidak sama"}):
        pass
    if sama is None:
        kode = "salinan_berbeda" if calon else "salinan_tidak_ada"
        raise UserError(kode, nomor=paket.seq, folder=str(folder))
    return sama


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, read past the cache where the system lets us; empty for one that cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            while piece := file.read(MIB):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()
