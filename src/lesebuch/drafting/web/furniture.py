"""What of a page is no part of its article, by its elements: their names, and the words in their ids and classes.

The words are those that content systems and stylesheets use; `_SURELY` tells by itself, `_PERHAPS` only of lines that no
extractor takes for text.
"""

import re
from collections.abc import Iterator

from lxml import etree

TAGS = frozenset(
    [
        "nav",
        "footer",
        "aside",
        "form",
        "dialog",
        "figcaption",
        "button",
        "select",
        "menu",
        "fieldset",
        "option",
        "label",
        "textarea",
        "iframe",
    ]
)
SURE = 2
"""The rank of an element that is surely no text."""
_SURELY = re.compile(
    r"(?:^|[-_])(?:comments?(?!er)|kommentare?|respond|disqus|related\w*|recommend\w*|empfehl\w*|sharing|share(?:daddy|bar|buttons?)?"
    r"|social(?:-?media)?|shariff|addtoany|newsletter|breadcrumbs?|cookies?|advert\w*|anzeige|werbung|sponsored"
    r"|author[-_]?(?:box|bio|info|card|profile|description|position|tooltip)|pop-?up\w*|about-?(?:the-?)?author|biography|saboxplugin\w*|footer|navbar|navigation|pagination|tagcloud"
    r"|tag-?links|taglist|popmake|outbrain|taboola|linklist|linkbox|link-list|read-?more|more-?stories|next-?(?:story|post)|(?:news|inline-)teaser|copyright"
    r"|caption(?:text|-text)?|bildunterschrift|photo-?credit|credits?|sr-only|screen-reader-text|visually-hidden|skip-link|jp-relatedposts|yarpp\w*|crp"
    r"|click-?to-?tweet|ctt|(?:access|registration|login)-?wall|paywall-?(?:box|container|overlay|teaser)|article-?card|reading-?list|most-?(?:popular|read)|popular-?(?:articles|posts)"
    r"|inline-?signup|sign-?up|recirculation\w*|placeholder|image-?(?:description|credit|meta(?:data)?|copyright|caption|source)|short-?bio|(?:estimated-?)?read(?:ing)?-?time|disclaimer|disclosure|gallery-overlay\w*"
    r"|consent-?(?:box|overlay|banner)|wp_rp|related_post\w*|entry-meta|post-?meta(?:data)?\d?|entry-footer|table-of-contents|inhaltsverzeichnis|\w*toc-(?:list|container|wrapper|title|headline|heading|link)|toc(?![-_]?\d)|flattr|about-?(?:the-?)?writer|wp-embedded-content|mehr-?zum-?thema|lightbox|series-list)(?:$|[-_])"
    r"|^(?:author|widget|bio|modal|popup|overlay|aural|infobox-author|sidebar|tags?)$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"(?:^|[-_])(?:comments?(?!er)|kommentare?|related(?:_post)?|verwandte|recommend\w*|next-?(?:story|post)|yarpp\w*|popmake|more-?stories)(?:$|[-_])",
    re.IGNORECASE,
)
"""Other texts, and what readers or the site have to say."""
_PERHAPS = re.compile(
    r"(?:^|[-_])(?:teaser-?list|promo\w*|sidebar|consent|ads?|sponsor\w*|bio|nav|menu|pager|tags|widget|popup|modal|overlay|donat\w*|spenden|rating"
    r"|votes?|reactions?|cta|byline|meta|metadata|affiliate|embed\w*|login|register|search\w*|subscri\w*|abo|paywall|toc|hidden|credit)(?:$|[-_])",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:^|[-_])(?:leads?|lede|lead-?(?:text|in)|sub-?title|sub-?head(?:line|ing)?|standfirst|stand-?first|excerpt|abstract|intro(?:duction|text)?|vorspann|teaser-?text|teaser"
    r"|dek|deck|summary|subline|unterzeile|untertitel|chapo|chapeau|entradilla|epigraph|sottotitolo|occhiello|ingress|manchet|description)(?:$|[-_])",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(r"auth?or|writer|profile|person", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_STATE = re.compile(r"(?:has|with|no|without|not)[-_]", re.IGNORECASE)
"""How a class begins that says what an element has, and not what it is: `has-caption`."""
CALL = re.compile(
    r"^\W*(?:auch (?:interessant|spannend|lesenswert)|schon gelesen|lesen sie|mehr (?:zum thema|dazu|zu dem|aus|infos|informationen)"
    r"|weitere (?:infos?|informationen|beiträge|artikel|themen|meldungen|nachrichten|aktuelle|links|tipps)|weiterführende|weiterlesen"
    r"|zum weiterlesen|siehe auch|das könnte|verwandte|related|read (?:more|also|next)|see also|you (?:may|might) also|more (?:from|on|stories)"
    r"|subscribe|hier (?:geht|gehts|klicken)|click here|share this|folge|follow (?:us|me)|kontakt:?$|ansprechpartner|fotos?:|titelbild|bildquelle"
    r"|bildnachweis|photo(?:graph)?(?: by|:)|(?:main |featured |header |cover )?image(?: credit|:)|more ?:(?: |$)|don['’]t miss\W*$|powered by "
    r"|loading\W*$|©|copyright|alle angaben ohne|tags?:|kategorie|categories|posted (?:in|by|on)|comments?:?$|kommentare?:?$"
    r"|\d+ (?:comments?|kommentare?)|anzeige\b|\*?werbung\b|(?:über d(?:en|ie) autor(?:in)?|about the author)\W*$)"
    r"|(?:foto|bild|quelle|copyright|©)\s*:[^.]{0,60}$|\(foto: [^)]*\)$|newsletter|in den kommentaren",
    re.IGNORECASE,
)
"""How lines begin that call readers away, or name the picture above them; of short lines only."""

APPEAL = re.compile(
    r"[^\w\"“„«‘']*(?:möchten sie (?:den|diesen) (?:artikel|beitrag)|hat (?:ihnen|dir|euch) (?:dieser|der) (?:artikel|beitrag)"
    r"|gefällt (?:dir|ihnen|euch) (?:unser|der|dieser)|verraten sie (?:es )?(?:gerne )?(?:uns )?(?:in|unten)|beitragsbild"
    r"|if you (?:enjoyed|liked|like) (?:reading )?(?:this|our)|for the latest (?:stories|news)|like us on |help us (?:to )?(?:continue|keep)"
    r"|(?:have|got|do you have) a (?:tip|story)|(?:get in touch|follow (?:us|@?\w+(?: \w+)?)) (?:on|with|by)|for more (?:stories|news)"
    r"|sign up (?:for|to)|additional reporting (?:by|from)|[^.]{2,80} contributed to this (?:report|article|story)"
    r"|to (?:reach|contact) the (?:reporter|author|editor|writer)|join our |get .{2,80}\b(?:inbox|delivered)\b|read or share this"
    r"|.{2,60} can be reached (?:at|on|by) |stay (?:up to date|tuned|informed)|bleib(?:en sie|t)? (?:auf dem laufenden|informiert|dran)"
    r"|(?:with )?reporting by\b|with reports? from|this is a (?:breaking|developing)"
    r"|lesen sie (?:das|den|die) (?:\w+[- ])?(?:magazin|heft|zeitung)|die aktuelle ausgabe"
    r"|(?:note: )?(?:we (?:are|do|will) .{0,30}moderat\w+ .{0,20}comments?|(?:all |your )?comments? (?:are|is|will be|may be) .{0,30}(?:moderated|reviewed|removed|deleted))"
    r"|(?:über )?diese[smr]? (?:thema|beitrag|sendung) (?:im programm\b|berichte|sendete|lief\b|hörten\b))",
    re.IGNORECASE,
)
"""How lines begin with which a site speaks for itself, and nobody else: what is said begins with a quotation mark. They may be long."""

NOTICE = re.compile(
    r"\bjavascript\b.{0,80}\b(?:aktivier|eingeschaltet|enabled?\b|disabled\b|activate|turned o)"
    r"|\b(?:extern|redaktionell|eingebettet)e[nrs]? (?:\w+ )?inhalte?s?\b.{0,120}\b(?:ge?laden|laden|angezeigt|anzeigen|verfügbar|zustimm|einverstanden|datenschutz)"
    r"|empfohlener (?:redaktioneller|externer) inhalt"
    r"|\b(?:you are using|ihr|dein|your|unsupported|veralteten?|outdated) (?:\w+ ){0,3}browser\b.{0,80}\b(?:support|unterstütz|veraltet|outdated|update|upgrade|aktualisier|version)"
    r"|^\W*(?:auf )?(?:(?:unser|dies)e[rs]? |our |this )(?:web-?)?(?:site|seite|page) .{0,40}\bcookies\b"
    r"|\b(?:um|to) .{0,60}\b(?:müssen sie|bitte|you (?:need|must|have) to|please)\b.{0,60}\bcookies\b"
    r"|^\W*(?:(?:werbe-?|transparenz-?)?hinweis|affiliate|disclosure|disclaimer|die mit|mit \*|links? mit|einige|dieser (?:artikel|beitrag|text)|diese seite|this (?:article|post|page|site)|some of"
    r"|we (?:may|independently|recommend)|when you|if you|as an? amazon|als amazon|bei (?:einem kauf|mit)|\*).{0,300}\b(?:affiliate|provision|commission)",
    re.IGNORECASE,
)
"""Lines that stand in for what a browser does not show, and those that say who pays for links; of lines that are not long."""


def rank(element: etree._Element) -> int:
    """2 where an element is surely no text, 1 where it may be none, else 0; only the element itself is looked at."""
    tokens = list(_tokens(element))
    if element.tag in TAGS or any(_SURELY.search(token) for token in tokens):
        return SURE
    return 1 if any(_PERHAPS.search(token) for token in tokens) else 0


def is_of_others(element: etree._Element) -> bool:
    """Whether the name of an element says that other texts than the article stand in it; what holds its heading holds the article."""
    return any(_OF_OTHERS.search(token) for token in _tokens(element)) and element.find(".//h1") is None


def says_lead(element: etree._Element) -> bool:
    """Whether the name of an element says that it has the lead of an article, or its subtitle, and not a word about its author."""
    return any(_LEAD.search(token) and not _OF_PERSON.search(token) for token in _tokens(element))


def is_furniture(element: etree._Element, known: dict[etree._Element, bool] | None = None) -> bool:
    """Whether an element stands in something that is surely no text. `known` keeps the answers for elements looked at before."""
    known = {} if known is None else known
    path: list[etree._Element] = []
    found = False
    for above in (element, *element.iterancestors()):
        if above.tag in ("body", "html"):
            break
        if above in known:
            found = known[above]
            break
        path.append(above)
    for at in reversed(path):
        found = found or (at.tag in TAGS and at.tag != "label") or any(_SURELY.search(token) for token in _tokens(at))
        known[at] = found
    return found


def _tokens(element: etree._Element) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) and "-" in element.tag else ""  # one that the site has named
    for token in (tag, element.get("id") or "", *(element.get("class") or "").split()):
        name = _CAMEL.sub("-", token)
        if not _STATE.match(name):
            yield name
