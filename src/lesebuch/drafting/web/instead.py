"""Pages that came in the place of a text: an error, a check for robots, a request for consent or to sign in, a page that a script fills.

Such a page says so in its title or its first heading, and says little else: most of its other words are of pages, browsers, consent
and the like. Whatever of this is missing, it is taken for a text; a poem may be called `Gone`, and have a request for consent above it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from itertools import chain, islice

from lxml import etree

from lesebuch.drafting.web.line import HALF_LINK, LITTLE_LINK
from lesebuch.drafting.web.metadata import one_line
from lesebuch.drafting.web.recipes import Shown
from lesebuch.drafting.web.titling import HAN

_MOST = 1200
"""Letters of a page that came in the place of a text, without its links; consent is asked for at more length."""
_MOST_HAN = 400
_MOST_ASKED = 6000
_FILLED = 200
"""Letters that a page has at most before its script fills it."""
_HEADINGS = 3
"""Headings, the first of a page, that may say what it is."""
_CODE = r"(?:4(?:0[013-5]|10|29|51)|50[0234]|52\d)"
_PHRASES = [re.escape(status.phrase) for status in HTTPStatus if status >= HTTPStatus.BAD_REQUEST]
_REASONS = "|".join(_PHRASES)
_TELLING = "|".join(phrase for phrase in _PHRASES if " " in phrase)
"""Those that say it without the number, too: `Gone` and `Conflict` may be anything."""
_ERROR = re.compile(
    rf"(?:(?:http[ -]?)?(?:error|fehler|erreur|errore?|erro|ошибка|помилка|błąd|hata)[ -]?)?{_CODE}"
    rf"(?:\W*(?:{_REASONS}|error|fehler|erreur|errore|erro))?|{_CODE}\W*(?:{_REASONS})|(?:{_TELLING})"
    r"|(?:(?:\d{3}|oops|ups|sorry|error|fehler)\W*)?(?:"
    r"(?:(?:the |this |requested )*(?:page|article|file|document|content|resource|url) )"
    r"(?:(?:was |is |has |could |can)?(?:not|n.t)(?: be| been)? (?:found|available|exist)|(?:does not|doesn.t|no longer) exists?)"
    r"|access (?:to this page )?(?:has been )?denied|(?:service |site |website |temporarily )unavailable"
    r"|(?:die |diese )?(?:angeforderte )?(?:seite|artikel|datei|dokument|inhalt)(?: wurde| konnte| ist)?(?: leider)? (?:nicht (?:gefunden|verfügbar|vorhanden|erreichbar)(?: werden)?|existiert nicht(?: mehr)?)"
    r"|zugriff verweigert|page (?:introuvable|non trouvée|inexistante)|(?:cette|la) page n.existe (?:pas|plus)|accès (?:refusé|interdit)"
    r"|página no (?:encontrada|existe|disponible)|acceso denegado|página não encontrada|acesso negado|pagina non trovata|accesso negato"
    r"|pagina niet gevonden|(?:strona )?nie (?:znaleziono|istnieje|została znaleziona)(?: strony)?|odmowa dostępu"
    r"|страница не (?:найдена|существует)|доступ запрещ[её]н|сторінк[уа] не (?:знайдено|існує)|доступ заборонено"
    r"|sayfa bulunamadı|erişim engellendi|бет табылмады|الصفحة غير موجودة|(?:页面|頁面)(?:不存在|未找到|找不到)|找不到(?:该|該)?(?:页面|頁面)"
    r")",
    re.IGNORECASE,
)
_CHECK = re.compile(
    r"just a moment|attention required!?|one more step|checking your browser.*|(?:please )?(?:verify|confirm)(?:ing)? (?:that )?you are (?:a )?human.*"
    r"|are you (?:a )?(?:robot|human)|robot check|security check|ddos.guard|pardon our interruption|human verification"
    r"|(?:please )?(?:enable|turn on) cookies.*|(?:nur )?einen moment(?: bitte)?|sicherheitsüberprüfung|un instant|проверка браузера|安全验证",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"before you continue(?: to .*)?|bevor (?:sie|du) (?:zu .* )?(?:fortfahren|fortfährst|weitermach\w+|weiterles\w+)(?: .*)?|avant (?:de continuer|d.accéder)(?: .*)?"
    r"|antes de (?:continuar|ir a .*)(?: .*)?|prima di continuare(?: .*)?|we value your privacy|your privacy choices|.*privacy gate"
    r"|(?:ihre |deine )(?:cookie|datenschutz)[ -]?(?:einwilligung|zustimmung|einstellungen)|zustimmung erforderlich"
    r"|nous respectons votre vie privée|.*(?:mit werbung (?:weiter)?lesen|weiterlesen mit werbung).*",
    re.IGNORECASE,
)
_SIGN_IN = re.compile(
    r"(?:please )?(?:sign|log) ?in(?: (?:to|with) .*)?|(?:bitte )?(?:anmeld(?:en|ung)|einloggen|login)|(?:se )?connecter|(?:interface de )?connexion"
    r"|iniciar sesión|(?:accedi|accesso)|zaloguj(?: się)?|logowanie|войти|вход|авторизация|увійти|вхід|giriş(?: yap)?|登录|登入|تسجيل الدخول",
    re.IGNORECASE,
)
_KINDS = {"error": _ERROR, "check": _CHECK, "sign-in": _SIGN_IN, "consent": _CONSENT}
_OF_PAGES = re.compile(
    r"\b(?:pages?|(?:web)?sites?|servers?|urls?|browsers?|requests?|requested|resources?|access|error|errors|try again|reload|refresh|link|sorry"
    r"|robots?|bots?|humans?|captcha|cloudflare|security|malware|network|service|connection|ray id|your ip|java ?script|cookies?|consent|privacy|personal data|advertis\w*|partners"
    r"|sign(?:ed)? in|log(?:ged)? ?in|password|user ?name|account|e-?mail|loading|wait|support|maintenance|unavailable|inconvenience"
    r"|(?:web)?seiten?|fehler\w*|adresse|zugriff|anfrage|aufruf\w*|leider|erneut|mensch|überprüf\w*|prüfen|einwillig\w*|zustimm\w*|datenschutz\w*|daten|werbung"
    r"|anmeld\w*|einloggen|passwort|kennwort|benutzername|konto|lädt|geladen|serveur|navigateur|erreur|accès|demandée?|introuvable"
    r"|confidentialité|données|publicit\w+|vie privée|connexion|connect\w+|identifiants?|mot de passe|compte|página|sitio|servidor|navegador|acceso"
    r"|datos|privacidad|publicidad|contraseña|cuenta|pagina|sito|errore|accesso|dati|pubblicità|stron\w+|serwer\w*|przeglądark\w+|dostęp\w*|danych|hasło"
    r"|страниц\w*|сайт\w*|сервер\w*|браузер\w*|адрес\w*|доступ\w*|ошибк\w*|запрос\w*|робот\w*|парол\w*|сторінк\w*|помилк\w*|sayfa\w*|sunucu\w*|tarayıcı\w*|erişim\w*|şifre)\b"
    r"|页面|頁面|网页|網頁|网站|網站|服务器|伺服器|浏览器|瀏覽器|访问|链接|验证|驗證|密码|ページ|サーバー|ブラウザ|アクセス|صفحة|الصفحة|الموقع|الخادم|المتصفح",
    re.IGNORECASE,
)
"""Of what lines speak that stand in the place of a text."""
_OWNED = re.compile(r"©|\(c\)|copyright|all rights|alle rechte|tous droits|impressum", re.IGNORECASE)
_ENDS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_ELSE = 30
"""Letters of other things that such a page may have, if it does not say much about itself."""
_JAVASCRIPT = re.compile(r"java ?script", re.IGNORECASE)
_NEEDED = re.compile(
    r"enabl|activ|aktiv|turn(?:ed)? (?:it )?on|requir|need|necess|nécess|habilit|abilit|włącz|включ|увімк|etkinleştir|启用|啟用|有効",
    re.IGNORECASE,
)
_BESIDE_SITE = re.compile(r"\s+[|–—·»-]\s+|\s*[|│]\s*")
_MARKS = " \t.:!?…|–—-»›·（）()[]"
_ASKS_TO_PAY = re.compile(
    r"(?:subscribe|sign up|register) (?:now )?to (?:continue|keep|read)|continue reading with|already a subscriber|this (?:article|content|post|story) is (?:only |exclusively )?(?:for|reserved for) (?:our )?(?:paid |paying )?(?:subscribers|members)"
    r"|(?:jetzt |um )?weiterlesen mit|diese[nr]? (?:artikel|beitrag|inhalt)\b.{0,40}\b(?:abonnent|abo\b|plus)|(?:nur|exklusiv) für abonnent"
    r"|réservée? (?:aux|à nos) abonnés|la suite (?:de cet article )?est réservée|il (?:vous )?reste .{0,12}% de cet article|déjà abonné"
    r"|(?:contenido|artículo) (?:exclusivo )?para suscriptores|suscríb\w+ para (?:seguir|continuar)|(?:contenuto|articolo) riservato agli abbonati|abbonati per (?:continuare|leggere)"
    r"|(?:tylko|dostępn\w+) dla (?:abonentów|prenumeratorów|subskrybentów)|(?:доступно|только) (?:для )?подписчик|лише для передплатників|sadece aboneler",
    re.IGNORECASE,
)
_LONGEST_REQUEST = 300
_HOME = re.compile(r"https?://[^/?#]+/?(?:index\.\w+)?", re.IGNORECASE)
_LINKS = 60
"""Lines of links that a start page has at least; and the share of its letters that are links where no address tells."""
_ALL_LINKS = 0.9


def stands_instead(tree: etree._Element, shown: Sequence[Shown], titles: Iterable[str]) -> str:
    """What a page is that came in the place of a text: error, check, consent, sign-in, script; empty for all others."""
    body = [line for line in shown if not any(e.tag == "head" for e in line.element.iterancestors("head"))]
    plain = [line.text for line in body if line.linked < LITTLE_LINK]
    letters = sum(map(len, plain))
    most = _MOST_HAN if len(HAN.findall("".join(plain))) > letters / 3 else _MOST
    named = set(_said(titles))
    said = named.union(_said(line.text for line in islice(_headings(body), _HEADINGS)))
    for kind, words in _KINDS.items():
        if letters > (_MOST_ASKED if kind == "consent" else most) or not any(map(words.fullmatch, said)):
            continue
        if kind == "sign-in" and not any(e.get("type") == "password" for e in tree.iter("input")):
            continue
        if not _hold_text(text for text in plain if not any(p in named or words.fullmatch(p) for p in _said([text]))):
            return kind
    return "script" if _waits_for_script(tree, [line.text for line in body]) else ""


def _hold_text(texts: Iterable[str]) -> bool:
    """Whether sentences of these lines speak rather of other things than of pages and the like."""
    letters = {True: 0, False: 0}
    for sentence in chain.from_iterable(_ENDS.split(text) for text in texts if not _OWNED.search(text)):
        letters[bool(_OF_PAGES.search(sentence))] += len(sentence.strip())
    return letters[False] > max(_ELSE, letters[True])


def asks_to_pay(linked: Iterable[Mapping[str, object]], shown: Sequence[Shown], main: Sequence[bool]) -> str:
    """The doubt where the rest of a text is for those who pay; empty if the page does not say so."""
    last = max((i for i, chosen in enumerate(main) if chosen), default=-1)
    for i, line in enumerate(shown):
        if i >= last and len(line.text) <= _LONGEST_REQUEST and _ASKS_TO_PAY.search(line.text):
            return f"text: line {i + 1} asks to pay or to sign in for the rest; compare the end, and add the page anew as it is shown to those who may read all"
    if any(str(item.get("isAccessibleForFree")).lower() == "false" for item in linked):
        return "text: the page says that it is not free to read; look whether its end is here"
    return ""


def leads_on(shown: Sequence[Shown], url: str) -> str:
    """The doubt where a page is the start page of a site, and shows only how others begin; empty for all others."""
    links = sum(line.linked > HALF_LINK for line in shown)
    letters = sum(len(line.text) for line in shown)
    linked = sum(len(line.text) * line.linked for line in shown)
    if links >= _LINKS and (linked >= _ALL_LINKS * letters or (_HOME.fullmatch(url) and links >= len(shown) / 2)):
        return (
            "text: the page seems to be a start page, which shows only how texts begin; add the page of the text itself"
        )
    return ""


def _said(texts: Iterable[str]) -> Iterator[str]:
    """Titles, each as a whole and in the parts that stand beside the name of the site."""
    for text in texts:
        for part in (text, *_BESIDE_SITE.split(text)):
            if words := one_line(part).strip(_MARKS):
                yield words


def _headings(body: Sequence[Shown]) -> Iterator[Shown]:
    """Headings of the first level, else of the second; where there are none, the first lines. A request above a text heads not the page."""
    tags = [{e.tag for e in (line.element, *islice(line.element.iterancestors(), 3))} for line in body]
    found = ([line for line, held in zip(body, tags, strict=True) if level in held] for level in ("h1", "h2"))
    return iter(next(filter(None, found), body))


def _waits_for_script(tree: etree._Element, texts: Sequence[str]) -> bool:
    """Whether there is a script, and next to no text but that, perhaps, JavaScript is needed."""
    letters = sum(len(text.strip()) for text in texts)
    if letters > _FILLED or next(tree.iter("script"), None) is None:
        return False
    unseen = ["".join(map(str, e.itertext())) for e in tree.iter("noscript")]
    asked = any(_JAVASCRIPT.search(text) and _NEEDED.search(text) for text in (*texts, *unseen))
    return not letters or (asked and not _hold_text(texts))
