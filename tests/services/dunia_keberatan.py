"""An enrolled office in which an employee, his assessor and the assessor's superior have keys of their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.codec import SCHEMA, encode, natural_id
from desktop_app.domain.pengguna import Pengguna
from desktop_app.domain.wewenang import PeranPengguna as P
from desktop_app.services.kantor import Kantor
from desktop_app.services.keberatan import Tersegel, seal_objection
from desktop_app.services.kirim import export_bundle
from desktop_app.services.kunci_segel import publish_sealing_key
from desktop_app.services.masuk import HasilPaket, merge_bundles
from desktop_app.services.pelaku import Pelaku
from desktop_app.vault import SigningKey
from tests.services.dunia_kantor import Dunia, add_people, determined_skp, final_penilaian
from tests.services.penanda import key_record, log_in

ALASAN = "Laporan triwulan sudah saya serahkan pada 3 Maret, kenari xylofon, tetapi tidak dihitung."
PERAN = {
    "staf": frozenset({P.PEGAWAI}),
    "camat": frozenset({P.PENILAI, P.OPERATOR, P.ADMIN}),
    "sekda": frozenset({P.PENILAI}),
}
"""The assessor has every role that a unit knows: his login can do the most."""


@dataclass
class Kecamatan:
    """The unit with its three people, an evaluation that is final, and the kabupaten above it."""

    dunia: Dunia
    unit: Kantor
    kabupaten: Kantor
    orang: dict[str, Pelaku]
    penilaian: str
    skp: str

    @contextmanager
    def sebagai(self, nama: str) -> Iterator[Kantor]:
        """Log one of the three in."""
        lama = self.unit.pelaku
        log_in(self.unit, self.orang[nama])
        try:
            yield self.unit
        finally:
            log_in(self.unit, lama)

    def seal(self, alasan: str = ALASAN) -> Tersegel:
        """Let the employee seal an objection."""
        with self.sebagai("staf") as kantor:
            return seal_objection(kantor, self.penilaian, alasan)

    def send(self) -> HasilPaket:
        """Send what is new to the kabupaten."""
        with self.sebagai("camat") as kantor:
            path = export_bundle(kantor, self.dunia.stick).path
        return merge_bundles(self.kabupaten, [path])[0]


def enter_person(kantor: Kantor, nama: str, pegawai_id: str, key: SigningKey | None = None) -> Pelaku:
    """Give a person an account with a key, log him in once so that he can be sealed to, and return him."""
    akun_id = natural_id("pengguna", kantor.profil.kode, nama)
    kunci = key or SigningKey.generate()
    isi = Pengguna(
        nama=nama.title(),
        pegawai_id=pegawai_id,
        unit_kode=kantor.profil.kode,
        kunci=(key_record(kantor, akun_id, kunci),),
    )
    with kantor.write("akun") as tx:
        tx.save("pengguna", akun_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    lama, siapa = kantor.pelaku, Pelaku(akun_id, nama.title(), PERAN[nama], pegawai_id, kunci)
    log_in(kantor, siapa)
    publish_sealing_key(kantor)
    log_in(kantor, lama)
    return siapa


def make_kecamatan(dunia: Dunia, *, penilai_superior: bool = True) -> Kecamatan:
    """Record three people and a final evaluation; without ``penilai_superior`` the superior has no account."""
    unit = dunia("a1")
    sekda, camat, staf = add_people(unit)
    ids = {"staf": staf, "camat": camat, "sekda": sekda}
    orang = {nama: enter_person(unit, nama, satu) for nama, satu in ids.items() if nama != "sekda" or penilai_superior}
    skp = determined_skp(unit, staf)
    penilaian = final_penilaian(unit, skp)
    return Kecamatan(dunia, unit, dunia("kabupaten"), orang, penilaian, skp)


def files_below(folder: Path) -> dict[Path, bytes]:
    """Return every file below a folder with what it holds."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
