"""Action plans (B.1.1) and their documentation (B.1.2): begun from an SKP and a period, typed like every document."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.realisasi import UsulanRealisasi
from desktop_app.domain.rencana_aksi import RencanaAksi
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.hapus_dokumen import delete_document
from desktop_app.services.jangkauan import find_reached, reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import covers_days
from desktop_app.services.naskah import new_doc_id
from desktop_app.services.rencana import person_named
from desktop_app.services.usulan_realisasi import read_usulan

KIND = "rencana_aksi"


@dataclass(frozen=True)
class BarisAksi:
    """One action plan in the list: whose, for which period, how many steps and realisations it has."""

    id: str
    skp_id: str
    pegawai_id: str
    nama: str
    jabatan: str
    periode: str
    aksi: int
    realisasi: int
    konflik: int


@dataclass(frozen=True)
class PilihanSkp:
    """An SKP for which an action plan can be begun: whose, its days, and the periods that have one already."""

    skp_id: str
    pegawai_id: str
    nama: str
    mulai: str
    selesai: str
    sudah: tuple[str, ...]


@dataclass(frozen=True)
class RincianAksi:
    """What stands around an action plan: whose it is, its SKP where that is here, what the journal proposes."""

    nama: str
    jabatan: str
    skp: Skp | None
    usulan: tuple[UsulanRealisasi, ...]


@intention(Wewenang.LIHAT_SKP)
def list_rencana_aksi(kantor: Kantor, tahun: int) -> tuple[BarisAksi, ...]:
    """Return the action plans of a year that who acts may see, by name and period."""
    baris: list[BarisAksi] = []
    for satu in find_reached(kantor, Wewenang.LIHAT_SKP, KIND):
        isi = decode_as(RencanaAksi, satu.body)
        if parse_periode(isi.periode).tahun != tahun:
            continue
        siapa = person_named(kantor, isi.pegawai_id, None)
        baris.append(
            BarisAksi(
                id=satu.doc_id,
                skp_id=isi.skp_id,
                pegawai_id=isi.pegawai_id,
                nama=siapa.nama,
                jabatan=siapa.jabatan,
                periode=isi.periode,
                aksi=len(isi.aksi),
                realisasi=len(isi.realisasi),
                konflik=satu.conflicts,
            )
        )
    return tuple(sorted(baris, key=lambda s: (s.nama.casefold(), s.periode, s.id)))


@intention(Wewenang.ISI_JURNAL)
def list_skp_aksi(kantor: Kantor, tahun: int) -> tuple[PilihanSkp, ...]:
    """Return the SKPs of a year for which who acts may begin an action plan, by name."""
    sudah: dict[str, list[str]] = {}
    for satu in find_reached(kantor, Wewenang.ISI_JURNAL, KIND, bodies=False):
        sudah.setdefault(str(satu.columns["skp_id"]), []).append(str(satu.columns["periode"]))
    pilihan = []
    for satu in find_reached(kantor, Wewenang.ISI_JURNAL, "skp"):
        if not covers_days(satu.columns, f"{tahun}-01-01", f"{tahun}-12-31"):
            continue
        skp = decode_as(Skp, satu.body)
        pilihan.append(
            PilihanSkp(
                skp_id=satu.doc_id,
                pegawai_id=skp.pegawai_id,
                nama=person_named(kantor, skp.pegawai_id, None).nama,
                mulai=skp.mulai.isoformat(),
                selesai=skp.akhir.isoformat(),
                sudah=tuple(sorted(sudah.get(satu.doc_id, ()))),
            )
        )
    return tuple(sorted(pilihan, key=lambda s: (s.nama.casefold(), s.mulai)))


@intention(Wewenang.ISI_JURNAL)
def create_rencana_aksi(kantor: Kantor, skp_id: str, periode: str) -> tuple[str, Changed]:
    """Open the action plan of an SKP for a period; its id comes from both, so that two computers speak of one.

    Raises ``UserError`` where it is not his to write, the period lies outside the SKP, or there is one already.
    """
    waktu = parse_periode(periode)
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.ISI_JURNAL)
    skp = decode_as(Skp, dokumen.body)
    if waktu.selesai < skp.mulai or waktu.mulai > skp.akhir:
        raise UserError("periode_di_luar_skp", periode=waktu.kode)
    if kantor.store.count(KIND, where={"skp_id": skp_id, "periode": waktu.kode}):
        raise UserError("aksi_sudah_ada", periode=waktu.kode)
    doc_id = new_doc_id(kantor, KIND, f"{skp_id}/{waktu.kode}", dokumen.scope)
    isi = RencanaAksi(
        pegawai_id=skp.pegawai_id,
        skp_id=skp_id,
        periode=waktu.kode,
        penilai_id=skp.penilai_id,
        unit_kode=skp.unit_kode or kantor.profil.kode,
        tempat=skp.tempat or kantor.profil.tempat,
    )
    with kantor.write("buat_rencana_aksi", doc_id, {"periode": waktu.kode}) as tx:
        tx.save(KIND, doc_id, encode(isi), scope=dokumen.scope or kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND,))


@intention(Wewenang.LIHAT_SKP)
def read_rencana_aksi(kantor: Kantor, doc_id: str) -> RincianAksi:
    """Return what stands around an action plan; raises ``UserError`` where it is not there or not his to see."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.LIHAT_SKP)
    isi = decode_as(RencanaAksi, dokumen.body)
    siapa = person_named(kantor, isi.pegawai_id, None)
    asal = kantor.store.document(isi.skp_id)
    ada = asal is not None and not asal.deleted and asal.kind == "skp"
    skp = decode_as(Skp, asal.body) if asal is not None and ada else None
    usulan = read_usulan(kantor, isi.pegawai_id, isi.skp_id, isi.periode) if skp is not None else ()
    return RincianAksi(nama=siapa.nama, jabatan=siapa.jabatan, skp=skp, usulan=usulan)


@intention(Wewenang.ISI_JURNAL)
def delete_rencana_aksi(kantor: Kantor, doc_id: str, alasan: str) -> Changed:
    """Delete an action plan with a reason; its history stays. Raises ``UserError`` without a reason."""
    dokumen = reached_document(kantor, doc_id, KIND, Wewenang.ISI_JURNAL)
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="hapus")
    return delete_document(kantor, dokumen, alasan, act="hapus_rencana_aksi")
