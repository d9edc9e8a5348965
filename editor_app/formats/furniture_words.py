"""The words by which pages name what is not the article, in classes and ids, by kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, ...]] = {
    "dropped-cookie-banners": (
        r"cookies?|cookie-?(?:bar|banner|notice|consent)|consent|gdpr|onetrust|privacy-?banner",
    ),
    "dropped-comments": (
        r"comments?(?:-?(?:area|list|box|form|section))?|disqus|binh-?luan|box_comment|y-?kien",
        r"respond|replies|pinglun",
    ),
    "dropped-share-bars": (
        r"shar(?:e|es|ing)(?:-?\w+)?|social(?:s|-?(?:bar|icons?|links?|share|media|list))?",
        r"addthis|addtoany|sharedaddy|zalo-?share|likes?|follow(?:-us)?|fb-?(?:like|share|root)",
    ),
    "dropped-related": (
        r"related(?:-?\w+)?|jp-relatedposts|recommend(?:ed|ations?)?|read-?(?:more|next|also)",
        r"see-?also|more-?(?:news|stories|from|on)|most-?(?:read|viewed|popular)|popular|trending",
        r"latest(?:-?\w+)?|lien-?quan|tin-?(?:lien-?quan|khac|moi|cung-?chuyen-?muc)|onward",
        r"xem-?(?:them|nhieu)|doc-?(?:them|nhieu)|cung-?chuyen-?muc|box-?(?:tin|category|suggest)",
        r"suggest(?:ed|ions?)?|outbrain|taboola|xiangguan|teasers?|up-?next",
    ),
    "dropped-advertising": (
        r"ads?|advert(?:s|isement|ising|orial)?|adsbygoogle|sponsor(?:ed)?|promo(?:tion|s)?",
        r"quang-?cao|banner|dfp|gpt-?ad|ad-?(?:slot|unit|container|wrapper|box)|commercial",
        r"affiliate",
    ),
    "dropped-sign-up": (
        r"newsletters?(?:-?\w+)?|subscri(?:be|ption)(?:-?\w+)?|sign-?up|paywall|regwall|log-?in",
        r"register|dang-?(?:ky|nhap)|donat(?:e|ion)|membership|cta",
    ),
    "dropped-navigation": (
        r"nav|navbar|navigation|menus?|breadcrumbs?|pagination|pager|page-?links|skip-?links?",
        r"tags?(?:-?(?:list|links|cloud|box))?|(?:post|entry)-?tags|categories|toc|toolbar|topbar",
        r"site-?(?:header|footer)|masthead|footer|side-?bar|widgets?|rail|breaking-?news",
    ),
    "dropped-page-tools": (
        r"tools?|print(?:-?(?:btn|button|link))?|(?:font|text)-?size|audio-?player|tts|listen",
        r"nghe-?bai|ratings?|poll|vote|feedback|report-?error|author-?(?:bio|box|info|card)",
        r"about-?author|modal|popup|overlay|lightbox|tooltip|search(?:-?(?:form|box))?|copyright",
        r"hotline|app-?(?:banner|download)|qr-?code|google-?news",
    ),
}
KINDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words)})(?:$|[\s_-])")
    for kind, words in _WORDS.items()
}
"""Message key -> the words; they are looked for in class and id, in small letters."""

BY_ROLE: Mapping[str, str] = {
    "navigation": "dropped-navigation",
    "banner": "dropped-navigation",
    "contentinfo": "dropped-navigation",
    "search": "dropped-page-tools",
    "dialog": "dropped-page-tools",
    "alertdialog": "dropped-cookie-banners",
    "toolbar": "dropped-page-tools",
    "complementary": "dropped-related",
}
"""WAI-ARIA role -> message key."""

BY_NAME: Mapping[str, str] = {
    "nav": "dropped-navigation",
    "menu": "dropped-navigation",
    "footer": "dropped-navigation",
    "dialog": "dropped-page-tools",
    "aside": "dropped-related",
    "search": "dropped-page-tools",
}
"""Element -> message key."""

RELATED_HEADINGS = re.compile(
    r"(?:news in the same category|related (?:news|articles|stories|posts|topics)|"
    r"read (?:more|next|also)|more (?:news|stories|on this|from .{1,30})|you may also like|"
    r"most (?:read|viewed|popular)|recommended(?: for you)?|latest news|"
    r"tin (?:liên quan|cùng chuyên mục|khác|mới nhất|mới|đọc nhiều)|"
    r"(?:các )?bài (?:viết )?(?:liên quan|khác|đọc nhiều)|xem thêm|đọc thêm|"
    r"có thể bạn quan tâm|ý kiến(?: bạn đọc)?|bình luận(?: \(\d+\))?|comments?(?: \(\d+\))?|"
    r"相关(?:新闻|阅读|文章|报道|推荐)|相關(?:新聞|閱讀|文章)|推荐阅读|延伸阅读|延伸閱讀|"
    r"热门(?:新闻|文章)|"
    r"更多新闻|更多报道|评论|網友評論)\s*[:：]?",
    re.IGNORECASE,
)
"""A line of its own that begins what comes after an article."""
