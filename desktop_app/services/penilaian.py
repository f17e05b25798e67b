"""Evaluations: list, create, finalise, correct with a reason; the predicate is always computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import msgspec

from db import Document, Found, Transaction
from desktop_app.domain.codec import SCHEMA, decode_as, encode, natural_id
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisPeriode, Predikat, Rating, StatusPenilaian, StatusSkp
from desktop_app.domain.kelengkapan_penilaian import check_penilaian
from desktop_app.domain.pegawai import Identitas, Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import Periode, list_periode, parse_periode
from desktop_app.domain.perpindahan import rentang_evaluasi
from desktop_app.domain.predikat import DasarPredikat
from desktop_app.domain.siklus import next_status_penilaian
from desktop_app.domain.skp import Skp
from desktop_app.domain.tanda_tangan import Perbuatan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.adendum_cocok import require_confirmed
from desktop_app.services.aturan_nilai import frozen_under, predikat_under, words_of
from desktop_app.services.capaian_unit import propose_capaian
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.jangkauan_atasan import superior_of_penilaian
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.keberatan_menahan import require_unheld
from desktop_app.services.kolom import covers_days, status_column
from desktop_app.services.naskah import body_to_advance, new_doc_id, require_document
from desktop_app.services.penjaga import require_own_reopening, require_step
from desktop_app.services.putusan_berlaku import HasilBerlaku, decided_results
from desktop_app.services.rantai_penilaian import forget_chain, frozen_chain
from desktop_app.services.siapa_menilai import penilai_for
from desktop_app.services.skp import penilai_identity, settled_identity
from desktop_app.services.tanda_tangan import sign, signed_now
from desktop_app.services.waktu import plausible_day, read_time


@dataclass(frozen=True)
class BarisPenilaian:
    """One row of the list of evaluations of a period; ids are empty where something is still missing.

    ``tertanda`` tells that the present version of a final one was signed with somebody's own key; ``ditunggu`` names
    the assessor who let it pass, where the one who looks may take it over. ``kata`` are both ratings and the predicate
    in the official words of the rules that govern the evaluation, each empty where there is none.
    """

    penilaian_id: str
    skp_id: str
    pegawai_id: str
    nama: str
    nip: str
    jabatan: str
    status_skp: StatusSkp | None
    status: StatusPenilaian | None
    rating_hasil: Rating | None
    rating_perilaku: Rating | None
    predikat: Predikat | None
    konflik: int
    tertanda: bool = False
    ditunggu: str = ""
    diputus: bool = False
    kata: tuple[str, str, str] = ("", "", "")


@intention(Wewenang.LIHAT_PENILAIAN)
def list_penilaian(kantor: Kantor, periode: str, cari: str = "") -> tuple[BarisPenilaian, ...]:
    """Return who has an SKP in the period, by name, with the evaluation where one was begun."""
    waktu = parse_periode(periode)
    dikenal = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "pegawai", teks=cari, order=("nama",))
    orang = {satu.doc_id: satu for satu in dikenal}
    terlihat = find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "penilaian", where={"periode": waktu.kode})
    ada = {str(satu.columns["skp_id"]): satu for satu in terlihat}
    baris: list[BarisPenilaian] = []
    for skp in find_reached(kantor, Wewenang.LIHAT_PENILAIAN, "skp"):
        kolom = skp.columns
        pegawai = orang.get(str(kolom["pegawai_id"]))
        berlaku = covers_days(kolom, waktu.mulai.isoformat(), waktu.selesai.isoformat())
        if pegawai is None or not berlaku:
            continue
        nilai = ada.get(skp.doc_id)
        hasil = _rating(nilai.columns["rating_hasil"]) if nilai else None
        perilaku = _rating(nilai.columns["rating_perilaku"]) if nilai else None
        baris.append(
            BarisPenilaian(
                penilaian_id=nilai.doc_id if nilai else "",
                skp_id=skp.doc_id,
                pegawai_id=pegawai.doc_id,
                nama=pegawai.label,
                nip=str(pegawai.columns["nip"] or ""),
                jabatan=str(pegawai.columns["jabatan"] or ""),
                status_skp=status_column(StatusSkp, kolom["status"]),
                status=status_column(StatusPenilaian, nilai.columns["status"]) if nilai else None,
                rating_hasil=hasil,
                rating_perilaku=perilaku,
                predikat=_predikat(kantor, nilai) if nilai else None,
                konflik=nilai.conflicts if nilai else 0,
            )
        )
    tertanda = signed_now(kantor, (b.penilaian_id for b in baris if b.status is StatusPenilaian.FINAL))
    putusan = decided_results(kantor, [b.penilaian_id for b in baris if b.status is StatusPenilaian.FINAL])
    menurut = {satu.doc_id: str(satu.columns["aturan"] or "") for satu in terlihat}
    kini = (replace(_decided(b, putusan.get(b.penilaian_id)), tertanda=b.penilaian_id in tertanda) for b in baris)
    semua = (_worded(kantor, b, menurut.get(b.penilaian_id, ""), waktu.kode) for b in kini)
    return tuple(sorted(semua, key=lambda b: (b.nama.casefold(), b.skp_id)))


def _decided(baris: BarisPenilaian, putusan: HasilBerlaku | None) -> BarisPenilaian:
    """Return a row with what a decision on an objection put in place of its result (P6:118)."""
    if putusan is None or putusan.predikat is None:
        return baris
    return replace(
        baris,
        rating_hasil=putusan.rating_hasil,
        rating_perilaku=putusan.rating_perilaku,
        predikat=putusan.predikat,
        diputus=True,
    )


def _worded(kantor: Kantor, baris: BarisPenilaian, aturan_id: str, periode: str) -> BarisPenilaian:
    """Return a row with its words: two rows of one period may have been made under two rule sets."""
    if not baris.penilaian_id:
        return baris
    aturan = words_of(kantor, aturan_id, periode)
    return replace(
        baris,
        kata=(
            aturan.label_rating[baris.rating_hasil] if baris.rating_hasil else "",
            aturan.label_rating[baris.rating_perilaku] if baris.rating_perilaku else "",
            aturan.label_predikat[baris.predikat] if baris.predikat else "",
        ),
    )


def _predikat(kantor: Kantor, nilai: Found) -> Predikat | None:
    beku = nilai.columns["predikat"]
    isi = msgspec.json.decode(nilai.body, type=DasarPredikat)
    aturan_id, periode = str(nilai.columns["aturan"] or ""), str(nilai.columns["periode"] or "")
    return predikat_under(kantor, isi, aturan_id, periode, Predikat(str(beku)) if beku else None)


def _rating(nilai: object) -> Rating | None:
    return Rating(str(nilai)) if nilai else None


@intention(Wewenang.LIHAT_PENILAIAN)
def get_penilaian(kantor: Kantor, doc_id: str) -> Penilaian:
    """Return the stored evaluation; raises ``UserError`` where there is none."""
    return decode_as(Penilaian, read_document(kantor, doc_id, "penilaian").body)


@intention(Wewenang.ISI_PENILAIAN)
def create_penilaian(kantor: Kantor, skp_id: str, periode: str) -> tuple[str, Changed]:
    """Open the evaluation of one SKP in one period and return its id; who evaluates the rule of moves says (P6:89-92).

    Raises ``UserError`` where the SKP is not determined yet, the period lies outside it, or it is there already.
    The period becomes a document of the office the first time it is used.
    """
    waktu = parse_periode(periode)
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.ISI_PENILAIAN)
    skp = decode_as(Skp, dokumen.body)
    require_period(kantor, dokumen, skp, waktu)
    if find_penilaian(kantor, skp_id, waktu.kode):
        raise UserError("penilaian_sudah_ada", periode=waktu.kode)
    return begin_penilaian(kantor, dokumen, new_penilaian(kantor, dokumen, skp, waktu), waktu)


def require_period(kantor: Kantor, dokumen: Document, skp: Skp, waktu: Periode) -> None:
    """Raise ``UserError`` unless this SKP is determined, without conflicts, and touches the period."""
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=dokumen.doc_id)
    if skp.status is not StatusSkp.DITETAPKAN:
        raise UserError("skp_belum_ditetapkan")
    if waktu.selesai < skp.mulai or waktu.mulai > skp.akhir:
        raise UserError("periode_di_luar_skp", periode=waktu.kode)


def find_penilaian(kantor: Kantor, skp_id: str, periode: str) -> str:
    """Return the evaluation of one SKP in one period; empty where none was begun."""
    ada = kantor.store.find("penilaian", where={"skp_id": skp_id, "periode": periode}, bodies=False)
    return ada[0].doc_id if ada else ""


def new_penilaian(kantor: Kantor, dokumen: Document, skp: Skp, waktu: Periode) -> Penilaian:
    """Return an evaluation about to begin: who evaluates the rule of moves says, the unit's achievement is proposed."""
    doc_id = new_doc_id(kantor, "penilaian", f"{dokumen.doc_id}/{waktu.kode}", dokumen.scope)
    penilai_id = penilai_for(kantor, skp.pegawai_id, waktu, doc_id) or skp.penilai_id
    usulan = propose_capaian(kantor, penilai_id, waktu)
    return Penilaian(
        pegawai_id=skp.pegawai_id,
        skp_id=dokumen.doc_id,
        periode=waktu.kode,
        penilai_id=penilai_id,
        capaian_organisasi=usulan.capaian if usulan is not None and not usulan.tahun_lalu else None,
        unit_kode=skp.unit_kode,
        instansi=skp.instansi,
        tempat=kantor.profil.tempat,
    )


def begin_penilaian(
    kantor: Kantor, skp: Document, isi: Penilaian, waktu: Periode, *, oleh_atasan: bool = False, alasan: str = ""
) -> tuple[str, Changed]:
    """Store a new evaluation and return its id; ``oleh_atasan`` with its reason where the superior begins it."""
    doc_id = new_doc_id(kantor, "penilaian", f"{skp.doc_id}/{waktu.kode}", skp.scope)
    isi = msgspec.structs.replace(isi, oleh_atasan=oleh_atasan)
    tentang = {"periode": waktu.kode}
    with kantor.write("penilaian_ambil_alih" if oleh_atasan else "buat_penilaian", doc_id, tentang) as tx:
        kinds = ("penilaian", "periode") if ensure_periode(kantor, tx, waktu) else ("penilaian",)
        tx.save("penilaian", doc_id, encode(isi), scope=skp.scope, schema=SCHEMA, why=alasan)
    return doc_id, Changed((doc_id,), kinds)


def require_late(kantor: Kantor, waktu: Periode, tanggal: date | None = None) -> None:
    """Raise ``UserError`` where the time of evaluation is not over yet, so that no superior steps in (P6:90 point 11).

    Both the day that is told and the clock's day lie after it, and nothing is dated after today. A clock that is not
    believed proves nothing: then a signed time that this office has seen must lie after it, because what the superior
    signs is final and takes the objection away.
    """
    batas = rentang_evaluasi(waktu)[1]
    lantai = kantor.store.get("waktu", "lantai")
    hari = plausible_day(kantor.jam(), lantai)
    if hari is None:
        terbukti = read_time(lantai.decode()) if lantai else None
        if terbukti is None or terbukti.date() <= batas:
            raise UserError("evaluasi_jam_diragukan", batas=format_tanggal(batas))
    elif tanggal is not None and tanggal > hari:
        raise UserError("evaluasi_tanggal_depan", tanggal=format_tanggal(tanggal))
    for satu in (tanggal, hari):
        if satu is not None and satu <= batas:
            raise UserError("evaluasi_belum_lewat", batas=format_tanggal(batas), hari=format_tanggal(satu))


def ensure_periode(kantor: Kantor, tx: Transaction, waktu: Periode) -> bool:
    """Record the period as a document of this office where it is new; its id is the same in every office."""
    doc_id = natural_id("periode", kantor.profil.kode, waktu.kode)
    if kantor.store.document(doc_id) is not None:
        return False
    isi = msgspec.structs.replace(waktu, unit_kode=kantor.profil.kode)
    tx.save("periode", doc_id, encode(isi), scope=kantor.profil.kode, schema=SCHEMA)
    return True


@intention(Wewenang.LIHAT_PENILAIAN)
def get_skp_evaluated(kantor: Kantor, penilaian: Penilaian) -> Skp:
    """Return the SKP that is evaluated: for a final evaluation the very revision it froze, for a draft as it is now.

    Raises ``UserError`` where there is none, or none whom who acts may see.
    """
    reached_document(kantor, penilaian.skp_id, "skp", Wewenang.LIHAT_SKP)
    rev = kantor.store.revision(penilaian.skp_rev) if penilaian.skp_rev else None
    # A revision of any other document would print somebody else's targets under this name.
    is_its_own = rev is not None and rev.doc_id == penilaian.skp_id and not rev.deleted
    if penilaian.status is StatusPenilaian.FINAL and rev is not None and is_its_own:
        return decode_as(Skp, rev.body)
    return decode_as(Skp, require_document(kantor, penilaian.skp_id, "skp").body)


@intention(Wewenang.NILAI)
def advance_penilaian(
    kantor: Kantor,
    doc_id: str,
    langkah: str,
    *,
    alasan: str = "",
    tanggal: date | None = None,
    tempat: str = "",
) -> Changed:
    """Take one step: ``finalkan`` freezes rule set, predicate and identities; ``koreksi`` reopens with a reason.

    Raises ``UserError`` for a wrong state, a missing reason or date, a date before the period began, an assessor
    without a name, or blocking findings; ``wewenang_kurang`` where he does not assess, and nobody does himself.
    """
    dokumen = reached_document(kantor, doc_id, "penilaian", Wewenang.NILAI)
    isi = decode_as(Penilaian, body_to_advance(kantor, dokumen))
    if isi.oleh_atasan:
        atasan = superior_of_penilaian(kantor.store, isi)
        kantor.require(Wewenang.NILAI, doc_id, isi.pegawai_id, atasan)
    else:
        require_step(kantor, Wewenang.NILAI, doc_id, isi, signs=langkah == "finalkan")
    status = next_status_penilaian(isi.status, langkah, alasan)
    require_unheld(kantor.store, doc_id)
    ubah: dict[str, object] = {"status": status}
    if langkah == "finalkan":
        temuan = [satu for satu in check_penilaian(isi, get_skp_evaluated(kantor, isi)) if satu.penting]
        if temuan:
            raise UserError("penilaian_belum_lengkap", jumlah=len(temuan), temuan=[satu.kode for satu in temuan])
        if tanggal is None:
            raise UserError("tanggal_wajib")
        mulai = parse_periode(isi.periode).mulai
        if tanggal < mulai:
            raise UserError("tanggal_sebelum_periode", tanggal=format_tanggal(tanggal), mulai=format_tanggal(mulai))
        if isi.oleh_atasan:
            require_late(kantor, parse_periode(isi.periode), tanggal)
        skp = determined_skp(kantor, isi)
        ubah |= frozen_fields(kantor, isi, tanggal, tempat)
    else:
        require_own_reopening(kantor, dokumen)
        skp = None
        ubah |= {
            "predikat": None,
            "aturan": "",
            "skp_rev": "",
            "pegawai": None,
            "penilai": None,
            "atasan_penilai": None,
            "periodik": forget_chain(isi).periodik,
        }
    with kantor.write(f"penilaian_{langkah}", doc_id) as tx:
        if skp is not None:
            ubah["skp_rev"] = pin_skp(kantor, tx, skp)
        baru = msgspec.structs.replace(isi, **ubah)
        tx.drop_working(doc_id, kantor.who)
        rev = tx.save("penilaian", doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA, why=alasan)
        if langkah == "finalkan":
            sign(kantor, tx, rev, Perbuatan.FINALKAN)
    return Changed((doc_id,), ("penilaian",))


def determined_skp(kantor: Kantor, isi: Penilaian) -> Document:
    """Return the SKP that a final evaluation freezes; raises ``UserError`` unless it is determined."""
    dokumen = require_document(kantor, isi.skp_id, "skp")
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=isi.skp_id)
    if decode_as(Skp, dokumen.body).status is not StatusSkp.DITETAPKAN:
        raise UserError("skp_belum_ditetapkan")
    return dokumen


def pin_skp(kantor: Kantor, tx: Transaction, skp: Document) -> str:
    """Return the one revision that says what ``skp`` says now; versions that agree are joined into one first.

    Raises ``UserError`` where no version says it: only the assessor makes one plan of several (*tegaskan*).
    """
    require_confirmed(kantor, skp)
    if len(skp.heads) == 1:
        return skp.heads[0]
    rev = tx.save("skp", skp.doc_id, skp.body, scope=skp.scope, schema=SCHEMA, why="menyatukan versi yang sama")
    return rev.rev_id


def frozen_fields(kantor: Kantor, isi: Penilaian, tanggal: date, tempat: str) -> dict[str, object]:
    """Return what is frozen in an evaluation of a day: rule set, predicate, chain and identities (P6:107)."""
    isi = msgspec.structs.replace(isi, periodik=frozen_chain(kantor, isi))
    aturan_id, predikat = frozen_under(kantor, isi)
    return {
        "aturan": aturan_id,
        "predikat": predikat,
        "periodik": isi.periodik,
        "tanggal": tanggal,
        "tempat": tempat or isi.tempat or kantor.profil.tempat,
        "pegawai": settled_identity(kantor, isi.pegawai_id, tanggal),
        "penilai": penilai_identity(kantor, isi.penilai_id, tanggal),
        "atasan_penilai": atasan_penilai(kantor, isi, tanggal),
    }


def atasan_penilai(kantor: Kantor, isi: Penilaian, tanggal: date | None) -> Identitas:
    """Return the assessor's superior: the one named in the employee's post, else the assessor's own assessor."""
    for pegawai_id, langsung in ((isi.pegawai_id, False), (isi.penilai_id, True)):
        dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
        if dokumen is None:
            continue
        if dokumen.conflicts:
            raise UserError("pegawai_berkonflik", nama=dokumen.label)
        jabatan = decode_as(Pegawai, dokumen.body).jabatan_pada(tanggal)
        atasan = (jabatan.penilai_id if langsung else jabatan.atasan_penilai_id) if jabatan else ""
        if atasan:
            return settled_identity(kantor, atasan, tanggal)
    return Identitas()


def list_periode_kantor(tahun: int, jenis: JenisPeriode) -> tuple[Periode, ...]:
    """Return the periods of ``tahun`` in the agency's rhythm, the year itself last (P6:14)."""
    return list_periode(tahun, jenis)
