"""The values of the evaluation's forms: who signed, when and where, and what is to be said beneath a signature."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from db import Found
from desktop_app.domain.bentuk_evaluasi import code_of_evaluasi
from desktop_app.domain.codec import decode_as
from desktop_app.domain.dokumen_evaluasi import DokumenEvaluasi, PeristiwaDokumen
from desktop_app.domain.errors import UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusPenilaian
from desktop_app.domain.istilah_kinerja import JenisPeristiwa, KeputusanKeberatan, StatusPutusan
from desktop_app.domain.jalan_dokumen import event_of, events_that_hold
from desktop_app.domain.keberatan import PutusanKeberatan
from desktop_app.domain.pegawai import Identitas
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.forms.values import FormDokumen, FormEvaluasi
from desktop_app.services.aturan_nilai import aturan_of, decided_under, predikat_now, rules_of
from desktop_app.services.jangkauan import reaches
from desktop_app.services.kantor import Kantor
from desktop_app.services.nama_kolom_kata import KATA
from desktop_app.services.pengaturan import read_pengaturan
from desktop_app.services.penilaian import atasan_penilai, get_skp_evaluated
from desktop_app.services.putusan_berlaku import decided_results
from desktop_app.services.segel import seal_of
from desktop_app.services.skp import settled_identity

TANGGAL_RAGU = "Tanggal tanda tangan Pegawai tidak dapat dipastikan."
MENOLAK = "Pegawai yang Dinilai tidak bersedia menandatangani dokumen ini"


@dataclass(frozen=True, slots=True)
class TandaPegawai:
    """The employee's own signature: where and when, and the lines that stand beneath the signatures about it."""

    tempat: str = ""
    tanggal: date | None = None
    keterangan: tuple[str, ...] = ()


def form_evaluasi(kantor: Kantor, penilaian_id: str, isi: Penilaian) -> FormEvaluasi:
    """Return the values of C.1.1-C.1.3, in the words of the rule set that the evaluation was made under."""
    periode = parse_periode(isi.periode)
    tanggal = isi.tanggal or periode.selesai
    final = isi.status is StatusPenilaian.FINAL
    return FormEvaluasi(
        skp=get_skp_evaluated(kantor, isi),
        penilaian=isi,
        periode=periode,
        pegawai=isi.pegawai or settled_identity(kantor, isi.pegawai_id, tanggal),
        penilai=isi.penilai or settled_identity(kantor, isi.penilai_id, tanggal),
        aturan=aturan_of(kantor, isi),
        tanggal_berkas=tanggal,
        instansi=isi.instansi,
        tempat=isi.tempat,
        tanggal=isi.tanggal,
        atasan_penilai=(isi.atasan_penilai or atasan_penilai(kantor, isi, tanggal)) if isi.oleh_atasan else Identitas(),
        sebab=_sebab(isi),
        draf=not final,
        segel=seal_of(kantor, penilaian_id) if final else None,
    )


def form_dokumen(kantor: Kantor, penilaian_id: str, isi: Penilaian, skp: Skp | None = None) -> FormDokumen:
    """Return the values of D.1.1, or of D.1.2 where the assessor's superior evaluated (P6:115-116).

    Without ``skp`` the plan is read as who acts may see it.
    """
    periode = parse_periode(isi.periode)
    tanggal = isi.tanggal or periode.selesai
    final = isi.status is StatusPenilaian.FINAL
    tanda = tanda_pegawai(kantor, penilaian_id) if final else TandaPegawai()
    return FormDokumen(
        skp=skp or get_skp_evaluated(kantor, isi),
        penilaian=isi,
        periode=periode,
        pegawai=isi.pegawai or settled_identity(kantor, isi.pegawai_id, tanggal),
        penilai=isi.penilai or settled_identity(kantor, isi.penilai_id, tanggal),
        atasan_penilai=isi.atasan_penilai or atasan_penilai(kantor, isi, tanggal),
        aturan=aturan_of(kantor, isi),
        tanggal_berkas=tanggal,
        instansi=isi.instansi,
        tempat=isi.tempat,
        tanggal=isi.tanggal,
        tempat_pegawai=tanda.tempat or isi.tempat,
        tanggal_pegawai=tanda.tanggal,
        lambang=read_pengaturan(kantor).lambang,
        sebab=_sebab(isi),
        keterangan=(*tanda.keterangan, *_ruled(kantor, isi)),
        draf=not final,
        segel=seal_of(kantor, penilaian_id) if final else None,
    )


def _ruled(kantor: Kantor, isi: Penilaian) -> tuple[str, ...]:
    """Return the line beneath the signatures that names a rule file of the kabupaten; none under the law's own.

    By its code alone, since the room beside the seal is small; the footer has the name.
    """
    menurut = rules_of(kantor, isi)
    if not menurut.kabupaten:
        return ()
    mulai = format_tanggal(menurut.aturan.berlaku_mulai)
    return (f"Menurut aturan kabupaten {menurut.aturan_id}, berlaku sejak {mulai}.",)


def form_keberatan(
    kantor: Kantor, penilaian_id: str, isi: Penilaian, putusan_id: str, putusan: PutusanKeberatan
) -> FormDokumen:
    """Return the values of D.1.3: the evaluation as it was signed, and what was decided about it (P6:118).

    Assessor and employee sign it anew, so their dates are open; the seal is that of the decision.
    """
    dasar = msgspec.structs.replace(isi, aturan=putusan.aturan or isi.aturan)
    _aturan_id, predikat = decided_under(kantor, dasar, putusan.rating_hasil, putusan.rating_perilaku)
    form = form_dokumen(kantor, penilaian_id, isi, plan_of(kantor, isi))
    tetap = putusan.status is StatusPutusan.DITETAPKAN
    return replace(
        form,
        putusan=msgspec.structs.replace(putusan, predikat=predikat or putusan.predikat),
        atasan_penilai=putusan.atasan_penilai or _superior(kantor, form, putusan),
        tanggal_berkas=putusan.tanggal or form.tanggal_berkas,
        tempat=putusan.tempat or form.tempat,
        tanggal=None,
        tempat_pegawai=putusan.tempat or form.tempat,
        tanggal_pegawai=None,
        keterangan=_ruled(kantor, isi),
        draf=not tetap,
        segel=seal_of(kantor, putusan_id) if tetap else None,
    )


def decision_on(kantor: Kantor, penilaian_id: str) -> tuple[str, PutusanKeberatan] | None:
    """Return the determined decision that counts for an evaluation as it is now.

    None where there is none, or none that who acts may see.
    """
    berlaku = decided_results(kantor, [penilaian_id]).get(penilaian_id)
    dokumen = kantor.store.document(berlaku.putusan_id) if berlaku is not None else None
    if dokumen is None or not reaches(kantor, Wewenang.CETAK, dokumen):
        return None
    return dokumen.doc_id, decode_as(PutusanKeberatan, dokumen.body)


def changed_by(kantor: Kantor, penilaian_ids: Collection[str]) -> dict[str, str]:
    """Return by evaluation the decision (document id) that changed its result: its document is D.1.3 since then."""
    berlaku = decided_results(kantor, penilaian_ids)
    return {nilai: satu.putusan_id for nilai, satu in berlaku.items() if satu.keputusan is KeputusanKeberatan.MENGUBAH}


def penilaian_diputuskan(kantor: Kantor, putusan: PutusanKeberatan) -> Penilaian:
    """Return the evaluation that a decision is about, in the very version that it names; else as it is now.

    Who may print the decision may print what it decided, though he is not the one who assesses: the superior. Raises
    ``UserError`` ``putusan_tanpa_penilaian`` where the evaluation is not here.
    """
    dokumen = kantor.store.document(putusan.penilaian_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "penilaian":
        raise UserError("putusan_tanpa_penilaian")
    rev = kantor.store.revision(putusan.penilaian_rev) if putusan.penilaian_rev else None
    sama = rev is not None and rev.doc_id == dokumen.doc_id and not rev.deleted and not rev.erased
    isi = decode_as(Penilaian, rev.body if rev is not None and sama else dokumen.body)
    return msgspec.structs.replace(isi, predikat=predikat_now(kantor, isi))


def tanda_pegawai(kantor: Kantor, penilaian_id: str) -> TandaPegawai:
    """Return what was recorded of the employee's signature under the version that holds; empty where nothing was."""
    dokumen = kantor.store.document(penilaian_id)
    kepala = set(dokumen.heads) if dokumen is not None else set()
    ketemu = kantor.store.find("dokumen_evaluasi", where={"penilaian_id": penilaian_id})
    peristiwa = tuple(_events(ketemu, kepala))
    tanda = event_of(peristiwa, JenisPeristiwa.DITANDATANGANI_PEGAWAI)
    if tanda is not None:
        return TandaPegawai(tanda.tempat, tanda.tanggal, (TANGGAL_RAGU,) if tanda.ragu else ())
    tolak = event_of(peristiwa, JenisPeristiwa.MENOLAK_TANDA_TANGAN)
    return TandaPegawai(keterangan=(_refused(tolak),)) if tolak is not None else TandaPegawai()


def _events(ketemu: Iterable[Found], kepala: set[str]) -> Iterable[PeristiwaDokumen]:
    """Return what holds of the ways of these revisions; a signature from before a correction is none under it."""
    for satu in sorted(ketemu, key=lambda s: s.doc_id):
        jalan = decode_as(DokumenEvaluasi, satu.body)
        if not jalan.penilaian_rev or jalan.penilaian_rev in kepala:
            yield from events_that_hold(jalan)


def _refused(peristiwa: PeristiwaDokumen) -> str:
    pada = f" pada {format_tanggal(peristiwa.tanggal)}" if peristiwa.tanggal else ""
    ragu = " (tanggalnya tidak dapat dipastikan)" if peristiwa.ragu and pada else ""
    # The note of a correction says why it was corrected, not why he refused.
    asli = peristiwa.catatan.strip() if not peristiwa.membetulkan else ""
    alasan = f" Alasan: {asli}" if asli else ""
    return f"{MENOLAK}{pada}{ragu}.{alasan}"


def layout_of(kantor: Kantor, isi: Penilaian) -> str:
    """Return the code of the form of an evaluation, by the plan as it is here; empty where there is none.

    It only sorts and names: printing itself reads the very revision that was evaluated.
    """
    skp = plan_of(kantor, isi)
    return code_of_evaluasi(skp) if skp is not None else ""


def plan_of(kantor: Kantor, isi: Penilaian) -> Skp | None:
    """Return the plan of an evaluation that was reached, a final one's in its very revision; None where it is not here.

    It asks for no right of its own: the superior who decides sees the evaluation, not the plan's own page.
    """
    rev = kantor.store.revision(isi.skp_rev) if isi.status is StatusPenilaian.FINAL and isi.skp_rev else None
    if rev is not None and rev.doc_id == isi.skp_id and not rev.deleted:
        return decode_as(Skp, rev.body)
    dokumen = kantor.store.document(isi.skp_id)
    return decode_as(Skp, dokumen.body) if dokumen is not None and dokumen.kind == "skp" else None


def _sebab(isi: Penilaian) -> str:
    return KATA.get(isi.tidak_dinilai.value, "") if isi.tidak_dinilai is not None else ""


def _superior(kantor: Kantor, form: FormDokumen, putusan: PutusanKeberatan) -> Identitas:
    if putusan.atasan_id:
        return settled_identity(kantor, putusan.atasan_id, putusan.tanggal or form.tanggal_berkas)
    return form.atasan_penilai
