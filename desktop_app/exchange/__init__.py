"""Bundles and trust: files in, ``VerifiedBundle`` out; revisions in, sealed files out.

The format is docs/spec/bundle-v1.md.

Revisions are opaque strict-form JSON bytes here; this package knows no database and no key store. Every refusal
of untrusted input is a ``BundleError`` with its own code, a failing disk a ``SystemProblem``; nothing else escapes.

Keys come in through the protocol ``Signer`` (``public: bytes`` property, ``sign(message) -> bytes``), age identities
and recipients as their text (``AGE-SECRET-KEY-1…``, ``age1…``). Ids of devices and of issuers are
``key_id(public) = SHA-256(public)[:16]`` as hex.

Enrolment (files)::

    make_request(signer, *, return_recipient: str, office: Office, kinds: Sequence[str], program: str) -> bytes
        # former: (Signer, RollFacts) of the key that this one takes the place of
    read_request(data: bytes) -> EnrolRequest       # .office .device_id .kinds .nonce .raw .fingerprint "12345 … ×5"
                                                    # .roll: that the key takes the place of another one, or None
    issue_certificate(issuer: Signer, request: EnrolRequest, *, serial: int, scope: Sequence[str],
                      kinds: Sequence[str], role: str = "unit") -> bytes
    reissue_certificate(issuer: Signer, certificate: Certificate, *, kinds: Sequence[str]) -> bytes
    read_certificate(data: bytes, issuers: Collection[bytes]) -> Certificate
                                                    # .allows(kind, scope) -> bool, .office .serial .device_id .raw …

Trust::

    make_root(signers: Sequence[Signer], *, previous: bytes | None = None, previous_signers: Sequence[Signer] = (),
              keys: Sequence[bytes] | None = None, threshold: int = 1, resets_trust_seq: bool = False) -> bytes
    make_delegation(root_signers: Sequence[Signer], *, root: bytes, issuer: bytes, inbox: Sequence[str],
                    serial: int, office: Office) -> bytes
    make_trust(issuer: Signer, *, roots: Sequence[bytes], delegations: Sequence[bytes], inbox: Sequence[str],
               trust_seq: int, signed_at: Claimed, revocations: Sequence[Revocation] = (),
               least_program: str = "0.1.0") -> bytes
    read_trust(data: bytes, *, pinned: bytes | None, marks: Marks = Marks(0, 0)) -> TrustState
        # pinned: TrustState.pin of the last accepted one, None = first acceptance (caller shows .root_fingerprint)
        # .raw .pin .marks .root_fingerprint .issuers .inbox .revocations .least_program .signed_at .office
    make_trust_file(trust) -> bytes / read_trust_file(data, *, pinned, marks) -> TrustState     # many roots behind

Sealing (stick ritual included; never overwrites)::

    seal_up(folder: Path, content: Content, *, signer: Signer, certificate: Certificate, trust: TrustState,
            revisions: Iterable[bytes], attachments: Iterable[Attachment] = ()) -> SealedBundle
    seal_return(folder: Path, content: Content, *, issuer: Signer, trust: TrustState, to: Certificate | EnrolRequest,
                acknowledgements: Sequence[Ack] = (), certificate: bytes | None = None,
                revisions: Iterable[bytes] = (), attachments: Iterable[Attachment] = ()) -> SealedBundle
        # .path .size .file_sha256 .manifest .manifest_sha256
    copy_bundle(source: Path, folder: Path, *, progress=None) -> Path   # the same ritual for an outbox copy;
                                                           # READINGS passes over the bytes, the first one writes
    place_file(content: Path | bytes, out: Path) -> Path    # the same ritual to exactly ``out``, never overwriting
    place_stream(out, need, write, replace=False) -> Written   # the same for what is written as it is made
    survey_folder(folder: Path) -> FolderSurvey            # .bundles (regular *.skpb) .suspicious (named, never opened)

``Content(epoch, seq, schema, program, claimed: Claimed, scope, audit: AuditHead(count, head), parent_epoch="",
previous="" (file_sha256 of the bundle before), documents=0, heads=0, tombstones=0, kinds: Mapping[str, int] = {})``

Opening::

    quarantine_copy(path: Path, folder: Path) -> Quarantined        # .path .sha256 .size
    open_bundle(path: Path, context: OpenContext) -> VerifiedBundle # a context manager; close() ends its child process
    OpenContext(accepts="up" | "return", me: str (own key_id), identities: Sequence[str], trust: TrustState | None,
                schema: int, marks: Marks = Marks(0, 0), known: Sequence[KnownBundle] = (),
                request: EnrolRequest | None = None, keep_twin: bool = False,
                admit_revoked: frozenset[str] = frozenset() (file hashes), pool: UnsealerPool | None = None)
    UnsealerPool()                  # a context manager: keeps a child process warm over several bundles (40 × 0.15 s)
    KnownBundle(device_id, epoch, seq, file_sha256)

    VerifiedBundle: .path .size .file_sha256 .kind .sender (key_id) .epoch .seq .manifest .manifest_sha256
        .office .certificate (sender's, up only) .standing "new"|"already_received"|"older"|"twin" .new_epoch .gap
        .trust (TrustState, return only) .granted (Certificate for us, return only) .acknowledgements
        .evidence (exact manifest bytes, inner signature, the sender's key: what proves it to a third party)
        .revision_chunks() -> Iterator[list[bytes]]     .attachments() -> Iterator[Attachment]
        .segments() -> Iterator[Segment]                (each call is one more pass over the file)

For people::

    passport(manifest: Manifest, file_sha256: str) -> Passport
        # .office .seq .documents .revisions .attachments .kinds .claimed .words (four) .program
    receipt_code(manifest_sha256: str) -> str               # "ABCD-EFGH-JKLM", last letter checks
    read_receipt(code: str) -> str                          # what somebody typed, in that form
    check_receipt(code: str, manifest_sha256: str) -> bool  # UserError("receipt_mistyped") when the check letter is off
    key_id(public: bytes) -> str
"""

from desktop_app.exchange.enrolment import (
    Certificate,
    EnrolRequest,
    issue_certificate,
    make_request,
    read_certificate,
    read_request,
    reissue_certificate,
    reread_certificate,
)
from desktop_app.exchange.manifest import Ack, AuditHead, Manifest, Objections
from desktop_app.exchange.opening import KnownBundle, OpenContext, open_bundle
from desktop_app.exchange.passport import Passport, check_receipt, four_words, passport, read_receipt, receipt_code
from desktop_app.exchange.roll import Roll, RollFacts
from desktop_app.exchange.seal import Attachment, Content, SealedBundle, seal_return, seal_up
from desktop_app.exchange.signing import Signer, key_id
from desktop_app.exchange.stick import (
    READINGS,
    FolderSurvey,
    Quarantined,
    Section,
    copy_bundle,
    place_file,
    place_stream,
    quarantine_copy,
    survey_folder,
)
from desktop_app.exchange.trust import (
    Claimed,
    Marks,
    Office,
    Revocation,
    TrustState,
    make_delegation,
    make_root,
    make_trust,
    read_trust,
)
from desktop_app.exchange.trust_file import (
    TRUST_FILE_MAX,
    make_trust_file,
    oldest_root_carried,
    parted_after,
    read_trust_file,
)
from desktop_app.exchange.unsealer import UnsealerPool
from desktop_app.exchange.verified import Segment, VerifiedBundle

__all__ = [
    "READINGS",
    "TRUST_FILE_MAX",
    "Ack",
    "Attachment",
    "AuditHead",
    "Certificate",
    "Claimed",
    "Content",
    "EnrolRequest",
    "FolderSurvey",
    "KnownBundle",
    "Manifest",
    "Marks",
    "Objections",
    "Office",
    "OpenContext",
    "Passport",
    "Quarantined",
    "Revocation",
    "Roll",
    "RollFacts",
    "SealedBundle",
    "Section",
    "Segment",
    "Signer",
    "TrustState",
    "UnsealerPool",
    "VerifiedBundle",
    "check_receipt",
    "copy_bundle",
    "four_words",
    "issue_certificate",
    "key_id",
    "make_delegation",
    "make_request",
    "make_root",
    "make_trust",
    "make_trust_file",
    "oldest_root_carried",
    "open_bundle",
    "parted_after",
    "passport",
    "place_file",
    "place_stream",
    "quarantine_copy",
    "read_certificate",
    "read_receipt",
    "read_request",
    "read_trust",
    "read_trust_file",
    "receipt_code",
    "reissue_certificate",
    "reread_certificate",
    "seal_return",
    "seal_up",
    "survey_folder",
]
