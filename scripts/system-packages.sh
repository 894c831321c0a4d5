#!/bin/sh
# What some tests need beside Python: Chromium (without its windows where the system has that), Firefox and WebKit with a screen for it (browser tests), a Java development kit (checkers of PDF, EPUB and HTML), poppler's tools,
# LibreOffice (sheets for word processors).
# Installs them where apt may; else says what is missing, and those tests skip with that reason.
set -u

missing=
command -v chromium-headless-shell >/dev/null 2>&1 || missing="$missing chromium-headless-shell"
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
command -v WebKitWebDriver >/dev/null 2>&1 || missing="$missing webkit2gtk-driver"
command -v xvfb-run >/dev/null 2>&1 || missing="$missing xvfb xauth"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
command -v javac >/dev/null 2>&1 || missing="$missing default-jdk-headless"
[ -e /usr/share/java/jaxb-runtime.jar ] || missing="$missing libjaxb-java"
command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
[ -z "$missing" ] && exit 0

install() {
    DEBIAN_FRONTEND=noninteractive $1 apt-get -qq update || return
    apt-cache show chromium-headless-shell >/dev/null 2>&1 || whole_browser
    [ -z "$missing" ] || DEBIAN_FRONTEND=noninteractive $1 apt-get -qq -y install --no-install-recommends $missing
}

# Where there is no browser without windows, the whole one does.
whole_browser() {
    missing=$(printf %s "$missing" | sed 's/ chromium-headless-shell//')
    command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || missing="$missing chromium"
}

if command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$missing"
    if [ "$(id -u)" = 0 ]; then
        install "" >/dev/null && exit 0
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        install sudo >/dev/null && exit 0
    fi
fi
whole_browser
[ -z "$missing" ] && exit 0
echo "Not installed:$missing. The tests that need them will skip. To run them: apt-get install$missing"
