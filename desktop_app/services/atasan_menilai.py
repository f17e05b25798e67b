"""The fallback: after the time of evaluation the assessor's superior evaluates, his result is final (P6:90, 115)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec

from db import Found
from desktop_app.domain.codec import SCHEMA, decode_as, encode
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah import StatusPenilaian, StatusSkp
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.perpindahan import rentang_evaluasi
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Jangkauan, Wewenang
from desktop_app.services.jangkauan_atasan import named_below, superior_of_penilaian
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.kolom import covers_days
from desktop_app.services.naskah import body_to_advance, require_document
from desktop_app.services.penilaian import begin_penilaian, find_penilaian, new_penilaian, require_late, require_period
from desktop_app.services.siapa_menilai import known_person


@dataclass(frozen=True)
class TungguAtasan:
    """One evaluation that its assessor let pass: whose it is, whose duty it was, since when it is late."""

    skp_id: str
    penilaian_id: str
    pegawai_id: str
    nama: str
    nip: str
    jabatan: str
    penilai: str
    batas: date


@intention(Wewenang.NILAI)
def take_over_penilaian(kantor: Kantor, skp_id: str, periode: str, *, alasan: str) -> tuple[str, Changed]:
    """Take the evaluation of one SKP in one period from its assessor, begun or not, and return its id.

    Only the assessor's superior may, after the time of evaluation, with a reason. What the assessor typed stays to be
    gone on with; the superior judges from now on, his result is final, and D.1.2 is printed (P6:115-116). Raises
    ``UserError`` where it is not late yet, is final already, or nobody is known above the assessor.
    """
    waktu = parse_periode(periode)
    skp_dokumen = require_document(kantor, skp_id, "skp")
    skp = decode_as(Skp, skp_dokumen.body)
    ada = find_penilaian(kantor, skp_id, waktu.kode)
    dokumen = require_document(kantor, ada, "penilaian") if ada else None
    isi = decode_as(Penilaian, dokumen.body) if dokumen is not None else new_penilaian(kantor, skp_dokumen, skp, waktu)
    atasan = superior_of_penilaian(kantor.store, isi)
    kantor.require(Wewenang.NILAI, ada or skp_id, isi.pegawai_id, atasan)
    if not atasan:
        raise UserError("atasan_penilai_belum_ada")
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="ambil alih")
    require_period(kantor, skp_dokumen, skp, waktu)
    if isi.status is not StatusPenilaian.DRAFT or isi.oleh_atasan:
        raise UserError("evaluasi_sudah_diambil" if isi.oleh_atasan else "penilaian_sudah_ada", periode=waktu.kode)
    require_late(kantor, waktu)
    if dokumen is None:
        return begin_penilaian(kantor, skp_dokumen, isi, waktu, oleh_atasan=True, alasan=alasan)
    isi = decode_as(Penilaian, body_to_advance(kantor, dokumen))
    baru = msgspec.structs.replace(isi, oleh_atasan=True)
    with kantor.write("penilaian_ambil_alih", dokumen.doc_id, {"periode": waktu.kode}) as tx:
        tx.drop_working(dokumen.doc_id, kantor.who)
        body = encode(baru, dokumen.body)
        tx.save("penilaian", dokumen.doc_id, body, scope=dokumen.scope, schema=SCHEMA, why=alasan)
    return dokumen.doc_id, Changed((dokumen.doc_id,), ("penilaian",))


@intention(Wewenang.LIHAT_PENILAIAN)
def list_tunggu_atasan(kantor: Kantor, periode: str) -> tuple[TungguAtasan, ...]:
    """Return what the assessors below who is logged in let pass in a period, by name; nothing while it is in time.

    Only who assesses assessors sees anything here; whose right reaches everybody sees every row in the ordinary list.
    """
    waktu = parse_periode(periode)
    orang = kantor.pelaku.pegawai_id
    if not orang or kantor.pelaku.reach(Wewenang.NILAI) < Jangkauan.BAWAHAN:
        return ()
    batas = rentang_evaluasi(waktu)[1]
    if kantor.jam().date() <= batas:
        return ()
    skp = _plans_below(kantor, orang)
    nama = kantor.store.documents({str(satu.columns["penilai_id"]) for satu in skp} - {""})
    ada = {str(satu.columns["skp_id"]): satu for satu in kantor.store.find("penilaian", where={"periode": waktu.kode})}
    rows: list[TungguAtasan] = []
    for satu in skp:
        nilai = ada.get(satu.doc_id)
        isi = decode_as(Penilaian, nilai.body) if nilai is not None else None
        if isi is not None and (isi.status is StatusPenilaian.FINAL or isi.oleh_atasan):
            continue
        if covers_days(satu.columns, waktu.mulai.isoformat(), waktu.selesai.isoformat()):
            penilai = siapa.label if (siapa := nama.get(str(satu.columns["penilai_id"]))) is not None else "–"
            if isi is None:
                isi = Penilaian(
                    pegawai_id=str(satu.columns["pegawai_id"]),
                    skp_id=satu.doc_id,
                    periode=waktu.kode,
                    penilai_id=str(satu.columns["penilai_id"]),
                )
            rows += _rows_of(kantor, isi, nilai.doc_id if nilai is not None else "", penilai, batas)
    return tuple(sorted(rows, key=lambda satu: (satu.nama.casefold(), satu.skp_id)))


def _plans_below(kantor: Kantor, orang: str) -> list[Found]:
    """Return the fixed plans of whom the assessors below assess, and of whose post names ``orang`` above them."""
    bawahan = [satu.doc_id for satu in kantor.store.find("pegawai", where={"penilai_id": orang}, bodies=False)]
    ketemu: dict[str, Found] = {}
    for kolom, siapa in (("penilai_id", bawahan), ("pegawai_id", named_below(kantor.store, orang))):
        if siapa:
            dimiliki = {kolom: siapa, "status": StatusSkp.DITETAPKAN.value}
            ketemu |= {satu.doc_id: satu for satu in kantor.store.find("skp", where=dimiliki, bodies=False)}
    return list(ketemu.values())


def _rows_of(kantor: Kantor, isi: Penilaian, penilaian_id: str, penilai: str, batas: date) -> list[TungguAtasan]:
    pegawai = known_person(kantor, isi.pegawai_id)
    if pegawai is None or isi.pegawai_id == kantor.pelaku.pegawai_id:
        return []
    if superior_of_penilaian(kantor.store, isi) != kantor.pelaku.pegawai_id:
        return []
    jabatan = pegawai.jabatan_pada(None)
    nama = jabatan.jabatan if jabatan is not None else ""
    return [TungguAtasan(isi.skp_id, penilaian_id, isi.pegawai_id, pegawai.nama, pegawai.nip, nama, penilai, batas)]
