"""The sentences about accounts and of the connection doctor: key -> English pattern."""

from __future__ import annotations

from editor_app.marking import N_

ACCOUNT_WORDING: dict[str, str] = {
    # -- adding an account
    "account-empty": N_("There is no account name. Nothing was sent; enter it."),
    "password-empty": N_("There is no password. Nothing was sent; enter it."),
    "site-account-taken": N_(
        "“{name}” is the same account on the same site. Nothing was added; use that one."
    ),
    "secret-kept-for-now": N_(
        "The keyring of this computer did not take the password ({reason}). It is kept until"
        " Copydesk is closed, and asked for again then."
    ),
    "site-without-account": N_(
        "“{name}” needs the name of an account on the site. Nothing was added; say it with"
        " --account."
    ),
    "site-elsewhere": N_(
        "{url} leads on to {host}. Nothing was sent there and nothing was added; if that is the"
        " site, give its own address."
    ),
    "site-not-moved-there": N_(
        "{url} leads to {host}. Nothing was sent there and nothing was changed; if that is the"
        " site, say --moved {host}."
    ),
    "password-asked": N_("Application password of {account} for {site}:"),
    "site-signed-in": N_("{account}, signed in"),
    "site-signed-out": N_("{account}, not signed in"),
    # -- approving in the browser
    "approval-refused": N_("The site was told not to let Copydesk in. Nothing was added."),
    "approval-expired": N_(
        "The browser did not come back in time. Nothing was added; begin again."
    ),
    "approval-other-site": N_(
        "The answer came from another site, {site}. It was not used and nothing was added; look at"
        " the address. Revoke the password there."
    ),
    "approval-by-hand": N_(
        "This site cannot send the browser back to Copydesk. Copy the password that it shows, and"
        " paste it here."
    ),
    "approval-page-granted": N_(
        "Copydesk has what it needs. You can close this page and go back to Copydesk."
    ),
    "approval-page-refused": N_(
        "Copydesk was not let in. You can close this page and go back to Copydesk."
    ),
    # -- signing out
    "signed-out-done": N_(
        "Signed out of {site}. The password is worth nothing there any more and was removed here."
    ),
    "signed-out-nowhere": N_(
        "The keyring did not let go of the password for {site}. Revoke it there: in the profile of"
        " {account}, under Application Passwords, where it is called “Copydesk” with a date."
    ),
    "signed-out-not-there": N_(
        "The password for {site} was removed here, but the site could not be told. Revoke it there:"
        " in the profile of {account}, under Application Passwords, where it is called “Copydesk”"
        " with a date."
    ),
    # -- the doctor at work
    "doctor-looking-for": N_("Looking for {site}"),
    "doctor-signing-in": N_("Signing in to {site}"),
    "doctor-looking": N_("Looking around on {site}"),
    "doctor-trying": N_("Trying a draft on {site}, which is removed again"),
    "doctor-folder": N_("The folder “{folder}” can be written."),
    # -- advice for troubles
    "doctor-again-later": N_("Look at the connection of this computer, and try again later."),
    "doctor-ask-administrator": N_("Show this to the site’s administrator."),
    "doctor-sign-in": N_("Sign in: approve Copydesk in the browser, or enter a password."),
    "doctor-account-advice": N_(
        "Make a new application password in the profile on the site and sign in with it. If that is"
        " refused too, the host drops the Authorization header: its administrator sets"
        " “CGIPassAuth On” for Apache (or “SetEnvIf Authorization (.+) HTTP_AUTHORIZATION=$1”),"
        " or lets Copydesk through in the security plugins."
    ),
    "doctor-gate-advice": N_(
        "The administrator takes the web server’s own password off the addresses below /wp-json/."
    ),
    "doctor-firewall-advice": N_(
        "The administrator lets the REST API (/wp-json/) through for this account in the security"
        " plugin or at the host."
    ),
    "doctor-role-advice": N_("Ask the administrator for another role if you need this."),
    # -- the address
    "doctor-api": N_("The site names the address of its API itself: {root}"),
    "doctor-api-guessed": N_(
        "The site does not name the address of its API; the usual one answers: {root}"
    ),
    "doctor-api-guessed-advice": N_(
        "It works. A theme or plugin hides the “Link” header; the administrator may bring it back."
    ),
    "doctor-api-moved": N_("The API is at another address now: {root}. Copydesk has {kept}."),
    "doctor-api-moved-advice": N_(
        "Sign in again under Sync, Accounts: the API is looked for on the same host. On another"
        " host, add the site anew."
    ),
    "doctor-permalinks": N_("Articles have addresses with words in them."),
    "doctor-plain": N_("Articles have addresses of numbers only (?p=123): plain permalinks."),
    "doctor-plain-advice": N_(
        "It works. For addresses with words the administrator chooses another structure under"
        " Settings, Permalinks."
    ),
    "doctor-https": N_("The connection is encrypted and the certificate is right."),
    "doctor-this-computer": N_("The site is on this computer; nothing leaves it."),
    "doctor-no-redirects": N_("The address leads straight to the site."),
    "doctor-moved": N_("The address {url} leads on to another host, {host}."),
    "doctor-moved-advice": N_("Enter that address in the settings of the site."),
    "doctor-passwords": N_("The site gives out application passwords."),
    "doctor-passwords-off": N_(
        "Application passwords are turned off on the site: nobody can sign in with Copydesk."
    ),
    "doctor-passwords-advice": N_(
        "The administrator turns them on: they need https, and some security plugins switch them"
        " off."
    ),
    # -- the account
    "doctor-account": N_("The site takes the account {account}. Its role: {role}"),
    "doctor-rights": N_("The account may do all that Copydesk does."),
    "doctor-may-write-not": N_("The account may not write articles: nothing can be sent."),
    "doctor-may-publish-not": N_(
        "The account may not publish: articles arrive as drafts, and somebody on the site publishes"
        " them."
    ),
    "doctor-may-edit-others-not": N_(
        "The account may change its own articles only: those of colleagues cannot be brought up to"
        " date."
    ),
    "doctor-may-upload-not": N_(
        "The account may not send photos: articles with photos cannot be sent."
    ),
    "doctor-may-manage-terms-not": N_(
        "The account may not make categories; those that are there can be used."
    ),
    "doctor-unfiltered-html-not": N_(
        "The site takes some markup out of the texts of this account, such as embedded players."
        " Copydesk says so before it sends such a text."
    ),
    # -- photos
    "doctor-upload": N_("Photos may be up to {megabytes} MB large."),
    "doctor-upload-small": N_("Photos may be only up to {megabytes} MB large."),
    "doctor-upload-advice": N_(
        "The administrator raises upload_max_filesize and post_max_size, or you send smaller"
        " photos."
    ),
    "doctor-upload-untold": N_(
        "The site does not tell how large photos may be. One that is too large is refused by name"
        " and kept here."
    ),
    "doctor-types": N_("The site does not take all kinds of photos; it lacks {types}."),
    "doctor-sizes": N_("The site makes {count} smaller pictures of each photo."),
    "doctor-sizes-untold": N_("The site does not tell which smaller pictures it makes of a photo."),
    # -- times
    "doctor-zone": N_("The site’s time zone is the same as here: {zone}"),
    "doctor-zone-other": N_("The site is in the time zone {zone}; Copydesk has {ours} for it."),
    "doctor-zone-advice": N_(
        "Times that are sent are right all the same. Set the zone in the settings of the site, so"
        " that days on its pages are the same."
    ),
    "doctor-zone-offset": N_(
        "The site has no time zone but a fixed difference of {hours} hours, without summer time."
    ),
    "doctor-zone-offset-advice": N_(
        "The administrator chooses a city under Settings, General, Timezone."
    ),
    "doctor-clock": N_("The clocks of the site and of this computer agree."),
    "doctor-clock-ahead": N_("The site’s clock is {minutes} minutes ahead of this computer’s."),
    "doctor-clock-behind": N_("The site’s clock is {minutes} minutes behind this computer’s."),
    "doctor-clock-advice": N_(
        "Set the clock that is wrong. Until then a scheduled article may come out at another minute"
        " than you see here."
    ),
    # -- writing
    "doctor-writing": N_("A draft was written on the site and removed again; nothing is left."),
    "doctor-not-tried": N_("No draft was tried: what only a trial tells is not known."),
    "doctor-left": N_("The trial draft ({id}) could not be removed from the site."),
    "doctor-left-advice": N_("Delete it there; it is called “Copydesk: trial of the connection”."),
    "doctor-noise": N_(
        "A plugin or theme writes notices into the site’s answers. Copydesk reads past them."
    ),
    "doctor-noise-advice": N_(
        "The administrator turns WP_DEBUG_DISPLAY off and looks for the plugin."
    ),
    "doctor-emoji": N_("The database takes emoji and rare Chinese characters."),
    "doctor-emoji-entities": N_(
        "The database takes emoji in a roundabout way, and refuses rare Chinese characters: it is"
        " an old utf8mb3."
    ),
    "doctor-emoji-refused": N_("The site does not keep emoji and rare Chinese characters."),
    "doctor-emoji-advice": N_(
        "The administrator converts the tables to utf8mb4. Until then a text with such characters"
        " is refused, and says so."
    ),
    "doctor-trash": N_("What is removed lies in the trash first."),
    "doctor-trash-off": N_("The site has no trash. Copydesk never deletes for good: it withdraws."),
    "doctor-trash-advice": N_("The administrator takes EMPTY_TRASH_DAYS out of wp-config.php."),
    "doctor-revisions": N_("The site keeps earlier versions of articles."),
    "doctor-revisions-off": N_(
        "The site keeps no earlier versions: two changes within one second cannot be told apart."
    ),
    "doctor-revisions-refused": N_(
        "The earlier versions of articles cannot be looked at: something in front of the site"
        " refuses it. Sending works; but what somebody saves there in the very moment in which this"
        " desk writes the same article is not noticed here, only the site itself keeps it."
    ),
    "doctor-revisions-advice": N_("The administrator sets WP_POST_REVISIONS to true."),
    # -- languages and companion
    "doctor-languages": N_("The site keeps the languages of articles: {names}"),
    "doctor-languages-missing": N_("The site has no language for these editions: {names}"),
    "doctor-languages-advice": N_("The administrator adds them in Polylang."),
    "doctor-languages-companion": N_("The companion links the language versions of an article."),
    "doctor-languages-here": N_(
        "The site knows no languages: which articles are versions of one another is kept here only."
    ),
    "doctor-companion": N_("Copydesk’s companion is installed (version {version})."),
    "doctor-companion-none": N_(
        "Copydesk’s companion is not installed. All works; a doubled article after a lost"
        " connection is found and removed later instead of refused, and a change in the same second"
        " is seen afterwards."
    ),
    "doctor-companion-advice": N_(
        "The administrator copies copydesk-companion.php (inside Copydesk’s folder, under"
        " resources/wordpress) into wp-content/mu-plugins."
    ),
}
