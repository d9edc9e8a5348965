"""The sentences about other people's servers: key -> English pattern, as in ``wording``.

Each says what happened, what was kept, and what to do or what happens next by itself.
"""

from __future__ import annotations

from editor_app.marking import N_

SITE_WORDING: dict[str, str] = {
    # -- addresses
    "address-holds-password": N_(
        "The address of {site} has a name or password in it. It was not used; enter the address"
        " without them."
    ),
    "site-needs-https": N_(
        "{site} would be reached without encryption, and anybody on the way could read the"
        " password. Nothing was sent; use an address that begins with https."
    ),
    "not-wordpress": N_(
        "There is no WordPress to be found at {site}. Nothing was added; look at the address, or"
        " ask whether the site has its REST API turned off."
    ),
    # -- no connection
    "unreachable": N_(
        "{site} cannot be reached. Nothing was sent and nothing is lost; it is tried again by"
        " itself."
    ),
    "unreachable-name": N_(
        "There is no {site} to be found on the network. Nothing was sent; it is tried again by"
        " itself. Look at the connection and at the address."
    ),
    "unreachable-slow": N_(
        "{site} did not take the connection in time. Nothing was sent; it is tried again by itself."
    ),
    "unreachable-proxy": N_(
        "The proxy of this network does not let us through to {site}. Nothing was sent; it is tried"
        " again by itself."
    ),
    # -- no whole answer
    "answer-lost": N_(
        "The connection to {site} broke off before the answer came. It is looked up there before"
        " anything is sent again."
    ),
    "answer-lost-slow": N_(
        "{site} took too long to answer. It is looked up there before anything is sent again."
    ),
    "answer-lost-empty": N_(
        "{site} sent an empty answer. It is looked up there before anything is sent again."
    ),
    "answer-lost-broken": N_(
        "The answer of {site} breaks off. It is looked up there before anything is sent again."
    ),
    # -- later
    "busy": N_(
        "{site} cannot answer now ({status}). Nothing is lost; it is tried again by itself."
    ),
    "busy-too-many": N_(
        "{site} says that there were too many requests. Nothing is lost; it is tried again by"
        " itself, more slowly."
    ),
    "busy-crashed": N_(
        "Something on {site} fell over ({reason}). It is looked up there and tried again by itself."
        " If it goes on, its administrator should look at the plugins."
    ),
    "busy-maintenance": N_(
        "{site} is under repair for the moment. Nothing is lost; it is tried again by itself."
    ),
    # -- somebody else answered
    "not-the-site": N_(
        "A web page came where {site} should have answered: the sign-in page of this network, or"
        " a plugin. Nothing of it was believed; it is tried again by itself."
    ),
    "not-the-site-kind": N_(
        "{site} answered with something that is no answer ({kind}). Nothing of it was believed; it"
        " is tried again by itself."
    ),
    "not-the-site-shape": N_(
        "The answer of {site} has another form than expected. Nothing of it was believed; it is"
        " tried again by itself."
    ),
    "not-the-site-api": N_(
        "{site} does not know the address that we asked for: its REST API is away or has moved."
        " Nothing was changed here; it is tried again by itself."
    ),
    # -- certificates
    "certificate-refused": N_(
        "The certificate of {site} is not accepted ({reason}). Nothing was sent; ask the site’s"
        " administrator."
    ),
    "certificate-expired": N_(
        "The certificate of {site} has expired. Nothing was sent. Look at this computer’s clock; if"
        " it is right, ask the site’s administrator."
    ),
    "certificate-not-yet": N_(
        "The certificate of {site} is not valid yet. Nothing was sent. Look at this computer’s"
        " clock; if it is right, ask the site’s administrator."
    ),
    "certificate-self-signed": N_(
        "{site} vouches for itself only: its certificate is self-signed. Nothing was sent; the"
        " sign-in page of this network may be in between."
    ),
    "certificate-unknown": N_(
        "Nobody whom this computer trusts vouches for {site}. Nothing was sent; ask the site’s"
        " administrator about its certificate."
    ),
    "certificate-other-name": N_(
        "The certificate belongs to another site than {site}. Nothing was sent; look at the"
        " address, or whether this network has a sign-in page."
    ),
    "certificate-none": N_(
        "No safe connection to {site} came about ({reason}). Nothing was sent; ask the site’s"
        " administrator about https."
    ),
    # -- redirects
    "redirected": N_(
        "{site} points to {to} and did not take what was sent. Nothing was sent there; if the site"
        " has moved, sign in to it again through the browser."
    ),
    "redirected-away": N_(
        "{site} points to {to}. We did not go there with your account; if the site has moved, sign"
        " in to it again through the browser."
    ),
    "redirected-down": N_(
        "{site} points to an address without encryption, {to}. We did not go there; ask the site’s"
        " administrator."
    ),
    "redirected-round": N_(
        "{site} sends us round in circles. Nothing was changed; ask the site’s administrator."
    ),
    # -- the account
    "signed-out": N_(
        "{site} does not accept the account. Your text is kept here; sign in again under Sync,"
        " Accounts."
    ),
    "signed-out-here": N_(
        "Copydesk has no password for {site}. Nothing was sent and what waits is kept; sign in"
        " under Sync, Accounts."
    ),
    "signed-out-wrong": N_(
        "{site} does not accept the name and application password: they are wrong or were revoked,"
        " or the host drops them on the way. Your text is kept here; sign in again under Sync,"
        " Accounts."
    ),
    "signed-out-disabled": N_(
        "Application passwords are turned off on {site}. Your text is kept here; ask the site’s"
        " administrator to turn them on."
    ),
    "signed-out-revoked": N_(
        "The application password for {site} was revoked: it worked before. Your text is kept here;"
        " sign in again under Sync, Accounts."
    ),
    "signed-out-gate": N_(
        "The web server in front of {site} asks for a password of its own. Your text is kept here;"
        " ask the site’s administrator to let the REST API through."
    ),
    # -- not allowed
    "not-allowed": N_("{site} does not allow it: {reason}. Your text is kept here."),
    "not-allowed-conflict": N_(
        "Something on {site} stands in the way of this: {reason}. Nothing was written there, and"
        " your text is kept here; ask the site’s administrator what it is, then try again."
    ),
    "not-allowed-create": N_(
        "The account may not make this on {site}. Your text is kept here; ask for a role that may."
    ),
    "not-allowed-edit": N_(
        "The account may not change this on {site}. Your text is kept here; ask for a role that"
        " may."
    ),
    "not-allowed-author": N_(
        "The account may not write in somebody else’s name on {site}. Your text is kept here; ask"
        " for a role that may."
    ),
    "not-allowed-publish": N_(
        "The account may not publish on {site}. Your text is kept here; somebody with the right"
        " can publish it, or ask for the role."
    ),
    "not-allowed-trash": N_(
        "The account may not remove this on {site}. It stays there as it is; ask for a role that"
        " may."
    ),
    "not-allowed-no-trash": N_(
        "{site} keeps no trash, so removing would be for good. It stays there as it is; withdraw it"
        " to a draft instead."
    ),
    "not-allowed-terms": N_(
        "The account may not give out this tag or category on {site}. Your text is kept here; ask"
        " for a role that may."
    ),
    "not-allowed-read": N_(
        "The account may not see this on {site}. Nothing was changed; ask for a role that may."
    ),
    "not-allowed-upload": N_(
        "The account may not send photos to {site}. The photo is kept here; ask for a role that"
        " may."
    ),
    "not-allowed-firewall": N_(
        "Something in front of {site} refused the request ({status}), as security plugins and"
        " hosts do. Your text is kept here; ask the site’s administrator to let Copydesk through."
    ),
    # -- refused values
    "field-refused": N_(
        "{site} does not take the value of “{field}”: {reason}. Your text is kept here; change it"
        " and send again."
    ),
    "field-refused-unnamed": N_(
        "{site} does not take what was sent: {reason}. Your text is kept here."
    ),
    "field-refused-empty": N_(
        "{site} takes no article without headline and text. It is kept here; write one of them and"
        " send again."
    ),
    "field-refused-database": N_(
        "The database of {site} refused the text; older ones refuse emoji and rare characters."
        " Your text is kept here; take those out, or ask the site’s administrator."
    ),
    "field-refused-name": N_(
        "{site} does not take the name of a tag or category. Your text is kept here; change the"
        " name and send again."
    ),
    "field-refused-size": N_(
        "The text is larger than {site} takes. It is kept here; ask the site’s administrator for a"
        " higher limit."
    ),
    "term-name-empty": N_("A tag or category has no name. Nothing was sent; give it one."),
    "term-name-long": N_(
        "The name “{name}” is over {limit} characters. Nothing was sent; shorten it."
    ),
    # -- gone, refused files, changed
    "gone-there": N_(
        "It is not on {site} any more. What you have here is kept; decide whether it goes there"
        " again."
    ),
    "gone-there-trash": N_("It lies in the trash of {site} already. Nothing was changed."),
    "file-refused": N_(
        "{site} does not take the photo {photo}: {reason}. It is kept here; the article waits."
    ),
    "file-refused-size": N_(
        "The photo {photo} is larger than {site} takes. It is kept here; ask the site’s"
        " administrator for a higher limit, or use a smaller one."
    ),
    "file-refused-kind": N_(
        "{site} does not take photos of the kind of {photo} ({reason}). It is kept here; save it as"
        " JPEG and use that."
    ),
    "file-refused-damaged": N_(
        "The photo {photo} arrived damaged at {site} and was not kept there. It is whole here; send"
        " it again."
    ),
    "changed-there": N_(
        "It changed on {site} meanwhile. Nothing was written over; both versions are shown to you."
    ),
    "there-already": N_("{site} has the article already. It is taken up as it is there."),
    # -- on the way to a site
    "sending-to": N_("Sending to {site}"),
    "sending-article": N_("Sending “{name}” to {site}"),
    "sending-photo": N_("Sending the photo {name}: {per_cent} %"),
    "draft-queued": N_("{count} to be sent as drafts"),
    "site-without-drafts": N_("{site} is a folder and keeps no drafts. Publish there instead."),
    "nothing-wished": N_("Nobody has asked for this article to go there. Nothing was sent."),
    "wish-without-name": N_(
        "Copydesk does not know who is asking. Nothing was published; give your name in Settings."
    ),
    "edition-unknown": N_("The desk has no edition “{name}”. Nothing was sent; add it first."),
    "local-path": N_(
        "The text links to a file on a computer: {address}. Readers cannot follow it; take it out."
    ),
    "sent-already": N_(
        "“{names}” is on its way to {site} or there already. It is too late to take that back."
    ),
    "sent-already-partly": N_(
        "“{names}” is on its way to {site} or there already. It is too late to take that back; the"
        " rest was taken back."
    ),
    "withdrawn-already": N_(
        "“{names}” is off {site} already, or on its way to be. It is too late to take that back."
    ),
    "withdrawn-already-partly": N_(
        "“{names}” is off {site} already, or on its way to be. It is too late to take that back;"
        " the rest was taken back."
    ),
    # -- times
    "publish-time-past": N_(
        "{shown} is past. Nothing was published; say a time that is still to come, or none to"
        " publish now."
    ),
    "publish-late": N_(
        "This has waited {minutes} minutes longer than it was meant to. Nothing was published; go"
        " on, or cancel."
    ),
    "clocks-differ": N_(
        "The clock of the site and that of this computer differ by {minutes} minutes. Nothing was"
        " published; set the clock that is wrong, or go on by this computer’s."
    ),
    "goes-out-from-here": N_(
        "Goes out at {shown} from here; leave Copydesk running and connected until then."
    ),
    "embargo-waits": N_("Embargo until {shown}. Nothing is sent before, not even a draft."),
    "embargo-public": N_(
        "Readers of {site} have the story already, so an embargo comes too late. Nothing was"
        " changed; withdraw it there first."
    ),
    "embargo-scheduled": N_(
        "{site} publishes the story at {shown}, before this embargo ends. Nothing was changed;"
        " withdraw it there first, or give it a later time."
    ),
    "trash-scheduled": N_(
        "{site} publishes “{name}” at {shown}, in the trash or not. Nothing was changed; withdraw"
        " it there first."
    ),
    "site-publishes-soon": N_(
        "The site publishes this at {shown}, and a change now would make it public early. The"
        " change goes there right after that."
    ),
    "data-saver-asks": N_(
        "Data saver is on, and {megabytes} MB of photos would go out. They wait for your word."
    ),
    "data-saver-drafts": N_("Data saver is on: photos go out for public stories only."),
    # -- what is there
    "post-trashed-there": N_(
        "The article lies in the trash of {site}. Nothing was changed there; go on to take it out,"
        " or cancel."
    ),
    "post-public-again": N_(
        "The article was taken off {site} and is public there again: somebody published it, or"
        " saved it at the same moment. Nothing was changed there; go on to take it off again, or"
        " cancel to leave it public."
    ),
    "post-address-shared": N_(
        "Two articles on {site} have one address, {address}, because both became public in the same"
        " moment: readers find only one of them there. Go on to give this one an address of its"
        " own, or cancel to leave it."
    ),
    "post-gone-there": N_(
        "The article was deleted from {site} for good. It is kept here; go on to make it there"
        " again, or cancel."
    ),
    "site-would-remove": N_(
        "{site} would take {names} out of the text, because the account may not write them. Nothing"
        " was sent; ask for a role that may."
    ),
    "site-changed-line": N_(
        "{site} keeps another {field} than was sent: “{found}” in place of “{sent}”."
    ),
    "site-changed-notes": N_("{site} keeps other footnotes than were sent."),
    "site-other-status": N_(
        "{site} gave the article the status “{status}”, which is not what was asked for. Look at it"
        " there."
    ),
    "term-vanished": N_(
        "A tag or category was removed from {site}. It is made there again by itself."
    ),
    "term-not-kept": N_(
        "{site} takes a tag or the category off the article each time it is sent. Look at the tags"
        " and categories there, then try again."
    ),
    # -- the log
    "log-draft": N_("Sent to {site} as a draft: {address}"),
    "log-scheduled": N_("Scheduled on {site}: {address}"),
    "log-withdrawn-draft": N_("Made a draft on {site}, so that readers do not see it: {address}"),
    "log-new-address": N_("On {site} the article has an address of its own now: {address}"),
    "log-history-refused": N_(
        "{site} refuses to show the earlier versions of its articles. Sending goes on; but what"
        " somebody saves there in the very moment in which this desk writes the same article is"
        " not noticed here: look for it among the revisions on the site"
    ),
    "log-merged": N_("Changes from {site} were joined with ours"),
    "log-twins": N_(
        "Twins of this article on {site}: {count} put into the trash, {left} left for you to decide"
    ),
    "on-site-correction": N_("Correction"),
    "on-site-same-uncorrected": N_("Nothing changed, no correction"),
    "on-site-update-uncorrected": N_("Update, no correction"),
    # -- reading a site
    "pulling": N_("Looking at what changed on {site}"),
    "log-taken-in": N_("Changes from {site} were taken in"),
    "log-taken-in-by": N_("Changes by {name} on {site} were taken in"),
    "log-joined": N_("Changes from {site} were joined with ours"),
    "log-joined-by": N_("Changes by {name} on {site} were joined with ours"),
    "log-public-there": N_("Made public on {site}, not from here: {address}"),
    "log-scheduled-there": N_("Scheduled on {site} for {until}, not from here: {address}"),
    "log-taken-off-there": N_("Taken off {site}, not from here: {address}"),
    "log-draft-there": N_("A draft on {site} again: {address}"),
    "log-trashed-there": N_("Put into the trash of {site}, not from here"),
    "log-gone-there": N_("Deleted from {site}, not from here; the text is kept here"),
    "log-post-taken-in": N_("Taken in from {site}, where it was written: {address}"),
    "site-lost-posts": N_(
        "{site} does not show {count} of our {known} articles any more. Nothing was read, and"
        " nothing is lost here; look at the site, then take it as it is, or keep ours."
    ),
    "site-other-state": N_(
        "{site} shows {other} of our {known} articles in an older or another state, and {count} not"
        " at all, as if it had been put back or were another site. Nothing was read; look at it,"
        " then take it as it is, or keep ours."
    ),
    "post-is-ours": N_("The post {number} is an article of this desk already. Nothing was made."),
    "post-being-made": N_(
        "The post {number} is still being made by a desk. Nothing was made here. If that desk does "
        "not come back to it, give the post a slug of its own on the site, and take it in then."
    ),
    "post-not-there": N_(
        "There is no post {number} on {site} to be taken in. Nothing was made; look at the list"
        " again."
    ),
    "sync-report": N_(
        "{sent} sent, {received} taken in, {merged} of them joined with ours; {conflicts}"
        " conflicts, {waiting} waiting, {needs_you} need you ({requests} requests, {seconds} s)"
    ),
    "site-not-said": N_("Say which site is meant, with --site."),
    "time-not-said": N_("Say when it is to go out, with --at."),
    "time-said": N_("An hour (--at) and the status {status} do not go together."),
}
