"""Who acts: the person who is logged in, with his roles and the key he signs with."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.wewenang import Jangkauan, PeranPengguna, Wewenang, covers, reach
from desktop_app.vault import SigningKey


@dataclass(frozen=True)
class Pelaku:
    """The person whom every revision and audit row names.

    ``akun_id`` is the document id of his ``Pengguna``, ``pegawai_id`` that of his own record ("" for none);
    ``kunci`` is his signing key, None where the office works without passwords (``tanpa_sandi``).
    """

    akun_id: str
    nama: str
    peran: frozenset[PeranPengguna]
    pegawai_id: str = ""
    kunci: SigningKey | None = field(default=None, repr=False)
    tanpa_sandi: bool = False

    def reach(self, wewenang: Wewenang) -> Jangkauan:
        """Return how far this act reaches for him; without passwords every act reaches everything."""
        return Jangkauan.SEMUA if self.tanpa_sandi else reach(self.peran, wewenang)

    def may(self, wewenang: Wewenang, pegawai_id: str, penilai_id: str = "") -> bool:
        """Tell whether he may do this to a document of ``pegawai_id`` whom ``penilai_id`` assesses."""
        return covers(wewenang, self.reach(wewenang), self.pegawai_id, pegawai_id, penilai_id)


def unattended(who: str) -> Pelaku:
    """Return who acts where the office has no passwords (a key file): one who may do everything and signs nothing."""
    return Pelaku(akun_id=who, nama=who, peran=frozenset(PeranPengguna), tanpa_sandi=True)
