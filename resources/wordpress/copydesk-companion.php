<?php
/*
 * Plugin Name: Copydesk Companion
 * Description: Lets the desk of a newsroom work with this site without doubling or overwriting anything: one post per article, no write over a newer text, language versions, previews of drafts, who is editing.
 * Version: 1
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: Apache-2.0
 * Update URI: false
 *
 * What stock WordPress cannot do for a client, and this closes:
 *
 *   - A post is made with the slug cd-<32 hex digits>. A second one with the same slug is
 *     refused with 409 and the id of the first, also when both arrive at the same moment,
 *     and also when the first has another slug by now.
 *   - One post read or written over REST has an ETag. A write with If-Match is refused with
 *     412 when the post is no longer the one that was read. Writes to one post over REST, the
 *     block editor's too, wait for each other.
 *   - Posts have the fields lang and translations. Where Polylang keeps the
 *     languages they go through its public functions, otherwise into meta; sites without
 *     Polylang also get hreflang links.
 *   - GET copydesk/v1/status, GET copydesk/v1/editing?ids=1,2 and
 *     GET copydesk/v1/posts/<id>/preview, for accounts that may edit.
 *   - After an approval in the browser the page may lead back to Copydesk on the same computer.
 *
 * It keeps nothing of its own but meta whose names begin with _copydesk (languages go to
 * Polylang where that is), sends nothing anywhere, and can be taken away again at any time.
 */

if (!defined('ABSPATH')) {
    exit;
}

// Somebody may have put it among the plugins and the must-use plugins: the second one does nothing.
if (!defined('COPYDESK_MARKER')) :

define('COPYDESK_MARKER', '/^cd-[0-9a-f]{32}$/');
define('COPYDESK_APP', '6f0d2c1e-8a57-4b5c-9d0e-3f6b7a1c2d94'); // how the desk names itself
define('COPYDESK_WAIT', 10);       // seconds that a request waits for another one on the same post
define('COPYDESK_PREVIEW', 900);   // seconds that the address of a preview is good for
define('COPYDESK_EDITING', 150);   // seconds after which WordPress itself forgets an editor

// -- one request at a time for one post

function copydesk_lock($name) {
    global $wpdb;
    $key = 'copydesk_' . md5(DB_NAME . $wpdb->prefix . $name);
    $got = $wpdb->get_var($wpdb->prepare('SELECT GET_LOCK(%s, %d)', $key, COPYDESK_WAIT));
    // Some databases have no such locks; only 0 says that another request has it.
    return $got === null || (int) $got === 1;
}

function copydesk_unlock_all() {
    global $wpdb;
    // The database lets go by itself when the connection ends; this is for batches.
    foreach (copydesk_held() as $name) {
        $key = 'copydesk_' . md5(DB_NAME . $wpdb->prefix . $name);
        $wpdb->get_var($wpdb->prepare('SELECT RELEASE_LOCK(%s)', $key));
    }
    copydesk_held(array());
}

function copydesk_held($now = null) {
    static $held = array();
    if ($now !== null) {
        $held = $now;
    }
    return $held;
}

function copydesk_hold($name) {
    if (!copydesk_lock($name)) {
        return new WP_Error('copydesk_busy', 'Another request is at work on this post.', array('status' => 503));
    }
    copydesk_held(array_merge(copydesk_held(), array($name)));
    return null;
}

// -- no second post for one article, no write over a newer text

function copydesk_before($answer, $handler, $request) {
    if (is_wp_error($answer) || $request->get_method() === 'GET') {
        return $answer;
    }
    // WordPress asks who somebody is after this: who may not write is left to it.
    $route = $request->get_route();
    $refused = null;
    if ($route === '/wp/v2/posts' && $request->get_method() === 'POST') {
        if (current_user_can('edit_posts')) {
            $refused = copydesk_refuse_second((string) $request['slug']);
        }
    } elseif (preg_match('#^/wp/v2/posts/(\d+)$#', $route, $found)) {
        if (current_user_can('edit_post', (int) $found[1])) {
            $refused = copydesk_refuse_stale((int) $found[1], (string) $request->get_header('if_match'));
        }
    }
    return $refused === null ? $answer : $refused;
}
add_filter('rest_request_before_callbacks', 'copydesk_before', 10, 3);

function copydesk_refuse_second($slug) {
    if (!preg_match(COPYDESK_MARKER, $slug)) {
        return null;
    }
    $busy = copydesk_hold($slug);
    if ($busy !== null) {
        return $busy;
    }
    $first = copydesk_made_with($slug);
    if ($first === 0) {
        return null;
    }
    return new WP_Error(
        'copydesk_there_already',
        'There is a post for this article already.',
        array('status' => 409, 'id' => $first)
    );
}

function copydesk_made_with($slug) {
    global $wpdb;
    // Past the caches of this request: the other one may have ended a moment ago.
    $query = "SELECT MIN(m.post_id) FROM {$wpdb->postmeta} m JOIN {$wpdb->posts} p ON p.ID = m.post_id"
        . " WHERE m.meta_key = '_copydesk_marker' AND m.meta_value = %s AND p.post_status <> 'trash'";
    return (int) $wpdb->get_var($wpdb->prepare($query, $slug));
}

function copydesk_refuse_stale($post, $seen) {
    $busy = copydesk_hold('post-' . $post);
    if ($seen === '') {
        return null; // it has waited for ours, that is all
    }
    if ($busy !== null) {
        return $busy;
    }
    clean_post_cache($post);
    $now = copydesk_etag($post);
    $named = array_map('trim', explode(',', str_replace('W/', '', $seen)));
    if ($now === '' || in_array('*', $named, true) || in_array($now, $named, true)) {
        return null;
    }
    return new WP_Error(
        'copydesk_changed',
        'The post has changed since it was read.',
        array('status' => 412, 'id' => $post)
    );
}

function copydesk_etag($id) {
    $post = get_post($id);
    if (!$post || $post->post_type !== 'post') {
        return '';
    }
    $parts = array(
        $post->post_title, $post->post_content, $post->post_excerpt, $post->post_name,
        $post->post_status, $post->post_date_gmt, $post->post_modified_gmt, $post->post_author,
        get_post_thumbnail_id($post), get_post_meta($id, 'footnotes', true),
        wp_get_object_terms($id, array('category', 'post_tag'), array('fields' => 'ids', 'orderby' => 'term_id')),
        copydesk_lang_of($id), copydesk_translations_of($id),
    );
    return '"' . substr(hash('sha256', wp_json_encode($parts)), 0, 32) . '"';
}

function copydesk_after($answer, $server, $request) {
    if (preg_match('#^/wp/v2/posts(?:/(\d+))?$#', $request->get_route(), $found)) {
        $data = $answer->get_data();
        $one = is_array($data) && isset($data['id']) ? (int) $data['id'] : 0;
        if ($one && $answer->get_status() < 300) {
            $answer->header('ETag', copydesk_etag($one));
        }
    }
    copydesk_unlock_all();
    return $answer;
}
add_filter('rest_post_dispatch', 'copydesk_after', 10, 3);

add_action('rest_after_insert_post', function ($post, $request, $creating) {
    if ($creating && preg_match(COPYDESK_MARKER, (string) $request['slug'])) {
        add_post_meta($post->ID, '_copydesk_marker', (string) $request['slug'], true);
    }
}, 10, 3);

// -- languages

function copydesk_polylang() {
    return function_exists('pll_set_post_language') && function_exists('pll_save_post_translations');
}

function copydesk_lang_of($post) {
    if (copydesk_polylang()) {
        return (string) pll_get_post_language($post, 'slug');
    }
    return (string) get_post_meta($post, '_copydesk_lang', true);
}

function copydesk_translations_of($post) {
    if (copydesk_polylang()) {
        return array_map('intval', pll_get_post_translations($post));
    }
    $kept = get_post_meta($post, '_copydesk_translations', true);
    $kept = is_array($kept) ? array_map('intval', $kept) : array();
    return array_filter($kept, function ($id) {
        return get_post($id) !== null;
    });
}

function copydesk_is_lang($lang) {
    return is_string($lang) && preg_match('/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$/', $lang);
}

function copydesk_set_lang($lang, $post) {
    if (!copydesk_is_lang($lang)) {
        return new WP_Error('rest_invalid_param', 'Not a language.', array('status' => 400, 'params' => array('lang' => 'Not a language.')));
    }
    if (copydesk_polylang()) {
        if (!in_array($lang, pll_languages_list(), true)) {
            return new WP_Error('rest_invalid_param', 'Not a language of this site.', array('status' => 400, 'params' => array('lang' => 'Not a language of this site.')));
        }
        pll_set_post_language($post->ID, $lang);
    } else {
        update_post_meta($post->ID, '_copydesk_lang', $lang);
    }
    return true;
}

function copydesk_set_translations($versions, $post) {
    if (!is_array($versions)) {
        return new WP_Error('rest_invalid_param', 'Not translations.', array('status' => 400, 'params' => array('translations' => 'Not translations.')));
    }
    foreach (array_keys($versions) as $lang) {
        if (!copydesk_is_lang($lang)) {
            return new WP_Error('rest_invalid_param', 'Not a language.', array('status' => 400, 'params' => array('translations' => 'Not a language.')));
        }
    }
    $versions = copydesk_to_link(array_map('intval', $versions), copydesk_translations_of($post->ID));
    $own = copydesk_lang_of($post->ID);
    if ($own !== '') {
        $versions[$own] = $post->ID;
    }
    if (copydesk_polylang()) {
        pll_save_post_translations($versions);
        return true;
    }
    copydesk_take_out_of_groups($versions);
    foreach ($versions as $id) {
        update_post_meta($id, '_copydesk_translations', $versions);
    }
    return true;
}

function copydesk_to_link($versions, $linked) {
    // The text of the request is written by now, so what may not be linked is left out: posts that
    // are gone, and those of others, but for those that are linked already.
    $found = array();
    foreach ($versions as $lang => $id) {
        $known = isset($linked[$lang]) && $linked[$lang] === $id;
        if (get_post_type($id) === 'post' && ($known || current_user_can('edit_post', $id))) {
            $found[$lang] = $id;
        }
    }
    return $found;
}

function copydesk_take_out_of_groups($versions) {
    // Those that they were linked with before stay linked among themselves.
    $before = array();
    foreach ($versions as $id) {
        $before += array_flip(copydesk_translations_of($id));
    }
    foreach (array_diff(array_keys($before), $versions) as $left) {
        $others = array_diff(copydesk_translations_of($left), $versions);
        if (count($others) > 1) {
            update_post_meta($left, '_copydesk_translations', $others);
        } else {
            delete_post_meta($left, '_copydesk_translations');
        }
    }
}

function copydesk_fields() {
    global $wp_rest_additional_fields;
    if (isset($wp_rest_additional_fields['post']['lang'])) {
        return; // Polylang Pro has them already
    }
    register_rest_field('post', 'lang', array(
        'get_callback' => function ($post) {
            return copydesk_lang_of($post['id']);
        },
        'update_callback' => 'copydesk_set_lang',
        'schema' => array('type' => 'string', 'context' => array('view', 'edit')),
    ));
    register_rest_field('post', 'translations', array(
        'get_callback' => function ($post) {
            return (object) copydesk_translations_of($post['id']);
        },
        'update_callback' => 'copydesk_set_translations',
        'schema' => array('type' => 'object', 'context' => array('view', 'edit')),
    ));
}
add_action('rest_api_init', 'copydesk_fields', 99);

add_action('wp_head', function () {
    if (!is_singular('post') || copydesk_polylang()) {
        return;
    }
    foreach (copydesk_translations_of(get_queried_object_id()) as $lang => $id) {
        if (get_post_status($id) === 'publish') {
            printf("<link rel=\"alternate\" hreflang=\"%s\" href=\"%s\" />\n", esc_attr(str_replace('_', '-', $lang)), esc_url(get_permalink($id)));
        }
    }
});

// -- the credit of a photo

add_action('init', function () {
    register_post_meta('attachment', '_copydesk_credit', array(
        'type' => 'string',
        'single' => true,
        'show_in_rest' => true,
        'sanitize_callback' => 'sanitize_text_field',
        'auth_callback' => function () {
            return current_user_can('upload_files');
        },
    ));
});

// -- approving the desk in the browser

// WordPress sends the browser with a new application password to https addresses only, which a
// program cannot have. To Copydesk on the same computer it may go without: nobody is in between.
add_action('wp_authorize_application_password_request_errors', function ($error, $request) {
    if (($request['app_id'] ?? '') !== COPYDESK_APP) {
        return;
    }
    foreach (array('success_url', 'reject_url') as $name) {
        if (!preg_match('#^http://127\.0\.0\.1:\d{1,5}/#', (string) ($request[$name] ?? ''))) {
            return;
        }
    }
    $error->remove('invalid_redirect_scheme');
}, 10, 2);

// -- what only the desk asks

function copydesk_may_edit() {
    return current_user_can('edit_posts');
}

function copydesk_routes() {
    register_rest_route('copydesk/v1', '/status', array(
        'methods' => 'GET', 'callback' => 'copydesk_status', 'permission_callback' => 'copydesk_may_edit',
    ));
    register_rest_route('copydesk/v1', '/editing', array(
        'methods' => 'GET',
        'callback' => 'copydesk_editing',
        'permission_callback' => 'copydesk_may_edit',
        'args' => array('ids' => array('required' => true, 'type' => 'array', 'maxItems' => 100, 'items' => array('type' => 'integer'))),
    ));
    register_rest_route('copydesk/v1', '/posts/(?P<id>\d+)/preview', array(
        'methods' => 'GET',
        'callback' => 'copydesk_preview_address',
        'permission_callback' => function ($request) {
            return current_user_can('edit_post', (int) $request['id']);
        },
    ));
}
add_action('rest_api_init', 'copydesk_routes');

function copydesk_status() {
    global $wpdb;
    $types = array_filter(get_allowed_mime_types(), function ($type) {
        return strpos($type, 'image/') === 0;
    });
    return array(
        'version' => 1,
        'polylang' => copydesk_polylang(),
        'languages' => copydesk_polylang() ? pll_languages_list() : array(),
        'upload' => wp_max_upload_size(),
        'types' => array_values(array_unique($types)),
        'sizes' => array_keys(wp_get_registered_image_subsizes()),
        'threshold' => (int) apply_filters('big_image_size_threshold', 2560, array(0, 0), '', 0),
        'trash' => EMPTY_TRASH_DAYS > 0,
        'charset' => (string) $wpdb->get_col_charset($wpdb->posts, 'post_content'),
    );
}

function copydesk_editing($request) {
    $found = array();
    foreach ($request['ids'] as $id) {
        $parts = explode(':', (string) get_post_meta($id, '_edit_lock', true));
        $since = (int) $parts[0];
        $user = isset($parts[1]) ? get_userdata((int) $parts[1]) : false;
        if ($user && $since > time() - COPYDESK_EDITING && current_user_can('edit_post', $id)) {
            $found[] = array('id' => $id, 'name' => $user->display_name, 'seen' => gmdate('Y-m-d\TH:i:s\Z', $since));
        }
    }
    return $found;
}

function copydesk_signature($post, $until) {
    return hash_hmac('sha256', $post . '.' . $until, wp_salt('nonce'));
}

function copydesk_preview_address($request) {
    $post = get_post((int) $request['id']);
    if (!$post || $post->post_type !== 'post' || $post->post_status === 'trash') {
        return new WP_Error('rest_post_invalid_id', 'There is no such post.', array('status' => 404));
    }
    $until = time() + COPYDESK_PREVIEW;
    $sign = $until . '.' . copydesk_signature($post->ID, $until);
    return array('url' => add_query_arg(array('p' => $post->ID, 'copydesk_preview' => $sign), home_url('/')));
}

function copydesk_previewed() {
    $sign = isset($_GET['copydesk_preview']) ? (string) $_GET['copydesk_preview'] : '';
    $post = isset($_GET['p']) ? (int) $_GET['p'] : 0;
    $parts = explode('.', $sign, 2);
    if ($post === 0 || count($parts) !== 2 || (int) $parts[0] < time()) {
        return 0;
    }
    return hash_equals(copydesk_signature($post, (int) $parts[0]), $parts[1]) ? $post : 0;
}

add_filter('posts_results', function ($posts, $query) {
    // Only the main query for that one post: nothing else becomes visible with it.
    if ($query->is_main_query() && count($posts) === 1 && $posts[0]->ID === copydesk_previewed()) {
        if ($posts[0]->post_status !== 'trash') {
            $posts[0]->post_status = 'publish';
        }
    }
    return $posts;
}, 10, 2);

add_action('template_redirect', function () {
    if (copydesk_previewed()) {
        remove_action('template_redirect', 'redirect_canonical');
        nocache_headers();
        header('X-Robots-Tag: noindex, nofollow');
        header('Referrer-Policy: no-referrer');
    }
}, 0);

endif;
