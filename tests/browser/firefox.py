"""Firefox, driven through WebDriver BiDi, which it speaks itself: https://w3c.github.io/webdriver-bidi/."""

import itertools
import json
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import websocket

_PREFERENCES = {
    # A mouse, as desktops have one; else Firefox without a screen says that there is none.
    "ui.primaryPointerCapabilities": 6,
    "ui.allPointerCapabilities": 6,
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "datareporting.policy.dataSubmissionEnabled": False,
    "ui.prefersReducedMotion": 1,
}
_PATIENCE = 30.0
"""Seconds for a page to become as a test expects it."""
_START = 120.0
"""Seconds for Firefox to start."""
KEYS = {"Escape": "\ue00c", "Tab": "\ue004", "Enter": "\ue007", "ArrowDown": "\ue015"}


class AnswerError(AssertionError):
    """Firefox could not do what it was asked."""


class Firefox:
    """A browser with a profile of its own."""

    def __init__(self, program: str, profile: Path, **preferences: object) -> None:
        profile.mkdir()
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in (_PREFERENCES | preferences).items())
        (profile / "user.js").write_text("".join(lines), encoding="utf-8")
        command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        # A file, not a pipe, which would hold Firefox up as soon as it is full.
        said = profile / "stderr.txt"
        with said.open("wb") as stderr:
            self._process = subprocess.Popen(command, stderr=stderr, stdout=subprocess.DEVNULL)
        self._numbers = itertools.count(1)
        try:
            self._socket = websocket.create_connection(
                f"{self._address(said)}/session", timeout=60, suppress_origin=True
            )
            self.call("session.new", capabilities={})
        except BaseException:
            self._end()
            raise

    def _address(self, said: Path) -> str:
        """Where it can be asked, which it says when it has started."""
        end = time.monotonic() + _START
        while time.monotonic() < end:
            ended = self._process.poll() is not None
            if found := re.search(r"(ws://\S+)\n", said.read_text(encoding="utf-8", errors="replace")):
                return found[1]
            if ended:
                raise RuntimeError("Firefox has ended before it could be asked anything.")
            time.sleep(0.05)
        raise RuntimeError("Firefox has not said where it can be asked.")

    def call(self, method: str, **params: object) -> Any:
        """Ask; gives the result."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == number:
                if answer["type"] != "success":
                    raise AnswerError(f"{method}: {answer.get('message')}")
                return answer["result"]

    def page(self, address: str, width: int = 1280, height: int = 900) -> "Page":
        """A tab of that size, with the page loaded."""
        tab = self.call("browsingContext.create", type="tab")["context"]
        page = Page(self, tab)
        self.call("browsingContext.setViewport", context=tab, viewport={"width": width, "height": height})
        page.go(address)
        return page

    def close(self) -> None:
        """End it."""
        try:
            self._socket.close()
        finally:
            self._end()

    def _end(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Page:
    """A tab."""

    def __init__(self, firefox: Firefox, tab: str) -> None:
        self._firefox = firefox
        self._tab = tab

    def go(self, address: str) -> None:
        """Load another page. Firefox is looked at until it has done so: its own word that it has may be lost, once in hundreds."""
        here, there = (urldefrag(one) for one in (self.ask("location.href"), address))
        self.ask(f"window.left = {json.dumps(here.url != there.url or not there.fragment)}")
        self._firefox.call("browsingContext.navigate", context=self._tab, url=address, wait="none")
        self._until(self._loaded, address)

    def _loaded(self) -> bool:
        try:
            return self.ask("!window.left && document.readyState === 'complete'")
        except AnswerError:  # The page that was asked has gone meanwhile.
            return False

    def ask(self, script: str) -> Any:
        """The value of an expression; no promise, since where scripts are switched off none is ever kept."""
        wrapped = f"JSON.stringify(({script}) ?? null)"
        target = {"context": self._tab}
        answer = self._firefox.call("script.evaluate", expression=wrapped, target=target, awaitPromise=False)
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def wait(self, script: str) -> None:
        """Until an expression is true."""
        self._until(lambda: self.ask(script), script)

    def _until(self, true: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not true():
            assert time.monotonic() < end, f"It never came true: {what}"
            time.sleep(0.05)

    def place(self, selector: str) -> tuple[int, int]:
        """The middle of the first line of an element, brought into sight, in the window's pixels."""
        found = json.dumps(selector)
        self.wait(f"document.querySelector({found})?.getClientRects().length > 0")
        x, y = self.ask(f"""(() => {{
          const element = document.querySelector({found});
          element.scrollIntoView({{ block: "center", behavior: "instant" }});
          const box = element.getClientRects()[0];
          return [box.left + box.width / 2, box.top + box.height / 2];
        }})()""")
        return round(x), round(y)

    def click(self, selector: str, *, kind: str = "mouse") -> None:
        """With a mouse, or with a finger (`touch`)."""
        x, y = self.place(selector)
        move = {"type": "pointerMove", "x": x, "y": y}
        press, lift = {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}
        self._act(type="pointer", id=kind, parameters={"pointerType": kind}, actions=[move, press, lift])

    def point(self, selector: str) -> None:
        """With a mouse, without a click."""
        x, y = self.place(selector)
        move = {"type": "pointerMove", "x": x, "y": y}
        self._act(type="pointer", id="mouse", parameters={"pointerType": "mouse"}, actions=[move])

    def press(self, *keys: str) -> None:
        """Keys by their names, or letters."""
        actions = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self._act(type="key", id="keys", actions=actions)

    def _act(self, **source: object) -> None:
        self._firefox.call("input.performActions", context=self._tab, actions=[source])

    def close(self) -> None:
        """The tab."""
        self._firefox.call("browsingContext.close", context=self._tab)
