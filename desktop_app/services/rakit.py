"""Whatever a courier or a letter brought, made into whole bundles: files, volumes of e-mail, photos of QR symbols.

Nothing is verified here but that pieces fit together; every bundle goes through the ordinary verification afterwards.
Pieces are kept, so that they may come over days. Source: docs/spec/carriers.md.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.errors import BundleError, LuringError, SystemProblem, UserError
from desktop_app.domain.wewenang import Wewenang
from desktop_app.exchange.carriers import START, Carrier, tell_carrier
from desktop_app.exchange.qr_series import read_text
from desktop_app.exchange.volumes import VOLUME_MAX, Piece, read_volume
from desktop_app.forms.values_angkutan import KODE_PER_LEMBAR
from desktop_app.messages import sentence_for
from desktop_app.services.bagian import Seri, drop_damaged, folder_of, forget, join_up, keep_piece, read_seri
from desktop_app.services.berkas import read_input
from desktop_app.services.foto_kode import FOTO_MAKS, read_codes
from desktop_app.services.kantor import Kantor, intention
from desktop_app.services.paket import RUANG_MASUK

Progress = Callable[[int, int], None]
"""Files looked at, files in all."""


@dataclass(frozen=True)
class TolakBagian:
    """A file of which nothing could be taken, or not all: ``galat`` says why."""

    path: Path
    galat: LuringError


@dataclass(frozen=True)
class Rakitan:
    """What became of files that were handed over.

    ``paket`` are whole bundles in the order in which they were given, those that were put together last; ``kurang``
    one sentence for each series of which pieces are still missing (and one for those that gave way); ``menunggu`` the
    first as facts. ``asal`` tells for a
    bundle that was put together how many pieces it had. ``baru`` counts the pieces that were not here before.
    """

    paket: tuple[Path, ...] = ()
    kurang: tuple[str, ...] = ()
    ditolak: tuple[TolakBagian, ...] = ()
    menunggu: tuple[Seri, ...] = ()
    asal: dict[Path, int] = field(default_factory=dict)
    baru: int = 0


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def gather(kantor: Kantor, paths: Sequence[Path], *, progress: Progress | None = None) -> Rakitan:
    """Sort files into whole bundles, volumes and photos, keep the pieces, and put together what is complete.

    A whole bundle, and whatever is nothing that is known here, is returned as it was given: the verification says what
    is wrong with it. What was put together lies in quarantine until ``settle_rakitan``. Without ``paths`` everything is
    put together that is complete since earlier. One bad file never stops the others.
    """
    settle_parts(kantor)
    utuh: list[Path] = []
    ditolak: list[TolakBagian] = []
    tersentuh: dict[Path, dict[int, list[Path]]] = {}
    tersisih: list[Seri] = []
    baru, sudah = 0, _taken(kantor)
    for nomor, path in enumerate(paths, start=1):
        try:
            potong = _pieces_of(path, ditolak)
        except (BundleError, UserError, SystemProblem) as error:
            ditolak.append(TolakBagian(path, error))
            potong = []
        except OSError as error:
            ditolak.append(TolakBagian(path, SystemProblem("berkas_gagal", berkas=path.name, rincian=str(error))))
            potong = []
        if potong is None:
            utuh.append(path)
        for piece in potong or ():
            try:
                _require_new(piece, sudah)
                pembawa = tersentuh.setdefault(folder_of(kantor, piece), {}).setdefault(piece.number, [])
                pembawa.append(path)
                tersimpan = keep_piece(kantor, piece, tersentuh)
                baru += tersimpan.baru
                tersisih.extend(tersimpan.tersisih)
            except (BundleError, UserError, SystemProblem) as error:
                ditolak.append(TolakBagian(path, error))
            except OSError as error:
                ditolak.append(TolakBagian(path, SystemProblem("berkas_gagal", berkas=path.name, rincian=str(error))))
        if progress is not None:
            progress(nomor, len(paths))
    if baru:
        detail = {"jumlah": baru, "paket": len(tersentuh), "tersisih": len(tersisih)}
        with kantor.write("terima_bagian", detail=detail):
            pass
    return _finish(kantor, utuh, ditolak, tersentuh if paths else None, baru, tersisih)


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def list_bagian(kantor: Kantor) -> tuple[Seri, ...]:
    """Return every series of which pieces wait here; those that were merged meanwhile are forgotten first."""
    settle_parts(kantor)
    return tuple(read_seri(kantor))


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def discard_bagian(kantor: Kantor, kata: str) -> int:
    """Forget the pieces of the bundle with these four words and return of how many series.

    Raises ``UserError`` ``bagian_tidak_ada`` where none waits.
    """
    dicari = " ".join(kata.replace("-", " ").casefold().split())
    semua = [seri for seri in read_seri(kantor) if seri.kata == dicari]
    if not semua:
        raise UserError("bagian_tidak_ada", kata=dicari)
    with kantor.write("hapus_bagian", detail={"paket": dicari}):
        for seri in semua:
            forget(seri)
    return len(semua)


@intention(Wewenang.TERIMA, Wewenang.KIRIM)
def settle_rakitan(kantor: Kantor, rakitan: Rakitan) -> None:
    """Remove what was put together for this, and the pieces of what was merged."""
    for path in rakitan.asal:
        shutil.rmtree(path.parent, ignore_errors=True)
    settle_parts(kantor)


def settle_parts(kantor: Kantor) -> None:
    """Forget the pieces of bundles that were merged, however they came."""
    semua = tuple(read_seri(kantor))
    if semua:
        sudah = _taken(kantor)
        for seri in semua:
            if any(satu.startswith(seri.series) for satu in sudah):
                forget(seri)


def words_missing(seri: Seri) -> str:
    """Return which pieces of a series are missing as one sentence."""
    nomor = [str(satu) for satu in seri.kurang[:12]]
    if lain := len(seri.kurang) - len(nomor):
        kurang = ", ".join(nomor) + f", dan {lain} lagi"
    else:
        kurang = " dan ".join(filter(None, (", ".join(nomor[:-1]), nomor[-1])))
    kode = "kode_kurang" if seri.kode_qr else "bagian_kurang"
    return sentence_for(kode, {"kata": seri.kata, "ada": len(seri.ada), "jumlah": seri.total, "kurang": kurang})


def require_bundle(path: Path) -> None:
    """Raise ``BundleError`` ``bad_magic`` for a file that is no bundle by its first bytes, whatever its name says."""
    if tell_carrier(read_input(path, START)) is not Carrier.BUNDLE:
        raise BundleError("bad_magic")


def refuse_part(path: Path) -> None:
    """Raise ``UserError`` ``paket_masih_bagian`` for a volume or a photo, which is only a part of a bundle.

    Whatever else it is, or that it cannot be read, is left to the verification to say.
    """
    try:
        carrier = tell_carrier(read_input(path, START))
    except (UserError, OSError):
        return
    if carrier in (Carrier.VOLUME, Carrier.JPEG, Carrier.PNG):
        raise UserError("paket_masih_bagian")


def _finish(
    kantor: Kantor,
    utuh: list[Path],
    ditolak: list[TolakBagian],
    tersentuh: dict[Path, dict[int, list[Path]]] | None,
    baru: int,
    tersisih: Sequence[Seri],
) -> Rakitan:
    """Put together what is complete; ``tersentuh`` tells which files carried which numbers, None means every series.

    A series that cannot be put together now, for want of room or of a disk that can be read, stops no other.
    """
    asal: dict[Path, int] = {}
    menunggu: list[Seri] = []
    for seri in read_seri(kantor):
        if tersentuh is not None and seri.folder not in tersentuh:
            continue
        try:
            seri = seri if seri.kurang else drop_damaged(seri)
        except OSError as error:
            ditolak.append(_unjoined(seri, error))
            continue
        if seri.kurang:
            menunggu.append(seri)
            continue
        folder = kantor.folder("karantina") / f"rakit-{secrets.token_hex(8)}"
        try:
            folder.mkdir(mode=0o700)
            asal[join_up(seri, folder)] = seri.total
        except BundleError as error:
            pembawa = (tersentuh or {}).get(seri.folder, {})
            berkas = dict.fromkeys(path for nomor in seri.ganda for path in pembawa.get(nomor, ()))
            ditolak.extend(TolakBagian(path, error) for path in (*berkas,) or (seri.folder,))
            shutil.rmtree(folder, ignore_errors=True)
        except OSError as error:
            ditolak.append(_unjoined(seri, error))
            shutil.rmtree(folder, ignore_errors=True)
    kurang = [words_missing(seri) for seri in menunggu]
    if tersisih:
        kurang.append(words_gone(tersisih))
    return Rakitan(
        paket=(*utuh, *asal),
        kurang=tuple(kurang),
        ditolak=tuple(ditolak),
        menunggu=tuple(menunggu),
        asal=asal,
        baru=baru,
    )


def _unjoined(seri: Seri, error: OSError) -> TolakBagian:
    """Tell that a series waits on because of the disk; its pieces are kept."""
    return TolakBagian(seri.folder, SystemProblem("berkas_gagal", berkas=seri.kata, rincian=str(error)))


def words_gone(tersisih: Sequence[Seri]) -> str:
    """Return which series gave way, since too many waited, as one sentence."""
    kata = ", ".join(f"“{seri.kata}”" for seri in tersisih[:5])
    return sentence_for("bagian_tersisih", {"banyak": len(tersisih), "kata": kata})


def _pieces_of(path: Path, ditolak: list[TolakBagian]) -> list[Piece] | None:
    """Return the pieces that a file carries; None for a whole bundle or whatever else is not ours to judge."""
    try:
        carrier = tell_carrier(read_input(path, START))
    except UserError:
        return None
    if carrier is Carrier.VOLUME:
        return [read_volume(read_input(path, VOLUME_MAX))]
    if carrier in (Carrier.JPEG, Carrier.PNG):
        return _pieces_of_photo(path, ditolak)
    if carrier is Carrier.HEIC:
        raise UserError("foto_heic", nama=path.name)
    if carrier is Carrier.ARCHIVE:
        raise UserError("lampiran_arsip", nama=path.name)
    if carrier is Carrier.TEXT:
        raise BundleError("text_armor")
    return None


def _pieces_of_photo(path: Path, ditolak: list[TolakBagian]) -> list[Piece]:
    """Return the pieces in a photo; a symbol that lies about itself is refused and the others are taken."""
    isi = read_input(path, FOTO_MAKS)
    if len(isi) > FOTO_MAKS:
        raise UserError("foto_bom", nama=path.name)
    potong: list[Piece] = []
    for text in sorted(read_codes(isi, path.name, enough=KODE_PER_LEMBAR)):
        try:
            piece = read_text(text)
        except BundleError as error:
            ditolak.append(TolakBagian(path, error))
            continue
        if piece is not None:
            potong.append(piece)
    if not potong and not any(satu.path == path for satu in ditolak):
        raise UserError("foto_tanpa_kode", nama=path.name)
    return potong


def _require_new(piece: Piece, sudah: Sequence[str]) -> None:
    """Raise ``UserError`` ``bagian_sudah_digabung`` for a piece of what was merged before."""
    if any(satu.startswith(piece.series) for satu in sudah):
        raise UserError("bagian_sudah_digabung")


def _taken(kantor: Kantor) -> list[str]:
    """Return the hashes of the files that this office has taken: bundles from below, answers from above."""
    return [kunci for ruang in (RUANG_MASUK, "balasan") for kunci, _ in kantor.store.items(ruang)]
