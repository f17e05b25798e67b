"""Who evaluates a person in a period, asked of what this office knows: posts, circumstances, finished hand-overs."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.codec import decode_as
from desktop_app.domain.istilah import JenisPeriode, StatusSerahTerima
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pergantian import assessors_on
from desktop_app.domain.periode import Periode
from desktop_app.domain.perpindahan import Kejadian, Keputusan, kejadian_of, rentang_evaluasi, who_evaluates
from desktop_app.domain.serah_terima import SerahTerima, day_before
from desktop_app.services.kantor import Kantor


def known_person(kantor: Kantor, pegawai_id: str) -> Pegawai | None:
    """Return the stored person; None where the office knows nobody of this id."""
    dokumen = kantor.store.document(pegawai_id) if pegawai_id else None
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return None
    return decode_as(Pegawai, dokumen.body)


def penilai_on(kantor: Kantor, pegawai_id: str, hari: date) -> str:
    """Return who assesses a person in the post held on a day; empty where that is not known."""
    pegawai = known_person(kantor, pegawai_id)
    jabatan = pegawai.jabatan_pada(hari) if pegawai is not None else None
    return jabatan.penilai_id if jabatan is not None else ""


def superior_on(kantor: Kantor, pegawai: Pegawai, hari: date) -> str:
    """Return the superior of a person's assessor on a day: named in the post, else the assessor's own assessor."""
    jabatan = pegawai.jabatan_pada(hari)
    if jabatan is None:
        return ""
    return jabatan.atasan_penilai_id or penilai_on(kantor, jabatan.penilai_id, hari)


def decide_penilai(kantor: Kantor, pegawai: Pegawai, periode: Periode) -> Keputusan:
    """Return who evaluates ``pegawai`` in a period by his record alone (P6:89-92)."""
    atasan = superior_on(kantor, pegawai, periode.selesai)
    return who_evaluates(kejadian_of(pegawai, periode, atasan_id=atasan))


def decider_on(kantor: Kantor, pegawai_id: str, hari: date) -> str:
    """Return who decides about a person's plan on a day: by the post and circumstances of that day, empty if unknown.

    After a change of assessor it is the new one (P6:65 point 7); a special circumstance is judged as for an evaluation
    (P6:89-92), so that who is told what is expected and who is asked whether it was reached are the same.
    """
    pegawai = known_person(kantor, pegawai_id)
    jabatan = pegawai.jabatan_pada(hari) if pegawai is not None else None
    if pegawai is None or jabatan is None:
        return ""
    sehari = Periode(kode="", jenis=JenisPeriode.BULANAN, mulai=hari, selesai=hari)
    keadaan = pegawai.keadaan_pada(hari)
    ditunjuk = who_evaluates(Kejadian(periode=sehari, penilai_id=jabatan.penilai_id, keadaan=keadaan)).penilai_id
    return ditunjuk if ditunjuk != pegawai_id else ""


def penilai_for(kantor: Kantor, pegawai_id: str, periode: Periode, doc_id: str) -> str:
    """Return who is to evaluate in the evaluation ``doc_id`` that is about to begin; empty where nobody is known.

    What the newest finished hand-over says of that very evaluation counts first, as long as the person's record agrees
    with it: there both have signed it. What was changed since is decided anew.
    """
    pegawai = known_person(kantor, pegawai_id)
    if pegawai is None:
        return ""
    selesai = kantor.store.find("serah_terima", where={"status": StatusSerahTerima.SELESAI.value})
    lembar = [(decode_as(SerahTerima, satu.body), satu) for satu in selesai if doc_id.encode() in satu.body]
    lembar.sort(key=lambda satu: (satu[0].mulai, satu[1].doc_id), reverse=True)
    for isi, _ in lembar:
        dokumen = next((orang.dokumen for orang in isi.bawahan if orang.id == pegawai_id), ())
        oleh = next((d.oleh_id for d in dokumen if d.id == doc_id and not d.selesai), "")
        if oleh and oleh != pegawai_id:
            if _agrees(kantor, pegawai_id, pegawai, periode, isi):
                return oleh
            break
    keputusan = decide_penilai(kantor, pegawai, periode)
    return keputusan.penilai_id if keputusan.penilai_id != pegawai_id else ""


def _agrees(kantor: Kantor, pegawai_id: str, pegawai: Pegawai, periode: Periode, isi: SerahTerima) -> bool:
    """Tell whether a person's record still says what a sheet did, and nothing newer about this period."""
    penerus = isi.penerima_id
    if penerus == pegawai_id:
        penerus = penilai_on(kantor, isi.pegawai_id, day_before(isi.mulai))
    kini = assessors_on(pegawai, isi.mulai)
    if isi.pegawai_id in kini or (penerus and penerus not in kini):
        return False
    akhir = rentang_evaluasi(periode)[1]
    awal = {*(satu.mulai for satu in pegawai.riwayat), *(satu.mulai for satu in pegawai.keadaan)}
    baru = (hari for hari in awal if isi.mulai < hari <= akhir)
    return all(assessors_on(pegawai, hari) == kini for hari in baru)
