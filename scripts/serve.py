"""Runs `lesebuch serve` for `make serve`, when the port is known to be one that can be had.

usage: python scripts/serve.py PORT [EDITION]; without an edition the port is tried, and no more: that needs no set-up
"""

import errno
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

PORTS = range(1, 65536)


def main(port: str, edition: str = "") -> int:
    """Try the port, then serve; 2 if that is no port, 1 if it is not free."""
    number = int(port) if port.isascii() and port.isdigit() else 0
    if number not in PORTS:
        print(f"PORT is {port!r}; write a number from {PORTS[0]} to {PORTS[-1]}: make serve PORT=8001", file=sys.stderr)
        return 2
    try:
        HTTPServer(("127.0.0.1", number), BaseHTTPRequestHandler).server_close()
    except OSError as error:
        why = {errno.EADDRINUSE: "in use", errno.EACCES: "not for you"}.get(
            error.errno or 0, f"not free ({error.strerror})"
        )
        print(f"The port {number} is {why}. Name another: make serve PORT={number % PORTS[-1] + 1}", file=sys.stderr)
        return 1
    if edition:
        from lesebuch.cli.main import main as lesebuch  # noqa: PLC0415 - not there before the set-up

        return lesebuch(["serve", "--port", port, "--edition", edition])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(0)
