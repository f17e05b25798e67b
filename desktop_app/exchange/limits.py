"""Every size that the bundle format fixes, in bytes unless named. Source: docs/spec/bundle-v1.md, section Limits."""

from __future__ import annotations

from typing import Final

KIB: Final = 1024
MIB: Final = 1024 * 1024

FORMAT: Final = 1
READER: Final = 1
"""What this program writes as ``fmt`` and the highest ``min_reader`` it can read."""

HEADER_MAX: Final = 16 * KIB
MANIFEST_MAX: Final = 512 * KIB
BUNDLE_MAX: Final = 2 * 1024 * MIB
BUNDLE_MIN: Final = 64
REQUEST_MAX: Final = 16 * KIB
SIGNED_DOCUMENT_MAX: Final = 256 * KIB
REVISION_MAX: Final = 256 * KIB
TEXT_MAX: Final = 64 * KIB
"""Unicode code points in one JSON text."""
SEGMENT_RAW_MAX: Final = 4 * MIB
ATTACHMENT_MAX: Final = 25 * MIB
REVISIONS_MAX: Final = 200_000
ATTACHMENTS_MAX: Final = 5_000
MISSING_MAX: Final = 2_000
"""Hashes of missing attachments that one manifest may ask for."""
ANSWERS_MAX: Final = 64
"""Answers that one manifest names as taken."""
RENEW_MAX: Final = 64
"""Files in one answer whose makers are asked to take a new identity."""
OBJECTIONS_MAX: Final = 100_000
"""Sealed objections that one computer numbers, and so the highest number that is believed."""
SEGMENTS_MAX: Final = 6_000
RATIO_MAX: Final = 100
"""Declared raw length over stored length of one compressed segment."""
JSON_DEPTH: Final = 8
INTEGER_MAX: Final = 2**53 - 1
RECIPIENTS_MAX: Final = 8
INBOX_MAX: Final = 3
ROOTS_MAX: Final = 64
ROOT_KEYS_MAX: Final = 16
DELEGATIONS_MAX: Final = 8

WORKER_MEMORY: Final = 200 * MIB
"""What the unsealing child may take above its own start size."""
WORKER_GRACE_SECONDS: Final = 4.0
WORKER_BYTES_PER_SECOND: Final = 2 * MIB
"""Wall time allowed to the child: the grace plus ciphertext length over this pace, slow school PCs included."""
WORKER_START_SECONDS: Final = 60.0
"""Until the child reports ready; it has seen nothing of the file by then."""
RAW_TOTAL_MAX: Final = 8 * 1024 * MIB
