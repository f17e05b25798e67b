"""SKP: list, create, hand in, return, determine, reopen; who assesses comes from the person's post."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from db import Found
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisHasil, JenisKeadaan, StatusKepegawaian, StatusSkp
from desktop_app.domain.kelengkapan import check_skp
from desktop_app.domain.kelompok import kelompok_of, pendekatan_of
from desktop_app.domain.pegawai import Identitas, Pegawai, identitas_pada
from desktop_app.domain.perencanaan import dikecualikan_selama
from desktop_app.domain.siklus import next_status_skp
from desktop_app.domain.skp import Butir, HasilIntervensi, Indikator, RencanaHasilKerja, Skp
from desktop_app.domain.tanda_tangan import Perbuatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.adendum_cocok import check_addenda, marks_of, unconfirmed_now
from desktop_app.services.atasan import require_superior, superior_of
from desktop_app.services.jangkauan import find_reached, posts_of, reached_document, read_document, view_of
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.ketentuan import read_ketentuan
from desktop_app.services.kolom import akhir_column, covers_days, is_active, status_column
from desktop_app.services.masa_skp import is_covered, require_alone, require_day
from desktop_app.services.naskah import body_to_advance, new_doc_id, require_document
from desktop_app.services.penjaga import require_own_reopening, require_step
from desktop_app.services.tanda_tangan import sign, signed_now


@dataclass(frozen=True)
class BarisSkp:
    """One row of the list of SKPs; ``skp_id`` is empty for a person who has none in that year.

    ``tertanda`` tells that the present version of a determined one was signed with somebody's own key. ``mulai`` and
    ``akhir`` are the days it covers (ISO), ``dikembalikan`` tells a draft that came back with a note, and
    ``dikecualikan`` why no SKP is asked of the person in that year (P6:65-66), ``belum_tegas`` a determined one that
    two computers' addenda make together and that nobody has confirmed.
    """

    skp_id: str
    pegawai_id: str
    nama: str
    nip: str
    jabatan: str
    penilai: str
    status: StatusSkp | None
    konflik: int
    tertanda: bool = False
    mulai: str = ""
    akhir: str = ""
    dikembalikan: bool = False
    dikecualikan: JenisKeadaan | None = None
    belum_tegas: bool = False


@intention(Wewenang.LIHAT_SKP)
def list_skp(kantor: Kantor, tahun: int, cari: str = "", *, tanpa_skp: bool = True) -> tuple[BarisSkp, ...]:
    """Return the SKPs that touch ``tahun`` by name, and (``tanpa_skp``) the active people who have none yet."""
    dikenal = find_reached(kantor, Wewenang.LIHAT_SKP, "pegawai", teks=cari, order=("nama",))
    orang = {satu.doc_id: satu for satu in dikenal}
    baris: list[BarisSkp] = []
    punya: set[str] = set()
    pandangan = view_of(kantor, Wewenang.LIHAT_SKP)
    ketemu = find_reached(kantor, Wewenang.LIHAT_SKP, "skp", order=("mulai",))
    terbatas = pandangan is not None
    nama = _names_of_penilai(kantor, [*ketemu, *dikenal]) if terbatas else _labels(orang, kantor if cari else None)
    for satu in ketemu:
        kolom = satu.columns
        pegawai_id = str(kolom["pegawai_id"])
        if not covers_days(kolom, f"{tahun}-01-01", f"{tahun}-12-31"):
            continue
        punya.add(pegawai_id)
        if pegawai_id not in orang:
            continue
        siapa = orang[pegawai_id].columns
        penilai = nama.get(str(kolom["penilai_id"] or ""), "")
        baris.append(
            BarisSkp(
                skp_id=satu.doc_id,
                pegawai_id=pegawai_id,
                nama=str(siapa["nama"]),
                nip=str(siapa["nip"] or ""),
                jabatan=str(siapa["jabatan"] or ""),
                penilai=penilai,
                status=status_column(StatusSkp, kolom["status"]),
                konflik=satu.conflicts,
                mulai=str(kolom["mulai"]),
                akhir=akhir_column(kolom),
                dikembalikan=_is_returned(satu),
            )
        )
    if tanpa_skp:
        for pegawai_id, found in orang.items():
            siapa = found.columns
            if pegawai_id in punya or not is_active(siapa["aktif"]) or siapa["status"] == "bukan_asn":
                continue
            if pandangan is not None and not pandangan.manages(pegawai_id):
                continue
            penilai = nama.get(str(siapa["penilai_id"] or ""), "")
            baris.append(
                BarisSkp(
                    skp_id="",
                    pegawai_id=pegawai_id,
                    nama=str(siapa["nama"]),
                    nip=str(siapa["nip"] or ""),
                    jabatan=str(siapa["jabatan"] or ""),
                    penilai=penilai,
                    status=None,
                    konflik=0,
                    dikecualikan=dikecualikan_tahun(found.body, tahun),
                )
            )
    tetap = [b.skp_id for b in baris if b.status is StatusSkp.DITETAPKAN]
    # Only addenda are joined without a question; few plans have any.
    beradendum = {satu.doc_id for satu in ketemu if b'"adendum":[{' in satu.body}
    tertanda, gabungan = signed_now(kantor, tetap), unconfirmed_now(kantor, beradendum.intersection(tetap))
    semua = (replace(b, tertanda=b.skp_id in tertanda, belum_tegas=b.skp_id in gabungan) for b in baris)
    return tuple(sorted(semua, key=lambda b: (b.nama.casefold(), b.skp_id)))


def _is_returned(found: Found) -> bool:
    """Tell whether an SKP is a draft that came back with a note; only one that may be is decoded."""
    if found.columns["status"] != StatusSkp.DRAFT.value or b'"catatan_pengembalian":""' in found.body:
        return False
    return decode_as(Skp, found.body).dikembalikan


def _labels(orang: Mapping[str, Found], kantor: Kantor | None) -> dict[str, str]:
    """Return names by id: of these people, or of everybody in the office where a search has narrowed them."""
    semua = orang.values() if kantor is None else kantor.store.find("pegawai", order=("nama",))
    return {satu.doc_id: satu.label for satu in semua}


def _names_of_penilai(kantor: Kantor, ketemu: Iterable[Found]) -> dict[str, str]:
    """Return the names of the assessors of these people and SKPs alone."""
    ids = {str(satu.columns["penilai_id"] or "") for satu in ketemu} - {""}
    return {doc_id: satu.label for doc_id, satu in kantor.store.documents(ids).items() if not satu.deleted}


@intention(Wewenang.LIHAT_SKP)
def count_bukan_asn(kantor: Kantor) -> int:
    """Return how many active people are recorded as not ASN, so that no SKP is asked of them."""
    bukan = {"status": StatusKepegawaian.BUKAN_ASN.value}
    terlihat = find_reached(kantor, Wewenang.LIHAT_PEGAWAI, "pegawai", where=bukan)
    return sum(1 for satu in terlihat if satu.columns["aktif"])


@intention(Wewenang.LIHAT_SKP)
def get_skp(kantor: Kantor, doc_id: str) -> Skp:
    """Return the stored SKP; raises ``UserError`` where there is none."""
    return decode_as(Skp, read_document(kantor, doc_id, "skp").body)


@intention(Wewenang.SUSUN_SKP)
def create_skp(
    kantor: Kantor, pegawai_id: str, tahun: int, *, mulai: date | None = None, selesai: date | None = None
) -> tuple[str, Changed]:
    """Open an SKP for one person and year, or a part of it, with assessor and agency filled in from what is known.

    Raises ``UserError`` as ``blank_skp``.
    """
    doc_id, skp = blank_skp(kantor, pegawai_id, tahun, mulai=mulai, selesai=selesai)
    with kantor.write("buat_skp", doc_id, {"pegawai": pegawai_id, "tahun": tahun}) as tx:
        tx.save("skp", doc_id, encode(skp), scope=kantor.profil.kode, schema=SCHEMA)
    return doc_id, Changed((doc_id,), ("skp",))


def blank_skp(
    kantor: Kantor,
    pegawai_id: str,
    tahun: int,
    *,
    mulai: date | None = None,
    selesai: date | None = None,
    pegawai: Pegawai | None = None,
    selain: Collection[str] = (),
) -> tuple[str, Skp]:
    """Return the id and the empty SKP of one person as it would be stored; writes nothing.

    It covers the year, or the part of it from ``mulai`` to ``selesai``, as after a move (P6:65 point 6). ``pegawai`` is
    the person as he is about to be stored, ``selain`` names SKPs that are about to end before. Raises
    ``UserError`` where another one covers one of these days, where they are not of one year in this order, or where
    who acts may not make it.
    """
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.SUSUN_SKP)
    pegawai = pegawai or decode_as(Pegawai, dokumen.body)
    mulai, selesai = mulai or date(tahun, 1, 1), selesai or date(tahun, 12, 31)
    if not mulai <= selesai or (mulai.year, selesai.year) != (tahun, tahun):
        raise UserError("skp_masa_salah", mulai=format_tanggal(mulai), selesai=format_tanggal(selesai), tahun=tahun)
    if is_covered(kantor, pegawai_id, mulai.isoformat(), selesai.isoformat(), selain):
        raise UserError("skp_sudah_ada", nama=pegawai.nama, tahun=tahun)
    jabatan = pegawai.jabatan_pada(mulai)
    ketentuan = read_ketentuan(kantor)
    kelompok = kelompok_of(jabatan, ketentuan)
    skp = Skp(
        pegawai_id=pegawai_id,
        penilai_id=jabatan.penilai_id if jabatan else "",
        unit_kode=kantor.profil.kode,
        mulai=mulai,
        selesai=selesai,
        instansi=kantor.profil.instansi,
        tempat=kantor.profil.tempat,
        kelompok=kelompok,
        pendekatan=pendekatan_of(kelompok, ketentuan),
    )
    return new_doc_id(kantor, "skp", f"{pegawai_id}/{mulai}/{selesai}"), skp


@intention(Wewenang.SUSUN_SKP, Wewenang.TETAPKAN_SKP)
def advance_skp(
    kantor: Kantor,
    doc_id: str,
    langkah: str,
    *,
    alasan: str = "",
    tanggal: date | None = None,
    tempat: str = "",
    oleh_atasan: bool = False,
) -> Changed:
    """Take one step: ``ajukan``, ``tarik``, ``kembalikan``, ``tetapkan``, ``buka_kembali`` or ``tegaskan``.

    An open working copy becomes part of the same revision. Determining freezes both identities as of ``tanggal``;
    ``oleh_atasan`` lets the assessor's superior do it after the limit (P6:65 point 5), who is then printed as the one
    who determined, while the assessor stays who evaluates. ``tegaskan`` signs anew what two computers' accepted
    addenda say together. Raises ``UserError`` for a wrong state, a missing reason, a missing or impossible date, a
    superior who acts too early, an assessor without a name, blocking findings, or another SKP of the same days;
    ``wewenang_kurang`` where the step is another's, and nobody determines his own.
    """
    perlu = Wewenang.SUSUN_SKP if langkah in ("ajukan", "tarik") else Wewenang.TETAPKAN_SKP
    penetap = superior_of(kantor, doc_id, tanggal) if oleh_atasan and langkah == "tetapkan" else ""
    if penetap and penetap == kantor.pelaku.pegawai_id:
        # He assesses the assessor, not this person, so that no other right reaches the SKP.
        dokumen = require_document(kantor, doc_id, "skp")
    else:
        dokumen = reached_document(kantor, doc_id, "skp", perlu)
    skp = decode_as(Skp, body_to_advance(kantor, dokumen))
    menandatangani = langkah in ("tetapkan", "tegaskan")
    require_step(
        kantor,
        perlu,
        doc_id,
        msgspec.structs.replace(skp, penilai_id=penetap or skp.penetap_id or skp.penilai_id) if menandatangani else skp,
        signs=menandatangani,
    )
    status = next_status_skp(skp.status, langkah, alasan)
    ubah: dict[str, object] = {"status": status}
    if langkah in ("ajukan", "tetapkan"):
        # What an accepted addendum made of the plan is not typed away: another addendum changes it.
        temuan = [satu for satu in (*check_skp(skp), *check_addenda(kantor, doc_id, skp)) if satu.penting]
        if temuan:
            raise UserError("skp_belum_lengkap", jumlah=len(temuan), temuan=[satu.kode for satu in temuan])
        require_alone(kantor, doc_id, skp)
    if langkah == "tegaskan" and len(dokumen.heads) == 1 and not _is_unsigned(kantor, doc_id):
        raise UserError("skp_sudah_utuh")
    if langkah == "tegaskan" and (beda := check_addenda(kantor, doc_id, skp)):
        raise UserError("skp_gabungan_berbeda", jumlah=len(beda), temuan=[satu.kode for satu in beda])
    if langkah == "tetapkan":
        if tanggal is None:
            raise UserError("tanggal_wajib")
        if oleh_atasan:
            require_superior(kantor, skp, penetap, tanggal)
        require_day(kantor, skp, tanggal)
        ubah |= {
            "tanggal": tanggal,
            "tempat": tempat or skp.tempat or kantor.profil.tempat,
            "pegawai": settled_identity(kantor, skp.pegawai_id, tanggal),
            "penilai": penilai_identity(kantor, penetap or skp.penilai_id, tanggal),
            "penetap_id": penetap,
            "catatan_pengembalian": "",
        }
    if langkah == "kembalikan":
        ubah["catatan_pengembalian"] = alasan
    if langkah == "buka_kembali":
        require_own_reopening(kantor, dokumen)
        ubah |= {"pegawai": None, "penilai": None, "tanggal": None, "penetap_id": ""}
        ubah["adendum"] = marks_of(kantor, doc_id, skp)
    baru = msgspec.structs.replace(skp, **ubah)
    with kantor.write(f"skp_{langkah}", doc_id, {"oleh": "atasan pejabat penilai"} if penetap else None) as tx:
        tx.drop_working(doc_id, kantor.who)
        rev = tx.save("skp", doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA, why=alasan)
        if menandatangani:
            sign(kantor, tx, rev, Perbuatan.TETAPKAN)
    return Changed((doc_id,), ("skp",))


def _is_unsigned(kantor: Kantor, doc_id: str) -> bool:
    """Tell whether who acts could sign the present version and nobody has."""
    return kantor.pelaku.kunci is not None and not signed_now(kantor, [doc_id])


def dikecualikan_tahun(body: bytes, tahun: int) -> JenisKeadaan | None:
    """Return why no SKP of ``tahun`` is asked of the person with this stored body; None where one is."""
    # Most people have no circumstance at all, and a list of thousands is not decoded for that.
    if b'"keadaan":[]' in body or b'"keadaan"' not in body:
        return None
    sebab = dikecualikan_selama(decode_as(Pegawai, body), date(tahun, 1, 1), date(tahun, 12, 31))
    return sebab.jenis if sebab is not None else None


def identity_of(kantor: Kantor, pegawai_id: str, tanggal: date | None) -> Identitas:
    """Return what a form of ``tanggal`` prints of a person; an empty identity where he is not known."""
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    if dokumen is None or dokumen.kind != "pegawai":
        return Identitas()
    return identitas_pada(decode_as(Pegawai, dokumen.body), tanggal)


def settled_identity(kantor: Kantor, pegawai_id: str, tanggal: date | None) -> Identitas:
    """Return ``identity_of`` for paper or for freezing; raises ``UserError`` while versions of the person disagree."""
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    if dokumen is not None and dokumen.conflicts:
        # A form must not choose between two names.
        raise UserError("pegawai_berkonflik", nama=dokumen.label)
    return identity_of(kantor, pegawai_id, tanggal)


def penilai_identity(kantor: Kantor, penilai_id: str, tanggal: date | None) -> Identitas:
    """Return ``settled_identity`` of who signs; raises ``UserError`` where he is not known or has no name."""
    identitas = settled_identity(kantor, penilai_id, tanggal)
    if not identitas.nama.strip():
        raise UserError("penilai_tanpa_nama")
    return identitas


@intention(Wewenang.LIHAT_SKP)
def list_hasil_pimpinan(kantor: Kantor, skp: Skp) -> tuple[HasilIntervensi, ...]:
    """Return the planned results of the assessor's SKP in the same time, to be chosen for column (2) of A.1.7.

    A plan is derived from the assessor's (Article 10), so its author may read these lines, and no others.
    """
    hasil: list[HasilIntervensi] = []
    if not skp.penilai_id or not _is_penilai_of(kantor, skp):
        return ()
    for satu in kantor.store.find("skp", where={"pegawai_id": skp.penilai_id}):
        pimpinan = decode_as(Skp, satu.body)
        if pimpinan.akhir < skp.mulai or pimpinan.mulai > skp.akhir:
            continue
        hasil.extend(
            HasilIntervensi(teks=rencana.teks, skp_id=satu.doc_id, hasil_id=rencana.id)
            for rencana in pimpinan.hasil
            if rencana.teks.strip()
        )
    return tuple(hasil)


def _is_penilai_of(kantor: Kantor, skp: Skp) -> bool:
    """Tell whether who acts may look at that person's SKP, and the office knows the assessor that it names."""
    pandangan = view_of(kantor, Wewenang.LIHAT_SKP)
    if pandangan is None:
        return True
    milik = {"pegawai_id": skp.pegawai_id, "penilai_id": skp.penilai_id}
    if not pandangan.reaches("skp", "", milik):
        return False
    pegawai = kantor.store.document(skp.pegawai_id)
    ditunjuk = pegawai is not None and not pegawai.deleted and skp.penilai_id in posts_of(pegawai)
    return ditunjuk or kantor.store.count("skp", where=milik) > 0


def new_hasil(jenis: JenisHasil) -> RencanaHasilKerja:
    """Return an empty result with one empty indicator, each with an id of its own."""
    return RencanaHasilKerja(id=secrets.token_hex(4), jenis=jenis, indikator=(new_indikator(),))


def new_indikator() -> Indikator:
    """Return an empty indicator with an id of its own."""
    return Indikator(id=secrets.token_hex(4))


def new_butir(teks: str = "") -> Butir:
    """Return a line of text with an id of its own."""
    return Butir(id=secrets.token_hex(4), teks=teks)
