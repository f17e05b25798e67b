"""Another assessor from a day on, for one person or many: his record changes, open drafts follow, fixed ones stay.

A wrong or changed assessor stops nobody: whoever mends the date or the person, also long afterwards, makes every later
form right. The opposite change undoes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from db import Document, Found, Transaction
from desktop_app.domain.adendum import Adendum
from desktop_app.domain.codec import SCHEMA, decode_as, decode_kind, encode
from desktop_app.domain.errors import LuringError, UserError
from desktop_app.domain.format_indonesia import format_tanggal
from desktop_app.domain.istilah import StatusAdendum, StatusPenilaian, StatusSkp
from desktop_app.domain.pegawai import Pegawai
from desktop_app.domain.penilaian import Penilaian
from desktop_app.domain.pergantian import with_pemimpin, with_penilai
from desktop_app.domain.periode import parse_periode
from desktop_app.domain.skp import Skp
from desktop_app.domain.wewenang import Wewenang
from desktop_app.services.jangkauan import reached_document
from desktop_app.services.kantor import Changed, Kantor, intention
from desktop_app.services.naskah import body_to_advance, require_document
from desktop_app.services.siapa_menilai import decide_penilai
from desktop_app.services.waktu import plausible_day

Terbuka = Skp | Adendum | Penilaian
Baca = Callable[[Document], bytes]
Penerus = Callable[[Penilaian, Pegawai, Pegawai], str]
"""Who takes over a draft evaluation, of the person as he was and as he will be recorded; empty leaves it as it is."""


@dataclass(frozen=True)
class DokumenIkut:
    """One open document that follows the new assessor; ``periode`` is its period, of a plan its first year."""

    id: str
    kind: str
    periode: str
    dari_id: str
    ke_id: str


@dataclass(frozen=True)
class Pergantian:
    """What a change does to one person: his record before and after, and the open documents as they will be."""

    dokumen: Document
    lama: Pegawai
    baru: Pegawai
    ikut: tuple[tuple[Document, Terbuka, DokumenIkut], ...] = ()

    @property
    def kosong(self) -> bool:
        """Whether nothing at all would change."""
        return self.lama == self.baru and not self.ikut


@dataclass(frozen=True)
class BarisGanti:
    """One person in the preview: assessor before and after by name, what follows, how many fixed documents stay.

    ``galat`` tells why he cannot be changed; ``sudah`` that he has this assessor already.
    """

    pegawai_id: str
    nama: str
    lama: str
    baru: str
    ikut: tuple[DokumenIkut, ...] = ()
    tetap: int = 0
    sudah: bool = False
    galat: LuringError | None = None


@intention(Wewenang.UBAH_PEGAWAI)
def preview_penilai(
    kantor: Kantor, pegawai_ids: Sequence[str], mulai: date, penilai_id: str, atasan_penilai_id: str = ""
) -> tuple[BarisGanti, ...]:
    """Return what ``change_penilai`` would do, person by person; writes nothing."""
    nama = {satu.doc_id: satu.label for satu in kantor.store.documents({*pegawai_ids, penilai_id} - {""}).values()}
    baris: list[BarisGanti] = []
    for pegawai_id in dict.fromkeys(pegawai_ids):
        try:
            satu = _planned(kantor, pegawai_id, mulai, penilai_id, atasan_penilai_id, read_stored)
        except UserError as error:
            baris.append(BarisGanti(pegawai_id, nama.get(pegawai_id, ""), "", nama.get(penilai_id, ""), galat=error))
            continue
        jabatan = satu.lama.jabatan_pada(mulai)
        lama = kantor.store.document(jabatan.penilai_id) if jabatan is not None and jabatan.penilai_id else None
        baris.append(
            BarisGanti(
                pegawai_id,
                satu.lama.nama,
                lama.label if lama is not None else "",
                nama.get(penilai_id, ""),
                tuple(info for _, _, info in satu.ikut),
                _fixed(kantor, pegawai_id, mulai),
                satu.kosong,
            )
        )
    return tuple(baris)


@intention(Wewenang.UBAH_PEGAWAI)
def change_penilai(
    kantor: Kantor,
    pegawai_ids: Sequence[str],
    mulai: date,
    penilai_id: str,
    atasan_penilai_id: str = "",
    *,
    alasan: str,
) -> Changed:
    """Record who assesses these people from ``mulai`` on, and let their open drafts follow; all or nothing.

    A plan that was handed in stays so, now before the new assessor (P6:65 point 7); what is determined or final stays.
    Without ``atasan_penilai_id`` the superior is the assessor's own assessor. Raises ``UserError`` without a reason, a
    person, or a post, where versions disagree, and where somebody would assess himself.
    """
    if not alasan.strip():
        raise UserError("alasan_wajib", langkah="ganti penilai")
    if not pegawai_ids:
        raise UserError("pergantian_tanpa_pegawai")
    semua = [
        _planned(kantor, satu, mulai, penilai_id, atasan_penilai_id, lambda dokumen: body_to_advance(kantor, dokumen))
        for satu in dict.fromkeys(pegawai_ids)
    ]
    berubah = [satu for satu in semua if not satu.kosong]
    if not berubah:
        return Changed()
    tentang = berubah[0].dokumen.doc_id if len(berubah) == 1 else ""
    with kantor.write("ganti_penilai", tentang, {"tanggal": format_tanggal(mulai), "jumlah": len(berubah)}) as tx:
        return write_changes(kantor, tx, berubah, alasan.strip())


def _planned(
    kantor: Kantor, pegawai_id: str, mulai: date, penilai_id: str, atasan_penilai_id: str, baca: Baca
) -> Pergantian:
    dokumen = reached_document(kantor, pegawai_id, "pegawai", Wewenang.UBAH_PEGAWAI)
    if not penilai_id:
        raise UserError("pergantian_tanpa_penilai")
    require_begun(kantor, mulai)
    for satu in filter(None, (penilai_id, atasan_penilai_id)):
        require_document(kantor, satu, "pegawai")
    return plan_change(kantor, dokumen, mulai, penilai_id, atasan_penilai_id, baca=baca)


def plan_change(
    kantor: Kantor,
    dokumen: Document,
    mulai: date,
    penilai_id: str,
    atasan_penilai_id: str = "",
    *,
    baca: Baca,
    penerus: Penerus | None = None,
    dari_id: str = "",
) -> Pergantian:
    """Return what another assessor from ``mulai`` on does to one person; writes nothing.

    ``baca`` reads a document as it is to be changed; ``penerus`` decides about draft evaluations, else the rule of
    moves does. With ``dari_id`` only what names that one changes: the post, and whom he leads as Plt. or seconded.
    Raises ``UserError`` where he would assess himself, has no post, or versions disagree.
    """
    if dokumen.conflicts:
        raise UserError("pegawai_berkonflik", nama=dokumen.label)
    pegawai_id, lama = dokumen.doc_id, decode_as(Pegawai, baca(dokumen))
    if pegawai_id in (penilai_id, atasan_penilai_id):
        raise UserError("penilai_dirinya_sendiri", nama=lama.nama)
    jabatan = lama.jabatan_pada(mulai)
    if jabatan is None:
        raise UserError("pegawai_tanpa_jabatan", nama=lama.nama)
    baru = replace_penilai(lama, mulai, penilai_id, atasan_penilai_id, dari_id=dari_id)
    # Where only a circumstance names him, what was begun under it follows all the same.
    lama_id = dari_id or jabatan.penilai_id
    ikut: list[tuple[Document, Terbuka, DokumenIkut]] = []
    for kind in ("skp", "adendum", "penilaian"):
        for ketemu in kantor.store.find(kind, where={"pegawai_id": pegawai_id}):
            if not _is_open(kind, ketemu):
                continue
            satu = require_document(kantor, ketemu.doc_id, kind)
            if satu.conflicts:
                raise UserError("pergantian_berkonflik", nama=lama.nama)
            isi = decode_kind(kind, baca(satu))
            assert isinstance(isi, Skp | Adendum | Penilaian)
            if isinstance(isi, Penilaian):
                ke = (penerus or _by_rule(kantor, jabatan.penilai_id))(isi, lama, baru)
            else:
                ke = penilai_id if _follows(kantor, isi, lama_id, mulai) else ""
            if ke and ke not in (isi.penilai_id, pegawai_id):
                info = DokumenIkut(satu.doc_id, kind, _period_of(isi), isi.penilai_id, ke)
                ikut.append((satu, msgspec.structs.replace(isi, penilai_id=ke), info))
    return Pergantian(dokumen, lama, baru, tuple(ikut))


def replace_penilai(
    lama: Pegawai, mulai: date, penilai_id: str, atasan_penilai_id: str = "", *, dari_id: str = ""
) -> Pegawai:
    """Return the person with another assessor from ``mulai`` on; with ``dari_id`` only where that one stood."""
    jabatan = lama.jabatan_pada(mulai)
    if jabatan is None or not dari_id:
        return with_penilai(lama, mulai, penilai_id, atasan_penilai_id)
    baru = lama
    if jabatan.penilai_id == dari_id:
        baru = with_penilai(lama, mulai, penilai_id, atasan_penilai_id)
    elif jabatan.atasan_penilai_id == dari_id:
        atasan = "" if penilai_id == jabatan.penilai_id else penilai_id
        baru = with_penilai(lama, mulai, jabatan.penilai_id, atasan)
    return with_pemimpin(baru, mulai, dari_id, penilai_id)


def require_begun(kantor: Kantor, mulai: date) -> None:
    """Raise ``UserError`` before the day on which an assessor begins: rights follow the newest post at once.

    A clock that is not believed holds nobody up.
    """
    hari = plausible_day(kantor.jam(), kantor.store.get("waktu", "lantai"))
    if hari is not None and mulai > hari:
        raise UserError("pergantian_belum_mulai", tanggal=format_tanggal(mulai))


def write_changes(kantor: Kantor, tx: Transaction, semua: Sequence[Pergantian], alasan: str) -> Changed:
    """Write changes of assessors inside the caller's transaction."""
    ids: list[str] = []
    kinds: set[str] = set()
    for satu in semua:
        isi: list[tuple[Document, Pegawai | Terbuka]] = [(d, baru) for d, baru, _ in satu.ikut]
        if satu.baru != satu.lama:
            isi.insert(0, (satu.dokumen, satu.baru))
        for dokumen, baru in isi:
            tx.drop_working(dokumen.doc_id, kantor.who)
            raw = encode(baru, dokumen.body)
            tx.save(dokumen.kind, dokumen.doc_id, raw, scope=dokumen.scope, schema=SCHEMA, why=alasan)
            ids.append(dokumen.doc_id)
            kinds.add(dokumen.kind)
    return Changed(tuple(ids), tuple(sorted(kinds)))


def read_stored(dokumen: Document) -> bytes:
    """Return a document's stored body, for a look at what would be."""
    return dokumen.body


def _by_rule(kantor: Kantor, lama_id: str) -> Penerus:
    """Return the rule for draft evaluations: who evaluates by the new record, where the draft followed the old one."""

    def decide(isi: Penilaian, lama: Pegawai, baru: Pegawai) -> str:
        periode = parse_periode(isi.periode)
        dulu = decide_penilai(kantor, lama, periode).penilai_id
        return decide_penilai(kantor, baru, periode).penilai_id if isi.penilai_id in ("", lama_id, dulu) else ""

    return decide


def _follows(kantor: Kantor, isi: Skp | Adendum, lama_id: str, mulai: date) -> bool:
    """Tell whether a plan or addendum reaches ``mulai`` and names the earlier assessor or none."""
    if isi.penilai_id not in ("", lama_id):
        return False
    if isinstance(isi, Skp):
        return isi.akhir >= mulai
    skp = kantor.store.document(isi.skp_id)
    return skp is None or skp.deleted or decode_as(Skp, skp.body).akhir >= mulai


def _is_open(kind: str, ketemu: Found) -> bool:
    status = str(ketemu.columns["status"] or "draft")
    if kind == "adendum":
        return status in (StatusAdendum.DRAFT.value, StatusAdendum.DIAJUKAN.value)
    return status not in (StatusSkp.DITETAPKAN.value, StatusPenilaian.FINAL.value)


def _period_of(isi: Terbuka) -> str:
    if isinstance(isi, Penilaian):
        return isi.periode
    return str(isi.mulai.year) if isinstance(isi, Skp) else str(isi.nomor)


def _fixed(kantor: Kantor, pegawai_id: str, mulai: date) -> int:
    """Return how many determined plans reach the day, and final evaluations of its year, stay as they are."""
    skp = kantor.store.find("skp", where={"pegawai_id": pegawai_id, "status": StatusSkp.DITETAPKAN.value})
    nilai = kantor.store.find("penilaian", where={"pegawai_id": pegawai_id, "status": StatusPenilaian.FINAL.value})
    return sum(1 for satu in skp if decode_as(Skp, satu.body).akhir >= mulai) + sum(
        1 for satu in nilai if str(satu.columns["periode"])[:4] == str(mulai.year)
    )
