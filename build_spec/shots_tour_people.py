"""Where the photographer goes in an office in which people log in: rounds, guidance, counselling, one's own results."""

from __future__ import annotations

from collections.abc import Iterator

from shots_tour import Stop, Tour


class PeopleTour(Tour):
    """The pages that depend on who is logged in, each with its parts."""

    def _putaran(self) -> Iterator[Stop]:
        for number, part in enumerate(("diminta", "hasil", "kelola")):
            if self._has(f"putaran-{part}-tabel"):
                yield Stop(f"putaran-{part}", lambda number=number: self._tab("putaran-tab", number))
        if self._rows("putaran-diminta-tabel"):
            yield Stop("putaran-lembar", lambda: self._answer(), dialog=True)
        if self._rows("putaran-kelola-tabel"):
            yield Stop("putaran-satu", lambda: self._open_first("putaran-kelola-tabel"))

    def _answer(self) -> None:
        self._tab("putaran-tab", 0)
        self._open_first("putaran-diminta-tabel")

    def _bimbingan(self) -> Iterator[Stop]:
        if self._rows("bimbingan-tabel"):
            yield Stop("bimbingan-selesai", lambda: self._open_first("bimbingan-tabel"))
            yield Stop("bimbingan-umpan", lambda: self._click("bimbingan-umpan"))

    def _konseling(self) -> Iterator[Stop]:
        if self._rows("konseling-tabel"):
            yield Stop("konseling-perkara", lambda: self._open_first("konseling-tabel"))
            yield Stop("konseling-siapa", self._report, dialog=True)

    def _report(self) -> None:
        self._window.current_page().show_list()  # type: ignore[attr-defined]
        self._click("konseling-baru")

    def _hasil_saya(self) -> Iterator[Stop]:
        if self._rows("hasil-saya-tabel"):
            yield Stop("hasil-saya-lembar", lambda: self._open_last("hasil-saya-tabel"))

    def _pengembangan(self) -> Iterator[Stop]:
        return iter(())
