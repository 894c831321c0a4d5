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
_STATE = re.compile(r"(?:has|with|no|without|not|overflow)[-_]", re.IGNORECASE)
"""How a class begins that says what an element has, or does, and not what it is: `has-caption`, `overflow-hidden`."""
CALL = re.compile(
    r"^\W*(?:auch (?:interessant|spannend|lesenswert)|schon gelesen|lesen sie|lies auch|mehr (?:zum thema|dazu|zu dem|aus|infos|informationen)"
    r"|weitere (?:infos?|informationen|beiträge|artikel|themen|meldungen|nachrichten|aktuelle|links|tipps)|weiterführende|weiterlesen|zum weiterlesen"
    r"|passend dazu|siehe auch|das könnte|verwandte|ähnliche|related|read (?:more|also|next)|see also|you (?:may|might) also|more (?:from|on|stories)"
    r"|also (?:read|on)|recommended|subscribe|sign up|newsletter|jetzt (?:abonnieren|anmelden|bestellen|kaufen)|hier (?:geht|gehts|klicken)|click here"
    r"|gefällt (?:dir|ihnen)|lust auf mehr|share this|artikel (?:teilen|drucken|gefallen)|teilen\b|folge|follow (?:us|me)|kontakt:?$|ansprechpartner"
    r"|quellen? ausblenden|fotos?:|bild(?:er)?:|titelbild|bildquelle|bildnachweis|photo(?:graph)?(?: by|:)|(?:main |featured |header |cover )?image(?: credit|:)|more ?:(?: |$)|don['’]t miss\W*$|powered by |loading\W*$|getty images|©|\(c\) "
    r"|copyright|all rights reserved|alle rechte|alle angaben ohne|filed under|tags?:|schlagw|kategorie|categories|posted (?:in|by|on)|comments?:?$"
    r"|kommentare?:?$|\d+ (?:comments?|kommentare?)|leave a (?:reply|comment)|themen:?$|anzeige\b|\*?werbung\b|rezept drucken|print recipe"
    r"|(?:à )?(?:lire|voir|écouter|lisez) (?:aussi|également)\b|sur le même (?:sujet|thème)|(?:vous|ceci|cela|ça) (?:aimerez aussi|pourrai(?:t|ent) (?:vous|aussi))|articles? (?:liés?|similaires?|connexes?|associés?)|abonnez-vous|inscrivez-vous|suivez-nous|(?:partagez?|tous droits réservés|crédits?(?: photo)?)\W*$"
    r"|(?:lea|lee|leer|ver|vea|mira|escucha) (?:también|además)\b|(?:también )?(?:te|le|os) (?:puede|podría) interesar|(?:artículos|noticias|notas) relacionad[ao]s|suscríb(?:ete|ase)|síguenos|(?:compart[ae]|todos los derechos reservados)\W*$|leia (?:também|mais)\b|veja também\b"
    r"|(?:leggi|guarda|ascolta|vedi) anche\b|(?:potrebbe(?:ro)?|ti potrebbe(?:ro)?) (?:anche )?interessar|articoli correlati|iscriviti (?:a|al|alla|per)\b|seguici|(?:condividi|tutti i diritti riservati)\W*$|lees (?:ook|verder)\b"
    r"|(?:czytaj|przeczytaj|zobacz|obejrzyj|sprawdź) (?:także|też|również|więcej)\b|(?:powiązane|podobne) (?:artykuły|wpisy)|zapisz się (?:na|do)\b|obserwuj nas|(?:udostępnij|wszelkie prawa zastrzeżone)\W*$"
    r"|(?:читайте|смотрите|слушайте) (?:также|ещ[её]|далее)\b|(?:по теме|материалы по теме|подробнее|поделиться|все права защищены|реклама)\W*$|подпис(?:ывайтесь|аться) на\b|(?:читайте|дивіться) (?:також|ще|далі)\b|(?:матеріали по темі|поділитися|усі права захищено)\W*$|підпис(?:уйтесь|уйтеся|атися) на\b"
    r"|(?:ayrıca|bunu da) (?:okuyun|bakınız)|(?:bunlar da )?ilginizi çekebilir|ilgili (?:haberler|yazılar|içerikler)|(?:paylaş|abone ol|takip edin)\W*$|(?:тағы|сондай-ақ) (?:да )?оқыңыз|бөлісу\W*$"
    r"|اقرأ (?:أيض|ايض|المزيد)|(?:قد )?(?:يعجبك|يهمك) أيض|(?:مواضيع|أخبار|مقالات) ذات صلة|تابعونا|(?:相关|相關|延伸|推荐|推薦|更多)(?:阅读|閱讀|文章|新闻|新聞|链接|报道|報道|内容)"
    r"|zurück (?:zu|zur|zum)\b|back to top|nach oben|(?:über d(?:en|ie) autor(?:in)?|about the author)\W*$)|(?:foto|bild|quelle|copyright|©)\s*:[^.]{0,60}$|\(foto: [^)]*\)$|newsletter|in den kommentaren",
    re.IGNORECASE,
)
"""How lines begin that call readers away, or name the picture above them; of short lines only."""

APPEAL = re.compile(
    r"[^\w\"“„«‘']*(?:möchten sie (?:den|diesen) (?:artikel|beitrag)|wenn (?:ihnen|dir|euch) (?:unser|dieser|der) (?:artikel|beitrag|text)"
    r"|hat (?:ihnen|dir|euch) (?:dieser|der) (?:artikel|beitrag)|gefällt (?:dir|ihnen|euch) (?:unser|der|dieser)|unterstütz(?:e|t|en sie) (?:uns\b|unsere|diese|den|das )"
    r"|du musst (?:dich |dafür )?(?:ein|an)geloggt|sie müssen (?:angemeldet|eingeloggt)|verraten sie (?:es )?(?:gerne )?(?:uns )?(?:in|unten)"
    r"|schreib(?:t|en sie)? (?:es )?(?:uns )?(?:gerne )?in (?:die|den) kommentar|beitragsbild|if you (?:enjoyed|liked|like) (?:reading )?(?:this|our)"
    r"|(?:was )?(?:this (?:e-?mail|message|newsletter) )?(?:was )?forwarded (?:this (?:e-?mail|message|newsletter)|to you)\b|view (?:this (?:e-?mail|newsletter|message) )?(?:in|with) (?:your|a|the) browser|you(?:['’]re| are) receiving this|(?:to )?unsubscribe\b|(?:manage|update) your (?:e-?mail |newsletter )?(?:preferences|subscription)"
    r"|(?:wurde (?:ihnen|dir) )?diese[r]? (?:e-?mail|newsletter) (?:wurde (?:ihnen|dir) )?weitergeleitet|(?:newsletter |e-?mail )?im browser (?:ansehen|anzeigen|öffnen)|(?:sie erhalten|du erhältst) (?:diese|diesen) (?:e-?mail|nachricht|newsletter)|(?:vom |den )?newsletter abbestellen"
    r"|on vous a (?:transféré|fait suivre)|(?:vous avez|tu as) aimé \? partagez|(?:voir|lire|afficher) (?:cet e-?mail|la version en ligne|dans (?:le|votre) navigateur)|vous recevez cet? (?:e-?mail|message|newsletter|courriel)|se d(?:ésabonner|ésinscrire)\b"
    r"|(?:has recibido|recibes|recibe) este (?:correo|e-?mail|boletín)|darse de baja\b|(?:hai ricevuto|ricevi) questa (?:e-?mail|newsletter)|annulla(?:re)? l['’]iscrizione|wypisz się\b|отписаться\b|відписатися\b"
    r"|for the latest (?:stories|news)|download (?:the|our) app|get the latest .{2,40}(?:news|updates?)\b|like us on |we hope you(?:['’]re| are) enjoying|try .{2,40} for free\b|(?:did you (?:make|try)|have you (?:made|tried)|hast du) (?:this|dieses|das) (?:recipe|rezept)\b|help us (?:to )?(?:continue|keep)|support (?:us\b|our (?:work|journalism))|please consider (?:supporting|donating|subscribing)"
    r"|(?:have|got|do you have) a (?:tip|story)|(?:get in touch|follow (?:us|@?\w+(?: \w+)?)) (?:on|with|by)|for more (?:stories|news)|sign up (?:for|to)|ihre meinung ist uns wichtig"
    r"|additional reporting (?:by|from)|[^.]{2,80} contributed to this (?:report|article|story)|(?-i:(?:(?:[^\W\d_a-zß-ÿ][\w.,’'-]*|and|in|from|at|of|the|also|staff|writers?|reporters?)\s){2,20})contributed\W*$|contact (?:the )?(?:reporter|author|writer) |to (?:reach|contact) the (?:reporter|author|editor|writer)|join our "
    r"|get .{2,80}\b(?:inbox|delivered)\b|read or share this|follow our (?:full|live|latest)|we['’]d love to (?:hear|get) your|.{2,60} can be reached (?:at|on|by) |continue reading|article pages?:"
    r"|stay (?:up to date|tuned|informed)|bleib(?:en sie|t)? (?:auf dem laufenden|informiert|dran)|folg(?:t|e|en sie) (?:uns|mir) (?:auch |gern\w* |jetzt )?(?:auf|bei|in|hier|@)|(?:jetzt )?abonnier(?:e|t|en sie)\b|wir freuen uns (?:auf|über) (?:deine|eure|ihre)n? (?:kommentar|meinung|feedback|erfahrung)"
    r"|(?:with )?reporting by\b|with reports? from|mit (?:material|informationen) (?:von|der|des)\b|this is a (?:breaking|developing)"
    r"|lesen sie (?:das|den|die) (?:\w+[- ])?(?:magazin|heft|zeitung)|die aktuelle ausgabe"
    r"|(?:note: )?(?:we (?:are|do|will) .{0,30}moderat\w+ .{0,20}comments?|(?:all |your )?comments? (?:are|is|will be|may be) .{0,30}(?:moderated|reviewed|removed|deleted))"
    r"|(?:hinweis: )?(?:alle |ihre |die )?kommentare? (?:werden|wird) .{0,60}(?:moderiert|geprüft|freigeschaltet|gelöscht)"
    r"|(?:über )?diese[smr]? (?:thema|beitrag|sendung) (?:im programm\b|berichte|sendete|lief\b|hörten\b)|sendung: "
    r"|this (?:article|post|page) (?:may )?contains? (?:affiliate|references)|dieser (?:artikel|beitrag|text) enthält (?:affiliate|werbe|provisions))",
    re.IGNORECASE,
)
"""How lines begin with which a site speaks for itself, and nobody else: what is said begins with a quotation mark. They may be long."""

NOTICE = re.compile(
    r"^\*\|[\w:]+\|\*$|\bjavascript\b.{0,80}\b(?:aktivier|eingeschaltet|enabled?\b|disabled\b|activate|turned o)|\b(?:aktivieren|enable|activate|turn on) (?:sie |bitte )?javascript"
    r"|\b(?:extern|redaktionell|eingebettet)e[nrs]? (?:\w+ )?inhalte?s?\b.{0,120}\b(?:ge?laden|laden|angezeigt|anzeigen|verfügbar|zustimm|einverstanden|datenschutz)"
    r"|\beinverstanden, dass mir .{0,40}inhalte|\bdaten an drittplattformen|empfohlener (?:redaktioneller|externer) inhalt|externer inhalt$"
    r"|\b(?:you are using|ihr|dein|your|unsupported|veralteten?|outdated) (?:\w+ ){0,3}browser\b.{0,80}\b(?:support|unterstütz|veraltet|outdated|update|upgrade|aktualisier|version)"
    r"|^\W*(?:auf )?(?:(?:unser|dies)e[rs]? |our |this )(?:web-?)?(?:site|seite|page) .{0,40}\bcookies\b|^\W*(?:we use|wir (?:verwenden|nutzen)) cookies"
    r"|^[^\w\"“„«‘']*(?:ein fehler ist aufgetreten|ihre (?:anmeldung|nachricht|eingaben?) (?:wurde|konnte)|(?:(?:an )?error occurred|something went wrong)\W*(?:$|please|try)|your (?:pdf|message|subscription|request) has\b)"
    r"|\b(?:um|to) .{0,60}\b(?:müssen sie|bitte|you (?:need|must|have) to|please)\b.{0,60}\bcookies\b"
    r"|^\W*(?:(?:werbe-?|transparenz-?)?hinweis|affiliate|disclosure|disclaimer|die mit|mit \*|links? mit|einige|dieser (?:artikel|beitrag|text)|diese seite|this (?:article|post|page|site)"
    r"|some of|we (?:may|independently|recommend)|when you|if you|as an? amazon|als amazon|bei (?:einem kauf|mit)|\*).{0,300}\b(?:affiliate|provision|commission)",
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
