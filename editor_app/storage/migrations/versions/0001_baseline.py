"""The first schema: every table of the content model. It is frozen: changes come as migrations."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE drafts (
        owner TEXT NOT NULL, part TEXT NOT NULL, text TEXT NOT NULL, based_on INTEGER NOT NULL,
        saved TEXT NOT NULL, caret INTEGER NOT NULL,
        PRIMARY KEY (owner, part)
    ) STRICT
    """,
    """
    CREATE TABLE editions (
        language TEXT NOT NULL, autonym TEXT NOT NULL, place INTEGER NOT NULL,
        date_form TEXT NOT NULL, quote_opening TEXT NOT NULL, quote_closing TEXT NOT NULL,
        inner_opening TEXT NOT NULL, inner_closing TEXT NOT NULL, credit_words TEXT NOT NULL,
        attribution_one TEXT NOT NULL, attribution_many TEXT NOT NULL, outlet_joint TEXT NOT NULL,
        keeps_marks INTEGER NOT NULL,
        PRIMARY KEY (language)
    ) STRICT
    """,
    """
    CREATE TABLE facts (
        name TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (name)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE standing_paragraphs (
        id TEXT NOT NULL, name TEXT NOT NULL, texts TEXT NOT NULL, owner TEXT NOT NULL,
        source TEXT NOT NULL, checked TEXT, lasts INTEGER NOT NULL, retired INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE foreign_blocks (
        id TEXT NOT NULL, raw TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE licences (
        id TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL, conditions TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE links (
        target_owner TEXT NOT NULL, target_part TEXT NOT NULL, source_owner TEXT NOT NULL,
        source_part TEXT NOT NULL,
        PRIMARY KEY (target_owner, target_part, source_owner, source_part)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_links_source ON links (source_owner, source_part)",
    """
    CREATE TABLE outlets (
        id TEXT NOT NULL, names TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL,
        domains TEXT NOT NULL, credit_rule TEXT NOT NULL, photo_rule TEXT NOT NULL,
        retired INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE persons (
        id TEXT NOT NULL, names TEXT NOT NULL, roles TEXT NOT NULL, retired INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE renderings (
        target_owner TEXT NOT NULL, target_part TEXT NOT NULL, state TEXT NOT NULL,
        made TEXT NOT NULL, changed TEXT, changed_by TEXT NOT NULL, read TEXT,
        read_by TEXT NOT NULL,
        PRIMARY KEY (target_owner, target_part)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE sections (
        id TEXT NOT NULL, place INTEGER NOT NULL, names TEXT NOT NULL, slugs TEXT NOT NULL,
        parent TEXT, retired INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(parent) REFERENCES sections (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE sites (
        id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL,
        target TEXT NOT NULL, zone TEXT NOT NULL, theme TEXT NOT NULL, account TEXT NOT NULL,
        categories TEXT NOT NULL, languages TEXT NOT NULL, found TEXT NOT NULL,
        version INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE source_texts (
        target_owner TEXT NOT NULL, target_part TEXT NOT NULL, place INTEGER NOT NULL,
        source_owner TEXT NOT NULL, source_part TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (target_owner, target_part, place)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE tags (
        id TEXT NOT NULL, labels TEXT NOT NULL, synonyms TEXT NOT NULL, parent TEXT,
        media_topic TEXT NOT NULL, retired INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(parent) REFERENCES tags (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE terms (
        id TEXT NOT NULL, kind TEXT NOT NULL, valid_from TEXT, valid_to TEXT, source TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE media_publications (
        digest TEXT NOT NULL, site TEXT NOT NULL, remote_id TEXT NOT NULL, addresses TEXT NOT NULL,
        PRIMARY KEY (digest, site),
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_media_publications_site ON media_publications (site)",
    """
    CREATE TABLE photos (
        id TEXT NOT NULL, digest TEXT NOT NULL, file_name TEXT NOT NULL, media_type TEXT NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL, size INTEGER NOT NULL, added TEXT NOT NULL,
        kind TEXT NOT NULL, creator TEXT NOT NULL, credit TEXT NOT NULL, copyright TEXT NOT NULL,
        source TEXT, taken TEXT, place TEXT NOT NULL, rights_status TEXT NOT NULL,
        rights_until TEXT, rights_rule TEXT NOT NULL, original_caption TEXT NOT NULL,
        focal_x REAL NOT NULL, focal_y REAL NOT NULL, crops TEXT NOT NULL, covers TEXT NOT NULL,
        trashed TEXT, version INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(source) REFERENCES outlets (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_photos_added ON photos (added)",
    "CREATE INDEX ix_photos_digest ON photos (digest)",
    "CREATE INDEX ix_photos_trashed ON photos (trashed) WHERE trashed IS NOT NULL",
    """
    CREATE TABLE saved_searches (
        id TEXT NOT NULL, name TEXT NOT NULL, "query" TEXT NOT NULL, owner TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(owner) REFERENCES persons (id) ON DELETE SET NULL
    ) STRICT
    """,
    """
    CREATE TABLE site_pulls (
        site TEXT NOT NULL, cursor TEXT, newest INTEGER NOT NULL, swept TEXT,
        known INTEGER NOT NULL,
        PRIMARY KEY (site),
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE site_words (
        site TEXT NOT NULL, language TEXT NOT NULL, name TEXT NOT NULL, tagline TEXT NOT NULL,
        company TEXT NOT NULL, address TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL,
        advertise TEXT NOT NULL, legal TEXT NOT NULL, templates TEXT NOT NULL,
        PRIMARY KEY (site, language),
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE stories (
        id TEXT NOT NULL, slug_word TEXT NOT NULL, source_language TEXT NOT NULL,
        created TEXT NOT NULL, section TEXT, origin_outlet TEXT, origin_url TEXT NOT NULL,
        origin_licence TEXT, uncertain TEXT NOT NULL, holder TEXT, due TEXT, embargo TEXT,
        sensitive INTEGER NOT NULL, trashed TEXT, version INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(section) REFERENCES sections (id) ON DELETE SET NULL,
        FOREIGN KEY(origin_outlet) REFERENCES outlets (id) ON DELETE SET NULL,
        FOREIGN KEY(origin_licence) REFERENCES licences (id) ON DELETE SET NULL,
        FOREIGN KEY(holder) REFERENCES persons (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_stories_created ON stories (created, id)",
    "CREATE INDEX ix_stories_holder ON stories (holder)",
    "CREATE INDEX ix_stories_section ON stories (section)",
    "CREATE INDEX ix_stories_slug_word ON stories (slug_word)",
    "CREATE INDEX ix_stories_trashed ON stories (trashed) WHERE trashed IS NOT NULL",
    """
    CREATE TABLE term_forms (
        term TEXT NOT NULL, place INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL,
        forbidden INTEGER NOT NULL,
        PRIMARY KEY (term, place),
        FOREIGN KEY(term) REFERENCES terms (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE term_publications (
        site TEXT NOT NULL, kind TEXT NOT NULL, local TEXT NOT NULL, language TEXT NOT NULL,
        remote_id TEXT NOT NULL, slug TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (site, kind, local, language),
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_term_publications_remote ON term_publications (site, kind, remote_id)",
    """
    CREATE TABLE articles (
        id TEXT NOT NULL, story TEXT NOT NULL, language TEXT NOT NULL, created TEXT NOT NULL,
        translated_from TEXT, headline TEXT NOT NULL, standfirst TEXT NOT NULL, slug TEXT NOT NULL,
        dateline TEXT NOT NULL, push TEXT NOT NULL, home TEXT NOT NULL, social TEXT NOT NULL,
        seo TEXT NOT NULL, status TEXT NOT NULL, planned TEXT, published TEXT, updated TEXT,
        trashed TEXT, version INTEGER NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE,
        FOREIGN KEY(translated_from) REFERENCES articles (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_articles_slug ON articles (slug)",
    "CREATE INDEX ix_articles_story ON articles (story)",
    "CREATE INDEX ix_articles_translated_from ON articles (translated_from)",
    """
    CREATE TABLE assignments (
        story TEXT NOT NULL, language TEXT NOT NULL, person TEXT NOT NULL, since TEXT NOT NULL,
        PRIMARY KEY (story, language),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES persons (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_assignments_person ON assignments (person)",
    """
    CREATE TABLE corrections (
        id TEXT NOT NULL, story TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
        wrong TEXT NOT NULL, "right" TEXT NOT NULL, reason TEXT NOT NULL, ordered_by TEXT NOT NULL,
        approved_by TEXT NOT NULL, texts TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_corrections_story ON corrections (story)",
    """
    CREATE TABLE desk_captions (
        photo TEXT NOT NULL, language TEXT NOT NULL, caption TEXT NOT NULL, alt TEXT NOT NULL,
        PRIMARY KEY (photo, language),
        FOREIGN KEY(photo) REFERENCES photos (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE replies (
        id TEXT NOT NULL, story TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
        asked TEXT NOT NULL, answered TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_replies_story ON replies (story)",
    """
    CREATE TABLE story_outlets (
        story TEXT NOT NULL, place INTEGER NOT NULL, outlet TEXT NOT NULL,
        PRIMARY KEY (story, place),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE,
        FOREIGN KEY(outlet) REFERENCES outlets (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_story_outlets_outlet ON story_outlets (outlet)",
    """
    CREATE TABLE story_people (
        story TEXT NOT NULL, place INTEGER NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL,
        PRIMARY KEY (story, place),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE,
        FOREIGN KEY(person) REFERENCES persons (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_story_people_person ON story_people (person)",
    """
    CREATE TABLE story_tags (
        story TEXT NOT NULL, place INTEGER NOT NULL, tag TEXT NOT NULL,
        PRIMARY KEY (story, place),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE,
        FOREIGN KEY(tag) REFERENCES tags (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_story_tags_tag ON story_tags (tag)",
    """
    CREATE TABLE blocks (
        article TEXT NOT NULL, id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (article, id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_blocks_photos ON blocks (article, place, text) WHERE kind = 'photo'",
    """
    CREATE TABLE dismissals (
        number INTEGER NOT NULL, fingerprint TEXT NOT NULL, article TEXT, story TEXT,
        "by" TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (number),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_dismissals_article ON dismissals (article)",
    "CREATE INDEX ix_dismissals_fingerprint ON dismissals (fingerprint)",
    "CREATE INDEX ix_dismissals_story ON dismissals (story)",
    """
    CREATE TABLE left_out (
        article TEXT NOT NULL, source_owner TEXT NOT NULL, source_part TEXT NOT NULL,
        text TEXT NOT NULL, "by" TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (article, source_owner, source_part),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE live_entries (
        id TEXT NOT NULL, article TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL,
        text TEXT NOT NULL, state TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_live_entries_article ON live_entries (article, at)",
    """
    CREATE TABLE log_lines (
        number INTEGER NOT NULL, at TEXT NOT NULL, "key" TEXT NOT NULL, fields TEXT NOT NULL,
        article TEXT, site TEXT,
        PRIMARY KEY (number),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE SET NULL,
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_log_lines_article ON log_lines (article)",
    "CREATE INDEX ix_log_lines_site ON log_lines (site)",
    """
    CREATE TABLE memory_pairs (
        id TEXT NOT NULL, memory TEXT NOT NULL, source_language TEXT NOT NULL,
        target_language TEXT NOT NULL, "key" TEXT NOT NULL, source TEXT NOT NULL,
        target TEXT NOT NULL, confirmed TEXT NOT NULL, editor TEXT NOT NULL, story TEXT,
        article TEXT, "before" TEXT NOT NULL, "after" TEXT NOT NULL, "indexed" INTEGER,
        PRIMARY KEY (id),
        FOREIGN KEY(story) REFERENCES stories (id) ON DELETE SET NULL,
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_memory_pairs_article ON memory_pairs (article)",
    'CREATE INDEX ix_memory_pairs_key ON memory_pairs ("key", source_language, target_language)',
    "CREATE INDEX ix_memory_pairs_memory ON memory_pairs (memory)",
    "CREATE INDEX ix_memory_pairs_story ON memory_pairs (story)",
    'CREATE UNIQUE INDEX ux_memory_pairs_indexed ON memory_pairs ("indexed")',
    """
    CREATE TABLE memories (
        id TEXT NOT NULL, name TEXT NOT NULL, place INTEGER NOT NULL, read_only INTEGER NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE memory_postings (
        id INTEGER NOT NULL, places BLOB NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
    """
    CREATE TABLE memory_shelves (
        number INTEGER NOT NULL, source_language TEXT NOT NULL, target_language TEXT NOT NULL,
        used INTEGER NOT NULL, posted INTEGER NOT NULL, lengths BLOB NOT NULL,
        PRIMARY KEY (number)
    ) STRICT
    """,
    "CREATE INDEX ix_memory_shelves_languages ON memory_shelves (source_language, target_language)",
    """
    CREATE TABLE memory_texts (
        place INTEGER NOT NULL, plain TEXT NOT NULL, words TEXT NOT NULL,
        PRIMARY KEY (place)
    ) STRICT
    """,
    """
    CREATE TABLE memory_words (
        number INTEGER NOT NULL, word TEXT NOT NULL,
        PRIMARY KEY (number)
    ) STRICT
    """,
    "CREATE UNIQUE INDEX ux_memory_words_word ON memory_words (word)",
    """
    CREATE TABLE standing_uses (
        article TEXT NOT NULL, block TEXT NOT NULL, standing TEXT NOT NULL, placed TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (article, block),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
        FOREIGN KEY(standing) REFERENCES standing_paragraphs (id) ON DELETE CASCADE
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_standing_uses_standing ON standing_uses (standing)",
    """
    CREATE TABLE notes (
        id TEXT NOT NULL, article TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL,
        text TEXT NOT NULL, part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
        quote TEXT NOT NULL, suggestion TEXT NOT NULL, resolved TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_notes_article ON notes (article)",
    """
    CREATE TABLE outbox (
        id TEXT NOT NULL, operation TEXT NOT NULL, article TEXT NOT NULL, site TEXT NOT NULL,
        queued TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, not_before TEXT,
        answer TEXT NOT NULL, answer_fields TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_outbox_article ON outbox (article)",
    "CREATE INDEX ix_outbox_open ON outbox (queued) WHERE state NOT IN ('done', 'cancelled')",
    "CREATE INDEX ix_outbox_queued ON outbox (queued)",
    "CREATE INDEX ix_outbox_site ON outbox (site)",
    """
    CREATE TABLE photo_uses (
        id TEXT NOT NULL, article TEXT NOT NULL, photo TEXT NOT NULL, caption TEXT NOT NULL,
        alt TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
        FOREIGN KEY(photo) REFERENCES photos (id)
    ) STRICT
    """,
    "CREATE INDEX ix_photo_uses_article ON photo_uses (article)",
    "CREATE INDEX ix_photo_uses_photo ON photo_uses (photo)",
    """
    CREATE TABLE progress (
        article TEXT NOT NULL, "left" INTEGER NOT NULL, total INTEGER NOT NULL,
        stale INTEGER NOT NULL, begun INTEGER NOT NULL,
        PRIMARY KEY (article),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE publications (
        id TEXT NOT NULL, article TEXT NOT NULL, site TEXT NOT NULL, marker TEXT NOT NULL,
        remote_id TEXT NOT NULL, address TEXT NOT NULL, status TEXT NOT NULL, wish TEXT,
        wished_by TEXT NOT NULL, wished_at TEXT, goes_out TEXT, base TEXT NOT NULL,
        digest TEXT NOT NULL, revision TEXT NOT NULL, seen_modified TEXT, first_published TEXT,
        last_synced TEXT,
        PRIMARY KEY (id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_publications_site ON publications (site)",
    "CREATE UNIQUE INDEX ux_publications_article_site ON publications (article, site)",
    "CREATE UNIQUE INDEX ux_publications_marker ON publications (marker)",
    """
    CREATE TABLE revisions (
        id TEXT NOT NULL, article TEXT NOT NULL, at TEXT NOT NULL, "by" TEXT NOT NULL,
        reason TEXT NOT NULL, kept BLOB NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX ix_revisions_article ON revisions (article, at)",
    """
    CREATE TABLE conflicts (
        id TEXT NOT NULL, article TEXT NOT NULL, site TEXT NOT NULL, found TEXT NOT NULL,
        part TEXT NOT NULL, base TEXT NOT NULL, mine TEXT NOT NULL, theirs TEXT NOT NULL,
        blocks TEXT NOT NULL, "after" TEXT, use TEXT, ours TEXT, revision TEXT, agreed TEXT,
        changed TEXT, theirs_at TEXT, theirs_by TEXT NOT NULL, joined TEXT NOT NULL,
        resolution TEXT, resolved TEXT, resolved_by TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE,
        FOREIGN KEY(site) REFERENCES sites (id) ON DELETE CASCADE,
        FOREIGN KEY(ours) REFERENCES revisions (id) ON DELETE SET NULL,
        FOREIGN KEY(revision) REFERENCES revisions (id) ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX ix_conflicts_article ON conflicts (article)",
    "CREATE INDEX ix_conflicts_open ON conflicts (found) WHERE resolution IS NULL",
    "CREATE INDEX ix_conflicts_ours ON conflicts (ours)",
    "CREATE INDEX ix_conflicts_revision ON conflicts (revision)",
    "CREATE INDEX ix_conflicts_site ON conflicts (site)",
    """
    CREATE TABLE search_entries (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, article TEXT NOT NULL,
        language TEXT NOT NULL, "indexed" BLOB NOT NULL,
        FOREIGN KEY(article) REFERENCES articles (id) ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE UNIQUE INDEX ux_search_entries_article ON search_entries (article)",
    """
    CREATE VIRTUAL TABLE search_words USING fts5(title, title_marked, body, body_marked, language,
    content='', tokenize="unicode61 remove_diacritics 0", prefix='2 3')
    """,
    """
    CREATE VIRTUAL TABLE memory_search USING fts5(source, target,
    content='', tokenize="unicode61 remove_diacritics 0")
    """,
)


def upgrade() -> None:
    """Make the tables in an empty library."""
    for statement in STATEMENTS:
        op.execute(statement)
