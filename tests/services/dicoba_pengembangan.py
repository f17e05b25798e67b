"""Where the use cases of rounds, surveys, guidance, development and follow-up are tried for each role."""

from __future__ import annotations

DICOBA_PENGEMBANGAN = {
    **dict.fromkeys(
        (
            *("list_pengaduan", "get_pengaduan", "create_pengaduan", "advance_pengaduan", "bind_pengaduan"),
            *("delete_pengaduan", "list_hasil_unit", "offer_for_penilaian", "list_perbaikan", "get_perbaikan"),
            "print_pengaduan",
            *("create_perbaikan", "plan_from_pengaduan", "propose_value", "advance_perbaikan", "delete_perbaikan"),
        ),
        "test_pengaduan: each act of each role; about a service, not about a person",
    ),
    **dict.fromkeys(
        (
            *("create_tindak_lanjut", "propose_tindak_lanjut", "list_tindak_lanjut", "read_tindak_lanjut"),
            *("note_tindak_lanjut", "close_tindak_lanjut", "reopen_tindak_lanjut", "print_tindak_lanjut"),
        ),
        "test_tindak_lanjut: who manages it, who sees to it, and nobody else",
    ),
    **dict.fromkeys(
        ("read_mengapa", "print_mengapa", "find_mengapa", "list_hasil", "read_hasil"),
        "test_mengapa: himself, his assessor and the office",
    ),
}
"""Use case → the file that tries its reach; read by ``test_wewenang_jangkauan``."""
