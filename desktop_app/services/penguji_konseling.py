"""Proving a counselling case: each section's hash, its writer's signature and his right, and that none is missing.

A section never changes and never goes; both are judged from the sealed bytes, the versions and the audit chain, and
nothing of it needs the text. Who counsels and how far a case is follow from the signed sections; the envelope only
repeats it. Source: docs/spec/counselling.md, sections The document, On arrival and What is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from db import Document, Envelope, Revision, Store
from desktop_app.domain.codec import decode_as
from desktop_app.domain.errors import UserError
from desktop_app.domain.istilah_pengembangan import BagianKonseling, StatusKonseling
from desktop_app.domain.konseling import BagianTersegel, BerkasKonseling
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.pengguna import Pengguna
from desktop_app.exchange.limits import REVISION_MAX
from desktop_app.exchange.sealed_section import is_section_signed
from desktop_app.services.konseling_segel import KIND, is_whole, ordered, statement_of
from desktop_app.services.penguji_tanda import KeadaanTanda, PengujiTanda

ACT = "segel_konseling"
MAKS_BAGIAN = 40
"""Sections of one case; a case that needs more is closed and another one begun."""
URUTAN = tuple(StatusKonseling)
"""The states in the order of a case's life; of two that came apart the later one holds."""
SESUDAH = {
    BagianKonseling.LAPORAN: StatusKonseling.DILAPORKAN,
    BagianKonseling.PENETAPAN: StatusKonseling.DITETAPKAN,
    BagianKonseling.REKAMAN: StatusKonseling.DILAKSANAKAN,
    BagianKonseling.TINDAK_LANJUT: StatusKonseling.DITUTUP,
}
"""The state that a section brings a case to, where it is not further already."""
TIDAK_MENAHAN = frozenset({"konseling_bukan_penilai"})
"""What is told beside a case and still lets the personnel unit go on: it concerns no signature and no reader."""


def judge_section(penguji: PengujiTanda, kasus: str, berkas: BerkasKonseling, bagian: BagianTersegel) -> KeadaanTanda:
    """Return how the writer's own signature over a section stands in this case."""
    pernyataan = statement_of(kasus, berkas, bagian)
    return penguji.judge_statement(
        bagian.penanda,
        bagian.kunci,
        berkas.unit_kode,
        lambda public: is_section_signed(public, pernyataan, bagian.tanda),
    )


def state_after(bagian: Iterable[BagianTersegel]) -> StatusKonseling:
    """Return the state to which sections bring a case."""
    return max((SESUDAH[satu.jenis] for satu in bagian), key=URUTAN.index, default=StatusKonseling.DILAPORKAN)


def named_in(bagian: Iterable[BagianTersegel]) -> str:
    """Return whom the last appointment among sections names as counsellor; empty for none or somebody from outside."""
    return next((s.konselor_id for s in reversed(ordered(bagian)) if s.jenis is BagianKonseling.PENETAPAN), "")


def derive(store: Store, penguji: PengujiTanda, kasus: str, berkas: BerkasKonseling) -> BerkasKonseling:
    """Return a case with the counsellor and the state that its proved sections give it, whatever its envelope says.

    Only a section counts whose signature is proved throughout and whose signer may write it; a counsellor is named by
    an account of the personnel unit.
    """
    sah = [satu for satu in berkas.bagian if judge_section(penguji, kasus, berkas, satu) is KeadaanTanda.SAH]
    # A record counts by those whom the unit named, so the appointments are judged first.
    bernama = {
        s.konselor_id for s in sah if s.jenis is BagianKonseling.PENETAPAN and _is_by_right(store, berkas, s, ())
    }
    berhak = [satu for satu in sah if _is_by_right(store, berkas, satu, bernama)]
    return msgspec.structs.replace(berkas, konselor_id=named_in(berhak), status=state_after(berhak))


def whole_case(store: Store, dokumen: Document) -> BerkasKonseling:
    """Return a case with every section that one of its versions has, nothing of it judged."""
    berkas = decode_as(BerkasKonseling, dokumen.body)
    semua = {satu.id: satu for isi in (*_heads(store, dokumen), berkas) for satu in isi.bagian}
    return msgspec.structs.replace(berkas, bagian=tuple(semua.values()))


def counsellors_claimed(store: Store, berkas: BerkasKonseling) -> set[str]:
    """Return who stands as counsellor on appointments that name an account of the unit as signer, proved or not.

    That they see the case and what does not fit in it hangs on this; what they may do in it does not.
    """
    penetapan = [satu for satu in berkas.bagian if satu.jenis is BagianKonseling.PENETAPAN]
    return {s.konselor_id for s in penetapan if s.konselor_id and _is_by_right(store, berkas, s, ())}


def _heads(store: Store, dokumen: Document) -> Iterator[BerkasKonseling]:
    return _earlier(rev for rev in map(store.revision, dokumen.heads) if rev is not None)


def _is_straight(isi: BerkasKonseling) -> bool:
    """Tell whether an envelope repeats what its own sections say, as each version that our programs write does."""
    if any(satu.konselor_id and satu.jenis is not BagianKonseling.PENETAPAN for satu in isi.bagian):
        return False
    return (isi.konselor_id, isi.status) == (named_in(isi.bagian), state_after(isi.bagian))


def _is_about(isi: BerkasKonseling, berkas: BerkasKonseling) -> bool:
    """Tell whether a version is about the same person, reporter and office: these never change."""
    sama = (berkas.pegawai_id, berkas.penilai_id, berkas.unit_kode)
    return (isi.pegawai_id, isi.penilai_id, isi.unit_kode) == sama


def case_faults(store: Store, penguji: PengujiTanda, kasus: str, berkas: BerkasKonseling) -> tuple[str, ...]:
    """Return the codes of what does not fit in a case; each has a sentence, and nothing of it hides the rest.

    ``berkas`` is the whole case as ``derive`` returns it.
    """
    ada = {satu.id: satu for satu in berkas.bagian}
    sidik = {satu.sidik for satu in berkas.bagian}
    cacat: dict[str, None] = {}
    dulu = list(_earlier(store.history(kasus)))
    if any(satu.id in ada and ada[satu.id] != satu for isi in dulu for satu in isi.bagian):
        cacat["konseling_bagian_berubah"] = None
    terlihat = {satu.sidik for isi in dulu for satu in isi.bagian}
    terlihat |= {str(row.detail.get("sidik") or "") for row in store.audit_rows(None, act=ACT, doc_ids=[kasus])} - {""}
    terlihat |= {satu.sebelumnya for satu in berkas.bagian} - {""}
    if terlihat - sidik:
        cacat["konseling_bagian_hilang"] = None
    tanda = {satu.id: judge_section(penguji, kasus, berkas, satu) for satu in berkas.bagian}
    penetapan = [s for s in berkas.bagian if s.jenis is BagianKonseling.PENETAPAN and tanda[s.id] is KeadaanTanda.SAH]
    konselor = {satu.konselor_id for satu in penetapan if _is_by_right(store, berkas, satu, ())}
    for satu in berkas.bagian:
        if not is_whole(satu):
            cacat["konseling_bagian_berubah"] = None
        if tanda[satu.id] is KeadaanTanda.TIDAK_SAH:
            cacat["konseling_tidak_sah"] = None
        if not _is_by_right(store, berkas, satu, konselor):
            cacat["konseling_bagian_bukan_hak"] = None
    seharusnya = (named_in(berkas.bagian), state_after(berkas.bagian))
    if (berkas.konselor_id, berkas.status) != seharusnya or not all(
        _is_straight(isi) and _is_about(isi, berkas) for isi in dulu
    ):
        cacat["konseling_amplop_lain"] = None
    if _never_assessed(store, berkas):
        cacat["konseling_bukan_penilai"] = None
    return tuple(cacat)


def _earlier(riwayat: Iterable[Revision]) -> Iterator[BerkasKonseling]:
    for rev in riwayat:
        if rev.kind == KIND and not rev.deleted and not rev.erased and rev.body:
            try:
                yield decode_as(BerkasKonseling, rev.body)
            except UserError:
                continue


def _is_by_right(store: Store, berkas: BerkasKonseling, bagian: BagianTersegel, konselor: Collection[str]) -> bool:
    """Tell whether the account that signed may write such a section; one that is not here is judged by nobody.

    ``konselor`` are the people whom the unit named, "" for somebody from outside.
    """
    if bagian.jenis is BagianKonseling.LAPORAN and bagian.penulis_id != berkas.penilai_id:
        return False
    dokumen = store.document(bagian.penanda)
    if dokumen is None or dokumen.kind != "pengguna" or dokumen.deleted:
        return True
    akun = decode_as(Pengguna, dokumen.body)
    atas = dokumen.scope.count(".") == 1
    if bagian.jenis is BagianKonseling.LAPORAN:
        return akun.pegawai_id == berkas.penilai_id != ""
    if bagian.jenis is BagianKonseling.REKAMAN:
        return atas or akun.pegawai_id in set(konselor) - {""}
    return atas


def _never_assessed(store: Store, berkas: BerkasKonseling) -> bool:
    """Tell whether the person's record is here and no post of his names who reported him as assessor."""
    dokumen = store.document(berkas.pegawai_id)
    if dokumen is None or dokumen.deleted or dokumen.kind != "pegawai":
        return False
    return berkas.penilai_id not in {satu.penilai_id for satu in decode_as(Pegawai, dokumen.body).riwayat}


_MILIK_UNIT = (BagianKonseling.PENETAPAN, BagianKonseling.TINDAK_LANJUT)
"""What the personnel unit alone writes: from anybody else it does not come in."""


@dataclass
class PenjagaKedatangan:
    """Judges the revisions of counselling cases in one bundle, after the people who signed in them have come in."""

    store: Store
    penguji: PengujiTanda
    tiba: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """Case and computer that wrote → section → hash, as the last revision of this bundle has them."""

    def fault(self, envelope: Envelope, isi: BerkasKonseling) -> str:
        """Return the code of why a revision is no case that our programs write; empty where it may come in."""
        if len({satu.id for satu in isi.bagian}) != len(isi.bagian) or len(isi.bagian) > MAKS_BAGIAN:
            return "konseling_bentuk"
        bentuk = bool(isi.bagian) and bool(isi.pegawai_id) and isi.unit_kode == envelope.scope
        if (
            not bentuk
            or not _is_straight(isi)
            or any(len(satu.segel) > REVISION_MAX or not is_whole(satu) for satu in isi.bagian)
        ):
            return "konseling_bentuk"
        sidik = {satu.id: satu.sidik for satu in isi.bagian}
        for lama in self._known(envelope):
            if any(sidik.get(satu) != nilai for satu, nilai in lama.items()):
                return "konseling_berubah"
        for satu in isi.bagian:
            if judge_section(self.penguji, envelope.doc, isi, satu) is KeadaanTanda.TIDAK_SAH:
                return "konseling_tidak_sah"
            if satu.jenis in _MILIK_UNIT and not _is_by_right(self.store, isi, satu, ()):
                return "konseling_bagian_bukan_hak"
        self.tiba[envelope.doc, envelope.dev] = sidik
        return ""

    def _known(self, envelope: Envelope) -> Iterator[Mapping[str, str]]:
        """Yield the sections that a revision goes on from: none of them may be gone or another.

        Those are its parents', and what the same computer wrote before, which goes on from what it had.
        """
        yield self.tiba.get((envelope.doc, envelope.dev), {})
        for parent in envelope.parents:
            rev = self.store.revision(parent)
            for isi in _earlier((rev,)) if rev is not None else ():
                yield {satu.id: satu.sidik for satu in isi.bagian}
