"""What changed between two states of an SKP, in words for undo, and the field in which it shows."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from desktop_app.domain.pendekatan import follow_narasi
from desktop_app.domain.skp import Indikator, RencanaHasilKerja, Skp
from desktop_app.i18n import _


class Change(NamedTuple):
    """One change: its words, the path of its field, and whether it is a text that one goes on typing."""

    label: str
    path: str
    typed: bool = False


def describe_change(before: Skp, after: Skp) -> Change:
    """Return what an edit did; several things at once are "several changes", at the first of their places."""
    found = _changes(before, after)
    if not found:
        return Change("", "")
    if len(found) > 1:
        return Change(_("Beberapa perubahan"), found[0].path)
    return found[0]


def _changes(before: Skp, after: Skp) -> list[Change]:
    found = _result_changes(before.hasil, after.hasil) if before.hasil != after.hasil else []
    for kept in after.perilaku:
        if before.ekspektasi(kept.nilai) != kept.ekspektasi:
            found.append(Change(_("Ketik ekspektasi khusus"), f"perilaku/{kept.nilai.value}", typed=True))
    for key, label in (
        ("sumber_daya", _("Ketik dukungan sumber daya")),
        ("skema", _("Ketik skema pertanggungjawaban")),
        ("konsekuensi", _("Ketik konsekuensi")),
    ):
        if getattr(before.lampiran, key) != getattr(after.lampiran, key):
            found.append(Change(label, f"lampiran/{key}", typed=True))
    for key, label, typed in (
        ("pendekatan", _("Ganti pendekatan"), False),
        ("kelompok", _("Sesuaikan bentuk SKP"), False),
        ("penilai_id", _("Ganti pejabat penilai"), False),
        ("mulai", _("Ganti awal periode"), False),
        ("selesai", _("Ganti akhir periode"), False),
        ("instansi", _("Ketik nama instansi"), True),
        ("tempat", _("Ketik tempat tanda tangan"), True),
    ):
        if getattr(before, key) != getattr(after, key):
            # An approach comes with narratives that it proposes; that is one change.
            if key in ("pendekatan", "kelompok"):
                return [Change(label, key)]
            found.append(Change(label, key, typed))
    return found


def _result_changes(before: tuple[RencanaHasilKerja, ...], after: tuple[RencanaHasilKerja, ...]) -> list[Change]:
    old = {one.id: one for one in before}
    new = {one.id: one for one in after}
    gone = [one for one in before if one.id not in new]
    come = [one for one in after if one.id not in old]
    found = [Change(_("Hapus hasil kerja {n}").format(n=_number(before, one)), "hasil") for one in gone]
    if len(come) > 1:
        found.append(Change(_("Tambah {n} hasil kerja").format(n=len(come)), f"hasil/#{come[0].id}/teks"))
    elif come:
        found.append(Change(_("Tambah hasil kerja"), f"hasil/#{come[0].id}/teks"))
    for one in after:
        if one.id in old and old[one.id] != one:
            found.append(_one_result(old[one.id], one))
    if not found:
        moved = next((b for a, b in zip(before, after, strict=True) if a.id != b.id), None)
        if moved is not None:
            found.append(Change(_("Pindahkan hasil kerja"), f"hasil/#{moved.id}/teks"))
    return found


def _number(results: tuple[RencanaHasilKerja, ...], wanted: RencanaHasilKerja) -> int:
    return 1 + [one.id for one in results if one.jenis is wanted.jenis].index(wanted.id)


def _one_result(before: RencanaHasilKerja, after: RencanaHasilKerja) -> Change:
    path = f"hasil/#{after.id}"
    words = {
        "jenis": (_("Ganti utama atau tambahan"), False),
        "teks": (_("Ketik rencana hasil kerja"), True),
        "penugasan": (_("Ketik penugasan"), True),
        "sumber": (_("Ganti sumber hasil kerja"), False),
        "sifat": (_("Ganti sifat hasil kerja"), False),
        "asal": (_("Ganti hasil kerja"), False),
    }
    changed = [name for name in words if getattr(before, name) != getattr(after, name)]
    parts = [Change(words[name][0], f"{path}/{name}", words[name][1]) for name in changed]
    if before.intervensi != after.intervensi:
        typed = before.intervensi.skp_id == after.intervensi.skp_id
        label = _("Ketik hasil kerja pimpinan") if typed else _("Pilih hasil kerja pimpinan")
        field = "intervensi" if before.intervensi.teks != after.intervensi.teks else "intervensi/indikator"
        parts.append(Change(label, f"{path}/{field}", typed))
    if before.indikator != after.indikator:
        parts.append(_indicators(before, after, path))
    return parts[0] if len(parts) == 1 else Change(_("Ubah hasil kerja"), f"{path}/teks")


def _indicators(before: RencanaHasilKerja, after: RencanaHasilKerja, path: str) -> Change:
    old = {one.id: one for one in before.indikator}
    come = [one for one in after.indikator if one.id not in old]
    changed = [one for one in after.indikator if one.id in old and old[one.id] != one]
    if come and not changed and len(after.indikator) > len(before.indikator):
        return Change(_("Tambah indikator"), f"{path}/indikator/#{come[0].id}/teks")
    if len(after.indikator) < len(before.indikator) and not changed and not come:
        return Change(_("Hapus indikator"), f"{path}/indikator")
    if len(changed) == 1 and not come:
        return _one_indicator(old[changed[0].id], changed[0], path)
    return Change(_("Ubah indikator"), f"{path}/indikator")


def _one_indicator(before: Indikator, after: Indikator, path: str) -> Change:
    here = f"{path}/indikator/#{after.id}"
    words = {
        "teks": (_("Ketik indikator"), True),
        "narasi": (_("Ketik ukuran keberhasilan"), True),
        "target": (_("Ketik target"), before.target.jenis is after.target.jenis),
        "aspek": (_("Ganti aspek"), False),
        "perspektif": (_("Ganti perspektif"), False),
        "kendali": (_("Ganti tingkat kendali"), False),
    }
    changed = [name for name in words if getattr(before, name) != getattr(after, name)]
    if len(changed) == 2 and follow_narasi(before, msgspec.structs.replace(after, narasi=before.narasi)) == after:
        # The proposed narrative went along; that is one change.
        changed.remove("narasi")
    if len(changed) != 1:
        return Change(_("Ubah indikator"), f"{here}/teks")
    name = changed[0]
    field = f"{here}/{name}"
    if name == "target":
        old, new = before.target, after.target
        parts = (one for one in old.__struct_fields__ if getattr(old, one) != getattr(new, one))
        field = f"{field}/{next(parts, '')}"
    return Change(words[name][0], field, words[name][1])
