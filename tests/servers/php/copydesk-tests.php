<?php
/*
 * What the tests of Copydesk ask of a site: no network, no mail, few image sizes,
 * and faults that only the site itself can have. The switches are in one file of
 * JSON, read at each request:
 *
 *   image_sizes             names of the smaller pictures that are made; null: all
 *   wait_before, wait_after seconds before a REST write is carried out, and after
 *   slow_route              a regular expression: which routes wait
 *   wait_making             seconds between a new post's texts and its terms; below 0 all
 *                           that wait go on at once
 *   notice                  text that a noisy plugin prints before each REST answer
 *   application_passwords   false: a security plugin has turned them off
 *   revisions               how many are kept; null: all
 */
function copydesk_switches() {
    return json_decode(file_get_contents(WP_CONTENT_DIR . '/copydesk-tests.json'), true);
}

$copydesk_switches = copydesk_switches();

add_filter('pre_http_request', function ($answer, $arguments, $address) {
    return new WP_Error('http_request_not_executed', 'This site stays off the network.');
}, 10, 3);

if (!function_exists('wp_mail')) {
    function wp_mail() {
        return true;
    }
}

add_filter('wp_image_editors', function () {
    return array('WP_Image_Editor_GD');
});

if ($copydesk_switches['image_sizes'] !== null) {
    add_filter('intermediate_image_sizes_advanced', function ($sizes) use ($copydesk_switches) {
        return array_intersect_key($sizes, array_flip($copydesk_switches['image_sizes']));
    });
}

if ($copydesk_switches['application_passwords'] === false) {
    add_filter('wp_is_application_passwords_available', '__return_false');
}

if ($copydesk_switches['revisions'] !== null) {
    add_filter('wp_revisions_to_keep', function () use ($copydesk_switches) {
        return $copydesk_switches['revisions'];
    });
}

function copydesk_wait($seconds, $request, $pattern) {
    $writes = !in_array($request->get_method(), array('GET', 'HEAD', 'OPTIONS'), true);
    if ($seconds > 0 && $writes && preg_match('#' . $pattern . '#', $request->get_route())) {
        ignore_user_abort(true);
        usleep((int) ($seconds * 1000000));
    }
}

add_filter('rest_pre_dispatch', function ($answer, $server, $request) use ($copydesk_switches) {
    copydesk_wait($copydesk_switches['wait_before'], $request, $copydesk_switches['slow_route']);
    return $answer;
}, 10, 3);

add_filter('rest_post_dispatch', function ($answer, $server, $request) use ($copydesk_switches) {
    copydesk_wait($copydesk_switches['wait_after'], $request, $copydesk_switches['slow_route']);
    return $answer;
}, 10, 3);

add_action('rest_insert_post', function ($post, $request, $creating) use ($copydesk_switches) {
    ignore_user_abort(true);
    $until = microtime(true) + ($creating ? $copydesk_switches['wait_making'] : 0);
    while (microtime(true) < $until && copydesk_switches()['wait_making'] >= 0) {
        usleep(20000);
    }
}, 10, 3);

if ($copydesk_switches['notice'] !== '') {
    add_filter('rest_pre_serve_request', function ($served) use ($copydesk_switches) {
        echo $copydesk_switches['notice'];
        return $served;
    });
}
