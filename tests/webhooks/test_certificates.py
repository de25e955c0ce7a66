"""The connection goes to the number, and the certificate is asked for under the name: a wrong one gets no message."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from uphold.webhooks.addresses import Target
from uphold.webhooks.posting import post

HOST = "hooks.example"


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server on the loopback with a certificate for hooks.example, whose maker is trusted here."""
    certificate = make_certificate(tmp_path)
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(certificate))
    monkeypatch.setattr("requests.certs.where", lambda: str(certificate))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204 if self.headers["Host"] == f"{HOST}:{self.server.server_port}" else 421)  # type: ignore[attr-defined]  # because it is this server
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the server's own name
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_name_is_what_the_certificate_must_show(port: int) -> None:
    answered = post(f"https://{HOST}:{port}/", target(HOST, port), body="{}", headers={})

    assert (answered.status, answered.is_taken) == (204, True)


def test_a_certificate_of_another_name_is_refused(port: int) -> None:
    answered = post(f"https://other.example:{port}/", target("other.example", port), body="{}", headers={})

    assert (answered.status, answered.words) == (None, "SSLError")


def target(host: str, port: int) -> Target:
    return Target("https", host, port, "127.0.0.1")


def make_certificate(folder: Path) -> Path:
    """Signed by itself, good for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    began_at = datetime.now(UTC) - timedelta(minutes=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began_at)
        .not_valid_after(began_at + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
