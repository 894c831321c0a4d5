"""Lets the server run a program, with the streams and all else of this process: client.py SOCKET PYTHON ARGUMENTS."""

import json
import os
import signal
import socket
import sys

CODE = 8
"""Bytes of an exit code: spaces and digits."""


def main(address: str, cold: str, arguments: list[str]) -> int:
    """The exit code of the program. What only a new interpreter can run becomes one."""
    module = arguments[:1] == ["-m"]
    if not arguments or (not module and arguments[0].startswith("-")):
        os.execv(cold, [cold, *arguments])
    asked = {"arguments": arguments, "folder": os.getcwd(), "variables": dict(os.environ), "group": os.getpgrp()}
    data = json.dumps(asked).encode()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.connect(address)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program is of our group, and decides
        socket.send_fds(server, [len(data).to_bytes(4)], [0, 1, 2])
        server.sendall(data)
        code = int(server.recv(CODE) or b"1")
    if code == COLD:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(cold, [cold, *arguments])
    if code < 0:
        if -code != signal.SIGKILL:
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    return code


COLD = 1000
"""What the server says where a program has variables that an interpreter reads as it begins."""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
