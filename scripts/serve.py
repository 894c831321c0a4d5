"""Serves a folder on this machine, for `make serve`. Ctrl+C ends it.

usage: python scripts/serve.py PORT [FOLDER]; without a folder only the port is tried
"""

import errno
import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

PORTS = range(1, 65536)


def main(port: str, folder: str = "") -> int:
    """Serve; 2 if that is no port, 1 if it is not free."""
    number = int(port) if port.isascii() and port.isdigit() else 0
    if number not in PORTS:
        print(f"PORT is {port!r}; write a number from {PORTS[0]} to {PORTS[-1]}: make serve PORT=8001", file=sys.stderr)
        return 2
    try:
        server = ThreadingHTTPServer(("127.0.0.1", number), partial(SimpleHTTPRequestHandler, directory=folder or None))
    except OSError as error:
        why = {errno.EADDRINUSE: "in use", errno.EACCES: "not for you"}.get(
            error.errno or 0, f"not free ({error.strerror})"
        )
        print(
            f"The port {number} is {why}. Name another: make serve PORT={number % PORTS[-1] + 1}",
            file=sys.stderr,
        )
        return 1
    with server:
        if folder:
            print(f"http://localhost:{number}/  (Ctrl+C ends it)", flush=True)
            server.serve_forever()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(0)
