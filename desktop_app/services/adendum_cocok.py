"""Whether an SKP and its accepted addenda say the same, and whether somebody signed what its versions say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from db import Document
from desktop_app.domain.adendum import Adendum, PerubahanHasil, apply_perubahan, find_hasil
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.gabung_adendum import sidik_hasil
from desktop_app.domain.istilah import JenisPerubahan, StatusAdendum, StatusSkp
from desktop_app.domain.skp import AdendumBerlaku, AsalPeran, HasilIntervensi, RencanaHasilKerja, Skp
from desktop_app.domain.temuan import Temuan
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance
from desktop_app.services.tanda_tangan import present_revisions


def is_unconfirmed(kantor: Kantor, dokumen: Document) -> bool:
    """Tell whether a determined SKP is what several versions say together while no version says it all."""
    if dokumen.kind != "skp" or len(dokumen.heads) < 2 or dokumen.conflicts or dokumen.deleted:
        return False
    # Most SKPs have one version, and only a determined one can be taken for signed.
    isi = decode_as(Skp, dokumen.body)
    return isi.status is StatusSkp.DITETAPKAN and not present_revisions(kantor, dokumen)


def marks_of(kantor: Kantor, doc_id: str, skp: Skp) -> tuple[AdendumBerlaku, ...]:
    """Return the marks of an SKP with those of every addendum accepted for it that it lacks."""
    ada = {satu.id for satu in skp.adendum}
    kurang = [
        AdendumBerlaku(id=lain, nomor=isi.nomor, tanggal=isi.tanggal)
        for lain, isi in accepted_of(kantor, doc_id).items()
        if lain not in ada and isi.tanggal is not None
    ]
    return (*skp.adendum, *kurang)


def require_confirmed(kantor: Kantor, dokumen: Document) -> None:
    """Raise ``UserError`` while the assessor has not confirmed what the versions of an SKP say together."""
    if is_unconfirmed(kantor, dokumen):
        raise UserError("skp_belum_ditegaskan")


def unconfirmed_now(kantor: Kantor, doc_ids: Iterable[str]) -> frozenset[str]:
    """Return which of these SKPs are joined and not confirmed, for lists."""
    semua = kantor.store.documents(list(doc_ids))
    return frozenset(doc_id for doc_id, satu in semua.items() if is_unconfirmed(kantor, satu))


def accepted_of(kantor: Kantor, skp_id: str) -> dict[str, Adendum]:
    """Return the accepted addenda of an SKP by their ids, in the order in which they were accepted."""
    ketemu = kantor.store.find("adendum", where={"skp_id": skp_id, "status": StatusAdendum.DITERIMA.value})
    semua = {satu.doc_id: decode_as(Adendum, satu.body) for satu in ketemu}
    return dict(sorted(semua.items(), key=lambda satu: (str(satu[1].tanggal or ""), satu[1].nomor, satu[0])))


def check_addenda(kantor: Kantor, doc_id: str, skp: Skp) -> tuple[Temuan, ...]:
    """Return where an SKP says something else than its accepted addenda; what is important blocks determining it.

    An addendum accepted on another computer may not be known here: then its mark alone tells what it made. Of versions
    that are joined and not confirmed, what no addendum touches must be as in each plan that an addendum was written
    over: words typed into a reopened plan are no addendum.
    """
    diterima = accepted_of(kantor, doc_id)
    dimuat = {satu.id: satu for satu in skp.adendum}
    if not diterima and not dimuat:
        return ()
    temuan = [_finding("adendum_belum_masuk", satu) for lain, satu in diterima.items() if lain not in dimuat]
    for satu in skp.adendum:
        isi = diterima.get(satu.id)
        if isi is None and kantor.store.document(satu.id) is not None:
            temuan.append(Temuan("adendum_tidak_diterima", "adendum", penting=True, nomor=satu.nomor, id=satu.id[-8:]))
        elif isi is not None and (isi.nomor, isi.tanggal) != (satu.nomor, satu.tanggal):
            temuan.append(_finding("adendum_lain_tanggal", isi))
    dokumen = kantor.store.document(doc_id)
    temuan += unlike_addenda(skp, diterima, dokumen.body if dokumen is not None else None)
    if dokumen is not None and is_unconfirmed(kantor, dokumen):
        bersama = _marks_of_all(kantor, dokumen)
        baru = [diterima[satu.id] for satu in skp.adendum if satu.id in diterima and satu.id not in bersama]
        temuan += _typed_freely(kantor, doc_id, skp, diterima, baru)
    return tuple(temuan)


def _marks_of_all(kantor: Kantor, dokumen: Document) -> frozenset[str]:
    """Return the addenda that every version holds already: what came before them both signed."""
    versi = [rev for rev in map(kantor.store.revision, dokumen.heads) if rev is not None and not rev.deleted]
    tanda = [frozenset(satu.id for satu in decode_as(Skp, rev.body).adendum) for rev in versi]
    return frozenset.intersection(*tanda) if tanda else frozenset()


def _finding(kode: str, isi: Adendum) -> Temuan:
    return Temuan(kode, "adendum", penting=True, nomor=isi.nomor)


def unlike_addenda(skp: Skp, diterima: Mapping[str, Adendum], lama: bytes | None = None) -> list[Temuan]:
    """Name the results that are not as the last addendum about them left them.

    ``diterima`` holds the addenda that are known, by id; ``lama`` is the stored body, whose unknown members count.
    """
    akhir: dict[str, tuple[AdendumBerlaku, PerubahanHasil | str]] = {}
    for satu in skp.adendum:
        if satu.id in diterima:
            akhir |= {ubah.hasil_id: (satu, ubah) for ubah in diterima[satu.id].perubahan}
        else:
            akhir |= {hasil_id: (satu, sidik) for hasil_id, sidik in satu.sidik.items()}
    mentah = _by_id(msgspec.json.decode(encode(skp, lama)))
    temuan: list[Temuan] = []
    for hasil_id, (satu, harus) in akhir.items():
        kini = find_hasil(skp, hasil_id)
        if isinstance(harus, str):
            # Not known here, so that nothing could be restored: it is told and blocks nobody.
            sama, penting, teks = sidik_hasil(mentah.get(hasil_id)) == harus, False, ""
        else:
            baru = None if harus.jenis is JenisPerubahan.HAPUS else harus.hasil
            sama, penting, teks = _words(kini) == _words(baru), True, baru.teks if baru is not None else ""
        if not sama:
            jalur = f"hasil/#{hasil_id}/teks" if kini is not None else "hasil"
            sebutan = (teks or (kini.teks if kini is not None else hasil_id))[:80]
            fakta = {"nomor": satu.nomor, "teks": sebutan, "hasil": hasil_id}
            temuan.append(Temuan("skp_lain_dari_adendum", jalur, penting=penting, **fakta))
    return temuan


def _by_id(isi: Any) -> dict[str, Any]:
    return {satu["id"]: satu for satu in isi["hasil"]}


def _typed_freely(
    kantor: Kantor, doc_id: str, skp: Skp, diterima: Mapping[str, Adendum], baru: Sequence[Adendum]
) -> list[Temuan]:
    """Name the results that no addendum touches and that are not as in every plan one of ``baru`` was written over."""
    disentuh = {ubah.hasil_id for isi in diterima.values() for ubah in isi.perubahan}
    disentuh |= {hasil_id for satu in skp.adendum for hasil_id in satu.sidik}
    berbeda: dict[str, str] = {}
    for isi in baru:
        rev = kantor.store.revision(isi.skp_rev) if isi.skp_rev else None
        if rev is None or rev.deleted or rev.doc_id != doc_id:
            continue
        dasar = decode_as(Skp, rev.body)
        for satu in (*dasar.hasil, *skp.hasil):
            if satu.id not in disentuh and _words(find_hasil(dasar, satu.id)) != _words(find_hasil(skp, satu.id)):
                berbeda[satu.id] = satu.teks[:80]
    return [Temuan("skp_lain_tanpa_adendum", "hasil", penting=True, teks=teks) for teks in berbeda.values()]


def _words(hasil: RencanaHasilKerja | None) -> RencanaHasilKerja | None:
    """Return a result without its ids: what it says, whatever it is bound to."""
    if hasil is None:
        return None
    return msgspec.structs.replace(
        hasil,
        id="",
        indikator=tuple(msgspec.structs.replace(satu, id="") for satu in hasil.indikator),
        intervensi=HasilIntervensi(teks=hasil.intervensi.teks, indikator=hasil.intervensi.indikator),
        asal=AsalPeran(),
    )


def encode_with_mark(skp: Skp, semua: Mapping[str, Adendum], lama: bytes) -> bytes:
    """Return the body of ``skp`` with the marks of the addenda ``semua`` (by id) telling what each made of its results.

    ``skp`` contains their changes and marks already; ``lama`` is the stored body, whose unknown members stay.
    """
    hasil = _by_id(msgspec.json.decode(encode(skp, lama)))
    tanda = tuple(
        msgspec.structs.replace(
            satu, sidik={ubah.hasil_id: sidik_hasil(hasil.get(ubah.hasil_id)) for ubah in semua[satu.id].perubahan}
        )
        if satu.id in semua
        else satu
        for satu in skp.adendum
    )
    return encode(msgspec.structs.replace(skp, adendum=tanda), lama)


@intention(Wewenang.SUSUN_SKP)
def restore_addenda(kantor: Kantor, doc_id: str) -> Changed:
    """Put the accepted addenda of a reopened SKP into it as they were agreed; the rest of its text stays.

    Raises ``UserError`` where it is no draft or nothing is missing, ``wewenang_kurang`` where it is another's.
    """
    dokumen = reached_document(kantor, doc_id, "skp", Wewenang.SUSUN_SKP)
    skp = decode_as(Skp, body_to_advance(kantor, dokumen))
    if skp.status is not StatusSkp.DRAFT:
        raise UserError("dokumen_terkunci", status=skp.status.value)
    if not check_addenda(kantor, doc_id, skp):
        raise UserError("adendum_sudah_masuk")
    diterima = accepted_of(kantor, doc_id)
    for isi in diterima.values():
        skp = apply_perubahan(skp, _as_added(skp, isi))
    # What another computer accepted and is not known here stays as it is.
    asing = [satu for satu in skp.adendum if kantor.store.document(satu.id) is None]
    tanda = (
        *asing,
        *(AdendumBerlaku(id=satu, nomor=a.nomor, tanggal=a.tanggal) for satu, a in diterima.items() if a.tanggal),
    )
    body = encode_with_mark(msgspec.structs.replace(skp, adendum=tanda), diterima, dokumen.body)
    with kantor.write("masukkan_adendum", doc_id, {"jumlah": len(tanda)}) as tx:
        tx.drop_working(doc_id, kantor.who)
        tx.save("skp", doc_id, body, scope=dokumen.scope, schema=SCHEMA, why="memuat adendum yang diterima")
    return Changed((doc_id,), ("skp",))


def _as_added(skp: Skp, isi: Adendum) -> Adendum:
    """Return the addendum with each changed result that the plan lacks as an added one, so that none is passed over."""
    ada = {satu.id for satu in skp.hasil}
    return msgspec.structs.replace(
        isi,
        perubahan=tuple(
            msgspec.structs.replace(satu, jenis=JenisPerubahan.TAMBAH)
            if satu.jenis is JenisPerubahan.UBAH and satu.hasil_id not in ada
            else satu
            for satu in isi.perubahan
        ),
    )
