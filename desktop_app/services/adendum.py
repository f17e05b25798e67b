"""Addenda of determined SKPs: propose, hand in, take back, accept, refuse; and the plans as they were determined."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from db import Document
from desktop_app.domain.adendum import Adendum, PerubahanHasil, apply_perubahan, check_adendum
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum, StatusSkp
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.siklus import next_status_adendum
from desktop_app.domain.skp import AdendumBerlaku, RencanaHasilKerja, Skp
from desktop_app.domain.tanda_tangan import Perbuatan
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.adendum_cocok import encode_with_mark, require_confirmed
from desktop_app.services.jangkauan import find_reached, reached_document, read_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import (
    body_to_advance,
    commit_naskah,
    new_doc_id,
    open_naskah,
    require_document,
    write_naskah,
)
from desktop_app.services.penilaian import pin_skp
from desktop_app.services.penjaga import require_step
from desktop_app.services.siapa_menilai import decider_on
from desktop_app.services.skp import identity_of, penilai_identity, settled_identity
from desktop_app.services.tanda_tangan import exact, sign
from desktop_app.services.waktu import plausible_day


@dataclass(frozen=True)
class BarisAdendum:
    """One addendum in the list of an SKP, the newest first."""

    id: str
    skp_id: str
    nomor: int
    status: StatusAdendum
    tanggal: str
    perubahan: int
    konflik: int
    nama: str = ""
    tahun: str = ""


@dataclass(frozen=True)
class Ketetapan:
    """One plan as it was determined: ``rev_id`` prints it as it was, ``adendum`` made it (0 for the first one).

    ``berlaku`` marks the one that holds now; ``berakhir`` is the day on which it ended early.
    """

    rev_id: str
    tanggal: date | None
    penilai: str
    adendum: int
    berlaku: bool
    berakhir: date | None = None


@dataclass(frozen=True)
class AdendumTerbuka:
    """An addendum with the plan it was written over, the plan now, its findings, and both people for the heading."""

    isi: Adendum
    dasar: Skp
    kini: Skp
    temuan: tuple[Temuan, ...]
    pegawai: Identitas
    penilai: Identitas


@intention(Wewenang.LIHAT_SKP)
def list_adendum(kantor: Kantor, skp_id: str = "") -> tuple[BarisAdendum, ...]:
    """Return the addenda of one SKP, or of everybody without one, the newest first."""
    ketemu = find_reached(kantor, Wewenang.LIHAT_SKP, "adendum", where={"skp_id": skp_id} if skp_id else None)
    acuan = {str(satu.columns[nama]) for satu in ketemu for nama in ("pegawai_id", "skp_id")}
    label = {doc_id: satu.label for doc_id, satu in kantor.store.documents(acuan).items()}
    baris = [
        BarisAdendum(
            id=satu.doc_id,
            skp_id=str(satu.columns["skp_id"]),
            nomor=int(satu.columns["nomor"] or 1),
            status=StatusAdendum(str(satu.columns["status"] or "draft")),
            tanggal=str(satu.columns["tanggal"] or ""),
            perubahan=len(decode_as(Adendum, satu.body).perubahan),
            konflik=satu.conflicts,
            nama=label.get(str(satu.columns["pegawai_id"]), ""),
            tahun=label.get(str(satu.columns["skp_id"]), "")[:4],
        )
        for satu in ketemu
    ]
    return tuple(sorted(baris, key=lambda satu: (satu.tahun, satu.nomor, satu.tanggal, satu.id), reverse=True))


@intention(Wewenang.LIHAT_SKP)
def get_adendum(kantor: Kantor, doc_id: str) -> Adendum:
    """Return the stored addendum; raises ``UserError`` where there is none."""
    return decode_as(Adendum, read_document(kantor, doc_id, "adendum").body)


@intention(Wewenang.LIHAT_SKP)
def read_adendum(kantor: Kantor, doc_id: str, isi: Adendum | None = None) -> AdendumTerbuka:
    """Return an addendum beside its plans; ``isi`` is what is being typed, the stored one without it."""
    dokumen = read_document(kantor, doc_id, "adendum")
    adendum = isi or decode_as(Adendum, dokumen.body)
    dasar, kini = _plans(kantor, adendum)
    # What is accepted changed the plan already; against itself it would seem to change nothing.
    temuan = check_adendum(adendum, dasar, kini) if adendum.status is not StatusAdendum.DITERIMA else ()
    hari = adendum.tanggal or kantor.jam().date()
    return AdendumTerbuka(
        adendum,
        dasar,
        kini,
        temuan,
        adendum.pegawai or identity_of(kantor, adendum.pegawai_id, hari),
        adendum.penilai or identity_of(kantor, _decider(kantor, adendum, hari), hari),
    )


def _decider(kantor: Kantor, isi: Adendum, hari: date) -> str:
    """Return who decides about an addendum on a day; whom the plan names where the person's record names nobody."""
    return decider_on(kantor, isi.pegawai_id, hari) or isi.penilai_id


def _today(kantor: Kantor) -> date | None:
    """Return the day that the clock may be believed, None where it may not."""
    return plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))


def _plans(kantor: Kantor, adendum: Adendum) -> tuple[Skp, Skp]:
    """Return the plan that an addendum was written over, and the present one."""
    kini = decode_as(Skp, require_document(kantor, adendum.skp_id, "skp").body)
    rev = kantor.store.revision(adendum.skp_rev) if adendum.skp_rev else None
    is_its_own = rev is not None and rev.doc_id == adendum.skp_id and not rev.deleted
    if rev is not None and is_its_own:
        return decode_as(Skp, rev.body), kini
    # The present plan contains what was accepted, so that it is not what stood there before.
    tak_dikenal = adendum.status is StatusAdendum.DITERIMA
    return (msgspec.structs.replace(kini, hasil=()) if tak_dikenal else kini), kini


@intention(Wewenang.SUSUN_SKP)
def create_adendum(kantor: Kantor, skp_id: str) -> tuple[str, Changed]:
    """Open an addendum of a determined SKP and return its id.

    It names who assesses the person now (P6:65 point 7), not who determined the plan, and nobody types another; who
    decides in the end follows from the day on which it is accepted. Raises ``UserError`` where the SKP is not
    determined or has ended, its versions disagree, or another addendum is still open.
    """
    dokumen = reached_document(kantor, skp_id, "skp", Wewenang.SUSUN_SKP)
    skp = _determined(kantor, dokumen)
    _require_running(kantor, skp)
    ada = kantor.store.find("adendum", where={"skp_id": skp_id})
    if any(str(satu.columns["status"] or "draft") in ("draft", "diajukan") for satu in ada):
        raise UserError("adendum_masih_terbuka")
    hari = min(max(_today(kantor) or skp.mulai, skp.tanggal or skp.mulai), skp.akhir)
    nomor = max((int(satu.columns["nomor"] or 0) for satu in ada if satu.columns["status"] == "diterima"), default=0)
    with kantor.write("buat_adendum", skp_id, {"skp": skp_id}) as tx:
        isi = Adendum(
            pegawai_id=skp.pegawai_id,
            penilai_id=decider_on(kantor, skp.pegawai_id, hari) or skp.penilai_id,
            unit_kode=skp.unit_kode,
            skp_id=skp_id,
            skp_rev=pin_skp(kantor, tx, dokumen),
            nomor=max([nomor, *(satu.nomor for satu in skp.adendum)]) + 1,
            tempat=skp.tempat,
        )
        # At random: two computers that propose at the same time propose two addenda, not one with two texts.
        doc_id = new_doc_id(kantor, "adendum", "", dokumen.scope)
        tx.save("adendum", doc_id, encode(isi), scope=dokumen.scope, schema=SCHEMA)
    return doc_id, Changed((doc_id,), ("adendum",))


def _determined(kantor: Kantor, dokumen: Document) -> Skp:
    if dokumen.conflicts:
        raise UserError("dokumen_berkonflik", id=dokumen.doc_id)
    skp = decode_as(Skp, dokumen.body)
    if skp.status is not StatusSkp.DITETAPKAN:
        raise UserError("adendum_skp_belum_ditetapkan")
    require_confirmed(kantor, dokumen)
    return skp


def _require_running(kantor: Kantor, skp: Skp) -> None:
    """Raise ``UserError`` where the SKP ended before its time: what changes now belongs into the next one (P6:65)."""
    hari = _today(kantor)
    if skp.berakhir is not None and skp.berakhir < skp.selesai and (hari is None or hari > skp.berakhir):
        raise UserError("adendum_skp_berakhir", tanggal=format_tanggal(skp.berakhir))


def _require_day(kantor: Kantor, skp: Skp, tanggal: date) -> None:
    """Raise ``UserError`` for a day before the plan that is changed was determined, after its end, or not come yet.

    A clock that is not believed sets no bound: the day that people tell counts.
    """
    awal = max([skp.tanggal or skp.mulai, *(satu.tanggal for satu in skp.adendum)])
    akhir = min(skp.akhir, _today(kantor) or skp.akhir)
    if not awal <= tanggal <= akhir:
        masa = {"mulai": format_tanggal(awal), "selesai": format_tanggal(akhir)}
        raise UserError("adendum_tanggal_salah", tanggal=format_tanggal(tanggal), **masa)


@intention(Wewenang.SUSUN_SKP, Wewenang.TETAPKAN_SKP)
def advance_adendum(
    kantor: Kantor,
    doc_id: str,
    langkah: str,
    *,
    alasan: str = "",
    tanggal: date | None = None,
    tempat: str = "",
) -> Changed:
    """Take one step of an addendum: ``ajukan``, ``tarik``, ``terima`` or ``tolak``.

    Accepting writes the addendum with both identities of ``tanggal`` and the SKP's new revision, still determined and
    signed like the first one, in one transaction. Who accepts is the assessor of ``tanggal`` by the person's record,
    whatever the addendum or the SKP name. Raises ``UserError`` for a wrong state, a missing reason, a missing or
    impossible date, findings that block, or an SKP that is no longer determined or has ended; ``wewenang_kurang``
    where the step is another's.
    """
    perlu = Wewenang.SUSUN_SKP if langkah in ("ajukan", "tarik") else Wewenang.TETAPKAN_SKP
    dokumen = reached_document(kantor, doc_id, "adendum", perlu)
    isi = decode_as(Adendum, body_to_advance(kantor, dokumen))
    if langkah == "terima" and tanggal is not None:
        isi = msgspec.structs.replace(isi, penilai_id=_decider(kantor, isi, tanggal))
    require_step(kantor, perlu, doc_id, isi, signs=langkah == "terima")
    ubah: dict[str, object] = {"status": next_status_adendum(isi.status, langkah, alasan)}
    rencana = require_document(kantor, isi.skp_id, "skp")
    skp = _determined(kantor, rencana) if langkah in ("ajukan", "terima") else None
    if skp is not None:
        if langkah == "ajukan":
            _require_running(kantor, skp)
        temuan = [satu for satu in check_adendum(isi, _plans(kantor, isi)[0], skp) if satu.penting]
        if temuan:
            raise UserError("adendum_belum_lengkap", jumlah=len(temuan), temuan=[satu.kode for satu in temuan])
    if langkah == "tolak":
        ubah["catatan_penolakan"] = alasan
    if langkah == "terima":
        if tanggal is None:
            raise UserError("tanggal_wajib")
        assert skp is not None
        _require_day(kantor, skp, tanggal)
        ubah |= {
            "tanggal": tanggal,
            "tempat": tempat or isi.tempat or kantor.profil.tempat,
            "pegawai": settled_identity(kantor, isi.pegawai_id, tanggal),
            "penilai": penilai_identity(kantor, isi.penilai_id, tanggal),
        }
    baru = msgspec.structs.replace(isi, **ubah)
    with kantor.write(f"adendum_{langkah}", doc_id, {"nomor": isi.nomor}) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save("adendum", doc_id, encode(baru, dokumen.body), scope=dokumen.scope, schema=SCHEMA, why=alasan)
        if langkah == "terima" and skp is not None:
            raw = encode_with_mark(_with_addendum(skp, doc_id, baru), {doc_id: baru}, rencana.body)
            why = f"adendum nomor {isi.nomor}"
            rev = tx.save("skp", isi.skp_id, raw, scope=rencana.scope, schema=SCHEMA, why=why)
            sign(kantor, tx, rev, Perbuatan.TETAPKAN)
    diubah = (doc_id, isi.skp_id) if langkah == "terima" else (doc_id,)
    return Changed(diubah, ("adendum", "skp") if langkah == "terima" else ("adendum",))


def _with_addendum(skp: Skp, doc_id: str, adendum: Adendum) -> Skp:
    """Return the plan with an accepted addendum, dated and named as of its day: that is when it is signed anew."""
    assert adendum.tanggal is not None
    berlaku = AdendumBerlaku(id=doc_id, nomor=adendum.nomor, tanggal=adendum.tanggal)
    return msgspec.structs.replace(
        apply_perubahan(skp, adendum),
        adendum=(*skp.adendum, berlaku),
        penilai_id=adendum.penilai_id,
        penetap_id="",
        tanggal=adendum.tanggal,
        tempat=adendum.tempat,
        pegawai=adendum.pegawai,
        penilai=adendum.penilai,
    )


@intention(Wewenang.SUSUN_SKP)
def add_change(kantor: Kantor, doc_id: str, jenis: JenisPerubahan, *, alasan: str, **isi: Any) -> Changed:
    """Put one change into a draft addendum; ``isi`` is ``hasil_id`` and ``hasil`` as for ``new_change``.

    A change of the same result that stands there already is replaced. Raises ``UserError`` where the SKP has no such
    result, the new one has no words, or the addendum is no draft.
    """
    terbuka = open_naskah(kantor, doc_id)
    adendum = terbuka.isi
    assert isinstance(adendum, Adendum)
    baru = new_change(_plans(kantor, adendum)[1], jenis, alasan=alasan, **isi)
    if baru.hasil is not None and not baru.hasil.teks.strip():
        raise UserError("adendum_tanpa_isi")
    sisa = tuple(satu for satu in adendum.perubahan if satu.hasil_id != baru.hasil_id)
    write_naskah(kantor, doc_id, msgspec.structs.replace(adendum, perubahan=(*sisa, baru)), kepala=terbuka.kepala)
    return commit_naskah(kantor, doc_id)


def new_change(
    skp: Skp,
    jenis: JenisPerubahan,
    hasil_id: str = "",
    hasil: RencanaHasilKerja | None = None,
    alasan: str = "",
) -> PerubahanHasil:
    """Return one change of ``skp`` with an id of its own; raises ``UserError`` where it has no such result."""
    lama = next((satu for satu in skp.hasil if satu.id == hasil_id), None)
    if jenis is not JenisPerubahan.TAMBAH and lama is None:
        raise UserError("adendum_hasil_tidak_ada")
    isi = None if jenis is JenisPerubahan.HAPUS else hasil or lama
    if jenis is JenisPerubahan.TAMBAH and isi is not None:
        hasil_id = isi.id
    return PerubahanHasil(id=secrets.token_hex(4), jenis=jenis, hasil_id=hasil_id, hasil=isi, alasan=alasan)


@intention(Wewenang.LIHAT_SKP)
def list_penetapan(kantor: Kantor, skp_id: str) -> tuple[Ketetapan, ...]:
    """Return every plan of an SKP that was determined, the newest first, each by the revision that prints it as it was.

    Revisions that say the same plan count once, by the first of them: an end that was noted is no new plan.
    """
    dokumen = read_document(kantor, skp_id, "skp")
    kini = exact(dokumen.body, "skp")
    hasil: dict[bytes, Ketetapan] = {}
    for rev in kantor.store.history(skp_id):
        if rev.deleted or rev.erased:
            continue
        isi = decode_as(Skp, rev.body)
        if isi.status is not StatusSkp.DITETAPKAN:
            continue
        sama = exact(rev.body, "skp")
        lama = hasil.get(sama)
        hasil[sama] = Ketetapan(
            rev_id=lama.rev_id if lama is not None else rev.rev_id,
            tanggal=isi.tanggal,
            penilai=isi.penilai.nama if isi.penilai is not None else "",
            adendum=max((satu.nomor for satu in isi.adendum), default=0),
            berlaku=sama == kini and not dokumen.conflicts,
            berakhir=isi.berakhir,
        )
    return tuple(reversed(hasil.values()))
