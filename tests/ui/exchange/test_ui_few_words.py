"""What a bundle holds is said in few words: four kinds by name, the others as a number, nothing about what is not."""

from __future__ import annotations

from desktop_app.ui.exchange_words import counts_text


def test_that_many_kinds_end_in_a_number_and_one_more_is_simply_named() -> None:
    counts = {"pegawai": 6, "skp": 5, "penilaian": 4, "unit_kerja": 1, "jurnal": 2}
    assert "lain" not in counts_text(counts, most=4)
    many = counts_text({**counts, "adendum": 1, "keberatan": 1}, most=4)
    assert many.count(" · ") == 3
    assert many.endswith(", dan 3 jenis lain")
    assert "lain" not in counts_text({**counts, "adendum": 1, "keberatan": 1})
