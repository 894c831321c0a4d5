"""WebKit, the engine of Safari and of all browsers on iPhones and iPads, driven through WebDriver: https://www.w3.org/TR/webdriver2/.

It is the one of Debian (`webkit2gtk-driver`), on a screen that nobody sees. A finger is a mouse to it, and its window is never
narrower than its own buttons.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from typing import Any

import firefox

_START = 60.0
"""Seconds for it to start."""
NEEDED = ("WebKitWebDriver", "xvfb-run")
"""Programs."""


class WebKit:
    """A browser with one window."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}"
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24"]
        # A group of its own: screen, driver and browser end together.
        self._process = subprocess.Popen(
            [*screen, "WebKitWebDriver", f"--port={port}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self._until_started()
            self._session = "/session/" + self._call("POST", "/session", {"capabilities": {}})["sessionId"]
        except BaseException:
            self._end()
            raise

    def _until_started(self) -> None:
        end = time.monotonic() + _START
        while True:
            try:
                self._call("GET", "/status")
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return

    def _call(self, method: str, path: str, said: dict[str, Any] | None = None) -> Any:
        data = None if said is None else json.dumps(said).encode()
        request = urllib.request.Request(
            self._address + path, data, {"Content-Type": "application/json"}, method=method
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def call(self, method: str, path: str, **said: Any) -> Any:
        """Ask the window; gives the result."""
        return self._call(method, self._session + path, None if method == "GET" else said)

    def close(self) -> None:
        """End it."""
        try:
            self._call("DELETE", self._session)
        finally:
            self._end()

    def _end(self) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()


class Page(firefox.Page):
    """Its window; what is done in it is said as in Firefox."""

    def __init__(self, webkit: WebKit) -> None:
        self._webkit = webkit

    def resize(self, width: int, height: int) -> None:
        """Of the page, as far as that goes, not of the window, which has buttons above it."""
        wanted = {"width": width, "height": height}
        self._webkit.call("POST", "/window/rect", **wanted)
        inner = dict(zip(wanted, self.ask("[innerWidth, innerHeight]"), strict=True))
        self._webkit.call("POST", "/window/rect", **{side: 2 * wanted[side] - inner[side] for side in wanted})

    def go(self, address: str) -> None:
        self._webkit.call("POST", "/url", url=address)

    def ask(self, script: str) -> Any:
        said = self._webkit.call("POST", "/execute/sync", script=f"return JSON.stringify(({script}) ?? null);", args=[])
        return json.loads(said)

    def paste(self) -> None:
        """Where the focus is, what is on the clipboard."""
        control = "\ue009"
        keys = (("keyDown", control), ("keyDown", "v"), ("keyUp", "v"), ("keyUp", control))
        self._act(type="key", id="keys", actions=[{"type": kind, "value": value} for kind, value in keys])

    def _act(self, **source: object) -> None:
        self._webkit.call("POST", "/actions", actions=[source])


def missing() -> list[str]:
    """Programs that are needed and not there."""
    return [name for name in NEEDED if shutil.which(name) is None]
