"""Templates of an SKP: which fit a post, keeping one's own, and filling an SKP from one in a single act."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import msgspec

from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import JenisJabatan, KelompokSkp, StatusSkp
from desktop_app.domain.kelompok import kelompok_of
from desktop_app.domain.pegawai import Pegawai, RiwayatJabatan
from desktop_app.domain.pendekatan import propose_penugasan
from desktop_app.domain.skp import Skp
from desktop_app.domain.templat import TemplatSkp, fill_skp, fit_of, templat_of
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import MAKS_NAMA, Changed, Kantor, intention
from desktop_app.services.ketentuan import in_force, read_ketentuan
from desktop_app.services.naskah import body_to_advance, new_doc_id, require_document
from desktop_app.services.skp import blank_skp, identity_of, list_hasil_pimpinan
from desktop_app.services.templat_bawaan import AWALAN, read_bawaan


class AsalTemplat(StrEnum):
    """Whose suggestion a template is."""

    KANTOR = "kantor"
    KABUPATEN = "kabupaten"
    BAWAAN = "bawaan"


@dataclass(frozen=True)
class PilihanTemplat:
    """A template to choose; ``cocok`` counts the words of the post that agree, 0 for its kind alone, -1 for none.

    ``milik_sendiri`` tells that this office may change or retire it.
    """

    id: str
    isi: TemplatSkp
    asal: AsalTemplat
    cocok: int = -1
    milik_sendiri: bool = False


@intention(Wewenang.LIHAT_SKP)
def list_templat(kantor: Kantor) -> tuple[PilihanTemplat, ...]:
    """Return every template for this office: its own, those of offices above it, the shipped ones.

    A kabupaten holds its units' templates too; they are suggestions for those units alone.
    """
    pilihan: list[PilihanTemplat] = []
    for satu in in_force(kantor, kantor.store.find("templat_skp", order=("nama",))):
        sendiri = satu.scope == kantor.profil.kode
        asal = AsalTemplat.KANTOR if sendiri else AsalTemplat.KABUPATEN
        pilihan.append(PilihanTemplat(satu.doc_id, decode_as(TemplatSkp, satu.body), asal, milik_sendiri=sendiri))
    pilihan.sort(key=lambda satu: (list(AsalTemplat).index(satu.asal), satu.isi.nama.casefold(), satu.id))
    pilihan += [PilihanTemplat(kunci, isi, AsalTemplat.BAWAAN) for kunci, isi in read_bawaan().items()]
    return tuple(pilihan)


@intention(Wewenang.LIHAT_SKP)
def list_templat_for(
    kantor: Kantor, pegawai_id: str, tahun: int, kelompok: KelompokSkp | None = None
) -> tuple[PilihanTemplat, ...]:
    """Return the templates for the post of one person, the best fitting first; others of his group come last.

    ``kelompok`` is that of the SKP that is to be filled, where there is one already.
    """
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.LIHAT_SKP)
    jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(date(tahun, 1, 1))
    return fitting(kantor, jabatan, kelompok)


def fitting(
    kantor: Kantor,
    jabatan: RiwayatJabatan | None,
    kelompok: KelompokSkp | None = None,
    semua: tuple[PilihanTemplat, ...] | None = None,
) -> tuple[PilihanTemplat, ...]:
    """Return the templates for a post, the best fitting first; of equals the office's own before the shipped.

    ``semua`` are those to choose from, where somebody has read them already.
    """
    milik = kelompok or kelompok_of(jabatan, read_ketentuan(kantor))
    pilihan = list_templat(kantor) if semua is None else semua
    cocok = [replace(satu, cocok=fit_of(satu.isi, jabatan, milik)) for satu in pilihan if satu.isi.kelompok is milik]
    return tuple(sorted(cocok, key=lambda satu: -satu.cocok))


@intention(Wewenang.LIHAT_SKP)
def get_templat(kantor: Kantor, templat_id: str) -> TemplatSkp:
    """Return one template, shipped or stored; raises ``UserError`` where there is none."""
    return find_templat(kantor, templat_id)


def find_templat(kantor: Kantor, templat_id: str) -> TemplatSkp:
    """Return one template, shipped or stored; raises ``UserError`` ``templat_tidak_ada`` where there is none."""
    if templat_id.startswith(AWALAN):
        bawaan = read_bawaan().get(templat_id)
        if bawaan is not None:
            return bawaan
        raise UserError("templat_tidak_ada", id=templat_id)
    dokumen = kantor.store.document(templat_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "templat_skp":
        raise UserError("templat_tidak_ada", id=templat_id)
    return decode_as(TemplatSkp, dokumen.body)


@intention(Wewenang.SUSUN_SKP)
def create_from_templat(kantor: Kantor, templat_id: str, pegawai_id: str, tahun: int) -> tuple[str, Changed]:
    """Open the SKP of one person and year with what a template suggests, in one act.

    Raises ``UserError`` where he has one for that year already, or there is no such template for his group.
    """
    doc_id, kosong = blank_skp(kantor, pegawai_id, tahun)
    skp = filled(kantor, kosong, doc_id, templat_id)
    with kantor.write("skp_dari_templat", doc_id, {"pegawai": pegawai_id, "tahun": tahun, "templat": templat_id}) as tx:
        tx.save("skp", doc_id, encode(skp), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), ("skp",))


@intention(Wewenang.SUSUN_SKP)
def apply_templat(kantor: Kantor, templat_id: str, skp_id: str) -> Changed:
    """Add what a template suggests to a draft; what stands there stays, and nothing is added twice.

    An open working copy of who acts becomes part of the same revision. Raises ``UserError`` for an SKP that is no
    draft, in conflict, or of another group than the template.
    """
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    lama = decode_as(Skp, body_to_advance(kantor, dokumen))
    if lama.status is not StatusSkp.DRAFT:
        raise UserError("dokumen_terkunci", status=lama.status.value)
    baru = filled(kantor, lama, skp_id, templat_id)
    if baru == decode_as(Skp, dokumen.body):
        return Changed()
    with kantor.write("isi_dari_templat", skp_id, {"templat": templat_id}) as tx:
        tx.drop_working(skp_id, kantor.who)
        tx.save("skp", skp_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA)
    return Changed((skp_id,), ("skp",))


@intention(Wewenang.SUSUN_SKP)
def preview_templat(kantor: Kantor, templat_id: str, skp_id: str, skp: Skp) -> Skp:
    """Return ``skp`` as the template would fill it, for a sheet that is being typed; writes nothing.

    Whose leader's results are looked up is what the office holds of the SKP, never what ``skp`` says: by way of a
    stranger's name anybody could read his results.
    """
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    kerja = kantor.store.working(skp_id, kantor.who)
    milik = decode_as(Skp, kerja.body if kerja is not None else dokumen.body)
    tetap = ("pegawai_id", "penilai_id", "mulai", "selesai", "berakhir")
    sah = msgspec.structs.replace(skp, **{nama: getattr(milik, nama) for nama in tetap})
    terisi = filled(kantor, sah, skp_id, templat_id)
    return msgspec.structs.replace(terisi, **{nama: getattr(skp, nama) for nama in tetap})


def filled(kantor: Kantor, skp: Skp, skp_id: str, templat_id: str) -> Skp:
    """Return ``skp`` with what a template adds; raises ``UserError`` ``templat_beda_kelompok`` for another group."""
    templat = find_templat(kantor, templat_id)
    if templat.kelompok is not skp.kelompok:
        raise UserError("templat_beda_kelompok", nama=templat.nama)
    terisi = fill_skp(skp, skp_id, templat, templat_id, list_hasil_pimpinan(kantor, skp))
    penugas = identity_of(kantor, skp.penilai_id, skp.mulai).jabatan
    ada = {satu.id for satu in skp.hasil}
    # What is new names who gave it under every approach, so that two computers make the same children.
    hasil = tuple(
        satu if satu.id in ada or satu.penugasan.strip() else msgspec.structs.replace(satu, penugasan=penugas)
        for satu in terisi.hasil
    )
    return propose_penugasan(msgspec.structs.replace(terisi, hasil=hasil), penugas)


@intention(Wewenang.KELOLA_TEMPLAT)
def save_templat(
    kantor: Kantor,
    skp: Skp,
    nama: str,
    *,
    jabatan: tuple[str, ...] = (),
    jenis_jabatan: JenisJabatan | None = None,
    keterangan: str = "",
    ganti: str = "",
) -> tuple[str, Changed]:
    """Keep the contents of an SKP as ``store_templat`` does; whom it is about and was bound to is left out."""
    isi = templat_of(skp, nama, kantor.profil.kode)
    isi = msgspec.structs.replace(isi, jabatan=jabatan, jenis_jabatan=jenis_jabatan, keterangan=keterangan)
    return store_templat(kantor, isi, ganti=ganti)


@intention(Wewenang.KELOLA_TEMPLAT)
def store_templat(kantor: Kantor, isi: TemplatSkp, *, ganti: str = "") -> tuple[str, Changed]:
    """Keep ``isi`` as a template of this office, a new one or over its own template ``ganti``; return its id.

    Raises ``UserError`` for an empty name, no results, or another office's template.
    """
    nama = _checked_name(isi.nama)
    if not isi.hasil:
        raise UserError("templat_tanpa_hasil")
    isi = msgspec.structs.replace(
        isi,
        nama=nama,
        unit_kode=kantor.profil.kode,
        jabatan=_clean(isi.jabatan),
        keterangan=isi.keterangan.strip(),
        sumber=kantor.profil.nama,
    )
    lama = _own(kantor, ganti) if ganti else None
    doc_id = ganti or new_doc_id(kantor, "templat_skp", "")
    with kantor.write("simpan_templat", doc_id, {"nama": nama}) as tx:
        tx.save("templat_skp", doc_id, encode(isi, lama), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), ("templat_skp",))


@intention(Wewenang.KELOLA_TEMPLAT)
def change_templat(
    kantor: Kantor,
    templat_id: str,
    nama: str,
    *,
    jabatan: tuple[str, ...] = (),
    jenis_jabatan: JenisJabatan | None = None,
    keterangan: str = "",
) -> Changed:
    """Change name, posts and note of a template of this office; raises ``UserError`` for one that is not its own."""
    lama = _own(kantor, templat_id)
    isi = msgspec.structs.replace(
        decode_as(TemplatSkp, lama),
        nama=_checked_name(nama),
        jabatan=_clean(jabatan),
        jenis_jabatan=jenis_jabatan,
        keterangan=keterangan.strip(),
    )
    with kantor.write("simpan_templat", templat_id, {"nama": isi.nama}) as tx:
        tx.save("templat_skp", templat_id, encode(isi, lama), scope=kantor.profil.kode, schema=SCHEMA)
    return Changed((templat_id,), ("templat_skp",))


@intention(Wewenang.KELOLA_TEMPLAT)
def retire_templat(kantor: Kantor, templat_id: str, alasan: str) -> Changed:
    """Take a template of this office out of use; SKPs made from it stay, and so does its history."""
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="pensiunkan")
    _own(kantor, templat_id)
    with kantor.write("pensiunkan_templat", templat_id) as tx:
        tx.drop_working(templat_id, kantor.who)
        tx.save("templat_skp", templat_id, b"{}", scope=kantor.profil.kode, schema=SCHEMA, why=alasan, deleted=True)
    return Changed((templat_id,), ("templat_skp",))


def _own(kantor: Kantor, templat_id: str) -> bytes:
    """Return the body of a template of this office; raises ``UserError`` for a shipped one or the kabupaten's."""
    if templat_id.startswith(AWALAN):
        raise UserError("templat_bukan_milik", nama=find_templat(kantor, templat_id).nama)
    dokumen = require_document(kantor, templat_id, "templat_skp")
    if dokumen.scope != kantor.profil.kode:
        raise UserError("templat_bukan_milik", nama=dokumen.label)
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=templat_id)
    return dokumen.body


def _checked_name(nama: str) -> str:
    bersih = " ".join(nama.split())
    if not bersih:
        raise UserError("templat_tanpa_nama")
    if len(bersih) > MAKS_NAMA:
        raise UserError("templat_nama_panjang", batas=MAKS_NAMA)
    return bersih


def _clean(jabatan: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bersih for satu in jabatan if (bersih := " ".join(satu.split()))))
