"""Achievement of the unit that each assessor leads: set from above him, proposed to the evaluations of his people.

The unit that counts is the one led by the employee's own assessor (P6:94 g). Nobody sets the value of his own unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from desktop_app.domain.capaian_unit import CapaianUnit
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import CapaianOrganisasi, JenisPeriode
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode, list_periode, parse_periode
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, new_doc_id
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.siapa_menilai import known_person

KIND = "capaian_unit"


@dataclass(frozen=True)
class UsulanCapaian:
    """What an evaluation may take over: the value, from which document and period, and by whom it was set.

    ``tahun_lalu`` marks the value of the year before, which counts where the new one comes after January (P6:94 f).
    """

    doc_id: str
    periode: str
    capaian: CapaianOrganisasi
    tahun_lalu: bool = False
    dasar: str = ""
    penetap: str = ""
    tanggal: date | None = None


@dataclass(frozen=True)
class BarisCapaian:
    """One leader in the list of a year: how many people he assesses, and what is set for each period."""

    pegawai_id: str
    nama: str
    jabatan: str
    unit_kerja: str
    jumlah: int
    capaian: tuple[UsulanCapaian, ...]
    konflik: int = 0


def periods_of(kantor: Kantor, tahun: int) -> tuple[Periode, ...]:
    """Return the periods of a year in the agency's rhythm, the year itself last (P6:14)."""
    return list_periode(tahun, read_pengaturan(kantor).jenis_periode)


def propose_capaian(kantor: Kantor, penilai_id: str, waktu: Periode) -> UsulanCapaian | None:
    """Return what was set for the unit that an assessor leads; of a year without a value, that of the year before.

    None where neither is known. Asked by the program for its own work, whoever acts.
    """
    if not penilai_id:
        return None
    ada = _stored(kantor, penilai_id, waktu.kode)
    if ada is not None or waktu.jenis is not JenisPeriode.TAHUNAN:
        return ada
    lalu = _stored(kantor, penilai_id, str(waktu.tahun - 1))
    return None if lalu is None else _as_last_year(lalu)


def _as_last_year(satu: UsulanCapaian) -> UsulanCapaian:
    return UsulanCapaian(satu.doc_id, satu.periode, satu.capaian, True, satu.dasar, satu.penetap, satu.tanggal)


def _stored(kantor: Kantor, pegawai_id: str, periode: str) -> UsulanCapaian | None:
    for satu in kantor.store.find(KIND, where={"pegawai_id": pegawai_id, "periode": periode}):
        if not satu.conflicts and (usulan := _proposal(satu.doc_id, decode_as(CapaianUnit, satu.body))) is not None:
            return usulan
    return None


def _proposal(doc_id: str, isi: CapaianUnit) -> UsulanCapaian | None:
    if isi.capaian is None:
        return None
    return UsulanCapaian(doc_id, isi.periode, isi.capaian, isi.tahun_lalu, isi.dasar, isi.penetap, isi.tanggal)


@intention(Wewenang.LIHAT_PENILAIAN)
def list_capaian(kantor: Kantor, tahun: int) -> tuple[BarisCapaian, ...]:
    """Return who assesses somebody, by name, and what is set for his unit in each period of a year."""
    semua = kantor.store.find("pegawai", order=("nama",), bodies=False)
    jumlah: dict[str, int] = {}
    for satu in semua:
        if penilai := str(satu.columns["penilai_id"] or ""):
            jumlah[penilai] = jumlah.get(penilai, 0) + 1
    kode = {waktu.kode: n for n, waktu in enumerate(periods_of(kantor, tahun))}
    tercatat = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, KIND)
    rows: list[BarisCapaian] = []
    for satu in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "pegawai", order=("nama",), bodies=False):
        milik = [one for one in tercatat if one.columns["pegawai_id"] == satu.doc_id and one.columns["periode"] in kode]
        if satu.doc_id not in jumlah and not milik:
            continue
        nilai = [_proposal(one.doc_id, decode_as(CapaianUnit, one.body)) for one in milik]
        urut = sorted((one for one in nilai if one is not None), key=lambda one: kode[one.periode])
        rows.append(
            BarisCapaian(
                pegawai_id=satu.doc_id,
                nama=satu.label,
                jabatan=str(satu.columns["jabatan"] or ""),
                unit_kerja=str(satu.columns["unit_kerja"] or ""),
                jumlah=jumlah.get(satu.doc_id, 0),
                capaian=tuple(urut),
                konflik=sum(one.conflicts for one in milik),
            )
        )
    return tuple(rows)


@intention(Wewenang.LIHAT_PENILAIAN)
def get_capaian(kantor: Kantor, doc_id: str) -> CapaianUnit:
    """Return a stored value with its basis; raises ``UserError`` where there is none, or none he may see."""
    return decode_as(CapaianUnit, read_document(kantor, doc_id, KIND).body)


@intention(Wewenang.LIHAT_PENILAIAN)
def read_usulan_capaian(kantor: Kantor, penilaian_id: str) -> UsulanCapaian | None:
    """Return what was set for the unit of an evaluation's assessor, to be taken over; None where nothing was."""
    dokumen = reached_document(kantor, penilaian_id, "penilaian", Wewenang.LIHAT_PENILAIAN)
    isi = decode_as(Penilaian, dokumen.body)
    return propose_capaian(kantor, isi.penilai_id, parse_periode(isi.periode))


@intention(Wewenang.UBAH_CAPAIAN)
def set_capaian(
    kantor: Kantor,
    pegawai_id: str,
    periode: str,
    capaian: CapaianOrganisasi,
    *,
    dasar: str = "",
    tahun_lalu: bool = False,
    tanggal: date | None = None,
) -> tuple[str, Changed]:
    """Set what the unit led by a person reached in a period, and return the document's id.

    His superior sets it, or the office for him, never he himself. Evaluations that are final keep what they froze;
    open ones are told where they differ. Raises ``UserError`` ``capaian_tahun_lalu_tahunan`` where a value of the
    year before is set for a short period (P6:94 f), ``penilaian_diri_sendiri`` for one's own unit.
    """
    waktu = parse_periode(periode)
    orang = reached_document(kantor, pegawai_id, "pegawai", Wewenang.UBAH_CAPAIAN)
    if tahun_lalu and waktu.jenis is not JenisPeriode.TAHUNAN:
        raise UserError("capaian_tahun_lalu_tahunan", periode=waktu.kode)
    pegawai = known_person(kantor, pegawai_id)
    jabatan = pegawai.jabatan_pada(waktu.selesai) if pegawai is not None else None
    ada = kantor.store.find(KIND, where={"pegawai_id": pegawai_id, "periode": waktu.kode}, bodies=False)
    dokumen = reached_document(kantor, ada[0].doc_id, KIND, Wewenang.UBAH_CAPAIAN) if ada else None
    lama = body_to_advance(kantor, dokumen) if dokumen is not None else None
    kosong = CapaianUnit(pegawai_id=pegawai_id, periode=waktu.kode, unit_kode=orang.scope)
    baru = msgspec.structs.replace(
        decode_as(CapaianUnit, lama) if lama is not None else kosong,
        unit_kerja=jabatan.unit_kerja if jabatan is not None else "",
        capaian=capaian,
        tahun_lalu=tahun_lalu,
        dasar=dasar.strip(),
        penetap=kantor.pelaku.nama,
        tanggal=tanggal,
    )
    doc_id = ada[0].doc_id if ada else new_doc_id(kantor, KIND, f"{pegawai_id}/{waktu.kode}", orang.scope)
    with kantor.write("tetapkan_capaian", doc_id, {"periode": waktu.kode, "capaian": capaian.value}) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save(KIND, doc_id, encode(baru, lama), scope=dokumen.scope if dokumen else orang.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), (KIND, "penilaian"))
