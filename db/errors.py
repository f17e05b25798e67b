"""The one kind of error that leaves the store: a stable code and the facts its sentence needs."""

from __future__ import annotations


class StoreError(Exception):
    """The store refused or the machine failed it; ``code`` is stable, ``facts`` fill the sentence.

    Codes of the machine: ``disk_full``, ``io_error``, ``locked``, ``damaged``, ``wrong_key``,
    ``cannot_open``, ``read_only``, ``out_of_memory``, ``database_error``, ``wrong_thread``,
    ``store_must_reopen``.
    Codes of opening: ``not_found``, ``already_exists``, ``not_a_store``, ``newer_file``,
    ``unsafe_sqlite``, ``pragma_refused``, ``schema_changed``, ``bad_key``, ``backup_failed``,
    ``not_closed``.
    Codes of use: ``revision_damaged``, ``revision_too_large``, ``text_unfit``, ``parent_unknown``,
    ``related_parents``, ``too_many_parents``, ``too_many_heads``, ``attachment_too_large``,
    ``attachment_damaged``, ``attachment_named``, ``already_writing``, ``transaction_over``,
    ``unknown_kind``, ``unknown_column``, ``record_unknown``, ``bad_kind``, ``bad_id``, ``store_closed``,
    ``aside_damaged``.
    """

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({facts})"
