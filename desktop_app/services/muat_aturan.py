"""Rule files: loaded and checked at the kabupaten, sent to every office, listed with what differs.

Nobody switches anything: an evaluation of a period that begins on the day of a rule file or later is made under it,
and what was made under another stays under that one for ever (docs/adr/0027-what-comes-from-above.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.dari_kabupaten import FORMAT_ATURAN, BerkasAturan
from desktop_app.domain.errors import SystemProblem, UserError
from desktop_app.domain.istilah import Rating
from desktop_app.domain.wewenang import Wewenang
from desktop_app.regulation import Aturan, read_aturan, regulation_in_force
from desktop_app.services.aturan_tersimpan import KIND, is_builtin, load_stored
from desktop_app.services.kantor import Changed, Kantor, Peran, intention
from desktop_app.services.kepercayaan import require_role
from desktop_app.services.penguji_kabupaten import rule_id

MAKS_BERKAS = 240_000
"""Bytes of a rule file; its letters are counted again."""


@dataclass(frozen=True)
class BedaAturan:
    """One thing in which a rule file differs from the rule set before it, in words."""

    apa: str
    lama: str
    baru: str


@dataclass(frozen=True)
class PratinjauAturan:
    """A rule file that was read and may be loaded, and in what it differs from what holds on the day before."""

    isi: BerkasAturan
    pembanding: str
    beda: tuple[BedaAturan, ...]


@dataclass(frozen=True)
class BarisAturan:
    """One rule set of this office: of the program or of a file; ``terbaca`` False where a newer program is needed."""

    aturan_id: str
    nama: str
    mulai: str
    bawaan: bool
    terbaca: bool = True
    dipakai: int = 0
    """How many evaluations are made under it for ever."""


@intention(Wewenang.UBAH_KETENTUAN)
def preview_aturan(kantor: Kantor, path: Path) -> PratinjauAturan:
    """Read a rule file and return what differs from the rules before it; writes nothing.

    Raises ``UserError``: ``aturan_tidak_terbaca``, ``aturan_terlalu_besar``, ``aturan_kode_bawaan``,
    ``aturan_sudah_ada``.
    """
    require_role(kantor, Peran.KABUPATEN)
    try:
        if path.stat().st_size > MAKS_BERKAS:
            raise UserError("aturan_terlalu_besar", maks=MAKS_BERKAS)
        teks = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise SystemProblem("berkas_gagal", berkas=path.name, rincian=str(error)) from error
    except UnicodeDecodeError as error:
        raise UserError("aturan_tidak_terbaca", rincian="bukan teks UTF-8") from error
    aturan = read_aturan(teks)
    if is_builtin(aturan.id):
        raise UserError("aturan_kode_bawaan", aturan=aturan.id)
    if kantor.store.history(rule_id(kantor.profil.kode, aturan.id)):
        raise UserError("aturan_sudah_ada", aturan=aturan.id)
    ada = [isi.urutan for isi, _ in load_stored(kantor.store, kantor.profil.kode, {})]
    lama = kantor.aturan(mulai=aturan.berlaku_mulai)
    isi = BerkasAturan(
        aturan_id=aturan.id,
        nama=aturan.nama,
        berlaku_mulai=aturan.berlaku_mulai,
        isi=teks,
        unit_kode=kantor.profil.kode,
        urutan=max(ada, default=0) + 1,
    )
    return PratinjauAturan(isi, lama.nama, _differences(lama, aturan))


@intention(Wewenang.UBAH_KETENTUAN)
def load_aturan_file(kantor: Kantor, path: Path) -> tuple[PratinjauAturan, Changed]:
    """Load a rule file at the kabupaten, for every office with its next answer. Raises as ``preview_aturan``."""
    pratinjau = preview_aturan(kantor, path)
    isi = pratinjau.isi
    doc_id = rule_id(kantor.profil.kode, isi.aturan_id)
    with kantor.write("muat_aturan", doc_id, {"nama": isi.aturan_id}) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    kantor.forget_rules()
    return pratinjau, Changed((doc_id,), (KIND,))


@intention(Wewenang.LIHAT_PENGATURAN)
def list_aturan(kantor: Kantor) -> tuple[BarisAturan, ...]:
    """Return the rule sets that are here, the program's and the kabupaten's, by their first days."""
    bawaan = regulation_in_force()
    baris = [_row(kantor, bawaan.id, bawaan.nama, bawaan.berlaku_mulai.isoformat(), bawaan=True)]
    terbaca = {isi.aturan_id for isi, _ in load_stored(kantor.store, kantor.profil.kode, {})}
    for satu in kantor.store.find(KIND):
        isi = decode_as(BerkasAturan, satu.body)
        bisa = isi.format <= FORMAT_ATURAN and isi.aturan_id in terbaca
        baris.append(_row(kantor, isi.aturan_id, isi.nama, isi.berlaku_mulai.isoformat(), terbaca=bisa))
    return tuple(sorted(baris, key=lambda satu: (satu.mulai, not satu.bawaan, satu.aturan_id)))


def _row(
    kantor: Kantor, aturan_id: str, nama: str, mulai: str, *, bawaan: bool = False, terbaca: bool = True
) -> BarisAturan:
    dipakai = kantor.store.count("penilaian", where={"aturan": aturan_id})
    return BarisAturan(aturan_id, nama[:200], mulai, bawaan, terbaca, dipakai)


def _differences(lama: Aturan, baru: Aturan) -> tuple[BedaAturan, ...]:
    """Return what differs between two rule sets, as people read it."""
    beda: list[BedaAturan] = []
    for hasil in Rating:
        for perilaku in Rating:
            dulu, kini = lama.matriks[hasil, perilaku], baru.matriks[hasil, perilaku]
            if dulu is not kini:
                apa = f"{lama.label_rating[hasil]} / {lama.label_rating[perilaku]}"
                beda.append(BedaAturan(apa, lama.label_predikat[dulu], baru.label_predikat[kini]))
    for nama in ("rating", "predikat", "capaian", "aspek", "jenis_hasil"):
        satu, dua = getattr(lama, f"label_{nama}"), getattr(baru, f"label_{nama}")
        beda += [BedaAturan(satu[kode], satu[kode], dua[kode]) for kode in satu if satu[kode] != dua[kode]]
    for panduan in ("panduan_hasil", "panduan_perilaku"):
        satu, dua = getattr(lama, panduan), getattr(baru, panduan)
        beda += [BedaAturan(lama.label_rating[r], satu[r], dua[r]) for r in Rating if satu[r] != dua[r]]
    for nilai, ganti in zip(lama.nilai_dasar, baru.nilai_dasar, strict=True):
        if nilai != ganti:
            beda.append(BedaAturan(nilai.nama, nilai.definisi, ganti.definisi))
    beda += [
        BedaAturan(lama.label_capaian[kode], _heights(lama.kurva[kode]), _heights(baru.kurva[kode]))
        for kode in lama.kurva
        if lama.kurva[kode] != baru.kurva[kode]
    ]
    golongan = sorted({*lama.pangkat, *baru.pangkat})
    # Ranks stand in people's posts, which no rule file changes: told, so that nobody waits for it.
    beda += [
        BedaAturan(f"{satu} (data pegawai tidak berubah)", lama.pangkat.get(satu, "–"), baru.pangkat.get(satu, "–"))
        for satu in golongan
        if lama.pangkat.get(satu) != baru.pangkat.get(satu)
    ]
    return tuple(beda)


def _heights(kurva: tuple[int, ...]) -> str:
    return " · ".join(map(str, kurva))
