"""Where the rights of guidance and counselling are tried, for the table of all use cases."""

from __future__ import annotations

DICOBA = {
    **dict.fromkeys(
        (
            *("report_konseling", "assign_konseling", "record_konseling", "close_konseling", "konseling_readiness"),
            *("list_konseling", "get_konseling", "open_bagian", "list_dilaporkan", "list_konselor", "count_lost"),
            *("print_bagian", "print_daftar_konseling", "find_laporan", "print_laporan"),
            *("keep_konseling_draft", "read_konseling_draft", "drop_konseling_draft"),
        ),
        "test_konseling, test_konseling_rahasia: each act of the people of a case, and of nobody else",
    ),
    **dict.fromkeys(
        (
            *("list_bimbingan", "propose_indikator", "create_coaching", "create_mentoring", "finish_bimbingan"),
            *("reopen_bimbingan", "delete_bimbingan", "report_bimbingan", "print_bimbingan", "find_bimbingan"),
            *("print_laporan_bimbingan", "print_umpan_bimbingan", "list_umpan_bimbingan", "create_umpan_bimbingan"),
            *(
                "read_umpan_bimbingan",
                "answer_umpan_bimbingan",
                "hand_over_umpan_bimbingan",
                "list_pembimbing",
                "read_bimbingan",
            ),
        ),
        "test_bimbingan: employee, guide, assessor and his superior, each in his part",
    ),
}
